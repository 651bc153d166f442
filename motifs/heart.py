"""An anatomical heart cut in facets, grown from one plain heart line.

A faint feeling is the outline of a heart. As it grows the outline leans into four chambers, the great
vessels rise from it, and planes of ink fill in, dark ones first; the lightest planes stay bare skin.
Nothing is curved once it has grown: every edge is a straight line.

Units of the skeleton are about 1 mm on a mark of 150 mm: x right, y down, origin in the right ventricle.
Left and right in names are the body's own, as in anatomy; the heart is seen from the front.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    Noise,
    area,
    boundary,
    circle,
    clean,
    contains,
    crayon,
    facets,
    filled,
    flat,
    grow,
    intersect,
    minus,
    mix,
    normals,
    outlines,
    poisson,
    polyline,
    radial,
    ramp,
    ribbon,
    smooth,
    stroked,
    tangents,
    union,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

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

INKS = {
    "muscle": ("#120609", "#350a14", "#6b0f1e", "#a11f2b", "#c8473f", "#e38d78", "#fcebe0"),
    "atrium": ("#12060b", "#380d20", "#6b2036", "#9b434e", "#c27c77", "#e0b0a3", "#fbeee8"),
    "artery": ("#150507", "#470c12", "#861f1f", "#b8432f", "#d67c55", "#eab48d", "#fdf1e6"),
    "vein": ("#07090f", "#121a30", "#22385a", "#446487", "#7d9db3", "#b8cdd6", "#f3f8f7"),
    "lung": ("#0c0815", "#231a3a", "#43355f", "#6f5c88", "#a391b3", "#d0c4d8", "#f8f5fa"),
    "lung vein": ("#12060c", "#3d1025", "#702a42", "#a0525f", "#c88a88", "#e6beb4", "#fcf1ec"),
}
GREYS = ("#14110f", "#2b2826", "#4a4644", "#75706d", "#a09b97", "#c9c4c0", "#f6f3f0")
BLACK = "#14110f"
LIGHT = np.array([-0.50, -0.58, 0.64]) / np.linalg.norm([-0.50, -0.58, 0.64])
LEE = np.array([1.3, 1.6])
"""How far the dark behind the heart stands out, away from the light."""
AGREE = 0.3
"""How far inks are drawn towards the feeling's own colours."""
LEVELS = 14
"""Steps of tone, so that facets alike in tone share one paint."""
BARE = 0.92
"""Facets lighter than this are left almost as skin."""
GAP = 12.0
"""Units between the corners of the coarse facets."""
LIP = 16
"""Facets of the lip of a cut vessel."""
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


@dataclass(frozen=True, eq=False)
class Part:
    """A faceted piece: its rim; corners (x, y, z); triangles of corners; lines between corners, with births.

    lip, mouth, hole: rims of a cut end, of its opening, and of the dark in that. The lip's facets come last.
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


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A heart in the middle of the ground."""
    if feeling.size <= 0:
        return []
    temper = _temper(feeling)
    pose = Pose(feeling, chance, temper)
    chambers = [_chamber(name, pose, feeling, chance, temper) for name in CHAMBERS]
    vessels = [v for name in VESSELS if (v := _vessel(name, pose, feeling, chance, temper)) is not None]
    place = _place([pose.rim, *(v.rim for v in vessels)], ground, feeling, temper)
    seen = _look(place, chambers, vessels, pose, feeling, chance, temper)
    return _ink(seen, place, pose, feeling, chance, temper)


def _temper(feeling: Feeling) -> Temper:
    tone, hand = feeling.mood.tone, feeling.mood.hand
    low, high, calm, stir = (max(v, 0.0) for v in (-tone.valence, tone.valence, -tone.arousal, tone.arousal))
    return Temper(
        spikes=min(max(low * stir - 0.25, 0) / 0.2, 1),
        sorrow=min(low * max(1 - 1.2 * stir, 0) / 0.42, 1),
        soft=min(high * calm / 0.2, 1),
        gloom=min(max(-feeling.mood.lift - 0.1, 0) / 0.1, 1),
        wobble=hand.wobble if hand.kind in ("crayon", "pen") else 0.0,
        wax=hand.kind == "crayon" or feeling.style.fill == "wax",
    )


# --- form ---------------------------------------------------------------------------------------------------


