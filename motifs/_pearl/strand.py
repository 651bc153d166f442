"""How the marks hang: side by side on one thread, as on a necklace laid on the skin, with pearls between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, heading, normals, turned
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
    """A mark on the thread. name: of its kind. rings, loops: places and radii of the rings that it hangs by, from the
    thread down. place, radius: of it itself, mm from the middle of the strand. turn: radians it is turned by. number:
    its own, from the middle outwards."""

    name: str
    rings: Points
    loops: Floats
    place: Points
    radius: float
    turn: float
    number: int


@dataclass(frozen=True, eq=False)
class Strand:
    """All of it, mm from the middle of its bounds: marks, the thread, the bows that both its ends are tied in, a stroke
    each, and pearls with their radii."""

    marks: tuple[Hung, ...]
    thread: Points
    bow: tuple[Points, ...]
    pearls: Points
    radii: Floats


@cache
def _parts(name: str) -> Points:
    """All points of a tiny mark, in its radii."""
    if name == PEARL:
        return heading(np.arange(8) * np.pi / 4)
    return np.concatenate([part.points for part in KINDS[name][1] if not part.wash])


EYES = {"cat": (-0.02, -0.70), "moth": (0.0, -0.44), "wave": (0.10, -0.72), "bee": (0.02, -0.58)}
"""Where the eye is that a mark hangs by, for those whose highest point would not hold it."""


@cache
def eye(name: str) -> Points:
    """Where the eye is that a tiny mark hangs by, in its radii: at its highest point, near above its middle."""
    p = _parts(name)
    if name in EYES:
        return np.array(EYES[name])
    near = p[np.abs(p[:, 0] - p[:, 0].mean()) < 0.5]
    return np.asarray(near[near[:, 1].argmin()])


@cache
def _upright(name: str) -> float:
    """The angle a tiny mark is turned by so that its middle hangs below its eye, or nearly."""
    way = _parts(name).mean(0) - eye(name)
    return -float(np.clip(np.arctan2(*way[::-1]) - np.pi / 2, -0.5, 0.5))


@cache
def _breadth(name: str) -> float:
    """How far to the side of its eye a tiny mark reaches as it hangs, in its radii."""
    return float(np.abs(turned(_parts(name) - eye(name), _upright(name))[:, 0]).max())


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
    marks = tuple(replace(m, rings=m.rings - off, place=m.place - off) for m in made.marks)
    return Strand(marks, made.thread - off, tuple(p - off for p in made.bow), made.pearls - off, made.radii)


@dataclass(frozen=True, eq=False)
class _Rope:
    """The whole thread, and all that would hang on it. path, side: its points, mm, and normals there. sizes, at: of
    each mark its radius, and how far along from the middle it hangs, before all is made so `large`. sad: 0..1."""

    names: list[str]
    path: Points
    side: Points
    sizes: Floats
    at: Floats
    large: float
    sad: float

    def index(self, s: float) -> int:
        """The point of the path that is so far along from its middle."""
        return int(np.clip(len(self.path) // 2 + s / STEP, 0, len(self.path) - 1))


def _rope(names: list[str], large: float, feeling: Feeling, chance: Chance) -> _Rope:
    sizes = LEAST + (LARGEST - LEAST) * np.cos(np.pi / 2 * np.arange(MOST) / MOST) ** 1.5
    sizes[1:] *= chance("sizes").uniform(0.86, 1.06, MOST - 1)
    gaps = GAP + chance("gaps").uniform(0, 1.5, MOST)
    sizes[0] = 0.5 * min(feeling.size, ALONE + 0.02 * (feeling.size - ALONE)) / large
    # Odd ones to the right, even ones to the left, each beside the one before it on its side.
    at = np.zeros(MOST)
    for way in (1, -1):
        far, last = 0.0, float(sizes[0])
        for j in range(1 if way > 0 else 2, MOST, 2):
            wide = float(sizes[j]) * _breadth(names[j])
            far, last = far + last + wide + float(gaps[j]), wide
            at[j] = way * far
    sad = max(-feeling.mood.tone.valence, 0.0)
    path = _path(chance("strand"), large, sad)
    return _Rope(names, path, normals(path), sizes, at, large, sad)


def _path(c: np.random.Generator, large: float, sad: float) -> Points:
    """The whole thread as it would lie: slack in the middle, steeper to its ends, where it waves."""
    steep, slack = c.uniform(0.60, 0.78) + 0.12 * sad, c.uniform(30, 42)
    lean = c.uniform(0.05, 0.18) * c.choice([-1, 1])
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
        # The bow's ends hang as well, and take room.
        near = half - abs(s) - 3.0
        there = float(np.clip((near - 3.0) / 3.5, 0, 1)) ** 0.6 * feeling.birth(0.03 + 0.036 * j, 0.12) if j else 1.0
        if there > 0.02:
            marks.append(_hung(rope, j, there, chance("hang", j)))
        if j and near > 0:
            # Pearls between this mark and the one before it on its side: one large among small, or all small.
            before = float(rope.at[j - 2]) if j > 2 else 0.0
            room, way = 0.175 * abs(s - before), chance("row", j)
            size = float(min(0.8 + rope.sizes[j] / LARGEST, room)) * way.uniform(0.8, 1.1)
            row = ROWS[int(way.choice(len(ROWS)))]
            for off, share in row:
                u = (before + s) / 2 + off * size
                pearls.append(rope.path[rope.index(u)])
                radii.append(share * size * float(np.clip((half - abs(u)) / 4, 0, 1)) * rope.large)
    a, b, middle = rope.index(-half), rope.index(half), rope.index(0)
    thread = rope.path[a : b + 1 : 3] if b - a > 6 else rope.path[middle - 1 : middle + 2]
    size = 0.17 * min(half, 30) * rope.large
    bow = (*_bow(thread[0], size, chance("bow")), *_bow(thread[-1], size, chance("bow", 1)))
    return Strand(tuple(marks), thread, bow, np.array(pearls).reshape(-1, 2), np.array(radii))


ROWS = (
    ((0.0, 1.0), (-1.57, 0.55), (1.57, 0.55)),
    ((0.0, 0.62), (-1.26, 0.62), (1.26, 0.62)),
    ((0.0, 1.0),),
    ((-0.7, 0.85), (0.77, 0.6), (1.84, 0.45)),
)
"""Pearls side by side: where each is, and its radius, both in the largest one's radii."""


