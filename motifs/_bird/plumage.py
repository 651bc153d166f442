"""The colours of the bird, and the ink between its feathers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from markgen.draw import INK, Ramp, flat, from_oklch, linear, mix, oklch
from markgen.motifs._bird.manner import Manner
from markgen.values import Feeling, Linear, Outline, Paint, Shape

Shapes = list[Shape | None]

SHADE = np.array([0.55, 0.835])
"""Away from the light, which falls from above left."""
MAROON = "#0d0507"
"""Warm black: gaps between feathers, eye, claws."""
FIRE = ("#200206", "#640813", "#b20f1b", "#e2341a", "#fb7d10", "#ffbe0a", "#ffee2a")
"""Deep maroon to pale gold: the plumage from shadow to light."""
ENGRAVED = ("#0e0c0b", "#191615", "#4b4643", "#a9a29a", "#e2dbd1", "#f6f1ea", "#ffffff")
"""The same in black and bare skin: few greys between, as in an engraving."""
DOWN = ("#33262a", "#64555a", "#8f8489", "#b4acb3", "#cfccd4", "#e4e3e9", "#f5f2f2")
"""Wings of a small soft bird, beside its warm breast."""
PALE = "#fff1cf"
"""What is lighter than gold: the breast, where light falls on it."""
EMBER = "#e2500f"
"""What still glows in ash: never tinted."""


class Plumage:
    """What the bird is painted in, as this feeling and this style see it.

    ink: of eye and claws. seam: what parts the feathers. paper: their colour in styles without one.
    hair, edge, rim: widths in mm of the finest line, of a seam once it has come, and of the line round head and crest.
    """

    def __init__(self, feeling: Feeling, manner: Manner) -> None:
        self.feeling, self.manner = feeling, manner
        self._mixed: dict[tuple[float, float, bool], str] = {}
        fill = feeling.style.fill
        self.paper = "#ffffff" if fill == "none" else None
        self.ink = INK if manner.mono else feeling.tint(MAROON)
        if manner.soft:
            self.ink = mix(self.ink, feeling.tint("#8a4a44"), 0.5 * manner.soft)
        self.seam = self.ink
        self.hair = feeling.line("fine")
        if fill == "none":
            self.hair = min(self.hair, max(0.06, 0.0032 * feeling.size))
        else:
            # On a small mark many lines between colours would be one blot; a faint bird has few.
            self.hair = min(self.hair, (0.0042 - 0.0025 * feeling.birth(0.1, 0.4)) * feeling.size)
        self.edge = self.hair * feeling.birth(0.0, 0.16) * (0.6 if fill == "facets" else 1.0)
        self.rim = min(feeling.line("mid") * 0.6, 0.01 * feeling.size) * feeling.birth(0.08, 0.22)

    @cached_property
    def ramps(self) -> list[Ramp]:
        """The plumage, and how its hue wanders from the shoulder (first) outwards (last)."""
        if self.manner.mono:
            return [Ramp(ENGRAVED)]
        if not self.manner.iris:
            return [self.feeling.ramp(*FIRE)]
        out = []
        for where in np.linspace(0, 1, 9):
            hues = []
            for tone in FIRE:
                l, c, h = oklch(tone)
                away = -215 * where * self.manner.iris * (1.0 if l < 0.75 else 0.75)
                hues.append(from_oklch(l, c * (0.9 if l < 0.75 else 0.8), (h + away) % 360))
            out.append(self.feeling.ramp(*hues))
        return out

    @cached_property
    def _down(self) -> Ramp:
        return self.feeling.ramp(*DOWN)

    def fire(self, shade: float, where: float = 0.0, wing: bool = False) -> str:
        """A colour of the plumage, 0 dark to 1 light. where: 0 at the shoulder to 1 at the tips."""
        if self.paper:
            return self.paper
        # Neighbours share their colours.
        known = self._mixed.get((shade, where, wing))
        if known is None:
            known = self._mixed[shade, where, wing] = self._fire(shade, where, wing)
        return known

    def _fire(self, shade: float, where: float, wing: bool) -> str:
        shade = shade + 0.16 * self.manner.soft * (1 - shade)
        shade = max(shade, 0.0) ** (1 + 0.9 * self.manner.spike)
        colour = self.ramps[round(min(max(where, 0), 1) * (len(self.ramps) - 1))](shade)
        if shade > 1:
            colour = mix(colour, self.feeling.tint(PALE), min(4 * (shade - 1), 1))
        return mix(colour, self._down(shade), 0.85 * self.manner.soft) if wing and self.manner.soft else colour

    def grade(
        self,
        ends: ArrayLike,
        stops: Iterable[tuple[float, float]],
        where: float = 0.0,
        wing: bool = False,
        drift: float = 0.0,
    ) -> Linear:
        """A gradient between two points (mm) through (offset, shade) stops; its hue drifts on the way."""
        a, b = np.asarray(ends, float)
        return linear(a, b, *((o, self.fire(c, where + drift * o, wing)) for o, c in stops))

    @cached_property
    def warm(self) -> str:
        """The line round what is gold."""
        return self.seam if self.manner.mono or self.paper else self.fire(0.24)

    def inked(
        self, shapes: Outline | list[Outline], paint: Paint | str, width: float, seam: str | None = None
    ) -> Shape | None:
        """Filled, with a dark edge, or one of the colour `seam`."""
        made = (shapes,) if isinstance(shapes, Outline) else tuple(shapes)
        fill = flat(paint) if isinstance(paint, str) else paint
        if self.paper:
            width *= 0.7
        return Shape(made, fill=fill, stroke=flat(seam or self.seam) if width else None, width=width) if made else None
