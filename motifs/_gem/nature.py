"""What a stone has that nobody cut: striations, the rock it grew on, and the hollow of a geode."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Camera,
    Chance,
    Noise,
    area,
    boundary,
    facets,
    hatch,
    heading,
    intersect,
    minus,
    poisson,
    shared,
)
from markgen.motifs._gem.cuts import Stone
from markgen.motifs._gem.piece import Edge, Piece
from markgen.values import Points

LIT = np.array([-0.66, -0.75])
"""Towards the light, in the picture."""


def striae(
    stone: Stone,
    faces: list[Points],
    facing: NDArray[np.bool_],
    hidden: Area,
    camera: Camera,
    lengthwise: bool,
    some: np.random.Generator,
) -> list[Edge]:
    """Fine lines of growth on a prism's sides: along tourmaline, across quartz; broken, in bundles."""
    out: list[Edge] = []
    axis = camera.screen(stone.axis)
    for k in np.flatnonzero(facing).tolist():
        if stone.kinds[k] != "main" or len(faces[k]) < 3:
            continue
        ring = faces[k]
        across = ring[np.argsort(ring @ axis)[:2]]
        way = axis if lengthwise else across[1] - across[0]
        gap = 0.026 if lengthwise else 0.055
        for run in hatch(minus(area(ring), hidden), float(np.arctan2(way[1], way[0])), gap, some, 1.6):
            if some.random() < (0.75 if lengthwise else 0.4):
                first = some.uniform(0, 0.5)
                last = first + some.uniform(0.2, 0.6)
                ends = run[0] + (run[1] - run[0]) * np.array([[first], [min(last, 1.0)]])
                out.append(Edge(ends, "stria", float(some.uniform(0.2, 0.6)), 0.2))
    return out


def matrix(grown: Area, chance: Chance) -> tuple[Area, list[Piece], list[Edge]]:
    """The rock that crystals stand on: broken faces, lit from one side, and cracks."""
    some = chance("rock")
    rim = np.concatenate(boundary(grown))
    low, foot = rim[:, 1].max(), rim[rim[:, 1] > rim[:, 1].max() - 0.5]
    left, right = foot[:, 0].min() - 0.22, foot[:, 0].max() + 0.22
    u = np.linspace(0, 1, 9)
    top = np.column_stack(
        [left + (right - left) * u, low - 0.16 + 0.1 * np.abs(2 * u - 1) + some.uniform(-0.1, 0.07, 9)]
    )
    base = np.column_stack([
        right + (left - right) * u[1:-1], low + 0.06 + 0.2 * np.sin(np.pi * u[1:-1]) + some.uniform(-0.05, 0.05, 7)
    ])  # fmt: skip
    rock = area(np.concatenate([top, base]))
    rings = _broken(rock, 0.2, some)
    # Light on top, black in the overhang, and at its foot it runs out into skin.
    pieces = []
    for ring in rings:
        down = float(np.clip((ring[:, 1].mean() - low + 0.16) / 0.38, 0, 1))
        pieces.append(_rock(ring, float(np.interp(down, (0, 0.35, 0.6, 1), (0.85, 0.5, 0.12, 0.8))), some, 9))
    cracks = [
        Edge(ring[k : k + 2], "fine", float(some.uniform(0.1, 0.5)), 0.0)
        for ring in rings
        for k in range(len(ring) - 1)
        if some.random() < 0.3
    ]
    return rock, pieces, cracks


def _broken(rock: Area, gap: float, some: np.random.Generator) -> list[Points]:
    """Rock broken into faces, each a triangle of a mesh over it."""
    p = np.concatenate([poisson(rock, gap, some), *boundary(rock)])
    return [ring for _, ring in shared(list(p[facets(p)]), rock)]


def _rock(ring: Points, lit: float, some: np.random.Generator, deep: int, share: float = 0.012) -> Piece:
    """A face of rock."""
    tone = float(np.clip(lit + some.normal(0, 0.24), 0.03, 0.97))
    return Piece(ring, tone, float(some.uniform(-2.6, -0.6)), "rock", share, 0.02, "rock", deep)


