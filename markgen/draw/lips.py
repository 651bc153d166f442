"""The lip of a rip: skin that rolls back all along a torn edge, here no more than a bead, there a broad peel.

A lip is one sheet in space: it rises out of the hole over a roll, comes down on the skin beside it, and rolls up at
its torn edge, so that its raw underside lies between two rounds of bare skin. What is seen of it, what it hides and
how it is lit all follow from that, so no line parts a peel from its rim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw.areas import Area, areas, enclosed, union
from markgen.draw.paths import normals, runs, whips
from markgen.values import Outline, Points

Floats = NDArray[np.float64]

LIGHT = np.array([-0.60, -0.80])
"""Towards the light, on the skin."""

LAMP = np.array([*(LIGHT * 0.74), 0.673])
"""Towards the light, in space: some 42 degrees above the skin."""

SLANT = float(LAMP[2] / np.hypot(LAMP[0], LAMP[1]))
"""How far the light falls for each mm aside, mm."""

ROWS = 0.5 - 0.5 * np.cos(np.pi * np.linspace(0, 1, 25))
"""Shares of the way from its fold to its torn edge at which a lip is known: closest where it rolls and curls."""

CURLED = 4.3
"""How far a hem turns back at most, radians."""


@dataclass(frozen=True)
class Lip:
    """Skin rolled back along one edge of a rip, told at n places along it.

    side: which edge, -1 the left or 1 the right. fold: (n, 2) mm, where it turns over. out, way: (n, 2) unit vectors,
    away from the hole and along the rip. reach: mm from its fold to its torn edge. whole: mm that the peel a place
    belongs to reaches; where there is none, as far as the lip does. round: mm, radius of its roll. hem: mm of its reach
    that curl back in at its torn edge, and curl: mm, radius of that curl. fray: mm by which its torn edge is pulled
    aside, along the rip. lean: how far what lies farther out leans along the rip, per mm. lift: how far its tip stands
    up, per mm that it reaches. peel: 0 on a bead to 1 in the middle of a peel.
    """

    side: int
    fold: Points
    out: Points
    way: Points
    reach: Floats
    whole: Floats
    round: Floats
    hem: Floats
    curl: Floats
    fray: Floats
    lean: Floats
    lift: Floats
    peel: Floats

    def at(self, k: NDArray[np.int64], t: ArrayLike) -> Points:
        """Places on it as seen, of one shape: k counts along its fold, t is 0 there and 1 on its torn edge."""
        k, t = np.broadcast_arrays(k, np.asarray(t, float))
        far, run = self._seen(k, t)[0], t * self.reach[k]
        aside = self.lean[k] * run * (0.5 + 0.5 * run / self.whole[k]) + self.fray[k] * t**3
        return np.asarray(self.fold[k] + self.out[k] * far[..., None] + self.way[k] * aside[..., None])

    def _seen(self, k: NDArray[np.int64], t: Floats) -> tuple[Floats, Floats]:
        """How far out places lie as seen, and how high the curl of a hem lifts them, mm."""
        flat, radius = self.reach[k] - self.hem[k], self.curl[k]
        turn = np.clip((t * self.reach[k] - flat) / radius, 0, CURLED)
        return np.minimum(t * self.reach[k], flat) + radius * np.sin(turn), radius * (1 - np.cos(turn))

    @cached_property
    def mesh(self) -> tuple[Points, Floats, Floats]:
        """Its places (rows, n, 2), their heights, mm, and how dark each is: 0 as light as flat skin, to 1, and below 0
        where it faces the light."""
        k, t = np.meshgrid(np.arange(len(self.fold)), ROWS)
        flat, (far, curl) = self.at(k, t), self._seen(k, t)
        over = np.clip(far / self.round, 0, 1)
        fallen = np.exp(-np.maximum(far - self.round, 0) / (1.5 * self.round))
        high = self.round * np.sqrt(1 - (1 - over) ** 2) * (0.34 + 0.66 * fallen) + curl
        high += self.lift * self.whole * (far / self.whole) ** 2.4
        # Slack skin lies in folds, slantwise from its base.
        steps = np.hypot(*np.diff(self.fold, axis=0, prepend=self.fold[:1]).T)
        slant = 1.3 * far / self.whole + np.cumsum(steps) / (0.55 * self.whole.max())
        high += 0.02 * self.whole * self.peel * np.sin(2 * np.pi * slant) * np.clip(2 * far / self.whole, 0, 1)
        high = np.maximum(high, 0)
        # What stands higher throws no longer a shadow than a soft light does.
        high = high / (1 + high / (3.0 * self.round.max()))
        # What a surface turns from the light, by its normal: the product of its two slopes.
        sheet = np.dstack([flat, high])
        n = np.cross(np.gradient(sheet, axis=1), np.gradient(sheet, axis=0))
        n *= np.sign(n[..., 2:] + 1e-12) / np.maximum(np.linalg.norm(n, axis=-1, keepdims=True), 1e-9)
        # (By half, as in a room whose walls throw some back: else what rolls away is a black block.)
        dark = 1.05 * (LAMP[2] - n @ LAMP) / (1 + LAMP[2])
        # In the crook, between the roll and the tip that lifts, little light comes from anywhere.
        crook = 0.28 * self.peel * np.exp(-(((far / self.round - 2.2) / 0.9) ** 2))
        bent = np.clip(self.hem / self.curl - 1, 0, 1)
        under = np.exp(-(((self.reach - self.hem - t * self.reach) / (2.2 * self.curl)).clip(0) ** 1.5))
        crook += 0.56 * bent * under * (t * self.reach <= self.reach - self.hem)
        turn = (t * self.reach - (self.reach - self.hem)) / self.curl
        rolled = np.clip(turn - 1.2, 0, 0.5) / 0.5
        # Its roll is modelled as an engraver does a pipe: lost in the light on one side, dark on the other.
        aside = np.sin(np.clip(turn, 0, CURLED)) * (self.out @ LIGHT)
        crook += bent * rolled * (0.42 * np.clip(0.15 - aside, 0, 1) - 0.10 * np.clip(aside, 0, 1))
        return flat, high, np.asarray(np.clip(dark + crook, -0.2, 1))

    @cached_property
    def edge(self) -> Points:
        """Its torn edge, which lies on top of what it curls over."""
        return self.at(np.arange(len(self.fold)), 1.0)

    @cached_property
    def rim(self) -> Points:
        """How far out it is seen: its torn edge, or the bend of its hem."""
        turned = np.maximum(self.hem - np.pi / 2 * self.curl, 0) / np.maximum(self.reach, 1e-9)
        return self.at(np.arange(len(self.fold)), 1 - turned)

    @cached_property
    def outwards(self) -> Points:
        """Unit normals of its rim, away from it."""
        return np.asarray(-self.side * normals(self.rim))

    @cached_property
    def area(self) -> Area:
        """What it covers."""
        lying = enclosed(np.concatenate([self.fold, self.rim[::-1]]))
        hems = [np.concatenate([self.rim[a], self.edge[a][::-1]]) for a in runs(self.hem > 1.2 * self.curl, 3)]
        return union([lying, *areas(hems, whole=True)])

    def brought(self, share: float, shift: Points) -> Lip:
        """The same, that many times as large, moved by mm."""
        grown = {name: getattr(self, name) * share for name in ("reach", "whole", "round", "hem", "curl", "fray")}
        return replace(self, fold=self.fold * share + shift, **grown)

    def hatching(self, pen: float, c: np.random.Generator) -> list[Outline]:
        """An engraver's strokes across its roll, from fold to tip: each thick where the sheet is dark, and gone where
        it is lit."""
        far = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(self.fold, axis=0).T))])
        n = max(int(far[-1] / (2.7 * pen)), 2)
        k = np.searchsorted(far, far[-1] * (np.arange(n) + c.uniform(0.1, 0.9, n)) / n).clip(1, len(far) - 2)
        k, lot = k[self.reach[k] > 5 * pen], c.uniform(0.7, 1.3, n)
        rows = np.array([1, 6, 9, 12, 15, 19, 24])
        dark = self.mesh[2][rows][:, k].T
        wide = pen * lot[: len(k), None] * np.clip((dark - 0.30) / 0.45, 0, 1.0)
        made: list[Outline] = []
        lines = self.at(k[:, None], ROWS[rows][None])
        there = wide > 0.12 * pen
        first, last = there.argmax(1), there.shape[1] - there[:, ::-1].argmax(1)
        for a, b in sorted({(int(i), int(j)) for i, j in zip(first, last, strict=True) if j - i > 1}):
            some = (first == a) & (last == b) & (there.sum(1) > 1)
            made += whips(lines[some, a:b], wide[some, a:b] * np.linspace(1, 0.3, b - a))
        return made
