"""Torn skin: a hole with the thickness of the skin round it, its lip rolled back from it, strands across it.

Everything that lies on skin is transparent ink, so any skin shows through; lips and strands are bare skin, shaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.color import mix
from markgen.draw.areas import (
    Area,
    area,
    areas,
    boundary,
    box,
    contains,
    grow,
    minus,
    simplify,
    union,
)
from markgen.draw.chance import Chance
from markgen.draw.lamplight import Shade, lamplight, tones
from markgen.draw.lips import LIGHT, Lip
from markgen.draw.noise import Noise
from markgen.draw.paint import filled, pricks
from markgen.draw.paths import along, band, banded, dots, normals, polyline, ribbon, runs, stepped, whip, whips
from markgen.draw.rips import Rip
from markgen.draw.texture import Grid
from markgen.values import Feeling, Outline, Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

FINE = 250
"""Cells along a unit that light is worked out in."""

STIPPLED = 26000
"""Dots, at most, that shade skin beside a wound."""

TONES = ((0.16, 0.10), (0.27, 0.13), (0.38, 0.16), (0.50, 0.20), (0.63, 0.26), (0.78, 0.32))
"""Washes of a lip's shade: above which darkness each lies, and how strong."""

STRIP = 6
"""Points of a rim whose wall is one piece."""

BLACK, FLESH, DERMIS, PALE, SEPIA, SOOT = "#0a070d", "#3a060f", "#a01c26", "#fce9da", "#35190f", "#1a1416"
"""Line; the depth of torn skin, its raw edge, the light on that; shade of strands; shade on bare skin."""


