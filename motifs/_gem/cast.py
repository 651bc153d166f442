"""What a stone casts on the skin it lies on: a soft shadow, and a glow of its own colour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    area,
    boundary,
    filled,
    grow,
    minus,
    moved,
    polyline,
    pricks,
    simplify,
    stipple,
    union,
)
from markgen.motifs._gem.inks import INK, shade
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import LIGHTWARD
from markgen.values import Feeling, Outline, Points, Shape

Floats = NDArray[np.float64]

REACH = 0.3
"""How far a shadow falls beyond the stone, in half stones."""

BANDS = 14
"""Nested washes that a glow is laid in, each too pale to show its edge."""


def reach(rim: Points, feeling: Feeling) -> Points:
    """How far what is cast goes from a stone's rim, in its units: for the mark to have room for it."""
    return rim - LIGHTWARD * REACH * 0.9 * _there(feeling)


def _there(feeling: Feeling) -> float:
    return feeling.birth(0.1, 0.35)


def cast(stone: Setting, others: Area) -> tuple[list[Shape | None], list[Shape | None]]:
    """The glow in colour, and the shadow in dots, beside the stone and not under it or any other."""
    there = _there(stone.feeling)
    if there < 0.03:
        return [], []
    whole, bare = stone.view.whole, others
    off = -LIGHTWARD * REACH * there
    glow: list[Shape | None] = []
    for k in range(BANDS):
        u = (k + 0.5) / BANDS
        band = minus(grow(moved(whole, off * (0.05 + 0.75 * u)), 0.015 + 0.075 * u), whole)
        tone = 0.42 + 0.3 * u
        glow.append(filled(_rings(stone, minus(band, bare)), shade(stone.feeling, tone), 0.045))
    for other in boundary(bare):
        # A loose stone lies as close to the skin, and casts as it is tall.
        low = 0.16 * float(np.ptp(other, axis=0).max())
        for k in range(6):
            under = minus(
                moved(grow(area(other), -0.06 * low * k), -LIGHTWARD * low * (0.2 + 0.18 * k)), union([whole, bare])
            )
            glow.append(filled(_rings(stone, under), shade(stone.feeling, 0.3), 0.1))
    return glow, _dots(stone, minus(minus(grow(moved(whole, off), 0.05), whole), bare), there)


def _rings(stone: Setting, a: Area) -> list[Outline]:
    # Nobody sees the corners of what is so pale.
    return [polyline(stone.mm(r)) for r in boundary(simplify(a, 0.006))]


def _dots(stone: Setting, where: Area, there: float) -> list[Shape | None]:
    """The shadow itself: black where the stone touches the skin, and running out in single dots."""
    rim = np.concatenate([_dense(r) for r in boundary(stone.view.whole)])
    dot = float(np.clip(stone.scale / 160, 0.12, 0.26))

    def tone(p: Points) -> Floats:
        q = (p - stone.centre) / stone.scale + stone.middle
        far = np.sqrt(((q[:, None] - rim) ** 2).sum(2).min(1))
        return np.asarray(there * (0.95 * np.exp(-((far / 0.045) ** 1.2)) + 0.2 * np.exp(-((far / 0.14) ** 2))))

    ring = union([area(stone.mm(r)) for r in boundary(where)])
    p = stipple(ring, tone, dot, stone.chance("shadow"), 1.45)
    return pricks(p, np.full(len(p), dot / 2), INK) if len(p) else []


def _dense(ring: Points) -> Points:
    after = np.roll(ring, -1, 0)
    return np.concatenate([ring + (after - ring) * u for u in np.linspace(0, 1, 7)[:-1]])
