"""A star gone to glitter: facets of black foil that lie close at one side of it, come loose towards the other, and blow
off in a trail; some of them look into the lamp."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    Noise,
    area,
    contains,
    dots,
    facets,
    filled,
    grow,
    heading,
    normals,
    poisson,
    pricks,
    radial,
    smooth,
    smoothsteps,
    stepped,
)
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

HUES = ("#f3f1f8", "#ffc6dc", "#c2dcff")
"""Silver, and what of it looks rosy or blue."""

SPINE = np.array([(0.10, -0.06), (0.58, -0.62), (1.02, -1.16), (1.24, -1.72), (1.22, -2.24), (1.00, -2.66)])
"""The middle of the trail, of a star's reach from its hub: over one shoulder, and round."""

WIND = np.array([0.68, -0.73])
"""The way that facets come loose."""

GAP = 0.082
"""Between the corners of facets, of the reach."""

FLAKES, MOTES = 110, 130
"""Of the trail, when all have come: loose facets, and single pricks between them."""

STREWN = 0.066
"""Between flakes of glitter where they lie densest, of the reach."""

COMING = 0.20
"""Share of the trail's growth in which a star of it swells in, once the trail has come so far."""


def trail(side: int, some: np.random.Generator) -> Points:
    """The middle of the whole trail, (120, 2), of a star's reach from its hub. side: 1, or -1 to the left."""
    bend, tall = some.uniform([0.55, 0.88], [1.25, 1.10])
    return smooth(SPINE * [side * bend, tall], 120)


def beside(spine: Points, along: float, off: float) -> Points:
    """A place by the trail: at that share of it, so far to its right."""
    k = int(along * (len(spine) - 1))
    made: Points = spine[k] + normals(spine)[k] * off
    return made


def loosened(p: Points, side: int) -> Floats:
    """How loose the foil of a star is at each point: below 0, whole; at 1, all but gone."""
    made: Floats = 0.02 + 0.62 * (p @ (WIND * [side, 1]))
    return made


