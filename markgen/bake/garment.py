"""Garments for pictures in which the body beside the place would be bare: soft trousers, and a band on two straps.

Each is cut from a loosened sheet of the body's own faces, let fall by a cloth solver, so that it hangs, bridges hollows
and folds; then cut along its curves, sewn, and given its thickness.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.spatial import ConvexHull

from markgen.bake.figure import Figure
from markgen.bake.mesh import Bools, Index, Points, neighbours, normals, smoothed, subdivide, triangles
from markgen.bake.noise import noise
from markgen.growth import smoothsteps

THICKNESS = 0.0020
"""Of the cloth, m, as its edge shows it."""
GIRTH_MM = 150.0
"""mm across a garment for every radian about the body's upright axis: hips of 940 mm."""
WAIST = 1.015
"""Height of the trousers' upper edge, m, on a body of 1.78 m."""
BAND_MM = 38.0
"""Height of the waistband."""
SLATE = 1.0
"""Dye, as a template has it."""
BREAST = (1.214, 1.322)
"""Heights of the lower and the upper edge of the band, m, on a body of 1.78 m."""
HEM_MM = 9.0
"""Width of its elastic edges: three eighths of an inch, as elastic is sold."""
STRAP = 0.0062
"""Half the width of its straps, m."""
MARL = 0.1
"""Dye of the band: on slate, its seams would be lost."""


@dataclass(frozen=True)
class Garment:
    """Triangles (t, 3) of points (n, 3) in m, and the dye of each triangle (t,)."""

    points: Points
    triangles: Index
    dye: Points


@dataclass(frozen=True)
class Cloth:
    """A sheet that hangs: its points (n, 3) and quads, and where each lay on the skin of the figure at rest, (n, 3)."""

    points: Points
    quads: Index
    home: Points

    def finer(self, times: int) -> Cloth:
        """The sheet subdivided."""
        points, quads, home = self.points, self.quads, self.home
        for _ in range(times):
            step = subdivide(quads, len(points))
            points, home, quads = step.stencil @ points, step.stencil @ home, step.faces
        return Cloth(points, quads, home)


def worn(rest: Figure, posed: Figure, *, top: bool) -> Garment:
    """Trousers, and with a top a band about the breast on two straps, cut on the figure at rest and worn by it posed.

    Heights are m on a body of 1.78 m. A sheet reaches 14 mm past where it is cut, so that no edge of it is the hem,
    and the skin beneath it farther still, so that it has something to fall on. Trousers stand 5 mm off the skin and are
    6.5 % longer than their sheet, which is what sags into folds; a band stands off 3 mm, and is gathered by 3 %.
    """
    s = rest.scale
    limb = np.maximum(rest.parts["arm"] + rest.parts["hand"], rest.parts["right"])
    high = rest.points[:, 2] / s
    trunk = limb < 0.5
    legs = _hung(
        rest,
        posed,
        trunk & (high > 0.64) & (high < WAIST + 0.014),
        trunk & (high > 0.60) & (high < 1.12),
        held=lambda home: smoothsteps(home[:, 2] / s, WAIST - 0.050, WAIST - 0.030),
        ease=0.0050,
        grown=0.065,
    )
    pieces = [_sewn(legs, lambda home: WAIST - home[:, 2] / s, _trousers, s, SLATE)]
    if top:
        band = _hung(
            rest,
            posed,
            (limb < 0.6) & (_inside(rest.points / s) > -0.018),
            (limb < 0.75) & (high > BREAST[0] - 0.08) & (high < 1.54),
            held=lambda home: smoothsteps(-_inside(home / s), -0.020, -0.008),
            ease=0.0030,
            grown=0.03,
        )
        pieces.append(_sewn(band, lambda home: _inside(home / s), _band, s, MARL))
    offsets = np.cumsum([0, *(len(piece.points) for piece in pieces)])
    return Garment(
        np.concatenate([piece.points for piece in pieces]),
        np.concatenate([piece.triangles + first for piece, first in zip(pieces, offsets, strict=False)]),
        np.concatenate([piece.dye for piece in pieces]),
    )


def _coarse(figure: Figure, chosen: Bools) -> tuple[Index, Index]:
    """Vertices that a figure had before its last subdivision, and the quads between those that are all chosen."""
    quads = figure.faces.reshape(-1, 4, 4)[:, :, 0]
    used, index = np.unique(quads[chosen[quads].all(1)], return_inverse=True)
    return used, index.reshape(-1, 4).astype(np.int64)


