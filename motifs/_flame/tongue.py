"""A tongue of fire: how it bends, how wide it is along it, and the smoke that comes off its tip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, length, normals
from markgen.values import Points

Floats = NDArray[np.float64]


Swell = Callable[[float], float]
"""How far what is born at an intensity has swelled in, 0..1."""

STEPS = 41
"""Points along a tongue."""

ALONG = np.linspace(0, 1, STEPS)
"""How far along a tongue each of them is."""

KNOTS = np.array([0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
"""How far along it its heading is given."""

BASIS = np.vander(ALONG, 6) @ np.linalg.inv(np.vander(KNOTS, 6))
"""Headings at the knots to headings along a tongue: the polynomial through them."""

FLICK = BASIS @ np.array([0.0, 0.0, 0.0, 0.05, 0.4, 1.0])
"""How the flick of its tip turns the heading along it, as a share of the whole flick."""


def lens(rise: float, fall: float) -> Floats:
    """Widths, at most 1, pointed at both ends: a belly low down, a needle at the tip."""
    w: Floats = ALONG**rise * (1 - ALONG) ** fall
    widest: float = w.max()
    return w / widest


LEAF = lens(0.85, 1.7)
"""Widths of a tongue that leaves another, as a share of the widest."""

SPARK, SMOKE = 1000, -1
"""Keys from here on are of sparks; the depth at which smoke is."""


@dataclass(frozen=True, eq=False)
class Tongue:
    """A tongue of fire.

    path: its centre line. turn: its headings, radians clockwise from straight up. width: mm at each point.
    depth: 0 is front. side: on which it leaves its stem, 1 right; 0 for a stem. key: its number.
    cool: how far from the heat of its fire it is at each point, 0 at the root of all to about 1 at the tips.
    """

    path: Points
    turn: Floats
    width: Floats
    depth: int
    side: float
    key: int
    cool: Floats = field(default_factory=lambda: ALONG)

    @cached_property
    def right(self) -> Points:
        """Unit vectors to its right hand at each point."""
        return normals(self.path)


def spine(start: Points, turn: Floats, reach: float) -> Points:
    """A curve of `reach` mm from `start` through headings, radians clockwise from straight up."""
    step = np.column_stack([np.sin(turn), -np.cos(turn)]) * (reach / (len(turn) - 1))
    path: Points = start + np.concatenate([np.zeros((1, 2)), np.cumsum((step[1:] + step[:-1]) / 2, axis=0)])
    return path


def smoke(t: Tongue, grown: float, chance: Chance, number: int) -> list[Tongue]:
    """Threads of smoke off a stem's tip, that rise, sway and curl; of width 0.01 at most, in a fire of height 1."""
    out = []
    for thread in range(2):
        c = chance("smoke", t.key, thread, number)
        reach = length(t.path) * c.uniform(0.2, 0.45) * grown
        sway, curl, side = c.uniform(30, 50), c.uniform(160, 300), c.choice([-1.0, 1.0])
        turn = t.turn[-1] * (1 - ALONG) ** 3 + side * np.radians(sway * np.sin(8 * ALONG) + curl * ALONG**5)
        width = 0.01 * np.sin(np.pi * ALONG**0.7) ** 0.8 * (1 - 0.4 * thread)
        out.append(Tongue(spine(t.path[-4], turn, reach), turn, width * grown, SMOKE, side, SPARK + 500 + thread))
    return out


def jagged(tongues: list[Tongue], jag: float) -> list[Tongue]:
    """The same tongues with barbs: each swells as it climbs and breaks off short, again and again."""
    if jag <= 0:
        return tongues
    out = []
    for t in tongues:
        barbs = 3 + t.key % 3
        rise = (ALONG * barbs + 0.37 * t.key) % 1
        sway = np.sin(2 * np.pi * (ALONG * barbs / 2 + 0.18 * t.key)) * np.clip(4 * ALONG, 0, 1)
        side = t.right * (0.22 * jag * t.width * sway)[:, None]
        wide = t.width * (1 + jag * np.clip(4 * ALONG, 0, 1) * 0.7 * (rise - 0.35))
        out.append(replace(t, path=t.path + side, width=wide))
    return out
