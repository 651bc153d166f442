"""How skin opens: the tears of every seed, along a scar, and round a limb."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from markgen.draw import Chance, heading, length, resample, smooth
from markgen.draw.rips import Cut, rip
from markgen.draw.torn import Wound
from markgen.values import Feeling, Ground, Points

BRANCHES = (
    [(0.06, -0.18), (0.15, -0.22), (0.20, -0.34), (0.28, -0.38)],
    [(-0.02, 0.0), (-0.13, 0.04), (-0.17, 0.16), (-0.27, 0.20)],
    [(0.08, 0.16), (0.18, 0.15), (0.24, 0.24), (0.34, 0.22)],
    [(-0.05, -0.33), (-0.14, -0.30), (-0.20, -0.40)],
    [(-0.02, 0.30), (-0.10, 0.35), (-0.12, 0.44)],
)
DRIPS = (
    (-0.12, -0.16, 0.20, 0.030),
    (0.065, -0.1, 0.36, 0.034),
    (0.14, -0.16, 0.10, 0.026),
    (-0.05, -0.1, 0.30, 0.022),
)
CRACK = [(0.05, -0.5), (-0.05, -0.33), (0.06, -0.18), (-0.02, 0.0), (0.08, 0.16), (-0.02, 0.30), (0.04, 0.5)]
TURN, ARC = np.linspace(0, 1, 30), np.linspace(-1.15, 1.15, 9)
CLAW, HOLE = (
    np.array([(0.10, -0.5), (0.03, -0.2), (-0.02, 0.15), (-0.12, 0.5)]),
    [(0.02, -0.5), (-0.02, 0.1), (-0.04, 0.5)],
)

OPENINGS: tuple[tuple[Cut, ...], ...] = (
    # A corner peeled back; a long S; three claws; a slash.
    (Cut([(0.10, -0.5), (0.02, -0.15), (-0.02, 0.2), (0.02, 0.5)], 0.17, 0.68, 3.4, 1, 1),),
    (Cut([(-0.10, -0.5), (0.10, -0.27), (0.03, 0.0), (-0.10, 0.24), (0.06, 0.5)], 0.125, 0.42, 2.6, 3, 1),),
    (
        Cut(CLAW, 0.068, 0.40, 3.0, 2, 1),
        Cut(CLAW * [0.8, 0.75] + [-0.19, 0.01], 0.055, 0.42, 3.0, 1, 0, 0.08),
        Cut(CLAW * [0.9, 0.72] + [0.19, -0.03], 0.050, 0.38, 3.0, 1, 0, 0.14),
    ),
    (Cut([(0.13, -0.5), (0.05, -0.2), (-0.03, 0.12), (-0.13, 0.5)], 0.125, 0.40, 3.0, 3, 1),),
    # A keyhole; porcelain cracked all over; a crescent; an eye.
    (Cut(HOLE, 0.20, 0.27, 8.0, 2), Cut(HOLE, 0.05, 0.74, 2.6, 1)),
    (
        Cut(CRACK, 0.105, 0.48, 2.0, 2, 1, angular=True),
        *(Cut(b, 0.046 - 0.004 * k, 0.25, 2.0, born=0.12 + 0.07 * k, angular=True) for k, b in enumerate(BRANCHES)),
    ),
    (Cut(np.column_stack([-0.5 * np.cos(ARC), 0.55 * np.sin(ARC)]), 0.115, 0.55, 2.2, 3, 1),),
    (Cut([(0.0, -0.5), (0.05, -0.18), (0.05, 0.18), (0.0, 0.5)], 0.19, 0.5, 3.2, 2),),
    # A spiral; a fork; a pool that drips; a bolt.
    (Cut(heading(2.9 * np.pi * TURN) * (0.06 + 0.42 * TURN**0.85)[:, None], 0.072, 0.36, 1.7, 3, 1),),
    (
        Cut([(0.16, -0.5), (0.06, -0.2), (0.0, 0.05), (-0.04, 0.5)], 0.105, 0.52, 2.2, 2, 1),
        Cut([(0.02, 0.16), (-0.05, -0.06), (-0.16, -0.24), (-0.20, -0.40)], 0.075, 0.30, 2.0, 1, 0, 0.12),
    ),
    (
        Cut([(0.02, -0.5), (0.0, -0.2), (-0.02, 0.1), (0.0, 0.5)], 0.19, 0.36, 5.0, 2),
        *(Cut([(x, a), (x, b)], w, 0.8, 1.3, born=0.1 + 0.08 * k) for k, (x, a, b, w) in enumerate(DRIPS)),
    ),
    (Cut([(0.18, -0.5), (-0.04, -0.08), (0.06, 0.04), (-0.14, 0.5)], 0.105, 0.45, 2.4, 2, 1, angular=True),),
)
"""Twelve ways in which skin opens, in sizes; neighbouring seeds take different ones."""

SISTERS = ((0.345, 0.255, 0.44, 0.45, -0.72), (-0.335, 0.085, 0.78, 0.52, 0.58))
"""Tears round a limb: where, in shares of its girth and of the great one from the middle of that, how long, in shares
of the great one, when, and where each has its lip: on the side away from the great one, and not over the other's."""


