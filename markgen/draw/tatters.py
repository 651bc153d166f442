"""Tatters: tongues of torn skin that bend back over the skin beside a rip, each hinged on the rip's rim."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw.areas import Area, enclosed
from markgen.draw.paths import along, length, normals, resample, shares
from markgen.values import Outline, Points

Floats = NDArray[np.float64]

LIGHT = np.array([-0.60, -0.80])
"""Towards the light, on the skin; it stands as high above the skin as it is far aside."""

ROWS = 15
"""Rows of a tatter from its hinge to its edge."""

COLUMNS = 33
"""Columns of a tatter along its hinge."""

BENDS = {"arched": (84, 166, 236), "lifted": (98, 178, 140), "standing": (92, 128, 152), "flat": (96, 170, 222)}
"""How far a tatter is turned from where it was torn, in degrees, at its hinge, its middle and its edge."""


@dataclass(frozen=True)
class Tatter:
    """A tongue of skin peeled back along a rip: long where it hangs, shallow, its far edge torn.

    hinge: (n, 2) mm, where it still hangs. out: unit vector away from the hole. reach: mm from hinge to edge as seen,
    where it is deepest. lean: how far that place lies aside of its middle, -1 to 1. bend: of `BENDS`. blunt: 0 for an
    edge that comes to a tip, towards 1 for one that keeps its depth. rags: how far its edge stands out from end to
    end, in reaches. curl: share of its depth that is rolled over at its edge, so that the outer side of the skin is
    seen again.
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
        """Shares of the way from hinge to edge, by row."""
        return np.linspace(0, 1, ROWS)

    @cached_property
    def s(self) -> Floats:
        """Shares of the way along its hinge, by column: closer where its edge bends away from it."""
        return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.linspace(0, 1, COLUMNS)))

    @cached_property
    def turned(self) -> Floats:
        """How far each row is turned from where it was torn, radians."""
        return np.asarray(np.radians(np.interp(self.t, [0, 0.34, 1], BENDS[self.bend])))

    @cached_property
    def rise(self) -> tuple[Floats, Floats]:
        """How far each row lies outwards from the hinge, and how high above the skin, mm, where it is deepest."""
        mid = (self.turned[1:] + self.turned[:-1]) / 2
        away, high = (np.concatenate([[0], np.cumsum(v)]) for v in (-np.cos(mid), np.sin(mid)))
        scale = self.reach / float(away[-1])
        # One that stands looks short; its shadow is kept as short as a soft light's.
        high = np.maximum(high * scale, 0)
        return away * scale, high * min(1.0, 0.55 * self.reach / max(float(high.max()), 1e-9))

    @cached_property
    def broad(self) -> float:
        """Of the hinge, mm."""
        return float(np.hypot(*(self.hinge[-1] - self.hinge[0])))

    def depth(self, s: float | Floats) -> Floats:
        """How deep it is along its hinge, of its reach, 0..1: deepest near one end, and hollow on both sides of that
        the less blunt it is."""
        s, peak = np.asarray(s, float), 0.5 - 0.30 * min(abs(self.lean), 1)
        s = 1 - s if self.lean > 0 else s
        x = np.clip(np.where(s < peak, s / peak, (1 - s) / (1 - peak)), 0, 1)
        return np.asarray(np.sin(0.5 * np.pi * x) ** (1.3 - 0.75 * min(self.blunt, 1)))

    def at(self, s: float | Floats, t: float | Floats) -> Points:
        """Places on it: s along its hinge, 0..1, and t towards its edge, 0..1."""
        s, t = np.broadcast_arrays(np.asarray(s, float), np.asarray(t, float))
        whole = np.arange(len(self.hinge)) / (len(self.hinge) - 1)
        foot = np.stack([np.interp(s, whole, self.hinge[:, k]) for k in (0, 1)], axis=-1)
        deep = self.depth(s)
        # What is rolled over ends in a fold, which is not torn.
        rag = np.interp(s, np.linspace(0, 1, len(self.rags)), self.rags) * (0.7 if self.curl else 1.0)
        away = np.interp(t, self.t, self.rise[0]) * deep * (1 + rag * t**3)
        along = (self.hinge[-1] - self.hinge[0]) / max(self.broad, 1e-9)
        aside = 0.5 * self.lean * self.reach * deep * t**1.6
        return np.asarray(foot + self.out * away[..., None] + along * aside[..., None])

    @cached_property
    def edge(self) -> Points:
        """Its far edge, from one end of the hinge to the other."""
        return self.at(self.s, 1.0)

    @cached_property
    def outline(self) -> Points:
        """All round it."""
        return np.concatenate([self.hinge, self.edge[-2:0:-1]])

    @cached_property
    def area(self) -> Area:
        """What it covers."""
        return enclosed(self.outline)

    def strip(self, near: float, far: float) -> Points:
        """All round what of it lies between two shares of the way to its edge."""
        s = self.s[::2]
        return np.concatenate([self.at(s, near), self.at(s[::-1], far)])

    @cached_property
    def lip(self) -> Points:
        """The torn edge of what is rolled over, from one end to the other."""
        s = self.s[2:-2]
        rag = np.interp(s, np.linspace(0, 1, len(self.rags)), self.rags)
        return self.at(s, 1 - self.curl * np.sin(np.pi * np.linspace(0.06, 0.94, len(s))) ** 0.5 * (1 + 1.6 * rag))

    @cached_property
    def roll(self) -> Points:
        """All round what is rolled over at its edge."""
        return np.concatenate([self.edge[2:-2], self.lip[::-1]])

    def shadow(self, share: float) -> Area:
        """What it darkens of the skin beneath, for a light at that share of the light's slant."""
        high = self.depth(self.s) * (
            0.5 * float(self.rise[1].max()) + 0.5 * float(self.rise[1][-1]) + 0.03 * self.reach
        )
        return enclosed(np.concatenate([self.hinge, (self.edge - LIGHT * (share * high)[:, None])[::-1]]))

    @cached_property
    def toward(self) -> float:
        """How far it is bent towards the light, -1 to 1."""
        return float(self.out @ LIGHT)

    @cached_property
    def dark(self) -> Floats:
        """How dark each row of its underside is, 0 lit to 1: its fold, what turns from the light, and a little light
        that the skin throws back on its edge."""
        lit = 0.62 * -np.sin(self.turned) * self.toward - 0.78 * np.cos(self.turned)
        back = 0.4 * np.exp((self.t - 1) / 0.07)
        return np.asarray(np.clip(1.08 - 1.28 * lit - back + 1.1 * np.exp(-self.t / 0.13), 0, 1))

    def hatching(self, fine: float, c: np.random.Generator) -> list[Outline]:
        """Whips that follow its bend: long ones out of the fold as far as that is dark, and where it turns from the
        light before its edge, strokes that are thin at both ends."""
        n = int(np.clip(self.broad / (1.9 * fine), 7, 24))
        spot = (np.arange(n) + c.uniform(0.1, 0.9, n))[:, None] / n
        wide, bow = fine * c.uniform(0.7, 1.4, n)[:, None], c.normal(0, 0.25 / n, n)[:, None]
        light = int(np.argmin(self.dark[: int(0.8 * ROWS)]))
        far = float(self.t[max(light, 4)]) * c.uniform(0.45, 1.25, n)[:, None]
        bend = _FLICK[:, 0] ** 2
        made = whips(self.at(spot + bow * bend, far * _FLICK[:, 0]), wide * [1.15, 0.75, 0])
        core = light + int(np.argmax(self.dark[light:]))
        deep = float(self.dark[core] - self.dark[light])
        if deep > 0.2 and not self.curl:
            start = 1 - (1 - float(self.t[light])) * c.uniform(0.35, 0.85, n)[:, None]
            end = 1 - 0.05 * c.random(n)[:, None]
            lines = self.at(spot + bow * bend[::-1], start + (end - start) * _FLICK[:, 0])
            made += whips(lines[:, ::-1], deep * wide * [1.5, 1.2, 0])
        return made

    def rolling(self, fine: float, c: np.random.Generator) -> list[Outline]:
        """Whips round the roll at its edge, out of both its sides, and the dark under its lip."""
        n = int(np.clip(self.broad / (2.4 * fine), 6, 18))
        spot, lot = (np.arange(n) + c.uniform(0.2, 0.8, n)) / n, c.uniform(0.5, 1.1, n)[:, None, None]
        lip, edge = along(self.lip, spot)[:, None], along(self.edge[2:-2], spot)[:, None]
        aside, t = (self.lip[-1] - self.lip[0]) * 0.02 * _FLICK, lot * _FLICK
        return [
            *whips(edge + (lip - edge) * 0.42 * t + aside, fine * np.array([1.3, 0.9, 0])),
            *whips(lip + (lip - edge) * 0.5 * t + aside, fine * np.array([1.7, 1.1, 0])),
        ]

    def fallen(self, fine: float, c: np.random.Generator) -> Floats:
        """Strokes of its shadow on the skin, (m, 2, 2): lines from its edge away from the light, each as long as it is
        high there, many of them short."""
        ring, deep = self.edge, self.depth(self.s)
        high = deep * (0.55 * float(self.rise[1].max()) + 0.4 * float(self.rise[1][-1]))
        out = normals(ring)
        out = out * np.sign(float(np.sum(out[len(ring) // 2] * self.out)) or 1.0)
        at = shares(ring)
        spots = np.asarray((np.arange(STROKES) * 0.6180339887 + 0.17) % 1, float)
        lots = 0.3 + 0.75 * c.random(STROKES) ** 1.5
        many = float(np.clip(length(ring) / (2.2 * fine), 8, STROKES))
        facing = np.clip(-3 * np.interp(spots, at, out @ LIGHT), 0, 1) * np.clip(many - np.arange(STROKES), 0, 1)
        far = (np.interp(spots, at, high) * 1.15 + 0.035 * self.reach) * lots * facing
        root, long = along(ring, spots), far > 2 * fine
        return np.asarray(np.stack([root, root - LIGHT * far[:, None]], axis=1)[long])


STROKES = 36
"""At most, of the shadow of one tatter."""

_FLICK = np.array([[0.0], [0.5], [1.0]])
"""Along a whip round a roll."""


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
    # Torn from point to point, hollow between: long teeth and short ones, and each run a little ragged.
    u = np.linspace(0, 1, 65)
    teeth = np.sort(np.concatenate([[0.0, 1.0], c.uniform(0.06, 0.94, 5)]))
    high = c.uniform(-0.42, 0.16, 7)
    k = np.clip(np.searchsorted(teeth, u, "right") - 1, 0, 5)
    f = (u - teeth[k]) / np.maximum(teeth[k + 1] - teeth[k], 1e-6)
    rags = high[k] + (high[k + 1] - high[k]) * f
    rags -= c.uniform(0.08, 0.46, 6)[k] * np.sin(np.pi * f) ** 0.8 * np.minimum(1, (teeth[k + 1] - teeth[k]) / 0.2)
    rags += np.interp(u, np.sort(c.random(26)), c.uniform(-0.05, 0.05, 26))
    return Tatter(hinge, out, reach, lean, bend, blunt, rags, curl)


def long_enough(t: Tatter) -> bool:
    """Whether it is large enough to be seen."""
    return t.reach > 0.15 and length(t.hinge) > 0.15
