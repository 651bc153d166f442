"""A scatter of separate tiny marks, each from another admirer and by another hand, about one pearl."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from markgen.draw import (
    Chance,
    area,
    filled,
    flat,
    heading,
    mix,
    polyline,
    pricks,
    radial,
    ramp,
    ribbon,
    stipple,
)
from markgen.motifs._pearl.hand import DOT, FULL_GROWN, HANDS, pokes, stippled, strayed, stroke, wander, wound
from markgen.motifs._pearl.kinds import KINDS, PEARL
from markgen.motifs._pearl.parts import Part
from markgen.motifs._pearl.scatter import Lying, scatter
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

FILLS = {"none", "black", "dots", "wax", "facets", "flats"}
"""Styles that these marks are drawn in as they are: each is too small for another to make anything of it."""

INK = "#141116"


@dataclass(frozen=True)
class Age:
    """How ink has become with the years: its colour; how much of it is left, 0..1; how much broader it has run, mm, in
    a mark that is full-grown."""

    ink: str
    left: float
    run: float


AGES = (Age(INK, 0.96, 0.0), Age("#1b1f23", 0.90, 0.03), Age("#212b32", 0.84, 0.06))
"""Fresh, settled, old: black goes blue and grey."""

OLD = 0.6, 0.15
"""How likely the first of the marks is old, and the last: who came first was there longest."""

GRAIN = 0.034
"""Dots of a pearl's shading, of its radius."""


@dataclass(frozen=True)
class Look:
    """How a mood draws its marks.

    sad: how sorrowful, 0..1. plain: no ink but black. solid: what is black is filled in. weight: of every hand's line.
    wobble: on top of every hand's shake, 0..1.
    """

    sad: float
    plain: bool
    solid: bool
    weight: float
    wobble: float


