"""The skin of the left hand: its two sides laid flat, the lines, tendons and veins drawn on them, and where it is red.

Places on a hand are told in its own measure: across from its middle to the root of the forefinger (1) or of the little
finger (-1), and from the wrist (0) to the middle finger's knuckle (1). The lines of the palm run as anatomists name
them: the distal and the proximal transverse crease and that of the thenar (D. Bali and R. Chaube, "Application and
formulation of palmar creases", 1994); their depths and the wrinkles between them are set by eye.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter

from markgen.bake.charts import SkinChart, triangled
from markgen.bake.figure import Figure
from markgen.bake.mesh import Points, face_normals
from markgen.bake.relief import PIXEL, Curve, Relief, Sheet
from markgen.growth import smoothsteps

PALM, BACK = "palm", "hand-back"
"""The two sides, as charts are named."""


@dataclass(frozen=True)
class Hand:
    """The plane of a hand: where its wrist is, m, unit vectors across (to the thumb), down (to the fingers) and out of
    the palm, and the measures of it, m. joints: the figure's."""

    wrist: Points
    across: Points
    down: Points
    out: Points
    half: float
    length: float
    joints: Mapping[str, Points]

    def flat(self, points: Points) -> Points:
        """Places (..., 3), m, on the plane in mm: across and down."""
        off = points - self.wrist
        return np.asarray(np.stack([off @ self.across, off @ self.down], -1) * 1000)

    def joint(self, finger: int, part: int) -> Points:
        """Where a finger's joint is on the plane, mm; the thumb is finger 1, the knuckle part 1."""
        return self.flat(self.joints[f"l-finger-{finger}-{part}"])

    def mm(self, curve: Curve) -> Curve:
        """A curve in the hand's measure, in mm."""
        return [(x * self.half * 1000, y * self.length * 1000) for x, y in curve]


def hand(figure: Figure) -> Hand:
    """The left hand of a figure, posed or not."""
    joints = figure.joints
    wrist, first, middle, last = (joints[f"l-{name}"] for name in ("hand", "finger-2-1", "finger-3-1", "finger-5-1"))
    down, across = middle - wrist, (first - last) / 2
    length, half = float(np.linalg.norm(down)), float(np.linalg.norm(across))
    down = down / length
    across = across - down * (across @ down)
    across = across / np.linalg.norm(across)
    aside = across * ((first + last - 2 * middle) @ across / 2)
    return Hand(wrist + aside, across, down, np.cross(down, across), half, length, joints)


def sides(figure: Figure) -> dict[str, SkinChart]:
    """The palm and the back of the hand as charts, seen square: true amid them, and narrow at their rims."""
    own = hand(figure)
    mine = np.flatnonzero(figure.parts["hand"][figure.faces].mean(1) > 0.3)
    square = face_normals(figure.points, figure.faces[mine]) @ own.out
    found = {}
    for name, faces in ((PALM, mine[square > 0]), (BACK, mine[square <= 0])):
        corners = figure.points[figure.faces[faces]]
        count = len(faces)
        found[name] = SkinChart(
            name,
            "",
            faces,
            own.flat(corners),
            np.zeros(count),
            None,
            triangled(corners * 1000),
            np.zeros(2 * count, bool),
        )
    return found


def palmar(mm: Points, normal: npt.NDArray[np.floating], figure: Figure) -> Points:
    """0..1: how far skin at places (..., 3) mm that faces so, in the figure's axes, is of the left palm."""
    own = hand(figure)
    place = own.flat(mm / 1000)
    near = np.linalg.norm(mm / 1000 - own.wrist, axis=-1) < 2.2 * own.length
    turned = smoothsteps(normal @ own.out, 0.0, 0.5)
    return np.asarray(near * turned * smoothsteps(place[..., 1] / own.length / 1000, -0.02, 0.14))


Line = tuple[Curve, float, float, float]
"""A curve, how wide the line is and how much it raises the skin, mm, and how dark its bottom is, 0..1."""

