"""An anatomical heart cut in facets, grown from one plain heart line.

A faint feeling is the outline of a heart. As it grows the outline leans into four chambers, the great
vessels rise from it, and planes of ink fill in: the far side goes black, the near side stays bare skin, and
hatching and dots lead from one to the other. Nothing is curved once it has grown: every edge is a straight line.

Units of the skeleton are about 1 mm on a mark of 150 mm: x right, y down, origin in the right ventricle.
Left and right in names are the body's own, as in anatomy; the heart is seen from the front.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    Noise,
    across,
    along,
    area,
    boundary,
    box,
    carried,
    circle,
    clean,
    crayon,
    cut,
    depth,
    dome,
    facets,
    filled,
    flat,
    forked,
    frame_of,
    from_oklch,
    grow,
    hatch,
    heading,
    intersect,
    length,
    minus,
    mix,
    moved,
    normals,
    outlines,
    pieces_in,
    poisson,
    polyline,
    pricks,
    radial,
    ramp,
    ribbon,
    runs_in,
    shares,
    smooth,
    split,
    stepped,
    stroked,
    tangents,
    thorns,
    union,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

FILLS = {"black", "facets"}
FORMS = {"tiny-heart": "A plain heart line, which grows into an anatomical heart."}

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def _path(text: str) -> Points:
    """Points written as "x,y x,y ..."."""
    return np.array([[float(v) for v in pair.split(",")] for pair in text.split()])


# --- the skeleton -------------------------------------------------------------------------------------------

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
    """A great vessel: its path out of the heart, radii along it, the intensity it is born at; cut: its end is open."""

    ink: str
    path: Points
    radii: tuple[float, ...]
    born: float
    cut: bool = True


VESSELS = {
    "pulmonary trunk": Vessel(
        "lung", _path("2,-20 4,-34 11,-45 24,-52 39,-53 53,-47"), (11.8, 11.4, 10.2, 8.8, 7.4, 6.6), 0.19
    ),
    "aortic arch": Vessel(
        "artery",
        _path("-4,-16 -10,-32 -13,-49 -8,-64 5,-73 20,-71 31,-60 35,-46 34,-30"),
        (11.5, 12.2, 10.6, 10, 9.6, 9, 8.4, 7.8, 7),
        0.16,
        cut=False,
    ),
    "brachiocephalic artery": Vessel("artery", _path("-6,-65 -11,-78 -13,-86 -19,-95"), (6.4, 5.4, 5.2, 5.2), 0.34),
    "left carotid artery": Vessel("artery", _path("5,-72 5,-84 3,-93 4,-103"), (5, 4.2, 4, 4), 0.37),
    "left subclavian artery": Vessel("artery", _path("18,-71 22,-82 25,-89 34,-97"), (5.4, 4.6, 4.4, 4.5), 0.4),
    "superior vena cava": Vessel(
        "vein", _path("-28,-16 -31,-34 -32,-50 -29,-63 -32,-76"), (9.6, 8.4, 8, 7.8, 7.8), 0.22
    ),
    "upper left lung vein": Vessel("lung vein", _path("22,-26 40,-31 48,-35 54,-34"), (5.6, 5.2, 5, 5), 0.44),
    "lower left lung vein": Vessel("lung vein", _path("30,-12 46,-16 54,-18 60,-23"), (5.6, 5, 4.7, 4.7), 0.47),
    "right lung artery": Vessel(
        "lung", _path("4,-44 -16,-48 -36,-47 -46,-50 -54,-57"), (7.6, 7.6, 7.2, 6.4, 6.2), 0.32
    ),
    "right lung artery, lower": Vessel("lung", _path("-30,-46 -44,-44 -51,-40 -56,-38"), (5.8, 5.4, 5, 5), 0.42),
    "upper right lung vein": Vessel("lung vein", _path("-24,-20 -44,-23 -52,-22 -58,-17"), (5.4, 5.2, 4.8, 4.8), 0.46),
    "lower right lung vein": Vessel("lung vein", _path("-28,-6 -44,-7 -50,-5 -54,0"), (5, 4.8, 4.6, 4.6), 0.49),
    "inferior vena cava": Vessel("vein", _path("-28,6 -31,27 -30,37 -33,46"), (8.4, 8, 7.6, 8), 0.38),
}

CORONARIES = (
    ("9,-30 14,-20 18,-8 22,5 27,18 30,32 33,46 31,55", 3.4, 0.42),
    ("-9,-28 -12,-13 -18,-1 -23,12 -27,24 -19,30 -6,37 6,40", 3.3, 0.46),
    ("19,-5 28,5 33,18 41,29 42,39", 2.6, 0.58),
    ("27,17 33,28 36,44", 2.1, 0.66),
    ("22,3 13,9 11,19 3,29", 2.4, 0.62),
    ("-17,-3 -8,3 -4,12 4,16", 2.2, 0.68),
    ("-23,12 -14,17 -11,26 -1,30", 2.4, 0.64),
    ("-13,-10 -22,-13 -28,-7 -37,-9", 2.2, 0.7),
)
"""Coronary vessels, in the grooves: path, width at the root, birth."""

CRACKS = (
    ("4,54 10,34 0,24 9,12 0,2 6,-9 -1,-19", 10.0, 0.16),
    ("1,24 -9,19 -13,9 -21,6", 3.2, 0.4),
    ("55,-4 41,4 38,15 30,15 27,28", 8.0, 0.3),
    ("9,12 17,16 18,25", 2.4, 0.5),
)
"""Cracks of a sorrowing heart: path, width at its mouth, birth."""

EMBER = _path("-7,2 4,-3 12,8 6,21 -5,15")
"""The one facet that still burns in a heart gone dark."""


@dataclass(frozen=True)
class Design:
    """What a seed makes of the heart.

    cells: how its planes are cut. ends: what its lesser vessels end in. frame: what is drawn round it. opened: whether
    it is parted, or cut open. turn: degrees. gap: of the facets, as a share of `GAP`. wide, long: shares added.
    """

    cells: str
    ends: str
    frame: str = ""
    opened: str = ""
    turn: float = 0.0
    mirror: bool = False
    gap: float = 1.0
    wide: float = 0.0
    long: float = 0.0


DESIGNS = (
    Design("planes", "points", "shield"),
    Design("shards", "roots", "", "", -12, False, 1.1, -0.05, 0.12),
    Design("glass", "cut", "circle", "", 6, False, 1.35, 0.04, -0.04),
    Design("planes", "cut", "compass", "section", -4, False, 0.95),
    Design("folds", "points", "triangle", "", 0, False, 1.9, 0.05, 0.0),
    Design("planes", "blooms", "", "", 8, True, 1.05, 0.06, -0.06),
    Design("shards", "points", "rays", "split", 4, False, 1.0),
    Design("engraved", "roots", "", "", -8, True, 1.3, -0.02, 0.06),
    Design("glass", "blooms", "diamond", "", 10, False, 1.2, -0.04, 0.04),
    Design("engraved", "cut", "lines", "section", 2, False, 1.25, 0.02, 0.0),
    Design("folds", "roots", "circle", "split", -6, True, 1.7),
    Design("planes", "points", "hexagon", "", 14, False, 0.85, 0.0, 0.08),
)
"""What seeds 1, 2, 3 ... make."""

PARTING = ("8,-34 2,-20 10,-8 3,4 13,16 8,28 20,40 16,52 24,62", 6.5, 0.5)
"""Where a parted heart is parted."""

CAVITIES = (
    ("-13,8 -4,-8 8,-14 14,-2 19,14 24,32 20,43 8,38 -6,31 -18,24", 0.55),
    ("23,-10 32,-9 38,2 43,16 43,32 38,44 34,34 29,16", 0.62),
)
"""The inside of the ventricles in a heart cut open: rim, and birth."""

CORDS = (
    "-4,-8 0,8 6,22", "8,-14 5,6 6,22", "14,-2 10,12 6,22", "23,-10 30,8 35,26", "32,-9 34,8 35,26", "38,2 38,14 35,26",
)  # fmt: skip
"""The cords that hold its valves."""

FLAMES = (
    (-30, 12, 32, -9), (-14, 14, 52, -8), (5, 16, 70, 7), (24, 14, 50, 10), (38, 11, 30, 12), (-5, 9, 40, -10),
    (15, 9, 44, 10),
)  # fmt: skip
"""Tongues of fire over a heart that is devoted: middle, half width and height of each, and how far its tip leans."""

INKS = {
    "muscle": ("#120609", "#350a14", "#6b0f1e", "#a11f2b", "#c8473f", "#e38d78", "#fcebe0"),
    "atrium": ("#12060b", "#380d20", "#6b2036", "#9b434e", "#c27c77", "#e0b0a3", "#fbeee8"),
    "artery": ("#150507", "#470c12", "#861f1f", "#b8432f", "#d67c55", "#eab48d", "#fdf1e6"),
    "vein": ("#07090f", "#121a30", "#22385a", "#446487", "#7d9db3", "#b8cdd6", "#f3f8f7"),
    "lung": ("#0c0815", "#231a3a", "#43355f", "#6f5c88", "#a391b3", "#d0c4d8", "#f8f5fa"),
    "lung vein": ("#12060c", "#3d1025", "#702a42", "#a0525f", "#c88a88", "#e6beb4", "#fcf1ec"),
}
SPECTRUM = (20.0, 330.0, 290.0, 250.0, 190.0, 60.0)
"""Hues, in degrees of OKLCH, that wonder paints its planes in."""
GREYS = ("#14110f", "#2b2826", "#4a4644", "#75706d", "#a09b97", "#c9c4c0", "#f6f3f0")
BLACK = "#14110f"
LIGHT = np.array([-0.50, -0.58, 0.64]) / np.linalg.norm([-0.50, -0.58, 0.64])
LEE = np.array([1.3, 1.6])
"""How far the dark behind the heart stands out, away from the light."""
AGREE = 0.3
"""How far inks are drawn towards the feeling's own colours."""
LEVELS = 14
"""Steps of tone, so that facets alike in tone share one paint."""
GAP = 12.0
"""Units between the corners of the coarse facets."""
LIP = 16
"""Facets of the lip of a cut vessel."""
DARK, HALF, PALE = 0.25, 0.66, 0.9
"""Facets darker than the first are black; to the second hatched; to the third dotted; the rest are bare skin."""
STRIPS = 5
"""Facets across a vessel."""


