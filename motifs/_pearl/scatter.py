"""How the marks lie: a loose drift along a line of the body, in knots and with pauses, as they were given one after
the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, heading, normals, resample, smooth, tangents, turned
from markgen.motifs._pearl.kinds import FREE, KINDS, SIDED, named
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]

LINE = np.array([(-130, -26), (-62, 0), (0, 8), (62, 0), (130, -26)])
"""The line that they drift along, mm from its middle: as a chain would hang."""

MOST = 140
"""How far along it they go to either side, mm."""

ASIDE, FLAT = 16.0, 1.8
"""How far to both sides of it they go, mm; how much sooner one comes that lies along it than one as far aside."""

PAIRED = 0.4
"""How likely a mark comes close beside one that is there."""

CLOSE, APART = (1.2, 2.4), (5.5, 12.0)
"""Bare skin between two that are close, and between any others, mm; near the pearl."""

THINS = 0.05
"""How much more of it there is, mm, to each mm further out."""

AIR = 1.0
"""Bare skin between any two, mm, at least."""

PACE = 1.4
"""How much further from the pearl each lies than the one that came before, mm, at least: so they come one by one."""

LATELY, TRIES = 12, 200
"""Each comes beside one of the last so many; one of the nearest to the pearl, of so many places that are tried."""

STRAY = 0.20
"""How far a mark is turned off upright, radians."""

BACK = 0.3
"""Share of those that could go anywhere that look back along the line."""

ALONE = 6.6
"""Size of a mark, mm, until which it is the pearl in the middle alone, which grows no more from then on."""

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
class _Spot:
    """Where a mark lies when it has come. along: how far the scatter has to reach, mm. beside: the number of the mark
    that it came beside. place, radius: mm from the pearl."""

    name: str
    along: float
    beside: int
    place: Points
    radius: float
    turn: float
    flipped: bool


@lru_cache(maxsize=16)
def _page(seed: int, upright: bool) -> tuple[_Spot, ...]:
    """The whole scatter of a seed, along its ground: each beside one that is there already, further out than all."""
    chance = Chance(seed)
    names, some = named(chance("kinds")), chance("scatter")
    bend, tilt = some.choice([1, 1, -1]) * some.uniform(0.3, 1.3), some.uniform(-0.12, 0.12)
    path = resample(turned(smooth(LINE * [1, bend], 200), tilt + (np.pi / 2 if upright else 0.0)), 2 * MOST + 1)
    run = np.arange(-MOST, MOST + 1.0)
    ways, sides = tangents(path), normals(path)

    def on(values: Points, at: Floats) -> Points:
        return np.stack([np.interp(at, run, values[:, k]) for k in (0, 1)], axis=-1)

    spots = [_Spot(names[0], 0.0, 0, np.zeros(2), 0.5 * ALONE, 0.0, False)]
    # How far along the line each is, and how far beside it.
    drift = np.zeros((1, 2))
    middle = on(path, np.zeros(1))
    for name in names[1:]:
        radius, last = 0.5 * KINDS[name].length, spots[-1].along
        beside = some.integers(max(len(spots) - LATELY, 0), len(spots), TRIES)
        paired = some.random(TRIES) < PAIRED
        air = np.where(paired, some.uniform(*CLOSE, TRIES), some.uniform(*APART, TRIES)) + THINS * last
        radii = np.array([spot.radius for spot in spots])
        tried = drift[beside] + heading(some.uniform(0, 2 * np.pi, TRIES)) * (radii[beside] + radius + air)[:, None]
        places = on(path, tried[:, 0]) + tried[:, 1:] * on(sides, tried[:, 0]) - middle
        along = np.hypot(tried[:, 0], FLAT * tried[:, 1])
        whole = np.array([spot.along for spot in spots])[beside] + COMING
        fits = (along >= np.maximum(last + PACE, whole)) & (np.abs(tried) < (MOST, ASIDE)).all(1)
        nearest = np.flatnonzero(fits & _free(places, radius, beside, spots))
        if not len(nearest):
            break
        nearest = nearest[np.argsort(along[nearest])]
        k = nearest[some.integers(1 + len(nearest) // 3)]
        turn, flip = _posed(name, turned(on(ways, tried[k, :1]), -np.pi / 2 * upright)[0], some)
        drift = np.concatenate([drift, tried[k : k + 1]])
        spots.append(_Spot(name, float(along[k]), int(beside[k]), places[k], radius, turn, flip))
    return tuple(spots)


def _free(places: Points, radius: float, beside: NDArray[np.int64], spots: list[_Spot]) -> NDArray[np.bool_]:
    """Whether a mark of some radius, mm, keeps off all others, in each place and on the way there as it comes."""
    there, radii = np.array([spot.place for spot in spots]), np.array([spot.radius for spot in spots])
    free = np.ones(len(places), bool)
    for come in (0.3, 0.65, 1.0):
        at = _come(there[beside], places, radii[beside][:, None], come)
        apart = np.hypot(*(at[:, None] - there).transpose(2, 0, 1)) - radii - radius * come
        # It comes from under the one that it comes beside.
        apart[np.arange(len(places)), beside] += radius * (1 - come)
        free &= apart.min(1) >= AIR
    return free


def _come(start: Points, end: Points, rim: Floats | float, come: float) -> Points:
    """How far a mark has come, from the rim of another to its own place, when that share of it has come."""
    way = end - start
    begins = np.minimum(rim / np.maximum(np.hypot(*way.T)[..., None], 1e-9), 1)
    return np.asarray(start + way * (begins + (1 - begins) * come))


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
    # When there are no more to come, it grows as a whole.
    whole = float(np.ptp(_reach(_lying(page, np.inf, feeling, 1.0)), axis=0).max())
    large = max(feeling.size / whole, 1.0)
    # Nothing comes beside a pearl that has not come itself.
    low, high = 0.0, min(8 * max(feeling.size - ALONE, 0.0), 400.0)
    for _ in range(16):
        half = (low + high) / 2
        longer = float(np.ptp(_reach(_lying(page, half, feeling, large)), axis=0).max()) > feeling.size
        low, high = (low, half) if longer else (half, high)
    made = _lying(page, low, feeling, large)
    every = _reach(made)
    off = (every.min(0) + every.max(0)) / 2
    return tuple(replace(mark, place=mark.place - off) for mark in made)


def _lying(page: tuple[_Spot, ...], reach: float, feeling: Feeling, large: float) -> tuple[Lying, ...]:
    """What has come when the scatter reaches so far from its pearl, mm; all of it so many times as large."""
    sad = max(-feeling.mood.tone.valence, 0.0)
    pearl = 0.5 * min(feeling.size, ALONE) * large
    made = [Lying(page[0].name, np.zeros(2), pearl, 0.0, False, 0)]
    for k, spot in enumerate(page[1:], 1):
        come = (reach - spot.along) / COMING
        if come <= 0.02:
            break
        # One that has only begun to come is still at the rim of the one that it comes beside.
        come = min(come, 1.0)
        other = made[spot.beside]
        place = _come(other.place, other.place + (spot.place - page[spot.beside].place) * large, other.radius, come)
        # Sorrow has them drift as they may.
        turn = spot.turn + sad * float(np.sin(7.0 * k))
        made.append(Lying(spot.name, place, spot.radius * large * come, turn, spot.flipped, k))
    return tuple(made)


def _reach(made: tuple[Lying, ...]) -> Points:
    """Where it all reaches to."""
    at, radii = np.array([m.place for m in made]), np.array([m.radius for m in made])[:, None]
    return np.concatenate([at - radii, at + radii])