def _hung(
    rest: Figure,
    posed: Figure,
    chosen: Bools,
    under: Bools,
    *,
    held: Callable[[Points], Points],
    ease: float,
    grown: float,
) -> Cloth:
    """A sheet over the chosen skin that has fallen upon the skin `under` it.

    held: from places on the figure at rest, (n, 3) m, how far cloth is pinned there, 0..1. ease: m that it stands off
    the skin. grown: a share by which it is longer than that.
    """
    # Blender is asked for only by who bakes: what cuts and sews is tested without.
    from markgen.bake.drape import draped

    used, quads = _coarse(posed, chosen)
    points, home = posed.points[used], rest.points[used]
    mean = neighbours(quads, len(points))
    normal = normals(smoothed(points, mean, 6), quads)
    spanned = ((smoothed(points, mean, 40) - points) * normal).sum(1)
    pinned = held(home)
    out = ease * (1 - 0.35 * pinned)
    tight = points + normal * (np.clip(spanned, 0, 0.02) + out)[:, None]
    # What goes over the shoulder lies on it: only a band round the trunk is drawn to its outline.
    girt = pinned * smoothsteps(-home[:, 2] / rest.scale, -BREAST[1] - 0.006, -BREAST[1])
    tight = tight + (_girdled(points, normal, 0.0025) - tight) * girt[:, None]
    skin, quads_below = _coarse(posed, under)
    below = posed.points[skin]
    start = smoothed(tight, mean, 6)
    start = start + normal * np.maximum(out - ((start - points) * normal).sum(1), 0)[:, None]
    return Cloth(draped(start, quads, pinned, below, quads_below, grown=grown), quads, home)


def _girdled(points: Points, normal: Points, ease: float) -> Points:
    """Points (n, 3) drawn out to `ease` m off the convex outline of their own height, as by an elastic."""
    out = points.copy()
    # The outline at a height is of what lies within 6 mm of it: the coarse mesh has a ring of points in every 12.
    for i, place in enumerate(points):
        slab = points[np.abs(points[:, 2] - place[2]) < 0.006][:, :2]
        hull = ConvexHull(slab).equations
        way = normal[i, :2] / np.linalg.norm(normal[i, :2])
        slope = hull[:, :2] @ way
        room = -(hull[:, :2] @ place[:2] + hull[:, 2])
        out[i, :2] += way * (np.min(room[slope > 0.05] / slope[slope > 0.05]) + ease)
    return out


def _sewn(
    cloth: Cloth, within: Callable[[Points], Points], relief: Callable[[Points], Points], s: float, dye: float
) -> Garment:
    """A hanging sheet cut where `within` is above 0, with its seams, its thickness and its dye.

    within: of places on the figure at rest, m. relief: mm, of the same places on a body of 1.78 m. s: the figure's
    scale.
    """
    fine = cloth.finer(3)
    normal = normals(fine.points, fine.quads)
    raised = relief(fine.home / s) / 1000
    values = np.concatenate([fine.points + normal * raised[:, None], normal, within(fine.home)[:, None]], 1)
    values, kept, rim = _clipped(values, triangles(fine.quads))
    edge = values[:, :3] - values[:, 3:6] * THICKNESS
    lining = np.concatenate([rim, rim[:, ::-1]], 1)
    lining[:, 2:] += len(values)
    every = np.concatenate([kept, lining[:, [0, 1, 2]], lining[:, [0, 2, 3]]])
    return Garment(np.concatenate([values[:, :3], edge]), every, np.full(len(every), dye))


def _across(home: Points) -> Points:
    """mm round the body from the middle of the back, + to its left."""
    return np.asarray(np.arctan2(home[:, 0], home[:, 1]) * GIRTH_MM)


def _line(gap: Points, width: float) -> Points:
    """1 on a line and 0 beside it, softly; mm."""
    return np.asarray(np.exp(-0.5 * (gap / width) ** 2))


def _trousers(home: Points) -> Points:
    """Relief of soft trousers, mm, over places of a body of 1.78 m: a gathered waistband stitched through, the gathers
    below it, seams behind and at the sides, and a patch pocket on each side.

    Measures are mm: three rows of stitches part the band in four; seams are felled to 8 and stitched once; pockets are
    116 wide and 143 deep, hemmed at 22 with two rows. A fold of cloth raises by about 1, a stitch draws in by 0.7,
    gathers are half a finger wide at the band and die away within a hand's breadth.
    """
    across, down = _across(home), (WAIST - home[:, 2]) * 1000
    band = smoothsteps(-down, -BAND_MM - 0.5, -BAND_MM + 1.0)
    run = np.stack([across, down / 9, np.zeros(len(home))], 1)
    gathers = noise(run, 7.5, 51, smooth=True) + 0.5 * noise(run, 4.0, 52, smooth=True)
    rows = sum(_line(down - at, 0.9) for at in (9.5, 19.0, 28.5))
    total = band * (2.2 + (0.85 - 0.45 * rows) * gathers - 0.8 * rows)
    below = (1 - band) * np.exp(-np.maximum(down - BAND_MM, 0) / 32)
    total += below * 1.3 * (noise(run, 9.0, 53, smooth=True) + 0.6 * noise(run, 16.0, 54, smooth=True))
    total -= 0.9 * (1 - band) * _line(down - BAND_MM - 0.8, 1.0)
    side = np.abs(across) - GIRTH_MM * np.pi / 2
    for gap in (across + 1.5 * noise(run, 60.0, 55), side):
        total += (1 - band) * (
            0.9 * smoothsteps(-np.abs(gap - 4.0), -4.6, -3.4) - 1.3 * _line(gap, 0.9) - 0.5 * _line(gap - 7, 0.8)
        )
    inside = np.minimum(np.minimum(np.abs(across) - 62, 178 - np.abs(across)), np.minimum(down - 82, 225 - down))
    pocket = smoothsteps(inside, -0.6, 0.8)
    total += pocket * (1.3 - 0.7 * _line(inside - 3.5, 0.7)) - 0.7 * _line(inside + 0.8, 0.8)
    total -= 0.7 * pocket * (_line(down - 104, 0.8) + _line(down - 101, 0.7))
    return np.asarray(total + 0.30 * noise(home * 1000, 14.0, 56, smooth=True))


