"""Smoke in black and grey: it leaves a fire thin and dense, breaks into thin sheets that fold, rolls up in eddies, is
torn to wisps, and those go out into bare skin.

Where a sheet is seen along itself, at a fold, it is dark and crisp on one side and soft on the other: its tone is how
much of it lies along the line of sight. So what is drawn is a field of that, from the foot of the column to its front.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.draw import (
    INK,
    Grid,
    Noise,
    blurred,
    filled,
    isobands,
    linear,
    mix,
    pricks,
    runs,
    smooth,
    smoothsteps,
    stroked,
    whip,
)
from markgen.draw.sheets import billowed, eddied, laid, shifted, streaks
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.placing import Put, placed
from markgen.motifs._flame.tongue import Floats
from markgen.values import Feeling, Layer, Points, Shape, layer

SHEETS = ((0.0, 1.0, 1.0, 1.0), (-0.45, 0.8, 0.6, 0.85), (0.4, 0.75, 0.55, 0.95))
"""Sheets of a column: where the middle of each lies across it, and how wide it is, of the column's half width; how much
of the smoke it holds, about; and how far up it reaches."""

HALF = ((0, 0.03, 0.07, 0.2, 0.45, 0.75, 1), (5, 5, 7, 18, 42, 68, 80))
"""Half the width of a column, mm on an arm, at shares of its height."""

FOLDS = ((0, 0.1, 0.3, 1), (0.1, 0.05, 0.24, 0.36))
"""How deep a sheet folds, at shares of its height."""

PLEATS = ((0.8, 1.0, 1.0, 0.0), (1.7, 0.5, -1.7, 2.0), (3.9, 0.26, 2.3, 1.0), (7.3, 0.11, -2.9, 4.0))
"""Folds across a sheet: how many to half of it, how deep, and how they move as it rises."""

TORN = ((0, 0.3, 0.6, 0.8, 1), (-2, -1.1, -0.6, -0.3, 0.3))
"""What a sheet's own noise must rise above for it to be whole, at shares of its height."""

SHREDS = ((0.7, 2.2, 6.0), (0.4, 5.0, 11.0))
"""Of that noise, how strong each octave is, and how many of its cells lie across half a sheet and up it."""

ROLLS, CURLS = 8, 16
"""Great eddies, to either side in turn, and small ones anywhere."""

REACH = 112.0
"""mm on an arm from the middle of a column that still lies within its sheets, before eddies carry them about."""

STEP, ROWS, ACROSS = 0.9, 200, 500
"""mm, and rows, that sheets are laid out on, and points across each of them."""

ASIDE, ABOVE = 124.0, 50.0
"""mm beside a column and over it that eddies may carry smoke to."""

LEVELS = (0.03, 0.055, 0.085, 0.12, 0.165, 0.22, 0.28, 0.35, 0.43, 0.52, 0.62, 0.74, 0.87)
"""Tones from which on another wash is laid over those before it."""

BARE = (0.16, 0.36, 0.72)
"""The same in black alone: of its lines, and of its blacks."""

DOTS = 300
"""Dots where it goes out."""

LINED, FINEST = 4, 0.03
"""Lines along the flow of its fullest sheet, and how fine they end, mm."""

FADES = 130.0
"""mm on an arm below its front from which on smoke thins out."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet. across, wide, mass, reach: as in `SHEETS`. phase, turn: of its folds, radians, and over its height.
    part: which part of the noise tears it. eddies: that carry it about, (n, 4): x and y of each, how far about it
    reaches, mm, and by how many radians it turns what lies at its middle."""

    across: float
    wide: float
    mass: float
    reach: float
    phase: float
    turn: float
    part: float
    eddies: Floats


