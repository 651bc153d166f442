"""Ink in skin: pigment seen through the epidermis, its ageing, and marks of light on dark skin.

Ink lies in the dermis. It multiplies the skin's own colour, is never quite black, a little cooler and
less saturated than on paper, slightly uneven, and the skin's light and gloss lie on top of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.body.film import exposed, film
from markgen.body.image import Image, blur, merged, most, wide
from markgen.body.skin import Lit, darkness, tone_color
from markgen.color import LUMINANCE
from markgen.growth import smoothstep

FRESH_SPREAD = 0.15
"""Blur of a healed line's edge, mm (sigma)."""

TEN_YEAR_SPREAD = 0.25
"""How much more it has spread after ten years, mm (sigma); spreading goes with the square root of time."""

HEALED = 1.0
"""Years after which fading begins."""

HEALING = 0.05
"""Years in which fresh ink heals over: until then the skin is red around it."""

_UPTAKE = 0.97
"""Share of full density that healed ink reaches."""

_CHROMA = np.array([0.88, 0.78], np.float32)
"""Share of its colour that the darkest and the lightest ink keeps under skin: pale inks are thin, and skin is not."""

_DULLED = 0.20
"""Share of its colour that it keeps less of where skin is darkest: melanin lies over it."""

_UNEVEN = 0.11
"""How much more or less ink the skin takes from one millimetre to the next."""

_COLOURED = 1.2
"""How many times as uneven colour is: it is laid in small circles, and heals less even than line."""

_HOLES, _HELD = 0.35, 1.6
"""Share of the ink that is missing where skin takes least, and the unevenness beyond which it lets any go."""

_PACKED, _BLACK = np.float32(0.2), np.float32(-0.08)
"""How uneven black is, of the unevenness of what is neither black nor coloured, and the scale, in luminance, by which
lighter ink is no black any more: black is packed until it is even."""

_BROWN, _ABOUT = 0.18, 0.14
"""Relative luminance of brown skin, which is neither light nor dark, and how far about it (sigma) skin counts as it."""

_DEEPER, _DARKS = 0.9, np.float32(-0.15)
"""By how much of its power a tattooer takes a deeper ink there, of the darkest, and the scale, in luminance, by which
a lighter one is left as it is."""

_FILM = np.float32(0.5)
"""Share in which ink is a film, whose densities add (Beer and Lambert), rather than dots beside bare skin."""

_WHITE = (np.float32(0.30), np.float32(0.50), np.float32(0.6), np.float32(0.85))
"""Of pale ink: the value of its weakest channel from which it holds white, over how much more it is all white; how far
that hides what is under it, and how bright it is there."""

_VEIL = np.array([[0.019], [0.024], [0.032]], np.float32)
"""Light that a pale epidermis scatters before it reaches the ink: why healed black is a soft blue-grey."""

_SORE = np.array([0.02, 0.34, 0.26], np.float32)
"""Optical density of the blood under a fresh tattoo."""

_TIMES = 3.60
"""How many times as light as the dark skin about it (WCAG contrast) a line shines, where it fills its pixel."""

_STRONGEST = 1.25
"""The strongest channel of a shining line, of its luminance."""

_COPPER = np.array([[1.0], [0.70], [0.44]], np.float32)
"""Hue of shining lines in marks that have no other."""

_GOLD = 0.45
"""Share of its green that yellow loses where it is brightened under brown skin."""

_OUTSHONE = 0.5, 0.35
"""Share of a mark's own glow, and of its glints, that is lost on the palest skin."""

_DARK = 0.12
"""Relative luminance of skin below which marks shine: from Monk 8 on, black is not three times as dark as skin."""

_LUM = LUMINANCE.astype(np.float32)

At = tuple[NDArray[np.intp], ...]
"""Rows and columns of some pixels of a window."""


@dataclass(frozen=True, eq=False)
class Ink:
    """A mark's ink on the picture: each (h, w, 4), linear, premultiplied by alpha.

    pigment: everything in the skin. light: everything on it. line: (h, w) share of the pixel that is
    line ink showing; only needed on dark skin, else None. fresh: 1 when just made, 0 once healed over.
    """

    pigment: Image
    light: Image | None
    line: Image | None
    fresh: float = 0.0

    def faint(self, presence: float) -> Ink:
        """The same ink, only that much there: 0 to 1."""
        return self.under(np.full(self.pigment.shape[:2], presence, np.float32))

    def under(self, share: Image) -> Ink:
        """The same ink where skin is to be seen: (h, w), 0 to 1."""
        light = None if self.light is None else self.light * share[..., None]
        line = None if self.line is None else self.line * share
        return Ink(self.pigment * share[..., None], light, line, self.fresh)


