"""A scatter of separate tiny marks, each from another admirer and by another hand, about one pearl."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from markgen.draw import Chance, filled, flat, mix, pricks, radial, ramp
from markgen.motifs._pearl.hand import HANDS, Pricks, pricked, stippled, strayed, wander
from markgen.motifs._pearl.kinds import KINDS
from markgen.motifs._pearl.parts import Part
from markgen.motifs._pearl.scatter import Lying, scatter
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

FILLS = {"none", "black", "dots", "wax", "facets", "flats"}
"""Styles that these marks are drawn in as they are: each is too small for another to make anything of it."""

INK = "#141116"


@dataclass(frozen=True)
class Age:
    """How ink has become with the years: its colour; how much of it is left, 0..1; how much broader it has run, of its
    lines; and how dark the haze of what has run out of them, 0..1."""

    ink: str
    left: float
    run: float
    haze: float


AGES = (Age(INK, 1.0, 1.02, 0.0), Age("#171b1f", 0.98, 1.12, 0.10), Age("#2a3740", 0.62, 1.2, 0.16))
"""Fresh, settled, old: black goes blue and grey."""

OLD = 0.5, 0.2
"""How likely the first of the marks is old, and the last: who came first was there longest."""

STEPS = 4
"""How many strengths of ink there are, where it goes from strong to weak along a line."""

BLOWN, BLOWOUT = 0.35, 0.20
"""How likely the needle once went too deep in a mark, and how dark the ink then is that ran out under the skin."""


NEEDLES = 0.88, 1.18
"""How fine or broad the needle may be, of what is usual for a hand."""


@dataclass(frozen=True)
class Look:
    """How a mood draws its marks.

    sad: how sorrowful, 0..1. plain: no ink but black. weight: of every hand's line. wobble: on top of every hand's
    shake, 0..1.
    """

    sad: float
    plain: bool
    weight: float
    wobble: float


@dataclass(frozen=True)
class Drawn:
    """What has been drawn in inks of one age: washes of colour, and pricks."""

    washes: list[Shape | None] = field(default_factory=list)
    pricks: list[Pricks] = field(default_factory=list)
    hazes: list[Pricks] = field(default_factory=list)

    def inked(self, ink: str, age: Age) -> list[Shape | None]:
        """Its pricks in so many strengths of an ink, over what has run out of them."""
        made: list[Shape | None] = []
        for drawn, much in ((self.hazes, 1.0), (self.pricks, age.left)):
            if drawn:
                at, radii, left = (np.concatenate([getattr(p, of) for p in drawn]) for of in ("at", "radii", "left"))
                level = np.ceil(left * STEPS)
                for k in np.unique(level):
                    some = level == k
                    made += pricks(at[some], radii[some], flat(ink, round(float(left[some].mean()), 2) * much))
        return made


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The marks where they lie."""
    if feeling.size <= 0:
        return []
    look, made = _look(feeling), [Drawn() for _ in AGES]
    for mark in scatter(feeling, chance, ground.height > 1.2 * ground.width):
        some = chance("mark", mark.number)
        age = _aged(mark, some)
        _draw(made[age], AGES[age], mark, ground.centre, look, feeling, some)
    # Some used a coloured ink, as dark as they dared.
    muted = INK if feeling.mood.chroma == 0 else mix(INK, ramp(feeling.mood.palette)(0.35), 0.4)
    inks = [muted if k == 1 and muted != INK else age.ink for k, age in enumerate(AGES)]
    return [
        layer("washes", "colour", [wash for drawn in made for wash in drawn.washes]),
        layer("lines", "line", [s for m, ink, age in zip(made, inks, AGES, strict=True) for s in m.inked(ink, age)]),
    ]


def _aged(mark: Lying, some: np.random.Generator) -> int:
    """Which of the `AGES` a mark is of. The pearl is as it was on its first day."""
    old = np.interp(mark.number, (1, len(KINDS)), OLD) if mark.number else 0.0
    return int(np.searchsorted((1 - old, 1 - 0.45 * old), some.random()))


def _look(feeling: Feeling) -> Look:
    """How this feeling draws."""
    mood = feeling.mood
    weight = mood.hand.weight * float(np.clip(feeling.style.mid / 0.45, 0.8, 1.6))
    return Look(max(-mood.tone.valence, 0.0), not feeling.style.colour, weight, mood.hand.wobble)


def _draw(
    drawn: Drawn, age: Age, mark: Lying, middle: Points, look: Look, feeling: Feeling, r: np.random.Generator
) -> None:
    """A tiny mark by its hand, at its full size, then where it lies and as large as it has become."""
    kind, hand = KINDS[mark.name], HANDS[mark.number % len(HANDS)]
    full = 0.5 * kind.length
    grown, thick = mark.radius / full, look.weight * hand.line * r.uniform(*NEEDLES)
    waves = wander(hand.shake * (1 + look.wobble + 0.5 * look.sad), r)
    blown = int(r.integers(len(kind.parts))) if r.random() < BLOWN else -1
    flip = np.array([-1.0 if mark.flipped else 1.0, 1.0])
    spun = flip[:, None] * np.array([[np.cos(mark.turn), np.sin(mark.turn)], [-np.sin(mark.turn), np.cos(mark.turn)]])

    def lying(p: Points) -> Points:
        return np.asarray(p * grown @ spun + middle + mark.place)

    # A mark that has just come is finer in its lines.
    fine = grown * (0.7 + 0.3 * min(grown, 1.0))
    for k, part in enumerate(kind.parts):
        p = strayed(part.points * full, waves)
        if part.color:
            drawn.washes.extend(() if look.plain else _wash(lying(p), _tinted(part, feeling), age.left))
            continue
        if part.specks:
            n = len(p)
            some = Pricks(p, 0.5 * part.weight * thick * r.uniform(0.88, 1.12, n), r.uniform(0.75, 1.0, n))
        elif part.shade:
            some = stippled(p, part, r)
        else:
            some = pricked(p, hand, part.weight * thick, look.sad >= 0.3, r)
        at = lying(some.at)
        drawn.pricks.append(Pricks(at, some.radii * age.run * fine, some.left))
        haze = BLOWOUT if k == blown else age.haze
        if haze and not part.shade:
            drawn.hazes.append(Pricks(at[::2], 2.1 * some.radii[::2] * fine, np.full(len(at[::2]), haze)))


def _tinted(part: Part, feeling: Feeling) -> str:
    """A part's breath of colour. A feeling without colours keeps it, as it was another's."""
    return part.color if feeling.mood.chroma == 0 else feeling.tint(part.color)


def _wash(p: Points, color: str, left: float) -> list[Shape | None]:
    """A soft spot of colour that runs out to nothing."""
    middle = p.mean(0)
    reach = float(np.hypot(*(p - middle).T).max()) * 1.15
    stops = ((0.0, 0.42), (0.5, 0.34), (0.8, 0.14), (1.0, 0.0))
    paint = radial(middle, reach, *((at, color, left * share) for at, share in stops))
    return [filled([Outline(middle + (p - middle) * 1.1)], paint)]
