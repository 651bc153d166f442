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
from markgen.draw.paths import whip
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

Floats = NDArray[np.float64]

HALO = 1.20
"""How far the dark reaches beyond the limb, in radii of the disc, when it is strongest."""

GAP = 0.27
"""Between the dots of the sky where it is darkest, mm, on a disc of 6 mm radius and smaller."""

FINEST, COARSEST = 0.105, 0.165
"""Radii of its dots, mm, at its fading end and in the dark against the light, on such a disc."""


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

    def flow(self, foot: Floats, x: Floats) -> Floats:
        """The angle that a line of the sun's field has come to at height x, from a foot on the limb: over the equator
        lines lean together into streamers, and at the poles they part, as filings about a magnet do."""
        off = (foot - self.axis + np.pi / 2) % np.pi - np.pi / 2
        lean = 0.62 * np.cos(np.clip(1.25 * off, -np.pi / 2, np.pi / 2)) ** 1.5 - 0.10 * np.sin(off) ** 6
        made: Floats = foot - off * lean * (1 - np.exp(-x / 0.55)) + self.comb * x
        return made

    def petals(self) -> Iterator[Points]:
        """The outlines of all streamers."""
        for k, tall in enumerate(self.tall):
            x = tall * np.linspace(0, 1, 13) ** 1.3
            yield np.concatenate([self.line(k, -1, x), self.line(k, 1, x)[::-1]])

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
        # It stands out farthest along the equator, so that the long streamers are seen against it.
        level = 0.98 + 0.26 * np.cos(a - self.axis) ** 4
        gone = (x - 0.05 * heavy) / (HALO * level * self.reach) - 0.07 * drift - 0.13 * streak
        bare = np.clip((self.light(a, x) - 0.28) / 0.55, 0, 1)
        made: Floats = (1 - bare) * np.clip(1.35 - 1.22 * gone, 0, 1) ** 1.9
        return np.clip(made, 0, 1)

    def _stream(self, k: int, x: Floats) -> tuple[Floats, Floats]:
        """The angle of streamer k's middle, and half its width in radii, x above the limb."""
        t = np.clip(x / self.tall[k], 0, 1)
        middle: Floats = self.flow(self.at[k], x) + self.sway[k] * t**1.5
        # Broad feet draw in quickly to long thin tips.
        half: Floats = self.broad[k] * (0.66 * (1 - t) ** 2.6 + 0.34 * (1 - t) ** 0.8)
        return middle, half


def _step(x: Floats) -> Floats:
    """The logistic function."""
    made: Floats = 1 / (1 + np.exp(-np.clip(x, -50, 50)))
    return made


def _corona(feeling: Feeling, chance: Chance) -> Corona:
    """The corona that the seed gives, as it is when the sun is quiet: long streamers over the equator, with broad feet,
    and at the poles short plumes that lean away from them, as filings about a magnet do. The more awake the feeling,
    the farther astray."""
    rng, awake = chance("corona"), float(np.clip(feeling.mood.tone.arousal / 0.6, 0, 1))
    # A little aslant: level, it would be the white of an eye.
    axis = float(rng.choice([-1, 1]) * rng.uniform(0.34, 0.62))
    lone = int(rng.integers(2))
    streams = []
    for side in (0, 1):
        main, face = side == lone, axis + side * np.pi
        at, bow = face + rng.normal(0, 0.05), float(rng.choice([-1, 1]))
        streams.append((at, 1.42 if main else rng.uniform(1.12, 1.26), rng.uniform(0.24, 0.29), -0.3, bow * 0.42))
        # One side fans out in three, the other in two; none at equal paces, and none as long as the next.
        fan = ((-0.62, 0.92), (0.58, 1.24)) if main else ((0.66, 1.05), (-0.60, 0.72))
        for aside, tall in fan:
            at_k = at + aside * (1 + 0.25 * awake) + rng.normal(0, 0.06)
            streams.append(
                (
                    at_k,
                    tall * rng.uniform(0.85, 1.1),
                    rng.uniform(0.12, 0.17),
                    rng.uniform(-0.05, 0.3),
                    bow * rng.uniform(0.1, 0.4),
                )
            )
    for pole in (1, 3):
        n = int(rng.integers(7, 10))
        for u in np.linspace(-1, 1, n) + rng.normal(0, 0.07, n):
            # The nearer to the pole, the straighter and the shorter.
            tall = rng.uniform(0.24, 0.62) + 0.30 * abs(u) * rng.uniform(0.4, 1)
            at = axis + pole * np.pi / 2 + 0.66 * u
            streams.append((at, tall, rng.uniform(0.040, 0.070), rng.uniform(0.0, 0.5), rng.normal(0, 0.10)))
    at, tall, broad, born, sway = np.array(streams).T
    grown = np.interp(feeling.intensity, [0.04, 0.7], [0.66, 1])
    tall = tall * np.maximum(feeling.births(born, 0.4), 0.35) * grown
    bead = axis + float(rng.choice([-1, 1]) * rng.uniform(0.95, 1.20))
    heavy, comb = bead + rng.uniform(-0.4, 0.4), float(rng.choice([-1, 1]) * rng.uniform(0.03, 0.08))
    return Corona(at, tall, broad, sway, axis, heavy, comb, bead, float(grown), Noise(chance("streaks")))


