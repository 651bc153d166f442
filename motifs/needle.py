"""A sewing needle whose thread sews the skin in chain stitch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    crayon,
    curve,
    dots,
    filled,
    frame,
    from_oklch,
    length,
    linear,
    mix,
    normals,
    oklch,
    polyline,
    resample,
    ribbon,
    smooth,
    stroke,
    stroked,
    tangents,
    taper,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]
Tints = tuple[str, str, str, str]

# Everything is laid out in the needle's own frame: the origin where it enters the skin, x towards its tip, and its
# length as the unit. The seam peels off to negative y; the working thread lies on positive y.
BITE, TIP = 0.165, 0.30
"""How much of the needle is under the skin, and how much shows beyond."""
BUTT = BITE + TIP - 1
EYE = BUTT + 0.095
EYE_LONG = 0.062
"""Half the length of the eye."""
COILED, EYED = 0.50, 0.93
"""Shares of the working thread's length: half way up its coil, and where it nears the eye."""
RUB = 13.0
"""Length of a rub of wax, in thread widths: about a stitch."""
SEAM = 3.05
"""Length of the whole seam."""

BARE = ("none", "black", "dots")
"""Fills that leave skin without wash or soft shadow."""
INK = "#14110f"
SHADOW = "#2a120c"
THREAD = ("#42050f", "#b01230", "#df3a4d", "#ffb0a8")
"""Crimson: the furrow between the plies, the ply, the ply in the light, the glint."""
VARIEGATED = ("#d01c3c", "#ee7a18", "#f0bd1e", "#2fb27a", "#1f7fe0", "#8a42cc")
STEEL = ("#1d2128", "#56616e", "#a3b0bd", "#e6ecf2")
RUST = "#6d432a"
LIGHT = np.array([-0.55, -0.835])
"""Towards the light: above, a little to the left."""

# Half of one stitch, in stitches along and across: from its hole, out and round, into the stitch that follows.
LINK = np.array([(0.06, 0.05), (0.24, 0.19), (0.52, 0.36), (0.83, 0.43), (1.08, 0.36), (1.23, 0.18), (1.27, 0.0)])
TAUT_LINK = np.array([(0.0, 0.04), (0.2, 0.14), (0.45, 0.27), (0.70, 0.36), (0.98, 0.25), (1.18, 0.11), (1.33, 0.0)])
# A torn stitch: one strand springs up and away.
TORN = np.array([(0.06, 0.05), (0.24, 0.20), (0.48, 0.42), (0.66, 0.74), (1.02, 0.98), (1.50, 0.94), (1.95, 1.2)])
# A ply crosses the thread aslant, in thread widths; its glint lies on it.
PLY = np.array([(-0.44, -0.52), (0.02, -0.42), (0.42, 0.20), (0.46, 0.52), (-0.02, 0.42), (-0.42, -0.20)])
GLINT = np.array([(-0.22, -0.24), (0.02, -0.16), (0.12, 0.10), (-0.09, 0.0)])


@dataclass(frozen=True)
class Temper:
    """What a feeling does to thread, each 0 to 1.

    taut: pulled to corners. slack: let go. broken: stitches torn. gaps: stretches of plain running stitch.
    plump: round soft stitches. wave: a playful wander. dull: steel rusted, thread snapped. colours: variegated.
    """

    taut: float = 0.0
    slack: float = 0.0
    broken: float = 0.0
    gaps: float = 0.0
    plump: float = 0.3
    wave: float = 0.0
    dull: float = 0.0
    colours: float = 0.0


# Valence, arousal and dominance at which each temper is at home.
TEMPERS: tuple[tuple[tuple[float, float, float], Temper], ...] = (
    ((-0.62, 0.72, 0.03), Temper(taut=1, plump=0)),
    ((-0.52, 0.80, -0.42), Temper(taut=0.8, broken=0.2, plump=0)),
    ((-0.67, 0.31, -0.43), Temper(slack=1, broken=1, plump=0.2)),
    ((-0.35, 0.18, -0.24), Temper(slack=0.5, broken=0.4, dull=1, plump=0.1)),
    ((-0.32, -0.03, -0.26), Temper(slack=0.9, plump=0.3)),
    ((0.24, -0.20, 0.05), Temper(gaps=1, slack=0.3)),
    ((0.47, -0.46, 0.02), Temper(plump=1, slack=0.2)),
    ((0.80, 0.56, 0.50), Temper(plump=0.9, wave=1, colours=1)),
    ((0.42, 0.07, 0.36), Temper(plump=0.5, colours=1)),
    ((0.65, 0.55, 0.28), Temper(plump=0.2)),
    ((0.25, 0.22, 0.33), Temper()),
)


def temper(feeling: Feeling) -> Temper:
    """The feeling's temper: that of the places near it on the axes, by nearness."""
    tone = feeling.mood.tone
    here = np.array([tone.valence, tone.arousal, tone.dominance])
    away = (here - np.array([at for at, _ in TEMPERS])) * [1, 1, 0.6]
    near = 1 / ((away**2).sum(1) ** 2 + 1e-6)
    near /= near.sum()
    return Temper(*(float(near @ [getattr(t, f.name) for _, t in TEMPERS]) for f in fields(Temper)))


