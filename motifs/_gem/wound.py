"""What hurt does to a stone: a cleft through it, and in a stone gone dark one facet that still burns."""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    area,
    boundary,
    circle,
    filled,
    heading,
    intersect,
    linear,
    minus,
    moved,
    polyline,
    radial,
    ribbon,
    union,
)
from markgen.motifs._gem.inks import INK, shade
from markgen.motifs._gem.setting import Setting
from markgen.values import Layer, Shape, layer


def wound(stone: Setting) -> list[Shape | None]:
    """The cleft of a stone that is hurt, and the cracks that leave it."""
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
    # Light catches the far lip of the cleft: on a black stone that is all that is seen of it.
    lip = minus(intersect(moved(inside, np.array([0.022, 0.018])), stone.view.whole), inside)
    return [
        filled([polyline(stone.mm(r)) for r in boundary(lip)], shade(stone.feeling, 0.95)),
        filled([polyline(stone.mm(r)) for r in boundary(inside)], INK),
    ]


def ember(stone: Setting) -> list[Layer]:
    """In a stone gone dark, one facet that still burns, deep inside."""
    lit = float(np.clip((-stone.feeling.mood.lift - 0.1) / 0.1, 0, 1)) * stone.birth(0.3, 0.3)
    if lit <= 0.02:
        return []
    middle = np.concatenate(boundary(stone.view.whole)).mean(0)
    small = [p for p in stone.view.pieces if not p.parted and p.share < 0.05]
    ring = min(small, key=lambda p: float(np.hypot(*(p.ring.mean(0) - middle)))).ring
    heart = ring.mean(0)
    rim = stone.mm(heart + (ring - heart) * lit)
    at = stone.mm(heart[None])[0]
    burning = linear(rim[0], rim[len(rim) // 2], (0, "#ffb45e"), (0.5, "#f0602a"), (1, "#a3280f"))
    around = radial(at, 0.5 * stone.scale * lit, (0.0, "#ff7a30", 0.45), (0.4, "#ff6a20", 0.16), (1.0, "#ff5a10", 0.0))
    return [
        layer("ember", "colour", [filled(polyline(rim), burning)]),
        layer("ember glow", "glow", [filled(circle(at, 0.5 * stone.scale * lit), around)]),
    ]
