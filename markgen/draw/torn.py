"""Torn skin, as trompe l'oeil has it: an edge with thickness, and the deep behind it.

Skin breaks in straight runs and short jags. It is stretched over the hole, so that its cut face is seen all round, as a
ragged strip of facets with a black line at its foot: bright where that looks towards the lamp; on the lamp's own side
narrower, in shade but for its lip, and it throws its shadow into the hole. The skin is lifted a little all round, and a
few slivers of it stand off. All of it is transparent ink, so any skin shows through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import Area, area, areas, box, minus, outlines, union
from markgen.draw.chance import Chance
from markgen.draw.paint import filled, pricks
from markgen.draw.paths import band, dots, length, runs, whip, whips
from markgen.draw.rips import LIGHT, Rip, Splinter
from markgen.values import Feeling, Outline, Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

LIFT = ((1.0, 0.07), (0.72, 0.08), (0.48, 0.10), (0.28, 0.13), (0.14, 0.16))
"""Washes of the shade beside a lifted edge: how far each runs, as a share of the whole, and how strong it is."""

DIM = 0.85
"""How broad the cut face is that looks from the light, in what it is on the other side."""

BLACK, DERMIS, PALE, SOOT = "#0a070d", "#7a2320", "#fff1e4", "#1c110e"
"""Line; raw skin in shade; light on a cut face; shade on bare skin."""


@dataclass(frozen=True)
class Edge:
    """One edge of a rip, corner by corner.

    points: (n, 2) mm. inward: (n - 1, 2) the way each run's cut face looks, into the hole: unit vectors. thick: (n,)
    how much of that face is in sight at each corner, mm. lot: (n,) chance, 0..1. room: (n,) half the
    width of the rip there, mm.
    """

    points: Points
    inward: Points
    thick: Floats
    lot: Floats
    room: Floats

    @property
    def facing(self) -> Floats:
        """How far the cut face of each run looks towards the light, -1 to 1."""
        return np.asarray(self.inward @ LIGHT)

    @property
    def foot(self) -> Points:
        """(n, 2) mm: where the cut face meets what is behind it."""
        before, after = np.concatenate([self.inward[:1], self.inward]), np.concatenate([self.inward, self.inward[-1:]])
        way = before + after
        long = np.hypot(*way.T)[:, None]
        return np.asarray(self.points + np.where(long > 0.4, way / np.maximum(long, 1e-9), after) * self.thick[:, None])

    @property
    def quads(self) -> Points:
        """(n - 1, 4, 2) mm: the cut face, run by run, from its lip to its foot and back."""
        p, q = self.points, self.foot
        return np.stack([p[:-1], p[1:], q[1:], q[:-1]], axis=1)

    def swept(self, far: Floats, lit: bool = True) -> list[Points]:
        """What each run that looks to the light, or else from it, covers when it is moved `far` mm towards that."""
        some = self.facing > 0.02 if lit else self.facing < -0.02
        p, q = self.points, self.points + far[:, None] * LIGHT
        return list(np.stack([p[:-1], p[1:], q[1:], q[:-1]], axis=1)[some])


@dataclass(frozen=True)
class Wound:
    """Rips that make one wound. unit: mm that its parts and its thickness are measured by. washed: whether it has
    no edge, and what is behind it washes out over the skin."""

    rips: Sequence[Rip]
    unit: float
    feeling: Feeling
    chance: Chance
    washed: bool = False

    @cached_property
    def hole(self) -> Area:
        """All that is open, cut faces and all."""
        return union([r.area for r in self.rips])

    @cached_property
    def thick(self) -> float:
        """Of the skin, mm."""
        return min(0.028 * self.unit, 7.5) * (0.55 + 0.45 * self.feeling.birth(0.0, 0.7))

    @cached_property
    def edges(self) -> list[Edge]:
        """All edges; none where it is washed."""
        made = []
        for r in [] if self.washed else self.rips:
            for side, (at, p) in r.tracks.items():
                c, way = self.chance("face", r.number, side + 1), np.diff(p, axis=0)
                inward = side * np.column_stack([-way[:, 1], way[:, 0]]) / np.maximum(np.hypot(*way.T), 1e-9)[:, None]
                lot, room = c.random(len(p)), r.room(at)
                lit = np.concatenate([inward @ LIGHT, [0.0]])
                thick = self.thick * (0.30 + 1.2 * lot**2) * np.where(lit > 0.0, 1.0, DIM)
                thick = np.minimum(thick, 0.4 * room)
                made.append(Edge(p, inward, thick, lot, room))
        return made

    @cached_property
    def facets(self) -> list[tuple[Points, float]]:
        """The cut face, run by run: its outline, and how far it looks towards the light, -1 to 1."""
        return [(quad, float(facing)) for e in self.edges for quad, facing in zip(e.quads, e.facing, strict=True)]

    @cached_property
    def opening(self) -> Area:
        """What of the hole shows what is behind the skin."""
        return minus(self.hole, union(areas([quad for quad, _ in self.facets], whole=True)))

    @cached_property
    def splinters(self) -> list[Splinter]:
        """All slivers that stand off it; none where it is washed."""
        return [] if self.washed else [each for r in self.rips for each in r.splinters]

    @cached_property
    def beside(self) -> Area:
        """The skin about it that nothing lies over."""
        loose = [area(each.corners) for each in self.splinters]
        spots = [quad for e in self.edges for quad in e.swept(-self.lift(e))]
        spots += [shadow for each in self.splinters for shadow in _shadow(each, 1.0)]
        reach = np.concatenate([*spots, *(r.reach for r in self.rips)])
        return minus(box(*reach.min(0), *reach.max(0)), union([self.hole, *loose]))

    def lift(self, e: Edge) -> Floats:
        """How far shade runs beside each corner of an edge that is lifted, mm."""
        return np.minimum(min(0.034 * self.unit, 9.0) * (0.35 + e.lot), 0.9 * e.room)

    @cached_property
    def weights(self) -> tuple[float, float]:
        """Widths of its lines, mm: bold and fine, finer on a small wound."""
        return min(self.feeling.line("bold"), 0.012 * self.unit), min(self.feeling.line("fine"), 0.005 * self.unit)

    def cast(self) -> Shapes:
        """Shade on the skin: narrow beside the edge that is lifted into the light, and under what stands off."""
        grown = self.feeling.birth(0.05, 0.4)
        made: Shapes = []
        for share, strength in LIFT:
            quads = [q for e in self.edges for q in e.swept(-share * self.lift(e))]
            quads += [shadow for each in self.splinters for shadow in _shadow(each, share)]
            made.append(filled([Outline(q) for q in quads], SOOT, strength * grown, clip=self.beside))
        return made

    def hatching(self) -> Shapes:
        """The strokes of that shade: each whipped off the edge into bare skin, and dots where they end."""
        grown = self.feeling.birth(0.25, 0.4)
        pen = min(max(self.feeling.line("fine"), 0.0012 * self.unit), 0.004 * self.unit)
        lines: list[Outline] = []
        spots: list[Points] = []
        for k, e in enumerate(self.edges):
            c, steps = self.chance("hatch", k), np.hypot(*np.diff(e.points, axis=0).T)
            at = np.concatenate([[0.0], np.cumsum(steps)])
            n = max(int(at[-1] / (5.0 * pen)), 2)
            s = at[-1] * (np.arange(n) + c.uniform(0.1, 0.9, n)) / n
            run = np.searchsorted(at, s).clip(1, len(at) - 1) - 1
            start = np.column_stack([np.interp(s, at, e.points[:, j]) for j in (0, 1)])
            # In clusters, long and short.
            long = np.interp(s, at, e.lot) * c.uniform(0.35, 1.0, n) * min(0.05 * self.unit, 13.0)
            long = np.minimum(long, np.interp(s, at, e.room))
            lit = e.facing[run] > 0.1
            long = long * np.where(lit, 1.0, 0.55)
            some = (np.abs(e.facing[run]) > 0.15) & (long > 2.5 * pen) & (c.random(n) < 0.75)
            away = np.where(lit[:, None], -LIGHT, -e.inward[run]) + c.normal(0, 0.10, (n, 1)) * [LIGHT[1], -LIGHT[0]]
            paths = start[:, None] + away[:, None] * long[:, None, None] * np.array([0.0, 0.45, 1.0])[:, None]
            paths[:, 1] += 0.05 * long[:, None] * [LIGHT[1], -LIGHT[0]]
            lines += whips(paths[some], pen * np.array([1.0, 0.6, 0.0]) * (0.5 + np.abs(e.facing[run[some], None])))
            spots.append(
                (paths[:, 2] + away * long[:, None] * c.uniform(0.05, 0.5, (n, 1)))[some & (c.random(n) < 0.5)]
            )
        where = np.concatenate([np.zeros((0, 2)), *spots])
        ink = filled(lines, SOOT, 0.62 * grown, clip=self.beside)
        return [ink, *pricks(where, np.full(len(where), 0.42 * pen * grown + 1e-3), SOOT)] if lines else []

    def faces(self, raw: str) -> Shapes:
        """Raw skin: on the cut face, the more the less that looks to the light, and along its foot; and on slivers."""
        made = []
        for most, color, strength in ((0.75, raw, 0.18), (0.42, raw, 0.30), (0.0, SOOT, 0.34)):
            dim = [Outline(quad) for quad, facing in self.facets if facing < most]
            made.append(filled(dim, color, strength, clip=self.hole))
        feet = [Outline(np.array([*(0.42 * q[:2] + 0.58 * q[3:1:-1]), q[2], q[3]])) for q, _ in self.facets]
        folds = [np.concatenate([p.root, (0.75 * p.root + 0.25 * p.tip)[::-1]]) for p in self.splinters]
        made.append(filled(feet, raw, 0.34, clip=self.hole))
        made += [filled([Outline(_sides(each)[1]) for each in self.splinters], raw, 0.22)]
        return [*made, filled([Outline(fold) for fold in folds], SOOT, 0.3)]

    def light(self) -> Shapes:
        """Light on the cut face, most along its upper half, and on slivers."""
        lit = [Outline(quad) for quad, facing in self.facets if facing > 0.30]
        upper = [np.concatenate([q[:2], 0.5 * (q[1::-1] + q[2:])]) for q, facing in self.facets if facing > 0.6]
        lips = [np.concatenate([q[:2], 0.62 * q[1::-1] + 0.38 * q[2:]]) for q, facing in self.facets if facing < 0]
        sides = [Outline(_sides(each)[0]) for each in self.splinters]
        return [
            filled(lit, PALE, 0.45, clip=self.hole),
            filled([Outline(q) for q in upper], PALE, 0.6, clip=self.hole),
            filled([Outline(q) for q in lips], PALE, 0.5, clip=self.hole),
            filled(sides, PALE, 0.7),
        ]

    def embers(self, color: str, strength: float) -> Shapes:
        """Light of what is behind, on the cut face."""
        quads = [Outline(quad) for quad, _ in self.facets]
        return [filled(quads, color, 0.5 * strength, clip=self.hole)] if strength else []

    def rim(self, least: float = 0.0) -> Shapes:
        """The line along which skin breaks: heavy where that turns from the light, all but lost where it is lit.

        least: how heavy it is in the light, 0..1, where no shade tells of it.
        """
        bold, fine = self.weights
        lines = []
        for e in self.edges:
            inward = np.concatenate([e.inward[:1], e.inward])
            press = np.clip(0.55 - 0.9 * inward @ LIGHT, 0, 1) * (0.6 + 0.6 * e.lot)
            wide = np.maximum(fine * (e.lot > 0.25), bold * np.maximum(press, least))
            on_skin = e.points - 0.4 * wide[:, None] * inward
            lines += [_run(on_skin[part], wide[part]) for part in runs(wide > 0.02, 2)]
        return [filled(lines, BLACK)]

    def lines(self) -> Shapes:
        """Cracks that run on into the skin, the foot of the cut face, what parts its facets, and slivers' outlines."""
        bold, fine = self.weights
        wide = min(1.5 * bold, 0.015 * self.unit)
        cracks = [
            area(whip(run, np.linspace(1, 0, len(run)) ** 1.6 * min(wide, 0.09 * length(run))).points)
            for rip in self.rips
            for run in rip.cracks
        ]
        loose = union(area(each.corners) for each in self.splinters)
        ticks = [
            np.array([p, 0.1 * p + 0.9 * q])
            for e in self.edges
            for p, q, before, after in zip(e.points[1:-1], e.foot[1:-1], e.facing[:-1], e.facing[1:], strict=True)
            if abs(before - after) > 0.06
        ]
        rims = []
        for each in self.splinters:
            # Heavy on the side that lies in its own shade.
            for half, weight in zip(_sides(each), (0.3, 0.8), strict=True):
                rims.append(whip(half[:3], np.array([1.0, 0.9, 0.0]) * bold * weight))
        return [
            filled(outlines(minus(union(cracks), loose)), BLACK),
            filled([_run(e.foot, np.minimum(0.8 * bold, 0.7 * e.thick)) for e in self.edges], BLACK),
            filled(self._turned(), SOOT, 0.7),
            filled([band(t, [0.7 * fine, 0.3 * fine]) for t in ticks], BLACK, 0.6, clip=self.hole),
            filled(rims, BLACK),
        ]

    def _turned(self) -> list[Outline]:
        """Hatching on slivers: strokes from the fold of each, the longer the farther from its lit side."""
        made: list[Outline] = []
        for each in self.splinters:
            a, *_, b = each.corners
            t = np.linspace(0.08, 0.96, 11)[:, None]
            lit = float((a - b) @ LIGHT) < 0
            far = np.where(lit, 1 - t, t) ** 0.7 * np.tile([0.75, 0.42], 6)[:11, None]
            start = a + (b - a) * t
            ends = start + (each.tip - start) * far
            pen = min(self.weights[1], 0.05 * float(np.hypot(*(b - a))))
            made += whips(np.stack([start, (start + ends) / 2, ends], axis=1), pen * np.array([1.0, 0.7, 0.0]))
        return made

    def sewing(self) -> tuple[Shapes, Shapes]:
        """Stitches that hold it: the dark of each thread and of where it enters the skin, and the light on it."""
        wide = min(max(1.5 * self.feeling.line("mid"), 0.012 * self.unit), 0.02 * self.unit)
        threads = [s for r in self.rips for s in r.stitches]
        swell = np.sin(np.linspace(0, np.pi, 12)) * 0.35 + 0.8
        dark = [band(line, wide * shown * swell) for line, shown in threads]
        ends = [o for line, shown in threads for o in dots(line[[0, -1]], 0.9 * wide * shown)]
        gleam = [band(line + LIGHT * 0.16 * wide * shown, 0.34 * wide * shown * swell) for line, shown in threads]
        return [filled([*dark, *ends], BLACK)], [filled(gleam, PALE, 0.9)]


