"""Sorting what a motif drew: its lines, its fills, and the light on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markgen.values import Flat, Layer, Paint, Shape


@dataclass(frozen=True, eq=False)
class Sorted:
    """Layers of a mark by what they are for.

    under: all pigment in its order but for the lines on top. lines: line ink on top of it. lights: shimmer and glow.
    fills: of what is under, colour, shade and white, without the dark silhouette that many marks stand on.
    """

    under: tuple[Layer, ...]
    lines: tuple[Layer, ...]
    lights: tuple[Layer, ...]

    @property
    def fills(self) -> tuple[Layer, ...]:
        """What is under the lines, without silhouettes; all of it when there is nothing else."""
        return tuple(each for each in self.under if each.ink != "line") or self.under

    @property
    def drawn(self) -> tuple[Layer, ...]:
        """All pigment in its order, as far as that matters."""
        return self.under + self.lines


def sorted_out(layers: Sequence[Layer]) -> Sorted:
    """The layers sorted; a line layer is on top when some fill lies under it."""
    found = [each for each in layers if each.shapes and each.ink not in ("shimmer", "glow")]
    first = next((i for i, each in enumerate(found) if each.ink != "line"), len(found))
    lines = tuple(each for i, each in enumerate(found) if each.ink == "line" and i > first)
    under = tuple(each for i, each in enumerate(found) if each.ink != "line" or i < first)
    return Sorted(under, lines, tuple(each for each in layers if each.shapes and each.ink in ("shimmer", "glow")))


def inked(layers: Sequence[Layer], color: str, opacity: float = 1.0) -> list[Layer]:
    """The layers in one colour."""
    return [replace(each, shapes=tuple(_inked(s, Flat(color, opacity)) for s in each.shapes)) for each in layers]


def _inked(shape: Shape, paint: Paint) -> Shape:
    return replace(shape, fill=paint if shape.fill else None, stroke=paint if shape.stroke else None)
