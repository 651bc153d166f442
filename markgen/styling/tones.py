"""A picture in few colours: what a brush, a crayon or a box of dots can do."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.color import hexed
from markgen.draw import blurred
from markgen.styling.seen import Field, Seen

SHOWN = 0.35
"""Cover from which a node counts as drawn."""


def palette(view: Seen, most: int, apart: float = 0.14) -> list[NDArray[np.float64]]:
    """Up to so many colours of the picture, sRGB, each at least `apart` from the others; the commonest first.

    Colours are counted in boxes an eighth wide, and taken greedily.
    """
    shown = view.color[view.cover > SHOWN]
    boxes, inverse, count = np.unique(
        np.floor(shown * 7.999).astype(int), axis=0, return_inverse=True, return_counts=True
    )
    mean = np.stack([np.bincount(inverse.ravel(), shown[:, k], len(boxes)) for k in range(3)], axis=-1) / count[:, None]
    chosen: list[NDArray[np.float64]] = []
    for i in np.argsort(-count, kind="stable"):
        if len(chosen) < most and all(np.linalg.norm(mean[i] - c) > apart for c in chosen):
            chosen.append(mean[i])
    return chosen


def shares(view: Seen, colors: list[NDArray[np.float64]], soft: float) -> list[Field]:
    """For each colour the share of every node that is nearest to it, 0..1, softened over so many cells."""
    if not colors:
        return []
    gap = np.stack([((view.color - c) ** 2).sum(-1) for c in colors])
    nearest = gap.argmin(0)
    return [blurred(np.where(nearest == k, view.cover, 0.0), soft) for k in range(len(colors))]


def deepened(color: NDArray[np.float64], by: float = 0.62) -> str:
    """A colour as it dries at the rim of a wash, or as a hand presses harder: darker, and as pure."""
    return hexed(np.asarray(color) * by)
