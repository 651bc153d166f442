"""The shade that the body casts on the wing behind it: black whipped along the feathers, which dies away."""

from __future__ import annotations

import numpy as np

from markgen.draw import filled
from markgen.motifs._bird.feathers import on, slivers
from markgen.motifs._bird.plumage import Shapes
from markgen.motifs._bird.rig import Rig


def cast(bird: Rig) -> Shapes:
    """Strokes from the body out along the far wing's feathers, one beside the other: longest next to the body."""
    grown = bird.birth(0.4, 0.3) * (1 - bird.manner.soft)
    if grown <= 0:
        return []
    r = bird.chance("cast")
    fan = bird.far[0]
    n, many = len(fan.mid), 60
    q = np.linspace(0, 1, many)
    at = (n - 1) * (1 - 0.5 * q)
    low = np.minimum(at.astype(int), n - 2)
    part = (at - low)[:, None, None]
    mid = fan.mid[low] * (1 - part) + fan.mid[low + 1] * part
    end = (0.25 + 0.65 * (1 - q) ** 1.3) * np.tile([1.0, 0.66, 0.86], many // 3) * r.uniform(0.9, 1.1, many) * grown
    paths = np.stack([on(p, np.linspace(0.08, share, 4)) for p, share in zip(mid, end, strict=True)])
    thick = min(0.0028 * bird.feeling.size, 1.15) * grown
    return [filled(slivers(bird.mm(paths), thick), bird.paint.ink, 0.85)]
