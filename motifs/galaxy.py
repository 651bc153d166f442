"""Skin torn open, and behind it a universe: nebulae, spirals, stars of every size, a supernova."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    Grid,
    Noise,
    Ramp,
    area,
    around,
    band,
    cosmos,
    dots,
    filled,
    flat,
    follow,
    glint,
    grow,
    halo,
    heading,
    intersect,
    length,
    mix,
    normals,
    outlines,
    polyline,
    pricks,
    radial,
    resample,
    simplify,
    smooth,
    spiral,
    stroked,
    whip,
)
from markgen.draw.torn import DERMIS, FLESH, Cut, Wound, rip
from markgen.values import Feeling, Flat, Ground, Ink, Layer, Outline, Points, Shape, layer

FORMS = {"tear": "The same, asked for by its wound: skin torn open on a sky."}

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

STARS, CLOUDS, STREAMS, COARSE = 440, 40, 35, 90
"""Small stars, soft clouds and drawn-out ones in a sky, and cells along the mark's size that its depth is known in."""

FAR = ((0.80, 0.085, 0.28), (0.20, 0.055, 0.46), (0.66, 0.036, 0.6), (0.30, 0.06, 0.7), (0.5, 0.035, 0.75))
"""Far galaxies: where along a rip, how far they reach in sizes, when they are born; a sleeve has them in every rip."""

VOID = "#05040f"


