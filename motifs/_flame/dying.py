"""A fire that dies, alone or up a limb: char that glows in its cracks, a last flame, and the smoke it becomes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, circle, filled, pricks, radial
from markgen.motifs._flame.ash import Sparks, flying
from markgen.motifs._flame.char import Bed, charred, smouldering
from markgen.motifs._flame.guttering import TALL, Flames, burning_low, kindled
from markgen.motifs._flame.last import burning_on
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.sleeve import NATURAL, risen
from markgen.motifs._flame.smoke import Plume, rising, smoked
from markgen.motifs._flame.tongue import Floats
from markgen.values import Feeling, Ground, Layer, Points, layer

HEARTH = 58.0
"""mm below the upper rim of its char that it burns last."""

SOFT = ("natural", "watercolour")
"""Styles that have soft light."""

ASH, SPARKS = 160, 22
"""Dots of ash about its bed, and sparks in its smoke, when all have come."""

HEAP = 50.0
"""mm from its heart beyond which nothing of a fire on a limb has burnt, aside."""

WIDE, DEEP = 92.0, 66.0
"""mm from its heart, on an arm, beyond which nothing of a fire by itself has burnt, aside and below."""

HEAPED, BURNT = (22.0, 58.0), (34.0, 156.0)
"""mm about its hearth that have burnt at first, and in the end, on a limb and alone."""


@dataclass(frozen=True, eq=False)
class Hearth:
    """Where it burned, and how its own mm, of an arm, lie on the ground. at: its heart. unit: mm of the ground to one.
    hand: 1, or -1 mirrored. waist: how much broader things are drawn at the foot of a limb, which is narrower there.
    front: how high above its heart smoke has come, mm of its own."""

    ground: Ground
    at: Points
    unit: float
    hand: float
    waist: float
    front: float

    def broad(self, y: Floats) -> Floats:
        """How much broader things are drawn at a height of its own, mm, than they are."""
        down = (self.at[1] + self.unit * y) / self.ground.height
        return np.asarray(1 + self.waist * np.clip(2 * down - 1, 0, 1))

    def put(self, p: Points) -> Points:
        """Points of its own, (..., 2), on the ground."""
        y = p[..., 1]
        x = self.at[0] + self.hand * self.unit * p[..., 0] * self.broad(y)
        return np.stack([x, self.at[1] + self.unit * y], -1).round(1 if self.unit > 0.25 else 2)


def dying(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """Its layers."""
    return _round(ground, feeling, look, chance) if ground.wraps else _alone(ground, feeling, look, chance)


def _round(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """A fire at the foot of a limb: coals heaped on its outside, and smoke that goes up it to the shoulder."""
    c = chance("dying")
    front = risen(ground, feeling)
    # Smoke is up the arm long before the fire would be.
    front += max(1.1 * ground.height - front, 0.0) * feeling.birth(0.2, 0.5)
    unit = float(np.clip(front / 420, 0.02, ground.width / NATURAL))
    at = np.array([ground.width * (0.47 + c.uniform(-0.03, 0.03)), ground.height - 6 - 92 * unit])
    tall = min(float(at[1]) / unit, 460.0)
    hearth = Hearth(ground, at, unit, float(c.choice([-1.0, 1.0])), 0.7, min(front / unit - 112, tall + 12))
    lean, high = chance("bed").uniform((-9, -4), (9, 4))
    # A heap on the outside of the limb: all the rest of it is bare.
    bed = Bed(
        lambda t: -8 + high + lean * t + 38 * t**2,
        lambda t: 62 + lean * t - 31 * t**2,
        lambda y: np.full(np.shape(y), HEAP),
        hearth.broad,
        None,
    )
    flames = _kindled(bed, feeling, look, chance)
    plume = _plume(flames, tall, chance)
    return _layers(hearth, bed, flames, plume, feeling, look, chance)


def _alone(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """A fire by itself, as large as its feeling."""
    c = chance("dying")
    alive = 0.42 + 0.58 * feeling.birth(0.1, 0.8)
    q = chance("bed")
    lean, high = q.uniform(-14, 14), q.uniform(-16, -4)
    bed = Bed(
        lambda t: high - 12 + lean * t + 60 * t**2,
        lambda t: DEEP + 8 + lean * t - 16 * t**2,
        lambda y: np.full(np.shape(y), WIDE),
        np.ones_like,
        None,
    )
    flames = _kindled(bed, feeling, look, chance)
    plume = _plume(flames, c.uniform(300, 380), chance)
    lines = plume.lines(9, 40)
    front = -float(min(line[:, 1].min() for line in lines)) * alive
    ends = np.array([[-1.1 * WIDE, 0.0], [1.1 * WIDE, DEEP + 31]])
    smoke = [line[line[:, 1] > -front] for line in lines]
    shown = np.concatenate([*(smoke if look.smokes else [flames.along(1)[None]]), ends])
    low, top = shown.min(0), shown.max(0)
    unit = 0.99 * feeling.size / float((top - low).max())
    hand = float(c.choice([-1.0, 1.0]))
    at = ground.centre - np.array([hand, 1.0]) * (low + top) / 2 * unit
    return _layers(Hearth(ground, at, unit, hand, 0.0, front), bed, flames, plume, feeling, look, chance)


def _kindled(bed: Bed, feeling: Feeling, look: Look, chance: Chance) -> Flames:
    """What still burns, out of the widest crack."""
    grown = feeling.births(0.5 * np.abs(np.linspace(-1, 1, len(TALL))) + 0.05, 0.25)
    grown[int(np.argmax(TALL))] = 1
    flames = kindled(np.array([0.0, float(bed.top(np.zeros(1))[0]) + HEARTH]), grown, chance("flames"))
    # What nothing feeds any more hardly stands above it.
    return replace(flames, tall=flames.tall * (1 - 0.8 * look.dead))


def _plume(flames: Flames, tall: float, chance: Chance) -> Plume:
    """Its smoke, which rises from its highest flame to so many mm above the heart of the fire."""
    foot = flames.along(0.8)
    return rising(foot, tall + float(foot[1]), chance("smoke"))


def _layers(
    hearth: Hearth, bed: Bed, flames: Flames, plume: Plume, feeling: Feeling, look: Look, chance: Chance
) -> list[Layer]:
    """Its layers, from the skin up."""
    unit = hearth.unit

    def put(p: Points) -> Points:
        """What is as broad as it is drawn."""
        x = hearth.at[0] + hearth.hand * unit * p[..., 0]
        return np.round(np.stack([x, hearth.at[1] + unit * p[..., 1]], -1), 1 if unit > 0.4 else 2)

    low, high = HEAPED if hearth.ground.wraps else BURNT
    reach = low + (high - low) * feeling.birth(0.05, 0.6)
    cell = float(np.clip(0.6 / unit, 1.15, 1.8))
    char = charred(bed, float(flames.root[1]), reach, cell, chance("char"))
    below = _ground(hearth, bed, feeling, look, chance)
    if look.smokes:
        below = [*below, *smoked(plume, hearth.front, unit, feeling, look, hearth.put, chance("strokes"))]

    def hidden(x: Floats, y: Floats) -> Floats:
        return char.over(x * hearth.broad(y), y)

    if hearth.ground.wraps and not look.bare:
        last = burning_on(flames, hearth.put, unit, hearth.ground, feeling, look, chance)
    else:
        last = burning_low(flames, hidden, unit, feeling, look, hearth.put)
    burnt = smouldering(char, look, feeling, unit, put)
    sparks = [] if look.bare else flying(_sparks(hearth, plume, feeling, chance("sparks")), look)
    return [*below, *burnt, *last, *sparks]


def _ground(hearth: Hearth, bed: Bed, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """Red light on the skin about the fire, soot under it, and ash in dots about its bed, fewer the farther."""
    r = chance("ash").random((4, ASH))
    t, far, foot = 2 * r[0] - 1, -np.log(r[1]), r[2] < 0.7
    y = np.where(foot, bed.foot(t) + 9 * far - 8, bed.top(t) - 5 * far)
    size = (0.35 + 0.55 * r[3] ** 3) * np.exp(-0.25 * far) * feeling.births(0.1 + 0.5 * np.abs(t), 0.2)
    seen = (size * hearth.unit > 0.03) & (y < DEEP + 16)
    dots = pricks(hearth.put(np.column_stack([t * bed.wide(y), y])[seen]), hearth.unit * size[seen], look.fire(0.0))
    if look.bare or feeling.style.name not in SOFT:
        return [layer("ash", "shade", dots)]
    soft = []
    grown = 0.1 + 0.9 * feeling.birth(0.05, 0.5)
    for down, reach, heat, share in ((-30.0, 84.0, 0.56, 0.24 * (1 - look.dead)), (28.0, 54.0, 0.0, 0.4 * grown)):
        at, wide, tint = hearth.put(np.array([0.0, down])), reach * (0.5 + 0.5 * grown) * hearth.unit, look.fire(heat)
        stops = ((0, tint, share), (0.5, tint, 0.5 * share), (1, tint, 0.0))
        soft.append(filled(circle(at, wide), radial(at, wide, *stops)))
    return [layer("light", "colour", soft[:1]), layer("soot", "shade", soft[1:]), layer("ash", "shade", dots)]


def _sparks(hearth: Hearth, plume: Plume, feeling: Feeling, q: np.random.Generator) -> Sparks:
    """A few sparks that rise in the smoke, the fewer the higher."""
    r = q.random((3, SPARKS))
    up = 0.7 * r[0] ** 1.6
    lines = plume.lines(SPARKS, 60)
    at = np.array([line[int(u * (len(line) - 1))] for line, u in zip(lines, up, strict=False)])
    at = at + q.normal(0, 12, (SPARKS, 2))
    size = (0.5 + 0.9 * r[1] ** 3) * (1.15 - up) * feeling.births(np.linspace(0.1, 0.7, SPARKS))
    size = size * np.clip((hearth.front + at[:, 1]) / 40, 0, 1)
    return Sparks(hearth.put(at), q.normal(0.1, 0.4, SPARKS), hearth.unit * size, r[2])
