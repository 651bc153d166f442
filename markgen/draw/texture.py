"""Textures: hatching, stipple, facets, wax crayon, and the outlines of fields on a grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw.areas import Area, boundary, bounds, contains, cut, delaunay, inside, neighbours
from markgen.draw.noise import Noise
from markgen.draw.paths import Profile, curve, length, normals, resample, runs
from markgen.values import Outline, Points


def hatch(
    a: Area, angle: float, gap: float, chance: np.random.Generator | None = None, jitter: float = 0.0
) -> list[Points]:
    """Parallel lines across an area, each (2, 2): angle in radians, gap in mm, jitter as a share of the gap."""
    if a.is_empty:
        return []
    left, top, right, bottom = bounds(a)
    middle = np.array([(left + right) / 2, (top + bottom) / 2])
    reach = float(np.hypot(right - left, bottom - top)) / 2 + gap
    rows = np.arange(-reach, reach, gap)
    if chance is not None and jitter:
        rows = rows + (chance.random(len(rows)) - 0.5) * gap * jitter
    along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    ends = middle + np.stack([rows[:, None] * across - reach * along, rows[:, None] * across + reach * along], axis=1)
    return [line for line in cut(ends, a) if length(line) > 0.3 * gap]


def across(
    rings: Sequence[Points], angles: ArrayLike, gaps: ArrayLike, wider: ArrayLike
) -> tuple[NDArray[np.int64], Points]:
    """Straight runs across many convex rings: for each, its ring, and its two ends, (n, 2, 2).

    angles: of the runs, radians. gaps: mm between the first two. wider: how much wider, as a factor above 1, each gap
    is than the one before. Of each ring the first run is at its left hand, as one looks along the angle.
    """
    most = max((len(ring) for ring in rings), default=0)
    if not most:
        return np.empty(0, np.int64), np.empty((0, 2, 2))
    # Rings of fewer corners repeat their last.
    p = np.stack([ring[np.minimum(np.arange(most), len(ring) - 1)] for ring in rings])
    c, s = np.cos(np.asarray(angles, float)), np.sin(np.asarray(angles, float))
    x, y = p[..., 0] * c[:, None] + p[..., 1] * s[:, None], p[..., 0] * s[:, None] - p[..., 1] * c[:, None]
    gap, factor = np.asarray(gaps, float), np.asarray(wider, float)
    many = np.maximum(np.log1p(np.ptp(y, axis=1) * (factor - 1) / gap) / np.log(factor), 1).astype(np.int64)
    owner = np.repeat(np.arange(len(p)), many)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(many) - many, many)
    row = y.max(1)[owner] - gap[owner] * (factor[owner] ** (step + 0.5) - 1) / (factor[owner] - 1)
    x, y = x[owner], y[owner]
    after = (np.arange(most) + 1) % most
    rise = y[:, after] - y
    at = x + (x[:, after] - x) * (row[:, None] - y) / np.where(np.abs(rise) < 1e-9, 1e-9, rise)
    hit = (y <= row[:, None]) != (y[:, after] <= row[:, None])
    kept = hit.any(1)
    u = np.stack([np.where(hit, at, np.inf).min(1), np.where(hit, at, -np.inf).max(1)], 1)[kept]
    owner, v = owner[kept], row[kept, None]
    c, s = c[owner, None], s[owner, None]
    return owner, np.stack([c * u + s * v, s * u - c * v], 2)


def poisson(a: Area, gap: float, chance: np.random.Generator) -> Points:
    """Points over an area, no two nearer than `gap` mm: evenly random.

    Dart throwing in one pass over a dense scatter; first come, first kept.
    """
    if a.area <= 0:
        return np.empty((0, 2))
    n = int(min(8 * a.area / gap**2, 60000)) + 8
    p = inside(a, n, chance)
    first, second = neighbours(p, np.full(len(p), gap))
    alive = np.ones(len(p), bool)
    starts = np.searchsorted(first, np.arange(len(p) + 1))
    for i in range(len(p)):
        if alive[i]:
            alive[second[starts[i] : starts[i + 1]]] = False
    return p[alive]


_DOTS = 1024
_SPACING = 0.70
"""Points of the stipple's tile, and the gap between nearest ones, in units of 1 / sqrt(points): measured."""