def geode(chance: Chance) -> tuple[Area, list[Piece], list[Edge]]:
    """Half a geode: a rind of rock, bands of agate that follow it, and crystals that point into the hollow."""
    some, drift = chance("geode"), Noise(chance("hollow"))
    a = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    tall, lean = some.uniform(0.74, 0.9), some.uniform(-0.5, 0.5)
    c, s = np.cos(lean), np.sin(lean)

    def around(size: float, rough: float, pull: float) -> Points:
        """The outline at a share of its size, waved the more the farther in."""
        r = size * (
            1
            + 0.10 * drift(1.3 * np.cos(a) + 5, 1.3 * np.sin(a))
            + rough * drift(4 * np.cos(a), 4 * np.sin(a) + 9 * pull)
        )
        x, y = r * np.cos(a), tall * r * np.sin(a)
        return np.column_stack([x * c - y * s + 0.06 * pull, x * s + y * c - 0.05 * pull])

    whole = area(around(1.0, 0.05, 0))
    pieces: list[Piece] = []
    edges: list[Edge] = []
    # Bands, from the rind in: each a ring of skin or ink, its inner edge the next one's outer.
    sizes = (0.9, 0.85, 0.82, 0.76, 0.745, 0.70, 0.66)
    tones, hues = (
        (0.5, 0.93, 0.62, 0.97, 0.3, 0.86, 0.55),
        ("magenta", "rose", "rose", "peach", "violet", "rose", "magenta"),
    )
    rind = minus(whole, area(around(sizes[0], 0.05, 0.2)))
    for ring in _broken(whole, 0.13, some):
        for part in boundary(intersect(area(ring), rind)):
            pieces.append(_rock(part, 0.5 + 0.5 * float(part.mean(0) @ LIT), some, 0, 0.004))
    for k, (size, tone, hue) in enumerate(zip(sizes, tones, hues, strict=True)):
        outer = around(size, 0.05, 0.2 + 0.1 * k)
        way = float(np.arctan2(*LIT[::-1]))
        pieces.append(Piece(outer, tone, way, hue, 0.5, 0.03 + 0.03 * k, "band", k + 1))
        edges += [
            Edge(outer[[j, j + 1]], "stria", 0.2, 0.0) for j in range(71) if k in (0, 3, 6) or (j * 5 + 11 * k) % 17 > 8
        ]
    pieces.append(Piece(around(0.66, 0.05, 0.8), 0.08, 0.8, "violet", 0.5, 0.05, "hollow", len(sizes) + 1))
    turn = np.array([[c, s], [-s, c]])
    # Points of crystals, seen from above, in ranks out of the dark of the hollow; the nearest are the largest.
    for rank, (far, number) in enumerate(((0.3, 9), (0.42, 15), (0.53, 20), (0.625, 27))):
        for angle in (np.arange(number) + some.uniform(-0.3, 0.3, number)) * 2 * np.pi / number:
            root = heading(float(angle)) * far * some.uniform(0.93, 1.05) * [1.0, tall]
            pieces += _point(root @ turn, (0.045 + 0.022 * rank) * some.uniform(0.75, 1.35), rank, len(sizes) + 2, some)
    return whole, pieces, edges


def _point(root: Points, wide: float, rank: int, deep: int, some: np.random.Generator) -> list[Piece]:
    """The end of one crystal: five or six faces that meet where it points, into the hollow, each lit as it looks."""
    n = int(some.integers(5, 7))
    a = (np.arange(n) + some.uniform(-0.2, 0.2, n)) * 2 * np.pi / n + some.uniform(0, 6)
    rim = root + heading(a) * wide * some.uniform(0.85, 1.35, n)[:, None]
    apex = root - 0.5 * wide * root / np.hypot(*root) + some.normal(0, 0.22 * wide, 2)
    hue = ("violet", "magenta", "rose", "peach")[int(some.choice(4, p=(0.3, 0.3, 0.3, 0.1)))]
    out = []
    for k in range(n):
        ring = np.stack([rim[k], rim[(k + 1) % n], apex])
        look = rim[[k, (k + 1) % n]].mean(0) - apex
        facing = float(look @ LIT) / float(np.hypot(*look))
        # The far wall, at the lower right, looks into the light.
        wall = 0.25 * float(-root @ LIT)
        tone = float(np.clip(0.42 + 0.5 * facing + wall + 0.07 * (rank - 2) + some.normal(0, 0.12), 0.02, 0.99))
        out.append(Piece(ring, tone, 0.0, hue, 0.004, 0.06 * (4 - rank), "tip", deep + rank))
    return out