@dataclass(frozen=True)
class Temper:
    """What a tone does to the heart's form and light, each 0 to 1."""

    spikes: float
    sorrow: float
    soft: float
    gloom: float
    wobble: float
    wax: bool
    unmade: float
    flames: float
    wonder: float


@dataclass(frozen=True, eq=False)
class Part:
    """A faceted piece: its rim; corners (x, y, z); triangles of corners; lines between corners, with births.

    lip, mouth, hole: rims of a cut end, of its opening, and of the dark in that. The lip's facets come last.
    tips: what a vessel ends in: outlines, and how light each is.
    """

    ink: str
    rim: Points
    corners: Floats
    triangles: Ints
    lines: Ints
    births: Floats
    lip: Points | None = None
    mouth: Points | None = None
    hole: Points | None = None
    tips: tuple[tuple[Points, float], ...] = ()


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A heart in the middle of the ground."""
    if feeling.size <= 0:
        return []
    temper, design = _temper(feeling), DESIGNS[(chance.seed - 1) % len(DESIGNS)]
    pose = Pose(feeling, chance, temper, design)
    if temper.wax:
        return _child(pose, ground, feeling, chance)
    chambers = [_chamber(name, pose, feeling, chance, temper, design) for name in CHAMBERS]
    vessels = [v for name in VESSELS if (v := _vessel(name, pose, feeling, chance, temper, design)) is not None]
    flames = _flames(pose, feeling, temper)
    tips = [ring for v in vessels for ring, _ in v.tips]
    place = _place([pose.rim, *(v.rim for v in vessels), *tips, *(ring for ring, _ in flames)], ground, feeling, temper)
    seen = _look(place, chambers, vessels, flames, pose, feeling, chance, temper, design)
    return _ink(seen, place, pose, feeling, temper, design)


def _temper(feeling: Feeling) -> Temper:
    tone, hand = feeling.mood.tone, feeling.mood.hand
    low, high, calm, stir = (max(v, 0.0) for v in (-tone.valence, tone.valence, -tone.arousal, tone.arousal))
    return Temper(
        spikes=min(max(low * stir - 0.25, 0) / 0.2, 1),
        sorrow=min(low * max(1 - 1.2 * stir, 0) / 0.42, 1),
        soft=min(high * calm / 0.2, 1),
        gloom=min(max(-feeling.mood.lift - 0.1, 0) / 0.1, 1),
        wobble=hand.wobble if hand.kind in ("crayon", "pen") else 0.0,
        wax=hand.kind == "crayon",
        unmade=_near(feeling, 0.24, -0.2, 0.16),
        flames=_near(feeling, 0.25, 0.22, 0.2),
        wonder=_near(feeling, 0.44, -0.04, 0.3) * (hand.kind == "painterly"),
    )


def _near(feeling: Feeling, valence: float, arousal: float, reach: float) -> float:
    """1 where a tone stands at that place on the axes, falling to 0 at `reach` from it."""
    tone = feeling.mood.tone
    away = np.hypot(tone.valence - valence, tone.arousal - arousal)
    return float(np.clip(1.4 - 1.4 * away / reach, 0, 1))


# --- form ---------------------------------------------------------------------------------------------------


class Pose:
    """The skeleton as this seed and this intensity hold it: give it points, and it says where they are now.

    Between a plain heart and the chambers the rim moves in straight lines, and carries its inside along.
    """

    def __init__(self, feeling: Feeling, chance: Chance, temper: Temper, design: Design) -> None:
        some = chance("pose")
        self.long, self.wide, self.lean, self.groove = np.clip(some.normal(0, 1, 4), -1.6, 1.6) * [
            0.05,
            0.035,
            3.5,
            4.5,
        ]
        self.long, self.wide, self.mirror = self.long + design.long, self.wide + design.wide, design.mirror
        self.spread, self.rise = np.clip(some.normal(0, [7.0, 0.06]), [-4, -0.1], [14, 0.1])
        self.turn = np.radians(np.clip(some.normal(0, 3), -5, 5) + design.turn + 9 * temper.sorrow)
        self.sorrow, self.wobble, self.noise = temper.sorrow, temper.wobble, Noise(chance("wobble"))
        self.young = 1.0 if temper.wax else 1 - feeling.birth(0.14, 0.42)
        self.risen = 0.25 + 0.75 * feeling.birth(0.16, 0.46)
        plain: list[Points] = []
        grown: list[Points] = []
        rim = self._shaped(RIM)
        halves = rim[: APEX + 1], np.concatenate([rim[:1], rim[: APEX - 1 : -1]])
        for half, simple in zip(halves, _plain_heart(rim), strict=True):
            # Evenly spaced samples for the plain curve, and the grown rim's own corners, which must stay sharp.
            at = np.sort(np.concatenate([np.linspace(0, 1, 40), shares(half)[1:-1]]))
            plain.append(along(simple, at))
            grown.append(along(half, at))
        self._rim = np.concatenate([grown[0][:-1], grown[1][:0:-1]])
        self._shift = (np.concatenate([plain[0][:-1], plain[1][:0:-1]]) - self._rim) * self.young
        self.rim = self._set(self._rim + self._shift)

    def __call__(self, p: Points) -> Points:
        """Points in or on the chambers."""
        q = self._shaped(p)
        return self._set(q + carried(q, self._rim, self._shift) if self.young > 0 else q)

    def vessel(self, p: Points) -> Points:
        """Points of a vessel's path, carried along by its root."""
        x, y = p[:, 0], -20 + (p[:, 1] + 20) * (1 + self.rise)
        over = np.clip((-58 - y) / 40, 0, 2)
        x = x + self.spread * over * np.tanh((x - 6) / 12) + 9 * self.sorrow * over**2
        y = y + 9 * self.sorrow * over**2
        # Young vessels are small, about where they leave the heart; those that branch off others, with them.
        root = p[:1] if p[0, 1] > -30 else VESSELS["aortic arch"].path[:1]
        small = root + (np.column_stack([x, y]) - root) * self.risen
        return self._set(small + carried(self._shaped(root), self._rim, self._shift))

    def _shaped(self, p: Points) -> Points:
        """The seed's own proportions: length, width, lean of the apex, and which ventricle is the wider."""
        x, y = p[:, 0], p[:, 1]
        down = np.clip(y / 50, 0, 1.3)
        middle = np.exp(-(((x - 22) / 13) ** 2)) * np.clip(1 - np.abs(y - 12) / 45, 0, 1)
        wider = x * (1 + self.wide) + self.lean * down**2 + self.groove * middle
        return np.column_stack([wider, y * (1 + self.long * down)])

    def _set(self, p: Points) -> Points:
        """Tilted, and shaken as the hand that draws it."""
        c, s = np.cos(self.turn), np.sin(self.turn)
        if self.mirror:
            p = p * [-1, 1] + [6, 0]
        q = np.column_stack([c * p[:, 0] - s * p[:, 1], s * p[:, 0] + c * p[:, 1]])
        if self.wobble:
            shake = [self.noise(q[:, 0] / 15 + k, q[:, 1] / 15) for k in (0.0, 50.0)]
            q = q + 2.2 * self.wobble * np.column_stack(shake)
        return q


