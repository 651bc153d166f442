"""Fire as a child rubs it in wax."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.draw import Chance, areas, banded, boundary, filled, simplify, union, wax
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.things import Thing
from markgen.motifs._flame.tongue import FLIES, Floats, Tongue
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer


def waxed(
    fire: Sequence[Tongue], things: Sequence[Thing], feeling: Feeling, look: Look, chance: Chance, sleeve: bool
) -> list[Layer]:
    """Wax rubbed along every great tongue, and a harder line round them."""
    tongues = [t for t in fire if t.kind != FLIES and t.width.max() > (12 if sleeve else 0.6)]
    if not tongues:
        return []
    base = max(float(t.width.max()) for t in tongues)
    tip, grain = 1.7 * look.line * feeling.line("bold"), max(0.35, 0.05 * base * (2 if sleeve else 1))

    def rub(path: Points, width: float | Floats, pressure: float, grain: float) -> list[Outline]:
        w = np.broadcast_to(width, len(path))
        return wax(path, lambda u: np.interp(u, np.linspace(0, 1, len(w)), w), chance("wax"), pressure, grain)

    def rubbed_round(ring: Points, pressure: float) -> list[Outline]:
        return rub(np.concatenate([ring, ring[:1]]), pressure * tip, 0.66, 0.7 * grain)

    run = slice(2, 28, 3)
    rubbed: list[Shape | None] = []
    for wide, heat in ((0.85, 0.66), (0.36, 0.86)):
        # Where there is room for it beside the line.
        room = [float(np.clip(wide * t.width[run].max() / (0.8 * tip) - 1, 0, 0.4)) / 0.4 for t in tongues]
        broad = [(t, wide * k * t.width[run]) for t, k in zip(tongues, room, strict=True) if k > 0]
        strokes = [o for t, w in broad for o in rub(t.path[run], w, 0.55, grain)]
        rubbed.append(filled(strokes, look.fire(heat)))
    body = simplify(union(areas(banded(t.path, t.right, t.width) for t in tongues)), 0.002 * feeling.size)
    rim = [o for ring in boundary(body) if len(ring) > 8 for o in rubbed_round(ring, 1.0)]
    stood = [o for thing in things for o in rubbed_round(thing.rim, 0.8)]
    return [
        layer("things", "colour", [filled(stood, look.fire(0.12))]),
        layer("wax", "colour", rubbed),
        layer("rim", "line", [filled(rim, look.fire(0.4))]),
    ]
