"""Twelve fires that stand alone, and one that keeps watch.

Each gives its stems and what it stands on; its height is about 1, y runs down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, resample, vortices, warp
from markgen.motifs._flame.bundle import AHEAD, ALL, Manner, parted, torn
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.things import Thing, bar, ground_line, log, wick_and_wax
from markgen.motifs._flame.tongue import (
    ALONG,
    BASIS,
    FLICK,
    KNOTS,
    STEM,
    STEPS,
    Floats,
    Swell,
    Tongue,
    lens,
    spine,
)
from markgen.values import Feeling, Ground, Points

Six = tuple[float, float, float, float, float, float]


BED = 0.0001
"""How far apart tongues have their roots, of a fire's height, for each degree that they lean out."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A fire: its stems, what it stands on, and how what splits off it goes.

    climbs: 0..1, how much that turns upwards. forks: how many, shared out by the length of stems; with
    none, stems stay whole. out, hook: degrees, as a rule. curls: how far the vortices that rise beside it bend it.
    whole: share of a stem that is whole. peels: how many thin licks leave each lower down.
    """

    stems: list[Tongue]
    things: list[Thing]
    climbs: float = 0.6
    forks: int = 24
    out: float = 34.0
    hook: float = 60.0
    curls: float = 1.0
    whole: float = 0.55
    peels: int = 1


@dataclass(frozen=True, eq=False)
class Spark:
    """What every design is given: how a mood burns, chance, and how far what is born at an intensity has swelled.

    bed: how far from the middle of its bed a tongue has its root, for each degree that it leans out.
    """

    look: Look
    chance: Chance
    swelled: Swell
    bed: float = 0.0

    def stem(
        self,
        key: int,
        at: tuple[float, float],
        turn: Six,
        reach: float,
        wide: float,
        order: float,
        born: float = 0.0,
        hook: float = 0.0,
    ) -> Tongue:
        """A tongue with a root of its own. turn: headings at the knots, degrees; wide: of its belly."""
        q = self.chance("stem", key)
        # What leans out has its root further out, and rises from there: a fire stands on its bed, and not on a point.
        at = (at[0] + self.look.slim * self.bed * turn[0], at[1])
        rises = np.array([0.4, 0.8, 1, 1, 1, 1]) if self.bed else 1.0
        knots = np.array(turn) * rises * self.look.sway + q.normal(0, 4, len(KNOTS))
        turned = BASIS @ np.radians(knots) + np.radians(hook) * FLICK
        grown = self.swelled(born) if born else 1.0
        reach *= q.uniform(0.93, 1.07) * grown
        wide *= q.uniform(0.92, 1.08) * self.look.slim * grown
        return Tongue(
            spine(np.array(at), turned, reach), turned, wide * STEM, order, key, ALONG**0.9, 0, grown, 0.0, key
        )

    def traced(self, key: int, path: Points, wide: Floats, order: float, born: float = 0.0) -> Tongue:
        """A tongue along a path."""
        p = resample(path, STEPS)
        d = np.gradient(p, axis=0)
        turn = np.unwrap(np.arctan2(d[:, 0], -d[:, 1]))
        grown = self.swelled(born) if born else 1.0
        return Tongue(p, turn, wide * self.look.slim * grown, order, key, ALONG**1.5, 0, grown, family=key)


def leader(s: Spark) -> Plan:
    """One great tongue that swings as it climbs, and its company, all of one root."""
    stems = [
        s.stem(0, (0.0, 0.08), (34, -22, -40, 8, 48, -30), 1.3, 0.19, 4),
        s.stem(1, (0.02, 0.06), (46, 44, -8, -24, 16, 50), 0.78, 0.13, 3, 0.04),
        s.stem(2, (-0.02, 0.05), (-50, -40, 4, 30, -16, -60), 0.62, 0.12, 5, 0.06),
        s.stem(3, (0.03, 0.02), (60, 56, 20, -14, 30, 76), 0.4, 0.07, 6, 0.1),
        s.stem(4, (-0.03, 0.03), (-60, -64, -34, 4, -24, -70), 0.36, 0.06, 2, 0.12),
        s.stem(5, (0.0, 0.08), (-24, 6, 30, 4, -30, -60), 0.5, 0.12, 7, 0.15),
    ]
    return Plan(stems, [], forks=34, out=36, hook=64, curls=0.7)


def campfire(s: Spark) -> Plan:
    """A fire over crossed logs."""
    q, g = s.chance("logs"), s.swelled(0.12)
    stems = [
        s.stem(0, (0.0, 0.08), (24, -20, -28, 14, 34, -34), 1.1, 0.24, 3),
        s.stem(1, (-0.06, 0.09), (-50, -14, 22, -4, -30, 26), 0.86, 0.18, 2, 0.05),
        s.stem(2, (0.06, 0.09), (50, 24, -22, 2, 34, -40), 0.9, 0.18, 1, 0.05),
        s.stem(3, (-0.1, 0.1), (-72, -34, 12, -20, -30, 30), 0.56, 0.13, 5, 0.15),
        s.stem(4, (0.1, 0.1), (70, 42, -8, 16, 40, -30), 0.6, 0.13, 4, 0.15),
        s.stem(5, (-0.04, 0.11), (-30, 10, 26, -10, -20, 40), 0.48, 0.12, 6, 0.2),
        s.stem(6, (0.05, 0.11), (26, -16, -10, 20, 26, -40), 0.4, 0.1, 7, 0.25),
    ]
    logs = [
        log((0.14, -0.02), (-0.4, 0.2), 0.062, q, g),
        log((-0.14, -0.03), (0.44, 0.21), 0.066, q, g),
        log((-0.02, 0.09), (0.1, 0.27), 0.05, q, s.swelled(0.3)),
    ]
    return Plan(stems, [each for each in logs if each.grown > 0.02], forks=21)


def candle(s: Spark) -> Plan:
    """One tall and quiet flame on a wick."""
    stems = [
        s.stem(0, (0.01, -0.05), (-10, 8, -4, -12, 12, -14), 1.05, 0.29, 3),
        s.stem(1, (0.04, -0.07), (34, 10, -16, -10, 16, 30), 0.66, 0.13, 5, 0.1),
        s.stem(2, (-0.03, -0.06), (-40, -8, 16, -4, -12, 20), 0.5, 0.12, 6, 0.15),
    ]
    return Plan(
        stems,
        wick_and_wax(s.swelled(0.05), s.chance("candle")),
        forks=4,
        out=18,
        hook=40,
        curls=0.15,
        whole=0.32,
        peels=1,
    )


def gale(s: Spark) -> Plan:
    """A fire that wind lays over, streaming from one root."""
    stems = [
        s.stem(0, (0.0, 0.05), (-6, 10, 62, 44, 66, 104), 1.2, 0.2, 3),
        s.stem(1, (0.02, 0.06), (40, 66, 80, 60, 84, 116), 1.0, 0.16, 4),
        s.stem(2, (-0.02, 0.05), (-36, -24, 40, 58, 30, 76), 1.0, 0.17, 2),
        s.stem(3, (0.03, 0.06), (56, 84, 94, 70, 86, 124), 0.66, 0.11, 6, 0.1),
        s.stem(4, (-0.03, 0.05), (-52, -56, 0, 44, 26, -30), 0.7, 0.12, 5, 0.1),
        s.stem(5, (0.0, 0.06), (8, 30, 56, 36, 60, 100), 0.6, 0.11, 7, 0.15),
    ]
    return Plan(stems, [], climbs=0.2, forks=22, hook=64, curls=0.5)


def ring(s: Spark) -> Plan:
    """A wreath of fire, open at the top."""
    stems = []
    for k, (start, end, r, wide, order) in enumerate(
        (
            (66, 250, 0.5, 0.14, 3),
            (112, -62, 0.5, 0.14, 2),
            (150, 262, 0.47, 0.12, 5),
            (40, -76, 0.52, 0.12, 4),
            (120, 226, 0.55, 0.1, 6),
            (62, -40, 0.46, 0.1, 7),
        )
    ):
        a = np.radians(np.linspace(start, end, 60))
        u = np.linspace(0, 1, 60)
        far = r * (1 + 0.07 * np.sin(2 * np.pi * (1.5 * u + 0.3 * k)) + 0.22 * u**4)
        path = np.column_stack([far * np.cos(a), far * np.sin(a)])
        stems.append(s.traced(k, path, wide * lens(0.5, 0.9), order, 0.0 if k < 2 else 0.08))
    return Plan(stems, [], climbs=0.0, forks=17, out=32, hook=50, curls=0.0, whole=0.7, peels=2)


def comet(s: Spark) -> Plan:
    """A ball of fire that falls."""
    q = s.chance("ball")
    stems = []
    for k in range(7):
        b = np.radians(-160 + 320 * k / 6)
        away = np.radians(-42)
        side = np.sin(b)
        turn = away + side * np.radians(np.array([84, 34, -14, -6, 14, -26]))
        turn = BASIS @ (turn + q.normal(0, 0.07, 6))
        back = np.cos(b)
        root = np.array([0.03 * side, 0.09 - 0.02 * (1 - back)]) @ np.array(
            [[np.cos(away), np.sin(away)], [-np.sin(away), np.cos(away)]]
        )
        reach = (1.15 - 0.62 * abs(side)) * q.uniform(0.85, 1.1)
        grown = 1.0 if k == 3 else s.swelled(0.05)
        width = (0.22 - 0.08 * abs(side)) * s.look.slim * grown * STEM
        stems.append(
            Tongue(spine(root, turn, reach * grown), turn, width, 2 + back + 0.1 * k, k, ALONG**0.8, 0, grown, 0.0, k)
        )
    return Plan(stems, [], climbs=0.0, forks=20, out=24, hook=46, curls=0.0)


def spiral(s: Spark) -> Plan:
    """Fire that unwinds from its own heart."""
    stems = []
    for k in range(9):
        theta = 0.95 * k + np.linspace(0, 2.9, 60)
        r = 0.05 * np.exp(0.27 * theta) * (1 + 0.16 * np.linspace(0, 1, 60) ** 3)
        path = np.column_stack([r * np.cos(theta), 0.94 * r * np.sin(theta)])
        wide = (0.05 + 0.011 * k) * lens(0.6, 1.0)
        stems.append(s.traced(k, path, wide, 9 - k))
    return Plan(stems, [], climbs=0.0, forks=11, out=30, hook=54, curls=0.0, whole=0.7, peels=2)


def wildfire(s: Spark) -> Plan:
    """A front of fire that runs along the ground."""
    stems = []
    tall = (0.5, 0.86, 0.66, 1.12, 0.8, 1.25, 0.9, 1.0, 0.6, 0.42)
    for k, high in enumerate(tall):
        x = -0.5 + k / 9
        q = s.chance("front", k)
        lean = q.uniform(8, 26)
        turn = (-24 + lean, lean, 10 + lean, lean - 16, lean + 24, lean + q.choice([-30.0, 40.0]))
        born = 0.0 if k in (3, 5) else 0.02 + 0.012 * k
        stems.append(s.stem(k, (x, 0.02 * (k % 2)), turn, 0.85 * high, 0.08 + 0.07 * high, (k * 3) % 10, born))
    return Plan(stems, ground_line(-0.68, 0.72, s.chance("ground")), climbs=0.3, forks=12, curls=0.4, peels=1)


def dancing(s: Spark) -> Plan:
    """Fire as temple painters see it, in hooks and curls."""
    stems = [
        s.stem(0, (0.0, 0.0), (-10, -24, 4, 30, 10, -20), 1.05, 0.18, 3, 0.0, -60),
        s.stem(1, (-0.04, 0.0), (-52, -30, 16, 14, -20, -50), 0.86, 0.14, 4, 0.0, -78),
        s.stem(2, (0.04, 0.0), (52, 26, -22, -4, 36, 50), 0.92, 0.14, 2, 0.0, 78),
        s.stem(3, (-0.06, 0.02), (-80, -72, -26, 10, -20, -70), 0.5, 0.085, 6, 0.1, -90),
        s.stem(4, (0.06, 0.02), (80, 68, 20, -6, 30, 70), 0.52, 0.085, 5, 0.1, 90),
        s.stem(5, (0.02, 0.03), (16, 4, -18, -6, 30, 30), 0.5, 0.085, 7, 0.15, 72),
    ]
    return Plan(stems, [], climbs=0.5, forks=22, out=40, hook=96, curls=0.0)


def match(s: Spark) -> Plan:
    """A match that flares."""
    q, g = s.chance("match"), s.swelled(0.05)
    stems = [
        s.stem(0, (0.0, 0.05), (-34, 10, 26, -10, -24, 20), 1.1, 0.32, 3),
        s.stem(1, (0.03, 0.05), (40, 20, -20, -14, 24, -20), 0.74, 0.2, 4, 0.05),
        s.stem(2, (-0.03, 0.06), (-62, -30, 10, 20, -20, -40), 0.44, 0.12, 5, 0.1),
        s.stem(3, (0.04, 0.07), (70, 50, 10, 0, 40, 20), 0.34, 0.09, 6, 0.1),
    ]
    reach = 0.3 + 0.22 * g
    stick = bar((0.0, 0.0), (-0.5 * reach, 1.0 * reach), (0.03, 0.034), q, "#efd3a0", "#96683a")
    return Plan(stems, [stick], forks=9, curls=0.4, whole=0.36, peels=1)


def twins(s: Spark) -> Plan:
    """Two flames braided round each other."""
    stems = []
    u = np.linspace(0, 1, 200)
    for k in range(8):
        phase = np.pi * (k % 2)
        theta = phase + 2 * np.pi * 1.15 * u
        swing = 0.2 * (1 - 0.45 * u) * np.clip(u / 0.12, 0, 1) ** 0.7
        helix = np.column_stack([swing * np.sin(theta), -1.1 * u])
        start = 0.19 * (k // 2)
        kept = (u >= start) & (u <= start + 0.46)
        middle = theta[kept][len(theta[kept]) // 3]
        wide = 0.16 * (1 - 0.35 * start) * lens(0.6, 1.1)
        stems.append(s.traced(k, helix[kept], wide, 4 + 3 * np.cos(middle) - 0.2 * k))
    return Plan(stems, [], climbs=0.5, forks=20, out=38, hook=60, curls=0.2)


def wisp(s: Spark) -> Plan:
    """One slender flame, written in a single long stroke."""
    stems = [
        s.stem(0, (0.0, 0.0), (60, -10, -60, 6, 66, 10), 1.4, 0.16, 3),
        s.stem(1, (0.02, -0.01), (80, 50, -10, -40, 10, 60), 0.62, 0.09, 4, 0.05, 70),
        s.stem(2, (0.03, -0.01), (40, -50, -70, -30, 0, -70), 0.5, 0.08, 2, 0.08, -60),
    ]
    return Plan(stems, [], forks=15, out=34, hook=90, curls=0.0)


def vigil(s: Spark) -> Plan:
    """One thin flame, upright on its wick, as of a candle that is kept for somebody."""
    q = s.chance("vigil")
    lean = q.uniform(-5, 5)
    stems = [
        s.stem(0, (0.0, -0.05), (lean, -lean, -lean, lean, 2 * lean, -lean), 1.25, 0.155 * q.uniform(0.9, 1.15), 3),
        s.stem(1, (0.004, -0.06), (-lean, lean, 0, -lean, lean, lean), 0.95, 0.165, 4),
        s.stem(2, (-0.004, -0.06), (lean, 0, -lean, lean, -lean, 0), 0.6, 0.14, 5),
    ]
    return Plan(stems, wick_and_wax(1.0, q)[:1], forks=0, curls=0.0)


DESIGNS: tuple[Callable[[Spark], Plan], ...] = (
    wisp,
    leader,
    twins,
    gale,
    campfire,
    dancing,
    ring,
    candle,
    comet,
    wildfire,
    spiral,
    match,
)
"""By seed; the first belongs to the twelfth."""


def standing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> tuple[list[Tongue], list[Thing]]:
    """The fire that stands alone, now, centred on the ground at its size, and what it stands on."""
    spark = Spark(look, chance, lambda born: feeling.birth(born, 0.25), BED)
    plan = vigil(spark) if look.vigil else DESIGNS[chance.seed % len(DESIGNS)](spark)
    fire = dressed(plan, spark) if plan.forks else plan.stems
    mirror = float(chance("pose").choice([-1.0, 1.0]))
    fire = [t for t in fire if t.width.max() > 1e-4]
    paths = np.stack([t.path for t in fire])
    if plan.curls:
        paths = _bent(paths, plan.curls * look.sway, chance)
    # A longing leans, and reaches; tenderness stays low.
    paths = paths * [1.0, look.tall] - [look.lean, 0.0] * paths[..., 1:]
    points = np.concatenate([paths.reshape(-1, 2), *(thing.rim for thing in plan.things)])
    low, high = points.min(0), points.max(0)
    zoom = (0.98 * feeling.size - look.line * feeling.line("bold")) / float((high - low).max())
    middle = (low + high) / 2
    flip = np.array([mirror, 1.0])
    paths = (paths - middle) * flip * zoom + ground.centre
    made = [
        replace(t, path=p, turn=t.turn * mirror, side=t.side * mirror, width=t.width * zoom)
        for t, p in zip(fire, paths, strict=True)
    ]
    return made, [each.moved(flip * zoom, middle, ground.centre) for each in plan.things]


def _bent(paths: Points, much: float, chance: Chance) -> Points:
    """Paths carried along by vortices that rise by turns on either side of the fire."""
    c = chance("vortices")
    high = np.array([-0.2, -0.5, -0.8, -1.1]) + c.uniform(-0.06, 0.06, 4)
    aside = np.array([0.2, -0.2, 0.18, -0.16])
    field = vortices(np.column_stack([aside, high]), np.full(4, 0.2), 0.5 * much * np.array([1, -1, 1, -1]))
    return warp(paths.reshape(-1, 2), field, 1.0, 3).reshape(paths.shape)


def dressed(plan: Plan, s: Spark) -> list[Tongue]:
    """A plan's stems, each split into tongues that go the way it would have gone."""
    out: list[Tongue] = []
    v = np.linspace(0, 1, ALL)
    highest = max(t.reach for t in plan.stems)
    for t in plan.stems:
        if t.grown < 0.02:
            continue
        q = s.chance("parts", t.key)
        whole = plan.whole * q.uniform(0.9, 1.1)
        many = int(np.clip(round(plan.forks * s.look.many * (0.3 + t.reach / max(t.grown, 0.1)) / 14), 1, 6))
        at = whole * v * (STEPS - 1)
        middle = np.column_stack([np.interp(at, np.arange(STEPS), t.path[:, k]) for k in (0, 1)])
        broad = 0.65 * float(t.width.max())
        half = broad * np.interp(v, (0, 0.35, 0.75, 1), (0.25, 0.95, 0.95, 0.7))
        hand = float(q.choice([-1.0, 1.0]))
        hook, spread = np.radians(1.2 * plan.hook) * (1 + 0.4 * s.look.jag), np.radians(0.5 * plan.out)
        manner = Manner(many, plan.peels, (1 - whole) * t.reach, hand, spread, hook, 0.3, belly=0.6)
        born = np.array([s.swelled(b) for b in 0.1 + 0.5 * q.random(many)])
        p = parted(t.key, t.order, middle, half, manner, q, t.grown, born)
        # From where they part the stem's own way leads them.
        ahead = whole * p.leave[:, None] + (1 - whole * p.leave[:, None]) * AHEAD
        turn = np.interp(ahead, ALONG, t.turn) + p.turned
        turn -= plan.climbs * 0.4 * np.arctan2(np.sin(turn), np.cos(turn)) * AHEAD
        licks = np.stack([spine(*each) for each in zip(p.start, turn, p.reach, strict=True)])
        tongues = p.tongues(licks, np.ones(len(licks)))
        longest = max(tongues, key=lambda each: each.reach)
        far, bend, some = q.random(3)
        out += tongues + [torn(longest, far, bend, 1.8)] * bool(some < 1.6 * t.reach / highest - 1)
    return out
