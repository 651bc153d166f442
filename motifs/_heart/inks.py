"""The inks of a heart, of each part from deep to pale."""

from __future__ import annotations

from markgen.draw import INK, mix, ramp
from markgen.motifs._heart.nature import Nature
from markgen.values import Feeling

INKS = {
    "muscle": ("#120609", "#350a14", "#6b0f1e", "#a11f2b", "#c8473f", "#e38d78", "#fcebe0"),
    "atrium": ("#12060b", "#380d20", "#6b2036", "#9b434e", "#c27c77", "#e0b0a3", "#fbeee8"),
    "artery": ("#150507", "#470c12", "#861f1f", "#b8432f", "#d67c55", "#eab48d", "#fdf1e6"),
    "vein": ("#07090f", "#121a30", "#22385a", "#446487", "#7d9db3", "#b8cdd6", "#f3f8f7"),
    "lung": ("#0c0815", "#231a3a", "#43355f", "#6f5c88", "#a391b3", "#d0c4d8", "#f8f5fa"),
    "lung vein": ("#12060c", "#3d1025", "#702a42", "#a0525f", "#c88a88", "#e6beb4", "#fcf1ec"),
}
SPECTRUM = (20.0, 330.0, 290.0, 250.0, 190.0, 60.0)
"""Hues, in degrees of OKLCH, that wonder paints its planes in."""
GREYS = (INK, "#2b2826", "#4a4644", "#75706d", "#a09b97", "#c9c4c0", "#f6f3f0")
AGREE = 0.3
"""How far inks are drawn towards the feeling's own colours."""


def tone(feeling: Feeling, ink: str, at: float) -> str:
    """An ink at a tone from 0 (deep) to 1, drawn towards the colours of the feeling so that all inks agree."""
    if not feeling.style.colour:
        return ramp(GREYS)(at)
    # Not the lightest tones, which are to pass for skin; and a crayon keeps the colour it was bought in.
    agree = AGREE * min(1.0, 2.5 * (1 - at)) * (0.2 if feeling.mood.hand.kind == "crayon" else 1.0)
    return mix(feeling.ramp(*INKS[ink])(at), ramp(feeling.mood.palette)(at), round(agree, 3))


def line_ink(nature: Nature) -> str:
    """The ink of outlines: black, but softer where the feeling is."""
    feeling = nature.feeling
    return mix(feeling.tint(INK), tone(feeling, "atrium", 0.3), 0.75 * nature.temper.soft)
