"""Colour: sRGB, linear light, and OKLab, in which colours mix the way the eye expects.

OKLab and its two matrices: B. Ottosson, "A perceptual color space for image processing" (2020).
sRGB transfer curve: IEC 61966-2-1. A colour in this program is a string of six hex digits, `#rrggbb`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_LMS = np.linalg.inv(_TO_LMS)
_FROM_LAB = np.linalg.inv(_TO_LAB)

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
"""Share of each linear sRGB primary in relative luminance (Rec. 709)."""


def linear(srgb: ArrayLike) -> Floats:
    """sRGB values in 0..1, any shape, to linear light."""
    x = np.asarray(srgb, float)
    light: Floats = np.where(x <= 0.04045, x / 12.92, ((np.maximum(x, 0) + 0.055) / 1.055) ** 2.4)
    return light


def gamma(light: ArrayLike) -> Floats:
    """Linear light, any shape, to sRGB values clipped to 0..1."""
    x = np.clip(np.asarray(light, float), 0, 1)
    srgb: Floats = np.where(x <= 0.0031308, x * 12.92, 1.055 * x ** (1 / 2.4) - 0.055)
    return srgb


def rgb(color: str) -> Floats:
    """`#rrggbb` to three sRGB values in 0..1."""
    return np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def hexed(srgb: ArrayLike) -> str:
    """Three sRGB values, clipped to 0..1, to `#rrggbb`."""
    return "#" + "".join(f"{int(v * 255 + 0.5):02x}" for v in np.clip(np.asarray(srgb, float), 0, 1))


def oklab(color: str) -> Floats:
    """`#rrggbb` to OKLab: lightness 0..1, green to red, blue to yellow."""
    lab: Floats = _TO_LAB @ np.cbrt(_TO_LMS @ linear(rgb(color)))
    return lab


def from_oklab(lab: ArrayLike) -> str:
    """OKLab to the nearest `#rrggbb`; a colour outside sRGB gives up chroma, keeping hue and lightness."""
    base = np.asarray(lab, float)
    for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0):
        light = _FROM_LMS @ ((_FROM_LAB @ (base * [1, share, share])) ** 3)
        if light.min() >= -0.002 and light.max() <= 1.002:
            break
    return hexed(gamma(light))


@lru_cache(maxsize=4096)
def oklch(color: str) -> tuple[float, float, float]:
    """`#rrggbb` to OKLCH: lightness 0..1, chroma from 0 to about 0.32, hue in degrees."""
    l, a, b = oklab(color)
    return float(l), float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360)


@lru_cache(maxsize=4096)
def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """OKLCH to `#rrggbb`; hue in degrees."""
    turn = np.radians(hue)
    return from_oklab([lightness, chroma * np.cos(turn), chroma * np.sin(turn)])


@lru_cache(maxsize=16384)
def mix(a: str, b: str, share: float) -> str:
    """The colour `share` (0..1) of the way from a to b, in OKLab."""
    return from_oklab(oklab(a) * (1 - share) + oklab(b) * share)


@dataclass(frozen=True)
class Ramp:
    """Colours spaced evenly over 0..1, mixed in OKLab in between. Call it with a position."""

    colors: tuple[str, ...]

    def __call__(self, at: float) -> str:
        """The colour at `at`, clipped to 0..1 and rounded to 1/256, so that equal paints can be merged."""
        last = len(self.colors) - 1
        t = round(min(max(float(at), 0.0), 1.0) * 256) / 256 * last
        i = min(int(t), last - 1) if last else 0
        return self.colors[0] if not last else mix(self.colors[i], self.colors[i + 1], t - i)


def ramp(colors: Sequence[str]) -> Ramp:
    """A ramp through `colors`, at least one."""
    return Ramp(tuple(colors))
