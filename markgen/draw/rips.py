"""Rips in skin: two torn edges from knot to knot, lips that roll back from them, cracks that run on, strands across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import Area, enclosed
from markgen.draw.chance import Chance
from markgen.draw.flow import heading
from markgen.draw.lips import CURLED, Lip
from markgen.draw.noise import Noise
from markgen.draw.paths import along, length, normals, resample, shares, smooth, tangents
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]
Knots = Sequence[Sequence[float]] | Points

POINTS = 120
"""Along an edge, beside its knots."""

BITES = 9
"""Larger notches in an edge."""

LIP, BEAD = 0.0115, 0.6
"""How far a lip is rolled back where nothing peels, in sizes, and the radius of its roll, in its reach."""

TIGHT = 1e-3
"""Radius of the least roll or curl, mm."""


@dataclass(frozen=True)
class Flap:
    """Where a lip peels.

    side: on which edge, -1 the left or 1 the right. run: from which knot to the next. reach: as seen, in sizes.
    lean: how far it leans along the rip for each mm that it reaches; negative towards its beginning. born: intensity.
    broad, at: of its base, how much of the run it takes and where on it its middle is, both 0 to 1.
    """

    side: int
    run: int
    reach: float
    lean: float = 0.5
    born: float = 0.2
    broad: float = 1.0
    at: float = 0.5


@dataclass(frozen=True)
class Crack:
    """A hairline that runs on from a knot into the skin. turn: its heading, radians. long: in sizes."""

    side: int
    knot: int
    turn: float
    long: float
    born: float = 0.1


@dataclass(frozen=True)
class Cut:
    """One opening in the skin, before it is torn: knots of its two edges, from end to end, any unit.

    flaps: what is bent back from it. cracks: what runs on from it. strands: skin still across it: where along it.
    sewn: where along it stitches hold it. born: intensity. sleek: how far its runs are curves, 0 to 1.
    """

    left: Knots
    right: Knots
    flaps: Sequence[Flap] = ()
    cracks: Sequence[Crack] = ()
    strands: Sequence[float] = ()
    sewn: Sequence[float] = ()
    born: float = 0.0
    sleek: float = 0.0

    def edge(self, side: int) -> Points:
        """The knots of an edge."""
        return np.asarray(self.left if side < 0 else self.right, float)


@dataclass(frozen=True)
class Rip:
    """A cut in mm, torn. swell: how far it has opened, 0..1. unit: mm that its parts are measured by."""

    cut: Cut
    swell: float
    unit: float
    feeling: Feeling
    chance: Chance
    number: int

    @cached_property
    def u(self) -> Floats:
        """Shares of the way along it."""
        return np.linspace(0, 1, 60)

    @cached_property
    def small(self) -> float:
        """How much finer than a great one's its parts are, 0..1."""
        return min(1.0, float(np.ptp(self.cut.edge(-1), axis=0).max()) / (0.4 * self.unit))

    @cached_property
    def edges(self) -> dict[int, Points]:
        """Where the skin breaks, by side, mm: straight runs between sharp corners, ragged where they were torn."""
        return {side: self._torn(side) for side in (-1, 1)}

    def _torn(self, side: int) -> Points:
        knots = self.cut.edge(side)
        at, c = shares(knots), self.chance("edge", self.number, side + 1)
        # Bites: skin that came away with something, steep on one side.
        spots, steep = c.uniform(0.05, 0.95, BITES), c.uniform(0.004, 0.010, BITES)
        deep, slow = 0.004 + 0.018 * c.random(BITES) ** 2, c.uniform(0.012, 0.05, BITES)
        bites = np.stack([spots - steep, spots, spots + slow], axis=1)
        bites = np.where((np.arange(BITES) % 2 == 0)[:, None], bites, 2 * spots[:, None] - bites[:, ::-1])
        even = np.linspace(0, 1, POINTS if self.number == 0 else POINTS // 2)
        u = np.unique(np.clip(np.concatenate([even, at, bites.ravel()]), 0, 1))
        line = along(knots, u)
        corners = float(np.clip((self.feeling.mood.hand.corners - 0.15) / 0.65, 0, 1))
        sleek = max(self.cut.sleek, 0.55 * (1 - corners))
        line = line + sleek * (_softened(line) - line)
        rag = np.asarray(sum(d * np.interp(u, bite, [0, 1, 0]) for d, bite in zip(deep, bites, strict=True)))
        # Angular at three scales: skin tears in short straight runs.
        for many, high in ((11, 0.011), (30, 0.006), (90, 0.0034)):
            spots = np.sort(c.random(many))
            rag += high * np.interp(u, spots, c.uniform(-1, 1, many))
        # Where the edges all but meet, neither may cross the other.
        gap = np.hypot(*(line - along(self.cut.edge(-side), u)).T)
        free = np.clip(gap / (0.07 * self.unit), 0, 1)
        bow = np.zeros_like(u)
        for flap in self.cut.flaps:
            if flap.side == side:
                a, b = at[flap.run] + (at[flap.run + 1] - at[flap.run]) * (flap.at + np.array([-0.5, 0.5]) * flap.broad)
                grown = self.feeling.birth(flap.born, 0.3)
                v = np.clip((u - a) / (b - a), 0, 1)
                free *= 1 - 0.98 * grown * ((u > a) & (u < b))
                bow += 0.05 * (b - a) * length(knots) / self.unit * grown * np.sin(np.pi * v)
        rough = (0.5 + 0.5 * self.feeling.birth(0.05, 0.4)) * (0.6 + 0.7 * corners) * self.small
        out = normals(line) * -side
        return np.asarray(line + out * (self.unit * (rag * free * rough + bow * self.swell))[:, None])

    @cached_property
    def path(self) -> Points:
        """Its middle."""
        return self.place(self.u, np.zeros(len(self.u)))

    @cached_property
    def gape(self) -> Floats:
        """Half its width along it, mm."""
        return self.room(self.u)

    @cached_property
    def peak(self) -> float:
        """Where along it it gapes widest, near its middle rather than its ends: told by its knots, so that it stays
        where it is as the rip grows."""
        wide = np.hypot(*(along(self.cut.edge(1), self.u) - along(self.cut.edge(-1), self.u)).T)
        return float(self.u[int(np.argmax(wide * (1 - 0.9 * np.abs(self.u - 0.5))))])

    @cached_property
    def area(self) -> Area:
        """What is open."""
        return enclosed(np.concatenate([self.edges[1], self.edges[-1][::-1]]))

    @cached_property
    def lips(self) -> list[Lip]:
        """What is rolled back from either edge, as far as it has been torn."""
        return [self._lip(side) for side in (-1, 1)]

    def _lip(self, side: int) -> Lip:
        n = 2 * POINTS if self.number == 0 else POINTS
        fold, u, c = resample(self.edges[side], n), np.linspace(0, 1, n), self.chance("lip", self.number, side + 1)
        calm = _softened(fold, n // 16)
        bead = self._bead(u, Noise(c))
        rag = np.interp(u, np.sort(c.random(40)), c.uniform(-0.22, 0.16, 40))
        rag += np.interp(u, np.sort(c.random(110)), c.uniform(-0.12, 0.12, 110))
        shift = np.interp(u, np.sort(c.random(70)), c.uniform(-1, 1, 70))
        none = np.zeros(n)
        out, tight = -side * normals(calm), np.full(n, TIGHT)
        reach = bead * (1 + rag)
        lip = Lip(side, fold, out, tangents(calm), reach, bead, tight, none, tight, none, none, none, none)
        for k, flap in enumerate(self.cut.flaps):
            if flap.side == side:
                lip = self._peeled(lip, k, calm, rag)
        whole = np.maximum(lip.whole, lip.reach)
        return replace(
            lip,
            whole=whole,
            round=np.maximum(np.minimum(BEAD * bead + 0.17 * whole * lip.peel, 0.016 * self.unit), TIGHT),
            hem=np.minimum(lip.hem, 0.7 * lip.reach),
            fray=0.05 * whole * lip.peel * shift,
        )

    def _bead(self, u: Floats, noise: Noise) -> Floats:
        """How far a lip is rolled back where nothing peels, mm: unevenly, and less towards both ends."""
        grown = self.small * self.swell * (0.4 + 0.6 * self.feeling.birth(0.05, 0.4))
        uneven = np.clip(0.75 + 1.1 * noise.fbm(11 * u, 0 * u, 3), 0.22, 1.9)
        return np.asarray(LIP * self.unit * grown * uneven * np.sin(np.pi * np.clip(u, 0.004, 0.996)) ** 0.5)

    def _peeled(self, lip: Lip, k: int, calm: Points, rag: Floats) -> Lip:
        """A lip with the k-th of the flaps torn out of it. calm: its fold without bites. rag: what is missing from its
        torn edge, or stands out, in its reach."""
        flap = self.cut.flaps[k]
        swell = self.feeling.birth(flap.born, 0.35) * self.swell
        if swell < 0.03:
            return lip
        c, n = self.chance("peel", self.number, k), len(calm)
        a, b = self._base(flap, swell)
        v = np.clip((np.linspace(0, 1, n) - a) / (b - a), 0, 1)
        far = flap.reach * self.unit * swell * c.uniform(0.9, 1.1)
        swath = _swath(v if flap.lean > 0 else 1 - v, c)
        mine = np.clip(1.6 * swath, 0, 1) ** 0.5
        # It rolls back over itself, and what shows of its edge on the roll is ragged.
        curl = np.maximum(lip.curl, far * c.uniform(0.13, 0.17) * np.clip(1.5 * swath, 0, 1))
        rolled = curl * (CURLED - 1.1 + 2.2 * rag) * (mine > 0)
        reach = np.maximum(lip.reach, far * swath * c.uniform(0.72, 0.84) + rolled)
        hem = np.maximum(lip.hem, rolled)
        # Its sheet is stiff: it is turned as one.
        chord = along(calm, np.array([max(a, 0.0), min(b, 1.0)]))
        stiff = mine[:, None] ** 2
        return replace(
            lip,
            out=lip.out + stiff * (-lip.side * normals(chord)[0] - lip.out),
            way=lip.way + stiff * (tangents(chord)[0] - lip.way),
            reach=reach,
            whole=np.maximum(lip.whole, far * mine),
            hem=hem,
            curl=curl,
            lean=lip.lean + flap.lean * mine,
            lift=lip.lift + c.uniform(0.03, 0.10) * mine,
            peel=np.maximum(lip.peel, mine),
        )

    def _base(self, flap: Flap, swell: float) -> tuple[float, float]:
        """From where to where along its edge a flap hangs, 0..1. What is torn first is its tip: a small one hangs on a
        short base."""
        edge, knots, at = self.edges[flap.side], self.cut.edge(flap.side), self.tracks[flap.side][0]
        a, b = (float(at[int(np.argmin(np.hypot(*(edge - knots[i]).T)))]) for i in (flap.run, flap.run + 1))
        a, b = a + (b - a) * (flap.at + np.array([-0.5, 0.5]) * (0.4 + 0.6 * swell) * flap.broad)
        return float(a), float(b)

    @cached_property
    def cracks(self) -> list[Points]:
        """Hairlines in the skin, each from the rip outwards."""
        made = []
        for k, crack in enumerate(self.cut.cracks):
            c = self.chance("crack", self.number, k)
            shown = self.feeling.birth(crack.born, 0.4) * self.swell
            turns = crack.turn + np.cumsum(c.normal(0, 0.16, 9)) + np.tile([0.34, -0.34, 0.1], 3)
            steps = heading(turns) * c.uniform(0.5, 1.5, 9)[:, None]
            run = np.concatenate([[[0, 0]], np.cumsum(steps, axis=0)]) / length(np.cumsum(steps, axis=0))
            if shown > 0.03:
                # It starts in the hole, wherever the rim has got to by now: at an end, where that still gapes.
                edge, knots = self.edges[crack.side], self.cut.edge(crack.side)
                start = edge[int(np.argmin(np.hypot(*(edge - knots[crack.knot]).T)))]
                if crack.knot in (0, len(knots) - 1):
                    start = self.place(0.025 if crack.knot == 0 else 0.975, 0.0)
                made.append(start + run * (crack.long * self.unit * shown))
        return made

    @cached_property
    def strands(self) -> list[tuple[Points, Floats]]:
        """Skin still stretched across: each a line from edge to edge, and widths, mm; the first is a strip, the
        others fibres."""
        made = []
        for k, u in enumerate(self.cut.strands):
            c = self.chance("strand", self.number, k)
            swell = self.feeling.birth(0.3 + 0.08 * k, 0.3) * self.swell
            skew = c.uniform(0.02, 0.06) * (1 - 2 * (k % 2))
            ends = [
                self.place(min(max(u + d, 0.02), 0.98), s * (1.3 if k == 0 else 1.05))
                for d, s in ((skew, 1), (-skew, -1))
            ]
            t = np.linspace(0, 1, 15)
            line = ends[0] + (ends[1] - ends[0]) * t[:, None]
            line += (
                normals(line) * ((0.05 if k == 0 else 0.02) * self.unit * np.sin(np.pi * t) * c.uniform(-1, 1))[:, None]
            )
            root = np.abs(2 * t - c.uniform(0.9, 1.1))
            thin = (0.005, 0.05) if k == 0 else (c.uniform(0.0012, 0.0024), 0.014)
            # Where it is narrow, its roots are too.
            share = min(1.0, float(self.room(min(max(u, 0.02), 0.98))[0]) / (0.07 * self.unit))
            if swell > 0.03:
                wide = thin[0] + thin[1] * share * root ** (3 if k == 0 else 5)
                made.append((line, self.unit * swell * wide))
        return made

    @cached_property
    def stitches(self) -> list[tuple[Points, float]]:
        """Threads across it, from where each enters the skin to where it leaves it, mm; how thick each is, 0..1."""
        made: list[tuple[Points, float]] = []
        for k, u in enumerate(self.cut.sewn):
            c, shown = self.chance("stitch", self.number, k), self.feeling.birth(0.06 * k - 0.12, 0.25)
            skew = 0.045 * (1 - 2 * (k % 2)) + c.uniform(-0.02, 0.02)
            ends = []
            for d, side in ((skew, 1), (-skew, -1)):
                rim, middle = self.place(u + d, float(side)), self.place(u + d, 0.0)
                away = (rim - middle) / max(float(np.hypot(*(rim - middle))), 1e-9)
                ends.append(rim + away * self.unit * c.uniform(0.035, 0.055))
            if shown > 0.03:
                made.append((ends[0] + (ends[1] - ends[0]) * np.linspace(0, 1, 12)[:, None], shown))
        return made

    @cached_property
    def tracks(self) -> dict[int, tuple[Floats, Points]]:
        """By side: how far along its edge each point of that is, 0..1, and the edge."""
        return {side: (shares(edge), edge) for side, edge in self.edges.items()}

    def _ends(self, u: float | Floats) -> tuple[Points, Points]:
        """Where its two edges are there."""
        left, right = (
            np.stack([np.interp(np.atleast_1d(u), at, edge[:, k]) for k in (0, 1)], axis=-1)
            for at, edge in self.tracks.values()
        )
        return left, right

    def place(self, u: float | Floats, v: float | Floats) -> Points:
        """Places in it: u 0..1 along, v -1..1 from edge to edge."""
        left, right = self._ends(u)
        made = left + (right - left) * (np.atleast_1d(v)[:, None] + 1) / 2
        return np.asarray(made if np.ndim(u) else made[0])

    def room(self, u: float | Floats) -> Floats:
        """Half its width there, mm."""
        left, right = self._ends(u)
        return np.asarray(np.hypot(*(right - left).T) / 2)

    def brought(self, share: float, shift: Points) -> Rip:
        """The same rip, that many times as large, moved by mm: what is told of it already is not torn again."""
        made = replace(self, cut=placed(self.cut, share * np.eye(2), shift), unit=share * self.unit)
        edges = {side: edge * share + shift for side, edge in self.edges.items()}
        lips = [lip.brought(share, shift) for lip in self.lips]
        vars(made).update(edges=edges, lips=lips, cracks=[run * share + shift for run in self.cracks])
        return made

    @cached_property
    def reach(self) -> Points:
        """Places that it extends to, mm."""
        return np.concatenate([*(lip.edge for lip in self.lips), *self.cracks])


def _swath(v: Floats, c: np.random.Generator) -> Floats:
    """How far a peel is rolled back at shares of its base from where it was torn first, in its reach: two torn flanks,
    the first the steeper, and a roll between them that runs askew, some more and some less, and is nicked where it has
    split."""
    knots = np.concatenate([[0.0], c.uniform([0.07, 0.26, 0.44, 0.6, 0.8], [0.14, 0.38, 0.54, 0.7, 0.88]), [1.0]])
    sheet = c.uniform([0.5, 0.78, 0.52, 0.24], [0.75, 0.95, 0.72, 0.40])
    ear = c.uniform([0.35, 0.5, 0.3, 0.12], [0.6, 0.7, 0.45, 0.22])
    first, *rest = sheet + c.uniform(0.0, 1.0) * (ear - sheet)
    made = np.interp(v, knots, np.array([0.0, first, 1.0, *rest, 0.0]))
    for spot, deep in zip(c.uniform(0.15, 0.85, 2), c.uniform(0.0, 0.35, 2), strict=True):
        made = made * (1 - deep * np.interp(v, spot + np.array([-0.015, 0.0, 0.08]), [0.0, 1.0, 0.0]))
    return np.asarray(made)


def _softened(line: Points, reach: int = 9) -> Points:
    """The line with its corners rounded, its ends where they were."""
    ends = (2 * line[:1] - line[reach:0:-1], 2 * line[-1:] - line[-2 : -reach - 2 : -1])
    long = np.concatenate([ends[0], line, ends[1]])
    weight = np.hanning(2 * reach + 3)[1:-1]
    return np.column_stack([np.convolve(long[:, k], weight / weight.sum(), "valid") for k in (0, 1)])


def placed(cut: Cut, turn: Points, centre: Points) -> Cut:
    """A cut turned, mirrored and scaled by a matrix that rows are multiplied by, about 0, 0, and brought to a place."""
    left, right = (cut.edge(side) @ turn + centre for side in (-1, 1))
    hand = 1 if np.linalg.det(turn) > 0 else -1
    flaps = tuple(replace(each, side=each.side * hand) for each in cut.flaps)
    ways = [heading(each.turn) @ turn for each in cut.cracks]
    cracks = tuple(
        replace(each, side=each.side * hand, turn=float(np.arctan2(way[1], way[0])))
        for each, way in zip(cut.cracks, ways, strict=True)
    )
    return replace(cut, left=left if hand > 0 else right, right=right if hand > 0 else left, flaps=flaps, cracks=cracks)


def rip(cut: Cut, unit: float, feeling: Feeling, chance: Chance, number: int) -> Rip:
    """A cut in mm as far as the feeling has torn it: it opens from its middle."""
    swell = feeling.birth(cut.born, 0.4) if cut.born else 1.0
    middle = np.concatenate([cut.edge(-1), cut.edge(1)]).mean(0)
    left, right = (middle + (cut.edge(s) - middle) * swell for s in (-1, 1))
    return Rip(replace(cut, left=left, right=right), swell, unit, feeling, chance, number)


PEELS = (1.0, 0.75, 0.85, 0.6, 0.7, 0.9)
"""How far each peel reaches, in the largest."""


BRIDGES = (0.90,)
"""Where along a rip skin still bridges it: near an end, where it has been torn last."""


def ripped(
    path: Points, wide: float, sharp: float, flaps: int, most: float, size: float, chance: Chance, number: int
) -> Cut:
    """A cut along a path, torn from one end to the other: peels lean all one way, of very different sizes.

    path: mm. wide: half its width at its widest, mm. sharp: under 1 blunt ends, 1 round ones, 2 an almond. flaps: how
    many peels, as many as PEELS at most. most: mm that a peel may reach. size: mm that reaches are told in.
    """
    c = chance("ripped", number)
    line = resample(path, 200)
    side = normals(smooth(line[::20], 200))
    first, ran = (1 if c.random() < 0.5 else -1 for _ in range(2))
    sizes = c.permuted(np.array(PEELS[:flaps]))
    # A base is more than twice as wide as its peel is long: it is a band of skin, and no thorn.
    spread = sizes**0.8 * most / length(line) * c.uniform(1.15, 1.6, flaps)
    edges: dict[int, Points] = {}
    at: dict[int, Floats] = {}
    made: list[Flap] = []
    for s in (-1, 1):
        mine = [k for k in range(flaps) if first * (1 - 2 * (k % 2)) == s]
        # From end to end, with gaps of any width between them; too many for their side are narrower.
        bases = 2 * spread[mine] * min(1.0, 0.7 / max(2 * float(spread[mine].sum()), 1e-9))
        gaps = c.uniform(0.1, 1.0, len(mine) + 1)
        gaps *= (0.88 - bases.sum()) / gaps.sum()
        start = 0.06 + np.cumsum(gaps[:-1]) + np.cumsum(bases) - bases
        fixed = [0.0, *np.column_stack([start, start + bases]).ravel().tolist(), 1.0]
        u = list(fixed)
        for a, b in zip(fixed[::2], fixed[1::2], strict=True):
            n = max(int(np.ceil((b - a) / 0.09)), 1)
            u += [float(v) for v in a + (b - a) * (np.arange(1, n) + c.uniform(-0.3, 0.3, n - 1)) / n]
        knots = np.array(sorted(u))
        # Widest two fifths of the way, and drawn out to both ends.
        gape = (4 * knots * (1 - knots)) ** (sharp / 2) * (1 + 0.23 * sharp * np.cos(2 * np.pi * (knots - 0.40)))
        w = s * wide * gape * c.uniform(0.92, 1.07, len(knots))
        i = np.round(knots * 199).astype(int)
        edges[s], at[s] = line[i] - side[i] * w[:, None], knots
        for k, begin in zip(mine, start.tolist(), strict=True):
            run = int(np.argmin(np.abs(knots - begin)))
            made.append(Flap(s, run, float(sizes[k]) * most / size, ran * c.uniform(0.1, 0.4), 0.08 + 0.06 * k))
    return Cut(edges[-1], edges[1], tuple(made), _run_on(line, side, at, c), BRIDGES)


def _run_on(line: Points, side: Points, at: dict[int, Floats], c: np.random.Generator) -> tuple[Crack, ...]:
    """Cracks of a cut along a line: two at either end, and three anywhere. side: the line's unit normals. at: by edge,
    where along the line its knots are, 0..1."""
    way = tangents(line)
    cracks = []
    for knot, ahead in ((0, -way[0]), (len(at[1]) - 1, way[-1])):
        base = float(np.arctan2(ahead[1], ahead[0]))
        cracks += [Crack(1, knot, base + c.uniform(-0.2, 0.2), 0.085), Crack(1, knot, base + 0.5, 0.03, 0.3)]
    for k in range(3):
        s = (1, -1)[k % 2]
        knot = int(c.integers(1, len(at[s]) - 1))
        out = -side[round(float(at[s][knot]) * 199)] * s
        turn = float(np.arctan2(out[1], out[0])) + c.uniform(-0.7, 0.7)
        cracks.append(Crack(s, knot, turn, c.uniform(0.05, 0.12), 0.2 + 0.1 * k))
    return tuple(cracks)
