"""What happens in a sky, and the far galaxies beside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from markgen.draw import band, cosmos, dots, filled, glint, heading, spiral, stroked
from markgen.motifs._galaxy.disc import drawn
from markgen.motifs._galaxy.sky import Sky
from markgen.values import Points, Shape

Shapes = list[Shape | None]

FAR = ((0.80, 0.085, 0.28), (0.20, 0.055, 0.46))
"""Far galaxies: where along a rip, how far they reach in sizes, when they are born."""

EVENTS: dict[str, Callable[[Points, float, cosmos.Hues, np.random.Generator, float], Shapes]] = {
    "supernova": cosmos.supernova,
    "grand": cosmos.grand,
    "barred": cosmos.barred,
    "pair": cosmos.pair,
    "ring": cosmos.ring,
    "comet": cosmos.comet,
    "planet": cosmos.planet,
    "hole": cosmos.hole,
    "giant": cosmos.giant,
    "dying": cosmos.dying,
    "core": cosmos.cluster,
}


def event(sky: Sky) -> Shapes:
    """What happens in it, and the far galaxies beside; nothing of either is seen beyond its rim."""
    kind, (at, reach) = sky.kind, sky.focus
    swell = sky.feeling.birth(0.0, 0.85)
    burst = sky.feeling.birth(0.2, 0.5)
    # The first thing that is ever seen is one star.
    first = sky.feeling.birth(0.15, 0.4)
    made: Shapes = _far(sky, kind)
    made += _happen(sky, kind, at, reach * (0.35 + 0.65 * swell), burst)
    if first < 1:
        made.append(
            filled(glint(at, max(1.7 - 1.9 * swell, 0.5) * reach, 0.09 * reach * (1 - first)), "#ffffff", 1 - first)
        )
    return sky.within(made)


def _far(sky: Sky, kind: str) -> Shapes:
    """What is far off beside the event: spirals, more or less aslant, or what stands for one."""
    if sky.sleeve or kind in ("pair", "hole", "dying", "giant", "constellation", "chart"):
        return []
    out: Shapes = []
    hues = cosmos.Hues(sky.ramp(0), sky.ramp(1), sky.ramp(2), sky.warm)
    r = sky.wound.rips[0]
    for k, (along_it, far, born) in enumerate(FAR):
        if sky.swept is not None and k:
            continue
        c = sky.wound.chance("far", k)
        u, v = along_it + c.uniform(-0.03, 0.03), c.uniform(0.1, 0.55) * (1 - 2 * (k % 2))
        spot = r.place(u, v)
        # Nothing is far where the event is near.
        away = float(np.clip(np.hypot(*(spot - sky.focus[0])) / sky.focus[1] - 1, 0, 0.4)) / 0.4
        reach = min(far * sky.size, 0.66 * float(r.room(u)[0])) * sky.feeling.birth(born, 0.3) * r.swell * away
        if sky.swept is not None:
            out += cosmos.supernova(spot, 1.1 * reach, hues, c, reach / (far * sky.size)) if reach > 0.25 else []
        elif reach > 0.25:
            colors = (sky.ramp(1)(0.5), sky.ramp(k % 3)(0.62), sky.ramp(2)(0.9), sky.warm)
            turn, tilt, hand = c.uniform(0, 3), c.uniform(0.28, 0.7), 1 - 2 * (k % 2)
            out += spiral(spot, reach, turn, tilt, colors, c, hand=hand, stars=36)
    return out


def _happen(sky: Sky, kind: str, at: Points, reach: float, burst: float) -> Shapes:
    """The event itself: one that any sky may have, or stars that are joined to a figure, or charted."""
    c = sky.wound.chance(kind)
    hues = cosmos.Hues(sky.ramp(0), sky.ramp(1), sky.ramp(2), sky.warm)
    if sky.swept is not None:
        return [*drawn(sky, sky.lesser, burst, 0.25), *drawn(sky, sky.swept, burst)]
    if kind not in ("constellation", "chart"):
        return EVENTS[kind](at, reach, hues, c, burst)
    r, n = sky.wound.rips[0], 8
    u = np.linspace(0.16, 0.84, n) + c.uniform(-0.02, 0.02, n)
    nodes = r.place(u, np.where(np.arange(n) % 2 == 0, 1, -1) * c.uniform(0.10, 0.5, n))
    first = int(np.argmin(np.abs(u - r.peak)))
    nodes[first] = at
    big = sky.size * np.where(np.arange(n) == first, 0.050, 0.026)
    sizes = big * sky.feeling.births(0.02 + 0.12 * np.abs(np.arange(n) - first), 0.3)
    fine = sky.feeling.line("fine")
    out = cosmos.figure(nodes, np.where(sizes > 0.05, sizes, 0), min(fine, 0.006 * sky.size), first, hues)
    if kind == "chart" and burst > 0.03:
        # The sky as it is measured: in the circles of an instrument.
        out += [stroked(dots(at[None], reach * k * burst), "#ffffff", fine, 0.8) for k in (0.55, 0.84, 0.92)]
        marks = [np.array([[0.70 if t % 6 == 0 else 0.78], [0.84]]) * heading(t * np.pi / 36) for t in range(72)]
        out.append(filled([band(at + m * reach * burst, fine) for m in marks], "#ffffff", 0.8))
    return out
