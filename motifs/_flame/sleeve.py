"""Fire round a limb: a few great currents that wind up it in one sweep, each split at its end into long licks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import Chance, along
from markgen.motifs._flame.bundle import AHEAD, ALL, FREE, Manner, Parts, parted, torn
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import Floats, Split, Tongue, split
from markgen.values import Feeling, Ground, Points

NATURAL = 266
"""mm round the limb that the lengths here are of."""

SWEEP = ((0.0, 0.12, 0.3, 0.46, 0.6, 0.75, 1.0), (0.8, 0.62, 0.56, 0.48, 0.24, 0.0, 0.0))
"""How the currents lean, radians, at shares of the height of the limb above its foot: they wind, and then stand up."""


REACH = ((0.0, 0.14, 0.26, 0.36, 0.69, 0.73, 0.86, 1.0), (1.2, 1.0, 0.4, -1.0, -1.0, 0.2, 1.0, 1.2))
"""Where a limb ends, at shares of a turn: 1 a quarter of its height down, -1 on the body beyond it."""


FORKS = 2
"""Licks that split off a long tongue."""

TORN = 0.6
"""Share of currents from which a lick has torn off."""


@dataclass(frozen=True)
class Course:
    """A current as composed.

    around, high: where its body ends and its last tongues part: turns from the middle of the limb's outside, and the
    limb's height from its top. body, licks: mm that it runs whole, and that its longest lick runs on. broad: mm at its
    widest. parts: how many tongues it splits into.
    """

    around: float
    high: float
    body: float
    licks: float
    broad: float
    parts: int


COURSES = (
    # What peeps out behind, and stands on the shoulder.
    Course(-0.11, 0.09, 130, 150, 40, 2),
    Course(0.17, 0.10, 120, 120, 36, 2),
    Course(-0.20, 0.16, 160, 230, 62, 3),
    Course(0.20, 0.20, 160, 220, 58, 3),
    Course(-0.46, 0.44, 180, 170, 64, 3),
    Course(0.44, 0.64, 130, 160, 60, 2),
    Course(-0.30, 0.74, 120, 150, 54, 2),
    # Two lesser ones.
    Course(-0.27, 0.42, 290, 230, 76, 4),
    Course(0.30, 0.52, 240, 230, 74, 3),
    # The main one leads the eye.
    Course(0.05, 0.15, 400, 270, 170, 5),
    # Small ones in front.
    Course(0.08, 0.44, 90, 130, 34, 2),
    Course(-0.10, 0.60, 84, 130, 34, 2),
    Course(0.20, 0.68, 80, 130, 38, 2),
    Course(-0.38, 0.70, 90, 140, 40, 2),
    Course(0.42, 0.80, 70, 120, 40, 2),
    Course(-0.14, 0.80, 80, 130, 44, 3),
    # Its tails.
    Course(-0.36, 0.80, 146, 110, 34, 2),
    Course(-0.08, 0.815, 130, 120, 38, 2),
    Course(0.14, 0.78, 166, 130, 40, 3),
    Course(0.33, 0.84, 110, 110, 30, 2),
)
"""The currents, from the back."""

TAILS = len(COURSES) - 4
"""From which of them on they begin in a point."""


@dataclass(frozen=True, eq=False)
class Flow:
    """The way fire goes round a limb: a field of headings, periodic round it."""

    ground: Ground
    swirl: float
    phase: float
    sway: float

    def heading(self, p: Points) -> Floats:
        """Radians clockwise from straight up, at (..., 2) points."""
        g = self.ground
        x, y = p[..., 0], p[..., 1]
        eddy = 0.16 * np.sin(2 * np.pi * (2 * x / g.width + y / (0.33 * g.height)) + self.phase)
        turn: Floats = self.swirl * self.sway * (np.interp(1 - y / g.height, *SWEEP) + eddy)
        if "shoulder" in g.guides:
            # Over the shoulder it turns to the blade, which lies behind the limb's outside.
            near = np.clip((0.14 * g.height - y) / (0.2 * g.height), 0, 1)
            turn = turn * (1 - near) + near * np.clip((0.68 * g.width - (x % g.width)) / (0.3 * g.width), -0.5, 0.5)
        return turn

    def run(self, p: Points, turned: Floats, step: Floats) -> Points:
        """Paths (m, n, 2) from points (m, 2) with the flow, turned from it by (m, n). step: mm of each, (m,)."""
        path = np.empty((*turned.shape, 2))
        for i in range(turned.shape[1]):
            path[:, i] = p
            # Over the shoulder they only lean: there, on bare skin, a hook or a loop is no fire.
            calm = np.clip(0.3 + p[:, 1] / 110, 0.3, 1)
            turn = self.heading(p) + calm * turned[:, i]
            p = p + np.stack([np.sin(turn), -np.cos(turn)], -1) * step[:, None]
        return path

    def end(self, p: Points) -> Floats:
        """How high the limb reaches at points, mm down the ground: highest on its outside, and behind that."""
        u = p[..., 0] / self.ground.width % 1
        # Over the shoulder there is skin further back.
        u = u - 0.13 * (u > 0.5) * np.clip((-10 - p[..., 1]) / 40, 0, 1)
        high = np.interp(u, *REACH)
        return np.asarray(
            np.where(high < 0, high * 90 * ("shoulder" in self.ground.guides), high * 0.25 * self.ground.height)
        )


def risen(ground: Ground, feeling: Feeling) -> float:
    """How high, mm above the foot of a limb, the fire has come."""
    share = feeling.size / feeling.full
    # A sleeve fills its limb sooner than a mark its skin: it has nowhere else to grow.
    return share * (1 + 0.8 * share * (1 - share)) * ground.height + 260 * share**2


def climbed(ground: Ground, feeling: Feeling) -> float:
    """How high, mm above the foot of a limb, fire that burns has come: it runs ahead of the mark's size."""
    high = 1.2 * ground.height * float((feeling.size / feeling.full) ** 0.55)
    return feeling.size + (high - feeling.size) * feeling.birth(0.1, 0.4)


