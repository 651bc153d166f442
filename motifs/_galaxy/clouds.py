"""Clouds: soft lights, the threads drawn out of them, dust before them, and the light that they give."""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    Noise,
    area,
    areas,
    dots,
    filled,
    glint,
    grow,
    halo,
    heading,
    intersect,
    minus,
    mix,
    outlines,
    radial,
    ribbon,
    simplify,
    union,
    whip,
)
from markgen.motifs._galaxy.sky import KNOTS, Sky, Streams
from markgen.values import Outline, Shape

Shapes = list[Shape | None]

CLOUDS = 40
"""Soft clouds in a sky."""

SHADES = 6
"""Colours, from the first family to the last, that streams are painted in."""


def clouds(sky: Sky) -> Shapes:
    """Soft lights in three hues, large ones under small ones, thick where the billows are."""
    n = int(CLOUDS * (1.1 if sky.sleeve else 1.0))
    spots = sky.scatter(n, "clouds")
    where, room, swell = spots.where, spots.room, spots.swell
    c = sky.wound.chance("cloud sizes")
    hue, thick, haze = sky.hue(spots), sky.billow(spots), 0.30 * max(sky.look.cloud - 1, 0)
    inset = 0.25 * sky.wound.thick
    rough = simplify(grow(sky.wound.opening, -inset), inset)
    share = 0.026 + 0.125 * (1 - np.arange(n) / n) ** 1.7 * c.uniform(0.7, 1.2, n)
    fresh = c.uniform(-0.14, 0.16, n)
    born = -0.12 + 0.6 * np.arange(n) / n
    grown = sky.feeling.births(born, 0.3) * swell
    radius = np.minimum(share * sky.size, 2.2 * room) * (0.4 + 0.6 * grown)
    near = sky.deep(where)
    out: Shapes = []
    for k in range(n):
        strength = float(
            grown[k] * sky.look.cloud * (haze + (0.95 - haze) * thick[k]) * (1.15 - 0.45 * share[k] / 0.17)
        )
        r = float(radius[k])
        if strength < 0.04 or r < 0.1:
            continue
        bright = 0.30 + 0.34 * float(thick[k]) + 0.20 * float(k / n) + float(fresh[k])
        mid, edge = sky.color(hue[k], bright), sky.color(hue[k], bright * 0.7)
        round_ = np.asarray(where[k] + r * heading(np.arange(12) * np.pi / 6))
        shape = dots(where[k][None], r) if near[k] > r else outlines(intersect(area(round_), rough))
        stops = ((0, mid, min(strength, 0.95)), (0.5, edge, min(0.5 * strength, 0.6)), (1, edge, 0))
        out.append(filled(shape, radial(where[k], r, *stops)))
    return out


def threads(sky: Sky) -> Shapes:
    """Cloud drawn out along the rip: wide veils, dust that lies dark between them, filaments, and bright hairs."""
    t = np.linspace(0, 1, KNOTS)
    full = np.maximum(np.sin(np.pi * t), 0) ** 0.7
    noise, shown = Noise(sky.wound.chance("rags")), sky.feeling.birth(0.05, 0.5)
    more = 1.1 if sky.sleeve else 1.0

    def bands(streams: Streams, widths: np.ndarray, share: float, step: int) -> list[list[Outline]]:
        """A band along each stream, by hue, in `SHADES` lots."""
        lots: list[list[Outline]] = [[] for _ in range(SHADES)]
        for k, way in enumerate(streams.ways):
            wide = widths[k] * streams.thick[k] * sky.size
            if wide > 0.05:
                rag = np.clip(0.85 + 0.8 * noise(3.3 * t, 7.3 * k), 0.15, 1.8)
                lots[round(float(streams.hue[k]) / 2 * (SHADES - 1))].append(
                    whip(way[::step], (share * wide * full * rag)[::step])
                )
        return lots

    def painted(lots: list[list[Outline]], bright: float, opacity: float) -> Shapes:
        return [filled(lot, sky.color(2 * k / (SHADES - 1), bright), opacity * shown) for k, lot in enumerate(lots)]

    out: Shapes = []
    c = sky.wound.chance("threads")
    veils = sky.streams(int(20 * more), "veils", 0.22, 0.55)
    wide = c.uniform(0.035, 0.095, len(veils.ways))
    for share, bright, opacity in ((1.0, 0.42, 0.26), (0.5, 0.58, 0.34), (0.18, 0.76, 0.42)):
        out += painted(bands(veils, wide, share, 1), bright, opacity)
    lanes = sky.streams(int(15 * more), "lanes", 0.14, 0.4)
    dark = c.uniform(0.016, 0.05, len(lanes.ways))
    for share, opacity in ((1.0, 0.30), (0.55, 0.42)):
        out.append(filled([o for lot in bands(lanes, dark, share, 1) for o in lot], sky.look.night, opacity * shown))
    wisps = sky.streams(int(26 * more), "wisps", 0.10, 0.34)
    slim = c.uniform(0.004, 0.016, len(wisps.ways))
    for share, bright, opacity in ((1.0, 0.62, 0.32), (0.4, 0.82, 0.5)):
        out += painted(bands(wisps, slim, share, 1), bright, opacity)
    hairs = sky.streams(int(34 * more), "hairs", 0.06, 0.26)
    out += painted(bands(hairs, c.uniform(0.0012, 0.0032, len(hairs.ways)), 1.0, 2), 0.92, 0.8)
    return sky.within(out)


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
    ways = [sky.spin * 3.9 * t + turn + c.uniform(0, 0.4) for turn in (0.6, 0.6 + np.pi)]
    arms = [ribbon(at + heading(a) * (reach * 0.98 * 0.24 ** (1 - t))[:, None], 0.17 * reach * t**0.6) for a in ways]
    black = union([minus(deep, union(areas(bare))), intersect(deep, union(areas(arms)))])
    return [filled(simplify(black, 0.0012 * sky.size), "#0a070d")]


def glow(sky: Sky) -> Shapes:
    """Light on the heart of the event, on the thickest clouds, and on the edge where anger burns it."""
    at, reach = sky.focus
    light = sky.feeling.mood.light.glow * sky.feeling.birth(0.2, 0.5)
    out: Shapes = []
    if sky.look.stars > 0.3:
        out += [
            halo(at, 1.3 * reach, sky.ramp(2)(0.55), 0.35 * light),
            halo(at, 0.32 * reach, mix(sky.warm, "#ffffff", 0.4), 0.8 * light),
        ]
    spots = sky.scatter(22 if sky.sleeve else 9, "light")
    hue, thick, near = sky.hue(spots), sky.billow(spots), sky.deep(spots.where)
    for k, far in enumerate(np.minimum(1.1 * near, 0.14 * sky.size).tolist()):
        shine = sky.look.cloud * light * spots.swell[k] * (0.15 + 0.85 * thick[k])
        out.append(halo(spots.where[k], far, sky.color(hue[k], 0.72), 0.75 * float(shine)))
    # What is seen first is a star, and its light fills what little is open.
    first = 0.9 * sky.feeling.mood.light.glow * (1 - sky.feeling.birth(0.25, 0.4))
    out += [halo(at, 2.6 * reach, sky.color(1.6, 0.6), 0.8 * first), halo(at, 0.9 * reach, "#ffffff", first)]
    ember = sky.look.ember * sky.feeling.birth(0.1, 0.5)
    return sky.within(out) + sky.wound.embers("#ff7a1c", ember)
