"""Sparks that rise from a fire that goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import filled, pricks, whip
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import Floats
from markgen.values import Layer, Points, layer


@dataclass(frozen=True, eq=False)
class Sparks:
    """Sparks. at: where, (n, 2) mm. heading: radians clockwise from up. size: their radii, mm. hot: 0..1."""

    at: Points
    heading: Floats
    size: Floats
    hot: Floats


def flying(sparks: Sequence[Sparks], look: Look) -> list[Layer]:
    """Sparks: a streak where they rise, a point of light, and a little glow."""
    shown = [s for s in sparks if len(s.at)]
    if not shown:
        return []
    at, size, hot = (np.concatenate([getattr(s, name) for s in shown]) for name in ("at", "size", "hot"))
    heading = np.concatenate([s.heading for s in shown])
    up = np.column_stack([np.sin(heading), -np.cos(heading)])
    seen = size > 0.05
    at, size, hot, up = at[seen], size[seen], hot[seen], up[seen]
    tails = [
        whip(np.stack([p, p - 2.5 * r * d, p - (4 + 4 * h) * r * d]), r * np.array([1.7, 1.1, 0]))
        for p, r, h, d in zip(at, size, hot, up, strict=True)
        if h > 0.45
    ]
    alive = 1 - 0.75 * look.dead
    return [
        layer("sparks", "colour", [filled(tails, look.fire(0.5), 0.9 * alive), *pricks(at, size, look.fire(0.58))]),
        layer("sparks' light", "glow", pricks(at[hot > 0.3], 0.5 * size[hot > 0.3], look.fire(0.92))),
    ]
