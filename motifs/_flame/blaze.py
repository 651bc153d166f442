"""Fire as light: thin sheets of it, folded as they rise, that glow most where one looks along them, before dark smoke.

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

from markgen.draw import Chance, Grid, filled, isobands, mix, pricks
from markgen.motifs._flame.ash import Sparks, flying
from markgen.motifs._flame.dark import backed, shaded, spread, wafted
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import ALONG, FLIES, STEPS, Floats, Tongue
from markgen.values import Ground, Layer, Points, Shape, layer

TURN = 256
"""Cells once round a limb."""

ALONE = 300
"""Cells across a fire that stands alone."""

ABOVE = 112.0
"""mm above a limb that fire reaches."""

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

FADE, LIT = 57.0, (60.0, 20.0)
"""Cells from its root in which a great sheet comes out of the dark, round a limb and alone; the latter
less where it stands on something."""

GAIN = (1.18, 0.95)
"""How bright light becomes, round a limb and alone."""

BLOOM = 0.35
"""How much of the light of a fire that stands alone is a haze about it."""

SOFT = 0.5
"""Cells by which light is spread."""

TAIL = 64.0
"""mm above the foot of a limb below which what begins there is a tail."""

HIDES = (0.95, 0.7)
"""How much of what is behind it a sheet hides, round a limb and alone."""

RENT = (-1.25, 0.9, 0.4)
"""Below which fibres a sheet is rent: in its middle, so much more at its edges, and at its tip."""

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

THIN = ((0.22, 0.34, 0.6, 0.85), (0.09, 0.12, 0.16, 0.22, 0.28, 0.34, 0.4, 0.46, 0.52, 0.6, 0.7, 0.8, 0.9))
"""How opaque the darkest of them are, round a limb and alone: they go out into skin."""

HOTTEST = (0.85, 0.65)
"""Brightness from which on light comes out of it, round a limb and alone."""

HEART = (0.12, 0.07)
"""How opaque the light that comes out of its heart is at each of its levels, round a limb and alone."""

PALE = "#fff2cc"
"""Colour of the hottest fire that there is."""

HUES = ((0.3, 0.97), (0.36, 1.0))
"""Which of the fire's colours is the coolest and which the hottest: round a limb it glows on black and has no dark rim
on bare skin, and is gold at most."""

WARM = ((1.3, 1.0), (1.15, 0.75))
"""How hot fire is at its root, and how much less at its tips, round a limb and alone."""

COOLEST = (0.34, 0.5)
"""How hot the slightest current is, of the broadest, round a limb and alone."""

FIBRES = (256, 128)
"""Cells along and across the fibres that sheets are torn into, powers of 2; once round a limb."""

FIBRE = ((9.0, 0.9, 0.6), (24.0, 2.2, 1.0), (44.0, 5.0, 0.9))
"""Cells along and across those, fine and coarse, and how strong they are."""

BLACK = 0.45
"""Darkness from which on it is solid where there is no grey."""


Flags = NDArray[np.bool_]

Reals = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Sheets:
    """Sheets as a cloud of points. at: where. light, dense: how bright and how dense they are there, of a cell that a
    sheet lies flat in. first: number of the first point of each sheet, and of all."""

    at: Points
    light: Floats
    dense: Floats
    first: NDArray[np.int64]


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


def folded(
    fire: Sequence[Tongue], heat: Floats, cell: float, fade: float, tail: Flags, chance: Chance, texture: Floats | None
) -> Sheets:
    """Tongues as sheets, each of a heat, one point to a cell of so many mm at least. fade: cells from its
    root in which a great one comes out of the dark. tail: which of them begin in a point. texture: the fibres that they
    are torn into."""
    q = np.array([chance("sheet", t.key).random(5 + len(THREADS)) for t in fire])
    side, (roll, phase, many, drift) = np.where(q[:, 0] < 0.8, 1.0, -1.0), q.T[1:5]
    reach = np.array([t.reach for t in fire]) / cell
    rows = np.maximum(reach, 12).astype(int)
    k = np.repeat(np.arange(len(fire)), rows)
    s = (np.arange(len(k)) - np.repeat(np.cumsum(rows) - rows, rows)) / (rows - 1)[k]
    gone = [np.concatenate([[0], np.cumsum(np.hypot(*np.diff(t.path, axis=0).T))]) / t.reach for t in fire]
    ends = np.cumsum(rows)
    node = np.concatenate(
        [np.interp(s[b - r : b], at, range(STEPS)) for b, r, at in zip(ends, rows, gone, strict=True)]
    )
    width = np.stack([t.width for t in fire]) / cell
    if texture is not None:
        # It is broad from the first where it comes out of the dark, and not of a point.
        low = ALONG < 0.3
        width[:, low] = np.maximum(width[:, low], np.where(tail, 0.0, 0.75)[:, None] * width[:, [low.sum()]])
    path, right, cool = (np.stack([getattr(t, each) for t in fire]) for each in ("path", "right", "cool"))
    values = between(np.concatenate([path, right, width[..., None], cool[..., None]], axis=2), k, node)
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
    least = np.where([t.kind == FLIES for t in fire], 4, np.where(tail, 2.4, 3 if texture is not None else 1))
    born = np.clip(s * np.maximum(reach / fade, least)[k], 0, 1)
    pace = np.hypot(*np.gradient(values[:, :2], axis=0).T) / cell
    pace = np.minimum(pace, 2 * (reach / rows)[k])
    alone = texture is None
    hot, less = WARM[alone]
    dense = 3.2 / (len(THREADS) - 1) * half * pace * born
    light = (
        dense
        * heat[k]
        * born ** (1 + alone)
        * (hot - less * cool)
        * np.clip(np.where(alone | (values[:, 1] > 0), 6, 3) * (1 - s), 0.15, 1)
    )
    first = np.searchsorted(bin_, np.append(start[ends - rows], total))
    if texture is not None:
        # Torn most at its edges and towards its tip; its fibres run aslant, so that they leave it as licks.
        up = s * reach[k]
        aside = across * half[row] + (0.12 * side[k] * up + 127 * roll[k])[row]
        up = (up + 255 * phase[k])[row]
        fibre = texture[up.astype(int) & (FIBRES[0] - 1), aside.astype(int) & (FIBRES[1] - 1)]
        tight = RENT[0] + RENT[1] * np.abs(across * across * across) + RENT[2] * s[row]
        # What is slight is one fibre itself.
        tight -= np.clip(2.2 - half[row] / 5, 0, 2)
        threads = threads * (0.05 + np.clip(0.8 * (fibre - tight), 0, 1.8))
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


@dataclass(frozen=True, eq=False)
class Blaze:
    """Fire on a grid. light: how hot it is, 0..1. coarse, dark: how dark the ground is, 0..1, on a grid of its own."""

    grid: Grid
    wraps: bool
    light: Floats
    coarse: Grid
    dark: Floats
    fire: Sequence[Tongue]

    @classmethod
    def of(cls, fire: Sequence[Tongue], ground: Ground, chance: Chance, stands: bool, smokes: bool) -> Blaze:
        """Tongues, those of a family as one. stands: whether it stands on something. smokes: whether it has smoke when
        it stands alone."""
        grid, wraps = framed(fire, ground), ground.wraps
        # What flies on is seen on bare skin.
        fire = [t for t in fire if t.reach > grid.cell and not (wraps and t.kind == FLIES and t.path[0, 1] > 0)]
        fire = sorted(fire, key=lambda t: (t.order, t.family))
        family = np.array([t.family for t in fire])
        starts = np.concatenate([[0], np.flatnonzero(np.diff(family)) + 1, [len(fire)]])
        broad = np.maximum.reduceat([float(t.width.max()) for t in fire], starts[:-1])
        # What lies behind is cooler; each counts for as much as it has grown, so that none dims when another is born.
        grown = np.maximum.reduceat([t.grown for t in fire], starts[:-1])
        before = grown[::-1].cumsum()[::-1] - grown
        deep = np.interp(before / max(float(grown.sum()) - 1, 1), (0, 0.65, 1), (1.2, 1.0, 0.45))
        least, texture = COOLEST[not wraps], fibres(chance) if wraps else None
        heat = np.repeat((least + (1 - least) * broad / broad.max()) * deep, np.diff(starts))
        tail = np.array([wraps and t.path[0, 1] > ground.height - TAIL for t in fire])
        sheets = folded(fire, heat, grid.cell, FADE if wraps else LIT[stands], tail, chance, texture)
        light, body = np.zeros((2, grid.rows, grid.columns))
        for a, b in pairwise(sheets.first[starts]):
            rows, (glow, dense) = gathered(grid, wraps, sheets.at[a:b], sheets.light[a:b], sheets.dense[a:b])
            cover = 1 - np.exp(-1.1 * spread(dense, 2.4, wraps).astype(np.float32))
            light[rows] = light[rows] * (1 - HIDES[not wraps] * cover) + glow
            body[rows] += (1 - body[rows]) * cover
        if not wraps:
            light += BLOOM * spread(light, 8, False)
        light = 1 - np.exp(-GAIN[not wraps] * spread(light, SOFT, wraps))
        coarse = Grid(grid.left, grid.top, 2 * grid.cell, grid.columns // 2, (grid.rows + 1) // 2)
        half = body[::2, ::2]
        if texture is not None:
            dark = backed(half, coarse, texture, float(np.sign(sum(float(t.turn.mean()) for t in fire))))
        elif not smokes:
            dark = np.zeros_like(half)
        else:
            first = max((t for t in fire if t.family == family.min() and t.kind != FLIES), key=lambda t: t.reach)
            dark = wafted(half, coarse, None if stands else first.path[0], chance)
        return cls(grid, wraps, light, coarse, dark, fire)

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


def framed(fire: Sequence[Tongue], ground: Ground) -> Grid:
    """The grid on which fire is gathered."""
    if ground.wraps:
        cell = ground.width / TURN
        return Grid(0.0, -ABOVE, cell, TURN, int((ground.height + ABOVE) / cell) + 2)
    points = np.concatenate([t.path for t in fire])
    low, high = points.min(0), points.max(0)
    pad = 0.12 * float((high - low).max())
    cell = float((high - low).max() + 2 * pad) / ALONE
    columns, rows = ((high - low + 2 * pad) / cell).astype(int) + 1
    return Grid(float(low[0] - pad), float(low[1] - pad), cell, int(columns) // 2 * 2, int(rows))


def gathered(grid: Grid, wraps: bool, at: Points, *what: Floats) -> tuple[slice, list[Floats]]:
    """What is at points, shared out among the four nodes about each; and the rows in which there is any."""
    x, y = (at[:, 0] - grid.left) / grid.cell, (at[:, 1] - grid.top) / grid.cell
    seen = (y >= 0) & (y < grid.rows - 1) & (wraps | ((x >= 0) & (x < grid.columns - 1)))
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
