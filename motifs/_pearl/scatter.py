"""How the marks lie: scattered, with skin between them, from a pearl in the middle outwards along the collarbone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance
from markgen.motifs._pearl.kinds import named
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]

LARGEST, LEAST = 4.5, 3.3
"""Radius of the marks, mm: each is 6 to 9 mm long."""

ALONE = 8.0
"""Size of a mark, mm, until which it is the pearl in the middle alone, which hardly grows from then on."""

AIR = 1.4, 3.2
"""Bare skin between two marks in the middle, mm, at least."""

THINNER = 0.055
"""How much more of it there is for each mm outwards."""

FLAT = 0.40
"""Height of the scatter, of its length."""

FULL = 125.0
"""Size of a scatter, mm, where all have come: beyond it they are larger, on a smaller one a little smaller."""

COMING = 7.0
"""Over how many mm of the scatter's reach a mark swells in."""

DRIFT = 6.0
"""How far it comes from towards the middle as it does, mm."""

SPECKS = 26
"""Single pricks in the gaps, at most."""


@dataclass(frozen=True, eq=False)
class Lying:
    """A mark as it lies. name: of its kind. place, radius: mm from the middle of the scatter. turn: radians it is
    turned by. number: its own, from the middle outwards."""

    name: str
    place: Points
    radius: float
    turn: float
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
    specks: Points
    lean: float
    bow: float


@lru_cache(maxsize=16)
def _page(seed: int) -> _Page:
    """The whole scatter of a seed. Each mark lies as near to the middle as the ones before it leave it room."""
    chance = Chance(seed)
    names, some = tuple(named(chance("kinds"))), chance("scatter")
    n = len(names)
    radii = some.permutation(np.linspace(LEAST, LARGEST, n))
    radii[0] = 0.5 * ALONE
    lean, bow = some.uniform(0.06, 0.2) * some.choice([-1, 1]), some.uniform(0.0020, 0.0034)
    spots = some.uniform(-1, 1, (1300, 2)) * [90, 90 * FLAT]
    spots = spots[np.argsort(np.hypot(spots[:, 0], spots[:, 1] / FLAT))]
    places = np.zeros((1, 2))
    for k in range(1, n):
        apart = np.hypot(*(spots[:, None] - places).transpose(2, 0, 1))
        free = (radii[k] + radii[:k, None] + some.uniform(*AIR) + THINNER * np.hypot(*spots.T) < apart.T).all(0)
        places = np.concatenate([places, spots[free.argmax()][None]])
    # Specks lie in the gaps, well off any mark.
    apart = np.hypot(*(spots[:, None] - places).transpose(2, 0, 1)) - radii
    gaps = spots[(apart.min(1) > 1.3) & (apart.min(1) < 3.0)]
    specks: list[Points] = []
    for spot in gaps[some.permutation(len(gaps))]:
        if all(np.hypot(*(spot - each)) > 6.0 for each in specks) and len(specks) < SPECKS:
            specks.append(spot)
    return _Page(names, places, radii, some.normal(0, 0.15, n), np.array(specks).reshape(-1, 2), lean, bow)


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
        made: Floats = np.clip((half - np.hypot(p[:, 0], p[:, 1] / FLAT)) / COMING, 0, 1)
        return made

    def laid(p: Points, come: Floats, radii: Floats) -> Points:
        """Where they are on the skin: as far from the pearl as it leaves room, in a shallow bow that leans. One that
        has only begun to come is nearer to the pearl."""
        far = np.maximum(np.hypot(*p.T), 1e-6)
        away = (far - 0.5 * ALONE - DRIFT * (1 - come)) * large + pearl
        x, y = (p / far[:, None] * np.maximum(away, pearl + radii)[:, None]).T
        return np.column_stack([x, y + page.lean * x - page.bow / large * x**2])

    come = there(page.places)
    radii = page.radii * large * come**0.7
    places = laid(page.places, come, radii)
    places[0], radii[0], come[0] = 0, pearl, 1
    turns = page.turns * (1 + 2.5 * sad)
    marks = tuple(
        Lying(name, places[k], float(radii[k]), float(turns[k]), k)
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
