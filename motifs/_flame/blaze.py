"""Fire in paint: its light in bands of colour, dark behind it, sparks; or its light as bare skin, in black and grey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import Chance, Grid, filled, isobands, mix, pricks
from markgen.motifs._flame.ash import Sparks, flying
from markgen.motifs._flame.dark import shaded, wafted
from markgen.motifs._flame.inked import backed, edged, fibres, laid_over
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.sheets import framed, lit
from markgen.motifs._flame.tongue import FLIES, STEPS, Floats, Tongue
from markgen.values import Feeling, Ground, Layer, Shape, layer

LEVELS = (
    (0.05, 0.11, 0.18, 0.27, 0.37, 0.48, 0.59, 0.7, 0.8, 0.89),
    (0.04, 0.075, 0.115, 0.16, 0.21, 0.26, 0.32, 0.38, 0.44, 0.5, 0.56, 0.62, 0.68, 0.74, 0.8, 0.86, 0.92),
)
"""Brightness, 0..1, at which one colour gives way to the next, round a limb and alone."""

FINE = ((0.5, 14.0), (0.28, 5.0))
"""Cells by which their edges may be off, and square cells under which they are left out, round a limb and alone."""

HEAT = ((0.0, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0), (0.02, 0.14, 0.32, 0.5, 0.64, 0.77, 0.88, 1.0))
"""Which of the fire's colours is as bright."""

PEPPER = (20000, 9000)
"""Places at which there may be a dot, round a limb and alone."""

SPARKS = 2
"""Of each tongue."""

THIN = ((0.3, 0.6, 0.9), (0.09, 0.12, 0.16, 0.22, 0.28, 0.34, 0.4, 0.46, 0.52, 0.6, 0.7, 0.8, 0.9))
"""How opaque the darkest of them are, round a limb and alone: they go out into skin."""

HOTTEST = (0.85, 0.65)
"""Brightness from which on light comes out of it, round a limb and alone."""

HEART = (0.04, 0.07)
"""How opaque the light that comes out of its heart is at each of its levels, round a limb and alone."""

PALE = "#fff2cc"
"""Colour of the hottest fire that there is."""

HUES = ((0.3, 0.97), (0.36, 1.0))
"""Which of the fire's colours is the coolest and which the hottest: round a limb it glows on black and has no dark rim
on bare skin, and is gold at most."""

BLACK = 0.45
"""Darkness from which on it is solid where there is no grey."""


