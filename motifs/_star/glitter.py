"""What a child's star has in its ink by morning: flakes of foil, each a small mirror. Most of them look elsewhere and
are dull; few look into the lamp."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from markgen.draw import INK, Chance, Noise, filled, heading, pricks
from markgen.motifs._star.felt import Place
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Layer, Outline, Points, layer

Floats = NDArray[np.float64]

FOIL = (
    ("#44464f", "#a9acb8", "#eceef4"),
    ("#5d462a", "#d0a662", "#fbe6b8"),
    ("#5a384e", "#cf86aa", "#fbd2e2"),
    ("#3a486c", "#86a8dc", "#d2e6ff"),
)
"""Silver, gold, rose and blue foil: each as it looks away, aside, and nearly into the lamp."""

SHARES = 0.62, 0.14, 0.12, 0.12
"""How many of the flakes are of each."""

SIZES = 0.16, 0.44
"""Diameters of the least and the largest flake, mm, on a mark of 40 mm."""

CROWD = 0.88
"""Flakes to a square of ink that is as wide as the largest of them."""

POOLED = 0.35
"""Share of them that have gathered where ink pools, in the last sixth of a stroke at its ends."""

STRAYS, FAR = 46, 0.13
"""Flakes that lie on the skin beside the ink, and how far off it they are on the average, of the star's reach."""

LOOKS = 0.10, 0.32, 0.54, 0.74
"""How far a flake must look into the lamp to be seen at all on black, to be brighter, brightest, and to flare."""

LUCK = 8
"""Chances that make a flake: its size, its foil, the way it looks, its turn, and how far out its four corners are."""


class Glitter:
    """Flakes on lines of ink, in the lines' own measure.

    unit: mm to that. size: of the mark, mm. come: how many of them are there, 0..1.
    """

    def __init__(self, chance: Chance, unit: float, size: float, come: float) -> None:
        self.chance, self.come, self.unit = chance, come, unit
        # On a large star they are not as much larger.
        self.least, self.most = np.array(SIZES) * (size / 40) ** 0.5 / unit
        self.at: list[Points] = [np.empty((0, 2))]
        self.look: list[Floats] = [np.empty((0, LUCK))]

    def _lay(self, at: Points, look: Floats) -> None:
        """Flakes where they are, each with the chances of its look, (n, LUCK): the first of them come first."""
        some = int(self.come * len(at))
        self.at.append(at[:some])
        self.look.append(look[:some])

    def strew(self, line: Line, number: int, wide: float = 0.96) -> None:
        """Flakes along a line of the pen, the number of which is for chance. wide: of its width, how far across it."""
        for k, (path, width) in enumerate(zip(line.runs, line.widths, strict=True)):
            inked = float(np.hypot(*np.diff(path, axis=0).T) @ width[1:])
            # A row to a flake: however many there are, each stays what it is.
            luck = self.chance("strewn", number, k).random(
                (int(CROWD * max(wide, 1.0) * inked / self.most**2), LUCK + 4)
            )
            share, pooled, turn, off = luck[:, :4].T
            end = np.where(share < 0.5, share**1.5 / 6, 1 - (1 - share) ** 1.5 / 6)
            at = (np.where(pooled < POOLED, end, share) * (len(path) - 1)).astype(int)
            aside = heading(2 * np.pi * turn) * (wide / 2 * np.sqrt(off) * width[at])[:, None]
            self._lay(path[at] + aside, luck[:, 4:])

    def stray(self, lines: Sequence[Line]) -> None:
        """Few flakes beside the lines, fewer the farther off, and none beyond what all the lines reach."""
        some, path = self.chance("strays"), np.concatenate([line.path for line in lines])
        beside = heading(some.uniform(0, 2 * np.pi, STRAYS)) * (0.05 + some.exponential(FAR, STRAYS))[:, None]
        at = path[(some.random(STRAYS) * len(path)).astype(int)] + beside
        self._lay(np.clip(at, path.min(0), path.max(0)), some.random((STRAYS, LUCK)))

    def layers(self, feeling: Feeling, place: Place) -> tuple[Layer, ...]:
        """The foil in the ink, and the lamp in its mirrors; in dotwork, dots."""
        p, luck = np.concatenate(self.at), np.concatenate(self.look)
        size = self.least + (self.most - self.least) * luck[:, 0] ** 1.8
        if feeling.style.name == "dotwork":
            return (layer("dots", "line", pricks(place(p), size * self.unit / 2, INK)),)
        if feeling.style.name != "natural":
            return ()
        hue = np.digitize(luck[:, 1], np.cumsum(SHARES)[:-1])
        # How far each looks into the lamp: by chance, and more where the skin under it does.
        drift = Noise(self.chance("mirrors"))
        rank = np.digitize(luck[:, 2] ** 1.6 + 0.24 * drift(1.6 * p[:, 0], 1.6 * p[:, 1]), LOOKS)
        corners = heading(2 * np.pi * (luck[:, 3:4] + np.arange(4) / 4))
        flakes = place(p[:, None] + corners * (size[:, None] / 2 * (0.55 + 0.65 * luck[:, 4:]))[..., None])
        foil = []
        for h, r in product(range(len(FOIL)), range(3)):
            mine = flakes[(hue == h) & (np.minimum(rank, 3) == r + 1)]
            foil.append(filled([Outline(each) for each in mine], feeling.tint(FOIL[h][r]), 0.95))
        flares = [Outline(each) for each in flakes[rank == len(LOOKS)]]
        return layer("foil", "colour", foil), layer("glitter", "shimmer", [filled(flares, "#ffffff", 0.9)])
