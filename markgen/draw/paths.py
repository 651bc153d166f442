"""Paths: sampling, frames, strokes whose width changes, circles. A path is (n, 2) points in mm."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.values import Outline, Points

Profile = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Widths in mm at shares 0..1 of a path's length."""

_ARC = 0.5522847498
"""Handle length that makes a cubic Bezier a quarter circle of radius 1, to 0.03 %."""


def length(path: ArrayLike) -> float:
    """Length of a path, mm."""
    steps = np.diff(np.asarray(path, float), axis=0)
    return float(np.hypot(steps[:, 0], steps[:, 1]).sum())


def resample(path: ArrayLike, n: int) -> Points:
    """The same path with `n` points, evenly spaced along it."""
    p = np.asarray(path, float)
    s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    t = np.linspace(0, s[-1], n)
    return np.column_stack([np.interp(t, s, p[:, 0]), np.interp(t, s, p[:, 1])])


def smooth(points: ArrayLike, n: int = 60, closed: bool = False) -> Points:
    """`n` evenly spaced points on a smooth curve through `points`.

    Centripetal Catmull-Rom (E. Catmull, R. Rom 1974; no loops or cusps at alpha 1/2, C. Yuksel 2011).
    A closed curve does not repeat its first point.
    """
    p = np.asarray(points, float)
    if len(p) < 3:
        return resample(p, n)
    ends = (p[-1:], p[:2]) if closed else (2 * p[:1] - p[1:2], 2 * p[-1:] - p[-2:-1])
    q = np.concatenate([ends[0], p, ends[1]])
    step = np.maximum(np.hypot(*np.diff(q, axis=0).T), 1e-9) ** 0.5
    per = max(8, 4 * n // len(p))
    u = np.linspace(0, 1, per, endpoint=False)[None, :, None]
    a, b, c, d = q[:-3, None], q[1:-2, None], q[2:-1, None], q[3:, None]
    t1, t2, t3 = step[:-2, None, None], step[1:-1, None, None], step[2:, None, None]
    m1 = (b - a) / t1 - (c - a) / (t1 + t2) + (c - b) / t2
    m2 = (c - b) / t2 - (d - b) / (t2 + t3) + (d - c) / t3
    m1, m2 = m1 * t2, m2 * t2
    dense = (2 * u**3 - 3 * u**2 + 1) * b + (u**3 - 2 * u**2 + u) * m1 + (3 * u**2 - 2 * u**3) * c + (u**3 - u**2) * m2
    run = dense.reshape(-1, 2)
    run = np.concatenate([run, p[:1] if closed else p[-1:]])
    return resample(run, n + 1)[:-1] if closed else resample(run, n)


def tangents(path: ArrayLike) -> Points:
    """Unit tangents, (n, 2)."""
    p = np.asarray(path, float)
    d = np.empty_like(p)
    # np.gradient, at a fraction of its cost for the short paths that these mostly are.
    d[1:-1] = (p[2:] - p[:-2]) / 2
    d[0], d[-1] = p[1] - p[0], p[-1] - p[-2]
    unit: Points = d / np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-12)[:, None]
    return unit


def normals(path: ArrayLike) -> Points:
    """Unit normals, (n, 2): the tangent turned a quarter; as y runs down the picture, to the right hand."""
    t = tangents(path)
    out = np.empty_like(t)
    out[:, 0], out[:, 1] = -t[:, 1], t[:, 0]
    return out


def ribbon(path: ArrayLike, width: float | ArrayLike | Profile) -> Points:
    """Outline, (2n, 2), of a band of `width` mm (full, not half) along a path.

    width: one number, one per point, or a function of the share 0..1 along the path.
    """
    p = np.asarray(path, float)
    w = width(np.linspace(0, 1, len(p))) if callable(width) else np.broadcast_to(np.asarray(width, float), len(p))
    return banded(p, normals(p), np.asarray(w, float))


