"""From the arm that fire is drawn for to the ground that it is drawn on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from markgen.values import Outline, Points

Put = Callable[[Points], Points]
"""From mm of a fire's own, which are mm of an arm, to mm of the ground."""


def placed(outlines: Iterable[Outline], put: Put) -> list[Outline]:
    """Outlines, where they lie on the ground."""
    return [replace(o, points=put(o.points)) for o in outlines]
