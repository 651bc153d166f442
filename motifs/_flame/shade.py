"""Blacks of a fire: shadows of tongues on tongues, and the dark behind their roots."""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    Area,
    areas,
    banded,
    contains,
    filled,
    intersect,
    polyline,
    pricks,
    runs,
    simplify,
    union,
    whip,
)
from markgen.draw.areas import polygons, together
from markgen.motifs._flame.look import LIGHT
from markgen.motifs._flame.pen import THIN, Pen
from markgen.motifs._flame.tongue import STEPS
from markgen.values import Outline, Shape


def shadows(pen: Pen) -> tuple[Area | None, list[Outline]]:
    """Black on a tongue where another lies over it, tapering out; and lines whipped from there along the flow."""
    cast: list[Area] = []
    lines: list[Outline] = []
    run = slice(int(0.16 * STEPS), int(0.86 * STEPS))
    u = np.linspace(0, 1, run.stop - run.start)
    back: list[Area] = []
    boxes = np.empty((0, 4))
    for f in pen.families:
        t = f.members[0]
        if t.kind > 0:
            continue
        left, top, right, bottom = f.whole.bounds
        near = (boxes[:, :2] < [right, bottom]).all(1) & (boxes[:, 2:] > [left, top]).all(1)
        # What is seen of those behind: they lie side by side, and none on this one.
        behind = [back[i] for i in np.flatnonzero(near)]
        parts = polygons(f.area)
        back += parts
        boxes = np.concatenate([boxes, *([part.bounds] for part in parts)])
        if not behind or t.width.max() < 8 * THIN:
            continue
        strips, marks = [], []
        for hand in (-1.0, 1.0):
            shade = 0.55 + 0.45 * hand * (t.right[run] @ -LIGHT)
            by = (0.2 if pen.period else 0.085) * t.width.max() * np.sin(np.pi * u) ** 0.8 * shade
            edge = t.path[run] + t.right[run] * (hand * 0.5 * t.width[run])[:, None]
            strips.append(banded(edge, t.right[run], 2 * by))
            for k in range(4):
                span = slice(run.start + k, run.stop - 2 * k, 2)
                gap = 0.5 * t.width[span] + by[k : len(by) - 2 * k : 2] + (0.6 + 2.4 * k) * pen.hair
                marks.append((k, span, t.path[span] + t.right[span] * (hand * gap)[:, None]))
        cast += [intersect(a, b) for a in areas(strips) for b in behind if b.intersects(a)]
        seen = contains(together(behind), np.concatenate([path for _, _, path in marks]))
        pieces = np.split(seen, np.cumsum([len(path) for _, _, path in marks])[:-1])
        for (k, span, path), free in zip(marks, pieces, strict=True):
            v = np.linspace(0, 1, len(path))
            wide = (2.2 - 0.35 * k) * pen.hair * np.sin(np.pi * np.clip(v, 0.02, 1)) ** 0.7
            for r in runs(free, 4):
                ends = np.sin(np.pi * np.linspace(0.04, 0.96, r.stop - r.start))
                lines.append(polyline(banded(path[r], t.right[span][r], wide[r] * ends * min(1.0, t.grown))))
    return (simplify(union(cast), pen.fine) if cast else None), lines


def dark(pen: Pen) -> list[Shape | None]:
    """Black behind the roots of a sleeve's tongues: it hugs them, and is whipped off up the limb into bare skin."""
    made: list[Outline] = []
    dots, radii = [np.empty((0, 2))], [np.empty(0)]
    for t in pen.bodies:
        if t.kind > 0 or t.width.max() < 8:
            continue
        q = pen.chance("dark", t.key)
        broad = float(t.width.max())
        for hand in (-1.0, 1.0):
            for k, (off, wide, end) in enumerate(
                ((-0.02, 0.52, 0.62), (0.22, 0.08, 0.48), (0.31, 0.05, 0.38), (0.39, 0.03, 0.3))
            ):
                run = slice(1, int(end * q.uniform(0.75, 1.15) * STEPS), 1 + (k > 0) + (k > 1))
                v = np.linspace(0, 1, len(t.path[run]))
                w = wide * broad * np.clip(5 * v, 0, 1) * (1 - v) ** 1.2 * t.grown
                gap = 0.5 * t.width[run] + off * broad * (0.5 + 0.5 * v)
                made.append(whip(t.path[run] + t.right[run] * (hand * gap)[:, None], w))
            u = q.random(14) ** 0.8
            i = (2 + 18 * u).astype(int)
            gap = 0.5 * t.width[i] + broad * (0.2 + 0.34 * q.random(14) ** 1.5)
            dots.append(t.path[i] + t.right[i] * (hand * gap)[:, None])
            radii.append(pen.mid * (0.8 - 0.4 * u) * t.grown)
    return [filled(made, pen.look.ink), *pricks(np.concatenate(dots), np.concatenate(radii), pen.look.ink)]
