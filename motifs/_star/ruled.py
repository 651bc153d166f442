"""Stars drawn with a ruler: cut, folded, woven, engraved."""

from __future__ import annotations

import numpy as np

from markgen.draw import Page, arc, area, grow, hatch, heading, resample, ribbon, spoke, star, trace, wedge
from markgen.motifs._star.cut import GOLD, arms, cut, even


def nautical(p: Page) -> None:
    """The sailors' star, cut in halves, over a compass ring."""
    cut(p, 5, 0.74, 0.30, tier="bold")
    plate = p.plate
    for tip, *_ in arms(5, 1.0, 0.4, np.pi / 2, np.zeros(2)):
        ray = wedge(float(np.arctan2(tip[1], tip[0])), 0.3, 0.3 + 0.42 * p.born(0.2), 0.05)
        plate.figure(ray, "mid", p.born(0.2))
    # The ring spreads from behind the star, so that the star has room to give way.
    ring, ticks = p.born(0.25, 0.3), 0.12 * p.born(0.4, 0.3)
    out = 0.62 + 0.24 * ring
    plate.line(arc(out), "mid", ring)
    plate.line(arc(out - 0.04), "fine", ring)
    count = int(p.chance("ticks").choice([40, 60, 80]))
    for k in range(count):
        a = -np.pi / 2 + 2 * np.pi * k / count
        plate.line(spoke(a, out, out + ticks * (1.0 if k % 5 == 0 else 0.4)), "fine", p.born(0.35))


def north(p: Page) -> None:
    """The north star: four long needles and four short, through thin circles."""
    plate, rng = p.plate, p.chance("north")
    low = rng.uniform(0.60, 0.72)
    for k in (0, 2, 1, 3):
        a = -np.pi / 2 + k * np.pi / 2
        reach = (1.0, low, 1.0 if rng.random() < 0.5 else 0.9, low)[k]
        out, aside = heading(a), heading(a + np.pi / 2)
        corner = 0.105 * (out - aside * np.array([1, 1])), 0.105 * (out + aside)
        shade = p.born(0.04, 0.25)
        tip = out * reach
        plate.black(np.array([np.zeros(2), tip * max(shade, 0.02), corner[p.side > 0] * max(shade, 0.02)]))
        plate.wash(np.array([np.zeros(2), corner[0], tip, corner[1]]), GOLD, p.born(0.15))
        plate.figure(np.array([np.zeros(2), corner[0], tip, corner[1]]))
    for k in range(4):
        a = -np.pi / 4 + k * np.pi / 2
        ray = wedge(a, 0.08, 0.10 + 0.30 * p.born(0.1, 0.3), 0.055)
        plate.black(np.array([ray[0], ray[1], heading(a) * 0.08]))
        plate.figure(ray, "mid", p.born(0.08))
    for k in range(8):
        a = -np.pi / 2 + (k + 0.5) * np.pi / 4
        plate.line(spoke(a, 0.22, 0.56 if k % 2 else 0.50, 6), "fine", 1.4 * p.born(0.35), 0.8)
    plate.line(arc(0.33), "fine", 1.3 * p.born(0.25))
    plate.line(arc(0.60), "fine", 1.3 * p.born(0.4))
    at = np.arange(24) * np.pi / 12 + np.pi / 24
    plate.dots(heading(at) * 0.66, np.where(np.arange(24) % 3 == 1, 0.017, 0.009) * p.born(0.5))


def origami(p: Page) -> None:
    """A star folded from paper: every facet its own flat tone, ruled, dotted or black."""
    plate, rng = p.plate, p.chance("origami")
    n = int(rng.choice([5, 7, 8]))
    turn = -np.pi / 2
    lamp = heading(-np.pi / 2 - 0.8 * p.side)
    inner = 0.52
    centre = star(n, 0.0, 0.26, turn)[1::2]
    for k, (tip, before, after) in enumerate(arms(n, 1.0, inner, turn, np.zeros(2))):
        core = centre[k]
        last = centre[k - 1]
        inside = (before, last, np.zeros(2)), (last, core, np.zeros(2))
        for facet in ((tip, before, last), (tip, last, core), (tip, core, after), *inside):
            shape = np.array(facet)
            middle = shape.mean(0)
            normal = np.cross(np.append(shape[1] - shape[0], 0), np.append(shape[2] - shape[0], 0))[2]
            light = float(middle @ lamp / max(np.hypot(*middle), 1e-6)) * 0.55 + 0.45 * np.sign(normal) * (
                0.5 if facet[2] is core else -0.5
            )
            grown = p.born(0.05 + 0.1 * rng.random(), 0.3)
            if light < -0.28:
                if grown > 0.02:
                    plate.black(middle + (shape - middle) * grown)
            elif light < 0.10:
                for row in hatch(
                    area(shape), float(np.arctan2(*(tip - core)[::-1])), max(0.034, 0.55 / (plate.feeling.size / 2))
                ):
                    plate.line(row, "fine", 1.3 * grown)
            elif light < 0.35:
                tone = 0.55 * p.born(0.3)
                if tone > 0:
                    plate.shade(shape, even(tone), p.chance("facet", k), 0.026)
            plate.wash(shape, GOLD, p.born(0.1) * (0.75 + 0.25 * light))
            plate.line(np.array([*facet, facet[0]]), "mid", 0.8 * grown)
    plate.figure(star(n, 1.0, inner, turn), "bold")