def _run(line: Points, wide: Floats) -> Outline:
    """A line as wide as that, mm, its ends drawn out."""
    return band(line, wide * np.clip(np.sin(np.linspace(0, np.pi, len(wide))) * 4, 0.0, 1))


def _sides(s: Splinter) -> tuple[Points, Points]:
    """A sliver is folded along its middle: the side of it that looks to the light, and the other, each from its root
    to its tip and back along the fold."""
    a, left, tip, right, b = s.corners
    ridge = a + 0.45 * (b - a)
    halves = np.array([a, left, tip, ridge]), np.array([b, right, tip, ridge])
    lit, dim = sorted(halves, key=lambda half: float((s.tip - half[0]) @ LIGHT))
    return lit, dim


def _shadow(s: Splinter, share: float) -> list[Points]:
    """What a sliver throws on the skin: sharp at its fold, and softer the farther off it stands. share: of its
    breadth, 0 to 1."""
    (a, b), tip = s.root, s.tip
    thrown = tip - 1.1 * s.high * LIGHT
    soft = 0.28 * s.high * share * np.array([[-LIGHT[1], LIGHT[0]], [LIGHT[1], -LIGHT[0]]])
    far = thrown - 0.4 * share * s.high * LIGHT
    return [np.array([a, thrown + soft[0], far, thrown + soft[1], b])]
