"""The needle itself, engraved, and the fold of skin that it takes up: in at one side, its point out at the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import band, filled, mix, polyline, smooth, whip
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.pose import PIERCE, Pose, young
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

STEEL, DARK_STEEL = "#a3b0bc", "#2c3742"

GLEAMS = (0.34, 0.62)
"""Where the shaft throws light back nearly all the way across, in needles."""

FILLED = ("wash", "facets", "flats")
"""Styles that fill all of the steel."""


def needle(p: Pose, feeling: Feeling) -> list[Layer]:
    """The steel and its fold of skin: black, grey on the way to the light, and a streak left bare for the light."""
    lit = _lit(p)
    broad, small = p.body * p.mm, young(feeling)
    bold, mid = min(feeling.line("bold"), 0.24 * broad), min(feeling.line("mid"), 0.16 * broad)
    fine = min(feeling.line("fine") * 1.4, 0.09 * broad)
    black, folds = _fold(p, lit, mid, fine)
    eye, rims = _eye(p, lit, bold, mid, small)
    blacks = [*_dark(p, lit, small), *black, *eye]
    return [
        layer("steel", "colour", _grey(p, feeling, lit)),
        layer("steel black", "shade", [filled([*blacks, *_engraved(p, lit, fine, small)], INK)]),
        layer("needle line", "line", [filled([*_flanks(p, lit, bold, mid, small), *rims, *folds], INK)]),
    ]


def shadow(p: Pose, strength: float) -> list[Shape | None]:
    """What the needle throws on the skin: from nothing where it goes in, farther off and softer towards its eye.

    strength: of each of the washes that it is laid in, 0 to 1.
    """
    x = np.linspace(0.0, PIERCE, 30)
    off = -LIGHT * (0.5 + 2.6 * (1 - x / PIERCE))[:, None] * p.body * p.mm
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ring = np.column_stack([p.eye + p.eye_long * np.cos(turn), p.hole * np.sin(turn)])
    out: list[Shape | None] = []
    for spread in (-0.6, -0.3, 0.0, 0.35, 0.8):
        half = p.wide(x) / 2 + spread * p.body * (0.15 + 0.55 * (1 - x / PIERCE))
        half = np.maximum(half, 0.04 * p.body)
        rims = [p.needle(np.column_stack([x, side * half])) + off for side in (-1, 1)]
        shape = [polyline(np.concatenate([rims[0], rims[1][::-1]]))]
        if spread < 0.5:
            hole = p.needle(ring * [1, 0.62 - spread]) - LIGHT * 2.8 * p.body * p.mm
            shape.append(polyline(hole[::-1]))
        out.append(filled(shape, INK, strength))
    # The pinch of skin throws one too, close by.
    lit, u = _lit(p), np.linspace(-0.25, 0.95, 14)
    for deep in (0.3, 0.55, 0.8):
        bulge = 1.3 + deep * p.taken * np.sin(np.pi * (u + 0.25) / 1.2)
        x = PIERCE + (p.rise - PIERCE) * u
        rims = [p.needle(np.column_stack([x, -lit * p.body * y])) for y in (0.9 + 0 * u, bulge)]
        out.append(filled(polyline(np.concatenate([rims[0], rims[1][::-1]])), INK, strength * p.taken))
    return out


def _lit(p: Pose) -> float:
    """Which flank of the needle is in the light: 1 or -1, across it."""
    return 1.0 if float(np.array([-p.way[1], p.way[0]]) @ LIGHT) > 0 else -1.0


def _eye_rim(p: Pose, turn: Floats) -> Points:
    """The rim of the eye's hole at angles about its middle, in needles: with the sides of a slot, not of an ellipse."""
    y = np.sin(turn)
    return np.column_stack([p.eye + p.eye_long * np.cos(turn), p.hole * (np.sign(y) * np.abs(y) ** 0.75)])


def _grey(p: Pose, feeling: Feeling, lit: float) -> list[Shape | None]:
    """Steel's own grey: all over where a style fills all, else but for the streak of light."""
    fill, small = feeling.style.fill, young(feeling)
    if not feeling.style.colour or fill == "wax":
        return []
    steel = mix(feeling.tint(STEEL), feeling.tint(DARK_STEEL), 0.5 * small)
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
    streak = _sliver(p, p.eye + 1.1 * p.eye_long, PIERCE + 0.01, 0.10 * lit, 0.80 * lit)
    return [filled([*whole, _hole(streak.points, lit)], steel, 0.8)]


def _hole(rim: Points, lit: float) -> Outline:
    """A rim that cuts a hole into the grey, which runs round one way or the other with the side of the light."""
    x, y = rim.T
    turn = float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum())
    return polyline(rim if turn * lit < 0 else rim[::-1])


def _dark(p: Pose, lit: float, small: float) -> list[Outline]:
    """The side away from the light, in black: most of it, but where the shaft gleams."""
    # From afar polished steel is as light as skin: what is small must be dark to be seen.
    x = np.linspace(p.eye + p.eye_long + 0.02, PIERCE, 40)
    gleam = sum(np.exp(-(((x - at) / 0.035) ** 2)) for at in GLEAMS)
    rise = np.clip((x - x[0]) / 0.10, 0, 1) ** 0.6
    inner = -1 + (0.98 + 0.56 * small) * rise * (1 - 0.26 * gleam * (1 - small))
    shaft = polyline(np.concatenate([_flank(p, x, -lit), _flank(p, x, lit * inner)[::-1]]))
    # The groove that leads to the eye.
    start = p.eye + p.eye_long + 0.006
    groove = _sliver(p, start, start + 0.13, -0.10 * lit, 0.22 * lit)
    return [shaft, groove, _sliver(p, p.rise - 0.004, 1.0, -1.0 * lit, (0.15 + 0.6 * small) * lit)]


