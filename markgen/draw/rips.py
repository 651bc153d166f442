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
from markgen.draw.lips import Lip
from markgen.draw.noise import Noise
from markgen.draw.paths import along, length, normals, resample, shares, smooth, tangents
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]
Knots = Sequence[Sequence[float]] | Points

POINTS = 120
"""Along an edge, beside its knots."""

BITES = 9
"""Larger notches in an edge."""

ROLL = 0.039
"""Radius of the greatest roll, in sizes."""

ROLLS = (1.0, 0.6, 0.85, 0.45, 0.7)
"""Radii of the rolls along one edge, in the greatest."""

TIGHT = 1e-3
"""Radius of the least roll, mm."""


@dataclass(frozen=True)
class Roll:
    """Where a lip rolls back, in one piece.

    side: on which edge, -1 the left or 1 the right. start, end: shares of the way along it. round: its greatest radius,
    in sizes. torn: 1 if it is torn across at its end, -1 at its start, 0 where it runs out at both. born: intensity.
    """

    side: int
    start: float
    end: float
    round: float
    torn: int
    born: float

    @property
    def split(self) -> float:
        """Where along its edge it is torn across."""
        return self.end if self.torn > 0 else self.start


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

    rolled: how far its lips roll back, 0 to 1. cracks: what runs on from it. strands: skin still across it: where along
    it. sewn: where along it stitches hold it. born: intensity. sleek: how far its runs are curves, 0 to 1.
    """

    left: Knots
    right: Knots
    rolled: float = 1.0
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
        splits = [roll.split + d for roll in self.rolls for d in (-0.03, -0.01, 0.0, 0.01, 0.03)]
        u = np.unique(np.clip(np.concatenate([even, at, bites.ravel(), splits]), 0, 1))
        line = along(knots, u)
        corners = float(np.clip((self.feeling.mood.hand.corners - 0.15) / 0.65, 0, 1))
        sleek = max(self.cut.sleek, 0.55 * (1 - corners))
        line = line + sleek * (_softened(line) - line)
        rag = np.asarray(sum(d * np.interp(u, bite, [0, 1, 0]) for d, bite in zip(deep, bites, strict=True)))
        # Angular at three scales: skin tears in short straight runs.
        for many, high in ((11, 0.011), (30, 0.006), (90, 0.0034)):
            spots = np.sort(c.random(many))
            rag += high * np.interp(u, spots, c.uniform(-1, 1, many))
        notch = np.zeros_like(u)
        for roll in self.rolls:
            if roll.side == side:
                # Skin that folds back bends in a calmer line; where it is torn across, the tear begins in the rim.
                rag *= 1 - 0.35 * np.clip(np.minimum(u - roll.start, roll.end - u) / 0.03, 0, 1)
                bite = roll.split + self.unit / length(knots) * np.array([-0.012, 0.0, 0.016])
                cleft = 1.25 * roll.round * abs(roll.torn) * self.feeling.birth(roll.born, 0.35)
                notch = np.maximum(notch, cleft * np.interp(u, bite, [0, 1, 0]))
        # Where the edges all but meet, neither may cross the other.
        gap = np.hypot(*(line - along(self.cut.edge(-side), u)).T)
        free = np.clip(gap / (0.07 * self.unit), 0, 1)
        rough = (0.5 + 0.5 * self.feeling.birth(0.05, 0.4)) * (0.6 + 0.7 * corners) * self.small
        out = normals(line) * -side
        return np.asarray(line + out * (self.unit * (rag * free * rough + notch * self.small * self.swell))[:, None])

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
    def rolls(self) -> list[Roll]:
        """The pieces that its lips are torn to: some run out at both ends, some are torn across at one."""
        made = []
        for side in (-1, 1) if self.cut.rolled else ():
            c = self.chance("rolls", self.number, side + 1)
            n = int(c.integers(3, 5)) if self.number == 0 else 2
            pieces = c.uniform(0.6, 1.4, n)
            bounds = 0.04 + 0.92 * np.concatenate([[0.0], np.cumsum(pieces) / pieces.sum()])
            sizes = ROLL * self.cut.rolled * c.permuted(np.array(ROLLS[:n])) * c.uniform(0.85, 1.1, n)
            ran = 1 if c.random() < 0.5 else -1
            for k, torn in enumerate(c.choice([ran, ran, -ran, 0], n).tolist()):
                # The next lies over its end. At its tips a rip has hardly opened, and nothing is torn across.
                start, end = bounds[k] - 0.02 * (k > 0), bounds[k + 1] + 0.02 * (k < n - 1)
                tip = torn == -1 if k == 0 else torn == 1 and k == n - 1
                made.append(Roll(side, float(start), float(end), float(sizes[k]), 0 if tip else torn, 0.06 + 0.08 * k))
        return made

    @cached_property
    def lips(self) -> list[Lip]:
        """What is rolled back from either edge, as far as it has been torn."""
        shown = [self.feeling.birth(roll.born, 0.35) * self.swell * self.small for roll in self.rolls]
        return [self._lip(k, swell) for k, swell in enumerate(shown) if swell > 0.03]

    def _lip(self, number: int, swell: float) -> Lip:
        """One piece of its lips. swell: how far it has rolled back, 0..1."""
        roll, c = self.rolls[number], self.chance("lip", self.number, number)
        n, noise = max(int((roll.end - roll.start) * 2.6 * POINTS), 24), Noise(c)
        u, v = np.linspace(roll.start, roll.end, n), np.linspace(0, 1, n)
        edge = resample(self.edges[roll.side], 2 * POINTS)
        calm = _softened(_softened(edge, 9), 14)
        near = np.clip(np.round(u * (len(edge) - 1)).astype(int), 0, len(edge) - 1)
        # A cone that widens to where it is torn across, or a spindle; greatest where the rip gapes most.
        w = 1 - v if roll.torn < 0 else v
        spindle, cone = np.sin(np.pi * w ** c.uniform(0.7, 1.5)) ** 0.8, w**0.7 * np.clip((1 - w) / 0.03, 0, 1) ** 0.5
        wide = 0.25 + 0.75 * np.interp(u, self.u, self.gape) / float(self.gape.max())
        uneven = 1 + 0.35 * noise.fbm(14 * u, 0 * u, 2) + 0.14 * noise.fbm(70 * u, 0 * u + 9, 2)
        shape = (cone if roll.torn else spindle) * wide * uneven
        rag = sum(high * np.interp(u, np.sort(c.random(k)), c.uniform(0, 1, k)) for k, high in ((28, 1.0), (80, 0.8)))
        return Lip(
            100 * self.number + number,
            roll.side,
            along(0.6 * edge + 0.4 * calm, u),
            -roll.side * normals(calm)[near],
            tangents(calm)[near],
            np.maximum(roll.round * self.unit * swell * shape, TIGHT),
            np.pi * np.clip(1.0 - 0.3 * rag, 0.42, 1.0),
            c.uniform(-0.5, 0.5),
        )

    @cached_property
    def cracks(self) -> list[Points]:
        """Hairlines in the skin, each from the rip outwards."""
        made = []
        for k, crack in enumerate(self.cut.cracks):
            # It starts in the hole, wherever the rim has got to by now: at an end, where that still gapes.
            edge, knots = self.edges[crack.side], self.cut.edge(crack.side)
            start = edge[int(np.argmin(np.hypot(*(edge - knots[crack.knot]).T)))]
            if crack.knot in (0, len(knots) - 1):
                start = self.place(0.025 if crack.knot == 0 else 0.975, 0.0)
            shown = self.feeling.birth(crack.born, 0.4) * self.swell
            made.append(self._run(start, crack.turn, crack.long * shown, self.chance("crack", self.number, k)))
        # What tears a lip across runs on beneath it.
        for k, roll in enumerate(self.rolls):
            c, edge = self.chance("split", self.number, k), self.edges[roll.side]
            start, out = along(edge, np.array([roll.split]))[0], -roll.side * normals(edge[::8])
            away = out[round(roll.split * (len(out) - 1))]
            turn = float(np.arctan2(away[1], away[0])) + c.uniform(-0.7, 0.7)
            long = (2.5 * roll.round + c.uniform(0.02, 0.05)) * (roll.torn != 0) * self.small
            made.append(self._run(start, turn, long * self.feeling.birth(roll.born + 0.1, 0.4) * self.swell, c))
        return [run for run in made if length(run) > 0.003 * self.unit]

    def _run(self, start: Points, turn: float, long: float, c: np.random.Generator) -> Points:
        """A crack from there, in short runs. turn: its heading, radians. long: sizes."""
        turns = turn + np.cumsum(c.normal(0, 0.16, 9)) + np.tile([0.34, -0.34, 0.1], 3)
        steps = heading(turns) * c.uniform(0.5, 1.5, 9)[:, None]
        run = np.concatenate([[[0, 0]], np.cumsum(steps, axis=0)])
        return np.asarray(start + run * (long * self.unit / length(run)))

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
        return np.concatenate([*self.edges.values(), *(lip.edge for lip in self.lips), *self.cracks])


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
    ways = [heading(each.turn) @ turn for each in cut.cracks]
    cracks = tuple(
        replace(each, side=each.side * hand, turn=float(np.arctan2(way[1], way[0])))
        for each, way in zip(cut.cracks, ways, strict=True)
    )
    return replace(cut, left=left if hand > 0 else right, right=right if hand > 0 else left, cracks=cracks)


def rip(cut: Cut, unit: float, feeling: Feeling, chance: Chance, number: int) -> Rip:
    """A cut in mm as far as the feeling has torn it: it opens from its middle."""
    swell = feeling.birth(cut.born, 0.4) if cut.born else 1.0
    middle = np.concatenate([cut.edge(-1), cut.edge(1)]).mean(0)
    left, right = (middle + (cut.edge(s) - middle) * swell for s in (-1, 1))
    return Rip(replace(cut, left=left, right=right), swell, unit, feeling, chance, number)


BRIDGES = (0.915, 0.10, 0.945, 0.14)
"""Where along a rip skin still bridges it: near its ends, where it has been torn last."""


def slit(path: Points, wide: float) -> Cut:
    """An even cut along a path, blunt at both ends, with nothing to it but its two edges. wide: half its width, mm."""
    line, knots = resample(path, 13), np.linspace(0, 1, 13)
    # A little wider two fifths of the way.
    gape = wide * (4 * knots * (1 - knots)) ** 0.25 * (1 + 0.115 * np.cos(2 * np.pi * (knots - 0.40)))
    out = normals(smooth(path, 13)) * gape[:, None]
    return Cut(line + out, line - out, rolled=0.0)


def ripped(path: Points, wide: float, chance: Chance) -> Cut:
    """A cut along a path, torn from one end to the other, whose middle strays from it: widest past its middle, drawn
    out to both ends, each edge in runs of its own. wide: half its width at its widest, about, mm."""
    c = chance("ripped", 0)
    line = resample(path, 200)
    side = normals(smooth(line[::20], 200))
    edges: dict[int, Points] = {}
    jog = np.interp(np.linspace(0, 1, 200), np.linspace(0, 1, 8), c.uniform(-0.42, 0.42, 8) * [0, 1, 1, 1, 1, 1, 1, 0])
    for s in (-1, 1):
        n = int(c.integers(8, 11))
        knots = np.concatenate([[0.0], (np.arange(1, n) + c.uniform(-0.38, 0.38, n - 1)) / n, [1.0]])
        gape = (knots / 0.6) ** 1.275 * ((1 - knots) / 0.4) ** 0.85
        w = s * wide * gape * c.uniform(0.62, 1.18, n + 1)
        i = np.round(knots * 199).astype(int)
        edges[s] = line[i] - side[i] * (w + jog[i] * wide * gape**0.5)[:, None]
    return Cut(edges[-1], edges[1], 1.0, _run_on(line, len(edges[1]) - 1, c), BRIDGES)


def _run_on(line: Points, last: int, c: np.random.Generator) -> tuple[Crack, ...]:
    """Cracks of a cut along a line: a long one and a fork of it at either end. last: number of its last knot."""
    way = tangents(line)
    cracks = []
    for knot, ahead in ((0, -way[0]), (last, way[-1])):
        base = float(np.arctan2(ahead[1], ahead[0]))
        fork = c.choice([-1, 1]) * c.uniform(0.4, 0.7)
        cracks += [Crack(1, knot, base + c.uniform(-0.15, 0.15), 0.11), Crack(1, knot, base + fork, 0.05, 0.3)]
    return tuple(cracks)
