"""Areas of the skin, with union, growth and difference: the only door to shapely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from markgen.values import Outline, Points

Area = BaseGeometry
"""A polygon or several, perhaps with holes, in mm."""

MANY = 50
"""Covers of one area from which on joining them first is faster than cutting it by each."""


def area(outline: ArrayLike) -> Area:
    """The area inside a closed polyline (n, 2); where it crosses itself, the union of what it encloses."""
    made = shapely.Polygon(np.asarray(outline, float))
    return made if made.is_valid else shapely.buffer(made, 0)


def enclosed(outline: ArrayLike) -> Area:
    """All that a closed polyline (n, 2) encloses, however it crosses itself: `area` may lose a lobe of it, and this
    takes longer."""
    made = shapely.Polygon(np.asarray(outline, float))
    return made if made.is_valid else _faces(made)


def _faces(crossed: shapely.Polygon) -> Area:
    pieces = shapely.get_parts(shapely.node(crossed.exterior))
    return shapely.union_all(shapely.get_parts(shapely.polygonize(pieces)))


def areas(many: Iterable[ArrayLike], whole: bool = False) -> list[Area]:
    """`area` of each of many polylines, or when whole `enclosed` of each, in a fraction of the time."""
    made = _made([np.asarray(each, float) for each in many])
    crossed = ~shapely.is_valid(made)
    made[crossed] = [_faces(each) for each in made[crossed]] if whole else shapely.buffer(made[crossed], 0)
    return list(made)


def trace(path: ArrayLike, width: float) -> Area:
    """The area of a line `width` mm wide along a path, with round ends."""
    return shapely.buffer(shapely.LineString(np.asarray(path, float)), width / 2, quad_segs=4)


def _made(rings: Sequence[Points]) -> Any:
    """Polygons of rings, as an array, all in two calls."""
    if not rings:
        return np.empty(0, object)
    owner = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    return shapely.polygons(shapely.linearrings(np.concatenate(rings), indices=owner))


def box(left: float, top: float, right: float, bottom: float) -> Area:
    """An upright rectangle, by its edges in mm."""
    return shapely.box(left, top, right, bottom)


def disc(centre: ArrayLike, radius: float) -> Area:
    """A filled circle, as a polygon of 64 sides."""
    return shapely.buffer(shapely.Point(np.asarray(centre, float)), radius, quad_segs=16)


def union(many: Iterable[Area]) -> Area:
    """All of many areas as one."""
    parts = list(many)
    try:
        return shapely.union_all(parts)
    except shapely.errors.GEOSException:
        # Edges that all but coincide can cross by a rounding error; on a grid of a thousandth of a mm they cannot.
        return shapely.union_all([shapely.make_valid(part) for part in parts], grid_size=1e-3)


def together(many: Iterable[Area]) -> Area:
    """Many areas as one that is only good to be painted: where they overlap they are not joined, which takes long
    and which a fill by the non-zero rule does not need."""
    return shapely.MultiPolygon(_polygons(np.array(list(many), object)))


def polygons(a: Area) -> list[Area]:
    """The polygons that an area is made of."""
    return list(_polygons(a))


def grow(a: Area, by: float, sharp: bool = False) -> Area:
    """The area grown by `by` mm all round, or shrunk when negative; sharp keeps corners."""
    return shapely.buffer(a, by, quad_segs=6, join_style="mitre" if sharp else "round", mitre_limit=3.0)


def minus(a: Area, b: Area) -> Area:
    """What of a is not in b."""
    return shapely.difference(a, b)


def bare(many: Iterable[Area], covers: Sequence[Area], grain: float = 0.0) -> list[Area]:
    """What of each of many areas none of the covers hides; only those that meet a cover are cut.

    grain: of a grid that edges snap to.
    """
    left: Any = np.array(list(many), object)
    tree, over = shapely.STRtree(left), np.array(covers, object)
    shows = np.ones(len(left), bool)
    shows[tree.query(over, predicate="covers")[1]] = False
    which, met = tree.query(over, predicate="intersects")
    for k in np.unique(which[shows[met]]):
        some = met[(which == k) & shows[met]]
        left[some] = shapely.difference(left[some], covers[k], grid_size=grain or None)
        # On a grid, what is thinner than its step comes out as a line beside the rest.
        for j in some[shapely.get_type_id(left[some]) == shapely.GeometryType.GEOMETRYCOLLECTION]:
            left[j] = shapely.MultiPolygon(_polygons(left[j]))
    return list(left[shows & ~shapely.is_empty(left)])


def carved(many: Sequence[Area], covers: Sequence[Area], pairs: Iterable[tuple[int, int]]) -> list[Area]:
    """What of each of many areas the covers leave that hide it. pairs: which area goes under which cover."""
    left: Any = np.array(many, object)
    over: list[list[int]] = [[] for _ in left]
    # The largest first: what they hide whole is done with.
    large = shapely.area(np.array(covers, object))
    for below, above in sorted(pairs, key=lambda pair: -large[pair[1]]):
        over[below].append(above)
    # What lies under a great many is cut by all of them as one; the others by one cover at a time, but all at once.
    for k in [k for k, mine in enumerate(over) if len(mine) > MANY]:
        left[k] = minus(left[k], union(covers[j] for j in over[k]))
        over[k] = []
    for turn in range(max(map(len, over), default=0)):
        some = [k for k, mine in enumerate(over) if len(mine) > turn and not left[k].is_empty]
        left[some] = shapely.difference(left[some], np.array([covers[over[k][turn]] for k in some], object))
    return list(left)


def meeting(many: Sequence[Area], covers: Sequence[Area]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of many areas meet which covers: the indices of each pair."""
    all_, over = np.array(many, object), np.array(covers, object)
    cover, met = shapely.STRtree(all_).query(over, predicate="intersects")
    return met, cover


