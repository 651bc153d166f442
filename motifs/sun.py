"""A child's crayon sun, an engraved sun in its rays, or the sun put out by the moon.

The child's is a loop that overshoots its own start and a few quick strokes outwards. The engraved one is
shaded by a single line that swells as it winds. Shadow slides a black moon over it, and when the disc is
covered its rays give way to the corona: bare skin, held between the black disc and dark hairs around it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    Noise,
    areas,
    circle,
    contains,
    filled,
    heading,
    mix,
    polyline,
    pricks,
    radial,
    ribbon,
    smooth,
    stroked,
    union,
    wax,
)
from markgen.draw.paths import Profile
from markgen.values import Feeling, Ground, Layer, Outline, Points, Radial, Shape, layer

Floats = NDArray[np.float64]

FORMS = {"eclipse": "The sun put out: a black disc, a hair of light, and the corona in bare skin."}

INK = "#14110f"

SEED_GAP = 0.0125
"""Spacing of the halo's dots, as a share of the sun's reach: a dot keeps clear skin round it when healed."""

CROWD = 105.0
"""Size, mm, from which all of the corona's streamers have room to stand apart in healed skin."""

COVERED = 0.56
"""The mood's shadow at which the moon covers the whole disc: below that of despair, above that of anger."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The sun as this feeling sees it."""
    if feeling.mood.hand.kind == "crayon" or feeling.style.fill == "wax":
        return _child(ground, feeling, chance)
    covered = 1.0 if feeling.form == "eclipse" else min(feeling.mood.light.shadow / COVERED, 1.0)
    page = _page(ground, feeling, chance, covered)
    return [*_halo(page), *_blades(page), *_face(page), *_corona(page), *_moon(page)]


def _step(low: float, high: float, x: float) -> float:
    """0 below low, 1 above high, smooth between."""
    u = float(np.clip((x - low) / (high - low), 0, 1))
    return u * u * (3 - 2 * u)


@dataclass(frozen=True, eq=False)
class Page:
    """What every part of an adult's sun must know. Parts are drawn round 0, 0 with the mark's reach as 1."""

    feeling: Feeling
    chance: Chance
    centre: Points
    unit: float
    disc: float
    covered: float
    open: float
    ink: str
    turn: float
    side: int

    def born(self, born: float, span: float = 0.2) -> float:
        """How far a detail has swelled in."""
        return self.feeling.birth(born, span)

    def mm(self, points: Points) -> Points:
        """From the sun's own measure to mm on the ground."""
        return points * self.unit + self.centre

    def line(self, path: Points, width: Floats | float) -> Outline:
        """A stroke whose width, mm, may change."""
        return polyline(ribbon(self.mm(path), width))

    def ring(self, radius: float) -> Outline:
        """A circle round the sun's middle."""
        return circle(self.centre, radius * self.unit)

    def around(self, *stops: tuple[float, str] | tuple[float, str, float]) -> Radial:
        """A gradient out from the sun's middle."""
        return radial((float(self.centre[0]), float(self.centre[1])), self.unit, *stops)


def _page(ground: Ground, feeling: Feeling, chance: Chance, covered: float) -> Page:
    """The sheet for this feeling: its scale, and the turns that the seed gave it."""
    rng = chance("page")
    mood, t = feeling.mood, feeling.intensity
    soft = float(np.clip(-mood.tone.arousal, 0, 1)) * (mood.tone.valence > 0)
    light = 1 - _step(0.55, 0.93, covered)
    disc = float(np.interp(t, [0.05, 0.75], [0.42, 0.30]))
    ink = mix(mix(INK, mood.palette[0], 0.5), mood.palette[1], soft)
    return Page(
        feeling,
        chance,
        ground.centre,
        feeling.size / 2,
        disc=disc + (0.03 + 0.03 * t + 0.05 * (1 - mood.light.glow)) * (1 - light),
        covered=covered,
        open=light,
        ink=ink if mood.chroma > 0 and feeling.style.colour else INK,
        turn=rng.uniform(-0.12, 0.12),
        side=1 if rng.random() < 0.5 else -1,
    )


