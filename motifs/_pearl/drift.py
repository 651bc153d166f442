"""Where the marks of a drift are, and what is between them."""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance
from markgen.values import Feeling, Points

LARGEST = 16
"""Marks of a whole drift, at most; seeds have a few fewer."""

GAP = 1.1
"""Bare skin between two marks, mm, at least: less would close up with age."""

Place = tuple[Points, float]
Aside = tuple[Points, float, float]


def laid(feeling: Feeling, chance: Chance) -> tuple[list[Place], list[Aside]]:
    """Where each mark is, from the middle of the drift, and its radius now; and so for what is between them; mm.

    The first two are the drift's ends, so that it is as long as it says; the rest come out between them, each in the
    widest gap, so that the drift is even at any time. What is between has the way of the drift too, in radians.
    """
    c = chance("scatter")
    count = int(c.integers(12, LARGEST + 1))
    lean = c.uniform(0.05, 0.4) * c.choice([-1, 1])
    turned = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])
    # 6 to 8 mm each; on a drift as large as a chest somewhat more.
    whole = 4.0 * max(1.0, feeling.size / 120) ** 0.5 * np.concatenate([[1, 0.95], c.uniform(0.8, 1, LARGEST - 2)])
    first = min(float(whole[0]), feeling.size / 2)
    second = float(np.clip((feeling.size - 2 * first - GAP) / 2, 0, whole[1]))
    ends = max(feeling.size - first - second, 0.0) / np.cos(lean)
    span = max(feeling.size - first - float(whole[1]), 0.0) / np.cos(lean)
    places, besides, slopes = _drift(count, c)
    at = np.concatenate([[(0, 0), (ends, 0)], places * span])
    middle = np.array([feeling.size / 2 - first, np.sin(lean) * ends / 2])
    marks, asides = [(at[0] @ turned - middle, first), (at[1] @ turned - middle, second)], []
    for k in range(2, count):
        grown = feeling.birth(0.08 + 0.46 * (k - 2) / (LARGEST - 2), 0.06)
        room = min(float(np.hypot(*(at[k] - at[j]))) - whole[j] for j in range(k)) - GAP
        # Where there is no room for one that can be read, there is none.
        radius = float(np.clip(room, 0, whole[k]) * np.clip(room - 1.8, 0, 1))
        marks.append((at[k] @ turned - middle, radius * grown))
        beside = besides[k - 2] * span
        free = float((np.hypot(*(at - beside).T) - whole[:count]).min()) - 0.6 * GAP
        asides.append((beside @ turned - middle, float(np.clip(free, 0, 0.4 * whole[k])) * grown, slopes[k - 2] + lean))
    return marks, asides


def _drift(count: int, c: np.random.Generator) -> tuple[Points, Points, list[float]]:
    """Places between the ends (0, 0) and (1, 0), to and fro about a bow or a long S; others across from them; slopes.

    In the order in which each next one is in the widest gap left.
    """
    bend, turns = c.uniform(0.11, 0.19) * c.choice([-1, 1]), c.choice([1.0, 2.0, 2.0])
    rank = np.arange(1, count - 1)
    t = (rank + 0.45 + c.uniform(-0.1, 0.1, count - 2)) / (count - 0.1)
    off = np.where(rank % 2, 1.0, -1.0) * c.uniform(0.8, 1.15, count - 2) * 0.078 * np.sin(np.pi * t) ** 0.35
    spine = np.column_stack([t, bend * np.sin(turns * np.pi * t)])
    slope = np.arctan(bend * turns * np.pi * np.cos(turns * np.pi * t))
    across = np.column_stack([-np.sin(slope), np.cos(slope)]) * off[:, None]
    order: list[int] = []
    while len(order) < count - 2:
        taken = np.array([-1, count - 2, *order])
        order.append(int(np.abs(np.arange(count - 2)[:, None] - taken).min(1).argmax()))
    return (spine + across)[order], (spine - across)[order], slope[order].tolist()
