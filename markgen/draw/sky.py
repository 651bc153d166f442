"""What shines in the dark: halos, glints with rays, spiral galaxies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.color import mix
from markgen.draw.flow import heading
from markgen.draw.noise import Noise
from markgen.draw.paint import filled, pricks, radial
from markgen.draw.paths import dots, ellipses, polyline, whips
from markgen.draw.texture import Grid
from markgen.values import Outline, Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

DUST = "#05040f"
"""The dark lane on the inside of a galaxy's arm."""


def halo(centre: ArrayLike, radius: float, color: str, strength: float = 1.0, core: str | None = None) -> Shape | None:
    """Light round a place, bright in the middle and nothing at the radius (mm). core: a colour for its heart."""
    at = np.asarray(centre, float)
    stops = ((0.0, core or color, strength), (0.36, color, 0.46 * strength), (1.0, color, 0.0))
    return filled(dots(at[None], radius), radial(at, radius, *stops)) if strength > 0.01 and radius > 0 else None


def glint(centre: ArrayLike, reach: float, half: float, turn: float = 0.0) -> Outline:
    """The four rays of a bright star, thin as needles: one outline.

    reach: mm to a tip. half: half the width of a ray at its root, mm. turn: radians. The second pair of rays is
    shorter than the first.
    """
    far = np.tile([reach, 0.27 * reach, half * 1.2, 0.27 * reach], 4)
    far[[4, 12]] *= 0.72
    away = heading(turn + np.arange(16) * np.pi / 8)
    spots = away * far[:, None]
    # A quarter of the way out, a ray is already less than half as wide as at its root.
    for k in range(0, 16, 4):
        side = np.array([-away[k, 1], away[k, 0]]) * half * 0.42
        spots[k + 1], spots[k - 1] = away[k] * 0.27 * far[k] + side, away[k] * 0.27 * far[k] - side
    return polyline(np.asarray(centre, float) + spots)


def rays(centre: Points, reach: float, n: int, chance: np.random.Generator) -> list[Outline]:
    """The rays of a bright star as a hand draws them: few long ones, no two alike, and none that reaches its middle.

    reach: mm to the tip of the longest.
    """
    turns = 2 * np.pi * (np.arange(n) + chance.uniform(-0.3, 0.3, n)) / n
    far = reach * np.where(np.arange(n) % 4 == 0, chance.uniform(0.7, 1.0, n), chance.uniform(0.2, 0.5, n))
    away = heading(turns)[:, None] * far[:, None, None] * np.array([0.12, 0.45, 1.0])[:, None]
    return whips(centre + away, reach * np.array([0.07, 0.035, 0.0]) * chance.uniform(0.6, 1.3, (n, 1)))


