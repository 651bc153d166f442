"""The bird as old flash has it: few flat inks, black whipped from the root of every feather, and a bold line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markgen.draw import BONE, BOTTLES, bottle, flat, linear, oklch, stroked
from markgen.motifs._bird.plumage import FIRE, Shapes
from markgen.motifs._bird.rig import Rig
from markgen.values import Flat, Layer, Linear, Shape, layer

BOLD = 0.017, 4.4
"""Width of the line that the bird stands on, of its size, and at most, mm; half of it shows."""

LONG = 0.15
"""Length of what is no covert, of the mark's size."""

SCALED = ("body", "neck", "head")
"""Layers of the smallest feathers."""

_, GOLD, GREEN, _ = BOTTLES


def flashed(bird: Rig, layers: Sequence[Layer]) -> list[Layer]:
    """Red flights, gold coverts, a green train: each flat, from the black at its root."""
    size, ink = bird.feeling.size, bird.paint.ink
    silhouette = layers[0].shapes[0].outlines if layers[0].shapes else ()
    first, second = (bottle(bird.feeling.tint(c)) for c in (FIRE[2], FIRE[5]))
    # Black and bone need no other; what is not red has gold beside it.
    third = second if first not in BOTTLES else GREEN if first != GREEN else GOLD
    edge = min(0.62 * bird.feeling.line("mid"), 0.0052 * size) * bird.birth(0.0, 0.16)

    def laid(shape: Shape, name: str) -> Shape | None:
        fill = shape.fill
        if isinstance(fill, Flat):
            # The blacks, the eye and the claws; no glaze and no lights.
            if fill.color == ink:
                if name in SCALED and shape.width == 0 and fill.opacity < 1:
                    return replace(shape, fill=flat(ink, bird.close)) if bird.close else None
                return replace(shape, fill=flat(ink, 1.0 if fill.opacity > 0.5 else fill.opacity))
            light = oklch(fill.color)[0] > 0.85
            return replace(shape, fill=flat(BONE if light else first)) if name == "head" else None
        if not isinstance(fill, Linear):
            return None
        small = (
            shape.width
            and max(float(abs(o.points[0] - o.points[len(o.points) // 2]).max()) for o in shape.outlines) < LONG * size
        )
        paint = first
        if "wing" in name and small and len(shape.outlines) == 1:
            paint = second
        elif name == "tail" and small:
            paint = third
        elif not shape.width or name == "neck" or (name == "head" and _light(fill)):
            paint = second
        root = linear(fill.start, fill.end, (0.0, ink), (0.05, ink), (0.30, paint), (1.0, paint))
        dark = shape.width and paint != BONE and name != "head" and len(shape.outlines) == 1
        line = flat(ink) if shape.width else None
        # Where feathers are smallest, lines as heavy would be all there is.
        width = edge * (0.45 + 0.55 * bird.close) if name in SCALED else edge
        return replace(shape, fill=root if dark else flat(paint), stroke=line, width=width if line else 0.0)

    drawn = [layer(each.name, each.ink, [laid(s, each.name) for s in each.shapes]) for each in layers[1:]]
    rim: Shapes = [stroked(silhouette, ink, min(BOLD[0] * size, BOLD[1]))]
    return [layers[0], layer("rim", "line", rim), *drawn]


def _light(fill: Linear) -> bool:
    return oklch(fill.stops[-1].color)[0] > 0.7
