"""Tatters: tongues of torn skin that peel back over the skin beside a rip, each hinged on the rip's rim.

A tatter is a sheet in space: a profile that rises out of the hole, folds back and curls, drawn out along a tongue whose
sides and tip were torn. What is seen of it, what it hides and how it is lit all follow from that one sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw.areas import Area, areas, enclosed, union
from markgen.draw.paths import length, normals, resample
from markgen.values import Outline, Points

Floats = NDArray[np.float64]

LIGHT = np.array([-0.60, -0.80])
"""Towards the light, on the skin."""

LAMP = np.array([*(LIGHT * 0.74), 0.673])
"""Towards the light, in space: some 42 degrees above the skin."""

SLANT = float(LAMP[2] / np.hypot(LAMP[0], LAMP[1]))
"""How far the light falls for each mm aside, mm."""

ROWS = 29
"""Rows of a tatter from its hinge to its tip."""

COLUMNS = 17
"""Columns of a tatter along its hinge."""

KNOTS = (0.0, 0.2, 0.5, 0.75, 1.0)
"""Shares of the way from hinge to tip at which `BENDS` are told."""

BENDS = {
    "arched": (62, 138, 176, 168, 150),
    "lifted": (62, 128, 160, 152, 132),
    "standing": (64, 108, 132, 138, 146),
    "flat": (72, 158, 180, 172, 160),
}
"""How far a tatter is turned from where it was torn, in degrees: 0 points into the hole, 90 up, 180 back over skin."""

CURLED = 235.0
"""Degrees through which a tip that rolls over turns back."""

HOLLOW = 0.09
"""How far the sides of a tongue curl up, in widths: torn skin shrinks."""


@dataclass(frozen=True)
class Tatter:
    """A tongue of skin peeled back along a rip.

    hinge: (n, 2) mm, where it still hangs. out: unit vector away from the hole. reach: mm from hinge to where it lies
    farthest out, as seen. lean: how far its tip lies aside of its middle, in reaches. bend: of `BENDS`. blunt: breadth
    of its tip, of its hinge's. rags: (3, n) how far its sides and its tip are torn in and out, in breadths and in
    reaches. curl: share of its length that rolls over at its tip, so that the outer side of the skin is seen again.
    """

    hinge: Points
    out: Points
    reach: float
    lean: float
    bend: str
    blunt: float
    rags: Floats
    curl: float = 0.0

    @cached_property
    def t(self) -> Floats:
        """Shares of the way from hinge to tip, by row."""
        return np.linspace(0, 1, ROWS)

    @cached_property
    def s(self) -> Floats:
        """Shares of the way along its hinge, by column."""
        return np.linspace(0, 1, COLUMNS)

    @cached_property
    def turned(self) -> Floats:
        """How far each row is turned from where it was torn, radians."""
        base = np.interp(self.t, KNOTS, BENDS[self.bend])
        back = np.clip((self.t - 1 + 1.35 * self.curl) / max(1.35 * self.curl, 1e-6), 0, 1) if self.curl else 0 * base
        return np.asarray(np.radians(base - CURLED * back**1.15))

    @cached_property
    def rise(self) -> tuple[Floats, Floats]:
        """How far each row lies outwards from the hinge, and how high above the skin, mm."""
        mid = (self.turned[1:] + self.turned[:-1]) / 2
        away, high = (np.concatenate([[0], np.cumsum(v)]) for v in (-np.cos(mid), np.sin(mid)))
        scale = self.reach / max(float(away.max()), 1e-9)
        # One that stands looks short; its shadow is kept as short as a soft light's.
        high = np.maximum(high, 0.0) * scale
        return away * scale, high * min(1.0, 0.15 * self.reach / max(float(high.max()), 1e-9))

    @cached_property
    def broad(self) -> float:
        """Of the hinge, mm."""
        return float(np.hypot(*(self.hinge[-1] - self.hinge[0])))

    @cached_property
    def along(self) -> Points:
        """Unit vector along its hinge."""
        return np.asarray((self.hinge[-1] - self.hinge[0]) / max(self.broad, 1e-9))

    @cached_property
    def far(self) -> int:
        """The row that lies farthest out: its tip, or the fold of what is rolled over."""
        return int(np.argmax(self.rise[0]))

    @cached_property
    def crest(self) -> int:
        """The row that bulges farthest into the hole."""
        return int(np.argmin(self.rise[0]))

    def at(self, s: ArrayLike, t: ArrayLike) -> Points:
        """Places on it as seen: s along its hinge and t towards its tip, 0..1, of one shape; x and y, mm."""
        s, t = np.broadcast_arrays(np.asarray(s, float), np.asarray(t, float))
        whole = np.linspace(0, 1, len(self.hinge))
        foot = np.stack([np.interp(s, whole, self.hinge[:, k]) for k in (0, 1)], axis=-1)
        chord = self.hinge[0] + s[..., None] * (self.hinge[-1] - self.hinge[0])
        ragged = np.linspace(0, 1, self.rags.shape[1])
        # What rolls over is a tube: its sides go no farther in or out.
        flat = np.minimum(t, self.t[self.far])
        left, right, tip = (np.interp(v, ragged, row) for v, row in zip((flat, flat, s), self.rags, strict=True))
        narrow = 1 - (1 - self.blunt) * flat**1.2
        side = (s - 0.5) * narrow + np.minimum(1, 6 * t) * (
            left * np.clip(1 - 2 * s, 0, 1) - right * (2 * s - 1).clip(0)
        )
        away = np.interp(t, self.t, self.rise[0])
        if self.curl:
            away = away + 0.16 * self.reach * t**2 * (0.5 - (2 * s - 1) ** 2)
        # What rolls over ends in a fold, which is not torn: its rags are farther on.
        away = away + tip * self.reach * (0.6 if self.curl else 1.0) * (
            np.clip(t - 1 + 0.7 * self.curl, 0, 1) / max(0.7 * self.curl, 1e-6) * -1 if self.curl else t**2
        )
        aside = self.lean * self.reach * flat**1.5 + (side - s + 0.5) * self.broad
        return np.asarray(
            chord
            + (foot - chord) * ((1 - t) ** 2)[..., None]
            + self.out * away[..., None]
            + self.along * aside[..., None]
        )

    def high(self, s: ArrayLike, t: ArrayLike) -> Floats:
        """How high above the skin the same places lie, mm: its sides curl up, too."""
        s, t = np.broadcast_arrays(np.asarray(s, float), np.asarray(t, float))
        arch = HOLLOW * self.broad * (1 - (1 - self.blunt) * t) * np.sin(np.pi * np.clip(1.2 * t, 0, 1)) ** 0.7
        # Slack skin lies in folds that run out from its hinge.
        turns = 2 * np.pi * (2.3 * s + 0.5 * t + 3 * self.lean)
        folds = 0.008 * self.broad * (np.sin(turns) + 0.6 * np.sin(1.9 * turns + 1)) * t
        return np.asarray(np.interp(t, self.t, self.rise[1]) + arch * ((2 * s - 1) ** 2 - 0.3) + folds)

    @cached_property
    def mesh(self) -> tuple[Points, Floats, Floats]:
        """Its places (ROWS, COLUMNS, 2), their heights, and how dark each is: 0 as light as flat skin, to 1."""
        s, t = np.meshgrid(self.s, self.t)
        flat, high = self.at(s, t), self.high(s, t)
        # Its face is bare skin. Shade lies where it folds over the rim, and in a core along each edge that is turned
        # from the light; outside that core, what the skin beside it throws back.
        facing = float(self.out @ LIGHT)
        dark = (0.78 + 0.17 * facing) * np.exp(-((t / 0.17) ** 1.6))
        tip = [] if self.curl else [(1 - t, self.out)]
        for from_edge, away in [(s, -self.along), (1 - s, self.along), *tip]:
            turned = np.clip(0.15 - away @ LIGHT, 0, 1)
            dark = np.maximum(dark, 0.55 * turned * np.exp(-(((from_edge - 0.12) / 0.09) ** 2)) * np.clip(4 * t, 0, 1))
        if self.curl:
            # A roll is round: dark where it turns from the light, at its fold or at its lip, and on the face under it.
            away, fold = flat @ self.out, self.t[self.far]
            over = np.clip((t - fold) / (1 - fold), 0, 1)
            rolled = np.clip(0.3 - facing, 0, 1) * np.exp(-((over / 0.35) ** 2))
            rolled = 0.8 * np.maximum(rolled, np.clip(0.3 + facing, 0, 1) * np.exp(-(((1 - over) / 0.3) ** 2)))
            under = 0.65 * np.exp(-np.abs(away[-1] - away) / (0.08 * self.reach))
            dark = np.where(t > fold, rolled, np.maximum(dark, under))
        return flat, high, np.asarray(np.clip(dark, 0, 1))

    @cached_property
    def edge(self) -> Points:
        """Its torn edge as far as that lies on the skin: down one side, across its tip or its fold, up the other."""
        t = np.linspace(0, self.t[self.far], 13)
        return np.concatenate([self.at(0.0, t), self.at(self.s[2:-2:2], t[-1]), self.at(1.0, t[::-1])])

    @cached_property
    def lip(self) -> Points:
        """The torn edge of what is rolled over, from one side to the other; empty where nothing is."""
        t = self.t[self.far :: 2]
        if len(t) < 3:
            return np.zeros((0, 2))
        return np.concatenate([self.at(0.0, t), self.at(self.s[1:-1], 1.0), self.at(1.0, t[::-1])])

    @cached_property
    def fold(self) -> Points:
        """Where it turns back over the rim, from one end of the hinge to the other."""
        bow = np.sin(np.pi * self.s[::2]) ** 0.4
        return self.at(self.s[::2], self.t[self.crest] * bow)

    @cached_property
    def outline(self) -> Points:
        """All round it."""
        return np.concatenate([self.fold, self.edge[-2:0:-1]])

    @cached_property
    def area(self) -> Area:
        """What it covers."""
        rolled = [self.lip] if len(self.lip) else []
        return union([enclosed(self.outline), *areas(rolled, whole=True)])

    @cached_property
    def shadow(self) -> Points:
        """Where the shadow of its edge falls on the skin."""
        flat, high, _ = self.mesh
        fallen = flat - LIGHT * (np.maximum(high, 0) / SLANT)[..., None]
        return np.concatenate([fallen[:, 0], fallen[-1], fallen[:, -1]])

    def hatching(self, fine: float, c: np.random.Generator) -> list[Outline]:
        """Whips out of where it folds over the rim, and inwards from each edge that is turned from the light."""
        n = int(np.clip(self.broad / (2.6 * fine), 7, 20))
        made: list[Outline] = []
        # Whether each set of whips runs along s or t, from where, how far in shares, and how turned from the light.
        for down, start, far, turned in (
            (True, self.t[self.crest], 0.34, 1.0),
            (False, 0.06, 0.30, float(self.along @ LIGHT)),
            (False, 0.94, -0.30, -float(self.along @ LIGHT)),
            (True, 0.94, -0.26, 0.0 if self.curl else -float(self.out @ LIGHT)),
        ):
            if turned < 0.15:
                continue
            spot = (0.04 if down else 0.2) + (0.92 if down else 0.62) * (np.arange(n) + c.uniform(0.1, 0.9, n)) / n
            # Longest in the middle, where a sheet bows most; and no two alike.
            run = start + far * (0.45 + 0.55 * np.sin(np.pi * spot) ** 0.8 * c.uniform(0.5, 1.15, n))[:, None] * _FLICK
            side = spot[:, None] + c.normal(0, 0.25 / n, n)[:, None] * _FLICK**2
            lines = self.at(side, run) if down else self.at(run, side)
            wide = fine * c.uniform(0.7, 1.4, n)[:, None] * (0.4 + 0.6 * turned**2)
            made += whips(lines, wide * [1.2, 0.7, 0])
        return made


_FLICK = np.array([0.0, 0.5, 1.0])
"""Along a whip."""


def whips(paths: ArrayLike, widths: ArrayLike) -> list[Outline]:
    """Marks flicked off, all at once: bands along (m, n, 2) paths, widths (m, n) or (n,) mm, the last taken as 0."""
    p = np.asarray(paths, float)
    way = np.empty_like(p)
    way[:, 1:-1] = p[:, 2:] - p[:, :-2]
    way[:, 0], way[:, -1] = p[:, 1] - p[:, 0], p[:, -1] - p[:, -2]
    half = np.asarray(widths, float) / 2 / np.maximum(np.hypot(way[..., 0], way[..., 1]), 1e-12)
    side = np.stack([-way[..., 1], way[..., 0]], axis=-1) * half[..., None]
    edges = np.concatenate([(p + side)[:, :-1], p[:, -1:], (p - side)[:, -2::-1]], axis=1)
    return [Outline(edge) for edge in edges]


def tatter(
    hinge: Points,
    reach: float,
    lean: float,
    bend: str,
    blunt: float,
    away: Points,
    c: np.random.Generator,
    curl: float = 0.0,
) -> Tatter:
    """A tatter on a hinge; away: a place in the hole, which it bends away from."""
    hinge = resample(hinge, 9)
    out = normals(hinge[[0, -1]])[0]
    out = out * -np.sign(float(out @ (away - hinge.mean(0))) or 1.0)
    # Torn from point to point in short runs of uneven length; its sides less than its tip.
    u, rags = np.linspace(0, 1, 33), []
    for high, teeth in ((0.085, 9), (0.085, 9), (0.30, 6)):
        spots = np.sort(np.concatenate([[0.0, 1.0], c.uniform(0.04, 0.96, teeth)]))
        rags.append(np.interp(u, spots, c.uniform(-1.0, 0.6, teeth + 2) * high))
        rags[-1] += np.interp(u, np.sort(c.random(20)), c.uniform(-0.16, 0.16, 20) * high)
    return Tatter(hinge, out, reach, lean, bend, blunt, np.array(rags), curl)


def long_enough(t: Tatter) -> bool:
    """Whether it is large enough to be seen."""
    return t.reach > 0.15 and length(t.hinge) > 0.15