class Pose:
    """The skeleton as this seed and this intensity hold it: give it points, and it says where they are now.

    Between a plain heart and the chambers the rim moves in straight lines, and carries its inside along.
    """

    def __init__(self, feeling: Feeling, chance: Chance, temper: Temper) -> None:
        some = chance("pose")
        self.long, self.wide, self.lean, self.groove = np.clip(some.normal(0, 1, 4), -1.6, 1.6) * [
            0.07,
            0.045,
            3.5,
            4.5,
        ]
        self.spread, self.rise = np.clip(some.normal(0, [7.0, 0.06]), [-4, -0.1], [14, 0.1])
        self.turn = np.radians(np.clip(some.normal(0, 6), -9, 10) + 9 * temper.sorrow)
        self.sorrow, self.wobble, self.noise = temper.sorrow, temper.wobble, Noise(chance("wobble"))
        self.young = 1 - feeling.birth(0.14, 0.42)
        self.risen = 0.25 + 0.75 * feeling.birth(0.16, 0.46)
        plain: list[Points] = []
        grown: list[Points] = []
        rim = self._shaped(RIM)
        halves = rim[: APEX + 1], np.concatenate([rim[:1], rim[: APEX - 1 : -1]])
        for half, simple in zip(halves, _plain_heart(rim), strict=True):
            # Evenly spaced samples for the plain curve, and the grown rim's own corners, which must stay sharp.
            at = np.sort(np.concatenate([np.linspace(0, 1, 40), _shares(half)[1:-1]]))
            plain.append(_along(simple, at))
            grown.append(_along(half, at))
        self._rim = np.concatenate([grown[0][:-1], grown[1][:0:-1]])
        self._shift = (np.concatenate([plain[0][:-1], plain[1][:0:-1]]) - self._rim) * self.young
        self.rim = self._set(self._rim + self._shift)

    def __call__(self, p: Points) -> Points:
        """Points in or on the chambers."""
        q = self._shaped(p)
        return self._set(q + _carried(q, self._rim, self._shift) if self.young > 0 else q)

    def vessel(self, p: Points) -> Points:
        """Points of a vessel's path, carried along by its root."""
        x, y = p[:, 0], -20 + (p[:, 1] + 20) * (1 + self.rise)
        over = np.clip((-58 - y) / 40, 0, 2)
        x = x + self.spread * over * np.tanh((x - 6) / 12) + 9 * self.sorrow * over**2
        y = y + 9 * self.sorrow * over**2
        # Young vessels are small, about where they leave the heart; those that branch off others, with them.
        root = p[:1] if p[0, 1] > -30 else VESSELS["aortic arch"].path[:1]
        small = root + (np.column_stack([x, y]) - root) * self.risen
        return self._set(small + _carried(self._shaped(root), self._rim, self._shift))

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
        q = np.column_stack([c * p[:, 0] - s * p[:, 1], s * p[:, 0] + c * p[:, 1]])
        if self.wobble:
            shake = [self.noise(q[:, 0] / 15 + k, q[:, 1] / 15) for k in (0.0, 50.0)]
            q = q + 2.2 * self.wobble * np.column_stack(shake)
        return q


def _shares(p: Points) -> Floats:
    """How far along its path each point is, 0 to 1."""
    steps = np.diff(p, axis=0)
    s = np.concatenate([[0.0], np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))])
    return np.asarray(s / s[-1], float)


def _along(p: Points, at: Floats) -> Points:
    """Points at shares 0 to 1 of a path."""
    s = _shares(p)
    return np.column_stack([np.interp(at, s, p[:, 0]), np.interp(at, s, p[:, 1])])


def _plain_heart(rim: Points) -> list[Points]:
    """The left and right half of a plain heart, from cleft to tip, about where the chambers are."""
    s = np.linspace(0, np.pi, 200)
    # Flanks straighter than the textbook curve's, so that the tip is crisp.
    x = 16 * np.abs(np.sin(s)) ** np.where(s < np.pi / 2, 3.0, 2.3)
    y = -(13 * np.cos(s) - 5 * np.cos(2 * s) - 2 * np.cos(3 * s) - np.cos(4 * s))
    return [np.column_stack([way * x, y]) * 2.75 + rim.mean(0) - [0, 2] for way in (-1, 1)]


def _carried(p: Points, rim: Points, shift: Points) -> Points:
    """How points inside a closed rim move when its corners are shifted: mean value coordinates (M. Floater 2003)."""
    d = rim[None] - p[:, None]
    away = np.maximum(np.hypot(d[..., 0], d[..., 1]), 1e-7)
    e = np.roll(d, -1, 1)
    turn = np.arctan2(d[..., 0] * e[..., 1] - d[..., 1] * e[..., 0], (d * e).sum(-1))
    half = np.tan(np.clip(turn / 2, -1.57079, 1.57079))
    weight = (half + np.roll(half, 1, 1)) / away
    inside = (weight @ shift) / weight.sum(1)[:, None]
    # On the rim itself the weights are infinite: there a point moves with the edge that it is on.
    side = np.roll(rim, -1, 0) - rim
    u = np.clip(-(d * side).sum(-1) / np.maximum((side**2).sum(-1), 1e-9), 0, 1)
    off = d + u[..., None] * side
    far = np.hypot(off[..., 0], off[..., 1])
    i, row = far.argmin(1), np.arange(len(p))
    share = u[row, i][:, None]
    edge = shift[i] * (1 - share) + np.roll(shift, -1, 0)[i] * share
    return np.asarray(np.where(far[row, i][:, None] < 0.01, edge, inside), float)


