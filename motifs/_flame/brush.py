"""Tongues of fire as arrays, and whip shading along them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import thinned
from markgen.motifs._flame.tongue import FLIES, STEPS, Floats, Tongue
from markgen.values import Points

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


def families(fire: Sequence[Tongue]) -> list[list[Tongue]]:
    """Stems, each with what splits off it, from the back; what flies is by itself, what is too thin is left out."""
    groups: dict[tuple[int, int], list[Tongue]] = defaultdict(list)
    for t in fire:
        if t.width.max() > 0.05:
            groups[t.family, t.key if t.kind == FLIES else 0].append(t)
    return sorted(groups.values(), key=lambda g: g[0].order)
