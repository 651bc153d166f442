"""A fire that stands alone: a leader, drawn by hand, and the tongues that fork from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, length
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import (
    ALONG,
    BASIS,
    FLICK,
    KNOTS,
    LEAF,
    SPARK,
    STEPS,
    Swell,
    Tongue,
    lens,
    smoke,
    spine,
)
from markgen.values import Feeling, Ground

LEADER = lens(1.15, 1.35)
"""Widths of a leader, as a share of the widest."""

BULB = lens(0.7, 1.5)
"""Widths of a young fire, which is a candle's, as a share of the widest."""

CALM = np.array([0.8, 0.6, 0.5, 0.3, 0.2, 0.2])
"""By how much a young fire bends less at the knots."""

FORK = BASIS @ np.array([0.5, 1.2, 0.9, 0.1, -0.4, -0.3])
"""How the heading of what forks from a leader goes along it, as a share of what it leaves it by."""

PART = BASIS @ np.array([-0.9, 0.7, 1.2, 0.35, -0.5, -0.3])
"""The same of what has a root of its own: first in towards the leader, then out."""


@dataclass(frozen=True)
class Fork:
    """A tongue that forks from the leader of a fire that stands alone.

    at: the leader's share that it leaves at; if negative, how far beside the leader it has a root of its own.
    side: 1 right. reach: its length, of the leader's. out, hook: degrees that it leaves and flicks by. born: when.
    """

    at: float
    side: float
    reach: float
    out: float
    hook: float
    born: float


THIRD = Fork(0.28, -1, 0.5, 44, 70, 0.22)
"""What forks from the first that forks from a leader, towards it; born so much later."""


@dataclass(frozen=True)
class Design:
    """A fire that stands alone: the headings of its leader at the knots, its belly, and the tongues that fork off."""

    turn: tuple[float, float, float, float, float, float]
    wide: float
    forks: tuple[Fork, ...]


DESIGNS = (
    Design(
        (46, -16, -42, 14, 46, -50),
        0.165,
        (
            Fork(-0.12, 1, 0.56, 42, 64, 0.2),
            Fork(-0.13, -1, 0.42, 52, 66, 0.24),
            Fork(0.34, -1, 0.44, 18, 60, 0.34),
            Fork(0.36, 1, 0.44, 40, 50, 0.44),
        ),
    ),
    Design(
        (26, 10, -24, -12, 36, -50),
        0.18,
        (
            Fork(-0.09, 1, 0.62, 38, 62, 0.2),
            Fork(-0.08, -1, 0.74, 34, 60, 0.2),
            Fork(0.34, 1, 0.42, 38, 64, 0.32),
        ),
    ),
    Design(
        (40, 24, -26, -40, 4, 56),
        0.18,
        (
            Fork(-0.08, 1, 0.6, 42, 66, 0.2),
            Fork(-0.09, -1, 0.46, 36, 64, 0.22),
            Fork(0.46, 1, 0.38, 40, 64, 0.34),
        ),
    ),
    Design(
        (-34, 12, 46, 24, -18, -52),
        0.19,
        (
            Fork(-0.09, -1, 0.6, 30, 62, 0.2),
            Fork(0.36, -1, 0.44, 32, 60, 0.28),
            Fork(-0.11, 1, 0.46, 40, 74, 0.24),
        ),
    ),
    Design(
        (-34, 8, 36, -12, -38, 46),
        0.18,
        (
            Fork(-0.1, 1, 0.68, 36, 60, 0.2),
            Fork(-0.13, -1, 0.5, 44, 66, 0.24),
            Fork(0.36, -1, 0.46, 38, 64, 0.34),
        ),
    ),
    Design(
        (36, -6, -38, 0, 42, -60),
        0.19,
        (
            Fork(-0.09, 1, 0.72, 38, 60, 0.2),
            Fork(-0.11, -1, 0.46, 50, 66, 0.24),
            Fork(0.46, 1, 0.36, 56, 52, 0.34),
        ),
    ),
    Design(
        (30, -18, -30, 16, 42, -56),
        0.17,
        (
            Fork(-0.08, -1, 0.62, 34, 64, 0.2),
            Fork(0.4, 1, 0.42, 38, 66, 0.32),
        ),
    ),
    Design(
        (-20, 10, 26, -8, -26, 50),
        0.18,
        (
            Fork(-0.1, 1, 0.68, 34, 60, 0.2),
            Fork(-0.1, -1, 0.52, 42, 64, 0.22),
            Fork(0.26, -1, 0.44, 40, 64, 0.32),
            Fork(0.44, 1, 0.34, 50, 56, 0.44),
        ),
    ),
    Design(
        (28, 0, -34, -8, 38, -54),
        0.19,
        (
            Fork(-0.08, -1, 0.64, 36, 64, 0.2),
            Fork(-0.2, 1, 0.46, 14, 64, 0.24),
            Fork(0.34, 1, 0.46, 36, 64, 0.34),
        ),
    ),
    Design(
        (20, -14, -14, 26, 0, -50),
        0.17,
        (
            Fork(-0.1, 1, 0.72, 36, 60, 0.2),
            Fork(-0.12, -1, 0.48, 44, 64, 0.22),
            Fork(0.36, -1, 0.42, 34, 64, 0.34),
            Fork(0.5, 1, 0.3, 38, 64, 0.44),
        ),
    ),
)
"""Fires by hand: snake, crown, swirl, comet, twins, column, wisp, hearth, child, lyre."""