@dataclass(frozen=True, eq=False)
class Blaze:
    """Fire on a grid. light: how hot it is, 0..1. coarse, dark: how dark the ground is, 0..1, on a grid of its own.
    lines: of its edges in the shade, round a limb."""

    grid: Grid
    wraps: bool
    light: Floats
    coarse: Grid
    dark: Floats
    fire: Sequence[Tongue]
    lines: list[Layer]

    @classmethod
    def round(cls, fire: Sequence[Tongue], ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> Blaze:
        """Tongues round a limb, from the back."""
        texture = fibres(chance)
        laid = laid_over([t for t in fire if t.reach > 3], ground, texture)
        coarse = coarser(laid.grid)
        lean = float(np.sign(sum(float(t.turn.mean()) for t in fire)))
        dark = backed(laid, coarse, texture, lean)
        return cls(laid.grid, True, laid.heat, coarse, dark, fire, edged(laid, fire, feeling, look))

    @classmethod
    def alone(cls, fire: Sequence[Tongue], chance: Chance, stands: bool, smokes: bool) -> Blaze:
        """Tongues that stand alone. stands: whether on something. smokes: whether they have smoke."""
        grid = framed(fire)
        fire = sorted((t for t in fire if t.reach > grid.cell), key=lambda t: (t.order, t.family))
        light, body = lit(fire, grid, stands, chance)
        coarse, half = coarser(grid), body[::2, ::2]
        if not smokes:
            dark = np.zeros_like(half)
        else:
            back = min(t.family for t in fire)
            first = max((t for t in fire if t.family == back and t.kind != FLIES), key=lambda t: t.reach)
            dark = wafted(half, coarse, None if stands else first.path[0], chance)
        return cls(grid, False, light, coarse, dark, fire, [])

    def painted(self, look: Look, chance: Chance) -> list[Layer]:
        """It as layers: smoke, and what burns before it."""
        cell = self.grid.cell
        off, least = FINE[not self.wraps]
        levels = LEVELS[not self.wraps]
        bands = isobands(self.grid, self.light, levels, off * cell, least * cell**2, self.wraps)
        hearts = [b for b, level in zip(bands, levels, strict=True) if level > HOTTEST[not self.wraps]]
        low, high = HUES[not self.wraps]
        high *= 1 - 0.5 * look.dead
        colours = [look.fire(max(high * float(np.interp(level + 0.03, *HEAT)), low)) for level in levels]
        if not self.wraps:
            # Alone on bare skin it is nearly that in its heart.
            colours = [
                mix(c, PALE, max(2.2 * level - 1.5, 0) * (1 - look.dead))
                for c, level in zip(colours, levels, strict=True)
            ]
        opaque = [*THIN[not self.wraps], *[1.0] * len(levels)]
        smoke = shaded(self.coarse, self.dark, self.wraps, look)
        return [
            layer("smoke", "shade", [*smoke, *self.pepper(look, chance)]),
            layer("fire", "colour", [filled(b, c, o) for b, c, o in zip(bands, colours, opaque, strict=False)]),
            layer("heat", "glow", [filled(b, look.fire(0.8), HEART[not self.wraps]) for b in hearts]),
            *self.lines,
            # Round a limb there are many tongues, and what only splits off has none.
            *flying(sparked([t for t in self.fire if not (self.wraps and t.kind)], self.grid.cell, chance), look),
        ]

    def greyed(self, look: Look, chance: Chance) -> list[Layer]:
        """It in black and grey: its light is bare skin."""
        return [
            layer("smoke", "shade", [*shaded(self.grid, self.ground(), self.wraps, look), *self.pepper(look, chance)])
        ]

    def blacked(self, look: Look, chance: Chance) -> list[Layer]:
        """It in solid black and bare skin."""
        cell = self.grid.cell
        (black,) = isobands(self.grid, self.ground(), (BLACK,), 0.2 * cell, 4 * cell**2, self.wraps)
        return [layer("black", "line", [filled(black, look.ink), *self.pepper(look, chance)])]

    def ground(self) -> Floats:
        """How dark each place is where light is bare skin, 0..1."""
        dark = self.coarse.at(np.column_stack([self.grid.x.ravel(), self.grid.y.ravel()]), self.dark)
        # What haze there is about it is bare too.
        light = self.light if self.wraps else np.clip(1.12 * self.light - 0.12, 0, 1)
        shade = np.clip(20 * light, 0, 1) * (1 - np.clip(1.15 * light, 0, 1)) ** 0.9
        behind = dark.reshape(light.shape) * (1 - np.clip(3 * light, 0, 1))
        return np.asarray(1 - (1 - 0.95 * shade) * (1 - behind))

    def pepper(self, look: Look, chance: Chance) -> list[Shape | None]:
        """Dots in which the dark goes out into bare skin."""
        g = self.coarse
        q = chance("pepper").random((PEPPER[not self.wraps], 4))
        p = q[:, :2] * [g.columns * g.cell, (g.rows - 1) * g.cell] + [g.left, g.top]
        much = g.at(p, self.dark)
        kept = q[:, 2] < 4 * much * (0.75 - much)
        p, size = p[kept], (0.2 + 0.3 * q[kept, 3] ** 2) * self.grid.cell
        bare = self.grid.at(p, self.light) < 0.04
        return pricks(p[bare].round(1), size[bare], look.ink)


def sparked(fire: Sequence[Tongue], cell: float, chance: Chance) -> Sparks:
    """Sparks about the upper half of tongues, carried on the way that those go."""
    q = np.stack([chance("sparks", t.key).random((SPARKS, 5)) for t in fire])
    i = (STEPS * (0.5 + 0.49 * q[..., 0])).astype(int)
    k = np.arange(len(fire))[:, None]
    path, right, turn = (np.stack([getattr(t, each) for t in fire])[k, i] for each in ("path", "right", "turn"))
    reach = np.array([t.reach for t in fire])[:, None]
    aside = (q[..., 1] - 0.5) * 0.3 * reach
    ahead = 0.12 * reach * q[..., 2] ** 2
    at = path + right * aside[..., None] + np.stack([np.sin(turn), -np.cos(turn)], -1) * ahead[..., None]
    size = (0.3 + 0.8 * q[..., 3] ** 4) * np.minimum(0.01 * reach, cell)
    return Sparks(at.reshape(-1, 2), turn.ravel(), size.ravel(), q[..., 4].ravel())


def coarser(grid: Grid) -> Grid:
    """A grid of cells twice as large."""
    return Grid(grid.left, grid.top, 2 * grid.cell, grid.columns // 2, (grid.rows + 1) // 2)
