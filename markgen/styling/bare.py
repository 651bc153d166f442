"""Fine line: the mark's lines alone, and where it has none, the edges between its colours."""

from __future__ import annotations

from collections.abc import Sequence

from markgen.draw import Chance, blurred, stroked
from markgen.styling.pigment import BLACK, inked, sorted_out
from markgen.styling.seen import seen
from markgen.values import Feeling, Layer, layer

LEVELS = (0.30, 0.55, 0.80)
"""Darkness at which an edge is drawn."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Lines in black, nothing filled."""
    sort = sorted_out(layers)
    view = seen(sort.fills or sort.drawn)
    dark = blurred(view.dark, 1.0)
    edges = [o for level in LEVELS for o in view.grid.above(dark, level)]
    rim = view.grid.above(blurred(view.cover, 0.8), 0.5)
    return [
        layer("edges", "line", [stroked(edges, BLACK, feeling.line("fine"))]),
        layer("rim", "line", [stroked(rim, BLACK, feeling.line("mid"))]),
        *inked(sort.lines, BLACK),
        *sort.lights,
    ]