def _depth(p: Points, rim: Points) -> Floats:
    """Distance from points to a closed rim."""
    side = np.roll(rim, -1, 0) - rim
    d = p[:, None] - rim
    u = np.clip((d * side).sum(-1) / np.maximum((side**2).sum(-1), 1e-9), 0, 1)
    off = d - u[..., None] * side
    return np.asarray(np.hypot(off[..., 0], off[..., 1]).min(1), float)


def _dome(depth: Floats, radius: float) -> Floats:
    """Height of a quarter round of that radius, rising from depth 0."""
    return np.asarray(radius * np.sqrt(1 - (1 - np.clip(depth / radius, 0, 1)) ** 2), float)


def _steps(rim: Points, step: float) -> Points:
    """A closed rim with points added on its edges, about `step` apart."""
    ends = zip(rim, np.roll(rim, -1, 0), strict=True)
    return np.concatenate(
        [np.linspace(a, b, max(1, round(float(np.hypot(*(b - a))) / step)), endpoint=False) for a, b in ends]
    )


def _chamber(name: str, pose: Pose, feeling: Feeling, chance: Chance, temper: Temper) -> Part:
    """A chamber: a coarse mesh on an inflated height, whose longer edges break in two as the feeling grows."""
    chamber = CHAMBERS[name]
    some = chance("mesh", name)
    gap = GAP * float(np.exp(chance("density").normal(0, 0.2))) * (1 + 0.35 * temper.soft)
    border = _steps(chamber.rim, 0.85 * gap)
    # Facets are long along the muscle's grain: the mesh is made on a plane squeezed that way.
    c, s = np.cos(chamber.grain), np.sin(chamber.grain)
    squeeze = np.array([[0.68 * c, -1.15 * s], [0.68 * s, 1.15 * c]])
    plane = area(border @ squeeze)
    spread = np.concatenate([border @ squeeze, poisson(grow(plane, -0.5 * gap), gap, some)])
    triangles = facets(spread, grow(plane, 0.05))
    p = spread @ np.linalg.inv(squeeze)

    def height(q: Points) -> Floats:
        return 0.85 * _dome(_depth(q, RIM), 40) + 0.85 * _dome(_depth(q, chamber.rim), 17)

    rough = gap * (0.045 + 0.16 * temper.spikes) * (1 - 0.6 * temper.soft)
    z = height(p) + some.normal(0, rough, len(p)) * (np.arange(len(p)) >= len(border))

    sides = np.sort(triangles[:, [[0, 1], [1, 2], [2, 0]]], -1).reshape(-1, 2)
    edges, side_of = np.unique(sides, axis=0, return_inverse=True)
    side_of = side_of.reshape(-1, 3)
    a, b = p[edges[:, 0]], p[edges[:, 1]]
    inner = np.bincount(side_of.ravel(), minlength=len(edges)) == 2
    long = np.hypot(b[:, 0] - a[:, 0], b[:, 1] - a[:, 1]) * np.exp(some.normal(0, 0.35, len(edges)))
    broken = inner & (long > gap * (1.0 + 0.9 * temper.soft))
    births = some.uniform(0.52, 0.86, len(edges))
    share = feeling.births(births)
    at = some.uniform(0.38, 0.62, (len(edges), 1))
    aside = some.normal(0, 0.1, (len(edges), 1)) * np.column_stack([a[:, 1] - b[:, 1], b[:, 0] - a[:, 0]])
    middle = a + (b - a) * at + aside * share[:, None]
    # A new corner is born in the plane of its edge, and rises to its own height.
    level = z[edges[:, 0]] * (1 - at[:, 0]) + z[edges[:, 1]] * at[:, 0]
    risen = level + (height(middle) + some.normal(0, rough, len(edges)) - level) * share
    number = np.cumsum(broken) - 1 + len(p)
    pieces, lines, born = _broken(triangles, side_of, broken, number, births)
    whole = edges[inner & ~broken]
    split = np.stack([edges[broken], np.repeat(number[broken][:, None], 2, 1)], -1).reshape(-1, 2)
    first = chance("edges", name).uniform(0.4, 0.56, len(whole) + len(split))
    flatp = pose(np.concatenate([p, middle[broken]]))
    return Part(
        chamber.ink,
        pose(_steps(chamber.rim, 2.0)),
        np.column_stack([flatp, np.concatenate([z, risen[broken]])]),
        pieces,
        np.concatenate([whole, split, lines]),
        np.concatenate([first, born]),
    )


