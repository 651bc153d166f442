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
from markgen.draw.paint import filled
from markgen.draw.paths import band, length, normals, polyline, resample, ribbon, smooth, tangents, whip
from markgen.values import Feeling, Outline, Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

BLACK, FLESH, DERMIS, PALE = "#0a070d", "#4c1820", "#c0504c", "#fff0e6"
"""Line; the depth of torn skin, its raw middle, the light on its edge."""

LIGHT = np.array([-0.60, -0.80])
"""Where the light comes from: the wall of the hole that faces it is seen, the other is in the shadow of its lip."""

MOUTH, OVERHANG = 0.20, 0.10
"""Of a lip: how deep the mouth of its roll is seen, and how far the roll leans over the hole, in its breadths."""

SPLITS = ((0.20, 1, 0.085), (0.76, -1, 0.10), (0.62, 1, 0.05), (0.34, -1, 0.06))
"""Cracks that run on from the edge of a rip into the skin: where along it, on which side, how long in units."""

HATCH = 25
"""Whips along a lip, on either side of its light."""

TURNS = np.linspace(0, 2 * np.pi, 16, endpoint=False)
POINTS = 104
"""Along a rip; a small one has fewer."""


@dataclass(frozen=True)
class Cut:
    """One opening in the skin, before it is torn.

    points: along its middle, any unit. wide: half its width where it gapes most, in sizes of the mark. peak: where
    that is, 0..1 along it. sharp: 1 round ends, 2 an almond, 4 and more ends drawn out long. lips: flaps of skin
    rolled back from it. strands: fibres across it. born: intensity. angular: its middle keeps its corners. hang: where
    along it its only lip is, and by its sign on which side; 0 leaves both to chance.
    """

    points: Sequence[Sequence[float]] | Points
    wide: float
    peak: float = 0.45
    sharp: float = 2.4
    lips: int = 0
    strands: int = 0
    born: float = 0.0
    angular: bool = False
    hang: float = 0.0


@dataclass(frozen=True)
class Lip:
    """A tongue of skin peeled back like bark: it leaves the hole at its hinge, and its free side rolls up and over.

    fold, edge: the hinge and the far side of the roll, from where it was torn across to where it runs out, mm.
    curl: where the torn edge lies on it again, as shares of the way between them; rag: what is torn off that.
    """

    fold: Points
    edge: Points
    curl: Floats
    rag: Floats

    @cached_property
    def broad(self) -> Floats:
        """mm from hinge to far side."""
        return np.asarray(np.hypot(*(self.edge - self.fold).T))

    def at(self, share: float | Floats) -> Points:
        """The line at that share of the way across; 0 to 1 is its inner side, 1 its torn edge, 2 its far side."""
        return np.asarray(self.fold + (self.edge - self.fold) * _across(share, self.curl, self.rag)[:, None])

    def strip(self, a: float | Floats, b: float | Floats) -> Outline:
        """The band of it between two shares, as of `at`; away from its torn edge every other point will do."""
        near = min(float(np.abs(np.asarray(s) - 1).min()) for s in (a, b))
        step = 1 if near < 0.2 else 2
        return polyline(np.concatenate([self.at(a)[::step], self.at(b)[::-step]]))

    def run(self, v: float, a: float, b: float, n: int = 4) -> Points:
        """A line round it: v along the hinge, from share a to share b as of `at`."""
        t = np.linspace(a, b, n)
        bow = (
            2 * np.sqrt(np.clip((t % 1) * (1 - t % 1), 0, 1)) * MOUTH * float(self.broad[int(v * (len(self.curl) - 1))])
        )
        i, whole = (
            np.clip(v + bow / max(length(self.fold), 1e-9), 0, 1) * (len(self.curl) - 1),
            np.arange(len(self.curl)),
        )
        rows = np.column_stack([self.fold, self.edge, self.curl, self.rag])
        x, y, far_x, far_y, curl, rag = (np.interp(i, whole, row) for row in rows.T)
        g = _across(t, curl, rag)
        return np.column_stack([x + (far_x - x) * g, y + (far_y - y) * g])

    def mouth(self, share: float | Floats, turns: Floats) -> Points:
        """Places in the open end of the roll: share of its radius, and the angle there from its outer end, radians."""
        low, high = self.at(1.0)[0], self.edge[0]
        across = high - low
        back = np.array([-across[1], across[0]])
        back *= -np.sign(float(back @ (self.fold[-1] - self.fold[0])) or 1.0)
        share = np.broadcast_to(share, turns.shape)[:, None]
        return np.asarray(
            (low + high) / 2 + share * (np.cos(turns)[:, None] * across / 2 + np.sin(turns)[:, None] * MOUTH * back)
        )

    @cached_property
    def area(self) -> Area:
        """All that it covers."""
        return union([area(self.strip(0, 2).points), area(self.mouth(1.0, TURNS))])