def _flanks(p: Pose, lit: float, bold: float, mid: float, small: float) -> list[Outline]:
    """Its outline: heavy in the dark; in the light a line that comes and goes."""
    x = np.concatenate([[0, 0.002, 0.007, 0.018, 0.04, 0.07], np.linspace(0.10, PIERCE, 16)])
    end = np.linspace(p.rise, 1.0, 6)
    lines = [band(_flank(p, x, -lit), bold * np.interp(x, [0, 0.2, PIERCE], [0.8, 1.0, 0.7]))]
    lines.append(whip(_flank(p, end, -lit), bold * np.linspace(0.7, 0.0, 6)))
    for start, stop in ((0.0, 0.34), (0.37, 0.585), (0.65, PIERCE)):
        i = np.linspace(start, stop, 12) if start else np.concatenate([x[:6], np.linspace(0.10, stop, 8)])
        # Round the butt it is whole.
        ends = np.clip(np.minimum(i - start + 0.06 * (start == 0), stop - i + 0.05 * (stop == PIERCE)) / 0.06, 0, 1)
        lines.append(whip(_flank(p, i, lit), mid * np.maximum(ends, 0.9 * small)))
    lines.append(whip(_flank(p, end, lit), mid * np.linspace(0.9, 0.0, 6)))
    return lines


def _eye(p: Pose, lit: float, bold: float, mid: float, small: float) -> tuple[list[Outline], list[Outline]]:
    """The eye: a ring of steel is dark without where it turns from the light, and within on the other side."""
    turn = np.linspace(0, 2 * np.pi, 41)
    rim = p.needle(_eye_rim(p, turn))
    # What is seen of the inside of the hole: a crescent under the lit side.
    half = np.linspace(0.10 * np.pi, 0.90 * np.pi, 18)
    outer = _eye_rim(p, half) * [1, lit]
    inner = outer - np.column_stack([0 * half, lit * 0.36 * p.hole * np.sin(half) ** 1.5])
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
            x = gleam + (0.022 + 0.017 * step + 0.004 * np.sin(2.4 * i)) * (1 if side else -1)
            far = 0.40 - 0.10 * step
            level = lit * (-0.75 + np.array([0.0, 0.5, 1.0]) * (0.75 + 1.3 * far))
            # Round a rod a line is an arc.
            out.append(whip(_flank(p, x + 0.16 * p.body * (1 - level**2), level), fine * np.array([1.4, 1.0, 0.0])))
    return out


def _fold(p: Pose, lit: float, mid: float, fine: float) -> tuple[list[Outline], list[Outline]]:
    """The pinch of skin that the needle has taken up: a dark mouth at either end, a bridge that stands out over the
    steel and is rounded by hatching, and wrinkles drawn towards both."""
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

    # The lips: skin stretched over the steel, and the dark under it.
    black = [
        polyline(at([*arc(0.06, 0.10, 0.66), *arc(0.06, 0.10 + 0.42 * grown, 0.66)[::-1]])),
        polyline(at([*arc(long - 0.04, -0.10, 0.50), *arc(long - 0.04, -0.10 - 0.38 * grown, 0.50)[::-1]])),
    ]
    lines = []
    # The bridge stands out on both sides, and runs off into the skin before and behind.
    sides = (
        ([(-1.5, -1.75), (-0.5, -1.30), (0.25 * long, -1.16), (0.75 * long, -1.08), (long + 1.0, -1.42)], 1.2),
        ([(-0.6, 1.12), (0.2 * long, 0.98), (0.7 * long, 0.92), (long + 0.4, 1.02)], 0.55),
    )
    for path, press in sides:
        run = smooth(at(path), 20)
        lines.append(whip(run, mid * press * grown * np.sin(np.linspace(0, np.pi, 20)) ** 0.8))
    # Round the bridge, from its dark side.
    for i, x in enumerate(np.linspace(0.08 * long, 0.92 * long, 5).tolist()):
        reach = (0.55 + 0.50 * np.sin(np.pi * (i + 0.5) / 5)) * (1 + 0.2 * np.sin(2.2 * i))
        y = -1.12 + np.array([0.0, 0.35, 0.7, 1.0]) * reach
        xs = x + 0.30 * (0.5 - i / 4) * (1 - (y / 1.2) ** 2)
        lines.append(whip(at(np.column_stack([xs, y])), fine * grown * np.array([1.5, 1.3, 0.7, 0.0])))
    # Skin is drawn towards both mouths, most from its dark side.
    for foot, side, lean, reach, press in (
        *((-0.7, -0.80, 0.22, 1.5, 1.2), (-0.6, 0.90, 0.35, 0.8, 0.8)),
        (long + 0.6, -0.75, 0.28, 1.1, 1.1),
    ):
        u = np.linspace(0, 1, 6)
        away, out = np.sign(foot), np.sign(side)
        wrinkle = np.column_stack([foot + away * reach * u, side + out * reach * (0.15 * u + lean * u**1.6)])
        lines.append(whip(at(wrinkle), fine * grown * press * np.array([0.0, 0.8, 1.0, 0.8, 0.45, 0.0])))
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
