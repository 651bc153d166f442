"""A long tail feather: barbs that cling round a shaft, come loose towards the edge, and run out in wisps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import frame, heading, length
from markgen.motifs._bird.feathers import headings, on
from markgen.values import Points

Floats = NDArray[np.float64]

LOCKS = 0.13
"""Locks of a side, in which the barbs cling together, to a unit of length."""
BARBS = 0.3
"""Loose barbs of a side, to a unit of length."""
VANE = ((0.0, 0.2, 0.45, 0.68, 0.82, 0.92, 1.0), (0.32, 0.5, 0.7, 1.0, 1.0, 0.85, 0.5))
"""Half the width of a vane along its shaft, beside its broadest."""
BROAD = 7.4
"""Half the width of a plume where it is broadest, units."""
WISPS = 3
"""Locks that run out beyond the end of the shaft."""


@dataclass(frozen=True, eq=False)
class Plume:
    """locks: centre lines (2, n, 4, 2), of the outer side first, from the root on. grown: how far.

    barbs: the loose ones, (2, m, 3, 2). wisps: (w, 7, 2), about the end of its shaft. end: of its shaft.
    """

    locks: Floats
    barbs: Floats
    wisps: Floats
    end: Points
    grown: float

    def edge(self, hand: int, share: float = 1.0, part: float | Floats = 0.62) -> Points:
        """One side of what clings, a `part` of the way out to the tips; of the first `share` of its locks alone."""
        n = max(int(share * self.locks.shape[1]), 2)
        lock = self.locks[hand, :n]
        out = (lock[:, 2] - lock[:, 0]) * part
        tip, notch = lock[:, 0] + 1.5 * out, (lock[:, 0] + 1.1 * out)[1:]
        return np.concatenate([lock[0, :1], np.stack([tip[:-1], notch], axis=1).reshape(-1, 2), tip[-1:]])

    def ring(self, share: float = 1.0, part: float = 0.62) -> Points:
        """Outline of what clings."""
        n = max(int(share * self.locks.shape[1]), 2)
        end = self.end[None] if share == 1 else self.locks[0, n - 1, :1]
        made: Points = np.concatenate([self.edge(0, share, part), end, self.edge(1, share, part)[::-1]])
        return made


def plume(
    path: Points, grown: float, stout: float, eyed: float, great: bool, hidden: float, r: np.random.Generator
) -> Plume:
    """Locks along a path. stout: how broad it is beside others. eyed: how far it opens for an eye. great: of a phoenix.

    hidden: the share of it that lies under coverts.
    """
    total = length(path)
    turn = headings(path)
    outside = -1.0 if turn[-1] > turn[len(turn) // 3] else 1.0
    # How sharply the path turns, per unit of length, over a stretch of it.
    u = np.linspace(0, 1, len(turn))
    beyond = np.concatenate([path, path[-1:] + (path[-1:] - path[-4:-3]) * 3])
    broad = BROAD * (0.75 + 0.25 * great) * stout

    def side(v: Floats, t: Floats, hand: float, loose: float) -> Floats:
        """Barbs at shares v of the path, to one hand of it, at shares t of each. loose: how far they stray."""
        n = len(v)
        # An eye is set in barbs that open round it.
        swell = np.interp(v, *VANE) + 0.85 * eyed * np.exp(-(((v - 0.8) / 0.08) ** 2))
        lock = 0.9 + 0.16 * np.sin(v * 71 + 9 * r.random()) * np.sin(v * 29 + 9 * r.random())
        reach = broad * swell * grown * lock * r.uniform(1 - loose, 1 + loose, n)
        bent = (np.interp(v + 0.1, u, turn) - np.interp(v - 0.06, u, turn)) / (0.16 * total)
        # Outside a bend they would fan apart.
        apart = 1 + np.clip(-hand * bent * reach, 0, 2)
        reach = reach / np.sqrt(apart)
        ahead = (2.0 + 1.7 * reach) / apart**0.6 * (1 + r.uniform(-loose, loose, n))
        aside = hand * reach[:, None] * np.sin(0.5 * np.pi * t) ** 0.9
        along = v[:, None] * total + ahead[:, None] * t**1.15
        return frame(beyond, along.ravel(), aside.ravel(), 160).reshape(n, len(t), 2)

    v = np.linspace(0.02, 0.96, 6 + round(LOCKS * total))
    many = 8 + round(BARBS * total * (1 - hidden))
    w = np.linspace(hidden, 0.97, many) ** 0.95 + r.normal(0, 0.2 / many, (2, many))
    hands = (outside, -outside)
    clings, strays = np.array([0, 0.28, 0.62, 1]), np.array([0, 0.42, 1])
    locks = np.array([side(v, clings, hand, 0.1) for hand in hands])
    barbs = np.array([side(w[k], strays, hand, 0.14) for k, hand in enumerate(hands)])
    end = frame(beyond, total + 3.0 * grown, 0.0, 160)
    return Plume(locks, barbs, _wisps(path, grown, broad, r), end, grown)


def _wisps(path: Points, grown: float, broad: float, r: np.random.Generator) -> Floats:
    """Locks that leave the shaft near its end, each further out than the one before, and curl away."""
    i = np.linspace(0, 1, WISPS)
    foot = 0.66 + 0.31 * i
    hand = np.where(np.arange(WISPS) % 2, 1.0, -1.0) * (1 if r.random() < 0.5 else -1)
    turns = headings(path)
    at = np.interp(foot, np.linspace(0, 1, len(turns)), turns)
    # It goes on as the shaft turns.
    on_ = (turns[-1] - turns[-20]) * 0.7
    long = (1.7 + 0.8 * np.sin(np.pi * i) + 0.3 * r.normal(0, 1, WISPS)) * broad * grown
    u = np.linspace(0, 1, 6)
    # First out of the vane, then along it, and at last away again.
    away = np.radians(20 * (1 - i) + 5)[:, None] * (1 - 2.2 * u)
    curl = np.radians(70 + 25 * r.normal(0, 1, WISPS))[:, None] * u**2.2
    steps = heading(at[:, None] + hand[:, None] * (away + curl) + on_ * u) * (long / 6)[:, None, None]
    root = on(path, foot)[:, None]
    return np.concatenate([root, root + np.cumsum(steps, axis=1)], axis=1)
