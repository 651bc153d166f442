"""Seams on free ground, each from the needle on; of any size and turn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import heading
from markgen.values import Points

Floats = NDArray[np.float64]


def _turning(*legs: tuple[float, float]) -> Points:
    """A path of bends: (length, radians turned over it), one after the other, with soft changes between them."""
    steps = 60
    rate = np.concatenate([np.full(steps, turn / steps) for _, turn in legs])
    rate = np.convolve(np.pad(rate, 12, mode="edge"), np.full(25, 1 / 25), "valid")
    step = np.concatenate([np.full(steps, reach / steps) for reach, _ in legs])
    return np.concatenate([np.zeros((1, 2)), np.cumsum(heading(np.cumsum(rate)) * step[:, None], axis=0)])


def _waves(x: Floats) -> Points:
    return np.column_stack([x, 0.32 * np.sin(2.3 * x) * np.clip(3 * x, 0, 1)])


def _heart() -> Points:
    t = np.linspace(0.02, 2 * np.pi - 0.25, 160)
    y = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
    return np.column_stack([16 * np.sin(t) ** 3, y])


def _eight() -> Points:
    t = np.linspace(0.12, 2 * np.pi - 0.05, 200)
    return np.column_stack([np.sin(t), 0.62 * np.sin(2 * t)])


def _trefoil() -> Points:
    t = np.linspace(0.2, 2 * np.pi - 0.12, 240)
    return np.column_stack([np.sin(t) + 2 * np.sin(2 * t), np.cos(t) - 2 * np.cos(2 * t)])


SEAMS: tuple[tuple[float, Points], ...] = (
    (4.8, _turning((1.2, 0.6), (1.4, -2.4), (2.4, -5.4), (1.6, -5.6))),
    (4.4, _turning((0.6, 0.8), (1.6, -4.2), (0.5, 0), (1.6, 4.2), (0.6, 0.4))),
    (4.2, _waves(np.linspace(0, 6.6, 200))),
    (5.4, _turning((1, 0.25), (1.5, -6.6), (1.0, 0.3), (1.5, -6.6), (1.0, 0.3), (1.5, -6.4), (0.6, 0.2))),
    (4.8, _heart()),
    (5.0, _turning((0.9, 0.5), (1.7, -5.0), (1.0, 0.6), (1.4, 4.4), (0.9, -0.4))),
    (5.2, _eight()),
    (4.2, np.array([(0, 0), (0.8, -0.6), (1.5, 0.5), (2.3, -0.6), (3.0, 0.5), (3.8, -0.6), (4.6, 0.4), (5.2, 0.0)])),
    (4.4, _turning((3.0, 3.0), (3.0, 2.95))),
    (6.4, _trefoil()),
    (3.9, _turning((1.8, -1.6), (0.5, -0.3), (1.0, 3.4))),
    (5.2, _turning((1.1, -0.9), (1.2, -4.9), (0.7, 0.9), (0.7, 0.9), (1.2, -4.9), (1.1, -0.6))),
)
"""Length in needles, and shape: spiral, S, wave, loop-the-loop, heart, flourish, infinity, zigzag, ring, knot, hook,
bow."""
