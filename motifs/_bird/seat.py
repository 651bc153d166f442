"""What seats a phoenix in the skin: black and grey shading about it, peppered out into bare skin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import circle, contains, filled, pricks, radial
from markgen.draw.areas import areas, together
from markgen.motifs._bird.feathers import on
from markgen.motifs._bird.rig import Rig
from markgen.values import Layer, Points, Shape, layer

Floats = NDArray[np.float64]

WINGS = ((20, 25.0, 0.9), (18, 25.0, 0.76), (16, 25.0, 0.64), (13, 23.0, 0.5), (10, 19.0, 0.34))
"""Behind which flight feathers of a wing, counted from its tip, there is shade: how far, units, and how deep."""
ARMS = ((0.06, 17.0, 0.8), (0.26, 16.0, 0.66), (0.46, 14.0, 0.5), (0.66, 13.0, 0.3))
"""Above which shares of an arm, how far and how deep: where a wing lies on its shoulder blade."""
TRAIN = (0.0, 0.1, 0.2, 0.31, 0.43, 0.56, 0.7), (1.05, 1.05, 1.05, 1.0, 0.95, 0.8, 0.6), 21.0, (0.8, 0.22)
"""Beside which shares of the train, how many half widths from its middle, how far, and how deep at first and last."""
GRAINS, SOFT = 27, 0.55
"""Dots about each; how much of the depth is laid in washes under them, which alone would be a dropped shadow."""


def seat(bird: Rig, silhouette: Shape) -> Layer:
    """Soft shade behind wings and train, deepest at the body, and the pepper in which it ends."""
    grown = bird.birth(0.45, 0.35) * bird.great
    if grown <= 0:
        return layer("shading", "shade", [])
    spots, reach, depth = _spots(bird)
    at, far = bird.mm(spots), bird.k * reach
    ink = bird.paint.ink
    washed = SOFT * grown
    soft = [
        filled(
            circle(p, round(float(r), 1)),
            radial(
                p,
                r,
                (0.2, ink, d * washed),
                (0.5, ink, 0.58 * d * washed),
                (0.8, ink, 0.15 * d * washed),
                (1.0, ink, 0.0),
            ),
        )
        for p, r, d in zip(at, far, depth, strict=True)
    ]
    r = bird.chance("pepper")
    away = np.abs(r.normal(0.45, 0.22, (len(at), GRAINS))) * far[:, None]
    turn = r.uniform(0, 2 * np.pi, away.shape)
    grains = (at[:, None] + away[..., None] * np.stack([np.cos(turn), np.sin(turn)], axis=-1)).reshape(-1, 2)
    bare = ~contains(together(areas([o.points for o in silhouette.outlines])), grains)
    size = 0.0011 * bird.feeling.size * grown * r.uniform(0.7, 1.3, len(grains))
    return layer("shading", "shade", [*soft, *pricks(grains[bare].round(1), size[bare], ink)])


def _spots(bird: Rig) -> tuple[Points, Floats, Floats]:
    """Where shade lies, how far it reaches, and how deep it is in its middle."""
    wings = ((bird.near[0], bird.near_arm), (bird.far[0], bird.far_arm))
    spots = [fan.mid[k, 0] + 0.85 * (fan.mid[k, -1] - fan.mid[k, 0]) for fan, _ in wings for k, *_ in WINGS]
    spots += [on(arm, at) for _, arm in wings for at, *_ in ARMS]
    share, side, far, (first, last) = TRAIN
    along = [bird.lie.at(share, hand * np.array(side)) for hand in (-1, 1)]
    n = len(share)
    reach = [far for places in (WINGS, ARMS) for _, far, _ in places * 2] + [far] * (2 * n)
    depth = [deep for places in (WINGS, ARMS) for *_, deep in places * 2] + [*np.linspace(first, last, n)] * 2
    return np.concatenate([spots, *along]), np.array(reach), np.array(depth)
