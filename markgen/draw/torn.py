"""Torn skin: a hole with the thickness of the skin round it, its lip rolled back from it, strands across it.

Everything that lies on skin is transparent ink, so any skin shows through; lips and strands are bare skin, shaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import (
    Area,
    area,
    areas,
    boundary,
    box,
    contains,
    minus,
    outlines,
    simplify,
    union,
)
from markgen.draw.chance import Chance
from markgen.draw.lamplight import Shade, lamplight, tones
from markgen.draw.lips import LIGHT, Lip, washes
from markgen.draw.noise import Noise
from markgen.draw.paint import filled
from markgen.draw.paths import band, banded, dots, length, normals, polyline, ribbon, runs, stepped, whip
from markgen.draw.rips import Rip
from markgen.draw.texture import Grid
from markgen.values import Feeling, Outline, Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

FINE = 250
"""Cells along a unit that light is worked out in."""

TONES = ((0.10, 0.14), (0.22, 0.18), (0.36, 0.23), (0.51, 0.29), (0.67, 0.44))
"""Washes of a lip's shade: above which darkness each lies, and how strong."""

SHADOWS = ((0.08, 0.06), (0.15, 0.08), (0.24, 0.12), (0.37, 0.18), (0.51, 0.24), (0.66, 0.30), (0.82, 0.36))
"""Washes of the shadow beside it, as those of a lip."""

STRIP = 6
"""Points of a rim whose wall is one piece."""

BLACK, FLESH, DERMIS, PALE, SEPIA, SOOT = "#0a070d", "#420c10", "#5e1216", "#fce9da", "#35190f", "#1c110e"
"""Line; torn skin, its raw edge; light on skin; shade of strands; shade on bare skin."""


