"""Fine relief of neck and breast, drawn where it lies on the body and laid by the charts that see it.

Places are those of the anatomy: across from the midline and up, or degrees round the neck and up; m on a body of
1.78 m. How many lines there are, and how deep, is set by eye.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.interpolate import LinearNDInterpolator

from markgen.bake.anatomy import NECK_AXIS
from markgen.bake.charts import SkinChart
from markgen.bake.figure import Figure
from markgen.bake.mesh import Points
from markgen.bake.relief import Curve, Relief, Sheet

NECKLACE = (
    (((-46, 1.479), (-24, 1.474), (0, 1.471), (22, 1.474), (50, 1.482), (72, 1.492)), 0.9, 0.42),
    (((-30, 1.503), (-8, 1.497), (14, 1.497), (40, 1.503), (64, 1.514), (84, 1.528)), 0.8, 0.34),
    (((6, 1.527), (26, 1.529), (52, 1.538), (78, 1.552)), 0.7, 0.26),
    (((24, 1.488), (44, 1.492), (66, 1.502)), 0.6, 0.18),
    (((-16, 1.514), (2, 1.511), (18, 1.513)), 0.6, 0.16),
)
"""The lines round a neck, degrees from its front to the left: curve, width in mm and depth in mm."""
PIT = {"male": (0.189, 1.352), "female": (0.166, 1.350)}
"""Where the fold before the armpit is deepest."""
FIBRES, FOLDS, GLANDS, WRINKLES = 16, 6, 13, 70
"""Bundles of the pectoralis that show, small folds before the armpit, and knobs and wrinkles of an areola."""


class _Ground:
    """A chart that is drawn on by places of the anatomy: `around` tells those of its skin, to `aft` m along y."""

    def __init__(self, figure: Figure, chart: SkinChart, around: Callable[[Points], Points], aft: float) -> None:
        corners, first = np.unique(figure.faces[chart.faces].ravel(), return_index=True)
        uv = chart.uv.reshape(-1, 2)[first] / figure.scale
        place = figure.points[corners] / figure.scale
        ahead = (place[:, 1] < aft) & (figure.normals[corners, 1] < 0.3)
        self.lies = LinearNDInterpolator(around(place[ahead]), uv[ahead])
        low, high = uv.min(0), uv.max(0)
        self.sheet = Sheet((low[0], low[1]), (high[0], high[1]), figure.scale)

    def mm(self, places: Points) -> Curve:
        """Such of the places (n, 2) as the chart has, in its mm over the figure's scale."""
        found = self.lies(places)
        return [(float(u), float(v)) for u, v in found[~np.isnan(found).any(1)]]


def _round_neck(place: Points) -> Points:
    """m round a neck of 55 mm radius from its front, and m up."""
    return np.stack([0.055 * np.arctan2(place[:, 0], NECK_AXIS - place[:, 1]), place[:, 2]], 1)


def _frontal(place: Points) -> Points:
    return place[:, [0, 2]]


def neck(figure: Figure, chart: SkinChart) -> Relief:
    """The creases of the neck: thin, broken, and lost at the sides."""
    ground = _Ground(figure, chart, _round_neck, 0.015)
    chance = np.random.Generator(np.random.PCG64(21))
    for curve, width, depth in NECKLACE:
        line = ground.mm(np.array([(0.055 * np.radians(angle), z) for angle, z in _dense(curve)]))
        if len(line) > 3:
            ground.sheet.wrinkle(line[::4], width, -depth, 0.25 * depth, chance)
    for _ in range(150):
        angle, z = chance.uniform(-40, 62), chance.uniform(1.466, 1.545)
        half, tilt = chance.uniform(4, 10), chance.normal(0.05, 0.12)
        ends = [(angle + k * half, z + k * half * 0.00096 * (tilt + 0.18)) for k in (-1, 0, 1)]
        line = ground.mm(np.array([(0.055 * np.radians(a), h) for a, h in ends]))
        if len(line) == 3:
            ground.sheet.ridge(line, 0.6, -chance.uniform(0.03, 0.09))
    return ground.sheet.done()


def breast(figure: Figure, chart: SkinChart) -> Relief:
    """The small folds before the armpit; on a man's chest the pectoralis in bundles, and the skin of the areola."""
    ground = _Ground(figure, chart, _frontal, 0.02)
    chance = np.random.Generator(np.random.PCG64(22))
    if figure.build.gender == "male":
        _bundled(ground, chance)
        _areola(ground, figure.joints["l-nipple"][[0, 2]] / figure.scale, chance)
    pit = np.array(PIT[figure.build.gender])
    for _ in range(FOLDS):
        # They leave the fold for the breast and the arm, up and inwards.
        turn, far = np.radians(chance.normal(112, 22)), chance.uniform(0.002, 0.014)
        start = pit + np.array([0.006 * chance.normal() + 0.5 * far * chance.normal(), far])
        share = np.linspace(0, chance.uniform(0.010, 0.026), 5)[:, None]
        bow = np.array([0.0, 3.0 * chance.normal()])
        line = ground.mm(start + np.array([np.cos(turn), np.sin(turn)]) * share + bow * share**2)
        if len(line) > 2:
            ground.sheet.wrinkle(line, 0.8, -chance.uniform(0.18, 0.45), 0.12, chance)
    return ground.sheet.done()


def _bundled(ground: _Ground, chance: np.random.Generator) -> None:
    """The bundles of the pectoralis: from the breastbone, where they fade, together towards the arm."""
    for k in range(FIBRES):
        start = np.array([0.030 + 0.004 * chance.normal(), 1.412 - 0.0085 * k])
        end = np.array([0.168, 1.392 - 0.0030 * k])
        share = np.linspace(chance.uniform(0.02, 0.25), chance.uniform(0.55, 0.95), 6)[:, None]
        bow = np.array([0.0, 0.012 * (k / FIBRES - 0.6)])
        line = ground.mm(start + (end - start) * share + bow * 4 * share * (1 - share))
        if len(line) > 2:
            ground.sheet.ridge(line, chance.uniform(3.5, 6.0), -chance.uniform(0.10, 0.30))


def _areola(ground: _Ground, nipple: Points, chance: np.random.Generator) -> None:
    """Knobs of glands near the edge of an areola, and short wrinkles round the papilla."""

    def lined(turn: float, far: float, half: float) -> Curve:
        """A short line that runs round, so far from the middle, m."""
        at = nipple + far * np.array([1.1 * np.cos(turn), 0.85 * np.sin(turn)])
        way = half * np.array([-np.sin(turn), np.cos(turn)])
        return ground.mm(np.array([at - way, at, at + way]))

    for turn in np.linspace(0, 2 * np.pi, GLANDS, endpoint=False):
        knob = lined(turn + chance.normal(0, 0.2), chance.uniform(0.0050, 0.0095), 0.0003)
        if knob:
            ground.sheet.ridge(knob, chance.uniform(1.0, 1.7), chance.uniform(0.15, 0.34))
    for _ in range(WRINKLES):
        far = 0.0095 * chance.uniform(0.15, 1) ** 0.5
        wrinkle = lined(chance.uniform(0, 2 * np.pi), far, chance.uniform(0.0005, 0.0016))
        if wrinkle:
            ground.sheet.ridge(wrinkle, 0.5, -chance.uniform(0.06, 0.16))


def _dense(curve: Curve) -> Points:
    """A polyline at 40 places."""
    line = np.array(curve, float)
    at = np.linspace(0, len(line) - 1, 40)
    return np.stack([np.interp(at, np.arange(len(line)), line[:, k]) for k in range(2)], 1)