def _plain_heart(rim: Points) -> list[Points]:
    """The left and right half of a plain heart, from cleft to tip, about where the chambers are."""
    s = np.linspace(0, np.pi, 200)
    # Flanks straighter than the textbook curve's, so that the tip is crisp.
    x = 16 * np.abs(np.sin(s)) ** np.where(s < np.pi / 2, 3.0, 2.3)
    y = -(13 * np.cos(s) - 5 * np.cos(2 * s) - 2 * np.cos(3 * s) - np.cos(4 * s))
    return [np.column_stack([way * x, y]) * 2.75 + rim.mean(0) - [0, 2] for way in (-1, 1)]


def _chamber(name: str, pose: Pose, feeling: Feeling, chance: Chance, temper: Temper, design: Design) -> Part:
    """A chamber: a coarse mesh on an inflated height, whose longer edges break in two as the feeling grows."""
    chamber = CHAMBERS[name]
    some = chance("mesh", name)
    gap = GAP * design.gap * (1 + 0.35 * temper.soft)
    border = stepped(chamber.rim, 0.85 * gap)
    # Facets are long along the muscle's grain: the mesh is made on a plane squeezed that way.
    c, s = np.cos(chamber.grain), np.sin(chamber.grain)
    thin, thick = (0.45, 1.6) if design.cells == "shards" else (0.68, 1.15)
    squeeze = np.array([[thin * c, -thick * s], [thin * s, thick * c]])
    plane = area(border @ squeeze)
    spread = np.concatenate([border @ squeeze, poisson(grow(plane, -0.5 * gap), gap, some)])
    triangles = facets(spread, grow(plane, 0.05))
    p = spread @ np.linalg.inv(squeeze)

    def height(q: Points) -> Floats:
        return 0.85 * dome(depth(q, RIM), 40) + 0.85 * dome(depth(q, chamber.rim), 17)

    rough = gap * (0.06 + 0.16 * temper.spikes) * (1 - 0.6 * temper.soft)
    z = height(p) + some.normal(0, rough, len(p)) * (np.arange(len(p)) >= len(border))

    sides = np.sort(triangles[:, [[0, 1], [1, 2], [2, 0]]], -1).reshape(-1, 2)
    edges, side_of = np.unique(sides, axis=0, return_inverse=True)
    side_of = side_of.reshape(-1, 3)
    a, b = p[edges[:, 0]], p[edges[:, 1]]
    inner = np.bincount(side_of.ravel(), minlength=len(edges)) == 2
    long = np.hypot(b[:, 0] - a[:, 0], b[:, 1] - a[:, 1]) * np.exp(some.normal(0, 0.35, len(edges)))
    fold = 3.0 if design.cells in ("folds", "glass") else 1.0
    broken = inner & (long > gap * (fold + 0.9 * temper.soft))
    births = some.uniform(0.52, 0.86, len(edges))
    share = feeling.births(births)
    at = some.uniform(0.38, 0.62, (len(edges), 1))
    aside = some.normal(0, 0.1, (len(edges), 1)) * np.column_stack([a[:, 1] - b[:, 1], b[:, 0] - a[:, 0]])
    middle = a + (b - a) * at + aside * share[:, None]
    # A new corner is born in the plane of its edge, and rises to its own height.
    level = z[edges[:, 0]] * (1 - at[:, 0]) + z[edges[:, 1]] * at[:, 0]
    risen = level + (height(middle) + some.normal(0, rough, len(edges)) - level) * share
    number = np.cumsum(broken) - 1 + len(p)
    pieces, lines, born = split(triangles, side_of, broken, number, births)
    whole = edges[inner & ~broken]
    halves = np.stack([edges[broken], np.repeat(number[broken][:, None], 2, 1)], -1).reshape(-1, 2)
    first = chance("edges", name).uniform(0.4, 0.56, len(whole) + len(halves))
    flatp = pose(np.concatenate([p, middle[broken]]))
    return Part(
        chamber.ink,
        pose(stepped(chamber.rim, 2.0)),
        np.column_stack([flatp, np.concatenate([z, risen[broken]])]),
        pieces,
        np.concatenate([whole, halves, lines]),
        np.concatenate([first, born]),
    )


