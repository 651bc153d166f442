"""Suns drawn with ruler and compass."""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    Noise,
    arc,
    area,
    ball,
    blade,
    grow,
    hatch,
    heading,
    intersect,
    minus,
    relief,
    rim,
    spine,
    spoke,
    star,
    swelling,
    tongue,
    turned,
    wedge,
)
from markgen.draw.engrave import grains
from markgen.motifs._sun.page import FIRE, Page
from markgen.values import Points


def needles(p: Page) -> None:
    """Long thin rays of metal, and between them light that thins to dots."""
    rng, plate, r = p.chance("needles"), p.plate, 0.92 * p.disc
    n = int(rng.choice([12, 16, 20]))
    relief(plate, 0.97 * r, ball, p.chance("ball"), p.born(0.02, 0.3), 0.5 * p.side, ink=p.on_wash)
    rim(plate, arc(r), "bold", 0.15)
    plate.wash(arc(r), FIRE, p.born(0.1))
    plate.cover(arc(1.05 * r))
    half = 0.46 * np.pi * 1.1 * r / n
    tips = np.array([1.0, 0.56, 0.78, 0.60])[np.arange(n) % 4] * rng.uniform(0.88, 1.0, n)
    tips[0] = 1.0
    u = np.linspace(0, 1, 20)
    angles = -np.pi / 2 + 2 * np.pi * np.arange(n) / n
    for k, a in enumerate(angles):
        ray = spoke(a, 1.12 * r, p.reach(1.12 * r, tips[k], 0.7, 0.02), 20)
        wide = half * (0.55 if k % 2 else 1.0) * (1 - u) ** 0.8 * (0.75 + u)
        blade(plate, ray, wide, p.chance("ray", k), FIRE, p.born(0.02, 0.3), "mid" if k % 2 else "bold", 0.5)
    tone = p.born(0.2, 0.4)

    def light(q: Points) -> np.ndarray:
        far, a = np.hypot(*q.T), np.arctan2(q[:, 1], q[:, 0])
        beam = np.abs(np.cos(n / 2 * (a + np.pi / 2)))
        made: np.ndarray = tone * np.clip(1.05 - (far - r) / (0.26 + 0.20 * beam), 0, 1) ** 1.6 * 0.9
        return made

    grains(plate, minus(area(arc(1.0)), area(arc(r))), light, p.chance("light"), 0.0095, "shade")


def orbits(p: Page) -> None:
    """A burning sun, and planets on orbits seen aslant, each lit on the side that the sun is."""
    plate, rng = p.plate, p.chance("orbits")
    lean, flat, r = -0.32 * p.side + rng.normal(0, 0.08), rng.uniform(0.34, 0.42), 0.165
    radii = np.array([0.44, 0.68, 0.98]) * rng.uniform(0.96, 1.0, 3)
    # Never before or behind the sun.
    at = rng.uniform(-0.75, 0.75, 3) + np.pi * (np.arange(3) + rng.integers(2))
    shade = p.born(0.02, 0.3)

    # Light has no shaded side: the ball is bare, and its flames are rooted in its rim.
    def limb(q: Points) -> np.ndarray:
        made: np.ndarray = p.born(0.1, 0.4) * 0.8 * np.clip((np.hypot(*q.T) / r - 0.50) / 0.5, 0, 1) ** 2.2
        return made

    grains(plate, area(arc(0.98 * r)), limb, p.chance("limb"), 0.0085, p.on_wash)
    swelling(plate, [arc(r, 0.4, 2 * np.pi + 0.4)], "mid", [1.2, 1.0, 0.6, 0.5, 0.8, 1.2])
    plate.wash(arc(r), FIRE, p.born(0.1), None, 0.4)
    plate.cover(arc(r))
    n = int(rng.integers(10, 13))
    for k, a in enumerate(2 * np.pi * (np.arange(n) + rng.uniform(-0.12, 0.12, n)) / n):
        tip = p.reach(r, rng.uniform(0.24, 0.30) if k % 2 else rng.uniform(0.32, 0.40), 0.5, 0.05)
        flame = tongue(a, 0.96 * r, tip, 1.02 * np.pi * r / n, 0.9, 0.02 * p.side, 0.22 * p.side)
        blade(plate, *spine(flame), p.chance("flame", k), FIRE, shade, "mid", 0.30)
    for k, radius in enumerate(radii):
        size = (0.045, 0.085, 0.062)[k] * (0.5 + 0.5 * p.born(0.1 * k))
        spot = turned(np.array([[np.cos(at[k]), flat * np.sin(at[k])]]) * radius, lean)[0]
        ring = turned(arc(1.0) * [2.1 * size, 0.55 * size], lean - 0.5, spot)
        if k == 1:
            swelling(plate, [ring[2:50]], "mid", np.array([0.3, 1.1, 1.1, 0.3]) * (0.2 + p.born(0.1)))
        _planet(p, size, spot, shade, k)
        if k == 1:
            swelling(plate, [ring[48:]], "mid", np.array([0.3, 0.8, 0.8, 0.3]) * (0.2 + p.born(0.1)))
        orbit = turned(arc(radius, at[k] + 0.15, at[k] + 2 * np.pi - 0.15, 140) * [1.0, flat], lean)
        # What passes in front is drawn heavier.
        near = 0.15 + 0.95 * np.clip(0.5 + 0.6 * np.sin(at[k] + np.linspace(0.15, 2 * np.pi - 0.15, 40)), 0, 1)
        swelling(plate, [orbit], "mid", near * (0.45 + 0.55 * p.born(0.1 * k)))
        for j, share in enumerate(rng.uniform(0.12, 0.88, 3)):
            # Small bodies that keep it company, on the same path.
            bit = 0.011 * rng.uniform(0.6, 1.4) * p.born(0.3 + 0.1 * j)
            if bit > 0.004:
                plate.black(arc(bit, n=14) + orbit[int(139 * share)])
    tone, dust = p.born(0.25, 0.4), Noise(p.chance("dust"))
    lane = 0.5 * (radii[1] + radii[2])

    def belt(q: Points) -> np.ndarray:
        """A belt of dust between the outer orbits, thick in places, and night that gathers at the sun's far side."""
        x, y = turned(q, -lean).T
        far, a = np.hypot(x, y / flat), np.arctan2(y / flat, x)
        thick = np.exp(-(((far - lane) / 0.075) ** 2)) * np.clip(0.45 + 0.8 * dust(2 * np.cos(a), 2 * np.sin(a)), 0, 1)
        made: np.ndarray = tone * 0.8 * thick
        return made

    grains(plate, area(turned(arc(1.0) * [1.0, flat + 0.06], lean)), belt, p.chance("belt"), 0.0095)


