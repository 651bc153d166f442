"""Where the needle, its thread and the seam are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, frame, length, normals, resample, smooth, tangents
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.seams import SEAMS
from markgen.motifs._needle.stitches import HOLDING, KINDS, Stitch, chain, laced
from markgen.values import Feeling, Ground, Points

Floats = NDArray[np.float64]

EYE = 0.105
"""Where the middle of the eye is, in needles from the butt."""

STITCH, GUIDED_STITCH = 0.155, 0.15
"""Length of a stitch, on free ground and on a line over the body."""

PIERCE = 0.935
"""Where the needle goes into the skin, in needles."""

GAPE = 0.055
"""Half the width of a gash where it is widest, in needles."""

_ENDING = np.array([(-0.05, 0), (0.34, 0.04), (0.62, -0.04), (0.95, -0.10), (1.30, 0.06), (1.62, 0.36), (1.80, 0.72)])
"""Thread beyond the last stitch, in stitches along and across; its knot is at the third point."""

SHORTEST = 0.20
"""Length of the seam when the mark is new."""


@dataclass(frozen=True)
class Pose:
    """Where everything is, in mm.

    seam: the whole path, sewn from its start. sewn: how much of it. mm: length of the needle. butt, way: where the
    needle begins, and its direction. body: its greatest width, in needles. lead: thread from the eye to the seam.
    tail: what hangs out of the eye on the other side. ticks: mm along the seam at which each stitch begins.
    bellies: how wide each is there, of the usual: tight and loose by turns. guided: along a line over the body.
    first: mm along the seam where sewing began. gash: mm of open skin ahead of that. gape: half its width, in stitches.
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
    guided: bool = False
    first: float = 0.0
    gash: float = 0.0
    gape: float = 0.0

    def gaping(self, x: Floats) -> Floats:
        """How far lips of the gash stand from the seam, in stitches, at stitches `x`: sewing draws them together."""
        if self.gash <= 0:
            return np.zeros(len(x))
        ahead = np.clip(-x * self.stitch / self.gash, 0, 1)
        lens = np.sin(np.pi * (0.26 + 0.74 * ahead)) ** 0.85
        return np.asarray(self.gape * np.where(x < 0, lens, 0.73 * np.exp(-((np.maximum(x, 0) / 3.0) ** 1.6))), float)

    @property
    def stitches(self) -> float:
        """How many stitches are sewn."""
        return float(np.interp(self.first + self.sewn, self.ticks, np.arange(len(self.ticks))))

    def needle(self, path: Points) -> Points:
        """Points in the needle's frame, y in needles, as mm."""
        across = np.array([-self.way[1], self.way[0]])
        return np.asarray(self.butt + self.mm * (path[:, :1] * self.way + path[:, 1:] * across))

    def along(self, path: Points) -> Points:
        """Points in stitches along and across the seam, as mm."""
        k = np.arange(len(self.ticks))
        s = np.interp(path[:, 0], k, self.ticks) + np.minimum(path[:, 0], 0) * self.stitch
        return frame(self.seam, s, path[:, 1] * np.interp(path[:, 0], k + 0.5, self.bellies) * self.stitch, 900)

    def ending(self, sewn: float | None = None) -> Points:
        """The thread left over when `sewn` mm of the seam are, as usual: it curls away from the last hole."""
        s = self.first + (self.sewn if sewn is None else sewn)
        foot, end = frame(self.seam, np.array([s - 0.5 * self.stitch, s]), np.zeros(2), 900)
        t = (end - foot) / max(float(np.hypot(*(end - foot))), 1e-9)
        out = _ENDING * self.stitch
        return smooth(end + out[:, :1] * t + out[:, 1:] * np.array([-t[1], t[0]]), 33)

    def each(self, paths: list[Points]) -> list[Points]:
        """`along` for many paths at once, which is much faster."""
        if not paths:
            return []
        return np.split(self.along(np.concatenate(paths)), np.cumsum([len(path) for path in paths])[:-1])


@dataclass(frozen=True)
class Held:
    """How the needle is held.

    eye: where its eye is. way: its direction. mm: its length. body: its greatest width, in needles. slack: of the
    thread between it and the seam, 1 as a rule.
    """

    eye: Points
    way: Points
    mm: float
    body: float
    slack: float


def young(feeling: Feeling) -> float:
    """1 for a mark that has just come, 0 for one that is grown: what is small is drawn stouter, to be read at all."""
    return float((1 - min(feeling.intensity / 0.7, 1.0)) ** 2)


