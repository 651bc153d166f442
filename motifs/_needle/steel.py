"""The needle itself, of polished steel: black but for one streak of bare skin, which is the light along it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import filled, mix, polyline
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.pose import Pose, young
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

STEEL, DARK_STEEL = "#a3b0bc", "#2c3742"

FILLED = ("wash", "facets", "flats")
"""Styles that leave no skin bare in the steel."""


def needle(p: Pose, feeling: Feeling) -> list[Layer]:
    """The steel: whole from butt to point, its eye open."""
    grey = mix(feeling.tint(STEEL), feeling.tint(DARK_STEEL), 0.3 * young(feeling))
    whole = [_body(p), _cut(_slit(p))]
    return [
        *([layer("steel", "colour", [filled(whole, grey)])] if feeling.style.fill in FILLED else ()),
        layer("steel black", "line", [filled([*whole, _cut(_streak(p))], INK)]),
    ]


def shadow(p: Pose, strength: float) -> list[Shape | None]:
    """What the needle throws on the skin that it lies on: softer and farther off where it is thickest.

    strength: of each of the washes that it is laid in, 0 to 1.
    """
    x = np.linspace(0.0, 1.0, 40)
    off = -LIGHT * (0.22 + 0.40 * p.wide(x) / p.body)[:, None] * p.body * p.mm
    out: list[Shape | None] = []
    for spread in (-0.12, 0.08, 0.34):
        half = np.maximum(p.wide(x) / 2 + spread * p.wide(x), 0.04 * p.body)
        rims = [p.needle(np.column_stack([x, side * half])) + off for side in (-1, 1)]
        out.append(filled(polyline(np.concatenate([rims[0], rims[1][::-1]])), INK, strength))
    return out


def _body(p: Pose) -> Outline:
    """The outline of the steel, its eye filled."""
    x = np.concatenate([0.03 * np.linspace(0, 1, 9) ** 2, np.linspace(0.045, 0.30, 18), np.linspace(0.34, 1.0, 16)])
    half = p.wide(x) / 2
    return polyline(p.needle(np.concatenate([np.column_stack([x, half]), np.column_stack([x, -half])[::-1]])))


def _slit(p: Pose) -> Points:
    """The rim of the eye, mm: a slot whose ends are round, within the swelling of the shaft."""
    turn = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    y = np.sin(turn)
    return p.needle(np.column_stack([p.eye + p.eye_long * np.cos(turn), p.hole * np.sign(y) * np.abs(y) ** 0.6]))


def _streak(p: Pose) -> Points:
    """The rim of where steel throws the light itself back, mm: one clean streak, from the eye to the lit point."""
    lit = 1.0 if float(np.array([-p.way[1], p.way[0]]) @ LIGHT) > 0 else -1.0
    x = np.linspace(p.eye + 1.12 * p.eye_long, 0.985, 30)
    u = np.linspace(0, 1, 30)
    thin = np.minimum(u / 0.12, (1 - u) / 0.06).clip(0, 1) ** 0.7
    half = p.wide(x) / 2 * lit
    edges = [np.column_stack([x, half * level]) for level in (0.72, 0.72 - 0.60 * thin)]
    return p.needle(np.concatenate([edges[0], edges[1][::-1]]))


def _cut(rim: Points) -> Outline:
    """A rim that cuts a hole into the steel, whose outline runs the other way round."""
    x, y = rim.T
    turn = float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum())
    return polyline(rim if turn > 0 else rim[::-1])
