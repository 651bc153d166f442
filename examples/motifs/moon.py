"""A waning moon, engraved, with a few stars that come out as it grows."""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, disc, dots, filled, hatch, minus, outlines, stroke, stroked, taper
from markgen.values import Feeling, Ground, Layer, layer


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """See the module's first line."""
    c = chance("moon")
    radius = feeling.size / 2
    centre = ground.centre
    # Another seed, another phase and tilt.
    turn, phase = c.uniform(-0.6, 0.6), c.uniform(0.35, 0.6)
    away = np.array([np.cos(turn), np.sin(turn)])
    body = minus(disc(centre, radius), disc(centre + away * radius * phase, radius * 0.86))
    # Engraved shade: lines across the crescent that thin out towards the light.
    lines = hatch(body, turn + np.pi / 2, 0.035 * feeling.size + 0.5)
    shade = [stroke(np.linspace(a, b, 12), taper(feeling.line("mid"), 0.1, 0.3)) for a, b in lines]
    # Each star has an intensity at which it is born; from there it swells in.
    c = chance("stars")
    angle = turn + c.uniform(-1.1, 1.1, 9)
    away_by = radius * c.uniform(0.25, 0.95, 9)
    stars = centre + np.column_stack([np.cos(angle), np.sin(angle)]) * away_by[:, None]
    size = feeling.births(np.linspace(0.2, 0.85, 9)) * c.uniform(0.02, 0.045, 9) * radius
    return [
        layer("body", "colour", [filled(body, feeling.mood.palette[3], 0.55 * feeling.birth(0.15))]),
        layer("shade", "shade", [filled(shade, feeling.mood.palette[0], feeling.birth(0.1))]),
        layer("line", "line", [stroked(outlines(body), "#14110f", feeling.line("bold"))]),
        layer("stars", "line", [filled(dots(stars, size), "#14110f")]),
    ]