@dataclass(frozen=True)
class Rim:
    """The edge of a hole, one ring of it: its points, unit normals into the hole, how far each faces the light, -1 to
    1."""

    points: Points
    inward: Points
    facing: Floats


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
        """All that is open, raw walls and all."""
        return simplify(union([r.area for r in self.rips]), 0.0012 * self.unit)

    @cached_property
    def lips(self) -> list[Lip]:
        """All lips; none where it is washed."""
        return [] if self.washed else [lip for r in self.rips for lip in r.lips]

    @cached_property
    def strands(self) -> list[tuple[Points, Floats]]:
        """All strands."""
        return [s for r in self.rips for s in r.strands]

    @cached_property
    def bent(self) -> Area:
        """What the lips cover."""
        return simplify(union(lip.area for lip in self.lips), 0.0008 * self.unit)

    @cached_property
    def across(self) -> Area:
        """What the strands cover."""
        return union(area(ribbon(*s)) for s in self.strands)

    @cached_property
    def skin(self) -> Area:
        """Skin that lies over the hole, or beside it: lips and strands."""
        return union([self.bent, self.across])

    @cached_property
    def thick(self) -> float:
        """Of the skin, mm, as far as its wall is seen."""
        return min(0.014 * self.unit, 3.2) * (0.55 + 0.45 * self.feeling.birth(0.0, 0.7))

    @cached_property
    def rims(self) -> list[Rim]:
        """The edge of the hole, ring by ring; none where it is washed."""
        if self.washed:
            return []
        made = []
        for ring in boundary(self.hole):
            p = stepped(ring, 0.016 * self.unit)
            inward = normals(np.concatenate([p[-1:], p, p[:1]]))[1:-1]
            made.append(Rim(p, inward, inward @ LIGHT))
        return made

    def grain(self, points: Points) -> Points:
        """Where places lie in the grain of the skin, as x and y in units: it grows with the mark."""
        return np.asarray(((points - self.rips[0].path.mean(0)) / self.unit).T)

    @cached_property
    def ledge(self) -> Area:
        """The cut thickness of the skin: much the same all round, and ragged."""
        made = []
        noise = Noise(self.chance("wall"))
        for r in self.rims:
            x, y = self.grain(r.points)
            uneven = np.clip(1 + 0.4 * noise(x * 23, y * 23) + 0.5 * noise(x * 57, y * 57), 0.6, 1.6)
            small = min(1.0, float(np.ptp(r.points, axis=0).max()) / (0.3 * self.unit))
            inner = r.points + r.inward * (small * self.thick * (0.72 + 0.18 * r.facing) * uneven)[:, None]
            # In strips, for there are fewer of those to be joined.
            around = [np.arange(k, min(k + STRIP, len(inner)) + 1) % len(inner) for k in range(0, len(inner), STRIP)]
            made += [np.concatenate([r.points[part], inner[part[::-1]]]) for part in around]
        return union(areas(made, whole=True))

    @cached_property
    def pane(self) -> Area:
        """What of the hole would show what is behind the skin if no fibre crossed it."""
        return simplify(minus(minus(self.hole, self.ledge), self.bent), 0.0016 * self.unit)

    @cached_property
    def opening(self) -> Area:
        """What of the hole shows what is behind the skin."""
        return minus(self.pane, self.across)

    @cached_property
    def lamp(self) -> tuple[Grid, Shade]:
        """Lips and hole in the light, on a grid that grows with them."""
        cell = self.unit / FINE
        middle = self.rips[0].path.mean(0)
        rings = np.concatenate([*(r.points for r in self.rims), *(lip.edge for lip in self.lips)])
        room = 0.09 * self.unit
        i = np.floor((rings.min(0) - room - middle) / cell).astype(int)
        j = np.ceil((rings.max(0) + room - middle) / cell).astype(int)
        left, top = middle + i * cell
        grid = Grid(float(left), float(top), cell, int(j[0] - i[0]) + 1, int(j[1] - i[1]) + 1)
        right, bottom = grid.left + cell * grid.columns, grid.top + cell * grid.rows
        beside = box(grid.left - 9 * cell, grid.top - 9 * cell, right + 9 * cell, bottom + 9 * cell)
        open_ = grid.depth(self.hole) - grid.depth(minus(beside, self.hole))
        wide = max(float(r.gape.max()) for r in self.rips)
        deep = min(0.36 * wide, 0.03 * self.unit)
        made = lamplight(grid, self.lips, open_, deep, min(0.12 * wide, 0.010 * self.unit))
        return grid, made

    @cached_property
    def flat(self) -> Area:
        """Skin that lies flat beside it, as far as any shade of it reaches."""
        grid, shade = self.lamp
        y, x = np.nonzero(shade.skin > 0.12)
        if not len(x):
            return minus(self.bent, self.bent)
        left, right = (grid.left + grid.cell * float(v) for v in (x.min() - 1, x.max() + 1))
        top, bottom = (grid.top + grid.cell * float(v) for v in (y.min() - 1, y.max() + 1))
        return minus(box(left, top, right, bottom), union([self.hole, self.bent]))

    def cast(self) -> Shapes:
        """Shadows that the lips drop on the skin beside them, and the swelling of the rim: washes of black."""
        grid, shade = self.lamp
        grown = self.feeling.birth(0.05, 0.4)
        return tones(grid, shade.skin, SOOT, [(level, strength * grown) for level, strength in SHADOWS], self.flat)

    @cached_property
    def raw(self) -> Area:
        """What of the cut thickness of the skin is in sight: a narrow raw edge, ragged on both sides."""
        return simplify(minus(minus(self.hole, self.opening), self.skin), 0.0009 * self.unit)

    def wall(self, flesh: str) -> Shapes:
        """Raw skin round the hole."""
        return [filled(self.raw, flesh, 0.9)]

    def embers(self, color: str, strength: float) -> Shapes:
        """Light on the wall of the hole."""
        return [filled(self.raw, color, 0.36 * strength)] if strength else []

    @cached_property
    def bare(self) -> list[NDArray[np.bool_]]:
        """What of each lip's mesh no other hides: each lies over those before it."""
        made = []
        for k, lip in enumerate(self.lips):
            places = lip.mesh[0]
            over = union(other.area for other in self.lips[k + 1 :])
            made.append(~contains(over, places.reshape(-1, 2)).reshape(places.shape[:2]))
        return made

    def _toned(self, color: str, levels: Sequence[tuple[float, float]]) -> Shapes:
        """The lips in washes of shade, or of light below 0: above which level each lies, and how strong."""
        made = washes(self.lips, self.bare, [level for level, _ in levels])
        return [filled(each, color, strength) for each, (_, strength) in zip(made, levels, strict=False)]

    def shading(self) -> Shapes:
        """The lips as their bend turns them from the light: skin left bare but for what is in shade; and strands."""
        out = self._toned(SOOT, TONES)
        for side, strength in ((0.0, 0.62), (0.22, 0.5)):
            bands = []
            for p, w in self.strands:
                away = np.where(normals(p) @ LIGHT < 0, 0.5, -0.5)[:, None] * w[:, None] * normals(p)
                bands.append(polyline(np.concatenate([p + away * side * 2, (p + away)[::-1]])))
            out.append(filled(bands, SEPIA, strength, clip=self.hole))
        return out

    def hatching(self) -> Shapes:
        """Engraved shading of the lips."""
        grown = self.feeling.birth(0.25, 0.4)
        marks = [m for lip in self.lips for m in lip.hatching(self.pen, self.chance("hatch", lip.number))]
        return [filled(marks, SOOT, 0.7 * grown)] if marks else []

    def light(self) -> Shapes:
        """Light on rolls and on strands."""
        out = self._toned(PALE, ((-0.06, 0.2), (-0.12, 0.3)))
        thin_ones = []
        for p, w in self.strands:
            away = np.where(normals(p) @ LIGHT > 0, 0.22, -0.22)[:, None] * w[:, None] * normals(p)
            thin_ones.append(band((p + away)[::2], 0.3 * w[::2]))
        return [*out, filled(thin_ones, PALE, 0.5, clip=self.hole)]

    def torn_edges(self, dermis: str) -> Shapes:
        """The torn edge of each lip: a narrow raw line, thinner than its roll is."""
        raw = [each for lip in self.lips for each in _bands(lip.edge, np.minimum(0.9, 0.2 * lip.round))]
        return [filled(raw, dermis, 0.5)]

    @cached_property
    def weights(self) -> tuple[float, float, float]:
        """Widths of its lines, mm: bold, mid and fine, finer on a small wound."""
        bold, mid, fine = (self.feeling.line(t) for t in ("bold", "mid", "fine"))
        return min(bold, 0.013 * self.unit), min(mid, 0.010 * self.unit), min(fine, 0.005 * self.unit)

    @cached_property
    def pen(self) -> float:
        """Width of the strokes that shade it, mm: fine, but not so fine that a great wound's would be lost."""
        return min(max(self.feeling.line("fine"), 0.0015 * self.unit), 0.005 * self.unit)

    def rim(self) -> Shapes:
        """The outline of the hole on the skin, heavy in shade and lost in light."""
        bold, mid, _ = self.weights
        lines: list[Outline] = []
        noise = Noise(self.chance("pressure"))
        for r in self.rims:
            x, y = self.grain(r.points)
            press = np.clip(0.30 - 0.6 * r.facing + 0.45 * noise(x * 8, y * 8), 0, 1)
            wide = (0.3 * mid + 0.62 * bold * press) * (press > 0.16)
            wide *= ~contains(self.skin, r.points + r.inward * 0.004 * self.unit)
            lines += [_rim_band(r, part, wide, -0.35) for part in _runs(wide > 0.02)]
        return [filled(lines, BLACK)]

    def lines(self, least: float = 0.0) -> Shapes:
        """The torn edges where they turn from the light, cracks and strands. least: how heavy they are in the light,
        0..1, where no shade tells of them."""
        bold, _, fine = self.weights
        lines: list[Outline] = []
        noise = Noise(self.chance("pressure"))
        for lip in self.lips:
            x = np.linspace(0, 30, len(lip.round))
            press = np.clip(
                -0.95 * lip.out @ LIGHT + 0.2 + 0.6 * noise(x, 5.1 * lip.number + 0 * x), max(least, 0.25), 1
            )
            wide = np.minimum(0.4 * bold, 0.5 * lip.round) * press
            lines += _bands(lip.edge, wide)
        cracks = [
            area(
                whip(
                    run, np.linspace(1, 0, len(run)) ** 1.6 * min(1.5 * bold, 0.015 * self.unit, 0.09 * length(run))
                ).points
            )
            for rip in self.rips
            for run in rip.cracks
        ]
        lines += outlines(minus(union(cracks), self.bent))
        ties = []
        for p, w in self.strands:
            edge, n = ribbon(p[::2], w[::2]), len(p[::2])
            ties += [band(e, np.minimum(0.6 * fine, 0.22 * w[::2])) for e in (edge[:n], edge[n:][::-1])]
        return [filled(lines, BLACK), filled(ties, BLACK, clip=self.hole)]

    def sewing(self) -> tuple[Shapes, Shapes]:
        """Stitches that hold it: the dark of each thread and of where it enters the skin, and the light on it."""
        wide = min(max(1.5 * self.feeling.line("mid"), 0.012 * self.unit), 0.02 * self.unit)
        threads = [s for r in self.rips for s in r.stitches]
        swell = np.sin(np.linspace(0, np.pi, 12)) * 0.35 + 0.8
        dark = [band(line, wide * shown * swell) for line, shown in threads]
        ends = [o for line, shown in threads for o in dots(line[[0, -1]], 0.9 * wide * shown)]
        gleam = [band(line + LIGHT * 0.16 * wide * shown, 0.34 * wide * shown * swell) for line, shown in threads]
        return [filled([*dark, *ends], BLACK)], [filled(gleam, PALE, 0.9)]


