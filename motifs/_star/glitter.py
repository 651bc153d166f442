"""Stars filled in dark from their tips, and glitter that lies in that dark and in the line: grains of silver."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    LAMP,
    Chance,
    area,
    dots,
    filled,
    heading,
    linear,
    normals,
    radial,
    ribbon,
    stipple,
    turned,
    union,
)
from markgen.draw.areas import depths, inside
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

HUES = ("#f3f1f8", "#ffc6dc", "#c2dcff")
"""Silver, and what of it looks rosy or blue."""

GRAIN = 0.20
"""Length of a middling grain, mm, on a star of 12 mm reach."""

DOT = 0.21
"""Across a dot of the shading, mm: a single needle's."""

_DOT = heading(np.arange(7) * 2 * np.pi / 7)
"""So small a dot needs no curves."""

BRIGHTEST = 2, 1, 0, 0
"""How many grains of each star, in the order they were drawn, look straight at the lamp."""

FADE = ((0.0, 1.0), (0.46, 0.97), (0.62, 0.76), (0.80, 0.32), (1.0, 0.0))
"""How black an arm is at each share of the way that its dark runs down from the tip."""


@dataclass(frozen=True, eq=False)
class Dark:
    """The dark in one arm of a star: black at the tip, gone before the heart, and longest on the side away from the
    light.

    arm: its three corners, tip first. run: from the tip to where the dark ends, mm.
    """

    arm: Points
    run: Points

    @classmethod
    def of(cls, tip: Points, before: Points, after: Points) -> Dark:
        """The dark in the arm between two notches."""
        long = (before + after) / 2 - tip
        # An arm that looks at the lamp keeps more skin. And the dark leans to the side that looks away from it.
        facing = float(-long @ LAMP / np.hypot(*long))
        lean = 0.30 * float(np.sign(long[0] * LAMP[1] - long[1] * LAMP[0])) * (1 - abs(facing))
        return cls(np.array([tip, before, after]), turned(long[None], lean)[0] * (1.06 - 0.12 * facing))

    def at(self, q: Points) -> Floats:
        """How black it is at each of (n, 2) points, 0..1."""
        t = (q - self.arm[0]) @ self.run / (self.run @ self.run)
        made: Floats = np.interp(t, *np.transpose(FADE))
        return made


def glitter(feeling: Feeling, chance: Chance, stars: list[Line], grown: float, ink: str) -> tuple[Layer, Layer, Layer]:
    """The dark in the stars' tips, to lie under their lines; the grains in both, and those that shine, to lie over."""
    dark: list[Shape | None] = []
    foil: list[Shape | None] = []
    light: list[Shape | None] = []
    # A style that fills in its own way would go round every grain.
    if grown > 0 and feeling.style.name == "natural":
        for k, star in enumerate(stars):
            if len(star.runs) == 5:
                rim = star.outline()
                # Tips and notches by turns; tips lie farther out.
                first = int(np.hypot(*(rim[0] - star.hub())) < np.hypot(*(rim[1] - star.hub())))
                arms = [Dark.of(rim[i], rim[i - 1], rim[(i + 1) % 10]) for i in range(first, 10, 2)]
                dark += _shaded(arms, chance("shading", k), grown, ink)
                grains, shine = _dusted(feeling, chance("glitter", k), star, arms, BRIGHTEST[k % 4], grown)
                foil, light = [*foil, *grains], [*light, *shine]
    return layer("filled in", "line", dark), layer("foil", "colour", foil), layer("glitter", "shimmer", light)


def _shaded(arms: list[Dark], rng: np.random.Generator, grown: float, ink: str) -> list[Shape | None]:
    """A smooth grey from each tip, and dots that carry it on towards the heart."""
    made: list[Shape | None] = []
    spots: list[Outline] = []
    for each in arms:
        tip, longer = each.arm[0], Dark(each.arm, each.run * 1.10)
        fade = linear(tip, tip + each.run * 0.92, *((t, ink, much * grown) for t, much in FADE))
        made.append(filled(area(each.arm), fade))
        p = stipple(area(each.arm), longer.at, DOT / np.sqrt(0.62), rng, 1.0)
        # In the black they are not seen.
        p = p[each.at(p) < 0.85]
        p = p + rng.normal(0, 0.16 * DOT, p.shape)
        spots += [
            Outline(dot) for dot in p[:, None] + _DOT * (DOT * (0.34 + 0.20 * longer.at(p)) * grown)[:, None, None]
        ]
    return [*made, filled(spots, ink, 0.92)]


def _reach(star: Line) -> float:
    return float(np.ptp(star.path, axis=0).max()) / 2


