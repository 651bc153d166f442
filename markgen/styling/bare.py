"""Fine line: the mark's lines alone; where it has none, its rim, one edge within it, and its lights in outline."""

from __future__ import annotations

from collections.abc import Sequence

from markgen.draw import INK, Chance, Noise, filled, length, stroked
from markgen.styling.lines import broken, lights, spread
from markgen.styling.pigment import inked, sorted_out
from markgen.styling.seen import flattened, seen
from markgen.values import Feeling, Layer, layer

EDGE = 0.55
"""Darkness at which an edge is drawn, of the mark's own from light to dark."""

LONG = 0.22
"""Length of the shortest edge that is worth a line, of the mark's size."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Lines in black, nothing filled."""
    sort = sorted_out(layers)
    fills = sort.fills or sort.drawn
    view = seen(fills)
    fine = feeling.line("fine")
    edges = [o for o in view.grid.above(spread(view, 2.2), EDGE) if length(flattened(o)) > LONG * feeling.size]
    stars = lights(fills, fine)
    return [
        layer("edges", "line", [stroked(edges, INK, 0.7 * fine, 0.7)]),
        layer("lights", "line", [stroked(stars, INK, 0.7 * fine)]),
        layer("rim", "line", [stroked(view.rim, INK, fine), filled(broken(view, fine, Noise(chance("rim"))), INK)]),
        *inked(sort.lines, INK),
        *sort.lights,
    ]
