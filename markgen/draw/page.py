"""A page for one engraved design, and the album from which a feeling takes a design by seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

import numpy as np

from markgen.color import mix
from markgen.draw.chance import Chance
from markgen.draw.paint import INK
from markgen.draw.plate import Black, Plate
from markgen.tone import Hand, mood
from markgen.values import Feeling, Ground


@dataclass(frozen=True, eq=False)
class Page:
    """What every design is given: the plate, the seed's own chance, and which hand it leans to, 1 or -1."""

    plate: Plate
    chance: Chance
    side: int

    @classmethod
    def on(cls, ground: Ground, feeling: Feeling, chance: Chance) -> Self:
        """An empty page, its ink a little of the feeling's colour; more where the feeling is glad and quiet."""
        mood = feeling.mood
        soft = float(np.clip(-mood.tone.arousal, 0, 1)) * (mood.tone.valence > 0)
        ink = mix(mix(INK, mood.palette[0], 0.4), mood.palette[1], soft)
        plate = Plate(ground, feeling, chance("hand"), ink if mood.chroma > 0 and feeling.style.colour else INK)
        return cls(plate, chance, 1 if chance("side").random() < 0.5 else -1)

    @property
    def on_wash(self) -> Black:
        """What engraves a thing that is washed: on dark skin line ink would turn as bright as the wash is."""
        return "shade" if self.plate.coloured else "line"

    def born(self, born: float, span: float = 0.2) -> float:
        """How far a detail has swelled in."""
        return self.plate.born(born, span)


def own_hand(feeling: Feeling) -> Hand:
    """The hand that the tone itself draws with. A style lends another to execute a design, not to choose it by."""
    return mood(feeling.mood.tone).hand


P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class Album(Generic[P]):
    """Designs by the feelings that they suit.

    glad: for most. ruled: for a crisp hand. far: for a pen, up to an arousal of `awake`. sad, angry: for feelings that
    are neither, the latter for those that stand up to what hurts them, or draw in corners.
    """

    glad: tuple[Callable[[P], None], ...]
    ruled: tuple[Callable[[P], None], ...]
    far: tuple[Callable[[P], None], ...]
    sad: tuple[Callable[[P], None], ...]
    angry: tuple[Callable[[P], None], ...]
    awake: float = np.inf

    def design(self, feeling: Feeling, seed: int) -> Callable[[P], None]:
        """What a seed makes of a feeling."""
        tone, hand = feeling.mood.tone, own_hand(feeling)
        if tone.valence < -0.1:
            fitting = self.angry if tone.dominance > -0.1 or hand.corners > 0.8 else self.sad
        elif hand.kind == "pen" and tone.arousal < self.awake:
            fitting = self.far
        else:
            fitting = self.ruled if hand.kind == "crisp" else self.glad
        return fitting[seed % len(fitting)]
