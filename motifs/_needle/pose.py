"""Where the needle, its thread and the seam are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, frame, length, normals, resample, runs, smooth, smoothsteps, tangents
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.seams import SEAMS
from markgen.motifs._needle.stitches import CHAINED, KINDS, Stitch, chain
from markgen.values import Feeling, Ground, Points

Floats = NDArray[np.float64]

EYE, EYE_LONG = 0.088, 0.060
"""Where the middle of an eye of the usual size is, in needles from the butt, and half its length."""

STITCH, GUIDED_STITCH, GUIDED_CHAIN = 0.118, 0.160, 0.145
"""Length of a stitch, on free ground, on a line over the body, and there in chain stitch, in needles."""

_ENDING = np.array([(-0.05, 0), (0.34, 0.04), (0.62, -0.04), (0.95, -0.10), (1.32, 0.08), (1.66, 0.40), (1.80, 0.86)])
"""Thread beyond the last stitch, in stitches along and across; its knot is at the third point."""

_LEAD = np.array(
    [
        *((0.00, 0.00), (0.03, -0.03), (0.09, -0.03), (0.18, 0.02), (0.29, 0.10), (0.42, 0.21)),
        *((0.56, 0.35), (0.68, 0.50), (0.72, 0.65), (0.64, 0.76), (0.49, 0.75), (0.38, 0.63)),
        *((0.35, 0.46), (0.38, 0.28), (0.42, 0.10), (0.41, -0.08), (0.35, -0.24), (0.33, -0.37)),
        *((0.41, -0.46), (0.56, -0.50)),
    ]
)
"""How thread lies over a body, in needles from the eye along its path and down: out of the eye, aslant down into one
round loop that hangs of its own weight, and up, past itself, to where it is sewn in."""

_TAIL = np.array(
    [
        *((0.00, 0.00), (-0.08, 0.04), (-0.14, 0.17), (-0.10, 0.33), (0.01, 0.48), (0.05, 0.60)),
        *((0.01, 0.71),),
    ]
)
"""The same of its end, to the other side."""

SHORTEST = 0.15
"""Length of the seam when the mark is new."""

LEAD = 130
"""How many points slack thread has."""

_CURLS = ((), ((0.04, 0.96, 1.0),), ((0.02, 0.56, 1.0), (0.42, 0.98, 0.7)))
"""Where on the slack each of its loops is, from and to, and how large, by their number."""

LEAN = 0.35
"""How far the loop of slack thread leans on its way to the seam."""

CLEAR = 0.16
"""How near the needle may come to the seam, in needles."""


@dataclass(frozen=True)
class Pose:
    """Where everything is, in mm.

    seam: the whole path, sewn from its start. sewn: how much of it. mm: length of the needle. butt, way: where the
    needle begins, and its direction. body: its usual width, in needles. roomy: length of its eye, of the usual.
    lead: thread from the eye to the seam. tail: what hangs out of the eye on the other side. ticks: mm along the seam
    at which each stitch begins. bellies: how wide each is there, for its length: tight and loose by turns. sizes: how
    large each is, of the usual. guided: along a line over the body.
    """

    seam: Points
    sewn: float
    stitch: float
    mm: float
    butt: Points
    way: Points
    body: float
    roomy: float
    lead: Points
    tail: Points
    ticks: Floats = field(default_factory=lambda: np.array([0.0, 1.0]))
    bellies: Floats = field(default_factory=lambda: np.ones(2))
    sizes: Floats = field(default_factory=lambda: np.ones(2))
    guided: bool = False

    @property
    def stitches(self) -> float:
        """How many stitches are sewn."""
        return float(np.interp(self.sewn, self.ticks, np.arange(len(self.ticks))))

    @property
    def eye(self) -> float:
        """Where the middle of the eye is, in needles from the butt."""
        return EYE * self.roomy

    @property
    def eye_long(self) -> float:
        """Half the length of the eye, in needles."""
        return EYE_LONG * self.roomy

    def wide(self, x: Floats) -> Floats:
        """Full width of the needle, in needles: round at its butt, a little swollen at the eye, slim to the point."""
        knots = _KNOTS * np.where(_KNOTS < 0.3, self.roomy, 1.0)
        return np.asarray(self.body * np.interp(x, knots, _WIDTHS), float)

    @property
    def hole(self) -> float:
        """Half the width of the eye's hole, in needles."""
        return 0.29 * self.body

    def needle(self, path: Points) -> Points:
        """Points in the needle's frame, in needles, as mm."""
        across = np.array([-self.way[1], self.way[0]])
        return np.asarray(self.butt + self.mm * (path[:, :1] * self.way + path[:, 1:] * across))

    def threaded(self, more: float) -> Points:
        """Slack thread from the middle of the eye to `more` mm beyond its rim."""
        out = np.hypot(*(self.lead - self.lead[0]).T) > self.hole * self.mm + more
        return self.lead[: max(int(np.argmax(out)), 4)]

    def beside_steel(self, path: Points) -> list[Points]:
        """What of a path in mm the steel does not hide: its eye is open."""
        off = (path - self.butt) / self.mm
        x = off @ self.way
        y = np.abs(off @ np.array([-self.way[1], self.way[0]]))
        eye = ((x - self.eye) / self.eye_long) ** 2 + (y / self.hole) ** 2 < 1
        shown = eye | (y > self.wide(x) / 2) | (x < 0) | (x > 1)
        return [path[run] for run in runs(shown, 2)]

    def along(self, path: Points) -> Points:
        """Points in stitches along and across the seam, as mm."""
        k = np.arange(len(self.ticks))
        beyond = path[:, 0] - np.clip(path[:, 0], 0, k[-1])
        s = np.interp(path[:, 0], k, self.ticks) + beyond * self.stitch
        return frame(
            self.seam, s, path[:, 1] * np.interp(path[:, 0], k + 0.5, self.bellies * self.sizes) * self.stitch, 900
        )

    def ending(self, sewn: float | None = None) -> Points:
        """The thread left over when `sewn` mm of the seam are, as usual: it curls away from the last hole."""
        s = self.sewn if sewn is None else sewn
        foot, end = frame(self.seam, np.array([s - 0.5 * self.stitch, s]), np.zeros(2), 900)
        t = (end - foot) / max(float(np.hypot(*(end - foot))), 1e-9)
        out = _ENDING * self.stitch
        return smooth(end + out[:, :1] * t + out[:, 1:] * np.array([-t[1], t[0]]), 33)

    def each(self, paths: list[Points]) -> list[Points]:
        """`along` for many paths at once, which is much faster."""
        if not paths:
            return []
        return np.split(self.along(np.concatenate(paths)), np.cumsum([len(path) for path in paths])[:-1])


