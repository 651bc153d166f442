"""Clouds: soft lights, the threads drawn out of them, dust before them, and the light that they give."""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    Noise,
    area,
    dots,
    filled,
    grow,
    halo,
    heading,
    intersect,
    normals,
    outlines,
    radial,
    simplify,
    whip,
)
from markgen.motifs._galaxy.sky import Sky, family
from markgen.values import Outline, Shape

Shapes = list[Shape | None]

CLOUDS = 40
"""Soft clouds in a sky."""


def clouds(sky: Sky) -> Shapes:
    """Soft lights in three hues, large ones under small ones, thick where the billows are."""
    n = int(CLOUDS * (1.25 if sky.sleeve else 1.0))
    where, room, swell = sky.scatter(n, "clouds")
    c = sky.wound.chance("cloud sizes")
    x, y = sky.stirred(*where.T)
    hue, thick, haze = sky.hue(x, y), sky.billow(x, y), 0.35 * max(sky.look.cloud - 1, 0)
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
        ramp = sky.ramp(family(hue[k]))
        bright = 0.34 + 0.36 * float(thick[k]) + 0.20 * float(k / n) + float(fresh[k])
        mid, edge = ramp(bright), ramp(bright * 0.7)
        round_ = np.asarray(where[k] + r * heading(np.arange(12) * np.pi / 6))
        shape = dots(where[k][None], r) if near[k] > r else outlines(intersect(area(round_), rough))
        stops = ((0, mid, min(strength, 0.95)), (0.5, edge, min(0.5 * strength, 0.6)), (1, edge, 0))
        out.append(filled(shape, radial(where[k], r, *stops)))
    return out


def threads(sky: Sky) -> Shapes:
    """Cloud drawn out into bright threads, and the dust that lies beside them."""
    ways, thick, hue = sky.streams
    c, t = sky.wound.chance("threads"), np.linspace(0, 1, ways.shape[1])
    full, noise = np.maximum(np.sin(np.pi * t**0.8), 0) ** 0.8 * (t < 1), Noise(sky.wound.chance("rags"))
    soft: list[list[Outline]] = [[], [], []]
    hairs: list[list[Outline]] = [[], [], []]
    dust: list[Outline] = []
    number = np.arange(len(ways))[:, None]
    rags = np.clip(0.8 + 0.9 * noise(4 * t, 7.3 * number), 0.1, 2)
    sway = 0.6 + 0.5 * noise(3 * t, 3.1 * number)
    for k, (way, wide) in enumerate(zip(ways, (thick * sky.size).tolist(), strict=True)):
        turn, lies = c.choice([-1, 1]), c.uniform(0.010, 0.016)
        offsets, slim = c.uniform(-0.011, 0.011, 3), c.uniform(0.0016, 0.0042, 3)
        if wide < 0.08 * sky.size:
            continue
        side, own = normals(way), family(hue[k])
        # Only where they wind round the event: elsewhere a thread alone would be a stray hair.
        away = float(np.hypot(*(way[len(way) // 2] - sky.focus[0])) / sky.focus[1])
        faint = wide * float(np.clip(3.2 - away, 0.3 * sky.sleeve, 1))
        if faint < 0.02 * sky.size:
            continue
        aside, rag = lies * sky.size * turn * sway[k][:, None] * side, rags[k]
        soft[own] += [whip(way[::2], s * faint * (full * rag)[::2]) for s in (0.030, 0.016)]
        dust.append(whip((way + aside)[::2], 0.014 * faint * (full * rag[::-1])[::2]))
        lit = wide * float(np.clip(2.6 - away, 0, 1))
        if lit < 0.08 * sky.size:
            continue
        for off, thin in zip(offsets[: 2 - k % 2], slim, strict=False):
            line = way + off * sky.size * (1.2 - t)[:, None] * side
            hairs[own].append(whip(line, thin * lit * full))
    shown = sky.feeling.birth(0.10, 0.6)
    out: Shapes = [filled(s, sky.ramp(k)(0.55), 0.2 * shown) for k, s in enumerate(soft)]
    out.append(filled(dust, sky.look.night, 0.4 * sky.feeling.birth(0.2, 0.6)))
    out += [filled(h, sky.ramp(k)(0.86), 0.5 * shown) for k, h in enumerate(hairs)]
    return sky.within(out)


def glow(sky: Sky) -> Shapes:
    """Light on the heart of the event, on the thickest clouds, and on the edge where anger burns it."""
    at, reach = sky.focus
    light = sky.feeling.mood.light.glow * sky.feeling.birth(0.2, 0.5)
    out: Shapes = []
    if sky.look.stars > 0.3:
        out += [
            halo(at, 1.3 * reach, sky.ramp(2)(0.55), 0.6 * light),
            halo(at, 0.32 * reach, "#ffffff", 0.8 * light),
        ]
    where, _, swell = sky.scatter(22 if sky.sleeve else 9, "light")
    x, y = sky.stirred(*where.T)
    hue, thick, near = sky.hue(x, y), sky.billow(x, y), sky.deep(where)
    for k, far in enumerate(np.minimum(1.1 * near, 0.14 * sky.size).tolist()):
        color = sky.ramp(family(hue[k]))(0.72)
        out.append(
            halo(where[k], far, color, 0.75 * float(sky.look.cloud * light * swell[k] * (0.25 + 0.75 * thick[k])))
        )
    ember = sky.look.ember * sky.feeling.birth(0.1, 0.5)
    return sky.within(out) + sky.wound.embers("#ff7a1c", ember)
