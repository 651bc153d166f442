"""A drift of tiny marks, each from another admirer and by another hand: heart, key, moon, bee, bolt, no two alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import Chance, curve, dots, filled, heading, length, polyline, resample, smooth, stroke, taper
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

FILLS = {"none", "black", "dots", "wax"}
"""Styles that these marks are drawn in as they are: in black alone, or filled in by a child."""

INK = "#141116"
LARGEST = 16
"""Marks of a whole drift, at most; seeds have a few fewer."""
GAP = 1.1
"""Bare skin between two marks, mm, at least: less would close up with age."""
HAIR, MID, BOLD = 0.5, 1.0, 1.6
"""Weights of line, of the usual one: marks differ, for each is by another hand."""


@dataclass(frozen=True)
class Part:
    """A piece of a tiny mark within the circle of radius 1: a line, or with `solid` what it encloses.

    sharp: straight from point to point, each side its own stroke. weight: of the line, of the usual; 0 is none.
    black: solid whatever the colours are. hole: bare skin in what is solid. specks: a dot at each point, no line.
    """

    points: Points
    closed: bool = False
    sharp: bool = False
    solid: bool = False
    weight: float = MID
    black: bool = False
    hole: bool = False
    specks: bool = False


Spot = tuple[float, float]


def line(*points: Spot, weight: float = MID) -> Part:
    """A smooth line through points."""
    return Part(np.array(points), weight=weight)


def bent(*points: Spot, closed: bool = False, solid: bool = False, weight: float = MID, black: bool = False) -> Part:
    """Straight lines from point to point."""
    return Part(np.array(points), closed, True, solid, weight, black)


def loop(*points: Spot, solid: bool = False, weight: float = MID) -> Part:
    """A smooth closed line through points."""
    return Part(np.array(points), True, False, solid, weight)


def ring(x: float, y: float, r: float, ry: float = 0.0, solid: bool = False, weight: float = MID) -> Part:
    """A circle, or an upright ellipse."""
    a = np.arange(10) * np.pi / 5
    return Part(np.column_stack([x + r * np.cos(a), y + (ry or r) * np.sin(a)]), True, False, solid, weight)


def ball(x: float, y: float, r: float) -> Part:
    """A black spot."""
    return replace(ring(x, y, r, solid=True, weight=0.0), black=True)


def bare(part: Part) -> Part:
    """What is left of skin within something solid."""
    return replace(part, hole=True, weight=0.0)


def specks(*points: Spot) -> Part:
    """Single pricks of the needle."""
    return Part(np.array(points), specks=True)


def almond(x: float, y: float, turn: float, long: float, wide: float, solid: bool = False, weight: float = MID) -> Part:
    """A leaf from its foot at x, y towards `turn`, in turns clockwise from the top."""
    half = np.array([(0.0, 0.0), (0.3, 0.8), (0.62, 0.75), (1.0, 0.0), (0.6, -0.9), (0.28, -0.85)]) * [long, wide]
    a = 2 * np.pi * turn - np.pi / 2
    spun = half @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    return Part(spun + np.array([x, y]), True, False, solid, weight)


def polar(radii: ArrayLike, turns: ArrayLike, sharp: bool, closed: bool = True, weight: float = MID) -> Part:
    """A line through points given by radius and angle in turns, clockwise from the top."""
    a = 2 * np.pi * np.asarray(turns) - np.pi / 2
    return Part(np.column_stack([np.cos(a), np.sin(a)]) * np.asarray(radii)[..., None], closed, sharp, weight=weight)


def pricked(radii: ArrayLike, turns: ArrayLike) -> Part:
    """Single pricks given by radius and angle."""
    return replace(polar(radii, turns, True), specks=True)


def rays(inner: float, *outer: float, weight: float = HAIR) -> tuple[Part, ...]:
    """Straight rays round a middle, each as long as its hand had it."""
    n = len(outer)
    return tuple(polar([inner, far], [i / n, i / n + 0.012], True, False, weight) for i, far in enumerate(outer))


def barbs(stem: Points, *reaches: float) -> tuple[Part, ...]:
    """The barbs of a feather in turn on both sides of its stem."""
    at = resample(stem, len(reaches) + 4)[3:-1]
    way = np.array([0.58, -0.82])
    side = np.array([0.82, 0.58])
    out = []
    for i, (p, reach) in enumerate(zip(at, reaches, strict=True)):
        for s in (-1, 1):
            end = p + reach * (0.75 * way + (0.9 if s > 0 else 0.75) * s * side)
            out.append(Part(np.stack([p + 0.03 * i * way * (s > 0), (p + end) / 2 + 0.06 * way, end]), weight=HAIR))
    return tuple(out)


_COIL = np.linspace(0, 1, 22)
_STEM = np.array([(-0.80, 0.96), (-0.42, 0.42), (0.02, -0.18), (0.52, -0.90)])

KINDS: dict[str, tuple[str, tuple[Part, ...]]] = {
    "heart": ("#d8203c", (
        loop((0.10, 0.95), (-0.18, 0.66), (-0.66, 0.22), (-0.94, -0.30), (-0.70, -0.80), (-0.22, -0.74), (0.04, -0.32),
             (0.28, -0.60), (0.62, -0.66), (0.86, -0.28), (0.62, 0.22), (0.22, 0.62), solid=True, weight=HAIR),
        bare(loop((-0.68, -0.18), (-0.64, -0.50), (-0.42, -0.58), (-0.46, -0.38))),
    )),
    "star": ("#f2b51d", (
        polar([0.98, 0.40, 0.84, 0.36, 0.92, 0.44, 0.98, 0.38, 0.88, 0.42],
              [0.02, 0.10, 0.20, 0.31, 0.39, 0.51, 0.60, 0.69, 0.81, 0.90], True, weight=HAIR),
        specks((0.86, 0.30), (0.96, 0.52), (0.80, 0.62)),
    )),
    "moon": ("#f0c84a", (
        line((0.36, -0.96), (-0.32, -0.86), (-0.84, -0.26), (-0.76, 0.46), (-0.18, 0.92), (0.58, 0.70)),
        line((0.30, -0.92), (-0.14, -0.52), (-0.26, 0.00), (0.02, 0.46), (0.62, 0.66), weight=HAIR),
        specks((-0.60, -0.36), (-0.68, -0.12), (-0.52, -0.08), (-0.68, 0.14), (-0.54, 0.24), (-0.58, 0.44),
               (-0.40, 0.46), (-0.40, 0.66), (-0.18, 0.68), (-0.46, -0.54), (-0.26, -0.72), (0.06, 0.76)),
        line((0.34, -0.90), (0.46, -0.50), (0.44, -0.22), weight=HAIR),
        bent((0.44, -0.24), (0.46, 0.22)),
        bent((0.22, 0.00), (0.68, -0.03)),
    )),
    "sun": ("#f59a1b", (
        polar(0.40 - 0.36 * _COIL, 0.1 + 1.7 * _COIL, False, False),
        *rays(0.58, 0.98, 0.78, 0.94, 0.84, 0.98, 0.74, 0.92, 0.80, 0.96),
    )),
    "sprig": ("#3f9a4a", (
        line((-0.52, 0.96), (-0.22, 0.34), (0.10, -0.20), (0.40, -0.66), weight=HAIR),
        *(almond(x, y, turn, long, 0.17, solid=True, weight=0.3) for x, y, turn, long in (
            (-0.36, 0.62, -0.20, 0.54), (-0.26, 0.42, 0.20, 0.58), (-0.08, 0.10, -0.17, 0.56),
            (0.06, -0.12, 0.19, 0.60), (0.20, -0.36, -0.13, 0.50), (0.38, -0.62, 0.10, 0.46))),
    )),
    "drop": ("#3a8fd6", (
        loop((0.16, -0.98), (0.20, -0.52), (0.50, 0.06), (0.58, 0.50), (0.24, 0.88), (-0.22, 0.92), (-0.58, 0.56),
             (-0.50, 0.06), (-0.14, -0.46)),
        specks((0.34, 0.14), (0.38, 0.38), (0.20, 0.32), (0.32, 0.58), (0.12, 0.54), (0.16, 0.72), (-0.06, 0.68)),
    )),
    "key": ("#d9a52c", (
        ring(-0.02, -0.58, 0.37, 0.34),
        line((0.00, -0.22), (0.05, 0.30), (0.00, 0.96)),
        bent((-0.16, -0.06), (0.20, -0.10), weight=HAIR),
        bent((0.02, 0.90), (0.46, 0.84), weight=1.3),
        bent((0.03, 0.52), (0.34, 0.50), weight=1.3),
        specks((-0.02, -0.58)),
    )),
    "anchor": ("#2f5f9e", (
        ring(0.02, -0.78, 0.17),
        line((0.00, -0.58), (0.04, 0.00), (0.00, 0.88), weight=BOLD),
        bent((-0.38, -0.36), (0.36, -0.30)),
        line((-0.76, 0.26), (-0.48, 0.72), (0.02, 0.90), (0.50, 0.70), (0.76, 0.24), weight=1.3),
        bent((-0.98, 0.36), (-0.80, 0.02), (-0.58, 0.32), closed=True, solid=True, weight=0.3),
        bent((0.58, 0.28), (0.82, 0.00), (0.96, 0.36), closed=True, solid=True, weight=0.3),
        line((0.20, -0.70), (0.48, -0.52), (0.14, -0.12), (-0.34, 0.10), (-0.22, 0.40), (0.30, 0.34), (0.42, 0.06),
             weight=HAIR),
    )),
    "snail": ("#8a42cc", (
        Part(polar(0.60 * (1 - _COIL) ** 0.9 + 0.04, 0.42 + 2.1 * _COIL, False).points + np.array([0.22, -0.08])),
        line((-0.72, -0.20), (-0.74, 0.20), (-0.46, 0.56), (0.16, 0.64), (0.96, 0.66), weight=BOLD),
        line((-0.74, -0.20), (-0.86, -0.44), (-0.94, -0.64), weight=HAIR),
        line((-0.68, -0.20), (-0.62, -0.46), (-0.52, -0.66), weight=HAIR),
        specks((-0.96, -0.70), (-0.50, -0.74)),
    )),
    "flower": ("#ee6fa0", (
        *(almond(0.19 * float(np.sin(a)), -0.34 - 0.19 * float(np.cos(a)), a / 2 / np.pi, long, 0.17, weight=HAIR)
          for a, long in zip((np.arange(6) + np.array([0, 0.1, -0.06, 0.08, -0.1, 0.04])) * np.pi / 3,
                             (0.48, 0.44, 0.50, 0.40, 0.48, 0.46), strict=True)),
        ball(0, -0.34, 0.11),
        line((0.02, 0.24), (0.08, 0.56), (-0.10, 0.98)),
        almond(0.04, 0.66, 0.16, 0.50, 0.15, solid=True, weight=0.3),
    )),
    "bolt": ("#f5c01e", (
        bent((0.36, -0.98), (-0.54, 0.12), (-0.06, 0.18), (-0.28, 0.98), (0.58, -0.22), (0.10, -0.28), closed=True,
             solid=True, weight=HAIR),
        bent((0.62, 0.24), (0.86, 0.36), weight=HAIR),
        bent((0.44, 0.50), (0.62, 0.70), weight=HAIR),
        bent((-0.70, -0.24), (-0.92, -0.34), weight=HAIR),
    )),
    "wave": ("#2b8fc4", (
        line((-0.98, 0.44), (-0.66, 0.10), (-0.30, -0.46), (0.16, -0.72), (0.60, -0.48), (0.60, -0.08), (0.30, 0.04),
             (0.12, -0.16), (0.28, -0.30), weight=1.3),
        line((-0.52, 0.44), (-0.24, 0.04), (0.02, 0.30), (0.46, 0.42), (0.96, 0.24), weight=HAIR),
        line((-0.86, 0.78), (-0.36, 0.62), (0.10, 0.78), (0.56, 0.66), (0.92, 0.70)),
        specks((0.56, -0.84), (0.82, -0.62), (0.90, -0.30)),
    )),
    "feather": ("#4aa6a0", (
        Part(_STEM, weight=0.7),
        *barbs(_STEM, 0.34, 0.42, 0.40, 0.44, 0.38, 0.30, 0.20),
    )),
    "arrow": ("#b5453a", (
        line((-0.72, 0.76), (-0.10, 0.06), (0.62, -0.66), weight=0.75),
        bent((0.94, -0.96), (0.36, -0.72), (0.72, -0.36), closed=True, solid=True, weight=0.3),
        *(bent((x, y), (x + dx, y + dy), weight=HAIR) for x, y in ((-0.70, 0.74), (-0.56, 0.58), (-0.42, 0.42))
          for dx, dy in ((-0.28, 0.02), (0.02, 0.28))),
    )),
    "bee": ("#f2b51d", (
        loop((0.02, -0.34), (0.30, -0.20), (0.40, 0.18), (0.26, 0.54), (0.04, 0.72), (-0.20, 0.52), (-0.34, 0.16),
             (-0.26, -0.20)),
        bent((-0.33, 0.04), (0.38, -0.04), (0.4, 0.16), (-0.33, 0.22), closed=True, solid=True, weight=0, black=True),
        bent((-0.28, 0.42), (0.34, 0.34), (0.22, 0.58), (-0.18, 0.58), closed=True, solid=True, weight=0.0, black=True),
        ball(0.02, -0.40, 0.15),
        loop((-0.08, -0.32), (-0.66, -0.22), (-0.92, -0.62), (-0.44, -0.74), weight=HAIR),
        loop((0.12, -0.34), (0.44, -0.82), (0.92, -0.78), (0.60, -0.30), weight=HAIR),
        specks((0.06, 0.90), (0.28, 0.98), (0.50, 0.90), (0.66, 0.72), (0.72, 0.50)),
    )),
    "planet": ("#8a5ad0", (
        ring(0.02, 0, 0.52),
        specks((0.40, 0.08), (0.32, 0.24), (0.20, 0.14), (0.18, 0.34), (0.04, 0.28), (0.00, 0.40), (-0.14, 0.36)),
        line((-0.54, 0.10), (-0.95, 0.42), (-0.78, 0.58), (0, 0.26), (0.76, -0.34), (0.95, -0.60), (0.46, -0.42),
             weight=HAIR),
        bent((-0.62, -0.90), (-0.60, -0.50), weight=HAIR),
        bent((-0.80, -0.69), (-0.42, -0.71), weight=HAIR),
    )),
    "fish": ("#f07f3c", (
        line((0.94, -0.44), (0.58, 0.04), (0.20, 0.34), (-0.34, 0.42), (-0.92, 0.04), (-0.40, -0.40), (0.18, -0.32),
             (0.56, 0.02), (0.90, 0.46)),
        line((0.92, 0.46), (0.76, 0.02), (0.96, -0.42), weight=HAIR),
        ball(-0.52, -0.04, 0.10),
        line((-0.20, -0.20), (-0.08, 0.02), (-0.20, 0.24), weight=HAIR),
        line((0.10, -0.16), (0.20, 0.02), (0.10, 0.20), weight=HAIR),
        ring(-0.84, -0.62, 0.11, weight=HAIR),
    )),
    "note": ("#7a3fb0", (
        loop((-0.72, 0.72), (-0.44, 0.40), (-0.08, 0.44), (-0.10, 0.76), (-0.42, 0.94), solid=True, weight=HAIR),
        line((-0.08, 0.60), (-0.06, -0.10), (-0.12, -0.94)),
        line((-0.12, -0.92), (0.10, -0.50), (0.48, -0.26), (0.46, 0.12), (0.28, 0.28), weight=1.3),
        specks((0.66, -0.66), (0.82, -0.44)),
    )),
    "house": ("#d8604a", (
        bent((-0.60, 0.02), (-0.54, 0.90), (0.60, 0.84), (0.52, 0.00)),
        bent((-0.92, 0.14), (-0.10, -0.62), (0.90, 0.08), weight=1.3),
        bent((-0.16, 0.86), (-0.18, 0.40), (0.16, 0.36), (0.18, 0.84), closed=True, solid=True, weight=0.0, black=True),
        bent((0.36, -0.36), (0.38, -0.64), (0.56, -0.62), (0.56, -0.22), weight=HAIR),
        specks((0.50, -0.78), (0.64, -0.88), (0.56, -0.98)),
    )),
    "cherries": ("#c81e3a", (
        ring(-0.46, 0.56, 0.36, 0.34, solid=True, weight=HAIR),
        bare(loop((-0.64, 0.56), (-0.62, 0.40), (-0.44, 0.34), (-0.50, 0.46))),
        ring(0.48, 0.44, 0.33, 0.35, solid=True, weight=HAIR),
        bare(loop((0.30, 0.44), (0.34, 0.28), (0.50, 0.22), (0.44, 0.34))),
        line((-0.42, 0.26), (-0.20, -0.34), (0.22, -0.84), weight=HAIR),
        line((0.50, 0.12), (0.46, -0.40), (0.20, -0.86), weight=HAIR),
        almond(0.18, -0.80, -0.20, 0.66, 0.19),
    )),
    "snow": ("#7ab8e6", (
        *(pricked([0.26, 0.44, 0.62, 0.80, 0.98], [i / 6 + 0.01] * 5) for i in range(6)),
        pricked([0.80] * 12, np.repeat(np.arange(6) / 6, 2) + np.tile([0.062, -0.042], 6)),
        ball(0.01, 0.0, 0.12),
    )),
    "boat": ("#3a78b8", (
        bent((-0.95, 0.16), (0.95, 0.10), (0.52, 0.64), (-0.50, 0.68), closed=True),
        bent((-0.40, 0.14), (0.04, -0.92), (0.44, 0.12), weight=0.8),
        bent((0.04, -0.88), (0.08, 0.62), weight=HAIR),
        bent((0.12, -0.40), (0.20, -0.36), weight=HAIR),
        bent((0.12, -0.14), (0.30, -0.09), weight=HAIR),
        line((-0.86, 0.94), (-0.44, 0.84), (-0.04, 0.95), (0.40, 0.84), (0.84, 0.93), weight=HAIR),
    )),
    "eye": ("#3f8f7a", (
        line((-0.96, 0.16), (-0.52, -0.34), (0.00, -0.46), (0.56, -0.30), (0.95, 0.20), weight=1.3),
        line((-0.90, 0.14), (-0.40, 0.52), (0.10, 0.58), (0.60, 0.44), (0.92, 0.18), weight=HAIR),
        ball(0.02, 0.06, 0.30),
        replace(bare(ring(0.12, -0.04, 0.11)), black=True),
        *(bent((x, y), (x + dx, y - 0.32), weight=HAIR) for x, y, dx in (
            (-0.56, -0.38, -0.16), (-0.20, -0.52, -0.07), (0.20, -0.52, 0.05), (0.58, -0.38, 0.17))),
        specks((0.04, 0.78), (0.03, 0.96)),
    )),
    "mushroom": ("#c8392c", (
        loop((-0.94, 0.00), (-0.76, -0.56), (-0.22, -0.92), (0.38, -0.86), (0.84, -0.44), (0.92, 0.00), (0.34, 0.08),
             (-0.40, 0.12), solid=True, weight=HAIR),
        bare(ring(-0.42, -0.34, 0.17)),
        bare(ring(0.16, -0.58, 0.16)),
        bare(ring(0.48, -0.20, 0.15)),
        line((-0.24, 0.14), (-0.24, 0.56), (-0.36, 0.88), (0.06, 0.96), (0.40, 0.86), (0.26, 0.52), (0.24, 0.12)),
        bent((0.62, 0.92), (0.74, 0.66), weight=HAIR),
        bent((0.74, 0.94), (0.92, 0.78), weight=HAIR),
    )),
}  # fmt: skip
"""Every tiny mark by name, with the colour it has in nature."""

WIDE = {
    name
    for name, (_, parts) in KINDS.items()
    if np.ptp(np.concatenate([p.points for p in parts]) @ heading(np.array([-0.3, 0, 0.3])).T, axis=0).min() > 1.7
}
"""Those that reach from side to side of their circle, however they lean."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """See the module's first line."""
    mood = feeling.mood
    sad = max(-mood.tone.valence, 0.0)
    plain = mood.chroma == 0
    solid = sad < 0.3 and feeling.style.fill != "none"
    weight = 0.150 * mood.hand.weight * float(np.clip(feeling.style.mid / 0.45, 0.8, 1.35))
    names = _named(chance("kinds"))
    lines: list[Outline] = []
    fills: dict[str, list[Outline]] = {}
    solids: list[Outline] = []
    laid, asides = _laid(feeling, chance)
    for k, (centre, radius) in enumerate(laid):
        if radius < 0.2:
            continue
        r = chance("mark", k)
        turn = r.uniform(-0.30, 0.30) + 0.5 * sad * r.choice([-1, 1])
        spun = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        wide = float(np.clip(weight * radius, 0.16, 0.90))
        wobble = 0.022 + 0.06 * mood.hand.wobble + 0.04 * sad
        # Filled in a little beside its line, as a child would.
        off = r.normal(0, 0.16 * mood.hand.wobble, 2) * radius
        color, parts = KINDS[names[k]]
        place = ground.centre + centre
        for part in parts:
            if part.specks:
                p = (part.points + r.normal(0, 0.02, part.points.shape)) @ spun * (radius - wide / 2) + place
                solids += dots(p, np.maximum(0.06 * radius * r.uniform(0.8, 1.25, len(p)), 0.05))
                continue
            p = by_hand(part, wobble, r) @ spun * (radius - wide / 2) + place
            # Sorrow leaves its outlines open, and its marks hollow.
            thick = float(np.clip(part.weight * wide, 0.15, 1.1))
            lines += strokes(p, part, thick, sad >= 0.3, r) if part.weight or not solid else []
            if part.solid or part.hole:
                if (plain or part.black) and solid:
                    solids.append(wound(p, part))
                elif not plain:
                    fills.setdefault(feeling.tint(color), []).append(wound(p + off, part))
            elif part.closed and not plain:
                fills.setdefault(feeling.tint(color), []).append(wound(p + off, part))
        if sad > 0.3:
            fall = np.column_stack([r.normal(0, 0.45, 5), 0.92 + r.exponential(0.28, 5)]) * radius
            solids += dots(place + fall, 0.05 * radius)
    for k, (place, reach, way) in enumerate(asides):
        if reach > 0.3:
            between = slight(ground.centre + place, reach, way, chance("aside", k))
            solids += between[0]
            lines += between[1]
    return [
        layer("fills", "colour", [filled(many, tone, 0.9 - 0.5 * min(sad, 1)) for tone, many in sorted(fills.items())]),
        layer("solids", "line", [filled(solids, INK)]),
        layer("lines", "line", [filled(lines, INK)]),
    ]


