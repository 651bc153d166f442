"""The inks of a stone: what a facet of each tone is coloured, and how far it is covered."""

from __future__ import annotations

import numpy as np

from markgen.draw import mix, ramp
from markgen.values import Feeling

INK = "#150a12"

HUES = {
    "rose": ("#2a0418", "#86064a", "#da1678", "#fa50a2", "#ff8cc4", "#ffbcdc"),
    "magenta": ("#240326", "#700a62", "#bc1c98", "#ea4cc4", "#f88cdc", "#fdc0ec"),
    "peach": ("#2c0814", "#920e40", "#e62c66", "#ff6490", "#ff98b4", "#ffc8d4"),
    "violet": ("#120428", "#38145e", "#7038a8", "#a678d8", "#c8a4ee", "#e6d6fa"),
    "hot": ("#2a0424", "#8c0070", "#ea08b0", "#ff40d6", "#ffa0e8", "#ffd0f4"),
    "sea": ("#021c26", "#065060", "#1290a0", "#4cc8c4", "#98e6da", "#d0f6ee"),
    "rock": ("#100c0e", "#2e2628", "#5e5250", "#958680", "#c6b8b0", "#e6dcd4"),
}
"""Families of colour in pink tourmaline, from the dark of the stone's far side to what is all but skin."""

WANDER = {"rose": "magenta", "magenta": "violet", "peach": "sea", "violet": "sea", "hot": "violet"}
"""What wonder sees in their place: a stone of many colours."""

COVER = ((0.0, 1.0), (0.3, 0.97), (0.5, 0.86), (0.7, 0.70), (0.86, 0.46), (0.96, 0.1), (1.0, 0.0))
"""How much ink a tone takes: the lightest facets are bare skin."""


def shade(feeling: Feeling, tone: float, hue: str = "rose") -> str:
    """A facet's colour: the stone's own, unless the feeling leans away from pink and warm. The deepest is black."""
    mood = feeling.mood
    if mood.tone.name == "wonder":
        hue = WANDER.get(hue, hue)
    tone = min(max(tone * (0.42 + 0.58 * gladness(feeling)), 0.0), 1.0)
    own = feeling.ramp(*HUES[hue])(tone)
    if mood.pull >= 0.3 and abs((mood.hue - 355 + 180) % 360 - 180) >= 30:
        own = mix(own, ramp(mood.palette)(tone), 0.75)
    elif mood.chroma > 0:
        # However pale a glad feeling is, the stone keeps most of its own colour: skin dulls it besides.
        # A burning one reddens it.
        kept = 0.8 - 0.7 * min(max(2 * mood.tone.arousal - 0.8, 0.0), 1.0)
        own = mix(own, ramp(HUES[hue])(tone), kept * min(max(2.5 * mood.tone.valence, 0.0), 1.0))
    return mix(own, INK, min(max((0.3 - tone) / 0.24, 0.0), 1.0))


def gladness(feeling: Feeling) -> float:
    """How much light a feeling lets into the stone, 0..1."""
    return 1 - feeling.mood.light.shadow * min(max(0.6 - 3 * feeling.mood.lift, 0.0), 1.0)


def cover(tone: float) -> float:
    """The share of skin that ink of a tone covers."""
    return float(np.interp(tone, *np.array(COVER).T))
