"""Skin torn open, and behind it a universe: nebulae, spirals, stars of every size, a supernova."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    Grid,
    Noise,
    Ramp,
    area,
    dots,
    ellipses,
    facets,
    filled,
    heading,
    intersect,
    length,
    linear,
    minus,
    mix,
    normals,
    outlines,
    polyline,
    pricks,
    radial,
    resample,
    ribbon,
    simplify,
    smooth,
    stroked,
    union,
)
from markgen.values import Feeling, Ground, Ink, Layer, Linear, Outline, Points, Radial, Shape, layer

FORMS = {"tear": "The same, asked for by its wound: skin torn open on a sky."}

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

BLACK = "#0a070d"
VOID = "#05040f"
FLESH = "#6b241c"
DERMIS = "#b8483f"
LIGHT = np.array([-0.60, -0.80])
"""Where the light comes from: over the upper left lip, on to the cut face of the lower right one."""

EVEN = 150
"""Points along a lip, beside those that its rips need."""

RIPS = (0.085, 0.060, 0.042, 0.028)
"""Reaches of the side tears of one lip, in sizes."""

OPENS = 0.045
"""Share of the tear's length, at either end, that is a crack as thin as a hair."""

STARS = 1300
"""Small stars over the mark's box, seen or not."""

COARSE = 190
"""Cells of the sky along the mark's size."""


LEVELS = 6, 9, 13
"""Films of nebula over one another: in a small tear beside another, in a common one, in one as long as an arm."""


@dataclass(frozen=True)
class Scene:
    """What is to be seen through the tear, and who sees it.

    home: valence, arousal and dominance at which it is seen. families: three ramps, deep to bright, of
    nebula along the tear. event: what happens in the middle. cloud, stars: how much of either. veil: how far
    bright haze covers the void.
    """

    home: tuple[float, float, float]
    event: str
    families: tuple[tuple[str, str, str], ...]
    warm: str = "#ffdca6"
    cloud: float = 1.0
    stars: float = 1.0
    veil: float = 0.0


TEAL = ("#06484e", "#12c4b0", "#a8ffe4")
BLUE = ("#0c2476", "#2c74ff", "#a6e2ff")
VIOLET = ("#3c0f86", "#c03af0", "#ffa6ea")
SCENES = (
    Scene((0.42, 0.07, 0.36), "supernova", (TEAL, BLUE, VIOLET)),
    Scene(
        (0.80, 0.56, 0.50),
        "blaze",
        (("#0b5f86", "#18b8ea", "#b8f6ff"), ("#7a1d8c", "#f04fb4", "#ffc0dc"), ("#b0500c", "#ffb02a", "#fff2a0")),
        "#fff0b0",
        1.1,
        1.6,
        0.25,
    ),
    Scene(
        (0.60, 0.75, 0.32),
        "supernova",
        (("#4a0f6e", "#a030d8", "#f0a0ff"), ("#7c0f4e", "#f0388c", "#ffb0d0"), ("#8c1a1c", "#ff6a3c", "#ffd0a0")),
    ),
    Scene(
        (0.47, -0.46, 0.02),
        "supernova",
        (("#0a8aa0", "#48e0e4", "#e6fffc"), ("#3a50d0", "#84a4ff", "#ecf2ff"), ("#a83cc0", "#f49af4", "#fff0fa")),
        "#fff2d8",
        1.0,
        1.2,
        0.5,
    ),
    Scene(
        (0.24, -0.20, 0.05),
        "pair",
        (("#101c50", "#3450a8", "#9cb8f0"), ("#241a5c", "#6a50c8", "#c8b4ff"), ("#301a50", "#8c5cc0", "#e8c4ff")),
        "#ffe6c4",
        0.75,
    ),
    Scene(
        (-0.67, 0.31, -0.43),
        "dying",
        (("#0c2c50", "#2c6ca8", "#90bce4"), ("#102a60", "#3868b8", "#98bcf4"), ("#1c2850", "#4c62a0", "#a8b8e4")),
        "#e0694a",
        0.85,
        0.45,
    ),
    Scene(
        (-0.32, -0.03, -0.26),
        "dying",
        (("#0a2038", "#2a5a88", "#8cb4d8"), ("#0e2048", "#345a9c", "#98b8ec"), ("#1a2044", "#485a90", "#a8b4dc")),
        "#d88a68",
        0.7,
        0.6,
    ),
    Scene((-0.35, 0.18, -0.24), "hole", (("#08080e", "#1c1c28", "#4c4c60"),) * 3, "#f4ead8", 0.25, 0.25),
    Scene((-0.52, 0.80, -0.42), "hole", (("#0c1408", "#2c4420", "#8caa60"),) * 3, "#dcf0b0", 0.35, 0.3),
    Scene(
        (-0.62, 0.72, 0.03),
        "wrath",
        (("#3c0408", "#a80c10", "#ff5a30"), ("#54060a", "#d81c14", "#ff8a3c"), ("#2c0408", "#8c0c1c", "#ff4848")),
        "#ffd08a",
        1.1,
        0.5,
    ),
    Scene(
        (-0.60, 0.50, -0.28),
        "wrath",
        (("#08300c", "#1c8c20", "#a0f050"), ("#0c3818", "#30a040", "#c8f880"), ("#142c08", "#5c9c14", "#e0f070")),
        "#f4ffb0",
        0.9,
        0.6,
    ),
)
SISTERS = ((0.48, -0.32, 0.27, 0.60), (0.52, 0.02, 0.32, 0.55), (0.47, 0.33, 0.25, 0.64))
"""Tears at the back of a limb: where, in shares of its girth and of the great one from
the middle of that, how long, in shares of the great one, and when."""

CHART = Scene((0, 0, 0), "chart", (TEAL, BLUE, VIOLET), "#ffffff", 0.7, 0.8)


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """See the module's first line."""
    scene = scene_of(feeling)
    tear = Tear(ground, feeling, chance)
    skies = [Sky(tear, scene), *(Sky(t, replace(scene, event="")) for t in _sisters(tear))]
    parts: dict[tuple[str, Ink], Shapes] = {}
    for sky in skies:
        for name, ink, shapes in _layers(sky):
            parts.setdefault((name, ink), []).extend(shapes)
    parts.setdefault(("rim", "line"), []).extend(_links(skies))
    out = [layer(name, ink, shapes) for (name, ink), shapes in parts.items()]
    kept = [each for each in out if each.shapes]
    return [_round(each, ground) for each in kept] if ground.wraps else kept


def _layers(sky: Sky) -> list[tuple[str, Ink, Shapes]]:
    """All of one tear, deep to top, as the style would have it."""
    tear, fill = sky.tear, sky.feeling.style.fill
    skin, cut, flesh, rim = _wound(tear)
    if fill == "none":
        return [("stars", "line", sky.pen()), ("rim", "line", [*rim, *_lip_lines(tear)])]
    if fill == "black":
        return [("void", "shade", [sky.pierced()]), ("rim", "line", rim)]
    if fill == "dots":
        return [("void", "shade", sky.stipple()), ("rim", "line", [*rim, *_lip_lines(tear)])]
    wash, facets = fill == "wash", fill == "facets"
    return [
        ("swollen skin", "shade", [] if wash else skin),
        ("bleed", "colour", sky.bleed() if wash else []),
        ("cut face", "colour", cut),
        ("void", "shade", [filled(simplify(tear.sky, 0.0003 * tear.size), VOID, 0.85 if wash else 1.0)]),
        ("nebulae", "colour", sky.facets() if facets else sky.nebulae()),
        ("stars", "white", sky.stars()),
        ("event", "colour", sky.event()),
        ("shadow of the lip", "shade", [] if wash or facets else _overhang(tear)),
        ("slivers", "colour", flesh),
        ("rim", "line", [] if wash else rim),
        ("radiance", "glow", sky.radiance()),
        ("glitter", "shimmer", sky.glitter()),
    ]


def sleeve(ground: Ground, feeling: Feeling) -> bool:
    """Whether the mark would outgrow the front of a limb, and so go round it."""
    return ground.wraps and feeling.full > 1.4 * ground.width


