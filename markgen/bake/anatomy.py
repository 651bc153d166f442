"""Anatomy that the base mesh only hints at: an unsharp mask along the normals, and ridges and hollows along curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    Stroke(((0.0, 1.505), (0.0, 1.435)), 0.0026, 0.0100, fade=(0.5, 0.5)),
)


CORD = Stroke(((0.013, 1.455), (0.022, 1.485), (0.040, 1.525), (0.058, 1.565)), 0.0036, 0.0065, fade=(0.08, 0.3))
SLACK_CORD = Stroke(((0.013, 1.455), (0.024, 1.485), (0.036, 1.515)), 0.0018, 0.0065, fade=(0.1, 0.5))

# Round the upper arm: degrees from its outer side towards the front, and m from the shoulder joint.
UPPER_ARM = (
    # the deltoid's front and rear borders, down to where it ends, and its belly
    Stroke(((88, -0.020), (66, 0.030), (38, 0.085), (12, 0.135)), -0.0023, 0.0112, fade=(0.3, 0.4)),
    Stroke(((-92, -0.010), (-68, 0.040), (-38, 0.090), (-8, 0.135)), -0.0023, 0.0119, fade=(0.3, 0.4)),
    Stroke(((4, 0.010), (4, 0.060), (4, 0.110)), 0.0012, 0.0210, fade=(0.4, 0.4)),
    # between biceps and triceps, and between biceps and the muscle beneath it
    Stroke(((2, 0.125), (6, 0.170), (18, 0.215), (26, 0.245)), -0.0021, 0.0112, fade=(0.4, 0.4)),
    Stroke(((46, 0.130), (44, 0.175), (42, 0.220)), -0.0012, 0.0098, fade=(0.4, 0.4)),
    # biceps
    Stroke(((84, 0.085), (82, 0.140), (80, 0.200)), 0.0027, 0.0280, fade=(0.4, 0.4)),
    # outer head of the triceps and the flat of its tendon
    Stroke(((-52, 0.060), (-50, 0.100), (-46, 0.150)), 0.0027, 0.0196, fade=(0.4, 0.4)),
    Stroke(((-88, 0.150), (-86, 0.190), (-84, 0.235)), -0.0023, 0.0182),
)


def round_upper_arm(points: Points, joints: Mapping[str, Points], scale: float) -> tuple[Points, Points]:
    """The plane of UPPER_ARM for points near the left upper arm, in m, and how far (0..1) each belongs to it."""
    shoulder, elbow = joints["l-shoulder"], joints["l-elbow"]
    axis = (elbow - shoulder) / np.linalg.norm(elbow - shoulder)
    outer = np.array([1.0, 0.0, 0.0]) - axis * axis[0]
    outer /= np.linalg.norm(outer)
    off = points - shoulder
    down, side, ahead = off @ axis, off @ outer, off @ np.cross(axis, outer)
    radius = np.hypot(side, ahead) / scale
    angle = np.degrees(np.arctan2(ahead, side))
    belongs = facing(-radius, -0.11, -0.085) * facing(points[:, 0] / scale, 0.15, 0.18)
    return np.stack([angle * RADIANS_AT_ARM, down / scale], 1), belongs


RADIANS_AT_ARM = np.pi / 180 * 0.05


def carved(
    points: Points, normal: Points, joints: Mapping[str, Points], scale: float, strength: float, larynx: float
) -> Points:
    """Collarbones, jugular notch, neck, shoulder blades, the furrow of the spine and the left arm's muscles.

    larynx: how far the Adam's apple stands out, m.
    """
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
        height += stroked(flat, BACK) * back * facing(x * sign, -0.012, 0.022)
        height += stroked(flat, (CORD if sign > 0 else SLACK_CORD,)) * facing(-normal[:, 1], -0.1, 0.4) * here
    notch = np.exp(-0.5 * ((x / 0.011) ** 2 + ((z - 1.452) / 0.011) ** 2)) * -0.0055
    height += notch * front
    height += stroked(np.stack([x, z], 1), FURROW) * back
    flat, belongs = round_upper_arm(points, joints, scale)
    strokes = [replace(stroke, curve=[(a * RADIANS_AT_ARM, t) for a, t in stroke.curve]) for stroke in UPPER_ARM]
    height += 1.6 * stroked(flat, strokes) * belongs
    throat = np.flatnonzero((np.abs(z - 1.508) < 0.010) & (np.abs(x) < 0.03))
    apple = throat[np.argmin(points[throat, 1])]
    near = ((points - points[apple]) / scale / np.array([0.010, 0.03, 0.011])) ** 2
    below = ((points - points[apple] - [0, 0, -0.028 * scale]) / scale / np.array([0.009, 0.03, 0.018])) ** 2
    height += larynx * (np.exp(-0.5 * near.sum(1)) + 0.35 * np.exp(-0.5 * below.sum(1)))
    return points + normal * (height * strength * scale)[:, None]
