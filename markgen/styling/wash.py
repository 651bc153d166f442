"""Watercolour: washes that bleed past a broken ink drawing, dry darker at their rim, and spatter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.color import from_oklch, hexed, oklch, rgb
from markgen.draw import INK, Chance, Noise, blurred, dots, filled, stroked
from markgen.styling.lines import broken
from markgen.styling.pigment import sorted_out
from markgen.styling.seen import Seen, seen
from markgen.styling.tones import deepened, palette, shares
from markgen.values import Feeling, Layer, Shape, layer

COLORS = 6
"""Pigments on the palette, at the most."""

SPATTER = 70
"""Drops that fly off the brush."""

BLEED = ((0.10, 9.0, 0.32, 0.42), (0.26, 3.0, 0.42, 0.24), (0.55, 0.9, 0.60, 0.14))
"""Washes, wet to dry: the level they run to, how softly (cells), how opaque they are, and how far water takes them."""

CLEAN, PURE = 0.11, 1.3
"""Chroma that a pigment has at least, and what it gains: a wash on paper is purer than the same colour in ink."""

THIN = 0.40
"""How far a pigment's darkness is thinned towards paper."""

DILUTED = 0.30
"""How far towards white a first wash thins a colour."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fills as overlapping washes; the mark's lines stay, thin as the style has them, and most of its rim."""
    sort = sorted_out(layers)
    view = seen(sort.fills or sort.drawn)
    found = palette(view, COLORS)
    colors = _pigments(found)
    grid = view.grid
    side = grid.cell * max(grid.columns, grid.rows)
    wander = Noise(chance("wash"))
    broad = wander.fbm(grid.x / side * 3.2, grid.y / side * 3.2, 5)
    drift = wander.fbm(grid.x / side * 6, grid.y / side * 6, 5)
    pooled = 0.5 + 0.5 * wander(grid.x / side * 9 + 40, grid.y / side * 9)
    washes: list[Shape | None] = []
    for step, (level, soft, opacity, far) in enumerate(BLEED):
        for color, share in zip(colors, shares(view, found, soft), strict=True):
            # Water carries pigment past its place here, stops short of it there, and leaves pale pools.
            reach = far * (broad if step == 0 else drift) - 0.30 * (step == 2) * (pooled > 0.62)
            run = grid.above(share + reach * (blurred(share, 3 * soft) > 0.04), level)
            thin = DILUTED * (2 - step) / 2
            washes.append(filled(run, hexed(color * (1 - thin) + thin), opacity))
            if step == 1:
                washes.append(stroked(run, deepened(color, 0.72), feeling.line("fine"), 0.30))
    return [
        layer("washes", "colour", washes),
        layer("spatter", "colour", _spatter(view, colors, found, feeling, chance)),
        layer("rim", "line", [filled(broken(view, feeling.line("fine"), wander), INK, 0.85)]),
        *sort.lines,
        *sort.lights,
    ]


def _pigments(found: Sequence[np.ndarray]) -> list[np.ndarray]:
    """What a box of watercolours has for these colours: transparent, and clean. Black is a deep one of their hues."""
    seen_ = [oklch(hexed(c)) for c in found]
    purest = max(seen_, key=lambda c: c[1], default=(0.5, 0.0, 0.0))
    out = []
    for lightness, chroma, hue in seen_:
        if purest[1] < 0.03:
            out.append(from_oklch(THIN + (1 - THIN) * lightness, chroma, hue))
            continue
        pale = 1 - max(lightness - 0.8, 0) / 0.2
        pure = max(PURE * chroma, CLEAN * pale)
        out.append(from_oklch(THIN + (0.95 - THIN) * lightness, pure, hue if chroma > 0.03 else purest[2]))
    return [np.asarray(rgb(c), float) for c in out]


def _spatter(
    view: Seen, colors: Sequence[np.ndarray], found: Sequence[np.ndarray], feeling: Feeling, chance: Chance
) -> list[Shape | None]:
    """Drops flicked off the brush: near the mark many and large, farther out few and fine."""
    pick = chance("spatter")
    rows, columns = np.nonzero(view.cover > 0.5)
    if not len(rows) or not colors:
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
    which = np.argmin([((view.color[rows[at], columns[at]] - c) ** 2).sum(-1) for c in found], axis=0)
    made = []
    for k, color in enumerate(colors):
        mine = np.flatnonzero((which == k) & (born > 0.02))
        made.append(filled(dots(np.column_stack([x, y])[mine], radius[mine]), hexed(color), 0.55))
    return made
