"""Charred wood round the foot of a limb: black plates parted by cracks, in which it still burns."""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, Grid, Noise, blurred, filled, nearest
from markgen.motifs._flame.look import LIGHT, Look
from markgen.motifs._flame.sleeve import NATURAL
from markgen.motifs._flame.tongue import Floats
from markgen.values import Ground, Layer, Points, layer

CELL = 1.0
"""mm between the nodes on which plates are worked out."""

PLATE = (26.0, 16.0)
"""mm that plates are wide and high, about: wood chars into bricks that lie along its grain."""

TALLEST = 160
"""mm above the foot up to which there may be plates."""

FIRES = ((0.16, 0.32), (0.36, 0.52), (0.58, 0.74))
"""Of the fire in cracks: how hot it is there at least, and its heat on the scale of its colours."""


def charred(ground: Ground, look: Look, chance: Chance, high: float, hearth: float, reach: float) -> list[Layer]:
    """Char about a fire at x `hearth`: up to about `high` mm above the foot, where its edge is eaten away, and as far
    as `reach` mm round the limb."""
    if high < 2:
        return []
    q = chance("char")
    scale, width, foot = ground.width / NATURAL, ground.width, ground.height
    grid = Grid(0.0, foot - 1.35 * high - 6, CELL, int(width / CELL) + 2, int((1.35 * high + 12) / CELL))
    x, up = grid.x, (foot - grid.y) / high
    ridge = _ridges(grid, _middles(ground, scale, q), Noise(q), width)
    eaten = 0.5 * _round(Noise(q), grid, width, 34)
    far = np.abs((x - hearth + width / 2) % width - width / 2)
    there = 1.0 - up + 0.75 * eaten - np.clip((far - reach) / 26 + 0.5 * eaten, 0, None)
    # Nor is its lower edge a cuff's.
    there = np.minimum(there, 0.1 + (foot - grid.y) / (14 * scale) + 2.2 * eaten)
    # Cracks gape, and plates waste away, towards the edge.
    crack = scale * (0.75 + 1.1 * (1 - np.clip(there / 0.7, 0, 1)) ** 2)
    body = blurred(np.clip(ridge, 0, 5.0), 1.2)
    slope = np.stack([np.gradient(body, axis=1), np.gradient(body, axis=0)], -1) / CELL
    # Light rakes over the plates' upper edges: skin is left bare there, in strokes along the grain.
    strokes = 0.9 * Noise(q).fbm(x / 9 + 30, grid.y / 1.5, 2)
    bare = 3.2 * np.clip(1.9 * slope @ -LIGHT + strokes - 0.62 + 0.35 * up, 0, None)
    black = np.minimum(ridge - crack, 9 * (there - 0.06)) - bare * (ridge > 1.2 * crack)
    heat = np.clip(1.15 - up + 0.9 * _round(Noise(q), grid, width, 46), 0, 1) * np.clip(there / 0.25, 0, 1)
    seam = blurred(heat * np.clip((crack + 0.9 - ridge) / 0.9 + 0.25, 0, 1) * (ridge < crack + 0.9), 1.2)
    alive = 1 - 0.75 * look.dead
    burning = [] if look.bare else [filled(grid.above(seam, at, 1.1), look.fire(hot), alive) for at, hot in FIRES]
    return [
        layer("embers", "colour", burning),
        layer("char", "shade", [filled(grid.above(black, 0.0, 0.6), look.fire(0.0), 0.96)]),
    ]


def _middles(ground: Ground, scale: float, q: np.random.Generator) -> Points:
    """The middles of plates, in courses like bricks, shaken."""
    columns, rows = max(int(ground.width / (PLATE[0] * scale)), 4), int(TALLEST / PLATE[1]) + 2
    j, i = np.meshgrid(np.arange(columns), np.arange(rows))
    x = (j + 0.5 * (i % 2) + q.uniform(-0.36, 0.36, j.shape)) * ground.width / columns
    y = ground.height + 6 - (i + q.uniform(-0.34, 0.34, j.shape)) * PLATE[1] * scale
    return np.column_stack([x.ravel() % ground.width, y.ravel()])


def _ridges(grid: Grid, middles: Points, noise: Noise, width: float) -> Floats:
    """mm, about, from each node to the nearest line between two plates, which is ragged: half of what it is nearer to
    one middle than to the next (S. Worley, "A cellular texture basis function", 1996)."""
    x, y = grid.x, grid.y
    calm = np.clip(np.minimum(x, width - x) / 14, 0, 1)
    warped = [
        at + calm * (big * noise.fbm(x / 22 + k, y / 22, 3) + 0.9 * noise.fbm(x / 4.5 + k, y / 4.5, 2))
        for at, big, k in ((x, 3.4, 0), (y, 2.6, 60))
    ]
    stretch = np.array([1.0, PLATE[0] / PLATE[1]])
    turns = np.concatenate([middles, middles + np.array([width, 0]), middles - np.array([width, 0])])
    nodes = np.column_stack([each.ravel() for each in warped])
    gap = nearest(nodes * stretch, turns * stretch, 2)[0]
    return np.asarray((gap[:, 1] - gap[:, 0]).reshape(x.shape) / 2)


def _round(noise: Noise, grid: Grid, width: float, size: float) -> Floats:
    """Noise that closes round a limb, -1 to 1; size: mm of its largest waves."""
    turn, r = 2 * np.pi * grid.x / width, width / (2 * np.pi) / size
    return noise.fbm(r * np.cos(turn) + grid.y / size, r * np.sin(turn) - 0.6 * grid.y / size, 3)
