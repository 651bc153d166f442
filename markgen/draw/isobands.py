"""Fields to nested paths: where a field of numbers rises above one level after another, as smooth-running rings.

Painted in order, from the lowest level up, with colours that go on evenly, they are an airbrush that any SVG renderer
has: soft where the field is flat, and a crisp edge where it is steep, for there its levels crowd.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import thinned
from markgen.draw.texture import Grid
from markgen.values import Outline, Points

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)

_WAYS = {
    1: ((_LEFT, _TOP),),
    2: ((_TOP, _RIGHT),),
    3: ((_LEFT, _RIGHT),),
    4: ((_RIGHT, _BOTTOM),),
    5: ((_LEFT, _TOP), (_RIGHT, _BOTTOM)),
    6: ((_TOP, _BOTTOM),),
    7: ((_LEFT, _BOTTOM),),
    8: ((_BOTTOM, _LEFT),),
    9: ((_BOTTOM, _TOP),),
    10: ((_TOP, _RIGHT), (_BOTTOM, _LEFT)),
    11: ((_BOTTOM, _RIGHT),),
    12: ((_RIGHT, _LEFT),),
    13: ((_RIGHT, _TOP),),
    14: ((_TOP, _LEFT),),
    16: ((_LEFT, _BOTTOM), (_RIGHT, _TOP)),
    17: ((_TOP, _LEFT), (_BOTTOM, _RIGHT)),
}
"""By which sides a level's line enters and leaves a cell, with what is above it on its left hand. A cell has the sum of
its corners that are above: 1 the upper left, 2 the upper right, 4 the lower right, 8 the lower left; 16 and 17 are the
saddles 5 and 10 whose middle is above too."""

_ENTER, _LEAVE = (
    np.array([[w[k][e] if k < len(w := _WAYS.get(c, ())) else -1 for c in range(18)] for k in (0, 1)]) for e in (0, 1)
)
"""(2, 18): the sides by which the first and the second line of a cell enter and leave it; -1 where there is none."""


def isobands(
    grid: Grid,
    field: Floats,
    levels: Sequence[float] | Floats,
    tolerance: float = 0.15,
    least: float = 0.0,
    wraps: bool = False,
) -> list[list[Outline]]:
    """For each level, outlines and holes, for one paint, of where a field is above it: each lies within that before.

    Marching squares (W. Lorensen, H. Cline 1987, in the plane), with saddles told apart by their middle, then
    thinned. field: (rows, columns), at the nodes of the grid; it ends at their edge. levels: rising. tolerance: mm by
    which a path may leave the level's line. least: mm2 under which a ring is left out. wraps: the columns go once round
    a limb, so that beyond the last one lies the first; paths are cut there, and meet.
    """
    inner = np.concatenate([field, field[:, :1]], axis=1) if wraps else np.asarray(field, float)
    low = min(float(inner.min()), float(np.min(levels))) - 1e9
    padded = np.pad(inner, 1, constant_values=low)
    origin = np.array([grid.left, grid.top]) - grid.cell
    made, place = [], np.empty(2 * padded.size, np.int64)
    for level in levels:
        points, first = _rings(padded, float(level), place)
        large = np.flatnonzero(np.abs(_areas(points, first)) * grid.cell**2 > least)
        points, ends = origin + grid.cell * points, np.append(first[1:], len(points))
        kept = thinned([points[a:b] for a, b in zip(first[large], ends[large], strict=True)], tolerance)
        made.append([Outline(ring) for ring in kept if len(ring) > 2])
    return made


def _rings(field: Floats, level: float, place: Indices) -> tuple[Points, Indices]:
    """Closed lines of a level, end to end, as (n, 2) column, row, and the number of the first point of each; the field
    is below the level all along its edge. place: room to work in, for two numbers a node."""
    rows, columns = field.shape
    above = (field > level).view(np.uint8)
    case = (above[:-1, :-1] + 2 * above[:-1, 1:] + 4 * above[1:, 1:] + 8 * above[1:, :-1]).ravel()
    cut = np.flatnonzero((case > 0) & (case < 15))
    kind = case[cut]
    # The number of the upper left node of each cell; a row has one cell fewer than nodes.
    node = cut + cut // (columns - 1)
    crossed = np.flatnonzero((kind == 5) | (kind == 10))
    corners = field.ravel()[node[crossed, None] + [0, 1, columns, columns + 1]]
    saddles = crossed[corners.sum(1) > 4 * level]
    kind[saddles] = np.where(kind[saddles] == 5, 16, 17)
    # A side between two nodes has a number: first all that lie along rows, then all along columns.
    side = rows * columns
    number = np.array([0, side + 1, columns, side])
    second = np.flatnonzero(_ENTER[1][kind] >= 0)
    come, go = (
        np.concatenate([node + number[way[0]][kind], node[second] + number[way[1]][kind[second]]])
        for way in (_ENTER, _LEAVE)
    )
    place[come] = np.arange(len(come))
    order, first = _followed(place[go].tolist())
    return _crossings(field, level, come[order]), first


def _crossings(field: Floats, level: float, sides: Indices) -> Points:
    """Where the level lies between the two nodes of each side."""
    rows, columns = field.shape
    down = sides >= rows * columns
    node = sides - down * (rows * columns)
    i, j = np.divmod(node, columns)
    a, b = field.ravel()[node], field.ravel()[node + np.where(down, columns, 1)]
    share = (level - a) / (b - a)
    return np.column_stack([j + share * ~down, i + share * down])


def _followed(ahead: list[int]) -> tuple[Indices, Indices]:
    """Numbers, each of which leads to another, in the order of the rings that they are; and where each ring begins.

    The list is used up.
    """
    order: list[int] = []
    ends, add = [0], order.append
    for start in range(len(ahead)):
        k = start
        while (following := ahead[k]) >= 0:
            add(k)
            ahead[k] = -1
            k = following
        if len(order) > ends[-1]:
            ends.append(len(order))
    return np.array(order, np.int64), np.array(ends[:-1], np.int64)


def _areas(points: Points, first: Indices) -> Floats:
    """Area within each ring; less than 0 where it runs the other way round."""
    if not len(first):
        return np.zeros(0)
    following = np.arange(1, len(points) + 1)
    following[np.append(first[1:], len(points)) - 1] = first
    (x, y), (u, v) = points.T, points[following].T
    return np.asarray(np.add.reduceat(x * v - u * y, first) / 2)
