"""How the marks lie: along a line of the body, with air between them, as they were given one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, normals, resample, smooth, tangents, turned
from markgen.motifs._pearl.kinds import FREE, KINDS, SIDED, named
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]

LINE = np.array([(-130, -26), (-62, 0), (0, 8), (62, 0), (130, -26)])
"""The line that they lie along, mm from its middle: as a chain would hang."""

MOST = 140
"""How far along it they go to either side, mm."""

BEGINS = 14.0
"""How far along it, mm, to either side of its middle, the first may lie."""

PAIRED = 0.65, 0.35
"""How likely a mark comes close beside the one before: where that came alone, and where that is one of two already."""

CLOSE, APART = (1.0, 2.0), (2.4, 5.6)
"""Bare skin between two that are close, and between any others, mm; at the middle of the line."""

THINS = 0.025
"""How much more of it there is, mm, to each mm further out."""

ASIDE = 9.0
"""How far to both sides of the line they drift, mm."""

AIR = 1.0
"""Bare skin between any two, mm, at least."""

PACE = 1.4, 4.0
"""How much further from the pearl each lies than the one that came before, and the second than the first, mm, at
least: so they come one by one."""

LEAN = 0.15
"""How far two that are close lean towards each other, radians."""

STRAY = 0.10
"""How far a mark is turned off upright, radians."""

BACK = 0.3
"""Share of those that could go anywhere that look back along the line."""

ALONE = 6.6
"""Size of a mark, mm, until which it is the pearl in the middle alone, which grows no more from then on."""

GROWN = 75.0, 190.0
"""Sizes of a scatter, mm, from which its marks are full-grown, and from which there are no more to come and it grows as
a whole; on a smaller one they are a little smaller."""

COMING = 7.0
"""Over how many mm of the scatter's reach a mark swells in."""


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
    """Where all lie when all have come: places and radii, mm, and turns, radians. starts: how far from the pearl each
    is when it begins to come, mm: just past the one before it."""

    names: tuple[str, ...]
    places: Points
    starts: Floats
    radii: Floats
    turns: Floats
    flipped: tuple[bool, ...]


@lru_cache(maxsize=16)
def _page(seed: int, upright: bool) -> _Page:
    """The whole scatter of a seed, along its ground: one by one, now on this side of the pearl, now on that."""
    chance = Chance(seed)
    names, some = named(chance("kinds")), chance("scatter")
    bend, tilt = some.choice([1, 1, -1]) * some.uniform(0.3, 1.3), some.uniform(-0.12, 0.12)
    path = resample(turned(smooth(LINE * [1, bend], 200), tilt + (np.pi / 2 if upright else 0.0)), 2 * MOST + 1)
    begins = some.uniform(-BEGINS, BEGINS)
    run = np.arange(-MOST, MOST + 1.0)
    ways, sides = tangents(path), normals(path)

    def on(values: Points, at: float) -> Points:
        return np.array([np.interp(at, run, values[:, k]) for k in (0, 1)])

    first = on(path, begins)
    places, starts, radii, turns, flips = [np.zeros(2)], [0.0], [0.5 * ALONE], [0.0], [False]
    # Of both ends: how far along and aside, who is there, and how likely the next one comes close to them.
    ends = {way: (begins, 0.0, 0, some.random()) for way in (1, -1)}
    for name in names[1:]:
        way = min(ends, key=lambda w: abs(ends[w][0] - begins) + some.random())
        at, beside, last, likely = ends[way]
        close = some.random() < likely
        radius = 0.5 * KINDS[name].length
        air = some.uniform(*CLOSE) if close else some.uniform(*APART) + THINS * abs(at - begins)
        far = radii[last] + radius + air
        off = -np.copysign(some.uniform(0.35, 0.95), beside) * far if close else some.uniform(-ASIDE, ASIDE) - beside
        off = float(np.clip(off, -ASIDE - 1.5 - beside, ASIDE + 1.5 - beside))
        beside, at = beside + off, at + way * float(np.sqrt(max(far**2 - off**2, 1.0)))
        while abs(at) <= MOST:
            place = on(path, at) + beside * on(sides, at) - first
            apart = np.hypot(*(np.array(places) - place).T) - radii - radius
            if apart.min() >= AIR and np.hypot(*place) >= np.hypot(*places[-1]) + PACE[len(places) == 2]:
                break
            at += 0.5 * way
        else:
            break
        turn, flip = _posed(name, turned(on(ways, at)[None], -np.pi / 2 * upright)[0], some)
        if close and last:
            across = turned((place - places[last])[None], -np.pi / 2 * upright)[0]
            lean = LEAN * across[0] / far
            turns[last] += lean
            turn -= lean
        ends[way] = at, beside, len(places), PAIRED[close]
        starts.append(float(min(np.hypot(*place), np.hypot(*places[last]) + radii[last])))
        places, radii = [*places, place], [*radii, radius]
        turns, flips = [*turns, turn], [*flips, flip]
    spread = np.array(places), np.array(starts), np.array(radii), np.array(turns)
    return _Page(tuple(names[: len(places)]), *spread, tuple(flips))


def _posed(name: str, way: Points, some: np.random.Generator) -> tuple[float, bool]:
    """By how many radians a mark is turned, and whether it is flipped: what could go anywhere goes along the line, or
    looks back; what stands leans with it a little."""
    stray, back = some.normal(0, STRAY), some.random() < BACK
    goes = float(np.arctan2(way[1], way[0]))
    if name in FREE:
        return goes + 3 * stray + np.pi * back - FREE[name], False
    if name in SIDED:
        flip = (np.cos(SIDED[name]) < 0) != back
        head, aim = (np.pi - SIDED[name] if flip else SIDED[name]), goes + np.pi * back
        return float(np.angle(np.exp(1j * (aim - head)))) + stray, bool(flip)
    return stray + 0.4 * goes, some.random() < 0.5


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
    radii = page.radii * large * come
    # One that has only begun to come is nearer to the pearl.
    away = (page.starts + (far - page.starts) * come - 0.5 * ALONE) * large + pearl
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
