"""A red bird about to take flight, wings half lifted.

One rig serves the young bird and the phoenix: a spine, two arms from which flight feathers and the ranks of
coverts fan, and a tail of streamers. A pose between crouch (0) and full spread (1) moves all of it, so the
bird opens as the feeling grows; a heavy mood bows it. It is built facing left in its own units, then fitted
to the ground.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import (
    Chance,
    Ramp,
    area,
    circle,
    clean,
    crayon,
    curve,
    ellipse,
    filled,
    flat,
    frame,
    from_oklch,
    grow,
    heading,
    linear,
    mix,
    normals,
    oklch,
    outlines,
    polyline,
    resample,
    ribbon,
    simplify,
    smooth,
    taper,
    union,
)
from markgen.values import Feeling, Ground, Layer, Linear, Outline, Paint, Points, Shape, layer

FORMS = {"phoenix": "The red bird grown: a phoenix with wings spread wide and flames trailing off its tail."}

Floats = NDArray[np.float64]
Shapes = list[Shape | None]
Pairs = tuple[tuple[float, float], ...]

INK = "#1a0406"
"""Maroon black: gaps between feathers, eye, claws."""
FIRE = ("#220307", "#5e0914", "#a81119", "#dd3316", "#f5741a", "#ffb52e", "#ffe88c")
"""Deep maroon to pale gold: the plumage from shadow to light."""
ENGRAVED = ("#0e0c0b", "#191615", "#4b4643", "#a9a29a", "#e2dbd1", "#f6f1ea", "#ffffff")
"""The same in black and bare skin: few greys between, as in an engraving."""
DOWN = ("#33262a", "#64555a", "#8f8489", "#b4acb3", "#cfccd4", "#e4e3e9", "#f5f2f2")
"""Wings of a small soft bird, beside its warm breast."""
EMBER = "#e2500f"
"""What still glows in ash: never tinted."""

# Poses: crouch, spread, bowed; and the two necks that look back. In the bird's own units: about 140 tall when spread.
SPINE = (
    ((-18, -16), (-13, -17), (-8.5, -12.5), (-7, -5.5), (-4, 1), (2, 7), (8.5, 11), (14, 14)),
    ((-12, -36), (-7.5, -34), (-2.5, -28), (-1.5, -20), (-4, -10), (-2.5, 1), (1.5, 11), (5.5, 18)),
    ((-15, -19), (-13, -25), (-7.5, -27), (-3, -20), (-4, -10), (-2.5, 1), (1.5, 11), (5.5, 18)),
)
LOOKING_BACK = (
    ((-4, -27), (-8.5, -28), (-11, -22), (-9, -12), (-5, -2), (2, 7), (8.5, 11), (14, 14)),
    ((1, -46), (-4, -47), (-7, -40), (-6, -28), (-5.5, -13), (-2.5, 1), (1.5, 11), (5.5, 18)),
    ((-1, -38), (-6, -40), (-8, -34), (-6, -24), (-5.5, -12), (-2.5, 1), (1.5, 11), (5.5, 18)),
)
GIRTH = (
    (5.5, 5.6, 7.6, 12.5, 17.0, 16.5, 10.5, 5.0),
    (6.0, 6.2, 7.6, 10.8, 16.0, 15.5, 9.5, 5.0),
    (6.0, 6.2, 7.8, 10.8, 16.0, 15.5, 9.5, 5.0),
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
        ((3, -12), (9, -23), (19, -32), (31, -35), (39, -37.5)),
        ((3, -12), (9, -16.5), (16, -14), (21, -6), (24, 3)),
    ),
    ((66, 48, 24, -6, -44), (97, 85, 65, 30, -24), (100, 97, 92, 85, 74)),
    ((14, 17, 19, 25, 29), (18, 25, 28, 34, 38), (19, 26, 31, 37, 38)),
)
FAR = WingKeys(
    (
        ((-8, -9), (-8.5, -15), (-9, -22), (-10, -29), (-8, -34)),
        ((-4, -13), (-8, -24), (-16, -35), (-26, -40), (-33, -45)),
        ((-4, -13), (-9, -17.5), (-16, -15), (-21, -7), (-24, 2)),
    ),
    ((96, 125, 178, 238, 276), (84, 99, 122, 160, 218), (82, 85, 90, 98, 110)),
    ((8, 10, 10, 18, 23), (15, 20, 24, 30, 34), (16, 22, 27, 32, 34)),
)
FLIGHT = 21
"""Flight feathers of a wing: 10 primaries on the hand, 8 secondaries and 3 tertials on the forearm."""
RANKS = ((FLIGHT, 1.0, 0.15), (17, 0.52, 0.26), (14, 0.34, 0.36))
"""Flight feathers, greater and median coverts: how many, their share of the length, when the first is born."""
LESSER = ((18, 0.20), (22, 0.145), (26, 0.09))
"""Rows of lesser coverts: how many, and their share of the length."""
VANES = (
    ((0.0, 0.0), (0.36, 0.08), (0.82, 0.60), (1.0, 0.42)),
    ((0.25, 0.0), (0.6, 0.36), (0.85, 0.66), (1.0, 0.86)),
    ((0.2, 0.02), (0.7, 0.30), (1.0, 0.62)),
)
"""Shade along a feather of each rank. Dark roots under bright tips are what tells the ranks apart."""

STREAMERS: tuple[Pairs, ...] = (
    ((5.5, 17), (10, 27), (11, 38), (6, 49), (-4, 57), (-15, 61), (-24, 66), (-27, 73), (-23, 78)),
    ((6.5, 17), (13, 26), (17, 37), (16, 48), (11, 57), (10, 66), (15, 72), (21, 72)),
    ((4.5, 17), (6, 26), (4, 35), (-3, 43), (-13, 47), (-23, 51), (-28, 58), (-26, 64)),
    ((7, 16), (14, 24), (20, 34), (23, 44), (25, 53), (30, 59), (37, 58)),
    ((4, 16), (3, 24), (-1, 31), (-9, 36), (-18, 39), (-25, 44), (-26, 51), (-22, 54)),
    ((7.5, 15), (14, 20), (21, 27), (27, 35), (32, 43), (38, 47), (44, 45)),
    ((4, 15), (3, 21), (-2, 27), (-9, 29), (-17, 30), (-23, 34), (-25, 40), (-22, 44)),
)
"""Tail feathers when spread, from the rump to their curled ends; the first is the longest and lies in front."""
STREAMER_BORN = (0.02, 0.04, 0.2, 0.3, 0.4, 0.5, 0.58)

LEGS = (
    (((1, 9), (-1.5, 19), (5, 0)), ((-7, 8), (-10, 16), (12, 0)), ((-7, 8), (-9, 17), (0, 0))),
    (((-3, 6), (-7.5, 17), (15, 0)), ((-6, 3), (-13.5, 8.5), (55, 0)), ((-7, 4), (-12, 13), (20, 0))),
)
"""For the near and the far leg, in each pose: the hip, the ankle, and the foot's turn in degrees."""
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
    *((-0.80, -0.52), (-1.20, -0.62), (-1.66, -0.50), (-2.02, -0.16), (-2.22, 0.34), (-2.16, 0.92), (-1.98, 0.56)),
    *((-1.72, 0.34), (-1.30, 0.24), (-0.80, 0.27), (-0.42, 0.34), (-0.62, 0.10), (-0.86, -0.1)),
)
LOWER: Pairs = ((-0.5, 0.28), (-1.1, 0.24), (-1.6, 0.28), (-1.82, 0.40), (-1.55, 0.48), (-1.1, 0.5), (-0.6, 0.48))
EYE = (-0.40, -0.20)
SOCKET: Pairs = (
    *((-0.98, -0.12), (-0.72, -0.36), (-0.36, -0.44), (-0.02, -0.32), (0.3, -0.08)),
    *((0.85, 0.12), (0.3, 0.08), (-0.05, 0.0), (-0.38, 0.05), (-0.7, -0.02)),
)
BROW: Pairs = (
    *((-1.08, -0.18), (-0.96, -0.42), (-0.6, -0.58), (-0.2, -0.56), (0.3, -0.34)),
    *((0.75, -0.16), (0.2, -0.22), (-0.12, -0.34), (-0.42, -0.36), (-0.72, -0.28)),
)
LID: Pairs = ((-0.95, -0.46), (-0.6, -0.66), (-0.2, -0.66), (0.25, -0.46), (-0.2, -0.56), (-0.6, -0.56))
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
    *((0.45, 0.62, 88, 1.6), (0.1, 0.62, 98, 1.4), (-0.25, 0.55, 108, 1.15), (-0.55, 0.42, 120, 0.85)),
)
"""Feathers from the cheek over the neck: root, heading in degrees, length in head radii."""


