"""Sparks that rise from a fire that goes out."""

from __future__ import annotations

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


def flying(sparks: Sparks, look: Look) -> list[Layer]:
    """Sparks: a streak where they rise, a point of light, and a little glow."""
    seen = sparks.size > 0.05
    at, heading, size, hot = (each[seen] for each in (sparks.at, sparks.heading, sparks.size, sparks.hot))
    up = np.column_stack([np.sin(heading), -np.cos(heading)])
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
