"""The shade that the bird casts on the skin: black whipped out from under it, that breaks into dots and dies away."""

from __future__ import annotations

import numpy as np

from markgen.draw import filled, heading, normals, pricks
from markgen.motifs._bird.feathers import Floats, headings, on, slivers
from markgen.motifs._bird.plumage import Shapes
from markgen.motifs._bird.rig import Rig

Strokes = tuple[Floats, Floats, Floats]
"""Where strokes start (n, 2), which way they go (radians), and how long they are."""


def _under_wing(bird: Rig, far: bool) -> Strokes:
    """From under the flight feathers next to the body, on past their ends: longest in the crook of the wing."""
    fan = bird.far[0] if far else bird.near[0]
    r = bird.chance("cast", "far" if far else "near")
    n = len(fan.mid)
    i = np.repeat(np.arange(n // 2 - 1, n), 5 if far else 9)
    inner = (i - n / 3) / (n - n / 3)
    start = np.array([on(fan.mid[k], v) for k, v in zip(i, r.uniform(0.5, 0.98, len(i)), strict=True)])
    start += r.normal(0, 0.8, start.shape)
    turn = np.array([headings(fan.mid[k])[-3] for k in i])
    reach = np.hypot(*(fan.mid[i, -1] - fan.mid[i, 0]).T)
    long = reach * (0.25 + 0.95 * inner**1.3) * r.uniform(0.5, 1.1, len(i)) * (0.45 if far else 1.0) * fan.grown[i]
    return start, turn, long


def _beside_body(bird: Rig) -> Strokes:
    """Off the side of the body that lies away from the light."""
    r = bird.chance("cast", "body")
    v = r.uniform(0.5, 1.0, 70)
    wide = np.interp(v, np.linspace(0, 1, len(bird.girth)), bird.girth)
    start = on(bird.spine, v) - on(normals(bird.spine), v) * (0.42 * wide)[:, None]
    turn = np.interp(v, np.linspace(0, 1, len(bird.spine) - 1), headings(bird.spine)) - r.uniform(0.3, 0.75, 70)
    return start, turn, r.uniform(8, 26, 70)


def _along_tail(bird: Rig) -> Strokes:
    """Along the plumes, in the gaps between them."""
    r = bird.chance("cast", "tail")
    parts: list[Strokes] = []
    for path, grown in bird.tail:
        v = r.uniform(0.05, 0.5, 12)
        turn = np.interp(v, np.linspace(0, 1, len(path) - 1), headings(path)) + r.normal(0, 0.3, 12)
        parts.append((on(path, v), turn, r.uniform(6, 15, 12) * grown))
    starts, turns, longs = zip(*parts, strict=True)
    return np.concatenate(starts), np.concatenate(turns), np.concatenate(longs)


def cast(bird: Rig) -> Shapes:
    """Strokes of black that begin under wing, body and tail, thin out, and end in dots."""
    grown = bird.birth(0.4, 0.3) * (1 - bird.manner.soft)
    if grown <= 0:
        return []
    r = bird.chance("cast")
    starts, turns, longs = zip(
        _under_wing(bird, True), _under_wing(bird, False), _beside_body(bird), _along_tail(bird), strict=True
    )
    start, turn, long = (
        np.concatenate(starts),
        np.concatenate(turns),
        np.concatenate(longs) * grown * (0.3 + 0.7 * bird.pose),
    )
    u = np.linspace(0, 1, 3)
    # As the air does, they turn down towards the tail.
    down = (np.pi / 2 - turn + np.pi) % (2 * np.pi) - np.pi
    bend = turn[:, None] + 0.36 * down[:, None] * u[:-1]
    path = np.concatenate([start[:, None], start[:, None] + np.cumsum(heading(bend) * long[:, None, None] / 2, 1)], 1)
    thick = min(0.0021 * bird.feeling.size, 0.85) * grown
    lines = slivers(bird.mm(path), thick * r.uniform(0.6, 1.3, len(path)))
    ahead = (path[::2, -1:] - path[::2, -2:-1]) * 0.4
    at = np.array([0.3, 0.9, 1.7])[:, None]
    dots = path[::2, -1:] + ahead * at + r.normal(0, 0.5, (len(ahead), 3, 2))
    size = 0.5 * thick * np.tile([0.8, 0.6, 0.45], len(ahead))
    return [filled(lines, bird.paint.ink, 0.9), *pricks(bird.mm(dots).reshape(-1, 2), size, bird.paint.ink)]
