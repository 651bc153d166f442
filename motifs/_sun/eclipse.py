"""The sun put out: a black disc in a hair of light, and the corona in fine strokes that run out into skin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Area,
    Chance,
    Noise,
    area,
    disc,
    filled,
    heading,
    minus,
    mix,
    pricks,
    radial,
    ribbon,
    stipple,
    stroked,
    union,
    whip,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

Floats = NDArray[np.float64]

GAP = 0.25
"""Between the dots of the corona where it is densest, mm, on a disc of 6 mm radius and smaller."""

FINEST, COARSEST = 0.095, 0.150
"""Radii of its dots, mm, at its fading end and at the limb, on such a disc."""

CLEAR = 1.12
"""Where the corona begins, in radii of the disc: up to there skin is left for the light."""

HAIR = 0.02
"""Half the width of a brush at its foot, in radii of the disc."""

BEAD = 0.15
"""Radius of the last of the sun that shines past the moon, of the disc's."""


INDIGO = "#140a40"
"""The moon where it is painted."""


@dataclass(frozen=True, eq=False)
class Corona:
    """The light that stands round the moon. Angles in radians, heights above the limb in radii of the disc.

    at, tall, broad, sway: of each streamer the angle of its foot, the height of its tip, half the width of its foot in
    radii, and how far its tip has turned aside.
    axis: of the sun's equator. bead: the angle at which the last of the sun shines past the moon.
    """

    at: Floats
    tall: Floats
    broad: Floats
    sway: Floats
    axis: float
    bead: float
    drifts: Noise

    @property
    def spot(self) -> Points:
        """Where the last of the sun shines past the moon: the middle of its bead, in radii of the disc."""
        return np.asarray(1.05 * heading(self.bead))

    def line(self, k: int, share: float, x: Floats) -> Points:
        """A line of streamer k's flow: -1 is along its one side, 0 its middle, 1 its other side."""
        middle, half = self._stream(k, x)
        made: Points = heading(middle + share * half / (1 + x)) * (1 + x)[:, None]
        return made

    def flow(self, foot: float, x: Floats) -> Floats:
        """The angle that a line of the sun's field has come to at height x, from a foot on the limb: over the equator
        lines lean together into streamers, and at the poles they part, as filings about a magnet do."""
        off = (foot - self.axis + np.pi / 2) % np.pi - np.pi / 2
        lean = 0.55 * np.cos(np.clip(1.25 * off, -np.pi / 2, np.pi / 2)) ** 1.5 - 0.10 * np.sin(off) ** 6
        made: Floats = foot - off * lean * (1 - np.exp(-x / 0.55))
        return made

    def petals(self) -> Iterator[Points]:
        """The outlines of all streamers."""
        for k, tall in enumerate(self.tall):
            x = tall * np.linspace(0, 1, 13) ** 1.3
            yield np.concatenate([self.line(k, -1, x), self.line(k, 1, x)[::-1]])

    def dense(self, p: Points) -> Floats:
        """How dense the dots at the limb are at points, 0..1: here a little farther out, and there less."""
        x = np.clip(np.hypot(p[:, 0], p[:, 1]) - 1, 0, None)
        drift = self.drifts.fbm(1.1 * p[:, 0] + 60, 1.1 * p[:, 1], 3)
        made: Floats = 1.2 * np.exp(-x / (0.13 + 0.05 * drift))
        near = np.hypot(*(p - heading(self.bead)).T)
        made *= np.clip((near - 1.35 * BEAD) / 0.08, 0, 1)
        return np.clip(made, 0, 1)

    def streaming(self, p: Points) -> Floats:
        """The same where dots are all that the corona is: on up its streamers too."""
        x, a = np.clip(np.hypot(*p.T) - 1, 0, None), np.arctan2(p[:, 1], p[:, 0])
        made = self.dense(p)
        for k in np.flatnonzero(self.broad > HAIR).tolist():
            middle, half = self._stream(k, x)
            away = np.abs((a - middle + np.pi) % (2 * np.pi) - np.pi) * (1 + x)
            within = np.clip(1.2 - away / np.maximum(half, 0.03), 0, 1)
            made = np.maximum(made, 0.85 * within * np.clip(1.0 - 1.2 * x / self.tall[k], 0, 1) ** 1.5)
        return np.asarray(made, float)

    def _stream(self, k: int, x: Floats) -> tuple[Floats, Floats]:
        """The angle of streamer k's middle, and half its width in radii, x above the limb."""
        t = np.clip(x / self.tall[k], 0, 1)
        middle: Floats = self.flow(float(self.at[k]), x) + self.sway[k] * t**1.5
        # Broad feet draw in quickly to long thin tips.
        half: Floats = self.broad[k] * (0.72 * (1 - t) ** 2.4 + 0.28 * (1 - t))
        return middle, half


