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
        line = rounded(stroke.curve)
        reach = abs(stroke.offset) + 4.5 * stroke.width
        near = np.flatnonzero(((points > line.min(0) - reach) & (points < line.max(0) + reach)).all(1))
        gap, along = beside(points[near], line)
        start, stop = stroke.fade
        fade = np.clip(along / max(start, 1e-6), 0, 1) * np.clip((1 - along) / max(stop, 1e-6), 0, 1)
        fade = fade * fade * (3 - 2 * fade)
        shape = np.exp(-0.5 * ((gap - stroke.offset) / stroke.width) ** 2)
        height[near] += stroke.height * shape * fade * np.exp(-0.5 * ((along - stroke.middle) / stroke.spread) ** 2)
    return height


def facing(normal: Points, low: float, high: float) -> Points:
    """0 to 1 as a component of the normal goes from low to high, smoothly."""
    t = np.clip((normal - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


COLLARBONE = ((0.017, 1.442), (0.045, 1.452), (0.085, 1.464), (0.125, 1.468), (0.160, 1.474), (0.190, 1.470))
BREAST = ((0.018, 1.262), (0.050, 1.250), (0.090, 1.252), (0.130, 1.276), (0.158, 1.315), (0.176, 1.345))

FRONT = (
    Stroke(COLLARBONE, 0.0044, 0.0056, middle=0.2, spread=0.8, fade=(0.02, 0.2)),
    Stroke(COLLARBONE, -0.0062, 0.0100, offset=0.021, middle=0.42, spread=0.28, fade=(0.05, 0.18)),
    Stroke(COLLARBONE, -0.0028, 0.0105, offset=-0.017, middle=0.65, spread=0.25, fade=(0.05, 0.18)),
)

# What only a muscular chest shows.
CHEST = (
    # the lower border of the pectoralis, and the fold in which it leaves the chest for the arm
    Stroke(BREAST, 0.0024, 0.0110, offset=0.011, fade=(0.3, 0.15)),
    Stroke(BREAST, -0.0026, 0.0090, offset=-0.009, fade=(0.3, 0.2)),
    # the groove between deltoid and pectoralis
    Stroke(((0.128, 1.458), (0.148, 1.425), (0.166, 1.390), (0.182, 1.352)), -0.0034, 0.0075, fade=(0.25, 0.1)),
    # the fold between breast and arm
    Stroke(((0.200, 1.350), (0.199, 1.376), (0.195, 1.406)), -0.0026, 0.0042, fade=(0.5, 0.5)),
    # the cleft along the breastbone
    Stroke(((0.0, 1.435), (0.0, 1.360), (0.0, 1.262)), -0.0016, 0.0080, fade=(0.3, 0.2)),
    # teeth of the serratus, between ribs
    Stroke(((0.118, 1.236), (0.140, 1.262), (0.156, 1.286)), -0.0016, 0.0055, fade=(0.4, 0.4)),
    Stroke(((0.112, 1.212), (0.138, 1.234), (0.158, 1.262)), -0.0018, 0.0055, fade=(0.4, 0.4)),
    Stroke(((0.104, 1.186), (0.132, 1.206), (0.156, 1.234)), -0.0016, 0.0055, fade=(0.4, 0.4)),
)

BLADE = ((0.070, 1.418), (0.067, 1.375), (0.070, 1.330), (0.081, 1.290), (0.098, 1.268))
SPINE_OF_BLADE = ((0.068, 1.398), (0.105, 1.416), (0.145, 1.436), (0.190, 1.452))

BACK = (
    # spine of the scapula, out to its end on the shoulder, the hollow above and below it
    Stroke(SPINE_OF_BLADE, 0.0030, 0.0085),
    Stroke(((0.168, 1.447), (0.190, 1.456), (0.205, 1.458)), 0.0024, 0.0090, fade=(0.5, 0.5)),
    Stroke(SPINE_OF_BLADE, -0.0016, 0.0140, offset=-0.028),
    Stroke(SPINE_OF_BLADE, -0.0016, 0.0130, offset=0.026, middle=0.6, spread=0.4),
    # its inner border and lower angle, and the hollow between it and the spine
    Stroke(BLADE, 0.0028, 0.0105, offset=0.008, middle=0.6, spread=0.35),
    Stroke(((0.070, 1.420), (0.066, 1.370), (0.070, 1.325), (0.082, 1.275)), -0.0020, 0.0140, offset=-0.016),
    Stroke(BLADE, -0.0014, 0.0050, offset=-0.008, middle=0.65, spread=0.30),
    # the muscle that comes off the lower angle and goes to the arm, and the upper edge of the latissimus beneath it
    Stroke(((0.102, 1.290), (0.130, 1.318), (0.158, 1.350)), 0.0034, 0.0140, fade=(0.2, 0.3)),
    Stroke(((0.040, 1.240), (0.092, 1.252), (0.130, 1.274), (0.168, 1.316)), -0.0013, 0.0140, fade=(0.45, 0.25)),
    # the muscle within the blade
    Stroke(((0.100, 1.385), (0.130, 1.378), (0.160, 1.385)), 0.0022, 0.0170, fade=(0.4, 0.4)),
    # the columns beside the spine, and the hollow on their outer side
    Stroke(
        ((0.030, 1.30), (0.033, 1.22), (0.037, 1.14), (0.038, 1.07), (0.034, 1.0)), 0.0046, 0.0135, fade=(0.35, 0.1)
    ),
    Stroke(((0.030, 1.43), (0.032, 1.36), (0.032, 1.28)), 0.0026, 0.0120, fade=(0.3, 0.4)),
    Stroke(((0.058, 1.24), (0.064, 1.16), (0.068, 1.08), (0.066, 1.0)), -0.0028, 0.0120, fade=(0.4, 0.1)),
    # lower edge of the trapezius, towards the twelfth rib
    Stroke(((0.070, 1.385), (0.050, 1.320), (0.024, 1.235), (0.008, 1.180)), -0.0020, 0.0070, offset=0.006),
    # the long muscles of the neck and the upper edge of the trapezius
    Stroke(((0.024, 1.520), (0.030, 1.470), (0.034, 1.430)), 0.0018, 0.0100, fade=(0.4, 0.4)),
    # the rear border of the deltoid, and the long head of the triceps and the teres below it
    Stroke(((0.118, 1.420), (0.150, 1.398), (0.182, 1.372)), -0.0026, 0.0075, fade=(0.4, 0.2)),
    Stroke(((0.112, 1.330), (0.142, 1.345), (0.172, 1.358)), -0.0020, 0.0060, fade=(0.4, 0.3)),
    # outer edge of the latissimus, and the teeth of the serratus before it
    Stroke(((0.172, 1.300), (0.158, 1.230), (0.136, 1.150), (0.112, 1.090)), 0.0024, 0.0120, fade=(0.3, 0.3)),
    # ribs under the latissimus
    Stroke(((0.100, 1.225), (0.130, 1.212), (0.160, 1.190)), -0.0012, 0.0065, fade=(0.4, 0.4)),
    Stroke(((0.096, 1.195), (0.126, 1.180), (0.156, 1.156)), -0.0012, 0.0065, fade=(0.4, 0.4)),
)

FURROW = (
    Stroke(((0.0, 1.45), (0.0, 1.38), (0.0, 1.25), (0.0, 1.10), (0.0, 1.0)), -0.0066, 0.0078, middle=0.65, spread=0.45),
    Stroke(((0.0, 1.505), (0.0, 1.435)), 0.0026, 0.0100, fade=(0.5, 0.5)),
)
# Spinous processes: height, and how far each stands out, m.
KNUCKLES = ((1.478, 0.0034), (1.452, 0.0028), (1.426, 0.0021), (1.400, 0.0018), (1.372, 0.0017), (1.342, 0.0018),
            (1.312, 0.0019), (1.281, 0.0019), (1.248, 0.0018), (1.214, 0.0017), (1.180, 0.0016), (1.145, 0.0014),
            (1.108, 0.0012))  # fmt: skip


CORD = Stroke(((0.013, 1.455), (0.022, 1.485), (0.040, 1.525), (0.058, 1.565)), 0.0036, 0.0065, fade=(0.08, 0.3))
SLACK_CORD = Stroke(((0.013, 1.455), (0.024, 1.485), (0.036, 1.515)), 0.0018, 0.0065, fade=(0.1, 0.5))

# Round the upper arm: degrees from its outer side towards the front, and m from the shoulder joint.
UPPER_ARM = (
    # the deltoid's front and rear borders: soft grooves that come together and fade out before they meet
    Stroke(((84, 0.000), (62, 0.040), (40, 0.084), (24, 0.122)), -0.0039, 0.0120, fade=(0.35, 0.6)),
    Stroke(((84, 0.000), (62, 0.040), (42, 0.080), (28, 0.112)), -0.0014, 0.0060, fade=(0.45, 0.65)),
    Stroke(((-92, -0.010), (-68, 0.040), (-42, 0.084), (-22, 0.122)), -0.0041, 0.0120, fade=(0.35, 0.6)),
    Stroke(((-92, -0.010), (-68, 0.040), (-44, 0.080), (-26, 0.112)), -0.0015, 0.0060, fade=(0.40, 0.65)),
    # its belly, the seams between its parts, and the slope at its end
    Stroke(((6, 0.000), (4, 0.050), (2, 0.100)), 0.0026, 0.0180, fade=(0.4, 0.5)),
    Stroke(((-40, -0.005), (-30, 0.040), (-18, 0.080)), -0.0011, 0.0070, fade=(0.4, 0.6)),
    Stroke(((40, -0.005), (32, 0.040), (20, 0.080)), -0.0008, 0.0070, fade=(0.4, 0.6)),
    Stroke(((2, 0.105), (3, 0.170)), -0.0016, 0.0150, fade=(0.5, 0.5)),
    # between biceps and triceps, and the muscle beneath the biceps
    Stroke(((4, 0.130), (6, 0.170), (14, 0.215), (24, 0.258)), -0.0035, 0.0125, fade=(0.5, 0.4)),
    Stroke(((36, 0.120), (30, 0.165), (30, 0.210), (38, 0.245)), -0.0014, 0.0080, fade=(0.5, 0.5)),
    Stroke(((-8, 0.145), (-12, 0.180), (-6, 0.220), (6, 0.262)), -0.0015, 0.0085, fade=(0.5, 0.5)),
    Stroke(((12, 0.160), (14, 0.200), (20, 0.240)), 0.0015, 0.0100, fade=(0.5, 0.5)),
    # biceps
    Stroke(((84, 0.085), (82, 0.145), (80, 0.205)), 0.0052, 0.0240, fade=(0.4, 0.4)),
    # outer and long head of the triceps, the groove between them, and the flat of their tendon
    Stroke(((-46, 0.055), (-42, 0.110), (-34, 0.170)), 0.0048, 0.0180, fade=(0.45, 0.5)),
    Stroke(((-76, 0.070), (-72, 0.115), (-68, 0.160)), -0.0022, 0.0095, fade=(0.45, 0.45)),
    Stroke(((-102, 0.050), (-100, 0.105), (-96, 0.165)), 0.0036, 0.0190, fade=(0.5, 0.5)),
    Stroke(((-32, 0.165), (-48, 0.188), (-56, 0.222), (-58, 0.250)), -0.0013, 0.0090, fade=(0.5, 0.5)),
    Stroke(((-82, 0.140), (-84, 0.190), (-84, 0.245)), -0.0030, 0.0190, fade=(0.5, 0.35)),
)
# Round the forearm: degrees from its back towards the thumb, and m from the wrist.
FOREARM = (
    # the mass on the thumb's side that bends the elbow, and the furrows on both sides of it
    Stroke(((96, 0.110), (84, 0.180), (70, 0.250), (60, 0.310)), 0.0046, 0.0165, fade=(0.4, 0.35)),
    Stroke(((52, 0.100), (42, 0.170), (38, 0.240)), -0.0022, 0.0080, fade=(0.45, 0.4)),
    Stroke(((128, 0.130), (130, 0.190), (138, 0.250)), -0.0024, 0.0105, fade=(0.45, 0.3)),
    # the belly of the fingers' extensors, and the line between it and the little finger's
    Stroke(((4, 0.090), (6, 0.160), (14, 0.240)), 0.0028, 0.0130, fade=(0.4, 0.4)),
    Stroke(((-20, 0.060), (-18, 0.130), (-8, 0.215)), -0.0013, 0.0060, fade=(0.45, 0.4)),
    # the flexors' mass on the little finger's side
    Stroke(((-130, 0.110), (-132, 0.180), (-138, 0.240)), 0.0030, 0.0180, fade=(0.45, 0.4)),
    # tendons at the inner wrist, on the thumb's side and on the little finger's
    Stroke(((156, -0.006), (158, 0.030), (164, 0.075)), 0.0013, 0.0042, fade=(0.4, 0.6)),
    Stroke(((-142, 0.000), (-142, 0.035), (-138, 0.080)), 0.0013, 0.0048, fade=(0.35, 0.6)),
    # the thumb's muscles, that cross over the others above the wrist
    Stroke(((10, 0.088), (34, 0.056), (58, 0.026)), 0.0017, 0.0080, fade=(0.45, 0.45)),
    # the ulna's edge, from the elbow's point to the wrist
    Stroke(((-58, 0.030), (-62, 0.110), (-62, 0.190), (-54, 0.258)), -0.0024, 0.0068, fade=(0.35, 0.3)),
    Stroke(((-44, 0.030), (-44, 0.110), (-38, 0.200), (-34, 0.245)), 0.0017, 0.0090, fade=(0.4, 0.4)),
)


def round_limb(
    points: Points, start: Points, end: Points, zero: Points, ahead: Points
) -> tuple[Points, Points, Points]:
    """Points near a limb: degrees from `zero` towards `ahead`, m from its start, and m from its axis."""
    axis = (end - start) / np.linalg.norm(end - start)
    zero = zero - axis * (zero @ axis)
    zero = zero / np.linalg.norm(zero)
    ahead = ahead - axis * (ahead @ axis) - zero * (ahead @ zero)
    ahead = ahead / np.linalg.norm(ahead)
    off = points - start
    side, front = off @ zero, off @ ahead
    return np.degrees(np.arctan2(front, side)), off @ axis, np.hypot(side, front)


RADIANS_AT_ARM = np.pi / 180 * 0.05
RADIANS_AT_FOREARM = np.pi / 180 * 0.038


def drawn_round(strokes: Sequence[Stroke], angle: Points, along: Points, arc: float) -> Points:
    """The height that strokes in degrees and m give to skin at such places of a limb; `arc`: m to a degree."""
    flat = np.stack([angle * arc, along], 1)
    return stroked(flat, [replace(each, curve=[(a * arc, t) for a, t in each.curve]) for each in strokes])


def carved(
    points: Points, normal: Points, joints: Mapping[str, Points], scale: float, strength: float, male: bool
) -> Points:
    """The relief of bones and muscles drawn on a figure: what lies under the skin of the trunk and the arms."""
    height = _trunk(points, normal, scale, male)
    height += _arm(points, joints, scale) + _arm(points * [-1, 1, 1], joints, scale)
    return points + normal * (height * strength * scale)[:, None]


def _trunk(points: Points, normal: Points, scale: float, male: bool) -> Points:
    """Collarbones, jugular notch, neck, chest, shoulder blades and the furrow of the spine."""
    x, z = points[:, 0] / scale, points[:, 2] / scale
    front = facing(-normal[:, 1], -0.15, 0.25) * facing(normal[:, 2], -0.35, -0.05)
    ahead = facing(-normal[:, 1], -0.15, 0.25)
    back = facing(normal[:, 1], 0.05, 0.45)
    height = np.zeros(len(points))
    for sign in (1, -1):
        flat = np.stack([x * sign, z], 1)
        here = facing(x * sign, -0.001, 0.005)
        height += stroked(flat, FRONT) * front * here
        if male:
            height += stroked(flat, CHEST) * ahead * here
        head = np.exp(-0.5 * ((flat[:, 0] - 0.017) ** 2 + (z - 1.442) ** 2) / 0.0105**2) * 0.0024
        height += head * front * here
        height += stroked(flat, BACK) * back * facing(x * sign, -0.012, 0.022)
        height += stroked(flat, (CORD if sign > 0 else SLACK_CORD,)) * facing(-normal[:, 1], -0.1, 0.4) * here
    notch = np.exp(-0.5 * ((x / 0.011) ** 2 + ((z - 1.452) / 0.012) ** 2)) * -0.0042
    height += notch * front
    height += stroked(np.stack([x, z], 1), FURROW) * back
    for at, out in KNUCKLES:
        height += out * np.exp(-0.5 * ((x / 0.0075) ** 2 + ((z - at) / 0.0070) ** 2)) * back
    if male:
        throat = np.flatnonzero((np.abs(z - 1.508) < 0.010) & (np.abs(x) < 0.03))
        apple = points[throat[np.argmin(points[throat, 1])]]
        near = ((points - apple) / scale / np.array([0.010, 0.03, 0.011])) ** 2
        below = ((points - apple - [0, 0, -0.028 * scale]) / scale / np.array([0.009, 0.03, 0.018])) ** 2
        height += 0.0045 * (np.exp(-0.5 * near.sum(1)) + 0.35 * np.exp(-0.5 * below.sum(1)))
    return height


def nippled(points: Points, normal: Points, nipple: int) -> Points:
    """A man's nipples: a low, broad areola with the papilla and small glands on it. nipple: the left one's vertex."""
    height = np.zeros(len(points))
    chance = np.random.Generator(np.random.PCG64(17))
    for place in (points[nipple], points[nipple] * [-1, 1, 1]):
        for turn, far in zip(chance.uniform(0, 2 * np.pi, 9), chance.uniform(0.0060, 0.0115, 9), strict=True):
            gland = place + far * np.array([np.cos(turn), 0.0, np.sin(turn)])
            across = (points - gland) * [1, 0.2, 1]
            height += 0.00045 * np.exp(-0.5 * (across**2).sum(1) / 0.0009**2) * (points[:, 1] < 0)
        gap = np.linalg.norm(points - place, axis=1)
        height += 0.0010 * facing(-gap, -0.0155, -0.0075) + 0.0017 * facing(-gap, -0.0055, -0.0014)
    return points + normal * height[:, None]


def _arm(points: Points, joints: Mapping[str, Points], scale: float) -> Points:
    """The muscles of the left arm, and the bones at its elbow and wrist."""
    shoulder, elbow, hand = (joints[f"l-{name}"] for name in ("shoulder", "elbow", "hand"))
    outer, front = np.array([1.0, 0.0, 0.0]), np.array([0.0, -1.0, 0.0])
    angle, along, away = round_limb(points, shoulder, elbow, outer, front)
    belongs = facing(-away / scale, -0.11, -0.085) * facing(points[:, 0] / scale, 0.15, 0.18)
    height = drawn_round(UPPER_ARM, angle, along / scale, RADIANS_AT_ARM) * belongs
    thumb, axis = joints["l-finger-2-1"] - joints["l-finger-5-1"], elbow - hand
    rear = np.cross(axis, thumb)
    angle, along, away = round_limb(points, hand, elbow, rear, thumb)
    belongs = facing(-away / scale, -0.085, -0.065) * facing(along / scale, -0.03, 0.01)
    belongs *= facing(points[:, 0], 0.12, 0.15)
    height += drawn_round(FOREARM, angle, along / scale, RADIANS_AT_FOREARM) * belongs
    axis, rear, thumb = (each / np.linalg.norm(each) for each in (axis, rear, thumb))

    # the elbow's point, the hollows on both sides of it, its outer and inner knob; the wrist's knobs, and the heel's
    for start, towards, out, width in (
        (elbow, np.array([0.10, 0.95, -0.25]), 0.0056, 0.0120),
        (elbow, np.array([0.75, 0.65, 0.0]), -0.0034, 0.0105),
        (elbow, np.array([-0.50, 0.80, 0.05]), -0.0026, 0.0100),
        (elbow + np.array([0.0, 0.0, 0.012]) * scale, np.array([1.0, 0.1, 0.0]), 0.0030, 0.0100),
        (elbow + np.array([0.0, 0.0, 0.010]) * scale, np.array([-0.9, 0.5, 0.0]), 0.0030, 0.0125),
        (hand + 0.010 * scale * axis, rear - 0.75 * thumb, 0.0036, 0.0080),
        (hand + 0.006 * scale * axis, thumb - 0.25 * rear, 0.0018, 0.0095),
        (hand - 0.014 * scale * axis, -0.8 * rear - 0.8 * thumb, 0.0020, 0.0090),
    ):
        place = farthest(points, start, towards, 0.075 * scale)
        height += out * np.exp(-0.5 * ((points - place) ** 2).sum(1) / (width * scale) ** 2)
    return height


def farthest(points: Points, start: Points, towards: Points, reach: float) -> Points:
    """The point that is farthest that way, and least aside, of those within reach of a place."""
    off = points - start
    aside = np.linalg.norm(np.cross(off, towards / np.linalg.norm(towards)), axis=1)
    within = np.linalg.norm(off, axis=1) < reach
    return np.asarray(points[np.argmax(np.where(within, off @ towards - 0.5 * aside, -np.inf))])
