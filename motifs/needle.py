"""A sewing needle whose thread sews the skin in chain stitch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    curve,
    dots,
    filled,
    frame,
    length,
    linear,
    mix,
    normals,
    polyline,
    resample,
    smooth,
    stroked,
    tangents,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

# Everything is drawn in the needle's own frame first: the origin where it enters the skin, x towards its tip, and
# its length as the unit. The seam peels off to negative y, the working thread lies on positive y.
BITE, TIP = 0.12, 0.29
"""How much of the needle is under the skin, and how much shows beyond."""
BUTT = BITE + TIP - 1
EYE = BUTT + 0.085
SEAM = 3.5
"""Length of the whole seam, in needles."""
INK = "#14110f"
THREAD = ("#3d0511", "#a90f2a", "#d3263f", "#ff8f8c")
"""Crimson, from the furrows between the plies to the light on them."""
VARIEGATED = ("#b3142f", "#d0691f", "#c9a227", "#2f8f6b", "#2467b5", "#6b3aa6")
STEEL = ("#23282f", "#5c6875", "#a9b6c2", "#e9eff4")
LIGHT = np.array([-0.55, -0.835])
"""Towards the light: above, a little to the left."""

# One stitch along the seam, in stitches: from its hole, round, and back to the hole, inside the stitch before.
LINK = np.array([(0.0, 0.05), (0.22, 0.19), (0.52, 0.37), (0.83, 0.44), (1.08, 0.37), (1.23, 0.18), (1.265, 0.0)])
SHARP_LINK = np.array([(0.0, 0.04), (0.2, 0.16), (0.45, 0.30), (0.72, 0.37), (0.98, 0.28), (1.18, 0.12), (1.30, 0.0)])


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
    ((-0.35, 0.18, -0.24), Temper(slack=0.6, broken=0.5, dull=1, plump=0.1)),
    ((-0.32, -0.03, -0.26), Temper(slack=0.9, plump=0.3)),
    ((0.24, -0.20, 0.05), Temper(gaps=1, slack=0.4)),
    ((0.47, -0.46, 0.02), Temper(plump=1, slack=0.3)),
    ((0.80, 0.56, 0.50), Temper(plump=0.9, wave=1, colours=0.8)),
    ((0.42, 0.07, 0.36), Temper(plump=0.5, colours=1)),
    ((0.65, 0.55, 0.28), Temper(plump=0.2)),
    ((0.25, 0.22, 0.33), Temper()),
)


def temper(feeling: Feeling) -> Temper:
    """The feeling's temper: that of the places near it on the axes, by nearness."""
    tone = feeling.mood.tone
    here = np.array([tone.valence, tone.arousal, tone.dominance])
    far = np.array([np.hypot(*(here - np.array(at))[:2]) + 0.4 * abs(here[2] - at[2]) for at, _ in TEMPERS])
    near = 1 / (far**4 + 1e-6)
    near /= near.sum()
    return Temper(*(float(near @ [getattr(t, f.name) for _, t in TEMPERS]) for f in fields(Temper)))


@dataclass(frozen=True)
class Pose:
    """Where everything is. seam: from the first hole to the needle, in needles. sewn, stitch, thread: in needles.

    place: from the needle's frame to mm; mm: of one needle.
    """

    seam: Points
    sewn: float
    stitch: float
    thread: float
    body: float
    mm: float
    place: Callable[[Points], Points]


def eased(intensity: float) -> float:
    """How far the mark is from a few strokes (0) to the whole picture (1)."""
    x = min(max((intensity - 0.06) / 0.86, 0), 1)
    return x * (1.6 - 0.6 * x)


def laid_seam(sewn: float, mood: Temper, chance: Chance) -> Points:
    """A seam of its own choice, laid back from the needle: a bow, a counter-bow, and a curl or a second counter-bow."""
    r = chance("seam")
    s = np.linspace(0, 6.0, 1200)
    bow, counter = r.uniform(0.9, 1.3), r.uniform(1.3, 1.8)
    first = r.uniform(0.65, 0.85)
    second = first + r.uniform(0.85, 1.1)
    last, curls = r.uniform(1.0, 1.4), r.random() < 0.6

    def past(at: float, over: float) -> NDArray[np.float64]:
        turned: NDArray[np.float64] = 1 / (1 + np.exp(-(s - at) / over))
        return turned

    tail = (
        last + 1.9 * np.clip(s - second, 0, None) if curls else -counter - 0.8 - last * np.clip(s - second - 0.5, 0, 1)
    )
    turn = bow * (1 - past(first, 0.12)) - counter * past(first, 0.12) - past(second, 0.15) * tail
    heading = 0.32 + np.cumsum(turn) * s[1]
    path = np.cumsum(np.column_stack([-np.cos(heading), -np.sin(heading)]), axis=0) * s[1]
    ripple = np.interp(s, [0.25, 0.9], [0, 1])
    saw = np.abs((s / 0.62) % 1 - 0.5) * 4 - 1
    path = path + normals(path) * (ripple * (0.085 * mood.taut * saw + 0.045 * mood.wave * np.sin(s * 7)))[:, None]
    return np.asarray(resample(path[s <= sewn], 500)[::-1])