@dataclass(frozen=True)
class Pose:
    """Where everything is, in needles.

    seam: from the first hole to the needle. stitch: its length. thread, body: widths of thread and needle.
    mm: of one needle. place: from the needle's frame to mm. lit: which flank of the needle, 1 or -1, has the light.
    """

    seam: Points
    sewn: float
    stitch: float
    thread: float
    body: float
    mm: float
    place: Callable[[Points], Points]
    lit: float

    def along(self, path: Points) -> Points:
        """Points in stitches along and across the seam, as mm."""
        return self.place(frame(self.seam, path[:, 0] * self.stitch, path[:, 1] * self.stitch, 700))

    def before(self, path: Points) -> Points:
        """The same before the first hole, where the thread's tail lies straight on."""
        way = _first_way(self.seam, self.stitch)
        turned = np.array([way, [-way[1], way[0]]])
        return self.place(path @ turned * self.stitch + self.seam[0])


def richness(intensity: float) -> float:
    """How far the mark is from a few strokes (0) to the whole picture (1)."""
    x = min(max((intensity - 0.06) / 0.86, 0), 1)
    return x * (1.6 - 0.6 * x)


def _first_way(seam: Points, stitch: float) -> Points:
    """Unit vector of the seam's first stitches; of more than one, so that a corner does not whip the tail round."""
    way = frame(seam, np.array([1.6 * stitch]), np.zeros(1))[0] - seam[0]
    return np.asarray(way / max(float(np.hypot(*way)), 1e-9))


def _cut(path: Points, reach: float) -> Points:
    """The first `reach` of a path, evenly sampled."""
    s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    end = np.array([[np.interp(reach, s, path[:, 0]), np.interp(reach, s, path[:, 1])]])
    return resample(np.concatenate([path[s < reach], end]), 500)


def laid_seam(sewn: float, curled: float, mood: Temper, chance: Chance) -> Points:
    """A seam of its own choice, laid back from the needle: a bow, a counter-bow, then a spiral or another bow.

    curled: 1, or less where the ground is too narrow for full bows.
    """
    r = chance("seam")
    s = np.linspace(0, 4.5, 1000)
    bow, counter = r.uniform(0.9, 1.3), r.uniform(1.3, 1.75)
    first = r.uniform(0.62, 0.82)
    second = first + r.uniform(0.75, 1.0)
    radius, spirals = r.uniform(0.40, 0.46), r.random() < 0.6
    past = np.clip(s - second, 0, None)

    def turned(at: float, over: float) -> Floats:
        share: Floats = 1 / (1 + np.exp(-(s - at) / over))
        return share

    # A spiral whose turns keep a stitch's width between them: the radius falls evenly with the angle.
    spiral = 1 / np.sqrt(np.clip(radius**2 - 0.075 * past, 0.045, None))
    last = spiral if spirals else -r.uniform(2.1, 2.6) * np.ones_like(s)
    if not spirals:
        first, counter = first - 0.2, r.uniform(2.0, 2.5)
        second = first + r.uniform(2.7, 3.2) / counter
        past = np.clip(s - second, 0, None)
    turn = bow * (1 - turned(first, 0.1)) - counter * turned(first, 0.1) * (1 - turned(second, 0.12))
    heading = 0.34 + curled * np.cumsum(turn - last * turned(second, 0.12)) * s[1]
    path = np.cumsum(np.column_stack([-np.cos(heading), -np.sin(heading)]), axis=0) * s[1]
    calm = np.interp(s, [0.15, 0.6], [0, 1])
    # Jerked to and fro: corners at uneven distances, alternately left and right.
    corners = np.cumsum(r.uniform(0.17, 0.34, 28))
    saw = np.interp(s, corners, r.uniform(0.4, 1.0, 28) * np.tile([1, -1], 14))
    sway = calm * (0.09 * mood.taut * saw + 0.05 * mood.wave * np.sin(s * 8.5))
    path = path + normals(path) * sway[:, None]
    return _cut(path, sewn * length(path) / s[-1])[::-1]


def pose(ground: Ground, feeling: Feeling, mood: Temper, chance: Chance) -> Pose:
    """The pose at this intensity: along the ground's thread if it has one, else freely about its centre."""
    g = richness(feeling.intensity)
    r = chance("pose")
    mirror = -1.0 if r.random() < 0.5 else 1.0
    tilt, coarse = r.uniform(-0.3, 0.3), r.uniform(0.93, 1.1)
    stitch = (0.21 * (1 - g) ** 1.8 + 0.125 * coarse) * (1 + 0.3 * mood.wave - 0.12 * mood.taut)
    thread = stitch * (0.205 - 0.06 * (1 - g) ** 1.6) * (1 - 0.15 * mood.taut + 0.15 * mood.plump)
    body = 0.072 + 0.020 * (1 - g) ** 2
    sizes = (stitch, thread, body)
    guide = ground.guides.get("thread")
    if guide is not None and len(guide) > 1:
        return _guided(smooth(guide, 900), feeling, sizes)
    sewn = stitch + SEAM * g**1.3
    aside = 0.085 + 0.15 * mood.broken + 0.07 * mood.taut + 0.07 * mood.wave
    turned, curled = _turned(ground, feeling.full, aside, tilt, mirror, chance)
    seam = laid_seam(sewn, curled, mood, chance)
    # Measured along a seam without its swerves, whose coming and going would make the whole mark shake.
    calm = laid_seam(sewn, curled, Temper(), chance)
    across = normals(calm) * ((0.55 + 0.5 * mood.broken) * stitch + 0.05 * mood.taut + 0.03 * mood.wave)
    start = calm[0] - _first_way(calm, stitch) * (0.7 + 0.9 * feeling.birth(0.12, 0.6)) * stitch
    reach = np.concatenate([calm + across, calm - across, working(g, thread, mood, feeling), tail(feeling), [start]])
    reach = np.concatenate([reach, [(BITE + TIP, 0), (BUTT, 0)]]) @ turned
    low, high = reach.min(0), reach.max(0)
    # Torn ends hang out a stitch further.
    room = np.array([ground.width, ground.height]) * 0.97
    fits = room / (high - low + 1.6 * stitch * mood.broken)
    mm = min(feeling.size / float((high - low).max()), *fits.tolist())
    return _posed(seam, length(seam), sizes, mm, turned, ground.centre - (low + high) / 2 * mm)


