"""Rips in skin: two torn edges from knot to knot, cracks that run on, splinters that stand off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import Area, enclosed
from markgen.draw.chance import Chance
from markgen.draw.flow import heading
from markgen.draw.paths import along, length, normals, resample, shares, smooth, tangents
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]
Knots = Sequence[Sequence[float]] | Points

LIGHT = np.array([-0.80, -0.60])
"""Towards the light, on the skin."""

JAGS = 11
"""Where an edge breaks off its run and jumps back."""

SPLINTERS = 3
"""Slivers of skin that stand off a great rip; a lesser one has one of them."""

LARGE = 1.6, 1.0, 0.6
"""How large each of them is."""


@dataclass(frozen=True)
class Splinter:
    """A sliver of skin torn loose on three sides and bent back from the hole over the skin beside it.

    root: (2, 2) mm, the ends of the fold that it turns on. tip: mm. high: mm that its tip stands off the skin.
    """

    root: Points
    tip: Points
    high: float

    @property
    def corners(self) -> Points:
        """Its outline: one side of it is bowed."""
        (a, b), tip = self.root, self.tip
        bow = 0.07 * (tip - (a + b) / 2) @ np.array([[0.0, 1.0], [-1.0, 0.0]])
        return np.array([a, 0.55 * a + 0.45 * tip + bow, tip, 0.5 * b + 0.5 * tip - 0.3 * bow, b])


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

    torn: how ragged its edges are, 0 cut to 1. cracks: what runs on from it. sewn: where along it stitches hold it.
    born: intensity. sleek: how far its runs are curves, 0 to 1.
    """

    left: Knots
    right: Knots
    torn: float = 1.0
    cracks: Sequence[Crack] = ()
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
        """Where the skin breaks, by side, mm: the corners of a line of straight runs and short jags."""
        return {side: self._torn(side) for side in (-1, 1)}

    @cached_property
    def jags(self) -> dict[int, tuple[Floats, Floats]]:
        """By side: where along its edge that breaks off a run, and how far it jumps there, sizes.

        Runs are of very different length, and few jags are large: so paper and plaster tear.
        """
        made = {}
        for side in (-1, 1):
            c, n = self.chance("jags", self.number, side + 1), JAGS if self.number == 0 else JAGS // 2
            long = c.lognormal(0.0, 1.0, n + 1)
            at = 0.03 + 0.94 * np.cumsum(long)[:-1] / long.sum()
            # A tear runs one way: most of its jags face the same.
            hand = np.where(c.random(n) < 0.72, 1, -1) * (1 if c.random() < 0.5 else -1)
            made[side] = at, hand * (0.005 + 0.050 * c.random(n) ** 3) * self.cut.torn
        return made

    def _torn(self, side: int) -> Points:
        knots = self.cut.edge(side)
        (at, high), c = self.jags[side], self.chance("edge", self.number, side + 1)
        spots = c.random(4 * len(at))
        # Each run strays from the line by half of the jag before it to half of the one behind it; some are undercut.
        steep = c.uniform(-0.0015, 0.006, len(at))
        known = np.concatenate([shares(knots), spots[np.abs(spots[:, None] - at).min(1) > 0.008]])
        off = np.interp(known, np.ravel([at, at + 1e-6], "F"), np.ravel([-high / 2, high / 2], "F"), 0.0, 0.0)
        off += c.uniform(-0.0016, 0.0016, len(known)) * self.cut.torn
        order = np.argsort(np.concatenate([known, at - 1e-9, at + 1e-9]), kind="stable")
        u = np.concatenate([known, at - steep, at + steep])[order]
        off = np.concatenate([off, -high / 2, high / 2])[order]
        corners = float(np.clip((self.feeling.mood.hand.corners - 0.15) / 0.65, 0, 1))
        sleek = max(self.cut.sleek, 0.55 * (1 - corners))
        line, even = along(knots, u), resample(knots, 120)
        line = line + sleek * (along(_softened(even), u) - along(even, u))
        # Where the edges all but meet, neither may cross the other.
        gap = np.hypot(*(line - along(self.cut.edge(-side), u)).T)
        free = np.clip(gap / (0.09 * self.unit), 0, 1)
        rough = (0.5 + 0.5 * self.feeling.birth(0.05, 0.4)) * (0.6 + 0.5 * corners) * self.small
        out = normals(even)[np.clip(np.round(u * 119).astype(int), 0, 119)] * -side
        return np.asarray(line + out * (self.unit * rough * off * free)[:, None])

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
    def splinters(self) -> list[Splinter]:
        """What stands off its edges, at their largest jags, most of it where light falls on what is bent back."""
        c, found = self.chance("splinters", self.number), []
        for side, (at, high) in self.jags.items():
            out = -side * normals(resample(self.edges[side], 40))[np.round(at * 39).astype(int)]
            worth = np.abs(high) * (1.2 - out @ LIGHT) * (np.abs(at - 0.5) < 0.36)
            found += list(zip(worth.tolist(), [side] * len(at), at.tolist(), np.sign(high).tolist(), strict=True))
        made: list[Splinter] = []
        taken: list[float] = []
        for worth, side, u, hand in sorted(found, reverse=True):
            lot = c.random(4)
            if worth and len(taken) < (SPLINTERS if self.number == 0 else 1) and all(abs(u - v) > 0.12 for v in taken):
                taken.append(u)
                shown = self.feeling.birth(0.1 + 0.1 * len(taken), 0.35)
                made.append(self._splinter(side, u, hand, lot, shown, LARGE[len(taken) - 1]))
        return [each for each in made if each.high > 0.002 * self.unit]

    def _splinter(self, side: int, u: float, hand: float, lot: Floats, shown: float, large: float) -> Splinter:
        """A sliver at a share of the way along an edge. hand: which way along that it leans. lot: 0..1, four.
        large: in what one is as a rule."""
        root = along(self.edges[side], u + large**0.7 * np.array([-0.024, 0.016 + 0.02 * lot[0]]))
        way = root[1] - root[0]
        way = way / max(float(np.hypot(*way)), 1e-9)
        out = -side * np.array([-way[1], way[0]])
        far = self.unit * (0.034 + 0.024 * lot[1]) * large * self.small * self.swell * shown
        lean = hand * (0.25 + 0.5 * lot[2])
        middle = root.mean(0)
        tip = middle + far * (np.cos(lean) * out + np.sin(lean) * way)
        return Splinter(middle + (root - middle) * shown, tip, far * (0.30 + 0.25 * lot[3]))

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
        # From its largest jags hairlines run on.
        for side, (at, high) in self.jags.items():
            for k in np.argsort(-np.abs(high))[: 2 if self.number == 0 else 1].tolist():
                c, edge = self.chance("split", self.number, side + 1, k), self.edges[side]
                start, out = along(edge, at[k : k + 1])[0], -side * normals(resample(edge, 40))
                away = out[round(float(at[k]) * 39)]
                turn = float(np.arctan2(away[1], away[0])) + c.uniform(-0.9, 0.9)
                long = c.uniform(0.02, 0.07) * self.small * self.cut.torn
                made.append(self._run(start, turn, long * self.feeling.birth(0.3, 0.4) * self.swell, c))
        return [run for run in made if length(run) > 0.003 * self.unit]

    def _run(self, start: Points, turn: float, long: float, c: np.random.Generator) -> Points:
        """A crack from there, in short runs. turn: its heading, radians. long: sizes."""
        turns = turn + np.cumsum(c.normal(0, 0.16, 9)) + np.tile([0.34, -0.34, 0.1], 3)
        steps = heading(turns) * c.uniform(0.5, 1.5, 9)[:, None]
        run = np.concatenate([[[0, 0]], np.cumsum(steps, axis=0)])
        return np.asarray(start + run * (long * self.unit / length(run)))

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
        cracks = [run * share + shift for run in self.cracks]
        loose = [Splinter(p.root * share + shift, p.tip * share + shift, p.high * share) for p in self.splinters]
        vars(made).update(edges=edges, cracks=cracks, splinters=loose)
        return made

    @cached_property
    def reach(self) -> Points:
        """Places that it extends to, mm."""
        return np.concatenate([*self.edges.values(), *(each.corners for each in self.splinters), *self.cracks])


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


