"""A stone as a jeweller's plan shows it: few facets, light and dark by turns, the same on both sides of its axis.

What light does in a stone is too fine for one of a fingernail's size; this is what is left of it there. Dark and
light alternate round the crown and, the other way about, round the pavilion that the table shows: so the eye sees
two sets of facets, one through the other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Camera
from markgen.motifs._gem.cuts import Stone
from markgen.motifs._gem.piece import Edge, Piece
from markgen.values import Points

Floats = NDArray[np.float64]

DARK, DEEP, MID, PALE, BARE = 0.1, 0.25, 0.5, 0.75, 0.96
"""The tones of a plan: a black, and four steps from it to the light."""

CROWN = {
    "star": (PALE, PALE),
    "kite": (BARE, MID),
    "half": (DEEP, PALE),
    "step": (BARE, MID),
    "lower": (DARK, MID),
    "main": (MID, DARK),
    "girdle": (DARK, DARK),
}
"""Tones of a row's facets by turns, from the top of the stone down."""

PAVILION = (DARK, MID, DEEP, PALE)
"""The same of the pavilion's facets in the table."""


def plan(
    stone: Stone, faces: list[Points], facing: NDArray[np.bool_], camera: Camera
) -> tuple[list[Piece], list[Edge]]:
    """The facets of a stone that look to the viewer, and the pavilion's star in its table, with what parts them."""
    pieces: list[Piece] = []
    edges: list[Edge] = []
    for k in np.flatnonzero(facing).tolist():
        if len(faces[k]) < 3:
            continue
        kind = stone.kinds[k]
        if kind == "table":
            made = _pavilion(faces[k], camera)
            pieces += made
            edges += [Edge(p.ring[:2], "fine", 0.12) for p in made]
        else:
            by_turns = CROWN[kind][int(stone.steps[k]) % 2]
            pieces.append(Piece(faces[k], by_turns, 0.05, 0.0, "", kind, 0))
    return pieces, edges


def _pavilion(table: Points, camera: Camera) -> list[Piece]:
    """The pavilion's facets in the table: from the culet to each of its sides, dark where the crown is light."""
    middle = table.mean(0)
    # A side so short that its facet would be a sliver is taken as a corner, a little under the crown.
    after = np.roll(table, -1, 0)
    short = np.hypot(*(after - table).T) < 0.2 * np.hypot(*(table - middle).T).mean()
    table = np.where(short[:, None], middle + 1.03 * ((table + after) / 2 - middle), table)[~np.roll(short, 1)]
    rings = [np.stack([middle, a, b]) for a, b in zip(table, np.roll(table, -1, 0), strict=True)]
    steps = _from_top(np.array([r.mean(0) for r in rings]) - middle, camera)
    return [Piece(r, PAVILION[k % len(PAVILION)], 0.2, 0.0, "", "table", 1) for r, k in zip(rings, steps, strict=True)]


def _from_top(way: Points, camera: Camera) -> list[int]:
    """Which in its row each of some facets is, counted from the top down both sides."""
    c, s = np.cos(camera.roll), np.sin(camera.roll)
    angle = np.abs(np.arctan2(way[:, 0] * c + way[:, 1] * s, way[:, 0] * s - way[:, 1] * c))
    return np.unique(np.round(angle, 2), return_inverse=True)[1].tolist()