def _bow(knot: Points, size: float, c: np.random.Generator) -> tuple[Points, ...]:
    """A bow tied in the thread: two loops, one fuller than the other, and two ends that hang."""
    u, made = np.linspace(0, 1, 40), []
    up = -np.pi / 2 - 0.25
    for side, full in zip((-1, 1), c.permutation([1.0, 0.82]), strict=True):
        # Out and back, wider on the way back; each loop sinks a little under its own weight.
        out = up + side * (1.05 + c.uniform(-0.12, 0.12))
        turn = np.sin(2 * np.pi * u) * 0.34 * side
        loop = heading(out + turn) * (full * size * np.sin(np.pi * u) ** 0.85)[:, None]
        made.append(knot + loop + np.array([0, 0.12 * size]) * np.sin(np.pi * u)[:, None] ** 2)
        end = knot + np.column_stack([
            side * size * 0.42 * u + 0.10 * size * np.sin(4.4 * u + side), (1.05 + 0.2 * side) * size * u**1.15
        ])  # fmt: skip
        made.append(end)
    return tuple(made)


def _hung(rope: _Rope, j: int, there: float, c: np.random.Generator) -> Hung:
    """A mark that has swelled in so far: it hangs straight down by its rings, but for a little swing."""
    i, name, r = rope.index(float(rope.at[j])), rope.names[j], float(rope.sizes[j]) * there * rope.large
    # One on a steep thread, or broad at its top, hangs by more rings, so that it is clear of it.
    hole = eye(name)
    x, y = (_parts(name) - hole).T
    broad = bool(((np.abs(x) > 0.6) & (y < 0.3)).any())
    more = int(c.random() < 0.35) + 2 * broad + int(abs(float(rope.side[i, 0])) > 0.5)
    swing = c.normal(0, 0.07) + 0.3 * rope.sad * c.choice([-1, 1])
    down = heading(np.pi / 2 + swing)
    loops = min(0.78 * rope.large * there, 0.15 * r) * np.array([1.0, *[0.8] * more, 0.72])
    # Each goes through the one before it.
    steps = np.concatenate([[0.55 * loops[0]], loops[:-1] + 0.5 * loops[1:]])
    rings = rope.path[i] + np.cumsum(steps)[:, None] * down
    turn = swing + _upright(name)
    place = rings[-1] + 0.5 * loops[-1] * down - turned(hole, turn) * r
    return Hung(name, rings, loops, place, r, turn, j)


def _all(made: Strand) -> Points:
    """Where it all reaches to."""
    at = np.concatenate([np.array([m.place for m in made.marks]), made.pearls])
    radii = np.concatenate([np.array([m.radius for m in made.marks]), made.radii])
    there = radii > 0.05
    reach = radii[there, None]
    return np.concatenate([made.thread, *made.bow, at[there] - reach, at[there] + reach])
