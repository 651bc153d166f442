"""The lip of a rip: skin that was taut, and has rolled back from the line along which it split.

A lip is part of a tube that lies along the rim. It comes up out of the hole, turns over its crown and ends, ragged,
above the sound skin beside it. What is seen of it, how it is lit and what it drops a shadow on all follow from that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw.areas import Area, enclosed
from markgen.draw.paths import stepped, whips
from markgen.draw.texture import Grid
from markgen.values import Outline, Points

Floats = NDArray[np.float64]

LIGHT = np.array([-0.60, -0.80])
"""Towards the light, on the skin."""

LAMP = np.array([*(LIGHT * 0.74), 0.673])
"""Towards the light, in space: some 42 degrees above the skin."""

SLANT = float(LAMP[2] / np.hypot(LAMP[0], LAMP[1]))
"""How far the light falls for each mm aside, mm."""

ROWS = np.linspace(0, 1, 15)
"""Shares of the way round a roll, from its fold to its torn edge, at which it is known."""

SPAN = 7
"""Places along a lip between the points of its shades."""

OVER = 0.35
"""How far a roll hangs over the hole, in its radius."""


@dataclass(frozen=True)
class Lip:
    """Skin rolled back along part of one edge of a rip, told at n places along it.

    number: in its wound. side: which edge, -1 the left or 1 the right. fold: (n, 2) mm, the rim that it comes up from.
    out, way: (n, 2) unit vectors, away from the hole and along the rip. round: mm, radius of the roll. turn: radians
    from its fold to its torn edge, at most pi, where it would be out of sight. lean: mm along the rip for each mm that
    it reaches.
    """

    number: int
    side: int
    fold: Points
    out: Points
    way: Points
    round: Floats
    turn: Floats
    lean: float

    def at(self, k: NDArray[np.int64], t: ArrayLike) -> Points:
        """Places on it as seen, of one shape: k counts along its fold, t is 0 there and 1 on its torn edge."""
        k, t = np.broadcast_arrays(k, np.asarray(t, float))
        far = self.round[k] * (1 - OVER - np.cos(t * self.turn[k]))
        return np.asarray(self.fold[k] + (self.out[k] + self.lean * self.way[k]) * far[..., None])

    @cached_property
    def mesh(self) -> tuple[Points, Floats, Floats]:
        """Its places (rows, n, 2), their heights, mm, and how dark each is: 0 as light as flat skin, to 1, and below 0
        where it faces the light."""
        k, t = np.meshgrid(np.arange(len(self.fold)), ROWS)
        # It is lit as if all of it were in sight, half as a tube and half as a flat strip that is bent as far.
        far = 0.5 * (1 - np.cos(np.pi * t))
        bend = np.pi * (0.02 + 0.95 * (0.4 * t + 0.6 * far))
        steps = np.hypot(*np.gradient(self.fold, axis=0).T)
        swells = np.clip(np.gradient(self.round) / np.maximum(steps, 1e-9), -1.2, 1.2)
        facing = -np.cos(bend) * (self.out @ LAMP[:2]) + np.sin(bend) * LAMP[2]
        facing = (facing - 0.8 * swells * (self.way @ LAMP[:2])) / np.sqrt(1 + 0.64 * swells**2)
        dark = 1.1 * (LAMP[2] - facing) / (LAMP[2] + np.hypot(LAMP[0], LAMP[1]))
        # Where it turns down to hole and skin little light comes from anywhere, but for some that the skin throws back.
        dark += 0.45 * np.clip(1 - bend / 1.1, 0, 1) + 0.55 * np.clip((bend - 1.9) / 0.9, 0, 1)
        dark -= 0.25 * np.clip((bend - 2.75) / 0.3, 0, 1)
        return self.at(k, t), self.round * (1 + np.sin(t * self.turn)), np.asarray(np.clip(dark, -0.5, 1))

    @cached_property
    def edge(self) -> Points:
        """Its torn edge."""
        return np.asarray(self.mesh[0][-1])

    @cached_property
    def area(self) -> Area:
        """What it covers."""
        return enclosed(np.concatenate([self.mesh[0][0], self.edge[::-1]]))

    def brought(self, share: float, shift: Points) -> Lip:
        """The same, that many times as large, moved by mm."""
        return replace(self, fold=self.fold * share + shift, round=self.round * share)

    def hatching(self, pen: float, c: np.random.Generator) -> list[Outline]:
        """An engraver's strokes round its roll: each thick where that is dark, and gone where it is lit."""
        far = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(self.fold, axis=0).T))])
        n = max(int(far[-1] / (5 * pen)), 2)
        k = np.searchsorted(far, far[-1] * (np.arange(n) + c.uniform(0.1, 0.9, n)) / n).clip(1, len(far) - 2)
        lot, made = c.uniform(0.35, 1.1, n), []
        # From its fold and from its torn edge, towards the crown.
        for rows in (np.array([0, 4, 8]), np.array([14, 10, 6])):
            first = ROWS[rows[0]]
            lines = self.at(k[:, None], first + (ROWS[rows] - first) * lot[:, None])
            wide = pen * np.clip((self.mesh[2][rows][:, k].T - 0.2) / 0.5, 0, 1) * [1.0, 0.65, 0.3]
            there = (wide[:, 0] > 0.25 * pen) & (self.round[k] > 2.5 * pen)
            made += whips(lines[there], wide[there])
        return made


def washes(lips: Sequence[Lip], bare: Sequence[NDArray[np.bool_]], levels: Iterable[float]) -> list[list[Outline]]:
    """Where lips are darker than each level; below 0, where they are that much lighter than flat skin.

    bare: (rows, n) of each, what of it is seen.
    """
    if not lips:
        return []
    # All unrolled and laid side by side, with gaps that no shade crosses.
    gap = ((0, 0), (1, 1))
    dark = np.hstack([np.pad(np.where(on, lip.mesh[2], 0), gap) for lip, on in zip(lips, bare, strict=True)])
    places = np.hstack([np.pad(lip.mesh[0], (*gap, (0, 0)), mode="edge") for lip in lips])
    grid = Grid(0.0, 0.0, 1.0, dark.shape[1], dark.shape[0])
    made = []
    for level in levels:
        sign = 1 if level > 0 else -1
        rings = [stepped(o.points[:-1:3], SPAN) for o in grid.above(sign * dark, sign * level, 0.3)]
        at = np.concatenate([np.zeros((0, 2)), *rings])
        laid = np.column_stack([grid.at(at, places[..., axis]) for axis in (0, 1)])
        ends = np.cumsum([len(ring) for ring in rings]).tolist()
        made.append([Outline(laid[i:j]) for i, j in zip([0, *ends], ends, strict=False)])
    return made
