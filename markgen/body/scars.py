"""Scars: paler, glossier, slightly raised relief in the light, under ink and above it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.body.image import Image, blur
from markgen.body.lay import Lying, read
from markgen.body.skin import Lit
from markgen.draw import Noise, resample, ribbon, smooth, stroke
from markgen.profile import Scar
from markgen.raster import Rasteriser
from markgen.timing import Stopwatch
from markgen.values import Flat, Layer, Points, Shape

_FRESH = np.array([1.10, 0.62, 0.58], np.float32)
_OLD = np.array([1.17, 1.09, 1.07], np.float32)
"""What a scar multiplies the skin's albedo by: angry red at first, paler than the skin after some years."""

_EDGE = 0.6
"""Blur of a scar's border, mm (sigma): it passes into skin."""

_STRETCH = 22.0
"""mm from where a scar stands out to where it has almost become skin."""

_MATURE = 2.0
"""Years in which a scar loses two thirds of its redness."""


@dataclass(frozen=True, eq=False)
class Relief:
    """A scar in the pixels of its window: how much of each is scar, 0..1, and its height, mm."""

    share: Image
    height: Image
    age: float


def layers(path: Points, scar: Scar) -> tuple[Layer, ...]:
    """The scar as drawn layers: its body, uneven in width, and the small marks of its stitches."""
    line = smooth(resample(path, max(len(path), 8)), 160)
    noise = Noise(np.random.Generator(np.random.PCG64(11)))
    u = np.linspace(0, 1, len(line))
    ends = np.clip(np.minimum(u, 1 - u) / 0.12, 0.05, 1) ** 0.8
    # Skin pulls a cut open here more and there less, and no hand cuts straight.
    width = scar.width * ends * np.clip(0.85 + 0.55 * noise(u * 13, np.zeros_like(u)), 0.3, 1.6)
    line = line + 0.5 * scar.width * np.stack([noise(u * 7, np.full_like(u, k)) for k in (3.0, 8.0)], -1)
    body = stroke(line, np.maximum(width, 0.2))
    stitches = []
    for at in np.linspace(0.05, 0.95, max(int(len(u) * 0.14), 2)):
        i = int(at * (len(line) - 1))
        across = ribbon(line[max(i - 1, 0) : i + 2], scar.width * 2.6)
        stitches.append(stroke(np.array([across[0], across[-1]]), 0.45))
    return (
        Layer("scar", "shade", (Shape((body,), fill=Flat("#ffffff")),)),
        Layer("stitches", "shade", (Shape(tuple(stitches), fill=Flat("#ffffff", 0.45)),)),
    )


def relief(lying: Lying, path: Points, scar: Scar, rasteriser: Rasteriser, watch: Stopwatch) -> Relief:
    """The scar's share and height in its window."""
    share = read(lying, layers(path, scar), _EDGE, rasteriser, watch)[..., 3]
    share = share * _healed(lying)
    height = 0.6 * min(scar.width / 3, 1.6) * blur(share, 0.34 * scar.width * lying.ppmm / 1.3)
    return Relief(share, height, scar.age)


def _healed(lying: Lying) -> Image:
    """How much of a scar is left in each pixel of its window, 0..1: here it stands out, and there it is almost skin."""
    x, y = (at / np.float32(lying.ppmm * _STRETCH) for at in (lying.column, lying.row))
    seen = lying.column > 0
    left = np.zeros_like(x)
    left[seen] = Noise(np.random.Generator(np.random.PCG64(12)))(x[seen], y[seen])
    return np.asarray(np.clip(0.62 + 0.75 * left, 0.18, 1), np.float32)


def scarred(skin: Lit, scar: Relief, mm_per_px: float, mirrored: bool = False) -> Lit:
    """Skin of the scar's window with the scar in it: its colour, its gloss, and its relief in the light.

    The light comes from above left; on a mirrored picture, from above right.
    """
    red = float(np.exp(-scar.age / _MATURE))
    tint = _FRESH * red + _OLD * (1 - red)
    share = scar.share[..., None] * 0.85
    albedo = skin.albedo * (1 - share + share * tint)
    down, right = np.gradient(scar.height / np.float32(mm_per_px))
    slope = np.clip((-0.9 if mirrored else 0.9) * right + 1.1 * down, -0.8, 0.8)
    light = skin.light * (1 + slope)[..., None]
    gloss = np.maximum(skin.gloss * (1 + 1.2 * scar.share) * (1 + 1.4 * slope), 0) + 0.02 * scar.share * np.maximum(
        slope, 0
    )
    return replace(
        skin, albedo=albedo.astype(np.float32), light=light.astype(np.float32), gloss=gloss.astype(np.float32)
    )
