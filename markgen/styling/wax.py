"""Crayon: few colours, rubbed in to and fro, and a harder line round each, on paper grain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.color import hexed
from markgen.draw import Area, Chance, area, boundary, clean, filled, grow, hatch, minus, simplify, union
from markgen.draw import wax as rubbed
from markgen.styling.pigment import sorted_out
from markgen.styling.seen import seen
from markgen.styling.tones import deepened, palette, shares
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

COLORS = 5
"""Sticks of wax, at the most."""

STICK = 3.5
"""Width of a stick held flat, mm, with which what is large is rubbed."""

LARGE = 80.0
"""How many strokes side by side fill a mark, at the most, until its stick is that broad."""

PLAIN = 2.4
"""Cells over which small things are lost: a crayon's tip is thick."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fills rubbed with wax along one slant for each colour; their rims drawn over it."""
    sort = sorted_out(layers)
    view = seen(sort.fills or sort.drawn)
    colors = palette(view, COLORS, 0.22)
    width = max(feeling.line("bold"), 0.35, min(feeling.size / LARGE, STICK))
    # A broad stick crumbles in larger crumbs.
    grain = max(0.5, 0.42 * width)
    pick = chance("slants")
    slant = pick.uniform(-0.9, -0.5)
    rubs: list[Shape | None] = []
    rims: list[Shape | None] = []
    for k, (color, share) in enumerate(zip(colors, shares(view, colors, PLAIN), strict=True)):
        rings = view.grid.above(share, 0.42)
        field = clean(_whole(rings), (1.6 * width) ** 2)
        paper = chance("paper")
        run = hatch(grow(field, -0.35 * width), slant + 0.3 * ((k * 7) % 5 - 2) / 2, 0.86 * width, pick, 0.5)
        strokes = [_hand(line, width, pick) for line in run]
        rubs.append(
            filled([o for line in strokes for o in rubbed(line, width, chance("paper"), 0.56, grain)], hexed(color))
        )
        edge = [np.concatenate([r, r[:1]]) for r in _rims(field, width)]
        rims.append(
            filled([o for line in edge for o in rubbed(line, 0.9 * width, paper, 0.66, grain)], deepened(color, 0.78))
        )
    return [layer("wax", "colour", rubs), layer("wax rims", "line", rims), *sort.lights]


def _whole(rings: Sequence[Outline]) -> Area:
    """The area inside the smooth outlines of a field; those that run against the largest are holes."""
    corners = [ring.points[:-1:3] for ring in rings]
    turns = [float((p[:, 0] * np.roll(p[:, 1], -1) - p[:, 1] * np.roll(p[:, 0], -1)).sum()) for p in corners]
    outer = max(turns, key=abs, default=0.0)
    solid = union(area(p) for p, turn in zip(corners, turns, strict=True) if turn * outer > 0)
    return minus(solid, union(area(p) for p, turn in zip(corners, turns, strict=True) if turn * outer < 0))


def _rims(field: Area, width: float) -> list[Points]:
    return [r for r in boundary(simplify(field, 0.15 * width)) if len(r) > 4]


def _hand(line: Points, width: float, pick: np.random.Generator) -> Points:
    """A straight line as a hand draws it: bowed a little."""
    a, b = line[0], line[1]
    t = np.linspace(0, 1, 9)[:, None]
    side = np.array([a[1] - b[1], b[0] - a[0]]) / max(float(np.hypot(*(b - a))), 1e-9)
    return np.asarray(a + (b - a) * t + side * (0.25 * width * pick.normal() * np.sin(np.pi * t)))