# The engraved sun


@dataclass(frozen=True, eq=False)
class Blade:
    """A ray: its middle line outwards, and half its width along it. Waving rays lie behind straight ones."""

    middle: Points
    half: Floats
    waving: bool

    def edge(self, side: float) -> Points:
        """The line at a share -1..1 of the half width to the right of the middle."""
        d = np.gradient(self.middle, axis=0)
        d /= np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-9)[:, None]
        moved: Points = self.middle + np.column_stack([-d[:, 1], d[:, 0]]) * (self.half * side)[:, None]
        return moved

    def wider(self, by: float) -> Blade:
        """The same ray with a margin."""
        return Blade(self.middle, self.half + by, self.waving)


_ALONG = np.linspace(0, 1, 34)
"""Shares of a ray at which it is drawn."""


def _rays(page: Page) -> list[Blade]:
    """Straight and waving rays by turns, all round."""
    feeling, hand = page.feeling, page.feeling.mood.hand
    rng = page.chance("blades")
    n = int(rng.integers(7, 11))
    waves, swing = rng.uniform(1.05, 1.5), rng.uniform(0.75, 1.1)
    short = rng.uniform(0.74, 0.84)
    crisp = hand.kind == "crisp"
    belly = float(np.clip(0.8 * (0.35 - hand.corners), -0.5, 0.35)) if not crisp else 0.0
    # A sun that is longed for stands higher than it shines: its rays reach up.
    reach_up = 0.32 * float(np.clip(0.25 - feeling.mood.tone.dominance, 0, 0.25)) / 0.25 * (not crisp)
    base = page.disc * 1.17
    room = np.pi * base / (2 * n)
    blades = []
    for k in range(2 * n):
        waving = k % 2 == 1
        angle = -np.pi / 2 + page.turn * (not crisp) + np.pi * k / n
        grown = page.born(0.20 + 0.05 * rng.random(), 0.3) if waving else 1.0
        if grown <= 0:
            continue
        tip = short if waving else (1.0 if crisp or k % 4 == 0 else 0.9)
        out, across = heading(angle), heading(angle + np.pi / 2)
        length = (tip - base) * grown * page.open * (1 - reach_up * 0.5 * (1 + np.sin(angle)))
        sway = np.zeros_like(_ALONG)
        if waving and not crisp:
            phase = 2 * np.pi * waves * _ALONG
            jag = 2 / np.pi * np.arcsin(np.sin(phase) * 0.98)
            edge = _step(0.5, 0.95, hand.corners)
            wave = ((1 - edge) * np.sin(phase) + edge * jag) * _ALONG**0.6 * (1.1 - 0.5 * _ALONG)
            sway = page.side * min(swing * room, 0.19 * length) * wave
        middle = (base + length * _ALONG)[:, None] * out + sway[:, None] * across
        wide = min(room * (0.82 if waving else 0.97), 0.2 * length if waving else 1.0) * (
            1.0 if waving else 0.28 + 0.72 * page.born(0.12, 0.4)
        )
        half = (
            wide * (1 - _ALONG) * (1 + 4 * belly * _ALONG * (1 - _ALONG))
            if not waving
            else (wide * (1 - _ALONG**1.6) ** 1.1 * (0.86 + 0.3 * np.sin(np.pi * _ALONG**0.8)))
        )
        blades.append(Blade(middle, half * min(1.6 * page.open, 1), waving and not crisp))
    return blades


def _sheet(page: Page, blade: Blade, low: float, high: float) -> Outline:
    """The part of a ray between two shares of its width."""
    return polyline(page.mm(np.concatenate([blade.edge(low), blade.edge(high)[::-1]])))


