"""Fire round a limb: nine great tongues that wind up it one after another, each tapered, bent like an S and hooked."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, along
from markgen.motifs._flame.bundle import torn
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import ALONG, FLICK, STEPS, Floats, Split, Tongue, lens, spine, split
from markgen.values import Feeling, Ground, Points

NATURAL = 266
"""mm round the limb that the lengths here are of."""

SWEEP = ((0.0, 0.12, 0.3, 0.46, 0.6, 0.75, 1.0), (0.8, 0.66, 0.6, 0.52, 0.34, 0.1, 0.0))
"""How tongues lean, radians, at shares of the height of the limb above its foot: they wind, and then stand up."""


REACH = ((0.0, 0.14, 0.26, 0.36, 0.69, 0.73, 0.86, 1.0), (1.2, 1.0, 0.4, -1.0, -1.0, 0.2, 1.0, 1.2))
"""Where a limb ends, at shares of a turn: 1 a quarter of its height down, -1 on the body beyond it."""

ALL = 49
"""Points along a tongue as composed."""

BODY = lens(0.8, 1.05)
"""Widths of a great tongue, as a share of the widest."""

TORN = 0.7
"""Share of great tongues from which a lick has torn off."""


@dataclass(frozen=True)
class Course:
    """A tongue as composed. around, high: where its tip is: turns from the middle of the limb's outside, and the
    limb's height from its top. reach, broad: its length and its belly, mm. forks: licks that split off it."""

    around: float
    high: float
    reach: float
    broad: float
    forks: int


COURSES = (
    # What peeps out behind.
    Course(-0.25, 0.05, 200, 20, 1),
    Course(0.27, 0.02, 210, 22, 1),
    Course(-0.49, 0.34, 240, 28, 1),
    Course(0.50, 0.56, 200, 26, 1),
    Course(0.08, 0.40, 230, 26, 1),
    # The great ones: the first leads the eye to the shoulder, the others hand it on from the wrist.
    Course(-0.14, 0.02, 340, 40, 3),
    Course(0.05, -0.155, 560, 60, 5),
    Course(0.25, 0.16, 400, 42, 3),
    Course(-0.34, 0.27, 340, 42, 3),
    Course(0.44, 0.46, 270, 38, 2),
    Course(-0.03, 0.38, 380, 50, 4),
    Course(-0.40, 0.60, 210, 32, 2),
    Course(0.16, 0.54, 290, 44, 3),
    Course(-0.18, 0.72, 170, 26, 1),
    # Small ones in front, at the wrist.
    Course(0.34, 0.78, 130, 19, 1),
    Course(0.03, 0.82, 110, 16, 0),
    Course(-0.36, 0.86, 90, 14, 0),
)
"""The tongues, from the back."""

GREAT = 30.0
"""mm from which on a tongue is a great one."""


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
    """The fire round a limb, now, from the back."""
    q = chance("sleeve")
    flow = Flow(ground, float(q.choice([-1.0, 1.0])), q.uniform(0, 2 * np.pi), 0.6 + 0.4 * look.sway)
    bodies = embodied(flow, chance)
    # The first is lit as soon as anything burns.
    front = climbed(ground, feeling) + ground.height - float(bodies[:, 0, 1].max())
    out: list[Tongue] = []
    for k, whole in enumerate(bodies):
        main = risen_to(flow, k, whole, front, look, chance)
        if main is None:
            continue
        r = chance("torn", k).random(3)
        flies = [torn(main, r[1], r[2], 0.7)] * bool(COURSES[k].broad > GREAT and r[0] < TORN)
        out += [*forks(main, k, look, chance), main, *flies]
    return ended(out, flow)


def ended(fire: list[Tongue], flow: Flow) -> list[Tongue]:
    """Tongues, but none beyond the end of its limb: one that would go further is shorter."""
    if not fire:
        return []
    path = np.stack([t.path for t in fire])
    over = path[..., 1] < flow.end(path)
    kept = np.where(over.any(1), np.maximum(over.argmax(1) - 1, 0) / (STEPS - 1), 1.0)
    return [
        t if k == 1 else replace(t, path=along(t.path, k * ALONG), width=t.width * k)
        for t, k in zip(fire, kept.tolist(), strict=True)
        if k > 0.15
    ]


def embodied(flow: Flow, chance: Chance) -> Points:
    """The middles of all tongues, whole, (k, ALL, 2), unhooked. Each is led from its tip down: there it must lie
    well."""
    g, v = flow.ground, np.linspace(0, 1, ALL)
    tips, bends = [], []
    for k, c in enumerate(COURSES):
        q = chance("current", k)
        # Only what ends below the shoulder, whose blade lies to one side, is mirrored.
        aside = c.around * (flow.swirl if c.high > 0 else 1)
        tips.append([0.5 + aside + q.uniform(-0.03, 0.03), c.high + q.uniform(-0.02, 0.02)])
        waves = 0.55 + c.reach / 400
        bends.append(q.uniform(0.42, 0.6) * np.sin(2 * np.pi * (waves * v + q.random())))
    step = np.array([-c.reach * g.width / NATURAL / (ALL - 1) for c in COURSES])
    return flow.run(np.array(tips) * [g.width, g.height], np.array(bends), step)[:, ::-1]


def risen_to(flow: Flow, k: int, whole: Points, front: float, look: Look, chance: Chance) -> Tongue | None:
    """A tongue as it is when the fire has come so high, mm; none before that is at its foot."""
    course, scale, q = COURSES[k], flow.ground.width / NATURAL, chance("tongue", k)
    foot = flow.ground.height - float(whole[0, 1])
    grown = float(np.clip((front - foot) / (0.85 * scale * course.reach), 0, 1))
    if grown <= 0.02:
        return None
    middle = along(whole, grown * ALONG)
    d = np.gradient(middle, axis=0)
    hook = flow.swirl * q.uniform(0.3, 0.9) * (1 if q.random() < 0.7 else -1) * (0.4 if whole[-1, 1] < 0 else 1)
    turn = np.unwrap(np.arctan2(d[:, 0], -d[:, 1])) + hook * FLICK
    path = spine(middle[0], turn, course.reach * scale * grown)
    width = course.broad * scale * grown * look.slim * q.uniform(0.92, 1.08) * BODY
    return Tongue(path, turn, width, float(k), 100 * k, ALONG**1.4, 0, grown, 0.0, k)


def forks(t: Tongue, k: int, look: Look, chance: Chance) -> list[Tongue]:
    """Licks that split off a tongue to either side in turn, the further up the smaller, and small ones off those."""
    out: list[Tongue] = []
    r = chance("forks", t.key).random((COURSES[k].forks, 5))
    for j, (at, leave, hook, long, wide) in enumerate(r):
        side = 1.0 if (j + (r[0, 0] < 0.5)) % 2 else -1.0
        where = 0.26 + 0.46 * (j + at) / len(r)
        calm = float(np.clip(0.7 + t.path[int(where * STEPS), 1] / 240, 0.4, 1))
        how = Split(
            where,
            side,
            (24 + 16 * leave) * calm,
            (20 + 50 * hook) * (1 - 2 * (leave < 0.5)),
            (1.0 - where) * (0.5 + 0.24 * long),
            0.12 + 0.05 * wide,
            -0.5,
        )
        lick = split(t, how, t.key + 10 * (j + 1), 1, 1.0, 0.0)
        lesser = Split(0.3, -side, 30 * calm, 50 * hook, 0.5, 0.14, -0.2)
        out += [split(lick, lesser, lick.key + 1, 1, 1.0, 0.0), lick]
    return out
