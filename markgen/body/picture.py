"""The finished picture: skin, ink and light through film, before a backdrop.

Bare skin does not depend on the mark, so it is kept for the next picture of the same body; a mark is
then worked only where it lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from markgen.body import atlas
from markgen.body.codec import apart
from markgen.body.detail import detail, tiles
from markgen.body.film import NEAR, grain, printed
from markgen.body.image import (
    Image,
    at_once,
    beside,
    blur,
    cut,
    in_strips,
    least,
    merged,
    most,
    nearest,
    planes,
    resize,
    wide,
)
from markgen.body.ink import Ink, shining, tattoo
from markgen.body.room import room
from markgen.body.skin import Lit, palm, skin
from markgen.body.studio import lens, studio
from markgen.body.template import Chart, Template, widest

_HAIR = ((0.16, 0.085, 0.040), (0.010, 0.008, 0.007))
"""Albedo of body hair on the palest and on the darkest skin."""

_SMOOTH = 0.05
"""How much more gloss inked skin has."""

_THICK = ((0.12, 0.40), (0.7, 1.4))
"""How many times as much of a pixel hair seems to cover as it does, by mm of skin to the pixel: from afar lenses and
sharpening spread it; from near, what a template has of down is softer than down."""

_GLINT = 1.5
"""How much more of the lamp hair mirrors than the skin beneath it."""

_FRINGE = 1.6
"""Light on hair that stands out past the body's edge, of mid-light: the lamp shines through it."""

_SHADED = (0.45, 0.45)
"""Share of the lamp's light that hair takes from the skin beneath it, and how far that shade lies from it, mm."""

_FOCUS, _NEARBY = 0.014, 300.0
"""Blur, mm (sigma), for every mm of depth out of focus, in a picture so many mm wide or less: that of a fast portrait
lens. The disc of confusion is aperture over distance wide (85 mm at f/1.4, from 1.1 m: 0.055), and a disc's sigma is a
quarter of its width. Pictures of more are taken from farther off, so that there it falls with the width."""

_FOCUSED = (2, 85)
"""Percentiles of the depth of all skin that can bear a mark in a view: what lies between them is in focus."""

_IN_FOCUS = 25.0
"""Depth before and behind the plane of focus, mm, that is so in any case."""

_LAMP = 500.0
"""mm from the lamp to what is in focus: what lies behind gets less of its light, by the square of the distance."""

_SOFTER = (1.0, 2.0, 4.0, 8.0)
"""Blurs, pixels (sigma), between which all others lie."""

_BEHIND = 15.0
"""mm by which skin lies behind a limb's edge and is not of that limb."""

Backdrop = Literal["room", "paper"]
"""What is behind the body: a tattooer's room, or a studio's paper."""

Window = tuple[slice, slice]
"""Rows and columns of the picture that a mark touches."""


@dataclass(frozen=True)
class Sight:
    """What is looked at: a body in a view, at a size in pixels; mirrored to show its other side."""

    build: str
    view: str
    size: int
    mirrored: bool


@dataclass(frozen=True, eq=False)
class Bare:
    """Bare skin: how it is lit, and its picture in sRGB bytes, backdrop included.

    backdrop: (h, w, 3) light. alpha, skin, unevenness, grain: (h, w); share of body and of bare skin in the pixel,
    unevenness of the uptake of ink. hair: (h, w) share of hair, or None. lens: (h, w, 1). blurred: (h, w) blur of what
    is out of focus, pixels (sigma).
    """

    lit: Lit
    picture: NDArray[np.uint8]
    backdrop: Image
    alpha: Image
    skin: Image
    hair: Image | None
    unevenness: Image
    grain: Image
    lens: Image
    blurred: Image
    mm_per_px: float


def scale(sight: Sight) -> float:
    """mm of skin to a pixel, where skin faces the camera."""
    body = atlas.load(sight.build, sight.view)
    return body.mm_per_px * body.size / sight.size


def sees(sight: Sight, name: str) -> bool:
    """Whether a chart is seen in this view."""
    return name in atlas.load(sight.build, sight.view).charts


