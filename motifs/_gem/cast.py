"""What a stone casts on the skin it lies on: a soft shadow, and a glow of its own colour."""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    Area,
    area,
    boundary,
    contains,
    filled,
    grow,
    heading,
    minus,
    mix,
    moved,
    polyline,
    ribbon,
    simplify,
    stepped,
    union,
)
from markgen.motifs._gem.inks import INK, shade
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import LIGHTWARD
from markgen.values import Feeling, Outline, Points, Shape

REACH = 0.3
"""How far a shadow falls beyond the stone, in half stones."""

STEP = 0.032
"""Between two strokes of the shadow, along the rim."""

WIDE = 0.013, 0.26
"""Width of a stroke where it leaves the rim; and the widest, mm."""

LIT = 0.25
"""Share of strokes that are of the stone's own light."""

BANDS = 14
"""Nested washes that a glow is laid in, each too pale to show its edge."""


def reach(rim: Points, feeling: Feeling) -> Points:
    """How far what is cast goes from a stone's rim, in its units: for the mark to have room for it."""
    return rim - LIGHTWARD * REACH * 0.9 * _there(feeling)


def _there(feeling: Feeling) -> float:
    return feeling.birth(0.1, 0.35)


def cast(stone: Setting, others: Area) -> tuple[list[Shape | None], list[Shape | None]]:
    """The glow in colour, and the shadow in strokes, beside the stone and not under it or any other."""
    there = _there(stone.feeling)
    if there < 0.03:
        return [], []
    whole, bare = stone.view.whole, others
    off = -LIGHTWARD * REACH * there
    glow: list[Shape | None] = []
    for k in range(BANDS):
        u = (k + 0.5) / BANDS
        band = minus(grow(moved(whole, off * (0.05 + 0.75 * u)), 0.015 + 0.075 * u), whole)
        # Deep, and much thinned: on dark skin a pale one would be a halo.
        glow.append(filled(_rings(stone, minus(band, bare)), shade(stone.feeling, 0.18 + 0.1 * u, "hot"), 0.012))
    for other in boundary(bare):
        # A loose stone lies as close to the skin, and casts as it is tall.
        low = 0.16 * float(np.ptp(other, axis=0).max())
        for k in range(6):
            under = minus(
                moved(grow(area(other), -0.06 * low * k), -LIGHTWARD * low * (0.2 + 0.18 * k)), union([whole, bare])
            )
            glow.append(filled(_rings(stone, under), shade(stone.feeling, 0.15, "hot"), 0.07))
    # Water would run from each stroke.
    return glow, [] if stone.feeling.style.name == "watercolour" else _hatched(stone, bare, there)


def _rings(stone: Setting, a: Area) -> list[Outline]:
    # Nobody sees the corners of what is so pale.
    return [polyline(stone.mm(r)) for r in boundary(simplify(a, 0.006))]


def _hatched(stone: Setting, bare: Area, there: float) -> list[Shape | None]:
    """The shadow itself: strokes flicked off the rim away from the light, and between them some of the light that the
    stone lets through."""
    some = stone.chance("shadow")
    dark, lit = (mix(INK, shade(stone.feeling, 0.28, "hot"), much) for much in (0.2, 0.6))
    strokes: dict[str, list[Outline]] = {dark: [], lit: []}
    for ring in boundary(stone.view.whole):
        run = stepped(np.concatenate([ring, ring[:1]]), STEP)
        out = np.roll(run, -1, 0) - np.roll(run, 1, 0)
        out = np.column_stack([out[:, 1], -out[:, 0]]) / np.maximum(np.hypot(*out.T), 1e-9)[:, None]
        facing = np.clip(-(out @ LIGHTWARD) - 0.2, 0, 1) / 0.8
        for p, turned in zip(run, facing, strict=True):
            long, wide, through = some.uniform(0.3, 1), some.uniform(0.7, 1.2), some.random()
            way = np.arctan2(*-LIGHTWARD[::-1]) + some.normal(0, 0.05)
            start = 0.25 * long * (through < LIT)
            path = p + heading(way) * REACH * there * turned**0.7 * np.linspace(start, long, 5)[:, None]
            if turned > 0.05 and not contains(bare, path).any():
                width = min(WIDE[0] * stone.scale, WIDE[1]) * wide * turned**0.5 * np.array([1, 0.9, 0.7, 0.4, 0.05])
                strokes[lit if through < LIT else dark].append(polyline(ribbon(stone.mm(path), width)))
    return [filled(made, color, 0.75 if color == dark else 0.5) for color, made in strokes.items()]
