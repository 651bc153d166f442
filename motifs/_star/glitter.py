"""Glitter shaken over wet ink: it holds where the pen was, in three hues, and some of it is spilt beside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    Noise,
    area,
    disc,
    filled,
    flat,
    heading,
    mix,
    normals,
    pricks,
    radial,
    ribbon,
    union,
)
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Layer, Points, Shape, layer

Floats = NDArray[np.float64]

HUES = ("#cf8468", "#7a3cc0", "#0f8f88")
"""Rose gold, violet and teal: what the foil was cut from."""

SHARES = (0.36, 0.66)
"""How many of the flakes look away, so that only their colour is seen, and how many do not look straight at you."""


def glitter(feeling: Feeling, chance: Chance, stars: list[Line], grown: float) -> list[Layer]:
    """Foil on the stars: pigment, and over it the light that each flake throws back."""
    if grown <= 0:
        return []
    at, radius = _flakes(chance, stars, grown)
    low = np.min([(line.path - line.width[:, None] / 2).min(0) for line in stars], axis=0)
    high = np.max([(line.path + line.width[:, None] / 2).max(0) for line in stars], axis=0)
    # Dust stays within what the mark takes.
    kept = ((at - radius[:, None] > low) & (at + radius[:, None] < high)).all(1)
    at, radius = at[kept], radius[kept]
    # The hues drift over the drawing, as one tube ran out and another was opened.
    rng, span = chance("hues"), float((high - low).max())
    drift = Noise(chance("drift"))
    p = (at - low) / span
    hue = np.clip(0.95 + 4.2 * drift.fbm(1.6 * p[:, 0], 1.6 * p[:, 1], 2) + rng.normal(0, 0.42, len(at)), 0, 2).round()
    # And a band of them looks at the lamp.
    lit = drift.fbm(4.2 * p[:, 0] + 30, 4.2 * p[:, 1], 2)
    shine = np.digitize(rng.random(len(at)) + 0.5 * lit, SHARES)
    foil, light = [], []
    for h, natural in enumerate(HUES):
        color = feeling.tint(natural)
        for k in range(3):
            some = (hue == h) & (shine == k)
            where, wide = at[some], radius[some]
            if k < 2:
                foil += pricks(where, wide, flat(mix(color, "#ffffff", 0.12 * k), 0.94))
            if k:
                light += pricks(where, 0.9 * wide, flat(mix(color, "#ffffff", (0.12, 0.40)[k - 1]), (0.55, 1.0)[k - 1]))
    flashes = [
        each
        for k, line in enumerate(stars)
        for each in _flashes(line, chance("flash", k), 0.9 * float(np.median(line.width)) * grown, (4, 2, 1, 1, 1)[k])
    ]
    # A style that fills in its own way would go round every flake.
    foil = foil if feeling.style.name == "natural" else []
    return [layer("foil", "colour", foil), layer("glitter", "shimmer", [*light, *flashes])]


def _flakes(chance: Chance, stars: list[Line], grown: float) -> tuple[Points, Floats]:
    """Where flakes lie, and how large they are, mm: on the lines, beside them, and all over the smallest stars."""
    points, radii = [], []
    for k, line in enumerate(stars):
        rng = chance("glitter", k)
        path, width, side = line.path, line.width, normals(line.path)
        n, m = len(path), (1300, 500, 100, 200, 60)[k]
        tip = float(np.median(width))
        drift = Noise(rng).fbm(np.arange(n) * 0.03, np.zeros(n), 2)
        thick = np.cumsum(np.clip(0.75 + 1.2 * drift, 0.1, None) * width)
        i = np.searchsorted(thick, rng.random(m) * thick[-1]).clip(0, n - 1)
        across = np.clip(rng.normal(0, 0.26, m), -0.46, 0.46) * width[i]
        # What fell beside it lies below, where it was shaken to.
        spilt = rng.exponential(1.1 * tip, m)
        beside = rng.random(m) < 0.22
        fell = np.where(beside, spilt, 0)[:, None] * heading(np.pi / 2 + rng.normal(0, 1.0, m))
        points.append(path[i] + side[i] * across[:, None] + fell)
        radii.append(tip * (0.09 + 0.13 * rng.random(m) ** 2) * grown * np.where(beside, 0.85, 1))
    return np.concatenate(points), np.concatenate(radii)


def _flashes(line: Line, rng: np.random.Generator, size: float, many: int) -> list[Shape | None]:
    """Flakes that look straight at the lamp: a soft light, and short rays across the first."""
    white, warm, made = "#ffffff", "#fff4d8", []
    path, side = line.path, normals(line.path)
    for j in range(many):
        spot = int(len(path) * (0.08 + 0.84 * rng.random()))
        at, wide = path[spot] + side[spot] * rng.normal(0, 0.2) * size, size * 0.8**j
        soft = radial(at, wide, (0, white, 0.95), (0.22, white, 0.5), (0.5, warm, 0.12), (1, warm, 0))
        made.append(filled(disc(at, wide), soft))
        if j == 0:
            turn, u = rng.uniform(0.1, 0.5), np.linspace(0, 1, 4)
            arms = [
                ribbon(
                    at + heading(turn + a) * (u * size * rng.uniform(0.9, 1.8))[:, None], 0.14 * size * (1 - u) ** 1.5
                )
                for a in np.pi / 2 * np.arange(4)
            ]
            made.append(filled(union(area(arm) for arm in arms), white, 0.9))
    return made
