"""Gradient noise, its sums, and its curl: what makes a drawn surface alive.

K. Perlin, "Improving noise" (2002): quintic fade, gradients on a hashed lattice.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Noise:
    """Smooth noise over the plane, about -1 to 1, from one generator. Frozen once made."""

    def __init__(self, chance: np.random.Generator) -> None:
        order = chance.permutation(256)
        self._order = np.concatenate([order, order])
        turn = chance.random(256) * 2 * np.pi
        self._gx, self._gy = np.cos(turn), np.sin(turn)

    def __call__(self, x: ArrayLike, y: ArrayLike) -> Floats:
        """Noise at x, y (any equal shapes), in lattice cells."""
        x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
        left, top = np.floor(x), np.floor(y)
        xf, yf = x - left, y - top
        xi, yi = left.astype(np.int64), top.astype(np.int64)
        u, v = _fade(xf), _fade(yf)
        columns, rows = [self._order.take((xi + dx) & 255) for dx in (0, 1)], [(yi + dy) & 255 for dy in (0, 1)]

        def corner(dx: int, dy: int) -> Floats:
            g = self._order.take(columns[dx] + rows[dy])
            dot: Floats = self._gx.take(g) * (xf - dx) + self._gy.take(g) * (yf - dy)
            return dot

        low = (1 - u) * corner(0, 0) + u * corner(1, 0)
        high = (1 - u) * corner(0, 1) + u * corner(1, 1)
        value: Floats = 1.5 * ((1 - v) * low + v * high)
        return value

    def fbm(self, x: ArrayLike, y: ArrayLike, octaves: int = 4, gain: float = 0.5) -> Floats:
        """A sum of octaves, each twice as fine and `gain` as strong as the one before; about -1 to 1."""
        x, y = np.asarray(x, float), np.asarray(y, float)
        total = np.zeros(np.broadcast(x, y).shape)
        reach, weight = 0.0, 1.0
        for octave in range(octaves):
            total = total + weight * self(x * 2**octave + 17.31 * octave, y * 2**octave - 9.17 * octave)
            reach += weight
            weight *= gain
        return total / reach

    def curl(self, x: ArrayLike, y: ArrayLike, step: float = 0.01) -> Floats:
        """A flow without sources, (..., 2): it swirls and never bunches (R. Bridson 2007)."""
        x, y = np.asarray(x, float), np.asarray(y, float)
        dx = (self(x, y + step) - self(x, y - step)) / (2 * step)
        dy = -(self(x + step, y) - self(x - step, y)) / (2 * step)
        return np.stack([dx, dy], axis=-1)


def _fade(t: Floats) -> Floats:
    eased: Floats = t * t * t * (t * (t * 6 - 15) + 10)
    return eased
