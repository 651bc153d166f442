"""What a child's star wears by morning: ink that is black on the side away from the lamp and thins out over the star,
felt strokes first, then dots, then skin; dots that blow off it in a trail; and light on few places of the black."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    Noise,
    area,
    areas,
    boundary,
    contains,
    filled,
    grow,
    heading,
    intersect,
    length,
    minus,
    normals,
    pricks,
    resample,
    ribbon,
    runs,
    simplify,
    smooth,
    smoothsteps,
    star,
    stipple,
    union,
)
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Layer, Outline, Points, layer

Floats = NDArray[np.float64]

FOIL = ("#c9bdf0", "#f0b6c8", "#e8d6a8")
"""What the ink glitters in beside white: violet, rose, gold."""

SPINE = np.array([(0.10, -0.06), (0.58, -0.62), (1.02, -1.16), (1.24, -1.72), (1.22, -2.24), (1.00, -2.66)])
"""The middle of the trail, of a star's reach from its hub: over one shoulder, and round."""

LIT = np.array([0.68, -0.73])
"""Towards the lamp, of a star whose trail leaves it at its right."""

ROWS, STROKE = 0.042, 0.056
"""Of the strokes that fill a star: from one to the next, and their width where it is black, of its reach."""

SLANT = -0.72
"""How they run, radians, of a star that is lit from its right."""

CLOSED, OPEN = 1.0, 0.62
"""Tones at which felt strokes lie edge to edge, and at which they have thinned to nothing."""

DOT = 0.023, 0.043
"""Diameters of the finest and the boldest dot, of the star's reach: 0.3 to 0.56 mm on a star of 26 mm."""

LEAST = 0.24
"""Diameter of a dot, mm, below which it would be dirt: on a small star there are fewer instead."""

GAP, FREE = 0.031, 0.046
"""Between dots where they lie closest in a star, and beside it."""

LOOSE = 230
"""Dots of the trail, when all have come."""

COMING = 0.20
"""Share of the trail's growth in which a star of it swells in, once the trail has come so far."""

SPARKS = 80
"""Places at which the lamp is caught: a few strongly, and ever more of them faintly."""

FLARES = (0.19, 1.0), (0.13, 0.9), (0.10, 0.75)
"""How far the strongest of them reach, of the star's reach, and how bright they are."""


def trail(side: int, some: np.random.Generator) -> Points:
    """The middle of the whole trail, (120, 2), of a star's reach from its hub. side: 1, or -1 to the left."""
    bend, tall = some.uniform([0.55, 0.88], [1.25, 1.10])
    return smooth(SPINE * [side * bend, tall], 120)


def beside(spine: Points, along: float, off: float) -> Points:
    """A place by the trail: at that share of it, so far to its right."""
    k = int(along * (len(spine) - 1))
    made: Points = spine[k] + normals(spine)[k] * off
    return made


@dataclass(frozen=True, eq=False)
class Shade:
    """How dark a star is, 0 bare to 1 black: away from the lamp, and in its points.

    hub: its middle. reach: of its tips. side: 1 if it is lit from its right, -1 from its left. more: by how much
    all of it is darker.
    """

    hub: Points
    reach: float
    side: int
    drift: Noise
    more: float

    def __call__(self, q: Points) -> Floats:
        """At places (n, 2)."""
        away = (q - self.hub) / self.reach
        tips = np.clip(np.hypot(*away.T) - 0.5, 0, None)
        cloud = self.drift.fbm(2.6 * q[:, 0], 2.6 * q[:, 1], 2)
        made: Floats = self.more + 0.68 - 1.05 * (away @ lamp(self.side)) + 2.1 * tips + 0.26 * cloud
        return made


