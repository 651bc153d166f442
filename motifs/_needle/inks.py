"""What a needle and its seam are drawn in, and where their light comes from."""

from __future__ import annotations

import numpy as np

from markgen.draw import oklch
from markgen.values import Ink

INK = "#15110f"

BLACK = 0.35
"""Lightness (OKLCH) under which thread is black."""

LIGHT = np.array([-0.55, -0.835])
"""Towards the light: above, a little to the left."""


def dye(tints: list[str]) -> Ink:
    """What thread of these tints is put in with: black is line, which is seen on the darkest skin too."""
    return "line" if max(oklch(tint)[0] for tint in tints) < BLACK else "colour"
