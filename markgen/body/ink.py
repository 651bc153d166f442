"""Ink in skin: pigment seen through the epidermis, its ageing, and marks of light on dark skin.

Ink lies in the dermis. It multiplies the skin's own colour, is never quite black, a little cooler and
less saturated than on paper, slightly uneven, and the skin's light and gloss lie on top of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.body.image import Image, blur
from markgen.body.skin import Lit, tone_color
from markgen.color import LUMINANCE

FRESH_SPREAD = 0.16
"""Blur of a healed line's edge, mm (sigma)."""

TEN_YEAR_SPREAD = 0.25
"""How much more it has spread after ten years, mm (sigma); spreading goes with the square root of time."""

HEALED = 1.0
"""Years after which fading begins."""

_UPTAKE = 0.975
"""Share of full density that healed ink reaches."""

FLIPS = 0.24
"""Relative luminance of skin below which lines turn pale: from Monk 6 on, black is not three times as dark as skin."""

_LUM = LUMINANCE.astype(np.float32)


@dataclass(frozen=True, eq=False)
class Ink:
    """A mark's ink on the picture: each (h, w, 4), linear, premultiplied by alpha.

    pigment: everything in the skin. light: everything on it. line: (h, w) share of the pixel that is
    line ink showing; only needed on dark skin, else None.
    """

    pigment: Image
    light: Image | None
    line: Image | None

    def faint(self, presence: float) -> Ink:
        """The same ink, only that much there: 0 to 1."""
        share = np.float32(presence)
        light = None if self.light is None else self.light * share
        line = None if self.line is None else self.line * share
        return Ink(self.pigment * share, light, line)


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


def tattoo(skin: Lit, ink: Ink, unevenness: Image) -> Image:
    """Albedo (h, w, 3) of skin with ink in it. unevenness: (h, w), about -1 to 1, of the pigment's uptake."""
    alpha = ink.pigment[..., 3:] * np.float32(_UPTAKE)
    color = np.where(alpha > 1e-4, ink.pigment[..., :3] / np.maximum(ink.pigment[..., 3:], 1e-4), 1)
    lum = (color @ _LUM)[..., None]
    # Seen through the epidermis: a little greyer, never blacker than 1 %, and bluer where it is dark.
    seen = np.clip(lum + (color - lum) * 0.92, 0, 1) * 0.96 + 0.010 * np.array([0.9, 1.0, 1.15], np.float32)
    taken = np.clip(alpha * (1 - 0.05 * unevenness[..., None]), 0, 1)
    # Between a film of ink (Beer and Lambert: densities add) and dots of ink beside bare skin.
    through = 0.5 * np.exp(taken * np.log(np.maximum(seen, 1e-3))) + 0.5 * (1 - taken + taken * seen)
    albedo = skin.albedo * through
    # Pale inks are pale because they hold white, and white hides what is under it.
    white = np.clip((seen.min(-1, keepdims=True) - 0.30) / 0.50, 0, 1) * taken
    albedo = albedo * (1 - 0.6 * white) + 0.6 * white * np.maximum(albedo, 0.8 * seen)
    magic = dark_skin(skin.luminance)
    if magic > 0:
        albedo = _luminous(albedo, skin, seen, taken, ink.line, magic)
    return np.asarray(albedo, np.float32)


def dark_skin(luminance: float) -> float:
    """0 to 1: how far plain ink would be lost on skin of that relative luminance, so that the mark must shine."""
    x = float(np.clip((0.26 - luminance) / 0.20, 0, 1))
    return x * x * (3 - 2 * x)


def _pale(lit: Image, shines: Image, skin: float) -> Image:
    """What a line turns into on dark skin: the colour of the mark around it, or ivory where it has none,
    at seven times the skin's luminance (WCAG contrast, which adds 0.05 to both): gloss and shade halve that."""
    around = blur(np.concatenate([lit * shines, shines], axis=-1), 7.0)
    ivory = np.array([1.0, 0.86, 0.70], np.float32)
    color = (around[..., :3] + 0.12 * ivory) / (around[..., 3:] + 0.12)
    color = color / np.maximum((color @ _LUM)[..., None], 1e-3)
    wanted = min(7.5 * (skin + 0.05) - 0.05, 0.97)
    pale = np.minimum(color * wanted, 1.0)
    # A pure colour cannot be that bright: what it lacks, it makes up in white.
    lacking = np.maximum(wanted - (pale @ _LUM)[..., None], 0)
    return np.asarray(pale + lacking * (1 - pale) / np.maximum(1 - (pale @ _LUM)[..., None], 0.02), np.float32)


def _luminous(albedo: Image, skin: Lit, seen: Image, taken: Image, line: Image | None, magic: float) -> Image:
    """These marks are magic: on dark skin colours shine as they would on light skin, and lines turn pale."""
    # As bright as on light skin, and the deep colours lifted, so that crimson does not sink into brown.
    lit: Image = np.asarray(np.power(seen, 0.85) * (0.5 + 0.5 * tone_color(3)), np.float32)
    vivid = (lit @ _LUM)[..., None]
    lit = lit * (1 + np.float32(1.3 * magic) * np.exp(-vivid / 0.10))
    vivid = (lit @ _LUM)[..., None]
    # Only what is brighter than the skin can shine on it; blacks stay black.
    shines = np.clip((vivid - 0.5 * skin.luminance) / 0.10, 0, 1) * taken * np.float32(0.84 * magic)
    out = albedo * (1 - shines) + lit * shines
    if line is not None and skin.luminance < FLIPS:
        # A line flips where it lies on skin, not where it parts two bright colours.
        under = blur(np.ascontiguousarray(out @ _LUM), 4.0)
        dark = np.clip(1 - (under - 0.26 - skin.luminance) / 0.25, 0, 1)
        share = np.clip(1.25 * line * dark, 0, 1)[..., None]
        out = out * (1 - share) + _pale(lit, shines, skin.luminance) * share
    return np.asarray(out, np.float32)