def _vessel(name: str, pose: Pose, feeling: Feeling, chance: Chance, temper: Temper, design: Design) -> Part | None:
    """A faceted tube, grown out of the heart as far as its birth allows; None before it is born."""
    vessel = VESSELS[name]
    grown = feeling.birth(vessel.born, 0.2 if vessel.born < 0.2 else 0.32)
    if grown <= 0:
        return None
    some = chance("vessel", name)
    control = vessel.path.copy()
    control[1:] += some.normal(0, 1.0, (len(control) - 1, 2)) * np.linspace(0.3, 1, len(control) - 1)[:, None]
    control[-1] += (control[-1] - control[-2]) * some.uniform(-0.25, 0.35)
    path = pose.vessel(smooth(control, 60))
    rings = max(3, round(float(np.hypot(*np.diff(smooth(vessel.path, 60), axis=0).T).sum()) / 9.5)) + 1
    at = np.linspace(0, grown, rings)
    middle, side = along(path, at), normals(path)
    side = np.column_stack([np.interp(at, shares(path), side[:, k]) for k in (0, 1)])
    radius = np.interp(at, np.linspace(0, 1, len(vessel.radii)), vessel.radii) * pose.risen * (0.45 + 0.55 * grown)
    if vessel.cut and _thins(vessel, design):
        # It thins out on its way, to a point or to where it forks.
        thinnest = 0.5 if design.ends == "roots" else 0.03
        radius = radius * np.interp(np.linspace(0, 1, rings), [0, 0.45, 1], [1, 0.95, thinnest])
    radius = radius * (1 + some.normal(0, 0.035 + 0.06 * temper.spikes, rings))
    turn = np.linspace(-1, 1, STRIPS + 1) + np.where(np.arange(rings) % 2, 0.25, -0.25)[:, None] / STRIPS
    turn[:, 1:-1] += some.normal(0, 0.05, (rings, STRIPS - 1))
    turn[:, 0], turn[:, -1] = -1, 1
    across, up = np.sin(turn * np.pi / 2), np.cos(turn * np.pi / 2)
    flatp = middle[:, None] + side[:, None] * (across * radius[:, None])[..., None]
    corners = np.concatenate([flatp, (up * radius[:, None])[..., None]], -1).reshape(-1, 3)

    k = (np.arange(rings - 1)[:, None] * (STRIPS + 1) + np.arange(STRIPS)).ravel()
    a, b, c, d = k, k + 1, k + STRIPS + 2, k + STRIPS + 1
    flip = (some.random(len(k)) < 0.5)[:, None]
    one = np.where(flip, np.stack([a, b, c], 1), np.stack([a, b, d], 1))
    two = np.where(flip, np.stack([a, c, d], 1), np.stack([b, c, d], 1))
    inner = np.arange(len(k)) % STRIPS > 0
    slant = np.where(flip, np.stack([a, c], 1), np.stack([b, d], 1))
    births = some.uniform([[0.44], [0.58], [0.46]], [[0.62], [0.86], [0.7]], (3, len(k)))
    rim = np.concatenate([flatp[:, 0], flatp[::-1, -1]])
    part = Part(
        vessel.ink,
        rim,
        corners,
        np.concatenate([one, two]),
        np.concatenate([np.stack([a, d], 1)[inner], slant, np.stack([a, b], 1)]),
        np.concatenate([births[0][inner], births[1], births[2]]),
    )
    ahead = tangents(path)[int(grown * 59)]
    # The three great vessels stay cut; the lesser ones end as the design would have it.
    blooms = design.ends == "blooms" and vessel.radii[0] < 8
    if not (blooms or _thins(vessel, design)):
        return _opened(part, middle[-1], side[-1], ahead, radius[-1], feeling) if vessel.cut else part
    if not vessel.cut or design.ends == "points":
        return part
    if design.ends == "roots":
        roots = forked(middle[-1], ahead, radius[-1], some)
        return replace(part, tips=tuple((root, 0.0) for root in roots))
    return replace(part, tips=tuple(_bloom(middle[-1] + 0.9 * radius[-1] * ahead, radius[-1], some)))


def _thins(vessel: Vessel, design: Design) -> bool:
    """Whether a vessel runs out to a point or a fork."""
    return design.ends == "roots" or (design.ends == "points" and vessel.radii[0] < 8 and vessel.ink != "artery")


def _bloom(middle: Points, radius: float, some: np.random.Generator) -> list[tuple[Points, float]]:
    """A flower of six folded petals."""
    out: list[tuple[Points, float]] = []
    start = some.uniform(0, 1)
    for k, a in enumerate((np.arange(6) * np.pi / 3 + start).tolist()):
        tip = middle + heading(a) * radius * (2.7 if k % 2 else 2.3)
        for wing in (-1, 1):
            shoulder = middle + heading(a + wing * np.pi / 6) * radius * 1.75
            light = 0.95 if (shoulder - tip) @ LIGHT[:2] > 0 else 0.5
            out.append((np.stack([middle, shoulder, tip]), light if wing > 0 else light - 0.2))
    return [*out, (middle + heading(np.arange(6) * np.pi / 3 + start) * radius * 0.55, 0.05)]


def _flames(pose: Pose, feeling: Feeling, temper: Temper) -> list[tuple[Points, float]]:
    """The fire over a heart that is devoted: folded tongues, and how light each side of them is."""
    out = []
    for k, (x, wide, tall, lean) in enumerate(FLAMES):
        up = tall * temper.flames * feeling.birth(0.3 + 0.04 * k, 0.35)
        if up > 0.5:
            y = -62.0
            tip, bend, heel = (x + lean, y - up), (x - 0.6 * lean, y - 0.5 * up), (x + 0.2 * lean, y + 6)
            near = ((x - wide, y), (x - 1.1 * wide - 0.3 * lean, y - 0.36 * up), tip, bend, heel)
            far = ((x + wide, y), (x + 0.9 * wide - 0.3 * lean, y - 0.42 * up), tip, bend, heel)
            sides = ((near, 0.86), (far, 0.4))
            out += [(pose.vessel(np.array(p)), light) for p, light in sides]
    return out


def _opened(tube: Part, centre: Points, side: Points, ahead: Points, radius: float, feeling: Feeling) -> Part:
    """A tube with its far end cut open: a lip of eight facets round a dark mouth, seen a little from above."""
    radius = radius * (0.2 + 0.8 * feeling.birth(0.26, 0.3))
    tip = 0.46 if ahead[1] < 0.5 else 0.3
    turn = np.arange(8) * np.pi / 4 + np.pi / 8
    ring = np.outer(np.sin(turn), side) + tip * np.outer(np.cos(turn), ahead)
    lip, mouth = centre + 1.14 * radius * ring, centre + 0.8 * radius * ring
    slope = 0.7 * radius * (0.5 - 0.5 * np.cos(turn))
    n, i, j = len(tube.corners), np.arange(8), (np.arange(8) + 1) % 8
    both = np.concatenate([np.column_stack([lip, slope]), np.column_stack([mouth, slope + 0.16 * radius])])
    return replace(
        tube,
        rim=max(boundary(union([area(tube.rim), area(lip)])), key=len),
        corners=np.concatenate([tube.corners, both]),
        triangles=np.concatenate([tube.triangles, n + np.stack([i, j, j + 8], 1), n + np.stack([i, j + 8, i + 8], 1)]),
        lip=lip,
        mouth=mouth,
        hole=centre + 0.62 * radius * ring - 0.1 * radius * ahead,
    )


