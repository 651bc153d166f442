"""How some stones are worn: held by claws, with two fine chains that hang between those beneath it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, along, boundary, circle, ellipse, filled, heading, length, polyline, ribbon, stroked
from markgen.motifs._gem.inks import INK
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import View
from markgen.values import Outline, Points, Shape

WORN = 0.45
"""Share of the seeds whose stone is worn."""

SAGS = 0.2, 0.44
"""How far each of the two chains hangs below the line between its ends."""

LINK = 0.1
"""Length of a link."""

PEARLS = (((0.5, 0.055),), ((0.31, 0.065), (0.5, 0.095), (0.69, 0.065)))
"""The pearls in each chain: where along it, and their radii."""

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
        lowest = self.hung[1][[len(self.hung[1]) // 2]] + [0, PEARLS[1][1][1]]
        return np.concatenate([*self.hung, *self.claws, lowest])


def chain(seen: View, chance: Chance) -> Chain | None:
    """The chain of a stone that is cut, if this seed's is worn."""
    if not seen.cut.rows or seen.cut.rise < 50 or chance("worn").random() > WORN:
        return None
    rim = np.concatenate(boundary(seen.whole))
    middle = (rim.min(0) + rim.max(0)) / 2
    # Claws stand at the corners, or where a stone has none, between upright and level, as it lies.
    ways = np.radians(seen.cut.roll) + np.array(CLAWS)
    round_ = np.arctan2(*(rim - middle).T[::-1])
    roots = rim[np.abs(np.angle(np.exp(1j * (round_ - ways[:, None])))).argmin(1)]
    claws = tuple(middle + (at - middle) * np.array([[1.015], [1.0], [0.97], [0.94], [0.91]]) for at in roots)
    left, right = sorted(sorted(roots, key=lambda p: -p[1])[:2], key=lambda p: p[0])
    across = (right - left) / np.hypot(*(right - left))
    # A rim that bulges pushes them down.
    out = max(float(((rim - left) @ [-across[1], across[0]]).max()), 0.0)
    u = np.linspace(0, 1, 61)
    drop = np.column_stack([0 * u, 4 * u * (1 - u)])
    return Chain(tuple(left + (right - left) * u[:, None] + (out + sag) * drop for sag in SAGS), claws)


def worn(stone: Setting, hung: Chain | None) -> list[Shape | None]:
    """Its links, pearls and claws in ink."""
    there = stone.birth(*BORN)
    if hung is None or there < 0.03:
        return []
    fine = min(0.75 * stone.feeling.line("fine"), 0.016 * stone.scale) * there
    links: list[Outline] = []
    pearls: list[Outline] = []
    shades: list[Outline] = []
    for path, strung in zip(hung.hung, PEARLS, strict=True):
        whole = length(path)
        at = np.concatenate([_between(*ends, whole) for ends in pairwise([(0.0, 0.0), *strung, (1.0, 0.0)])])
        spots = along(path, at[:, 0])
        turns = np.arctan2(*(along(path, at[:, 0] + 1e-3) - along(path, at[:, 0] - 1e-3)).T[::-1])
        for p, turn, (_, size, flat) in zip(stone.mm(spots), turns.tolist(), at.tolist(), strict=True):
            tall = (0.3 if flat else 0.04) * LINK
            links.append(ellipse(p, (0.6 if flat else 0.5) * size * stone.scale, tall * stone.scale, turn))
        for t, radius in strung:
            p, r = stone.mm(along(path, np.array([t])))[0], radius * stone.scale * there
            pearls.append(circle(p, r))
            # A crescent on the side away from the light.
            outer = r * heading(np.linspace(-0.75, 2.3, 15))
            shades.append(polyline(np.concatenate([p + outer, p - 0.22 * r + 0.92 * outer[::-1]])))
    widths = 0.042 * stone.scale * there * np.array([0.5, 0.95, 1.0, 0.8, 0.3])
    return [
        stroked(links, INK, fine, 0.9),
        stroked(pearls, INK, 1.2 * fine),
        filled(shades, INK),
        filled([polyline(ribbon(stone.mm(claw), widths)) for claw in hung.claws], INK),
    ]


def _between(start: tuple[float, float], end: tuple[float, float], whole: float) -> NDArray[np.float64]:
    """The links between two pearls of a chain: where along it each is, its length, and whether it is seen flat."""
    first, last = start[0] + start[1] / whole, end[0] - end[1] / whole
    room = (last - first) * whole
    k = np.arange(max(round(room / LINK), 1))
    return np.column_stack([first + (last - first) * (k + 0.5) / len(k), np.full(len(k), room / len(k)), k % 2])
