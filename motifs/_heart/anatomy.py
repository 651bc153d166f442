"""The skeleton of the heart, as data: chambers, vessels, and the lines that run over them.

Units are about 1 mm on a mark of 150 mm: x right, y down, origin in the right ventricle.
Left and right in names are the body's own, as in anatomy; the heart is seen from the front.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.values import Points


def _path(text: str) -> Points:
    """Points written as "x,y x,y ..."."""
    return np.array([[float(v) for v in pair.split(",")] for pair in text.split()])


RIM = _path(
    "-9,-19 -10,-28 -19,-33 -30,-31 -38,-24 -44,-10 -44,5 -40,17 -29,28 -16,35 0,43 17,50 30,55 40,58 "
    "46,45 50,28 49,12 44,-3 37,-16 39,-28 32,-38 22,-41 14,-36 12,-29 4,-34 -5,-29"
)
"""Rim of the four chambers, from the notch where the aorta rises, round by the right atrium and the apex."""

APEX = 13
"""Which of the rim's points the tip of a plain heart becomes; the notch becomes its cleft."""


@dataclass(frozen=True)
class Chamber:
    """A chamber: its rim, ink, and how its muscle runs (radians)."""

    rim: Points
    ink: str
    grain: float


# From near to far; then the vessels, from near to far.
CHAMBERS = {
    "right ventricle": Chamber(
        _path("-9,-19 -17,-3 -24,13 -29,28 -16,35 0,43 17,50 30,55 32,38 27,20 21,3 17,-10 14,-21 12,-29 4,-34 -5,-29"),
        "muscle",
        0.75,
    ),
    "right atrium": Chamber(
        _path("-9,-19 -10,-28 -19,-33 -30,-31 -38,-24 -44,-10 -44,5 -40,17 -29,28 -24,13 -17,-3"), "atrium", 1.5
    ),
    "left atrium": Chamber(_path("12,-29 14,-36 22,-41 32,-38 39,-28 37,-16 25,-17 14,-21"), "atrium", 0.4),
    "left ventricle": Chamber(
        _path("14,-21 25,-17 37,-16 44,-3 49,12 50,28 46,45 40,58 30,55 32,38 27,20 21,3 17,-10"), "muscle", 1.25
    ),
}


@dataclass(frozen=True)
class Vessel:
    """A great vessel: its path out of the heart, radii along it, the intensity it is born at; cut: its end is open.

    tilt: how far its end is turned towards the eye, 0 edge on to 1 full; below 0 it is turned away.
    """

    ink: str
    path: Points
    radii: tuple[float, ...]
    born: float
    cut: bool = True
    tilt: float = 0.46


VESSELS = {
    "pulmonary trunk": Vessel(
        "lung", _path("2,-20 4,-34 11,-45 24,-52 38,-53 50,-46"), (13.2, 12.4, 10.6, 8.8, 7.2, 6.2), 0.19, tilt=0.62
    ),
    "aortic arch": Vessel(
        "artery",
        _path("-4,-16 -10,-32 -13,-49 -8,-64 5,-73 20,-71 31,-60 35,-46 34,-30"),
        (11.5, 12.6, 11.2, 10.4, 9.8, 9, 8.2, 7.4, 6.4),
        0.16,
        cut=False,
    ),
    "brachiocephalic artery": Vessel(
        "artery", _path("-5,-63 -10,-74 -17,-83 -26,-90"), (13.5, 10.5, 6.0, 5.4), 0.34, tilt=0.66
    ),
    "left carotid artery": Vessel("artery", _path("4,-70 3,-80 8,-90 8,-101"), (12.0, 7.6, 3.8, 3.4), 0.37, tilt=0.24),
    "left subclavian artery": Vessel(
        "artery", _path("17,-70 22,-80 31,-87 44,-89"), (12.0, 8.6, 4.6, 3.8), 0.4, tilt=-0.5
    ),
    "superior vena cava": Vessel(
        "vein", _path("-27,-16 -32,-34 -34,-48 -32,-60 -37,-71"), (10.4, 9.0, 8, 7.2, 7.6), 0.22, tilt=0.34
    ),
    "upper left lung vein": Vessel("lung vein", _path("22,-25 40,-29 48,-30 56,-35"), (5.6, 5.2, 5, 5), 0.44),
    "lower left lung vein": Vessel("lung vein", _path("30,-11 44,-14 54,-13 62,-8"), (5.6, 5, 4.7, 4.7), 0.47),
    "right lung artery": Vessel(
        "lung", _path("4,-44 -16,-48 -36,-47 -46,-50 -54,-57"), (7.6, 7.6, 7.2, 6.4, 6.2), 0.32
    ),
    "right lung artery, lower": Vessel("lung", _path("-30,-46 -44,-44 -51,-40 -56,-38"), (5.8, 5.4, 5, 5), 0.42),
    "upper right lung vein": Vessel("lung vein", _path("-24,-20 -44,-23 -52,-22 -58,-17"), (5.4, 5.2, 4.8, 4.8), 0.46),
    "lower right lung vein": Vessel("lung vein", _path("-28,-6 -44,-7 -50,-5 -54,0"), (5, 4.8, 4.6, 4.6), 0.49),
    "inferior vena cava": Vessel("vein", _path("-27,6 -31,24 -32,36 -37,45"), (9.6, 8.4, 7.2, 7.8), 0.38, tilt=0.54),
}


