"""How a bird holds itself by its seed, and what a mood does to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.values import Feeling


@dataclass(frozen=True)
class Posture:
    """How a bird holds itself, which a seed decides. Degrees; positive turns clockwise, of a bird facing left.

    tilt: of all of it. near, far: of its wings. tail: of its tail, and curl: of the tail's ends. back: it looks over
    its shoulder. open: added to how far it has spread.
    """

    tilt: float = 0.0
    near: float = 0.0
    far: float = 0.0
    tail: float = 0.0
    curl: float = 0.0
    back: bool = False
    open: float = 0.0


POSTURES = (
    Posture(tilt=28, near=-12, far=-18, tail=-14, curl=0.45),
    Posture(tilt=9, near=-14, far=10, tail=-8, curl=0.3, open=0.05),
    Posture(tilt=-10, near=18, far=-6, tail=9, curl=-0.3, open=0.05),
    Posture(tilt=2, near=-24, far=24, tail=4, curl=0.3, open=-0.04),
    Posture(tilt=-4, near=26, far=-24, tail=-8, curl=-0.3, open=0.12),
    Posture(tilt=8, near=-6, far=-16, tail=12, curl=0.35, back=True),
    Posture(tilt=3, near=-5, far=-1),
    Posture(tilt=-24, near=30, far=12, tail=16, curl=-0.4),
)
"""Climbing; banking; stooping; wings thrown up; mantling; turning to look back; rising; wheeling away."""
SLENDER = (
    Posture(near=-32, far=27),
    Posture(tilt=-8, near=-30, far=26, tail=10, curl=0.3),
    Posture(tilt=8, near=-34, far=30, tail=-10, curl=-0.3),
)
"""Those that a long narrow ground has room for: it rises, upright or leaning a little."""

NECK_BACK = {"longing", "nostalgia"}
"""Tones that look over the shoulder."""
IRIDESCENCE = {"wonder": 1.0, "awe": 0.6}
SOFTNESS = {"tenderness": 1.0, "calm": 0.5, "affection": 0.3}
"""Tones whose bird is a round, downy one."""
ASHES = {"despair": 1.0, "melancholy": 0.3}


@dataclass(frozen=True)
class Manner:
    """What a mood does to the bird, each 0 to 1.

    droop: bowed, wings hanging. spike: feathers to lances, darker. soft: rounder. iris: hues wander.
    ash: burnt, with embers. back: it looks over its shoulder. mono: black and bare skin only.
    """

    droop: float
    spike: float
    soft: float
    iris: float
    ash: float
    back: bool
    mono: bool


def manner(feeling: Feeling) -> Manner:
    """How this feeling carries itself."""
    tone, light = feeling.mood.tone, feeling.mood.light
    spike = float(np.clip(-2.2 * tone.valence * tone.arousal * (1 + 1.5 * tone.dominance), 0, 1))
    droop = float(np.clip(light.shadow * (1.1 - 0.5 * tone.arousal), 0, 1)) * (1 - 0.5 * spike)
    return Manner(
        droop,
        spike,
        SOFTNESS.get(tone.name, 0.0),
        IRIDESCENCE.get(tone.name, 0.0),
        ASHES.get(tone.name, 0.0),
        tone.name in NECK_BACK,
        feeling.mood.chroma == 0 or not feeling.style.colour,
    )
