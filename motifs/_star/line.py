"""A felt pen's line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.values import Points

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Line:
    """A felt pen's line: the runs between its sharp turns, in mm, and the width along each."""

    runs: tuple[Points, ...]
    widths: tuple[Floats, ...]

    @property
    def path(self) -> Points:
        """All of it, in the order it was drawn."""
        return np.concatenate(self.runs)

    @property
    def width(self) -> Floats:
        """At each point of the path."""
        return np.concatenate(self.widths)

    def moved(self, by: float, at: Points) -> Line:
        """The line so many times as large, and then shifted."""
        return Line(tuple(p * by + at for p in self.runs), tuple(w * by for w in self.widths))

    def corners(self) -> Points:
        """The five tips of a star, in the order that it was drawn: where one side ends and the next begins."""
        ends = [(a[-1] + b[0]) / 2 for a, b in zip(self.runs, self.runs[1:] + self.runs[:1], strict=True)]
        return np.array(ends[-1:] + ends[:-1])

    def hub(self) -> Points:
        """The middle of the five-sided room that a star's sides leave inside: of where sides cross."""
        a, b = (np.array([run[k] for run in self.runs]) for k in (0, -1))
        crossings = []
        for k in range(5):
            # Of the sides that it does not meet at a corner, the next but one.
            j = (k + 2) % 5
            across = np.column_stack([b[k] - a[k], a[j] - b[j]])
            crossings.append(a[k] + (b[k] - a[k]) * np.linalg.solve(across, a[j] - a[k])[0])
        made: Points = np.mean(crossings, axis=0)
        return made
