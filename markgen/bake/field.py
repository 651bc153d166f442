"""Shapes of fields of values, which anatomy, garments and maps share."""

from __future__ import annotations

import numpy as np

from markgen.bake.mesh import Points


def smoothstep(value: Points, low: float = 0.0, high: float = 1.0) -> Points:
    """0 up to `low`, 1 from `high` on, and a smooth 3t^2 - 2t^3 between; all three in the same unit."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))
