"""How skin opens: the tears of every seed, along a scar, and round a limb."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from markgen.draw import Chance, length, resample, smooth
from markgen.draw.rips import Cut, placed, rip, ripped, slit
from markgen.draw.torn import Wound
from markgen.motifs._galaxy.tears import OPENINGS
from markgen.values import Feeling, Ground, Points

TURNS = 0.32
"""How far round a limb its opening winds from end to end."""


def round_limb(ground: Ground, feeling: Feeling) -> bool:
    """Whether the mark would outgrow the front of a limb, and so goes round it: a sleeve."""
    return ground.wraps and feeling.full > 1.4 * ground.width


def wound_of(ground: Ground, feeling: Feeling, chance: Chance, wide: float) -> Wound:
    """The skin torn as this seed has it, along a scar where there is one, as far as the feeling has got.

    wide: how wide it opens, as a share of what is drawn.
    """
    c, scar = chance("opening"), ground.guides.get("scar")
    mirror, lean, wider = 1 if c.random() < 0.5 else -1, c.uniform(-0.16, 0.16), c.uniform(0.94, 1.06) * wide
    unit = min(feeling.size, 1.4 * ground.width)
    scarred = scar is not None and len(scar) > 1 and length(scar) > 1
    if not (scarred or round_limb(ground, feeling)):
        return _drawn(ground, feeling, chance, unit, mirror, lean, wider)
    reach = 0.97 * feeling.size
    if scar is not None and scarred:
        line = along(scar, ground, reach, mirror * 0.05 * min(feeling.size, ground.width))
    else:
        grown = feeling.size / feeling.full
        x = np.array([0.08, 0.03, -0.04, -0.06, -0.02, 0.05]) * 0.6 * ground.width * mirror * grown
        line = smooth(np.column_stack([x, np.linspace(-0.5, 0.5, 6) * reach]) + ground.centre, 200)
    if not round_limb(ground, feeling):
        half = min(wider * 0.130 * feeling.size, 0.25 * ground.width)
        # It lies over the scar, but as far towards the place that was asked for as still meets it.
        aside = float(np.clip(ground.centre[0] - line[:, 0].mean(), -0.7 * half, 0.7 * half))
        return _torn([ripped(line + np.array([aside, 0.0]), half, chance)], unit, feeling, chance)
    line = _descending(line, reach)
    down = (line[:, 1] - line[:, 1].mean()) / feeling.full
    line = line + np.column_stack([mirror * TURNS * ground.width * down, np.zeros(len(line))])
    # A sky that goes round a limb has no rim: it is a wash from end to end.
    half = min(wider * 0.24 * feeling.size, 0.47 * ground.width)
    return replace(_torn([slit(line, half)], unit, feeling, chance), washed=True)


def _descending(line: Points, reach: float) -> Points:
    """The line run through from above, each height once, and of that length: a scar may go up, across, or back."""
    if (np.diff(line[:, 1]) > 0).all():
        return line
    down = line[np.argsort(line[:, 1], kind="stable")]
    y = (down[0, 1] + down[-1, 1]) / 2 + np.linspace(-0.5, 0.5, len(line)) * reach
    return np.column_stack([np.interp(y, down[:, 1], down[:, 0]), y])


def _drawn(
    ground: Ground, feeling: Feeling, chance: Chance, unit: float, mirror: int, lean: float, wider: float
) -> Wound:
    """The tear that is drawn for this seed, in the middle of the ground. mirror: 1 or -1. lean: radians."""
    turn = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]]) * [mirror, 1.0]
    turn = feeling.size * turn @ np.diag([wider, 1.0])
    cuts = OPENINGS[chance.seed % len(OPENINGS)]
    cuts = tuple(uneven(cut, chance("uneven", k)) for k, cut in enumerate(cuts))
    torn = _torn([placed(cut, turn, ground.centre) for cut in cuts], unit, feeling, chance)
    # As long as its feeling, and in its middle, whatever hangs from it by now.
    spots = np.concatenate([r.reach for r in torn.rips])
    share = 0.97 * feeling.size / float(np.ptp(spots, axis=0).max())
    shift = ground.centre - share * (spots.min(0) + spots.max(0)) / 2
    return replace(torn, rips=[r.brought(share, shift) for r in torn.rips])


def _torn(cuts: list[Cut], unit: float, feeling: Feeling, chance: Chance) -> Wound:
    """Cuts in mm, torn, but for those that have not begun to open."""
    made = [rip(cut, unit, feeling, chance, k) for k, cut in enumerate(cuts)]
    return Wound([r for r in made if r.swell > 0.02], unit, feeling, chance)


def uneven(cut: Cut, c: np.random.Generator) -> Cut:
    """A cut as no hand repeats it: cracks of any number and length, some of them forked."""
    cracks = [replace(k, long=k.long * c.uniform(0.35, 1.5)) for k in cut.cracks if c.random() < 0.7]
    for main in [each for each in cracks if c.random() < 0.3]:
        turn = main.turn + c.choice([-1, 1]) * c.uniform(0.5, 0.9)
        cracks.append(replace(main, turn=turn, long=0.55 * main.long, born=main.born + 0.15))
    return replace(cut, cracks=tuple(cracks))


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
