"""A sky without a rim, as it is drawn over a whole limb: one great spiral whose arms run on as banks of cloud to both
ends, night in the folds beside it, pastels everywhere else, and skin left bare where the light is.

It is painted on a grid, billow over billow as a painter lays cumulus: each has a hard lit rim that is bare skin, and
fades on its other side into what lies behind it. Away from the spiral all of it is wetted until no edge is left. What
the grid holds is then laid in washes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Grid,
    Noise,
    along,
    band,
    blurred,
    filled,
    glint,
    halo,
    length,
    mix,
    normals,
    pricks,
    resample,
    smoothsteps,
)
from markgen.draw.sky import strewn
from markgen.motifs._galaxy.sky import Sky
from markgen.values import Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

ROWS = 176
"""Cells along a sky that it is painted in."""

PASTELS = "#ee7cc4", "#9672f2", "#56a2f8", "#d692f0", "#ffbe8c"
"""Rose, lilac, sky, orchid and apricot."""

NIGHT = tuple(
    (level, 0.06 + 0.34 * level) for level in (0.07, 0.15, 0.23, 0.31, 0.39, 0.47, 0.55, 0.63, 0.71, 0.79, 0.87, 0.94)
)
HUES = ((0.14, 0.24), (0.30, 0.27), (0.48, 0.30), (0.68, 0.33), (0.86, 0.3))
"""Washes of night and of a colour: above how much of it each lies, and how strong."""

RIFTS = 1.65
"""How far from the spiral's heart night lies in every fold, in its radii."""

SOFT = 7.0
"""How far night runs out where it is wetted, mm on a whole arm."""

WHOLE = 508.0
"""How long a whole arm is, mm: what is given in mm of one is a share of any other mark."""

WIDE = 0.62
"""Half the width of the night, in that of its ground."""


@dataclass(frozen=True)
class Bank:
    """A bank of cloud along a line, mm: which side of it is hard (1 right of its way, -1 left), how broad it is at its
    broadest, mm, and its hues, from its beginning to its end."""

    line: Points
    hard: int
    broad: float
    hues: tuple[int, ...]


@dataclass(frozen=True)
class Canvas:
    """What is painted. night: how much of it lies on each node, 0 bare skin to 1. hues: how much of each colour."""

    grid: Grid
    night: Floats
    hues: Floats

    def lay(
        self, p: Points, r: float, lit: Points, hue: int, strength: float, rim: float, c: np.random.Generator
    ) -> None:
        """A billow of r mm round p, lit from the unit vector `lit`. hue: of its body; negative for one of bare skin.
        rim: how much of that colour is on its lit rim."""
        g = self.grid
        i0, i1 = (int((p[1] - g.top + d) / g.cell) for d in (-1.4 * r, 1.4 * r + g.cell))
        j0, j1 = (int((p[0] - g.left + d) / g.cell) for d in (-1.4 * r, 1.4 * r + g.cell))
        i0, j0, i1, j1 = max(i0, 0), max(j0, 0), min(i1, g.rows), min(j1, g.columns)
        if i1 <= i0 or j1 <= j0:
            return
        part = slice(i0, i1), slice(j0, j1)
        x = g.left + g.cell * np.arange(j0, j1) - p[0]
        y = g.top + g.cell * np.arange(i0, i1)[:, None] - p[1]
        far = np.hypot(x, y)
        # Lobes are waves round it, three and five of them: powers of the turn, as a complex number.
        turn = (x + 1j * y) / np.maximum(far, 1e-9)
        a, b = np.exp(1j * c.uniform(0, 2 * np.pi, 2))
        thrice = turn * turn * turn
        lobes = 1 + (0.10 * a * thrice + 0.08 * b * thrice * turn * turn).imag
        inside = np.clip((r * lobes - far) / g.cell + 0.5, 0, 1)
        up = (x * lit[0] + y * lit[1]) / r
        depth = np.clip(1 - far / (r * lobes), 0, 1)
        if hue < 0:
            self.night[part] *= 1 - inside * strength
            self.hues[(slice(None), *part)] *= 1 - inside * strength
            return
        cover = inside * smoothsteps((up + 0.65) / 1.2) * strength
        # Its rim is skin; a little way in its colour is full, and on its far side night comes through.
        body = np.clip(depth / 0.42, 0, 1)
        self.night[part] += cover * (0.8 * body * np.clip(0.1 - up, 0, 0.8) - self.night[part])
        mine = self.hues[(slice(None), *part)]
        mine -= mine * cover
        mine[hue] += cover * (rim + (0.92 - rim) * body * np.clip(0.85 - 0.45 * up, 0, 1))


