"""Glitter dusted on a star while its ink was wet: specks of every size, of which those on the lit side shine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    LAMP,
    Chance,
    Noise,
    area,
    disc,
    filled,
    grow,
    hatch,
    heading,
    length,
    mix,
    normals,
    radial,
    resample,
    ribbon,
    union,
)
from markgen.draw.areas import inside
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

HUES = ("#00b4c0", "#ff2a86", "#9a4cff", "#ffc24a")
"""Teal, rose, violet and gold: what the specks were cut from. None is near to any skin."""

SPECK = 0.24
"""Length of a middling speck, mm, on a star of 13 mm reach."""

BRIGHTEST = 5, 2, 1, 1
"""How many specks of each star, in the order they were drawn, look straight at the lamp."""


def glitter(feeling: Feeling, chance: Chance, stars: list[Line], grown: float) -> list[Layer]:
    """Strokes that fill the stars in, the specks in them and on their lines, and the light that some throw back."""
    # A style that fills in its own way would go round every speck.
    if grown <= 0 or feeling.style.name != "natural":
        return [layer("foil", "colour", []), layer("glitter", "shimmer", [])]
    strokes: list[Shape | None] = []
    foil: list[Shape | None] = []
    light: list[Shape | None] = []
    for k, star in enumerate(stars):
        if len(star.runs) == 5:
            strokes.append(_scribbled(feeling, chance, star, k, grown))
            specks, shine = _dusted(feeling, chance, star, k, grown)
            foil, light = [*foil, *specks], [*light, *shine]
    return [
        layer("filled in", "colour", strokes),
        layer("foil", "colour", foil),
        layer("glitter", "shimmer", light),
    ]


def _scribbled(feeling: Feeling, chance: Chance, star: Line, k: int, grown: float) -> Shape | None:
    """The star filled in to and fro, past the line here and short of it there, so that skin is left between."""
    rng, reach = chance("scribbled", k), _reach(star)
    # A small star has fewer strokes rather than finer ones.
    gap = 0.115 * max(reach, 4.5)
    rows = hatch(grow(area(star.outline()), 0.015 * reach), np.radians(-52) + rng.normal(0, 0.12), gap, rng, 0.5)
    made = []
    for row in rows:
        out = (row[1] - row[0]) / max(length(row), 1e-6)
        past = rng.normal(0.01, 0.035, 2) * reach
        path = resample(np.stack([row[0] - out * past[0], row[1] + out * past[1]]), 9)
        path[1:-1] += normals(path)[1:-1] * rng.normal(0, 0.06 * gap, (7, 1))
        wide = 0.92 * gap * rng.uniform(0.75, 1.1) * np.interp(np.linspace(0, 1, 9), [0, 0.2, 0.8, 1], [0.2, 1, 1, 0.1])
        made.append(area(ribbon(path, wide * grown)))
    return filled(union(made), mix(INK, feeling.tint("#4a1c86"), 0.30), 0.88)


def _reach(star: Line) -> float:
    return float(np.ptp(star.path, axis=0).max()) / 2


def _dusted(
    feeling: Feeling, chance: Chance, star: Line, k: int, grown: float
) -> tuple[list[Shape | None], list[Shape | None]]:
    """One star: its specks, and their light."""
    rng, drift, reach, hub = chance("glitter", k), Noise(chance("drift", k)), _reach(star), star.hub()
    body = area(star.outline())
    big = SPECK * max(reach / 13, 0.6) ** 0.7
    p = inside(body, min(int(0.16 * body.area / big**2), 440), rng)
    # The line is wet as well: more lie on it than between.
    on = rng.integers(0, len(star.path), 90)
    p = np.concatenate([p, star.path[on] + rng.normal(0, 0.4, (90, 2)) * star.width[on, None]])
    q = (p - hub) / reach
    # They lie in drifts.
    crowd = np.clip(0.50 + 1.5 * drift.fbm(2.6 * q[:, 0], 2.6 * q[:, 1], 3), 0.08, 1)
    kept = rng.random(len(p)) < crowd
    p, q = p[kept], q[kept]
    # Few are large.
    size = big * np.clip(rng.lognormal(-0.25, 0.55, len(p)), 0.35, 2.6)
    hue = np.digitize(
        q[:, 0] * 0.5 + drift(1.6 * q[:, 0] + 9, 1.6 * q[:, 1]) + rng.normal(0, 0.25, len(p)), (-0.3, 0.3)
    )
    hue = np.where(rng.random(len(p)) < 0.12, 3, hue)
    hues = [feeling.tint(each) for each in HUES]
    shade = rng.integers(0, 3, len(p))
    flakes = _flakes(p, size * grown, rng)
    foil: list[Shape | None] = []
    for h, color in enumerate(hues):
        for tone, (other, much) in enumerate(((INK, 0.35), (color, 0.0), ("#ffffff", 0.45))):
            foil.append(
                filled([flakes[i] for i in np.flatnonzero((hue == h) & (shade == tone))], mix(color, other, much))
            )
    # Those on the lit side throw light, in one band, as a bent sheet shines, and none as bright as the next.
    lit = 1 / (1 + np.exp(-5 * (q @ LAMP - 0.05))) * (0.4 + 0.6 * np.exp(-(((q[:, 0] + q[:, 1] + 0.5) / 0.45) ** 2)))
    bright = lit * rng.random(len(p)) ** 1.5
    light: list[Shape | None] = []
    for low, high, much in ((0.08, 0.3, 0.40), (0.3, 0.55, 0.75), (0.55, 2.0, 1.0)):
        some = np.flatnonzero((bright > low) & (bright <= high))
        light.append(filled([flakes[i] for i in some], "#fff1e2", much))
    order = np.argsort(-bright - 0.2 * size / big)
    for rank, i in enumerate(_apart(p[order], 0.34 * reach)[: BRIGHTEST[k % len(BRIGHTEST)]]):
        light += _glint(p[order[i]], 0.105 * reach**0.8 * 0.86**rank * grown, rng)
    return foil, light


def _apart(p: Points, gap: float) -> list[int]:
    """The first of some points, and of the rest each that is so far from all before it."""
    kept: list[int] = []
    for i, at in enumerate(p):
        if all(np.hypot(*(p[j] - at)) > gap for j in kept):
            kept.append(i)
    return kept


def _flakes(p: Points, size: Floats, rng: np.random.Generator) -> list[Outline]:
    """Bits of foil as they lie: each five-cornered, and seen more or less aslant."""
    turn, thin = heading(rng.uniform(0, np.pi, len(p))), rng.uniform(0.35, 1.0, len(p))
    rim = heading(np.arange(5) * 0.4 * np.pi + 0.3)
    long, short = rim[:, 0] * size[:, None], rim[:, 1] * (size * thin)[:, None]
    across = np.column_stack([-turn[:, 1], turn[:, 0]])
    made = p[:, None] + long[..., None] * turn[:, None] + short[..., None] * across[:, None]
    return [Outline(each) for each in made]


def _glint(at: Points, size: float, rng: np.random.Generator) -> list[Shape | None]:
    """A speck that looks straight at the lamp: a point of light, its bloom, and hairs of light across it."""
    turn, u = rng.uniform(0.1, 0.5), np.linspace(-1, 1, 7)
    hairs = [
        area(ribbon(at + heading(turn + a) * (u * far * size)[:, None], 0.20 * size * (1 - np.abs(u)) ** 1.3))
        for a, far in ((0.0, 1.0), (np.pi / 2, 1.5))
    ]
    bloom = radial(at, 1.1 * size, (0, "#ffe6f6", 0.55), (0.4, "#ffe6f6", 0.16), (1, "#ffe6f6", 0))
    return [
        filled(disc(at, 1.1 * size), bloom),
        filled(union([disc(at, 0.24 * size), *hairs]), "#ffffff", 0.95),
    ]
