"""The sky behind the skin: its colours, where there is room in it, and the plane its clouds lie in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Area, Grid, Noise, Ramp, blurred, length, mix, outlines, simplify, smoothsteps
from markgen.draw.rips import LIGHT
from markgen.draw.sky import Galaxy
from markgen.draw.torn import Wound
from markgen.motifs._galaxy.looks import Look
from markgen.motifs._galaxy.openings import round_limb
from markgen.motifs._galaxy.tears import OPENINGS
from markgen.values import Feeling, Ground, Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

FINE = 170
"""Cells along the mark's size that a sky is known in."""


SHADED, STEPS = 0.26, 12
"""How far into the hole its edge throws its shadow, as a share of its width; in how many steps that is found."""


@dataclass(frozen=True)
class Nebula:
    """Cloud at each node of a sky's grid: thick, 0 black to 1, of each of three families of hue and of all; threads,
    where it is drawn out to bright filaments; dust, where something dark lies before it. hues: how far each node is of
    each family's hue, were it all cloud."""

    families: tuple[Floats, Floats, Floats]
    hues: tuple[Floats, Floats, Floats]
    thick: Floats
    threads: Floats
    dust: Floats


@dataclass(frozen=True)
class Spots:
    """Places in the rips. where: mm. room: half the width there, mm. swell: how far each one's rip has opened.
    x, y: where they lie across and along their rip, in sizes, as it will be wide open."""

    where: Points
    room: Floats
    swell: Floats
    x: Floats
    y: Floats


