"""The great spiral of a sky, as a needle draws it: arms combed of strokes, black lanes on their inner sides, and a
heart of bare skin that is let out in dots."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import band, blurred, curve, filled, flicks, heading, mix, pricks
from markgen.draw.sky import Galaxy
from markgen.motifs._galaxy.sky import Sky
from markgen.values import Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

FAINT, COMBED, LANES, KNOTS = 120, 220, 50, 280
"""Strokes between the arms, on them, and of the dust beside them; stars along them."""


def drawn(sky: Sky, g: Galaxy, detail: float, many: float = 1.0) -> Shapes:
    """All of it. detail: how much of its strokes is out, 0 to 1. many: how many they are, in what a great one has."""
    c, grown = sky.wound.chance("combed", round(100 * many)), sky.feeling.birth(0.0, 0.4)
    body = _body(sky, g, grown) if many == 1 else []
    if sky.feeling.style.name == "crayon":
        # Wax is too broad to comb.
        return [*body, *_heart(sky, g, c, grown, 0.0)]
    return [
        *body,
        *_arms(sky, g, c, detail, many),
        *_lanes(sky, g, c, detail, round(many * LANES)),
        *_knots(sky, g, c, detail, round(many * KNOTS)),
        *_heart(sky, g, c, grown, many),
    ]


def _body(sky: Sky, g: Galaxy, grown: float) -> Shapes:
    """What lies under the strokes: the disc's own colour, packed where its arms are."""
    grid = sky.grid
    near = np.hypot(*g.disc(grid.x, grid.y)) < 1.1
    light = np.zeros(near.shape)
    light[near] = g.light(*g.disc(grid.x[near], grid.y[near]))[0]
    tones = ((0.10, sky.ramp(2)(0.36), 0.6), (0.17, sky.ramp(1)(0.46), 0.7), (0.30, sky.ramp(1)(0.62), 0.8))
    return [filled(grid.above(blurred(light, 0.8), level, 0.9), color, s * grown) for level, color, s in tones]


def _ways(g: Galaxy, start: Floats, long: Floats, aside: Floats, arm: NDArray[np.int64]) -> Points:
    """Strokes along the arms: (m, 4, 2) mm. start, long: radii. aside: radians off the crest. arm: 0 or 1."""
    r = start[:, None] + long[:, None] * np.linspace(0, 1, 4)
    turn = g.arm(r) + g.hand * aside[:, None] + np.pi * arm[:, None]
    return g.place((r * np.cos(turn)).ravel(), (r * np.sin(turn)).ravel()).reshape(*r.shape, 2)


def _arms(sky: Sky, g: Galaxy, c: np.random.Generator, detail: float, many: float) -> Shapes:
    """Strokes: deep and even between the arms; on them the paler the nearer to the crest and to the heart."""
    faint, n = round(many * FAINT), round(many * (FAINT + COMBED))
    on, start = np.arange(n) >= faint, 0.12 + 0.82 * c.random(n) ** 0.8
    # An arm comes apart outwards, and is nowhere as thick as beside that.
    ragged = 0.7 + 0.6 * np.interp(start, np.linspace(0, 1, 9), c.random(9))
    aside = np.where(on, c.normal(0, 0.16 + 0.24 * start, n) * ragged, c.uniform(-1.3, 1.3, n))
    long = c.uniform(0.05, 0.16, n) * (0.6 + 0.6 * start) * np.where(on, 1, 1.5)
    ways = _ways(g, start, long, aside, np.arange(n) % 2)
    bright = np.exp(-((aside / 0.30) ** 2)) * (1.12 - 0.72 * start) + c.normal(0, 0.10, n)
    bright = np.where(on, np.maximum(bright, 0.26), 0.38 * c.random(n) * (1.4 - start))
    born = np.clip((detail - 0.7 * c.random(n)) / 0.3, 0, 1)
    wide = np.minimum(0.034 * g.radius, 2.2) * (0.25 + 0.75 * c.random(n)) * (1.1 - 0.55 * start) * born
    blue, pale = sky.ramp(1), mix(sky.ramp(1)(0.94), sky.ramp(0)(0.95), 0.3)
    colors = (blue(0.36), blue(0.56), sky.ramp(2)(0.62), blue(0.78), pale, mix(sky.warm, "#fdf8f0", 0.75))
    kind = np.searchsorted((0.12, 0.24, 0.36, 0.52, 0.76), bright)
    made: Shapes = []
    for level, color in enumerate(colors):
        some = (kind == level) & (wide > 0.04)
        made.append(filled(flicks(ways[some], wide[some]), color, 0.9))
    return made