def eclipse(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A truly black disc in a hair of light, and the corona left bare in a sky of dots and whips."""
    corona = _corona(feeling, chance)
    dots, radii = _sky(corona, feeling.size, chance)
    # The mark is as long as its feeling, whichever streamers and dots have come.
    drawn = np.concatenate([heading(np.linspace(0, 6.2, 60)) * (1 + 1.16 * HALO * corona.reach), *corona.petals()])
    low, high = drawn.min(0), drawn.max(0)
    # Dots grow few before the mark's own edge, rather than end at it.
    inside = (((2 * dots - low - high) / (high - low)) ** 2).sum(1) < 0.98 - 0.5 * chance("edge").random(len(dots)) ** 2
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
    hair = float(np.clip(0.030 * r, 0.16, 0.9)) / r
    outer = area(placed(heading(a) * (1 + hair * (1 + 0.9 * swell))[:, None]))
    # The disc is packed by hand: round, but not by a compass, and its edge as rough as the strokes that came up to it.
    packed = 0.012 * corona.drifts.fbm(1.2 * np.cos(a) + 40, 1.2 * np.sin(a), 2)
    packed += 0.012 * corona.drifts.fbm(9 * np.cos(a) + 70, 9 * np.sin(a), 2)
    inner = area(placed(heading(a) * (0.985 - 0.9 * hair * swell + packed)[:, None]))
    # Its outer edge is warm, here more and there less.
    warmth = np.clip(0.75 + 0.5 * corona.drifts(1.3 * np.cos(a) + 90, 1.3 * np.sin(a)), 0.5, 1.2)
    rust = area(placed(heading(a) * (1 + hair * (1 + 0.9 * swell + 1.3 * warmth))[:, None]))
    spot = placed(heading(corona.bead) * 1.05)
    ring = union([minus(outer, inner), disc(spot, 0.09 * r)])
    petals = minus(union(area(placed(petal)) for petal in corona.petals()), outer)
    moon = layer("moon", "shade", [filled(inner, "#000000")])
    if feeling.style.name != "natural":
        # A style that fills in its own way would draw the rim of the sky: it gets the light, as a printer cuts it.
        cut = minus(petals, disc(middle, (1.30 if plain else 1.10) * r))
        return [
            layer("corona", "shade" if plain else "colour", [filled(cut, INK if plain else warm)]),
            layer("moon", "shade", [filled(disc(middle, r), INK)]),
        ]
    spread = float(corona.tall.max()) + 1
    gold, deep = feeling.tint("#ffb02a"), feeling.tint("#e0480e")
    stain = radial(
        middle, r * spread, (0, gold, stained), (1.1 / spread, gold, stained), (0.7, deep, stained), (1, deep, 0)
    )
    fine = [*_combed(corona, r, chance), *_whipped(corona, r, chance)]
    fringe = [filled(minus(rust, outer), warm, 0.95)]
    fringe += [filled(minus(_flames(corona, chance, hair, r, middle), outer), red, 0.95)]
    return [
        layer("stain", "colour", [filled(petals, stain)] if stained else []),
        # Under dark skin, where plain ink is lost, it is what the light is seen by.
        layer("corona", "white", [filled(petals, white, 0.14)]),
        layer("sky", "shade", pricks(placed(dots), radii, night)),
        layer("streamers", "shade", [filled([Outline(o.points + middle) for o in fine], INK)]),
        moon,
        layer("warmth", "colour", [] if plain else fringe),
        # A breath of white ink, which heals to a little more than bare skin.
        layer("hair of light", "white", [filled(ring, white)]),
    ]


def _combed(corona: Corona, r: float, chance: Chance) -> Iterator[Outline]:
    """Fine lines that spring from the limb and run out along the streamers, in mm round 0, 0."""
    rng = chance("combed")
    wide = float(np.clip(0.030 * r, 0.15, 0.5))
    for k, tall in enumerate(corona.tall):
        many = int(9 * corona.broad[k])
        shares = np.linspace(-0.62, 0.62, many) + rng.normal(0, 0.06, many)
        # The middle ones run farthest, though never to the tip, which is light alone; some are let go early.
        fars = tall * (0.74 - 0.40 * np.abs(shares)) * rng.choice([1, 0.7, 0.4], many, p=[0.45, 0.35, 0.2])
        # And the arch that a broad streamer stands on is drawn where it leaves the limb.
        arch = [-1.06, 1.06] if corona.broad[k] > 0.12 else []
        for share, far in (*zip(shares, fars, strict=True), *((side, 0.62 * tall) for side in arch)):
            x = 0.09 + np.linspace(rng.uniform(0, 0.10), 1, 18) * (far - 0.09)
            p = corona.line(k, share, x)
            if far > 0.25:
                yield whip(p * r, wide * rng.uniform(0.8, 1.1) * (1 - np.linspace(0, 1, 18) ** 1.5))


def _whipped(corona: Corona, r: float, chance: Chance) -> Iterator[Outline]:
    """The dark between the streamers, in strokes that leave the limb and are let go as it fades, in mm round 0, 0."""
    rng = chance("whips")
    light = grow(union(area(petal) for petal in corona.petals()), 0.03)
    wide = float(np.clip(0.042 * r, 0.17, 0.5))
    for foot in np.linspace(0, 2 * np.pi, 190, endpoint=False) + rng.normal(0, 0.012, 190):
        x = np.linspace(0.07 + 0.35 * rng.random() ** 2, rng.uniform(0.35, 1.15) * corona.reach, 12)
        p = heading(corona.flow(foot, x)) * (1 + x)[:, None]
        bare = contains(light, p)
        # It begins where it has left the light, and ends where it would come to it.
        start = int(bare.argmin())
        end = start + int(bare[start:].argmax()) if bare[start:].any() else 12
        if not bare[start] and end - start > 4:
            q = p[start:end]
            yield whip(q * r, wide * rng.uniform(0.7, 1.1) * (1 - np.linspace(0, 1, len(q)) ** 1.4))


def _flames(corona: Corona, chance: Chance, hair: float, r: float, middle: Points) -> Area:
    """Tiny tongues of red gas that hug the limb, in mm."""
    rng, made = chance("prominences"), []
    for at in corona.bead + np.array([0.85, 1.15, 2.5, -1.9]) + rng.normal(0, 0.12, 4):
        u, lean = np.linspace(0, 1, 8), rng.choice([-1, 1]) * rng.uniform(0.04, 0.10)
        spine = heading(at + lean * u**2) * (1 + hair * 0.5 + rng.uniform(0.05, 0.09) * u)[:, None]
        made.append(area(ribbon(spine * r + middle, rng.uniform(0.06, 0.10) * r * (1 - u) ** 1.2)))
    return union(made)


def _sky(corona: Corona, size: float, chance: Chance) -> tuple[Points, Floats]:
    """The dark, in dots that grow finer and sparser outwards: places in radii of the disc, radii in mm."""
    reach = 1.2 + 2.6 * corona.reach
    # About what the disc will be, mm.
    r = size / (2 * 2.4)
    coarse = max(0.66, r / 6)
    sky = minus(disc((0, 0), reach), disc((0, 0), 1.07))
    p = stipple(sky, corona.dark, GAP * coarse / r, chance("dots"), 0.66)
    loose = GAP * coarse / r / np.sqrt(np.clip(corona.dark(p), 0.04, 1))
    p = p + chance("loose").normal(0, 0.10, p.shape) * loose[:, None]
    p = p[np.hypot(*p.T) > 1.06]
    wide = FINEST + (COARSEST - FINEST) * corona.dark(p)
    return p, coarse * wide * chance("sizes").uniform(0.88, 1.12, len(p))


def _ember(feeling: Feeling, natural: str) -> str:
    """A colour of the light that leaks: however dark the feeling, most of its warmth is left."""
    if feeling.mood.chroma == 0 or not feeling.style.colour:
        return feeling.tint(natural)
    return mix(natural, feeling.tint(natural), 0.35)
