"""A cut stone that light goes through: its facets show the facets behind, dark or bright by turns.

The stone is a true solid, and what is seen in each of its windows is found as light would find it: bent at the facet,
and mirrored by the facets behind. Then the tones are dealt out over the pieces as a tattoo needs them: small blacks,
ink that thins out across each facet, and bare skin for the light.

Units are about half the stone's width, until `draw` brings them to mm.
"""

from __future__ import annotations

from itertools import count

import numpy as np

from markgen.draw import (
    Chance,
    area,
    boundary,
    circle,
    filled,
    heading,
    intersect,
    linear,
    polyline,
    radial,
    ribbon,
    union,
)
from markgen.motifs._gem.company import company, drawn
from markgen.motifs._gem.facets import edges, facets_inked, fire, hatching, lustre, planned
from markgen.motifs._gem.inks import INK, gladness
from markgen.motifs._gem.setting import Setting, set_in
from markgen.motifs._gem.view import view
from markgen.motifs._gem.wax import waxed_lines, waxed_stone
from markgen.values import Feeling, Ground, Layer, Shape, layer

FILLS = {"facets"}


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The stone of this seed, as the feeling lights it, and what has come round it."""
    if feeling.size <= 0:
        return []
    seen = view(chance.seed)
    extra = company(seen, feeling, chance)
    every = np.concatenate([*boundary(seen.whole), *(p for p, _ in extra.lines), extra.dots, *extra.stones])
    stone = set_in(ground, seen, every, feeling, chance)
    waxed = feeling.mood.hand.kind == "crayon"
    return [
        layer("stone", "colour", waxed_stone(stone) if waxed else [*planned(stone), *facets_inked(stone)]),
        layer("cut", "line", waxed_lines(stone) if waxed else [*hatching(stone), *edges(stone)]),
        layer("company", "line", drawn(extra, stone)),
        layer("wound", "line", _wound(stone)),
        layer("fire", "glow", [] if waxed else fire(stone)),
        layer("lustre", "shimmer", [] if waxed else lustre(stone)),
        *_ember(stone),
        *_sparkles(stone),
    ]


def _wound(stone: Setting) -> list[Shape | None]:
    """The cleft of a stone that is hurt, and the splinters that it has lost."""
    hurt = float(np.clip(-2 * stone.feeling.mood.tone.valence - 0.2, 0, 1)) * stone.birth(0.2, 0.5)
    if hurt <= 0:
        return []
    some = stone.chance("cleft")
    rim = np.concatenate(boundary(stone.view.whole))
    start = rim[int(np.argmax(rim @ heading(-1.1 + some.uniform(-0.3, 0.3))))]
    u = np.linspace(0, 1, 8)
    jag = np.where(np.arange(8) % 2, 1, -1) * some.uniform(0.03, 0.09, 8) * (u > 0)
    cleft = start + (rim.mean(0) - start) * (0.4 + 0.9 * hurt) * u[:, None] + np.array([0.9, 0.5]) * jag[:, None]
    cleft[0] += cleft[0] - cleft[1]
    made = [ribbon(cleft, np.linspace(0.09, 0.004, 8) * hurt)]
    for k in range(2, 6):
        aside = cleft[k] + heading(some.uniform(0, 6)) * np.array([[0], [0.12], [0.26]]) * hurt
        made.append(ribbon(aside, np.array([0.022, 0.014, 0.002]) * hurt))
    inside = intersect(union([area(m) for m in made]), stone.view.whole)
    return [filled([polyline(stone.mm(r)) for r in boundary(inside)], INK)]


def _ember(stone: Setting) -> list[Layer]:
    """In a stone gone dark, one facet that still burns, deep inside."""
    lit = float(np.clip((-stone.feeling.mood.lift - 0.1) / 0.1, 0, 1)) * stone.birth(0.3, 0.3)
    if lit <= 0.02:
        return []
    middle = np.concatenate(boundary(stone.view.whole)).mean(0)
    deep = [p for p in stone.view.pieces if p.deep and area(p.ring).area > 0.01]
    ring = min(deep, key=lambda p: float(np.hypot(*(p.ring.mean(0) - middle)))).ring
    heart = ring.mean(0)
    rim = stone.mm(heart + (ring - heart) * lit)
    at = stone.mm(heart[None])[0]
    burning = linear(rim[0], rim[len(rim) // 2], (0, "#ffb45e"), (0.5, "#f0602a"), (1, "#a3280f"))
    around = radial(at, 0.5 * stone.scale * lit, (0.0, "#ff7a30", 0.45), (0.4, "#ff6a20", 0.16), (1.0, "#ff5a10", 0.0))
    return [
        layer("ember", "colour", [filled(polyline(rim), burning)]),
        layer("ember glow", "glow", [filled(circle(at, 0.5 * stone.scale * lit), around)]),
    ]


def _sparkles(stone: Setting) -> list[Layer]:
    """Points of light, four-rayed and drawn out thin, where corners catch it."""
    grown = stone.birth(0.25, 0.4) * (0.6 + 0.4 * stone.feeling.mood.light.glow) * gladness(stone.feeling)
    if grown <= 0.02:
        return []
    corners = np.concatenate([e.run for e in stone.view.edges])
    stars = []
    for n, way in zip(count(), ((-0.7, -0.7), (0.9, -0.3), (-0.3, 0.6), (0.2, -0.1))):
        at = corners[int(np.argmax(corners @ np.array(way) - (0.9 if n > 1 else 0) * np.hypot(*corners.T)))]
        a = np.arange(8) * np.pi / 4 - np.pi / 2
        r = np.where(np.arange(8) % 2, 0.09, np.where(np.arange(8) % 4, 0.6, 1.0)) * (0.2, 0.13, 0.09, 0.08)[n]
        stars.append(polyline(stone.mm(at * 0.97 + heading(a) * r[:, None] * grown)))
    return [
        layer("sparkle", "white", [filled(stars, "#ffffff")]),
        layer("glint", "shimmer", [filled(stars, "#ffffff", 0.9)]),
    ]
