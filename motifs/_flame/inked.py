"""Fire round a limb as it is tattooed: one tongue laid over the other, each pale at its heart, through yellow, orange
and red to a dark edge; packed black behind, whipped out into bare skin.

A tongue is hottest where it is broad and towards the light, for its heat is how far a place lies from its two edges;
so its tip and its licks are red, and its belly is nearly white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, Grid, banded, blurred, filled, runs
from markgen.motifs._flame.brush import Bundle
from markgen.motifs._flame.dark import spread
from markgen.motifs._flame.hand import FINER, lee
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import FLIES, Floats, Tongue
from markgen.values import Feeling, Ground, Layer, Outline, layer

TURN = 256
"""Cells once round a limb."""

ABOVE = 112.0
"""mm above a limb that fire reaches."""

FIBRES = (256, 128)
"""Cells along and across the fibres that sheets are torn into, powers of 2; once round a limb."""

FIBRE = ((9.0, 0.9, 0.6), (24.0, 2.2, 1.0), (44.0, 5.0, 0.9))
"""Cells along and across those, fine and coarse, and how strong they are."""

STEP = 0.72
"""Cells between two places at which a tongue is asked how hot it is."""

SOFT = 0.75
"""Cells by which what they answer is spread."""

EDGES = (2.8, 10.5)
"""mm from a tongue's edge to light, and to shade, in which it comes to two thirds of its heat."""

STREAKED = 0.2
"""How much hotter and cooler it is along its fibres."""

ROOT = 0.12
"""Share of a lick in which it comes out of its tongue."""

LINE = (0.35, 0.75)
"""mm of the dark lines on the side of small and great tongues that lies in the shade, at most."""


def fibres(chance: Chance) -> Floats:
    """Streaks that go on evenly over all four edges, 0 +- 1."""
    made = np.zeros(FIBRES)
    q = chance("fibres")
    along, across = np.fft.fftfreq(FIBRES[0]), np.fft.rfftfreq(FIBRES[1])
    for long, broad, strong in FIBRE:
        kept = np.exp(-2 * np.pi**2 * ((long * along[:, None]) ** 2 + (broad * across) ** 2))
        octave = np.fft.irfft2(np.fft.rfft2(q.standard_normal(FIBRES)) * kept)
        made += strong * octave / octave.std()
    return np.asarray(made / made.std())


@dataclass(frozen=True, eq=False)
class Laid:
    """Tongues laid one over the other. heat: 0..1. body: how much of a place they cover. top: which of them is on
    top, or -1."""

    grid: Grid
    heat: Floats
    body: Floats
    top: NDArray[np.int64]


