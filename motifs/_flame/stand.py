"""What fire stands on, in colour and line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.draw import (
    Area,
    areas,
    banded,
    contains,
    filled,
    intersect,
    linear,
    minus,
    normals,
    polyline,
    radial,
    resample,
    runs,
    union,
)
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.things import Thing, tapered
from markgen.values import Feeling, Layer, Paint, Shape, layer

THIN = 0.05
"""mm below which a stroke is nothing."""


def stood(things: Sequence[Thing], feeling: Feeling, look: Look) -> list[Layer]:
    """What the fire stands on, front first in `things`."""
    fills: list[Shape | None] = []
    lines: list[Shape | None] = []
    cover: Area | None = None
    tint, ink, bold = feeling.tint, look.ink, look.line * feeling.line("bold")
    for thing in things:
        a = thing.area if cover is None else minus(thing.area, cover)
        left, top, right, bottom = thing.area.bounds
        shade: Paint
        if thing.hot is None:
            shade = linear(
                (left, top),
                (right, bottom),
                (0.05, tint(thing.lit), 0.45),
                (0.5, tint(thing.lit), 0.9),
                (0.95, tint(thing.lee), 1.0),
            )
        else:
            # It burns from there: what the char leaves open glows.
            far = float(np.hypot(*(thing.rim - thing.hot).T).max())
            shade = radial(
                thing.hot,
                far,
                (0, look.fire(0.84)),
                (0.22, look.fire(0.62)),
                (0.45, tint(thing.lee)),
                (0.62, tint(thing.lit)),
                (1, tint(thing.lit), 0.8),
            )
        if not look.bare:
            fills.append(filled(a, shade))
        strokes = areas(o.points for o in tapered(thing.lines, bold, thing.grown))
        lines.append(filled(intersect(union(strokes), a), ink))
        ring = resample(np.concatenate([thing.rim, thing.rim[:1]]), 80)
        out = -normals(ring)
        # Its outline is lost where the fire lights it from above; with nothing but line it is thin there.
        heavy = bold * thing.grown * np.clip(0.1 + out @ np.array([0.45, 0.85]), 0.3 * look.bare, 0.8)
        free = heavy > THIN
        if cover is not None:
            free &= ~contains(cover, ring)
        for r in runs(free, 4):
            m = r.stop - r.start
            ends = np.minimum(1, np.minimum(np.arange(m), np.arange(m)[::-1]) / 3 + 0.1)
            lines.append(filled([polyline(banded(ring[r], out[r], heavy[r] * ends))], ink))
        cover = thing.area if cover is None else union([cover, thing.area])
    return [
        layer("things", "colour", fills),
        layer("things' lines", "line", lines),
    ]
