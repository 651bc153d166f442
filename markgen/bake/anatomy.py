"""Anatomy that the base mesh only hints at: an unsharp mask along the normals, and ridges and hollows along curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy import sparse

from markgen.bake.mesh import Index, Points, normals, smoothed
from markgen.bake.noise import noise
from markgen.growth import smoothsteps

CLIP = 0.006
"""What `sharpened` raises or hollows skin by at most, m."""


def sharpened(points: Points, faces: Index, mean: sparse.csr_matrix, mask: Points) -> Points:
    """Relief at two radii made deeper along the normal, by less than `CLIP`; `mask` is its strength at each vertex."""
    normal = normals(points, faces)
    height = np.zeros(len(points))
    for gain, times in ((0.55, 4), (1.0, 16)):
        height += gain * ((points - smoothed(points, mean, times)) * normal).sum(1)
    # Softly: where a clip begins there would be a crease.
    return points + normal * (CLIP * np.tanh(height / CLIP) * mask)[:, None]


@dataclass(frozen=True)
class Stroke:
    """A ridge or hollow along a curve.

    curve: points in the plane, m. height: m, up when positive. width: its standard deviation, m. offset: to the
    left of the curve's run, m. middle, spread: where along the curve (0..1) it is strongest, and how far it reaches.
    fade: over what share of the curve it rises at its start, and falls at its end. lean: how many times as wide it is
    on the right of the curve's run: the edge of a muscle is steep on one side and melts into the other.
    """

    curve: Sequence[tuple[float, float]]
    height: float
    width: float
    offset: float = 0.0
    middle: float = 0.5
    spread: float = 9.0
    fade: tuple[float, float] = (0.15, 0.15)
    lean: float = 1.0


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
        reach = 4 * stroke.width * max(stroke.lean, 1) + abs(stroke.offset)
        near = np.flatnonzero(((points > line.min(0) - reach) & (points < line.max(0) + reach)).all(1))
        gap, along = beside(points[near], line)
        start, stop = stroke.fade
        fade = np.clip(along / max(start, 1e-6), 0, 1) * np.clip((1 - along) / max(stop, 1e-6), 0, 1)
        away = gap - stroke.offset
        shape = np.exp(-0.5 * (away / np.where(away < 0, stroke.width * stroke.lean, stroke.width)) ** 2)
        felt = smoothsteps(fade) * np.exp(-0.5 * ((along - stroke.middle) / stroke.spread) ** 2)
        height[near] += stroke.height * shape * felt
    return height


@dataclass(frozen=True)
class Plate:
    """A flat thing under the skin, such as a blade.

    outline: closed, in the plane, m; what is raised lies on the right of its run. height: m. soft: m on each side of
    the outline within which the skin turns. middle: where the plate is felt most, and spread: the standard deviation,
    m, with which it is lost from there.
    """

    outline: Sequence[tuple[float, float]]
    height: float
    soft: float
    middle: tuple[float, float]
    spread: float

    def raised(self, points: Points) -> Points:
        """The height that it gives to points of its plane, m."""
        gap, _ = beside(points, rounded(self.outline))
        far = np.linalg.norm(points - np.array(self.middle), axis=1)
        felt = np.exp(-0.5 * (far / self.spread) ** 2)
        return np.asarray(self.height * smoothsteps(-gap, -self.soft, self.soft) * felt)


COLLARBONE = ((0.016, 1.446), (0.045, 1.452), (0.080, 1.457), (0.110, 1.461), (0.140, 1.470), (0.166, 1.478),
              (0.192, 1.480))  # fmt: skip
BREAST = ((0.018, 1.262), (0.050, 1.250), (0.090, 1.252), (0.130, 1.276), (0.158, 1.315), (0.176, 1.345))

# Bones of the shoulder girdle, which lie under the skin of the lean of either sex, and the hollows about them.
FRONT = (
    # the bar of the collarbone, round where it leaves the breastbone and flat where it goes behind the shoulder
    Stroke(COLLARBONE, 0.0064, 0.0056, middle=0.30, spread=0.42, fade=(0.12, 0.2), lean=1.25),
    # the pit above it, steep behind the bone and shallow to the neck, and the narrow hollow behind its outer third
    Stroke(COLLARBONE[1:5], -0.0090, 0.0130, offset=0.0195, middle=0.32, spread=0.30, fade=(0.2, 0.45), lean=0.62),
    Stroke(COLLARBONE[3:6], -0.0028, 0.0070, offset=0.0150, fade=(0.4, 0.45)),
    # the hollow below it, deepest where deltoid and pectoralis part
    Stroke(COLLARBONE[1:6], -0.0024, 0.0080, offset=-0.0135, fade=(0.3, 0.3), lean=1.5),
    Stroke(
        ((0.112, 1.450), (0.124, 1.440), (0.142, 1.418), (0.156, 1.392)),
        -0.0032,
        0.0115,
        middle=0.3,
        spread=0.5,
        fade=(0.3, 0.6),
        lean=1.3,
    ),
    # its end at the shoulder
    Stroke(((0.168, 1.480), (0.186, 1.481)), 0.0022, 0.0080, fade=(0.5, 0.5)),
)

# What only a muscular chest shows.
CHEST = (
    # the two masses of the pectoralis: full and low, and a softer one that comes off the collarbone
    Stroke(((0.040, 1.278), (0.085, 1.279), (0.122, 1.300), (0.150, 1.340)), 0.0028, 0.0230, fade=(0.35, 0.3)),
    Stroke(((0.035, 1.395), (0.080, 1.415), (0.120, 1.405)), 0.0030, 0.0200, fade=(0.4, 0.4)),
    # its lower border, and the fold in which it leaves the chest for the arm
    Stroke(BREAST, 0.0018, 0.0110, offset=0.012, fade=(0.35, 0.15), lean=0.8),
    Stroke(BREAST, -0.0017, 0.0100, offset=-0.009, middle=0.28, spread=0.22, fade=(0.3, 0.2), lean=2.2),
    Stroke(((0.146, 1.322), (0.168, 1.346), (0.188, 1.372), (0.196, 1.396)), 0.0028, 0.0140, fade=(0.35, 0.35)),
    # the groove between deltoid and pectoralis, deepest below the collarbone
    Stroke(
        ((0.122, 1.452), (0.144, 1.425), (0.164, 1.392), (0.180, 1.352)),
        -0.0030,
        0.0075,
        middle=0.45,
        spread=0.4,
        fade=(0.2, 0.2),
        lean=1.5,
    ),
    # what the mesh lacks between the nipple and the lower border
    Stroke(((0.072, 1.272), (0.104, 1.278), (0.130, 1.300)), 0.0026, 0.0150, fade=(0.45, 0.4)),
    Stroke(((0.082, 1.262), (0.104, 1.262), (0.126, 1.276)), 0.0026, 0.0110, fade=(0.45, 0.45)),
    # the seam between the part that comes off the collarbone and that which comes off the breastbone
    Stroke(((0.034, 1.408), (0.080, 1.396), (0.128, 1.386)), -0.0016, 0.0080, fade=(0.3, 0.5), lean=1.6),
    # the breastbone: not so deep between the breasts as the mesh has it, its joint, and its end
    Stroke(((0.0, 1.425), (0.0, 1.350), (0.0, 1.245)), 0.0078, 0.0170, middle=0.6, spread=0.5, fade=(0.35, 0.25)),
    Stroke(((0.026, 1.400), (0.0, 1.402)), 0.0010, 0.0075, fade=(0.5, 0.0)),
    Stroke(((0.0, 1.248), (0.0, 1.215)), -0.0012, 0.0120, fade=(0.5, 0.5)),
    # the arch of the ribs
    Stroke(((0.016, 1.232), (0.050, 1.195), (0.085, 1.155), (0.105, 1.110)), 0.0032, 0.0085, fade=(0.3, 0.4), lean=1.8),
    # teeth of the serratus, each with the hollow below it that a rib's lower edge leaves
    *(
        Stroke(curve, height, 0.0052, offset=offset, fade=(0.4, 0.4), lean=1.6)
        for curve, deep in (
            (((0.116, 1.248), (0.136, 1.270), (0.156, 1.292)), 0.0026),
            (((0.112, 1.220), (0.136, 1.240), (0.158, 1.268)), 0.0034),
            (((0.106, 1.192), (0.132, 1.210), (0.156, 1.238)), 0.0032),
            (((0.098, 1.164), (0.124, 1.180), (0.150, 1.206)), 0.0022),
        )
        for height, offset in ((-deep, 0.0), (0.6 * deep, 0.012))
    ),
)

# The blade is a plate under the skin: its inner border and lower angle turn within 25 mm, and it ends unseen towards
# the arm. The outline begins and closes there.
BLADE = Plate(
    ((0.185, 1.385), (0.134, 1.306), (0.110, 1.268), (0.092, 1.262), (0.077, 1.282), (0.067, 1.316), (0.063, 1.356),
     (0.065, 1.402), (0.078, 1.432), (0.112, 1.446), (0.200, 1.450), (0.185, 1.385)),
    height=0.0052, soft=0.0135, middle=(0.082, 1.302), spread=0.060,
)  # fmt: skip
SPINE_OF_BLADE = ((0.058, 1.386), (0.082, 1.394), (0.108, 1.408), (0.138, 1.432), (0.166, 1.446), (0.192, 1.448))
TRAPEZIUS = ((0.066, 1.384), (0.056, 1.336), (0.036, 1.262), (0.012, 1.176))

# A trained back at rest: no line in it is narrower than a finger, and what the light finds are planes that turn.
BACK = (
    # the hollow about the blade's lower angle and inner border
    Stroke(((0.092, 1.250), (0.066, 1.272), (0.052, 1.312), (0.046, 1.352)), -0.0006, 0.0190, fade=(0.35, 0.4)),
    # spine of the scapula, thin at its root and broad on the shoulder, and the bone's end there
    Stroke(SPINE_OF_BLADE, 0.0028, 0.0095, middle=0.50, spread=0.34, fade=(0.25, 0.2), lean=1.6),
    Stroke(((0.164, 1.448), (0.186, 1.458), (0.204, 1.458)), 0.0019, 0.0118, fade=(0.5, 0.5)),
    # the flat sinew of the trapezius at its root
    Stroke(((0.048, 1.402), (0.062, 1.382)), -0.0007, 0.0125, fade=(0.5, 0.5)),
    # the muscle above it, up to the neck, and the dip before the shoulder's end
    Stroke(((0.030, 1.500), (0.066, 1.460), (0.112, 1.452), (0.146, 1.462)), 0.0031, 0.0201, fade=(0.25, 0.35)),
    Stroke(((0.096, 1.430), (0.122, 1.442), (0.146, 1.456)), -0.0010, 0.0108, fade=(0.4, 0.4)),
    # the muscle within the blade runs out and up to the arm
    Stroke(((0.086, 1.330), (0.118, 1.358), (0.152, 1.392)), 0.0028, 0.0230, fade=(0.30, 0.35)),
    # the muscle that comes off the lower angle and goes under the arm, and the cleft above it
    Stroke(((0.106, 1.286), (0.126, 1.306), (0.150, 1.334), (0.168, 1.358)), 0.0026, 0.0170, fade=(0.25, 0.25)),
    Stroke(((0.104, 1.318), (0.130, 1.338), (0.160, 1.362)), -0.0005, 0.0120, fade=(0.4, 0.3), lean=1.6),
    # rhomboids beneath the trapezius, between blade and spine
    Stroke(((0.026, 1.420), (0.038, 1.375), (0.044, 1.330)), 0.0020, 0.0160, fade=(0.35, 0.4)),
    # the trapezius, down to the twelfth rib: its edge is a step that the light finds here and there
    Stroke(TRAPEZIUS, 0.0026, 0.0090, offset=-0.005, middle=0.45, spread=0.34, fade=(0.3, 0.4), lean=3.0),
    Stroke(TRAPEZIUS, -0.0006, 0.0110, offset=0.012, middle=0.45, spread=0.34, fade=(0.3, 0.4)),
    # the columns beside the spine, broadest in the loin, and the long hollow on their outer side
    Stroke(
        ((0.026, 1.320), (0.029, 1.230), (0.035, 1.150), (0.039, 1.080), (0.032, 1.000)),
        0.0042,
        0.0175,
        middle=0.64,
        spread=0.36,
        fade=(0.35, 0.1),
        lean=1.2,
    ),
    Stroke(
        ((0.056, 1.250), (0.066, 1.170), (0.080, 1.090), (0.074, 1.000)),
        -0.0005,
        0.0200,
        middle=0.65,
        spread=0.35,
        fade=(0.5, 0.1),
        lean=1.6,
    ),
    # the latissimus: its upper edge over the blade's lower angle, the sheet itself that sweeps to the loin
    Stroke(
        ((0.040, 1.226), (0.076, 1.240), (0.114, 1.258), (0.150, 1.298), (0.168, 1.334)),
        -0.0008,
        0.0120,
        middle=0.6,
        spread=0.3,
        fade=(0.45, 0.25),
        lean=0.7,
    ),
    Stroke(((0.092, 1.150), (0.122, 1.222), (0.152, 1.292)), 0.0036, 0.0230, fade=(0.4, 0.3)),
    Stroke(((0.058, 1.090), (0.082, 1.148), (0.106, 1.204)), 0.0016, 0.0165, fade=(0.4, 0.4)),
    # ribs under it
    Stroke(((0.092, 1.236), (0.124, 1.222), (0.158, 1.198)), -0.0008, 0.0080, fade=(0.4, 0.4), lean=1.8),
    Stroke(((0.090, 1.206), (0.122, 1.188), (0.152, 1.162)), -0.0010, 0.0080, fade=(0.4, 0.4), lean=1.8),
    Stroke(((0.092, 1.176), (0.120, 1.156), (0.144, 1.130)), -0.0010, 0.0080, fade=(0.4, 0.4), lean=1.8),
    # dimples over the joint of hip bone and sacrum
    Stroke(((0.038, 1.012), (0.044, 1.000)), -0.0030, 0.0090, fade=(0.5, 0.5)),
    # the long muscles of the neck
    Stroke(((0.022, 1.560), (0.024, 1.520), (0.026, 1.480)), 0.0014, 0.0121, fade=(0.3, 0.5)),
    # the rear border of the deltoid
    Stroke(((0.112, 1.412), (0.146, 1.402), (0.180, 1.374)), -0.0019, 0.0088, fade=(0.45, 0.25), lean=1.7),
)

FURROW = (
    # between the blades the ribs stand out behind, and no valley is left but the furrow itself
    Stroke(((0.0, 1.520), (0.0, 1.440), (0.0, 1.340), (0.0, 1.200)), 0.0070, 0.0360, fade=(0.3, 0.45)),
    # 4 mm deep between the blades, 8 in the loin, of what is left between the columns
    Stroke(((0.0, 1.450), (0.0, 1.380), (0.0, 1.300), (0.0, 1.230), (0.0, 1.150)), -0.0024, 0.0125, fade=(0.4, 0.4)),
    Stroke(((0.0, 1.280), (0.0, 1.200), (0.0, 1.110), (0.0, 1.0)), -0.0038, 0.0112, middle=0.65, spread=0.45,
           fade=(0.4, 0.15)),
)  # fmt: skip
# Spinous processes: height, how far each stands out, and how long it is, m. That of the seventh vertebra of the neck is
# round and stands out most, the next ones less and less; those of the loin lie deep in the furrow.
KNUCKLES = ((1.486, 0.0032, 0.0125), (1.455, 0.0024, 0.0115), (1.426, 0.0015, 0.0110), (1.396, 0.0011, 0.0105),
            (1.364, 0.0015, 0.0098), (1.331, 0.0016, 0.0096), (1.300, 0.0020, 0.0094), (1.270, 0.0025, 0.0090),
            (1.240, 0.0029, 0.0088), (1.209, 0.0030, 0.0088), (1.177, 0.0028, 0.0088), (1.143, 0.0024, 0.0090),
            (1.110, 0.0018, 0.0092))  # fmt: skip

# Round the neck: degrees from its front to the side, and m of height. The sternomastoid comes off the breastbone as a
# round tendon and off the collarbone as a sheet, and runs as one strap to behind the ear.
STRAP = ((10, 1.452), (19, 1.478), (36, 1.512), (58, 1.546), (76, 1.580), (84, 1.610))
NECK = (
    Stroke(STRAP, 0.0044, 0.0042, middle=0.14, spread=0.24, fade=(0.04, 0.5)),
    Stroke(STRAP, 0.0040, 0.0112, offset=-0.003, middle=0.60, spread=0.34, fade=(0.2, 0.15)),
    Stroke(
        ((40, 1.458), (41, 1.480), (45, 1.508), (58, 1.540)), 0.0022, 0.0075, middle=0.2, spread=0.5, fade=(0.1, 0.5)
    ),
    # the cleft between both heads, and the long hollows before and behind the strap
    Stroke(((25, 1.460), (30, 1.486)), -0.0022, 0.0048, middle=0.2, spread=0.5, fade=(0.3, 0.6)),
    Stroke(STRAP, -0.0026, 0.0075, offset=0.0150, middle=0.45, spread=0.32, fade=(0.2, 0.3)),
    Stroke(STRAP, -0.0030, 0.0110, offset=-0.0230, middle=0.45, spread=0.30, fade=(0.3, 0.3)),
)
SLACK = 0.55
"""How much of `NECK` shows on the side to which the head is turned."""
NECK_AXIS, NECK_DEGREE = -0.018, np.pi / 180 * 0.055
"""Where a neck's upright axis is, m along y, and m to a degree round one of 55 mm radius."""