# Skies ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    """A sky, and who sees it.

    home: valence, arousal and dominance at which it is seen. events: what may happen in it, one by the seed.
    families: three ramps, deep to bright, of cloud along the tear. warm: its stars' hearts. cloud, stars: how much of
    either. ember: how far the torn edge glows, 0 to 1. night: what is behind everything.
    """

    home: tuple[float, float, float]
    events: tuple[str, ...]
    families: tuple[tuple[str, str, str], ...]
    warm: str = "#ffdca6"
    cloud: float = 1.0
    stars: float = 1.0
    ember: float = 0.0
    night: str = VOID


TEAL, BLUE = ("#06585e", "#14d0b4", "#b4ffe8"), ("#0c2c8c", "#2c7cff", "#b0e8ff")
VIOLET, ROSE = ("#46129a", "#c440f4", "#ffb4f0"), ("#7c0f4e", "#f0388c", "#ffb0d0")
ANY = "grand", "comet", "ring", "supernova", "barred", "planet", "pair", "supernova"
LOOKS = (
    Look((0.42, 0.07, 0.36), ANY, (TEAL, BLUE, VIOLET)),
    Look(
        (0.80, 0.56, 0.50),
        ("planet", "comet", "ring", "planet", "supernova"),
        (("#0b6f96", "#18c8fa", "#c8fbff"), ("#8a1d9c", "#ff4fb4", "#ffd0e4"), ("#c0580c", "#ffb82a", "#fff6b0")),
        "#ffe680",
        1.25,
        1.2,
    ),
    Look((0.60, 0.75, 0.32), ANY, (("#4a0f6e", "#a030d8", "#f0a0ff"), ROSE, ("#8c1a1c", "#ff6a3c", "#ffd0a0"))),
    Look(
        (0.47, -0.46, 0.02),
        ("grand", "ring", "pair", "planet", "barred"),
        (("#1c8cd8", "#6cd0ff", "#eefaff"), ("#5a5ae8", "#a8a4ff", "#f4f2ff"), ("#d04cc0", "#ff9ce8", "#fff2fb")),
        "#fff2d8",
        1.7,
        1.0,
        0.0,
        "#2b2a78",
    ),
    Look(
        (0.25, 0.22, 0.33),
        ("core",),
        (("#5a2a08", "#e08a1c", "#ffe08a"), VIOLET, ("#0c2c8c", "#3c74f0", "#b0d8ff")),
        "#ffcf70",
        1.1,
        1.3,
    ),
    Look(
        (0.24, -0.20, 0.05),
        ("constellation",),
        (("#0c1c5c", "#2850b8", "#9cc0ff"), ("#10205c", "#3460c8", "#a8c8ff"), ("#1a1c58", "#4a58c0", "#b8c4ff")),
        "#e8f0ff",
        0.7,
        0.8,
    ),
    Look(
        (-0.67, 0.31, -0.43),
        ("dying",),
        (("#0c2c50", "#2c6ca8", "#90bce4"), ("#102a60", "#3868b8", "#98bcf4"), ("#1c2850", "#4c62a0", "#a8b8e4")),
        "#e0694a",
        0.7,
        0.22,
    ),
    Look(
        (-0.32, -0.03, -0.26),
        ("dying", "comet"),
        (("#0a2038", "#2a5a88", "#8cb4d8"), ("#0e2048", "#345a9c", "#98b8ec"), ("#1a2044", "#485a90", "#a8b4dc")),
        "#d88a68",
        0.7,
        0.4,
    ),
    Look((-0.35, 0.18, -0.24), ("hole",), (("#101018", "#2c2c3c", "#5c5c74"),) * 3, "#f4ead8", 0.3, 0.0),
    Look((-0.52, 0.80, -0.42), ("hole", "dying"), (("#0c1408", "#2c4420", "#8caa60"),) * 3, "#dcf0b0", 0.5, 0.3),
    Look(
        (-0.62, 0.72, 0.03),
        ("giant",),
        (("#4c0408", "#b80c10", "#ff6a30"), ("#64060a", "#e81c14", "#ff9a3c"), ("#3c0408", "#9c0c1c", "#ff5848")),
        "#ffd08a",
        1.1,
        0.4,
        1.0,
    ),
    Look(
        (-0.60, 0.50, -0.28),
        ("hole", "giant"),
        (("#08300c", "#1c8c20", "#a0f050"), ("#0c3818", "#30a040", "#c8f880"), ("#142c08", "#5c9c14", "#e0f070")),
        "#f4ffb0",
        0.9,
        0.5,
        0.3,
    ),
)
CHART = Look((0, 0, 0), ("chart",), (TEAL, BLUE, VIOLET), "#ffffff", 0.6, 0.8)


def look_of(feeling: Feeling) -> Look:
    """The sky whose home is nearest; an exact hand charts what it sees."""
    if feeling.mood.hand.kind == "crisp":
        return CHART
    tone = feeling.mood.tone
    here = np.array([tone.valence, tone.arousal, tone.dominance])
    return min(LOOKS, key=lambda s: float((((here - s.home) * [1, 1, 0.6]) ** 2).sum()))


# Openings ------------------------------------------------------------------------------------------------------------

BRANCHES = (
    [(0.06, -0.18), (0.15, -0.22), (0.20, -0.34), (0.28, -0.38)],
    [(-0.02, 0.0), (-0.13, 0.04), (-0.17, 0.16), (-0.27, 0.20)],
    [(0.08, 0.16), (0.18, 0.15), (0.24, 0.24), (0.34, 0.22)],
    [(-0.05, -0.33), (-0.14, -0.30), (-0.20, -0.40)],
    [(-0.02, 0.30), (-0.10, 0.35), (-0.12, 0.44)],
)
DRIPS = (
    (-0.12, -0.16, 0.20, 0.030),
    (0.065, -0.1, 0.36, 0.034),
    (0.14, -0.16, 0.10, 0.026),
    (-0.05, -0.1, 0.30, 0.022),
)
CRACK = [(0.05, -0.5), (-0.05, -0.33), (0.06, -0.18), (-0.02, 0.0), (0.08, 0.16), (-0.02, 0.30), (0.04, 0.5)]
TURN, ARC = np.linspace(0, 1, 30), np.linspace(-1.15, 1.15, 9)
CLAW, HOLE = (
    np.array([(0.10, -0.5), (0.03, -0.2), (-0.02, 0.15), (-0.12, 0.5)]),
    [(0.02, -0.5), (-0.02, 0.1), (-0.04, 0.5)],
)

OPENINGS: tuple[tuple[Cut, ...], ...] = (
    # A corner peeled back; a long S; three claws; a slash.
    (Cut([(0.10, -0.5), (0.02, -0.15), (-0.02, 0.2), (0.02, 0.5)], 0.17, 0.68, 3.4, 1, 1),),
    (Cut([(-0.10, -0.5), (0.10, -0.27), (0.03, 0.0), (-0.10, 0.24), (0.06, 0.5)], 0.125, 0.42, 2.6, 3, 1),),
    (
        Cut(CLAW, 0.068, 0.40, 3.0, 2, 1),
        Cut(CLAW * [0.8, 0.75] + [-0.19, 0.01], 0.055, 0.42, 3.0, 1, 0, 0.08),
        Cut(CLAW * [0.9, 0.72] + [0.19, -0.03], 0.050, 0.38, 3.0, 1, 0, 0.14),
    ),
    (Cut([(0.13, -0.5), (0.05, -0.2), (-0.03, 0.12), (-0.13, 0.5)], 0.125, 0.40, 3.0, 3, 1),),
    # A keyhole; porcelain cracked all over; a crescent; an eye.
    (Cut(HOLE, 0.20, 0.27, 8.0, 2), Cut(HOLE, 0.05, 0.74, 2.6, 1)),
    (
        Cut(CRACK, 0.105, 0.48, 2.0, 2, 1, angular=True),
        *(Cut(b, 0.046 - 0.004 * k, 0.25, 2.0, born=0.12 + 0.07 * k, angular=True) for k, b in enumerate(BRANCHES)),
    ),
    (Cut(np.column_stack([-0.5 * np.cos(ARC), 0.55 * np.sin(ARC)]), 0.115, 0.55, 2.2, 3, 1),),
    (Cut([(0.0, -0.5), (0.05, -0.18), (0.05, 0.18), (0.0, 0.5)], 0.19, 0.5, 3.2, 2),),
    # A spiral; a fork; a pool that drips; a bolt.
    (Cut(heading(2.9 * np.pi * TURN) * (0.06 + 0.42 * TURN**0.85)[:, None], 0.072, 0.36, 1.7, 3, 1),),
    (
        Cut([(0.16, -0.5), (0.06, -0.2), (0.0, 0.05), (-0.04, 0.5)], 0.105, 0.52, 2.2, 2, 1),
        Cut([(0.02, 0.16), (-0.05, -0.06), (-0.16, -0.24), (-0.20, -0.40)], 0.075, 0.30, 2.0, 1, 0, 0.12),
    ),
    (
        Cut([(0.02, -0.5), (0.0, -0.2), (-0.02, 0.1), (0.0, 0.5)], 0.19, 0.36, 5.0, 2),
        *(Cut([(x, a), (x, b)], w, 0.8, 1.3, born=0.1 + 0.08 * k) for k, (x, a, b, w) in enumerate(DRIPS)),
    ),
    (Cut([(0.18, -0.5), (-0.04, -0.08), (0.06, 0.04), (-0.14, 0.5)], 0.105, 0.45, 2.4, 2, 1, angular=True),),
)
"""Twelve ways in which skin opens, in sizes; neighbouring seeds take different ones."""

SISTERS = ((0.345, 0.255, 0.44, 0.45, -0.72), (-0.335, 0.085, 0.78, 0.52, 0.58))
"""Tears round a limb: where, in shares of its girth and of the great one from the middle of that, how long, in shares
of the great one, when, and where each has its lip: on the side away from the great one, and not over the other's."""


