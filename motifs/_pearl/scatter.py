"""How the marks lie: a swarm, thick about a pearl, that draws out along a bow, and looks the way it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, normals, smooth, tangents, turned
from markgen.motifs._pearl.kinds import FREE, SIDED, named
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]

SIZES = (4.3, 8), (3.5, 11), (2.85, 10)
"""Radius of the marks, mm, and how many are of it: each is 6 to 9 mm long."""

BOW = np.array([(-10, -7), (0, 0), (19, 6), (41, 2), (61, -13), (74, -34)])
"""Where the swarm goes, mm from its pearl."""

BROAD = (10.0, 12.5, 11.0, 8.0, 4.5, 2.0)
"""How far to both sides it reaches, at each of those points, mm."""

STRAY = 0.36
"""How far a mark is turned off the way that the swarm goes, radians."""

BACK = 0.16
"""Share of those that could go anywhere that look back at the rest."""

ALONE = 8.0
"""Size of a mark, mm, until which it is the pearl in the middle alone, which hardly grows from then on."""

AIR = 0.05, 0.5
"""Bare skin between two marks about the pearl, mm, at least."""

THINNER = 0.026
"""How much more of it there is for each mm outwards."""

FULL = 100.0
"""Size of a swarm, mm, where all have come: beyond it they are larger, on a smaller one a little smaller."""

COMING = 7.0
"""Over how many mm of the scatter's reach a mark swells in."""

DRIFT = 6.0
"""How far it comes from towards the middle as it does, mm."""

SPECKS = 26
"""Single pricks in the gaps, at most."""


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
class Scatter:
    """All of it, mm from the middle of its bounds: the marks, and single pricks with their radii."""

    marks: tuple[Lying, ...]
    specks: Points
    sizes: Floats


@dataclass(frozen=True, eq=False)
class _Page:
    """Where everything lies when all have come: places, radii, turns, and the places of specks, mm."""

    names: tuple[str, ...]
    places: Points
    radii: Floats
    turns: Floats
    flipped: tuple[bool, ...]
    specks: Points


@lru_cache(maxsize=16)
def _page(seed: int) -> _Page:
    """The whole swarm of a seed. Each mark lies as near to the pearl as the ones before it leave it room."""
    chance = Chance(seed)
    names, some = tuple(named(chance("kinds"))), chance("scatter")
    n = len(names)
    # Large ones keep to the pearl, small ones draw out, but not in rank and file.
    radii = np.repeat([size for size, _ in SIZES], [many for _, many in SIZES])[: n - 1]
    radii = np.concatenate([[0.5 * ALONE], radii[np.argsort(np.arange(n - 1) + some.normal(0, 7, n - 1))]])
    side, rise, tilt = some.choice([-1, 1]), some.choice([1, 1, -1]), some.uniform(-0.14, 0.14)
    bow = turned(smooth(BOW * [1, some.uniform(0.6, 1.25)], 160), tilt) * [side, rise]
    ways, aside = tangents(bow), normals(bow)
    u, off = some.random(1500) ** 0.9, some.uniform(-1, 1, 1500)
    broad = np.interp(u, np.linspace(0, 1, len(BROAD)), BROAD)
    at = (u * 159).astype(int)
    spots = bow[at] + aside[at] * (off * broad)[:, None]
    order = np.argsort(np.hypot(*spots.T))
    spots, at = spots[order], at[order]
    places, along = np.zeros((1, 2)), [0]
    for k in range(1, n):
        apart = np.hypot(*(spots[:, None] - places).transpose(2, 0, 1))
        free = (radii[k] + radii[:k, None] + some.uniform(*AIR) + THINNER * np.hypot(*spots.T) < apart.T).all(0)
        if not free.any():
            break
        places, along = np.concatenate([places, spots[free.argmax()][None]]), [*along, int(at[free.argmax()])]
    # They come as they lie, from the pearl outwards.
    order = np.argsort(np.hypot(*places.T), kind="stable")
    names, places, radii = tuple(names[k] for k in order), places[order], radii[order]
    posed = [_posed(name, ways[along[k]], some) for name, k in zip(names, order, strict=True)]
    # Specks lie in the gaps, well off any mark.
    apart = np.hypot(*(spots[:, None] - places).transpose(2, 0, 1)) - radii
    gaps = spots[(apart.min(1) > 1.0) & (apart.min(1) < 4.0)]
    specks: list[Points] = []
    for spot in gaps[some.permutation(len(gaps))]:
        if all(np.hypot(*(spot - each)) > 4.5 for each in specks) and len(specks) < SPECKS:
            specks.append(spot)
    turns, flipped = np.array([turn for turn, _ in posed]), tuple(flip for _, flip in posed)
    return _Page(names, places, radii, turns, flipped, np.array(specks).reshape(-1, 2))