def pose(ground: Ground, feeling: Feeling, mood: Temper, chance: Chance) -> Pose:
    """The pose at this intensity: along the ground's thread if it has one, else freely about its centre."""
    g = eased(feeling.intensity)
    r = chance("pose")
    mirror = -1.0 if r.random() < 0.5 else 1.0
    tilt, grain = r.uniform(-0.16, 0.16), r.uniform(0.92, 1.1)
    stitch = (0.24 * (1 - g) ** 2.2 + 0.122 * grain) * (1 + 0.35 * mood.wave)
    thread = stitch * (0.20 - 0.05 * (1 - g) ** 2) * (1 - 0.15 * mood.taut)
    body = 0.060 + 0.03 * (1 - g) ** 3
    guide = ground.guides.get("thread")
    if guide is not None and len(guide) > 1:
        path = smooth(guide, 900)
        whole = length(path)
        mm = min(0.36 * feeling.size, 0.25 * whole)
        end = min(max(whole * feeling.size / max(feeling.full, 1e-6) - 0.2 * mm, 0.9 * stitch * mm), whole)
        done = resample(path, 2000)[: max(int(2000 * end / whole), 2)]
        over = tangents(path)
        turning = float(np.sum(over[:-1, 0] * over[1:, 1] - over[:-1, 1] * over[1:, 0]))
        side = -1.0 if turning < 0 else 1.0
        way = np.arctan2(*(tangents(done)[-1][::-1])) + 0.3 * side
        turned = np.array([[np.cos(way), np.sin(way)], [-np.sin(way) * side, np.cos(way) * side]])
        at = done[-1]
        seam = resample((done - at) @ turned.T / mm, 700)
        return Pose(seam, end / mm, stitch, thread, body, mm, lambda p: np.asarray(p) @ turned * mm + at)
    sewn = stitch * 1.0 + SEAM * g**1.15
    seam = laid_seam(sewn, mood, chance)
    whole_seam = laid_seam(SEAM + stitch, mood, chance)
    way = _best_turn(ground, whole_seam, mirror) + tilt
    turned = np.array([[np.cos(way), np.sin(way)], [-np.sin(way) * mirror, np.cos(way) * mirror]])
    reach = np.concatenate(
        [_reach(seam, 0.75 * stitch), working(g, thread, mood, feeling), [(BITE + TIP, 0), (BUTT, 0)]]
    )
    low, high = (reach @ turned).min(0), (reach @ turned).max(0)
    mm = feeling.size / float((high - low).max())
    mm = min(mm, 0.97 * ground.width / (high - low)[0], 0.97 * ground.height / (high - low)[1])
    shift = ground.centre - (low + high) / 2 * mm
    return Pose(seam, sewn, stitch, thread, body, mm, lambda p: np.asarray(p) @ turned * mm + shift)


def _reach(seam: Points, by: float) -> Points:
    side = normals(seam) * by
    return np.concatenate([seam + side, seam - side])


def _best_turn(ground: Ground, seam: Points, mirror: float) -> float:
    """The turn that fills the ground best, of those that hold the needle as a hand would, pointing up."""
    best, kept = 1e9, 0.0
    reach = np.concatenate([seam * [1, mirror], [(BITE + TIP, 0), (BUTT, 0), (-0.1, 0.35 * mirror)]])
    for way in np.linspace(-2.6, -0.45, 16):
        turned = np.array([[np.cos(way), np.sin(way)], [-np.sin(way), np.cos(way)]])
        span = np.ptp(reach @ turned, axis=0)
        cost = max(span[0] / ground.width, span[1] / ground.height) * (1 + 0.08 * abs(way + 0.9))
        if cost < best:
            best, kept = cost, float(way)
    return kept