def round_limb(ground: Ground, feeling: Feeling) -> bool:
    """Whether the mark would outgrow the front of a limb, and so goes round it: a sleeve."""
    return ground.wraps and feeling.full > 1.4 * ground.width


def wound_of(ground: Ground, feeling: Feeling, chance: Chance) -> Wound:
    """The skin torn as this seed has it, along a scar where there is one, as far as the feeling has got."""
    c = chance("opening")
    scar, sleeve = ground.guides.get("scar"), round_limb(ground, feeling)
    reach = (0.92 if scar is None and not sleeve else 0.97) * feeling.size
    wider, mirror, lean = c.uniform(0.92, 1.08), 1 if c.random() < 0.5 else -1, c.uniform(-0.22, 0.22)
    if scar is not None and len(scar) > 1 and length(scar) > 1:
        line = along(scar, ground, reach, mirror * 0.05 * min(feeling.size, ground.width))
        cuts = [Cut(line, 0.092, c.uniform(0.40, 0.48), 2.6, 3, 4)]
    elif sleeve:
        x = np.array([0.08, 0.03, -0.04, -0.06, -0.02, 0.05]) * 1.6 * ground.width * mirror
        line = np.column_stack([x, np.linspace(-0.5, 0.5, 6) * reach]) + ground.centre
        cuts = [Cut(line, 0.10, c.uniform(0.38, 0.46), 2.0, 3, 4)]
    else:
        cuts = list(OPENINGS[chance.seed % len(OPENINGS)])
        turn = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]]) * [mirror, 1.0]
        turned = [np.asarray(cut.points, float) @ turn.T for cut in cuts]
        every = np.concatenate(turned)
        low, span = every.min(0), np.ptp(every, axis=0)
        placed = [ground.centre + (p - low - span / 2) * (reach / float(span.max())) for p in turned]
        cuts = [replace(cut, points=p) for cut, p in zip(cuts, placed, strict=True)]
    if sleeve:
        cuts += sisters(np.asarray(cuts[0].points, float), ground, reach, chance)
    unit, most = min(feeling.size, 1.4 * ground.width), ground.width * (0.135 if sleeve else 0.2)
    # A glad feeling opens wide; grief and fear but a slit.
    grown = feeling.size * (0.42 + 0.58 * feeling.intensity**0.9) * (0.80 + 0.28 * feeling.mood.light.glow)
    made = [rip(cut, min(wider * cut.wide * grown, most), unit, feeling, chance, k) for k, cut in enumerate(cuts)]
    return Wound([r for r in made if r.swell > 0.02], unit, feeling, chance)


