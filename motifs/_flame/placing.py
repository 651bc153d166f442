"""From the arm that fire is drawn for to the ground that it is drawn on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from markgen.values import Outline, Points

Put = Callable[[Points], Points]
"""From mm of a fire's own, which are mm of an arm, to mm of the ground."""


def placed(rings: Sequence[Outline], put: Put) -> list[Outline]:
    """Rings, where they lie on the ground."""
    if not rings:
        return []
    points, ends = put(np.concatenate([o.points for o in rings])), np.cumsum([0, *(len(o.points) for o in rings)])
    return [Outline(points[a:b]) for a, b in pairwise(ends)]
