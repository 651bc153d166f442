"""The finished picture: skin, ink and light through film, before a backdrop.

Bare skin does not depend on the mark, so it is kept for the next picture of the same body; a mark is
then worked only where it lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen.body import atlas
from markgen.body.image import Image, blur, nearest, resize
from markgen.body.ink import Ink, tattoo
from markgen.body.skin import Lit, film, skin, studio
from markgen.body.template import Chart, Template
from markgen.color import LUMINANCE

GRAIN = 0.0035
"""Standard deviation of film grain, of full scale."""

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
    """Bare skin: how it is lit, and its picture, linear, backdrop included. alpha and unevenness: (h, w)."""

    lit: Lit
    picture: Image
    backdrop: Image
    alpha: Image
    unevenness: Image
    grain: Image


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
    if sight.mirrored:
        uv, valid = uv[:, ::-1] * np.array([-1, 1], np.float32), valid[:, ::-1]
    return Chart(one.name, np.ascontiguousarray(uv), np.ascontiguousarray(valid), one.period)


@lru_cache(maxsize=3)
def bare(sight: Sight, tone: int) -> Bare:
    """Bare skin of a Monk tone."""
    body = _seen(sight)
    lit = skin(body, tone)
    backdrop = studio(sight.size, tone)
    if sight.mirrored:
        # The light on a mirrored body comes from the other side, and so must that on the wall.
        backdrop = np.ascontiguousarray(backdrop[:, ::-1])
    alpha = body.alpha[..., None]
    shown = film(lit.albedo * lit.light + lit.gloss[..., None]) * alpha + backdrop * (1 - alpha)
    grain = np.random.Generator(np.random.PCG64(7)).standard_normal((sight.size, sight.size), np.float32)
    return Bare(lit, shown, backdrop, body.alpha, 0.8 * body.melanin + 0.6 * body.pore, grain * np.float32(GRAIN))


def tattooed(skin_: Bare, lit: Lit, ink: Ink, window: Window) -> Lit:
    """Skin with one more mark in it; ink: of the window only."""
    part = within(lit, window)
    albedo = lit.albedo.copy()
    albedo[window] = tattoo(part, ink, skin_.unevenness[window])
    glow = lit.glow
    if ink.light is not None:
        glow = np.zeros_like(lit.albedo) if glow is None else glow.copy()
        glow[window] += _shining(ink.light, part.light, part.gloss)
    return replace(lit, albedo=albedo, glow=glow)


def within(lit: Lit, window: Window) -> Lit:
    """The part of lit skin in a window."""
    glow = None if lit.glow is None else lit.glow[window]
    return Lit(lit.albedo[window], lit.light[window], lit.gloss[window], lit.luminance, glow)


def put(lit: Lit, part: Lit, window: Window) -> Lit:
    """Lit skin with another part in a window."""
    albedo, light, gloss = lit.albedo.copy(), lit.light.copy(), lit.gloss.copy()
    albedo[window], light[window], gloss[window] = part.albedo, part.light, part.gloss
    return replace(lit, albedo=albedo, light=light, gloss=gloss)


def develop(skin_: Bare, lit: Lit, windows: Sequence[Window]) -> NDArray[np.uint8]:
    """The picture, (size, size, 3) sRGB bytes: bare but for the windows, in which `lit` has changed."""
    shown = skin_.picture
    if windows:
        shown = shown.copy()
    for window in windows:
        part, alpha = within(lit, window), skin_.alpha[window][..., None]
        light = part.albedo * part.light + part.gloss[..., None]
        if part.glow is not None:
            light = light + part.glow
        shown[window] = film(light) * alpha + skin_.backdrop[window] * (1 - alpha)
    level = _TABLE[np.clip(shown * (len(_TABLE) - 1) + 0.5, 0, len(_TABLE) - 1).astype(np.int32)]
    return np.asarray(np.clip(level + skin_.grain[..., None], 0, 1) * 255 + 0.5, np.uint8)


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
        cloth=to(body.cloth),
        depth=to(body.depth),
    )


def _shining(light: Image, falls: Image, gloss: Image) -> Image:
    """Light on the mark: a soft bloom of it all, and its grains where the skin's own light strikes them."""
    strike = 0.35 + 0.5 * (falls @ LUMINANCE.astype(np.float32)) + 4.0 * gloss
    shine: Image = light[..., :3] * np.minimum(strike, 1.6)[..., None] + 0.35 * blur(light[..., :3], 5.0)
    return shine


def _table() -> Image:
    """The sRGB transfer curve, sampled: a hundred times faster than its power."""
    x = np.linspace(0, 1, 16384, dtype=np.float64)
    return np.where(x <= 0.0031308, x * 12.92, 1.055 * x ** (1 / 2.4) - 0.055).astype(np.float32)


_TABLE = _table()
