"""One current of fire that winds up a limb, and the tongues of every size that split off it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, resample
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import ALONG, FLICK, HAIR, LEAF, OUT, STEM, STEPS, Floats, Tongue
from markgen.values import Feeling, Ground, Points

NATURAL = 266
"""mm round the limb that the lengths here are of."""

STREAMS = 4
"""How many lines the current has."""

LEADERS = 15
"""Tongues of middle size that climb beside the great ones."""

GREAT = ((0.0, 300), (0.3, 320), (0.04, 260), (0.38, 330), (0.1, 270))
"""Great tongues, one to a line of the current: where on it their root lies, as a share, and how long they are, mm."""

SPLITS = (
    (1, 3.3, (0.26, 0.62), 0.145, (22, 48), (60, 130)),
    (2, 0.36, (0.35, 0.65), 0.18, (18, 50), (40, 110)),
    (3, 0.4, (0.3, 0.7), 0.014, (4, 30), (20, 110)),
)
"""Of what splits off, of each kind: how many a tongue has, as a rule; least and most of its length; belly as a share of
that; least and most degrees that they leave and flick by. Those of kind 2 split off those of kind 1, and so on."""


@dataclass(frozen=True, eq=False)
class Current:
    """The way fire goes round a limb, its lean changing as it rises."""

    ground: Ground
    swirl: float
    phase: tuple[float, float]
    sway: float

    @classmethod
    def of(cls, ground: Ground, look: Look, chance: Chance) -> Current:
        """By seed."""
        c = chance("sleeve")
        swirl = float(c.choice([-1.0, 1.0]))
        return cls(ground, swirl, (c.uniform(0, 2 * np.pi), c.uniform(0, 2 * np.pi)), look.sway)

    def heading(self, p: Points) -> Floats:
        """Radians clockwise from straight up, at (..., 2) points."""
        scale = self.ground.width / NATURAL
        x, y = p[..., 0], p[..., 1]
        wave = 0.4 * np.sin(2 * np.pi * y / (235 * scale) + self.phase[0])
        eddy = 0.2 * np.sin(2 * np.pi * (2 * x / self.ground.width + y / (150 * scale)) + self.phase[1])
        turn: Floats = self.swirl * (0.42 + self.sway * (wave + eddy))
        line = self.ground.guides.get("shoulder")
        if line is not None:
            # Over the shoulder it gathers to the line that climbs it.
            near = np.clip((0.42 * self.ground.height - y) / (0.3 * self.ground.height), 0, 1)
            aside = np.interp(-y, -line[:, 1], line[:, 0]) - x
            w = self.ground.width
            aside = (aside + w / 2) % w - w / 2
            turn = turn * (1 - near) + near * (0.3 + np.clip(aside / 70, -0.9, 0.9))
        return turn

    def follow(self, roots: Points, reach: Floats, turned: Floats) -> tuple[Points, Floats]:
        """Paths (m, STEPS, 2) from roots, turned (m, STEPS) away from the current; and their headings."""
        path, turn = np.empty((len(roots), STEPS, 2)), np.empty((len(roots), STEPS))
        p = np.array(roots, float)
        for i in range(STEPS):
            path[:, i] = p
            turn[:, i] = np.tanh(0.8 * self.heading(p)) / 0.8 + turned[:, i]
            p = p + np.stack([np.sin(turn[:, i]), -np.cos(turn[:, i])], -1) * (reach / (STEPS - 1))[:, None]
        return path, turn

    def end(self, p: Points) -> Floats:
        """How high the limb reaches at points, mm down the ground: higher on its outside, which is its middle."""
        aside = np.abs((p[..., 0] / self.ground.width) % 1 - 0.5) * 2
        beyond = 90.0 if "shoulder" in self.ground.guides else 0.0
        high = self.ground.height * 0.25 * np.clip((aside - 0.34) / 0.36, 0, 1)
        return np.asarray(high - beyond * np.clip((0.34 - aside) / 0.2, 0, 1))

    def streams(self, chance: Chance) -> list[Points]:
        """The lines of the current, from the foot of the limb up."""
        g = self.ground
        aside = np.array([chance("stream", k).uniform(-18, 18) for k in range(STREAMS)])
        low = np.array([30 * (k > 0) * chance("band", k).random() for k in range(STREAMS)])
        p = np.column_stack([g.width * (0.45 + np.arange(STREAMS) / STREAMS) + aside, g.height - 4.0 - low])
        steps = [p]
        for _ in range(219):
            turn = self.heading(p)
            p = p + 4.0 * np.column_stack([np.sin(turn), -np.cos(turn)])
            steps.append(p)
        paths = np.stack(steps, axis=1)
        over = paths[..., 1] <= self.end(paths)
        out = [path[: int(gone.argmax()) + 1 if gone.any() else None] for path, gone in zip(paths, over, strict=True)]
        line = g.guides.get("shoulder")
        if line is not None:
            low = line[0] + np.array(
                [[-46.0 * self.swirl, 230.0], [-40.0 * self.swirl, 150.0], [-16.0 * self.swirl, 70.0]]
            )
            out.append(resample(np.concatenate([low, line]), 110))
        return out


def risen(ground: Ground, feeling: Feeling) -> float:
    """How high, mm above the foot of a limb, the fire has come."""
    share = feeling.size / feeling.full
    # A sleeve fills its limb sooner than a mark its skin: it has nowhere else to grow.
    return share * (1 + 0.8 * share * (1 - share)) * ground.height + 260 * share**2


@dataclass(frozen=True, eq=False)
class Batch:
    """Many tongues of one kind, whole: roots (m, 2), reach (m,), how they turn away from the current (m, STEPS), their
    headings, paths (m, STEPS, 2), bellies (m,), how cool they are at the root (m,), how far grown (m,), and of which
    leader (m,)."""

    roots: Points
    reach: Floats
    turned: Floats
    path: Points
    turn: Floats
    wide: Floats
    cool: Floats
    grown: Floats
    family: NDArray[np.int64]


def climbing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Tongue]:
    """The fire round a limb, now."""
    current = Current.of(ground, look, chance)
    scale, front = ground.width / NATURAL, risen(ground, feeling)
    streams = current.streams(chance)
    n = len(streams)
    great = np.array(GREAT[:n])
    total = n + LEADERS
    r = chance("leaders").random((8, total))
    i = np.arange(total)
    large = i < n
    share = ((i - n) // n + r[0]) / np.ceil(LEADERS / n)
    share[:n] = great[:, 0] + 0.04 * r[0, :n]
    roots = np.array([(p := streams[k % n])[int(0.86 * s * len(p))] for k, s in zip(i, share, strict=True)])
    side = np.where(r[1] < 0.5, -1.0, 1.0)
    roots = roots + np.column_stack([side * (14 + 24 * r[2]) * (1 - 0.7 * share) * scale * ~large, np.zeros(total)])
    reach = scale * np.where(large, 0.0, 90 + 120 * r[3]) * (1 - 0.1 * share)
    reach[:n] = scale * great[:, 1] * (0.92 + 0.16 * r[3, :n])
    turned = np.radians(15 * r[4] * side)[:, None] * OUT + np.radians((20 + 60 * r[5]) * side)[:, None] * FLICK
    late = np.where(i == 0, 0.0, scale * (6 + 12 * r[6]))
    wide = np.where(large, 0.1 + 0.02 * r[7], 0.11 + 0.06 * r[7]) * look.slim
    cool = np.where(large, 0.12, 0.3)
    batch = _grown(current, roots, reach, turned, wide, cool, front - late, np.ones(total), i)
    out = _tongues(batch, 0, ground, r[6] - 0.5, side)
    for kind, many, lengths, belly, away, flicks in SPLITS:
        parents = len(batch.reach)
        q = chance("splits", kind)
        count = max(round(many * look.many * parents), 4)
        r = q.random((8, count))
        # The great ones split four times as often.
        hosts = np.concatenate([np.arange(parents), *[np.arange(n)] * 3]) if kind == 1 else np.arange(parents)
        of = hosts[np.arange(count) % len(hosts)]
        rank = (of[:, None] == of[None]).astype(int).cumsum(1)[np.arange(count), np.arange(count)] - 1
        at = 0.08 + 0.74 * (rank + r[0]) / np.bincount(of)[of]
        step = (at * (STEPS - 1)).astype(int)
        side = np.where((rank + of) % 2 == 0, -1.0, 1.0)
        heading = batch.turn[of, step]
        right = np.stack([np.cos(heading), np.sin(heading)], -1)
        profile = STEM if kind == 1 else LEAF
        belly_there = batch.wide[of] * batch.reach[of] * profile[step]
        roots = batch.path[of, step] + right * (0.2 * side * belly_there)[:, None]
        # However long a tongue is, its licks stay of the size of fire.
        reach = (
            np.minimum(batch.reach[of], np.sqrt(batch.reach[of] * 190 * scale))
            * (lengths[0] + (lengths[1] - lengths[0]) * r[1])
            * (1.15 - 0.5 * at)
        )
        lean = batch.turned[of, step] * (0.6 if kind < 3 else 0.9)
        out_by = np.radians(away[0] + (away[1] - away[0]) * r[2]) * side
        flick = np.radians(flicks[0] + (flicks[1] - flicks[0]) * r[3]) * np.where(r[4] < 0.78, side, -side)
        turned = lean[:, None] * (1 - ALONG) + out_by[:, None] * OUT + flick[:, None] * FLICK
        warm = batch.cool[of] + (1 - batch.cool[of]) * at * 0.8
        wide = np.full(count, belly) * (0.8 + 0.4 * r[5]) * look.slim
        fresh = _grown(
            current, roots, reach, turned, wide, warm, front - 14 * scale * r[6], batch.grown[of], batch.family[of]
        )
        out += _tongues(fresh, kind, ground, 2 * (r[7] - 0.5), side)
        if kind < 2:
            batch = fresh
    return out


def _grown(
    current: Current,
    roots: Points,
    reach: Floats,
    turned: Floats,
    wide: Floats,
    cool: Floats,
    front: Floats,
    of: Floats,
    family: NDArray[np.int64],
) -> Batch:
    """Tongues as they are when the fire has come so high; none goes beyond the limb: it is made shorter."""
    path, turn = current.follow(roots, reach, turned)
    over = path[..., 1] < current.end(path)
    first = np.where(over.any(1), over.argmax(1), STEPS - 1) / (STEPS - 1)
    reach = reach * first
    at = current.ground.height - roots[:, 1]
    grown = np.clip((front - at) / np.maximum(0.95 * reach, 1.0), 0, 1) * np.clip((first - 0.15) / 0.3, 0, 1)
    grown = grown * np.clip(of * 1.4 - 0.1, 0, 1) if (of < 1).any() else grown
    path, turn = current.follow(roots, reach * np.maximum(grown, 0.02), turned)
    return Batch(roots, reach * grown, turned, path, turn, wide, cool, grown, family)


def _tongues(b: Batch, kind: int, ground: Ground, jitter: Floats, side: Floats) -> list[Tongue]:
    """Those of a batch that are there. What is lower lies in front."""
    profile = (STEM, LEAF, LEAF, HAIR)[kind]
    out = []
    for k in np.flatnonzero((b.grown > 0.02) & (b.wide * b.reach > 0.02)):
        cool = b.cool[k] + (1 - b.cool[k]) * ALONG**0.9
        order = float(b.roots[k, 1] + 14 * jitter[k])
        path = np.column_stack([b.path[k, :, 0], np.minimum(b.path[k, :, 1], ground.height)])
        width = b.wide[k] * b.reach[k] * profile
        key, grown = 1000 * kind + int(k), float(b.grown[k])
        out.append(Tongue(path, b.turn[k], width, order, key, cool, kind, grown, float(side[k]), int(b.family[k])))
    return out