def banded(path: Points, side: Points, width: NDArray[np.float64]) -> Points:
    """A ribbon of n widths, mm, along a path of n points whose unit normals, `side`, are known."""
    half = side * (width / 2)[:, None]
    return np.concatenate([path + half, (path - half)[::-1]])


def taper(width: float, rise: float = 0.25, fall: float = 0.6, least: float = 0.1) -> Profile:
    """Widths of a stroke pressed in over `rise` of its length and lifted after `fall` of it."""

    def profile(u: NDArray[np.float64]) -> NDArray[np.float64]:
        up = np.sin(np.clip(u / max(rise, 1e-6), 0, 1) * np.pi / 2)
        down = np.cos(np.clip((u - fall) / max(1 - fall, 1e-6), 0, 1) * np.pi / 2)
        widths: NDArray[np.float64] = width * (least + (1 - least) * np.minimum(up, down))
        return widths

    return profile


def polyline(points: ArrayLike, closed: bool = True) -> Outline:
    """Straight lines through the points."""
    return Outline(np.asarray(points, float), closed)


def curve(points: ArrayLike, closed: bool = True, tension: float = 1.0) -> Outline:
    """A smooth curve through the points (uniform Catmull-Rom as cubic Beziers); tension 0 is a polyline."""
    p = np.asarray(points, float)
    if len(p) < 3:
        return Outline(p, closed)
    if closed:
        before, after = np.roll(p, 1, axis=0), np.roll(p, -1, axis=0)
        handle = (after - before) * (tension / 6)
        knots = np.stack([p + handle, after - np.roll(handle, -1, axis=0), after], axis=1)
    else:
        handle = np.gradient(p, axis=0) * (tension / 3)
        handle[[0, -1]] /= 2
        knots = np.stack([p[:-1] + handle[:-1], p[1:] - handle[1:], p[1:]], axis=1)
    return Outline(np.concatenate([p[:1], knots.reshape(-1, 2)]), closed, curved=True)


def band(path: ArrayLike, width: float | ArrayLike | Profile) -> Outline:
    """A ribbon as an outline of straight lines: the cheapest stroke whose width may change."""
    return Outline(ribbon(path, width))


def whip(path: ArrayLike, width: ArrayLike) -> Outline:
    """A band that ends in a point, and begins in one if its first width is 0: a mark flicked off, at least cost."""
    edge, n = ribbon(path, width), len(np.asarray(path))
    first = 1 if np.asarray(width)[0] == 0 else 0
    return Outline(np.concatenate([edge[: n - 1], np.asarray(path, float)[-1:], edge[n + 1 : 2 * n - first]]))


def whips(paths: ArrayLike, widths: ArrayLike) -> list[Outline]:
    """Marks flicked off, all at once: bands along (m, n, 2) paths, widths (m, n) or (n,) mm, the last taken as 0."""
    p = np.asarray(paths, float)
    way = np.empty_like(p)
    way[:, 1:-1] = p[:, 2:] - p[:, :-2]
    way[:, 0], way[:, -1] = p[:, 1] - p[:, 0], p[:, -1] - p[:, -2]
    half = np.asarray(widths, float) / 2 / np.maximum(np.hypot(way[..., 0], way[..., 1]), 1e-12)
    side = np.stack([-way[..., 1], way[..., 0]], axis=-1) * half[..., None]
    edges = np.concatenate([(p + side)[:, :-1], p[:, -1:], (p - side)[:, -2::-1]], axis=1)
    return [Outline(edge) for edge in edges]


