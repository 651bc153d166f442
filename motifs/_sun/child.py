"""A small child's sun in wax crayon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Chance,
    Noise,
    area,
    disc,
    filled,
    heading,
    length,
    normals,
    outlines,
    paces,
    resample,
    ribbon,
    smooth,
    stroked,
    tangents,
    union,
)
from markgen.draw.paths import Profile
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stroke:
    """One stroke of the crayon: its path in units of half the mark, and the stick's width and pressure, of 1."""

    path: Points
    width: Profile
    pressure: Profile


def child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A small child's sun in wax crayon: a ring that misses its own start, and strokes outwards."""
    rays = RAYS[chance.seed % len(RAYS)](feeling, chance)
    ring = MIDDLES[chance.seed // 2 % len(MIDDLES)](feeling, chance)
    late = _late_rays(feeling, chance)
    inside = _scribble(feeling, chance)
    bones = np.concatenate([s.path for s in (*ring, *rays, *late)])
    low, high = bones.min(0), bones.max(0)
    stick = 0.170 * feeling.size**0.75 * feeling.mood.hand.weight
    unit = (feeling.size - 0.9 * stick) / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * unit
    colours = ("#ff7a0a", "#ea4a08", "#dd3a0c", "#ffa60a")
    orange, deep, red, yellow = (feeling.tint(c) if feeling.style.colour else INK for c in colours)

    def waxed(strokes: list[Stroke], goes: str, wide: float = 1.0, press: float = 0.0, off: float = 0.0) -> Dashes:
        """What all strokes of one stick leave on the skin when they are gone over once."""
        made: Dashes = {}
        for k, s in enumerate(strokes):
            # The paper is the same for all of them; the hand is not.
            path = s.path * unit + normals(s.path) * off * stick
            for width, many in _rubbed(path, s, wide * stick, press, chance("paper"), chance(goes, k)).items():
                made.setdefault(width, []).extend(Outline(p + middle, False) for p in many)
        return made

    def plain(strokes: list[Stroke]) -> list[Outline]:
        """The same as whole tracks, for a style whose hand has no wax."""
        tracks = [(s.path * unit + middle, s.width(np.linspace(0, 1, len(s.path))) * stick) for s in strokes]
        ends = [disc(p[k], w[k] / 2) for p, w in tracks for k in (0, -1)]
        pieces = [area(ribbon(p[k : k + 9], w[k : k + 9])) for p, w in tracks for k in range(0, len(p) - 1, 8)]
        return list(outlines(union([*pieces, *ends])))

    def laid(dashes: Dashes, colour: str, opacity: float) -> list[Shape | None]:
        return [stroked(many, colour, width, opacity) for width, many in sorted(dashes.items())]

    sun = [*rays, *ring]
    if feeling.mood.hand.kind != "crayon":
        tracks = ((inside, yellow), (late, red), (sun, orange))
        return [layer("tracks", "colour", [filled(plain(strokes), colour) for strokes, colour in tracks if strokes])]
    first, fill = waxed(sun, "first"), waxed(inside, "in")
    return [
        layer("scribble", "colour", laid(fill, yellow, 0.94)),
        layer("late rays", "colour", laid(waxed(late, "late"), red, 0.94)),
        layer("sun", "colour", laid(first, orange, 0.94)),
        layer("gone over", "colour", laid(waxed(sun, "second", 0.62, -0.17, 0.16), deep, 0.9)),
        layer("yellow on top", "colour", laid(waxed(sun, "third", 0.5, -0.28, -0.24), yellow, 0.9)),
        # Wax lies on the skin: what light it throws back keeps its orange vivid where skin is as brown as it is.
        layer(
            "shine of wax",
            "glow",
            [*laid(fill, orange, 0.24), *laid(first, orange, 0.26)] if feeling.style.colour else [],
        ),
    ]


Dashes = dict[float, list[Outline]]
"""Lines of wax by their width in mm."""

STRANDS = 12
"""Of wax, that a stick's tip leaves side by side; but no finer than a needle goes."""

SPECK = 5
"""Steps, of 0.8 strands, that a speck of wax is long at most: longer streaks would be a pen's."""


def _rubbed(
    path: Points, stroke: Stroke, stick: float, press: float, paper: np.random.Generator, hand: np.random.Generator
) -> dict[float, list[Points]]:
    """Specks of wax along a path in mm: where the paper's tooth stands high enough for the pressure to reach it.

    stick: width of the stick's tip, mm. press: what this going over presses more than the stroke does, -1..1.
    """
    strand = max(stick / STRANDS, 0.10)
    n = max(int(length(path) / (0.8 * strand)), 8)
    p = resample(path, n)
    u = np.linspace(0, 1, n)
    wide = stroke.width(u) * stick
    rows = max(int(float(wide.max()) / strand), 4)
    v = np.linspace(-1, 1, rows)[:, None] + hand.normal(0, 0.4 / rows, (rows, n))
    tooth, sway = Noise(paper), Noise(hand)
    s = u * length(path)
    along, side = tangents(p), normals(p)
    across = v * wide / 2
    late = hand.normal(0, 0.35 * strand, (rows, n))
    x = p[:, 0] + across * side[:, 0] + late * along[:, 0]
    y = p[:, 1] + across * side[:, 1] + late * along[:, 1]
    # The paper's tooth: hollows as wide as three specks, and a finer fibre; both are the same wherever wax comes twice.
    deep = 0.5 + 0.50 * tooth.fbm(x / (3.4 * strand), y / (3.4 * strand), 2)
    deep += 0.22 * tooth(x / (1.3 * strand) + 40, y / (1.3 * strand))
    # Crumbs on the stick's tip drag furrows and ridges along the stroke.
    deep -= 0.22 * sway(np.broadcast_to(s / (16 * strand), (rows, n)) + 50, across / (1.7 * strand) + 0 * s)
    # Where the hand lands and turns it bears down; in between it is quick, and skips.
    turning = np.abs(np.diff(np.unwrap(np.arctan2(along[:, 1], along[:, 0])), prepend=0.0))
    turning[0] = 0.0
    span = max(int(stick / strand), 2)
    slow = np.convolve(turning, np.ones(span), "same")[:n] / 1.6 + np.exp(-s / stick)
    # The stick's tip is round, its edge crumbles, and so are its ends.
    end = np.clip(1 - np.minimum(s, s[-1] - s) / np.maximum(wide / 2, 1e-9), 0, 1)
    rim = np.clip((np.hypot(v, end) - 0.60) / 0.40, 0, 1.6)
    on = deep < stroke.pressure(u) + press + 0.20 * np.clip(slow, 0, 1) - 0.08 - 0.40 * rim**2
    on[:, [0, -1]] = False
    weight = strand * hand.choice([0.85, 1.15, 1.5], (rows, n), p=[0.35, 0.4, 0.25])
    made: dict[float, list[Points]] = {}
    for k in range(rows):
        turns = np.flatnonzero(np.diff(on[k].astype(np.int8)))
        for start, stop in zip(turns[::2] + 1, turns[1::2] + 1, strict=True):
            for first in range(start, stop, SPECK):
                last = min(first + SPECK, stop) - 1
                run = np.array([[x[k, first], y[k, first]], [x[k, last] + 0.01, y[k, last]]])
                made.setdefault(round(float(weight[k, first]), 3), []).append(run)
    return made


def _uneven(value: float, rng: np.random.Generator, end: float = 1.0) -> Profile:
    """A hand that bears down here and skims there, lands, and lets go on the way out, down to a share `end`."""
    phase = rng.uniform(0, 2 * np.pi, 2)

    def profile(u: Floats) -> Floats:
        sway = 0.12 * np.sin(7 * u + phase[0]) + 0.08 * np.sin(17 * u + phase[1])
        lands = 0.75 + 0.25 * np.clip(np.minimum(u, 1 - u) / 0.04, 0, 1)
        made: Floats = value * (1 + sway) * lands * (1 - (1 - end) * u**2)
        return made

    return profile


def _drawn(path: Points, rng: np.random.Generator, width: float = 1.0, press: float = 0.62, end: float = 1.0) -> Stroke:
    """A path as the child presses it."""
    return Stroke(path, _uneven(width, rng, 1 - (1 - end) * 0.6), _uneven(press, rng, 1 - (1 - end) * 0.35))


RING = 0.44
"""Radius of the child's ring, in half marks."""


def _around(rng: np.random.Generator, turns: float, radius: float = RING, winds: float = 0.0) -> Points:
    """A round line drawn in one go: it wobbles, is not round, and wanders off before it is back."""
    way = 1 if rng.random() < 0.3 else -1
    phase = rng.uniform(0, 2 * np.pi, 3)
    flat, lean = rng.uniform(0.86, 0.97), rng.uniform(-0.7, 0.7)
    s = np.linspace(0, turns, int(240 * turns))
    a = rng.uniform(-2.4, -0.8) + way * 2 * np.pi * s
    # The second time round never finds the first.
    r = 1 + 0.06 * np.sin(2.17 * a + phase[0]) + 0.045 * np.sin(2.83 * a + phase[1]) + 0.02 * np.sin(5.3 * a + phase[2])
    r = r * (1 - winds * (1 - s / turns)) + rng.choice([0.30, -0.24]) * (np.clip(s - turns + 0.30, 0, None) / 0.3) ** 2
    p = heading(a) * (radius * r)[:, None] * [1, flat]
    turned: Points = p @ np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])
    return turned