def spread(age: float) -> float:
    """Blur of ink of that age, years: sigma in mm."""
    return float(np.hypot(FRESH_SPREAD, TEN_YEAR_SPREAD * np.sqrt(max(age, 0) / 10)))


def fade(pigment: Image, age: float) -> Image:
    """Pigment (premultiplied linear RGBA) as the years leave it: white and yellow go first, then orange and
    red, violet, blue and green, and black last. In its first year it only heals."""
    if age <= HEALED:
        return pigment
    alpha = pigment[..., 3]
    color = pigment[..., :3] / np.maximum(alpha, 1e-4)[..., None]
    high, low = color.max(-1), color.min(-1)
    chroma = np.clip((high - low) / np.maximum(high, 1e-4), 0, 1)
    r, g, b = (color[..., i] for i in range(3))
    # Years after which two thirds of each pigment is gone, blended by how much of it a colour holds.
    yellow = np.clip(np.minimum(r, g) - b, 0, 1)
    red = np.clip(r - np.maximum(g, b), 0, 1)
    violet = np.clip(np.minimum(r, b) - g, 0, 1)
    cool = np.clip(np.maximum(g, b) - r, 0, 1)
    tinted = (yellow * 12 + red * 20 + violet * 28 + cool * 36 + 1e-3 * 30) / (yellow + red + violet + cool + 1e-3)
    grey = 8 + 112 * np.exp(-6 * low)
    years = chroma * tinted + (1 - chroma) * grey
    kept: Image = np.exp(-(age - HEALED) / years).astype(np.float32)
    return pigment * kept[..., None]


def freshness(age: float) -> float:
    """1 for ink that was made now, 0 for ink older than eighteen days: how red and raised the skin still is."""
    return float(np.clip(1 - age / HEALING, 0, 1))


def tattoo(skin: Lit, ink: Ink, unevenness: Image, mm_per_px: float) -> Image:
    """Albedo (h, w, 3) of skin with ink in it. unevenness: (h, w), about -1 to 1, of the pigment's uptake."""
    # Most of a mark's window is skin: only where there is ink is anything worked out. Channels go first, (3, n).
    at = np.nonzero(ink.pigment[..., 3] > 1 / 512)
    pigment, own = _channels(ink.pigment[at]), _channels(skin.albedo[at])
    cover = pigment[3]
    color = pigment[:3] / cover
    lum = _LUM @ color
    # Seen through the epidermis: a little greyer, and black is a soft blue-grey.
    magic = dark_skin(skin.luminance)
    kept = _CHROMA[0] - np.float32(_DULLED * magic) + (_CHROMA[1] - _CHROMA[0]) * np.sqrt(lum)
    greyer = np.clip(lum + (color - lum) * kept, 0, 1)
    veil = _VEIL * np.float32(min(skin.luminance / 0.5, 1) ** 1.3)
    # On brown skin, which is neither light nor dark, a tattooer takes the deeper of two inks, and packs it fuller.
    brown = np.exp(-np.square((skin.luminance - _BROWN) / _ABOUT))
    deeper = np.float32(_DEEPER * brown) * np.exp(lum / _DARKS)
    seen = np.asarray(np.power(greyer, 1 + deeper) * (1 - veil) + veil, np.float32)
    # Here and there skin took none, or let it go: pinholes.
    patchy = np.float32(_UNEVEN) * unevenness[at] + np.float32(_HOLES) * np.clip(
        unevenness[at] - np.float32(_HELD), 0, 1
    )
    patchy *= np.float32(_COLOURED) + (_PACKED - np.float32(_COLOURED)) * np.exp(lum / _BLACK)
    taken: Image = 1 - np.power(1 - np.clip(cover * (np.float32(_UPTAKE) * (1 - patchy)), 0, 1), 1 + 2 * deeper)
    through = _FILM * np.exp(taken * np.log(seen)) + (1 - _FILM) * (1 - taken + taken * seen)
    inked = np.asarray(own * through, np.float32)
    # Pale inks are pale because they hold white, and white hides what is under it, but not what is above.
    holds, more, hides, bright = _WHITE
    white = np.clip((seen.min(0) - holds) / more, 0, 1) * taken
    strongest = np.maximum(own.max(0), np.float32(1e-3))
    above = (np.float32(0.45) + np.float32(0.55) * own / strongest) * np.minimum(strongest * np.float32(1.1), 1)
    inked += hides * white * np.maximum(bright * seen * above - inked, 0)
    if magic > 0:
        inked = _luminous(inked, skin, np.asarray(greyer, np.float32), taken, ink, magic, mm_per_px, at)
    albedo = skin.albedo.copy()
    albedo[at] = inked.T
    if ink.fresh > 0:
        albedo *= np.exp(-np.float32(ink.fresh) * _sore(ink.pigment[..., 3], mm_per_px)[..., None] * _SORE)
    return albedo