def painted(sky: Sky) -> Canvas:
    """The whole sky: night, the spiral in it, banks of cloud, and bare skin that bites into it all round."""
    rip = sky.wound.rips[0]
    path, c = rip.path, sky.wound.chance("painted")
    long, born = float(path[-1, 1] - path[0, 1]), sky.feeling.birth(0.0, 0.5)
    cell = long / ROWS
    room = float(rip.gape.max())
    left, right = path[:, 0].min() - 1.3 * room, path[:, 0].max() + 1.3 * room
    grid = Grid(float(left), float(path[0, 1]), cell, int((right - left) / cell) + 1, ROWS + 1)
    u = (grid.y[:, :1] - grid.top) / long
    middle = np.interp(grid.y[:, :1], path[:, 1], path[:, 0])
    v = (grid.x - middle) / (WIDE * room)
    fold = Noise(c)
    rag = fold.fbm(grid.x / (0.34 * room), grid.y / (0.9 * room), 3, 0.6)
    # Colour breaks up over the last 60 mm of a whole arm, and over as much of a lesser mark.
    off = np.minimum(u, 1 - u) * WHOLE
    across, down = _within(sky, grid)
    shred = Noise(sky.wound.chance("shred")).fbm(across / 0.30, down / 0.30, 4, 0.6)
    ends = smoothsteps((off - 32 + 60 * rag + 110 * shred) / 60) * smoothsteps(off / 35)
    edge = smoothsteps((1.0 - np.abs(v) + 0.12 * rag) / 0.08)
    night = born * ends * edge * np.clip(0.90 + 0.6 * rag, 0.62, 1)
    made = Canvas(grid, np.asarray(night), np.zeros((len(PASTELS), grid.rows, grid.columns)))
    banks = _banks(sky)
    _bites(made, sky, WIDE * room, c)
    for bank in banks[::-1]:
        _pile(made, bank, sky, c)
    _disc(made, sky)
    made.hues[:] *= 0.05 + 0.95 * blurred(np.asarray(ends * edge), 2.0)
    # On its soft side a bank lights the night behind it.
    aside = round(-banks[0].hard * 0.16 * room / cell)
    for k, hue in enumerate(made.hues):
        lit = np.roll(blurred(hue, 0.13 * room / cell), aside, axis=1) * (1 - np.clip(2.5 * hue, 0, 1)) * made.night
        made.hues[k] += 0.9 * lit
        made.night[:] -= 0.85 * lit
    _wet(made, sky, np.asarray(born * ends * edge))
    return made


