"""Fire in colour and line, layer by layer, and what it stands on."""

from __future__ import annotations

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
    simplify,
    union,
)
from markgen.motifs._flame.colour import bases, hearts
from markgen.motifs._flame.edges import creases, edges
from markgen.motifs._flame.loose import dust, filaments
from markgen.motifs._flame.pen import THIN, Pen
from markgen.motifs._flame.shade import dark, shadows
from markgen.motifs._flame.streaks import streaks
from markgen.motifs._flame.things import tapered
from markgen.motifs._flame.tongue import ALONG
from markgen.values import Layer, Paint, Shape, layer


def burning(pen: Pen) -> list[Layer]:
    """Fire in colour, with line."""
    look, fire = pen.look, pen.look.fire
    colours: list[Shape | None] = []
    if pen.bed is not None and not pen.bed.is_empty:
        top, bottom = pen.bed.bounds[1], pen.bed.bounds[3]
        heat = linear((0, bottom), (0, top), (0, fire(0.9), 0.9), (0.5, fire(0.82)), (1, fire(0.6)))
        colours.append(filled(pen.bed, heat))
    for f in pen.families:
        # Low fire is of one heat: its licks need no colour of their own.
        least = 0 if look.gutter > 0.3 else 1 if pen.period else 2
        licks = [t for t in f.members if 0 < t.kind <= least]
        shown = [pen.bodies[t] if f.hidden is None else minus(pen.bodies[t], f.hidden) for t in licks]
        shown = [f.area, *(simplify(a, pen.fine) for a in shown)]
        colours += map(filled, shown, bases(pen, [f.members[0], *licks]))
    sleeve = bool(pen.period) and look.gutter <= 0.3
    if pen.period:
        colours += hearts(pen)
    heavy, light = edges(pen)
    heavy += creases(pen)
    cast, whips = shadows(pen)
    if pen.feeling.style.fill == "none":
        cast = None
    hairs = filaments(pen)
    glow = 0.35 * pen.feeling.mood.light.glow * pen.feeling.birth(0.2, 0.6)
    run = slice(1, 22, 3)
    swell = 0.3 * np.sin(np.pi * np.linspace(0, 1, len(ALONG[run]))) ** 0.7
    hot = [(t, s.hidden) for s in pen.seen if s.kind == 0 for t in s.tongues]
    glows = areas(banded(t.path[run], t.right[run], swell * t.width[run]) for t, _ in hot)
    cores = union(a if by is None else minus(a, by) for a, (_, by) in zip(glows, hot, strict=True))
    return [
        *stood(pen),
        layer("dark", "shade", dark(pen) if sleeve else []),
        layer("fire", "colour", [] if look.bare else colours),
        layer("streaks", "shade" if look.bare else "colour", streaks(pen)),
        layer("filaments", "colour", [filled(hairs[h], fire(h), 0.9) for h in sorted(hairs)]),
        layer("shadows", "shade", [filled(cast or (), look.ink, 0.92), filled(whips, look.ink)]),
        layer("outline", "line", [filled(light, fire(0.14)), filled(heavy, look.ink)]),
        layer("sparks", "colour", dust(pen)),
        layer("heat", "glow", [filled(cores, fire(0.8), glow)]),
    ]


def stood(pen: Pen) -> list[Layer]:
    """What the fire stands on, front first in `things`."""
    fills: list[Shape | None] = []
    lines: list[Shape | None] = []
    cover: Area | None = None
    tint, ink = pen.feeling.tint, pen.look.ink
    for thing in pen.things:
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
                (0, pen.look.fire(0.84)),
                (0.22, pen.look.fire(0.62)),
                (0.45, tint(thing.lee)),
                (0.62, tint(thing.lit)),
                (1, tint(thing.lit), 0.8),
            )
        if not pen.look.bare:
            fills.append(filled(a, shade))
        strokes = areas(o.points for o in tapered(thing.lines, pen.bold, thing.grown))
        lines.append(filled(intersect(union(strokes), a), ink))
        ring = resample(np.concatenate([thing.rim, thing.rim[:1]]), 80)
        out = -normals(ring)
        # Its outline is lost where the fire lights it from above.
        heavy = pen.bold * thing.grown * np.clip(0.1 + out @ np.array([0.45, 0.85]), 0, 0.8)
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
