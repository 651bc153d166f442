"""A child's crayon sun, one of many engraved suns, or the sun put out by the moon.

The child's is a ring that misses its own start and a few quick strokes outwards. Grown hands have a dozen designs,
of which the seed takes one that suits the feeling. In despair the moon covers the disc, and its rays give way to the
corona: streamers of bare skin in a sky of dots.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    Grid,
    Noise,
    Plate,
    arc,
    area,
    areas,
    box,
    circle,
    curve,
    filled,
    grow,
    heading,
    intersect,
    minus,
    mix,
    normals,
    petal,
    polyline,
    pricks,
    radial,
    resample,
    ribbon,
    seeds,
    smooth,
    spoke,
    star,
    stroked,
    tongue,
    turned,
    union,
    wax,
    wedge,
)
from markgen.draw.paths import Profile
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

Floats = NDArray[np.float64]

FORMS = {"eclipse": "The sun put out: a black disc, a hair of light, and the corona in bare skin."}

FILLS = {"wax"}

INK = "#14110f"

DARKEST = -0.15
"""The lift of moods below which the sun is put out: despair's, but not grief's."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The sun as this feeling sees it."""
    if feeling.form == "eclipse" or feeling.mood.lift <= DARKEST:
        return _eclipse(ground, feeling, chance)
    if feeling.mood.hand.kind == "crayon" or feeling.style.fill == "wax":
        return _child(ground, feeling, chance)
    return _sun(ground, feeling, chance)


# The sun of grown hands


FIRE = ((0.0, "#ffc93c"), (0.35, "#ffb02a"), (0.62, "#f4780c"), (1.0, "#c6280a"))
"""From the disc outwards."""


@dataclass(frozen=True, eq=False)
class Page:
    """What every design is given: the plate, the seed's own chance, and the disc's radius."""

    plate: Plate
    chance: Chance
    disc: float
    side: int

    def born(self, born: float, span: float = 0.2) -> float:
        """How far a detail has swelled in."""
        return self.plate.born(born, span)

    def shaded(self, p: Points) -> Floats:
        """The tone of the disc as a ball, lit from above and one side."""
        q = p / self.disc
        made: Floats = np.clip(0.62 * (q @ heading(np.pi / 2 + self.side * 0.7)) + 0.45 * (q**2).sum(1) - 0.12, 0, 1)
        return made


