"""What fires stand on: logs, a candle, a torch, a match, coals, the ground. Lengths are shares of a fire's height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from markgen.draw import Area, area, areas, boundary, heading, smooth, stepped, turned, union, whip
from markgen.values import Outline, Points

Lines = list[tuple[Points, float]]
"""Strokes: a path, and a width as a share of a bold line; they taper off."""


@dataclass(frozen=True, eq=False)
class Thing:
    """A thing: its rim, the strokes of its form, and where it glows. lit, lee: natural colours of its two sides.

    cells: of a crust, dark; what is seen between them glows.
    """

    rim: Points
    lines: Lines = field(default_factory=list)
    glow: Lines = field(default_factory=list)
    lit: str = "#c08a58"
    lee: str = "#3a1d10"
    grown: float = 1.0
    cells: list[Points] = field(default_factory=list)

    @cached_property
    def area(self) -> Area:
        """What it covers."""
        return area(self.rim)

    def moved(self, zoom: float, middle: Points, to: Points) -> Thing:
        """The same thing `zoom` times as large, with `middle` brought `to`."""

        def put(p: Points) -> Points:
            return np.asarray((p - middle) * zoom + to)

        lines, glow = ([(put(p), w) for p, w in each] for each in (self.lines, self.glow))
        return Thing(put(self.rim), lines, glow, self.lit, self.lee, self.grown, [put(p) for p in self.cells])


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


def log(a: Sequence[float], b: Sequence[float], half: float, q: np.random.Generator, grown: float) -> list[Thing]:
    """A split log from its charred end a, which glows, to its sawn end b, which is seen."""
    start, end = np.array(a, float), np.array(b, float)
    end = start + (end - start) * (0.55 + 0.45 * grown)
    half *= 0.6 + 0.4 * grown
    along = (end - start) / float(np.hypot(*(end - start)))
    side = np.array([-along[1], along[0]])
    if side[1] < 0:
        side = -side
    reach = float(np.hypot(*(end - start)))
    lines: Lines = []
    for k in range(11):
        # Bark: broken strokes that follow the log, crowded on its shadow side below.
        v = 0.9 - 1.5 * (k / 10) ** 1.3 + q.normal(0, 0.05)
        u0, u1 = q.uniform(0.05, 0.5), q.uniform(0.6, 0.95)
        u = np.linspace(u0, u1, 6)
        wave = q.normal(0, 0.05, 6)
        lines.append((start + along * (u * reach)[:, None] + side * (half * (v + wave))[:, None], 0.6 - 0.35 * k / 10))
    glow: Lines = []
    for _ in range(4):
        v = q.uniform(-0.7, 0.7)
        u = np.linspace(0.02, q.uniform(0.2, 0.4), 5)
        path = start + along * (u * reach)[:, None] + side * (half * (v + q.normal(0, 0.12, 5)))[:, None]
        glow.append((path, 0.9))
    bar = Thing(_bar(start, end, 0.8 * half, half, q, 0.05), lines, glow, "#b07a48", "#2a140b", grown)
    a_turn = float(np.arctan2(along[1], along[0]))
    ring = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    face = turned(np.column_stack([0.46 * half * np.cos(ring), half * 1.02 * np.sin(ring)]), a_turn, end)
    rings: Lines = []
    for r in (0.72, 0.45, 0.2):
        arc = np.linspace(0.4 + 2 * r, 5.2 + 2 * r, 12)
        rings.append(
            (turned(np.column_stack([0.46 * r * half * np.cos(arc), r * half * np.sin(arc)]), a_turn, end), 0.4)
        )
    crack = end + np.outer(np.linspace(0, 0.8, 4), heading(2.1)) * half * [0.5, 1]
    rings.append((crack, 0.6))
    return [Thing(face, rings, [], "#f0cf9c", "#b98a55", grown), bar]


def bar(
    a: Sequence[float],
    b: Sequence[float],
    wide: Sequence[float],
    q: np.random.Generator,
    lit: str,
    lee: str,
    grown: float,
) -> Thing:
    """A stick from a to b with strokes along it. wide: half widths at its ends."""
    start, end = np.array(a, float), np.array(b, float)
    along = (end - start) / float(np.hypot(*(end - start)))
    side = np.array([-along[1], along[0]])
    side = side if side @ [0.8, 0.6] > 0 else -side
    reach = float(np.hypot(*(end - start)))
    lines: Lines = []
    for k in range(6):
        v = 0.8 - 1.1 * k / 5
        u = np.linspace(q.uniform(0.0, 0.3), q.uniform(0.6, 0.98), 5)
        half = wide[0] + (wide[1] - wide[0]) * u
        lines.append((start + along * (u * reach)[:, None] + side * (half * v)[:, None], 0.5 - 0.06 * k))
    return Thing(_bar(start, end, wide[0], wide[1], q, 0.02), lines, [], lit, lee, grown)


def lump(at: Sequence[float], rx: float, ry: float, q: np.random.Generator, grown: float, cracks: int = 6) -> Thing:
    """A lump of coal, charred, with cracks that glow."""
    n = 9
    a = np.linspace(0, 2 * np.pi, n, endpoint=False) + q.normal(0, 0.14, n)
    r = 1 + q.normal(0, 0.09, n)
    middle = np.array(at, float)
    rim = middle + np.column_stack([rx * np.cos(a), ry * np.sin(a)]) * r[:, None] * (0.5 + 0.5 * grown)
    # Broken, but worn: its corners are blunt.
    rim = stepped(rim, 0.3 * rx)
    rim = 0.5 * rim + 0.25 * (np.roll(rim, 1, 0) + np.roll(rim, -1, 0))
    glow: Lines = []
    for k in range(cracks):
        b = q.uniform(0, 2 * np.pi / cracks) + k * 2 * np.pi / cracks
        far = np.linspace(0.1, 0.9, 6)
        bent = b + np.cumsum(q.normal(0, 0.16, 6))
        glow.append(
            (middle + np.column_stack([rx * np.cos(bent), ry * np.sin(bent)]) * far[:, None] * (0.5 + 0.5 * grown), 1.5)
        )
        fork = np.linspace(0.45, 0.95, 4)
        bent = bent[3] + np.linspace(0, 0.5, 4) * q.choice([-1, 1])
        glow.append(
            (
                middle + np.column_stack([rx * np.cos(bent), ry * np.sin(bent)]) * fork[:, None] * (0.5 + 0.5 * grown),
                0.9,
            )
        )
    lines: Lines = []
    for k in range(9):
        b = 0.1 + 1.5 * k / 8 + q.normal(0, 0.06)
        far = np.linspace(0.97, q.uniform(0.62, 0.8), 4)
        lines.append((middle + np.outer(far, [rx * np.cos(b), ry * np.sin(b)]) * (0.5 + 0.5 * grown), 0.5))
    return Thing(rim, lines, glow, "#5a4a44", "#0e0908", grown)


def bowl(grown: float, q: np.random.Generator) -> list[Thing]:
    """A brazier: an iron bowl with a rim, on a short foot."""
    u = np.linspace(0, 1, 9)
    left = np.column_stack([-0.34 + 0.26 * u**2.2, 0.02 + 0.24 * u**0.75])
    rim = np.concatenate([left, (left * [-1, 1])[::-1]])
    lines: Lines = []
    for k in range(9):
        x = 0.9 - 0.16 * k
        v = np.linspace(0.04, 0.92, 7)
        wide = 0.34 - 0.26 * v**2.2
        lines.append((np.column_stack([x * wide, 0.03 + 0.23 * v**0.75]), 0.62 - 0.05 * k))
    body = Thing(rim, lines, [], "#8d8580", "#141110", grown)
    a = np.linspace(0, 2 * np.pi, 26, endpoint=False)
    lip = Thing(
        np.column_stack([0.39 * np.cos(a), 0.01 + 0.05 * np.sin(a)]),
        [(np.column_stack([0.36 * np.cos(b), 0.012 + 0.032 * np.sin(b)]), 0.6) for b in (np.linspace(0.2, 2.9, 12),)],
        [],
        "#a79d94",
        "#2a2422",
        grown,
    )
    foot = Thing(
        np.array([[-0.05, 0.24], [0.05, 0.24], [0.06, 0.33], [0.17, 0.4], [-0.17, 0.4], [-0.06, 0.33]]),
        [(np.array([[0.03, 0.25], [0.035, 0.33], [0.12, 0.385]]), 0.6), (np.array([[0.01, 0.25], [0.01, 0.36]]), 0.4)],
        [],
        "#8d8580",
        "#141110",
        grown,
    )
    return [lip, body, foot]


def wick_and_wax(grown: float, q: np.random.Generator) -> list[Thing]:
    """A candle's wick, and the top of its wax with runs down it."""
    wick = Thing(
        _bar(np.array([0.0, -0.01]), np.array([0.014, -0.13]), 0.014, 0.011, q, 0.1),
        [],
        [],
        "#2a1a12",
        "#0c0706",
        grown,
    )
    low = 0.2 + 0.28 * grown
    rim = np.array(
        [
            *((-0.17, 0.03), (-0.1, 0.0), (0.0, 0.015), (0.1, -0.005), (0.17, 0.03), (0.185, 0.12), (0.165, 0.16)),
            *((0.165, low), (0.08, low * 1.02), (0.0, low * 0.97), (-0.09, low * 1.03), (-0.165, low)),
            *((-0.165, 0.25), (-0.195, 0.24), (-0.19, 0.12)),
        ]
    )
    lines: Lines = [
        (
            np.column_stack([np.full(6, 0.155 - 0.03 * k), np.linspace(0.09 + 0.02 * k, low * (0.98 - 0.09 * k), 6)]),
            0.5 - 0.05 * k,
        )
        for k in range(6)
    ]
    drip = smooth(np.array([[-0.19, 0.06], [-0.15, 0.1], [-0.15, 0.22], [-0.18, 0.27]]), 9)
    pool = smooth(np.array([[-0.15, 0.04], [-0.05, 0.065], [0.06, 0.055], [0.15, 0.04]]), 9)
    lines += [(drip, 0.6), (pool, 0.7), (smooth(np.array([[0.1, 0.05], [0.085, 0.14], [0.1, 0.2]]), 7), 0.5)]
    return [wick, Thing(smooth(rim, 40, closed=True), lines, [], "#fbeed2", "#b08a62", grown)]


