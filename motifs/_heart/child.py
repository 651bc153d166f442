"""A plain heart in wax, coloured in, with rays round it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from markgen.draw import area, crayon, filled, grow, hatch, heading, polyline, stroked
from markgen.motifs._heart.inks import INKS
from markgen.motifs._heart.pose import Pose, placed
from markgen.values import Ground, Layer, Outline, Points, Shape, layer


def child(pose: Pose, ground: Ground) -> list[Layer]:
    """A plain heart in wax, coloured in, with rays round it: what joy draws, however large it gets."""
    feeling, chance = pose.nature.feeling, pose.nature.chance
    rays = []
    low, high = pose.rim.min(0), pose.rim.max(0)
    middle = (low + high) / 2
    for k, a in enumerate(np.linspace(-np.pi, np.pi, 14, endpoint=False) + chance("rays").uniform(0, 0.3)):
        way = heading(float(a))
        grown = feeling.birth(0.2 + 0.03 * (k * 5 % 14), 0.25)
        if grown > 0.05:
            foot = middle + way * (float(((pose.rim - middle) @ way).max()) + 9)
            rays.append(np.stack([foot, foot + way * (16 if k % 2 else 23) * grown]))
    thick = 0.05
    place = placed([pose.rim, *rays], ground, pose, 0.6 * thick * feeling.size)
    some, rim = chance("wax"), place(pose.rim)
    width = thick * feeling.size * (1 - 0.35 * feeling.birth(0.2, 0.6))
    wax = [feeling.ramp(*INKS["muscle"])(v) for v in (0.55, 0.72)]
    inside = grow(area(rim), -0.3 * width)
    scribble: list[Shape | None] = []
    for turn, gap, born, color in ((-0.75, 1.1, 0.08, wax[1]), (-0.45, 2.2, 0.35, wax[0])):
        there = feeling.birth(born, 0.3)
        # To and fro without lifting the stick.
        runs = hatch(inside, turn, gap * width, some, 0.6)
        way = np.concatenate([run if k % 2 else run[::-1] for k, run in enumerate(runs)])
        scribble.append(stroked(polyline(way, False), color, 0.85 * width * there, 0.85))
    sun = feeling.tint("#f0a21e")
    line = _waxed([np.concatenate([rim, rim[:2]])], width, some)
    return [
        layer("colour", "colour", scribble),
        layer("rays", "colour", [filled(_waxed([place(ray) for ray in rays], 0.9 * width, some), sun)]),
        layer("outline", "line", [stroked(polyline(rim), wax[0], 0.55 * width, 0.8), filled(line, wax[0])]),
    ]


def _waxed(paths: Iterable[Points], width: float, some: np.random.Generator) -> list[Outline]:
    """Paths drawn in wax, the grain in step with the width, so that the crayon's mark stays its own as it grows."""
    grain = width / 0.55
    return [replace(o, points=o.points * grain) for path in paths for o in crayon(path / grain, 0.55, some, 0.8)]
