"""Unhappy stars: coming apart, fading, drowned, flung in splinters, all hooks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    LAMP,
    Noise,
    Page,
    arc,
    area,
    blade,
    box,
    contains,
    heading,
    minus,
    paces,
    rim,
    spine,
    star,
    swelling,
    tongue,
    turned,
)
from markgen.draw.engrave import grains
from markgen.draw.plate import Tier
from markgen.motifs._star.cut import BLAZE, arms, cut, facet, gild, lay
from markgen.values import Points

Floats = NDArray[np.float64]


def falling(p: Page) -> None:
    """A star coming apart: its facets slide off downwards, and it weeps straight lines."""
    plate, rng = p.plate, p.chance("falling")
    at = np.array([0.0, -0.36])
    lost = p.born(0.15, 0.5)
    for k, (tip, before, after) in enumerate(arms(5, 0.60, 0.25, -np.pi / 2, np.zeros(2))):
        for j, side in enumerate((before, after)):
            shape = np.array([np.zeros(2), tip, side])
            drop = lost * (0.03 + 0.42 * rng.random() ** 2) * max(0.25, shape.mean(0)[1] * 2.2 + 0.5)
            piece = turned(
                shape - shape.mean(0), lost * rng.normal(0, 0.22), shape.mean(0) * (1 + 0.16 * lost) + at + [0, drop]
            )
            lit = float(np.array([piece[1, 1] - piece[0, 1], piece[0, 0] - piece[1, 0]]) @ LAMP) * (2 if j == 0 else -2)
            lay(
                p,
                [
                    facet(
                        p,
                        piece[0],
                        piece[1],
                        piece[2],
                        float(np.clip(lit, -1, 1)),
                        p.chance("facet", k, j),
                        p.born(0.0, 0.3),
                        "mid",
                    )
                ],
            )
            swelling(plate, [np.linspace(piece[0], piece[2], 8)], "mid", [0.9, 0.5, 0.8])
            gild(p, piece, p.born(0.1), at, 0.6)
            plate.cover(piece)
    for k in range(17):
        x = rng.normal(0, 0.24)
        top = at[1] + rng.uniform(0.35, 0.6)
        long = rng.uniform(0.2, 0.8) * np.exp(-((x / 0.4) ** 2)) * (0.4 + 0.6 * lost)
        tear = np.linspace([x, top], [x, min(top + long, 0.98)], 8)
        swelling(plate, [tear], "mid", np.array([0.2, 0.7, 1.1, 1.5, 0.3]) * p.born(0.04 * k - 0.05))


def fading(p: Page) -> None:
    """Half a star as it was; the other half only grains, going."""
    plate, rng = p.plate, p.chance("fading")
    way = heading(-np.pi / 2 + p.side * rng.uniform(1.3, 2.2))
    aside = np.array([-way[1], way[0]])
    window, torn, drift = area(star(5, 0.80, 0.34)), Noise(p.chance("torn")), Noise(p.chance("drift"))
    there = 0.35 + 0.65 * p.born(0.05, 0.4)

    def going(q: Points) -> Floats:
        along, across = q @ way, q @ aside
        lanes = 0.7 + 0.6 * drift(2.4 * along, 8 * across)
        inside = np.clip(0.9 - 0.35 * along, 0, 1) * contains(window, q)
        blown = np.clip(0.85 - 0.95 * along, 0, 1) * np.exp(-((across / (0.36 + 0.1 * along)) ** 4)) * lanes
        made: Floats = there * np.clip((along + 0.06) / 0.22, 0, 1) * np.maximum(inside, blown)
        made *= np.clip((0.82 - np.hypot(*q.T)) / 0.1, 0, 1)
        return made

    grains(plate, area(arc(1.2)), going, p.chance("dust"), 0.0105)
    # The lost tips are still marked, so that the star stays where it is as its grains come.
    tips = star(5, 0.79, 0.34)[::2]
    plate.dots(tips[tips @ way > 0.1], max(0.008, 0.045 / plate.unit))
    # The torn edge of what is left.
    edge = np.linspace(-1, 1, 60)
    lost = edge[:, None] * aside + (0.06 + 0.14 * torn.fbm(3.2 * edge, 0 * edge, 3))[:, None] * way
    plate.cover(np.concatenate([lost, [aside + 2 * way, -aside + 2 * way]]))
    cut(p, 5, 0.80, 0.34)


def drowned(p: Page) -> None:
    """A star let go into water: rings round it, its light breaking up below."""
    plate, rng = p.plate, p.chance("drowned")
    lean, at, line = 0.30 * p.side, np.array([0.0, -0.44]), -0.16
    shade = p.born(0.05, 0.4)
    for k in range(7):
        wide = 0.30 + (0.09 + 0.035 * p.born(0.1, 0.6)) * k
        there = 1.0 if k == 0 else max(p.born(0.06 * k - 0.04), 0.35)
        a = rng.uniform(-0.3, 0.2) - 0.35
        ring = arc(wide, a, a + rng.uniform(1.15, 1.6) * np.pi, 90) * [1.0, 0.22] + [0, line]
        swelling(plate, [ring], "bold", np.array([0.1, 0.8, 1.2, 0.9, 0.3, 0.1]) * there * (1 - 0.09 * k))
    for k in range(15):
        y, wide = line + 0.17 + 0.060 * k, 0.34 * (1 - k / 17) * rng.uniform(0.55, 1.1)
        x = 0.06 * np.sin(1.9 * k) * (1 + 0.05 * k)
        dash = np.column_stack([x + wide * np.linspace(-1, 1, 12), y + 0.010 * np.sin(np.linspace(0, 5, 12) + k)])
        heavy = (1.5, 0.7, 1.1)[k % 3] * p.born(0.03 * k) * (1 - k / 18)
        swelling(plate, [dash[:: (-1) ** k]], "bold", np.array([0.1, 0.9, 1.1, 0.5, 0.1]) * heavy)

    def deep(q: Points) -> Floats:
        far = np.hypot(q[:, 0] / 0.62, (q[:, 1] - line - 0.03) / 0.20)
        made: Floats = 0.9 * shade * np.clip(1 - far, 0, 1) ** 0.8
        return made

    # It stands in its own shadow, and is gone below the water.
    grains(plate, minus(area(arc(1.0)), box(-2, -2, 2, line)), deep, p.chance("deep"), 0.0105, "shade")
    shore = np.linspace(-1, 1, 40)
    plate.cover(np.concatenate([np.column_stack([shore, line + 0.02 * np.cos(9 * shore)]), [[1.0, 2.0], [-1.0, 2.0]]]))
    cut(p, 5, 0.50, 0.21, -np.pi / 2 + lean, at)


def shards(p: Page) -> None:
    """A star flung apart in splinters, black to the core."""
    plate, rng = p.plate, p.chance("shards")
    n = int(rng.integers(9, 13))
    angles = paces(rng, n, 0.6)
    plate.black(star(7, 0.20, 0.08, rng.uniform(0, 6)))
    plate.cover(arc(0.22))
    for k, a in enumerate(angles):
        tip = (1.0, 0.70, 0.85)[k % 3] * rng.uniform(0.9, 1.0)
        half = rng.uniform(0.05, 0.10)
        middle = heading(a) * rng.uniform(0.34, 0.48)
        aside = heading(a + np.pi / 2) * half
        grown = 0.55 + 0.45 * p.born(0.02, 0.3)
        edge = middle + aside * rng.uniform(0.5, 1.2)
        for j, notch in enumerate((middle - aside, edge)):
            lit = float(aside @ LAMP / half) * (-1 if j == 0 else 1)
            lay(
                p,
                [
                    facet(
                        p,
                        heading(a) * 0.14,
                        heading(a) * tip * grown,
                        notch,
                        lit,
                        p.chance("shard", k, j),
                        p.born(0.0, 0.3),
                        "bold",
                    )
                ],
            )
        body = np.array([heading(a) * 0.14, middle - aside, heading(a) * tip * grown, edge])
        plate.wash(body, BLAZE, p.born(0.1))
        plate.cover(body)
    for _ in range(26):
        a, far = rng.uniform(0, 2 * np.pi), rng.uniform(0.45, 0.95)
        bit = turned(
            np.array([[-0.04, -0.014], [0.05, 0.0], [-0.02, 0.02]]) * rng.uniform(0.6, 1.5),
            a + rng.normal(0, 0.3),
            heading(a) * far,
        )
        if p.born(0.2 + 0.5 * rng.random()) > 0.3:
            plate.black(bit)


def thorned(p: Page) -> None:
    """A star of hooked blades, all turned one way."""
    plate, rng = p.plate, p.chance("thorned")
    n = int(rng.integers(7, 10))
    twist = p.side * rng.uniform(0.5, 0.9)
    rim(plate, arc(0.12), "bold", 0.1)
    plate.black(minus(area(arc(0.11)), area(arc(0.08) + LAMP * 0.03)))
    plate.cover(arc(0.13))
    for rank, (reach, half, born) in enumerate(((1.0, 0.12, -0.3), (0.62, 0.08, 0.08))):
        for k in range(n):
            a = -np.pi / 2 + 2 * np.pi * (k + 0.5 * rank) / n - twist
            grown = 0.6 + 0.4 * p.born(0.02, 0.3)
            there = p.born(born)
            if there < 0.05:
                continue
            thorn = tongue(a, 0.14, 0.14 + (reach - 0.14) * grown * there, half, twist=twist)
            tier: Tier = "bold" if rank == 0 else "mid"
            blade(plate, *spine(thorn), p.chance("thorn", rank, k), BLAZE, p.born(0.0, 0.3), tier, 0.55)
