"""The dark that fire burns before: black where tongues part and in their lee, streaked along the flow; then pepper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from markgen.draw import Area, Chance, Grid, blurred, boundary, cover, filled, minus, outlines, pricks, union
from markgen.draw.areas import areas
from markgen.motifs._flame.look import LIGHT, Look
from markgen.motifs._flame.tongue import Floats, Tongue
from markgen.values import Feeling, Ground, Points, Shape

CELLS = 190
"""Cells of the field of darkness across a fire that stands alone."""

TURN, SEAM = 150, 10
"""Its cells once round a limb, and how many of them it goes on for beyond either end of a turn."""

ABOVE = 110.0
"""mm above a limb that it reaches."""

PACKED, PEPPERED = (0.62, 0.5), 0.4
"""Darkness from which on it is packed black, about a fire that stands alone and round a limb, where black holds the
sleeve together; and of that, the share from which on there are dots."""

STREAK = 9
"""Steps of two cells by which the grain of the dark is drawn out along the flow, to either side."""


@dataclass(frozen=True, eq=False)
class Night:
    """A field of darkness about a fire. mm: how far the fire's shade goes. wraps: round a limb."""

    grid: Grid
    mm: float
    wraps: bool
    fire: Sequence[Tongue]
    covers: Sequence[Area]

    @classmethod
    def of(cls, ground: Ground, feeling: Feeling, fire: Sequence[Tongue], covers: Sequence[Area]) -> Night:
        """That of a fire on a ground. It scales with a mark that stands alone."""
        if ground.wraps:
            cell = ground.width / TURN
            grid = Grid(-SEAM * cell, -ABOVE, cell, TURN + 2 * SEAM, int((ground.height + ABOVE) / cell) + 2)
            return cls(grid, 0.045 * ground.width, True, fire, covers)
        half = 0.6 * feeling.size
        left, top = np.asarray(ground.centre) - half
        return cls(
            Grid(float(left), float(top), 2 * half / CELLS, CELLS + 1, CELLS + 1), 0.036 * half, False, fire, covers
        )

    @cached_property
    def mask(self) -> Floats:
        """1 under fire."""
        return np.asarray(np.max([cover(self.grid, boundary(a)) for a in self.covers], axis=0))

    def splat(self, what: tuple[Points, Floats]) -> Floats:
        """Numbers at points, added up at the nodes nearest to them."""
        g, (p, much) = self.grid, what
        made = np.zeros((g.rows, g.columns))
        for k in (-1, 0, 1) if self.wraps else (0,):
            j, i = np.round((p + np.array([k * TURN * g.cell - g.left, -g.top])) / g.cell).astype(int).T
            there = (i >= 0) & (i < g.rows) & (j >= 0) & (j < g.columns)
            np.add.at(made, (i[there], j[there]), much[there])
        return made

    @property
    def roots(self) -> tuple[Points, Floats]:
        """Where its tongues begin, and how broad they are."""
        p = np.concatenate([t.path[:3] for t in self.fire])
        return p, np.repeat([t.width.max() for t in self.fire], 3)

    @cached_property
    def flow(self) -> tuple[Floats, Floats, Floats]:
        """x and y of the way that fire near by goes, and how cool it is, 0..1."""
        p = np.concatenate([t.path[1:] for t in self.fire])
        d = np.concatenate([np.diff(t.path, axis=0) for t in self.fire])
        w = np.concatenate([t.width[1:] for t in self.fire])
        cool = np.concatenate([t.cool[1:] for t in self.fire])
        d /= np.maximum(np.hypot(*d.T), 1e-9)[:, None]
        sums = (self.splat((p, what)) for what in (d[:, 0] * w, d[:, 1] * w, cool * w, w))
        x, y, cold, much = (blurred(each, 7.0) for each in sums)
        y = y - 0.02 * much.max()
        size = np.maximum(np.hypot(x, y), 1e-9)
        return x / size, y / size, cold / np.maximum(much, 1e-6)

    def grain(self, chance: Chance) -> Floats:
        """Noise of about unit strength, drawn out along the flow."""
        g = self.grid
        inner = TURN if self.wraps else g.columns
        r = chance("night").standard_normal((g.rows, inner))
        j = (np.arange(g.columns) - SEAM) % inner if self.wraps else np.arange(g.columns)
        noise = blurred(r[:, j], 1.0)
        x, y, _ = self.flow
        total = noise.copy()
        down, right = (np.asarray(each) for each in np.indices(noise.shape))
        for way in (-2, 2):
            px, py, i, j = right.astype(float), down.astype(float), down, right
            for _ in range(STREAK):
                px, py = px + way * x[i, j], py + way * y[i, j]
                i, j = np.clip(py, 0, g.rows - 1).astype(int), np.clip(px, 0, g.columns - 1).astype(int)
                total += noise[i, j]
        return np.asarray(blurred(total, 0.7) / total.std())

    def darkness(self, chance: Chance) -> Floats:
        """How dark it is at each node, 0..1 and beyond."""
        near = self.mm / self.grid.cell
        here = blurred(self.mask, near)
        right, down = np.round(-LIGHT * near).astype(int)
        shade = shifted(here, down, right)
        # A fire rises out of it, so it lies about the roots too; alone, it stands on no more than a bed of pepper.
        low = shifted(self.splat(self.roots), round(0.7 * near), 0)
        spans = (0.0,) if self.wraps else (-1.8, -0.9, 0.0, 0.9, 1.8)
        roots = blurred(np.asarray(sum(np.roll(low, round(k * near), 1) for k in spans)), near)
        roots = roots / max(float(roots.max()), 1e-9)
        bed = 0.35 if self.wraps else 1.0
        dark = (1 - bed * roots) * (1.15 * here**1.6 + 0.36 * shade) + 0.45 * roots
        dark *= 1 + 0.4 * self.grain(chance)
        _, _, cool = self.flow
        # Tips stand free on skin.
        dark *= 1 - np.clip(2 * (cool - 0.35), 0, 0.8)
        if not self.wraps:
            edge = np.minimum(np.arange(self.grid.rows), np.arange(self.grid.rows)[::-1]) / (0.1 * self.grid.rows)
            dark *= np.clip(edge, 0, 1)[:, None] * np.clip(edge, 0, 1)
        return np.asarray(dark)

    def painted(self, feeling: Feeling, look: Look, chance: Chance, plain: bool) -> list[Shape | None]:
        """It as it lies under the fire; where there is no colour, only what fire leaves free."""
        dark = self.darkness(chance)
        # Well under the fire it need not be.
        depth = blurred(self.mask, 1.0)
        solid = PACKED[self.wraps]
        black = self.grid.above(np.where(depth > 0.98, 0, dark), solid, 0.8)
        dot, pitch = self.pepper(feeling)
        p = self.scattered(pitch, chance)
        q = chance("pepper").random(len(p))
        much = np.clip((self.grid.at(p, dark) / solid - PEPPERED) / (1 - PEPPERED), 0, 1)
        kept = (q < 0.75 * much**1.6) & (self.grid.at(p, self.mask) < 0.5) & (much < 1)
        if plain and black:
            black = list(outlines(minus(union(areas([o.points for o in black])), union(self.covers))))
        return [filled(black, look.ink), *pricks(p[kept].round(1), dot * (0.5 + 0.5 * much[kept]), look.ink)]

    def pepper(self, feeling: Feeling) -> tuple[float, float]:
        """How large its dots are at most, and how far apart, mm: on a limb they are few, for what is large is heavy."""
        if self.wraps:
            return 0.27 * feeling.line("bold"), 1.8 * feeling.line("bold")
        return 0.0021 * feeling.size, 0.0085 * feeling.size

    def scattered(self, pitch: float, chance: Chance) -> Points:
        """Points over the grid, about `pitch` mm apart, once round."""
        g = self.grid
        left, wide = (0.0, TURN * g.cell) if self.wraps else (g.left, (g.columns - 1) * g.cell)
        n, m = int(wide / pitch), int((g.rows - 1) * g.cell / pitch)
        at = np.stack(np.meshgrid(np.arange(n), np.arange(m)), -1).reshape(-1, 2)
        shaken = at + (at[:, 1:] % 2) * [0.5, 0.0] + chance("dots").uniform(-0.42, 0.42, at.shape)
        return np.asarray(shaken * [wide / n, (g.rows - 1) * g.cell / m] + [left, g.top])


def shifted(field: Floats, down: int, right: int) -> Floats:
    """A field moved by so many rows, from nothing, and columns."""
    made = np.roll(field, (down, right), (0, 1))
    made[:down] = 0
    return made
