"""The sky behind the skin: its colours, where there is room in it, and the plane its clouds lie in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Grid, Noise, Ramp, blurred, length, mix, outlines, smoothsteps
from markgen.draw.rips import LIGHT
from markgen.draw.sky import Galaxy
from markgen.draw.torn import Wound
from markgen.motifs._galaxy.looks import Look
from markgen.motifs._galaxy.nebula import Nebula, nebula
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
    def lesser(self) -> Galaxy:
        """A galaxy that is farther off, and seen nearly from its edge."""
        rip, c = self.wound.rips[0], self.wound.chance("lesser")
        u, far = (0.745, 0.105) if self.sleeve else (0.20, 0.085)
        u = u + c.uniform(-0.02, 0.02)
        radius = min(far * self.size, 1.1 * float(rip.room(u)[0])) * self.feeling.birth(0.28, 0.4) * rip.swell
        turn = self.whirl.turn + self.spin * c.uniform(0.9, 1.4)
        at = rip.place(u, self.spin * c.uniform(0.0, 0.2))
        return Galaxy(at, max(radius, 1e-3), turn, c.uniform(0.30, 0.38), -self.spin, 1.4, 0.0, Noise(c))

    @cached_property
    def spirals(self) -> list[Galaxy]:
        """All that turn in it, and that it is black about."""
        return [self.whirl, self.lesser] if self.swept else []

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
        """Its clouds."""
        return nebula(self)

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

    def within(self, shapes: Shapes) -> Shapes:
        """The shapes, as far as the opening shows them; a wash has no edge that could hide any."""
        if self.wound.washed:
            return shapes
        rim = outlines(self.wound.opening)
        return [replace(s, clip=rim) for s in shapes if s is not None]