def _bands(line: Points, wide: Floats) -> list[Outline]:
    """A line that many mm wide, where it is seen at all; its ends are drawn out."""
    made = []
    for part in runs(wide > 0.04, 4):
        w = wide[part] * np.clip(np.sin(np.linspace(0, np.pi, part.stop - part.start)) * 3, 0, 1)
        made.append(band(line[part][::2], w[::2]))
    return made


def _runs(there: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Indices of each run of places round a ring that are there; a run may pass its beginning."""
    n = len(there)
    if there.all():
        return [np.arange(n + 1) % n]
    start = int(np.flatnonzero(~there)[0])
    order = (np.arange(n) + start) % n
    breaks = np.flatnonzero(np.diff(there[order].astype(int))) + 1
    return [part for part in np.split(order, breaks) if there[part[0]] and len(part) > 2]


def _rim_band(r: Rim, part: NDArray[np.int64], wide: Floats, side: float) -> Outline:
    """A line along part of a rim, that many mm wide, its middle `side` widths into the hole, its ends drawn out."""
    w = wide[part] * np.clip(np.sin(np.linspace(0, np.pi, len(part))) * 3, 0, 1)
    line = r.points[part] + r.inward[part] * (side * w)[:, None]
    return Outline(banded(line, r.inward[part], w))
