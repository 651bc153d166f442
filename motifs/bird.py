"""A red bird about to take flight, wings half lifted.

One rig serves the young bird and the phoenix: a spine, two arms from which flight feathers and the ranks of
coverts fan, and a tail of streamers. A pose between crouch (0) and full spread (1) moves all of it, so the
bird opens as the feeling grows. It is built facing left in its own units, then fitted to the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import (
    Chance,
    area,
    clean,
    curve,
    ellipse,
    filled,
    flat,
    frame,
    grow,
    heading,
    linear,
    mix,
    normals,
    outlines,
    polyline,
    resample,
    ribbon,
    simplify,
    smooth,
    tangents,
    taper,
    union,
)
from markgen.values import Feeling, Ground, Layer, Outline, Paint, Points, Shape, layer

FORMS = {"phoenix": "The red bird grown: a phoenix with wings spread wide and flames trailing off its tail."}

Floats = NDArray[np.float64]

INK = "#1a0406"
"""Maroon black: gaps between feathers, eye, claws."""
FIRE = ("#220307", "#5e0914", "#a81119", "#dd3316", "#f5741a", "#ffb52e", "#ffe88c")
"""Deep maroon to pale gold: the plumage from shadow to light."""

# Poses as (crouch, spread) pairs of control points, in the bird's own units: it is about 140 tall when spread.
SPINE = (
    ((-18, -16), (-13, -17), (-8.5, -12.5), (-7, -5.5), (-4, 1), (2, 7), (8.5, 11), (14, 14)),
    ((-12, -36), (-7.5, -34), (-2.5, -28), (-1.5, -20), (-4, -10), (-2.5, 1), (1.5, 11), (5.5, 18)),
)
GIRTH = ((5.5, 5.6, 7.6, 12.5, 17.0, 16.5, 10.5, 5.0), (6.0, 6.2, 7.6, 10.8, 16.0, 15.5, 9.5, 5.0))
"""Full width of the body at those points."""
KNOTS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of an arm, shoulder to fingertip, at which the angles and lengths of its feathers are given."""


@dataclass(frozen=True)
class WingKeys:
    """A wing in one pose: arm points from the shoulder, feathers' headings (degrees) and lengths at KNOTS."""

    arm: tuple[tuple[float, float], ...]
    angles: tuple[float, ...]
    lengths: tuple[float, ...]


NEAR = (
    WingKeys(((0, -7), (6, -10), (8.5, -17), (9, -25), (13, -31)), (66, 48, 24, -6, -44), (14, 17, 19, 25, 29)),
    WingKeys(((3, -12), (9, -23), (19, -32), (31, -35), (39, -37.5)), (97, 85, 65, 30, -24), (18, 25, 28, 34, 38)),
)
FAR = (
    WingKeys(((-8, -9), (-8.5, -15), (-9, -22), (-10, -29), (-8, -34)), (96, 125, 178, 238, 276), (8, 10, 10, 18, 23)),
    WingKeys(((-4, -13), (-8, -24), (-16, -35), (-26, -40), (-33, -45)), (84, 99, 122, 160, 218), (15, 20, 24, 30, 34)),
)
FLIGHT = 21
"""Flight feathers of a wing: 10 primaries on the hand, 8 secondaries and 3 tertials on the forearm."""
RANKS = ((FLIGHT, 1.0, 0.11), (17, 0.52, 0.26), (15, 0.34, 0.36))
"""Flight feathers, greater and median coverts: how many, their share of the length, when the first is born."""

STREAMERS = (
    ((5.5, 17), (10, 27), (11, 38), (6, 49), (-4, 57), (-15, 61), (-24, 66), (-27, 73), (-23, 78)),
    ((6.5, 17), (13, 26), (17, 37), (16, 48), (11, 57), (10, 66), (15, 72), (21, 72)),
    ((4.5, 17), (6, 26), (4, 35), (-3, 43), (-13, 47), (-23, 51), (-28, 58), (-26, 64)),
    ((7, 16), (14, 24), (20, 34), (23, 44), (25, 53), (30, 59), (37, 58)),
    ((4, 16), (3, 24), (-1, 31), (-9, 36), (-18, 39), (-25, 44), (-26, 51), (-22, 54)),
    ((7.5, 15), (14, 20), (21, 27), (27, 35), (32, 43), (38, 47), (44, 45)),
    ((4, 15), (3, 21), (-2, 27), (-9, 29), (-17, 30), (-23, 34), (-25, 40), (-22, 44)),
)
"""Tail streamers when spread, from the rump to their curled ends; the first is the longest and lies in front."""


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


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The bird, from the feathers behind to the head in front."""
    return _Bird(ground, feeling, chance).layers()


def _between(pair: Sequence[ArrayLike], pose: float) -> Floats:
    crouch, spread = (np.asarray(p, float) for p in pair)
    mixed: Floats = crouch + (spread - crouch) * pose
    return mixed


def _along(m: int) -> Floats:
    """Shares of a feather's length; samples crowd towards the tip, where the outline turns."""
    return 1 - (1 - np.linspace(0, 1, m)) ** 1.4


