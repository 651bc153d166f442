"""Suns over water, behind cloud, half gone: each with a line that it stands on or sinks under."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import arc, area, areas, box, heading, intersect, minus, spoke, turned, union, wedge
from markgen.motifs._sun.page import FIRE, Page
from markgen.values import Points

Floats = NDArray[np.float64]


def deco(p: Page) -> None:
    """Half a sun on a ruled horizon, its rays a fan of blades, lines and dots."""
    rng, plate = p.chance("deco"), p.plate
    r, n = 0.30, int(rng.choice([9, 11, 13]))
    top = (np.pi, 2 * np.pi)
    plate.black(np.concatenate([arc(r * 0.62, *top), [[-r * 0.62, 0.0]]]))
    for k, share in enumerate((0.78, 1.0, 1.16)):
        plate.line(arc(r * share, *top), ("fine", "bold", "mid")[k], p.born((0.3, 0.0, 0.2)[k] - 0.2))
    plate.wash(arc(r, *top), FIRE, p.born(0.1))
    plate.cover(arc(1.16 * r, *top))
    angles = np.pi + np.pi * (np.arange(n) + 0.5) / n
    half = 0.5 * np.pi * 1.25 * r / n
    for k, a in enumerate(angles):
        long = (1.0, 0.78)[k % 2]
        if k % 2 == 0:
            plate.black(wedge(a, 1.28 * r, long * (0.86 + 0.14 * p.born(0.1, 0.4)), 0.35 * half, 1.5 * half))
            plate.line(spoke(a, 1.28 * r, long), "mid")
        else:
            ray = wedge(a, 1.28 * r, long, 0.4 * half, 1.35 * half)
            plate.wash(ray, FIRE, p.born(0.3))
            plate.figure(ray, "mid", 0.3 + 0.7 * p.born(0.05))
            plate.dots(heading(a) * (long + 0.07), 0.024 * p.born(0.45))
            plate.dots(heading(a) * (long + 0.14), 0.014 * p.born(0.6))
    for a in angles[:-1] + np.pi / n / 2:
        plate.line(spoke(a, 1.28 * r, 0.92), "fine", p.born(0.4))
    plate.line(np.array([[-1.0, 0.0], [1.0, 0.0]]), "bold")
    for k in range(9):
        y, wide = 0.045 + 0.045 * k + 0.004 * k**2, 0.92 * (1 - k / 9.5) ** 0.8
        gap = rng.uniform(-0.4, 0.4) * wide
        there = p.born(0.1 + 0.05 * k)
        plate.line(np.array([[-wide, y], [gap - 0.05, y]]), "mid", there * (1 - 0.06 * k))
        plate.line(np.array([[gap + 0.05, y], [wide, y]]), "mid", there * (1 - 0.06 * k))


def setting(p: Page) -> None:
    """A sun cut by bars that widen downwards into water, thin rays above it."""
    rng, plate = p.chance("setting"), p.plate
    r = 0.50
    bars = np.concatenate([[-r], np.linspace(-0.02, r * 0.94, int(rng.integers(5, 8)))])
    ball = area(arc(r))
    for k, (y0, y1) in enumerate(pairwise(bars)):
        gap = 0.0 if k == 0 else (0.012 + 0.012 * k)
        band = intersect(ball, box(-1, y0 + gap, 1, y1))
        plate.wash(band, FIRE, p.born(0.05), np.array([0.0, -0.3]), 0.9)
        if k % 2 == 0 and k > 0:
            plate.black(band)
        else:
            plate.figure(band, "mid")
    if p.born(0.25) > 0:
        tone = p.born(0.25)
        plate.shade(
            arc(0.97 * r),
            lambda q: tone * np.clip(0.5 - 1.5 * (q[:, 1] + 0.55 * r), 0, 0.9) * (q[:, 1] < 0),
            p.chance("sky"),
            0.018,
        )
    for k in range(4):
        y, wide = r * 0.62 + 0.11 * k, 0.98 - 0.16 * k
        x = np.linspace(-wide, wide, 80)
        wave = np.column_stack([x, y + 0.016 * np.sin(x * (11 - k) + rng.uniform(0, 6))])
        there = p.born((0.0, 0.1, 0.25, 0.4)[k] - 0.1)
        cut = int(rng.integers(22, 58))
        plate.line(wave[:cut], "mid", there)
        plate.line(wave[cut + 5 :], "mid", there)
    plate.cover(arc(1.06 * r))
    n = int(rng.choice([11, 13, 15]))
    for k in range(n):
        a = np.pi * (1.0 + (k + 0.5) / n)
        tip = 0.98 if k % 2 == 0 else 0.78
        plate.line(spoke(a, 1.14 * r, p.reach(1.14 * r, tip, 0.5, 0.02), 12), "mid", 1.5, 0.8)
        plate.dots(heading(a) * (tip + 0.05), 0.013 * p.born(0.55))


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
