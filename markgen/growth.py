"""How a feeling grows: from its intensity to a size on the skin, and to a share of detail."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

SMALLEST = 8.0
"""Longest side, mm, of the faintest mark that has fully appeared: a tapioca pearl."""

APPEARS = 0.04
"""Intensity by which a mark has swelled from nothing to its smallest full size."""


def smoothstep(x: float) -> float:
    """0 below 0, 1 above 1, and a smooth 3x^2 - 2x^3 between."""
    x = min(max(x, 0.0), 1.0)
    return x * x * (3 - 2 * x)


def smoothsteps(x: ArrayLike, low: float = 0.0, high: float = 1.0) -> NDArray[np.float64]:
    """`smoothstep` of each number of an array, that goes from 0 at `low` to 1 at `high`, in the array's unit."""
    t = np.clip((np.asarray(x, float) - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def size(intensity: float, largest: float) -> float:
    """Longest side of the mark on the skin, mm; 0 at intensity 0, `largest` at intensity 1, strictly growing.

    Geometric, because a feeling that doubles looks doubled: 8 mm times (largest / 8) to the power of
    intensity^1.2. So a crush (0.3) on a forearm is about a fingernail, whatever the region could hold.

    intensity: 0..1. largest: mm, what the region can give; at least 8.
    """
    reach = max(largest, SMALLEST) / SMALLEST
    return smoothstep(intensity / APPEARS) * SMALLEST * float(reach ** (intensity**1.2))


def birth(intensity: float, born: float, span: float = 0.15) -> float:
    """How far a detail born at intensity `born` has swelled in: 0 until then, 1 after `span` more.

    The span is cut short so that everything born below 1 is whole at 1.
    """
    span = max(min(span, 1 - born), 1e-6)
    return smoothstep((intensity - born) / span)
