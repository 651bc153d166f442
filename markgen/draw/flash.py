"""The few bottles of traditional tattooing, and which of them stands for a colour."""

from __future__ import annotations

from collections.abc import Iterable

from markgen.color import oklch
from markgen.draw.paint import INK

BOTTLES = {"#a9201d": 25.0, "#dc9d2c": 78.0, "#2f6a3c": 148.0, "#28557f": 250.0}
"""Red, gold, green and blue, by the hue (degrees in OKLCH) that each stands for."""

BONE = "#ecdcbb"
"""What is light and grey: as good as skin."""

DARK, LIGHT, DULL = 0.40, 0.86, 0.04
"""OKLCH lightness below which a grey is black (a pure colour holds out longer), and above which a pale colour is bone;
chroma below which it is grey."""

PURE = 0.07
"""Chroma from which a light colour is still one."""


def bottle(color: str, opened: Iterable[str] = tuple(BOTTLES)) -> str:
    """The ink that stands for a colour, `#rrggbb`: one of the bottles opened, black, or bone."""
    lightness, chroma, hue = oklch(color)
    inks = tuple(opened)
    if lightness < DARK - 2 * chroma:
        return INK
    if not inks or (lightness > LIGHT and chroma < PURE):
        return BONE
    if chroma < DULL:
        return BONE if lightness > 0.6 else INK
    return min(inks, key=lambda ink: abs((BOTTLES[ink] - hue + 180) % 360 - 180))