_KNOTS = np.array([0, 0.002, 0.006, 0.013, 0.024, 0.05, 0.09, 0.13, 0.17, 0.22, 0.28, 0.40, 0.60, 0.78, 0.90, 1.0])
_WIDTHS = np.array([0, 0.40, 0.68, 0.92, 1.12, 1.30, 1.36, 1.28, 1.12, 1.02, 1.00, 0.97, 0.82, 0.56, 0.30, 0.03])
"""Places along a needle, from its butt, and how wide it is at each, of its usual width."""


@dataclass(frozen=True)
class Held:
    """How the needle is held.

    eye: where its eye is. way: its direction. mm: its length. body: its usual width, in needles. roomy: length of its
    eye, of the usual. slack: of the thread between it and the seam, 1 as a rule. curl: half the width of the loop that
    this thread lies in, in needles. curls: how many of them.
    """

    eye: Points
    way: Points
    mm: float
    body: float
    roomy: float
    slack: float
    curl: float
    curls: int


def young(feeling: Feeling) -> float:
    """1 for a mark that has just come, 0 for one that is grown: what is small is drawn stouter, to be read at all."""
    return float((1 - min(feeling.intensity / 0.7, feeling.size / 90, 1.0)) ** 2)


def pose(ground: Ground, feeling: Feeling, how: Manner, chance: Chance) -> Pose:
    """The pose at this intensity: along the ground's thread if it has one, else a seam of the seed's own."""
    stout = young(feeling)
    guide = ground.guides.get("thread")
    if guide is not None and len(guide) > 1:
        reach = max(ground.width, ground.height)
        body = 0.060 + 0.026 * stout
        return paced(_guided(smooth(guide, 900), feeling, reach, body, how, chance("pose")), chance("pace"))
    body = 0.050 + 0.045 * stout
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
    # At least as far as folds of skin reach.
    aside = max(0.92 * float(np.abs(np.concatenate(some)[:, 1]).max()) + 0.16, 0.3)
    curl = float(chance("held").choice([0.11, 0.15, 0.19]))

    posed = []
    for held in _ahead(path, body, 1 + 0.5 * stout, how.slack, curl, how.curls, r):
        p = _posed(path, reach, STITCH, held)
        shaft = p.needle(np.column_stack([np.linspace(0, 1, 12), np.zeros(12)]))
        near = float(np.hypot(*(shaft[:, None] - path[None, ::12]).transpose(2, 0, 1)).min())
        # Compact as a whole, and already when it is one stitch and has to be read at the size of a fingernail; but
        # before all, the needle leads the way that the seam goes, and lies clear of it.
        spans = [float(np.ptp(_extent(p, sewn, aside), axis=0).max()) for sewn in (p.sewn, SHORTEST + 0.2)]
        off = 1 + float(held.way @ tangents(path)[2])
        posed.append((0.6 * spans[0] + spans[1] + 1.6 * off + 12 * max(CLEAR - near, 0), p, held))
    _, whole, held = min(posed, key=lambda each: each[0])
    # The whole goes across its ground on a slant, the needle first.
    sweep = whole.needle(np.array([(1.0, 0.0)]))[0] - path[450]
    slant = r.choice([-1.0, 1.0]) * r.uniform(0.5, 0.85) + (np.pi if r.random() < 0.35 else 0.0)
    turn = 0.3 * float(np.sin(slant)) if seam.upright else float(slant - np.arctan2(sweep[0], sweep[1]))
    turned = _turned(ground, _extent(whole, whole.sewn, aside), turn)
    sewn = SHORTEST + (whole.sewn - SHORTEST) * min(max((feeling.intensity - 0.06) / 0.82, 0.0), 1.0) ** 1.1
    extent = _extent(whole, sewn, aside) @ turned
    pad = 1.3 * feeling.line("bold")
    room = np.array([ground.width, ground.height]) - pad
    mm = float(min((feeling.size - pad) / np.ptp(extent, axis=0).max(), *(room / np.ptp(extent, axis=0))))
    shift = ground.centre - mm * (extent.max(0) + extent.min(0)) / 2

    def put(points: Points) -> Points:
        return np.asarray(points @ turned * mm + shift)

    held = replace(held, eye=put(held.eye[None])[0], way=held.way @ turned, mm=mm)
    return paced(_posed(put(path), sewn * mm, STITCH * mm, held), chance("pace"))