def shining(light: Image, skin: Lit, grain: Image, mm_per_px: float) -> Image:
    """Light on the mark, (h, w, 3): a soft bloom of it all, and its sharp grains, each as bright as the skin's own
    light and gloss strike it. grain: (h, w), about -1..1, unlike from one tenth of a millimetre to the next."""
    color = np.ascontiguousarray(light[..., :3])
    soft, bloom = blur(color, 0.5 / mm_per_px), wide(color, 1.8 / mm_per_px)
    strike = np.float32(0.35) + np.float32(0.5) * (skin.light @ _LUM) + np.float32(4.0) * skin.gloss
    # A flake is a mirror: most look elsewhere, few look at you, and those are much brighter than they are large.
    mirror = np.exp(np.clip(np.float32(1.6) * grain, -3, 2.2)) * np.minimum(strike, 2.2)
    strike = np.minimum(strike, 1.6)
    # Beside pale skin in the light of a studio a glow is hardly seen, and a flake is no star.
    faint = (1 - np.array(_OUTSHONE) * (1 - darkness(skin.luminance))).astype(np.float32)
    strike, mirror, haze = strike * faint[0], mirror * faint[1], np.float32(0.22) * faint[0]
    planes = ((color[..., k], soft[..., k], bloom[..., k]) for k in range(3))
    return merged([np.minimum(c, s) * strike + np.maximum(c - s, 0) * mirror + haze * b for c, s, b in planes])


def _sore(cover: Image, mm_per_px: float) -> Image:
    """0 to 1: how sore skin is under fresh ink, and for some 3 mm around it."""
    sore: Image = np.clip(np.float32(1.5) * wide(cover, 2.2 / mm_per_px), 0, 1)
    return sore


def dark_skin(luminance: float) -> float:
    """0 to 1: how far plain ink would be lost on skin of that relative luminance, so that the mark must shine."""
    return smoothstep((_DARK - luminance) / 0.11)


def _luminous(
    inked: Image, skin: Lit, color: Image, taken: Image, ink: Ink, magic: float, mm_per_px: float, at: At
) -> Image:
    """These marks are magic: on dark skin colours shine as they would on light skin, and so do lines.

    inked, color, taken: (3, n), (3, n), (n,), of the pixels `at`.
    """
    cover, line = np.ascontiguousarray(ink.pigment[..., 3]), ink.line
    # The deep colours lifted, so that crimson does not sink into brown; the bright ones held back by the skin around,
    # and fuller: embers under it, not paint on it.
    # Night stays night: of what is deep and cool nothing is lifted, or a sky would have no depth.
    warm = np.clip(np.float32(0.15) + (color[0] - color[2]) / np.maximum(color.max(0), np.float32(1e-3)), 0, 1)
    lit = color * np.power(np.maximum(_LUM @ color, np.float32(1e-3)), np.float32(-0.15) * warm)
    lit *= (np.float32(0.5) + np.float32(0.5) * tone_color(3))[:, None]
    lit *= 1 + np.float32(1.3 * magic) * warm * np.exp(_LUM @ lit / np.float32(-0.10))
    vivid = _LUM @ lit
    lit = np.maximum(vivid + (lit - vivid) * np.float32(1 + 0.05 * magic), np.float32(0.15) * lit)
    lit = _ember(lit, 0.7 * magic)
    # White heals as the lightest of all; and a thread of colour alone on skin is put in stronger than a field of it.
    white = np.square(lit.min(0) / np.maximum(lit.max(0), np.float32(1e-4)))
    alone = 1 - wide(cover, 2.5 / mm_per_px)[at]
    ceiling = np.float32(0.048 + 0.9 * skin.luminance) * (1 + np.float32(4.0) * white) * (1 + np.float32(1.4) * alone)
    ceiling *= 1 + np.float32(0.4) * warm
    lit *= ceiling / (ceiling + np.maximum(vivid - np.float32(0.35) * ceiling, 0))
    vivid = _LUM @ lit
    # Melanin lies over it, and takes the blue before the red.
    over = _channels(skin.albedo[at])
    lit *= np.sqrt(over / np.maximum(over.max(0), np.float32(1e-4)))
    # Pores, creases and mottling of the skin above it.
    own = skin.albedo @ _LUM
    above = np.clip(own / np.maximum(wide(own, 3.0 / mm_per_px), 1e-4), 0.6, 1.4)[at]
    lit *= above
    # Only what is brighter than the skin can shine on it; blacks stay black.
    shines = np.clip((vivid - np.float32(0.6 * skin.luminance)) / np.float32(0.12), 0, 1) * taken
    shines *= np.float32(0.80 * magic)
    out = inked + (lit - inked) * shines
    if line is not None:
        # A line flips where it lies on skin, not where it parts two bright colours.
        under = own.copy()
        under[at] = _LUM @ out
        under = blur(under, 1.4 / mm_per_px)[at]
        dark = np.clip(1 - (under - np.float32(0.26 + skin.luminance)) / np.float32(0.25), 0, 1)
        # A line too thin to fill a pixel shines with all it has; a stout one keeps its soft edge.
        stoutest = np.maximum(most(line, 2), np.float32(0.5))
        share = np.clip(line / stoutest, 0, 1)[at] * dark
        around = np.zeros((*own.shape, 3), np.float32)
        around[at] = (lit * shines).T
        hue = _hue(_channels(wide(around, 2.5 / mm_per_px)[at]))
        out += (_shining(hue, skin, mm_per_px, at) * above - out) * share
    return np.asarray(out, np.float32)


