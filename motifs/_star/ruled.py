"""Stars drawn with a ruler: cut, folded, woven, engraved."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from markgen.draw import LAMP, Page, arc, blade, heading, resample, ribbon, rim, spoke, star, swelling, trace
from markgen.motifs._star.cut import GOLD, arms, cut, facet


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
    for radius, tier in ((out, "bold"), (out - 0.055, "mid")):
        rim(plate, arc(radius, n=160) if tier == "bold" else arc(radius, n=160)[::-1], tier, 0.22)
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
            facet(p, a, b, c, float(np.clip(lit, -1, 1)), p.chance("fold", k, j), shade, "mid")
            plate.wash(np.array([a, b, c]), GOLD, p.born(0.1) * (0.75 + 0.25 * np.clip(lit, -1, 1)))


def contours(p: Page) -> None:
    """A star engraved in rings of its own shape, swelling on the dark side."""
    plate, rng = p.plate, p.chance("contours")
    n = int(rng.choice([5, 7, 8]))
    waist = {5: 0.42, 7: 0.56, 8: 0.60}[n]
    dark = heading(0.8 if p.side > 0 else np.pi - 0.8)
    rings = int(rng.integers(8, 11))
    uneven = rng.uniform(0.86, 1.0, n)
    uneven[0] = 1.0
    for k in range(rings):
        share = 1 - 0.82 * (k + 1) / rings
        s = star(n, share * (1 + (uneven - 1) * share), waist * share * (1 + 0.5 * (1 - share)))
        closed = resample(np.concatenate([s, s[:1]]), 200)
        press = np.clip(0.46 + 0.55 * (closed @ dark) / share, 0.24, 0.80)
        there = p.born(0.04 + 0.05 * k, 0.25)
        if there > 0.05:
            width = (0.82 * 0.80 / rings) * waist * press * there + plate.weight("fine") * 0.9
            for run in range(0, 199, 33):
                plate.black(ribbon(closed[run : run + 35], width[run : run + 35]))
    outline = star(n, uneven, waist)
    plate.wash(outline, GOLD, p.born(0.1))
    for one, other in pairwise(np.concatenate([outline, outline[:1]])):
        middle = (one + other) / 2
        heavy = 1.15 - 0.20 * float(middle @ LAMP / np.hypot(*middle))
        swelling(plate, [np.linspace(one, other, 20)], "bold", np.array([0.6, 1.1, 1.1, 0.6]) * heavy)


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
            # A strap is round, and dark where it dives under the next.
            whips = [
                np.linspace(end, end + (start - end) * rng.uniform(0.22, 0.46), 4) + d * across
                for start, end in ((near, far), (far, near))
                for across in (-0.6, -0.2, 0.2, 0.6)
            ]
            swelling(plate, whips, "mid", np.array([1.3, 0.7, 0.05]) * p.born(0.05, 0.3))
            plate.cover(piece)
    for a, b in bands:
        band = trace(np.array([a, b]), wide)
        plate.wash(band, GOLD, p.born(0.1))
        plate.figure(band)
    tone = p.born(0.2, 0.4)
    plate.shade(
        arc(0.64),
        lambda q: tone * np.clip(1.5 * np.hypot(*q.T) - 0.25 - 0.35 * (q @ LAMP), 0, 1),
        p.chance("ground"),
        0.0165,
    )


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
        if tip > low + 0.10:
            swell = np.array([0.2, 1.3, 0.9, 0.5, 0.05]) * rng.uniform(0.7, 1.5) * there
            swelling(plate, [spoke(a, low, tip, 8)], "mid", swell)
