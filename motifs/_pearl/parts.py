"""The strokes that tiny marks are put together from, within about the circle of radius 1; y is down."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import heading, length, resample, smooth, turned
from markgen.values import Points

DENSE = 26
"""Points of a curve, to the unit."""


@dataclass(frozen=True)
class Part:
    """A piece of a tiny mark: a line of the needle, drawn from its first point to its last.

    weight: of the line, of the usual one of its hand. specks: a prick at each point, no line. shade: no line, but
    dots within, by how much, darkest on the side that looks along `way`, radians. color: a breath of it within, and no
    line.
    """

    points: Points
    weight: float = 1.0
    specks: bool = False
    shade: float = 0.0
    way: float = 0.8
    color: str = ""


@dataclass(frozen=True, eq=False)
class Kind:
    """A tiny mark. length: of it, mm."""

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
        """Whether it has a breath of colour."""
        return any(part.color for part in self.parts)


Spot = tuple[float, float]


def line(*points: Spot, weight: float = 1.0) -> Part:
    """A smooth line through points; through two, straight."""
    return Part(smooth(points, int(np.clip(DENSE * length(points), 12, 90))), weight)


def bent(*points: Spot, weight: float = 1.0) -> Part:
    """Straight from point to point, without lifting the needle."""
    return Part(resample(points, int(DENSE * length(points))), weight)


def ring(
    x: float, y: float, rx: float, ry: float = 0.0, start: float = -2.0, turns: float = 1.03, tilt: float = 0.0
) -> Part:
    """An ellipse drawn by hand that does not quite find its beginning; without `ry` a circle. start, tilt: radians."""
    u = np.linspace(0, 1, int(np.clip(2 * np.pi * DENSE * rx * turns, 14, 90)))
    a = start + 2 * np.pi * turns * u
    # Flatter on one side, and wider as it comes round.
    far = 1 + 0.05 * np.sin(2 * a + 3 * x + 5 * y) + 0.05 * (u - 0.5)
    return Part(turned(heading(a) * far[:, None] * (rx, ry or rx), tilt, (x, y)))


def petal(foot: Spot, tip: Spot, broad: float, bow: float = 0.0, weight: float = 1.0) -> Part:
    """There on one side and back on the other, pointed at its tip, and not quite to where it began.

    broad: half of its greatest width. bow: how far it bends to its right.
    """
    a, b = np.array(foot), np.array(tip)
    side = np.array([a[1] - b[1], b[0] - a[0]]) / np.hypot(*(b - a))
    u = np.array([0.0, 0.25, 0.55, 0.85, 1.0])
    there, back = (
        smooth(
            a + (b - a) * u[:, None] + side * (bow * np.sin(np.pi * u) + s * broad * np.sin(np.pi * u**w))[:, None], 14
        )
        for s, w in ((1, 0.8), (-0.8, 1.0))
    )
    return Part(np.concatenate([there, back[:0:-1]]), weight)


def whorl(x: float, y: float, radii: tuple[float, float], start: float, turns: float) -> Part:
    """A spiral about a place from one radius to another; start: radians."""
    u = np.linspace(0, 1, int(24 * abs(turns)) + 8)
    far = radii[0] + (radii[1] - radii[0]) * u**0.9
    return Part(heading(start + 2 * np.pi * turns * u) * far[:, None] + np.array((x, y)))


def specks(*points: Spot, weight: float = 1.0) -> Part:
    """Single pricks of the needle."""
    return Part(np.array(points), weight, specks=True)


def shaded(*rim: Spot, much: float = 0.8, way: float = 0.8) -> Part:
    """Dots within a smooth rim, darkest on the side that looks along `way`."""
    return Part(smooth(rim, 50, True), shade=much, way=way)


def breath(x: float, y: float, rx: float, ry: float, color: str) -> Part:
    """A soft spot of thin colour, which keeps to no line."""
    return Part(heading(np.linspace(0, 2 * np.pi, 20)) * (rx, ry) + np.array((x, y)), color=color)


def turning(angle: float, *parts: Part) -> tuple[Part, ...]:
    """The parts turned by an angle, radians."""
    return tuple(replace(p, points=turned(p.points, angle), way=p.way + angle) for p in parts)
