"""Tattoo styles: line weights in millimetres from the trade, and what a style does to colour and shade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markgen.errors import InputError, unknown

Fill = Literal["natural", "none", "black", "wash", "facets", "dots", "wax", "flats"]


@dataclass(frozen=True)
class Style:
    """How a mark is executed.

    bold, mid, fine: the three tiers of line, mm on the skin at full size (about 110 mm and more).
    fill: what becomes of filled areas. colour: False when the style knows only black. hand: the tool that
    the style is drawn with, over the tone's own.
    """

    name: str
    bold: float
    mid: float
    fine: float
    fill: Fill = "natural"
    colour: bool = True
    gloss: str = ""
    hand: Literal["crayon", "pen", "crisp", "painterly"] | None = None


STYLES = (
    Style("natural", 0.9, 0.45, 0.16, gloss="as the tone would have it"),
    Style("fine-line", 0.5, 0.35, 0.30, "none", False, "single-needle line, no fill", "pen"),
    Style("blackwork", 1.6, 0.8, 0.4, "black", False, "solid black against bare skin", "crisp"),
    Style("traditional", 1.5, 0.8, 0.32, "flats", gloss="bold outline, whip shading, few flat colours", hand="crisp"),
    Style("watercolour", 0.3, 0.3, 0.3, "wash", gloss="washes that leave their outlines behind", hand="painterly"),
    Style("geometric", 0.7, 0.4, 0.3, "facets", gloss="facets and ruled line", hand="crisp"),
    Style("dotwork", 0.6, 0.45, 0.35, "dots", False, "shade built from dots of 0.3 to 0.6 mm", "crisp"),
    Style("crayon", 1.2, 0.9, 0.5, "wax", gloss="wax on paper grain", hand="crayon"),
)
"""Weights: traditional outlines run 2 to 3 mm, the rim under them with them; fine line 0.3 to 1.2, dots 0.3 to 0.6."""


def named(name: str | None) -> Style:
    """The style called `name`; None is `natural`. InputError, with the nearest name, when there is none."""
    for style in STYLES:
        if style.name == (name or "natural"):
            return style
    raise InputError(unknown("style", str(name), (s.name for s in STYLES)))
