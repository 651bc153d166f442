"""How the marks lie: along a line of the body, with air between them, as they were given one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, length, normals, smooth, tangents, turned
from markgen.motifs._pearl.kinds import FREE, SIDED, named
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]

RADII = 3.0, 4.0
"""Of the marks, mm: each is 6 to 8 mm long."""

LINE = np.array([(-130, -26), (-62, 0), (0, 8), (62, 0), (130, -26)])
"""The line that they lie along, mm from its middle: as a chain would hang."""

KNOTS, GAPS = (7.0, 13.0), (4.0, 14.0)
"""Half as long as each knot of marks along it is, mm, and how far along it from one knot to the next."""

BROAD, ASIDE = (8.0, 13.0), 4.0
"""How far to both sides of its middle a knot reaches, mm, and how far that may lie beside the line."""

BEGINS = 18.0
"""How far along it, mm, to either side of its middle, the first may lie."""

AIR = 1.8, 5.0
"""Bare skin between two marks, mm, at least: little here, much there."""

STRAY = 0.14
"""How far a mark is turned off upright, radians."""

BACK = 0.3
"""Share of those that could go anywhere that look back along the line."""

ALONE = 7.0
"""Size of a mark, mm, until which it is the pearl in the middle alone, which grows no more from then on."""

GROWN = 75.0, 190.0
"""Sizes of a scatter, mm, from which its marks are full-grown, and from which there are no more to come and it grows as
a whole; on a smaller one they are a little smaller."""

COMING = 7.0
"""Over how many mm of the scatter's reach a mark swells in."""

DRIFT = 7.0
"""How far it comes from towards the middle as it does, mm."""


@dataclass(frozen=True, eq=False)
class Lying:
    """A mark as it lies. name: of its kind. place, radius: mm from the middle of the scatter. flipped: left is right;
    turn: radians it is then turned by. number: its own, from the pearl outwards."""

    name: str
    place: Points
    radius: float
    turn: float
    flipped: bool
    number: int


@dataclass(frozen=True, eq=False)
class _Page:
    """Where all lie when all have come: places and radii, mm, and turns, radians."""

    names: tuple[str, ...]
    places: Points
    radii: Floats
    turns: Floats
    flipped: tuple[bool, ...]


@lru_cache(maxsize=16)
def _page(seed: int, upright: bool) -> _Page:
    """The whole scatter of a seed, along its ground. Each mark lies as near to the pearl as those before leave room."""
    chance = Chance(seed)
    names, some = tuple(named(chance("kinds"))), chance("scatter")
    n = len(names)
    radii = some.uniform(*RADII, n)
    radii[0] = 0.5 * ALONE
    bend, tilt = some.choice([1, 1, -1]) * some.uniform(0.3, 1.3), some.uniform(-0.16, 0.16)
    path = turned(smooth(LINE * [1, bend], 200), tilt + (np.pi / 2 if upright else 0.0))
    ways, aside = tangents(path), normals(path)
    run = np.linspace(-0.5, 0.5, 200) * length(path)
    begins, sideways = some.uniform(-BEGINS, BEGINS), some.uniform(-4, 4)
    first = path[100] + ways[100] * begins + aside[100] * sideways
    at, off = _knotted(run, begins, chance("knots"))
    spots = path[at] + aside[at] * off[:, None] - first
    order = np.argsort(np.hypot(*spots.T))
    spots, at = spots[order], at[order]
    places, along = np.zeros((1, 2)), [100]
    for k in range(1, n):
        apart = np.hypot(*(spots[:, None] - places).transpose(2, 0, 1))
        free = (radii[k] + radii[:k, None] + some.uniform(*AIR) < apart.T).all(0)
        if not free.any():
            break
        places, along = np.concatenate([places, spots[free.argmax()][None]]), [*along, int(at[free.argmax()])]
    # They come as they lie, from the pearl outwards.
    order = np.argsort(np.hypot(*places.T), kind="stable")
    posed = [_posed(names[k], turned(ways[along[k]][None], -np.pi / 2 * upright)[0], some) for k in order]
    return _Page(
        tuple(names[k] for k in order),
        places[order],
        radii[order],
        np.array([turn for turn, _ in posed]),
        tuple(flip for _, flip in posed),
    )