def _dusted(
    feeling: Feeling, rng: np.random.Generator, star: Line, arms: list[Dark], brightest: int, grown: float
) -> tuple[list[Shape | None], list[Shape | None]]:
    """One star: its grains, and their light."""
    reach, hub = _reach(star), star.hub()
    big = GRAIN * max(reach / 12, 0.35) ** 0.4
    many = int(min(48 * reach, 560))
    # In the dark of the tips, where it is all but black, and along the line, well within it.
    p = np.concatenate([inside(area(each.arm), many // 3, rng) for each in arms])
    black = np.max([each.at(p) * (each.at(p) > 0.80) for each in arms], axis=0)
    deep = np.max([depths(area(each.arm), p) for each in arms], axis=0)
    black = black * (deep > 0.5 * big)
    path = np.concatenate([[run[2:-2], normals(run)[2:-2]] for run in star.runs], axis=1)
    wide = np.concatenate([width[2:-2] for width in star.widths])
    on = rng.integers(0, len(wide), many)
    p = np.concatenate([p, path[0][on] + path[1][on] * (wide[on] * rng.uniform(-0.22, 0.22, many))[:, None]])
    black, deep = np.concatenate([black, np.full(many, 0.75)]), np.concatenate([deep, np.zeros(many)])
    q = (p - hub) / reach
    # Thickest where the lamp looks, a few everywhere.
    lit = 1 / (1 + np.exp(-4.2 * (q @ LAMP - 0.15)))
    kept = rng.random(len(p)) < black * (0.10 + 0.90 * lit)
    p, q, lit, deep, thread = p[kept], q[kept], lit[kept], deep[kept], np.flatnonzero(kept) >= len(kept) - many
    # Most are as fine as a hair, few are large; those on the line leave it black on both sides.
    size = big * np.clip(rng.lognormal(-0.45, 0.55, len(p)), 0.34, 1.9)
    size = np.where(thread, np.minimum(size, 0.36 * float(np.median(star.width))), size)
    hue = rng.choice(3, len(p), p=[0.62, 0.22, 0.16])
    flakes = _flakes(p, 0.62 * size * grown**0.5, rng)
    bright = (0.25 + 0.75 * lit) * rng.random(len(p)) ** 0.8
    foil: list[Shape | None] = []
    for h, color in enumerate(HUES):
        for low, high, much in ((-1, 0.30, 0.55), (0.30, 2, 0.95)):
            some = np.flatnonzero((hue == h) & (bright > low) & (bright <= high))
            foil.append(filled([flakes[i] for i in some], feeling.tint(color), much * grown))
    light: list[Shape | None] = [filled([flakes[i] for i in np.flatnonzero(bright > 0.55)], "#ffffff", grown)]
    # Well in the black, where their rays stand out.
    order = np.argsort(-lit - 1.2 * np.minimum(deep / (0.1 * reach), 1))
    for rank, i in enumerate(_apart(p[order], 0.55 * reach)[:brightest]):
        light += _glint(p[order[i]], (0.36 + 0.090 * reach) * 0.85**rank * grown)
    return foil, light


def _apart(p: Points, gap: float) -> list[int]:
    """The first of some points, and of the rest each that is so far from all before it."""
    kept: list[int] = []
    for i, at in enumerate(p):
        if all(np.hypot(*(p[j] - at)) > gap for j in kept):
            kept.append(i)
    return kept


def _flakes(p: Points, size: Floats, rng: np.random.Generator) -> list[Outline]:
    """Grains as they lie: each four-cornered, and seen more or less aslant."""
    turn, thin = heading(rng.uniform(0, np.pi, len(p))), rng.uniform(0.5, 1.0, len(p))
    rim = heading(np.arange(4) * 0.5 * np.pi + 0.3)
    long, short = rim[:, 0] * size[:, None], rim[:, 1] * (size * thin)[:, None]
    across = np.column_stack([-turn[:, 1], turn[:, 0]])
    made = p[:, None] + long[..., None] * turn[:, None] + short[..., None] * across[:, None]
    return [Outline(each) for each in made]


def _glint(at: Points, size: float) -> list[Shape | None]:
    """A grain that looks straight at the lamp: a point of light, and four crisp hairs of it, the upright ones long."""
    u = np.linspace(-1, 1, 7)
    hairs = [
        area(ribbon(at + heading(a) * (u * far * size)[:, None], 0.20 * size * (1 - np.abs(u)) ** 1.5))
        for a, far in ((0.16, 0.72), (0.16 + np.pi / 2, 1.0))
    ]
    bloom = radial(at, 0.5 * size, (0, "#fff2fa", 0.5), (0.5, "#fff2fa", 0.14), (1, "#fff2fa", 0))
    return [filled(dots([at], 0.5 * size), bloom), filled(union([area(at + _DOT * 0.16 * size), *hairs]), "#ffffff")]
