"""Char: burnt skin of a fire that goes out. It has cracked into plates, in whose cracks it still glows, and its rim
breaks up into islands and flakes.

Cracks are where two seeds are nearly as near (S. Worley, "A cellular texture basis function", 1996). How wide they are
is all that there is to it: narrow and dark where it is cold, wider the hotter it is, and beyond the rim of the char so
wide that plates part, shrink to flakes and are gone. What is drawn are bands of two fields, of heat and of black.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import Grid, Noise, filled, isobands, smoothsteps, stroked
from markgen.draw.texture import resized
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.placing import Put, placed
from markgen.motifs._flame.tongue import Floats
from markgen.values import Feeling, Layer, Outline, layer

PLATES = (350, 230)
"""Plates of a char, its flakes included, round a limb and alone."""

ABOVE, BELOW = 84.0, 26.0
"""mm above the heart of a char, and below its foot, that flakes of it reach."""

SLIM = (1.36, 0.76)
"""How much farther than they are seeds lie from a place across a limb and along it: plates lie along it."""

FAR = 20.0
"""mm beyond which no seed is asked whether it is the nearest."""

LARGE = 7.0
"""mm by which the largest plates outgrow the smallest."""

WARP = ((4.0, 17.0), (1.4, 6.0))
"""mm by which cracks stray, and over how many mm."""

CRACK, HOT = 0.5, 1.5
"""Half the width of a cold crack, mm, and how much wider a hot one is."""

PART = ((-140, -84, -60, -34, -12, 8, 30), (40, 14, 7.0, 4.2, 2.2, 0.7, 0.0))
"""mm by which cracks are wider still so many mm within the upper rim of a char, less than 0 above it."""

FOOT = ((-90, -24, -8, 8, 24), (40, 8, 3.0, 0.9, 0.0))
"""The same of its foot."""

BLACKS = (0.04, 0.1, 0.18, 0.28, 0.42, 0.6, 0.8)
"""Tones from which on another wash is laid over those before it."""

HEATS = (0.08, 0.16, 0.25, 0.36, 0.48, 0.62, 0.78)
"""Heats from which on another colour is."""

THIN = (0.3, 0.5, 0.75)
"""How opaque the least of those are."""

LIGHT = np.array([-0.7, -0.7])
"""Towards the light: to the upper left."""


@dataclass(frozen=True, eq=False)
class Bed:
    """Where it burned, mm of an arm from its heart. top, foot: mm down of its rims, at shares t -1..1 across.
    wide: half its width, so far down. broad: how much broader it is drawn there. girth: mm round the limb, or none."""

    top: Callable[[Floats], Floats]
    foot: Callable[[Floats], Floats]
    wide: Callable[[Floats], Floats]
    broad: Callable[[Floats], Floats]
    girth: float | None


@dataclass(frozen=True, eq=False)
class Char:
    """A char at the nodes of a grid, mm of an arm, x as it is drawn. within: mm from the nearest crack, less than 0 in
    cracks. black, heat: 0..1. wraps: whether the grid goes once round a limb."""

    grid: Grid
    within: Floats
    black: Floats
    heat: Floats
    wraps: bool

    def over(self, x: Floats, y: Floats) -> Floats:
        """How much of what is behind it plates hide at places, mm, x as it is drawn: 0..1."""
        hidden = self.grid.at(np.stack([x, y], -1), np.clip(self.within / 1.4 + 0.5, 0, 1))
        return hidden.reshape(x.shape)


def charred(bed: Bed, hearth: float, reach: float, cell: float, q: np.random.Generator) -> Char:
    """The char of a bed. hearth: mm down where it is hottest. reach: mm about that which have burnt. cell: mm."""
    t = np.linspace(-1, 1, 81)
    rims = np.stack([bed.top(t), bed.foot(t)])
    half = bed.girth / 2 if bed.girth else 1.3 * float(bed.wide(t).max())
    top, foot = float(rims[0].min()) - ABOVE, float(rims[1].max()) + BELOW
    columns = round(2 * half / cell)
    cell = 2 * half / columns
    grid = Grid(-half, top, cell, columns, int((foot - top) / cell) + 2)
    y = grid.y[:, :1]
    x = grid.x / bed.broad(y)
    noise = Noise(q)

    def rough(wide: float, tall: float, part: float) -> Floats:
        return wavering(noise, grid, wide, tall, part, bed.girth is not None)

    # mm within its rims, which end in strokes along the limb; what has not burnt yet lies beyond them.
    across = (x / bed.wide(y) + 1) % 2 - 1 if bed.girth else x / bed.wide(y)
    streak = rough(6.0, 50.0, 90) + rough(19.0, 70.0, 120)
    over = np.minimum(y - np.interp(across, t, rims[0]), reach - np.hypot(x / 1.1, y - hearth)) + 6 * streak
    under = np.interp(across, t, rims[1]) - y + 5 * streak
    inner = np.minimum(over, under)
    # It is hot about its hearth, and dimly here and there.
    heat = np.exp(-((x / 46) ** 2) - ((y - hearth - 6) / 34) ** 2) * (0.8 + 0.5 * rough(22, 26, 7))
    heat = np.clip(heat + 0.5 * np.clip(rough(36, 44, 20) - 0.1, 0, 1) + 0.04, 0, 1) * smoothsteps((inner + 4) / 26)
    stray = np.zeros((2, grid.rows, grid.columns))
    for k, (mm, size) in enumerate(WARP):
        stray += mm * np.stack([rough(size, size, k), rough(size, size, k + 50)])
    plates = cells(bed, grid, stray, (top, foot), q)
    parted = np.maximum(np.interp(over, *PART), np.interp(under, *FOOT)) * (0.7 + 0.6 * plates.own)
    gap = CRACK + HOT * heat**1.5 + parted
    within = plates.edge - gap
    # A crack is hottest in its middle, and lights the edges of its plates; where those have parted there is none.
    lights = 0.55 * np.clip(1 - within / (0.6 + 2.2 * heat), 0, 1) ** 1.5
    glow = heat * np.where(within < 0, 0.55 + 0.45 * np.clip(-within / gap, 0, 1), lights)
    glow *= np.maximum(np.clip(1 - parted / 2, 0, 1), 0.35 * (within > 0))
    # Plates are domed, and paler where they face the light; those at a rim are thin. Below them lies soot.
    deep = np.clip(0.5 + inner / 50, 0.3, 1) * np.clip(within / 1.1 + 0.5, 0, 1)
    lit = smoothsteps(within / 4) * np.clip(0.5 + 1.4 * plates.lit, 0, 1)
    soot = 0.62 * smoothsteps((inner + 22 + 12 * streak) / 46) ** 1.5 * (1 - np.clip(3 * glow, 0, 1))
    black = 1 - (1 - deep * (1 - (0.4 + 0.5 * plates.own) * lit)) * (1 - soot)
    return Char(grid, within, black, glow, bed.girth is not None)


def wavering(noise: Noise, grid: Grid, wide: float, tall: float, part: float, wraps: bool) -> Floats:
    """Noise on a grid, about -1..1, of so many mm across and down. part: which part of it. wraps: whether it goes on
    over the seam."""
    n, m = (max(int(3 * a * grid.cell / b) + 4, 8) for a, b in ((grid.rows, tall), (grid.columns, wide)))
    y = np.linspace(0, grid.rows * grid.cell / tall, n)[:, None] + part
    u = np.linspace(0, 1, m)
    girth = grid.columns * grid.cell / wide
    made = noise(u * girth + part, y)
    if wraps:
        made = ((1 - u) * made + u * noise((u - 1) * girth + part, y)) / np.hypot(u, 1 - u)
    return resized(made, grid.rows, grid.columns)


@dataclass(frozen=True, eq=False)
class Plates:
    """Plates at the nodes of a grid. edge: mm to the nearest edge of the plate that is there. lit: how far it lies to
    the light, from the middle of that, about -1..1. own: a number of that plate, 0..1."""

    edge: Floats
    lit: Floats
    own: Floats


def cells(bed: Bed, grid: Grid, stray: Floats, span: tuple[float, float], q: np.random.Generator) -> Plates:
    """The plates of a bed. stray: mm right and down by which each node is taken to lie elsewhere. span: mm down between
    which there are any."""
    r = q.random((5, PLATES[bed.girth is None]))
    down = span[0] + (span[1] - span[0]) * r[1]
    # As many to a mm2 where a limb is thin.
    kept = r[2] * bed.wide(down).max() < bed.wide(down)
    down, large, own = down[kept], LARGE * r[3, kept] ** 4, r[4, kept]
    broad = bed.broad(down)
    aside = (2 * r[0, kept] - 1) * bed.wide(down) * broad
    if bed.girth:
        # A limb's far side comes round to its near one.
        aside = np.concatenate([aside - bed.girth, aside, aside + bed.girth])
        down, broad, large, own = (np.tile(each, 3) for each in (down, broad, large, own))
    reach = np.stack([FAR * broad, np.full(len(broad), FAR)], -1)
    low, high = (
        ((np.column_stack([aside, down]) + way * reach - [grid.left, grid.top]) / grid.cell).astype(int) + 1
        for way in (-1, 1)
    )
    low, high = np.maximum(low, 0), np.minimum(high, [grid.columns, grid.rows])
    first, second = np.full((2, grid.rows, grid.columns), FAR, np.float32)
    nearest = np.zeros((grid.rows, grid.columns), int)
    x, y = (SLIM[0] * grid.x[0]).astype(np.float32), (SLIM[1] * (grid.y + stray[1])).astype(np.float32)
    strays = (SLIM[0] * stray[0]).astype(np.float32)
    for k in np.flatnonzero((low < high).all(1)).tolist():
        (left, top), (right, bottom) = low[k].tolist(), high[k].tolist()
        at = slice(top, bottom), slice(left, right)
        dx = (x[left:right] - SLIM[0] * float(aside[k])) / float(broad[k]) + strays[at]
        dy = y[at] - SLIM[1] * float(down[k])
        far = np.sqrt(dx * dx + dy * dy) - float(large[k])
        before = first[at]
        nearest[at][far < before] = k
        second[at] = np.minimum(second[at], np.maximum(before, far))
        first[at] = np.minimum(before, far)
    dx, dy = (grid.x - aside[nearest]) / broad[nearest] + stray[0], grid.y - down[nearest] + stray[1]
    edge = np.asarray((second - first) / 2, np.float64)
    # Where no seed is near, the crack is so wide that there is no plate.
    return Plates(edge, (LIGHT[0] * dx + LIGHT[1] * dy) / 12, np.where(first < FAR, own[nearest], FAR))


def smouldering(char: Char, look: Look, feeling: Feeling, unit: float, put: Put) -> list[Layer]:
    """Its layers; in black alone its plates, or their contours. unit: mm of the ground to one of an arm. put: from the
    latter to the former."""

    def bands(field: Floats, levels: Sequence[float], least: float) -> list[list[Outline]]:
        made = isobands(char.grid, field, levels, 0.24 / unit**0.5, least, char.wraps)
        return [placed(band, put) for band in made]

    if look.bare:
        (plates,) = bands(char.within, (-0.3,), 2.0)
        if feeling.style.fill == "none":
            return [layer("char", "line", [stroked(plates, look.ink, 0.6 * feeling.line("fine"))])]
        return [layer("char", "line", [filled(plates, look.ink)])]
    alive = 1 - 0.7 * look.dead
    fires, blacks = bands(alive * char.heat, HEATS, 4.0), bands(char.black, BLACKS, 8.0)
    steps = np.diff([*BLACKS, 0.98]) / (1 - np.array(BLACKS))
    opaque = [*THIN, *[1.0] * (len(HEATS) - len(THIN))]
    glow = [filled(b, look.fire(0.24 + 0.8 * h), o) for b, h, o in zip(fires, HEATS, opaque, strict=True)]
    washes = [filled(b, look.fire(0.0), float(o)) for b, o in zip(blacks, steps, strict=True)]
    return [layer("embers", "colour", glow), layer("char", "shade", washes)]
