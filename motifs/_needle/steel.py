"""The needle itself, engraved, and the fold of skin that it takes up: in at one side, its point out at the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import band, curve, filled, mix, polyline, smooth, whip
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.pose import EYE, EYE_LONG, PIERCE, Pose, hole_wide, wide, young
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

STEEL, DARK_STEEL = "#b3bec8", "#2c3742"

HATCH = 0.9
"""Between the lines of a hatching, mm, at the least: nearer ones would heal together."""

GLEAMS = (0.345, 0.60)
"""Where the shaft throws light back all the way across, in needles."""


def needle(p: Pose, feeling: Feeling, tint: str) -> list[Layer]:
    """The steel and its fold of skin, in black alone, or filled where a style fills all things. tint: of the drop."""
    # Across the needle, 1 is the flank in the light.
    lit = 1.0 if float(np.array([-p.way[1], p.way[0]]) @ LIGHT) > 0 else -1.0
    broad = p.body * p.mm
    bold, mid = min(feeling.line("bold"), 0.19 * broad), min(feeling.line("mid"), 0.12 * broad)
    fine = min(feeling.line("fine") * 1.4, 0.085 * broad)
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    hole = p.needle(np.column_stack([EYE + EYE_LONG * np.cos(turn), hole_wide(p.body) * _squared(np.sin(turn))]))
    fill: list[Shape | None] = []
    if feeling.style.colour and feeling.style.fill in ("wash", "facets", "flats"):
        steel = mix(feeling.tint(STEEL), feeling.tint(DARK_STEEL), 0.5 * young(feeling))
        x = np.linspace(0, PIERCE, 40)
        rim = polyline(np.concatenate([_flank(p, x, -lit), _flank(p, x, lit)[::-1]]))
        end = np.linspace(p.rise, 1, 6)
        tip = polyline(np.concatenate([_flank(p, end, -lit), _flank(p, end, lit)[::-1]]))
        fill = [filled([rim, curve(hole[::-1]), tip], steel)]
    core, lines = _shaft(p, lit, bold, mid, young(feeling))
    black, folds = _fold(p, lit, mid, fine)
    eye, hatched = _eye(p, lit, mid, fine), _hatched(p, lit, fine, young(feeling))
    return [
        layer("steel", "colour", fill),
        layer("steel black", "shade", [filled([*core, *black, *eye[0]], INK), filled(hatched, INK)]),
        layer("needle line", "line", [filled([*lines, *eye[1], *folds], INK)]),
        layer("drop", "colour", _drop(p, lit, tint, feeling.birth(0.3, 0.3))),
    ]


def _squared(y: Floats) -> Floats:
    """The sides of a slot rather than of an ellipse."""
    return np.asarray(np.sign(y) * np.abs(y) ** 0.75, float)


def _shaft(p: Pose, lit: float, bold: float, mid: float, small: float) -> tuple[list[Outline], list[Outline]]:
    """Its blacks, and its two flanks: heavy in the dark; in the light a line that comes and goes."""
    x = np.concatenate([[0, 0.003, 0.010, 0.022, 0.045, 0.075], np.linspace(0.105, PIERCE, 22)])
    press = 0.55 + 0.45 * np.sin(np.pi * np.clip(x / PIERCE * 1.1, 0, 1)) ** 0.7
    end = np.linspace(p.rise, 1.0, 8)
    tip = np.linspace(1, 0.25, 8)
    lines = [band(_flank(p, x, -lit), bold * press), band(_flank(p, end, -lit), 0.8 * bold * tip)]
    for start, stop in ((0.0, 0.30), (0.27, 0.50), (0.56, PIERCE)):
        i = np.linspace(start, stop, 14)
        # Round the butt it is whole.
        ends = np.clip(np.minimum(i - start + 0.06 * (start == 0), stop - i + 0.05 * (stop == PIERCE)) / 0.07, 0, 1)
        lines.append(whip(_flank(p, i, lit), mid * np.maximum(ends, 0.9 * small)))
    lines.append(whip(_flank(p, end, lit), 0.8 * mid * tip))
    # From afar polished steel is as light as skin: what is small must be dark to be seen.
    deep = 0.31 + 0.34 * small
    core = [_sliver(p, 0.004, EYE + 0.115, -1.0 * lit, -0.86 * lit)]
    for start, stop in zip((0.185, *GLEAMS), (*GLEAMS, PIERCE), strict=True):
        core.append(_sliver(p, start - 0.02, stop + 0.02, -0.98 * lit, (-0.98 + 2 * deep) * lit))
    return [*core, _sliver(p, p.rise, 1.0, -0.98 * lit, (0.1 + 0.6 * small) * lit)], lines


def _eye(p: Pose, lit: float, mid: float, fine: float) -> tuple[list[Outline], list[Outline]]:
    """The eye, and the groove that leads to it: a ring of steel is dark without where it turns from the light, and
    within on the other side."""
    turn = np.linspace(0, 2 * np.pi, 49)
    c, s = np.cos(turn), _squared(np.sin(turn))
    rim = p.needle(np.column_stack([EYE + EYE_LONG * c, hole_wide(p.body) * s]))
    # What is seen of the inside of the hole: a crescent under the lit side.
    half = np.linspace(0.12 * np.pi, 0.88 * np.pi, 20)
    outer = np.column_stack([EYE + EYE_LONG * np.cos(half), lit * hole_wide(p.body) * _squared(np.sin(half))])
    inner = outer * [1, 1] - np.column_stack([0 * half, lit * 0.30 * hole_wide(p.body) * np.sin(half) ** 1.5])
    black = [polyline(np.concatenate([p.needle(outer), p.needle(inner)[::-1]]))]
    lines = [band(rim, mid * np.interp(lit * np.sin(turn), [-1, 0.3, 1], [0.42, 0.8, 0.6]))]
    start = EYE + EYE_LONG + 0.008
    black.append(_sliver(p, start, start + 0.15, -0.16 * lit, 0.22 * lit))
    black.append(_ring_shade(p, lit))
    # A few strokes round the ring's dark side.
    for at in np.linspace(-0.80, 0.86, max(int(1.7 * EYE_LONG * p.mm / max(HATCH, 2.4 * fine)), 3)):
        x = EYE + EYE_LONG * at
        edge = float(wide(np.array([x]), p.body)[0]) / 2
        foot = hole_wide(p.body) * (1 - at * at) ** 0.375
        y = -lit * np.array([edge, 0.5 * (edge + foot), foot + 0.15 * (edge - foot)])
        lines.append(
            whip(p.needle(np.column_stack([x + np.array([0, 0.002, 0.006]), y])), fine * np.array([1.3, 1, 0]))
        )
    return black, lines


def _ring_shade(p: Pose, lit: float) -> Outline:
    """The dark of the ring on the side away from the light: widest amid the eye."""
    x = EYE + EYE_LONG * np.linspace(-1.15, 1.3, 24)
    edge = wide(x, p.body) / 2
    deep = 0.56 * (edge - 0.9 * hole_wide(p.body)) * np.sin(np.linspace(0, np.pi, 24)) ** 0.7
    return polyline(
        np.concatenate([p.needle(np.column_stack([x, -lit * y]))[::s] for y, s in ((edge, 1), (edge - deep, -1))])
    )


def _hatched(p: Pose, lit: float, fine: float, small: float) -> list[Outline]:
    """Strokes round the shaft from its dark flank, that thin to nothing in the light; none where it gleams."""
    out = []
    start, stop = 0.20, PIERCE - 0.012
    many = int(np.clip((stop - start) * p.mm / max(HATCH, 2.3 * fine), 6, 84))
    for i, x in enumerate(np.linspace(start, stop, many).tolist()):
        near = min(abs(x - gleam) for gleam in (GLEAMS[0] - 0.15, *GLEAMS))
        far = (0.50 + 0.34 * (1 - small)) * np.clip(near / 0.10, 0, 1) ** 0.6 * (0.88 + 0.12 * np.sin(2.4 * i))
        far = max(far, 0.16)
        t = np.array([0.0, 0.35, 0.7, 1.0])
        level = lit * (-0.94 + 2 * far * t)
        # Round a rod a line is an arc, and leans as it was drawn.
        along_ = x + 0.12 * p.body * (1 - level**2) + 0.12 * p.body * t
        out.append(whip(_flank(p, along_, level), fine * np.array([1.5, 1.25, 0.85, 0.0])))
    return out


def _fold(p: Pose, lit: float, mid: float, fine: float) -> tuple[list[Outline], list[Outline]]:
    """The skin that the needle has taken up: a dark mouth at either end, a bridge rounded by hatching, wrinkles."""
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
        polyline(at([*arc(0.02, 0.06, 0.44), *arc(0.02, 0.06 + 0.28 * grown, 0.44)[::-1]])),
        polyline(at([*arc(long, -0.06, 0.30), *arc(long, -0.06 - 0.24 * grown, 0.30)[::-1]])),
    ]
    lines = []
    # The bridge stands out on both sides, and runs off into the skin before and behind.
    sides = (
        ([(-1.3, -1.10), (-0.55, -0.90), (0.1, -0.86), (0.7, -0.84), (long + 0.1, -0.66), (long + 0.9, -0.92)], 1.1),
        ([(-0.7, 0.86), (-0.1, 0.72), (0.5, 0.76), (long, 0.58), (long + 0.5, 0.66)], 0.6),
    )
    for path, press in sides:
        run = smooth(at(path), 20)
        lines.append(whip(run, mid * press * grown * np.sin(np.linspace(0, np.pi, 20)) ** 0.8))
    # Round the bridge, from its dark side.
    many = int(np.clip((long + 0.5) * d * p.mm / max(0.8 * HATCH, 2.0 * fine), 3, 14))
    for i, x in enumerate(np.linspace(-0.30, long + 0.15, many).tolist()):
        mid_way = 1 - abs(2 * (i + 0.5) / many - 1)
        reach = (0.35 + 0.55 * mid_way) * (1 + 0.15 * np.sin(2.2 * i))
        y = -0.84 + 0.14 * x / long + np.array([0.0, 0.35, 0.7, 1.0]) * reach
        xs = x + 0.22 * (1 - (y / 0.84) ** 2)
        lines.append(whip(at(np.column_stack([xs, y])), fine * grown * np.array([0.9, 1.25, 0.7, 0.0])))
    # Skin is drawn towards both mouths, more from its dark side.
    for foot, side, lean, reach in (
        *((-0.34, -0.50, 0.26, 1.15), (-0.30, -0.62, 0.50, 0.85), (-0.30, 0.50, 0.32, 0.65)),
        *((long + 0.34, -0.46, 0.28, 1.0), (long + 0.30, -0.56, 0.60, 0.7), (long + 0.30, 0.42, 0.34, 0.55)),
    ):
        u = np.linspace(0, 1, 6)
        away, out = np.sign(foot), np.sign(side)
        wrinkle = np.column_stack([foot + away * reach * u, side + out * reach * (0.15 * u + lean * u**1.6)])
        weight = np.array([0.3, 1.0, 1.0, 0.8, 0.45, 0.0]) * (1.15 if side < 0 else 0.75)
        lines.append(whip(at(wrinkle), fine * grown * weight))
    return black, lines


def _drop(p: Pose, lit: float, tint: str, grown: float) -> list[Shape | None]:
    """A drop that has come to where the point did, and hangs from it; skin is its light."""
    if grown * p.taken <= 0.05:
        return []
    d = p.body * p.mm * grown * p.taken
    foot = p.needle(np.array([(p.rise + 0.012, -lit * 0.30 * p.body)]))[0]
    half = np.array([(0.0, 0.0), (0.10, 0.30), (0.26, 0.62), (0.33, 0.92), (0.22, 1.20), (0.0, 1.30)])
    ring = np.concatenate([half, (half * [-1, 1])[-2:0:-1]])
    shine = np.array([(-0.13, 0.80), (-0.05, 0.72), (-0.08, 0.94), (-0.14, 1.02)])
    shade = np.array([(0.26, 0.62), (0.33, 0.92), (0.22, 1.20), (0.0, 1.30), (-0.12, 1.26), (0.10, 1.12), (0.22, 0.90)])
    return [
        filled([curve(foot + 0.8 * d * ring), polyline(foot + 0.8 * d * shine[::-1])], tint),
        filled([curve(foot + 0.8 * d * shade)], INK),
    ]


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
