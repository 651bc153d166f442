"""A cut stone, turned to show its table, its crown and its point: facets dark or bright by turns, as light bends in it.

The stone is a solid, and what is seen in each of its windows is found as light would find it: bent at the facet,
and mirrored by the facets behind. Then the tones are dealt out over the pieces as a drawing needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    Noise,
    area,
    filled,
    heading,
    linear,
    mix,
    polyline,
    pricks,
    ramp,
    resample,
    ribbon,
    stipple,
    stroked,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

INK = "#150a12"

# Tourmaline, from the dark of a facet that shows the pavilion's far side to the flash of one that shows the sky.
STONE = ("#2a031c", "#5f093c", "#a8176a", "#df3b98", "#f27dbc", "#fbbcdc", "#fff3f8")

INDEX = 1.62
"""Refractive index of tourmaline."""

LAMP = np.array([-0.58, 0.30, 0.76])
"""Where the light comes from, x right, y towards the viewer, z up."""

DEALT = ((0.0, 0.0), (0.16, 0.02), (0.28, 0.18), (0.42, 0.38), (0.56, 0.56), (0.70, 0.76), (0.86, 0.95), (1.0, 1.0))
"""How tones are dealt out over the stone's area: a sixth of it black, an eighth of it all but bare skin."""


@dataclass(frozen=True, eq=False)
class Facet:
    """A facet of the solid: its corners, (n, 3), and what a cutter calls it."""

    corners: Floats
    kind: str

    def normal(self) -> Floats:
        """Outwards; the stone's middle is the origin."""
        c = self.corners
        n = np.cross(c - c.mean(0), np.roll(c, -1, 0) - c.mean(0)).sum(0)
        n = n / np.linalg.norm(n)
        return np.asarray(n if n @ c.mean(0) > 0 else -n)


@dataclass(frozen=True, eq=False)
class Piece:
    """What is seen in a window, or in a part of it: corners in the picture, tone 0..1, and intensity at birth."""

    corners: Points
    tone: float
    born: float
    slope: float
    fire: str
    kind: str
    leaf: bool


# The solid


def _brilliant(rng: np.random.Generator, drop: float) -> list[Facet]:
    """A brilliant cut: table, eight stars, eight kites, sixteen halves, and the same below. drop: 1 for a pear."""
    table, crown, depth = rng.uniform(0.62, 0.68), rng.uniform(0.30, 0.36), rng.uniform(1.10, 1.22)
    edge = 0.035
    a = np.arange(16) * np.pi / 8 + np.pi / 8

    def ring(radius: float, z: float) -> Floats:
        x, y = np.cos(a), np.sin(a)
        # A pear is a circle drawn out to a point, away from the viewer.
        back = np.clip(-y, 0, 1)
        x, y = x * (1 - 0.20 * drop * back), y * (1 + 0.75 * drop * back**2.2)
        return np.column_stack([0.92 * radius * x, radius * y, np.full(16, z)])

    def between(inner: float, z_in: float, z_out: float, at: float) -> Floats:
        """Where two kites meet: on both their planes."""
        reach = at * np.cos(np.pi / 8)
        return ring(at, z_in + (z_out - z_in) * (reach - inner) / (1 - inner))

    top, low = ring(1, edge), ring(1, -edge)
    plate, meet = ring(table, edge + crown), between(table, edge + crown, edge, 0.5 * (1 + table) / np.cos(np.pi / 8))
    under = between(0.0, -depth, -edge, 0.42)
    culet = np.array([0, 0, -depth])
    out = [Facet(plate[::2], "table")]
    for k in range(0, 16, 2):
        j, m, i = (k + 1) % 16, (k + 2) % 16, k - 1
        out += [
            Facet(np.array([plate[k], meet[j], plate[m]]), "star"),
            Facet(np.array([plate[k], meet[i], top[k], meet[j]]), "kite"),
            Facet(np.array([meet[j], top[k], top[j]]), "half"),
            Facet(np.array([meet[j], top[j], top[m]]), "half"),
            Facet(np.array([culet, under[i], low[k], under[j]]), "main"),
            Facet(np.array([under[j], low[k], low[j]]), "lower"),
            Facet(np.array([under[j], low[j], low[m]]), "lower"),
            Facet(np.array([top[k], top[j], low[j], low[k]]), "girdle"),
            Facet(np.array([top[j], top[m], low[m], low[j]]), "girdle"),
        ]
    return out