def _blades(page: Page) -> list[Layer]:
    """Rays: a dark side in black, a lit side in colour and engraved towards the root."""
    if page.open <= 0:
        return []
    feeling = page.feeling
    blades = _rays(page)
    root, body, end = (feeling.tint(c) for c in ("#c6280a", "#f4780c", "#ffc02e"))
    paint = page.around((page.disc, root), (0.45, root), (0.66, body), (1.0, end))
    plain = feeling.mood.chroma == 0 or not feeling.style.colour or feeling.mood.hand.kind == "pen"
    dark, lit, edges, cuts = [], [], [], []
    shade, colour = page.born(0.14, 0.3), page.born(0.2, 0.3)
    mid, fine = feeling.line("mid"), feeling.line("fine")
    engraved = page.born(0.4, 0.35)
    rng = page.chance("cuts")
    for blade in blades:
        s = page.side
        if feeling.style.fill == "none":
            edges += [page.line(blade.edge(share), mid * 0.8) for share in (s, 0.0)]
        else:
            dark.append(_sheet(page, blade, s, -s * (1 - shade)))
        lit.append(_sheet(page, blade, -s * 1.0, 0.0))
        taper = np.clip(1 - _ALONG, 0.12, 1) ** 0.6
        edges.append(page.line(blade.edge(-s), mid * taper))
        if engraved > 0:
            cuts += _cuts(page, blade, fine * engraved, rng)
    shapes: list[Shape | None] = [] if plain else [filled(lit, paint, 1.0)]
    return [
        layer("rays lit", "colour", shapes if colour > 0 else []),
        layer("rays dark", "shade", [filled(dark, page.ink)]),
        layer("rays drawn", "line", [filled(edges, page.ink), filled(cuts, page.ink)]),
    ]


def _cuts(page: Page, blade: Blade, width: float, rng: np.random.Generator) -> list[Outline]:
    """Engraver's cuts on the lit side of a ray: along it when it waves, slanting from its middle when straight."""
    s = -page.side
    out = []
    if blade.waving:
        for share, end in ((0.34, rng.integers(24, 29)), (0.66, rng.integers(16, 21))):
            out.append(page.line(blade.edge(s * share)[:end], width * np.linspace(1.3, 0.15, end)))
        return out
    for k, at in enumerate(np.linspace(0.02, 0.62, 16)):
        long = (1 - at / 0.7) * (0.9 if k % 2 else 0.62)
        i = at * (len(_ALONG) - 1)
        a = np.array([np.interp(i, np.arange(len(_ALONG)), blade.middle[:, d]) for d in (0, 1)])
        j = min(i + 3.2 * long, len(_ALONG) - 1.0)
        edge = blade.edge(s * 0.96)
        b = np.array([np.interp(j, np.arange(len(_ALONG)), edge[:, d]) for d in (0, 1)])
        out.append(page.line(np.array([a, a + (b - a) * long]), np.array([1.7, 0.3]) * width))
    return out


def _halo(page: Page) -> list[Layer]:
    """Behind the rays: dots set like the seeds of a sunflower, smaller outwards, and needles of ink."""
    if page.open <= 0:
        return []
    feeling = page.feeling
    blades = _rays(page)
    base = page.disc * 1.2
    # H. Vogel, "A better way to construct the sunflower head" (1979): evenly spread, and it never lines up.
    k = np.arange(int((base / SEED_GAP) ** 2), int((0.86 / SEED_GAP) ** 2))
    r, a = SEED_GAP * np.sqrt(k), k * np.pi * (3 - np.sqrt(5)) + page.turn
    near = np.clip((0.86 - r) / (0.86 - base), 0, 1) ** 1.3
    swelled = feeling.births(0.46 + 0.4 * (1 - near), 0.2) * page.open
    points = page.mm(heading(a) * r[:, None])
    margin = feeling.line("mid") / page.unit
    shadows = union(
        areas([page.mm(np.concatenate([b.wider(margin).edge(1.0), b.wider(margin).edge(-1.0)[::-1]])) for b in blades])
    )
    radius = SEED_GAP * page.unit * (0.06 + 0.44 * near) * swelled
    use = (radius > 0.015) & ~contains(shadows, points)
    return [layer("halo", "shade", pricks(points[use], radius[use], page.ink))]


