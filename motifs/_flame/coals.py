"""A bed of charcoal: rounded lumps of burnt wood, great ones below and small ones above.

What lies in front covers what lies behind. For each place of a grid is found how far within the bed it lies, how grey
with ash it is there, and how hot; bands of these are drawn. Each lump is black, dusted with ash where it is turned to
the light; only a few cracks in it, and the narrow gaps between it and others, glow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from markgen.draw import INK, Chance, Grid, Noise, circle, filled, isobands, mix, pricks, radial, smoothsteps
from markgen.draw.texture import resized
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.placing import Put, placed
from markgen.motifs._flame.tongue import Floats
from markgen.values import Layer, Outline, Points, Shape, layer

Field = NDArray[np.floating[Any]]
"""Values at nodes, as exact as a grid keeps them."""

KINDS = 14
"""Kinds of lumps that beds are made of."""

TIERS = ((22, 14.5, 0.35, 1.0), (34, 10.0, 0.1, 1.0), (26, 6.5, 0.0, 1.0))
"""Lumps of a bed: how many, half their length, mm on an arm, and between which shares of its depth they lie."""

CLOSE = (0.7, 0.66, 0.7)
"""How near lumps of each tier lie at least, of the sum of their half lengths."""

TRIES = 8
"""Places tried for a lump; the farthest from others is taken."""

BROAD, SHARP = 8.0, 9.0
"""How hard the corners of a lump, and the edges of its facets, are."""

GAP = 2.4
"""mm on an arm beside a lump that its glow still reaches."""

ASH = (0.22, 0.38, 0.54, 0.72)
"""How much ash there is from which on another grey is laid over those before it."""

GREYS = ("#403e41", "#6b696d", "#98969a", "#c8c6c6")
"""These greys."""

HEATS = (0.14, 0.27, 0.42, 0.58, 0.76)
"""Heats from which on another colour is."""

LIGHT = np.array([-0.6, -0.62, 0.5])
"""Towards the light: from the upper left, and before it."""

DUST = 260
"""Dots of a needle where ash ends."""


@dataclass(frozen=True, eq=False)
class Lump:
    """A lump of half length about 1. rim: which way its sides face, (n, 2), and how far out each lies, (n,).
    facets: which way the facets of its back face, (m, 3), and how far out. worn: how much paler each is.
    cracks: (k, 4) where each begins, radians it runs at, and how far."""

    rim: Points
    reach: Floats
    facets: Floats
    out: Floats
    worn: Floats
    cracks: Floats


@cache
def lumps() -> tuple[Lump, ...]:
    """All of them. They are alike in every bed; how they lie in it is not."""
    return tuple(_lump(Chance(0)("lump", k)) for k in range(KINDS))


def _lump(q: np.random.Generator) -> Lump:
    """A piece of charcoal: an egg, of which flat pieces have broken off."""
    slim, n = q.uniform(0.68, 0.96), int(q.integers(7, 10))
    a = 2 * np.pi * (np.arange(n) + q.uniform(-0.36, 0.36, n)) / n
    rim = np.column_stack([np.cos(a), np.sin(a)])
    reach = np.hypot(rim[:, 0], slim * rim[:, 1]) * q.uniform(0.88, 1.06, n)
    m = int(q.integers(4, 7))
    a = 2 * np.pi * (np.arange(m) + q.uniform(-0.4, 0.4, m) + q.random()) / m
    tilt = np.append(q.uniform(0.34, 0.66, m), q.uniform(0.8, 0.96))
    a = np.append(a, q.uniform(0, 2 * np.pi))
    flat = np.sqrt(1 - tilt**2)
    facets = np.column_stack([flat * np.cos(a), flat * np.sin(a), tilt])
    out = np.hypot(np.hypot(facets[:, 0], slim * facets[:, 1]), 0.62 * tilt) * q.uniform(0.82, 0.98, m + 1)
    k = int(q.integers(2, 5))
    cracks = np.column_stack(
        [q.uniform(-0.4, 0.4, k), slim * q.uniform(-0.4, 0.4, k), q.uniform(0, 2 * np.pi, k), q.uniform(0.5, 1.1, k)]
    )
    return Lump(rim, reach, facets, out, q.normal(0, 0.17, m + 1), cracks)


@dataclass(frozen=True, eq=False)
class Coal:
    """at: mm. size: half its length, mm. heat: 0 cold to 1. deep: how far within the bed, 0 at its edge to 1.
    kind: which lump. turn: radians. ash: how dusty it is, 1 as a rule."""

    at: Points
    size: float
    heat: float
    deep: float
    kind: int
    turn: float
    ash: float


@dataclass(frozen=True, eq=False)
class Bed:
    """Where coals lie: between two edges, mm down at shares t -1 to 1 across. wide: half its width, mm, so far down.
    round: whether it closes round a limb."""

    top: Callable[[Floats], Floats]
    foot: Callable[[Floats], Floats]
    wide: Callable[[Floats], Floats]
    round: bool

    def at(self, t: Floats, y: Floats) -> Points:
        """Points (n, 2) mm at shares across and mm down."""
        return np.stack([t * self.wide(y), y], -1)

    def heaped(self, q: np.random.Generator) -> list[Coal]:
        """Its coals, from the back: great ones first find their places, and smaller ones lie between and over them."""
        made: list[Coal] = []
        there = np.zeros((0, 3))
        for (many, half, first, last), close in zip(TIERS, CLOSE, strict=True):
            r = q.random((many, TRIES, 2))
            size = half * q.uniform(0.72, 1.25, many)
            kind, turn = q.integers(0, KINDS, many), q.uniform(0, 2 * np.pi, many)
            heat, dust = q.random(many), q.random(many)
            for k in range(many):
                t = 2 * r[k, :, 0] - 1
                top, foot = self.top(t), self.foot(t)
                share = first + (last - first) * r[k, :, 1]
                y = top + 0.5 * size[k] + (foot - top - 0.9 * size[k]) * share
                p = self.at(t, y)
                far = np.full(TRIES, 1e3) - 1e4 * (foot - top < 0.9 * size[k])
                if len(there):
                    d = np.abs(p[:, None] - there[None, :, :2])
                    if self.round:
                        girth = 2 * self.wide(y)[:, None]
                        d[..., 0] = np.minimum(d[..., 0], np.abs(girth - d[..., 0]))
                    far = np.minimum(far, (np.hypot(*np.moveaxis(d, -1, 0)) / (there[:, 2] + size[k])).min(1))
                best = int(far.argmax())
                if far[best] < close:
                    continue
                there = np.vstack([there, [*p[best], size[k]]])
                within = min(1.4 * (y[best] - top[best]) + 5, foot[best] - y[best] + 3)
                hot = float(np.clip(within / 17 - 0.2 * t[best] ** 2 + 0.8 * (heat[k] - 0.45), 0.04, 1))
                deep = float(np.clip(within / 15, 0, 1))
                # Here and there one is nearly all ash.
                ash = float(0.3 + 0.36 * dust[k] + 0.36 * (dust[k] > 0.88))
                made.append(Coal(p[best], float(size[k]), hot, deep, int(kind[k]), float(turn[k]), ash))
        # What lies lower lies in front.
        return sorted(made, key=lambda c: float(c.at[1]) + 0.2 * c.size)


@dataclass(frozen=True, eq=False)
class Heap:
    """Coals as they are seen, at the nodes of a grid, in mm of an arm.

    within: mm within the bed, less than 0 beside it. rim: mm from the edge of what is seen there. ash, heat: how grey
    and how hot it is, 0..1. wraps: whether the grid goes once round a limb.
    """

    grid: Grid
    within: Floats
    rim: Floats
    ash: Floats
    heat: Floats
    wraps: bool


Lie = Callable[[Coal], tuple[Points, float]]
"""Where a coal lies, mm of an arm from the left and the top of the ground, and how much broader it is drawn."""


def seen(coals: Sequence[Coal], box: tuple[float, float], wraps: bool, cell: float, noise: Noise, lie: Lie) -> Heap:
    """Coals, the last in front. box: mm to the right, mm of an arm: how broad the ground is. cell: mm of an arm."""
    left, right = box
    columns = int(np.ceil((right - left) / cell))
    cell = (right - left) / columns
    places = [lie(c) for c in coals]
    reach = [1.1 * c.size + GAP for c in coals]
    top = min(p[1] - r for (p, _), r in zip(places, reach, strict=True))
    foot = max(p[1] + r for (p, _), r in zip(places, reach, strict=True))
    grid = Grid(left, top, cell, columns, int((foot - top) / cell) + 2)
    shape = (grid.rows, columns)
    within, rim, ash, heat, near = (np.full(shape, x, np.float32) for x in (-9.0, 9.0, 0.0, 0.0, 0.0))
    # Nothing is smooth: edges waver, and surfaces are rough.
    u, v = grid.x[0, ::2] / 5, grid.y[::2, :1] / 5
    waver, rough, vein = (
        resized(noise(a * u + k, a * v), *shape).astype(np.float32) for a, k in ((1, 0), (2.4, 40), (0.25, 9))
    )
    vein = np.clip(0.5 + 1.3 * vein, 0, 1)
    for c, (at, broad), r in zip(coals, places, reach, strict=True):
        j = np.arange(int((at[0] - r * broad - left) / cell), int((at[0] + r * broad - left) / cell) + 2)
        i = np.arange(int((at[1] - r - top) / cell), int((at[1] + r - top) / cell) + 2)
        i = i[(i >= 0) & (i < grid.rows)]
        if not wraps:
            j = j[(j >= 0) & (j < columns)]
        if not len(i) or not len(j):
            continue
        # A limb's far side comes round to its near one.
        within_one = j[0] >= 0 and j[-1] < columns
        window = (slice(i[0], i[-1] + 1), slice(j[0], j[-1] + 1)) if within_one else np.ix_(i, j % columns)
        x = ((left + cell * j - at[0]) / broad).astype(np.float32)[None, :]
        y = (top + cell * i - at[1]).astype(np.float32)[:, None]
        w, g = waver[window], rough[window]
        e, dust, hot = _face(c, x + 0.7 * w + 0.25 * g, y + 0.7 * np.roll(w, 3, 1), g)
        over = np.clip(e / cell + 0.5, 0, 1)
        beside = np.clip(1 + e / GAP, 0, 1) * (1 - over)
        glow = beside**1.5 * c.heat * c.deep * vein[window]
        ash[window] = (ash[window] * (1 - 0.85 * beside)) * (1 - over) + dust * over
        heat[window] = np.maximum(heat[window], glow) * (1 - over) + hot * over
        rim[window] = np.where(e > 0, e, np.minimum(rim[window], -e + 0.3))
        within[window] = np.maximum(within[window], e)
        near[window] += c.deep * np.clip(1 + e / (1.9 * GAP), 0, 1)
    # Gaps between coals that lie close are full of embers.
    full = 2.2 * (near - 1.15)
    heat = heat * np.where(within < 0, np.clip(full, 0, 1), 1)
    within = np.maximum(within, np.where(within < 0, full, within))
    fields = [np.asarray(f, np.float64) for f in (within, rim, ash, heat)]
    return Heap(grid, fields[0], fields[1], fields[2], fields[3], wraps)


def _face(c: Coal, x: Field, y: Field, rough: Field) -> tuple[Field, Field, Field]:
    """A lump: mm within it, and how grey and how hot it is, at mm from its middle."""
    lump = lumps()[c.kind]
    s, co, si = c.size, np.float32(np.cos(c.turn)), np.float32(np.sin(c.turn))
    p, q = (co * x + si * y) / s, (co * y - si * x) / s
    rim, facets = lump.rim.astype(np.float32), lump.facets.astype(np.float32)
    e = np.float32(0)
    for (a, b), d in zip(rim, lump.reach.astype(np.float32), strict=True):
        e = e + np.exp(np.clip(BROAD * (a * p + b * q - d), -60, 60))
    within = -np.log(e) / BROAD * s
    # How it is lit: of the facet seen there, softly at its edges.
    to = np.array([co * LIGHT[0] + si * LIGHT[1], co * LIGHT[1] - si * LIGHT[0], LIGHT[2]], np.float32)
    total = lit = np.float32(0)
    for n, d, pale in zip(facets, lump.out.astype(np.float32), lump.worn.astype(np.float32), strict=True):
        w = np.exp(-SHARP * np.clip((d - n[0] * p - n[1] * q) / n[2], -3, 3))
        total = total + w
        lit = lit + w * (float(n @ to) + pale)
    lit = lit / total
    inner = smoothsteps(within / min(2.0, 0.34 * s))
    ash = np.clip((1.1 * lit - 0.02 + 0.15 * rough) * c.ash, 0, 1) * inner
    hot = np.zeros_like(within)
    if s > 5:
        for a, b, turn, far in lump.cracks.tolist():
            ct, st = np.cos(turn), np.sin(turn)
            along, aside = ct * (p - a) + st * (q - b), ct * (q - b) - st * (p - a)
            aside = aside + 0.12 * np.abs((2.3 * along + 3 * a) % 1 - 0.5) + 0.03 * rough
            there = np.clip(1.1 - np.abs(aside) * s / 0.9, 0, 1) * np.clip(4 * along, 0, 1)
            there = there * np.clip(4 * (far - along), 0, 1)
            hot, ash = np.maximum(hot, (0.3 + 0.6 * c.heat) * c.deep * there), ash * (1 - there)
    return within, ash, np.clip(hot, 0, 1)


def burning(heap: Heap, look: Look, unit: float, put: Put, dots: Points) -> list[Layer]:
    """Layers of coals. unit: mm of the ground to one of an arm. put: from the latter to the former.
    dots: (n, 2) 0..1, where needles may have struck."""

    def bands(field: Floats, levels: Sequence[float], least: float) -> list[list[Outline]]:
        made = isobands(heap.grid, field, levels, 0.13 / unit**0.5, least, heap.wraps)
        return [placed(band, put) for band in made]

    alive = 1 - 0.55 * look.dead
    ink = mix(look.fire(0.0), INK, 0.4)
    (black,) = bands(heap.within, (0.0,), 1.0)
    inside = heap.within > -0.3
    greys = bands(np.where(inside, heap.ash, 0), ASH, 3.0)
    fires = bands(np.where(inside, heap.heat * alive, 0), HEATS, 1.2)
    body = [filled(black, ink)]
    body += [
        filled(b, mix(mix(tone, look.smoke, 0.1 + 0.3 * look.dead), ink, 0.05))
        for b, tone in zip(greys, GREYS, strict=True)
    ]
    body += [filled(b, look.fire(0.2 + 0.9 * h)) for b, h in zip(fires, HEATS, strict=True)]
    return [layer("coals", "colour", body), layer("dust", "shade", _dust(heap, ink, unit, put, dots))]


def _dust(heap: Heap, ink: str, unit: float, put: Put, dots: Points) -> list[Shape | None]:
    """Dots in the ash of coals, where that is neither thick nor gone, nor hot."""
    g = heap.grid
    at = dots * [(g.columns - 1.01) * g.cell, (g.rows - 1.01) * g.cell] + [g.left, g.top]
    ash, size = g.at(at, heap.ash), 0.16 + 0.3 * (dots[:, 0] * 977 % 1)
    there = (ash > 0.2) & (ash < 0.8) & (g.at(at, heap.heat) < 0.1) & (size * unit > 0.03)
    return pricks(put(at[there]), unit * size[there], ink)


def etched(heap: Heap, ink: str, line: float, full: bool, unit: float, put: Put) -> Layer:
    """A layer of coals in black alone: ash and glow are bare skin. line: mm wide. full: whether they are filled."""
    edge = 1.2 * (line / unit - heap.rim)
    dark = np.maximum(edge, np.minimum(5 * (0.3 - heap.ash), 5 * (0.3 - heap.heat))) if full else edge
    made = isobands(heap.grid, np.minimum(dark, heap.within), (0.0,), 0.1 / unit**0.5, 1.2, heap.wraps)[0]
    return layer("coals", "line", [filled(placed(made, put), ink)])


def glowing(coals: Sequence[Coal], look: Look, unit: float, put: Put, lie: Lie) -> list[Layer]:
    """What lies under coals: a wash of black, which is all that is left at the bed's edge."""
    wash: list[Shape | None] = []
    for c in coals:
        share = round(0.7 * min(1.4 * c.deep + 0.2, 1), 2)
        if c.size > 7:
            p, r = put(lie(c)[0]).round(1), round(1.7 * c.size * unit, 1)
            wash.append(filled(circle(p, r), radial(p, r, (0.3, look.fire(0.0), share), (1, look.fire(0.0), 0.0))))
    return [layer("soot", "shade", wash)]