@dataclass(frozen=True)
class Drawn:
    """What has been drawn: lines, solids, washes of colour, and pricks."""

    lines: list[Outline] = field(default_factory=list)
    solids: list[Outline] = field(default_factory=list)
    washes: list[Shape | None] = field(default_factory=list)
    spots: list[Points] = field(default_factory=list)
    sizes: list[np.ndarray] = field(default_factory=list)

    def prick(self, at: Points, radii: float | np.ndarray) -> None:
        """Single pricks of the needle."""
        self.spots.append(at)
        self.sizes.append(np.broadcast_to(np.asarray(radii, float), len(at)))

    def inked(self, ink: str, left: float) -> list[Shape | None]:
        """Its solids, lines and pricks, as far as they are left."""
        dots = pricks(np.concatenate(self.spots), np.concatenate(self.sizes), flat(ink, left)) if self.spots else []
        return [filled(self.solids, ink, left), filled(self.lines, ink, left), *dots]


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The marks where they lie."""
    if feeling.size <= 0:
        return []
    look, made = _look(feeling), [Drawn() for _ in AGES]
    marks = scatter(feeling, chance, ground.height > 1.2 * ground.width)
    for mark in marks:
        if mark.name == PEARL:
            _pearl(made[0], ground.centre + mark.place, mark.radius, chance("pendant"))
        else:
            some = chance("mark", mark.number)
            age = _aged(mark, some)
            _draw(made[age], AGES[age], mark, ground.centre, look, feeling, some)
    # Some used a coloured ink, as dark as they dared.
    muted = INK if feeling.mood.chroma == 0 else mix(INK, ramp(feeling.mood.palette)(0.35), 0.4)
    inks = [muted if k == 1 and muted != INK else age.ink for k, age in enumerate(AGES)]
    return [
        layer("washes", "colour", [wash for drawn in made for wash in drawn.washes]),
        layer(
            "lines", "line", [s for m, ink, age in zip(made, inks, AGES, strict=True) for s in m.inked(ink, age.left)]
        ),
    ]


def _aged(mark: Lying, some: np.random.Generator) -> int:
    """Which of the `AGES` a mark is of."""
    old = np.interp(mark.number, (1, len(KINDS)), OLD)
    return int(np.searchsorted((1 - old, 1 - 0.45 * old), some.random()))


def _look(feeling: Feeling) -> Look:
    """How this feeling draws."""
    mood, sad = feeling.mood, max(-feeling.mood.tone.valence, 0.0)
    weight = mood.hand.weight * float(np.clip(feeling.style.mid / 0.45, 0.8, 1.6))
    solid = sad < 0.3 and feeling.style.fill != "none"
    return Look(sad, not feeling.style.colour, solid, weight, mood.hand.wobble)


def _draw(
    drawn: Drawn, age: Age, mark: Lying, middle: Points, look: Look, feeling: Feeling, r: np.random.Generator
) -> None:
    """A tiny mark by its hand, where it lies."""
    kind = KINDS[mark.name]
    hand, place, radius = HANDS[kind.hand], middle + mark.place, mark.radius
    flip = np.array([-1.0 if mark.flipped else 1.0, 1.0])
    spun = flip[:, None] * np.array([[np.cos(mark.turn), np.sin(mark.turn)], [-np.sin(mark.turn), np.cos(mark.turn)]])
    grown = radius / FULL_GROWN
    # A mark that has just come is finer in its lines.
    bold = grown * (0.7 + 0.3 * min(grown, 1.0))
    wide, dot = (look.weight * hand.line + age.run) * bold, (DOT + 0.3 * age.run) * grown
    waves = wander(hand.shake + 0.05 * look.wobble + 0.02 * look.sad, r)
    for part in kind.parts:
        p = (strayed(part.points, waves) @ spun) * (radius - wide / 2) + place
        if part.color:
            drawn.washes.extend(() if look.plain else _wash(p, _tinted(part, feeling), age.left))
            continue
        if part.specks:
            drawn.prick(p, 0.25 * part.weight * (wide + HANDS["poke"].line * grown) * r.uniform(0.85, 1.15, len(p)))
            continue
        # Where sorrow leaves it hollow, it is an outline.
        if (part.solid or part.hole) and look.solid:
            drawn.solids.append(wound(p, part))
        if part.shade:
            # Round the mark's own place, so that it takes its dots along as the drift spreads.
            at = place + stippled(p - place, part, dot, r)
            drawn.prick(at, 0.5 * dot * r.uniform(0.8, 1.2, len(at)))
        weight = 0.8 if part.solid and not look.solid else part.weight
        if not weight:
            continue
        if hand.poked:
            drawn.prick(*pokes(p, part, weight * wide, r))
        else:
            drawn.lines.append(stroke(p, part, weight * wide, look.sad >= 0.3, r))


def _tinted(part: Part, feeling: Feeling) -> str:
    """A part's touch of colour. A feeling without colours keeps it, as it was another's."""
    return part.color if feeling.mood.chroma == 0 else feeling.tint(part.color)


def _wash(p: Points, color: str, left: float) -> list[Shape | None]:
    """A soft spot of colour that runs out to nothing."""
    middle = p.mean(0)
    reach = float(np.hypot(*(p - middle).T).max()) * 1.15
    stops = ((0.0, 0.9), (0.55, 0.75), (0.85, 0.35), (1.0, 0.0))
    paint = radial(middle, reach, *((at, color, left * share) for at, share in stops))
    return [filled([Outline(middle + (p - middle) * 1.1)], paint)]


def _pearl(drawn: Drawn, at: Points, r: float, some: np.random.Generator) -> None:
    """A pearl: a rim that is thin in the light, and a crescent of dots that crowd in its shade, but not where skin
    lights it from below. r: its radius, mm."""
    a, away = np.linspace(0, 2 * np.pi, 61), 1.05
    rim = 0.042 * r * np.clip(0.75 + 0.45 * np.cos(a - away), 0.4, 1)
    drawn.lines.append(polyline(ribbon(at + (r - rim / 2)[:, None] * heading(a), rim)))

    def tone(p: Points) -> np.ndarray:
        # How far from the light, and how near to the rim.
        off, near = np.hypot(*(p / r + 0.40 * heading(away)).T), 1 - np.hypot(*p.T) / r
        return np.asarray(1.5 * np.clip((off - 0.74) / 0.55, 0, 1) ** 1.6 * np.clip((near - 0.07) * 7, 0.06, 1))

    dots = stipple(area(0.95 * r * heading(a[:-1])), tone, GRAIN * r, some, 1.0)
    drawn.prick(at + dots, 0.5 * GRAIN * r * some.uniform(0.8, 1.2, len(dots)))
