"""The sun put out: a black disc in a hair of light, and the corona as bare skin in a dark sky that fades out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Chance,
    Noise,
    area,
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
    union,
    whip,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

Floats = NDArray[np.float64]


SOFT = (1.05, 0.85, 0.62, 0.36)
"""Shares of a streamer's width that its light is laid over, one on the other."""


@dataclass(frozen=True, eq=False)
class Corona:
    """The light that stands round the moon. Angles in radians, heights above the limb in radii of the disc.

    at, tall, broad, sway: of each helmet streamer the angle of its foot, the height of its tip, half the width of its
    foot, and how far its tip has turned aside.
    axis: of the sun's equator, to which the lines of its field bend.
    """

    at: Floats
    tall: Floats
    broad: Floats
    sway: Floats
    axis: float
    streaks: Noise

    def drawn_aside(self, at: Floats, x: Floats) -> Floats:
        """How far a line of the field that stands at angle `at` has turned to the equator, x above the limb."""
        made: Floats = -0.40 * np.sin(2 * (at - self.axis)) * (1 - np.exp(-1.3 * x))
        return made

    def middle(self, k: int, x: Floats) -> Floats:
        """The angle of streamer k's middle, x above the limb."""
        made: Floats = self.at[k] + self.sway[k] * (np.abs(x) / self.tall[k]) ** 1.5
        return made

    def half(self, k: int, x: Floats) -> Floats:
        """Half the width of streamer k, radians: a helmet's swelling foot, drawn out into a long stalk."""
        t = np.clip(x / self.tall[k], 0, 1)
        helmet = np.exp(-((t / 0.36) ** 1.9))
        made: Floats = self.broad[k] * (0.78 * helmet + 0.22 * (1 - t) ** 0.7) * (1 + 0.1 * t) / (1 + x)
        return made

    def off(self, k: int, a: Floats, x: Floats) -> Floats:
        """How far angles are from streamer k's middle, x above the limb."""
        made: Floats = (a - self.middle(k, x) + np.pi) % (2 * np.pi) - np.pi
        return made

    def line(self, k: int, share: float, x: Floats) -> Points:
        """A line of streamer k's flow: -1 is along its one side, 0 its middle, 1 its other side."""
        made: Points = heading(self.middle(k, x) + share * self.half(k, x)) * (1 + x)[:, None]
        return made

    def rim(self, k: int, share: float = 1.0) -> Points:
        """The outline of streamer k, or of that share of its width and, less so, its height."""
        x = self.tall[k] * (0.4 + 0.6 * share) * np.linspace(0, 1, 26) ** 1.2
        return np.concatenate([self.line(k, -share, x), self.line(k, share, x)[::-1]])

    def within(self, a: Floats, x: Floats) -> NDArray[np.bool_]:
        """Whether points at those angles and heights lie in a streamer."""
        made = np.zeros(np.broadcast(a, x).shape, bool)
        for k in range(len(self.at)):
            made |= (np.abs(self.off(k, a, x)) < self.half(k, x)) & (x < self.tall[k])
        return made

    def dark(self, p: Points) -> Floats:
        """How dark the sky is at points, 0..1: deepest against the light, and gone some way from it."""
        x, a = np.clip(np.hypot(p[:, 0], p[:, 1]) - 1, 0, None), np.arctan2(p[:, 1], p[:, 0])
        foot = a - self.drawn_aside(a, x)
        u, v = np.cos(foot), np.sin(foot)
        combed = self.streaks(9 * u + 20, 9 * v + 0.5 * x)
        drifts = self.streaks.fbm(1.3 * p[:, 0] + 60, 1.3 * p[:, 1], 2)
        # Plumes comb the light of the poles; over the equator it stands higher.
        plume = 0.23 + 0.15 * np.cos(a - self.axis) ** 2 + 0.12 * combed
        light = 1 / (1 + np.exp((x - plume) / 0.06))
        reach = 0.40 + 0.16 * np.cos(a - self.axis) ** 2 + 0.30 * drifts
        cloud = 1 / (1 + np.exp((x - plume - reach) / 0.16))
        for k in range(len(self.at)):
            away = (np.abs(self.off(k, a, x)) - self.half(k, x)) * (1 + x)
            past = np.hypot(np.clip(away, 0, None), 1.6 * np.clip(x - self.tall[k], 0, None))
            light = np.maximum(light, (x < self.tall[k]) / (1 + np.exp(np.clip(away / (0.02 + 0.02 * x), -50, 50))))
            left = np.clip(1.15 - x / self.tall[k], 0, 1)
            cloud = np.maximum(
                cloud, np.exp(-((past / (0.16 + 0.30 * left + 0.16 * drifts).clip(0.06)) ** 2)) * left**0.4
            )
        made: Floats = np.clip((1 - light) * cloud * (0.95 + 0.4 * combed), 0, 1)
        return made


