"""A small child's sun in wax crayon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Chance,
    arc,
    area,
    disc,
    filled,
    heading,
    length,
    mix,
    paces,
    resample,
    ribbon,
    smooth,
    turned,
    union,
    wax,
)
from markgen.draw.paths import Profile
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stroke:
    """One stroke of the crayon: its path in units of half the mark, and the stick's width and pressure, of 1."""

    path: Points
    width: Profile
    pressure: Profile


def _times(profile: Profile, by: float) -> Profile:
    return lambda u: profile(u) * by


def _plus(profile: Profile, more: float) -> Profile:
    return lambda u: profile(u) + more


def child(ground: Ground, feeling: Feeling, chance: Chance, dark: bool = False) -> list[Layer]:
    """A small child's sun in wax crayon: a ring that misses its own start, and strokes outwards.

    dark: the moon is before it, scribbled black.
    """
    rays = RAYS[chance.seed % len(RAYS)](feeling, chance)
    ring = MIDDLES[chance.seed // 2 % len(MIDDLES)](feeling, chance)
    inside = _scribbles(feeling, chance, dark)
    bones = np.concatenate([s.path for s in (*ring, *rays)])
    low, high = bones.min(0), bones.max(0)
    stick = STICK * feeling.size**0.75 * feeling.mood.hand.weight
    unit = (feeling.size - 0.9 * stick) / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * unit
    orange, deep, yellow = _sticks(feeling, dark)
    fills = (INK, INK, INK) if dark else (yellow, yellow, mix(orange, yellow, 0.35))

    def waxed(strokes: list[Stroke], wide: float = 1.0, press: float = 0.0) -> list[Outline]:
        """What all strokes of one stick leave on the skin when they are gone over once."""
        made: list[Outline] = []
        for s in strokes:
            path = s.path * unit
            laid = wax(
                resample(path, max(int(length(path) / (0.2 * stick)), 8)),
                _times(s.width, wide * stick),
                # The paper is the same for all of them; the hand is not.
                chance("paper"),
                _plus(s.pressure, press),
                max(TOOTH * stick, 0.0095 * feeling.size, min(HEALED, 0.30 * stick)),
                FURROW,
            )
            made += [Outline(o.points + middle) for o in laid]
        return made

    def tracks(strokes: list[Stroke]) -> list[Outline]:
        """The same whole, in pieces, as a line that crosses itself has no plain inside."""
        made = []
        for s in strokes:
            p, w = s.path * unit + middle, s.width(np.linspace(0, 1, len(s.path))) * stick
            made += [ribbon(p[k : k + 9], w[k : k + 9]) for k in range(0, len(p) - 1, 8)]
            made += [p[k] + arc(w[k] / 2, n=16) for k in (0, -1)]
        return [Outline(each) for each in made]

    sun = [*rays, *ring]
    if feeling.mood.hand.kind != "crayon":
        # Between its strokes a fill that is not wax would look for forms.
        filling = [filled(disc(middle, 0.9 * RING * unit), fills[0])] if inside else []
        return [layer("tracks", "colour", [*filling, filled(union(area(o.points) for o in tracks(sun)), orange)])]
    # Later a yellow stick comes between the rays.
    more = 0.0 if dark else feeling.birth(0.5, 0.3)
    between = waxed(_between(rays, chance), more**0.5) if more > 0.05 else []
    scribbles = [filled(waxed([s]), fill, 0.96) for s, fill in zip(inside, fills, strict=False)]
    lapped = [filled(waxed([late]), deep, 0.8, tracks([*rays, early])) for early, late in map(_halves, ring)]
    return [
        layer("scribble", "colour", [filled(between, yellow, 0.96), *scribbles]),
        layer("sun", "colour", [filled(waxed(sun), orange)]),
        layer("twice", "colour", lapped),
    ]


STICK = 0.15
"""Width of the crayon, mm, on a mark of 1 mm."""

WAXES = ("#ff9400", "#ff7c00", "#ffc400")
"""The child's crayon, what it is where it lies on itself, and the other one. Skin reddens and dulls them."""


def _sticks(feeling: Feeling, dark: bool) -> tuple[str, str, str]:
    """The colours of `WAXES` in a feeling's hand: a stick of wax has its own, whatever the feeling."""
    orange, deep, yellow = (mix(c, feeling.tint(c), 0.35) if feeling.style.colour else INK for c in WAXES)
    if dark and feeling.style.colour and feeling.mood.chroma > 0:
        # However dark the feeling, most of the light's warmth is left.
        orange, deep = mix("#ff9000", orange, 0.35), mix("#fb5a00", deep, 0.35)
    return orange, deep, yellow


def _halves(ring: Stroke) -> tuple[Stroke, Stroke]:
    """The first half of a stroke that goes round and round, and the second, that comes to lie on it."""
    n = int(0.52 * len(ring.path))
    share = n / len(ring.path)
    return (
        Stroke(ring.path[:n], lambda u: ring.width(share * u), ring.pressure),
        Stroke(ring.path[n:], lambda u: ring.width(share + (1 - share) * u), ring.pressure),
    )


def _between(rays: list[Stroke], chance: Chance) -> list[Stroke]:
    """Short pulls of another crayon wherever the child left room between two rays."""
    a = np.sort([np.arctan2(*(ray.path[len(ray.path) // 2])[::-1]) for ray in rays])
    made = []
    for k, gap in enumerate(np.diff(np.append(a, a[0] + 2 * np.pi))):
        if 0.40 < gap < 2:
            rng = chance("between", k)
            path = _flick(rng, a[k] + gap * rng.uniform(0.42, 0.58), 0.66, rng.uniform(0.30, 0.46))
            made.append(_pulled(path, rng, rng.uniform(0.6, 0.8), 0.66))
    return made


TOOTH = 0.10
"""Of the paper, in widths of the stick."""

HEALED = 0.44
"""The finest grain that is still to be seen in skin, mm."""

FURROW = 0.25
"""How deep crumbs score a stroke along its length."""


def _uneven(value: float, rng: np.random.Generator, end: float = 1.0, much: float = 1.0) -> Profile:
    """A hand that bears down here and skims there, lands, and lets go on the way out, down to a share `end`."""
    phase = rng.uniform(0, 2 * np.pi, 2)

    def profile(u: Floats) -> Floats:
        sway = much * (0.12 * np.sin(7 * u + phase[0]) + 0.08 * np.sin(17 * u + phase[1]))
        lands = 0.75 + 0.25 * np.clip(np.minimum(u, 1 - u) / 0.04, 0, 1)
        made: Floats = value * (1 + sway) * lands * (1 - (1 - end) * u**2)
        return made

    return profile


def _pulled(path: Points, rng: np.random.Generator, width: float, press: float) -> Stroke:
    """A path drawn in one quick pull: it lands hard and broad, and trails off."""
    sway = _uneven(1.0, rng)
    trail = rng.uniform(0.15, 0.45)

    def width_at(u: Floats) -> Floats:
        made: Floats = width * sway(u) * (1.05 - (1.05 - trail) * u**3)
        return made

    def press_at(u: Floats) -> Floats:
        made: Floats = press * (0.7 + 0.3 * sway(u)) * (1.14 - 0.42 * u**2)
        return made

    return Stroke(path, width_at, press_at)


def _drawn(path: Points, rng: np.random.Generator, width: float = 1.0, press: float = 0.74, end: float = 1.0) -> Stroke:
    """A path as the child presses it."""
    width_at = _uneven(width, rng, 1 - (1 - end) * 0.6)
    return Stroke(path, width_at, _uneven(press, rng, 1 - (1 - end) * 0.35, 0.35))


RING = 0.46
"""Radius of the child's ring, in half marks."""


def _around(rng: np.random.Generator, turns: float, radius: float = RING, winds: float = 0.0) -> Points:
    """A round line drawn in one go: it wobbles, is not round, and wanders off before it is back."""
    way = 1 if rng.random() < 0.3 else -1
    phase = rng.uniform(0, 2 * np.pi, 3)
    flat, lean = rng.uniform(0.84, 0.95), rng.uniform(-0.7, 0.7)
    s = np.linspace(0, turns, int(240 * turns))
    a = rng.uniform(-2.4, -0.8) + way * 2 * np.pi * s
    # The second time round never finds the first.
    r = (
        1
        + 0.055 * np.sin(1.63 * a + phase[0])
        + 0.045 * np.sin(2.83 * a + phase[1])
        + 0.016 * np.sin(5.3 * a + phase[2])
    )
    r = r * (1 - winds * (1 - s / turns)) + rng.choice([0.12, -0.12]) * (np.clip(s - turns + 0.15, 0, None) / 0.15) ** 2
    p = heading(a) * (radius * r)[:, None] * [1, flat]
    p = p + heading(rng.uniform(0, 2 * np.pi)) * (0.20 * radius * np.clip(s / turns * 2 - 0.6, 0, 1) ** 2)[:, None]
    return turned(p, lean)


def _loop(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """A ring in two goes: once round and past its start, and again, farther out, for most of the way."""
    rng = chance("loop")
    turns = (rng.uniform(1.1, 1.25), rng.uniform(0.55, 0.75))
    return [
        _drawn(_around(rng, turn, size * RING, 0.06), rng, 0.66, 0.66, 0.7)
        for turn, size in zip(turns, (1.0, 1.14), strict=True)
    ]


def _closed(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """A ring gone round nearly twice, which never finds itself again, and is left open."""
    rng = chance("past")
    return [_drawn(_around(rng, rng.uniform(1.70, 1.92), 1.10 * RING, 0.10), rng, 0.86, 0.58, 0.7)]


def _wound(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """A snail wound outwards from the middle."""
    rng = chance("snail")
    return [_drawn(_around(rng, rng.uniform(2.4, 2.9), winds=0.90), rng, 0.66, 0.68)]


MIDDLES = (_closed, _loop, _closed, _wound)
"""How the child goes round; the seed says which."""


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
    end = begin + heading(angle + rng.normal(0, 0.16)) * reach
    bend = (begin + end) / 2 + side * rng.normal(0, 0.04) * reach
    path = smooth([begin, bend, end], 40)
    made: Points = begin + (path - begin) * grown
    return made


def _straight(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Single pulls outwards, long and short as they come; one begins inside the ring, and goes over it."""
    made = []
    for k, a in enumerate(_steps(chance, 8, 12)):
        rng = chance("ray", k)
        grown = 0.72 + 0.28 * feeling.birth(0.3 * rng.random(), 0.3)
        start, reach = rng.uniform(0.62, 0.70), float(np.clip(0.56 * np.exp(rng.normal(0, 0.35)), 0.36, 1.0))
        if k == 2:
            start, reach = 0.34, reach + 0.45
        made.append(_pulled(_flick(rng, a, start, reach, grown), rng, rng.uniform(0.72, 0.95), rng.uniform(0.56, 0.64)))
    return made


def _double(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Each ray a stroke out and back, without lifting the stick."""
    made = []
    for k, a in enumerate(_steps(chance, 9, 12)):
        rng = chance("ray", k)
        grown = 0.74 + 0.26 * feeling.birth(0.3 * rng.random(), 0.3)
        out = _flick(rng, a, rng.uniform(0.56, 0.62), rng.uniform(0.34, 0.66), grown)
        aside = np.array([-np.sin(a), np.cos(a)]) * rng.choice([-1, 1]) * rng.uniform(0.05, 0.09)
        back = out[-1] + (out[0] - out[-1]) * np.linspace(0, rng.uniform(0.5, 0.95), 30)[:, None]
        made.append(_drawn(np.concatenate([out, (back + aside * np.linspace(0, 1, 30)[:, None])[1:]]), rng, 0.46, 0.70))
    return made


def _crown(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """One line up and down all round, as petals of a paper crown."""
    rng = chance("crown")
    n = int(rng.integers(9, 13))
    tall = rng.uniform(0.82, 1.05, n) * (0.86 + 0.14 * feeling.birth(0.1, 0.3))
    a = paces(rng, 2 * n, 0.75) + rng.uniform(0, 6)
    r = np.where(np.arange(2 * n) % 2, np.repeat(tall, 2), rng.uniform(0.56, 0.66, 2 * n))
    knots = heading(a) * r[:, None]
    knots = np.concatenate([knots, knots[:1] * rng.uniform(0.9, 1.06)])
    path = np.concatenate([resample(knots[k : k + 2], 24)[:-1] for k in range(2 * n)])
    return [_drawn(path, rng, 0.58, 0.70)]


def _tents(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Each ray two strokes that meet, or nearly."""
    made = []
    for k, a in enumerate(_steps(chance, 7, 10)):
        rng = chance("ray", k)
        tip = heading(a + rng.normal(0, 0.06)) * rng.uniform(0.92, 1.25)
        for side in (-1, 1):
            foot = heading(a + side * rng.uniform(0.20, 0.28)) * rng.uniform(0.54, 0.62)
            past = tip + (tip - foot) * rng.uniform(-0.08, 0.16)
            made.append(_drawn(smooth([foot, (foot + past) / 2 + rng.normal(0, 0.012, 2), past], 40), rng, 0.5, 0.70))
    return made


RAYS = (_straight, _double, _tents, _straight, _crown)
"""How the child draws rays; the seed says which."""


def _scribbles(feeling: Feeling, chance: Chance, dark: bool) -> list[Stroke]:
    """The ring filled in, in one line to and fro at the slant of the wrist, past the ring here and short of it there,
    so that skin is left between; a strong feeling goes over it again at other slants.

    dark: all of it from the first, until it is black.
    """
    made = []
    slant = np.radians(chance("slant").uniform(-62, -38))
    births = (-0.3, -0.2, -0.1) if dark else (0.5, 0.62, 0.74)
    for k, born in enumerate(births):
        grown, rng = feeling.birth(born, 0.25), chance("scribble", k)
        if grown <= 0.02:
            continue
        n = 15 if dark else (9, 9, 8)[k]
        across = np.linspace(-0.94, 0.94, n) + rng.uniform(-0.3, 0.3, n) / n
        half = np.sqrt(np.clip(1 - across**2, 0.05, 1)) * rng.uniform(0.82, 1.26, n)
        ends = np.column_stack([half * np.where(np.arange(n) % 2, 1, -1), across]) * RING
        path = turned(smooth(ends, 50 * n), slant + rng.normal(0, 0.06) + (0.9 if dark else 0.4) * k) + rng.normal(
            0, 0.02, 2
        )
        press = (0.66, 0.50, 0.50)[k] + 0.24 * grown if dark else (0.62, 0.54, 0.52)[k]
        made.append(_drawn(path, rng, (0.52, 0.50, 0.40)[k] * (1.4 if dark else 1) * grown**0.5, press, 0.8))
    return made