def pose(ground: Ground, feeling: Feeling, how: Manner, chance: Chance) -> Pose:
    """The pose at this intensity: along the ground's thread if it has one, else a seam of the seed's own."""
    body = 0.050 + 0.050 * young(feeling)
    guide = ground.guides.get("thread")
    if guide is not None and len(guide) > 1:
        reach = max(ground.width, ground.height)
        return paced(_guided(smooth(guide, 900), feeling, reach, 1.2 * body, how.slack, chance("pose")), chance("pace"))
    r = chance("pose")
    # Neighbouring seeds never get the same seam.
    seam = SEAMS[chance.seed % len(SEAMS)]
    reach, shape = seam.reach, seam.shape
    sharp = len(shape) < 20
    path = resample(shape - shape[0] if sharp else smooth(shape - shape[0], 900), 900) * reach / length(shape)
    # Corners no sharper than a stitch can turn.
    path = np.column_stack([np.convolve(np.pad(c, 14, "edge"), np.full(29, 1 / 29), "valid") for c in path.T])
    s = np.linspace(0, reach, 900)
    path = path + normals(path) * (0.05 * how.sway * np.sin(9.0 * s) * np.clip(4 * s, 0, 1))[:, None]
    path = path * [r.choice([-1.0, 1.0]), 1]
    stitch = sewn_in(how, chance.seed)
    some = [part.points for k in range(12) for part in stitch(k, chance("aside", k))]
    # At least as far as the furrow that the seam lies in.
    aside = max(0.92 * float(np.abs(np.concatenate(some)[:, 1]).max()) + 0.16, 0.6)
    # While the mark is small it is needle and thread alone, on a fine cut: a gash of that size would be a tail.
    grown, opened = 0.1 + 0.9 * feeling.birth(0.34, 0.36), feeling.birth(0.38, 0.42)

    # Only stitches that go from lip to lip close a gash.
    gash = seam.gash if stitch in HOLDING else 0.0

    def made(path: Points, sewn: float, mm: float, held: Held, grown: float, opened: float) -> Pose:
        gape = GAPE / STITCH * opened * (gash > 0)
        p = _posed(path, sewn * mm, STITCH * mm, held, gash * mm, gape)
        return replace(p, gash=gash * mm * grown, gape=gape)

    posed = []
    for held in _in_gash(path, gash, body, how.slack) if gash else _ahead(path, body, how.slack, r):
        p = made(path, reach - gash, 1.0, held, 1.0, 1.0)
        shaft = p.needle(np.column_stack([np.linspace(0, 1, 12), np.zeros(12)]))
        near = float(np.hypot(*(shaft[:, None] - path[None, ::12]).transpose(2, 0, 1)).min())
        # Compact as a whole, and already when it is one stitch and has to be read at the size of a fingernail; but
        # before all, the needle leads the way that the seam goes.
        spans = [float(np.ptp(_extent(p, sewn, aside), axis=0).max()) for sewn in (p.sewn, SHORTEST + 0.2)]
        off = 1 + float(held.way @ tangents(path)[2])
        posed.append((0.4 * spans[0] + spans[1] + 2.0 * off + (0 if gash else 12) * max(0.20 - near, 0), p, held))
    _, whole, held = min(posed, key=lambda each: each[0])
    # The whole goes across its ground on a slant, the needle first.
    sweep = whole.needle(np.array([(1.0, 0.0)]))[0] - path[450]
    slant = r.choice([-1.0, 1.0]) * r.uniform(0.5, 0.85) + (np.pi if r.random() < 0.35 else 0.0)
    turn = 0.3 * float(np.sin(slant)) if seam.upright else float(slant - np.arctan2(sweep[0], sweep[1]))
    turned = _turned(ground, _extent(whole, whole.sewn, aside), turn)
    sewn = SHORTEST + (whole.sewn - SHORTEST) * min(max((feeling.intensity - 0.06) / 0.82, 0.0), 1.0) ** 1.1
    extent = _extent(replace(whole, gash=gash * grown), sewn, aside) @ turned
    pad = 1.3 * feeling.line("bold")
    room = np.array([ground.width, ground.height]) - pad
    mm = float(min((feeling.size - pad) / np.ptp(extent, axis=0).max(), *(room / np.ptp(extent, axis=0))))
    shift = ground.centre - mm * (extent.max(0) + extent.min(0)) / 2

    def put(points: Points) -> Points:
        return np.asarray(points @ turned * mm + shift)

    held = Held(put(held.eye[None])[0], held.way @ turned, mm, body, how.slack)
    return paced(made(put(path), sewn, mm, held, grown, opened), chance("pace"))


def sewn_in(how: Manner, seed: int) -> Stitch:
    """The stitch of a seam on free ground: a feeling's own, or the seed's; lips of skin are laced together."""
    if how.stitch is not chain:
        return how.stitch
    return laced if SEAMS[seed % len(SEAMS)].gash else KINDS[seed % len(KINDS)]


def _ahead(path: Points, body: float, slack: float, r: np.random.Generator) -> list[Held]:
    """The needle drawn out ahead of the seam, at several leans."""
    start, t = path[0], tangents(resample(path, 200))[2]
    n = np.array([-t[1], t[0]])
    leans = r.permutation(np.concatenate([np.linspace(0.12, 1.4, 8), -np.linspace(0.12, 1.4, 8)])).tolist()
    ways = [-t * np.cos(lean) + n * np.sin(lean) for lean in leans]
    return [Held(start + 0.42 * way - 0.10 * t, way, 1.0, body, slack) for way in ways]