def _corona(feeling: Feeling, chance: Chance) -> Corona:
    """The corona that the seed gives: helmets over the equator, the more and the more scattered, the more awake."""
    rng, awake = chance("corona"), float(np.clip(feeling.mood.tone.arousal / 0.6, 0, 1))
    # Aslant: level, it would be the white of an eye.
    axis = float(-np.pi / 2 + rng.choice([-1, 1]) * rng.uniform(0.55, 1.0))
    lone = int(rng.integers(2))
    at, tall, broad, born = [], [], [], []
    for side in (0, 1):
        # One side fans out in three, the greatest in the middle, the other in two; none at equal paces.
        fan = [rng.uniform(-0.12, 0.12), -0.92, 0.84] if side == lone else [rng.uniform(-0.60, -0.42), 0.46]
        for k, a in enumerate(fan):
            # The more awake the feeling, the farther they stray to the poles.
            at.append(axis + side * np.pi + a * (0.85 + 0.35 * awake) + rng.normal(0, 0.07))
            tall.append((1.75 if k == 0 else rng.uniform(0.75, 1.15)) * rng.uniform(0.9, 1.05))
            broad.append((0.50 if k == 0 else 0.42) * rng.uniform(0.85, 1.15))
            born.append(-0.3 if k == 0 else rng.uniform(-0.05, 0.3))
    sway = rng.choice([-1, 1]) * rng.uniform(0.16, 0.36, len(at)) * rng.choice([1, 1, -0.6], len(at))
    grown = np.maximum(feeling.births(np.array(born), 0.4), 0.30) * np.interp(feeling.intensity, [0.04, 0.7], [0.62, 1])
    return Corona(np.array(at), np.array(tall) * grown, np.array(broad), sway, axis, Noise(chance("streaks")))


