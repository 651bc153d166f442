"""Suns of faces, petals and curls: what a glad hand engraves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Noise,
    arc,
    area,
    ball,
    blade,
    grow,
    heading,
    intersect,
    minus,
    petal,
    relief,
    ribbon,
    rim,
    smooth,
    spine,
    spoke,
    star,
    swelling,
    tongue,
    trace,
    turned,
    union,
)
from markgen.draw.engrave import grains
from markgen.motifs._sun.page import FIRE, Page
from markgen.values import Points

Floats = NDArray[np.float64]


def tarot(p: Page) -> None:
    """A face as on old engravings, straight rays and waving ones by turns round it."""
    rng = p.chance("tarot")
    n, r, plate = int(rng.integers(7, 10)), p.disc * 1.38, p.plate
    _visage(p, r)
    rim(plate, arc(r), "bold", 0.12)
    # From the first, as dark skin shows features only against it.
    plate.wash(arc(r), FIRE, WASHED * p.born(-0.2))
    plate.cover(arc(1.025 * r))
    foot, half = 1.05 * r, np.pi * 1.05 * r / (2.1 * n)
    waves, turn = rng.uniform(1.0, 1.4), rng.uniform(0, 0.2)
    for k, a in enumerate(turn + 2 * np.pi * (np.arange(n) + rng.uniform(-0.09, 0.09, n)) / n):
        ray = spoke(a, foot, rng.uniform(0.90, 1.0), 24)
        u = np.linspace(0, 1, 24)
        blade(plate, ray, half * (1 - u) * (1 + 0.5 * u), p.chance("ray", k), FIRE, p.born(0.02, 0.35))
    for k, a in enumerate(turn + 2 * np.pi * (np.arange(n) + 0.5 + rng.uniform(-0.09, 0.09, n)) / n):
        long = p.reach(foot, rng.uniform(0.72, 0.90), 0.62, 0.1)
        ray = tongue(a, foot - 0.02, long, 0.62 * half, waves, 0.06 * p.side)
        blade(plate, *spine(ray), p.chance("tongue", k), FIRE, p.born(0.1, 0.4), "mid")


WASHED = 0.9
"""How strongly a face is washed."""


def _features(x: Floats, y: Floats) -> Floats:
    """The relief of a face over a round of radius 1: nose and its root, cheeks, lips and chin; about the eyes, where
    lines are many, it is smooth."""

    def bump(across: Floats, down: float, wide: float, tall: float) -> Floats:
        made: Floats = np.exp(-((across / wide) ** 2) - ((y - down) / tall) ** 2)
        return made

    aside = np.abs(x)
    bridge = np.interp(y, [-0.42, -0.20, 0.10, 0.20, 0.27], [0.0, 0.10, 0.22, 0.26, 0.0])
    h = 0.62 * ball(x, y) + bridge * np.exp(-((x / np.interp(y, [-0.3, 0.2], [0.07, 0.12])) ** 2))
    h += 0.09 * bump(aside - 0.13, 0.20, 0.06, 0.06) - 0.06 * bump(aside - 0.16, -0.20, 0.08, 0.16)
    h += 0.10 * bump(aside - 0.44, 0.16, 0.26, 0.22) - 0.05 * bump(aside - 0.30, 0.38, 0.08, 0.16)
    h += 0.08 * bump(x, 0.425, 0.20, 0.05) + 0.10 * bump(x, 0.53, 0.16, 0.05)
    made: Floats = h - 0.06 * bump(x, 0.63, 0.17, 0.05) + 0.14 * bump(x, 0.77, 0.19, 0.12)
    return made


@dataclass(frozen=True, eq=False)
class _Face:
    """A face, turned a little aside, on a round of radius r. there: how far its features have come, 0..1. fine: the
    same of what only a large face has room for. Features are drawn in hundredths of r, of a face seen from before."""

    page: Page
    r: float
    there: float
    fine: float

    @property
    def turn(self) -> float:
        """How far to the side it looks, of r, where it stands out most."""
        return 0.12 * self.page.side

    @property
    def lean(self) -> float:
        """Radians that it is tilted by."""
        return 0.07 * self.page.side

    def height(self, x: Floats, y: Floats) -> Floats:
        """Its relief over the round of radius 1."""
        c, s = np.cos(self.lean), np.sin(self.lean)
        u, v = c * x + s * y, c * y - s * x
        return _features(u - self.turn * np.sqrt(np.clip(1 - u**2 - v**2, 0, 1)), v)

    def put(self, points: Points) -> Points:
        """Where points of a face seen from before, (n, 2) of radius 1, lie on this one."""
        u = points[:, 0] + self.turn * np.sqrt(np.clip(1 - (points**2).sum(1), 0, 1))
        return turned(np.column_stack([u, points[:, 1]]), self.lean) * self.r

    def line(self, knots: tuple[float, ...], swell: float, shape: tuple[float, ...] = (0.3, 1.0, 1.1, 0.3)) -> None:
        """A line through knots x, y, x, y ..., that swells to a share of the bold one's width."""
        path = self.put(smooth(np.reshape(knots, (-1, 2)) / 100, 32))
        swelling(self.page.plate, [path], "bold", np.array(shape) * swell, self.page.on_wash)

    def open_eye(self, s: int) -> None:
        """An eye under a heavy lid, that looks past you, and the lid's fold; s: -1 or 1, on which side."""
        plate, p = self.page.plate, self.page
        lid = (s * 53, -9, s * 44, -16.5, s * 33, -18, s * 22, -14, s * 13, -5)
        low = (s * 51, -8.5, s * 42, -3, s * 31, -1.5, s * 19, -5)
        edge = np.concatenate([np.reshape(lid, (-1, 2)), np.reshape(low, (-1, 2))[::-1]])
        white = area(self.put(smooth(edge / 100, 60)))
        iris = self.put(arc(0.085 * self.fine**0.5, n=40) + np.array([0.33 * s + 0.03 * p.side, -0.125]))
        if self.fine > 0.05:
            plate.put([intersect(area(iris), white)], p.on_wash)
        self.line(lid, 1.15 * self.there, (0.4, 1.0, 1.2, 0.9, 0.5))
        self.line(low, 0.40 * self.fine)
        self.line((s * 53, -19, s * 44, -27.5, s * 32, -29, s * 21, -23), 0.42 * self.fine)
        plate.wash(white, FIRE, (WASHED - 0.55 * self.fine) * p.born(-0.2))
        plate.cover(white)

    def closed_eye(self, s: int) -> None:
        """A lid that is down."""
        self.line((s * 53, -13, s * 45, -7, s * 33, -4.5, s * 22, -7, s * 14, -12), 1.2 * self.there)

    def brow(self, s: int) -> None:
        """The brow, that runs down the nose on its dark side."""
        down = (s * 9, -20, s * 7.5, -6, s * 8, 8, s * 11, 17) if s == self.page.side else ()
        arch = (s * 60, -25, s * 48, -39, s * 33, -42, s * 18, -34)
        self.line((*arch, *down), 1.0 * self.there, (0.25, 0.9, 1.25, 0.9, 0.7, 0.5) if down else (0.25, 1.0, 1.1, 0.2))

    def nose_and_mouth(self) -> None:
        """The nose's foot and its wings, where the lips meet, their upper edge, and the shade under lip and chin."""
        side = self.page.side
        self.line((-10, 22, -6, 26, 0, 27.5, 6, 26, 10, 22), 0.8 * self.there, (0.5, 1.0, 0.6, 1.0, 0.5))
        for s in (-1, 1):
            self.line((s * 13, 14, s * 17, 19, s * 14, 25), (0.55 if s == side else 0.4) * self.fine)
        self.line(
            (-21, 42.5, -17, 45, -9, 44.8, 0, 46.5, 9, 44.8, 17, 45, 21, 42.5), self.there, (0.4, 1.0, 0.8, 1.0, 0.4)
        )
        self.line((-16, 44, -6, 39, 0, 40.5, 6, 39, 16, 44), 0.42 * self.fine)
        self.line((-11, 53.5, 0, 56.5, 11, 53.5), 0.75 * self.there)
        self.line((-9, 71, 1, 74, 11, 70.5), 0.5 * self.fine)
        # The lamp is on lips and nose: they stay free of shade.
        for lit in ((-17, 44, -6, 39, 6, 39, 17, 44, 12, 51, 0, 54.5, -12, 51), (0, 8, 8, 18, 5, 25, -5, 25, -8, 18)):
            where = self.put(np.reshape(lit, (-1, 2)) / 100)
            self.page.plate.wash(where, FIRE, WASHED * self.page.born(-0.2))
            self.page.plate.cover(where)