def _wet(canvas: Canvas, sky: Sky, reach: Floats) -> None:
    """Keeps night in the folds round the spiral and in a few rifts, and lets it run out elsewhere, through lilac, into
    pastels with bare skin between them. reach: how far colour goes at each node, 0 to 1."""
    grid, c = canvas.grid, sky.wound.chance("wet")
    r = np.hypot(*sky.whirl.disc(grid.x, grid.y))
    long, (across, down) = grid.cell * ROWS, _within(sky, grid)
    off = np.minimum(grid.y - grid.top, grid.top + long - grid.y) * WHOLE / long
    soft_cells = SOFT * ROWS / WHOLE
    rift, drift, cloud = (Noise(c) for _ in range(3))
    rifts = smoothsteps((rift.fbm(across / 0.55, down / 1.1, 2, 0.55) - 0.07) / 0.30)
    keep = np.maximum(smoothsteps((RIFTS - r) / 0.75), 0.85 * rifts) * smoothsteps((off - 95) / 60)
    firm = smoothsteps((1.35 - r) / 0.35)
    dark = canvas.night.copy()
    soft = blurred(blurred(dark, soft_cells) * keep, 0.5 * soft_cells)
    canvas.night[:] = (soft + firm * (dark * keep - soft)) * smoothsteps((off - 50) / 15)
    # A wash of all the pastels, from apricot to orchid, thin where it is brightest.
    hue = 1.9 + 3.4 * drift.fbm(across / 0.8, down / 1.3, 2, 0.5)
    # Both ends are lilac and sky.
    hue = 2.5 + (hue - 2.5) * (0.25 + 0.75 * smoothsteps(off / 110))
    much = np.clip(0.30 + 1.9 * cloud.fbm(across / 0.42, down / 0.8, 4, 0.58), 0, 0.85) * reach
    open_sky = much * smoothsteps((r - 0.85) / 0.4)
    for k, place in enumerate((1, 2, 3, 4, 0)):
        mine = canvas.hues[k]
        wet = blurred(mine, 0.45 * soft_cells)
        mine[:] = wet + firm * (mine - wet)
        mine += np.clip(1 - np.abs(np.clip(hue, 0.2, 3.7) - place), 0, 1) * open_sky * (1 - np.clip(1.2 * mine, 0, 1))
    # Where night ends there is lilac.
    canvas.hues[1] += 1.6 * soft * (1 - soft) * (1 - firm) * reach


def _within(sky: Sky, grid: Grid) -> tuple[Floats, Floats]:
    """Where each node is across and along the mark, in widths of it, so that what is folded there grows with it."""
    rip = sky.wound.rips[0]
    (left, top), room = (rip.path[0] + rip.path[-1]) / 2, float(rip.gape.max())
    return (grid.x - left) / room + 1.25, (grid.y - top) / room + 2.17


def _banks(sky: Sky) -> list[Bank]:
    """The two arms, run on to either end, and lesser banks beside them."""
    rip, g = sky.wound.rips[0], sky.whirl
    room, s = WIDE * float(rip.gape.max()), sky.spin
    made = []
    for k, (end, hues) in enumerate(((0.11, (1, 2, 2, 3)), (0.89, (0, 1, 2, 1)))):
        far = np.linspace(0.86, 1.06, 8)
        turn = g.arm(far) + np.pi * k
        arm = g.place(far * np.cos(turn), far * np.sin(turn))
        tip, ahead = arm[-1], (arm[-1] - arm[-3]) / max(float(np.hypot(*(arm[-1] - arm[-3]))), 1e-9)
        goal = rip.place(end, 0.0) + np.array([(0.6 if k else -0.6) * s * room, 0.0])
        away = float(np.hypot(*(goal - tip)))
        back = np.array([0.0, 1.0 if k == 0 else -1.0])
        t = np.linspace(0, 1, 30)[1:, None]
        a, b = tip + 0.42 * away * ahead, goal + 0.40 * away * back
        run = (1 - t) ** 3 * tip + 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t * t * b + t**3 * goal
        made.append(Bank(np.concatenate([arm, run]), -g.hand, 0.30 * room, hues))
    lesser = (((0.38, 0.75), (0.12, 0.0), (0, 1, 2)), ((0.62, -0.75), (0.88, 0.0), (3, 2, 1)))
    for (u0, v0), (u1, v1), tones in lesser:
        t = np.linspace(0, 1, 30)
        mid = rip.place(u0 + (u1 - u0) * t, 0 * t)
        line = mid + np.column_stack([s * room * (v0 + (v1 - v0) * t**1.4), 0 * t])
        made.append(Bank(line, -g.hand, 0.26 * room, tones))
    return made


