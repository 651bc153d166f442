"""A child's crayon sun, an engraved sun in its rays, or the sun put out by the moon.

The child's is a loop that overshoots its own start and a few quick strokes outwards. The engraved one is
shaded by a single line that swells as it winds. Shadow slides a black moon over it, and when the disc is
covered its rays give way to the corona: long streamers of bare skin in a night ruled like an engraving.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    area,
    areas,
    circle,
    contains,
    curve,
    filled,
    heading,
    intersect,
    minus,
    mix,
    outlines,
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


@dataclass(frozen=True, eq=False)
class Light:
    """What the moon leaves of the sun: the streamers of its corona, and the bead where the limb breaks through.

    at, tall, broad: each streamer's angle, how far it stands over the limb, and the half angle of its foot,
    in order round the disc. foot: how far the light reaches where there is no streamer. All radii of the disc.
    """

    at: Floats
    tall: Floats
    broad: Floats
    foot: float
    axis: float
    lean: float
    curl: float
    sway: Floats
    weeps: float
    radius: float
    bead: float
    spin: float

    def reach(self, a: Floats) -> Floats:
        """How far the light reaches at angles `a`: hollow sides up to points, as iron filings round a magnet."""
        off = np.abs((a[:, None] - self.at + np.pi) % (2 * np.pi) - np.pi)
        each = self.tall * np.clip(1 - off / self.broad, 0, 1) ** HOLLOW
        # Nearly the tallest of them, but round where one gives way to the next.
        made: Floats = self.foot + (each**2.2).sum(1) ** (1 / 2.2)
        return made

    def bent(self, a: Floats, out: Floats) -> Points:
        """Points at angles and distances (radii of the disc): all lean from the poles, and hang as far as they weep."""
        over = out - 1
        turn = self.lean * np.sin(2 * (a - self.axis)) * over / (1 + over)
        sway = np.sin(a[:, None] * [2.0, 3.0, 5.0] + self.sway) * [0.5, 0.6, 0.5]
        turn = turn + sway.sum(1) * self.curl * over**1.4 / (1 + 0.5 * over)
        made: Points = heading(a + turn) * (out * self.radius)[:, None]
        made[:, 1] += self.weeps * self.radius * over**2 / (1 + over)
        return made

    def star(self, grown: float, angles: int = 480) -> Points:
        """The bead: light that eats into the limb, drawn out into eight long rays."""
        a = np.linspace(0, 2 * np.pi, angles, endpoint=False)
        out = np.full(angles, 1.0)
        for k, long in enumerate((1.4, 1.2, 3.2, 2.4, 5.2, 2.4, 3.2, 1.2)):
            off = np.abs((a - np.pi / 4 * k + np.pi) % (2 * np.pi) - np.pi)
            out = out + long * np.clip(1 - off / 0.44, 0, 1) ** 4.2
        middle = heading(self.bead) * self.radius * 1.01
        made: Points = middle + heading(a + self.bead + self.spin) * (out * BEAD * self.radius * grown)[:, None]
        return made


def _light(page: Page) -> Light:
    """The corona that the seed and the tone give: long at its two ends, short at its poles."""
    rng = page.chance("corona")
    tone, hand = page.feeling.mood.tone, page.feeling.mood.hand
    crisp = hand.kind == "crisp"
    # Upright, or nearly: lying down, it would be the white of an eye.
    axis = -np.pi / 2 + (0.0 if crisp else page.side * rng.uniform(0.12, 0.62))
    n = 16 if crisp else int(rng.integers(13, 17))
    step = 2 * np.pi / n
    at = axis + step * (np.arange(n) + (not crisp) * rng.uniform(-0.27, 0.27, n))
    along = np.abs(np.cos(at - axis))
    # One in two or three is tall; those between stay low, so that there is night between the tall.
    tall = (0.55 + 1.0 * along**2) * np.where(np.arange(n) % 2, rng.uniform(0.42, 0.65, n), rng.uniform(0.75, 1.15, n))
    broad = step * rng.uniform(1.15, 1.65, n)
    if crisp:
        tall, broad = np.tile([1.5, 0.4, 0.8, 0.4], 4), np.full(n, 1.5 * step)
    # A faint one has the tall ones only.
    tall = tall * np.where(np.arange(n) % 2, page.born(0.12, 0.45), 1.0)
    sorrow = float(np.clip(-tone.valence * 2, 0, 1)) * (1 - hand.corners * 0.5)
    bead = -np.pi / 2 - page.side * rng.uniform(0.45, 1.0)
    made = Light(
        at,
        tall,
        broad,
        foot=1.075,
        axis=axis,
        lean=0.0 if crisp else -0.20,
        curl=0.0 if crisp else 0.12,
        sway=rng.uniform(0, 2 * np.pi, 3),
        weeps=0.0 if crisp else 0.16 * sorrow,
        radius=page.disc,
        bead=float(at[::2][np.argmin(np.abs((at[::2] - bead + np.pi) % (2 * np.pi) - np.pi))]),
        spin=0.0 if crisp else rng.uniform(-0.15, 0.15),
    )
    # However the streamers fell, the mark is as long as it should be, up and down alike or nearly.
    ends = np.array([1.0, 1.0 if crisp else rng.uniform(0.9, 1.0)])[:: page.side]
    for _ in range(6):
        tips = made.bent(at, made.reach(at))[:, 1]
        up = (ends[0] - page.disc) / max(float(-tips.min()) - page.disc, 0.1)
        low = (ends[1] - page.disc) / max(float(tips.max()) - page.disc, 0.1)
        tall = made.tall * np.clip(np.where(np.sin(at) < 0, up, low), 0.5, 2) ** np.abs(np.sin(at))
        made = replace(made, tall=np.minimum(tall, 1.04 / page.disc - made.foot))
    return made


def _corona(page: Page) -> list[Layer]:
    """A ruled night with the corona left bare in it, and the few lines that draw the streamers out."""
    shown = _step(0.5, 0.95, page.covered)
    if shown <= 0:
        return []
    feeling = page.feeling
    light = _light(page)
    r = page.disc
    bold, mid = feeling.line("bold"), feeling.line("mid")
    plain = feeling.mood.chroma == 0 or not feeling.style.colour
    limb = 1.07 if plain else 1.0
    edges: list[Outline] = []
    rays: list[Outline] = []
    rng = page.chance("rays of the corona")
    u = np.linspace(0, 1, 40)
    drawn = page.born(0.25, 0.6)
    tops = light.reach(light.at)
    n = len(light.at)
    weight = min(mid + (bold - mid) * drawn, 0.035 * page.unit) * shown
    for k, tip in enumerate(light.at):
        # One pull from point to point, pressed where it turns.
        after = (light.at[(k + 1) % n] - tip) % (2 * np.pi)
        a = tip + after * np.linspace(0, 1, 160)
        path = resample(light.bent(a, light.reach(a)), 110)
        high = np.hypot(path[:, 0], path[:, 1]) / r - light.foot
        edges.append(page.line(path, weight * (1.1 - 0.65 * np.clip(high / 1.1, 0, 1) ** 0.6)))
        born = page.born(0.30 + 0.25 * rng.random(), 0.3)
        before = (tip - light.at[k - 1]) % (2 * np.pi)
        for side, half in ((-1, before / 2), (1, after / 2)):
            # Lines of the streamer's own run on from the limb towards its point: one far, one that gives up.
            for share, end in ((0.42, rng.uniform(0.38, 0.6)), (0.14, rng.uniform(0.68, 0.9))):
                out = limb + (tops[k] - limb) * end * u
                lean = tip + side * share * half * np.clip(1 - u * end, 0, 1) ** 1.6
                press = min(mid * 1.35, 0.04 * (out[-1] - 1) * r * page.unit, 0.03 * r * page.unit) * born * shown
                # The streamer that the bead breaks out at is light alone.
                if tip != light.bead and (end < 0.65 or (k + side) % 4):
                    rays.append(page.line(light.bent(lean, out), press * (1 - u) ** 0.6))
    near, far = (_ember(feeling, c) for c in ("#ff7d0c", "#8a2406"))
    paint = page.around((r, near), (r * 1.12, near), (r * 1.4, far), (r * 1.8, page.ink))
    return [
        layer("night", "shade", _night(page, light, shown)),
        layer("rays of the corona", "colour", [filled(rays, page.ink if plain else paint)]),
        layer("corona", "line", [filled(edges, page.ink)]),
    ]


def _night(page: Page, light: Light, shown: float) -> list[Shape | None]:
    """The dark sky: lines ruled across, as in an engraving, that swell into black where they meet the light."""
    feeling = page.feeling
    fill = feeling.style.fill
    rng = page.chance("night")
    tilt = page.turn * (feeling.mood.hand.kind != "crisp")
    dark = page.born(0.22, 0.4) * shown
    if dark <= 0:
        return []
    a = np.sort(np.concatenate([np.linspace(0, 2 * np.pi, 720, endpoint=False), light.at % (2 * np.pi)]))
    bare = area(light.bent(a, light.reach(a)))
    rows = np.arange(-ROWS, ROWS + 1)
    y = rows * RULE
    # On little skin only every second line, or fourth, or eighth: the gaps are as wide in mm.
    level = np.select([rows % 16 == 0, rows % 8 == 0, rows % 4 == 0, rows % 2 == 0], [16, 8, 4, 2], 1)
    least = float(np.interp(feeling.size, [10, 100], [0.4, 0.9]))
    there = np.array([_step(least, 1.5 * least, float(n) * RULE * page.unit) if n < 16 else 1.0 for n in level])
    gap = RULE * page.unit / there.mean()
    half = np.sqrt(np.maximum(NIGHT**2 - y**2, 0)) * rng.uniform(0.9, 1.0, len(y))
    u = np.linspace(0, 1, 49)
    spots: list[Points] = []
    sizes: list[Floats] = []
    right = heading(tilt)
    down = heading(tilt + np.pi / 2)
    use = (there > 0.02) & (half > 0.02)
    ends = np.stack([y[:, None] * down - half[:, None] * right, y[:, None] * down + half[:, None] * right], axis=1)
    bands: list[Points] = []
    for k in np.flatnonzero(use):
        path = ends[k, 0] + (ends[k, 1] - ends[k, 0]) * u[:, None]
        far = np.hypot(path[:, 0], path[:, 1])
        fade = np.clip((NIGHT - far) / (NIGHT - 1.15 * page.disc), 0, 1)
        width = gap / page.unit * there[k] * dark * np.clip(1.75 * fade**1.15, 0, 1.06)
        if fill == "none":
            width = np.minimum(width, feeling.line("fine") / page.unit)
        if fill != "dots":
            bands.append(ribbon(path, width + 1e-4))
            continue
        at = np.arange(-half[k], half[k], gap / page.unit) + gap / page.unit * (0.5 * (k % 2))
        p = y[k] * down + at[:, None] * right
        out = ~contains(bare, p)
        spots.append(page.mm(p[out]))
        sizes.append(np.interp(at[out], half[k] * (2 * u - 1), width) / 2 * page.unit)
    if fill == "dots":
        size = np.concatenate(sizes)
        return pricks(np.concatenate(spots)[size > 0.05], size[size > 0.05], page.ink)
    return [filled([polyline(page.mm(o.points)) for o in outlines(minus(union(areas(bands)), bare))], page.ink)]


def _gleam(page: Page) -> float:
    """How large the bead is, of 1."""
    return (0.75 + 0.5 * page.feeling.mood.light.glow) * _step(0.75, 1.0, page.covered)


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
    shown = _step(0.75, 1.0, page.covered)
    if shown <= 0:
        way = heading(-np.pi / 2 + page.side * rng.uniform(0.4, 1.0))
        moon = circle(page.mm(way * r * 2.1 * (1 - page.covered)), r * unit)
        return [layer("moon", "shade", [filled(moon, INK, clip=[page.ring(r * 1.001)])])]
    light = _light(page)
    star = page.mm(light.star(_gleam(page)))
    way = heading(light.bead + np.pi)
    a = np.linspace(0, 2 * np.pi, 420, endpoint=False)
    limb = area(page.mm(heading(a) * r))
    black = intersect(area(page.mm(heading(a) * r + way * r * 2.1 * (1 - page.covered))), limb)
    round_ = np.linspace(-np.pi, np.pi, 241)
    hair = min(max(2.6 * feeling.line("fine"), 0.3), 0.06 * r * unit) * shown
    band = ribbon(page.mm(heading(light.bead + round_) * r), hair * (1 + 1.5 * np.exp(-((round_ / 0.6) ** 2))))
    white, warm = feeling.tint("#fffaf0"), _ember(feeling, "#ff7d0c")
    spot = page.mm(heading(light.bead) * r * 1.01)
    size = BEAD * r * unit * _gleam(page)
    bleed = radial(spot, size * 3.2, (0, white, 0.95), (0.28, white, 0.8), (1, white, 0))
    plain = feeling.mood.chroma == 0 or not feeling.style.colour
    return [
        layer("moon", "shade", [filled(minus(black, area(star)), INK)]),
        # Without colour, bare skin is the light.
        layer("hair of light", "colour", [] if plain else [filled(minus(area(band), area(star)), warm)]),
        layer("bead", "glow", [filled(polyline(star), bleed)]),
    ]


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
    orange, dark, yellow = (feeling.tint(c) for c in ("#e66c14", "#b23c12", "#f08a0c"))
    if not feeling.style.colour:
        orange = dark = yellow = INK
    loop = _loop(chance) * unit
    press = chance("press").uniform(0, 2 * np.pi, 4)
    again = feeling.birth(0.42, 0.3)
    tail = Stroke(loop[len(loop) * 88 // 100 :], _swell(0.9 * stick), _swell(0.62))
    second = Stroke(_loop(chance, 1) * unit, _uneven(0.75 * stick * again, press[2:]), _uneven(0.62 * again, press[:2]))
    put_out = feeling.form == "eclipse"

    def put(strokes: list[Stroke], paint: str, opacity: float = 0.92) -> Shape | None:
        """All strokes of one stick, as one shape."""
        # Wax smears: specks and pinholes smaller than that are not there, and the others are round.
        kept: list[Points] = []
        for s in strokes:
            least = SPECK * grain * min(grain, 0.3 * float(s.width(np.array([0.5]))[0]))
            marks = wax(s.path, s.width, chance("paper"), s.pressure, grain)
            kept += [o.points + middle for o in marks if abs(_extent(o.points)) > least]
        return filled([curve(p, tension=0.8) if len(p) < 40 else polyline(p) for p in kept], paint, opacity)

    inside = _scribble(feeling, chance, unit, stick, put_out)
    deeper = _deeper(feeling, chance, unit, stick)
    # Skimmed before it is pressed: a thin scribble would be no crayon's.
    faint, faint_too = feeling.birth(*FILLED_IN), feeling.birth(*GONE_OVER)
    return [
        layer(
            "scribble",
            "colour",
            []
            if put_out or feeling.style.fill == "none"
            else [put(inside, yellow, 0.92 * faint), put(deeper, orange, 0.92 * faint_too)],
        ),
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
            [
                put([Stroke(loop, _uneven(stick, press[:2]), _uneven(0.74, press[2:]))], orange),
                put([tail], dark),
                put([second], dark),
            ],
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


def _uneven(value: float, phase: Floats) -> Profile:
    """A hand that bears down here and skims there, and lands and lifts."""

    def profile(u: Floats) -> Floats:
        sway = 0.13 * np.sin(7 * u + phase[0]) + 0.09 * np.sin(17 * u + phase[1])
        made: Floats = value * (1 + sway) * (0.72 + 0.28 * np.clip(np.minimum(u, 1 - u) / 0.02, 0, 1))
        return made

    return profile


def _extent(points: Points) -> float:
    """The area inside an outline, square mm; negative when it runs the other way round."""
    x, y = points[:, 0], points[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


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


def _ray_angles(chance: Chance) -> Floats:
    """Where the first rays go: all round, as a child steps them out."""
    rng = chance("rays")
    n = int(rng.integers(7, 11))
    angles = np.cumsum(rng.uniform(0.72, 1.28, n))
    made: Floats = rng.uniform(0, 2 * np.pi) + 2 * np.pi * angles / angles[-1]
    return made


def _first_rays(chance: Chance, unit: float, stick: float) -> list[Stroke]:
    """The first rays: there from the start, unequal, unevenly set."""
    angles = _ray_angles(chance)
    n = len(angles)
    out = []
    for k, a in enumerate(angles):
        each = chance("ray", k)
        start, reach = each.uniform(0.37, 0.44), each.uniform(0.36, 0.55)
        reach = max(0.99 - start, 0.1) if k == n // 2 else reach
        path = _ray(each, a, start, reach)
        out.append(Stroke(path * unit, _flick(stick * each.uniform(0.75, 1.3), 0.4), _flick(0.71, 0.66)))
    return out


def _late_rays(feeling: Feeling, chance: Chance, unit: float, stick: float) -> list[Stroke]:
    """Rays that a stronger feeling puts between the first, with the darker stick: short, and not in every gap."""
    angles = _ray_angles(chance)
    n = len(angles)
    rng = chance("late rays")
    born = rng.permutation(np.linspace(0.2, 0.65, n))
    left_out = int(rng.integers(n))
    out = []
    for k, (a, b) in enumerate(zip(angles, np.roll(angles, -1), strict=True)):
        each = chance("late ray", k)
        gap = (b - a) % (2 * np.pi)
        grown = feeling.birth(float(born[k]), 0.2) * (k != left_out)
        angle = a + gap * each.uniform(0.4, 0.6)
        path = _ray(each, angle, each.uniform(0.42, 0.49), each.uniform(0.12, 0.26))
        if grown > 0.02:
            path = path[0] + (path - path[0]) * grown
            wide = stick * each.uniform(0.65, 1.1) * grown**0.5
            out.append(Stroke(path * unit, _flick(wide, 0.45), _flick(0.68, 0.7)))
    return out


def _scribble(feeling: Feeling, chance: Chance, unit: float, stick: float, put_out: bool) -> list[Stroke]:
    """The disc filled in: one line to and fro, not minding the edge; hard, from the start, when it is put out."""
    rng = chance("scribble")
    grown = 1.0 if put_out else feeling.birth(*FILLED_IN)
    if grown <= 0.02:
        return []
    if put_out:
        path, width = _zigzag(rng, 17, 0.345, 0.0), 1.25
    else:
        path, width = _zigzag(rng, 12, 0.385, 1.0), 0.95
    press = rng.uniform(0, 2 * np.pi, 2)
    # On a small sun the stick is held on edge, or the lines would not show.
    tip = stick if put_out else min(stick, 0.08 * unit)
    pressure = _level(0.75) if put_out else _uneven(0.58 + 0.10 * grown, press)
    return [Stroke(path * unit, _uneven(width * tip * (0.6 + 0.4 * grown), press), pressure)]


def _deeper(feeling: Feeling, chance: Chance, unit: float, stick: float) -> list[Stroke]:
    """The same disc gone over again, harder and the other way, on one side."""
    grown = feeling.birth(*GONE_OVER)
    if grown <= 0.02:
        return []
    rng = chance("deeper")
    path = _zigzag(rng, 7, 0.27, 0.8, 0.7) + heading(rng.uniform(0.2, 1.2)) * 0.11
    press = rng.uniform(0, 2 * np.pi, 2)
    width, pressure = 0.85 * stick * (0.6 + 0.4 * grown), 0.5 + 0.12 * grown
    return [Stroke(path * unit, _uneven(width, press), _uneven(pressure, press[::-1]))]


def _zigzag(rng: np.random.Generator, rows: int, reach: float, loose: float, turned: float = 0.0) -> Points:
    """To and fro over a disc in one line: a loose hand turns too late and too early, and fans as it goes."""
    turn = rng.uniform(-0.9, -0.3) + turned
    y = np.linspace(-0.95, 0.95, rows) + loose * rng.uniform(-0.35, 0.35, rows) * 1.9 / rows
    half = np.sqrt(np.clip(1 - y**2, 0.05, 1)) * rng.uniform(0.84, 1.06 + 0.08 * loose, rows)
    x = half * np.where(np.arange(rows) % 2, 1, -1)
    y = y + rng.normal(0, 0.012 + 0.02 * loose, rows)
    zigzag = np.column_stack([x, y]) * reach
    if loose:
        # Round at the turns, as a hand is, that goes fast.
        lift = np.array([0, 0.3 * 1.9 / rows]) * reach
        zigzag = np.stack([zigzag - lift, zigzag + lift], axis=1).reshape(-1, 2)
    path = smooth(zigzag, 60 * rows)
    # The elbow stays where it is, so that the rows bend.
    path[:, 1] += loose * 0.35 * (path[:, 0] ** 2 / reach - 0.4 * reach)
    c, d = np.cos(turn), np.sin(turn)
    made: Points = path @ np.array([[c, d], [-d, c]])
    return made
