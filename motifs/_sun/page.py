"""What every engraved sun is drawn on, and the fire it is washed with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen import draw
from markgen.draw import heading
from markgen.values import Points

FIRE = ((0.0, "#ffc93c"), (0.35, "#ffb02a"), (0.62, "#f4780c"), (1.0, "#c6280a"))
"""From the disc outwards."""


class Page(draw.Page):
    """A page with a sun's disc in its middle."""

    @property
    def disc(self) -> float:
        """Its radius, as a share of the reach: the larger, the fainter the feeling."""
        return float(np.interp(self.plate.feeling.intensity, [0.04, 0.6], [0.42, 0.33]))

    def reach(self, foot: float, tip: float, least: float, born: float) -> float:
        """How far out a ray from `foot` has come on its way to `tip`: at first a share `least` of it."""
        return foot + (tip - foot) * (least + (1 - least) * self.born(born, 0.3))

    def shaded(self, p: Points) -> NDArray[np.float64]:
        """The tone of the disc as a ball, lit from above and one side."""
        q = p / self.disc
        made: NDArray[np.float64] = np.clip(
            0.62 * (q @ heading(np.pi / 2 + self.side * 0.7)) + 0.45 * (q**2).sum(1) - 0.12, 0, 1
        )
        return made
