"""The sky behind the skin: its colours, where there is room in it, and the plane its clouds lie in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Grid, Noise, Ramp, follow, length, mix, outlines
from markgen.draw.torn import Wound
from markgen.motifs._galaxy.looks import Look
from markgen.motifs._galaxy.openings import round_limb
from markgen.values import Feeling, Ground, Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

STREAMS = 35
"""Clouds that are drawn out."""

COARSE = 90
"""Cells along the mark's size that the depth of a sky is known in."""


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

    @cached_property
    def size(self) -> float:
        """mm that what is in it is measured by."""
        return self.wound.unit

    def ramp(self, k: int) -> Ramp:
        """The colours of a family, deep to bright: a sky keeps some of its hues however grey the mood."""
        natural = self.look.families[k]
        seen = self.feeling.ramp(*natural)
        return seen if self.grey else Ramp(tuple(mix(seen(i / 2), c, 0.8) for i, c in enumerate(natural)))

    @property
    def grey(self) -> bool:
        """Whether it knows no colour at all."""
        return self.feeling.mood.chroma == 0

    @cached_property
    def warm(self) -> str:
        """The colour of hearts of light."""
        return mix(self.feeling.tint(self.look.warm), self.look.warm, 0.0 if self.grey else 0.6)

    def scatter(self, n: int, name: str) -> tuple[Points, Floats, Floats]:
        """n places spread evenly over all rips, as they would be wide open: where, half the width there, both mm, and
        how far each one's rip has opened."""
        weights = np.array([r.gape.max() * length(r.path) / max(r.swell, 0.05) ** 2 for r in self.wound.rips])
        c = self.wound.chance(name)
        # M. Roberts, "The unreasonable effectiveness of quasirandom sequences" (2018): powers of a root of x^4 = x + 1.
        spread = (c.random(3) + np.arange(n)[:, None] * np.array([0.8191725134, 0.6710436067, 0.5497004779])) % 1
        chosen = np.searchsorted(np.cumsum(weights) / weights.sum(), spread[:, 0])
        where, room, swell = np.zeros((n, 2)), np.zeros(n), np.zeros(n)
        for k, r in enumerate(self.wound.rips):
            some = np.flatnonzero(chosen == k)
            u = np.interp(spread[some, 1], np.cumsum(r.gape + 1e-6) / (r.gape + 1e-6).sum(), r.u)
            where[some], room[some], swell[some] = r.place(u, 2 * spread[some, 2] - 1), r.room(u), r.swell
        return where, room, swell

    @cached_property
    def grid(self) -> Grid:
        """A grid over the hole, its nodes at fixed shares of the size from the ground's centre, so nothing wanders."""
        cell = self.feeling.size / (COARSE * (1.5 if self.sleeve else 1.0))
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

    def deep(self, places: Points) -> Floats:
        """The same at places."""
        return self.grid.at(places, self.depth)

    def stirred(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where the cloud at a place in mm came from, in sizes: the plane, stirred."""
        stir, centre = Noise(self.wound.chance("stir")), self.ground.centre
        x, y = (x - centre[0]) / self.size, (y - centre[1]) / self.size
        aside, down = 0.15 * stir.fbm(x * 3.4 + [[0], [41.3]], y * 3.4 + [[0], [17.9]], 2)
        return x + aside, y + down

    def hue(self, x: Floats, y: Floats) -> Floats:
        """Which family a stirred place belongs to, 0..2, in drifts along the tear."""
        c = self.wound.chance("hue")
        turn, flip = c.uniform(0, 1), 1 if c.random() < 0.5 else -1
        return np.asarray(
            1.0 + 1.2 * np.sin(2 * np.pi * (1.5 * flip * y + turn) + 3.4 * Noise(c).fbm(x * 3.2, y * 3.2, 3))
        )

    def billow(self, x: Floats, y: Floats) -> Floats:
        """How thick cloud is at a stirred place, 0 to 1."""
        b = np.clip((Noise(self.wound.chance("billow")).fbm(x * 6.0, y * 4.2, 3, 0.55) + 0.10) / 0.44, 0, 1)
        return np.asarray(b * b * (3 - 2 * b))

    @cached_property
    def focus(self) -> tuple[Points, float]:
        """Where the event is, mm, and how far it reaches: where the great rip is widest, but off its middle."""
        r = self.wound.rips[0]
        c = self.wound.chance("focus")
        u = float(np.clip(r.peak + c.choice([-1, 1]) * c.uniform(0.03, 0.09), 0.1, 0.9))
        room = float(r.room(r.peak)[0])
        return r.place(u, c.uniform(-0.22, 0.22)), min(room * 1.15, 0.19 * self.size)

    @cached_property
    def streams(self) -> tuple[NDArray[np.float64], Floats, Floats]:
        """Ways that cloud is drawn out along: (m, n, 2) mm, how thick it is there, and of which family."""
        n = int(STREAMS * (1.2 if self.sleeve else 1.0))
        where, _, swell = self.scatter(n, "streams")
        c = self.wound.chance("stream sizes")
        bend, way = Noise(self.wound.chance("bend")), self.wound.rips[0].path
        base, (centre, reach) = float(np.arctan2(*(way[-1] - way[0])[::-1])), self.focus

        def field(x: Floats, y: Floats) -> Floats:
            turn = base + 1.5 * bend.fbm(x / self.size * 4.5, y / self.size * 3.2, 2)
            # They wind round what happens here.
            dx, dy = x - centre[0], y - centre[1]
            near = np.exp(-((np.hypot(dx, dy) / (1.5 * reach)) ** 2))
            return np.asarray(turn + near * (np.arctan2(dy, dx) + np.pi / 2 - turn))

        x, y = self.stirred(*where.T)
        thick = np.clip(0.25 + 0.9 * self.billow(x, y), 0, 1) * self.feeling.births(0.05 + 0.5 * np.arange(n) / n, 0.3)
        ways = follow(where, field, self.size * c.uniform(0.09, 0.24, n) * swell, 7)
        # One that bends back on itself would be an arrowhead.
        bent = np.abs(
            np.diff(np.unwrap(np.arctan2(*np.moveaxis(np.diff(ways, axis=1), -1, 0)[::-1]), axis=1), axis=1)
        ).max(1)
        thick = thick * np.clip(2 - bent / 0.45, 0, 1)
        return ways, thick * swell * min(self.look.cloud, 1.2), self.hue(x, y)

    def within(self, shapes: Shapes) -> Shapes:
        """The shapes, as far as the opening shows them."""
        rim = outlines(self.wound.opening)
        return [replace(s, clip=rim) for s in shapes if s is not None]


def family(hue: float) -> int:
    """The number of the family of cloud that a hue from 0 to 2 is nearest to."""
    return int(np.clip(round(float(hue)), 0, 2))