@dataclass(frozen=True, eq=False)
class Plume:
    """A column of smoke, in mm of its own. foot: where it rises from. high: how far it rises, mm.
    drift: how far aside it is carried, mm, at ROWS heights."""

    foot: Points
    high: float
    drift: Floats
    sheets: tuple[Sheet, ...]
    noise: Noise

    def laid(self, sheet: Sheet, s: Floats, u: Floats) -> tuple[Floats, Floats]:
        """Where a sheet lies before eddies carry it about, mm across, and how much smoke it holds there, at shares s
        -1..1 across it and u 0..1 of its height; both (n, m)."""
        phase, half = sheet.phase + sheet.turn * u, np.interp(u, *HALF) * sheet.wide
        # Waves across it that move as it rises, as products of what is across it and what is up it.
        many, deep, move, at = np.array(PLEATS).T
        across, up = 2 * np.pi * many * s, np.outer(move, phase) + at[:, None]
        pleats = deep * np.sin(across) @ np.cos(up) + deep * np.cos(across) @ np.sin(up)
        x = half * (s + np.interp(u, *FOLDS) * pleats) + sheet.across * half
        x = x + np.interp(u, np.linspace(0, 1, ROWS), self.drift)
        torn = streaks(self.noise, s, u, SHREDS, sheet.part)
        whole = smoothsteps(2 * (torn - np.interp(u, *TORN)))
        ends = np.interp(u, (0, 0.03, 0.07, sheet.reach - 0.25, sheet.reach), (0, 0.45, 1.05, 0.8, 0))
        mass = sheet.mass * (1 - np.abs(s) ** 3) * half**0.8 * ends * whole
        return np.broadcast_to(x, mass.shape), mass

    def lines(self, many: int, points: int) -> list[Points]:
        """Lines of flow in its sheets, where those are whole, from below."""
        made, u = [], np.linspace(0, 1, points)
        for sheet in self.sheets:
            s = np.linspace(-0.97, 0.97, max(round(many * sheet.mass), 2))[:, None]
            x, mass = self.laid(sheet, s, u)
            x, y = eddied(sheet.eddies, x, np.broadcast_to(-self.high * u, x.shape))
            there = mass > 0.3 * np.interp(u, *HALF) ** 0.8 * sheet.mass
            lines = np.stack([x, y], -1) + self.foot
            made += [line[part] for line, kept in zip(lines, there, strict=True) for part in runs(kept, 6)]
        return made

    def density(self, cell: float) -> tuple[Grid, Floats]:
        """How much smoke lies along each line of sight: 1 is about a fold. cell: mm of its own."""
        columns, rows = (int(np.ceil(n / cell)) + 1 for n in (2 * ASIDE, self.high + ABOVE + 8))
        grid = Grid(self.foot[0] - ASIDE, self.foot[1] - self.high - ABOVE, cell, columns, rows)
        s, u = np.linspace(-1, 1, ACROSS)[:, None], np.linspace(0, 1, ROWS)
        total = np.zeros((rows, columns))
        for sheet in self.sheets:
            x, mass = self.laid(sheet, s, u)
            straight = laid(x, mass / (0.42 * STEP * ACROSS), REACH, STEP)
            total += billowed(grid, self.foot, self.high, straight, STEP, sheet.eddies)
        return grid, total


def rising(foot: Points, high: float, q: np.random.Generator) -> Plume:
    """A column that rises so high, mm on an arm, from its foot.

    Great eddies turn against each other to its left and right, as behind a post in a stream (T. von Karman 1911), and
    the higher the more; each of its sheets is carried by them a little differently.
    """
    at = 0.2 + 0.8 * ((np.arange(ROLLS) + q.uniform(0.1, 0.8, ROLLS)) / ROLLS) ** 0.95
    side = np.where(np.arange(ROLLS) % 2, -1.0, 1.0) * q.choice([-1.0, 1.0])
    rolls = [
        side * (8 + 40 * at) * q.uniform(0.2, 1.2, ROLLS),
        -high * at,
        (18 + 44 * at) * q.uniform(0.8, 1.25, ROLLS),
        side * np.interp(at, (0.15, 0.35, 0.6, 1), (0.3, 0.8, 1.4, 1.3)) * q.uniform(0.6, 1.2, ROLLS),
    ]
    at = q.uniform(0.25, 1, CURLS)
    curls = [
        q.normal(0, 12 + 24 * at),
        -high * at,
        q.uniform(8, 18, CURLS),
        q.choice([-1.0, 1.0], CURLS) * q.uniform(0.3, 1.1, CURLS),
    ]
    eddies = np.hstack([rolls, curls]).T
    u = np.linspace(0, 1, ROWS)
    sway = 24 * np.sin(2 * np.pi * (q.uniform(0.8, 1.1) * u + q.random()))
    drift = (sway - sway[0]) * np.clip(2.5 * u, 0, 1) - foot[0] * (1 - (1 - u) ** 3)
    sheets = []
    for k, each in enumerate(SHEETS):
        own = eddies * [1, 1, 1, 0] + q.normal(0, 1, eddies.shape) * [4, 7, 0, 0]
        own[:, 3] = eddies[:, 3] * q.uniform(0.75, 1.25, len(eddies))
        turn = 2 * np.pi * q.uniform(0.4, 0.9) * q.choice([-1, 1])
        sheets.append(Sheet(*each, q.uniform(0, 2 * np.pi), turn, 9.0 * k, own))
    return Plume(foot, high, drift, tuple(sheets), Noise(q))


