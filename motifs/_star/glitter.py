"""What a child's star wears by morning: ink laid in by felt pen, and glitter dusted over one side of it, torn flecks of
foil of which few look into the lamp, and which thin out over its edge onto the skin."""

from __future__ import annotations

from collections.abc import Sequence

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
    cut,
    filled,
    grow,
    heading,
    inside,
    length,
    normals,
    resample,
    ribbon,
    simplify,
    smooth,
    smoothsteps,
    union,
)
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

DULL = (
    *("#3b3841", "#4b4850", "#5d5a63", "#716e78", "#85828c"),
    *("#4b4a86", "#666ab0", "#75604e", "#8f7460"),
)
"""What most flecks look like: greys hardly lighter than ink, and a few that turn violet-blue or warm."""

HALF = ("#b4b1be", "#a3a9d8", "#c4ae9a")
"""What those that half face the lamp do."""

SILVER = "#f2f0f6"
"""And those that look into it."""

SPINE = np.array([(0.10, -0.06), (0.58, -0.62), (1.02, -1.16), (1.24, -1.72), (1.22, -2.24), (1.00, -2.66)])
"""The middle of the trail, of a star's reach from its hub: over one shoulder, and round."""

DUSTED = np.array([0.68, -0.73])
"""The side that a hand has dusted."""

ROWS, STROKE = 0.058, 0.066
"""Of the strokes that fill a star: from one to the next, and their width, of its reach."""

SLANT = -0.72
"""How they run, radians, where the star is dusted at its right."""

FLECK = 0.007, 0.033
"""How far a fleck reaches from its middle, of the star's reach: 0.15 to 0.7 mm across on a star of 22 mm."""

STREWN = 1300
"""Flecks over a star and round it, if they lay as close everywhere as where they lie densest."""

SPILL = 0.22
"""How far over the edge it falls, of the reach."""

BRIGHT, STRAYED = 12, 3
"""Flecks that look into the lamp, of the star's and of the trail's."""

LOOSE = 280
"""Flecks of the trail, when all have come."""

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


