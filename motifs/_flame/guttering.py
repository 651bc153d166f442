"""The last flame of a fire: small and soft, without an outline, hot where it comes out of its cracks.

One tongue with a belly, and low licks to either side: each a thin sheet of fire that narrows as it rises and folds
along itself; where it folds it is hottest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import Grid, Noise, blurred, filled, isobands, polyline, runs, smoothsteps, stroked
from markgen.draw.sheets import billowed, eddied, laid, shifted, streaks
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.placing import Put, placed
from markgen.motifs._flame.tongue import Floats
from markgen.values import Feeling, Layer, Outline, Points, layer

TALL = (0.5, 1.0, 0.7, 0.34)
"""How high tongues are, of the highest, from one end of the fire to the other."""

HIGH, HALF = 140.0, 34.0
"""mm on an arm that the highest tongue is high, about, and that half of the fire is broad."""

NARROWS = ((0, 0.08, 0.25, 0.5, 0.75, 1), (0.0, 0.1, 0.3, 0.56, 0.8, 0.97))
"""How much narrower a tongue is than at its root, at shares of its height."""

BELLIED = ((0, 0.1, 0.22, 0.4, 0.6, 0.8, 1), (0.0, 0.1, 0.16, 0.3, 0.5, 0.74, 0.97))
"""The same of the highest, which has a belly, as a flame has."""

COOLS = ((0, 0.05, 0.12, 0.24, 0.45, 0.7, 1), (0.0, 0.3, 0.8, 0.9, 0.6, 0.36, 0.14))
"""How hot it is there."""

LEVELS = (0.05, 0.1, 0.16, 0.23, 0.31, 0.4, 0.5, 0.61, 0.73, 0.86)
"""Heats from which on another colour is laid over those before it."""

SOFT = (0.14, 0.2, 0.26, 0.32, 0.4, 0.5, 0.6, 0.72, 0.85, 1)
"""How opaque each is."""

BARE = (0.16, 0.5)
"""Heats that lines are drawn along in black alone."""

SOOT = (0.04, 0.07, 0.1, 0.14, 0.18, 0.23, 0.28, 0.34)
"""The same of soot behind it."""

SHREDS = ((1.0, 2.6, 4.0), (0.5, 8.0, 8.0))
"""Of the noise that tears it, as in `sheets.streaks`."""

EDDIES, SHEETS = 8, 2
"""Eddies that carry a fire about, to either side in turn, and sheets that it is of."""

RISES = 76.0
"""mm above their root at which flames are clear of the char."""

REACH, STEP, ROWS, ACROSS = 84.0, 0.7, 110, 340
"""mm aside that sheets are laid out within, mm to a step, heights, and places across a sheet."""


@dataclass(frozen=True, eq=False)
class Flames:
    """The last flames, in mm of the fire's own. root: the middle of their foot. tall: how high each tongue is, mm.
    ends: of its tongues across it, -1..1. stout: how much broader each is. lean: mm aside that each leans.
    eddies: as in `sheets.eddied`. phase: of its folds, radians. noise: what tears it.
    """

    root: Points
    tall: Floats
    ends: Floats
    stout: float
    lean: Floats
    eddies: Floats
    phase: Floats
    noise: Noise

    @property
    def highest(self) -> int:
        """Which tongue is the highest."""
        return int(self.tall.argmax())

    def along(self, u: float) -> Points:
        """Where the middle of the highest tongue is at a share of its height, mm."""
        k = self.highest
        x = HALF * (self.ends[k] + self.ends[k + 1]) / 2 + self.lean[k] * u
        at_x, at_y = eddied(self.eddies, np.array([x]), np.array([-u * self.tall[k]]))
        return np.asarray(self.root + np.array([at_x[0], at_y[0]]))

    def straight(self, sheet: int) -> Floats:
        """A sheet of it before eddies carry it about, as of `sheets.laid`."""
        high = float(self.tall[self.highest])
        u, s = np.linspace(0, 1, ROWS), np.linspace(-0.999, 0.999, ACROSS)[:, None]
        k = np.searchsorted(self.ends, s, side="right") - 1
        middle, half = (self.ends[k + 1] + self.ends[k]) / 2, (self.ends[k + 1] - self.ends[k]) / 2
        # What is the same all across a tongue is found once for each: how far up it a height is, and what that means.
        up = u * high / np.maximum(self.tall, 1e-3)[:, None]
        slim = np.interp(up, *NARROWS)
        slim[self.highest] = np.interp(up[self.highest], *BELLIED)
        v, narrow, deep, hot = (
            each[k[:, 0]] for each in (up, slim, np.interp(up, (0, 0.2, 1), (0, 0.2, 0.34)), np.interp(up, *COOLS))
        )
        a, phase = (s - middle) / half, self.phase[k, sheet]
        fold = deep * np.sin(3.6 * a + phase + 2.4 * v)
        fold = fold * np.clip(1.5 - v, 0, 1) + 0.08 * np.clip(2 * v, 0, 1) * np.sin(9.1 * a - phase)
        x = HALF * (middle + self.stout * half * (a + fold) * (1 - narrow))
        x = x + self.lean[k] * v**1.5 + 3 * np.sin(phase) * v
        torn = streaks(self.noise, s, u, SHREDS, 7.0 * sheet)
        whole = np.clip(1.8 * (1 - v), 0, 1) * (1 - np.clip(2.2 * torn, 0, 1) * np.clip(2.4 * v - 0.8, 0, 1))
        mass = whole * (1 - a**4) * hot * np.clip(self.tall[k] / 12, 0, 1)
        return laid(x, mass * 1.2 * HALF / (STEP * ACROSS), REACH, STEP)

    def heat(self, cell: float) -> tuple[Grid, Floats]:
        """How hot it is, 0..1, at the nodes of a grid. cell: mm."""
        high = float(self.tall[self.highest])
        over, under = 24.0, 4.0
        columns, rows = int(2 * REACH / cell) + 2, int((high + over + under) / cell) + 2
        grid = Grid(self.root[0] - REACH, self.root[1] - high - over, cell, columns, rows)
        thick = np.zeros((rows, columns))
        for sheet in range(SHEETS):
            thick += billowed(grid, self.root, high, self.straight(sheet), STEP, self.eddies)
        return grid, np.asarray(1 - np.exp(-1.1 * thick))


def kindled(root: Points, grown: Floats, q: np.random.Generator) -> Flames:
    """Flames about a root, each grown to such a share."""
    n = len(TALL)
    tall = HIGH * np.array(TALL) * q.uniform(0.86, 1.14, n)
    wide = np.cumsum([0, *(q.uniform(0.75, 1.25, n) * (0.5 + 0.5 * np.array(TALL)))])
    at = 0.14 + 0.8 * (np.arange(EDDIES) + q.uniform(0, 0.7, EDDIES)) / EDDIES
    side = np.where(np.arange(EDDIES) % 2, -1.0, 1.0) * q.choice([-1.0, 1.0])
    eddies = np.column_stack(
        [
            side * HALF * q.uniform(0.05, 0.6, EDDIES),
            -HIGH * at,
            HALF * q.uniform(0.24, 0.5, EDDIES),
            side * np.interp(at, (0.1, 0.5, 1), (0.4, 0.8, 0.6)) * q.uniform(0.6, 1.3, EDDIES),
        ]
    )
    lean = q.normal(0, 10, n) + np.linspace(7, -7, n)
    phase = q.uniform(0, 2 * np.pi, (n, SHEETS))
    # One that burns alone is low and stout.
    alone = 1 - float(grown.mean())
    tall = tall * grown * (1 - 0.4 * alone)
    return Flames(root, tall, 2 * wide / wide[-1] - 1, 0.9 + alone, lean, eddies, phase, Noise(q))


def burning_low(
    flames: Flames, hidden: Callable[[Floats, Floats], Floats], unit: float, feeling: Feeling, look: Look, put: Put
) -> list[Layer]:
    """Layers of flames; in black, they alone, or their contours. hidden: how much of what is behind them plates hide at
    places, mm, 0..1. unit: mm of the ground to one of theirs."""
    grid, heat = flames.heat(float(np.clip(0.4 / unit, 1.0, 2)))
    # They come out of cracks, and higher up stand before all else.
    low = smoothsteps((grid.y - flames.root[1] + RISES) / RISES)
    heat = heat * (1 - low * hidden(grid.x, grid.y))
    tolerance = 0.1 / unit**0.5

    def bands(field: Floats, levels: Sequence[float]) -> list[list[Outline]]:
        return isobands(grid, field, levels, tolerance, 3.0)

    if look.bare:
        bodies, hearts = bands(np.where(grid.y < flames.root[1] - 2, heat, 0.0), BARE)
        if feeling.style.fill != "none":
            black = placed(bodies, put) + [Outline(o.points[::-1]) for o in placed(hearts, put)]
            return [layer("flames", "line", [filled(black, look.ink)])]
        lines = [
            stroked(
                [polyline(put(o.points[part]), False) for o in rings for part in _free(o.points, flames)],
                look.ink,
                wide,
            )
            for rings, wide in ((bodies, 0.8 * feeling.line("mid")), (hearts, 0.7 * feeling.line("fine")))
        ]
        return [layer("flames", "line", lines)]
    # Behind it, and to the side that light does not reach, skin is sooty: that makes it bright.
    shade = shifted(blurred(heat, 7 / grid.cell), round(4 / grid.cell), round(2 / grid.cell))
    soot = [filled(placed(band, put), look.fire(0.04), 0.1) for band in bands(shade, SOOT)]
    tints = [look.fire(0.1 + 0.98 * level * (1 - 0.3 * look.dead)) for level in LEVELS]
    fire = [
        filled(placed(band, put), tint, share)
        for band, tint, share in zip(bands(heat, LEVELS), tints, SOFT, strict=True)
    ]
    return [layer("flames' soot", "shade", soot), layer("flames", "colour", fire)]


def _free(ring: Points, flames: Flames) -> list[slice]:
    """The parts of a ring that are above its foot."""
    return runs(ring[:, 1] < flames.root[1] - 2, 4)
