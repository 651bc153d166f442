"""Fire round a limb: a few great currents that wind up it in one sweep, each split at its end into long licks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.draw import Chance, along, normals
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import ALONG, FLICK, OUT, STEPS, Floats, Tongue
from markgen.values import Feeling, Ground, Points

NATURAL = 266
"""mm round the limb that the lengths here are of."""

BODY = 14
"""Points of a tongue that lie in the body of its current, before it parts from it."""

FREE = STEPS - BODY + 1
"""Points of it from there on, the one where it parts included."""

ALL = 41
"""Points along the body of a current."""

SWEEP = ((0.0, 0.12, 0.3, 0.46, 0.6, 0.75, 1.0), (0.2, 0.6, 0.86, 0.66, 0.24, -0.06, 0.0))
"""How the currents lean, radians, at shares of the height of the limb above its foot: they wind, and then stand up."""


REACH = ((0.0, 0.14, 0.26, 0.36, 0.69, 0.73, 0.86, 1.0), (1.2, 1.0, 0.4, -1.0, -1.0, 0.2, 1.0, 1.2))
"""Where a limb ends, at shares of a turn: 1 a quarter of its height down, -1 on the body beyond it."""


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
    Course(0.06, 0.12, 300, 240, 74, 6),
    Course(-0.18, 0.20, 190, 190, 66, 5),
    Course(0.01, 0.35, 180, 180, 64, 5),
    Course(0.31, 0.42, 180, 150, 62, 4),
    Course(-0.42, 0.52, 200, 180, 66, 5),
    Course(-0.17, 0.62, 160, 210, 66, 5),
    Course(0.10, 0.68, 140, 200, 64, 5),
    Course(0.36, 0.75, 120, 170, 60, 4),
    Course(-0.37, 0.80, 110, 170, 60, 4),
    Course(-0.06, 0.83, 95, 190, 60, 4),
)
"""The great currents, from the back."""


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
            turn = turn * (1 - near) + near * np.clip((0.68 * g.width - (x % g.width)) / (0.22 * g.width), -0.8, 0.75)
        return turn

    def run(self, p: Points, turned: Floats, step: Floats) -> Points:
        """Paths (m, n, 2) from points (m, 2) with the flow, turned from it by (m, n). step: mm of each, (m,)."""
        path = np.empty((*turned.shape, 2))
        for i in range(turned.shape[1]):
            path[:, i] = p
            turn = self.heading(p) + turned[:, i]
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
    front = climbed(ground, feeling)
    bodies = [b for b in embodied(flow, look, chance) if b.grown(front) > 0.02]
    if not bodies:
        return []
    parts = [parted(flow, b, b.grown(front), look, chance) for b in bodies]
    start, turned, reach = (np.concatenate([getattr(p, name) for p in parts]) for name in ("start", "turned", "reach"))
    path = flow.run(start, turned, reach / (FREE - 1))
    over = path[..., 1] < flow.end(path)
    kept = np.where(over.any(1), np.maximum(over.argmax(1) - 1, 1) / (FREE - 1), 1.0)
    if (kept < 1).any():
        path = flow.run(start, turned, kept * reach / (FREE - 1))
    ends = np.cumsum([len(p.start) for p in parts])[:-1]
    return [
        t
        for p, licks, share in zip(parts, np.split(path, ends), np.split(kept, ends), strict=True)
        for t in p.tongues(licks, share)
    ]


@dataclass(frozen=True, eq=False)
class Body:
    """Where a current runs. key: its number, from the back. foot: mm above the foot of the limb that it rises."""

    key: int
    course: Course
    whole: Points
    scale: float
    foot: float

    def grown(self, front: float) -> float:
        """How far it has grown in, 0..1, when the fire has come so high, mm."""
        full = 0.85 * self.scale * (self.course.body + self.course.licks)
        return float(np.clip((front - self.foot) / full, 0, 1))


def embodied(flow: Flow, look: Look, chance: Chance) -> list[Body]:
    """The bodies of all currents, whole. Each is led from its head down: it is there that it must lie well."""
    g, scale = flow.ground, flow.ground.width / NATURAL
    v = np.linspace(0, 1, ALL)
    heads, curls = [], []
    for k, c in enumerate(COURSES):
        q, long = chance("current", k), c.body / 150
        heads.append([0.5 + c.around + q.uniform(-0.03, 0.03), c.high + q.uniform(-0.02, 0.02)])
        curl = flow.swirl * q.uniform(0.7, 1.4) * np.exp(-v * long / 0.18)
        curls.append(curl + 0.32 * np.sin(2 * np.pi * (long * v + q.random())) * np.minimum(3 * v, 1))
    step = np.array([-c.body * scale / (ALL - 1) for c in COURSES])
    whole = flow.run(np.array(heads) * [g.width, g.height], np.array(curls)[:, ::-1], step)[:, ::-1]
    return [Body(k, c, whole[k], scale, g.height - float(whole[k, 0, 1])) for k, c in enumerate(COURSES)]


@dataclass(frozen=True, eq=False)
class Parts:
    """A current's tongues up to where they part, (m, BODY, 2), and how they go on from there: turned from the flow by
    (m, FREE), for so many mm. width: mm, (m, STEPS). leave: of its body, where each parts. out: to which side."""

    key: int
    grown: float
    body: Points
    turned: Floats
    reach: Floats
    width: Floats
    leave: Floats
    out: Floats

    @property
    def start(self) -> Points:
        """Where they part."""
        return np.asarray(self.body[:, -1])

    def tongues(self, licks: Points, kept: Floats) -> list[Tongue]:
        """All of them, when they go on along licks (m, FREE, 2), of which the limb has kept a share."""
        path = np.concatenate([self.body, licks[:, 1:]], axis=1)
        d = np.gradient(path, axis=1)
        turn = np.arctan2(d[..., 0], -d[..., 1])
        width = self.width * np.minimum(1, 0.35 + 0.65 * kept)[:, None]
        low = 0.3 * self.leave[:, None]
        cool = np.concatenate([low * np.linspace(0, 1, BODY), low + (1 - low) * np.linspace(0, 1, FREE)[1:]], axis=1)
        return [
            Tongue(p, a, w, self.key, 100 * self.key + j, c, int(j > 0), self.grown, float(side), self.key)
            for j, (p, a, w, c, side) in enumerate(zip(path, turn, width, cool, self.out, strict=True))
        ]


def parted(flow: Flow, b: Body, grown: float, look: Look, chance: Chance) -> Parts:
    """How a current splits: side by side in its body, then each on its own, at its own length, to its own curl."""
    course, q, swirl = b.course, chance("parts", b.key), flow.swirl
    size, n, long = b.scale * grown, b.course.parts, b.course.body / 150
    v = np.linspace(0, 1, ALL)
    middle = along(b.whole, grown * v)
    d = np.gradient(middle, axis=0)
    heading, side = np.unwrap(np.arctan2(d[:, 0], -d[:, 1])), normals(middle)
    swell = np.interp(long * v, (0, 0.3, 0.7, 1.1), (0.0, 0.36, 0.82, 1))
    swell *= 1 + 0.16 * np.sin(2 * np.pi * (1.3 * long * v + q.random()))
    half = 0.5 * course.broad * size * look.slim * swell * np.clip(np.cos(heading), 0.3, 1) ** 0.5
    share = q.uniform(0.7, 1.3, n)
    share[q.integers(n // 3, n - n // 3)] *= 1.4
    rims = np.concatenate([[0], np.cumsum(share / share.sum())]) * 2 - 1
    lead = int(np.argmax(share))
    # Two thin licks peel off its flanks, low down.
    lie = np.concatenate([(rims[1:] + rims[:-1]) / 2, [-0.8, 0.8]])
    wide = np.concatenate([np.diff(rims) / 2, q.uniform(0.13, 0.2, 2)])
    m = n + 2
    peel = np.arange(m) >= n
    out, aside = np.sign(lie - lie[lead]), np.abs(lie - lie[lead])
    leave = np.clip(1 - 0.7 * aside**1.3 + q.uniform(-0.06, 0.06, m), 0.2, 1)
    reach = course.licks * size * np.where(peel, q.uniform(0.3, 0.5, m), q.uniform(0.55, 0.95, m))
    rise = np.zeros(m)
    leave[n:], rise[n:] = (0.34, 0.55), (np.array([0.34, 0.55]) - 0.3 / long)
    leave[lead], reach[lead] = 1, course.licks * size
    t = np.linspace(0, 1, FREE)
    spread = np.radians(np.where(peel, q.uniform(12, 20, m), q.uniform(5, 15, m))) * out
    hook = np.radians(q.uniform(50, 130, m)) * np.where(q.random(m) < 0.8, swirl, -swirl)
    hook[peel] *= 0.5
    # They wave as one, for one wind moves them.
    phase = 1.1 * t + q.random() + q.uniform(0, 0.16, m)[:, None]
    turned = np.radians(q.uniform(18, 30, m))[:, None] * np.sin(2 * np.pi * phase) * np.minimum(3 * t, 1)
    turned += spread[:, None] * np.interp(t, ALONG, OUT) + hook[:, None] * np.interp(t, ALONG, FLICK)
    at = np.clip(rise[:, None] + (leave - rise)[:, None] * np.linspace(0, 1, BODY), 0, 1)
    i = np.minimum((at * (ALL - 1)).astype(int), ALL - 2)
    f = at * (ALL - 1) - i

    def there(a: Floats) -> Floats:
        w = f[..., None] if a.ndim == 2 else f
        return np.asarray(a[i] * (1 - w) + a[i + 1] * w)

    broad = there(half)
    body = there(middle) + there(side) * (lie[:, None] * broad)[..., None]
    # It leaves by the way it came; the flow takes it over.
    turned += (there(heading)[:, -1] - flow.heading(body[:, -1]))[:, None] * np.exp(-3 * t)
    lens = (1 - t) ** 1.1 * (1 + 1.1 * np.sin(np.pi * np.minimum(1.25 * t, 1)))
    tapered = np.where(peel[:, None], np.linspace(0, 1, BODY), 1)
    width = 2.4 * wide[:, None] * np.concatenate([broad * tapered, broad[:, -1:] * lens[None, 1:]], axis=1)
    return Parts(b.key, grown, body, turned, reach, width, leave, out)
