"""How a sky is tattooed: washes from pale to black, whipped strokes that run with its flow, and pepper at the edges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Noise, blurred, filled, flicks, follow, mix, pricks
from markgen.motifs._galaxy.sky import Sky
from markgen.values import Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

WASHES = ((0.16, 0.88), (0.36, 0.70), (0.58, 0.52), (0.78, 0.32))
"""Of a sky on skin, pale to deep: how dark it is there at least, and how bright the colour."""

NIGHTS = ((0.88, 0.50), (0.92, 0.62), (0.96, 0.80))
"""Of its black: how dark it is there at least, and how much of it is laid."""

LIGHTS = ((0.06, 0.22), (0.16, 0.36), (0.30, 0.50), (0.48, 0.64), (0.70, 0.82))
"""Of a sky in a hole, deep to pale: how light it is there at least, and how bright the colour."""

BRIGHTS = (0.0, 0.42, 0.66, 0.90)
"""Of strokes: night, then how bright their colour."""

WHIPS, DOTS = 590, 1250
"""Strokes, and dots, of a whole sky."""


PEPPER, RINSED = (
    ((0.12, 0.13, 0.62), (0.42, 0.20, 0.0), (0.55, 0.25, 0.95)),
    ((0.92, 0.16, 0.40), (0.30, 0.16, 0.0), (0.22, 0.16, 0.85)),
)
"""Kinds of dots, in a hole and where a sky runs out on skin: how light it is where most are, how far about that they
go, and how bright their colour; 0 for black."""


def void(sky: Sky) -> Shapes:
    """The dark behind everything."""
    return [] if sky.wound.washed else [filled(sky.wound.opening, sky.night)]


def clouds(sky: Sky) -> Shapes:
    """The body of the clouds: in a hole colour over black, up to the light; on skin as a tattooer washes, from what is
    bare down to black, packed last."""
    light = blurred(sky.nebula.light, 0.5)
    if not sky.wound.washed:
        return sky.within(_laid(sky, light, LIGHTS, 0.80))
    nights = [filled(sky.grid.above(1 - light, least, 1.2), sky.night, strength) for least, strength in NIGHTS]
    return [*_laid(sky, 1 - light, WASHES, 0.62), *nights]


def _laid(sky: Sky, field: Floats, tones: Sequence[tuple[float, float]], strength: float) -> Shapes:
    """Every hue where the field is above some levels, each in a brightness of its own."""
    made: Shapes = []
    last = sky.nebula.hues - 1
    for j, (least, bright) in enumerate(tones):
        # Where two hues meet, each tone of them meets a little farther on.
        hue = np.clip(sky.nebula.hue + 0.22 * (j % 3 - 1), 0, last)
        for k in range(last + 1):
            mine = np.minimum(2.0 * (field - least), 0.5 - np.abs(hue - k))
            made.append(filled(sky.grid.above(mine, 0.0, 1.3), sky.ramp(k)(bright), strength))
    return made


def strokes(sky: Sky) -> Shapes:
    """Strokes whipped along the flow: light ones that carry a cloud out into the dark, dark ones that comb it."""
    spots, c, n = sky.scatter(WHIPS, "strokes"), sky.wound.chance("strokes of the brush"), WHIPS
    where, grid, cloud = spots.where, sky.grid, sky.nebula
    long = np.minimum(0.085 * sky.size, 1.4 * spots.room) * c.uniform(0.25, 1.0, n)
    ways = np.asarray(follow(where, sky.flow, long, 5))
    ways = ways - (ways[:, 2:3] - where[:, None])
    # As light as it is thereabouts, so that a stroke may lie beside what it is of.
    light = grid.at(where, blurred(cloud.light, 2.5))
    dusk = 0.85 * np.exp(-(((light - 0.26) / 0.17) ** 2))
    tone = np.where(c.random(n) < dusk, 0.0, np.clip(light + 0.12 + 0.15 * c.normal(0, 1, n), 0.05, 1))
    shown = np.clip((light - 0.04) / 0.08, 0, 1) * np.clip((0.97 - light) / 0.2, 0, 1)
    born = sky.feeling.births(0.02 + 0.5 * c.random(n), 0.3) * spots.swell
    wide = np.minimum(0.0058 * sky.size, 2.1) * c.uniform(0.25, 1.0, n) ** 1.5 * shown * born
    inside = np.clip(sky.deep(ways[:, -1]) / (0.01 * sky.size), 0, 1) if sky.wound.washed else 1.0
    wide = wide * inside
    kind = np.where(tone == 0, 0, np.clip(np.searchsorted((0.30, 0.58), tone), 0, 2) + 1)
    hue = np.rint(grid.at(where, cloud.hue)).astype(int)
    out: Shapes = []
    for level in (0, 1, 2, 3):
        for k in range(1 if level == 0 else cloud.hues):
            some = (kind == level) & (wide > 0.05) & ((level == 0) | (hue == k))
            color = sky.night if level == 0 else sky.ramp(k)(BRIGHTS[level])
            out.append(filled(flicks(ways[some], wide[some]), color, 0.86))
    return sky.within(out)


def pepper(sky: Sky) -> Shapes:
    """Dots: of its colour where a cloud thins out into the dark, of black where that comes into the cloud."""
    spots, c, n = sky.scatter(DOTS, "grain"), sky.wound.chance("grains"), DOTS
    where, grid, cloud = spots.where + c.normal(0, 0.006 * sky.size, (DOTS, 2)), sky.grid, sky.nebula
    light, lot = grid.at(where, cloud.light), c.random(n)
    born = sky.feeling.births(0.02 + 0.6 * c.random(n), 0.3) * spots.swell
    born = born * np.clip(sky.deep(where) / (0.012 * sky.size) - 0.5, 0, 1)
    radius = np.minimum(0.0017 * sky.size, 0.42) * c.choice([0.62, 0.86, 1.15], n, p=[0.4, 0.4, 0.2]) * born
    hue = np.rint(grid.at(where, cloud.hue)).astype(int)
    out: Shapes = []
    for kind, (middle, wide, bright) in enumerate(RINSED if sky.wound.washed else PEPPER):
        some = (np.arange(n) % 3 == kind) & (lot < np.exp(-(((light - middle) / wide) ** 2))) & (radius > 0.03)
        for k in range(cloud.hues if bright else 1):
            mine = some & ((hue == k) if bright else True)
            out += pricks(where[mine], radius[mine], sky.ramp(k)(bright) if bright else mix(sky.night, "#05030a", 0.4))
    return sky.within(out)


def ends(sky: Sky) -> Shapes:
    """What a sky without a rim runs out in at both ends: dots, the fewer the farther."""
    if not sky.wound.washed:
        return []
    c, n, path = sky.wound.chance("ends"), 1500, sky.wound.rips[0].path
    side, off = np.arange(n) % 2, 0.20 * c.random(n) ** 0.8
    u = np.where(side == 0, off, 1 - off)
    where = np.column_stack([np.interp(u, np.linspace(0, 1, len(path)), path[:, k]) for k in (0, 1)])
    room = float(sky.wound.rips[0].gape.max())
    where = where + np.column_stack([room * c.uniform(-0.98, 0.98, n), 0.01 * sky.size * c.normal(0, 1, n)])
    noise = Noise(c).fbm(where[:, 0] / (0.35 * room), where[:, 1] / (0.8 * room), 3)
    shown = (
        np.clip((0.25 + 3.6 * off + 1.1 * noise - c.random(n)) / 0.1, 0, 1) * sky.grid.at(where, sky.nebula.light) ** 3
    )
    size = np.minimum(0.0013 * sky.size, 0.46) * c.choice([0.65, 1.0, 1.7], n, p=[0.6, 0.33, 0.07]) * shown
    size = size * sky.feeling.births(0.1 + 0.5 * c.random(n), 0.3)
    hue = np.rint(sky.grid.at(where, sky.nebula.hue)).astype(int)
    out: Shapes = []
    for k in range(sky.nebula.hues):
        some = (hue == k) & (size > 0.04) & (np.arange(n) % 3 > 0)
        out += pricks(where[some], size[some], sky.ramp(k)(0.42))
    some = (size > 0.04) & (np.arange(n) % 3 == 0)
    return out + pricks(where[some], size[some], sky.night)
