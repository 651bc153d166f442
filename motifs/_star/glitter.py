"""Glitter on wet glue, smeared over a star that somebody drew: flakes in drifts, and a little light on them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    Noise,
    area,
    contains,
    disc,
    filled,
    grow,
    hatch,
    heading,
    length,
    linear,
    minus,
    mix,
    resample,
    ribbon,
    union,
)
from markgen.draw.areas import inside
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

HUES = ("#00aeb8", "#ff1274", "#8a2cf0")
"""Teal, rose and violet: what the foil was cut from. None is near to any skin."""

PAIRS = (1, 2), (0, 2), (1, 1), (0, 0), (2, 1)
"""The hues of a smear, where it is thin and where it is thick."""

ARMS = (0, 1, 3), (1,), (3,), (), ()
"""The arms of each star, in the order they were drawn, that a glint stands in."""

DRIFTS = 3
"""How many flakes lie in a drift, for each that lies alone."""


def glitter(feeling: Feeling, chance: Chance, stars: list[Line], grown: float, faced: bool) -> list[Layer]:
    """Smears of glue that took the foil's colour, flakes in drifts, and the light that some throw back.

    faced: whether the first has a face, which is kept clear.
    """
    # A style that fills in its own way would go round every flake.
    if grown <= 0 or feeling.style.name != "natural":
        return [layer("foil", "colour", [])]
    glue: list[Shape | None] = []
    foil: list[Shape | None] = []
    light: list[Shape | None] = []
    for k, star in enumerate(stars):
        if len(star.runs) == 5:
            smear, flakes, shine = _dusted(feeling, chance, star, k, grown, faced and k == 0)
            glue, foil, light = [*glue, *smear], [*foil, *flakes], [*light, *shine]
    return [layer("foil", "colour", [*glue, *foil]), layer("glitter", "shimmer", light)]


def _dusted(
    feeling: Feeling, chance: Chance, star: Line, k: int, grown: float, faced: bool
) -> tuple[list[Shape | None], list[Shape | None], list[Shape | None]]:
    """One star: its smear, its flakes, and their light."""
    rng, drift = chance("glitter", k), Noise(chance("drift", k))
    body, hub = area(star.outline()), star.hub()
    room = star.crossings()
    reach = float(np.ptp(star.path, axis=0).max()) / 2
    # A small star has fewer flakes rather than finer ones.
    clear = grow(area(room[np.argsort(np.arctan2(*(room - hub).T))]), -0.02 * reach) if faced else union([])
    big = 0.24 * max(reach / 13, 0.75) ** 0.85
    pale, deep = PAIRS[k % len(PAIRS)]
    hues = [feeling.tint(hue) for hue in HUES]
    way = heading(rng.uniform(0.4, 1.2))
    # Glue smeared over it to and fro: past the line here, short of it there.
    gap = 0.13 * reach
    rows = hatch(grow(body, 0.02 * reach), float(np.arctan2(*way[::-1])) + 1.5, gap, rng, 0.5)
    past = rng.normal(0.0, 0.035, (len(rows), 2, 1)) * reach
    strokes = []
    for row, (one, other) in zip(rows, past, strict=True):
        out = (row[1] - row[0]) / max(length(row), 1e-6)
        path = resample(np.stack([row[0] - out * one, row[1] + out * other]), 9)
        wide = 1.05 * gap * (1 + 0.5 * drift.fbm(path[:, 0] * 2 / reach, path[:, 1] * 2 / reach, 2))
        strokes.append(area(ribbon(path, wide * np.interp(np.linspace(0, 1, 9), [0, 0.15, 0.85, 1], [0.3, 1, 1, 0.3]))))
    smear = minus(union(strokes), clear)
    shares = ((0, pale, 0.74), (0.40, pale, 0.84), (0.72, deep, 0.80), (1, deep, 0.86))
    tint = [(at, hues[h], much * grown) for at, h, much in shares]
    paint = linear(hub - way * 0.9 * reach, hub + way * 0.9 * reach, *tint)
    glue = [filled(smear, paint)]

    def crowd(p: Points) -> Floats:
        """How thick flakes lie: in drifts, and deeper where the star was tipped."""
        q = (p - hub) / reach
        made: Floats = np.clip(0.25 + 0.75 * (q @ way) + 1.5 * drift.fbm(2.6 * q[:, 0], 2.6 * q[:, 1], 3), 0.0, 1)
        return made

    p = inside(body, min(int(0.07 * body.area / big**2), 300), rng)
    p = p[rng.random(len(p)) < 0.12 + crowd(p)] if len(p) else p
    # A drift: flakes that slid against one another round the first.
    near = np.repeat(p, DRIFTS, 0)
    near = near + rng.normal(0, 1.1 * big, near.shape)
    near = near[(rng.random(len(near)) < crowd(near) ** 1.5) & contains(grow(body, 1.5 * big), near)]
    p = np.concatenate([p, near])
    bare = contains(clear, p)
    near, p = near[~bare[len(p) - len(near) :]], p[~bare]
    size = big * np.concatenate([rng.lognormal(0.12, 0.32, len(p) - len(near)), rng.lognormal(-0.35, 0.4, len(near))])
    size = np.clip(size, 0.4 * big, 2.3 * big) * grown
    q = (p - hub) / reach
    hue = np.where(
        q @ way + 0.9 * drift(1.8 * q[:, 0] + 9, 1.8 * q[:, 1]) + rng.normal(0, 0.28, len(p)) > 0.1, deep, pale
    )
    hue = np.where(rng.random(len(p)) < 0.14, (3 - deep - pale) % 3, hue)
    shade = rng.integers(0, 3, len(p))
    flakes = _flakes(p, size, rng)
    foil: list[Shape | None] = []
    for h in range(3):
        for tone, (other, much) in enumerate((("#1c0f22", 0.16), ("#ffffff", 0.12), ("#ffffff", 0.52))):
            some = np.flatnonzero((hue == h) & (shade == tone))
            foil.append(filled([flakes[i] for i in some], mix(hues[h], other, much), 0.95))
    # Those that look at the lamp lie in one band over the star, as a bent sheet shines.
    band = np.exp(-((((q @ [way[1], -way[0]]) - 0.25 * np.sin(3 * (q @ way)) + 0.12) / 0.26) ** 2))
    shining = np.flatnonzero(rng.random(len(p)) < 0.10 * band)
    light: list[Shape | None] = [filled([flakes[i] for i in shining], "#fff1e2", 0.85)]
    # Some stand straight to the lamp, in arms that lie apart.
    arms = hub + (star.corners()[list(ARMS[k])] - hub) * rng.uniform(0.50, 0.64, (len(ARMS[k]), 1))
    light += _glints(arms, 0.20 * reach**0.9 * grown, rng)
    return glue, foil, light


def _flakes(p: Points, size: Floats, rng: np.random.Generator) -> list[Outline]:
    """Bits of foil as they lie: each six-cornered, and seen more or less aslant."""
    turn, thin = heading(rng.uniform(0, np.pi, len(p))), rng.uniform(0.35, 1.0, len(p))
    rim = heading(np.arange(6) * np.pi / 3 + 0.3)
    long, short = rim[:, 0] * size[:, None], rim[:, 1] * (size * thin)[:, None]
    across = np.column_stack([-turn[:, 1], turn[:, 0]])
    made = p[:, None] + long[..., None] * turn[:, None] + short[..., None] * across[:, None]
    return [Outline(each) for each in made]


def _glints(at: Points, size: float, rng: np.random.Generator) -> Iterable[Shape | None]:
    """Flakes that look straight at the lamp: four-pointed stars in white, none as large as the one before."""
    u = np.linspace(0, 1, 5)
    for k, spot in enumerate(at):
        turn, wide = rng.uniform(0.1, 0.4), size * 0.8**k
        arms = [
            ribbon(
                spot + heading(turn + a) * (u * wide * (1.35 if n % 2 else 1))[:, None], 0.46 * wide * (1 - u) ** 1.6
            )
            for n, a in enumerate(np.pi / 2 * np.arange(4))
        ]
        yield filled(union([disc(spot, 0.26 * wide), *(area(arm) for arm in arms)]), "#ffffff", 0.95)