def climbing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Tongue]:
    """The fire round a limb, now."""
    q = chance("sleeve")
    flow = Flow(ground, float(q.choice([-1.0, 1.0])), q.uniform(0, 2 * np.pi), 0.6 + 0.4 * look.sway)
    bodies = embodied(flow, chance)
    # The first is lit as soon as anything burns.
    front = climbed(ground, feeling) + ground.height - float(bodies[:, 0, 1].max())
    parts = [part for k, whole in enumerate(bodies) for part in risen_to(flow, k, whole, front, look, chance)]
    if not parts:
        return []
    start, way, turned, reach = (
        np.concatenate([getattr(p, name) for p in parts]) for name in ("start", "way", "turned", "reach")
    )
    # They leave by the way they came; the flow takes them over.
    turned = turned + (way - flow.heading(start))[:, None] * np.exp(-3 * AHEAD)
    path = flow.run(start, turned, reach / (FREE - 1))
    # How far each goes until the limb ends.
    room = path[..., 1] - flow.end(path)
    over = room < 0
    i = np.maximum(over.argmax(1), 1)
    last, next_ = (np.take_along_axis(room, k[:, None], 1)[:, 0] for k in (i - 1, i))
    met = i - 1 + np.clip(last / np.maximum(last - next_, 1e-9), 0, 1)
    kept = np.where(over.any(1), np.maximum(met, 1) / (FREE - 1), 1.0)
    if (kept < 1).any():
        path = flow.run(start, turned, kept * reach / (FREE - 1))
    ends = np.cumsum([len(p.start) for p in parts])[:-1]
    out: list[Tongue] = []
    for p, licks, share in zip(parts, np.split(path, ends), np.split(kept, ends), strict=True):
        tongues = p.tongues(licks, share)
        out += [*tongues, *forks(tongues, chance)]
        r = chance("torn", p.key).random(3)
        some = tongues[int(r[0] * len(tongues))]
        if r[0] < TORN and share[0] == 1:
            out.append(torn(some, r[1], r[2], 2.4 if some.path[-1, 1] < 0 else 1.0))
    return out


