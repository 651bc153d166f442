"""Garments for pictures in which the body beside the place would be bare: a ribbed tank top, and plain trousers.

Cloth is the body's own skin, smoothed so that it spans the hollows, moved out, and cut along curves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.bake.anatomy import beside, facing, rounded
from markgen.bake.figure import Figure
from markgen.bake.mesh import Index, Points, neighbours, normals, smoothed, triangles
from markgen.bake.noise import noise

EASE = 0.0022
THICKNESS = 0.0018
GIRTH_MM = 150.0
TOP_ENDS = 0.985
WAIST = 1.015

# Across from the midline and up, m, of a body of 1.78 m. Cloth is on the left of each as it runs.
ARMHOLE_FRONT = (
    (0.260, 1.352),
    (0.205, 1.344),
    (0.178, 1.350),
    (0.156, 1.375),
    (0.142, 1.415),
    (0.132, 1.450),
    (0.131, 1.52),
)
ARMHOLE_BACK = (
    (0.260, 1.344),
    (0.205, 1.334),
    (0.172, 1.342),
    (0.146, 1.370),
    (0.130, 1.410),
    (0.131, 1.450),
    (0.131, 1.52),
)
NECK_FRONT = ((0.070, 1.530), (0.067, 1.455), (0.058, 1.410), (0.034, 1.382), (0.0, 1.376), (-0.05, 1.376))
NECK_BACK = ((0.070, 1.530), (0.067, 1.480), (0.056, 1.448), (0.032, 1.432), (0.0, 1.428), (-0.05, 1.428))


@dataclass(frozen=True)
class Garment:
    """Triangles (t, 3) of points (n, 3) in m, and at their corners (t, 3, 2) mm across the ribs and mm from the hem."""

    points: Points
    triangles: Index
    weave: Points


def worn(rest: Figure, posed: Figure, *, top: bool) -> Garment:
    """Trousers, and a tank top over them, cut on the figure at rest and worn by the same figure posed."""
    height, s = rest.points[:, 2], rest.scale
    limb = np.maximum(rest.parts["arm"] + rest.parts["hand"], rest.parts["right"])
    below = np.clip(WAIST * s - height, -0.02, 0.02)
    pieces = [_sewn(rest, posed, np.where(limb > 0.5, -0.05, below), EASE - 0.0008, 0.0)]
    if top:
        within = np.where(limb > 0.75, -0.05, np.minimum(_tank(rest), height - TOP_ENDS * s))
        pieces.append(_sewn(rest, posed, within, EASE + 0.0014, 1.0))
    offsets = np.cumsum([0, *(len(piece.points) for piece in pieces)])
    return Garment(
        np.concatenate([piece.points for piece in pieces]),
        np.concatenate([piece.triangles + first for piece, first in zip(pieces, offsets, strict=False)]),
        np.concatenate([piece.weave for piece in pieces]),
    )


def _sewn(rest: Figure, posed: Figure, within: Points, ease: float, ribbed: float) -> Garment:
    """A piece of cloth where `within` is above 0, m from its edge, standing off the skin by `ease`, m."""
    faces = posed.faces[(within[posed.faces] > 0).any(1)]
    used, index = np.unique(faces, return_inverse=True)
    faces = index.reshape(-1, 4).astype(np.int64)
    points, inside = posed.points[used], within[used]
    normal = normals(points, faces)
    mean = neighbours(faces, len(points))
    spanned = ((smoothed(points, mean, 160) - points) * normal).sum(1)
    normal = normals(smoothed(points, mean, 20), faces)
    # It lies on the skin at its edge, and stands off it farther in.
    # It bridges hollows, and small knobs.
    knobs = [posed.joints[f"{side}-nipple"] for side in "lr"]
    knob = sum(np.exp(-0.5 * ((points - place) ** 2).sum(1) / 0.010**2) for place in knobs)
    off = np.clip(spanned, -0.0045 * np.asarray(knob), 0.015) + ease
    if ribbed:
        off = off + smoothed(_creases(rest.points[used] / rest.scale), mean, 8)
    points = points + normal * (0.0004 + off * facing(inside, -0.004, 0.022))[:, None]
    across = np.arctan2(rest.points[used, 0], -rest.points[used, 1]) * GIRTH_MM * ribbed
    values = np.concatenate([points, normal, across[:, None], inside[:, None] * 1000], 1)
    values, kept, rim = _clipped(values, triangles(faces))
    edge = values[:, :3] - values[:, 3:6] * THICKNESS
    lining = np.concatenate([rim, rim[:, ::-1]], 1)
    lining[:, 2:] += len(values)
    walls = np.concatenate([lining[:, [0, 1, 2]], lining[:, [0, 2, 3]]])
    every = np.concatenate([kept, walls])
    weave = np.tile(values[:, 6:], (2, 1))[every]
    # Behind, where the way round ends and begins, a triangle's corners would be a whole body apart.
    ribs = weave[..., 0]
    ribs[(np.ptp(ribs, axis=1) > np.pi * GIRTH_MM)[:, None] & (ribs < 0)] += 2 * np.pi * GIRTH_MM
    return Garment(np.concatenate([values[:, :3], edge]), every, weave)


def _creases(place: Points) -> Points:
    """How far a top stands off in creases, m, at places of a body of 1.78 m: they run down and in from the armholes,
    and lie across where it gathers above the waist."""
    x, y, z = place[:, 0], place[:, 1], place[:, 2]
    across = np.arctan2(np.abs(x), np.abs(y)) * 0.15
    total = np.zeros(len(place))
    for lean, width, length, middle, spread, depth, seed in (
        (0.9, 16, 90, 1.30, 0.070, 0.0022, 51),
        (-0.35, 13, 110, 1.13, 0.090, 0.0028, 52),
    ):
        # Noise drawn out along the creases: `lean` is how much they fall toward the middle.
        run, aside = across * np.cos(lean) - z * np.sin(lean), across * np.sin(lean) + z * np.cos(lean)
        lain = np.stack([run / length, aside / width, y / 90], 1) * 1000
        ridge = 1 - np.clip(np.abs(noise(lain, 1, seed)) / 0.8, 0, 1)
        total += depth * ridge**2 * np.exp(-0.5 * ((z - middle) / spread) ** 2)
    return total


def _tank(figure: Figure) -> Points:
    """How far inside the tank top's upper edges each vertex is, m; negative outside."""
    s = figure.scale
    flat = np.stack([np.abs(figure.points[:, 0]), figure.points[:, 2]], 1) / s
    # The ridge of the shoulder parts front from back; there both curves meet.
    back = facing(figure.points[:, 1] / s, -0.015, 0.03)
    gap = {
        name: beside(flat, rounded(curve))[0]
        for name, curve in {"af": ARMHOLE_FRONT, "ab": ARMHOLE_BACK, "nf": NECK_FRONT, "nb": NECK_BACK}.items()
    }
    arm = gap["af"] * (1 - back) + gap["ab"] * back
    neck = gap["nf"] * (1 - back) + gap["nb"] * back
    return np.minimum(arm, neck) * s


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