def _broken(
    triangles: Ints, side_of: Ints, broken: NDArray[np.bool_], number: Ints, births: Floats
) -> tuple[Ints, Ints, Floats]:
    """Triangles cut where their edges are broken, the lines of the cuts, and when those are born."""
    pieces: list[tuple[int, int, int]] = []
    lines: list[tuple[int, int]] = []
    born: list[float] = []
    for triangle, sides in zip(triangles.tolist(), side_of.tolist(), strict=True):
        cuts = [bool(broken[s]) for s in sides]
        count = sum(cuts)
        # Turned so that the one broken edge comes first, or the one whole edge last.
        first = cuts.index(True) if count == 1 else (cuts.index(False) + 1) % 3 if count == 2 else 0
        a, b, c = (triangle[(first + i) % 3] for i in range(3))
        e, f, g = (sides[(first + i) % 3] for i in range(3))
        x, y, w = int(number[e]), int(number[f]), int(number[g])
        if count == 0:
            pieces.append((a, b, c))
        elif count == 1:
            pieces += [(a, x, c), (x, b, c)]
            lines.append((x, c))
            born.append(births[e])
        elif count == 2:
            pieces += [(a, x, c), (x, y, c), (x, b, y)]
            lines += [(x, c), (x, y)]
            born += [births[e], max(births[e], births[f])]
        else:
            pieces += [(a, x, w), (x, b, y), (w, y, c), (x, y, w)]
            lines += [(x, y), (y, w), (w, x)]
            born += [max(births[e], births[f]), max(births[f], births[g]), max(births[g], births[e])]
    return np.array(pieces, np.int64), np.array(lines, np.int64).reshape(-1, 2), np.array(born, float)


def _vessel(name: str, pose: Pose, feeling: Feeling, chance: Chance, temper: Temper) -> Part | None:
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
    middle, side = _along(path, at), normals(path)
    side = np.column_stack([np.interp(at, _shares(path), side[:, k]) for k in (0, 1)])
    radius = np.interp(at, np.linspace(0, 1, len(vessel.radii)), vessel.radii) * pose.risen * (0.45 + 0.55 * grown)
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
    return (
        _opened(part, middle[-1], side[-1], tangents(path)[int(grown * 59)], radius[-1], feeling)
        if vessel.cut
        else part
    )


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

    def __call__(self, p: Points) -> Points:
        """Points of the skeleton, in mm on the ground."""
        return p * self.scale + self.shift

    def part(self, p: Part) -> Part:
        """A part, in mm on the ground."""
        corners = p.corners * self.scale + [*self.shift, 0]
        lip, mouth, hole = (None if q is None else self(q) for q in (p.lip, p.mouth, p.hole))
        return replace(p, rim=self(p.rim), corners=corners, lip=lip, mouth=mouth, hole=hole)


def _place(rims: list[Points], ground: Ground, feeling: Feeling, temper: Temper) -> Place:
    """The heart in the middle of the ground, its longest side as long as the feeling says."""
    every = np.concatenate(rims)
    low, high = every.min(0), every.max(0)
    thorns = 17 * temper.spikes * feeling.birth(0.15, 0.6)
    line = min(1.3 * feeling.line("bold"), 0.3 * feeling.size)
    weight = LEE * feeling.birth(0.3, 0.4)
    scale = (feeling.size - line) / (float((high + weight - low).max()) + thorns)
    return Place(scale, ground.centre - (low + high + weight) / 2 * scale)


# --- what is seen -------------------------------------------------------------------------------------------


@dataclass(eq=False)
class Seen:
    """What of the heart is seen from the front, on the skin: lists to be inked."""

    whole: Area
    facets: list[tuple[str, float, Points]] = field(default_factory=list)
    hatched: list[tuple[float, Points]] = field(default_factory=list)
    lines: list[tuple[str, bool, float, Points]] = field(default_factory=list)
    rims: list[Points] = field(default_factory=list)
    grooves: list[Points] = field(default_factory=list)
    mouths: list[tuple[str, Points]] = field(default_factory=list)
    holes: list[Points] = field(default_factory=list)
    casts: list[Points] = field(default_factory=list)
    thorns: list[Points] = field(default_factory=list)


