"""Torn skin: rips with edges that were pulled apart, lips rolled back from them, strands still stretched across.

Everything that lies on skin is transparent ink, so any skin shows through, and lips and strands are bare skin shaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw.areas import Area, area, contains, grow, intersect, minus, moved, simplify, union
from markgen.draw.chance import Chance
from markgen.draw.flow import heading
from markgen.draw.lips import TURNS, Lip
from markgen.draw.paint import filled
from markgen.draw.paths import band, length, normals, polyline, ribbon, tangents, whip
from markgen.draw.rips import Rip
from markgen.values import Feeling, Outline, Points, Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

BLACK, FLESH, DERMIS, PALE = "#0a070d", "#4c1820", "#c0504c", "#fff0e6"
"""Line; the depth of torn skin, its raw middle, the light on its edge."""

LIGHT = np.array([-0.60, -0.80])
"""Where the light comes from: the wall of the hole that faces it is seen, the other is in the shadow of its lip."""

SPLITS = ((0.20, 1, 0.085), (0.76, -1, 0.10), (0.62, 1, 0.05), (0.34, -1, 0.06))
"""Cracks that run on from the edge of a rip into the skin: where along it, on which side, how long in units."""

HATCH = 25
"""Whips along a lip, on either side of its light."""


@dataclass(frozen=True)
class Wound:
    """Rips that make one wound. unit: mm that its lips and its thickness are measured by."""

    rips: Sequence[Rip]
    unit: float
    feeling: Feeling
    chance: Chance

    @cached_property
    def hole(self) -> Area:
        """All that is open, raw walls and all."""
        return simplify(union([r.area for r in self.rips]), 0.0008 * self.unit)

    @cached_property
    def lips(self) -> list[Lip]:
        """All lips."""
        return [lip for r in self.rips for lip in r.lips]

    @cached_property
    def strands(self) -> list[tuple[Points, Floats]]:
        """All strands."""
        return [s for r in self.rips for s in r.strands]

    @cached_property
    def skin(self) -> Area:
        """Skin that lies over the hole, or beside it: lips and strands."""
        return union([self.rolled, *(area(ribbon(*s)) for s in self.strands)])

    @cached_property
    def thick(self) -> float:
        """Of the skin, mm, as far as its wall is seen."""
        return 0.017 * self.unit * (0.5 + 0.5 * self.feeling.birth(0.0, 0.7))

    def below(self, share: float) -> Area:
        """The hole at a share of the skin's thickness: narrower, and moved, as one looks in from the light's side."""
        t = self.thick * share
        return intersect(grow(self.hole, -0.30 * t), moved(self.hole, LIGHT * t))

    @cached_property
    def rolled(self) -> Area:
        """Skin that is rolled back over the hole, or beside it."""
        return union(lip.area for lip in self.lips)

    @cached_property
    def gap(self) -> Area:
        """What of the hole no lip covers."""
        return minus(self.hole, self.rolled)

    @cached_property
    def pane(self) -> Area:
        """What of the hole would show what is behind the skin if no fibre crossed it."""
        return simplify(minus(self.below(1.0), self.rolled), 0.0004 * self.unit)

    @cached_property
    def opening(self) -> Area:
        """What of the hole shows what is behind the skin."""
        return minus(self.pane, union(area(ribbon(*s)) for s in self.strands))

    def cast(self) -> Shapes:
        """Shadows that the lips drop on the skin beside them, and the skin's own swelling at the rim."""
        whole = union([self.hole, self.rolled])
        grown = self.feeling.birth(0.05, 0.4)
        out: Shapes = []
        for k, strength in ((0.026, 0.18), (0.017, 0.24), (0.009, 0.34)):
            cast = [moved(lip.area, -LIGHT * k * self.unit) for lip in self.lips]
            cast.append(grow(self.hole, 0.35 * k * self.unit))
            out.append(filled(simplify(minus(union(cast), whole), 0.003 * self.unit), FLESH, strength * grown))
        return out

    def wall(self, flesh: str, dermis: str) -> Shapes:
        """The cut thickness of the skin, from its pale top to the dark."""
        out: Shapes = []
        levels = ((0.0, dermis, 0.50), (0.34, flesh, 0.66), (0.72, BLACK, 0.7))
        for share, color, strength in levels:
            top = self.hole if share == 0 else self.below(share)
            seen = minus(minus(top, self.opening), self.skin)
            out.append(filled(simplify(seen, 0.0018 * self.unit), color, strength))
        return out

    def overhang(self) -> Shapes:
        """The dark under the rim, in steps: all round, deeper on the light's side, and black along every lip."""
        out: Shapes = []
        near = 0.4 + 0.6 * self.feeling.intensity
        for k, strength in ((0.005, 0.60), (0.009, 0.40), (0.015, 0.40)):
            free = grow(self.pane, -0.8 * k * self.unit * near)
            lit = intersect(free, moved(free, -LIGHT * 0.7 * k * self.unit * near))
            deep = [
                area(lip.strip(-90 * k * np.clip(8 * np.linspace(0, 1, len(lip.curl)), 0, 1), 0.1).points)
                for lip in self.lips
            ]
            dark = union([minus(self.opening, lit), *(intersect(each, self.opening) for each in deep)])
            out.append(filled(simplify(dark, 0.0018 * self.unit), "#010006", strength))
        return out

    def embers(self, color: str, strength: float) -> Shapes:
        """Light on the wall of the hole, brighter towards its top."""
        out: Shapes = []
        for k, share in ((1.0, 0.16), (0.5, 0.30)):
            seen = minus(minus(self.hole, self.below(k)), self.skin)
            out.append(filled(simplify(seen, 0.001 * self.unit), color, share * strength) if strength else None)
        return out

    def underside(self, flesh: str, dermis: str) -> Shapes:
        """Rolled skin: black where it leaves the hole, bare along its roll, dark again as it turns away."""
        out: Shapes = [filled([lip.strip(0, 1) for lip in self.lips], dermis, 0.50)]
        # Its raw inner side lies in the shade of its own roll; the roll is bare skin that turns away.
        inner = ((0, 0.62, flesh, 0.20), (0, 0.40, flesh, 0.30), (0, 0.22, BLACK, 0.45), (0, 0.10, BLACK, 0.5))
        under = ((0.70, 1, flesh, 0.36), (0.86, 1, BLACK, 0.40))
        turned = ((1.44, 2, flesh, 0.18), (1.62, 2, flesh, 0.28), (1.8, 2, flesh, 0.42))
        for a, b, color, strength in (*inner, *under, *turned):
            out.append(filled([lip.strip(a, b) for lip in self.lips], color, strength))
        mouths = [polyline(lip.mouth(1.0, TURNS)) for lip in self.lips]
        out += [filled(mouths, flesh, 0.8), filled([polyline(lip.mouth(0.80, TURNS)) for lip in self.lips], BLACK, 0.8)]
        for side, strength in ((0.0, 0.40), (0.22, 0.40)):
            bands = []
            for p, w in self.strands:
                away = np.where(normals(p) @ LIGHT < 0, 0.5, -0.5)[:, None] * w[:, None] * normals(p)
                bands.append(polyline(np.concatenate([p + away * side * 2, (p + away)[::-1]])))
            out.append(filled(bands, flesh, strength, clip=self.gap))
        return out

    def light(self) -> Shapes:
        """Light along each roll, and on the thickness of its torn edge, which winds into the mouth."""
        out: Shapes = []
        for a, b, strength in ((1.18, 1.42, 0.14), (1.24, 1.34, 0.18)):
            out.append(filled([lip.strip(a, b) for lip in self.lips], PALE, strength))
        out.append(filled([lip.strip(1.0, 1.08) for lip in self.lips], PALE, 0.6))
        wind = np.linspace(0, 2.5 * np.pi, 22)
        scrolls = []
        for lip in self.lips:
            thick = 0.07 * (1 - lip.curl[0]) * lip.broad[0] * np.linspace(1, 0.2, len(wind))
            scrolls.append(band(lip.mouth(np.linspace(0.93, 0.34, len(wind)), wind), thick))
        out.append(filled(scrolls, PALE, 0.55))
        thin = []
        for p, w in self.strands:
            away = np.where(normals(p) @ LIGHT > 0, 0.22, -0.22)[:, None] * w[:, None] * normals(p)
            thin.append(band(p + away, 0.3 * w))
        return [*out, filled(thin, PALE, 0.5, clip=self.gap)]

    def lines(self) -> Shapes:
        """Outlines that lie on the skin, thick on the shaded side; the curl's hatching; wrinkles and splits."""
        feeling, chance = self.feeling, self.chance
        bold, mid, fine = (feeling.line(t) for t in ("bold", "mid", "fine"))
        bold, mid, fine = (min(w, share * self.unit) for w, share in ((bold, 0.02), (mid, 0.012), (fine, 0.006)))
        heavy = union([grow(self.hole, 0.70 * bold), moved(grow(self.hole, 0.25 * bold), -LIGHT * 0.62 * bold)])
        out: Shapes = [filled(simplify(minus(minus(heavy, self.hole), self.skin), 0.0012 * self.unit), BLACK)]
        lines: list[Outline] = []
        for number, lip in enumerate(self.lips):
            thick = np.clip(lip.broad / mid / 2, 0, 1)
            thin = thick[::2]
            rim = lip.mouth(1.0, np.append(TURNS, 2 * np.pi))
            lines += [
                band(lip.edge[::2], 1.0 * mid * thin + 0.02),
                band(lip.fold[::2], 1.3 * mid * thin + 0.02),
                band(rim, 0.9 * mid * thick[0]),
                band(lip.at(1.0), 0.7 * mid * thick + 0.01),
            ]
            # Whips that run round the roll: long ones out of the crease, short ones from under the torn edge.
            c, size = chance("hatch", number), len(lip.fold)
            for v in np.linspace(0.02, 0.93, HATCH) + c.uniform(-0.008, 0.008, HATCH):
                shown = float(np.clip(lip.broad[int(v * (size - 1))] / fine / 6 - 1, 0, 1))
                deep, back = 0.35 + 0.6 * c.random(), 0.22 + 0.46 * c.random() ** 1.6
                if shown > 0:
                    lines.append(whip(lip.run(v, 0.03, deep), np.array([1.5, 1.3, 0.8, 0]) * fine * shown))
                    lines.append(whip(lip.run(v, 1.99, 1.99 - back, 3), np.array([1.4, 1.0, 0]) * fine * shown))
        ties = []
        for p, w in self.strands:
            edge, n = ribbon(p, w), len(p)
            ties += [band(e, np.minimum(0.6 * fine, 0.22 * w)) for e in (edge[:n], edge[n:][::-1])]
        pulled = [o for rip in self.rips for o in _pulled(rip, mid, fine)] + _splits(self.rips[0])
        spots = np.array([o.points[len(o.points) // 4 - 1] for o in pulled])
        clear = ~(contains(self.hole, spots) | contains(self.skin, spots))
        lines += [o for o, free in zip(pulled, clear, strict=True) if free]
        return [*out, filled(lines, BLACK), filled(ties, BLACK, clip=self.gap)]


def _pulled(rip: Rip, mid: float, fine: float) -> list[Outline]:
    """A hair crack off each end of a rip, and the wrinkles that fan from where the skin is pulled."""
    lines = []
    reach = min(0.055 * rip.unit, 0.18 * length(rip.path)) * rip.swell * (0.4 + 0.6 * rip.feeling.birth(0.1, 0.5))
    way = tangents(rip.path)
    for end, sign in ((0, -1), (-1, 1)):
        c = rip.chance("pulled", rip.number, end)
        base = float(np.arctan2(*(way[end] * sign)[::-1]))
        turns = base + np.cumsum(c.normal(0, 0.32, 7))
        run = rip.path[end] + np.concatenate([[[0, 0]], np.cumsum(heading(turns), axis=0)]) * (0.6 * reach / 7)
        lines.append(band(run, np.linspace(1.0, 0.05, 8) * mid * rip.swell))
        for k in range(4 if rip.cut.lips else 0):
            side, shown = 1 if k % 2 else -1, rip.feeling.birth(0.25 + 0.12 * k, 0.3)
            i = int((0.02 + 0.04 * k + 0.03 * c.random()) * len(rip.path))
            i = len(rip.path) - 1 - i if end else i
            t = np.linspace(0, 1, 9)
            ahead = way[i] * sign + rip.normal[i] * (side * c.uniform(0.5, 1.1))
            turn = np.arctan2(ahead[1], ahead[0]) + c.uniform(-0.5, 0.5) * t
            start = rip.edges[side][i] + ahead * 0.10 * reach
            line = start + np.cumsum(heading(turn), axis=0) * (c.uniform(0.5, 1.1) * reach * shown / 9)
            if shown > 0.03:
                lines.append(band(line, 1.4 * fine * shown * (1.02 - t) * np.clip(6 * t + 0.3, 0, 1)))
    return lines


def _splits(rip: Rip) -> list[Outline]:
    """Cracks that run from a rip's edge on into the skin, and have not opened yet."""
    lines = []
    for k, (u, side, long) in enumerate(SPLITS):
        c, shown = rip.chance("split", k), rip.feeling.birth(0.30 + 0.12 * k, 0.3)
        i = int((u + c.uniform(-0.04, 0.04)) * (len(rip.u) - 1))
        ahead = rip.normal[i] * side + tangents(rip.path)[i] * c.uniform(-1.6, 1.6)
        turn = np.arctan2(ahead[1], ahead[0]) + np.cumsum(c.normal(0, 0.28, 9))
        steps = np.concatenate([[[0, 0]], np.cumsum(heading(turn), axis=0)])
        if shown > 0.03:
            run = rip.edges[side][i] + steps * (long * rip.unit * shown / 9)
            lines.append(band(run, np.linspace(1, 0, 10) ** 1.2 * 0.04 * long * rip.unit * shown + 0.01))
    return lines