def _step(rng: np.random.Generator) -> list[Facet]:
    """An emerald cut: an oblong with its corners cut off, in steps down to a keel."""
    half = np.array([1.0, rng.uniform(0.66, 0.76)])
    corner, depth = rng.uniform(0.26, 0.34), rng.uniform(0.80, 0.92)
    edge = 0.04

    def ring(inset: float, z: float) -> Floats:
        x, y = half - inset
        c = max(corner - inset * 0.59, 0.02)
        p = [(x, c - y), (x, y - c), (x - c, y), (c - x, y), (-x, y - c), (-x, c - y), (c - x, -y), (x - c, -y)]
        return np.array([(*q, z) for q in p])

    rows = [ring(0.30, 0.34), ring(0.15, 0.22), ring(0.0, edge), ring(0.0, -edge), ring(0.24, -0.46 * depth)]
    kinds = ["kite", "step", "girdle", "lower"]
    out = [Facet(rows[0], "table")]
    for (upper, lower), kind in zip(pairwise(rows), kinds, strict=True):
        for k in range(8):
            j = (k + 1) % 8
            out.append(Facet(np.array([upper[k], upper[j], lower[j], lower[k]]), kind))
    keel = half[0] - half[1] + 0.05
    ends = np.array([[keel, 0, -depth], [-keel, 0, -depth]])
    last = rows[-1]
    for k in range(8):
        j = (k + 1) % 8
        near = (
            [ends[0]] if k in (0, 1, 7) else [ends[1]] if k in (3, 4, 5) else [ends[1], ends[0]][:: 1 if k == 2 else -1]
        )
        out.append(Facet(np.array([last[k], last[j], *near]), "main"))
    return out


@dataclass(frozen=True, eq=False)
class View:
    """The stone as it lies before the viewer: its facets turned about its axis, and a camera above the girdle."""

    facets: list[Facet]
    rise: float
    roll: float

    @property
    def to_eye(self) -> Floats:
        """From the stone to the viewer."""
        return np.array([0, np.cos(self.rise), np.sin(self.rise)])

    def screen(self, p: Floats) -> Points:
        """(n, 3) in the stone to (n, 2) in the picture, y down."""
        x, y = p[:, 0], p[:, 1] * np.sin(self.rise) - p[:, 2] * np.cos(self.rise)
        c, s = np.cos(self.roll), np.sin(self.roll)
        return np.column_stack([x * c - y * s, x * s + y * c])

    def lift(self, q: Points, at: Floats, normal: Floats) -> Floats:
        """Points of the picture, back onto a plane of the stone."""
        c, s = np.cos(self.roll), np.sin(self.roll)
        x, y = q[:, 0] * c + q[:, 1] * s, q[:, 1] * c - q[:, 0] * s
        flat = np.column_stack([x, y * np.sin(self.rise), -y * np.cos(self.rise)])
        return np.asarray(flat + (((at - flat) @ normal) / (self.to_eye @ normal))[:, None] * self.to_eye)


def _stone(chance: Chance) -> View:
    """The stone that this seed holds, and how it lies."""
    rng = chance("stone")
    kind = (chance.seed + 2) % 3
    side = 1 if rng.random() < 0.5 else -1
    if kind == 0:
        facets, yaw, rise, roll = _brilliant(rng, 0.0), rng.uniform(-0.12, 0.12), rng.uniform(0.44, 0.52), 0.13
    elif kind == 1:
        facets, yaw, rise, roll = _step(rng), side * rng.uniform(0.22, 0.34), rng.uniform(0.80, 0.92), 0.0
    else:
        facets, yaw, rise, roll = _brilliant(rng, 1.0), side * rng.uniform(0.25, 0.4), rng.uniform(0.95, 1.1), 0.12
    c, s = np.cos(yaw), np.sin(yaw)
    turn = np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])
    return View([Facet(f.corners @ turn, f.kind) for f in facets], rise, side * roll * rng.uniform(0.5, 1.2))


# Light in the stone


def _bent(way: Floats, normal: Floats, ratio: float) -> Floats | None:
    """A ray bent at a surface (W. Snell); normal against the ray. None where it is all thrown back."""
    c = -float(way @ normal)
    k = 1 - ratio**2 * (1 - c**2)
    return None if k < 0 else np.asarray(ratio * way + (ratio * c - np.sqrt(k)) * normal)


