"""A sewing needle whose thread sews the skin, stitch by stitch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    band,
    curve,
    filled,
    frame,
    heading,
    length,
    normals,
    oklch,
    polyline,
    pricks,
    resample,
    smooth,
    stroked,
    tangents,
    taper,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

Floats = NDArray[np.float64]

# The needle's own frame: x from its butt at 0 to its tip at 1, its length the unit of everything.
EYE, EYE_LONG, EYE_WIDE = 0.105, 0.074, 0.27
"""The eye: where its middle is, half its length, and half its width in widths of the needle."""
STITCH, GUIDED_STITCH = 0.14, 0.145
"""Length of a stitch, on free ground and on a line over the body."""
SHORTEST = 0.30
"""Length of the seam when the mark is new."""

FILLS = {"none", "black", "dots", "wax"}
"""Styles that are drawn here: where they have no colour, the thread is one black line."""

INK = "#15110f"
STEEL = "#c9d1d8"
CRIMSON = ("#b81433",)
RAINBOW = ("#d81e3e", "#f07f1a", "#f4c11e", "#2fae62", "#1f83dc", "#8a42cc")
NIGHT = ("#6a3fc0", "#2f6fd8", "#22a6b8", "#c04fb0")
PASTEL = ("#f08fa8",)
LIGHT = np.array([-0.55, -0.835])
"""Towards the light: above, a little to the left."""


@dataclass(frozen=True)
class Loop:
    """Thread above the skin, in stitches along and across the seam; `closed` when it comes back to its hole.

    over: share of it, from each end, that passes over what was sewn before.
    """

    points: Points
    closed: bool = False
    over: float = 0.0


Stitch = Callable[[int, np.random.Generator], list[Loop]]
"""The k-th stitch of a seam, between 0 and 1 along it."""


def _points(*points: tuple[float, float]) -> Points:
    return np.array(points)


# Half of a chain stitch: from its hole out and round its own tip, which the next stitch holds down.
_HALF = _points((0.0, 0.03), (0.22, 0.11), (0.52, 0.205), (0.84, 0.255), (1.07, 0.20), (1.19, 0.09), (1.215, 0.0))


def _teardrop(half: Points, k: int, r: np.random.Generator) -> Loop:
    """Fuller at one side than at the other, in turns, as the hand swings to and fro."""
    fuller = r.uniform(0.02, 0.16) * (1 if k % 2 else -1)
    sides = [half * [1, side * (1 + side * fuller) * r.uniform(0.95, 1.05)] for side in (1, -1)]
    return Loop(smooth(np.concatenate([sides[0], sides[1][-2::-1]]), 15), over=0.24)


def chain(k: int, r: np.random.Generator) -> list[Loop]:
    """A slim teardrop out of the tip of the one before."""
    return [_teardrop(_HALF, k, r)]


def twisted(k: int, r: np.random.Generator) -> list[Loop]:
    """Chain stitch whose two strands cross where they come up."""
    return [_teardrop(np.concatenate([_points((-0.04, -0.13), (0.16, -0.04), (0.36, 0.12)), _HALF[2:]]), k, r)]


def cable(k: int, r: np.random.Generator) -> list[Loop]:
    """Shorter teardrops with a strand of thread between one and the next."""
    return [Loop(_points((-0.02, 0.0), (0.18, 0.02), (0.36, 0.0))), _teardrop(_HALF * [0.66, 0.92] + [0.34, 0.0], k, r)]


def torn(k: int, r: np.random.Generator) -> list[Loop]:
    """Chain stitch with loops missing, and others snapped, whose ends stand off the skin."""
    if k % 7 in (3, 4):
        return []
    if k % 7 not in (2, 5):
        return chain(k, r)
    side = 1 if r.random() < 0.5 else -1
    end = r.uniform(0.5, 1.0)
    free = [(0.0, 0.0), (0.3, 0.18), (0.6, 0.2), (0.8, 0.5), (0.7, 0.9), (0.95, 0.9 + end), (0.8, 1.2 + end)]
    return [
        Loop(smooth(_points(*free) * [1, side], 12)),
        Loop(smooth(_points((0.0, 0.0), (0.3, -0.16), (0.62, -0.24), (0.9, -0.5)) * [1, side], 8)),
    ]


def running(k: int, r: np.random.Generator) -> list[Loop]:
    """A short stitch and a gap."""
    return [Loop(_points((0.10, 0.0), (0.4, 0.03), (0.78, 0.0)))]


def reaching(k: int, r: np.random.Generator) -> list[Loop]:
    """Long stitches with long gaps between them."""
    part = k % 3
    return (
        [] if part == 2 else [Loop(_points((0.08 if part == 0 else 0.0, 0.0), (0.5, 0.02), (1.0 - 0.35 * part, 0.0)))]
    )


def hearts(k: int, r: np.random.Generator) -> list[Loop]:
    """Running stitch with a small heart now and then."""
    if k % 4 != 2:
        return running(k, r)
    half = _points((1.10, 0.0), (0.74, 0.34), (0.34, 0.62), (-0.02, 0.56), (-0.10, 0.24), (0.16, 0.0))
    return [Loop(smooth(np.concatenate([half, (half * [1, -1])[-2:0:-1]]), 20, closed=True), closed=True)]


def starry(k: int, r: np.random.Generator) -> list[Loop]:
    """Chain stitch with stars and knots scattered beside it."""
    loops = chain(k, r)
    if k % 3 == 1:
        at = np.array([0.5, (1 if k % 2 else -1) * r.uniform(0.75, 1.15)])
        turn = r.uniform(0, np.pi)
        if k % 2:
            size = r.uniform(0.40, 0.52)
            spokes = heading(turn + np.arange(3) * np.pi / 3) * size
            loops += [Loop(np.stack([at - spoke, at + spoke])) for spoke in spokes]
        else:
            a = np.linspace(0, 3.4 * np.pi, 12)
            loops.append(Loop(at + heading(turn + a) * (0.15 - 0.10 * a / a[-1])[:, None]))
    return loops


def overcast(k: int, r: np.random.Generator) -> list[Loop]:
    """Tight slanting stitches whose ends are pulled to barbs."""
    loops = []
    for x in (0.06, 0.56):
        reach = r.uniform(0.34, 0.58)
        loops.append(Loop(_points((x - 0.10, reach), (x + 0.22, -reach))))
        loops.append(Loop(_points((x + 0.40, -reach + 0.2), (x + 0.22, -reach), (x + 0.10, -reach + 0.24))))
    return loops


def sutures(k: int, r: np.random.Generator) -> list[Loop]:
    """Coarse stitches across a wound, uneven, some of them gone."""
    if k % 2 or k % 10 == 6:
        return []
    high, low = r.uniform(0.6, 0.95, 2)
    lean = r.uniform(-0.2, 0.2)
    loops = [Loop(_points((0.5 + lean, -high), (0.5 - lean, low)))]
    if k % 6 == 2:
        loops.append(Loop(_points((0.5 - lean, -0.8 * low), (0.5 + lean + 0.25, 0.9 * high))))
    # Knotted at one side, its two ends cut short.
    return [*loops, Loop(_points((0.38 - lean, low + 0.22), (0.5 - lean, low), (0.66 - lean, low + 0.16)))]


def crossed(k: int, r: np.random.Generator) -> list[Loop]:
    """Herringbone: long stitches that cross near their ends."""
    side = 1 if k % 2 else -1
    return [Loop(_points((-0.24, -0.34 * side), (1.24, 0.34 * side)))]


CHAINS: tuple[Stitch, ...] = (chain, cable, chain, twisted)
"""Kinds that a seed may have where a feeling sews in chain stitch."""


@dataclass(frozen=True)
class Manner:
    """How a feeling sews. thick: of the thread. sway: how far the hand wanders. pulled: how far skin puckers.

    wound: the skin is open under the stitches. frayed: the thread's end comes apart.
    """

    stitch: Stitch
    threads: tuple[str, ...] = CRIMSON
    thick: float = 1.0
    sway: float = 0.0
    slack: float = 1.0
    pulled: float = 0.5
    wound: bool = False
    frayed: bool = False


# Valence, arousal and dominance at which each manner is at home.
MANNERS: tuple[tuple[tuple[float, float, float], Manner], ...] = (
    ((0.25, 0.22, 0.33), Manner(chain)),
    ((0.63, 0.77, 0.30), Manner(chain, thick=1.25, pulled=0.8)),
    ((0.72, 0.62, 0.45), Manner(chain, RAINBOW, 1.2, sway=1.0, slack=1.3)),
    ((0.645, 0.546, 0.278), Manner(running, ("#202428",), 1.5, pulled=0.1)),
    ((0.42, 0.07, 0.36), Manner(starry, NIGHT)),
    ((0.46, -0.16, 0.21), Manner(starry, NIGHT)),
    ((0.47, -0.46, 0.02), Manner(hearts, PASTEL, 1.15, slack=1.2, pulled=0.2)),
    ((0.47, -1.0, 0.61), Manner(running, ("#2f8fae",), 1.4, pulled=0.1)),
    ((0.56, 0.04, 0.49), Manner(crossed, ("#2f6fa0",), 0.9, pulled=0.3)),
    ((0.24, -0.20, 0.05), Manner(reaching, thick=1.3, slack=1.5, pulled=0.2)),
    ((-0.11, 0.35, 0.16), Manner(crossed, thick=0.9)),
    ((-0.32, -0.03, -0.26), Manner(reaching, thick=1.2, slack=1.5, sway=0.3, frayed=True)),
    ((-0.67, 0.31, -0.43), Manner(torn, thick=0.9, slack=1.5, frayed=True)),
    ((-0.35, 0.18, -0.24), Manner(sutures, ("#1c1a1e",), 0.9, pulled=1.0, wound=True, frayed=True)),
    ((-0.62, 0.72, 0.03), Manner(overcast, thick=0.95, slack=0.5, pulled=1.0)),
    ((-0.52, 0.80, -0.42), Manner(crossed, thick=0.8, sway=0.8, slack=0.6, pulled=0.9)),
)


def manner(feeling: Feeling) -> Manner:
    """How this feeling sews: as the nearest named one does."""
    tone = feeling.mood.tone
    here = (tone.valence, tone.arousal, tone.dominance)
    return min(MANNERS, key=lambda m: sum((a - b) ** 2 for a, b in zip(here, m[0], strict=True)))[1]


# Seams on free ground, each from the needle on; of any size and turn.
def _turning(*legs: tuple[float, float]) -> Points:
    """A path of bends: (length, radians turned over it), one after the other, with soft changes between them."""
    steps = 60
    rate = np.concatenate([np.full(steps, turn / steps) for _, turn in legs])
    rate = np.convolve(np.pad(rate, 12, mode="edge"), np.full(25, 1 / 25), "valid")
    step = np.concatenate([np.full(steps, reach / steps) for reach, _ in legs])
    return np.concatenate([np.zeros((1, 2)), np.cumsum(heading(np.cumsum(rate)) * step[:, None], axis=0)])


def _waves(x: Floats) -> Points:
    return np.column_stack([x, 0.32 * np.sin(2.3 * x) * np.clip(3 * x, 0, 1)])


def _heart() -> Points:
    t = np.linspace(0.02, 2 * np.pi - 0.25, 160)
    y = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
    return np.column_stack([16 * np.sin(t) ** 3, y])


def _eight() -> Points:
    t = np.linspace(0.12, 2 * np.pi - 0.05, 200)
    return np.column_stack([np.sin(t), 0.62 * np.sin(2 * t)])


def _trefoil() -> Points:
    t = np.linspace(0.2, 2 * np.pi - 0.12, 240)
    return np.column_stack([np.sin(t) + 2 * np.sin(2 * t), np.cos(t) - 2 * np.cos(2 * t)])


SEAMS: tuple[tuple[float, Points], ...] = (
    (4.8, _turning((1.2, 0.6), (1.4, -2.4), (2.4, -5.4), (1.6, -5.6))),
    (4.4, _turning((0.6, 0.8), (1.6, -4.2), (0.5, 0), (1.6, 4.2), (0.6, 0.4))),
    (4.2, _waves(np.linspace(0, 6.6, 200))),
    (5.4, _turning((1, 0.25), (1.5, -6.6), (1.0, 0.3), (1.5, -6.6), (1.0, 0.3), (1.5, -6.4), (0.6, 0.2))),
    (4.8, _heart()),
    (5.0, _turning((0.9, 0.5), (1.7, -5.0), (1.0, 0.6), (1.4, 4.4), (0.9, -0.4))),
    (5.2, _eight()),
    (4.2, np.array([(0, 0), (0.8, -0.6), (1.5, 0.5), (2.3, -0.6), (3.0, 0.5), (3.8, -0.6), (4.6, 0.4), (5.2, 0.0)])),
    (4.4, _turning((3.0, 3.0), (3.0, 2.95))),
    (6.4, _trefoil()),
    (3.9, _turning((1.8, -1.6), (0.5, -0.3), (1.0, 3.4))),
    (5.2, _turning((1.1, -0.9), (1.2, -4.9), (0.7, 0.9), (0.7, 0.9), (1.2, -4.9), (1.1, -0.6))),
)
"""Length in needles, and shape: spiral, S, wave, loop-the-loop, heart, flourish, infinity, zigzag, ring, knot, hook,
bow."""


@dataclass(frozen=True)
class Pose:
    """Where everything is, in mm.

    seam: the whole path, sewn from its start. sewn: how much of it. mm: length of the needle. butt, way: where the
    needle begins, and its direction. body: its greatest width, in needles. lead: thread from the eye to the seam.
    tail: what hangs out of the eye on the other side. ticks: mm along the seam at which each stitch begins.
    bellies: how wide each is there, of the usual: tight and loose by turns.
    """

    seam: Points
    sewn: float
    stitch: float
    mm: float
    butt: Points
    way: Points
    body: float
    lead: Points
    tail: Points
    ticks: Floats = field(default_factory=lambda: np.array([0.0, 1.0]))
    bellies: Floats = field(default_factory=lambda: np.ones(2))

    @property
    def stitches(self) -> float:
        """How many stitches are sewn."""
        return float(np.interp(self.sewn, self.ticks, np.arange(len(self.ticks))))

    def needle(self, path: Points) -> Points:
        """Points in the needle's frame, y in needles, as mm."""
        across = np.array([-self.way[1], self.way[0]])
        return np.asarray(self.butt + self.mm * (path[:, :1] * self.way + path[:, 1:] * across))

    def along(self, path: Points) -> Points:
        """Points in stitches along and across the seam, as mm."""
        k = np.arange(len(self.ticks))
        s = np.interp(path[:, 0], k, self.ticks) + np.minimum(path[:, 0], 0) * self.stitch
        return frame(self.seam, s, path[:, 1] * np.interp(path[:, 0], k + 0.5, self.bellies) * self.stitch, 900)

    def each(self, paths: list[Points]) -> list[Points]:
        """`along` for many paths at once, which is much faster."""
        if not paths:
            return []
        return np.split(self.along(np.concatenate(paths)), np.cumsum([len(path) for path in paths])[:-1])


