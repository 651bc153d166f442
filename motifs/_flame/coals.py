"""A bed of coals: chunks of burnt wood that lie over each other, long and short, cracked across. They are black,
grey with ash above, and take the light that seeps from between them below; at its edges the bed goes out in wash and
dots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from markgen.draw import (
    Area,
    Chance,
    areas,
    circle,
    filled,
    grow,
    intersect,
    linear,
    minus,
    mix,
    outlines,
    radial,
    ribbon,
    stroked,
    union,
)
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import Floats
from markgen.values import Layer, Linear, Outline, Points, Shape, layer

KINDS = 20
"""Chunks that beds are made of."""

ROWS, COLUMNS, PITCH = 16, 14, 9.6
"""Coals down and across a bed, and mm on an arm from one row of them to the next."""

SIZE = 10.5
"""Half the length of a coal, mm on an arm."""

CHIP = 4.6
"""Half length, mm of the ground, under which a coal is but a chip: there is no room on it for cracks."""

ASH = "#d8d0c6"

PRICK = np.array([[0.0, 0.0], [0.01, 0.0]])
"""A stroke of no length: with round ends it is a dot."""


@dataclass(frozen=True, eq=False)
class Lump:
    """A chunk of half length 1 as it is seen, in closed rings: its outline, its face that is turned up to the light and
    that turned down to the glow, cracks across the one and the other, and a stroke along its grain.

    up, along: from its middle to its upper edge, and to its end. seat: where on its lower edge it glows. dots: of
    stipple on its upper face.
    """

    rim: Points
    top: Points
    under: Points
    cold: list[Points]
    cracks: list[Points]
    strokes: list[Points]
    up: Points
    along: Points
    seat: Points
    dots: Points


@cache
def lumps() -> tuple[Lump, ...]:
    """All of them. They are alike in every bed; how they lie in it is not."""
    return tuple(_lump(Chance(0)("lump", k), k) for k in range(KINDS))


def _softened(ring: Points) -> Points:
    """A ring whose corners are burnt off (G. Chaikin 1974)."""
    after = np.roll(ring, -1, 0)
    return np.stack([0.8 * ring + 0.2 * after, 0.2 * ring + 0.8 * after], 1).reshape(-1, 2)


def _lump(q: np.random.Generator, k: int) -> Lump:
    high = (0.4, 0.52, 0.66, 0.85)[k % 4] * q.uniform(0.85, 1.15)
    turn = q.choice([-1.0, 1.0]) * q.uniform(0.08, 1.0) * (1.2 - 0.5 * high)
    c, s = np.cos(turn), np.sin(turn)

    def lain(p: Points) -> Points:
        return np.asarray(p @ np.array([[c, s], [-s, c]]))

    # It is split along the grain, and broken off across at either end.
    x = np.linspace(-1, 1, 4) + q.uniform(-0.15, 0.15, 4) * [0, 1, 1, 0]
    bow = q.uniform(-0.14, 0.14) * (1 - x**2)
    taper = 1 + q.uniform(-0.22, 0.22) * x
    above, below = (bow + side * high * taper * q.uniform(0.78, 1.08, 4) for side in (-1, 1))
    ridge = bow + high * (q.uniform(-0.15, 0.3) + q.uniform(-0.14, 0.14, 4))
    out = q.uniform(0.02, 0.14, 2) * [-1, 1]
    lean = q.uniform(-0.16, 0.16, 2)
    upper, middle, lower = (
        np.column_stack([x + np.where(x == -1, lean[0], np.where(x == 1, lean[1], 0)) * share, y])
        for share, y in ((-1, above), (0, ridge), (1, below))
    )
    middle[[0, -1], 0] += out
    rim = np.concatenate([upper, middle[-1:], lower[::-1], middle[:1]])
    top, under = np.concatenate([upper, middle[::-1]]), np.concatenate([middle, lower[::-1]])

    def at(line: Points, where: float) -> Points:
        return np.array([where, float(np.interp(where, line[:, 0], line[:, 1]))])

    cold, cracks = [], []
    for where in np.arange(-0.8, 0.85, 0.3 + 0.5 * high) + q.uniform(-0.1, 0.1):
        a, b, d = (at(line, where + q.uniform(-0.07, 0.07)) for line in (upper, middle, lower))
        cold.append(ribbon(np.array([a, b]), [0.075, 0.02]))
        if q.random() < 0.75:
            end = b + (d - b) * q.uniform(0.1, 0.5)
            cracks.append(ribbon(np.array([d, end]), [0.13, 0.01]))
    grain = np.array([at((upper + middle) / 2, w) for w in np.sort(q.uniform(-0.95, 0.95, 2))])
    w = q.uniform(-0.95, 0.95, 4)
    deep = q.random(4) ** 0.7
    dots = np.array([at(upper, a) + (at(middle, a) - at(upper, a)) * b for a, b in zip(w, deep, strict=True)])
    return Lump(
        lain(_softened(rim)),
        lain(top),
        lain(under),
        [lain(r) for r in cold],
        [lain(r) for r in cracks],
        [lain(ribbon(grain, [0.05, 0.01]))],
        lain(np.array([0.0, -high])),
        lain(np.array([1.0, 0.0])),
        lain(at(lower, q.uniform(-0.6, 0.6))),
        lain(dots),
    )


@dataclass(frozen=True, eq=False)
class Coal:
    """at: mm. size: half its length, mm. heat: 0 cold to 1. deep: how far within the bed, 0 at its edge to 1.
    kind: which lump. hand: 1, or -1 mirrored."""

    at: Points
    size: float
    heat: float
    deep: float
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
        t = 2 * (k + 0.5 * (row % 2) + 0.7 * (r[0] - 0.5)) / COLUMNS - 1
        y = PITCH * (row - 4.5) + 7 * (r[1] - 0.5)
        top, foot = self.top(t), self.foot(t)
        v, thin = (y - top) / (foot - top), np.clip((foot - y) / 26, 0, 1)
        # Towards its foot the bed thins out, to small ones.
        kept = (v > 0) & (v < 1) & (r[2] > np.maximum(0.95 - 1.6 * thin, 0.12))
        size = SIZE * (0.42 + 1.15 * r[3] ** 1.4) * (0.55 + 0.45 * thin)
        # It is hottest where most lies about, and cold at its edges.
        within = np.minimum(1.6 * (y - top) + 6, foot - y)
        heat = np.clip(within / 32 - 0.25 * t**2 + 0.9 * (r[4] - 0.5), 0, 1)
        deep = np.clip(within / 18, 0, 1)
        hand = np.where(r[5] < 0.5, -1.0, 1.0)
        each = zip(self.at(t, y), *(a.tolist() for a in (size, heat, deep, kind, hand)), strict=True)
        return sorted((Coal(*c) for c, k in zip(each, kept, strict=True) if k), key=lambda c: float(c.at[1]))


Lie = Callable[[Coal], tuple[Points, Points]]
"""Where a coal lies on the ground, and how large a unit of it is there, mm: (2,) each."""


def burning(coals: Sequence[Coal], look: Look, lie: Lie) -> Layer:
    """A layer of coals, the last in front."""
    return layer("coals", "colour", [shape for c in coals for shape in _coal(c, look, *lie(c))])


def glowing(coals: Sequence[Coal], look: Look, lie: Lie) -> list[Layer]:
    """What lies under coals: a wash of black, which is all that is left at the bed's edge, and in it the light."""
    wash: list[Shape | None] = []
    light: list[Shape | None] = []
    small = max((float(np.abs(lie(c)[1]).mean()) / c.size for c in coals), default=1.0)
    for c in coals:
        at, unit = lie(c)
        r = float(np.abs(unit).mean())
        for where, wide, tint, share, into in (
            (at, 1.4 * r, look.fire(0.0), 0.5 * (c.deep < 0.9), wash),
            (at, 1.6 * r, look.fire(0.46), 1.2 * (c.heat - 0.3) * c.deep * (1 - 0.6 * look.dead), light),
        ):
            if share > 0.3 and r > 0.5 * SIZE * small:
                stops = ((0.2, tint, round(share, 2)), (1, tint, 0.0))
                into.append(
                    filled(circle(where.round(1), round(wide, 1)), radial(where.round(1), round(wide, 1), *stops))
                )
    return [layer("soot", "shade", wash), layer("seeping", "colour", light)]