def contours(p: Page) -> None:
    """A star engraved in rings of its own shape, swelling on the dark side."""
    plate, rng = p.plate, p.chance("contours")
    n = int(rng.choice([5, 7, 8]))
    waist = {5: 0.42, 7: 0.56, 8: 0.60}[n]
    dark = heading(0.8 if p.side > 0 else np.pi - 0.8)
    rings = int(rng.integers(8, 11))
    for k in range(rings):
        share = 1 - 0.82 * (k + 1) / rings
        s = star(n, share, waist * share * (1 + 0.5 * (1 - share)))
        closed = resample(np.concatenate([s, s[:1]]), 200)
        press = np.clip(0.5 + 0.75 * (closed @ dark) / share, 0.08, 1.0)
        there = p.born(0.04 + 0.05 * k, 0.25)
        if there > 0.05:
            width = (0.82 * 0.80 / rings) * waist * press * there + plate.weight("fine") * 0.5
            for run in range(0, 199, 33):
                plate.black(ribbon(closed[run : run + 35], width[run : run + 35]))
    plate.black(arc(0.045))
    plate.wash(star(n, 1.0, waist), GOLD, p.born(0.1))
    plate.figure(star(n, 1.0, waist), "bold")
    for k, a in enumerate(-np.pi / 2 + np.pi / n * (1 + 2 * np.arange(n))):
        plate.line(spoke(a, waist + 0.10, waist + 0.30 * p.born(0.3), 6), "mid", p.born(0.3), 0.7)
        plate.dots(heading(a) * (waist + 0.38), 0.020 * p.born(0.45 + 0.03 * k))


def woven(p: Page) -> None:
    """An eightfold star of interlaced bands, as in a tiled wall."""
    plate, rng = p.plate, p.chance("woven")
    n = int(rng.choice([8, 10]))
    plate.black(star(n, 0.20, 0.13))
    plate.line(arc(0.26), "fine", 1.3 * p.born(0.15))
    corners = 0.98 * heading(-np.pi / 2 + 2 * np.pi * np.arange(n) / n)
    bands = [(corners[k], corners[(k + 3) % n]) for k in range(n)]
    wide = 0.085
    for a, b in bands:
        # Each band goes over the first that it meets and under the next.
        for share in (0.125, 0.625):
            near, far = (a + (b - a) * (share + by) for by in (-0.11, 0.11))
            d = np.array([a[1] - b[1], b[0] - a[0]]) / np.hypot(*(b - a)) * wide / 2
            piece = np.array([near - d, far - d, far + d, near + d])
            plate.wash(piece, GOLD, p.born(0.1))
            plate.line([piece[:2], piece[2:]])
            plate.line(np.array([near, far]), "fine", 0.8 * p.born(0.4))
            plate.cover(piece)
    for a, b in bands:
        band = trace(np.array([a, b]), wide)
        plate.wash(band, GOLD, p.born(0.1))
        plate.line(np.array([a, b]), "fine", 0.8 * p.born(0.4))
        plate.figure(band)
    tone = p.born(0.3)
    plate.shade(arc(0.62), lambda q: tone * np.clip(1.5 * np.hypot(*q.T) - 0.25, 0, 0.9), p.chance("ground"), 0.022)
    at = -np.pi / 2 + np.pi / n * (1 + 2 * np.arange(n))
    plate.dots(heading(at) * 0.86, 0.026 * p.born(0.35))
    plate.dots(heading(at) * 0.95, 0.014 * p.born(0.5))


def burst(p: Page) -> None:
    """A small bright star, and the light that leaves it: ruled rays, long towards four sides."""
    plate, rng = p.plate, p.chance("burst")
    n = int(rng.choice([6, 8]))
    cut(p, n, 0.40, 0.17, tier="mid")
    plate.cover(grow(area(star(n, 0.40, 0.17)), 0.045))
    count = int(rng.choice([72, 88, 104]))
    for k in range(count):
        a = -np.pi / 2 + 2 * np.pi * k / count
        lobe = abs(np.cos(n / 2 * (a + np.pi / 2))) ** 3
        low = 0.30 + 0.14 * rng.random()
        tip = 0.52 + 0.44 * (1 - lobe) * (0.75 + 0.25 * (k % 2)) * (0.5 + 0.5 * p.born(0.1, 0.4))
        there = 1.0 if k % 8 == 0 else p.born(0.02 + 0.4 * rng.random())
        plate.line(spoke(a, low, tip, 8), "mid", there * (0.8 if k % 2 else 1.3), 0.9)
    at = -np.pi / 2 + 2 * np.pi * np.arange(n) / n
    for a in at:
        plate.dots(
            heading(a) * np.array([[0.62], [0.72], [0.80], [0.86]]),
            np.array([0.034, 0.024, 0.016, 0.010]) * p.born(0.3),
        )