def round_limb(ground: Ground, feeling: Feeling) -> bool:
    """Whether the mark would outgrow the front of a limb, and so goes round it: a sleeve."""
    return ground.wraps and feeling.full > 1.4 * ground.width


def wound_of(ground: Ground, feeling: Feeling, chance: Chance) -> Wound:
    """The skin torn as this seed has it, along a scar where there is one, as far as the feeling has got."""
    c = chance("opening")
    scar, sleeve = ground.guides.get("scar"), round_limb(ground, feeling)
    reach = (0.92 if scar is None and not sleeve else 0.97) * feeling.size
    wider, mirror, lean = c.uniform(0.92, 1.08), 1 if c.random() < 0.5 else -1, c.uniform(-0.22, 0.22)
    if scar is not None and len(scar) > 1 and length(scar) > 1:
        line = along(scar, ground, reach, mirror * 0.05 * min(feeling.size, ground.width))
        cuts = [Cut(line, 0.092, c.uniform(0.40, 0.48), 2.6, 3, 4)]
    elif sleeve:
        x = np.array([0.08, 0.03, -0.04, -0.06, -0.02, 0.05]) * 1.6 * ground.width * mirror
        line = np.column_stack([x, np.linspace(-0.5, 0.5, 6) * reach]) + ground.centre
        cuts = [Cut(line, 0.10, c.uniform(0.38, 0.46), 2.0, 3, 4)]
    else:
        cuts = list(OPENINGS[chance.seed % len(OPENINGS)])
        turn = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]]) * [mirror, 1.0]
        turned = [np.asarray(cut.points, float) @ turn.T for cut in cuts]
        every = np.concatenate(turned)
        low, span = every.min(0), np.ptp(every, axis=0)
        placed = [ground.centre + (p - low - span / 2) * (reach / float(span.max())) for p in turned]
        cuts = [replace(cut, points=p) for cut, p in zip(cuts, placed, strict=True)]
    if sleeve:
        cuts += sisters(np.asarray(cuts[0].points, float), ground, reach, chance)
    unit, most = min(feeling.size, 1.4 * ground.width), ground.width * (0.135 if sleeve else 0.2)
    # A glad feeling opens wide; grief and fear but a slit.
    grown = feeling.size * (0.42 + 0.58 * feeling.intensity**0.9) * (0.80 + 0.28 * feeling.mood.light.glow)
    made = [rip(cut, min(wider * cut.wide * grown, most), unit, feeling, chance, k) for k, cut in enumerate(cuts)]
    return Wound([r for r in made if r.swell > 0.02], unit, feeling, chance)


def along(scar: Points, ground: Ground, reach: float, sway: float) -> Points:
    """The middle of a tear of that length that pools along a scar, and runs on past its end where it is longer."""
    line = resample(smooth(scar, 80), 400)
    share = min(reach / length(line), 1.0)
    nearest = int(np.argmin(np.hypot(*(line - ground.centre).T))) / 399
    start = min(max(nearest - share / 2, 0.0), 1 - share)
    u = np.linspace(start, start + share, 40)
    part = np.column_stack([np.interp(u, np.linspace(0, 1, 400), line[:, k]) for k in (0, 1)])
    middle = (part.min(0) + part.max(0)) / 2
    made = middle + (part - middle) * max(reach / float(np.ptp(part, axis=0).max()), 1.0)
    # It keeps to its ground; one that outgrows its scar runs on towards where it was asked for.
    low, high = float(made[:, 1].min()), float(made[:, 1].max())
    keep = min(0.03 * ground.height, max((ground.height - (high - low)) / 2, 0.0))
    asked = float(np.clip(ground.centre[1] - (low + high) / 2, -0.32 * reach, 0.32 * reach))
    down = float(np.clip(asked, keep - low, max(ground.height - keep - high, keep - low)))
    aside = sway * np.sin(np.linspace(0, 2 * np.pi, 40))
    return np.asarray(made + np.column_stack([aside, np.full(40, down)]))


def sisters(great: Points, ground: Ground, reach: float, chance: Chance) -> list[Cut]:
    """Tears round the rest of the limb, leaning as the great one does: between them only bands of skin are left."""
    made, middle, v = [], (great.min(0) + great.max(0)) / 2, np.linspace(-0.5, 0.5, 6)
    for k, (x, y, long, born, hang) in enumerate(SISTERS):
        c = chance("sister", k)
        down = middle[1] + (y + long * v) * reach
        aside = ground.width * (x + 0.035 * np.sin(2 * np.pi * (v + c.random())))
        line = np.column_stack([np.interp(down, great[:, 1], great[:, 0]) + aside, down])
        made.append(Cut(line, 0.11, c.uniform(0.36, 0.46), 1.9, 1, 2, born, hang=hang))
    return made
