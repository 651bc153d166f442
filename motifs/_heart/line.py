"""A small heart in one line of a single needle: up over the larger lobe, into the cleft, over the lesser one, and past
the tip, where it crosses itself, or has left the heart open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import along, smooth
from markgen.values import Points

Floats = NDArray[np.float64]

UP = np.array(
    [
        *((-0.30, 0.74), (-0.64, 0.36), (-0.95, -0.08), (-1.08, -0.54), (-0.93, -0.95), (-0.53, -1.11)),
        *((-0.17, -0.92), (-0.01, -0.55), (0.03, -0.14)),
    ]
)
"""From the tip up the left side, over the larger lobe and down into the cleft, in half widths of a heart."""

DOWN = np.array(
    [
        *((0.03, -0.14), (0.07, -0.48), (0.24, -0.80), (0.53, -0.93), (0.81, -0.78), (0.90, -0.42)),
        *((0.78, -0.02), (0.52, 0.38), (0.24, 0.74)),
    ]
)
"""From the cleft over the lesser lobe, which leans on the other, and down to the tip."""

FEET = (
    ([(0.16, 1.20), (0.10, 1.13), (0.00, 1.03)], [(-0.02, 1.05), (-0.10, 1.14), (-0.20, 1.22)]),
    ([(-0.15, 0.92), (-0.16, 0.90), (-0.19, 0.87)], [(0.08, 0.98), (0.00, 1.10), (-0.10, 1.22)]),
    ([(0.05, 1.10), (0.02, 1.06), (-0.03, 1.00)], [(0.06, 1.02), (0.02, 1.08), (-0.03, 1.14)]),
)
"""How it comes to the tip, and goes on from there: it crosses itself; it has not met itself; it only just has."""

BODY = 120
"""How many places each pass has between cleft and tip."""

PRESS = (
    (0.66, 0.80, 0.86, 0.84, 0.92, 1.02, 1.14, 1.10, 1.00, 0.94, 0.84, 0.80),
    (0.76, 0.82, 0.96, 1.02, 0.98, 1.08, 0.98, 0.84, 0.88, 0.72),
)
"""How much wider than a bold line it is at each point: a single needle, that a hand moved, slower over the lobes."""


@dataclass(frozen=True, eq=False)
class Pass:
    """One of the line's two passes, from the tail to the cleft or from the cleft to the end: points in half widths of
    the heart, the pressure there, and how far down each is on that side of a plain heart, 0 at the cleft, 1 at the tip.
    """

    path: Points
    press: Floats
    down: Floats


def _eased(run: Floats) -> Floats:
    """Values along the line, each the mean of its neighbours: a wrist has no corners."""
    for _ in range(3):
        run = run.copy()
        for reach in (1, 2, 3):
            run[reach:-reach] = (run[: -2 * reach] + 2 * run[reach:-reach] + run[2 * reach :]) / 4
    return run


def passes(some: np.random.Generator) -> tuple[Pass, Pass]:
    """Both, as this hand draws them."""
    come, go = (np.array(foot) for foot in FEET[some.integers(len(FEET))])
    wide, high, long = some.normal(1, [0.03, 0.04, 0.05])

    def drawn(points: Points, press: Floats, tip: int, parts: tuple[int, int]) -> tuple[Points, Floats, Floats]:
        """So many places up to the point at the tip, and so many after it."""
        x, y = points.T
        y = np.where(y < 0, high * y, np.where(y > 1, 1 + long * (y - 1), y))
        p = np.column_stack([wide * x, y])
        knots = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
        u = np.concatenate([np.linspace(0, knots[tip], parts[0]), np.linspace(knots[tip], knots[-1], parts[1] + 1)[1:]])
        path = along(smooth(p, 480), u / knots[-1])
        return _eased(path), _eased(np.interp(u, knots, press)), np.interp(u, knots, np.arange(len(p)))

    path, press, at = drawn(np.concatenate([come, UP]), np.array(PRESS[0]), len(come) - 1, (24, BODY))
    up = Pass(path, press, np.clip((len(come) + len(UP) - 1 - at) / len(UP), 0, 1))
    lets_go = np.append(PRESS[1], np.linspace(0.70, 0.26, len(go))[1:])
    path, press, at = drawn(np.concatenate([DOWN, go]), lets_go, len(DOWN), (BODY, 60))
    return up, Pass(path, press, np.clip(at / len(DOWN), 0, 1))
