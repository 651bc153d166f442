"""The sun put out: a black disc in a hair of light, and the corona as bare skin among dots and hairlines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Area,
    Chance,
    Noise,
    area,
    circle,
    disc,
    filled,
    heading,
    minus,
    mix,
    polyline,
    pricks,
    radial,
    ribbon,
    stipple,
    stroked,
    union,
)
from markgen.values import Feeling, Ground, Layer, Points, Shape, layer

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Corona:
    """The light that stands round the moon. Angles in radians, lengths in radii of the disc beyond its limb.

    at, tall, broad, sway: of each streamer the angle of its foot, its length, the half width of its foot, and how far
    its tip sways aside.
    axis: of the sun's equator, along which the streamers are long.
    """

    at: Floats
    tall: Floats
    broad: Floats
    sway: Floats
    axis: float
    streaks: Noise

    def drawn_aside(self, at: Floats, x: Floats) -> Floats:
        """How far a line of the sun's field that stands at angle `at` has turned to the equator, x above the limb."""
        made: Floats = -0.44 * np.sin(2 * (at - self.axis)) * (1 - np.exp(-1.3 * x))
        return made

    def middle(self, k: int, x: Floats) -> Floats:
        """The angle of streamer k's middle, x above the limb."""
        made: Floats = self.at[k] + self.drawn_aside(self.at[k], x) + self.sway[k] * (np.abs(x) / self.tall[k]) ** 1.6
        return made

    def off(self, k: int, a: Floats, x: Floats) -> Floats:
        """How far angles are from streamer k's middle, x above the limb."""
        made: Floats = (a - self.middle(k, x) + np.pi) % (2 * np.pi) - np.pi
        return made

    def within(self, a: Floats, x: Floats, but: int = -1) -> NDArray[np.bool_]:
        """Whether points at those angles and heights lie in any streamer, `but` one."""
        made = np.zeros(len(x), bool)
        for j in range(len(self.at)):
            if j != but:
                made |= np.abs(self.off(j, a, x)) < self.half(j, x)
        return made

    def half(self, k: int, x: Floats) -> Floats:
        """Half the width of streamer k, radians: hollow sides, broad at the foot, drawn out to a point."""
        left = np.clip(1 - x / self.tall[k], 0, 1)
        made: Floats = self.broad[k] * (0.36 * left + 0.64 * left**2.6) / (1 + 0.3 * x)
        return made

    def edges(self, k: int) -> tuple[Points, Points]:
        """Both sides of streamer k from its foot to its tip."""
        x = self.tall[k] * np.linspace(0, 1, 26) ** 1.2
        a = self.middle(k, x)
        half = self.half(k, x)
        return heading(a - half) * (1 + x)[:, None], heading(a + half) * (1 + x)[:, None]

    def dark(self, p: Points) -> Floats:
        """How dense the dots are at points, 0..1: at the limb, and along the streamers' sides, in streaks."""
        x, a = np.clip(np.hypot(p[:, 0], p[:, 1]) - 1, 0, None), np.arctan2(p[:, 1], p[:, 0])
        beside, inside, edge = np.zeros(len(p)), np.zeros(len(p), bool), np.full(len(p), 0.1)
        for k in range(len(self.at)):
            off = np.abs(self.off(k, a, x))
            away = (off - self.half(k, x)) * (1 + x)
            edge = np.maximum(edge, self.tall[k] * np.exp(-((off / 0.5) ** 2)))
            left = np.clip(1 - x / self.tall[k], 0, 1)
            inside |= (away < 0) & (left > 0)
            reach = 0.06 + 0.17 * self.tall[k] * left
            beside = np.maximum(beside, np.exp(-((np.clip(away, 0, None) / reach) ** 2)) * left**0.7)
        foot = a - self.drawn_aside(a, x)
        streaks = 0.5 + 0.5 * self.streaks(6.5 * np.cos(foot) + 20, 6.5 * np.sin(foot) + 0.35 * x)
        rim = np.exp(-((x / (0.30 + 0.22 * np.abs(np.cos(a - self.axis)))) ** 1.3))
        made: Floats = np.clip(np.maximum(rim, 0.9 * beside) * (0.6 + 0.7 * streaks), 0, 1) * ~inside
        # The dark goes no further than the streamers do.
        made *= np.clip((1.0 - x / edge) / 0.5, 0, 1)
        return made


