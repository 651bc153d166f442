"""A stone set on the skin."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, Noise
from markgen.motifs._gem.company import Loose
from markgen.motifs._gem.view import View
from markgen.values import Feeling, Ground, Points

COLOURED = ("natural", "facets")
"""Ways of filling in which a stone keeps its colours, and what it casts."""


@dataclass(frozen=True, eq=False)
class Setting:
    """A stone as a feeling wears it. scale: mm to a unit. middle, centre: of the mark, in units and in mm.

    sway, loose: how this hand bends a ruled line, and by how many units.
    """

    view: View
    feeling: Feeling
    chance: Chance
    scale: float
    middle: Points
    centre: Points
    sway: Noise
    loose: float

    def birth(self, born: float, span: float = 0.15) -> float:
        """How far a detail born at that intensity has swelled in."""
        return self.feeling.birth(born, span)

    def mm(self, points: Points) -> Points:
        """From the picture's units to the skin, as far as this hand can rule a line."""
        p = np.asarray(points, float)
        if self.loose:
            x, y = 2.6 * p[:, 0], 2.6 * p[:, 1]
            p = p + self.loose * np.column_stack([self.sway.fbm(x, y, 2), self.sway.fbm(x + 40, y, 2)])
        return np.asarray((p - self.middle) * self.scale + self.centre)


def set_in(ground: Ground, view: View, every: Points, feeling: Feeling, chance: Chance) -> Setting:
    """The stone in the middle of its ground, with room for `every` point drawn round it."""
    low, high = every.min(0), every.max(0)
    scale = feeling.size / float((high - low).max())
    sway, loose = Noise(chance("hand")), 0.055 * max(feeling.mood.hand.wobble - 0.2, 0)
    return Setting(view, feeling, chance, scale, (low + high) / 2, ground.centre, sway, loose)


def beside(stone: Setting, loose: Loose) -> Setting:
    """A loose stone, set where the large one has it."""
    return replace(
        stone,
        view=loose.view,
        chance=Chance(stone.chance.seed + loose.number + 1),
        scale=stone.scale * loose.scale,
        middle=loose.middle,
        centre=stone.mm(loose.place[None])[0],
    )