# Round the upper arm: degrees from its outer side towards the front, and m from the shoulder joint.
UPPER_ARM = (
    # the deltoid's front and rear borders: soft grooves that come together and fade out before they meet
    Stroke(((84, 0.000), (62, 0.040), (40, 0.084), (24, 0.122)), -0.0039, 0.0120, fade=(0.35, 0.6)),
    Stroke(((84, 0.000), (62, 0.040), (42, 0.080), (28, 0.112)), -0.0014, 0.0060, fade=(0.45, 0.65)),
    Stroke(((-92, -0.010), (-68, 0.040), (-42, 0.088), (-20, 0.134)), -0.0034, 0.0132, fade=(0.35, 0.55)),
    Stroke(((-92, -0.010), (-68, 0.040), (-44, 0.084), (-24, 0.122)), -0.0012, 0.0060, fade=(0.40, 0.65)),
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
    Stroke(((-50, 0.060), (-44, 0.115), (-36, 0.178)), 0.0058, 0.0170, fade=(0.45, 0.5)),
    Stroke(((-78, 0.070), (-74, 0.115), (-72, 0.165)), -0.0028, 0.0095, fade=(0.45, 0.45)),
    Stroke(((-106, 0.050), (-104, 0.110), (-102, 0.178)), 0.0044, 0.0190, fade=(0.5, 0.5)),
    Stroke(((-32, 0.165), (-48, 0.188), (-56, 0.222), (-58, 0.250)), -0.0013, 0.0090, fade=(0.5, 0.5)),
    Stroke(((-82, 0.140), (-84, 0.190), (-84, 0.245)), -0.0038, 0.0175, fade=(0.45, 0.35)),
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


ARM_DEGREE = np.pi / 180 * 0.05
FOREARM_DEGREE = np.pi / 180 * 0.038
"""m to a degree round an upper arm and a forearm, of 50 and 38 mm radius."""


def drawn_round(strokes: Sequence[Stroke], angle: Points, along: Points, arc: float) -> Points:
    """The height that strokes in degrees and m give to skin at such places of a limb; `arc`: m to a degree."""
    flat = np.stack([angle * arc, along], 1)
    return stroked(flat, [replace(each, curve=[(a * arc, t) for a, t in each.curve]) for each in strokes])


def carved(
    points: Points, normal: Points, joints: Mapping[str, Points], scale: float, strength: float, male: bool
) -> Points:
    """The relief of bones and muscles drawn on a figure: what lies under the skin of the trunk and the arms.

    strength: of muscles; collarbones and neck show on every body alike.
    """
    height = _trunk(points, normal, scale, male, 1 / strength)
    height += _arm(points, joints, scale) + _arm(points * [-1, 1, 1], joints, scale)
    return points + normal * (height * strength * scale)[:, None]


WANDER = 0.0042
"""How far the lines of the trunk stray from where they are drawn, m: no two sides of a body are the same."""

LEAN = 0.0042
"""How far the furrow of the spine strays from the midline, m."""


def _wandering(points: Points, scale: float) -> Points:
    """Points moved a little in their frontal plane, smoothly and unlike left and right, (n, 2), of the grown body."""
    place = points / scale * 1000
    stray = [noise(place, 46, seed, smooth=True) + 0.15 * noise(place, 19, seed + 1, smooth=True) for seed in (61, 63)]
    # The spine is straighter than the rest, but no ruler: it leans a little with every few vertebrae.
    free = smoothsteps(np.abs(points[:, 0]) / scale, 0.0, 0.060)
    leaning = LEAN * noise(place * [0, 0, 1], 58, 67, smooth=True)
    return points[:, [0, 2]] / scale + np.stack([WANDER * stray[0] * free + leaning * (1 - free), WANDER * stray[1]], 1)


def _trunk(points: Points, normal: Points, scale: float, male: bool, bones: float) -> Points:
    """Collarbones, jugular notch, neck, chest, shoulder blades and the furrow of the spine. bones: by how much more
    the first of these are raised than the rest."""
    height = np.zeros(len(points))
    near = np.flatnonzero((points[:, 2] / scale > 0.9) & (points[:, 2] / scale < 1.62))
    facing_back = normal[near, 1]
    x, z = points[near, 0] / scale, points[near, 2] / scale
    bent = _wandering(points[near], scale)
    # Both sides are one drawing, folded at the midline.
    flat = np.stack([np.abs(bent[:, 0]), bent[:, 1]], 1)
    ahead = smoothsteps(-facing_back, -0.15, 0.25)
    front = ahead * smoothsteps(normal[near, 2], -0.35, -0.05)
    back = smoothsteps(facing_back, 0.05, 0.45)
    before = smoothsteps(-points[near, 1] / scale, -0.045, -0.005) * smoothsteps(-np.abs(x), -0.085, -0.065)
    plain = np.stack([np.abs(x), z], 1)
    some = bones * stroked(plain, FRONT) * front
    # the heads of both collarbones, and the notch between them
    some += bones * 0.0026 * np.exp(-0.5 * ((plain[:, 0] - 0.021) ** 2 + (z - 1.446) ** 2) / 0.0090**2) * front
    some += bones * -0.0056 * np.exp(-0.5 * ((x / 0.0085) ** 2 + ((z - 1.457) / 0.0100) ** 2)) * front
    round_neck = np.degrees(np.arctan2(np.abs(x), NECK_AXIS - points[near, 1] / scale))
    taut = SLACK + (1 - SLACK) * smoothsteps(x, -0.004, 0.004)
    some += bones * drawn_round(NECK, round_neck, z, NECK_DEGREE) * taut * before
    if male:
        some += stroked(flat, CHEST) * ahead
    some += (BLADE.raised(flat) + stroked(flat, BACK) + stroked(np.stack([bent[:, 0], z], 1), FURROW)) * back
    for at, out, long in KNUCKLES:
        # Each lies a little aside, up to 1.2 mm, now left and now right.
        aside = x - 0.0012 * np.sin(331 * at)
        some += out * np.exp(-0.5 * ((aside / (0.95 * long)) ** 2 + ((z - at) / long) ** 2)) * back
    # The flank is full where the obliques rest on the hip.
    aside = smoothsteps(np.abs(x), 0.085, 0.125) * smoothsteps(-np.abs(x), -0.20, -0.17)
    some += aside * 0.0030 * np.exp(-0.5 * ((z - 1.082) / 0.030) ** 2)
    height[near] = some
    if male:
        x, z = points[:, 0] / scale, points[:, 2] / scale
        throat = np.flatnonzero((np.abs(z - 1.508) < 0.010) & (np.abs(x) < 0.03))
        apple = points[throat[np.argmin(points[throat, 1])]]
        near_apple = ((points - apple) / scale / np.array([0.010, 0.03, 0.011])) ** 2
        below = ((points - apple - [0, 0, -0.028 * scale]) / scale / np.array([0.009, 0.03, 0.018])) ** 2
        height += 0.0045 * (np.exp(-0.5 * near_apple.sum(1)) + 0.35 * np.exp(-0.5 * below.sum(1)))
    return height


def nippled(points: Points, normal: Points, nipple: int) -> Points:
    """A man's nipples: a low areola with an edge, a furrow about the papilla, and the papilla, dented at its tip; no
    outline is round. nipple: the left one's vertex."""
    height = np.zeros(len(points))
    for place in (points[nipple], points[nipple] * [-1, 1, 1]):
        off = (points - place) * [0.92, 0.5, 1.1]
        gap = np.linalg.norm(off, axis=1) * (1 + 0.09 * noise(points * 1000, 5, 17, smooth=True))
        near = points[:, 1] < 0
        height += near * 0.0005 * smoothsteps(-gap, -0.0125, -0.0085)
        height += near * 0.0023 * smoothsteps(-gap, -0.0038, -0.0016)
        height -= near * (
            0.0005 * np.exp(-0.5 * ((gap - 0.0046) / 0.0007) ** 2) + 0.0005 * np.exp(-0.5 * (gap / 0.0008) ** 2)
        )
    return points + normal * height[:, None]


def _arm(points: Points, joints: Mapping[str, Points], scale: float) -> Points:
    """The muscles of the left arm, and the bones at its elbow and wrist."""
    shoulder, elbow, hand = (joints[f"l-{name}"] for name in ("shoulder", "elbow", "hand"))
    outer, front = np.array([1.0, 0.0, 0.0]), np.array([0.0, -1.0, 0.0])
    angle, along, away = round_limb(points, shoulder, elbow, outer, front)
    belongs = smoothsteps(-away / scale, -0.11, -0.085) * smoothsteps(points[:, 0] / scale, 0.15, 0.18)
    height = drawn_round(UPPER_ARM, angle, along / scale, ARM_DEGREE) * belongs
    thumb, axis = joints["l-finger-2-1"] - joints["l-finger-5-1"], elbow - hand
    rear = np.cross(axis, thumb)
    angle, along, away = round_limb(points, hand, elbow, rear, thumb)
    belongs = smoothsteps(-away / scale, -0.085, -0.065) * smoothsteps(along / scale, -0.03, 0.01)
    belongs *= smoothsteps(points[:, 0], 0.12, 0.15)
    height += drawn_round(FOREARM, angle, along / scale, FOREARM_DEGREE) * belongs
    axis, rear, thumb = (each / np.linalg.norm(each) for each in (axis, rear, thumb))

    # the elbow's point, the hollows on both sides of it, its outer and inner knob; the wrist's knobs, and the heel's
    for start, towards, out, width in (
        (elbow, np.array([0.10, 0.95, -0.25]), 0.0076, 0.0115),
        (elbow, np.array([0.75, 0.65, 0.0]), -0.0042, 0.0105),
        (elbow, np.array([-0.50, 0.80, 0.05]), -0.0026, 0.0100),
        (elbow + np.array([0.0, 0.0, 0.012]) * scale, np.array([1.0, 0.1, 0.0]), 0.0036, 0.0105),
        (elbow + np.array([0.0, 0.0, 0.010]) * scale, np.array([-0.9, 0.5, 0.0]), 0.0030, 0.0125),
        (hand + 0.010 * scale * axis, rear - 0.75 * thumb, 0.0048, 0.0085),
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