def _channels(pixels: Image) -> Image:
    """(n, channels) as (channels, n): arithmetic along a row of pixels is many times as fast as across three."""
    return np.ascontiguousarray(pixels.T)


def _ember(color: Image, warmth: float) -> Image:
    """Colours (3, n), the warm of them with less blue and the yellow with less green: what is brightened under brown
    skin is ember and gold, not pink and olive. Crimson, whose blue is all that parts it from orange, keeps it."""
    strongest = np.maximum(color.max(0), np.float32(1e-4))
    red = np.clip(1 - color[2] / np.maximum(color[0], np.float32(1e-4)), 0, 1)
    red *= np.clip(np.float32(1.5) * color[1] / np.maximum(color[2], np.float32(1e-4)) - np.float32(0.5), 0, 1)
    yellow = np.clip((np.minimum(color[0], color[1]) - color[2]) / strongest, 0, 1)
    return np.stack(
        [color[0], color[1] * (1 - np.float32(_GOLD * warmth) * yellow), color[2] * (1 - np.float32(warmth) * red)]
    )


def _hue(around: Image) -> Image:
    """Hue of a line that shines, (3, n): of the mark around it, (3, n), with copper; copper where that is grey."""
    pure = around - np.float32(0.6) * around.min(0)
    pure = _ember(pure, 0.9)
    own = np.float32(0.55) * np.clip(pure.max(0) / np.float32(0.02), 0, 1)
    return np.asarray(pure / np.maximum(pure.max(0), np.float32(1e-4)) * own + _COPPER * (1 - own), np.float32)


def _shining(hue: Image, skin: Lit, mm_per_px: float, at: At) -> Image:
    """Albedo of a line of that hue, (3, n), just as bright as is needed to stand out in the light and gloss there."""
    light, gloss, own = (
        wide(each, 4.0 / mm_per_px)[at] for each in (skin.light @ _LUM, skin.gloss, skin.albedo @ _LUM)
    )
    # Contrast is of the picture, where film holds back what is bright.
    bare = film((own * light + gloss)[:, None])[:, 0]
    bright = np.minimum(np.float32(_TIMES) * (bare + np.float32(0.05)) - np.float32(0.05), np.float32(0.82))
    needed = exposed(np.float32(_STRONGEST) * bright[:, None])[:, 0] / np.float32(_STRONGEST)
    wanted = (needed - gloss) / np.maximum(light, np.float32(0.35))
    wanted = np.minimum(wanted, np.float32(0.97))
    shown = np.minimum(hue * (wanted / np.maximum(_LUM @ hue, np.float32(1e-4))), 1)
    # A pure colour cannot be that bright: what it lacks, a warm one makes up in copper, a cool one in white.
    warm = np.clip(np.float32(0.5) + hue[0] - hue[2], 0, 1)
    room = (1 - shown) * (1 + (_COPPER - 1) * warm)
    lacking = np.maximum(wanted - _LUM @ shown, 0)
    return np.asarray(np.minimum(shown + lacking * room / np.maximum(_LUM @ room, np.float32(0.02)), 1), np.float32)