def _plumes(root: Points, angle: Floats, length: Floats, bend: Floats, flick: Floats, m: int = 13) -> Floats:
    """Centre lines (n, m, 2) leaving roots at `angle`, turned by `bend` along the way and `flick` at the tip; degrees."""
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
        self.f, self.chance = feeling, chance
        shape = chance("structure")
        self.mirror = -1.0 if shape.random() < 0.5 else 1.0
        self.sway = shape.uniform(-1, 1, 8)
        t = feeling.intensity
        eased = t * t * (3 - 2 * t)
        self.great = feeling.form == "phoenix"
        self.pose = 0.15 + 0.85 * eased if self.great else 0.22 * eased
        self.fire = feeling.ramp(*FIRE)
        self.ink = feeling.tint(INK)
        self.hair = feeling.line("fine")
        self.edge = self.hair * feeling.birth(0.08, 0.22)
        self.spine = smooth(_between(SPINE, self.pose), 80)
        plump = 0.4 + 0.6 * feeling.birth(0.08, 0.2)
        self.girth = plump * np.interp(np.linspace(0, 1, 80), np.linspace(0, 1, 8), _between(GIRTH, self.pose))
        self.arms = [self._arm(NEAR, 7 * self.sway[1]), self._arm(FAR, 8 * self.sway[2])]
        self.near = self._wing(NEAR, 1.0, "near", 7 * self.sway[1], self.arms[0])
        self.far = self._wing(FAR, -1.0, "far", 8 * self.sway[2], self.arms[1])
        self.tail = self._tail()
        self.crest = self._crest()
        self._fit(ground)

    # The rig, in the bird's units.

    def _arm(self, keys: tuple[WingKeys, WingKeys], turn: float) -> Points:
        arm = smooth(_between((keys[0].arm, keys[1].arm), self.pose), 60)
        c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        return (arm - arm[0]) @ np.array([[c, s], [-s, c]]) + arm[0]

    def _wing(self, keys: tuple[WingKeys, WingKeys], hand: float, name: str, turn: float, arm: Points) -> list[Fan]:
        """Flight feathers, then greater and median coverts, each over the roots of the rank before; then small ones."""
        angles, lengths = (_between([getattr(k, what) for k in keys], self.pose) for what in ("angles", "lengths"))
        fans = []
        for rank, (n, share, born) in enumerate(RANKS):
            r = self.chance("wing", name, rank)
            u = np.linspace(1 - 0.06 * rank, 0.03, n) ** 0.85
            # Van der Corput order: the first feathers are spread over the wing, later ones fill between.
            order = np.array([int(f"{i:05b}"[::-1], 2) / 32 for i in range(n)])
            grown = self.f.births(born + 0.26 * order, 0.14)
            if rank == 0:
                full = np.where(np.arange(n) == 0, 1.0, grown)  # The first primary carries on the arm's stroke from the start.
            else:
                full = grown
            a = np.interp(u, KNOTS, angles) + turn + r.normal(0, 1.8, n) - hand * 3.0 * rank
            length = np.interp(u, KNOTS, lengths) * share * (1 + r.normal(0, 0.045, n)) * (0.35 + 0.65 * full)
            mid = _plumes(
                self._on(arm, u),
                a,
                length,
                hand * (26 - 50 * u),
                hand * (-10 - 34 * u * self.pose) * (1.0, 0.5, 0)[rank],
                (12, 10, 9)[rank],
            )
            spread = np.hypot(*(mid[:-1, mid.shape[1] // 2] - mid[1:, mid.shape[1] // 2]).T)
            gap = np.interp(u[::-1], ((u[:-1] + u[1:]) / 2)[::-1], spread[::-1])
            crowd = n / max(float(grown.sum()), 1.0)
            width = np.clip(gap * 1.5, 1.7, 5.0) * np.minimum(crowd, 2.6) ** 0.8 * grown**0.8
            fans.append(_fan(mid, width, (0.62, 0.5, 0.35)[rank], grown, hand, 0.40))
        for row, (n, share) in enumerate(((24, 0.20), (28, 0.145), (32, 0.09))):
            u = np.linspace(0.985, 0.0, n) + 0.35 / n * (row % 2)
            reach = np.interp(u, KNOTS, lengths) * share + 0.8
            a = np.interp(u, KNOTS, angles) + turn - hand * (10 + 5 * row)
            mid = _plumes(self._on(arm, u), a, reach, hand * 10 * np.ones(n), np.zeros(n), 5)
            spread = np.hypot(*(mid[:-1, 2] - mid[1:, 2]).T)
            grown = np.full(n, self.f.birth(0.46 + 0.05 * row, 0.2))
            fans.append(_fan(mid, np.append(spread, spread[-1]) * 0.98 * grown, 0.3, grown, hand))
        return fans

    @staticmethod
    def _on(path: Points, u: Floats) -> Points:
        at = np.linspace(0, 1, len(path))
        return np.stack([np.interp(u, at, path[:, i]) for i in (0, 1)], axis=1)

    def _tail(self) -> list[tuple[Points, float]]:
        """Streamers, from the hindmost: path and how far grown."""
        r = self.chance("tail")
        base, open_base = self.spine[-1], np.array(SPINE[1][-1])
        turn = np.radians(-30 * (1 - self.pose) + 7 * self.sway[3])
        rotate = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        out = []
        for k, points in enumerate(STREAMERS):
            grown = self.f.birth((0.02, 0.04, 0.2, 0.3, 0.4, 0.5, 0.58)[k], 0.22)
            if not self.great:
                grown *= (1, 1, 1, 0.8, 0, 0, 0)[k]
            path = smooth(points, 80)
            bend = np.unwrap(np.arctan2(*np.diff(path, axis=0).T[::-1]))
            # Closed, the tail hangs in a sheaf with its curls relaxed; the fan opens with the pose.
            bend = bend.mean() + (bend - bend.mean()) * (0.6 + 0.4 * self.pose)
            bend = 1.4 + (bend - 1.4) * (0.5 + 0.5 * self.pose)
            bend += 0.35 * r.normal() * np.linspace(0, 1, 79) ** 2
            step = np.hypot(*np.diff(path, axis=0).T)[:, None] * (0.45 + 0.55 * self.pose) * (0.35 + 0.65 * grown)
            run = np.concatenate([[[0.0, 0.0]], np.cumsum(heading(bend) * step * (1 + 0.06 * r.normal()), 0)])
            out.append((run @ rotate + base + (path[0] - open_base), grown))
        return out[::-1]

    def _crest(self) -> Fan:
        r = self.chance("crest")
        n = 7
        i = np.linspace(0, 1, n)
        grown = self.f.births(np.array([0.1, 0.34, 0.2, 0.44, 0.28, 0.4, 0.36]), 0.2)
        root = self._head_at(np.stack([-0.1 + 1.25 * i, -0.9 + 0.85 * i**2], axis=1))
        reach = (12 + 9 * self.pose) * (1.0 - 0.45 * i + 0.10 * r.normal(0, 1, n)) * (0.3 + 0.7 * grown)
        mid = _plumes(root, -72 + 88 * i, reach, 78 - 40 * i, -150 + 60 * i, 15)
        fan = _fan(mid, np.full(n, 2.7) * grown, 0.9, grown)
        stem = (0.3 + 0.7 * np.sin(np.pi * _along(15) ** 2.0))[None, :, None]
        return Fan(mid, mid + (fan.inner - mid) * stem, mid + (fan.outer - mid) * stem, grown)

    def _head_at(self, points: ArrayLike) -> Points:
        """Points of the head, in units of its radius round its centre, facing left."""
        nod = self._nod()
        turn = np.array([[np.cos(nod), -np.sin(nod)], [np.sin(nod), np.cos(nod)]])
        made: Points = np.asarray(points, float) @ turn.T * 4.6 + self.spine[0]
        return made

    def _nod(self) -> float:
        return float(np.radians(-4 + 5 * self.sway[0]))

    def _fit(self, ground: Ground) -> None:
        rings = [fan.rings().reshape(-1, 2) for fan in (self.near[0], self.far[0], self.crest)]
        cloud = np.concatenate([*rings, *(p for p, g in self.tail if g > 0), self.spine])
        low, high = cloud.min(0), cloud.max(0)
        self.k = self.f.size * 0.97 / float((high - low).max())
        self.middle = (low + high) / 2
        self.centre = ground.centre

    def mm(self, points: ArrayLike) -> Floats:
        """The bird's units to mm on the ground."""
        made: Floats = (np.asarray(points, float) - self.middle) * [self.mirror * self.k, self.k] + self.centre
        # On a large mark a tenth of a millimetre is finer than its finest line, and halves the file.
        return made.round(1) if self.f.size > 150 else made

    # The drawing, in mm.

    def layers(self) -> list[Layer]:
        """All layers, deep to top."""
        return [
            layer("silhouette", "line", self._silhouette()),
            layer("far wing", "colour", self._wing_shapes(self.far, self.arms[1], -0.07)),
            layer("tail", "colour", [s for p, g in self.tail for s in self._streamer(p, g)] + self._train()),
            layer("body", "colour", self._foot(1) + self._body() + self._foot(0)),
            layer("near wing", "colour", self._wing_shapes(self.near, self.arms[0], 0.0)),
            layer("neck", "colour", self._neck()),
            layer("head", "colour", self._head()),
        ]

    def _silhouette(self) -> list[Shape | None]:
        """One dark shape under everything."""
        rings = [
            ring
            for fan in (self.near[0], self.far[0], self.crest)
            for ring, grown in zip(fan.rings(), fan.grown, strict=True)
            if grown > 0
        ]
        rings.append(ribbon(self.spine, self.girth))
        for wing, arm in ((self.near, self.arms[0]), (self.far, self.arms[1])):
            stroke = np.concatenate([self.spine[35:36], arm, wing[0].mid[0][1:]])
            rings.append(ribbon(smooth(stroke[::6], 40), taper(5.0 - 3.4 * self.f.birth(0.12, 0.25), 0.3, 0.3, 0.02)))
        rings += [self._head_at(SKULL), self._head_at(smooth(UPPER, 30, True))]
        rings += [self._sickle(path, grown) for path, grown in self.tail if grown > 0]
        whole = union([area(self.mm(ring)) for ring in rings])
        rim = min(self.f.line("bold") * 0.7, 0.014 * self.f.size)
        fine = min(0.16, 0.002 * self.f.size)
        tiny = mix(self.fire(0.35), self.ink, self.f.birth(0.12, 0.2))
        return [filled(outlines(simplify(clean(grow(whole, rim), 0.4 * rim), fine)), tiny)]

    def _wing_shapes(self, fans: list[Fan], arm: Points, dim: float) -> list[Shape | None]:
        out: list[Shape | None] = []
        stops = (
            ((0.0, 0.0), (0.36, 0.08), (0.62, 0.36), (0.86, 0.60), (1.0, 0.42)),
            ((0.25, 0.0), (0.6, 0.36), (0.85, 0.66), (1.0, 0.86)),
            ((0.2, 0.02), (0.7, 0.30), (1.0, 0.62)),
        )
        rim = self.f.birth(0.35, 0.2)
        detail = self.f.birth(0.42, 0.3)
        for rank, fan in enumerate(fans[:3]):
            fine: list[Outline] = []
            mids, rings = self.mm(fan.mid), self.mm(fan.rings())
            inner = self.mm(fan.mid + (fan.inner - fan.mid) * (1 - 0.26 * rim))
            outer = self.mm(fan.mid + (fan.outer - fan.mid) * (1 - 0.42 * rim))
            for i in range(len(fan.mid)):
                if fan.grown[i] <= 0:
                    continue
                a, b = mids[i, 0], mids[i, -1]
                shadow = dim - 0.08 * (i / len(fan.mid)) ** 2
                vane = linear(a, b, *((o, self.fire(c + shadow)) for o, c in stops[rank]))
                if rank == 0:
                    out.append(self._inked([polyline(rings[i])], self.fire(0.78 + dim), self.edge * 1.6))
                    out.append(filled(polyline(np.concatenate([inner[i], outer[i, ::-1]])), vane))
                    half = np.concatenate([mids[i, ::2], inner[i, ::-2]])
                    out.append(filled(polyline(half), self.ink, 0.34 * rim))
                    out.append(filled(self._barbs(fan, i, detail, 7), self.ink))
                else:
                    out.append(self._inked([polyline(rings[i])], vane, self.edge * 1.6))
                    fine += self._barbs(fan, i, detail, 2)
            out.append(filled(fine, self.ink, 0.8))
        tones = (0.50, 0.30, 0.62)
        for row, fan in enumerate(fans[3:]):
            if fan.grown[0] > 0:
                rings = self.mm(fan.rings())
                a, b = self.mm(arm[[0, -1]])
                paint = linear(a, b, (0, self.fire(tones[row] - 0.25 + dim)), (0.6, self.fire(tones[row] + dim)))
                out.append(self._inked([polyline(r) for r in rings], paint, self.edge * 1.3))
        lead = curve(self.mm(ribbon(resample(arm, 14), taper(1.9 * self.f.birth(0.4, 0.2), 0.15, 0.3, 0.2))))
        a, b = self.mm(arm[[0, -1]])
        gold = linear(a, b, (0, self.fire(0.3 + dim)), (0.5, self.fire(0.66 + dim)), (1, self.fire(0.4 + dim)))
        return [*out, self._inked([lead], gold, self.edge * 1.6)]

    def _barbs(self, fan: Fan, i: int, detail: float, n: int) -> list[Outline]:
        """The rachis, and barbs as slivers that thin towards the edge: the shade of a feather."""
        m = fan.mid.shape[1]
        mid, inner, outer = (self.mm(v[i]) for v in (fan.mid, fan.inner, fan.outer))
        thick = self.hair
        out = [polyline(ribbon(mid[: m - 2 : 2], np.linspace(1.9 * thick, 0.4 * thick, len(mid[: m - 2 : 2]))))]
        if detail <= 0:
            return out
        at = np.linspace(0.28 * m if n < 6 else 1.5, m - 2.6, n)
        ix = np.arange(m)

        def on(path: Points, where: Floats) -> Points:
            return np.stack([np.interp(where, ix, path[:, c]) for c in (0, 1)], 1)

        for edge in (inner, outer):
            foot = on(mid, at)
            tip = foot + (on(edge, np.minimum(at + 1.2, m - 1)) - foot) * 0.82 * detail
            out += [Outline(p) for p in np.stack([foot, tip, on(mid, at + 0.16)], axis=1)]
        return out

    def _sickle(self, path: Points, grown: float, share: float = 1.0) -> Points:
        """Outline of a tail feather whose edges break into swept barbs, like a flame's. share: of its full width."""
        teeth = 8
        u = np.linspace(0, 1, 7)[:-1]
        # One barb: it widens along the feather, overshoots, and snaps back to the vane.
        ahead = np.array([0.0, 0.3, 0.62, 0.95, 1.28, 1.1])
        out = np.array([1.0, 1.04, 1.14, 1.32, 1.58, 1.12])
        licking = self.f.birth(0.22, 0.35)
        out = 1 + (out - 1) * licking * (0.35 + 0.65 * share)
        ahead = u + (ahead - u) * licking
        edges = []
        for hand in (1.0, -1.0):
            start = np.linspace(0.20, 0.86, teeth + 1)[:-1] + (0.035 if hand > 0 else 0.0)
            gap = 0.66 / teeth
            at = np.concatenate([[0, 0.08, 0.15], (start[:, None] + gap * ahead).ravel(), [0.88, 0.905, 0.93, 0.955, 0.98, 1.0]])
            swell = np.concatenate([[1, 1, 1], np.tile(out, teeth), [1, 1, 1, 1, 1, 1]])
            clipped = np.clip(at, 0, 1)
            width = 0.12 + 0.88 * np.sin(np.pi * clipped**1.3) ** 0.9
            width *= (1 - clipped**5) * swell * 2.45 * share * grown
            edges.append(self._on(path, at) + self._on(normals(path), at) * (hand * width)[:, None])
        return np.concatenate([edges[0], edges[1][::-1]])

    def _streamer(self, path: Points, grown: float) -> list[Shape | None]:
        """A tail feather of nested flames, and longer licks that peel off from under its outer half."""
        if grown <= 0:
            return []
        licking = self.f.birth(0.45, 0.3)
        steps = np.diff(path, axis=0)
        turn = np.unwrap(np.arctan2(*steps.T[::-1]))
        long = float(np.hypot(*steps.T).sum())
        s = np.linspace(0, 1, 7)
        licks: list[Outline] = []
        cores: list[Outline] = []
        for j, v in enumerate((0.34, 0.47, 0.58, 0.68, 0.78)):
            hand = -1 if j % 2 else 1
            reach = long * (0.24 + 0.05 * np.sin(2.4 * j)) * (1.2 - 0.6 * v) * licking
            if reach <= 0:
                continue
            own = np.interp(v + s * reach / long, np.linspace(0, 1, len(turn)), turn)
            a = own[:-1] + hand * (0.30 + 0.9 * s[:-1] - 2.2 * s[:-1] ** 3)
            run = np.concatenate([[[0.0, 0.0]], np.cumsum(heading(a), 0) * reach / 6]) + self._on(path, np.array([v]))
            wide = 0.24 * reach * np.sin(np.pi * (0.2 + 0.8 * s) ** 0.9) ** 1.2 + 0.01
            licks.append(curve(self.mm(ribbon(run, wide))))
            cores.append(polyline(self.mm(ribbon(run[1:], wide[1:] * 0.4))))
        a, b = self.mm(path[0]), self.mm(path[60])

        def fire(*tones: float) -> Paint:
            places = np.linspace(0.1, 1, len(tones))
            return linear(a, b, *((o, self.fire(c)) for o, c in zip(places, tones, strict=True)))

        at = np.linspace(0.02, 0.93, 18)
        shaft = self._on(path, at)
        quill = polyline(self.mm(ribbon(shaft, np.linspace(0.75, 0.05, 18) * grown)))
        rim, core = self.f.birth(0.28, 0.2), self.f.birth(0.4, 0.25)
        hairs: list[Outline] = []
        detail = self.f.birth(0.5, 0.3)
        if detail > 0:
            at = np.linspace(0.14, 0.84, 13)
            foot, more, side = self._on(path, at), self._on(path, at + 0.075 * detail), self._on(normals(path), at)
            wide = 2.0 * grown * (0.12 + 0.88 * np.sin(np.pi * at**1.35) ** 1.1)[:, None]
            for hand in (1.0, -1.0):
                tips = more + side * wide * hand * 0.95
                hairs += [Outline(p) for p in self.mm(np.stack([foot, tips, self._on(path, at + 0.009)], axis=1))]
        return [
            self._inked(licks, fire(0.2, 0.45, 0.62), self.edge * 1.6),
            filled(cores, fire(0.5, 0.8, 1.0), self.f.birth(0.6, 0.2)),
            self._inked([polyline(self.mm(self._sickle(path, grown)))], fire(0.1, 0.5, 0.8, 0.95), self.edge * 1.8),
            filled(polyline(self.mm(self._sickle(path, grown, 1 - 0.34 * rim))), fire(0.0, 0.12, 0.34, 0.6)),
            filled(hairs, self.ink, 0.85),
            filled(quill, fire(0.2, 0.6, 0.95), core),
        ]

    def _inked(self, shapes: list[Outline], paint: Paint | str, width: float) -> Shape | None:
        """Filled, with a dark edge."""
        if not shapes:
            return None
        fill = flat(paint) if isinstance(paint, str) else paint
        return Shape(tuple(shapes), fill=fill, stroke=flat(self.ink) if width else None, width=width)

    def _scales(
        self, first: float, last: float, rows: int, across: int, long: float, point: float, born: float, lit: float
    ) -> list[Shape | None]:
        """Rows of feathers along the spine from `last` back up to `first`, each row over the one below."""
        out: list[Shape | None] = []
        total = float(np.hypot(*np.diff(self.spine, axis=0).T).sum())
        r = self.chance("scales", int(first * 100))
        grown = self.f.birth(born, 0.25)
        if grown <= 0:
            return out
        s = np.linspace(0, 1, 6)
        for row, v in enumerate(np.linspace(last, first, rows)):
            wide = float(np.interp(v, np.linspace(0, 1, 80), self.girth))
            q = (np.arange(across) + (0.75 if row % 2 else 0.25)) / across * 2 - 1
            vane = np.clip(np.minimum(0.4 + 1.6 * s, 1) * (1 - s ** (4 - 2.4 * point)), 0, 1) ** 0.7
            w = np.maximum(wide / across * 1.75 * vane * grown, 0.02)
            shapes: list[Outline] = []
            fine: list[Outline] = []
            dark = self.k * 0.1 * w[4] * normals(self.mm(frame(self.spine, [v * total, v * total + 1], [0, 0])))[0]
            for x, jit in zip(q, r.normal(0, 0.05, across), strict=True):
                reach = long * (1 + jit) * (0.4 + 0.6 * grown)
                mid = frame(self.spine, v * total + s * reach, x * wide / 2 * (0.96 + 0.12 * s), 160)
                shapes.append(polyline(self.mm(ribbon(mid, w))))
                root, tip = self.mm(mid[[1, 4]])
                fine.append(polyline([root - dark, root + dark, tip]))
            a, b = self.mm(frame(self.spine, [v * total + long / 2] * 2, [-wide / 2, wide / 2], 160))
            level = lit - 0.22 * (v - first) / (last - first) + 0.06 * (row % 2)
            stops = ((0, level - 0.52), (0.35, level - 0.2), (0.68, level), (1, level - 0.26))
            out.append(self._inked(shapes, linear(a, b, *((o, self.fire(c)) for o, c in stops)), self.edge * 1.2))
            out.append(filled(fine, self.ink, 0.7 * self.f.birth(born + 0.2, 0.2) * (point < 0.9)))
        return out

    def _body(self) -> list[Shape | None]:
        a, b = self.mm(self.spine[0]), self.mm(self.spine[-1])
        stops = [(o, self.fire(c)) for o, c in ((0.0, 0.5), (0.5, 0.35), (1.0, 0.1))]
        base = self._inked([curve(self.mm(ribbon(self.spine, self.girth)[::4]))], linear(a, b, *stops), 0)
        return [base, *self._scales(0.42, 0.96, 14, 7, 5.2, 0.55, 0.28, 0.66)]

    def _foot(self, which: int) -> list[Shape | None]:
        """Thigh feathers over a scaled shank, three toes forward and one back, all with claws."""
        grown = self.f.birth(0.2, 0.2)
        if grown <= 0:
            return []
        hip, ankle, turn = self._leg(which)
        c, s = np.cos(turn), np.sin(turn)
        gold = linear(*self.mm([hip, ankle + [0, 6]]), (0.1, self.fire(0.2)), (0.6, self.fire(0.6)), (1, self.fire(0.85)))
        out: list[Shape | None] = []
        bands: list[Outline] = []

        def scutes(path: Points, wide: float) -> None:
            side = normals(path) * wide * 0.46
            for p, q in zip(path[1:-1], side[1:-1], strict=True):
                bands.append(polyline(self.mm(ribbon([p - q, p, p + q], [0.05, 0.22, 0.05]))))

        shank = resample(np.stack([hip + (ankle - hip) * 0.4, ankle]), 7)
        out.append(self._inked([curve(self.mm(ribbon(shank, 2.3 * grown)))], gold, self.edge * 1.8))
        scutes(shank, 2.3 * grown)
        for toe in TOES:
            path = smooth(1.5 * np.array(toe) @ np.array([[c, s], [-s, c]]) * grown + ankle, 13)
            claw = curve(self.mm(ribbon(path[8:], np.array([1.5, 1.35, 1.0, 0.55, 0.03]) * grown)))
            out.append(filled([claw], self.ink))
            pads = np.array([2.1, 1.7, 1.9, 1.4, 1.5]) * grown
            out.append(self._inked([curve(self.mm(ribbon(path[:10:2], pads)))], gold, self.edge * 1.8))
            scutes(path[1:9:2], 1.9 * grown)
        out.append(filled(bands, self.ink, 0.8 * self.f.birth(0.45, 0.2)))
        bone = ankle - hip
        across = np.array([-bone[1], bone[0]]) / np.hypot(*bone)
        along = np.degrees(np.arctan2(bone[1], bone[0]))
        lit = 0.0 if which == 0 else -0.2
        for row, (v, n) in enumerate(((0.42, 4), (0.2, 5), (-0.05, 6), (-0.3, 6), (-0.55, 5))):
            i = np.linspace(-1, 1, n)
            root = hip + bone * v + across * i[:, None] * (3.6 - 3.0 * max(v, 0) - 1.6 * max(-v, 0))
            reach = np.hypot(*bone) * (0.56 - 0.06 * i**2) * grown
            fan = _fan(_plumes(root, along + 8 * i, reach, -20 * i, 0 * i, 7), np.full(n, 2.1), 0.7, i)
            ends = self.mm([hip + bone * v - across * 4, hip + bone * v + across * 4])
            paint = linear(*ends, *((o, self.fire(c + lit - 0.03 * row)) for o, c in ((0, 0.28), (0.6, 0.6), (1, 0.4))))
            out.append(self._inked([polyline(ring) for ring in self.mm(fan.rings())], paint, self.edge * 1.3))
        return out

    def _leg(self, i: int) -> tuple[Points, Points, float]:
        hip, ankle, (turn, _) = _between([keys[i] for keys in LEGS], self.pose)
        return hip, ankle, float(np.radians(turn))

    def _train(self) -> list[Shape | None]:
        """Lance feathers over the roots of the streamers."""
        grown = self.f.birth(0.3, 0.25)
        n = 9
        i = np.linspace(-1, 1, n)
        i = i[np.argsort(-np.abs(i))]
        down = np.degrees(np.arctan2(*(self.spine[-1] - self.spine[-12])[::-1]))
        root = self.spine[-10] + np.stack([3.0 * i, -1.0 * np.abs(i)], 1)
        reach = (13 + 3 * self.pose) * (1 - 0.35 * np.abs(i)) * grown
        fan = _fan(_plumes(root, down - 30 * i, reach, -34 * i, 40 * i), np.full(n, 3.4) * grown, 0.85, i)
        out: list[Shape | None] = []
        for j, ring in enumerate(self.mm(fan.rings())) if grown > 0 else ():
            a, b = self.mm(fan.mid[j, [0, -1]])
            stops = [(o, self.fire(c)) for o, c in ((0.2, 0.05), (0.7, 0.4), (1.0, 0.8))]
            out.append(self._inked([polyline(ring)], linear(a, b, *stops), self.edge * 1.6))
            out.append(filled(self._barbs(fan, j, self.f.birth(0.5, 0.3), 4), self.ink))
        return out

    def _neck(self) -> list[Shape | None]:
        return self._scales(0.05, 0.46, 11, 6, 8.0, 0.95, 0.24, 0.82)

    def _blob(self, points: ArrayLike, n: int) -> list[Outline]:
        return [curve(self.mm(smooth(self._head_at(points), n, True)))]

    def _head(self) -> list[Shape | None]:
        edge = min(self.f.line("mid") * 0.6, 0.01 * self.f.size)
        out: list[Shape | None] = []
        rings = self.mm(self.crest.rings())
        for i in range(len(rings)):
            if self.crest.grown[i] > 0:
                a, b = self.mm(self.crest.mid[i, [0, -1]])
                stops = [(o, self.fire(c)) for o, c in ((0.0, 0.15), (0.5, 0.55), (1.0, 0.95))]
                out.append(self._inked([polyline(rings[i])], linear(a, b, *stops), edge))
        top, low = self.mm(self._head_at([(-0.3, -1), (0.4, 1.0)]))
        n = len(RUFF)
        ruff = np.array(RUFF)
        face = 0.4 + 0.6 * self.f.birth(0.15, 0.2)
        nod = np.degrees(self._nod())
        fan = _fan(_plumes(self._head_at(ruff[:, :2]), ruff[:, 2] + nod, ruff[:, 3] * 4.6, 0 * ruff[:, 2] - 12, np.full(n, 20.0)),
                   np.full(n, 2.9) * self.f.birth(0.14, 0.2), 0.8, np.ones(n))
        for i, ring in enumerate(self.mm(fan.rings()) if self.f.birth(0.14) > 0 else ()):
            a, b = self.mm(fan.mid[i, [0, -1]])
            stops = [(o, self.fire(c)) for o, c in ((0.1, 0.40), (0.6, 0.6), (1.0, 0.85))]
            out.append(self._inked([polyline(ring)], linear(a, b, *stops), self.edge * 1.6))
        skull = linear(top, low, (0, self.fire(0.66)), (0.55, self.fire(0.52)), (1, self.fire(0.40)))
        out.append(filled([curve(self.mm(self._head_at(SKULL)))], skull))
        tufts = self.mm(self._head_at(np.array(TUFTS).reshape(-1, 2))).reshape(-1, 3, 2)
        out.append(filled([curve(ribbon(smooth(t, 7), taper(0.55 * self.k, 0.3, 0.4, 0.02))) for t in tufts], self.ink,
                          self.f.birth(0.3, 0.2)))
        out.append(self._inked(self._blob(LOWER, 18), self.fire(0.5), edge))
        beak = linear(*self.mm(self._head_at([(-1.0, -0.5), (-2.2, 0.8)])), (0.0, self.fire(0.78)), (0.4, self.fire(1.0)), (1, self.fire(0.5)))
        out.append(self._inked(self._blob(UPPER, 26), beak, edge))
        out.append(filled(self._blob(NOSTRIL, 8), self.ink))
        eye = self.mm(self._head_at([EYE])[0])
        socket = self._blob(np.array(SOCKET), 20)
        out.append(filled(socket, self.ink))
        out.append(filled([ellipse(eye, 0.92 * self.k * face, 0.80 * self.k * face)], self.fire(0.95)))
        out.append(filled([ellipse(eye, 0.52 * self.k, 0.56 * self.k)], self.ink))
        out.append(filled(self._blob(BROW, 22), self.ink))
        out.append(filled(self._blob(LID, 14), self.fire(0.8)))
        return out


SKULL = smooth(((-1.02, 0.2), (-1.05, -0.3), (-0.85, -0.68), (-0.4, -0.9), (0.15, -0.96), (0.75, -0.8), (1.2, -0.35),
                (1.25, 0.25), (0.85, 0.75), (0.2, 0.95), (-0.4, 0.8), (-0.85, 0.55)), 36, True)
RUFF = ((1.0, -0.35, 30, 1.3), (1.1, -0.05, 48, 1.5), (1.05, 0.25, 62, 1.7), (0.8, 0.5, 76, 1.7), (0.45, 0.62, 88, 1.6),
        (0.1, 0.62, 98, 1.4), (-0.25, 0.55, 108, 1.15), (-0.55, 0.42, 120, 0.85))
"""Feathers from the cheek over the neck: root, heading in degrees, length in head radii."""
EYE = (-0.40, -0.20)
UPPER = ((-0.80, -0.52), (-1.20, -0.62), (-1.66, -0.50), (-2.02, -0.16), (-2.22, 0.34), (-2.16, 0.92), (-1.98, 0.56),
         (-1.72, 0.34), (-1.30, 0.24), (-0.80, 0.27), (-0.42, 0.34), (-0.62, 0.10), (-0.86, -0.1))
LOWER = ((-0.5, 0.28), (-1.1, 0.24), (-1.6, 0.28), (-1.82, 0.40), (-1.55, 0.48), (-1.1, 0.5), (-0.6, 0.48))
SOCKET = ((-0.98, -0.12), (-0.72, -0.36), (-0.36, -0.44), (-0.02, -0.32), (0.3, -0.08), (0.85, 0.12), (0.3, 0.08), (-0.05, 0.0),
          (-0.38, 0.05), (-0.7, -0.02))
BROW = ((-1.08, -0.18), (-0.96, -0.42), (-0.6, -0.58), (-0.2, -0.56), (0.3, -0.34), (0.75, -0.16), (0.2, -0.22), (-0.12, -0.34),
        (-0.42, -0.36), (-0.72, -0.28))
LID = ((-0.95, -0.46), (-0.6, -0.66), (-0.2, -0.66), (0.25, -0.46), (-0.2, -0.56), (-0.6, -0.56))
TUFTS = (((0.2, 0.2), (0.5, 0.38), (0.75, 0.68)), ((-0.1, 0.32), (0.1, 0.5), (0.25, 0.82)), ((-0.4, 0.42), (-0.32, 0.58), (-0.25, 0.8)),
         ((0.5, 0.02), (0.8, 0.12), (1.1, 0.4)), ((0.35, -0.62), (0.7, -0.52), (1.0, -0.25)))
"""Strokes that lift the plumage of cheek and crown."""
NOSTRIL = ((-1.2, -0.28), (-1.38, -0.22), (-1.32, -0.14), (-1.16, -0.2))

LEGS = (
    (((1, 9), (-1.5, 19), (5, 0)), ((-7, 8), (-10, 16), (12, 0))),
    (((-3, 6), (-7.5, 17), (15, 0)), ((-6, 3), (-13.5, 8.5), (55, 0))),
)
"""Crouched and spread: for the near and the far leg the hip, the ankle, and the foot's turn in degrees."""
TOES = (
    ((0, -0.5), (2.0, 0.6), (3.2, 2.0), (3.2, 3.8)),
    ((0, -0.3), (-2.6, 0.6), (-4.6, 2.2), (-5.2, 4.6)),
    ((0, -0.3), (-1.4, 1.6), (-2.4, 3.6), (-1.8, 5.8)),
    ((0, -0.3), (0.2, 1.8), (0.2, 3.8), (1.2, 5.4)),
)
"""Toes and claws of a foot from its ankle: the hind one, then outer, middle, inner."""
