"""Stars in company: with trails, threads, wreaths, and a night round them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Page,
    arc,
    area,
    grow,
    hatch,
    heading,
    intersect,
    minus,
    normals,
    petal,
    smooth,
    star,
    turned,
)
from markgen.motifs._star.cut import GOLD, NIGHT, cut, spark, within
from markgen.values import Points

Floats = NDArray[np.float64]


def shooting(p: Page) -> None:
    """A star with its trail: lines that bend together behind it, sparks shed between them."""
    plate, rng = p.plate, p.chance("shooting")
    head = np.array([0.52 * p.side, -0.52])
    cut(p, 5, 0.40, 0.165, -np.pi / 2 + 0.22 * p.side, head, "bold")
    plate.cover(grow(area(star(5, 0.40, 0.165, -np.pi / 2 + 0.22 * p.side) + head), 0.03))
    tail = np.array([-0.98 * p.side, 0.86])
    along = (tail - head) / np.hypot(*(tail - head))
    aside = np.array([-along[1], along[0]])
    n = 9
    for k in range(n):
        q = (k - (n - 1) / 2) / ((n - 1) / 2)
        long = (1.0, 0.66, 0.84)[k % 3] * (1 - 0.30 * abs(q))
        u = np.linspace(0, long, 40)[:, None]
        bend = 0.20 * p.side * np.sin(np.pi * u * 0.9)
        path = head + along * 1.98 * u + aside * (0.27 * q * (1 - 0.72 * u) + bend)
        there = 1.0 if k % 4 == 0 else p.born(0.05 + 0.05 * (k % 4))
        plate.line(
            path[: max(4, int(40 * (0.6 + 0.4 * p.born(0.02, 0.4))))],
            "bold" if k % 2 == 0 else "mid",
            1.2 * there,
            0.92,
        )
    if p.born(0.3) > 0:
        far = rng.random(240)
        off = rng.normal(0, 0.30, 240) * (1 - 0.45 * far)
        at = head + along * (0.3 + 1.6 * far)[:, None] + aside * (off + 0.20 * p.side * np.sin(np.pi * far))[:, None]
        plate.dots(at, 0.016 * rng.random(240) ** 2 * (1 - 0.6 * far) * plate.feeling.births(0.3 + 0.5 * far))
    for k in range(6):
        out = 0.25 + 0.13 * k
        beside = rng.choice([-1, 1]) * rng.uniform(0.20, 0.34)
        place = head + along * 1.98 * out + aside * (beside + 0.20 * p.side * np.sin(np.pi * out))
        spark(p, place, 0.075 * (1 - 0.1 * k) * p.born(0.25 + 0.07 * k))


def constellation(p: Page) -> None:
    """A figure of stars joined by ruled lines, with the faint ones round it."""
    plate, rng = p.plate, p.chance("constellation")
    n = int(rng.integers(6, 9))
    x = np.linspace(-0.82, 0.82, n) + rng.uniform(-0.08, 0.08, n)
    y = 0.42 * np.sin(np.linspace(0, rng.uniform(3.2, 5.5), n) + rng.uniform(0, 6)) + rng.uniform(-0.16, 0.16, n)
    at = turned(np.column_stack([x, y]), -0.6 * p.side)
    size = rng.permutation(np.linspace(0.09, 0.19, n))
    main = int(rng.integers(1, n - 1))
    size[main] = 0.34
    branch = at[main] + turned(np.array([[0.42, 0.0]]), rng.choice([-1, 1]) * 1.5 - 0.6 * p.side)[0]
    spots, sizes = np.concatenate([at, branch[None]]), np.append(size, 0.12)
    order = np.argsort(-sizes)
    born = np.empty(n + 1)
    born[order] = np.concatenate([[-0.3], np.linspace(-0.1, 0.25, n)])
    for k in order:
        there = p.born(float(born[k]))
        if k == main:
            cut(p, 8 if rng.random() < 0.5 else 5, sizes[k], 0.36 * sizes[k], at=spots[k], tier="mid")
            plate.cover(arc(sizes[k] * 0.6) + spots[k])
        elif sizes[k] > 0.13:
            spark(p, spots[k], sizes[k] * there, 4)
        else:
            plate.dots(spots[k], 0.32 * sizes[k] * there)
            plate.line(arc(0.62 * sizes[k]) + spots[k], "fine", there * 1.3)
        plate.cover(arc(0.85 * sizes[k] if sizes[k] <= 0.13 else 0.3 * sizes[k]) + spots[k])
    pairs = [*pairwise(range(n)), (main, n)]
    for a, b in pairs:
        both = min(p.born(float(born[a])), p.born(float(born[b])))
        plate.line(np.array([spots[a], spots[a] + (spots[b] - spots[a]) * max(both, 0.05)]), "fine", 1.6 * both)
    dust = turned(np.column_stack([rng.uniform(-1.0, 1.0, 70), rng.normal(0, 0.30, 70)]), -0.6 * p.side)
    dust = dust[((dust > spots.min(0)) & (dust < spots.max(0))).all(1)]
    plate.dots(
        dust, (0.006 + 0.014 * rng.random(len(dust)) ** 2) * plate.feeling.births(rng.uniform(0.25, 0.8, len(dust)))
    )


def bands(p: Page) -> None:
    """A star as a window on the night: bands of dots from black to bare, hills below, small stars left out."""
    plate, rng = p.plate, p.chance("bands")
    outline = star(5, 1.0, 0.44)
    window = area(outline)
    there = p.born(0.08, 0.3)
    for at, reach in (
        (heading(-1.9) * 0.28, 0.10),
        (heading(-0.9) * 0.42, 0.07),
        (heading(2.9) * 0.5, 0.08),
        (np.array([0.08, -0.62]), 0.06),
    ):
        if p.born(0.35) > 0.05:
            plate.cover(star(4, reach * p.born(0.35), 0.24 * reach * p.born(0.35)) + at)
    moon = minus(area(arc(0.15) + np.array([0.12 * p.side, -0.12])), area(arc(0.13) + np.array([0.19 * p.side, -0.16])))
    plate.wash(moon, GOLD, there)
    plate.figure(moon, "fine", p.born(0.15) * 1.2)
    x = np.linspace(-1, 1, 60)
    near, far = (
        np.column_stack([x, y + 0.10 * np.sin(x * wave + rng.uniform(0, 6))]) for y, wave in ((0.54, 4.2), (0.32, 3.2))
    )
    below = np.array([[1.0, 1.2], [-1.0, 1.2]])
    hill = intersect(window, area(np.concatenate([near, below])))
    plate.black(hill)
    plate.cover(grow(hill, 0.012))
    for j in range(1, 8):
        for part in within(far + np.array([0.0, 0.045 * j]), window):
            plate.line(part, "fine", 1.3 * there)
    plate.figure(intersect(window, area(np.concatenate([far, below]))), "mid", max(there, 0.3))
    plate.shade(window, lambda q: there * np.clip(0.95 - 1.05 * (q[:, 1] + 0.55), 0.0, 1.0), p.chance("night"), 0.020)
    plate.wash(window, NIGHT, 0.75 * there)
    plate.figure(window, "bold")
    for k, a in enumerate(-np.pi / 2 + np.pi / 5 * (1 + 2 * np.arange(5))):
        plate.dots(
            heading(a) * np.array([[0.58], [0.68], [0.76]]), np.array([0.026, 0.018, 0.011]) * p.born(0.4 + 0.04 * k)
        )


def wreath(p: Page) -> None:
    """A ring of stars, large to small, with twigs and dots between."""
    plate, rng = p.plate, p.chance("wreath")
    n = int(rng.integers(7, 10))
    start, turns = rng.uniform(0, 2 * np.pi), rng.uniform(0, 6, n)
    born = np.concatenate([[-0.4], np.linspace(-0.2, 0.3, n - 1)])
    for k in range(n):
        a = start + p.side * 2 * np.pi * k / n
        reach = 0.25 * (1 - 0.62 * k / (n - 1))
        there = p.born(float(born[k]))
        at = heading(a) * 0.74
        if there < 0.05:
            continue
        points, reach = (5, 4, 6)[k % 3] if k else 5, reach * there
        if k % 2 == 0:
            cut(p, points, reach, (0.42, 0.26, 0.50)[k % 3] * reach, turns[k], at)
        else:
            plate.black(star(points, reach, 0.40 * reach, turns[k]) + at)
        plate.cover(arc(1.05 * reach) + at)
    plate.line(arc(0.74), "mid", p.born(0.0, 0.2))
    m = 8 * n
    for k in range(m):
        a = start + p.side * 2 * np.pi * (k + 0.5) / m
        out = 1 if k % 2 else -1
        leaf = petal(0.0, 0.0, 0.12, 0.022, 0.5)
        there = p.born(0.2 + 0.3 * k / m)
        if there > 0.05:
            plate.black(turned(leaf * there, a + p.side * (np.pi / 2 - out * 0.7), heading(a) * 0.74))
    plate.dots(heading(start + np.arange(3 * n) * 2 * np.pi / (3 * n)) * 0.52, 0.013 * p.born(0.55))
    plate.dots(heading(start + np.arange(3 * n) * 2 * np.pi / (3 * n) + 0.1) * 0.95, 0.013 * p.born(0.6))


def tumbling(p: Page) -> None:
    """Paper stars falling one after another, each turned a little further, threads of air behind them."""
    plate, rng = p.plate, p.chance("tumbling")
    n = 5
    t = np.linspace(0, 1, n)
    x = 0.36 * p.side * np.sin(t * rng.uniform(3.6, 5.0) + rng.uniform(-0.4, 0.4))
    y = -0.74 + 1.46 * t**0.85
    size = np.array([0.12, 0.17, 0.23, 0.31, 0.40])
    spins = rng.uniform(-0.6, 0.6, n)
    at = np.array([x[-1], y[-1] - 0.1])
    for k in range(n)[::-1]:
        there = p.born((0.5, 0.35, 0.2, 0.08, -0.3)[k])
        if there < 0.05:
            continue
        # Each leaves the one below it, as far as it has swelled in.
        at, r = at + (np.array([x[k], y[k] - 0.1]) - at) * max(there, float(k == n - 1)), size[k] * there
        spin = spins[k]
        flat = (0.62, 0.9, 0.7, 1.0, 0.86)[k]
        s = turned(star(5, r, 0.47 * r) * [flat, 1.0], spin, at)
        for j in range(5):
            tip, notch = s[2 * j], s[(2 * j + 1) % 10]
            facet = np.array([at, tip, notch])
            if k % 2 == 0:
                plate.black(facet)
            else:
                for row in hatch(area(facet), spin + 0.9, max(0.026, 0.5 / (plate.feeling.size / 2))):
                    plate.line(row, "fine", 1.2)
            plate.line(np.array([at, tip]), "fine")
        plate.wash(s, GOLD, p.born(0.1), at, r)
        plate.figure(s, "mid", min(2 * there, 1.0))
        plate.cover(grow(area(s), 0.03))
    path = smooth(np.column_stack([x, y - 0.1]), 120)
    for k, aside in enumerate((-0.10, 0.0, 0.10)):
        line = path + normals(path) * aside
        for run in np.split(np.arange(120), np.sort(rng.choice(np.arange(10, 110), 5, replace=False))):
            if len(run) > 8:
                plate.line(line[run[2:-2]], "fine", 1.3 * p.born(0.15 + 0.1 * k))
    plate.dots(
        np.clip(path[rng.integers(0, 120, 30)] + rng.normal(0, 0.26, (30, 2)), -0.9, 0.9),
        0.012 * plate.feeling.births(rng.uniform(0.3, 0.8, 30)),
    )


def hanging(p: Page) -> None:
    """Stars on threads, as over a cradle: one large, others higher and lower beside it."""
    plate, rng = p.plate, p.chance("hanging")
    x = np.array([0.0, -0.34, 0.36, -0.66, 0.68]) * p.side
    y = np.array([0.60, 0.10, 0.28, -0.30, -0.10]) + rng.uniform(-0.10, 0.10, 5)
    size = np.array([0.36, 0.20, 0.16, 0.13, 0.18])
    born = (-0.3, 0.0, 0.12, 0.25, 0.35)
    for k in range(5):
        there = p.born(born[k])
        if there < 0.05:
            continue
        at, r = np.array([x[k], y[k]]), size[k] * there
        points = (5, 4, 5, 6, 8)[k]
        if k in (0, 2):
            cut(p, points, r, 0.42 * r, at=at, tier="bold" if k == 0 else "mid")
        elif k == 4:

            def low(q: Points, at: Points = at, r: float = r) -> Floats:
                made: Floats = np.clip(0.2 + (q - at)[:, 1] / r, 0, 1)
                return made

            plate.shade(star(points, r, 0.5 * r) + at, low, p.chance("dots", k), 0.018)
            plate.figure(star(points, r, 0.5 * r) + at)
        else:
            plate.black(star(points, r, 0.34 * r) + at)
            plate.cover(star(points, r, 0.34 * r) + at)
        top = at - [0, r]
        plate.line(arc(0.022) + top - [0, 0.022], "fine", 1.2)
        plate.cover(arc(0.022) + top - [0, 0.022])
        end = np.array([x[k], top[1] - 0.04 - (top[1] + 0.94) * (0.4 + 0.6 * there)])
        plate.line(np.array([top - [0, 0.044], end]), "fine", 1.5)
        for j, share in enumerate((0.3, 0.55, 0.62)):
            plate.dots(top + (end - top) * share, (0.020, 0.026, 0.014)[j] * p.born(0.4 + 0.05 * k))
    bar = np.linspace(-0.74, 0.74, 60)
    plate.line(np.column_stack([bar, -0.96 + 0.05 * bar**2]), "bold", p.born(0.1))
    plate.dots(np.array([[-0.76, -0.93], [0.76, -0.93]]), 0.030 * p.born(0.15))