def laid_over(fire: Sequence[Tongue], ground: Ground, texture: Floats) -> Laid:
    """Tongues, from the back, on a grid once round a limb. texture: their fibres."""
    cell = ground.width / TURN
    grid = Grid(0.0, -ABOVE, cell, TURN, int((ground.height + ABOVE) / cell) // 2 * 2 + 2)
    heat, body = np.zeros((2, grid.rows, grid.columns), np.float32)
    top = np.full((grid.rows, grid.columns), -1)
    side = lee(fire)
    for _, members in groupby(range(len(fire)), lambda k: (fire[k].family, fire[k].kind == FLIES)):
        # What splits off a tongue is of one body with it: there is no edge between the two.
        made = [(k, *licked(fire[k], float(side[k]), grid, texture)) for k in members]
        made = [each for each in made if len(each[1])]
        if not made:
            continue
        first, last = min(int(rows[0]) for _, rows, *_ in made), max(int(rows[-1]) for _, rows, *_ in made) + 1
        glow, cover = np.zeros((2, last - first, grid.columns), np.float32)
        for k, rows, columns, covers, glows in made:
            at = np.ix_(rows - first, columns)
            above = top[first:last]
            above[at] = np.where(glows > np.maximum(glow[at], 0.05), k, above[at])
            glow[at], cover[at] = np.maximum(glow[at], glows), np.maximum(cover[at], covers)
        heat[first:last] = heat[first:last] * (1 - cover) + glow
        body[first:last] += (1 - body[first:last]) * cover
    return Laid(grid, heat.astype(float), body.astype(float), top)


def licked(
    t: Tongue, lee: float, grid: Grid, texture: Floats
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats, Floats]:
    """The rows and columns in which a tongue lies, how much of them it covers, and the heat that it adds there.
    lee: on which side its shade is, 1 its right hand."""
    many = max(int(t.reach / grid.cell / STEP), 24)
    u = np.linspace(0, 1, many)
    p, right, w = (each[0].astype(np.float32) for each in Bundle.of([t]).at(u[None]))
    half = np.maximum(w / 2, 0)
    # From its edges to its middle: where two answer for one cell, the inner one is heard.
    n = max(int(half.max() / grid.cell / STEP), 2)
    s = np.linspace(1, 0, n, dtype=np.float32)[:, None] * np.ones(2, np.float32)
    s[:, 1] *= -1
    s = s.ravel()[:, None]
    x, y = ((p[:, j] + s * half * right[:, j]) for j in (0, 1))
    column, row = (np.round((at - start) / grid.cell).astype(int) for at, start in ((x, grid.left), (y, grid.top)))
    pad = 4
    left, first = int(column.min()) - pad, int(row.min()) - pad
    wide, tall = int(column.max()) - left + pad + 1, int(row.max()) - first + pad + 1
    light, shade = (1 - np.exp(-(1 + way * lee * s) * half / mm) for way, mm in zip((-1, 1), EDGES, strict=True))
    up, aside = (u * t.reach / grid.cell).astype(int), (s * half / grid.cell + 37 * t.key).astype(int)
    fibre = texture[(up + 61 * t.key) % len(texture), aside % texture.shape[1]]
    cool = np.interp(u, np.linspace(0, 1, len(t.cool)), t.cool)
    fade = np.clip(u / ROOT, 0, 1) if t.kind == 1 else np.clip(u / 0.06, 0, 1)
    glow = light * shade * (1.2 - 0.55 * cool) * (1 + STREAKED * fibre * np.minimum(half / 6, 1))
    made: Floats = np.zeros((tall, wide, 2))
    at = row - first, column - left
    made[at[0], at[1], 0] = np.broadcast_to(fade, x.shape)
    made[at[0], at[1], 1] = np.clip(0.1 + glow, 0.06, 1) * fade
    made = blurred(made, SOFT)
    rows = np.arange(first, first + tall, dtype=np.int64)
    seen = (rows >= 0) & (rows < grid.rows)
    columns = (left + np.arange(wide, dtype=np.int64)) % grid.columns
    return rows[seen], columns, made[seen, :, 0], made[seen, :, 1]


def backed(laid: Laid, coarse: Grid, texture: Floats, lean: float) -> Floats:
    """How dark it is behind them, 0..1: black in the shade of tongues and where they close it in, whipped out along the
    fibres into bare skin; none on the side of light. lean: which way they wind, 1 to the right."""
    body = laid.body[::2, ::2]
    rolled = np.roll(np.roll(body, 4, axis=1), 5, axis=0)
    near, about = spread(rolled, 3.0, True), spread(body, 10, True)
    y, foot = coarse.y[:, :1], float(coarse.y[-1, 0])
    streak = texture[np.arange(coarse.rows) % len(texture)][:, : coarse.columns]
    low = np.clip((foot - 26 - y + 16 * streak) / 40, 0, 1)
    much = (1.5 * near + 0.8 * about - 0.76) * np.interp(y, (-30, 0.25 * foot, 0.6 * foot), (0.5, 0.85, 1.05)) * low
    return np.asarray(0.97 * np.clip(1.5 * much + 0.34 * np.clip(2 * much, 0, 1) * streak, 0, 1))


def edged(laid: Laid, fire: Sequence[Tongue], feeling: Feeling, look: Look) -> list[Layer]:
    """Thin dark lines along tongues where those are in the shade and nothing lies over them; they swell and taper."""
    out: list[Outline] = []
    grid = laid.grid
    for k, (t, side) in enumerate(zip(fire, lee(fire), strict=True)):
        if t.kind == FLIES or t.width.max() < 4 * LINE[0]:
            continue
        path, right, half = FINER @ t.path, FINER @ t.right, FINER @ t.width / 2
        edge = path + right * (side * half)[:, None]
        inset = edge - right * (side * np.minimum(1.6 * grid.cell, 0.6 * half))[:, None]
        column = np.round((inset[:, 0] - grid.left) / grid.cell).astype(int) % grid.columns
        row = np.clip(np.round((inset[:, 1] - grid.top) / grid.cell).astype(int), 0, grid.rows - 1)
        free = laid.top[row, column] == k
        free[: int((0.3 if t.kind else 0.12) * len(free))] = False
        free[int(0.9 * len(free)) :] = False
        thick = float(np.interp(t.width.max(), (6, 40), LINE)) * look.line * t.grown
        for run in runs(free, 8):
            n = run.stop - run.start
            swell = np.sin(np.pi * np.linspace(0.03, 0.97, n)) ** 0.6
            out.append(Outline(banded(edge[run], right[run], thick * swell).round(1)))
    return [layer("outline", "line", [filled(out, look.ink)])]