def working(g: float, thread: float, mood: Temper, feeling: Feeling) -> Points:
    """The working thread: out of the last hole, round under the tip, and in an easy bow to the eye."""
    w = thread / 0.026
    ease = (0.35 + 0.65 * g) * (1 + 0.25 * mood.slack) * (1 - 0.8 * mood.taut)
    curl = feeling.birth(0.3, 0.4) * (1 - mood.taut)
    o = 0.035 * w + 0.03
    y = o + 0.12 * ease
    points = [
        (0.01, -0.01),
        (BITE * 0.35, -o * 0.9),
        (BITE * 0.95, -o * 1.15),
        (BITE + 0.075, 0.0),
        (BITE * 0.9, o * 1.25),
        (-0.03, y + 0.03 * curl),
        (-0.17, y + 0.08 * curl),
        (-0.30, y + 0.17 * curl),
        (-0.335, y + 0.28 * curl),
        (-0.26, y + 0.355 * curl),
        (-0.165, y + 0.30 * curl),
        (-0.175, y + 0.18 * curl),
        (-0.29, y + 0.06 * curl),
        (-0.45, o + 0.11 * ease),
        (EYE - 0.05, o * 0.9 + 0.07 * ease),
        (EYE - 0.035, 0.035 + 0.02 * ease),
        (EYE, 0.0),
    ]
    p = np.array(points)
    # Without its curl the thread does not turn back on itself.
    straight = np.linspace(p[6], p[13], 8)[1:-1]
    p[7:13] = straight + (p[7:13] - straight) * curl
    return smooth(p, 220)


def tail(g: float, mood: Temper, feeling: Feeling) -> Points:
    """The thread's end, hanging from the eye."""
    long = 0.06 + 0.34 * feeling.birth(0.12, 0.5)
    p = np.array(
        [(0.0, 0.0), (0.02, -0.16), (-0.14, -0.38), (-0.42, -0.42), (-0.66, -0.22), (-0.95, -0.26), (-1.1, -0.45)]
    )
    return smooth(p * long + [EYE, 0], 60)


def link(fraction: float, mood: Temper, k: int, chance: Chance) -> Points:
    """One chain stitch in stitches along and across; it swells from its hole as `fraction` goes from 0 to 1."""
    half = LINK + (SHARP_LINK - LINK) * mood.taut
    half = half * [1, 0.9 + 0.3 * mood.plump]
    ring = np.concatenate([half, (half * [1, -1])[-2::-1]])
    r = chance("link", k)
    ring[1:-1] += r.normal(0, 1, ring[1:-1].shape) * (0.008 + 0.04 * mood.slack + 0.03 * mood.wave)
    return np.asarray(ring * [fraction, fraction**0.6])


@dataclass(frozen=True)
class Yarn:
    """How thread is painted. rim: of dark round it, mm. ply: how far its plies show, 0 to 1."""

    rim: float
    ply: float
    wax: bool
    sharp: float


def cord(path: Points, width: float, yarn: Yarn, tints: tuple[str, str, str, str]) -> list[Shape | None]:
    """A length of thread of two plies: dark rim, furrows, plies, a shaded side and glints."""
    deep, mid, _, bright = tints
    line = polyline(path, False) if yarn.sharp > 0.5 else curve(path, False)
    span = length(path)
    pitch = width * 0.80
    at = np.arange(span - 0.3 * pitch, 0, -pitch)
    out = [
        stroked(line, mix(deep, INK, 0.55), width + 2 * yarn.rim),
        stroked(line, mix(mid, deep, 0.8 * yarn.ply), width),
    ]
    if yarn.ply > 0 and len(at):
        ply = np.array(
            [
                (-0.42, -0.50),
                (-0.05, -0.42),
                (0.26, -0.06),
                (0.50, 0.36),
                (0.44, 0.50),
                (0.04, 0.42),
                (-0.27, 0.06),
                (-0.50, -0.36),
            ]
        )
        glint = np.array([(-0.24, -0.26), (0.02, -0.20), (0.14, 0.10), (-0.10, 0.0)])
        ply = ply * [0.9, 1.02 * yarn.ply]
        out.append(filled(_along(path, at, ply * width), mid))
        side = np.abs(normals(resample(path, 60)) @ LIGHT)
        shade = resample(path, 24) - LIGHT * width * 0.24
        out.append(stroked(curve(shade, False), deep, width * 0.36 * float(side.mean()) ** 0.5, 0.5 * yarn.ply))
        lit = resample(path, 200) + LIGHT * width * 0.12
        out.append(filled(_along(lit, at, glint * width), bright, round(0.85 * yarn.ply, 2)))
    return out


def _along(path: Points, at: NDArray[np.float64], template: Points) -> list[Outline]:
    """A small closed polyline at each place along a path."""
    a = at[:, None] + template[None, :, 0]
    b = np.broadcast_to(template[None, :, 1], a.shape)
    made = frame(path, a.ravel(), b.ravel(), 200).reshape(len(at), len(template), 2)
    return [Outline(m) for m in made]


