"""Geometric: planes that rise from the rim to a ridge, each of one colour and lit as it lies; no curve is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from markgen.color import hexed, mix
from markgen.draw import INK, LAMP, Chance, area, blurred, filled, polyline, pricks, stipple, stroked, union
from markgen.draw import facets as triangles
from markgen.styling.pigment import sorted_out
from markgen.styling.seen import Field, Seen, seen
from markgen.styling.tones import SHOWN, palette, shares
from markgen.values import Feeling, Layer, Outline, Points, layer

COLORS = 10
"""Of planes, before they are lit."""

APART = 0.09
"""Between those colours."""

BORDER, RIDGE, FAR = 9.0, 11.0, 24.0
"""Between corners, in cells: where two colours meet, on a ridge, and where nothing happens."""

LIT, DARK = 0.26, 0.34
"""How far a plane that faces the light turns white, and one that is turned from it black."""

STEPS = 3
"""Of light to either side, so that equal planes share one path."""

DOT = 0.4
"""Of the dots on planes in shade, mm."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Planes between the mark's rim, the ridges of its forms and the borders of its colours."""
    sort = sorted_out(layers)
    # Of its forms: lines and dots about them would be planes of their own.
    view = seen(sort.under)
    height = _height(view)
    found = palette(view, COLORS, APART)
    parts = shares(view, found, 1.2)
    rim = _rim(view)
    points = _corners(view, rim, height, parts)
    mesh = triangles(points)
    middle = points[mesh].mean(1)
    within = view.grid.at(middle, view.cover) > SHOWN
    mesh, middle = mesh[within], middle[within]
    if not len(mesh):
        return list(sort.lights)
    # A plane is of the colour that most of it covers: at its middle, and halfway to its corners.
    asked = [middle, *(0.5 * (middle + points[mesh[:, k]]) for k in range(3))]
    color = np.argmax(
        [np.sum([view.grid.at(p, part) for p in asked], axis=0) for part in shares(view, found, 4.0)], axis=0
    )
    light = np.rint(STEPS * _light(points, mesh, view.grid.at(points, height))).astype(int)
    groups: dict[tuple[int, int], list[Outline]] = defaultdict(list)
    for corners, c, l in zip(points[mesh], color.tolist(), light.tolist(), strict=True):
        groups[c, l].append(polyline(corners))
    seams = [polyline(points[side], False) for side in _folds(mesh, COLORS * light + color)]
    shaded = union(area(corners) for corners in points[mesh[light <= 1 - STEPS]])
    dots = stipple(shaded, lambda p: np.full(len(p), 0.34), DOT, chance("dots"), 1.3)
    planes = [filled(made, _lit(hexed(found[c]), l / STEPS)) for (c, l), made in sorted(groups.items())]
    return [
        layer("facets", "colour", planes),
        layer("dots", "shade", pricks(dots, np.full(len(dots), 0.5 * DOT), INK)),
        layer("seams", "shade", [stroked(seams, INK, feeling.line("fine"), 0.7)]),
        layer("rim", "line", [stroked([polyline(r) for r in rim], INK, feeling.line("mid"))]),
        *sort.lights,
    ]


def _folds(mesh: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """The sides that two unlike planes share, or that only one has. kind: of each plane."""
    sides = np.sort(np.concatenate([mesh[:, [0, 1]], mesh[:, [1, 2]], mesh[:, [2, 0]]]), axis=1)
    order = np.lexsort(sides.T)
    sides, kinds = sides[order], np.tile(kind, 3)[order]
    same = (sides[1:] == sides[:-1]).all(1) & (kinds[1:] == kinds[:-1])
    return np.unique(sides[~(np.append(same, False) | np.append(False, same))], axis=0)


def _lit(color: str, light: float) -> str:
    """A colour in that light, -1 to 1."""
    return mix(color, "#fff6e6", LIT * light) if light > 0 else mix(color, INK, -DARK * light)


def _light(points: Points, mesh: np.ndarray, height: Field) -> Field:
    """How planes lie to the light, -1 to 1. height: of the points."""
    a, b, c = (np.column_stack([points[mesh[:, k]], height[mesh[:, k]]]) for k in range(3))
    up = np.cross(b - a, c - a)
    up *= np.sign(up[:, 2:]) / np.maximum(np.hypot(up[:, 0], up[:, 1]), 1e-9)[:, None]
    return np.asarray(up[:, :2] @ LAMP, float)


def _height(view: Seen) -> Field:
    """The mark as if blown up from its rim: broad forms rise higher, in mm, and have a ridge along their middle."""
    return np.asarray(view.grid.cell * sum(s * blurred(view.cover, s) for s in (2.0, 4.0, 8.0)), float)


def _rim(view: Seen) -> list[Points]:
    """The mark's outline as straight pieces."""
    rings = view.grid.above(blurred(view.cover, 1.0), 0.5, tolerance=2.2)
    return [r.points[:-1:3] if r.curved else r.points for r in rings if len(r.points) > 9]


def _corners(view: Seen, rim: Sequence[Points], height: Field, parts: Iterable[Field]) -> Points:
    """The corners of the rim, then of ridges, the sharpest first, of borders between colours, and of what is left."""
    grid, inside = view.grid, view.cover > 0.6
    down, across = np.gradient(height)
    ridge = -np.gradient(down, axis=0) - np.gradient(across, axis=1)
    border = np.max([np.hypot(*np.gradient(part)) for part in parts], axis=0)
    free = np.ones((grid.rows, grid.columns), bool)
    chosen = [p for ring in rim for p in ring]
    for x, y in chosen:
        _block(free, (y - grid.top) / grid.cell, (x - grid.left) / grid.cell, 0.6 * BORDER)
    sharp = 0.02 * float(height.max())
    for weight, least, gap in ((ridge, sharp, RIDGE), (border, 0.12, BORDER), (height, 0.0, FAR)):
        rows, columns = np.nonzero(inside & (weight > least))
        for k in np.argsort(-weight[rows, columns], kind="stable"):
            row, column = int(rows[k]), int(columns[k])
            if free[row, column]:
                _block(free, row, column, gap)
                chosen.append(np.array([grid.left + column * grid.cell, grid.top + row * grid.cell]))
    return np.unique(np.round(np.reshape(chosen, (-1, 2)), 3), axis=0)


def _block(free: np.ndarray, row: float, column: float, gap: float) -> None:
    """No other corner within a gap of that one, in cells."""
    top, left = max(int(row - gap), 0), max(int(column - gap), 0)
    part = free[top : int(row + gap) + 2, left : int(column + gap) + 2]
    y, x = np.ogrid[top : top + part.shape[0], left : left + part.shape[1]]
    part &= np.hypot(y - row, x - column) > gap
