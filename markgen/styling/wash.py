"""Watercolour: washes that leave their outlines behind, dry darker at the rim, and spatter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.color import hexed
from markgen.draw import Chance, Noise, blurred, dots, filled, stroked
from markgen.styling.pigment import BLACK, sorted_out
from markgen.styling.seen import Seen, seen
from markgen.styling.tones import deepened, palette, shares
from markgen.values import Feeling, Layer, Shape, layer

COLORS = 6
"""Pigments on the palette, at the most."""

SPATTER = 70
"""Drops that fly off the brush."""

BLEED = ((0.11, 5.0, 0.22), (0.30, 2.0, 0.42), (0.55, 0.9, 0.50))
"""Washes, wet to dry: the level they run to, how softly (cells), and how opaque they are."""

FRESH = 0.72
"""Power that a colour is raised to: the paper shines through a wash."""

DILUTED = 0.22
"""How far towards white a first wash thins a colour."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fills as overlapping washes; lines stay, thin as the style has them, under what rim there is."""
    sort = sorted_out(layers)
    view = seen(sort.fills or sort.drawn)
    found = palette(view, COLORS)
    colors = [np.power(c, FRESH) for c in found]
    grid = view.grid
    side = grid.cell * max(grid.columns, grid.rows)
    wander = Noise(chance("wash"))
    drift = wander.fbm(grid.x / side * 6, grid.y / side * 6, 5)
    pooled = 0.5 + 0.5 * wander(grid.x / side * 9 + 40, grid.y / side * 9)
    washes: list[Shape | None] = []
    for step, (level, soft, opacity) in enumerate(BLEED):
        for color, share in zip(colors, shares(view, found, soft), strict=True):
            # Water carries pigment past its place here, stops short of it there, and leaves pale pools.
            reach = (0.55, 0.26, 0.16)[step] * drift - (0.0, 0.0, 0.30)[step] * (pooled > 0.62)
            run = grid.above(share + reach * (blurred(share, 3 * soft) > 0.04), level)
            thin = DILUTED * (2 - step) / 2
            washes.append(filled(run, hexed(color * (1 - thin) + thin), opacity))
            if step == 1:
                washes.append(stroked(run, deepened(color), feeling.line("fine"), 0.34))
    rim = grid.above(blurred(view.cover, 0.8), 0.5)
    return [
        layer("washes", "colour", washes),
        layer("spatter", "colour", _spatter(view, feeling, chance)),
        layer("rim", "line", [stroked(rim, BLACK, feeling.line("fine"), 0.75)]),
        *sort.lines,
        *sort.lights,
    ]


def _spatter(view: Seen, feeling: Feeling, chance: Chance) -> list[Shape | None]:
    """Drops flicked off the brush: near the mark many and large, farther out few and fine."""
    pick = chance("spatter")
    rows, columns = np.nonzero(view.cover > 0.5)
    if not len(rows):
        return []
    at = pick.integers(0, len(rows), SPATTER)
    away, turn = pick.exponential(0.06, SPATTER), pick.uniform(0, 2 * np.pi, SPATTER)
    size = pick.pareto(2.2, SPATTER) * 0.0022 + 0.0018
    born = feeling.births(np.linspace(0.15, 0.9, SPATTER))
    grid = view.grid
    side = grid.cell * max(grid.columns, grid.rows)
    x = grid.left + grid.cell * columns[at] + away * side * np.cos(turn)
    y = grid.top + grid.cell * rows[at] + away * side * np.sin(turn)
    radius = np.minimum(size, 0.016) * side * born
    colors = view.color[rows[at], columns[at]]
    return [
        filled(dots(np.array([[x[k], y[k]]]), radius[k]), hexed(colors[k]), 0.55) for k in np.flatnonzero(born > 0.02)
    ]