@dataclass(frozen=True, eq=False)
class Place:
    """From the skeleton to the skin."""

    scale: float
    shift: Points
    centre: Points

    def __call__(self, p: Points) -> Points:
        """Points of the skeleton, in mm on the ground."""
        return p * self.scale + self.shift

    def part(self, p: Part) -> Part:
        """A part, in mm on the ground."""
        corners = p.corners * self.scale + [*self.shift, 0]
        lip, mouth, hole = (None if q is None else self(q) for q in (p.lip, p.mouth, p.hole))
        return replace(p, rim=self(p.rim), corners=corners, lip=lip, mouth=mouth, hole=hole)


def _place(rims: list[Points], ground: Ground, feeling: Feeling, temper: Temper, line: float = 0.0) -> Place:
    """The heart in the middle of the ground, its longest side as long as the feeling says. line: mm, of its outline."""
    every = np.concatenate(rims)
    low, high = every.min(0), every.max(0)
    thorns = 17 * temper.spikes * feeling.birth(0.15, 0.6)
    line = line or min(1.3 * feeling.line("bold"), 0.3 * feeling.size)
    weight = LEE * feeling.birth(0.3, 0.4)
    scale = (feeling.size - line) / (float((high + weight - low).max()) + thorns)
    return Place(scale, ground.centre - (low + high + weight) / 2 * scale, ground.centre)


# --- what is seen -------------------------------------------------------------------------------------------


@dataclass(eq=False)
class Seen:
    """What of the heart is seen from the front, on the skin: lists to be inked."""

    whole: Area
    facets: list[tuple[str, float, float, Points]] = field(default_factory=list)
    lines: list[tuple[str, bool, float, Points]] = field(default_factory=list)
    rims: list[Points] = field(default_factory=list)
    grooves: list[Points] = field(default_factory=list)
    mouths: list[tuple[str, Points]] = field(default_factory=list)
    holes: list[Points] = field(default_factory=list)
    casts: list[Points] = field(default_factory=list)
    thorns: list[Points] = field(default_factory=list)
    walls: list[Points] = field(default_factory=list)
    beyond: list[Area] = field(default_factory=list)

    def stands_out(self, ring: Points, ink: str, light: float, near: Area) -> None:
        """Adds a flat facet beyond the heart, as far as nothing nearer hides it; what is black has no line round it."""
        rest = minus(area(ring), near)
        self.beyond.append(rest)
        if light:
            self.facets += [(ink, light, 0.6, part) for part in boundary(rest)]
            self.grooves += boundary(rest)
        else:
            self.holes += boundary(rest)


def _look(
    place: Place,
    chambers: list[Part],
    vessels: list[Part],
    flames: list[tuple[Points, float]],
    pose: Pose,
    feeling: Feeling,
    chance: Chance,
    temper: Temper,
    design: Design,
) -> Seen:
    """The heart from the front: each part less what is nearer, lit, with the shadows that vessels throw."""
    cracks = union(_cracks(place, pose, feeling, temper, design))
    cavities = union(_cavities(place, pose, feeling, design))
    middle = place(pose.rim).mean(0)
    channels = union(_coronaries(place, pose, feeling, temper))
    fall = np.array([3.4, 3.8]) * place.scale
    near, thrown = area(np.zeros((3, 2))), area(np.zeros((3, 2)))
    seen = Seen(near)
    name_of = [*CHAMBERS, *("" for _ in vessels)]
    for number, part in enumerate([*chambers, *vessels]):
        chamber = number < len(chambers)
        on = place.part(part)
        shape = area(on.rim)
        if temper.soft:
            round_by = 1.6 * temper.soft * place.scale
            shape = grow(grow(shape, -round_by), round_by)
        shown = minus(shape, near)
        near = union([near, shape])
        if chamber:
            shown = minus(shown, cracks)
        else:
            seen.casts += boundary(intersect(shown, thrown))
            thrown = union([thrown, area(on.rim + fall)])
        seen.rims += boundary(shown)
        if chamber:
            shown = minus(minus(shown, channels), cavities)
        if temper.spikes:
            size = place.scale * temper.spikes * (1.0 if chamber else 0.6)
            some, count = chance("thorns", number), 13 if chamber else 6
            tall = some.uniform(7, 17, count) * feeling.births(some.uniform(0.15, 0.6, count), 0.3) * size
            seen.thorns += thorns(on.rim, tall, 3.4 * size, some)
        if shown.is_empty:
            continue
        light, angle = _light(on, middle, place.scale, feeling, temper)
        falls = _falls(name_of[number], on, middle, place.scale, feeling, chance, temper) if chamber else {}
        pieces, shown = _cut_end(seen, on, shown)
        for i, ring in pieces:
            lies = falls[i](ring) if i in falls else ring
            if i in falls:
                seen.rims += [ring, lies]
            seen.facets.append((on.ink, float(light[i]), float(angle[i]), lies))
        for ring, bright in part.tips:
            seen.stands_out(place(ring), part.ink, bright, near)
        _ruled(seen, on, shown, light)
    seen.whole = minus(clean(near, 4.0 * place.scale**2), minus(cracks, union([area(place(v.rim)) for v in vessels])))
    for k, thorn in enumerate(seen.thorns):
        seen.stands_out(thorn, "muscle", (0.9, 0.12)[k % 2], near)
    behind = union([near, *seen.beyond])
    for ring, bright in flames:
        seen.stands_out(place(ring), "artery", bright, behind)
    seen.holes += boundary(minus(cavities, union(_cords(place, pose, feeling))))
    seen.walls = boundary(cavities)
    lee = moved(channels, np.array([0.7, 0.8]) * place.scale)
    seen.casts += boundary(intersect(minus(lee, channels), union([area(place(c.rim)) for c in chambers])))
    seen.grooves += boundary(intersect(channels, union([area(place(c.rim)) for c in chambers])))
    return seen


def _cut_end(seen: Seen, on: Part, shown: Area) -> tuple[list[tuple[int, Points]], Area]:
    """The seen pieces of a part's facets, and what of it is not the opening of a cut end; that goes into `seen`."""
    triangles = on.corners[on.triangles][..., :2]
    if on.lip is None or on.mouth is None or on.hole is None:
        return pieces_in(triangles, shown), shown
    lip = intersect(area(on.lip), shown)
    mouth = intersect(area(on.mouth), lip)
    seen.rims += [*boundary(lip), *boundary(mouth)]
    seen.mouths += [(on.ink, ring) for ring in boundary(mouth)]
    seen.holes += boundary(intersect(area(on.hole), mouth))
    wall, body = pieces_in(triangles[-LIP:], lip), minus(shown, lip)
    return [*pieces_in(triangles[:-LIP], body), *((i + len(triangles) - LIP, ring) for i, ring in wall)], body


def _ruled(seen: Seen, on: Part, shown: Area, light: Floats) -> None:
    """Adds the seen runs of a part's lines to `seen`."""
    corner = np.zeros(len(on.corners))
    np.add.at(corner, on.triangles.ravel(), np.repeat(light, 3) / 3)
    corner /= np.maximum(np.bincount(on.triangles.ravel(), minlength=len(corner)) / 3, 1e-9)
    runs, at_all = runs_in(on.corners[on.lines][..., :2], shown)
    dark = corner[on.lines].mean(1) < DARK
    for i in np.flatnonzero(at_all).tolist():
        seen.lines.append((on.ink, bool(dark[i]), float(on.births[i]), runs[i]))


