"""Noise in space: what varies over a body without a pattern, and is the same in every view of it."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import map_coordinates

from markgen.bake.mesh import Points


def noise(mm: Points, cell: float, seed: int, *, smooth: bool = False) -> Points:
    """Noise at places in space (..., 3) with lumps of `cell` mm, of mean 0 and deviation near 0.6.

    smooth: whether its slope is continuous, too, as that of a surface must be.
    """
    lattice = np.random.Generator(np.random.PCG64(seed)).standard_normal((64, 64, 64)).astype(np.float32)
    place = [(mm[..., k] / cell).ravel() for k in range(3)]
    out = np.asarray(map_coordinates(lattice, place, order=3 if smooth else 1, mode="grid-wrap"), np.float64)
    return out.reshape(mm.shape[:-1])
