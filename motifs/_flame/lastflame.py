"""The last of a fire: a few thin torn tongues that lean the way its smoke goes, and become it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from markgen.draw import Chance, filled
from markgen.motifs._flame.brush import Bundle, along, families
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import ALONG, FLICK, STEM, Split, Tongue, spine, split
from markgen.values import Layer, Linear, Outline, Shape, layer

COATS = (
    (1.12, 1.0, 0.38, 0.22),
    (0.96, 0.98, 0.46, 0.5),
    (0.84, 0.88, 0.54, 0.75),
    (0.70, 0.76, 0.62, 0.85),
    (0.62, 0.70, 0.70, 0.95),
    (0.50, 0.62, 0.79, 1.0),
    (0.34, 0.52, 0.88, 1.0),
)
"""Coats: share of a tongue's width, how far along it they have gone out, heat, opacity."""

TONGUES = (
    (0.05, 1.0, 0.115, 1),
    (-0.42, 0.62, 0.13, 2),
    (0.46, 0.5, 0.14, 0),
    (0.2, 0.7, 0.10, 3),
    (-0.85, 0.3, 0.17, 0),
    (0.9, 0.26, 0.17, 2),
)
"""Tongues: where they stand, -1 to 1 across the fire; how high, of the highest; how broad, of their length; and how far
in front."""

ROOT = 16.0
"""mm above the heart of a fire where its tongues begin: between the ends of its logs."""


def low_flame(high: float, wide: float, lean: float, look: Look, q: np.random.Generator) -> list[Tongue]:
    """Tongues about 0, 0, the longest `high` mm, over `wide` mm to either side, that lean by so many radians."""
    out: list[Tongue] = []
    for k, (x, tall, broad, front) in enumerate(TONGUES):
        reach = high * tall * q.uniform(0.88, 1.12)
        side = -float(np.sign(x)) if abs(x) > 0.15 else float(q.choice([-1.0, 1.0]))
        swing = np.radians(q.uniform(30, 46)) * side * np.sin(2 * np.pi * (0.95 * ALONG + 0.06)) * look.sway
        turn = lean * (0.4 + ALONG) + 0.5 * x * (1 - 1.7 * ALONG) + swing + np.radians(q.uniform(30, 70)) * side * FLICK
        start = np.array([x * wide, 0.16 * wide * abs(x) + q.uniform(-0.05, 0.05) * high - ROOT])
        key = 6000 + 10 * k
        t = Tongue(
            spine(start, turn, reach), turn, broad * reach * look.slim * STEM, front, key, ALONG, 0, 1.0, side, key
        )
        first = Split(
            q.uniform(0.2, 0.32), -side, q.uniform(20, 32), q.uniform(40, 80), q.uniform(0.42, 0.6), 0.14, 0.1
        )
        again = Split(
            q.uniform(0.42, 0.56), side, q.uniform(18, 28), q.uniform(40, 80), q.uniform(0.3, 0.42), 0.13, 0.1
        )
        out += [t, split(t, first, key + 1, 1, 1.0, 0.4)]
        if tall > 0.5:
            out.append(split(t, again, key + 2, 1, 1.0, 0.4))
    return sorted(out, key=lambda t: t.order)


def lingering(
    fire: Sequence[Tongue],
    look: Look,
    chance: Chance,
    put: Callable[[Outline], Outline],
    paint: Callable[[Linear], Linear],
) -> Layer:
    """Tongues that are hot and clear at the root, dull red above, and smoke at their tips; in black, strokes alone."""
    if look.bare:
        strokes = [o for members in families(fire) for o in (*_edges(members), *_flow(members, 9, 2.4, chance))]
        return layer("flame", "line", [filled([put(o) for o in strokes], look.ink)])
    shapes: list[Shape | None] = []
    alive = 1 - 0.4 * look.dead
    for members in families(fire):
        phases = chance("coats", members[0].key)
        bundle = Bundle.of(members)
        for share, far, heat, opacity in COATS:
            tint, cold, solid = look.fire(heat), look.fire(0.82 * heat), opacity * alive
            stops = [
                (0.0, tint, 0.5 * solid),
                (0.1 * far, tint, solid),
                (0.5 * far, tint, solid),
                (0.78 * far, cold, 0.7 * solid),
                (far, look.smoke, 0.0),
            ]
            drawn = bundle.coat(share, min(far + 0.04, 1), phases.random(len(members)), 0.07)
            shapes.append(filled([put(o) for o in drawn], paint(along(members[0], stops))))
        dark = look.fire(0.3)
        shaded = paint(along(members[0], [(0, dark, 0.55), (0.5, dark, 0.8), (1.0, look.smoke, 0.5)]))
        shapes.append(filled([put(o) for o in _flow(members, 2, 1.0, chance)], shaded))
    return layer("flame", "colour", shapes)


def _flow(members: Sequence[Tongue], each: int, thick: float, chance: Chance) -> list[Outline]:
    """Hair strokes along tongues, so many on each, the most at their lee edges."""
    n = each * len(members)
    r = chance("flow", members[0].key).random((4, n))
    lie = np.where(r[0] < 0.4, -1, 1) * (1 - 0.65 * r[1] ** 2)
    start = 0.1 + 0.4 * r[2]
    wide = thick * (0.3 + 0.35 * r[1])
    return Bundle.of(members).repeated(each).strokes(start, start + 0.12 + 0.16 * r[3], lie, wide)


def _edges(members: Sequence[Tongue]) -> list[Outline]:
    """Both edges of tongues, in strokes that run into one another."""
    start, lie = (each.ravel() for each in np.meshgrid([0.06, 0.24, 0.42, 0.6, 0.78], [-1.0, 1.0]))
    n, many = len(members), len(start)
    start, lie = np.tile(start, n), np.tile(lie, n)
    thick = np.where(lie > 0, 3.4, 2.4)
    return Bundle.of(members).repeated(many).strokes(start, np.minimum(start + 0.26, 1.0), lie, thick)
