"""A bed of charcoal: blocks and sticks of burnt wood, a few great ones and many small, that lie over each other. Char
has cracked each into cells; those turned up to the light are grey with ash, those turned to the viewer are black, and
out of the cracks between them, and from under each block, comes what still glows."""

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
    hull,
    linear,
    minus,
    mix,
    outlines,
    radial,
    union,
)
from markgen.draw.areas import boundary
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import Floats
from markgen.values import Layer, Outline, Points, Shape, layer

BLOCKS, STICKS = 14, 6
"""Kinds of lumps that beds are made of: blocks, and sticks burnt to a point."""

TIERS = ((1, 3, 36.0), (0, 9, 23.0), (0, 12, 14.0), (0, 14, 8.0), (0, 26, 4.2))
"""Lumps of a bed: whether sticks, how many, and half their length about, mm on an arm."""

CLOSE = 0.68
"""How near lumps of one tier lie at least, of the sum of their half lengths."""

TRIES = 8
"""Places tried for a lump; the farthest from others is taken."""

CHIP = 1.8
"""Half length, mm of the ground, under which a lump is but a chip: there is no room on it for cells."""

SMALL = 9.0
"""Half length, mm on an arm, under which it is so on any ground."""

DEEP = 0.52
"""How deep a lump must be, of its half length, for three rows of cells on it."""

EMBER = 0.8
"""Heat from which on a lump glows itself, not its cracks alone."""

CRACK = 0.018
"""Half the width of a crack, of half a lump's length."""

ASH = ("#cfcfd2", "#98979b", "#66656a")
"""Cells turned up to the light: whole in ash, in a little of it, and of char."""


@dataclass(frozen=True, eq=False)
class Lump:
    """A lump of half length 1 as it is seen, in closed rings: its outline; its faces that are turned up, to the viewer,
    and to one end; and the cells of each, those turned up in the three tones of `ASH`. Faces begin at their upper left
    and go round as clocks do."""

    rim: Points
    over: Points
    front: Points
    side: Points
    up: tuple[list[Points], ...]
    ahead: list[Points]
    aside: list[Points]

    @property
    def head(self) -> Points:
        """The middle of its upper edge."""
        return np.asarray(self.over[:2].mean(0))

    @property
    def ridge(self) -> Points:
        """The middle of the edge between what is turned up and what is turned to the viewer."""
        return np.asarray(self.front[:2].mean(0))

    @property
    def foot(self) -> Points:
        """The middle of its lower edge."""
        return np.asarray(self.front[2:].mean(0))


@cache
def lumps() -> tuple[Lump, ...]:
    """All of them, blocks first. They are alike in every bed; how they lie in it is not."""
    return tuple(_lump(Chance(0)("block", k), k >= BLOCKS) for k in range(BLOCKS + STICKS))


def _lump(q: np.random.Generator, stick: bool) -> Lump:
    """A burnt piece of wood, seen from a little above."""
    high, deep = (0.2, 0.2) if stick else q.uniform([0.4, 0.42], [0.66, 0.66])
    corner = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
    p = corner * [1, high, deep] + q.normal(0, 0.02 if stick else 0.085, (8, 3))
    # Wood burns from its ends: one is thinner, and a stick's is a point.
    thin = np.where(corner[:, :1] < 0, 0.12 if stick else q.uniform(0.66, 0.95), 1.0)
    p[:, 1:] *= thin
    yaw, pitch = q.choice([-1.0, 1.0]) * q.uniform(0.2, 0.75), q.uniform(0.4, 0.62)
    roll = (0.5 + q.uniform(0, 0.6)) * (q.choice([-1, 1]) if stick else 0.0) + q.uniform(-0.36, 0.36)
    p = p @ _turn(1, yaw).T @ _turn(0, pitch).T @ _turn(2, roll).T
    flat = p[:, :2] * [1, -1]
    over, front, left, right = (flat[list(k)] for k in ((2, 6, 7, 3), (3, 7, 5, 1), (2, 3, 1, 0), (7, 6, 4, 5)))
    side = left if _area(left) > 0 else right
    along, across = (8, 1) if stick else (int(q.integers(3, 6)), 2)
    up, up_nodes = _cells(over, along, across + (deep > DEEP), q)
    ahead, ahead_nodes = _cells(front, along, across, q)
    aside, aside_nodes = _cells(side, across, across, q)
    # What lies to the upper left is palest.
    lit = np.array([c.mean(0) for c in up]) @ [0.5, 0.7] + q.normal(0, 0.22, len(up))
    rank = np.argsort(np.argsort(lit)) / len(up)
    tones = tuple([c for c, r in zip(up, rank, strict=True) if a <= r < b] for a, b in ((0, 0.3), (0.3, 0.7), (0.7, 1)))
    rim = boundary(hull(np.concatenate([up_nodes, ahead_nodes, aside_nodes])))[0]
    return Lump(rim, over, front, side, tones, ahead, aside)


