"""Dotwork: shade built from dots of 0.3 to 0.6 mm, crowded where the mark is dark."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, blurred, box, pricks, stipple, stroked
from markgen.styling.pigment import BLACK, inked, sorted_out
from markgen.styling.seen import seen
from markgen.values import Feeling, Layer, Points, layer

LARGEST = 0.6
"""Dots, mm; R. Dotwork needles leave 0.3 to 0.6."""

REST = 0.12
"""Darkness below which skin is left bare."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fills as dots; lines stay, in black."""
    sort = sorted_out(layers)
    view = seen(sort.under or sort.drawn)
    grid, dark = view.grid, blurred(view.dark, 0.8)
    dot = float(np.clip(feeling.size / 180, 0.3, LARGEST))
    rim = grid.above(blurred(view.cover, 0.8), 0.5)

    def tone(p: Points) -> NDArray[np.float64]:
        return np.asarray(np.clip((grid.at(p, dark) - REST) / (0.92 - REST), 0, 1) ** 1.25)

    right, bottom = grid.left + grid.cell * grid.columns, grid.top + grid.cell * grid.rows
    points = stipple(box(grid.left, grid.top, right, bottom), tone, dot, chance("dots"), 1.05)
    radii = dot / 2 * (0.75 + 0.35 * tone(points)) if len(points) else np.empty(0)
    return [
        layer("dots", "shade", pricks(points, radii, BLACK)),
        layer("rim", "line", [stroked(rim, BLACK, feeling.line("fine"))]),
        *inked(sort.lines, BLACK),
        *sort.lights,
    ]