def _in_gash(path: Points, gash: float, body: float, slack: float) -> list[Held]:
    """The needle going into one lip of a gash."""
    i = round((gash - 0.68) / length(path) * (len(path) - 1))
    t, n = tangents(path)[i], normals(path)[i]
    way = -t * np.cos(0.34) - n * np.sin(0.34)
    lip = path[i] + n * (GAPE + 0.07)
    return [Held(lip - way * (PIERCE - EYE), way, 1.0, body, slack)]


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
    count = count - np.interp(p.first, s, count)
    ticks = np.interp(np.arange(np.ceil(count[-1]) + 1), count, s)
    bellies = np.interp(ticks, s, 1 + 0.13 * waves[2] + 0.06 * waves[1])
    return replace(p, ticks=ticks, bellies=bellies)


def _guided(path: Points, feeling: Feeling, reach: float, body: float, slack: float, r: np.random.Generator) -> Pose:
    """The pose on a path given in mm: the needle pricks where it starts, from the side to which the path turns."""
    whole = length(path)
    mm = min(0.7 * feeling.size, 0.25 * whole)
    t = tangents(path)[10]
    n = np.array([-t[1], t[0]])
    n = n if float((path[-1] - path[0]) @ n) > 0 else -n
    lean = r.uniform(1.58, 1.66)
    way = -n * np.cos(lean) - t * np.sin(lean)
    eye = path[0] + mm * (r.uniform(0.04, 0.08) * t + r.uniform(0.02, 0.05) * n) - (PIERCE - EYE) * mm * way
    ahead = 1.12 * mm
    rest = resample(path[int(ahead / whole * 899) :], 900)
    sewn = length(rest) * min(feeling.size / reach, 1.0) ** 1.4
    held = Held(eye, way, mm, body, slack * r.uniform(0.6, 1.6))
    return replace(_posed(rest, max(sewn, SHORTEST * mm), GUIDED_STITCH * mm, held), guided=True)


def _posed(path: Points, sewn: float, stitch: float, held: Held, first: float = 0.0, gape: float = 0.0) -> Pose:
    """The thread goes through the eye: on one side in a slack S to the seam, on the other it hangs."""
    i = 2 + round(first / length(path) * 199)
    even = resample(path, 200)
    start, t = (even[i] if first else path[0]), tangents(even)[i]
    whence = start
    if first:
        # Out of the lip that the first stitch begins in.
        start = start + stitch * (0.2 * t + (0.45 + 0.73 * gape) * normals(even)[i])
    across = np.array([-held.way[1], held.way[0]])
    u = np.linspace(0, 1, 40)[:, None]
    pull = (0.26 + 0.14 * held.slack) * held.mm

    def slung(side: float, start: Points) -> Points:
        out = held.eye + (-0.55 * held.way + 0.83 * side * across) * pull
        bend = (
            (1 - u) ** 3 * held.eye
            + 3 * u * (1 - u) ** 2 * out
            + 3 * u * u * (1 - u) * (start - t * min(pull, 0.55 * float(np.hypot(*(start - held.eye)))))
            + u**3 * start
        )
        return resample(bend, 40)

    def sharpest(path: Points) -> float:
        way = tangents(path)
        return float(-(way[1:] * way[:-1]).sum(1).min())

    # On the side where the seam is, unless it had to turn sharply there.
    off = float(across @ (whence - held.eye)) / held.mm
    side = min((1.0, -1.0), key=lambda each: sharpest(slung(each, whence)) - 3 * off * each)
    hang = [(EYE, 0.0), (EYE - 0.04, -0.06), (EYE + 0.01, -0.13), (EYE + 0.11, -0.13), (EYE + 0.19, -0.17)]
    butt = held.eye - held.way * EYE * held.mm
    tail = butt + held.mm * np.array([x * held.way + y * side * across for x, y in hang])
    return Pose(
        path, sewn, stitch, held.mm, butt, held.way, held.body, slung(side, start), smooth(tail, 25), first=first
    )


def _extent(p: Pose, sewn: float, aside: float) -> Points:
    """Points that hold the whole mark, for measuring. aside: how far stitches reach from the seam, in stitches."""
    s = p.first + np.concatenate([np.arange(-p.gash, sewn, 0.03), [sewn]])
    edges = [frame(p.seam, s, np.full(len(s), side * aside * p.stitch), 150) for side in (-1, 1)]
    end = p.ending(sewn)
    frayed = end[-1:] + 0.4 * p.stitch * tangents(end)[-1:]
    return np.concatenate([*edges, p.lead, p.tail, end, frayed, p.needle(np.array([(0.0, 0.0), (1.0, 0.0)]))])


def _turned(ground: Ground, extent: Points, start: float) -> Points:
    """A turn at which the whole mark fits the ground's shape: the first that does, from `start` on, else the best."""
    turns = start + np.array([0.15 * (k // 2) * (1 if k % 2 else -1) for k in range(1, 24)])
    matrices = [np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]) for a in turns]
    spans = [np.ptp(extent @ m, axis=0) for m in matrices]
    fit = [max(ground.width, ground.height) / s.max() * max(s / [ground.width, ground.height]) for s in spans]
    return next((m for m, f in zip(matrices, fit, strict=True) if f <= 1.001), matrices[int(np.argmin(fit))])
