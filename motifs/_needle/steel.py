"""The needle itself, engraved: an outline lost in the light, a black core, bands of hatching; its point in the skin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import band, curve, ellipse, filled, mix, polyline, whip
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.pose import EYE, EYE_LONG, PIERCE, Pose, hole_wide, wide, young
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

STEEL, DARK_STEEL = "#b3bec8", "#2c3742"

BANDS = ((0.19, 0.41, 0.80), (0.45, 0.67, 0.66), (0.69, 0.91, 0.86))
"""Where the shaft is hatched, from and to, in needles, and how far across it, of its width; skin is left between."""

HATCH = 0.85
"""Between the lines of a hatching, mm, at the least: nearer ones would heal together."""


def needle(p: Pose, feeling: Feeling) -> list[Layer]:
    """The steel and the skin that its point has gone into, in black alone, or filled where a style fills all things."""
    # Across the needle, 1 is the flank in the light.
    lit = 1.0 if float(np.array([-p.way[1], p.way[0]]) @ LIGHT) > 0 else -1.0
    broad = p.body * p.mm
    bold, fine = min(feeling.line("bold"), 0.27 * broad), min(feeling.line("fine") * 1.5, 0.14 * broad)
    mid = min(feeling.line("mid"), 0.18 * broad)
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    slot = np.column_stack([EYE + EYE_LONG * np.cos(turn), hole_wide(p.body) * _squared(np.sin(turn))])
    hole = p.needle(slot)
    x = np.concatenate([[0, 0.003, 0.010, 0.022, 0.045, 0.075], np.linspace(0.105, PIERCE, 22)])
    dark, light = _flank(p, x, -lit), _flank(p, x, lit)
    u = x / PIERCE
    press = 0.55 + 0.45 * np.sin(np.pi * np.clip(u * 1.15, 0, 1)) ** 0.7 - 0.30 * u**3
    lines = [band(dark, bold * press)]
    # The flank in the light comes and goes.
    for start, stop in ((0.0, 0.26), (0.34, 0.50), (0.60, PIERCE)):
        i = np.linspace(start, stop, 12)
        ends = np.minimum(1, 6 * np.minimum(i - start + 0.02 * (start == 0) * 9, stop - i + 0.1 * (stop == PIERCE)))
        lines.append(band(_flank(p, i, lit), mid * np.clip(0.25 + ends, 0.15, 1.15)))
    # The rim of the eye: heavy where its inside is turned from the light.
    inner = lit * (slot[:, 1] / np.abs(slot[:, 1]).max())
    lines.append(band(np.concatenate([hole, hole[:1]]), mid * np.append(1.0 + 0.5 * inner, 1.0 + 0.5 * inner[0])))
    # From afar polished steel is as light as skin: what is small must be dark to be seen.
    black = 0.5 * young(feeling)
    core = [
        _sliver(p, 0.165, 0.62, -0.98 * lit, (black - 0.12) * lit),
        _sliver(p, 0.48, PIERCE, -0.98 * lit, black * lit),
        _sliver(p, 0.004, EYE + 0.115, -1.0 * lit, -0.80 * lit),
        # The groove that the thread lies in, ahead of the eye.
        _sliver(p, EYE + EYE_LONG + 0.006, EYE + EYE_LONG + 0.13, -0.10, 0.16),
        _sliver(p, 0.36, 0.58, 0.52 * lit, 0.62 * lit),
        _sliver(p, 0.66, 0.86, 0.44 * lit, 0.60 * lit),
    ]
    hatched = _hatched(p, lit, fine)
    pierced, folds = _pierced(p, lit, fine)
    fill: list[Shape | None] = []
    if feeling.style.colour and feeling.style.fill in ("wash", "facets", "flats"):
        steel = mix(feeling.tint(STEEL), feeling.tint(DARK_STEEL), 0.5 * young(feeling))
        fill = [filled([polyline(np.concatenate([dark, light[::-1]])), curve(hole[::-1])], steel)]
    return [
        layer("steel", "colour", fill),
        layer("steel black", "shade", [filled([*core, pierced], INK)]),
        layer("needle line", "line", [filled([*lines, *hatched, *folds], INK)]),
    ]


def _squared(y: Floats) -> Floats:
    """The sides of a slot rather than of an ellipse."""
    return np.asarray(np.sign(y) * np.abs(y) ** 0.75, float)


def _hatched(p: Pose, lit: float, fine: float) -> list[Outline]:
    """Strokes round the shaft from its dark flank, that thin to nothing in the light: longest amid each band."""
    out = []
    for start, stop, reach in BANDS:
        many = int(np.clip((stop - start) * p.mm / max(HATCH, 2.2 * fine), 3, 26))
        for i, at in enumerate((np.arange(many) + 0.5) / many):
            far = reach * (np.sin(np.pi * at) ** 0.6) * (0.86 + 0.14 * np.sin(2.4 * i))
            x = start + (stop - start) * at + np.array([0.0, 0.003, 0.010])
            level = lit * (-0.9 + 2 * far * np.array([0.0, 0.55, 1.0]))
            out.append(whip(_flank(p, x, level), fine * np.array([1.35, 0.9, 0.0])))
    return out


def _pierced(p: Pose, lit: float, fine: float) -> tuple[Outline, list[Outline]]:
    """The skin at the point: the hole, and two wrinkles that it is pinched into."""
    d = 0.95 * min(p.body, 0.065)

    def at(path: list[tuple[float, float]]) -> Points:
        """Points, mm, from where the point goes in, in widths of the needle."""
        return p.needle(np.array(path) * d * [1, lit] + [PIERCE, 0.0])

    angle = float(np.arctan2(p.way[1], p.way[0]))
    hole = ellipse(at([(0.02, 0.0)])[0], 0.24 * d * p.mm, 0.15 * d * p.mm, angle)
    wrinkles = (
        [(-0.55, -0.62), (0.05, -0.60), (0.50, -0.38), (0.85, -0.02)],
        [(-0.15, 0.58), (0.25, 0.50), (0.62, 0.30), (0.80, 0.12)],
        [(-0.20, -1.02), (0.35, -0.92), (0.85, -0.60), (1.15, -0.25)],
    )
    swell = (1.5, 1.0, 0.9)
    return hole, [whip(at(w), fine * s * np.array([0.0, 1.0, 0.9, 0.0])) for w, s in zip(wrinkles, swell, strict=True)]


def _flank(p: Pose, x: Floats, level: float | Floats) -> Points:
    """Points on the needle at x, at a level from -1 (one edge) to 1 (the other)."""
    return p.needle(np.column_stack([x, wide(x, p.body) / 2 * level]))


def _sliver(p: Pose, start: float, stop: float, low: float, high: float) -> Outline:
    """A streak on the needle that runs out to points at both ends."""
    x = np.linspace(start, stop, 14)
    lens = np.sin(np.linspace(0, np.pi, 14)) ** 0.5
    # It hugs the edge that it is nearer to, and thins from the other.
    edge, off = (low, high - low) if abs(low) > abs(high) else (high, low - high)
    return polyline(np.concatenate([_flank(p, x, edge), _flank(p, x, edge + off * lens)[::-1]]))
