"""The last flames of a fire round a limb, tattooed as its sleeve is: a few small tongues, dim, over its coals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from markgen.draw import Chance, Grid, filled, isobands
from markgen.motifs._flame.guttering import HALF, Flames
from markgen.motifs._flame.inked import edged, fibres, laid_over
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.placing import Put
from markgen.motifs._flame.tongue import ALONG, FLICK, STEM, Floats, Split, Tongue, spine, split
from markgen.values import Feeling, Ground, Layer, layer

LEVELS = (0.07, 0.14, 0.22, 0.32, 0.43, 0.55, 0.67, 0.78, 0.88)
"""Heats from which on another colour is laid over those before it."""

OPAQUE = (0.35, 0.65)
"""How opaque the least of them are."""

LIFTED = (-6.0, -24.0)
"""mm below their hearth that flames begin, in the middle and at the ends: coals show before them."""


def burning_on(
    flames: Flames, put: Put, unit: float, ground: Ground, feeling: Feeling, look: Look, chance: Chance
) -> list[Layer]:
    """Layers of flames on a limb. put: from their mm to those of the ground. unit: how long one of them is there."""
    fire = tongues(flames, put, unit, look, chance)
    if not fire:
        return []
    laid = laid_over(fire, ground, fibres(chance))
    low, high = (int(np.clip(y, 0, laid.grid.rows - 2)) for y in _rows(laid.body))
    grid = Grid(0.0, laid.grid.top + low * laid.grid.cell, laid.grid.cell, laid.grid.columns, high - low)
    cell = grid.cell
    bands = isobands(grid, laid.heat[low:high], LEVELS, 0.3 * cell, 3 * cell**2, True)
    tints = [look.fire(0.14 + 0.9 * level * (1 - 0.4 * look.dead)) for level in LEVELS]
    opaque = [*OPAQUE, *[1.0] * (len(LEVELS) - len(OPAQUE))]
    paint = [filled(band, tint, o) for band, tint, o in zip(bands, tints, opaque, strict=True)]
    return [layer("flames", "colour", paint), *edged(laid, fire, feeling, look)]


def _rows(body: Floats) -> tuple[int, int]:
    """The rows between which there is any."""
    there = np.flatnonzero((body > 0.01).any(1))
    return (int(there[0]) - 3, int(there[-1]) + 4) if len(there) else (0, 4)


def tongues(flames: Flames, put: Callable[[Floats], Floats], unit: float, look: Look, chance: Chance) -> list[Tongue]:
    """Each flame as a tongue with a lick; the lower before the higher."""
    out: list[Tongue] = []
    for k in np.argsort(-flames.tall).tolist():
        reach = float(flames.tall[k]) * unit
        if reach < 2:
            continue
        q = chance("last", k)
        middle, broad = (flames.ends[k] + flames.ends[k + 1]) / 2, flames.ends[k + 1] - flames.ends[k]
        start = put(flames.root + np.array([1.08 * HALF * middle, np.interp(abs(middle), (0, 1), LIFTED)]))
        side = float(q.choice([-1.0, 1.0]))
        sway = 0.55 * side * np.sin(2 * np.pi * (0.95 * ALONG + 0.1 * q.random()))
        turn = sway + 0.3 * middle * (1 - ALONG) + side * q.uniform(0.3, 0.9) * FLICK
        width = min(1.05 * flames.stout * HALF * broad, 0.4 * float(flames.tall[k])) * unit * STEM
        main = Tongue(spine(start, turn, reach), turn, width, float(k), 100 * k, ALONG**1.2, 0, 1.0, 0.0, k)
        how = Split(0.3, -side, 30, -30, 0.5, 0.15, -0.5)
        out += [split(main, how, main.key + 10, 1, 1.0, 0.3), main]
    return out