def _visage(p: Page, r: float) -> None:
    """The face, that looks past you; the eyes of a quiet feeling are closed."""
    size = p.plate.feeling.size
    there = p.born(0.08, 0.25)
    # A small face has few lines.
    face = _Face(p, r, there, there * float(np.interp(size, [24, 44], [0, 1])))
    if there > 0.03:
        eye = face.open_eye if p.plate.feeling.mood.tone.arousal > 0.0 else face.closed_eye
        for s in (-1, 1):
            eye(s)
            face.brow(s)
        face.nose_and_mouth()
    # And little shade, or its features would be lost in it.
    shade = p.born(0.2, 0.4) * float(np.interp(size, [18, 60], [0.40, 0.8]))
    relief(p.plate, 0.97 * r, face.height, p.chance("face"), shade, face.lean, ink=p.on_wash)


def mandala(p: Page) -> None:
    """A flower of the sun: rings of petals, each from behind the last, dark at their feet."""
    rng, plate = p.chance("mandala"), p.plate
    n = int(rng.integers(7, 10))
    relief(plate, 0.10, ball, p.chance("heart"), p.born(0.1))
    rim(plate, arc(0.10), "mid", 0.1)
    plate.cover(arc(0.105))
    rings = (
        (n, 0.07, 0.34, 0.080, 0.0, 0.0),
        (n, 0.16, 0.58, 0.125, 0.5, 0.0),
        (2 * n, 0.30, 0.75, 0.072, 0.25, 0.18),
        (n, 0.34, 1.00, 0.110, 0.0, 0.08),
    )
    twist = p.side * rng.uniform(0.03, 0.12)
    for ring, (count, foot, tip, half, shift, born) in enumerate(rings):
        grown = 0.6 + 0.4 * p.born(born, 0.3)
        if ring and p.born(born - 0.15, 0.15) < 0.02:
            continue
        for k in range(count):
            each = p.chance("petal", ring, k)
            a = -np.pi / 2 + 2 * np.pi * (k + shift) / count + each.normal(0, 0.025)
            long = (tip - foot) * grown * each.uniform(0.9, 1.0)
            line, wide = spine(petal(a, foot, foot + long, half * 10 / n * each.uniform(0.85, 1.1), 0.55))
            line, wide = line[::2], wide[::2]
            bend = np.linspace(0, 1, len(line))[:, None] ** 2 * twist * (1 + ring) * 0.5
            curl = line + bend * np.column_stack([-line[:, 1], line[:, 0]])
            shade, core = p.born(born + 0.05, 0.4), (0.5, 0.26, 0.26, 0.45)[ring]
            blade(
                plate, curl, wide, each, FIRE if p.born(0.15) > 0.5 else (), shade, "mid" if ring < 3 else "bold", core
            )
    tone = p.born(0.4)

    def ground(q: Points) -> Floats:
        made: Floats = tone * np.clip(1.25 - np.hypot(*q.T) / 0.72, 0, 1) ** 1.2
        return made

    grains(plate, minus(area(arc(0.92)), area(arc(0.3))), ground, p.chance("ground"), 0.0095, "shade")


