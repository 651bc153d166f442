"""How the hands drew that each made one tiny mark: the finest needle, a needle, black, pricks, shade."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import area, heading, length, polyline, resample, ribbon, stipple, tangents
from markgen.motifs._pearl.parts import Part
from markgen.values import Outline, Points

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Hand:
    """One who made a mark.

    line: width of their line, mm. shake: how far it wanders, of the mark's radius. poked: in single pricks.
    """

    line: float
    shake: float
    poked: bool = False


HANDS = {
    "hair": Hand(0.24, 0.010),
    "needle": Hand(0.31, 0.012),
    "black": Hand(0.34, 0.010),
    "poke": Hand(0.36, 0.022, poked=True),
    "whip": Hand(0.27, 0.012),
}
"""Single needles leave 0.25 to 0.4 mm, pricks by hand 0.4 mm (see `style`)."""

FULL_GROWN = 3.6
"""Radius of a mark, mm, at which its lines are as wide as that."""

DOT = 0.10
"""Diameter of a dot of shading there, mm."""


SLANT = heading(np.asarray(0.9))
"""Along it, a line is broadest."""


def wander(shake: float, r: np.random.Generator) -> Floats:
    """How a hand strays over a whole mark, of its radius: slow waves, (3, 2, 3): push x, y; their run x, y; phase."""
    run = r.uniform(1.6, 4.2, 3)[:, None] * heading(r.uniform(0, 2 * np.pi, 3))
    push = 0.6 * shake * r.normal(0, 1, (3, 2))
    return np.concatenate([push, run, r.uniform(0, 2 * np.pi, (3, 1))], axis=1)


def strayed(p: Points, waves: Floats) -> Points:
    """Points as they strayed; lines that met still meet."""
    return np.asarray(p + np.sin(p @ waves[:, 2:4].T + waves[:, 4]) @ waves[:, :2])


def stroke(p: Points, part: Part, thick: float, torn: bool, r: np.random.Generator) -> Outline:
    """A line of ink, as wide as the hand bears down, thin where it was set down and lifted, which may miss itself.
    torn: it stops before it is closed."""
    if part.closed:
        p = np.roll(p, int(r.integers(len(p))), axis=0)
        p = p[: -len(p) // 8] if torn else np.concatenate([p, p[:2] + r.normal(0, 0.3 * thick, (1, 2))])
    u = np.linspace(0, 1, len(p))
    if part.press:
        press = np.interp(u, np.linspace(0, 1, len(part.press)), part.press)
    else:
        # Set down and lifted; and somewhere along it the hand was light, and the skin took less.
        press = 1 - 0.5 * np.clip(1 - np.minimum(u, 1 - u) / 0.16, 0, 1) ** 2
        press = press * (1 - 0.3 * np.exp(-(((u - r.uniform(0.2, 0.8)) / 0.09) ** 2)))
    # Round where it ends.
    press = press * np.sqrt(np.clip(np.minimum(u, 1 - u) * length(p) / (0.7 * thick), 0.06, 1))
    # A needle held aslant: broad one way, fine the other; and it breathes.
    aslant = 0.78 + 0.42 * np.abs(tangents(p) @ SLANT)
    breath = 1 + 0.10 * np.sin(2 * np.pi * (max(length(p) / (11 * thick), 1) * u + r.random()))
    return polyline(ribbon(p, thick * press * aslant * breath))


def pokes(p: Points, part: Part, thick: float, r: np.random.Generator) -> tuple[Points, Floats]:
    """The same line in single pricks: their places, and their radii. Some went deep, and some hardly in."""
    run = np.concatenate([p, p[:1]]) if part.closed else p
    n = max(int(length(run) / (1.45 * thick)), 2)
    at = resample(run, n) + r.normal(0, 0.09 * thick, (n, 2))
    return at, 0.5 * thick * r.uniform(0.74, 1.16, n)


def stippled(p: Points, part: Part, dot: float, r: np.random.Generator) -> Points:
    """Dots over what a part encloses, crowding towards its dark side."""
    way = heading(part.way)
    across = p @ way
    low, high = float(across.min()), float(across.max())

    def tone(q: Points) -> Floats:
        return np.asarray(part.shade * np.clip((q @ way - low) / (high - low) - 0.15, 0, 1) ** 1.5)

    return stipple(area(p), tone, dot, r, 1.2)


def wound(p: Points, part: Part) -> Outline:
    """A closed outline wound one way, and a hole the other, so that it stays bare."""
    x, y = p.T
    right = float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) > 0
    return polyline(p if right != part.hole else p[::-1])
