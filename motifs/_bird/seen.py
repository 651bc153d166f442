"""What is seen of a painter's stack of shapes: the same bird for styles that cannot cover one feather by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Area, areas, contains, minus, mix, oklch, runs, union
from markgen.draw.areas import bounds, carved, holding, meeting
from markgen.values import Flat, Layer, Linear, Outline, Paint, Points, Shape

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Piece:
    """A shape of a stack, and its place in it, counted from below; the rings it is made of; what it fills; and whether
    it hides what lies below."""

    shape: Shape
    place: int
    rings: list[Points]
    body: Area
    solid: bool


def pieces(layers: Sequence[Layer], ink: str = "") -> list[Piece]:
    """The filled shapes of layers, deep to top: one for each feather, also of a row that is painted at once.

    ink: where nothing is drawn but in that colour, it hides none of itself, and every stroke of another is a light.
    """
    parts: list[tuple[Shape, list[Points], bool]] = []
    for k, shape in enumerate(s for each in layers for s in each.shapes if s.fill is not None):
        rings = [ring for o in shape.outlines if len(ring := flattened(o)) > 2]
        if ink:
            covers = not isinstance(shape.fill, Flat) or (shape.fill.color != ink and shape.fill.opacity > 0.5)
            parts += [(shape, [ring], covers) for ring in rings]
        elif k == 0 or not shape.width:
            # Fine strokes on a feather cover nothing.
            parts += [(shape, rings, opaque(shape.fill) and (k == 0 or len(rings) == 1))] if rings else []
        else:
            parts += [(shape, [ring], opaque(shape.fill)) for ring in rings]
    made = iter(areas([ring for _, rings, _ in parts for ring in rings]))
    return [
        Piece(shape, k, rings, _body(rings, [next(made) for _ in rings]), hides)
        for k, (shape, rings, hides) in enumerate(parts)
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


def _body(rings: list[Points], made: list[Area]) -> Area:
    """What rings fill, each of which is known; when there are many, those that run against the largest are holes."""
    if len(rings) == 1:
        return made[0]
    turns = [float(np.sum(r[:, 0] * np.roll(r[:, 1], -1) - r[:, 1] * np.roll(r[:, 0], -1))) for r in rings]
    if not any(len(r) > 400 for r in rings):
        return union(made)
    way = max(turns, key=abs) > 0
    holes = [a for a, t in zip(made, turns, strict=True) if (t > 0) != way]
    return minus(union(a for a, t in zip(made, turns, strict=True) if (t > 0) == way), union(holes))


def bares(stack: Sequence[Piece], some: Sequence[Piece]) -> list[Area]:
    """What of each of some pieces of a stack is not covered."""
    covers = [piece for piece in stack if piece.solid]
    bodies, lids = [piece.body for piece in some], [piece.body for piece in covers]
    under, over = meeting(bodies, lids)
    hides = np.array([piece.place for piece in covers])[over] > np.array([piece.place for piece in some])[under]
    return carved(bodies, lids, zip(under[hides].tolist(), over[hides].tolist(), strict=True))


def edges(stack: Sequence[Piece], some: Sequence[Piece], step: float) -> list[list[Outline]]:
    """What of the outline of each of some pieces of a stack is not covered, as open runs; to within `step` mm."""
    fine = [_stepped(ring, step) for piece in some for ring in piece.rings]
    owner = [k for k, piece in enumerate(some) for _ in piece.rings]
    place = np.repeat([some[k].place for k in owner], [len(ring) for ring in fine])
    covers = [piece for piece in stack if piece.solid]
    middle = np.concatenate([(ring + np.roll(ring, -1, axis=0)) / 2 for ring in fine]) if fine else np.empty((0, 2))
    spot, which = holding(middle, [piece.body for piece in covers])
    shows = np.ones(len(middle), bool)
    shows[spot[np.array([piece.place for piece in covers])[which] > place[spot]]] = False
    out: list[list[Outline]] = [[] for _ in some]
    for k, ring, seen in zip(owner, fine, np.split(shows, np.cumsum([len(r) for r in fine])[:-1]), strict=True):
        if seen.all():
            out[k].append(Outline(ring))
        else:
            # A run may go on over the start of its ring.
            turn = int(np.flatnonzero(~seen)[0])
            round_ = np.concatenate([np.roll(ring, -turn, axis=0), ring[turn : turn + 1]])
            out[k] += [Outline(round_[run.start : run.stop + 1], False) for run in runs(np.roll(seen, -turn))]
    return out


def _stepped(ring: Points, step: float) -> Points:
    """A ring with points added on its edges, none longer than a step."""
    run = np.roll(ring, -1, axis=0) - ring
    many = np.maximum(np.ceil(np.hypot(*run.T) / step), 1).astype(int)
    share = (np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)) / np.repeat(many, many)
    made: Points = np.repeat(ring, many, axis=0) + np.repeat(run, many, axis=0) * share[:, None]
    return made


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
