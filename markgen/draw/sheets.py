"""Thin sheets that rise and are carried about by eddies: what smoke, mist and soft flames are made of.

A sheet is laid out straight first, as how much of it lies at each height and so far aside; where it folds, more of it
lies along the line of sight. Then eddies carry it about.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw.noise import Noise
from markgen.draw.texture import Grid, blurred, resized, sampled
from markgen.values import Points

Floats = NDArray[np.float64]

COARSE = 2
"""Cells between the places of a grid that are carried back to where what lies there came from."""


def streaks(noise: Noise, s: Floats, u: Floats, octaves: Sequence[tuple[float, float, float]], part: float) -> Floats:
    """Noise over a sheet, (n, m), at places s -1..1 across it and u 0..1 up it, both even: of octaves, how strong each
    is, and how many of its cells lie to 1 across and up. part: which part of the noise."""
    across, up = np.linspace(s.min(), s.max(), 60)[:, None], np.linspace(u.min(), u.max(), 60)
    made = sum(share * noise(a * across + part, b * up * (1 + 0.1 * across)) for share, a, b in octaves)
    # It is smooth: what lies between few places is known.
    return resized(np.asarray(made), s.size, u.size)


def shifted(field: Floats, right: int, down: int) -> Floats:
    """A field that is nothing at its edge, so many cells, 0 or more, further on."""
    rows, columns = field.shape
    return np.asarray(np.pad(field, ((down, 0), (right, 0)))[:rows, :columns])


def eddied(eddies: Floats, x: Floats, y: Floats, back: bool = False) -> tuple[Floats, Floats]:
    """Where eddies carry places, mm; or, back, where from.

    eddies: (n, 4): x and y of each, how far about it reaches, mm, and by how many radians it turns what lies at its
    middle. They turn what is near them, each in its turn, and keep all areas.
    """
    for a, b, reach, turn in (eddies[::-1] if back else eddies).tolist():
        dx, dy = x - a, y - b
        angle = (-turn if back else turn) * np.exp(-(dx * dx + dy * dy) / (reach * reach))
        c, s = np.cos(angle), np.sin(angle)
        x, y = a + c * dx - s * dy, b + s * dx + c * dy
    return x, y


def laid(x: Floats, mass: Floats, reach: float, step: float) -> Floats:
    """How much lies at each height and step aside, (rows, n): sums to what there is.

    x, mass: mm aside, and how much, of places across a sheet (first axis) at each of its heights. reach: mm to either
    side. step: mm.
    """
    rows, n = x.shape[1], int(2 * reach / step)
    mass = mass * (np.abs(x) < reach - step)
    place = np.clip((x + reach) / step, 0, n - 1.01)
    i = place.astype(int)
    share, first = place - i, n * np.arange(rows) + i
    made = np.bincount(first.ravel(), (mass * (1 - share)).ravel(), n * rows)
    made += np.bincount(first.ravel() + 1, (mass * share).ravel(), n * rows)[: n * rows]
    return blurred(made.reshape(rows, n).astype(np.float32), 0.9)


def billowed(grid: Grid, foot: Points, high: float, straight: Floats, step: float, eddies: Floats) -> Floats:
    """A sheet at the nodes of a grid, carried about by eddies, that are as seen from its foot.

    straight: how much of it lies at each of its heights, mm up to `high`, and step aside, as of `laid`.
    """
    coarse = [np.arange(0, n + COARSE, COARSE) * grid.cell for n in (grid.rows, grid.columns)]
    y, x = np.meshgrid(*coarse, indexing="ij")
    # Half as exact is exact enough, and twice as fast.
    x, y = (x + (grid.left - foot[0])).astype(np.float32), (y + (grid.top - foot[1])).astype(np.float32)
    x, y = eddied(eddies, x, y, back=True)
    rows, n = straight.shape
    across, up = (
        resized(each, COARSE * x.shape[0], COARSE * x.shape[1])[: grid.rows, : grid.columns]
        for each in (x / step + n / 2, -y / high * (rows - 1))
    )
    return sampled(straight, up, across)
