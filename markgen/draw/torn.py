"""Torn skin: rips with edges that were pulled apart, lips rolled back from them, strands still stretched across.

Everything that lies on skin is transparent ink, so any skin shows through, and lips and strands are bare skin shaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import Area, area, contains, grow, intersect, minus, moved, simplify, union
from markgen.draw.chance import Chance
from markgen.draw.flow import heading
from markgen.draw.noise import Noise
from markgen.draw.paint import filled, linear
from markgen.draw.paths import band, length, normals, polyline, resample, ribbon, smooth, tangents
from markgen.values import Feeling, Outline, Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

BLACK, FLESH, DERMIS, PALE = "#0a070d", "#4a1a1c", "#b4584e", "#fff0e6"
"""Line; the depth of torn skin, its raw middle, the light on its edge."""

LIGHT = np.array([-0.60, -0.80])
"""Where the light comes from: the wall of the hole that faces it is seen, the other is in the shadow of its lip."""

ROLL = 0.85
"""Share of a lip's breadth beyond which its edge is rolled over."""

SPLITS = ((0.20, 1, 0.085), (0.76, -1, 0.10), (0.62, 1, 0.05), (0.34, -1, 0.06))
"""Cracks that run on from the edge of a rip into the skin: where along it, on which side, how long in units."""

POINTS = 104
"""Along a rip; a small one has fewer."""


@dataclass(frozen=True)
class Cut:
    """One opening in the skin, before it is torn.

    points: along its middle, any unit. wide: half its width where it gapes most, in sizes of the mark. peak: where
    that is, 0..1 along it. sharp: 1 round ends, 2 an almond, 4 and more ends drawn out long. lips: flaps of skin
    rolled back from it. strands: of skin across it. born: intensity. angular: its middle keeps its corners.
    """

    points: Sequence[Sequence[float]] | Points
    wide: float
    peak: float = 0.45
    sharp: float = 2.4
    lips: int = 0
    strands: int = 0
    born: float = 0.0
    angular: bool = False


@dataclass(frozen=True)
class Lip:
    """A tongue of skin rolled back: the line it folds at, its free edge, and the way between them, mm."""

    fold: Points
    edge: Points
    broad: Floats

    @property
    def axis(self) -> tuple[Points, Points]:
        """From its fold straight across to as far as it reaches, mm."""
        chord, far = self.fold[-1] - self.fold[0], int(np.argmax(self.broad))
        high = self.edge[far] - self.fold[far]
        return self.fold[far], self.fold[far] + high - chord * float(high @ chord) / max(float(chord @ chord), 1e-9)

    def strip(self, a: float, b: float) -> Outline:
        """The band of it between two shares of the way from fold to edge."""
        across = self.edge - self.fold
        return polyline(np.concatenate([self.fold + across * a, (self.fold + across * b)[::-1]]))


