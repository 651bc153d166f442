"""Suns of faces, petals and curls: what a glad hand engraves."""

from __future__ import annotations

import numpy as np

from markgen.draw import arc, area, heading, minus, petal, ribbon, smooth, spoke, star, tongue, wedge
from markgen.motifs._sun.page import FIRE, Page


def tarot(p: Page) -> None:
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


def mandala(p: Page) -> None:
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


def whirl(p: Page) -> None:
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
        tip = p.reach(1.1 * r, tip, 0.6, 0.02)
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


def glory(p: Page) -> None:
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
            tip = p.reach(1.12 * r, tip, 0.6, 0.0)
            there = 1.0 if j == 0 else p.born(0.08 + 0.4 * rng.random())
            plate.line(spoke(a, 1.12 * r, tip, 8), "bold" if j == 0 else "mid", there, 0.85)
    at = -np.pi / 2 + 2 * np.pi * (np.arange(n) + 0.5) / n
    for star_at in heading(at) * 0.80:
        tiny = star(4, 0.055 * p.born(0.5), 0.013 * p.born(0.5)) + star_at
        if p.born(0.5) > 0.05:
            plate.black(tiny)


def two(p: Page) -> None:
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


def snail(p: Page) -> None:
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