def _guided(path: Points, feeling: Feeling, sizes: tuple[float, float, float]) -> Pose:
    """The pose on a path given in mm, sewn from its start; the needle leans to the outside of its bend."""
    whole = length(path)
    mm = min(0.45 * feeling.size, 0.235 * whole)
    end = whole * feeling.size / max(feeling.full, 1e-6) - (BITE + TIP) * mm
    done = _cut(path, min(max(end, sizes[0] * mm), whole))
    way = tangents(path)
    side = -1.0 if float(np.sum(way[:-1, 0] * way[1:, 1] - way[:-1, 1] * way[1:, 0])) < 0 else 1.0
    last = tangents(done)[-1]
    turned = _turn(float(np.arctan2(last[1], last[0])) + 0.42 * side, -side)
    return _posed((done - done[-1]) @ turned.T / mm, length(done) / mm, sizes, mm, turned, done[-1])


def _posed(
    seam: Points, sewn: float, sizes: tuple[float, float, float], mm: float, turned: Points, shift: Points
) -> Pose:
    lit = 1.0 if float(turned[1] @ LIGHT) > 0 else -1.0
    return Pose(seam, sewn, *sizes, mm, lambda p: np.asarray(p) @ turned * mm + shift, lit)


def _turn(way: float, mirror: float) -> Points:
    return np.array([[np.cos(way), np.sin(way)], [-np.sin(way) * mirror, np.cos(way) * mirror]])


def _turned(
    ground: Ground, full: float, aside: float, tilt: float, mirror: float, chance: Chance
) -> tuple[Points, float]:
    """How the whole lies at its largest: turned, and curled as much as the ground has room for.

    aside: how far the seam reaches to either side. The needle points up, as a hand would hold it.
    """
    ways = np.linspace(-2.6, -0.5, 22)
    for curled in (1.0, 0.93, 0.86, 0.79, 0.72, 0.65, 0.58, 0.5, 0.4, 0.3):
        seam = laid_seam(SEAM + 0.13, curled, Temper(), chance)
        across = normals(seam) * aside
        reach = np.concatenate([seam + across, seam - across, [(BITE + TIP, 0), (BUTT, 0), (-0.2, 0.46)]])
        spans = np.array([np.ptp(reach @ _turn(w, mirror), axis=0) for w in ways])
        # Above 1: the share by which the mark at full size outgrows the ground that way.
        over = (spans / [ground.width, ground.height]).max(1) * full / spans.max(1)
        cost = np.maximum(over, 1.03) + 0.05 * np.abs(ways + np.pi / 2 - 3 * tilt)
        best = int(np.argmin(cost))
        if over[best] < 1.04:
            break
    return _turn(float(ways[best]), mirror), curled


def working(g: float, thread: float, mood: Temper, feeling: Feeling) -> Points:
    """The working thread: out of the last hole, round under the tip, and in an easy bow with a coil to the eye."""
    o = 0.042 + 0.75 * thread
    y = o + (0.06 + 0.12 * g) * (1 - 0.75 * mood.taut) * (1 + 0.2 * mood.slack)
    bow = np.array(
        [
            (0.01, -0.01),
            (BITE * 0.30, -o * 0.95),
            (BITE * 0.95, -o * 1.2),
            (BITE + 0.085, 0.0),
            (BITE * 0.85, 0.5 * (o + y)),
            (-0.06, y),
            (-0.24, y + 0.02),
            (-0.42, y),
            (EYE - 0.06, 0.6 * y),
            (EYE - 0.055, 0.02 + 0.25 * o),
            (EYE, 0.0),
        ]
    )
    path = smooth(bow, 400)
    if mood.taut > 0.5:
        return resample(path, 240)
    # A coil as a rolling wheel would draw it, of one shape at every size, so that it opens without a cusp.
    coil = 0.125 * feeling.birth(0.2, 0.5) * (1 - mood.taut) * (1 + 0.25 * mood.slack + 0.3 * mood.wave)
    roll = np.linspace(0, 2 * np.pi, 160)
    share = 0.56 + 0.42 * coil * (roll - np.pi) / length(path)
    at = np.concatenate([np.linspace(0, share[0], 160)[:-1], share, np.linspace(share[-1], 1, 120)[1:]])
    base = np.column_stack([np.interp(at * 399, np.arange(400), path[:, k]) for k in (0, 1)])
    base[159 : 159 + 160] += coil * np.column_stack([-np.sin(roll), 1 - np.cos(roll)])
    return softened(resample(base, 240), 5)