@dataclass(frozen=True)
class Rip:
    """A cut, torn: its middle in mm, how far it gapes to either side, and what hangs from its edges.

    wide: half width at its widest, mm. swell: how far it has opened, 0..1. unit: mm that its lips are measured by.
    """

    cut: Cut
    path: Points
    wide: float
    swell: float
    unit: float
    feeling: Feeling
    chance: Chance
    number: int

    @cached_property
    def u(self) -> Floats:
        """Shares along it."""
        return np.linspace(0, 1, len(self.path))

    @cached_property
    def normal(self) -> Points:
        """Across it, smoothed so that a wide rip does not fan at its bends."""
        half = max(len(self.path) // (16 if self.cut.angular else 9), 1)
        kernel = np.hanning(2 * half + 3)[1:-1] / np.hanning(2 * half + 3).sum()
        padded = np.pad(normals(self.path), ((half, half), (0, 0)), mode="edge")
        soft = np.column_stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)])
        return np.asarray(soft / np.maximum(np.hypot(*soft.T), 1e-9)[:, None])

    @cached_property
    def gape(self) -> Floats:
        """0 at its ends, 1 where it is widest."""
        p, s = self.cut.peak, self.cut.sharp
        return np.asarray((self.u / p) ** (s * p) * ((1 - self.u) / (1 - p)) ** (s * (1 - p)))

    @cached_property
    def teeth(self) -> list[tuple[float, int, int, float, float, float]]:
        """Where its edge was torn into tongues: (at, side, way, long, high, swell), the largest first."""
        c = self.chance("teeth", self.number)
        first = 1 if c.random() < 0.5 else -1
        n = self.cut.lips + 2
        # Along the edge in turn, so that no two lips lie over each other; the two smallest have none.
        places = self.cut.peak + (np.arange(n) - (n - 1) / 2 + c.uniform(-0.18, 0.18, n)) * 0.62 / n
        ranks = c.permutation(n)
        made = []
        for k in range(n):
            rank = int(ranks[k])
            size = (1.0, 0.74, 0.52, 0.34, 0.24)[min(rank, 4)]
            way = 1 if c.random() < 0.5 else -1
            long = size**0.5 * c.uniform(0.22, 0.32)
            swell = self.feeling.birth(0.14 + 0.12 * rank + c.uniform(0, 0.05), 0.35) * self.swell
            made.append((float(places[k]), first * (1 - 2 * (k % 2)), way, float(long), float(size), swell))
        return sorted(made, key=lambda t: -t[4])

    def widths(self, side: int) -> Floats:
        """From its middle to that edge, mm: drawn out, uneven, with a step wherever a tongue came off."""
        c = self.chance("edge", self.number, side)
        noise, u, flat = Noise(c), self.u, 0 * self.u
        jag = float(np.clip((self.feeling.mood.hand.corners - 0.15) / 0.65, 0, 1))
        rough = 0.35 + 0.65 * self.feeling.birth(0.05, 0.4)
        scale = length(self.path) / max(self.unit, 1e-6)
        uneven = 1 + rough * (
            0.42 * noise.fbm(u * 2.6 * scale, flat, 2) + 0.13 * noise.fbm(u * 15 * scale, flat + 3.1, 3)
        )
        step = 0.0 * u
        for at, facing, way, long, high, swell in self.teeth:
            if facing == side:
                v = (u - at) * way
                step += (
                    swell
                    * high
                    * (0.34 + 0.3 * jag)
                    * np.where(v < 0, np.clip(1 + v / 0.022, 0, 1) ** 1.5, np.clip(1 - v / long, 0, 1) ** 1.6)
                )
        shards = 0.16 * jag * rough * np.abs((u * 9 * scale + c.random()) % 1 - 0.5)
        return np.asarray(self.wide * (self.gape * np.maximum(uneven - shards, 0.25) + step * self.gape**0.5))

    @cached_property
    def edges(self) -> dict[int, Points]:
        """Where the skin breaks, by side, mm."""
        return {s: self.path + self.normal * (s * self.widths(s))[:, None] for s in (1, -1)}

    @cached_property
    def area(self) -> Area:
        """What is open."""
        return area(np.concatenate([self.edges[1], self.edges[-1][::-1]]))

    @cached_property
    def lips(self) -> list[Lip]:
        """The tongues that are rolled back over the skin, each from the step that it left."""
        return [self._lip(*t, k) for k, t in enumerate(self.teeth[: self.cut.lips]) if t[5] > 0.03]

    def _lip(self, at: float, side: int, way: int, long: float, high: float, swell: float, number: int) -> Lip:
        v = np.linspace(0, 1, 34)
        end = float(np.clip(at + way * 1.25 * long, 0.07, 0.93))
        where = at - 0.004 * way + (end - at) * v
        fold = np.column_stack([np.interp(where, self.u, self.edges[side][:, k]) for k in (0, 1)])
        chord = fold[-1] - fold[0]
        reach = float(np.hypot(*chord))
        ahead = chord / max(reach, 1e-9)
        out = np.array([-ahead[1], ahead[0]])
        i = int(np.argmin(np.abs(self.u - at)))
        out = out if float(out @ self.normal[i]) * side > 0 else -out
        c = self.chance("lip", self.number, number)
        noise = Noise(c)
        # A tongue: it comes to a point where it was torn off last, or it is a long roll with none.
        p, point = c.uniform(0.30, 0.46), c.uniform(0.9, 1.5)
        # Its tip is rounded off: the softer of two slopes.
        up, down = (v / p) ** point, np.clip((1 - v) / (1 - p), 0, 1) ** (point + 0.25)
        shape = 2 * up * down / np.maximum(up + down, 1e-9)
        rag = 1 + 0.20 * noise.fbm(v * 3.2, v * 0 + 1.7, 2) - 0.07 * np.abs(noise(v * 11, v * 0 + 4.4))
        for notch, deep in zip(c.uniform(0.12, 0.9, 4), c.uniform(0.06, 0.24, 4), strict=True):
            rag -= deep * np.clip(1 - np.abs(v - notch) / 0.055, 0, 1)
        broad = np.minimum(0.95 * high * self.wide, 0.45 * reach) * swell * shape * rag
        drag = c.uniform(-0.1, 0.65) * broad * shape
        return Lip(fold, fold + out * broad[:, None] + ahead * drag[:, None], broad)

    @cached_property
    def strands(self) -> list[tuple[Points, Floats]]:
        """Skin still stretched across: each a line from edge to edge, and its widths, mm."""
        made = []
        for k in range(self.cut.strands):
            c = self.chance("strand", self.number, k)
            swell = self.feeling.birth(0.32 + 0.1 * k, 0.3) * self.swell
            u = self.cut.peak + (0.20 if c.random() < 0.5 else -0.20) + c.uniform(-0.03, 0.03)
            ends = [self.place(u + d, s * 1.12) for d, s in ((0.05, 1), (-0.06, -1))]
            t = np.linspace(0, 1, 26)
            bend = tangents(self.path)[int(u * (len(self.u) - 1))] * c.uniform(-0.10, 0.14) * self.wide
            line = ends[0] + (ends[1] - ends[0]) * t[:, None] + bend * np.sin(np.pi * t)[:, None]
            thin = np.abs(2 * t - c.uniform(0.85, 1.15)) ** 2.4
            if swell > 0.03:
                made.append((line, self.wide * swell * (0.075 + 0.50 * thin)))
        return made

    def place(self, u: float | Floats, v: float | Floats) -> Points:
        """Places in it: u 0..1 along, v -1..1 from edge to edge."""
        a, b = (
            np.column_stack([np.interp(np.atleast_1d(u), self.u, self.edges[s][:, k]) for k in (0, 1)]) for s in (-1, 1)
        )
        made = a + (b - a) * (np.atleast_1d(v)[:, None] + 1) / 2
        return np.asarray(made if np.ndim(u) else made[0])

    def room(self, u: float | Floats) -> Floats:
        """Half its width there, mm."""
        return np.asarray(np.hypot(*(self.place(np.atleast_1d(u), 1.0) - self.place(np.atleast_1d(u), -1.0)).T) / 2)