@cache
def _tile() -> Points:
    """Points over the unit square, which closes on itself, in such an order that any first part of them is evenly
    spread: each is the one of many candidates that is farthest from all before it (Y. Eldar et al., "The farthest
    point strategy for progressive image sampling", 1997)."""
    candidates = np.random.Generator(np.random.PCG64(5)).random((6 * _DOTS, 2))
    x, y = np.ascontiguousarray(candidates.T)
    gap = np.full(len(candidates), np.inf)
    order = np.empty(_DOTS, int)
    for i in range(_DOTS):
        order[i] = gap.argmax() if i else 0
        right, down = np.abs(x - x[order[i]]), np.abs(y - y[order[i]])
        gap = np.minimum(gap, np.minimum(right, 1 - right) ** 2 + np.minimum(down, 1 - down) ** 2)
    return np.asarray(candidates[order])


def stipple(
    a: Area, tone: Callable[[Points], NDArray[np.float64]], dot: float, chance: np.random.Generator, least: float = 1.25
) -> Points:
    """Centres of dots of diameter `dot` mm whose crowding follows `tone` (0 bare to 1 dark) over an area.

    least: gap between neighbours at tone 1, in dots. A darker tone has the dots of a lighter one, and more.
    """
    if a.is_empty:
        return np.empty((0, 2))
    left, top, right, bottom = bounds(a)
    side = dot * least * np.sqrt(_DOTS) / _SPACING
    shift = chance.random(2) * side
    columns = np.arange(np.floor((left - shift[0]) / side), np.ceil((right - shift[0]) / side))
    rows = np.arange(np.floor((top - shift[1]) / side), np.ceil((bottom - shift[1]) / side))
    corner = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 1, 2)
    p = ((corner + _tile()) * side + shift).reshape(-1, 2)
    rank = np.tile((np.arange(_DOTS) + 0.5) / _DOTS, corner.shape[0])
    p, rank = (each[contains(a, p)] for each in (p, rank))
    wanted = np.clip(tone(p), 0, 1) if len(p) else rank
    return p[(wanted > 0.02) & (rank < wanted)]


def seeds(reach: float, gap: float, chance: np.random.Generator, shake: float = 0.2) -> Points:
    """Points over a disc round 0, 0, in order outwards and `gap` apart, shaken by that share of the gap.

    They lie as a sunflower's seeds do, so that they are evenly spread and never line up, and a wider disc has the
    same points and more: H. Vogel, "A better way to construct the sunflower head", Mathematical Biosciences 44 (1979).
    """
    k = np.arange(int(np.pi * (reach / gap) ** 2))
    a = k * np.pi * (3 - np.sqrt(5))
    p = np.column_stack([np.cos(a), np.sin(a)]) * (gap * np.sqrt(k / np.pi))[:, None]
    made: Points = p + chance.normal(0, shake * gap, p.shape)
    return made


def facets(points: ArrayLike, a: Area | None = None) -> NDArray[np.int64]:
    """Triangles, (m, 3) indices, of the Delaunay mesh over (n, 2) points; only those whose middle is in the area."""
    p = np.asarray(points, float)
    triangles = delaunay(p)
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
        for run in runs(on, 2):
            strip, w = line[run], side[run] * (0.52 * strand)
            lean = np.sin(np.linspace(0.15, 1, len(strip)) * np.pi * 0.93)[:, None] ** 0.4
            out.append(Outline(np.concatenate([strip + w * lean, (strip - w * lean)[::-1]])))
    return out


