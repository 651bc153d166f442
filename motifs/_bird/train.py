"""How a tail lies: a flow that all its plumes follow, down from the rump, until each of them curls away by itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import Chance, frame, heading, length, normals, resample, smooth, turned
from markgen.motifs._bird.feathers import headings, on
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
    Flow(((3.5, 21), (5, 40), (5, 60), (2, 80), (0, 100), (4, 120), (2, 138)), (9, 20, 33, 38, 30, 42)),
    Flow(
        ((3.5, 21), (11, 36), (16, 53), (11, 71), (-5, 87), (-22, 102), (-27, 121), (-16, 138)),
        (9, 19, 27, 32, 34, 36),
    ),
    Flow(((3.5, 21), (9, 36), (20, 52), (35, 65), (52, 75), (70, 79), (87, 77), (102, 69)), (9, 17, 22, 28, 34, 40)),
    Flow(((3.5, 21), (4, 40), (0, 60), (-3, 80), (0, 100), (6, 118), (6, 134)), (9, 17, 21, 24, 34, 46)),
    Flow(((3.5, 21), (12, 36), (20, 56), (15, 80), (-6, 96), (-33, 94), (-48, 74), (-42, 54)), (9, 17, 22, 25, 26, 24)),
    Flow(((3.5, 21), (-3, 36), (-4, 54), (5, 72), (20, 86), (27, 103), (20, 121), (6, 134)), (9, 18, 26, 33, 38, 42)),
)
"""A lyre; a long S down the spine; swept to one side; a sheaf that opens late; a spiral; an S the other
way, that spreads as it falls."""


@dataclass(frozen=True)
class Place:
    """A plume's place in the flow. side: of the middle, in half widths, where it begins; swing, ends: how much farther
    to that side it comes halfway, and at its end, once open. reach: along the flow, of its length. stout: how broad it
    is beside others. curl: how much farther than the flow its end turns, degrees. born: intensity.
    """

    side: float
    swing: float
    ends: float
    reach: float
    stout: float
    curl: float
    born: float


PLACES = (
    Place(-0.2, 0.3, 0.2, 1.2, 1.3, 35, 0.0),
    Place(0.54, -0.5, -2.2, 0.92, 1.05, -15, 0.03),
    Place(-0.95, 0.5, 2.9, 0.9, 1.0, 25, 0.06),
    Place(0.96, -0.2, -0.1, 0.66, 0.84, -25, 0.24),
    Place(-1.5, 0.1, -0.2, 0.56, 0.8, -20, 0.3),
    Place(-2.0, 0.1, 0.0, 0.42, 0.66, -24, 0.36),
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
        middle = frame(self.axis, along * self.long, np.zeros_like(along), 160)
        # Across a wide stretch of it, or the plumes inside a bend would fold.
        across = normals(on(self.axis, np.clip(np.linspace(-0.2, 1.2, 57), 0, 1)))
        wide = np.stack([np.convolve(v, np.hanning(25) / np.hanning(25).sum(), "same") for v in across.T], axis=1)
        made: Points = middle + on(wide, (np.clip(along, -0.1, 1.1) + 0.2) / 1.4) * aside[:, None]
        return made

    def course(self, place: Place, grown: float, curled: float, r: np.random.Generator) -> Points:
        """The shaft of a plume, (80, 2), from within the body to its end. curled: how much of its curl it has."""
        t = np.linspace(0, 1, 80)
        reach = place.reach * (0.35 + 0.65 * grown) * (1 + 0.04 * r.normal())
        # Those outside leave the others, first of all.
        leaves = place.side * (0.7 + 0.3 * np.clip(t / 0.5, 0, 1) ** 2 + 0.5 * np.clip((t - 0.4) / 0.6, 0, 1) ** 2)
        # Open, they swing over one another, each in a bend of its own.
        bends = smooth([(0, 0), (0.25, 0.3 * place.swing), (0.5, place.swing), (1, place.ends)], 80)
        leaves = leaves + curled * bends[:, 1]
        # A short one goes through nearly as much of the flow's bends as a long one, in less room.
        follows = reach**0.75
        path = self.at(-0.06 + (follows + 0.06) * t, leaves)
        path = path[0] + (path - path[0]) * reach / follows
        turns = headings(self.axis)
        curl = np.radians(place.curl + 14 * r.normal()) * np.sign(turns[-1] - turns[len(turns) // 2]) * curled
        turn = headings(path) + curl * np.clip((t[1:] - 0.5) / 0.5, 0, 1) ** 2
        step = np.hypot(*np.diff(path, axis=0).T)[:, None]
        made = np.concatenate([path[:1], path[:1] + np.cumsum(heading(turn) * step, axis=0)])
        # Inside a bend its samples crowd.
        return resample(made, 80)


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
