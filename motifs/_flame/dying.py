"""A fire that dies, alone or up a limb: coals that glow between them, a few last tongues, and the smoke they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, Ramp, circle, filled, linear, pricks, radial
from markgen.motifs._flame.ash import Sparks, flying
from markgen.motifs._flame.coals import Bed, Coal, burning, etched, glowing
from markgen.motifs._flame.designs import Plan, Six, Spark, dressed
from markgen.motifs._flame.hand import painted
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.sleeve import NATURAL, risen
from markgen.motifs._flame.smoke import STEPS, STROKES, Plume, rising, whipped
from markgen.motifs._flame.tongue import FLIES, Floats, Tongue
from markgen.values import Feeling, Flat, Ground, Layer, Points, Shape, layer

TONGUES: tuple[tuple[float, float, float, Six], ...] = (
    (0, 114, 40, (10, -24, -30, 16, 40, -30)),
    (-32, 74, 31, (-26, -20, 18, 20, -20, 20)),
    (30, 82, 33, (26, 26, -10, -24, 16, 24)),
    (-62, 58, 26, (10, -20, -20, 10, 24, -24)),
    (-15, 62, 28, (-14, -22, 10, 24, -10, 10)),
    (15, 56, 28, (18, 10, -16, -14, 16, 14)),
)
"""What still burns: where it stands, mm across the bed, how long and broad it is, mm on an arm, and how it bends,
degrees."""

FULL = 100.0
"""mm on an arm that a tongue is high, about."""

ROOT = 17.0
"""mm below the middle of two coals where the tongue on them begins; coals further down lie before it."""

FRONT = 12.0
"""mm at least from there down to the foremost coals."""

ASH, SPARKS = 160, 22

WIDE, DEEP = 92.0, 66.0
"""mm from its heart, on an arm, beyond which no coal of a fire by itself lies, aside and below."""

GIRTH = (26, 24, 28, 40, 48, 50)
"""Half width of its smoke, mm on an arm, at the heights below, as shares of all it rises."""

HEIGHTS = (0, 0.07, 0.2, 0.45, 0.7, 1)


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
    """A fire at the foot of a limb, whose coals close round it and whose smoke goes up it to the shoulder."""
    c = chance("dying")
    front = risen(ground, feeling)
    # Smoke is up the arm long before the fire would be.
    front += max(1.1 * ground.height - front, 0.0) * feeling.birth(0.2, 0.5)
    unit = float(np.clip(front / 420, 0.02, ground.width / NATURAL))
    at = np.array([ground.width * (0.47 + c.uniform(-0.03, 0.03)), ground.height - 6 - 92 * unit])
    tall = min(float(at[1]) / unit, 460.0)
    hearth = Hearth(ground, at, unit, float(c.choice([-1.0, 1.0])), 0.7, min(front / unit - 112, tall + 12))
    q = chance("bed")
    phase, high = np.pi * q.uniform(-1, 1, 4), np.array([16, 7, 7, 6]) * q.uniform(0.8, 1.2, 4)
    # Its crest is on the outside of the limb; on the inside it all but ends, as a cuff would not.
    phase[0] = q.uniform(-0.5, 0.5) - np.pi / 2
    slant = q.choice([-1.0, 1.0]) * q.uniform(0.2, 0.5)

    def edge(t: Floats, share: float, shift: float) -> Floats:
        waves = np.sin(np.outer(t, np.pi * np.arange(1, 5)) + phase + shift)
        return np.asarray(waves @ (high * [share, 1, 1, 1]))

    bed = Bed(
        lambda t: edge(t, 1, 0) + 2, lambda t: 54 + edge(t, -0.85, slant), lambda y: NATURAL / 2 / hearth.broad(y)
    )
    coals = bed.heaped(chance("coals"))
    stems = _stems(coals, feeling, look, chance)
    plume = rising(*_column(stems[0], tall, c), STROKES, chance("smoke"))
    return _layers(hearth, bed, coals, stems, plume, feeling, look, chance)


def _alone(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """A fire by itself, as large as its feeling."""
    c = chance("dying")
    alive = 0.42 + 0.58 * feeling.birth(0.1, 0.8)
    q = chance("bed")
    lean, high = q.uniform(-14, 14), q.uniform(-16, -4)
    bed = Bed(
        lambda t: high + lean * t + 52 * t**2,
        lambda t: DEEP + lean * t - 16 * t**2,
        lambda y: np.full(np.shape(y), WIDE),
    )
    coals = bed.heaped(chance("coals"))
    stems = _stems(coals, feeling, look, chance)
    plume = rising(*_column(stems[0], c.uniform(280, 360), c), STROKES, chance("smoke"))
    front = -float(min(line[:, 1].min() for line in plume.strokes)) * alive
    ends = np.array([[-1.1 * WIDE, 0.0], [1.1 * WIDE, 0.7 * DEEP + (0.3 * DEEP + 16) * feeling.birth(0.05, 0.6)]])
    shown = np.concatenate([*(line[line[:, 1] > -front] for line in plume.strokes), ends])
    low, top = shown.min(0), shown.max(0)
    unit = 0.96 * feeling.size / float((top - low).max())
    hand = float(c.choice([-1.0, 1.0]))
    at = ground.centre - np.array([hand, 1.0]) * (low + top) / 2 * unit
    return _layers(Hearth(ground, at, unit, hand, 0.0, front), bed, coals, stems, plume, feeling, look, chance)


def _stems(coals: Sequence[Coal], feeling: Feeling, look: Look, chance: Chance) -> list[Tongue]:
    """What still burns, before it splits, each between the two highest coals about there: first that on the crest."""
    q = chance("tongues")
    spark = Spark(look, chance, lambda born: feeling.birth(born, 0.25))
    at = np.array([c.at for c in coals])

    def crest(x: float, within: float) -> Points:
        aside = 99 * np.clip(np.abs(at[:, 0] - x) - within, 0, None)
        top = at[np.argsort(at[:, 1] + aside, kind="stable")[:2]].mean(0)
        # Where the bed is thin some of it must still lie before them.
        foot = np.sort(at[:, 1] - aside)[-2:].mean()
        return np.asarray([top[0], max(min(top[1] + ROOT, foot - FRONT), top[1])])

    middle = float(crest(0, 14)[0])
    root = np.array([crest(middle + x, 10) for x, *_ in TONGUES]) + q.uniform(-3, 3, (len(TONGUES), 2))
    stature = [1.0, *q.permutation(np.linspace(0.72, 1.15, len(TONGUES) - 1))]
    return [
        spark.stem(k, (x, y), turn, long * s, wide * s, -y, (0.1 + 0.5 * abs(x) / WIDE) * (k > 0))
        for k, ((_, long, wide, turn), (x, y), s) in enumerate(zip(TONGUES, root.tolist(), stature, strict=True))
    ]


def _column(flame: Tongue, tall: float, c: np.random.Generator) -> tuple[Points, Floats]:
    """The middle of its smoke, which rises so high from a flame, and its half width, mm."""
    u = np.linspace(0, 1, STEPS)
    x, y = flame.path[int(0.5 * len(flame.path))]
    turns, sway = c.uniform(0.9, 1.2), c.uniform(22, 32)
    aside = sway * np.sin(2 * np.pi * turns * u**0.9) * np.clip(2.2 * u, 0, 1) + x * (1 - u) ** 6
    return np.column_stack([aside, y - (tall + y) * u]), np.interp(u, HEIGHTS, GIRTH)


def _layers(
    hearth: Hearth,
    bed: Bed,
    coals: Sequence[Coal],
    stems: Sequence[Tongue],
    plume: Plume,
    feeling: Feeling,
    look: Look,
    chance: Chance,
) -> list[Layer]:
    """Its layers, from the skin up."""
    roots = np.array([t.path[0] for t in stems])
    # The nearest to the highest tongue come first; while there are few they are larger.
    far = np.hypot(*((np.array([c.at for c in coals]) - roots[0]) / [WIDE, 1.4 * WIDE]).T)
    born = (1.3 - 0.3 * feeling.birth(0.2, 0.45)) * feeling.births(0.75 * far - 0.08, 0.2)
    coals = [replace(c, size=c.size * g) for c, g in zip(coals, born.tolist(), strict=True) if g > 0.1]

    def lie(c: Coal) -> tuple[Points, Points]:
        broad = hearth.hand * c.hand * float(hearth.broad(c.at[1]))
        return hearth.put(c.at), hearth.unit * c.size * np.array([broad, 1.0])

    smoke = whipped(plume, hearth.front, hearth.unit, feeling, look, hearth.put, chance("strokes"))
    below = [*_ground(hearth, bed, feeling, look, chance), *smoke]
    flames = _flames(hearth, stems, feeling, look, chance)
    if look.bare:
        full = feeling.style.fill != "none"
        return [*below, *flames, etched(coals, look.ink, 0.7 * feeling.line("mid"), full, lie)]
    edge = roots[np.argsort(roots[:, 0])]
    before = [float(c.at[1] - np.interp(c.at[0], *edge.T)) > 0 for c in coals]
    return [
        *below,
        *glowing(coals, look, lie),
        burning([c for c, near in zip(coals, before, strict=True) if not near], look, lie),
        *flames,
        burning([c for c, near in zip(coals, before, strict=True) if near], look, lie),
        *flying(_sparks(hearth, plume, feeling, chance("sparks")), look),
    ]


def _flames(hearth: Hearth, stems: Sequence[Tongue], feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """What still burns, in the living fire's hand: all dull but one, which has a little light left; each comes out
    of the light between the coals, and goes out into smoke at its tip."""
    spark = Spark(look, chance, lambda born: feeling.birth(born, 0.25))
    first, layers = stems[0].key, []
    for stem in sorted(stems, key=lambda t: (t.key == first, float(t.path[0, 1]))):
        # A design's height is about 1.
        small = replace(stem, path=stem.path / FULL, width=stem.width / FULL)
        fire = dressed(
            Plan(
                [small],
                [],
                climbs=0.5,
                forks=12 if stem.key == first else 8,
                out=30,
                hook=50,
                peels=int(stem.key == first),
                whole=0.5,
            ),
            spark,
        )
        fire = [replace(t, path=hearth.put(FULL * t.path), width=t.width * FULL * hearth.unit) for t in fire]
        share = 0.82 if stem.key == first else 0.6
        dull = replace(
            look,
            line=look.line if look.bare else 0.5 * look.line,
            fire=Ramp(tuple(look.fire(h) for h in np.linspace(0, share, 8))),
        )
        made = painted(fire, feeling, dull, chance)
        if not look.bare and fire:
            foot = float(hearth.put(stem.path[0])[1])
            tip = float(min(t.path[:, 1].min() for t in fire if t.kind != FLIES))
            made = [
                replace(m, shapes=tuple(_fading(s, foot, tip, m.name == "outline") for s in m.shapes)) for m in made
            ]
        layers += made
    return layers


def _fading(shape: Shape, foot: float, tip: float, line: bool) -> Shape:
    """A shape of a flame that comes out of nothing at its foot and goes out towards its tip, its line first.

    foot, tip: mm down the ground.
    """
    if not isinstance(shape.fill, Flat):
        return shape
    tint, full = shape.fill.color, shape.fill.opacity
    shares = ((0, 0), (0.4, 1), (0.8, 0)) if line else ((0, 0), (0.3, 1), (0.5, 1), (0.75, 0.36), (1, 0))
    stops = [(at, tint, round(share * full, 2)) for at, share in shares]
    return replace(shape, fill=linear((0, foot), (0, tip), *stops))


def _ground(hearth: Hearth, bed: Bed, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """Red light on the skin about the fire, soot under it, and ash in dots about its bed, fewer the farther."""
    r = chance("ash").random((4, ASH))
    t, far, foot = 2 * r[0] - 1, -np.log(r[1]), r[2] < 0.7
    y = np.where(foot, bed.foot(t) + 9 * far - 8, bed.top(t) - 5 * far)
    size = (0.35 + 0.55 * r[3] ** 3) * np.exp(-0.25 * far) * feeling.births(0.1 + 0.5 * np.abs(t), 0.2)
    seen = (size * hearth.unit > 0.03) & (y < DEEP + 16)
    dots = pricks(hearth.put(bed.at(t, y)[seen]), hearth.unit * size[seen], look.fire(0.0))
    if look.bare or feeling.style.name not in ("natural", "watercolour"):
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
    at = np.array([line[int(u * (len(line) - 1))] for line, u in zip(plume.strokes, up, strict=False)])
    at = at + q.normal(0, 12, (SPARKS, 2))
    size = (0.5 + 0.9 * r[1] ** 3) * (1.15 - up) * feeling.births(np.linspace(0.1, 0.7, SPARKS))
    size = size * np.clip((hearth.front + at[:, 1]) / 40, 0, 1)
    return Sparks(hearth.put(at), q.normal(0.1, 0.4, SPARKS), hearth.unit * size, r[2])
