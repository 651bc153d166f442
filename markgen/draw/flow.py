"""Flow: paths that follow a field of headings, frames along a path, and plane warps by vortices."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw.paths import normals, resample
from markgen.values import Points

Field = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]
"""Heading in radians at x, y in mm."""


def heading(angle: float | NDArray[np.floating[Any]]) -> Points:
    """Unit vectors of angles in radians; 0 is right, and as y runs down, pi / 2 is down."""
    return np.stack([np.cos(angle), np.sin(angle)], axis=-1)


def follow(start: ArrayLike, field: Field, reach: float | ArrayLike, n: int = 30) -> NDArray[np.float64]:
    """Paths that follow a field, all at once: (m, n, 2) from (m, 2) starts, each of `reach` mm."""
    p = np.asarray(start, float).reshape(-1, 2)
    step = np.broadcast_to(np.asarray(reach, float), len(p))[:, None] / (n - 1)
    out = np.empty((len(p), n, 2))
    out[:, 0] = p
    for i in range(1, n):
        # Midpoint rule: half a step to look, then a whole one.
        mid = p + heading(field(p[:, 0], p[:, 1])) * step / 2
        p = p + heading(field(mid[:, 0], mid[:, 1])) * step
        out[:, i] = p
    return out


def frame(path: ArrayLike, along: ArrayLike, across: ArrayLike, n: int = 400) -> Points:
    """Points given by mm along a path and mm to its right hand, as x, y. Beyond its ends the path goes straight on."""
    line = np.ascontiguousarray(path, float)
    p, s, side = _along(line.tobytes(), line.shape, n)
    a, b = np.asarray(along, float), np.asarray(across, float)
    x, y, nx, ny = (np.interp(a, s, v) for v in (p[:, 0], p[:, 1], side[:, 0], side[:, 1]))
    over = np.clip(a - s[-1], 0, None) + np.clip(a, None, 0)
    return np.stack([x + nx * b + ny * over, y + ny * b - nx * over], axis=-1)


@lru_cache(maxsize=32)
def _along(line: bytes, shape: tuple[int, ...], n: int) -> tuple[Points, NDArray[np.float64], Points]:
    """Even points along a path, their mm along it, and normals: kept, for one path is the frame of much."""
    p = resample(np.frombuffer(line).reshape(shape), n)
    return p, np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))]), normals(p)


def vortices(centres: ArrayLike, radii: ArrayLike, turns: ArrayLike) -> Callable[[Points], Points]:
    """A smooth velocity field of Gaussian vortices. centres, radii: mm. turns: radians per unit time at the core."""
    c = np.asarray(centres, float).reshape(-1, 2)
    r, w = np.asarray(radii, float), np.asarray(turns, float)

    def velocity(p: Points) -> Points:
        d = p[:, None] - c[None]
        k = w * np.exp(-(d**2).sum(-1) / r**2)
        return np.stack([-(d[..., 1] * k).sum(-1), (d[..., 0] * k).sum(-1)], axis=-1)

    return velocity


def warp(points: ArrayLike, velocity: Callable[[Points], Points], time: float = 1.0, steps: int = 8) -> Points:
    """Points carried along a velocity field, mm per unit time (midpoint rule); near-area-preserving for vortices.

    time: how long. steps: in how many strides; more are truer.
    """
    p = np.array(points, float)
    for _ in range(steps):
        mid = p + velocity(p) * (time / steps / 2)
        p = p + velocity(mid) * (time / steps)
    return p
