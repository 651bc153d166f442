"""A scatter of separate tiny marks, each from another admirer and by another hand, about one pearl."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

import numpy as np

from markgen.draw import (
    Chance,
    area,
    filled,
    flat,
    heading,
    minus,
    mix,
    polyline,
    pricks,
    radial,
    ramp,
    ribbon,
    stipple,
    union,
)
from markgen.motifs._pearl.hand import HANDS, LEAST, LIT, Hand, path, pokes, shadowed, stippled, strokes, whipped, wound
from markgen.motifs._pearl.kinds import KINDS, PEARL
from markgen.motifs._pearl.parts import Part, wash
from markgen.motifs._pearl.scatter import Lying, scatter
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

FILLS = {"none", "black", "dots", "wax", "facets", "flats"}
"""Styles that these marks are drawn in as they are: each is too small for another to make anything of it."""

INK = "#141116"

AGES = (1.0, 0.97, 0.94)
"""How black the ink still is of a mark that is fresh, of an older one, and of an old one."""

BROAD = 0.9
"""Reach, of a mark's radius, from which what is filled in is whipped rather than solid."""

BLACK = 0.86
"""How much of that is black: the rest is bare where the light falls."""

TINTED = 0.5
"""The same of what would have a colour."""

GRAIN = 0.034
"""Dots of the shading, of the radius of what they shade."""

NACRE = wash(0, 0, 1, "#d3a9b4")
"""What colour there is in a pearl."""


@dataclass(frozen=True)
class Look:
    """How a mood draws its marks.

    sad: how sorrowful, 0..1. plain: black and skin only. solid: what is black is filled in. weight: of every hand's
    line. wobble: on top of every hand's shake, 0..1.
    """

    sad: float
    plain: bool
    solid: bool
    weight: float
    wobble: float