def along(scar: Points, ground: Ground, reach: float, sway: float) -> Points:
    """The middle of a tear of that length that pools along a scar, and runs on past its end where it is longer."""
    line = resample(smooth(scar, 80), 400)
    share = min(reach / length(line), 1.0)
    nearest = int(np.argmin(np.hypot(*(line - ground.centre).T))) / 399
    start = min(max(nearest - share / 2, 0.0), 1 - share)
    u = np.linspace(start, start + share, 40)
    part = np.column_stack([np.interp(u, np.linspace(0, 1, 400), line[:, k]) for k in (0, 1)])
    middle = (part.min(0) + part.max(0)) / 2
    made = middle + (part - middle) * max(reach / float(np.ptp(part, axis=0).max()), 1.0)
    # It keeps to its ground; one that outgrows its scar runs on towards where it was asked for.
    low, high = float(made[:, 1].min()), float(made[:, 1].max())
    keep = min(0.03 * ground.height, max((ground.height - (high - low)) / 2, 0.0))
    asked = float(np.clip(ground.centre[1] - (low + high) / 2, -0.32 * reach, 0.32 * reach))
    down = float(np.clip(asked, keep - low, max(ground.height - keep - high, keep - low)))
    aside = sway * np.sin(np.linspace(0, 2 * np.pi, 40))
    return np.asarray(made + np.column_stack([aside, np.full(40, down)]))


def sisters(great: Points, ground: Ground, reach: float, chance: Chance) -> list[Cut]:
    """Tears round the rest of the limb, leaning as the great one does: between them only bands of skin are left."""
    made, middle, v = [], (great.min(0) + great.max(0)) / 2, np.linspace(-0.5, 0.5, 6)
    for k, (x, y, long, born, hang) in enumerate(SISTERS):
        c = chance("sister", k)
        down = middle[1] + (y + long * v) * reach
        aside = ground.width * (x + 0.035 * np.sin(2 * np.pi * (v + c.random())))
        line = np.column_stack([np.interp(down, great[:, 1], great[:, 0]) + aside, down])
        made.append(Cut(line, 0.11, c.uniform(0.36, 0.46), 1.9, 1, 2, born, hang=hang))
    return made


