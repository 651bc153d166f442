"""What fires stand on: logs, a candle, a match, the ground. Lengths are shares of a fire's height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from markgen.draw import Area, area, smooth, whip
from markgen.values import Outline, Points

Lines = list[tuple[Points, float]]
"""Strokes: a path, and a width as a share of a bold line; they taper off."""


@dataclass(frozen=True, eq=False)
class Thing:
    """A thing: its rim, and the strokes of its form. lit, lee: natural colours of its two sides.

    hot: where fire lights it from, if it burns.
    """

    rim: Points
    lines: Lines = field(default_factory=list)
    lit: str = "#c08a58"
    lee: str = "#3a1d10"
    grown: float = 1.0
    hot: Points | None = None

    @cached_property
    def area(self) -> Area:
        """What it covers."""
        return area(self.rim)

    def moved(self, zoom: Points, middle: Points, to: Points) -> Thing:
        """The same thing `zoom` times as wide and as high, mirrored where that is negative, with `middle` brought
        `to`."""

        def put(p: Points) -> Points:
            return np.asarray((p - middle) * zoom + to)

        lines = [(put(p), w) for p, w in self.lines]
        hot = None if self.hot is None else put(self.hot)
        return replace(self, rim=put(self.rim), lines=lines, hot=hot)


def tapered(lines: Lines, width: float, grown: float) -> list[Outline]:
    """Strokes as outlines that run out to a point."""
    out = []
    for p, share in lines:
        u = np.linspace(0, 1, len(p))
        w = width * share * grown * np.minimum(1, 0.25 + 4 * u) * (1 - u) ** 0.6
        if w.max() > 0.04:
            out.append(whip(p, w))
    return out


def _bar(a: Points, b: Points, start: float, end: float, q: np.random.Generator, rough: float) -> Points:
    """The rim of a bar from a to b, of half widths `start` and `end`, with a worn edge."""
    n = 9
    u = np.linspace(0, 1, n)[:, None]
    line = a + (b - a) * u
    along = (b - a) / float(np.hypot(*(b - a)))
    side = np.array([-along[1], along[0]])
    half = start + (end - start) * u
    one = line + side * half * (1 + rough * q.normal(0, 1, (n, 1)))
    two = line - side * half * (1 + rough * q.normal(0, 1, (n, 1)))
    return np.concatenate([one, two[::-1]])


def _hatched(
    start: Points, end: Points, half: Sequence[float], q: np.random.Generator, many: int, burnt: float
) -> Lines:
    """Strokes that follow a bar from start to end: crowded below, where it is dark; and char from its burnt start."""
    along = (end - start) / float(np.hypot(*(end - start)))
    side = np.array([-along[1], along[0]])
    side = -side if side[1] < 0 else side
    reach = float(np.hypot(*(end - start)))

    def stroke(v: float, u0: float, u1: float, wave: float) -> Points:
        u = np.linspace(u0, u1, 7)
        far = (half[0] + (half[1] - half[0]) * u) * (v + wave * q.normal(0, 1, 7))
        return np.asarray(start + along * (u * reach)[:, None] + side * far[:, None])

    lines: Lines = []
    for k in range(many):
        v = 0.96 - 1.7 * (k / many) ** 1.6
        u0 = q.uniform(0.0, 0.35) if k % 3 else q.uniform(0.3, 0.6)
        lines.append((stroke(v, u0, u0 + q.uniform(0.3, 0.6) * (1.0 - 0.5 * k / many), 0.03), 0.75 - 0.45 * k / many))
    for k in range(int(1.3 * many * (burnt > 0))):
        v = -0.94 + 1.9 * k / (1.3 * many)
        lines.append((stroke(v, q.uniform(0.0, 0.03), burnt * q.uniform(0.5, 1.3) * (0.85 + 0.3 * v), 0.045), 1.1))
    return lines


def log(a: Sequence[float], b: Sequence[float], half: float, q: np.random.Generator, grown: float) -> Thing:
    """A log from its end a in the fire, charred, with heat in its clefts, to its broken end b."""
    start, end = np.array(a, float), np.array(b, float)
    end = start + (end - start) * (0.55 + 0.45 * grown)
    half *= 0.6 + 0.4 * grown
    rim = _bar(start, end, 0.8 * half, half, q, 0.05)
    along = (end - start) / float(np.hypot(*(end - start)))
    side = (rim[8] - rim[9]) / 2
    arc = np.linspace(0, np.pi, 9)[1:-1, None]
    rim = np.concatenate([rim[:9], end + side * np.cos(arc) + along * 0.42 * half * np.sin(arc), rim[9:]])
    lines = _hatched(start, end, (0.8 * half, half), q, 15, 0.5)
    for r, start_at in ((0.98, 0.3), (0.66, 0.9), (0.36, 2.0)):
        # Its sawn end: the near rim of it, and what shows of its rings.
        t = np.linspace(start_at, start_at + 2.6, 12)[:, None]
        lines.append((end + r * (side * np.cos(t) - along * 0.42 * half * np.sin(t)), 0.5 - 0.1 * (r < 0.9)))
    return Thing(rim, lines, "#b07a48", "#4a2814", grown, hot=start)


def bar(
    a: Sequence[float],
    b: Sequence[float],
    wide: Sequence[float],
    q: np.random.Generator,
    lit: str,
    lee: str,
) -> Thing:
    """A stick from a to b with strokes along it. wide: half widths at its ends."""
    start, end = np.array(a, float), np.array(b, float)
    rim = _bar(start, end, wide[0], wide[1], q, 0.02)
    return Thing(rim, _hatched(start, end, wide, q, 8, 0.34), lit, lee, hot=start)


def wick_and_wax(grown: float, q: np.random.Generator) -> list[Thing]:
    """A candle's wick, and the top of its wax with runs down it."""
    wick = Thing(
        _bar(np.array([0.0, -0.01]), np.array([0.014, -0.13]), 0.014, 0.011, q, 0.1),
        [],
        "#2a1a12",
        "#0c0706",
        grown,
    )
    low = 0.3 + 0.42 * grown
    rim = np.array(
        [
            *((-0.125, 0.04), (-0.075, 0.0), (0.0, 0.02), (0.07, -0.005), (0.125, 0.035), (0.14, 0.11), (0.136, 0.19)),
            *((0.118, 0.22), (0.118, low), (0.06, low * 1.02), (0.0, low * 0.98), (-0.06, low * 1.02), (-0.118, low)),
            *((-0.118, 0.3), (-0.148, 0.28), (-0.142, 0.13)),
        ]
    )
    lines: Lines = [
        (
            np.column_stack([np.full(6, 0.108 - 0.018 * k), np.linspace(0.24 + 0.03 * k, low * (0.98 - 0.1 * k), 6)]),
            0.6 - 0.06 * k,
        )
        for k in range(5)
    ]
    runs = (
        ((-0.14, 0.08), (-0.105, 0.12), (-0.1, 0.22), (-0.118, 0.31)),
        ((0.078, 0.06), (0.062, 0.16), (0.072, 0.27), (0.094, 0.29), (0.11, 0.24)),
        ((-0.06, 0.07), (-0.07, 0.13), (-0.05, 0.17), (-0.03, 0.12)),
    )
    pool = smooth(np.array([[-0.11, 0.05], [-0.04, 0.075], [0.05, 0.065], [0.11, 0.045]]), 9)
    lines += [(pool, 0.7), *((smooth(np.array(each), 11), 0.6) for each in runs)]
    return [wick, Thing(smooth(rim, 40, closed=True), lines, "#fbeed2", "#b08a62", grown)]


def ground_line(left: float, right: float, q: np.random.Generator) -> list[Thing]:
    """A line of scorched earth with blades of grass on it."""
    n = 24
    x = np.linspace(left, right, n)
    thin = np.sin(np.linspace(0, np.pi, n)) ** 0.5
    top = np.column_stack([x, -0.02 * q.random(n) * thin])
    rim = np.concatenate([top, np.column_stack([x, (0.02 + 0.035 * q.random(n)) * thin])[::-1]])
    blades: list[Thing] = []
    for _ in range(14):
        a, high = q.uniform(left + 0.05, right - 0.05), q.uniform(0.05, 0.13)
        bend = q.normal(0.02, 0.03)
        blade = np.array(
            [
                [a - 0.008, 0.02],
                [a + 0.4 * bend, -0.6 * high],
                [a + bend, -high],
                [a + 0.4 * bend + 0.01, -0.55 * high],
                [a + 0.008, 0.02],
            ]
        )
        blades.append(Thing(blade, [], "#0c0706", "#0c0706"))
    return [*blades, Thing(rim, [], "#2a1a12", "#0c0706")]