def _sisters(tear: Tear) -> list[Tear]:
    """Smaller tears at the back of a limb, that open late: together they go all the way round."""
    ground, feeling = tear.ground, tear.feeling
    if not sleeve(ground, feeling):
        return []
    made = []
    middle = (tear.path.min(0) + tear.path.max(0)) / 2
    for k, (across, down, share, born) in enumerate(SISTERS):
        swell = feeling.birth(born, 0.4)
        if swell > 0.02:
            c = tear.chance("sister", k)
            aside, below = across + c.uniform(-0.03, 0.03), down + c.uniform(-0.02, 0.02)
            at = middle + np.array([ground.width * aside, feeling.size * below])
            size = feeling.size * share * swell
            small = replace(feeling, intensity=feeling.intensity * swell, size=size)
            made.append(Tear(Ground(2 * float(at[0]), 2 * float(at[1])), small, Chance(int(c.integers(2**31))), 0.5))
    return made


def _links(skies: Sequence[Sky]) -> Shapes:
    """Cracks from the ends of the smaller tears to the lips of the great one."""
    great = skies[0].tear
    lines = []
    for k, sky in enumerate(skies[1:]):
        shown = great.feeling.birth(SISTERS[k][3] + 0.1, 0.3)
        for end, aside in ((0, 1), (-1, -1)):
            i = great.index(0.5 + SISTERS[k][1] + (0.03 if end else -0.03))
            side = 1 if great.normal[i, 0] * aside > 0 else -1
            start = great.crest(side)[i]
            way = sky.tear.path[end] + np.array([0.0 if aside > 0 else -great.ground.width, 0.0]) - start
            u = np.linspace(0, 1, 26)
            wander = 0.22 * Noise(great.chance("link", k, end)).fbm(u * 4, u * 0, 4) * np.sin(np.pi * u)
            run = start + way * u[:, None] * shown + np.array([-way[1], way[0]]) * (wander * shown)[:, None]
            wide = great.feeling.line("mid") * shown * (1.1 - 0.8 * np.sin(np.pi * u)) + 0.02
            if shown > 0.02:
                lines.append(polyline(ribbon(run, wide)))
    return [filled(lines, BLACK)]


def scene_of(feeling: Feeling) -> Scene:
    """The scene whose home is nearest; an exact hand charts what it sees."""
    if feeling.mood.hand.kind == "crisp":
        return CHART
    tone = feeling.mood.tone
    here = np.array([tone.valence, tone.arousal, tone.dominance])
    return min(SCENES, key=lambda s: float((((here - s.home) * [1, 1, 0.6]) ** 2).sum()))


@dataclass(frozen=True)
class Rip:
    """A side tear that runs from a lip into the skin, steep on one flank and slanting on the other.

    at: share along the lip. side: which lip. way: 1 or -1, to which end its slanting flank looks. reach: in sizes.
    steep, slant: widths of the flanks, shares of the lip. fold: how far the skin that it freed is folded back over
    the slanting flank, shares of the reach. born: intensity. number: of its streams of chance.
    """

    at: float
    side: int
    way: int
    reach: float
    steep: float
    slant: float
    fold: float
    born: float
    number: int

    def shape(self, u: Floats) -> Floats:
        """How far along the rip each place of the lip has gone, 0..1."""
        v = (u - self.at) * self.way
        steep = np.clip(1 + v / self.steep, 0, 1) ** 1.3
        slant = np.clip(1 - v / self.slant, 0, 1) ** 1.25
        return np.where(v < 0, steep, slant)


@dataclass(frozen=True)
class Sliver:
    """A shred that hangs by its root over the hole. at: share along the lip. side: which lip.

    reach, breadth: in sizes. lean: radians from straight in. curl: radians it turns on its way. born: intensity.
    """

    at: float
    side: int
    reach: float
    breadth: float
    lean: float
    curl: float
    born: float


