"""The skin under a seam: pricked, drawn into folds, gathered into little hills between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    area,
    band,
    curve,
    filled,
    flat,
    minus,
    outlines,
    polyline,
    pricks,
    ribbon,
    stroke,
    stroked,
    union,
    whip,
)
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.pose import Pose
from markgen.motifs._needle.thread import Sewn, soft
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

FLESH, PALE = "#4a1d14", "#ffdcc4"
"""Skin in shade, and in light."""


def under(p: Pose, feeling: Feeling, how: Manner, sewn: Sewn, width: float, chance: Chance) -> list[Layer]:
    """What thread does to the skin it is drawn through, lit from above left, and a wound if there is one."""
    grown, colour = feeling.birth(0.10, 0.3), feeling.style.colour
    bled, shaded = feeling.style.fill == "wash", soft(feeling)
    drawn = shaded or not colour or feeling.style.fill == "flats"
    thick = min(0.55 * feeling.line("mid"), 0.22 * width) * grown
    lines = _puckers(p, sewn, how, thick, chance) if drawn else []
    return [
        *([_bled(p, feeling.tint(how.threads[0]), grown, chance("bled"))] if bled else ()),
        *(_relief(p, sewn, grown) if shaded and not how.frayed else ()),
        *(_wound(p, feeling, chance) if how.wound and not p.gash else ()),
        *(_gash(p, feeling, sewn, width, chance) if p.gash else ()),
        layer("puckers", "shade" if colour else "line", [filled(lines, FLESH if colour else INK, 0.6)]),
        layer("holes", "shade", [] if how.wound else pricks(sewn.holes, drawn_open(sewn) * 0.62 * width, INK)),
    ]


def drawn_open(sewn: Sewn) -> Floats:
    """How large each hole is, of the usual: some are drawn open, some closed over."""
    return np.asarray(sewn.shares * (0.8 + 0.35 * np.sin(2.7 * np.arange(len(sewn.shares)))), float)


def _puckers(p: Pose, sewn: Sewn, how: Manner, thick: float, chance: Chance) -> list[Outline]:
    """Short folds that run out from every hole, across the seam: the skin is drawn up between stitches.

    They swell where the fold turns from the light, and are lost where it faces it.
    """
    lanes: list[Points] = []
    widths: list[float] = []
    for i, ((x, y), share) in enumerate(zip(sewn.spots, sewn.shares.tolist(), strict=True)):
        r = chance("skin", i)
        aside = abs(y) > 0.25
        if not aside and not sewn.fat:
            continue
        for side in (float(np.sign(y)),) if aside else (1.0, -1.0):
            start = abs(y) + 0.12 if aside else 0.36
            for spread in np.array([-0.6, 0.0, 0.6]) + r.normal(0, 0.14, 3):
                reach = r.uniform(0.08, 0.30) * (0.6 + 0.5 * how.pulled)
                u = np.array([0.0, 0.35, 0.7, 1.0])
                out = start + r.uniform(-0.03, 0.05) + reach * u
                lanes.append(np.column_stack([x + 0.22 * spread + 0.6 * spread * reach * u**1.6, side * out]))
                widths.append(share * (0.55 + 0.45 * how.pulled) * r.choice([0.0, 0.6, 0.8, 1.0]))
    out_ = []
    for mm, wide in zip(p.each(lanes), widths, strict=True):
        away = mm[-1] - mm[0]
        facing = abs(float(away[1] * LIGHT[0] - away[0] * LIGHT[1])) / max(float(np.hypot(*away)), 1e-9)
        if thick * wide > 0.02:
            out_.append(whip(mm, thick * wide * (0.55 + 0.45 * facing) * np.array([0.7, 1.0, 0.6, 0.0])))
    return out_


def _relief(p: Pose, sewn: Sewn, grown: float) -> list[Layer]:
    """Skin in soft shade: a hollow at each hole, and under a chain the furrow that it is drawn into."""
    if not len(sewn.spots):
        return []
    size = p.stitch * sewn.shares * grown
    rings = [(0.33, 0.03), (0.29, 0.035), (0.25, 0.04), (0.21, 0.05), (0.17, 0.07)]
    holes = sewn.holes + 0.08 * LIGHT * p.stitch
    hollows = [s for r, dark in rings for s in pricks(holes, r * size, flat(FLESH, dark * grown))]
    return [
        layer("furrow", "shade", _furrow(p, sewn, size, grown) if sewn.fat else []),
        layer("hollows", "shade", hollows),
    ]


def _furrow(p: Pose, sewn: Sewn, size: Floats, grown: float) -> list[Shape | None]:
    """The fold of skin along a seam, seen inside its links; and a dent beside each hole."""
    x = np.append(np.arange(-0.5, p.stitches, 0.5), p.stitches)
    middle = p.along(np.column_stack([x, np.zeros(len(x))]))
    fade = np.clip(np.minimum(x + 0.7, p.stitches - x + 0.1), 0, 1) ** 0.7
    out: list[Shape | None] = [
        filled(band(middle, wide * p.stitch * fade), FLESH, dark * grown)
        for wide, dark in ((0.30, 0.18), (0.16, 0.3), (0.05, 0.6))
    ]
    inner = np.abs(sewn.spots[:, 1]) < 0.25
    dents = p.along(np.concatenate([sewn.spots[inner] + np.array([0.04, side * 0.33]) for side in (1, -1)]))
    for r, dark in ((0.22, 0.05), (0.17, 0.06), (0.12, 0.07), (0.08, 0.08)):
        out += pricks(dents, r * np.tile(size[inner], 2), flat(FLESH, dark * grown))
    return out


def _gash(p: Pose, feeling: Feeling, sewn: Sewn, width: float, chance: Chance) -> list[Layer]:
    """Skin that gapes, drawn together as it is sewn: two swollen lips, and between them the dark."""
    front = -p.gash / p.stitch
    x = np.linspace(front, 0, 26)
    x = np.concatenate([x, np.arange(0.4, p.stitches, 0.4), [p.stitches]])
    noise = chance("gash").normal(0, 1, (2, len(p.ticks) * 3 + 90))
    soft_ = np.hanning(13) / np.hanning(13).sum()
    rough = np.array([np.convolve(row, soft_, "same") * 2 for row in noise])[:, : len(x)]
    ends = np.clip(np.minimum((x - front) / 0.8, (p.stitches - x) / 1.2), 0, 1) ** 0.6
    away = [(p.gaping(x) + 0.055 * min(0.6 + 1.2 * p.gape, 1)) * ends * (1 + 0.10 * n) for n in rough]

    def rim(side: int, share: float | Floats = 1.0, beyond: float | Floats = 0.0) -> Points:
        return p.along(np.column_stack([x, (1 - 2 * side) * (away[side] * share + beyond)]))

    sides = (0, 1)

    def between(a: float | Floats, b: float | Floats) -> Area:
        return area(np.concatenate([rim(0, a), rim(1, b)[::-1]]))

    ring = outlines(between(1.0, 1.0))
    # No line is there at full width before the gash is.
    wide = feeling.line("mid") * min(0.4 + 1.6 * p.gape, 1)
    if not feeling.style.colour:
        # Black thread over black: bare skin between tells them apart.
        threads = union([area(ribbon(s.path, (s.thick + 1.1) * width)) for s in sewn.loops if len(s.path) > 1])
        core = outlines(minus(between(0.86, 0.86), threads))
        lips = [stroked([polyline(rim(s, 1, 0.16), closed=False) for s in sides], INK, 0.5 * wide)]
        return [
            layer("gash", "shade", [filled(core, INK)]),
            layer("lips", "line", [stroked(outlines(minus(between(1.0, 1.0), threads)), INK, 0.5 * wide), *lips]),
        ]
    inside = feeling.tint("#8c1220")
    if not soft(feeling):
        return [
            layer("gash", "colour", [filled(ring, inside)]),
            layer("gash line", "line", [stroked(ring, INK, wide)]),
        ]
    out = [rim(s, 1, 0.2) - rim(s, 1, 0.0) for s in sides]
    # How far each lip's outside faces the light, at every point of it; 1 where it does, 0 where it does not, between.
    facing = [(o / np.maximum(np.hypot(*o.T), 1e-9)[:, None]) @ LIGHT for o in out]
    towards = [np.clip(f / 0.7 + 0.5, 0, 1) for f in facing]
    dark: list[Shape | None] = []
    pale: list[Shape | None] = []
    strokes: list[Outline] = []
    swell = np.clip(0.55 + 1.2 * p.gaping(x), 0, 1.3) * ends * min(1.6 * p.gape, 1)
    for side in sides:
        f, up = np.abs(facing[side]) ** 0.5, towards[side]
        # The lip's slope away from light: its inside where it faces up, its outside where it faces down.
        at = (0.50 - 0.42 * up) * swell
        for level in (0.62, 0.50, 0.38, 0.27):
            dark.append(filled(stroke(rim(side, 1, at), level * p.stitch * swell * f), FLESH, 0.085))
        at = (0.15 + 0.27 * up) * swell
        for level, light in ((0.24, 0.12), (0.17, 0.16), (0.10, 0.25)):
            pale.append(filled(stroke(rim(side, 1, at), level * p.stitch * swell * f), PALE, light))
        # Contours along the lip, in strokes that start and end anywhere.
        for j in range(5):
            r = chance("lip", side, j)
            lane = rim(side, 1, (0.62 - 0.08 * j) * swell + (0.16 * j - 0.56) * up * swell)
            start = int(r.integers(0, 5))
            while start < len(x) - 5:
                part = slice(start, start + int(r.integers(5, 11)))
                run = lane[part]
                if p.gaping(x[part.start : part.start + 1])[0] > 0.25 * p.gape:
                    weight = (1 - 0.17 * j) * np.clip(f[part] * 1.1, 0.15, 1) * np.clip(swell[part], 0, 1)
                    strokes.append(whip(run, 0.42 * wide * weight * np.sin(np.linspace(0, np.pi, len(run))) ** 0.8))
                start = part.stop - 1 + int(r.integers(0, 2 + j))
    # Shadow falls into the gash from the lip that stands between it and the light.
    shut = [0.66 + 0.24 * up for up in towards]
    edges = [band(rim(s), 0.9 * wide * (0.35 + 0.9 * np.clip(facing[s], 0, 1)) * (0.3 + 0.7 * ends)) for s in sides]
    lip = outlines(union([area(e.points) for e in edges]))
    wet = [
        whip(np.stack([a, a + 0.5 * (b - a) + 0.06 * (b - c), b]), np.array([0.7, 0.4, 0.0]) * wide)
        for side in sides
        for a, b, c in zip(rim(side, 0.99)[2:25], rim(side, shut[side])[1:24], rim(side, 0.9)[2:25], strict=True)
        if np.hypot(*(a - b)) > 0.04 * p.stitch
    ]
    return [
        layer("lip shade", "shade", dark),
        layer("lip light", "white", pale),
        layer("gash", "colour", [filled(ring, inside)]),
        layer(
            "gash dark",
            "shade",
            [
                filled(outlines(between(shut[0] * 0.9, shut[1] * 0.9)), "#2a0409", 0.5),
                filled(outlines(between(shut[0] * 0.5, shut[1] * 0.5)), INK, 0.9),
                filled(wet, "#2a0409", 0.8),
            ],
        ),
        layer("lips", "shade", [filled([*lip, *strokes], INK, 0.92)]),
    ]


def _bled(p: Pose, tint: str, grown: float, r: np.random.Generator) -> Layer:
    """Dye that has run out of the thread into the skin, in pools."""
    at = np.append(np.arange(0, p.stitches, 0.5), p.stitches)
    path = p.along(np.column_stack([at, np.zeros(len(at))]))
    ends = np.minimum(2 * at + 0.2, 1) * np.clip(1.5 * (p.stitches - at), 0.3, 1)
    pools = []
    for wide, strength in ((2.6, 0.16), (1.7, 0.22), (1.0, 0.26)):
        # The pools of the whole seam, so that they stay where they are as it grows.
        wander = r.uniform(-0.3, 0.3, 2 * len(p.ticks) + 2)[: len(at), None] * p.stitch
        uneven = r.uniform(0.35, 1.25, 2 * len(p.ticks) + 2)[: len(at)]
        pools.append(filled(stroke(path + wander, p.stitch * wide * uneven * ends), tint, strength * grown))
    return layer("bled", "colour", pools)


def _wound(p: Pose, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A gash under the stitches: torn at fixed places of the whole seam, and closing towards where they have got to."""
    s = np.arange(0, len(p.ticks) - 0.5, 0.5)
    ends = np.minimum(s, np.maximum(p.stitches - s, 0))
    gape = 0.42 * np.clip(ends / 1.5, 0, 1) ** 0.6 * chance("wound").uniform(0.35, 1.1, len(s))
    s, gape = np.minimum(s, p.stitches)[ends >= 0], gape[ends >= 0]
    rims = [p.along(np.column_stack([s, sign * gape])) for sign in (1, -1)]
    gash = curve(np.concatenate([rims[0], rims[1][::-1]]))
    return [
        layer("wound", "colour", [filled(gash, "#7d1220")]),
        layer("wound line", "line", [stroked(gash, INK, feeling.line("mid"))]),
    ]
