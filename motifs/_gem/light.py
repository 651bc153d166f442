"""The way that light takes through a stone: in at a facet, from one facet behind to another, and out again.

Rays are parallel, so all that a facet shows is a map of polygons: where it finds one facet behind, in it where that one
finds another, and for each of those one direction out of the stone: into the lamp, the room or the viewer's own shade.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Area, Camera, area, bent, shared
from markgen.motifs._gem.cuts import Stone
from markgen.values import Points

Floats = NDArray[np.float64]

INDEX = 1.62
"""Refractive index of tourmaline."""

LAMP = np.array([-0.58, -0.30, 0.76])
"""Where the light comes from, in the solid's axes."""

SKY = ((LAMP, 0.42, 1.5), (np.array([0.66, 0.36, 0.66]), 0.30, 0.8))
"""The lamp, and a window across the room: where they are, how broad, radians, and how bright."""

ROOM, HEAD = 0.42, 0.34
"""How bright the rest is, and how broad the viewer's head, radians, which throws nothing into the stone."""

LEAK = 0.22
"""How bright a facet is behind which light goes on into the skin."""

Shown = tuple[Points, int, float]
"""A piece of the picture: its outline, the window that it is in, and how bright it is."""


def mosaic(stone: Stone, windows: Sequence[tuple[int, Area]], camera: Camera) -> list[Shown]:
    """What windows, each the number of a facet and its place in the picture, show of the light behind them."""
    n, d = stone.body.normals, stone.body.reach
    # The girdle is too narrow to be seen behind a window.
    real = [k for k, face in enumerate(stone.body.faces) if len(face) > 2 and stone.kinds[k] != "girdle"]
    p = np.concatenate([stone.body.faces[k] for k in real])
    start = np.cumsum([0, *(len(stone.body.faces[k]) for k in real)])

    def ahead(q: Points, way: Floats, f: int, within: Points) -> list[tuple[int, Points]]:
        """The facets that rays from a facet may meet, and where they are seen."""
        low, high = np.minimum.reduceat(q, start[:-1]), np.maximum.reduceat(q, start[:-1])
        near = (n[real] @ way > 0.03) & (high > within.min(0)).all(1) & (low < within.max(0)).all(1)
        return [(real[i], q[start[i] : start[i + 1]]) for i in np.flatnonzero(near) if real[i] != f]

    def seen(q: Floats, f: int) -> Points:
        """Where the viewer sees points that are behind a window, along the bent ray."""
        return camera.screen(q - ((q @ n[f] - d[f]) / (ways[f] @ n[f]))[:, None] * ways[f])

    ways = {f: bent(-camera.to_eye, n[f], 1 / INDEX) for f, _ in windows}
    jobs = [
        (f, whole, a, ring)
        for f, whole in windows
        if not whole.is_empty
        for a, ring in ahead(seen(p, f), ways[f], f, np.reshape(whole.bounds, (2, 2)))
    ]
    out: list[Shown] = []
    deeper: list[tuple[int, Area, Floats, int, Points]] = []
    for i, part in shared([ring for _, _, _, ring in jobs], [whole for _, whole, _, _ in jobs]):
        f, _, a, _ = jobs[i]
        much = float(ways[f] @ n[a])
        if much >= np.sqrt(1 - INDEX**-2):
            out.append((part, f, LEAK))
            continue
        on, mirrored, within = ways[f] - 2 * much * n[a], p - 2 * (p @ n[a] - d[a])[:, None] * n[a], area(part)
        deeper += [(f, within, on, b, ring) for b, ring in ahead(seen(mirrored, f), on, a, part)]
    last = shared([ring for *_, ring in deeper], [within for _, within, *_ in deeper])
    if not last:
        return out
    on, met = np.array([deeper[i][2] for i, _ in last]), n[[deeper[i][3] for i, _ in last]]
    bright = _brightness(on, met, camera)
    return out + [(part, deeper[i][0], much) for (i, part), much in zip(last, bright.tolist(), strict=True)]


def _brightness(way: Floats, met: Floats, camera: Camera) -> Floats:
    """How bright it is where light comes from that goes such ways, (m, 3), to such facets: the viewer's rays, taken
    backwards."""
    leaving = bent(way, -met, INDEX)
    kept = np.asarray(np.isnan(leaving).any(1))
    # What is thrown back once more is taken to leave by the table, or not at all.
    third = way - 2 * (way * met).sum(1, keepdims=True) * met
    by_table = bent(third, np.broadcast_to([0.0, 0.0, -1.0], third.shape), INDEX)
    leaving = np.where(kept[:, None], by_table, leaving)
    free = ~np.isnan(leaving).any(1) & (leaving[:, 2] > 0) & (~kept | (third[:, 2] > 0.1))
    return np.where(free, np.where(kept, 0.75, 1.0) * sky(np.nan_to_num(leaving), camera), 0.8 * LEAK)


def sky(way: Floats, camera: Camera) -> Floats:
    """How bright the sky is in such directions, (m, 3)."""
    bright = ROOM - 0.2 * (way[:, 0] + way[:, 1])
    for at, wide, much in SKY:
        bright = bright + much * np.exp(-((np.arccos(np.clip(way @ at, -1, 1)) / wide) ** 2))
    head = np.arccos(np.clip(way @ camera.to_eye, -1, 1)) / HEAD
    made: Floats = bright * (1 - 0.85 * np.exp(-(head**2)))
    return made
