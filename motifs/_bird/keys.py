"""The bird as data, in its own units, about 140 tall when spread: poses, wings, tail, legs, head."""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[float, float], ...]

# Poses: crouch, spread, bowed; and the two necks that look back.
SPINE = (
    ((-18, -16), (-13, -17), (-8.5, -12.5), (-7, -5.5), (-4, 1), (2, 7), (8.5, 11), (14, 14)),
    ((-16, -50), (-9, -55.5), (-0.5, -51.5), (3.5, -41), (0, -27), (-6.5, -11), (-5, 6), (3.5, 21)),
    ((-15, -19), (-13, -25), (-7.5, -27), (-3, -20), (-4, -10), (-2.5, 1), (1.5, 11), (5.5, 18)),
)
LOOKING_BACK = (
    ((-4, -27), (-8.5, -28), (-11, -22), (-9, -12), (-5, -2), (2, 7), (8.5, 11), (14, 14)),
    ((6, -54), (0, -56), (-5.5, -50), (-5.5, -39), (-4.5, -25), (-6.5, -10), (-4, 6), (3.5, 21)),
    ((-1, -38), (-6, -40), (-8, -34), (-6, -24), (-5.5, -12), (-2.5, 1), (1.5, 11), (5.5, 18)),
)
GIRTH = (
    (5.5, 5.6, 7.6, 12.5, 17.0, 16.5, 10.5, 5.0),
    (7.8, 8.4, 11.4, 18.0, 30.5, 31.0, 20.5, 9.0),
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
        ((0, -21), (13, -29), (30, -37), (46, -46), (56, -62)),
        ((3, -12), (9, -16.5), (16, -14), (21, -6), (24, 3)),
    ),
    ((66, 48, 24, -6, -44), (86, 78, 62, 30, -52), (100, 97, 92, 85, 74)),
    ((14, 17, 19, 25, 29), (24, 36, 44, 49, 46), (19, 26, 31, 37, 38)),
)
FAR = WingKeys(
    (
        ((-8, -9), (-8.5, -15), (-9, -22), (-10, -29), (-8, -34)),
        ((-9, -21), (-19, -34), (-34, -45), (-52, -50), (-68, -46)),
        ((-4, -13), (-9, -17.5), (-16, -15), (-21, -7), (-24, 2)),
    ),
    ((96, 125, 178, 238, 276), (92, 103, 119, 143, 186), (82, 85, 90, 98, 110)),
    ((8, 10, 10, 18, 23), (28, 43, 51, 53, 47), (16, 22, 27, 32, 34)),
)
FLIGHT = 21
"""Flight feathers of a wing: 10 primaries on the hand, 8 secondaries and 3 tertials on the forearm."""
RANKS = ((FLIGHT, 1.0, -0.09), (17, 0.52, 0.2), (14, 0.34, 0.3))
"""Flight feathers, greater and median coverts: how many, their share of the length, when the first is born."""
LESSER = ((16, 0.20), (19, 0.145), (22, 0.09))
"""Rows of lesser coverts: how many, and their share of the length."""
VANES = (
    ((0.36, 0.0), (0.80, 0.52), (1.0, 0.74)),
    ((0.5, -0.1), (0.84, 0.38), (1.0, 0.82)),
    ((0.45, -0.05), (0.8, 0.4), (1.0, 0.78)),
)
"""Shade along a feather of each rank. Dark roots under bright tips are what tells the ranks apart."""

SCAPULARS = ((30.0, 9), (22.0, 8), (14.5, 7), (9.0, 5))
"""Rows of feathers over the shoulder, from body to wing: each one's reach and number."""

STREAMERS: tuple[Pairs, ...] = (
    (
        *((3.5, 21), (13, 31), (20, 44), (17, 58), (5, 68), (-10, 75)),
        *((-22, 84), (-25, 97), (-15, 107), (1, 108), (13, 101)),
    ),
    ((3, 21), (5, 32), (1, 43), (-10, 51), (-24, 54), (-38, 59), (-47, 69), (-46, 81), (-36, 86)),
    ((4.5, 20), (16, 28), (29, 38), (38, 50), (38, 63), (30, 73), (24, 83), (28, 94), (41, 97), (51, 89)),
    ((3, 21), (0, 31), (-9, 39), (-21, 41), (-33, 40), (-45, 43), (-53, 51), (-52, 60)),
    ((5.5, 19), (18, 26), (32, 33), (45, 41), (52, 51), (62, 56), (71, 50), (73, 42)),
    ((3.4, 21), (9, 34), (10, 47), (3, 58), (-2, 68), (2, 79), (13, 85), (24, 83)),
    ((6, 18), (18, 22), (31, 25), (43, 28), (53, 34), (62, 33), (66, 27)),
)
"""Tail feathers when spread, from the rump to their curled ends: the master down the spine, then by turns those that
leave its S left and right, short ones over the long."""
LOCKS, LOCKS_ALONG = 18, (0.93, 0.27)
"""Locks of flame of a tail feather, both sides, and where they leave it: the first nearest its tip."""
FREE = 6
"""Of those nearest the tip, how many of a phoenix are fire already, which pales and thins away into the skin."""
STREAMER_BORN = (0.0, 0.03, 0.06, 0.3, 0.38, 0.48, 0.56)
STREAMER_STOUT = (1.6, 1.2, 1.25, 0.85, 0.9, 1.0, 0.7)
"""How broad each is beside the others."""