def _loop(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """A ring drawn twice round in one go, never quite on itself; a stronger feeling bears down more."""
    rng, more = chance("loop"), feeling.birth(0.45, 0.4)
    return [_drawn(_around(rng, rng.uniform(1.8, 2.1), 1.10 * RING, winds=0.36), rng, 0.68 + 0.16 * more, 0.62)]


def _gap(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """A ring that never quite closes."""
    rng = chance("gap")
    return [_drawn(_around(rng, rng.uniform(0.90, 0.95)), rng, 1.1, 0.72)]


def _wound(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """A snail wound outwards from the middle."""
    rng = chance("snail")
    return [_drawn(_around(rng, rng.uniform(2.6, 3.4), winds=0.92), rng, 0.9, 0.66)]


def _face(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """A ring with two eyes and a smile."""
    rng = chance("smile")
    made = [_drawn(_around(rng, 1.06), rng, 1.0, 0.70)]
    there = feeling.birth(0.12, 0.25)
    if there > 0.02:
        x, y = rng.uniform(0.12, 0.17), rng.uniform(-0.15, -0.08)
        for side in (-1, 1):
            eye = np.array([[side * x, y + rng.normal(0, 0.02)], [side * x + rng.normal(0, 0.02), y + 0.09]])
            made.append(_drawn(resample(eye, 20), rng, 0.85 * there, 0.72))
        smile = np.array([[-0.2, 0.07], [-0.11, 0.18], [0.03, 0.21], [0.15, 0.16], [0.21, 0.04]]) + rng.normal(
            0, 0.012, (5, 2)
        )
        made.append(_drawn(smooth(smile, 60) * [1, rng.uniform(0.8, 1.1)], rng, 0.8 * there, 0.70))
    return made


MIDDLES = (_face, _loop, _gap, _wound)


def _steps(chance: Chance, low: int, high: int) -> Floats:
    """Where rays go: all round, as a child steps them out."""
    rng = chance("steps")
    angles = paces(rng, int(rng.integers(low, high)))
    made: Floats = rng.uniform(0, 2 * np.pi) + angles
    return made


def _flick(rng: np.random.Generator, angle: float, start: float, reach: float, grown: float = 1.0) -> Points:
    """One quick stroke outwards: not quite straight, not quite from the middle."""
    out = heading(angle)
    side = np.array([-out[1], out[0]])
    begin = out * start + side * rng.normal(0, 0.02)
    end = begin + heading(angle + rng.normal(0, 0.20)) * reach
    bend = (begin + end) / 2 + side * rng.normal(0, 0.07) * reach
    path = smooth([begin, bend, end], 40)
    made: Points = begin + (path - begin) * grown
    return made


def _straight(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Plain strokes, unequal."""
    made = []
    for k, a in enumerate(_steps(chance, 7, 11)):
        rng = chance("ray", k)
        grown = 0.72 + 0.28 * feeling.birth(0.3 * rng.random(), 0.3)
        path = _flick(rng, a, rng.uniform(0.42, 0.58), rng.uniform(0.24, 0.62), grown)
        made.append(_drawn(path, rng, rng.uniform(0.75, 1.1), 0.66, 0.6))
    return made


def _wavy(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Rays that wriggle."""
    made = []
    for k, a in enumerate(_steps(chance, 6, 9)):
        rng = chance("ray", k)
        line = _flick(rng, a, 0.53, rng.uniform(0.36, 0.52), 0.75 + 0.25 * feeling.birth(0.1, 0.3))
        u = np.linspace(0, 1, len(line))
        made.append(
            _drawn(line + normals(line) * (0.055 * np.sin(2 * np.pi * rng.uniform(1.2, 1.8) * u))[:, None], rng, 0.9)
        )
    return made


def _crown(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """One line up and down all round, as petals of a paper crown."""
    rng = chance("crown")
    n = int(rng.integers(9, 13))
    tall = rng.uniform(0.82, 1.05, n) * (0.86 + 0.14 * feeling.birth(0.1, 0.3))
    a = paces(rng, 2 * n, 0.75) + rng.uniform(0, 6)
    r = np.where(np.arange(2 * n) % 2, np.repeat(tall, 2), rng.uniform(0.54, 0.64, 2 * n))
    knots = heading(a) * r[:, None]
    knots = np.concatenate([knots, knots[:1] * rng.uniform(0.9, 1.06)])
    path = np.concatenate([resample(knots[k : k + 2], 24)[:-1] for k in range(2 * n)])
    return [_drawn(path, rng, 0.85, 0.66)]


def _tents(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Each ray two strokes that meet, or nearly."""
    made = []
    for k, a in enumerate(_steps(chance, 7, 10)):
        rng = chance("ray", k)
        tip = heading(a + rng.normal(0, 0.06)) * rng.uniform(0.78, 1.05)
        for side in (-1, 1):
            foot = heading(a + side * rng.uniform(0.16, 0.24)) * rng.uniform(0.46, 0.56)
            past = tip + (tip - foot) * rng.uniform(-0.08, 0.16)
            made.append(_drawn(smooth([foot, (foot + past) / 2 + rng.normal(0, 0.012, 2), past], 40), rng, 0.8))
    return made


def _loops(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Rays as long loops, out and back, in one line."""
    rng = chance("loops")
    knots = []
    for a in _steps(chance, 8, 11):
        tall = rng.uniform(0.80, 1.0)
        knots += [
            heading(a + d) * r
            for d, r in ((-0.17, 0.52), (-0.11, 0.8 * tall), (0.0, tall), (0.12, 0.8 * tall), (0.19, 0.52))
        ]
    return [_drawn(smooth(np.array(knots), 900), rng, 0.8, 0.66)]


def _dotted(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Strokes with a dab at the end of each."""
    made = []
    for k, a in enumerate(_steps(chance, 8, 11)):
        rng = chance("ray", k)
        path = _flick(rng, a, rng.uniform(0.48, 0.56), rng.uniform(0.16, 0.30))
        made.append(_drawn(path, rng))
        dab = path[-1] * (1 + 0.17 / np.hypot(*path[-1]))
        made.append(_drawn(dab + np.linspace(-0.06, 0.06, 12)[:, None] * heading(rng.uniform(0, 6)), rng, 1.2, 0.85))
    return made


RAYS = (_tents, _wavy, _loops, _straight, _crown, _dotted)


def _late_rays(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Shorter rays that a stronger feeling puts between them, with the redder stick."""
    made = []
    for k, a in enumerate(_steps(chance, 5, 8)):
        rng = chance("late", k)
        grown = feeling.birth(rng.uniform(0.5, 0.8), 0.2)
        if grown > 0.02:
            path = _flick(rng, a + rng.uniform(0.2, 0.5), rng.uniform(0.52, 0.62), rng.uniform(0.20, 0.34), grown)
            made.append(_drawn(path, rng, 0.9 * grown**0.5, 0.62))
    return made


def _scribble(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """The ring scribbled in, to and fro in one loose line, not minding the edge; then again, the other way."""
    made = []
    for k, (born, rows, reach) in enumerate(((0.2, 7, 0.42), (0.75, 6, 0.36))):
        grown, rng = feeling.birth(born, 0.25), chance("scribble", k)
        if grown <= 0.02:
            continue
        y = np.linspace(-0.95, 0.95, rows) + rng.uniform(-0.7, 0.7, rows) / rows
        half = np.sqrt(np.clip(1 - y**2, 0.05, 1)) * rng.uniform(0.72, 1.22, rows)
        zigzag = np.column_stack([half * np.where(np.arange(rows) % 2, 1, -1), y]) * reach
        turn = rng.uniform(-0.9, -0.3) + 0.9 * k
        c, s = np.cos(turn), np.sin(turn)
        path = smooth(zigzag, 60 * rows) @ np.array([[c, s], [-s, c]])
        made.append(_drawn(path, rng, 0.68 * grown**0.5, 0.47 + 0.17 * grown))
    return made
