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
        self._gradient = np.column_stack([np.cos(turn), np.sin(turn)])

    def __call__(self, x: ArrayLike, y: ArrayLike, period: int = 0) -> Floats:
        """Noise at x, y (any equal shapes), in lattice cells. period: cells after which x repeats; 0 for never."""
        x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
        xi, yi = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
        xf, yf = x - xi, y - yi
        u, v = (t * t * t * (t * (t * 6 - 15) + 10) for t in (xf, yf))
        x0, x1 = (xi % period, (xi + 1) % period) if period else (xi, xi + 1)

        def corner(cx: NDArray[np.int64], dy: int, dx: int) -> Floats:
            g = self._gradient[self._order[self._order[cx & 255] + ((yi + dy) & 255)]]
            dot: Floats = g[..., 0] * (xf - dx) + g[..., 1] * (yf - dy)
            return dot

        low = (1 - u) * corner(x0, 0, 0) + u * corner(x1, 0, 1)
        high = (1 - u) * corner(x0, 1, 0) + u * corner(x1, 1, 1)
        value: Floats = 1.5 * ((1 - v) * low + v * high)
        return value

    def fbm(self, x: ArrayLike, y: ArrayLike, octaves: int = 4, gain: float = 0.5, period: int = 0) -> Floats:
        """A sum of octaves, each twice as fine and `gain` as strong as the one before; about -1 to 1."""
        x, y = np.asarray(x, float), np.asarray(y, float)
        total = np.zeros(np.broadcast(x, y).shape)
        reach, weight = 0.0, 1.0
        for octave in range(octaves):
            shift = 0.0 if period else 17.31 * octave
            total = total + weight * self(x * 2**octave + shift, y * 2**octave - 9.17 * octave, period * 2**octave)
            reach += weight
            weight *= gain
        return total / reach

    def ridged(self, x: ArrayLike, y: ArrayLike, octaves: int = 4, gain: float = 0.5) -> Floats:
        """1 on thin winding ridges, falling to about 0 between them."""
        x, y = np.asarray(x, float), np.asarray(y, float)
        total = np.zeros(np.broadcast(x, y).shape)
        reach, weight = 0.0, 1.0
        for octave in range(octaves):
            total = total + weight * (1 - np.abs(self(x * 2**octave + 31.7 * octave, y * 2**octave + 11.9 * octave)))
            reach += weight
            weight *= gain
        return total / reach

    def curl(self, x: ArrayLike, y: ArrayLike, step: float = 0.01) -> Floats:
        """A flow without sources, (..., 2): it swirls and never bunches (R. Bridson 2007)."""
        x, y = np.asarray(x, float), np.asarray(y, float)
        dx = (self(x, y + step) - self(x, y - step)) / (2 * step)
        dy = -(self(x + step, y) - self(x - step, y)) / (2 * step)
        return np.stack([dx, dy], axis=-1)
