"""What a stone is seen as: pieces of one tone, and the edges between its facets."""

from __future__ import annotations

from dataclasses import dataclass

from markgen.values import Points


@dataclass(frozen=True, eq=False)
class Piece:
    """What is seen in a window, or in a part of it: its outline; tone 0..1; intensity at birth; fire, or none.

    deep: how many facets its light has met.
    """

    ring: Points
    tone: float
    born: float
    slope: float
    fire: str
    kind: str
    deep: int


@dataclass(frozen=True, eq=False)
class Edge:
    """A run of an edge between two facets, its tier, and its birth."""

    run: Points
    tier: str
    born: float
