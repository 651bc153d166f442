"""Smoke in black and grey: billows lit from the upper left, shaded in soft coats, dots and a few drawn edges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from markgen.draw import Chance, Grid, Noise, filled, pricks, resample
from markgen.motifs._flame.tongue import Floats
from markgen.values import Feeling, Layer, Outline, Points, layer

LIT = np.array([-0.52, -0.62, 0.59])
"""Towards the light; the last is out of the skin."""

COATS = (0.06, 0.13, 0.21, 0.3, 0.4, 0.52, 0.66, 0.82)
"""Darkness, 0..1, from which on each coat of grey lies; each is as thin as the others."""


@dataclass(frozen=True, eq=False)
class Puffs:
    """Billows. at: their middles, (n, 2) mm. size: radii, mm. high: how far in front they lie, mm.

    faint: 0..1, how far they have risen."""

    at: Points
    size: Floats
    high: Floats
    faint: Floats


def column(path: Points, broad: Floats, many: int, q: np.random.Generator) -> Puffs:
    """Billows along a path (n, 2), `broad` mm wide as it rises: large ones in its middle, small ones beside."""
    u = (np.arange(many) + q.uniform(0, 1, many)) / many
    line = resample(path, 200)
    i = (u * 199).astype(int)
    step = np.gradient(line, axis=0)
    side = np.column_stack([-step[:, 1], step[:, 0]]) / np.maximum(np.hypot(*step.T), 1e-9)[:, None]
    wide = np.interp(u, np.linspace(0, 1, len(broad)), broad)
    lie = np.clip(q.normal(0, 0.5, many), -1, 1)
    size = wide * (0.36 - 0.17 * np.abs(lie)) * q.uniform(0.75, 1.3, many)
    at = line[i] + side[i] * (lie * (0.5 * wide - 0.6 * size))[:, None]
    return Puffs(at, size, q.uniform(-0.4, 0.4, many) * wide * (1 - np.abs(lie)), u)


def shaded(puffs: Puffs, grid: Grid, noise: Noise, scale: float) -> tuple[Floats, Floats]:
    """How dark the smoke is at each node, and how much of it there is, 0..1; its edges are carried by eddies."""
    x, y = np.array(grid.x), np.array(grid.y)
    for reach, far in ((40.0, 5.0), (16.0, 2.0)):
        swirl = noise.curl(x / (reach * scale), y / (reach * scale))
        x, y = x + far * scale * swirl[..., 0], y + far * scale * swirl[..., 1]
    top = np.full(x.shape, -1e3)
    second = np.full(x.shape, -1e3)
    light, there = np.zeros(x.shape), np.zeros(x.shape)
    for (px, py), r, h, u in zip(
        puffs.at.tolist(), puffs.size.tolist(), puffs.high.tolist(), puffs.faint.tolist(), strict=True
    ):
        if r < 0.05:
            continue
        dx = x - px
        dx, dy = dx / r, (y - py) / r
        far = dx * dx + dy * dy
        near = far < 1.6
        if not near.any():
            continue
        dx, dy, far = dx[near], dy[near], far[near]
        up = np.sqrt(np.clip(1 - far, 0, 1))
        z = h + r * up - 0.6 * r * np.clip(far - 1, 0, 1)
        lit = dx * LIT[0] + dy * LIT[1] + up * LIT[2]
        before = top[near]
        front = z > before
        second[near] = np.where(front, before, np.maximum(second[near], z))
        top[near] = np.maximum(before, z)
        light[near] = np.where(front & (far < 1), lit, light[near])
        there[near] = np.maximum(there[near], np.clip(1.5 * (1.12 - far), 0, 1) * (1 - 0.25 * u))
    # Where two billows meet, the fold is dark.
    fold = np.exp(-np.clip(top - second, 0, None) / (2.4 * scale)) * (second > -500)
    # In the light its edge is lost, here and there.
    least = np.clip(0.04 + 0.1 * noise(x / (26 * scale) + 7, y / (26 * scale)), 0, 1)
    dark = least + 0.95 * np.clip(0.6 - 0.85 * light, 0, 1) ** 1.6 + 0.5 * fold
    return np.clip(dark, 0, 1) * there, there


def billowing(
    puffs: Puffs,
    box: tuple[float, float, float, float],
    scale: float,
    tint: str,
    soot: Callable[[Points], Points],
    feeling: Feeling,
    chance: Chance,
) -> list[Layer]:
    """Layers of smoke. box: left, top, right, bottom, mm. scale: of its eddies, 1 on a whole arm. soot: how
    dark the skin is besides, 0..1, at points."""
    left, top, right, bottom = box
    columns = round((right - left) / (3.0 * scale))
    cell = (right - left) / columns
    grid = Grid(left, top, cell, columns + 1, int((bottom - top) / cell) + 1)
    dark, _ = shaded(puffs, grid, Noise(chance("eddies")), scale)
    dark = np.maximum(dark, soot(np.stack([grid.x, grid.y], -1)))
    coats = []
    for level in COATS:
        found = [o for o in grid.above(dark, level, 0.5) if np.ptp(o.points, axis=0).min() > 2.5 * cell]
        within = [Outline(o.points.clip([left, top], [right, bottom]).round(2), True, True) for o in found]
        coats.append(filled(within, tint, 0.13 + 0.75 * level**1.6))
    q = chance("grain")
    p = q.random((14000, 2)) * [right - left, bottom - top] + [left, top]
    tone = grid.at(p, dark)
    rank = q.random(len(p))
    kept = (tone > 0.06) & (rank < 0.3 * tone * (1.3 - tone))
    size = min(feeling.line("fine"), 0.8 * scale) * (0.8 + 0.7 * tone[kept])
    return [layer("smoke", "shade", coats), layer("smoke's dots", "shade", pricks(p[kept], size, tint))]
