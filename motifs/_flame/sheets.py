"""Fire that stands alone, as light: thin sheets of it, folded as they rise, that glow most where one looks along them.

No part of it has an outline. Each tongue is a sheet, and its light is how many of its threads cross a place: a fold is
crisp and bright on one side and goes out on the other, as in photographs of fire. What lies in front hides what is
behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, Grid, blurred
from markgen.motifs._flame.tongue import FLIES, STEPS, Floats, Tongue
from markgen.values import Points

ALONE = 300
"""Cells across a fire that stands alone."""

THREADS = np.linspace(-1, 1, 21)
"""Where the threads of a sheet lie in it, unfolded, from edge to edge."""

FOLDS = (0.75, 0.28)
"""How far across its half width a sheet is thrown: by its one great fold, and by a ripple that runs up it."""

STREAKED = 2.2
"""How much brighter some of a sheet is than the rest, along its threads."""

SHARPEST = 0.15
"""Cells at least between two threads: no fold is brighter."""

NOTHING = 1e-6
"""Threads to a cell up to which there is no sheet."""

ROLL = 180.0
"""Cells along a sheet, about, in which its folds wander from edge to edge."""

LIT = (60.0, 20.0)
"""Cells from its root in which a great sheet comes out of the dark; less where the fire stands on something."""

GAIN = 0.95
"""How bright light becomes."""

BLOOM = 0.35
"""How much of the light of a fire that stands alone is a haze about it."""

SOFT = 0.5
"""Cells by which light is spread."""

HIDES = 0.7
"""How much of what is behind it a sheet hides."""

WARM = (1.15, 0.75)
"""How hot fire is at its root, and how much less at its tips."""

COOLEST = 0.5
"""How hot the slightest tongue is, of the broadest."""


Reals = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Sheets:
    """Sheets as a cloud of points. at: where. light, dense: how bright and how dense they are there, of a cell that a
    sheet lies flat in. first: number of the first point of each sheet, and of all."""

    at: Points
    light: Floats
    dense: Floats
    first: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Rows:
    """Tongues row by row, one to a cell of their length at least. k: whose each is. s: how far up that, 0..1.
    reach: cells that each tongue is long. ends: the number of rows up to the end of each. value: of each row
    its place, the way to its right, its width in cells, and how cool it is there, (n, 6)."""

    k: NDArray[np.int64]
    s: Floats
    reach: Floats
    ends: NDArray[np.int64]
    value: Floats


def rowed(fire: Sequence[Tongue], cell: float) -> Rows:
    """Tongues, row by row."""
    reach = np.array([t.reach for t in fire]) / cell
    rows = np.maximum(reach, 12).astype(int)
    k = np.repeat(np.arange(len(fire)), rows)
    s = (np.arange(len(k)) - np.repeat(np.cumsum(rows) - rows, rows)) / (rows - 1)[k]
    gone = [np.concatenate([[0], np.cumsum(np.hypot(*np.diff(t.path, axis=0).T))]) / t.reach for t in fire]
    ends = np.cumsum(rows)
    node = np.concatenate(
        [np.interp(s[b - r : b], at, range(STEPS)) for b, r, at in zip(ends, rows, gone, strict=True)]
    )
    path, right, width, cool = (np.stack([getattr(t, a) for t in fire]) for a in ("path", "right", "width", "cool"))
    whole = np.concatenate([path, right, width[..., None] / cell, cool[..., None]], axis=2)
    return Rows(k, s, reach, ends, between(whole, k, node))


def folded(fire: Sequence[Tongue], heat: Floats, cell: float, fade: float, chance: Chance) -> Sheets:
    """Tongues as sheets, each of a heat, one point to a cell of so many mm at least. fade: cells from its
    root in which a great one comes out of the dark."""
    q = np.array([chance("sheet", t.key).random(5 + len(THREADS)) for t in fire])
    side, (roll, phase, many, drift) = np.where(q[:, 0] < 0.8, 1.0, -1.0), q.T[1:5]
    made = rowed(fire, cell)
    k, s, values, reach = made.k, made.s, made.value, made.reach
    half, cool = np.maximum(values[:, 4], 0) / 2, values[:, 5]
    thrown = threaded(s, reach[k] * s / ROLL, side[k], roll[k], phase[k], many[k], drift[k])
    bins = (2.2 * half).astype(int) + 2
    start = np.cumsum(bins) - bins
    x = (thrown + 1) / 2 * (bins - 1.001)[:, None]
    step = np.diff(x)
    step = np.where(np.abs(step) < SHARPEST, np.copysign(SHARPEST, step), step)
    middle = (THREADS[1:] + THREADS[:-1]) / 2
    rate = (streaked(q[:, 5:]) * (1 - middle**2) ** 0.7)[k] / step
    total = int(bins.sum())
    threads = passing(x, rate, start, total)
    # Beside its outermost threads there is nothing of it.
    bin_ = np.flatnonzero(threads > NOTHING)
    threads, row = threads[bin_], np.repeat(np.arange(len(k)), bins)[bin_]
    across = (2 * (bin_ - start[row]) + 1) / (bins[row] - 1.001) - 1
    at = values[row, :2] + values[row, 2:4] * (across * half[row] * cell)[:, None]
    least = np.where([t.kind == FLIES for t in fire], 4, 1)
    born = np.clip(s * np.maximum(reach / fade, least)[k], 0, 1)
    pace = np.hypot(*np.gradient(values[:, :2], axis=0).T) / cell
    rows = np.diff(made.ends, prepend=0)
    pace = np.minimum(pace, 2 * (reach / rows)[k])
    hot, less = WARM
    dense = 3.2 / (len(THREADS) - 1) * half * pace * born
    light = dense * heat[k] * born**2 * (hot - less * cool) * np.clip(6 * (1 - s), 0.15, 1)
    first = np.searchsorted(bin_, np.append(start[made.ends - rows], total))
    return Sheets(at, light[row] * threads, dense[row] * threads, first)


def threaded(s: Reals, long: Reals, side: Reals, roll: Reals, phase: Reals, many: Reals, drift: Reals) -> Floats:
    """Where each thread is thrown in each row of sheets, -1..1 across.

    s: how far up its sheet a row is, 0..1, and long, in `ROLL`. side: to which the sheet of each row folds, 1 or -1;
    and random numbers of that sheet, 0..1: where its fold begins to wander, where its ripple begins, how many waves
    that has, and how fast they run.
    """
    # Half as exact is exact enough, and twice as fast.
    s, long, side, roll, phase, many, drift = (
        each.astype(np.float32) for each in (s, long, side, roll, phase, many, drift)
    )
    u = THREADS.astype(np.float32)
    ripple, run = np.clip(0.15 + 1.2 * s, 0, 1), side * (0.6 + 0.7 * drift) * long
    waves = 0.8 + 0.6 * many
    bent = 1 + 0.25 * np.sin(2 * np.pi * (roll + long))
    thrown = (FOLDS[0] * side)[:, None] * (1 - 2 * (u * bent[:, None]) ** 2)
    thrown += (FOLDS[1] * ripple)[:, None] * np.sin(np.pi * (waves[:, None] * u + 2 * (phase + run)[:, None]))
    return np.asarray(np.clip(np.tanh(1.1 * thrown) / float(np.tanh(1.1)), -1, 1))


def passing(x: Floats, rate: Floats, start: NDArray[np.int64], total: int) -> Floats:
    """How much of threads passes through each of `total` bins, rows end to end: evenly so between two neighbours.

    x: where each thread of a row is, in bins from its first. rate: how much of each two neighbours there is in a bin
    between them. start: the number of the first bin of each row.
    """
    change = np.diff(rate, prepend=0, append=0)
    low = np.floor(x)
    i, over = (low + start[:, None]).astype(int).ravel(), change * (x - low)
    made = np.bincount(i, (change - over).ravel(), total + 1) + np.bincount(i + 1, over.ravel(), total + 2)[:-1]
    return np.maximum(np.cumsum(made)[:total], 0)


def streaked(q: Floats) -> Floats:
    """How bright sheets are between each two of their threads, from as many even random numbers: in streaks."""
    kernel = np.hanning(7)[1:-1] / np.hanning(7).sum()
    soft = np.stack([np.convolve(each, kernel, "same") for each in 2 * q - 1])
    made = np.exp(STREAKED * soft)
    return np.asarray((made[:, 1:] + made[:, :-1]) / 2)


def between(a: Floats, k: NDArray[np.int64], u: Floats) -> Floats:
    """What tongues are, (m, STEPS, ...), each k at u of its points along it, by cubics."""
    i = np.minimum(u.astype(int), STEPS - 2)
    t = (u - i)[:, None]
    p = np.concatenate([2 * a[:, :1] - a[:, 1:2], a, 2 * a[:, -1:] - a[:, -2:-1]], axis=1)
    before, b, c, after = (p[k, i + j] for j in range(4))
    m, n = (c - before) / 2, (after - b) / 2
    return np.asarray(b + t * (m + t * (3 * (c - b) - 2 * m - n + t * (2 * (b - c) + m + n))))


def lit(fire: Sequence[Tongue], grid: Grid, stands: bool, chance: Chance) -> tuple[Floats, Floats]:
    """How hot fire is at the nodes of a grid, 0..1, and how much of each it covers. Tongues from the back, those of a
    family as one. stands: whether it stands on something."""
    family = np.array([t.family for t in fire])
    starts = np.concatenate([[0], np.flatnonzero(np.diff(family)) + 1, [len(fire)]])
    broad = np.maximum.reduceat([float(t.width.max()) for t in fire], starts[:-1])
    # What lies behind is cooler; each counts for as much as it has grown, so that none dims when another is born.
    grown = np.maximum.reduceat([t.grown for t in fire], starts[:-1])
    before = grown[::-1].cumsum()[::-1] - grown
    deep = np.interp(before / max(float(grown.sum()) - 1, 1), (0, 0.65, 1), (1.2, 1.0, 0.45))
    heat = np.repeat((COOLEST + (1 - COOLEST) * broad / broad.max()) * deep, np.diff(starts))
    sheets = folded(fire, heat, grid.cell, LIT[stands], chance)
    light, body = np.zeros((2, grid.rows, grid.columns))
    for a, b in pairwise(sheets.first[starts]):
        rows, (glow, dense) = gathered(grid, sheets.at[a:b], sheets.light[a:b], sheets.dense[a:b])
        cover = 1 - np.exp(-1.1 * blurred(dense, 2.4).astype(np.float32))
        light[rows] = light[rows] * (1 - HIDES * cover) + glow
        body[rows] += (1 - body[rows]) * cover
    light += BLOOM * blurred(light, 8)
    return 1 - np.exp(-GAIN * blurred(light, SOFT)), body


def framed(fire: Sequence[Tongue]) -> Grid:
    """The grid on which fire is gathered."""
    points = np.concatenate([t.path for t in fire])
    low, high = points.min(0), points.max(0)
    pad = 0.12 * float((high - low).max())
    cell = float((high - low).max() + 2 * pad) / ALONE
    columns, rows = ((high - low + 2 * pad) / cell).astype(int) + 1
    return Grid(float(low[0] - pad), float(low[1] - pad), cell, int(columns) // 2 * 2, int(rows))


def gathered(grid: Grid, at: Points, *what: Floats) -> tuple[slice, list[Floats]]:
    """What is at points, shared out among the four nodes about each; and the rows in which there is any."""
    x, y = (at[:, 0] - grid.left) / grid.cell, (at[:, 1] - grid.top) / grid.cell
    seen = (y >= 0) & (y < grid.rows - 1) & (x >= 0) & (x < grid.columns - 1)
    if not seen.all():
        x, y = x[seen], y[seen]
        what = tuple(each[seen] for each in what)
    if not len(x):
        return slice(0, 1), [np.zeros((1, grid.columns)) for _ in what]
    j, i = np.floor(x).astype(int), y.astype(int)
    right, down = x - j, y - i
    # Room for what is spread afterwards.
    first, last = max(int(i.min()) - 8, 0), min(int(i.max()) + 10, grid.rows)
    # The four in one, so that the grid is gone over once.
    node = (i - first) * grid.columns + np.stack([j, j + 1]) % grid.columns
    across = np.stack([1 - right, right])
    index = np.concatenate([node, node + grid.columns]).ravel()
    share = np.concatenate([across * (1 - down), across * down])
    made = [np.bincount(index, (each * share).ravel(), (last - first) * grid.columns) for each in what]
    return slice(first, last), [each.reshape(-1, grid.columns).astype(np.float32) for each in made]
