"""An anatomical heart cut in facets, grown from one plain heart line.

A faint feeling is the outline of a heart. As it grows the outline leans into four chambers, the great
vessels rise from it, and planes of ink fill in, dark ones first; the lightest planes stay bare skin.
Nothing is curved once it has grown: every edge is a straight line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    area,
    boundary,
    clean,
    contains,
    facets,
    filled,
    flat,
    grow,
    intersect,
    minus,
    normals,
    outlines,
    poisson,
    polyline,
    resample,
    ribbon,
    smooth,
    stroked,
    tangents,
    union,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

FORMS = {"tiny-heart": "A plain heart line that grows into an anatomical heart."}

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# The skeleton, in units of about 1 mm on a mark of 150 mm; x right, y down, origin inside the right ventricle.
# Rim of the four chambers, from the notch where the aorta rises, round by the atrium and the apex.
RIM = np.array(
    [(-9, -19), (-10, -28), (-19, -33), (-30, -31), (-38, -24), (-44, -10), (-44, 5), (-40, 17), (-29, 28), (-16, 35)]
    + [(0, 43), (17, 50), (30, 55), (40, 58), (46, 45), (50, 28), (49, 12), (44, -3), (37, -16), (39, -28), (32, -38)]
    + [(22, -41), (14, -36), (12, -29), (4, -34), (-5, -29)],
    float,
)
APEX = 13
CHAMBERS = {
    "right ventricle": [(-9, -19), (-17, -3), (-24, 13), (-29, 28), (-16, 35), (0, 43), (17, 50), (30, 55), (32, 38)]
    + [(27, 20), (21, 3), (17, -10), (14, -21), (12, -29), (4, -34), (-5, -29)],
    "right atrium": [(-9, -19), (-10, -28), (-19, -33), (-30, -31), (-38, -24), (-44, -10), (-44, 5), (-40, 17)]
    + [(-29, 28), (-24, 13), (-17, -3)],
    "left atrium": [(12, -29), (14, -36), (22, -41), (32, -38), (39, -28), (37, -16), (25, -17), (14, -21)],
    "left ventricle": [(14, -21), (25, -17), (37, -16), (44, -3), (49, 12), (50, 28), (46, 45), (40, 58), (30, 55)]
    + [(32, 38), (27, 20), (21, 3), (17, -10)],
}
# How muscle runs in each chamber (radians), and how it is coloured.
GRAIN = {"right ventricle": 0.75, "right atrium": 1.5, "left atrium": 0.4, "left ventricle": 1.25}
MUSCLE = {
    "right ventricle": "heart",
    "right atrium": "vein wall",
    "left atrium": "vein wall",
    "left ventricle": "heart",
}


@dataclass(frozen=True)
class Vessel:
    """A great vessel: its path from the heart outwards, radii along it, when it is born; open: it ends in a cut."""

    kind: str
    path: tuple[tuple[float, float], ...]
    radii: tuple[float, ...]
    born: float
    open: bool = True


# From near to far.
VESSELS = {
    "pulmonary trunk": Vessel(
        "lung", ((2, -20), (4, -34), (11, -45), (24, -52), (40, -54), (56, -50)), (11.5, 11, 9.8, 8.4, 7, 6), 0.24
    ),
    "aortic arch": Vessel(
        "artery",
        ((-4, -16), (-10, -32), (-13, -49), (-8, -64), (5, -73), (20, -71), (31, -60), (35, -46), (34, -30)),
        (11.5, 11.8, 10.4, 10, 9.6, 9, 8.4, 7.8, 7),
        0.2,
        False,
    ),
    "brachiocephalic artery": Vessel(
        "artery", ((-7, -66), (-11, -78), (-13, -86), (-20, -96)), (5.8, 5, 4.8, 4.6), 0.36
    ),
    "left carotid artery": Vessel("artery", ((5, -72), (5, -84), (3, -93), (4, -102)), (4.6, 3.9, 3.6, 3.6), 0.39),
    "left subclavian artery": Vessel("artery", ((18, -71), (22, -82), (24, -89), (33, -98)), (5, 4.3, 4.1, 4), 0.42),
    "superior vena cava": Vessel(
        "vein", ((-29, -16), (-31, -34), (-32, -50), (-29, -64), (-31, -78)), (9.4, 8, 7.6, 7.4, 7), 0.28
    ),
    "upper left lung vein": Vessel("lung vein", ((22, -26), (40, -31), (50, -36), (59, -38)), (5.4, 5, 4.6, 4.4), 0.44),
    "lower left lung vein": Vessel(
        "lung vein", ((30, -12), (46, -17), (54, -18), (62, -22)), (5.4, 4.8, 4.4, 4.2), 0.47
    ),
    "right lung artery": Vessel(
        "lung", ((4, -44), (-16, -48), (-36, -47), (-47, -50), (-56, -56)), (7.5, 7.4, 6.8, 6, 5.4), 0.34
    ),
    "right lung artery, lower": Vessel(
        "lung", ((-30, -46), (-44, -44), (-52, -39), (-59, -37)), (5.6, 5.2, 4.6, 4.4), 0.42
    ),
    "upper right lung vein": Vessel(
        "lung vein", ((-24, -22), (-44, -25), (-54, -24), (-61, -20)), (5, 4.8, 4.4, 4.2), 0.46
    ),
    "lower right lung vein": Vessel("lung vein", ((-28, -8), (-46, -9), (-55, -6), (-61, 0)), (5, 4.6, 4.2, 4), 0.49),
    "inferior vena cava": Vessel("vein", ((-30, 8), (-32, 28), (-31, 40), (-34, 52)), (8, 7.4, 7, 7.2), 0.4),
}

# Coronary vessels lie in the grooves: path, width at the root, birth.
CORONARIES = (
    (((10, -24), (15, -19), (18, -9), (22, 4), (27, 18), (31, 33), (32, 45), (31, 53)), 2.5, 0.42),
    (((-7, -22), (-12, -12), (-18, -1), (-23, 12), (-27, 23), (-20, 31), (-8, 37)), 2.3, 0.46),
    (((18, -9), (27, -3), (32, 7), (40, 15), (43, 25)), 1.6, 0.6),
    (((22, 4), (31, 14), (34, 24), (41, 35)), 1.4, 0.64),
    (((27, 18), (33, 29), (36, 42)), 1.2, 0.68),
    (((22, 4), (14, 10), (11, 20), (4, 26)), 1.3, 0.66),
    (((-18, -1), (-8, 4), (-3, 12)), 1.2, 0.7),
    (((-23, 12), (-14, 18), (-11, 26), (-3, 30)), 1.3, 0.67),
    (((31, 33), (22, 37), (17, 44)), 1.1, 0.72),
    (((-12, -12), (-22, -13), (-31, -8)), 1.2, 0.71),
)

INKS = {
    "heart": ("#14060a", "#3c0914", "#761020", "#b1202c", "#d94e45", "#ee9480", "#fcd3c2"),
    "vein wall": ("#14060c", "#3f0d22", "#7a2038", "#ae4450", "#d37c78", "#eab3a6", "#fadfd4"),
    "artery": ("#170507", "#4c0b11", "#971d1c", "#cd442a", "#e98250", "#f7bb8f", "#fde3cc"),
    "vein": ("#080a14", "#131b38", "#233c68", "#456d9b", "#7fa5c3", "#bcd4e1", "#e6f1f4"),
    "lung": ("#0e0919", "#281944", "#4c3674", "#7c61a2", "#ad97c8", "#d7cae5", "#f2ebf8"),
    "lung vein": ("#14060d", "#451027", "#7f2a45", "#b45467", "#d98e91", "#efc3bb", "#fbe6de"),
}
BLACK = "#14110f"
LIGHT = np.array([-0.50, -0.58, 0.64])
LEVELS = 14
GAP = 12.0
"""Units between the corners of the coarse facets."""


@dataclass(frozen=True)
class Temper:
    """What a tone does to the heart's form, each 0 to 1."""

    spikes: float
    sorrow: float
    soft: float
    gloom: float
    wobble: float