@dataclass(frozen=True)
class Tear:
    """The wound: a path, and how far it gapes to either side along its length. detail: share of points and stars."""

    ground: Ground
    feeling: Feeling
    chance: Chance
    detail: float = 1.0

    @property
    def size(self) -> float:
        """mm."""
        return self.feeling.size

    @property
    def even(self) -> int:
        """Points along a lip, beside those that its rips need."""
        return int(EVEN * self.detail)

    @cached_property
    def spine(self) -> Points:
        """The middle of the tear, `even` points, mm: along a scar where there is one, else an S down the ground."""
        reach = self.size * 0.97
        scar = self.ground.guides.get("scar")
        if scar is not None and len(scar) > 1 and length(scar) > 1:
            line = resample(smooth(scar, 80), 400)
            share = min(reach / length(line), 1.0)
            nearest = int(np.argmin(np.hypot(*(line - self.ground.centre).T))) / 399
            start = min(max(nearest - share / 2, 0.0), 1 - share)
            u = np.linspace(start, start + share, self.even)
            part = np.column_stack([np.interp(u, np.linspace(0, 1, 400), line[:, k]) for k in (0, 1)])
            middle = (part.min(0) + part.max(0)) / 2
            made = middle + (part - middle) * max(reach / float(np.ptp(part, axis=0).max()), 1.0)
            # A tear that outgrows its scar runs on towards the longer free side, not over the shoulder.
            low, high = float(made[:, 1].min()), float(made[:, 1].max())
            keep = min(0.06 * self.ground.height, max((self.ground.height - (high - low)) / 2, 0.0))
            shift = max(keep - low, 0.0) + min(self.ground.height - keep - high, 0.0)
            return np.asarray(made + np.array([0.0, shift]))
        c = self.chance("path")
        u = np.linspace(0, 1, self.even)
        lean = c.uniform(-0.30, 0.30)
        swing = c.uniform(0.55, 0.85) * (1 if c.random() < 0.5 else -1)
        angle = np.pi / 2 + lean + swing * np.sin(2 * np.pi * (u * c.uniform(0.85, 1.15) + c.uniform(0.14, 0.30)))
        line = np.cumsum(heading(angle), axis=0)
        line = line / np.ptp(line, axis=0).max() * reach
        return np.asarray(line - (line.min(0) + line.max(0)) / 2 + self.ground.centre)

    def _along(self, values: Points) -> Points:
        """Values at `even` points, at the lips' own."""
        even = np.linspace(0, 1, self.even)
        return np.column_stack([np.interp(self.u, even, values[:, k]) for k in (0, 1)])

    @cached_property
    def path(self) -> Points:
        """The middle of the tear, mm, a point for each of the lips'."""
        return self._along(self.spine)

    @cached_property
    def normal(self) -> Points:
        """Across the path, smoothed so that wide lips do not fan."""
        half = self.even // 8
        kernel = np.hanning(2 * half + 1) / np.hanning(2 * half + 1).sum()
        padded = np.pad(normals(self.spine), ((half, half), (0, 0)), mode="edge")
        soft = np.column_stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)])
        return self._along(soft / np.hypot(*soft.T)[:, None])

    @cached_property
    def jag(self) -> float:
        """0 a soft tear, 1 a rip in straight runs."""
        return float(np.clip((self.feeling.mood.hand.corners - 0.2) / 0.65, 0, 1))

    @cached_property
    def gape(self) -> float:
        """Half the width of the tear, mm: a slit that opens as it grows."""
        wide = self.size * (0.05 + 0.115 * self.feeling.intensity**0.9) * self.chance("gape").uniform(0.9, 1.12)
        return float(min(wide, self.ground.width * (0.20 if sleeve(self.ground, self.feeling) else 0.30)))

    @cached_property
    def unit(self) -> float:
        """mm of a rip's size: the mark's own, but no more than the ground bears."""
        return min(self.size, 1.25 * self.ground.width)

    @cached_property
    def rips(self) -> tuple[Rip, ...]:
        """Side tears, of very different lengths; most have a flap of skin folded back beside them."""
        made = []
        for side in (1, -1):
            c = self.chance("rips", side)
            n = len(RIPS)
            places = 0.13 + 0.74 * (np.arange(n) + 0.5 + c.uniform(-0.22, 0.22, n) + 0.2 * side) / n
            ends = 0.40 + 0.60 * np.clip(np.minimum(places, 1 - places) / 0.32, 0, 1)
            for k, rank in enumerate(c.permutation(n)):
                reach = RIPS[rank] * c.uniform(0.85, 1.2) * ends[k]
                made.append(
                    Rip(
                        float(places[k]),
                        side,
                        1 if c.random() < 0.5 else -1,
                        float(reach),
                        float(c.uniform(0.008, 0.02)),
                        float(c.uniform(0.9, 1.5) * reach + 0.02),
                        float(c.uniform(0.55, 0.95) if rank < n - 1 else 0.0),
                        float(0.10 + 0.10 * rank + c.uniform(0, 0.06)),
                        k,
                    )
                )
        return tuple(made)

    @cached_property
    def slivers(self) -> tuple[Sliver, ...]:
        """Shreds that hang by a root and curl into the hole."""
        made = []
        for side in (1, -1):
            c = self.chance("slivers", side)
            places = 0.12 + 0.76 * (np.arange(5) + 0.5 + c.uniform(-0.4, 0.4, 5)) / 5
            for rank, k in enumerate(c.permutation(5)):
                big = 1.0 / (1 + 0.4 * rank)
                way = 1 if c.random() < 0.5 else -1
                made.append(
                    Sliver(
                        float(places[k]),
                        side,
                        float(0.060 * big * c.uniform(0.8, 1.2)),
                        float(0.015 * big**0.5 * c.uniform(0.8, 1.3)),
                        float(way * c.uniform(0.7, 1.2)),
                        float(way * c.uniform(-0.3, 1.0)),
                        float(0.20 + 0.09 * rank + c.uniform(0, 0.05)),
                    )
                )
        return tuple(made)

    @cached_property
    def u(self) -> Floats:
        """Shares along the tear at which its lips have points: closer where a rip begins."""
        even = np.linspace(0, 1, self.even)
        tips = [np.linspace(r.at - 1.3 * r.steep, r.at + 1.3 * r.steep, 13) for r in self.rips]
        flanks = [r.at + r.way * r.slant * np.linspace(0.1, 1, 5) for r in self.rips]
        return np.asarray(np.sort(np.clip(np.concatenate([even, *tips, *flanks]), 0, 1)))

    def index(self, along: float) -> int:
        """The sample nearest that share of the tear."""
        return int(np.argmin(np.abs(self.u - along)))

    @cached_property
    def widths(self) -> dict[int, Floats]:
        """From the path to where the skin breaks, mm: a spindle, scalloped between points left standing."""
        return {side: self._broken(side) for side in (1, -1)}

    def _broken(self, side: int) -> Floats:
        c = self.chance("lip", side)
        noise = Noise(c)
        u = self.u
        v = np.clip((u - OPENS) / (1 - 2 * OPENS), 0, 1)
        spindle = np.sin(np.pi * v) ** 0.95 * (1 + 0.24 * np.sin(2 * np.pi * (1.25 * v + c.random())))
        rough = self.feeling.birth(0.05, 0.4)
        torn = np.ones(len(u))
        for k in range(7):
            at = 0.05 + 0.90 * (k + 0.5 + c.uniform(-0.36, 0.36)) / 7
            deep = c.uniform(0.12, 0.40) * (0.55 + 0.6 * self.jag)
            before, after = c.uniform(0.012, 0.055, 2)
            far = np.abs(u - at) / np.where(u < at, before, after)
            torn -= (
                deep * (0.3 + 0.7 * rough) * ((1 - self.jag) * np.exp(-far) + self.jag * np.clip(1 - far / 2.2, 0, 1))
            )
        fray = 0.10 * noise.fbm(u * 18, u * 0 + 3.1, 3) + 0.035 * noise.fbm(u * 75, u * 0 + 7.7, 2)
        return np.asarray(self.gape * spindle * np.maximum(torn + fray * (0.3 + 0.7 * rough), 0.12))

    @cached_property
    def ripped(self) -> dict[int, tuple[Points, Floats]]:
        """By side: how far the rips carry each place of the lip, mm, and the share of a rip that it is in."""
        out = {}
        for side in (1, -1):
            shift, inside = np.zeros((len(self.u), 2)), np.zeros(len(self.u))
            for r in (r for r in self.rips if r.side == side):
                swell = self.feeling.birth(r.born, 0.35)
                i = self.index(r.at)
                ahead = np.array([-self.normal[i, 1], self.normal[i, 0]]) * -side * r.way
                way = self.normal[i] * side - 0.35 * ahead * side
                wave = Noise(self.chance("rip", side, r.number))
                gone = r.shape(self.u)
                shift += (way * r.reach * self.unit * swell * (0.7 + 0.5 * self.jag)) * (
                    gone * (1 + 0.16 * wave(gone * 5, gone * 0))
                )[:, None]
                inside = np.maximum(inside, gone * swell)
            out[side] = (shift, inside)
        return out

    def crest(self, side: int) -> Points:
        """Where the skin breaks, mm."""
        return self.path + self.normal * (side * self.widths[side])[:, None] + self.ripped[side][0]

    def lip(self, side: int) -> Points:
        """Where the raw edge ends and the sky begins, mm: torn on its own, and broader where it faces the light."""
        noise = Noise(self.chance("raw", side))
        u, flat = self.u, 0 * self.u
        rag = np.clip(0.42 + 0.9 * noise.fbm(u * 8, flat + 2.2, 3), 0.10, 1.4) + 0.30 * np.abs(
            noise(u * 30, flat + 5.1)
        ) * (1 + self.jag)
        faces = 0.5 - 0.5 * (self.normal * side) @ LIGHT
        broad = (
            self.unit
            * 0.030
            * rag
            * (0.35 + 0.8 * faces)
            * self.feeling.birth(0.05, 0.6)
            * (1 - 0.85 * self.ripped[side][1] ** 0.5)
        )
        broad = np.minimum(broad, 0.38 * self.widths[side])
        return np.asarray(self.crest(side) - self.normal * (side * broad)[:, None])

    def flap(self, r: Rip) -> tuple[Points, Points, Floats]:
        """Skin folded back over a rip's slanting flank: its fold, its torn edge, and the distance between, mm."""
        swell = self.feeling.birth(r.born + 0.04, 0.35)
        v = np.linspace(0.0, 1.0, 44)
        crest, at = self.crest(r.side), r.at + r.way * r.slant * v
        fold = np.column_stack([np.interp(at, self.u, crest[:, k]) for k in (0, 1)])
        chord = fold[-1] - fold[0]
        out = np.array([-chord[1], chord[0]]) / max(float(np.hypot(*chord)), 1e-9)
        out = out if out @ self.normal[self.index(r.at)] * r.side > 0 else -out
        noise = Noise(self.chance("torn edge", r.side, r.number))
        arch = np.sin(np.pi * v**0.72) ** 0.9
        ragged = (
            1
            + 0.35 * noise.fbm(v * 3, v * 0 + 1.7, 2)
            - 0.16 * np.abs(noise(v * 13, v * 0 + 4.1))
            + 0.05 * noise(v * 30, v * 0)
        )
        broad = r.fold * r.reach * self.unit * swell * arch * np.clip(ragged, 0.2, 2)
        drag = 0.5 * broad**2 / max(r.fold * r.reach * self.unit, 1e-9)
        return fold, fold + out * broad[:, None] - chord / max(float(np.hypot(*chord)), 1e-9) * drag[:, None], broad

    @cached_property
    def outline(self) -> Points:
        """Where the skin breaks, as a closed polyline."""
        return np.concatenate([self.crest(1), self.crest(-1)[::-1]])

    @cached_property
    def lips(self) -> Points:
        """The rim of the sky, as a closed polyline."""
        return np.concatenate([self.lip(1), self.lip(-1)[::-1]])

    @cached_property
    def hole(self) -> Area:
        """What is torn open, raw edges and all."""
        return area(self.outline)

    @cached_property
    def flaps(self) -> list[tuple[Rip, Points, Points, Floats]]:
        """The flaps that are out: of which rip, the fold, the torn edge, the distance between, mm."""
        made = [(r, *self.flap(r)) for r in self.rips if r.fold]
        return [m for m in made if m[3].max() > 0.05]

    @cached_property
    def shreds(self) -> list[tuple[Points, Floats]]:
        """The slivers that are out: each a middle line, root to tip, and its widths, mm."""
        made = [self._shred(s, k) for k, s in enumerate(self.slivers)]
        return [m for m in made if m[1].max() > 0.03]

    def _shred(self, s: Sliver, number: int) -> tuple[Points, Floats]:
        swell = self.feeling.birth(s.born, 0.3)
        i = self.index(s.at)
        way = -self.normal[i] * s.side
        u = np.linspace(0, 1, 24)
        turn = np.arctan2(way[1], way[0]) + s.lean + s.curl * (0.3 * u + 0.7 * u**2)
        breadth, reach = s.breadth * self.unit * swell, s.reach * self.unit * swell
        steps = np.cumsum(heading(turn[:-1]), axis=0) * reach / 23
        noise = Noise(self.chance("grain", number))
        width = breadth * (1 - u) ** 0.8 * (1 + 0.3 * noise.fbm(u * 6, u * 0, 3)) * (1 + 0.8 * np.exp(-u / 0.08))
        return self.lip(s.side)[i] - way * 0.5 * breadth + np.concatenate([[[0, 0]], steps]), width

    @cached_property
    def sky(self) -> Area:
        """What of the hole shows sky."""
        rim = intersect(area(self.lips), self.hole)
        return minus(rim, union([area(ribbon(p, w)) for p, w in self.shreds])) if self.shreds else rim

    def middle(self, along: float) -> Points:
        """The point half way between the lips there, mm."""
        i = self.index(along)
        return np.asarray(self.path[i] + self.normal[i] * (self.widths[1][i] - self.widths[-1][i]) / 2)

    def at(self, along: float, across: float) -> Points:
        """A place in the tear: along 0..1 from end to end, across -1..1 from lip to lip."""
        return np.asarray(self.middle(along) + self.normal[self.index(along)] * across * self.room(along))

    def room(self, along: float) -> float:
        """Half the distance from lip to lip there, mm."""
        i = self.index(along)
        return float(self.widths[1][i] + self.widths[-1][i]) / 2


