"""Stars in company: with trails, threads, wreaths, and a night round them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Page,
    arc,
    blade,
    heading,
    normals,
    petal,
    smooth,
    spine,
    swelling,
    turned,
)
from markgen.motifs._star.cut import cut
from markgen.values import Points

Floats = NDArray[np.float64]


def shooting(p: Page) -> None:
    """A star with its trail: strokes that bend together behind it, some close to it, some long."""
    plate, rng = p.plate, p.chance("shooting")
    head, turn = np.array([0.50 * p.side, -0.50]), -np.pi / 2 + 0.22 * p.side
    cut(p, 5, 0.44, 0.185, turn, head)
    tail = np.array([-0.98 * p.side, 0.86])
    along = (tail - head) / np.hypot(*(tail - head))
    aside = np.array([-along[1], along[0]])
    n = 21
    longs = 0.30 + 0.70 * rng.random(n) ** 1.5
    longs[n // 2] = 1.0
    grown = 0.55 + 0.45 * p.born(0.02, 0.4)
    for k in range(n):
        q = (k - (n - 1) / 2) / ((n - 1) / 2)
        u = np.linspace(0.04 * rng.random(), longs[k] * (1 - 0.30 * abs(q)) * grown, 30)[:, None]
        bend = 0.20 * p.side * np.sin(np.pi * u * 0.9)
        path = head + along * 1.98 * u + aside * (0.33 * q * (1 - 0.74 * u) + bend)
        there = 1.0 if k % 4 == 2 else p.born(0.03 + 0.3 * rng.random())
        heavy = 1.5 - 0.7 * abs(q) * (1 if q * p.side < 0 else 0.6)
        swelling(plate, [path], "bold" if k % 3 == 2 else "mid", np.array([1.2, 1.0, 0.6, 0.3, 0.05]) * heavy * there)
    tone = p.born(0.25, 0.4)

    def wake(q: Points) -> Floats:
        far = (q - head) @ along / 1.98
        off = ((q - head) @ aside - 0.20 * p.side * np.sin(np.pi * np.clip(far, 0, 1) * 0.9)) / (
            0.36 * (1 - 0.74 * far)
        )
        made: Floats = tone * (far > 0) * (far < 0.8) * np.clip(0.75 - 0.9 * far, 0, 1) * np.exp(-(off**2) * 1.6)
        return made

    plate.shade(arc(1.25), wake, p.chance("wake"), 0.024)


def constellation(p: Page) -> None:
    """A figure of stars, none of a size, joined by threads that thin between them."""
    plate, rng = p.plate, p.chance("constellation")
    n = int(rng.integers(6, 9))
    x = np.linspace(-0.82, 0.82, n) + rng.uniform(-0.08, 0.08, n)
    y = 0.42 * np.sin(np.linspace(0, rng.uniform(3.2, 5.5), n) + rng.uniform(0, 6)) + rng.uniform(-0.16, 0.16, n)
    at = turned(np.column_stack([x, y]), -0.6 * p.side)
    size = rng.permutation(np.geomspace(0.05, 0.19, n))
    main = int(rng.integers(1, n - 1))
    size[main] = 0.38
    branch = at[main] + turned(np.array([[0.46, 0.0]]), rng.choice([-1, 1]) * 1.5 - 0.6 * p.side)[0]
    spots, sizes = np.concatenate([at, branch[None]]), np.append(size, 0.10)
    order = np.argsort(-sizes)
    born = np.empty(n + 1)
    born[order] = np.concatenate([[-0.3], np.linspace(-0.1, 0.25, n)])
    points = np.append(rng.choice([4, 5, 6, 8], n), 5)
    for k in order:
        there = 1.0 if k == main else p.born(float(born[k]))
        if there < 0.05:
            continue
        many = int(points[k])
        cut(
            p,
            many,
            sizes[k] * there,
            WAIST[many] * sizes[k] * there,
            rng.uniform(0, 6),
            spots[k],
            "bold" if k == main else "mid",
        )
    for a, b in [*pairwise(range(n)), (main, n)]:
        both = min(p.born(float(born[a])), p.born(float(born[b])))
        way = np.linspace(spots[a], spots[a] + (spots[b] - spots[a]) * max(both, 0.05), 12)
        swelling(plate, [way[1:-1] if both == 1 else way], "mid", np.array([0.9, 0.25, 0.2, 0.3, 0.9]) * both)


WAIST = {4: 0.26, 5: 0.42, 6: 0.46, 8: 0.46}
"""Of a star of so many points, in its reach."""


def wreath(p: Page) -> None:
    """A branch bent to a ring that does not close, and stars for its fruit, large to small."""
    rng, plate = p.chance("wreath"), p.plate
    n = int(rng.integers(6, 9))
    start, turns = rng.uniform(0, 2 * np.pi), rng.uniform(0, 6, n)
    born = np.concatenate([[-0.4], np.linspace(-0.2, 0.3, n - 1)])
    sweep = 2 * np.pi * rng.uniform(0.82, 0.90)
    for k in range(n):
        a = start + p.side * sweep * (k + 0.25 * np.sin(turns[k])) / n
        points = (5, 4, 6)[k % 3] if k else 5
        there = p.born(float(born[k]))
        reach = 0.30 * (1 - 0.70 * k / (n - 1)) * there
        if there > 0.05:
            cut(p, points, reach, WAIST[points] * reach, turns[k], heading(a) * (0.72 + 0.03 * np.cos(turns[k])), "mid")
    m = 5 * n
    shade = p.born(0.1, 0.4)
    for k in range(m):
        each = p.chance("leaf", k)
        a = start + p.side * sweep * (k + each.uniform(0, 0.8)) / m
        there = p.born(0.15 + 0.3 * k / m)
        if there > 0.05:
            out = 1 if k % 2 else -1
            leaf = petal(0.0, 0.0, each.uniform(0.13, 0.20) * there, each.uniform(0.026, 0.040) * there, 0.5)
            leaf = turned(
                leaf, a + p.side * (np.pi / 2 - out * each.uniform(0.4, 1.0)), heading(a) * (0.74 + 0.008 * out)
            )
            line, wide = spine(leaf)
            # So small a thing needs few points.
            blade(plate, line[::2], wide[::2], each, (), shade, "mid", 0.45)
    stem = arc(0.74, start - p.side * 0.1, start + p.side * (sweep + 0.05), 120)
    swelling(plate, [stem], "bold", np.array([1.2, 0.9, 0.7, 0.5, 0.1]) * p.born(0.0, 0.2))


def tumbling(p: Page) -> None:
    """Stars falling one after another, each turned a little further, threads of air behind them."""
    plate, rng = p.plate, p.chance("tumbling")
    n = 5
    t = np.linspace(0, 1, n)
    x = 0.36 * p.side * np.sin(t * rng.uniform(3.6, 5.0) + rng.uniform(-0.4, 0.4))
    y = -0.74 + 1.46 * t**0.85
    size = np.array([0.11, 0.17, 0.23, 0.32, 0.44])
    spins = rng.uniform(-0.6, 0.6, n)
    at = np.array([x[-1], y[-1] - 0.1])
    for k in range(n)[::-1]:
        there = p.born((0.5, 0.35, 0.2, 0.08, -0.3)[k])
        if there < 0.05:
            continue
        # Each leaves the one below it, as far as it has swelled in.
        at, r = at + (np.array([x[k], y[k] - 0.1]) - at) * max(there, float(k == n - 1)), size[k] * there
        cut(p, 5, r, (0.40, 0.46, 0.42, 0.45, 0.43)[k] * r, -np.pi / 2 + spins[k], at, "bold" if k > 2 else "mid")
    path = smooth(np.column_stack([x, y - 0.1]), 120)
    for _ in range(15):
        line = path + normals(path) * rng.normal(0, 0.10) * (0.35 + np.linspace(0, 1, 120)[:, None])
        begin = int(rng.integers(0, 80))
        run = line[begin : begin + int(rng.integers(18, 50))]
        # Where the lowest star is, first.
        there = p.born(0.05 + 0.5 * (1 - begin / 80))
        swelling(plate, [run], "mid", np.array([0.1, 0.4, 0.9, 1.2, 0.8]) * rng.uniform(0.6, 1.3) * there)


def hanging(p: Page) -> None:
    """Stars on threads from a twig, as over a cradle: one large, others higher and lower beside it."""
    plate, rng = p.plate, p.chance("hanging")
    x = np.array([0.02, -0.34, 0.36, -0.66, 0.68]) * p.side + rng.uniform(-0.05, 0.05, 5)
    y = np.array([0.58, 0.10, 0.28, -0.30, -0.10]) + rng.uniform(-0.10, 0.10, 5)
    size = np.array([0.40, 0.21, 0.16, 0.13, 0.19])
    born = (-0.3, 0.0, 0.12, 0.25, 0.35)
    bough = smooth(np.column_stack([np.linspace(-0.92, 0.92, 6), -0.93 + rng.uniform(-0.035, 0.035, 6)]), 60)
    for k in range(5):
        there = p.born(born[k])
        if there < 0.05:
            continue
        at, r = np.array([x[k], y[k]]), size[k] * there
        points = (5, 4, 5, 6, 8)[k]
        cut(p, points, r, WAIST[points] * r, -np.pi / 2 + rng.normal(0, 0.10), at, "bold" if k == 0 else "mid")
        top = at - [0, 0.98 * r]
        hung = np.array([x[k] + rng.normal(0, 0.01), np.interp(x[k], *bough.T)])
        end = top + (hung - top) * (0.4 + 0.6 * there)
        thread = smooth([top, (top + end) / 2 + rng.normal(0, 0.006, 2), end], 16)
        swelling(plate, [thread], "fine", [1.0, 1.8, 1.2, 1.6, 2.2])
    u = np.linspace(0, 1, 60)
    wide = 0.020 * (1 - 0.55 * u) * (1 + 0.25 * np.sin(19 * u + rng.uniform(0, 6))) * p.born(0.05)
    if p.born(0.05) > 0.05:
        for k in range(3):
            foot = bough[int(rng.integers(8, 52))]
            bud = turned(petal(0.0, 0.0, rng.uniform(0.09, 0.15), 0.022), rng.uniform(-0.9, -0.3) - (k % 2) * 1.2, foot)
            blade(plate, *spine(bud), p.chance("bud", k), (), p.born(0.2, 0.4), "mid", 0.5)
        blade(plate, bough[:: p.side], wide, p.chance("bough"), (), p.born(0.1, 0.4), "mid", 0.4)