@dataclass(frozen=True)
class Posture:
    """How a bird holds itself, which a seed decides. Degrees; positive turns clockwise, of a bird facing left.

    tilt: of all of it. near, far: of its wings. tail: of its tail, and curl: of the tail's ends. back: it looks over
    its shoulder. open: added to how far it has spread.
    """

    tilt: float = 0.0
    near: float = 0.0
    far: float = 0.0
    tail: float = 0.0
    curl: float = 0.0
    back: bool = False
    open: float = 0.0


POSTURES = (
    Posture(),
    Posture(tilt=30, near=-14, far=12, tail=-22, curl=0.9, open=0.05),
    Posture(tilt=-32, near=22, far=-6, tail=24, curl=-0.8, open=0.05),
    Posture(tilt=2, near=-30, far=32, tail=4, curl=0.5, open=-0.04),
    Posture(tilt=-4, near=30, far=-26, tail=-8, curl=-0.5, open=0.12),
    Posture(tilt=12, near=-6, far=-16, tail=20, curl=1.2, back=True),
)
"""Rising; banking; stooping; wings thrown up; mantling; turning to look back."""
SLENDER = (Posture(), Posture(tilt=-8, near=-12, far=10, tail=10, curl=0.5), Posture(tilt=8, tail=-10, curl=-0.6))
"""Those that a long narrow ground has room for: it rises, upright or leaning a little."""

NECK_BACK = {"longing", "nostalgia"}
"""Tones that look over the shoulder."""
IRIDESCENCE = {"wonder": 1.0, "awe": 0.6}
SOFTNESS = {"tenderness": 1.0, "calm": 0.5, "affection": 0.3}
"""Tones whose bird is a round, downy one."""
ASHES = {"despair": 1.0, "melancholy": 0.3}


@dataclass(frozen=True, eq=False)
class Fan:
    """Feathers side by side: centre lines and both edges (n, m, 2), and how far each is grown."""

    mid: Floats
    inner: Floats
    outer: Floats
    grown: Floats

    def rings(self) -> Floats:
        """Closed outlines, (n, 2m, 2)."""
        return np.concatenate([self.inner, self.outer[:, ::-1]], axis=1)


@dataclass(frozen=True)
class Manner:
    """What a mood does to the bird, each 0 to 1.

    droop: bowed, wings hanging. spike: feathers to lances, darker. soft: rounder. iris: hues wander.
    ash: burnt, with embers. back: it looks over its shoulder. mono: black and bare skin only.
    """

    droop: float
    spike: float
    soft: float
    iris: float
    ash: float
    back: bool
    mono: bool


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The bird, from the feathers behind to the head in front."""
    bird = _Bird(ground, feeling, chance)
    return bird.scrawl() if bird.wax else bird.layers()


def manner(feeling: Feeling) -> Manner:
    """How this feeling carries itself."""
    tone, light = feeling.mood.tone, feeling.mood.light
    spike = float(np.clip(-2.2 * tone.valence * tone.arousal * (1 + 1.5 * tone.dominance), 0, 1))
    droop = float(np.clip(light.shadow * (1.1 - 0.5 * tone.arousal), 0, 1)) * (1 - 0.5 * spike)
    return Manner(
        droop,
        spike,
        SOFTNESS.get(tone.name, 0.0),
        IRIDESCENCE.get(tone.name, 0.0),
        ASHES.get(tone.name, 0.0),
        tone.name in NECK_BACK,
        feeling.mood.chroma == 0 or not feeling.style.colour,
    )


def _on(path: Points, u: ArrayLike) -> Points:
    """Points at shares u of a path."""
    at = np.linspace(0, 1, len(path))
    shares = np.asarray(u, float)
    return np.stack([np.interp(shares, at, path[:, i]) for i in (0, 1)], axis=-1)


def _turned(points: Points, degrees: float) -> Points:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turned: Points = points @ np.array([[c, s], [-s, c]])
    return turned


def _headings(path: Points) -> Floats:
    turns: Floats = np.unwrap(np.arctan2(*np.diff(path, axis=0).T[::-1]))
    return turns


def _span(path: Points) -> float:
    return float(np.hypot(*np.diff(path, axis=0).T).sum())


def _along(m: int) -> Floats:
    """Shares of a feather's length; samples crowd towards the tip, where the outline turns."""
    shares: Floats = 1 - (1 - np.linspace(0, 1, m)) ** 1.4
    return shares


def _plumes(root: Points, angle: Floats, length: Floats, bend: Floats, flick: Floats, m: int) -> Floats:
    """Centre lines (n, m, 2) leaving roots at `angle`, turned by `bend` on the way and `flick` at the tip; degrees."""
    s = _along(m)
    mid = (s[1:] + s[:-1]) / 2
    turn = np.radians(angle[:, None] + bend[:, None] * mid**1.5 + flick[:, None] * mid**4)
    steps = heading(turn) * (np.diff(s)[None, :, None] * length[:, None, None])
    return np.concatenate([root[:, None], root[:, None] + np.cumsum(steps, axis=1)], axis=1)


def _fan(mid: Floats, width: Floats, point: float, grown: Floats, hand: float = 1.0, lead: float = 0.5) -> Fan:
    """Vanes round centre lines. point: 0 blunt to 1 lance; lead: share of the width on the outer side."""
    u = _along(mid.shape[1])
    vane = np.minimum(0.22 + 1.4 * u, 1) * np.clip(1 - u ** (6.5 - 4 * point), 0, 1) ** (0.62 + 0.25 * point)
    d = np.gradient(mid, axis=1)
    d /= np.maximum(np.hypot(d[..., 0], d[..., 1]), 1e-9)[..., None]
    side = np.stack([-d[..., 1], d[..., 0]], axis=-1) * (hand * width[:, None] * vane[None])[..., None]
    return Fan(mid, mid + side * (1 - lead), mid - side * lead, grown)