def _corona(feeling: Feeling, chance: Chance, sky: float) -> Corona:
    """The corona that the seed gives: long streamers at two sides, middling ones beside them, brushes at the poles."""
    rng = chance("corona")
    # Upright, or nearly: lying down, it would be the white of an eye.
    axis = -np.pi / 2 + rng.choice([-1, 1]) * rng.uniform(0.30, 0.75)
    at: list[float] = []
    tall: list[float] = []
    broad: list[float] = []
    sway: list[float] = []
    born: list[float] = []
    for side in (0, np.pi):
        n = int(rng.integers(4, 6))
        fan = np.linspace(-0.85, 0.85, n) + rng.normal(0, 0.05, n)
        at += [axis + side + a for a in fan]
        tall += list(rng.uniform(0.68, 1.12, n) * (1 - 0.35 * (fan / 0.85) ** 2))
        broad += list(rng.uniform(0.19, 0.25, n) * 4 / n)
        sway += list(rng.normal(0.09 * rng.choice([-1, 1]), 0.045, n))
        born += list(rng.uniform(-0.2, 0.1, n))
        # Towards the poles ever shorter and finer, as a brush.
        m = int(rng.integers(7, 9))
        brush = np.linspace(-0.62, 0.62, m) + rng.normal(0, 0.03, m)
        at += [axis + side + np.pi / 2 + a for a in brush]
        tall += list((0.25 + 0.20 * (brush / 0.62) ** 2) * rng.uniform(0.75, 1.3, m))
        sway += list(rng.normal(0, 0.04, m))
        broad += list(0.034 + 0.03 * np.abs(brush))
        born += list(rng.uniform(0.0, 0.4, m))
    grown = np.maximum(feeling.births(np.array(born), 0.35), 0.12)
    return Corona(
        np.array(at),
        sky * np.array(tall) * grown,
        np.array(broad),
        np.array(sway),
        float(axis),
        Noise(chance("streaks")),
    )


