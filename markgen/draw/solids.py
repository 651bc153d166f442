"""Convex solids with plane faces, how they lie before the viewer, and how light is bent at them.

In a solid x points right, y to the viewer's side of the table it stands on, and z up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.values import Points

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_NEAR = 1e-7
"""Lengths below this are none."""


@dataclass(frozen=True, eq=False)
class Solid:
    """All points p with `normals @ p <= reach`: (n, 3) unit normals that point outwards, and n distances.

    ends: (m, 2, 3), the two ends of every edge. sides: (m, 2), the faces that meet there.
    """

    normals: Floats
    reach: Floats
    ends: Floats
    sides: Ints

    @cached_property
    def faces(self) -> tuple[Floats, ...]:
        """Corners of each face, in order round it, (c, 3); none of a face that the others cut off."""
        return tuple(self._face(n, self.ends[(self.sides == k).any(1)]) for k, n in enumerate(self.normals))

    def _face(self, n: Floats, ends: Floats) -> Floats:
        p = ends.reshape(-1, 3)
        if len(p) < 6:
            return np.empty((0, 3))
        u = np.cross(n, [0.0, 0.0, 1.0] if abs(n[2]) < 0.9 else [1.0, 0.0, 0.0])
        q = p - p.mean(0)
        p = p[np.argsort(np.arctan2(q @ np.cross(n, u), q @ u), kind="stable")]
        return np.asarray(p[((p - p[np.arange(len(p)) - 1]) ** 2).sum(1) > 1e-10])


def solid(normals: ArrayLike, reach: ArrayLike) -> Solid:
    """The convex solid that planes cut out. normals: (n, 3), outwards. reach: n distances from the origin.

    Every two planes meet in a line; what of it the other planes leave is an edge (M. Cyrus, J. Beck 1978).
    """
    n = np.asarray(normals, float)
    size = np.linalg.norm(n, axis=1)
    n, d = n / size[:, None], np.asarray(reach, float) / size
    i, j = np.triu_indices(len(n), 1)
    way = np.cross(n[i], n[j])
    square = (way**2).sum(1)
    meet = square > _NEAR
    i, j, way, square = i[meet], j[meet], way[meet], square[meet]
    at = (d[i, None] * np.cross(n[j], way) + d[j, None] * np.cross(way, n[i])) / square[:, None]
    run, room = way @ n.T, d - at @ n.T
    with np.errstate(divide="ignore", invalid="ignore"):
        t = room / run
    last = np.where(run > _NEAR, t, np.inf).min(1)
    first = np.where(run < -_NEAR, t, -np.inf).max(1)
    shut = ((np.abs(run) <= _NEAR) & (room < -_NEAR)).any(1)
    kept = ~shut & np.isfinite(first) & np.isfinite(last) & (last - first > 1e-5)
    ends = at[kept, None] + np.stack([first[kept], last[kept]], 1)[..., None] * way[kept, None]
    return Solid(n, d, ends, np.stack([i[kept], j[kept]], 1))


@dataclass(frozen=True)
class Camera:
    """A viewer far away. rise: radians above the solid's x-y plane. roll: radians the picture is turned by."""

    rise: float
    roll: float = 0.0

    @property
    def to_eye(self) -> Floats:
        """Unit vector from the solid to the viewer."""
        return np.array([0, np.cos(self.rise), np.sin(self.rise)])

    def screen(self, p: Floats) -> Points:
        """(..., 3) in the solid to (..., 2) in the picture, y down."""
        x, y = p[..., 0], p[..., 1] * np.sin(self.rise) - p[..., 2] * np.cos(self.rise)
        c, s = np.cos(self.roll), np.sin(self.roll)
        return np.stack([x * c - y * s, x * s + y * c], -1)


def bent(way: ArrayLike, normals: ArrayLike, ratio: float) -> Floats:
    """Rays, (m, 3), bent at surfaces (W. Snell); normals against the rays. nan where all is thrown back.

    ratio: refractive index before the surface over that behind it.
    """
    w, n = np.asarray(way, float), np.asarray(normals, float)
    c = -(w * n).sum(-1, keepdims=True)
    k = 1 - ratio**2 * (1 - c**2)
    with np.errstate(invalid="ignore"):
        return np.asarray(ratio * w + (ratio * c - np.sqrt(k)) * n)
