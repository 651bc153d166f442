"""Suns over water, behind cloud, half gone: each with a line that it stands on or sinks under."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    arc,
    area,
    areas,
    blade,
    box,
    heading,
    intersect,
    minus,
    rim,
    spoke,
    swelling,
    turned,
    union,
    wedge,
)
from markgen.motifs._sun.page import FIRE, Page
from markgen.values import Points

Floats = NDArray[np.float64]


def deco(p: Page) -> None:
    """Half a sun on its horizon, its rays a fan of blades that are cut darkest at the foot."""
    rng, plate = p.chance("deco"), p.plate
    r, n = 0.30, int(rng.choice([9, 11, 13]))
    top = (np.pi, 2 * np.pi)
    sky = box(-2, -2, 2, 0)
    for k, share in enumerate(np.linspace(0.25, 1.0, 6)):
        there = p.born(-0.3 + 0.1 * (5 - k))
        swelling(
            plate, [arc(r * share, *top)], "bold", np.array([1.0, 0.35, 0.25, 0.6, 1.2]) * (0.4 + 0.12 * k) * there
        )
    plate.wash(intersect(area(arc(r)), sky), FIRE, p.born(0.1))
    plate.cover(intersect(area(arc(1.10 * r)), sky))
    angles = np.pi + np.pi * (np.arange(n) + 0.5) / n
    half = 0.5 * np.pi * 1.25 * r / n
    for k, a in enumerate(angles):
        long = (1.0, 0.78)[k % 2] * (rng.uniform(0.92, 1.0) if k else 1.0)
        long = p.reach(1.2 * r, long, 0.7, 0.05)
        blunt = wedge(a, 1.2 * r, long, 0.36 * half, 1.45 * half)
        plate.wash(blunt, FIRE, p.born(0.2) * (0.9 if k % 2 else 0.5))
        lines = 9 if k % 2 == 0 else 5
        out, aside = heading(a), heading(a + np.pi / 2)
        for j, q in enumerate(np.linspace(-1, 1, lines)):
            far = long if abs(q) == 1 else 1.2 * r + (long - 1.2 * r) * (0.94 - 0.4 * rng.random() * (k % 2))
            u = np.linspace(0, 1, 8)[:, None]
            line = out * (1.2 * r + (far - 1.2 * r) * u) + aside * q * half * (
                0.36 + 1.09 * u * (far - 1.2 * r) / (long - 1.2 * r)
            )
            there = 1.0 if abs(q) == 1 else p.born(0.02 + 0.04 * j)
            swelling(
                plate, [line], "mid", np.array([0.9, 1.7, 1.0, 0.15] if k % 2 == 0 else [0.5, 1.0, 0.6, 0.1]) * there
            )
        plate.cover(blunt)
    swelling(plate, [np.array([[-1.0, 0.0], [1.0, 0.0]])], "bold", [0.2, 1.1, 1.3, 1.0, 0.2])
    _water(p, r, 0.05, 11)


def _water(p: Page, half: float, top: float, rows: int) -> None:
    """Lines of still water that swell, break and thin away; what stands above breaks them with its light."""
    rng, plate = p.chance("water"), p.plate
    for k in range(rows):
        y, wide = top + 0.040 * k + 0.0035 * k**2, 0.95 * (1 - k / (rows + 1.0)) ** 0.7
        there = p.born(0.04 * k - 0.1)
        x = rng.normal(0, 0.05) - wide
        while x < wide - 0.05:
            lit = abs(x) < half * (1 - 0.6 * k / rows)
            long = rng.uniform(0.05, 0.18) if lit else rng.uniform(0.16, 0.5)
            u = np.linspace(x, min(x + long, wide), 12)
            path = np.column_stack([u, y + 0.006 * np.sin(21 * u + 3 * k) + rng.normal(0, 0.004)])
            swelling(
                plate, [path], "mid" if lit else "bold", np.array([0.1, 0.9, 1.1, 0.7, 0.1]) * there * (1 - 0.04 * k)
            )
            x += long + rng.uniform(0.02, 0.10 if lit else 0.05)


def setting(p: Page) -> None:
    """A sun cut by lines that thicken downwards into water, rays above it."""
    rng, plate, r = p.chance("setting"), p.plate, 0.48
    low = 0.52 * r
    rows = np.linspace(-0.94 * r, low - 0.03, int(rng.integers(15, 19)))
    for k, y in enumerate(rows):
        wide = float(np.sqrt(max(r**2 - y**2, 0.0)))
        deep = (k / len(rows)) ** 1.6
        start = -wide + 2 * wide * (1 - deep) * (0.62 if p.side > 0 else 0.0) * rng.uniform(0.85, 1.0)
        stop = wide - 2 * wide * (1 - deep) * (0.0 if p.side > 0 else 0.62) * rng.uniform(0.85, 1.0)
        row = np.column_stack([np.linspace(start, stop, 24), y + 0.012 * np.cos(np.linspace(-1.5, 1.5, 24))])
        ends = np.array([0.1, 0.8, 1.1, 1.0, 0.9] if p.side > 0 else [0.9, 1.0, 1.1, 0.8, 0.1])
        swelling(plate, [row], "bold", ends * (0.25 + 1.75 * deep) * p.born(0.10 * (1 - deep) - 0.05, 0.3))
    above = minus(area(arc(r)), box(-2, low, 2, 3))
    rim(plate, arc(r, np.pi - np.arcsin(low / r), 2 * np.pi + np.arcsin(low / r)), "bold", 0.2)
    plate.wash(above, FIRE, p.born(0.05), np.array([0.0, -0.3]), 0.9)
    _water(p, 0.8 * r, low, 12)
    plate.cover(arc(1.05 * r))
    n = int(rng.choice([11, 13, 15]))
    u = np.linspace(0, 1, 18)
    for k in range(n):
        a = np.pi * (1.0 + (k + 0.5 + rng.uniform(-0.12, 0.12)) / n)
        tip = p.reach(1.12 * r, (0.98 if k % 2 == 0 else 0.76) * rng.uniform(0.92, 1.0), 0.5, 0.02)
        wide = (0.030 if k % 2 == 0 else 0.018) * np.sin(np.pi * (0.12 + 0.88 * u)) ** 0.8
        blade(plate, spoke(a, 1.12 * r, tip, 18), wide, p.chance("ray", k), FIRE, p.born(0.05, 0.3), "mid", 0.5)


def sinking(p: Page) -> None:
    """Half gone under a heavy line, its rays broken and falling away."""
    rng, plate, r = p.chance("sinking"), p.plate, 0.44
    low = rng.uniform(0.05, 0.16)
    ball = minus(area(arc(r)), box(-2, low, 2, 3))
    tone = 0.9 * p.born(0.1, 0.4)
    plate.shade(ball, lambda q: np.clip(tone * (0.25 + 1.6 * (q[:, 1] - low + 0.30)), 0, 1), p.chance("ball"), 0.018)
    plate.wash(ball, FIRE, 0.8 * p.born(0.1))
    plate.figure(ball, "mid", 1.2)
    plate.black(turned(wedge(0.0, -1.0, 1.0, 0.012, 0.012), 0.0, (0.0, low)))
    plate.cover(box(-2, low, 2, low + 0.02))
    n = int(rng.integers(8, 12))
    for k in range(n):
        a = np.pi * (1.02 + 0.96 * (k + 0.5) / n)
        droop = 0.30 * rng.uniform(0.3, 1.2) * np.sign(np.cos(a))
        at = 1.16 * r
        while at < 0.92:
            long = rng.uniform(0.05, 0.17)
            turn = droop * (at - r) * 2
            far = heading(a + turn) * (at + long / 2)
            bit = turned(np.array([[-long / 2, 0.0], [long / 2, 0.0]]), a + turn * 2.2, far)
            if bit[:, 1].max() < low - 0.05:
                plate.line(
                    np.linspace(bit[0], bit[1], 5),
                    "bold" if at < 0.7 else "mid",
                    0.3 + 0.7 * p.born(0.6 * (at - r)),
                    0.5,
                )
            at += long + rng.uniform(0.03, 0.10)
    for k in range(14):
        y, wide = low + 0.05 + 0.058 * k, rng.uniform(0.25, 0.95) * (1 - k / 17)
        x = rng.uniform(-0.12, 0.12)
        plate.line(
            np.linspace([x - wide, y], [x + wide, y], 9), "mid", p.born(0.05 + 0.04 * k) * (1 - k / 18), 0.9 * (k % 2)
        )


def behind(p: Page) -> None:
    """A pale disc behind bars of cloud and straight rain."""
    rng, plate, r = p.chance("behind"), p.plate, 0.46
    moved = np.array([0.0, -0.2])
    for k, (y, x, wide) in enumerate(((0.10, -0.25, 0.75), (0.26, 0.22, 0.78), (-0.06, 0.42, 0.5))):
        humps = np.linspace(-wide, wide, 5 + k)
        bumps = [arc(wide / (2.8 + 2.5 * abs(h) / wide)) * [1.0, 0.60] + [x + 0.75 * h, y] for h in humps]
        cloud = minus(union(areas(bumps)), box(-3, y + 0.02, 3, y + 2))
        there, tone = p.born(0.08 * k), p.born(0.2)

        def heavy(q: Points, y: float = y, tone: float = tone) -> Floats:
            made: Floats = tone * np.clip(0.9 + 4.0 * (q[:, 1] - y), 0, 1)
            return made

        plate.shade(cloud, heavy, p.chance("cloud", k), 0.020)
        plate.figure(cloud, "mid", max(there, 0.6 if k == 0 else there))
    plate.wash(arc(r) + moved, FIRE, 0.7 * p.born(0.1), moved, r)
    plate.figure(arc(r) + moved, "bold")
    n = int(rng.integers(9, 13))
    for k in range(n):
        a = np.pi * (1.0 + (k + 0.5) / n)
        ray = spoke(a, 1.16 * r, 0.72 + 0.08 * (k % 2), 10) + moved
        plate.line(ray[: 5 + k % 3], "mid", 1.3, 0.5)
        plate.line(ray[7:], "mid", p.born(0.3), 0.6)
    for k in range(26):
        x, y = rng.uniform(-0.85, 0.85), rng.uniform(0.36, 0.75)
        plate.line(np.linspace([x, y], [x - 0.03, y + rng.uniform(0.08, 0.24)], 5), "mid", p.born(0.1 + 0.025 * k), 0.8)


def far(p: Page) -> None:
    """A small sun a long way off, over lines and lines of sea."""
    rng, plate, r = p.chance("far"), p.plate, 0.24
    x = rng.uniform(-0.25, 0.25)
    at = np.array([x, -0.30])
    plate.line(arc(r) + at, "bold")
    plate.wash(arc(r) + at, FIRE, p.born(0.05), at, r)
    plate.cover(arc(1.1 * r) + at)
    for k in range(3):
        plate.line(arc(r * (1.5 + 0.45 * k), np.pi * 1.04, np.pi * 1.96) + at, "fine", 1.4 * p.born(0.1 + 0.12 * k))
    n = int(rng.choice([9, 11, 13]))
    for k in range(n):
        a = np.pi * (1.02 + 0.96 * (k + 0.5) / n)
        plate.line(spoke(a, 1.22 * r, (2.7 if k % 2 else 2.25) * r, 9) + at, "mid", 0.9, 0.8)
    for k in range(17):
        y = -0.26 + 0.072 * k
        t = np.linspace(-1, 1, 90)
        wide = 0.98 * np.sqrt(max(1 - (y / 1.02) ** 2, 0.05)) if k else 0.98
        calm = 0.004 + 0.018 * k / 17
        row = np.column_stack([wide * t, y + calm * np.sin(t * (17 - 0.5 * k) + rng.uniform(0, 6))])
        # The light lies on the water below the sun: the lines break there.
        half = 0.05 + 0.020 * k * rng.uniform(0.5, 1.2)
        left, right = row[row[:, 0] < x - half], row[row[:, 0] > x + half]
        there = 1.0 if k == 0 else p.born(0.045 * k - 0.1)
        for part in (left, right):
            if len(part) > 4:
                plate.line(part, "mid", there * (1 - 0.025 * k))
        plate.line(np.linspace([x - 0.5 * half, y + 0.03], [x + 0.5 * half, y + 0.03], 5), "bold", 0.8 * there)
