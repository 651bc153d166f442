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
from markgen.body.image import Image, blur, least, merged, wide
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

_TONES = (0.02, 0.065, 0.13, 0.24, 0.54, 0.82)
"""Relative luminance of the tones that the lists below are for: Monk 10, 8, 7, 6, 5 and 1 to 3."""

_LIVING = (
    (1.20, 1.16, 1.15, 1.06, 1.04, 1.04),
    (0.95, 0.97, 0.96, 0.96, 0.965, 0.98),
    (0.83, 0.92, 0.93, 1.06, 1.04, 0.96),
)
"""A swatch is paint; skin has blood under it. This much redder, and on brown skin less yellow, in red, green and blue,
stays within the swatch's own tolerance."""

_EXPOSED = (0.48, 0.70, 0.66, 0.45, 0.75, 1.07)
"""Mid-light as a share of the strongest light on skin."""

_CONTRAST = (0.16, 0.14, 0.12, 0.14, 0.24, 0.38)
"""A studio's flags: shade this power deeper than the lamps alone leave it."""

_SCATTERED = np.array([0.02, 0.35, 0.39], np.float32)
"""Density of the blood that light has been through where it comes out of the flesh in shade."""

_GOLD = np.array([-0.30, 0.12, 0.38], np.float32)
"""Density that strong light adds to the darkest skin, whose swatches are all but grey."""

_BOUNCE = np.array([0.060, 0.043, 0.030], np.float32)
"""Light thrown back up by the floor and the body itself, of mid-light."""

_POLARISED = 0.62
"""Share of the gloss at mid-light that the camera's filter takes away."""

_SHEEN = np.array([1.0, 0.80, 0.62])
"""Colour of the gloss on the darkest skin, mixed with the gold of what shines beneath it; on pale skin it is white."""

_EDGE = 0.72
"""Share of the light that skin loses where it turns away from the camera: its thin edge is no lamp."""

_CLOTH = np.array([0.022, 0.021, 0.0195], np.float32)
"""Albedo of the garment, charcoal cotton, in the light that pale skin is exposed for."""

_LUM = LUMINANCE.astype(np.float32)


@dataclass(frozen=True, eq=False)
class Lit:
    """Skin to be tattooed, linear: albedo (h, w, 3), the light on it (h, w, 3), its gloss (h, w).

    luminance: of the tone. glow: (h, w, 3) of light that marks themselves give, or None. sheen: the gloss's colour.
    """

    albedo: Image
    light: Image
    gloss: Image
    luminance: float
    glow: Image | None = None
    sheen: tuple[float, ...] = (1.0, 1.0, 1.0)


def tone_color(tone: int) -> Image:
    """Linear RGB of Monk tone 1 to 10."""
    return linear(rgb(MONK[tone - 1])).astype(np.float32)


def darkness(luminance: float) -> float:
    """0 to 1: how far skin of that relative luminance is dark, so that what shows is gloss and depth."""
    return float(np.clip((0.45 - luminance) / 0.42, 0, 1))


def swatch(body: Template, tone: int) -> NDArray[np.bool_]:
    """Where a tone's swatch is to be seen, (h, w): bare skin at mid-light, away from the highlights on it."""
    strength = _strength(body)
    return _at(body, strength / np.float32(_mid_light(body, strength, float(tone_color(tone) @ LUMINANCE))))


def _at(body: Template, light: Image) -> NDArray[np.bool_]:
    at = (body.alpha > 0.95) & (body.cloth < 0.05) & (np.abs(light - 1) < 0.05)
    return np.asarray(at & (body.specular <= np.median(body.specular[at])), np.bool_)


def _strength(body: Template) -> Image:
    """The diffuse light of each pixel, (h, w), held back where skin turns away: a thin edge is no lamp."""
    # Normals are coarser than light, and mixed where one part of the body ends before another.
    facing = least(np.ascontiguousarray(body.normal[..., 2]), max(round(3 * body.size / 1024), 1))
    away = np.square(np.clip(1 - blur(facing, body.size / 1024), 0, 1)) * (1 - body.cloth)
    return np.asarray((body.diffuse @ _LUM) * (1 - np.float32(_EDGE) * away), np.float32)