@lru_cache(maxsize=6)
def chart(sight: Sight, name: str) -> Chart:
    """A chart in the picture: u runs right on a mirrored one too, so that no mark is ever mirrored."""
    one = atlas.load(sight.build, sight.view).charts[name]
    uv, valid = _unmixed(one.uv, sight.size, 16 * scale(sight) * sight.size / len(one.uv)), one.valid
    if sight.size != valid.shape[0]:
        valid = resize(valid.astype(np.float32), sight.size, sight.size) > 0.5
    torn = _torn(uv, valid, one.period, 16 * scale(sight))
    if torn.any():
        uv = uv.copy()
        uv[torn] = uv.reshape(-1, 2)[beside(valid & ~torn, torn)]
    body = atlas.load(sight.build, sight.view)
    depth = nearest(body.depth, sight.size, sight.size)
    uv, valid = _hemmed_in(uv, valid, resize(body.alpha, sight.size, sight.size), depth)
    if sight.mirrored:
        uv, valid = uv[:, ::-1] * np.array([-1, 1], np.float32), valid[:, ::-1]
    return Chart(one.name, np.ascontiguousarray(uv), np.ascontiguousarray(valid), one.period)


@lru_cache(maxsize=3)
def bare(sight: Sight, tone: int, backdrop: Backdrop = "room") -> Bare:
    """Bare skin of a Monk tone, before a backdrop."""
    body = _seen(sight)
    # What is the same for every picture is made meanwhile, when this is the first.
    places, *_ = at_once(partial(_places, sight), tiles, partial(grain, sight.size))
    fine = detail(places, scale(sight))
    lit = skin(body, tone, fine, _palms(sight), sight.mirrored)
    behind = (
        room(sight.size, tone, sight.view, scale(sight) * sight.size)
        if backdrop == "room"
        else studio(sight.size, tone, sight.view)
    )
    if sight.mirrored:
        # The light on a mirrored body comes from the other side, and so must that on the wall.
        behind = np.ascontiguousarray(behind[:, ::-1])
    alpha = blur(body.alpha, 0.75)
    beyond = _beyond(sight, body.depth)
    blur_mm = _FOCUS * min(_NEARBY / (scale(sight) * sight.size), 1)
    blurred = np.abs(beyond) * np.float32(blur_mm / scale(sight))
    lit, alpha = focused(fallen_off(lit, beyond), alpha, blurred)
    hair = body.hair if body.hair.any() else None
    if hair is not None:
        lit = replace(lit, light=lit.light * _shade(hair, scale(sight), sight.mirrored)[..., None])
    skin_ = Bare(
        lit=lit,
        picture=np.empty((sight.size, sight.size, 3), np.uint8),
        backdrop=behind,
        alpha=alpha,
        skin=1 - body.cloth,
        hair=hair,
        unevenness=np.clip(fine.uptake + 0.3 * body.melanin, -2.5, 2.5),
        grain=grain(sight.size),
        lens=lens(sight.size),
        blurred=blurred,
        mm_per_px=scale(sight),
    )
    return replace(skin_, picture=_shown(skin_, lit, (slice(0, sight.size), slice(0, sight.size))))


def tattooed(skin_: Bare, lit: Lit, ink: Ink, window: Window) -> Lit:
    """Skin with one more mark in it; ink: of the window only."""
    part = cut(lit, window)
    ink = _seen_through(ink, skin_.blurred[window]).under(skin_.skin[window])
    albedo = lit.albedo.copy()
    albedo[window] = tattoo(part, ink, skin_.unevenness[window], skin_.mm_per_px)
    # Scarred over by the needle, inked skin is a little smoother than bare skin: gloss runs over it, and stronger.
    gloss = lit.gloss.copy()
    gloss[window] *= 1 + np.float32(_SMOOTH) * ink.pigment[..., 3]
    glow = lit.glow
    if ink.light is not None:
        glow = np.zeros_like(lit.albedo) if glow is None else glow.copy()
        glow[window] += shining(ink.light, part, skin_.unevenness[window], skin_.mm_per_px)
    return replace(lit, albedo=albedo, gloss=gloss, glow=glow)


def put(lit: Lit, part: Lit, window: Window) -> Lit:
    """Lit skin with another part in a window."""
    albedo, light, gloss = lit.albedo.copy(), lit.light.copy(), lit.gloss.copy()
    albedo[window], light[window], gloss[window] = part.albedo, part.light, part.gloss
    return replace(lit, albedo=albedo, light=light, gloss=gloss)


def enclosing(windows: Sequence[Window]) -> Window:
    """The smallest window that holds all of them."""
    rows, columns = ([w[k] for w in windows] for k in (0, 1))
    return slice(min(w.start for w in rows), max(w.stop for w in rows)), slice(
        min(w.start for w in columns), max(w.stop for w in columns)
    )