def pose(ground: Ground, feeling: Feeling, how: Manner, chance: Chance) -> Pose:
    """The pose at this intensity: along the ground's thread if it has one, else a seam of the seed's own."""
    body = 0.050 + 0.034 * (1 - min(feeling.intensity / 0.7, 1.0)) ** 2
    guide = ground.guides.get("thread")
    if guide is not None and len(guide) > 1:
        return paced(_guided(smooth(guide, 900), feeling, 1.5 * body, how.slack, chance("pose")), chance("pace"))
    r = chance("pose")
    # Neighbouring seeds never get the same seam.
    reach, shape = SEAMS[chance.seed % len(SEAMS)]
    sharp = len(shape) < 20
    path = resample(shape - shape[0] if sharp else smooth(shape - shape[0], 900), 900) * reach / length(shape)
    # Corners no sharper than a stitch can turn.
    path = np.column_stack([np.convolve(np.pad(c, 14, "edge"), np.full(29, 1 / 29), "valid") for c in path.T])
    s = np.linspace(0, reach, 900)
    path = path + normals(path) * (0.05 * how.sway * np.sin(9.0 * s) * np.clip(4 * s, 0, 1))[:, None]
    path = path * [r.choice([-1.0, 1.0]), 1]
    some = [part.points for k in range(12) for part in how.stitch(k, chance("aside", k))]
    aside = 0.92 * float(np.abs(np.concatenate(some)[:, 1]).max()) + 0.16
    start, t = path[0], tangents(resample(path, 200))[2]
    n = np.array([-t[1], t[0]])
    posed = []
    for lean in r.permutation(np.concatenate([np.linspace(0.2, 2.6, 9), -np.linspace(0.2, 2.6, 9)])).tolist():
        way = -t * np.cos(lean) + n * np.sin(lean)
        eye = start + 0.40 * way - 0.10 * t
        p = _posed(path, reach, STITCH, 1.0, eye, way, body, how.slack)
        shaft = p.needle(np.column_stack([np.linspace(0, 1, 12), np.zeros(12)]))
        near = float(np.hypot(*(shaft[:, None] - path[None, ::12]).transpose(2, 0, 1)).min())
        posed.append((float(np.ptp(_extent(p, reach, aside), axis=0).max()) + 12 * max(0.18 - near, 0), lean, p))
    whole = min(posed, key=lambda each: each[0])[2]
    turned = _turned(ground, _extent(whole, reach, aside), r.uniform(-0.7, 0.7))
    sewn = SHORTEST + (reach - SHORTEST) * min(max((feeling.intensity - 0.06) / 0.82, 0.0), 1.0) ** 1.1
    extent = _extent(whole, sewn, aside) @ turned
    pad = 1.3 * feeling.line("bold")
    room = np.array([ground.width, ground.height]) - pad
    mm = float(min((feeling.size - pad) / np.ptp(extent, axis=0).max(), *(room / np.ptp(extent, axis=0))))
    shift = ground.centre - mm * (extent.max(0) + extent.min(0)) / 2

    def put(points: Points) -> Points:
        return np.asarray(points @ turned * mm + shift)

    way = whole.way @ turned
    eye = put(whole.lead[:1])[0]
    return paced(_posed(put(path), sewn * mm, STITCH * mm, mm, eye, way, body, how.slack), chance("pace"))