def _look(
    place: Place,
    chambers: list[Part],
    vessels: list[Part],
    pose: Pose,
    feeling: Feeling,
    chance: Chance,
    temper: Temper,
) -> Seen:
    """The heart from the front: each part less what is nearer, lit, with the shadows that vessels throw."""
    cracks = union(_cracks(place, pose, feeling, temper))
    channels = union(_coronaries(place, pose, feeling, temper))
    fall = np.array([3.4, 3.8]) * place.scale
    near, thrown = area(np.zeros((3, 2))), area(np.zeros((3, 2)))
    seen = Seen(near)
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
            shown = minus(shown, channels)
        if temper.spikes:
            size = place.scale * temper.spikes * (1.0 if chamber else 0.6)
            seen.thorns += _thorns(on.rim, size, feeling, chance("thorns", number), 13 if chamber else 6)
        if shown.is_empty:
            continue
        light = _light(on, chamber, feeling, temper)
        triangles = on.corners[on.triangles][..., :2]
        pieces: list[tuple[int, Points]] = []
        if on.lip is not None and on.mouth is not None and on.hole is not None:
            lip = intersect(area(on.lip), shown)
            mouth = intersect(area(on.mouth), lip)
            pieces = [(i + len(triangles) - LIP, ring) for i, ring in _parts_in(triangles[-LIP:], lip)]
            triangles, shown = triangles[:-LIP], minus(shown, lip)
            seen.rims += [*boundary(lip), *boundary(mouth)]
            seen.mouths += [(on.ink, ring) for ring in boundary(mouth)]
            seen.holes += boundary(intersect(area(on.hole), mouth))
        for i, ring in [*_parts_in(triangles, shown), *pieces]:
            seen.facets.append((on.ink, float(light[i]), ring))
            if len(ring) == 3:
                seen.hatched.append((float(light[i]), ring))
        corner = np.zeros(len(on.corners))
        np.add.at(corner, on.triangles.ravel(), np.repeat(light, 3) / 3)
        corner /= np.maximum(np.bincount(on.triangles.ravel(), minlength=len(corner)) / 3, 1e-9)
        runs, some = _runs_in(on.corners[on.lines][..., :2], shown)
        dark = corner[on.lines].mean(1) < 0.24
        for i in np.flatnonzero(some).tolist():
            seen.lines.append((on.ink, bool(dark[i]), float(on.births[i]), runs[i]))
    seen.whole = minus(clean(near, 4.0 * place.scale**2), minus(cracks, union([area(place(v.rim)) for v in vessels])))
    for k, thorn in enumerate(seen.thorns):
        rest = boundary(minus(area(thorn), near))
        seen.facets += [("muscle", (0.62, 0.12)[k % 2], ring) for ring in rest]
        seen.rims += rest
    lee = _moved(channels, np.array([0.7, 0.8]) * place.scale)
    seen.casts += boundary(intersect(minus(lee, channels), union([area(place(c.rim)) for c in chambers])))
    seen.grooves = boundary(intersect(channels, union([area(place(c.rim)) for c in chambers])))
    return seen


def _thorns(rim: Points, size: float, feeling: Feeling, some: np.random.Generator, count: int) -> list[Points]:
    """Thorns that stand out from a rim: each a lit and a dark triangle."""
    at = (np.arange(count) + some.uniform(0.1, 0.9, count)) / count
    ring = np.concatenate([rim, rim[:1]])
    foot = _along(ring, at)
    way = _along(ring, (at + 0.01) % 1) - foot
    way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    x, y = rim.T
    turn = 1.0 if float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) > 0 else -1.0
    out = np.column_stack([way[:, 1], -way[:, 0]]) * turn
    tall = (some.uniform(7, 17, count) * feeling.births(some.uniform(0.15, 0.6, count), 0.3) * size)[:, None]
    tip = foot + out * tall + way * some.normal(0, 0.3, (count, 1)) * tall
    wide, inside = way * np.minimum(3.4 * size, 0.4 * tall), -out * 1.0 * size
    ends = [foot + inside - wide, foot + inside, foot + inside + wide]
    halves = [np.stack([ends[k], tip, ends[k + 1]], 1) for k in (0, 1)]
    return [h[i] for i in range(count) for h in halves if tall[i] > 0]


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


def _cracks(place: Place, pose: Pose, feeling: Feeling, temper: Temper) -> list[Area]:
    """Where sorrow has cracked the heart."""
    out = []
    for text, root, born in CRACKS:
        swelled = feeling.birth(born, 0.4) * temper.sorrow * (1 - temper.gloom)
        if swelled > 0.01:
            path = place(pose(_path(text)))
            out.append(area(ribbon(path, np.linspace(root, 0.1, len(path)) * swelled * place.scale)))
    return out


