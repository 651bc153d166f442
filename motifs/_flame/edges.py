"""The outlines of a tongue, of the flames within it, and the strokes along it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Area, contains, length, smooth
from markgen.motifs._flame.tongue import ALONG, STEPS, Tongue
from markgen.values import Points

Floats = NDArray[np.float64]


LIGHT = np.array([-0.8, -0.6])
"""Where a tongue's heat leans to; its outline is heavier on the other side."""

INNER = np.clip(ALONG / 0.25, 0, 1) ** 0.6 * np.clip((1 - ALONG) / 0.5, 0, 1) ** 0.6
"""How a flame within a tongue comes and goes along it, of its width."""


def banded(path: Points, side: Points, width: Floats) -> Points:
    """The outline of a band along a path whose normals are known."""
    half = side * (width / 2)[:, None]
    return np.concatenate([path + half, (path - half)[::-1]])


def within(t: Tongue, wide: float, a: float, b: float) -> Points:
    """The outline of a flame within a tongue: from share a to b of it, `wide` of its width."""
    if wide == 1:
        return banded(t.path, t.right, t.width)
    u = a + (b - a) * ALONG
    x, y, right, down, w = (np.interp(u, ALONG, v) for v in (*t.path.T, *t.right.T, t.width))
    side = np.column_stack([right, down])
    path = np.column_stack([x, y]) + side * (side @ LIGHT * 0.14 * (1 - wide) * w)[:, None]
    return banded(path, side, w * wide * INNER)


def finer(t: Tongue) -> Tongue:
    """The same tongue with three times the points, for edges that are seen."""
    u = np.linspace(0, 1, 3 * STEPS)
    turn, width, cool = (np.interp(u, ALONG, v) for v in (t.turn, t.width, t.cool))
    return replace(t, path=smooth(t.path, len(u)), turn=turn, width=width, cool=cool)


def heated(t: Tongue, wide: float, least: float) -> Points:
    """The outline of the band within a tongue that is no cooler than `least`; wide: of the tongue, where it is hot."""
    # At the root of all, where there is no rim, the bands run out side by side.
    share = wide + (1 - wide) * np.clip(1 - t.cool / 0.16, 0, 1) ** 1.5
    u = np.linspace(0, 1, len(t.path))
    share = share * np.clip((least - t.cool) / (0.75 * least), 0, 1) ** 0.55 * np.clip((1 - u) / 0.1, 0, 1) ** 0.5
    aside = t.right * (t.right @ LIGHT * 0.2 * (1 - share) * t.width)[:, None]
    return banded(t.path + aside, t.right, t.width * share)


def rimmed(t: Tongue, line: float) -> Points:
    """A tongue with its rim: `line` mm at its belly, nothing at the root of all, and a needle beyond its tip."""
    u = np.linspace(0, 1, len(t.path))
    by = min(line, 0.13 * float(t.width.max()))
    end = t.path[-1] - t.path[-7]
    pull = np.clip((u - 0.75) / 0.25, 0, 1) ** 2 * 4 * by / max(float(np.hypot(*end)), 1e-9)
    wide = 2 * by * (1 - u) ** 0.4 * np.clip(t.cool / 0.3, 0, 1) ** 0.8
    lee = t.right * (t.right @ -LIGHT * 0.24 * wide)[:, None]
    return banded(t.path + pull[:, None] * end + lee, t.right, t.width + wide)


def outlined(t: Tongue, line: float) -> Points:
    """A tongue with its outline: `line` mm at its belly, nothing at its root, and a needle beyond its tip."""
    by = min(line, 0.16 * float(t.width.max()))
    end = t.path[-1] - t.path[-4]
    pull = np.clip((ALONG - 0.7) / 0.3, 0, 1) ** 2 * 3.2 * by / max(float(np.hypot(*end)), 1e-9)
    wide = 2 * by * (1 - ALONG) ** 0.35 * np.clip(ALONG / 0.16, 0, 1) ** 0.6
    lee = t.right * (t.right @ -LIGHT * 0.28 * wide)[:, None]
    return banded(t.path + pull[:, None] * end + lee, t.right, t.width + wide)


def crease(t: Tongue, line: float) -> Points:
    """Where a tongue parts from what it leaves: a stroke that runs down from the valley into the fire."""
    run = slice(3, 20)
    path = t.path[run] - t.right[run] * (0.5 * t.side * t.width[run])[:, None]
    v = np.linspace(0, 1, len(path))
    line = min(line, 0.12 * float(t.width.max()))
    return banded(path, t.right[run], line * v**0.8 * np.clip((1 - v) / 0.15, 0, 1))


def whip(t: Tongue, line: float) -> Points:
    """A fine line that goes along with a tongue on its shadow side, towards its tip."""
    run = slice(15, 37, 3)
    lee = np.sign(t.right[run] @ -LIGHT)[:, None]
    path = t.path[run] + t.right[run] * lee * (0.3 * t.width[run])[:, None]
    return banded(path, t.right[run], line * np.sin(np.linspace(0, np.pi, len(path))) ** 0.7)


def combed(t: Tongue, line: float, others: Area) -> list[Points]:
    """Strokes that a needle whips out of the shadow of a tongue and down along it, where no other tongue joins it."""
    lee = np.sign(float((t.right[STEPS:] @ -LIGHT).sum()))
    edge = t.path + t.right * (0.5 * lee * t.width)[:, None]
    free = ~contains(others, edge)
    out = []
    for k, u in enumerate(np.arange(0.84, 0.24, -2.2 * line / length(t.path))):
        run = np.arange(round(u * len(t.path)), max(round(u * len(t.path)) - 11 - 8 * (k % 3), 3), -1)
        v = np.linspace(0, 1, len(run))
        if free[run].all():
            path = edge[run] - t.right[run] * (lee * 0.24 * v * t.width[run])[:, None]
            out.append(banded(path[::3], t.right[run][::3], (line * (1 - v))[::3]))
    return out
