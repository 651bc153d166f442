"""A palette that is asked for reaches every motif, and leaves blacks and white ink alone."""

from __future__ import annotations

import numpy as np
import pytest

import markgen
from markgen.catalogue import catalogue
from markgen.color import oklch
from markgen.dye import dyed
from markgen.values import Flat, Layer, Outline, Shape

BLUES = ("#000050", "#3030c0", "#8080ff")
HUES = (250, 290)


def paints(layers: tuple[Layer, ...]) -> list[str]:
    out = []
    for layer in layers:
        if layer.ink != "white":
            for paint in (p for s in layer.shapes for p in (s.fill, s.stroke) if p):
                out += [paint.color] if isinstance(paint, Flat) else [stop.color for stop in paint.stops]
    return out


@pytest.mark.parametrize("motif", sorted(catalogue()))
def test_every_motif_is_drawn_in_the_palette(motif: str) -> None:
    mark = markgen.compose({"motif": motif, "intensity": 0.8, "region": "chest", "palette": BLUES})
    coloured = [oklch(color) for color in paints(mark.layers)]
    assert any(chroma > 0.05 for _, chroma, _ in coloured)
    for _, chroma, hue in coloured:
        assert chroma < 0.05 or HUES[0] < hue < HUES[1]


@pytest.mark.parametrize(
    ("ink", "color", "stays"),
    [
        ("colour", "#14110f", True),
        ("colour", "#808080", True),
        ("line", "#14110f", True),
        ("line", "#c02020", False),
        ("white", "#fff0d0", True),
        ("colour", "#c02020", False),
        ("shade", "#602020", False),
        ("glow", "#ff8040", False),
    ],
)
def test_what_is_dyed(ink: str, color: str, stays: bool) -> None:
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], float)
    layer = Layer("one", ink, (Shape((Outline(square),), Flat(color)),))  # type: ignore[arg-type]
    paint = dyed([layer], BLUES)[0].shapes[0].fill
    assert isinstance(paint, Flat)
    assert (paint.color == color) == stays
    assert abs(oklch(paint.color)[0] - oklch(color)[0]) < 0.02
