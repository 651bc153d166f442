"""Smoke in black and grey: sheets that fold over one another as they rise, each dark at its fold and whipped off into
bare skin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from markgen.draw import INK, Chance, Grid, Noise, blurred, filled, mix, nearest, normals, pricks, resample, stipple
from markgen.draw.areas import box
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import Floats
from markgen.values import Ground, Layer, Points, Shape, layer

CELL = 1.9
"""mm between the nodes on which the shade of smoke is worked out."""

WASHES = tuple((0.05 + 0.1 * k, 0.07 + 0.04 * k) for k in range(9))
"""Greys laid over one another: how dark smoke is at least where each lies, and how much of it is laid."""

DOT = 1.0
"""The least gap of the dots that roughen the greys, mm."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of smoke. path: its middle, from its root, (n, 2) mm. wide: its half width there, mm, (n,).

    folds: how many sheets lie across it.
    """

    path: Points
    wide: Floats
    folds: float


def shade(grid: Grid, column: Column, q: np.random.Generator) -> Floats:
    """How dark smoke is at each node of a grid: 0 bare skin to 1 black."""
    path = resample(column.path, 500)
    right, along = normals(path), np.linspace(0, 1, 500)
    reach = float(np.hypot(*np.diff(path, axis=0).T).sum())
    noise = Noise(q)
    # It curls: what is seen at a place has come there from another.
    curl = 15 * noise.curl(grid.x / 70, grid.y / 70) + 2.2 * noise.curl(grid.x / 27 + 50, grid.y / 27)
    here = np.column_stack([grid.x.ravel(), grid.y.ravel()]) + curl.reshape(-1, 2)
    near = nearest(here, path)[1][:, 0]
    wide = np.interp(along, np.linspace(0, 1, len(column.wide)), column.wide)[near]
    off, u = here - path[near], along[near]
    t, s = (off * right[near]).sum(1) / wide, u * reach
    # Each sheet darkens to its fold, and there the next lies over it.
    fold = column.folds * (0.5 * t + 0.5) + 1.1 * noise.fbm(s / 95, 1.2 * t + 20, 2)
    sheet = (fold + 0.28 * noise.fbm(s / 40, 2.0 * t, 2)) % 1.0
    dark = sheet**1.35 * np.clip((1 - sheet) / 0.07, 0, 1)
    thick = np.clip(1.12 - np.abs(t) ** 1.7 + 0.5 * noise.fbm(s / 60 + 9, t + 5, 2), 0, 1)
    patch = np.clip(0.80 + 0.9 * noise.fbm(s / 85 + 31, 0.8 * t, 2) + 0.22 * t, 0, 1)
    rise = np.clip(1.15 - 0.4 * u, 0, 1) * np.clip(7 * u + 0.2, 0, 1) * np.clip((1 - u) / 0.16, 0, 1)
    beyond = np.abs(off - right[near] * (t * wide)[:, None]).sum(1) > 6
    return np.asarray(np.where(beyond, 0, 1.25 * dark * thick * patch * rise).reshape(grid.x.shape))


def columns(smokes: Sequence[Column], front: float, ground: Ground, look: Look, chance: Chance) -> list[Layer]:
    """Columns of smoke round a limb, as far as they have risen: `front` mm above its foot."""
    greys: list[Shape | None] = []
    dots: list[Shape | None] = []
    for k, column in enumerate(smokes):
        q = chance("billows", k)
        pad = 1.4 * float(column.wide.max())
        left, top = (column.path.min(0) - pad).tolist()
        right, bottom = (column.path.max(0) + pad).tolist()
        grid = Grid(left, top, CELL, int((right - left) / CELL), int((bottom - top) / CELL))
        risen = np.clip((front - (ground.height - grid.y)) / (0.3 * ground.height), 0, 1)
        tone = np.clip(blurred(shade(grid, column, q) * risen, 0.8), 0, 1)
        # Where nothing is laid but black, it is dots alone.
        strength, gap, radius = (1.5, 1.25, 0.62) if look.bare else (0.8, 1.7, 0.42)
        if not look.bare:
            greys += [filled(grid.above(tone, at, 0.8), mix(look.smoke, INK, at), laid) for at, laid in WASHES]
        crowd = strength * np.clip(tone - 0.06, 0, 1) ** 1.5
        spots = stipple(box(left, top, right, bottom), partial(grid.at, field=crowd), DOT, q, gap)
        dots += pricks(spots, radius * q.uniform(0.8, 1.3, len(spots)), look.smoke)
    return [layer("smoke", "shade", greys), layer("smoke's dots", "shade", dots)]