def sewn_in(how: Manner, seed: int) -> Stitch:
    """The stitch of a seam on free ground: a feeling's own, or the seed's."""
    return how.stitch if how.stitch is not chain else KINDS[seed % len(KINDS)]


def stitched(p: Pose, how: Manner, seed: int) -> Stitch:
    """The stitch of this seam: over a body it is always the feeling's own."""
    return how.stitch if p.guided else sewn_in(how, seed)


def _ahead(
    path: Points, body: float, roomy: float, slack: float, curl: float, curls: int, r: np.random.Generator
) -> list[Held]:
    """The needle drawn out ahead of the seam, at several leans."""
    start, t = path[0], tangents(resample(path, 200))[2]
    n = np.array([-t[1], t[0]])
    leans = r.permutation(np.concatenate([np.linspace(0.12, 1.5, 8), -np.linspace(0.12, 1.5, 8)])).tolist()
    ways = [-t * np.cos(lean) + n * np.sin(lean) for lean in leans]
    return [Held(start + 0.42 * way - (0.10 + curl) * t, way, 1.0, body, roomy, slack, curl, curls) for way in ways]


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
    size = np.ones(n)
    if p.guided:
        # A long seam is sewn large along the shoulder, and ever smaller and tighter as it turns down the side.
        size = np.interp(s / s[-1], [0, 0.36, CHAINED, 1], [1.0, 1.0, 0.66, 0.58])
        long = size * (1 + 0.04 * waves[0])
    count = np.concatenate([[0.0], np.cumsum((s[1:] - s[:-1]) / p.stitch / ((long[1:] + long[:-1]) / 2))])
    ticks = np.interp(np.arange(np.ceil(count[-1]) + 1), count, s)
    bellies = np.interp(ticks, s, 1 + 0.13 * waves[2] + 0.06 * waves[1])
    if p.guided:
        tight = np.interp(ticks / s[-1], [0, 0.40, CHAINED], [1.0, 1.0, 0.50])
        bellies = tight * (1 + 0.4 * (bellies - 1))
    return replace(p, ticks=ticks, bellies=bellies, sizes=np.interp(ticks, s, size))