def softened(path: Points, spread: float) -> Points:
    """A path with its kinks smoothed away over `spread` points; its ends stay."""
    reach = int(3 * spread)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / spread) ** 2)
    weights /= weights.sum()
    before, after = 2 * path[0] - path[reach:0:-1], 2 * path[-1] - path[-2 : -reach - 2 : -1]
    long = np.concatenate([before, path, after])
    return np.column_stack([np.convolve(long[:, i], weights, "valid") for i in (0, 1)])


def tail(feeling: Feeling) -> Points:
    """The thread's end, hanging from the eye."""
    path = np.array(
        [(0, 0), (0.03, -0.2), (-0.16, -0.42), (-0.46, -0.40), (-0.72, -0.20), (-1.0, -0.30), (-1.1, -0.52)]
    )
    return smooth(path * (0.06 + 0.26 * feeling.birth(0.12, 0.5)) + [EYE, 0], 60)


def link(fraction: float, mood: Temper, chance: np.random.Generator) -> Points:
    """One chain stitch in stitches along and across; it swells from its hole as `fraction` goes from 0 to 1."""
    half = (LINK + (TAUT_LINK - LINK) * mood.taut) * [1, 0.88 + 0.3 * mood.plump]
    ring = np.concatenate([half, (half * [1, -1])[-2::-1]])
    ring[1:-1] += chance.normal(0, 1, ring[1:-1].shape) * (0.008 + 0.03 * mood.slack + 0.03 * mood.wave)
    ring = ring if mood.taut > 0.5 else smooth(ring, 17)
    return np.asarray(ring * [fraction, fraction**0.6])


@dataclass(frozen=True)
class Yarn:
    """How thread is painted. rim: of dark round it, mm. ply: how far its plies show, 0 to 1. look: the manner.

    corners: it bends sharply. rubs: wax rubbed along a straight line, in thread widths.
    """

    rim: float
    ply: float
    look: str
    corners: bool
    rubs: list[list[Points]]


def spin(feeling: Feeling, mood: Temper, chance: Chance) -> Yarn:
    """The manner in which this feeling and style paint thread."""
    fill, hand = feeling.style.fill, feeling.mood.hand.kind
    by_fill = {"none": "line", "black": "black", "wax": "wax", "wash": "wash", "dots": "open"}
    look = by_fill.get(fill) or {"crayon": "wax", "crisp": "open"}.get(hand, "full")
    rubs = []
    if look == "wax":
        ends = np.array([(0.0, 0.0), (RUB / 1.7, 0.0)])
        rubs = [[o.points * 1.7 for o in crayon(ends, 0.7, chance("wax", i), 0.8, 0.16, 0.3)] for i in range(4)]
    return Yarn(feeling.line("mid") * 0.45, feeling.birth(0.2, 0.3), look, mood.taut > 0.5, rubs)


def cord(
    path: Points,
    width: float,
    yarn: Yarn,
    tints: Tints,
    chance: np.random.Generator,
    part: tuple[float, float] = (0.0, 1.0),
) -> list[Shape | None]:
    """A length of thread of two plies: dark rim, furrows, plies, a shaded side and glints.

    part: the share of the path to paint; parts of one path join without a seam.
    """
    deep, mid, high, bright = tints
    span = length(path)
    at = np.arange(span - 0.3 * width, 0, -0.84 * width)
    lap = 0.8 * width / max(span, 1e-9) if part[0] > 0 else 0.0
    at = at[(at >= (part[0] - lap) * span - 0.5 * width) & (at <= part[1] * span)]

    def between(start: float) -> Points:
        cut = resample(path, 401)[int(start * 400) : int(part[1] * 400) + 1]
        return resample(cut, max(int(0.7 * len(at)), 8))

    drawn, lapped = (path, path) if part == (0.0, 1.0) else (between(part[0]), between(part[0] - lap))
    line, over = (polyline(q, False) if yarn.corners else curve(q, False) for q in (drawn, lapped))
    dark = mix(deep, INK, 0.6)
    if yarn.look == "line":
        return [stroked(line, INK, max(0.45 * width, yarn.rim * 2))]
    if yarn.look == "wax":
        # Rubbed along a straight line, in thread widths, then bent: the grain stays with the thread as it grows.
        first, last = part[0] * span / width, part[1] * span / width
        many, pick = max(round((last - first) / RUB), 1), int(chance.integers(len(yarn.rubs)))
        stretch = (last - first) / (many * RUB)
        rubs = [yarn.rubs[(pick + i) % len(yarn.rubs)] for i in range(many)]
        laid = [[(r + np.array([i * RUB, 0])) * [stretch, 1] + [first, 0] for r in rub] for i, rub in enumerate(rubs)]
        strands = [strand for rub in laid for strand in rub]
        all_of = np.concatenate(strands) * width
        bent = frame(path, all_of[:, 0], all_of[:, 1])
        wax = [Outline(o) for o in np.split(bent, np.cumsum([len(o) for o in strands])[:-1])]
        return [stroked(line, mid, 0.9 * width, 0.5), filled(wax, mid)]
    if yarn.look == "wash":
        return [stroked(line, mid, 1.5 * width, 0.25), stroked(line, mid, width, 0.7)]
    if yarn.look in ("open", "black"):
        ground, mark = ("#f4f1ec", INK) if yarn.look == "open" else (INK, "#f4f1ec")
        thin = PLY * [0.45, 1.0] if yarn.look == "open" else PLY * [0.2, 0.8]
        return [
            stroked(line, INK, width + 2 * yarn.rim),
            stroked(over, mix(mid, ground, 1.0 if yarn.look == "black" else 0.9), width),
            filled(_repeated(path, at, thin * width * [1, yarn.ply]), mark),
        ]
    lit = np.abs(normals(lapped) @ LIGHT).mean()
    shade = curve(lapped - LIGHT * width * 0.27, False)
    glow = path + LIGHT * width * 0.14
    return [
        stroked(line, dark, width + 2 * yarn.rim),
        stroked(over, mix(mid, deep, 0.9 * yarn.ply), width),
        filled(_repeated(path, at, PLY * width * [0.92, 1.04 * yarn.ply]), mid) if yarn.ply > 0 else None,
        stroked(shade, dark, width * 0.34 * float(lit), 0.5 * yarn.ply),
        filled(_repeated(glow, at, PLY * width * 0.56), high, 0.8 * yarn.ply) if yarn.ply > 0 else None,
        filled(_repeated(glow, at, GLINT * width), bright, 0.9 * yarn.ply) if yarn.ply > 0 else None,
    ]


