"""Styles: how a mark is executed, whatever it shows. One file a way of filling.

A motif draws as its feeling asks. A style is asked for over that, and holds for every motif, those of strangers too:
what the motif drew is looked at on a grid (`seen`), and drawn again in the style's own way. A motif that would rather
do this itself names the fills it knows in `FILLS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from markgen.draw import Chance
from markgen.style import Fill
from markgen.values import Feeling, Layer

Execute = Callable[[Sequence[Layer], Feeling, Chance], list[Layer]]

WAYS: Mapping[Fill, str] = {
    "none": "bare",
    "black": "black",
    "wash": "wash",
    "facets": "facets",
    "dots": "dots",
    "wax": "wax",
    "flats": "flats",
}
"""The file that holds each way of filling; `natural` needs none."""


def execute(layers: Sequence[Layer], feeling: Feeling, chance: Chance) -> list[Layer]:
    """Layers as the feeling's style executes them; as they are where there is nothing, or nothing to change."""
    way = WAYS.get(feeling.style.fill)
    if way is None or not any(layer.shapes for layer in layers):
        return list(layers)
    do: Execute = import_module(f"markgen.styling.{way}").execute
    return do(layers, feeling, chance)
