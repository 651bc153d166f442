"""The same stone as a child colours it in."""

from __future__ import annotations

import numpy as np

from markgen.draw import area, boundary, crayon, filled, hatch, polyline, stroked
from markgen.motifs._gem.inks import shade
from markgen.motifs._gem.setting import Setting
from markgen.values import Outline, Shape


def waxed_stone(stone: Setting) -> list[Shape | None]:
    """The facets as a child colours them in: each scribbled one way, harder where it is darker."""
    groups: dict[tuple[str, int], list[Outline]] = {}
    for piece in stone.view.pieces:
        if piece.deep == 0:
            runs = hatch(area(stone.mm(piece.ring)), piece.way, (0.045 + 0.03 * piece.tone) * stone.scale)
            groups.setdefault((piece.hue, round(4 * piece.tone)), []).extend(polyline(r, False) for r in runs)
    width, there = 0.047 * stone.scale, stone.birth(0.05, 0.25)
    return [
        stroked(made, shade(stone.feeling, 0.26 + 0.12 * k, hue), width, (0.95 - 0.1 * k) * there)
        for (hue, k), made in sorted(groups.items())
    ]


def waxed_lines(stone: Setting) -> list[Shape | None]:
    """Outline and facets in wax. The grain is in step with the size, so that the mark stays its own as it grows."""
    some, wax, grain = stone.chance("wax"), shade(stone.feeling, 0.34), 0.07 * stone.scale / 0.55
    rings = [stone.mm(np.concatenate([r, r[:2]])) for r in boundary(stone.view.whole)]
    rim = [polyline(o.points * grain) for r in rings for o in crayon(r / grain, 0.6, some, 0.8)]
    there = stone.birth(0.05, 0.2)
    edges = [polyline(stone.mm(e.run), False) for e in stone.view.edges]
    core = [polyline(r, False) for r in rings]
    return [
        stroked(edges, wax, 0.022 * stone.scale * there, 0.85),
        stroked(core, wax, 0.045 * stone.scale, 0.75),
        filled(rim, wax),
    ]