def _across(share: float | Floats, curl: Floats, rag: Floats) -> Floats:
    """Shares of the way from a lip's hinge to its far side, of shares as of `Lip.at`."""
    s = np.asarray(share)
    g = np.where(s < 1, curl * s, curl + (1 - curl) * (s - 1))
    return np.asarray(g + rag * np.clip(1 - np.abs(s - 1) / 0.2, 0, 1))


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
        first, hang = 1 if c.random() < 0.5 else -1, self.cut.hang
        first = first if not hang else 1 if hang > 0 else -1
        n = max(self.cut.lips, 1)
        # Along the edge in turn, on alternate sides, so that no two lips lie over each other.
        ranks, made = c.permutation(n), []
        for k in range(n):
            rank, side = int(ranks[k]), first * (1 - 2 * (k % 2))
            size, long = (1.0, 0.86, 0.74, 0.64)[min(rank, 3)], min(c.uniform(0.34, 0.40), 1.05 / n)
            way = 1 if c.random() < 0.5 else -1
            # Its middle lies in its own share of the rip.
            at = self.cut.peak + (k - (n - 1) / 2) * 0.72 / n + c.uniform(-0.03, 0.03)
            at += abs(hang) - self.cut.peak if hang else 0.5 * (0.5 - self.cut.peak)
            swell = self.feeling.birth(0.14 + 0.12 * rank + c.uniform(0, 0.05), 0.35) * self.swell
            at = float(np.clip(at - way * long / 2, 0.10, 0.90))
            made.append((at, side, way, float(long), size, swell))
        return sorted(made, key=lambda t: -t[4])

    def widths(self, side: int) -> Floats:
        """From its middle to that edge, mm: drawn out, uneven, with a step wherever a tongue came off."""
        c = self.chance("edge", self.number, side)
        noise, u, flat = Noise(c), self.u, 0 * self.u
        jag = float(np.clip((self.feeling.mood.hand.corners - 0.15) / 0.65, 0, 1))
        rough = 0.35 + 0.65 * self.feeling.birth(0.05, 0.4)
        scale = length(self.path) / max(self.unit, 1e-6)
        uneven = 1 + rough * (
            0.42 * noise.fbm(u * 2.6 * scale, flat, 2) + 0.17 * noise.fbm(u * 17 * scale, flat + 3.1, 3)
        )
        step = 0.0 * u
        for at, facing, way, long, high, swell in self.teeth:
            if facing == side:
                v = (u - at) * way
                step += (
                    swell
                    * high
                    * (0.30 + 0.3 * jag)
                    * np.where(v < 0, np.clip(1 + v / 0.03, 0, 1) ** 1.5, np.clip(1 - v / long, 0, 1) ** 1.3)
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
        c, n = self.chance("lip", self.number, number), 31
        v = np.linspace(0, 1, n)
        end = float(np.clip(at + way * long, 0.04, 0.96))
        # The hinge is a soft line over the ragged edge: skin bends where it can.
        knots = at + (end - at) * np.linspace(0, 1, 5)
        fold = smooth(np.column_stack([np.interp(knots, self.u, self.edges[side][:, k]) for k in (0, 1)]), n)
        chord = fold[-1] - fold[0]
        reach = float(np.hypot(*chord))
        out = np.array([-chord[1], chord[0]]) / max(reach, 1e-9)
        out *= np.sign(float(out @ self.normal[int(np.argmin(np.abs(self.u - at)))])) * side or 1.0
        turn = normals(fold)
        ways = out + 0.8 * turn * np.sign((turn @ out)[:, None])
        ways /= np.maximum(np.hypot(*ways.T), 1e-9)[:, None]
        # It swells behind its mouth, and is drawn out long; its outer corner was torn off last, and points.
        shape = (1 - v) ** c.uniform(1.15, 1.4) * (0.34 + c.uniform(3.0, 3.7) * v)
        point = chord[None] / max(reach, 1e-9) * (c.uniform(0.6, 1.1) * (1 - v) ** 4)[:, None]
        broad = min(0.90 * high * self.wide, 0.34 * reach) * swell * shape
        curl = c.uniform(0.44, 0.54) + 0.10 * Noise(c).fbm(v * 2.2, 0 * v, 2) + 0.10 * v
        rag = 0 * v
        for notch, deep in zip(c.uniform(0.08, 0.8, 4), c.uniform(0.05, 0.15, 4), strict=True):
            rag += deep * np.where(
                v < notch, np.clip(1 + (v - notch) / 0.11, 0, 1), np.clip(1 - (v - notch) / 0.03, 0, 1)
            )
        return Lip(fold - ways * (OVERHANG * broad)[:, None], fold + (ways - point) * broad[:, None], curl, rag)

    @cached_property
    def strands(self) -> list[tuple[Points, Floats]]:
        """Fibres still stretched across, straight and thin as hairs: each a line from edge to edge, and widths, mm."""
        made = []
        for k in range(self.cut.strands):
            c = self.chance("strand", self.number, k)
            swell = self.feeling.birth(0.32 + 0.1 * k, 0.3) * self.swell
            # In two sheaves, above and below where it gapes most.
            u = self.cut.peak + (0.27, -0.26)[k % 2] + c.uniform(-0.025, 0.025)
            skew = (0.035, -0.045)[k % 2] + c.uniform(-0.022, 0.022)
            ends = [self.place(u + d, s * 1.06) for d, s in ((skew, 1), (-skew, -1))]
            t = np.linspace(0, 1, 15)
            line = ends[0] + (ends[1] - ends[0]) * t[:, None]
            root = np.abs(2 * t - c.uniform(0.9, 1.1))
            if swell > 0.03:
                made.append((line, self.unit * swell * (c.uniform(0.0012, 0.0032) + 0.015 * root**7)))
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
        return simplify(union([r.area for r in self.rips]), 0.0008 * self.unit)

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
        return union([self.rolled, *(area(ribbon(*s)) for s in self.strands)])

    @cached_property
    def thick(self) -> float:
        """Of the skin, mm, as far as its wall is seen."""
        return 0.017 * self.unit * (0.5 + 0.5 * self.feeling.birth(0.0, 0.7))

    def below(self, share: float) -> Area:
        """The hole at a share of the skin's thickness: narrower, and moved, as one looks in from the light's side."""
        t = self.thick * share
        return intersect(grow(self.hole, -0.30 * t), moved(self.hole, LIGHT * t))

    @cached_property
    def rolled(self) -> Area:
        """Skin that is rolled back over the hole, or beside it."""
        return union(lip.area for lip in self.lips)

    @cached_property
    def gap(self) -> Area:
        """What of the hole no lip covers."""
        return minus(self.hole, self.rolled)

    @cached_property
    def pane(self) -> Area:
        """What of the hole would show what is behind the skin if no fibre crossed it."""
        return simplify(minus(self.below(1.0), self.rolled), 0.0004 * self.unit)

    @cached_property
    def opening(self) -> Area:
        """What of the hole shows what is behind the skin."""
        return minus(self.pane, union(area(ribbon(*s)) for s in self.strands))

    def cast(self) -> Shapes:
        """Shadows that the lips drop on the skin beside them, and the skin's own swelling at the rim."""
        whole = union([self.hole, self.rolled])
        grown = self.feeling.birth(0.05, 0.4)
        out: Shapes = []
        for k, strength in ((0.026, 0.18), (0.017, 0.24), (0.009, 0.34)):
            cast = [moved(lip.area, -LIGHT * k * self.unit) for lip in self.lips]
            cast.append(grow(self.hole, 0.35 * k * self.unit))
            out.append(filled(simplify(minus(union(cast), whole), 0.003 * self.unit), FLESH, strength * grown))
        return out

    def wall(self, flesh: str, dermis: str) -> Shapes:
        """The cut thickness of the skin, from its pale top to the dark."""
        out: Shapes = []
        levels = ((0.0, dermis, 0.50), (0.34, flesh, 0.66), (0.72, BLACK, 0.7))
        for share, color, strength in levels:
            top = self.hole if share == 0 else self.below(share)
            seen = minus(minus(top, self.opening), self.skin)
            out.append(filled(simplify(seen, 0.0018 * self.unit), color, strength))
        return out

    def overhang(self) -> Shapes:
        """The dark under the rim, in steps: all round, deeper on the light's side, and black along every lip."""
        out: Shapes = []
        near = 0.4 + 0.6 * self.feeling.intensity
        for k, strength in ((0.005, 0.60), (0.009, 0.40), (0.015, 0.40)):
            free = grow(self.pane, -0.8 * k * self.unit * near)
            lit = intersect(free, moved(free, -LIGHT * 0.7 * k * self.unit * near))
            deep = [
                area(lip.strip(-90 * k * np.clip(8 * np.linspace(0, 1, len(lip.curl)), 0, 1), 0.1).points)
                for lip in self.lips
            ]
            dark = union([minus(self.opening, lit), *(intersect(each, self.opening) for each in deep)])
            out.append(filled(simplify(dark, 0.0018 * self.unit), "#010006", strength))
        return out

    def embers(self, color: str, strength: float) -> Shapes:
        """Light on the wall of the hole, brighter towards its top."""
        out: Shapes = []
        for k, share in ((1.0, 0.16), (0.5, 0.30)):
            seen = minus(minus(self.hole, self.below(k)), self.skin)
            out.append(filled(simplify(seen, 0.001 * self.unit), color, share * strength) if strength else None)
        return out

    def underside(self, flesh: str, dermis: str) -> Shapes:
        """Rolled skin: black where it leaves the hole, bare along its roll, dark again as it turns away."""
        out: Shapes = [filled([lip.strip(0, 1) for lip in self.lips], dermis, 0.50)]
        # Its raw inner side lies in the shade of its own roll; the roll is bare skin that turns away.
        inner = ((0, 0.62, flesh, 0.20), (0, 0.40, flesh, 0.30), (0, 0.22, BLACK, 0.45), (0, 0.10, BLACK, 0.5))
        under = ((0.70, 1, flesh, 0.36), (0.86, 1, BLACK, 0.40))
        turned = ((1.44, 2, flesh, 0.18), (1.62, 2, flesh, 0.28), (1.8, 2, flesh, 0.42))
        for a, b, color, strength in (*inner, *under, *turned):
            out.append(filled([lip.strip(a, b) for lip in self.lips], color, strength))
        mouths = [polyline(lip.mouth(1.0, TURNS)) for lip in self.lips]
        out += [filled(mouths, flesh, 0.8), filled([polyline(lip.mouth(0.80, TURNS)) for lip in self.lips], BLACK, 0.8)]
        for side, strength in ((0.0, 0.40), (0.22, 0.40)):
            bands = []
            for p, w in self.strands:
                away = np.where(normals(p) @ LIGHT < 0, 0.5, -0.5)[:, None] * w[:, None] * normals(p)
                bands.append(polyline(np.concatenate([p + away * side * 2, (p + away)[::-1]])))
            out.append(filled(bands, flesh, strength, clip=self.gap))
        return out

    def light(self) -> Shapes:
        """Light along each roll, and on the thickness of its torn edge, which winds into the mouth."""
        out: Shapes = []
        for a, b, strength in ((1.18, 1.42, 0.14), (1.24, 1.34, 0.18)):
            out.append(filled([lip.strip(a, b) for lip in self.lips], PALE, strength))
        out.append(filled([lip.strip(1.0, 1.08) for lip in self.lips], PALE, 0.6))
        wind = np.linspace(0, 2.5 * np.pi, 22)
        scrolls = []
        for lip in self.lips:
            thick = 0.07 * (1 - lip.curl[0]) * lip.broad[0] * np.linspace(1, 0.2, len(wind))
            scrolls.append(band(lip.mouth(np.linspace(0.93, 0.34, len(wind)), wind), thick))
        out.append(filled(scrolls, PALE, 0.55))
        thin = []
        for p, w in self.strands:
            away = np.where(normals(p) @ LIGHT > 0, 0.22, -0.22)[:, None] * w[:, None] * normals(p)
            thin.append(band(p + away, 0.3 * w))
        return [*out, filled(thin, PALE, 0.5, clip=self.gap)]

    def lines(self) -> Shapes:
        """Outlines that lie on the skin, thick on the shaded side; the curl's hatching; wrinkles and splits."""
        feeling, chance = self.feeling, self.chance
        bold, mid, fine = (feeling.line(t) for t in ("bold", "mid", "fine"))
        bold, mid, fine = (min(w, share * self.unit) for w, share in ((bold, 0.02), (mid, 0.012), (fine, 0.006)))
        heavy = union([grow(self.hole, 0.70 * bold), moved(grow(self.hole, 0.25 * bold), -LIGHT * 0.62 * bold)])
        out: Shapes = [filled(simplify(minus(minus(heavy, self.hole), self.skin), 0.0012 * self.unit), BLACK)]
        lines: list[Outline] = []
        for number, lip in enumerate(self.lips):
            thick = np.clip(lip.broad / mid / 2, 0, 1)
            thin = thick[::2]
            rim = lip.mouth(1.0, np.append(TURNS, 2 * np.pi))
            lines += [
                band(lip.edge[::2], 1.0 * mid * thin + 0.02),
                band(lip.fold[::2], 1.3 * mid * thin + 0.02),
                band(rim, 0.9 * mid * thick[0]),
                band(lip.at(1.0), 0.7 * mid * thick + 0.01),
            ]
            # Whips that run round the roll: long ones out of the crease, short ones from under the torn edge.
            c, size = chance("hatch", number), len(lip.fold)
            for v in np.linspace(0.02, 0.93, HATCH) + c.uniform(-0.008, 0.008, HATCH):
                shown = float(np.clip(lip.broad[int(v * (size - 1))] / fine / 6 - 1, 0, 1))
                deep, back = 0.35 + 0.6 * c.random(), 0.22 + 0.46 * c.random() ** 1.6
                if shown > 0:
                    lines.append(whip(lip.run(v, 0.03, deep), np.array([1.5, 1.3, 0.8, 0]) * fine * shown))
                    lines.append(whip(lip.run(v, 1.99, 1.99 - back, 3), np.array([1.4, 1.0, 0]) * fine * shown))
        ties = []
        for p, w in self.strands:
            edge, n = ribbon(p, w), len(p)
            ties += [band(e, np.minimum(0.6 * fine, 0.22 * w)) for e in (edge[:n], edge[n:][::-1])]
        pulled = [o for rip in self.rips for o in _pulled(rip, mid, fine)] + _splits(self.rips[0])
        spots = np.array([o.points[len(o.points) // 4 - 1] for o in pulled])
        clear = ~(contains(self.hole, spots) | contains(self.skin, spots))
        lines += [o for o, free in zip(pulled, clear, strict=True) if free]
        return [*out, filled(lines, BLACK), filled(ties, BLACK, clip=self.gap)]


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
            lines.append(band(run, np.linspace(1, 0, 10) ** 1.2 * 0.04 * long * rip.unit * shown + 0.01))
    return lines
