"""The needle itself, of polished steel, and the skin it is run through: in at one hole, its point out at another."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import band, filled, mix, polyline, whip
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.pose import PIERCE, Pose, young
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

STEEL, DARK_STEEL, GLEAM = "#a3b0bc", "#2c3742", "#f4f8fc"

GLEAMS = (0.31, 0.50)
"""Where the shaft throws light back nearly all the way across, in needles."""

FILLED = ("wash", "facets", "flats")
"""Styles that fill all of the steel."""


def needle(p: Pose, feeling: Feeling) -> list[Layer]:
    """The steel and the skin over it: black, grey on the way to the light, and a streak of light."""
    lit = _lit(p)
    broad, small = p.body * p.mm, young(feeling)
    bold, mid = min(feeling.line("bold"), 0.20 * broad), min(feeling.line("mid"), 0.14 * broad)
    fine = min(feeling.line("fine") * 1.4, 0.08 * broad)
    soft = feeling.style.fill == "natural"
    mouths, folds = _pierced(p, lit, mid, fine)
    dark, bright = _flanks(p, lit, bold, mid, small)
    eye, rims = _eye(p, lit, bold, mid, small)
    blacks = [*_dark(p, lit, small), *mouths, *eye]
    return [
        layer("lifted over the needle", "shade", _ridge(p, lit) if soft else ()),
        layer("steel", "colour", _grey(p, feeling, lit)),
        layer("steel black", "shade", [filled([*blacks, *_engraved(p, lit, fine, small)], INK)]),
        layer("needle dark", "shade" if feeling.style.colour else "line", [filled([*dark, *folds], INK)]),
        layer("needle line", "line", [filled([*bright, *rims], INK)]),
        *([layer("steel light", "white", [filled(_gleams(p, lit), GLEAM, 0.9)])] if feeling.style.colour else ()),
    ]


def shadow(p: Pose, strength: float) -> list[Shape | None]:
    """What the needle throws on the skin: from nothing where it goes in, farther off and softer towards its eye.

    strength: of each of the washes that it is laid in, 0 to 1.
    """
    x = np.linspace(0.0, PIERCE, 30)
    high = 1 - x / PIERCE
    off = -LIGHT * (0.25 + 0.75 * high)[:, None] * p.body * p.mm
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ring = np.column_stack([p.eye + p.eye_long * np.cos(turn), p.hole * np.sin(turn)])
    out: list[Shape | None] = []
    for spread in (-0.4, -0.1, 0.3):
        half = np.maximum(p.wide(x) / 2 + spread * p.body * (0.2 + 0.5 * high), 0.04 * p.body)
        rims = [p.needle(np.column_stack([x, side * half])) + off for side in (-1, 1)]
        hole = p.needle(ring * [1, max(0.75 - spread, 0.4)]) - LIGHT * 0.95 * p.body * p.mm
        out.append(filled([polyline(np.concatenate([rims[0], rims[1][::-1]])), polyline(hole[::-1])], INK, strength))
    return out


def _lit(p: Pose) -> float:
    """Which flank of the needle is in the light: 1 or -1, across it."""
    return 1.0 if float(np.array([-p.way[1], p.way[0]]) @ LIGHT) > 0 else -1.0


def _eye_rim(p: Pose, turn: Floats) -> Points:
    """The rim of the eye's hole at angles about its middle, in needles: with the sides of a slot, not of an ellipse."""
    y = np.sin(turn)
    return np.column_stack([p.eye + p.eye_long * np.cos(turn), p.hole * (np.sign(y) * np.abs(y) ** 0.75)])