def grown(window: Window, shape: tuple[int, ...]) -> Window:
    """The window with the pixels about it that its own depend on, in a picture of that shape."""
    rows, columns = (
        slice(max(each.start - NEAR, 0), min(each.stop + NEAR, side))
        for each, side in zip(window, shape[:2], strict=True)
    )
    return rows, columns


def inside(window: Window, frame: Window) -> Window:
    """The same pixels, counted from a frame that holds them."""
    rows, columns = (slice(w.start - f.start, w.stop - f.start) for w, f in zip(window, frame, strict=True))
    return rows, columns


def cropped(skin_: Bare, frame: Window) -> Bare:
    """The part of bare skin in a frame: all that marks within it change, and no more to copy."""
    return replace(cut(skin_, frame), lit=cut(skin_.lit, frame))


def develop(skin_: Bare, lit: Lit, windows: Sequence[Window]) -> NDArray[np.uint8]:
    """The picture, (h, w, 3) sRGB bytes: bare but for the windows, in which `lit` has changed."""
    picture = skin_.picture.copy()
    for window in windows:
        picture[window] = _shown(skin_, lit, window)
    return picture


def _palms(sight: Sight) -> Image | None:
    """Share of palm in each pixel, or None where there is none."""
    share = palm(atlas.load(sight.build, sight.view))
    if not share.any():
        return None
    share = resize(share, sight.size, sight.size)
    return np.ascontiguousarray(share[:, ::-1]) if sight.mirrored else share


def _shown(skin_: Bare, lit: Lit, window: Window) -> NDArray[np.uint8]:
    """The picture of lit skin in a window."""
    around = grown(window, skin_.alpha.shape)
    skin_ = cropped(replace(skin_, lit=lit), around)
    picture = np.empty((*skin_.alpha.shape, 3), np.uint8)

    def show(rows: slice) -> None:
        strip = rows, slice(0, picture.shape[1])
        more = grown(strip, picture.shape[:2])
        picture[rows] = _exposure(cropped(skin_, more))[inside(strip, more)]

    in_strips(show, len(picture))
    return picture[inside(window, around)]


def _exposure(skin_: Bare) -> NDArray[np.uint8]:
    """The picture of skin: hair over it, the backdrop behind it, through the lens and on film."""
    lit = skin_.lit
    albedo, gloss = lit.albedo, lit.gloss
    if skin_.hair is not None:
        albedo, gloss = _haired(skin_.hair, albedo, gloss, lit.luminance, skin_.mm_per_px)
    light = albedo * lit.light + gloss[..., None] * np.array(lit.sheen, np.float32)
    if lit.glow is not None:
        light += lit.glow
    light = skin_.backdrop + (light - skin_.backdrop) * skin_.alpha[..., None]
    if skin_.hair is not None:
        light = _bristling(light, skin_.hair * (1 - skin_.alpha), lit.luminance, skin_.mm_per_px)
    light = light * skin_.lens
    return printed(light, skin_.grain)


def _haired(hair: Image, albedo: Image, gloss: Image, luminance: float, mm_per_px: float) -> tuple[Image, Image]:
    """Albedo and gloss of skin of that relative luminance, or of ink in it, with hair over both: the down is fine and
    catches the light that skin mirrors, the strong hairs hide what is beneath."""
    at, share = _strands(hair, mm_per_px)
    color = _hair_color(luminance)
    albedo, gloss = albedo.copy(), gloss.copy()
    own = albedo[at]
    albedo[at] = own + (color - own) * share[:, None]
    gloss[at] *= 1 + np.float32(_GLINT) * share
    return albedo, gloss


def _bristling(light: Image, hair: Image, luminance: float, mm_per_px: float) -> Image:
    """Light of a picture in which hair stands out past the body's edge, before the backdrop, with the lamp on it."""
    at, share = _strands(hair, mm_per_px)
    light[at] += (np.float32(_FRINGE) * _hair_color(luminance) - light[at]) * share[:, None]
    return light


def _strands(hair: Image, mm_per_px: float) -> tuple[tuple[NDArray[np.intp], ...], Image]:
    """The pixels that have hair in them, and the share of each that it seems to cover, (n,)."""
    at = np.nonzero(hair > 0.004)
    return at, np.minimum(np.float32(np.interp(mm_per_px, *_THICK)) * hair[at], 0.9)


