"""Tongues of fire as arrays: their coats, the strokes along them, and colours that run up them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import linear, thinned
from markgen.motifs._flame.tongue import ALONG, FLIES, STEPS, Floats, Tongue
from markgen.values import Linear, Outline, Points

KNOTS = np.array([0.0, 0.12, 0.36, 0.68, 1.0])
"""Shares of a coat's length where its edge is given."""


def edged(left: Points, right: Points) -> list[Outline]:
    """Closed smooth outlines between two sides, (m, n, 2) each, that meet in a point at their last."""
    tip = (left[:, -1:] + right[:, -1:]) / 2
    sides = np.stack([np.concatenate([s[:, :-1], tip], axis=1) for s in (left, right)])
    slope = np.gradient(sides, axis=2) / 3
    out, back = sides + slope, sides - slope
    bezier = np.stack([out[:, :, :-1], back[:, :, 1:], sides[:, :, 1:]], axis=3)
    m, n = left.shape[:2]
    up = bezier[0].reshape(m, 3 * (n - 1), 2)
    # Down the other side the same curve runs the other way.
    there = np.stack([back[1, :, 1:], out[1, :, :-1], sides[1, :, :-1]], axis=2)[:, ::-1].reshape(m, 3 * (n - 1), 2)
    close = np.stack([right[:, 0], left[:, 0], left[:, 0]], axis=1)
    rings = np.concatenate([left[:, :1], up, there, close], axis=1).round(1)
    return [Outline(ring, curved=True) for ring in rings]


RIM = 25
"""Points of a comb's crisp edge."""


@dataclass(frozen=True)
class Comb:
    """Whip shading along a tongue: crisp along one edge, and on the other drawn out into strokes along the flow.

    low, high: shares of the tongue between which it lies. edge: where its crisp edge lies across the tongue: 1 where
    its shade is, -1 where light is. deep: where its strokes end across it, at its foot, middle and top. strokes: how
    many. long: of each, as a share of the tongue. way: 1 they point to its tip, -1 to its root.
    """

    low: float
    high: float
    edge: float
    deep: tuple[float, float, float]
    strokes: int
    long: float
    way: float


