"""Skies, and who sees which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.draw.cosmos import VOID
from markgen.values import Feeling


@dataclass(frozen=True)
class Look:
    """A sky, and who sees it.

    home: valence, arousal and dominance at which it is seen. events: what may happen in it, one by the seed.
    families: three ramps or more, deep to bright, of cloud along the tear. warm: its stars' hearts. cloud, stars:
    how much of either. ember: how far the torn edge glows, 0 to 1. night: what is behind everything. wide: how wide
    the skin opens on it, as a share of what is drawn.
    """

    home: tuple[float, float, float]
    events: tuple[str, ...]
    families: tuple[tuple[str, str, str], ...]
    warm: str = "#ffdca6"
    cloud: float = 1.0
    stars: float = 1.0
    ember: float = 0.0
    night: str = VOID
    wide: float = 1.0


TEAL, BLUE = ("#06383a", "#1a9c8c", "#b4eed8"), ("#0b1c66", "#356ee6", "#b4d6fa")
VIOLET, ROSE = ("#2c0c62", "#9a46d2", "#eabce6"), ("#5c0f42", "#cc3f86", "#f0b4cc")
ANY = "grand", "comet", "ring", "supernova", "barred", "planet", "pair", "supernova"
LOOKS = (
    Look((0.42, 0.07, 0.36), ANY, (TEAL, BLUE, VIOLET)),
    Look(
        (0.80, 0.56, 0.50),
        ("supernova", "planet", "comet", "supernova", "ring"),
        (("#0b6f96", "#18c8fa", "#c8fbff"), ("#8a1d9c", "#ff4fb4", "#ffd0e4"), ("#c0580c", "#ffb82a", "#fff6b0")),
        "#ffe680",
        1.25,
        1.2,
        wide=1.08,
    ),
    Look((0.60, 0.75, 0.32), ANY, (("#4a0f6e", "#a030d8", "#f0a0ff"), ROSE, ("#8c1a1c", "#ff6a3c", "#ffd0a0"))),
    Look(
        (0.47, -0.46, 0.02),
        ("barred", "ring", "pair", "grand", "supernova"),
        (
            ("#c86858", "#ffb090", "#ffe0c8"),
            ("#8c2070", "#f070b8", "#ffc8dc"),
            ("#3a1ea0", "#9068f0", "#dcc8fa"),
            ("#1440b0", "#3c98f8", "#b0e0ff"),
            ("#0c6c6c", "#48c8ac", "#c0f2dc"),
        ),
        "#ffd8b4",
        1.15,
        1.1,
        0.0,
        "#16103e",
    ),
    Look(
        (0.25, 0.22, 0.33),
        ("grand", "barred", "grand", "core"),
        (("#5a2a08", "#e08a1c", "#ffe08a"), VIOLET, ("#0c2c8c", "#3c74f0", "#b0d8ff")),
        "#ffcf70",
        1.1,
        1.3,
    ),
    Look(
        (0.24, -0.20, 0.05),
        ("comet", "constellation", "comet"),
        (("#0c1c5c", "#2850b8", "#9cc0ff"), ("#10205c", "#3460c8", "#a8c8ff"), ("#1a1c58", "#4a58c0", "#b8c4ff")),
        "#e8f0ff",
        0.7,
        0.8,
        wide=0.74,
    ),
    Look(
        (-0.67, 0.31, -0.43),
        ("dying",),
        (("#0c2c50", "#2c6ca8", "#90bce4"), ("#102a60", "#3868b8", "#98bcf4"), ("#1c2850", "#4c62a0", "#a8b8e4")),
        "#e0694a",
        0.7,
        0.22,
        wide=0.88,
    ),
    Look(
        (-0.32, -0.03, -0.26),
        ("dying", "comet"),
        (("#0a2038", "#2a5a88", "#8cb4d8"), ("#0e2048", "#345a9c", "#98b8ec"), ("#1a2044", "#485a90", "#a8b4dc")),
        "#d88a68",
        0.7,
        0.4,
    ),
    Look((-0.35, 0.18, -0.24), ("hole",), (("#101018", "#2c2c3c", "#5c5c74"),) * 3, "#ffc48a", 0.3, 0.12, wide=0.86),
    Look((-0.52, 0.80, -0.42), ("hole", "dying"), (("#0c1408", "#2c4420", "#8caa60"),) * 3, "#dcf0b0", 0.5, 0.3),
    Look(
        (-0.62, 0.72, 0.03),
        ("giant",),
        (("#4c0408", "#b80c10", "#ff6a30"), ("#64060a", "#e81c14", "#ff9a3c"), ("#3c0408", "#9c0c1c", "#ff5848")),
        "#ffd08a",
        1.1,
        0.4,
        1.0,
    ),
    Look(
        (-0.60, 0.50, -0.28),
        ("hole", "giant"),
        (("#08300c", "#1c8c20", "#a0f050"), ("#0c3818", "#30a040", "#c8f880"), ("#142c08", "#5c9c14", "#e0f070")),
        "#f4ffb0",
        0.9,
        0.5,
        0.3,
    ),
)
CHART = Look((0, 0, 0), ("chart",), (TEAL, BLUE, VIOLET), "#ffffff", 0.6, 0.8)


def look_of(feeling: Feeling) -> Look:
    """The sky whose home is nearest; an exact hand charts what it sees, but in dots a chart would be lost."""
    if feeling.mood.hand.kind == "crisp" and feeling.style.name != "dotwork":
        return CHART
    tone = feeling.mood.tone
    here = np.array([tone.valence, tone.arousal, tone.dominance])
    return min(LOOKS, key=lambda s: float((((here - s.home) * [1, 1, 0.6]) ** 2).sum()))
