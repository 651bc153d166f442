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
"""Rows of a tatter from its hinge to its tip."""

BENDS = {"arched": (96, 168, 208), "lifted": (98, 176, 146), "standing": (92, 128, 152), "flat": (100, 174, 178)}
"""How far a tatter is turned from where it was torn, in degrees, at its hinge, its middle and its tip."""


@dataclass(frozen=True)
class Tatter:
    """A tongue of skin bent back.

    hinge: (n, 2) mm, where it still hangs. out: unit vector away from the hole. reach: mm from hinge to tip as seen.
    lean: how far its tip lies aside, in hinges. bend: of `BENDS`. blunt: share of the hinge's breadth left at its tip.
    rags: (2, n) how far each torn side stands out, in hinges, from hinge to tip. curl: share of its length that is
    rolled over at its tip, so that the outer side of the skin is seen again.
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
    def turned(self) -> Floats:
        """How far each row is turned from where it was torn, radians."""
        return np.asarray(np.radians(np.interp(self.t, [0, 0.34, 1], BENDS[self.bend])))

    @cached_property
    def rise(self) -> tuple[Floats, Floats]:
        """How far each row lies outwards from the hinge, and how high above the skin, mm."""
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

    def at(self, s: float | Floats, t: Floats) -> Points:
        """Places on it: s along its hinge, 0..1, and t towards its tip, 0..1."""
        s, t = np.broadcast_arrays(np.asarray(s, float), t)
        middle, along = (self.hinge[0] + self.hinge[-1]) / 2, self.hinge[-1] - self.hinge[0]
        whole = np.arange(len(self.hinge)) / (len(self.hinge) - 1)
        foot = np.stack([np.interp(s, whole, self.hinge[:, k]) for k in (0, 1)], axis=-1)
        # It narrows off its hinge, and then in two straight torn runs to its tip.
        slim = self.blunt + (1 - self.blunt) * np.interp(t, [0, 0.16, 0.6, 1], [1, 0.78, 0.36, 0])
        side, track = 2 * s - 1, np.arange(self.rags.shape[1]) / (self.rags.shape[1] - 1)
        rag = np.where(side > 0, *(side * np.interp(t, track, self.rags[k]) for k in (1, 0)))
        # Its sides never cross each other.
        aside = self.lean * t**1.6 + np.where(side > 0, *(np.maximum(k * rag, -0.4 * slim) * k for k in (1, -1)))
        away = np.interp(t, self.t, self.rise[0])
        slim, aside, away = slim[..., None], aside[..., None], away[..., None]
        return np.asarray(middle + (foot - middle) * slim + along * aside + self.out * away)

    @cached_property
    def sides(self) -> tuple[Points, Points]:
        """Its two torn sides, each from hinge to tip."""
        a, b = self.at(np.array([[0.0], [1.0]]), self.t)
        return a, b

    @cached_property
    def tip(self) -> Points:
        """Its torn far end, from one side to the other; on a pointed one, a point."""
        s = np.linspace(0, 1, 6)
        rag = self.blunt * self.broad * np.array([0, 0.10, -0.04, 0.13, 0.03, 0])
        # What is rolled ends in a bow.
        rag = rag + self.curl * (0.3 * self.blunt * self.broad * np.sin(np.pi * s) ** 0.6 - rag * 4)
        return self.at(s, np.ones(6)) + self.out * rag[:, None]

    @cached_property
    def outline(self) -> Points:
        """All round it."""
        a, b = self.sides
        return np.concatenate([self.hinge, b[1:], self.tip[-2:0:-1], a[:0:-1]])

    @cached_property
    def area(self) -> Area:
        """What it covers."""
        return enclosed(self.outline)

    @cached_property
    def lip(self) -> Points:
        """The torn edge of what is rolled over at its tip, from one side to the other."""
        s = np.linspace(0, 1, 9)
        rag = np.array([0, 0.5, 0.75, 1.15, 0.95, 1.45, 1.0, 0.9, 0.12])
        return self.at(s, 1 - self.curl * rag * 0.8)

    @cached_property
    def roll(self) -> Points:
        """All round what is rolled over at its tip."""
        return np.concatenate([self.tip, self.lip[::-1]])

    def shadow(self, share: float) -> Area:
        """What it darkens of the skin beneath, for a light at that share of the light's slant."""
        high = self.rise[1] + 0.03 * self.reach
        (a, b), fall = self.sides, -LIGHT * (share * high)[:, None]
        return enclosed(np.concatenate([self.hinge, (b + fall)[1:], (a + fall)[:0:-1]]))

    @cached_property
    def dark(self) -> Floats:
        """How dark each row of its underside is, 0 lit to 1."""
        toward = float(self.out @ LIGHT)
        lit = 0.66 * -np.sin(self.turned) * toward - 0.75 * np.cos(self.turned)
        fold = np.exp(-self.t / 0.11)
        # Light from all round keeps the ones that turn away from looking like another stuff.
        return np.asarray(np.clip(0.68 - 0.48 * np.clip(lit, 0, 1) + 0.75 * fold, 0, 1))

    @cached_property
    def shaded(self) -> int:
        """Which side lies away from the light: 0 or 1."""
        return int(float((self.hinge[-1] - self.hinge[0]) @ LIGHT) < 0)

    def hatching(self, fine: float, c: np.random.Generator) -> list[Outline]:
        """Whips out of the fold towards the tip, and shorter ones round the sheet from its shaded side."""
        spot = np.asarray(0.04 + 0.92 * ((np.arange(20) * 0.6180339887 + 0.31) % 1), float)[:, None]
        far, into = c.uniform(0.35, 1.15, (20, 2)).T[..., None]
        far = far * (0.22 + 0.5 * float(self.dark[2:6].mean()))
        many, rows = (float(np.clip(mm / fine, 5, 20)) for mm in (self.broad / 3.8, self.reach / 5.0))
        ends = (0.16 + 0.5 * np.interp(spot, self.t, self.dark)) * (0.6 + 0.5 * into) * [0.0, 0.5, 1.0]
        down = spot + np.array([0.0, 0.041, 0.055]) * (1 - spot)
        made = []
        for count, run, press, slim in (
            (many, self.at(spot, far * [0.0, 0.4, 1.0]), [1.5, 1.15, 0], 1.0),
            (rows, self.at(np.abs(self.shaded - ends), down), [1.4, 1.0, 0], 1 - 0.5 * spot),
        ):
            # The last of them is only just coming.
            n = int(np.ceil(count))
            wide = fine * np.clip(count - np.arange(20), 0, 1)[:, None] * slim * press
            made += whips(run[:n], wide[:n])
        return made

    def rolling(self, fine: float, c: np.random.Generator) -> list[Outline]:
        """Whips round the roll at its tip, out of both its edges, and the dark under its lip."""
        n = int(np.clip(self.blunt * self.broad / (2.8 * fine), 5, 12))
        spot, lot = (np.arange(n) + c.uniform(0.2, 0.8, n)) / n, c.uniform(0.5, 1.1, n)[:, None, None]
        lip, tip = along(self.lip, spot)[:, None], along(self.tip, spot)[:, None]
        aside, t = (self.lip[-1] - self.lip[0]) * 0.05 * _FLICK, lot * _FLICK
        return [
            *whips(tip + (lip - tip) * 0.42 * t + aside, fine * np.array([1.4, 1.0, 0])),
            *whips(lip + (tip - lip) * 0.26 * t - aside, fine * np.array([1.2, 0.8, 0])),
            *whips(lip + (lip - tip) * 0.5 * t + aside, fine * np.array([2.2, 1.3, 0])),
        ]

    def fallen(self, fine: float, c: np.random.Generator) -> Floats:
        """Strokes of its shadow on the skin, (m, 2, 2): lines from its edge away from the light, each as long as it is
        high there, many of them short."""
        (a, b), high = self.sides, self.rise[1]
        ring = np.concatenate([b, self.tip[1:-1], a[::-1]])
        heights = np.concatenate([high, np.full(len(self.tip) - 2, high[-1]), high[::-1]])
        out = normals(ring)
        out = out * np.sign(float(np.sum(out[len(b) // 2] * (b - a)[len(b) // 2])) or 1.0)
        at = shares(ring)
        spots = np.asarray((np.arange(STROKES) * 0.6180339887 + 0.17) % 1, float)
        lots = 0.3 + 0.75 * c.random(STROKES) ** 1.5
        many = float(np.clip(length(ring) / (2.2 * fine), 8, STROKES))
        facing = np.clip(-3 * np.interp(spots, at, out @ LIGHT), 0, 1) * np.clip(many - np.arange(STROKES), 0, 1)
        far = (np.interp(spots, at, heights) * 1.15 + 0.035 * self.reach) * lots * facing
        root, long = along(ring, spots), far > 2 * fine
        return np.asarray(np.stack([root, root - LIGHT * far[:, None]], axis=1)[long])


STROKES = 84
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
    shrink = np.sin(np.pi * np.linspace(0, 1, 2 * ROWS) ** 0.8) ** 0.7
    rags = np.stack([np.interp(np.linspace(0, 1, 2 * ROWS), np.sort(c.random(9)), c.normal(0, 0.034, 9)) for _ in "ab"])
    return Tatter(hinge, out, reach, lean, bend, blunt, rags * shrink, curl)


def long_enough(t: Tatter) -> bool:
    """Whether it is large enough to be seen."""
    return t.reach > 0.15 and length(t.hinge) > 0.15