@dataclass(frozen=True, eq=False)
class Bundle:
    """Tongues as arrays, (m, STEPS, ...)."""

    path: Points
    right: Points
    width: Floats

    @classmethod
    def of(cls, tongues: Sequence[Tongue]) -> Bundle:
        """Those of tongues."""
        return cls(*(np.stack([getattr(t, name) for t in tongues]) for name in ("path", "right", "width")))

    def at(self, u: Floats) -> tuple[Points, Points, Floats]:
        """Places, normals and widths at shares u (m, k) along them."""
        f = np.clip(u, 0, 1) * (STEPS - 1)
        i = np.minimum(f.astype(int), STEPS - 2)
        k = np.arange(len(u))[:, None]
        f = f - i

        def mixed(a: Points) -> Points:
            g = f[..., None] if a.ndim == 3 else f
            return np.asarray(a[k, i] * (1 - g) + a[k, i + 1] * g)

        return mixed(self.path), mixed(self.right), mixed(self.width)

    def repeated(self, each: int) -> Bundle:
        """Each of them so many times."""
        return Bundle(*(np.repeat(a, each, axis=0) for a in (self.path, self.right, self.width)))

    def coat(self, share: float, far: float, phase: Floats, wave: float) -> list[Outline]:
        """Their outlines, so broad, from the root to `far`; wave: how far the edge swings, of the width, by phases."""
        v = KNOTS[None]
        p, side, w = self.at(np.repeat(far * v, len(self.path), axis=0))
        half = 0.5 * share * w * (1.0 if far == 1 else (1 - v**1.5) ** 0.9)
        swing = wave * w * (1 - v) * np.sin(np.pi * np.minimum(2 * v, 1))
        a, b = (half + swing * np.sin(2 * np.pi * (n * v + phase[:, None] * m)) for n, m in ((1.2, 1.0), (1.7, 2.3)))
        a, b = (np.maximum(each, 0.12 * half) for each in (a, b))
        return edged(p + side * a[..., None], p - side * b[..., None])

    def combed(self, c: Comb, hand: Floats, q: np.random.Generator, by: float) -> list[Points]:
        """Outlines of a comb of each. hand: on which side its shade is, 1 or -1, (m,). by: mm to which it is exact."""
        m, n = len(self.path), c.strokes
        r = q.random((3, m, n))
        u, v = 1 - np.linspace(1, 0, RIM) ** 1.15, np.linspace(0, 1, n + 1)
        # From the top down: between any two strokes it is cut in to halfway, and their ends are fine.
        foot = np.broadcast_to(v, (m, n + 1))
        mid = (v[1:] + v[:-1]) / 2 + (r[0] - 0.5) * 0.5 / n
        end = np.clip(mid + c.way * c.long / (c.high - c.low) * (0.6 + 0.8 * r[1]), 0, 1)

        def deep(share: Floats) -> Floats:
            return np.asarray(c.edge + (np.interp(share, (0, 0.5, 1), c.deep) - c.edge) * np.minimum(6 * share, 1))

        dip = c.edge + (deep(foot) - c.edge) * 0.55
        tip = c.edge + (deep(end) - c.edge) * (0.85 + 0.35 * r[2])
        # Down one side of each stroke to its end, and up the other.
        inner_u, inner_s = [], []
        for near, along in ((slice(1, None), (0, 0.35, 0.7, 1)), (slice(None, -1), (0.7, 0.35))):
            for k in along:
                inner_u.append(foot[:, near] * (1 - k) + end * k)
                inner_s.append(dip[:, near] + (tip - dip[:, near]) * k**0.8)
        at, across = (np.stack(each, -1)[:, ::-1].reshape(m, -1) for each in (inner_u, inner_s))
        share = np.concatenate([np.broadcast_to(u, (m, RIM)), at], 1)
        lie = np.concatenate([np.full((m, RIM), c.edge), across], 1)
        p, side, w = self.at(c.low + (c.high - c.low) * share)
        rings = p + side * (0.5 * np.clip(lie, -1, 1) * hand[:, None] * w)[..., None]
        return thinned(list(rings), by)

    def strokes(self, start: Floats, end: Floats, lie: Floats, thick: Floats) -> list[Outline]:
        """Hair strokes along them. start, end: shares. lie: -1 left edge to 1 right. thick: mm. All (m,)."""
        v = np.linspace(0, 1, 5)
        p, side, w = self.at(start[:, None] + (end - start)[:, None] * v)
        line = p + side * (0.5 * lie[:, None] * w * np.array([1, 0.98, 0.94, 0.87, 0.8]))[..., None]
        half = np.minimum(0.5 * thick[:, None] * np.array([0.1, 0.8, 1.0, 0.6, 0.0]), 0.2 * w)
        one, two = line + side * half[..., None], line - side * half[..., None]
        rings = np.concatenate([one, two[:, -2::-1]], axis=1).round(1)
        return [Outline(ring) for ring in rings]


def families(fire: Sequence[Tongue]) -> list[list[Tongue]]:
    """Stems, each with what splits off it, from the back; what flies is by itself, what is too thin is left out."""
    groups: dict[tuple[int, int], list[Tongue]] = defaultdict(list)
    for t in fire:
        if t.width.max() > 0.05:
            groups[t.family, t.key if t.kind == FLIES else 0].append(t)
    return sorted(groups.values(), key=lambda g: g[0].order)


def along(t: Tongue, stops: Sequence[tuple[float, str, float]]) -> Linear:
    """A gradient from a tongue's root to its tip: each stop, at a share of its length, lies where the tongue has it."""
    away = t.path - t.path[0]
    axis = away[-1]
    where = np.maximum.accumulate(away @ axis / max(float(axis @ axis), 1e-9))
    at = np.clip(np.interp([s[0] for s in stops], ALONG, where), 0, 1)
    return linear(t.path[0], t.path[-1], *((float(a), c, o) for a, (_, c, o) in zip(at, stops, strict=True)))
