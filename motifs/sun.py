"""A child's crayon sun, an engraved sun in its rays, or the sun put out by the moon.

The child's is a loop that overshoots its own start and a few quick strokes outwards. The engraved one is
shaded by a single line that swells as it winds. Shadow slides a black moon over it, and when the disc is
covered its rays give way to the corona: long streamers of bare skin in a night ruled like an engraving.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    Grid,
    Noise,
    areas,
    circle,
    contains,
    curve,
    filled,
    heading,
    mix,
    normals,
    polyline,
    pricks,
    radial,
    resample,
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

RULE = 0.0115
"""Gap of the finest lines that rule the night, as a share of the sun's reach."""

ROWS = 80
"""Lines of the night above its middle, and below it."""

NIGHT = 0.86
"""How far the night goes: the longest streamers stand out of it."""

HOLLOW = 4.0
"""How hollow a streamer's sides are: 1 would be straight."""

BEAD = 0.145
"""The bead, in radii of the disc."""

SPECK = 1.1
"""Smallest speck or pinhole of wax, in squares of the paper's grain."""

FILLED_IN, GONE_OVER = (0.2, 0.35), (0.45, 0.35)
"""When a child fills its sun in, and when it goes over it again: born at, and over how much."""

COVERED = 0.56
"""The mood's shadow at which the moon covers the whole disc: below that of despair, above that of anger."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The sun as this feeling sees it."""
    if feeling.mood.hand.kind == "crayon" or feeling.style.fill == "wax":
        return _child(ground, feeling, chance)
    if feeling.form == "eclipse" or feeling.mood.light.shadow >= COVERED:
        return _eclipse(ground, feeling, chance)
    page = _page(ground, feeling, chance, 0.0)
    return [*_halo(page), *_blades(page), *_disc(page)]


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
        disc=disc + (0.01 + 0.02 * t + 0.03 * (1 - mood.light.glow)) * (1 - light),
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


def _disc(page: Page) -> list[Layer]:
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


@dataclass(frozen=True, eq=False)
class Corona:
    """The light that stands round the moon. Angles in radians, lengths in radii of the disc beyond its limb.

    at, tall, broad, lean: of each streamer its angle, length, half width at the foot, and turn on the way out.
    axis: of the sun's equator, along which the streamers are long. sky: how far the darkened sky goes.
    """

    at: Floats
    tall: Floats
    broad: Floats
    lean: Floats
    axis: float
    sky: float
    ragged: Noise

    def light(self, p: Points) -> Floats:
        """How bright the corona is at points, 0..1."""
        over, a = np.hypot(p[:, 0], p[:, 1]) - 1, np.arctan2(p[:, 1], p[:, 0])
        x = np.clip(over, 0, None)[:, None]
        left = np.clip(1 - x / self.tall, 0, 1)
        # Hollow sides: broad at the foot, and soon a thin stalk, as helmet streamers are.
        half = self.broad * (0.22 + 0.78 * left**2.6) / (1 + 0.35 * x)
        off = (a[:, None] - self.at - self.lean * x + np.pi) % (2 * np.pi) - np.pi
        each = np.exp(-((off / half) ** 2)) * left**0.55
        dim: Floats = 1 - np.prod(1 - 0.97 * each, axis=1)
        made: Floats = np.maximum(dim, 0.8 * np.exp(-x[:, 0] / 0.035))
        return made

    def edge(self, a: Floats) -> Floats:
        """How far out the sky is dark at angles `a`: further along the equator, and ragged."""
        along = np.abs(np.cos(a - self.axis))
        made: Floats = 1 + self.sky * (0.66 + 0.34 * along**1.5) * (
            1 + 0.26 * self.ragged.fbm(1.6 * np.cos(a) + 5, 1.6 * np.sin(a), 3)
        )
        return made

    def fading(self, p: Points) -> Floats:
        """What is left of the way out to the edge of the sky, 1..0."""
        far, edge = np.hypot(p[:, 0], p[:, 1]), self.edge(np.arctan2(p[:, 1], p[:, 0]))
        made: Floats = np.clip((edge - far) / (edge - 1.05), 0, 1)
        return made

    def dark(self, p: Points, light: Floats) -> Floats:
        """How black the sky is at points of that light, 0..1: deepest between the streamers' feet, fading out."""
        made: Floats = np.clip(2.1 * self.fading(p) ** 1.6, 0, 1) * (1 - light) ** 1.3
        return made


