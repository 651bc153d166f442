"""Stars drawn with a ruler: cut, folded, woven, engraved."""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    LAMP,
    Noise,
    Page,
    arc,
    area,
    blade,
    grow,
    heading,
    ribbon,
    rim,
    spoke,
    star,
    swelling,
    trace,
    union,
)
from markgen.draw.engrave import Floats, grains
from markgen.motifs._star.cut import GOLD, arms, cut, facet, lay
from markgen.values import Points


def nautical(p: Page) -> None:
    """The sailors' star over a worn compass ring."""
    plate, rng = p.plate, p.chance("nautical")
    lean = -np.pi / 2 + 0.10 * p.side
    cut(p, 5, 0.76, 0.32, lean)
    shade = p.born(0.2)
    for k, (tip, *_) in enumerate(arms(5, 1.0, 0.4, lean + np.pi, np.zeros(2))):
        way = tip / np.hypot(*tip)
        ray = way * np.linspace(0.2, 0.3 + rng.uniform(0.34, 0.42) * shade, 16)[:, None]
        if shade > 0.05:
            blade(plate, ray, 0.055 * shade * np.linspace(1, 0, 16), p.chance("point", k), GOLD, shade, "mid", 0.5)
    # The ring spreads from behind the star, so that the star has room to give way.
    ring, ticks = p.born(0.25, 0.3), 0.10 * p.born(0.4, 0.3)
    if ring < 0.03:
        return
    out = 0.62 + 0.25 * ring
    rim(plate, arc(out, n=160), "bold", 0.22)
    rim(plate, arc(out - 0.055, n=160)[::-1], "mid", 0.22)
    count = int(rng.choice([40, 60, 80]))
    for k in range(count):
        a = -np.pi / 2 + 2 * np.pi * k / count
        dark = 0.6 - 0.5 * float(heading(a) @ LAMP)
        foot = out - 0.05 * ring
        swelling(plate, [spoke(a, foot, out - 0.006, 4)], "mid", np.array([0.2, 1.3, 1.3]) * dark * ring)
        if k % 5 == 0:
            swelling(
                plate, [spoke(a, out + 0.012, out + 0.012 + ticks, 6)], "mid", np.array([1.6, 0.8, 0.1]) * (0.4 + dark)
            )


def north(p: Page) -> None:
    """The north star: four long needles and four short, and its light in hair-fine strokes."""
    plate, rng = p.plate, p.chance("north")
    low, shade = rng.uniform(0.58, 0.70), p.born(0.02, 0.25)
    tips = np.array([1.0, low, rng.uniform(0.84, 1.0), low * rng.uniform(0.9, 1.0)])
    for k in range(4):
        a = -np.pi / 2 + k * np.pi / 2
        out, aside = heading(a), heading(a + np.pi / 2)
        for s in (-1, 1):
            notch = 0.105 * (out + s * aside)
            lay(
                p,
                [
                    facet(
                        p,
                        np.zeros(2),
                        out * tips[k],
                        notch,
                        float(s * aside @ LAMP),
                        p.chance("needle", k, s + 1),
                        shade,
                        "bold",
                    )
                ],
            )
        body = np.array([np.zeros(2), 0.105 * (out - aside), out * tips[k], 0.105 * (out + aside)])
        plate.wash(body, GOLD, p.born(0.15))
        plate.cover(body)
    for k in range(4):
        a = -np.pi / 4 + k * np.pi / 2
        ray = spoke(a, 0.10, 0.10 + rng.uniform(0.27, 0.36) * (0.4 + 0.6 * p.born(0.1, 0.3)), 16)
        blade(plate, ray, 0.062 * np.linspace(1, 0, 16), p.chance("short", k), GOLD, shade, "mid", 0.5)
    n = 72
    for k in range(n):
        a = -np.pi / 2 + 2 * np.pi * (k + rng.uniform(-0.3, 0.3)) / n
        lobe = abs(np.cos(2 * (a + np.pi / 2))) ** 2
        foot = rng.uniform(0.16, 0.26)
        tip = foot + (0.16 + 0.26 * lobe * rng.uniform(0.6, 1.0)) * (0.4 + 0.6 * p.born(0.2, 0.4))
        there = p.born(0.1 + 0.4 * rng.random())
        swelling(plate, [spoke(a, foot, tip, 6)], "fine", np.array([0.4, 1.6, 1.0, 0.1]) * there)
    ring = p.born(0.25, 0.3)
    if ring > 0.03:
        rim(plate, arc(0.50 * ring, n=140), "mid", 0.35)
        rim(plate, arc(0.47 * ring, n=140)[::-1], "mid", 0.6)


