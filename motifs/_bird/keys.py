"""The bird as data, in its own units, about 140 tall when spread: poses, wings, tail, legs, head."""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[float, float], ...]

# Poses: crouch, spread, bowed; and the two necks that look back.
SPINE = (
    ((-18, -16), (-13, -17), (-8.5, -12.5), (-7, -5.5), (-4, 1), (2, 7), (8.5, 11), (14, 14)),
    ((-17, -63), (-9, -69), (1.5, -65.5), (6, -54), (1, -40), (-7, -26), (-7, -4), (3.5, 21)),
    ((-15, -19), (-13, -25), (-7.5, -27), (-3, -20), (-4, -10), (-2.5, 1), (1.5, 11), (5.5, 18)),
)
LOOKING_BACK = (
    ((-4, -27), (-8.5, -28), (-11, -22), (-9, -12), (-5, -2), (2, 7), (8.5, 11), (14, 14)),
    ((8, -66), (1, -70), (-6, -63), (-7, -51), (-3, -38), (-6, -24), (-5.5, -4), (3.5, 21)),
    ((-1, -38), (-6, -40), (-8, -34), (-6, -24), (-5.5, -12), (-2.5, 1), (1.5, 11), (5.5, 18)),
)
GIRTH = (
    (5.5, 5.6, 7.6, 12.5, 17.0, 16.5, 10.5, 5.0),
    (7.4, 7.2, 8.0, 10.6, 18.0, 30.0, 25.0, 14.0),
    (5.4, 5.4, 7.0, 10.8, 16.0, 15.5, 9.5, 5.0),
)
"""Full width of the body at those points."""
KNOTS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of an arm, shoulder to fingertip, at which the angles and lengths of its feathers are given."""


@dataclass(frozen=True)
class WingKeys:
    """A wing in each pose: arm points from the shoulder, feathers' headings (degrees) and lengths at KNOTS."""

    arm: tuple[Pairs, Pairs, Pairs]
    angles: tuple[tuple[float, ...], ...]
    lengths: tuple[tuple[float, ...], ...]


NEAR = WingKeys(
    (
        ((0, -7), (6, -10), (8.5, -17), (9, -25), (13, -31)),
        ((-2, -20), (14, -31), (36, -37), (59, -47), (78, -66)),
        ((3, -12), (9, -16.5), (16, -14), (21, -6), (24, 3)),
    ),
    ((66, 48, 24, -6, -44), (86, 79, 65, 34, -42), (100, 97, 92, 85, 74)),
    ((14, 17, 19, 25, 29), (32, 46, 56, 62, 60), (19, 26, 31, 37, 38)),
)
FAR = WingKeys(
    (
        ((-8, -9), (-8.5, -15), (-9, -22), (-10, -29), (-8, -34)),
        ((-9, -19), (-24, -29), (-46, -38), (-69, -46), (-90, -48)),
        ((-4, -13), (-9, -17.5), (-16, -15), (-21, -7), (-24, 2)),
    ),
    ((96, 125, 178, 238, 276), (92, 102, 117, 143, 196), (82, 85, 90, 98, 110)),
    ((8, 10, 10, 18, 23), (32, 48, 57, 62, 60), (16, 22, 27, 32, 34)),
)
FLIGHT = 21
"""Flight feathers of a wing: 10 primaries on the hand, 8 secondaries and 3 tertials on the forearm."""
RANKS = ((FLIGHT, 1.0, -0.09), (16, 0.52, 0.2), (13, 0.34, 0.3))
"""Flight feathers, greater and median coverts: how many, their share of the length, when the first is born."""
LESSER = ((16, 0.25), (18, 0.16))
"""Rows of lesser coverts: how many, and their share of the length."""
VANES = (
    ((0.5, -0.1), (0.8, 0.34), (1.0, 0.84)),
    ((0.45, -0.1), (0.8, 0.24), (1.0, 0.62)),
)
"""Shade along a covert of each rank. Dark roots under bright tips are what tells the ranks apart, and each rank is
darker than the one it lies over."""

SCAPULARS = ((30.0, 9), (21.0, 7), (12.5, 6))
"""Rows of feathers over the shoulder, from body to wing: each one's reach and number."""