@dataclass(frozen=True)
class Sky:
    """What a wound opens on: a look of the sky, over the whole ground, seen through the wound."""

    wound: Wound
    look: Look
    ground: Ground

    @property
    def feeling(self) -> Feeling:
        """The feeling."""
        return self.wound.feeling

    @cached_property
    def sleeve(self) -> bool:
        """Whether it goes round a limb."""
        return round_limb(self.ground, self.feeling)

    @property
    def kind(self) -> str:
        """What happens in it."""
        seed = self.wound.chance.seed
        return self.look.events[(seed + seed // len(OPENINGS)) % len(self.look.events)]

    @cached_property
    def swept(self) -> Galaxy | None:
        """The galaxy that a sky is itself: its arms are where cloud is thick, its dust where that is dark."""
        return self.whirl if self.kind in ("grand", "barred") else None

    @cached_property
    def whirl(self) -> Galaxy:
        """What all of it turns round, whether or not it shines."""
        c, path = self.wound.chance("swept"), self.wound.rips[0].path
        turn = float(np.arctan2(*(path[-6] - path[5])[::-1])) + self.spin * c.uniform(0.25, 0.45)
        if not self.wound.washed:
            # As large as it can be and yet be seen whole: aslant in the hole, longer than that is wide.
            radius = 2.1 * self.focus[1] * (0.35 + 0.65 * self.feeling.birth(0.0, 0.85))
            bar = 0.32 if self.kind == "barred" else 0.0
            return Galaxy(self.focus[0], radius, turn, c.uniform(0.50, 0.56), self.spin, 1.7, bar, Noise(c))
        radius = 0.185 * float(np.hypot(*(path[-1] - path[0])))
        return Galaxy(self.focus[0], radius, turn, c.uniform(0.54, 0.60), self.spin, 1.5, 0.0, Noise(c))

    @cached_property
    def size(self) -> float:
        """mm that what is in it is measured by."""
        return self.wound.unit

    @property
    def little(self) -> float:
        """How far it is so small that blacks would close it up, 0 to 1."""
        return 1 - float(np.clip(self.size / 150, 0, 1))

    def ramp(self, k: int) -> Ramp:
        """The colours of a family, deep to bright: a sky keeps some of its hues however grey the mood."""
        natural = self.look.families[k]
        seen = self.feeling.ramp(*natural)
        return seen if self.grey else Ramp(tuple(mix(seen(i / 2), c, 0.8) for i, c in enumerate(natural)))

    @cached_property
    def night(self) -> str:
        """The dark behind everything: in a small tear it lets some of its colour through, or it would be a speck."""
        return mix(self.ramp(1)(0.12), self.look.night, 0.35 + 0.65 * self.feeling.birth(0.1, 0.5))

    @property
    def grey(self) -> bool:
        """Whether it knows no colour at all."""
        return self.feeling.mood.chroma == 0

    @cached_property
    def warm(self) -> str:
        """The colour of hearts of light."""
        return mix(self.feeling.tint(self.look.warm), self.look.warm, 0.0 if self.grey else 0.6)

    def scatter(self, n: int, name: str) -> Spots:
        """n places spread evenly over all rips, as they would be wide open."""
        weights = np.array([r.gape.max() * length(r.path) / max(r.swell, 0.05) ** 2 for r in self.wound.rips])
        c = self.wound.chance(name)
        # M. Roberts, "The unreasonable effectiveness of quasirandom sequences" (2018): powers of a root of x^4 = x + 1.
        spread = (c.random(3) + np.arange(n)[:, None] * np.array([0.8191725134, 0.6710436067, 0.5497004779])) % 1
        chosen = np.searchsorted(np.cumsum(weights) / weights.sum(), spread[:, 0]).clip(0, len(weights) - 1)
        u, v = np.zeros(n), 2 * spread[:, 2] - 1
        for k, r in enumerate(self.wound.rips):
            some = chosen == k
            u[some] = np.interp(spread[some, 1], np.cumsum(r.gape + 1e-6) / (r.gape + 1e-6).sum(), r.u)
        return self._spots(chosen, u, v)

    def _spots(self, rips: NDArray[np.int64], u: Floats, v: Floats) -> Spots:
        """Places in rips of those numbers: u 0..1 along each and v -1..1 across, (n,)."""
        where, (room, swell, x, y) = np.zeros((len(u), 2)), np.zeros((4, len(u)))
        for k, r in enumerate(self.wound.rips):
            some = rips == k
            where[some] = r.place(u[some], v[some])
            room[some], swell[some] = r.room(u[some]), r.swell
            grown = max(r.swell, 0.05) * self.size
            # No rip has the drifts of another.
            x[some] = v[some] * float(r.gape.max()) / grown + 7.3 * r.number
            y[some] = u[some] * length(r.path) / grown + 3.1 * r.number
        return Spots(where, room, swell, x, y)

    @cached_property
    def grid(self) -> Grid:
        """A grid over the hole, its nodes at fixed shares of the size from the ground's centre, so nothing wanders."""
        cell = self.feeling.size / FINE
        rings = np.concatenate([o.points for o in outlines(self.wound.hole)])
        centre = self.ground.centre
        i = np.floor((rings.min(0) - centre) / cell).astype(int) - 2
        j = np.ceil((rings.max(0) - centre) / cell).astype(int) + 2
        left, top = centre + i * cell
        return Grid(float(left), float(top), cell, int(j[0] - i[0]) + 1, int(j[1] - i[1]) + 1)

    @cached_property
    def depth(self) -> Floats:
        """mm from each node to the rim of the sky; 0 outside."""
        return self.grid.depth(self.wound.opening)

    @cached_property
    def sunk(self) -> Floats:
        """How far each node lies in the shadow that the skin throws into the hole, 0 to 1: deepest under the edge
        towards the light, and gone a third of the way across."""
        outside = (self.depth <= 0).astype(float)
        wide = max(float(r.gape.max()) for r in self.wound.rips)
        far = SHADED * (1 - 0.35 * self.little) * 2 * wide / self.grid.cell
        pad = int(far) + 1
        beyond, (rows, columns) = np.pad(outside, pad, constant_values=1.0), outside.shape
        fallen = np.zeros_like(outside)
        for k in range(1, STEPS + 1):
            right, down = np.rint(LIGHT * far * k / STEPS).astype(int) + pad
            fallen += beyond[down : down + rows, right : right + columns] / STEPS
        return blurred(fallen, 1.0)

    @cached_property
    def cover(self) -> Floats:
        """How far the sky covers each node: 1 where the skin is torn from it, and in rags where it washes out."""
        if not self.wound.washed:
            return np.ones(self.depth.shape)
        return self.about * smoothsteps(self.thin)

    @cached_property
    def thin(self) -> Floats:
        """How thick a sky lies that is a wash, before skin soaks it up: it runs out in wisps at its edges and even more
        at both ends, and clouds of bare skin lie in it; below 0 beyond that."""
        x, y = (v / self.size for v in (self.grid.x - self.ground.centre[0], self.grid.y - self.ground.centre[1]))
        # Slantwise, as it winds round the limb.
        u, v = x + 0.45 * self.spin * y, y - 0.45 * self.spin * x
        c = self.wound.chance("wash")
        rags, fold, bodies = (Noise(c) for _ in range(3))
        bent = 0.10 * fold.fbm(4 * u, 3 * v, 2)
        wisps = rags.fbm(7.5 * (u + bent), 3.6 * (v - bent), 5, 0.62)
        room = max(float(r.gape.max()) for r in self.wound.rips)
        rows = np.flatnonzero((self.depth > 0).any(1))
        along = np.clip((np.arange(self.grid.rows) - rows[0]) / max(rows[-1] - rows[0], 1), 0, 1)[:, None]
        base = np.minimum(2.0 * self.depth / room, 1.15 * np.minimum(along, 1 - along) / 0.12)
        far = np.hypot(self.grid.x - self.focus[0][0], self.grid.y - self.focus[0][1]) / self.focus[1]
        clouds = np.clip((bodies.fbm(4.4 * (u + bent), 2.6 * (v + bent), 4, 0.58) - 0.02) / 0.26, 0, 1)
        return np.asarray(base - 0.06 + 0.95 * wisps - 0.75 * clouds * np.clip(far - 1.1, 0, 1))

    @cached_property
    def about(self) -> Floats:
        """1 at each node that is in the hole or beside it, else 0."""
        return np.asarray(blurred((self.depth > 0).astype(float), 1.5) > 0.02, float)

    def covered(self, places: Points) -> Floats:
        """How far the sky covers places, 0 to 1."""
        return self.grid.at(places, self.cover)

    def deep(self, places: Points) -> Floats:
        """mm from places to the rim of the sky; 0 outside."""
        return self.grid.at(places, self.depth)

    def frame(self, places: Points) -> tuple[Floats, Floats]:
        """Across and along the flow, in sizes, of (n, 2) mm: straight along the wound, and wound up round the focus."""
        centre, far = self.focus
        away = places - centre
        turn = self.spin * 2.3 * np.exp(-(((away**2).sum(1)) / (1.25 * far) ** 2))
        turn = turn - float(np.arctan2(*(self.wound.rips[0].path[-6] - self.wound.rips[0].path[5])))
        cos, sin = np.cos(turn), np.sin(turn)
        x, y = away.T / self.size
        return np.asarray(x * cos + y * sin), np.asarray(y * cos - x * sin)

    def flow(self, x: Floats, y: Floats) -> Floats:
        """Which way cloud is drawn out there, radians: along the wound, and round the focus."""
        here, step = np.column_stack([x, y]), 0.004 * self.size
        u, right, down = (self.frame(here + by)[0] for by in ([0.0, 0.0], [step, 0.0], [0.0, step]))
        sway = 0.5 * Noise(self.wound.chance("sway"))(x / (0.13 * self.size), y / (0.22 * self.size))
        return np.asarray(np.arctan2(u - right, down - u) + np.pi + sway)

    @cached_property
    def nebula(self) -> Nebula:
        """Its clouds: folded noise that runs with the flow, black towards every rim."""
        c, there = self.wound.chance("nebula"), self.depth > 0
        x, y = self.frame(np.column_stack([self.grid.x[there], self.grid.y[there]]))
        fold, body, fine, dark, drift = (Noise(c) for _ in range(5))
        aside = fold.fbm(4.0 * x, 2.2 * y, 2), fold.fbm(4.0 * x + 31, 2.2 * y + 17, 2)
        u, v = x + 0.11 * aside[0], y + 0.14 * aside[1]
        room = max(float(r.gape.max()) for r in self.wound.rips)
        # As wide as the hole is thereabouts: narrow ends have their colours too.
        wide = np.clip(2.6 * blurred(self.depth, 0.05 * FINE)[there], 0.22 * room, room)
        margin = smoothsteps((self.depth[there] - 0.004 * self.size) / (0.55 * wide))
        billow = body.fbm(7.5 * u, 2.6 * v, 4, 0.62)
        ridge = 1 - np.abs(fine.fbm(9.0 * u, 3.2 * v, 3, 0.6)) / 0.22
        lanes = 1 - np.abs(dark.fbm(6.0 * u, 2.4 * v, 3, 0.6)) / 0.14
        cloud = self.look.cloud * self.feeling.birth(0.0, 0.5)
        thick = (
            np.clip(0.46 + 0.12 * self.little + 1.5 * billow + 0.12 * ridge, 0, 1.1)
            * (0.15 + 0.85 * margin)
            * margin**0.5
        )
        thick = np.clip(thick * (0.5 + 0.5 * min(cloud, 1.3)), 0, 1) * smoothsteps(1.4 * self.cover[there])
        if not self.wound.washed:
            # All in one sweep, that crosses from one rim to the other as it runs from end to end.
            way = length(self.wound.rips[0].path) / self.size
            across = x - 0.55 * self.spin * room / self.size * np.sin(np.pi * np.clip(y / (0.42 * way), -1, 1))
            sweep = np.exp(-((across * self.size / (0.62 * room)) ** 2))
            thick = np.clip(thick * (0.30 + 0.55 * sweep) + 0.26 * sweep * margin, 0, 1)
        dust: Floats | None = None
        if self.swept is not None:
            bright, dust = self.swept.light(*self.swept.disc(self.grid.x[there], self.grid.y[there]))
            thick = np.clip((0.85 - 0.45 * (bright > 0)) * thick + 0.8 * bright - 0.4 * dust, 0, 1) * smoothsteps(
                1.4 * self.cover[there]
            )
        turn, way = c.uniform(0, 1), 1 if c.random() < 0.5 else -1
        # One hue carries it; its neighbours come in at one end, and round what happens.
        hue = 1.0 + 1.25 * np.sin(2 * np.pi * (0.55 * way * v + turn) + 3.0 * u + 1.8 * drift.fbm(4 * u, 2 * v, 2))
        away = np.hypot(self.grid.x[there] - self.focus[0][0], self.grid.y[there] - self.focus[0][1]) / self.focus[1]
        hue += -0.5 if self.wound.washed else 0.8 * np.exp(-(((away - 1.7) / 0.9) ** 2))
        hues = [np.clip(1.15 - np.abs(np.clip(hue, 0, 2) - k), 0, 1) for k in range(3)]
        parts = [thick * each for each in hues]
        rest = (
            np.clip(ridge, 0, 1) * np.clip(1.5 * thick - 0.25, 0, 1),
            np.maximum(np.clip(lanes, 0, 1), 0 if dust is None else np.clip(1.3 * dust, 0, 1))
            * margin**0.5
            * np.clip(2 * self.cover[there] - 0.8, 0, 1),
        )
        made = []
        for some in (*parts, *hues, thick, *rest):
            whole = np.zeros(self.depth.shape)
            whole[there] = some
            made.append(whole)
        return Nebula((made[0], made[1], made[2]), (made[3], made[4], made[5]), *made[6:])

    def color(self, hue: float, bright: float) -> str:
        """A colour between two families; hue: 0 to 2, from the first to the last."""
        k = min(int(hue), 1)
        return mix(self.ramp(k)(bright), self.ramp(k + 1)(bright), float(hue) - k)

    def billow(self, s: Spots) -> Floats:
        """How thick cloud is at places, 0 to 1: in drifts that are drawn out along the rip, black between them."""
        noise = Noise(self.wound.chance("billow"))
        aside = 0.05 * noise.fbm(s.x * 4 + 41.3, s.y * 4 + 17.9, 2)
        return smoothsteps((noise.fbm((s.x + aside) * 8.5, s.y * 3.0, 3, 0.55) + 0.26) / 0.46)

    @cached_property
    def focus(self) -> tuple[Points, float]:
        """Where the event is, mm, and how far it reaches: where the great rip is widest, but off its middle."""
        r = self.wound.rips[0]
        c = self.wound.chance("focus")
        u = float(np.clip(r.peak + c.choice([-1, 1]) * c.uniform(0.03, 0.09), 0.1, 0.9))
        room = float(r.room(r.peak)[0])
        # A sleeve is looked at from outside.
        low, high, far = (0.0, 0.12, 0.155) if self.sleeve else (-0.22, 0.22, 0.19)
        return r.place(u, c.uniform(low, high)), min(room * 1.15, far * self.size)

    @property
    def spin(self) -> int:
        """Which way what happens here turns."""
        return 1 if self.wound.chance("spin").random() < 0.5 else -1

    @cached_property
    def rough(self) -> Area:
        """What shows it, near enough."""
        return simplify(self.wound.opening, 0.004 * self.size)

    def within(self, shapes: Shapes) -> Shapes:
        """The shapes, as far as the opening shows them; a wash has no edge that could hide any."""
        if self.wound.washed:
            return shapes
        rim = outlines(self.wound.opening)
        return [replace(s, clip=rim) for s in shapes if s is not None]
