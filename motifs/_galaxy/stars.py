"""Stars of every size."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from markgen.draw import filled, flat, heading, mix, polyline, pricks
from markgen.draw.sky import rays
from markgen.motifs._galaxy.sky import Sky
from markgen.values import Flat, Shape

Shapes = list[Shape | None]

STARS = 430
"""Small stars in a sky."""

CLUSTERS = 7
"""Places where they crowd."""

WHITE = "#f6f1ea"
"""White ink, which is never as white as paper."""


def stars(sky: Sky) -> Shapes:
    """Stars in three sizes, most no more than a prick of the needle: in clusters, and strewn; few bright, with rays."""
    # A sleeve is seen whole, from farther off: it has more of them, more bright ones, larger, in denser clusters.
    many, ranks, large, most, crowded = (
        (2.2, [0.80, 0.955], 1.2, 1.1, 0.5) if sky.sleeve else (1.5, [0.84, 0.97], 1.0, 1.0, 0.4)
    )
    n = int(STARS * many)
    spots, c = sky.scatter(n, "stars"), sky.wound.chance("star sizes")
    where, swell = spots.where, spots.swell
    rank = np.searchsorted(ranks, c.random(n))
    size = np.choose(rank, (0.0010, 0.0020, 0.0042)) * large * sky.size * c.choice([0.82, 1.14], n)
    size = np.maximum(np.minimum(size, np.choose(rank, (0.32, 0.66, 1.4)) * most), 0.05)
    hearts, mine = sky.scatter(CLUSTERS, "clusters").where, c.integers(0, CLUSTERS, n)
    away = c.normal(0, 1, (n, 2)) * (sky.size * 0.05 * c.random(n) ** 0.7)[:, None]
    crowd = np.flatnonzero(c.random(n) < crowded)
    where[crowd] = hearts[mine[crowd]] + away[crowd]
    born = 0.06 + 0.8 * c.random(n)
    near = sky.deep(where) / sky.size
    radius = size * sky.feeling.births(born, 0.2) * swell * np.clip((near - 0.006) / 0.012, 0, 1)
    off = np.hypot(*(where - sky.focus[0]).T) / sky.focus[1]
    radius = radius * np.clip((sky.look.stars - c.random(n)) / 0.1, 0, 1) * np.clip(off / 0.3 - 1.6, 0, 1)
    # They crowd where the clouds are; where there is skin between those, they are left out of the night.
    light = sky.grid.at(where, sky.nebula.light)
    wanted = 1.1 - 1.9 * light if sky.wound.washed else 0.12 + 1.7 * light
    radius = radius * np.clip((wanted - c.random(n)) / 0.1, 0, 1)
    out: Shapes = []
    for k, color in enumerate((WHITE, "#d4e4ff", "#ffe8c4")):
        pick = (np.arange(n) % 5 // 2 == k) & (radius > 0.02)
        out += pricks(where[pick], radius[pick], mix(WHITE, sky.feeling.tint(color), 0.7))
    return out + _bright(sky, c)


def _bright(sky: Sky, c: np.random.Generator) -> Shapes:
    """Few bright ones, with rays; a child draws them with five points."""
    out: Shapes = []
    m = int((9 if sky.sleeve else 4) * min(sky.look.stars, 1) + 0.5)
    childish = sky.feeling.mood.hand.kind == "crayon"
    spots = sky.scatter(4 * m, "bright")
    places, rooms = spots.where, spots.room
    depths = sky.deep(places)
    for k in range(m):
        spot, deep = places[k], float(depths[k])
        reach = min(0.036 * 0.78**k * sky.size, 0.9 * float(rooms[k])) * sky.feeling.birth(0.12 + 0.08 * k, 0.25)
        reach *= float(
            np.clip(deep / sky.size / 0.02 - 0.3, 0, 1)
            * np.clip(np.hypot(*(spot - sky.focus[0])) / sky.focus[1] - 0.4, 0, 1)
        )
        if reach < 0.15:
            continue
        if childish:
            turns = c.uniform(0, 6) + np.arange(10) * np.pi / 5
            wide = reach * np.where(np.arange(10) % 2 == 0, 0.85, 0.36) * c.uniform(0.85, 1.15, 10)
            out.append(filled(polyline(spot + heading(turns) * wide[:, None]), mix("#ffffff", sky.warm, 0.55)))
        else:
            out += [filled(rays(spot, reach, 9, c), WHITE, 0.95), *pricks(spot[None], np.array([0.13 * reach]), WHITE)]
    return out


def shimmer(sky: Sky, lights: Shapes) -> Shapes:
    """Light on the larger stars: white ink alone would take the colour of the skin."""
    out: Shapes = []
    for shape in lights:
        if shape is not None and shape.width > 0.0045 * sky.size:
            out.append(replace(shape, stroke=flat("#ffffff", 0.16)))
        elif shape is not None and isinstance(shape.fill, Flat):
            out.append(replace(shape, fill=flat("#ffffff", 0.16)))
    return out