def origami(p: Page) -> None:
    """A star folded from paper: every facet as it lies to the light, black, combed or bare."""
    plate, rng = p.plate, p.chance("origami")
    n = int(rng.choice([5, 7, 8]))
    turn, inner, shade = -np.pi / 2 + 0.08 * p.side, 0.52, p.born(0.02, 0.3)
    reaches = rng.uniform(0.90, 1.0, n)
    centre = star(n, 0.0, 0.26, turn)[1::2]
    for k, (tip, before, after) in enumerate(arms(n, 1.0, inner, turn, np.zeros(2))):
        core, last, end = centre[k], centre[k - 1], tip * reaches[k]
        folds = ((last, end, before, -0.5), (last, end, core, 0.35), (core, end, after, 0.6))
        inside = ((np.zeros(2), before, last, 0.25), (np.zeros(2), core, last, -0.3))
        for j, (a, b, c, lift) in enumerate((*folds, *inside)):
            middle = (a + b + c) / 3
            lit = 0.75 * float(middle @ LAMP) / max(float(np.hypot(*middle)), 0.1) + lift * p.side
            lay(p, [facet(p, a, b, c, float(np.clip(lit, -1, 1)), p.chance("fold", k, j), shade, "mid")])
            plate.wash(np.array([a, b, c]), GOLD, p.born(0.1) * (0.75 + 0.25 * np.clip(lit, -1, 1)))


def polestar(p: Page) -> None:
    """The brightest star of a night: needles of light, the longest upright, left bare in a dark that fades out."""
    plate, rng = p.plate, p.chance("polestar")
    lean = -np.pi / 2 + 0.07 * p.side
    long = np.array([1.0, 0.34, 0.60, 0.38, 0.80, 0.30, 0.68, 0.36]) * rng.uniform(0.92, 1.08, 8)
    long[0] = 1.0
    grown, u = 0.62 + 0.38 * p.born(0.02, 0.4), np.linspace(0, 1, 30)
    rays = {}
    for k in (0, 4, 6, 2, 1, 3, 5, 7):
        half = (0.115 if k % 4 == 0 else 0.100 if k % 2 == 0 else 0.062) * (1 - u) ** 2.1 * (0.4 + 0.6 * grown)
        rays[k] = heading(lean + np.pi * k / 4) * (long[k] * grown * u)[:, None], half
    light = union(area(ribbon(ray, 2 * half)) for ray, half in rays.values())
    plate.wash(light, GOLD, p.born(0.1), None, 0.8)
    for k, (ray, half) in rays.items():
        blade(plate, ray, half, p.chance("ray", k), (), p.born(0.0, 0.3), "mid", 0.42)
    plate.cover(grow(light, 0.012))
    there = p.born(0.12, 0.5)
    for _ in range(9):
        a, far, size = rng.uniform(0, 2 * np.pi), rng.uniform(0.34, 0.62), 0.022 + 0.05 * rng.random() ** 2
        plate.cover(star(4, size, 0.26 * size, lean) + heading(a) * [0.85, 1.0] * far)
    cloud, axis = Noise(p.chance("cloud")), heading(0.9 * p.side - np.pi / 2)

    def night(q: Points) -> Floats:
        along, across = q @ axis, q @ heading(0.9 * p.side)
        far = np.hypot(along / 0.92, across / 0.60) + 0.24 * cloud.fbm(2.2 * q[:, 0], 2.2 * q[:, 1], 3)
        near = np.clip(np.hypot(*q.T) / 0.17, 0, 1) ** 2
        made: Floats = there * near * np.clip(1.25 * (0.92 - far), 0, 1) ** 1.25
        return made

    grains(plate, area(arc(0.98)), night, p.chance("night"), 0.0095, "shade")