def holding(points: ArrayLike, many: Sequence[Area]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of (n, 2) points lie in which areas: the indices of each pair."""
    spots: Any = shapely.points(np.asarray(points, float).reshape(-1, 2))
    which, held = shapely.STRtree(spots).query(np.array(many, object), predicate="contains")
    return held, which


def hidden(points: ArrayLike, covers: Sequence[Area]) -> NDArray[np.bool_]:
    """For each of (n, 2) points, whether some cover hides it."""
    found = np.zeros(np.size(points) // 2, bool)
    found[holding(points, covers)[0]] = True
    return found


def intersect(a: Area, b: Area) -> Area:
    """What of a is in b."""
    return shapely.intersection(a, b)


def simplify(a: Area, by: float = 0.04) -> Area:
    """The area with fewer points, nowhere moved by more than `by` mm (D. Douglas, T. Peucker 1973)."""
    plain = shapely.simplify(a, by, preserve_topology=False)
    # Ten times as slow, and only needed where a line would come to cross itself.
    return plain if plain.is_valid else shapely.simplify(a, by)


def simplified(many: Iterable[Area], by: float = 0.04) -> list[Area]:
    """`simplify` of each of many areas, in a fraction of the time."""
    whole: Any = np.array(list(many), object)
    plain = shapely.simplify(whole, by, preserve_topology=False)
    crossed = ~shapely.is_valid(plain)
    plain[crossed] = shapely.simplify(whole[crossed], by)
    return list(plain[~shapely.is_empty(plain)])


def thinned(paths: Sequence[Points], by: float = 0.04) -> list[Points]:
    """Open polylines, each (n, 2), with fewer points, nowhere moved by more than `by` mm (Douglas, Peucker)."""
    if not paths:
        return []
    owner = np.repeat(np.arange(len(paths)), [len(path) for path in paths])
    lines = shapely.simplify(shapely.linestrings(np.concatenate(paths), indices=owner), by, preserve_topology=False)
    p, owner = shapely.get_coordinates(lines, return_index=True)
    return np.split(p, np.flatnonzero(np.diff(owner)) + 1)


def clean(a: Area, least: float) -> Area:
    """The area without parts and holes smaller than `least` square mm."""
    kept = []
    for part in _polygons(a):
        if part.area >= least:
            holes = [h for h in part.interiors if shapely.Polygon(h).area >= least]
            kept.append(shapely.Polygon(part.exterior, holes))
    return shapely.MultiPolygon(kept)


def contains(a: Area, points: ArrayLike) -> NDArray[np.bool_]:
    """For each of (n, 2) points, whether it is inside."""
    p = np.asarray(points, float).reshape(-1, 2)
    shapely.prepare(a)
    found: NDArray[np.bool_] = shapely.contains_xy(a, p[:, 0], p[:, 1])
    return found


def depths(a: Area, points: ArrayLike) -> NDArray[np.float64]:
    """How far inside each of (n, 2) points lies, mm from the edge; -1 outside."""
    p = shapely.points(np.asarray(points, float))
    return np.where(shapely.contains(a, p), shapely.distance(p, a.boundary), -1.0)


def bounds(a: Area) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of an area that is not empty, mm."""
    left, top, right, bottom = shapely.bounds(a)
    return float(left), float(top), float(right), float(bottom)


def cut(lines: ArrayLike, a: Area) -> list[Points]:
    """What of many straight lines, (n, 2, 2), is in the area: each (2, 2)."""
    found = shapely.get_parts(shapely.intersection(shapely.linestrings(np.asarray(lines, float)), a))
    parts = shapely.get_parts(found)
    return [np.asarray(part.coords) for part in parts if part.geom_type == "LineString" and not part.is_empty]


def inside(a: Area, n: int, chance: np.random.Generator) -> Points:
    """`n` points scattered evenly over the area."""
    left, top, right, bottom = bounds(a)
    out = np.empty((0, 2))
    share = max(a.area / max((right - left) * (bottom - top), 1e-9), 0.02)
    while len(out) < n and a.area > 0:
        more = chance.random((int(1.2 * (n - len(out)) / share) + 8, 2)) * [right - left, bottom - top] + [left, top]
        out = np.concatenate([out, more[contains(a, more)]])
    return out[:n]


def neighbours(points: ArrayLike, reach: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of points, as two arrays of indices i < j in order, of which j lies within `reach` (n, mm) of i."""
    p = np.asarray(points, float)
    spots: Any = shapely.points(p)
    first, second = shapely.STRtree(spots).query(spots, predicate="dwithin", distance=np.asarray(reach, float))
    later = second > first
    first, second = first[later], second[later]
    order = np.lexsort((second, first))
    return np.asarray(first[order], np.int64), np.asarray(second[order], np.int64)


def delaunay(points: ArrayLike) -> NDArray[np.int64]:
    """Triangles, (m, 3) indices, of the Delaunay mesh over (n, 2) points, in a fixed order."""
    p = np.asarray(points, float)
    parts = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(p)))
    index = {(x, y): i for i, (x, y) in enumerate(p.tolist())}
    corners = [[index[x, y] for x, y in part.exterior.coords[:3]] for part in parts]
    return np.asarray(sorted(corners), np.int64).reshape(-1, 3)


def boundary(a: Area) -> list[Points]:
    """The outer rings and holes of an area, each (n, 2), first point not repeated."""
    rings, part = shapely.get_rings(_polygons(a), return_index=True)
    back = shapely.is_ccw(rings) != (np.diff(part, prepend=-1) > 0)
    ends = np.cumsum(shapely.get_num_coordinates(rings))
    points, starts = shapely.get_coordinates(rings), ends - shapely.get_num_coordinates(rings)
    each = zip(starts.tolist(), ends.tolist(), back.tolist(), strict=True)
    return [points[a + 1 : b][::-1] if turn else points[a : b - 1] for a, b, turn in each]


def outlines(a: Area) -> tuple[Outline, ...]:
    """The area as outlines to fill; holes run the other way round."""
    return tuple(Outline(r) for r in boundary(a) if len(r) > 2)


def _polygons(a: Any) -> list[shapely.Polygon]:
    """The polygons of an area, or of an array of them."""
    parts: Any = shapely.get_parts(a)
    return list(parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)])


def hull(points: ArrayLike) -> Area:
    """The smallest convex area that holds all of (n, 2) points."""
    return shapely.MultiPoint(np.asarray(points, float)).convex_hull


def shared(many: Sequence[ArrayLike], a: Area | Sequence[Area]) -> list[tuple[int, Points]]:
    """What of each of many polygons is in an area, or in one of its own: (which polygon, outline), holes left out."""
    kept = [i for i, p in enumerate(many) if len(np.asarray(p)) > 2]
    made = _made([np.asarray(many[i], float) for i in kept])
    within = np.array([a] * len(kept) if isinstance(a, Area) else [a[i] for i in kept], object)
    near = np.flatnonzero(shapely.intersects(shapely.envelope(made), shapely.envelope(within)))
    parts, owner = shapely.get_parts(shapely.intersection(made[near], within[near]), return_index=True)
    flat = np.flatnonzero(shapely.area(parts) > 0)
    rims = shapely.get_exterior_ring(parts[flat])
    corners, ring = shapely.get_coordinates(rims, return_index=True)
    # A ring ends where it began.
    ends = np.cumsum(np.bincount(ring, minlength=len(rims))).tolist()
    return [
        (kept[near[owner[part]]], corners[start : end - 1])
        for part, start, end in zip(flat.tolist(), [0, *ends], ends, strict=False)
    ]


def moved(a: Area, by: ArrayLike) -> Area:
    """The area, moved by x, y mm."""
    out: Area = shapely.transform(a, lambda p: p + np.asarray(by, float))
    return out
