"""A scatter of tiny marks, each from another admirer: heart, key, moon, bee, bolt, no two alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from markgen.draw import Chance, curve, dots, filled, polyline, stroked
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

FILLS = {"none", "black", "dots", "wax"}
"""Styles that these marks are drawn in as they are: in black alone, or filled in by a child."""

INK = "#141116"
LARGEST = 16
"""Marks of a whole scatter, at most; seeds have a few fewer."""
GAP = 1.1
"""Bare skin between two marks, mm, at least: less would close up with age."""


@dataclass(frozen=True)
class Part:
    """A piece of a tiny mark within the circle of radius 1: a line, or with `solid` what it encloses."""

    points: Points
    closed: bool = False
    sharp: bool = False
    solid: bool = False


def line(*points: tuple[float, float]) -> Part:
    """A smooth line through points."""
    return Part(np.array(points))


def bent(*points: tuple[float, float], closed: bool = False, solid: bool = False) -> Part:
    """Straight lines from point to point."""
    return Part(np.array(points), closed, True, solid)


def loop(*points: tuple[float, float], solid: bool = False) -> Part:
    """A smooth closed line through points."""
    return Part(np.array(points), True, False, solid)


def ring(x: float, y: float, r: float, ry: float = 0.0, solid: bool = False) -> Part:
    """A circle, or an upright ellipse."""
    a = np.arange(10) * np.pi / 5
    return Part(np.column_stack([x + r * np.cos(a), y + (ry or r) * np.sin(a)]), True, False, solid)


def polar(radii: ArrayLike, turns: ArrayLike, sharp: bool, closed: bool = True, solid: bool = False) -> Part:
    """A line through points given by radius and angle in turns, clockwise from the top."""
    a = 2 * np.pi * np.asarray(turns) - np.pi / 2
    return Part(np.column_stack([np.cos(a), np.sin(a)]) * np.asarray(radii)[..., None], closed, sharp, solid)


def rays(n: int, inner: float, outer: float) -> tuple[Part, ...]:
    """Straight rays round a middle."""
    return tuple(polar([inner, outer], [i / n, i / n], True, False) for i in range(n))


_COIL = np.linspace(0, 1, 22)

KINDS: dict[str, tuple[str, tuple[Part, ...]]] = {
    "heart": ("#d8203c", (
        loop((0, 0.86), (-0.58, 0.28), (-0.90, -0.26), (-0.62, -0.74), (-0.2, -0.66), (0, -0.36), (0.2, -0.66),
             (0.62, -0.74), (0.90, -0.26), (0.58, 0.28), solid=True),
    )),
    "star": ("#f2b51d", (polar(np.tile([0.98, 0.42], 5), np.arange(10) / 10, True),)),
    "moon": ("#f0c84a", (
        loop((0.30, -0.92), (-0.42, -0.78), (-0.86, -0.16), (-0.72, 0.52), (-0.16, 0.92), (0.52, 0.80), (0.80, 0.50),
             (0.22, 0.48), (-0.16, 0.08), (-0.10, -0.48), solid=True),
        ring(0.52, -0.36, 0.10, solid=True),
    )),
    "sun": ("#f59a1b", (ring(0, 0, 0.40, solid=True), *rays(8, 0.62, 0.98))),
    "leaf": ("#3f9a4a", (
        loop((-0.62, 0.62), (-0.72, -0.02), (-0.24, -0.60), (0.82, -0.84), (0.62, 0.14), (0.06, 0.62)),
        line((-0.95, 0.95), (-0.30, 0.30), (0.36, -0.38)),
    )),
    "drop": ("#3a8fd6", (
        loop((0, -0.98), (0.28, -0.38), (0.58, 0.14), (0.52, 0.64), (0, 0.92), (-0.52, 0.64), (-0.58, 0.14),
             (-0.28, -0.38)),
        line((0.28, 0.18), (0.26, 0.42), (0.06, 0.58)),
    )),
    "key": ("#d9a52c", (
        ring(0, -0.56, 0.40),
        bent((0, -0.16), (0, 0.95)),
        bent((0, 0.90), (0.40, 0.90)),
        bent((0, 0.52), (0.30, 0.52)),
    )),
    "anchor": ("#2f5f9e", (
        ring(0, -0.74, 0.20),
        bent((0, -0.54), (0, 0.90)),
        bent((-0.38, -0.28), (0.38, -0.28)),
        line((-0.78, 0.22), (-0.50, 0.74), (0, 0.92), (0.50, 0.74), (0.78, 0.22)),
    )),
    "spiral": ("#8a42cc", (polar(0.98 * (1 - _COIL) ** 0.85 + 0.03, 2.4 * _COIL, False, False),)),
    "flower": ("#ee6fa0", (
        polar(0.66 + 0.30 * np.cos(np.arange(20) * np.pi / 2), np.arange(20) / 20, False),
        ring(0, 0, 0.20, solid=True),
    )),
    "bolt": ("#f5c01e", (
        bent((0.30, -0.98), (-0.58, 0.16), (-0.06, 0.16), (-0.30, 0.98), (0.60, -0.24), (0.06, -0.24), closed=True,
             solid=True),
    )),
    "wave": ("#2b8fc4", tuple(
        line(*[(x, y + 0.20 * float(np.sin(3.3 * x))) for x in np.linspace(-0.94, 0.94, 9).tolist()])
        for y in (-0.48, 0.0, 0.48)
    )),
    "feather": ("#4aa6a0", (
        loop((-0.5, 0.5), (-0.58, -0.1), (-0.08, -0.66), (0.80, -0.94), (0.62, -0.08), (0.12, 0.42)),
        line((-0.95, 0.95), (-0.2, 0.2), (0.44, -0.50)),
        bent((-0.16, 0.14), (-0.14, -0.28)),
        bent((0.1, -0.12), (0.52, -0.14)),
    )),
    "arrow": ("#b5453a", (
        bent((-0.88, 0.88), (0.84, -0.84)),
        bent((0.18, -0.88), (0.88, -0.88), (0.88, -0.18)),
        bent((-0.94, 0.42), (-0.48, 0.48), (-0.42, 0.94)),
    )),
    "bee": ("#f2b51d", (
        ring(0, 0.26, 0.42, 0.66),
        bent((-0.38, 0.10), (0.38, 0.10)),
        bent((-0.38, 0.46), (0.38, 0.46)),
        loop((-0.20, -0.20), (-0.92, -0.14), (-0.80, -0.76), (-0.36, -0.66)),
        loop((0.20, -0.20), (0.92, -0.14), (0.80, -0.76), (0.36, -0.66)),
    )),
    "planet": ("#8a5ad0", (
        ring(0, 0, 0.52, solid=True),
        line((-0.52, 0.12), (-0.95, 0.44), (-0.78, 0.56), (0, 0.28), (0.78, -0.34), (0.92, -0.60), (0.42, -0.44)),
    )),
    "fish": ("#f07f3c", (
        loop((-0.95, 0), (-0.40, -0.46), (0.26, -0.28), (0.62, 0), (0.26, 0.28), (-0.40, 0.46)),
        bent((0.56, 0), (0.95, -0.42), (0.95, 0.42), closed=True, solid=True),
        ring(-0.48, -0.08, 0.10, solid=True),
    )),
    "note": ("#7a3fb0", (
        ring(-0.42, 0.66, 0.32, 0.26, solid=True),
        bent((-0.14, 0.62), (-0.14, -0.92)),
        line((-0.14, -0.90), (0.30, -0.54), (0.44, -0.06), (0.26, 0.22)),
    )),
    "house": ("#d8604a", (
        bent((-0.92, 0.02), (0, -0.86), (0.92, 0.02)),
        bent((-0.62, -0.1), (-0.62, 0.84), (0.62, 0.84), (0.62, -0.1)),
        bent((-0.16, 0.80), (-0.16, 0.30), (0.16, 0.30), (0.16, 0.80), closed=True, solid=True),
    )),
    "cherries": ("#c81e3a", (
        ring(-0.48, 0.56, 0.36, solid=True),
        ring(0.50, 0.48, 0.36, solid=True),
        line((-0.46, 0.24), (-0.22, -0.40), (0.34, -0.92), (0.46, -0.30), (0.50, 0.14)),
    )),
    "snow": ("#7ab8e6", (*rays(6, 0.0, 0.98), polar(np.tile([0.40, 0.40], 6), np.arange(12) / 12, True))),
}  # fmt: skip
"""Every tiny mark by name, with the colour it has in nature."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """See the module's first line."""
    mood = feeling.mood
    sad = max(-mood.tone.valence, 0.0)
    plain = mood.chroma == 0
    solid = sad < 0.3 and feeling.style.fill != "none"
    weight = 0.155 * mood.hand.weight * float(np.clip(feeling.style.mid / 0.45, 0.8, 1.35))
    names = [list(KINDS)[i] for i in chance("kinds").permutation(len(KINDS))]
    lines: dict[float, list[Outline]] = {}
    fills: dict[str, list[Outline]] = {}
    solids: list[Outline] = []
    for k, (centre, radius) in enumerate(_laid(feeling, chance)):
        if radius < 0.2:
            continue
        r = chance("mark", k)
        turn = r.uniform(-0.30, 0.30) + 0.5 * sad * r.choice([-1, 1])
        spun = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        wide = round(float(np.clip(weight * radius, 0.16, 0.90)), 2)
        wobble = 0.07 * mood.hand.wobble + 0.05 * sad
        # Filled in a little beside its line, as a child would.
        aside = r.normal(0, 0.16 * mood.hand.wobble, 2) * radius
        color, parts = KINDS[names[k]]
        for part in parts:
            p = (part.points + r.normal(0, wobble, part.points.shape)) @ spun * (radius - wide / 2)
            p += ground.centre + centre
            path = polyline if part.sharp else curve
            # Sorrow leaves its outlines open, and its marks hollow.
            lines.setdefault(wide, []).append(path(p, part.closed and sad < 0.3))
            if part.solid and plain and solid:
                solids.append(path(p))
            elif part.closed and not plain:
                fills.setdefault(feeling.tint(color), []).append(path(p + aside))
        if sad > 0.3:
            fall = np.column_stack([r.normal(0, 0.45, 5), 0.92 + r.exponential(0.28, 5)]) * radius
            solids += dots(ground.centre + centre + fall, 0.05 * radius)
    return [
        layer("fills", "colour", [filled(many, tone, 0.9 - 0.5 * min(sad, 1)) for tone, many in sorted(fills.items())]),
        layer("solids", "line", [filled(solids, INK)]),
        layer("lines", "line", [stroked(many, INK, wide) for wide, many in sorted(lines.items())]),
    ]


