"""Short ways to write paints and shapes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import Area
from markgen.draw.areas import outlines as _outlines
from markgen.values import Flat, Linear, Outline, Paint, Points, Radial, Shape, Stop

Drawable = Outline | Sequence[Outline] | Area
Place = Sequence[float] | Points
StopLike = tuple[float, str] | tuple[float, str, float]

INK = "#14110f"
"""Black ink: warm, as a needle leaves it."""


def flat(color: str, opacity: float = 1.0) -> Flat:
    """One colour. Opacity is rounded to 1/50, so that near-equal paints are equal."""
    return Flat(color, round(opacity * 50) / 50)


def linear(start: Place, end: Place, *stops: StopLike) -> Linear:
    """A gradient from start to end (mm) through (offset, colour[, opacity]) stops."""
    return Linear((float(start[0]), float(start[1])), (float(end[0]), float(end[1])), tuple(Stop(*s) for s in stops))


def radial(centre: Place, radius: float, *stops: StopLike) -> Radial:
    """A gradient from the centre out to the radius (mm) through (offset, colour[, opacity]) stops."""
    return Radial((float(centre[0]), float(centre[1])), float(radius), tuple(Stop(*s) for s in stops))


def filled(what: Drawable, paint: Paint | str, opacity: float = 1.0, clip: Drawable = ()) -> Shape | None:
    """Outlines or an area, filled. None when there is nothing to fill."""
    made = _all(what)
    return Shape(made, fill=_paint(paint, opacity), clip=_all(clip)) if made and opacity > 0 else None


def stroked(
    what: Drawable, paint: Paint | str, width: float, opacity: float = 1.0, clip: Drawable = ()
) -> Shape | None:
    """Outlines or an area's rim, stroked `width` mm wide. None when there is nothing to stroke."""
    made = _all(what)
    if not made or opacity <= 0 or width <= 0:
        return None
    return Shape(made, stroke=_paint(paint, opacity), width=width, clip=_all(clip))


def pricks(points: Points, radii: NDArray[np.float64], paint: Paint | str) -> list[Shape | None]:
    """A dot for each of (n, 2) points and n radii, mm, to within 8 %: many at little cost in text.

    They are round-ended strokes of no length, of a size to a shape: a fifth of what circles take.
    """
    sizes = np.round(np.log(np.maximum(radii, 1e-3)) / 0.16).astype(int)
    tiny = np.array([[0.0, 0.0], [0.01, 0.0]])
    return [
        stroked([Outline(p + tiny, False) for p in points[sizes == k]], paint, 2 * float(np.exp(0.16 * k)))
        for k in np.unique(sizes)
    ]


def _paint(paint: Paint | str, opacity: float) -> Paint:
    return flat(paint, opacity) if isinstance(paint, str) else paint


def _all(what: Drawable) -> tuple[Outline, ...]:
    if isinstance(what, Outline):
        return (what,)
    if isinstance(what, Area):
        return _outlines(what)
    return tuple(what)
