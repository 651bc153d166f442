"""The pieces that tiny marks are put together from, within the circle of radius 1."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from markgen.draw import resample
from markgen.values import Points

HAIR, MID, BOLD = 0.5, 1.0, 1.6
"""Weights of line, of the usual one: marks differ, for each is by another hand."""


@dataclass(frozen=True)
class Part:
    """A piece of a tiny mark within the circle of radius 1: a line, or with `solid` what it encloses.

    sharp: straight from point to point, each side its own stroke. weight: of the line, of the usual; 0 is none.
    black: solid whatever the colours are. hole: bare skin in what is solid. specks: a dot at each point, no line.
    """

    points: Points
    closed: bool = False
    sharp: bool = False
    solid: bool = False
    weight: float = MID
    black: bool = False
    hole: bool = False
    specks: bool = False


Spot = tuple[float, float]


def line(*points: Spot, weight: float = MID) -> Part:
    """A smooth line through points."""
    return Part(np.array(points), weight=weight)


def bent(*points: Spot, closed: bool = False, solid: bool = False, weight: float = MID, black: bool = False) -> Part:
    """Straight lines from point to point."""
    return Part(np.array(points), closed, True, solid, weight, black)


def loop(*points: Spot, solid: bool = False, weight: float = MID) -> Part:
    """A smooth closed line through points."""
    return Part(np.array(points), True, False, solid, weight)


def ring(x: float, y: float, r: float, ry: float = 0.0, solid: bool = False, weight: float = MID) -> Part:
    """A circle, or an upright ellipse."""
    a = np.arange(10) * np.pi / 5
    return Part(np.column_stack([x + r * np.cos(a), y + (ry or r) * np.sin(a)]), True, False, solid, weight)


def ball(x: float, y: float, r: float) -> Part:
    """A black spot."""
    return replace(ring(x, y, r, solid=True, weight=0.0), black=True)


def bare(part: Part) -> Part:
    """What is left of skin within something solid."""
    return replace(part, hole=True, weight=0.0)


def specks(*points: Spot) -> Part:
    """Single pricks of the needle."""
    return Part(np.array(points), specks=True)


def almond(x: float, y: float, turn: float, long: float, wide: float, solid: bool = False, weight: float = MID) -> Part:
    """A leaf from its foot at x, y towards `turn`, in turns clockwise from the top."""
    half = np.array([(0.0, 0.0), (0.3, 0.8), (0.62, 0.75), (1.0, 0.0), (0.6, -0.9), (0.28, -0.85)]) * [long, wide]
    a = 2 * np.pi * turn - np.pi / 2
    spun = half @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    return Part(spun + np.array([x, y]), True, False, solid, weight)


def polar(radii: ArrayLike, turns: ArrayLike, sharp: bool, closed: bool = True, weight: float = MID) -> Part:
    """A line through points given by radius and angle in turns, clockwise from the top."""
    a = 2 * np.pi * np.asarray(turns) - np.pi / 2
    return Part(np.column_stack([np.cos(a), np.sin(a)]) * np.asarray(radii)[..., None], closed, sharp, weight=weight)


def pricked(radii: ArrayLike, turns: ArrayLike) -> Part:
    """Single pricks given by radius and angle."""
    return replace(polar(radii, turns, True), specks=True)


def rays(inner: float, *outer: float, weight: float = HAIR) -> tuple[Part, ...]:
    """Straight rays round a middle, each as long as its hand had it."""
    n = len(outer)
    return tuple(polar([inner, far], [i / n, i / n + 0.012], True, False, weight) for i, far in enumerate(outer))


def barbs(stem: Points, *reaches: float) -> tuple[Part, ...]:
    """The barbs of a feather in turn on both sides of its stem."""
    at = resample(stem, len(reaches) + 4)[3:-1]
    way = np.array([0.58, -0.82])
    side = np.array([0.82, 0.58])
    out = []
    for i, (p, reach) in enumerate(zip(at, reaches, strict=True)):
        for s in (-1, 1):
            end = p + reach * (0.75 * way + (0.9 if s > 0 else 0.75) * s * side)
            out.append(Part(np.stack([p + 0.03 * i * way * (s > 0), (p + end) / 2 + 0.06 * way, end]), weight=HAIR))
    return tuple(out)