def _light(part: Part, near: bool, feeling: Feeling, temper: Temper) -> Floats:
    """How light each facet is, 0 (black) to 1 (bare skin)."""
    p = part.corners[part.triangles]
    n = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    n *= np.where(n[:, 2:] < 0, -1, 1)
    n /= np.maximum(np.linalg.norm(n, axis=1), 1e-9)[:, None]
    # A second, weak light from below the right turns the dark side round.
    back = np.clip(n @ np.array([0.80, 0.48, 0.36]), 0, 1) ** 3 * 0.30
    mood = feeling.mood
    v = np.clip((n @ LIGHT - 0.06) / 0.83, 0, 1) ** (1.25 - 0.3 * mood.tone.valence) + back
    # Lights lighter and darks darker: a mark must read from across a room.
    v = np.clip(v, 0, 1)
    v = v - np.where(v > 0.5, 0.09, 0.03) * np.sin(2 * np.pi * v)
    if not near:
        v = v * (0.84 + 0.16 * v)
    if part.mouth is not None:
        lip = p[-LIP:, :, :2].mean(1) - part.mouth.mean(0)
        v[-LIP:] = 0.74 + 0.3 * (lip @ LIGHT[:2]) / np.hypot(lip[:, 0], lip[:, 1])
    v = v * (1 - 0.22 * mood.light.shadow) * (1 - 0.62 * temper.gloom)
    return np.asarray(np.clip(v + 0.34 * temper.soft * (1 - v), 0, 1), float)


def _parts_in(triangles: Floats, where: Area) -> list[tuple[int, Points]]:
    """What of each triangle lies in an area: (number of the triangle, outline)."""
    middle = triangles.mean(1, keepdims=True)
    probes = np.concatenate([triangles, (triangles + np.roll(triangles, 1, 1)) / 2, middle], 1)
    # Probes are pulled in a hair, so that corners on the area's rim count as inside.
    probes = probes + (middle - probes) * 0.01
    hit = contains(where, probes.reshape(-1, 2)).reshape(len(triangles), -1)
    out = [(int(i), triangles[i]) for i in np.flatnonzero(hit.all(1))]
    for i in np.flatnonzero(hit.any(1) & ~hit.all(1)):
        out += [(int(i), ring) for ring in boundary(intersect(area(triangles[i]), where))]
    return out


def _runs_in(lines: Floats, where: Area) -> tuple[Floats, NDArray[np.bool_]]:
    """The run of each straight line that lies in an area, and whether there is one."""
    u = np.linspace(0.01, 0.99, 13)
    p = lines[:, None, 0] + (lines[:, 1] - lines[:, 0])[:, None] * u[:, None]
    hit = contains(where, p.reshape(-1, 2)).reshape(len(lines), -1)
    first, last = hit.argmax(1), hit.shape[1] - 1 - hit[:, ::-1].argmax(1)
    row = np.arange(len(lines))
    return np.stack([p[row, first], p[row, last]], 1), np.asarray(hit.any(1), bool)


# --- ink ----------------------------------------------------------------------------------------------------


def _ink(seen: Seen, place: Place, pose: Pose, feeling: Feeling, chance: Chance, temper: Temper) -> list[Layer]:
    """The layers of the mark, from deep to top."""
    fill = feeling.style.fill
    black = _black(feeling, temper)
    # A mark just appearing is smaller than its line would be wide.
    young = min(1.0, feeling.size / 8)
    bold, mid, fine = (young * feeling.line(tier) for tier in ("bold", "mid", "fine"))
    # In the dark, rims are paler than what they part.
    rim = mix(black, _tone(feeling, "atrium", 0.45), temper.gloom)
    # Heavy styles must not choke the facets.
    fine = min(fine, max(0.4 * place.scale, 0.1))
    contour = 1 - 0.35 * temper.soft
    shade: list[Shape | None] = []
    if fill not in ("none", "wash"):
        shade = [
            filled(_polygons(seen.casts), black, 0.85 * feeling.birth(0.42, 0.2) * contour),
            *_mouths(seen, feeling, black),
        ]
    lines = [
        *([] if fill in ("black", "wash") or temper.wax else _facet_lines(seen, feeling, fine, temper)),
        stroked(_polygons(seen.grooves), black, fine * 1.7 * feeling.birth(0.16, 0.3)),
        stroked(_polygons(seen.rims), rim, mid * contour * feeling.birth(0.2, 0.25) * (2 if temper.wax else 1)),
    ]
    return [
        layer("silhouette", "shade", [filled(_silhouette(seen, place, feeling, temper), black)]),
        layer("facets", "colour", _facets(seen, feeling, temper, place)),
        layer("shadows", "shade", shade),
        layer("hatching", "line", [None if temper.wax else _hatching(seen, place, feeling, black, fine)]),
        layer("lines", "line", lines),
        *_ember(place, pose, feeling, temper),
        layer("outline", "line", _contour(seen, feeling, chance, temper, bold, black)),
    ]


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
    """The ink of outlines: black, but softer where the feeling is, and a dark crayon in wax."""
    if temper.wax:
        return _tone(feeling, "muscle", 0.2)
    return mix(feeling.tint(BLACK), _tone(feeling, "atrium", 0.3), 0.75 * temper.soft)