def _guided(path: Points, feeling: Feeling, reach: float, body: float, how: Manner, r: np.random.Generator) -> Pose:
    """The pose on a path given in mm: the needle is thrust up towards its start, and the thread hangs free from its eye
    to where it is sewn in."""
    whole = length(path)
    mm = min(0.7 * feeling.size, 0.215 * whole)
    # Along the path, and the way to which it turns: down the body. Up the flat of the throat, before the strap of
    # the neck, steel lies on skin that does not bend.
    t = tangents(path)[10]
    n = np.array([-t[1], t[0]])
    n = n if float((path[-1] - path[0]) @ n) > 0 else -n
    lean = 0.45 + r.uniform(-0.04, 0.04)
    way = -n * np.cos(lean) - t * np.sin(lean)
    roomy = 1.2 + 0.3 * young(feeling)
    eye = path[0] + mm * (0.35 * t + 0.57 * n)
    ahead = 1.16 * mm
    stitch = (GUIDED_CHAIN if how.stitch is chain else GUIDED_STITCH) * mm
    rest = resample(path[int(ahead / whole * 899) :], 900)
    s = np.linspace(0, length(rest), 900) / stitch
    wander = np.sum([np.sin(s / period + 6 * r.random()) for period in (1.9, 3.3, 5.1)], axis=0)
    rest = rest + normals(rest) * (0.03 * stitch * wander * np.clip(s / 2, 0, 1))[:, None]
    sewn = length(rest) * min(feeling.size / reach, 1.0) ** 1.4
    side = float(np.sign(np.array([-way[1], way[0]]) @ t))
    held = Held(eye, way, 0.80 * mm, 1.45 * body, 1.1 * roomy, 1.0, 0.0, 0)
    p = _posed(rest, max(sewn, SHORTEST * mm), stitch, held, side)
    axes = np.array([t, n])
    lead = eye + mm * _LEAD @ axes
    # The path may have turned until it is sewn in.
    lead += (rest[0] - lead[-1]) * np.linspace(0, 1, len(lead))[:, None] ** 2
    return replace(
        p,
        lead=_eased(_eased(smooth(lead, 3 * LEAD), 31), 31),
        tail=_eased(smooth(eye + mm * _TAIL @ axes, LEAD), 15),
        guided=True,
    )