def _corona(feeling: Feeling, chance: Chance, sky: float) -> Corona:
    """The corona that the seed gives: a few long streamers at two sides, many short ones, plumes at the poles."""
    rng = chance("corona")
    # Upright, or nearly: lying down, it would be the white of an eye.
    axis = -np.pi / 2 + rng.choice([-1, 1]) * rng.uniform(0.25, 0.8)
    east, west = int(rng.integers(3, 5)), int(rng.integers(2, 5))
    long_at = np.concatenate([axis + _spread(rng, east, 0.62), axis + np.pi + _spread(rng, west, 0.62)])
    n = int(rng.integers(15, 21))
    short_at = axis + 2 * np.pi * (np.arange(n) + rng.uniform(-0.4, 0.4, n)) / n
    plume_at = np.concatenate([axis + side * np.pi / 2 + np.linspace(-0.62, 0.62, 9) for side in (-1, 1)])
    plume_at = plume_at + rng.normal(0, 0.02, len(plume_at))
    at = np.concatenate([long_at, short_at, plume_at])
    tall = sky * np.concatenate(
        [
            rng.uniform(0.95, 1.5, len(long_at)),
            0.10 + 0.65 * rng.random(n) ** 1.8,
            rng.uniform(0.28, 0.50, len(plume_at)),
        ]
    )
    broad = np.concatenate(
        [rng.uniform(0.13, 0.24, len(long_at)), rng.uniform(0.025, 0.075, n), np.full(len(plume_at), 0.016)]
    )
    # The sun's field pulls streamers towards its equator, and plumes apart.
    lean = -0.10 * np.sin(2 * (at - axis)) * (1 + rng.uniform(-0.5, 0.5, len(at))) + rng.normal(0, 0.05, len(at))
    grown = feeling.births(np.concatenate([np.linspace(-0.2, 0.2, len(long_at)), rng.uniform(0, 0.5, n + 18)]), 0.35)
    tall = tall * np.maximum(grown, 0.05)
    return Corona(at, tall, broad, lean, float(axis), sky, Noise(chance("ragged sky")))


def _spread(rng: np.random.Generator, n: int, half: float) -> Floats:
    """n angles over -half..half, unevenly."""
    made: Floats = half * (np.linspace(-1, 1, n) if n > 1 else np.zeros(1)) + rng.normal(0, 0.09, n)
    return made


