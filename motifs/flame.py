"""Rippling tongues of fire, climbing and turning; round a limb they close into a sleeve.

A fire that stands alone is a leader, drawn by hand: an S from a pointed root to a hook. A few tongues fork from it or
stand beside it on roots of their own, with skin between, and flick away at their tips. Its colours are flat bands along
the same lines: pale at the root of all, cooler up the fire, black at every tip.

Round a limb a fire is one of many. Tongues leave their stem on both sides, run along with it and flick away, so that
all share one flow. Tongues of one depth are united, and the valleys between them closed to a U; the same tongues,
thinner and shorter, united again, are the flame within that flame, and so on to the core. The stems are helices: bands
of fire with bare skin between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    Ramp,
    areas,
    around,
    boundary,
    box,
    clean,
    contains,
    filled,
    frame,
    grow,
    length,
    linear,
    minus,
    mix,
    normals,
    polyline,
    ribbon,
    simplify,
    smooth,
    union,
    wax,
)
from markgen.values import Feeling, Ground, Layer, Outline, Paint, Points, Shape, layer

Floats = NDArray[np.float64]
Range = tuple[float, float]
Swell = Callable[[float], float]
"""How far what is born at an intensity has swelled in, 0..1."""

FORMS = {"guttering-flames": "A fire going out: low, broken, dim as embers, and more smoke than flame."}

STEPS = 41
"""Points along a tongue."""

INK = "#14110f"

FIRE = ("#1c0605", "#6b0d0a", "#b5170b", "#e23a0d", "#f6701a", "#fda42b", "#ffd257", "#fff3c4")
"""From the tips, where fire is coolest, to its core."""

GAS = ("#070d24", "#0f2560", "#1648ae", "#1f7adf", "#45aef2", "#8bdaf8", "#cdf3ff", "#f6feff")
"""A blue and steady fire, for calm."""

MAGIC = ("#160a36", "#44179a", "#7a35dc", "#3f6fee", "#1cb4cf", "#4fe0a2", "#c4fbb0", "#fafff0")
"""A fire of metal salts: violet tips, blue, and green at the core, for wonder."""

EMBER = ("#121114", "#26242a", "#46434c", "#6b6570", "#8a4632", "#d0501c", "#f08a30", "#ffd890")
"""Ash that still glows within."""

LIGHT = np.array([-0.8, -0.6])
"""Where a tongue's heat leans to; its outline is heavier on the other side."""

