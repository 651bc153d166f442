"""A scatter of tiny marks, each from another admirer: dots, rings, drops, moons, no two alike."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from markgen.draw import Chance, circle, curve, dots, filled, polyline, radial, smooth, stroke, stroked, taper
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

MARKS = 13
"""So many at full intensity; the first is there from the start, in the middle."""

INK = "#1d1a20"


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """See the module's first line."""
    places = _scatter(chance)
    each = min(8.0, feeling.size)
    line = max(feeling.line("fine") * 1.6, 0.22)
    strokes: list[Shape | None] = []
    colours: list[Shape | None] = []
    sheen: list[Shape | None] = []
    room = max(feeling.size - each, 0.0) / 2
    order = [int(i) for i in chance("kinds").permutation(len(KINDS))]
    for k, place in enumerate(places):
        born = 0.0 if k == 0 else 0.10 + 0.84 * (k / MARKS) ** 0.9
        swell = feeling.birth(born, 0.14) if k else 1.0
        if swell <= 0:
            continue
        centre = ground.centre + place * room
        c = chance("mark", k)
        size = (each if k == 0 else min(each, 0.30 * room)) * c.uniform(0.78, 1.0) * swell
        if size < 0.4:
            continue
        color = feeling.mood.palette[1 + int(c.integers(0, 3))]
        turn = c.uniform(-0.5, 0.5)
        spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])

        def at(p: Points, o: Points = centre, r: float = size / 2, m: Points = spin) -> Points:
            return np.asarray(np.asarray(p, float) @ m.T * r + o)

        kind = KINDS[order[k % len(KINDS)]]
        outlines, filled_in = kind(at, size / 2, c)
        paint = radial(
            centre - 0.15 * size, size * 0.75, (0, feeling.mood.palette[4], 0.9), (0.55, color, 0.75), (1, color, 0.9)
        )
        colours += [filled(filled_in, paint)]
        strokes.append(stroked(outlines, INK, line * (0.5 + 0.5 * swell)))
        sheen.append(filled(dots(at(np.array([[-0.25, -0.3]])), 0.09 * size), "#ffffff", 0.8 * swell))
    made = (
        layer("pearls", "colour", colours),
        layer("lines", "line", strokes),
        layer("sheen", "shimmer", sheen),
    )
    return [one for one in made if one.shapes]


def _scatter(chance: Chance) -> Points:
    """Places within the unit disc: a loose drift that thins outwards, none on another's skin."""
    c = chance("scatter")
    turn, bend = c.uniform(0, 2 * np.pi), c.uniform(-0.8, 0.8)
    kept = [np.zeros(2)]
    for _ in range(4000):
        r, a = c.random() ** 0.6, c.uniform(0, 2 * np.pi)
        p = np.array([r * np.cos(a), 0.62 * r * np.sin(a) + bend * 0.35 * (r * np.cos(a)) ** 2])
        if np.hypot(*p) <= 1 and min(float(np.hypot(*(p - q))) for q in kept) > 0.33:
            kept.append(p)
        if len(kept) == MARKS:
            break
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return np.asarray(np.array(kept) @ spin.T)


At = Callable[[Points], Points]
Kind = Callable[[At, float, np.random.Generator], tuple[list[Outline], list[Outline]]]


def _pearl(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    centre = at(np.zeros((1, 2)))[0]
    return [circle(centre, 0.9 * r)], [circle(centre, 0.9 * r)]


def _ring(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    centre = at(np.zeros((1, 2)))[0]
    return [circle(centre, 0.9 * r), circle(centre, 0.45 * r)], [circle(centre, 0.3 * r)]


def _drop(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    a = np.linspace(0, 2 * np.pi, 26, endpoint=False)
    shape = curve(at(np.column_stack([0.62 * np.sin(a) * np.sin(a / 2) ** 1.2, -0.95 * np.cos(a)])))
    return [shape], [shape]


def _moon(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    a = np.linspace(0.75, 2 * np.pi - 0.75, 22)
    outer = np.column_stack([np.cos(a), np.sin(a)]) * 0.92
    b = np.linspace(2 * np.pi - 1.02, 1.02, 18)
    inner = np.column_stack([0.36 + 0.72 * np.cos(b), 0.78 * np.sin(b)])
    shape = polyline(at(np.concatenate([outer, inner])))
    return [shape], [shape]


def _star(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    a = -np.pi / 2 + np.arange(10) * np.pi / 5
    shape = polyline(at(np.column_stack([np.cos(a), np.sin(a)]) * np.where(np.arange(10) % 2, 0.42, 0.98)[:, None]))
    return [shape], [shape]


def _heart(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    t = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    x = 16 * np.sin(t) ** 3
    y = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
    shape = polyline(at(np.column_stack([x, y]) / 17.5))
    return [shape], [shape]


def _leaf(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    s = np.linspace(0, 1, 14)
    side = 0.42 * np.sin(np.pi * s) ** 0.8
    edge = np.concatenate([np.column_stack([side, 1.8 * s - 0.9]), np.column_stack([-side, 1.8 * s - 0.9])[::-1]])
    vein = Outline(at(np.array([[0, -0.85], [0.03, 0], [0, 0.98]])), closed=False)
    shape = polyline(at(edge))
    return [shape, vein], [shape]


def _spiral(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    t = np.linspace(0, 1, 60)
    a = 4.6 * np.pi * t
    line = at(np.column_stack([np.cos(a), np.sin(a)]) * (0.92 * (1 - t) ** 0.9 + 0.04)[:, None])
    return [Outline(line, closed=False)], []


def _wave(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    x = np.linspace(-0.95, 0.95, 40)
    rows = [Outline(at(np.column_stack([x, y + 0.16 * np.sin(5.5 * x + y * 3)])), closed=False) for y in (-0.4, 0, 0.4)]
    return rows, []


def _flower(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    a = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    shape = curve(at(np.column_stack([np.cos(a), np.sin(a)]) * (0.68 + 0.26 * np.cos(5 * a))[:, None]))
    return [shape, circle(at(np.zeros((1, 2)))[0], 0.22 * r)], [shape]


def _bar(at: At, r: float, c: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    return [], [stroke(at(smooth([(-0.9, 0.5), (-0.2, -0.4), (0.25, 0.3), (0.9, -0.5)], 30)), taper(0.34 * r))]


KINDS: tuple[Kind, ...] = (_pearl, _ring, _drop, _moon, _star, _heart, _leaf, _spiral, _wave, _flower, _bar)