CREASES: Sequence[Line] = (
    # the distal transverse crease, and its fork
    (((-1.14, 0.690), (-0.80, 0.700), (-0.35, 0.738), (0.10, 0.815), (0.40, 0.905), (0.52, 0.970)), 1.1, -0.55, 0.80),
    (((0.06, 0.808), (0.40, 0.850), (0.72, 0.862)), 0.7, -0.25, 0.62),
    # the proximal one
    (((1.14, 0.795), (0.82, 0.735), (0.42, 0.665), (-0.08, 0.570), (-0.55, 0.480), (-0.86, 0.405)), 1.1, -0.50, 0.75),
    # that of the thenar, and its lighter double
    (((1.15, 0.800), (0.86, 0.745), (0.57, 0.630), (0.34, 0.480), (0.23, 0.330), (0.20, 0.200), (0.27, 0.060)),
     1.2, -0.60, 0.85),
    (((0.66, 0.590), (0.46, 0.455), (0.36, 0.320), (0.34, 0.200)), 0.6, -0.22, 0.57),
    # lengthwise ones, broken
    (((0.03, 0.110), (-0.02, 0.270), (0.00, 0.430)), 0.6, -0.22, 0.61),
    (((0.04, 0.470), (0.06, 0.620), (0.13, 0.745)), 0.6, -0.24, 0.62),
    (((-0.36, 0.560), (-0.42, 0.690), (-0.41, 0.800)), 0.55, -0.18, 0.47),
    # across the little finger's ball, and from the thenar to the palm's middle
    (((-1.12, 0.585), (-0.86, 0.570), (-0.62, 0.590)), 0.6, -0.22, 0.53),
    (((-1.10, 0.480), (-0.84, 0.440), (-0.66, 0.452)), 0.55, -0.18, 0.42),
    (((-0.95, 0.300), (-0.66, 0.340), (-0.40, 0.420)), 0.55, -0.16, 0.38),
    (((-0.30, 0.250), (0.00, 0.330), (0.26, 0.440)), 0.55, -0.18, 0.46),
    (((0.22, 0.300), (0.02, 0.240), (-0.20, 0.120)), 0.5, -0.14, 0.34),
)  # fmt: skip
"""Lines of the palm, in the hand's measure."""
PIGMENT = 0.7
"""How much of a line's darkness is pigment: the rest is its own shade."""
VALLEYS = 3
"""Width of the soft valley between pads in which each of the deeper lines lies, as so many of its own."""

VEINS: Sequence[tuple[Curve, float, float]] = (
    (((-0.72, 0.86), (-0.62, 0.68), (-0.30, 0.56), (0.18, 0.52), (0.52, 0.60), (0.62, 0.86)), 2.2, 0.8),
    (((-0.30, 0.56), (-0.36, 0.34), (-0.56, 0.12), (-0.62, -0.14)), 2.1, 0.8),
    (((0.18, 0.52), (0.46, 0.34), (0.78, 0.16), (0.92, -0.08)), 2.3, 0.9),
    (((-0.18, 0.90), (-0.14, 0.72), (-0.06, 0.54)), 1.7, 0.55),
    (((1.30, 0.62), (1.06, 0.42), (0.78, 0.16)), 1.8, 0.6),
)
"""The venous net of the back: curve, width in mm and strength."""

MANS_HALF = 0.0372
"""`Hand.half` of the grown man for whom lines are told here, m."""

PATCH_MM = 3.0
"""Over how many mm a line grows darker and fainter."""


