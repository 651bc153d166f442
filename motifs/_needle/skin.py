"""The skin under a seam: pricked, puckered at every hole, closed along a fine line, or open where nothing holds it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, along, curve, ellipses, filled, length, polyline, pricks, stroked, whip
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.pose import Pose
from markgen.motifs._needle.thread import Sewn
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]


def under(p: Pose, feeling: Feeling, how: Manner, sewn: Sewn, width: float, chance: Chance) -> list[Layer]:
    """What thread does to the skin it is drawn through, and a wound if there is one."""
    grown, fill = feeling.birth(0.10, 0.3), feeling.style.fill
    thick = min(feeling.line("fine"), 0.26 * width) * grown
    plain, soft = fill in ("wash", "facets"), fill == "natural"
    lines = [] if plain else _puckers(p, sewn, how, thick, chance)
    lines += _gathered(p, 1.2 * thick, chance) if p.guided and not plain else []
    if not (plain or p.guided):
        lines += _scar(p, thick, chance)
    if not (plain or soft):
        lines += _cast(p.lead, width, feeling.birth(0.35, 0.35), chance("cast"))
    sunken = [] if plain or soft else _sunken(p, sewn, grown, width, chance)
    return [
        *([_bled(p, feeling.tint(how.threads[0]), grown, chance("bled"))] if fill == "wash" else ()),
        *(_wound(p, feeling, chance) if how.wound else ()),
        layer("shadow", "shade", _shadow(p, sewn, width, grown) if soft else ()),
        layer("puckers", "shade", [filled(lines, INK)]),
        layer("holes", "shade", [*_holes(sewn, width, grown if soft else 0.0), *sunken]),
    ]


def _holes(sewn: Sewn, width: float, grown: float) -> list[Shape | None]:
    """Where thread goes in: a dark hole that it does not fill, in a dimple of the skin if `grown`."""
    size = sewn.shares * _opened(sewn) * width
    at = sewn.holes + 0.30 * width * sewn.pulls
    dimples = [
        filled(ellipses(at - 0.25 * width * LIGHT, k * size, k * size, 0 * size), INK, 0.07 * grown) for k in (1.5, 1.0)
    ]
    return [*(dimples if grown and len(at) else ()), *pricks(at, 0.44 * size, INK)]


def _opened(sewn: Sewn) -> Floats:
    """How large each hole is, of the usual: some are drawn open, some closed over."""
    return np.asarray(0.85 + 0.25 * np.sin(2.7 * np.arange(len(sewn.shares))), float)


def _scar(p: Pose, thick: float, chance: Chance) -> list[Outline]:
    """The line that the seam has closed, in strokes that run out between stitches."""
    out = []
    for k in range(int(np.ceil(p.stitches))):
        r = chance("scar", k)
        start, stop = k + r.uniform(-0.15, 0.3), k + r.uniform(0.8, 1.25)
        stop = min(stop, p.stitches)
        if stop - start < 0.3:
            continue
        x = np.linspace(start, stop, 6)
        y = 0.028 * np.sin(2.9 * x + 1.3) + r.normal(0, 0.008, 6)
        weight = r.uniform(0.8, 1.5) * np.array([0.0, 0.7, 1.0, 1.0, 0.6, 0.0])
        out.append(whip(p.along(np.column_stack([x, y])), 1.5 * thick * weight))
    return out


def _puckers(p: Pose, sewn: Sewn, how: Manner, thick: float, chance: Chance) -> list[Outline]:
    """Short folds that run out from every hole, away from the thread that pulls at it.

    One that lies square to the light is the heaviest, for one side of it is in shade.
    """
    out = []
    for i, (at, pull, share) in enumerate(zip(sewn.holes, sewn.pulls, sewn.shares.tolist(), strict=True)):
        r = chance("skin", i)
        spreads = np.array([-0.75, 0.0, 0.75]) + r.normal(0, 0.16, 3)
        reaches = r.uniform(0.08, 0.24, 3) * p.stitch * share * (0.6 + 0.5 * how.pulled)
        shown = r.random(3) < 0.55 + 0.4 * how.pulled
        side = np.array([-pull[1], pull[0]])
        for spread, reach in zip(spreads[shown].tolist(), reaches[shown].tolist(), strict=True):
            way = pull * np.cos(spread) + side * np.sin(spread)
            run = np.array([0.35 * reach, 0.75 * reach, 1.45 * reach])[:, None] * way
            bend = np.array([0.0, 0.0, 0.25 * spread * reach])[:, None] * side
            square = abs(float(way[1] * LIGHT[0] - way[0] * LIGHT[1]))
            out.append(whip(at + run + bend, thick * share * (0.7 + 0.6 * square) * np.array([1.0, 0.9, 0.0])))
    return out


def _gathered(p: Pose, thick: float, chance: Chance) -> list[Outline]:
    """Short folds square to a long seam, beside stitches that are drawn tight: skin that gives to the thread."""
    out = []
    for k in range(min(int(np.ceil(p.stitches)), len(p.ticks) - 9)):
        r = chance("gathered", k)
        for side in (-1, 1):
            some = r.random(3) < np.clip(1.2 - 1.05 * p.bellies[k], 0.04, 0.6)
            at = np.array([-0.16, 0.04, 0.22]) + r.uniform(-0.06, 0.06, 3)
            long, lean = r.uniform(0.18, 0.42, 3), r.normal(0, 0.1, 3)
            foot = 0.33 + r.uniform(0, 0.06, 3)
            for x, y, reach, slant in zip(k + at[some], foot[some], long[some], lean[some], strict=True):
                fold = np.array([(x, y), (x + 0.3 * slant, y + 0.5 * reach), (x + slant, y + reach)]) * [1, side]
                # Heavier on the side of the seam that falls away from the light.
                run = p.along(fold)
                press = min(p.stitches - k, 1.0) * (0.75 + 0.35 * float(np.sign((run[-1] - run[0]) @ -LIGHT)))
                out.append(whip(run, thick * press * np.array([1.2, 0.8, 0.0])))
    return out


def _sunken(p: Pose, sewn: Sewn, grown: float, width: float, chance: Chance) -> list[Shape | None]:
    """Dots where skin sinks towards a hole and turns from the light: many near it, then few and smaller."""
    at, size = [], []
    for i, (hole, pull, share) in enumerate(zip(sewn.holes, sewn.pulls, sewn.shares.tolist(), strict=True)):
        r = chance("sunken", i)
        out = np.sort(r.uniform(0.0, 1.0, 5)) ** 1.3
        way = pull * 0.6 - LIGHT * 0.8 + r.normal(0, 0.25, (5, 2))
        at.append(hole + (0.42 * width + 0.17 * p.stitch * out[:, None]) * way)
        size.append((0.10 - 0.06 * out) * width * share * grown)
    return pricks(np.concatenate(at), np.concatenate(size), INK) if at else []


def _shadow(p: Pose, sewn: Sewn, width: float, grown: float) -> list[Shape | None]:
    """What thread throws on the skin: close by where it is sewn down, off and soft where it hangs free."""
    sunk = [polyline((s.path - 0.34 * width * LIGHT)[::2], closed=False) for s in sewn.loops]
    u = np.linspace(0, 1, len(p.lead))[:, None]
    hung = polyline(p.lead - LIGHT * width * (0.5 + 1.5 * np.sin(np.pi * u) ** 1.5), closed=False)
    return [
        *(stroked(sunk, INK, k * width, 0.12 * grown) for k in (1.0, 1.5)),
        *(stroked([hung], INK, k * width, 0.09 * grown) for k in (0.6, 1.1, 1.7, 2.4)),
    ]


def _cast(path: Points, width: float, grown: float, chance: np.random.Generator) -> list[Outline]:
    """The shadow of thread that stands off the skin: short strokes, farther from it the higher it stands."""
    reach = length(path)
    many = max(int(reach / (0.72 * width)), 4)
    u = (np.arange(many) + chance.uniform(0.3, 0.7, many)) / many
    # It rises twice on its way, and lies down where it is sewn.
    high = np.clip(np.sin(np.pi * u), 0, 1) * (0.55 + 0.45 * np.sin(5 * np.pi * u - 1.2))
    spots = along(path, u)
    out = []
    for spot, h in zip(spots, high.tolist(), strict=True):
        if h < 0.4:
            continue
        foot = spot - LIGHT * width * (0.75 + 0.75 * h)
        run = foot + np.array([[-0.36, 0.26], [0.0, 0.0], [0.40, -0.28]]) * width * (0.5 + 0.7 * h)
        out.append(whip(run, 0.15 * width * grown * h * np.array([0.2, 1.0, 0.0])))
    return out


def _bled(p: Pose, tint: str, grown: float, r: np.random.Generator) -> Layer:
    """Dye that has run out of the thread into the skin, in pools that lie over one another."""
    at = np.arange(0.2, len(p.ticks), 0.9)
    # The pools of the whole seam, so that they stay where they are as it grows.
    aside, size, long = r.uniform(-0.5, 0.5, len(at)), r.uniform(0.5, 1.5, len(at)), r.uniform(0.7, 1.5, len(at))
    come = np.clip(1.2 * (p.stitches - at), 0, 1) * size * p.stitch
    on = come > 0.05
    centres = p.along(np.column_stack([at, aside]))[on]
    turns = r.uniform(0, np.pi, len(at))[on]
    pools: list[Shape | None] = [
        filled(ellipses(centres, k * (come * long)[on], k * come[on], turns), tint, strength * grown)
        for k, strength in ((1.15, 0.12), (0.85, 0.14), (0.5, 0.18))
    ]
    return layer("bled", "colour", pools)


def _wound(p: Pose, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A gash under the stitches: torn at fixed places of the whole seam, and closing towards where they have got to."""
    s = np.arange(0, len(p.ticks) - 0.5, 0.5)
    ends = np.minimum(s, np.maximum(p.stitches - s, 0))
    gape = 0.19 * np.clip(ends / 1.5, 0, 1) ** 0.6 * chance("wound").uniform(0.25, 1.2, len(s))
    s, gape = np.minimum(s, p.stitches)[ends >= 0], gape[ends >= 0]
    rims = [p.along(np.column_stack([s, sign * gape])) for sign in (1, -1)]
    gash = curve(np.concatenate([rims[0], rims[1][::-1]]))
    ticks: list[Outline] = []
    for i, (one, other) in enumerate(zip(*rims, strict=True)):
        r = chance("lip", i)
        for a, b in ((one, other), (other, one)):
            out = (a - b) / max(float(np.hypot(*(a - b))), 1e-9)
            foot = a + r.normal(0, 0.1, 2) * p.stitch
            run = np.stack([foot - 0.06 * p.stitch * out, foot + r.uniform(0.12, 0.34) * p.stitch * out])
            ticks.append(whip(run, feeling.line("fine") * np.array([1.6, 0.0])))
    return [
        layer("wound", "shade", [filled(gash, INK)]),
        layer("lips", "line", [filled(ticks, INK)]),
    ]
