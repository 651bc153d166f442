"""A tongue of fire: how it bends, how wide and how hot it is along it, and what splits off it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import normals
from markgen.values import Points

Floats = NDArray[np.float64]


Swell = Callable[[float], float]
"""How far what is born at an intensity has swelled in, 0..1."""

STEPS = 33
"""Points along a tongue."""

ALONG = np.linspace(0, 1, STEPS)
"""How far along a tongue each of them is."""

KNOTS = np.linspace(0, 1, 6)
"""How far along it its heading is given."""

BASIS = np.vander(ALONG, 6) @ np.linalg.inv(np.vander(KNOTS, 6))
"""Headings at the knots to headings along a tongue: the polynomial through them."""

OUT = BASIS @ np.array([0.15, 0.85, 1.0, 0.35, -0.2, -0.35])
"""How the heading of what splits off goes along it, as a share of what it leaves by: out, and back in."""

FLICK = BASIS @ np.array([0.0, 0.0, 0.0, 0.06, 0.4, 1.0])
"""How the flick of its tip turns the heading along it, as a share of the whole flick."""


def lens(rise: float, fall: float) -> Floats:
    """Widths, at most 1, pointed at both ends: a belly low down, a needle at the tip."""
    w: Floats = ALONG**rise * (1 - ALONG) ** fall
    widest: float = w.max()
    return w / widest


LEAF = lens(0.8, 1.5)
"""Widths of a tongue that splits off, as a share of the widest."""

STEM = lens(0.85, 1.35)
"""Widths of a tongue that has a root of its own."""

FLIES = 2
"""The kind of a tongue that has torn off and flies on."""


@dataclass(frozen=True, eq=False)
class Tongue:
    """A tongue of fire.

    path: its centre line. turn: its headings, radians clockwise from straight up. width: mm at each point.
    order: what is more lies in front. key: its number, which names its chance. cool: how far from the heat of its fire
    it is at each point, 0 at the root of all to about 1 at the tips. kind: 0 has a root of its own, 1 splits off,
    `FLIES` has torn off. grown: how far it has swelled in, 0..1. side: on which it splits off, 1 right. family: the key
    of the stem that it belongs to.
    """

    path: Points
    turn: Floats
    width: Floats
    order: float
    key: int
    cool: Floats
    kind: int = 0
    grown: float = 1.0
    side: float = 0.0
    family: int = 0

    @cached_property
    def right(self) -> Points:
        """Unit vectors to its right hand at each point."""
        return normals(self.path)

    @cached_property
    def reach(self) -> float:
        """Its length, mm."""
        return float(np.hypot(*np.diff(self.path, axis=0).T).sum())


def spine(start: Points, turn: Floats, reach: float) -> Points:
    """A curve of `reach` mm from `start` through headings, radians clockwise from straight up."""
    step = np.column_stack([np.sin(turn), -np.cos(turn)]) * (reach / (len(turn) - 1))
    path: Points = start + np.concatenate([np.zeros((1, 2)), np.cumsum((step[1:] + step[:-1]) / 2, axis=0)])
    return path


@dataclass(frozen=True)
class Split:
    """How a tongue splits off another.

    at: the share of that where it does. side: 1 right. out, hook: degrees that it leaves and flicks by. reach, wide:
    its length and belly, of the other's length and its own. order: how much further in front it lies.
    """

    at: float
    side: float
    out: float
    hook: float
    reach: float
    wide: float
    order: float


def split(t: Tongue, s: Split, key: int, kind: int, grown: float, climbs: float = 0.5) -> Tongue:
    """What splits off a tongue, and turns as that does. climbs: 0..1, how much it turns upwards, as fire does."""
    i = min(int(s.at * (STEPS - 1)), STEPS - 2)
    run = np.interp(i + (STEPS - 1 - i) * ALONG, np.arange(STEPS), t.turn)
    up = np.arctan2(np.sin(run), np.cos(run))
    run = run - up * climbs * 0.6 * ALONG
    turn = run + s.side * np.radians(s.out) * OUT + s.side * np.radians(s.hook) * FLICK
    reach = t.reach * s.reach * grown
    root = t.path[i] + t.right[i] * (0.14 * s.side * t.width[i])
    warm = float(t.cool[i])
    cool = warm + (1 - warm) * ALONG
    width, order = s.wide * reach * LEAF, t.order + s.order
    return Tongue(spine(root, turn, reach), turn, width, order, key, cool, kind, grown, s.side, t.family)
