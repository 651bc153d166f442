"""The needle itself: steel in black and bare skin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, curve, filled, polyline, pricks, stroked
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.pose import EYE, Pose
from markgen.values import Feeling, Layer, Outline, Points, layer

Floats = NDArray[np.float64]

STEEL = "#c9d1d8"

EYE_LONG, EYE_WIDE = 0.074, 0.27
"""Half the length of the eye, in needles, and half its width, in widths of the needle."""


def needle(p: Pose, feeling: Feeling, chance: Chance) -> list[Layer]:
    """Steel in black and bare skin: an outline, one black _flank that breaks into dots, a groove, an eye.

    It lies whole on the skin: a shaft that goes under and comes out again looks like two halves of one that broke.
    """
    lit = 1.0 if float(np.array([-p.way[1], p.way[0]]) @ LIGHT) > 0 else -1.0
    x = np.concatenate([[0, 0.004, 0.014, 0.03, 0.06], np.linspace(0.1, 0.92, 18), [1.0]])
    parts = [polyline(np.concatenate([_flank(p, x, 1), _flank(p, x, -1)[::-1]]))]
    turn = np.linspace(0, -2 * np.pi, 20, endpoint=False)
    broad = float(_width(np.array([EYE]), p.body)[0]) * EYE_WIDE
    parts.append(curve(p.needle(np.column_stack([EYE + EYE_LONG * np.cos(turn), broad * np.sin(turn)]))))
    wide = min(feeling.line("mid") * 1.15, 0.16 * p.body * p.mm)
    black = [
        _sliver(p, EYE + 0.05, 0.995, -0.95 * lit, -0.22 * lit),
        _sliver(p, 0.004, EYE + 0.07, -1.0 * lit, -0.66 * lit),
        _sliver(p, EYE + EYE_LONG, EYE + EYE_LONG + 0.13, -0.12, 0.14),
    ]
    # Whip shading: dots that thin out from the black into the light, and beside the shaft into its shadow on the skin.
    r = chance("whip")
    x = np.concatenate([r.uniform(EYE + 0.12, 0.9, 90), r.uniform(0.2, 0.97, 110)])
    level = -lit * np.concatenate([0.28 - r.exponential(0.26, 90), 1.2 + r.exponential(0.55, 110)])
    keep = (level * lit < 0.8) & (level * lit > -3.2)
    dot = min(0.42 * feeling.line("fine"), 0.055 * p.body * p.mm)
    size = dot * np.repeat([1.0, feeling.birth(0.25, 0.3)], [90, 110])
    keep &= size > 0.01
    whip = pricks(_flank(p, x[keep], level[keep]), size[keep], INK)
    gleam = [_sliver(p, EYE + 0.10, 0.52, 0.22 * lit, 0.62 * lit), _sliver(p, 0.56, 0.88, 0.2 * lit, 0.62 * lit)]
    return [
        layer("steel", "colour", [] if not feeling.style.colour else [filled(parts, feeling.tint(STEEL), 0.8)]),
        layer("gleam", "white", [] if not feeling.style.colour else [filled(gleam, "#ffffff", 0.85)]),
        layer("steel black", "shade", [filled(black, INK), *whip]),
        layer("needle line", "line", [stroked(parts, INK, wide)]),
    ]


def _width(x: Floats, body: float) -> Floats:
    """Full width of the needle: a rounded butt, a swell round the eye, a long even shaft, a long taper."""
    knots = np.array([0, 0.004, 0.014, 0.03, 0.06, 0.10, 0.15, 0.21, 0.30, 0.60, 0.80, 0.92, 1.0])
    wide = np.array([0, 0.40, 0.70, 0.92, 1.12, 1.20, 1.10, 0.92, 0.86, 0.74, 0.52, 0.26, 0.0])
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