def paced(p: Pose, r: np.random.Generator) -> Pose:
    """The pose with stitches that swell and tighten in a slow rhythm, and are shorter where the seam bends."""
    n = 900
    s = np.linspace(0, length(p.seam), n)
    t = tangents(resample(p.seam, n))
    turn = np.unwrap(np.arctan2(t[:, 1], t[:, 0]))
    reach = max(round(p.stitch / (s[1] or 1.0)), 1)
    bend = np.abs(np.roll(turn, -reach) - np.roll(turn, reach))
    bend[:reach], bend[-reach:] = bend[reach], bend[-reach - 1]
    u = s / p.stitch
    waves = [np.sin(2 * np.pi * (u / period + r.random())) for period in r.uniform([8.0, 4.6, 10.0], [11.0, 6.0, 14.0])]
    long = 1 + 0.12 * waves[0] + 0.10 * waves[1] - 0.12 * np.minimum(bend / 0.9, 1)
    count = np.concatenate([[0.0], np.cumsum((s[1:] - s[:-1]) / p.stitch / ((long[1:] + long[:-1]) / 2))])
    ticks = np.interp(np.arange(np.ceil(count[-1]) + 1), count, s)
    bellies = np.interp(ticks, s, 1.14 + 0.30 * waves[2] + 0.12 * waves[1])
    return replace(p, ticks=ticks, bellies=bellies)


