"""What a cut stone throws on the skin that it lies on, its shade; and the light that burns in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Area, boundary, filled, grow, minus, moved, polyline, pricks, radial, stipple
from markgen.draw.areas import depths
from markgen.motifs._gem.facets import spark
from markgen.motifs._gem.inks import INK, gladness, shade
from markgen.motifs._gem.piece import LIGHTWARD
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import View
from markgen.values import Feeling, Layer, Points, Shape, layer

Floats = NDArray[np.float64]

FAR = 0.24
"""How far its shade stands out, away from the light, in the stone's units."""

GAP = 0.036
"""Between the shade's dots, where they lie closest."""

LEAVES, FIRE = 0.5, 0.22
"""Tone above which a facet burns with the light that leaves by it, and how much."""


def there(seen: View, feeling: Feeling) -> float:
    """How much a stone throws by now, 0..1: only one that is cut does."""
    return feeling.birth(0.12, 0.3) * float(bool(seen.cut.rows))


def reach(seen: View, feeling: Feeling) -> Points:
    """Where its shade reaches to, in the stone's units."""
    return np.concatenate(boundary(_away(seen.whole, there(seen, feeling))))


def _away(whole: Area, much: float) -> Area:
    """The stone's outline where its shade ends."""
    return moved(whole, -LIGHTWARD * FAR * much)


def cast(stones: list[Setting]) -> list[Layer]:
    """The shade beside the stones, in dots that are lost on the skin, as much as it has grown."""
    shades: list[Shape | None] = []
    for stone in stones:
        whole, much = stone.view.whole, there(stone.view, stone.feeling)
        if much <= 0.02:
            continue
        wide, beside = grow(whole, 1.2 * FAR), minus(_away(whole, much), grow(whole, GAP))
        room = min((GAP * stone.scale / 0.3) ** 2, 1.0)

        def tone(q: Points, wide: Area = wide, room: float = room) -> Floats:
            # Deepest at the stone's edge.
            made: Floats = 0.55 * room * np.clip(depths(wide, q) / (1.2 * FAR), 0, 1) ** 1.3
            return made

        p = stone.mm(stipple(beside, tone, GAP, stone.chance("cast"), 1.0))
        shades += pricks(p, np.full(len(p), max(0.25 * GAP * stone.scale, 0.11)), INK)
    return [layer("cast shade", "shade", shades)]


def fire(stone: Setting) -> list[Layer]:
    """The light that has gathered within a small stone, in the facets where it is about to leave it."""
    much = FIRE * stone.birth(0.2, 0.3) * gladness(stone.feeling) * bool(stone.view.cut.rows)
    if much <= 0.01:
        return []
    rim = np.concatenate(boundary(stone.view.whole))
    at = stone.mm(((rim.min(0) + rim.max(0)) / 2 - 0.5 * LIGHTWARD)[None])[0]
    hot = shade(stone.feeling, 0.6)
    lit = [polyline(stone.mm(p.ring)) for p in stone.view.pieces if p.tone > LEAVES and not p.parted]
    paint = radial(at, 1.5 * stone.scale, (0.0, hot, much), (0.5, hot, 0.5 * much), (1.0, hot, 0.0))
    tables = [p.ring for p in stone.view.pieces if p.kind == "table" and not p.deep]
    lamp = [filled(spark(stone, ring, 0.8 * stone.birth(0.1, 0.3)), "#ffffff", 0.7) for ring in tables[:1]]
    return [layer("fire", "glow", [filled(lit, paint), *lamp])]