def forks(tongues: Sequence[Tongue], chance: Chance) -> list[Tongue]:
    """Small licks that split off the longest of a current's tongues, where those run free."""
    out = []
    for t in sorted(tongues, key=lambda each: -each.reach)[: len(tongues) // 3]:
        r = chance("forks", t.key).random((FORKS, 4))
        # Over the shoulder they are small.
        free = float(np.clip(0.7 + t.path[-1, 1] / 240, 0.45, 1))
        for j, (at, out_by, hook, long) in enumerate(r):
            side = 1.0 if (j + (r[0, 0] < 0.5)) % 2 else -1.0
            # The further up, the smaller.
            where = 0.48 + 0.24 * (j + at) / FORKS
            how = Split(
                where,
                side,
                (24 + 14 * out_by) * free**2,
                10 + 30 * hook,
                (1.05 - where) * (0.3 + 0.16 * long),
                0.15,
                -0.5,
            )
            out.append(split(t, how, t.key + 20 + j, 1, free, 0.0))
    return out


def embodied(flow: Flow, chance: Chance) -> Points:
    """The bodies of all currents, whole, (k, ALL, 2). Each is led from its head down: there it must lie well."""
    g, v = flow.ground, np.linspace(0, 1, ALL)
    heads, curls = [], []
    for k, c in enumerate(COURSES):
        q, long = chance("current", k), c.body / 150
        heads.append([0.5 + c.around + q.uniform(-0.03, 0.03), c.high + q.uniform(-0.02, 0.02)])
        curl = flow.swirl * q.uniform(0.7, 1.4) * np.exp(-v * long / 0.18)
        curls.append(curl + 0.32 * np.sin(2 * np.pi * (long * v + q.random())) * np.minimum(3 * v, 1))
    step = np.array([-c.body * g.width / NATURAL / (ALL - 1) for c in COURSES])
    return flow.run(np.array(heads) * [g.width, g.height], np.array(curls)[:, ::-1], step)[:, ::-1]


def risen_to(flow: Flow, k: int, whole: Points, front: float, look: Look, chance: Chance) -> list[Parts]:
    """A current as it is when the fire has come so high, mm; none before that is at its foot."""
    course, scale, q = COURSES[k], flow.ground.width / NATURAL, chance("parts", k)
    foot = flow.ground.height - float(whole[0, 1])
    grown = float(np.clip((front - foot) / (0.85 * scale * (course.body + course.licks)), 0, 1))
    if grown <= 0.02:
        return []
    v, long = np.linspace(0, 1, ALL), course.body / 150
    middle = along(whole, grown * v)
    d = np.gradient(middle, axis=0)
    # It swells and thins as it goes, and is as much thinner as it leans.
    swell = np.interp(long * v, (0, 0.3, 0.7, 1.1), (0.01, 0.13, 0.55, 1) if k >= TAILS else (0.4, 0.56, 0.86, 1))
    swell *= 1 + 0.16 * np.sin(2 * np.pi * (1.3 * long * v + q.random()))
    swell *= np.clip(-d[:, 1] / np.hypot(*d.T), 0.3, 1) ** 0.5
    half = 0.5 * course.broad * scale * grown * look.slim * swell
    # Their tips fan out and hardly curl: round a limb, hooks would be tentacles.
    peels, licks = 1, course.licks * scale * grown
    manner = Manner(course.parts, peels, licks, flow.swirl, spread=0.34, hook=0.8, long=long, belly=0.5)
    return [parted(k, float(k), middle, half, manner, q, grown)]
