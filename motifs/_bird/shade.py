"""What gives the bird depth: black in the hollows of its wings and behind it, which dies away into bare skin."""

from __future__ import annotations

import numpy as np

from markgen.draw import circle, frame, length, mix, polyline, radial
from markgen.motifs._bird.feathers import Fan
from markgen.motifs._bird.plumage import Shapes
from markgen.motifs._bird.rig import Rig
from markgen.values import Shape

SMOKE = (
    *((0.66, 14.0, 27.0, 0.75), (0.6, -14.0, 25.0, 0.7), (1.0, 10.0, 24.0, 0.75), (1.02, -9.0, 24.0, 0.65)),
    *((0.25, 13.0, 22.0, 0.45), (1.3, 3.0, 26.0, 0.55)),
)
"""Clouds of it: where along the spine and how far beside it, how far they reach, how dark they are."""


def hollow(bird: Rig, fans: list[Fan]) -> Shape | None:
    """The dark of a wing next to the body, laid over all its feathers at once, so that they are one form."""
    dark = bird.birth(0.35, 0.3) * (1 - 0.8 * bird.manner.soft)
    flight = fans[0]
    deep = mix(bird.paint.ink, bird.paint.fire(0.2), 0.4)
    root, tip = bird.mm([flight.mid[-1, 0], flight.mid[-6, -1]])
    fall = radial(
        root + 0.1 * (tip - root),
        1.25 * float(np.hypot(*(tip - root))),
        *((o, deep, a * dark) for o, a in ((0, 0.9), (0.4, 0.6), (1, 0))),
    )
    rings = [polyline(ring) for ring in bird.mm(flight.rings()[-12:, ::2]) if dark > 0.02]
    return Shape(tuple(rings), fill=fall) if rings else None


def smoke(bird: Rig) -> Shapes:
    """Black behind the bird where wings and tail leave it: clouds of it, which die away into the skin."""
    dark = float(bird.great) * bird.birth(0.4, 0.35) * (1 - bird.manner.soft) * (1 - 0.6 * bird.manner.ash)
    if dark <= 0.02:
        return []
    out: Shapes = []
    for v, aside, reach, deep in SMOKE:
        at = bird.mm(frame(bird.spine, [v * length(bird.spine)], [aside], 160))[0]
        away = bird.k * reach * (0.4 + 0.6 * bird.pose)
        stops = ((0, 1), (0.4, 0.55), (0.75, 0.13), (1, 0))
        fall = radial(at, away, *((o, bird.paint.ink, a * deep * dark) for o, a in stops))
        out.append(Shape((circle(at, away),), fill=fall))
    return out
