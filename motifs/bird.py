"""A red bird about to take flight, wings half lifted.

One rig serves the young bird and the phoenix: a spine, two arms from which flight feathers and three ranks
of coverts fan, and a tail of streamers. A pose between crouch (0) and full spread (1) moves all of it, so
the bird opens as the feeling grows. It is built facing left in its own units, then fitted to the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import (
    Chance,
    Ramp,
    area,
    clean,
    curve,
    ellipse,
    filled,
    frame,
    grow,
    heading,
    linear,
    normals,
    outlines,
    polyline,
    resample,
    ribbon,
    simplify,
    smooth,
    stroked,
    tangents,
    taper,
    union,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

FORMS = {"phoenix": "The red bird grown: a phoenix with wings spread wide and flames trailing off its tail."}

Floats = NDArray[np.float64]

INK = "#1c0507"
"""Maroon black: gaps between feathers, eye, claws."""
FIRE = ("#2e0409", "#6d0a17", "#b5141b", "#e23a18", "#f77a1b", "#ffb733", "#ffe78a")
"""Deep maroon to pale gold: the plumage from shadow to light."""

# Poses as (crouch, spread) pairs of control points, in the bird's own units: it is about 100 tall when spread.
SPINE = (
    ((-11, -21), (-7.5, -20.5), (-4.5, -15.5), (-4.5, -9), (-4, -2), (-0.5, 6), (4.5, 12), (8.5, 16)),
    ((-10, -30), (-5, -29), (-0.5, -23.5), (-1, -16), (-3, -8), (-1.5, 2), (2.5, 11), (5.5, 18)),
)
GIRTH = ((4.6, 4.8, 6.6, 11, 15.5, 15.5, 9.5, 4.5), (4.6, 5.0, 6.4, 10, 15.0, 14.0, 8.5, 4.5))
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
    WingKeys(((2.5, -7), (8, -12), (11, -20), (15, -27), (17, -31)), (84, 66, 38, -2, -56), (13, 17, 21, 25, 26)),
    WingKeys(((3, -11), (9, -21), (19, -29), (31, -32), (39, -34.5)), (96, 84, 64, 32, -20), (17, 25, 30, 34, 33)),
)
FAR = (
    WingKeys(((-6, -9), (-6.5, -15), (-8, -22), (-11, -29), (-12, -33)), (96, 118, 158, 205, 252), (9, 12, 15, 19, 21)),
    WingKeys(((-4, -12), (-9, -22), (-17, -31), (-27, -36), (-34, -40)), (84, 99, 124, 160, 214), (15, 21, 26, 30, 29)),
)
FLIGHT = 23
"""Flight feathers of a wing: 10 primaries on the hand, 10 secondaries and 3 tertials on the forearm."""


@dataclass(frozen=True, eq=False)
class Fan:
    """Feathers side by side, n of them: centre lines (n, m, 2), both edges alike, and how far each is grown."""

    mid: Floats
    left: Floats
    right: Floats
    grown: Floats


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The bird, from the feathers behind to the head in front."""
    return _Bird(ground, feeling, chance).layers()


def _between(pair: Sequence[ArrayLike], pose: float) -> Floats:
    crouch, spread = (np.asarray(p, float) for p in pair)
    mixed: Floats = crouch + (spread - crouch) * pose
    return mixed


def _plumes(root: Points, angle: Floats, length: Floats, bend: Floats, flick: Floats, m: int = 16) -> Floats:
    """Centre lines (n, m, 2) that leave roots at `angle`, turn by `bend` along the way and `flick` at the tip. Degrees.

    Samples crowd towards the tip, where the outline turns.
    """
    s = 1 - (1 - np.linspace(0, 1, m)) ** 1.35
    mid = (s[1:] + s[:-1]) / 2
    turn = np.radians(angle[:, None] + bend[:, None] * mid**1.5 + flick[:, None] * mid**4)
    steps = heading(turn) * (np.diff(s)[None, :, None] * length[:, None, None])
    return np.concatenate([root[:, None], root[:, None] + np.cumsum(steps, axis=1)], axis=1)


