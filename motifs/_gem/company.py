"""What lies with a stone as the feeling grows: loose stones of other cuts, much smaller."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, boundary, heading
from markgen.motifs._gem.cuts import CUTS
from markgen.motifs._gem.view import View, view
from markgen.values import Feeling, Points

SIZES = (0.33, 0.19)
"""Half widths of the loose stones, of the large one's."""

DEEPER = (-0.14, 0.16)
"""How much paler than the large stone each is: the nearest one is deeper."""

ALONE = 40.0
"""Size of a mark, mm, below which it is one stone alone: a loose one would be a crumb."""


@dataclass(frozen=True, eq=False)
class Loose:
    """A small stone: what is seen of it, its scale, where its middle is, and the number of its chance."""

    view: View
    scale: float
    place: Points
    number: int

    @property
    def middle(self) -> Points:
        """Of its own outline, in its own units."""
        rim = np.concatenate(boundary(self.view.whole))
        return np.asarray((rim.min(0) + rim.max(0)) / 2)

    @property
    def rim(self) -> Points:
        """Its outline beside the large stone, in that one's units."""
        return np.asarray((np.concatenate(boundary(self.view.whole)) - self.middle) * self.scale + self.place)


@dataclass(frozen=True, eq=False)
class _Placed(Loose):
    """A loose stone where it will lie: how far it will reach, and where it is now."""

    reach: float
    now: Points


def company(seen: View, temper: str, feeling: Feeling, chance: Chance) -> list[Loose]:
    """One loose stone or two, together in the stone's shade: of its own colour, one deeper and one paler."""
    some = chance("company")
    rim = np.concatenate(boundary(seen.whole))
    middle = (rim.min(0) + rim.max(0)) / 2
    wide, tall = rim.max(0) - rim.min(0)
    # Beside a tall stone and below a wide one, so that the whole is not much longer than the stone.
    angle = (some.uniform(0.5, 0.85) if tall > wide else some.uniform(1.0, 1.5)) + (0.0 if some.random() < 0.7 else 1.2)
    room = float(np.clip((feeling.size - ALONE) / 30, 0, 1))
    cuts = [k for k in some.permutation(len(CUTS)).tolist() if CUTS[k].rows and CUTS[k].outline != seen.cut.outline]
    out: list[_Placed] = []
    for k in range(int(some.integers(1, 3))):
        mine = tinted(view(cuts[k] + 1 + len(CUTS) * int(some.integers(1, 40)), temper), DEEPER[k])
        half = float(np.ptp(np.concatenate(boundary(mine.whole)), axis=0).max()) / 2
        size = SIZES[k] * some.uniform(0.85, 1.15)
        gap = some.uniform(0.02, 0.04)
        while True:
            way = heading(angle)
            edge = float(((rim - middle) @ way).max()) + gap
            place = middle + way * (edge + size)
            if all(np.hypot(*(place - other.place)) > size + other.reach + 0.01 for other in out):
                break
            angle += 0.05
        swell = feeling.birth(0.42 + 0.12 * k, 0.3) * room
        # It swells where it will lie, away from the large stone's edge.
        now = middle + way * (edge + size * swell)
        out.append(_Placed(mine, size / half * swell, place, k, size, now))
    return [Loose(each.view, each.scale, each.now, each.number) for each in out if each.scale > 0.01]


def tinted(seen: View, paler: float) -> View:
    """The same stone in the main family of colour, and paler or deeper but for its blacks."""
    pieces = tuple(
        replace(p, hue="magenta" if p.hue == "violet" else "rose", tone=float(np.clip(p.tone + paler, 0.02, 1)))
        if p.tone > 0.08
        else p
        for p in seen.pieces
    )
    return replace(seen, pieces=pieces)