class Dust:
    """What stars of foil and a trail are made of, in the star's reach from its hub; `layers` brings it to the skin."""

    def __init__(self, chance: Chance, grown: float, side: int) -> None:
        self.chance, self.grown, self.side = chance, grown, side
        self.body: list[Points] = []
        self.loose: list[Points] = []
        self.silver: list[tuple[Points, int, float]] = []
        self.motes: list[tuple[Points, float]] = []
        self.glints: list[tuple[Points, float]] = []

    def star(self, star: Line, number: int, reach: float) -> None:
        """A star of black facets that lie close, but for where they come loose, and of glitter strewn over it."""
        some = self.chance("foil", number)
        hub = star.hub()
        unit = (star.outline() - hub) / reach
        rim = area(unit)
        gap = GAP * max(0.42 / reach, 1) ** 0.5
        p = np.concatenate([poisson(rim, gap, some), stepped(np.concatenate([unit, unit[:1]]), 1.3 * gap)])
        corners = p[facets(p, rim)]
        wave = Noise(some)
        # All chance is drawn at once, so that what has come stays as it is.
        turn, drift, kept = some.random((3, len(corners)))
        middle = corners.mean(1)
        loose = loosened(middle, self.side) + 0.16 * wave.fbm(2.6 * middle[:, 0], 2.6 * middle[:, 1], 2)
        # The small ones have flown already, and hold together.
        free = np.clip((loose - 0.30) / 0.70, 0, 1) * (reach > 0.5)
        size = self.grown * np.interp(free, [0, 0.02, 0.2, 0.5, 1], [1.16, 1.04, 0.86, 0.66, 0.40])
        spin, blown = 1.8 * (turn - 0.5) * free, 0.34 * free**1.5 * drift
        to = middle + (WIND * [self.side, 1]) * blown[:, None]
        c, s = np.cos(spin), np.sin(spin)
        off = (corners - middle[:, None]) * size[:, None, None]
        off = np.stack(
            [off[..., 0] * c[:, None] - off[..., 1] * s[:, None], off[..., 0] * s[:, None] + off[..., 1] * c[:, None]],
            -1,
        )
        made = (to[:, None] + off) * reach + hub
        shown = (kept < np.interp(free, [0, 0.3, 1], [1.0, 0.86, 0.5])) & (size > 0.05)
        self.body += list(made[shown & (free == 0)])
        self.loose += list(made[shown & (free > 0)])
        self._strewn(rim, number, reach, hub)

    def _strewn(self, rim: Area, number: int, reach: float, hub: Points) -> None:
        """Glitter over a star: dense where the wind takes it, sparse behind; a few flakes of it flash."""
        some = self.chance("strewn", number)
        p = poisson(grow(rim, -0.03), STREWN * max(0.5 / reach, 1) ** 0.5, some)
        kept, turn, large, hue, bright = some.random((5, len(p)))
        windward = p @ (WIND * [self.side, 1])
        on = kept < np.interp(windward, [-0.9, -0.2, 0.35, 0.8], [0.14, 0.32, 1.0, 1.0])
        size = self.grown * (0.019 + 0.034 * large**2) * max(0.5 / reach, 1) ** 0.5
        for k in np.flatnonzero(on & (self.grown > 0.05)).tolist():
            self.silver.append((flake(p[k], size[k], turn[k]) * reach + hub, int(3 * hue[k] ** 1.7), float(bright[k])))
        order = np.flatnonzero(on)[np.argsort(-bright[on])]
        for at in apart(list(p[order]), 0.42)[: 4 if reach > 0.5 else 1]:
            self.glints.append((p[order][at] * reach + hub, 0.17 if reach > 0.5 else 0.30 * reach))

    def trail(self, spine: Points, run: float, stars: Sequence[tuple[Points, float]], body: Points) -> None:
        """What has blown off: flakes and motes, thick at the star, few and fine at the end. run: how far it reaches,
        0..1. stars: middles and reaches of what stands in it. body: the outline of the star, that it leaves."""
        some = self.chance("trail")
        n = FLAKES + MOTES
        t, off, size, thin, turn, sway = (
            some.random(n),
            np.clip(some.normal(0, 1, n), -1.9, 1.9),
            some.lognormal(-0.3, 0.62, n),
            *some.random((3, n)),
        )
        t = t**1.8
        wide = np.interp(t, [0, 0.2, 0.5, 0.8, 1], [0.30, 0.26, 0.15, 0.08, 0.02])
        k = np.clip((t * (len(spine) - 1)).astype(int), 0, len(spine) - 1)
        at = spine[k] + normals(spine)[k] * (off * wide)[:, None]
        come = smoothsteps((run - t) / 0.14) * self.grown
        free = ~contains(area(body), at)
        for middle, reach in stars:
            free &= np.hypot(*(at - middle).T) > 1.12 * reach
        size = 0.046 * np.clip(size, 0.28, 1.8) * (1 - 0.62 * t)
        loose = np.arange(n) < FLAKES
        for i in np.flatnonzero(loose & free & (come > 0.05)).tolist():
            self.loose.append(flake(at[i], size[i] * come[i], turn[i], 0.45 + 0.5 * thin[i]))
            if sway[i] < 0.4:
                self.silver.append((flake(at[i], 0.5 * size[i] * come[i], turn[i]), i % 3, 1.0))
        mote = ~loose & free & (come > 0.05)
        self.motes += list(zip(at[mote], ((0.0085 + 0.007 * thin) * come)[mote].tolist(), strict=True))

    def layers(self, feeling: Feeling, unit: float, shift: Points, ink: str) -> tuple[Layer, ...]:
        """The foil's black, whole and loose; its silver; and what of that shines."""
        grown = self.grown

        def placed(p: Points) -> Outline:
            return Outline(p * unit + shift)

        whole = filled([placed(p) for p in self.body], ink)
        black = [filled([placed(p) for p in self.loose], ink, 0.94)]
        if self.motes:
            at, radii = np.array([p for p, _ in self.motes]), np.array([r for _, r in self.motes])
            black += pricks(at * unit + shift, np.maximum(radii * unit, 0.02), ink)
        foil: list[Shape | None] = []
        for h, color in enumerate(HUES):
            for low, high, much in ((-1, 0.4, 0.7), (0.4, 2, 1.0)):
                some = [placed(p) for p, hue, bright in self.silver if hue == h and low < bright <= high]
                foil.append(filled(some, feeling.tint(color), much * grown))
        light: list[Shape | None] = [
            filled([placed(p) for p, _, bright in self.silver if bright > 0.5], "#ffffff", grown)
        ]
        for at, size in self.glints:
            light += glint(at * unit + shift, size * unit * grown)
        return (
            # Of shade, which is dark on dark skin too: what glitters has something to glitter on.
            layer("foil's body", "shade", [whole]),
            layer("foil's black", "line", black),
            layer("foil", "colour", foil),
            layer("glitter", "shimmer", light),
        )


def flake(at: Points, size: float, turn: float, thin: float = 0.8) -> Points:
    """A four-cornered flake that reaches `size` from its middle, and `thin` as far across; turn: 0..1."""
    axis = heading(np.pi * turn)
    cross = thin * np.array([-axis[1], axis[0]])
    made: Points = at + size * np.array([axis, cross, -axis, -cross])
    return made


def apart(p: Sequence[Points], gap: float) -> list[int]:
    """The first of some points, and of the rest each that is so far from all before it."""
    kept: list[int] = []
    for i, at in enumerate(p):
        if all(np.hypot(*(p[j] - at)) > gap for j in kept):
            kept.append(i)
    return kept


def glint(at: Points, size: float) -> list[Shape | None]:
    """A facet that looks straight at the lamp: a point of light, and four crisp hairs of it, the upright ones long."""
    if size <= 0.02:
        return []
    far = np.array([1.0, 0.7, 1.0, 0.7])
    tips = heading(0.16 - np.pi / 2 + np.arange(4) * np.pi / 2) * (far * size)[:, None]
    notches = heading(0.16 - np.pi / 4 + np.arange(4) * np.pi / 2) * 0.09 * size
    bloom = radial(at, 0.5 * size, (0, "#fff2fa", 0.5), (0.5, "#fff2fa", 0.14), (1, "#fff2fa", 0))
    return [
        filled(dots([at], 0.5 * size), bloom),
        filled([Outline(at + np.stack([tips, notches], 1).reshape(-1, 2))], "#ffffff"),
    ]
