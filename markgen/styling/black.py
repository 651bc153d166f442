"""Blackwork: the dark of the mark as solid black against bare skin, parted by thin bare lines."""

from __future__ import annotations

from collections.abc import Sequence

from markgen.draw import Chance, blurred, filled, stroked
from markgen.styling.pigment import BLACK, inked, sorted_out
from markgen.styling.seen import seen
from markgen.values import Feeling, Layer, layer

SOLID = 0.52
"""Darkness from which an area is solid black."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Solid black where the mark is dark, its outline, and its own lines in black."""
    sort = sorted_out(layers)
    view = seen(sort.under or sort.drawn)
    solid = view.grid.above(blurred(view.dark, 0.7), SOLID)
    rim = view.grid.above(blurred(view.cover, 0.8), 0.5)
    return [
        layer("black", "shade", [filled(solid, BLACK)]),
        layer("rim", "line", [stroked(rim, BLACK, feeling.line("bold"))]),
        *inked(sort.lines, BLACK),
        *sort.lights,
    ]