def _clip(subject: Points, window: Points) -> Points:
    """What of one convex polygon is inside another (I. Sutherland, G. Hodgman 1974)."""
    out = [(float(x), float(y)) for x, y in subject]
    w = window.tolist()
    sign = 1.0 if _signed(window) > 0 else -1.0
    for (ax, ay), (bx, by) in zip(w, [*w[1:], w[0]], strict=True):
        if not out:
            break
        side = [sign * ((bx - ax) * (py - ay) - (by - ay) * (px - ax)) for px, py in out]
        made = []
        for k, (p, d) in enumerate(zip(out, side, strict=True)):
            q, e = out[k - 1], side[k - 1]
            if (d >= 0) != (e >= 0):
                u = e / (e - d)
                made.append((q[0] + (p[0] - q[0]) * u, q[1] + (p[1] - q[1]) * u))
            if d >= 0:
                made.append(p)
        out = made
    return np.array(out).reshape(-1, 2)


def _signed(p: Points) -> float:
    """The area of a polygon, negative when it runs the other way."""
    x, y = p[:, 0], p[:, 1]
    return float(x[:-1] @ y[1:] - y[:-1] @ x[1:] + x[-1] * y[0] - y[-1] * x[0]) / 2


def _extent(p: Points) -> float:
    return abs(_signed(p))


def _traced(at: Floats, way: Floats, middles: Floats, normals: Floats) -> float:
    """How bright what a ray finds is, after it has been mirrored until it leaves the stone."""
    gone = 0.0
    for _ in range(6):
        facing = normals @ way
        far = np.where(facing > 1e-6, ((middles - at) * normals).sum(1) / np.maximum(facing, 1e-6), np.inf)
        far = np.where(far > 1e-4, far, np.inf)
        k = int(np.argmin(far))
        if not np.isfinite(far[k]):
            break
        at, gone = at + far[k] * way, gone + float(far[k])
        out = _bent(way, -normals[k], INDEX)
        if out is not None:
            lamp = float(out @ LAMP)
            sky = 0.30 * float(out[2]) + float(np.exp(-((1 - lamp) ** 2) / 0.18)) + 0.15 * lamp
            return sky * float(np.exp(-0.12 * gone))
        way = way - 2 * (way @ normals[k]) * normals[k]
    return -0.4


def _pieces(view: View, chance: Chance) -> list[Piece]:
    """Everything seen of the stone, toned."""
    rng = chance("tones")
    middles = np.array([f.corners.mean(0) for f in view.facets])
    normals = np.array([f.normal() for f in view.facets])
    eye = view.to_eye
    whole = sum(_extent(view.screen(f.corners)) for f, n in zip(view.facets, normals, strict=True) if n @ eye > 0.02)
    found: list[tuple[Points, float, str, int]] = []
    for f, at, normal in zip(view.facets, middles, normals, strict=True):
        if normal @ eye <= 0.02:
            continue
        window = view.screen(f.corners)
        way = _bent(-eye, normal, 1 / INDEX)
        assert way is not None
        seen = [(window, 0)]
        if f.kind in ("table", "kite", "main", "lower", "step"):
            deep = 2 if f.kind == "table" else 1
            seen += _behind(view, (middles, normals), (at, normal), way, window, deep)
        for corners, depth in seen:
            if depth and _extent(corners) < (0.0035 if depth == 1 else 0.005) * whole:
                continue
            spot = view.lift(corners.mean(0)[None], at, normal)[0]
            bright = _traced(spot, way, middles, normals)
            # The surface's own shine, and the stone as a whole: light on one side, dark on the other.
            bright += 0.25 * float(normal @ LAMP) - 0.22 * float(corners.mean(0) @ np.array([0.8, 0.6]))
            found.append((corners, bright + rng.normal(0, 0.09), f.kind, depth))
    order = np.argsort([b for _, b, _, _ in found])
    sizes = np.array([_extent(c) for c, _, _, _ in found])
    rank = np.empty(len(found))
    rank[order] = (np.cumsum(sizes[order]) - sizes[order] / 2) / sizes.sum()
    tones = np.interp(rank, [share for share, _ in DEALT], [tone for _, tone in DEALT])
    # A large facet is never a black hole: it turns to black at one side only.
    tones = np.where(sizes > 0.035 * sizes.sum(), np.maximum(tones, 0.17), tones)
    deepest = {kind: max(d for _, _, k, d in found if k == kind) for _, _, kind, _ in found}
    made = [
        Piece(c, float(tone), 0.06 + 0.15 * depth, float(rng.uniform(-0.9, 0.9)), _fire(rng, tone), kind, leaf)
        for (c, _, kind, depth), tone in zip(found, tones, strict=True)
        for leaf in [depth == deepest[kind]]
    ]
    # What a window shows is cut into its mid-tone.
    made = [each if each.leaf else replace(each, tone=float(np.clip(each.tone, 0.5, 0.7))) for each in made]
    return made + [each for band in _sheen(view) for each in _under(made, band)]