def _eased(path: Points, window: int) -> Points:
    """A path whose bends are evened out over so many of its points; its ends stay."""
    share = np.ones(window) / window
    kept = np.concatenate(
        [
            np.tile(2 * path[:1], (window // 2, 1)) - path[window // 2 : 0 : -1],
            path,
            np.tile(2 * path[-1:], (window // 2, 1)) - path[-2 : -window // 2 - 1 : -1],
        ]
    )
    return np.column_stack([np.convolve(axis, share, "valid") for axis in kept.T])


def _posed(path: Points, sewn: float, stitch: float, held: Held, hung: float = 0.0) -> Pose:
    """The thread goes through the eye: on one side slack to the seam, in a loop or not; on the other it hangs.

    hung: the side of the needle to which it leaves for the seam, 1 or -1; 0 for the one on which it bends least.
    """
    start, t = path[0], tangents(resample(path, 200))[2]
    across = np.array([-held.way[1], held.way[0]])
    u = np.linspace(0, 1, LEAD)[:, None]
    pull = (0.26 + 0.14 * held.slack) * held.mm
    chord = start - held.eye
    chord = chord / max(float(np.hypot(*chord)), 1e-9)

    def slung(side: float) -> Points:
        out = held.eye + (-0.55 * held.way + 0.83 * side * across) * pull
        bend = (
            (1 - u) ** 3 * held.eye
            + 3 * u * (1 - u) ** 2 * out
            + 3 * u * u * (1 - u) * (start - t * min(pull, 0.55 * float(np.hypot(*(start - held.eye)))))
            + u**3 * start
        )
        swing = side * across
        swing = swing - (swing @ chord) * chord
        # It hangs a little aslant.
        swing = swing / max(float(np.hypot(*swing)), 1e-9) + LEAN * chord
        for start_, stop, size in _CURLS[held.curls]:
            turn = 2 * np.pi * smoothsteps((u - start_) / (stop - start_))
            bend = bend + size * held.curl * held.mm * (np.sin(turn) * chord + 1.25 * (1 - np.cos(turn)) * swing)
        return resample(bend, LEAD)

    def sharpest(path: Points) -> float:
        way = tangents(path)
        return float(-(way[1:] * way[:-1]).sum(1).min())

    # On the side where the seam is, unless it had to turn sharply there.
    off = float(across @ (path[0] - held.eye)) / held.mm
    side = hung or min((1.0, -1.0), key=lambda each: sharpest(slung(each)) - 3 * off * each)
    at = EYE * held.roomy
    hang = [
        (at, 0.0),
        (at + 0.026, -0.052),
        (at + 0.022, -0.115),
        (at - 0.025, -0.152),
        (at - 0.085, -0.150),
        (at - 0.122, -0.188),
        (at - 0.115, -0.250),
    ]
    butt = held.eye - held.way * at * held.mm
    tail = butt + held.mm * np.array([x * held.way + y * side * across for x, y in hang])
    return Pose(path, sewn, stitch, held.mm, butt, held.way, held.body, held.roomy, slung(side), smooth(tail, 80))


def _extent(p: Pose, sewn: float, aside: float) -> Points:
    """Points that hold the whole mark, for measuring. aside: how far stitches reach from the seam, in stitches."""
    s = np.concatenate([np.arange(0, sewn, 0.03), [sewn]])
    edges = [frame(p.seam, s, np.full(len(s), side * aside * p.stitch), 150) for side in (-1, 1)]
    end = p.ending(sewn)
    frayed = end[-1:] + 0.4 * p.stitch * tangents(end)[-1:]
    shaft = p.needle(np.array([(0.0, 0.0), (0.5, 0.0), (1.0, 0.0)]))
    return np.concatenate([*edges, p.lead, p.tail, end, frayed, shaft])


def _turned(ground: Ground, extent: Points, start: float) -> Points:
    """A turn at which the whole mark fits the ground's shape: the first that does, from `start` on, else the best."""
    turns = start + np.array([0.15 * (k // 2) * (1 if k % 2 else -1) for k in range(1, 24)])
    matrices = [np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]) for a in turns]
    spans = [np.ptp(extent @ m, axis=0) for m in matrices]
    fit = [max(ground.width, ground.height) / s.max() * max(s / [ground.width, ground.height]) for s in spans]
    return next((m for m, f in zip(matrices, fit, strict=True) if f <= 1.001), matrices[int(np.argmin(fit))])
