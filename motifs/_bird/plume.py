"""A long tail feather: barbs that cling round a shaft and come loose towards the edge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import frame, length
from markgen.motifs._bird.feathers import headings
from markgen.values import Points

Floats = NDArray[np.float64]

LOCKS = 0.2
"""Locks of a side, in which the barbs cling together, to a unit of length."""
BARBS = 0.33
"""Loose barbs of a side, to a unit of length."""


@dataclass(frozen=True, eq=False)
class Plume:
    """locks: centre lines (2, n, 4, 2), of the outer side first, from the root on. grown: how far.

    barbs: the loose ones, (2, m, 3, 2). end: of its shaft.
    """

    locks: Floats
    barbs: Floats
    end: Points
    grown: float

    def ring(self, share: float = 1.0, part: float = 0.5) -> Points:
        """Outline of what clings, a `part` of the way out to the tips; of the first `share` of its locks alone."""
        n = max(int(share * self.locks.shape[1]), 2)
        sides = []
        for lock in self.locks[:, :n]:
            tip = lock[:, 0] + (lock[:, 2] - lock[:, 0]) * part * 1.5
            notch = lock[1:, 0] + (lock[1:, 2] - lock[1:, 0]) * part * 0.8
            sides.append(np.concatenate([lock[0, :1], np.stack([tip[:-1], notch], axis=1).reshape(-1, 2), tip[-1:]]))
        end = self.end[None] if share == 1 else self.locks[0, n - 1, :1]
        made: Points = np.concatenate([sides[0], end, sides[1][::-1]])
        return made


def plume(
    path: Points, grown: float, stout: float, eyed: float, great: bool, dense: float, r: np.random.Generator
) -> Plume:
    """Locks along a path. stout: how broad it is beside others. eyed: how far it opens for an eye. great: of a phoenix.

    dense: its share of loose barbs.
    """
    total = length(path)
    turn = headings(path)
    outside = -1.0 if turn[-1] > turn[len(turn) // 3] else 1.0
    # How sharply the path turns, per unit of length, over a stretch of it.
    u = np.linspace(0, 1, len(turn))
    beyond = np.concatenate([path, path[-1:] + (path[-1:] - path[-4:-3]) * 3])

    def side(v: Floats, t: Floats, hand: float, broad: float, loose: float) -> Floats:
        """Barbs at shares v of the path, to one hand of it, at shares t of each. loose: how far they stray."""
        n = len(v)
        # A stem, a vane that swells, and a long thin end.
        swell = np.clip(v / 0.5, 0, 1) ** 1.3 * np.clip(1 - (np.maximum(v - 0.58, 0) / 0.42) ** 2, 0, 1) ** 0.7
        if great:
            # Broad in the middle, long and thin beyond; and it opens again round its eye.
            swell = 0.85 * np.clip(v / 0.56, 0, 1) ** 1.5 * (1 - 0.85 * np.clip((v - 0.56) / 0.26, 0, 1) ** 1.4)
        opened = eyed * np.exp(-(((v - 0.89) / 0.06) ** 2))
        shut = eyed * np.clip((v - 0.78) / 0.1, 0, 1)[:, None]
        # Barbs cling in locks: each of them has long ones and short.
        lock = 0.86 + 0.2 * np.sin(v * 71 + 9 * r.random()) * np.sin(v * 29 + 9 * r.random()) * (1 - 0.8 * eyed)
        reach = (
            (1.0 + (7.6 + 1.6 * great) * swell * broad + 5.0 * opened)
            * stout
            * grown
            * lock
            * r.uniform(1 - loose, 1 + loose, n)
        )
        bent = (np.interp(v + 0.1, u, turn) - np.interp(v - 0.06, u, turn)) / (0.16 * total)
        # Outside a bend they would fan apart.
        apart = 1 + np.clip(-hand * bent * reach, 0, 2)
        reach = reach / np.sqrt(apart)
        ahead = (3.0 + 2.3 * reach) / apart**0.6 * (1 + r.uniform(-loose, loose, n))
        aside = hand * reach[:, None] * np.sin(0.5 * np.pi * t * (1 + 0.55 * shut)) ** 0.9
        along = v[:, None] * total + ahead[:, None] * t**1.15
        return frame(beyond, along.ravel(), aside.ravel(), 160).reshape(n, len(t), 2)

    v = np.linspace(0.1, 0.95, 10 + round(LOCKS * total))
    many = 11 + round(dense * BARBS * total)
    w = np.linspace(0.05, 0.97, many) ** 0.9 + r.normal(0, 0.2 / many, (2, many))
    hands = ((outside, 1.0), (-outside, 0.85 if great else 0.62))
    clings, strays = np.array([0, 0.28, 0.62, 1]), np.array([0, 0.42, 1])
    locks = np.array([side(v, clings, hand, broad, 0.1) for hand, broad in hands])
    barbs = np.array(
        [side(w[k], strays, hand, broad, 0.12 if great else 0.28) for k, (hand, broad) in enumerate(hands)]
    )
    end = frame(beyond, total + 5.0 * grown, 0.0, 160)
    return Plume(locks, barbs, end, grown)
