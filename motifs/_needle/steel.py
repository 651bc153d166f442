"""The needle itself: polished steel, which mirrors in bands along its length, and its point going into the skin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import curve, ellipse, filled, heading, mix, polyline, stroked, whip
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.pose import EYE, PIERCE, Pose, young
from markgen.motifs._needle.skin import FLESH
from markgen.motifs._needle.thread import soft
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

STEEL, DARK_STEEL, SKY = "#8d9cab", "#2c3742", "#e9f1f6"

EYE_LONG, EYE_WIDE = 0.080, 0.30
"""Half the length of the eye, in needles, and half its width, in widths of the needle."""


def needle(p: Pose, feeling: Feeling) -> list[Layer]:
    """Shadow, the skin that the point pricks, the steel, the eye."""
    lit = 1.0 if float(np.array([-p.way[1], p.way[0]]) @ LIGHT) > 0 else -1.0
    colour, shaded = feeling.style.colour, soft(feeling)
    x = np.concatenate([[0, 0.004, 0.014, 0.03, 0.06], np.linspace(0.1, PIERCE, 16)])
    body = polyline(np.concatenate([_flank(p, x, 1), _flank(p, x, -1)[::-1]]))
    turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    broad = float(_width(np.array([EYE]), p.body)[0]) * EYE_WIDE
    eye = np.column_stack([EYE + EYE_LONG * np.cos(turn), broad * np.sin(turn)])
    parts = [body, curve(p.needle(eye))]
    wide = min(feeling.line("mid") * 0.8, 0.11 * p.body * p.mm)
    from_eye = EYE + EYE_LONG
    core = [
        _sliver(p, EYE + 0.09, 0.56, -0.80 * lit, -0.02 * lit),
        _sliver(p, 0.48, 0.94, -0.84 * lit, -0.06 * lit),
        _sliver(p, 0.006, EYE + 0.10, -0.96 * lit, -0.70 * lit),
        _sliver(p, from_eye + 0.004, from_eye + 0.17, -0.16, 0.12),
        polyline(p.needle(np.concatenate([eye[3:9], (eye[3:9] * [1, 0.72] - [0.002, 0.0])[::-1]]) * [1, lit])),
    ]
    hole, folds, hollow = _pierced(p, lit, wide)
    if not colour:
        return [
            layer("steel black", "shade", [filled([*core, hole], INK)]),
            layer("needle line", "line", [stroked(parts, INK, 1.4 * wide), filled(folds, INK)]),
        ]
    steel, deep, sky = (feeling.tint(c) for c in (STEEL, DARK_STEEL, SKY))
    # From afar polished steel is as light as skin: what is small must be dark to be seen.
    steel = mix(steel, deep, 0.15 + 0.55 * young(feeling))
    if not shaded:
        plain = [filled(parts, steel), filled([*core, hole], INK)]
        lines = [stroked(parts, INK, wide), filled(folds, INK)]
        return [layer("steel", "colour", plain), layer("needle line", "line", lines)]
    greys = [
        _sliver(p, 0.10, 0.93, -0.96 * lit, 0.0 * lit),
        _sliver(p, 0.20, 0.92, 0.74 * lit, 1.0 * lit),
    ]
    gleam = [
        _sliver(p, EYE + 0.10, 0.50, 0.26 * lit, 0.60 * lit),
        _sliver(p, 0.44, 0.92, 0.20 * lit, 0.60 * lit),
        _sliver(p, 0.008, EYE + 0.07, 0.66 * lit, 0.92 * lit),
        polyline(p.needle(np.concatenate([eye[2:10] * [1, 1.28], (eye[2:10] * [1, 1.08])[::-1]]) * [1, -lit])),
        _sliver(p, from_eye + 0.02, from_eye + 0.16, -0.30 * lit, -0.2 * lit),
    ]
    glow = [_sliver(p, 0.16, 0.9, -0.86 * lit, -0.72 * lit)]
    return [
        layer("needle cast", "shade", [*hollow, *_cast(p, x)]),
        layer("hole", "shade", [filled(hole, INK, 0.9)]),
        layer("steel", "colour", [filled(parts, steel), filled(greys, mix(steel, deep, 0.6))]),
        layer("steel black", "shade", [filled(core, INK), stroked(parts, INK, 1.3 * wide)]),
        layer("gleam", "white", [filled(gleam, "#ffffff"), filled(glow, sky, 0.9)]),
        layer("folds", "shade", [filled(folds, FLESH, 0.8)]),
    ]


def _cast(p: Pose, x: Floats) -> list[Shape | None]:
    """The shadow of the steel: it meets it where it enters the skin, and parts from it towards the eye."""
    by = -LIGHT * (((PIERCE - x) * 0.040 + 0.003) * p.mm)[:, None]
    return [
        filled(polyline(np.concatenate([_flank(p, x, spread) + by, (_flank(p, x, -spread) + by)[::-1]])), INK, dark)
        for spread, dark in ((1.75, 0.12), (1.35, 0.18), (0.95, 0.30))
    ]


def _pierced(p: Pose, lit: float, wide: float) -> tuple[Outline, list[Outline], list[Shape | None]]:
    """The skin at the point: the hole, the folds it is pushed into, the hollow."""
    d = 0.95 * min(p.body, 0.065)

    def at(ahead: float | Floats, across: float | Floats) -> Points:
        """Points, mm, from where the point goes in, in widths of the needle."""
        a, b = np.broadcast_arrays(np.asarray(ahead, float), np.asarray(across, float))
        return p.needle(np.column_stack([PIERCE + d * a.ravel(), d * b.ravel()]))

    turn = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    hole = curve(at(0.04 + 0.25 * np.cos(turn), (0.19 + 0.04 * np.cos(turn)) * np.sin(turn)))
    folds = []
    u = np.linspace(0, 1, 5)
    # Pushed ahead of the point they fan out; they bow round it, and are longest in the shade.
    for angle, long in ((-1.5, 0.7), (-0.95, 1.15), (-0.42, 0.85), (0.15, 1.0), (0.72, 0.6)):
        side = lit if angle > 0 else -lit
        ray = heading(angle + 0.35 * np.sign(angle) * u) * (0.34 + long * u)[:, None]
        strength = wide * (0.55 if side == lit else 0.95)
        folds.append(whip(at(ray[:, 0], ray[:, 1] * lit), strength * np.array([0.4, 1.0, 0.8, 0.45, 0.0])))
    mm = d * p.mm
    angle = float(np.arctan2(p.way[1], p.way[0]))

    def pool(ahead: float, across: float, long: float, tall: float) -> Outline:
        return ellipse(at(ahead, across * lit)[0], long * mm, tall * mm, angle)

    hollow = [filled(pool(0.25, -0.35, 1.5 * r, 1.05 * r), FLESH, 0.10) for r in (1.15, 0.95, 0.76, 0.58, 0.40)]
    return hole, folds, hollow


def _width(x: Floats, body: float) -> Floats:
    """Full width of the needle: a rounded butt, a swell round the eye, a long shaft that thins all the way."""
    knots = np.array([0, 0.004, 0.014, 0.03, 0.06, 0.105, 0.15, 0.21, 0.30, 0.55, 0.75, 0.88, 0.94, 1.0])
    wide = np.array([0, 0.42, 0.74, 1.08, 1.34, 1.46, 1.32, 1.06, 0.92, 0.80, 0.60, 0.36, 0.19, 0.05])
    return np.asarray(body * np.interp(x, knots, wide), float)


def _flank(p: Pose, x: Floats, level: float | Floats) -> Points:
    """Points on the needle at x, at a level from -1 (one edge) to 1 (the other)."""
    return p.needle(np.column_stack([x, _width(x, p.body) / 2 * level]))


def _sliver(p: Pose, start: float, stop: float, low: float, high: float) -> Outline:
    """A streak on the needle that runs out to points at both ends."""
    x = np.linspace(start, stop, 14)
    lens = np.sin(np.linspace(0, np.pi, 14)) ** 0.5
    middle, half = (low + high) / 2, (high - low) / 2
    return curve(np.concatenate([_flank(p, x, middle + half * lens), _flank(p, x, middle - half * lens)[::-1]]))
