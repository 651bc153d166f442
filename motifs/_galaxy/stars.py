"""Stars of every size."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from markgen.draw import filled, flat, glint, halo, heading, mix, polyline, pricks
from markgen.motifs._galaxy.sky import Sky
from markgen.values import Flat, Shape

Shapes = list[Shape | None]

STARS = 500
"""Small stars in a sky."""


def stars(sky: Sky) -> Shapes:
    """Stars by a power law of size, more of them where there is cloud; few bright ones, with rays."""
    n = int(STARS * (1.7 if sky.sleeve else 1.0))
    spots = sky.scatter(n, "stars")
    where, swell = spots.where, spots.swell
    c = sky.wound.chance("star sizes")
    # Three sizes; most crowd along the threads.
    size = (
        np.choose(np.searchsorted([0.62, 0.90] if sky.sleeve else [0.72, 0.94], c.random(n)), (0.0009, 0.0018, 0.0033))
        * sky.size
    )
    size = size * c.uniform(0.9, 1.15, n)
    ways = sky.streams(30, "wisps", 0.10, 0.34).ways
    stream, at, off = c.integers(0, len(ways), n), c.integers(0, ways.shape[1], n), c.normal(0, 0.016, (n, 2))
    crowd = np.flatnonzero(c.random(n) < 0.62)
    where[crowd] = ways[stream[crowd], at[crowd]] + off[crowd] * sky.size
    born, keep = 0.06 + 0.8 * c.random(n), c.random(n)
    near = sky.deep(where) / sky.size
    lit = 0.35 + 0.75 * sky.billow(spots)
    radius = size * sky.feeling.births(born, 0.2) * swell * np.clip((near - 0.006) / 0.012, 0, 1)
    away = np.hypot(*(where - sky.focus[0]).T) / sky.focus[1]
    radius = radius * np.clip((lit * sky.look.stars - keep) / 0.1, 0, 1) * np.clip(away / 0.3 - 1.6, 0, 1)
    out: Shapes = []
    for k, color in enumerate(("#ffffff", "#d4e4ff", "#ffe8c4")):
        pick = (np.arange(n) % 5 // 2 == k) & (radius > 0.02)
        out += pricks(where[pick], radius[pick], mix("#ffffff", sky.feeling.tint(color), 0.8))
    return out + _bright(sky, c)


def _bright(sky: Sky, c: np.random.Generator) -> Shapes:
    """Few bright ones, with rays; a child draws them with five points."""
    out: Shapes = []
    m = int((14 if sky.sleeve else 6) * min(sky.look.stars, 1) + 0.5)
    childish = sky.feeling.mood.hand.kind == "crayon"
    spots = sky.scatter(4 * m, "bright")
    places, rooms = spots.where, spots.room
    depths = sky.deep(places)
    for k in range(m):
        spot, deep = places[k], float(depths[k])
        reach = min(0.040 * 0.86**k * sky.size, 0.9 * float(rooms[k])) * sky.feeling.birth(0.12 + 0.08 * k, 0.25)
        reach *= float(
            np.clip(deep / sky.size / 0.02 - 0.3, 0, 1)
            * np.clip(np.hypot(*(spot - sky.focus[0])) / sky.focus[1] - 0.4, 0, 1)
        )
        if reach < 0.15:
            continue
        tint = sky.ramp(k % 3)(0.8)
        out.append(halo(spot, 0.62 * reach, tint, 0.85, "#ffffff"))
        if childish:
            turns = c.uniform(0, 6) + np.arange(10) * np.pi / 5
            wide = reach * np.where(np.arange(10) % 2 == 0, 0.85, 0.36) * c.uniform(0.85, 1.15, 10)
            out.append(filled(polyline(spot + heading(turns) * wide[:, None]), mix("#ffffff", sky.warm, 0.55)))
        else:
            out.append(filled(glint(spot, reach, reach * 0.045), "#ffffff"))
    return out


def shimmer(sky: Sky, lights: Shapes) -> Shapes:
    """Light on the larger stars: white ink alone would take the colour of the skin."""
    out: Shapes = []
    for shape in lights:
        if shape is not None and shape.width > 0.0045 * sky.size:
            out.append(replace(shape, stroke=flat("#ffffff", 0.7)))
        elif shape is not None and isinstance(shape.fill, Flat):
            out.append(replace(shape, fill=flat("#ffffff", 0.7)))
    return out