def _planet(p: Page, size: float, spot: Points, shade: float, k: int) -> None:
    """A ball whose night side lies away from the middle of the page."""
    plate, out = p.plate, np.arctan2(spot[1], spot[0])
    u = np.linspace(-np.pi / 2, np.pi / 2, 24)
    edge = heading(out + u) * size
    # The terminator is half an ellipse.
    dusk = np.column_stack([0.30 * size * np.cos(u), size * np.sin(u)])
    dusk = turned(dusk, out)
    plate.black(np.concatenate([edge, (edge + (dusk - edge) * shade)[::-1]]) + spot)
    rows = np.linspace(-0.8, 0.8, max(int(1.6 * size / max(0.62 / plate.unit, 0.016)), 3))
    reach = p.chance("planet", k).uniform(0.35, 0.75, len(rows)) * shade
    whips = [
        turned(np.array([[0.3 * c, v], [0.3 * c - 0.5 * c * s, v], [0.3 * c - c * s, v]]) * size, out, spot)
        for v, s, c in zip(rows, reach, np.sqrt(1 - rows**2), strict=True)
    ]
    swelling(plate, whips, "fine", [1.8, 1.1, 0.1])
    swelling(plate, [arc(size, out + 0.5 * np.pi, out + 1.5 * np.pi, 40) + spot], "mid", [0.9, 0.45, 0.3, 0.45, 0.9])
    plate.cover(arc(1.15 * size) + spot)


def stepped(p: Page) -> None:
    """Rays as stepped pyramids round a ring of fretwork: a sun cut in stone, worn at its edges."""
    rng, plate, r = p.chance("stepped"), p.plate, 0.8 * p.disc
    n = int(rng.choice([8, 12]))
    eye = r * 0.34
    relief(plate, eye, ball, p.chance("eye"), p.born(0.02, 0.3))
    rim(plate, arc(1.06 * eye), "mid", 0.1)
    plate.cover(arc(1.1 * eye))
    rim(plate, arc(1.45 * eye)[::-1], "bold", 0.2)
    for k in range(n):
        foot = wedge(2 * np.pi * k / n, 1.6 * eye, 1.0 * r * 0.86, 0.10 * r * p.born(0.2), 0.18 * r * p.born(0.2))
        plate.black(foot)
    rim(plate, arc(r), "bold", 0.2)
    rim(plate, arc(1.42 * r), "bold", 0.12)
    m = 3 * n
    for k in range(m):
        a, b = 2 * np.pi * k / m, 2 * np.pi * (k + 0.62) / m
        fret = np.array([heading(a) * 1.10 * r, heading(a) * 1.32 * r, heading(b) * 1.32 * r, heading(b) * 1.18 * r])
        swelling(plate, [fret], "bold", np.array([0.7, 1.0, 0.8, 0.4]) * p.born(0.25) * rng.uniform(0.7, 1.1))
    tone = p.born(0.3, 0.4)
    stone = minus(area(arc(1.40 * r)), area(arc(1.02 * r)))
    plate.shade(stone, lambda q: tone * np.clip(0.25 + 0.8 * (q @ LOW) / r, 0, 0.7), p.chance("stone"), 0.016)
    plate.wash(arc(1.42 * r), FIRE, p.born(0.1))
    plate.cover(arc(1.44 * r))
    half = 0.92 * np.pi * 1.5 * r / n
    shade = p.born(0.05, 0.4)
    for k in range(n):
        a = -np.pi / 2 + 2 * np.pi * k / n
        top = (1.0 if k % 2 == 0 else 0.84) * rng.uniform(0.95, 1.0)
        steps = int(rng.choice([4, 5])) if k else 4
        ring = _pyramid(a, 1.52 * r, p.reach(1.52 * r, top, 0.55, 0.02), half, steps)
        ray = area(ring)
        # Each stone stands up from the skin: its sides away from the light are black, its face hatched there.
        plate.black(minus(ray, area(ring - LOW * 0.026 * shade)))
        rows = hatch(intersect(ray, area(ring + LOW * 0.55 * half)), 0.75, 0.0145)
        whips = [row if (row[1] - row[0]) @ LOW < 0 else row[::-1] for row in rows]
        cuts = rng.uniform(0.45, 1.0, len(whips))
        swelling(
            plate, [row[0] + (row - row[0]) * c for row, c in zip(whips, cuts, strict=True)], "fine", [1.5 * shade, 0.1]
        )
        plate.wash(ray, FIRE, p.born(0.2))
        rim(plate, np.concatenate([ring, ring[:1]]), "bold", 0.12)
        plate.cover(ray)


