"""How the marks hang: side by side on one thread, as on a necklace laid on the skin, with pearls between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, heading, normals
from markgen.motifs._pearl.kinds import KINDS, PEARL
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]

MOST = 23
"""Marks on a whole thread, at most."""

LARGEST, LEAST = 8.2, 6.0
"""Radius, mm, of the marks beside the middle; and of the outermost."""

ALONE = 9.0
"""Size of a mark, mm, until which it is the pearl in the middle alone, which hardly grows from then on."""

GAP = 1.3
"""Bare skin between two marks, mm."""

FULL = 100.0
"""Size of a strand, mm, at which all on it is as large as said: on a shorter one it is smaller, by the root."""

STEP = 0.4
"""Between two points of the thread, mm."""

ROPE = 260.0
"""Length of each half of a thread, mm."""


@dataclass(frozen=True, eq=False)
class Hung:
    """A mark on the thread. name: of its kind. ring, loop: place and radius of the ring that it hangs from. place,
    radius: of it itself, mm from the middle of the strand. turn: radians it leans by. number: its own, from the middle
    outwards."""

    name: str
    ring: Points
    loop: float
    place: Points
    radius: float
    turn: float
    number: int


@dataclass(frozen=True, eq=False)
class Strand:
    """All of it, mm from the middle of its bounds: marks, the thread, and pearls with their radii."""

    marks: tuple[Hung, ...]
    thread: Points
    pearls: Points
    radii: Floats


@cache
def _parts(name: str) -> Points:
    """All points of a tiny mark, in its radii."""
    if name == PEARL:
        return heading(np.arange(8) * np.pi / 4)
    return np.concatenate([part.points for part in KINDS[name][1] if not part.wash])


@cache
def top(name: str) -> float:
    """How far above its middle a tiny mark begins, in its radii: it hangs from there."""
    p = _parts(name)
    return float(-p[np.abs(p[:, 0]) < 0.4, 1].min())


def strand(names: list[str], feeling: Feeling, chance: Chance) -> Strand:
    """As much of the strand as is there: it grows from its middle outwards, both ways alike."""
    large = float(np.clip(feeling.size / FULL, 0.16, None)) ** 0.55
    rope = _rope(names, large, feeling, chance)
    low, high = 0.0, ROPE
    for _ in range(14):
        half = (low + high) / 2
        longer = float(np.ptp(_all(_strung(rope, half, feeling, chance)), axis=0).max()) > feeling.size
        low, high = (low, half) if longer else (half, high)
    made = _strung(rope, low, feeling, chance)
    every = _all(made)
    off = (every.min(0) + every.max(0)) / 2
    marks = tuple(replace(m, ring=m.ring - off, place=m.place - off) for m in made.marks)
    return Strand(marks, made.thread - off, made.pearls - off, made.radii)


@dataclass(frozen=True, eq=False)
class _Rope:
    """The whole thread, and all that would hang on it. path, side: its points, mm, and normals there. sizes, at: of
    each mark its radius, and how far along from the middle it hangs, before all is made so `large`."""

    names: list[str]
    path: Points
    side: Points
    sizes: Floats
    at: Floats
    large: float

    def index(self, s: float) -> int:
        """The point of the path that is so far along from its middle."""
        return int(np.clip(len(self.path) // 2 + s / STEP, 0, len(self.path) - 1))


def _rope(names: list[str], large: float, feeling: Feeling, chance: Chance) -> _Rope:
    sizes = LEAST + (LARGEST - LEAST) * np.cos(np.pi / 2 * np.arange(MOST) / MOST) ** 1.5
    sizes[1:] *= chance("sizes").uniform(0.86, 1.04, MOST - 1)
    sizes[0] = 0.5 * min(feeling.size, ALONE + 0.02 * (feeling.size - ALONE)) / large
    # Odd ones to the right, even ones to the left, each beside the one before it on its side.
    at = np.zeros(MOST)
    for way in (1, -1):
        far, last = 0.0, float(sizes[0])
        for j in range(1 if way > 0 else 2, MOST, 2):
            wide = float(sizes[j] * np.abs(_parts(names[j])[:, 0]).max())
            far, last = far + last + wide + GAP, 0.92 * wide
            at[j] = way * far
    path = _path(chance("strand"), large, max(-feeling.mood.tone.valence, 0.0))
    return _Rope(names, path, normals(path), sizes, at, large)


def _path(c: np.random.Generator, large: float, sad: float) -> Points:
    """The whole thread as it would lie: slack in the middle, steeper to its ends, where it waves."""
    steep, slack = c.uniform(0.88, 1.12) + 0.12 * sad, c.uniform(30, 42)
    lean = c.uniform(0.06, 0.26) * c.choice([-1, 1])
    wave, turn = c.uniform(0.1, 0.24), c.uniform(0, 2 * np.pi)
    s = np.arange(-ROPE, ROPE + STEP, STEP)
    way = -steep * np.tanh(s / slack) - lean + wave * np.clip(np.abs(s) / 60 - 0.3, 0, 1) * np.sin(s / 17 + turn)
    # Beyond a necklace's length it swings back, so that a long one lies in garlands.
    way *= np.cos(np.clip(np.abs(s) - 70, 0, None) / 38)
    return np.asarray(np.cumsum(heading(way) * STEP * large, 0))


def _strung(rope: _Rope, half: float, feeling: Feeling, chance: Chance) -> Strand:
    """What hangs on a thread that reaches so far to both sides of its middle, before it is made so large."""
    marks: list[Hung] = []
    pearls: list[Points] = []
    radii: list[float] = []
    for j, s in enumerate(rope.at.tolist()):
        near = half - abs(s)
        there = float(np.clip((near - 3.5) / 7, 0, 1)) ** 0.7 * feeling.birth(0.03 + 0.036 * j, 0.12) if j else 1.0
        if there > 0.02:
            marks.append(_hung(rope, j, there, chance("hang", j)))
        if j and near > 0:
            # Pearls between this mark and the one before it on its side.
            before = float(rope.at[j - 2]) if j > 2 else 0.0
            size = float(min(1.0 + rope.sizes[j] / LARGEST, 0.2 * abs(s - before)))
            for off, r in ((0.0, size), (-1.5 * size - 0.2, 0.5 * size), (1.5 * size + 0.2, 0.5 * size)):
                u = (before + s) / 2 + off
                pearls.append(rope.path[rope.index(u)])
                radii.append(r * float(np.clip((half - abs(u)) / 4, 0, 1)) * rope.large)
    a, b, middle = rope.index(-half), rope.index(half), rope.index(0)
    thread = rope.path[a : b + 1 : 3] if b - a > 6 else rope.path[middle - 1 : middle + 2]
    # Its right end is left to curl.
    way = np.arctan2(*(thread[-1] - thread[-2])[::-1]) + np.linspace(0, -4.6, 26) ** 3 / 21
    steps = 0.035 * min(half, 22) * rope.large * np.linspace(1, 0.45, 26)
    thread = np.concatenate([thread, thread[-1] + np.cumsum(heading(way) * steps[:, None], 0)])
    return Strand(tuple(marks), thread, np.array(pearls).reshape(-1, 2), np.array(radii))


def _hung(rope: _Rope, j: int, there: float, c: np.random.Generator) -> Hung:
    """A mark that has swelled in so far: it hangs down, and away from the thread."""
    i, name, r = rope.index(float(rope.at[j])), rope.names[j], float(rope.sizes[j]) * there * rope.large
    down = -rope.side[i] if rope.side[i, 1] < 0 else rope.side[i]
    hang = 0.72 * down + [0, 0.28]
    hang = hang / np.hypot(*hang)
    loop = min(0.55 * rope.large * there, 0.1 * r)
    ring = rope.path[i] + hang * 0.8 * loop
    lean = float(np.arctan2(hang[0], hang[1])) * 0.75 + c.uniform(-0.1, 0.1)
    return Hung(name, ring, loop, ring + hang * (r * top(name) + loop), r, lean, j)


def _all(made: Strand) -> Points:
    """Where it all reaches to."""
    at = np.concatenate([np.array([m.place for m in made.marks]), made.pearls])
    radii = np.concatenate([np.array([m.radius for m in made.marks]), made.radii])
    there = radii > 0.05
    reach = radii[there, None]
    return np.concatenate([made.thread, at[there] - reach, at[there] + reach])
