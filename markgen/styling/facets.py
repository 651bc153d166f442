"""Geometric: ruled facets, each of one colour, and ruled lines; no curve is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from markgen.color import hexed
from markgen.draw import Chance, blurred, filled, polyline, stroked
from markgen.draw import facets as triangles
from markgen.styling.pigment import BLACK, sorted_out
from markgen.styling.seen import Field, Seen, seen
from markgen.styling.tones import SHOWN
from markgen.values import Feeling, Layer, Outline, Points, layer

CORNERS = 620
"""Points that the mesh is hung on."""

LEVELS = 9
"""Steps of each channel of a facet's colour, so that equal facets share one path."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """A mesh of triangles, small where the picture changes; the mark's rim and its darkest seams ruled over it."""
    sort = sorted_out(layers)
    # Of its forms: lines and dots about them would be facets of their own.
    view = seen(sort.under)
    rim = _rim(view)
    points = np.concatenate([*rim, _corners(view, chance)]) if rim else _corners(view, chance)
    points = np.unique(np.round(points, 3), axis=0)
    mesh = triangles(points)
    middle = points[mesh].mean(1)
    within = view.grid.at(middle, view.cover) > SHOWN
    mesh, middle = mesh[within], middle[within]
    # A facet is the mean of what it covers: its middle, and points halfway to its corners.
    asked = [middle, *(0.5 * (middle + points[mesh[:, k]]) for k in range(3))]
    color = np.mean([[view.grid.at(p, view.color[..., k]) for k in range(3)] for p in asked], axis=0).T
    groups: dict[str, list[Outline]] = defaultdict(list)
    for corners, c in zip(points[mesh], np.round(color * LEVELS) / LEVELS, strict=True):
        groups[hexed(c)].append(polyline(corners))
    sides = np.unique(np.sort(np.concatenate([mesh[:, [0, 1]], mesh[:, [1, 2]], mesh[:, [2, 0]]]), axis=1), axis=0)
    seams = [polyline(points[side], False) for side in sides]
    return [
        layer("facets", "colour", [filled(group, paint) for paint, group in sorted(groups.items())]),
        layer("seams", "shade", [stroked(seams, BLACK, feeling.line("fine"), 0.55)]),
        layer("rim", "line", [stroked([polyline(r) for r in rim], BLACK, feeling.line("bold"))]),
        *sort.lights,
    ]


def _rim(view: Seen) -> list[Points]:
    """The mark's outline as straight pieces."""
    rings = view.grid.above(blurred(view.cover, 1.0), 0.5, tolerance=2.2)
    return [r.points[:-1:3] if r.curved else r.points for r in rings if len(r.points) > 9]


def _corners(view: Seen, chance: Chance) -> Points:
    """Points over the mark, crowded where its light changes: nodes drawn by weight."""
    weight = _change(view) * (view.cover > 0.6)
    total = weight.sum()
    if total <= 0:
        return np.empty((0, 2))
    pick = chance("corners")
    at = pick.choice(weight.size, min(CORNERS, int((weight > 0).sum())), replace=False, p=weight.ravel() / total)
    return np.column_stack([view.grid.x.ravel()[at], view.grid.y.ravel()[at]])


def _change(view: Seen) -> Field:
    dark = blurred(view.dark, 1.2)
    down, across = np.gradient(dark)
    return np.asarray(np.hypot(down, across) ** 1.2 + 0.004)
