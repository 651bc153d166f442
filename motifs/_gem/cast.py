"""What a cut stone throws on the skin that it lies on: its shade, and in that the light that has come through it;
and the light that burns in it."""

from __future__ import annotations

import numpy as np

from markgen.draw import Area, boundary, filled, grow, minus, moved, polyline, radial
from markgen.motifs._gem.facets import gleams
from markgen.motifs._gem.inks import INK, gladness, shade
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import LIGHTWARD, View
from markgen.values import Feeling, Layer, Outline, Points, layer

FAR = 0.075
"""How far the shade stands out, away from the light, in the stone's units."""

SOFT = tuple(np.linspace(0.05, -0.06, 11).tolist())
"""How much wider than the stone each of the veils is that the shade is laid from, so that it has no edge."""

VEIL = 0.075
"""How opaque one veil is, 0..1."""

THROUGH = 0.62
"""How far about its middle the light that comes through reaches, in the stone's units."""

LEAVES, FIRE = 0.5, 0.34
"""Tone above which a facet burns with the light that leaves by it, and how much."""


def there(seen: View, feeling: Feeling) -> float:
    """How much a stone throws by now, 0..1: only one that is cut does."""
    return feeling.birth(0.12, 0.3) * float(bool(seen.cut.rows))


def reach(seen: View, feeling: Feeling) -> Points:
    """Where its shade reaches to, in the stone's units."""
    return np.concatenate(boundary(_veil(seen, SOFT[0], there(seen, feeling))))


def _veil(seen: View, wider: float, much: float) -> Area:
    return moved(grow(seen.whole, wider * much), -LIGHTWARD * FAR * much)


def cast(stones: list[Setting]) -> list[Layer]:
    """Shade and light beside the stones, as much as they have grown."""
    shades, lights = [], []
    for stone in stones:
        seen, much = stone.view, there(stone.view, stone.feeling)
        if much <= 0.02:
            continue
        shades += [filled(_beside(stone, _veil(seen, wider, much)), INK, VEIL * much) for wider in SOFT]
        # Light that comes in at the upper left leaves at the lower right.
        rim = np.concatenate(boundary(seen.whole))
        foot = stone.mm(rim[int((rim @ -LIGHTWARD).argmax())][None])[0]
        hot, light = shade(stone.feeling, 0.62, "hot"), 0.8 * much * gladness(stone.feeling)
        paint = radial(foot, THROUGH * stone.scale, (0.0, hot, light), (0.45, hot, 0.5 * light), (1.0, hot, 0.0))
        lights.append(filled(_beside(stone, _veil(seen, 0.03, 0.85 * much)), paint))
    return [layer("cast shade", "shade", shades), layer("cast light", "colour", lights)]


def _beside(stone: Setting, what: Area) -> list[Outline]:
    """What of it the stone does not cover, mm."""
    return [polyline(stone.mm(ring)) for ring in boundary(minus(what, stone.view.whole))]


def fire(stone: Setting) -> list[Layer]:
    """The light that has gathered within a small stone, in the facets where it is about to leave it."""
    much = FIRE * stone.birth(0.2, 0.3) * gladness(stone.feeling) * stone.few * bool(stone.view.cut.rows)
    if much <= 0.01:
        return []
    rim = np.concatenate(boundary(stone.view.whole))
    at = stone.mm(((rim.min(0) + rim.max(0)) / 2 - 0.5 * LIGHTWARD)[None])[0]
    hot = shade(stone.feeling, 0.6)
    lit = [polyline(stone.mm(p.ring)) for p in stone.view.pieces if p.tone > LEAVES and not p.parted]
    paint = radial(at, 1.5 * stone.scale, (0.0, hot, much), (0.5, hot, 0.5 * much), (1.0, hot, 0.0))
    tables = [p.ring for p in stone.view.pieces if p.kind == "table" and not p.deep]
    lamp = [filled(gleams(stone, ring)[:1], "#ffffff", much) for ring in tables[:1]]
    return [layer("fire", "glow", [filled(lit, paint), *lamp])]
