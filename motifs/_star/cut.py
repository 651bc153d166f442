"""What the designs of a star have in common: its arms, cut in halves as a sailor's star is, and its golds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.draw import LAMP, Page, area, grow, star
from markgen.draw.engrave import Stroke, put, strokes
from markgen.draw.plate import Tier
from markgen.values import Points

GOLD = ((0.0, "#fff0b8"), (0.45, "#ffcb3a"), (1.0, "#e8890f"))
"""From a star's middle to its tips."""

GONE = -0.15
"""The lift of moods below which a star has gone out: despair's, but not grief's."""

Facet = tuple[list[Stroke], list[Stroke]]
"""The strokes of its face, and those of its edges."""

BURNT = ((0.0, "#ff8a3c"), (0.09, "#d0481a"), (0.22, "#4a3638"), (1.0, "#2a252a"))
"""The same of one gone out: an ember at its heart."""

BLAZE = ((0.0, "#ffcb3a"), (0.6, "#e8540f"), (1.0, "#b01010"))
"""The same of an angry one."""


def arms(n: int, reach: float, waist: float, turn: float, at: Points) -> list[tuple[Points, Points, Points]]:
    """Of each arm of a star its tip, and the notches before and after it."""
    s = star(n, reach, waist, turn) + at
    return [(s[2 * k], s[2 * k - 1], s[2 * k + 1]) for k in range(n)]


def cut(
    p: Page, n: int, reach: float, waist: float, turn: float = -np.pi / 2, at: Points | None = None, tier: Tier = "bold"
) -> None:
    """A star as cut from metal or leather: a ridge down each arm, and each side of it toned as it lies to the light."""
    at = np.zeros(2) if at is None else at
    plate, shade, rng = p.plate, p.born(0.04, 0.3), p.chance("cut", n, int(1000 * reach), int(1000 * at[0]))
    outline, made = star(n, reach, waist, turn) + at, list[Facet]()
    for tip, before, after in arms(n, reach, waist, turn, at):
        way = (tip - at) / reach
        for notch, side in ((before, 1.0), (after, -1.0)):
            # The face looks aside from the ridge.
            lit = float(np.array([way[1], -way[0]]) @ LAMP) * side
            made.append(facet(p, at, tip, notch, lit, rng, shade, tier))
    lay(p, made)
    gild(p, outline, p.born(0.1), at, reach)
    plate.cover(grow(area(outline), 0.4 * plate.weight(tier), sharp=True))


def gild(p: Page, outline: Points, there: float, at: Points, reach: float) -> None:
    """A star's gold, from its middle to its tips; in despair it has burnt out."""
    burnt = p.plate.feeling.mood.lift <= GONE
    p.plate.wash(outline, BURNT if burnt else GOLD, there, at, reach, burnt)


def facet(
    p: Page, middle: Points, tip: Points, notch: Points, lit: float, rng: np.random.Generator, shade: float, tier: Tier
) -> Facet:
    """One side of an arm: its black, drawn, and the strokes of its face and of its edges, to `lay`.

    lit: -1, turned from the light, to 1, facing it: black that is combed out to the edge, lines that thin from the
    ridge, or bare but for its foot.
    """
    plate, face = p.plate, list[Stroke]()
    bite, *gap = rng.uniform([0.8, 0.25, 0.6], [1.2, 0.45, 0.75])
    long = float(np.hypot(*(tip - middle)))
    many = max(int(0.9 * long / max(0.62 / plate.unit, 2.0 * plate.weight("fine"))), 4)
    t = np.clip((np.arange(many) + 0.5 + rng.uniform(-0.2, 0.2, many)) / many, 0, 0.97)[:, None]
    ridge, edge = middle + (tip - middle) * t, notch + (tip - notch) * t
    if shade > 0.02:
        if lit < -0.2:
            u = np.linspace(0, 1, 16)[:, None]
            deep = (0.45 - 0.35 * lit) * bite * shade * (0.75 + 0.25 * np.sin(np.pi * u))
            spine, rim = middle + (tip - middle) * u, notch + (tip - notch) * u
            wedge = np.concatenate([spine, (spine + (rim - spine) * np.clip(deep, 0, 0.95))[::-1]])
            if p.on_wash == "shade":
                plate.put([area(wedge)], "shade")
            else:
                plate.black(wedge)
            reach, swell = rng.uniform(0.80, 1.0, (many, 1)), [1.8, 1.4, 0.3]
        elif lit < 0.45:
            reach, swell = rng.uniform(0.55, 0.9, (many, 1)) * (0.75 - 0.5 * lit), [1.5, 1.0, 0.1]
        else:
            reach, swell = rng.uniform(0.5, 1.0, (many, 1)) * np.clip(0.34 - 0.5 * t, 0, 1), [1.0, 0.6, 0.1]
        ends = ridge + (edge - ridge) * reach * shade
        lines = ridge[:, None] + (ends - ridge)[:, None] * np.array([[0.0], [0.5], [1.0]])
        face += strokes(plate, lines[np.hypot(*(ends - ridge).T) > 0.004], "fine", swell)
    edges = strokes(plate, [np.linspace(middle, tip, 12)], "fine", [0.8 * shade, 1.2 * shade, 0.6])
    side = np.linspace(notch, tip, 24)
    if lit < 0.45:
        edges += strokes(plate, [side], tier, np.array([0.9, 1.0, 0.85, 0.35]) * (0.75 - 0.3 * lit))
    else:
        # The edge is lost where the light falls on it.
        first, last = (int(23 * share) for share in gap)
        edges += strokes(plate, [side[: first + 1]], tier, [0.7, 0.5, 0.1])
        edges += strokes(plate, [side[last:]], tier, [0.1, 0.45, 0.35])
    return face, edges


def lay(p: Page, facets: Sequence[Facet]) -> None:
    """The strokes of facets, all at once."""
    put(p.plate, [each for face, _ in facets for each in face], p.on_wash)
    put(p.plate, [each for _, edges in facets for each in edges])
