"""Where the marks of a drift are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, heading
from markgen.values import Feeling, Points

LARGEST = 30
"""Marks of a whole drift, at most; seeds have a few fewer."""

GAP = 0.9
"""Bare skin between two marks, mm, at least: less would close up with age."""

TRIES = 24
"""Places tried for each mark, of which it takes the emptiest: the more, the more even the drift would be."""

MOTES = 60
"""Dots between the marks, at most."""

Place = tuple[Points, float]


def laid(feeling: Feeling, chance: Chance) -> list[Place]:
    """Where each mark is, from the middle of the drift, and its radius now; mm.

    The first two are the drift's ends, so that it is as long as it says; the rest come out between them, each where
    there is room for it.
    """
    c = chance("scatter")
    count = int(c.integers(LARGEST - 4, LARGEST + 1))
    lean = c.uniform(0.05, 0.35) * c.choice([-1, 1])
    turned = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])
    places, outward = _scattered(count, c)
    # 6 to 8 mm each, the larger ones inside; on a drift as large as a chest somewhat more.
    whole = max(1.0, feeling.size / 140) ** 0.5 * np.concatenate(
        [[4.0, 3.4], 4.3 - 0.4 * c.random(LARGEST - 2) - 0.8 * np.append(outward, np.ones(LARGEST))[: LARGEST - 2]]
    )
    first = min(float(whole[0]), feeling.size / 2)
    second = float(np.clip((feeling.size - 2 * first - GAP) / 2, 0, whole[1]))
    ends = max(feeling.size - first - second, 0.0) / np.cos(lean)
    span = max(feeling.size - first - float(whole[1]), 0.0) / np.cos(lean)
    # A short drift is a cluster, so that there is room for more than a row.
    rounder = 1 + 0.7 * float(np.clip((90 - feeling.size) / 45, 0, 1))
    at = np.concatenate([[(0, 0), (ends, 0)], places * span * [1, rounder]])
    middle = np.array([feeling.size / 2 - first, np.sin(lean) * ends / 2])
    marks = [(at[0] @ turned - middle, first), (at[1] @ turned - middle, second)]
    # A small drift spreads so fast that what comes out in it must take its time.
    eager = float(np.clip(feeling.size / 34, 0.45, 1.1))
    for k in range(2, count):
        grown = feeling.birth(0.08 + 0.72 * (k - 2) / (LARGEST - 2), 0.14)
        room = min(float(np.hypot(*(at[k] - at[j]))) - whole[j] for j in range(k)) - GAP
        # Where there is no room for one that can be read, there is none.
        radius = float(np.clip(room, 0, whole[k]) * np.clip(eager * (room - 2.36), 0, 1))
        marks.append((at[k] @ turned - middle, radius * grown))
    return marks


def motes(marks: list[Place], feeling: Feeling, chance: Chance) -> tuple[Points, NDArray[np.float64]]:
    """Dots that drift with the marks: their places, from the middle of the drift, and radii; mm. There are none where
    a mark is, and more beside one than in the open."""
    c = chance("motes")
    near, far, round_ = c.integers(0, len(marks), MOTES), c.exponential(1.0, MOTES), c.uniform(0, 2 * np.pi, MOTES)
    born, size = c.uniform(0.1, 0.9, MOTES), c.uniform(0.12, 0.34, MOTES)
    places, radii = np.array([place for place, _ in marks]), np.array([radius for _, radius in marks])
    whole = np.maximum(radii[near], 0.0)
    at = places[near] + (whole + GAP + 1.6 * far)[:, None] * heading(round_)
    gap = (np.hypot(*(at[:, None] - places).transpose(2, 0, 1)) - radii).min(1)
    swelled = size * feeling.births(born, 0.1) * np.clip(2 * (gap - 0.7 * GAP) / GAP, 0, 1)
    swelled *= np.clip(whole - 1.5, 0, 1)
    inside = np.abs(at[:, 0]) + swelled < feeling.size / 2
    kept = inside & (swelled > 0.05)
    return at[kept], swelled[kept]


def _scattered(count: int, c: np.random.Generator) -> tuple[Points, NDArray[np.float64]]:
    """Places along a bow between the ends (0, 0) and (1, 0), broad in one half of it and thin in the other; and how
    far each is from the bow, 0..1 of its breadth there.

    Each is the emptiest of a few (D. Mitchell, "Spectrally optimal sampling for distribution ray tracing", 1991).
    """
    bend, turn, heavy, broad = (
        c.uniform(0.08, 0.16) * c.choice([-1, 1]),
        c.uniform(-0.06, 0.06),
        c.uniform(0.36, 0.64),
        c.uniform(0.21, 0.25),
    )
    places, outward = np.array([(0.0, 0.0), (1.0, 0.0)]), [0.0, 0.0]
    while len(places) < count:
        t, off = c.uniform(0, 1, TRIES), c.uniform(-1, 1, TRIES)
        thick = broad * np.sin(np.pi * t ** (np.log(0.5) / np.log(heavy)))
        bow = bend * np.sin(np.pi * t) + turn * np.sin(2 * np.pi * t)
        p = np.column_stack([t, bow + thick * off])
        gap = np.hypot(*(p[:, None] - places).transpose(2, 0, 1)).min(1)
        best = int(gap.argmax())
        places = np.concatenate([places, p[[best]]])
        outward.append(float(abs(off[best])))
    return places[2:], np.array(outward[2:])