@dataclass(frozen=True, eq=False)
class Course:
    """A line over the heart: its path, its width at the root, the intensity it is born at."""

    path: Points
    root: float
    born: float


CORONARIES = (
    Course(_path("9,-30 14,-20 18,-8 22,5 27,18 30,32 33,42"), 3.4, 0.42),
    Course(_path("-9,-28 -12,-13 -18,-1 -23,12 -27,24 -21,29 -15,31"), 3.3, 0.46),
    Course(_path("19,-5 29,1 37,10 43,22 45,33"), 2.6, 0.58),
    Course(_path("27,18 35,25 41,37 41,46"), 2.1, 0.66),
    Course(_path("22,3 13,9 11,19 3,29"), 2.4, 0.62),
    Course(_path("-17,-3 -8,3 -4,12 4,16"), 2.2, 0.68),
    Course(_path("-23,12 -14,17 -11,26 -1,30"), 2.4, 0.64),
    Course(_path("-13,-10 -22,-13 -28,-7 -37,-9"), 2.2, 0.7),
)
"""Coronary vessels, in the grooves."""

CRACKS = (
    Course(_path("4,54 10,34 0,24 9,12 0,2 6,-9 -1,-19"), 10.0, 0.16),
    Course(_path("1,24 -9,19 -13,9 -21,6"), 3.2, 0.4),
    Course(_path("55,-4 41,4 38,15 30,15 27,28"), 8.0, 0.3),
    Course(_path("9,12 17,16 18,25"), 2.4, 0.5),
)
"""Cracks of a sorrowing heart."""

PARTING = Course(_path("8,-34 2,-20 10,-8 3,4 13,16 8,28 20,40 16,52 24,62"), 6.5, 0.5)
"""Where a parted heart is parted."""

CAVITIES = (
    (_path("-13,8 -4,-8 8,-14 14,-2 19,14 24,32 20,43 8,38 -6,31 -18,24"), 0.55),
    (_path("23,-10 32,-9 38,2 43,16 43,32 38,44 34,34 29,16"), 0.62),
)
"""The inside of the ventricles in a heart cut open: rim, and birth."""

CORDS = (
    *(_path("-4,-8 0,8 6,22"), _path("8,-14 5,6 6,22"), _path("14,-2 10,12 6,22")),
    *(_path("23,-10 30,8 35,26"), _path("32,-9 34,8 35,26"), _path("38,2 38,14 35,26")),
)
"""The cords that hold its valves."""

STEMS = (_path("6,22 8,30 11,37"), _path("35,26 36,33 38,41"))
"""The muscles that hold the cords."""

FLAMES = (
    (-30, 12, 32, -9), (-14, 14, 52, -8), (5, 16, 70, 7), (24, 14, 50, 10), (38, 11, 30, 12), (-5, 9, 40, -10),
    (15, 9, 44, 10),
)  # fmt: skip
"""Tongues of fire over a heart that is devoted: middle, half width and height of each, and how far its tip leans."""

EMBER = _path("-7,2 4,-3 12,8 6,21 -5,15")
"""The one facet that still burns in a heart gone dark."""
