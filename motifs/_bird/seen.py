"""What is seen of a painter's stack of shapes: the same bird for styles that cannot cover one feather by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Area, areas, box, contains, cut, grow, minus, mix, oklch, union
from markgen.draw.areas import bounds, meeting
from markgen.values import Flat, Layer, Linear, Outline, Paint, Points, Shape

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Piece:
    """A shape of a stack; the rings it is made of; what it fills; and what of the stack above lies over it, a hair
    larger than it is, so that an edge shared by two is drawn once."""

    shape: Shape
    rings: list[Points]
    body: Area
    over: list[Area]

    @cached_property
    def lid(self) -> Area | None:
        """What lies over it as one, if anything does."""
        return union(self.over) if self.over else None


def pieces(layers: Sequence[Layer]) -> list[Piece]:
    """The filled shapes of layers, deep to top: one for each feather, also of a row that is painted at once."""
    parts: list[tuple[Shape, list[Points], bool]] = []
    for k, shape in enumerate(s for each in layers for s in each.shapes if s.fill is not None):
        rings = [ring for o in shape.outlines if len(ring := flattened(o)) > 2]
        if k == 0 or not shape.width:
            # Fine strokes on a feather cover nothing.
            parts += [(shape, rings, opaque(shape.fill) and (k == 0 or len(rings) == 1))] if rings else []
        else:
            parts += [(shape, [ring], opaque(shape.fill)) for ring in rings]
    bodies = [_body(rings) for _, rings, _ in parts]
    solid = np.array([covers for *_, covers in parts], bool)
    below, above = meeting(bodies)
    above, below = (each[(above > below) & solid[above]] for each in (above, below))
    order = np.argsort(below, kind="stable")
    lids = np.split(above[order], np.searchsorted(below[order], np.arange(1, len(parts))))
    grown = [grow(body, 0.02) if covers else body for body, (*_, covers) in zip(bodies, parts, strict=True)]
    return [
        Piece(shape, rings, body, [grown[j] for j in over])
        for (shape, rings, _), body, over in zip(parts, bodies, lids, strict=True)
    ]


def opaque(paint: Paint | None) -> bool:
    """Whether nothing shows through."""
    return isinstance(paint, Linear) or (isinstance(paint, Flat) and paint.opacity >= 1)


def flattened(outline: Outline) -> Points:
    """The outline as a polyline; a Bezier in four straight pieces."""
    p = outline.points
    if not outline.curved:
        return p
    u = np.arange(4)[None, :, None] / 4
    a, b, c, d = (p[k : len(p) - 3 + k : 3][:, None] for k in range(4))
    v = 1 - u
    made: Points = (a * v**3 + 3 * b * v**2 * u + 3 * c * v * u**2 + d * u**3).reshape(-1, 2)
    return made


def _body(rings: list[Points]) -> Area:
    """What rings fill; when there are many, those that run against the largest are holes."""
    made = areas(rings)
    turns = [float(np.sum(r[:, 0] * np.roll(r[:, 1], -1) - r[:, 1] * np.roll(r[:, 0], -1))) for r in rings]
    if len(rings) < 2 or not any(len(r) > 400 for r in rings):
        return union(made)
    way = max(turns, key=abs) > 0
    holes = [a for a, t in zip(made, turns, strict=True) if (t > 0) != way]
    return minus(union(a for a, t in zip(made, turns, strict=True) if (t > 0) == way), union(holes))


def bare(piece: Piece) -> Area:
    """What of a piece is not covered."""
    return piece.body if piece.lid is None else minus(piece.body, piece.lid)


def edges(piece: Piece) -> list[Outline]:
    """What of a piece's outline is not covered, as open runs."""
    if piece.lid is None:
        return [Outline(r) for r in piece.rings]
    left, top, right, bottom = bounds(piece.body)
    room = minus(box(left - 1, top - 1, right + 1, bottom + 1), piece.lid)
    out: list[Outline] = []
    for ring in piece.rings:
        runs: list[list[Points]] = []
        for a, b in cut(np.stack([ring, np.roll(ring, -1, axis=0)], 1), room):
            if runs and np.abs(runs[-1][-1] - a).max() < 1e-6:
                runs[-1].append(b)
            else:
                runs.append([a, b])
        out += [Outline(np.array(run), False) for run in runs]
    return out


def tone(stack: Sequence[Piece], points: Points, clear: float) -> Floats:
    """How dark the topmost piece is at each point, 0 to 1: 0 where there is none, and from lightness `clear` on."""
    order = np.argsort(points[:, 0], kind="stable")
    x, dark, left = points[order, 0], np.zeros(len(points)), np.ones(len(points), bool)
    for piece in reversed(stack):
        if piece.body.is_empty or not isinstance(piece.shape.fill, Flat | Linear):
            continue
        low, top, high, bottom = bounds(piece.body)
        at = order[np.searchsorted(x, low) : np.searchsorted(x, high)]
        at = at[left[at] & (points[at, 1] > top) & (points[at, 1] < bottom)]
        at = at[contains(piece.body, points[at])] if len(at) else at
        if opaque(piece.shape.fill):
            dark[at] += 1 - np.clip(lightness(piece.shape.fill, points[at]) / clear, 0, 1)
            left[at] = False
        elif isinstance(piece.shape.fill, Flat):
            dark[at] += 1.5 * piece.shape.fill.opacity
    return dark


def shade(paint: Paint, at: float) -> str:
    """The colour of a gradient at a share of its way; of a flat paint, that."""
    if isinstance(paint, Flat):
        return paint.color
    stops = paint.stops
    k = int(np.clip(np.searchsorted([s.offset for s in stops], at), 1, len(stops) - 1))
    a, b = stops[k - 1], stops[k]
    return mix(a.color, b.color, float(np.clip((at - a.offset) / max(b.offset - a.offset, 1e-6), 0, 1)))


def lightness(paint: Flat | Linear, points: Points) -> Floats:
    """Of a paint at points, 0 to 1, in OKLCH."""
    if isinstance(paint, Flat):
        return np.full(len(points), oklch(paint.color)[0])
    start, run = np.array(paint.start), np.subtract(paint.end, paint.start)
    along = (points - start) @ run / max(float(run @ run), 1e-12)
    return np.asarray(np.interp(along, [s.offset for s in paint.stops], [oklch(s.color)[0] for s in paint.stops]))
