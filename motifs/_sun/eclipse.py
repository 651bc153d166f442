"""The sun put out: a black disc in a hair of light, and the corona as bare skin in a dark sky that fades out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Area,
    Chance,
    Noise,
    area,
    contains,
    disc,
    filled,
    grow,
    heading,
    minus,
    mix,
    pricks,
    radial,
    ribbon,
    stipple,
    union,
)
from markgen.values import Feeling, Ground, Layer, Points, layer

Floats = NDArray[np.float64]

SOFT = (1.45, 0.95, 0.5)
"""Shares of a streamer's width that its light is laid over, one on the other, and the sky is cleared from."""

GAP = 0.235
"""Between the dots of the sky where it is darkest, mm, on a disc of 6 mm radius and smaller."""

FINEST, COARSEST = 0.07, 0.125
"""Radii of its dots, mm, at its fading end and in the dark against the light."""


@dataclass(frozen=True, eq=False)
class Corona:
    """The light that stands round the moon. Angles in radians, heights above the limb in radii of the disc.

    at, tall, broad, sway: of each streamer the angle of its foot, the height of its tip, half the width of its foot in
    radii, and how far its tip has turned aside.
    axis: of the sun's equator. heavy: the angle at which the sky is darkest. comb: how far it turns aside in a radius.
    bead: the angle at which the last of the sun shines past the moon.
    """

    at: Floats
    tall: Floats
    broad: Floats
    sway: Floats
    axis: float
    heavy: float
    comb: float
    bead: float
    reach: float
    drifts: Noise

    def line(self, k: int, share: float, x: Floats) -> Points:
        """A line of streamer k's flow: -1 is along its one side, 0 its middle, 1 its other side."""
        middle, half = self._stream(k, x)
        made: Points = heading(middle + share * half / (1 + x)) * (1 + x)[:, None]
        return made

    def petal(self, k: int, share: float = 1.0) -> Points:
        """The outline of streamer k, or of that share of its width and, less so, its height."""
        x = self.tall[k] * (0.6 + 0.4 * min(share, 1.1)) * np.linspace(0, 1, 13) ** 1.3
        return np.concatenate([self.line(k, -share, x), self.line(k, share, x)[::-1]])

    def petals(self, share: float = 1.0) -> Iterator[Points]:
        """The outlines of all streamers."""
        return (self.petal(k, share) for k in range(len(self.at)))

    def light(self, a: Floats, x: Floats) -> Floats:
        """How bright the corona is at those angles and heights, 0..1."""
        # A thin shell all round, and its light is combed.
        combed = self.drifts(4.5 * np.cos(a) + 20, 4.5 * np.sin(a))
        left: Floats = 1 - _step((x - 0.035 - 0.05 * combed) / 0.02)
        for k in range(len(self.at)):
            middle, half = self._stream(k, x)
            away = np.abs((a - middle + np.pi) % (2 * np.pi) - np.pi) * (1 + x) - half
            t = x / self.tall[k]
            # Its sides are sharp at the foot; its end is lost in the sky.
            left = 1 - (1 - left) * (1 - (1 - _step(away / (0.016 + 0.03 * t))) * np.clip(1.6 - 1.5 * t, 0, 1))
        return left

    def dark(self, p: Points) -> Floats:
        """How dark the sky is at points, 0..1: deepest against the light, and gone some way from it, here sooner and
        there later, so that it has no outline."""
        far, a = np.hypot(p[:, 0], p[:, 1]), np.arctan2(p[:, 1], p[:, 0])
        x = np.clip(far - 1, 0, None)
        heavy = p @ heading(self.heavy)
        drift = self.drifts.fbm(0.75 * p[:, 0] + 60, 0.75 * p[:, 1], 3)
        # Streaks lie along the light, as it is combed.
        turned = a - self.comb * x
        streak = self.drifts(9 * np.cos(turned) + 5, 9 * np.sin(turned) + 0.3 * x)
        gone = (x - 0.30 * heavy) / (1.95 * self.reach) - 0.42 * drift - 0.16 * streak
        made: Floats = (1 - self.light(a, x)) ** 1.2 * np.clip(1.02 - gone, 0, 1) ** 2.0
        return np.clip(made, 0, 1)

    def _stream(self, k: int, x: Floats) -> tuple[Floats, Floats]:
        """The angle of streamer k's middle, and half its width in radii, x above the limb."""
        t = np.clip(x / self.tall[k], 0, 1)
        middle: Floats = self.at[k] + self.sway[k] * t**1.5
        # Broad feet draw in quickly to long thin tips.
        half: Floats = self.broad[k] * (0.70 * (1 - t) ** 3.4 + 0.30 * (1 - t) ** 0.8)
        return middle, half


