"""Outlines of a fire: heavy in its valleys, thin on its swells, none at its hot root; and creases."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    banded,
    boundary,
    contains,
    length,
    polyline,
    resample,
    runs,
    union,
)
from markgen.motifs._flame.look import LIGHT
from markgen.motifs._flame.pen import THIN, Pen
from markgen.motifs._flame.tongue import STEPS, Floats
from markgen.values import Outline, Points


def stem_phase(points: Points) -> float:
    """Where a fire's lost edges begin: of its own, so that no two break alike."""
    return float(points[-1, 0] - points[0, 0])


def edges(pen: Pen) -> tuple[list[Outline], list[Outline]]:
    """Outlines: black and heavy in the valleys, thin and broken on the swells, none at the hot root. And the thin.

    Fire casts no shadow of its own: what is heavy is where tongues part, and the dark between them shows.
    """
    heavy: list[Outline] = []
    light: list[Outline] = []
    for f in pen.families:
        stem = f.members[0]
        broad = float(stem.width.max())
        if stem.kind == 4:
            continue
        points = np.concatenate([t.path[::3] for t in f.members])
        cool = np.concatenate([t.cool[::3] for t in f.members])
        most = min(pen.bold * (1.7 if pen.period else 1), 0.2 * broad)
        for ring in boundary(f.whole):
            rim(pen, ring, f.hidden, points, cool, broad, most, heavy, light)
    return heavy, light


def rim(
    pen: Pen,
    ring: Points,
    hidden: Area | None,
    points: Points,
    cool: Floats,
    broad: float,
    most: float,
    heavy: list[Outline],
    light: list[Outline],
) -> None:
    """The line round one ring of a family that is `broad` mm wide and so cool at points, at `most` mm wide."""
    around_it = length(np.concatenate([ring, ring[:1]]))
    step = max(0.008 * pen.feeling.size, 0.06) if not pen.period else 1.1
    n = int(around_it / step)
    if n < 12:
        return
    p = resample(np.concatenate([ring, ring[:1]]), n + 1)[:-1]
    i = np.arange(n)
    before, after = i - 1, (i + 1) % n
    d = p[after] - p[before]
    turn = np.arctan2(d[:, 1], d[:, 0])
    bend = turn[after] - turn[before]
    bend = (bend + np.pi) % (2 * np.pi) - np.pi
    out = np.column_stack([d[:, 1], -d[:, 0]]) / np.maximum(np.hypot(*d.T), 1e-9)[:, None]
    # How much it turns in within a reach: a valley gathers ink for a while on either side.
    reach = max(int(0.22 * broad / step), 2)
    weights = np.hanning(2 * reach + 3)[1:-1]
    padded = np.concatenate([bend[-reach:], bend, bend[:reach]])
    valley = -np.convolve(padded, weights, "valid") / 2
    near = cool[((points**2).sum(1) - 2 * p @ points.T).argmin(1)]
    shade = np.clip(0.5 + 0.6 * (out @ -LIGHT), 0, 1)
    lost = 0.5 + 0.5 * np.sin((p - points[0]) @ np.array([0.9, 0.7]) * 2.6 / broad + stem_phase(points))
    wide = 0.1 + 0.3 * shade + 0.75 * np.clip(valley, -0.25, 0.85) - 0.2 * lost * (1 - shade)
    wide = most * np.clip(wide, 0, 1) * np.clip((near - 0.16) / 0.2, 0, 1)
    free: NDArray[np.bool_] = np.asarray(wide > THIN)
    if hidden is not None:
        free &= ~contains(hidden, p)
    if free.all():
        free[0] = False
    start = int(np.flatnonzero(~free)[0]) if not free.all() else 0
    i = (i + start) % n
    p, out, wide, turn, free = p[i], out[i], wide[i], turn[i], free[i]
    swing = np.abs((np.diff(turn, prepend=turn[:1]) + np.pi) % (2 * np.pi) - np.pi)
    most_turn, most_far = (0.3, 7.0) if pen.period else (0.16, 0.05 * pen.feeling.size)
    marks = np.floor(np.cumsum(swing / most_turn + step / most_far))
    knot = np.diff(marks, prepend=-1) > 0
    for r in runs(free, 5):
        kept = knot[r].copy()
        kept[[0, -1]] = True
        m = r.stop - r.start
        soft = np.minimum(1, np.minimum(np.arange(m), np.arange(m)[::-1]) / 3 + 0.05)
        w = (wide[r] * soft)[kept]
        if len(w) < 4:
            continue
        line = p[r][kept]
        made = polyline(banded(line, out[r][kept], w))
        (heavy if w.max() > 0.4 * most else light).append(made)


def creases(pen: Pen) -> list[Outline]:
    """Where what splits off leaves its stem: a black that runs down from the crotch into the stem, to nothing."""
    made: list[Outline] = []
    for f in pen.families:
        for kind in (1,) if pen.period else (1, 2):
            split = [t for t in f.members if t.kind == kind and t.width.max() >= 6 * THIN]
            if not split:
                continue
            inner = np.stack([t.path - t.right * (0.5 * t.side * t.width)[:, None] for t in split])

            def inside(a: Area, of: Points = inner) -> NDArray[np.bool_]:
                return contains(a, of).reshape(of.shape[:2])

            within = inside(union(pen.bodies[m] for m in f.members if m.kind < kind))
            free = within if f.hidden is None else within & ~inside(f.hidden)
            leaves = ~inside(f.whole)
            for j, t in enumerate(split):
                low = np.flatnonzero(within[j, : STEPS // 2 + 4])
                end = int(low[-1]) if len(low) else 0
                if end < 5 or not leaves[j, end + 1 : end + 6].any():
                    continue
                for k, (far, share) in enumerate(((12, 1.0), (8, 0.34), (5, 0.26))[: 1 if pen.period else 3]):
                    run = slice(max(end - far, 1), end + (2 if k == 0 else 0))
                    m = run.stop - run.start
                    if m < 4 or not free[j, run][:-2].all():
                        continue
                    u = np.linspace(0, 1, m)
                    most = share * min(0.8 * pen.bold, 0.22 * float(t.width.max()))
                    wide = most * u**1.3 * np.clip(5 * (1 - u), 0.1, 1)
                    line = inner[j, run] - t.right[run] * (t.side * k * 2.6 * pen.hair)
                    made.append(polyline(banded(line, t.right[run], wide)))
    return made
