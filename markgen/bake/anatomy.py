"""Anatomy that the base mesh only hints at: an unsharp mask along the normals, and ridges and hollows along curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse

from markgen.bake.mesh import Index, Points, normals, smoothed

CLIP = 0.006


def sharpened(points: Points, faces: Index, mean: sparse.csr_matrix, mask: Points) -> Points:
    """Relief at two radii made deeper along the normal, by at most 6 mm; `mask` is its strength at each vertex."""
    normal = normals(points, faces)
    height = np.zeros(len(points))
    for gain, times in ((0.55, 4), (1.0, 16)):
        height += gain * ((points - smoothed(points, mean, times)) * normal).sum(1)
    return points + normal * (np.clip(height, -CLIP, CLIP) * mask)[:, None]


@dataclass(frozen=True)
class Stroke:
    """A ridge or hollow along a curve.

    curve: points in the plane, m. height: m, up when positive. width: its standard deviation, m. offset: to the
    left of the curve's run, m. middle, spread: where along the curve (0..1) it is strongest, and how far it reaches.
    ends: whether it fades out over the first and last part of the curve.
    """

    curve: Sequence[tuple[float, float]]
    height: float
    width: float
    offset: float = 0.0
    middle: float = 0.5
    spread: float = 9.0
    fade: tuple[float, float] = (0.15, 0.15)


def rounded(curve: Sequence[tuple[float, float]], times: int = 3) -> Points:
    """A polyline with its corners cut (Chaikin 1974)."""
    line = np.array(curve, float)
    for _ in range(times):
        a, b = line[:-1], line[1:]
        line = np.concatenate(
            [line[:1], np.stack([0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b], 1).reshape(-1, 2), line[-1:]]
        )
    return line


def beside(points: Points, line: Points) -> tuple[Points, Points]:
    """Signed distance of 2D points from a polyline, + on its left, and how far along it (0..1) they are."""
    run = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    gap, along = np.full(len(points), np.inf), np.zeros(len(points))
    for i, (a, b) in enumerate(pairwise(line)):
        ab = b - a
        t = np.clip((points - a) @ ab / (ab @ ab), 0, 1)
        off = points - a - t[:, None] * ab
        distance = np.linalg.norm(off, axis=1)
        side = np.where(ab[0] * off[:, 1] - ab[1] * off[:, 0] < 0, -1.0, 1.0)
        closer = distance < np.abs(gap)
        gap = np.where(closer, distance * side, gap)
        along = np.where(closer, (run[i] + t * (run[i + 1] - run[i])) / run[-1], along)
    return gap, along


def stroked(points: Points, strokes: Sequence[Stroke]) -> Points:
    """The height that the strokes give to points of their plane, m."""
    height = np.zeros(len(points))
    for stroke in strokes:
        gap, along = beside(points, rounded(stroke.curve))
        start, stop = stroke.fade
        fade = np.clip(along / max(start, 1e-6), 0, 1) * np.clip((1 - along) / max(stop, 1e-6), 0, 1)
        fade = fade * fade * (3 - 2 * fade)
        shape = np.exp(-0.5 * ((gap - stroke.offset) / stroke.width) ** 2)
        height += stroke.height * shape * fade * np.exp(-0.5 * ((along - stroke.middle) / stroke.spread) ** 2)
    return height


def facing(normal: Points, low: float, high: float) -> Points:
    """0 to 1 as a component of the normal goes from low to high, smoothly."""
    t = np.clip((normal - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


COLLARBONE = ((0.017, 1.442), (0.045, 1.452), (0.085, 1.464), (0.125, 1.468), (0.160, 1.474), (0.190, 1.470))

FRONT = (
    Stroke(COLLARBONE, 0.0040, 0.0060, middle=0.2, spread=0.8, fade=(0.02, 0.2)),
    Stroke(COLLARBONE, -0.0058, 0.0105, offset=0.021, middle=0.42, spread=0.28, fade=(0.05, 0.18)),
    Stroke(COLLARBONE, -0.0026, 0.0110, offset=-0.017, middle=0.65, spread=0.25, fade=(0.05, 0.18)),
)

BACK = (
    # spine of the scapula, the hollow above and below it
    Stroke(((0.070, 1.395), (0.105, 1.412), (0.145, 1.432), (0.185, 1.448)), 0.0022, 0.0105),
    Stroke(((0.070, 1.395), (0.105, 1.412), (0.145, 1.432), (0.185, 1.448)), -0.0015, 0.0150, offset=-0.028),
    # its inner border and lower angle, and the hollow between it and the spine
    Stroke(
        ((0.070, 1.410), (0.068, 1.370), (0.072, 1.325), (0.084, 1.282), (0.098, 1.266)), 0.0020, 0.0110, offset=0.006
    ),
    Stroke(((0.070, 1.420), (0.066, 1.370), (0.070, 1.325), (0.082, 1.275)), -0.0022, 0.0140, offset=-0.015),
    Stroke(((0.094, 1.272), (0.125, 1.285), (0.160, 1.315)), -0.0024, 0.0100, offset=-0.012),
    # the columns beside the spine
    Stroke(((0.026, 1.39), (0.030, 1.28), (0.034, 1.18), (0.034, 1.08), (0.032, 1.0)), 0.0030, 0.0130),
    # lower edge of the trapezius, towards the twelfth rib
    Stroke(((0.070, 1.385), (0.050, 1.320), (0.022, 1.235), (0.006, 1.180)), -0.0012, 0.0080, offset=0.006),
)

FURROW = (
    Stroke(((0.0, 1.47), (0.0, 1.40), (0.0, 1.25), (0.0, 1.10), (0.0, 1.0)), -0.0058, 0.0085, middle=0.7, spread=0.5),
    Stroke(((0.0, 1.495), (0.0, 1.445)), 0.0026, 0.0070),
)


def carved(points: Points, normal: Points, joints: Mapping[str, Points], scale: float, strength: float) -> Points:
    """Collarbones, jugular notch, shoulder blades and the furrow of the spine, drawn on both sides."""
    x, z = points[:, 0] / scale, points[:, 2] / scale
    front = facing(-normal[:, 1], -0.15, 0.25) * facing(normal[:, 2], -0.35, -0.05)
    back = facing(normal[:, 1], 0.05, 0.45)
    height = np.zeros(len(points))
    for sign in (1, -1):
        flat = np.stack([x * sign, z], 1)
        here = facing(x * sign, -0.001, 0.005)
        height += stroked(flat, FRONT) * front * here
        head = np.exp(-0.5 * ((flat[:, 0] - 0.017) ** 2 + (z - 1.442) ** 2) / 0.0085**2) * 0.0030
        height += head * front * here
        height += stroked(flat, BACK) * back * facing(x * sign, -0.004, 0.012)
    notch = np.exp(-0.5 * ((x / 0.011) ** 2 + ((z - 1.452) / 0.011) ** 2)) * -0.0055
    height += notch * front
    height += stroked(np.stack([x, z], 1), FURROW) * back
    return points + normal * (height * strength * scale)[:, None]
