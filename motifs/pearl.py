"""A drift of tiny marks, each from another admirer and by another hand: heart, key, moon, bee, bolt, no two alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.draw import Chance, dots, filled
from markgen.motifs._pearl.drift import laid
from markgen.motifs._pearl.hand import by_hand, slight, strokes, wound
from markgen.motifs._pearl.kinds import KINDS, named
from markgen.motifs._pearl.parts import Part
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

FILLS = {"none", "black", "dots", "wax"}
"""Styles that these marks are drawn in as they are: in black alone, or filled in by a child."""

INK = "#141116"


@dataclass(frozen=True)
class Look:
    """How a mood draws its marks.

    sad: how sorrowful, 0..1. plain: black and skin only. solid: what is black or plain is filled in. weight: of its
    lines, of a mark's radius. wobble: of the hand, 0..1.
    """

    sad: float
    plain: bool
    solid: bool
    weight: float
    wobble: float


@dataclass(frozen=True)
class Drawn:
    """A tiny mark: black lines, black solids, and what is filled in with its colour."""

    lines: list[Outline]
    solids: list[Outline]
    fills: list[Outline]


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The drift: its marks, and what hands left in passing between them."""
    look = _look(feeling)
    names = named(chance("kinds"))
    lines: list[Outline] = []
    solids: list[Outline] = []
    fills: dict[str, list[Outline]] = {}
    marks, asides = laid(feeling, chance)
    for k, (place, radius) in enumerate(marks):
        if radius >= 0.2:
            color, parts = KINDS[names[k]]
            drawn = _drawn(parts, ground.centre + place, radius, look, chance("mark", k))
            lines += drawn.lines
            solids += drawn.solids
            fills.setdefault(feeling.tint(color), []).extend(drawn.fills)
    for k, (place, reach, way) in enumerate(asides):
        if reach > 0.3:
            between = slight(ground.centre + place, reach, way, chance("aside", k))
            solids += between[0]
            lines += between[1]
    opacity = 0.9 - 0.5 * min(look.sad, 1)
    return [
        layer("fills", "colour", [filled(many, tone, opacity) for tone, many in sorted(fills.items())]),
        layer("solids", "line", [filled(solids, INK)]),
        layer("lines", "line", [filled(lines, INK)]),
    ]


def _look(feeling: Feeling) -> Look:
    """How this feeling draws."""
    mood, sad = feeling.mood, max(-feeling.mood.tone.valence, 0.0)
    weight = 0.150 * mood.hand.weight * float(np.clip(feeling.style.mid / 0.45, 0.8, 1.35))
    return Look(sad, mood.chroma == 0, sad < 0.3 and feeling.style.fill != "none", weight, mood.hand.wobble)


def _drawn(parts: tuple[Part, ...], place: Points, radius: float, look: Look, r: np.random.Generator) -> Drawn:
    """A tiny mark by one hand, `radius` mm round a place."""
    drawn = Drawn([], [], [])
    turn = r.uniform(-0.30, 0.30) + 0.5 * look.sad * r.choice([-1, 1])
    spun = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    wide = float(np.clip(look.weight * radius, 0.16, 0.90))
    wobble = 0.022 + 0.06 * look.wobble + 0.04 * look.sad
    # Filled in a little beside its line, as a child would.
    off = r.normal(0, 0.16 * look.wobble, 2) * radius
    for part in parts:
        if part.specks:
            p = (part.points + r.normal(0, 0.02, part.points.shape)) @ spun * (radius - wide / 2) + place
            drawn.solids.extend(dots(p, np.maximum(0.06 * radius * r.uniform(0.8, 1.25, len(p)), 0.05)))
            continue
        p = by_hand(part, wobble, r) @ spun * (radius - wide / 2) + place
        if part.weight or not look.solid:
            # Sorrow leaves its outlines open, and its marks hollow.
            drawn.lines.extend(strokes(p, part, float(np.clip(part.weight * wide, 0.15, 1.1)), look.sad >= 0.3, r))
        inner = part.solid or part.hole
        if inner and look.solid and (look.plain or part.black):
            drawn.solids.append(wound(p, part))
        elif (inner or part.closed) and not look.plain:
            drawn.fills.append(wound(p + off, part))
    if look.sad > 0.3:
        fall = np.column_stack([r.normal(0, 0.45, 5), 0.92 + r.exponential(0.28, 5)]) * radius
        drawn.solids.extend(dots(place + fall, 0.05 * radius))
    return drawn
