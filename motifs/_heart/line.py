"""A small heart in one breath of a brush: it comes up from a hair, bears down on one lobe until its bristles part, is a
hair again where it crosses itself, and has an end that says something: one beat, a thread that lies looped, or a second
heart, still smaller."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import along, normals, ribbon, smooth
from markgen.values import Points

Floats = NDArray[np.float64]

UP = np.array(
    [
        *((0.46, 1.34), (0.26, 1.17), (0.05, 0.98), (-0.38, 0.60), (-0.82, 0.14), (-1.08, -0.38)),
        *((-1.00, -0.86), (-0.62, -1.08), (-0.20, -0.92), (0.03, -0.52), (0.08, -0.06)),
    ]
)
"""From the tail up the left side, over the larger lobe and down into the cleft, in half widths of a heart."""

DOWN = np.array(
    [
        *((0.08, -0.06), (0.09, -0.38), (0.27, -0.72), (0.57, -0.84), (0.84, -0.64), (0.84, -0.20)),
        *((0.60, 0.30), (0.26, 0.74), (-0.06, 1.07), (-0.34, 1.29)),
    ]
)
"""From the cleft over the lesser lobe, which leans on the other, and down past the tip."""

ENDS = (
    [
        *((-0.54, 1.33), (-0.72, 1.32), (-0.84, 1.00), (-0.87, 1.00), (-1.00, 1.68), (-1.03, 1.68)),
        *((-1.15, 1.20), (-1.25, 1.34), (-1.46, 1.32), (-1.72, 1.34)),
    ],
    [
        *((-0.60, 1.36), (-0.80, 1.20), (-0.66, 1.02), (-0.42, 1.14), (-0.16, 1.42), (0.26, 1.54)),
        *((0.68, 1.36), (1.00, 1.14), (1.32, 1.12), (1.58, 1.30)),
    ],
    [
        *((-0.60, 1.46), (-0.56, 1.70), (-0.10, 1.78), (0.40, 1.74), (0.78, 1.62), (0.62, 1.34), (0.52, 1.08)),
        *(
            (0.70, 0.96),
            (0.88, 1.22),
            (0.90, 1.22),
            (1.04, 0.94),
            (1.26, 1.00),
            (1.20, 1.32),
            (0.94, 1.66),
            (0.78, 1.84),
        ),
    ],
)
"""How it ends, on from the last of `DOWN`: in a beat, a thread, or another heart."""

TIPS = 2, 8
"""Which point of each pass is at the tip of the heart."""

BODY = 112
"""How many places the second pass has before that."""

PRESS = (
    (0.12, 0.36, 0.52, 0.80, 1.35, 2.00, 2.35, 1.95, 1.20, 0.76, 0.36),
    (0.26, 0.36, 0.42, 0.60, 1.00, 1.30, 0.98, 0.52, 0.32, 0.32),
)
"""How much wider than its mean the line is at each point: the brush bears down on the larger lobe, and little else."""

TRAIL = (0.30, 0.34, 0.46, 0.56, 0.50, 0.40, 0.34, 0.36, 0.30, 0.18)
"""The same along its end."""

PARTED = ((0.745, 0.24, -0.22, 0.090), (0.800, 0.20, 0.12, 0.110), (0.700, 0.16, 0.31, 0.070))
"""Where the bristles part as the first pass leaves the lobe: middle and length, as shares of the pass; place across
the line and width, as shares of its width."""


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
    end = np.array(ENDS[some.integers(len(ENDS))])
    trail = np.interp(np.linspace(0, 1, len(end)), np.linspace(0, 1, len(TRAIL)), TRAIL)
    wide, high, long = some.normal(1, [0.03, 0.05, 0.08])

    def drawn(points: Points, press: Floats, first: int, parts: tuple[int, int]) -> tuple[Points, Floats, Floats]:
        """So many places up to the point `first`, and so many after it."""
        x, y = points.T
        y = np.where(y < 0, high * y, np.where(y > 1, 1 + long * (y - 1), y))
        p = np.column_stack([wide * x, y])
        knots = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
        u = np.concatenate(
            [np.linspace(0, knots[first], parts[0]), np.linspace(knots[first], knots[-1], parts[1] + 1)[1:]]
        )
        path = along(smooth(p, 480), u / knots[-1])
        return _eased(path), _eased(np.interp(u, knots, press)), np.interp(u, knots, np.arange(len(p)))

    path, press, at = drawn(UP, np.array(PRESS[0]), TIPS[0], (32, 128))
    up = Pass(path, press, np.clip((len(UP) - 1 - at) / (len(UP) - 1 - TIPS[0]), 0, 1))
    path, press, at = drawn(np.concatenate([DOWN, end]), np.append(PRESS[1], trail), TIPS[1], (BODY, 230))
    return up, Pass(path, press, np.clip(at / TIPS[1], 0, 1))


def parted(path: Points, width: Floats, some: np.random.Generator) -> list[Points]:
    """The skin between a brush's parted bristles, along the first pass: outlines."""
    made = []
    for middle, long, across, wide in PARTED:
        at, reach, thick = some.normal(middle, 0.02), long * some.uniform(0.7, 1.2), wide * some.uniform(0.7, 1.3)
        u = np.linspace(0, 1, len(path))
        here = np.abs(u - at) < reach / 2
        run = path[here] + normals(path)[here] * (across * width[here])[:, None]
        if len(run) > 3:
            made.append(ribbon(run, thick * width[here] * np.sin(np.pi * np.linspace(0, 1, len(run))) ** 0.7))
    return made