def _hair_color(luminance: float) -> Image:
    """Albedo of hair, (3,), on skin of that relative luminance."""
    pale, black = (np.array(color, np.float32) for color in _HAIR)
    return np.asarray(pale + (black - pale) * np.float32(1 - luminance) ** 2, np.float32)


def _shade(hair: Image, mm_per_px: float, mirrored: bool) -> Image:
    """Share of the light that is left beside hair, (h, w): its shade falls away from the lamp, and is soft."""
    step = round(_SHADED[1] / mm_per_px)
    soft = np.roll(blur(hair, 0.5 * _SHADED[1] / mm_per_px + 0.3), (step, -step if mirrored else step), (0, 1))
    return np.asarray(1 - np.float32(_SHADED[0]) * soft, np.float32)


def _places(sight: Sight) -> Image:
    """Where on the skin each pixel is, (h, w, 2) mm, for its fine detail; outside the widest chart, on the picture."""
    axis = np.arange(sight.size, dtype=np.float32) * np.float32(scale(sight))
    place = np.empty((sight.size, sight.size, 2), np.float32)
    place[..., 0], place[..., 1] = axis[None], -axis[:, None]
    charts = atlas.load(sight.build, sight.view).charts
    if charts:
        one = chart(sight, widest(charts))
        # A pair of floats is moved as one thing, which is quick.
        np.copyto(place.view(np.complex64), one.uv.view(np.complex64), where=one.valid[..., None])
    return place


def _beyond(sight: Sight, depth: Image) -> Image:
    """mm by which skin of that depth, mm, lies behind what is in focus, and negative before it; 0 in focus."""
    body = atlas.load(sight.build, sight.view)
    charts = [one.valid for one in body.charts.values()]
    can = np.logical_or.reduce(charts) if charts else body.alpha > 0.99
    near, far = np.percentile(body.depth[can], _FOCUSED) if can.any() else (0.0, 0.0)
    near, far = np.float32(min(near, -_IN_FOCUS)), np.float32(max(far, _IN_FOCUS))
    return np.asarray(np.maximum(depth - far, 0) + np.minimum(depth - near, 0), np.float32)


def fallen_off(lit: Lit, beyond: Image) -> Lit:
    """Lit skin with what lies farther than what is in focus in less of the lamp's light. beyond: (h, w) mm."""
    share = np.square(np.float32(_LAMP) / (np.float32(_LAMP) + np.maximum(beyond, 0)))
    return replace(lit, light=lit.light * share[..., None], gloss=lit.gloss * share)


def focused(lit: Lit, alpha: Image, blurred: Image) -> tuple[Lit, Image]:
    """Lit skin and its share of the pixel as the lens sees them; blurred: (h, w), blur in pixels (sigma)."""
    # What is beside the body has no colour to shed on it.
    body = np.maximum(alpha, np.float32(1e-3))
    sharp = [*(each * body for each in (*planes(lit.albedo), lit.gloss, *planes(lit.light))), body]
    seen, last = [each.copy() for each in sharp], np.float32(0)
    for sigma in _SOFTER:
        rows, columns = np.nonzero((blurred > last + np.float32(0.15)) & (alpha > 0))
        if not len(rows):
            break
        pad = int(4 * sigma)
        at = (
            slice(max(rows.min() - pad, 0), rows.max() + pad),
            slice(max(columns.min() - pad, 0), columns.max() + pad),
        )
        # What is in focus sheds no light on what lies behind it: only what is blurred is spread.
        spread = np.clip(blurred[at] / np.float32(0.5 * sigma), 0.002, 1)
        whole = 1 / wide(spread, sigma)
        share = np.clip((blurred[at] - last) / (np.float32(sigma) - last), 0, 1)
        for out, clear in zip(seen, sharp, strict=True):
            soft = wide(clear[at] * spread, sigma) * whole
            out[at] += (soft - out[at]) * share
        last = np.float32(sigma)
    covered = seen[7]
    colors = [each / covered for each in seen[:7]]
    albedo, gloss, light = merged(colors[:3]), colors[3], merged(colors[4:])
    return replace(lit, albedo=albedo, light=light, gloss=gloss), covered


def _seen_through(ink: Ink, blurred: Image) -> Ink:
    """Ink as the lens sees it: no sharper than the skin that it is in. blurred: (h, w), blur in pixels (sigma)."""
    if blurred[ink.pigment[..., 3] > 0].max(initial=0) < 0.5:
        return ink

    def soft(plane: Image) -> Image:
        out, last = plane, np.float32(0)
        for sigma in _SOFTER:
            share = np.clip((blurred - last) / (np.float32(sigma) - last), 0, 1)
            if not share.any():
                break
            out, last = out + (wide(plane, sigma) - out) * share, np.float32(sigma)
        return out

    return replace(
        ink,
        pigment=merged([soft(each) for each in planes(ink.pigment)]),
        light=None if ink.light is None else merged([soft(each) for each in planes(ink.light)]),
        line=None if ink.line is None else soft(ink.line),
    )