def _guided(path: Points, feeling: Feeling, body: float, slack: float, r: np.random.Generator) -> Pose:
    """The pose on a path given in mm: the needle hangs before its start, on the side to which the path turns."""
    whole = length(path)
    mm = min(0.45 * feeling.size, 0.175 * whole)
    t = tangents(path)[10]
    n = np.array([-t[1], t[0]])
    n = n if float((path[-1] - path[0]) @ n) > 0 else -n
    lean = r.uniform(0.0, 0.6)
    way = n * np.cos(lean) + t * np.sin(lean)
    eye = path[0] + mm * (r.uniform(-0.02, 0.08) * t - r.uniform(0.06, 0.14) * n)
    ahead = 0.5 * mm
    rest = resample(path[int(ahead / whole * 899) :], 900)
    sewn = length(rest) * min(feeling.size / max(feeling.full, 1e-6), 1.0)
    return _posed(rest, max(sewn, SHORTEST * mm), GUIDED_STITCH * mm, mm, eye, way, body, slack * r.uniform(0.6, 1.6))


def _posed(
    path: Points, sewn: float, stitch: float, mm: float, eye: Points, way: Points, body: float, slack: float
) -> Pose:
    """The thread goes through the eye: on one side in a slack S to the seam, on the other it hangs."""
    start, t = path[0], tangents(resample(path, 200))[2]
    across = np.array([-way[1], way[0]])
    u = np.linspace(0, 1, 40)[:, None]
    pull = (0.26 + 0.14 * slack) * mm

    def slung(side: float) -> Points:
        out = eye + (-0.55 * way + 0.83 * side * across) * pull
        bend = (1 - u) ** 3 * eye + 3 * u * (1 - u) ** 2 * out + 3 * u * u * (1 - u) * (start - t * pull) + u**3 * start
        return resample(bend, 40)

    def sharpest(path: Points) -> float:
        way = tangents(path)
        return float(-(way[1:] * way[:-1]).sum(1).min())

    side = min((1.0, -1.0), key=lambda each: sharpest(slung(each)))
    hang = [(EYE, 0.0), (EYE - 0.05, -0.06), (EYE - 0.14, -0.13), (EYE - 0.15, -0.22), (EYE - 0.10, -0.29)]
    butt = eye - way * EYE * mm
    tail = butt + mm * np.array([x * way + y * side * across for x, y in hang])
    return Pose(path, sewn, stitch, mm, butt, way, body, slung(side), smooth(tail, 24))