def _coronaries(place: Place, pose: Pose, feeling: Feeling, temper: Temper) -> list[Area]:
    """The coronary vessels, as channels of bare skin."""
    out = []
    for text, root, born in CORONARIES:
        swelled = (
            feeling.birth(born, 0.25)
            * place.scale
            * (1 - 0.3 * temper.soft)
            * (1 - 0.45 * temper.sorrow)
            * (1 - 0.5 * temper.gloom)
        )
        if swelled > 0.01:
            path = place(pose(_path(text)))
            out.append(area(ribbon(path, root * np.linspace(1, 0.08, len(path)) ** 0.7 * swelled)))
    return out


def _cavities(place: Place, pose: Pose, feeling: Feeling, design: Design) -> list[Area]:
    """The inside of a heart cut open; it opens from the middle of each ventricle."""
    out = []
    for text, born in CAVITIES if design.opened == "section" else ():
        swelled = feeling.birth(born, 0.3)
        if swelled > 0.02:
            rim = _path(text)
            out.append(area(place(pose(rim.mean(0) + (rim - rim.mean(0)) * swelled))))
    return out


def _cords(place: Place, pose: Pose, feeling: Feeling) -> list[Area]:
    """The cords of the valves, the muscles that hold them and the ridges of the walls, as bare skin in the dark."""
    swelled = feeling.birth(0.72, 0.2) * place.scale
    if swelled <= 0.01:
        return []
    cords = [area(ribbon(place(pose(_path(text))), np.array([0.9, 0.6, 3.6]) * swelled)) for text in CORDS]
    stems = ["6,22 8,30 11,37", "35,26 36,33 38,41"]
    ridges = []
    for text, _ in CAVITIES:
        foot = stepped(_path(text), 2.2)
        middle, side = foot.mean(0), np.roll(foot, -1, 0) - foot
        tip = foot + (middle - foot) * (0.08 + 0.07 * (np.arange(len(foot)) * 3 % 5))[:, None]
        ridges += [np.stack([q, q + 0.13 * e, t]) for q, e, t in zip(foot, side, tip, strict=True)]
    cords += [area(place(pose(q.mean(0) + (q - q.mean(0)) * feeling.birth(0.72, 0.2)))) for q in ridges]
    return cords + [area(ribbon(place(pose(_path(text))), np.array([3.6, 5.2, 6.4]) * swelled)) for text in stems]


def _falls(
    name: str, on: Part, middle: Points, scale: float, feeling: Feeling, chance: Chance, temper: Temper
) -> dict[int, Callable[[Points], Points]]:
    """For the facets that a grieving heart has lost: where they have fallen to."""
    loose = temper.sorrow * (1 - temper.gloom)
    if name != "right ventricle" or loose <= 0:
        return {}
    some, out = chance("fall"), dict[int, Callable[[Points], Points]]()
    at = on.corners[on.triangles][..., :2].mean(1)
    low = (at - middle) @ np.array([-0.45, 0.9]) / scale
    order = np.argsort(-low + some.normal(0, 3, len(low)), kind="stable")[:14]
    for k, i in enumerate(order.tolist()):
        down = loose * feeling.birth(0.35 + 0.03 * k, 0.35) * scale
        shift = np.array([-some.uniform(4, 22), some.uniform(2, 13)]) * down
        turn = some.uniform(-0.9, 0.9) * loose * feeling.birth(0.35 + 0.03 * k, 0.35)
        c, s = np.cos(turn), np.sin(turn)
        spin = np.array([[c, s], [-s, c]])

        def fallen(ring: Points, shift: Points = shift, spin: Floats = spin) -> Points:
            centre = ring.mean(0)
            return np.asarray(centre + shift + (ring - centre) @ spin * 0.92)

        out[i] = fallen
    return out


def _cracks(place: Place, pose: Pose, feeling: Feeling, temper: Temper, design: Design) -> list[Area]:
    """Where sorrow has cracked the heart, and where a parted heart is parted; they run in from their mouths."""
    grief = temper.sorrow * (1 - temper.gloom)
    out = []
    for text, root, tip, born, share in (
        (PARTING[0], PARTING[1], PARTING[1], PARTING[2], float(design.opened == "split")),
        *((text, root, 0.1, born, grief) for text, root, born in CRACKS),
    ):
        run = feeling.birth(born, 0.4)
        if run * share > 0.01:
            path = _path(text)
            at = shares(path)
            path = place(pose(along(path, np.append(at[at < run - 1e-3], run))))
            out.append(area(ribbon(path, np.linspace(root, tip, len(path)) * run * share * place.scale)))
    return out


def _light(part: Part, middle: Points, scale: float, feeling: Feeling, temper: Temper) -> tuple[Floats, Floats]:
    """How light each facet is, 0 (black) to 1 (bare skin), and the angle of a level line on it."""
    p = part.corners[part.triangles]
    n = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    n *= np.where(n[:, 2:] < 0, -1, 1)
    n /= np.maximum(np.linalg.norm(n, axis=1), 1e-9)[:, None]
    # A second, weak light from below the right turns the dark side round.
    back = np.clip(n @ np.array([0.80, 0.48, 0.36]), 0, 1) ** 4 * 0.22
    mood = feeling.mood
    v = np.clip((n @ LIGHT - 0.06) / 0.83, 0, 1) ** (1.3 - 0.25 * mood.tone.valence) + back
    # The heart as a whole is light on one side and dark on the other, so that it reads from across a room.
    v = 0.95 * v - 0.26 * np.clip((p[:, :, :2].mean(1) - middle) @ np.array([0.62, 0.5]) / (48 * scale), -1, 1)
    v = np.clip(v, 0, 1)
    if part.mouth is not None:
        lip = p[-LIP:, :, :2].mean(1) - part.mouth.mean(0)
        v[-LIP:] = 0.74 + 0.3 * (lip @ LIGHT[:2]) / np.hypot(lip[:, 0], lip[:, 1])
    v = v * (1 - 0.22 * mood.light.shadow) * (1 - 0.62 * temper.gloom)
    v = np.clip(v + 0.34 * temper.soft * (1 - v), 0, 1)
    return np.asarray(v, float), np.asarray(np.arctan2(n[:, 1], n[:, 0]) + np.pi / 2, float)


# --- ink ----------------------------------------------------------------------------------------------------