@dataclass(frozen=True)
class Galaxy:
    """A disc of stars seen aslant: its middle and radius, mm; turn, radians, tilt, hand, wound and bar, as `spiral` has
    them; the noise that makes it uneven."""

    at: Points
    radius: float
    turn: float
    tilt: float
    hand: int
    wound: float
    bar: float
    noise: Noise

    @property
    def spin(self) -> Floats:
        """The matrix that turns rows by its turn."""
        cos, sin = np.cos(self.turn), np.sin(self.turn)
        return np.array([[cos, sin], [-sin, cos]])

    def place(self, u: Floats, v: Floats) -> Points:
        """Places on the disc, mm; u, v in radii, u along its long axis."""
        return np.asarray(np.column_stack([u, v * self.tilt]) @ self.spin * self.radius + self.at)

    def disc(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where on the disc places are, in radii: `place`, the other way."""
        dx, dy = (x - self.at[0]) / self.radius, (y - self.at[1]) / self.radius
        (cos, sin), _ = self.spin
        return np.asarray(dx * cos + dy * sin), np.asarray((dy * cos - dx * sin) / self.tilt)

    def oval(self, long: float, tilt: float) -> list[Outline]:
        """An ellipse about the middle, `long` mm half as long."""
        return ellipses(self.at[None], np.array([long]), np.array([long * tilt]), np.array([self.turn]))

    def arm(self, r: Floats) -> Floats:
        """Which way from its middle one of its two arms is, radians, so many radii out; the other is opposite."""
        root = max(0.8 * self.bar, 0.10)
        return np.asarray(self.hand * self.wound * np.pi * np.log(np.maximum(r, 0.04) / root) / np.log(1 / root))

    def light(self, u: Floats, v: Floats) -> tuple[Floats, Floats]:
        """How bright the disc is at places on it, 0 to about 1, and how much dust lies before it.

        Density, not lines: arms are where an uneven disc is densest, their phase is torn by the same noise that clumps
        them, and dust gathers along their inner sides, most of it on the near one.
        """
        r = np.hypot(u, v)
        torn = self.noise.fbm(1.5 * u + 5, 1.5 * v, 3, 0.55)
        clump = self.noise.fbm(5.6 * u, 5.6 * v + 9, 3, 0.55)
        phase = self.hand * np.arctan2(v, u) - self.hand * self.arm(r) + 0.45 * torn
        arm = (0.5 + 0.5 * np.cos(2 * phase)) ** 2.6 * (1 + 0.2 * np.cos(phase))
        rim = np.clip((1.04 - r + 0.35 * torn) / 0.5, 0, 1)
        arms = 1.25 * np.exp(-1.15 * r) * arm * np.clip(r / 0.2, 0, 1) * np.clip(0.85 + 1.1 * clump, 0, 2)
        bright = 0.42 * np.exp(-2.0 * r) * (1 + clump) + arms
        if self.bar:
            bright += 0.7 * np.exp(-((u / self.bar) ** 4) - (v / (0.36 * self.bar)) ** 2)
        front = v / np.maximum(r, 0.05)
        near = np.clip(0.55 + 0.6 * front, 0.1, 1)
        lane = (0.5 + 0.5 * np.cos(2 * phase + 1.2)) ** 5 * np.clip((r - 0.10) / 0.12, 0, 1) * np.clip(1.15 - r, 0, 1)
        # Where its near side passes before the bulge, dust is seen against the brightest there is.
        before = 0.8 * np.exp(-(((r - 0.33 - 0.12 * torn) / 0.06) ** 2)) * np.clip(1.6 * front - 0.4, 0, 1)
        dust = np.maximum(1.15 * lane * near, before) * np.clip(0.85 + 0.9 * clump, 0.3, 1.2)
        return np.asarray(bright * rim**1.5), np.asarray(dust * np.clip(2 * rim, 0, 1))


DISC, LANES = (0.035, 0.07, 0.12, 0.18, 0.26, 0.36, 0.48, 0.62, 0.78), (0.24, 0.40, 0.58, 0.76)
"""Levels at which a galaxy's light, and the dust before it, are laid."""

BULGE = 8
"""Ovals of a galaxy's bulge."""


def spiral(
    centre: ArrayLike,
    radius: float,
    turn: float,
    tilt: float,
    colors: Sequence[str],
    chance: np.random.Generator,
    *,
    hand: int = 1,
    wound: float = 2.6,
    bar: float = 0.0,
    stars: int = 120,
) -> Shapes:
    """A spiral galaxy seen aslant: a disc of light, densest along two uneven arms; a warm bulge; dust before both.

    radius: mm. turn: radians. tilt: short axis as a share of the long one. colors: of the disc, of the arms, of
    their crests, of the heart. hand: 1 or -1, which way it turns. wound: half turns from an arm's root to its tip.
    bar: length of a bar through the heart, as a share of the radius. stars: pricks that it is strewn with; one of few
    is small, and drawn with less.
    """
    g = Galaxy(np.asarray(centre, float), radius, turn, tilt, hand, wound, bar, Noise(chance))
    return galaxy(g, colors, stars, chance)


def galaxy(
    g: Galaxy, colors: Sequence[str], stars: int, chance: np.random.Generator, dust: str = DUST, bulge: float = 1.0
) -> Shapes:
    """A galaxy, drawn: colors and stars as `spiral` has them. dust: colour of what lies before it. bulge: how large
    that is, in what it mostly is."""
    disc, arm, crest, heart = colors
    rich = stars > 50
    cell = g.radius / (34 if rich else 15)
    cos, sin = np.cos(g.turn), np.sin(g.turn)
    half = np.ceil(1.12 * g.radius / cell * np.hypot([cos, sin], [g.tilt * sin, g.tilt * cos]))
    columns, rows = (int(2 * n) + 1 for n in half)
    grid = Grid(g.at[0] - half[0] * cell, g.at[1] - half[1] * cell, cell, columns, rows)
    light, lanes = g.light(*g.disc(grid.x, grid.y))
    out: Shapes = []
    for k in range(0, len(DISC), 1 if rich else 2):
        t = 2 * k / (len(DISC) - 1)
        color = mix(disc, arm, t) if t < 1 else mix(arm, crest, t - 1)
        out.append(filled(grid.above(light, DISC[k], 0.5), color, (0.11 + 0.09 * t) * (1 if rich else 1.5)))
    out += strewn(g, (crest, "#f4efe8", heart), stars, chance)
    # Ovals in ovals, for a gradient is round: a bulge is less flat than its disc, and the flatter the farther out.
    core = bulge * g.radius * (0.30 + 0.2 * g.bar)
    for k in range(BULGE):
        far = core * (1 - k / BULGE) ** 1.5
        oval = g.oval(far, g.tilt + (0.85 - g.tilt) * (0.3 + 0.7 * k / BULGE))
        out.append(filled(oval, mix(heart, "#ffffff", 0.75 * k / BULGE), 0.08 + 0.03 * k))
    out.append(halo(g.at, 0.42 * core, mix(heart, "#ffffff", 0.4), 0.95, "#ffffff"))
    for level, share in zip(LANES, (0.18, 0.22, 0.26, 0.30), strict=True):
        out.append(filled(grid.above(lanes, level, 0.5), dust, share))
    return out


def strewn(g: Galaxy, colors: Sequence[str], m: int, chance: np.random.Generator) -> Shapes:
    """Stars as a needle sets them: each a prick, thick where the disc is bright, so that arms are carried out in dots
    beyond where their light ends."""
    n = 5 * m
    far, angle = np.sqrt(chance.random(n)) * 1.12, 2 * np.pi * chance.random(n)
    u, v = far * np.cos(angle), far * np.sin(angle)
    light, dust = g.light(u, v)
    kept = np.flatnonzero(chance.random(n) < 2.4 * light**1.3 * (1 - np.clip(1.3 * dust, 0, 1)))[: int(1.4 * m)]
    size = np.clip(g.radius * 0.0036, 0.08, 0.22) * np.where(kept % 29 == 0, 1.9, np.where(kept % 3, 0.7, 1.15))
    size = np.minimum(size, 0.013 * g.radius)
    where, out = g.place(u[kept], v[kept]), []
    for k, color in enumerate(colors):
        out += pricks(where[k::3], np.maximum(size[k::3], 0.02), color)
    return out
