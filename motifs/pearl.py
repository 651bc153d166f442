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
    stroked,
)
from markgen.motifs._pearl.hand import DOT, FULL_GROWN, HANDS, path, pokes, stippled, strokes, wound
from markgen.motifs._pearl.kinds import KINDS, PEARL
from markgen.motifs._pearl.parts import Part
from markgen.motifs._pearl.scatter import Lying, scatter
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

FILLS = {"none", "black", "dots", "wax", "facets", "flats"}
"""Styles that these marks are drawn in as they are: each is too small for another to make anything of it."""

INK = "#141116"


@dataclass(frozen=True)
class Age:
    """How ink has become with the years: its colour; how much of it is left, 0..1; how far it has run out to both
    sides, mm, of a mark that is full-grown."""

    ink: str
    left: float
    run: float


AGES = (Age(INK, 1.0, 0.0), Age("#1e2226", 0.92, 0.06), Age("#2f3b44", 0.84, 0.13))
"""Fresh, settled, old: black goes blue and grey."""

OLD = 0.8, 0.15
"""How likely the first of the marks is old, and the last: who came first was there longest."""

GRAIN = 0.038
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
    """What has been drawn: black lines, black solids, what is of another colour, soft washes, and pricks."""

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

    def inked(self, ink: str, age: Age) -> list[Shape | None]:
        """Its solids, lines and pricks, as far as they have faded, over what has run out of them."""
        at, sizes = np.concatenate([np.empty((0, 2)), *self.spots]), np.concatenate([np.empty(0), *self.sizes])
        black = [*self.solids, *self.lines]
        made: list[Shape | None] = []
        for far, share in ((2.0, 0.12), (1.0, 0.26)) if age.run else ():
            made.append(stroked(black, ink, far * 2 * age.run, share))
            made += pricks(at, sizes + far * age.run, flat(ink, share)) if len(at) else []
        dots = pricks(at, sizes, flat(ink, age.left)) if len(at) else []
        return [*made, filled(self.solids, ink, age.left), filled(self.lines, ink, age.left), *dots]


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
            _draw(made[_aged(mark, some)], mark, ground.centre, look, feeling, some)
    # Some used a coloured ink, as dark as they dared.
    muted = INK if feeling.mood.chroma == 0 else mix(INK, ramp(feeling.mood.palette)(0.35), 0.65)
    inks = [mix(age.ink, muted, 1.0 if k == 1 and muted != INK else 0.0) for k, age in enumerate(AGES)]
    aged = list(zip(made, inks, AGES, strict=True))
    faded = 0.86 - 0.4 * min(look.sad, 1)
    return [
        layer("washes", "colour", [wash for drawn in made for wash in drawn.washes]),
        layer(
            "fills",
            "colour",
            [filled(m, tone, faded * age.left) for drawn, _, age in aged for tone, m in sorted(drawn.fills.items())],
        ),
        layer("lines", "line", [shape for drawn, ink, age in aged for shape in drawn.inked(ink, age)]),
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


def _draw(drawn: Drawn, mark: Lying, middle: Points, look: Look, feeling: Feeling, r: np.random.Generator) -> None:
    """A tiny mark by its hand, where it lies."""
    kind, parts = KINDS[mark.name]
    hand, place, radius = HANDS[kind], middle + mark.place, mark.radius
    flip = np.array([-1.0 if mark.flipped else 1.0, 1.0])
    spun = flip[:, None] * np.array([[np.cos(mark.turn), np.sin(mark.turn)], [-np.sin(mark.turn), np.cos(mark.turn)]])
    grown = radius / FULL_GROWN
    wide, dot = look.weight * hand.line * grown, DOT * grown
    shake = hand.shake + 0.06 * look.wobble + 0.03 * look.sad
    # Filled in a little beside its line, as by a hurried hand.
    off = r.normal(0, 0.025 + 0.12 * look.wobble, 2) * radius
    under: list[Outline] | None = None
    for part in parts:
        p = (path(part, 0.0 if part.specks else shake, r) @ spun) * (radius - wide / 2) + place
        color = _tinted(part, look, feeling)
        if part.wash:
            drawn.washes.extend(_wash(p, color) if color else ())
        elif part.specks:
            drawn.prick(p, 0.6 * dot * r.uniform(0.8, 1.3, len(p)))
        elif part.solid:
            # Where sorrow leaves it hollow, it is an outline.
            under = drawn.fills.setdefault(color, []) if color else drawn.solids if look.solid else None
            if under is not None:
                under.append(wound(p + off if color else p, part))
        elif part.hole and under is not None:
            # A hole takes from what was filled in last.
            under.append(wound(p, part))
        if part.shade:
            # Round the mark's own place, so that it takes its dots along as the drift spreads.
            at = place + stippled(p - place, part, dot, r)
            drawn.prick(at, 0.5 * dot * r.uniform(0.8, 1.25, len(at)))
        weight = part.weight or (0.8 if part.solid and under is None else 0.0)
        if not weight or part.specks or part.hole or part.wash:
            continue
        thick = weight * wide
        if hand.poked:
            drawn.prick(*pokes(p, part, thick, r))
        else:
            to = drawn.fills.setdefault(color, []) if color and not part.solid else drawn.lines
            to.extend(strokes(p, part, thick, hand, look.sad >= 0.3, r))


def _tinted(part: Part, look: Look, feeling: Feeling) -> str:
    """A part's touch of colour. A feeling without colours keeps it, as it was another's; a style without does not."""
    if look.plain or not part.color:
        return ""
    return part.color if feeling.mood.chroma == 0 else feeling.tint(part.color)


def _wash(p: Points, color: str) -> list[Shape | None]:
    """A soft spot of colour that runs out to nothing."""
    middle = p.mean(0)
    reach = float(np.hypot(*(p - middle).T).max()) * 1.15
    paint = radial(middle, reach, (0.0, color, 0.9), (0.55, color, 0.75), (0.85, color, 0.35), (1.0, color, 0.0))
    return [filled([Outline(middle + (p - middle) * 1.1)], paint)]


def _pearl(drawn: Drawn, at: Points, r: float, some: np.random.Generator) -> None:
    """A pearl: a rim that is thin in the light, and dots that crowd in its shade, but not where skin lights it from
    below. r: its radius, mm."""
    a, away = np.linspace(0, 2 * np.pi, 61), 0.9
    rim = 0.06 * r * np.clip(0.7 + 0.4 * np.cos(a - away), 0.3, 1)
    drawn.lines.append(polyline(ribbon(at + (r - rim / 2)[:, None] * heading(a), rim)))
    # The core of its shade, black, which dots take over from.
    b = np.linspace(-0.95, 0.95, 41)
    core = at + 0.72 * r * heading(away + b)
    drawn.lines.append(polyline(ribbon(core, 0.07 * r * np.cos(b / 0.95 * np.pi / 2) ** 1.2)))

    def tone(p: Points) -> np.ndarray:
        facing, far = p @ heading(away) / r, np.hypot(*p.T) / r
        # Bare round the light, deepest before the edge, where skin lights it from below; and a faint second light.
        shade = np.clip(0.30 + 0.85 * facing, 0, 1) ** 1.5
        glint = np.exp(-((np.hypot(*(p / r + 0.50 * heading(away)).T) / 0.24) ** 4))
        pale = np.clip((far - 0.78) * 3.4, 0, 1) * np.clip(-facing + 0.2, 0, 1) * 0.5
        return np.asarray((1.1 * shade * np.clip(1.0 - 3.4 * (far - 0.72), 0.03, 1) + pale) * (1 - glint))

    dots = stipple(area(0.95 * r * heading(a[:-1])), tone, GRAIN * r, some, 1.1)
    drawn.prick(at + dots, 0.5 * GRAIN * r * some.uniform(0.75, 1.1, len(dots)))
