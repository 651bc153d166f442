"""The inks of a stone: what a facet of each tone is coloured, and how far it is covered."""

from __future__ import annotations

import numpy as np

from markgen.draw import mix, ramp
from markgen.values import Feeling

INK = "#150a12"

FLAME = "#f040f4"
"""The stone's own light: cooler than its ink, which skin warms."""

STONE = ("#2a0330", "#5c0a5c", "#ac1f9c", "#ee58cc", "#f890ea", "#fdc8f6", "#fff6ff")
"""Tourmaline, from the dark of a facet that shows the stone's far side to the flash of one that shows the sky."""

COVER = ((0.0, 1.0), (0.3, 0.96), (0.55, 0.84), (0.78, 0.52), (0.92, 0.16), (1.0, 0.0))
"""How much ink a tone takes: the lightest facets are bare skin."""


def shade(feeling: Feeling, tone: float) -> str:
    """A facet's colour: the stone's own, unless the feeling leans away from pink and warm. The deepest is black."""
    mood = feeling.mood
    tone = float(np.clip(tone * (0.42 + 0.58 * gladness(feeling)), 0, 1))
    own = feeling.ramp(*STONE)(tone)
    if mood.pull >= 0.3 and abs((mood.hue - 355 + 180) % 360 - 180) >= 30:
        own = mix(own, ramp(mood.palette)(tone), 0.6)
    return mix(own, INK, float(np.clip((0.3 - tone) / 0.24, 0, 1)))


def gladness(feeling: Feeling) -> float:
    """How much light a feeling lets into the stone, 0..1."""
    return 1 - feeling.mood.light.shadow * float(np.clip(0.6 - 3 * feeling.mood.lift, 0, 1))


def cover(tone: float) -> float:
    """The share of skin that ink of a tone covers."""
    return float(np.interp(tone, *np.array(COVER).T))