def _sheen(view: View) -> list[Points]:
    """Two bands that a window throws across the table, a broad and a narrow one."""
    table = view.screen(next(f.corners for f in view.facets if f.kind == "table"))
    middle, (wide, tall) = table.mean(0), np.ptp(table, axis=0)
    lean = 0.42 * tall
    out = []
    for left, right in ((-0.30, -0.12), (-0.06, -0.01)):
        x = np.array([left, right, right, left]) * wide + np.array([lean, lean, -lean, -lean])
        out.append(_clip(middle + np.column_stack([x, np.array([-tall, -tall, tall, tall])]), table))
    return out


def _under(pieces: list[Piece], band: Points) -> list[Piece]:
    """What of the table's pieces lies under a band of sheen, so much the brighter."""
    out = []
    for each in pieces:
        if each.kind == "table" and len(band) > 2:
            part = _clip(each.corners, band)
            if len(part) > 2:
                out.append(replace(each, corners=part, tone=min(0.42 + 0.62 * each.tone, 1.0), born=each.born + 0.2))
    return out


def _fire(rng: np.random.Generator, tone: float) -> str:
    """The colour that a facet throws a part of its light in, or none: warm or violet."""
    pick = rng.random()
    return "" if not 0.3 < tone < 0.85 else "#ff7a4a" if pick < 0.16 else "#a24fe0" if pick > 0.86 else ""


def _behind(
    view: View, planes: tuple[Floats, Floats], front: tuple[Floats, Floats], way: Floats, window: Points, deep: int
) -> list[tuple[Points, int]]:
    """What a window shows of the facets behind it, and `deep` of 2, of those that are mirrored in them."""
    out: list[tuple[Points, int]] = []
    middles, normals = planes

    def cast(p: Floats, along: Floats, onto: tuple[Floats, Floats]) -> Floats:
        return np.asarray(p - (((p - onto[0]) @ onto[1]) / (along @ onto[1]))[:, None] * along)

    for b, (at, normal) in enumerate(zip(middles, normals, strict=True)):
        if way @ normal < 0.02:
            continue
        part = _clip(view.screen(cast(view.facets[b].corners, way, front)), window)
        if len(part) < 3:
            continue
        out.append((part, 1))
        if deep < 2:
            continue
        back = way - 2 * (way @ normal) * normal
        for q, other in enumerate(normals):
            if back @ other < 0.02:
                continue
            image = cast(cast(view.facets[q].corners, back, (at, normal)), way, front)
            less = _clip(view.screen(image), part)
            if len(less) >= 3:
                out.append((less, 2))
    return out


# The drawing


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """See the module's first line."""
    view = _stone(chance)
    rim = _hull(view.screen(np.concatenate([f.corners for f in view.facets])))
    low, high = rim.min(0), rim.max(0)
    scale = feeling.size / float((high - low).max())
    sway = Noise(chance("hand"))
    loose = 0.055 * max(feeling.mood.hand.wobble - 0.2, 0)

    def mm(points: Points) -> Points:
        """From the picture's units to the skin, as far as this hand can rule a line."""
        p = np.asarray(points, float)
        if loose:
            x, y = 2.6 * p[:, 0], 2.6 * p[:, 1]
            p = p + loose * np.column_stack([sway.fbm(x, y, 2), sway.fbm(x + 40, y, 2)])
        return np.asarray((p - (low + high) / 2) * scale + ground.centre)

    pieces = _pieces(view, chance)
    return [
        each
        for each in (
            layer("stone", "colour", _coloured(pieces, mm, scale, feeling)),
            layer("black", "shade", _blacks(pieces, rim, mm, feeling, chance)),
            layer("cut", "line", [*_lines(view, rim, mm, scale, feeling), *_inner(pieces, rim, mm, feeling, chance)]),
            *_sparkles(view, rim, mm, feeling),
        )
        if each.shapes
    ]


Place = Callable[[Points], Points]


