"""What gives the bird depth: black in the hollows of its wings and behind it, which dies away into bare skin."""

from __future__ import annotations

import numpy as np

from markgen.draw import circle, filled, frame, length, linear, mix, polyline, radial
from markgen.motifs._bird.feathers import Fan, crowded, on, plumes, ringed, slivers
from markgen.motifs._bird.plumage import Shapes
from markgen.motifs._bird.rig import Rig
from markgen.values import Shape

SMOKE = (
    *((0.62, 15.0, 28.0, 0.5), (0.56, -16.0, 26.0, 0.6), (1.0, 9.0, 26.0, 0.6), (1.05, -9.0, 24.0, 0.5)),
    *((0.25, 13.0, 22.0, 0.45), (1.32, 3.0, 24.0, 0.45)),
)
"""Clouds of it: where along the spine and how far beside it, how far they reach, how dark they are."""


def cast(bird: Rig) -> Shapes:
    """Strokes from the body out along the far wing's feathers, one beside the other: longest next to the body."""
    grown = bird.birth(0.4, 0.3) * (1 - bird.manner.soft)
    if grown <= 0:
        return []
    r = bird.chance("cast")
    fan = bird.far[0]
    n, many = len(fan.mid), 36
    q = np.linspace(0, 1, many)
    at = (n - 1) * (1 - 0.5 * q)
    low = np.minimum(at.astype(int), n - 2)
    part = (at - low)[:, None, None]
    mid = fan.mid[low] * (1 - part) + fan.mid[low + 1] * part
    end = (0.25 + 0.65 * (1 - q) ** 1.3) * np.tile([1.0, 0.66, 0.86], many // 3) * r.uniform(0.9, 1.1, many) * grown
    paths = np.stack([on(p, np.linspace(0.08, share, 3)) for p, share in zip(mid, end, strict=True)])
    thick = min(0.0028 * bird.feeling.size, 1.15) * grown
    return [filled(slivers(bird.mm(paths), thick), bird.paint.ink, 0.85)]


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
    """Black behind the bird where wings and tail leave it: tongues of smoke, which die away into the skin."""
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
    return [*out, *_tongues(bird, dark)]


def _tongues(bird: Rig, dark: float) -> Shapes:
    """Tongues that leave the body between each wing and the tail, and turn from the way of the one to the other's."""
    out: Shapes = []
    r, n = bird.chance("smoke"), 6
    i, u = np.linspace(0, 1, n), crowded(9)
    turns = np.where(np.arange(n) % 2, -0.6, 1.0)
    along = 0.58 + 0.44 * i
    wide = np.interp(along, np.linspace(0, 1, 80), bird.girth)
    # Those on the side of the legs are shorter.
    for hand, first, last, share in ((1.0, 78.0, 8.0, 1.0), (-1.0, 104.0, 166.0, 0.7)):
        root = frame(bird.spine, along * length(bird.spine), -hand * 0.15 * wide, 160)
        reach = share * np.where(turns > 0, 1.0, 0.66) * (40 + 18 * np.sin(np.pi * i)) * r.uniform(0.85, 1.15, n)
        bend = hand * turns * r.uniform(10, 45, n)
        mid = plumes(root, first + (last - first) * i, reach * (0.3 + 0.7 * dark), bend, -2.2 * bend, 9)
        rings = ringed(bird.mm(mid), bird.k * dark * 9.5 * (1 - u) ** 0.8).round(2)
        for way, ring in zip(bird.mm(mid[:, [0, -1]]), rings, strict=True):
            fall = linear(*way, *((o, bird.paint.ink, a) for o, a in ((0.2, 0.85), (0.5, 0.4), (1, 0))))
            out.append(Shape((polyline(ring),), fill=fall))
    return out