LEGS = (
    (
        ((1, 9), (1, 15.5), (-2, 20.5), (5, 0)),
        ((-2, 4), (-8, 24), (-15, 34), (10, 0)),
        ((-5, 8), (-7, 15), (-9, 21), (0, 0)),
    ),
    (
        ((-3, 6), (-4, 12.5), (-8, 17.5), (15, 0)),
        ((-10, 0), (-20, 18), (-29, 26), (26, 0)),
        ((-8, 5), (-10, 11), (-13, 16), (20, 0)),
    ),
)
"""For the near and the far leg, in each pose: the hip, the heel, the ankle, and the foot's turn in degrees."""
TOES = (
    ((0.6, -0.4), (2.2, 1.4), (2.2, 3.9), (0.4, 5.4), (-1.6, 5.0)),
    ((-0.4, -0.8), (-3.4, -2.0), (-6.4, -1.4), (-8.6, 0.8), (-8.4, 3.6)),
    ((-0.3, 0), (-3.2, 0.9), (-6.0, 2.8), (-7.6, 5.8), (-6.6, 8.6)),
    ((0, 0.3), (-1.8, 2.4), (-3.0, 5.2), (-2.9, 8.2), (-1.0, 10.2)),
)
"""Toes and claws of a foot from its ankle, open to grasp: the hind one, then outer, middle, inner."""

# The head, in its own radius, facing left: an eagle's.
SKULL: Pairs = (
    *((-0.96, 0.12), (-1.0, -0.34), (-0.74, -0.70), (-0.3, -0.90), (0.25, -0.94), (0.8, -0.74)),
    *((1.18, -0.3), (1.2, 0.25), (0.85, 0.72), (0.2, 0.92), (-0.35, 0.80), (-0.74, 0.50)),
)
UPPER: Pairs = (
    *((-0.86, -0.54), (-1.24, -0.57), (-1.62, -0.50), (-1.94, -0.28), (-2.14, 0.06), (-2.18, 0.46), (-2.08, 0.82)),
    *((-1.94, 0.50), (-1.74, 0.28), (-1.44, 0.26), (-1.04, 0.20), (-0.52, 0.34), (-0.60, 0.12), (-0.84, -0.14)),
)
"""From the forehead over the cere and down the hook, back along the cutting edge to the gape under the eye."""
LOWER: Pairs = ((-0.5, 0.34), (-1.04, 0.26), (-1.50, 0.30), (-1.72, 0.38), (-1.5, 0.46), (-1.1, 0.49), (-0.6, 0.46))
CERE: Pairs = (
    (-0.86, -0.50),
    (-1.16, -0.56),
    (-1.36, -0.34),
    (-1.30, 0.02),
    (-1.02, 0.12),
    (-0.66, 0.2),
    (-0.82, -0.14),
)
EYE = (-0.46, -0.24)
SOCKET: Pairs = (
    *((-0.94, -0.10), (-0.82, -0.34), (-0.5, -0.50), (-0.14, -0.44), (0.14, -0.22)),
    *((0.72, 0.06), (0.22, 0.04), (-0.16, 0.02), (-0.44, 0.06), (-0.72, 0.06)),
)
"""The dark in which the eye lies, drawn out behind it."""
BROW: Pairs = (
    *((-1.06, -0.16), (-0.96, -0.44), (-0.62, -0.56), (-0.2, -0.54), (0.3, -0.36), (0.9, -0.08)),
    *((0.22, -0.18), (-0.16, -0.28), (-0.46, -0.345), (-0.80, -0.25)),
)
LID: Pairs = ((-1.0, -0.44), (-0.64, -0.68), (-0.2, -0.70), (0.4, -0.46), (-0.2, -0.57), (-0.62, -0.58))
NOSTRIL: Pairs = ((-1.02, -0.30), (-1.16, -0.32), (-1.2, -0.22), (-1.08, -0.16))
RUFF = (
    *((0.42, -78, 92, 9, 0.36), (0.66, -74, 86, 11, 0.44), (0.92, -70, 80, 12, 0.54)),
    *((1.2, -64, 74, 12, 0.7), (1.5, -56, 70, 12, 0.92), (1.8, -44, 64, 11, 1.2)),
)
"""Rows of lancets that stream back from the face, the first at the beak: how far from its base, between which headings
(degrees), how many, and how long (head radii). The last of them lie over the neck."""
BASE = (-0.78, -0.06)
"""The base of the beak, from which they stream."""