class _Side:
    """One side of a hand being drawn on."""

    def __init__(self, own: Hand, seed: int) -> None:
        self.own, self.size = own, own.half / MANS_HALF
        wide, long = own.half * 1000, own.length * 1000
        self.sheet = Sheet((-1.7 * wide, -0.3 * long), (2.5 * wide, 2.0 * long), 1.0)
        self.chance = np.random.Generator(np.random.PCG64(seed))

    def line(self, curve: Curve, width: float, height: float, stain: float) -> None:
        """A line in mm; its width is that on a grown man."""
        self.sheet.crease(curve, max(width * self.size, 0.45), height, PIGMENT * stain)

    def across(self, finger: int, part: int, on: float, half: float, line: tuple[float, float, float]) -> None:
        """A line across a finger, `on` mm towards its tip from a joint, and `half` mm to both sides, bent away from the
        joint. line: its width, height and stain."""
        at = self.own.joint(finger, part)
        before = at - self.own.joint(finger, max(part - 1, 1))
        after = self.own.joint(finger, part + 1) - at
        way = before / max(float(np.linalg.norm(before)), 1e-9) + after / np.linalg.norm(after)
        way = way / np.linalg.norm(way)
        aside = np.array([way[1], -way[0]])
        on, half = on * self.size, half * self.size * (0.82 if finger == 5 else 1.0)
        bow = 0.18 * on + self.chance.normal(0, 0.25)
        tilt, slip = self.chance.normal(0, 0.35, 2)
        middle = at + way * on + aside * slip
        ends = (
            middle - aside * half + way * (tilt - bow),
            middle + way * bow,
            middle + aside * half - way * (tilt + bow),
        )
        self.line([(float(x), float(y)) for x, y in ends], *line)

    def net(self, count: int, low: tuple[float, float], high: tuple[float, float], lean: float, depth: float) -> None:
        """So many short wrinkles in a rectangle of the hand's measure, about `lean` degrees from across the hand."""
        for _ in range(count):
            x, y = (self.chance.uniform(a, b) for a, b in zip(low, high, strict=True))
            angle, half = np.radians(lean + self.chance.normal(0, 22)), self.chance.uniform(1.2, 4.5) * self.size
            middle = np.array(self.own.mm([(x, y)])[0])
            way = half * np.array([np.cos(angle), np.sin(angle)])
            bend = np.array([-way[1], way[0]]) * self.chance.normal(0, 0.12)
            much = self.chance.uniform(0.35, 1.0)
            curve = [(float(u), float(v)) for u, v in (middle - way, middle + bend, middle + way)]
            self.line(curve, 0.5, -depth * much, 2.7 * depth * much)

    def done(self) -> Relief:
        """What has been drawn; no line is as dark all along."""
        made = self.sheet.done()
        rough = gaussian_filter(self.chance.standard_normal(made.stain.shape), PATCH_MM / PIXEL)
        share = np.clip(0.72 + 0.28 * rough / rough.std(), 0.25, 1.15)
        return replace(made, stain=np.clip(made.stain * share, 0, 1).astype(np.float32))


def palm(own: Hand) -> Relief:
    """The palm: its lines, those of the fingers' joints, and the fine wrinkles between them."""
    side = _Side(own, 11)
    for curve, width, height, stain in CREASES:
        side.line(own.mm(curve), width, height, stain)
        if height < -0.4:
            side.sheet.ridge(own.mm(curve), VALLEYS * width * side.size, 0.6 * height)
    for finger in (2, 3, 4, 5):
        root = 0.42 * float(np.linalg.norm(own.joint(finger, 2) - own.joint(finger, 1))) / side.size
        for on, depth in ((root - 1.2, 0.45), (root + 1.1, 0.38)):
            side.across(finger, 1, on, 8.5, (0.9, -depth, 1.3 * depth))
        for part, on, depth in ((2, -1.0, 0.45), (2, 1.2, 0.35), (3, 0.0, 0.40)):
            side.across(finger, part, on, 7.5, (0.8, -depth, 1.3 * depth))
    for part, on, depth in ((2, -1.5, 0.30), (2, 1.5, 0.42), (3, -1.0, 0.42), (3, 1.2, 0.30)):
        side.across(1, part, on, 9.0, (0.9, -depth, 1.2 * depth))
    side.net(70, (0.35, 0.10), (1.15, 0.62), 35, 0.20)
    side.net(26, (0.40, 0.15), (0.95, 0.60), -50, 0.16)
    side.net(60, (-1.05, 0.10), (-0.35, 0.60), -25, 0.16)
    side.net(40, (-0.35, 0.08), (0.35, 0.60), 30, 0.16)
    side.net(50, (-0.95, 0.72), (0.95, 1.00), 80, 0.18)
    return side.done()