def _pile(canvas: Canvas, bank: Bank, sky: Sky, c: np.random.Generator) -> None:
    """Billows along a bank, in two rows, from its hard side to its soft one; broadest in its middle."""
    long, swell = length(bank.line), Noise(c)
    for row, (aside, size) in enumerate(((0.26, 1.0), (-0.26, 1.0))):
        n = max(int(long / (0.50 * size * bank.broad)), 3)
        at = ((np.arange(n) + c.uniform(-0.45, 0.45, n)) / n).clip(0.0, 0.995)
        spots, way = along(bank.line, at), normals(resample(bank.line, 200))
        out = bank.hard * -way[np.round(at * 199).astype(int)]
        # It swells and thins as it runs, and so do its billows.
        broad = bank.broad * np.sin(np.pi * np.clip(at * 0.90 + 0.07, 0, 1)) ** 0.7 * (1 + 0.7 * swell(6 * at, 0 * at))
        radius = broad * size * c.uniform(0.35, 1.15, n)
        born = sky.feeling.births(0.05 + 0.5 * at, 0.3)
        tones = np.clip(at * len(bank.hues) + c.normal(0, 0.15, n), 0, len(bank.hues) - 1).astype(int)
        hues = np.array(bank.hues)[tones]
        for k in np.argsort(-radius * c.uniform(0.6, 1.4, n)).tolist():
            lit = out[k] + 0.5 * np.array([-0.6, -0.8])
            lit = lit / max(float(np.hypot(*lit)), 1e-9)
            fade = float(np.clip((1.02 - at[k]) / 0.2, 0, 1) * born[k])
            if radius[k] > canvas.grid.cell and fade > 0.02:
                spot = spots[k] + out[k] * (broad[k] * aside)
                canvas.lay(spot, float(radius[k]), lit, int(hues[k]), fade * (1.0, 0.8)[row], (0.10, 0.40)[row], c)


def _bites(canvas: Canvas, sky: Sky, room: float, c: np.random.Generator) -> None:
    """Billows of bare skin all along both edges of the night: what gives it its outline."""
    rip, n = sky.wound.rips[0], 20
    for side in (-1, 1):
        at = (np.arange(n) + c.uniform(0.1, 0.9, n)) / n
        radius = room * c.uniform(0.10, 0.30, n)
        deep = 0.98 - 0.24 * np.sin(2 * np.pi * (2.2 * at + 0.25 * side)) + c.uniform(-0.05, 0.05, n)
        spots = rip.place(at, 0 * at) + np.column_stack([side * (room * deep + radius), 0 * at])
        out = np.array([float(side), 0.0])
        for p, r in zip(spots, radius.tolist(), strict=True):
            canvas.lay(p + 0.5 * r * out, 1.5 * r, -out, -1, 1.0, 0.0, c)


def _disc(canvas: Canvas, sky: Sky) -> None:
    """The spiral's own light: apricot at its heart, rose and lilac farther out; dust on the inside of its arms."""
    g, grid = sky.whirl, canvas.grid
    u, v = g.disc(grid.x, grid.y)
    there = np.hypot(u, v) < 1.15
    light, dust = (np.zeros(u.shape) for _ in range(2))
    if sky.swept:
        light[there], dust[there] = g.light(u[there], v[there])
    r, shown = np.hypot(u, v), sky.feeling.birth(0.0, 0.4)
    bright = smoothsteps(2.0 * blurred(light, 0.8) * np.exp(1.25 * r) - 0.32) * (1 - np.clip(1.1 * dust, 0, 0.9))
    bright = np.maximum(bright, np.exp(-((r / 0.22) ** 2)) * (sky.swept is not None)) * shown
    hall = smoothsteps((0.97 - r) / 0.14) * shown
    canvas.night[:] = np.maximum(canvas.night, 0.94 * smoothsteps((1.02 - r) / 0.16) * shown) * (1 - bright)
    canvas.hues[:] *= 1 - hall
    glow = bright * (1 - 0.85 * np.exp(-((r / 0.13) ** 2)))
    for hue, at in ((4, 0.10), (0, 0.30), (1, 0.56), (2, 0.90)):
        canvas.hues[hue] += 0.8 * glow * np.exp(-(((r - at) / 0.17) ** 2))


