"""Suns drawn with ruler and compass."""

from __future__ import annotations

import numpy as np

from markgen.draw import arc, area, grow, heading, intersect, minus, spoke, star, turned, wedge
from markgen.motifs._sun.page import FIRE, Page
from markgen.values import Points


def needles(p: Page) -> None:
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
        ray = wedge(a, 1.2 * r, p.reach(1.2 * r, tip, 0.7, 0.02), half)
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
    at = np.arange(4 * n) * 2 * np.pi / (4 * n)
    plate.dots(heading(at) * 0.78, np.where(np.arange(4 * n) % 4 == 2, 0.018, 0.009) * p.born(0.5))


def orbits(p: Page) -> None:
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
        plate.black(wedge(a, 0.81, p.reach(0.81, tip, 0.5, 0.05), half * (1.2 if k % 4 == 0 else 0.8)))
    plate.wash(arc(0.16), FIRE, p.born(0.1), None, 0.3)


def stepped(p: Page) -> None:
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
        ray = _pyramid(a, 1.52 * r, p.reach(1.52 * r, top, 0.55, 0.02), half)
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


def triangle(p: Page) -> None:
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
        tip = p.reach(0.62, tip, 0.5, 0.05)
        if k % 4 == 0:
            ray = wedge(a, 0.62, tip, 2.2 * half)
            plate.black(np.array([ray[0], ray[1], spoke(a, 0.62, tip)[0]]))
            plate.wash(ray, FIRE, p.born(0.2))
            plate.figure(ray)
        else:
            plate.line(spoke(a, 0.62, tip, 6), "mid", 1.2, 0.7)
            plate.dots(heading(a) * (tip + 0.05), 0.014 * p.born(0.5) * (k % 4 == 2))
