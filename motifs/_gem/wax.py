"""The same stone as a child colours it in."""

from __future__ import annotations

import numpy as np

from markgen.draw import area, boundary, filled, grow, hatch, polyline, resample, stroked, wax
from markgen.motifs._gem.inks import shade
from markgen.motifs._gem.setting import Setting
from markgen.values import Outline, Shape

GRAIN = 0.127
"""Of the paper's grain, to a unit and a mm: it is in step with the size, so that the mark stays its own as it grows."""

GAP = 0.104
"""Between two rows of a scribble."""


EDGE = 0.03
"""Kept bare along the lines."""

CRAYONS = ("violet", "rose", "peach")
"""What a child takes for dark, for middling, and for light."""


def waxed_stone(stone: Setting) -> list[Shape | None]:
    """The facets as a child colours them in: each scribbled to and fro one way, pressed harder where it is darker."""
    groups: dict[tuple[str, int], list[Outline]] = {}
    grain = GRAIN * stone.scale
    for k, piece in enumerate(stone.view.pieces):
        # A child has few crayons, takes turns with them, and leaves bare what is bright.
        if piece.deep or piece.tone > 0.9:
            continue
        turn = piece.way + (0.5, -0.5, 0.0)[k % 3]
        rows = hatch(grow(area(piece.ring), -EDGE), turn, GAP)
        if not rows:
            continue
        some = stone.chance("scribble", k)
        # The hand turns a little before the edge, or beyond it.
        path = np.concatenate([row[:: 1 if n % 2 else -1] for n, row in enumerate(rows)])
        path = path + some.normal(0, 0.2 * GAP, path.shape)
        # As a paper's grain has no room in a small facet, it is finer than elsewhere.
        made = wax(stone.mm(path) / grain, 1.5 * GAP / GRAIN, some, 0.76 - 0.28 * piece.tone, 0.32, 0.5)
        hue = "magenta" if piece.kind == "table" else CRAYONS[int(np.digitize(piece.tone, (0.3, 0.6)))]
        groups.setdefault((hue, round(4 * piece.tone)), []).extend(polyline(o.points * grain) for o in made)
    there = stone.birth(0.05, 0.25)
    return [
        filled(made, shade(stone.feeling, 0.26 + 0.12 * k, hue), 0.95 * there)
        for (hue, k), made in sorted(groups.items())
    ]


def waxed_lines(stone: Setting) -> list[Shape | None]:
    """Outline and facets in wax."""
    some, ink, grain = stone.chance("wax"), shade(stone.feeling, 0.34), GRAIN * stone.scale
    rings = [stone.mm(np.concatenate([r, r[:2]])) for r in boundary(stone.view.whole)]
    laid = [o for r in rings for o in wax(resample(r, 160) / grain, 0.62, some, 0.66, 0.22, 0.4)]
    rim = [polyline(o.points * grain) for o in laid]
    there = stone.birth(0.05, 0.2)
    edges = [polyline(stone.mm(e.run), False) for e in stone.view.edges if e.tier != "inner"]
    core = [polyline(r, False) for r in rings]
    return [
        stroked(edges, ink, 0.022 * stone.scale * there, 0.85),
        stroked(core, ink, 0.022 * stone.scale, 0.6),
        filled(rim, ink),
    ]
