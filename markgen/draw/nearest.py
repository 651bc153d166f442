"""Which of some places are nearest."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def nearest(points: ArrayLike, places: ArrayLike, many: int = 1) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """For each of (n, 2) points, how far the nearest of (m, 2) places are, mm, and which they are: (n, many) each."""
    # It takes a fifth of a second to load, and few motifs ask.
    from scipy.spatial import cKDTree

    gaps, which = cKDTree(np.asarray(places, float)).query(np.asarray(points, float), range(1, many + 1))
    return np.asarray(gaps, np.float64), np.asarray(which, np.int64)
