"""What the designs of a star have in common: its arms, cut in halves as a sailor's star is, and its golds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Area, Page, contains, star
from markgen.draw.plate import Tier
from markgen.values import Points

Floats = NDArray[np.float64]


GOLD = ((0.0, "#fff0b8"), (0.45, "#ffcb3a"), (1.0, "#e8890f"))
"""From a star's middle to its tips."""

BLAZE = ((0.0, "#ffcb3a"), (0.6, "#e8540f"), (1.0, "#b01010"))
"""The same of an angry one."""

NIGHT = ((0.0, "#6a7fd0"), (1.0, "#22306e"))
"""The sky round a star."""


def arms(n: int, reach: float, waist: float, turn: float, at: Points) -> list[tuple[Points, Points, Points]]:
    """Of each arm of a star its tip, and the notches before and after it."""
    s = star(n, reach, waist, turn) + at
    return [(s[2 * k], s[2 * k - 1], s[2 * k + 1]) for k in range(n)]


def cut(
    p: Page, n: int, reach: float, waist: float, turn: float = -np.pi / 2, at: Points | None = None, tier: Tier = "mid"
) -> None:
    """A star with a ridge down each arm, one side of it black and the other gold; the black grows from the middle."""
    at = np.zeros(2) if at is None else at
    plate, shade = p.plate, p.born(0.06, 0.3)
    for tip, before, after in arms(n, reach, waist, turn, at):
        dark, lit = (after, before)[:: p.side]
        if shade > 0.02:
            plate.black(np.array([at, at + (tip - at) * shade, at + (dark - at) * shade]))
        plate.line(np.array([at, tip]), "fine", shade)
        for k, share in enumerate((0.3, 0.55, 0.8)):
            start = at + (lit - at) * share
            end = start + (tip - start) * (0.62, 0.42, 0.30)[k]
            plate.line(np.linspace(start, end, 6), "fine", 1.2 * p.born(0.45 + 0.08 * k), 0.9)
    outline = star(n, reach, waist, turn) + at
    plate.wash(outline, GOLD, p.born(0.1), at, reach)
    plate.figure(outline, tier)


def spark(p: Page, at: Points, reach: float, points: int = 4) -> None:
    """A small black star with hollow sides."""
    if reach > 0.012:
        p.plate.black(star(points, reach, 0.24 * reach) + at)


def within(path: Points, a: Area) -> list[Points]:
    """The runs of a path that lie in an area."""
    use = contains(a, path)
    runs = np.split(np.arange(len(path)), np.flatnonzero(use[1:] != use[:-1]) + 1)
    return [path[run] for run in runs if use[run[0]] and len(run) > 2]


def even(tone: float) -> Callable[[Points], Floats]:
    """One tone all over, to shade with."""
    return lambda p: np.full(len(p), tone)