def _eclipse(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A truly black disc in a hair of light, and the corona as bare skin in a sky of dots."""
    sky = float(np.interp(feeling.intensity, [0.04, 0.8], [0.55, 1.45]))
    corona = _corona(feeling, chance, sky)
    a = np.linspace(0, 2 * np.pi, 181)
    rim = heading(a) * corona.edge(a)[:, None]
    low, high = rim.min(0), rim.max(0)
    r = feeling.size / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * r
    plain = feeling.mood.chroma == 0 or not feeling.style.colour
    white, warm = feeling.tint("#fff4dd"), _ember(feeling, "#ff8a2a")

    cell = 0.042
    n = int(2 * (1 + 1.5 * sky) / cell)
    grid = Grid(-n * cell / 2, -n * cell / 2, cell, n + 1, n + 1)
    nodes = np.column_stack([grid.x.ravel(), grid.y.ravel()])
    nodes = nodes[(np.hypot(*nodes.T) > 1) & (np.hypot(*nodes.T) < 1 + 1.35 * sky)]
    light = corona.light(nodes)
    bright, black = np.zeros(grid.x.shape), np.zeros(grid.x.shape)
    cells = np.rint((nodes - [grid.left, grid.top]) / cell).astype(int).T[::-1]
    bright[*cells], black[*cells] = light * corona.fading(nodes) ** 0.5, corona.dark(nodes, light)
    dots, radii = _grains(corona, r, chance)

    hair = float(np.clip(0.030 * r, 0.16, 0.5))
    bead_at = corona.axis + chance("bead").choice([-1, 1]) * chance("bead").uniform(0.5, 1.0)
    bead = heading(bead_at) * r * 1.01 + middle
    size = r * (0.11 + 0.05 * feeling.mood.light.glow)
    near = np.linspace(-np.pi, np.pi, 241)
    swell = hair * (1 + 1.8 * np.exp(-((near / 0.45) ** 2)))
    band = polyline(ribbon(heading(bead_at + near) * (r + hair / 2) + middle, swell))
    bleed = radial(bead, size * 3.4, (0, white, 1.0), (0.24, white, 0.95), (0.42, warm, 0.35), (1, warm, 0.0))
    far = 1 + 0.8 * sky
    halo = radial(middle, r * far, (0, warm, 0.24), (1 / far, warm, 0.24), (1.3 / far, warm, 0.1), (1, warm, 0.0))
    return [
        layer("corona", "glow", [filled(_moved(grid.above(bright, b), r, middle), halo) for b in (0.25, 0.5, 0.75)]),
        layer("sky", "shade", [filled(_moved(grid.above(black, 0.84), r, middle), INK)]),
        layer("sky in dots", "shade", pricks(dots * r + middle, radii * r, INK)),
        layer("warmth", "colour", [] if plain else [stroked(circle(middle, r + 0.6 * hair), warm, 1.6 * hair)]),
        layer("moon", "shade", [filled(circle(middle, r - 0.1 * hair), INK)]),
        layer("hair of light", "white", [filled(band, white)]),
        layer("light", "glow", [filled(band, white, 0.55), filled(circle(bead, size * 3.4), bleed)]),
    ]


def _moved(outlines: list[Outline], r: float, middle: Points) -> list[Outline]:
    """Outlines from radii of the disc to mm."""
    return [Outline(o.points * r + middle, o.closed, o.curved) for o in outlines]


def _grains(corona: Corona, r: float, chance: Chance) -> tuple[Points, Floats]:
    """Dots of the sky, and their radii, in radii of the disc: large where it is dark, none where it is black."""
    # Fixed on the skin, in mm, so that the dark passes over them as it grows; nearer ones would heal together.
    gap = max(0.30 / r, 0.040)
    k = np.arange(int(((1 + 1.5 * corona.sky) / gap) ** 2))
    # H. Vogel, "A better way to construct the sunflower head" (1979), shaken: evenly spread, never lined up.
    p = heading(k * np.pi * (3 - np.sqrt(5))) * (gap * np.sqrt(k))[:, None]
    p = p + chance("grains").normal(0, 0.22 * gap, p.shape)
    p = p[np.hypot(p[:, 0], p[:, 1]) > 1.05]
    dark = corona.dark(p, corona.light(p))
    radii = gap * (0.12 + 0.52 * dark**0.75) * np.clip(dark / 0.05, 0, 1)
    use = (dark > 0.01) & (dark < 0.9)
    return p[use], radii[use]


def _ember(feeling: Feeling, natural: str) -> str:
    """A colour of the light that leaks: however dark the feeling, most of its warmth is left."""
    if feeling.mood.chroma == 0 or not feeling.style.colour:
        return feeling.tint(natural)
    return mix(natural, feeling.tint(natural), 0.35)


# The child's sun


@dataclass(frozen=True, eq=False)
class Stroke:
    """One stroke of the crayon: its path in units of half the mark, and the stick's width and pressure, of 1."""

    path: Points
    width: Profile
    pressure: Profile


def _child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A small child's sun in wax crayon: a ring that misses its own start, and strokes outwards."""
    rays = RAYS[chance.seed % len(RAYS)](feeling, chance)
    ring = MIDDLES[chance.seed // 2 % len(MIDDLES)](feeling, chance)
    late = _late_rays(feeling, chance)
    inside = _scribble(feeling, chance)
    bones = np.concatenate([s.path for s in (*ring, *rays, *late)])
    low, high = bones.min(0), bones.max(0)
    stick = 0.205 * feeling.size**0.62 * feeling.mood.hand.weight
    unit = (feeling.size - 0.8 * stick) / float((high - low).max())
    middle = ground.centre - (low + high) / 2 * unit
    grain = max(0.24 * stick, 0.22)
    orange, red, yellow = (feeling.tint(c) if feeling.style.colour else INK for c in ("#ff7d0f", "#ee4d10", "#ffab12"))

    def put(strokes: list[Stroke], paint: str) -> Shape | None:
        """All strokes of one stick, as one shape."""
        kept: list[Points] = []
        for k, s in enumerate(strokes):
            width = _times(s.width, stick)
            # Wax smears: specks and pinholes smaller than that are not there.
            least = 0.35 * grain * min(grain, 0.3 * float(width(np.array([0.5]))[0]))
            marks = wax(s.path * unit, width, chance("paper", k), s.pressure, grain, furrow=0.22)
            kept += [o.points + middle for o in marks if abs(_extent(o.points)) > least]
        return filled([curve(p, tension=0.8) if len(p) < 40 else polyline(p) for p in kept], paint, 0.94)

    return [
        layer("scribble", "colour", [put(inside, yellow)] if feeling.style.fill != "none" else []),
        layer("late rays", "colour", [put(late, red)]),
        layer("rays", "colour", [put(rays, orange)]),
        layer("ring", "colour", [put(ring, orange)]),
    ]


def _times(profile: Profile, by: float) -> Profile:
    return lambda u: profile(u) * by


def _uneven(value: float, rng: np.random.Generator, end: float = 1.0) -> Profile:
    """A hand that bears down here and skims there, lands, and lets go on the way out, down to a share `end`."""
    phase = rng.uniform(0, 2 * np.pi, 2)

    def profile(u: Floats) -> Floats:
        sway = 0.12 * np.sin(7 * u + phase[0]) + 0.08 * np.sin(17 * u + phase[1])
        lands = 0.75 + 0.25 * np.clip(np.minimum(u, 1 - u) / 0.04, 0, 1)
        made: Floats = value * (1 + sway) * lands * (1 - (1 - end) * u**2)
        return made

    return profile


def _extent(points: Points) -> float:
    """The area inside an outline, square mm; negative when it runs the other way round."""
    x, y = points[:, 0], points[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _drawn(path: Points, rng: np.random.Generator, width: float = 1.0, press: float = 0.62, end: float = 1.0) -> Stroke:
    """A path as the child presses it."""
    return Stroke(path, _uneven(width, rng, 1 - (1 - end) * 0.6), _uneven(press, rng, 1 - (1 - end) * 0.35))


RING = 0.44
"""Radius of the child's ring, in half marks."""


def _around(rng: np.random.Generator, turns: float, radius: float = RING, winds: float = 0.0) -> Points:
    """A round line drawn in one go: it wobbles, is not round, and wanders off before it is back."""
    way = 1 if rng.random() < 0.3 else -1
    phase = rng.uniform(0, 2 * np.pi, 3)
    flat, lean = rng.uniform(0.86, 0.97), rng.uniform(-0.7, 0.7)
    s = np.linspace(0, turns, int(240 * turns))
    a = rng.uniform(-2.4, -0.8) + way * 2 * np.pi * s
    r = 1 + 0.05 * np.sin(2 * a + phase[0]) + 0.035 * np.sin(3 * a + phase[1]) + 0.018 * np.sin(5.3 * a + phase[2])
    r = r * (1 - winds * (1 - s / turns)) + rng.choice([0.30, -0.24]) * (np.clip(s - turns + 0.30, 0, None) / 0.3) ** 2
    p = heading(a) * (radius * r)[:, None] * [1, flat]
    turned: Points = p @ np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])
    return turned


def _loop(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """One ring, that runs on past its start; a stronger feeling goes round again."""
    rng, again = chance("loop"), feeling.birth(0.55, 0.3)
    made = [_drawn(_around(rng, rng.uniform(1.04, 1.12)), rng, 1.05, 0.64)]
    if again > 0.02:
        made.append(_drawn(_around(chance("again"), 0.2 + 0.9 * again, 0.96 * RING), rng, 0.5 + 0.4 * again, 0.6))
    return made


def _gap(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """A ring that never quite closes."""
    rng = chance("gap")
    return [_drawn(_around(rng, rng.uniform(0.90, 0.95)), rng, 1.1, 0.72)]


def _wound(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """A snail wound outwards from the middle."""
    rng = chance("snail")
    return [_drawn(_around(rng, rng.uniform(2.6, 3.4), winds=0.92), rng, 0.9, 0.66)]


def _face(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """A ring with two eyes and a smile."""
    rng = chance("smile")
    made = [_drawn(_around(rng, 1.06), rng, 1.0, 0.70)]
    there = feeling.birth(0.12, 0.25)
    if there > 0.02:
        x, y = rng.uniform(0.12, 0.17), rng.uniform(-0.15, -0.08)
        for side in (-1, 1):
            eye = np.array([[side * x, y + rng.normal(0, 0.02)], [side * x + rng.normal(0, 0.02), y + 0.09]])
            made.append(_drawn(resample(eye, 20), rng, 0.85 * there, 0.72))
        smile = np.array([[-0.2, 0.07], [-0.11, 0.18], [0.03, 0.21], [0.15, 0.16], [0.21, 0.04]]) + rng.normal(
            0, 0.012, (5, 2)
        )
        made.append(_drawn(smooth(smile, 60) * [1, rng.uniform(0.8, 1.1)], rng, 0.8 * there, 0.70))
    return made


MIDDLES = (_face, _loop, _gap, _wound)


def _steps(chance: Chance, low: int, high: int) -> Floats:
    """Where rays go: all round, as a child steps them out."""
    rng = chance("steps")
    angles = np.cumsum(rng.uniform(0.6, 1.4, int(rng.integers(low, high))))
    made: Floats = rng.uniform(0, 2 * np.pi) + 2 * np.pi * angles / angles[-1]
    return made


def _flick(rng: np.random.Generator, angle: float, start: float, reach: float, grown: float = 1.0) -> Points:
    """One quick stroke outwards: not quite straight, not quite from the middle."""
    out = heading(angle)
    side = np.array([-out[1], out[0]])
    begin = out * start + side * rng.normal(0, 0.02)
    end = begin + heading(angle + rng.normal(0, 0.20)) * reach
    bend = (begin + end) / 2 + side * rng.normal(0, 0.07) * reach
    path = smooth([begin, bend, end], 40)
    made: Points = begin + (path - begin) * grown
    return made


def _straight(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Plain strokes, unequal."""
    made = []
    for k, a in enumerate(_steps(chance, 8, 12)):
        rng = chance("ray", k)
        grown = 0.72 + 0.28 * feeling.birth(0.3 * rng.random(), 0.3)
        path = _flick(rng, a, rng.uniform(0.40, 0.58), rng.uniform(0.30, 0.62), grown)
        made.append(_drawn(path, rng, rng.uniform(0.8, 1.15), 0.64, 0.7))
    return made


def _wavy(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Rays that wriggle."""
    made = []
    for k, a in enumerate(_steps(chance, 6, 9)):
        rng = chance("ray", k)
        line = _flick(rng, a, 0.53, rng.uniform(0.36, 0.52), 0.75 + 0.25 * feeling.birth(0.1, 0.3))
        u = np.linspace(0, 1, len(line))
        made.append(
            _drawn(line + normals(line) * (0.055 * np.sin(2 * np.pi * rng.uniform(1.2, 1.8) * u))[:, None], rng, 0.9)
        )
    return made


def _crown(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """One line up and down all round, as petals of a paper crown."""
    rng = chance("crown")
    n = int(rng.integers(9, 13))
    tall = rng.uniform(0.82, 1.05, n) * (0.86 + 0.14 * feeling.birth(0.1, 0.3))
    a = np.cumsum(rng.uniform(0.75, 1.25, 2 * n))
    a = 2 * np.pi * a / a[-1] + rng.uniform(0, 6)
    r = np.where(np.arange(2 * n) % 2, np.repeat(tall, 2), rng.uniform(0.54, 0.64, 2 * n))
    knots = heading(a) * r[:, None]
    knots = np.concatenate([knots, knots[:1] * rng.uniform(0.9, 1.06)])
    path = np.concatenate([resample(knots[k : k + 2], 24)[:-1] for k in range(2 * n)])
    return [_drawn(path, rng, 0.85, 0.66)]


def _tents(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Each ray two strokes that meet, or nearly."""
    made = []
    for k, a in enumerate(_steps(chance, 7, 10)):
        rng = chance("ray", k)
        tip = heading(a + rng.normal(0, 0.06)) * rng.uniform(0.78, 1.05)
        for side in (-1, 1):
            foot = heading(a + side * rng.uniform(0.16, 0.24)) * rng.uniform(0.46, 0.56)
            past = tip + (tip - foot) * rng.uniform(-0.08, 0.16)
            made.append(_drawn(smooth([foot, (foot + past) / 2 + rng.normal(0, 0.012, 2), past], 40), rng, 0.8))
    return made


def _loops(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Rays as long loops, out and back, in one line."""
    rng = chance("loops")
    knots = []
    for a in _steps(chance, 8, 11):
        tall = rng.uniform(0.80, 1.0)
        knots += [
            heading(a + d) * r
            for d, r in ((-0.17, 0.52), (-0.11, 0.8 * tall), (0.0, tall), (0.12, 0.8 * tall), (0.19, 0.52))
        ]
    return [_drawn(smooth(np.array(knots), 900), rng, 0.8, 0.66)]


def _dotted(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Strokes with a dab at the end of each."""
    made = []
    for k, a in enumerate(_steps(chance, 8, 11)):
        rng = chance("ray", k)
        path = _flick(rng, a, rng.uniform(0.48, 0.56), rng.uniform(0.16, 0.30))
        made.append(_drawn(path, rng))
        dab = path[-1] * (1 + 0.14 / np.hypot(*path[-1]))
        made.append(_drawn(dab + np.linspace(-0.03, 0.03, 12)[:, None] * heading(rng.uniform(0, 6)), rng, 1.25, 0.75))
    return made


RAYS = (_tents, _wavy, _loops, _straight, _crown, _dotted)


def _late_rays(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """Short strokes that a stronger feeling puts further out, with the redder stick."""
    made = []
    for k, a in enumerate(_steps(chance, 8, 12)):
        rng = chance("late", k)
        grown = feeling.birth(rng.uniform(0.5, 0.8), 0.2)
        if grown > 0.02:
            path = _flick(rng, a + rng.uniform(0.2, 0.5), rng.uniform(0.72, 0.85), rng.uniform(0.12, 0.26), grown)
            made.append(_drawn(path, rng, 0.9 * grown**0.5, 0.62))
    return made


def _scribble(feeling: Feeling, chance: Chance) -> list[Stroke]:
    """The ring scribbled in, to and fro in one loose line, not minding the edge; then again, the other way."""
    made = []
    for k, (born, rows, reach) in enumerate(((0.5, 9, 0.40), (0.75, 6, 0.34))):
        grown, rng = feeling.birth(born, 0.25), chance("scribble", k)
        if grown <= 0.02:
            continue
        y = np.linspace(-0.95, 0.95, rows) + rng.uniform(-0.6, 0.6, rows) / rows
        half = np.sqrt(np.clip(1 - y**2, 0.05, 1)) * rng.uniform(0.8, 1.12, rows)
        zigzag = np.column_stack([half * np.where(np.arange(rows) % 2, 1, -1), y]) * reach
        turn = rng.uniform(-0.9, -0.3) + 0.9 * k
        c, s = np.cos(turn), np.sin(turn)
        path = smooth(zigzag, 60 * rows) @ np.array([[c, s], [-s, c]])
        made.append(_drawn(path, rng, 0.9 * grown**0.5, 0.44 + 0.16 * grown))
    return made
