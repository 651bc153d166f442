"""A fire that dies round a limb: char at its foot, a last low flame, and a great column of smoke that leans up it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import Chance, banded, filled, linear, polyline, whip
from markgen.motifs._flame.ash import Sparks, flying
from markgen.motifs._flame.billows import Column, columns
from markgen.motifs._flame.char import charred
from markgen.motifs._flame.embers import Bed, bed
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.sleeve import NATURAL, risen
from markgen.motifs._flame.tongue import ALONG, STEPS, Floats, Tongue
from markgen.values import Feeling, Ground, Layer, Points, layer

FIRES = ((0.47, 0.72, 74, 170, 5, 3), (0.03, 0.68, 58, 112, 3, 2), (0.76, 0.62, 40, 84, 2, 2))
"""Flames: where they stand, as shares of the limb's width and of the char's height; mm across and high; how many
tongues, and how many tongues that are gone."""

SMOKES = ((0.47, 0.17, 1.06, 62, 0.10, 0.0, 3.8), (0.03, 0.15, 0.74, 36, 0.10, 2.1, 2.4))
"""Columns: where they rise, as a share of the width; from and to where, of the height; half width, mm; how far they
sway, of the width, and where in that they start, radians; how many sheets lie across them."""

CHAR = 74
"""mm that char reaches above the foot."""

SPARKS = 64


@dataclass(frozen=True, eq=False)
class Hearth:
    """Where it burned. x: of the fire, mm. hand: 1, or -1 mirrored. front: how high it has come, mm above the foot.
    deep: height of the char, mm. scale: of mm here to those of the limb."""

    ground: Ground
    x: float
    hand: float
    front: float
    deep: float
    scale: float

    def across(self, share: float | Floats) -> Floats:
        """x of a share of the limb's width, the fire's own kept where it is, mm."""
        return np.asarray(self.x + self.hand * (np.asarray(share) - FIRES[0][0]) * self.ground.width)


def dying(
    ground: Ground, feeling: Feeling, look: Look, chance: Chance
) -> tuple[list[Tongue], list[Layer], list[Layer]]:
    """Its tongues, the layers under them, and those over them."""
    c = chance("dying")
    scale = ground.width / NATURAL
    front = risen(ground, feeling)
    # Smoke is up the arm long before the fire would be.
    front += max(1.25 * ground.height - front, 0.0) * feeling.birth(0.2, 0.5)
    deep = CHAR * scale * float(np.clip(front / 260, 0.3, 1)) * feeling.birth(0.0, 0.12)
    x = ground.width * (0.5 + c.uniform(-0.05, 0.01))
    hearth = Hearth(ground, x, float(c.choice([-1.0, 1.0])), front, deep, scale)
    beds = _beds(hearth, look, chance)
    smokes = [_column(hearth, k) for k in range(len(SMOKES))]
    lost = [t for b in beds for t in b.gone]
    under = [*columns(smokes, front, ground, look, chance), *_left(lost, feeling, look)]
    reach = 16 + 0.55 * ground.width * feeling.birth(0.03, 0.45)
    over = [
        *charred(ground, look, chance, deep, x, reach),
        *flying([_sparks(hearth, smokes[0].path, chance)], look),
    ]
    # Nothing has torn off above so low a fire.
    return [t for b in beds for t in b.fire if t.kind < 4], under, over


def _beds(hearth: Hearth, look: Look, chance: Chance) -> list[Bed]:
    beds = []
    for k, (x, up, wide, high, many, lost) in enumerate(FIRES):
        scale = hearth.scale
        grown = float(np.clip((hearth.front - (20 + 60 * k) * scale) / (140 * scale), 0, 1))
        if grown > 0.03:
            at = np.array([float(hearth.across(x)), hearth.ground.height - up * hearth.deep])
            lean, size = hearth.hand * 0.16 * np.ones(STEPS), scale * grown
            beds.append(bed(at, wide * size, high * size, (0, many, lost), lean, 0.0, k, chance, look, grown))
    return beds


def _column(hearth: Hearth, k: int) -> Column:
    """A column of smoke that sways as it rises; the first is drawn out over the shoulder."""
    x, low, high, wide, sway, phase, folds = SMOKES[k]
    ground, u = hearth.ground, np.linspace(0, 1, 90)
    swing = np.sin(2 * np.pi * 1.02 * u + phase) + 0.25 * np.sin(2 * np.pi * 2.3 * u + 1 + phase)
    across = hearth.across(x + sway * swing * np.clip(3 * u, 0, 1))
    up = ground.height * (1 - low - (high - low) * u)
    line = ground.guides.get("shoulder")
    if line is not None and k == 0:
        near = np.clip((0.45 * ground.height - up) / (0.3 * ground.height), 0, 1)
        across += near * near * (3 - 2 * near) * (np.interp(-up, -line[:, 1], line[:, 0]) - across)
    girth = wide * hearth.scale * (0.30 + 0.70 * np.sin(np.pi * (0.10 + 0.80 * u)) ** 0.9)
    return Column(np.column_stack([across, up]), girth, folds)


def _sparks(hearth: Hearth, smoke: Points, chance: Chance) -> Sparks:
    """Sparks that rise in smoke: crowded over the fire, few and small above."""
    r = chance("sparks").random((4, SPARKS))
    height = hearth.ground.height
    climb = 0.10 + 0.62 * r[0] ** 1.7
    x = np.interp(climb, 1 - smoke[:, 1] / height, smoke[:, 0]) + 0.32 * hearth.ground.width * (r[1] - 0.5)
    shown = np.clip((hearth.front - height * climb) / (60 * hearth.scale), 0, 1)
    size = hearth.scale * (0.6 + 1.5 * r[3] ** 3) * shown * (1.15 - climb)
    return Sparks(np.column_stack([x, height * (1 - climb)]), hearth.hand * 0.3 + r[2] - 0.5, size, r[2])


def _left(tongues: Sequence[Tongue], feeling: Feeling, look: Look) -> list[Layer]:
    """The shape that flames leave: grey, from the fire's root to where it is lost, and its lee edge lined still."""
    washes, lines = [], []
    fine = feeling.line("fine")
    # The line comes out of nothing, and goes back into it.
    swell = (1 - ALONG[4:]) ** 0.7 * np.clip(6 * ALONG[4:] - 0.6, 0, 1)
    for t in tongues:
        if t.width.max() < 0.5:
            continue
        stops = ((0.0, look.smoke, 0.0), (0.25, look.smoke, 0.5), (0.6, look.smoke, 0.28), (1.0, look.smoke, 0.0))
        washes.append(filled(polyline(banded(t.path, t.right, t.width)), linear(t.path[0], t.path[-1], *stops)))
        lee = t.side or 1.0
        for hand, weight in ((lee, 3.6), (-lee, 1.8)):
            rim = t.path + t.right * (0.5 * hand * t.width)[:, None]
            lines.append(whip(rim[4:], weight * fine * t.grown * swell))
    return [layer("gone", "shade", washes), layer("gone's edge", "line", [filled(lines, look.fire(0.0), 0.96)])]