def eclipse(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A truly black disc in a hair of light, and the corona as bare skin among dots and hairlines."""
    sky = float(np.interp(feeling.intensity, [0.04, 0.8], [0.85, 1.7]))
    corona = _corona(feeling, chance, sky)
    sides = [corona.edges(k) for k in range(len(corona.at))]
    tips = np.array([left[-1] for left, _ in sides])
    low, high = np.minimum(tips.min(0), -1.2), np.maximum(tips.max(0), 1.2)
    r = feeling.size / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * r
    plain = feeling.mood.chroma == 0 or not feeling.style.colour
    white, warm = feeling.tint("#fff4dd"), _ember(feeling, "#ff8a2a")

    # A dull feeling leaves the corona as bare skin; the others colour it, and the night round it.
    stained = 0.0 if plain else 0.75 * float(np.clip(feeling.mood.chroma - 0.2, 0, 1))
    night = INK if plain else mix(INK, feeling.mood.palette[1], 0.8 * min(stained, 1.0))

    # The lines keep to black, which lies against the skin that the streamers leave bare.
    dark = mix(INK, night, 0.3)
    hair = float(np.clip(0.045 * r, 0.16, 1.1))
    bead = _bead(corona, chance, sky)
    petals = union([area(np.concatenate([a, b[::-1]]) * r + middle) for a, b in sides])
    light = minus(petals, disc(middle, r + 2.5 * hair))
    star = union([area(p * r + middle) for p in bead])
    moon = minus(disc(middle, r), star)
    lines = _hairs(corona, sides, chance, r, hair, sky)
    halo = radial(middle, r * (1 + sky), (0, warm, 0.26), (1 / (1 + sky), warm, 0.26), (1, warm, 0.05))
    gold, red = feeling.tint("#ffb02a"), feeling.tint("#e0480e")
    stain = radial(
        middle, r * (1 + sky), (0, gold, stained), (1.1 / (1 + sky), gold, stained), (0.75, red, stained), (1, red, 0.0)
    )
    ring = minus(disc(middle, r + hair), disc(middle, r))
    return [
        layer("corona", "glow", [filled(light, halo)]),
        layer("stain", "colour", [filled(light, stain)] if stained else []),
        layer("dots", "shade", _dots(corona, star, middle, r, hair, night, chance)),
        layer("hairs", "line", [filled([polyline(p * r + middle) for p in lines], dark)]),
        layer("limb of the light", "line", [stroked(circle(middle, r + 1.75 * hair), dark, 1.4 * hair)]),
        layer("warmth", "colour", [] if plain else [filled(ring, warm, 0.8)]),
        layer("moon", "shade", [filled(moon, INK)]),
        layer("hair of light", "white", [filled(ring, white), filled(star, white)]),
        layer("light", "glow", [filled(ring, white, 0.12), filled(star, white, 0.4)]),
    ]


def _bead(corona: Corona, chance: Chance, sky: float) -> list[Points]:
    """The last bead of sunlight on the limb, and its four rays, along the limb and across it."""
    rng = chance("bead")
    at = corona.axis + rng.choice([-1, 1]) * rng.uniform(1.0, 1.25)
    out, foot = heading(at), heading(at) * 1.02
    aside = np.array([-out[1], out[0]])
    made = [foot + 0.09 * heading(np.linspace(0, 2 * np.pi, 33)[:-1])]
    for way, long in ((out, 0.40 * sky), (-out, 0.34), (aside, 0.62), (-aside, 0.62)):
        across = np.array([-way[1], way[0]])
        u = np.linspace(0, 1, 10)[:, None]
        side = 0.075 * (1 - u) ** 1.8 * across
        made.append(np.concatenate([foot + way * long * u + side, (foot + way * long * u - side)[::-1]]))
    return made


def _hairs(
    corona: Corona, sides: list[tuple[Points, Points]], chance: Chance, r: float, hair: float, sky: float
) -> list[Points]:
    """Hairlines that whip out from the limb: along the streamers' sides, and along the field between them."""
    rng, start = chance("hairs"), 1 + hair * 1.5 / r
    bold = float(np.clip(0.036, 0.16 / r, 0.09))
    fine = 0.6 * bold
    made: list[Points] = []
    for k, pair in enumerate(sides):
        for edge in pair:
            # Where it runs inside another streamer, it is not seen.
            x, a = np.hypot(*edge.T) - 1, np.arctan2(edge[:, 1], edge[:, 0])
            seen = ~corona.within(a, x, but=k) & (x > start - 1)
            width = (bold if corona.tall[k] > 0.5 else fine) * (0.12 + 0.88 * np.linspace(1, 0, len(edge)) ** 0.9)
            turns = np.flatnonzero(np.diff(np.concatenate([[0], seen.astype(np.int8), [0]])))
            made += [
                ribbon(edge[i:j], width[i:j])[::-1] for i, j in zip(turns[::2], turns[1::2], strict=True) if j > i + 2
            ]
        # What flows up inside a long one.
        for share in (-0.42, 0.05, 0.46) if corona.broad[k] > 0.1 else ():
            x = np.linspace(start - 1, corona.tall[k] * rng.uniform(0.5, 0.82), 16)
            a = corona.middle(k, x) + share * corona.half(k, x)
            made.append(_whip(heading(a) * (1 + x)[:, None], 0.75 * fine))
    n = 210
    feet = np.linspace(0, 2 * np.pi, n, endpoint=False) + rng.normal(0, 0.008, n)
    longs = (0.06 + 0.16 * rng.random(n) ** 1.6) * sky
    # In a streamer only their feet are left, as its modelling.
    low = np.full(n, start - 1)
    cuts = np.where(corona.within(feet + corona.drawn_aside(feet, low), low), 0.45, 1.0)
    longs = longs * (0.55 + 0.75 * np.abs(np.cos(feet - corona.axis))) * cuts
    for foot, long in zip(feet, longs, strict=True):
        x = start - 1 + np.linspace(0, long, 9)
        made.append(_whip(heading(foot + corona.drawn_aside(foot, x)) * (1 + x)[:, None], fine))
    return made


def _whip(path: Points, width: float) -> Points:
    """A hairline that starts at its full width and is drawn out to nothing."""
    return ribbon(path, width * (0.10 + 0.90 * np.linspace(1, 0, len(path)) ** 0.9))[::-1]


def _dots(
    corona: Corona, star: Area, middle: Points, r: float, hair: float, night: str, chance: Chance
) -> list[Shape | None]:
    """The dark of the sky in fine dots, and coarser ones where it is darkest."""
    far = r * (1.05 + float(corona.tall.max()))
    sky = minus(disc(middle, far), union([disc(middle, r + 1.5 * hair), star]))
    made: list[Shape | None] = []
    for k, (size, power, share) in enumerate(((0.13, 0.8, 1.0), (0.19, 1.5, 1.0), (0.26, 2.6, 1.0))):
        dot = size * max(1.0, r / 8) ** 0.65

        def tone(p: Points, power: float = power, share: float = share) -> Floats:
            seen: Floats = share * corona.dark((p - middle) / r) ** power - 0.03
            return seen

        p = stipple(sky, tone, dot, chance("dots", k), 1.2)
        made += pricks(p, np.full(len(p), dot / 2), night)
    return made


def _ember(feeling: Feeling, natural: str) -> str:
    """A colour of the light that leaks: however dark the feeling, most of its warmth is left."""
    if feeling.mood.chroma == 0 or not feeling.style.colour:
        return feeling.tint(natural)
    return mix(natural, feeling.tint(natural), 0.35)
