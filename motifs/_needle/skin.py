"""The skin under a seam: pricked, drawn into folds, gathered into little hills between them."""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, curve, filled, pricks, stroke, stroked, whip
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.pose import Pose
from markgen.motifs._needle.thread import Sewn, soft
from markgen.values import Feeling, Layer, Outline, Points, layer

RUN = np.linspace(0, 1, 4)[:, None]
WHIP = np.array([1.0, 0.8, 0.45, 0.0])
SPINDLE = np.array([0.35, 1.0, 0.7, 0.0])
"""A fold at even steps along it: how far, and how wide. It is deepest at its root, under the thread."""

FLESH, PALE = "#4a1d14", "#ffdcc4"
"""Skin in shade, and in light."""


def under(p: Pose, feeling: Feeling, how: Manner, sewn: Sewn, width: float, chance: Chance) -> list[Layer]:
    """What thread does to the skin it is drawn through, lit from above left, and a wound if there is one."""
    grown, colour = feeling.birth(0.10, 0.3), feeling.style.colour
    thick = min(0.55 * feeling.line("mid"), 0.21 * width) * grown
    # Round a loop of chain stitch lies the one before it.
    start = 0.20 * p.stitch if sewn.overs else 0.45 * width
    dense = 0.50 if sewn.overs else 0.34
    phase = chance("pulled").uniform(0, 6.3)
    folds: list[Outline] = []
    dimples: list[Outline] = []
    nth, last = 0, -1
    for hole, way, share, k in zip(sewn.holes, sewn.ways, sewn.shares.tolist(), sewn.numbers, strict=True):
        nth, last = (nth + 1 if k == last else 0), k
        r = chance("skin", k, nth)
        # The hand pulls harder now at one side, now at the other; a slack stitch hardly puckers.
        tight = 0.35 + 0.65 * float(np.clip((1.3 - p.bellies[min(k, len(p.bellies) - 1)]) / 0.5, 0, 1))
        for side in (-1.0, 1.0):
            pull = tight * (0.6 + 0.4 * side * np.sin(0.55 * k + phase)) * (0.55 + 0.65 * how.pulled)
            for angle in r.normal((1.2, 1.85), 0.12).tolist():
                dimple = _fold(
                    hole, way, side * angle, 0.1 * side, (0.3 + 0.7 * pull) * p.stitch * share * grown, 0.5 * start
                )
                for size in (0.22, 0.14):
                    dimples.append(whip(dimple, SPINDLE * size * p.stitch * share * grown))
            n = 3 + round((3.6 if sewn.overs else 2.0) * pull)
            angles = np.radians(np.linspace(58, 132 if sewn.overs else 160, n) + r.normal(0, 5, n))
            # Longest in the middle of each fan.
            reach = (0.55 + 0.65 * np.sin(np.linspace(0.3, 2.8, n))) * r.uniform(0.55, 1.2, n)
            for angle, far, bow in zip(
                angles.tolist(), reach.tolist(), r.uniform(-0.15, 0.35, n).tolist(), strict=True
            ):
                fold = _fold(
                    hole, way, side * angle, side * bow, (dense * far * pull + 0.06) * p.stitch * share * grown, start
                )
                wide = thick * share * (0.45 + 0.75 * pull * far)
                if wide > 0.02:
                    folds.append(whip(fold, WHIP * wide))
    bled = feeling.style.fill == "wash"
    return [
        *([_bled(p, feeling.tint(how.threads[0]), grown, chance("bled"))] if bled else ()),
        *([_furrow(p, grown)] if soft(feeling) and not (how.wound or how.frayed) else ()),
        *(_wound(p, feeling, chance) if how.wound else ()),
        layer(
            "puckers",
            "shade" if colour else "line",
            [filled(folds, INK, 0.85)] if soft(feeling) or not colour or feeling.style.fill == "flats" else [],
        ),
        layer("holes", "shade", [] if how.wound else pricks(sewn.holes, sewn.shares * 0.62 * width, INK)),
    ]


def _fold(hole: Points, way: Points, angle: float, bow: float, reach: float, start: float) -> Points:
    """A fold that runs out from a hole, bending as it dies away."""
    turn = angle + bow * RUN
    across = np.array([-way[1], way[0]])
    return np.asarray(hole + (start + reach * RUN) * (np.cos(turn) * way + np.sin(turn) * across))


def _furrow(p: Pose, grown: float) -> Layer:
    """The furrow that a seam is drawn into, softly: the same shape a few times over, each wider and fainter.

    Its wall towards the light is the one in shade.
    """
    end = p.stitches
    at = np.append(np.arange(0, end, 0.8), end)
    path = p.along(np.column_stack([at, np.zeros(len(at))]))
    wide = p.stitch * np.interp(at, np.arange(len(p.bellies)) + 0.5, p.bellies)
    wide *= np.minimum(2 * at + 0.2, 1) * np.clip(1.5 * (end - at), 0.3, 1)
    levels = [(0.16 * w, w, 0.05) for w in (0.9, 0.78, 0.66, 0.54, 0.42)]
    return layer(
        "furrow",
        "shade",
        [
            filled(stroke(path + LIGHT * off * p.stitch, wide * share), FLESH, dark * grown)
            for off, share, dark in levels
        ],
    )


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