def _grey(p: Pose, feeling: Feeling, lit: float) -> list[Shape | None]:
    """Steel's own grey: all over where a style fills all, else but for the streak of light; deeper away from it."""
    fill, small = feeling.style.fill, young(feeling)
    if not feeling.style.colour:
        return []
    steel = mix(feeling.tint(STEEL), feeling.tint(DARK_STEEL), 0.3 * small)
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    hole = p.needle(_eye_rim(p, turn))
    x = np.concatenate([np.linspace(0, 0.06, 7), np.linspace(0.08, PIERCE, 24)])
    end = np.linspace(p.rise, 1, 6)
    whole = [
        *(polyline(np.concatenate([_flank(p, each, -lit), _flank(p, each, lit)[::-1]])) for each in (x, end)),
        _hole(hole, lit),
    ]
    if fill in FILLED:
        return [filled(whole, steel)]
    streak = _sliver(p, p.eye + 1.1 * p.eye_long, PIERCE + 0.01, 0.14 * lit, 0.72 * lit)
    deep = [_sliver(p, a, b, -1.0 * lit, 0.05 * lit) for a, b in ((p.eye + p.eye_long, PIERCE + 0.05), (p.rise, 1.0))]
    return [filled([*whole, _hole(streak.points, lit)], steel, 0.9), filled(deep, feeling.tint(DARK_STEEL), 0.7)]


def _hole(rim: Points, lit: float) -> Outline:
    """A rim that cuts a hole into the grey, which runs round one way or the other with the side of the light."""
    x, y = rim.T
    turn = float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum())
    return polyline(rim if turn * lit < 0 else rim[::-1])


def _dark(p: Pose, lit: float, small: float) -> list[Outline]:
    """The core of the shade, in black, a little off the far edge, which light from the skin reaches; narrow where the
    shaft gleams."""
    # From afar polished steel is as light as skin: what is small must be dark to be seen.
    x = np.linspace(p.eye + p.eye_long + 0.02, PIERCE, 40)
    gleam = sum(np.exp(-(((x - at) / 0.03) ** 2)) for at in GLEAMS)
    rise = np.clip((x - x[0]) / 0.10, 0, 1) ** 0.6
    inner = -1 + (0.92 + 0.3 * small) * rise * (1 - 0.30 * gleam * (1 - small))
    outer = -1 + 0.16 * (1 - small) * rise
    shaft = polyline(np.concatenate([_flank(p, x, lit * outer), _flank(p, x, lit * inner)[::-1]]))
    # The groove that leads to the eye.
    start = p.eye + p.eye_long + 0.006
    groove = _sliver(p, start, start + 0.13, -0.10 * lit, 0.22 * lit)
    return [shaft, groove, _sliver(p, p.rise + 0.004, 1.0, -0.9 * lit, (0.05 + 0.5 * small) * lit)]


def _gleams(p: Pose, lit: float) -> list[Outline]:
    """Where steel throws the light itself back: a long streak, broken once, one on the ring and one on the point."""
    start = p.eye + 1.25 * p.eye_long
    turn = np.linspace(0.25 * np.pi, 0.80 * np.pi, 12)
    ring = p.needle(_eye_rim(p, turn) * [1, lit * 1.24])
    spans = ((start, 0.40), (0.425, PIERCE - 0.015), (p.rise + 0.02, 0.94))
    return [
        *(_sliver(p, a, b, 0.20 * lit, 0.68 * lit) for a, b in spans),
        band(ring, 0.22 * p.hole * p.mm * np.sin(np.linspace(0, np.pi, 12))),
    ]