def _mid_light(body: Template, strength: Image, luminance: float) -> float:
    """The diffuse light, relative to a grey card, at which the swatch of a tone of that luminance is shown.

    A photographer keeps pale skin below white, so there it is the brightest of the body that is not gloss, and the
    rest is modelled beneath it; other skin is exposed for its middle, or it would sink into black.
    """
    few = (slice(None, None, max(body.size // 256, 1)),) * 2
    on = (body.alpha[few] > 0.95) & (body.cloth[few] < 0.05)
    return float(np.percentile(strength[few][on], 95) * np.interp(luminance, _TONES, _EXPOSED))


def skin(body: Template, tone: int, fine: Detail) -> Lit:
    """Bare skin of a tone (1 to 10) on a template, so exposed that the tone's own colour shows at mid-light."""
    base = tone_color(tone)
    luminance = float(base @ LUMINANCE)
    dark = darkness(luminance)
    deep = float(np.clip((0.11 - luminance) / 0.07, 0, 1))
    strength = _strength(body)
    exposure = 1 / _mid_light(body, strength, luminance)
    strength *= np.float32(exposure)
    bare = 1 - body.cloth
    facing = np.clip(body.normal[..., 2], 0, 1) * bare
    relief = fine.slope * facing
    light = _light(body, strength, luminance, 1 + np.float32(0.045) * relief)
    lum = light @ _LUM
    at = _at(body, strength)
    gloss, rest = _gloss(body, exposure, luminance, relief, at)
    # In shade, what light is left has been through more skin: colours deepen, and turn to blood. In strong light,
    # dark skin shows the gold that it has beneath the brown.
    shade, bright = np.clip(1 - lum, 0, 1), np.clip(lum - 1, 0, 1)
    density = [
        each + np.float32(1 - 0.45 * dark) * s * shade + np.float32(deep * g) * bright
        for each, s, g in zip(_density(body, fine, facing, dark), _SCATTERED, _GOLD, strict=True)
    ]
    # Under what gloss stays, the skin is so much darker and deeper that both together make the tone.
    living = np.array([np.interp(luminance, _TONES, each) for each in _LIVING])
    near = (body.alpha > 0.95) & (body.cloth < 0.05) & (np.abs(strength - 1) < 0.2)
    usual = np.array([np.median(d[near]) for d in density])
    shown = exposed(base) * living * np.exp(usual) / np.median(light[at], axis=0)
    own = np.maximum(shown - rest, 0.5 * shown).astype(np.float32)
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
        # The garment is no part of what a tone is exposed for: it is as black beside every skin.
        same = (1 - 0.35 * dark) * np.interp(luminance, _TONES, _EXPOSED) / _EXPOSED[-1]
        weave = np.float32(same) * (1 + 0.25 * np.clip(fine.uptake, -2, 2))
        albedo += (weave[..., None] * _CLOTH - albedo) * body.cloth[..., None]
    albedo, gloss = (each.astype(np.float32, copy=False) for each in (albedo, gloss))
    return Lit(albedo, light, gloss, luminance, sheen=tuple(1 + (_SHEEN - 1) * dark))


def _light(body: Template, strength: Image, luminance: float, relief: Image) -> Image:
    """Light that the skin sends back, of mid-light; with the colour of flesh, of which dark skin returns less."""
    deeper = np.float32(np.interp(luminance, _TONES, _CONTRAST))
    key = strength * np.power(np.maximum(strength, 0.02), deeper)
    flesh = np.float32(0.75 - 0.30 * darkness(luminance))
    under = np.square(np.clip(0.5 - 0.5 * body.normal[..., 1], 0, 1))
    own = np.maximum(body.diffuse @ _LUM, np.float32(1e-3))
    hue = [1 + (body.diffuse[..., k] / own - 1) * flesh for k in range(3)]
    return merged([(hue[k] * key + under * _BOUNCE[k]) * relief for k in range(3)])


def _gloss(
    body: Template, exposure: float, luminance: float, slope: Image, at: NDArray[np.bool_]
) -> tuple[Image, float]:
    """Light mirrored by the surface, and how much of it lies over mid-light.

    A polarising filter takes most of the veil that gloss lays over mid-light, and leaves the highlights; pores break
    them up. On dark skin, which is exposed longer, they are held back and kept narrow.
    """
    dark = darkness(luminance)
    raw = body.specular * np.float32(exposure ** (1 - 0.6 * dark))
    edge = np.clip(body.normal[..., 2] / 0.75, 0, 1)
    raw = raw * (edge * (2 - edge))
    if dark > 0:
        high = np.percentile(raw[body.alpha > 0.95], 99)
        raw = raw * np.power(np.clip(raw / np.float32(0.62 * high + 1e-6), 1e-3, 1), np.float32(dark))
    veil = float(np.median(raw[at]))
    # Softly: of the veil so much stays that it never hides the tone.
    rest = min((1 - _POLARISED) * veil, 0.4 * luminance)
    knee = min(0.3 * veil, 2 * rest)
    over = raw - np.float32(veil - rest + knee * knee / (4 * rest))
    gloss = 0.5 * (over + np.sqrt(over * over + np.float32(knee * knee)))
    gloss *= np.exp(np.clip((0.25 - 0.05 * dark) * slope, -1.2, 1.2) - 0.06) * (1 - body.cloth)
    return gloss, rest


def _density(body: Template, fine: Detail, facing: Image, dark: float) -> list[Image]:
    """Optical density of all that is in the skin beyond its tone, a plane (h, w) a channel."""
    brown = 1 - abs(2 * dark - 1)
    # Blood gathers in wide patches, where the body says; where there is much of it, flecks of it are many as well.
    crowd = np.clip(0.5 + wide(body.haemoglobin, 6.0 / body.mm_per_px), 0.1, 2.0)
    melanin = (0.055 + 0.045 * brown) * body.melanin + 0.050 * body.pore + 0.95 * body.mole
    melanin += ((0.050 + 0.01 * brown) * fine.melanin + (0.060 - 0.015 * dark) * fine.hollow) * facing + (
        0.06 * brown
    ) * crowd
    blood = (1 - 0.55 * dark) * (
        (0.100 + 0.05 * brown) * body.haemoglobin + 0.050 * crowd + 0.030 * fine.blood * crowd * facing
    )
    vein = 0.15 * (1 - 0.7 * dark) * body.vein
    areola = (0.62 - 0.10 * dark) * body.areola
    return [melanin * _MELANIN[k] + blood * _HAEMOGLOBIN[k] + vein * _VEIN[k] + areola * _AREOLA[k] for k in range(3)]
