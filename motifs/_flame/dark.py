"""What is dark about fire: black where it closes in a gap, and smoke, which is soft and goes out into skin."""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, Grid, Noise, blurred, filled, isobands, smoothsteps
from markgen.draw.sheets import eddied
from markgen.motifs._flame.look import LIGHT, Look
from markgen.motifs._flame.tongue import Floats
from markgen.values import Points, Shape

SMOKE = ((0.05, 0.16, 0.3, 0.46, 0.62, 0.78), (0.03, 0.06, 0.09, 0.13, 0.17, 0.22, 0.28, 0.36, 0.46, 0.58, 0.72))
"""Darkness at which it gets darker, round a limb and alone."""

EDDIES = 12
"""Eddies that carry smoke about."""


def shaded(grid: Grid, dark: Floats, wraps: bool, look: Look) -> list[Shape | None]:
    """Darkness, 0..1, in veils of ink."""
    levels = SMOKE[not wraps]
    bands = isobands(grid, dark, levels, 0.4 * grid.cell, 6 * grid.cell**2, wraps)
    steps = np.diff([*levels, 0.97]) / (1 - np.array(levels))
    return [filled(b, look.ink, float(o)) for b, o in zip(bands, steps, strict=True)]


def wafted(body: Floats, grid: Grid, foot: Points | None, chance: Chance) -> Floats:
    """How dark it is about fire that stands alone: black in the gaps that it closes in, and grey smoke, which rises on
    its lee and is carried about; and a breath of it about the foot. body: where fire is, 0..1."""
    q = chance("smoke")
    high, wide = grid.rows * grid.cell, grid.columns * grid.cell
    up = q.random(EDDIES) ** 0.7
    eddies = np.column_stack(
        [
            grid.left + wide * q.uniform(0.2, 0.9, EDDIES),
            grid.top + high * (0.9 - 0.9 * up),
            high * q.uniform(0.06, 0.16, EDDIES),
            q.choice([-1.0, 1.0], EDDIES) * (0.5 + 0.9 * up),
        ]
    )
    x, y = eddied(eddies, grid.x, grid.y, back=True)
    # It has come up from there, and to the side that light does not reach.
    from_ = np.stack([x + 0.03 * high * LIGHT[0], y + 0.07 * high], -1).reshape(-1, 2)
    smoke = grid.at(from_, spread(body, 7, False)).reshape(body.shape)
    streak = Noise(q)(7 * (x - grid.left) / high, 2.6 * y / high)
    # About its belly it would be a bruise.
    risen = smoothsteps(((grid.top + high - y) / high - 0.3) / 0.3)
    smoke = smoothsteps(1.6 * smoke * (0.6 + 0.8 * streak) - 0.04) * risen
    if foot is not None:
        aside, down = (x - foot[0]) / high, (y - foot[1]) / high + 0.04
        smoke = np.maximum(smoke, 0.6 * np.exp(-((aside / 0.1) ** 2) - (down / 0.035) ** 2))
    # It is gone before the grid ends.
    edge = np.minimum.reduce(
        [grid.x - grid.left, grid.left + wide - grid.x, grid.y - grid.top, grid.top + high - grid.y]
    )
    smoke = smoke * smoothsteps(edge / (0.08 * high))
    shut = np.clip(3.4 * (spread(body, 5, False) - 0.5), 0, 1)
    return np.asarray(1 - (1 - 0.92 * shut) * (1 - 0.55 * smoke))


def spread(field: Floats, cells: float, wraps: bool) -> Floats:
    """A field blurred by so many cells, also across the seam of a limb."""
    if not wraps:
        return blurred(field, cells)
    pad = int(4 * cells) + 1
    return blurred(np.concatenate([field[:, -pad:], field, field[:, :pad]], axis=1), cells)[:, pad:-pad]