def _ink(seen: Seen, place: Place, pose: Pose, feeling: Feeling, temper: Temper, design: Design) -> list[Layer]:
    """The layers of the mark, from deep to top."""
    black = _black(feeling, temper)
    # A mark just appearing is smaller than its line would be wide.
    young = min(1.0, feeling.size / 8)
    bold, mid, fine = (young * feeling.line(tier) for tier in ("bold", "mid", "fine"))
    # In the dark, rims are paler than what they part.
    rim = mix(black, _tone(feeling, "atrium", 0.45), temper.gloom)
    fine = min(fine, max(0.4 * place.scale, 0.1))
    contour = 1 - 0.35 * temper.soft
    if temper.unmade:
        seen.facets = _made(seen.facets, place, pose)
    return [
        layer("frame", "line", _frame(seen, place, pose, feeling, design, mid, fine, black)),
        layer("silhouette", "shade", [filled(_silhouette(seen, place, feeling), black)]),
        layer("facets", "colour", _washes(seen, feeling, temper, design)),
        layer(
            "shadows",
            "shade",
            [
                filled(_blacks(seen, place, feeling), black),
                filled(_polygons(seen.casts), black, 0.85 * feeling.birth(0.42, 0.2) * contour),
                *_mouths(seen, feeling, black),
            ],
        ),
        layer("hatching", "line", _hatching(seen, place, feeling, design, black, fine)),
        layer(
            "lines",
            "line",
            [
                *_facet_lines(seen, feeling, fine if design.cells != "glass" else 1.1 * mid, temper),
                stroked(_polygons(seen.grooves), black, fine * 1.7 * feeling.birth(0.16, 0.3)),
                stroked(_polygons(seen.walls), black, mid * feeling.birth(0.55, 0.3)),
                stroked(_polygons(seen.rims), rim, mid * contour * feeling.birth(0.2, 0.25)),
            ],
        ),
        *_ember(place, pose, feeling, temper),
        layer("outline", "line", [stroked(seen.whole, black, bold * (1 - 0.3 * temper.soft - 0.35 * temper.sorrow))]),
    ]


def _made(
    facets: list[tuple[str, float, float, Points]], place: Place, pose: Pose
) -> list[tuple[str, float, float, Points]]:
    """What of a longing heart has come to be: past a slanting line it is only drawn, not filled."""
    middle = place(pose.rim).mean(0)
    return [f for f in facets if (f[3].mean(0) - middle) @ np.array([0.9, 0.35]) < 4 * place.scale]


def _polygons(rings: Iterable[Points]) -> list[Outline]:
    return [polyline(ring) for ring in rings]


def _tone(feeling: Feeling, ink: str, at: float) -> str:
    """An ink at a tone from 0 (deep) to 1, drawn towards the colours of the feeling so that all inks agree."""
    if not feeling.style.colour:
        return ramp(GREYS)(at)
    # Not the lightest tones, which are to pass for skin; and a crayon keeps the colour it was bought in.
    agree = AGREE * min(1.0, 2.5 * (1 - at)) * (0.2 if feeling.mood.hand.kind == "crayon" else 1.0)
    return mix(feeling.ramp(*INKS[ink])(at), ramp(feeling.mood.palette)(at), round(agree, 3))


def _black(feeling: Feeling, temper: Temper) -> str:
    """The ink of outlines: black, but softer where the feeling is."""
    return mix(feeling.tint(BLACK), _tone(feeling, "atrium", 0.3), 0.75 * temper.soft)


def _shrunk(ring: Points, by: float) -> Points:
    """A plane drawn in towards its middle, by mm at its nearest corner."""
    middle = ring.sum(0) / len(ring)
    off = ring - middle
    near = float((off * off).sum(1).min()) ** 0.5
    return np.asarray(middle + (ring - middle) * max(1 - by / max(near, 1e-6), 0.2))


def _washes(seen: Seen, feeling: Feeling, temper: Temper, design: Design) -> list[Shape | None]:
    """The planes' own ink, dark ones first; those alike in ink and tone are one shape.

    Lighter tones are thinner ink, so that whatever skin is there shines through; without colour they are mere veils,
    and hatching does the rest.
    """
    plain = feeling.mood.chroma == 0
    if plain and design.cells == "engraved":
        return []
    groups: dict[tuple[str, int], list[Outline]] = {}
    for number, (ink, light, _, ring) in enumerate(seen.facets):
        if light < PALE + 0.08 * temper.wonder and not (plain and light < DARK):
            hue = f"{ink} {int(number * 7.3) % 6}" if temper.wonder else ink
            groups.setdefault((hue, round(light * LEVELS)), []).append(polyline(ring))
    out: list[Shape | None] = []
    for (hue, level), made in sorted(groups.items()):
        v = level / LEVELS
        ink, _, turn = hue.rpartition(" ") if temper.wonder else (hue, "", "0")
        strength = feeling.birth(0.3 + 0.22 * v, 0.22) * min(1.0, 0.45 + 1.6 * (PALE - v))
        color = _tone(feeling, ink, v)
        if temper.wonder:
            other = from_oklch(0.36 + 0.48 * v, 0.19, SPECTRUM[int(turn)])
            color = mix(color, other, 0.9 * temper.wonder)
        strength *= 0.42 if plain else 1 - 0.15 * temper.wonder
        if strength > 0.01:
            paint = flat(color, strength)
            out.append(Shape(tuple(made), fill=paint, stroke=paint if strength > 0.9 else None, width=0.06))
    return out


def _blacks(seen: Seen, place: Place, feeling: Feeling) -> list[Outline]:
    """The darkest planes, in solid black, parted by hairs of bare skin; each swells from its middle."""
    out = []
    deep = DARK if feeling.mood.chroma == 0 else 0.12
    for _, light, _, ring in seen.facets:
        if light < deep:
            grown = feeling.birth(0.34 + 0.5 * light, 0.3)
            if grown > 0.02:
                inner = _shrunk(ring, 0.16 * place.scale)
                out.append(polyline(inner.mean(0) + (inner - inner.mean(0)) * grown))
    return out


def _hatching(
    seen: Seen, place: Place, feeling: Feeling, design: Design, black: str, fine: float
) -> list[Shape | None]:
    """Engraver's lines along the level lines of the half-dark planes, and dots that lead them over into bare skin."""
    engraved = design.cells == "engraved"
    closest, until = (0.72, 0.84) if engraved else (0.85, HALF)
    darkest = DARK if feeling.mood.chroma == 0 else 0.14
    planes = [(light, level, ring) for _, light, level, ring in seen.facets if darkest <= light < PALE]
    light, level = np.array([[v, a] for v, a, _ in planes]).reshape(-1, 2).T
    grown = feeling.births(0.42 + 0.42 * light, 0.2)
    # Lines begin on the side away from the light, and stand farther and farther apart.
    angle = level + np.pi * (np.sin(level) * LIGHT[0] > np.cos(level) * LIGHT[1])
    gap = (closest + 1.5 * np.maximum(light - DARK, 0)) * place.scale
    owner, runs = across([ring for _, _, ring in planes], angle, gap, 1.05 + 0.12 * light)
    long = np.hypot(*(runs[:, 1] - runs[:, 0]).T)
    # They stop a little short of the plane's edges.
    short = (runs[:, 1] - runs[:, 0]) * np.minimum(0.3 * place.scale / np.maximum(long, 1e-9), 0.3)[:, None]
    runs = runs + np.stack([short, -short], 1)
    ruled = light[owner] < until
    weight = np.round(4 * grown[owner])
    out = [
        stroked([polyline(run, False) for run in runs[ruled & (weight == k)]], black, fine * 0.95 * k / 4, 0.9)
        for k in (1, 2, 3, 4)
    ]
    # Dots, on the darker half of a plane only.
    nth = np.arange(len(owner)) - np.searchsorted(owner, owner)
    half = np.bincount(owner, minlength=len(planes))[owner] * 0.6
    dotted = ~ruled & (weight > 0) & (nth < np.maximum(half, 1))
    many = (long[dotted] / (1.35 * gap[owner[dotted]])).astype(int) + 1
    run = np.repeat(np.arange(len(many)), many)
    u = (
        np.arange(len(run)) - np.repeat(np.cumsum(many) - many, many) + np.where(nth[dotted][run] % 2, 0.25, 0.75)
    ) / many[run]
    a, b = runs[dotted][run, 0], runs[dotted][run, 1]
    spots = a + (b - a) * u[:, None]
    if len(spots):
        out += pricks(spots, np.full(len(spots), 0.2 * place.scale * feeling.birth(0.6, 0.3)), black)
    return out