def _inside(home: Points) -> Points:
    """How far inside the edges of the band or its straps each place of a body of 1.78 m is, m; negative outside.

    Behind, the band dips, and the straps are nearer each other."""
    dip = 0.006 * smoothsteps(home[:, 1], -0.05, 0.08)
    band = np.minimum(home[:, 2] - BREAST[0], BREAST[1] - dip - home[:, 2])
    middle = 0.078 - 0.016 * smoothsteps(home[:, 1], -0.02, 0.10)
    strap = np.minimum(STRAP - np.abs(np.abs(home[:, 0]) - middle), home[:, 2] - BREAST[0])
    return np.asarray(np.maximum(band, strap))


def _band(home: Points) -> Points:
    """Relief of a knitted band, mm, over places of a body of 1.78 m: elastic edges stitched twice, gathers between
    them that the edges draw in, and seams at the sides. Cloth is doubled in its edges (1.1 mm); stitches draw in by
    half of that; gathers are 8 and 15 mm wide and go flat within 16 mm of an edge."""
    edge, across = _inside(home) * 1000, _across(home)
    hem = smoothsteps(-edge, -HEM_MM - 0.6, -HEM_MM + 0.6)
    run = np.stack([across, edge / 7, np.zeros(len(home))], 1)
    total = hem * (1.1 - 0.5 * (_line(edge - 3.0, 0.6) + _line(edge - HEM_MM + 2.5, 0.6)))
    total += hem * 0.25 * noise(run, 3.2, 58, smooth=True)
    gathers = noise(run, 8.0, 59, smooth=True) + 0.6 * noise(run, 15.0, 60, smooth=True)
    total += (1 - hem) * 1.1 * gathers * np.exp(-np.maximum(edge - HEM_MM, 0) / 16)
    total -= 0.7 * (1 - hem) * _line(edge - HEM_MM - 0.8, 1.0)
    side = np.abs(across) - GIRTH_MM * np.pi / 2
    total -= 0.7 * _line(side, 0.9) + 0.3 * _line(np.abs(side) - 4, 0.7)
    return np.asarray(total + 0.25 * noise(home * 1000, 12.0, 57, smooth=True))


def _clipped(values: Points, index: Index) -> tuple[Points, Index, Index]:
    """Triangles (t, 3) cut where the last of their vertices' values is 0: values, triangles, and the cut's edges."""
    inside = values[:, -1] > 0
    index = index[inside[index].any(1)]
    count = inside[index].sum(1)
    # Turned so that the odd vertex out comes first.
    odd = np.where(count == 1, inside[index].argmax(1), (~inside[index]).argmax(1))
    index = np.take_along_axis(index, (odd[:, None] + np.arange(3)) % 3, 1)
    whole, one, two = index[count == 3], index[count == 1], index[count == 2]
    ends = np.sort(np.concatenate([one[:, [0, 1]], one[:, [0, 2]], two[:, [0, 1]], two[:, [0, 2]]]), 1)
    edges, which = np.unique(ends, axis=0, return_inverse=True)
    a, b = values[edges[:, 0]], values[edges[:, 1]]
    share = a[:, -1] / (a[:, -1] - b[:, -1])
    cut = a + share[:, None] * (b - a)
    new = which.ravel() + len(values)
    p, q = new[: len(one)], new[len(one) : 2 * len(one)]
    r, t = new[2 * len(one) : 2 * len(one) + len(two)], new[2 * len(one) + len(two) :]
    kept = np.concatenate(
        [
            whole,
            np.stack([one[:, 0], p, q], 1),
            np.stack([r, two[:, 1], two[:, 2]], 1),
            np.stack([r, two[:, 2], t], 1),
        ]
    )
    rim = np.concatenate([np.stack([q, p], 1), np.stack([r, t], 1)])
    return np.concatenate([values, cut]), kept, rim
