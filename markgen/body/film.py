"""Film: how light becomes a picture, with a toe that keeps blacks, a long shoulder that keeps highlights, the slight
sharpening that cameras do, and grain.

The curve is that of the strongest channel, and the others keep their share of it: three curves, one a channel, would
turn the lights of skin yellow and its shades orange.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen.body.image import Image, blur, merged, resize
from markgen.color import LUMINANCE

_TOE = np.float32(0.0030)
"""Light at which the toe halves what falls on the film."""

_SHOULDER = np.float32(0.42)
"""Picture value above which light is rolled off, so that highlights burn late."""

_PALER = (np.float32(0.42), np.float32(2.0))
"""Share of white that the strongest light is mixed with, and the light at which most of it is."""

_BRIGHTEST = 6.0
"""Light beyond which nothing grows brighter."""

GRAIN = 0.0070
"""Standard deviation of the grain's lightness in mid-greys, of full scale."""

_SPECKLE = 0.45
"""Grain of colour, of that of lightness: a sensor has both, and its camera smooths away most of the colour's."""


_SHARPER = np.float32(0.6)
"""Share of what a lens and a sensor's filter blur that is given back: of the lightness only."""

_HALO = np.float32(0.04)
"""The most by which that makes anything lighter, of full scale: beside a dark line more would be a white one."""

_UNSHARP = 0.8
"""How far it looks about, pixels (sigma)."""

NEAR = 3
"""Pixels beside a part of a picture that its sharpening reads."""


def film(light: Image) -> Image:
    """Linear light (..., 3) to linear picture values in 0..1."""
    most = light.max(-1, keepdims=True)
    top, white = _curve(most), _white(most)
    picture: Image = light * ((1 - white) * top / np.maximum(most, np.float32(1e-9))) + white * top
    return picture


def exposed(picture: Image) -> Image:
    """The light (..., 3) that `film` turns into `picture`; its inverse, for values below 1."""
    top = picture.max(-1, keepdims=True)
    over = np.clip((top - _SHOULDER) / (1 - _SHOULDER), 0, 0.985)
    straight = np.minimum(top, _SHOULDER) - (1 - _SHOULDER) * np.log1p(-over)
    most = (straight + np.sqrt(straight * straight + 4 * _TOE * straight)) / 2
    white = _white(most)
    light: Image = (picture - white * top) / ((1 - white) * np.maximum(top, np.float32(1e-9))) * most
    return light


def printed(light: Image, grain: Image) -> NDArray[np.uint8]:
    """Linear light (h, w, 3) as sRGB bytes, sharpened, with grain (h, w, 3)."""
    light = np.maximum(light, 0)
    most = np.maximum(np.maximum(light[..., 0], light[..., 1]), light[..., 2])
    at = np.sqrt(most * np.float32((len(_SHARE) - 1) ** 2 / _BRIGHTEST)) + np.float32(0.5)
    step = np.minimum(at, len(_SHARE) - 1).astype(np.int32)
    picture = light * _SHARE.take(step)[..., None]
    picture += _MIXED.take(step)[..., None]
    np.sqrt(np.minimum(picture, 1, out=picture), out=picture)
    level = _SRGB.take((picture * np.float32(len(_SRGB) - 1) + np.float32(0.5)).astype(np.int32))
    luma = level @ LUMINANCE.astype(np.float32)
    level += _SHARPER * np.minimum(luma - blur(luma, _UNSHARP), _HALO)[..., None]
    # Grain shows most in the greys, least in black and white.
    middle = level[..., 1]
    level += grain * (0.45 + 2.2 * middle * (1 - middle))[..., None]
    return np.asarray(np.clip(level, 0, 255 / 256) * np.float32(255) + np.float32(0.5), np.uint8)


@lru_cache(maxsize=2)
def grain(size: int) -> Image:
    """Grain of a picture of size x size pixels, (size, size, 3): clumps larger than a pixel, always the same."""
    random = np.random.Generator(np.random.PCG64(7))
    clumps = blur(random.standard_normal((size, size), np.float32), 0.55)
    clumps *= np.float32(GRAIN) / clumps.std()
    # As in a camera's file, colour is kept at half the size.
    speckle = blur(random.standard_normal(((size + 1) // 2, (size + 1) // 2, 2), np.float32), 0.6)
    speckle = resize(speckle * np.float32(_SPECKLE * GRAIN / speckle.std()), size, size)
    red, blue = speckle[..., 0], speckle[..., 1]
    # Speckle is no lightness: green takes back what red and blue give.
    green = -(red * np.float32(LUMINANCE[0] / LUMINANCE[1]) + blue * np.float32(LUMINANCE[2] / LUMINANCE[1]))
    return merged([clumps + red, clumps + green, clumps + blue])


def _curve(light: Image) -> Image:
    """A toe, straight up, then an exponential roll-off."""
    straight = light * light / (light + _TOE)
    over = np.maximum(straight - _SHOULDER, 0) / (1 - _SHOULDER)
    return np.asarray(np.minimum(straight, _SHOULDER) + (1 - _SHOULDER) * (1 - np.exp(-over)), np.float32)


def _white(light: Image) -> Image:
    """Share of white in the picture of that light."""
    return np.asarray(_PALER[0] * (1 - np.exp(-np.square(light / _PALER[1]))), np.float32)


def _tables() -> tuple[Image, Image, Image]:
    """Over the square root of the strongest light: what the picture has of each channel's light, and of white.
    Over the square root of the picture: the sRGB transfer curve."""
    root = np.linspace(0, 1, 8192)
    most = (root**2 * _BRIGHTEST).astype(np.float32)
    top, white = _curve(most), _white(most)
    x = root**2
    srgb = np.where(x <= 0.0031308, x * 12.92, 1.055 * np.maximum(x, 1e-9) ** (1 / 2.4) - 0.055)
    share = (1 - white) * top / np.maximum(most, np.float32(1e-9))
    return share.astype(np.float32), (white * top).astype(np.float32), srgb.astype(np.float32)


_SHARE, _MIXED, _SRGB = _tables()