def _face(page: Page) -> list[Layer]:
    """The disc: one line wound outwards, swelling towards the dark side, in a ring."""
    feeling = page.feeling
    rng = page.chance("face")
    r = page.disc
    bold, mid = feeling.line("bold"), feeling.line("mid")
    light = heading(-np.pi / 2 - page.side * rng.uniform(0.5, 0.9))
    turns = int(rng.integers(9, 12))
    s = np.linspace(0, 1, turns * 44)
    a = page.side * 2 * np.pi * turns * s + rng.uniform(0, 6)
    rr = r * 0.93 * s
    p = heading(a) * rr[:, None]
    # A ball: lit from above and to one side, with light thrown back into its dark edge.
    normal = np.column_stack([p / r, np.sqrt(np.maximum(1 - (rr / r) ** 2, 0))])
    lamp = np.array([light[0] * 0.66, light[1] * 0.66, 0.75])
    dark = np.clip(0.98 - normal @ lamp, 0, 1) ** 1.15 - 0.35 * np.clip(rr / r - 0.86, 0, 1) / 0.14 * 0.5
    gap = r * 0.93 / turns * page.unit
    width = gap * np.clip(0.06 + 0.84 * dark, 0.04, 0.9) * page.born(0.3, 0.4) * np.clip((1 - s) * turns / 0.9, 0, 1)
    spiral = [page.line(p, width)]
    body, glow, deep = (feeling.tint(c) for c in ("#f98a10", "#ffc93c", "#c8300a"))
    spot = page.mm(light * r * 0.4)
    tinted = page.born(0.12, 0.35)
    ball = radial(
        (float(spot[0]), float(spot[1])),
        1.45 * r * page.unit,
        (0, glow, 0.25 * tinted),
        (0.5, body, 0.9 * tinted),
        (1, deep, tinted),
    )
    plain = feeling.mood.chroma == 0 or not feeling.style.colour or tinted <= 0
    outer = page.born(0.28, 0.25)
    collar = []
    count = int(rng.integers(28, 40))
    ticks = page.born(0.5, 0.25) * page.open
    for k in range(count):
        d = heading(2 * np.pi * k / count + page.turn)
        collar.append(page.line(np.array([d * r * 1.025, d * r * 1.105]), np.array([1.6, 0.4]) * mid * ticks))
    if page.covered >= 1:
        return []
    return [
        layer("disc", "colour", [] if plain else [filled(page.ring(r), ball, 1.0)]),
        layer("disc engraved", "line", [filled(spiral, page.ink) if width.max() > 0.01 else None]),
        layer(
            "rings",
            "line",
            [
                stroked(page.ring(r), page.ink, (mid + (bold - mid) * page.born(0.3, 0.4)) * page.open),
                stroked(page.ring(r * 1.13), page.ink, mid * outer * page.open),
                filled(collar, page.ink) if ticks > 0 else None,
            ],
        ),
    ]


# The eclipse


