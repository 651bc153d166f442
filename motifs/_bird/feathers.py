"""Feathers side by side: their centre lines, and the vanes round them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import heading
from markgen.values import Linear, Outline, Points

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fan:
    """Feathers side by side: centre lines and both edges (n, m, 2), and how far each is grown."""

    mid: Floats
    inner: Floats
    outer: Floats
    grown: Floats

    def rings(self) -> Floats:
        """Closed outlines, (n, 2m - 1, 2): they end in a point."""
        return np.concatenate([self.inner, self.outer[:, -2::-1]], axis=1)

    def short(self, share: float) -> Fan:
        """The first `share` of each, which runs out where it is cut."""
        u = np.linspace(0, share, self.mid.shape[1])
        made = Fan(between(self.mid, u), between(self.inner, u), between(self.outer, u), self.grown)
        return made if share == 1 else made.thinned(1 - np.tile(u / share, (len(self.mid), 1)) ** 3)

    def thinned(self, share: Floats) -> Fan:
        """The same with vanes of a share of their width, (n,) or (n, m)."""
        by = np.reshape(share, (len(self.mid), -1, 1))
        inner, outer = (self.mid + (edge - self.mid) * by for edge in (self.inner, self.outer))
        return Fan(self.mid, inner, outer, self.grown)


def on(path: Points, u: ArrayLike) -> Points:
    """Points at shares u of a path's samples."""
    at = np.linspace(0, 1, len(path))
    shares = np.asarray(u, float)
    return np.stack([np.interp(shares, at, path[:, i]) for i in (0, 1)], axis=-1)


def headings(path: Points) -> Floats:
    """Which way each run of a path goes, radians."""
    turns: Floats = np.unwrap(np.arctan2(*np.diff(path, axis=0).T[::-1]))
    return turns


def crowded(m: int) -> Floats:
    """Shares of a feather's length; samples crowd towards the tip, where the outline turns."""
    shares: Floats = 1 - (1 - np.linspace(0, 1, m)) ** 1.4
    return shares


def plumes(root: Points, angle: Floats, length: Floats, bend: Floats, flick: Floats, m: int) -> Floats:
    """Centre lines (n, m, 2) leaving roots at `angle`, turned by `bend` on the way and `flick` at the tip; degrees."""
    s = crowded(m)
    mid = (s[1:] + s[:-1]) / 2
    turn = np.radians(angle[:, None] + bend[:, None] * mid**1.5 + flick[:, None] * mid**4)
    steps = heading(turn) * (np.diff(s)[None, :, None] * length[:, None, None])
    return np.concatenate([root[:, None], root[:, None] + np.cumsum(steps, axis=1)], axis=1)


def sideways(paths: Floats) -> Floats:
    """Unit vectors to the side of paths (n, m, 2) at each of their points, a quarter turn from where they go."""
    d = np.gradient(paths, axis=1)
    d /= np.maximum(np.hypot(d[..., 0], d[..., 1]), 1e-9)[..., None]
    return np.stack([-d[..., 1], d[..., 0]], axis=-1)


def vaned(mid: Floats, width: Floats, point: float, grown: Floats, hand: float = 1.0, lead: float = 0.5) -> Fan:
    """Vanes round centre lines. point: 0 blunt to 1 lance; lead: share of the width on the outer side."""
    u = crowded(mid.shape[1])
    vane = np.minimum(0.22 + 1.4 * u, 1) * np.clip(1 - u ** (6.5 - 4 * point), 0, 1) ** (0.62 + 0.25 * point)
    side = sideways(mid) * (hand * width[:, None] * vane[None])[..., None]
    return Fan(mid, mid + side * (1 - lead), mid - side * lead, grown)


def slotted(fan: Fan) -> Fan:
    """Flight feathers whose outermost narrow over their outer half: the fingers of a spread hand."""
    u = crowded(fan.mid.shape[1])
    finger = np.clip((11 - np.arange(len(fan.mid))) / 5, 0, 1)[:, None]
    return fan.thinned(1 - 0.36 * finger * np.clip((u - 0.42) / 0.26, 0, 1))


