"""What skin has that is finer than a template: pores, creases, freckles, flecks of blood, uneven uptake of ink.

Tiles, made once, that repeat; read at the skin's own millimetres, so that they bend with it and a
close view shows more of the same skin.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy import fft

from markgen.body.image import Image, at_once, blur, resize, spectrum, tiled

_FINE = 0.12
"""mm of skin to a pixel of the tile of pores and creases."""

_COARSE = 0.8
"""mm of skin to a pixel of the tile of freckles and flecks."""

_PLAIN = 0.35
"""mm to a pixel up to which relief is shown at its own depth."""

_LEFT = 0.6
"""Share of its depth at which relief is shown from afar."""

_SIDE = 512


@dataclass(frozen=True, eq=False)
class Detail:
    """Fine structure of skin, each (h, w), about -1..1 with mean 0.

    hollow: pores and creases. slope: how far the surface leans towards the lamp. uptake: of ink.
    melanin: freckles and small mottling. blood: flecks and blotches. patch: wide, where skin is rougher or smoother.
    lean: as slope, of the soft lumps of 3 to 20 mm that fat and muscle make beneath it.
    """

    hollow: Image
    slope: Image
    uptake: Image
    melanin: Image
    blood: Image
    patch: Image
    lean: Image


def detail(place: Image, mm_per_px: float) -> Detail:
    """The detail at places on the skin, (h, w, 2) mm, of a picture with so many mm to the pixel."""
    fine_tile, coarse_tile, soft_tile = tiles()
    # What is so soft is read on every other pixel.
    height, width = place.shape[:2]
    soft = tiled(blur(soft_tile, 0.45 * mm_per_px / _COARSE), place[::2, ::2] / np.float32(_COARSE))
    soft = resize(soft, width, height)
    fine = tiled(blur(fine_tile, 0.45 * mm_per_px / _FINE), place / np.float32(_FINE))
    coarse = tiled(blur(coarse_tile, 0.45 * mm_per_px / _COARSE), place / np.float32(_COARSE))
    # From afar a lens leaves soft mottling of skin, and no grain.
    hollow, slope = (fine[..., k] * np.float32(np.clip(_PLAIN / mm_per_px, _LEFT, 1)) for k in range(2))
    uptake = fine[..., 2]
    melanin, blood, wide, patch = (coarse[..., k] for k in range(4))
    return Detail(hollow, slope, 0.6 * uptake + 0.7 * wide, melanin, blood, patch, soft)


@lru_cache(maxsize=1)
def tiles() -> list[Image]:
    """The tiles of pores and creases, of freckles and flecks, and of soft lumps: always the same."""
    return at_once(_fine, _coarse, _soft)


def _fine() -> Image:
    """The tile of 61 mm: hollow, slope, uptake."""
    random = np.random.Generator(np.random.PCG64(41))
    # Creases are where a smooth field crosses nought; two fields, each drawn out along its own diagonal.
    one = _band(random, 1.1, _FINE, (1.0, 0.55))
    two = _band(random, 1.0, _FINE, (0.55, 1.0))
    crease = np.exp(-((one / 0.22) ** 2)) + np.exp(-((two / 0.22) ** 2))
    # The deeper lines between fields of them, which are seen from afar.
    deep = sum(np.exp(-((_band(random, 2.8, _FINE, lean) / 0.20) ** 2)) for lean in ((1.0, 0.45), (0.45, 1.0)))
    pores = np.zeros((_SIDE, _SIDE), np.float32)
    cells = 54
    at = (np.moveaxis(np.indices((cells, cells)), 0, -1) + random.random((cells, cells, 2))) * (_SIDE / cells)
    rows, columns = (at[..., k].astype(int) % _SIDE for k in range(2))
    pores[rows, columns] = random.gamma(1.6, 1.0, (cells, cells))
    pores = 4.5 * blur(pores, 0.16 / _FINE)
    # Few pores are wide: those that hairs grow from.
    roots = (random.random((_SIDE, _SIDE)) < 0.0016) * random.gamma(2.0, 0.5, (_SIDE, _SIDE))
    pores += 22 * blur(roots.astype(np.float32), 0.26 / _FINE)
    hollow = _even(0.55 * crease + 0.75 * deep + pores + 0.35 * _band(random, 3.0, _FINE))
    height = -blur(hollow, 0.8)
    return np.stack([hollow, _even(_leaning(height)), _band(random, 0.7, _FINE)], -1).astype(np.float32)


def _coarse() -> Image:
    """The tile of 410 mm: melanin, blood, uptake, patch."""
    random = np.random.Generator(np.random.PCG64(43))
    crowd = np.clip(_band(random, 70, _COARSE) + 0.4, 0, None)
    specks = (random.random((_SIDE, _SIDE)) < 0.010 * crowd) * random.gamma(1.5, 0.7, (_SIDE, _SIDE))
    freckles = 9 * blur(specks.astype(np.float32), 0.85)
    # Moles are few, gather in places, most are faint and hardly one is dark.
    moles = sum(
        depth * blur((random.random((_SIDE, _SIDE)) < share * crowd) * random.gamma(0.6, 1.7, (_SIDE, _SIDE)), sigma)
        for depth, share, sigma in ((34, 2.0e-4, 0.8), (90, 0.7e-4, 1.25))
    )
    melanin = freckles - freckles.mean() + moles + 0.42 * _band(random, 7, _COARSE) + 0.40 * _band(random, 18, _COARSE)
    flecks = blur(((random.random((_SIDE, _SIDE)) < 0.0012) * 1.0).astype(np.float32), 1.0) * 12
    blood = flecks - flecks.mean() + 0.4 * _band(random, 4, _COARSE) + 1.0 * _band(random, 30, _COARSE)
    uptake = 0.7 * _band(random, 2.2, _COARSE)
    patch = _even(_band(random, 40, _COARSE) + 0.8 * _band(random, 10, _COARSE))
    return np.stack([melanin, blood, uptake, patch], -1).astype(np.float32)


def _soft() -> Image:
    """The tile of 410 mm that has the lean of soft lumps."""
    random = np.random.Generator(np.random.PCG64(47))
    total = np.zeros((_SIDE, _SIDE), np.float32)
    for wave, share in ((4.0, 0.45), (8.0, 0.70), (17.0, 0.55)):
        total += share * _even(_leaning(_band(random, wave, _COARSE)))
    return _even(total)


def _leaning(height: Image) -> Image:
    """How far a surface that repeats leans towards the lamp, which stands high on the left; rows run up, as v does."""
    up, right = (np.roll(height, -1, axis) - np.roll(height, 1, axis) for axis in (0, 1))
    return np.asarray(0.8 * right - up, np.float32)


def _band(random: np.random.Generator, wave: float, mm: float, stretch: tuple[float, float] = (1, 1)) -> Image:
    """Noise that repeats, of about one wavelength (mm), unit deviation; stretched along its diagonals."""
    white = spectrum(random.standard_normal((_SIDE, _SIDE), np.float32))
    far = _farness(mm, stretch) + np.float32(np.log(wave))
    share = np.exp(-np.square(far / np.float32(0.7)))
    return _even(fft.irfft2(white * share, s=(_SIDE, _SIDE)).astype(np.float32))


@lru_cache(maxsize=2)
def _farness(mm: float, stretch: tuple[float, float]) -> Image:
    """Logarithm of the waves to a mm of each frequency in the half of a tile's spectrum that says all."""
    down, right = (f.astype(np.float32) / np.float32(mm) for f in (fft.fftfreq(_SIDE)[:, None], fft.rfftfreq(_SIDE)))
    across = np.hypot((down + right) * np.float32(stretch[0]), (down - right) * np.float32(stretch[1]))
    return np.log(np.maximum(across * np.float32(0.5**0.5), np.float32(1e-6)))


def _even(field: np.typing.NDArray[np.floating]) -> Image:
    return np.asarray((field - field.mean()) / field.std(), np.float32)