_U = np.linspace(0, 1, STEPS)
_KNOTS = np.array([0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
_BASIS = np.vander(_U, 6) @ np.linalg.inv(np.vander(_KNOTS, 6))
"""Headings at the knots to headings along a tongue: the polynomial through them."""

OUT = _BASIS @ np.array([0.75, 1.0, 0.62, 0.1, -0.25, -0.3])
"""How a tongue's heading goes along it, as a share of what it leaves its stem by: out, and back in."""

FLICK = _BASIS @ np.array([0.0, 0.0, 0.0, 0.05, 0.4, 1.0])
"""The same of the flick of its tip."""


def _lens(rise: float, fall: float) -> Floats:
    """Widths, at most 1, pointed at both ends: a belly low down, a needle at the tip."""
    w: Floats = _U**rise * (1 - _U) ** fall
    widest: float = w.max()
    return w / widest


INNER = np.clip(_U / 0.25, 0, 1) ** 0.6 * np.clip((1 - _U) / 0.5, 0, 1) ** 0.6
"""How a flame within a tongue comes and goes along it, of its width."""

BELLY, LEAF = _lens(0.95, 1.15), _lens(0.85, 1.7)
"""Widths of a stem and of the tongues that leave it, as a share of the widest."""

LEADER = _lens(1.15, 1.35)
"""Widths of the leader of a fire that stands alone."""

BULB = _lens(0.7, 1.5)
"""The same of a young fire, which is a candle's."""

CALM = np.array([0.8, 0.6, 0.5, 0.3, 0.2, 0.2])
"""By how much a young fire bends less at the knots."""

FORK = _BASIS @ np.array([0.5, 1.2, 0.9, 0.1, -0.4, -0.3])
"""As `OUT`, of what forks from a leader."""

PART = _BASIS @ np.array([-0.9, 0.7, 1.2, 0.35, -0.5, -0.3])
"""The same of what has a root of its own: first in towards the leader, then out."""


@dataclass(frozen=True)
class Stem:
    """The line that a fire climbs along, in a fire of height about 1.

    root: x right and y up. turn: its headings at the knots, degrees clockwise from straight up. reach: its length.
    wide: its belly. born: when. tongues: how many leave it. right: the share of them that leave to the right.
    """

    root: tuple[float, float]
    turn: tuple[float, float, float, float, float, float]
    reach: float
    wide: float
    born: float
    tongues: int
    right: float = 0.5


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


SLEEVE = (
    (Stem((0, 0), (50, -10, -22, 10, 24, -34), 1.15, 0.24, -1, 8),),
    (Stem((0, 0), (-40, 30, 14, -26, 6, 40), 1.12, 0.22, -1, 8, 0.6),),
)
"""Fires that have others before and behind them, round a limb."""


@dataclass(frozen=True, eq=False)
class Tongue:
    """A tongue of fire.

    path: its centre line. turn: its headings, radians clockwise from straight up. width: mm at each point.
    depth: 0 is front. side: on which it leaves its stem, 1 right; 0 for a stem. key: its number.
    cool: how far from the heat of its fire it is at each point, 0 at the root of all to about 1 at the tips.
    """

    path: Points
    turn: Floats
    width: Floats
    depth: int
    side: float
    key: int
    cool: Floats = field(default_factory=lambda: _U)

    @cached_property
    def right(self) -> Points:
        """Unit vectors to its right hand at each point."""
        return normals(self.path)


SPARK, SMOKE = 1000, -1
"""Keys from here on are of sparks; the depth at which smoke is."""


@dataclass(frozen=True)
class Look:
    """How a mood burns.

    fire: its colours, from tip to core. ink: of its outlines. line: their weight, 1 as a rule. sway: how far tongues
    swing, 1 as a rule. slim: how thin they are, of 1. many: the share of its tongues that it has.
    jag: 0 curves to 1 zigzags. gutter: 0 burning to 1 going out. dead: of that, 1 when nothing glows any more.
    bare: black and skin only. open: outlines with skin within. wax: in crayon.
    """

    fire: Ramp
    ink: str
    line: float
    sway: float
    slim: float
    lank: float
    many: float
    jag: float
    gutter: float
    dead: float
    bare: bool
    open: bool
    wax: bool


def _look(feeling: Feeling) -> Look:
    """What the mood makes of fire."""
    mood, tone = feeling.mood, feeling.mood.tone
    jag = float(np.clip(4 * max(tone.arousal - 0.4, 0) * max(-tone.valence, 0), 0, 1))
    shadow = mood.light.shadow if mood.light.kind == "shadowed" else 0.0
    gutter = max(shadow, 0.8 * (feeling.form == "guttering-flames")) * (1 - jag)
    cool = 150 < mood.hue < 330 and tone.valence > 0.1 and mood.chroma > 0
    if gutter > 0.3:
        own = [min(0.2 * i, 0.85) * (1 + 5 * min(mood.lift + 0.1, 0)) for i in range(len(EMBER))]
        fire = Ramp(tuple(mix(feeling.tint(c), c, k) for c, k in zip(EMBER, own, strict=True)))
    elif jag > 0.3:
        fire = feeling.ramp(*("#0a0304", "#240507", "#5e0a0a", *FIRE[2:6], "#ffc24a"))
    else:
        fire = feeling.ramp(*((GAS if mood.light.kind == "plain" else MAGIC) if cool else FIRE))
    soft = float(np.clip(4 * (mood.lift - 0.08), 0, 1))
    crayon = mood.hand.kind == "crayon"
    pen = mood.hand.kind == "pen"
    return Look(
        fire=fire,
        ink=mix(INK, fire(0.16), max(0.8 * soft, 0.9 * crayon)),
        line=1 - 0.4 * soft - 0.3 * pen,
        sway=float(np.clip(0.86 + 0.22 * tone.arousal, 0.55, 1.1)),
        slim=1 - 0.25 * soft - 0.2 * pen - 0.2 * jag,
        lank=float(np.clip(1 + 0.35 * tone.arousal - 0.15 * pen, 0.7, 1.15)),
        many=1 - 0.3 * soft - 0.35 * pen - 0.3 * crayon,
        jag=jag,
        gutter=gutter,
        dead=gutter * float(np.clip(-10 * mood.lift - 1, 0, 1)),
        bare=mood.chroma == 0 and feeling.style.colour,
        open=pen,
        wax=crayon,
    )


def _spine(start: Points, turn: Floats, reach: float) -> Points:
    """A curve of `reach` mm from `start` through headings, radians clockwise from straight up."""
    step = np.column_stack([np.sin(turn), -np.cos(turn)]) * (reach / (len(turn) - 1))
    path: Points = start + np.concatenate([np.zeros((1, 2)), np.cumsum((step[1:] + step[:-1]) / 2, axis=0)])
    return path


def _leaving(
    t: Tongue,
    q: np.random.Generator,
    at: float,
    side: float,
    out: Range,
    flick: Range,
    reach: float,
    wide: float,
    depth: int,
    key: int,
) -> Tongue:
    """A tongue that leaves another at a share of it, to a side, by degrees, and flicks by degrees at its tip."""
    away, tip = np.radians(q.uniform(*out)), np.radians(q.uniform(*flick))
    i = int(at * (STEPS - 1))
    run = np.interp(np.linspace(i, STEPS - 1, STEPS), np.arange(STEPS), t.turn)
    # It goes along with its stem; but however that turns, fire climbs.
    turn = np.tanh(run + side * away * OUT) + side * tip * FLICK
    root = t.path[i] + t.right[i] * (0.22 * side * t.width[i])
    return Tongue(_spine(root, turn, reach), turn, wide * LEAF, depth, side, key)


def _fire(design: Sequence[Stem], swelled: Swell, look: Look, chance: Chance, number: int = 0) -> list[Tongue]:
    """A fire of height about 1 that stands on 0, 0, as far as its tongues have swelled."""
    pose = chance("mirror", number)
    mirror, crowd, lick = float(pose.choice([-1.0, 1.0])), pose.uniform(0.75, 1.2), pose.uniform(0.85, 1.25)
    out: list[Tongue] = []
    for k, stem in enumerate(design):
        c, s = chance("stem", k, number), swelled(stem.born)
        bent = np.array(stem.turn) * look.sway + c.normal(0, 7, len(_KNOTS))
        # A young fire stands up straight, on a full belly: a candle's flame.
        young = 1 - swelled(max(stem.born, 0.2))
        bent, wide = bent * (1 - 0.65 * young), stem.wide + (0.27 - stem.wide) * young
        turn = _BASIS @ np.radians(mirror * bent)
        root = np.array([mirror * stem.root[0], -stem.root[1]])
        width = wide * s * look.slim * BELLY
        trunk = Tongue(_spine(root, turn, stem.reach * s), turn, width, 1, 0.0, 100 * k)
        out.append(trunk)
        first = c.random()
        many = max(round(stem.tongues * look.many * crowd), 3)
        for j in range(many):
            q, order = chance("tongue", k, j, number), (j * 0.618 + first) % 1
            share = (j + 0.35 + q.uniform(-0.2, 0.2)) / many
            side = mirror * (1.0 if order < stem.right else -1.0)
            reach = s * swelled(0.12 + 0.5 * order + 0.2 * max(stem.born, 0)) * stem.reach
            reach *= (0.62 - 0.34 * share) * q.uniform(0.75, 1.25) * lick
            wide = 0.24 * reach * look.slim * q.uniform(0.85, 1.15)
            at, depth, key = 0.06 + 0.74 * share, 2 - (j % 3 > 0), trunk.key + 1 + j
            big = _leaving(trunk, q, at, side, (22, 50), (40, 95), reach, wide, depth, key)
            small = reach * swelled(0.4 + 0.35 * q.random()) * q.uniform(0.45, 0.65)
            turned, at = side * q.choice([-1, 1, 1]), q.uniform(0.2, 0.4)
            wide = 0.2 * small * look.slim
            fork = _leaving(big, q, at, turned, (30, 50), (40, 80), small, wide, depth, key + 40)
            out += [big] if look.wax else [big, fork]
        for j in range(max(round(4 * look.many), 1)):
            q = chance("front", k, j, number)
            reach = s * swelled(0.3 + 0.1 * j) * stem.reach * q.uniform(0.3, 0.5)
            side = q.choice([-1.0, 1.0])
            wide = 0.2 * reach * look.slim
            out.append(_leaving(trunk, q, 0.03 + 0.08 * j, side, (5, 30), (20, 60), reach, wide, 0, trunk.key + 81 + j))
    out += _sparks(out[0].path[-1], swelled, look, chance, number)
    if look.gutter > 0.3:
        stems = [t for t in out if not t.side and t.key < SPARK]
        out += [thread for t in stems for thread in _smoke(t, swelled(0.08), chance, number)]
    return [t for t in out if t.width.max() > 0.002]


def _sparks(top: Points, swelled: Swell, look: Look, chance: Chance, number: int) -> list[Tongue]:
    """What has broken off, and flies up from the top of a fire."""
    out = []
    for j in range(2 + round(3 * look.many)):
        q, grown = chance("spark", j, number), swelled(0.4 + 0.05 * j)
        away = np.radians(q.uniform(-60, 60))
        root = top + np.array([np.sin(away), -np.cos(away)]) * q.uniform(0.03, 0.16) * grown
        turn = 0.6 * away + np.radians(q.uniform(-50, 50)) * _U
        reach = (0.02 + 0.07 * q.random() ** 2) * grown
        out.append(Tongue(_spine(root, turn, reach), turn, 0.3 * reach * LEAF, 1, 0.0, SPARK + j))
    return out


def _smoke(t: Tongue, grown: float, chance: Chance, number: int) -> list[Tongue]:
    """Threads of smoke off a stem's tip, that rise, sway and curl; of width 0.01 at most, in a fire of height 1."""
    out = []
    for thread in range(2):
        c = chance("smoke", t.key, thread, number)
        reach = length(t.path) * c.uniform(0.2, 0.45) * grown
        sway, curl, side = c.uniform(30, 50), c.uniform(160, 300), c.choice([-1.0, 1.0])
        turn = t.turn[-1] * (1 - _U) ** 3 + side * np.radians(sway * np.sin(8 * _U) + curl * _U**5)
        width = 0.01 * np.sin(np.pi * _U**0.7) ** 0.8 * (1 - 0.4 * thread)
        out.append(Tongue(_spine(t.path[-4], turn, reach), turn, width * grown, SMOKE, side, SPARK + 500 + thread))
    return out


def _alone(design: Design, swelled: Swell, look: Look, chance: Chance) -> list[Tongue]:
    """A fire of height about 1 that stands alone: a leader, what forks from it, and what forks from that."""
    pose = chance("pose")
    mirror, tall = float(pose.choice([-1.0, 1.0])), pose.uniform(0.92, 1.04)
    young = 1 - swelled(0.15)
    knots = np.array(design.turn) * look.sway + pose.normal(0, 5, len(_KNOTS))
    turn = _BASIS @ np.radians(mirror * knots * (1 - young * CALM))
    wide = (design.wide * pose.uniform(0.92, 1.08) * (1 - young) + 0.34 * young) * look.slim
    width, cool = wide * (LEADER + (BULB - LEADER) * young), _U + 0.2 * young * (1 - _U)
    leader = Tongue(_spine(np.zeros(2), turn, 1.0), turn, width, 1, 0.0, 0, cool)
    out = [leader]
    for k, f in enumerate(design.forks):
        q, side, depth = chance("fork", k), mirror * f.side, (0, 2, 1)[min(k, 2)]
        second = _fork(leader, f, q, side, swelled(f.born), look.slim, depth, 10 * (k + 1))
        out.append(second)
        if k == 0:
            out.append(_fork(second, THIRD, q, -side, swelled(f.born + THIRD.born), look.slim, depth, 11))
        if k < 2:
            # What has broken off its tip flies on the way it went before it flicked.
            heading, reach = second.turn[30], swelled(0.78 + 0.03 * k) * q.uniform(0.1, 0.13)
            fled = heading + side * np.radians(np.linspace(-30, 50, STEPS))
            root = second.path[-1] + np.array([np.sin(heading), -np.cos(heading)]) * q.uniform(0.03, 0.06)
            width, cool = 0.3 * reach * LEAF, 0.4 + 0.6 * _U
            out.append(Tongue(_spine(root, fled, reach), fled, width, 1, side, SPARK + k, cool))
    if look.gutter > 0.3:
        out += _smoke(leader, swelled(0.08), chance, 0)
    return [replace(t, path=t.path * [1.0, tall]) for t in out if t.width.max() > 0.002]


def _fork(
    t: Tongue, f: Fork, q: np.random.Generator, side: float, swelled: float, slim: float, depth: int, key: int
) -> Tongue:
    """A tongue that forks from another, as far as it has swelled."""
    reach = length(t.path) * f.reach * q.uniform(0.86, 1.14) * swelled
    away, tip = np.radians(f.out * q.uniform(0.85, 1.15)), np.radians(f.hook * q.uniform(0.8, 1.2))
    i, own = round(max(f.at, 0) * (STEPS - 1)), f.at < 0
    # It goes along with what it leaves, but not into the hook of that; and its tip is its own.
    ahead = i / (STEPS - 1) + _U * f.reach * swelled
    run = np.interp(np.minimum(ahead, 0.82), _U, t.turn) * (1 - 0.7 * np.clip((_U - 0.35) / 0.4, 0, 1))
    turn = np.tanh(run) + side * away * (PART if own else FORK) + side * tip * FLICK
    root = t.path[i] + t.right[i] * (0.1 * side * t.width[i])
    if own:
        root = root + np.array([-side * f.at, -q.uniform(0.02, 0.07)])
    width = 0.2 * reach**0.93 * slim * (LEADER if own else LEAF)
    cool = t.cool[i] + (1 - t.cool[i]) * _U**1.15
    return Tongue(_spine(root, turn, reach), turn, width, depth, side, key, cool)


def _standing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Tongue]:
    """The fire that stands alone, now, centred on the ground at its size."""
    design = DESIGNS[int(chance("leader").integers(len(DESIGNS)))]
    now = _alone(design, lambda born: feeling.birth(born, 0.22), look, chance)
    now = [replace(t, path=t.path * [0.8 * look.lank, 1.0]) for t in now]
    points = np.concatenate([t.path for t in now])
    low, high = points.min(0), points.max(0)
    zoom = (0.98 * feeling.size - 1.5 * look.line * feeling.line("bold")) / float((high - low).max())
    middle = (low + high) / 2
    return [replace(t, path=(t.path - middle) * zoom + ground.centre, width=t.width * zoom) for t in now]


def _climbing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[list[Tongue]]:
    """The fires round a limb, now, from the front: they follow each other up three bands that wind round it."""
    share = feeling.size / feeling.full
    if look.gutter > 0.3:
        # What is left of a fire stands where it stood.
        share += (1 - share) * 0.85 * feeling.birth(0.2, 0.5)
    # A sleeve fills its limb sooner than a mark its skin: it has nowhere else to grow.
    risen = share * (1 + 0.8 * share * (1 - share)) * ground.height
    c, scale = chance("sleeve"), ground.width / 296
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

            fire = _fire(SLEEVE[int(r.integers(len(SLEEVE)))], swelled, look, chance, 10 * k + j + 1)
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


def _below(p: Points, soft: float) -> Points:
    """Points held softly, over about `soft` mm, below the near end of the ground."""
    return np.column_stack([p[:, 0], soft * (np.logaddexp(0, p[:, 1] / soft + 0.5) - 0.5)])


def _end(p: Points, ground: Ground) -> Floats:
    """How high a limb reaches at points, mm down the ground: higher on its outside, which is the ground's middle."""
    aside = np.abs((p[:, 0] / ground.width) % 1 - 0.5) * 2
    return np.asarray(ground.height * 0.2 * np.clip((aside - 0.4) / 0.4, 0, 1) ** 1.3)


def _jagged(tongues: list[Tongue], jag: float) -> list[Tongue]:
    """The same tongues with barbs: each swells as it climbs and breaks off short, again and again."""
    if jag <= 0:
        return tongues
    out = []
    for t in tongues:
        barbs = 3 + t.key % 3
        rise = (_U * barbs + 0.37 * t.key) % 1
        sway = np.sin(2 * np.pi * (_U * barbs / 2 + 0.18 * t.key)) * np.clip(4 * _U, 0, 1)
        side = t.right * (0.22 * jag * t.width * sway)[:, None]
        wide = t.width * (1 + jag * np.clip(4 * _U, 0, 1) * 0.7 * (rise - 0.35))
        out.append(replace(t, path=t.path + side, width=wide))
    return out


FLAMES = (
    (1.00, 0.00, 1.00, 0.24),
    (0.80, 0.02, 0.90, 0.42),
    (0.60, 0.05, 0.79, 0.58),
    (0.40, 0.09, 0.67, 0.75),
    (0.20, 0.14, 0.54, 0.95),
)
"""The flames within each other: how wide, from and to which share of a tongue, and their heat."""

EMBERS = ((0.8, 0.02, 0.8, 0.64), (0.56, 0.06, 0.66, 0.76), (0.3, 0.12, 0.54, 0.92))
"""The same of what still glows in a fire that goes out."""

BANDS = ((0.92, 1.02, 0.22), (0.72, 0.84, 0.46), (0.5, 0.64, 0.7), (0.29, 0.46, 0.95))
"""The bands of a fire that stands alone: how wide, how cool they may be, and their heat."""

COOL = (0.0, 0.02, 0.2)
"""By how much what lies further back is cooler."""

RISE = ((0.05, 0.1), (0.5, 0.0), (0.95, -0.18))
"""How heat changes up a fire: at shares of its height, by how much."""


def _within(t: Tongue, wide: float, a: float, b: float) -> Points:
    """The outline of a flame within a tongue: from share a to b of it, `wide` of its width."""
    if wide == 1:
        return _banded(t.path, t.right, t.width)
    u = a + (b - a) * _U
    x, y, right, down, w = (np.interp(u, _U, v) for v in (*t.path.T, *t.right.T, t.width))
    side = np.column_stack([right, down])
    path = np.column_stack([x, y]) + side * (side @ LIGHT * 0.14 * (1 - wide) * w)[:, None]
    return _banded(path, side, w * wide * INNER)


def _finer(t: Tongue) -> Tongue:
    """The same tongue with three times the points, for edges that are seen."""
    u = np.linspace(0, 1, 3 * STEPS)
    turn, width, cool = (np.interp(u, _U, v) for v in (t.turn, t.width, t.cool))
    return replace(t, path=smooth(t.path, len(u)), turn=turn, width=width, cool=cool)


def _heated(t: Tongue, wide: float, least: float) -> Points:
    """The outline of the band within a tongue that is no cooler than `least`; wide: of the tongue, where it is hot."""
    # At the root of all, where there is no rim, the bands run out side by side.
    share = wide + (1 - wide) * np.clip(1 - t.cool / 0.16, 0, 1) ** 1.5
    u = np.linspace(0, 1, len(t.path))
    share = share * np.clip((least - t.cool) / (0.75 * least), 0, 1) ** 0.55 * np.clip((1 - u) / 0.1, 0, 1) ** 0.5
    aside = t.right * (t.right @ LIGHT * 0.2 * (1 - share) * t.width)[:, None]
    return _banded(t.path + aside, t.right, t.width * share)


def _rimmed(t: Tongue, line: float) -> Points:
    """A tongue with its rim: `line` mm at its belly, nothing at the root of all, and a needle beyond its tip."""
    u = np.linspace(0, 1, len(t.path))
    by = min(line, 0.13 * float(t.width.max()))
    end = t.path[-1] - t.path[-7]
    pull = np.clip((u - 0.75) / 0.25, 0, 1) ** 2 * 4 * by / max(float(np.hypot(*end)), 1e-9)
    wide = 2 * by * (1 - u) ** 0.4 * np.clip(t.cool / 0.3, 0, 1) ** 0.8
    lee = t.right * (t.right @ -LIGHT * 0.24 * wide)[:, None]
    return _banded(t.path + pull[:, None] * end + lee, t.right, t.width + wide)


def _banded(path: Points, side: Points, width: Floats) -> Points:
    """The outline of a band along a path whose normals are known."""
    half = side * (width / 2)[:, None]
    return np.concatenate([path + half, (path - half)[::-1]])


def _outlined(t: Tongue, line: float) -> Points:
    """A tongue with its outline: `line` mm at its belly, nothing at its root, and a needle beyond its tip."""
    by = min(line, 0.16 * float(t.width.max()))
    end = t.path[-1] - t.path[-4]
    pull = np.clip((_U - 0.7) / 0.3, 0, 1) ** 2 * 3.2 * by / max(float(np.hypot(*end)), 1e-9)
    wide = 2 * by * (1 - _U) ** 0.35 * np.clip(_U / 0.16, 0, 1) ** 0.6
    lee = t.right * (t.right @ -LIGHT * 0.28 * wide)[:, None]
    return _banded(t.path + pull[:, None] * end + lee, t.right, t.width + wide)


def _crease(t: Tongue, line: float) -> Points:
    """Where a tongue parts from what it leaves: a stroke that runs down from the valley into the fire."""
    run = slice(3, 20)
    path = t.path[run] - t.right[run] * (0.5 * t.side * t.width[run])[:, None]
    v = np.linspace(0, 1, len(path))
    line = min(line, 0.12 * float(t.width.max()))
    return _banded(path, t.right[run], line * v**0.8 * np.clip((1 - v) / 0.15, 0, 1))


def _whip(t: Tongue, line: float) -> Points:
    """A fine line that goes along with a tongue on its shadow side, towards its tip."""
    run = slice(15, 37, 3)
    lee = np.sign(t.right[run] @ -LIGHT)[:, None]
    path = t.path[run] + t.right[run] * lee * (0.3 * t.width[run])[:, None]
    return _banded(path, t.right[run], line * np.sin(np.linspace(0, np.pi, len(path))) ** 0.7)


def _combed(t: Tongue, line: float, others: Area) -> list[Points]:
    """Strokes that a needle whips out of the shadow of a tongue and down along it, where no other tongue joins it."""
    lee = np.sign(float((t.right[STEPS:] @ -LIGHT).sum()))
    edge = t.path + t.right * (0.5 * lee * t.width)[:, None]
    free = ~contains(others, edge)
    out = []
    for k, u in enumerate(np.arange(0.84, 0.24, -2.2 * line / length(t.path))):
        run = np.arange(round(u * len(t.path)), max(round(u * len(t.path)) - 11 - 8 * (k % 3), 3), -1)
        v = np.linspace(0, 1, len(run))
        if free[run].all():
            path = edge[run] - t.right[run] * (lee * 0.24 * v * t.width[run])[:, None]
            out.append(_banded(path[::3], t.right[run][::3], (line * (1 - v))[::3]))
    return out


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fire: alone on a ground, or round a limb."""
    look = _look(feeling)
    if feeling.size <= 0:
        return []
    if ground.wraps:
        look = replace(look, many=0.7 * look.many)
    fires = _climbing(ground, feeling, look, chance) if ground.wraps else [_standing(ground, feeling, look, chance)]
    out: list[list[Layer]] = []
    cover = box(0, 0, 0, 0)
    for number, fire in enumerate(fires):
        pen = _Pen(_jagged(fire, look.jag), feeling, look, ground.wraps, chance, cover)
        if look.wax:
            made = pen.waxed()
        elif look.gutter > 0.3:
            made = pen.dying(number)
        elif look.bare or look.open:
            made = pen.open()
        elif ground.wraps:
            made = pen.burning()
        else:
            made = pen.blazing()
        cover = pen.cover
        out.append([replace(each, name=f"{each.name} {number + 1}") for each in made if each.shapes])
    # What is in front was drawn first, so that the rest keeps clear of it.
    return around([each for made in reversed(out) for each in made], ground)


class _Pen:
    """Draws one fire, depth before depth."""

    def __init__(
        self, fire: list[Tongue], feeling: Feeling, look: Look, limb: bool, chance: Chance, cover: Area
    ) -> None:
        self.look, self.feeling, self.chance, self.cover = look, feeling, chance, cover
        self.depths = [(d, group) for d in (2, 1, 0) if (group := [t for t in fire if t.depth == d])]
        self.bold, self.mid = look.line * feeling.line("bold"), look.line * feeling.line("mid")
        self.hair = 1.3 * feeling.line("fine")
        self.base = max(float(t.width.max()) for t in fire)
        self.ash = 1.6 if limb else 1.1
        self.fine, self.skip = (self.base / 110, 2) if limb else (self.base / 600, 1)
        self.smoke = [t for t in fire if t.depth == SMOKE]
        tall = np.concatenate([t.path for t in fire if t.depth != SMOKE])[:, 1]
        self.foot, self.top = np.array([0.0, tall.max()]), np.array([0.0, tall.min()])
        self.tall = float(tall.max() - tall.min())
        self.crumb = (0.02 * self.tall) ** 2
        if limb:
            self.foot, self.top = fire[0].path[0], fire[0].path[-1]

    def united(self, ribbons: Iterable[Points], close: float = 1.0) -> Area:
        """Ribbons as one form, the valleys between them filled to a U."""
        by = 0.03 * self.base * close
        return simplify(grow(grow(union(areas(r[:: self.skip] for r in ribbons)), by), -by), self.fine)

    def whole(self, line: Area) -> Area:
        """A line without its crumbs."""
        return clean(simplify(line, self.fine), 2 * self.mid**2)

    def dark(self, depth: int, group: list[Tongue]) -> Area:
        """Tongues of one depth with their outlines."""
        return self.united(_outlined(t, self.bold if depth else self.mid) for t in group)

    def flame(self, group: list[Tongue], wide: float, a: float, b: float) -> Area:
        """A flame within the flame."""
        return self.united((_within(t, wide, a, b) for t in group), wide)

    def creases(self, group: list[Tongue], weight: float = 2.4) -> Area:
        """Strokes where tongues of one depth part."""
        return simplify(union(areas(_crease(t, weight * self.mid) for t in group if t.side)), self.fine)

    def paint(self, heat: float) -> Paint:
        """Fire of a heat, cooler up the fire."""
        return linear(self.foot, self.top, *((at, self.look.fire(heat + more)) for at, more in RISE))

    def burning(self) -> list[Layer]:
        """Black, and on it a flame within a flame, from a dark rim to a bright core."""
        out: list[Layer] = []
        glow = 0.4 * self.feeling.mood.light.glow * self.feeling.birth(0.2, 0.6)
        for depth, group in reversed(self.depths):
            dark, flames = self.dark(depth, group), [self.flame(group, *cut) for *cut, _ in FLAMES]
            shapes = [filled(f, self.paint(heat - COOL[depth])) for f, (*_, heat) in zip(flames, FLAMES, strict=True)]
            shapes.append(filled(self.creases(group), self.look.ink))
            whips = [polyline(_whip(t, self.hair)) for t in group if t.width.max() > 8 * self.hair]
            shapes.append(filled(whips, self.look.fire(0.1)))
            core = minus(flames[-1], self.cover)
            made = [
                layer("outline", "line", [filled(dark, self.look.ink)]),
                layer("fire", "colour", shapes),
                layer("heat", "glow", [filled(core, self.look.fire(0.66), glow * (depth < 2))]),
            ]
            out = made + out
            self.cover = union([self.cover, dark])
        return out

    def blazing(self) -> list[Layer]:
        """Flat bands of colour on black, from dark at the tips to pale at the root of all."""
        finer = [(depth, [_finer(t) for t in group]) for depth, group in self.depths]
        every = [t for _, group in finer for t in group]
        fire = self.united((_rimmed(t, 0.9 * self.bold) for t in every if t.key < SPARK), 0.8)
        # A spark that the fire has overtaken is part of it.
        near = grow(fire, 3 * self.bold)
        sparks = [t for t in every if t.key >= SPARK and not contains(near, t.path).any()]
        finer = [(d, [t for t in g if t.key < SPARK or t in sparks]) for d, g in finer]
        whole = clean(union([fire, *areas(_rimmed(t, self.mid) for t in sparks)]), self.crumb)
        out = [layer("outline", "shade", [filled(whole, self.look.ink)])]
        glow = 0.3 * self.feeling.mood.light.glow * self.feeling.birth(0.2, 0.6)
        for _, group in finer:
            # Black that is a plane stays dark on dark skin, where a line turns pale.
            rim = clean(self.united(_rimmed(t, 1.2 * self.mid) for t in group), self.crumb)
            bands = [(self.united((_heated(t, w, least) for t in group), 0.8), heat) for w, least, heat in BANDS]
            combs: list[Outline] = []
            for t in group:
                if t.width.max() > 14 * self.mid:
                    others = union(areas(_banded(o.path, o.right, o.width) for o in group if o is not t))
                    combs += [polyline(w) for w in _combed(t, self.mid, others)]
            out += [
                layer("black", "shade", [filled(rim, self.look.ink)]),
                layer("rim", "line", [filled(minus(rim, grow(rim, -0.7 * self.mid)), self.look.ink)]),
                layer("fire", "colour", [filled(clean(a, self.crumb / 4), self.look.fire(h)) for a, h in bands]),
                layer("shadow", "shade", [filled(combs, self.look.ink)]),
                layer("heat", "glow", [filled(bands[-1][0], self.look.fire(0.8), glow)]),
            ]
        return out

    def open(self) -> list[Layer]:
        """Line, with skin left bare within it; and a core of colour, unless all is black."""
        out: list[Layer] = []
        for depth, group in reversed(self.depths):
            dark, ink = self.dark(depth, group), self.look.ink
            if self.look.bare:
                body = self.flame(group, 0.74, 0.02, 0.86)
                inner = self.flame(group, 0.4, 0.1, 0.66)
                lines = minus(inner, grow(inner, -0.8 * self.mid))
                shapes = [filled(self.whole(minus(union([minus(dark, body), lines]), self.cover)), ink)]
            else:
                body = self.flame(group, 1.0, 0.0, 1.0)
                shapes = [
                    filled(minus(self.flame(group, *cut), self.cover), self.paint(heat - COOL[depth]))
                    for *cut, heat in FLAMES[2:]
                ]
                shapes.append(
                    filled(self.whole(minus(union([minus(dark, body), self.creases(group)]), self.cover)), ink)
                )
            out.append(layer("line", "line", shapes))
            self.cover = union([self.cover, grow(dark, 0.7 * self.mid)])
        return out[::-1]

    def waxed(self) -> list[Layer]:
        """Wax rubbed along every tongue, and a harder line round them."""
        out: list[Layer] = []
        tip, grain = 1.7 * self.bold, max(0.35, 0.06 * self.base * self.skip)

        def rub(path: Points, width: float | Floats, pressure: float, grain: float) -> list[Outline]:
            w = np.broadcast_to(width, len(path))
            return wax(path, lambda u: np.interp(u, np.linspace(0, 1, len(w)), w), self.chance("wax"), pressure, grain)

        run = slice(3, 32, 4)
        for depth, group in self.depths:
            rubbed: list[Shape | None] = []
            for wide, heat in ((0.85, 0.66), (0.36, 0.86)):
                broad = [t for t in group if wide * t.width[run].max() > 0.8 * tip]
                strokes = [o for t in broad for o in rub(t.path[run], wide * t.width[run], 0.55, grain)]
                rubbed.append(filled(strokes, self.look.fire(heat - COOL[depth])))
            rings = [np.concatenate([r, r[:1]]) for r in boundary(self.flame(group, 1.0, 0.0, 1.0)) if len(r) > 8]
            rim = [o for r in rings for o in rub(r, tip, 0.66, 0.7 * grain)]
            out.append(layer("wax", "colour", rubbed))
            out.append(layer("rim", "line", [filled(rim, self.look.fire(0.4 - COOL[depth]))]))
        return out

    def dying(self, number: int) -> list[Layer]:
        """Thin outlines of ash, with gaps; a glow at some roots; and smoke."""
        look, out = self.look, list[Layer]()
        # Some of the fires of a sleeve are out already.
        cold = max(look.dead, 0.8 * (number % 3 == 1))
        for _, group in reversed(self.depths):
            alive = {t.key: self.chance("alive", number, t.key).random() for t in group}
            kept = [t for t in group if t.key < SPARK and (alive[t.key] > 0.2 or not t.side)]
            body = self.flame(kept, 1.0, 0.0, 1.0)
            ring = minus(grow(body, self.ash * self.mid), body)
            worn = union(
                areas(_within(t, 1.0, 0.0, 1.0)[: 4 + int(STEPS * alive[t.key])] for t in kept if alive[t.key] < 0.5)
            )
            line = minus(union([minus(ring, worn), self.creases(kept, 1.6)]), self.cover)
            soot = [(0.5, look.fire(0.3), 0.0), (0.8, look.fire(0.2), 0.2), (1.0, look.fire(0.0), 0.9)]
            ash = self.flame(kept, 0.9, 0.1, 1.0)
            hot = [t for t in kept if alive[t.key] > 0.5 + 0.5 * cold or (not t.side and cold < 0.8)]
            glow = [
                filled(
                    minus(self.flame(hot, w, a, b), self.cover),
                    linear(self.foot, self.top, (0.3, look.fire(h), 1.0), (0.85, look.fire(h - 0.15), 0.0)),
                )
                for w, a, b, h in EMBERS
            ]
            lit = minus(self.flame(hot, *EMBERS[2][:3]), self.cover)
            made = [
                layer("ash", "shade", [filled(minus(ash, self.cover), linear(self.foot, self.top, *soot))]),
                layer("embers", "colour", glow),
                layer("heat", "glow", [filled(lit, look.fire(0.8), 0.25 * (1 - look.dead))]),
                layer("line", "line", [filled(self.whole(line), look.fire(0.14))]),
            ]
            out = made + out
            self.cover = union([self.cover, grow(body, self.mid)])
        smoke = [ribbon(t.path, t.width * (2.2 * self.mid / 0.01 / self.tall)) for t in self.smoke]
        return [*out, layer("smoke", "shade", [filled([polyline(r) for r in smoke], look.fire(0.3), 0.6)])]