def _step(x: Floats) -> Floats:
    """The logistic function."""
    made: Floats = 1 / (1 + np.exp(-np.clip(x, -50, 50)))
    return made


def _corona(feeling: Feeling, chance: Chance) -> Corona:
    """The corona that the seed gives: two great streamers over the equator, lesser ones beside them, the farther
    astray the more awake the feeling."""
    rng, awake = chance("corona"), float(np.clip(feeling.mood.tone.arousal / 0.6, 0, 1))
    # A little aslant: level, it would be the white of an eye.
    axis = float(rng.choice([-1, 1]) * rng.uniform(0.34, 0.62))
    lone = int(rng.integers(2))
    streams = []
    for side in (0, 1):
        main = side == lone
        at = axis + side * np.pi + rng.normal(0, 0.06)
        streams.append((at, 2.45 if main else rng.uniform(1.30, 1.55), rng.uniform(0.34, 0.44), -0.3))
        # One side fans out in four, the other in three; none at equal paces, and none as long as the next.
        fan = ((-0.66, 1.35), (0.40, 1.75), (0.98, 0.85)) if main else ((-0.46, 0.95), (0.62, 2.0))
        for aside, tall in fan:
            at_k = at + aside * (1 + 0.25 * awake) + rng.normal(0, 0.07)
            streams.append((at_k, tall * rng.uniform(0.85, 1.1), rng.uniform(0.15, 0.24), rng.uniform(-0.05, 0.3)))
    for pole in (1, 3):
        for a in np.linspace(-0.56, 0.56, 9) + rng.normal(0, 0.03, 9):
            at = axis + pole * np.pi / 2 + a
            streams.append((at, rng.uniform(0.22, 0.75), rng.uniform(0.035, 0.065), rng.uniform(0.0, 0.5)))
    for side in (0, 1):
        for a in rng.normal(0, 0.55, 9):
            at = axis + side * np.pi + a
            streams.append((at, rng.uniform(0.7, 1.9), rng.uniform(0.03, 0.055), rng.uniform(0.0, 0.5)))
    at, tall, broad, born = np.array(streams).T
    sway = rng.choice([-1, 1]) * rng.uniform(0.02, 0.12, len(at)) * rng.choice([1, 1, -0.5], len(at))
    grown = np.interp(feeling.intensity, [0.04, 0.7], [0.66, 1])
    tall = tall * np.maximum(feeling.births(born, 0.4), 0.35) * grown
    bead = axis + float(rng.choice([-1, 1]) * rng.uniform(0.95, 1.25))
    heavy, comb = bead + rng.uniform(-0.6, 0.6), float(np.sign(sway[0]) * rng.uniform(0.06, 0.14))
    return Corona(at, tall, broad, sway, axis, heavy, comb, bead, float(grown), Noise(chance("streaks")))