LEGS = (
    (
        ((1, 9), (1, 15.5), (-2, 20.5), (5, 0)),
        ((-4, 9), (-11, 24), (-19, 33), (10, 0)),
        ((-5, 8), (-7, 15), (-9, 21), (0, 0)),
    ),
    (
        ((-3, 6), (-4, 12.5), (-8, 17.5), (15, 0)),
        ((-10, 4), (-20, 15), (-30, 22), (38, 0)),
        ((-8, 5), (-10, 11), (-13, 16), (20, 0)),
    ),
)
"""For the near and the far leg, in each pose: the hip, the heel, the ankle, and the foot's turn in degrees."""
TOES = (
    ((0, -0.5), (2.0, 0.6), (3.2, 2.0), (3.2, 3.8)),
    ((0, -0.3), (-2.6, 0.6), (-4.6, 2.2), (-5.2, 4.6)),
    ((0, -0.3), (-1.4, 1.6), (-2.4, 3.6), (-1.8, 5.8)),
    ((0, -0.3), (0.2, 1.8), (0.2, 3.8), (1.2, 5.4)),
)
"""Toes and claws of a foot from its ankle: the hind one, then outer, middle, inner."""

# The head, in its own radius, facing left.
SKULL: Pairs = (
    *((-1.02, 0.2), (-1.05, -0.3), (-0.85, -0.68), (-0.4, -0.9), (0.15, -0.96), (0.75, -0.8)),
    *((1.2, -0.35), (1.25, 0.25), (0.85, 0.75), (0.2, 0.95), (-0.4, 0.8), (-0.85, 0.55)),
)
UPPER: Pairs = (
    *((-0.80, -0.46), (-1.25, -0.52), (-1.76, -0.44), (-2.20, -0.16), (-2.44, 0.34), (-2.38, 1.00), (-2.18, 0.60)),
    *((-1.90, 0.32), (-1.40, 0.22), (-0.80, 0.26), (-0.36, 0.36), (-0.62, 0.10), (-0.86, -0.1)),
)
LOWER: Pairs = ((-0.5, 0.28), (-1.1, 0.24), (-1.7, 0.27), (-1.98, 0.38), (-1.65, 0.46), (-1.1, 0.48), (-0.6, 0.47))
EYE = (-0.40, -0.20)
SOCKET: Pairs = (
    *((-0.98, -0.12), (-0.72, -0.36), (-0.36, -0.44), (-0.02, -0.32), (0.3, -0.08)),
    *((0.85, 0.12), (0.3, 0.08), (-0.05, 0.0), (-0.38, 0.05), (-0.7, -0.02)),
)
BROW: Pairs = (
    *((-1.12, -0.12), (-1.02, -0.40), (-0.66, -0.60), (-0.2, -0.58), (0.34, -0.36)),
    *((0.85, -0.12), (0.2, -0.14), (-0.10, -0.22), (-0.42, -0.25), (-0.74, -0.18)),
)
LID: Pairs = ((-1.02, -0.44), (-0.64, -0.70), (-0.2, -0.72), (0.32, -0.48), (-0.2, -0.57), (-0.62, -0.57))
NOSTRIL: Pairs = ((-1.2, -0.28), (-1.38, -0.22), (-1.32, -0.14), (-1.16, -0.2))
TUFTS = (
    ((0.2, 0.2), (0.5, 0.38), (0.75, 0.68)),
    ((-0.1, 0.32), (0.1, 0.5), (0.25, 0.82)),
    ((-0.4, 0.42), (-0.32, 0.58), (-0.25, 0.8)),
    ((0.5, 0.02), (0.8, 0.12), (1.1, 0.4)),
    ((0.35, -0.62), (0.7, -0.52), (1.0, -0.25)),
)
"""Strokes that lift the plumage of cheek and crown."""
RUFF = (
    *((1.0, -0.35, 30, 1.3), (1.1, -0.05, 48, 1.5), (1.05, 0.25, 62, 1.7), (0.8, 0.5, 76, 1.7)),
    *((0.5, 0.62, 86, 1.35), (0.15, 0.62, 92, 1.0), (-0.2, 0.55, 96, 0.75), (-0.5, 0.42, 100, 0.5)),
)
"""Feathers from the cheek over the neck: root, heading in degrees, length in head radii."""