def _lanes(sky: Sky, g: Galaxy, c: np.random.Generator, detail: float, n: int) -> Shapes:
    """Dust along the inner side of each arm: black strokes, spurs across it, and a line that runs the whole way."""
    start, night = 0.15 + 0.68 * c.random(n), mix(sky.night, "#020106", 0.5)
    aside = c.normal(-0.60, 0.12, n) + np.where(np.arange(n) % 5 == 0, 0.5, 0.0)
    ways = _ways(g, start, c.uniform(0.05, 0.16, n), aside, np.arange(n) % 2)
    born = np.clip((detail - 0.5 * c.random(n)) / 0.3, 0, 1)
    wide = np.minimum(0.030 * g.radius, 2.0) * c.uniform(0.2, 1.0, n) * born
    some = wide > 0.04
    r = np.linspace(0.10, 0.97, 60)
    pen = min(sky.feeling.line("mid"), 0.018 * g.radius) * detail * np.sin(np.pi * np.linspace(0.02, 1, 60)) ** 0.7
    turns = [g.arm(r) - g.hand * 0.50 + np.pi * k for k in (0, 1)]
    rules = [band(g.place(r * np.cos(turn), r * np.sin(turn)), pen) for turn in turns]
    return [filled(flicks(ways[some], wide[some]), night, 0.95), filled(rules, night)]


def _knots(sky: Sky, g: Galaxy, c: np.random.Generator, detail: float, n: int) -> Shapes:
    """Stars along the arms, and beyond where their strokes end; a few of them are young and red."""
    r = 0.22 + 0.88 * c.random(n)
    turn = g.arm(r) + g.hand * c.normal(0.05, 0.34, n) + np.pi * (np.arange(n) % 2)
    where = g.place(r * np.cos(turn), r * np.sin(turn))
    size = np.minimum(0.0042 * g.radius, 0.26) * (c.random(n) + 0.02) ** -0.32
    size = size * np.clip((detail - 0.8 * c.random(n)) / 0.2, 0, 1)
    made: Shapes = []
    for k, color in enumerate(("#fbf6ee", sky.ramp(0)(0.9), mix(sky.ramp(2)(0.8), sky.warm, 0.3))):
        some = (np.arange(n) % 4 // (1, 2, 3)[k] == 1) & (size > 0.03)
        made += pricks(where[some], size[some], color)
    return made


def _heart(sky: Sky, g: Galaxy, c: np.random.Generator, grown: float, many: float) -> Shapes:
    """Its heart is bare, ragged and flat; strokes turn out of it, and it thins out in dots."""
    tilt, warm = g.tilt + 0.22 * (1 - g.tilt), sky.warm
    turns = 2 * np.pi * np.arange(40) / 40

    def oval(far: float, rag: float) -> Points:
        lumps = c.normal(0, rag, 13)
        away = far * (1 + np.interp(np.arange(40), np.linspace(0, 40, 14), [*lumps, lumps[0]]))
        return np.asarray(g.at + (away[:, None] * heading(turns) * [1.0, tilt]) @ g.spin * g.radius)

    made: Shapes = []
    n = round(60 * many)
    start = 0.05 + 0.11 * c.random(n)
    ways = _ways(g, start, c.uniform(0.04, 0.10, n), c.uniform(-1.57, 1.57, n), np.arange(n) % 2)
    wide = np.minimum(0.030 * g.radius, 2.0) * c.uniform(0.3, 1, n) * grown
    some = wide > 0.04
    tints = mix(warm, sky.ramp(2)(0.5), 0.55), warm
    made += [filled(flicks(ways[some][k::2], wide[some][k::2]), tints[k], 0.9) for k in (0, 1)]
    rings = ((0.095, 0.12, warm, 0.9), (0.075, 0.10, mix(warm, "#fdf8f0", 0.6), 0.9), (0.052, 0.07, "#fdf8f0", 1.0))
    made += [filled(curve(oval(far, rag)), color, s * grown) for far, rag, color, s in rings]
    m = round(170 * many)
    far = 0.11 + 0.17 * c.random(m) ** 1.8
    where = g.at + (far[:, None] * heading(2 * np.pi * c.random(m)) * [1.0, tilt]) @ g.spin * g.radius
    size = np.minimum(0.0065 * g.radius, 0.36) * c.uniform(0.5, 1.2, m) * grown
    return made + pricks(where[size > 0.03], size[size > 0.03], mix(warm, "#ffffff", 0.5))
