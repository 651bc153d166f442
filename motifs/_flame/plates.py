"""Charred wood: black plates that the heat has parted, and the fire that glows in the seams between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, facets, filled, polyline, whip
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import Floats
from markgen.values import Layer, Outline, Points, layer

PLATE = (13.0, 17.0)
"""How broad and long a plate is, mm on an arm: wood chars in checks that are longer with the grain."""


@dataclass(frozen=True, eq=False)
class Char:
    """Plates. rims: of each, (k, 2) mm. heat: of the seams about each, 0..1. grown: how far each has burnt, 0..1. edge:
    0..1, how near each is to where the char ends. unit: mm here to one on an arm."""

    rims: list[Points]
    heat: Floats
    grown: Floats
    edge: Floats
    unit: float

    def moved(self, zoom: float, middle: Points, to: Points) -> Char:
        """The same char `zoom` times as large, with `middle` brought `to`."""
        return replace(self, rims=[(p - middle) * zoom + to for p in self.rims], unit=self.unit * zoom)


def checked(left: float, top: float, wide: float, high: float, unit: float, q: np.random.Generator) -> list[Points]:
    """Plates over a rectangle, that share their edges: Voronoi cells, stretched along the grain."""
    grid = np.array(PLATE) * unit
    columns, rows = max(round(wide / grid[0]), 3), max(round(high / grid[1]), 2) + 2
    grid[0] = wide / columns
    k, r = (a.ravel() for a in np.meshgrid(np.arange(columns), np.arange(rows)))
    seeds = np.column_stack([k + 0.5 * (r % 2), r - 0.5]) + q.uniform(-0.46, 0.46, (len(k), 2))
    p = seeds
    triangles = p[facets(p)]
    a, b, c = triangles[:, 0], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    twice = 2 * (b[:, 0] * c[:, 1] - b[:, 1] * c[:, 0])
    bb, cc = (b**2).sum(1), (c**2).sum(1)
    centre = a + np.column_stack([c[:, 1] * bb - b[:, 1] * cc, b[:, 0] * cc - c[:, 0] * bb]) / twice[:, None]
    made = []
    for seed in seeds:
        mine = centre[(np.abs(triangles - seed).max(2) < 1e-9).any(1)]
        away = mine - seed
        if len(mine) < 3 or np.abs(away).max() > 1.2:
            continue
        rim = mine[np.argsort(np.arctan2(away[:, 1], away[:, 0]))]
        # It breaks along its fibres: an edge is never quite straight.
        ahead = np.roll(rim, -1, axis=0)
        thirds = [rim + (ahead - rim) * t + q.normal(0, 0.035, rim.shape) * (t > 0) for t in (0.0, 0.35, 0.7)]
        made.append(np.stack(thirds, 1).reshape(-1, 2) * grid + [left, top])
    return made


def charred(char: Char, look: Look, chance: Chance) -> list[Layer]:
    """Layers of char: fire below, black plates with a grain of ash over it, and cracks where it ends."""
    q = chance("char")
    shown = [i for i in range(len(char.rims)) if char.grown[i] > 0.03]
    alive, unit = 1 - 0.8 * look.dead, char.unit
    glow: dict[float, list[Outline]] = {0.26: [], 0.44: [], 0.62: [], 0.8: []}
    lips, bodies, ash, veins, cracks = ([] for _ in range(5))
    for i in shown:
        middle = char.rims[i].mean(0)
        away = char.rims[i] - middle
        size = float(np.hypot(*away.T).mean())
        heat, s, edge = float(char.heat[i]), float(char.grown[i]), float(char.edge[i])
        gap = unit * (0.5 + 1.6 * heat) / size
        if edge > 0.55:
            # Beyond the black there are only cracks.
            n = len(away)
            start = int(q.integers(0, n))
            ring = middle + away[(start + np.arange(int(0.7 * n))) % n]
            cracks.append(whip(ring, s * unit * 1.3 * np.sin(np.linspace(0.3, np.pi, len(ring)))))
            continue
        for some, least in zip(glow.values(), (0.1, 0.3, 0.5, 0.7), strict=True):
            if heat > least:
                some.append(polyline(middle + away * (1.06 * s)))
        if heat > 0.25:
            lips.append(polyline(middle + away * (s * (1 - 0.4 * gap))))
        bodies.append(polyline(middle + away * (s * (1 - gap) * (1 + q.normal(0, 0.02, (len(away), 1))))))
        if heat > 0.5:
            half = len(away) // 2
            vein = middle + np.roll(away, -int(q.integers(0, len(away))), axis=0)[: half + 1] * s
            veins.append(whip(vein, s * unit * 1.1 * heat * np.sin(np.linspace(0.2, np.pi, half + 1))))
        # Light lies on the upper left of a plate, in strokes along the grain.
        for lie in (-0.66, -0.46, -0.2):
            x = lie * np.abs(away[:, 0]).max()
            reach = np.abs(away[:, 1]).max()
            low, high = q.uniform(0.0, 0.4), q.uniform(0.35, 0.66)
            path = middle + s * np.array([[x, -high * reach], [x + q.normal(0, 0.5) * unit, 0.0], [x, low * reach]])
            ash.append(whip(path, 1.3 * unit * s * np.array([0.1, 1.0, 0]) * q.uniform(0.3, 1.2)))
    black = look.fire(0.0)
    return [
        layer("glow in the seams", "colour", [*(filled(glow[h], look.fire(h), alive) for h in glow)]),
        layer("lips", "colour", [filled(lips, look.fire(0.16))]),
        layer("char", "shade", [filled(bodies, black), filled(cracks, black, 0.9)]),
        layer("ash", "colour", [filled(ash, look.ash, 0.5)]),
        layer("veins", "colour", [filled(veins, look.fire(0.93), alive)]),
        layer("embers", "glow", [filled(veins, look.fire(0.8), 0.5 * alive)]),
    ]
