"""A scatter of tiny marks, each from another admirer and by another hand: swallow, key, moth, teacup, no two alike."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from markgen.draw import Chance, filled, pricks, radial
from markgen.motifs._pearl.drift import laid
from markgen.motifs._pearl.hand import HANDS, LEAST, path, pokes, stippled, strokes, wound
from markgen.motifs._pearl.kinds import KINDS, named
from markgen.motifs._pearl.parts import Part
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

FILLS = {"none", "black", "dots", "wax", "facets", "flats"}
"""Styles that these marks are drawn in as they are: each is too small for another to make anything of it."""

INK = "#141116"


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


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The drift, mark by mark."""
    look, names, drawn = _look(feeling), named(chance("kinds")), Drawn()
    for k, (place, radius) in enumerate(laid(feeling, chance)):
        # What has hardly begun to swell would be taken for a speck between the others.
        if radius >= min(0.9, max(feeling.size / 60, 0.2)):
            name = names[k % len(names)]
            _draw(drawn, name, ground.centre + place, radius, look, feeling, chance("mark", k))
    opacity = 0.92 - 0.5 * min(look.sad, 1)
    dots = pricks(np.concatenate(drawn.spots), np.concatenate(drawn.sizes), INK) if drawn.spots else []
    return [
        layer("washes", "colour", drawn.washes),
        layer("fills", "colour", [filled(many, tone, opacity) for tone, many in sorted(drawn.fills.items())]),
        layer("solids", "line", [filled(drawn.solids, INK)]),
        layer("lines", "line", [filled(drawn.lines, INK), *dots]),
    ]


def _look(feeling: Feeling) -> Look:
    """How this feeling draws."""
    mood, sad = feeling.mood, max(-feeling.mood.tone.valence, 0.0)
    weight = mood.hand.weight * float(np.clip(feeling.style.mid / 0.45, 0.8, 1.6))
    return Look(sad, mood.chroma == 0, sad < 0.3 and feeling.style.fill != "none", weight, mood.hand.wobble)


def _draw(
    drawn: Drawn, name: str, place: Points, radius: float, look: Look, feeling: Feeling, r: np.random.Generator
) -> None:
    """A tiny mark by its hand, `radius` mm round a place."""
    kind, parts = KINDS[name]
    hand = HANDS[kind]
    # Most hang nearly upright; a few were done from the side.
    turn = (r.uniform(-0.28, 0.28) if r.random() < 0.75 else r.uniform(-0.55, 0.55)) + 0.4 * look.sad * r.choice(
        [-1, 1]
    )
    spun = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    # On a mark as small as a fleck lines are thin as well.
    wide = max(look.weight * hand.weight * radius, LEAST * min(radius / 2.5, 1))
    shake = hand.shake + 0.06 * look.wobble + 0.03 * look.sad
    # Filled in a little beside its line, as by a hurried hand.
    off = r.normal(0, 0.03 + 0.12 * look.wobble, 2) * radius
    dot = max(0.046 * radius, 0.11 * min(radius / 2.5, 1))
    under: list[Outline] | None = None
    for part in parts:
        p = (path(part, 0.0 if part.specks else shake, r) @ spun) * (radius - wide / 2) + place
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
            # Round the mark's own place, so that it takes its dots along as the drift spreads.
            at = place + stippled(p - place, part, dot * 1.15, r)
            drawn.prick(at, 0.5 * dot * r.uniform(0.8, 1.25, len(at)))
        hollow = part.solid and not part.color and not look.solid
        weight = part.weight or (0.8 if hollow else 0.0)
        if not weight or part.specks or part.hole or part.wash:
            continue
        thick = max(weight * wide, 0.75 * LEAST * min(radius / 2.5, 1))
        if hand.poked:
            drawn.prick(*pokes(p, part, 1.25 * thick, r))
        else:
            drawn.lines.extend(strokes(p, part, thick, hand, look.sad >= 0.3, r))


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
