"""How a fire is drawn, depth before depth: burning, blazing, in line, in wax, or dying."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    areas,
    boundary,
    clean,
    contains,
    filled,
    grow,
    linear,
    minus,
    polyline,
    ribbon,
    simplify,
    union,
    wax,
)
from markgen.motifs._flame.edges import banded, combed, crease, finer, heated, outlined, rimmed, whip, within
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import SMOKE, SPARK, STEPS, Tongue
from markgen.values import Feeling, Layer, Outline, Paint, Points, Shape, layer

Floats = NDArray[np.float64]


FLAMES = (
    (1.00, 0.00, 1.00, 0.24),
    (0.80, 0.02, 0.90, 0.42),
    (0.60, 0.05, 0.79, 0.58),
    (0.40, 0.09, 0.67, 0.75),
    (0.20, 0.14, 0.54, 0.95),
)
"""The flames within each other: how wide, from and to which share of a tongue, and their heat."""

EMBERS = ((0.8, 0.02, 0.8, 0.64), (0.56, 0.06, 0.66, 0.76), (0.3, 0.12, 0.54, 0.92))
"""The same of what still glows in a fire that goes out."""

BANDS = ((0.92, 1.02, 0.22), (0.72, 0.84, 0.46), (0.5, 0.64, 0.7), (0.29, 0.46, 0.95))
"""The bands of a fire that stands alone: how wide, how cool they may be, and their heat."""

COOL = (0.0, 0.02, 0.2)
"""By how much what lies further back is cooler."""

RISE = ((0.05, 0.1), (0.5, 0.0), (0.95, -0.18))
"""How heat changes up a fire: at shares of its height, by how much."""


Drawn = tuple[list[Layer], Area]
"""Layers of a fire, and what is covered now, so that what lies behind keeps clear of it."""


@dataclass(frozen=True, eq=False)
class Pen:
    """Draws one fire, depth before depth.

    fire: its tongues. limb: whether it goes round one. cover: what lies in front of it.
    """

    fire: list[Tongue]
    feeling: Feeling
    look: Look
    limb: bool
    chance: Chance
    cover: Area

    @cached_property
    def depths(self) -> list[tuple[int, list[Tongue]]]:
        """Its tongues by depth, from the back."""
        return [(d, group) for d in (2, 1, 0) if (group := [t for t in self.fire if t.depth == d])]

    @cached_property
    def bold(self) -> float:
        """Width of its heaviest lines, mm."""
        return self.look.line * self.feeling.line("bold")

    @cached_property
    def mid(self) -> float:
        """Width of the others, mm."""
        return self.look.line * self.feeling.line("mid")

    @cached_property
    def base(self) -> float:
        """Width of its broadest tongue, mm."""
        return max(float(t.width.max()) for t in self.fire)

    @cached_property
    def fine(self) -> float:
        """How far an edge may be from where it should be, mm: a sleeve has many, and is seen from afar."""
        return self.base / 110 if self.limb else self.base / 600

    @cached_property
    def ends(self) -> tuple[Points, Points]:
        """Its foot and its top, mm."""
        if self.limb:
            return self.fire[0].path[0], self.fire[0].path[-1]
        return np.array([0.0, self._rows.max()]), np.array([0.0, self._rows.min()])

    @cached_property
    def tall(self) -> float:
        """How high it is, mm."""
        return float(self._rows.max() - self._rows.min())

    @cached_property
    def crumb(self) -> float:
        """What is too small to be part of it, mm2."""
        return (0.02 * self.tall) ** 2

    @cached_property
    def _rows(self) -> Floats:
        return np.concatenate([t.path for t in self.fire if t.depth != SMOKE])[:, 1]

    def united(self, ribbons: Iterable[Points], close: float = 1.0) -> Area:
        """Ribbons as one form, the valleys between them filled to a U."""
        by = 0.03 * self.base * close
        return simplify(grow(grow(union(areas(r[:: 2 if self.limb else 1] for r in ribbons)), by), -by), self.fine)

    def whole(self, line: Area) -> Area:
        """A line without its crumbs."""
        return clean(simplify(line, self.fine), 2 * self.mid**2)

    def dark(self, depth: int, group: list[Tongue]) -> Area:
        """Tongues of one depth with their outlines."""
        return self.united(outlined(t, self.bold if depth else self.mid) for t in group)

    def flame(self, group: list[Tongue], wide: float, a: float, b: float) -> Area:
        """A flame within the flame."""
        return self.united((within(t, wide, a, b) for t in group), wide)

    def creases(self, group: list[Tongue], weight: float = 2.4) -> Area:
        """Strokes where tongues of one depth part."""
        return simplify(union(areas(crease(t, weight * self.mid) for t in group if t.side)), self.fine)

    def paint(self, heat: float) -> Paint:
        """Fire of a heat, cooler up the fire."""
        return linear(*self.ends, *((at, self.look.fire(heat + more)) for at, more in RISE))

    def burning(self) -> Drawn:
        """Black, and on it a flame within a flame, from a dark rim to a bright core."""
        out: list[Layer] = []
        cover, hair = self.cover, 1.3 * self.feeling.line("fine")
        glow = 0.4 * self.feeling.mood.light.glow * self.feeling.birth(0.2, 0.6)
        for depth, group in reversed(self.depths):
            dark, flames = self.dark(depth, group), [self.flame(group, *cut) for *cut, _ in FLAMES]
            shapes = [filled(f, self.paint(heat - COOL[depth])) for f, (*_, heat) in zip(flames, FLAMES, strict=True)]
            shapes.append(filled(self.creases(group), self.look.ink))
            whips = [polyline(whip(t, hair)) for t in group if t.width.max() > 8 * hair]
            shapes.append(filled(whips, self.look.fire(0.1)))
            core = minus(flames[-1], cover)
            made = [
                layer("outline", "line", [filled(dark, self.look.ink)]),
                layer("fire", "colour", shapes),
                layer("heat", "glow", [filled(core, self.look.fire(0.66), glow * (depth < 2))]),
            ]
            out = made + out
            cover = union([cover, dark])
        return out, cover

    def blazing(self) -> Drawn:
        """Flat bands of colour on black, from dark at the tips to pale at the root of all."""
        groups = [(depth, [finer(t) for t in group]) for depth, group in self.depths]
        every = [t for _, group in groups for t in group]
        fire = self.united((rimmed(t, 0.9 * self.bold) for t in every if t.key < SPARK), 0.8)
        # A spark that the fire has overtaken is part of it.
        near = grow(fire, 3 * self.bold)
        sparks = [t for t in every if t.key >= SPARK and not contains(near, t.path).any()]
        groups = [(d, [t for t in g if t.key < SPARK or t in sparks]) for d, g in groups]
        whole = clean(union([fire, *areas(rimmed(t, self.mid) for t in sparks)]), self.crumb)
        out = [layer("outline", "shade", [filled(whole, self.look.ink)])]
        glow = 0.3 * self.feeling.mood.light.glow * self.feeling.birth(0.2, 0.6)
        for _, group in groups:
            # Black that is a plane stays dark on dark skin, where a line turns pale.
            rim = clean(self.united(rimmed(t, 1.2 * self.mid) for t in group), self.crumb)
            bands = [(self.united((heated(t, w, least) for t in group), 0.8), heat) for w, least, heat in BANDS]
            combs: list[Outline] = []
            for t in group:
                if t.width.max() > 14 * self.mid:
                    others = union(areas(banded(o.path, o.right, o.width) for o in group if o is not t))
                    combs += [polyline(w) for w in combed(t, self.mid, others)]
            out += [
                layer("black", "shade", [filled(rim, self.look.ink)]),
                layer("rim", "line", [filled(minus(rim, grow(rim, -0.7 * self.mid)), self.look.ink)]),
                layer("fire", "colour", [filled(clean(a, self.crumb / 4), self.look.fire(h)) for a, h in bands]),
                layer("shadow", "shade", [filled(combs, self.look.ink)]),
                layer("heat", "glow", [filled(bands[-1][0], self.look.fire(0.8), glow)]),
            ]
        return out, self.cover

    def open(self) -> Drawn:
        """Line, with skin left bare within it; and a core of colour, unless all is black."""
        out: list[Layer] = []
        cover = self.cover
        for depth, group in reversed(self.depths):
            dark, ink = self.dark(depth, group), self.look.ink
            if self.look.bare:
                body = self.flame(group, 0.74, 0.02, 0.86)
                inner = self.flame(group, 0.4, 0.1, 0.66)
                lines = minus(inner, grow(inner, -0.8 * self.mid))
                shapes = [filled(self.whole(minus(union([minus(dark, body), lines]), cover)), ink)]
            else:
                body = self.flame(group, 1.0, 0.0, 1.0)
                shapes = [
                    filled(minus(self.flame(group, *cut), cover), self.paint(heat - COOL[depth]))
                    for *cut, heat in FLAMES[2:]
                ]
                shapes.append(filled(self.whole(minus(union([minus(dark, body), self.creases(group)]), cover)), ink))
            out.append(layer("line", "line", shapes))
            cover = union([cover, grow(dark, 0.7 * self.mid)])
        return out[::-1], cover

    def waxed(self) -> Drawn:
        """Wax rubbed along every tongue, and a harder line round them."""
        out: list[Layer] = []
        tip, grain = 1.7 * self.bold, max(0.35, 0.06 * self.base * (2 if self.limb else 1))

        def rub(path: Points, width: float | Floats, pressure: float, grain: float) -> list[Outline]:
            w = np.broadcast_to(width, len(path))
            return wax(path, lambda u: np.interp(u, np.linspace(0, 1, len(w)), w), self.chance("wax"), pressure, grain)

        run = slice(3, 32, 4)
        for depth, group in self.depths:
            rubbed: list[Shape | None] = []
            for wide, heat in ((0.85, 0.66), (0.36, 0.86)):
                broad = [t for t in group if wide * t.width[run].max() > 0.8 * tip]
                strokes = [o for t in broad for o in rub(t.path[run], wide * t.width[run], 0.55, grain)]
                rubbed.append(filled(strokes, self.look.fire(heat - COOL[depth])))
            rings = [np.concatenate([r, r[:1]]) for r in boundary(self.flame(group, 1.0, 0.0, 1.0)) if len(r) > 8]
            rim = [o for r in rings for o in rub(r, tip, 0.66, 0.7 * grain)]
            out.append(layer("wax", "colour", rubbed))
            out.append(layer("rim", "line", [filled(rim, self.look.fire(0.4 - COOL[depth]))]))
        return out, self.cover

    def dying(self, number: int) -> Drawn:
        """Thin outlines of ash, with gaps; a glow at some roots; and smoke."""
        look, cover, out = self.look, self.cover, list[Layer]()
        ash = 1.6 if self.limb else 1.1
        # Some of the fires of a sleeve are out already.
        cold = max(look.dead, 0.8 * (number % 3 == 1))
        for _, group in reversed(self.depths):
            alive = {t.key: self.chance("alive", number, t.key).random() for t in group}
            kept = [t for t in group if t.key < SPARK and (alive[t.key] > 0.2 or not t.side)]
            body = self.flame(kept, 1.0, 0.0, 1.0)
            ring = minus(grow(body, ash * self.mid), body)
            worn = union(
                areas(within(t, 1.0, 0.0, 1.0)[: 4 + int(STEPS * alive[t.key])] for t in kept if alive[t.key] < 0.5)
            )
            line = minus(union([minus(ring, worn), self.creases(kept, 1.6)]), cover)
            soot = [(0.5, look.fire(0.3), 0.0), (0.8, look.fire(0.2), 0.2), (1.0, look.fire(0.0), 0.9)]
            inner = self.flame(kept, 0.9, 0.1, 1.0)
            hot = [t for t in kept if alive[t.key] > 0.5 + 0.5 * cold or (not t.side and cold < 0.8)]
            glow = [
                filled(
                    minus(self.flame(hot, w, a, b), cover),
                    linear(*self.ends, (0.3, look.fire(h), 1.0), (0.85, look.fire(h - 0.15), 0.0)),
                )
                for w, a, b, h in EMBERS
            ]
            lit = minus(self.flame(hot, *EMBERS[2][:3]), cover)
            made = [
                layer("ash", "shade", [filled(minus(inner, cover), linear(*self.ends, *soot))]),
                layer("embers", "colour", glow),
                layer("heat", "glow", [filled(lit, look.fire(0.8), 0.25 * (1 - look.dead))]),
                layer("line", "line", [filled(self.whole(line), look.fire(0.14))]),
            ]
            out = made + out
            cover = union([cover, grow(body, self.mid)])
        smoke = [ribbon(t.path, t.width * (2.2 * self.mid / 0.01 / self.tall)) for t in self.fire if t.depth == SMOKE]
        out.append(layer("smoke", "shade", [filled([polyline(r) for r in smoke], look.fire(0.3), 0.6)]))
        return out, cover