def rip(cut: Cut, wide: float, unit: float, feeling: Feeling, chance: Chance, number: int) -> Rip:
    """A cut in mm as far as the feeling has torn it. wide: mm of its half width, whole. number: of its chances."""
    swell = feeling.birth(cut.born, 0.4) if cut.born else 1.0
    points = np.asarray(cut.points, float)
    middle = points.mean(0) if cut.lips else points[0]
    n = POINTS if number == 0 else POINTS // 2 if cut.lips else POINTS // 3
    path = resample(points, n) if cut.angular else smooth(points, n)
    return Rip(cut, middle + (path - middle) * swell, wide * swell, swell, unit, feeling, chance, number)


@dataclass(frozen=True)
class Wound:
    """Rips that make one wound. unit: mm that its lips and its thickness are measured by."""

    rips: Sequence[Rip]
    unit: float
    feeling: Feeling
    chance: Chance

    @cached_property
    def hole(self) -> Area:
        """All that is open, raw walls and all."""
        return simplify(union([r.area for r in self.rips]), 0.0005 * self.unit)

    @cached_property
    def lips(self) -> list[Lip]:
        """All lips."""
        return [lip for r in self.rips for lip in r.lips]

    @cached_property
    def strands(self) -> list[tuple[Points, Floats]]:
        """All strands."""
        return [s for r in self.rips for s in r.strands]

    @cached_property
    def skin(self) -> Area:
        """Skin that lies over the hole, or beside it: lips and strands."""
        return union([*(area(lip.strip(0, 1).points) for lip in self.lips), *(area(ribbon(*s)) for s in self.strands)])

    @cached_property
    def thick(self) -> float:
        """Of the skin, mm, as far as its wall is seen."""
        return 0.017 * self.unit * (0.5 + 0.5 * self.feeling.birth(0.0, 0.7))

    def below(self, share: float) -> Area:
        """The hole at a share of the skin's thickness: narrower, and moved, as one looks in from the light's side."""
        t = self.thick * share
        return intersect(grow(self.hole, -0.30 * t), moved(self.hole, LIGHT * t))

    @cached_property
    def opening(self) -> Area:
        """What of the hole shows what is behind the skin."""
        return simplify(minus(self.below(1.0), self.skin), 0.0004 * self.unit)

    def cast(self) -> Shapes:
        """Shadows that the lips drop on the skin beside them, and the skin's own swelling at the rim."""
        whole = union([self.hole, *(area(lip.strip(0, 1).points) for lip in self.lips)])
        grown = self.feeling.birth(0.05, 0.4)
        out: Shapes = []
        for k, strength in ((0.020, 0.16), (0.012, 0.20), (0.006, 0.24)):
            cast = [area(lip.strip(0, 1 + 5 * k).points - LIGHT * k * self.unit) for lip in self.lips]
            cast.append(grow(self.hole, 0.35 * k * self.unit))
            out.append(filled(simplify(minus(union(cast), whole), 0.002 * self.unit), FLESH, strength * grown))
        return out

    def wall(self, flesh: str, dermis: str) -> Shapes:
        """The cut thickness of the skin, from its pale top to the dark."""
        out: Shapes = []
        levels = ((0.0, dermis, 0.50), (0.30, flesh, 0.50), (0.58, flesh, 0.60), (0.8, BLACK, 0.6))
        for share, color, strength in levels:
            top = self.hole if share == 0 else self.below(share)
            seen = minus(minus(top, self.opening), self.skin)
            out.append(filled(simplify(seen, 0.001 * self.unit), color, strength))
        return out

    def overhang(self) -> Shapes:
        """The shadow that the upper edge drops into the hole: soft, in steps."""
        out: Shapes = []
        for k in (0.010, 0.022, 0.038):
            cast = moved(self.opening, -LIGHT * k * self.unit * (0.4 + 0.6 * self.feeling.intensity))
            out.append(filled(simplify(minus(self.opening, cast), 0.001 * self.unit), "#010006", 0.30))
        return out

    def embers(self, color: str, strength: float) -> Shapes:
        """Light on the wall of the hole, brighter towards its top."""
        out: Shapes = []
        for k, share in ((1.0, 0.16), (0.5, 0.30)):
            seen = minus(minus(self.hole, self.below(k)), self.skin)
            out.append(filled(simplify(seen, 0.001 * self.unit), color, share * strength) if strength else None)
        return out

    def underside(self, flesh: str, dermis: str) -> Shapes:
        """The underside of rolled skin: dark where it leaves the hole, lit along its roll, dark again at its edge."""
        out: Shapes = []
        raw = ((0.10, flesh, 0.48), (0.26, dermis, 0.26), (0.48, dermis, 0.22), (0.72, dermis, 0.34))
        for lip in self.lips:
            out.append(filled(lip.strip(0, ROLL), linear(*lip.axis, (0.0, flesh, 0.80), *raw, (1.0, flesh, 0.45))))
        # Its edge rolls over once more, so that the outer side of the skin is seen again, and drops a shadow.
        for a, b, strength in ((ROLL - 0.18, ROLL, 0.24), (ROLL - 0.08, ROLL, 0.30), (0.95, 1.0, 0.30)):
            out.append(filled([lip.strip(a, b) for lip in self.lips], flesh, strength))
        for side, strength in ((0.0, 0.40), (0.22, 0.40)):
            bands = []
            for p, w in self.strands:
                away = np.where(normals(p) @ LIGHT < 0, 0.5, -0.5)[:, None] * w[:, None] * normals(p)
                bands.append(polyline(np.concatenate([p + away * side * 2, (p + away)[::-1]])))
            out.append(filled(bands, flesh, strength, clip=self.hole))
        return out

    def light(self) -> Shapes:
        """Light along each roll, and on the thickness of its edge."""
        light = (0.0, PALE, 0.0), (0.18, PALE, 0.05), (0.42, PALE, 0.55), (0.70, PALE, 0.22), (1.0, PALE, 0.0)
        out: Shapes = [filled(lip.strip(0, ROLL), linear(*lip.axis, *light)) for lip in self.lips]
        out.append(filled([lip.strip(ROLL + 0.02, ROLL + 0.08) for lip in self.lips], PALE, 0.28))
        thin = []
        for p, w in self.strands:
            away = np.where(normals(p) @ LIGHT > 0, 0.22, -0.22)[:, None] * w[:, None] * normals(p)
            thin.append(band(p + away, 0.2 * w))
        return [*out, filled(thin, PALE, 0.5, clip=self.hole)]

    def lines(self) -> Shapes:
        """Outlines that lie on the skin, thick on the shaded side; the curl's hatching; wrinkles and splits."""
        feeling, chance = self.feeling, self.chance
        bold, mid, fine = (feeling.line(t) for t in ("bold", "mid", "fine"))
        bold, mid, fine = (min(w, share * self.unit) for w, share in ((bold, 0.02), (mid, 0.012), (fine, 0.006)))
        heavy = union([grow(self.hole, 0.70 * bold), moved(grow(self.hole, 0.25 * bold), -LIGHT * 0.62 * bold)])
        out: Shapes = [filled(simplify(minus(minus(heavy, self.hole), self.skin), 0.0005 * self.unit), BLACK)]
        lines: list[Outline] = []
        for number, lip in enumerate(self.lips):
            thick = np.clip(lip.broad / mid, 0, 1)
            lines += [
                band(lip.edge, 0.95 * mid * thick + 0.02),
                band(lip.fold, 0.8 * mid * thick + 0.02),
            ]
            lines.append(band(lip.fold + (lip.edge - lip.fold) * ROLL, 0.8 * fine * thick + 0.01))
            c = chance("hatch", number)
            for i in range(2, len(lip.fold) - 2):
                shown, stop = float(np.clip(lip.broad[i] / fine / 5 - 1, 0, 1)), c.uniform(0.08, 0.5) ** 1.3
                if c.random() < 0.5 and shown > 0:
                    run = lip.fold[i] + (lip.edge[i] - lip.fold[i]) * np.linspace(0.02, stop, 3)[:, None]
                    lines.append(band(run, np.array([1, 0.7, 0.1]) * fine * shown))
        ties = []
        for p, w in self.strands:
            edge, n = ribbon(p, w), len(p)
            ties += [band(e, np.minimum(0.9 * mid, 0.3 * w)) for e in (edge[:n], edge[n:][::-1])]
        pulled = [o for rip in self.rips for o in _pulled(rip, mid, fine)] + _splits(self.rips[0])
        spots = np.array([o.points[len(o.points) // 4 - 1] for o in pulled])
        clear = ~(contains(self.hole, spots) | contains(self.skin, spots))
        lines += [o for o, free in zip(pulled, clear, strict=True) if free]
        return [*out, filled(lines, BLACK), filled(ties, BLACK, clip=self.hole)]


def _pulled(rip: Rip, mid: float, fine: float) -> list[Outline]:
    """A hair crack off each end of a rip, and the wrinkles that fan from where the skin is pulled."""
    lines = []
    reach = min(0.055 * rip.unit, 0.18 * length(rip.path)) * rip.swell * (0.4 + 0.6 * rip.feeling.birth(0.1, 0.5))
    way = tangents(rip.path)
    for end, sign in ((0, -1), (-1, 1)):
        c = rip.chance("pulled", rip.number, end)
        base = float(np.arctan2(*(way[end] * sign)[::-1]))
        turns = base + np.cumsum(c.normal(0, 0.32, 7))
        run = rip.path[end] + np.concatenate([[[0, 0]], np.cumsum(heading(turns), axis=0)]) * (0.6 * reach / 7)
        lines.append(band(run, np.linspace(1.0, 0.05, 8) * mid * rip.swell))
        for k in range(4 if rip.cut.lips else 0):
            side, shown = 1 if k % 2 else -1, rip.feeling.birth(0.25 + 0.12 * k, 0.3)
            i = int((0.02 + 0.04 * k + 0.03 * c.random()) * len(rip.path))
            i = len(rip.path) - 1 - i if end else i
            t = np.linspace(0, 1, 9)
            ahead = way[i] * sign + rip.normal[i] * (side * c.uniform(0.5, 1.1))
            turn = np.arctan2(ahead[1], ahead[0]) + c.uniform(-0.5, 0.5) * t
            start = rip.edges[side][i] + ahead * 0.10 * reach
            line = start + np.cumsum(heading(turn), axis=0) * (c.uniform(0.5, 1.1) * reach * shown / 9)
            if shown > 0.03:
                lines.append(band(line, 1.4 * fine * shown * (1.02 - t) * np.clip(6 * t + 0.3, 0, 1)))
    return lines


def _splits(rip: Rip) -> list[Outline]:
    """Cracks that run from a rip's edge on into the skin, and have not opened yet."""
    lines = []
    for k, (u, side, long) in enumerate(SPLITS):
        c, shown = rip.chance("split", k), rip.feeling.birth(0.30 + 0.12 * k, 0.3)
        i = int((u + c.uniform(-0.04, 0.04)) * (len(rip.u) - 1))
        ahead = rip.normal[i] * side + tangents(rip.path)[i] * c.uniform(-1.6, 1.6)
        turn = np.arctan2(ahead[1], ahead[0]) + np.cumsum(c.normal(0, 0.28, 9))
        steps = np.concatenate([[[0, 0]], np.cumsum(heading(turn), axis=0)])
        if shown > 0.03:
            run = rip.edges[side][i] + steps * (long * rip.unit * shown / 9)
            lines.append(band(run, np.linspace(1, 0, 10) ** 1.2 * 0.07 * long * rip.unit * shown + 0.01))
    return lines