@dataclass(frozen=True, eq=False)
class Part:
    """A faceted piece: its rim, corners (x, y, z) and triangles of corners; edges (a, b) with births; the dark of a cut."""

    kind: str
    rim: Points
    corners: Floats
    triangles: Ints
    edges: Ints
    births: Floats
    mouth: Points | None = None
    depth: float = 0.0


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A heart in the middle of the ground."""
    if feeling.size <= 0:
        return []
    temper = _temper(feeling)
    pose = _Pose(feeling, chance, temper)
    chambers = [_chamber(name, pose, feeling, chance, temper) for name in CHAMBERS]
    vessels = [v for name, each in VESSELS.items() if (v := _vessel(name, each, pose, feeling, chance)) is not None]
    place = _placing([pose.rim, *(v.rim for v in vessels)], ground, feeling)
    parts = [place.part(p) for p in (*chambers, *vessels)]
    rim = place(pose.rim)
    coronaries = [
        (place(pose(resample(np.array(path, float), len(path)))), width * place.scale * feeling.birth(born, 0.25))
        for path, width, born in CORONARIES
    ]
    return _paint(parts, len(chambers), rim, coronaries, place.scale, feeling, chance, temper)


# --- form ---------------------------------------------------------------------------------------------------


def _temper(feeling: Feeling) -> Temper:
    tone, hand = feeling.mood.tone, feeling.mood.hand
    low, up = max(-tone.valence, 0.0), max(tone.valence, 0.0)
    clip = lambda x: float(np.clip(x, 0, 1))  # noqa: E731
    return Temper(
        spikes=clip((low * max(tone.arousal, 0) - 0.25) / 0.2),
        sorrow=clip(low * clip(1 - 1.2 * max(tone.arousal, 0)) / 0.42),
        soft=clip(up * max(-tone.arousal, 0) / 0.2),
        gloom=clip(-feeling.mood.lift / 0.2),
        wobble=hand.wobble if hand.kind in ("crayon", "pen") else 0.0,
    )


class _Pose:
    """The skeleton as this seed and this intensity hold it: called with points of the skeleton, gives where they are."""

    def __init__(self, feeling: Feeling, chance: Chance, temper: Temper) -> None:
        some = chance("pose")
        self.long, self.wide, self.lean = some.normal(0, [0.05, 0.04, 3.0])
        self.groove = some.normal(0, 3.0)
        self.spread = some.normal(0, 0.06)
        self.turn = np.radians(some.normal(0, 5) + 10 * temper.sorrow)
        self.grown = feeling.birth(0.14, 0.42)
        full = self._proportion(RIM)
        each = [_sides(full, i) for i in (1, -1)]
        ends = [resample(side, 40) for side in each]
        # Corners of the grown rim must be kept exactly, so its own corners are added to the even samples.
        plain = _plain_heart(full)
        grown_rim: list[Points] = []
        plain_rim: list[Points] = []
        for side, even, simple in zip(each, ends, plain, strict=True):
            at = np.sort(np.concatenate([_shares(even), _shares(side)[1:-1]]))
            grown_rim.append(_along(side, at))
            plain_rim.append(_along(simple, at))
        self._full = np.concatenate([grown_rim[0][:-1], grown_rim[1][::-1][:-1]])
        shift = np.concatenate([plain_rim[0][:-1], plain_rim[1][::-1][:-1]]) - self._full
        self._shift = shift * (1 - self.grown)
        self.rim = self._turned(self._full + self._shift)

    def _proportion(self, p: Points) -> Points:
        x, y = p[:, 0], p[:, 1]
        down = np.clip(y / 50, 0, 1.3)
        inner = np.exp(-(((x - 22) / 13) ** 2)) * np.clip(1 - np.abs(y - 12) / 45, 0, 1)
        return np.column_stack(
            [x * (1 + self.wide) + self.lean * down**2 + self.groove * inner, y * (1 + self.long * down)]
        )

    def _turned(self, p: Points) -> Points:
        c, s = np.cos(self.turn), np.sin(self.turn)
        return p @ np.array([[c, s], [-s, c]])

    def __call__(self, p: Points) -> Points:
        """Points in or on the chambers."""
        q = self._proportion(np.asarray(p, float))
        return self._turned(q + _mean_value(q, self._full, self._shift)) if self.grown < 1 else self._turned(q)

    def vessel(self, p: Points) -> Points:
        """Points of a vessel, carried along by where it leaves the heart."""
        q = np.asarray(p, float).copy()
        over = np.clip((-55 - q[:, 1]) / 40, 0, 2)
        q[:, 0] += self.spread * 90 * over * np.tanh((q[:, 0] - 6) / 12)
        base = self._proportion(np.asarray(p, float)[:1])
        shift = _mean_value(base, self._full, self._shift) if self.grown < 1 else 0.0
        return self._turned(q + shift)


def _sides(rim: Points, way: int) -> Points:
    return rim[: APEX + 1] if way > 0 else np.concatenate([rim[:1], rim[: APEX - 1 : -1]])


def _shares(p: Points) -> Floats:
    s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    return np.asarray(s / s[-1], float)


def _along(p: Points, at: Floats) -> Points:
    s = _shares(p)
    return np.column_stack([np.interp(at, s, p[:, 0]), np.interp(at, s, p[:, 1])])


def _plain_heart(full: Points) -> list[Points]:
    """The two halves of a plain heart, from cleft to tip, about as large as the chambers."""
    s = np.linspace(0, np.pi, 200)
    x = 16 * np.sin(s) ** 3
    y = -(13 * np.cos(s) - 5 * np.cos(2 * s) - 2 * np.cos(3 * s) - np.cos(4 * s))
    size, middle = 2.75, full.mean(0)
    return [np.column_stack([way * x, y]) * size + middle - [0, 2] for way in (-1, 1)]


def _mean_value(p: Points, rim: Points, value: Points) -> Points:
    """Values given at the corners of a closed rim, spread over points inside it (M. Floater 2003)."""
    d = rim[None] - p[:, None]
    r = np.maximum(np.hypot(d[..., 0], d[..., 1]), 1e-7)
    e = np.roll(d, -1, 1)
    cross, dot = d[..., 0] * e[..., 1] - d[..., 1] * e[..., 0], (d * e).sum(-1)
    half = np.tan(np.clip(np.arctan2(cross, dot) / 2, -1.57079, 1.57079))
    w = (half + np.roll(half, 1, 1)) / r
    spread = (w @ value) / w.sum(1)[:, None]
    # On the rim itself the weights are infinite: there the value is that of the rim's own edge.
    a, along = rim[None], np.roll(rim, -1, 0)[None] - rim[None]
    u = np.clip(-(d * along).sum(-1) / np.maximum((along**2).sum(-1), 1e-9), 0, 1)
    off = p[:, None] - a - u[..., None] * along
    far = np.hypot(off[..., 0], off[..., 1])
    i, row = far.argmin(1), np.arange(len(p))
    share = u[row, i][:, None]
    edge = value[i] * (1 - share) + np.roll(value, -1, 0)[i] * share
    return np.where(far[row, i][:, None] < 0.01, edge, spread)


def _depth(p: Points, rim: Points) -> Floats:
    """Distance from points to a closed rim."""
    a, b = rim[None], np.roll(rim, -1, 0)[None]
    along = b - a
    u = np.clip(((p[:, None] - a) * along).sum(-1) / np.maximum((along**2).sum(-1), 1e-9), 0, 1)
    off = p[:, None] - a - u[..., None] * along
    return np.asarray(np.hypot(off[..., 0], off[..., 1]).min(1), float)


def _dense(rim: Points) -> Points:
    """A closed rim with points added every 2 units or so, on its straight edges."""
    pairs = zip(rim, np.roll(rim, -1, 0), strict=True)
    return np.concatenate(
        [np.linspace(a, b, max(1, round(float(np.hypot(*(b - a))) / 2)), endpoint=False) for a, b in pairs]
    )


def _dome(depth: Floats, radius: float) -> Floats:
    return np.asarray(radius * np.sqrt(1 - (1 - np.clip(depth / radius, 0, 1)) ** 2), float)


def _chamber(name: str, pose: _Pose, feeling: Feeling, chance: Chance, temper: Temper) -> Part:
    """A chamber: a coarse mesh on an inflated height, whose longer edges break in two as the feeling grows."""
    rim = np.array(CHAMBERS[name], float)
    some = chance("mesh", name)
    gap = GAP * float(np.exp(chance("density").normal(0, 0.12))) * (1 + 0.3 * temper.soft)
    pieces = [
        np.linspace(a, b, max(1, round(float(np.hypot(*(b - a))) / (0.85 * gap))), endpoint=False)
        for a, b in zip(rim, np.roll(rim, -1, 0), strict=True)
    ]
    border = np.concatenate(pieces)
    # Long facets, along the grain of the muscle: the mesh is made on a plane squeezed along the grain.
    c, s = np.cos(GRAIN[name]), np.sin(GRAIN[name])
    squeeze = np.array([[0.68 * c, -1.15 * s], [0.68 * s, 1.15 * c]])
    inner = grow(area(border @ squeeze), -0.5 * gap)
    loose = poisson(inner, gap, some) if not inner.is_empty else np.empty((0, 2))
    flatp = np.concatenate([border @ squeeze, loose])
    triangles = facets(flatp, grow(area(border @ squeeze), 0.05))
    p = flatp @ np.linalg.inv(squeeze)
    height = lambda q: _dome(_depth(q, RIM), 40) + 0.62 * _dome(_depth(q, rim), 15)  # noqa: E731
    rough = gap * (0.06 + 0.14 * temper.spikes) * (1 - 0.5 * temper.soft)
    z = height(p) + some.normal(0, rough, len(p)) * (np.arange(len(p)) >= len(border))
    # Break edges.
    edges, inverse = np.unique(
        np.sort(triangles[:, [[0, 1], [1, 2], [2, 0]]], -1).reshape(-1, 2), axis=0, return_inverse=True
    )
    inverse = inverse.reshape(-1, 3)
    a, b = p[edges[:, 0]], p[edges[:, 1]]
    long = np.hypot(*(b - a).T)
    whole = np.bincount(inverse.ravel(), minlength=len(edges)) == 2
    breaks = whole & (long * np.exp(some.normal(0, 0.35, len(edges))) > gap * (1.0 + 0.8 * temper.soft))
    births = some.uniform(0.52, 0.86, len(edges))
    share = feeling.births(births)
    at = 0.5 + some.uniform(-0.12, 0.12, (len(edges), 1))
    side = some.normal(0, 0.1, (len(edges), 1)) * np.column_stack([a[:, 1] - b[:, 1], b[:, 0] - a[:, 0]])
    middle = a + (b - a) * at
    bent = middle + side * share[:, None]
    flatz = z[edges[:, 0]] * (1 - at[:, 0]) + z[edges[:, 1]] * at[:, 0]
    bentz = flatz + (height(bent) + some.normal(0, rough, len(edges)) - flatz) * share
    number = np.cumsum(breaks) - 1 + len(p)
    made, lines, born = _broken(triangles, inverse, breaks, number, births)
    coarse = [(int(x), int(y)) for (x, y), w, k in zip(edges, whole, breaks, strict=True) if w and not k]
    halves = [(int(e), int(number[i])) for i in np.flatnonzero(breaks) for e in edges[i]]
    first = chance("edges", name).uniform(0.4, 0.56, len(coarse) + len(halves))
    return Part(
        MUSCLE[name],
        pose(_dense(rim)),
        np.column_stack([pose(np.concatenate([p, bent[breaks]])), np.concatenate([z, bentz[breaks]])]),
        made,
        np.array(coarse + halves + lines, np.int64).reshape(-1, 2),
        np.concatenate([first, born]),
    )


def _broken(
    triangles: Ints, edge_of: Ints, breaks: NDArray[np.bool_], number: Ints, births: Floats
) -> tuple[Ints, list[tuple[int, int]], Floats]:
    """Triangles cut at the middles of their broken edges; the new lines; and when those are born."""
    made: list[tuple[int, int, int]] = []
    lines: list[tuple[int, int]] = []
    born: list[float] = []
    for triangle, sides in zip(triangles.tolist(), edge_of.tolist(), strict=True):
        cut = [bool(breaks[s]) for s in sides]
        # Turn the triangle so that the whole edges come last (one cut) or first (two cuts).
        start = {
            0: 0,
            1: cut.index(True) if any(cut) else 0,
            2: (cut.index(False) + 1) % 3 if not all(cut) else 0,
            3: 0,
        }[sum(cut)]
        a, b, c = (triangle[(start + i) % 3] for i in range(3))
        e, f, g = (sides[(start + i) % 3] for i in range(3))
        x, y, w = int(number[e]), int(number[f]), int(number[g])
        if sum(cut) == 0:
            made.append((a, b, c))
        elif sum(cut) == 1:
            made += [(a, x, c), (x, b, c)]
            lines.append((x, c))
            born.append(births[e])
        elif sum(cut) == 2:
            made += [(a, x, c), (x, y, c), (x, b, y)]
            lines += [(x, c), (x, y)]
            born += [births[e], max(births[e], births[f])]
        else:
            made += [(a, x, w), (x, b, y), (w, y, c), (x, y, w)]
            lines += [(x, y), (y, w), (w, x)]
            born += [max(births[e], births[f]), max(births[f], births[g]), max(births[g], births[e])]
    return np.array(made, np.int64), lines, np.array(born, float)


STRIPS = 5


def _vessel(name: str, vessel: Vessel, pose: _Pose, feeling: Feeling, chance: Chance) -> Part | None:
    """A faceted tube, grown out of the heart as far as its birth allows; None before it is born."""
    grown = feeling.birth(vessel.born, 0.24)
    if grown <= 0:
        return None
    some = chance("vessel", name)
    control = np.array(vessel.path, float)
    control[1:] += some.normal(0, 0.9, (len(control) - 1, 2)) * np.linspace(0.3, 1, len(control) - 1)[:, None]
    path = pose.vessel(smooth(control, 60))
    rings = max(3, round(float(np.hypot(*np.diff(path, axis=0).T).sum()) / 9.5)) + 1
    at = np.linspace(0, grown, rings)
    middle = _along(path, at)
    side = normals(path)
    side = np.column_stack([np.interp(at, _shares(path), side[:, 0]), np.interp(at, _shares(path), side[:, 1])])
    radius = np.interp(at, np.linspace(0, 1, len(vessel.radii)), vessel.radii) * (0.45 + 0.55 * grown)
    radius = radius * (1 + some.normal(0, 0.035, rings))
    angle = np.linspace(-1, 1, STRIPS + 1) + np.where(np.arange(rings) % 2, 0.5, -0.5)[:, None] * 0.5 / STRIPS
    angle[:, 0], angle[:, -1] = -1, 1
    angle[:, 1:-1] += some.normal(0, 0.05, (rings, STRIPS - 1))
    angle = angle * np.pi / 2
    flatp = middle[:, None] + side[:, None] * (np.sin(angle) * radius[:, None])[..., None]
    corners = np.concatenate([flatp, (np.cos(angle) * radius[:, None])[..., None]], -1).reshape(-1, 3)
    k = (np.arange(rings - 1)[:, None] * (STRIPS + 1) + np.arange(STRIPS)).ravel()
    a, b, c, d = k, k + 1, k + STRIPS + 2, k + STRIPS + 1
    flip = (some.random(len(k)) < 0.5)[:, None]
    triangles = np.concatenate(
        [
            np.where(flip, np.stack([a, b, c], 1), np.stack([a, b, d], 1)),
            np.where(flip, np.stack([a, c, d], 1), np.stack([b, c, d], 1)),
        ]
    )
    inner = np.arange(len(k)) % STRIPS > 0
    edges = np.concatenate(
        [np.stack([a, d], 1)[inner], np.where(flip, np.stack([a, c], 1), np.stack([b, d], 1)), np.stack([a, b], 1)]
    )
    births = np.concatenate(
        [some.uniform(0.44, 0.62, inner.sum()), some.uniform(0.58, 0.86, len(k)), some.uniform(0.46, 0.7, len(k))]
    )
    rim = np.concatenate([flatp[:, 0], flatp[::-1, -1]])
    mouth = None
    if vessel.open:
        ahead = tangents(path)[-1] if grown >= 1 else np.array([side[-1, 1], -side[-1, 0]])
        tip = 0.42 if ahead[1] < 0.5 else 0.26
        turn = np.arange(9)[:-1] * np.pi / 4 + np.pi / 8
        ring = np.outer(np.sin(turn), side[-1]) + tip * np.outer(np.cos(turn), ahead)
        lip, mouth = middle[-1] + 1.1 * radius[-1] * ring, middle[-1] + 0.72 * radius[-1] * ring
        n = len(corners)
        slope = (0.6 * radius[-1] * (0.5 - 0.5 * np.cos(turn)))[:, None]
        corners = np.concatenate(
            [corners, np.column_stack([lip, slope]), np.column_stack([mouth, slope + 0.12 * radius[-1]])]
        )
        i, j = np.arange(8), (np.arange(8) + 1) % 8
        triangles = np.concatenate([triangles, n + np.stack([i, j, j + 8], 1), n + np.stack([i, j + 8, i + 8], 1)])
        whole = union([area(rim), area(lip)])
        rim = max(boundary(whole), key=len)
    return Part(vessel.kind, rim, corners, triangles, edges, births, mouth, 1.0)


@dataclass(frozen=True, eq=False)
class _placing_result:
    scale: float
    shift: Points

    def __call__(self, p: Points) -> Points:
        return p * self.scale + self.shift

    def part(self, p: Part) -> Part:
        corners = p.corners * self.scale + [*self.shift, 0]
        mouth = None if p.mouth is None else self(p.mouth)
        return Part(p.kind, self(p.rim), corners, p.triangles, p.edges, p.births, mouth, p.depth)


def _placing(rims: list[Points], ground: Ground, feeling: Feeling) -> _placing_result:
    every = np.concatenate(rims)
    low, high = every.min(0), every.max(0)
    pad = feeling.line("bold") * 1.2
    scale = (feeling.size - pad) / float((high - low).max())
    return _placing_result(scale, ground.centre - (low + high) / 2 * scale)


# --- ink ----------------------------------------------------------------------------------------------------


def _lit(part: Part, feeling: Feeling, temper: Temper) -> Floats:
    """How light each facet is, 0 (black) to 1 (bare)."""
    p = part.corners[part.triangles]
    n = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    n *= np.where(n[:, 2:] < 0, -1, 1)
    n /= np.maximum(np.linalg.norm(n, axis=1), 1e-9)[:, None]
    light = LIGHT / np.linalg.norm(LIGHT)
    face = n @ light
    rim = np.clip(n @ np.array([0.80, 0.55, 0.22]), 0, 1) ** 3 * 0.22
    v = np.clip((face - 0.10) / 0.86, 0, 1) ** 1.25 + rim
    v = v * (1 - 0.12 * part.depth)
    return np.asarray(
        np.clip(v * (1 - 0.72 * max(temper.gloom - 0.5, 0) * 2) * (1 - 0.2 * feeling.mood.light.shadow), 0, 1), float
    )


def _seen(triangles: Floats, where: Area) -> list[tuple[int, Points]]:
    """What of each triangle lies in an area: (its index, outline)."""
    samples = np.concatenate(
        [triangles, (triangles + np.roll(triangles, 1, 1)) / 2, triangles.mean(1, keepdims=True)], 1
    )
    # Pulled in a hair, so that corners on the rim count as inside.
    samples = samples + (triangles.mean(1, keepdims=True) - samples) * 0.01
    hit = contains(where, samples.reshape(-1, 2)).reshape(len(triangles), -1)
    out = [(int(i), triangles[i]) for i in np.flatnonzero(hit.all(1))]
    for i in np.flatnonzero(hit.any(1) & ~hit.all(1)):
        out += [(int(i), ring) for ring in boundary(intersect(area(triangles[i]), where))]
    return out


def _clipped(lines: Floats, where: Area) -> Floats:
    """The longest visible run of each of (n, 2, 2) lines."""
    u = np.linspace(0.01, 0.99, 13)
    p = lines[:, None, 0] + (lines[:, 1] - lines[:, 0])[:, None] * u[:, None]
    hit = contains(where, p.reshape(-1, 2)).reshape(len(lines), -1)
    first, last = hit.argmax(1), hit.shape[1] - 1 - hit[:, ::-1].argmax(1)
    i = np.arange(len(lines))
    return np.stack([p[i, first], p[i, last]], 1), hit.any(1)


def _paint(
    parts: list[Part],
    inner: int,
    rim: Points,
    coronaries: list[tuple[Points, float]],
    scale: float,
    feeling: Feeling,
    chance: Chance,
    temper: Temper,
) -> list[Layer]:
    bold, mid, fine = (feeling.line(t) for t in ("bold", "mid", "fine"))
    ink = feeling.tint(BLACK)
    tubes = [area(ribbon(p, np.linspace(w, 0.35 * w, len(p)))) for p, w in coronaries if w > 0.02]
    channel = union(tubes) if tubes else None
    near: Area | None = None
    cast: Area | None = None
    by_paint: dict[tuple[str, int], list[Outline]] = {}
    lines: dict[int, list[Outline]] = {}
    rims: list[Outline] = []
    mouths: list[Outline] = []
    shadows: list[Outline] = []
    hatches: list[Outline] = []
    fall = np.array([3.2, 3.6]) * scale
    for number, part in enumerate(parts):
        shape = area(part.rim)
        seen = shape if near is None else minus(shape, near)
        if number >= inner:
            if cast is not None:
                shadows += outlines(intersect(seen, cast))
        near = shape if near is None else union([near, shape])
        thrown = area(part.rim + fall)
        if number >= inner:
            cast = thrown if cast is None else union([cast, thrown])
        if seen.is_empty:
            continue
        rims += outlines(seen)
        if channel is not None and number < inner:
            seen = minus(seen, channel)
        light = _lit(part, feeling, temper)
        flatp = part.corners[part.triangles][..., :2]
        for i, ring in _seen(flatp, seen):
            level = int(round(light[i] * LEVELS))
            by_paint.setdefault((part.kind, level), []).append(polyline(ring))
        cut, shown = _clipped(part.corners[part.edges][..., :2], seen)
        share = np.round(feeling.births(part.births) * 4).astype(int)
        for line, w in zip(cut[shown], share[shown], strict=True):
            lines.setdefault(int(w), []).append(polyline(line, False))
        if part.mouth is not None:
            mouths += outlines(intersect(area(part.mouth), seen))
    assert near is not None
    colour: list[Shape | None] = []
    for (kind, level), made in sorted(by_paint.items()):
        v = level / LEVELS
        strength = feeling.birth(0.3 + 0.22 * v, 0.22) * min(1.0, 2.6 * (1.04 - v))
        if v < 0.93 and strength > 0.01:
            paint = flat(feeling.ramp(*INKS[kind])(v), strength)
            colour.append(
                Shape(tuple(made), fill=paint, stroke=paint if strength > 0.9 else None, width=0.06, join="round")
            )
    whole = clean(near, 4.0 * scale**2)
    ring_w = 1.5 * scale * feeling.birth(0.35, 0.4)
    silhouette = minus(grow(clean(grow(near, ring_w, True), 30 * scale**2), 0), near) if ring_w > 0.02 else None
    return [
        layer("silhouette", "shade", [None if silhouette is None else filled(silhouette, ink)]),
        layer("facets", "colour", colour),
        layer("shadows", "shade", [filled(shadows, ink, 0.85 * feeling.birth(0.42, 0.2)), filled(mouths, ink)]),
        layer("facet lines", "line", [stroked(l, ink, fine * w / 4, 0.8) for w, l in sorted(lines.items())]),
        layer("chambers", "line", [stroked(rims, ink, mid * feeling.birth(0.2, 0.25))]),
        layer("coronaries", "line", [stroked([polyline(b) for t in tubes for b in boundary(t)], ink, fine * 1.6)]),
        layer("outline", "line", [stroked(whole, ink, bold)]),
    ]
