"""The shade that the bird casts on the skin: black whipped out from under it, that breaks into dots and dies away."""

from __future__ import annotations

import numpy as np

from markgen.draw import filled, heading
from markgen.motifs._bird.feathers import Fan, Floats, headings, on, slivers
from markgen.motifs._bird.plumage import Shapes
from markgen.motifs._bird.rig import Rig
from markgen.values import Points

def _crook(bird: Rig, fan: Fan, arm: Points, reach: float) -> Floats:
    """Strokes (n, m, 2) out of the crook between wing and body, one beside the other: each follows the feathers that
    it comes from under, longest next to the body, and shorter by even steps out along the wing."""
    n = len(fan.mid)
    q = np.linspace(0, 1, 90)
    at = (n - 1) - q * (n - 1) * 0.3
    low, part = np.minimum(at.astype(int), n - 2), (at - np.minimum(at.astype(int), n - 2))[:, None, None]
    mid = fan.mid[low] * (1 - part) + fan.mid[low + 1] * part
    r = bird.chance("cast", round(float(arm[0, 0]) * 0))
    start = np.stack([on(p, v) for p, v in zip(mid, np.tile([0.8, 0.86, 0.9], 30), strict=True)])
    turn = np.array([headings(p)[-3] for p in mid])
    long = reach * (1 - q) ** 2.2 * np.tile([1.0, 0.62, 0.84, 0.5, 0.94, 0.7], 15) * r.uniform(0.92, 1.08, 90)
    u = np.linspace(0, 1, 5)
    # As the air does, they turn down towards the tail.
    down = (np.pi / 2 - turn + np.pi) % (2 * np.pi) - np.pi
    bend = turn[:, None] + 0.3 * down[:, None] * u[:-1]
    steps = heading(bend) * (long[:, None, None] / 4)
    return np.concatenate([start[:, None], start[:, None] + np.cumsum(steps, 1)], 1)


def cast(bird: Rig) -> Shapes:
    """Black in the crooks of the wings, which strokes of the needle carry out and thin away into the skin."""
    grown = bird.birth(0.4, 0.3) * (1 - bird.manner.soft)
    if grown <= 0:
        return []
    near = _crook(bird, bird.near[0], bird.near_arm, 24.0 * grown)
    far = _crook(bird, bird.far[0], bird.far_arm, 18.0 * grown)
    thick = min(0.0025 * bird.feeling.size, 1.05) * grown
    return [filled(slivers(bird.mm(np.concatenate([near, far])), thick), bird.paint.ink, 0.92)]