def eclipse(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A truly black disc in a hair of light with one diamond of sun, and the corona left bare in a dark sky."""
    corona = _corona(feeling, chance)
    rays = _rays(corona, chance, 0.55 + 0.45 * feeling.birth(0.05, 0.5))
    dots, radii = _sky(corona, rays, feeling.size, chance)
    natural = feeling.style.name == "natural"
    clouds = [(0.13 * heading(corona.heavy) + at, wide * corona.reach) for at, wide in _clouds(chance)]
    # The mark is as long as its feeling, whichever streamers and dots have come.
    great = corona.petal(int(np.argmax(corona.tall)))
    around = [at + wide * heading(np.linspace(0, 6.2, 60)) for at, wide in clouds] if natural else list(corona.petals())
    drawn = np.concatenate([heading(np.linspace(0, 6.2, 60)), great, *around])
    low, high = drawn.min(0), drawn.max(0)
    inside = (((2 * dots - low - high) / (high - low)) ** 2).sum(1) < 0.96
    dots, radii = dots[inside], radii[inside]
    r = 0.99 * feeling.size / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * r
    plain = feeling.mood.chroma == 0 or not feeling.style.colour
    white, warm, red = feeling.tint("#fffaf0"), _ember(feeling, "#ffa02e"), _ember(feeling, "#f0322e")
    # A dull feeling leaves the corona as bare skin; the others colour it, and the night round it.
    stained = 0.0 if plain else 0.4 * float(np.clip(feeling.mood.chroma - 0.2, 0, 1))
    night = INK if plain else mix(INK, feeling.mood.palette[1], min(0.20 + 0.8 * stained, 0.45))

    def placed(p: Points) -> Points:
        return np.asarray(p * r + middle)

    # The ring swells to its diamond, from both sides.
    a = np.linspace(0, 2 * np.pi, 241)[:-1]
    near = np.abs((a - corona.bead + np.pi) % (2 * np.pi) - np.pi)
    swell = np.exp(-near / 0.30) + 0.5 * np.exp(-((near / 1.0) ** 2))
    hair = float(np.clip(0.022 * r, 0.16, 0.8)) / r
    outer = area(placed(heading(a) * (1 + hair * (1 + 0.9 * swell))[:, None]))
    inner = area(placed(heading(a) * (1 - 0.9 * hair * swell)[:, None]))
    # Its outer edge is warm, here more and there less.
    warmth = np.clip(0.75 + 0.5 * corona.drifts(1.3 * np.cos(a) + 90, 1.3 * np.sin(a)), 0.5, 1.2)
    rust = area(placed(heading(a) * (1 + hair * (1 + 0.9 * swell + 1.3 * warmth))[:, None]))
    spot = placed(heading(corona.bead) * 1.005)
    gem = union([disc(spot, 0.11 * r), *(area(placed(ray)) for ray in rays)])
    ring = union([minus(outer, inner), gem])
    spread = float(corona.tall.max()) + 1
    gold, deep = feeling.tint("#ffb02a"), feeling.tint("#e0480e")
    stain = radial(
        middle, r * spread, (0, gold, stained), (1.1 / spread, gold, stained), (0.7, deep, stained), (1, deep, 0)
    )
    halo = radial(
        middle, r * spread, (1 / spread, white, 0.15), (1.3 / spread, white, 0.10), (0.85, white, 0.03), (1, white, 0)
    )
    # Light has no edge: it is brightest along the middles.
    petals = [minus(union(area(placed(petal)) for petal in corona.petals(f)), outer) for f in SOFT]
    # Whipped out from the limb in clouds, deepest on its heavy side.
    fall, whipped = ((0, 0.66), (0.38, 0.62), (0.52, 0.44), (0.68, 0.22), (0.84, 0.07), (1, 0)), []
    for petal, (at, wide) in zip(petals, clouds, strict=True):
        clear = union([petal, *(area(placed(ray)) for ray in rays), outer])
        tones = radial(placed(at), wide * r, *((u, night, dark) for u, dark in fall))
        whipped.append(filled(minus(disc(placed(at), wide * r), clear), tones))
    brim = radial(middle, r * 1.30, (0.77, white, 0.75), (0.84, white, 0.30), (1, white, 0))
    bloom = radial(spot, 0.62 * r, (0, white, 1), (0.16, white, 0.75), (0.40, white, 0.25), (1, white, 0))
    shell = radial(spot, 0.26 * r, (0, white, 1), (0.30, white, 0.75), (0.62, white, 0.18), (1, white, 0))
    if not natural:
        # A style that fills in its own way would draw the rim of the sky: it gets the light, as a printer cuts it.
        cut = minus(petals[0], disc(middle, (1.30 if plain else 1.10) * r))
        return [
            layer("corona", "shade" if plain else "colour", [filled(cut, INK if plain else warm)]),
            layer("moon", "shade", [filled(minus(disc(middle, r), gem), INK)]),
            layer("light", "glow", [filled(disc(spot, 0.26 * r), shell)]),
        ]
    return [
        layer("stain", "colour", [filled(each, stain) for each in petals[1:]] if stained else []),
        layer(
            "corona",
            "white",
            [*(filled(each, halo) for each in petals), filled(minus(disc(middle, 1.30 * r), inner), brim)],
        ),
        layer("sky", "shade", [*whipped, *pricks(placed(dots), radii, night)]),
        layer("moon", "shade", [filled(minus(inner, gem), "#000000")]),
        layer(
            "warmth",
            "colour",
            []
            if plain
            else [
                filled(minus(rust, outer), warm, 0.95),
                filled(minus(_flames(corona, chance, hair, r, middle), outer), red, 0.95),
            ],
        ),
        layer(
            "bloom", "white", [filled(minus(disc(spot, 0.62 * r), inner), bloom), filled(disc(spot, 0.26 * r), shell)]
        ),
        layer("hair of light", "white", [filled(ring, white)]),
        layer("light", "glow", [filled(ring, mix(white, warm, 0.5), 0.45), filled(disc(spot, 0.26 * r), shell)]),
    ]


def _clouds(chance: Chance) -> list[tuple[Points, float]]:
    """Where the clouds of dark lie, one for each of `SOFT`, and how wide they are, in radii of the disc."""
    rng = chance("clouds")
    return [(rng.normal(0, 0.20, 2), float(rng.uniform(2.5, 3.3))) for _ in SOFT]


def _rays(corona: Corona, chance: Chance, grown: float) -> list[Points]:
    """Outlines of the diamond's rays, in radii of the disc: needles, unequal, the longest outwards and aside."""
    rng = chance("bead")
    lean = rng.choice([-1, 1]) * rng.uniform(0.10, 0.30)
    made = []
    for turn, long, half in (
        (0.0, 1.35, 0.036),
        (np.pi / 2 - 0.12, 0.95, 0.030),
        (-np.pi / 2 + 0.12, 0.65, 0.030),
        (np.pi - 0.1, 0.38, 0.026),
        (0.72, 0.46, 0.017),
        (-0.86, 0.36, 0.017),
    ):
        way = corona.bead + lean + turn + rng.normal(0, 0.05)
        u = np.linspace(0, 1, 9)[:, None]
        line = heading(corona.bead) * 1.005 + heading(way) * u * long * grown * rng.uniform(0.85, 1.1)
        made.append(ribbon(line, 2 * half * (1 - u[:, 0]) ** 1.3))
    return made


def _flames(corona: Corona, chance: Chance, hair: float, r: float, middle: Points) -> Area:
    """Tiny tongues of red gas that hug the limb, in mm."""
    rng, made = chance("prominences"), []
    for at in corona.bead + np.array([0.85, 1.15, 2.5, -1.9]) + rng.normal(0, 0.12, 4):
        u, lean = np.linspace(0, 1, 8), rng.choice([-1, 1]) * rng.uniform(0.04, 0.10)
        spine = heading(at + lean * u**2) * (1 + hair * 0.5 + rng.uniform(0.05, 0.09) * u)[:, None]
        made.append(area(ribbon(spine * r + middle, rng.uniform(0.06, 0.10) * r * (1 - u) ** 1.2)))
    return union(made)


def _sky(corona: Corona, rays: list[Points], size: float, chance: Chance) -> tuple[Points, Floats]:
    """The rest of the dark in dots that grow finer and sparser outwards: places in radii of the disc, radii in mm."""
    reach = 1.2 + 2.6 * corona.reach
    # About what the disc will be, mm.
    r = size / (2 * 3.1)
    coarse = max(0.66, r / 6)
    sky = minus(disc((0, 0), reach), disc((0, 0), 1.04))

    def tone(p: Points) -> Floats:
        made: Floats = 0.9 * corona.dark(p)
        return made

    p = stipple(sky, tone, GAP * coarse / r, chance("dots"), 1.0)
    loose = GAP * coarse / r / np.sqrt(np.clip(tone(p), 0.04, 1))
    p = p + chance("loose").normal(0, 0.17, p.shape) * loose[:, None]
    p = p[~contains(grow(union(area(ray) for ray in rays), 0.012), p)]
    wide = FINEST + (COARSEST - FINEST) * corona.dark(p)
    return p, coarse * wide * chance("sizes").uniform(0.88, 1.12, len(p))


def _ember(feeling: Feeling, natural: str) -> str:
    """A colour of the light that leaks: however dark the feeling, most of its warmth is left."""
    if feeling.mood.chroma == 0 or not feeling.style.colour:
        return feeling.tint(natural)
    return mix(natural, feeling.tint(natural), 0.35)
