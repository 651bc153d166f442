"""Drawings that close round a limb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import compress

import numpy as np

from markgen.draw.areas import box, outlines
from markgen.values import Ground, Layer, Linear, Outline, Paint, Radial, Shape


def around(layers: Iterable[Layer], ground: Ground) -> list[Layer]:
    """Layers drawn anywhere along x, brought home to a ground that wraps: what leaves it on one side comes in on the
    other. Where the ground does not wrap they are as they were."""
    if not ground.wraps:
        return list(layers)
    layers = list(layers)
    rows = [o.points[:, 1] for each in layers for shape in each.shapes for o in shape.outlines]
    y = np.concatenate(rows) if rows else np.zeros(1)
    limb = outlines(box(0, float(y.min()), ground.width, float(y.max())))
    return [
        replace(each, shapes=tuple(s for shape in each.shapes for s in _home(shape, ground.width, limb)))
        for each in layers
    ]


def _home(shape: Shape, width: float, limb: tuple[Outline, ...]) -> list[Shape]:
    """A shape, and its copies whole turns away, where those show."""
    points = [o.points for o in shape.outlines]
    x, starts = np.concatenate(points)[:, 0], np.cumsum([0, *map(len, points[:-1])])
    left, right, pad = np.minimum.reduceat(x, starts), np.maximum.reduceat(x, starts), shape.width / 2
    low, high = float(left.min()) - pad, float(right.max()) + pad
    turns = range(int(np.floor(-high / width)) + 1, int(np.ceil((width - low) / width)))
    if len(turns) == 1:
        return [_moved(shape, turns[0] * width)]
    out = []
    for k in turns:
        # Of many outlines in one shape, only those that show in this turn.
        shows = (right + k * width + pad > 0) & (left + k * width - pad < width)
        if shows.any():
            copy = _moved(replace(shape, outlines=tuple(compress(shape.outlines, shows))), k * width)
            out.append(replace(copy, clip=tuple(_within(o, width) for o in copy.clip) or limb))
    return out


def _within(ring: Outline, width: float) -> Outline:
    """What of a closed ring lies on the limb, the rest laid flat along its two seams: rings still wind as they did."""
    p = np.asarray(ring.points)
    if ring.curved:
        t = np.linspace(0, 1, 8, endpoint=False)[:, None, None]
        a, b, c, d = p[:-1:3], p[1::3], p[2::3], p[3::3]
        p = (
            ((1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d)
            .swapaxes(0, 1)
            .reshape(-1, 2)
        )
    ahead = np.roll(p, -1, axis=0)
    step = ahead[:, 0] - p[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        at = np.stack([(seam - p[:, 0]) / step for seam in (0.0, width)], axis=1)
    at = np.sort(np.where((at > 0) & (at < 1), at, 0.0), axis=1)
    made = p[:, None] + np.concatenate([np.zeros((len(p), 1)), at], axis=1)[..., None] * (ahead - p)[:, None]
    keep = np.concatenate([np.ones((len(p), 1), bool), at > 0], axis=1)
    return Outline(made[keep].clip([0.0, -np.inf], [width, np.inf]))


def _moved(shape: Shape, by: float) -> Shape:
    """A shape and its paints, `by` mm to the right."""
    if by == 0:
        return shape
    shift = np.array([by, 0.0])
    moved, clip = (
        tuple(Outline(o.points + shift, o.closed, o.curved) for o in some) for some in (shape.outlines, shape.clip)
    )
    return replace(shape, outlines=moved, clip=clip, fill=_shifted(shape.fill, by), stroke=_shifted(shape.stroke, by))


def _shifted(paint: Paint | None, by: float) -> Paint | None:
    if isinstance(paint, Linear):
        start, end = paint.start, paint.end
        return replace(paint, start=(start[0] + by, start[1]), end=(end[0] + by, end[1]))
    if isinstance(paint, Radial):
        return replace(paint, centre=(paint.centre[0] + by, paint.centre[1]))
    return paint
