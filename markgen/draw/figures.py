"""Figures that ornament is made of, round 0, 0: rays, petals, tongues, arcs, stars. Angles are radians."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw.flow import heading
from markgen.draw.paths import ribbon
from markgen.values import Points


def arc(radius: float, start: float = 0.0, end: float = 2 * np.pi, n: int = 96) -> Points:
    """n points on a circle round 0, 0 between two angles, radians; by default all round, the last being the first."""
    return heading(np.linspace(start, end, n)) * radius


def paces(chance: np.random.Generator, n: int, least: float = 0.6) -> NDArray[np.float64]:
    """n angles all round in unequal paces, the last a full turn. least: of a pace, as a share of the mean one."""
    angles = np.cumsum(chance.uniform(least, 2 - least, n))
    made: NDArray[np.float64] = 2 * np.pi * angles / angles[-1]
    return made


def spoke(angle: float, foot: float, tip: float, n: int = 2) -> Points:
    """A straight line of n points outwards at an angle, radians, between two distances from 0, 0."""
    return heading(angle) * np.linspace(foot, tip, n)[:, None]


def wedge(angle: float, foot: float, tip: float, half: float, end: float = 0.0) -> Points:
    """A straight ray outwards: half its width at the foot, and at the end."""
    out = heading(angle)
    side = np.array([-out[1], out[0]])
    corners = [out * foot - side * half, out * tip - side * end, out * tip + side * end, out * foot + side * half]
    return np.array(corners if end > 0 else [corners[0], out * tip, corners[3]])


def petal(angle: float, foot: float, tip: float, half: float, belly: float = 0.45) -> Points:
    """A leaf outwards, pointed at both ends. half: of its greatest width. belly: 0..1, where that is."""
    u = np.linspace(0, 1, 21)
    bent = u ** (np.log(0.5) / np.log(belly))
    out = heading(angle)
    line = out * (foot + (tip - foot) * u)[:, None]
    return ribbon(line, 2 * half * np.sin(np.pi * bent) ** 1.15 + 1e-6)


def tongue(
    angle: float, foot: float, tip: float, half: float, waves: float = 0.0, sway: float = 0.0, twist: float = 0.0
) -> Points:
    """A ray that waves or curls. half: of its width at the foot. waves: how many. sway: how far it swings.
    twist: by what angle it has turned round 0, 0 at its tip."""
    u = np.linspace(0, 1, 40)
    out = heading(angle + twist * u**1.2)
    side = np.stack([-out[:, 1], out[:, 0]], axis=1)
    swing = sway * np.sin(2 * np.pi * waves * u) * u**0.7 * (1.1 - 0.5 * u)
    line = out * (foot + (tip - foot) * u)[:, None] + side * swing[:, None]
    return ribbon(line, 2 * half * (1 - u**1.5) + 1e-6)


def star(points: int, reach: float | NDArray[np.float64], waist: float, turn: float = -np.pi / 2) -> Points:
    """A star's outline, tips and notches by turns, the first tip at angle `turn`. reach: of the tips, one or each."""
    a = turn + np.arange(2 * points) * np.pi / points
    r = np.stack([np.broadcast_to(reach, points), np.full(points, waist)], axis=1).ravel()
    made: Points = heading(a) * r[:, None]
    return made


def turned(points: Points, angle: float, at: Points | tuple[float, float] = (0.0, 0.0)) -> Points:
    """Points turned round 0, 0 by an angle, then moved so that 0, 0 is `at`."""
    c, s = np.cos(angle), np.sin(angle)
    made: Points = np.asarray(points, float) @ np.array([[c, s], [-s, c]]) + np.asarray(at, float)
    return made
