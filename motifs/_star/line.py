"""A pen's line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.values import Points

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Line:
    """A pen's line: the runs between its sharp turns, in mm, and the width along each."""

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

    def crossings(self) -> Points:
        """Where the sides of a star cross: the corners of the five-sided room that they leave inside."""
        a, b = (np.array([run[k] for run in self.runs]) for k in (0, -1))
        made = []
        for k in range(5):
            # Of the sides that it does not meet at a corner, the next but one.
            j = (k + 2) % 5
            across = np.column_stack([b[k] - a[k], a[j] - b[j]])
            made.append(a[k] + (b[k] - a[k]) * np.linalg.solve(across, a[j] - a[k])[0])
        return np.array(made)

    def hub(self) -> Points:
        """The middle of that room."""
        made: Points = self.crossings().mean(axis=0)
        return made

    def outline(self) -> Points:
        """The star as one would cut it out: a tip and a notch by turns, all round."""
        p = np.concatenate([self.corners(), self.crossings()])
        away = p - self.hub()
        made: Points = p[np.argsort(np.arctan2(away[:, 1], away[:, 0]))]
        return made
