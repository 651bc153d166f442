"""A small heart in one line of a brush: it comes up from a hair, crosses itself at the tip, and ends in a curl."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import heading, smooth
from markgen.values import Points

Floats = NDArray[np.float64]

UP = np.array(
    [
        *((0.58, 1.33), (0.34, 1.20), (0.06, 0.98), (-0.34, 0.60), (-0.74, 0.14), (-0.98, -0.34)),
        *((-0.90, -0.74), (-0.56, -0.93), (-0.20, -0.80), (0.02, -0.48), (0.06, -0.10)),
    ]
)
"""From the tail up the left side, over the larger lobe and down into the cleft, in half widths of a heart."""

DOWN = np.array(
    [
        *((0.06, -0.10), (0.12, -0.40), (0.33, -0.68), (0.63, -0.72), (0.84, -0.48), (0.80, -0.10)),
        *((0.56, 0.34), (0.24, 0.74), (-0.06, 1.06), (-0.34, 1.28)),
    ]
)
"""From the cleft over the lesser lobe, which leans on the other, and down past the tip."""

ENDS = ((1.15, 0.35 * np.pi, 0.0), (1.10, 1.55 * np.pi, 0.72), (0.94, -1.6 * np.pi, 0.80))
"""How it ends: how long that is, by what angle it turns, how much of that late. Trailing off, curled in, or under."""

TIPS = 2, 8
"""Which point of each pass is at the tip of the heart."""

PRESS = (
    (0.35, 0.55, 0.85, 1.20, 1.60, 1.75, 1.40, 0.95, 0.85, 1.15, 0.70),
    (0.70, 0.45, 0.65, 1.05, 1.55, 1.70, 1.35, 1.00, 0.80, 0.70, *np.linspace(0.68, 0.45, 22), 0.62, 0.80),
)
"""How much wider than its mean the line is at each point: the brush bears down along the flanks."""


@dataclass(frozen=True, eq=False)
class Pass:
    """One of the line's two passes, from the tail to the cleft or from the cleft to the end: points in half widths of
    the heart, the pressure there, and how far down each is on that side of a plain heart, 0 at the cleft, 1 at the tip.
    """

    path: Points
    press: Floats
    down: Floats


def _end(long: float, turn: float, late: float) -> Points:
    """The end of the line, on from the last of `DOWN`: a curl, the tighter the later."""
    u = np.linspace(0, 1, 25)
    way = DOWN[-1] - DOWN[-2]
    a = np.arctan2(way[1], way[0]) + turn * ((1 - late) * u + late * u**2.2)
    made: Points = DOWN[-1] + np.cumsum(heading(a) * long / 24, axis=0)
    return made[:-1]


def _eased(run: Floats) -> Floats:
    """Values along the line, each the mean of its neighbours: a wrist has no corners."""
    for _ in range(3):
        run = run.copy()
        for reach in (1, 2, 3):
            run[reach:-reach] = (run[: -2 * reach] + 2 * run[reach:-reach] + run[2 * reach :]) / 4
    return run


def passes(some: np.random.Generator) -> tuple[Pass, Pass]:
    """Both, as this hand draws them."""
    end = _end(*ENDS[some.integers(len(ENDS))])
    wide, high, long = some.normal(1, [0.03, 0.05, 0.08])

    def drawn(points: Points, press: tuple[float, ...]) -> tuple[Points, Floats, Floats]:
        x, y = points.T
        y = np.where(y < 0, high * y, np.where(y > 1, 1 + long * (y - 1), y))
        p = np.column_stack([wide * x, y])
        knots = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
        u = np.linspace(0, knots[-1], 160)
        return _eased(smooth(p, 160)), _eased(np.interp(u, knots, press)), np.interp(u, knots, np.arange(len(p)))

    path, press, at = drawn(UP, PRESS[0])
    up = Pass(path, press, np.clip((len(UP) - 1 - at) / (len(UP) - 1 - TIPS[0]), 0, 1))
    path, press, at = drawn(np.concatenate([DOWN, end]), PRESS[1])
    return up, Pass(path, press, np.clip(at / TIPS[1], 0, 1))