def _extent(p: Pose, sewn: float, aside: float) -> Points:
    """Points that hold the whole mark, for measuring. aside: how far stitches reach from the seam, in stitches."""
    s = np.concatenate([np.arange(0, sewn, 0.03), [sewn]])
    edges = [frame(p.seam, s, np.full(len(s), side * aside * p.stitch), 150) for side in (-1, 1)]
    return np.concatenate([*edges, p.lead, p.tail, p.needle(np.array([(0.0, 0.0), (1.0, 0.0)]))])


def _turned(ground: Ground, extent: Points, start: float) -> Points:
    """A turn at which the whole mark fits the ground's shape: the first that does, from `start` on, else the best."""
    turns = start + np.array([0.15 * (k // 2) * (1 if k % 2 else -1) for k in range(1, 24)])
    matrices = [np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]) for a in turns]
    spans = [np.ptp(extent @ m, axis=0) for m in matrices]
    fit = [max(ground.width, ground.height) / s.max() * max(s / [ground.width, ground.height]) for s in spans]
    return next((m for m, f in zip(matrices, fit, strict=True) if f <= 1.001), matrices[int(np.argmin(fit))])


def width_at(x: Floats, body: float) -> Floats:
    """Full width of the needle: a rounded butt, a swell round the eye, a long even shaft, a long taper."""
    knots = np.array([0, 0.004, 0.014, 0.03, 0.06, 0.10, 0.15, 0.21, 0.30, 0.60, 0.80, 0.92, 1.0])
    wide = np.array([0, 0.40, 0.70, 0.92, 1.12, 1.20, 1.10, 0.92, 0.86, 0.74, 0.52, 0.26, 0.0])
    return np.asarray(body * np.interp(x, knots, wide), float)


def flank(p: Pose, x: Floats, level: float | Floats) -> Points:
    """Points on the needle at x, at a level from -1 (one edge) to 1 (the other)."""
    return p.needle(np.column_stack([x, width_at(x, p.body) / 2 * level]))


def sliver(p: Pose, start: float, stop: float, low: float, high: float) -> Outline:
    """A streak on the needle that runs out to points at both ends."""
    x = np.linspace(start, stop, 14)
    lens = np.sin(np.linspace(0, np.pi, 14)) ** 0.5
    middle, half = (low + high) / 2, (high - low) / 2
    return curve(np.concatenate([flank(p, x, middle + half * lens), flank(p, x, middle - half * lens)[::-1]]))


def needle(p: Pose, feeling: Feeling, chance: Chance) -> list[Layer]:
    """Steel in black and bare skin: an outline, one black flank that breaks into dots, a groove, an eye.

    It lies whole on the skin: a shaft that goes under and comes out again looks like two halves of one that broke.
    """
    lit = 1.0 if float(np.array([-p.way[1], p.way[0]]) @ LIGHT) > 0 else -1.0
    x = np.concatenate([[0, 0.004, 0.014, 0.03, 0.06], np.linspace(0.1, 0.92, 18), [1.0]])
    parts = [polyline(np.concatenate([flank(p, x, 1), flank(p, x, -1)[::-1]]))]
    turn = np.linspace(0, -2 * np.pi, 20, endpoint=False)
    broad = float(width_at(np.array([EYE]), p.body)[0]) * EYE_WIDE
    parts.append(curve(p.needle(np.column_stack([EYE + EYE_LONG * np.cos(turn), broad * np.sin(turn)]))))
    wide = min(feeling.line("mid") * 1.15, 0.16 * p.body * p.mm)
    black = [
        sliver(p, EYE + 0.05, 0.995, -0.95 * lit, -0.22 * lit),
        sliver(p, 0.004, EYE + 0.07, -1.0 * lit, -0.66 * lit),
        sliver(p, EYE + EYE_LONG, EYE + EYE_LONG + 0.13, -0.12, 0.14),
    ]
    # Whip shading: dots that thin out from the black into the light, and beside the shaft into its shadow on the skin.
    r = chance("whip")
    x = np.concatenate([r.uniform(EYE + 0.12, 0.9, 90), r.uniform(0.2, 0.97, 110)])
    level = -lit * np.concatenate([0.28 - r.exponential(0.26, 90), 1.2 + r.exponential(0.55, 110)])
    keep = (level * lit < 0.8) & (level * lit > -3.2)
    dot = min(0.42 * feeling.line("fine"), 0.055 * p.body * p.mm)
    size = dot * np.repeat([1.0, feeling.birth(0.25, 0.3)], [90, 110])
    keep &= size > 0.01
    whip = pricks(flank(p, x[keep], level[keep]), size[keep], INK)
    gleam = [sliver(p, EYE + 0.10, 0.52, 0.22 * lit, 0.62 * lit), sliver(p, 0.56, 0.88, 0.2 * lit, 0.62 * lit)]
    return [
        layer("steel", "colour", [] if not feeling.style.colour else [filled(parts, feeling.tint(STEEL), 0.8)]),
        layer("gleam", "white", [] if not feeling.style.colour else [filled(gleam, "#ffffff", 0.85)]),
        layer("steel black", "shade", [filled(black, INK), *whip]),
        layer("needle line", "line", [stroked(parts, INK, wide)]),
    ]


@dataclass(frozen=True)
class Sewn:
    """The stitches so far, in mm: each loop with its thread's number, what passes over; numbers, holes, how whole."""

    loops: list[tuple[int, Outline]]
    overs: list[tuple[int, Outline]]
    numbers: list[int]
    holes: Points
    shares: Floats


def sew(p: Pose, how: Manner, threads: int, wobble: float, chance: Chance) -> Sewn:
    """Every stitch sewn so far; the last is growing. Where the seam meets itself, the later thread dives under."""
    parts: list[tuple[int, Loop]] = []
    numbers, shares = [], []
    stitch = CHAINS[int(chance("kind").integers(len(CHAINS)))] if how.stitch is chain else how.stitch
    along = p.stitches
    count = int(np.ceil(along - 1e-9))
    middles = p.along(np.column_stack([np.arange(count + 1) + 0.55, np.zeros(count + 1)]))
    for k in range(count):
        before = middles[: max(k - 3, 0)]
        if len(before) and float(np.hypot(*(before - middles[k]).T).min()) < 0.62 * p.stitch:
            continue
        share = min(along - k, 1.0)
        thread = int(k * 0.5) % threads
        r = chance("stitch", k)
        for part in stitch(k, r):
            points = part.points + r.normal(0, 0.03 * wobble, part.points.shape)
            parts.append((thread, replace(part, points=points * [share, share**0.6] + [k, 0])))
        numbers.append(k)
        shares.append(share)
    loops, overs = [], []
    for (thread, part), path in zip(parts, p.each([part.points for _, part in parts]), strict=True):
        loops.append((thread, curve(path, part.closed)))
        if part.over:
            n = max(int(part.over * len(path)), 2)
            overs += [(thread, curve(path[:n], False)), (thread, curve(path[-n:], False))]
    return Sewn(loops, overs, numbers, p.along(np.column_stack([numbers, np.zeros(len(numbers))])), np.array(shares))


def cord(name: str, lines: list[tuple[int, Outline]], tints: list[str], width: float, rim: float) -> list[Layer]:
    """Thread: a dark line with colour on it, so that a rim of the line is seen on both sides."""
    by = [[o for n, o in lines if n == i] for i in range(len(tints))]
    return [
        layer(f"{name} line", "line", [stroked([o for _, o in lines], INK, width + 2 * rim)]),
        layer(
            name,
            "colour",
            [] if not rim else [stroked(part, tint, width) for part, tint in zip(by, tints, strict=True)],
        ),
    ]


def plies(paths: list[Points], width: float, gap: float) -> list[Outline]:
    """Short slanting marks across a thread, where its two plies wind round each other."""
    out = []
    for path in paths:
        n = max(round(length(path) / gap), 1)
        middles = resample(path, 2 * n + 1)
        ways = tangents(middles)[1::2] * 0.42 * width
        slants = ways + normals(middles)[1::2] * 0.40 * width
        out += [polyline(pair, closed=False) for pair in np.stack([middles[1::2] - slants, middles[1::2] + slants], 1)]
    return out


def under(p: Pose, feeling: Feeling, how: Manner, sewn: Sewn, width: float, chance: Chance) -> list[Layer]:
    """The skin under the seam: drawn into folds where a stitch is tight, shaded there, and a wound if there is one."""
    grown = feeling.birth(0.15, 0.3)
    layers = []
    if how.wound:
        # Torn at fixed places of the whole seam, and closing towards where the sewing has got to.
        s = np.arange(0, len(p.ticks) - 0.5, 0.5)
        ends = np.minimum(s, np.maximum(p.stitches - s, 0))
        gape = 0.42 * np.clip(ends / 1.5, 0, 1) ** 0.6 * chance("wound").uniform(0.35, 1.1, len(s))
        s, gape = np.minimum(s, p.stitches)[ends >= 0], gape[ends >= 0]
        rims = [p.along(np.column_stack([s, sign * gape])) for sign in (1, -1)]
        gash = curve(np.concatenate([rims[0], rims[1][::-1]]))
        layers += [
            layer("wound", "colour", [filled(gash, "#7d1220")]),
            layer("wound line", "line", [stroked(gash, INK, feeling.line("mid"))]),
        ]
    creases, shade, size = [], [], []
    across = np.stack(p.each([np.array([(k, 0.0), (k, 1.0)]) for k in sewn.numbers]))
    darks = np.where((across[:, 1] - across[:, 0]) @ LIGHT < 0, 1.0, -1.0)
    for k, share, dark in zip(sewn.numbers, sewn.shares.tolist(), darks.tolist(), strict=True):
        r = chance("skin", k)
        tight = float(np.clip((0.94 - p.bellies[k]) / 0.16, 0, 1))
        reach = grown * tight * (0.16 + 0.5 * how.pulled)
        rooted = (0.20 if sewn.overs else 0.06) / p.bellies[k] + (0.6 * width + 0.06 * p.stitch) / p.stitch
        for side in (-1, 1):
            for angle in (-0.2, 0.2):
                u = np.linspace(0, reach * r.uniform(0.7, 1.3), 7)
                bow = np.column_stack([angle * (1 - 0.9 * u) + 0.3 * side * u * u, side * (rooted + u)])
                creases.append(bow * share + [k, 0])
        n = int(36 * how.pulled * tight)
        off = np.minimum(r.exponential(0.18, n), 0.4) + 0.24
        shade.append(np.column_stack([k + r.normal(0, 0.24, n), dark * off]))
        size.append(np.full(n, share))
    dot = min(0.8 * feeling.line("fine"), 0.25 * width) * feeling.birth(0.12, 0.3)
    thick = taper(min(0.62 * feeling.line("mid"), 0.30 * width) * grown, 0.35, 0.4)
    return [
        *layers,
        layer(
            "whip shading",
            "shade",
            pricks(p.along(np.concatenate(shade)), np.concatenate(size) * dot, INK) if dot > 0.03 else [],
        ),
        layer(
            "puckers", "line", [filled([band(c, thick) for c in p.each(creases) if length(c) > 0.8 * width], INK, 0.8)]
        ),
    ]


def fray(path: Points, width: float, chance: np.random.Generator) -> list[Outline]:
    """The end of a thread come apart into its fibres."""
    t = tangents(path)[-1]
    n = np.array([-t[1], t[0]])
    fans = [(t + n * a) * chance.uniform(1.1, 2.2) * width for a in (-0.32, -0.1, 0.12, 0.34)]
    return [polyline(np.stack([path[-1], path[-1] + f]), closed=False) for f in fans]


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The needle in the skin, its thread through the eye, and the seam sewn so far."""
    how = manner(feeling)
    p = pose(ground, feeling, how, chance)
    plain = not feeling.style.colour
    tints = [INK] if plain else [feeling.tint(c) for c in how.threads]
    heavy = float(np.clip(feeling.style.mid / 0.45, 0.85, 1.6)) if plain else 1.0
    width = max(0.122 * p.stitch * how.thick * feeling.mood.hand.weight * heavy, 0.16)
    rim = 0.0 if plain else max(min(0.37 * width, 0.62 * feeling.line("mid")), 0.10)
    sewn = sew(p, how, len(tints), feeling.mood.hand.wobble, chance)
    lead = p.lead
    marks = [*[o.points[::3] for _, o in sewn.loops if len(o.points) > 9], lead]
    ply = [] if plain else plies(marks, width, 2.4 * width)
    ends = fray(p.tail, width, chance("tail"))
    if how.frayed and sewn.loops:
        ends += fray(np.asarray(sewn.loops[-1][1].points[::3]), width, chance("fray"))
    dark = max(oklch(t)[0] for t in tints) < 0.35
    return [
        *under(p, feeling, how, sewn, width, chance),
        *cord("seam", [*sewn.loops, *((0, curve(o, False)) for o in (lead[1::2], p.tail[::2]))], tints, width, rim),
        layer("frayed", "line", [stroked(ends, INK, 0.35 * width)]),
        *cord("seam over", sewn.overs, tints, width, rim),
        layer("holes", "shade", [] if how.wound else pricks(sewn.holes, sewn.shares * 0.5 * width, INK)),
        layer("plies", "white" if dark else "line", [stroked(ply, "#ffffff" if dark else INK, 0.26 * width, 0.75)]),
        *needle(p, feeling, chance),
        *cord("threaded", [(0, curve(lead[:7:2], False))], tints, width, rim),
    ]
