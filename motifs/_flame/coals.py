"""A bed of coals: lumps with plane faces, heaped. They are hatched black and ash above, lit from below by what glows
between them and in their cracks, hot in the heart of the bed, cold and scattered at its edge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Camera,
    Chance,
    across,
    areas,
    boundary,
    filled,
    grow,
    hull,
    intersect,
    linear,
    minus,
    mix,
    outlines,
    ribbon,
    solid,
    union,
)
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import Floats
from markgen.values import Layer, Outline, Points, Shape, layer

KINDS = 14
"""Lumps that beds are made of."""

PLANES = np.array([p for p in np.ndindex(3, 3, 3) if sum(x != 1 for x in p) in (1, 3)]) - 1.0
"""Towards the six sides and the eight corners of a block of wood."""

EYE = Camera(0.5)
"""How they are seen: from a little above."""

LAMP = np.array([-0.5, -0.25, 0.83])
"""Towards the light: above, on the left, and a little behind."""

LIT, BRIGHT, UNDER = 0.4, 0.68, -0.5
"""How far a face is turned to the light that is grey, and that is pale with ash; and, down, that takes the glow."""

ROWS, COLUMNS, PITCH = 12, 10, 13.5
"""Coals down and across a bed, and mm on an arm from one row of them to the next."""

SIZE = 12.5
"""Half the breadth of a coal, mm on an arm."""

ASH = "#c9bfb4"


@dataclass(frozen=True, eq=False)
class Lump:
    """A lump of half breadth 1 as it is seen, in closed rings: its outline, its faces that are grey, pale, and turned
    down, strokes up the first two, ridges in the light, and cracks."""

    rim: list[Points]
    grey: list[Points]
    pale: list[Points]
    under: list[Points]
    strokes: list[Points]
    ridges: list[Points]
    cracks: list[Points]


@cache
def lumps() -> tuple[Lump, ...]:
    """All of them: blocks of wood, their corners burnt off. They are alike in every bed; how they lie in it is not."""
    return tuple(_lump(Chance(0)("lump", k)) for k in range(KINDS))


def _lump(q: np.random.Generator) -> Lump:
    turn, _ = np.linalg.qr(q.normal(0, 1, (3, 3)))
    way = PLANES @ turn + q.normal(0, 0.14, PLANES.shape)
    far = np.where(np.abs(PLANES).sum(1) > 1, q.uniform(0.8, 1.05, len(PLANES)), q.uniform(0.62, 0.92, len(PLANES)))
    s = solid(way / np.linalg.norm(way, axis=1)[:, None], far)
    seen = s.normals @ EYE.to_eye > 0.06
    light, down = s.normals @ LAMP, s.normals @ [0.0, 0.35, -0.94]
    flat = [EYE.screen(face) for face in s.faces]
    corners = np.concatenate([f for f, shown in zip(flat, seen, strict=True) if shown])
    low, high = corners.min(0), corners.max(0)
    middle, zoom = (low + high) / 2, 2 / (high[0] - low[0])

    def faces(which: NDArray[np.bool_]) -> list[Points]:
        return [(flat[k] - middle) * zoom for k in np.flatnonzero(which & seen) if len(flat[k])]

    lit = faces(light > LIT)
    _, run = across(lit, np.full(len(lit), 1.15), np.full(len(lit), 0.1), np.full(len(lit), 1.08))
    # They begin at the lower edge, heavy, and run out.
    run = np.where((run[:, 0, 1] > run[:, 1, 1])[:, None, None], run, run[:, ::-1])
    end = run[:, 0] + (run[:, 1] - run[:, 0]) * q.uniform(0.35, 1.0, (len(run), 1))
    half = np.array([0.036, 0.012])
    ridges, cracks = [], []
    for ends, (i, j) in zip((EYE.screen(s.ends) - middle) * zoom, s.sides.tolist(), strict=True):
        foot, head = ends[np.argsort(-ends[:, 1])]
        line = np.array([foot, (foot + head) / 2 + q.normal(0, 0.03, 2), head])
        if not (seen[i] and seen[j]):
            continue
        if min(down[i], down[j]) > -0.75 and max(light[i], light[j]) < BRIGHT:
            cracks.append(ribbon(line, [0.15, 0.09, 0.01]))
        elif max(light[i], light[j]) > LIT:
            ridges.append(ribbon(line, [0.01, 0.06, 0.03]))
    return Lump(
        boundary(hull((corners - middle) * zoom)),
        faces((light > LIT) & (light <= BRIGHT)),
        faces(light > BRIGHT),
        faces(down > UNDER),
        list(np.stack([run[:, 0] - half, run[:, 0] + half, end], axis=1)),
        ridges,
        cracks,
    )


@dataclass(frozen=True, eq=False)
class Coal:
    """at: mm. size: half its breadth, mm. heat: 0 cold to 1. kind: which lump. hand: 1, or -1 mirrored."""

    at: Points
    size: float
    heat: float
    kind: int
    hand: float


@dataclass(frozen=True, eq=False)
class Bed:
    """Where coals lie: between two edges, mm down at shares t -1 to 1 across. wide: half its width, mm, so far down."""

    top: Callable[[Floats], Floats]
    foot: Callable[[Floats], Floats]
    wide: Callable[[Floats], Floats]

    def at(self, t: Floats, y: Floats) -> Points:
        """Points (n, 2) mm at shares across and mm down."""
        return np.stack([t * self.wide(y), y], -1)

    def heaped(self, q: np.random.Generator) -> list[Coal]:
        """Its coals, from the back."""
        row, k = (each.ravel() for each in np.mgrid[:ROWS, :COLUMNS])
        r, kind = q.random((6, ROWS * COLUMNS)), q.integers(KINDS, size=ROWS * COLUMNS)
        t = 2 * (k + 0.5 * (row % 2) + 0.4 * (r[0] - 0.5)) / COLUMNS - 1
        y = PITCH * (row - 3) + 8 * (r[1] - 0.5)
        top, foot = self.top(t), self.foot(t)
        v, thin = (y - top) / (foot - top), np.clip((foot - y) / 24, 0, 1)
        # Towards its foot the bed thins out, to small ones.
        kept = (v > 0) & (v < 1) & (r[2] > np.maximum(0.8 - 1.4 * thin, 0.07))
        size = SIZE * (0.6 + 0.8 * r[3]) * (0.5 + 0.5 * thin)
        # It is hottest where most lies about, and cold at its edges.
        within = np.minimum(y - top, 1.3 * (foot - y))
        heat = np.clip(within / 34 - 0.2 * t**2 + 0.8 * (r[4] - 0.38), 0, 1)
        hand = np.where(r[5] < 0.5, -1.0, 1.0)
        each = zip(self.at(t, y), *(a.tolist() for a in (size, heat, kind, hand)), strict=True)
        return sorted((Coal(*c) for c, k in zip(each, kept, strict=True) if k), key=lambda c: float(c.at[1]))


Lie = Callable[[Coal], tuple[Points, Points]]
"""Where a coal lies on the ground, and how large a unit of it is there, mm: (2,) each."""


def burning(coals: Sequence[Coal], look: Look, lie: Lie) -> Layer:
    """A layer of coals, the last in front."""
    return layer("coals", "colour", [shape for c in coals for shape in _coal(c, look, *lie(c))])


def etched(coals: Sequence[Coal], ink: str, line: float, full: bool, lie: Lie) -> Layer:
    """A layer of coals in black alone, the last in front. line: mm wide. full: whether they are filled."""
    drawn: list[Area] = []
    cover: Area | None = None
    for c in reversed(coals):
        at, unit = lie(c)
        lump = lumps()[c.kind]
        whole, light, dark = (
            union(areas(r * unit + at for r in rings))
            for rings in (lump.rim, [*lump.grey, *lump.pale, *lump.cracks], lump.strokes)
        )
        rim = minus(whole, grow(whole, -line))
        made = union([rim, intersect(dark, whole), minus(whole, light)] if full else [rim, intersect(dark, whole)])
        drawn.append(made if cover is None else minus(made, cover))
        whole = grow(whole, line)
        cover = whole if cover is None else union([cover, whole])
    return layer("coals", "line", [filled([o for a in drawn for o in outlines(a)], ink)])


def _coal(c: Coal, look: Look, at: Points, unit: Points) -> list[Shape | None]:
    """One coal, over what lies behind it."""
    lump, places = lumps()[c.kind], 1 if abs(unit[1]) > 3 else 2
    ink, ash = look.fire(0.0), mix(ASH, look.smoke, 0.2 + 0.3 * look.dead)
    hot = c.heat * (1 - 0.6 * look.dead)

    def drawn(rings: Sequence[Points], swell: float = 1.0, sink: float = 0.0) -> list[Outline]:
        return [Outline(((r * swell + [0, sink]) * unit + at).round(places)) for r in rings]

    shapes: list[Shape | None] = []
    if hot > 0.05:
        shapes.append(filled(drawn(lump.rim, 1.02 + 0.08 * hot, 0.15), look.fire(0.18 + 0.3 * hot), 0.95))
        if hot > 0.4:
            shapes.append(filled(drawn(lump.rim, 0.98 + 0.06 * hot, 0.13), look.fire(0.2 + 0.75 * hot), 0.95))
    shapes.append(filled(drawn(lump.rim), ink, 0.97))
    if hot > 0.05:
        # What is turned down takes the light of what glows below.
        foot = float(lump.rim[0][:, 1].max())
        a, b = (at + unit * [0, y] for y in (foot, foot - 0.5 - 1.3 * hot))
        glow = ((0, look.fire(0.32 + 0.53 * hot), 0.95), (0.4, look.fire(0.22 + 0.28 * hot), 0.8), (1, ink, 0.0))
        shapes.append(filled(drawn(lump.under), linear(a, b, *glow)))
    shapes += [
        filled(drawn(faces), mix(ink, ash, s * (1 - 0.5 * c.heat)), 0.96)
        for faces, s in ((lump.grey, 0.35), (lump.pale, 0.85))
    ]
    shapes += [filled(drawn(lump.strokes), ink, 0.95), filled(drawn(lump.ridges), ash, 0.9)]
    if hot > 0.25:
        shapes.append(filled(drawn(lump.cracks), look.fire(0.25 + 0.55 * hot), 0.95))
    return shapes
