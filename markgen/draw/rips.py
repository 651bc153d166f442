"""Cuts in skin, torn open: their edges, the lips rolled back from them, strands still stretched across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import Area, area
from markgen.draw.chance import Chance
from markgen.draw.lips import Lip
from markgen.draw.noise import Noise
from markgen.draw.paths import length, normals, resample, smooth
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]

POINTS = 104
"""Along a rip; a small one has fewer."""

OVERHANG = 0.10
"""How far a lip leans over the hole, in its breadths."""


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
class Tooth:
    """Where a tongue was torn off the edge of a rip.

    at: where along the rip it came off last, 0..1. side: on which edge, 1 or -1. way: from there on, 1 or back, -1.
    long: of the rip. high: how broad, the largest 1. swell: how far it has been torn, 0..1.
    """

    at: float
    side: int
    way: int
    long: float
    high: float
    swell: float


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
    def teeth(self) -> list[Tooth]:
        """Where its edge was torn into tongues, the largest first."""
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
            made.append(Tooth(at, side, way, float(long), size, swell))
        return sorted(made, key=lambda t: -t.high)

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
        for tooth in self.teeth:
            if tooth.side == side:
                v = (u - tooth.at) * tooth.way
                fall = np.where(v < 0, np.clip(1 + v / 0.03, 0, 1) ** 1.5, np.clip(1 - v / tooth.long, 0, 1) ** 1.3)
                step += tooth.swell * tooth.high * (0.30 + 0.3 * jag) * fall
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
        return [self._lip(tooth, k) for k, tooth in enumerate(self.teeth[: self.cut.lips]) if tooth.swell > 0.03]

    def _lip(self, tooth: Tooth, number: int) -> Lip:
        """The tongue that was torn off there, rolled back."""
        c, n = self.chance("lip", self.number, number), 31
        v = np.linspace(0, 1, n)
        end = float(np.clip(tooth.at + tooth.way * tooth.long, 0.04, 0.96))
        # The hinge is a soft line over the ragged edge: skin bends where it can.
        knots = tooth.at + (end - tooth.at) * np.linspace(0, 1, 5)
        fold = smooth(np.column_stack([np.interp(knots, self.u, self.edges[tooth.side][:, k]) for k in (0, 1)]), n)
        chord = fold[-1] - fold[0]
        reach = float(np.hypot(*chord))
        out = np.array([-chord[1], chord[0]]) / max(reach, 1e-9)
        out *= np.sign(float(out @ self.normal[int(np.argmin(np.abs(self.u - tooth.at)))])) * tooth.side or 1.0
        turn = normals(fold)
        ways = out + 0.8 * turn * np.sign((turn @ out)[:, None])
        ways /= np.maximum(np.hypot(*ways.T), 1e-9)[:, None]
        # It swells behind its mouth, and is drawn out long; its outer corner was torn off last, and points.
        shape = (1 - v) ** c.uniform(1.15, 1.4) * (0.34 + c.uniform(3.0, 3.7) * v)
        point = chord[None] / max(reach, 1e-9) * (c.uniform(0.6, 1.1) * (1 - v) ** 4)[:, None]
        broad = min(0.90 * tooth.high * self.wide, 0.34 * reach) * tooth.swell * shape
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