def colours(sky: Sky, canvas: Canvas) -> Shapes:
    """Its colours, each in washes: clean, for hardly two of them lie on one another."""
    seen = [PASTELS[0], "#9a9aa4", "#c0c0c8", "#808088", "#e0e0e0"] if sky.grey else PASTELS
    made: Shapes = []
    for k, natural in enumerate(seen):
        color = natural if sky.look.airy else mix(natural, sky.ramp(min(k, 2))(0.62), 0.8)
        if not sky.grey:
            color = mix(color, sky.feeling.tint(color), 0.25)
        field = blurred(canvas.hues[k], 0.5)
        made += [filled(canvas.grid.above(field, level, 0.6), color, strength) for level, strength in HUES]
    return made


def night(sky: Sky, canvas: Canvas) -> Shapes:
    """The night, in washes that end in dots at both ends."""
    color = mix(sky.night, "#1420a0", 0.42 if sky.look.airy else 0.0)
    return [filled(canvas.grid.above(canvas.night, level, 0.5), color, strength) for level, strength in NIGHT]


def strewn_about(sky: Sky, canvas: Canvas) -> Shapes:
    """Stars left out of the night, in three sizes, most where it borders on cloud."""
    g, c, n = canvas.grid, sky.wound.chance("strewn"), 2600
    where = np.array([g.left, g.top]) + c.random((n, 2)) * [g.cell * g.columns, g.cell * g.rows]
    dark = g.at(where, canvas.night)
    near = g.at(where, np.clip(2.2 * blurred(canvas.hues.max(0), 4.0), 0, 1))
    size = np.choose(np.searchsorted([0.80, 0.965], c.random(n)), (0.30, 0.62, 1.25)) * c.uniform(0.8, 1.2, n)
    size = np.minimum(size, 0.004 * sky.size * size / 0.6)
    size = size * np.clip((dark - 0.45) / 0.2, 0, 1) * np.clip((0.30 + near - c.random(n)) / 0.1, 0, 1)
    size = size * sky.feeling.births(0.1 + 0.6 * c.random(n), 0.3)
    out = pricks(where[size > 0.05], size[size > 0.05], "#f6f1ea")
    out += [*_great(sky, canvas), *_orbit(sky)]
    spiral = sky.swept
    if spiral is None:
        return out
    core = 0.20 * spiral.radius
    return [
        *out,
        *strewn(spiral, ("#ffffff", "#f4efe8", sky.warm), int(240 * sky.feeling.birth(0.2, 0.5)), c),
        halo(spiral.at, 1.5 * core, mix(sky.warm, "#ffffff", 0.5), 0.70, "#ffffff"),
        halo(spiral.at, 0.8 * core, "#ffffff", 0.95),
    ]