def _facets(seen: Seen, feeling: Feeling, temper: Temper, place: Place) -> list[Shape | None]:
    """The planes, dark ones first; those alike in ink and tone are one shape."""
    fill = feeling.style.fill
    if fill in ("none", "dots", "black"):
        return {"dots": _dotted, "black": _blacked}[fill](seen, place, feeling) if fill != "none" else []
    groups: dict[tuple[str, int], list[Outline]] = {}
    for ink, light, ring in seen.facets:
        made = _scribble(ring, 1.7 * place.scale) if temper.wax else [polyline(ring)]
        groups.setdefault((ink, round(light * LEVELS)), []).extend(made)
    out: list[Shape | None] = []
    for (ink, level), made in sorted(groups.items()):
        v = level / LEVELS
        # Lighter tones are thinner ink, so that whatever skin is there shines through. The lightest are all but bare.
        strength = feeling.birth(0.3 + 0.22 * v, 0.22) * min(1.0, 0.5 + 1.6 * (1 - v))
        color = _tone(feeling, ink, 0.45 + 0.43 * v if temper.wax else v)
        if temper.wax:
            out.append(stroked(made, color, 1.45 * place.scale, min(strength, 0.92)))
        elif strength > 0.01:
            paint = flat(color, strength * (0.6 if fill == "wash" else 1.0) * (0.8 if v > BARE else 1.0))
            out.append(Shape(tuple(made), fill=paint, stroke=paint if strength > 0.9 else None, width=0.06))
    return out


def _scribble(ring: Points, gap: float) -> list[Outline]:
    """A zigzag across a convex plane, as a child fills it in."""
    turn = np.array([[0.82, 0.57], [-0.57, 0.82]])
    q = ring @ turn.T
    ends = np.roll(q, -1, 0)
    y = np.arange(q[:, 1].min() + 0.3 * gap, q[:, 1].max(), gap)[:, None]
    if len(y) < 2:
        return []
    steep = ends[:, 1] - q[:, 1]
    x = q[:, 0] + (ends[:, 0] - q[:, 0]) * (y - q[:, 1]) / np.where(np.abs(steep) < 1e-9, 1e-9, steep)
    cross = (q[:, 1] <= y) != (ends[:, 1] <= y)
    near, far = np.where(cross, x, np.inf).min(1), np.where(cross, x, -np.inf).max(1)
    way = np.stack([near, y[:, 0], far, y[:, 0]], 1).reshape(-1, 2, 2)
    way[1::2] = way[1::2, ::-1]
    return [polyline(way.reshape(-1, 2) @ turn, False)]


def _dotted(seen: Seen, place: Place, feeling: Feeling) -> list[Shape | None]:
    """Planes shaded with rows of dots, closer in the dark; a dot is a line of no length with round ends."""
    dot = 1.0 * place.scale
    made: list[Outline] = []
    for light, ring in seen.hatched:
        if light < 0.85:
            longest = float(np.hypot(*(ring - np.roll(ring, 1, 0)).T).max())
            n = max(round(longest / (dot * (1.2 + 2.2 * light))), 1)
            i, j = np.divmod(np.arange((n + 1) ** 2), n + 1)
            i, j = i[i + j < n], j[i + j < n]
            a, b = ((i + 0.34) / n)[:, None], ((j + 0.33) / n)[:, None]
            spots = ring[0] * (1 - a - b) + ring[1] * a + ring[2] * b
            made += [polyline(np.stack([s, s + np.array([0.01, 0])]), False) for s in spots]
    return [stroked(made, feeling.tint(BLACK), dot * feeling.birth(0.3, 0.3))]


def _blacked(seen: Seen, place: Place, feeling: Feeling) -> list[Shape | None]:
    """Dark planes solid black, parted by lines of bare skin; light ones bare."""
    grown = feeling.birth(0.3, 0.3)
    made = []
    for _, light, ring in seen.facets:
        if light < 0.55:
            middle = ring.mean(0)
            inner = float(np.hypot(*(ring - middle).T).min()) * 0.5
            made.append(
                polyline(middle + (ring - middle) * max(1 - 0.24 * place.scale / max(inner, 1e-6), 0.3) * grown)
            )
    return [filled(made, feeling.tint(BLACK))]


