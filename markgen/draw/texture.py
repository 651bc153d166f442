"""Textures: hatching, stipple, facets, wax crayon."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import Delaunay, cKDTree

from markgen.draw.areas import Area, contains, inside
from markgen.draw.noise import Noise
from markgen.draw.paths import length, normals, resample
from markgen.values import Outline, Points


def hatch(
    a: Area, angle: float, gap: float, chance: np.random.Generator | None = None, jitter: float = 0.0
) -> list[Points]:
    """Parallel lines across an area, each (2, 2): angle in radians, gap in mm, jitter as a share of the gap."""
    if a.is_empty:
        return []
    left, top, right, bottom = shapely.bounds(a)
    middle = np.array([(left + right) / 2, (top + bottom) / 2])
    reach = float(np.hypot(right - left, bottom - top)) / 2 + gap
    rows = np.arange(-reach, reach, gap)
    if chance is not None and jitter:
        rows = rows + (chance.random(len(rows)) - 0.5) * gap * jitter
    along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    ends = middle + np.stack([rows[:, None] * across - reach * along, rows[:, None] * across + reach * along], axis=1)
    cut = shapely.get_parts(shapely.intersection(shapely.linestrings(ends), a))
    cut = shapely.get_parts(cut)
    return [np.asarray(c.coords) for c in cut if c.geom_type == "LineString" and c.length > 0.3 * gap]


def poisson(
    a: Area, gap: float, chance: np.random.Generator, scale: Callable[[Points], NDArray[np.float64]] | None = None
) -> Points:
    """Points over an area, no two nearer than `gap` mm (times `scale` at the later of the two): evenly random.

    Dart throwing in one pass over a dense scatter; first come, first kept.
    """
    if a.area <= 0:
        return np.empty((0, 2))
    n = int(min(8 * a.area / gap**2, 60000)) + 8
    p = inside(a, n, chance)
    near = gap * (scale(p) if scale else np.ones(len(p)))
    tree = cKDTree(p)
    alive = np.ones(len(p), bool)
    hits = tree.query_ball_point(p, near)
    for i, close in enumerate(hits):
        if alive[i]:
            later = np.array([j for j in close if j > i], int)
            alive[later] = False
    return p[alive]


def stipple(
    a: Area, tone: Callable[[Points], NDArray[np.float64]], dot: float, chance: np.random.Generator, least: float = 1.25
) -> Points:
    """Centres of dots of diameter `dot` mm whose crowding follows `tone` (0 bare to 1 dark) over an area.

    least: gap between neighbours at tone 1, in dots.
    """

    def spread(p: Points) -> NDArray[np.float64]:
        return np.clip(1 / np.sqrt(np.clip(tone(p), 0.02, 1)), 1, 7)

    p = poisson(a, dot * least, chance, spread)
    return p[tone(p) > 0.02] if len(p) else p


def facets(points: ArrayLike, a: Area | None = None) -> NDArray[np.int64]:
    """Triangles, (m, 3) indices, of the Delaunay mesh over (n, 2) points; only those whose middle is in the area."""
    p = np.asarray(points, float)
    triangles = np.asarray(Delaunay(p).simplices, np.int64)
    return triangles if a is None else triangles[contains(a, p[triangles].mean(1))]


def crayon(
    path: ArrayLike,
    width: float,
    chance: np.random.Generator,
    pressure: float = 0.62,
    strand: float = 0.17,
    grain: float = 0.55,
) -> list[Outline]:
    """A wax crayon's mark along a path: many fine strands, broken where the paper's grain is too deep for the wax.

    width: mm. pressure: 0..1, how much of the grain is filled. strand: mm between strands. grain: mm, the
    size of the paper's grain. Gives thin closed outlines to fill with one paint.
    """
    n = max(int(length(path) / 0.22), 8)
    p = resample(path, n)
    side = normals(p)
    u = np.linspace(0, 1, n)
    half = width / 2
    offsets = np.arange(-half, half + strand / 2, strand)
    paper = Noise(chance)
    edge = Noise(chance)
    out: list[Outline] = []
    for k, offset in enumerate(offsets):
        sway = 0.35 * strand * edge(u * n * 0.02, np.full(n, 3.7 * k))
        line = p + side * (offset + sway)[:, None]
        roughness = 0.5 + 0.5 * paper.fbm(line[:, 0] / grain, line[:, 1] / grain, 2)
        # The wax's round tip presses less towards its edges and where the hand lands and lifts.
        press = pressure * (1 - 0.55 * abs(offset / max(half, 1e-9)) ** 3) + 0.10 * edge(u * n * 0.012, np.full(n, 0.5))
        press = press - 0.3 * np.clip(1 - np.minimum(u, 1 - u) * n / 6, 0, 1)
        on = roughness < press
        bounds = np.flatnonzero(np.diff(np.concatenate([[0], on.astype(np.int8), [0]])))
        for start, stop in zip(bounds[::2], bounds[1::2], strict=True):
            if stop - start >= 2:
                run, w = line[start:stop], side[start:stop] * (0.52 * strand)
                lean = np.sin(np.linspace(0.15, 1, stop - start) * np.pi * 0.93)[:, None] ** 0.4
                out.append(Outline(np.concatenate([run + w * lean, (run - w * lean)[::-1]])))
    return out