def _shade(feeling: Feeling, tone: float) -> str:
    """A facet's colour: the stone's own, unless the feeling leans away from pink and warm. The deepest is black."""
    mood = feeling.mood
    tone = float(np.clip(tone * (1 - 0.30 * mood.light.shadow), 0, 1))
    own = feeling.ramp(*STONE)(tone)
    if mood.pull >= 0.3 and abs((mood.hue - 355 + 180) % 360 - 180) >= 30:
        own = mix(own, ramp(mood.palette)(tone), 0.6)
    return mix(own, INK, float(np.clip((0.34 - tone) / 0.26, 0, 1)))


def _coloured(pieces: list[Piece], mm: Place, scale: float, feeling: Feeling) -> list[Shape | None]:
    """The facets, each a little darker to one side, like glass, and a few with fire in them."""
    if feeling.style.fill in ("none", "black", "dots"):
        return []
    out: list[Shape | None] = []
    for piece in pieces:
        there = feeling.birth(piece.born, 0.3)
        if there <= 0:
            continue
        p = mm(piece.corners)
        middle = p.mean(0)
        along = (p - middle) @ heading(piece.slope + 0.9)
        start, end = (middle + heading(piece.slope + 0.9) * reach for reach in (along.min(), along.max()))
        swing = 0.13 if piece.tone > 0.10 and piece.kind != "girdle" else 0.03
        light, plain, dark = (_shade(feeling, piece.tone + s) for s in (swing, 0, -swing))
        if piece.fire and feeling.mood.chroma > 0:
            light = mix(light, feeling.tint(piece.fire), 0.55)
        paint = linear(start, end, (0, light, there), (0.5, plain, there), (1, dark, there))
        # A hair larger than it is, so that no skin shows between two of them.
        out.append(filled(polyline(middle + (p - middle) * (1 + 0.012 * scale / max(float(np.ptp(p)), 0.1))), paint))
    return out


def _blacks(pieces: list[Piece], rim: Points, mm: Place, feeling: Feeling, chance: Chance) -> list[Shape | None]:
    """For hands that know only black: the dark facets solid, or all of them dotted."""
    kind, leaves = feeling.style.fill, [each for each in pieces if each.leaf]
    if kind == "black":
        out: list[Outline] = []
        for piece in leaves:
            grown, p = feeling.birth(piece.born, 0.3), mm(piece.corners)
            if grown > 0 and piece.tone < 0.45:
                out.append(polyline(p.mean(0) + (p - p.mean(0)) * grown))
        return [filled(each, INK) for each in out]
    there = feeling.birth(0.06, 0.4)
    if kind != "dots" or there <= 0:
        return []
    rng, spots = chance("dots"), []
    for piece in leaves:
        depth = (1 - piece.tone) ** 1.6

        def dark(p: Points, depth: float = depth) -> Floats:
            return np.full(len(p), depth)

        spots.append(stipple(area(piece.corners * 100), dark, 2.4, rng))
    at = mm(np.concatenate(spots) / 100)
    return pricks(at, np.full(len(at), 0.0052 * feeling.size * there), INK)


