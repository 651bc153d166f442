"""Suns over water, behind cloud, half gone: each with a line that it stands on or sinks under."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    arc,
    area,
    areas,
    ball,
    blade,
    boundary,
    box,
    grow,
    heading,
    intersect,
    minus,
    relief,
    rim,
    spoke,
    swelling,
    union,
)
from markgen.draw.engrave import grains
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
    angles = np.pi + np.pi * (np.arange(n) + 0.5 + rng.uniform(-0.08, 0.08, n)) / n
    half, u = 0.5 * np.pi * 1.25 * r / n, np.linspace(0, 1, 20)
    for k, a in enumerate(angles):
        long = (1.0, 0.74)[k % 2] * rng.uniform(0.88, 1.0)
        ray = spoke(a, 1.2 * r, p.reach(1.2 * r, long, 0.7, 0.05), 20)
        wide = half * (0.34 + (1.05 if k % 2 == 0 else 0.6) * u)
        blade(plate, ray, wide, p.chance("ray", k), FIRE, p.born(0.02, 0.35), "mid", 0.46)
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
        swell = (0.030 if k % 2 == 0 else 0.018) * np.sin(np.pi * (0.12 + 0.88 * u)) ** 0.8
        blade(plate, spoke(a, 1.12 * r, tip, 18), swell, p.chance("ray", k), FIRE, p.born(0.05, 0.3), "mid", 0.5)


def sinking(p: Page) -> None:
    """Half gone under dark water, bars of cloud across it, its rays so heavy that they hang."""
    rng, plate, r = p.chance("sinking"), p.plate, 0.46
    low, shade = rng.uniform(0.05, 0.14), p.born(0.02, 0.35)
    _water(p, 0.7 * r, low, 13)
    plate.cover(box(-2, low - 0.004, 2, 3))
    u = np.linspace(0, 1, 40)
    for k, (x, y, wide) in enumerate(((-0.10, -0.06, 0.78), (0.20, -0.20, 0.52), (-0.30, -0.31, 0.34))):
        at, grown = p.side * x + rng.uniform(-0.06, 0.06), 0.6 + 0.4 * p.born(0.06 * k)
        bar = np.column_stack([at + wide * grown * (2 * u - 1), low + y + 0.012 * np.sin(7 * u + k)])
        thick = 0.040 * np.sin(np.pi * u) ** 0.7 * (1 + 0.25 * np.sin(15 * u + 2 * k)) * grown
        blade(plate, bar[::-1], thick, p.chance("bar", k), (), shade, "mid", 0.62)
    relief(plate, 0.97 * r, ball, p.chance("ball"), shade, 0.1 * p.side, ink=p.on_wash)
    plate.wash(intersect(area(arc(r)), box(-2, -2, 2, low)), FIRE, 0.8 * p.born(0.1))
    deep = float(np.arcsin(low / r))
    rim(plate, arc(r, np.pi - deep, 2 * np.pi + deep), "bold", 0.15)
    plate.cover(arc(1.04 * r))
    n = int(rng.integers(9, 13))
    for k in range(n):
        a = np.pi * (1.0 + (k + 0.5 + rng.uniform(-0.15, 0.15)) / n)
        s = np.linspace(1.10 * r, p.reach(1.1 * r, rng.uniform(0.72, 1.0), 0.6, 0.02), 24)
        ray = heading(a) * s[:, None]
        ray[:, 1] += rng.uniform(0.5, 0.9) * (s - s[0]) ** 2
        ray = ray[ray[:, 1] < low - 0.03]
        if len(ray) > 5:
            blade(plate, ray, 0.024 * np.linspace(1, 0, len(ray)) ** 0.8, p.chance("ray", k), FIRE, shade, "mid", 0.6)


def behind(p: Page) -> None:
    """A pale disc behind banks of cloud that are dark below, and rain."""
    rng, plate, r = p.chance("behind"), p.plate, 0.46
    moved, shade = np.array([0.0, -0.2]), p.born(0.05, 0.4)
    u = np.linspace(0, 1, 14)
    for k in range(34):
        start = np.array([rng.uniform(-0.85, 0.8), rng.uniform(0.24, 0.6)])
        drop = start + np.array([-0.05 * p.side, rng.uniform(0.16, 0.42)]) * u[:, None]
        swelling(plate, [drop], "mid", np.array([0.1, 0.7, 0.5, 0.9, 0.1]) * p.born(0.1 + 0.02 * k))
    for k, (y, x, wide) in enumerate(((0.14, -0.22 * p.side, 0.72), (0.02, 0.34 * p.side, 0.58))):
        humps = np.linspace(-0.85, 0.85, 7 - k) + rng.uniform(-0.08, 0.08, 7 - k)
        tall = wide * (0.36 - 0.24 * np.abs(humps)) * rng.uniform(0.75, 1.2, len(humps))
        bumps = [arc(t) * [1.15, 0.85] + [x + wide * h, y] for h, t in zip(humps, tall, strict=True)]
        for h, t in zip(humps, tall, strict=True):
            # Each billow curls over the one beside it.
            curl = arc(0.72 * t, np.pi * 1.05, np.pi * rng.uniform(1.5, 1.8), 20) * [1.15, 0.85] + [x + wide * h, y]
            swelling(plate, [curl], "mid", np.array([0.1, 1.0, 0.7, 0.1]) * shade)
        foot = np.column_stack([x + wide * np.linspace(1.1, -1.1, 30), y + 0.03 + 0.02 * rng.random(30)])
        bank = minus(union(areas(bumps)), area(np.concatenate([foot, [[-3, 3], [3, 3]]])))
        for edge in boundary(grow(bank, 0, True)):
            rim(plate, np.concatenate([edge, edge[:1]]), "bold", 0.1)

        def heavy(q: Points, y: float = y, tall: Floats = tall) -> Floats:
            made: Floats = shade * np.clip(1.05 + (q[:, 1] - y) / float(tall.max()) * 1.5, 0, 1) ** 1.6
            return made

        grains(plate, bank, heavy, p.chance("cloud", k), 0.0095, "shade")
        plate.cover(bank)
    plate.cover(box(-2, 0.14, 2, 3))
    relief(plate, 0.97 * r, ball, p.chance("ball"), 0.8 * shade, 0.3 * p.side, moved, ink=p.on_wash)
    plate.wash(minus(area(arc(r) + moved), box(-2, 0.14, 2, 3)), FIRE, 0.7 * p.born(0.1), moved, r)
    rim(plate, arc(r) + moved, "bold", 0.15)
    plate.cover(arc(1.04 * r) + moved)
    n = int(rng.integers(9, 13))
    for k in range(n):
        a = np.pi * (0.98 + 1.04 * (k + 0.5 + rng.uniform(-0.12, 0.12)) / n)
        ray = spoke(a, 1.12 * r, p.reach(1.12 * r, 0.66 + 0.12 * (k % 2), 0.6, 0.05), 14) + moved
        blade(plate, ray, 0.020 * (1 - u) ** 0.8, p.chance("ray", k), FIRE, shade, "mid", 0.55)


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
