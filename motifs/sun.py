"""A child's crayon sun, a radiant engraved sun, or the sun put out by the moon.

The child's is a loop that overshoots its own start and a few quick strokes outwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, filled, heading, smooth, wax
from markgen.draw.paths import Profile
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

FORMS = {"eclipse": "The sun put out: a black disc, a hair of light, and the corona in bare skin."}

INK = "#14110f"


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The sun as this feeling sees it."""
    return _child(ground, feeling, chance)


# The child's sun


@dataclass(frozen=True, eq=False)
class Stroke:
    """One stroke of the crayon: its path in mm, widths and pressures along it."""

    path: Points
    width: Profile
    pressure: Profile


def _child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A small child's sun in wax crayon."""
    unit = feeling.size / 2
    stick = 0.2 * feeling.size**0.62 * feeling.mood.hand.weight
    grain = max(0.12 * stick, 0.13)
    orange, dark, yellow = (feeling.tint(c) for c in ("#f66a04", "#c93806", "#ffa006"))
    loop, rays, late = (
        _loop(chance) * unit,
        _rays(feeling, chance, unit, stick),
        _late_rays(feeling, chance, unit, stick),
    )
    scribble = _scribble(feeling, chance, unit, stick)
    firm = _level(0.64)
    again = feeling.birth(0.42, 0.3)

    def put(strokes: list[Stroke], paint: str, opacity: float = 0.92) -> Shape | None:
        """All strokes of one stick, as one shape."""
        marks: list[Outline] = []
        for s in strokes:
            marks += wax(s.path, s.width, chance("paper"), s.pressure, grain)
        return filled([Outline(o.points + ground.centre) for o in marks], paint, opacity)

    return [
        layer("scribble", "colour", [put(scribble, yellow)]),
        layer("rays", "colour", [put(late, dark), put(rays, orange)]),
        layer(
            "circle",
            "colour",
            [
                put([Stroke(loop, _level(stick), firm)], orange),
                put([Stroke(loop[len(loop) * 9 // 10 :], _level(0.9 * stick), _level(0.56))], dark),
                put([Stroke(_loop(chance, 1) * unit, _level(0.9 * stick * again), _level(0.5 * again))], dark),
            ],
        ),
    ]


def _level(value: float) -> Profile:
    """The same all along, but for where the hand lands and lifts."""

    def profile(u: Floats) -> Floats:
        made: Floats = value * (0.72 + 0.28 * np.clip(np.minimum(u, 1 - u) / 0.02, 0, 1))
        return made

    return profile


def _flick(value: float, end: float) -> Profile:
    """Pressed where the stroke begins and let go on the way out, down to a share `end`."""

    def profile(u: Floats) -> Floats:
        made: Floats = value * (0.8 + 0.2 * np.clip(u / 0.12, 0, 1)) * (1 - (1 - end) * u**2.2)
        return made

    return profile


def _loop(chance: Chance, turn: int = 0) -> Points:
    """A ring drawn in one go, in units of half the mark: it wobbles, misses its start, and runs on past it."""
    rng = chance("loop")
    way = 1 if rng.random() < 0.3 else -1
    over = rng.uniform(0.06, 0.11)
    begin = -np.pi / 2 + rng.uniform(-0.7, 0.7)
    phase = rng.uniform(0, 2 * np.pi, 3)
    flat, lean = rng.uniform(0.86, 0.97), rng.uniform(-0.4, 0.4)
    drift = rng.uniform(0.22, 0.30) * (1 if rng.random() < 0.6 else -0.8)
    if turn:
        rng = chance("loop", turn)
        begin += rng.uniform(0.6, 2.4)
        phase = phase + rng.uniform(-0.7, 0.7, 3)
        drift = -drift
    s = np.linspace(0, 1 + over, 300)
    a = begin + way * 2 * np.pi * s
    r = 1 + 0.035 * np.sin(2 * a + phase[0]) + 0.028 * np.sin(3 * a + phase[1]) + 0.016 * np.sin(5 * a + phase[2])
    r = r + drift * (np.clip(s - 0.72, 0, None) / 0.38) ** 2
    p = heading(a) * (0.385 * r)[:, None] * [1, flat]
    c, d = np.cos(lean), np.sin(lean)
    turned: Points = p @ np.array([[c, d], [-d, c]])
    return turned


def _ray(rng: np.random.Generator, angle: float, start: float, reach: float) -> Points:
    """One quick stroke outwards: not quite straight, not quite from the middle."""
    out = heading(angle)
    side = np.array([-out[1], out[0]])
    begin = out * start + side * rng.normal(0, 0.012)
    end = begin + heading(angle + rng.normal(0, 0.11)) * reach
    bend = side * rng.normal(0, 0.05) * reach + out * reach * rng.uniform(0.4, 0.6)
    return smooth([begin, begin + bend, end], 30)


def _rays(feeling: Feeling, chance: Chance, unit: float, stick: float) -> list[Stroke]:
    """The first rays: there from the start, unequal, unevenly set."""
    rng = chance("rays")
    n = int(rng.integers(7, 11))
    angles = np.cumsum(rng.uniform(0.72, 1.28, n))
    angles = rng.uniform(0, 2 * np.pi) + 2 * np.pi * angles / angles[-1]
    out = []
    for k, a in enumerate(angles):
        each = chance("ray", k)
        start, reach = each.uniform(0.42, 0.50), each.uniform(0.22, 0.50)
        reach = max(0.99 - start, 0.1) if k == n // 2 else reach
        path = _ray(each, a, start, reach)
        out.append(Stroke(path * unit, _flick(stick * each.uniform(0.8, 1.05), 0.45), _flick(0.66, 0.7)))
    return out


def _late_rays(feeling: Feeling, chance: Chance, unit: float, stick: float) -> list[Stroke]:
    """Rays that a stronger feeling puts between the first, with the darker stick."""
    rng = chance("late rays")
    n = int(rng.integers(9, 14))
    angles = rng.uniform(0, 2 * np.pi) + 2 * np.pi * (np.arange(n) + rng.uniform(-0.3, 0.3, n)) / n
    born = rng.permutation(np.linspace(0.2, 0.7, n))
    out = []
    for k, a in enumerate(angles):
        each = chance("late ray", k)
        grown = feeling.birth(float(born[k]), 0.2)
        path = _ray(each, a, each.uniform(0.45, 0.56), each.uniform(0.16, 0.36))
        if grown > 0.02:
            path = path[0] + (path - path[0]) * grown
            out.append(Stroke(path * unit, _flick(stick * 0.85 * grown**0.5, 0.4), _flick(0.62, 0.7)))
    return out


def _scribble(feeling: Feeling, chance: Chance, unit: float, stick: float) -> list[Stroke]:
    """The disc filled in: one line to and fro, not minding the edge."""
    rng = chance("scribble")
    grown = feeling.birth(0.22, 0.4)
    if grown <= 0.02:
        return []
    turn = rng.uniform(-0.9, -0.3)
    rows = 17
    y = np.linspace(-0.95, 0.95, rows)
    half = np.sqrt(1 - y**2) * rng.uniform(0.84, 1.06, rows)
    x = half * np.where(np.arange(rows) % 2, 1, -1)
    zigzag = np.column_stack([x, y + rng.normal(0, 0.012, rows)]) * 0.36
    path = smooth(zigzag, 60 * rows)
    c, d = np.cos(turn), np.sin(turn)
    path = path @ np.array([[c, d], [-d, c]])
    return [Stroke(path * unit, _level(0.95 * stick), _level(0.2 + 0.42 * grown))]
