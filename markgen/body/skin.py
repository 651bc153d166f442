"""Skin: its colour from a Monk tone and its chromophores, and how light and film show it.

Layers of colour follow the two-chromophore view of skin (melanin and haemoglobin absorb; N. Tsumura et
al., "Image-based skin color and texture analysis/synthesis", SIGGRAPH 2003): optical density adds, so
albedo is the tone's own times exp(-density).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.body.detail import Detail
from markgen.body.film import exposed
from markgen.body.image import Image, merged, wide
from markgen.body.template import Template
from markgen.color import LUMINANCE, linear, rgb

MONK = (
    "#f6ede4",
    "#f3e7db",
    "#f7ead0",
    "#eadaba",
    "#d7bd96",
    "#a07e56",
    "#825c43",
    "#604134",
    "#3a312a",
    "#292420",
)
"""E. Monk, "The Monk Skin Tone Scale" (2019), lightest to darkest."""

# Density per channel (red, green, blue) of one unit of each chromophore.
_MELANIN = np.array([0.55, 0.95, 1.35], np.float32)
_HAEMOGLOBIN = np.array([0.08, 1.00, 0.72], np.float32)
_VEIN = np.array([0.85, 0.30, 0.15], np.float32)
_AREOLA = np.array([0.70, 1.25, 1.20], np.float32)

_LIVING = np.array([[1.045, 0.980, 0.962], [1.165, 0.957, 0.855]], np.float32)
"""A swatch is paint; skin has blood under it. This much redder, on pale and on dark skin, stays within the swatch's
own tolerance."""

_TONES = (0.02, 0.13, 0.24, 0.54, 0.82)
"""Relative luminance of the tones that the two lists below are for: Monk 10, 7, 6, 5 and 1 to 3."""

_EXPOSED = (0.72, 0.66, 0.47, 0.75, 1.0)
"""Mid-light as a share of the strongest light on skin."""

_CONTRAST = (0.14, 0.12, 0.06, 0.24, 0.38)
"""A studio's flags: shade this power deeper than the lamps alone leave it."""

_SCATTERED = np.array([0.02, 0.37, 0.33], np.float32)
"""Density of the blood that light has been through where it comes out of the flesh in shade."""

_BOUNCE = np.array([0.060, 0.043, 0.030], np.float32)
"""Light thrown back up by the floor and the body itself, of mid-light."""

_POLARISED = 0.75
"""Share of the gloss at mid-light that the camera's filter takes away."""

_CLOTH = np.array([0.030, 0.030, 0.031], np.float32)
"""Albedo of the garment: charcoal cotton."""

_LUM = LUMINANCE.astype(np.float32)


@dataclass(frozen=True, eq=False)
class Lit:
    """Skin to be tattooed, linear: albedo (h, w, 3), the light on it (h, w, 3), its gloss (h, w).

    luminance: of the tone. glow: (h, w, 3) of light that marks themselves give, or None.
    """

    albedo: Image
    light: Image
    gloss: Image
    luminance: float
    glow: Image | None = None


def tone_color(tone: int) -> Image:
    """Linear RGB of Monk tone 1 to 10."""
    return linear(rgb(MONK[tone - 1])).astype(np.float32)


def darkness(luminance: float) -> float:
    """0 to 1: how far skin of that relative luminance is dark, so that what shows is gloss and depth."""
    return float(np.clip((0.45 - luminance) / 0.42, 0, 1))


def mid_light(body: Template, tone: int) -> float:
    """The diffuse light, relative to a grey card, at which a tone's swatch is shown.

    A photographer keeps pale skin below white, so there it is the brightest of the body that is not gloss, and the
    rest is modelled beneath it; other skin is exposed for its middle, or it would sink into black.
    """
    on = (body.alpha[::4, ::4] > 0.95) & (body.cloth[::4, ::4] < 0.05)
    luminance = float(tone_color(tone) @ LUMINANCE)
    strongest = np.percentile((body.diffuse[::4, ::4] @ _LUM)[on], 95)
    return float(strongest * np.interp(luminance, _TONES, _EXPOSED))


def swatch(body: Template, tone: int) -> NDArray[np.bool_]:
    """Where a tone's swatch is to be seen, (h, w): bare skin at mid-light, away from the highlights on it."""
    light = body.diffuse @ _LUM / np.float32(mid_light(body, tone))
    at = (body.alpha > 0.95) & (body.cloth < 0.05) & (np.abs(light - 1) < 0.05)
    return np.asarray(at & (body.specular <= np.median(body.specular[at])), np.bool_)