def tinted(feeling: Feeling, mood: Temper, share: float) -> tuple[str, str, str, str]:
    """The thread's four colours at a share of its length."""
    own = feeling.mood.palette
    natural = [feeling.tint(c) for c in THREAD]
    if mood.colours > 0.02:
        many = feeling.ramp(*VARIEGATED)(share)
        natural = [
            mix(n, mix(many, t, u), mood.colours)
            for n, t, u in zip(natural, ("#000000", many, many, "#ffffff"), (0.6, 0, 0, 0.6), strict=True)
        ]
    lean = 0.3 if feeling.style.colour else 0.0
    made = [mix(n, o, lean) for n, o in zip(natural, (own[0], own[1], own[2], own[3]), strict=True)]
    if mood.dull > 0.02:
        made = [
            mix(m, d, 0.85 * mood.dull) for m, d in zip(made, ("#0b0a0b", "#1c191b", "#2c282b", "#6d676c"), strict=True)
        ]
    return made[0], made[1], made[2], made[3]


def needle_width(x: NDArray[np.float64], body: float) -> NDArray[np.float64]:
    """Full width of the needle at x in its frame: rounded butt, a swell round the eye, a long taper."""
    v = np.clip(x - BUTT, 0, 1)
    knots = np.array([0, 0.004, 0.015, 0.035, 0.085, 0.14, 0.19, 0.45, 0.66, 0.82, 0.93, 1.0])
    widths = np.array([0, 0.42, 0.80, 1.08, 1.24, 1.12, 0.98, 0.95, 0.84, 0.58, 0.27, 0.0])
    found: NDArray[np.float64] = body * np.interp(v, knots, widths)
    return found


def steel(p: Pose, feeling: Feeling, mood: Temper, chance: Chance) -> tuple[list[Layer], list[Layer]]:
    """Layers of the needle's shadow and of the needle."""
    edge = 0.0
    back = np.concatenate([BUTT + np.array([0, 0.004, 0.009, 0.018, 0.03]), np.linspace(BUTT + 0.05, edge, 22)])
    front = np.linspace(BITE, BITE + TIP, 16)
    bow = needle_width(np.array([0.0]), p.body)[0] / 2

    def flank(x: NDArray[np.float64], level: float) -> Points:
        return np.column_stack([x, needle_width(x, p.body) / 2 * level])

    def band(x: NDArray[np.float64], low: float, high: float) -> Points:
        return p.place(np.concatenate([flank(x, low), flank(x, high)[::-1]]))

    def sliver(start: float, stop: float, low: float, high: float) -> Outline:
        """A band that runs out to points at both ends."""
        x = np.linspace(start, stop, 14)
        lens = np.sin(np.linspace(0, np.pi, 14)) ** 0.45
        mid, half = (low + high) / 2, (high - low) / 2
        upper = np.column_stack([x, needle_width(x, p.body) / 2 * (mid + half * lens)])
        lower = np.column_stack([x, needle_width(x, p.body) / 2 * (mid - half * lens)])
        return curve(p.place(np.concatenate([upper, lower[::-1]])))

    # The ends that meet the skin are cut by round lips.
    lip = np.column_stack(
        [bow * 0.5 * np.cos(np.linspace(np.pi / 2, -np.pi / 2, 7)), bow * np.sin(np.linspace(np.pi / 2, -np.pi / 2, 7))]
    )
    rear = np.concatenate([flank(back, 1), lip, flank(back, -1)[::-1]])
    fore_bow = needle_width(np.array([BITE]), p.body)[0] / 2
    fore_lip = np.array([BITE, 0]) + lip[::-1] / bow * fore_bow
    fore = np.concatenate([flank(front, 1), flank(front, -1)[::-1], fore_lip[1:-1]])
    turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    eye = np.column_stack(
        [EYE + 0.048 * np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.8, 0.30 * p.body * 1.18 * np.sin(turn)]
    )
    lit = 1.0 if (p.place(np.array([[0, 1.0]])) - p.place(np.zeros((1, 2))))[0] @ LIGHT > 0 else -1.0
    a, b = p.place(np.array([[-0.3, lit * p.body * 0.56], [-0.3, -lit * p.body * 0.56]]))
    tones = [feeling.tint(mix(c, "#6b4a35", 0.55 * mood.dull)) for c in STEEL]
    grey = linear(
        a,
        b,
        (0, tones[1]),
        (0.14, tones[2]),
        (0.30, tones[3]),
        (0.44, tones[3]),
        (0.60, tones[2]),
        (0.72, tones[1]),
        (0.9, tones[0]),
        (1, tones[1]),
    )
    hole = polyline(p.place(eye))
    body = [polyline(p.place(rear)), polyline(p.place(fore))]
    pierced = [*body, Outline(hole.points[::-1]) if _same_way(body[0].points, hole.points) else hole]
    rim = feeling.line("bold") * 0.62
    deep = feeling.birth(0.18, 0.3)
    drop = np.array([0.25, 0.55]) * p.body * p.mm
    under = [Outline(o.points + drop) for o in pierced]
    shadow = layer("needle shadow", "shade", [filled(under, "#2a120c", 0.34 * (0.4 + 0.6 * deep))])
    core = [
        sliver(EYE + 0.085, -0.02, -0.72 * lit, -0.10 * lit),
        sliver(BITE + 0.01, BITE + TIP * 0.97, -0.78 * lit, -0.05 * lit),
    ]
    gleam = [
        sliver(EYE + 0.10, -0.21, 0.22 * lit, 0.62 * lit),
        sliver(-0.18, -0.03, 0.24 * lit, 0.60 * lit),
        sliver(BITE + 0.02, BITE + TIP * 0.72, 0.20 * lit, 0.58 * lit),
    ]
    groove = [sliver(EYE - 0.066, EYE - 0.046, -0.2, 0.2), sliver(EYE + 0.046, EYE + 0.10, -0.22, 0.22)]
    made = [
        layer("needle steel", "colour", [filled(pierced, grey, 1.0)]),
        layer(
            "needle core", "shade", [filled(core, INK, 0.95 * deep * (1 - 0.3 * mood.dull)), filled(groove, INK, deep)]
        ),
        layer("needle gleam", "white", [filled(gleam, "#ffffff", 0.95 * (1 - 0.75 * mood.dull))]),
        layer("needle line", "line", [stroked(pierced, INK, rim)]),
    ]
    return [shadow], made