# The sky -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sky:
    """What is behind the skin: soft clouds, threads drawn out of them, dust before them, stars, and one event."""

    wound: Wound
    look: Look
    ground: Ground

    @property
    def feeling(self) -> Feeling:
        """The feeling."""
        return self.wound.feeling

    @cached_property
    def sleeve(self) -> bool:
        """Whether it goes round a limb."""
        return round_limb(self.ground, self.feeling)

    @cached_property
    def size(self) -> float:
        """mm that what is in it is measured by."""
        return self.wound.unit

    def ramp(self, k: int) -> Ramp:
        """The colours of a family, deep to bright: a sky keeps some of its hues however grey the mood."""
        natural = self.look.families[k]
        seen = self.feeling.ramp(*natural)
        return seen if self.grey else Ramp(tuple(mix(seen(i / 2), c, 0.8) for i, c in enumerate(natural)))

    @property
    def grey(self) -> bool:
        """Whether it knows no colour at all."""
        return self.feeling.mood.chroma == 0

    @cached_property
    def warm(self) -> str:
        """The colour of hearts of light."""
        return mix(self.feeling.tint(self.look.warm), self.look.warm, 0.0 if self.grey else 0.6)

    def scatter(self, n: int, name: str) -> tuple[Points, Floats, Floats]:
        """n places spread evenly over all rips, as they would be wide open: where, half the width there, both mm, and
        how far each one's rip has opened."""
        weights = np.array([r.cut.wide * length(r.path) / max(r.swell, 0.05) for r in self.wound.rips])
        c = self.wound.chance(name)
        # M. Roberts, "The unreasonable effectiveness of quasirandom sequences" (2018): powers of a root of x^4 = x + 1.
        spread = (c.random(3) + np.arange(n)[:, None] * np.array([0.8191725134, 0.6710436067, 0.5497004779])) % 1
        chosen = np.searchsorted(np.cumsum(weights) / weights.sum(), spread[:, 0])
        where, room, swell = np.zeros((n, 2)), np.zeros(n), np.zeros(n)
        for k, r in enumerate(self.wound.rips):
            some = np.flatnonzero(chosen == k)
            u = np.interp(spread[some, 1], np.cumsum(r.gape + 0.05) / (r.gape + 0.05).sum(), r.u)
            where[some], room[some], swell[some] = r.place(u, 2 * spread[some, 2] - 1), r.room(u), r.swell
        return where, room, swell

    @cached_property
    def grid(self) -> Grid:
        """A grid over the hole, its nodes at fixed shares of the size from the ground's centre, so nothing wanders."""
        cell = self.feeling.size / (COARSE * (1.5 if self.sleeve else 1.0))
        rings = np.concatenate([o.points for o in outlines(self.wound.hole)])
        centre = self.ground.centre
        i = np.floor((rings.min(0) - centre) / cell).astype(int) - 2
        j = np.ceil((rings.max(0) - centre) / cell).astype(int) + 2
        left, top = centre + i * cell
        return Grid(float(left), float(top), cell, int(j[0] - i[0]) + 1, int(j[1] - i[1]) + 1)

    @cached_property
    def depth(self) -> Floats:
        """mm from each node to the rim of the sky; 0 outside."""
        return self.grid.depth(self.wound.pane)

    def stirred(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where the cloud at a place in mm came from, in sizes: the plane, stirred."""
        stir, centre = Noise(self.wound.chance("stir")), self.ground.centre
        x, y = (x - centre[0]) / self.size, (y - centre[1]) / self.size
        return x + 0.15 * stir.fbm(x * 3.4, y * 3.4, 2), y + 0.15 * stir.fbm(x * 3.4 + 41.3, y * 3.4 + 17.9, 2)

    def hue(self, x: Floats, y: Floats) -> Floats:
        """Which family a stirred place belongs to, 0..2, in drifts along the tear."""
        c = self.wound.chance("hue")
        turn, flip = c.uniform(0, 1), 1 if c.random() < 0.5 else -1
        return np.asarray(
            1.0 + 1.2 * np.sin(2 * np.pi * (1.5 * flip * y + turn) + 3.4 * Noise(c).fbm(x * 3.2, y * 3.2, 3))
        )

    def billow(self, x: Floats, y: Floats) -> Floats:
        """How thick cloud is at a stirred place, 0 to 1."""
        b = np.clip((Noise(self.wound.chance("billow")).fbm(x * 6.0, y * 4.2, 3, 0.55) + 0.10) / 0.44, 0, 1)
        return np.asarray(b * b * (3 - 2 * b))

    def clouds(self) -> Shapes:
        """Soft lights in three hues, large ones under small ones, thick where the billows are."""
        n = int(CLOUDS * (1.6 if self.sleeve else 1.0))
        where, room, swell = self.scatter(n, "clouds")
        c = self.wound.chance("cloud sizes")
        x, y = self.stirred(*where.T)
        hue, thick, haze = self.hue(x, y), self.billow(x, y), 0.35 * max(self.look.cloud - 1, 0)
        rough = simplify(grow(self.wound.pane, -0.2 * self.wound.thick), 0.004 * self.size)
        share = 0.026 + 0.125 * (1 - np.arange(n) / n) ** 1.7 * c.uniform(0.7, 1.2, n)
        fresh = c.uniform(-0.14, 0.16, n)
        born = -0.12 + 0.6 * np.arange(n) / n
        grown = self.feeling.births(born, 0.3) * swell
        radius = np.minimum(share * self.size, 2.2 * room) * (0.4 + 0.6 * grown)
        near = self.grid.at(where, self.depth)
        out: Shapes = []
        for k in range(n):
            strength = float(
                grown[k] * self.look.cloud * (haze + (0.95 - haze) * thick[k]) * (1.15 - 0.45 * share[k] / 0.17)
            )
            r = float(radius[k])
            if strength < 0.04 or r < 0.1:
                continue
            ramp = self.ramp(int(np.clip(round(float(hue[k])), 0, 2)))
            bright = 0.34 + 0.36 * float(thick[k]) + 0.20 * float(k / n) + float(fresh[k])
            mid, edge = ramp(bright), ramp(bright * 0.7)
            round_ = np.asarray(where[k] + r * heading(np.arange(14) * np.pi / 7))
            shape = dots(where[k][None], r) if near[k] > r else outlines(intersect(area(round_), rough))
            stops = ((0, mid, min(strength, 0.95)), (0.5, edge, min(0.5 * strength, 0.6)), (1, edge, 0))
            out.append(filled(shape, radial(where[k], r, *stops)))
        return out

    @cached_property
    def streams(self) -> tuple[NDArray[np.float64], Floats, Floats]:
        """Ways that cloud is drawn out along: (m, n, 2) mm, how thick it is there, and of which family."""
        n = int(STREAMS * (1.7 if self.sleeve else 1.0))
        where, _, swell = self.scatter(n, "streams")
        c = self.wound.chance("stream sizes")
        bend, way = Noise(self.wound.chance("bend")), self.wound.rips[0].path
        base, (centre, reach) = float(np.arctan2(*(way[-1] - way[0])[::-1])), self.focus

        def field(x: Floats, y: Floats) -> Floats:
            turn = base + 1.5 * bend.fbm(x / self.size * 4.5, y / self.size * 3.2, 2)
            # They wind round what happens here.
            dx, dy = x - centre[0], y - centre[1]
            near = np.exp(-((np.hypot(dx, dy) / (1.5 * reach)) ** 2))
            return np.asarray(turn + near * (np.arctan2(dy, dx) + np.pi / 2 - turn))

        x, y = self.stirred(*where.T)
        thick = np.clip(0.25 + 0.9 * self.billow(x, y), 0, 1) * self.feeling.births(0.05 + 0.5 * np.arange(n) / n, 0.3)
        ways = follow(where, field, self.size * c.uniform(0.09, 0.24, n) * swell, 7)
        return ways, thick * swell * min(self.look.cloud, 1.2), self.hue(x, y)

    def threads(self) -> Shapes:
        """Cloud drawn out into bright threads, and the dust that lies beside them."""
        ways, thick, hue = self.streams
        c, t = self.wound.chance("threads"), np.linspace(0, 1, ways.shape[1])
        full, noise = np.maximum(np.sin(np.pi * t**0.8), 0) ** 0.8 * (t < 1), Noise(self.wound.chance("rags"))
        soft: list[list[Outline]] = [[], [], []]
        hairs: list[list[Outline]] = [[], [], []]
        dust: list[Outline] = []
        for k, (way, wide) in enumerate(zip(ways, (thick * self.size).tolist(), strict=True)):
            side, family = normals(way), int(np.clip(round(float(hue[k])), 0, 2))
            rag = np.clip(0.8 + 0.9 * noise(4 * t, 0 * t + 7.3 * k), 0.1, 2)
            turn, lies = c.choice([-1, 1]), c.uniform(0.010, 0.016)
            aside = lies * self.size * turn * (0.6 + 0.5 * noise(3 * t, 0 * t + 3.1 * k))[:, None] * side
            offsets, slim = c.uniform(-0.011, 0.011, 3), c.uniform(0.0016, 0.0042, 3)
            if wide < 0.08 * self.size:
                continue
            soft[family].append(whip(way, 0.020 * wide * full * rag))
            dust.append(whip(way + aside, 0.017 * wide * full * rag[::-1]))
            for off, thin in zip(offsets[: 3 - k % 2], slim, strict=False):
                line = way + off * self.size * (1.2 - t)[:, None] * side
                hairs[family].append(whip(line, thin * wide * full))
        shown = self.feeling.birth(0.10, 0.6)
        out: Shapes = [filled(s, self.ramp(k)(0.55), 0.34 * shown) for k, s in enumerate(soft)]
        out.append(filled(dust, self.look.night, 0.72 * self.feeling.birth(0.2, 0.6)))
        out += [filled(h, self.ramp(k)(0.86), 0.72 * shown) for k, h in enumerate(hairs)]
        return self._within(out)

    def shimmer(self) -> Shapes:
        """Light on the larger stars: white ink alone would take the colour of the skin."""
        out: Shapes = []
        for shape in self.stars:
            if shape is not None and shape.width > 0.0045 * self.size:
                out.append(replace(shape, stroke=flat("#ffffff", 0.7)))
            elif shape is not None and isinstance(shape.fill, Flat):
                out.append(replace(shape, fill=flat("#ffffff", 0.7)))
        return out

    @cached_property
    def focus(self) -> tuple[Points, float]:
        """Where the event is, mm, and how far it reaches: where the great rip is widest, but off its middle."""
        r = self.wound.rips[0]
        c = self.wound.chance("focus")
        u = float(np.clip(r.cut.peak + c.choice([-1, 1]) * c.uniform(0.03, 0.09), 0.1, 0.9))
        room = float(r.room(r.cut.peak)[0])
        return r.place(u, c.uniform(-0.22, 0.22)), min(room * 1.05, 0.16 * self.size)

    @cached_property
    def stars(self) -> Shapes:
        """Stars by a power law of size, more of them where there is cloud; few bright ones, with rays."""
        n = int(STARS * (1.7 if self.sleeve else 1.0))
        where, _, swell = self.scatter(n, "stars")
        c = self.wound.chance("star sizes")
        # Three sizes; most crowd along the threads.
        size = np.choose(np.searchsorted([0.78, 0.95], c.random(n)), (0.0009, 0.0018, 0.0033)) * self.size
        size = size * c.uniform(0.9, 1.15, n)
        ways = self.streams[0]
        stream, at, off = c.integers(0, len(ways), n), c.integers(0, ways.shape[1], n), c.normal(0, 0.016, (n, 2))
        crowd = np.flatnonzero(c.random(n) < 0.62)
        where[crowd] = ways[stream[crowd], at[crowd]] + off[crowd] * self.size
        born, keep = 0.06 + 0.8 * c.random(n), c.random(n)
        near = self.grid.at(where, self.depth) / self.size
        lit = 0.35 + 0.75 * self.billow(*self.stirred(*where.T))
        radius = size * self.feeling.births(born, 0.2) * swell * np.clip((near - 0.006) / 0.012, 0, 1)
        away = np.hypot(*(where - self.focus[0]).T) / self.focus[1]
        radius = radius * np.clip((lit * self.look.stars - keep) / 0.1, 0, 1) * np.clip(away / 0.3 - 1.6, 0, 1)
        out: Shapes = []
        for k, color in enumerate(("#ffffff", "#d4e4ff", "#ffe8c4")):
            pick = (np.arange(n) % 5 // 2 == k) & (radius > 0.02)
            out += pricks(where[pick], radius[pick], mix("#ffffff", self.feeling.tint(color), 0.8))
        m = int((9 if self.sleeve else 5) * min(self.look.stars, 1) + 0.5)
        childish = self.feeling.mood.hand.kind == "crayon"
        places, rooms, _ = self.scatter(4 * m, "bright")
        depths = self.grid.at(places, self.depth)
        for k in range(m):
            spot, deep = places[k], float(depths[k])
            reach = min(0.040 * 0.78**k * self.size, 0.9 * float(rooms[k])) * self.feeling.birth(0.12 + 0.12 * k, 0.25)
            reach *= float(
                np.clip(deep / self.size / 0.02 - 0.3, 0, 1)
                * np.clip(np.hypot(*(spot - self.focus[0])) / self.focus[1] - 0.4, 0, 1)
            )
            if reach < 0.15:
                continue
            tint = self.ramp(k % 3)(0.8)
            out.append(halo(spot, 0.62 * reach, tint, 0.85, "#ffffff"))
            if childish:
                turns = c.uniform(0, 6) + np.arange(10) * np.pi / 5
                wide = reach * np.where(np.arange(10) % 2 == 0, 0.85, 0.36) * c.uniform(0.85, 1.15, 10)
                out.append(filled(polyline(spot + heading(turns) * wide[:, None]), mix("#ffffff", self.warm, 0.55)))
            else:
                out.append(filled(glint(spot, reach, reach * 0.045), "#ffffff"))
        return out

    def event(self) -> Shapes:
        """What happens in it, and the far galaxies beside; nothing of either is seen beyond its rim."""
        seed = self.wound.chance.seed
        kind = self.look.events[(seed + seed // len(OPENINGS)) % len(self.look.events)]
        at, reach = self.focus
        swell = self.feeling.birth(0.0, 0.85)
        burst = self.feeling.birth(0.2, 0.5)
        # The first thing that is ever seen is one star.
        first = self.feeling.birth(0.35, 0.4)
        made: Shapes = self._far(kind)
        made += self._happen(kind, at, reach * (0.35 + 0.65 * swell), burst)
        if first < 1:
            made.append(filled(glint(at, (1.7 - swell) * reach, 0.09 * reach * (1 - first)), "#ffffff", 1 - first))
        return self._within(made)

    def _within(self, shapes: Shapes) -> Shapes:
        """The shapes, as far as the opening shows them."""
        rim = outlines(simplify(self.wound.opening, 0.001 * self.size))
        return [replace(s, clip=rim) for s in shapes if s is not None]

    def _far(self, kind: str) -> Shapes:
        """Two or three far spirals, edge on or not."""
        if kind in ("hole", "dying", "giant", "constellation", "chart"):
            return []
        out: Shapes = []
        hues = cosmos.Hues(self.ramp(0), self.ramp(1), self.ramp(2), self.warm)
        for k, (along_it, far, born) in enumerate(FAR if self.sleeve else FAR[:3]):
            c, rips = self.wound.chance("far", k), [r for r in self.wound.rips if r.number == (k % 3) * self.sleeve]
            u, v = along_it + c.uniform(-0.04, 0.04), c.uniform(-0.25, 0.25)
            for r in rips:
                spot = r.place(u, v)
                # Nothing is far where the event is near.
                away = float(np.clip(np.hypot(*(spot - self.focus[0])) / self.focus[1] - 1, 0, 0.4)) / 0.4
                reach = (
                    min(far * self.size, 0.66 * float(r.room(u)[0])) * self.feeling.birth(born, 0.3) * r.swell * away
                )
                if k == 1 and kind in ("grand", "barred", "pair"):
                    out += cosmos.supernova(spot, reach, hues, c, reach / (far * self.size))
                elif reach > 0.25:
                    colors = (self.ramp(1)(0.5), self.ramp(k % 3)(0.62), self.ramp(2)(0.9), self.warm)
                    turn, tilt, hand = c.uniform(0, 3), c.uniform(0.28, 0.7), 1 - 2 * (k % 2)
                    out += spiral(spot, reach, turn, tilt, colors, c, hand=hand, stars=36)
        return out

    def _happen(self, kind: str, at: Points, reach: float, burst: float) -> Shapes:
        c = self.wound.chance(kind)
        hues = cosmos.Hues(self.ramp(0), self.ramp(1), self.ramp(2), self.warm)
        if kind not in ("constellation", "chart"):
            return EVENTS[kind](at, reach, hues, c, burst)
        r, n = self.wound.rips[0], 8
        u = np.linspace(0.16, 0.84, n) + c.uniform(-0.02, 0.02, n)
        nodes = r.place(u, np.where(np.arange(n) % 2 == 0, 1, -1) * c.uniform(0.10, 0.5, n))
        first = int(np.argmin(np.abs(u - r.cut.peak)))
        nodes[first] = at
        big = self.size * np.where(np.arange(n) == first, 0.050, 0.026)
        sizes = big * self.feeling.births(0.02 + 0.12 * np.abs(np.arange(n) - first), 0.3)
        fine = self.feeling.line("fine")
        out = cosmos.figure(nodes, np.where(sizes > 0.05, sizes, 0), min(fine, 0.006 * self.size), first, hues)
        if kind == "chart" and burst > 0.03:
            # The sky as it is measured: in the circles of an instrument.
            out += [stroked(dots(at[None], reach * k * burst), "#ffffff", fine, 0.8) for k in (0.55, 0.84, 0.92)]
            marks = [np.array([[0.70 if t % 6 == 0 else 0.78], [0.84]]) * heading(t * np.pi / 36) for t in range(72)]
            out.append(filled([band(at + m * reach * burst, fine) for m in marks], "#ffffff", 0.8))
        return out

    def glow(self) -> Shapes:
        """Light on the heart of the event, on the thickest clouds, and on the edge where anger burns it."""
        at, reach = self.focus
        light = self.feeling.mood.light.glow * self.feeling.birth(0.2, 0.5)
        out: Shapes = []
        if self.look.stars > 0.3:
            out += [
                halo(at, 1.3 * reach, self.ramp(2)(0.55), 0.5 * light),
                halo(at, 0.32 * reach, "#ffffff", 0.8 * light),
            ]
        where, _, swell = self.scatter(22 if self.sleeve else 9, "light")
        x, y = self.stirred(*where.T)
        hue, thick, near = self.hue(x, y), self.billow(x, y), self.grid.at(where, self.depth)
        for k, far in enumerate(np.minimum(1.1 * near, 0.14 * self.size).tolist()):
            color = self.ramp(int(np.clip(round(float(hue[k])), 0, 2)))(0.72)
            out.append(
                halo(where[k], far, color, 0.5 * float(self.look.cloud * light * swell[k] * (0.25 + 0.75 * thick[k])))
            )
        ember = self.look.ember * self.feeling.birth(0.1, 0.5)
        return self._within(out) + self.wound.embers("#ff7a1c", ember)


EVENTS: dict[str, Callable[[Points, float, cosmos.Hues, np.random.Generator, float], Shapes]] = {
    "supernova": cosmos.supernova,
    "grand": cosmos.grand,
    "barred": cosmos.barred,
    "pair": cosmos.pair,
    "ring": cosmos.ring,
    "comet": cosmos.comet,
    "planet": cosmos.planet,
    "hole": cosmos.hole,
    "giant": cosmos.giant,
    "dying": cosmos.dying,
    "core": cosmos.cluster,
}


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """See the module's first line."""
    wound, look = wound_of(ground, feeling, chance), look_of(feeling)
    sky = Sky(wound, look, ground)
    flesh, dermis = (_raw(feeling, color, look.ember) for color in (FLESH, DERMIS))
    parts: list[tuple[str, Ink, Shapes]] = [
        ("shadow on the skin", "shade", wound.cast()),
        ("wall", "colour", wound.wall(flesh, dermis)),
        ("void", "shade", [filled(wound.opening, look.night)]),
        ("clouds", "colour", [*sky.clouds(), *sky.threads()]),
        ("stars", "white", sky.stars),
        ("event", "colour", sky.event()),
        ("shadow of the lips", "shade", wound.overhang()),
        ("lips", "colour", wound.underside(flesh, dermis)),
        ("light on the lips", "white", wound.light()),
        ("rim", "line", wound.lines()),
        ("glow", "glow", sky.glow()),
        ("shimmer", "shimmer", sky.shimmer()),
    ]
    layers = [made for made in (layer(*part) for part in parts) if made.shapes]
    return around(layers, ground)


def _raw(feeling: Feeling, natural: str, ember: float) -> str:
    """A colour of raw skin: it answers the mood less than the sky does, and glows where anger burns it."""
    seen = feeling.tint(natural)
    return seen if feeling.mood.chroma == 0 else mix(mix(seen, natural, 0.6), "#ff5a10", 0.55 * ember)
