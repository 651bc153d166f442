"""The needle itself: polished steel, which mirrors in bands along its length, and goes under the skin and out again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import band, curve, filled, mix, polyline, stroked, whip
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.pose import EYE, UNDER, Pose
from markgen.motifs._needle.skin import FLESH, PALE
from markgen.motifs._needle.thread import soft
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

STEEL, DARK_STEEL, SKY = "#a9b6c2", "#3c4854", "#e9f1f6"

EYE_LONG, EYE_WIDE = 0.066, 0.25
"""Half the length of the eye, in needles, and half its width, in widths of the needle."""


def needle(p: Pose, feeling: Feeling) -> list[Layer]:
    """Shadow, the skin it lifts, the steel on both sides of it, the eye.

    What is under the skin is told by the skin: a ridge that goes on where the shaft went in and ends where it comes
    out. Without it, the two lengths of steel look like a needle that broke.
    """
    lit = 1.0 if float(np.array([-p.way[1], p.way[0]]) @ LIGHT) > 0 else -1.0
    head = np.concatenate([[0, 0.004, 0.014, 0.03, 0.06], np.linspace(0.1, UNDER[0], 12)])
    tip = np.linspace(UNDER[1], 1.0, 8)
    colour, shaded = feeling.style.colour, soft(feeling)
    # Where nothing may be soft, nothing can tell what lies under the skin: there the needle lies on it.
    lengths = (head, tip) if shaded or not colour else (np.concatenate([head, tip]),)
    bodies = [polyline(np.concatenate([_flank(p, x, 1), _flank(p, x, -1)[::-1]])) for x in lengths]
    turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    broad = float(_width(np.array([EYE]), p.body)[0]) * EYE_WIDE
    eye = np.column_stack([EYE + EYE_LONG * np.cos(turn), broad * np.sin(turn)])
    parts = [*bodies, curve(p.needle(eye))]
    wide = min(feeling.line("mid") * 0.8, 0.11 * p.body * p.mm)
    from_eye = EYE + EYE_LONG
    core = [
        _sliver(p, EYE + 0.08, 0.47, -0.78 * lit, 0.10 * lit),
        _sliver(p, 0.40, UNDER[0] + 0.03, -0.84 * lit, 0.04 * lit),
        _sliver(p, UNDER[1] - 0.01, 0.99, -0.8 * lit, -0.05 * lit),
        _sliver(p, 0.006, EYE + 0.10, -0.94 * lit, -0.66 * lit),
        _sliver(p, from_eye + 0.004, from_eye + 0.15, -0.16, 0.12),
        polyline(p.needle(np.concatenate([eye[3:9], (eye[3:9] * [1, 0.72] - [0.002, 0.0])[::-1]]) * [1, lit])),
    ]
    if not colour:
        black = [*core, *_bites(p)]
        return [
            layer("steel black", "shade", [filled(black, INK)]),
            layer("needle line", "line", [stroked(parts, INK, 1.4 * wide), *_ridge(p, lit, wide, False)[1]]),
        ]
    steel, deep, sky = (feeling.tint(c) for c in (STEEL, DARK_STEEL, SKY))
    greys = [
        _sliver(p, 0.10, UNDER[0] + 0.05, -0.96 * lit, -0.2 * lit),
        _sliver(p, UNDER[1] - 0.02, 1.0, -1.0 * lit, -0.1 * lit),
        _sliver(p, 0.20, UNDER[0] + 0.03, 0.74 * lit, 1.0 * lit),
    ]
    gleam = [
        _sliver(p, EYE + 0.10, 0.42, 0.22 * lit, 0.66 * lit),
        _sliver(p, 0.45, UNDER[0] - 0.012, 0.16 * lit, 0.62 * lit),
        _sliver(p, UNDER[1] + 0.012, 0.97, 0.1 * lit, 0.7 * lit),
        _sliver(p, 0.008, EYE + 0.07, 0.66 * lit, 0.92 * lit),
        polyline(p.needle(np.concatenate([eye[2:10] * [1, 1.28], (eye[2:10] * [1, 1.08])[::-1]]) * [1, -lit])),
        _sliver(p, from_eye + 0.02, from_eye + 0.14, -0.30 * lit, -0.2 * lit),
    ]
    glow = [_sliver(p, 0.16, UNDER[0], -0.86 * lit, -0.72 * lit), _sliver(p, UNDER[1], 0.96, -0.9 * lit, -0.75 * lit)]
    if not shaded:
        plain = [filled(parts, steel), filled(core, INK)]
        return [layer("steel", "colour", plain), layer("needle line", "line", [stroked(parts, INK, wide)])]
    shade, lines, light = _ridge(p, lit, wide, True)
    return [
        layer("needle cast", "shade", _cast(p, head, tip)),
        layer("ridge", "shade", shade),
        layer("lit ridge", "white", light),
        layer("steel", "colour", [filled(parts, steel), filled(greys, mix(steel, deep, 0.6))]),
        layer("steel black", "shade", [filled(core, INK), stroked(parts, INK, wide)]),
        layer("gleam", "white", [filled(gleam, "#ffffff"), filled(glow, sky, 0.9)]),
        layer("bites", "shade", [filled(_bites(p), INK), *lines]),
    ]


def _cast(p: Pose, head: Floats, tip: Floats) -> list[Shape | None]:
    """The shadow of the steel: close to it where it enters the skin, farther off where it stands clear."""
    out = []
    for spread, dark in ((1.9, 0.14), (1.45, 0.18), (1.0, 0.26)):
        outlines = []
        for x in (head, tip):
            lift = np.where(x < UNDER[0], (UNDER[0] - x) / UNDER[0] * 0.036, (x - UNDER[1]) * 0.13) + 0.006
            by = -LIGHT * (lift * p.mm)[:, None]
            outlines.append(polyline(np.concatenate([_flank(p, x, spread) + by, (_flank(p, x, -spread) + by)[::-1]])))
        out.append(filled(outlines, INK, dark))
    return out


def _ridge(
    p: Pose, lit: float, wide: float, shaded: bool
) -> tuple[list[Shape | None], list[Shape | None], list[Shape | None]]:
    """The fold of skin that lies over the needle: what is dark of it, its contours, what is light of it."""
    u = np.linspace(0, 1, 15)
    half = 0.04 * p.mm
    strokes: list[Outline] = []
    # Engraved round it from both feet: far up from the one in shade, barely from the lit one; bare on top.
    for i, v in enumerate(np.linspace(0.03, 0.97, 17).tolist()):
        for side, top in ((-lit, (-0.02, 0.25, 0.10)[i % 3]), (lit, (0.78, 0.68, 0.74)[i % 3])):
            up = np.linspace(1.0, top, 6)
            bow = v + (0.16 - 0.10 * abs(2 * v - 1)) * (1 - up**2)
            ring = p.fold(bow, side * up)
            strength = 1.0 if side == -lit else 0.7
            strokes.append(whip(ring, strength * wide * np.array([0.55, 0.85, 0.75, 0.55, 0.28, 0.0])))
    # Its outline: heavy in the shade, lost in the light; and it runs on past both ends, as skin does.
    run = np.linspace(-0.45, 1.45, 21)
    edge = np.sin(np.linspace(0, np.pi, 21)) ** 0.8
    strokes.append(whip(p.fold(run, -lit), 1.5 * wide * edge))
    for start in (slice(0, 9), slice(12, 21)):
        part = run[start]
        strokes.append(whip(p.fold(part, lit), 0.75 * wide * np.sin(np.linspace(0, np.pi, len(part))) ** 0.8))
    # Steel tells through it, dimly.
    through = [
        whip(p.fold(u, level * lit), 0.9 * wide * np.sin(np.linspace(0.25, np.pi - 0.25, 15)) * (u > 0) * (u < 1))
        for level in (-0.36, 0.30)
    ]
    shade: list[Shape | None] = []
    light: list[Shape | None] = []
    if shaded:
        bell = np.sin(np.pi * np.clip(u, 0.02, 0.98)) ** 0.7
        shade = [
            filled(band(p.fold(u, -lit * 0.95) - LIGHT * off * half, half * size * bell), FLESH, 0.10)
            for off, size in ((0.42, 2.3), (0.34, 1.95), (0.26, 1.6), (0.18, 1.25), (0.1, 0.9), (0.0, 0.6))
        ]
        shade.append(filled(band(p.fold(u, -0.04 * lit), 0.62 * p.body * p.mm), DARK_STEEL, 0.16))
        light = [
            filled(band(p.fold(u, lit * level), half * size * bell), PALE, pale)
            for level, size, pale in ((0.36, 0.7, 0.06), (0.40, 0.42, 0.10), (0.42, 0.2, 0.16))
        ]
    return shade, [filled(strokes, INK, 0.88), filled(through, INK, 0.34)], light


def _bites(p: Pose) -> list[Outline]:
    """Where the skin closes over the shaft: a dark lip, bowed over the steel, at both ends of the ridge."""
    out = []
    half = float(_width(np.array([0.6]), p.body)[0]) / 2 * 1.18
    for x, ahead, thin in ((UNDER[0], 1.0, 1.0), (UNDER[1], -1.0, 0.78)):
        a = np.linspace(-np.pi / 2, np.pi / 2, 9)
        rim = np.column_stack([x + ahead * half * (0.50 * np.cos(a) - 0.3), thin * half * np.sin(a)])
        low = np.column_stack([x + ahead * half * (0.28 * np.cos(a) - 0.3), thin * half * np.sin(a)])
        out.append(polyline(p.needle(np.concatenate([rim, low[::-1]]))))
    return out


def _width(x: Floats, body: float) -> Floats:
    """Full width of the needle: a rounded butt, a swell round the eye, a long shaft that thins all the way."""
    knots = np.array([0, 0.004, 0.014, 0.03, 0.06, 0.10, 0.15, 0.21, 0.30, 0.60, 0.80, 0.92, 1.0])
    wide = np.array([0, 0.40, 0.70, 0.92, 1.10, 1.18, 1.10, 0.94, 0.86, 0.74, 0.54, 0.28, 0.0])
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