def _sides(mid: Floats) -> Floats:
    d = np.gradient(mid, axis=1)
    d /= np.maximum(np.hypot(d[..., 0], d[..., 1]), 1e-9)[..., None]
    return np.stack([-d[..., 1], d[..., 0]], axis=-1)


def _fan(mid: Floats, width: Floats, lead: float, point: float, grown: Floats) -> Fan:
    """Vanes round centre lines. lead: share of the width on the right-hand side; point: 0 blunt to 1 lance."""
    m = mid.shape[1]
    u = 1 - (1 - np.linspace(0, 1, m)) ** 1.35
    vane = np.minimum(0.22 + 1.5 * u, 1) * np.clip(1 - u ** (6.5 - 4 * point), 0, 1) ** (0.62 + 0.25 * point)
    side = _sides(mid) * (width[:, None] * vane[None])[..., None]
    return Fan(mid, mid + side * lead, mid - side * (1 - lead), grown)


class _Bird:
    """One bird being drawn: the rig in its units, and the fit to the ground in mm."""

    def __init__(self, ground: Ground, feeling: Feeling, chance: Chance) -> None:
        self.f, self.chance = feeling, chance
        shape = chance("structure")
        self.mirror = -1.0 if shape.random() < 0.5 else 1.0
        self.sway = shape.uniform(-1, 1, 8)
        t = feeling.intensity
        eased = t * t * (3 - 2 * t)
        self.pose = 0.15 + 0.85 * eased if feeling.form == "phoenix" else 0.05 + 0.30 * eased
        self.fire = feeling.ramp(*FIRE)
        self.ink = feeling.tint(INK)
        self.spine = smooth(_between(SPINE, self.pose), 80)
        self.girth = np.interp(np.linspace(0, 1, 80), np.linspace(0, 1, 8), _between(GIRTH, self.pose))
        self.near = self._wing(NEAR, 1.0, "near")
        self.far = self._wing(FAR, -1.0, "far")
        self.tail = self._tail()
        self.crest = self._crest()
        self._fit(ground)

    # The rig, in the bird's units.

    def _arm(self, keys: tuple[WingKeys, WingKeys]) -> Points:
        return smooth(_between((keys[0].arm, keys[1].arm), self.pose), 60)

    def _wing(self, keys: tuple[WingKeys, WingKeys], hand: float, name: str) -> list[Fan]:
        """Flight feathers, then greater, median and lesser coverts; each rank covers the roots of the one before."""
        arm = self._arm(keys)
        angles, lengths = (
            _between([getattr(k, what) for k in keys], self.pose) for what in ("angles", "lengths")
        )
        fans = []
        ranks = ((FLIGHT, 1.0, 0.0, 0.06), (20, 0.50, 0.24, 0.24), (18, 0.32, 0.36, 0.36), (16, 0.19, 0.46, 0.46))
        for rank, (n, share, tuck, born) in enumerate(ranks):
            r = self.chance("wing", name, rank)
            u = np.linspace(1, 0.03, n) ** 0.85
            # Van der Corput order: the first feathers are spread over the wing, later ones fill between.
            order = np.array([int(f"{i:05b}"[::-1], 2) / 32 for i in range(n)])
            grown = self.f.births(born + 0.26 * order, 0.14)
            a = np.interp(u, KNOTS, angles) + r.normal(0, 1.3, n) - hand * 3.0 * rank
            length = np.interp(u, KNOTS, lengths) * share * (1 + r.normal(0, 0.03, n)) * (0.35 + 0.65 * grown)
            at = np.stack([np.interp(u * 59, np.arange(60), arm[:, i]) for i in (0, 1)], axis=1)
            mid = _plumes(at, a, length, hand * (24 - 44 * u), hand * (-8 - 26 * u * self.pose) * (rank < 2))
            spread = np.hypot(*(mid[:-1, 8] - mid[1:, 8]).T)
            gap = np.interp(u[::-1], ((u[:-1] + u[1:]) / 2)[::-1], spread[::-1])
            crowd = n / max(float(grown.sum()), 1.0)
            width = np.clip(gap * 1.55, 1.7, 5.4) * np.minimum(crowd, 2.6) ** 0.8 * grown**0.8
            fans.append(_fan(mid, width, 0.5 - 0.14 * hand, 0.55 - 0.12 * rank, grown))
        return fans

    def _tail(self) -> list[tuple[Points, float, float]]:
        """Streamers, from the outermost in: path, width and how far grown."""
        r = self.chance("tail")
        n = 7 + 2 * int(r.random() < 0.5)
        jitter = r.normal(0, 1, (9, 4))
        base = self.spine[-1]
        down = 40 + 42 * self.pose
        out = []
        for k in range(n - 1, -1, -1):
            side = 0.0 if k == 0 else 1.0 if k % 2 else -1.0
            x = (k + 1) // 2 / ((n - 1) / 2)
            grown = self.f.birth(0.02 if k in (1, 2) else 0.16 + 0.07 * k, 0.2)
            u = np.linspace(0, 1, 50)
            reach = (24 + 30 * self.pose) * (1.08 - 0.36 * x) * (1 + 0.05 * jitter[k, 0]) * (0.4 + 0.6 * grown)
            sweep = 30 * np.sin(np.pi * u * 1.15 + 0.2) - 20 * u
            fan = side * x * (30 + 20 * np.sin(np.pi * np.clip(u / 0.6, 0, 1)) - 46 * u)
            curl = (side or 1.0) * (150 + 60 * x + 25 * jitter[k, 1]) * np.clip(u - 0.60, 0, 1) ** 1.5 * 2.6
            a = np.radians(down + sweep + fan - curl * (0.35 + 0.65 * self.pose))
            path = np.concatenate([[[0, 0]], np.cumsum(heading(a[:-1]), 0)]) * reach / 49 + base
            path = path + np.array([side * x * 1.8, -2.5])
            out.append((path, (1.0 - 0.25 * x) * grown, grown))
        return out

    def _crest(self) -> Fan:
        r = self.chance("crest")
        n = 7
        i = np.linspace(0, 1, n)
        grown = self.f.births(np.array([0.1, 0.34, 0.2, 0.44, 0.28, 0.4, 0.36]), 0.2)
        root = self._head_at(np.stack([-0.35 + 1.35 * i, -0.92 + 0.75 * i**2], axis=1))
        reach = (9 + 6 * self.pose) * (1 - 0.45 * i + 0.12 * r.normal(0, 1, n)) * (0.3 + 0.7 * grown)
        mid = _plumes(root, -84 + 100 * i, reach, 62 - 30 * i, -95 + 40 * i)
        return _fan(mid, np.full(n, 1.7) * grown, 0.5, 0.9, grown)

    def _head_at(self, points: ArrayLike) -> Points:
        """Points of the head, in units of its radius round its centre, facing left."""
        nod = np.radians(-4 + 5 * self.sway[0])
        turn = np.array([[np.cos(nod), -np.sin(nod)], [np.sin(nod), np.cos(nod)]])
        made: Points = np.asarray(points, float) @ turn.T * 3.7 + self.spine[0]
        return made

    def _fit(self, ground: Ground) -> None:
        parts = [f for fan in (self.near[0], self.far[0], self.crest) for f in (fan.left, fan.right)]
        cloud = np.concatenate([p.reshape(-1, 2) for p in parts] + [p for p, _, _ in self.tail] + [self.spine])
        low, high = cloud.min(0), cloud.max(0)
        self.k = self.f.size * 0.97 / float((high - low).max())
        self.middle = (low + high) / 2
        self.centre = ground.centre[0] if ground.centre.ndim == 2 else ground.centre

    def mm(self, points: ArrayLike) -> Floats:
        """The bird's units to mm on the ground."""
        made: Floats = (np.asarray(points, float) - self.middle) * [self.mirror * self.k, self.k] + self.centre
        return made

    # The drawing, in mm.

    def layers(self) -> list[Layer]:
        far, near = self._wing_shapes(self.far, "far"), self._wing_shapes(self.near, "near")
        tail = [s for streamer in self.tail for s in self._streamer(*streamer)]
        return [
            layer("silhouette", "line", self._silhouette()),
            layer("far wing", "colour", far),
            layer("tail", "colour", tail),
            layer("body", "colour", self._body()),
            layer("near wing", "colour", near),
            layer("neck", "colour", self._neck()),
            layer("head", "colour", self._head()),
        ]

    def _silhouette(self) -> list[Shape | None]:
        """One dark shape under everything."""
        rings = [np.concatenate([fan.left[i], fan.right[i][::-1]])
                 for fan in (*self.near[:2], *self.far[:2], self.crest) for i in range(len(fan.mid)) if fan.grown[i] > 0]
        rings += [ribbon(p, lambda u, w=w: 2.4 * w * (1 - u) + 0.5 * w) for p, w, g in self.tail if g > 0]
        rings.append(ribbon(self.spine, self.girth))
        for wing, keys in ((self.near, NEAR), (self.far, FAR)):
            stroke = np.concatenate([self._arm(keys), wing[0].mid[0][1:]])
            rings.append(ribbon(resample(stroke, 40), taper(3.0, 0.1, 0.3, 0.05)))
        whole = union([area(self.mm(ring)) for ring in rings])
        rim = self.f.line("bold") * 0.7
        return [filled(outlines(simplify(clean(grow(whole, rim), 0.4 * rim), 0.05)), self.ink)]

    def _wing_shapes(self, fans: list[Fan], name: str) -> list[Shape | None]:
        out: list[Shape | None] = []
        edge = self.f.line("fine") * 1.6
        stops = (((0.0, 0.0), (0.3, 0.06), (0.55, 0.45), (0.8, 0.62), (1.0, 0.80)),) + 3 * (
            ((0.0, 0.05), (0.4, 0.14), (0.7, 0.5), (1.0, 0.88)),
        )
        rim = self.f.birth(0.4, 0.2)
        detail = self.f.birth(0.45, 0.3)
        dim = -0.08 if name == "far" else 0.0
        for rank, fan in enumerate(fans):
            fine: list[Outline] = []
            for i in range(len(fan.mid)):
                if fan.grown[i] <= 0:
                    continue
                a, b = self.mm(fan.mid[i, 0]), self.mm(fan.mid[i, -1])
                gold = linear(a, b, (0, self.fire(0.15)), (0.45, self.fire(0.6 + dim)), (1, self.fire(0.95 + dim)))
                whole = np.concatenate([fan.left[i], fan.right[i][::-1]])
                vane = linear(a, b, *((o, self.fire(c + dim)) for o, c in stops[rank]))
                if rank == 0:
                    inner = np.concatenate([
                        fan.mid[i] + (fan.left[i] - fan.mid[i]) * (1 - 0.32 * rim),
                        (fan.mid[i] + (fan.right[i] - fan.mid[i]) * (1 - 0.32 * rim))[::-1],
                    ])
                    out.append(self._edged(whole, gold, edge))
                    out.append(filled(polyline(self.mm(inner)), vane))
                    out.append(filled(self._barbs(fan, i, detail, 13), self.ink))
                else:
                    out.append(self._edged(whole, vane, edge))
                    fine += self._barbs(fan, i, detail, 6)
            out.append(filled(fine, self.ink, 0.8))
        return out

    def _edged(self, ring: Points, paint: object, width: float) -> Shape:
        flat = filled(polyline(self.mm(ring)), self.ink)
        assert flat is not None and flat.fill is not None
        return Shape(flat.outlines, fill=paint, stroke=flat.fill, width=width)  # type: ignore[arg-type]

    def _barbs(self, fan: Fan, i: int, detail: float, n: int) -> list[Outline]:
        """The rachis, and barbs as slivers that thin towards the edge: the shade of a feather."""
        m = fan.mid.shape[1]
        mid, left, right = (self.mm(v[i]) for v in (fan.mid, fan.left, fan.right))
        thick = self.f.line("fine")
        out = [polyline(ribbon(mid[: m - 2], np.linspace(1.9 * thick, 0.4 * thick, m - 2)))]
        if detail <= 0:
            return out
        at = np.linspace(1.5, m - 3, n)
        ix = np.arange(m)
        for edge in (left, right):
            foot = np.stack([np.interp(at, ix, mid[:, c]) for c in (0, 1)], 1)
            foot2 = np.stack([np.interp(at + 0.16, ix, mid[:, c]) for c in (0, 1)], 1)
            far = np.stack([np.interp(np.minimum(at + 1.3, m - 1), ix, edge[:, c]) for c in (0, 1)], 1)
            tip = foot + (far - foot) * 0.86 * detail
            out += [Outline(p) for p in np.stack([foot, tip, foot2], axis=1)]
        return out

    def _streamer(self, path: Points, width: float, grown: float) -> list[Shape | None]:
        if grown <= 0:
            return []
        p = self.mm(path)
        k = self.k * width
        edge = self.f.line("fine") * 1.6
        spine = resample(p[:46], 24)
        barbed = self.f.birth(0.25, 0.35)
        tang, side = tangents(p), normals(p)
        deep: list[Outline] = []
        bright: list[Outline] = []
        for j, v in enumerate(np.linspace(0.10, 0.86, 19)):
            i = int(v * 49)
            for s in (-1, 1):
                reach = k * (2.4 + 5.0 * np.sin(np.pi * v**0.8)) * (1.0 if j % 2 else 0.72) * barbed
                a = p[i]
                c = [a, a + tang[i] * reach * 0.55 + side[i] * s * reach * 0.26,
                     a + tang[i] * reach * 1.0 + side[i] * s * reach * 0.40,
                     a + tang[i] * reach * 1.35 + side[i] * s * reach * 0.66]
                (bright if j % 2 else deep).append(
                    curve(ribbon(smooth(c, 8), lambda u, w=reach: 0.34 * w * np.sin(np.pi * (0.08 + 0.92 * u)) ** 0.8))
                )
        a, b = p[0], p[-1]
        out = [
            self._inked(deep, linear(a, b, (0, self.fire(0.05)), (0.5, self.fire(0.3)), (1, self.fire(0.5))), edge),
            self._inked(bright, linear(a, b, (0, self.fire(0.3)), (0.5, self.fire(0.6)), (1, self.fire(0.85))), edge),
            self._inked([curve(ribbon(spine, lambda u: k * (2.0 - 1.6 * u)))],
                        linear(a, b, (0, self.fire(0.2)), (0.6, self.fire(0.6)), (1, self.fire(0.9))), edge),
        ]
        tip = resample(p[34:], 20)
        for wide, tone, cut in ((5.4, 0.2, 0), (3.6, 0.62, 1), (1.9, 0.95, 3)):
            flame = ribbon(tip[cut : 20 - cut], lambda u, w=wide: k * w * np.sin(np.pi * (0.03 + 0.96 * u**1.2)) ** 1.1)
            out.append(self._inked([curve(flame)], self.fire(tone), edge if wide > 5 else 0))
        return out

    def _inked(self, shapes: list[Outline], paint: object, width: float) -> Shape | None:
        flat = filled(shapes, self.ink)
        if flat is None:
            return None
        fill = paint if not isinstance(paint, str) else filled(shapes, paint).fill  # type: ignore[union-attr]
        return Shape(flat.outlines, fill=fill, stroke=flat.fill if width else None, width=width)  # type: ignore[arg-type]

    def _scales(self, first: float, last: float, rows: int, across: int, long: float, point: float,
                born: float, light: tuple[float, float]) -> list[Shape | None]:
        """Rows of feathers along the spine from `last` back up to `first`, each row over the one below."""
        out: list[Shape | None] = []
        total = float(np.hypot(*np.diff(self.spine, axis=0).T).sum())
        edge = self.f.line("fine") * 1.2
        r = self.chance("scales", int(first * 100))
        grown = self.f.birth(born, 0.25)
        if grown <= 0:
            return out
        for row, v in enumerate(np.linspace(last, first, rows)):
            wide = float(np.interp(v, np.linspace(0, 1, 80), self.girth))
            q = (np.arange(across) + (0.5 if row % 2 else 0.0)) / across * 2 - 1 + 0.5 / across
            q = q[np.abs(q) < 0.98]
            s = np.linspace(0, 1, 9)
            shade: dict[int, list[Outline]] = {}
            for x, jit in zip(q, r.normal(0, 0.05, len(q)), strict=True):
                reach = long * (1 + jit) * (0.4 + 0.6 * grown)
                along = v * total + s * reach
                over = x * wide / 2 * (1 + 0.10 * s) * (0.98 - 0.1 * abs(x))
                mid = frame(self.spine, along, over)
                w = wide / across * 1.25 * np.clip(np.minimum(0.4 + 1.6 * s, 1) * (1 - s**(4 - 2.4 * point)), 0, 1) ** 0.7
                w = np.maximum(w, 0.02)
                # Light falls from the side the bird faces and above.
                bright = light[0] + (light[1] - light[0]) * (0.5 - 0.5 * (v - first) / (last - first + 1e-9))
                tone = bright - 0.28 * max(x * -1, 0) ** 1.5 - 0.30 * max(x, 0) ** 2 + jit
                shade.setdefault(int(np.clip(tone, 0, 1) * 9), []).append(polyline(self.mm(ribbon(mid, w))))
            for tone_, shapes in sorted(shade.items()):
                out.append(self._inked(shapes, self.fire(tone_ / 9), edge))
        return out

    def _body(self) -> list[Shape | None]:
        ring = ribbon(self.spine, self.girth)
        a, b = self.mm(self.spine[0]), self.mm(self.spine[-1])
        base = self._inked([curve(self.mm(ring[::4]))], linear(a, b, (0, self.fire(0.55)), (0.5, self.fire(0.4)), (1, self.fire(0.15))), 0)
        return [base, *self._scales(0.42, 0.95, 13, 7, 4.6, 0.35, 0.28, (0.35, 0.75))]

    def _neck(self) -> list[Shape | None]:
        return self._scales(0.03, 0.44, 11, 6, 7.0, 0.9, 0.24, (0.45, 0.9))

    def _head(self) -> list[Shape | None]:
        H = lambda pts, n: curve(self.mm(smooth(self._head_at(pts), n, True)))  # noqa: E731
        edge = self.f.line("mid") * 0.7
        out: list[Shape | None] = []
        for i in range(len(self.crest.mid)):
            if self.crest.grown[i] > 0:
                a, b = self.mm(self.crest.mid[i, 0]), self.mm(self.crest.mid[i, -1])
                out.append(self._edged(np.concatenate([self.crest.left[i], self.crest.right[i][::-1]]),
                                       linear(a, b, (0, self.fire(0.3)), (0.5, self.fire(0.6)), (1, self.fire(0.95))), edge * 0.6))
        skull = ((-0.95, -0.45), (-0.5, -0.86), (0.1, -1.0), (0.75, -0.75), (1.15, -0.2), (1.1, 0.5), (0.5, 0.92), (-0.1, 0.86), (-0.7, 0.58), (-1.0, 0.2))
        upper = ((-0.85, -0.52), (-1.35, -0.55), (-1.85, -0.32), (-2.2, 0.12), (-2.32, 0.68), (-2.08, 0.42), (-1.7, 0.2), (-1.25, 0.17), (-0.75, 0.22))
        lower = ((-0.8, 0.22), (-1.3, 0.22), (-1.75, 0.28), (-1.98, 0.5), (-1.6, 0.64), (-1.1, 0.62), (-0.65, 0.5))
        top, low = self.mm(self._head_at([(0, -1), (0, 1)]))
        out.append(self._inked([H(skull, 24)], linear(top, low, (0, self.fire(0.62)), (1, self.fire(0.35))), edge))
        out.append(self._inked([H(lower, 18)], self.fire(0.7), edge))
        out.append(self._inked([H(upper, 24)], linear(top, low, (0, self.fire(0.98)), (1, self.fire(0.7))), edge))
        brow = ((-0.95, -0.32), (-0.5, -0.55), (0.0, -0.5), (0.55, -0.15), (0.0, -0.08), (-0.4, 0.08), (-0.7, 0.0))
        out.append(filled([H(brow, 18)], self.ink))
        eye = self._head_at([(-0.34, -0.22)])[0]
        out.append(filled([ellipse(self.mm(eye), 0.62 * self.k, 0.62 * self.k)], self.fire(0.95)))
        out.append(filled([ellipse(self.mm(eye), 0.32 * self.k, 0.32 * self.k)], self.ink))
        return out