def _sun(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """One of the designs that suit the feeling, by seed."""
    mood = feeling.mood
    soft = float(np.clip(-mood.tone.arousal, 0, 1)) * (mood.tone.valence > 0)
    ink = mix(mix(INK, mood.palette[0], 0.4), mood.palette[1], soft)
    plate = Plate(ground, feeling, chance("hand"), ink if mood.chroma > 0 and feeling.style.colour else INK)
    disc = float(np.interp(feeling.intensity, [0.04, 0.6], [0.42, 0.33]))
    designs = _designs(feeling)
    designs[chance.seed % len(designs)](Page(plate, chance, disc, 1 if chance("side").random() < 0.5 else -1))
    return plate.layers()


def _designs(feeling: Feeling) -> tuple[Design, ...]:
    """What this feeling makes of a sun."""
    tone = feeling.mood.tone
    if tone.valence < -0.1:
        return ANGRY if tone.dominance > -0.1 or feeling.mood.hand.corners > 0.8 else SAD
    if feeling.mood.hand.kind == "pen" and tone.arousal < 0.1:
        return FAR
    return RULED if feeling.mood.hand.kind == "crisp" else GLAD


def _tarot(p: Page) -> None:
    """A face with its eyes closed, straight rays and waving ones by turns, one side of each in black."""
    rng = p.chance("tarot")
    n, r, plate = int(rng.integers(7, 10)), p.disc * 1.05, p.plate
    _visage(p, r)
    plate.line(arc(0.90 * r), "fine", p.born(0.4))
    plate.figure(arc(r), "bold")
    plate.line(arc(1.12 * r), "mid", p.born(0.25))
    plate.dots(arc(1.06 * r, 0, 2 * np.pi - 0.001, 8 * n), 0.012 * p.born(0.5))
    plate.wash(arc(1.12 * r), FIRE, 0.8 * p.born(0.15))
    plate.cover(arc(1.12 * r))
    foot, half = 1.18 * r, np.pi * 1.18 * r / (2.2 * n)
    waves, turn = rng.uniform(1.0, 1.4), rng.uniform(0, 0.2)
    for k in range(n):
        a = turn + 2 * np.pi * k / n
        ray = wedge(a, foot, 1.0, half)
        plate.black(np.array([spoke(a, foot, 1.0)[0], ray[1], ray[0 if p.side > 0 else 2]]))
        for at in np.linspace(0.12, 0.62, 9):
            edge = ray[2 if p.side > 0 else 0]
            start = spoke(a, foot, 1.0)[0] * (1 - at) + ray[1] * at
            end = (edge * (1 - at) + ray[1] * at) * 0.9 + start * 0.1
            plate.line(np.array([start, start + (end - start) * (0.9 - at)]), "fine", p.born(0.45 + 0.3 * at))
        plate.wash(ray, FIRE, p.born(0.15))
        plate.figure(ray)
    for k in range(n):
        a = turn + 2 * np.pi * (k + 0.5) / n
        long = 0.66 + 0.22 * p.born(0.1, 0.4)
        ray = tongue(a, foot - 0.02, long, 0.62 * half, waves, 0.055 * p.side)
        plate.black(tongue(a, foot, long - 0.06, 0.2 * half * p.born(0.35), waves, 0.052 * p.side))
        plate.wash(ray, FIRE, 0.8 * p.born(0.2))
        plate.figure(ray, "mid", 0.4 + 0.6 * p.born(0.04))
    at = turn + np.pi / n * (np.arange(2 * n) + 0.5)
    plate.dots(heading(at) * 0.86, 0.018 * p.born(0.6))


BOLD_FACE = (
    (-64, -20, -46, -34, -24, -30, -11, -14, -10, 8, -17, 22, -8, 30, 6, 27),
    (12, -20, 24, -32, 46, -34, 64, -20),
    (-58, -6, -48, 2, -36, 4, -24, 0),
    (22, 0, 34, 4, 46, 2, 56, -6),
    (-28, 49, -12, 52, 0, 50, 12, 52, 28, 49),
)
"""Brow and nose, the other brow, both lids, and the line between the lips: x, y by turns, in hundredths of the disc."""

FINE_FACE = (
    (-56, -10, -44, -17, -32, -14, -25, -7),
    (24, -7, 32, -14, 44, -17, 54, -10),
    (-26, 47, -10, 42, 0, 45, 10, 42, 26, 47),
    (-16, 58, 0, 64, 16, 58),
    (-10, 76, 0, 79, 10, 76),
)
"""The upper lids, both lips, and the chin."""


def _visage(p: Page, r: float) -> None:
    """A calm face with its lids closed, and a cheek in dots."""
    there, plate = p.born(0.12, 0.25), p.plate
    flip = np.array([p.side * r, r])
    for paths, weight in ((BOLD_FACE, 1.3), (FINE_FACE, 0.7)):
        for path in paths:
            plate.line(smooth(np.reshape(path, (-1, 2)) / 100 * flip, 30), "mid", there * weight)
    if p.born(0.35) > 0:
        plate.shade(arc(0.88 * r), lambda q: 0.8 * p.born(0.35) * p.shaded(q), p.chance("cheek"), 0.016)


def _deco(p: Page) -> None:
    """Half a sun on a ruled horizon, its rays a fan of blades, lines and dots."""
    rng, plate = p.chance("deco"), p.plate
    r, n = 0.30, int(rng.choice([9, 11, 13]))
    top = (np.pi, 2 * np.pi)
    plate.black(np.concatenate([arc(r * 0.62, *top), [[-r * 0.62, 0.0]]]))
    for k, share in enumerate((0.78, 1.0, 1.16)):
        plate.line(arc(r * share, *top), ("fine", "bold", "mid")[k], p.born((0.3, 0.0, 0.2)[k] - 0.2))
    plate.wash(arc(r, *top), FIRE, p.born(0.1))
    plate.cover(arc(1.16 * r, *top))
    angles = np.pi + np.pi * (np.arange(n) + 0.5) / n
    half = 0.5 * np.pi * 1.25 * r / n
    for k, a in enumerate(angles):
        long = (1.0, 0.78)[k % 2]
        if k % 2 == 0:
            plate.black(wedge(a, 1.28 * r, long * (0.86 + 0.14 * p.born(0.1, 0.4)), 0.35 * half, 1.5 * half))
            plate.line(spoke(a, 1.28 * r, long), "mid")
        else:
            ray = wedge(a, 1.28 * r, long, 0.4 * half, 1.35 * half)
            plate.wash(ray, FIRE, p.born(0.3))
            plate.figure(ray, "mid", 0.3 + 0.7 * p.born(0.05))
            plate.dots(heading(a) * (long + 0.07), 0.024 * p.born(0.45))
            plate.dots(heading(a) * (long + 0.14), 0.014 * p.born(0.6))
    for a in angles[:-1] + np.pi / n / 2:
        plate.line(spoke(a, 1.28 * r, 0.92), "fine", p.born(0.4))
    plate.line(np.array([[-1.0, 0.0], [1.0, 0.0]]), "bold")
    for k in range(9):
        y, wide = 0.045 + 0.045 * k + 0.004 * k**2, 0.92 * (1 - k / 9.5) ** 0.8
        gap = rng.uniform(-0.4, 0.4) * wide
        there = p.born(0.1 + 0.05 * k)
        plate.line(np.array([[-wide, y], [gap - 0.05, y]]), "mid", there * (1 - 0.06 * k))
        plate.line(np.array([[gap + 0.05, y], [wide, y]]), "mid", there * (1 - 0.06 * k))


def _mandala(p: Page) -> None:
    """Rings of petals, each from behind the last, shaded in dots at their feet."""
    rng, plate = p.chance("mandala"), p.plate
    n = int(rng.choice([8, 10, 12]))
    plate.black(arc(0.05))
    plate.line(arc(0.085), "fine", p.born(0.3))
    rings = (
        (n, 0.06, 0.32, 0.075, 0.0, 0.0),
        (n, 0.14, 0.56, 0.120, 0.5, 0.0),
        (2 * n, 0.30, 0.74, 0.070, 0.25, 0.18),
        (n, 0.34, 1.00, 0.105, 0.0, 0.08),
    )
    for ring, (count, foot, tip, half, shift, born) in enumerate(rings):
        grown = 0.6 + 0.4 * p.born(born, 0.3)
        swell = p.born(born - 0.15, 0.15) if ring else 1.0
        width = half * 10 / n
        for k in range(count):
            a = -np.pi / 2 + 2 * np.pi * (k + shift) / count
            leaf = petal(a, foot, foot + (tip - foot) * grown, width, 0.55)
            if ring in (0, 3):
                plate.black(petal(a, foot, foot + (tip - foot) * grown * 0.86, width * 0.45 * p.born(born + 0.1), 0.55))
            elif p.born(born + 0.3) > 0:
                plate.line(spoke(a, foot, foot + (tip - foot) * 0.82), "fine", p.born(born + 0.3), 0.8)
            plate.wash(leaf, FIRE, p.born(0.15) * (0.9, 0.7, 0.9, 0.5)[ring])
            plate.figure(leaf, ("mid", "mid", "mid", "bold")[ring], swell)
    tone = p.born(0.4)
    plate.shade(arc(0.94), lambda q: tone * np.clip(1.0 - np.hypot(*q.T) / 0.86, 0, 1) ** 0.8 * 1.3, p.chance("ground"))
    at = np.arange(n) * 2 * np.pi / n - np.pi / 2
    plate.dots(heading(at + np.pi / n) * 0.88, 0.026 * p.born(0.45))
    plate.dots(heading(at + np.pi / n) * 0.95, 0.015 * p.born(0.6))


def _needles(p: Page) -> None:
    """Long thin rays that dissolve into dots, through ruled circles."""
    rng, plate, r = p.chance("needles"), p.plate, 0.9 * p.disc
    n = int(rng.choice([12, 16, 20]))
    plate.shade(arc(r), lambda q: np.clip(0.25 + 1.25 * p.shaded(q), 0, 1), p.chance("ball"), 0.018)
    plate.line(arc(r), "bold")
    plate.cover(arc(r))
    plate.line(arc(1.2 * r), "fine", p.born(0.3))
    half = 0.42 * np.pi * 1.2 * r / n
    for k in range(n):
        a = -np.pi / 2 + 2 * np.pi * k / n
        tip = (1.0, 0.62, 0.80, 0.62)[k % 4] if n % 4 == 0 else (1.0, 0.7)[k % 2]
        ray = wedge(a, 1.2 * r, 1.2 * r + (tip - 1.2 * r) * (0.7 + 0.3 * p.born(0.02, 0.3)), half)
        if k % 2:
            plate.black(ray)
        else:
            plate.shade(
                ray, lambda q: 0.15 + 0.85 * np.clip((np.hypot(*q.T) - 0.4) / 0.45, 0, 1), p.chance("ray"), 0.014
            )
            plate.wash(ray, FIRE, p.born(0.2))
            plate.figure(ray, "mid")
    for share, born in ((0.66, 0.4), (0.69, 0.45), (0.90, 0.6)):
        plate.line(arc(share), "fine", p.born(born) * 1.3)
    a = np.arange(4 * n) * 2 * np.pi / (4 * n)
    plate.dots(heading(a) * 0.78, np.where(np.arange(4 * n) % 4 == 2, 0.018, 0.009) * p.born(0.5))


def _setting(p: Page) -> None:
    """A sun cut by bars that widen downwards into water, thin rays above it."""
    rng, plate = p.chance("setting"), p.plate
    r = 0.50
    bars = np.concatenate([[-r], np.linspace(-0.02, r * 0.94, int(rng.integers(5, 8)))])
    ball = area(arc(r))
    for k, (y0, y1) in enumerate(pairwise(bars)):
        gap = 0.0 if k == 0 else (0.012 + 0.012 * k)
        band = intersect(ball, box(-1, y0 + gap, 1, y1))
        plate.wash(band, FIRE, p.born(0.05), np.array([0.0, -0.3]), 0.9)
        if k % 2 == 0 and k > 0:
            plate.black(band)
        else:
            plate.figure(band, "mid")
    if p.born(0.25) > 0:
        tone = p.born(0.25)
        plate.shade(
            arc(0.97 * r),
            lambda q: tone * np.clip(0.5 - 1.5 * (q[:, 1] + 0.55 * r), 0, 0.9) * (q[:, 1] < 0),
            p.chance("sky"),
            0.018,
        )
    for k in range(4):
        y, wide = r * 0.62 + 0.11 * k, 0.98 - 0.16 * k
        x = np.linspace(-wide, wide, 80)
        wave = np.column_stack([x, y + 0.016 * np.sin(x * (11 - k) + rng.uniform(0, 6))])
        there = p.born((0.0, 0.1, 0.25, 0.4)[k] - 0.1)
        cut = int(rng.integers(22, 58))
        plate.line(wave[:cut], "mid", there)
        plate.line(wave[cut + 5 :], "mid", there)
    plate.cover(arc(1.06 * r))
    n = int(rng.choice([11, 13, 15]))
    for k in range(n):
        a = np.pi * (1.0 + (k + 0.5) / n)
        tip = 0.98 if k % 2 == 0 else 0.78
        plate.line(
            spoke(a, 1.14 * r, 1.14 * r + (tip - 1.14 * r) * (0.5 + 0.5 * p.born(0.02, 0.3)), 12), "mid", 1.5, 0.8
        )
        plate.dots(heading(a) * (tip + 0.05), 0.013 * p.born(0.55))


def _orbits(p: Page) -> None:
    """A black sun with its planets on ruled orbits, inside a ring of rays."""
    rng, plate = p.chance("orbits"), p.plate
    plate.black(arc(0.05))
    plate.line(arc(0.16), "bold")
    plate.line(arc(0.20), "fine", p.born(0.2))
    n = 16
    for k in range(n):
        plate.line(spoke(2 * np.pi * k / n, 0.22, 0.31 if k % 2 else 0.27, 6), "mid", p.born(0.05), 0.7)
    radii = np.array([0.42, 0.56, 0.70]) + rng.uniform(-0.02, 0.02, 3)
    for k, radius in enumerate(radii):
        a = rng.uniform(0, 2 * np.pi)
        size = (0.045, 0.065, 0.050)[k] * (0.5 + 0.5 * p.born(0.1 * k))
        there = p.born(0.12 * k - 0.1)
        at = heading(a) * radius
        if k == 1:
            plate.black(intersect(area(arc(size) + at), area(arc(size) + at + size * 0.7)))
            plate.figure(arc(size) + at, "mid", there)
            plate.line(turned(arc(1.0) * [1.75 * size, 0.5 * size], -0.5, at), "fine", p.born(0.45))
        else:
            plate.black(arc(size * there) + at)
        plate.cover(arc(1.5 * size) + at)
        plate.line(arc(radius), "fine", 1.4 * there)
        plate.dots(heading(a + np.linspace(1.2, 5.2, 5)) * radius, 0.012 * p.born(0.4 + 0.05 * k))
    plate.line(arc(0.80), "mid")
    count = int(rng.choice([24, 32, 40]))
    half = 0.36 * np.pi * 0.82 / count * 2
    for k in range(count):
        a = 2 * np.pi * k / count - np.pi / 2
        tip = 1.0 if k % 4 == 0 else 0.92 if k % 2 == 0 else 0.86
        plate.black(
            wedge(a, 0.81, 0.81 + (tip - 0.81) * (0.5 + 0.5 * p.born(0.05, 0.3)), half * (1.2 if k % 4 == 0 else 0.8))
        )
    plate.wash(arc(0.16), FIRE, p.born(0.1), None, 0.3)


def _stepped(p: Page) -> None:
    """Rays as stepped pyramids round a ring of fretwork: a sun cut in stone."""
    rng, plate, r = p.chance("stepped"), p.plate, 0.8 * p.disc
    n = int(rng.choice([8, 12]))
    eye = r * 0.34
    plate.black(arc(eye))
    plate.line(arc(1.45 * eye), "mid", p.born(0.1))
    for k in range(n):
        plate.black(wedge(2 * np.pi * k / n, 1.6 * eye, 1.0 * r * 0.86, 0.10 * r * p.born(0.2), 0.18 * r * p.born(0.2)))
    plate.line(arc(r), "bold")
    plate.line(arc(1.42 * r), "bold", p.born(0.0, 0.2))
    m = 3 * n
    for k in range(m):
        a, b = 2 * np.pi * k / m, 2 * np.pi * (k + 0.62) / m
        fret = np.array([heading(a) * 1.10 * r, heading(a) * 1.32 * r, heading(b) * 1.32 * r, heading(b) * 1.18 * r])
        plate.line(fret, "mid", p.born(0.25))
    plate.wash(arc(1.42 * r), FIRE, p.born(0.1))
    plate.cover(arc(1.42 * r))
    half = 0.92 * np.pi * 1.5 * r / n
    for k in range(n):
        a = -np.pi / 2 + 2 * np.pi * k / n
        top = 1.0 if k % 2 == 0 else 0.84
        core = p.born(0.3, 0.3)
        if core > 0.02:
            plate.black(_pyramid(a, 1.52 * r, 1.52 * r + (top - 1.52 * r) * 0.72 * core, 0.4 * half))
        ray = _pyramid(a, 1.52 * r, 1.52 * r + (top - 1.52 * r) * (0.55 + 0.45 * p.born(0.02, 0.3)), half)
        plate.wash(ray, FIRE, p.born(0.2))
        plate.figure(ray, "bold")
    at = -np.pi / 2 + np.pi * (2 * np.arange(n) + 1) / n
    plate.dots(heading(at) * 0.80, 0.030 * p.born(0.4))
    plate.dots(heading(at) * 0.90, 0.018 * p.born(0.55))


def _pyramid(angle: float, foot: float, tip: float, half: float, steps: int = 4) -> Points:
    """A ray that narrows in steps."""
    rows = np.linspace(foot, tip, steps + 1)
    wide = half * (1 - np.arange(steps) / steps)
    right = np.stack([np.repeat(wide, 2), np.repeat(rows, 2)[1:-1]], axis=1)
    return turned(np.concatenate([right, (right * [-1, 1])[::-1]]), angle - np.pi / 2)


def _whirl(p: Page) -> None:
    """Blades that all curl one way, as if the sun were turning."""
    rng, plate, r = p.chance("whirl"), p.plate, 0.95 * p.disc
    n = int(rng.integers(9, 14))
    twist = p.side * rng.uniform(0.55, 0.95)
    s = np.linspace(0.05, 1, 220)
    plate.line(heading(p.side * s * 2 * np.pi * 2.2) * (0.82 * r * s)[:, None], "mid", 1.4)
    plate.line(arc(r), "bold")
    plate.wash(arc(r), FIRE, p.born(0.1))
    plate.cover(arc(1.04 * r))
    half = 0.80 * np.pi * 1.1 * r / n
    for k in range(n):
        a = 2 * np.pi * k / n
        tip = 1.0 if k % 2 == 0 else 0.82
        tip = 1.1 * r + (tip - 1.1 * r) * (0.6 + 0.4 * p.born(0.02, 0.3))
        blade = tongue(a, 1.1 * r, tip, half, twist=twist)
        inner = tongue(a + p.side * 0.5 * half / r, 1.1 * r, tip - 0.05, 0.42 * half, twist=twist * 0.96)
        plate.black(inner)
        plate.wash(blade, FIRE, p.born(0.15))
        plate.figure(blade)
    for k in range(n):
        a = 2 * np.pi * (k + 0.5) / n
        u = np.linspace(0, 1, 24)
        tail = heading(a + twist * 1.15 * u**1.2) * (1.1 * r + (0.90 - 1.1 * r) * u)[:, None]
        plate.line(tail, "fine", p.born(0.4) * 1.6, 0.8)
        plate.dots(heading(a + twist * 1.18) * 0.95, 0.016 * p.born(0.55))


def _glory(p: Page) -> None:
    """A ball cut in one swelling line, and bundles of ruled rays, as on an old map."""
    rng, plate, r = p.chance("glory"), p.plate, p.disc
    turns = int(rng.integers(9, 12))
    s = np.linspace(0, 1, turns * 40)
    spiral = heading(p.side * 2 * np.pi * turns * s) * (0.94 * r * s)[:, None]
    swell = (0.10 + 0.84 * p.shaded(spiral) ** 0.8) * 0.94 * r / turns * p.born(0.08, 0.3)
    if p.born(0.08, 0.3) > 0.05:
        plate.black([ribbon(spiral[k : k + 42], swell[k : k + 42]) for k in range(0, len(s) - 2, 40)])
    plate.line(arc(r), "bold")
    plate.wash(arc(r), FIRE, p.born(0.1))
    plate.cover(arc(1.05 * r))
    n = int(rng.choice([8, 12, 16]))
    per = 96 // n
    for k in range(n):
        for j in range(-per // 2, per // 2 + 1):
            share = abs(j) / (per / 2)
            a = -np.pi / 2 + 2 * np.pi * (k + 0.5 * j / (per / 2)) / n
            tip = (1.0 if k % 2 == 0 else 0.82) * (1 - share) + 0.52 * share
            tip = 1.12 * r + (tip - 1.12 * r) * (0.6 + 0.4 * p.born(0.0, 0.3))
            there = 1.0 if j == 0 else p.born(0.08 + 0.4 * rng.random())
            plate.line(spoke(a, 1.12 * r, tip, 8), "bold" if j == 0 else "mid", there, 0.85)
    at = -np.pi / 2 + 2 * np.pi * (np.arange(n) + 0.5) / n
    for star_at in heading(at) * 0.80:
        tiny = star(4, 0.055 * p.born(0.5), 0.013 * p.born(0.5)) + star_at
        if p.born(0.5) > 0.05:
            plate.black(tiny)


def _two(p: Page) -> None:
    """Sun and moon in one disc: rays on one side, night and stars on the other."""
    rng, plate, r = p.chance("two"), p.plate, 1.35 * p.disc
    lean = rng.uniform(-0.5, 0.5)
    day = lean if p.side > 0 else lean + np.pi
    ball = area(arc(r))
    dark = minus(ball, area(arc(0.94 * r) + heading(day) * 0.52 * r))
    plate.black(dark)
    plate.cover(dark)
    q = p.born(0.25)
    plate.shade(
        arc(0.96 * r), lambda z: q * np.clip(0.55 - 0.9 * (z @ heading(day)) / r, 0, 0.8), p.chance("dusk"), 0.018
    )
    plate.line(arc(r), "bold")
    plate.wash(arc(r), FIRE, p.born(0.1))
    plate.cover(arc(1.05 * r))
    n = int(rng.integers(9, 13))
    half = 0.40 * np.pi * 1.15 * r / n
    for k, a in enumerate(day + np.linspace(-1.5, 1.5, n)):
        tip = (1.0 if k % 2 == 0 else 0.84) * (0.82 + 0.18 * p.born(0.02, 0.3))
        if k % 2 == 0:
            ray = wedge(a, 1.12 * r, tip, half)
            plate.black(np.array([spoke(a, 1.12 * r, tip)[0], ray[1], ray[0]]))
        else:
            ray = tongue(a, 1.12 * r, tip, 0.8 * half, 1.3, 0.03 * p.side)
        plate.wash(ray, FIRE, p.born(0.2))
        plate.figure(ray)
    night = day + np.pi
    plate.line(arc(1.20 * r, night - 1.35, night + 1.35), "fine", p.born(0.2) * 1.5)
    plate.line(arc(1.30 * r, night - 1.15, night + 1.15), "fine", p.born(0.4) * 1.5)
    for k, a in enumerate(night + np.linspace(-1.2, 1.2, 7) + rng.normal(0, 0.06, 7)):
        far = 0.72 + 0.2 * rng.random()
        born = p.born(0.05 + 0.08 * k)
        if k % 2 == 0 and born > 0.05:
            plate.black(star(4, 0.085 * born, 0.020 * born) + heading(a) * far)
        plate.dots(heading(a + 0.12) * (far + 0.03), 0.014 * born)


def _snail(p: Page) -> None:
    """A sun as it was pecked into rock: one spiral, and rays that crawl out of it."""
    rng, plate, r = p.chance("snail"), p.plate, 1.1 * p.disc
    turns = rng.uniform(2.4, 3.3)
    s = np.linspace(0.04, 1, 260)
    plate.line(heading(p.side * s * 2 * np.pi * turns) * (r * s)[:, None], "bold", 1.6)
    plate.line(arc(1.22 * r), "bold", p.born(0.1))
    plate.wash(arc(1.22 * r), FIRE, p.born(0.15))
    n = int(rng.integers(7, 11))
    for k in range(n):
        a = 2 * np.pi * k / n + rng.normal(0, 0.03)
        long = 0.68 + 0.32 * p.born(0.02, 0.35)
        ray = tongue(a, 1.34 * r, long, 0.085, rng.uniform(0.9, 1.3), 0.085 * p.side * rng.choice([1, 1, -1]))
        plate.black(ray)
        b = a + np.pi / n
        plate.dots(
            heading(b) * np.array([[1.40 * r], [1.40 * r + 0.12], [1.40 * r + 0.21]]),
            np.array([0.036, 0.026, 0.017]) * p.born(0.3),
        )
    m = 6 * n
    plate.dots(heading(np.arange(m) * 2 * np.pi / m) * 1.13 * r, 0.014 * p.born(0.45))


def _triangle(p: Page) -> None:
    """The alchemists' sun: a disc in a triangle in a circle, ruled light all round."""
    rng, plate, r = p.chance("triangle"), p.plate, 0.62 * p.disc
    up = -np.pi / 2 if rng.random() < 0.6 else np.pi / 2
    plate.black(arc(0.22 * r))
    plate.shade(arc(r), lambda q: p.born(0.2) * p.shaded(q), p.chance("ball"), 0.016)
    plate.figure(arc(r), "bold")
    n = 12
    for k in range(n):
        plate.line(spoke(2 * np.pi * k / n, 1.2 * r, 1.62 * r if k % 2 else 1.42 * r, 6), "mid", p.born(0.05), 0.6)
    tri = star(3, 0.52, 0.26, up)[[0, 2, 4, 0]]
    plate.line(tri, "bold")
    plate.line(tri * 0.84, "fine", 1.3 * p.born(0.3))
    plate.wash(area(tri), FIRE, p.born(0.15), None, 0.6)
    tone = p.born(0.3)
    round_ = minus(area(arc(0.52)), grow(area(tri), 0.02))
    plate.shade(round_, lambda q: tone * np.clip(3.2 * np.hypot(*q.T) - 0.85, 0, 0.95), p.chance("night"), 0.018)
    plate.line(arc(0.54), "bold")
    plate.line(arc(0.58), "fine", 1.4 * p.born(0.2))
    count = int(rng.choice([24, 32, 40]))
    half = 0.40 * np.pi * 0.62 / count
    for k in range(count):
        a = up + 2 * np.pi * k / count
        tip = (1.0, 0.74, 0.84, 0.74)[k % 4]
        tip = 0.62 + (tip - 0.62) * (0.5 + 0.5 * p.born(0.05, 0.3))
        if k % 4 == 0:
            ray = wedge(a, 0.62, tip, 2.2 * half)
            plate.black(np.array([ray[0], ray[1], spoke(a, 0.62, tip)[0]]))
            plate.wash(ray, FIRE, p.born(0.2))
            plate.figure(ray)
        else:
            plate.line(spoke(a, 0.62, tip, 6), "mid", 1.2, 0.7)
            plate.dots(heading(a) * (tip + 0.05), 0.014 * p.born(0.5) * (k % 4 == 2))


# Unhappy suns


def _sinking(p: Page) -> None:
    """Half gone under a heavy line, its rays broken and falling away."""
    rng, plate, r = p.chance("sinking"), p.plate, 0.44
    low = rng.uniform(0.05, 0.16)
    ball = minus(area(arc(r)), box(-2, low, 2, 3))
    tone = 0.9 * p.born(0.1, 0.4)
    plate.shade(ball, lambda q: np.clip(tone * (0.25 + 1.6 * (q[:, 1] - low + 0.30)), 0, 1), p.chance("ball"), 0.018)
    plate.wash(ball, FIRE, 0.8 * p.born(0.1))
    plate.figure(ball, "mid", 1.2)
    plate.black(turned(wedge(0.0, -1.0, 1.0, 0.012, 0.012), 0.0, (0.0, low)))
    plate.cover(box(-2, low, 2, low + 0.02))
    n = int(rng.integers(8, 12))
    for k in range(n):
        a = np.pi * (1.02 + 0.96 * (k + 0.5) / n)
        droop = 0.30 * rng.uniform(0.3, 1.2) * np.sign(np.cos(a))
        at = 1.16 * r
        while at < 0.92:
            long = rng.uniform(0.05, 0.17)
            turn = droop * (at - r) * 2
            far = heading(a + turn) * (at + long / 2)
            bit = turned(np.array([[-long / 2, 0.0], [long / 2, 0.0]]), a + turn * 2.2, far)
            if bit[:, 1].max() < low - 0.05:
                plate.line(np.linspace(*bit, 5), "bold" if at < 0.7 else "mid", 0.3 + 0.7 * p.born(0.6 * (at - r)), 0.5)
            at += long + rng.uniform(0.03, 0.10)
    for k in range(14):
        y, wide = low + 0.05 + 0.058 * k, rng.uniform(0.25, 0.95) * (1 - k / 17)
        x = rng.uniform(-0.12, 0.12)
        plate.line(
            np.linspace([x - wide, y], [x + wide, y], 9), "mid", p.born(0.05 + 0.04 * k) * (1 - k / 18), 0.9 * (k % 2)
        )


def _dissolving(p: Page) -> None:
    """A disc that comes apart into grains and blows away to one side."""
    rng, plate, r = p.chance("dissolving"), p.plate, 0.42
    way = np.pi / 2 - p.side * rng.uniform(0.5, 1.1)
    out = heading(way)
    stand = -0.42 * out
    plate.line(arc(r, way + 0.75, way + 2 * np.pi - 0.75) + stand, "bold")
    plate.wash(arc(r) + stand, FIRE, 0.6 * p.born(0.1), stand, 0.6)
    tone = 0.35 + 0.65 * p.born(0.1, 0.4)

    def grain(q: Points) -> Floats:
        along, across = (q - stand) @ out, (q - stand) @ heading(way + np.pi / 2)
        disc = np.hypot(along, across) < 0.97 * r
        blown = np.clip(1 - along / 1.35, 0, 1) * np.exp(-((across / (0.36 + 0.12 * along)) ** 2))
        made: Floats = tone * np.where(disc, 0.30 + 0.75 * along / r, np.where(along > 0, 0.8 * blown**1.5, 0))
        return made

    plate.shade(arc(1.25), grain, p.chance("grains"), 0.030)
    plate.cover(arc(1.1 * r) + stand)
    n = int(rng.integers(9, 13))
    for k, a in enumerate(way + np.linspace(0.85, 2 * np.pi - 0.85, n)):
        long = rng.uniform(0.12, 0.34) * (0.6 + 0.4 * p.born(0.05, 0.4))
        ray = spoke(a, 1.18 * r, 1.18 * r + long, 9) + stand
        plate.line(ray[: 4 + k % 3], "mid", 1.4)
        plate.line(ray[6 + k % 2 :], "mid", p.born(0.2), 0.6)


def _behind(p: Page) -> None:
    """A pale disc behind bars of cloud and straight rain."""
    rng, plate, r = p.chance("behind"), p.plate, 0.46
    moved = np.array([0.0, -0.2])
    for k, (y, x, wide) in enumerate(((0.10, -0.25, 0.75), (0.26, 0.22, 0.78), (-0.06, 0.42, 0.5))):
        humps = np.linspace(-wide, wide, 5 + k)
        bumps = [arc(wide / (2.8 + 2.5 * abs(h) / wide)) * [1.0, 0.60] + [x + 0.75 * h, y] for h in humps]
        cloud = minus(union(areas(bumps)), box(-3, y + 0.02, 3, y + 2))
        there, tone = p.born(0.08 * k), p.born(0.2)

        def heavy(q: Points, y: float = y, tone: float = tone) -> Floats:
            made: Floats = tone * np.clip(0.9 + 4.0 * (q[:, 1] - y), 0, 1)
            return made

        plate.shade(cloud, heavy, p.chance("cloud", k), 0.020)
        plate.figure(cloud, "mid", max(there, 0.6 if k == 0 else there))
    plate.wash(arc(r) + moved, FIRE, 0.7 * p.born(0.1), moved, r)
    plate.figure(arc(r) + moved, "bold")
    n = int(rng.integers(9, 13))
    for k in range(n):
        a = np.pi * (1.0 + (k + 0.5) / n)
        ray = spoke(a, 1.16 * r, 0.72 + 0.08 * (k % 2), 10) + moved
        plate.line(ray[: 5 + k % 3], "mid", 1.3, 0.5)
        plate.line(ray[7:], "mid", p.born(0.3), 0.6)
    for k in range(26):
        x, y = rng.uniform(-0.85, 0.85), rng.uniform(0.36, 0.75)
        plate.line(np.linspace([x, y], [x - 0.03, y + rng.uniform(0.08, 0.24)], 5), "mid", p.born(0.1 + 0.025 * k), 0.8)


def _flares(p: Page) -> None:
    """A black core that throws scorching tongues, long and short, with sparks off their tips."""
    rng, plate, r = p.chance("flares"), p.plate, 0.82 * p.disc
    plate.black(minus(area(arc(r)), area(star(9, 0.8 * r, 0.52 * r, rng.uniform(0, 6)))))
    plate.black(arc(0.24 * r))
    plate.wash(arc(r), ((0, "#ffb02a"), (1, "#e0360a")), p.born(0.05), None, r)
    plate.cover(arc(1.06 * r))
    n = int(rng.integers(13, 18))
    angles = np.cumsum(rng.uniform(0.7, 1.3, n))
    angles = 2 * np.pi * angles / angles[-1]
    for k, a in enumerate(angles):
        tip = (1.0, 0.62, 0.80)[k % 3] * rng.uniform(0.88, 1.0)
        tip = r + (tip - r) * (0.65 + 0.35 * p.born(0.0, 0.3))
        twist = p.side * rng.uniform(0.12, 0.40)
        half = 0.62 * np.pi * r / n * rng.uniform(1.1, 1.5)
        plate.black(tongue(a, 1.06 * r, tip * 0.93, 0.45 * half, twist=0.95 * twist))
        flame = tongue(a, 1.0 * r, tip, half, 0.8, 0.05 * p.side, twist)
        plate.wash(flame, FIRE, p.born(0.1))
        plate.figure(flame)
        plate.dots(
            heading(a + 1.12 * twist + 0.05) * (tip + np.array([[0.0], [0.06]])), np.array([0.020, 0.012]) * p.born(0.4)
        )


def _spikes(p: Page) -> None:
    """Thorns in three ranks, black, each longer than the last."""
    rng, plate, r = p.chance("spikes"), p.plate, 0.85 * p.disc
    n = int(rng.integers(9, 14))
    jag = rng.uniform(0.7, 0.95, 2 * n)
    plate.black(star(n, 0.9 * r, 0.45 * r))
    plate.line(arc(r), "bold")
    plate.wash(arc(r), FIRE, p.born(0.05), None, r)
    plate.cover(arc(1.05 * r))
    for rank, (count, reach, born) in enumerate(((2 * n, 0.62, 0.15), (n, 0.84, 0.05), (n, 1.0, 0.0))):
        half = 0.80 * np.pi * 1.1 * r / count * (1.0, 1.2, 0.9)[rank]
        for k in range(count):
            a = 2 * np.pi * (k + (0.25, 0.5, 0.0)[rank]) / count
            tip = 1.1 * r + (reach * (jag[k] if rank < 2 else 0.9 + 0.1 * jag[k]) - 1.1 * r) * (
                0.5 + 0.5 * p.born(born, 0.3)
            )
            thorn = wedge(a, 1.1 * r, tip, half)
            if rank == 1:
                plate.wash(thorn, FIRE, p.born(0.1))
                plate.black(np.array([thorn[0], thorn[1], spoke(a, 1.1 * r, tip)[0]]))
                plate.figure(thorn)
            elif p.born(born - 0.1) > 0.05:
                plate.black(thorn)
                plate.cover(grow(area(thorn), plate.weight("mid"), sharp=True))
    crack = 2 * n
    for k in range(crack):
        a = 2 * np.pi * (k + 0.5) / crack
        plate.dots(heading(a) * (0.80 + 0.1 * jag[k]), 0.014 * p.born(0.45))


def _far(p: Page) -> None:
    """A small sun a long way off, over lines and lines of sea."""
    rng, plate, r = p.chance("far"), p.plate, 0.24
    x = rng.uniform(-0.25, 0.25)
    at = np.array([x, -0.30])
    plate.line(arc(r) + at, "bold")
    plate.wash(arc(r) + at, FIRE, p.born(0.05), at, r)
    plate.cover(arc(1.1 * r) + at)
    for k in range(3):
        plate.line(arc(r * (1.5 + 0.45 * k), np.pi * 1.04, np.pi * 1.96) + at, "fine", 1.4 * p.born(0.1 + 0.12 * k))
    n = int(rng.choice([9, 11, 13]))
    for k in range(n):
        a = np.pi * (1.02 + 0.96 * (k + 0.5) / n)
        plate.line(spoke(a, 1.22 * r, (2.7 if k % 2 else 2.25) * r, 9) + at, "mid", 0.9, 0.8)
    for k in range(17):
        y = -0.26 + 0.072 * k
        t = np.linspace(-1, 1, 90)
        wide = 0.98 * np.sqrt(max(1 - (y / 1.02) ** 2, 0.05)) if k else 0.98
        calm = 0.004 + 0.018 * k / 17
        row = np.column_stack([wide * t, y + calm * np.sin(t * (17 - 0.5 * k) + rng.uniform(0, 6))])
        # The light lies on the water below the sun: the lines break there.
        half = 0.05 + 0.020 * k * rng.uniform(0.5, 1.2)
        left, right = row[row[:, 0] < x - half], row[row[:, 0] > x + half]
        there = 1.0 if k == 0 else p.born(0.045 * k - 0.1)
        for part in (left, right):
            if len(part) > 4:
                plate.line(part, "mid", there * (1 - 0.025 * k))
        plate.line(np.linspace([x - 0.5 * half, y + 0.03], [x + 0.5 * half, y + 0.03], 5), "bold", 0.8 * there)


Design = Callable[[Page], None]
GLAD: tuple[Design, ...] = (
    *(_glory, _tarot, _setting, _mandala, _whirl, _needles),
    *(_two, _deco, _stepped, _orbits, _snail, _triangle),
)
RULED: tuple[Design, ...] = (
    *(_needles, _orbits, _stepped, _deco, _triangle, _two),
    *(_mandala, _glory, _tarot, _snail, _setting, _whirl),
)
FAR: tuple[Design, ...] = (_setting, _far, _deco, _two)
SAD: tuple[Design, ...] = (_sinking, _dissolving, _behind)
ANGRY: tuple[Design, ...] = (_flares, _spikes, _whirl)


# The eclipse


@dataclass(frozen=True, eq=False)
class Corona:
    """The light that stands round the moon. Angles in radians, lengths in radii of the disc beyond its limb.

    at, tall, broad, lean: of each streamer its angle, length, half width at the foot, and turn on the way out.
    axis: of the sun's equator, along which the streamers are long. sky: how far the darkened sky goes.
    """

    at: Floats
    tall: Floats
    broad: Floats
    lean: Floats
    axis: float
    sky: float
    ragged: Noise

    def light(self, p: Points) -> Floats:
        """How bright the corona is at points, 0..1."""
        over, a = np.hypot(p[:, 0], p[:, 1]) - 1, np.arctan2(p[:, 1], p[:, 0])
        x = np.clip(over, 0, None)[:, None]
        left = np.clip(1 - x / self.tall, 0, 1)
        # Hollow sides: broad at the foot, and soon a thin stalk, as helmet streamers are.
        half = (0.008 + self.broad * (0.20 + 0.80 * left**2.6)) / (1 + 0.35 * x)
        off = (a[:, None] - self.at - self.lean * x + np.pi) % (2 * np.pi) - np.pi
        each = np.exp(-((off / half) ** 2)) * left**0.55
        dim: Floats = 1 - np.prod(1 - 0.97 * each, axis=1)
        made: Floats = np.maximum(dim, 0.8 * np.exp(-x[:, 0] / 0.035))
        return made

    def edge(self, a: Floats) -> Floats:
        """How far out the sky is dark at angles `a`: further along the equator, and ragged."""
        along = np.abs(np.cos(a - self.axis))
        made: Floats = 1 + self.sky * (0.66 + 0.34 * along**1.5) * (
            1 + 0.26 * self.ragged.fbm(1.6 * np.cos(a) + 5, 1.6 * np.sin(a), 3)
        )
        return made

    def fading(self, p: Points) -> Floats:
        """What is left of the way out to the edge of the sky, 1..0."""
        far, edge = np.hypot(p[:, 0], p[:, 1]), self.edge(np.arctan2(p[:, 1], p[:, 0]))
        made: Floats = np.clip((edge - far) / (edge - 1.05), 0, 1)
        return made

    def dark(self, p: Points, light: Floats) -> Floats:
        """How black the sky is at points of that light, 0..1: deepest between the streamers' feet, fading out."""
        made: Floats = np.clip(2.1 * self.fading(p) ** 1.6, 0, 1) * (1 - light) ** 1.3
        return made


def _corona(feeling: Feeling, chance: Chance, sky: float) -> Corona:
    """The corona that the seed gives: a few long streamers at two sides, many short ones, plumes at the poles."""
    rng = chance("corona")
    # Upright, or nearly: lying down, it would be the white of an eye.
    axis = -np.pi / 2 + rng.choice([-1, 1]) * rng.uniform(0.25, 0.8)
    east, west = int(rng.integers(3, 5)), int(rng.integers(2, 5))
    long_at = np.concatenate([axis + _spread(rng, east, 0.62), axis + np.pi + _spread(rng, west, 0.62)])
    n = int(rng.integers(11, 16))
    short_at = axis + 2 * np.pi * (np.arange(n) + rng.uniform(-0.4, 0.4, n)) / n
    plume_at = np.concatenate([axis + side * np.pi / 2 + np.linspace(-0.62, 0.62, 7) for side in (-1, 1)])
    plume_at = plume_at + rng.normal(0, 0.09, len(plume_at))
    at = np.concatenate([long_at, short_at, plume_at])
    tall = sky * np.concatenate(
        [
            rng.uniform(0.95, 1.5, len(long_at)),
            0.10 + 0.60 * rng.random(n) ** 2.2,
            0.10 + 0.42 * rng.random(len(plume_at)) ** 1.6,
        ]
    )
    broad = np.concatenate(
        [rng.uniform(0.13, 0.24, len(long_at)), rng.uniform(0.012, 0.055, n), np.full(len(plume_at), 0.016)]
    )
    # The sun's field pulls streamers towards its equator, and plumes apart.
    lean = -0.10 * np.sin(2 * (at - axis)) * (1 + rng.uniform(-0.5, 0.5, len(at))) + rng.normal(0, 0.05, len(at))
    grown = feeling.births(np.concatenate([np.linspace(-0.2, 0.2, len(long_at)), rng.uniform(0, 0.5, n + 14)]), 0.35)
    tall = tall * np.maximum(grown, 0.05)
    return Corona(at, tall, broad, lean, float(axis), sky, Noise(chance("ragged sky")))


def _spread(rng: np.random.Generator, n: int, half: float) -> Floats:
    """n angles over -half..half, unevenly."""
    made: Floats = half * (np.linspace(-1, 1, n) if n > 1 else np.zeros(1)) + rng.normal(0, 0.09, n)
    return made


def _eclipse(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A truly black disc in a hair of light, and the corona as bare skin in a sky of dots."""
    sky = float(np.interp(feeling.intensity, [0.04, 0.8], [0.55, 1.45]))
    corona = _corona(feeling, chance, sky)
    a = np.linspace(0, 2 * np.pi, 181)
    rim = heading(a) * corona.edge(a)[:, None]
    low, high = rim.min(0), rim.max(0)
    r = feeling.size / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * r
    plain = feeling.mood.chroma == 0 or not feeling.style.colour
    white, warm = feeling.tint("#fff4dd"), _ember(feeling, "#ff8a2a")

    # A dull feeling leaves the corona as bare skin; the others colour it, and the night round it.
    stained = 0.0 if plain else 0.75 * float(np.clip(feeling.mood.chroma - 0.2, 0, 1))
    night = INK if plain else mix(INK, feeling.mood.palette[1], 0.8 * min(stained, 1.0))

    cell = 0.042
    n = int(2 * (1 + 1.5 * sky) / cell)
    grid = Grid(-n * cell / 2, -n * cell / 2, cell, n + 1, n + 1)
    nodes = np.column_stack([grid.x.ravel(), grid.y.ravel()])
    nodes = nodes[(np.hypot(*nodes.T) > 1) & (np.hypot(*nodes.T) < 1 + 1.35 * sky)]
    light = corona.light(nodes)
    bright, black = np.zeros(grid.x.shape), np.zeros(grid.x.shape)
    cells = np.rint((nodes - [grid.left, grid.top]) / cell).astype(int).T[::-1]
    bright[*cells], black[*cells] = light * corona.fading(nodes) ** 0.5, corona.dark(nodes, light)
    dots, radii = _grains(corona, r, chance)

    hair = float(np.clip(0.034 * r, 0.16, 1.1))
    bead_at = corona.axis + chance("bead").choice([-1, 1]) * chance("bead").uniform(0.5, 1.0)
    bead = heading(bead_at) * r * 1.01 + middle
    size = r * (0.11 + 0.05 * feeling.mood.light.glow)
    near = np.linspace(-np.pi, np.pi, 241)
    swell = hair * (1 + 1.8 * np.exp(-((near / 0.45) ** 2)))
    band = polyline(ribbon(heading(bead_at + near) * (r + hair / 2) + middle, swell))
    bleed = radial(bead, size * 3.4, (0, white, 1.0), (0.24, white, 0.95), (0.42, warm, 0.35), (1, warm, 0.0))
    far = 1 + 0.8 * sky
    gold, red = feeling.tint("#ffb02a"), feeling.tint("#e0480e")
    stain = radial(middle, r * far, (0, gold, stained), (1.1 / far, gold, stained), (0.75, red, stained), (1, red, 0.0))
    halo = radial(middle, r * far, (0, warm, 0.24), (1 / far, warm, 0.24), (1.3 / far, warm, 0.1), (1, warm, 0.0))
    return [
        layer("corona", "glow", [filled(_moved(grid.above(bright, b), r, middle), halo) for b in (0.25, 0.5, 0.75)]),
        layer("stain", "colour", [filled(_moved(grid.above(bright, 0.3), r, middle), stain)] if stained else []),
        layer("sky", "shade", [filled(_moved(grid.above(black, 0.84), r, middle), night)]),
        layer("sky in dots", "shade", pricks(dots * r + middle, radii * r, night)),
        layer("warmth", "colour", [] if plain else [stroked(circle(middle, r + 0.6 * hair), warm, 1.6 * hair)]),
        layer("moon", "shade", [filled(circle(middle, r - 0.1 * hair), INK)]),
        # On dark skin the limb's own edge turns pale, and strengthens the light that stands round it.
        layer("limb", "line", [stroked(circle(middle, r - 0.8 * hair), INK, 1.6 * hair)]),
        layer("hair of light", "white", [filled(band, white)]),
        layer("light", "glow", [filled(band, white, 0.55), filled(circle(bead, size * 3.4), bleed)]),
    ]


def _moved(outlines: list[Outline], r: float, middle: Points) -> list[Outline]:
    """Outlines from radii of the disc to mm."""
    return [Outline(o.points * r + middle, o.closed, o.curved) for o in outlines]


def _grains(corona: Corona, r: float, chance: Chance) -> tuple[Points, Floats]:
    """Dots of the sky, and their radii, in radii of the disc: large where it is dark, none where it is black."""
    # Fixed on the skin, in mm, so that the dark passes over them as it grows; nearer ones would heal together.
    gap = max(0.53 / r, 0.071)
    p = seeds(1 + 1.5 * corona.sky, gap, chance("grains"), 0.12)
    p = p[np.hypot(p[:, 0], p[:, 1]) > 1.05]
    dark = corona.dark(p, corona.light(p))
    radii = gap * (0.07 + 0.29 * dark**0.75) * np.clip(dark / 0.05, 0, 1)
    use = (dark > 0.01) & (dark < 0.9)
    return p[use], radii[use]


def _ember(feeling: Feeling, natural: str) -> str:
    """A colour of the light that leaks: however dark the feeling, most of its warmth is left."""
    if feeling.mood.chroma == 0 or not feeling.style.colour:
        return feeling.tint(natural)
    return mix(natural, feeling.tint(natural), 0.35)


# The child's sun


@dataclass(frozen=True, eq=False)
class Stroke:
    """One stroke of the crayon: its path in units of half the mark, and the stick's width and pressure, of 1."""

    path: Points
    width: Profile
    pressure: Profile


def _child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A small child's sun in wax crayon: a ring that misses its own start, and strokes outwards."""
    rays = RAYS[chance.seed % len(RAYS)](feeling, chance)
    ring = MIDDLES[chance.seed // 2 % len(MIDDLES)](feeling, chance)
    late = _late_rays(feeling, chance)
    inside = _scribble(feeling, chance)
    bones = np.concatenate([s.path for s in (*ring, *rays, *late)])
    low, high = bones.min(0), bones.max(0)
    stick = 0.205 * feeling.size**0.62 * feeling.mood.hand.weight
    unit = (feeling.size - 0.8 * stick) / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * unit
    grain = max(0.24 * stick, 0.22)
    orange, red, yellow = (feeling.tint(c) if feeling.style.colour else INK for c in ("#ff7d0f", "#ee4d10", "#ffab12"))

    def waxed(strokes: list[Stroke]) -> list[Outline]:
        """What all strokes of one stick leave on the skin."""
        kept: list[Points] = []
        for k, s in enumerate(strokes):
            width = _times(s.width, stick)
            # Wax smears: specks and pinholes smaller than that are not there.
            least = 0.35 * grain * min(grain, 0.3 * float(width(np.array([0.5]))[0]))
            marks = wax(s.path * unit, width, chance("paper", k), s.pressure, grain, furrow=0.22)
            kept += [o.points + middle for o in marks if abs(_extent(o.points)) > least]
        return [curve(p, tension=0.8) if len(p) < 40 else polyline(p) for p in kept]

    sun = [*waxed(rays), *waxed(ring)]
    return [
        layer("scribble", "colour", [filled(waxed(inside), yellow, 0.94)] if feeling.style.fill != "none" else []),
        layer("late rays", "colour", [filled(waxed(late), red, 0.94)]),
        layer("sun", "colour", [filled(sun, orange, 0.94)]),
        # Wax lies on the skin: what light it throws back keeps its orange vivid where skin is as brown as it is.
        layer("shine of wax", "glow", [filled(sun, orange, 0.22)] if feeling.style.colour else []),
    ]


def _times(profile: Profile, by: float) -> Profile:
    return lambda u: profile(u) * by


def _uneven(value: float, rng: np.random.Generator, end: float = 1.0) -> Profile:
    """A hand that bears down here and skims there, lands, and lets go on the way out, down to a share `end`."""
    phase = rng.uniform(0, 2 * np.pi, 2)

    def profile(u: Floats) -> Floats:
        sway = 0.12 * np.sin(7 * u + phase[0]) + 0.08 * np.sin(17 * u + phase[1])
        lands = 0.75 + 0.25 * np.clip(np.minimum(u, 1 - u) / 0.04, 0, 1)
        made: Floats = value * (1 + sway) * lands * (1 - (1 - end) * u**2)
        return made

    return profile


def _extent(points: Points) -> float:
    """The area inside an outline, square mm; negative when it runs the other way round."""
    x, y = points[:, 0], points[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


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
    r = 1 + 0.05 * np.sin(2 * a + phase[0]) + 0.035 * np.sin(3 * a + phase[1]) + 0.018 * np.sin(5.3 * a + phase[2])
    r = r * (1 - winds * (1 - s / turns)) + rng.choice([0.30, -0.24]) * (np.clip(s - turns + 0.30, 0, None) / 0.3) ** 2
    p = heading(a) * (radius * r)[:, None] * [1, flat]
    turned: Points = p @ np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])
    return turned


def _loop(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """One ring, that runs on past its start; a stronger feeling goes round again."""
    rng, again = chance("loop"), feeling.birth(0.55, 0.3)
    made = [_drawn(_around(rng, rng.uniform(1.04, 1.12)), rng, 1.05, 0.64)]
    if again > 0.02:
        made.append(_drawn(_around(chance("again"), 0.2 + 0.9 * again, 0.96 * RING), rng, 0.5 + 0.4 * again, 0.6))
    return made


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
    angles = np.cumsum(rng.uniform(0.6, 1.4, int(rng.integers(low, high))))
    made: Floats = rng.uniform(0, 2 * np.pi) + 2 * np.pi * angles / angles[-1]
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
    for k, a in enumerate(_steps(chance, 8, 12)):
        rng = chance("ray", k)
        grown = 0.72 + 0.28 * feeling.birth(0.3 * rng.random(), 0.3)
        path = _flick(rng, a, rng.uniform(0.40, 0.58), rng.uniform(0.30, 0.62), grown)
        made.append(_drawn(path, rng, rng.uniform(0.8, 1.15), 0.64, 0.7))
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
    a = np.cumsum(rng.uniform(0.75, 1.25, 2 * n))
    a = 2 * np.pi * a / a[-1] + rng.uniform(0, 6)
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
        dab = path[-1] * (1 + 0.14 / np.hypot(*path[-1]))
        made.append(_drawn(dab + np.linspace(-0.03, 0.03, 12)[:, None] * heading(rng.uniform(0, 6)), rng, 1.25, 0.75))
    return made


RAYS = (_tents, _wavy, _loops, _straight, _crown, _dotted)


def _late_rays(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Short strokes that a stronger feeling puts further out, with the redder stick."""
    made = []
    for k, a in enumerate(_steps(chance, 8, 12)):
        rng = chance("late", k)
        grown = feeling.birth(rng.uniform(0.5, 0.8), 0.2)
        if grown > 0.02:
            path = _flick(rng, a + rng.uniform(0.2, 0.5), rng.uniform(0.72, 0.85), rng.uniform(0.12, 0.26), grown)
            made.append(_drawn(path, rng, 0.9 * grown**0.5, 0.62))
    return made


def _scribble(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """The ring scribbled in, to and fro in one loose line, not minding the edge; then again, the other way."""
    made = []
    for k, (born, rows, reach) in enumerate(((0.5, 9, 0.40), (0.75, 6, 0.34))):
        grown, rng = feeling.birth(born, 0.25), chance("scribble", k)
        if grown <= 0.02:
            continue
        y = np.linspace(-0.95, 0.95, rows) + rng.uniform(-0.6, 0.6, rows) / rows
        half = np.sqrt(np.clip(1 - y**2, 0.05, 1)) * rng.uniform(0.8, 1.12, rows)
        zigzag = np.column_stack([half * np.where(np.arange(rows) % 2, 1, -1), y]) * reach
        turn = rng.uniform(-0.9, -0.3) + 0.9 * k
        c, s = np.cos(turn), np.sin(turn)
        path = smooth(zigzag, 60 * rows) @ np.array([[c, s], [-s, c]])
        made.append(_drawn(path, rng, 0.9 * grown**0.5, 0.44 + 0.16 * grown))
    return made