def whirl(p: Page) -> None:
    """Blades that all curl one way, as if the sun were turning, round a ball with a spiral cut in it."""
    rng, plate, r = p.chance("whirl"), p.plate, 1.0 * p.disc
    n = int(rng.integers(9, 14))
    twist = p.side * rng.uniform(0.55, 0.95)

    def wound(x: Floats, y: Floats) -> Floats:
        far = np.hypot(x, y)
        made: Floats = ball(x, y) + 0.045 * far**0.5 * np.cos(p.side * np.arctan2(y, x) - 2 * np.pi * 2.6 * far)
        return made

    relief(plate, 0.97 * r, wound, p.chance("ball"), p.born(0.05, 0.35), 0.4 * p.side, ink=p.on_wash)
    rim(plate, arc(r), "bold", 0.15)
    plate.wash(arc(r), FIRE, p.born(0.1))
    plate.cover(arc(1.04 * r))
    half = 0.84 * np.pi * 1.08 * r / n
    for k, a in enumerate(2 * np.pi * (np.arange(n) + rng.uniform(-0.12, 0.12, n)) / n):
        tip = p.reach(1.08 * r, (1.0, 0.78, 0.90)[k % 3] * rng.uniform(0.93, 1.0), 0.6, 0.02)
        flame = tongue(a, 1.06 * r, tip, half * rng.uniform(0.85, 1.1), twist=twist * rng.uniform(0.85, 1.15))
        blade(plate, *spine(flame), p.chance("blade", k), FIRE, p.born(0.02, 0.35))


