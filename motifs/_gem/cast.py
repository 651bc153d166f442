"""What a cut stone throws on the skin that it lies on, its shade; and the light that burns in it."""

from __future__ import annotations

import numpy as np

from markgen.draw import Area, boundary, filled, grow, minus, moved, polyline, radial
from markgen.motifs._gem.inks import INK, gladness, shade
from markgen.motifs._gem.piece import LIGHTWARD
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import View
from markgen.values import Feeling, Layer, Points, Shape, layer

FAR = 0.13
"""How far its shade stands out, away from the light, in the stone's units."""

THROUGH = 1.9
"""How far the light is seen that has come through it, of that."""

SOFT = 6
"""Steps in which it is lost."""

LEAVES, FIRE = 0.5, 0.22
"""Tone above which a facet burns with the light that leaves by it, and how much."""


def there(seen: View, feeling: Feeling) -> float:
    """How much a stone throws by now, 0..1: only one that is cut does."""
    return feeling.birth(0.12, 0.3) * float(bool(seen.cut.rows))


def reach(seen: View, feeling: Feeling) -> Points:
    """Where its shade reaches to, in the stone's units."""
    return np.concatenate(boundary(_away(seen.whole, THROUGH * there(seen, feeling))))


def _away(whole: Area, much: float) -> Area:
    """The stone's outline, moved away from the light by so many times as far as its shade is."""
    return moved(whole, -LIGHTWARD * FAR * much)


def cast(stones: list[Setting]) -> list[Layer]:
    """Beside the stones a small soft shade, and in it the light that has come through them, in their colour."""
    shades: list[Shape | None] = []
    lights: list[Shape | None] = []
    for stone in stones:
        whole, much = stone.view.whole, there(stone.view, stone.feeling)
        if much <= 0.02:
            continue
        rim = np.concatenate(boundary(whole))
        middle, far = (rim.min(0) + rim.max(0)) / 2, -LIGHTWARD * FAR * much
        for k in range(SOFT):
            ring = minus(moved(grow(whole, 0.06 - 0.03 * k), far * (1 - 0.5 * k / SOFT)), grow(whole, -0.02))
            shades.append(filled([polyline(stone.mm(r)) for r in boundary(ring)], INK, 0.04))
        at = stone.mm((middle + far * 3.6)[None])[0]
        pink = shade(stone.feeling, 0.62, "rose")
        reach = 0.8 * stone.scale
        paint = radial(at, reach, (0.0, pink, 0.55 * much), (0.45, pink, 0.28 * much), (1.0, pink, 0.0))
        beside = minus(_away(whole, THROUGH * much), whole)
        lights.append(filled([polyline(stone.mm(r)) for r in boundary(beside)], paint))
    return [layer("light cast", "colour", lights), layer("cast shade", "shade", shades)]


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
    return [layer("fire", "glow", [filled(lit, paint)])]
