"""What a stone is seen as: pieces of one tone, and the edges between its facets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.values import Points

LIGHTWARD = np.array([-0.66, -0.75])
"""Towards the light, in the picture."""


@dataclass(frozen=True, eq=False)
class Piece:
    """What is seen in a window, or in a part of it.

    ring: its outline. tone: 0, black, to 1, bare. way: towards its light end, radians. hue: its family of colour.
    share: of the stone's area. born: intensity at birth. deep: how many facets its light has met; of what
    nobody cut, its rank from the farthest to the nearest. parted: into others, where there is room for them.
    """

    ring: Points
    tone: float
    way: float
    hue: str
    share: float
    born: float
    kind: str
    deep: int
    parted: bool = False


@dataclass(frozen=True, eq=False)
class Edge:
    """A run of an edge between two facets, its tier, its birth, and the tone beside it, 0 to 1."""

    run: Points
    tier: str
    born: float
    tone: float
