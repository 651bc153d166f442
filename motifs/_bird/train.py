"""How a tail lies: a flow that all its plumes follow, down from the rump, until each of them curls away by itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import Chance, frame, heading, length, smooth, turned
from markgen.motifs._bird.feathers import headings
from markgen.motifs._bird.keys import Pairs
from markgen.values import Points

Floats = NDArray[np.float64]

RUMP = np.array([3.5, 21.0])
"""Where the flows below begin, in the bird's units: the end of its spine when spread."""

SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Shares of a flow's length at which its spread is given."""


@dataclass(frozen=True)
class Flow:
    """axis: its middle, from the rump on. spread: half its width at SHARES; below 0 its sides have changed places."""

    axis: Pairs
    spread: tuple[float, ...]


FLOWS = (
    Flow(((3.5, 21), (5, 40), (5, 60), (2, 80), (0, 100), (4, 120), (2, 138)), (9, 22, 34, 36, 24, 36)),
    Flow(
        ((3.5, 21), (11, 36), (16, 53), (11, 71), (-5, 87), (-22, 102), (-27, 121), (-16, 138)),
        (9, 18, 21, 22, 25, 30),
    ),
    Flow(((3.5, 21), (9, 36), (20, 52), (35, 65), (52, 75), (70, 79), (87, 77), (102, 69)), (9, 17, 19, 21, 26, 32)),
    Flow(((3.5, 21), (4, 40), (0, 60), (-3, 80), (0, 100), (6, 118), (6, 134)), (9, 19, 16, 3, -21, -40)),
    Flow(((3.5, 21), (12, 36), (20, 56), (15, 80), (-6, 96), (-33, 94), (-48, 74), (-42, 54)), (9, 17, 18, 18, 18, 16)),
    Flow(((3.5, 21), (-3, 36), (-4, 54), (5, 72), (20, 86), (27, 103), (20, 121), (6, 134)), (9, 18, 24, 28, 31, 34)),
)
"""A lyre; a long S down the spine; swept to one side; a sheaf that is bound and opens again; a spiral; an S the other
way, that spreads as it falls."""


@dataclass(frozen=True)
class Place:
    """A plume's place in the flow. side: of the middle, in half widths. reach: along the flow, of its length.
    stout: how broad it is beside others. curl: which way and how far its end turns, degrees. born: intensity.
    eyed: whether it ends in an eye.
    """

    side: float
    reach: float
    stout: float
    curl: float
    born: float
    eyed: bool = False


PLACES = (
    Place(-0.18, 1.2, 1.2, -70, 0.0, eyed=True),
    Place(0.34, 1.04, 1.1, 85, 0.03),
    Place(-0.62, 0.88, 1.15, 75, 0.06),
    Place(0.8, 0.76, 1.1, -70, 0.24, eyed=True),
    Place(0.06, 0.92, 0.85, 60, 0.3),
    Place(-1.0, 0.62, 1.0, -55, 0.34, eyed=True),
    Place(1.1, 0.52, 0.85, -50, 0.38),
    Place(-0.4, 0.7, 0.8, 30, 0.42),
    Place(0.56, 0.62, 0.8, 20, 0.46),
    Place(-1.25, 0.42, 0.7, 40, 0.5),
    Place(0.2, 0.56, 0.7, -60, 0.54),
)
"""From the longest to the last that comes."""


@dataclass(frozen=True, eq=False)
class Lie:
    """A flow as a bird carries it: its axis (n, 2), half its width at SHARES, its length, and its hand, 1 or -1."""

    axis: Points
    spread: Floats
    long: float
    hand: float

    def at(self, share: ArrayLike, side: ArrayLike) -> Points:
        """Points at shares of the flow's length, so many half widths to the side of its middle."""
        along = np.asarray(share, float)
        aside = self.hand * np.asarray(side, float) * np.interp(along, SHARES, self.spread)
        return frame(self.axis, along * self.long, aside, 160)

    def course(self, place: Place, grown: float, curled: float, r: np.random.Generator) -> Points:
        """The shaft of a plume, (80, 2), from within the body to its end. curled: how much of its curl it has."""
        t = np.linspace(0, 1, 80)
        reach = place.reach * (0.35 + 0.65 * grown) * (1 + 0.04 * r.normal())
        # Those outside leave the others, first of all.
        leaves = place.side * (1 + 0.9 * np.clip((t - 0.4) / 0.6, 0, 1) ** 2)
        path = self.at(-0.06 + (reach + 0.06) * t, leaves)
        curl = np.radians(place.curl + 14 * r.normal()) * self.hand * curled
        turn = headings(path) + curl * np.clip((t[1:] - 0.5) / 0.5, 0, 1) ** 2
        step = np.hypot(*np.diff(path, axis=0).T)[:, None]
        return np.concatenate([path[:1], path[:1] + np.cumsum(heading(turn) * step, axis=0)])


def lying(chance: Chance, root: Points, long: float, open_: float, hang: float) -> Lie:
    """The flow that a seed gives, from `root` on. long: beside the longest. open_: how far its bends and its spread
    are, 0 to 1. hang: how far it is turned, degrees."""
    r = chance("train")
    flow = FLOWS[int(r.integers(0, 1 << 16)) % len(FLOWS)]
    hand = 1.0 if r.random() < 0.6 else -1.0
    path = smooth((np.array(flow.axis) - RUMP) * [hand, 1], 80)
    bend = headings(path)
    # Closed, it hangs in a sheaf.
    bend = bend.mean() + (bend - bend.mean()) * open_
    step = np.hypot(*np.diff(path, axis=0).T)[:, None] * long
    run = np.concatenate([[[0.0, 0.0]], np.cumsum(heading(bend) * step, axis=0)])
    axis = turned(run, np.radians(hang)) + root
    return Lie(axis, np.array(flow.spread) * (0.3 + 0.7 * open_), length(axis), hand)
