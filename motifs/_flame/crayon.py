"""Fire as a child rubs it in wax."""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    areas,
    banded,
    boundary,
    filled,
    simplify,
    union,
    wax,
)
from markgen.motifs._flame.pen import Pen
from markgen.motifs._flame.tongue import Floats
from markgen.values import Layer, Outline, Points, Shape, layer


def waxed(pen: Pen) -> list[Layer]:
    """Wax rubbed along every tongue, and a harder line round them."""
    out: list[Layer] = []
    fire = [t for t in pen.fire if t.kind < (1 if pen.period else 2) and t.width.max() > 0.6]
    if not fire:
        return []
    base = max(float(t.width.max()) for t in fire)
    tip, grain = 1.7 * pen.bold, max(0.35, 0.05 * base * (2 if pen.period else 1))

    def rub(path: Points, width: float | Floats, pressure: float, grain: float) -> list[Outline]:
        w = np.broadcast_to(width, len(path))
        return wax(path, lambda u: np.interp(u, np.linspace(0, 1, len(w)), w), pen.chance("wax"), pressure, grain)

    run = slice(2, 28, 3)
    rubbed: list[Shape | None] = []
    for wide, heat in ((0.85, 0.66), (0.36, 0.86)):
        broad = [t for t in fire if wide * t.width[run].max() > 0.8 * tip]
        strokes = [o for t in broad for o in rub(t.path[run], wide * t.width[run], 0.55, grain)]
        rubbed.append(filled(strokes, pen.look.fire(heat)))
    body = simplify(union(areas(banded(t.path, t.right, t.width) for t in fire)), 2 * pen.fine)
    rings = [np.concatenate([r, r[:1]]) for r in boundary(body) if len(r) > 8]
    rim = [o for r in rings for o in rub(r, tip, 0.66, 0.7 * grain)]
    stood = [
        o for thing in pen.things for o in rub(np.concatenate([thing.rim, thing.rim[:1]]), 0.8 * tip, 0.66, 0.7 * grain)
    ]
    out.append(layer("things", "colour", [filled(stood, pen.look.fire(0.12))]))
    out.append(layer("wax", "colour", rubbed))
    out.append(layer("rim", "line", [filled(rim, pen.look.fire(0.4))]))
    return out
