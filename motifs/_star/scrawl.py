"""The scrappiest star as a line: five quick sides of a small child's hand, and what that hand does besides."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Noise, heading, length, normals, resample, turned
from markgen.motifs._star.line import Line
from markgen.values import Points

Floats = NDArray[np.float64]

ANGLES = np.radians([126, -90, 54, 198, -18])
"""The corners in the order a child's hand takes them: from lower left up to the top, down, and across."""

REACHES = 0.90, 1.10, 0.97, 0.84, 1.04
"""How far out the arms reach, of the usual, of which each seed has its own order: no two are alike."""

BOWED = 0.036
"""How far a side bows, of its length, at most."""


def scrawl(rng: np.random.Generator, reach: float, tip: float, unease: float = 0.0, lean: float = 0.0) -> Line:
    """A star in one line, `reach` from its middle: five quick sides, that run past their corners.

    tip: of the pen, on the same measure. unease: 0..1, how the hand shakes. lean: by what angle it stands askew.
    """
    corners = heading(ANGLES + np.clip(rng.normal(0, 0.08, 5), -0.14, 0.14)) * rng.permutation(REACHES)[:, None]
    # The child means to come back to where it began, and misses.
    missed = heading(rng.uniform(0, 2 * np.pi)) * rng.uniform(0.07, 0.12)
    corners = turned(np.concatenate([corners, corners[:1] + missed]), rng.normal(0, 0.06) + lean)
    sides = _sides(rng, corners)
    whole = np.concatenate(sides)
    low, high = whole.min(0), whole.max(0)
    unit = 2 / float((high - low).max())
    return _through([(side - (low + high) / 2) * unit for side in sides], rng, tip, unease, reach)


def _sides(rng: np.random.Generator, corners: Points) -> list[Points]:
    """The five sides between six corners, as a quick hand takes them: past each, and back, or it turns on the spot."""
    starts, pasts = rng.uniform(0.05, 0.13, 5), rng.uniform(0.10, 0.24, 5)
    lifts = rng.permutation([True, True, False, False])
    # Where it turns on the spot it goes less far past, and the next side begins where the last ended.
    starts[1:][~lifts], pasts[:4][~lifts] = 0, 0.3 * pasts[:4][~lifts]
    sides: list[Points] = []
    for k in range(5):
        a, b = corners[k], corners[k + 1]
        a = sides[-1][-1] if k and not lifts[k - 1] else a
        way = (b - a) / np.hypot(*(b - a))
        u = np.linspace(0, 1, 70)
        bow = np.clip(rng.normal(0, 0.028), -BOWED, BOWED) * np.sin(np.pi * u)
        bow += np.clip(rng.normal(0, 0.016), -0.5 * BOWED, 0.5 * BOWED) * np.sin(2 * np.pi * u)
        aside = np.array([-way[1], way[0]])
        first, last = a - way * starts[k], b + way * pasts[k]
        sides.append(first + (last - first) * u[:, None] + length([a, b]) * aside * bow[:, None])
    return sides


def _through(sides: list[Points], rng: np.random.Generator, tip: float, unease: float, reach: float) -> Line:
    """The sides as a hand pulls them: it trembles, bears down where it lands and turns, is thin where it is quick, and
    lets go in a flick where it lifts."""
    tremble, begun = Noise(rng), 0.0
    lifts = [not np.allclose(a[-1], b[0]) for a, b in pairwise(sides)]
    made, widths = [], []
    for k, side in enumerate(sides):
        path = resample(side, max(int(60 * length(side)), 12))
        s = np.linspace(0, length(path), len(path))
        shake = (0.052 + 0.035 * unease) * np.clip(np.minimum(s, s[-1] - s) / 0.2, 0, 1)
        u = (begun + s) * 2.9
        path = path + shake[:, None] * np.column_stack([tremble.fbm(u, u * 0 + 2.5, 2), tremble.fbm(u, u * 0 + 8.5, 2)])
        share = s / s[-1]
        # The farther it gets, the quicker it is.
        quick = (0.30 + 0.07 * k) * np.sin(np.pi * share**0.85) ** 1.4
        width = tip * (1.12 - quick + 0.20 * tremble.fbm(u * 0.9, u * 0 + 4.5, 2))
        if k == 4 or lifts[k]:
            width = width * np.interp(s[-1] - s, [0, 0.15, 0.4], [0.35, 0.80, 1])
        made.append(path * reach)
        widths.append(width)
        begun += s[-1]
    return Line(tuple(made), tuple(widths))


def again(star: Line, there: float, rng: np.random.Generator) -> list[Line]:
    """A side or two gone over again, by a stroke that does not quite meet it. there: how far it has come, 0..1."""
    made = []
    for k in rng.permutation(5)[: 1 + int(rng.random() < 0.35)].tolist():
        path, width = star.runs[k], star.widths[k]
        first, last = rng.uniform(0.02, 0.14), rng.uniform(0.66, 0.84)
        u = np.linspace(0, 1, len(path))
        # It starts beside the side, crosses it, and ends on its other hand.
        off = rng.choice([-1, 1]) * width.mean() * (1.5 - 2.9 * u + 0.3 * np.sin(5 * u + rng.uniform(0, 6)))
        part = slice(int(first * len(path)), int((first + (last - first) * there) * len(path)))
        second = (path + normals(path) * off[:, None])[part]
        if len(second) > 3:
            eased = np.interp(np.linspace(0, 1, len(second)), [0, 0.8, 1], [1, 0.9, 0.3])
            made.append(Line((second,), (0.72 * width[part] * eased,)))
    return made