def _corona(feeling: Feeling, chance: Chance) -> Corona:
    """The corona that the seed gives, as it is when the sun is quiet: over the equator few long streamers with broad
    feet, none like the next, and at the poles fine brushes that lean away from them. The more awake the feeling, the
    farther astray."""
    rng, awake = chance("corona"), float(np.clip(feeling.mood.tone.arousal / 0.6, 0, 1))
    # A little aslant: level, it would be the white of an eye.
    axis = float(rng.choice([-1, 1]) * rng.uniform(0.26, 0.50))
    lone = int(rng.integers(2))
    streams = []
    for side in (0, 1):
        # One far longer than the other, each with lesser ones beside it, and single threads of light among them.
        main, face, bow = side == lone, axis + side * np.pi, float(rng.choice([-1, 1]))
        at, aside = face + rng.normal(0, 0.08), (0.52 + 0.2 * awake) * float(rng.choice([-1, 1]))
        tall = rng.uniform(2.5, 2.9) if main else rng.uniform(1.5, 1.9)
        streams.append((at, tall, rng.uniform(0.34, 0.40), -0.3, bow * 0.14))
        streams.append((at + aside, 0.55 * tall, rng.uniform(0.22, 0.27), -0.1, bow * rng.uniform(0.05, 0.2)))
        streams.append((at - 0.9 * aside, 0.34 * tall, rng.uniform(0.15, 0.20), 0.1, -bow * 0.1))
        for u in np.linspace(-1, 1, 22) + rng.normal(0, 0.05, 22):
            far = tall * rng.uniform(0.16, 0.5) * (1.5 if rng.random() < 0.2 else 1.0)
            streams.append(
                (face + 0.75 * u, far * (1 - 0.4 * abs(u)), HAIR, rng.uniform(-0.2, 0.3), rng.normal(0, 0.05))
            )
    for pole in (1, 3):
        n = int(rng.integers(50, 56))
        for u in np.linspace(-1, 1, n) + rng.normal(0, 0.03, n):
            # Brushes as fine as hairs: the nearer to the pole, the straighter and the shorter, but for a few.
            tall = rng.uniform(0.14, 0.50) * (0.8 + 0.7 * abs(u)) * (2.2 if rng.random() < 0.16 else 1.0)
            at = axis + pole * np.pi / 2 + 0.88 * u
            streams.append((at, tall, HAIR, rng.uniform(-0.3, 0.2), rng.normal(0, 0.03)))
    at, tall, broad, born, sway = np.array(streams).T
    grown = np.interp(feeling.intensity, [0.04, 0.7], [0.66, 1])
    tall = tall * np.maximum(feeling.births(born, 0.4), 0.5) * grown
    bead = axis + float(rng.choice([-1, 1]) * rng.uniform(0.95, 1.20)) + np.pi * int(rng.integers(2))
    return Corona(at, tall, broad, sway, axis, float(bead), Noise(chance("streaks")))