def glory(p: Page) -> None:
    """A ball cut in one swelling line, and bundles of rays, as on an old map."""
    rng, plate, r = p.chance("glory"), p.plate, p.disc
    turns = int(rng.integers(13, 16))
    s = np.linspace(0, 1, turns * 40)
    spiral = heading(p.side * 2 * np.pi * turns * s) * (0.97 * r * s)[:, None]
    swell = (0.06 + 0.88 * p.shaded(spiral) ** 0.9) * 0.97 * r / turns * p.born(0.08, 0.3)
    if p.born(0.08, 0.3) > 0.05:
        plate.black([ribbon(spiral[k : k + 42], swell[k : k + 42]) for k in range(0, len(s) - 2, 40)])
    rim(plate, arc(r), "bold", 0.2)
    plate.wash(arc(r), FIRE, p.born(0.1))
    plate.cover(arc(1.06 * r))
    n = int(rng.choice([8, 12, 16]))
    per = 80 // n
    long = rng.uniform(0.74, 1.0, n)
    long[rng.integers(n)] = 1.0
    for k, at in enumerate(-np.pi / 2 + 2 * np.pi * (np.arange(n) + rng.uniform(-0.12, 0.12, n)) / n):
        each = p.chance("bundle", k)
        u = np.linspace(0, 1, 24)
        ray = spoke(at, 1.10 * r, p.reach(1.10 * r, long[k], 0.6, 0.0), 24)
        blade(plate, ray, 0.30 * np.pi * r / n * (1 - u) * (0.8 + u), each, FIRE, p.born(0.1, 0.3), "mid", 0.45)
        for j in range(-per // 2, per // 2 + 1):
            share = abs(j) / (per / 2) + each.normal(0, 0.05)
            a = at + np.pi * j / (per / 2) / n + each.normal(0, 0.006)
            tip = p.reach(1.12 * r, (long[k] * 0.92) * (1 - share) + each.uniform(0.46, 0.60) * share, 0.6, 0.0)
            there = p.born(0.02 + 0.4 * each.random())
            swelling(plate, [spoke(a, 1.12 * r, tip, 8)], "mid", np.array([0.5, 1.25, 0.7, 0.1]) * there)


def two(p: Page) -> None:
    """Sun and moon in one disc: rays on one side, night and stars on the other."""
    rng, plate, r = p.chance("two"), p.plate, 1.35 * p.disc
    lean = rng.uniform(-0.5, 0.5)
    day = lean if p.side > 0 else lean + np.pi
    round_ = area(arc(r))
    night_side = dark = minus(round_, area(arc(0.94 * r) + heading(day) * 0.52 * r))
    craters = Noise(p.chance("craters"))

    def pitted(x: Floats, y: Floats) -> Floats:
        made: Floats = ball(x, y) + 0.05 * craters.fbm(3.4 * x, 3.4 * y, 2) * (x * np.cos(day) + y * np.sin(day) < 0.1)
        return made

    scars = [
        (heading(day + np.pi + a) * far * r, size * r) for a, far, size in ((0.5, 0.72, 0.13), (-0.35, 0.80, 0.08))
    ]
    for at, size in scars:
        rim(plate, arc(size, n=40)[::-1] + at, "mid", 0.5)
        dark = minus(dark, area(arc(0.9 * size, n=40) + at))
    plate.black(dark)
    plate.cover(dark)
    relief(plate, 0.97 * r, pitted, p.chance("dusk"), p.born(0.05, 0.35), day + np.pi / 2, ink=p.on_wash)
    rim(plate, arc(r), "bold", 0.15)
    plate.wash(minus(round_, night_side), FIRE, p.born(0.1))
    plate.cover(arc(1.04 * r))
    n = int(rng.integers(8, 12))
    half = 0.46 * np.pi * 1.12 * r / n
    for k, a in enumerate(day + np.linspace(-1.5, 1.5, n) + rng.normal(0, 0.03, n)):
        tip = (1.0 if k % 2 == 0 else 0.84) * rng.uniform(0.9, 1.0) * (0.82 + 0.18 * p.born(0.02, 0.3))
        u = np.linspace(0, 1, 24)
        straight = spoke(a, 1.08 * r, tip, 24), half * (1 - u) * (1 + 0.4 * u)
        waving = spine(tongue(a, 1.08 * r, tip, 0.8 * half, 1.3, 0.035 * p.side))
        blade(plate, *(straight if k % 2 == 0 else waving), p.chance("ray", k), FIRE, p.born(0.02, 0.35))
    night = day + np.pi
    for k, a in enumerate(night + rng.permutation(np.linspace(-1.25, 1.25, 7)) + rng.normal(0, 0.06, 7)):
        far, size = 0.76 + 0.2 * rng.random(), 0.015 + 0.075 * rng.random() ** 2
        born = p.born(0.05 + 0.08 * k)
        if born > 0.05:
            points = star(int(rng.choice([5, 6])), size * born, 0.40 * size * born, rng.uniform(0, 6))
            plate.black(points + heading(a) * far)
    tone = p.born(0.3)
    sky = minus(area(arc(0.99)), area(arc(1.02 * r)))

    def dusk(q: Points) -> Floats:
        far = np.hypot(*q.T)
        made: Floats = (
            tone * np.clip(-(q @ heading(day)) / far - 0.2, 0, 1) * np.clip(1.15 - (far - r) / (0.9 - r), 0, 1)
        )
        return made

    grains(plate, sky, dusk, p.chance("night sky"), 0.0095, "shade")


def snail(p: Page) -> None:
    """A sun as it was pecked into rock: one spiral, and rays that crawl out of it."""
    rng, plate, r = p.chance("snail"), p.plate, 1.1 * p.disc
    turns = rng.uniform(2.4, 3.3)
    s = np.linspace(0.04, 1, 260)
    uneven = Noise(p.chance("uneven"))
    wound = heading(p.side * s * 2 * np.pi * turns) * (r * s * (1 + 0.05 * uneven(4 * s, 0 * s)))[:, None]
    bones: list[Area] = [trace(wound, 0.055)]
    bones.append(trace(arc(1.24 * r) * (1 + 0.03 * uneven(np.linspace(0, 6, 96), np.ones(96)))[:, None], 0.06))
    n = int(rng.integers(7, 11))
    for a in 2 * np.pi * (np.arange(n) + rng.uniform(-0.15, 0.15, n)) / n:
        long = (0.68 + 0.32 * p.born(0.02, 0.35)) * rng.uniform(0.84, 1.0)
        sway = 0.085 * p.side * rng.choice([1, 1, -1])
        bones.append(area(tongue(a, 1.34 * r, long, 0.085, rng.uniform(0.9, 1.3), sway)))
    whole = union(bones)
    plate.black(grow(whole, -0.016))
    plate.shade(grow(whole, 0.012), lambda q: 0.8 + 0.2 * uneven(9 * q[:, 0], 9 * q[:, 1]), p.chance("pecks"), 0.022)
    scars = grow(whole, 0.07)
    worn = 0.7 * p.born(0.2, 0.4)
    plate.shade(
        scars, lambda q: worn * (0.2 + 0.5 * uneven.fbm(4 * q[:, 0] + 9, 4 * q[:, 1], 2)), p.chance("dust"), 0.030
    )
    plate.wash(arc(1.24 * r), FIRE, p.born(0.15))