def _great(sky: Sky, canvas: Canvas) -> Shapes:
    """Some large round stars of three sizes, each in a little glow, in clusters along the sweep of the arms."""
    c, room = sky.wound.chance("great"), float(sky.wound.rips[0].gape.max())
    out: Shapes = []
    for bank in _banks(sky)[:2]:
        hearts = along(bank.line, np.array([0.08, 0.34, 0.66]))
        for k in range(9):
            spot = hearts[k % 3] + c.normal(0, 0.13, 2) * room * [1, 1.5]
            size = (2.7, 1.9, 1.3)[k // 3] * min(1.0, sky.size / 300) * c.uniform(0.9, 1.1)
            there = canvas.grid.at(spot[None], np.clip(canvas.night + canvas.hues.max(0), 0, 1))[0]
            size *= float(np.clip(there / 0.3 - 0.4, 0, 1)) * sky.feeling.birth(0.15 + 0.05 * k, 0.3)
            if size > 0.1:
                out.append(halo(spot, 4.0 * size, PASTELS[2], 0.5, "#ffffff"))
                out += pricks(spot[None], np.array([0.8 * size]), "#fbf8f4")
                if k < 6:
                    out.append(filled(glint(spot, 4.6 * size, 0.34 * size, 0.12), "#fbf8f4"))
    return out


def _orbit(sky: Sky) -> Shapes:
    """What the spiral is measured by: a fine line round it, broken, and a small world on that."""
    g, grown = sky.whirl, sky.feeling.birth(0.55, 0.35)
    fine = min(max(sky.feeling.line("fine"), 0.75), 0.004 * sky.size) * grown
    if fine < 0.02:
        return []
    made: Shapes = []
    for far, start, long, share in ((1.10, 0.5, 4.6, 1.0), (1.21, 3.4, 2.2, 0.7)):
        a = start + np.linspace(0, long * grown, 60)
        thin = share * fine * np.clip(4 * np.sin(np.linspace(0, np.pi, 60)), 0, 1)
        made.append(filled(band(g.place(far * np.cos(a), far * np.sin(a)), thin), "#f6f1ea", 0.95))
    ticks = 0.5 + np.arange(0, 4.6, 4.6 / 23)[1:]
    ends = np.stack([g.place(far * np.cos(ticks), far * np.sin(ticks)) for far in (1.10, 1.125)], axis=1)
    made.append(filled([band(tick, 0.8 * fine) for tick in ends], "#f6f1ea", 0.9))
    at = g.place(np.array([1.10 * np.cos(2.2)]), np.array([1.10 * np.sin(2.2)]))
    return [*made, halo(at[0], 7 * fine, PASTELS[4], 0.7, "#ffffff"), *pricks(at, np.array([3.2 * fine]), "#fbf8f4")]


def stippled(sky: Sky, canvas: Canvas) -> Shapes:
    """What the needle leaves where colour runs out to skin, most at both ends: dots of lilac, sky and night."""
    g, c, n = canvas.grid, sky.wound.chance("stipple"), 8000
    x, y = c.random((2, n))
    # Most of them at both ends.
    y = np.where(np.arange(n) % 4 > 0, np.where(y < 0.5, 0.44 * y, 1 - 0.44 * (1 - y)), y)
    where = np.array([g.left, g.top]) + np.column_stack([x, y]) * [g.cell * g.columns, g.cell * g.rows]
    full = np.clip(canvas.night + canvas.hues.max(0), 0, 1)
    soft = g.at(where, blurred(full, 9.0))
    u = (where[:, 1] - g.top) / (g.cell * g.rows)
    bare = np.clip(1.15 - 1.6 * g.at(where, full), 0, 1)
    off = np.minimum(u, 1 - u) * WHOLE
    ends = np.clip(1.3 - off / 110, 0.12, 1)
    shown = np.clip((3.4 * soft * bare * ends - c.random(n)) / 0.1, 0, 1)
    shown = shown * sky.feeling.births(0.1 + 0.5 * c.random(n), 0.3)
    size = np.minimum(0.0014 * sky.size, 0.5) * c.choice([0.7, 1.0, 2.0], n, p=[0.58, 0.34, 0.08]) * shown
    out: Shapes = []
    for k, color in enumerate((PASTELS[1], PASTELS[2], "#5a4bb0")):
        some = (np.arange(n) % 5 // 2 == k) & (size > 0.05)
        out += pricks(where[some], size[some], mix(color, sky.night, 1.0 if sky.grey else 0.35))
    return out