def _named(r: np.random.Generator) -> list[str]:
    """The marks in their order: two wide ones first, for they are the ends of the drift."""
    names = [list(KINDS)[i] for i in r.permutation(len(KINDS))]
    ends = [name for name in names if name in WIDE][:2]
    return [*ends, *(name for name in names if name not in ends)]


def slight(place: Points, reach: float, way: float, r: np.random.Generator) -> tuple[list[Outline], list[Outline]]:
    """What a hand leaves in passing between two marks: a few pricks, one, or a small cross. Dots, and lines."""
    ahead = np.array([np.cos(way), np.sin(way)])
    across = np.array([-ahead[1], ahead[0]])
    kind = int(r.integers(4))
    if kind == 0:
        return [], [
            stroke(resample([place - d * reach * 0.6, place + d * reach * 0.6], 3), pressed(0.18 * reach, reach, r))
            for d in (ahead + 0.2 * across, across - 0.1 * ahead)
        ]
    at = {1: [0.0], 2: [-0.8, 0.0, 0.8], 3: [-0.5, 0.5]}[kind]
    size = reach * np.array({1: [0.20], 2: [0.10, 0.15, 0.20], 3: [0.18, 0.11]}[kind])
    off = r.normal(0, 0.14, len(at))
    return dots(place + reach * (np.outer(at, ahead) + np.outer(off, across)), size), []