@dataclass(frozen=True, eq=False)
class Limb:
    """The moon's edge and the light that comes past it, mm. moon: the black disc. outer: all that is not corona. light:
    the hair of light between, and its bead. warmth: a wider ring, of which the rim beyond `outer` shows. thin: the
    hair's width where it is least, in radii of the disc."""

    moon: Area
    outer: Area
    light: Area
    warmth: Area
    thin: float

    @classmethod
    def of(cls, corona: Corona, r: float, middle: Points) -> Limb:
        """That of a disc of radius r."""
        a = np.linspace(0, 2 * np.pi, 241)[:-1]
        # The ring swells to its bead, from both sides.
        near = np.abs((a - corona.bead + np.pi) % (2 * np.pi) - np.pi)
        swell = np.exp(-near / 0.30) + 0.5 * np.exp(-((near / 1.0) ** 2))
        thin = float(np.clip(0.030 * r, 0.16, 0.9)) / r

        def ring(far: Floats) -> Area:
            return area(heading(a) * far[:, None] * r + middle)

        spot = corona.spot * r + middle
        outer = ring(1 + thin * (1 + 0.9 * swell))
        # The disc is packed by hand: round, but not by a compass, and its edge as rough as the strokes that met it.
        packed = 0.012 * corona.drifts.fbm(1.2 * np.cos(a) + 40, 1.2 * np.sin(a), 2)
        packed += 0.012 * corona.drifts.fbm(9 * np.cos(a) + 70, 9 * np.sin(a), 2)
        moon = minus(ring(0.985 - 0.9 * thin * swell + packed), disc(spot, BEAD * r))
        # Its outer edge is warm, here more and there less.
        warmth = np.clip(0.75 + 0.5 * corona.drifts(1.3 * np.cos(a) + 90, 1.3 * np.sin(a)), 0.5, 1.2)
        light = union([minus(outer, moon), disc(spot, 0.80 * BEAD * r)])
        return cls(moon, outer, light, ring(1 + thin * (1 + 0.9 * swell) + min(2.2 * thin, 0.08) * warmth), thin)


