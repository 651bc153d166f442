"""Clouds for hands that lay no tones, the shadow of the skin on a sky, and the light that a sky gives."""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    Noise,
    areas,
    band,
    blurred,
    filled,
    glint,
    grow,
    halo,
    heading,
    intersect,
    minus,
    mix,
    ribbon,
    simplify,
    union,
)
from markgen.motifs._galaxy.sky import Sky
from markgen.values import Points, Shape

Shapes = list[Shape | None]


def blocks(sky: Sky) -> Shapes:
    """Clouds for a hand that fills in: a field of each hue, side by side, from rim to rim."""
    cloud = blurred(np.asarray((sky.depth > 0) & ~(sky.wound.washed & (sky.nebula.light > 0.7)), float), 1.0)
    made: Shapes = []
    for k in range(sky.nebula.hues):
        mine = sky.nebula.family == k
        made.append(filled(sky.grid.above(blurred(mine * cloud, 2.5), 0.4, 1.0), sky.ramp(k)(0.5)))
    return sky.within(made)


def overhang(sky: Sky) -> Shapes:
    """The shadow of the skin on what is behind it: black, hard at the rim, as broad as the hole is deep on the side
    towards the light and no more than a line on the other; both ends, and what hangs over, lie in it."""
    if sky.wound.washed:
        return []
    night = mix(sky.look.night, "#020106", 0.85)
    made = [
        filled(sky.grid.above(sky.sunk, level, 0.85), night, strength)
        for level, strength in ((0.06, 0.22), (0.16, 0.28), (0.28, 0.36), (0.42, 0.44), (0.58, 0.55), (0.76, 0.75))
    ]
    return sky.within(made)


def blacks(sky: Sky) -> Shapes:
    """The deep between the clouds as plain black, for hands that lay no tones: stars and cloud are left out of it."""
    spots, c = sky.scatter(46, "clouds"), sky.wound.chance("blacks")
    at, reach = sky.focus
    noise, turns = Noise(c), np.linspace(0, 2 * np.pi, 40, endpoint=False)
    far = np.where(sky.billow(spots) > 0.6, c.uniform(0.25, 0.6, 46) * np.minimum(0.085 * sky.size, spots.room), 0)
    blobs = [(at, 0.95 * reach), *zip(spots.where, far.tolist(), strict=True)]
    bare = []
    for k, (where, r) in enumerate(blobs):
        rag = 1 + 0.32 * noise.fbm(1.6 * np.cos(turns) + 9 * k, 1.6 * np.sin(turns), 3)
        bare.append(where + r * rag[:, None] * heading(turns))
    stars = sky.scatter(90, "stars").where
    sizes = 0.0035 * sky.size * np.clip((c.random(90) + 0.03) ** -0.45, 1, 3)
    bare += [star + r * heading(turns[::4]) for star, r in zip(stars, sizes.tolist(), strict=True)]
    for star in sky.scatter(7, "bright").where:
        bare.append(glint(star, c.uniform(0.03, 0.05) * sky.size, 0.006 * sky.size).points)
    deep = grow(sky.wound.opening, -0.006 * sky.size)
    # Two arms of dust make a spiral of the light in its middle.
    t = np.linspace(0, 1, 24)
    arms = [ribbon(line, 0.17 * reach * t**0.6) for line in _arms(sky, 24)]
    black = union([minus(deep, union(areas(bare))), intersect(deep, union(areas(arms)))])
    return [filled(simplify(black, 0.0012 * sky.size), "#0a070d")]


def lines(sky: Sky) -> Shapes:
    """A spiral in line alone: its two arms, and what runs along beside each."""
    pen, t = min(sky.feeling.line("fine"), 0.01 * sky.size), np.linspace(0, 1, 60)
    at, _ = sky.focus
    made = [band(at + (line - at) * far, pen * far * t**0.5) for line in _arms(sky, 60) for far in (1.0, 0.8, 0.64)]
    return sky.within([filled(made, sky.night)])


def _arms(sky: Sky, n: int) -> list[Points]:
    """The two arms of what turns in it, each as n places from its heart outwards."""
    (at, reach), c = sky.focus, sky.wound.chance("arms")
    t = np.linspace(0, 1, n)
    turns = [sky.spin * 3.9 * t + turn + c.uniform(0, 0.4) for turn in (0.6, 0.6 + np.pi)]
    return [at + heading(a) * (reach * 0.98 * 0.24 ** (1 - t))[:, None] for a in turns]


def glow(sky: Sky) -> Shapes:
    """What is seen first is a star, and its light fills what little is open; anger's light burns on the edge. Where a
    sky is wide open the brightest of its clouds give a little light, or dark skin would leave nothing of them."""
    at, reach = sky.focus
    light = sky.feeling.mood.light.glow
    first = 0.9 * light * (1 - sky.feeling.birth(0.25, 0.4))
    made = [halo(at, 2.6 * reach, sky.color(1.6, 0.6), 0.8 * first), halo(at, 0.9 * reach, "#ffffff", first)]
    ember = sky.look.ember * sky.feeling.birth(0.1, 0.5)
    return sky.within(made) + sky.wound.embers("#ff7a1c", ember)
