"""Torn skin in one light: what each lip turns from it, what that throws on skin and into the hole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw.lips import LAMP, LIGHT, SLANT, Lip
from markgen.draw.paint import Drawable, filled
from markgen.draw.texture import Grid, blurred
from markgen.values import Outline, Shape

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shade:
    """How dark each node of a grid is, 0 to 1. skin: beside lips, and where it swells to the rim. sunk: in the hole,
    under its rim and under what hangs over it."""

    skin: Floats
    sunk: Floats


def lamplight(grid: Grid, lips: Sequence[Lip], open_: Floats, deep: float, swollen: float) -> Shade:
    """Lips and a hole in the light.

    open_: mm from each node in the hole to its rim, negative outside. deep: of the hole, mm. swollen: how high skin
    stands at the rim, mm.
    """
    inside = open_ > 0
    ground = np.where(inside, -deep, swollen * np.exp(-np.maximum(-open_, 0) / (2.2 * swollen)))
    high, there = _sheets(grid, lips)
    # The hole is in the shade of its rim first; at their whole height lips would leave no light in it.
    land = np.where(there, np.maximum(0.4 * high, ground), ground)
    fallen = blurred(_fallen(land, grid.cell, max(float(high.max()), deep) / SLANT), 1.0)
    # On skin the shadow of a lip is drawn longer and softer, and all but gone at its end: that lifts it off the skin.
    taller = np.where(there, 1.7 * high, ground)
    cast = blurred(_fallen(taller, grid.cell, 1.7 * float(high.max()) / SLANT, 0.9, 0.85), 1.6)
    # On skin the shadow runs on beneath what throws it, so that no light is seen between; and what is near is dark.
    under = blurred(np.where(there, 1.0, cast), 1.2)
    near = blurred(high, 2.0) / max(float(high.max()), 1e-9) + 0.35 * blurred(there.astype(float), 1.6)
    slope = np.gradient(blurred(np.where(inside, swollen, ground), 1.0), grid.cell)
    tilt = -(slope[1] * LAMP[0] + slope[0] * LAMP[1]) / LAMP[2]
    skin = (
        np.maximum(np.where(there, under, np.minimum(1.4 * cast, 1)), under * 0.5)
        + 0.55 * np.clip(1.6 * near, 0, 1)
        + np.clip(-0.5 * tilt, 0, 0.25)
    )
    hole = np.maximum(blurred(inside.astype(float), 2.5), 1e-3)
    sunk = blurred(np.where(inside, fallen, 0.0), 2.5) / hole
    return Shade(np.clip(skin, 0, 1), np.clip(sunk, 0, 1))


def tones(
    grid: Grid, field: Floats, color: str, levels: Sequence[tuple[float, float]], clip: Drawable = ()
) -> list[Shape | None]:
    """A field laid in washes, one over the other: each where it is above a level, so strong."""
    return [
        filled([Outline(o.points[:-1:3]) for o in grid.above(field, level, 0.85)], color, strength, clip=clip)
        for level, strength in levels
    ]


def _sheets(grid: Grid, lips: Sequence[Lip]) -> tuple[Floats, NDArray[np.bool_]]:
    """How high lips stand over each node, mm, and where they do."""
    high = np.zeros((grid.rows, grid.columns))
    for lip in lips:
        places, z, _ = lip.mesh
        j, i = np.rint((places.reshape(-1, 2) - [grid.left, grid.top]) / grid.cell).astype(int).T
        on = (i >= 0) & (j >= 0) & (i < grid.rows) & (j < grid.columns)
        np.maximum.at(high, (i[on], j[on]), z.ravel()[on])
    return high, high > 0


def _fallen(land: Floats, cell: float, far: float, soft: float = 0.35, fade: float = 0.55) -> Floats:
    """How far each node is in the shadow of what stands between it and the light, 0 to 1.

    land: heights, mm. cell: mm. far: how far off it is looked for, mm. soft: how much softer a shadow is the farther
    off that stands, mm of height for each mm. fade: the share of it that is lost at `far`.
    """
    fallen = np.zeros_like(land)
    steps = max(int(far / cell), 2)
    pad = steps + 1
    wide = np.pad(land, pad, mode="edge")
    for k in range(1, steps + 1):
        down, aside = np.rint(LIGHT[::-1] * k).astype(int)
        other = wide[pad + down : pad + down + land.shape[0], pad + aside : pad + aside + land.shape[1]]
        over = (other - land - SLANT * k * cell) / (soft * k * cell + cell)
        np.maximum(fallen, np.clip(over, 0, 1) * (1 - fade * k / steps), out=fallen)
    return fallen