def _flanks(p: Pose, lit: float, bold: float, mid: float, small: float) -> tuple[list[Outline], list[Outline]]:
    """Its outline: heavy in the dark; in the light a line that comes and goes."""
    x = np.concatenate([[0, 0.002, 0.007, 0.018, 0.04, 0.07], np.linspace(0.10, PIERCE, 16)])
    end = np.linspace(p.rise, 1.0, 6)
    dark = [
        band(_flank(p, x, -lit), bold * np.interp(x, [0, 0.2, PIERCE], [1.1, 1.0, 0.8])),
        whip(_flank(p, end, -lit), bold * np.linspace(0.8, 0.0, 6)),
    ]
    bright = [whip(_flank(p, end, lit), mid * np.linspace(0.9, 0.0, 6))]
    for start, stop in ((0.0, 0.34), (0.365, PIERCE)):
        i = np.linspace(start, stop, 14) if start else np.concatenate([x[:6], np.linspace(0.10, stop, 8)])
        # Round the butt it is whole.
        ends = np.clip(np.minimum(i - start + 0.06 * (start == 0), stop - i + 0.05 * (stop == PIERCE)) / 0.06, 0, 1)
        weight = mid * np.interp(i, [0.15, 0.25], [1.4, 1.0])
        bright.append(whip(_flank(p, i, lit), weight * np.maximum(ends, 0.9 * small)))
    return dark, bright


def _eye(p: Pose, lit: float, bold: float, mid: float, small: float) -> tuple[list[Outline], list[Outline]]:
    """The eye: a ring of steel is dark without where it turns from the light, and within on the other side."""
    turn = np.linspace(0, 2 * np.pi, 41)
    rim = p.needle(_eye_rim(p, turn))
    # What is seen of the inside of the hole: a crescent under the lit side.
    half = np.linspace(0.10 * np.pi, 0.90 * np.pi, 18)
    outer = _eye_rim(p, half) * [1, lit]
    inner = outer - np.column_stack([0 * half, lit * 0.30 * p.hole * np.sin(half) ** 1.5])
    # The dark of the ring on the side away from the light: widest amid the eye.
    x = p.eye + p.eye_long * np.linspace(-1.1, 1.5, 24)
    edge = p.wide(x) / 2
    deep = (
        (0.85 + 0.15 * small) * np.maximum(edge - 0.9 * p.hole, 0.3 * edge) * np.sin(np.linspace(0, np.pi, 24)) ** 0.5
    )
    ring = [p.needle(np.column_stack([x, -lit * y]))[::s] for y, s in ((edge, 1), (edge - deep, -1))]
    black = [polyline(np.concatenate([p.needle(outer), p.needle(inner)[::-1]])), polyline(np.concatenate(ring))]
    return black, [band(rim, np.interp(lit * np.sin(turn), [-1, 0.3, 1], [0.8 * mid, mid, 0.5 * bold]))]


def _engraved(p: Pose, lit: float, fine: float, small: float) -> list[Outline]:
    """A few strokes round the shaft at either side of each gleam, which thin to nothing in the light."""
    out = []
    for gleam in GLEAMS if small < 0.3 else ():
        for i in range(8):
            step, side = divmod(i, 2)
            x = gleam + (0.020 + 0.014 * step + 0.004 * np.sin(2.4 * i)) * (1 if side else -1)
            far = 0.40 - 0.10 * step
            level = lit * (-0.75 + np.array([0.0, 0.5, 1.0]) * (0.75 + 1.3 * far))
            # Round a rod a line is an arc.
            out.append(whip(_flank(p, x + 0.16 * p.body * (1 - level**2), level), fine * np.array([1.4, 1.0, 0.0])))
    return out


def _ridge(p: Pose, lit: float) -> list[Shape | None]:
    """The skin over the steel: it stands out as a soft ridge, in shade where it falls from the light."""
    u = np.linspace(0, 1, 20)
    x = PIERCE + (p.rise - PIERCE) * (1.5 * u - 0.25)
    full = np.sin(np.pi * u)
    out: list[Shape | None] = []
    for far in (1.6, 1.3, 1.05, 0.8):
        rims = [p.needle(np.column_stack([x, -lit * p.body * y])) for y in (0.2 * full, far * full**0.8)]
        out.append(filled(polyline(np.concatenate([rims[0], rims[1][::-1]])), INK, 0.06 * p.taken))
    return out


