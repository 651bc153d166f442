"""What a style keeps of a mark as line: its rim, broken as a pen breaks it, and what is light in its dark."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.color import oklch
from markgen.draw import LAMP, Area, Noise, areas, blurred, normals, ribbon, runs, taper, trace, union
from markgen.styling.seen import Seen, flattened
from markgen.values import Flat, Layer, Paint, Points

PALE = 0.8
"""OKLCH lightness from which opaque paint is a light."""


def broken(view: Seen, width: float, wander: Noise) -> Area:
    """The rim in ink, heavier away from the light and lost towards it, and wherever the pen was lifted."""
    made: list[Points] = []
    for outline in view.rim:
        p = outline.points[::3] if outline.curved else outline.points
        if len(p) < 8:
            continue
        facing = normals(p) @ LAMP
        turns = 1.0 if float(((p - p.mean(0)) * normals(p)).sum()) > 0 else -1.0
        lift = wander.fbm(p[:, 0] / view.grid.cell / 26, p[:, 1] / view.grid.cell / 26, 2)
        for run in runs(lift - 0.35 * turns * facing > -0.12, 6):
            part = p[run]
            made.append(ribbon(part, width * taper(1.9, 0.15, 0.4, 0.1)(np.linspace(0, 1, len(part)))))
    return union(areas(made))


def lights(layers: Sequence[Layer], least: float) -> Area:
    """What is drawn in light opaque paint: stars, glints, ruled lines. least: width of a stroke, mm, however fine."""
    made: list[Area] = []
    for shape in (shape for each in layers for shape in each.shapes):
        if _pale(shape.fill):
            made += areas(flattened(o) for o in shape.outlines)
        if _pale(shape.stroke):
            made += [trace(_closed(flattened(o), o.closed), max(shape.width, least)) for o in shape.outlines]
    return union(made)


def _closed(p: Points, closed: bool) -> Points:
    return np.concatenate([p, p[:1]]) if closed else p


def _pale(paint: Paint | None) -> bool:
    return isinstance(paint, Flat) and paint.opacity > 0.6 and oklch(paint.color)[0] > PALE


def spread(view: Seen, soft: float) -> np.ndarray:
    """How dark the mark is between its own lightest and darkest, 0 to 1, softened over so many cells."""
    dark = blurred(view.dark, soft)
    inside = view.cover > 0.6
    if not inside.any():
        return dark
    low, high = np.quantile(dark[inside], [0.06, 0.94])
    return np.asarray(np.where(view.cover > 0.1, np.clip((dark - low) / max(high - low, 0.05), 0, 1), 0.0))
