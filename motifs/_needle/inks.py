"""What a needle and its seam are drawn in, and where their light comes from."""

from __future__ import annotations

import numpy as np

INK = "#15110f"

LIGHT = np.array([-0.55, -0.835])
"""Towards the light: above, a little to the left."""