def _corona(page: Page) -> list[Layer]:
    """Streamers along the lines of the sun's own magnet: warm from the limb, dark where the light ends, none
    so wide near the limb that the skin there would not be the brightest thing."""
    shown = _step(0.5, 0.95, page.covered)
    if shown <= 0:
        return []
    feeling = page.feeling
    rng = page.chance("corona")
    r = page.disc
    crisp = feeling.mood.hand.kind == "crisp"
    tone = feeling.mood.tone
    axis = 0.0 if crisp else rng.uniform(-0.5, 0.5)
    weeps = 0.0 if crisp else 0.30 * float(np.clip(-tone.valence * 2, 0, 1)) * (1 - feeling.mood.hand.corners * 0.5)
    helmets, tall, broad = np.arange(8) * (np.pi / 4), np.tile([0.8, 0.45], 4), np.full(8, 0.15)
    if not crisp:
        helmets = np.asarray(axis + np.repeat([0, np.pi], 3) + rng.normal(0, 0.4, 6), np.float64)
        tall, broad = rng.uniform(0.35, 0.9, 6), rng.uniform(0.16, 0.34, 6)
    ripple = Noise(page.chance("ripple"))

    def edge(a: Floats) -> Floats:
        """How far the corona reaches, in radii of the disc."""
        off = (a[:, None] - helmets + np.pi) % (2 * np.pi) - np.pi
        rough: Floats = 0.16 * ripple(np.cos(a) * 3, np.sin(a) * 3) + 0.12 * ripple(np.cos(a) * 11, np.sin(a) * 11)
        made: Floats = (
            1.34
            + 0.18 * np.abs(np.cos(a - axis)) ** 1.5
            + (tall * np.exp(-((off / broad) ** 2))).max(1)
            + rough * (not crisp)
        )
        return made

    def field(a: Floats, low: Floats, high: Floats) -> Floats:
        """Lines, (m, 11, 2), between two shares of the corona's reach: they lean from the poles to the equator."""
        reach = r * (edge(a) - 1)
        rr = r + reach[:, None] * (low[:, None] + (high - low)[:, None] * u)
        out = rr / r - 1
        bend = -0.30 * np.sin(2 * (a - axis))[:, None] * out / (1 + out)
        bend += 0.05 * ripple(a[:, None] * 9, out * 1.5) * out
        made: Floats = heading(a[:, None] + bend * (not crisp)) * rr[..., None]
        made[..., 1] += weeps * r * out**2
        return made

    def streamers(low: Floats, high: Floats, widths: Floats, shape: Floats, early: float) -> list[Outline]:
        """Tapered strokes all round; those that reach farthest are born first."""
        m = len(low)
        a = 2 * np.pi * (np.arange(m) + rng.uniform(-0.6, 0.6, m)) / m
        rank = np.argsort(np.argsort(-high + 0.25 * rng.normal(size=m) * (high.max() - high.min()))) / m
        swelled = feeling.births(0.85 * rank**0.6 - early, 0.2) * shown
        # On little skin there is room for few.
        swelled = swelled * np.clip((feeling.size + 12 - CROWD * rank) / 12, 0, 1)
        paths = field(a, low, low + (high - low) * (0.5 + 0.5 * swelled))
        widths = np.minimum(widths, 0.16 * np.hypot(*(paths[:, -1] - paths[:, 0]).T) * page.unit)
        return [page.line(p, w * g * shape) for p, w, g in zip(paths, widths, swelled, strict=True) if g > 0.03]

    fine = feeling.line("fine")
    u = np.linspace(0, 1, 11)
    around = np.linspace(0, 2 * np.pi, 181)
    rim = field(around, np.zeros(181), np.full(181, 1.2))[:, -1]
    stretch = (1 - r) / (float(np.ptp(rim, axis=0).max()) / 2 - r)
    m = 520
    leaf = np.sin(np.pi * u**0.75) ** 1.3 + 0.04
    high = stretch * (0.72 + 0.48 * rng.random(m) ** 1.5)
    low = stretch * np.interp(high / stretch, [0.72, 1.2], [0.5, 0.12]) * rng.uniform(0.3, 1.2, m)
    dark = streamers(low, high, fine * (0.8 + 1.9 * rng.random(m) ** 2), leaf, 0.10)
    m = 360
    thin = np.interp(u, [0, 0.15, 1], [0.5, 1, 0.05])
    high = stretch * (0.22 + 0.75 * rng.random(m) ** 1.3)
    warm = streamers(np.full(m, 0.02), high, fine * (0.7 + 1.2 * rng.random(m)), thin, 0.18)
    near, far = (_ember(feeling, c) for c in ("#ff8c10", "#b8380c"))
    paint = page.around((r, near), (min(r * 1.5, 0.8), far), (1, page.ink))
    warmth = 0.85 * shown * (feeling.mood.chroma > 0) * feeling.style.colour
    cast = feeling.tint("#ff8c10")
    wash = page.around((r, near, warmth), (r * 1.2, mix(near, cast, 0.5), 0.4 * warmth), (r * 1.6, cast, 0))
    return [
        layer("warmth", "colour", [filled(page.ring(r * 1.6), wash) if warmth > 0 else None]),
        layer("corona", "colour", [filled(warm, paint)]),
        layer("night", "shade", [filled(dark, page.ink)]),
    ]