@dataclass(frozen=True)
class Rim:
    """The edge of a hole, one ring of it: its points, unit normals into the hole, how far each faces the light, -1 to
    1, and how far it is torn rather than rolled back: 0 on a peel, 1 elsewhere."""

    points: Points
    inward: Points
    facing: Floats
    torn: Floats


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
        return min(0.023 * self.unit, 4.6) * (0.55 + 0.45 * self.feeling.birth(0.0, 0.7))

    @cached_property
    def rims(self) -> list[Rim]:
        """The edge of the hole, ring by ring; none where it is washed."""
        if self.washed:
            return []
        peels = np.concatenate([np.full((1, 2), 1e9), *(lip.fold[lip.peel > 0.4] for lip in self.lips)])
        made = []
        for ring in boundary(self.hole):
            p = stepped(ring, 0.016 * self.unit)
            inward = normals(np.concatenate([p[-1:], p, p[:1]]))[1:-1]
            off = np.sqrt(((p[:, None] - peels[None]) ** 2).sum(-1).min(1))
            made.append(Rim(p, inward, inward @ LIGHT, np.clip(off / (0.03 * self.unit) - 0.4, 0, 1)))
        return made

    def grain(self, points: Points) -> Points:
        """Where places lie in the grain of the skin, as x and y in units: it grows with the mark."""
        return np.asarray(((points - self.rips[0].path.mean(0)) / self.unit).T)

    def wall_of(self, share: float) -> Area:
        """The cut thickness of the skin as far down as that share: much the same all round, and ragged."""
        made = []
        noise = Noise(self.chance("wall"))
        for r in self.rims:
            x, y = self.grain(r.points)
            uneven = np.clip(1 + 0.4 * noise(x * 23, y * 23) + 0.5 * noise(x * 57, y * 57), 0.6, 1.6)
            small = min(1.0, float(np.ptp(r.points, axis=0).max()) / (0.3 * self.unit))
            wide = small * self.thick * share * (0.72 + 0.18 * r.facing) * uneven
            inner = r.points + r.inward * (wide * (0.72 + 0.28 * r.torn))[:, None]
            # In strips, for there are fewer of those to be joined.
            around = [np.arange(k, min(k + STRIP, len(inner)) + 1) % len(inner) for k in range(0, len(inner), STRIP)]
            made += [np.concatenate([r.points[part], inner[part[::-1]]]) for part in around]
        return union(areas(made, whole=True))

    @cached_property
    def pane(self) -> Area:
        """What of the hole would show what is behind the skin if no fibre crossed it."""
        return simplify(minus(minus(self.hole, self.wall_of(1.0)), self.bent), 0.0016 * self.unit)

    @cached_property
    def opening(self) -> Area:
        """What of the hole shows what is behind the skin."""
        return minus(self.pane, self.across)

    @cached_property
    def lamp(self) -> tuple[Grid, Shade]:
        """Lips and hole in the light, on a grid that grows with them."""
        cell = self.unit / FINE
        middle = self.rips[0].path.mean(0)
        rings = np.concatenate([*(r.points for r in self.rims), *(lip.rim for lip in self.lips)])
        room = 0.09 * self.unit
        i = np.floor((rings.min(0) - room - middle) / cell).astype(int)
        j = np.ceil((rings.max(0) + room - middle) / cell).astype(int)
        left, top = middle + i * cell
        grid = Grid(float(left), float(top), cell, int(j[0] - i[0]) + 1, int(j[1] - i[1]) + 1)
        right, bottom = grid.left + cell * grid.columns, grid.top + cell * grid.rows
        beside = box(grid.left - 9 * cell, grid.top - 9 * cell, right + 9 * cell, bottom + 9 * cell)
        open_ = grid.depth(self.hole) - grid.depth(minus(beside, self.hole))
        wide = max(float(r.gape.max()) for r in self.rips)
        deep = min(0.55 * wide, 0.046 * self.unit)
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
        """Shadows that the lips drop on the skin beside them and the swelling of the rim: washes of black that end
        in dots, which thin out to bare skin."""
        grid, shade = self.lamp
        grown = self.feeling.birth(0.05, 0.4)
        levels = [
            (level, strength * grown)
            for level, strength in ((0.15, 0.09), (0.28, 0.12), (0.42, 0.15), (0.57, 0.19), (0.72, 0.24), (0.86, 0.28))
        ]
        out = tones(grid, shade.skin, SOOT, levels, self.flat)
        c = self.chance("dots")
        # Never so many that they would heal together.
        n = min(STIPPLED, int(grid.rows * grid.columns * (grid.cell / (2.8 * self.pen)) ** 2))
        spread = c.random((n, 2))
        spots = [grid.left, grid.top] + spread * [grid.cell * (grid.columns - 1), grid.cell * (grid.rows - 1)]
        dark, lot = grid.at(spots, shade.skin), c.random(n)
        swell = np.clip((1.1 * dark - 0.12 - lot) / 0.12, 0, 1) * (dark < 0.85)
        radius = 0.36 * self.pen * c.choice([0.7, 1.1], n) * swell * grown
        some = np.flatnonzero(radius > 0.2 * self.pen)
        some = some[contains(self.flat, spots[some])]
        return [*out, *pricks(spots[some], radius[some], SOOT)]

    @cached_property
    def raw(self) -> Area:
        """What of its wall is in sight."""
        return minus(minus(self.hole, self.opening), self.skin)

    def wall(self, flesh: str, dermis: str) -> Shapes:
        """The cut thickness of the skin: skin that is left bare, and light where it faces that; below it a narrow raw
        edge, ragged on both sides and streaked down into the depth."""
        deep = minus(self.raw, self.wall_of(0.62))
        lips, strokes, wide = [], [np.zeros((0, 2, 2))], [np.zeros(0)]
        fine, noise = self.pen, Noise(self.chance("lip"))
        for k, r in enumerate(self.rims):
            x, y = self.grain(r.points)
            lip = 0.36 * self.thick * np.clip(r.facing + 0.1, 0, 1) * np.clip(0.8 + noise(x * 17, y * 17), 0.2, 1.5)
            lips += [_rim_band(r, part, lip * r.torn, 0.5) for part in _runs(lip > 0.06 * self.thick)]
            c = self.chance("streaks", k)
            at = np.flatnonzero(c.random(len(r.points)) < 0.4)
            far = self.thick * c.uniform(0.4, 0.8, len(at))
            way = r.inward[at] + 0.5 * c.normal(0, 0.4, (len(at), 2))
            strokes.append(np.stack([r.points[at] + way * far[:, None], r.points[at] + 0.1 * way * far[:, None]], 1))
            wide.append(0.9 * fine * c.uniform(0.5, 1.2, len(at)) * r.torn[at])
        lines, widths = np.concatenate(strokes), np.concatenate(wide)
        raw = simplify(self.raw, 0.0009 * self.unit)
        return [
            filled(raw, dermis, 0.12),
            filled(lips, PALE, 0.6, clip=raw),
            filled(simplify(deep, 0.0014 * self.unit), dermis, 0.9),
            filled(whips(lines[widths > 0], widths[widths > 0, None] * [1.0, 0.0]), flesh, 0.8, clip=raw),
        ]

    def embers(self, color: str, strength: float) -> Shapes:
        """Light on the wall of the hole."""
        return [filled(simplify(self.raw, 0.0009 * self.unit), color, 0.36 * strength)] if strength else []

    def undersides(self, dermis: str) -> Shapes:
        """The lips as their bend turns them from the light: skin left bare but for what is in shade; and strands."""
        grid, shade = self.lamp
        out = tones(grid, shade.form, dermis, ((0.36, 0.06), (0.6, 0.08)), self.bent)
        out += tones(grid, shade.form, SOOT, TONES, self.bent)
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
        marks = [m for k, lip in enumerate(self.lips) for m in lip.hatching(self.pen, self.chance("hatch", k))]
        return [filled(marks, SOOT, 0.7 * grown)] if marks else []

    def light(self) -> Shapes:
        """Light on torn edges: along the rim that faces it, on rolls, on a lip's thickness, on strands."""
        if self.washed:
            return []
        grid, shade = self.lamp
        out = tones(grid, -shade.form, PALE, ((0.05, 0.24), (0.10, 0.28), (0.15, 0.34)), self.bent)
        thin = min(0.0055 * self.unit, 1.1)
        noise = Noise(self.chance("gleam"))
        for r in self.rims:
            x, y = self.grain(r.points)
            wide = thin * np.clip(0.35 + 0.8 * r.facing + 0.5 * noise(x * 9, y * 9), 0, 1.3) * r.torn
            wide *= ~contains(self.across, r.points + r.inward * 0.004 * self.unit)
            out.append(filled([_rim_band(r, part, wide, -0.4) for part in _runs(wide > 0.15 * thin)], PALE, 0.32))
        bright = []
        for line, wide, out_ in self.cuts:
            lit = np.clip(0.9 * out_ @ LIGHT, 0, 1)
            bright += _bands(line - out_ * (0.45 * wide)[:, None], 0.75 * wide * lit)
        out.append(filled(bright, PALE, 0.4))
        thin_ones = []
        for p, w in self.strands:
            away = np.where(normals(p) @ LIGHT > 0, 0.22, -0.22)[:, None] * w[:, None] * normals(p)
            thin_ones.append(band((p + away)[::2], 0.3 * w[::2]))
        return [*out, filled(thin_ones, PALE, 0.5, clip=self.hole)]

    @cached_property
    def cuts(self) -> list[tuple[Points, Floats, Points]]:
        """The torn edges of the lips: each a line, mm of thickness seen there, and unit normals outwards."""
        made = []
        noise = Noise(self.chance("cut"))
        for k, lip in enumerate(self.lips):
            x = np.linspace(0, 40, len(lip.reach))
            thick = np.minimum(0.30 * self.thick, 0.16 * lip.reach) * np.clip(
                1 + 0.8 * noise(x, 3.7 * k + 0 * x), 0.2, 1.8
            )
            made.append((lip.edge, thick, lip.outwards))
        return made

    def thickness(self, dermis: str) -> Shapes:
        """The cut edge of each lip: a narrow raw line, a little broader where it is turned from the light."""
        raw = [
            each
            for line, wide, out in self.cuts
            for each in _bands(line - out * (0.5 * wide)[:, None], wide * np.clip(0.8 - 0.35 * out @ LIGHT, 0.4, 1.2))
        ]
        return [filled(raw, dermis, 0.9)]

    def fibres(self) -> Shapes:
        """Fibres that were pulled out of the torn edges and hang into the hole, in sheaves."""
        if self.washed:
            return []
        marks, grown = [], self.feeling.birth(0.15, 0.4)
        for rip, side in ((rip, side) for rip in self.rips for side in (-1, 1)):
            c, edge = self.chance("fibres", rip.number, side + 1), rip.edges[side]
            u = np.sort(np.concatenate([c.normal(at, 0.016, 5) for at in c.uniform(0.05, 0.95, 4)]))
            root = along(edge, u)
            way = side * normals(root) + c.normal(0, 0.5, root.shape)
            far = rip.small * self.unit * rip.swell * (0.006 + 0.020 * c.random(len(u)) ** 2)[:, None]
            # A peel took its edge with it.
            free = contains(self.opening, root + way * far)
            start, end = root[free][:, None], (way * far * grown)[free][:, None]
            # The end of each falls a little to the shade.
            fall = LIGHT * 0.1 * np.array([[0], [0], [1]]) * np.hypot(end[..., :1], end[..., 1:])
            line = start + end * np.array([[0], [0.5], [1]]) - fall
            marks += whips(line, np.array([1, 0.6, 0]) * min(0.0036 * self.unit, 0.5))
        return [filled(marks[1::2], DERMIS, 0.95), filled(marks[::2], mix(DERMIS, PALE, 0.32), 0.95)]

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
        bold, mid, fine = self.weights
        lines: list[Outline] = []
        noise, bent = Noise(self.chance("pressure")), grow(self.bent, 0.3 * fine)
        for r in self.rims:
            x, y = self.grain(r.points)
            press = np.clip(0.30 - 0.6 * r.facing + 0.45 * noise(x * 8, y * 8), 0, 1)
            wide = (0.3 * mid + 0.62 * bold * press) * (press > 0.16)
            wide *= ~contains(self.across, r.points + r.inward * 0.004 * self.unit)
            wide *= ~contains(bent, r.points - r.inward * 0.02 * self.unit) | (r.torn > 0.5)
            lines += [_rim_band(r, part, wide, -0.35) for part in _runs(wide > 0.02)]
        return [filled(lines, BLACK)]

    def lines(self, least: float = 0.0) -> Shapes:
        """The torn edges where they turn from the light, cracks and strands. least: how heavy they are in the light,
        0..1, where no shade tells of them."""
        bold, mid, fine = self.weights
        lines: list[Outline] = []
        noise = Noise(self.chance("pressure"))
        for k, lip in enumerate(self.lips):
            x = np.linspace(0, 30, len(lip.reach))
            press = np.clip(-0.95 * lip.outwards @ LIGHT - 0.15 + 0.6 * noise(x, 5.1 * k + 0 * x), least, 1)
            wide = np.minimum((0.18 + 0.55 * least) * bold, 0.22 * lip.reach) * press
            turned = -lip.side * normals(lip.edge) @ LIGHT
            inner = np.minimum(0.8 * mid, 0.10 * lip.hem) * np.clip(0.35 - 0.6 * turned, 0.12, 0.9)
            lines += [*_bands(lip.rim, wide), *_bands(lip.edge, inner)]
        for run in (run for rip in self.rips for run in rip.cracks):
            wide = np.linspace(1, 0, len(run)) ** 1.6 * min(1.5 * bold, 0.015 * self.unit)
            lines.append(whip(run, wide))
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
        made.append(band(line[part], w))
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
