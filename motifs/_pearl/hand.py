"""How the hands drew that each made one tiny mark: brush, single needle, pricks, felt pen, black, dots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import area, dots, heading, length, normals, polyline, resample, ribbon, smooth, stipple, tangents
from markgen.motifs._pearl.parts import Part
from markgen.values import Outline, Points

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Hand:
    """One who made a mark.

    line: width of their line, mm. shake: how far it wanders, of the mark's radius. ends: width of a line where it
    begins and ends, of its own. over: how far straight lines run past a corner, in widths. poked: in single pricks.
    dry: the bristles part where a stroke ends. blots: the pen rests at both ends.
    """

    line: float
    shake: float
    ends: float
    over: float = 0.0
    poked: bool = False
    dry: bool = False
    blots: bool = False


HANDS = {
    "needle": Hand(0.28, 0.018, 0.6, over=0.9),
    "poke": Hand(0.44, 0.035, 1.0, poked=True),
    "brush": Hand(0.50, 0.030, 0.5, dry=True),
    "felt": Hand(0.50, 0.035, 0.9, over=0.3, blots=True),
    "black": Hand(0.34, 0.016, 0.6),
    "dots": Hand(0.27, 0.020, 0.6),
}
"""Single needles leave 0.3 mm, pricks by hand half a mm (see `style`)."""

FULL_GROWN = 3.7
"""Radius of a mark, mm, at which its lines are as wide as that."""

DOT = 0.28
"""Diameter of a dot of shading there, mm."""

TUFTS = ((-0.34, 0.34, 0.97), (0.03, 0.42, 0.90), (0.36, 0.24, 1.0))
"""A drying brush: place across and width of each tuft of bristles, of the stroke's; how far along it that one ends."""

DRIES = 0.62
"""Share of a stroke after which the bristles part."""


def path(part: Part, shake: float, r: np.random.Generator) -> Points:
    """The part as a hand went: points that wander a little, slowly."""
    # A short line, or a small thing, leaves little room to wander.
    shake *= min(length(part.points) / 2.6, 1)
    points = part.points + r.normal(0, 0.4 * shake, part.points.shape)
    if part.sharp or part.specks:
        return points
    run = smooth(points, int(np.clip(14 * length(points), 9, 90)), part.closed)
    u = np.linspace(0, 1, len(run), endpoint=not part.closed)[:, None]
    waves = sum(r.normal(0, 0.5, 2) * np.sin(2 * np.pi * (k * u + r.random(2))) for k in (2, 3))
    return np.asarray(run + shake * waves)


def strokes(p: Points, part: Part, thick: float, hand: Hand, torn: bool, r: np.random.Generator) -> list[Outline]:
    """A line of ink, as wide as the hand bears down, which may miss itself. torn: it stops before it is closed."""
    if part.closed:
        p = p if part.sharp else np.roll(p, int(r.integers(len(p))), axis=0)
        p = p[: -len(p) // 8] if torn else np.concatenate([p, p[:1] + r.normal(0, 0.45 * thick, (1, 2))])
    out: list[Outline] = []
    for side in (
        [_past(p[k : k + 2], hand.over * thick * r.random(2)) for k in range(len(p) - 1)] if part.sharp else [p]
    ):
        u = np.linspace(0, 1, len(side))
        ends = 1 - (1 - hand.ends) * np.clip(1 - np.minimum(u, 1 - u) / 0.18, 0, 1) ** 2
        # Somewhere along it the hand was light, and the skin took less.
        light = 1 - 0.38 * np.exp(-(((u - r.uniform(0.2, 0.8)) / 0.07) ** 2)) * (not part.press)
        press = np.interp(u, np.linspace(0, 1, len(part.press)), part.press) if part.press else ends * light
        width = thick * press * (1 + 0.12 * np.sin(2 * np.pi * (u + r.random())))
        out += _dried(side, width) if hand.dry and part.press else [polyline(ribbon(side, width))]
        if hand.blots:
            # Wound as its line is.
            blots = dots(side[[0, -1]], width[[0, -1]] * r.uniform(0.5, 0.68, 2))
            out += [Outline(blot.points[::-1], True, True) for blot in blots]
    return out


def _past(side: Points, far: Floats) -> Points:
    """A straight side, drawn that far past both its ends, mm."""
    way = tangents(side)
    return resample(side + way * far[:, None] * [[-1], [1]], 7)


def _dried(p: Points, width: Floats) -> list[Outline]:
    """A brush's stroke, whose bristles part before its end."""
    start = int(DRIES * len(p))
    if len(p) - start < 4 or width[start] < 0.3:
        return [polyline(ribbon(p, width))]
    out = [polyline(ribbon(p[: start + 2], width[: start + 2]))]
    side = normals(p)
    for across, share, ends in TUFTS:
        run = slice(start, max(int(ends * len(p)), start + 3))
        out.append(polyline(ribbon(p[run] + side[run] * (across * width[run])[:, None], share * width[run])))
    return out


def pokes(p: Points, part: Part, thick: float, r: np.random.Generator) -> tuple[Points, Floats]:
    """The same line in single pricks: their places, and their radii. Some went deep, and some hardly in."""
    run = np.concatenate([p, p[:1]]) if part.closed else p
    n = max(int(length(run) / (1.66 * thick)), 2)
    at = resample(run, n) + r.normal(0, 0.10 * thick, (n, 2))
    return at, 0.5 * thick * r.uniform(0.72, 1.2, n)


def stippled(p: Points, part: Part, dot: float, r: np.random.Generator) -> Points:
    """Dots over what a part encloses, crowding towards its dark side; a round light is left bare."""
    way = heading(part.way)
    across = p @ way
    low, high = float(across.min()), float(across.max())
    light, reach = p.mean(0) - 0.22 * (high - low) * way, 0.2 * (high - low)

    def tone(q: Points) -> Floats:
        u = (q @ way - low) / max(high - low, 1e-6)
        shine = np.clip(np.hypot(*(q - light).T) / reach - 0.55, 0, 1)
        return np.asarray(part.shade * np.clip(0.06 + 1.1 * u**1.5, 0, 1) * shine)

    return stipple(area(p), tone, dot, r, 1.2)


def wound(p: Points, part: Part) -> Outline:
    """A closed outline wound one way, and a hole the other, so that it stays bare."""
    x, y = p.T
    right = float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) > 0
    return polyline(p if right != part.hole else p[::-1])