def _pierced(p: Pose, lit: float, mid: float, fine: float) -> tuple[list[Outline], list[Outline]]:
    """Where the needle goes into the skin and where it comes out: a dark mouth at either, a crease along the skin that
    it has lifted, hatching round it, and wrinkles drawn towards both mouths."""
    d, grown = p.body, p.taken
    if grown <= 0.02:
        return [], []
    long = (p.rise - PIERCE) / d

    def at(path: ArrayLike) -> Points:
        """Points, mm, from where the steel goes in, in widths of the needle; y is towards the light."""
        return p.needle(np.array(path) * d * [1, lit] + [PIERCE, 0.0])

    def arc(foot: float, bulge: float, half: float, n: int = 9) -> list[tuple[float, float]]:
        y = np.linspace(-half, half, n)
        return [(foot - bulge * (1 - (v / half) ** 2), v) for v in y.tolist()]

    # The holes: steel runs in under the far rim of one, and out from under that of the other.
    black = [
        polyline(at([*arc(-0.34, -0.42, 0.60), *arc(-0.34, -0.42 - 0.40 * grown, 0.60)[::-1]])),
        polyline(at([*arc(long + 0.28, 0.36, 0.46), *arc(long + 0.28, 0.36 + 0.34 * grown, 0.46)[::-1]])),
    ]
    lines = []
    # A crease on its dark side, hatching round it from there, and less of a crease in the light.
    for start, stop, side, press in ((-0.05, 0.96, -0.50, 1.0), (-0.02, 0.52, 0.50, 0.6), (0.66, 0.98, 0.46, 0.5)):
        u = np.linspace(start, stop, 12)
        crease = np.column_stack([u * long, side * (1 + 0.35 * np.sin(np.pi * np.clip(u, 0, 1)))])
        lines.append(whip(at(crease), press * mid * grown * np.sin(np.linspace(0, np.pi, 12)) ** 0.8))
    for i, u_ in enumerate(np.linspace(0.20, 0.86, 6).tolist()):
        y = -0.66 + np.array([0.0, 0.35, 0.7, 1.0]) * (0.26 + 0.30 * np.sin(2.9 * i + 0.6) ** 2)
        xs = u_ * long + 0.2 * (1 - (y / 0.65) ** 2)
        lines.append(whip(at(np.column_stack([xs, y])), fine * grown * np.array([1.1, 0.9, 0.5, 0.0])))
    # Skin is drawn towards both mouths, most from its dark side.
    for foot, side, lean, reach, press in (
        *((-0.25, -0.74, 0.22, 1.3, 1.0), (0.0, -0.80, 0.5, 0.8, 0.7), (-0.2, 0.72, 0.30, 0.9, 0.7)),
        *((long + 0.25, -0.58, 0.24, 1.0, 0.9), (long + 0.2, 0.54, 0.36, 0.6, 0.6)),
    ):
        u = np.linspace(0, 1, 6)
        away, out = (-1.0 if foot < long / 2 else 1.0), np.sign(side)
        wrinkle = np.column_stack([foot + away * reach * u, side + out * reach * (0.15 * u + lean * u**1.6)])
        lines.append(whip(at(wrinkle), fine * grown * press * np.array([0.4, 0.9, 1.0, 0.8, 0.45, 0.0])))
    return black, lines


def _flank(p: Pose, x: Floats, level: float | Floats) -> Points:
    """Points on the needle at x, at a level from -1 (one edge) to 1 (the other)."""
    return p.needle(np.column_stack([x, p.wide(x) / 2 * level]))


def _sliver(p: Pose, start: float, stop: float, low: float, high: float) -> Outline:
    """A streak on the needle that runs out to points at both ends."""
    x = np.linspace(start, stop, 14)
    lens = np.sin(np.linspace(0, np.pi, 14)) ** 0.5
    # It hugs the edge that it is nearer to, and thins from the other.
    edge, off = (low, high - low) if abs(low) > abs(high) else (high, low - high)
    return polyline(np.concatenate([_flank(p, x, edge), _flank(p, x, edge + off * lens)[::-1]]))
