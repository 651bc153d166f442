"""How some stones are worn: held by claws, on a necklace of dots that grow finer to both sides until it is lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.draw import Chance, along, boundary, circle, filled, length, polyline, pricks, ribbon, stroked, turned
from markgen.motifs._gem.inks import INK
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import View
from markgen.values import Points, Shape

WORN = 0.45
"""Share of the seeds whose stone is worn."""

RISE = 0.74, 0.62
"""How far up each half of the necklace is seen."""

SPREAD = 1.5
"""How far to the side of the stone's middle it reaches."""

BAIL = 0.085
"""Radius of the ring that a stone with a point hangs by."""

LARGEST, LEAST = 0.052, 0.012
"""Radii of the necklace's dots, at the stone and where it is lost."""

APART = 2.5, 7.0
"""How far apart they are there and there, in their radii."""

CLAWS = 0.62, 2.52, 3.76, 5.66
"""Where claws stand, radians round the stone as it lies."""

BORN = 0.3, 0.25
"""Intensity at which the chain begins to be drawn, and over how much it comes."""


@dataclass(frozen=True, eq=False)
class Chain:
    """In the stone's units: both halves of the necklace from the stone on, the claws from root to tip, and the middle
    of the ring that it hangs by, if it has a point."""

    hung: tuple[Points, ...]
    claws: tuple[Points, ...]
    bail: Points | None

    @property
    def reach(self) -> Points:
        """All that they take up."""
        return np.concatenate([*self.hung, *self.claws])


def chain(seen: View, chance: Chance) -> Chain | None:
    """The necklace of a stone that is cut, if this seed's is worn."""
    some = chance("worn")
    if not seen.cut.rows or seen.cut.rise < 50 or some.random() > WORN:
        return None
    rim = np.concatenate(boundary(seen.whole))
    middle = (rim.min(0) + rim.max(0)) / 2
    top = rim[rim[:, 1].argmin()]
    pointed = seen.cut.outline in ("pear", "marquise", "kite")
    # Claws stand at the corners, or where a stone has none, between upright and level, as it lies.
    ways = np.radians(seen.cut.roll) + np.array(CLAWS)
    if pointed:
        # They stand alike to both sides of the point, and one holds the point.
        ways = np.arctan2(*(top - middle)[::-1]) + np.array([2.19, -2.19, 0])
    round_ = np.arctan2(*(rim - middle).T[::-1])
    roots = rim[np.abs(np.angle(np.exp(1j * (round_ - ways[:, None])))).argmin(1)]
    claws = []
    for at in roots:
        way = (at - middle) / np.hypot(*(at - middle))
        claws.append(at + way * np.linspace(0.07, -0.20, 7)[:, None])
    up = (top - middle) / np.hypot(*(top - middle))
    bail = top + up * (BAIL + 0.07) if pointed else None
    shoulders = sorted(sorted(roots, key=lambda p: float(p[1]))[:2], key=lambda p: float(p[0]))
    u = np.linspace(0, 1, 41)
    hung = []
    for side, root, rise in zip((-1, 1), shoulders, some.permutation(RISE), strict=True):
        way = turned(np.array([0.0, -1.0]), side * 0.9)
        start = root + (root - middle) / np.hypot(*(root - middle)) * 0.14 if bail is None else bail + way * BAIL * 1.5
        wide = SPREAD - abs(float(start[0] - middle[0]))
        # Weight pulls it all but straight; higher up it goes round the neck.
        hung.append(start + np.column_stack([side * wide * u, -rise * (0.55 * u + 0.45 * u**2)]))
    return Chain(tuple(hung), tuple(claws), bail)


def worn(stone: Setting, hung: Chain | None) -> list[Shape | None]:
    """Its dots, claws and ring in ink."""
    there = stone.birth(*BORN)
    if hung is None or there < 0.03:
        return []
    dots: list[Points] = []
    sizes: list[float] = []
    for path in hung.hung:
        whole, far = length(path), 0.0
        while far < whole:
            share = far / whole
            size = LARGEST + (LEAST - LARGEST) * share**0.8
            dots.append(along(path, np.array([share])))
            sizes.append(size)
            far += size * float(np.interp(share, (0, 1), APART))
    widths = stone.scale * there * np.array([0.02, 0.085, 0.10, 0.105, 0.11, 0.09, 0.02])
    made: list[Shape | None] = [*pricks(stone.mm(np.concatenate(dots)), np.array(sizes) * stone.scale * there, INK)]
    if hung.bail is not None:
        ring = circle(stone.mm(hung.bail[None])[0], BAIL * stone.scale * there)
        made.append(stroked([ring], INK, 0.04 * stone.scale * there))
    return [*made, filled([polyline(ribbon(stone.mm(claw), widths)) for claw in hung.claws], INK)]
