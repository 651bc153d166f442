"""The pieces that tiny marks are put together from, within the circle of radius 1."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from markgen.draw import heading
from markgen.values import Points

VEIN, HAIR, MID, BOLD = 0.5, 0.66, 1.0, 1.5
"""Weights of line, of the usual one of its hand."""


@dataclass(frozen=True)
class Part:
    """A piece of a tiny mark within the circle of radius 1: a line, or with `solid` what it encloses.

    sharp: straight from point to point. weight: of the line, of the usual; 0 is none. solid: filled in, black or with
    `color`. hole: bare skin in what is solid. specks: a prick at each point, no line. shade: stippled within, by how
    much, darkest on the side that looks along `way`, radians. wash: a soft spot of `color`.
    """

    points: Points
    closed: bool = False
    sharp: bool = False
    weight: float = MID
    solid: bool = False
    color: str = ""
    hole: bool = False
    specks: bool = False
    shade: float = 0.0
    way: float = 0.8
    wash: bool = False


Spot = tuple[float, float]


def line(*points: Spot, weight: float = MID) -> Part:
    """A smooth line through points."""
    return Part(np.array(points), weight=weight)


def bent(*points: Spot, weight: float = MID, closed: bool = False) -> Part:
    """Straight lines from point to point."""
    return Part(np.array(points), closed, True, weight)


def loop(*points: Spot, weight: float = MID) -> Part:
    """A smooth closed line through points."""
    return Part(np.array(points), True, False, weight)


def ring(x: float, y: float, r: float, ry: float = 0.0, weight: float = MID) -> Part:
    """A circle, or an upright ellipse."""
    a = np.arange(10) * np.pi / 5
    return Part(np.column_stack([x + r * np.cos(a), y + (ry or r) * np.sin(a)]), True, False, weight)


def full(part: Part, color: str = "") -> Part:
    """The same filled in: black, or with a colour and its line."""
    return replace(part, solid=True, color=color, closed=True, weight=part.weight if color else 0.0)


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
    """A soft spot of watercolour, which keeps to no line."""
    return replace(ring(x, y, r, 0.85 * r), wash=True, color=color, weight=0.0)


def specks(*points: Spot) -> Part:
    """Single pricks of the needle."""
    return Part(np.array(points), specks=True)


def leaf(x: float, y: float, turn: float, long: float, wide: float) -> Part:
    """A leaf from its foot at x, y towards `turn`, in turns clockwise from the top."""
    half = np.array([(0.0, 0.0), (0.3, 0.8), (0.62, 0.75), (1.0, 0.0), (0.6, -0.9), (0.28, -0.85)]) * [long, wide]
    a = 2 * np.pi * turn - np.pi / 2
    spun = half @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    return Part(spun + np.array([x, y]), True)


def polar(radii: ArrayLike, turns: ArrayLike) -> Part:
    """A smooth line through points given by radius and angle in turns, clockwise from the top."""
    a = 2 * np.pi * np.asarray(turns, float) - np.pi / 2
    return Part(heading(a) * np.asarray(radii, float)[..., None])