def slivers(paths: Floats, width: ArrayLike) -> list[Outline]:
    """Strokes along paths (n, m, 2) that thin to a point, `width` at their start: at least cost."""
    fall = 1 - np.linspace(0, 1, paths.shape[1]) ** 1.5
    return bands(paths, np.multiply.outer(np.asarray(width, float), fall))


def wedged(foot: Points, half: Points, tip: Points) -> list[Outline]:
    """Whipped strokes that begin `half` to both sides of each foot (n, 2) and end in a point."""
    return [Outline(p) for p in np.stack([foot - half, foot + half, tip], axis=1)]


def ringed(paths: Floats, width: ArrayLike) -> Floats:
    """Closed outlines (n, 2m - 1, 2) of strokes along paths (n, m, 2) that end in a point; `width` as of `bands`."""
    wide = np.broadcast_to(np.asarray(width, float) / 2, paths.shape[:2])
    side = sideways(paths) * wide[..., None]
    made: Floats = np.concatenate([paths + side, (paths - side)[:, -2::-1]], axis=1)
    return made


def bands(paths: Floats, width: ArrayLike) -> list[Outline]:
    """Strokes along paths (n, m, 2), `width` wide: one number, m along a stroke, or (n, m)."""
    return [Outline(ring) for ring in ringed(paths, width)]


def between(paths: Floats, u: ArrayLike) -> Floats:
    """Points of each of paths (n, m, 2) at shares u of its samples, (k,) or each path's own (n, k): (n, k, 2)."""
    at = np.clip(np.atleast_2d(np.asarray(u, float)), 0, 1) * (paths.shape[1] - 1)
    low = np.minimum(at.astype(int), paths.shape[1] - 2)
    part = (at - low)[..., None]
    row = np.arange(len(paths))[:, None]
    made: Floats = paths[row, low] * (1 - part) + paths[row, low + 1] * part
    return made


def thin(paint: Linear, last: float, full: float = 0.5) -> Linear:
    """The same, let out with water from a share `full` of its stops on: at the end `last` of it is left."""
    at = np.linspace(0, 1, len(paint.stops))
    left = np.interp(at, [full, 1], [1.0, last])
    return replace(paint, stops=tuple(replace(s, opacity=float(o)) for s, o in zip(paint.stops, left, strict=True)))


def combs(fan: Fan, solid: ArrayLike, last: ArrayLike, n: int, reach: tuple[float, float], rough: Floats) -> Floats:
    """The dark of feathers as closed outlines (k, p, 2): whole up to share `solid` of each, from where it is whipped
    out along the barbs in n teeth a side, the last of them at share `last`.

    reach: the shares of the inner and of the outer vane that it fills. rough: (k, n), about 1, what a hand adds.
    """
    t = np.linspace(0, 1, n)
    solid, last = (np.broadcast_to(np.asarray(each, float), len(fan.mid))[:, None] for each in (solid, last))
    foot = solid + (last - solid) * t
    step = (last - solid) / n
    sides = []
    for edge, full in ((fan.inner, reach[0]), (fan.outer, reach[1])):
        wide = (full * (1 - t**1.25) * rough)[..., None]
        ahead = foot + 0.09 + 0.04 * t
        shaft = between(fan.mid, ahead)
        tips = shaft + (between(edge, ahead) - shaft) * wide
        back = foot + 0.8 * step
        shaft = between(fan.mid, back)
        notches = shaft + (between(edge, back) - shaft) * wide * 0.3
        start = solid * np.array([0.1, 1.0])
        shaft = between(fan.mid, start)
        whole = shaft + (between(edge, start) - shaft) * full
        teeth = np.stack([tips, notches], axis=2).reshape(len(wide), -1, 2)[:, :-1]
        sides.append(np.concatenate([whole, teeth], axis=1))
    made: Floats = np.concatenate([sides[0], sides[1][:, ::-1]], axis=1)
    return made
