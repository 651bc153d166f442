"""The plain values a mark is made of: paints, shapes, layers, the ground they grow on, and the feeling.

Lengths are millimetres on the skin. x points right and y down the picture: on a limb y = 0 is the
proximal end (towards the body), and y grows towards the hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from markgen import growth
from markgen.color import Ramp
from markgen.style import Style
from markgen.tone import Mood

Points = NDArray[np.float64]
"""(n, 2) array of x, y in mm."""

Ink = Literal["line", "shade", "colour", "white", "shimmer", "glow"]
"""What a layer is made of. The first four are pigment in the skin; shimmer and glow are light on it."""


@dataclass(frozen=True)
class Stop:
    """A colour of a gradient at `offset` 0..1, `#rrggbb`, with opacity 0..1."""

    offset: float
    color: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Flat:
    """One colour, `#rrggbb`, with opacity 0..1."""

    color: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Linear:
    """A gradient along the line from `start` to `end`, mm."""

    start: tuple[float, float]
    end: tuple[float, float]
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Radial:
    """A gradient from `centre` (mm) outwards to `radius` (mm)."""

    centre: tuple[float, float]
    radius: float
    stops: tuple[Stop, ...]


Paint = Flat | Linear | Radial


@dataclass(frozen=True, eq=False)
class Outline:
    """A polyline, or when `curved` a chain of cubic Beziers: points p0 c c p1 c c p2 ..., 3k + 1 of them.

    A closed curve repeats its first point as its last; a closed polyline does not.
    """

    points: Points
    closed: bool = True
    curved: bool = False


@dataclass(frozen=True, eq=False)
class Shape:
    """Outlines painted together. Filled by the non-zero rule: a hole runs the other way round.

    width: of the stroke, mm. clip: outlines outside which nothing shows.
    """

    outlines: tuple[Outline, ...]
    fill: Paint | None = None
    stroke: Paint | None = None
    width: float = 0.0
    cap: Literal["round", "butt", "square"] = "round"
    join: Literal["round", "miter", "bevel"] = "round"
    clip: tuple[Outline, ...] = ()


@dataclass(frozen=True, eq=False)
class Layer:
    """Shapes of one kind of ink, painted in order. `name` is shown in drawing programs."""

    name: str
    ink: Ink
    shapes: tuple[Shape, ...]


def layer(name: str, ink: Ink, shapes: Sequence[Shape | None]) -> Layer:
    """A layer of those shapes that are there (None and empty ones are left out)."""
    return Layer(name, ink, tuple(s for s in shapes if s is not None and s.outlines))


@dataclass(frozen=True, eq=False)
class Ground:
    """The skin a mark may take, unrolled.

    width, height: mm. wraps: x runs round a limb, and x = width is x = 0 again.
    guides: named lines to follow, each (n, 2) mm, such as the path of a thread or a scar.
    """

    width: float
    height: float
    wraps: bool = False
    guides: Mapping[str, Points] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def centre(self) -> Points:
        """The middle of the ground, mm."""
        return np.array([self.width / 2, self.height / 2])


@dataclass(frozen=True)
class Feeling:
    """What a motif answers to.

    intensity: 0..1. size: longest side of the mark now, mm. full: the same at intensity 1.
    form: the name the motif was asked for by, where it has several (a sun may be asked to be an eclipse).
    """

    intensity: float
    size: float
    full: float
    mood: Mood
    style: Style
    form: str

    def birth(self, born: float, span: float = 0.15) -> float:
        """How far a detail born at intensity `born` has swelled in, 0..1. See `growth.birth`."""
        return growth.birth(self.intensity, born, span)

    def births(self, born: Points | NDArray[np.float64], span: float = 0.15) -> NDArray[np.float64]:
        """`birth` for an array of intensities."""
        born = np.asarray(born, float)
        return growth.smoothsteps((self.intensity - born) / np.maximum(np.minimum(span, 1 - born), 1e-6))

    def line(self, tier: Literal["bold", "mid", "fine"]) -> float:
        """Width in mm of a line of that tier on a mark of this size: thinner, but never lost, on small ones."""
        full = {"bold": self.style.bold, "mid": self.style.mid, "fine": self.style.fine}[tier]
        scale: float = min(max(self.size / 110.0, 0.02), 1.6) ** 0.35
        least = {"bold": 0.30, "mid": 0.20, "fine": 0.10}[tier]
        return max(full * self.mood.hand.weight * scale, least)

    def tint(self, natural: str) -> str:
        """A natural colour (`#rrggbb`) as this feeling sees it."""
        return self.mood.tint(natural)

    def ramp(self, *natural: str) -> Ramp:
        """A ramp through natural colours as this feeling sees them."""
        return Ramp(tuple(self.mood.tint(c) for c in natural))