def _ember(feeling: Feeling, natural: str) -> str:
    """A colour of the light that leaks: however dark the feeling, most of its warmth is left."""
    if feeling.mood.chroma == 0 or not feeling.style.colour:
        return feeling.tint(natural)
    return mix(natural, feeling.tint(natural), 0.4)


def _moon(page: Page) -> list[Layer]:
    """The black disc, on its way over the sun or there; then the hair of light round it, and the bead."""
    if page.covered <= 0:
        return []
    feeling = page.feeling
    rng = page.chance("moon")
    r, unit = page.disc, page.unit
    way = heading(-np.pi / 2 + page.side * rng.uniform(0.4, 1.0))
    off = way * r * 2.1 * (1 - page.covered)
    shown = _step(0.75, 1.0, page.covered)
    moon = circle(page.mm(off), r * unit * 1.0)
    layers = [layer("moon", "shade", [filled(moon, INK, clip=[page.ring(r * 1.001)])])]
    if shown <= 0:
        return layers
    bead = float(np.arctan2(way[1], way[0]))
    a = np.linspace(-np.pi, np.pi, 181)
    ring = heading(bead + a) * r
    swell = np.exp(-((a / 0.55) ** 2))
    hair = min(max(2 * feeling.line("fine"), 0.3), 0.055 * r * unit) * shown
    white, warm = feeling.tint("#fffaf0"), _ember(feeling, "#ff7d0c")
    at = page.mm(heading(bead) * r)
    glint = r * unit * (0.08 + 0.04 * feeling.mood.light.glow) * shown
    spikes = []
    for k in range(8):
        d = heading(bead + np.pi / 4 * k)
        long = glint * (2.6 if k % 4 == 0 else 3.6 if k % 2 == 0 else 1.7)
        spikes.append(
            polyline(
                ribbon(np.array([at, at + d * long * 0.4, at + d * long]), np.array([0.9, 0.28, 0.02]) * glint * 0.7)
            )
        )
    layers.append(
        layer(
            "rim", "colour", [filled([page.line(ring * (1 + 0.6 * hair / unit / r), hair * (2 + 1.0 * swell))], warm)]
        )
    )
    layers.append(layer("hair of light", "white", [filled([page.line(ring, hair * (1 + 1.2 * swell))], white)]))
    spot = (float(at[0]), float(at[1]))
    layers.append(
        layer(
            "gleam",
            "glow",
            [
                filled(
                    circle(at, glint * 3.2),
                    radial(spot, glint * 3.2, (0, white, 0.7), (0.35, warm, 0.25), (1, warm, 0)),
                )
            ],
        )
    )
    layers.append(layer("bead", "white", [filled(spikes, white), filled(circle(at, glint), white)]))
    return layers


# The child's sun


@dataclass(frozen=True, eq=False)
class Stroke:
    """One stroke of the crayon: its path in mm, widths and pressures along it."""

    path: Points
    width: Profile
    pressure: Profile


