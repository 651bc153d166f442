"""Torn skin in one light: what each lip turns from it, what that throws on skin and into the hole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw.lips import LAMP, LIGHT, SLANT, Lip
from markgen.draw.paint import Drawable, filled
from markgen.draw.texture import Grid, blurred
from markgen.values import Outline, Points, Shape

Floats = NDArray[np.float64]


PIECE = 12
"""Places along a lip that are worked out at once."""


@dataclass(frozen=True)
class Shade:
    """How dark each node of a grid is, 0 to 1. form: lips, as their bend turns them, below 0 where they face the light.
    skin: skin beside them, and where it swells to the rim. sunk: what lies in the hole, under its rim and under what
    hangs over it."""

    form: Floats
    skin: Floats
    sunk: Floats


def lamplight(grid: Grid, lips: Sequence[Lip], open_: Floats, deep: float, swollen: float) -> Shade:
    """Lips and a hole in the light.

    open_: mm from each node in the hole to its rim, negative outside. deep: of the hole, mm. swollen: how high skin
    stands at the rim, mm.
    """
    inside = open_ > 0
    ground = np.where(inside, -deep, swollen * np.exp(-np.maximum(-open_, 0) / (2.2 * swollen)))
    form, high, there = _sheets(grid, lips)
    land = np.where(there, np.maximum(high, ground), ground)
    fallen = blurred(_fallen(land, grid.cell, max(float(high.max()), deep) / SLANT), 1.0)
    # On skin the shadow runs on beneath what throws it, so that no light is seen between; and what is near is dark.
    under = blurred(np.where(there, 1.0, fallen), 1.2)
    near = blurred(np.where(there, high, 0.0), 3.0 / grid.cell * swollen) / (4 * swollen)
    slope = np.gradient(blurred(np.where(inside, swollen, ground), 1.0), grid.cell)
    tilt = -(slope[1] * LAMP[0] + slope[0] * LAMP[1]) / LAMP[2]
    skin = (
        np.maximum(np.where(there, under, np.minimum(1.4 * fallen, 1)), under * 0.5)
        + 0.3 * np.clip(near, 0, 1)
        + np.clip(-0.5 * tilt, 0, 0.25)
    )
    weight = np.maximum(blurred(there.astype(float), 1.0), 1e-3)
    lit = blurred(np.where(there, form, 0.0), 1.0) / weight
    hole = np.maximum(blurred(inside.astype(float), 1.0), 1e-3)
    sunk = blurred(np.where(inside, fallen, 0.0), 1.5) / hole
    return Shade(np.clip(lit, -1, 1), np.clip(skin, 0, 1), np.clip(sunk, 0, 1))


def tones(
    grid: Grid, field: Floats, color: str, levels: Sequence[tuple[float, float]], clip: Drawable = ()
) -> list[Shape | None]:
    """A field laid in washes, one over the other: each where it is above a level, so strong."""
    return [
        filled([Outline(o.points[:-1:3]) for o in grid.above(field, level, 0.85)], color, strength, clip=clip)
        for level, strength in levels
    ]


def _sheets(grid: Grid, lips: Sequence[Lip]) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """How dark lips are, how high, and where, by node: of two, the higher is seen."""
    form, high = np.zeros((2, grid.rows, grid.columns))
    there = np.zeros(form.shape, bool)
    made: list[Points] = []
    for lip in lips:
        sheet = np.dstack(lip.mesh)
        z = sheet[..., 2]
        for k in range(0, z.shape[1] - 1, PIECE):
            # A piece at a time: a peel has many nodes under it, a bead hardly any.
            part = sheet[:, k : k + PIECE + 1]
            steps = (np.hypot(*np.moveaxis(np.diff(part[..., :2], axis=axis), -1, 0)).max() for axis in (0, 1))
            made.append(_finer(part, *(max(int(np.ceil(1.2 * step / grid.cell)), 1) for step in steps)).reshape(-1, 4))
    if made:
        seen = np.concatenate(made)
        p, z, d = seen[:, :2], seen[:, 2], seen[:, 3]
        order = np.argsort(z, kind="stable")
        j, i = np.rint((p[order] - [grid.left, grid.top]) / grid.cell).astype(int).T
        on = (i >= 0) & (j >= 0) & (i < grid.rows) & (j < grid.columns)
        i, j = i[on], j[on]
        form[i, j], high[i, j], there[i, j] = d[order][on], np.maximum(z[order][on], 0.0), True
    return form, high, there


def _finer(values: Points, down: int, across: int) -> Points:
    """A mesh (rows, columns, k) with so many steps where there was one."""
    for axis, many in ((0, down), (1, across)):
        n = values.shape[axis]
        at = np.linspace(0, n - 1, (n - 1) * many + 1)
        low = np.minimum(at.astype(int), n - 2)
        share = (at - low).reshape([-1 if k == axis else 1 for k in range(3)])
        values = values.take(low, axis) * (1 - share) + values.take(low + 1, axis) * share
    return np.asarray(values)


def _fallen(land: Floats, cell: float, far: float) -> Floats:
    """How far each node is in the shadow of what stands between it and the light: softer the farther that is."""
    fallen = np.zeros_like(land)
    steps = max(int(far / cell), 2)
    pad = steps + 1
    wide = np.pad(land, pad, mode="edge")
    for k in range(1, steps + 1):
        down, aside = np.rint(LIGHT[::-1] * k).astype(int)
        other = wide[pad + down : pad + down + land.shape[0], pad + aside : pad + aside + land.shape[1]]
        over = (other - land - SLANT * k * cell) / (0.35 * k * cell + cell)
        np.maximum(fallen, np.clip(over, 0, 1) * (1 - 0.55 * k / steps), out=fallen)
    return fallen