def skin(body: Template, tone: int, fine: Detail) -> Lit:
    """Bare skin of a tone (1 to 10) on a template, so exposed that the tone's own colour shows at mid-light."""
    base = tone_color(tone)
    luminance = float(base @ LUMINANCE)
    dark = darkness(luminance)
    exposure = 1 / mid_light(body, tone)
    bare = 1 - body.cloth
    facing = np.clip(body.normal[..., 2], 0, 1) * bare
    relief = fine.slope * facing
    light = _light(body, exposure, luminance, 1 + np.float32(0.025) * relief)
    lum = light @ _LUM
    gloss, rest = _gloss(body, exposure, luminance, relief, swatch(body, tone))
    # Under what gloss stays, the skin is so much darker and deeper that both together make the tone.
    shown = exposed(base) * (_LIVING[0] + (_LIVING[1] - _LIVING[0]) * np.float32(dark))
    own = np.maximum(shown - rest, 0.5 * shown)
    # In shade, what light is left has been through more skin: colours deepen, and turn to blood.
    shade = np.clip(1 - lum, 0, 1)
    density = [
        each + np.float32(1 - 0.45 * dark) * s * shade
        for each, s in zip(_density(body, fine, facing, dark), _SCATTERED, strict=True)
    ]
    deepest = np.minimum(
        np.minimum(density[0] - np.log(own[0]), density[1] - np.log(own[1])), density[2] - np.log(own[2])
    )
    albedo = merged(
        [
            c * np.exp(-d - np.float32(0.22) * shade * (d - np.log(c) - deepest))
            for c, d in zip(own, density, strict=True)
        ]
    )
    if body.cloth.any():
        weave = 1 + 0.25 * np.clip(fine.uptake, -2, 2)
        albedo += (weave[..., None] * _CLOTH - albedo) * body.cloth[..., None]
    return Lit(albedo.astype(np.float32, copy=False), light, gloss.astype(np.float32, copy=False), luminance)


def _light(body: Template, exposure: float, luminance: float, relief: Image) -> Image:
    """Light that the skin sends back, of mid-light; with the colour of flesh, of which dark skin returns less."""
    lum = body.diffuse @ _LUM
    deeper = np.float32(np.interp(luminance, _TONES, _CONTRAST))
    key = np.float32(exposure) * np.power(np.maximum(lum * np.float32(exposure), 0.02), deeper)
    flesh = np.float32(0.75 - 0.30 * darkness(luminance))
    under = np.square(np.clip(0.5 - 0.5 * body.normal[..., 1], 0, 1))
    return merged(
        [((lum + (body.diffuse[..., k] - lum) * flesh) * key + under * _BOUNCE[k]) * relief for k in range(3)]
    )


def _gloss(
    body: Template, exposure: float, luminance: float, slope: Image, at: NDArray[np.bool_]
) -> tuple[Image, float]:
    """Light mirrored by the surface, and how much of it lies over mid-light.

    A polarising filter takes most of the veil that gloss lays over mid-light, and leaves the highlights; pores break
    them up. On dark skin they are seen wider and stronger, for less light comes from beneath.
    """
    dark = darkness(luminance)
    raw = body.specular * np.float32(exposure * (0.80 + 0.45 * dark))
    if dark > 0:
        raw = raw + np.float32(0.20 * dark) * wide(raw, 3.0 / body.mm_per_px)
    veil = float(np.median(raw[at]))
    # Softly: of the veil so much stays that it never hides the tone.
    rest = min((1 - _POLARISED) * veil, 0.4 * luminance)
    knee = min(0.3 * veil, 2 * rest)
    over = raw - np.float32(veil - rest + knee * knee / (4 * rest))
    gloss = 0.5 * (over + np.sqrt(over * over + np.float32(knee * knee)))
    gloss *= np.exp(np.clip((0.34 - 0.14 * dark) * slope, -1.2, 1.2) - 0.06) * (1 - body.cloth)
    return gloss, rest


def _density(body: Template, fine: Detail, facing: Image, dark: float) -> list[Image]:
    """Optical density of all that is in the skin beyond its tone, a plane (h, w) a channel."""
    melanin = 0.055 * body.melanin + 0.030 * body.pore + 0.62 * body.mole
    melanin += (0.050 * fine.melanin + (0.045 - 0.015 * dark) * fine.hollow) * facing
    blood = (1 - 0.6 * dark) * (0.100 * body.haemoglobin + 0.045 * fine.blood * facing)
    vein = 0.15 * (1 - 0.7 * dark) * body.vein
    areola = (0.30 + 0.12 * dark) * body.areola
    return [melanin * _MELANIN[k] + blood * _HAEMOGLOBIN[k] + vein * _VEIN[k] + areola * _AREOLA[k] for k in range(3)]
