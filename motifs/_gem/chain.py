"""How some stones are worn: held by claws, and from a ring at each shoulder a fine chain goes up until it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    along,
    boundary,
    circle,
    ellipse,
    filled,
    heading,
    length,
    polyline,
    pricks,
    ribbon,
    stroked,
    turned,
)
from markgen.motifs._gem.inks import INK
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import View
from markgen.values import Outline, Points, Shape

WORN = 0.45
"""Share of the seeds whose stone is worn."""

RISE = 1.62, 1.48
"""How far up each of the two chains is seen."""

SPREAD = 0.72
"""How far aside they have gone by then: the mark is as wide as it is high, and the chain longer than the stone."""

LINK = 0.105
"""Length of a link."""

RING = 0.062
"""Radius of the rings that the chains hang the stone by."""

PEARLS = ((0.44, 0.075),), ((0.33, 0.080),)
"""The pearls in each chain: where along it, and their radii."""

LOST = 0.74
"""Share of a chain that is links; of the rest there are only dots, finer and farther apart."""

CLAWS = 0.5, 2.64, 3.64, 5.78
"""Where claws stand, radians round the stone as it lies."""

BORN = 0.3, 0.25
"""Intensity at which the chain begins to be drawn, and over how much it comes."""


@dataclass(frozen=True, eq=False)
class Chain:
    """Where the chains hang, in the stone's units, and the claws that hold it, each from its root to its tip."""

    hung: tuple[Points, ...]
    claws: tuple[Points, ...]

    @property
    def reach(self) -> Points:
        """All that they take up."""
        return np.concatenate([*self.hung, *self.claws])


def chain(seen: View, chance: Chance) -> Chain | None:
    """The chain of a stone that is cut, if this seed's is worn."""
    some = chance("worn")
    if not seen.cut.rows or seen.cut.rise < 50 or some.random() > WORN:
        return None
    rim = np.concatenate(boundary(seen.whole))
    middle = (rim.min(0) + rim.max(0)) / 2
    # Claws stand at the corners, or where a stone has none, between upright and level, as it lies.
    ways = np.radians(seen.cut.roll) + np.array(CLAWS)
    round_ = np.arctan2(*(rim - middle).T[::-1])
    roots = rim[np.abs(np.angle(np.exp(1j * (round_ - ways[:, None])))).argmin(1)]
    # Each is a small V, whose legs come over the edge from both sides and meet on the stone.
    u = np.linspace(0, 1, 5)[:, None]
    claws = tuple(
        (at + turned(way, aside) * 0.13) * (1 - u) + (at - way * 0.17) * u
        for at in roots
        for way in [(at - middle) / np.hypot(*(at - middle))]
        for aside in (-1.25, 1.25)
    )
    shoulders = sorted(sorted(roots, key=lambda p: float(p[1]))[:2], key=lambda p: float(p[0]))
    u = np.linspace(0, 1, 61)
    hung = []
    for side, root, rise in zip((-1, 1), shoulders, some.permutation(RISE), strict=True):
        start = root + (root - middle) / np.hypot(*(root - middle)) * RING
        # Weight pulls it all but straight; higher up it goes round the neck.
        hung.append(start + np.column_stack([side * SPREAD * (u + 0.3 * u * (1 - u)), -rise * u]))
    return Chain(tuple(hung), claws)


def worn(stone: Setting, hung: Chain | None) -> list[Shape | None]:
    """Its rings, links, pearls, dots and claws in ink."""
    there = stone.birth(*BORN)
    if hung is None or there < 0.03:
        return []
    fine = min(1.1 * stone.feeling.line("fine"), 0.034 * stone.scale) * there
    links: list[Outline] = []
    pearls: list[Outline] = []
    shades: list[Outline] = []
    dots: list[Points] = []
    for path, strung in zip(hung.hung, PEARLS, strict=True):
        whole = length(path)
        ring = (RING / whole, RING)
        at = np.concatenate([_between(*ends, whole) for ends in pairwise([ring, *strung, (LOST, 0.0)])])
        spots = along(path, at[:, 0])
        turns = np.arctan2(*(along(path, at[:, 0] + 1e-3) - along(path, at[:, 0] - 1e-3)).T[::-1])
        for p, turn, (u, size, flat) in zip(stone.mm(spots), turns.tolist(), at.tolist(), strict=True):
            # The farther up, the finer.
            far = 1 - 0.45 * u / LOST
            tall = (0.36 if flat else 0.06) * LINK * far
            links.append(ellipse(p, (0.66 if flat else 0.5) * size * stone.scale, tall * stone.scale, turn))
        pearls.append(circle(stone.mm(path[:1])[0], RING * stone.scale * there))
        for t, radius in strung:
            p, r = stone.mm(along(path, np.array([t])))[0], radius * stone.scale * there
            pearls.append(circle(p, r))
            # A crescent on the side away from the light.
            outer = r * heading(np.linspace(-0.75, 2.3, 15))
            shades.append(polyline(np.concatenate([p + outer, p - 0.22 * r + 0.92 * outer[::-1]])))
        dots.append(stone.mm(along(path, LOST + 0.02 + (1 - LOST - 0.02) * np.linspace(0, 1, 9) ** 1.15)))
    widths = 0.040 * stone.scale * there * np.array([0.5, 1.0, 1.0, 0.8, 0.3])
    sizes = 0.026 * stone.scale * there * np.tile(np.linspace(1, 0.40, 9), 2)
    return [
        stroked(links, INK, fine, 0.9),
        stroked(pearls, INK, 1.2 * fine),
        filled(shades, INK),
        *pricks(np.concatenate(dots), sizes, INK),
        filled([polyline(ribbon(stone.mm(claw), widths)) for claw in hung.claws], INK),
    ]


def _between(start: tuple[float, float], end: tuple[float, float], whole: float) -> NDArray[np.float64]:
    """The links between two pearls of a chain: where along it each is, its length, and whether it is seen flat."""
    first, last = start[0] + start[1] / whole, end[0] - end[1] / whole
    room = (last - first) * whole
    k = np.arange(max(round(room / LINK), 1))
    return np.column_stack([first + (last - first) * (k + 0.5) / len(k), np.full(len(k), room / len(k)), k % 2])