def etched(coals: Sequence[Coal], ink: str, line: float, full: bool, lie: Lie) -> Layer:
    """A layer of coals in black alone, the last in front. line: mm wide. full: whether they are filled."""
    drawn: list[Area] = []
    cover: Area | None = None
    for c in reversed(coals):
        at, unit = lie(c)
        lump = lumps()[c.kind]
        whole, light, dark = (
            union(areas(r * unit + at for r in rings))
            for rings in ([lump.rim], [lump.top, *lump.cracks], [*lump.cold, *lump.strokes])
        )
        rim = minus(whole, grow(whole, -line))
        made = union([rim, intersect(dark, whole), minus(whole, light)] if full else [rim, intersect(dark, whole)])
        drawn.append(made if cover is None else minus(made, cover))
        whole = grow(whole, line)
        cover = whole if cover is None else union([cover, whole])
    return layer("coals", "line", [filled([o for a in drawn for o in outlines(a)], ink)])


def _coal(c: Coal, look: Look, at: Points, unit: Points) -> list[Shape | None]:
    """One coal, over what lies behind it."""
    lump, long = lumps()[c.kind], abs(float(unit[1]))
    places = 1 if long > 3 else 2
    ink, ash = look.fire(0.0), mix(ASH, look.smoke, 0.12 + 0.3 * look.dead)
    hot = c.heat * (1 - 0.6 * look.dead)

    def drawn(*rings: Points) -> list[Outline]:
        return [Outline((r * unit + at).round(places)) for r in rings]

    def across(a: float, b: float, *stops: tuple[float, str, float]) -> Linear:
        first, last = ((at + unit * lump.up * s).round(places) for s in (a, b))
        return linear(first, last, *stops)

    # At the bed's edge what is turned away from the light is lost in wash.
    body = across(0.5, -1.1, (0, ink, 0.97), (1, ink, 0.2 + 0.77 * c.deep))
    shapes: list[Shape | None] = []
    if hot > 0.45 and long > CHIP:
        # What it lies on is lit from under it.
        p = (at + unit * (0.8 * lump.seat[0] * lump.along + 0.2 * lump.up)).round(places)
        r, tint = round(long * (0.7 + 0.5 * hot), places), look.fire(0.3 + 0.3 * hot)
        shapes.append(filled(circle(p, r), radial(p, r, (0.3, tint, round(0.8 * hot, 2)), (1, tint, 0.0))))
    shapes.append(filled(drawn(lump.rim), body if c.deep < 0.65 else ink, 0.97))
    if hot > 0.32:
        p, r = (at + unit * lump.seat).round(places), round(long * (0.55 + 0.7 * hot), places)
        glow = ((0, look.fire(0.34 + 0.48 * hot), 0.95), (1, look.fire(0.2), 0.0))
        shapes.append(filled(drawn(lump.under), radial(p, r, *glow)))
    pale = (1 - 0.25 * hot) * (0.45 + 0.55 * c.deep)
    shapes.append(
        filled(
            drawn(lump.top),
            across(1.0, -0.1, (0, ash, round(pale, 2)), (1, ash, 0.0)),
        )
    )
    if long > CHIP:
        shapes.append(filled(drawn(*lump.cold, *lump.strokes), ink, 0.9))
        tiny = [Outline((p * unit + at).round(places) + PRICK, False) for p in lump.dots]
        shapes.append(stroked(tiny, ink, round(0.075 * long, 2), 0.9))
        if hot > 0.25:
            shapes.append(filled(drawn(*lump.cracks), look.fire(0.25 + 0.5 * hot), 0.9))
    return shapes