def flicks(paths: ArrayLike, widths: ArrayLike, lean: float = 0.3) -> list[Outline]:
    """Marks that begin and end in a point, as smooth curves, at least cost: along (m, n, 2) paths that do not wind, at
    their broadest `widths` (m,) mm. lean: how far each is broader at its beginning than at its end, 0 to 1."""
    p = np.asarray(paths, float)
    long = np.hypot(*np.moveaxis(np.diff(p, axis=1), -1, 0)).sum(1)[:, None]
    first, last = p[:, 1] - p[:, 0], p[:, -1] - p[:, -2]
    ways = [each / np.maximum(np.hypot(*each.T), 1e-12)[:, None] for each in (first, last)]
    a, b = p[:, 0] + ways[0] * long / 3, p[:, -1] - ways[1] * long / 3
    # A cubic is three quarters as far from its chord as its two handles are.
    half = np.asarray(widths, float)[:, None] / 1.5
    fore, aft = (half * np.column_stack([-way[:, 1], way[:, 0]]) for way in ways)
    fore, aft = (1 + lean) * fore, (1 - lean) * aft
    edges = np.stack([p[:, 0], a + fore, b + aft, p[:, -1], b - aft, a - fore, p[:, 0]], axis=1)
    return [Outline(edge, curved=True) for edge in edges]


def stroke(path: ArrayLike, width: float | ArrayLike | Profile) -> Outline:
    """A brush stroke: a band whose width may change, as one smooth outline."""
    return curve(ribbon(path, width))


def ellipse(centre: ArrayLike, rx: float, ry: float, turn: float = 0.0) -> Outline:
    """An ellipse of half axes rx, ry mm, turned by `turn` radians."""
    return ellipses(np.asarray(centre, float)[None], np.array([rx]), np.array([ry]), np.array([turn]))[0]


def circle(centre: ArrayLike, radius: float) -> Outline:
    """A circle."""
    return ellipse(centre, radius, radius)


def dots(centres: ArrayLike, radii: ArrayLike) -> list[Outline]:
    """A circle for each of (n, 2) centres and n radii (or one radius for all)."""
    c = np.asarray(centres, float).reshape(-1, 2)
    r = np.broadcast_to(np.asarray(radii, float), len(c))
    return ellipses(c, r, r, np.zeros(len(c)))


def ellipses(centres: ArrayLike, rx: ArrayLike, ry: ArrayLike, turns: ArrayLike) -> list[Outline]:
    """An ellipse for each of (n, 2) centres, with half axes and turns (radians), n each."""
    k = _ARC
    unit = np.array(
        [
            (1, 0),
            (1, k),
            (k, 1),
            (0, 1),
            (-k, 1),
            (-1, k),
            (-1, 0),
            (-1, -k),
            (-k, -1),
            (0, -1),
            (k, -1),
            (1, -k),
            (1, 0),
        ]
    )
    c = np.asarray(centres, float).reshape(-1, 2)
    x = unit[None, :, 0] * np.asarray(rx, float)[:, None]
    y = unit[None, :, 1] * np.asarray(ry, float)[:, None]
    t = np.asarray(turns, float)[:, None]
    points = np.stack([x * np.cos(t) - y * np.sin(t), x * np.sin(t) + y * np.cos(t)], axis=-1) + c[:, None]
    return [Outline(p, True, True) for p in points]


def runs(there: NDArray[np.bool_], least: int = 1) -> list[slice]:
    """Where n places in a row are true without a break: each stretch of `least` or more."""
    bounds = np.flatnonzero(np.diff(np.concatenate([[0], there.astype(np.int8), [0]])))
    return [slice(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if b - a >= least]


def shares(p: Points) -> NDArray[np.float64]:
    """How far along its path each point is, 0 to 1."""
    steps = np.diff(p, axis=0)
    s = np.concatenate([[0.0], np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))])
    return np.asarray(s / s[-1], float)


def along(p: Points, at: NDArray[np.float64]) -> Points:
    """Points at shares 0 to 1 of a path."""
    s = shares(p)
    return np.column_stack([np.interp(at, s, p[:, 0]), np.interp(at, s, p[:, 1])])


def stepped(rim: Points, step: float) -> Points:
    """A closed rim with points added on its edges, about `step` apart."""
    side = np.roll(rim, -1, 0) - rim
    many = np.maximum(np.rint(np.hypot(side[:, 0], side[:, 1]) / step), 1).astype(int)
    edge = np.repeat(np.arange(len(rim)), many)
    number = np.arange(len(edge)) - np.repeat(np.cumsum(many) - many, many)
    return np.asarray(number[:, None] * (side / many[:, None])[edge] + rim[edge])
