"""What the clouds of a sky are: how light it is at each place, and in which of its hues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Noise, blurred, length, smoothsteps

if TYPE_CHECKING:
    from markgen.motifs._galaxy.sky import Sky

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Nebula:
    """At each node of a sky's grid. light: 0 packed black to 1 bare skin. hue: 0 to the number of its last hue."""

    light: Floats
    hue: Floats
    hues: int

    def share(self, k: int) -> Floats:
        """How far each node is of a hue, 0 to 1."""
        return np.clip(1.2 - 1.2 * np.abs(self.hue - k), 0, 1)

    @property
    def family(self) -> NDArray[np.int64]:
        """The number of the hue that each node is mostly of."""
        return np.rint(self.hue).astype(np.int64)


def nebula(sky: Sky) -> Nebula:
    """Cloud as a brush lays it: billows drawn out with the flow, combed in streaks, and black between them."""
    c, there = sky.wound.chance("nebula"), sky.depth > 0
    x, y = sky.frame(np.column_stack([sky.grid.x[there], sky.grid.y[there]]))
    fold, body, comb, dark, drift = (Noise(c) for _ in range(5))
    aside = fold.fbm(4.0 * x, 2.2 * y, 2), fold.fbm(4.0 * x + 31, 2.2 * y + 17, 2)
    u, v = x + 0.11 * aside[0], y + 0.14 * aside[1]
    room = max(float(r.gape.max()) for r in sky.wound.rips)
    # As wide as the hole is thereabouts: narrow ends have their colours too.
    wide = np.clip(2.6 * blurred(sky.depth, 8.5)[there], 0.22 * room, room)
    margin = smoothsteps((sky.depth[there] - 0.004 * sky.size) / (0.38 * wide))
    billow = body.fbm(6.5 * u, 2.3 * v, 4, 0.58)
    streak = comb.fbm(24.0 * u, 4.5 * v, 2)
    lane = np.clip(1 - np.abs(dark.fbm(6.0 * u, 2.4 * v, 3, 0.6)) / 0.13, 0, 1)
    discs = [np.hypot(*g.disc(sky.grid.x[there], sky.grid.y[there])) for g in sky.spirals]
    disc = np.min([np.full(len(x), 9.0), *discs], axis=0)
    cloud = min(sky.look.cloud, 1.3) * sky.feeling.birth(0.0, 0.5)
    if sky.wound.washed:
        gap = np.clip(1 - np.abs(drift.fbm(4.6 * u + 7, 1.5 * v, 2)) / 0.10, 0, 1)
        light = np.clip(0.10 + 1.40 * billow + 0.40 * streak - 0.30 * lane + 0.60 * gap, 0, 1)
        light = 1 - (1 - light * smoothsteps((disc - 0.80) / 0.35)) * _reach(sky, there, billow, streak)
    else:
        # All in one river, that crosses from one rim to the other as it runs from end to end.
        way = length(sky.wound.rips[0].path) / sky.size
        across = x - 0.60 * sky.spin * room / sky.size * np.sin(np.pi * np.clip(y / (0.42 * way), -1, 1))
        river = np.exp(-((across * sky.size / (0.60 * room)) ** 2))
        light = 0.17 + 0.12 * sky.little + 0.46 * river + 1.15 * billow + 0.22 * streak - 0.50 * lane * river
        # Round the spiral it is black.
        light = np.clip(1.25 * light, 0, 1) * margin * (0.35 + 0.65 * cloud) * smoothsteps((disc - 0.74) / 0.30)
    away = np.hypot(sky.grid.x[there] - sky.focus[0][0], sky.grid.y[there] - sky.focus[0][1]) / sky.focus[1]
    turn, hand, last = c.uniform(0, 1), 1 if c.random() < 0.5 else -1, len(sky.look.families) - 1
    # One hue carries it; its neighbours come in at one end, and round what happens.
    many = 0.55 * max(last / 2, 1) ** 0.8
    hue = 0.5 + 0.62 * np.sin(2 * np.pi * (many * hand * v + turn) + 3.0 * u + 1.8 * drift.fbm(4 * u, 2 * v, 2))
    hue = last * hue + 0.8 * np.exp(-(((away - 1.7) / 0.9) ** 2))
    made = np.full((2, *there.shape), float(sky.wound.washed))
    made[:, there] = light, np.clip(hue, 0, last)
    return Nebula(made[0], made[1], last + 1)


def _reach(sky: Sky, there: NDArray[np.bool_], billow: Floats, streak: Floats) -> Floats:
    """How far a sky without a rim goes, 0 to 1: in tongues along its flow it runs out to skin, most at both ends."""
    rows = np.flatnonzero(there.any(1))
    along = (np.nonzero(there)[0] - rows[0]) / max(rows[-1] - rows[0], 1)
    wide = float(sky.depth.max())
    off = np.minimum(np.minimum(along, 1 - along) / 0.13, 2.4 * sky.depth[there] / wide)
    return smoothsteps(1.25 * off - 0.20 + 0.9 * billow + 0.5 * streak) * smoothsteps(off / 0.25)
