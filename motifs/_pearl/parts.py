"""The pieces that tiny marks are put together from, within the circle of radius 1."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from markgen.draw import arc, heading, length, smooth, turned
from markgen.values import Points

HAIR, MID, BOLD = 0.72, 1.0, 1.45
"""Weights of line, of the usual one of its hand."""

DENSE = 26
"""Points of a curve, to the unit."""


@dataclass(frozen=True)
class Part:
    """A piece of a tiny mark within the circle of radius 1: a line, or with `solid` what it encloses.

    weight: of the line, of the usual one; 0 is none. press: how much heavier the hand bears down from its start to its
    end, evenly spaced; none is evenly. solid: filled in. hole: bare skin in what is solid. specks: a prick at each
    point, no line. shade: stippled within, by how much, darkest on the side that looks along `way`, radians. color: a
    soft spot of it, and no line.
    """

    points: Points
    closed: bool = False
    weight: float = MID
    press: tuple[float, ...] = ()
    solid: bool = False
    hole: bool = False
    specks: bool = False
    shade: float = 0.0
    way: float = 0.8
    color: str = ""


@dataclass(frozen=True, eq=False)
class Kind:
    """A tiny mark. hand: whose it is. length: of it, mm."""

    hand: str
    length: float
    parts: tuple[Part, ...]

    def fitted(self) -> Kind:
        """The same in the middle of the circle that it just fills."""
        points = np.concatenate([part.points for part in self.parts])
        middle = (points.min(0) + points.max(0)) / 2
        reach = np.hypot(*(points - middle).T).max()
        return replace(self, parts=tuple(replace(part, points=(part.points - middle) / reach) for part in self.parts))

    @property
    def coloured(self) -> bool:
        """Whether it has a touch of colour."""
        return any(part.color for part in self.parts)


Spot = tuple[float, float]
Curve = tuple[Spot, ...]


def _curve(points: Curve, closed: bool = False) -> Points:
    """A smooth curve through points; through two, straight."""
    return smooth(points, int(np.clip(DENSE * length(points), 12, 90)), closed)


def line(*points: Spot, weight: float = MID, press: tuple[float, ...] = ()) -> Part:
    """A smooth line through points."""
    return Part(_curve(points), weight=weight, press=press)


def loop(*points: Spot, weight: float = MID) -> Part:
    """A smooth closed line through points."""
    return Part(_curve(points, True), True, weight=weight)


def cornered(*curves: Curve, weight: float = MID, closed: bool = False) -> Part:
    """A line of smooth curves that meet in corners: each begins where the one before ended."""
    return Part(np.concatenate([_curve(curve)[k > 0 :] for k, curve in enumerate(curves)]), closed, weight=weight)


def straight(*points: Spot, weight: float = MID) -> tuple[Part, ...]:
    """Straight lines from point to point, each drawn by itself."""
    return tuple(line(a, b, weight=weight) for a, b in pairwise(points))


def oval(x: float, y: float, rx: float, ry: float = 0.0, turn: float = 0.0, weight: float = MID) -> Part:
    """An ellipse; without `ry` a circle. turn: radians."""
    points = arc(1.0, n=int(np.clip(2 * np.pi * DENSE * rx, 14, 60)) + 1)[:-1] * (rx, ry or rx)
    return Part(turned(points, turn, (x, y)), True, weight=weight)


def leaf(foot: Spot, tip: Spot, broad: float, bow: float = 0.0, weight: float = MID) -> Part:
    """What is pointed at both ends. broad: half of its greatest width. bow: how far it bends to its right."""
    a, b = np.array(foot), np.array(tip)
    side = np.array([a[1] - b[1], b[0] - a[0]]) / np.hypot(*(b - a))
    sides = [
        [tuple(a + (b - a) * u + side * (bow * np.sin(np.pi * u) + s * broad * swell)) for u, swell in shape]
        for s, shape in ((1, _BELLY), (-1, _BELLY[::-1]))
    ]
    return cornered(*(tuple(each) for each in sides), weight=weight, closed=True)


_BELLY = (0.0, 0.0), (0.2, 0.7), (0.42, 1.0), (0.7, 0.72), (1.0, 0.0)


def full(part: Part) -> Part:
    """The same filled in, without a line."""
    return replace(part, solid=True, closed=True, weight=0.0)


def bare(part: Part) -> Part:
    """What is left of skin within something solid."""
    return replace(part, hole=True, weight=0.0, closed=True)


def shaded(part: Part, much: float = 0.8, way: float = 0.8) -> Part:
    """The same stippled, darkest on the side that looks along `way`."""
    return replace(part, shade=much, way=way)


def drop(part: Part, color: str) -> Part:
    """A soft spot of thin colour instead, which keeps to no line."""
    return replace(part, color=color, weight=0.0)


def specks(*points: Spot, weight: float = MID) -> Part:
    """Single pricks of the needle."""
    return Part(np.array(points), specks=True, weight=weight)


def mirrored(*parts: Part) -> tuple[Part, ...]:
    """The parts, and the same on the other side of the middle."""
    return (*parts, *(replace(p, points=p.points * (-1, 1), way=np.pi - p.way) for p in parts))


def turning(angle: float, *parts: Part, squeeze: float = 1.0) -> tuple[Part, ...]:
    """The parts made narrower, and turned by an angle, radians."""
    return tuple(replace(p, points=turned(p.points * (squeeze, 1), angle), way=p.way + angle) for p in parts)


def whorl(
    x: float, y: float, radii: tuple[float, float], start: float, turns: float, press: tuple[float, ...] = ()
) -> Part:
    """A spiral about a place from one radius to another; start: radians."""
    u = np.linspace(0, 1, int(24 * abs(turns)) + 8)
    far = radii[0] + (radii[1] - radii[0]) * u**0.9
    return Part(heading(start + 2 * np.pi * turns * u) * far[:, None] + np.array((x, y)), press=press)
