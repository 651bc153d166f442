"""How the hands drew that each made one tiny mark, prick by prick: with one needle on a stick, or in a machine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import area, heading, length, resample, stipple
from markgen.motifs._pearl.parts import Part
from markgen.values import Points

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Hand:
    """One who made a mark.

    line: width of their line, mm. gap: from prick to prick, of that. shake: how far the hand wanders, mm. stray: how
    far each prick misses, and uneven: how much larger or smaller it comes out, both of the line's width.
    """

    line: float
    gap: float
    shake: float
    stray: float
    uneven: float


HANDS = (
    Hand(0.33, 0.68, 0.075, 0.09, 0.18),
    Hand(0.29, 0.40, 0.055, 0.04, 0.10),
    Hand(0.38, 0.74, 0.090, 0.10, 0.22),
    Hand(0.32, 0.55, 0.065, 0.07, 0.15),
)
"""Single needles leave 0.25 to 0.4 mm, pricks by hand 0.4 mm (see `style`); a machine's pricks merge."""

DOT = 0.16
"""Diameter of a dot of shading, mm."""

MISSED = 0.11
"""How far a line runs past its end, or stops short of it, mm."""


@dataclass(frozen=True, eq=False)
class Pricks:
    """Pricks of a needle: where, mm; their radii, mm; and how much ink each left, 0..1."""

    at: Points
    radii: Floats
    left: Floats


def wander(shake: float, r: np.random.Generator) -> Floats:
    """How a hand strays over a whole mark, mm: slow waves, (4, 5): push x, y; their run x, y, to the mm; phase."""
    run = (
        np.array([0.4, 0.7, 1.2, 2.0])[:, None] * r.uniform(0.8, 1.25, 4)[:, None] * heading(r.uniform(0, 2 * np.pi, 4))
    )
    push = shake * r.normal(0, 1, (4, 2)) * np.array([1.0, 0.8, 0.6, 0.4])[:, None]
    return np.concatenate([push, run, r.uniform(0, 2 * np.pi, (4, 1))], axis=1)


def strayed(p: Points, waves: Floats) -> Points:
    """Points as they strayed; lines that met still nearly meet."""
    return np.asarray(p + np.sin(p @ waves[:, 2:4].T + waves[:, 4]) @ waves[:, :2])


def pricked(p: Points, hand: Hand, thick: float, torn: bool, r: np.random.Generator) -> Pricks:
    """A line in pricks. Here the needle went in deep, there hardly, and skin gave some of the ink back.

    thick: mm. torn: it gives out before its end.
    """
    n = max(int(length(p) / (hand.gap * thick)), 2)
    at = resample(_missing(p, r), n) + r.normal(0, hand.stray * thick, (n, 2))
    u = np.linspace(0, 1, n)
    run, phase = length(p) * u, r.uniform(0, 2 * np.pi, 3)
    deep = (
        0.5 * np.sin(1.1 * run + phase[0]) + 0.35 * np.sin(2.9 * run + phase[1]) + 0.25 * np.sin(6.1 * run + phase[2])
    )
    lifted = np.clip(np.minimum(u, 1 - u) * length(p) / (2.2 * thick), 0, 1)
    radii = 0.5 * thick * (1 + 0.16 * deep + r.uniform(-1, 1, n) * hand.uneven) * (0.72 + 0.28 * lifted)
    left = np.clip(1.02 + 0.24 * deep + r.normal(0, 0.4 * hand.uneven, n) - 0.25 * (1 - lifted), 0.35, 1)
    if torn:
        left = left * np.clip((0.92 - u) / 0.2, 0.15, 1)
    return Pricks(at, radii, left)


def _missing(p: Points, r: np.random.Generator) -> Points:
    """A line that runs past its ends, or stops short of them."""
    for _ in (0, 1):
        p = p[::-1]
        past = float(np.clip(r.normal(0, MISSED), -2 * MISSED, 2 * MISSED))
        on = p[-1] - p[-3]
        if past > 0:
            p = np.concatenate([p, p[-1:] + on / np.hypot(*on) * past])
        else:
            p = resample(p, len(p) + 40)[: int((len(p) + 40) * (1 + past / max(length(p), 5 * MISSED)))]
    return p


def stippled(p: Points, part: Part, r: np.random.Generator) -> Pricks:
    """Dots over what a part encloses, crowding towards its dark side."""
    way = heading(np.asarray(part.way))
    across = p @ way
    low, high = float(across.min()), float(across.max())

    def tone(q: Points) -> Floats:
        return np.asarray(part.shade * np.clip((q @ way - low) / (high - low) - 0.1, 0, 1) ** 1.3)

    at = stipple(area(p), tone, DOT, r, 1.2)
    return Pricks(at, 0.5 * DOT * r.uniform(0.8, 1.25, len(at)), r.uniform(0.6, 1, len(at)))