def _hull(p: Points) -> Points:
    """The stone's outline, clockwise in the picture."""
    q = sorted(map(tuple, np.round(p, 9).tolist()))

    def half(points: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
        run: list[tuple[float, ...]] = []
        for c in points:
            while len(run) > 1 and (run[-1][0] - run[-2][0]) * (c[1] - run[-2][1]) <= (run[-1][1] - run[-2][1]) * (
                c[0] - run[-2][0]
            ):
                run.pop()
            run.append(c)
        return run[:-1]

    return np.array(half(q) + half(q[::-1]))


def _weight(p: Points) -> Floats:
    """How heavy a line is at points of the picture: light towards the lamp, full on the far side."""
    return np.asarray(np.clip(0.62 + 0.42 * (p @ np.array([0.75, 0.66])), 0.25, 1.0))


def _inset(rim: Points, width: Floats) -> Points:
    """A convex outline moved inwards by a width for each side, corners kept sharp."""
    d = np.roll(rim, -1, 0) - rim
    d /= np.hypot(d[:, 0], d[:, 1])[:, None]
    inward = np.column_stack([-d[:, 1], d[:, 0]])
    at = rim + inward * width[:, None]
    before, dp = np.roll(at, 1, 0), np.roll(d, 1, 0)
    cross = dp[:, 0] * d[:, 1] - dp[:, 1] * d[:, 0]
    cross = np.where(np.abs(cross) < 1e-3, 1e-3, cross)
    gap = at - before
    u = (gap[:, 0] * d[:, 1] - gap[:, 1] * d[:, 0]) / cross
    return np.asarray(before + dp * u[:, None])


def _lines(view: View, rim: Points, mm: Place, scale: float, feeling: Feeling) -> list[Shape | None]:
    """The outline, the table and girdle, and the other facets' edges: three weights, all heavier away from the lamp."""
    bold, mid, fine = (feeling.line(t) for t in ("bold", "mid", "fine"))
    sides = (rim + np.roll(rim, -1, 0)) / 2
    inner = _inset(rim, bold * 1.35 * _weight(sides) / scale)
    out: list[Outline] = [polyline(mm(rim)), polyline(mm(inner)[::-1])]
    drawn: dict[tuple[float, ...], tuple[Points, float, float]] = {}
    for f in view.facets:
        if f.normal() @ view.to_eye <= 0.02:
            continue
        p = view.screen(f.corners)
        weight, born = {
            "table": (mid * 1.5, 0.0),
            "girdle": (mid * 1.1, 0.0),
            "kite": (mid * 0.9, 0.03),
            "main": (mid * 0.9, 0.03),
            "step": (mid * 0.9, 0.03),
        }.get(f.kind, (fine * 1.6, 0.16))
        for a, b in zip(p, np.roll(p, -1, 0), strict=True):
            first, last = sorted((tuple(np.round(a, 6).tolist()), tuple(np.round(b, 6).tolist())))
            key = (*first, *last)
            if key not in drawn or drawn[key][1] < weight:
                drawn[key] = (np.array([first, last]), weight, born)
    for path, weight, born in drawn.values():
        there = feeling.birth(born, 0.2) if born else 1.0
        if there <= 0:
            continue
        run = resample(path, 9)
        out.append(polyline(ribbon(mm(run), weight * _weight(run) * there)))
    return [filled(out[:2], INK), filled(out[2:], INK)]


def _inner(pieces: list[Piece], rim: Points, mm: Place, feeling: Feeling, chance: Chance) -> list[Shape | None]:
    """Lines inside: what the windows show, for a hand that only draws lines; and the cleft of a stone that is hurt."""
    out: list[Shape | None] = []
    if feeling.style.fill == "none":
        seen = [polyline(mm(each.corners)) for each in pieces if 0.1 < each.born < 0.25]
        out.append(stroked(seen, INK, 0.5 * feeling.line("fine") * feeling.birth(0.25, 0.35)))
    hurt = float(np.clip(-2 * feeling.mood.tone.valence - 0.2, 0, 1)) * feeling.birth(0.25, 0.5)
    if hurt > 0:
        rng = chance("cleft")
        start = rim[int(np.argmax(rim @ heading(-1.1 + rng.uniform(-0.3, 0.3))))]
        u = np.linspace(0, 1, 8)
        jag = np.where(np.arange(8) % 2, 1, -1) * rng.uniform(0.03, 0.09, 8) * (u > 0)
        cleft = start * (1 - (0.4 + 0.9 * hurt) * u[:, None]) + np.array([0.9, 0.5]) * jag[:, None]
        width = np.linspace(0.05, 0.003, 8) * hurt * feeling.size
        out.append(filled(polyline(ribbon(mm(cleft), width)), INK))
    return out


def _sparkles(view: View, rim: Points, mm: Place, feeling: Feeling) -> list[Layer]:
    """Two points of light, four-rayed and ruled round in ink: where table and girdle are nearest the lamp."""
    grown = feeling.birth(0.3, 0.4) * (0.5 + 0.5 * feeling.mood.light.glow)
    table = view.screen(next(f.corners for f in view.facets if f.kind == "table"))
    lamp = np.array([-0.62, -0.78])
    rays = []
    for at, reach in (
        (table[int(np.argmax(table @ lamp))], 0.17),
        (rim[int(np.argmax(rim @ np.array([0.95, -0.3])))] * 0.93, 0.09),
    ):
        a = np.arange(8) * np.pi / 4 - np.pi / 2
        r = np.where(np.arange(8) % 2, 0.13, np.where(np.arange(8) % 4, 0.62, 1.0)) * reach * grown
        rays.append(polyline(mm(at + heading(a) * r[:, None])))
    if grown <= 0.02:
        return []
    return [
        layer("sparkle", "white", [filled(rays, "#ffffff")]),
        layer("sparkle's edge", "line", [stroked(rays, INK, feeling.line("fine") * grown)]),
        layer("glint", "shimmer", [filled(rays, "#ffffff", 0.9)]),
    ]