def ground_line(left: float, right: float, q: np.random.Generator, grown: float) -> list[Thing]:
    """A line of scorched earth with blades of grass on it."""
    n = 24
    x = np.linspace(left, right, n)
    thin = np.sin(np.linspace(0, np.pi, n)) ** 0.5
    top = np.column_stack([x, -0.02 * q.random(n) * thin])
    rim = np.concatenate([top, np.column_stack([x, (0.02 + 0.035 * q.random(n)) * thin])[::-1]])
    lines: Lines = []
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
        blades.append(Thing(blade, [], [], "#0c0706", "#0c0706", grown))
    return [*blades, Thing(rim, lines, [], "#2a1a12", "#0c0706", grown)]


def crust(
    at: Points, across: Points, up: Points, wide: float, tall: float, q: np.random.Generator, grown: float
) -> Thing:
    """A bed of charred lumps that lie close, with fire in the cracks between them; loose at its edge."""
    rows, columns = 4, 10
    x = np.linspace(-0.5, 0.5, 2 * columns + 1)
    grid = np.stack(np.broadcast_arrays(x[None], np.linspace(0.0, 1.0, rows + 1)[:, None]), -1)
    grid = grid + q.normal(0, 1, grid.shape) * [0.013, 0.075]
    # Courses that are set like bricks, their joints pulled apart, come out as six-sided lumps.
    grid[..., 1] += 0.07 * np.where((np.add.outer(np.arange(rows + 1), np.arange(2 * columns + 1))) % 2 == 0, 1, -1)
    rolls = q.random((rows, columns, 2))
    whole, cells = [], []
    for r in range(rows):
        for c in range(columns):
            j = 2 * c + r % 2
            if j + 2 > 2 * columns:
                continue
            ring = np.concatenate([grid[r, j : j + 3], grid[r + 1, j : j + 3][::-1]])
            middle = ring.mean(0)
            # A mound: full in the middle, ragged and lower at its ends.
            out = (2 * abs(middle[0])) ** 2 + (1.5 * abs(middle[1] - 0.45)) ** 2.2 + 0.5 * (rolls[r, c, 0] - 0.5)
            if out > 1.0:
                continue
            loose = float(np.clip((out - 0.45) / 0.5, 0, 1))
            tight = middle + (ring - middle) * (0.95 - 0.3 * loose**1.5 - 0.11 * rolls[r, c, 1]) * (0.4 + 0.6 * grown)
            cells.append(tight)
            if loose < 0.6:
                whole.append(middle + (ring - middle) * (1.02 - 0.25 * loose))

    def put(p: Points) -> Points:
        return np.asarray(at + p[:, :1] * across * wide - (p[:, 1:] - 0.3) * up * tall)

    base = union(areas(put(w) for w in whole))
    rim = max(boundary(base), key=len)
    return Thing(rim, grown=grown, cells=[put(c) for c in cells])