def _repeated(path: Points, at: Floats, template: Points) -> list[Outline]:
    """A small closed polyline at each place along a path."""
    a = at[:, None] + template[None, :, 0]
    b = np.broadcast_to(template[None, :, 1], a.shape)
    made = frame(path, a.ravel(), b.ravel(), max(160, len(path))).reshape(len(at), len(template), 2)
    return [Outline(m) for m in made]


def fray(path: Points, width: float, tints: Tints, chance: np.random.Generator) -> list[Shape | None]:
    """The loose fibres of a cut end."""
    way, side = tangents(path)[-1], normals(path)[-1]
    fibres = []
    for lean in (-0.9, -0.4, 0.1, 0.55, 1.0):
        out = lean * chance.uniform(0.6, 1.1)
        reach = chance.uniform(1.1, 2.0)
        steps = [way * -0.5 + side * 0.3 * lean, way * 0.5 * reach + side * 0.5 * out, way * reach + side * 1.1 * out]
        fibres.append(polyline(ribbon(path[-1] + np.array(steps) * width, np.array([0.3, 0.26, 0.04]) * width)))
    return [filled(fibres, tints[0]), filled(fibres[1:4], tints[1])]


def tinted(feeling: Feeling, mood: Temper, share: float) -> Tints:
    """The thread's four colours at a share of its length."""
    own = feeling.mood.palette
    made = [feeling.tint(c) for c in THREAD]
    if mood.colours > 0.02:
        many = feeling.ramp(*VARIEGATED, VARIEGATED[0])(share % 1)
        varied = (mix(many, "#000000", 0.62), many, mix(many, "#ffffff", 0.3), mix(many, "#ffffff", 0.72))
        made = [mix(m, v, mood.colours) for m, v in zip(made, varied, strict=True)]
    lean = 0.3 * (1 - 0.8 * mood.colours)
    made = [mix(m, o, lean) for m, o in zip(made, (own[0], own[1], own[2], own[4]), strict=True)]
    pale = min(max(feeling.mood.lift - 0.06, 0) * 8, 0.7)
    soft = from_oklch(0.88, 0.075, feeling.mood.hue)
    made = [mix(m, soft, pale * much) for m, much in zip(made, (0.5, 1.0, 1.2, 0.0), strict=True)]
    made[3] = mix(made[3], "#ffffff", pale)
    black = ("#0b0a0b", "#1c191b", "#332e33", "#837c83")
    made = [mix(m, d, 0.9 * mood.dull) for m, d in zip(made, black, strict=True)]
    if not feeling.style.colour:
        made = [from_oklch(round(oklch(m)[0], 3), 0.0, 0.0) for m in made]
    return made[0], made[1], made[2], made[3]


def needle_width(x: Floats, body: float) -> Floats:
    """Full width of the needle at x in its frame: rounded butt, a swell round the eye, a long taper."""
    knots = np.array([0, 0.003, 0.010, 0.022, 0.045, 0.095, 0.15, 0.21, 0.30, 0.62, 0.78, 0.90, 1.0])
    widths = np.array([0, 0.36, 0.64, 0.90, 1.16, 1.34, 1.20, 1.0, 0.94, 0.86, 0.66, 0.36, 0.0])
    found: Floats = body * np.interp(np.clip(x - BUTT, 0, 1), knots, widths)
    return found


def flank(p: Pose, x: Floats, level: float | Floats) -> Points:
    """Points on the needle at x, at a level from -1 (one edge) to 1 (the other)."""
    return np.column_stack([x, needle_width(x, p.body) / 2 * level])


def sliver(p: Pose, start: float, stop: float, low: float, high: float) -> Outline:
    """A streak of light or dark on the needle that runs out to points at both ends."""
    x = np.linspace(start, stop, 14)
    lens = np.sin(np.linspace(0, np.pi, 14)) ** 0.5
    middle, half = (low + high) / 2, (high - low) / 2
    both = [flank(p, x, middle + half * lens), flank(p, x, middle - half * lens)[::-1]]
    return curve(p.place(np.concatenate(both)))