LOW = heading(np.radians(55))
"""Away from the light."""


def _pyramid(angle: float, foot: float, tip: float, half: float, steps: int = 4) -> Points:
    """A ray that narrows in steps."""
    rows = np.linspace(foot, tip, steps + 1)
    wide = half * (1 - np.arange(steps) / steps)
    right = np.stack([np.repeat(wide, 2), np.repeat(rows, 2)[1:-1]], axis=1)
    return turned(np.concatenate([right, (right * [-1, 1])[::-1]]), angle - np.pi / 2)


def triangle(p: Page) -> None:
    """The alchemists' sun: a ball in a triangle in a circle, light all round."""
    rng, plate, r = p.chance("triangle"), p.plate, 0.62 * p.disc
    up = -np.pi / 2 if rng.random() < 0.6 else np.pi / 2
    relief(plate, 0.96 * r, ball, p.chance("ball"), p.born(0.02, 0.3), 0.4 * p.side)
    rim(plate, arc(r), "bold", 0.15)
    plate.cover(arc(1.06 * r))
    n = int(rng.integers(14, 19))
    for k, a in enumerate(2 * np.pi * (np.arange(n) + rng.uniform(-0.2, 0.2, n)) / n):
        long = r * rng.uniform(1.32, 1.75)
        swelling(plate, [spoke(a, 1.15 * r, long, 6)], "mid", np.array([0.5, 1.2, 0.7, 0.1]) * p.born(0.004 * k))
    corners = star(3, 0.52, 0.26, up)[[0, 2, 4]]
    for k in range(3):
        one, other = corners[k], corners[(k + 1) % 3]
        inner = np.array([one, other]) * 0.80
        side = area(np.array([one, other, inner[1], inner[0]]))
        facing = float(heading(up + np.pi * (2 * k + 1) / 3) @ LOW)
        if facing > -0.3:
            rows = hatch(side, float(np.arctan2(*(other - one)[::-1])) + 1.1, 0.016)
            swelling(plate, rows, "fine", np.array([1.8, 1.2, 0.5]) * p.born(0.1, 0.3) * (0.7 + 0.6 * facing))
        swelling(plate, [inner], "mid", np.array([0.8, 0.4, 0.9]) * p.born(0.1))
        swelling(plate, [np.array([one, other])], "bold", [1.1, 0.7, 1.0] if facing > -0.3 else [1.0, 0.35, 0.8])
    plate.wash(minus(area(corners), area(corners * 0.80)), FIRE, p.born(0.15), None, 0.6)
    plate.cover(grow(area(corners), 0.02))
    tone = p.born(0.15, 0.4)
    round_ = area(arc(0.53))
    plate.shade(
        round_, lambda q: tone * np.clip(1.9 * np.hypot(*q.T) - 0.45 + 0.5 * (q @ LOW), 0, 1), p.chance("night"), 0.0155
    )
    rim(plate, arc(0.54), "bold", 0.12)
    rim(plate, arc(0.585)[::-1], "mid", 0.3)
    plate.cover(arc(0.60))
    count = int(rng.choice([12, 16, 20]))
    half = 0.42 * np.pi * 0.62 / count
    u = np.linspace(0, 1, 20)
    for k in range(count):
        a = up + 2 * np.pi * k / count
        tip = (1.0, 0.86)[k % 2] * (1.0 if k == 0 else rng.uniform(0.92, 1.0))
        ray = spoke(a, 0.63, p.reach(0.62, tip, 0.5, 0.05), 20)
        blade(plate, ray, (1.6, 0.9)[k % 2] * half * (1 - u), p.chance("ray", k), FIRE, p.born(0.02, 0.3), "mid", 0.5)
        for j in range(3):
            b = a + 2 * np.pi * (j + 1 + rng.normal(0, 0.1)) / count / 4
            beam = spoke(b, 0.64, p.reach(0.64, rng.uniform(0.70, 0.80), 0.4, 0.1), 6)
            swelling(plate, [beam], "fine", np.array([0.6, 1.5, 0.9, 0.1]) * p.born(0.1 + 0.1 * j))