@dataclass(frozen=True)
class Drawn:
    """What has been drawn: black lines, black solids, what is filled by its colour, soft washes, and pricks."""

    lines: list[Outline] = field(default_factory=list)
    solids: list[Outline] = field(default_factory=list)
    fills: dict[str, list[Outline]] = field(default_factory=dict)
    washes: list[Shape | None] = field(default_factory=list)
    spots: list[Points] = field(default_factory=list)
    sizes: list[np.ndarray] = field(default_factory=list)

    def prick(self, at: Points, radii: float | np.ndarray) -> None:
        """Single pricks of the needle."""
        self.spots.append(at)
        self.sizes.append(np.broadcast_to(np.asarray(radii, float), len(at)))

    def inked(self, ink: str, age: float) -> list[Shape | None]:
        """Its lines and pricks, as far as they have faded."""
        at = np.concatenate([np.empty((0, 2)), *self.spots])
        dots = pricks(at, np.concatenate([np.empty(0), *self.sizes]), flat(ink, age)) if len(at) else []
        return [filled(self.lines, ink, age), *dots]


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The marks where they lie, and single pricks in the gaps between them."""
    if feeling.size <= 0:
        return []
    look, made = _look(feeling), {age: Drawn() for age in AGES}
    lying = scatter(feeling, chance)
    for mark in lying.marks:
        age = AGES[int(chance("age", mark.number).choice(3, p=(0.55, 0.27, 0.18)))]
        if mark.name == PEARL:
            at = ground.centre + mark.place
            inner = at + 0.8 * mark.radius * heading(np.arange(12) * np.pi / 6)
            made[AGES[0]].washes.extend(_wash(inner, NACRE, look, feeling))
            _pearl(made[AGES[0]], at, mark.radius, chance("pendant"))
            continue
        _draw(made[age], mark, ground.centre, look, feeling, chance("mark", mark.number))
    made[AGES[0]].prick(lying.specks + ground.centre, lying.sizes)
    opacity = 0.92 - 0.5 * min(look.sad, 1)
    # Some used a coloured ink, as dark as they dared.
    muted = INK if look.plain else mix(INK, ramp(feeling.mood.palette)(0.35), 0.65)
    inks = dict(zip(AGES, (INK, muted, INK), strict=True))
    return [
        layer("washes", "colour", [wash for drawn in made.values() for wash in drawn.washes]),
        layer(
            "fills",
            "colour",
            [filled(m, tone, opacity * age) for age, drawn in made.items() for tone, m in sorted(drawn.fills.items())],
        ),
        layer("solids", "line", [filled(drawn.solids, inks[age], age) for age, drawn in made.items()]),
        layer("lines", "line", [s for age, drawn in made.items() for s in drawn.inked(inks[age], age)]),
    ]


def _look(feeling: Feeling) -> Look:
    """How this feeling draws."""
    mood, sad = feeling.mood, max(-feeling.mood.tone.valence, 0.0)
    weight = mood.hand.weight * float(np.clip(feeling.style.mid / 0.45, 0.8, 1.6))
    return Look(sad, mood.chroma == 0, sad < 0.3 and feeling.style.fill != "none", weight, mood.hand.wobble)


def _draw(drawn: Drawn, mark: Lying, middle: Points, look: Look, feeling: Feeling, r: np.random.Generator) -> None:
    """A tiny mark by its hand, where it lies."""
    kind, parts = KINDS[mark.name]
    hand, place, radius = HANDS[kind], middle + mark.place, mark.radius
    flip = np.array([-1.0 if mark.flipped else 1.0, 1.0])
    spun = flip[:, None] * np.array([[np.cos(mark.turn), np.sin(mark.turn)], [-np.sin(mark.turn), np.cos(mark.turn)]])
    # On a mark as small as a fleck lines are thin as well.
    wide = max(look.weight * hand.weight * radius, LEAST * min(radius / 2.5, 1))
    shake = hand.shake + 0.06 * look.wobble + 0.03 * look.sad
    # Filled in a little beside its line, as by a hurried hand.
    off = r.normal(0, 0.03 + 0.12 * look.wobble, 2) * radius
    dot = max(GRAIN * radius, 0.11 * min(radius / 2.5, 1))
    under: list[Outline] | None = None

    def placed(part: Part) -> Points:
        return np.asarray((path(part, 0.0 if part.specks else shake, r) @ spun) * (radius - wide / 2) + place)

    for k, part in enumerate(parts):
        p = placed(part)
        if _whips(part, hand, look) and np.ptp(p, axis=0).max() > BROAD * radius:
            holes = takewhile(lambda after: after.hole, parts[k + 1 :])
            left = minus(area(p), union([area(placed(hole)) for hole in holes]))
            drawn.lines.extend(
                whipped(left, radius, TINTED if part.color else BLACK, LIT, r) + shadowed(p, wide, LIT, r)
            )
            under = None
            continue
        if part.wash:
            drawn.washes.extend(_wash(p, part, look, feeling))
        elif part.specks:
            drawn.prick(p, 0.8 * dot * r.uniform(0.8, 1.3, len(p)))
        elif part.solid:
            under = _filled(drawn, part, look, feeling)
            if under is not None:
                under.append(wound(p + off if part.color else p, part))
        elif part.hole and under is not None:
            # A hole takes from what was filled in last.
            under.append(wound(p, part))
        if part.shade:
            _shade(drawn, part, p, place, radius, spun, hand, dot, r)
        hollow = part.solid and not part.color and not look.solid
        weight = part.weight or (0.8 if hollow else 0.0)
        if not weight or part.specks or part.hole or part.wash:
            continue
        thick = max(weight * wide, 0.75 * LEAST * min(radius / 2.5, 1))
        if hand.poked:
            drawn.prick(*pokes(p, part, 1.25 * thick, r))
        else:
            drawn.lines.extend(strokes(p, part, thick, hand, look.sad >= 0.3, r))


def _pearl(drawn: Drawn, at: Points, r: float, some: np.random.Generator) -> None:
    """A pearl: a rim that is thin in the light, and dots that crowd in its shade, but not where skin lights it from
    below. r: its radius, mm."""
    a = np.linspace(0, 2 * np.pi, 61)
    rim = (0.035 + 0.7 * GRAIN) * r * (0.55 + 0.75 * np.clip(np.cos(a - 0.9), 0, 1))
    drawn.lines.append(polyline(ribbon(at + (r - rim / 2)[:, None] * heading(a), rim)))
    # A window in it, and the core of its shade, black, which dots take over from.
    shine = at - 0.46 * r * heading(0.9)
    drawn.lines.append(polyline(ribbon(shine + r * heading(a) * [0.15, 0.11], 0.022 * r)))
    b = np.linspace(-1.15, 1.15, 41)
    core = at + 0.70 * r * heading(0.9 + b)
    drawn.lines.append(polyline(ribbon(core, 0.26 * r * np.cos(b / 1.15 * np.pi / 2) ** 1.2)))

    def tone(p: Points) -> np.ndarray:
        facing, far = p @ heading(0.9) / r, np.hypot(*p.T) / r
        # Round the light it is bare; the shade is deepest before the edge, where skin lights it from below.
        shade = np.clip(0.22 + 0.95 * facing, 0, 1) ** 1.4
        return np.asarray(1.5 * shade * np.clip(1.0 - 3.6 * (far - 0.70), 0.04, 1))

    dots = stipple(area(0.95 * r * heading(a[:-1])), tone, GRAIN * r, some, 1.1)
    drawn.prick(at + dots, 0.5 * GRAIN * r * some.uniform(0.75, 1.1, len(dots)))


def _whips(part: Part, hand: Hand, look: Look) -> bool:
    """Whether this hand would whip what others fill in."""
    return part.solid and not part.hole and hand.whips and look.solid and (look.plain or not part.color)


def _shade(
    drawn: Drawn, part: Part, p: Points, place: Points, radius: float, spun: Points, hand: Hand, dot: float,
    r: np.random.Generator,
) -> None:  # fmt: skip
    """A part's shading, whipped or in dots."""
    if hand.whips:
        way = np.array([np.cos(part.way), np.sin(part.way)]) @ spun
        drawn.lines.extend(whipped(area(p), radius, 0.62 * part.shade, way, r))
        return
    # Round the mark's own place, so that it takes its dots along as the drift spreads.
    at = place + stippled(p - place, part, 1.15 * dot, r)
    drawn.prick(at, 0.5 * dot * r.uniform(0.8, 1.25, len(at)))


def _filled(drawn: Drawn, part: Part, look: Look, feeling: Feeling) -> list[Outline] | None:
    """Where what is filled in goes: with the black or with its colour; None where sorrow leaves it hollow."""
    if part.color and not look.plain:
        return drawn.fills.setdefault(feeling.tint(part.color), [])
    return drawn.solids if look.solid else None


def _wash(p: Points, part: Part, look: Look, feeling: Feeling) -> list[Shape | None]:
    """A soft spot of colour that runs out to nothing; in black alone, there is none."""
    if look.plain:
        return []
    middle = p.mean(0)
    reach = float(np.hypot(*(p - middle).T).max()) * 1.15
    color = feeling.tint(part.color)
    paint = radial(middle, reach, (0.0, color, 0.9), (0.55, color, 0.75), (0.85, color, 0.35), (1.0, color, 0.0))
    blot = middle + (p - middle) * 1.1
    return [filled([Outline(blot)], paint)]
