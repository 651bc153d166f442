"""What is seen of drawn layers, as colour on a grid: where a style starts that redraws a mark in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.color import LUMINANCE, linear, rgb
from markgen.draw import Grid, blurred, cover
from markgen.values import Flat, Layer, Linear, Outline, Paint, Points, Radial, Shape

Field = NDArray[np.float64]

CELLS = 240
"""Along the longer side of the grid."""

MARGIN = 0.08
"""Room around the mark, as a share of its longer side, for what bleeds out of it."""

_PIECES = 6
"""Straight pieces to a Bezier: on a grid this coarse no eye tells more."""


@dataclass(frozen=True, eq=False)
class Seen:
    """color: (rows, columns, 3) sRGB 0..1 of what covers each node. cover: (rows, columns) 0..1, how much does."""

    grid: Grid
    color: Field
    cover: Field

    @property
    def dark(self) -> Field:
        """How much darker than bare skin each node is, 0 to 1: the ink's own darkness, as much as there is of it."""
        return np.asarray(self.cover * (1 - np.cbrt(linear(self.color) @ LUMINANCE)), float)

    @property
    def rim(self) -> list[Outline]:
        """The outline of all that is covered, by half or more."""
        return self.grid.above(blurred(self.cover, 0.8), 0.5)


def seen(layers: Sequence[Layer]) -> Seen:
    """The layers painted over each other. At least one point must be there."""
    shapes = [shape for layer in layers for shape in layer.shapes]
    points = np.concatenate([o.points for shape in shapes for o in shape.outlines])
    low, high = points.min(0), points.max(0)
    side = float((high - low).max())
    left, top = low - MARGIN * side
    cell = side / CELLS
    columns, rows = (int(n) + 1 for n in np.ceil((high - low + 2 * MARGIN * side) / cell))
    grid = Grid(float(left), float(top), cell, columns, rows)
    color, covered = np.ones((rows, columns, 3)), np.zeros((rows, columns))
    for shape in shapes:
        part = _part(grid, shape)
        local = Grid(
            grid.left + cell * part[1].start,
            grid.top + cell * part[0].start,
            cell,
            part[1].stop - part[1].start,
            part[0].stop - part[0].start,
        )
        for share, paint in _covers(local, shape):
            tint, opacity = _painted(local, paint)
            total = covered[part] + share * opacity * (1 - covered[part])
            weight = (share * opacity / np.maximum(total, 1e-6))[..., None]
            color[part] = color[part] * (1 - weight) + tint * weight
            covered[part] = total
    return Seen(grid, color, covered)


def _part(grid: Grid, shape: Shape) -> tuple[slice, slice]:
    """The rows and columns that a shape may touch."""
    points = np.concatenate([o.points for o in shape.outlines])
    reach = shape.width / 2 + 2 * grid.cell
    low = np.floor((points.min(0) - reach - [grid.left, grid.top]) / grid.cell).astype(int)
    high = np.ceil((points.max(0) + reach - [grid.left, grid.top]) / grid.cell).astype(int) + 1
    return slice(max(low[1], 0), min(high[1], grid.rows)), slice(max(low[0], 0), min(high[0], grid.columns))


def _covers(grid: Grid, shape: Shape) -> list[tuple[Field, Paint]]:
    """How much of each node the shape's fill and its stroke cover, and with what."""
    paths, closed = [flattened(o) for o in shape.outlines], [o.closed for o in shape.outlines]
    out: list[tuple[Field, Paint]] = []
    if shape.fill is not None:
        out.append((cover(grid, paths), shape.fill))
    if shape.stroke is not None and shape.width > 0:
        out.append((cover(grid, paths, shape.width, closed), shape.stroke))
    if shape.clip:
        within = cover(grid, [flattened(o) for o in shape.clip])
        out = [(share * within, paint) for share, paint in out]
    return out


def flattened(outline: Outline) -> Points:
    """The outline as a polyline."""
    if not outline.curved:
        return outline.points
    p = outline.points
    a, b, c, d = (p[i : len(p) - 1 if i < 3 else None : 3, None] for i in range(4))
    t = np.linspace(0, 1, _PIECES, endpoint=False)[None, :, None]
    run = (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t**3 * d
    return np.asarray(np.concatenate([run.reshape(-1, 2), p[-1:]]))


def _painted(grid: Grid, paint: Paint) -> tuple[Field, Field]:
    """A paint's colour and opacity: the same everywhere, or at each node."""
    if isinstance(paint, Flat):
        return np.asarray(rgb(paint.color), float), np.asarray(paint.opacity)
    if isinstance(paint, Linear):
        start, way = np.array(paint.start), np.subtract(paint.end, paint.start)
        at = ((grid.x - start[0]) * way[0] + (grid.y - start[1]) * way[1]) / max(float(way @ way), 1e-9)
    else:
        assert isinstance(paint, Radial)
        at = np.hypot(grid.x - paint.centre[0], grid.y - paint.centre[1]) / max(paint.radius, 1e-9)
    offsets = [s.offset for s in paint.stops]
    values = np.array([[*rgb(s.color), s.opacity] for s in paint.stops])
    read = np.stack([np.interp(at, offsets, values[:, k]) for k in range(4)], axis=-1)
    return read[..., :3], read[..., 3]