@dataclass(frozen=True)
class Sky:
    """What is behind the skin, on a grid that grows with the mark, so that nothing in it wanders."""

    tear: Tear
    scene: Scene

    @property
    def feeling(self) -> Feeling:
        """The feeling."""
        return self.tear.feeling

    @cached_property
    def grid(self) -> Grid:
        """A grid over the hole, its nodes at fixed shares of the size from the ground's centre."""
        cell = self.tear.size / (COARSE * self.tear.detail)
        low, high = self.tear.outline.min(0), self.tear.outline.max(0)
        centre = self.tear.ground.centre
        i, j = np.floor((low - centre) / cell).astype(int) - 2, np.ceil((high - centre) / cell).astype(int) + 2
        left, top = centre + i * cell
        return Grid(float(left), float(top), cell, int(j[0] - i[0]) + 1, int(j[1] - i[1]) + 1)

    @cached_property
    def depth(self) -> Floats:
        """Distance of each node of the grid from the rim of the sky, as a share of the gape."""
        return self.grid.depth(self.tear.sky) / self.tear.gape

    @cached_property
    def nodes(self) -> NDArray[np.bool_]:
        """The nodes that see sky. All fields of clouds are worked out at these alone, one value to each."""
        return self.depth > 0

    def spread(self, values: Floats) -> Floats:
        """A field of the nodes that see sky, on the whole grid."""
        out = np.zeros(self.depth.shape)
        out[self.nodes] = values
        return out

    def above(self, values: Floats, level: float) -> list[Outline]:
        """Outlines of where a field of the nodes that see sky is above a level."""
        return self.grid.above(self.spread(values), level)

    @cached_property
    def mm(self) -> tuple[Floats, Floats]:
        """Each such node, mm."""
        return self.grid.x[self.nodes], self.grid.y[self.nodes]

    @cached_property
    def x(self) -> Floats:
        """x of each such node, in sizes from the centre."""
        return np.asarray((self.mm[0] - self.tear.ground.centre[0]) / self.tear.size)

    @cached_property
    def y(self) -> Floats:
        """y of each such node, in sizes from the centre."""
        return np.asarray((self.mm[1] - self.tear.ground.centre[1]) / self.tear.size)

    @cached_property
    def inner(self) -> Floats:
        """0 at the rim, 1 well within, smooth: light keeps off the rim, so the rim is deep."""
        x = np.clip((self.depth[self.nodes] - 0.02) / 0.30, 0, 1)
        return np.asarray(x * x * (3 - 2 * x))

    @cached_property
    def flow(self) -> tuple[Floats, Floats]:
        """Where each node's cloud came from: the plane, stirred twice."""
        stir = Noise(self.tear.chance("stir"))
        x = self.x + 0.13 * stir.fbm(self.x * 3.4, self.y * 3.4, 2)
        y = self.y + 0.13 * stir.fbm(self.x * 3.4 + 41.3, self.y * 3.4 + 17.9, 2)
        return x + 0.03 * stir(x * 8, y * 8), y + 0.03 * stir(x * 8 + 5.2, y * 8 + 9.7)

    @cached_property
    def thread(self) -> Floats:
        """0 to 1 where cloud is drawn out into bright threads."""
        x, y = self.flow
        ridge = Noise(self.tear.chance("thread")).ridged(x * 8.5, y * 8.5, 4, 0.6)
        return np.asarray(np.clip((ridge - 0.62) / 0.30, 0, 1) ** 1.4)

    @cached_property
    def lane(self) -> Floats:
        """0 to 1 where dust lies before the cloud."""
        x, y = self.flow
        ridge = Noise(self.tear.chance("lanes")).ridged(x * 4.6 + 7, y * 4.6 - 3, 3)
        return np.asarray(np.clip((ridge - 0.74) / 0.18, 0, 1) * self.feeling.birth(0.3, 0.5))

    @cached_property
    def cloud(self) -> Floats:
        """How bright the nebula is at each node, about 0 to 1: billows, threads drawn out of them, dust before them."""
        x, y = self.flow
        b = np.clip((Noise(self.tear.chance("billow")).fbm(x * 7, y * 7, 4, 0.58) + 0.30) / 0.75, 0, 1)
        b = b * b * (3 - 2 * b)
        near = ((self.mm[0] - self.focus[0][0]) ** 2 + (self.mm[1] - self.focus[0][1]) ** 2) / self.tear.size**2
        lit = 0.10 + 0.54 * b + 0.62 * self.thread * (0.25 + 0.75 * b) + 0.26 * np.exp(-near / 0.13**2)
        return np.asarray((lit + 0.3 * self.scene.veil) * (1 - (0.8 - 0.3 * self.scene.veil) * self.lane))

    @cached_property
    def hue(self) -> Floats:
        """Which family each node's cloud belongs to, 0..2, in drifts along the tear; threads run ahead of theirs."""
        c = self.tear.chance("hue")
        turn = c.uniform(0, 1)
        flip = 1 if c.random() < 0.5 else -1
        x, y = self.flow
        drift = 4.2 * Noise(c).fbm(x * 3.2, y * 3.2, 3)
        return np.asarray(1.05 + 1.05 * np.sin(2 * np.pi * (0.9 * flip * self.y + turn) + drift + self.thread))

    def ramp(self, k: int) -> Ramp:
        """The ramp of a family: a dying star's sky, and a pastel one, keep some of their hues however grey the mood.

        Skin shows through pale ink, and would turn it into more skin.
        """
        seen = self.feeling.ramp(*self.scene.families[k])
        if (self.scene.event != "dying" and self.scene.veil < 0.5) or not self.feeling.style.colour:
            return seen
        return Ramp(tuple(mix(seen(i / 2), c, 0.55) for i, c in enumerate(self.scene.families[k])))

    @cached_property
    def focus(self) -> tuple[Points, float]:
        """Where the event is, mm, and how far from the lips."""
        c = self.tear.chance("focus")
        along = c.uniform(0.40, 0.60)
        return self.tear.middle(along), self.tear.room(along)

    def nebulae(self) -> Shapes:
        """Clouds in three families of hue: each a stack of thin films, brighter the thicker the cloud."""
        out: Shapes = []
        amount = self.cloud * self.scene.cloud * self.inner - 0.6 * (1 - self.feeling.birth(0.06, 0.7))
        films = LEVELS[0 if self.tear.detail < 1 else 1 + (self.feeling.full > 250)]
        for k in range(3):
            share = np.clip(1.3 * np.exp(-(((self.hue - k) / 0.6) ** 2)), 0, 1)
            ramp = self.ramp(k)
            for level in np.linspace(0.10, 0.88, films).tolist():
                out.append(
                    filled(
                        self.above(amount * share, level), ramp(min(level * 1.1, 1)), (0.17 + 0.22 * level) * 9 / films
                    )
                )
        return out

    @cached_property
    def field(self) -> tuple[Points, Floats]:
        """Small stars by a power law of size, more of them where there is cloud: places, and radii or 0, mm."""
        c = self.tear.chance("stars")
        n = int(STARS * self.tear.detail)
        where = self.tear.ground.centre + (c.random((n, 2)) - 0.5) * np.array([0.75, 1.0]) * self.tear.size
        size = np.minimum(0.0009 * c.random(n) ** -0.36, 0.0034)
        born, keep = 0.10 + 0.75 * c.random(n), c.random(n)
        near = self.grid.at(where, self.depth)
        lit = np.clip(0.30 + 0.9 * self.grid.at(where, self.spread(self.cloud)), 0.2, 1)
        radius = size * self.feeling.births(born, 0.2) * np.clip((near - 0.08) / 0.12, 0, 1)
        radius = radius * self.tear.size * np.clip((lit * self.scene.stars - keep) / 0.1, 0, 1)
        return where, np.where(radius > 0.02, radius, 0)

    def stars(self) -> Shapes:
        """Stars of every size; the brightest with a halo, two of them with rays."""
        where, radius = self.field
        n = int(STARS * self.tear.detail)
        out: Shapes = []
        for k, color in enumerate(("#ffffff", "#d4e4ff", "#ffe8c4", "#ffd6ec")):
            pick = (np.arange(n) % 9 >= 3 * k) & (np.arange(n) % 9 < 3 * k + 3) & (radius > 0)
            out += pricks(where[pick], radius[pick], mix("#ffffff", self.feeling.tint(color), 0.8))
        for place, reach, rayed, _ in self.bright:
            halo = mix("#ffffff", self.ramp(1)(0.75), 0.5)
            out.append(
                filled(dots(place[None], reach), radial(place, reach, (0, halo, 0.9), (0.35, halo, 0.35), (1, halo, 0)))
            )
            out.append(filled(dots(place[None], reach * 0.2), "#ffffff"))
            if rayed:
                out.append(filled(_rays(place, reach * 1.9, reach * 0.055, 0.0), "#ffffff", 0.95))
        return out

    @cached_property
    def bright(self) -> list[tuple[Points, float, bool, float]]:
        """The brightest stars: place, reach in mm, whether it has rays, and how far it has swelled in."""
        c = self.tear.chance("bright")
        out = []
        n = int(22 * max(self.scene.stars, 0.5))
        for k in range(n):
            along, across = 0.16 + 0.68 * ((k * 0.6180339 + c.uniform(0, 0.08)) % 1), c.uniform(-0.62, 0.62)
            size, born = (0.017, 0.30) if k < 2 else (c.uniform(0.005, 0.011), 0.22 + 0.6 * c.random())
            swell = self.feeling.birth(born, 0.25)
            place = self.tear.at(along, across)
            clear = np.hypot(*(place - self.focus[0])) > 0.5 * self.focus[1]
            if swell > 0.02 and clear:
                out.append((place, size * swell * self.tear.size, k < 2 or self.scene.event == "blaze", swell))
        return out

    def event(self) -> Shapes:
        """What happens in the middle, and the far galaxies beside it."""
        centre, room = self.focus
        kind = self.scene.event
        c = self.tear.chance("spirals")
        first, flip = c.uniform(0.20, 0.28), c.random() < 0.5
        out: Shapes = []
        places = ((first, 0.24, 0.80), (c.uniform(0.72, 0.80), 0.50, 0.62))
        if kind == "pair":
            places = ((0.20, 0.10, 1.0), (0.80, 0.14, 1.0))
            out += self._bridge(0.20, 0.80)
        for k, (along, born, share) in enumerate(places):
            if kind in ("hole", "wrath") or (kind in ("dying", "") and k == 1):
                continue
            at = 1 - along if flip else along
            aside = c.uniform(-0.25, 0.25) * (kind != "pair")
            out += self._spiral(k, self.tear.at(at, aside), self.tear.room(at) * 0.8 * share, born)
        reach = min(room * 0.9, 0.14 * self.tear.size)
        if not kind:
            return out
        if kind == "hole":
            return out + self._hole(centre, reach)
        if kind == "dying":
            return out + self._dying(centre, reach)
        if kind == "pair":
            return out
        if kind == "chart":
            return out + self._chart(centre, reach)
        return out + self._supernova(centre, reach)

    def _spiral(self, number: int, centre: Points, radius: float, born: float) -> Shapes:
        """A spiral galaxy: a tilted disc with two arms, logarithmic, of clouds and stars round a warm heart."""
        c = self.tear.chance("spiral", number)
        tilt, turn, hand = c.uniform(0.38, 0.72), c.uniform(0, np.pi), 1 if c.random() < 0.5 else -1
        swell = self.feeling.birth(born, 0.35)
        radius *= 0.3 + 0.7 * swell
        if swell <= 0.02:
            return []
        spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])

        def place(r: Floats, theta: Floats) -> Points:
            return np.asarray(np.column_stack([r * np.cos(theta), r * np.sin(theta) * tilt]) @ spin.T + centre)

        def disc(share: float) -> list[Outline]:
            r = radius * share
            return ellipses(centre[None], np.array([r]), np.array([r * tilt]), np.array([turn]))

        cool, hot, warm = self.ramp(1), self.ramp(2), self.feeling.tint(self.scene.warm)
        out: Shapes = [filled(disc(1.10 - 0.10 * k), VOID, 0.14 * swell) for k in range(5)]
        out += [filled(disc(0.96 - 0.12 * k), mix(cool(0.40), hot(0.45), k / 6), 0.15 * swell) for k in range(7)]
        wound, n = 2.7 * np.pi, 44
        theta = np.linspace(0.2 * np.pi, wound, n)
        noise = Noise(c)
        r = radius * 0.97 * np.exp(-0.27 * (wound - theta))
        shade = np.sin(np.linspace(0.10, 1, n) * np.pi * 0.985) ** 0.6
        for arm in (0.0, np.pi):
            for wide, color, strength in (
                (0.52, cool(0.45), 0.26),
                (0.36, mix(cool(0.60), hot(0.55), 0.5), 0.30),
                (0.22, cool(0.80), 0.34),
                (0.09, mix(hot(0.9), "#ffffff", 0.5), 0.42),
            ):
                uneven = 1 + 0.45 * noise(theta * 2.2, theta * 0 + 9 * arm + 7 * wide)
                band = ribbon(place(r, hand * theta + arm), r * wide * shade * uneven * 0.8)
                out.append(filled(polyline(band), color, strength * swell))
        m = 190
        t = c.random(m) ** 0.6
        angle = wound * t
        far = radius * 0.97 * np.exp(-0.27 * (wound - angle)) * (1 + c.normal(0, 0.11, m))
        spots = place(far, hand * angle + np.pi * (np.arange(m) % 2))
        size = radius * 0.012 * (0.4 + 1.7 * c.random(m) ** 4) * swell
        for k, color in enumerate(("#ffffff", hot(0.85))):
            pick = ((np.arange(m) // 2 % 3 == 2) == bool(k)) & (size > 0.012)
            out += pricks(spots[pick], size[pick] * (1.3 if k else 1), color)
        out += [filled(disc(0.32 - 0.053 * k), mix(warm, "#ffffff", k / 5), (0.20 + 0.1 * k) * swell) for k in range(6)]
        return out

    def _bridge(self, start: float, stop: float) -> Shapes:
        """A thread of light from one galaxy to the other, with knots of stars."""
        swell = self.feeling.birth(0.2, 0.6)
        c = self.tear.chance("bridge")
        u = np.linspace(start, stop, 80)
        line = smooth(np.array([self.tear.middle(float(v)) for v in u[::8]]), 80)
        side, room = normals(line), np.array([self.tear.room(float(v)) for v in u])
        sway, slack = Noise(c), np.sin(np.pi * np.linspace(0, 1, 80)) ** 0.7
        out: Shapes = []
        for k in range(7):
            aside = 0.62 * sway.fbm(u * 4.5 + 7.7 * k, u * 0 + 3.3 * k, 3) * slack * room * (0.4 + 0.16 * k)
            strand = line + side * aside[:, None]
            thin = 0.35 + 0.65 * np.abs(sway(u * 13, u * 0 + 5.1 * k))
            for wide, color, strength in ((0.020, self.ramp(k % 3)(0.55), 0.26), (0.007, self.ramp(k % 3)(0.85), 0.42)):
                broad = wide * self.tear.size * thin * swell * (1 - 0.75 * slack * (k > 1))
                out.append(filled(polyline(ribbon(strand, broad)), color, strength))
        n = 150
        v = c.random(n) * 79
        spots = np.column_stack([np.interp(v, np.arange(80), line[:, k]) for k in (0, 1)])
        spots = spots + c.normal(0, 0.011, (n, 2)) * self.tear.size
        size = self.tear.size * 0.0013 * (0.4 + c.random(n) ** 3 * 2.0) * swell
        return out + pricks(spots, np.maximum(size, 0.02), "#ffffff")

    def _shells(self, centre: Points, reach: float, name: str, shells: Sequence[tuple[float, str, float]]) -> Shapes:
        """Rags of cloud that a star has thrown off: (share of the reach, colour, born) of each shell."""
        dx, dy = self.mm[0] - centre[0], self.mm[1] - centre[1]
        far, angle = np.hypot(dx, dy) / reach, np.arctan2(dy, dx)
        rag = Noise(self.tear.chance(name))
        ragged = 1 + 0.42 * rag.fbm(np.cos(angle) * 1.5, np.sin(angle) * 1.5, 4, 0.6)
        broken = np.clip(0.62 + 1.1 * rag.fbm(np.cos(angle) * 1.1 + 9, np.sin(angle) * 1.1 + 4, 2), 0, 1)
        fibre = 0.25 + 0.9 * self.thread + 0.5 * rag.fbm(dx / reach * 5, dy / reach * 5, 3)
        out: Shapes = []
        for shell, color, born in shells:
            ring = np.exp(-(((far / ragged - shell) / 0.075) ** 2)) * fibre * broken * self.inner
            ring = ring * self.feeling.birth(born, 0.4)
            out += [filled(self.above(ring, level), color, 0.20 + 0.5 * level) for level in (0.18, 0.34, 0.54)]
        return out

    def _supernova(self, centre: Points, reach: float) -> Shapes:
        """A star that bursts: shells of cloud thrown off it, rays of uneven length, a heart too bright to look at."""
        c = self.tear.chance("supernova")
        swell = self.feeling.birth(0.02, 0.9)
        radius = reach * (0.32 + 0.68 * swell)
        wrath = self.scene.event == "wrath"
        warm, hot = self.feeling.tint(self.scene.warm), self.ramp(2)
        burst = self.feeling.birth(0.25, 0.5)
        out: Shapes = []
        out.append(
            filled(
                dots(centre[None], radius * 1.15),
                radial(
                    centre, radius * 1.15, (0, hot(0.8), 0.75 * burst), (0.4, hot(0.6), 0.36 * burst), (1, hot(0.5), 0)
                ),
            )
        )
        shells = ((0.82, self.ramp(0)(0.8), 0.45), (0.70, hot(0.9), 0.38), (0.62, warm, 0.34))
        out += self._shells(centre, reach, "supernova", shells)
        n = 54
        turns = 2 * np.pi * (np.arange(n) + c.uniform(-0.4, 0.4, n)) / n
        long = radius * (0.22 + 0.75 * c.random(n) ** (1.2 if wrath else 2.6)) * (0.3 + 0.7 * burst)
        away = heading(turns)
        side = np.column_stack([-away[:, 1], away[:, 0]]) * radius * (0.022 if wrath else 0.011)
        rays = [
            polyline(np.array([centre + s, centre + a * r, centre - s]))
            for a, r, s in zip(away, long, side, strict=True)
        ]
        out.append(filled(rays, mix(warm, "#ffffff", 0.3), 0.62 * burst))
        glow = radius * 0.46
        out.append(
            filled(
                dots(centre[None], glow),
                radial(
                    centre,
                    glow,
                    (0, "#ffffff"),
                    (0.28, mix(warm, "#ffffff", 0.5), 0.95),
                    (0.6, warm, 0.4),
                    (1, warm, 0),
                ),
            )
        )
        tilt = c.uniform(0.0, 0.5)
        out.append(filled(_rays(centre, radius * 1.05, radius * 0.035, tilt), "#ffffff"))
        out.append(filled(_rays(centre, radius * 0.52, radius * 0.03, tilt + np.pi / 4), "#ffffff", 0.9 * burst))
        return out

    def _dying(self, centre: Points, reach: float) -> Shapes:
        """A red star going out: swollen, dim at the edge, in the thin shells of its own breath."""
        swell = self.feeling.birth(0.02, 0.9)
        radius = reach * (0.22 + 0.20 * swell)
        ember, warm = (
            mix(self.feeling.tint("#c8432c"), "#c8432c", 0.75),
            mix(self.feeling.tint(self.scene.warm), self.scene.warm, 0.7),
        )
        out: Shapes = [
            filled(
                dots(centre[None], radius * 2.6),
                radial(centre, radius * 2.6, (0, ember, 0.6), (0.4, ember, 0.25), (1, ember, 0)),
            )
        ]
        pale, deep = self.ramp(1)(0.85), mix(ember, self.ramp(1)(0.6), 0.5)
        out += self._shells(centre, reach * 1.15, "shells", ((0.80, pale, 0.5), (0.66, pale, 0.4), (0.52, deep, 0.3)))
        # Hot only at its heart, and it has no edge any more.
        limb = ((0, mix(warm, "#ffffff", 0.45)), (0.22, warm), (0.5, ember, 0.95), (0.78, ember, 0.45), (1, ember, 0))
        return [*out, filled(dots(centre[None], radius * 1.35), radial(centre, radius * 1.35, *limb))]

    def _hole(self, centre: Points, reach: float) -> Shapes:
        """A black hole: nothing, and the thin bent light of what falls into it."""
        swell = self.feeling.birth(0.02, 0.9)
        radius = reach * (0.20 + 0.20 * swell)
        pale = mix(self.feeling.tint(self.scene.warm), self.scene.warm, 0.5)
        turn = self.tear.chance("disc").uniform(-0.45, 0.45)
        along, up = heading(turn), heading(turn - np.pi / 2)
        out: Shapes = [
            filled(
                dots(centre[None], radius * 2.6),
                radial(centre, radius * 2.6, (0, pale, 0.30), (0.45, pale, 0.16), (1, pale, 0)),
            )
        ]
        theta = np.linspace(0, 2 * np.pi, 90)
        for wide, strength in ((0.34, 0.18), (0.22, 0.28), (0.12, 0.5), (0.05, 0.9)):
            # The ring is brighter above, where the far side of the disc is bent over the hole.
            weight = 0.30 + 0.70 * np.clip(np.sin(theta), 0, 1) ** 1.2
            ring = centre + radius * 1.22 * (np.cos(theta)[:, None] * along + np.sin(theta)[:, None] * up)
            out.append(filled(polyline(ribbon(ring, radius * wide * weight)), pale, strength))
        out.append(filled(dots(centre[None], radius), "#010104"))
        v = np.linspace(-1, 1, 60)
        for wide, strength in ((0.30, 0.22), (0.18, 0.35), (0.09, 0.6), (0.035, 1.0)):
            line = centre + radius * (2.35 * v[:, None] * along - 0.20 * (1 - v[:, None] ** 2) * up)
            out.append(filled(polyline(ribbon(line, radius * wide * (1 - v**2) ** 0.8)), pale, strength))
        return out

    def _chart(self, centre: Points, reach: float) -> Shapes:
        """The sky as it is measured: a constellation, ruled, and the circles of an instrument."""
        c = self.tear.chance("chart")
        line, fine = self.feeling.line("mid") * 0.6, self.feeling.line("fine")
        along = np.linspace(0.13, 0.87, 9) + c.uniform(-0.02, 0.02, 9)
        across = np.where(np.arange(9) % 2 == 0, 1, -1) * c.uniform(0.12, 0.55, 9)
        across[4] = 0
        nodes = np.array([self.tear.at(float(a), float(x)) for a, x in zip(along, across, strict=True)])
        nodes[4] = centre
        order = np.argsort(np.abs(np.arange(9) - 4), kind="stable")
        born = np.empty(9)
        born[order] = np.linspace(0.02, 0.55, 9)
        swell = self.feeling.births(born, 0.25)
        rules, rings, stars = [], [], []
        for a, b in [(k, k + 1) for k in range(8)] + [(2, 4), (4, 6)]:
            grown = float(min(swell[a], swell[b]))
            if grown > 0.03:
                near, distant = (nodes[a], nodes[b]) if abs(a - 4) < abs(b - 4) else (nodes[b], nodes[a])
                rules.append(
                    polyline(
                        ribbon(
                            np.array([near, near + (distant - near) * grown]), min(line * 0.7, 0.004 * self.tear.size)
                        )
                    )
                )
        for node, grown in zip(nodes, swell, strict=True):
            r = self.tear.size * 0.009 * float(grown)
            if r > 0.05:
                stars.append(_rays(node, r * 1.5, r * 0.32, 0.0))
                rings.append((node, r * 2.1 * self.feeling.birth(0.3, 0.3)))
        out: Shapes = []
        shown = self.feeling.birth(0.4, 0.4)
        if shown > 0.03:
            for share in (0.62, 0.80, 0.86):
                out.append(stroked(dots(centre[None], reach * share * shown), "#ffffff", fine * 1.2, 0.75))
            turns = np.linspace(0, 2 * np.pi, 72, endpoint=False)
            deep = np.where(np.arange(72) % 6 == 0, 0.70, 0.77)
            ticks = [
                polyline(ribbon(centre + heading(float(t)) * np.array([[d], [0.80]]) * reach * shown, fine))
                for t, d in zip(turns, deep, strict=True)
            ]
            out.append(filled(ticks, "#ffffff", 0.75))
        out.append(filled(rules, "#ffffff", 0.9))
        out += [stroked(dots(node[None], r), "#ffffff", fine * 1.2, 0.8) for node, r in rings if r > 0.05]
        out.append(filled([s for star in stars for s in star], "#ffffff"))
        return out

    def pen(self) -> Shapes:
        """The stars in line alone: dots, and needles for the bright ones."""
        fine = self.feeling.line("fine")
        places = np.array([place for place, *_ in self.bright]).reshape(-1, 2)
        reach = np.array([reach for _, reach, *_ in self.bright])
        needles = [o for p, r in zip(places, reach, strict=True) for o in _rays(p, 1.3 * r, 0.10 * r, 0.0)]
        centre, room = self.focus
        radius = min(room * 0.9, 0.14 * self.tear.size) * (0.3 + 0.7 * self.feeling.birth(0.02, 0.9))
        needles += _rays(centre, radius, radius * 0.07, 0.2) + _rays(
            centre, radius * 0.55, radius * 0.06, 0.2 + np.pi / 4
        )
        where, size = self.field
        some = np.flatnonzero((size > 0) & (np.arange(len(size)) % 3 == 0))
        return [filled(needles, BLACK), *pricks(where[some], np.maximum(size[some], 0.6 * fine), BLACK)]

    def pierced(self) -> Shape | None:
        """The void in solid black, its stars left bare."""
        where, size = self.field
        some = np.flatnonzero((size > 0) & (np.arange(len(size)) % 2 == 0))
        holes = [o for p, reach, *_ in self.bright for o in _rays(p, reach * 1.6, 0.16 * reach, 0.0)]
        centre, room = self.focus
        radius = min(room * 0.9, 0.14 * self.tear.size) * (0.3 + 0.7 * self.feeling.birth(0.02, 0.9))
        holes += _rays(centre, radius, radius * 0.10, 0.2)
        far = np.hypot(*(where[some] - centre).T) > radius
        holes += dots(where[some][far], 1.5 * size[some][far])
        return filled([*outlines(self.tear.sky), *(Outline(o.points[::-1], o.closed, o.curved) for o in holes)], BLACK)

    def lattice(self, n: int) -> Points:
        """n places spread evenly over the mark's box, mm, always the same for the same seed."""
        # M. Roberts, "The unreasonable effectiveness of quasirandom sequences" (2018): the plastic number's powers.
        k = np.arange(n)[:, None]
        even = (0.5 + k * np.array([0.7548776662, 0.5698402910])) % 1
        jitter = self.tear.chance("lattice").normal(0, 0.07 / np.sqrt(n), (n, 2))
        return np.asarray(self.tear.ground.centre + (even + jitter - 0.5) * np.array([0.8, 1.0]) * self.tear.size)

    def stipple(self) -> Shapes:
        """The sky in dots of one black: crowded where it is void, sparse where there is cloud, none at a star."""
        where = self.lattice(8600)
        near = self.grid.at(where, self.depth)
        lit = self.grid.at(where, self.spread(self.cloud * self.inner)) * self.feeling.birth(0.06, 0.7)
        radius = 0.0050 * self.tear.size * np.sqrt(np.clip(1.0 - 1.15 * lit, 0.0, 1)) * np.clip(near / 0.06, 0, 1)
        for place, reach, *_ in [*self.bright, (self.focus[0], 0.35 * self.focus[1], True, 1.0)]:
            radius = radius * np.clip(np.hypot(*(where - place).T) / (0.8 * reach) - 0.2, 0, 1)
        shown = radius > 0.04
        return pricks(where[shown], radius[shown], BLACK)

    def facets(self) -> Shapes:
        """The nebulae as cut glass: triangles, each of one colour, with the void between."""
        where = self.lattice(420)
        corners = where[facets(where)]
        middle = corners.mean(1)
        grown = self.feeling.birth(0.06, 0.7)
        lit = self.grid.at(middle, self.spread(self.cloud)) * self.scene.cloud
        hue = np.clip(np.round(self.grid.at(middle, self.spread(self.hue))), 0, 2).astype(int)
        shrink = np.clip((self.grid.at(middle, self.depth) - 0.22) / 0.3, 0, 1) * grown * 0.96
        tone = np.round(np.clip(lit, 0.05, 0.95) * 10) / 10
        out: Shapes = []
        for k in range(3):
            for level in np.unique(tone):
                some = np.flatnonzero((hue == k) & (tone == level) & (shrink > 0.02))
                made = [polyline(middle[i] + (corners[i] - middle[i]) * shrink[i]) for i in some]
                out.append(filled(made, mix(VOID, self.ramp(k)(float(level)), min(1.0, 0.35 + float(level)))))
        return out

    def bleed(self) -> Shapes:
        """Colour that ran out over the skin."""
        out: Shapes = []
        for k, far in enumerate((0.045, 0.03, 0.016)):
            run = Noise(self.tear.chance("bleed", k))
            edge = self.tear.outline
            middle = self.tear.path.mean(0)
            x, y = ((edge - middle) / self.tear.size * 7).T
            away = normals(np.concatenate([edge, edge[:1]]))[:-1]
            way = away * (far * self.tear.size * (0.6 + 1.4 * run.fbm(x, y, 3)) * self.feeling.birth(0.1, 0.6))[:, None]
            spot = area(edge + way if float(((edge - middle) * away).sum()) > 0 else edge - way)
            out.append(filled(simplify(spot, 0.001 * self.tear.size), self.ramp(k)(0.5), 0.26))
        return out

    def radiance(self) -> Shapes:
        """Light on the heart of the sky, and on pastel clouds, which skin would else turn into skin."""
        out: Shapes = []
        if self.scene.event in ("supernova", "blaze", "wrath"):
            centre, room = self.focus
            far = 0.9 * min(room * 0.9, 0.14 * self.tear.size) * (0.3 + 0.7 * self.feeling.birth(0.02, 0.9))
            light = 0.28 * self.feeling.mood.light.glow * self.feeling.birth(0.25, 0.5)
            out.append(filled(dots(centre[None], far), radial(centre, far, (0, "#ffffff", light), (1, "#ffffff", 0))))
        if self.scene.veil >= 0.5:
            amount = self.cloud * self.inner - 0.6 * (1 - self.feeling.birth(0.06, 0.7))
            for k in range(3):
                share = np.clip(1.3 * np.exp(-(((self.hue - k) / 0.6) ** 2)), 0, 1)
                for level in (0.2, 0.34, 0.48, 0.62, 0.76):
                    out.append(filled(self.above(amount * share, level), self.ramp(k)(0.5 + 0.4 * level), 0.08))
        return out

    def glitter(self) -> Shapes:
        """Light on the brightest stars, and on small ones too where the sky itself is light."""
        out: Shapes = [filled([o for p, r, *_ in self.bright for o in dots(p[None], 0.16 * r)], "#ffffff", 0.8)]
        if self.scene.event in ("supernova", "blaze", "wrath"):
            heart = 0.05 * min(self.focus[1], 0.14 * self.tear.size)
            out.append(filled(dots(self.focus[0][None], heart), "#ffffff", 0.8))
        if self.scene.veil >= 0.5:
            where, size = self.field
            some = np.flatnonzero((size > 0) & (np.arange(len(size)) % 2 == 0))
            out += pricks(where[some], 0.8 * size[some], "#ffffff")
        return out


def _rays(centre: Points, reach: float, half: float, turn: float) -> list[Outline]:
    """The four rays of a bright star, as thin as needles: one outline."""
    turns = turn + np.arange(16) * np.pi / 8
    far = np.tile([reach, 0.27 * reach, half * 1.2, 0.27 * reach], 4)
    far[[4, 12]] *= 0.72
    away = heading(turns)
    spots = away * far[:, None]
    # Beside each ray's middle it is already half as thin as at its root.
    for k in range(0, 16, 4):
        ahead = away[k]
        side = np.array([-ahead[1], ahead[0]]) * half * 0.42
        spots[(k + 1) % 16], spots[k - 1] = ahead * 0.27 * far[k] + side, ahead * 0.27 * far[k] - side
    return [polyline(centre + spots)]


def _raw(feeling: Feeling, natural: str) -> str:
    """A colour of raw skin: it answers the mood less than the sky does."""
    seen = feeling.tint(natural)
    return seen if feeling.mood.chroma == 0 else mix(seen, natural, 0.6)


def _wound(tear: Tear) -> tuple[Shapes, Shapes, Shapes, Shapes]:
    """The torn skin: its shading, the raw edge, flaps and shreds, and the lines."""
    feeling = tear.feeling
    flesh, dermis = _raw(feeling, FLESH), _raw(feeling, DERMIS)
    mid, fine = feeling.line("mid"), feeling.line("fine")
    lines: list[Outline] = []
    skin: Shapes = []
    raw: Shapes = []
    body: Shapes = []
    coarse = 0.0007 * tear.size
    whole = union([tear.hole, *(area(np.concatenate([i, o[::-1]])) for _, i, o, _ in tear.flaps)])
    for k, strength in ((0.016, 0.12), (0.009, 0.16), (0.004, 0.18)):
        drop = -LIGHT * k * tear.unit
        moved = [
            area(tear.outline + drop * 0.7),
            *(area(np.concatenate([i, (o + drop)[::-1]])) for _, i, o, _ in tear.flaps),
        ]
        skin.append(filled(simplify(minus(union(moved), whole), coarse), flesh, strength * feeling.birth(0.05, 0.4)))
    for side in (1, -1):
        crest, lip = tear.crest(side), tear.lip(side)
        dark = np.clip(0.5 + 0.62 * (tear.normal * side) @ LIGHT, 0, 1)[:, None]
        one = np.ones_like(dark)
        raw.append(filled(simplify(area(_strip(crest, lip, 0.12 * one, one)), coarse), dermis, 0.36))
        for k in (1, 2):
            deep = _strip(crest, lip, np.clip(1 - 0.26 * k - 0.26 * k * dark, 0, 1), one)
            raw.append(filled(simplify(area(deep), coarse), flesh, 0.42))
        taper = np.clip(np.minimum(tear.u, 1 - tear.u) / 0.12, 0.10, 1)
        edging = area(ribbon(crest, (0.14 + 0.75 * dark[:, 0] ** 1.5) * mid * taper))
        lines += outlines(simplify(edging, 0.3 * coarse))
    for r, fold, edge, broad in tear.flaps:
        lit = float(tear.normal[tear.index(r.at)] @ LIGHT) * r.side
        near, far = 0.5 + 0.5 * lit, 0.5 - 0.5 * lit
        # A roll of skin: dark where it turns under, lit along its crest, raw towards its torn edge.
        foot = (fold[0] + fold[-1]) / 2
        high = edge[int(np.argmax(broad))] - fold[int(np.argmax(broad))]
        across = high - (fold[-1] - fold[0]) * float(high @ (fold[-1] - fold[0])) / max(
            float(((fold[-1] - fold[0]) ** 2).sum()), 1e-9
        )
        tones = (
            (0.0, flesh, 0.45 + 0.45 * near),
            (0.16, flesh, 0.20 + 0.40 * near),
            (0.42, dermis, 0.16 + 0.22 * near),
            (0.66, dermis, 0.30 + 0.10 * far),
            (1.0, flesh, 0.30 + 0.45 * far),
        )
        body.append(filled(polyline(np.concatenate([fold, edge[::-1]])), linear(foot, foot + across, *tones)))
        thick = np.clip(broad / mid, 0, 1) * mid
        lines.append(polyline(ribbon(edge, 0.8 * thick * (0.45 + 0.55 * far) + 0.02)))
        lines.append(polyline(ribbon(fold, thick * 0.8 + 0.02)))
        c = tear.chance("fibres", r.side, r.number)
        for i in range(3, len(fold) - 3):
            start, stop, chosen = c.uniform(0, 0.05), c.uniform(0.12, 0.6) ** 1.4, c.random() < 0.34
            shown = float(np.clip(broad[i] / fine / 4 - 1, 0, 1))
            if chosen and shown > 0:
                run = fold[i] + (edge[i] - fold[i]) * np.linspace(start, stop, 3)[:, None]
                lines.append(polyline(ribbon(run, np.array([1, 0.8, 0.1]) * fine * shown)))
    for r in tear.rips:
        swell = feeling.birth(r.born + 0.1, 0.3)
        if swell > 0.02:
            crest, i = tear.crest(r.side), tear.index(r.at)
            c = tear.chance("crack", r.side, r.number)
            ahead = crest[i] - (crest[i - 2] + crest[i + 2]) / 2
            turns = np.arctan2(ahead[1], ahead[0]) + np.cumsum(c.normal(0, 0.3, 7))
            run = crest[i] + np.concatenate([[[0, 0]], np.cumsum(heading(turns), axis=0)]) * (
                0.3 * r.reach * tear.unit * swell / 7
            )
            lines.append(polyline(ribbon(run, np.linspace(0.9, 0.05, 8) * mid * swell)))
    for p, w in tear.shreds:
        n, edge = len(p), ribbon(p, w)
        body.append(
            filled(polyline(edge), linear(p[0], p[-1], (0, dermis, 0.55), (0.5, dermis, 0.32), (1, flesh, 0.7)))
        )
        away = np.where(normals(p) @ LIGHT < 0, 1.0, -1.0)
        rim = p + normals(p) * (away * w * 0.5)[:, None]
        for share in (0.6, 0.3):
            body.append(
                filled(polyline(_strip(rim, p - (rim - p), np.zeros((n, 1)), np.full((n, 1), share))), flesh, 0.28)
            )
        lines += [polyline(ribbon(e, np.linspace(0.7, 0.25, n) * mid)) for e in (edge[:n], edge[n:][::-1])]
    return skin, raw, body, [filled(lines, BLACK)]


def _lip_lines(tear: Tear) -> Shapes:
    """The inner edge of the raw skin, in fine line."""
    fine = tear.feeling.line("fine")
    return [filled([polyline(ribbon(tear.lip(side), fine)) for side in (1, -1)], BLACK)]


def _strip(a: Points, b: Points, lo: Floats, hi: Floats) -> Points:
    """The strip between two shares (n, 1) of the way from one line to another."""
    return np.concatenate([a + (b - a) * lo, (a + (b - a) * hi)[::-1]])


def _overhang(tear: Tear) -> Shapes:
    """The shadow that the upper lip drops into the hole: soft, in steps."""
    out: Shapes = []
    for k in (0.007, 0.017, 0.032):
        moved = area(tear.lips - LIGHT * k * tear.unit * (0.4 + 0.6 * tear.feeling.intensity))
        out.append(filled(simplify(minus(tear.sky, moved), 0.0007 * tear.size), "#010006", 0.40))
    return out


def _round(one: Layer, ground: Ground) -> Layer:
    """The layer on a ground that closes on itself: what leaves at one side comes in at the other."""
    out = [_shifted(shape, turn * ground.width, ground.width) for turn in (0, 1, -1) for shape in one.shapes]
    return layer(one.name, one.ink, out)


def _shifted(shape: Shape, by: float, width: float) -> Shape | None:
    """A shape moved along x, or what of its outlines then lies between 0 and width; None if none does."""
    fill = shape.fill
    if isinstance(fill, Radial):
        fill = replace(fill, centre=(fill.centre[0] + by, fill.centre[1]))
    elif isinstance(fill, Linear):
        fill = replace(fill, start=(fill.start[0] + by, fill.start[1]), end=(fill.end[0] + by, fill.end[1]))
    moved = (
        [Outline(o.points + np.array([by, 0.0]), o.closed, o.curved) for o in shape.outlines] if by else shape.outlines
    )
    seen = tuple(o for o in moved if o.points[:, 0].max() > 0 and o.points[:, 0].min() < width)
    return replace(shape, fill=fill, outlines=seen) if seen else None