def _same_way(a: Points, b: Points) -> bool:
    def signed(p: Points) -> float:
        return float(np.sum(p[:, 0] * np.roll(p[:, 1], -1) - p[:, 1] * np.roll(p[:, 0], -1)))

    return signed(a) * signed(b) > 0


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The needle in the skin, its thread, and the seam sewn so far."""
    mood = temper(feeling)
    p = pose(ground, feeling, mood, chance)
    g = eased(feeling.intensity)
    yarn = Yarn(feeling.line("mid") * 0.42, feeling.birth(0.22, 0.3), feeling.mood.hand.kind == "crayon", mood.taut)
    width = max(p.thread * p.mm, feeling.line("mid"))
    full = p.sewn / p.stitch
    many = int(np.ceil(full - 1e-9))
    seam: list[Shape | None] = []
    holes = []
    outs = []
    for k in range(many):
        fraction = min(full - k, 1.0)
        ring = link(fraction, mood, k, chance)
        path = p.place(frame(p.seam, (k + ring[:, 0]) * p.stitch, ring[:, 1] * p.stitch, 700))
        path = smooth(path, 19) if mood.taut < 0.5 else path
        outs.append(path)
        holes.append((frame(p.seam, np.array([k * p.stitch]), np.array([0.0]), 700)[0], fraction))
        seam += cord(path, width * fraction**0.4, yarn, tinted(feeling, mood, (k * 0.07) % 1))
    run = p.place(working(g, p.thread, mood, feeling))
    end = p.place(tail(g, mood, feeling))
    tints = tinted(feeling, mood, (full * 0.07) % 1)
    cut = 200
    drop = -LIGHT * width * 0.5
    shade = [stroked([curve(o + drop, False) for o in [*outs, run[::4], end[::3]]], "#2a120c", width * 1.25, 0.26)]
    entries = [p.place(np.array([h]))[0] for h, _ in holes] + [
        p.place(np.zeros((1, 2)))[0],
        p.place(np.array([[BITE, 0.0]]))[0],
    ]
    size = np.array([f for _, f in holes] + [1.0, 1.0]) * width * 0.55
    shadow, needle = steel(p, feeling, mood, chance)
    return [
        layer("thread shadow", "shade", shade),
        layer("holes", "shade", [filled(dots(np.array(entries), size), INK, 0.9)]),
        layer("seam", "colour", seam),
        layer("tail", "colour", cord(end, width, yarn, tints)),
        layer("working thread", "colour", cord(run[: cut + 4 : 3], width, yarn, tints)),
        *shadow,
        *needle,
        layer("threaded", "colour", cord(run[cut:], width, yarn, tints)),
    ]
