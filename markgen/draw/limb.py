"""Drawings that close round a limb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
    top, bottom = (min(y.min() for y in rows), max(y.max() for y in rows)) if rows else (0.0, 0.0)
    limb = outlines(box(0, float(top), ground.width, float(bottom)))
    return [
        replace(each, shapes=tuple(s for shape in each.shapes for s in _home(shape, ground.width, limb)))
        for each in layers
    ]


def _home(shape: Shape, width: float, limb: tuple[Outline, ...]) -> list[Shape]:
    """A shape, and its copies whole turns away, where those show."""
    x = np.concatenate([o.points[:, 0] for o in shape.outlines])
    pad = shape.width / 2
    low, high = float(x.min()) - pad, float(x.max()) + pad
    turns = range(int(np.floor(-high / width)) + 1, int(np.ceil((width - low) / width)))
    out = []
    for k in turns:
        copy = _moved(shape, k * width)
        if len(turns) > 1:
            # Of many outlines in one shape, only those that show in this turn.
            spans = [(o.points[:, 0].min() - pad, o.points[:, 0].max() + pad) for o in copy.outlines]
            seen = tuple(o for o, (left, right) in zip(copy.outlines, spans, strict=True) if right > 0 and left < width)
            copy = replace(copy, outlines=seen, clip=copy.clip or limb)
        if copy.outlines:
            out.append(copy)
    return out


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