class Dust:
    """What fills stars and has blown off them, in the first one's reach from its hub; `layers` brings it to the skin.

    grown: how far all of it has come, 0..1. side: 1 if they are lit from their right, -1 from their left. unit: mm.
    """

    def __init__(self, chance: Chance, grown: float, side: int, unit: float) -> None:
        self.chance, self.grown, self.side, self.unit = chance, grown, side, unit
        self.black: Area = union([])
        self.spots: list[Points] = []
        self.radii: list[Floats] = []
        self.foil: dict[str, list[Points]] = {}
        self.light: list[tuple[Points, float]] = []

    def _shade(self, star: Line) -> Shade:
        hub = star.hub()
        reach = float(np.hypot(*(star.corners() - hub).T).mean())
        # It darkens from its far side.
        return Shade(hub, reach, self.side, Noise(self.chance("drift")), 0.8 * (self.grown - 1))

    def filled_in(self, star: Line) -> None:
        """A star in felt strokes, that thin into the light, and in dots from there; and the lamp on its black."""
        some, shade, rim = self.chance("felt"), self._shade(star), area(star.outline())
        slant = self.side * (SLANT + some.normal(0, 0.10))
        way, aside = heading(slant), heading(slant + np.pi / 2)
        u = np.linspace(-1.3, 1.3, 60)
        rows = np.arange(-1.25, 1.25, ROWS)
        # All of the rows' chance at once, so that it does not depend on how much of them is in the star.
        off, press, more = some.normal(0, [[0.12], [0.09], [0.09]], (3, len(rows)))
        phase, shake = 2 * np.pi * some.random((2, len(rows)))
        bow = 0.05 * u**2 + 0.14 * ROWS * np.sin(4.1 * u + phase[:, None])
        lines = shade.hub + u[:, None] * way + (rows + off * ROWS)[:, None, None] * aside + bow[..., None] * aside
        dark = shade(lines.reshape(-1, 2)).reshape(bow.shape) + more[:, None]
        pressed = np.interp(dark, [OPEN, CLOSED], [0, 1])
        uneven = 0.10 * np.sin(2.6 / ROWS * np.linspace(0, 0.8, len(u)) + shake[:, None])
        wide = STROKE * pressed * (1 + press[:, None] + uneven)
        laid = [ribbon(p[k], w[k]) for p, w in zip(lines, wide, strict=True) for k in runs(w > 0.12 * STROKE, 3)]
        # The hand stops at the line, which hides where.
        self.black = intersect(union(areas(laid)), grow(rim, 0.01))
        self._lit(shade, rim)
        self.stippled(star, 1.0)

    def _lit(self, shade: Shade, rim: Area) -> None:
        """Where the lamp catches the black: in a streak along the edge of its shade, and strongly in few places."""
        some = self.chance("sparks")
        p = some.uniform(-1, 1, (3000, 2)) + shade.hub
        caught, strong = some.random((2, len(p)))
        hue = some.integers(0, 7, len(p))
        across = (p - shade.hub) @ heading(self.side * 0.3)
        # Not all along: the lamp is small.
        dark = shade(p) - shade.more
        streak = np.exp(-(((dark - 1.0) / 0.30) ** 2) - ((across + 0.1 * self.side) / 0.50) ** 2)
        on = (caught < streak) & (dark > 0.8) & contains(grow(rim, -0.02), p)
        # Each comes when the black has come to it.
        come = np.clip((dark + shade.more - 0.75) / 0.25, 0, 1)
        p, strong, hue, come = p[on], strong[on], hue[on], come[on]
        kept = apart(p, 0.055)[:SPARKS]
        order = kept[np.argsort(-strong[kept])]
        flares = order[apart(p[order], 0.34)[: len(FLARES)]]
        self.light += [
            (p[k] + flare(reach * come[k]), much) for k, (reach, much) in zip(flares, FLARES, strict=False) if come[k]
        ]
        holes = []
        for k in np.setdiff1d(order[come[order] > 0.1], flares).tolist():
            grain = p[k] + heading(np.arange(6.0)) * (0.012 + 0.024 * strong[k] ** 3) * come[k]
            holes.append(grain)
            if hue[k] < len(FOIL):
                self.foil.setdefault(FOIL[hue[k]], []).append(grain)
            elif strong[k] > 0.3:
                self.light.append((grain, float(strong[k] ** 2)))
        self.black = minus(self.black, union(areas(holes)))

    def stippled(self, star: Line, much: float) -> None:
        """Dots in a star, that are fewer and finer towards the lamp. much: of how dark it is."""
        some, shade = self.chance("stipple", round(100 * much)), self._shade(star)

        room = min((DOT[0] * self.unit / LEAST) ** 2, 1.0)

        def tone(q: Points) -> Floats:
            made: Floats = much * room * np.clip(0.92 * shade(q), 0.0, 0.8) ** 1.25
            return made

        p = stipple(area(star.outline()), tone, GAP, some, 1.0)
        if len(p):
            self._dotted(p + some.normal(0, 0.12 * GAP, p.shape), tone(p), some)

    def _dotted(self, p: Points, dark: Floats, some: np.random.Generator) -> None:
        """Dots at places, the bolder the darker it is there, 0..1."""
        least, most = np.maximum(DOT, LEAST / self.unit)
        self.spots.append(p)
        self.radii.append((least + (most - least) * dark * some.uniform(0.5, 1.0, len(p))) / 2)

    def dotted(self, star: Line, there: float) -> None:
        """A star of nothing but dots: all round its edge, and thinly inside. there: how far it has come, 0..1."""
        rim = star.outline()
        ring = np.concatenate([rim, rim[:1]])
        many = max(int(length(ring) / (1.1 * FREE)), 10)
        self._dotted(resample(ring, many + 1)[:-1], np.full(many, 0.9 * there), self.chance("dotted"))
        self.stippled(star, 0.3)

    def trail(self, spine: Points, run: float, stars: Sequence[tuple[Points, float]], body: Points) -> None:
        """What blew off: thick at the star's edge, few and fine at the end. run: how far it reaches, 0..1. stars:
        middles and reaches of what stands in it. body: the outline of the star, that it leaves."""
        some = self.chance("trail")
        t, off = some.random(LOOSE) ** 1.5, np.clip(some.normal(0, 1, LOOSE), -2.2, 2.2)
        large = some.random(LOOSE)
        wide = np.interp(t, [0, 0.2, 0.5, 0.8, 1], [0.36, 0.30, 0.18, 0.10, 0.03])
        k = (t * (len(spine) - 1)).astype(int)
        at = spine[k] + normals(spine)[k] * (off * wide)[:, None]
        come = smoothsteps((run - t) / 0.14) * self.grown
        free = ~contains(area(body), at) & (come > 0.05)
        for middle, reach in stars:
            free &= np.hypot(*(at - middle).T) > 1.35 * reach
        # No two touch, or they would be a blot.
        free[np.setdiff1d(np.arange(LOOSE), apart(at, max(FREE, 2 * LEAST / self.unit)))] = False
        self._dotted(at[free], (come * large**2 * (1 - 0.6 * t))[free], some)

    def layers(self, feeling: Feeling, unit: float, shift: Points, ink: str) -> tuple[Layer, ...]:
        """Felt strokes, dots, and what of them glitters; a style that knows only black, or only dots, has only that."""

        def placed(some: Sequence[Points]) -> list[Outline]:
            return [Outline(p * unit + shift) for p in some]

        fill = feeling.style.fill
        black = filled(placed(boundary(simplify(self.black, 0.004))), ink, 0.96)
        p, radii = np.concatenate(self.spots), np.concatenate(self.radii)
        foil = [filled(placed(p), feeling.tint(look), self.grown) for look, p in self.foil.items()]
        light = [filled(placed([p]), "#ffffff", much * self.grown) for p, much in self.light]
        # The grains lie in holes of the black: beneath it, they are the fill whose lines all else is.
        return (
            layer("foil", "colour", foil if fill == "natural" else []),
            layer("felt", "line", [black] if fill != "dots" else []),
            layer("dots", "line", pricks(p * unit + shift, radii * unit * min(3 * self.grown, 1), ink)),
            layer("glitter", "shimmer", light if fill == "natural" else []),
        )


def lamp(side: int) -> Points:
    """Towards the lamp. side: on which it is."""
    made: Points = LIT * [side, 1]
    return made


def thinned(star: Line, side: int, much: float) -> Line:
    """A star's line, heavier away from the lamp and lighter towards it. much: 0..1, of that."""
    hub = star.hub()
    by = [1 + much * (np.interp((run - hub) @ lamp(side), [-0.5, 0.6], [1.12, 0.72]) - 1) for run in star.runs]
    return Line(star.runs, tuple(w * each for w, each in zip(star.widths, by, strict=True)))


def flare(reach: float) -> Points:
    """A spark with four points, the upright ones longer."""
    made: Points = star(4, reach, 0.16 * reach, -np.pi / 2 + 0.2) * [0.75, 1.0]
    return made


def apart(p: Points, gap: float) -> NDArray[np.int64]:
    """The first of some points, and of the rest each that is so far from all before it: their indices."""
    near = ((p[:, None] - p) ** 2).sum(2) <= gap**2
    kept: list[int] = []
    for i in range(len(p)):
        if not near[i, kept].any():
            kept.append(i)
    return np.array(kept, np.int64)