def _posed(name: str, way: Points, some: np.random.Generator) -> tuple[float, bool]:
    """By how many radians a mark is turned, and whether it is flipped: what could go anywhere goes with the swarm, or
    looks back; what stands leans with it a little."""
    stray, back = some.normal(0, STRAY), some.random() < BACK
    goes = float(np.arctan2(way[1], way[0]))
    if name in FREE:
        return goes + (np.pi if back else 0.0) + stray - FREE[name], False
    if name in SIDED:
        head, flip = SIDED[name], (np.cos(SIDED[name]) * way[0] < 0) != back
        head, aim = (np.pi - head if flip else head), goes + (np.pi if back else 0.0)
        return float(np.angle(np.exp(1j * (aim - head)))) + 0.7 * stray, bool(flip)
    return stray + 0.4 * np.sign(way[0]) * float(np.arcsin(way[1])), some.random() < 0.5


def scatter(feeling: Feeling, chance: Chance) -> Scatter:
    """As much of it as is there: it grows from its middle outwards."""
    page = _page(chance.seed)
    large = feeling.size / FULL if feeling.size > FULL else (feeling.size / FULL) ** 0.35
    low, high = 0.0, 150.0
    for _ in range(16):
        half = (low + high) / 2
        longer = float(np.ptp(_reach(_lying(page, half, large, feeling)), axis=0).max()) > feeling.size
        low, high = (low, half) if longer else (half, high)
    made = _lying(page, low, large, feeling)
    every = _reach(made)
    off = (every.min(0) + every.max(0)) / 2
    return Scatter(tuple(replace(m, place=m.place - off) for m in made.marks), made.specks - off, made.sizes)


def _lying(page: _Page, half: float, large: float, feeling: Feeling) -> Scatter:
    """What has come when the scatter reaches so far to both sides, before it is made so `large`."""
    sad = max(-feeling.mood.tone.valence, 0.0)
    pearl = 0.5 * min(feeling.size, ALONE + 0.01 * max(feeling.size - ALONE, 0))

    def there(p: Points) -> Floats:
        """How far what lies there has swelled in."""
        made: Floats = np.clip((half - np.hypot(*p.T)) / COMING, 0, 1)
        return made

    def laid(p: Points, come: Floats, radii: Floats) -> Points:
        """Where they are on the skin: as far from the pearl as it leaves room. One that has only begun to come is
        nearer to the pearl."""
        far = np.maximum(np.hypot(*p.T), 1e-6)
        away = (far - 0.5 * ALONE - DRIFT * (1 - come)) * large + pearl
        return np.asarray(p / far[:, None] * np.maximum(away, pearl + radii)[:, None])

    come = there(page.places)
    radii = page.radii * large * come**0.7
    places = laid(page.places, come, radii)
    places[0], radii[0], come[0] = 0, pearl, 1
    # Sorrow has them drift as they may.
    turns = page.turns + sad * np.sin(7.0 * np.arange(len(page.turns)))
    marks = tuple(
        Lying(name, places[k], float(radii[k]), float(turns[k]), page.flipped[k], k)
        for k, name in enumerate(page.names)
        if come[k] > 0.02
    )
    come = there(page.specks)
    sizes = come * large * np.where(np.arange(len(come)) % 3, 0.20, 0.30)
    shown = sizes > 0.02
    return Scatter(marks, laid(page.specks, come, sizes)[shown], sizes[shown])


def _reach(made: Scatter) -> Points:
    """Where it all reaches to."""
    at = np.concatenate([np.array([m.place for m in made.marks]), made.specks])
    radii = np.concatenate([np.array([m.radius for m in made.marks]), made.sizes])[:, None]
    return np.concatenate([at - radii, at + radii])
