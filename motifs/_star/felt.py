"""What a felt pen leaves of a line: dye that is darker where it crosses itself, pools where the pen stands, and streaks
of skin where it is so quick that its felt runs dry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, Noise, filled, heading, polyline, wax
from markgen.motifs._star.line import Line
from markgen.values import Outline, Points, Shape

Floats = NDArray[np.float64]
Place = Callable[[Points], Points]
"""From the star's own measure to mm on the skin."""

GRAIN = 0.024
"""Of the skin that the felt drags over, of the star's reach: in step with it, so that the line stays its own."""

DYE = 0.94
"""How much ink one stroke of the pen leaves."""

WET, DRY = 1.3, 0.56
"""Pressures, of `wax`, at which a stroke is closed, and at which it is in streaks."""


def inked(line: Line, place: Place, ink: str, chance: Chance, number: int, thirst: float = 1.0) -> list[Shape | None]:
    """The line in ink, a shape a run, so that ink over ink is darker. thirst: how dry the felt runs, 0..1."""
    some = chance("felt", number)
    dryness = Noise(some)
    made: list[Shape | None] = []
    for k, (path, width) in enumerate(zip(line.runs, line.widths, strict=True)):
        u = np.linspace(0, 1, len(path))
        # It is driest well along a stroke, and late in the star; and somewhere it catches.
        dry = 0.75 * np.sin(np.pi * u**1.7) ** 1.5 + 0.10 * k + 0.5 * dryness(3.1 * u, 0 * u + 7.3 * k) - 0.25
        push = np.interp(thirst * dry, [0.15, 0.75], [WET, DRY])
        laid = wax(path / GRAIN, _along(0.98 * width / GRAIN), chance("skin"), _along(push), 1.0, 0.42)
        made.append(filled([Outline(place(o.points * GRAIN)) for o in laid], ink, DYE))
        made.append(filled([_pool(path[j], width[j], place, some) for j in (0, -1)], ink, DYE))
    return made


def _pool(at: Points, wide: float, place: Place, some: np.random.Generator) -> Outline:
    """A blot where the pen stood, that has crept a little way along the creases of the skin."""
    a = np.linspace(0, 2 * np.pi, 22, endpoint=False)
    crept = 0.50 + 0.10 * np.cos(2 * a + some.uniform(0, 6)) + some.normal(0, 0.035, len(a))
    return polyline(place(at + heading(a) * (wide * crept)[:, None]))


def waxed(lines: Sequence[Line], chance: Chance) -> list[Outline]:
    """The lines, in mm, in wax, which is as thick again as a pen."""
    made: list[Outline] = []
    for line in lines:
        stick = 1.5 * float(np.median(line.width))
        for path, width in zip(line.runs, line.widths, strict=True):
            made += wax(path, _along(1.5 * width), chance("paper"), 0.7, 0.2 * stick, 0.25)
    return made


def _along(width: Floats) -> Callable[[Floats], Floats]:
    """The width at each share of the way along a line, from its widths at its points."""
    u = np.linspace(0, 1, len(width))
    return lambda v: np.interp(v, u, width)