def wax(
    path: ArrayLike,
    width: float | Profile,
    chance: np.random.Generator,
    pressure: float | Profile = 0.62,
    grain: float = 0.5,
    furrow: float = 0.10,
) -> list[Outline]:
    """A wax crayon's mark along a path, as the paper takes it: blots joined where the hand presses, with pinholes
    where the grain is too deep for the wax, and a crumbling edge.

    width: mm, and pressure: 0..1, either one number or a function of the share 0..1 along the path. grain: mm.
    furrow: 0..1, how deep the stick's own crumbs score the stroke along its length.
    Strokes drawn with equal chance lie on the same sheet of paper. Gives outlines and holes to fill with one paint.
    """
    step = grain * 0.25
    n = max(int(length(path) / step), 6)
    p = resample(path, n)
    u = np.linspace(0, 1, n)
    w = width(u) if callable(width) else np.full(n, float(width))
    push = pressure(u) if callable(pressure) else np.full(n, float(pressure))
    rows = max(int(1.3 * float(w.max()) / step), 5)
    v = np.linspace(-1.3, 1.3, rows)
    across = v[:, None] * w / 2
    x, y = p[:, 0] + across * normals(p)[:, 0], p[:, 1] + across * normals(p)[:, 1]
    paper = Noise(chance)
    tooth = 0.5 + 0.42 * paper.fbm(x / grain, y / grain, 2)
    # The stick's own crumbs drag furrows along the stroke.
    along = u * n * step
    scored = paper(np.broadcast_to(along / (9 * grain), x.shape) + p[0, 0], across / (0.45 * grain) + p[0, 1])
    ragged = paper(np.tile(along / (0.8 * grain) + 7.7, (2, 1)), np.array([[0.6], [-0.6]]) + p[0, 1])
    crumble = 0.16 * np.where(v[:, None] > 0, ragged[0], ragged[1])
    # The stick's tip is round, so the ends are too.
    end = np.clip(1 - np.minimum(along, along[-1] - along) / np.maximum(w / 2, 1e-9), 0, 1)
    rim = np.clip((np.hypot(v[:, None], end) + crumble - 0.72) / 0.42, 0, None)
    field = push - tooth + furrow * scored - 0.5 * rim**2
    field[[0, -1]] = -1
    field[:, [0, -1]] = -1
    found, _ = cv2.findContours((field > 0).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_TC89_L1)
    found = [c[:, 0].astype(float) for c in found if len(c) > 2]
    if not found:
        return []
    # From the middles of the outermost cells to where the field is nought: one step of Newton.
    at = np.concatenate(found)
    i, j = at[:, 1].astype(int), at[:, 0].astype(int)
    across_j = field[i, np.minimum(j + 1, n - 1)] - field[i, j - 1]
    across_i = field[np.minimum(i + 1, rows - 1), j] - field[i - 1, j]
    slope = np.column_stack([across_j, across_i]) / 2
    shift = -slope * (field[i, j] / np.maximum((slope**2).sum(1), 1e-6))[:, None]
    at = at + shift * np.minimum(1, 0.7 / np.maximum(np.hypot(*shift.T), 1e-9))[:, None]
    mm = np.column_stack([_bilinear(x, at), _bilinear(y, at)])
    return [Outline(c) for c in np.split(mm, np.cumsum([len(c) for c in found])[:-1])]


def _bilinear(grid: NDArray[np.float64], at: Points) -> NDArray[np.float64]:
    """Values of a grid between its cells, at (n, 2) column, row."""
    x, y = np.clip(at[:, 0], 0, grid.shape[1] - 1.001), np.clip(at[:, 1], 0, grid.shape[0] - 1.001)
    j, i = x.astype(int), y.astype(int)
    a, b = x - j, y - i
    made: NDArray[np.float64] = (grid[i, j] * (1 - a) + grid[i, j + 1] * a) * (1 - b) + (
        grid[i + 1, j] * (1 - a) + grid[i + 1, j + 1] * a
    ) * b
    return made


_FINER = 3
"""Depth is measured on a grid this much finer than the field's."""

_LONGEST = 2.0
"""How far one step of Newton may carry a contour's point, cells: the true contour passes nearer than this."""


