"""How a hand draws a tiny mark: lines that wander, press and miss themselves by a hair."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from markgen.draw import curve, dots, length, polyline, resample, smooth, stroke, taper
from markgen.motifs._pearl.parts import Part
from markgen.values import Outline, Points

Floats = NDArray[np.float64]


def by_hand(part: Part, wobble: float, r: np.random.Generator) -> Points:
    """The part as a hand went: dense points that wander a little, slowly."""
    # A short line leaves little room to wander.
    wobble *= float(np.clip(length(part.points) / 2.6, 0.1, 1))
    points = part.points + r.normal(0, (0.8 if part.sharp else 0.35) * wobble, part.points.shape)
    if part.sharp:
        return points
    path = smooth(points, int(np.clip(2.4 * len(points), 10, 34)), part.closed)
    u = np.linspace(0, 1, len(path), endpoint=not part.closed)[:, None]
    waves = sum(r.normal(0, 0.6, 2) * np.sin(2 * np.pi * (n * u + r.random(2))) for n in (2, 3))
    return np.asarray(path + wobble * waves)


def strokes(p: Points, part: Part, thick: float, torn: bool, r: np.random.Generator) -> list[Outline]:
    """A line of ink that swells and thins; where it should close, it misses itself by a hair."""
    if part.sharp:
        ends = np.concatenate([p, p[:1]]) if part.closed else p
        over, bow = r.uniform(0, 0.06, len(ends) - 1), r.normal(0, 0.12 * thick, (len(ends) - 1, 2))
        sides = [
            np.stack([a - o * (b - a), (a + b) / 2 + s, b + o * (b - a)])
            for a, b, o, s in zip(ends[:-1], ends[1:], over, bow, strict=True)
        ]
    elif part.closed:
        start = int(r.integers(len(p)))
        p = np.roll(p, start, axis=0)
        sides = [p[:-2]] if torn else [np.concatenate([p, p[:2] + r.normal(0, 0.35 * thick, 2)])]
    else:
        sides = [p]
    return [stroke(side, pressed(thick, length(side), r)) for side in sides]


def pressed(thick: float, long: float, r: np.random.Generator) -> Callable[[Floats], Floats]:
    """Widths along a stroke `long` mm: round at its ends, heavier in one place than in another."""
    soft = min(0.5 * thick / max(long, 1e-6), 0.4)
    ends = taper(thick, soft, 1 - soft, 0.45)
    swell, phase = r.uniform(0.06, 0.2), r.random()

    def profile(u: Floats) -> Floats:
        return np.asarray(ends(u) * (1 + swell * np.sin(2 * np.pi * (u + phase))))

    return profile


def wound(p: Points, part: Part) -> Outline:
    """A closed outline wound one way, and a hole the other, so that it stays bare."""
    x, y = p.T
    right = float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) > 0
    p = p if right != part.hole else p[::-1]
    return polyline(p) if part.sharp else curve(p)


def slight(place: Points, reach: float, way: float, r: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    """What a hand leaves in passing between two marks: a few pricks, one, or a small cross. Dots, and lines."""
    ahead = np.array([np.cos(way), np.sin(way)])
    across = np.array([-ahead[1], ahead[0]])
    kind = int(r.integers(4))
    if kind == 0:
        return [], [
            stroke(resample([place - d * reach * 0.6, place + d * reach * 0.6], 3), pressed(0.18 * reach, reach, r))
            for d in (ahead + 0.2 * across, across - 0.1 * ahead)
        ]
    at = {1: [0.0], 2: [-0.8, 0.0, 0.8], 3: [-0.5, 0.5]}[kind]
    size = reach * np.array({1: [0.20], 2: [0.10, 0.15, 0.20], 3: [0.18, 0.11]}[kind])
    off = r.normal(0, 0.14, len(at))
    return dots(place + reach * (np.outer(at, ahead) + np.outer(off, across)), size), []