def by_hand(part: Part, wobble: float, r: np.random.Generator) -> Points:
    """The part as a hand went: dense points that wander a little, slowly."""
    # A short line leaves little room to wander.
    wobble *= float(np.clip(length(part.points) / 2.6, 0.1, 1))
    points = part.points + r.normal(0, (0.8 if part.sharp else 0.35) * wobble, part.points.shape)
    if part.sharp:
        return points
    path = smooth(points, int(np.clip(2.4 * len(points), 10, 34)), part.closed)
    u = np.linspace(0, 1, len(path), endpoint=not part.closed)[:, None]
    waves = sum(r.normal(0, 0.6, 2) * np.sin(2 * np.pi * (n * u + r.random(2))) for n in (2, 3))
    return np.asarray(path + wobble * waves)


def strokes(p: Points, part: Part, thick: float, torn: bool, r: np.random.Generator) -> list[Outline]:
    """A line of ink that swells and thins; where it should close, it misses itself by a hair."""
    if part.sharp:
        ends = np.concatenate([p, p[:1]]) if part.closed else p
        over, bow = r.uniform(0, 0.06, len(ends) - 1), r.normal(0, 0.12 * thick, (len(ends) - 1, 2))
        sides = [
            np.stack([a - o * (b - a), (a + b) / 2 + s, b + o * (b - a)])
            for a, b, o, s in zip(ends[:-1], ends[1:], over, bow, strict=True)
        ]
    elif part.closed:
        start = int(r.integers(len(p)))
        p = np.roll(p, start, axis=0)
        sides = [p[:-2]] if torn else [np.concatenate([p, p[:2] + r.normal(0, 0.35 * thick, 2)])]
    else:
        sides = [p]
    return [stroke(side, pressed(thick, length(side), r)) for side in sides]


