"""The skin under a seam: pricked, puckered at every hole, closed along a fine line, or open where nothing holds it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, along, band, curve, ellipses, filled, length, pricks, whip, whips
from markgen.motifs._needle.inks import INK, LIGHT, dye
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.pose import Pose, stitched
from markgen.motifs._needle.stitches import CHAINED, chain, link
from markgen.motifs._needle.thread import Sewn
from markgen.values import Feeling, Layer, Outline, Shape, layer

Floats = NDArray[np.float64]


def under(p: Pose, feeling: Feeling, how: Manner, sewn: Sewn, width: float, chance: Chance) -> list[Layer]:
    """What thread does to the skin it is drawn through, and a wound if there is one."""
    grown, fill = feeling.birth(0.10, 0.3), feeling.style.fill
    thick = min(feeling.line("fine"), 0.26 * width) * grown
    plain, soft = fill in ("wash", "facets"), fill == "natural"
    lines = [] if plain else _puckers(p, sewn, how, thick, chance)
    lines += _gathered(p, 1.3 * thick, chance) if p.guided and not plain else []
    if not (plain or p.guided or sewn.under or stitched(p, how, chance.seed) in (chain, link)):
        lines += _scar(p, thick, chance)
    sunken = [] if plain or soft else _sunken(p, sewn, grown, width, chance)
    tint = feeling.tint(how.threads[0]) if feeling.style.colour else INK
    return [
        *([_bled(p, feeling.tint(how.threads[0]), grown, chance("bled"))] if fill == "wash" else ()),
        *(_wound(p, feeling, chance) if how.wound else ()),
        *_tunnels(sewn, tint, width, grown if soft else 0.0),
        layer("puckers", "shade", [filled(lines, INK, 0.7)]),
        layer("holes", "shade", [*_holes(sewn, width, grown if soft else 0.0), *sunken]),
    ]


def _holes(sewn: Sewn, width: float, grown: float) -> list[Shape | None]:
    """Where thread goes in: a dark hole that it does not fill, in a dimple of the skin if `grown`."""
    size = sewn.shares * _opened(sewn) * width
    at = sewn.holes + 0.15 * width * sewn.pulls
    dimples = [
        filled(ellipses(at - 0.25 * width * LIGHT, k * size, k * size, 0 * size), INK, 0.05 * grown) for k in (1.5, 1.0)
    ]
    return [*(dimples if grown and len(at) else ()), *pricks(at, 0.34 * size, INK)]


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
        out.append(whip(p.along(np.column_stack([x, y])), 0.8 * thick * weight))
    return out


def _puckers(p: Pose, sewn: Sewn, how: Manner, thick: float, chance: Chance) -> list[Outline]:
    """Short folds that run out from every hole, away from the thread that pulls at it.

    One that lies square to the light is the heaviest, for one side of it is in shade.
    """
    made, press = [], []
    for i, (at, pull, share) in enumerate(zip(sewn.holes, sewn.pulls, sewn.shares.tolist(), strict=True)):
        r = chance("skin", i)
        spreads = np.array([-0.75, 0.0, 0.75]) + r.normal(0, 0.16, 3)
        reaches = r.uniform(0.08, 0.24, 3) * p.stitch * share * (0.6 + 0.5 * how.pulled)
        shown = r.random(3) < 0.06 + 0.40 * how.pulled
        way = np.outer(np.cos(spreads), pull) + np.outer(np.sin(spreads), [-pull[1], pull[0]])
        bend = np.outer(0.25 * spreads, [-pull[1], pull[0]])
        run = np.stack([0.35 * way, 0.75 * way, 1.45 * way + bend], axis=1) * reaches[:, None, None]
        made.append(at + run[shown])
        square = np.abs(way @ [-LIGHT[1], LIGHT[0]])
        press.append(share * (0.45 + 0.5 * square[shown]))
    return whips(np.concatenate(made), thick * np.outer(np.concatenate(press), [1.0, 0.9, 0.0])) if made else []


def _gathered(p: Pose, thick: float, chance: Chance) -> list[Outline]:
    """Short folds square to a long seam where it is in chain stitch, drawn tight: skin that gives to the thread. They
    run out, fan-wise, from where each link is held down."""
    folds, press = [np.zeros((0, 3, 2))], [np.zeros(0)]
    for k in range(int(np.ceil(p.stitches))):
        if p.ticks[k] / p.ticks[-1] > CHAINED:
            continue
        r = chance("gathered", k)
        for side in (-1, 1):
            some = r.random(4) < 0.7
            x = k + np.array([-0.16, -0.05, 0.07, 0.18]) + r.normal(0, 0.015, 4)
            lean = np.array([-0.20, -0.06, 0.08, 0.22]) + r.normal(0, 0.04, 4)
            y = np.array([0.24, 0.17, 0.15, 0.19]) + r.uniform(0, 0.03, 4)
            reach = np.array([0.16, 0.30, 0.34, 0.18]) * r.uniform(0.6, 1.15, 4)
            fold = np.stack([x, y, x + 0.3 * lean, y + 0.5 * reach, x + lean, y + reach], axis=1).reshape(4, 3, 2)
            folds.append(fold[some] * [1, side])
            press.append(np.full(some.sum(), min(p.stitches - k, 1.0)))
    run = p.along(np.concatenate(folds).reshape(-1, 2)).reshape(-1, 3, 2)
    # Heavier on the side of the seam that falls away from the light.
    weight = np.concatenate(press) * (0.75 + 0.35 * np.sign((run[:, -1] - run[:, 0]) @ -LIGHT))
    return whips(run, thick * np.outer(weight, [0.9, 0.6, 0.0]))


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


def _tunnels(sewn: Sewn, tint: str, width: float, grown: float) -> list[Layer]:
    """Thread in the skin between two stitches: a pale broken line of it, and the skin that it lifts, in shade."""
    if not sewn.under:
        return []
    ridge = [band(s.path - 0.55 * width * LIGHT, 1.5 * width * _LENS) for s in sewn.under]
    seen = []
    for s in sewn.under:
        many = max(int(length(s.path) / (1.7 * width)), 1)
        for i in range(many):
            at = along(s.path, (np.array([0.14, 0.5, 0.86]) + i) / many)
            seen.append(band(at, width * s.thick * np.array([0.5, 1.0, 0.5])))
    return [
        layer("lifted", "shade", [filled(ridge, INK, 0.08 * grown)]),
        layer("in the skin", dye([tint]), [filled(seen, tint, 0.6)]),
    ]


_LENS = np.sin(np.linspace(0, np.pi, 9)) ** 0.7
"""Widths of what is full between two ends."""


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
        for k, strength in ((1.2, 0.06), (1.05, 0.06), (0.9, 0.06), (0.72, 0.08), (0.55, 0.08), (0.38, 0.08))
    ]
    return layer("bled", "colour", pools)


def _wound(p: Pose, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A gash under the stitches: torn at fixed places of the whole seam, and closing towards where they have got to."""
    s = np.arange(0, len(p.ticks) - 0.5, 0.5)
    ends = np.minimum(s, np.maximum(p.stitches - s, 0))
    gape = 0.09 * np.clip(ends / 1.5, 0, 1) ** 0.6 * chance("wound").uniform(0.25, 1.2, len(s))
    s, gape = np.minimum(s, p.stitches)[ends >= 0], gape[ends >= 0]
    rims = [p.along(np.column_stack([s, sign * gape])) for sign in (1, -1)]
    gash = curve(np.concatenate([rims[0], rims[1][::-1]]))
    ticks: list[Outline] = []
    for i, (one, other) in enumerate(zip(*rims, strict=True)):
        r = chance("lip", i)
        for a, b in ((one, other), (other, one)):
            out = (a - b) / max(float(np.hypot(*(a - b))), 1e-9)
            foot = a + r.normal(0, 0.05, 2) * p.stitch
            run = np.stack([foot - 0.06 * p.stitch * out, foot + r.uniform(0.05, 0.16) * p.stitch * out])
            ticks.append(whip(run, feeling.line("fine") * np.array([1.6, 0.0])))
    return [
        layer("wound", "shade", [filled(gash, INK)]),
        layer("lips", "line", [filled(ticks, INK)]),
    ]
