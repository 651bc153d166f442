"""The sun put out: a black disc in a hair of light, and the corona as bare skin in a sky of dots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Chance,
    Grid,
    Noise,
    circle,
    filled,
    heading,
    mix,
    polyline,
    pricks,
    radial,
    ribbon,
    seeds,
    stroked,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

Floats = NDArray[np.float64]


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


def eclipse(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
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
