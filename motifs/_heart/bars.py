"""A frame of one flat bar, folded to a hexagon, behind the heart."""

from __future__ import annotations

import numpy as np

from markgen.draw import Area, area, boundary, box, cut, grow, intersect, minus, polyline, trace, union
from markgen.draw.areas import bounds
from markgen.motifs._heart.pose import Place
from markgen.values import Outline

CORNERS = np.array([(0, -69), (73, -27), (73, 51), (0, 93), (-73, 51), (-73, -27), (0, -69)], float)
"""Of the middle of the bar, in hundredths of half the mark's side."""

HALF = 1.3
"""Half the width of the bar, in the same."""


def bar(place: Place) -> Area:
    """The bar as far as it has been drawn; empty for other frames."""
    nature = place.nature
    there = nature.birth(0.56, 0.28) if nature.design.frame == "bar" and not place.pose.wobble else 0.0
    if there <= 0.01:
        return area(np.zeros((3, 2)))
    unit = 0.5 * nature.feeling.size / 100
    corners = place.centre + CORNERS * unit
    whole = area(corners[:-1])
    band = minus(grow(whole, HALF * unit, sharp=True), grow(whole, -HALF * unit, sharp=True))
    if there < 1:
        # Each side is drawn from its corners.
        reach = 0.5 * there * np.diff(corners, axis=0)
        ends = [
            *zip(corners[:-1], corners[:-1] + reach, strict=True),
            *zip(corners[1:], corners[1:] - reach, strict=True),
        ]
        band = intersect(band, union([trace(np.stack(end), 4 * HALF * unit) for end in ends]))
    return band


def edges(band: Area, heart: Area, gap: float) -> list[Outline]:
    """The two lines of the bar, where the heart does not hide it, and clear of it by `gap` mm there."""
    if band.is_empty:
        return []
    left, top, right, bottom = bounds(band)
    free = minus(box(left - 1, top - 1, right + 1, bottom + 1), grow(heart, gap))
    rings = [np.concatenate([ring, ring[:1]]) for ring in boundary(band)]
    sides = [np.stack([ring[:-1], ring[1:]], 1) for ring in rings]
    return [polyline(run, closed=False) for run in cut(np.concatenate(sides), free)]