def _knotted(run: Floats, begins: float, some: np.random.Generator) -> tuple[NDArray[np.int64], Floats]:
    """Where marks may lie: indices along a line, and mm to its side. They gather in knots, no two as large or as far
    apart. run: mm along the line from its middle. begins: where on it the knot is that has the pearl."""
    half, broad = some.uniform(*np.transpose([KNOTS, BROAD]))
    knots = [(begins, half, broad, 0.0)]
    for way in (1, -1):
        end = half
        for _ in range(5):
            long, broad, beside, gap = some.uniform(*np.transpose([KNOTS, BROAD, (-ASIDE, ASIDE), GAPS]))
            knots.append((begins + way * (end + gap + long), long, broad, beside))
            end += gap + 2 * long
    at, off = some.integers(0, len(run), 2400), some.uniform(-1, 1, 2400) * (BROAD[1] + ASIDE)
    inside = [np.hypot((run[at] - middle) / half, (off - beside) / broad) < 1 for middle, half, broad, beside in knots]
    free = np.any(inside, axis=0)
    return at[free], off[free]


def _posed(name: str, way: Points, some: np.random.Generator) -> tuple[float, bool]:
    """By how many radians a mark is turned, and whether it is flipped: what could go anywhere goes along the line, or
    looks back; what stands leans with it a little."""
    stray, back = some.normal(0, STRAY), some.random() < BACK
    goes = float(np.arctan2(way[1], way[0]))
    if name in FREE:
        return goes + 4 * stray + (np.pi if back else 0.0) * (name != "moth") - FREE[name], False
    if name in SIDED:
        flip = (np.cos(SIDED[name]) < 0) != back
        head, aim = (np.pi - SIDED[name] if flip else SIDED[name]), goes + (np.pi if back else 0.0)
        return float(np.angle(np.exp(1j * (aim - head)))) + stray, bool(flip)
    return stray + 0.5 * goes, some.random() < 0.5


def scatter(feeling: Feeling, chance: Chance, upright: bool = False) -> tuple[Lying, ...]:
    """As many of the marks as there are, mm from the middle of their bounds: it grows from its pearl outwards.

    upright: along the picture's height rather than its width.
    """
    page = _page(chance.seed, upright)
    some, all_ = GROWN
    large = min(feeling.size / some, 1) ** 0.2 * max(feeling.size / all_, 1)
    # Nothing comes beside a pearl that has not come itself.
    low, high = 0.0, min(8 * max(feeling.size - ALONE, 0.0), 300.0)
    for _ in range(16):
        half = (low + high) / 2
        longer = float(np.ptp(_reach(_lying(page, half, large, feeling)), axis=0).max()) > feeling.size
        low, high = (low, half) if longer else (half, high)
    made = _lying(page, low, large, feeling)
    every = _reach(made)
    off = (every.min(0) + every.max(0)) / 2
    return tuple(replace(mark, place=mark.place - off) for mark in made)


def _lying(page: _Page, half: float, large: float, feeling: Feeling) -> tuple[Lying, ...]:
    """What has come when the scatter reaches so far from its pearl, before it is made so `large`."""
    sad = max(-feeling.mood.tone.valence, 0.0)
    pearl = 0.5 * min(feeling.size, ALONE)
    far = np.hypot(*page.places.T)
    come = np.clip((half - far) / COMING, 0, 1)
    radii = page.radii * large * come**0.7
    # As far from the pearl as it leaves room. One that has only begun to come is nearer to it.
    away = np.maximum((far - 0.5 * ALONE - DRIFT * (1 - come)) * large + pearl, pearl + radii)
    places = page.places / np.maximum(far, 1e-6)[:, None] * away[:, None]
    places[0], radii[0], come[0] = 0, pearl, 1
    # Sorrow has them drift as they may.
    turns = page.turns + sad * np.sin(7.0 * np.arange(len(page.turns)))
    return tuple(
        Lying(name, places[k], float(radii[k]), float(turns[k]), page.flipped[k], k)
        for k, name in enumerate(page.names)
        if come[k] > 0.02
    )


def _reach(made: tuple[Lying, ...]) -> Points:
    """Where it all reaches to."""
    at, radii = np.array([m.place for m in made]), np.array([m.radius for m in made])[:, None]
    return np.concatenate([at - radii, at + radii])