def back(own: Hand, strength: float) -> Relief:
    """The back: the tendons that fan out to the knuckles, veins, and the wrinkles over every joint."""
    side = _Side(own, 12)
    for finger, height in ((2, 0.50), (3, 0.62), (4, 0.55), (5, 0.40)):
        end = own.joint(finger, 1)
        start = np.array(own.mm([(0.15, 0.16)])[0]) + (end - own.joint(3, 1)) * [0.28, 0.0]
        curve = [(float(x), float(y)) for x, y in (start, 0.5 * (start + end) + [0.6, 0.0], end)]
        side.sheet.ridge(curve, 4.2 * side.size, height * strength)
    for course, width, much in VEINS:
        side.sheet.course(own.mm(course), width * side.size, much * strength)
    for finger in (2, 3, 4, 5):
        for on in (-5.0, -2.5, 0.0, 2.5, 5.5):
            side.across(finger, 1, on, 5.5, (0.7, -0.18, 0.20))
        for on in (-4.4, -2.4, -0.8, 0.8, 2.2, 4.2):
            side.across(finger, 2, on, 5.6 - 0.4 * abs(on), (0.8, -0.45, 0.62))
        for on in (-1.6, 0.0, 1.6):
            side.across(finger, 3, on, 4.6, (0.7, -0.32, 0.42))
    for part, reach, depth in ((2, 4.0, 0.20), (3, 3.6, 0.38)):
        for on in np.linspace(-reach, reach, 5):
            side.across(1, part, float(on), 5.5, (0.8, -depth, 1.3 * depth))
    side.net(240, (-1.05, 0.05), (1.10, 1.05), 0, 0.13)
    return side.done()


def flushed(figure: Figure) -> list[tuple[Points, float, float]]:
    """Where blood shows in the left hand, its fingertips, joints and pads: places, m, how wide, mm, and how much."""
    own, joints = hand(figure), figure.joints
    found = []
    for finger in (1, 2, 3, 4, 5):
        for part, wide, much in ((4, 8.0, 2.2), (3, 7.0, 1.1), (2, 8.0, 1.3), (1, 9.0, 0.8)):
            found.append((joints[f"l-finger-{finger}-{part}"], wide, much))
    for (x, y), wide, much in (
        ((0.95, 0.30), 15.0, 1.0),
        ((-0.90, 0.38), 15.0, 1.2),
        ((-0.70, 0.80), 10.0, 0.9),
        ((-0.10, 0.90), 9.0, 0.9),
        ((0.60, 0.92), 9.0, 0.8),
    ):
        u, v = own.half * x, own.length * y
        found.append((own.wrist + own.across * u + own.down * v + own.out * 0.016 * figure.scale, wide, much))
    return [(place, wide * figure.scale, much) for place, wide, much in found]


NAIL_MM = (5.2, 6.4)
"""Half the width and length of a nail, mm: those of a man's middle fingers, near enough."""


def nails(mm: Points, figure: Figure) -> tuple[Points, Points]:
    """0..1 at places (..., 3) mm: the plates of the left fingers' nails, and the folds of skin round them."""
    own, joints, s = hand(figure), figure.joints, figure.scale
    plate, fold = np.zeros(mm.shape[:-1]), np.zeros(mm.shape[:-1])
    for finger in (2, 3, 4, 5):
        last, tip = (joints[f"l-finger-{finger}-{part}"] for part in (3, 4))
        way = (tip - last) / np.linalg.norm(tip - last)
        up = -own.out + way * (own.out @ way)
        up = up / np.linalg.norm(up)
        # It ends a little before the tip.
        off = (mm / 1000 - tip) / s * 1000 + way * NAIL_MM[1] * 0.8
        small = 0.85 if finger == 5 else 1.0
        x, y = off @ np.cross(way, up) / NAIL_MM[0] / small, off @ way / NAIL_MM[1] / small
        gap = np.power(x**4 + y**4, 0.25)
        above = smoothsteps(off @ up, 1.0, 3.0)
        plate = np.maximum(plate, above * smoothsteps(-gap, -1.05, -0.90))
        fold = np.maximum(fold, above * np.exp(-0.5 * ((gap - 1.05) / 0.13) ** 2))
    return plate, fold