def lip(p: Pose, at: float, bulge: float, spread: float) -> Points:
    """The edge of skin over the needle at x = `at`, bulging along x, `spread` needle widths wide."""
    turn = np.linspace(-np.pi / 2, np.pi / 2, 9)
    wide = needle_width(np.array([at]), p.body)[0] / 2 * spread
    return np.column_stack([at + bulge * p.body * np.cos(turn), wide * np.sin(turn)])


def needle_body(p: Pose) -> list[Outline]:
    """The needle's two visible parts, the eye cut through."""
    rear = np.concatenate([BUTT + np.array([0, 0.003, 0.010, 0.022]), np.linspace(BUTT + 0.045, 0, 24)])
    fore = np.linspace(BITE, BITE + TIP, 16)
    back = np.concatenate([flank(p, rear, -1), lip(p, 0, 0.46, 1)[1:-1], flank(p, rear, 1)[:0:-1]])
    front = np.concatenate([lip(p, BITE, -0.46, 1), flank(p, fore, 1)[1:], flank(p, fore, -1)[-2:0:-1]])
    turn = np.linspace(0, -2 * np.pi, 24, endpoint=False)
    wide = needle_width(np.array([EYE]), p.body)[0] * 0.29
    eye = np.column_stack([EYE + EYE_LONG * np.cos(turn), wide * np.sin(turn) * (1 + 0.12 * np.cos(turn) ** 2)])
    return [polyline(p.place(back)), polyline(p.place(front)), polyline(p.place(eye))]


def needle(p: Pose, feeling: Feeling, mood: Temper, chance: Chance) -> list[Layer]:
    """The needle: its shadow, steel, black core, gleam and outline."""
    body = needle_body(p)
    lit, deep, rich = p.lit, feeling.birth(0.12, 0.3), feeling.birth(0.45, 0.4)
    edge = float(needle_width(np.array([-0.3]), p.body)[0]) * 0.56
    a, b = p.place(np.array([[-0.3, lit * edge], [-0.3, -lit * edge]]))
    tones = [mix(feeling.tint(c), RUST, 0.6 * mood.dull) for c in STEEL]
    stops = ((0, 1), (0.12, 2), (0.24, 3), (0.44, 3), (0.58, 2), (0.72, 1), (0.88, 0), (1.0, 1))
    grey = linear(a, b, *((at, tones[i]) for at, i in stops))
    drop = -LIGHT * p.body * p.mm * 0.55
    under = [Outline(o.points + drop) for o in body]
    core = [
        sliver(p, EYE + 0.10, -0.012, -0.80 * lit, -0.12 * lit),
        sliver(p, BITE + 0.03, BITE + TIP * 0.97, -0.80 * lit, -0.05 * lit),
        sliver(p, BUTT + 0.01, EYE + 0.05, -0.96 * lit, -0.70 * lit),
        sliver(p, EYE + EYE_LONG - 0.004, EYE + EYE_LONG + 0.07, -0.16, 0.16),
    ]
    r = chance("engraving")
    cuts = []
    for level in np.linspace(-0.06, 0.20, 5):
        start, stop = EYE + 0.13 + r.uniform(0, 0.12), -0.03 - r.uniform(0, 0.22)
        cuts.append(sliver(p, start, stop, lit * level, lit * (level + 0.035)))
    gleam = [
        sliver(p, EYE + 0.09, -0.19, 0.26 * lit, 0.66 * lit),
        sliver(p, -0.165, -0.03, 0.30 * lit, 0.64 * lit),
        sliver(p, BITE + 0.045, BITE + TIP * 0.78, 0.24 * lit, 0.64 * lit),
        sliver(p, BUTT + 0.016, EYE + 0.03, 0.74 * lit, 0.90 * lit),
    ]
    bite = [_crescent(p, 0.0, 1), _crescent(p, BITE, -1)]
    if feeling.style.fill == "wax" or (feeling.style.fill == "natural" and feeling.mood.hand.kind == "crayon"):
        return waxed_needle(p, feeling, body, r)
    bold = 0.9 if feeling.style.fill in BARE else 0.55
    rim = min(feeling.line("bold") * bold, 0.14 * p.body * p.mm)
    fill = feeling.style.fill
    gloss = 0.96 * deep * (1 - 0.8 * mood.dull)
    if fill in BARE:
        # Black and bare skin only: a solid needle, a dotted one, or its lines.
        x = r.uniform(EYE + 0.09, BITE + TIP, 260)
        x = x[(x < -0.01) | (x > BITE + 0.02)]
        level = -lit * (0.86 - np.minimum(r.exponential(0.34, len(x)), 1.2))
        grains = filled(dots(p.place(flank(p, x, level)), 0.5 * feeling.line("fine")), INK)
        body_of = {"black": filled(body, INK), "dots": grains, "none": filled(core[:2], INK, deep)}
        return [
            layer("steel core", "shade", [body_of[fill], filled(bite, INK, 0.85)]),
            layer("gleam", "white", [filled(gleam, "#ffffff", gloss)] if fill == "black" else []),
            layer("needle line", "line", [stroked(body, INK, rim)]),
        ]
    return [
        layer("needle shadow", "shade", [filled(under, SHADOW, 0.30)]),
        layer("steel", "colour", [filled(body, grey)]),
        layer(
            "steel core",
            "shade",
            [filled(core, INK, 0.96 * deep * (1 - 0.3 * mood.dull)), filled(cuts, INK, rich), filled(bite, INK, 0.85)],
        ),
        layer("gleam", "white", [filled(gleam, "#ffffff", gloss)]),
        layer("needle line", "line", [stroked(body, INK, rim)]),
    ]


