"""Skin: its colour from a Monk tone and its chromophores, and how light and film show it.

Layers of colour follow the two-chromophore view of skin (melanin and haemoglobin absorb; N. Tsumura et
al., "Image-based skin color and texture analysis/synthesis", SIGGRAPH 2003): optical density adds, so
albedo is the tone's own times exp(-density).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.body.image import Image
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

_LIVING = np.array([1.07, 0.96, 0.90], np.float32)
"""A swatch is paint; skin has blood under it. This much redder stays within the swatch's own tolerance."""

_CONTRAST = np.float32(0.22)
"""A studio's flags: shade this power deeper than the lamps alone leave it; mid-light stays where it is."""

_POLARISED = 0.75
"""Share of the gloss at mid-light that the camera's filter takes away."""

_SHOULDER = 0.60
"""Light above this is rolled off, as film does, so that highlights keep their colour."""


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


def film(light: Image) -> Image:
    """Linear light to linear picture values in 0..1: straight up to a shoulder, then an exponential roll-off."""
    over = np.maximum(light - _SHOULDER, 0)
    picture: Image = np.minimum(light, _SHOULDER) + (1 - _SHOULDER) * (1 - np.exp(-over / (1 - _SHOULDER)))
    return picture


def exposed(picture: Image) -> Image:
    """The light that `film` turns into `picture`; the inverse of `film`, for values below 1."""
    over = np.clip((picture - _SHOULDER) / (1 - _SHOULDER), 0, 0.985)
    light: Image = np.minimum(picture, _SHOULDER) - (1 - _SHOULDER) * np.log1p(-over)
    return light


def mid_light(body: Template) -> float:
    """The diffuse light, relative to a grey card, that the picture is exposed for: its 86th percentile on skin."""
    on = body.alpha[::4, ::4] > 0.95
    return float(np.percentile((body.diffuse[::4, ::4] @ LUMINANCE.astype(np.float32))[on], 86))


def skin(body: Template, tone: int) -> Lit:
    """Bare skin of a tone (1 to 10) on a template, so exposed that the tone's own colour shows at mid-light."""
    base = tone_color(tone)
    luminance = float(base @ LUMINANCE)
    dark = float(np.clip((0.45 - luminance) / 0.42, 0, 1))
    lum = body.diffuse @ LUMINANCE.astype(np.float32)
    exposure = 1 / mid_light(body)
    # Scattered light carries the colour of flesh; on dark skin less of it comes back.
    light = lum[..., None] + (body.diffuse - lum[..., None]) * np.float32(0.75 - 0.30 * dark)
    light = light * np.power(np.maximum(lum * exposure, 0.02), _CONTRAST)[..., None]
    density = (0.030 * body.melanin + 0.018 * body.pore + 0.62 * body.mole)[..., None] * _MELANIN
    density += (0.075 * (1 - 0.6 * dark) * body.haemoglobin)[..., None] * _HAEMOGLOBIN
    density += (0.15 * (1 - 0.7 * dark) * body.vein)[..., None] * _VEIN
    density += ((0.30 + 0.12 * dark) * body.areola)[..., None] * _AREOLA
    gloss = body.specular * np.float32(exposure * (0.78 - 0.08 * min(1.0, luminance / 0.45)))
    # A polarising filter takes most of the veil that gloss lays over mid-light, and leaves the highlights;
    # under what stays, the skin is so much darker that both together make the tone.
    veil = float(np.median(gloss[(body.alpha > 0.95) & (np.abs(lum * exposure - 1) < 0.05)]))
    gloss = np.maximum(gloss - _POLARISED * veil, 0)
    shown = exposed(base) * _LIVING
    rest = (1 - _POLARISED) * veil
    albedo = shown * max(1 - rest / float(shown @ LUMINANCE), 0.5) * np.exp(-density)
    # In shade, what light is left has been through more skin: colours deepen.
    shade = np.clip(1 - lum * exposure, 0, 1)[..., None]
    strongest = albedo.max(-1, keepdims=True)
    albedo *= np.power(albedo / strongest, 0.30 * shade)
    return Lit(albedo.astype(np.float32), (light * exposure).astype(np.float32), gloss.astype(np.float32), luminance)


def studio(size: int, tone: int) -> Image:
    """The backdrop, (size, size, 3) linear: a grey sweep, lit from the upper left, falling off to the corners."""
    axis = np.linspace(-1, 1, size, dtype=np.float32)
    away = np.clip(np.hypot(axis[:, None] * 0.8 + 0.25, axis[None] * 0.85 + 0.15), 0, 1.35) / 1.35
    near, far = ("#767a7d", "#15171a") if tone <= 7 else ("#8a8d90", "#2b2e31")
    fall = np.power(away, 1.3)[..., None]
    return np.asarray(linear(rgb(near)) * (1 - fall) + linear(rgb(far)) * fall, np.float32)
