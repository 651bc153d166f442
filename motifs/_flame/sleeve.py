"""Fires round a limb, that follow each other up three bands which wind round it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, frame, length
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import (
    ALONG,
    BASIS,
    FLICK,
    KNOTS,
    LEAF,
    SMOKE,
    SPARK,
    STEPS,
    Swell,
    Tongue,
    lens,
    smoke,
    spine,
)
from markgen.values import Feeling, Ground, Points

Floats = NDArray[np.float64]
Range = tuple[float, float]


@dataclass(frozen=True)
class Stem:
    """The line that a fire climbs along, in a fire of height about 1.

    turn: its headings at the knots, degrees clockwise from straight up. reach: its length. wide: its belly.
    right: the share of its tongues that leave to the right.
    """

    turn: tuple[float, float, float, float, float, float]
    reach: float
    wide: float
    right: float


STEMS = (
    Stem((50, -10, -22, 10, 24, -34), 1.15, 0.24, 0.5),
    Stem((-40, 30, 14, -26, 6, 40), 1.12, 0.22, 0.6),
)
"""Those of fires that have others before and behind them, round a limb."""

TONGUES = 8
"""How many leave a stem, as a rule."""

OUT = BASIS @ np.array([0.75, 1.0, 0.62, 0.1, -0.25, -0.3])
"""How a tongue's heading goes along it, as a share of what it leaves its stem by: out, and back in."""

BELLY = lens(0.95, 1.15)
"""Widths of a stem, as a share of the widest."""


@dataclass(frozen=True)
class Leave:
    """How a tongue leaves another.

    at: the share of that where it does. side: 1 right. out, flick: least and most degrees that it leaves by, and that
    its tip flicks by. reach: its length. wide: its belly. depth, key: as of any tongue.
    """

    at: float
    side: float
    out: Range
    flick: Range
    reach: float
    wide: float
    depth: int
    key: int


NATURAL = 296
"""mm round the limb that the lengths here are of."""


def climbing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[list[Tongue]]:
    """The fires round a limb, now, from the front: they follow each other up three bands that wind round it."""
    share = feeling.size / feeling.full
    if look.gutter > 0.3:
        # What is left of a fire stands where it stood.
        share += (1 - share) * 0.85 * feeling.birth(0.2, 0.5)
    # A sleeve fills its limb sooner than a mark its skin: it has nowhere else to grow.
    risen = share * (1 + 0.8 * share * (1 - share)) * ground.height
    scale, bands = ground.width / NATURAL, _bands(ground, look, chance)
    bands += [line for name, line in ground.guides.items() if name == "shoulder"]
    fires: list[tuple[float, list[Tongue]]] = []
    for k, path in enumerate(bands):
        total, tall, beyond = length(path), 215 * scale, k == 3
        count = max(round((total - tall) / (0.5 * tall)), 1) + 1
        start = ground.height - float(path[0, 1])
        pace = (ground.height - start * beyond) / total
        for j in range(count):
            r = chance("fire", k, j)
            high = tall * (r.uniform(0.9, 1.1) if 0 < j < count - 1 else 1.0) * (0.85 if j == 0 else 1)
            at = (total - 1.1 * high) * j / (count - 1)
            late = 0.0 if (k, j) == (0, 0) else tall * (0.1 * min(k, 2) + 0.05)
            grown = float(np.clip(((risen - start * beyond) / pace - at - late) / (high - late * (j > 0)), 0, 1))
            if grown <= 0.01:
                continue

            def swelled(born: float, grown: float = grown) -> float:
                return float(np.clip((grown - born) / min(0.3, 1 - born), 0, 1) ** 0.8)

            fire = _fire(STEMS[int(r.integers(len(STEMS)))], swelled, look, chance, 10 * k + j + 1)
            zoom, wide = high * grown, (0.44 if beyond else 0.62) * high * grown
            now = [
                replace(t, path=frame(path, at - t.path[:, 1] * zoom, t.path[:, 0] * wide), width=0.8 * zoom * t.width)
                for t in fire
                if t.key < SPARK or t.depth == SMOKE or j < count - 1  # None flies off the limb.
            ]
            if not beyond:
                now = [replace(t, path=_below(t.path, 12 * scale)) for t in now]
            fires.append((at + start * beyond, now))
    return [fire for _, fire in sorted(fires, key=lambda f: f[0])]


def _bands(ground: Ground, look: Look, chance: Chance) -> list[Points]:
    """Three lines that wind round a limb from its near end up, mm."""
    c, scale = chance("sleeve"), ground.width / NATURAL
    swirl = float(c.choice([-1.0, 1.0]))
    lean, wave, phase = c.uniform(0.45, 0.6), 2 * np.pi / (c.uniform(260, 320) * scale), c.uniform(0, 2 * np.pi)
    swing = c.uniform(0.28, 0.38) * look.sway / wave
    bands: list[Points] = []
    for k in range(3):
        foot = ground.height - scale * (6 + 30 * (k > 0) * chance("band", k).random())
        up = np.linspace(0, ground.height, 240)
        x = ground.width * (0.45 + k / 3) + swirl * (lean * up + swing * (np.sin(wave * up + phase) - np.sin(phase)))
        path = np.column_stack([x, foot - up])
        ends = np.flatnonzero(path[:, 1] < _end(path, ground))
        path = path[: ends[0] if len(ends) else None]
        bands.append(path - [ground.width * np.floor(path[-1, 0] / ground.width), 0.0])
    return bands


