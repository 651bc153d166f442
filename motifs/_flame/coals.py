"""Coals: broken charcoal, worn at its corners, and the cracks in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.values import Points

CORNERS = 8
"""Corners of a coal before they are worn."""


@dataclass(frozen=True, eq=False)
class Coal:
    """A coal. at: its middle, mm. rim: its outline, (2 CORNERS, 2). cracks: from its rim inwards, (n, 2) each.

    hot: 0..1, how much of it still glows.
    """

    at: Points
    rim: Points
    cracks: list[Points]
    hot: float

    @property
    def size(self) -> float:
        """Half its width, mm."""
        return float(np.hypot(*(self.rim - self.at).T).mean())

    def moved(self, zoom: float, middle: Points, to: Points) -> Coal:
        """The same coal `zoom` times as large, with `middle` brought `to`."""
        at, rim, *cracks = ((p - middle) * zoom + to for p in (self.at, self.rim, *self.cracks))
        return Coal(at, rim, cracks, self.hot)


def coal(at: Points, size: float, q: np.random.Generator, hot: float) -> Coal:
    """A coal of about `size` mm from its middle to its rim."""
    a = 2 * np.pi * (np.arange(CORNERS) + q.uniform(-0.32, 0.32, CORNERS)) / CORNERS
    far = size * q.uniform(0.8, 1.12, CORNERS)
    long, lie = q.uniform(1.0, 1.35), q.uniform(-0.5, 0.5)
    flat = np.column_stack([far * np.cos(a) * long, far * np.sin(a) / long**0.6])
    turn = np.array([[np.cos(lie), np.sin(lie)], [-np.sin(lie), np.cos(lie)]])
    corners = at + flat @ turn
    ahead = np.roll(corners, -1, axis=0)
    # It broke in straight facets, and wore at their corners.
    rim = np.stack([corners + 0.22 * (ahead - corners), corners + 0.8 * (ahead - corners)], 1).reshape(-1, 2)
    cracks = []
    first = q.integers(0, CORNERS)
    for k in range(3):
        start = corners[(first + 3 * k) % CORNERS] * 0.96 + at * 0.04
        end = at + q.normal(0, 0.16 * size, 2) + 0.15 * (at - start)
        u = np.linspace(0, 1, 5)[:, None]
        side = np.array([[start[1] - end[1], end[0] - start[0]]])
        wave = q.normal(0, 0.13, (5, 1)) * np.sin(np.pi * u)
        cracks.append(start + (end - start) * u + side * wave)
    fork = cracks[0][2]
    away = fork - at
    end = fork + 0.75 * size * np.array([away[1], -away[0]]) / max(float(np.hypot(*away)), 1e-9)
    cracks.append(np.stack([fork, (fork + end) / 2 + q.normal(0, 0.1 * size, 2), end * 0.8 + fork * 0.2]))
    return Coal(at, rim, cracks, hot)