@dataclass(frozen=True, eq=False)
class Grid:
    """Square cells of `cell` mm over a box: `x` and `y` are the mm of each node, (rows, columns)."""

    left: float
    top: float
    cell: float
    columns: int
    rows: int

    @property
    def x(self) -> NDArray[np.float64]:
        """x of each node, mm."""
        return np.broadcast_to(self.left + self.cell * np.arange(self.columns), (self.rows, self.columns))

    @property
    def y(self) -> NDArray[np.float64]:
        """y of each node, mm."""
        return np.broadcast_to(self.top + self.cell * np.arange(self.rows)[:, None], (self.rows, self.columns))

    def at(self, points: ArrayLike, field: NDArray[np.float64]) -> NDArray[np.float64]:
        """The field's values at (n, 2) mm, between its nodes; beyond the grid, those of its edge."""
        return _bilinear(field, (np.asarray(points, float).reshape(-1, 2) - [self.left, self.top]) / self.cell)

    def depth(self, a: Area) -> NDArray[np.float64]:
        """For each node, mm to the nearest edge of the area it lies in; 0 outside."""
        mask = np.zeros((self.rows * _FINER, self.columns * _FINER), np.uint8)
        fine = self.cell / _FINER
        rings = [np.round((r - [self.left, self.top]) / fine * 16).astype(np.int32) for r in boundary(a)]
        if rings:
            cv2.fillPoly(mask, rings, 1, shift=4)
        far = cv2.distanceTransform(mask, cv2.DIST_L2, 5)[::_FINER, ::_FINER]
        return np.asarray(far, np.float64) * fine

    def above(self, field: NDArray[np.float64], level: float, tolerance: float = 0.55) -> list[Outline]:
        """Smooth outlines and holes, for one paint, of where the field is above a level; tolerance in cells."""
        padded = np.pad(field, 1, constant_values=float(min(field.min(), level - 1e-3)))
        found, _ = cv2.findContours((padded > level).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
        found = [c[:, 0] for c in found if len(c) > 3]
        if not found:
            return []
        # From the outermost nodes to where the field crosses the level: one step of Newton.
        at = np.concatenate(found)
        i, j = at[:, 1], at[:, 0]
        high, wide = padded.shape
        across = padded[i, np.minimum(j + 1, wide - 1)] - padded[i, np.maximum(j - 1, 0)]
        down = padded[np.minimum(i + 1, high - 1), j] - padded[np.maximum(i - 1, 0), j]
        slope = np.column_stack([across, down]) / 2
        shift = -slope * ((padded[i, j] - level) / np.maximum((slope**2).sum(1), 1e-12))[:, None]
        shift *= np.minimum(1, _LONGEST / 2 / np.maximum(np.hypot(*shift.T), 1e-9))[:, None]
        moved = (at + shift).astype(np.float32)
        out: list[Outline] = []
        for ring in np.split(moved, np.cumsum([len(c) for c in found])[:-1]):
            kept = cv2.approxPolyDP(ring, tolerance, True)[:, 0]
            if len(kept) > 2 and len(ring) > 5:
                out.append(curve(self._mm(np.asarray(kept, float))))
        return out

    def _mm(self, nodes: Points) -> Points:
        return (nodes - 1) * self.cell + [self.left, self.top]


def cover(
    grid: Grid, paths: Sequence[Points], width: float = 0.0, closed: Sequence[bool] | None = None
) -> NDArray[np.float64]:
    """How much of each node of the grid the paths fill, 0..1; or, given a width in mm, cover as lines.

    A path that runs against the largest one is a hole.
    """
    ends = [np.round((p - [grid.left, grid.top]) / grid.cell * 16).astype(np.int32) for p in paths if len(p) > 1]
    mask = np.zeros((grid.rows, grid.columns), np.uint8)
    if width:
        thick = width / grid.cell
        for end, shut in zip(ends, closed or [False] * len(ends), strict=True):
            cv2.polylines(mask, [end], shut, 255, max(round(thick), 1), cv2.LINE_AA, 4)
        return mask / 255.0 * min(thick, 1.0)
    holes = np.zeros_like(mask)
    turns = [cv2.contourArea(end.astype(np.float32), oriented=True) for end in ends]
    outer = max(turns, key=abs, default=0.0)
    for end, turn in zip(ends, turns, strict=True):
        cv2.fillPoly(mask if turn * outer >= 0 else holes, [end], 255, cv2.LINE_AA, 4)
    return np.asarray(np.minimum(mask, 255 - holes) / 255.0)


def blurred(field: NDArray[np.float64], cells: float) -> NDArray[np.float64]:
    """A field on a grid, blurred by a Gaussian whose sigma is so many cells; also (rows, columns, channels)."""
    return np.asarray(cv2.GaussianBlur(field, (0, 0), cells, borderType=cv2.BORDER_REPLICATE), np.float64)


def resized(field: NDArray[np.float64], rows: int, columns: int) -> NDArray[np.float64]:
    """A smooth field on another grid, on a cubic through its values."""
    made = cv2.resize(np.asarray(field, np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC)
    return np.asarray(made, np.float64)


def sampled(field: NDArray[np.float64], row: NDArray[np.float64], column: NDArray[np.float64]) -> NDArray[np.float64]:
    """A field's values at places between its nodes, of any shape (rows, columns); 0 beyond its edge."""
    x, y = np.asarray(column, np.float32), np.asarray(row, np.float32)
    return np.asarray(cv2.remap(np.asarray(field, np.float32), x, y, cv2.INTER_LINEAR), np.float64)
