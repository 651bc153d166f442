"""Fine relief of the arm in chart millimetres: creases, tendons and veins, drawn along curves.

u runs to the right of the chart's view and v from the wrist (0) towards the elbow, as in the charts of the forearm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

Field = npt.NDArray[np.float32]
Curve = Sequence[tuple[float, float]]
Stroke = tuple[Curve, float, float]
PIXEL = 0.3
PIECE_MM, GAP_MM = (2.5, 8.0), (-1.6, 1.6)
"""How long the pieces of a wrinkle are, and how far one begins behind the last; below nought they overlap."""


@dataclass(frozen=True)
class Relief:
    """Height in mm, strength of veins and pigment of creases (0..1) over a rectangle of a chart; row 0 at `low` v,
    column 0 at `low` u."""

    low: tuple[float, float]
    height: Field
    vein: Field
    stain: Field

    def place(self, uv: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """uv as a share (0..1) of the rectangle."""
        size = np.array(self.height.shape[::-1]) * PIXEL
        return np.asarray((uv - np.asarray(self.low)) / size)


class Sheet:
    """A rectangle of skin being drawn on, in mm of the grown body times `scale`."""

    def __init__(self, low: tuple[float, float], high: tuple[float, float], scale: float) -> None:
        self.scale = scale
        self.low = (low[0] * scale, low[1] * scale)
        shape = (int((high[1] - low[1]) * scale / PIXEL), int((high[0] - low[0]) * scale / PIXEL))
        self.height = np.zeros(shape, np.float32)
        self.vein = np.zeros(shape, np.float32)
        self.stain = np.zeros(shape, np.float32)

    def line(self, curve: Curve, width: float) -> Field:
        """A soft line of so many mm along a smooth curve, 1 at its middle, thinning out at both ends."""
        points = _smooth(np.array(curve, float)) * self.scale
        pixels = (points - np.asarray(self.low)) / PIXEL
        mask = np.zeros(self.height.shape, np.float32)
        count = len(pixels)
        for i, (a, b) in enumerate(pairwise(pixels)):
            strength = float(np.sin(np.pi * (i + 0.5) / count) ** 0.35)
            thick = max(1, round(width / PIXEL * 0.7))
            ends = [tuple(round(float(x) * 16) for x in end) for end in (a, b)]
            cv2.line(mask, ends[0], ends[1], strength, thick, cv2.LINE_8, 4)
        return np.clip(cv2.GaussianBlur(mask, (0, 0), width / PIXEL * 0.42), 0, 1).astype(np.float32)

    def ridge(self, curve: Curve, width: float, height: float) -> None:
        """Raise the skin (or lower it) along a curve."""
        self.height += height * self.line(curve, width)

    def crease(self, curve: Curve, width: float, height: float, stain: float) -> None:
        """A line in which skin folds: lower, and darker at its bottom, where pigment gathers and light is lost."""
        line = self.line(curve, width)
        self.height += height * line
        self.stain = np.maximum(self.stain, stain * line)

    def wrinkle(self, curve: Curve, width: float, height: float, stain: float, chance: np.random.Generator) -> None:
        """A crease as thin skin has it: of pieces that end beside each other, now deep and now lost, each with a low
        lip where the skin is pushed up."""
        line = _smooth(np.array(curve, float))
        start, last = 0, len(line) - 1
        step = float(np.linalg.norm(np.diff(line, axis=0), axis=1).mean())
        while start < last - 2:
            stop = min(last, start + max(3, round(chance.uniform(*PIECE_MM) / step)))
            much = chance.uniform(0.35, 1.0) * (1.0 if start > 0 and stop < last else 0.6)
            aside = np.array([chance.normal(0, 0.15), chance.normal(0, 0.28)])
            tilt = np.linspace(-0.5, 0.5, 4)[:, None] * [0.0, chance.normal(0, 0.45)]
            at = np.round(np.linspace(start, stop, 4)).astype(int)
            piece = [(float(u), float(v)) for u, v in line[at] + aside + tilt]
            self.ridge([(u, v + 1.1 * width) for u, v in piece], 1.6 * width, -0.30 * much * height)
            self.crease(piece, width * chance.uniform(0.8, 1.15), much * height, much * stain)
            start = stop + round(chance.uniform(*GAP_MM) / step)

    def course(self, curve: Curve, width: float, strength: float) -> None:
        """A vein: a little raised, and seen through the skin."""
        self.height += 0.20 * strength * self.line(curve, width)
        self.vein = np.maximum(self.vein, strength * self.line(curve, width * 1.6))

    def done(self) -> Relief:
        """What has been drawn."""
        vein = cv2.GaussianBlur(self.vein, (0, 0), 0.8 / PIXEL).astype(np.float32)
        return Relief(self.low, self.height, vein, self.stain)


def _smooth(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """A Catmull-Rom curve through the points."""
    p = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, 24, endpoint=False)[:, None]
    parts = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True)
    ]
    return np.concatenate(parts)


def inner(scale: float, strength: float) -> Relief:
    """The inner side: tendons and creases of the wrist, veins of the forearm, the crease of the elbow."""
    sheet = Sheet((-60, -35), (60, 300), scale)
    chance = np.random.Generator(np.random.PCG64(3))
    tendons: list[Stroke] = [
        (((-4, 2), (-3.5, 30), (-3, 60), (-2, 95)), 5.0, 0.60),
        (((4, 4), (3.5, 35), (2, 70), (0, 105)), 5.5, 0.55),
        (((-22, 2), (-22, 40), (-20, 90)), 6.0, 0.40),
        (((-0.4, 5), (-0.2, 35), (-0.4, 65)), 3.2, -0.25),
    ]
    for curve, width, height in tendons:
        sheet.ridge(curve, width, height * strength)
    creases: list[Stroke] = [
        (((-27, 0.6), (-19, -1.4), (-11, -2.4), (-3, -3.2), (5, -2.2), (12, -0.8), (18, 1.4)), 0.75, -0.62),
        (((-17, 6.8), (-9, 6.0), (-1, 6.7), (6, 7.6)), 0.65, -0.46),
        (((-24, 9.8), (-18, 8.2), (-13, 7.6)), 0.6, -0.30),
        (((2, 13.8), (7, 14.2), (12, 15.4)), 0.55, -0.24),
    ]
    for curve, width, height in creases:
        sheet.wrinkle(curve, width, height, -0.5 * height, chance)
    for curve, width, height in (
        (((-34, 246), (-14, 241), (6, 242), (26, 248)), 1.8, -0.58),
        (((-26, 256), (-8, 252), (12, 254)), 1.2, -0.32),
    ):
        sheet.ridge(curve, width, height)
    for _ in range(70):
        v, u = chance.uniform(-8, 24), chance.uniform(-28, 16)
        half, bend, tilt = chance.uniform(2, 5.5), chance.normal(0, 0.7), chance.normal(0, 0.9)
        sheet.ridge(((u - half, v), (u, v + bend), (u + half, v + tilt)), 0.5, -chance.uniform(0.06, 0.20))
    veins: list[Stroke] = [
        (((-12, 8), (-14, 30), (-10, 58), (-15, 90), (-11, 125), (-16, 165), (-12, 205), (-4, 236)), 2.3, 1.0),
        (((-10, 58), (-3, 80), (3, 110), (4, 140), (10, 175), (8, 215)), 1.9, 0.8),
        (((9, 0), (11, 25), (9.5, 60), (14, 95), (12, 130), (15, 170), (16, 225)), 2.2, 0.9),
        (((-15, 90), (-22, 112), (-25, 140), (-28, 180)), 1.7, 0.7),
        (((11, 25), (3, 40), (-10, 58)), 1.3, 0.5),
    ]
    for curve, width, height in veins:
        sheet.course(curve, width, height * strength)
    return sheet.done()


def outer(scale: float, strength: float) -> Relief:
    """The outer side: the tendons that run to the back of the hand, and veins that cross the forearm."""
    sheet = Sheet((-70, -35), (70, 300), scale)
    cords: list[Stroke] = [
        (((-6, -20), (-5, 10), (-3, 40), (-1, 70)), 5.0, 0.30),
        (((4, -20), (4, 10), (5, 45)), 4.5, 0.26),
        (((-26, -4), (-20, 40), (-12, 90), (-6, 140)), 9.0, 0.45),
        (((18, 30), (20, 90), (22, 150)), 9.0, 0.35),
    ]
    for curve, width, height in cords:
        sheet.ridge(curve, width, height * strength)
    for curve in (((-16, 0), (-2, 1.5), (12, 0)), ((-14, 6), (0, 7), (10, 6))):
        sheet.ridge(curve, 0.8, -0.16)
    veins: list[Stroke] = [
        (((16, -25), (20, 5), (15, 40), (22, 80), (16, 130), (24, 180), (20, 230)), 2.3, 0.9),
        (((15, 40), (2, 66), (-8, 100), (-6, 140)), 1.9, 0.6),
        (((-20, -25), (-16, 10), (-24, 55), (-30, 100)), 1.8, 0.6),
    ]
    for curve, width, height in veins:
        sheet.course(curve, width, height * strength)
    return sheet.done()


def elbow(scale: float, strength: float, point: tuple[float, float]) -> Relief:
    """The loose skin over the elbow's point, which is there in the chart of the outer arm, mm: folds across the limb
    and above the bone, wrinkles, and short ones between them."""
    place = np.array(point) / scale
    sheet = Sheet((place[0] - 56, place[1] - 60), (place[0] + 56, place[1] + 60), scale)
    chance = np.random.Generator(np.random.PCG64(5))
    along, across = np.array([0.26, 0.96]), np.array([0.96, -0.26])
    for count, reach, half, width, depth, stain in (
        (4, 11.0, (12, 19), 2.6, 0.60, 0.30),
        (12, 16.0, (8, 18), 1.5, 0.50, 0.34),
        (80, 20.0, (2, 6), 0.9, 0.24, 0.20),
    ):
        for k in range(count):
            far = (2.4 * (k + chance.uniform(0.1, 0.9)) / count - 1.2) * reach
            fade = float(np.exp(-0.5 * (far / reach) ** 2))
            middle = place + along * far + across * chance.normal(0, 0.35 * reach)
            long, bow = chance.uniform(*half) * fade**0.5, chance.normal(0.0, 1.2)
            far_end = middle + across * long + along * chance.normal(0, 1.5)
            curve = [(float(x), float(y)) for x, y in (middle - across * long, middle + along * bow, far_end)]
            much = chance.uniform(0.5, 1.0) * fade * max(strength, 0.4)
            sheet.crease(curve, width, -depth * much, stain * much)
    return sheet.done()
