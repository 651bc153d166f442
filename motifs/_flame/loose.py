"""What lifts off a fire: filaments, dust and sparks."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from markgen.draw import (
    banded,
    contains,
    polyline,
    pricks,
    runs,
)
from markgen.motifs._flame.pen import THIN, Pen
from markgen.motifs._flame.tongue import STEPS
from markgen.values import Outline, Shape


def filaments(pen: Pen) -> dict[float, list[Outline]]:
    """Hair-thin strokes that lift off the fire, by heat."""
    out: dict[float, list[Outline]] = defaultdict(list)
    run = slice(0, STEPS, 2)
    hairs = [t for t in pen.fire if t.kind == 3 and (t.width[run] - THIN * t.grown).max() > THIN]
    if not hairs:
        return out
    free = ~contains(pen.body, np.stack([t.path[run] for t in hairs])).reshape(len(hairs), -1)
    for t, open_ in zip(hairs, free, strict=True):
        # Its tip, if that is in the air.
        last = (runs(open_, 8) or [slice(0, 0)])[-1]
        if last.stop == len(open_):
            wide = np.maximum(t.width[run][last] - THIN * t.grown, 0)
            w = wide * np.clip(np.arange(len(wide)) / 2, 0, 1)
            heat = round(float(pen.heat(0.25 + 0.6 * float(t.cool[STEPS // 2]))) * 7) / 7
            out[heat].append(polyline(banded(t.path[run][last], t.right[run][last], w)))
    return out


def dust(pen: Pen) -> list[Shape | None]:
    """Dots that tips dissolve into, and sparks."""
    where, size, heat = [], [], []
    for t in pen.fire:
        if t.kind > 1 or t.grown < 0.05:
            continue
        q = pen.chance("dust", t.key)
        many = 7 if t.kind == 0 else 4
        far = np.cumsum(q.uniform(0.3, 1.0, many)) * 0.035 * t.reach
        ahead = t.turn[-4] + q.normal(0, 0.35, many)
        where.append(t.path[-1] + (np.array([np.sin(ahead), -np.cos(ahead)]) * far).T)
        size.append(pen.mid * q.uniform(0.25, 0.62, many) * (1 - 0.4 / (many - 1) * np.arange(many)) * t.grown)
        heat.append(q.random(many))
    if not where:
        return []
    p, r, h = np.concatenate(where), np.concatenate(size), np.concatenate(heat)
    if not pen.period:
        # None flies beyond what the fire may take.
        ends = np.concatenate([t.path for t in pen.fire])
        near = ((p > ends.min(0)) & (p < ends.max(0))).all(1)
        p, r, h = p[near], r[near], h[near]
    # On the fire itself they would be dirt.
    clear = ~contains(pen.body, p)
    p, r, h = p[clear], r[clear], h[clear]
    glows = pen.feeling.birth(0.3, 0.4)
    out: list[Shape | None] = []
    for least, most, tint in ((0.0, 0.45, 0.18), (0.45, 0.8, 0.4), (0.8, 1.01, 0.62)):
        kept = (h >= least) & (h < most) & (r * glows > THIN / 2)
        out += pricks(p[kept], r[kept] * glows, pen.look.fire(tint))
    return out
