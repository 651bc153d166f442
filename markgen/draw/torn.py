"""Torn skin: a hole with the thickness of the skin round it, tatters bent back from it, strands across it.

Everything that lies on skin is transparent ink, so any skin shows through; tatters and strands are bare skin, shaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.color import mix
from markgen.draw.areas import (
    Area,
    area,
    areas,
    boundary,
    contains,
    grow,
    minus,
    simplify,
    union,
)
from markgen.draw.chance import Chance
from markgen.draw.flow import heading
from markgen.draw.noise import Noise
from markgen.draw.paint import filled, linear
from markgen.draw.paths import along, band, banded, dots, length, normals, polyline, ribbon, stepped, whip
from markgen.draw.rips import Rip
from markgen.draw.tatters import LIGHT, STROKES, Tatter, whips
from markgen.values import Feeling, Outline, Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

ROLLED = 4
"""Strips of a rolled edge, each in its own shade."""

STRIP = 6
"""Points of a rim whose wall is one piece."""

BLACK, FLESH, DERMIS, PALE, SEPIA = "#0a070d", "#4c1820", "#b4503f", "#fce9da", "#35190f"
"""Line; the depth of torn skin, its raw middle, the light on its edge; shade on skin that is bare in the light."""


@dataclass(frozen=True)
class Rim:
    """The edge of a hole, one ring of it: its points, unit normals into the hole, how far each faces the light, -1 to
    1, how far it is torn rather than bent, 0 on a hinge and 1 elsewhere, and how firm it is: 0 where it dissolves."""

    points: Points
    inward: Points
    facing: Floats
    torn: Floats
    firm: Floats


@dataclass(frozen=True)
class Wound:
    """Rips that make one wound. unit: mm that its parts and its thickness are measured by. fade: places where it has no
    edge, but dissolves: x, y and how far about them, mm."""

    rips: Sequence[Rip]
    unit: float
    feeling: Feeling
    chance: Chance
    fade: Sequence[tuple[float, float, float]] = ()

    def firm(self, points: Points) -> Floats:
        """How far skin is torn at places, rather than what is behind it washing out over it: 0 to 1."""
        left = np.ones(len(points))
        for x, y, far in self.fade:
            away = np.hypot(points[:, 0] - x, points[:, 1] - y) / max(far, 1e-9)
            left = np.minimum(left, np.clip(2.2 * away - 1.2, 0, 1))
        return left

    @cached_property
    def hole(self) -> Area:
        """All that is open, raw walls and all."""
        return simplify(union([r.area for r in self.rips]), 0.0012 * self.unit)

    @cached_property
    def tatters(self) -> list[Tatter]:
        """All tatters."""
        return [t for r in self.rips for t in r.tatters]

    @cached_property
    def strands(self) -> list[tuple[Points, Floats]]:
        """All strands."""
        return [s for r in self.rips for s in r.strands]

    @cached_property
    def bent(self) -> Area:
        """What the tatters cover."""
        return union(t.area for t in self.tatters)

    @cached_property
    def across(self) -> Area:
        """What the strands cover."""
        return union(area(ribbon(*s)) for s in self.strands)

    @cached_property
    def skin(self) -> Area:
        """Skin that lies over the hole, or beside it: tatters and strands."""
        return union([self.bent, self.across])

    @cached_property
    def thick(self) -> float:
        """Of the skin, mm, as far as its wall is seen."""
        return min(0.023 * self.unit, 4.2) * (0.55 + 0.45 * self.feeling.birth(0.0, 0.7))

    @cached_property
    def rims(self) -> list[Rim]:
        """The edge of the hole, ring by ring."""
        hinges = np.concatenate([t.hinge for t in self.tatters]) if self.tatters else np.full((1, 2), 1e9)
        made = []
        for ring in boundary(self.hole):
            p = stepped(ring, 0.016 * self.unit)
            inward = normals(np.concatenate([p[-1:], p, p[:1]]))[1:-1]
            off = np.sqrt(((p[:, None] - hinges[None]) ** 2).sum(-1).min(1))
            firm = self.firm(p)
            torn = np.clip(off / (0.03 * self.unit) - 0.4, 0, 1)
            made.append(Rim(p, inward, inward @ LIGHT, torn * firm, firm))
        return made

    def grain(self, points: Points) -> Points:
        """Where places lie in the grain of the skin, as x and y in units: it grows with the mark."""
        return np.asarray(((points - self.rips[0].path.mean(0)) / self.unit).T)

    def wall_of(self, share: float) -> Area:
        """The cut thickness of the skin as far down as that share: uneven, and widest where it faces the light."""
        made = []
        noise = Noise(self.chance("wall"))
        for r in self.rims:
            x, y = self.grain(r.points)
            uneven = np.clip(1 + 0.7 * noise(x * 13, y * 13) + 0.5 * noise(x * 41, y * 41), 0.45, 2.0)
            small = min(1.0, float(np.ptp(r.points, axis=0).max()) / (0.3 * self.unit))
            wide = small * self.thick * share * (0.36 + 0.8 * np.clip(r.facing + 0.25, 0, 1.2)) * uneven
            inner = r.points + r.inward * (wide * r.firm * (0.36 + 0.64 * r.torn))[:, None]
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

    def cast(self) -> Shapes:
        """Shadows that the tatters drop on the skin beside them, soft-edged, and strokes over them that run the way the
        light falls; shorter ones where the skin bends down to the rim."""
        whole = union([simplify(part, 0.002 * self.unit) for part in (self.hole, self.bent)])
        grown = self.feeling.birth(0.05, 0.4)
        fine = self.pen
        out: Shapes = []
        for share, strength in ((0.22, 0.46), (0.45, 0.30), (0.75, 0.22), (1.1, 0.16)):
            fallen = minus(union(t.shadow(share) for t in self.tatters), whole)
            out.append(filled(simplify(fallen, 0.004 * self.unit), SEPIA, strength * grown))
        lines, heavy = [np.zeros((0, 2, 2))], [np.zeros(0)]
        for k, t in enumerate(self.tatters):
            # Where there are not as many as would fill it, each is heavier.
            weight = np.clip(length(t.outline) / (2.4 * fine * STROKES), 1, 1.7)
            lines.append(t.fallen(fine, self.chance("fallen", k)))
            heavy.append(np.full(len(lines[-1]), 1.4 * weight))
        for k, r in enumerate(self.rims):
            c, small = self.chance("bent rim", k), min(1.0, float(np.ptp(r.points, axis=0).max()) / (0.5 * self.unit))
            spots, far = c.random(56), 0.006 + 0.026 * c.random(56) ** 3
            at, far = (spots * len(r.points)).astype(int)[: int(56 * small)], far[: int(56 * small)]
            shade = np.clip(0.75 - r.facing[at], 0.25, 1) * r.torn[at] * far * self.unit
            ends = r.points[at] - (r.inward[at] + 0.35 * LIGHT) * shade[:, None]
            lines.append(np.stack([r.points[at], ends], axis=1))
            heavy.append(np.full(len(at), 1.2))
        strokes, wide = np.concatenate(lines), fine * np.concatenate(heavy)
        free = ~contains(whole, np.stack([strokes.mean(1), strokes[:, 1]], axis=1)).reshape(-1, 2).any(1)
        return [*out, filled(whips(strokes[free], wide[free, None] * [1.0, 0.0]), SEPIA, 0.85 * grown)]

    @cached_property
    def raw(self) -> Area:
        """What of its wall is in sight."""
        return minus(minus(self.hole, self.opening), self.skin)

    def wall(self, flesh: str, dermis: str) -> Shapes:
        """The cut thickness of the skin: pale at its upper edge where it faces the light, red-brown where it does not,
        dark towards the depth, and streaked from the one to the other."""
        deep = minus(self.raw, self.wall_of(0.45))
        lips, strokes, wide = [], [np.zeros((0, 2, 2))], [np.zeros(0)]
        fine, noise = self.pen, Noise(self.chance("lip"))
        for k, r in enumerate(self.rims):
            x, y = self.grain(r.points)
            lip = 0.5 * self.thick * np.clip(r.facing + 0.1, 0, 1) * np.clip(0.8 + noise(x * 17, y * 17), 0.2, 1.5)
            lips += [_rim_band(r, part, lip * r.torn, 0.5) for part in _runs(lip > 0.06 * self.thick)]
            c = self.chance("streaks", k)
            at = np.flatnonzero(c.random(len(r.points)) < 0.4)
            far = self.thick * (0.5 + 0.6 * np.clip(r.facing[at], 0, 1)) * c.uniform(0.4, 1.0, len(at))
            way = r.inward[at] + 0.5 * c.normal(0, 0.4, (len(at), 2))
            strokes.append(np.stack([r.points[at] + way * far[:, None], r.points[at] + 0.1 * way * far[:, None]], 1))
            wide.append(0.9 * fine * c.uniform(0.5, 1.2, len(at)) * r.torn[at])
        lines, widths = np.concatenate(strokes), np.concatenate(wide)
        raw = simplify(self.raw, 0.0009 * self.unit)
        return [
            filled(raw, dermis, 0.62),
            filled(lips, mix(dermis, PALE, 0.62), 0.8, clip=raw),
            filled(simplify(deep, 0.0018 * self.unit), flesh, 0.82),
            filled(whips(lines[widths > 0], widths[widths > 0, None] * [1.0, 0.0]), flesh, 0.8, clip=raw),
        ]

    def embers(self, color: str, strength: float) -> Shapes:
        """Light on the wall of the hole."""
        return [filled(simplify(self.raw, 0.0009 * self.unit), color, 0.36 * strength)] if strength else []

    def undersides(self, dermis: str) -> Shapes:
        """The inner side of each tatter: bare skin, a little raw in its fold, in the shade that its bend puts it in;
        what rolls over at its edge, and strands."""
        out: Shapes = []
        for t in self.tatters:
            start, at = t.hinge.mean(0), np.array([0, 1, 2, 4, 6, 8, 10, 12, 13, 14])
            where, dark = t.rise[0][at] / t.reach, t.dark[at]
            ends = start, start + t.out * t.reach
            raw = ((0.0, dermis, 0.34), (0.24, dermis, 0.06), (0.5, dermis, 0.0))
            out.append(filled(polyline(t.outline), linear(*ends, *raw)))
            tones = [(float(w), SEPIA, 0.92 * float(d) ** 1.1) for w, d in zip(where, dark, strict=True)]
            out.append(filled(polyline(t.outline), linear(*ends, *tones)))
        # A roll is a cylinder: each of its strips as far in shade as it turns from the light.
        steps = np.linspace(0, 1, ROLLED + 1)
        lots: dict[int, list[Outline]] = {}
        for t in (t for t in self.tatters if t.curl):
            edge, lip = t.edge[2:-2:2], t.lip[::2]
            under = np.concatenate([lip, (lip + (lip - edge) * 0.7)[::-1]])
            lots.setdefault(5, []).append(polyline(under))
            for near, far in pairwise(steps):
                turn = np.pi * (near + far) / 2
                lit = 0.66 * np.cos(turn) * t.toward + 0.75 * np.sin(turn)
                dark = round(float(np.clip(0.8 - 1.1 * lit, 0, 0.9)) * 10)
                strip = np.concatenate([edge + (lip - edge) * near, (edge + (lip - edge) * far)[::-1]])
                lots.setdefault(dark, []).append(polyline(strip))
        out += [filled(lot, SEPIA, dark / 10) for dark, lot in sorted(lots.items())]
        for side, strength in ((0.0, 0.62), (0.22, 0.5)):
            bands = []
            for p, w in self.strands:
                away = np.where(normals(p) @ LIGHT < 0, 0.5, -0.5)[:, None] * w[:, None] * normals(p)
                bands.append(polyline(np.concatenate([p + away * side * 2, (p + away)[::-1]])))
            out.append(filled(bands, SEPIA, strength, clip=self.hole))
        return out

    def hatching(self) -> Shapes:
        """Engraved shading of the tatters."""
        fine = self.pen
        grown = self.feeling.birth(0.25, 0.4)
        marks = [m for k, t in enumerate(self.tatters) for m in t.hatching(fine, self.chance("hatch", k))]
        marks += [m for k, t in enumerate(self.tatters) if t.curl for m in t.rolling(fine, self.chance("roll", k))]
        return [filled(marks, SEPIA, 0.85 * grown)] if marks else []

    def light(self) -> Shapes:
        """Light on torn edges: along the rim that faces it, on each tatter's thickness and its crest, on strands."""
        out: Shapes = []
        thin = min(0.0055 * self.unit, 1.1)
        noise = Noise(self.chance("gleam"))
        for r in self.rims:
            x, y = self.grain(r.points)
            wide = thin * np.clip(0.35 + 0.8 * r.facing + 0.5 * noise(x * 9, y * 9), 0, 1.3) * r.torn
            wide *= ~contains(self.across, r.points + r.inward * 0.004 * self.unit)
            out.append(filled([_rim_band(r, part, wide, -0.4) for part in _runs(wide > 0.15 * thin)], PALE, 0.7))
        edges = []
        for t in self.tatters:
            line = t.lip if t.curl else t.edge
            torn = np.sin(np.pi * np.linspace(0.0, 1, len(line))) ** 0.5
            wide = torn * min(1.1 * thin, 0.05 * t.reach) * (0.6 + 0.6 * noise(np.linspace(0, 7, len(line)), t.reach))
            side = -normals(line)
            side = side * np.sign(float(np.sum(side[len(line) // 2] * -t.out)) or 1.0)
            edges.append(polyline(np.concatenate([line, (line + side * wide[:, None])[::-1]])))
        out.append(filled(edges, PALE, 0.7))
        thin_ones = []
        for p, w in self.strands:
            away = np.where(normals(p) @ LIGHT > 0, 0.22, -0.22)[:, None] * w[:, None] * normals(p)
            thin_ones.append(band((p + away)[::2], 0.3 * w[::2]))
        return [*out, filled(thin_ones, PALE, 0.5, clip=self.hole)]

    def fibres(self) -> Shapes:
        """Fibres that were pulled out of the torn edges and hang into the hole, in sheaves."""
        marks, grown = [], self.feeling.birth(0.15, 0.4)
        for rip, side in ((rip, side) for rip in self.rips for side in (-1, 1)):
            c, edge = self.chance("fibres", rip.number, side + 1), rip.edges[side]
            u = np.sort(np.concatenate([c.normal(at, 0.016, 5) for at in c.uniform(0.05, 0.95, 4)]))
            root = along(edge, u)
            way = side * normals(root) + c.normal(0, 0.5, root.shape)
            far = rip.small * self.unit * rip.swell * (0.006 + 0.020 * c.random(len(u)) ** 2)[:, None]
            # A tatter took its edge with it.
            free = contains(self.opening, root + way * far) & (self.firm(root) > 0.6)
            start, end = root[free][:, None], (way * far * grown)[free][:, None]
            # The end of each falls a little to the shade.
            fall = LIGHT * 0.1 * np.array([[0], [0], [1]]) * np.hypot(end[..., :1], end[..., 1:])
            line = start + end * np.array([[0], [0.5], [1]]) - fall
            marks += whips(line, np.array([1, 0.6, 0]) * min(0.0036 * self.unit, 0.5))
        return [filled(marks[1::2], DERMIS, 0.95), filled(marks[::2], mix(DERMIS, PALE, 0.45), 0.95)]

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
            wide = (0.3 * mid + 0.62 * bold * press) * (press > 0.16) * r.firm
            wide *= ~contains(self.across, r.points + r.inward * 0.004 * self.unit)
            wide *= ~contains(bent, r.points - r.inward * 0.02 * self.unit) | (r.torn > 0.5)
            lines += [_rim_band(r, part, wide, -0.35) for part in _runs(wide > 0.02)]
        return [filled(lines, BLACK)]

    def wrinkles(self) -> tuple[Shapes, Shapes]:
        """Skin drawn tight: fine folds that run on from both ends of each rip and off its corners, and their light."""
        fine, grown = self.pen, self.feeling.birth(0.12, 0.4)
        ways, wide = [np.zeros((0, 5, 2))], [np.zeros(0)]
        t = np.linspace(0, 1, 5)
        for r in self.rips:
            for end in (0, 1):
                c, line = self.chance("wrinkles", r.number, end), r.path if end else r.path[::-1]
                ahead = line[-1] - line[-8]
                base = float(np.arctan2(ahead[1], ahead[0]))
                n = 9
                side = np.linspace(-1, 1, n) + c.uniform(-0.08, 0.08, n)
                root = along(line, 1 - 0.16 * np.abs(side) * c.uniform(0.3, 1.0, n))
                gap = np.interp(
                    1 - 0.16 * np.abs(side), np.linspace(0, 1, len(r.gape)), r.gape if end else r.gape[::-1]
                )
                out = np.array([-np.sin(base), np.cos(base)])
                root = root + (np.sign(side) * (gap + 0.008 * self.unit))[:, None] * out
                turn = base + 1.1 * side[:, None] - 0.5 * side[:, None] * t + c.normal(0, 0.08, (n, 1))
                long = self.unit * r.small * c.uniform(0.02, 0.05, n) * (0.3 + 0.7 * np.abs(side)) * r.swell * grown
                ways.append(root[:, None] + np.cumsum(heading(turn), axis=1) * (long / 5)[:, None, None])
                wide.append(fine * c.uniform(0.7, 1.5, n) * grown)
        lines, widths = np.concatenate(ways), np.concatenate(wide)
        free = ~contains(union([self.hole, self.bent]), lines.reshape(-1, 2)).reshape(-1, 5).any(1)
        lines, widths = lines[free], widths[free]
        lit = lines - 1.3 * widths[:, None, None] * LIGHT
        swell = np.array([0.0, 1.0, 0.8, 0.5, 0.0])
        return [filled(whips(lines, widths[:, None] * swell), SEPIA, 0.62)], [
            filled(whips(lit, widths[:, None] * swell), PALE, 0.34)
        ]

    def lines(self) -> Shapes:
        """The tatters' edges, cracks and strands."""
        bold, mid, fine = self.weights
        lines: list[Outline] = []
        noise = Noise(self.chance("pressure"))
        for t in self.tatters:
            thin = np.minimum(1.0, 0.16 * t.reach / mid)
            ends = np.sin(np.pi * np.linspace(0.03, 0.97, len(t.edge))) ** 0.4
            out = normals(t.edge)
            out = out * np.sign(float(np.sum(out[len(out) // 2] * t.out)) or 1.0)
            # Heavy where it turns from the light, all but lost towards it.
            press = np.clip(0.70 - 0.85 * out @ LIGHT + 0.5 * noise(np.linspace(0, 6, len(t.edge)), t.reach), 0.15, 1.7)
            lines.append(band(t.edge, 0.9 * mid * thin * press * ends))
            if t.curl:
                press = np.clip(0.8 + 0.6 * noise(np.linspace(0, 6, len(t.lip)), 3 + t.reach), 0.2, 1.4)
                lines.append(
                    band(t.lip, 0.8 * mid * thin * press * np.sin(np.pi * np.linspace(0.05, 0.95, len(t.lip))))
                )
            lines.append(band(t.hinge, 0.6 * bold * thin * np.sin(np.linspace(0.2, np.pi - 0.2, len(t.hinge)))))
        for run in (run for rip in self.rips for run in rip.cracks):
            wide = np.linspace(1, 0, len(run)) ** 1.2 * min(mid, 0.008 * self.unit)
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


def _runs(there: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Indices of each run of places round a ring that are there; a run may pass its beginning."""
    n = len(there)
    if there.all():
        return [np.arange(n + 1) % n]
    start = int(np.flatnonzero(~there)[0])
    order = (np.arange(n) + start) % n
    breaks = np.flatnonzero(np.diff(there[order].astype(int))) + 1
    return [part for part in np.split(order, breaks) if there[part[0]] and len(part) > 2]


def _towards(line: Points, other: Points) -> Points:
    """Unit vectors from each point of a line to its fellow on another."""
    way = other - line
    return np.asarray(way / np.maximum(np.hypot(*way.T), 1e-9)[:, None])


def _rim_band(r: Rim, part: NDArray[np.int64], wide: Floats, side: float) -> Outline:
    """A line along part of a rim, that many mm wide, its middle `side` widths into the hole, its ends drawn out."""
    w = wide[part] * np.clip(np.sin(np.linspace(0, np.pi, len(part))) * 3, 0, 1)
    line = r.points[part] + r.inward[part] * (side * w)[:, None]
    return Outline(banded(line, r.inward[part], w))
