"""Needle and thread as a child draws them, in wax."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.draw import Chance, filled, wax
from markgen.motifs._needle.pose import Pose
from markgen.motifs._needle.steel import DARK_STEEL, STEEL
from markgen.motifs._needle.thread import Strand
from markgen.values import Feeling, Layer, Outline, Points, layer

STICK = 0.9
"""Of a crayon sharpened for thread, mm, at the least."""


def scrawled(
    p: Pose, strands: Sequence[Strand], tints: Sequence[str], width: float, feeling: Feeling, chance: Chance
) -> list[Layer]:
    """Thread in one go of the crayon a strand, the needle a grey stick with a dark line round it."""
    stick = min(max(1.3 * width, STICK), 0.017 * feeling.size)
    grain = max(0.12, 0.4 * stick)

    def rubbed(path: Points, wide: float, press: float = 0.64) -> list[Outline]:
        return wax(path, wide, chance("paper"), press, grain)

    x = np.linspace(0.0, 1.0, 40)
    sides = [p.needle(np.column_stack([x, side * 0.5 * p.wide(x)])) for side in (-1, 1)]
    turn = np.linspace(0, 2 * np.pi, 24)
    eye = p.needle(np.column_stack([p.eye + p.eye_long * np.cos(turn), p.hole * np.sin(turn)]))
    below = np.linspace(p.eye + 1.5 * p.eye_long, 0.9, 20)
    shaft = p.needle(np.column_stack([below, np.zeros(20)]))
    line = [
        *rubbed(sides[0], 0.7 * stick),
        *rubbed(sides[1], 0.7 * stick),
        *rubbed(eye, 0.6 * stick),
    ]
    thread = [
        filled([o for s in strands if s.thread == n and len(s.path) > 2 for o in rubbed(_whole(s), stick)], tint)
        for n, tint in enumerate(tints)
    ]
    return [
        layer("wax steel", "colour", [filled(rubbed(shaft, 0.9 * p.body * p.mm, 0.5), feeling.tint(STEEL))]),
        layer("wax line", "line", [filled(line, feeling.tint(DARK_STEEL))]),
        layer("wax thread", "colour", thread),
    ]


def _whole(strand: Strand) -> Points:
    return np.concatenate([strand.path, strand.path[:1]]) if strand.closed else strand.path
