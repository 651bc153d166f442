"""A plain heart in wax, coloured in, with a smile and rays."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from markgen.draw import INK, area, filled, grow, hatch, heading, paces, resample, smooth, turned, wax
from markgen.motifs._heart.inks import INKS
from markgen.motifs._heart.pose import Pose, placed
from markgen.values import Ground, Layer, Outline, Points, layer

SMILE = np.array([[-17, 4], [-11, 13], [0, 17], [11, 12], [18, 1]], float)
EYES = np.array([[[-11, -12], [-10, -6]], [[11, -11], [12, -5]]], float)
"""Of its face, in units of the skeleton."""


def child(pose: Pose, ground: Ground) -> list[Layer]:
    """A plain heart in wax, coloured in, that smiles, with rays round it: what joy draws, however large it gets."""
    feeling, chance = pose.nature.feeling, pose.nature.chance
    rays, some = [], chance("rays")
    low, high = pose.rim.min(0), pose.rim.max(0)
    middle = (low + high) / 2
    for k, a in enumerate(some.uniform(0, 6) + paces(some, 11)):
        way, long = heading(float(a)), some.uniform(11, 26)
        grown = feeling.birth(0.25 + 0.03 * (k * 5 % 11), 0.25)
        if grown > 0.05:
            foot = middle + way * (float(((pose.rim - middle) @ way).max()) + 9)
            rays.append(np.stack([foot, foot + turned(way[None], some.normal(0, 0.15))[0] * long * grown]))
    thick = 0.05
    place = placed([pose.rim, *rays], ground, pose, 0.6 * thick * feeling.size)
    rim = place(pose.rim)
    width = thick * feeling.size * (1 - 0.35 * feeling.birth(0.2, 0.6))
    colours = [feeling.ramp(*INKS["muscle"])(v) for v in (0.55, 0.72)]
    inside = grow(area(rim), -0.5 * width)
    scribble: list[Outline] = []
    for k, (turn, gap, born) in enumerate(((-0.75, 1.25, 0.02), (-0.35, 2.4, 0.35))):
        there = feeling.birth(born, 0.3)
        # To and fro without lifting the stick.
        runs = hatch(inside, turn, gap * width, chance("scribble", k), 0.5)
        if there > 0.05 and runs:
            way = np.concatenate([run if j % 2 else run[::-1] for j, run in enumerate(runs)])
            scribble += _waxed([smooth(way, 12 * len(way))], width * there, chance("paper"), 0.56)
    # It runs on past its own start, and misses it.
    past = len(rim) // 7
    line = np.concatenate([rim, rim[:past] + np.linspace(0, 0.9 * width, past)[:, None] * heading(some.uniform(0, 6))])
    smile, face = feeling.birth(0.2, 0.2), []
    if smile > 0.05:
        at, unit = place(middle[None])[0] - [0, 0.035 * feeling.size], place.scale * np.interp(smile, [0, 1], [0.6, 1])
        face = [at + unit * p for p in (smooth(SMILE + some.normal(0, 0.6, SMILE.shape), 40), *EYES)]
    dark = feeling.tint("#3a060c") if feeling.style.colour else INK
    sun = feeling.tint("#f0a21e")
    return [
        layer("colour", "colour", [filled(scribble, colours[1], 0.92)]),
        layer("rays", "colour", [filled(_waxed([place(ray) for ray in rays], 0.9 * width, chance("paper")), sun)]),
        layer("outline", "line", [filled(_waxed([line], 1.1 * width, chance("paper"), 0.78), colours[0])]),
        layer("face", "shade", [filled(_waxed(face, 0.75 * width * smile, chance("paper"), 1.1), dark)]),
    ]


def _waxed(paths: Iterable[Points], width: float, some: np.random.Generator, press: float = 0.72) -> list[Outline]:
    """Paths drawn in wax, the grain in step with the width, so that the crayon's mark stays its own as it grows."""
    made = []
    for path in paths:
        laid = wax(resample(path / width, 400), 1.0, some, press, 0.22, 0.25)
        made += [Outline(each.points * width) for each in laid]
    return made