def _fire(stem: Stem, swelled: Swell, look: Look, chance: Chance, number: int) -> list[Tongue]:
    """A fire of height about 1 that stands on 0, 0, as far as its tongues have swelled."""
    pose = chance("mirror", number)
    mirror, crowd, lick = float(pose.choice([-1.0, 1.0])), pose.uniform(0.75, 1.2), pose.uniform(0.85, 1.25)
    c = chance("stem", 0, number)
    bent = np.array(stem.turn) * look.sway + c.normal(0, 7, len(KNOTS))
    # A young fire stands up straight, on a full belly: a candle's flame.
    young = 1 - swelled(0.2)
    bent, wide = bent * (1 - 0.65 * young), stem.wide + (0.27 - stem.wide) * young
    turn = BASIS @ np.radians(mirror * bent)
    trunk = Tongue(spine(np.zeros(2), turn, stem.reach), turn, wide * look.slim * BELLY, 1, 0.0, 0)
    out = [trunk]
    first, many = c.random(), max(round(TONGUES * look.many * crowd), 3)
    for j in range(many):
        q, order = chance("tongue", 0, j, number), (j * 0.618 + first) % 1
        share = (j + 0.35 + q.uniform(-0.2, 0.2)) / many
        side = mirror * (1.0 if order < stem.right else -1.0)
        reach = swelled(0.12 + 0.5 * order) * stem.reach
        reach *= (0.62 - 0.34 * share) * q.uniform(0.75, 1.25) * lick
        wide = 0.24 * reach * look.slim * q.uniform(0.85, 1.15)
        leave = Leave(0.06 + 0.74 * share, side, (22, 50), (40, 95), reach, wide, 2 - (j % 3 > 0), 1 + j)
        big = _leaving(trunk, leave, q)
        out.append(big)
        if not look.wax:
            small = reach * swelled(0.4 + 0.35 * q.random()) * q.uniform(0.45, 0.65)
            side, at = side * q.choice([-1, 1, 1]), q.uniform(0.2, 0.4)
            leave = Leave(at, side, (30, 50), (40, 80), small, 0.2 * small * look.slim, big.depth, big.key + 40)
            out.append(_leaving(big, leave, q))
    for j in range(max(round(4 * look.many), 1)):
        q = chance("front", 0, j, number)
        reach = swelled(0.3 + 0.1 * j) * stem.reach * q.uniform(0.3, 0.5)
        side, wide = q.choice([-1.0, 1.0]), 0.2 * reach * look.slim
        out.append(_leaving(trunk, Leave(0.03 + 0.08 * j, side, (5, 30), (20, 60), reach, wide, 0, 81 + j), q))
    out += _sparks(trunk.path[-1], swelled, look, chance, number)
    if look.gutter > 0.3:
        out += smoke(trunk, swelled(0.08), chance, number)
    return [t for t in out if t.width.max() > 0.002]


def _leaving(t: Tongue, leave: Leave, q: np.random.Generator) -> Tongue:
    """A tongue that leaves another."""
    away, tip = np.radians(q.uniform(*leave.out)), np.radians(q.uniform(*leave.flick))
    i = int(leave.at * (STEPS - 1))
    run = np.interp(np.linspace(i, STEPS - 1, STEPS), np.arange(STEPS), t.turn)
    # It goes along with its stem; but however that turns, fire climbs.
    turn = np.tanh(run + leave.side * away * OUT) + leave.side * tip * FLICK
    root = t.path[i] + t.right[i] * (0.22 * leave.side * t.width[i])
    return Tongue(spine(root, turn, leave.reach), turn, leave.wide * LEAF, leave.depth, leave.side, leave.key)


def _sparks(top: Points, swelled: Swell, look: Look, chance: Chance, number: int) -> list[Tongue]:
    """What has broken off, and flies up from the top of a fire."""
    out = []
    for j in range(2 + round(3 * look.many)):
        q, grown = chance("spark", j, number), swelled(0.4 + 0.05 * j)
        away = np.radians(q.uniform(-60, 60))
        root = top + np.array([np.sin(away), -np.cos(away)]) * q.uniform(0.03, 0.16) * grown
        turn = 0.6 * away + np.radians(q.uniform(-50, 50)) * ALONG
        reach = (0.02 + 0.07 * q.random() ** 2) * grown
        out.append(Tongue(spine(root, turn, reach), turn, 0.3 * reach * LEAF, 1, 0.0, SPARK + j))
    return out


def _below(p: Points, soft: float) -> Points:
    """Points held softly, over about `soft` mm, below the near end of the ground."""
    return np.column_stack([p[:, 0], soft * (np.logaddexp(0, p[:, 1] / soft + 0.5) - 0.5)])


def _end(p: Points, ground: Ground) -> Floats:
    """How high a limb reaches at points, mm down the ground: higher on its outside, which is the ground's middle."""
    aside = np.abs((p[:, 0] / ground.width) % 1 - 0.5) * 2
    return np.asarray(ground.height * 0.2 * np.clip((aside - 0.4) / 0.4, 0, 1) ** 1.3)