def pressed(thick: float, long: float, r: np.random.Generator) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """Widths along a stroke `long` mm: round at its ends, heavier in one place than in another."""
    soft = min(0.5 * thick / max(long, 1e-6), 0.4)
    ends = taper(thick, soft, 1 - soft, 0.45)
    swell, phase = r.uniform(0.06, 0.2), r.random()

    def profile(u: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(ends(u) * (1 + swell * np.sin(2 * np.pi * (u + phase))))

    return profile


def wound(p: Points, part: Part) -> Outline:
    """A closed outline wound one way, and a hole the other, so that it stays bare."""
    x, y = p.T
    right = float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) > 0
    p = p if right != part.hole else p[::-1]
    return polyline(p) if part.sharp else curve(p)


Place = tuple[Points, float]
Aside = tuple[Points, float, float]


def _laid(feeling: Feeling, chance: Chance) -> tuple[list[Place], list[Aside]]:
    """Where each mark is, from the middle of the drift, and its radius now; and so for what is between them; mm.

    The first two are the drift's ends, so that it is as long as it says; the rest come out between them, each in the
    widest gap, so that the drift is even at any time. What is between has the way of the drift too, in radians.
    """
    c = chance("scatter")
    count = int(c.integers(12, LARGEST + 1))
    lean = c.uniform(0.05, 0.4) * c.choice([-1, 1])
    turned = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])
    # 6 to 8 mm each; on a drift as large as a chest somewhat more.
    whole = 4.0 * max(1.0, feeling.size / 120) ** 0.5 * np.concatenate([[1, 0.95], c.uniform(0.8, 1, LARGEST - 2)])
    first = min(float(whole[0]), feeling.size / 2)
    second = float(np.clip((feeling.size - 2 * first - GAP) / 2, 0, whole[1]))
    ends = max(feeling.size - first - second, 0.0) / np.cos(lean)
    span = max(feeling.size - first - float(whole[1]), 0.0) / np.cos(lean)
    places, besides, slopes = _drift(count, c)
    at = np.concatenate([[(0, 0), (ends, 0)], places * span])
    middle = np.array([feeling.size / 2 - first, np.sin(lean) * ends / 2])
    marks, asides = [(at[0] @ turned - middle, first), (at[1] @ turned - middle, second)], []
    for k in range(2, count):
        grown = feeling.birth(0.08 + 0.46 * (k - 2) / (LARGEST - 2), 0.06)
        room = min(float(np.hypot(*(at[k] - at[j]))) - whole[j] for j in range(k)) - GAP
        # Where there is no room for one that can be read, there is none.
        radius = float(np.clip(room, 0, whole[k]) * np.clip(room - 1.8, 0, 1))
        marks.append((at[k] @ turned - middle, radius * grown))
        beside = besides[k - 2] * span
        free = float((np.hypot(*(at - beside).T) - whole[:count]).min()) - 0.6 * GAP
        asides.append((beside @ turned - middle, float(np.clip(free, 0, 0.4 * whole[k])) * grown, slopes[k - 2] + lean))
    return marks, asides