def crescent(p: Page) -> None:
    """A star in the arms of a thin moon, whose dark side is dusted in."""
    plate, rng = p.plate, p.chance("crescent")
    turn = -0.35 * p.side + (np.pi if p.side > 0 else 0.0)
    bay = heading(turn) * -0.10
    for k in range(3):
        there = p.born(0.2 + 0.12 * k)
        size = (0.07, 0.10, 0.05)[k] * there
        if there > 0.05:
            at = heading(turn + np.pi + (0.78, -0.80, -1.08)[k]) * (0.80, 0.84, 0.64)[k]
            cut(p, (4, 5, 4)[k], size, (0.26, 0.42, 0.26)[k] * size, lean_of(rng), at, "mid")
    cut(p, 5, 0.46, 0.19, -np.pi / 2 + 0.12 * p.side, bay * 1.9, "bold")
    u = np.linspace(0, 1, 90)
    wide = 0.235 * np.sin(np.pi * u) ** 1.1 + 0.002
    inner = 0.90 - wide
    moon = heading(turn - 1.95 + 3.9 * u) * inner[:, None]
    blade(plate, moon, wide, p.chance("moon"), MOON, p.born(0.0, 0.3), "bold", 0.36)
    tone = p.born(0.15, 0.5)

    def dusk(q: Points) -> Floats:
        far = np.hypot(*q.T)
        facing = np.clip((q @ heading(turn)) / 0.9 + 0.62, 0, 1)
        made: Floats = tone * facing**1.5 * np.clip((0.90 - far) / 0.03, 0, 1) * 0.95
        return made

    grains(plate, area(arc(0.9)), dusk, p.chance("dusk"), 0.0105, "shade")


def lean_of(rng: np.random.Generator) -> float:
    """How a small star is turned: nearly upright."""
    return float(-np.pi / 2 + rng.normal(0, 0.15))


MOON = ((0.0, "#fff3cf"), (1.0, "#ffd76a"))
"""From the star to the moon's rim."""


def woven(p: Page) -> None:
    """An eightfold star of straps that go over and under each other, round a cut one."""
    plate, rng = p.plate, p.chance("woven")
    n = int(rng.choice([8, 10]))
    cut(p, n // 2, 0.30, 0.13, tier="mid")
    corners = 0.98 * heading(-np.pi / 2 + 2 * np.pi * np.arange(n) / n)
    half, shade = 0.062, p.born(0.0, 0.3)
    bands = [(corners[k], corners[(k + 3) % n]) for k in range(n)]

    def strap(a: Points, b: Points, start: float, stop: float, k: int) -> None:
        """A part of a band: it comes to a point where the band ends."""
        u = np.linspace(start, stop, 26)
        wide = half * np.clip(np.minimum(u + 0.01, 1.01 - u) / 0.11, 0, 1) ** 0.7
        line = a + (b - a) * u[:, None]
        blade(plate, line, wide, p.chance("strap", k, round(100 * start)), (), shade, "mid", 0.36)

    plate.wash(union(trace([a + 0.06 * (b - a), b + 0.06 * (a - b)], 1.8 * half) for a, b in bands), GOLD, p.born(0.1))
    for k, (a, b) in enumerate(bands):
        # Each band goes over the first that it meets and under the next.
        strap(a, b, -0.01, 0.24, k)
        strap(a, b, 0.53, 0.74, k)
    for k, (a, b) in enumerate(bands):
        strap(a, b, 0.24, 0.53, k)
        strap(a, b, 0.74, 1.01, k)
    tone = p.born(0.2, 0.4)

    def ground(q: Points) -> Floats:
        made: Floats = tone * np.clip(1.15 - np.hypot(*q.T) / 0.62 - 0.5 * (q @ LAMP), 0, 1)
        return made

    grains(plate, area(arc(0.75)), ground, p.chance("ground"), 0.010, "shade")


def burst(p: Page) -> None:
    """A small bright star, and the light that leaves it in strokes, long towards its notches."""
    plate, rng = p.plate, p.chance("burst")
    n = int(rng.choice([6, 8]))
    cut(p, n, 0.42, 0.18)
    count = int(rng.choice([96, 112, 128]))
    long = rng.uniform(0.62, 1.0, n)
    long[0] = 1.0
    for k in range(count):
        a = -np.pi / 2 + 2 * np.pi * (k + rng.uniform(-0.3, 0.3)) / count
        turn = n * (a + np.pi / 2) / (2 * np.pi)
        lobe = abs(np.cos(np.pi * turn)) ** 3
        low = 0.28 + 0.16 * rng.random() + 0.14 * lobe
        tip = 0.50 + 0.48 * (1 - lobe) * long[int(turn) % n] * rng.uniform(0.72, 1.0) * (0.5 + 0.5 * p.born(0.1, 0.4))
        there = 1.0 if k % 8 == 0 else p.born(0.02 + 0.4 * rng.random())
        if tip > low + 0.20:
            swell = np.array([0.1, 1.0, 0.8, 0.4, 0.05]) * rng.uniform(0.5, 1.2) * there
            swelling(plate, [spoke(a, low, tip, 8)], "mid", swell)
