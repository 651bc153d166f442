"""A fire that dies, alone or up a limb: wood that glows in its cracks, a last low flame, and the smoke it becomes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, circle, filled, pricks, radial
from markgen.motifs._flame.ash import Sparks, flying
from markgen.motifs._flame.char import Log, burnt, fallen, laid
from markgen.motifs._flame.lastflame import lingering, low_flame
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.sleeve import risen
from markgen.motifs._flame.smoke import STEPS, Plume, rising, whipped
from markgen.motifs._flame.tongue import Floats
from markgen.values import Feeling, Ground, Layer, Linear, Outline, Points, layer

FLAME = 168.0
"""mm that the path of its highest tongue is long, on an arm."""

EMBERS, ASH, SPARKS = 6, 130, 22

BED = 108.0
"""mm from its heart, on an arm, beyond which no wood or ash lies."""

GIRTH = (14, 14, 30, 46, 50, 48)
"""Half width of its smoke, mm on an arm, at the heights below, as shares of all it rises."""

HEIGHTS = (0, 0.07, 0.2, 0.45, 0.7, 1)


@dataclass(frozen=True, eq=False)
class Hearth:
    """Where it burned, and how its own mm, of an arm, lie on the ground. at: its heart. unit: mm of the ground to one.
    hand: 1, or -1 mirrored. waist: how much broader things are drawn at the foot of a limb, which is narrower there.
    front: how high above its heart smoke has come, mm of its own. spread: how wide wood and ash lie, 1 alone."""

    ground: Ground
    at: Points
    unit: float
    hand: float
    waist: float
    front: float
    spread: float

    def put(self, p: Points) -> Points:
        """Points of its own, (..., 2), on the ground."""
        y = self.at[1] + self.unit * p[..., 1]
        broad = 1 + self.waist * np.clip(2 * y / self.ground.height - 1, 0, 1)
        placed = np.stack([self.at[0] + self.hand * self.unit * p[..., 0] * broad, y], -1)
        return np.asarray(placed.round(1 if self.unit > 0.25 else 2))

    def outline(self, o: Outline) -> Outline:
        """An outline of its own on the ground."""
        return Outline(self.put(o.points), o.closed, o.curved)

    def paint(self, paint: Linear) -> Linear:
        """A gradient of its own on the ground."""
        start, end = self.put(np.array([paint.start, paint.end]))
        return replace(paint, start=(float(start[0]), float(start[1])), end=(float(end[0]), float(end[1])))


def dying(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """Its layers."""
    return _round(ground, feeling, look, chance) if ground.wraps else _alone(ground, feeling, look, chance)


def _round(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """A fire at the foot of a limb, whose smoke goes up it to the shoulder."""
    c = chance("dying")
    front = risen(ground, feeling)
    # Smoke is up the arm long before the fire would be.
    front += max(1.1 * ground.height - front, 0.0) * feeling.birth(0.2, 0.5)
    unit = float(np.clip(front / 420, 0.02, 1))
    at = np.array([ground.width * (0.47 + c.uniform(-0.03, 0.03)), ground.height - 6 - 106 * unit])
    tall = float(at[1]) / unit
    hearth = Hearth(ground, at, unit, float(c.choice([-1.0, 1.0])), 0.7, min(front / unit - 112, tall + 12), 0.62)
    plume = rising(*_column(tall, c), 124, chance("smoke"))
    return _layers(hearth, plume, laid(0.62, chance("logs")), feeling, look, chance)


def _alone(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """A fire by itself, as large as its feeling."""
    c = chance("dying")
    alive = 0.5 + 0.5 * feeling.birth(0.05, 0.6)
    plume = rising(*_column(c.uniform(300, 390), c), 112, chance("smoke"))
    logs = laid(1.0, chance("logs"))
    front = -float(min(line[:, 1].min() for line in plume.strokes)) * alive
    bed = BED * np.array([[-0.95, 1.0], [0.95, 1.0]])
    shown = np.concatenate([*(line[line[:, 1] > -front] for line in plume.strokes), bed])
    low, top = shown.min(0), shown.max(0)
    unit = 0.96 * feeling.size / float((top - low).max())
    hand = float(c.choice([-1.0, 1.0]))
    at = ground.centre - np.array([hand, 1.0]) * (low + top) / 2 * unit
    return _layers(Hearth(ground, at, unit, hand, 0.0, front, 1.0), plume, logs, feeling, look, chance)


def _column(tall: float, c: np.random.Generator) -> tuple[Points, Floats]:
    """The middle of its smoke, from the flame up, and its half width, mm."""
    u = np.linspace(0, 1, STEPS)
    turns, sway = c.uniform(0.9, 1.2), c.uniform(28, 40)
    aside = sway * np.sin(2 * np.pi * turns * u**0.9) * np.clip(2.2 * u, 0, 1)
    return np.column_stack([aside, -45 - (tall - 45) * u]), np.interp(u, HEIGHTS, GIRTH)


def _layers(hearth: Hearth, plume: Plume, logs: list[Log], feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """Its layers, from the skin up."""
    embers = fallen(EMBERS, 80 * hearth.spread, 92, chance("embers"))
    shown = feeling.births(np.linspace(0.15, 0.7, EMBERS))
    embers = [replace(e, wide=e.wide * g) for e, g in zip(embers, shown.tolist(), strict=True) if g > 0.1]
    # A small fire is a flame on two logs.
    young = 1 - feeling.birth(0.2, 0.45)
    logs = [_grown(log, 1 - young * (k < len(logs) - 2), 1 + 0.45 * young) for k, log in enumerate(logs)]
    logs = [log for log in logs if log.long > 4]
    flame = low_flame(FLAME * (1 + 0.25 * young), 34 * hearth.spread, 0.1, look, chance("flame"))
    flame = [replace(t, width=t.width * (1.3 + 0.4 * young)) for t in flame]
    return [
        *_ground(hearth, feeling, look, chance),
        *whipped(plume, hearth.front, hearth.unit, feeling, look, hearth.put, chance("strokes")),
        lingering(flame, look, chance, hearth.outline, hearth.paint),
        *burnt(logs, embers, look, hearth.outline, hearth.paint, chance("char")),
        *flying([_sparks(hearth, plume, feeling, chance("sparks"))], look),
    ]


def _grown(log: Log, share: float, stout: float) -> Log:
    """A log of which so much is there, so many times as broad."""
    return Log(log.hot, log.hot + share * (log.cold - log.hot), log.wide * stout * min(1.0, 2 * share), log.heat)


def _ground(hearth: Hearth, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """Red light on the skin about the fire, soot under it, and ash that has blown away in dots, fewer the farther."""
    q = chance("ash")
    far, angle = q.random(ASH) ** 0.6, q.uniform(-0.25, np.pi + 0.25, ASH)
    round_ = np.column_stack([96 * hearth.spread * np.cos(angle), 8 + 86 * np.sin(angle)])
    p = round_ * (0.2 + 0.9 * far)[:, None] + q.normal(0, 5, (ASH, 2))
    size = (0.35 + 0.5 * q.random(ASH) ** 3) * (1.25 - 0.7 * far) * feeling.births(np.linspace(0.1, 0.75, ASH))
    seen = (size * hearth.unit > 0.03) & (np.abs(p) < [BED * hearth.spread, BED]).all(1)
    dots = pricks(hearth.put(p[seen]), hearth.unit * size[seen], look.fire(0.0))
    if look.bare or feeling.style.name not in ("natural", "watercolour"):
        return [layer("ash", "shade", dots)]
    soft = []
    for y, reach, heat, share in ((-36.0, 80.0, 0.56, 0.34 * (1 - look.dead)), (34.0, 62.0, 0.0, 0.5)):
        at, r, tint = hearth.put(np.array([0.0, y])), reach * hearth.unit, look.fire(heat)
        stops = ((0, tint, share), (0.5, tint, 0.5 * share), (1, tint, 0.0))
        soft.append(filled(circle(at, r), radial(at, r, *stops)))
    return [layer("light", "colour", soft[:1]), layer("soot", "shade", soft[1:]), layer("ash", "shade", dots)]


def _sparks(hearth: Hearth, plume: Plume, feeling: Feeling, q: np.random.Generator) -> Sparks:
    """A few sparks that rise in the smoke, the fewer the higher."""
    r = q.random((3, SPARKS))
    up = 0.7 * r[0] ** 1.6
    at = np.array([line[int(u * (len(line) - 1))] for line, u in zip(plume.strokes, up, strict=False)])
    at = at + q.normal(0, 12, (SPARKS, 2)) + [[0.0, 40.0]]
    size = (0.5 + 1.3 * r[1] ** 3) * (1.15 - up) * feeling.births(np.linspace(0.1, 0.7, SPARKS))
    size = size * np.clip((hearth.front + at[:, 1]) / 40, 0, 1)
    return Sparks(hearth.put(at), q.normal(0.1, 0.4, SPARKS), hearth.unit * size, r[2])
