"""Tongues of skin that peel back like bark from the edge of a wound."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import Area, area, union
from markgen.draw.paths import length, polyline
from markgen.values import Outline, Points

Floats = NDArray[np.float64]

MOUTH = 0.20
"""How deep the mouth of a lip's roll is seen, in its breadths."""

TURNS = np.linspace(0, 2 * np.pi, 16, endpoint=False)
"""Round that mouth, radians."""


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