def waxed_needle(p: Pose, feeling: Feeling, body: list[Outline], chance: np.random.Generator) -> list[Layer]:
    """The needle as a child would: grey wax rubbed along it, and a dark wax outline."""
    # In a frame where the needle is 42 mm, so that the grain stays with it as it grows.
    big = 42.0

    def rub(path: Points, width: float, pressure: float) -> list[Outline]:
        strands = crayon(path * big, width * big, chance, pressure, 0.45, 0.7)
        return [Outline(p.place(o.points / big)) for o in strands]

    axis = np.array([(BUTT - 0.01, 0.0), (BITE + TIP, 0.0)])
    lower = np.array([(EYE + 0.1, -0.28), (BITE + TIP * 0.8, -0.15)]) * [1, p.lit * p.body]
    turned, origin = p.place(np.eye(2)) - p.place(np.zeros((1, 2))), p.place(np.zeros((1, 2)))
    rims = [np.concatenate([o.points, o.points[:1]]) - origin for o in body]
    local = [np.asarray(np.linalg.solve(turned.T, rim.T).T, float) for rim in rims]
    thick = max(0.26 * p.body, feeling.line("mid") / p.mm)
    edges = [o for rim in local for o in rub(rim, thick, 0.9)]
    return [
        layer(
            "steel",
            "colour",
            [
                filled(rub(axis, 1.3 * p.body, 0.72), feeling.tint("#8aa3bd"), clip=body),
                filled(rub(lower, 0.45 * p.body, 0.85), feeling.tint("#3f5269"), clip=body),
            ],
        ),
        layer("needle line", "line", [filled(edges, "#232a3a")]),
    ]


def _crescent(p: Pose, at: float, way: float) -> Outline:
    """The shadow of the skin's lip on the needle."""
    near, far = lip(p, at, 0.46 * way, 1.0), lip(p, at, 0.12 * way, 0.98)
    return curve(p.place(np.concatenate([near, far[-2:0:-1]])))


def bridge(p: Pose, feeling: Feeling) -> list[Layer]:
    """The skin over the hidden part of the needle: the two holes, and a ridge that is dark on one side."""
    holes = [curve(p.place(_slit(p, 0.0, 1))), curve(p.place(_slit(p, BITE, -1)))]
    shown = feeling.birth(0.12, 0.3)
    x = np.linspace(-0.2, 1.2, 16) * BITE
    hump = np.sin(np.linspace(0, np.pi, 16)) * p.body
    soft = []
    for reach, strength in ((1.5, 0.09), (1.3, 0.09), (1.1, 0.10), (0.9, 0.12), (0.7, 0.14)):
        outer = np.column_stack([x, -p.lit * hump * reach * 1.15])
        inner = np.column_stack([x, -p.lit * hump * 0.30])
        soft.append(filled(curve(p.place(np.concatenate([outer, inner[::-1]]))), SHADOW, strength * shown))
    # The needle shows through: its two edges, and the light along its back.
    edges, x = [], np.linspace(0.06, 0.94, 9) * BITE
    for side in (-1.0, 1.0):
        edge = np.column_stack([x, side * (needle_width(x, p.body) * 0.5 + 0.10 * p.body)])
        edges.append(stroke(p.place(edge), taper(feeling.line("fine") * (1.5 if side != p.lit else 0.9), 0.35, 0.65)))
    back = np.column_stack([x[2:-2], np.full(5, p.lit * 0.2 * p.body)])
    light = stroke(p.place(back), taper(0.26 * p.body * p.mm, 0.5, 0.5, 0.0))
    return [
        layer("ridge", "shade", [*soft, filled(holes, INK, 0.94)]),
        layer("ridge edges", "line", [filled(edges, SHADOW, 0.75 * shown)]),
        layer("ridge light", "white", [] if feeling.style.fill in BARE else [filled(light, "#ffffff", 0.55 * shown)]),
    ]


def _slit(p: Pose, at: float, way: int) -> Points:
    """The hole round the needle where it meets the skin."""
    turn = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    wide = float(needle_width(np.array([at]), p.body)[0])
    return np.column_stack([at + way * 0.26 * p.body + 0.50 * wide * np.cos(turn), 0.63 * wide * np.sin(turn)])