def _unmixed(uv: Image, size: int, jump: float) -> Image:
    """A chart at another size. Where it breaks, by more than `jump` mm from pixel to pixel (at a silhouette, or where
    a sleeve closes), the nearest pixel's value stands, for a mean of both sides is neither's place."""
    if size == uv.shape[0]:
        return uv
    broken = np.zeros(uv.shape[:2], np.float32)
    across, down = ((np.abs(np.diff(uv, axis=k)) > jump).any(-1) for k in (1, 0))
    broken[:, :-1][across] = broken[:, 1:][across] = 1
    broken[:-1][down] = broken[1:][down] = 1
    # A pixel of a cubic curve is made of two on either side.
    near = resize(blur(broken, 0.8), size, size)[..., None] > 0.02
    return np.where(near, nearest(uv, size, size), resize(uv, size, size))


def _hemmed_in(uv: Image, valid: NDArray[np.bool_], alpha: Image, depth: Image) -> tuple[Image, NDArray[np.bool_]]:
    """A chart that goes on to the body's outline, where it ends a pixel or two before: skin would show as a rim. Other
    skin that is seen beside it, farther back, is none of it."""
    near = most(valid.astype(np.float32), 3) > 0
    rim = near & ~valid & (alpha > 0) & (least(alpha, 5) < 0.5)
    if not rim.any():
        return uv, valid
    near_by = beside(valid, rim)
    own = depth[rim] - depth.ravel()[near_by] < _BEHIND
    rim[rim] = own
    out = uv.copy()
    out[rim] = uv.reshape(-1, 2)[near_by[own]]
    return out, valid | rim


def _torn(uv: Image, valid: NDArray[np.bool_], period: float | None, jump: float) -> NDArray[np.bool_]:
    """Pixels beside a break of the chart, of more than `jump` mm, that is no closing of a sleeve: round a pole of the
    chart, or where one skin ends before another. What they would show of a mark is nobody's place."""
    torn = np.zeros(uv.shape[:2], np.bool_)
    for here, there in (np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1], np.s_[1:]):
        far = (apart(uv[there], uv[here]) > jump) & valid[here] & valid[there]
        if period and far.any():
            step = uv[there][far] - uv[here][far]
            step[:, 0] = (step[:, 0] + period / 2) % period - period / 2
            far[far] = (np.abs(step) > jump).any(-1)
        one, other = torn[here], torn[there]
        one |= far
        other |= far
    return torn


def _hemmed(cloth: Image, alpha: Image) -> Image:
    """Share of the body in each pixel that is garment; past the body's edge as on it, or skin would show around it,
    also where the lens spreads that edge."""
    if not cloth.any():
        return cloth
    near = blur(alpha, 2.0)
    far = wide(cloth, 8.0) / np.maximum(wide(alpha, 8.0), 1e-4)
    share = np.where(near > 0.02, blur(cloth, 2.0) / np.maximum(near, 0.01), far)
    return np.where(alpha > 0.99, cloth, np.clip(share, 0, 1)).astype(np.float32)


def _seen(sight: Sight) -> Template:
    """The template at the sight's size and side, without its charts."""
    body = atlas.load(sight.build, sight.view)

    def to(image: Image) -> Image:
        sized = resize(image, sight.size, sight.size)
        return np.ascontiguousarray(sized[:, ::-1]) if sight.mirrored else sized

    return Template(
        build=body.build,
        view=body.view,
        size=sight.size,
        mm_per_px=scale(sight),
        charts={},
        diffuse=to(body.diffuse),
        specular=to(body.specular),
        alpha=to(body.alpha),
        normal=to(body.normal) * np.array([-1 if sight.mirrored else 1, 1, 1], np.float32),
        melanin=to(body.melanin),
        haemoglobin=to(body.haemoglobin),
        pore=to(body.pore),
        vein=to(body.vein),
        mole=to(body.mole),
        areola=to(body.areola),
        hair=to(body.hair),
        cloth=_hemmed(to(body.cloth), to(body.alpha)),
        depth=to(body.depth),
    )
