"""Straight lines: frames to set a mark in, thorns, and roots that fork."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from markgen.draw.flow import heading
from markgen.draw.paths import along, ribbon
from markgen.values import Points

Tier = Literal["mid", "fine"]
Rule = tuple[Points, Tier, float]
"""A path of straight lines, its weight, and the intensity it is born at."""

FRAMES = ("triangle", "diamond", "lines", "hexagon", "circle", "compass", "rays")
"""Frames there are."""


def frame_of(name: str) -> list[Rule]:
    """The lines of a frame, in hundredths of half its side, round the origin."""
    spokes = heading(np.arange(72) * np.pi / 36)
    if name == "triangle":
        return [
            (_ring([(-92, 62), (0, -98), (92, 62)]), "mid", 0.7),
            (_ring([(-82, 56), (0, -86), (82, 56)]), "fine", 0.78),
            (_ring([(-92, -36), (92, -36), (0, 98)]), "fine", 0.86),
        ]
    if name == "diamond":
        return [
            (_ring([(0, -r), (0.77 * r, 0), (0, r), (-0.77 * r, 0)]), tier, born) for r, tier, born in _DIAMONDS
        ] + [(np.array([(-98.0, 0.0), (98.0, 0.0)]), "fine", 0.86)]
    if name == "lines":
        ends = (
            (-72, -98, -72, 98),
            (72, -98, 72, 98),
            (-98, -60, 98, -60),
            (-98, 72, 98, 72),
            (-98, -98, 98, 98),
            (98, -98, -98, 98),
            (0, -98, 0, 98),
        )
        return [(np.array(e, float).reshape(2, 2), "fine", 0.7 + 0.03 * k) for k, e in enumerate(ends)]
    if name == "hexagon":
        return [
            (_regular(6, 98, np.pi / 6), "mid", 0.7),
            (_regular(6, 90, np.pi / 6), "fine", 0.78),
            (_regular(6, 98), "fine", 0.86),
        ]
    if name == "circle":
        ticks = [(np.stack([w * (90 if k % 6 else 84), w * 96]), _FINE, 0.84) for k, w in enumerate(spokes)]
        return [(_regular(12, 99), "mid", 0.7), (_regular(12, 99, np.pi / 12), "fine", 0.78), *ticks]
    if name == "compass":
        star = [
            np.stack([spokes[9 * k - 3] * 80, spokes[9 * k] * (90 if k % 2 else 98), spokes[(9 * k + 3) % 72] * 80])
            for k in range(8)
        ]
        return [(_regular(24, 80), "fine", 0.76), (_regular(24, 74), "fine", 0.84), *((p, _MID, 0.72) for p in star)]
    if name == "rays":
        return [
            (
                np.stack([w * (30 if k % 2 else 56), w * (84 if k % 3 else 98)]),
                _FINE if k % 3 else _MID,
                0.66 + 0.003 * (k * 29 % 72),
            )
            for k, w in enumerate(spokes)
        ]
    raise ValueError(f"no frame {name!r}")


_MID: Tier = "mid"
_FINE: Tier = "fine"
_DIAMONDS: tuple[tuple[float, Tier, float], ...] = ((99, "mid", 0.7), (88, "fine", 0.8))


def _ring(corners: list[tuple[float, float]]) -> Points:
    return np.array([*corners, corners[0]], float)


def _regular(n: int, radius: float, turn: float = 0.0) -> Points:
    return heading(np.arange(n + 1) * 2 * np.pi / n + turn) * radius


def forked(end: Points, ahead: Points, radius: float, some: np.random.Generator) -> list[Points]:
    """Outlines of three jagged roots, each with two twigs, that go on where a stem of that radius ends.

    end: (2,), mm. ahead: unit vector. They reach about seven radii on.
    """
    side = np.array([-ahead[1], ahead[0]])
    out = []
    for k, (aim, long) in enumerate(((-0.9, 5.0), (-0.1, 7.5), (0.8, 4.6))):
        way = aim + some.uniform(-0.25, 0.25)
        u = np.array([0.0, 0.2, 0.45, 0.7, 1.0])
        jag = np.array([0, 0.5, -0.35, 0.4, 0]) * (1 if k % 2 else -1)
        forward, aside = long * u - 0.4, long * way * u**1.4 + jag
        spine = end + radius * (np.outer(forward, ahead) + np.outer(aside, side))
        out.append(ribbon(spine, radius * np.array([1.5 - 0.3 * abs(k - 1), 0.9, 0.6, 0.4, 0.03])))
        for fork in (2, 3):
            out_by = (1 if way > 0 else -1) * (-1) ** fork
            away = np.outer([0, 0.9, 2.0], ahead) + np.outer([0, 0.9, 1.5], side) * out_by
            out.append(ribbon(spine[fork] + radius * away, radius * np.array([0.45, 0.3, 0.02])))
    return out


def thorns(rim: Points, tall: NDArray[np.float64], wide: float, some: np.random.Generator) -> list[Points]:
    """Thorns that stand out from a closed rim, spread over it: each a lit and then a dark triangle.

    tall: mm, of each; those of 0 are left out. wide: mm, half the foot of a full-grown one.
    """
    count = len(tall)
    at = (np.arange(count) + some.uniform(0.1, 0.9, count)) / count
    ring = np.concatenate([rim, rim[:1]])
    foot = along(ring, at)
    way = along(ring, (at + 0.01) % 1) - foot
    way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    x, y = rim.T
    turn = 1.0 if float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) > 0 else -1.0
    out = np.column_stack([way[:, 1], -way[:, 0]]) * turn
    high = tall[:, None]
    tip = foot + out * high + way * some.normal(0, 0.3, (count, 1)) * high
    half, inside = way * np.minimum(wide, 0.4 * high), -out * 0.3 * wide
    ends = [foot + inside - half, foot + inside, foot + inside + half]
    halves = [np.stack([ends[k], tip, ends[k + 1]], 1) for k in (0, 1)]
    return [h[i] for i in range(count) for h in halves if tall[i] > 0]
