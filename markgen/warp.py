"""The geometry of a photograph: which place of a mark's box lies under each of its pixels.

Pixels are right and down from the upper left corner; a place of the box is in mm on the mark's ground.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RBFInterpolator
from scipy.spatial import ConvexHull, cKDTree

from markgen.body.image import sample
from markgen.draw import resample

Floats = NDArray[np.float32]
Points = NDArray[np.float64]
"""(n, 2)."""

Pixel = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width, height, mm."""

Edges = tuple[Sequence[Pixel], Sequence[Pixel]]
Seen = tuple[tuple[slice, slice], Floats, Floats]
"""The window of pixels that a box touches, and for each of them the x and y in mm that lie under it."""


def bent(pixels: Points, shares: Points, box: Box, width: int, height: int) -> tuple[Seen, float]:
    """A box tied to a photograph of width x height pixels, and mm to a pixel there.

    pixels, shares: (n, 2), n at least 4 and not all in line; each place of the picture, and the place of the box that
    lies there, 0..1 right and down. Four are a view from aslant; more bend it by a thin-plate spline.
    """
    window = _window(pixels, width, height)
    seen, given = ConvexHull(pixels).vertices, ConvexHull(shares).vertices
    if len(pixels) == len(seen) == len(given) == 4:
        rows, columns = np.mgrid[window]
        h = _homography(pixels, shares)
        with np.errstate(divide="ignore", invalid="ignore"):
            away = h[2, 0] * columns + h[2, 1] * rows + h[2, 2]
            sx = (h[0, 0] * columns + h[0, 1] * rows + h[0, 2]) / away
            sy = (h[1, 0] * columns + h[1, 1] * rows + h[1, 2]) / away
    else:
        sx, sy = _splined(pixels, shares, window)
    area = _area(pixels[seen]) / _area(shares[given])
    scale = float(np.sqrt(box[2] * box[3] / max(area, 1.0)))
    # On the horizon, which is no part of the mark, there is no place: it is far outside.
    x, y = (np.nan_to_num(v, nan=-1e6, posinf=1e6, neginf=-1e6) for v in (box[0] + sx * box[2], box[1] + sy * box[3]))
    return (window, np.asarray(x, np.float32), np.asarray(y, np.float32)), scale


def round_limb(edges: Edges, box: Box, width: int, height: int) -> tuple[Seen, float]:
    """A box wrapped round a limb seen between two edges, and mm to a pixel along it.

    edges: the limb's left and right outlines, each from its upper to its lower end. Across them, the mark is
    foreshortened as round a cylinder.
    """
    left, right = (resample(np.array(edge), 80) for edge in edges)
    window = _window(np.concatenate([left, right]), width, height)
    rows, columns = np.mgrid[window]
    middle = (left + right) / 2
    across = np.hypot(*(right - left).T)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(middle, axis=0).T))])
    _, near = cKDTree(resample(middle, 400)).query(np.stack([columns.ravel(), rows.ravel()], axis=-1))
    share = (near / 399).reshape(columns.shape)
    t = np.linspace(0, 1, 80)
    cx, cy = np.interp(share, t, middle[:, 0]), np.interp(share, t, middle[:, 1])
    half = np.interp(share, t, across) / 2
    side = (right - left) / np.maximum(across, 1e-6)[:, None]
    sx, sy = np.interp(share, t, side[:, 0]), np.interp(share, t, side[:, 1])
    over = ((columns - cx) * sx + (rows - cy) * sy) / np.maximum(half, 1e-6)
    turn = np.arcsin(np.clip(over, -1, 1)) / (np.pi / 2)
    scale = box[3] / float(along[-1])
    reach = float(np.median(across)) * (np.pi / 2) * scale
    x = np.where(np.abs(over) > 0.985, -1e6, box[0] + box[2] / 2 + turn * reach / 2)
    y = box[1] + share * box[3]
    return (window, np.asarray(x, np.float32), np.asarray(y, np.float32)), scale


def convex(corners: Sequence[Pixel]) -> bool:
    """Whether four corners go round, clockwise on the picture, without crossing."""
    corner = np.array(corners, float)
    turns = []
    for i in range(4):
        a, b, c = corner[i], corner[(i + 1) % 4], corner[(i + 2) % 4]
        turns.append((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]))
    return all(t > 1e-6 for t in turns)


def spread(places: Sequence[Pixel], least: float) -> bool:
    """Whether places are apart from each other by at least that much, and not all in one line."""
    p = np.array(places, float)
    gaps = np.hypot(*np.moveaxis(p[:, None] - p[None], -1, 0)) + np.eye(len(p)) * 1e9
    widths = np.linalg.svd(p - p.mean(0), compute_uv=False)
    return bool(gaps.min() >= least and widths[-1] >= least)


def edges_cross(edges: Edges) -> bool:
    """Whether two outlines of a limb cross, or run so that right is left."""
    left, right = (resample(np.array(edge), 60) for edge in edges)
    middle_way = np.gradient((left + right) / 2, axis=0)
    span = right - left
    side = middle_way[:, 0] * span[:, 1] - middle_way[:, 1] * span[:, 0]
    return bool((side >= 0).any())


def _splined(pixels: Points, shares: Points, window: tuple[slice, slice]) -> tuple[Points, Points]:
    """The spline through the ties, worked out on a coarse grid that reaches past the window, and read between."""
    rows, columns = window
    step = max((rows.stop - rows.start) // 64, 1)
    y, x = np.arange(rows.start, rows.stop + step, step), np.arange(columns.start, columns.stop + step, step)
    places = np.stack(np.meshgrid(x, y), axis=-1)
    bend = RBFInterpolator(pixels, shares, kernel="thin_plate_spline")
    coarse = bend(places.reshape(-1, 2)).reshape(places.shape).astype(np.float32)
    down, right = np.mgrid[window]
    read = sample(
        coarse,
        ((right - columns.start) / step).astype(np.float32),
        ((down - rows.start) / step).astype(np.float32),
    ).astype(float)
    return read[..., 0], read[..., 1]


def _window(points: Points, width: int, height: int) -> tuple[slice, slice]:
    low = np.floor(points.min(0)).astype(int) - 12
    high = np.ceil(points.max(0)).astype(int) + 12
    return slice(max(int(low[1]), 0), min(int(high[1]), height)), slice(max(int(low[0]), 0), min(int(high[0]), width))


def _homography(source: Points, target: Points) -> NDArray[np.float64]:
    """The 3 x 3 matrix that takes four points to four others (direct linear transform)."""
    rows = []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    solved = np.linalg.solve(np.array(rows), np.asarray(target).ravel())
    return np.append(solved, 1.0).reshape(3, 3)


def _area(polygon: Points) -> float:
    x, y = polygon.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)