def _frame(
    seen: Seen, place: Place, pose: Pose, feeling: Feeling, design: Design, mid: float, fine: float, black: str
) -> list[Shape | None]:
    """Ruled figures behind the heart, never nearer to it than a clear strip of skin."""
    half = 0.5 * feeling.size - mid
    if not design.frame or feeling.birth(0.6, 0.4) <= 0 or pose.wobble:
        return []
    centre = place.centre
    clear = grow(union([seen.whole, *seen.beyond]), 2.6 * place.scale)
    outside = minus(box(*(centre - 1.01 * half), *(centre + 1.01 * half)), clear)
    out: list[Shape | None] = []
    knots: list[Points] = []
    for path, tier, born in frame_of(design.frame):
        there, p = feeling.birth(born, 0.25), centre + path * half / 100
        if there > 0:
            # Scraps between vessels are left out.
            runs = [run for run in cut(np.stack([p[:-1], p[1:]], 1), outside) if length(run) > 5 * place.scale]
            width = mid * 0.8 if tier == "mid" else fine * 1.5
            out.append(stroked([polyline(run, False) for run in runs], black, width * there))
            knots += [run[k] for run in runs if tier == "mid" for k in (0, 1)]
    if knots and design.frame not in ("circle", "rays"):
        at = np.unique(np.round(np.array(knots), 3), axis=0).astype(np.float64)
        out += pricks(at, np.full(len(at), 0.9 * mid * feeling.birth(0.75, 0.25), float), black)
    return out


def _mouths(seen: Seen, feeling: Feeling, black: str) -> list[Shape | None]:
    """The dark inside of cut vessels."""
    by_ink: dict[str, list[Outline]] = {}
    for ink, ring in seen.mouths:
        by_ink.setdefault(ink, []).append(polyline(ring))
    walls = [filled(made, _tone(feeling, ink, 0.26)) for ink, made in sorted(by_ink.items())]
    return [*walls, filled(_polygons(seen.holes), black)]


def _ember(place: Place, pose: Pose, feeling: Feeling, temper: Temper) -> list[Layer]:
    """In a heart gone dark, one facet that still burns."""
    lit = temper.gloom * feeling.birth(0.3, 0.3)
    if lit <= 0.02:
        return []
    rim = place(pose(EMBER))
    heart = place(pose(EMBER.mean(0)[None] - [1, 1]))[0]
    rim = heart + (rim - heart) * lit
    fan = [polyline(np.stack([rim[i], rim[(i + 1) % len(rim)], heart])) for i in range(len(rim))]
    tones = ("#ff8a3c", "#e8521f", "#a3280f", "#c93a14", "#ffb45e")
    return [
        layer("ember", "colour", [filled(f, tone) for f, tone in zip(fan, tones, strict=True)]),
        layer("ember glow", "glow", [_halo(heart, 20 * place.scale * lit)]),
    ]


def _halo(centre: Points, radius: float) -> Shape | None:
    around = radial(
        (centre[0], centre[1]), radius, (0.0, "#ff7a30", 0.4), (0.4, "#ff6a20", 0.16), (1.0, "#ff5a10", 0.0)
    )
    return filled(circle(centre, radius), around)


def _facet_lines(seen: Seen, feeling: Feeling, fine: float, temper: Temper) -> list[Shape | None]:
    """Edges of the planes: dark on light planes, paler than their planes on dark ones."""
    groups: dict[tuple[str, int], list[Outline]] = {}
    for ink, dark, born, run in seen.lines:
        width = round(feeling.birth(born) * 4)
        if width:
            groups.setdefault((ink if dark else "", width), []).append(polyline(run, False))
    out = []
    for (ink, width), made in sorted(groups.items()):
        color = _tone(feeling, ink, 0.42) if ink else feeling.tint(BLACK)
        out.append(stroked(made, color, fine * width / 4, (0.8 if not ink else 0.7) * (1 - 0.5 * temper.soft)))
    return out


def _silhouette(seen: Seen, place: Place, feeling: Feeling) -> list[Outline]:
    """The dark behind the heart, heavier away from the light, filling the small gaps."""
    swelled = feeling.birth(0.3, 0.4)
    if swelled <= 0:
        return []
    behind = union([seen.whole, moved(seen.whole, LEE * place.scale * swelled)])
    return list(outlines(minus(clean(behind, 24 * place.scale**2), seen.whole)))


# --- a child's heart ----------------------------------------------------------------------------------------


def _child(pose: Pose, ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A plain heart in wax, coloured in, with rays round it: what joy draws, however large it gets."""
    rays = []
    low, high = pose.rim.min(0), pose.rim.max(0)
    middle = (low + high) / 2
    for k, a in enumerate(np.linspace(-np.pi, np.pi, 14, endpoint=False) + chance("rays").uniform(0, 0.3)):
        way = heading(float(a))
        grown = feeling.birth(0.2 + 0.03 * (k * 5 % 14), 0.25)
        if grown > 0.05:
            foot = middle + way * (float(((pose.rim - middle) @ way).max()) + 9)
            rays.append(np.stack([foot, foot + way * (16 if k % 2 else 23) * grown]))
    thick = 0.05
    place = _place([pose.rim, *rays], ground, feeling, _temper(feeling), 0.6 * thick * feeling.size)
    some, rim = chance("wax"), place(pose.rim)
    width = thick * feeling.size * (1 - 0.35 * feeling.birth(0.2, 0.6))
    wax = [feeling.ramp(*INKS["muscle"])(v) for v in (0.55, 0.72)]
    inside = grow(area(rim), -0.3 * width)
    scribble: list[Shape | None] = []
    for turn, gap, born, color in ((-0.75, 1.1, 0.08, wax[1]), (-0.45, 2.2, 0.35, wax[0])):
        there = feeling.birth(born, 0.3)
        # To and fro without lifting the stick.
        runs = hatch(inside, turn, gap * width, some, 0.6)
        way = np.concatenate([run if k % 2 else run[::-1] for k, run in enumerate(runs)])
        scribble.append(stroked(polyline(way, False), color, 0.85 * width * there, 0.85))
    sun = feeling.tint("#f0a21e")
    line = _waxed([np.concatenate([rim, rim[:2]])], width, some)
    return [
        layer("colour", "colour", scribble),
        layer("rays", "colour", [filled(_waxed([place(ray) for ray in rays], 0.9 * width, some), sun)]),
        layer("outline", "line", [stroked(polyline(rim), wax[0], 0.55 * width, 0.8), filled(line, wax[0])]),
    ]


def _waxed(paths: Iterable[Points], width: float, some: np.random.Generator) -> list[Outline]:
    """Paths drawn in wax, the grain in step with the width, so that the crayon's mark stays its own as it grows."""
    grain = width / 0.55
    return [replace(o, points=o.points * grain) for path in paths for o in crayon(path / grain, 0.55, some, 0.8)]