def eclipse(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A truly black disc in a hair of light, and the corona in strokes and dots."""
    corona = _corona(feeling, chance)
    # The mark is as long as its feeling, whichever streamers have come.
    drawn = np.concatenate([heading(np.linspace(0, 6.2, 60)) * 1.2, *corona.petals()])
    low, high = drawn.min(0), drawn.max(0)
    r = 0.99 * feeling.size / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * r
    limb = Limb.of(corona, r, middle)
    plain = feeling.mood.chroma == 0 or not feeling.style.colour
    if feeling.style.fill == "facets":
        return _ruled(corona, limb, r, middle, feeling, plain)
    if feeling.style.name != "natural" and feeling.style.fill not in ("none", "black", "dots"):
        return _printed(corona, limb, r, middle, feeling, plain)
    return _inked(corona, limb, r, middle, feeling, chance, plain)


def _few(corona: Corona) -> Corona:
    """Its streamers without hairs, and few brushes."""
    few = np.flatnonzero((corona.broad > HAIR) | (np.arange(len(corona.at)) % 2 == 0))
    return replace(
        corona,
        at=corona.at[few],
        tall=corona.tall[few],
        broad=np.maximum(corona.broad[few], 0.15),
        sway=corona.sway[few],
    )


def _ruled(corona: Corona, limb: Limb, r: float, middle: Points, feeling: Feeling, plain: bool) -> list[Layer]:
    """Its layers ruled: streamers as blades of two planes, one of them black, about a disc within a ring."""
    bold, a = _few(corona), np.linspace(0, 2 * np.pi, 145)[:-1]
    ring = heading(a) * r
    gap = area(ring * 1.16 + middle)
    petals = minus(union(area(petal * r + middle) for petal in bold.petals()), gap)
    halves = []
    for k, tall in enumerate(bold.tall):
        x = tall * np.linspace(0, 1, 13) ** 1.3
        halves.append(area(np.concatenate([bold.line(k, 0, x), bold.line(k, 1, x)[::-1]]) * r + middle))
    fine = feeling.line("fine")
    return [
        layer("corona", "colour", [] if plain else [filled(petals, _ember(feeling, "#ffa02e"))]),
        layer("planes", "shade", [filled(minus(union(halves), gap), INK)]),
        layer("rules", "line", [stroked(petals, INK, fine), stroked(Outline(ring * 1.08 + middle), INK, fine)]),
        layer("moon", "shade", [filled(limb.moon, INK)]),
    ]


def _printed(corona: Corona, limb: Limb, r: float, middle: Points, feeling: Feeling, plain: bool) -> list[Layer]:
    """Its layers for a style that fills in its own way: the light as a printer cuts it."""
    petals = minus(union(area(petal * r + middle) for petal in _few(corona).petals()), limb.outer)
    cut = minus(petals, disc(middle, (1.30 if plain else 1.10) * r))
    ink = INK if plain else _ember(feeling, "#ffa02e")
    # In watercolour black is a deep one of the other pigments: of orange, mud.
    night = INDIGO if feeling.style.name == "watercolour" and not plain else INK
    return [
        layer("corona", "shade" if plain else "colour", [filled(cut, ink)]),
        layer("moon", "shade", [filled(disc(middle, r), night)]),
    ]


def _inked(
    corona: Corona, limb: Limb, r: float, middle: Points, feeling: Feeling, chance: Chance, plain: bool
) -> list[Layer]:
    """Its layers as a needle lays them."""
    spot = corona.spot * r + middle
    glare = radial(spot, 2.2 * BEAD * r, (0, "#fff0d8", 0.6), (0.35, "#ffc890", 0.26), (1, "#ff9a50", 0))
    # A dull feeling leaves the corona black on skin; the others colour it.
    stained = 0.0 if plain else 0.8 * float(np.clip(feeling.mood.chroma - 0.2, 0, 1))
    night = INK if plain else mix(INK, feeling.mood.palette[1], 0.15 * stained)
    spread, gold, deep = float(corona.tall.max()) + 1, feeling.tint("#ffb02a"), feeling.tint("#e0480e")
    stops = (0, gold, stained), (1.1 / spread, gold, stained), (0.7, deep, 0.7 * stained), (1, deep, 0)
    petals = minus(union(area(petal * r + middle) for petal in corona.petals()), limb.outer)
    dotted = feeling.style.fill == "dots"
    dots, radii = _dots(corona, corona.streaming if dotted else corona.dense, r, chance)
    fine = [*_streaming(corona, r, chance), *_flashing(corona, r, feeling.birth(0.2, 0.3))]
    flames = minus(_flames(corona, chance, limb.thin, r, middle), limb.outer)
    fringe = [
        filled(minus(limb.warmth, limb.outer), _ember(feeling, "#ff9600")),
        filled(flames, _ember(feeling, "#f0322e"), 0.95),
    ]
    # Line ink, which shines on the darkest skins: there the corona is light round a dark disc.
    return [
        layer("stain", "colour", [filled(petals, radial(middle, r * spread, *stops))] if stained else []),
        layer("corona", "line", pricks(dots * r + middle, radii, night)),
        layer("streamers", "line", [] if dotted else [filled([Outline(o.points + middle) for o in fine], night)]),
        layer("moon", "shade", [filled(limb.moon, "#000000")]),
        layer("warmth", "colour", [] if plain else fringe),
        # A breath of white ink, which heals to a little more than bare skin.
        layer("hair of light", "white", [filled(limb.light, feeling.tint("#fffaf0"))] if feeling.style.colour else []),
        layer("glare", "glow", [] if plain else [filled(disc(spot, 2.2 * BEAD * r), glare)]),
    ]


def _streaming(corona: Corona, r: float, chance: Chance) -> Iterator[Outline]:
    """Fine strokes that spring from beside the limb and run out along the streamers, in mm round 0, 0.

    Towards a streamer's sides its strokes are let go ever sooner, no two at one height, so that its tip is one line.
    """
    wide, u = float(np.clip(0.034 * r, 0.14, 0.40)), np.linspace(0, 1, 18)
    for k, tall in enumerate(corona.tall):
        rng, many = chance("streaming", k), max(2 * int(24 * corona.broad[k]) + 1, 1)
        shares = (np.linspace(-1, 1, many) if many > 1 else np.zeros(1)) + rng.normal(0, 0.03, many)
        run = (0.25 + 0.65 * np.clip(1 - np.abs(shares), 0, 1) ** 1.3) * rng.uniform(0.35, 1.0, many)
        run[many // 2] = 1
        lows, widths = CLEAR - 1 + rng.uniform(0, 0.04, many), wide * rng.uniform(0.8, 1.2, many)
        for share, low, far, width in zip(shares, lows, tall * np.minimum(run, 1), widths, strict=True):
            p = corona.line(k, share, low + u * (far - low))
            if far > low + 0.08 and np.hypot(*(p - heading(corona.bead)).T).min() > 1.5 * BEAD:
                yield whip(p * r, width * np.interp(u, [0, 0.1, 1], [0.6, 1, 0]))


def _flashing(corona: Corona, r: float, there: float) -> Iterator[Outline]:
    """A few strokes that fly from the bead, in mm round 0, 0."""
    at, u = heading(corona.bead), np.linspace(0, 1, 10)
    for k, turn in enumerate((-0.95, -0.45, 0.0, 0.5, 1.0)):
        way = heading(corona.bead + turn)
        path = at + way * (1.7 * BEAD + u * there * (0.22, 0.34, 0.62, 0.30, 0.20)[k])[:, None]
        if there > 0.1:
            yield whip(path * r, float(np.clip(0.055 * r, 0.2, 0.6)) * (1 - u))


def _flames(corona: Corona, chance: Chance, thin: float, r: float, middle: Points) -> Area:
    """Tiny tongues of red gas that hug the limb, in mm."""
    rng, made = chance("prominences"), []
    for at in corona.bead + np.array([0.85, 1.15, 2.5, -1.9]) + rng.normal(0, 0.12, 4):
        u, lean = np.linspace(0, 1, 8), rng.choice([-1, 1]) * rng.uniform(0.04, 0.10)
        spine = heading(at + lean * u**2) * (1 + thin * 0.5 + rng.uniform(0.05, 0.09) * u)[:, None]
        made.append(area(ribbon(spine * r + middle, rng.uniform(0.06, 0.10) * r * (1 - u) ** 1.2)))
    return union(made)


def _dots(corona: Corona, dense: Callable[[Points], Floats], r: float, chance: Chance) -> tuple[Points, Floats]:
    """The corona's dots, that grow finer and sparser outwards: places in radii of the disc, radii in mm. r: of the
    disc, mm."""
    coarse = max(0.66, r / 6)
    reach = 1 + 0.8 * float(corona.tall.max())
    ring = minus(disc((0, 0), reach), disc((0, 0), CLEAR))
    p = stipple(ring, dense, GAP * coarse / r, chance("dots"), 0.66)
    loose = GAP * coarse / r / np.sqrt(np.clip(dense(p), 0.04, 1))
    p = p + chance("loose").normal(0, 0.10, p.shape) * loose[:, None]
    p = p[np.hypot(*p.T) > CLEAR - 0.01]
    wide = FINEST + (COARSEST - FINEST) * dense(p)
    return p, coarse * wide * chance("sizes").uniform(0.88, 1.12, len(p))


def _ember(feeling: Feeling, natural: str) -> str:
    """A colour of the light that leaks: however dark the feeling, most of its warmth is left."""
    if feeling.mood.chroma == 0 or not feeling.style.colour:
        return feeling.tint(natural)
    return mix(natural, feeling.tint(natural), 0.2)