def smoked(
    plume: Plume, front: float, unit: float, feeling: Feeling, look: Look, put: Put, q: np.random.Generator
) -> list[Layer]:
    """Layers of smoke that has risen `front` mm: lit by the fire below, black and grey above, gone at its front.

    unit: mm of the ground to one of the plume.
    """
    grid, field = plume.density(float(np.clip(0.45 / unit, 1.1, 2.4)))
    thin = smoothsteps((front + grid.y) / min(FADES, 0.35 * front))
    field = blurred(field * thin, 0.6)
    # What is not sharp lies to the side that light does not reach.
    soft = shifted(blurred(field, 9 / grid.cell), round(4 / grid.cell), round(4 / grid.cell))
    strong = 0.45 + 0.55 * feeling.birth(0.05, 0.6)
    tone = 0.97 * (1 - np.exp(-strong * (1.2 * field**1.6 + 0.3 * soft)))
    if look.bare:
        # Black alone: its darkest folds, and in line how it thins out beside them.
        *edges, folds = (placed(band, put) for band in isobands(grid, tone, BARE, 0.12 / unit**0.5, 16.0))
        dark = None if feeling.style.fill == "none" else filled(folds, look.ink)
        lines = stroked([o for edge in edges for o in edge], look.ink, 0.6 * feeling.line("fine"))
        return [layer("smoke", "line", [lines, dark])]
    bands = isobands(grid, tone, LEVELS, 0.15 / unit**0.5, 8.0)
    low, top = put(np.array([plume.foot, plume.foot - [0, 0.5 * plume.high]]))[:, 1].tolist()
    washes: list[Shape | None] = []
    laid = 0.0
    for level, above, band in zip(LEVELS, (*LEVELS[1:], 1.0), bands, strict=True):
        cover = (level + above) / 2
        share = round((cover - laid) / (1 - laid), 3)
        laid = cover
        warm = mix(look.smoke, look.fire(0.3), 0.7)
        tint = mix(look.smoke, INK, 0.7 + 0.3 * cover)
        paint = linear((0, low), (0, top), (0, warm, share), (0.4, tint, share), (1, tint, share))
        washes.append(filled(placed(band, put), paint))
    return [
        layer("smoke", "shade", [*washes, _curls(plume, front, unit, feeling, look, put)]),
        layer("pepper", "shade", _dots(grid, tone, look, unit, put, q)),
    ]


def _curls(plume: Plume, front: float, unit: float, feeling: Feeling, look: Look, put: Put) -> Shape | None:
    """Thin lines along its flow, that swell and run out: they say which way it curls."""
    out = []
    for line in plume.lines(LINED, 60):
        way = put(smooth(line, 60))
        u = np.linspace(0, 1, len(way))
        gone = smoothsteps((front + np.interp(u, np.linspace(0, 1, len(line)), line[:, 1])) / min(FADES, 0.35 * front))
        wide = np.minimum(1.2 * feeling.line("fine"), 2 * unit) * np.sin(np.pi * u) ** 0.8 * gone
        seen = np.flatnonzero(wide > FINEST)
        if len(seen) > 3:
            there = slice(int(seen[0]), int(seen[-1]) + 1)
            out.append(whip(way[there], np.maximum(wide[there], FINEST)))
    return filled(out, mix(look.smoke, INK, 0.8), 0.8)


def _dots(grid: Grid, tone: Floats, look: Look, unit: float, put: Put, q: np.random.Generator) -> list[Shape | None]:
    """Dots where smoke goes out, the fewer the thinner it is."""
    r = q.random((3, 6 * DOTS))
    box = np.array([grid.columns - 1, grid.rows - 1]) * grid.cell
    at = r[:2].T * box + [grid.left, grid.top]
    t = grid.at(at, tone)
    much = np.clip(3 * t * (1 - t / 0.5), 0, 1) - r[2]
    size = 0.55 * np.clip(6 * much, 0, 1)
    seen = size * unit > 0.03
    return pricks(put(at[seen]), unit * size[seen], mix(look.smoke, INK, 0.6))