def slit(path: Points, wide: float) -> Cut:
    """An even cut along a path, blunt at both ends, with nothing to it but its two edges. wide: half its width, mm."""
    line, knots = resample(path, 13), np.linspace(0, 1, 13)
    # A little wider two fifths of the way.
    gape = wide * (4 * knots * (1 - knots)) ** 0.25 * (1 + 0.115 * np.cos(2 * np.pi * (knots - 0.40)))
    out = normals(smooth(path, 13)) * gape[:, None]
    return Cut(line + out, line - out, torn=0.0)


def ripped(path: Points, wide: float, chance: Chance) -> Cut:
    """A cut along a path, torn from one end to the other, whose middle strays from it: widest past its middle, drawn
    out to both ends, each edge in runs of its own. wide: half its width at its widest, about, mm."""
    c = chance("ripped", 0)
    line = resample(path, 200)
    side = normals(smooth(line[::20], 200))
    edges: dict[int, Points] = {}
    jog = np.interp(np.linspace(0, 1, 200), np.linspace(0, 1, 8), c.uniform(-0.42, 0.42, 8) * [0, 1, 1, 1, 1, 1, 1, 0])
    for s in (-1, 1):
        n = int(c.integers(7, 10))
        breaks = (np.arange(1, n) + c.uniform(-0.42, 0.42, n - 1)) / n
        # At each break it jumps from the end of one run to the beginning of the next.
        knots = np.concatenate([[0.0], np.ravel([breaks - 0.006, breaks + 0.006], "F"), [1.0]])
        gape = (knots / 0.6) ** 1.275 * ((1 - knots) / 0.4) ** 0.85
        w = s * wide * gape * c.uniform(0.66, 1.24, 2 * n)
        i = np.round(knots * 199).astype(int)
        edges[s] = line[i] - side[i] * (w + jog[i] * wide * gape**0.5)[:, None]
    return Cut(edges[-1], edges[1], 1.0, _run_on(line, len(edges[1]) - 1, c))


def _run_on(line: Points, last: int, c: np.random.Generator) -> tuple[Crack, ...]:
    """Cracks of a cut along a line: a long one and a fork of it at either end. last: number of its last knot."""
    way = tangents(line)
    cracks = []
    for knot, ahead in ((0, -way[0]), (last, way[-1])):
        base = float(np.arctan2(ahead[1], ahead[0]))
        fork = c.choice([-1, 1]) * c.uniform(0.4, 0.7)
        cracks += [Crack(1, knot, base + c.uniform(-0.15, 0.15), 0.11), Crack(1, knot, base + fork, 0.05, 0.3)]
    return tuple(cracks)