def _mouths(seen: Seen, feeling: Feeling, black: str) -> list[Shape | None]:
    """The dark inside of cut vessels."""
    by_ink: dict[str, list[Outline]] = {}
    for ink, ring in seen.mouths:
        by_ink.setdefault(ink, []).append(polyline(ring))
    walls = [filled(made, _tone(feeling, ink, 0.26)) for ink, made in sorted(by_ink.items())]
    return [*walls, filled(_polygons(seen.holes), black)]


def _facet_lines(seen: Seen, feeling: Feeling, fine: float, temper: Temper) -> list[Shape | None]:
    """Edges of the planes: dark on light planes, paler than their planes on dark ones."""
    groups: dict[tuple[str, int], list[Outline]] = {}
    for ink, dark, born, run in seen.lines:
        width = round(feeling.birth(born) * 4)
        if width:
            groups.setdefault((ink if dark and feeling.style.fill != "none" else "", width), []).append(
                polyline(run, False)
            )
    out = []
    for (ink, width), made in sorted(groups.items()):
        color = _tone(feeling, ink, 0.42) if ink else feeling.tint(BLACK)
        out.append(stroked(made, color, fine * width / 4, (0.8 if not ink else 0.7) * (1 - 0.5 * temper.soft)))
    return out


def _hatching(seen: Seen, place: Place, feeling: Feeling, black: str, fine: float) -> Shape | None:
    """Engraver's lines on the half-dark planes, each along its plane's longest edge."""
    swelled = feeling.birth(0.7, 0.25)
    if swelled <= 0 or feeling.style.fill in ("none", "wash", "black", "dots", "wax"):
        return None
    made: list[Outline] = []
    for light, ring in seen.hatched:
        if not 0.2 < light < 0.62:
            continue
        side = np.roll(ring, -1, 0) - ring
        long = np.hypot(side[:, 0], side[:, 1])
        i = int(long.argmax())
        a, b, c = ring[i], ring[(i + 1) % 3], ring[(i + 2) % 3]
        tall = abs(side[i, 0] * (c - a)[1] - side[i, 1] * (c - a)[0]) / max(long[i], 1e-9) / place.scale
        gap = 0.9 + 2.2 * light
        for s in np.arange(gap, tall - 0.3 * gap, gap) / max(tall, 1e-9):
            made.append(polyline(np.array([a + (c - a) * s, b + (c - b) * s]), False))
    return stroked(made, black, 0.8 * fine * swelled, 0.75)


def _moved(a: Area, by: Points) -> Area:
    """An area, moved."""
    out = area(np.zeros((3, 2)))
    for ring in boundary(a):
        x, y = ring.T
        hole = float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) < 0
        out = minus(out, area(ring + by)) if hole else union([out, area(ring + by)])
    return out


def _silhouette(seen: Seen, place: Place, feeling: Feeling, temper: Temper) -> list[Outline]:
    """The dark behind the heart: heavier away from the light, filling the small gaps; thorns where there is anger."""
    swelled = feeling.birth(0.3, 0.4)
    if swelled <= 0 or feeling.style.fill in ("none", "wash") or temper.wax:
        return []
    behind = union([seen.whole, _moved(seen.whole, LEE * place.scale * swelled)])
    return list(outlines(minus(clean(behind, 24 * place.scale**2), seen.whole)))


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


def _contour(
    seen: Seen, feeling: Feeling, chance: Chance, temper: Temper, bold: float, black: str
) -> list[Shape | None]:
    """The outline of the whole, and of what is in front of what."""
    if temper.wax:
        wax = _tone(feeling, "muscle", 0.3)
        rings = boundary(seen.whole)
        return [
            stroked(_polygons(rings), wax, bold, 0.7),
            filled(_waxed(rings, 0.018 * feeling.size, chance("wax")), wax),
        ]
    return [stroked(seen.whole, black, bold * (1 - 0.3 * temper.soft - 0.35 * temper.sorrow))]


def _waxed(rings: Iterable[Points], width: float, some: np.random.Generator) -> list[Outline]:
    """Rings drawn in wax, the grain in step with the width, so that the crayon's mark stays its own as it grows."""
    grain = width / 0.55
    out: list[Outline] = []
    for ring in rings:
        closed = np.concatenate([ring, ring[:2]]) / grain
        out += [replace(o, points=o.points * grain) for o in crayon(closed, 0.55, some, 0.8)]
    return out
