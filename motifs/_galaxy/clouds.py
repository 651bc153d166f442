"""Clouds: soft lights, the threads drawn out of them, dust before them, and the light that they give."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.draw import (
    Noise,
    area,
    areas,
    band,
    blurred,
    dots,
    filled,
    follow,
    glint,
    grow,
    halo,
    heading,
    intersect,
    minus,
    mix,
    outlines,
    pricks,
    radial,
    ribbon,
    simplify,
    union,
    whips,
)
from markgen.motifs._galaxy.sky import Sky
from markgen.values import Outline, Points, Shape

Shapes = list[Shape | None]

TONES = (
    (0.14, 0.26, 0.24),
    (0.25, 0.36, 0.26),
    (0.37, 0.46, 0.28),
    (0.50, 0.57, 0.28),
    (0.64, 0.70, 0.28),
    (0.79, 0.84, 0.30),
)
"""Of cloud: how thick it is at least, how bright its colour, and how much of that is laid."""

LIT = ((0.16, 0.34, 0.06), (0.27, 0.40, 0.06), (0.38, 0.46, 0.08), (0.50, 0.54, 0.08), (0.63, 0.66, 0.12))
"""Of cloud that gives light: how thick it is at least, how bright its colour, and how much light that is."""

WASHES = 26
"""Soft lights under the clouds."""

GRAINS = 380
"""Dots and dashes that a sky is worked in."""


def void(sky: Sky) -> Shapes:
    """The dark behind everything, as far as the sky covers it."""
    covered = sky.grid.above(sky.cover, 0.4) if sky.wound.washed else sky.wound.opening
    return [filled(covered, sky.night)]


def spray(sky: Sky) -> Shapes:
    """What a wet brush and a needle leave where a sky thins out to skin: dust of its colours, and a few drops."""
    if not sky.wound.washed:
        return []
    c, grid, n = sky.wound.chance("spray"), sky.grid, 6500
    spread = c.random((n, 2))
    where = [grid.left, grid.top] + spread * [grid.cell * (grid.columns - 1), grid.cell * (grid.rows - 1)]
    thin, drop = grid.at(where, sky.thin), np.arange(n) % 31 == 0
    lot = c.random(n) - 0.9 * np.exp(-(((thin - 0.02) / 0.26) ** 2)) * (sky.deep(where) > 0)
    size = np.where(drop, np.minimum(0.0036 * sky.size, 1.3) * c.uniform(0.4, 1.0, n) ** 2, min(0.0011 * sky.size, 0.4))
    size = size * np.clip(-lot / 0.15, 0, 1) * (grid.at(where, sky.cover) < 0.5)
    size = size * sky.feeling.births(0.1 + 0.5 * c.random(n), 0.3)
    tone = np.argmax([grid.at(where, f) for f in sky.nebula.hues], axis=0)
    out: Shapes = []
    for k in range(3):
        some = (tone == k) & (size > 0.03)
        out += pricks(where[some], size[some], sky.ramp(k)(0.28))
    return out


def clouds(sky: Sky) -> Shapes:
    """Nebulae, wash over wash from deep to bright; threads drawn out of them; dust that lies dark before them."""
    made = _washes(sky)
    dust = blurred(sky.nebula.dust, 1.3)
    for level, bright, strength in TONES:
        for k in range(3):
            cloud = sky.grid.above(sky.nebula.families[k], level, 0.9)
            made.append(filled(cloud, sky.ramp(k)(min(bright + sky.look.airy, 1)), strength))
    for level, bright, strength in ((0.34, 0.60, 0.16), (0.62, 0.76, 0.22)):
        for k in range(3):
            bare = np.minimum(sky.nebula.threads, 1.6 * sky.nebula.families[k])
            made.append(filled(sky.grid.above(bare, level, 1.0), sky.ramp(k)(bright), strength))
    dark = mix(sky.night, sky.ramp(1)(0.2), 2 * sky.look.airy)
    for level, strength in ((0.24, 0.22), (0.44, 0.30), (0.64, 0.40)):
        made.append(filled(sky.grid.above(dust, level, 1.0), dark, strength))
    return sky.within(made)


def blocks(sky: Sky) -> Shapes:
    """Clouds for a hand that fills in: a field of each hue, side by side, from rim to rim."""
    cloud = blurred((sky.depth > 0).astype(float), 1.0)
    made: Shapes = []
    for k in range(3):
        mine = np.argmax(sky.nebula.hues, axis=0) == k
        made.append(filled(sky.grid.above(blurred(mine * cloud, 2.5), 0.4, 1.0), sky.ramp(k)(0.5 + sky.look.airy)))
    return sky.within(made)


def _washes(sky: Sky) -> Shapes:
    """What the clouds fade into."""
    spots, c = sky.scatter(WASHES, "clouds"), sky.wound.chance("cloud sizes")
    families = np.stack([sky.grid.at(spots.where, f) for f in sky.nebula.families])
    far = np.minimum((0.05 + 0.09 * c.random(WASHES)) * sky.size, 1.5 * spots.room)
    swell = spots.swell * sky.feeling.births(np.linspace(-0.1, 0.4, WASHES), 0.3)
    made: Shapes = []
    deep = sky.deep(spots.where)
    for k, hue in enumerate(families.argmax(0).tolist()):
        strength = float(np.clip(1.7 * families[hue, k], 0, 0.72) * swell[k])
        color = sky.ramp(hue)(0.30 + sky.look.airy + 0.3 * c.random())
        stops = ((0, color, strength), (0.45, color, 0.55 * strength), (1, color, 0))
        if strength > 0.03:
            disc = _disc(sky, spots.where[k], float(far[k]), float(deep[k]))
            made.append(filled(disc, radial(spots.where[k], far[k], *stops)))
    return made


def _disc(sky: Sky, where: Points, far: float, deep: float) -> Sequence[Outline]:
    """A round of so many mm, as far as it is in sight. deep: mm from its middle to the rim of the sky."""
    if deep > far:
        return dots(where[None], far)
    return outlines(intersect(area(where + far * heading(np.arange(14) * np.pi / 7)), sky.rough))


def grain(sky: Sky) -> Shapes:
    """The needle's work: dots that carry the clouds out into the black and back, and dashes with the flow."""
    spots, c, n = sky.scatter(GRAINS, "grain"), sky.wound.chance("grains"), GRAINS
    where, nebula, grid = spots.where, sky.nebula, sky.grid
    lot, size = c.random(n), c.choice([0.8, 1.2], n)
    thick = grid.at(where, nebula.thick)
    near = np.clip(sky.deep(where) / (0.012 * sky.size) - 0.5, 0, 1)
    born = sky.feeling.births(0.02 + 0.6 * c.random(n), 0.3) * spots.swell * near
    shares = np.stack([grid.at(where, f) for f in nebula.families])
    hue = shares.argmax(0)
    out: Shapes = []
    radius = np.minimum(0.0016 * sky.size, 0.34) * size * born
    for k in range(3):
        for kind, bright in enumerate((0.5, 0.82)):
            # Most where a cloud thins out: there it is dots alone.
            wanted = np.exp(-(((thick - (0.16, 0.55)[kind]) / 0.22) ** 2))
            some = (hue == k) & (lot < 0.62 * wanted) & (radius > 0.02) & (np.arange(n) % 2 == kind)
            out += pricks(where[some], radius[some], sky.ramp(k)(bright))
    m = n // 4
    start, long = where[:m], np.minimum(0.05 * sky.size, 1.2 * spots.room[:m]) * c.uniform(0.25, 1.0, m)
    ways = follow(start, sky.flow, long, 4)
    wide = np.minimum(0.0050 * sky.size, 1.3) * c.uniform(0.4, 1.0, m) ** 2 * born[:m] * np.clip(2 * thick[:m], 0, 1)
    lines = np.asarray(ways)[wide > 0.03]
    widths = wide[wide > 0.03, None] * np.array([0.0, 1.0, 0.8, 0.0])
    tints = np.where(lot[:m] < 0.3, 6, 2 * hue[:m] + (lot[:m] > 0.62))[wide > 0.03]
    for tint in range(7):
        some = tints == tint
        color = sky.look.night if tint == 6 else sky.ramp(tint // 2)((0.62, 0.88)[tint % 2])
        out.append(filled(whips(lines[some], widths[some]), color, 0.55))
    return sky.within(out)


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
    for level, bright, strength in LIT if sky.feeling.style.name == "natural" and not sky.wound.washed else ():
        for k in range(3):
            seen = blurred(sky.nebula.families[k] * (1 - np.clip(1.5 * sky.sunk, 0, 1)), 1.5)
            made.append(filled(sky.grid.above(seen, level, 0.9), sky.ramp(k)(bright), strength * (0.5 + 0.5 * light)))
    ember = sky.look.ember * sky.feeling.birth(0.1, 0.5)
    return sky.within(made) + sky.wound.embers("#ff7a1c", ember)
