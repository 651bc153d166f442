"""What is drawn on the skin that a sleeve leaves bare: the moon through its phases, and stars ruled to figures."""

from __future__ import annotations

import numpy as np

from markgen.draw import along, band, dots, filled, glint, length, mix, polyline, pricks, stroked
from markgen.motifs._galaxy.sky import Sky
from markgen.values import Outline, Points, Shape

Shapes = list[Shape | None]

MOONS = 7
"""Phases, from the first sickle to the last."""

FIGURES, OUTER = (0.17, 0.86), (0.055, 0.945)
"""Where along it its constellations are; and those over the ends of the colour, on the outside of the limb."""


def figures(sky: Sky) -> Shapes:
    """Moons and constellations, along the middle of the bare skin."""
    if not sky.sleeve or sky.look.stars < 0.3:
        return []
    color = mix(sky.night, "#08060c", 0.55)
    path = sky.wound.rips[0].path
    way = path + np.array([0.5 * sky.ground.width, 0.0])
    fine = min(max(sky.feeling.line("fine"), 0.55), 0.02 * sky.size)
    inner, outer = (_stars(sky, line, where, fine, color) for line, where in ((way, FIGURES), (path, OUTER)))
    return [*_moons(sky, way, fine, color), *inner, *outer]


def _moons(sky: Sky, way: Points, fine: float, color: str) -> Shapes:
    """Each as bare as it is lit, its dark side black; strung on a fine line that is broken for each."""
    step = 0.098 * sky.size / length(way)
    at = np.asarray(0.52 + 0.9 * step * (np.arange(MOONS) - (MOONS - 1) / 2), float)
    born = sky.feeling.births(0.76 + 0.03 * np.abs(np.arange(MOONS) - MOONS // 2), 0.15)
    sizes = 0.025 * sky.size * born * (1.25 - 0.13 * np.abs(np.arange(MOONS) - MOONS // 2))
    black: list[Outline] = []
    rims: list[Outline] = []
    marks: list[Points] = []
    theta = np.linspace(-np.pi / 2, np.pi / 2, 11)
    for k, (spot, r) in enumerate(zip(along(way, at), sizes.tolist(), strict=True)):
        if r < 0.2:
            continue
        waxing, lit = k <= MOONS // 2, 1 - abs(k - MOONS // 2) / (MOONS // 2 + 0.6)
        side = -1 if waxing else 1
        limb = np.column_stack([side * np.cos(theta), np.sin(theta)]) * r
        edge = np.column_stack([side * (1 - 2 * lit) * -np.cos(theta), np.sin(theta)]) * r
        rims += dots(spot[None], r)
        if lit < 0.99:
            black.append(polyline(spot + np.concatenate([limb, edge[::-1]])))
        c = sky.wound.chance("moon", k)
        # The terminator is carried into the light in dots, and there are seas on what is lit.
        t, off = c.uniform(-1.3, 1.3, 20), c.random(20) ** 1.8 * 0.55
        soft = np.column_stack([side * (1 - 2 * lit) * -np.cos(t) - side * off, np.sin(t)])
        marks.append(spot + r * 0.93 * soft[np.hypot(*soft.T) < 1] if lit < 0.99 else spot + r * _seas(c))
    out: Shapes = [filled(black, color), stroked(rims, color, fine)]
    spots = np.concatenate(marks) if marks else np.zeros((0, 2))
    out += pricks(spots, np.full(len(spots), min(0.62 * fine, 0.02 * sky.size)), color)
    strings = []
    for a, b, r, s in zip(at[:-1], at[1:], sizes[:-1], sizes[1:], strict=True):
        gap = np.array([r, s]) * 1.35 / length(way)
        if min(r, s) > 0.2:
            strings.append(band(along(way, np.linspace(a + gap[0], b - gap[1], 5)), 0.7 * fine))
    return [*out, filled(strings, color, 0.9)]


def _seas(c: np.random.Generator) -> Points:
    """Dots of the seas of a full moon, in radii."""
    hearts = np.array([(-0.35, -0.3), (0.2, -0.45), (-0.1, 0.25), (0.42, 0.2)])
    made = hearts[c.integers(0, 4, 30)] + c.normal(0, 0.16, (30, 2))
    return np.asarray(made[np.hypot(*made.T) < 0.9])


def _stars(sky: Sky, way: Points, middles: tuple[float, ...], fine: float, color: str) -> Shapes:
    """Figures of stars about shares of a line, ruled from one to the next; the brightest have rays."""
    rules: list[Outline] = []
    glints: list[Outline] = []
    discs: list[Outline] = []
    for k, middle in enumerate(middles):
        c, grown = sky.wound.chance("figure", round(100 * middle)), sky.feeling.birth(0.78 + 0.04 * k, 0.15)
        n = 7
        u = middle + (np.arange(n) - (n - 1) / 2) * 0.10 * sky.size / length(way) / 2
        zig = np.where(np.arange(n) % 2 == 0, 1, -1) * c.uniform(0.2, 1.0, n) * 0.045 * sky.size
        nodes = along(way, np.clip(u, 0, 1)) + np.column_stack([zig, c.normal(0, 0.008, n) * sky.size])
        sizes = 0.0042 * sky.size * c.uniform(0.5, 1.0, n) * grown
        if grown < 0.03:
            continue
        main = int(c.integers(2, 5))
        for i, j in [*((i, i + 1) for i in range(n - 2)), (main, n - 1)]:
            away = nodes[j] - nodes[i]
            unit = away / max(float(np.hypot(*away)), 1e-9)
            ends = np.array([nodes[i] + unit * 2.2 * sizes[i], nodes[i] + away * grown - unit * 2.2 * sizes[j]])
            rules.append(band(ends, 0.7 * fine))
        for i in range(n):
            if i in (main, n - 1):
                glints.append(glint(nodes[i], 4.2 * sizes[i], 0.5 * sizes[i]))
            else:
                discs += dots(nodes[i][None], max(float(sizes[i]), 0.02))
        stray = nodes[c.integers(0, n, 14)] + c.normal(0, 0.022, (14, 2)) * sky.size
        discs += dots(stray, np.full(14, 0.9 * fine * grown))
    return [filled(rules, color, 0.85), filled([*glints, *discs], color)]