def _turn(axis: int, by: float) -> Floats:
    """A turn about x, y or z, radians, (3, 3)."""
    made = np.eye(3)
    a, b = [k for k in range(3) if k != axis]
    made[a, a] = made[b, b] = np.cos(by)
    made[a, b], made[b, a] = -np.sin(by), np.sin(by)
    return made


def _area(ring: Points) -> float:
    """Within a ring; less than 0 if it is seen from behind."""
    x, y = ring.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def _cells(quad: Points, along: int, across: int, q: np.random.Generator) -> tuple[list[Points], Points]:
    """A face, four corners, cracked into so many cells along and across it: rings, and the corners they share."""
    a, b, c, d = quad
    u, v = (np.linspace(0, 1, n + 1) for n in (along, across))
    u, v = np.meshgrid(u, v, indexing="ij")
    inner = np.array([(u > 0) & (u < 1), (v > 0) & (v < 1)])
    shift = q.uniform(-0.5, 0.5, (2, *u.shape)) * np.array([0.42 / along, 0.36 / across])[:, None, None]
    # Cracks run on, but none is straight; and edges are chipped.
    u, v = u + shift[0] * np.where(inner[0], 1, 0.2), v + shift[1] * np.where(inner[1], 1, 0.16)
    u, v = u[..., None], v[..., None]
    node = (a * (1 - u) + b * u) * (1 - v) + (d * (1 - u) + c * u) * v
    rings = []
    for i in range(along):
        for j in range(across):
            ring = node[[i, i + 1, i + 1, i], [j, j, j + 1, j + 1]]
            middle = ring.mean(0)
            out = np.hypot(*(ring - middle).T)[:, None]
            ring = middle + (ring - middle) * np.clip(1 - CRACK * q.uniform(0.6, 2.2) / out, 0.3, 1)
            after = np.roll(ring, -1, 0)
            rings.append(np.stack([0.92 * ring + 0.08 * after, 0.08 * ring + 0.92 * after], 1).reshape(-1, 2))
    return rings, node.reshape(-1, 2)


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
        for stick, many, half in TIERS:
            r = q.random((many, TRIES, 2))
            size = half * q.uniform(0.8, 1.25, many)
            kind = q.integers(BLOCKS, BLOCKS + STICKS, many) if stick else q.integers(0, BLOCKS, many)
            heat, hand = q.random(many), q.choice([-1.0, 1.0], many)
            there = np.zeros((0, 3))
            for k in range(many):
                t = 2 * r[k, :, 0] - 1
                top, foot = self.top(t), self.foot(t)
                # Sticks lie at the back, and stand out of it.
                inset = np.minimum(0.5 * size[k], 0.45 * np.maximum(foot - top, 0))
                y = top + inset + (foot - top - 1.6 * inset) * r[k, :, 1] * (0.35 if stick else 1)
                p = self.at(t, y)
                far = np.full(TRIES, 1e3) - 1e4 * (foot - top < 0.7 * size[k])
                if len(there):
                    d = np.abs(p[:, None] - there[None, :, :2])
                    if self.round:
                        girth = 2 * self.wide(y)[:, None]
                        d[..., 0] = np.minimum(d[..., 0], np.abs(girth - d[..., 0]))
                    far = np.minimum(far, (np.hypot(d[..., 0], 1.35 * d[..., 1]) / (there[:, 2] + size[k])).min(1))
                best = int(far.argmax())
                if far[best] < CLOSE:
                    continue
                there = np.vstack([there, [*p[best], size[k]]])
                within = min(1.6 * (y[best] - top[best]) + 6, foot[best] - y[best] + 4)
                hot = float(np.clip(within / 20 - 0.15 * t[best] ** 2 + 0.6 * (heat[k] - 0.5), 0, 1))
                deep = float(np.clip(within / 18, 0, 1))
                made.append(Coal(p[best], float(size[k]), hot, deep, int(kind[k]), float(hand[k])))
        # What lies lower lies in front; a small one lies on what is there.
        return sorted(made, key=lambda c: float(c.at[1]) - 0.5 * c.size)


Lie = Callable[[Coal], tuple[Points, Points]]
"""Where a coal lies on the ground, and how large a unit of it is there, mm: (2,) each."""


def burning(coals: Sequence[Coal], look: Look, soft: bool, lie: Lie) -> Layer:
    """A layer of coals, the last in front. soft: whether what a coal lies on is lit from under it, or in its shadow."""
    shapes: list[Shape | None] = []
    for c in coals:
        at, unit = lie(c)
        if soft and c.size > SMALL:
            shapes.append(_under(c, look, at, unit))
        shapes += _coal(c, look, at, unit)
    return layer("coals", "colour", shapes)


