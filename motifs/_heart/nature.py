"""What a heart is drawn from: the feeling, what its tone does to form and light, and the design of the seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.draw import Chance
from markgen.values import Feeling


@dataclass(frozen=True)
class Design:
    """What a seed makes of the heart.

    cells: how its planes are cut. ends: what its lesser vessels end in. frame: what is drawn round it. opened: whether
    it is parted, or cut open. turn: degrees. gap: of the facets, as a share of `GAP`. wide, long: shares added.
    """

    cells: str
    ends: str
    frame: str = ""
    opened: str = ""
    turn: float = 0.0
    mirror: bool = False
    gap: float = 1.0
    wide: float = 0.0
    long: float = 0.0


DESIGNS = (
    Design("planes", "cut", "bar"),
    Design("shards", "roots", "", "", -12, False, 1.1, -0.05, 0.12),
    Design("glass", "cut", "circle", "", 6, False, 1.35, 0.04, -0.04),
    Design("planes", "cut", "compass", "section", -4, False, 0.95),
    Design("folds", "cut", "triangle", "", 0, False, 1.9, 0.05, 0.0),
    Design("planes", "blooms", "", "", 8, True, 1.05, 0.06, -0.06),
    Design("shards", "cut", "rays", "split", 4, False, 1.0),
    Design("engraved", "roots", "", "", -8, True, 1.3, -0.02, 0.06),
    Design("glass", "blooms", "diamond", "", 10, False, 1.2, -0.04, 0.04),
    Design("engraved", "cut", "lines", "section", 2, False, 1.25, 0.02, 0.0),
    Design("folds", "roots", "circle", "split", -6, True, 1.7),
    Design("planes", "cut", "hexagon", "", 14, False, 0.85, 0.0, 0.08),
)
"""What seeds 1, 2, 3 ... make."""


@dataclass(frozen=True)
class Temper:
    """What a tone does to the heart's form and light, each 0 to 1."""

    spikes: float
    sorrow: float
    soft: float
    gloom: float
    wobble: float
    wax: bool
    unmade: float
    flames: float
    wonder: float


@dataclass(frozen=True, eq=False)
class Nature:
    """All that a heart is drawn from."""

    feeling: Feeling
    chance: Chance
    temper: Temper
    design: Design

    def birth(self, born: float, span: float = 0.15) -> float:
        """How far a detail born at that intensity has swelled in."""
        return self.feeling.birth(born, span)


def nature(feeling: Feeling, chance: Chance) -> Nature:
    """The heart of that feeling and that seed."""
    return Nature(feeling, chance, _temper(feeling), DESIGNS[(chance.seed - 1) % len(DESIGNS)])


def _temper(feeling: Feeling) -> Temper:
    tone, hand = feeling.mood.tone, feeling.mood.hand
    low, high, calm, stir = (max(v, 0.0) for v in (-tone.valence, tone.valence, -tone.arousal, tone.arousal))
    return Temper(
        spikes=min(max(low * stir - 0.25, 0) / 0.2, 1),
        sorrow=min(low * max(1 - 1.2 * stir, 0) / 0.42, 1),
        soft=min(high * calm / 0.2, 1),
        gloom=min(max(-feeling.mood.lift - 0.1, 0) / 0.1, 1),
        wobble=hand.wobble if hand.kind in ("crayon", "pen") else 0.0,
        wax=hand.kind == "crayon",
        unmade=_near(feeling, 0.24, -0.2, 0.16),
        flames=_near(feeling, 0.25, 0.22, 0.2),
        wonder=_near(feeling, 0.44, -0.04, 0.3) * (hand.kind == "painterly"),
    )


def _near(feeling: Feeling, valence: float, arousal: float, reach: float) -> float:
    """1 where a tone stands at that place on the axes, falling to 0 at `reach` from it."""
    tone = feeling.mood.tone
    away = np.hypot(tone.valence - valence, tone.arousal - arousal)
    return float(np.clip(1.4 - 1.4 * away / reach, 0, 1))
