"""Meshes of triangles over the plane: split where they are to be finer, cut to areas, and bent with their rim."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import Area, contains, shared
from markgen.values import Points

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def carried(p: Points, rim: Points, shift: Points) -> Points:
    """How points inside a closed rim move when its corners are shifted: mean value coordinates (M. Floater 2003)."""
    d = rim[None] - p[:, None]
    away = np.maximum(np.hypot(d[..., 0], d[..., 1]), 1e-7)
    e = np.roll(d, -1, 1)
    turn = np.arctan2(d[..., 0] * e[..., 1] - d[..., 1] * e[..., 0], (d * e).sum(-1))
    half = np.tan(np.clip(turn / 2, -1.57079, 1.57079))
    weight = (half + np.roll(half, 1, 1)) / away
    inside = (weight @ shift) / weight.sum(1)[:, None]
    # On the rim itself the weights are infinite: there a point moves with the edge that it is on.
    side = np.roll(rim, -1, 0) - rim
    u = np.clip(-(d * side).sum(-1) / np.maximum((side**2).sum(-1), 1e-9), 0, 1)
    off = d + u[..., None] * side
    far = np.hypot(off[..., 0], off[..., 1])
    i, row = far.argmin(1), np.arange(len(p))
    share = u[row, i][:, None]
    edge = shift[i] * (1 - share) + np.roll(shift, -1, 0)[i] * share
    return np.asarray(np.where(far[row, i][:, None] < 0.01, edge, inside), float)


def depth(p: Points, rim: Points) -> Floats:
    """Distance from points to a closed rim."""
    side = np.roll(rim, -1, 0) - rim
    d = p[:, None] - rim
    u = np.clip((d * side).sum(-1) / np.maximum((side**2).sum(-1), 1e-9), 0, 1)
    off = d - u[..., None] * side
    return np.asarray(np.hypot(off[..., 0], off[..., 1]).min(1), float)


def dome(depth: Floats, radius: float) -> Floats:
    """Height of a quarter round of that radius, rising from depth 0."""
    return np.asarray(radius * np.sqrt(1 - (1 - np.clip(depth / radius, 0, 1)) ** 2), float)


def split(
    triangles: Ints, side_of: Ints, broken: NDArray[np.bool_], number: Ints, births: Floats
) -> tuple[Ints, Ints, Floats]:
    """Triangles cut where their edges are broken, the lines of the cuts, and when those are born."""
    pieces: list[tuple[int, int, int]] = []
    lines: list[tuple[int, int]] = []
    born: list[float] = []
    for triangle, sides in zip(triangles.tolist(), side_of.tolist(), strict=True):
        cuts = [bool(broken[s]) for s in sides]
        count = sum(cuts)
        # Turned so that the one broken edge comes first, or the one whole edge last.
        first = cuts.index(True) if count == 1 else (cuts.index(False) + 1) % 3 if count == 2 else 0
        a, b, c = (triangle[(first + i) % 3] for i in range(3))
        e, f, g = (sides[(first + i) % 3] for i in range(3))
        x, y, w = int(number[e]), int(number[f]), int(number[g])
        if count == 0:
            pieces.append((a, b, c))
        elif count == 1:
            pieces += [(a, x, c), (x, b, c)]
            lines.append((x, c))
            born.append(births[e])
        elif count == 2:
            pieces += [(a, x, c), (x, y, c), (x, b, y)]
            lines += [(x, c), (x, y)]
            born += [births[e], max(births[e], births[f])]
        else:
            pieces += [(a, x, w), (x, b, y), (w, y, c), (x, y, w)]
            lines += [(x, y), (y, w), (w, x)]
            born += [max(births[e], births[f]), max(births[f], births[g]), max(births[g], births[e])]
    return np.array(pieces, np.int64), np.array(lines, np.int64).reshape(-1, 2), np.array(born, float)


def pieces_in(triangles: Floats, where: Area) -> list[tuple[int, Points]]:
    """What of each triangle lies in an area: (number of the triangle, outline)."""
    middle = triangles.mean(1, keepdims=True)
    probes = np.concatenate([triangles, (triangles + np.roll(triangles, 1, 1)) / 2, middle], 1)
    # Probes are pulled in a hair, so that corners on the area's rim count as inside.
    probes = probes + (middle - probes) * 0.01
    hit = contains(where, probes.reshape(-1, 2)).reshape(len(triangles), -1)
    out = [(i, triangles[i]) for i in np.flatnonzero(hit.all(1)).tolist()]
    partly = np.flatnonzero(hit.any(1) & ~hit.all(1)).tolist()
    return out + [(partly[k], ring) for k, ring in shared(list(triangles[partly]), where)]


def runs_in(lines: Floats, where: Area) -> tuple[Floats, NDArray[np.bool_]]:
    """The run of each straight line that lies in an area, and whether there is one."""
    u = np.linspace(0.01, 0.99, 13)
    p = lines[:, None, 0] + (lines[:, 1] - lines[:, 0])[:, None] * u[:, None]
    hit = contains(where, p.reshape(-1, 2)).reshape(len(lines), -1)
    first, last = hit.argmax(1), hit.shape[1] - 1 - hit[:, ::-1].argmax(1)
    row = np.arange(len(lines))
    return np.stack([p[row, first], p[row, last]], 1), np.asarray(hit.any(1), bool)