def _laid(feeling: Feeling, chance: Chance) -> list[tuple[Points, float]]:
    """Where each mark is, from the middle of the scatter, and its radius now; mm.

    The first two are the scatter's ends, so that it is as long as it says; the rest come out between them.
    """
    c = chance("scatter")
    places, count = _scatter(c), int(c.integers(11, LARGEST + 1))
    lean = c.uniform(0.05, 0.5) * c.choice([-1, 1])
    turned = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])
    # 6 to 8 mm each; on a scatter as large as a chest somewhat more.
    whole = 4.0 * max(1.0, feeling.size / 120) ** 0.5 * np.concatenate([[1, 0.95], c.uniform(0.8, 1, LARGEST - 2)])
    first = min(float(whole[0]), feeling.size / 2)
    second = float(np.clip((feeling.size - 2 * first - GAP) / 2, 0, whole[1]))
    ends = max(feeling.size - first - second, 0.0) / np.cos(lean)
    span = max(feeling.size - first - float(whole[1]), 0.0) / np.cos(lean)
    at = np.concatenate([[(0, 0), (ends, 0)], places * span])
    radii = [first, second]
    for k in range(2, LARGEST):
        room = min(float(np.hypot(*(at[k] - at[j]))) - whole[j] for j in range(k)) - GAP
        born = 0.08 + 0.72 * (k - 2) / (LARGEST - 2)
        radii.append(float(np.clip(room, 0, whole[k])) * feeling.birth(born, 0.06) * (k < count))
    middle = np.array([feeling.size / 2 - first, np.sin(lean) * ends / 2])
    return [(p @ turned - middle, radius) for p, radius in zip(at, radii, strict=True)]


def _scatter(c: np.random.Generator) -> Points:
    """Places between the ends (0, 0) and (1, 0): a drift along a bow, none on another's skin."""
    bend = c.uniform(0.10, 0.24) * c.choice([-1, 1])
    kept = [np.zeros(2), np.array([1.0, 0.0])]
    gap = 0.30
    while len(kept) < LARGEST:
        for _ in range(300):
            x, y = c.uniform(0.06, 0.94), c.uniform(-1, 1)
            p = np.array([x, bend * np.sin(np.pi * x) + 0.30 * y * np.sin(np.pi * x) ** 0.6])
            if min(float(np.hypot(*(p - q))) for q in kept) > gap:
                kept.append(p)
                break
        else:
            gap *= 0.93
    return np.array(kept[2:LARGEST])
