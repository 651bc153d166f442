"""Colour of a fire: hot at the root, crimson at the tips, a light heart within."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.draw import (
    areas,
    banded,
    filled,
    linear,
    minus,
    simplify,
    union,
)
from markgen.motifs._flame.pen import Pen
from markgen.motifs._flame.tongue import ALONG, STEPS, Tongue
from markgen.values import Paint, Shape

STOPS = np.stack([np.interp((0.0, 0.12, 0.42, 0.7, 0.88, 1.0), ALONG, row) for row in np.eye(STEPS)])
"""Values along a tongue to those where the stops of its gradient lie."""


def bases(pen: Pen, tongues: Sequence[Tongue]) -> list[Paint]:
    """Colours of tongues: hot at the root, cooler to the tip, and there they go out into skin."""
    path, cool = np.stack([t.path for t in tongues]), np.stack([t.cool for t in tongues])
    away = path - path[:, :1]
    axis = away[:, -1, :, None]
    # A gradient is straight and a tongue is not: each heat lies where the tongue has it.
    where = (away @ axis)[..., 0] / np.maximum((axis**2).sum(1), 1e-9)
    at = np.clip(np.maximum.accumulate(where, axis=1), 0, 1) @ STOPS
    heats, fire = pen.heat(cool @ STOPS), pen.look.fire
    out: list[Paint] = []
    for t, offsets, heat in zip(tongues, at.tolist(), heats.tolist(), strict=True):
        ends = (0.0, 0.1) if t.kind else (0.0, 0.9) if pen.period and pen.look.gutter <= 0.3 else (0.9, 1.0)
        shares = np.array([*ends, 1, 1, 1, 1 - 0.6 * (pen.look.gutter > 0.3)]) * (1 - 0.55 * pen.look.open)
        stops = [(a, fire(h), share) for a, h, share in zip(offsets, heat, shares.tolist(), strict=True)]
        out.append(linear(t.path[0], t.path[-1], *stops))
    return out


def hearts(pen: Pen) -> list[Shape | None]:
    """The light within great tongues: it runs up their core, forks where they do, and thins to nothing."""
    out: list[Shape | None] = []
    for f in pen.families:
        stem = f.members[0]
        for share, far, hot, end in ((0.5, 0.8, 0.74, 0.56), (0.24, 0.66, 0.93, 0.76)):
            strips = []
            for t in f.members:
                if t.kind > 1 or share * t.width.max() < 1.8:
                    continue
                run = slice(1, int((far - 0.14 * t.kind) * STEPS), 2)
                v = np.linspace(0, 1, len(t.path[run]))
                wave = 1 + 0.3 * np.sin(9 * v + t.key)
                w = share * t.width[run] * wave * np.clip(6 * v, 0.1, 1) * (1 - v) ** 0.5
                strips.append(banded(t.path[run] + t.right[run] * (0.08 * t.width[run])[:, None], t.right[run], w))
            if not strips:
                continue
            core = simplify(union(areas(strips)), pen.fine)
            core = core if f.hidden is None else minus(core, f.hidden)
            i = int(far * STEPS) - 1
            paint = linear(
                stem.path[0],
                stem.path[i],
                (0, pen.look.fire(hot)),
                (0.6, pen.look.fire((hot + end) / 2)),
                (1, pen.look.fire(end), 0.5),
            )
            out.append(filled(core, paint))
    return out