def _drift(count: int, c: np.random.Generator) -> tuple[Points, Points, list[float]]:
    """Places between the ends (0, 0) and (1, 0), to and fro about a bow or a long S; others across from them; slopes.

    In the order in which each next one is in the widest gap left.
    """
    bend, turns = c.uniform(0.11, 0.19) * c.choice([-1, 1]), c.choice([1.0, 2.0, 2.0])
    rank = np.arange(1, count - 1)
    t = (rank + 0.45 + c.uniform(-0.1, 0.1, count - 2)) / (count - 0.1)
    off = np.where(rank % 2, 1.0, -1.0) * c.uniform(0.8, 1.15, count - 2) * 0.078 * np.sin(np.pi * t) ** 0.35
    spine = np.column_stack([t, bend * np.sin(turns * np.pi * t)])
    slope = np.arctan(bend * turns * np.pi * np.cos(turns * np.pi * t))
    across = np.column_stack([-np.sin(slope), np.cos(slope)]) * off[:, None]
    order: list[int] = []
    while len(order) < count - 2:
        taken = np.array([-1, count - 2, *order])
        order.append(int(np.abs(np.arange(count - 2)[:, None] - taken).min(1).argmax()))
    return (spine + across)[order], (spine - across)[order], slope[order].tolist()