def standing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Tongue]:
    """The fire that stands alone, now, centred on the ground at its size."""
    design = DESIGNS[int(chance("leader").integers(len(DESIGNS)))]
    now = _alone(design, lambda born: feeling.birth(born, 0.22), look, chance)
    now = [replace(t, path=t.path * [0.8 * look.broad, 1.0]) for t in now]
    points = np.concatenate([t.path for t in now])
    low, high = points.min(0), points.max(0)
    zoom = (0.98 * feeling.size - 1.5 * look.line * feeling.line("bold")) / float((high - low).max())
    middle = (low + high) / 2
    return [replace(t, path=(t.path - middle) * zoom + ground.centre, width=t.width * zoom) for t in now]


def _alone(design: Design, swelled: Swell, look: Look, chance: Chance) -> list[Tongue]:
    """A fire of height about 1 that stands alone: a leader, what forks from it, and what forks from that."""
    pose = chance("pose")
    mirror, tall = float(pose.choice([-1.0, 1.0])), pose.uniform(0.92, 1.04)
    young = 1 - swelled(0.15)
    knots = np.array(design.turn) * look.sway + pose.normal(0, 5, len(KNOTS))
    turn = BASIS @ np.radians(mirror * knots * (1 - young * CALM))
    wide = (design.wide * pose.uniform(0.92, 1.08) * (1 - young) + 0.34 * young) * look.slim
    width, cool = wide * (LEADER + (BULB - LEADER) * young), ALONG + 0.2 * young * (1 - ALONG)
    leader = Tongue(spine(np.zeros(2), turn, 1.0), turn, width, 1, 0.0, 0, cool)
    out = [leader]
    for k, f in enumerate(design.forks):
        q, side, depth = chance("fork", k), mirror * f.side, (0, 2, 1)[min(k, 2)]
        second = _fork(leader, replace(f, side=side), swelled(f.born), look.slim, q)
        second = replace(second, depth=depth, key=10 * (k + 1))
        out.append(second)
        if k == 0:
            out.append(_fork(second, replace(THIRD, side=-side), swelled(f.born + THIRD.born), look.slim, q))
        if k < 2:
            # What has broken off its tip flies on the way it went before it flicked.
            heading, reach = second.turn[30], swelled(0.78 + 0.03 * k) * q.uniform(0.1, 0.13)
            fled = heading + side * np.radians(np.linspace(-30, 50, STEPS))
            root = second.path[-1] + np.array([np.sin(heading), -np.cos(heading)]) * q.uniform(0.03, 0.06)
            width, cool = 0.3 * reach * LEAF, 0.4 + 0.6 * ALONG
            out.append(Tongue(spine(root, fled, reach), fled, width, 1, side, SPARK + k, cool))
    if look.gutter > 0.3:
        out += smoke(leader, swelled(0.08), chance, 0)
    return [replace(t, path=t.path * [1.0, tall]) for t in out if t.width.max() > 0.002]


def _fork(t: Tongue, f: Fork, swelled: float, slim: float, q: np.random.Generator) -> Tongue:
    """A tongue that forks from another, at its depth, as far as it has swelled."""
    reach = length(t.path) * f.reach * q.uniform(0.86, 1.14) * swelled
    away, tip = np.radians(f.out * q.uniform(0.85, 1.15)), np.radians(f.hook * q.uniform(0.8, 1.2))
    i, own = round(max(f.at, 0) * (STEPS - 1)), f.at < 0
    # It goes along with what it leaves, but not into the hook of that; and its tip is its own.
    ahead = i / (STEPS - 1) + ALONG * f.reach * swelled
    run = np.interp(np.minimum(ahead, 0.82), ALONG, t.turn) * (1 - 0.7 * np.clip((ALONG - 0.35) / 0.4, 0, 1))
    turn = np.tanh(run) + f.side * away * (PART if own else FORK) + f.side * tip * FLICK
    root = t.path[i] + t.right[i] * (0.1 * f.side * t.width[i])
    if own:
        root = root + np.array([-f.side * f.at, -q.uniform(0.02, 0.07)])
    width = 0.2 * reach**0.93 * slim * (LEADER if own else LEAF)
    cool = t.cool[i] + (1 - t.cool[i]) * ALONG**1.15
    return Tongue(spine(root, turn, reach), turn, width, t.depth, f.side, t.key + 1, cool)