def eclipse(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A truly black disc in a hair of light with one bead of sun, and the corona left bare in a dark sky."""
    corona = _corona(feeling, chance)
    rims = [corona.rim(k) for k in range(len(corona.at))]
    sky = _sky(corona, feeling.size, chance)
    # However far the dark drifts, the mark is as long as its feeling.
    drawn = np.concatenate([*rims, *(dots for dots, _ in sky)])
    low, high = drawn.min(0), drawn.max(0)
    r = 0.99 * feeling.size / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * r
    plain = feeling.mood.chroma == 0 or not feeling.style.colour
    white, warm, pink = feeling.tint("#fff6e2"), _ember(feeling, "#ff8a2a"), _ember(feeling, "#ff2f4f")
    pale = mix(warm, white, 0.55)
    # A dull feeling leaves the corona as bare skin; the others colour it, and the night round it.
    stained = 0.0 if plain else 0.75 * float(np.clip(feeling.mood.chroma - 0.2, 0, 1))
    night = INK if plain else mix(INK, feeling.mood.palette[1], min(0.25 + 0.5 * stained, 0.5))
    hair = float(np.clip(0.05 * r, 0.20, 1.2))

    def placed(p: Points) -> Points:
        return p * r + middle

    rng = chance("bead")
    bead = corona.axis + rng.choice([-1, 1]) * rng.uniform(0.9, 1.2)
    a = np.linspace(0, 2 * np.pi, 181)[:-1]
    near = np.abs((a - bead + np.pi) % (2 * np.pi) - np.pi)
    swell = np.exp(-((near / 0.42) ** 2))
    outer = placed(heading(a) * (1 + hair / r * (1 + 1.0 * swell))[:, None])
    inner = placed(heading(a) * (1 - 0.55 * hair / r * swell)[:, None])
    blaze = disc(placed(heading(bead) * 1.035), 0.13 * r)
    moon = minus(area(inner), blaze)
    ring = union([minus(area(outer), area(inner)), blaze])
    petals = minus(union([area(placed(rim)) for rim in rims]), area(outer))
    spread = float(corona.tall.max()) + 1
    gold, red = feeling.tint("#ffb02a"), feeling.tint("#e0480e")
    stain = radial(
        middle, r * spread, (0, gold, stained), (1.1 / spread, gold, stained), (0.75, red, stained), (1, red, 0)
    )
    halo = radial(
        middle, r * spread, (1 / spread, pale, 0.15), (1.4 / spread, pale, 0.09), (0.85, pale, 0.02), (1, pale, 0.0)
    )
    aura = radial(middle, r * 1.55, (0.66, warm, 0.30), (0.75, warm, 0.12), (1, warm, 0.0))
    brim = radial(middle, r * 1.35, (0.76, white, 0.60), (0.84, white, 0.25), (1, white, 0.0))
    flare = radial(placed(heading(bead) * 1.03), 0.38 * r, (0, white, 0.8), (0.36, pale, 0.30), (1, warm, 0.0))
    combed, flow, plumes = _field(corona, chance, r, middle)
    # Light has no edge: it is brightest along the middles.
    glows = [
        filled(minus(union([area(placed(corona.rim(k, f))) for k in range(len(rims))]), area(outer)), halo)
        for f in SOFT
    ]
    return [
        layer("corona", "glow", [*glows, filled(minus(disc(middle, 1.55 * r), area(outer)), aura)]),
        layer("stain", "colour", [filled(petals, stain)] if stained else []),
        layer(
            "inner corona",
            "white",
            [filled(minus(disc(middle, 1.35 * r), area(outer)), brim), filled(plumes, white, 0.9)],
        ),
        layer("sky", "shade", [each for p, radii in sky for each in pricks(placed(p), radii, night)]),
        layer("field", "shade", [filled(combed, night)]),
        layer("flow", "line", [filled(flow, mix(INK, night, 0.3))]),
        layer("prominences", "colour", [] if plain else [filled(_prominences(chance, bead, hair, r, middle), pink)]),
        layer("moon", "shade", [filled(moon, INK)]),
        layer("hair of light", "white", [filled(ring, white)]),
        layer(
            "warmth",
            "colour",
            [] if plain else [filled(_chromosphere(a, near, hair, r, middle), _ember(feeling, "#ff6414"), 0.95)],
        ),
        layer(
            "light", "glow", [filled(ring, white, 0.45), filled(disc(placed(heading(bead) * 1.03), 0.38 * r), flare)]
        ),
    ]


def _chromosphere(a: Floats, near: Floats, hair: float, r: float, middle: Points) -> list[Outline]:
    """A hair of red along the ring's outer edge, thinner at the bead and far from it."""
    width = 0.85 * hair / r * np.clip(1.25 - np.abs(near - 1.3) / 1.4, 0.55, 1)
    edge = 1 + hair / r * (1 + np.exp(-((near / 0.42) ** 2)))
    ring = heading(a)
    out, back = ring * (edge + 0.2 * width)[:, None], ring * (edge - 0.8 * width)[:, None]
    return [polyline(out * r + middle), polyline(back[::-1] * r + middle)]


def _prominences(chance: Chance, bead: float, hair: float, r: float, middle: Points) -> list[Outline]:
    """Loops of red gas at the limb, small, and each of its own make."""
    rng, made = chance("prominences"), []
    for at in bead + np.array([1.15, 2.6, -1.9]) + rng.normal(0, 0.2, 3):
        tall, wide = rng.uniform(0.05, 0.11), rng.uniform(0.03, 0.07)
        u = np.linspace(0, np.pi, 9)
        x, aside = hair / r * 0.6 + tall * np.sin(u) ** 0.8, wide * np.cos(u) + 0.06 * np.sin(u) * rng.choice([-1, 1])
        loop = heading(at + aside) * (1 + x)[:, None] * r + middle
        made.append(polyline(ribbon(loop, r * np.linspace(0.034, 0.016, 9))))
    return made


def _field(corona: Corona, chance: Chance, r: float, middle: Points) -> tuple[list[Outline], ...]:
    """Hairlines along the field, combed into the dark of the sky, a few that flow up inside the helmets, and light."""
    rng = chance("field")
    fine = float(np.clip(0.018, 0.10 / r, 0.030)) * r
    u = np.linspace(0, 1, 6)
    swell = np.clip(u / 0.3, 0, 1) ** 0.7 * (1 - u) ** 0.7
    # Between the helmets they are plumes; beside a helmet they run along its side.
    n = 620
    low, long = 0.10 + 1.2 * rng.random(n) ** 1.5, rng.uniform(0.12, 0.34, n)
    x = low[:, None] + long[:, None] * u
    foot = rng.uniform(0, 2 * np.pi, n)[:, None]
    paths = [heading(foot + corona.drawn_aside(foot, x)) * (1 + x)[..., None]]
    for k in range(len(corona.at)):
        m = 36
        x = corona.tall[k] * (rng.uniform(0.02, 0.75, (m, 1)) + rng.uniform(0.10, 0.34, (m, 1)) * u)
        share = rng.choice([-1, 1], (m, 1)) * (1.04 + 0.9 * rng.random((m, 1)) ** 1.6)
        a = corona.middle(k, x) + share * corona.half(k, x)
        paths.append(heading(a) * (1 + x)[..., None])
    all_ = np.concatenate(paths)
    dark = corona.dark(all_.reshape(-1, 2)).reshape(-1, len(u))
    kept = dark[:, 1:-1].mean(1) > 0.12 + 0.75 * rng.random(len(all_))
    wide = fine * rng.uniform(0.8, 1.5, len(all_))[:, None] * swell * (0.35 + 0.65 * dark)
    night = [whip(p * r + middle, w) for p, w in zip(all_[kept], wide[kept], strict=True)]
    flow = []
    for k in range(len(corona.at)):
        for share in np.linspace(-0.75, 0.75, 8) + rng.normal(0, 0.07, 8):
            x = corona.tall[k] * (rng.uniform(0.10, 0.36) + rng.uniform(0.18, 0.38) * u)
            flow.append(whip(corona.line(k, share, x) * r + middle, 0.8 * fine * swell))
    # Fine light in the inner corona, as iron filings stand on a magnet.
    n = 120
    foot = np.linspace(0, 2 * np.pi, n, endpoint=False)[:, None] + rng.normal(0, 0.02, (n, 1))
    x = 0.04 + (0.08 + 0.36 * rng.random((n, 1)) ** 1.4) * u[::2]
    plumes = heading(foot + corona.drawn_aside(foot, x)) * (1 + x)[..., None] * r + middle
    return night, flow, [whip(p, 0.9 * fine * np.array([0.8, 1.0, 0.0])) for p in plumes]


def _sky(corona: Corona, size: float, chance: Chance) -> list[tuple[Points, Floats]]:
    """The dark of the sky in fine dots, and coarser ones where it is darkest: places in radii, radii in mm."""
    reach = 1.5 + float(corona.tall.max())
    # About what the disc will be, mm.
    r = size / (1.5 + reach)
    sky = minus(disc((0, 0), reach), disc((0, 0), 1.06))
    made = []
    for k, (mm, power, least) in enumerate(((0.17, 0.9, 1.0), (0.25, 1.7, 0.95))):
        dot = mm * max(0.8, r / 7)

        def tone(p: Points, power: float = power) -> Floats:
            seen: Floats = corona.dark(p) ** power - 0.02
            return seen

        p = stipple(sky, tone, dot / r, chance("dots", k), least)
        made.append((p, dot / 2 * chance("sizes", k).uniform(0.8, 1.2, len(p))))
    return made


def _ember(feeling: Feeling, natural: str) -> str:
    """A colour of the light that leaks: however dark the feeling, most of its warmth is left."""
    if feeling.mood.chroma == 0 or not feeling.style.colour:
        return feeling.tint(natural)
    return mix(natural, feeling.tint(natural), 0.35)
