"""How the hands drew that each made one tiny mark: pokes, a single needle, solid black, a drop of colour, stipple."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    area,
    areas,
    hatch,
    intersect,
    length,
    outlines,
    polyline,
    resample,
    ribbon,
    runs,
    simplify,
    smooth,
    stipple,
    union,
)
from markgen.motifs._pearl.parts import Part
from markgen.values import Outline, Points

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Hand:
    """One who made a mark. weight: of their line, of a mark's radius. shake: how far it wanders, of the radius.
    taper: share of a line over which it thins to its ends. poked: in single pricks. whips: shades in strokes."""

    weight: float
    shake: float
    taper: float
    poked: bool = False
    whips: bool = False


HANDS = {
    "fine": Hand(0.052, 0.022, 0.5, whips=True),
    "poke": Hand(0.07, 0.04, 0.0, True),
    "black": Hand(0.06, 0.03, 0.3, whips=True),
    "red": Hand(0.056, 0.03, 0.3, whips=True),
    "wash": Hand(0.054, 0.04, 0.4),
    "stipple": Hand(0.052, 0.018, 0.35),
}
"""Hands of one family of weights: what differs is how each goes."""

LEAST = 0.28
"""Width, mm, below which a line would heal to nothing on brown skin."""


def path(part: Part, shake: float, r: np.random.Generator) -> Points:
    """The part as a hand went: points that wander a little, slowly."""
    # A short line, or a small thing, leaves little room to wander.
    shake *= min(length(part.points) / 2.6, 1)
    points = part.points + r.normal(0, 0.4 * shake, part.points.shape)
    if part.sharp or part.specks:
        return points
    n = int(np.clip(13 * length(points), 9, 54))
    run = smooth(points, n, part.closed)
    u = np.linspace(0, 1, len(run), endpoint=not part.closed)[:, None]
    waves = sum(r.normal(0, 0.5, 2) * np.sin(2 * np.pi * (k * u + r.random(2))) for k in (2, 3))
    return np.asarray(run + shake * waves)


def strokes(p: Points, part: Part, thick: float, hand: Hand, torn: bool, r: np.random.Generator) -> list[Outline]:
    """A line of ink, heavier in one place than in another, thin at its ends; it may miss itself."""
    if part.closed:
        start = 0 if part.sharp else int(r.integers(len(p)))
        p = np.roll(p, start, axis=0)
        p = p[: -len(p) // 5] if torn else np.concatenate([p, p[:1] + r.normal(0, 0.3 * thick, (1, 2))])
    sides = [resample(p[k : k + 2], 3) for k in range(len(p) - 1)] if part.sharp else [p]
    out = []
    for side in sides:
        u = np.linspace(0, 1, len(side))
        ends = hand.taper * (0.5 if part.sharp or part.closed else 1.0)
        fine = np.clip(np.minimum(u, 1 - u) / max(ends, 1e-6), 0, 1) ** 0.7 if ends else np.ones(len(u))
        swell = 1 + 0.16 * np.sin(2 * np.pi * (u + r.random()))
        out.append(polyline(ribbon(side, np.maximum(thick * swell * (0.3 + 0.7 * fine), 0.5 * thick))))
    return out


def pokes(p: Points, part: Part, thick: float, r: np.random.Generator) -> tuple[Points, Floats]:
    """The same line in single pricks: their places, and their radii."""
    run = np.concatenate([p, p[:1]]) if part.closed else p
    n = max(int(length(run) / (1.75 * thick)), 2)
    at = resample(run, n) + r.normal(0, 0.12 * thick, (n, 2))
    return at, 0.5 * thick * r.uniform(0.75, 1.25, n)


def stippled(p: Points, part: Part, dot: float, r: np.random.Generator) -> Points:
    """Dots over what a part encloses, crowding towards its dark side; a round light is left bare."""
    way = np.array([np.cos(part.way), np.sin(part.way)])
    across = p @ way
    low, high = float(across.min()), float(across.max())
    middle = p.mean(0)
    light, reach = middle - 0.22 * (high - low) * way, 0.2 * (high - low)

    def tone(q: Points) -> Floats:
        u = (q @ way - low) / max(high - low, 1e-6)
        shine = np.clip(np.hypot(*(q - light).T) / reach - 0.55, 0, 1)
        return np.asarray(part.shade * np.clip(0.1 + 1.1 * u**1.5, 0, 1) * shine)

    return stipple(area(p), tone, dot, r, 1.25)


LIT = np.array([np.cos(0.8), np.sin(0.8)])
"""Away from the light, on the page."""

ROWS = 0.056
"""Between two strokes of whip shading, of a mark's radius."""


def whipped(a: Area, radius: float, full: float, way: Points, r: np.random.Generator) -> list[Outline]:
    """What is shaded as a needle whips it: strokes from the dark side, which close to black there and leave the light
    side bare. full: how much of it is black, 0..1."""
    gap, angle = ROWS * radius, float(np.arctan2(way[1], way[0])) + r.normal(0, 0.2)
    # Drawn at once, so that what follows is the same however many strokes there are.
    starts = r.uniform(-0.1, 0.14, 64)
    found = hatch(a, angle, gap)
    if not found:
        return []
    # All at once: each is straight, and swells from its light end to its dark one.
    rows = np.array(found)
    back = (rows[:, 1] - rows[:, 0]) @ way < 0
    rows[back] = rows[back, ::-1]
    along = rows[:, 1] - rows[:, 0]
    along /= np.maximum(np.hypot(*along.T), 1e-6)[:, None]
    low, high = float((rows @ way).min()), float((rows @ way).max())
    light, dark = rows[:, 0] - along * gap, rows[:, 1] + along * gap
    paths = light[:, None] + (dark - light)[:, None] * np.linspace(0, 1, 7)[:, None]
    u = (paths @ way - low) / max(high - low, 1e-6)
    thick = gap * 1.3 * np.clip((u - (1 - full) + np.resize(starts, len(rows))[:, None]) / 0.34, 0, 1)
    half = np.column_stack([-along[:, 1], along[:, 0]])[:, None] * (thick / 2)[..., None]
    made = np.concatenate([paths + half, (paths - half)[:, ::-1]], axis=1)[thick.max(1) > 0.1 * gap]
    # Up to the outline, and no farther.
    return list(outlines(simplify(intersect(union(areas(made)), a), 0.022 * radius)))


def shadowed(p: Points, thick: float, way: Points, r: np.random.Generator) -> list[Outline]:
    """The outline of what is whipped, where it looks away from the light or along it; lost towards it."""
    p = resample(np.concatenate([p, p[:1]]), 65)[:-1]
    side = np.roll(p, -1, 0) - np.roll(p, 1, 0)
    x, y = p.T
    turn = np.sign(float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))))
    away = turn * np.column_stack([side[:, 1], -side[:, 0]]) / np.maximum(np.hypot(*side.T), 1e-9)[:, None]
    facing = away @ way + 0.25 * np.sin(np.arange(64) * 2 * np.pi / 64 * 3 + r.uniform(0, 6))
    start = int(facing.argmin())
    p, facing = np.roll(p, -start, 0), np.roll(facing, -start)
    return [
        polyline(ribbon(p[run], thick * np.clip(0.6 + 0.5 * facing[run], 0.3, 1))) for run in runs(facing > -0.95, 4)
    ]


def wound(p: Points, part: Part) -> Outline:
    """A closed outline wound one way, and a hole the other, so that it stays bare."""
    x, y = p.T
    right = float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) > 0
    return polyline(p if right != part.hole else p[::-1])
