"""Traditional: a bold outline, a few flat colours, and black whipped out of the shadows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from markgen.color import oklch
from markgen.draw import BOTTLES, INK, Chance, blurred, bottle, filled, stroked, whip
from markgen.styling.pigment import sorted_out
from markgen.styling.seen import Field, Seen, seen
from markgen.values import Feeling, Flat, Layer, Outline, Paint, Shape, layer

MOST = 3
"""Bottles opened for one mark."""

GLAZE = 0.3
"""Opacity below which paint is a glaze, which nobody lays who works in flat colour."""

RIM, WIDEST = 0.028, 3.2
"""Width of the line that the mark stands on, of its size, and at most, mm. Half of it shows, and the drawing's own
line beside it: 2 to 3 mm at full size."""

SHADED = 0.66
"""Share of the mark that no black is whipped over."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """The mark's own drawing in black and few flat colours, on a bold outline; no gradients, no light."""
    sort = sorted_out(layers)
    view = seen(sort.drawn)
    inks = _opened(sort.drawn)
    # Of its forms, not of threads and dots: those are line already.
    forms = seen(sort.under)
    rim = forms.grid.above(blurred(forms.cover, 2.2), 0.72)
    flats = [layer(each.name, each.ink, [_flat(shape, inks) for shape in each.shapes]) for each in sort.drawn]
    whips = layer("whip", "shade", [filled(_whips(view, feeling, chance), INK)])
    # Under the drawing, so that it grows outwards and no detail is lost to it.
    return [layer("rim", "line", [stroked(rim, INK, min(RIM * feeling.size, WIDEST))]), *flats, whips]


def _opened(layers: Sequence[Layer]) -> tuple[str, ...]:
    """The bottles that come nearest to most of the mark's colours, by the area they would cover."""
    used: dict[str, float] = {}
    for shape in (shape for each in layers for shape in each.shapes):
        if shape.fill is not None and (ink := _ink(shape.fill, tuple(BOTTLES))) in BOTTLES:
            used[ink] = used.get(ink, 0.0) + sum(float(np.prod(np.ptp(o.points, axis=0))) for o in shape.outlines)
    return tuple(sorted(used, key=lambda ink: -used[ink])[:MOST])


def _flat(shape: Shape, inks: Sequence[str]) -> Shape | None:
    fill, stroke = (Flat(ink) if paint and (ink := _ink(paint, inks)) else None for paint in (shape.fill, shape.stroke))
    return replace(shape, fill=fill, stroke=stroke) if fill or stroke else None


def _ink(paint: Paint, inks: Sequence[str]) -> str | None:
    """The ink that stands for a paint; None for a glaze."""
    stops = [(paint.color, paint.opacity)] if isinstance(paint, Flat) else [(s.color, s.opacity) for s in paint.stops]
    if max(opacity for _, opacity in stops) < GLAZE:
        return None
    # Of a gradient, the middle of what can be seen.
    seen_ = sorted((color for color, opacity in stops if opacity >= GLAZE), key=oklch)
    return bottle(seen_[len(seen_) // 2], inks)


def _whips(view: Seen, feeling: Feeling, chance: Chance) -> list[Outline]:
    """Strokes flicked out of the shadow towards the light, each to a point."""
    grid, shade = view.grid, _shade(view)
    inside = blurred(view.cover, 1.5) > 0.8
    if not inside.any():
        return []
    shaded, deepest = (float(np.quantile(shade[inside], q)) for q in (SHADED, 0.98))
    pick, reach = chance("whip"), 7 * grid.cell
    rows, columns = np.nonzero(inside & (shade > shaded))
    many = int(len(rows) * grid.cell**2 / (reach * max(feeling.line("mid"), grid.cell) * 0.6))
    at = pick.permutation(len(rows))[:many]
    starts = np.column_stack([grid.left + grid.cell * columns[at], grid.top + grid.cell * rows[at]])
    slope = np.asarray(np.gradient(blurred(shade, 3.0)))
    way = -np.column_stack([grid.at(starts, slope[1]), grid.at(starts, slope[0])])
    way /= np.maximum(np.hypot(*way.T), 1e-9)[:, None]
    deep = np.clip((grid.at(starts, shade) - shaded) / max(deepest - shaded, 1e-6), 0, 1)
    ends = starts + way * (reach * (0.5 + 0.7 * deep) * pick.uniform(0.7, 1.2, len(starts)))[:, None]
    wide = feeling.line("fine") * (0.6 + 1.0 * deep)
    within = grid.at(ends, view.cover) > 0.5
    return [whip([a, b], [w, 0.0]) for a, b, w in zip(starts[within], ends[within], wide[within], strict=True)]


def _shade(view: Seen) -> Field:
    """How much shadow each node is in: the mark's own dark, and the side of its form that is away from the light."""
    down, right = np.gradient(blurred(view.cover, 6.0))
    return np.asarray(blurred(view.dark, 3.0) - 2.5 * (down + 0.6 * right), float)