def _child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A small child's sun in wax crayon."""
    bones = np.concatenate([_loop(chance), *(s.path for s in _first_rays(chance, 1.0, 1.0))])
    low, high = bones.min(0), bones.max(0)
    unit = feeling.size * 0.96 / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * unit
    stick = 0.2 * feeling.size**0.62 * feeling.mood.hand.weight
    grain = max(0.12 * stick, 0.13)
    orange, dark, yellow = (feeling.tint(c) for c in ("#ea6e10", "#c23e0a", "#f59a10"))
    if not feeling.style.colour:
        orange = dark = yellow = INK
    loop = _loop(chance) * unit
    firm = _level(0.64)
    again = feeling.birth(0.42, 0.3)
    tail = Stroke(loop[len(loop) * 88 // 100 :], _swell(0.9 * stick), _swell(0.56))
    second = Stroke(_loop(chance, 1) * unit, _level(0.9 * stick * again), _level(0.5 * again))
    put_out = feeling.form == "eclipse"

    def put(strokes: list[Stroke], paint: str, opacity: float = 0.92) -> Shape | None:
        """All strokes of one stick, as one shape."""
        marks: list[Outline] = []
        for s in strokes:
            marks += wax(s.path, s.width, chance("paper"), s.pressure, grain)
        return filled([Outline(o.points + middle) for o in marks], paint, opacity)

    inside = _scribble(feeling, chance, unit, stick, put_out)
    return [
        layer("scribble", "colour", [] if put_out or feeling.style.fill == "none" else [put(inside, yellow)]),
        layer(
            "rays",
            "colour",
            [
                put(_late_rays(feeling, chance, unit, stick), dark),
                put(_first_rays(chance, unit, stick), orange),
            ],
        ),
        layer(
            "circle",
            "colour",
            [put([Stroke(loop, _level(stick), firm)], orange), put([tail], dark), put([second], dark)],
        ),
        layer("put out", "shade", [put(inside, INK)] if put_out else []),
    ]


def _swell(value: float) -> Profile:
    """Pressed in and let go again."""

    def profile(u: Floats) -> Floats:
        made: Floats = value * (0.45 + 0.55 * np.sin(np.pi * np.clip(u, 0, 1)) ** 0.6)
        return made

    return profile


def _level(value: float) -> Profile:
    """The same all along, but for where the hand lands and lifts."""

    def profile(u: Floats) -> Floats:
        made: Floats = value * (0.72 + 0.28 * np.clip(np.minimum(u, 1 - u) / 0.02, 0, 1))
        return made

    return profile


def _flick(value: float, end: float) -> Profile:
    """Pressed where the stroke begins and let go on the way out, down to a share `end`."""

    def profile(u: Floats) -> Floats:
        made: Floats = value * (0.8 + 0.2 * np.clip(u / 0.12, 0, 1)) * (1 - (1 - end) * u**2.2)
        return made

    return profile


def _loop(chance: Chance, turn: int = 0) -> Points:
    """A ring drawn in one go, in units of half the mark: it wobbles, misses its start, and runs on past it."""
    rng = chance("loop")
    way = 1 if rng.random() < 0.3 else -1
    over = rng.uniform(0.06, 0.11)
    begin = -np.pi / 2 + rng.uniform(-0.7, 0.7)
    phase = rng.uniform(0, 2 * np.pi, 3)
    flat, lean = rng.uniform(0.86, 0.97), rng.uniform(-0.4, 0.4)
    drift = rng.uniform(0.22, 0.30) * (1 if rng.random() < 0.6 else -0.8)
    if turn:
        rng = chance("loop", turn)
        begin += rng.uniform(0.6, 2.4)
        phase = phase + rng.uniform(-0.7, 0.7, 3)
        drift = -drift
    s = np.linspace(0, 1 + over, 300)
    a = begin + way * 2 * np.pi * s
    r = 1 + 0.035 * np.sin(2 * a + phase[0]) + 0.028 * np.sin(3 * a + phase[1]) + 0.016 * np.sin(5 * a + phase[2])
    r = r + drift * (np.clip(s - 0.72, 0, None) / 0.38) ** 2
    p = heading(a) * (0.385 * r)[:, None] * [1, flat]
    c, d = np.cos(lean), np.sin(lean)
    turned: Points = p @ np.array([[c, d], [-d, c]])
    return turned


def _ray(rng: np.random.Generator, angle: float, start: float, reach: float) -> Points:
    """One quick stroke outwards: not quite straight, not quite from the middle."""
    out = heading(angle)
    side = np.array([-out[1], out[0]])
    begin = out * start + side * rng.normal(0, 0.012)
    end = begin + heading(angle + rng.normal(0, 0.11)) * reach
    bend = side * rng.normal(0, 0.05) * reach + out * reach * rng.uniform(0.4, 0.6)
    return smooth([begin, begin + bend, end], 30)


def _first_rays(chance: Chance, unit: float, stick: float) -> list[Stroke]:
    """The first rays: there from the start, unequal, unevenly set."""
    rng = chance("rays")
    n = int(rng.integers(7, 11))
    angles = np.cumsum(rng.uniform(0.72, 1.28, n))
    angles = rng.uniform(0, 2 * np.pi) + 2 * np.pi * angles / angles[-1]
    out = []
    for k, a in enumerate(angles):
        each = chance("ray", k)
        start, reach = each.uniform(0.42, 0.50), each.uniform(0.26, 0.55)
        reach = max(0.99 - start, 0.1) if k == n // 2 else reach
        path = _ray(each, a, start, reach)
        out.append(Stroke(path * unit, _flick(stick * each.uniform(0.8, 1.05), 0.45), _flick(0.66, 0.7)))
    return out


def _late_rays(feeling: Feeling, chance: Chance, unit: float, stick: float) -> list[Stroke]:
    """Rays that a stronger feeling puts between the first, with the darker stick."""
    rng = chance("late rays")
    n = int(rng.integers(9, 14))
    angles = rng.uniform(0, 2 * np.pi) + 2 * np.pi * (np.arange(n) + rng.uniform(-0.3, 0.3, n)) / n
    born = rng.permutation(np.linspace(0.2, 0.7, n))
    out = []
    for k, a in enumerate(angles):
        each = chance("late ray", k)
        grown = feeling.birth(float(born[k]), 0.2)
        path = _ray(each, a, each.uniform(0.45, 0.56), each.uniform(0.16, 0.36))
        if grown > 0.02:
            path = path[0] + (path - path[0]) * grown
            out.append(Stroke(path * unit, _flick(stick * 0.85 * grown**0.5, 0.4), _flick(0.62, 0.7)))
    return out


def _scribble(feeling: Feeling, chance: Chance, unit: float, stick: float, put_out: bool) -> list[Stroke]:
    """The disc filled in: one line to and fro, not minding the edge; hard, from the start, when it is put out."""
    rng = chance("scribble")
    grown = 1.0 if put_out else feeling.birth(0.22, 0.4)
    if grown <= 0.02:
        return []
    turn = rng.uniform(-0.9, -0.3)
    rows = 17
    y = np.linspace(-0.95, 0.95, rows)
    half = np.sqrt(1 - y**2) * rng.uniform(0.84, 1.06, rows)
    x = half * np.where(np.arange(rows) % 2, 1, -1)
    zigzag = np.column_stack([x, y + rng.normal(0, 0.012, rows)]) * (0.345 if put_out else 0.36)
    path = smooth(zigzag, 60 * rows)
    c, d = np.cos(turn), np.sin(turn)
    path = path @ np.array([[c, d], [-d, c]])
    width = (1.25 if put_out else 0.95) * stick * grown**0.7
    return [Stroke(path * unit, _level(width), _level(0.75 if put_out else 0.60))]
