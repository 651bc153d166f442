"""How a feeling sews."""

from __future__ import annotations

from dataclasses import dataclass

from markgen.motifs._needle.stitches import (
    Stitch,
    chain,
    crossed,
    hearts,
    jagged,
    reaching,
    running,
    starry,
    sutures,
    torn,
)
from markgen.values import Feeling

CRIMSON = ("#ab1029",)
RAINBOW = ("#d81e3e", "#f07f1a", "#f4c11e", "#2fae62", "#1f83dc", "#8a42cc")
NIGHT = ("#6a3fc0", "#2f6fd8", "#22a6b8", "#c04fb0")
PASTEL = ("#d04a78",)


@dataclass(frozen=True)
class Manner:
    """How a feeling sews. thick: of the thread. sway: how far the hand wanders. pulled: how far skin puckers.

    wound: the skin is open under the stitches. bow: its end is tied in one. curls: loops that its slack lies in.
    snapped: the thread has parted between the needle and the seam.
    """

    stitch: Stitch
    threads: tuple[str, ...] = CRIMSON
    thick: float = 1.0
    sway: float = 0.0
    slack: float = 1.0
    pulled: float = 0.5
    wound: bool = False
    bow: bool = False
    curls: int = 1
    snapped: bool = False


# Valence, arousal and dominance at which each manner is at home.
MANNERS: tuple[tuple[tuple[float, float, float], Manner], ...] = (
    ((0.25, 0.22, 0.33), Manner(chain)),
    ((0.63, 0.77, 0.30), Manner(chain, thick=1.25, pulled=0.8)),
    ((0.72, 0.62, 0.45), Manner(chain, RAINBOW, 1.2, sway=1.0, slack=1.3, bow=True, curls=2)),
    ((0.645, 0.546, 0.278), Manner(running, ("#202428",), 1.1, pulled=0.1)),
    ((0.42, 0.07, 0.36), Manner(starry, NIGHT)),
    ((0.46, -0.16, 0.21), Manner(starry, NIGHT)),
    ((0.47, -0.46, 0.02), Manner(hearts, PASTEL, 1.9, slack=1.2, pulled=0.2, bow=True, curls=2)),
    ((0.47, -1.0, 0.61), Manner(running, ("#2f8fae",), 1.4, pulled=0.1)),
    ((0.56, 0.04, 0.49), Manner(crossed, ("#2f6fa0",), 0.9, pulled=0.3)),
    ((0.24, -0.20, 0.05), Manner(reaching, thick=1.3, slack=1.5, pulled=0.2)),
    ((-0.11, 0.35, 0.16), Manner(crossed, thick=0.9)),
    ((-0.32, -0.03, -0.26), Manner(reaching, thick=1.2, slack=1.5, sway=0.3)),
    ((-0.67, 0.31, -0.43), Manner(torn, thick=0.9, slack=1.5, snapped=True)),
    ((-0.35, 0.18, -0.24), Manner(sutures, ("#7d1226",), 0.9, pulled=1.0, wound=True, snapped=True)),
    ((-0.62, 0.72, 0.03), Manner(jagged, thick=0.95, slack=0.5, pulled=1.0, curls=0)),
    ((-0.52, 0.80, -0.42), Manner(crossed, thick=0.8, sway=0.8, slack=0.6, pulled=0.9, curls=0)),
)


def manner(feeling: Feeling) -> Manner:
    """How this feeling sews: as the nearest named one does."""
    tone = feeling.mood.tone
    here = (tone.valence, tone.arousal, tone.dominance)
    return min(MANNERS, key=lambda m: sum((a - b) ** 2 for a, b in zip(here, m[0], strict=True)))[1]