class _Bird:
    """One bird being drawn: the rig in its units, and the fit to the ground in mm."""

    def __init__(self, ground: Ground, feeling: Feeling, chance: Chance) -> None:
        self.f, self.chance, self.manner = feeling, chance, manner(feeling)
        shape = chance("structure")
        self.mirror = -1.0 if shape.random() < 0.5 else 1.0
        self.sway = shape.uniform(-1, 1, 8)
        fitting = POSTURES if ground.height < 1.4 * ground.width else SLENDER
        self.posture = fitting[int(shape.integers(0, 1 << 16)) % len(fitting)]
        self.back = self.manner.back or self.posture.back
        self._grains: dict[tuple[str, int], list[Points]] = {}
        crayon_hand = feeling.mood.hand.kind == "crayon" and feeling.style.fill == "natural"
        self.wax = crayon_hand or feeling.style.fill == "wax"
        self.great = feeling.form == "phoenix"
        t = feeling.intensity
        eased = t * t * (3 - 2 * t)
        self.pose = 0.15 + (0.82 + 0.06 * self.sway[4]) * eased if self.great else (0.19 + 0.06 * self.sway[4]) * eased
        fill = feeling.style.fill
        self.paper = "#ffffff" if fill in ("none", "black") else None
        self.ink = "#14110f" if self.manner.mono else feeling.tint(INK)
        if self.manner.soft:
            self.ink = mix(self.ink, feeling.tint("#8a4a44"), 0.5 * self.manner.soft)
        self.seam = "#ffffff" if fill == "black" else self.ink
        self.hair = feeling.line("fine") * (1.35 if fill == "none" else 1.0)
        self.edge = self.hair * feeling.birth(0.08, 0.22) * (0.0 if fill == "wash" else 1.0)

        spine = self._posed(LOOKING_BACK if self.back else SPINE)
        spine[1:4, 0] += np.array([0.6, 1.6, 1.2]) * self.sway[5]
        self.spine = smooth(spine, 80)
        plump = (0.5 + 0.5 * feeling.birth(0.08, 0.2)) * (1 + 0.2 * self.manner.soft - 0.2 * self.back)
        # A faint bird is slim, but its neck is never a thread.
        slim = 1 - (1 - plump) * np.array([0.0, 0.2, 0.6, 1, 1, 1, 1, 1])
        self.girth = np.interp(np.linspace(0, 1, 80), np.linspace(0, 1, 8), slim * self._posed(GIRTH))
        self.radius = 4.6 * (0.78 + 0.22 * feeling.birth(0.1, 0.3)) * (1 + 0.12 * self.manner.soft)
        # A posture is carried by the wings that are open enough to carry it.
        spread = 0.4 + 0.6 * self.pose
        self.near_arm, self.near = self._wing(NEAR, 1.0, "near", 7 * self.sway[1] + self.posture.near * spread)
        self.far_arm, self.far = self._wing(FAR, -1.0, "far", 8 * self.sway[2] + self.posture.far * spread)
        self.tail = self._tail()
        self.crest = self._crest()
        self.fallen, self.sparks = self._fallen(), self._sparks()
        self._fit(ground)

    # The rig, in the bird's units.

    def _posed(self, keys: Iterable[ArrayLike]) -> Floats:
        """Keys for crouch, spread and bowed, mixed."""
        crouch, spread, bowed = (np.asarray(k, float) for k in keys)
        lifted = crouch + (spread - crouch) * self.pose
        mixed: Floats = lifted + (bowed - lifted) * self.manner.droop * (0.75 + 0.25 * self.pose)
        return mixed

    def _wing(self, keys: WingKeys, hand: float, name: str, turn: float) -> tuple[Points, list[Fan]]:
        """The arm; and its flight feathers, then coverts, each rank over the roots of the one before."""
        arm = smooth(self._posed(keys.arm), 60)
        arm = _turned(arm - arm[0], turn) + arm[0]
        angles, lengths = self._posed(keys.angles) + turn, self._posed(keys.lengths) * (1.1 + 0.07 * self.sway[6])
        spike, soft = self.manner.spike, self.manner.soft
        fans = []
        for rank, (n, share, born) in enumerate(RANKS):
            r = self.chance("wing", name, rank)
            u = np.linspace(1 - 0.06 * rank, 0.03, n) ** 0.85
            # Van der Corput order: the first feathers are spread over the wing, later ones fill between.
            order = np.array([int(f"{i:05b}"[::-1], 2) / 32 for i in range(n)])
            grown = self.f.births(born + 0.26 * order, 0.14)
            # The first primary carries on the stroke of the arm from the start.
            full = np.where((np.arange(n) == 0) & (rank == 0), 1.0, grown)
            a = np.interp(u, KNOTS, angles) + r.normal(0, 1.8 + 2.5 * spike, n) - hand * 3.0 * rank
            rough = 1 + r.normal(0, 0.045 + 0.05 * spike, n)
            length = np.interp(u, KNOTS, lengths) * share * rough * (0.12 + 0.88 * full)
            flick = hand * (-10 - 34 * u * self.pose) * (1.0, 0.5, 0)[rank]
            mid = _plumes(_on(arm, u), a, length, hand * (26 - 50 * u), flick, (12, 10, 9)[rank])
            half = mid.shape[1] // 2
            spread = np.hypot(*(mid[:-1, half] - mid[1:, half]).T)
            gap = np.interp(u[::-1], ((u[:-1] + u[1:]) / 2)[::-1], spread[::-1])
            crowd = np.minimum(n / max(float(grown.sum()), 1.0), 2.0) ** 0.8
            width = np.clip(gap * 1.5, 1.7 + 0.5 * (rank == 0), 5.0) * crowd * grown**0.8 * (1 - 0.15 * spike)
            point = (0.62, 0.5, 0.35)[rank] + 0.36 * spike - 0.2 * soft
            fans.append(_fan(mid, width, point, grown, hand, 0.40))
        for row, (n, share) in enumerate(LESSER):
            u = np.linspace(0.985, 0.0, n) + 0.35 / n * (row % 2)
            reach = np.interp(u, KNOTS, lengths) * share + 0.8
            a = np.interp(u, KNOTS, angles) - hand * (10 + 5 * row)
            mid = _plumes(_on(arm, u), a, reach, np.full(n, hand * 10.0), np.zeros(n), 5)
            spread = np.hypot(*(mid[:-1, 2] - mid[1:, 2]).T)
            grown = np.full(n, self.f.birth(0.46 + 0.05 * row, 0.2))
            fans.append(_fan(mid, np.append(spread, spread[-1]) * 0.98 * grown, 0.3, grown, hand))
        return arm, fans

    def _tail(self) -> list[tuple[Points, float]]:
        """Tail feathers, from the hindmost: path and how far grown."""
        r = self.chance("tail")
        kept = 5 + int(r.integers(0, 3)) if self.great else 3 + int(r.integers(0, 2))
        long = (0.45 + 0.48 * self.pose) * (1 - 0.25 * self.manner.soft)
        out = []
        for k, points in enumerate(STREAMERS):
            grown = self.f.birth(STREAMER_BORN[k], 0.22)
            path = smooth(points, 80)
            bend = _headings(path)
            # Closed, the tail hangs in a sheaf with its curls relaxed; the fan opens with the pose.
            bend = bend.mean() + (bend - bend.mean()) * (0.6 + 0.4 * self.pose)
            bend = 1.4 + (bend - 1.4) * (0.5 + 0.5 * self.pose) * (1 - 0.45 * self.manner.droop)
            bend += (0.35 * r.normal() + self.posture.curl * self.pose) * np.linspace(0, 1, 79) ** 2
            step = np.hypot(*np.diff(path, axis=0).T)[:, None] * long * (0.35 + 0.65 * grown)
            run = np.concatenate([[[0.0, 0.0]], np.cumsum(heading(bend) * step * (1 + 0.06 * r.normal()), 0)])
            run = _turned(run, -30 * (1 - self.pose) * (1 - self.manner.droop) + 7 * self.sway[3] + self.posture.tail)
            if k < kept:
                out.append((run + self.spine[-1] + (path[0] - SPINE[1][-1]), grown))
        return out[::-1]

    def _crest(self) -> Fan:
        r = self.chance("crest")
        n = (5, 7, 9)[int(r.integers(0, 3))]
        i = np.linspace(0, 1, n)
        grown = self.f.births(0.12 + 0.3 * r.permutation(n) / n, 0.2)
        root = np.stack([-0.1 + 1.25 * i, -0.9 + 0.85 * i**2], axis=1) * self.radius
        reach = (12 + 9 * self.pose) * (1.0 - 0.45 * i + 0.10 * r.normal(0, 1, n)) * (0.3 + 0.7 * grown)
        reach = reach * (1 - 0.45 * self.manner.soft)
        lie = 80 * self.manner.droop - 12 * self.manner.spike
        mid = _plumes(root, lie - 72 + 88 * i, reach, 78 - 40 * i, -150 + 60 * i, 15)
        fan = _fan(mid, 19.0 / n * grown, 0.9, grown)
        stem = (0.3 + 0.7 * np.sin(np.pi * _along(15) ** 2.0))[None, :, None]
        inner, outer = mid + (fan.inner - mid) * stem, mid + (fan.outer - mid) * stem
        mid, inner, outer = (self._head_at(p / self.radius) for p in (mid, inner, outer))
        return Fan(mid, inner, outer, grown)

    def _head_at(self, points: ArrayLike) -> Points:
        """Points of the head, in units of its radius round its centre, facing left."""
        nod = -4 + 5 * self.sway[0] - 38 * self.manner.droop
        p = np.asarray(points, float)
        turned = _turned(p.reshape(-1, 2), nod) * [-1.0 if self.back else 1.0, 1.0]
        made: Points = turned.reshape(p.shape) * self.radius + self.spine[0]
        return made

    def _leg(self, which: int) -> tuple[Points, Points, float]:
        hip, ankle, (turn, _) = self._posed(LEGS[which])
        return hip, ankle, float(turn)

    def _fallen(self) -> Fan:
        """Feathers that a bowed bird has lost."""
        r = self.chance("fallen")
        n = 4
        spot = (np.array([(-38, 34), (38, 38), (-31, 58), (43, 62)]) + r.normal(0, 3, (n, 2))) * (0.7 + 0.3 * self.pose)
        bowed = float(np.clip(2.5 * self.manner.droop - 0.75, 0, 1))
        grown = self.f.births(np.array([0.42, 0.5, 0.58, 0.66]), 0.2) * bowed
        bend, flick = r.uniform(-60, 60, (2, n))
        mid = _plumes(spot, r.uniform(20, 160, n), 17.0 * grown, bend, flick, 12)
        return _fan(mid, 4.4 * grown, 0.55, grown, 1.0, 0.4)

    def _sparks(self) -> Fan:
        """Flames that come off the tail's ends."""
        r = self.chance("sparks")
        n = 12
        lit = self.manner.ash or (self.great and self.manner.droop < 0.3 and not self.manner.soft)
        grown = self.f.births(0.5 + 0.2 * r.random(n), 0.3) * float(bool(lit) and not self.wax)
        ends = np.stack([self.tail[w][0][[-6, -1]] for w in r.integers(0, len(self.tail), n)])
        away = ends[:, 1] - ends[:, 0]
        away = away / np.hypot(*away.T)[:, None] + [0, 0.6]
        at = ends[:, 1] + away * r.uniform(0.3, 3.2, (n, 1)) + r.normal(0, 1.2, (n, 2))
        turn = np.degrees(np.arctan2(away[:, 1], away[:, 0])) + r.normal(0, 20, n)
        mid = _plumes(at, turn, r.uniform(2.2, 5.5, n) * grown, r.uniform(-80, 80, n), np.zeros(n), 7)
        return _fan(mid, r.uniform(1.0, 1.7, n) * grown, 0.9, grown)

    def _fit(self, ground: Ground) -> None:
        rings = [fan.rings().reshape(-1, 2) for fan in (self.near[0], self.far[0], self.crest)]
        # What is loose makes room for itself as it grows.
        base = self.spine[-1]
        for loose in (self.fallen, self.sparks):
            rings.append((base + (loose.rings() - base) * loose.grown[:, None, None]).reshape(-1, 2))
        cloud = np.concatenate([*rings, *(p for p, g in self.tail if g > 0), self.spine, self._head_at(UPPER)])
        self.tilt = 7.0 * self.sway[7] + self.posture.tilt
        cloud = _turned(cloud, self.tilt)
        low, high = cloud.min(0), cloud.max(0)
        wide, tall = high - low
        room = min(ground.width / wide, ground.height / tall) * 0.97
        self.k = min(self.f.size * 0.97 / max(wide, tall), room)
        self.middle = (low + high) / 2
        self.centre = ground.centre

    def mm(self, points: ArrayLike) -> Floats:
        """The bird's units to mm on the ground."""
        p = np.asarray(points, float)
        tilted = _turned(p.reshape(-1, 2), self.tilt).reshape(p.shape)
        made: Floats = (tilted - self.middle) * [self.mirror * self.k, self.k] + self.centre
        # On a large mark a tenth of a millimetre is finer than its finest line, and the file is a fifth smaller.
        return made.round(1) if self.f.size > 150 else made

    # Paint.

    @cached_property
    def _ramps(self) -> list[Ramp]:
        """The plumage, and how its hue wanders from the shoulder (first) outwards (last)."""
        if self.manner.mono:
            return [Ramp(ENGRAVED)]
        if not self.manner.iris:
            return [self.f.ramp(*FIRE)]
        out = []
        for where in np.linspace(0, 1, 9):
            hues = []
            for tone in FIRE:
                l, c, h = oklch(tone)
                away = -215 * where * self.manner.iris * (1.0 if l < 0.75 else 0.75)
                hues.append(from_oklch(l, c * (0.9 if l < 0.75 else 0.8), (h + away) % 360))
            out.append(self.f.ramp(*hues))
        return out

    @cached_property
    def _down(self) -> Ramp:
        return self.f.ramp(*DOWN)

    def fire(self, shade: float, where: float = 0.0, wing: bool = False) -> str:
        """A colour of the plumage, 0 dark to 1 light. where: 0 at the shoulder to 1 at the tips."""
        if self.paper:
            return self.ink if self.seam != self.ink and shade < 0.7 else self.paper
        shade = shade + 0.16 * self.manner.soft * (1 - shade)
        shade = max(shade, 0.0) ** (1 + 0.9 * self.manner.spike)
        colour = self._ramps[round(min(max(where, 0), 1) * (len(self._ramps) - 1))](shade)
        return mix(colour, self._down(shade), 0.85 * self.manner.soft) if wing and self.manner.soft else colour

    def grade(
        self,
        ends: ArrayLike,
        stops: Iterable[tuple[float, float]],
        where: float = 0.0,
        wing: bool = False,
        drift: float = 0.0,
    ) -> Linear:
        """A gradient between two points (mm) through (offset, shade) stops; its hue drifts on the way."""
        a, b = np.asarray(ends, float)
        return linear(a, b, *((o, self.fire(c, where + drift * o, wing)) for o, c in stops))

    def inked(self, shapes: Outline | list[Outline], paint: Paint | str, width: float) -> Shape | None:
        """Filled, with a dark edge."""
        made = (shapes,) if isinstance(shapes, Outline) else tuple(shapes)
        fill = flat(paint) if isinstance(paint, str) else paint
        return Shape(made, fill=fill, stroke=flat(self.seam) if width else None, width=width) if made else None

    # The drawing, in mm.

    def layers(self) -> list[Layer]:
        """All layers, deep to top."""
        tail = [s for path, grown in self.tail for s in self._streamer(path, grown)]
        return [
            layer("silhouette", "line", self._silhouette()),
            layer("far wing", "colour", self._wing_shapes(self.far, self.far_arm, -0.07)),
            layer("tail", "colour", tail + self._train()),
            layer("body", "colour", self._foot(1) + self._body() + self._foot(0)),
            layer("near wing", "colour", self._wing_shapes(self.near, self.near_arm, 0.0)),
            layer("neck", "colour", self._scales(0.05, 0.46, 11, 6, 8.0, 0.95, 0.24, 0.82)),
            layer("head", "colour", self._crest_shapes() + self._head() + self._eye()),
            layer("fallen", "colour", self._fallen_shapes() + self._spark_shapes()),
        ]

    def _silhouette(self) -> Shapes:
        """One dark shape under everything; on a faint mark it is all there is, and red."""
        rings = [
            ring
            for fan in (self.near[0], self.far[0], self.crest)
            for ring, grown in zip(fan.rings(), fan.grown, strict=True)
            if grown > 0
        ]
        rings.append(ribbon(self.spine, self.girth))
        # A faint bird's wings are two blades, as a swallow's are; they thin to the arm's own stroke as feathers come.
        blade = 1 - self.f.birth(0.10, 0.28)
        heavy = taper(1.6 + 9.0 * blade, 0.25 + 0.15 * blade, 0.3, 0.02)
        for wing, arm, hand in ((self.near, self.near_arm, 1.0), (self.far, self.far_arm, -1.0)):
            # One sweep from the breast at first; the arm's own bends come with its feathers.
            bent = self.f.birth(0.07, 0.16)
            tip = wing[0].mid[0]
            root = arm[0] + (self.spine[35] - arm[0]) * (1 - bent)
            bow = (root + tip[-1]) / 2
            across = normals(np.stack([root, tip[-1]]))[0]
            sweep = smooth(np.stack([root, bow + 0.4 * (arm[40] - bow) - hand * 13 * across, tip[-1]]), 40)
            stroke = smooth(np.concatenate([root[None], arm[[12, 24, 36, 48]], tip[[1, 5, 8, 11]]]), 40)
            rings.append(ribbon(sweep + (stroke - sweep) * bent, heavy))
        rings += [self._head_at(smooth(SKULL, 36, True)), self._head_at(smooth(self._beak(UPPER), 30, True))]
        rings += [self._sickle(path, grown) for path, grown in self.tail if grown > 0]
        whole = union([area(self.mm(ring)) for ring in rings])
        rim = min(self.f.line("bold") * 0.7, 0.014 * self.f.size)
        fine = min(0.2, 0.002 * self.f.size)
        tiny = mix(self._ramps[0](0.35), self.ink, self.f.birth(0.12, 0.2))
        return [filled(outlines(simplify(clean(grow(whole, rim), 0.4 * rim), fine)), tiny)]

    def _wing_shapes(self, fans: list[Fan], arm: Points, dim: float) -> Shapes:
        out: Shapes = []
        for rank, fan in enumerate(fans[:3]):
            fine: list[Outline] = []
            rings, ends = self.mm(fan.rings()), self.mm(fan.mid[:, [0, -1]])
            for i in range(len(fan.mid)):
                if fan.grown[i] <= 0:
                    continue
                where = 1 - i / len(fan.mid)
                shadow = dim - 0.08 * (1 - where) ** 2
                vane = self.grade(ends[i], ((o, c + shadow) for o, c in VANES[rank]), where - 0.1 * rank, True)
                if rank == 0:
                    out += self._feather(fan, i, vane, where, dim)
                else:
                    out.append(self.inked(polyline(rings[i]), vane, self.edge * 1.6))
                    fine += self._barbs(fan, i, 0.0, 0)
            out.append(filled(fine, self.seam, 0.8))
        a, b = self.mm(arm[[0, -1]])
        for row, fan in enumerate(fans[3:]):
            if fan.grown[0] > 0:
                shade = (0.50, 0.30, 0.62)[row] + dim
                paint = self.grade((a, b), ((0, shade - 0.25), (0.6, shade)), 0.1 * row, True, 0.6)
                out.append(self.inked([polyline(r) for r in self.mm(fan.rings())], paint, self.edge * 1.3))
        lead = curve(self.mm(ribbon(resample(arm, 14), taper(1.9 * self.f.birth(0.4, 0.2), 0.15, 0.3, 0.2))))
        gold = self.grade((a, b), ((0, 0.3 + dim), (0.5, 0.66 + dim), (1, 0.4 + dim)), 0.3, True, 0.5)
        return [*out, self.inked(lead, gold, self.edge * 1.6) if self.f.birth(0.4, 0.2) else None]

    def _feather(self, fan: Fan, i: int, vane: Paint, where: float, dim: float) -> Shapes:
        """A flight feather: bright rim, dark vane, the inner half in shade, barbs."""
        rim, detail = self.f.birth(0.35, 0.2), self.f.birth(0.42, 0.3)
        mid = fan.mid[i]
        inner = self.mm(mid + (fan.inner[i] - mid) * (1 - 0.26 * rim))
        outer = self.mm(mid + (fan.outer[i] - mid) * (1 - 0.42 * rim))
        glow = self.fire(0.78 + dim, where, True)
        if self.manner.ash and self.chance("ember", i).random() < 0.6:
            glow = mix(glow, EMBER, 0.75 * self.manner.ash)
        half = np.concatenate([self.mm(mid[::2]), inner[::-2]])
        return [
            self.inked(polyline(self.mm(fan.rings()[i])), glow, self.edge * 1.6),
            filled(polyline(np.concatenate([inner, outer[::-1]])), vane),
            filled(polyline(half), self.ink, (0.16 if self.manner.mono or self.paper else 0.34) * rim),
            filled(self._barbs(fan, i, detail, 8 if self.manner.mono else 6), self.seam),
        ]

    def _barbs(self, fan: Fan, i: int, detail: float, n: int) -> list[Outline]:
        """The rachis, and barbs as slivers that thin towards the edge: the shade of a feather."""
        m = fan.mid.shape[1]
        mid, inner, outer = (self.mm(v[i]) for v in (fan.mid, fan.inner, fan.outer))
        shaft = mid[: m - 2 : 2]
        thick = self.edge if self.edge else self.hair * self.f.birth(0.1, 0.2)
        out = [polyline(ribbon(shaft, np.linspace(1.9 * thick, 0.4 * thick, len(shaft))))]
        if detail <= 0:
            return out
        at = np.linspace(0.28 * m if n < 6 else 1.5, m - 2.6, n) / (m - 1)
        for edge in (inner, outer):
            foot = _on(mid, at)
            tip = foot + (_on(edge, np.minimum(at + 1.2 / (m - 1), 1)) - foot) * 0.82 * detail
            out += [Outline(p) for p in np.stack([foot, tip, _on(mid, at + 0.16 / (m - 1))], axis=1)]
        return out

    def _sickle(self, path: Points, grown: float, share: float = 1.0) -> Points:
        """Outline of a tail feather whose edges break into swept barbs, like a flame's. share: of its full width."""
        teeth = 8
        licking = self.f.birth(0.22, 0.35) * (1 - 0.7 * self.manner.soft)
        # One barb: it widens along the feather, overshoots, and snaps back to the vane.
        u = np.linspace(0, 1, 7)[:-1]
        ahead = u + (np.array([0.0, 0.3, 0.62, 0.95, 1.28, 1.1]) - u) * licking
        wild = (0.35 + 0.65 * share) * (1 + 0.7 * self.manner.spike) * licking
        swell = 1 + np.array([0.0, 0.04, 0.14, 0.32, 0.58, 0.12]) * wild
        edges = []
        for hand in (1.0, -1.0):
            start = np.linspace(0.20, 0.86, teeth + 1)[:-1] + (0.035 if hand > 0 else 0.0)
            barbs = (start[:, None] + 0.66 / teeth * ahead).ravel()
            at = np.clip(np.concatenate([[0, 0.08, 0.15], barbs, [0.88, 0.90, 0.92, 0.935, 0.945, 0.955]]), 0, 1)
            out = np.concatenate([np.ones(3), np.tile(swell, teeth), np.ones(6)])
            width = (0.12 + 0.88 * np.sin(np.pi * at**1.3) ** 0.8) * (1 - at**9) * out * 2.45 * share * grown
            edges.append(_on(path, at) + _on(normals(path), at) * (hand * width)[:, None])
        return np.concatenate([edges[0], edges[1][::-1]])

    def _streamer(self, path: Points, grown: float) -> Shapes:
        """A tail feather of nested flames, and longer licks that peel off from under its outer half."""
        if grown <= 0:
            return []
        a, b = self.mm(path[[0, 60]])

        def fire(*shades: float) -> Linear:
            return self.grade((a, b), zip(np.linspace(0.1, 1, len(shades)), shades, strict=True), 0.1, False, 0.85)

        licks, cores = self._licks(path)
        shaft = _on(path, np.linspace(0.02, 0.93, 18))
        quill = polyline(self.mm(ribbon(shaft, np.linspace(0.75, 0.05, 18) * grown)))
        rim = self.f.birth(0.28, 0.2)
        lit = mix(self.fire(0.6), EMBER, self.manner.ash) if self.manner.ash else fire(0.2, 0.6, 0.95)
        return [
            self.inked(licks, fire(0.2, 0.45, 0.62), self.edge * 1.6),
            filled(cores, fire(0.5, 0.8, 1.0), self.f.birth(0.6, 0.2)),
            self.inked(polyline(self.mm(self._sickle(path, grown))), fire(0.1, 0.5, 0.8, 0.95), self.edge * 1.8),
            filled(polyline(self.mm(self._sickle(path, grown, 1 - 0.34 * rim))), fire(0.0, 0.12, 0.34, 0.6)),
            filled(self._hairs(path, grown), self.seam, 0.85),
            filled(quill, lit) if self.f.birth(0.2) > 0 else None,
        ]

    def _licks(self, path: Points) -> tuple[list[Outline], list[Outline]]:
        licking = self.f.birth(0.45, 0.3) * (1 - self.manner.soft)
        licks: list[Outline] = []
        cores: list[Outline] = []
        turn, long = _headings(path), _span(path)
        s = np.linspace(0, 1, 7)
        for j, v in enumerate((0.34, 0.47, 0.58, 0.68, 0.78) if licking > 0 else ()):
            hand = -1 if j % 2 else 1
            reach = long * (0.24 + 0.05 * np.sin(2.4 * j)) * (1.2 - 0.6 * v) * licking
            own = np.interp(v + s * reach / long, np.linspace(0, 1, len(turn)), turn)
            a = own[:-1] + hand * (0.30 + 0.9 * s[:-1] - 2.2 * s[:-1] ** 3)
            run = np.concatenate([[[0.0, 0.0]], np.cumsum(heading(a), 0) * reach / 6]) + _on(path, v)
            wide = 0.24 * reach * np.sin(np.pi * (0.2 + 0.8 * s) ** 0.9) ** 1.2 + 0.01
            licks.append(curve(self.mm(ribbon(run, wide))))
            cores.append(polyline(self.mm(ribbon(run[1:], wide[1:] * 0.4))))
        return licks, cores

    def _hairs(self, path: Points, grown: float) -> list[Outline]:
        """Barbs swept along a tail feather."""
        detail = self.f.birth(0.5, 0.3)
        if detail <= 0:
            return []
        at = np.linspace(0.14, 0.84, 13 if self.manner.mono else 11)
        foot, more = _on(path, at), _on(path, at + 0.075 * detail)
        wide = 1.9 * grown * (0.12 + 0.88 * np.sin(np.pi * at**1.3) ** 0.8)[:, None]
        side = _on(normals(path), at) * wide
        heel = _on(path, at + 0.009)
        both = np.concatenate([np.stack([foot, more + s, heel], axis=1) for s in (side, -side)])
        return [Outline(p) for p in self.mm(both)]

    def _train(self) -> Shapes:
        """Lance feathers over the roots of the tail."""
        grown = self.f.birth(0.3, 0.25)
        if grown <= 0:
            return []
        i = np.linspace(-1, 1, 9)
        i = i[np.argsort(-np.abs(i))]
        down = np.degrees(np.arctan2(*(self.spine[-1] - self.spine[-12])[::-1]))
        root = self.spine[-10] + np.stack([3.0 * i, -1.0 * np.abs(i)], 1)
        reach = (13 + 3 * self.pose) * (1 - 0.35 * np.abs(i)) * grown
        mid = _plumes(root, down - 30 * i, reach, -34 * i, 40 * i, 10)
        fan = _fan(mid, np.full(9, 3.4) * grown, 0.85, np.full(9, grown))
        ends = self.mm(fan.mid[:, [0, -1]])
        out: Shapes = []
        for j, ring in enumerate(self.mm(fan.rings())):
            paint = self.grade(ends[j], ((0.2, 0.05), (0.7, 0.4), (1.0, 0.8)), 0.1)
            out.append(self.inked(polyline(ring), paint, self.edge * 1.6))
        return out

    def _scales(
        self, first: float, last: float, rows: int, across: int, long: float, point: float, born: float, lit: float
    ) -> Shapes:
        """Rows of feathers along the spine from `last` back up to `first`, each row over the one below."""
        grown = self.f.birth(born, 0.25)
        if grown <= 0:
            return []
        out: Shapes = []
        total = _span(self.spine)
        r = self.chance("scales", int(first * 100))
        s = np.linspace(0, 1, 6)
        vane = np.clip(np.minimum(0.4 + 1.6 * s, 1) * (1 - s ** (4 - 2.4 * point)), 0, 1) ** 0.7
        marks = self.f.birth(born + 0.2, 0.2) * (point < 0.9)
        for row, v in enumerate(np.linspace(last, first, rows)):
            wide = float(np.interp(v, np.linspace(0, 1, 80), self.girth))
            w = np.maximum(wide / across * 1.75 * vane * grown, 0.02)
            dark = self.k * 0.1 * w[3] * normals(self.mm(frame(self.spine, [v * total, v * total + 1], [0, 0])))[0]
            shapes: list[Outline] = []
            fine: list[Outline] = []
            places = (np.arange(across) + (0.75 if row % 2 else 0.25)) / across * 2 - 1
            for x, jitter in zip(places, r.normal(0, 0.05, across), strict=True):
                along = v * total + s * long * (1 + jitter) * (0.4 + 0.6 * grown)
                mid = frame(self.spine, along, x * wide / 2 * (0.94 + 0.12 * s), 160)
                shapes.append(polyline(self.mm(ribbon(mid, w))))
                root, tip = self.mm(mid[[1, 4]])
                fine.append(polyline([root - dark, root + dark, tip]))
            # Light falls on the side the bird faces; the other lies under its wing.
            a, b = self.mm(frame(self.spine, [v * total + long / 2] * 2, [-wide / 2, wide / 2], 160))
            level = lit - 0.22 * (v - first) / (last - first) + 0.06 * (row % 2)
            stops = ((0, level - 0.55), (0.35, level - 0.22), (0.68, level), (1, level - 0.26))
            out.append(self.inked(shapes, self.grade((a, b), stops, 0.25 * v), self.edge * 1.2))
            out.append(filled(fine, self.seam, 0.7 * marks))
        return out

    def _body(self) -> Shapes:
        a, b = self.mm(self.spine[[0, -1]])
        ring = curve(self.mm(ribbon(self.spine, self.girth)[::4]))
        base = filled(ring, self.grade((a, b), ((0, 0.5), (0.5, 0.35), (1, 0.1))))
        return [base, *self._scales(0.42, 0.96, 13, 7, 5.4, 0.55, 0.28, 0.66)]

    def _foot(self, which: int) -> Shapes:
        """Thigh feathers over a scaled shank, three toes forward and one back, all with claws."""
        grown = self.f.birth(0.2, 0.2)
        if grown <= 0:
            return []
        hip, ankle, turn = self._leg(which)
        bone = ankle - hip
        gold = self.grade(self.mm([hip, ankle + np.array([0.0, 6.0])]), ((0.1, 0.2), (0.6, 0.6), (1, 0.85)))
        shank = resample(np.stack([hip + bone * 0.4, ankle]), 7)
        out: Shapes = [self.inked(curve(self.mm(ribbon(shank, 2.3 * grown))), gold, self.edge * 1.8)]
        joints = [(shank, 2.3 * grown)]
        for toe in TOES:
            path = smooth(_turned(1.5 * np.array(toe) * grown, turn) + ankle, 13)
            claw = curve(self.mm(ribbon(path[8:], np.array([1.5, 1.35, 1.0, 0.55, 0.03]) * grown)))
            out.append(filled(claw, self.ink))
            pads = np.array([2.1, 1.7, 1.9, 1.4, 1.5]) * grown
            out.append(self.inked(curve(self.mm(ribbon(path[:10:2], pads))), gold, self.edge * 1.8))
            joints.append((path[1:9:2], 1.9 * grown))
        bands = [
            polyline(self.mm([p - q, p + q, p + (path[-1] - path[0]) * 0.04]))
            for path, wide in joints
            for p, q in zip(path[1:-1], normals(path)[1:-1] * wide * 0.46, strict=True)
        ]
        out.append(filled(bands, self.seam, 0.8 * self.f.birth(0.45, 0.2)))
        across = np.array([-bone[1], bone[0]]) / np.hypot(*bone)
        along = np.degrees(np.arctan2(bone[1], bone[0]))
        for row, (v, n) in enumerate(((0.42, 4), (0.2, 5), (-0.05, 6), (-0.3, 6), (-0.55, 5))):
            i = np.linspace(-1, 1, n)
            root = hip + bone * v + across * i[:, None] * (3.6 - 3.0 * max(v, 0) - 1.6 * max(-v, 0))
            reach = np.hypot(*bone) * (0.56 - 0.06 * i**2) * grown
            fan = _fan(_plumes(root, along + 8 * i, reach, -20 * i, 0 * i, 7), np.full(n, 2.1 * grown), 0.7, i)
            ends = self.mm([hip + bone * v - across * 4, hip + bone * v + across * 4])
            paint = self.grade(ends, ((o, c - 0.2 * which - 0.03 * row) for o, c in ((0, 0.28), (0.6, 0.6), (1, 0.4))))
            out.append(self.inked([polyline(ring) for ring in self.mm(fan.rings())], paint, self.edge * 1.3))
        return out

    def _blob(self, points: ArrayLike, n: int) -> Outline:
        return curve(self.mm(self._head_at(smooth(points, n, True))))

    def _crest_shapes(self) -> Shapes:
        edge = min(self.f.line("mid") * 0.6, 0.01 * self.f.size) * self.f.birth(0.08, 0.22)
        ends = self.mm(self.crest.mid[:, [0, -1]])
        stops = ((0.0, 0.15), (0.5, 0.55), (1.0, 0.95))
        return [
            self.inked(polyline(ring), self.grade(ends[i], stops, 0.2, False, 0.6), edge * bool(self.edge))
            for i, ring in enumerate(self.mm(self.crest.rings()))
            if self.crest.grown[i] > 0
        ]

    def _head(self) -> Shapes:
        """Ruff, skull and beak."""
        out: Shapes = []
        edge = min(self.f.line("mid") * 0.6, 0.01 * self.f.size) * self.f.birth(0.08, 0.22)
        ruffled = self.f.birth(0.14, 0.2)
        if ruffled > 0:
            ruff = np.array(RUFF)
            n = len(ruff)
            mid = _plumes(ruff[:, :2], ruff[:, 2], ruff[:, 3], np.full(n, -12.0), np.full(n, 20.0), 10)
            fan = _fan(mid, np.full(n, 0.63) * ruffled, 0.8, np.ones(n))
            ends = self.mm(self._head_at(mid[:, [0, -1]]))
            for i, ring in enumerate(self.mm(self._head_at(fan.rings()))):
                paint = self.grade(ends[i], ((0.1, 0.40), (0.6, 0.6), (1.0, 0.85)), 0.1)
                out.append(self.inked(polyline(ring), paint, self.edge * 1.6))
        top, low, base, hook = self.mm(self._head_at([(-0.3, -1), (0.4, 1.0), (-1.0, -0.5), (-2.2, 0.8)]))
        out.append(filled(self._blob(SKULL, 24), self.grade((top, low), ((0, 0.66), (0.55, 0.52), (1, 0.40)))))
        tufts = [ribbon(smooth(self._head_at(t), 7), taper(0.55, 0.3, 0.4, 0.02)) for t in TUFTS]
        out.append(filled([curve(self.mm(t)) for t in tufts], self.seam, self.f.birth(0.3, 0.2)))
        upper = self._beak(UPPER)
        out.append(self.inked(self._blob(self._beak(LOWER), 16), self.fire(0.5), edge))
        out.append(self.inked(self._blob(upper, 24), self.grade((base, hook), ((0, 0.78), (0.4, 1.0), (1, 0.5))), edge))
        return [*out, filled(self._blob(NOSTRIL, 8), self.ink, self.f.birth(0.1, 0.2))]

    def _beak(self, points: Pairs) -> Points:
        """Points of the beak: shorter on a faint bird and on a soft one."""
        share = (0.55 + 0.45 * self.f.birth(0.1, 0.3)) * (1 - 0.35 * self.manner.soft)
        base = np.array([-0.8, 0.0])
        made: Points = base + (np.array(points) - base) * share
        return made

    def _eye(self) -> Shapes:
        """Under a brow; a soft bird has a large dark one instead."""
        soft, clear = self.manner.soft, self.f.birth(0.1, 0.2)
        at, glint = self.mm(self._head_at([EYE, (EYE[0] - 0.06, EYE[1] - 0.07)]))
        k = self.k * self.radius / 4.6
        stern = clear * (1 - soft)
        pupil = k * (0.54 + 0.5 * soft)
        lid = filled(self._blob(LID, 14), self.fire(0.8), stern)
        return [
            filled(self._blob(SOCKET, 18), self.ink, stern),
            filled(ellipse(at, 0.92 * k, 0.80 * k), self.fire(0.95), stern),
            filled(ellipse(at, pupil, pupil), self.ink),
            filled(circle(glint, 0.17 * k * (1 + soft)), "#ffffff", clear),
            filled(self._blob(BROW, 20), self.ink, stern),
            lid,
        ]

    def _fallen_shapes(self) -> Shapes:
        out: Shapes = []
        ends = self.mm(self.fallen.mid[:, [0, -1]])
        for i in np.flatnonzero(self.fallen.grown > 0):
            vane = self.grade(ends[i], ((0, 0.25), (0.5, 0.5), (1, 0.7)))
            out += self._feather(self.fallen, int(i), vane, 0.5, 0.0)
        return out

    def _spark_shapes(self) -> Shapes:
        fan = self.sparks
        rings = [polyline(ring) for ring, g in zip(self.mm(fan.rings()), fan.grown, strict=True) if g > 0]
        hot = EMBER if self.manner.ash else self.fire(0.66, 0.9)
        return [self.inked(rings, hot, 0.8 * self.edge * float(fan.grown.mean()))]

    # The same bird in wax.

    def scrawl(self) -> list[Layer]:
        """The rig drawn by a child: one crayon stroke for a feather, the body filled by strokes to and fro."""
        red, orange, yellow, dark = (self.f.tint(c) for c in ("#d8231f", "#f7791b", "#ffc21f", "#8f1220"))
        lined = self.f.birth(0.12, 0.25)
        bone = mix(red, dark, lined)
        out: Shapes = self._waxed_wing("far", self.far, self.far_arm, (red, orange, yellow, bone))
        for k, (path, grown) in enumerate(self.tail):
            out.append(self._wax(path[::4], 3.4 * grown, red, ("tail", len(self.tail) - k)))
            out.append(self._wax(path[14:76:4], 1.7 * grown, yellow, ("gold", len(self.tail) - k)))
        along = np.linspace(0.04, 1.0, 24)
        half = 0.5 * np.interp(along, np.linspace(0, 1, 80), self.girth)
        down = along * _span(self.spine)
        stout = 3.6 * (0.5 + 0.5 * self.f.birth(0.08, 0.2))
        for i, x in enumerate(np.linspace(-0.82, 0.82, 6)):
            out.append(self._wax(frame(self.spine, down, x * half), stout, orange if i > 3 else red, ("body", i)))
        out += [self._wax(frame(self.spine, down, x * half), 1.1 * lined, dark, ("side", int(x))) for x in (-1, 1)]
        standing = self.f.birth(0.2, 0.2)
        for which in (1, 0):
            hip, ankle, turn = self._leg(which)
            for j, toe in enumerate(TOES):
                path = np.concatenate([hip[None], _turned(1.3 * np.array(toe), turn) + ankle])
                out.append(self._wax(smooth(path, 20), 1.3 * standing, orange, ("toe", which, j)))
        out += self._waxed_wing("near", self.near, self.near_arm, (red, orange, yellow, bone))
        for i, mid in enumerate(self.crest.mid):
            out.append(self._wax(mid, 1.8 * float(self.crest.grown[i]), (yellow, red)[i % 2], ("crest", i)))
        for i, y in enumerate(np.linspace(-0.75, 0.75, 5)):
            wide = float(np.sqrt(1 - y * y)) * 1.05
            out.append(self._wax(self._head_at([(-wide, y), (0, y - 0.06), (wide, y)]), 2.3, red, ("head", i)))
        rim = self._head_at(smooth(SKULL, 30, True))
        out.append(self._wax(np.concatenate([rim, rim[:3]]), 1.1 * lined, dark, ("rim",)))
        for i, y in enumerate((0.15, -0.15)):
            beak = smooth([(-0.9, y), (-1.6, y + 0.02), (-2.1, 0.5)], 12)
            out.append(self._wax(self._head_at(beak), 1.7, (orange, yellow)[i], ("beak", i)))
        eye, glint = self.mm(self._head_at([EYE, (EYE[0] - 0.1, EYE[1] - 0.1)]))
        out.append(filled(circle(eye, 1.0 * self.k), self.ink))
        out.append(filled(circle(glint, 0.3 * self.k), "#ffffff", self.f.birth(0.2)))
        return [layer("wax", "colour", out)]

    def _waxed_wing(self, name: str, fans: list[Fan], arm: Points, colours: tuple[str, str, str, str]) -> Shapes:
        """Every other feather of each rank in that rank's colour, then the arm."""
        out: Shapes = []
        for rank, fan in enumerate(fans[:3]):
            for i in range(0, len(fan.mid), (2, 2, 3)[rank]):
                wide = float(np.hypot(*(fan.inner[i] - fan.outer[i]).T).max()) * (1.8 - 0.15 * rank)
                out.append(self._wax(fan.mid[i], wide, colours[rank], (("flight", "greater", "median")[rank], name, i)))
        bone = np.concatenate([arm[::6], fans[0].mid[0][3::3]])
        return [*out, self._wax(bone, 4.6 - 2.8 * self.f.birth(0.12, 0.25), colours[3], ("arm", name))]

    def _grain(self, kind: str, turn: int) -> list[Points]:
        """Outlines of a crayon's strands: share along the stroke, and across it in widths."""
        if (kind, turn) not in self._grains:
            long, thick = WAX[kind]
            strands = crayon([(0.0, 0.0), (long, 0.0)], thick, self.chance("wax", kind, turn), 0.92)
            self._grains[kind, turn] = [o.points / [long, thick] for o in strands]
        return self._grains[kind, turn]

    def _wax(self, path: ArrayLike, wide: float, colour: str, name: tuple[str | int, ...]) -> Shape | None:
        """A crayon's stroke along a path, `wide` units wide; its grain belongs to the stroke and grows with it."""
        if wide <= 0:
            return None
        # A child's strokes are alike: each kind has three grains, taken in turn.
        grain = self._grain(str(name[0]), int(name[-1]) % 3 if isinstance(name[-1], int) else 0)
        p = np.asarray(path, float)
        shaky = self.chance("shake", *name).normal(0, 0.35 * self.f.mood.hand.wobble, (4, 2))
        p = smooth(p + _on(shaky, np.linspace(0, 1, len(p))), 40)
        at = np.concatenate(grain)
        points = self.mm(_on(p, at[:, 0]) + _on(normals(p), at[:, 0]) * (at[:, 1] * wide)[:, None])
        cuts = np.cumsum([len(g) for g in grain])[:-1]
        return filled([Outline(o) for o in np.split(points, cuts)], colour)


WAX = {
    **{"flight": (6.0, 1.0), "greater": (3.4, 0.9), "median": (2.4, 0.9), "arm": (7.0, 0.8)},
    **{"tail": (10.0, 0.55), "gold": (8.0, 0.35), "body": (7.0, 0.7), "side": (7.0, 0.3), "toe": (2.6, 0.35)},
    **{"crest": (3.2, 0.35), "head": (2.0, 0.5), "rim": (5.0, 0.3), "beak": (1.6, 0.4)},
}
"""Length and width in mm of the true crayon stroke whose grain each kind of stroke borrows."""
