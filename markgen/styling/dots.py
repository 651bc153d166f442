"""Dotwork: shade built from dots of 0.3 to 0.6 mm, crowded where the mark is dark."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw import INK, Chance, Noise, blurred, box, filled, pricks, stipple, stroked
from markgen.styling.lines import broken, spread
from markgen.styling.pigment import inked, sorted_out
from markgen.styling.seen import seen
from markgen.values import Feeling, Layer, Points, layer

LARGEST = 0.6
"""Dots, mm; R. Dotwork needles leave 0.3 to 0.6."""

REST = 0.12
"""Darkness below which skin is left bare."""


SIDE = 0.4
"""Share of the shade that is of the form, which the light leaves on its far side."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fills as dots; lines stay, in black, and the rim, heavier where it lies dark."""
    sort = sorted_out(layers)
    view = seen(sort.under or sort.drawn)
    grid, fine = view.grid, feeling.line("fine")
    # Of its own from light to dark, so that every mark has all of the scale; and darker away from the light.
    down, right = np.gradient(blurred(view.cover, 5.0))
    dark = spread(view, 0.8) * (1 - SIDE) + SIDE * np.clip(0.5 - 7.0 * (down + 0.6 * right), 0, 1) * (view.cover > 0.1)
    dot = float(np.clip(feeling.size / 180, 0.3, LARGEST))

    def tone(p: Points) -> NDArray[np.float64]:
        return np.asarray(np.clip((grid.at(p, dark) - REST) / (0.92 - REST), 0, 1) ** 1.25)

    right, bottom = grid.left + grid.cell * grid.columns, grid.top + grid.cell * grid.rows
    points = stipple(box(grid.left, grid.top, right, bottom), tone, dot, chance("dots"), 1.05)
    radii = dot / 2 * (0.75 + 0.35 * tone(points)) if len(points) else np.empty(0)
    heavy = broken(view, fine, Noise(chance("rim")))
    return [
        layer("dots", "shade", pricks(points, radii, INK)),
        layer("rim", "line", [stroked(view.rim, INK, 0.6 * fine), filled(heavy, INK)]),
        *inked(sort.lines, INK),
        *sort.lights,
    ]
