"""What happens in a sky: a supernova, comets, planets, dying stars. Each is drawn in a few transparent shapes.

All take a place (mm), how far they reach (mm), the sky's colours, a generator, and how much of their detail is out
(0 to 1); all are seen best on the dark.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.color import Ramp, mix
from markgen.draw.flow import heading
from markgen.draw.noise import Noise
from markgen.draw.paint import filled, linear, pricks, radial
from markgen.draw.paths import band, dots, ellipses
from markgen.draw.sky import Shapes, glint, halo, rays, spiral
from markgen.values import Outline, Points

VOID = "#05040f"
"""The dark of a sky."""


@dataclass(frozen=True)
class Hues:
    """The colours of a sky: three families from deep to bright, and the colour of its hearts of light."""

    cool: Ramp
    main: Ramp
    hot: Ramp
    warm: str


def supernova(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float) -> Shapes:
    """A star that bursts: rags of a shell thrown off, more to one side, rays of uneven length, a heart too bright to
    look at."""
    # Black about it, or it would be lost among clouds.
    out: Shapes = [halo(at, 1.5 * reach, VOID, 0.9 * detail, VOID), halo(at, 0.8 * reach, hues.hot(0.5), 0.6 * detail)]
    noise, theta = Noise(c), np.linspace(0, 2 * np.pi, 48)
    x, y = np.cos(theta), np.sin(theta)
    drift = 0.14 * reach * heading(c.uniform(0, 2 * np.pi))
    for k, (far, wide, color, strength) in enumerate(
        ((0.88, 0.30, hues.cool(0.7), 0.20), (0.80, 0.16, hues.hot(0.85), 0.26), (0.66, 0.07, hues.cool(0.92), 0.34))
    ):
        rag = far * reach * (1 + 0.36 * noise.fbm(x * 1.7 + 3 * k, y * 1.7, 4))
        thin = np.clip(2.4 * noise(x * 1.2 + 9 * k, y * 1.2), 0, 1) * wide * reach * detail
        out.append(filled(band(at + drift + heading(theta) * rag[:, None], thin), color, strength))
    ring = band(at + drift + heading(theta) * rag[:, None] * 0.72, 0.4 * thin)
    return [
        *out,
        filled(rays(at, (0.4 + 0.6 * detail) * reach, 34, c), mix(hues.warm, "#ffffff", 0.5), 0.9 * detail),
        filled(ring, mix(hues.hot(0.95), "#ffffff", 0.3), 0.8),
        filled(dots(at[None], 0.13 * reach), mix(hues.warm, "#ffffff", 0.6)),
        filled(dots(at[None], 0.085 * reach), "#ffffff"),
    ]


def grand(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float, bar: float = 0.0) -> Shapes:
    """A great spiral, seen aslant; or, with a bar through its heart, a barred one."""
    crest = mix(hues.main(0.92), hues.hot(0.92), 0.35)
    colors = (hues.main(0.45), (hues.cool if bar else hues.main)(0.68), crest, hues.warm)
    turn, tilt, hand = (
        c.choice([0.62, 2.4]) + c.uniform(-0.2, 0.2),
        c.uniform(0.40, 0.52),
        1 if c.random() < 0.5 else -1,
    )
    wound = c.uniform(1.1, 1.4) if bar else c.uniform(1.6, 2.0)
    stars = int(60 + 240 * detail)
    night = halo(at, 1.9 * reach, mix(VOID, hues.main(0.15), 0.4), 0.95)
    return [night, *spiral(at, 1.7 * reach, turn, tilt, colors, c, hand=hand, wound=wound, bar=bar, stars=stars)]


def barred(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float) -> Shapes:
    """A barred spiral."""
    return grand(at, reach, hues, c, detail, bar=0.36)


def pair(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float) -> Shapes:
    """Two galaxies that pull streams of stars out of each other."""
    along = heading(c.uniform(1.2, 1.9))
    side, t = np.array([-along[1], along[0]]), np.linspace(0, 1, 24)[:, None]
    ends = at - along * 0.85 * reach, at + along * 0.75 * reach
    out: Shapes = []
    for k, (bend, color) in enumerate(((0.5, hues.cool(0.7)), (-0.35, hues.hot(0.8)), (0.15, hues.warm))):
        bow = side * bend * np.sin(np.pi * t) + along * 0.12 * np.sin(2 * np.pi * t)
        wide = reach * (0.13 - 0.04 * k) * detail * (0.25 + np.abs(2 * t[:, 0] - 1))
        out.append(filled(band(ends[0] + (ends[1] - ends[0]) * t + bow * reach, wide), color, 0.45))
    for k, (end, share, ramp) in enumerate(zip(ends, (1.0, 0.72), (hues.cool, hues.hot), strict=True)):
        colors = (hues.main(0.45), ramp(0.68), hues.hot(0.92), hues.warm)
        tilt, hand = (0.62, 0.42)[k], 1 - 2 * k
        out += spiral(
            end, reach * share, c.uniform(0, 3), tilt, colors, c, hand=hand, wound=2.0, stars=int(90 * detail)
        )
    return out


def ring(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float) -> Shapes:
    """A ring nebula: what a star has breathed out, and its white heart."""
    outer = ((0.60, hues.warm, 0.42), (0.74, hues.hot(0.6), 0.5), (0.88, hues.hot(0.4), 0.25), (1, hues.hot(0.3), 0))
    tones = ((0, hues.cool(0.6), 0.4), (0.42, hues.cool(0.7), 0.4), *outer)
    turn, tilt = c.uniform(0, 3), c.uniform(0.72, 0.9)
    out: Shapes = [filled(ellipses(at[None], [reach], [reach * tilt], [turn]), radial(at, reach, *tones))]
    # Breathed out in gusts: torn shells, each thick on one side and gone on another.
    noise, theta = Noise(c), np.linspace(0, 2 * np.pi, 72)
    x, y = np.cos(theta), np.sin(theta)
    shells = ((0.52, 0.13, hues.cool(0.85), 0.3), (0.66, 0.16, hues.warm, 0.34), (0.76, 0.07, hues.hot(0.9), 0.4))
    for k, (far, wide, color, strength) in enumerate((*shells, (0.86, 0.16, hues.hot(0.5), 0.34))):
        squash = np.hypot(np.cos(theta - turn), tilt * np.sin(theta - turn))
        rag = far * reach * squash * (1 + 0.16 * noise.fbm(x * 1.8 + 3 * k, y * 1.8, 3))
        thin = np.clip(0.25 + 1.5 * noise(x * 1.3 + 7 * k, y * 1.3 + 2), 0, 1.1) * wide * reach * detail
        out.append(filled(band(at + heading(theta) * rag[:, None], thin), color, strength))
    knots = c.uniform(0, 2 * np.pi, 5)
    hairs, slim = [], reach * np.array([0.003, 0.012, 0.002]) * detail
    for t in c.choice(knots, 22) + c.normal(0, 0.22, 22):
        away = reach * np.linspace(c.uniform(0.40, 0.6), c.uniform(0.66, 0.95), 3)
        hairs.append(band(at + heading(t + np.array([0, 0.05, 0.02])) * away[:, None], slim))
    out += [filled(hairs[::2], "#ffffff", 0.18), filled(hairs[1::2], VOID, 0.14)]
    return [*out, halo(at, 0.24 * reach, "#ffffff"), filled(rays(at, 0.42 * reach, 13, c), "#ffffff")]


def comet(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float) -> Shapes:
    """A comet: a head of light, and a tail that fans out behind it."""
    base = -np.pi / 2 + c.choice([-1, 1]) * c.uniform(0.1, 0.5)
    head, t = at - heading(base) * 0.45 * reach, np.linspace(0, 1, 9)
    colors = (hues.main(0.75), hues.cool(0.85), mix("#ffffff", hues.warm, 0.4))
    out: Shapes = []
    for k in range(12):
        turn = base + c.normal(0, 0.13) + c.uniform(-0.14, 0.14) * t
        line = head + np.cumsum(heading(turn), axis=0) * (reach * c.uniform(1.1, 2.9) * (0.3 + 0.7 * detail) / 9)
        wide = reach * c.uniform(0.05, 0.16) * (1 - t) ** 0.7 * (0.4 + 1.2 * t)
        paint = linear(line[0], line[-1], (0, colors[k % 3], 0.7), (1, colors[k % 3], 0))
        out.append(filled(band(line, wide), paint))
    out.append(halo(head, 0.62 * reach, hues.main(0.8), 1.0, "#ffffff"))
    return [*out, filled(dots(head[None], 0.11 * reach), "#ffffff")]


def planet(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float) -> Shapes:
    """A banded planet in its rings, lit from above on the left: its night side is lost in the dark, and lies across
    the rings as a shadow."""
    r, turn = 0.52 * reach, c.uniform(-0.55, -0.2)
    deep, mid, high = (hues.hot(v) for v in (0.08, 0.42, 0.82))
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    noise, rings = Noise(c), np.linspace(1.36, 2.12, 11)

    def half(start: float, shadow: float) -> Shapes:
        a = start + np.linspace(0, np.pi, 40)
        oval = np.column_stack([np.cos(a), 0.30 * np.sin(a)]) @ spin.T * r
        thin = np.hypot(np.cos(a), 0.30 * np.sin(a)) * np.clip(
            1 - shadow * np.exp(-(((a - 0.30 * np.pi) / 0.42) ** 2)), 0, 1
        )
        # Dust, no thicker in one place than another but by chance, and fainter the farther from the light.
        thin = thin * np.clip(0.75 - 0.35 * np.cos(a - 0.7), 0.2, 1)
        made = []
        for k, s in enumerate(rings.tolist()):
            wide = 0.065 * r * np.clip(0.55 + 0.8 * float(noise(7.0 * s, 0.0)), 0.12, 1) * thin * detail
            made.append((band(at + oval * s, wide), (hues.warm, high, hues.main(0.8))[k % 3]))
        return [filled([o for o, _ in made[k::3]], made[k][1], 0.62) for k in range(3)]

    out: Shapes = [halo(at, 1.7 * r, mid, 0.45), *half(np.pi, 0.0)]
    sun = np.asarray(at + np.array([-0.42, -0.55]) * r)
    lit = ((0, high), (0.34, mid), (0.64, deep), (0.84, VOID), (1, VOID))
    out.append(filled(dots(at[None], r), radial(sun, 1.7 * r, *lit)))
    belts = []
    for y in np.linspace(-0.82, 0.5, 9) + c.uniform(-0.05, 0.05, 9):
        x = np.linspace(-0.98, 0.62, 16)
        wave = 0.03 * noise.fbm(3.0 * x + 9 * y, 4 * y + 0 * x, 2)
        line = np.column_stack([x * np.sqrt(1 - y * y), y + 0.18 * (1 - x**2) + wave]) * 0.97 @ spin.T * r + at
        belts.append(band(line, r * c.uniform(0.02, 0.09) * np.sin(np.linspace(0.0, 1, 16) * np.pi) ** 0.7))
    return [*out, filled(belts[::2], high, 0.22), filled(belts[1::2], deep, 0.30), *half(0.0, 0.9)]


def hole(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float) -> Shapes:
    """A black hole: nothing, and the thin bent light of what falls into it."""
    r, turn = 0.40 * reach, c.uniform(-0.45, 0.45)
    along, up = heading(turn), heading(turn - np.pi / 2)
    theta, v = np.linspace(0, 2 * np.pi, 70), np.linspace(-1, 1, 44)
    # Brighter above, where the far side of the disc is bent over the hole.
    weight = 0.30 + 0.70 * np.clip(np.sin(theta), 0, 1) ** 1.2
    round_ = at + r * 1.22 * (np.cos(theta)[:, None] * along + np.sin(theta)[:, None] * up)
    line = at + r * (2.5 * v[:, None] * along - 0.20 * (1 - v[:, None] ** 2) * up)
    out: Shapes = [halo(at, 2.6 * r, hues.warm, 0.34)]
    out += [filled(band(round_, r * w * weight), hues.warm, o) for w, o in ((0.34, 0.2), (0.2, 0.34), (0.09, 0.9))]
    out.append(filled(dots(at[None], r), "#010104"))
    thin = (1 - v**2) ** 0.8 * (0.5 + 0.5 * detail)
    return out + [filled(band(line, r * w * thin), hues.warm, o) for w, o in ((0.3, 0.24), (0.16, 0.4), (0.05, 1.0))]


def giant(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float) -> Shapes:
    """A swollen red star that throws flares."""
    r, hot = 0.62 * reach, hues.main
    out: Shapes = [halo(at, 1.9 * reach, hot(0.6), 0.9, hot(0.9))]
    flares = []
    for t in 2 * np.pi * (np.arange(26) + c.uniform(-0.4, 0.4, 26)) / 26:
        turns = t + np.array([0, 0.02, 0.09, 0.2]) * c.choice([-1, 1])
        far = r * np.linspace(0.9, 1.05 + 0.75 * c.random() ** 2, 4)
        flares.append(band(at + heading(turns) * far[:, None], r * np.array([0.16, 0.12, 0.06, 0.004]) * detail))
    limb = ((0, mix(hues.warm, "#ffffff", 0.6)), (0.35, hues.warm), (0.75, hot(0.72)), (1, hot(0.45)))
    out += [filled(flares, hot(0.75), 0.85), filled(dots(at[None], r), radial(at, r, *limb))]
    spots = at + heading(c.uniform(0, 6.28, 9)) * (r * c.uniform(0.2, 0.8, 9))[:, None]
    blots = ellipses(spots, r * c.uniform(0.05, 0.15, 9), r * c.uniform(0.03, 0.07, 9), c.uniform(0, 3, 9))
    return [*out, filled(blots, hot(0.1), 0.45 * detail)]


def dying(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float) -> Shapes:
    """A red star going out, in the thin shells of its own breath."""
    ember, pale = "#c8432c", hues.main(0.85)
    shells = ((0.76, pale, 0.40), (0.84, pale, 0.10), (0.93, pale, 0.26 * detail), (1, pale, 0))
    limb = (
        (0, mix(hues.warm, "#ffffff", 0.45)),
        (0.24, hues.warm),
        (0.5, ember, 0.95),
        (0.78, ember, 0.4),
        (1, ember, 0),
    )
    far, r = c.uniform(1.05, 1.2) * reach, 0.36 * reach
    breath = filled(dots(at[None], far), radial(at, far, (0, ember, 0.0), (0.55, pale, 0.04), *shells))
    return [breath, halo(at, 2 * r, ember, 0.5), filled(dots(at[None], r), radial(at, r, *limb))]


def cluster(at: Points, reach: float, hues: Hues, c: np.random.Generator, detail: float) -> Shapes:
    """The dense heart of a galaxy: light upon light, and hundreds of stars that crowd to its middle."""
    out: Shapes = [
        halo(at, 1.5 * reach, hues.cool(0.5), 0.95, hues.warm),
        halo(at, 0.75 * reach, hues.warm, 0.95, "#fff6dc"),
    ]
    n = 260
    far = reach * 1.3 * np.abs(c.normal(0, 0.42, n)) ** 1.2
    spots = at + heading(c.uniform(0, 2 * np.pi, n)) * far[:, None]
    size = reach * 0.011 * c.random(n) ** -0.35 * np.clip((detail - 0.8 * c.random(n)) / 0.2, 0, 1)
    for k, color in enumerate(("#ffffff", mix("#ffffff", hues.warm, 0.6))):
        some = (np.arange(n) % 2 == k) & (size > 0.02)
        out += pricks(spots[some], np.minimum(size[some], 0.04 * reach), color)
    return [*out, filled(rays(at, 1.1 * reach, 21, c), "#fffdf2")]


def figure(nodes: Points, sizes: np.ndarray, wide: float, first: int, hues: Hues) -> Shapes:
    """A constellation: stars ruled together, each line as long as its farther star from the `first` has grown.

    nodes: (n, 2) mm in the order of the line. sizes: mm to the tips of their rays; 0 for one that is not out yet.
    """
    rules: list[Outline] = []
    full = max(float(sizes.max()), 1e-9)
    for k in range(len(nodes) - 1):
        near, far = (k, k + 1) if k >= first else (k + 1, k)
        if sizes[far] > 0:
            end = nodes[near] + (nodes[far] - nodes[near]) * min(2 * float(sizes[far]) / full, 1)
            rules.append(band(np.array([nodes[near], end]), wide))
    out: Shapes = [filled(rules, mix("#ffffff", hues.main(0.9), 0.4), 0.9)]
    for node, size in zip(nodes, sizes.tolist(), strict=True):
        if size > 0:
            out += [
                halo(node, 0.8 * size, hues.main(0.85), 0.9, "#ffffff"),
                filled(glint(node, size, 0.06 * size), "#ffffff"),
            ]
    return out