class Dust:
    """What fills stars and lies on them, in the first one's reach from its hub; `layers` brings it to the skin.

    grown: how far all of it has come, 0..1. side: 1 if they are dusted at their right, -1 at their left.
    """

    def __init__(self, chance: Chance, grown: float, side: int) -> None:
        self.chance, self.grown, self.side = chance, grown, side
        self.beds: list[Area] = []
        self.strokes: tuple[list[Area], list[Area]] = [], []
        self.loose: list[Points] = []
        self.foil: dict[str, list[Points]] = {}
        self.half: list[Points] = []
        self.bright: list[Points] = []

    def filled_in(self, star: Line, number: int, reach: float) -> None:
        """A star filled in by felt pen: strokes side by side, each as far as the hand went, which is seldom just to
        the line."""
        some = self.chance("felt", number)
        rim, hub = area(star.outline()), star.hub()
        rows, slant = ROWS * max(reach, 0.55), self.side * (SLANT + some.normal(0, 0.10))
        way, aside = heading(slant), heading(slant + np.pi / 2)
        u = np.linspace(-1.3, 1.3, 90) * reach
        ribbons: tuple[list[Points], list[Points]] = [], []
        self.beds.append(grow(rim, -0.4 * rows))
        for k, row in enumerate(np.arange(-1.25 * reach, 1.25 * reach, rows)):
            # All of a row's chance at once, so that rows do not depend on how much of them is in the star.
            off, first, last, press = some.normal(0, [0.12, 0.2, 0.2, 0.09]) * [rows, rows, rows, 1]
            phase, shake = 2 * np.pi * some.random(2)
            bow = 0.05 * reach * (u / reach) ** 2 + 0.14 * rows * np.sin(4.1 * u / reach + phase)
            for p in cut([hub + u[:, None] * way + (row + off + bow)[:, None] * aside], rim):
                if length(p) < 1.2 * rows:
                    continue
                run = resample(p, max(int(length(p) / (0.5 * rows)), 6))
                run[0] += way * first
                run[-1] += way * last
                uneven = np.sin(length(p) / rows * np.linspace(0, 0.8, len(run)) + shake)
                wide = STROKE / ROWS * rows * (1 + press + 0.10 * uneven)
                wide[[0, -1]] *= 0.6
                ribbons[k % 2].append(ribbon(run, self.grown * wide))
        for laid, each in zip(self.strokes, ribbons, strict=True):
            laid.extend(areas(each))

    def strewn(self, star: Line) -> None:
        """Glitter over a star: dense along the side that was dusted and over its edge, and sparse behind."""
        some, hub = self.chance("strewn"), star.hub()
        rim = area(star.outline() - hub)
        p = inside(grow(rim, SPILL), STREWN, some)
        kept, turn, large, hue, bright = some.random((5, STREWN))
        # By hand, so in clouds.
        cloud = Noise(some).fbm(3.2 * p[:, 0], 3.2 * p[:, 1], 2)
        dusted = p @ (DUSTED * [self.side, 1]) + 0.5 * cloud
        within, near = contains(rim, p), contains(grow(rim, 0.45 * SPILL), p)
        share = np.interp(dusted, [-0.7, -0.15, 0.2, 0.5], [0.05, 0.18, 0.66, 1.0])
        on = kept < share * np.where(within, 1.0, np.where(near, 0.34, 0.10) * (dusted > 0.15))
        order = np.flatnonzero(on & within & (large > 0.7))
        order = order[np.argsort((bright - 0.35 * dusted)[order])]
        flash = {int(order[k]) for k in apart(list(p[order]), 0.15)[:BRIGHT]}
        made = flecks(hub + p, self.grown * _sizes(large), some)
        for k in np.flatnonzero(on).tolist():
            if not within[k] and bright[k] < 0.6:
                self.loose.append(made[k])
            else:
                self._laid(made[k], hue[k], turn[k], k in flash)

    def _laid(self, made: Points, hue: float, turn: float, flash: bool) -> None:
        """A fleck with the look that its turn gives it."""
        half = turn > 0.82
        looks = HALF if half else DULL
        look = SILVER if flash else looks[int(len(looks) * hue)]
        self.foil.setdefault(look, []).append(made)
        if flash:
            self.bright.append(made)
        elif half:
            self.half.append(made)

    def trail(self, spine: Points, run: float, stars: Sequence[tuple[Points, float]], body: Points) -> None:
        """What fell beside: thick at the star's edge, few and fine at the end. run: how far it reaches, 0..1. stars:
        middles and reaches of what stands in it. body: the outline of the star, that it leaves."""
        some = self.chance("trail")
        t, off = some.random(LOOSE) ** 1.5, np.clip(some.normal(0, 1, LOOSE), -2.2, 2.2)
        large, hue, turn, lit = some.random((4, LOOSE))
        wide = np.interp(t, [0, 0.2, 0.5, 0.8, 1], [0.36, 0.30, 0.18, 0.10, 0.03])
        k = (t * (len(spine) - 1)).astype(int)
        at = spine[k] + normals(spine)[k] * (off * wide)[:, None]
        come = smoothsteps((run - t) / 0.14) * self.grown
        free = ~contains(area(body), at) & (come > 0.05)
        for middle, reach in stars:
            free &= np.hypot(*(at - middle).T) > 1.12 * reach
        made = flecks(at, _sizes(large) * (1 - 0.4 * t) * come, some)
        near = np.flatnonzero(free & (large > 0.5))
        flash = set(near[np.argsort(lit[near])][:STRAYED].tolist())
        for i in np.flatnonzero(free).tolist():
            if lit[i] < 0.3:
                self._laid(made[i], hue[i], turn[i], i in flash)
            else:
                self.loose.append(made[i])

    def layers(self, feeling: Feeling, unit: float, shift: Points, ink: str) -> tuple[Layer, ...]:
        """The felt pen's fill, flecks as dark as ink, those of foil, and what of that shines."""

        def placed(some: Sequence[Points]) -> list[Outline]:
            return [Outline(p * unit + shift) for p in some]

        def inked(some: Sequence[Area], much: float) -> Shape | None:
            return filled(placed(boundary(simplify(union(some), 0.004))), ink, much * self.grown)

        return (
            # Of shade, which is dark on dark skin too: what glitters has something to glitter on.
            layer("foil's body", "shade", [inked(self.beds, 0.80), *(inked(each, 0.90) for each in self.strokes)]),
            layer("foil's black", "line", [filled(placed(self.loose), ink, 0.9)]),
            layer(
                "foil", "colour", [filled(placed(p), feeling.tint(look), self.grown) for look, p in self.foil.items()]
            ),
            layer(
                "glitter",
                "shimmer",
                [
                    filled(placed(self.half), "#ffffff", 0.36 * self.grown),
                    filled(placed(self.bright), "#ffffff", 0.92 * self.grown),
                ],
            ),
        )


def _sizes(large: Floats) -> Floats:
    """How far flecks reach: most are dust, and a few are large. large: 0..1, evenly spread."""
    least, most = FLECK
    made: Floats = least + (most - least) * large**1.9
    return made


def flecks(at: Points, sizes: Floats, some: np.random.Generator) -> Points:
    """Torn bits of foil that reach about so far from their middles, (n, 6, 2): no two are alike."""
    n = len(at)
    turn, thin = some.uniform([[0.0], [0.42]], [[2 * np.pi], [0.9]], (2, n))
    a = np.pi / 3 * (np.arange(6) + some.uniform(0, 0.9, (n, 6)))
    rim = heading(a) * some.uniform(0.55, 1.15, (n, 6, 1)) * sizes[:, None, None]
    x, y = rim[..., 0], rim[..., 1] * thin[:, None]
    c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
    made: Points = at[:, None] + np.stack([x * c - y * s, x * s + y * c], -1)
    return made


def apart(p: Sequence[Points], gap: float) -> list[int]:
    """The first of some points, and of the rest each that is so far from all before it."""
    kept: list[int] = []
    for i, at in enumerate(p):
        if all(np.hypot(*(p[j] - at)) > gap for j in kept):
            kept.append(i)
    return kept
