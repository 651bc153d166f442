"""Coals: broken charcoal, black, a little ash on its lit facets, and fire in its cracks and under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import filled, polyline, ribbon, whip
from markgen.motifs._flame.look import LIGHT, Look
from markgen.values import Layer, Outline, Points, layer

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


def drawn(coals: Sequence[Coal], look: Look) -> list[Layer]:
    """Coals, those behind first: black bodies over their glow, ash on top, fire in the cracks."""
    bodies: list[Outline] = []
    ash: list[Outline] = []
    rims: list[Outline] = []
    lights: list[Outline] = []
    cracks: dict[float, list[Outline]] = {0.52: [], 0.86: []}
    for c in coals:
        size = c.size
        if size < 0.15:
            continue
        away = c.rim - c.at
        bodies.append(polyline(c.rim))
        lit = away @ LIGHT / size
        # The facets that light falls on: strokes of ash that follow the rim and are whipped inwards.
        start = int(lit.argmax())
        arc = [(start + k) % len(away) for k in range(-3, 4)]
        for deep, wide in ((0.84, 0.17), (0.58, 0.09)):
            shown = arc[1:] if deep < 0.8 else arc
            swell = np.sin(np.linspace(0.12, 3.0, len(shown)))
            ash.append(polyline(ribbon(c.at + deep * away[shown], size * wide * swell)))
        # It burns below.
        low = int((away @ np.array([0.35, 1.0])).argmax())
        arc = [(low + k) % len(away) for k in range(-3, 4)]
        swell = np.sin(np.linspace(0.05, np.pi - 0.05, 7)) ** 1.3
        rims.append(polyline(ribbon(c.at + 0.93 * away[arc], size * (0.1 + 0.16 * c.hot) * swell)))
        for path in c.cracks:
            u = np.linspace(1, 0, len(path)) ** 0.7
            for heat, wide in zip(cracks, (0.24, 0.1), strict=True):
                w = size * wide * (0.45 + 0.75 * c.hot) * u
                if w.max() > 0.06 and (c.hot > 0.3 or heat < 0.8):
                    cracks[heat].append(whip(path, w))
            if c.hot > 0.5:
                lights.append(whip(path, 0.1 * size * c.hot * u))
    alive = 1 - 0.75 * look.dead
    return [
        layer("coals", "shade", [filled(bodies, look.fire(0.0))]),
        layer("ash", "shade", [filled(ash, look.ash, 0.5)]),
        layer(
            "cracks",
            "colour",
            [filled(rims, look.fire(0.52), 0.9 * alive), *(filled(cracks[h], look.fire(h), alive) for h in cracks)],
        ),
        layer("embers", "glow", [filled(lights, look.fire(0.8), 0.7 * alive)]),
    ]


def glowing(coals: Sequence[Coal], look: Look) -> list[Layer]:
    """What shows of the fire in the gaps between coals."""
    gaps = [polyline(c.at + 1.16 * (c.rim - c.at)) for c in coals if c.size >= 0.15]
    hearts = [polyline(c.at + 1.06 * (c.rim - c.at)) for c in coals if c.size >= 0.15 and c.hot > 0.4]
    alive = 1 - 0.75 * look.dead
    return [layer("gaps", "colour", [filled(gaps, look.fire(0.4), alive), filled(hearts, look.fire(0.66), alive)])]
