"""Film: how light becomes a picture, with a toe that keeps blacks, a shoulder that keeps highlights, and grain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.body.image import Image, blur

_TOE = np.float32(0.0035)
"""Light at which the toe halves what falls on the film: shadows sink into black and keep their colour."""

_SHOULDER = np.float32(0.60)
"""Picture value above which light is rolled off, so that highlights keep their colour and burn late."""

_BRIGHTEST = 6.0
"""Light beyond which everything is white."""

GRAIN = 0.0075
"""Standard deviation of film grain in mid-greys, of full scale."""


def film(light: Image) -> Image:
    """Linear light to linear picture values in 0..1: a toe, straight up, then an exponential roll-off."""
    straight = light * light / (light + _TOE)
    over = np.maximum(straight - _SHOULDER, 0)
    picture: Image = np.minimum(straight, _SHOULDER) + (1 - _SHOULDER) * (1 - np.exp(-over / (1 - _SHOULDER)))
    return picture


def exposed(picture: Image) -> Image:
    """The light that `film` turns into `picture`; its inverse, for values below 1."""
    over = np.clip((picture - _SHOULDER) / (1 - _SHOULDER), 0, 0.985)
    straight = np.minimum(picture, _SHOULDER) - (1 - _SHOULDER) * np.log1p(-over)
    light: Image = (straight + np.sqrt(straight * straight + 4 * _TOE * straight)) / 2
    return light


def printed(light: Image, grain: Image) -> NDArray[np.uint8]:
    """Linear light (h, w, 3) as sRGB bytes, with grain (h, w)."""
    at = np.sqrt(np.maximum(light, 0) * np.float32((len(_TABLE) - 1) ** 2 / _BRIGHTEST)) + np.float32(0.5)
    level = _TABLE[np.minimum(at, len(_TABLE) - 1).astype(np.int32)]
    # Grain is silver that was or was not struck: it shows most in the greys, least in black and white.
    middle = level[..., 1]
    level += (grain * (0.45 + 2.2 * middle * (1 - middle)))[..., None]
    return np.asarray(np.clip(level, 0, 255 / 256) * np.float32(255) + np.float32(0.5), np.uint8)


def grain(size: int) -> Image:
    """Grain of a picture of size x size pixels, (size, size): clumps somewhat larger than a pixel, always the same."""
    noise = np.random.Generator(np.random.PCG64(7)).standard_normal((size, size), np.float32)
    clumps = blur(noise, 0.55)
    return np.asarray(clumps * np.float32(GRAIN / clumps.std()), np.float32)


def _table() -> Image:
    """Film and the sRGB transfer curve, sampled over the square root of light."""
    light = (np.linspace(0, 1, 8192) ** 2 * _BRIGHTEST).astype(np.float32)
    x = film(light).astype(np.float64)
    return np.where(x <= 0.0031308, x * 12.92, 1.055 * x ** (1 / 2.4) - 0.055).astype(np.float32)


_TABLE = _table()
