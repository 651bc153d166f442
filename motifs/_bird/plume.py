"""A long tail feather: barbs that cling in locks and stream from both sides of a shaft, and a brush of fire."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import frame, length
from markgen.motifs._bird.feathers import Fan, headings, on, plumes, sideways
from markgen.values import Points

Floats = NDArray[np.float64]

LOCKS = 20
"""Locks of a side."""
TONGUES = 3
"""Flames in which a feather of fire ends."""


@dataclass(frozen=True, eq=False)
class Plume:
    """locks: centre lines (2, n, 4, 2), of the outer side first, from the root on. grown: how far.

    gaps: (2, n - 1, 2) where two of them part. end: of its shaft. fire: the flames that it ends in.
    """

    locks: Floats
    gaps: Floats
    end: Points
    grown: float
    fire: Fan

    def ring(self, share: float = 1.0) -> Points:
        """Its outline; of the first `share` of its locks alone."""
        n = max(int(share * self.locks.shape[1]), 2)
        sides = []
        for lock, gap in zip(self.locks, self.gaps, strict=True):
            # The back of a lock is round, its front hollow: it is flame as much as feather.
            back = lock[1:n, 2] + 0.35 * (gap[: n - 1] - lock[1:n, 1])
            front = 0.5 * (lock[: n - 1, 3] + gap[: n - 1]) + 0.22 * (lock[: n - 1, 2] - lock[1:n, 2])
            rest = np.stack([front, gap[: n - 1], back, lock[1:n, 3]], axis=1).reshape(-1, 2)
            sides.append(np.concatenate([lock[0, [0, 2, 3]], rest]))
        end = self.end[None] if share == 1 else self.locks[0, n - 1, :1]
        made: Points = np.concatenate([sides[0], end, sides[1][::-1]])
        return made


def plume(path: Points, grown: float, stout: float, eyed: float, burning: float, r: np.random.Generator) -> Plume:
    """Locks along a path. stout: how broad it is beside others. eyed: how far it opens for an eye. burning: its end."""
    total = length(path)
    turn = headings(path)
    outside = -1.0 if turn[-1] > turn[len(turn) // 3] else 1.0
    v = np.linspace(0.13, 0.96, LOCKS)
    # Long and short by turns.
    turns = np.array([1.15, 0.66, 0.9])[(np.arange(LOCKS) + int(r.integers(0, 3))) % 3]
    # How sharply the path turns, per unit of length, over a stretch of it.
    u = np.linspace(0, 1, len(turn))
    bent = (np.interp(v + 0.1, u, turn) - np.interp(v - 0.06, u, turn)) / (0.16 * total)
    beyond = np.concatenate([path, path[-1:] + (path[-1:] - path[-4:-3]) * 3])
    t = np.linspace(0, 1, 4)
    i = np.arange(LOCKS - 1)
    sides, gaps = [], []
    for hand, broad in ((outside, 1.0), (-outside, 0.55)):
        swell = np.sin(np.pi * np.clip(v * 1.02, 0, 1) ** 1.45) ** 0.8
        opened = eyed * np.exp(-(((v - 0.72) / 0.09) ** 2))
        # At its end it is fire, which licks out to both sides.
        lick = burning * np.exp(-(((v - 0.93) / 0.09) ** 2))
        reach = (
            (1.2 + 6.8 * swell * broad + 1.5 * opened + 3.6 * lick) * stout * grown * turns * r.uniform(0.9, 1.1, LOCKS)
        )
        # Outside a bend they would fan apart.
        apart = 1 + np.clip(-hand * bent * reach, 0, 2)
        reach = reach / np.sqrt(apart)
        ahead = (3.0 + (2.0 + 1.1 * lick) * reach) / apart**0.7 * (0.5 + 0.6 * turns)
        aside = hand * reach[:, None] * np.sin(0.5 * np.pi * t) ** 0.85
        along = v[:, None] * total + ahead[:, None] * t**1.2
        sides.append(frame(beyond, along.ravel(), aside.ravel(), 160).reshape(LOCKS, 4, 2))
        # The gap between two reaches to two thirds, or to one, of their length.
        deep = np.where(turns[:-1] < 0.8, 1, 2)
        gaps.append(0.4 * sides[-1][i, deep] + 0.6 * sides[-1][i + 1, deep])
    end = on(path, [min(v[-1] + 0.05, 1)])[0]
    return Plume(np.array(sides), np.array(gaps), end, grown, _fire(path, total, stout, burning * grown, r))


def _fire(path: Points, total: float, stout: float, burning: float, r: np.random.Generator) -> Fan:
    """Flames that leave the end of a feather to both sides, the foremost last."""
    v = np.array([0.84, 0.9, 0.97])
    hand = np.array([1.0, -1.0, 1.0]) * (1.0 if r.random() < 0.5 else -1.0)
    turn = np.degrees(np.interp(v, np.linspace(0, 1, len(path) - 1), headings(path)))
    reach = total * np.array([0.24, 0.2, 0.28]) * r.uniform(0.85, 1.15, TONGUES) * (0.4 + 0.6 * burning)
    lean = hand * np.array([26.0, 24.0, 4.0]) + r.normal(0, 4, TONGUES)
    mid = plumes(on(path, v), turn + 0.5 * lean, reach, 1.2 * lean + 20 * hand, -hand * r.uniform(60, 110, TONGUES), 9)
    s = np.linspace(0, 1, 9)
    vane = np.minimum(0.25 + 4 * s, 1) * (1 - s) ** 0.85 * np.array([5.0, 4.6, 6.0])[:, None] * stout * burning + 1e-3
    side = sideways(mid) * vane[..., None] / 2
    return Fan(mid, mid + side, mid - side, np.full(TONGUES, burning))
