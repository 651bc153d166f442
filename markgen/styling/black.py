"""Blackwork: the dark of the mark as solid black, out of which its lights are cut, and which dots lead into skin."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.draw import INK, Chance, areas, filled, heading, minus, simplify, stipple, stroked, union
from markgen.styling.lines import lights, spread
from markgen.styling.pigment import inked, sorted_out
from markgen.styling.seen import flattened, seen
from markgen.values import Feeling, Layer, Points, layer

SOLID = 0.44
"""Darkness from which an area is black, of the mark's own from light to dark."""

FULL = 0.72
"""Darkness from which no dot is cut out of the black."""

HOLE, LEAST = 0.7, 0.3
"""Of the dots of bare skin, and of the lines, cut out of the black, mm: finer ones would heal shut."""

SIX = heading(np.linspace(0, 2 * np.pi, 7)[:-1])
"""The corners of a hole: so small, none is seen."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Solid black where the mark is dark, its lights cut out of it, its outline, and its own lines in black."""
    sort = sorted_out(layers)
    under = sort.under or sort.drawn
    view = seen(under)
    grid, dark = view.grid, spread(view, 1.2)
    hole = float(np.clip(feeling.size / 150, 0.35, HOLE))
    black = union(areas(flattened(o) for o in grid.above(dark, SOLID)))

    def light(p: Points) -> np.ndarray:
        return np.asarray(0.8 * np.clip((FULL - grid.at(p, dark)) / (FULL - SOLID), 0, 1) ** 1.4)

    points = stipple(black, light, hole, chance("holes"), 1.5)
    radii = 0.5 * hole * (0.6 + 0.5 * light(points)) if len(points) else np.empty(0)
    holes = union(areas(p + r * SIX for p, r in zip(points, radii, strict=True)))
    cut = minus(minus(black, holes), lights(under, LEAST))
    return [
        layer("black", "shade", [filled(simplify(cut, 0.03), INK)]),
        layer("rim", "line", [stroked(view.rim, INK, feeling.line("mid"))]),
        *inked(sort.lines, INK),
        *sort.lights,
    ]
