"""The pieces that tiny marks are put together from, within the circle of radius 1."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from markgen.draw import heading
from markgen.values import Points

HAIR, MID, BOLD = 0.72, 1.0, 1.5
"""Weights of line, of the usual one of its hand."""


@dataclass(frozen=True)
class Part:
    """A piece of a tiny mark within the circle of radius 1: a line, or with `solid` what it encloses.

    sharp: straight from point to point. weight: of the line, of the usual; 0 is none. press: how much heavier the hand
    bears down from its start to its end, evenly spaced; none is evenly. solid: filled in. hole: bare skin in what is
    solid. specks: a prick at each point, no line. shade: stippled within, by how much, darkest on the side that looks
    along `way`, radians. color: of the line, of what is filled in or, with `wash`, of a soft spot; none is the hand's
    ink.
    """

    points: Points
    closed: bool = False
    sharp: bool = False
    weight: float = MID
    press: tuple[float, ...] = ()
    solid: bool = False
    hole: bool = False
    specks: bool = False
    shade: float = 0.0
    way: float = 0.8
    color: str = ""
    wash: bool = False


Spot = tuple[float, float]


def line(*points: Spot, weight: float = MID, press: tuple[float, ...] = (), color: str = "") -> Part:
    """A smooth line through points."""
    return Part(np.array(points), weight=weight, press=press, color=color)


def dab(*points: Spot, most: float = 2.4) -> Part:
    """One touch of a brush: it comes down, swells and lifts."""
    return line(*points, press=(0.35, 0.75 * most, most, 0.8 * most, 0.12))


def bent(*points: Spot, weight: float = MID, closed: bool = False) -> Part:
    """Straight lines from point to point."""
    return Part(np.array(points), closed, True, weight)


def loop(*points: Spot, weight: float = MID) -> Part:
    """A smooth closed line through points."""
    return Part(np.array(points), True, False, weight)


def ring(x: float, y: float, r: float, ry: float = 0.0, weight: float = MID) -> Part:
    """A round as a hand draws one: a little broader on one side, and flat where it began."""
    a = np.arange(9) * 2 * np.pi / 9
    uneven = 1 + 0.05 * np.cos(a - 2.1) - 0.06 * np.cos(2 * a + 0.7)
    return Part(np.column_stack([x + r * uneven * np.cos(a), y + (ry or r) * uneven * np.sin(a)]), True, False, weight)


def full(part: Part, color: str = "") -> Part:
    """The same filled in, without a line."""
    return replace(part, solid=True, color=color, closed=True, weight=0.0)


def bare(part: Part) -> Part:
    """What is left of skin within something solid."""
    return replace(part, hole=True, weight=0.0, closed=True)


def shaded(part: Part, much: float = 0.8, way: float = 0.8) -> Part:
    """The same stippled, darkest on the side that looks along `way`."""
    return replace(part, shade=much, way=way)


def ball(x: float, y: float, r: float) -> Part:
    """A black spot."""
    return full(ring(x, y, r))


def wash(x: float, y: float, r: float, color: str) -> Part:
    """A soft spot of thin colour, which keeps to no line."""
    return replace(ring(x, y, r, 0.85 * r), wash=True, color=color, weight=0.0)


def specks(*points: Spot) -> Part:
    """Single pricks of the needle."""
    return Part(np.array(points), specks=True)


def polar(radii: ArrayLike, turns: ArrayLike) -> Part:
    """A smooth line through points given by radius and angle in turns, clockwise from the top."""
    a = 2 * np.pi * np.asarray(turns, float) - np.pi / 2
    return Part(heading(a) * np.asarray(radii, float)[..., None])
