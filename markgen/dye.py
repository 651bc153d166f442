"""A palette of the user's own, over whatever colours a motif drew in.

Motifs mix colours of their own, fire's or a gem's, so a palette that was asked for is laid over all of them alike:
each colour keeps its lightness, by which a mark is modelled, and takes its hue and chroma from the palette at that
lightness. Blacks, greys and whites stay what they are, and so does white ink; a line of colour is dyed too, or a blue
flame would keep its red rim.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from markgen.color import Ramp, from_oklch, oklch
from markgen.values import Flat, Layer, Paint, Stop

_GREY = 0.035
"""Chroma, OKLCH, below which a colour is a grey."""

_DEEP, _BRIGHT = 0.25, 0.92
"""Lightness, OKLCH, at which the palette's first and last colours are taken."""


def dyed(layers: Sequence[Layer], palette: Sequence[str]) -> list[Layer]:
    """The layers in the colours of a palette, from deep to bright; white ink as it is."""
    ramp = Ramp(tuple(palette))

    @cache
    def dip(color: str) -> str:
        lightness, chroma, _ = oklch(color)
        if chroma < _GREY:
            return color
        _, strength, hue = oklch(ramp((lightness - _DEEP) / (_BRIGHT - _DEEP)))
        if lightness < _DEEP:
            strength = min(strength, chroma)  # a tinted black is still to be seen as black
        return from_oklch(round(lightness, 3), round(strength, 3), round(hue, 1))

    return [each if each.ink == "white" else _dipped(each, dip) for each in layers]


def _dipped(layer: Layer, dip: Callable[[str], str]) -> Layer:
    def paint(said: Paint | None) -> Paint | None:
        if said is None:
            return None
        if isinstance(said, Flat):
            return Flat(dip(said.color), said.opacity)
        return replace(said, stops=tuple(Stop(s.offset, dip(s.color), s.opacity) for s in said.stops))

    shapes = tuple(replace(s, fill=paint(s.fill), stroke=paint(s.stroke)) for s in layer.shapes)
    return Layer(layer.name, layer.ink, shapes)