def glowing(coals: Sequence[Coal], look: Look, lie: Lie) -> list[Layer]:
    """What lies under coals: a wash of black, which is all that is left at the bed's edge, and in it the light."""
    wash: list[Shape | None] = []
    light: list[Shape | None] = []
    for c in coals:
        at, unit = lie(c)
        r = float(np.abs(unit).mean())
        if c.size > SMALL:
            for where, wide, tint, share, into in (
                (at, 0.95 * r, look.fire(0.0), 0.75 * min(1.4 * c.deep, 1), wash),
                (at, 0.9 * r, look.fire(0.62), 1.4 * (c.heat - 0.25) * c.deep**2 * (1 - 0.6 * look.dead), light),
            ):
                if share > 0.2:
                    stops = ((0.25, tint, round(min(share, 1), 2)), (1, tint, 0.0))
                    p, q = where.round(1), round(wide, 1)
                    into.append(filled(circle(p, q), radial(p, q, *stops)))
    return [layer("soot", "shade", wash), layer("seeping", "colour", light)]


def etched(coals: Sequence[Coal], ink: str, line: float, full: bool, lie: Lie) -> Layer:
    """A layer of coals in black alone, the last in front. line: mm wide. full: whether they are filled."""
    drawn: list[Area] = []
    cover: Area | None = None
    for c in reversed(coals):
        at, unit = lie(c)
        lump = lumps()[c.kind]
        whole = union(areas([lump.rim * unit + at]))
        small = c.size < SMALL or abs(float(unit[1])) < CHIP
        pale = (
            [lump.over]
            if small
            else [*lump.up[0], *lump.up[1], *([] if full else [*lump.up[2], *lump.ahead, *lump.aside])]
        )
        light = union(areas(r * unit + at for r in pale))
        made = minus(whole, light)
        drawn.append(made if cover is None else minus(made, cover))
        whole = grow(whole, line)
        cover = whole if cover is None else union([cover, whole])
    return layer("coals", "line", [filled([o for a in drawn for o in outlines(a)], ink)])


def _under(c: Coal, look: Look, at: Points, unit: Points) -> Shape | None:
    """The light, or the shadow, that a coal lies on."""
    hot, long = _hot(c, look), abs(float(unit[1]))
    p, r = (at + 0.4 * unit * lumps()[c.kind].foot).round(1), round(long * (0.8 + 0.25 * hot * c.deep), 1)
    tint, share = look.fire(0.3 + 0.42 * hot if hot > 0.3 else 0.0), round(0.75 * c.deep, 2)
    return filled(circle(p, r), radial(p, r, (0.4, tint, share), (1, tint, 0.0)))


def _hot(c: Coal, look: Look) -> float:
    return c.heat * (1 - 0.55 * look.dead)


def _coal(c: Coal, look: Look, at: Points, unit: Points) -> list[Shape | None]:
    """One coal, over what lies behind it."""
    lump, long, hot = lumps()[c.kind], abs(float(unit[1])), _hot(c, look)
    places = 1 if long > 6 else 2
    ink, char = look.fire(0.0), mix(look.fire(0.0), look.smoke, 0.55)
    ash = [mix(tone, look.smoke, 0.1 + 0.3 * look.dead) for tone in ASH]
    foot, ridge, head = ((at + unit * p).round(places) for p in (lump.foot, lump.ridge, lump.head))

    def drawn(*rings: Points) -> list[Outline]:
        return [Outline((r * unit + at).round(places)) for r in rings]

    shapes = [filled(drawn(lump.rim), ink)]
    if long < CHIP or c.size < SMALL:
        dark = linear(foot, ridge, (0, look.fire(0.46 * hot)), (0.7, ink))
        pale = linear(head, ridge, (0, ash[1]), (1, mix(ash[2], ink, 0.6)))
        return [*shapes, filled(drawn(lump.front, lump.side), dark), filled(drawn(lump.over), pale)]
    if hot > 0.25:
        stops = ((0, look.fire(0.5 + 0.46 * hot)), (0.3, look.fire(0.34 + 0.36 * hot)), (0.75, look.fire(0.3 * hot)))
        shapes.append(filled(drawn(lump.front, lump.side), linear(foot, head, *stops)))
    # Here and there one is red through and through.
    ember = 0.3 * (hot > EMBER)
    front = linear(foot, ridge, (0, mix(ink, look.fire(0.16 + ember), hot)), (0.7 + ember, ink))
    return [
        *shapes,
        filled(drawn(*lump.ahead), front),
        filled(drawn(*lump.aside), char),
        *(filled(drawn(*cells), tone) for cells, tone in zip(lump.up, ash, strict=True)),
        filled(drawn(lump.over), linear(head, ridge, (0.1, ink, 0.0), (1, ink, 0.62))),
    ]
