"""How some stones are worn: held by claws, on a chain that leads out of the mark and over the skin, links that
grow finer and farther apart until it is lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.draw import (
    Chance,
    along,
    boundary,
    circle,
    filled,
    heading,
    length,
    polyline,
    ribbon,
    smooth,
    stroked,
    turned,
)
from markgen.motifs._gem.inks import INK
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import View
from markgen.values import Ground, Outline, Points, Shape

WORN = 0.45
"""Share of the seeds whose stone is worn."""

DRAPE = (
    ((0, 0), (0.36, -0.16), (0.92, -0.46), (1.64, -0.90), (2.60, -1.42), (3.60, -1.95), (4.40, -2.35)),
    ((0, 0), (0.36, -0.17), (0.86, -0.44), (1.36, -0.75), (2.00, -1.13), (2.66, -1.50), (3.30, -1.80)),
)
"""How its longer and its shorter half hang from the stone, outwards and up: a weight has drawn them nearly straight."""

BAIL = 0.085
"""Radius of the ring that a stone with a point hangs by."""

LINK = 0.074
"""Half the length of a link."""

STEP = 1.85, 4.2
"""From one link to the next, in half lengths, at the stone and where the chain is lost."""

SLIM = 0.46
"""How broad a link is, of its length."""

WIRE = 0.024, 0.016
"""How thick its wire is, at the stone and where it is lost."""

LOST = 0.45
"""Share of the chain from which on it is dots, as of a ball chain, farther and farther apart."""

CLAWS = 0.62, 2.52, 3.76, 5.66
"""Where claws stand, radians round the stone as it lies."""

BORN = 0.3, 0.25
"""Intensity at which the chain begins to be drawn, and over how much it comes."""


@dataclass(frozen=True, eq=False)
class Chain:
    """In the stone's units: both halves from the stone on, the claws from root to tip, and the middle of the ring that
    the stone hangs by, if it has a point."""

    hung: tuple[Points, ...]
    claws: tuple[Points, ...]
    bail: Points | None

    @property
    def reach(self) -> Points:
        """What of it belongs to the stone, and counts in its size: the claws, and the ring."""
        ring = [] if self.bail is None else [self.bail[None] + BAIL * np.array([[-1, -1], [1, 1]])]
        return np.concatenate([*ring, *self.claws])


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
        # It hangs by its point, and the one that holds that is enough.
        ways = np.array([np.arctan2(*(top - middle)[::-1])])
    round_ = np.arctan2(*(rim - middle).T[::-1])
    roots = rim[np.abs(np.angle(np.exp(1j * (round_ - ways[:, None])))).argmin(1)]
    claws = []
    for at in roots:
        way = (at - middle) / np.hypot(*(at - middle))
        claws.append(at + way * np.linspace(0.05, -0.14, 7)[:, None])
    up = (top - middle) / np.hypot(*(top - middle))
    bail = top + up * (BAIL + 0.07) if pointed else None
    shoulders = sorted(sorted(roots, key=lambda p: float(p[1]))[:2], key=lambda p: float(p[0]))
    longer = int(some.integers(2))
    hung = []
    for k, side in enumerate((-1, 1)):
        if bail is None:
            start = shoulders[k] + (shoulders[k] - middle) / np.hypot(*(shoulders[k] - middle)) * 0.14
        else:
            start = bail + turned(np.array([0.0, -1.0]), side * 0.9) * BAIL * 1.5
        hung.append(start + smooth(np.array(DRAPE[(k + longer) % 2]) * [side * some.uniform(0.92, 1.06), 1], 80))
    return Chain(tuple(hung), tuple(claws), bail)


def worn(stone: Setting, hung: Chain | None, ground: Ground) -> list[Shape | None]:
    """Its links, claws and ring in ink."""
    there = stone.birth(*BORN)
    if hung is None or there < 0.03:
        return []
    lines: list[Outline] = []
    for path in hung.hung:
        on = stone.mm(path)
        # Where there is little room above the stone it hangs the flatter; and it ends at the sides of its ground.
        flat = float(np.clip(on[0, 1] / np.ptp(on[:, 1]), 0.3, 1))
        off = ((on[:, 0] < 0) | (on[:, 0] > ground.width)) & (not ground.wraps)
        whole = path[0] + (path - path[0]) * [1, flat]
        seen = whole[: max(int((off.argmax() if off.any() else len(path)) * (0.3 + 0.7 * there)), 2)]
        # Too short, it would be a stub.
        thick = float(np.clip((length(seen) - 0.9) / 0.8, 0, 1)) * there
        lines += [polyline(stone.mm(link)) for link in _links(seen, thick)] if thick > 0 else []
    widths = stone.scale * there * np.array([0.035, 0.055, 0.055, 0.06, 0.07, 0.065, 0.045])
    made: list[Shape | None] = []
    if hung.bail is not None:
        ring = circle(stone.mm(hung.bail[None])[0], BAIL * stone.scale * there)
        made.append(stroked([ring], INK, 0.032 * stone.scale * there))
    lines += [polyline(ribbon(stone.mm(claw), widths)) for claw in hung.claws]
    return [*made, filled(lines, INK)]


def _links(run: Points, thick: float) -> list[Points]:
    """Outlines of the links along a run, face on and on edge by turns, that shrink to dots where the chain is about to
    be lost. thick: of what they will be, 0..1."""
    made: list[Points] = []
    long, far, number = length(run), 0.0, 0
    ring = heading(np.linspace(0, 2 * np.pi, 17))
    while far < long:
        share = far / long
        half = LINK * float(np.interp(share, (0, LOST, 1), (1, 0.62, 0.5)))
        wire = float(np.interp(share, (0, 1), WIRE)) * thick
        at, ahead = along(run, np.array([share, min(share + 0.01, 1)]))
        way = (ahead - at) / max(float(np.hypot(*(ahead - at))), 1e-9)
        if share > LOST:
            made.append(at + ring[:-1] * wire * (1.15 - 0.5 * share))
        elif number % 2:
            edge = at + half * np.linspace(-0.8, 0.8, 5)[:, None] * way
            made.append(ribbon(edge, wire * np.array([0.6, 1, 1, 1, 0.6])))
        else:
            oval = ring * half * thick * [1, SLIM] @ np.array([way, [-way[1], way[0]]])
            made.append(ribbon(at + oval, 0.8 * wire))
        far += half * float(np.interp(share, (0, LOST, 1), (STEP[0], STEP[0], STEP[1])))
        number += 1
    return made
