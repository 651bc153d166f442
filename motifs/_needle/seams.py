"""Seams on free ground, each from the needle on; of any size and turn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.draw import heading
from markgen.values import Points


@dataclass(frozen=True)
class Seam:
    """A path that says something, from the needle on.

    reach: its length, in needles. shape: of any size. upright: it is read only this way up.
    """

    reach: float
    shape: Points
    upright: bool = False


def _turning(*legs: tuple[float, float]) -> Points:
    """A path of bends: (length, radians turned over it), one after the other, with soft changes between them."""
    steps = 60
    rate = np.concatenate([np.full(steps, turn / steps) for _, turn in legs])
    rate = np.convolve(np.pad(rate, 12, mode="edge"), np.full(25, 1 / 25), "valid")
    step = np.concatenate([np.full(steps, reach / steps) for reach, _ in legs])
    return np.concatenate([np.zeros((1, 2)), np.cumsum(heading(np.cumsum(rate)) * step[:, None], axis=0)])


def _heart() -> Points:
    t = np.pi + np.linspace(0.06, 2 * np.pi - 0.75, 160)
    y = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
    return np.column_stack([16 * np.sin(t) ** 3, y])


def _eight() -> Points:
    t = np.linspace(0.12, 2 * np.pi - 0.05, 200)
    return np.column_stack([np.sin(t), 0.62 * np.sin(2 * t)])


def _trefoil() -> Points:
    t = np.linspace(0.2, 2 * np.pi - 0.12, 240)
    return np.column_stack([np.sin(t) + 2 * np.sin(2 * t), np.cos(t) - 2 * np.cos(2 * t)])


_TEAR = np.array([(0, 0), (0.9, 0.12), (1.5, -0.5), (2.2, 0.35), (2.9, -0.25), (3.5, 0.3), (4.2, -0.1), (5.0, 0.1)])

SEAMS: tuple[Seam, ...] = (
    Seam(2.4, _heart(), upright=True),
    Seam(1.6, _turning((1.2, 0.2), (1.3, 1.5), (1.6, -2.6), (0.9, -0.2), (0.8, 0.8))),
    Seam(1.6, _turning((0.8, -0.1), (1.6, -2.4), (0.7, 0), (1.6, 2.5), (0.6, 0.3))),
    Seam(3.1, _eight()),
    Seam(1.6, _TEAR),
    Seam(2.3, _turning((1.1, 0.5), (2.6, -5.6), (0.9, 0.2), (1.0, 0.9))),
    Seam(1.6, _turning((1.6, -0.5), (1.6, -0.9), (1.6, -1.0))),
    Seam(3.9, _trefoil()),
    Seam(1.5, _turning((0.9, 0.7), (0.9, -1.6), (0.9, 1.7), (0.9, -1.6), (0.9, 0.8))),
    Seam(2.2, _turning((1.0, 0.7), (1.6, -1.6), (2.4, -3.6), (1.4, -3.4))),
    Seam(1.6, _turning((1.5, -0.5), (1.5, 1.9), (1.2, -0.3), (1.2, -1.6))),
    Seam(2.9, _turning((1.1, -0.9), (1.2, -4.9), (0.7, 0.9), (0.7, 0.9), (1.2, -4.9), (1.1, -0.6))),
)
"""Heart, double bend, S, infinity, tear, loop, arc, knot, wave, spiral, two turns, bow."""