def stitches(p: Pose, feeling: Feeling, mood: Temper, yarn: Yarn, width: float, chance: Chance) -> list[Layer]:
    """The seam: shadows, holes, creases in the skin, and every stitch sewn so far, each through the one before."""
    full = p.sewn / p.stitch
    shapes: list[Shape | None] = []
    paths, holes = [], []
    start = smooth(np.array([(0.05, 0), (-0.35, 0.06), (-0.75, -0.10), (-1.15, 0.16), (-1.5, 0.06)]), 24)
    start = p.before(start * (1 - 0.4 * mood.wave) * (0.12 + 0.88 * feeling.birth(0.12, 0.4)))
    shapes += cord(start, width, yarn, tinted(feeling, mood, 0), chance("start"))
    shapes += fray(
        start, width * (0.3 + 0.7 * feeling.birth(0.12, 0.4)), tinted(feeling, mood, 0), chance("start fray")
    )
    for wrap in (-0.30, -0.44, -0.58):
        turn = np.array(
            [(wrap - 0.07, -0.17), (wrap, -0.13), (wrap + 0.03, 0.05), (wrap + 0.07, 0.19), (wrap + 0.02, 0.22)]
        )
        grown = feeling.birth(0.15, 0.3)
        if grown > 0:
            shapes += cord(
                p.before(turn * (0.3 + 0.7 * grown)), width * grown, yarn, tinted(feeling, mood, 0), chance("knot")
            )
    for k in range(int(np.ceil(full - 1e-9))):
        share = min(full - k, 1.0)
        r = chance("link", k)
        ring, torn, plain = (
            link(share, mood, r),
            r.random() < 0.2 * mood.broken,
            mood.gaps > 0.5 and k % 5 > 2,
        )
        tints = tinted(feeling, mood, k * 0.083)
        thick = width * share**0.4
        ways = [ring]
        if plain:
            ways = [np.column_stack([np.linspace(0.12, 0.95, 6) * share, 0.03 * np.sin(np.linspace(0, np.pi, 6))])]
        elif torn:
            side = 1 if r.random() < 0.5 else -1
            swing = r.normal(0, 0.12, (len(TORN), 2)) * np.linspace(0, 1, len(TORN))[:, None]
            ways = [smooth((TORN + swing) * [share, side * share], 18)]
            ways.append(smooth((TORN[:4] + swing[:4]) * [0.9 * share, -0.7 * side * share], 12))
        for way in ways:
            path = p.along(way + np.array([k, 0]))
            if torn:
                # What is loose hangs.
                path[:, 1] += np.linspace(0, 1, len(path)) ** 2 * 0.7 * p.stitch * p.mm * mood.slack * share
            paths.append(path)
            shapes += cord(path, thick, yarn, tints, r)
            if torn:
                shapes += fray(path, thick, tints, r)
        holes.append((p.along(np.array([[k, 0.0]]))[0], share))
        if plain:
            holes.append((p.along(np.array([[k + share, 0.0]]))[0], share))
    drop = -LIGHT * width * 0.5
    bare = feeling.style.fill in BARE
    cast = stroked([curve(o + drop, False) for o in [*paths, start]], SHADOW, width * 1.2, 0.0 if bare else 0.30)
    spine = p.place(resample(p.seam, 60)) - LIGHT * p.stitch * p.mm * 0.16
    rich = 0.0 if bare else feeling.birth(0.3, 0.5)
    flush = [
        stroked(
            curve(spine, False),
            mix(SHADOW, "#8a2a22", wide - 0.7),
            p.stitch * p.mm * wide,
            (0.025 if yarn.look == "wax" else 0.06) * rich,
        )
        for wide in np.linspace(0.75, 1.5, 7).tolist()
    ]
    return [
        layer("flush", "shade", flush),
        layer("seam shadow", "shade", [cast, filled(dots(*_split(holes, width * 0.72)), INK, 0.92)]),
        layer("seam", "colour", shapes),
    ]


def _split(holes: list[tuple[Points, float]], radius: float) -> tuple[Points, Floats]:
    return np.array([at for at, _ in holes]), np.array([share for _, share in holes]) * radius


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The needle in the skin, its thread, and the seam sewn so far."""
    mood = temper(feeling)
    p = pose(ground, feeling, mood, chance)
    yarn = spin(feeling, mood, chance)
    width = max(p.thread * p.mm, feeling.line("mid"))
    run = p.place(working(richness(feeling.intensity), p.thread, mood, feeling))
    end = p.place(tail(feeling))
    tints = tinted(feeling, mood, p.sewn / p.stitch * 0.083)
    swell = 0.3 + 0.7 * feeling.birth(0.12, 0.4)
    snapped = mood.dull > 0.5
    # The coil passes over itself, and the last of the thread goes over the rim of the eye.
    parts = [(0.0, 0.44), (0.66, EYED)] if snapped else [(0.0, COILED), (COILED, EYED)]
    there = [run[int(a * 239) : int(b * 239) + 1 : 3] for a, b in parts]
    cast = stroked(
        [curve(o - LIGHT * width * 0.7, False) for o in (*there, end[::3])],
        SHADOW,
        width * 1.1,
        0.0 if feeling.style.fill in BARE else 0.26,
    )
    threads = [s for part in parts for s in cord(run, width, yarn, tints, chance("run", part[0] > 0), part)]
    if snapped:
        threads += fray(run[: int(0.44 * 240)], width, tints, chance("snap"))
        threads += fray(run[: int(0.66 * 240) : -1], width, tints, chance("snapped"))
    return [
        *stitches(p, feeling, mood, yarn, width, chance),
        *bridge(p, feeling),
        layer("thread shadow", "shade", [cast]),
        layer(
            "tail",
            "colour",
            [*cord(end[::2], width, yarn, tints, chance("tail")), *fray(end, width * swell, tints, chance("fray"))],
        ),
        layer("working thread", "colour", threads),
        *needle(p, feeling, mood, chance),
        layer("threaded", "colour", cord(run, width, yarn, tints, chance("eye"), (EYED, 1.0))),
    ]
