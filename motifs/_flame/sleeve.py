"""One current of fire that winds up a limb, and the tongues of every size that split off it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, resample
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import ALONG, BROAD, FLICK, LEAF, STEPS, Floats, Split, Tongue, spine, split
from markgen.values import Feeling, Ground, Points

NATURAL = 266
"""mm round the limb that the lengths here are of."""

STREAMS = 4
"""How many lines the current has."""

RANKS = (
    (0.5, 1, (220, 280), (0.14, 0.17), 0.42, 2),
    (0.0, 3, (220, 300), (0.125, 0.15), 0.0, 5),
    (0.5, 1, (100, 180), (0.17, 0.21), 0.04, 2),
)
"""Ranks of flames, from the back: how far beside the lines of the current they stand, of a gap; how many stand on each
line; least and most of their length, mm, and of their belly, as a share of that; how cool they are; how often each
splits."""


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
        turn: Floats = self.swirl * (0.5 + self.sway * (wave + eddy))
        line = self.ground.guides.get("shoulder")
        if line is not None:
            # Over the shoulder it gathers to the line that climbs it.
            near = np.clip((0.36 * self.ground.height - y) / (0.28 * self.ground.height), 0, 1)
            aside = np.interp(-y, -line[:, 1], line[:, 0]) - x
            w = self.ground.width
            aside = (aside + w / 2) % w - w / 2
            turn = turn * (1 - near) + near * (0.1 + np.clip(aside / 70, -0.8, 0.8))
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

    def within(self, t: Tongue, cut: Split, key: int, kind: int) -> Tongue | None:
        """What splits off a tongue, made shorter where it would leave the limb; None if little of it is left."""
        whole = split(t, cut, key, kind, t.grown, 0.25, 0.8)
        over = whole.path[:, 1] < self.end(whole.path)
        share = float(over.argmax()) / STEPS if over.any() else 1.0
        share *= min(1.0, max(0.0, 3 * (share - 0.15)))
        if share < 0.05:
            return None
        return whole if share == 1 else split(t, replace(cut, reach=cut.reach * share), key, kind, t.grown, 0.25, 0.8)

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


def climbing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Tongue]:
    """The fire round a limb, now: ranks of flames, each long, bent like an S, and split into licks."""
    current = Current.of(ground, look, chance)
    scale, front = ground.width / NATURAL, risen(ground, feeling)
    streams = current.streams(chance)
    gap = ground.width / STREAMS
    out: list[Tongue] = []
    for rank, (beside, many, lengths, bellies, cool, splits) in enumerate(RANKS):
        roots, keys = [], []
        for k, stream in enumerate(streams):
            n = many if k < STREAMS else 3 * (rank == 1)
            c = chance("root", 10 * rank + k)
            share = (np.arange(n) + c.uniform(-0.25, 0.25, n) + (0.5 * (k % 2) if k < STREAMS else 0)) / (many + 0.5)
            share = np.clip(share, 0, 0.93) if k < STREAMS else np.array([0.05, 0.42, 0.66])[:n]
            aside = (beside * gap if k < STREAMS else 0) + c.uniform(-0.12, 0.12, n) * gap
            at = stream[(share * (len(stream) - 1)).astype(int)]
            roots += list(at + np.column_stack([aside, np.zeros(n)]))
            keys += [10 * k + j for j in range(n)]
        start = np.array(roots)
        q = chance("rank", rank)
        r = q.random((6, len(start)))
        up = 1 - start[:, 1] / ground.height
        reach = scale * (lengths[0] + (lengths[1] - lengths[0]) * r[0]) * (1 - 0.22 * np.clip(up, 0, 1))
        # The last climb the shoulder: they are drawn out.
        reach = reach * np.where(np.arange(len(start)) < STREAMS * many, 1.0, 1.35)
        side = np.where(r[1] < 0.3, -1.0, 1.0) * current.swirl
        bend = (0.42 + 0.3 * r[2]) * side
        turned = (
            bend[:, None] * np.sin(2 * np.pi * (0.9 * ALONG**1.2 + 0.05 + 0.15 * r[3][:, None])) * (0.45 + 0.55 * ALONG)
        )
        turned = turned * look.sway + np.radians((40 + 50 * r[4]) * side)[:, None] * FLICK
        turned = turned * np.where(np.arange(len(start)) < STREAMS * many, 1.0, 0.4)[:, None]
        path, turn = current.follow(start, reach, turned)
        over = path[..., 1] < current.end(path)
        first = np.where(over.any(1), over.argmax(1), STEPS - 1) / (STEPS - 1)
        reach = reach * first
        grown = np.clip((front - (ground.height - start[:, 1])) / np.maximum(0.95 * reach, 1), 0, 1)
        grown = grown * np.clip((first - 0.2) / 0.3, 0, 1)
        path, turn = current.follow(start, reach * np.maximum(grown, 0.02), turned)
        belly = (
            (bellies[0] + (bellies[1] - bellies[0]) * r[5])
            * look.slim
            * np.where(np.arange(len(start)) < STREAMS * many, 1.0, 1.35)
        )
        for i in np.flatnonzero(grown > 0.02):
            key = 10000 * (rank + 1) + 20 * keys[i]
            width = belly[i] * reach[i] * grown[i] * BROAD
            order = 1000.0 * rank + float(start[i, 1])
            cold = cool + 0.2 * float(np.clip(up[i], 0, 1))
            heat = cold + (1 - cold) * ALONG**0.9
            stem = Tongue(path[i], turn[i], width, order, key, heat, 0, float(grown[i]), 0.0, key)
            out.append(stem)
            c = chance("licks", key)
            for j in range(splits):
                hand = float(side[i]) * (-1) ** j
                at = 0.1 + 0.62 * (j + c.uniform(0.0, 0.6)) / splits
                long = c.uniform(0.5, 0.68) * (1.1 - 0.5 * at) * (1.0 if splits < 4 else 0.68)
                cut = Split(at, hand, c.uniform(18, 34), c.uniform(40, 95), long, c.uniform(0.2, 0.26) * look.slim, 0.1)
                lick = current.within(stem, cut, key + 1 + j, 1)
                if lick is None:
                    continue
                out.append(lick)
                if rank == 1 and j == 0:
                    again = Split(c.uniform(0.3, 0.5), -hand, c.uniform(18, 32), c.uniform(40, 90), 0.55, 0.18, 0.1)
                    out += [small for small in [current.within(lick, again, key + 11 + j, 2)] if small]
            if rank == 2:
                # A lick that has torn off above its tip.
                way = turn[i, -4]
                top = path[i, -1] + 0.05 * reach[i] * np.array([np.sin(way), -np.cos(way)])
                bent = way + np.radians(c.uniform(-60, 60)) * ALONG
                long = reach[i] * grown[i] * c.uniform(0.1, 0.17)
                torn = spine(top, bent, long)
                if (torn[:, 1] > current.end(torn)).all():
                    out.append(
                        Tongue(torn, bent, 0.17 * long * LEAF, order, key + 9, 0.4 + 0.5 * ALONG, 4, 1.0, 0, key)
                    )
    return out
