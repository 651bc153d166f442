"""Rippling tongues of fire, climbing and turning; round a limb they close into a sleeve.

A fire is designed by hand as licks that stand straight: each leaves its root outwards, leans back in, and
flicks away at the tip. One swing by height then bends them all alike, so that they share one S. They are laid
one before another, each outlined, on a black form that is their union with the valleys closed to a U, which
with the needle tips is what makes an outline read as fire. Round a limb, such fires stand in rows, each behind
the one below it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    Ramp,
    area,
    areas,
    box,
    dots,
    filled,
    grow,
    intersect,
    length,
    linear,
    minus,
    mix,
    normals,
    outlines,
    polyline,
    ribbon,
    simplify,
    stipple,
    union,
)
from markgen.values import Feeling, Ground, Layer, Outline, Paint, Points, Shape, layer

Floats = NDArray[np.float64]

FORMS = {"guttering-flames": "A fire going out: low, broken, dim as embers, and more smoke than flame."}

STEPS = 49
"""Points along a tongue."""

INK = "#14110f"

FIRE = ("#1c0605", "#6b0d0a", "#b5170b", "#e23a0d", "#f6701a", "#fda42b", "#ffd257", "#fff3c4")
"""From the tips, where fire is coolest, to its core."""

GAS = ("#070d24", "#0f2560", "#1648ae", "#1f7adf", "#45aef2", "#8bdaf8", "#cdf3ff", "#f6feff")
"""A blue and steady fire, for calm."""

MAGIC = ("#160a36", "#44179a", "#7a35dc", "#3f6fee", "#1cb4cf", "#4fe0a2", "#c4fbb0", "#fafff0")
"""A fire of metal salts: violet tips, blue, and green at the core, for wonder."""

EMBER = ("#121114", "#26242a", "#46434c", "#6b6570", "#8a4632", "#d0501c", "#f08a30", "#ffd890")
"""Ash that still glows within."""

LIGHT = np.array([-0.8, -0.6])
"""Where a tongue's heat leans to; its outline is heavier on the other side."""

_U = np.linspace(0, 1, STEPS)
_KNOTS = np.array([0.0, 0.12, 0.35, 0.62, 0.85, 1.0])
_BASIS = np.vander(_U, 6) @ np.linalg.inv(np.vander(_KNOTS, 6))
"""Headings at the knots to headings along a tongue: the polynomial through them."""


@dataclass(frozen=True, eq=False)
class Tongue:
    """A tongue of fire.

    path: its centre line. turn: its headings, radians clockwise from straight up. width: mm at each point.
    share: how far up its fire each point is. belly: the width its heat is measured by. depth: 0 is front.
    parent: the tongue it forks from; -1 when it has its own root, LOOSE when none. key: its number.
    """

    path: Points
    turn: Floats
    width: Floats
    share: Floats
    belly: float
    depth: int
    parent: int
    key: int


@dataclass(frozen=True)
class Look:
    """How a mood burns.

    fire: its colours, from tip to core. ink: of its outlines. sway: how far tongues swing, 1 as a rule.
    jag: 0 curves to 1 zigzags. gutter: 0 burning to 1 going out.
    dead: of that, 1 when nothing glows any more. bare: black and skin only. wax: in crayon.
    """

    fire: Ramp
    ink: str
    sway: float
    jag: float
    gutter: float
    dead: float
    bare: bool
    wax: bool


def _look(feeling: Feeling) -> Look:
    """What the mood and the style make of fire."""
    mood, tone = feeling.mood, feeling.mood.tone
    gutter = max(
        mood.light.shadow if mood.light.kind == "shadowed" else 0.0, 0.8 * (feeling.form == "guttering-flames")
    )
    jag = float(np.clip(4 * max(tone.arousal - 0.4, 0) * max(-tone.valence, 0), 0, 1))
    gutter *= 1 - jag
    cool = 150 < mood.hue < 330 and tone.valence > 0.1
    if gutter > 0.3:
        fire = Ramp(
            tuple(
                mix(feeling.tint(c), c, min(0.2 * i, 0.85) * (1 + 5 * min(mood.lift + 0.1, 0)))
                for i, c in enumerate(EMBER)
            )
        )
    elif cool and mood.chroma > 0 and mood.light.kind == "plain":
        fire = feeling.ramp(*GAS)
    elif cool and mood.chroma > 0:
        fire = feeling.ramp(*MAGIC)
    elif jag > 0.3:
        fire = feeling.ramp(*("#0a0304", "#240507", "#5e0a0a", *FIRE[2:6], "#ffc24a"))
    else:
        fire = feeling.ramp(*FIRE)
    soft = float(np.clip(4 * (mood.lift - 0.08), 0, 1))
    wax = mood.hand.kind == "crayon" or feeling.style.fill == "wax"
    ink = mix(INK, fire(0.16), max(0.8 * soft, 0.9 * wax))
    bare = not wax and (mood.chroma == 0 or not feeling.style.colour or feeling.style.fill in ("none", "black", "dots"))
    sway = float(np.clip(0.86 + 0.22 * tone.arousal, 0.55, 1.1))
    dead = gutter * float(np.clip(-10 * mood.lift - 1, 0, 1))
    return Look(fire, ink, sway, jag, gutter, dead, bare, wax)


def _spine(start: Points, turn: Floats, reach: float) -> Points:
    """A curve of `reach` mm from `start` through headings, radians clockwise from straight up."""
    step = np.column_stack([np.sin(turn), -np.cos(turn)]) * (reach / (len(turn) - 1))
    path: Points = start + np.concatenate([np.zeros((1, 2)), np.cumsum((step[1:] + step[:-1]) / 2, axis=0)])
    return path


def _long(t: Tongue) -> float:
    """Length of a tongue's centre line."""
    return length(t.path)


def _lens(u: Floats, rise: float = 0.8, fall: float = 1.3) -> Floats:
    """Widths, at most 1, pointed at both ends: a belly low down, a needle at the tip."""
    w: Floats = u**rise * (1 - u) ** fall
    widest: float = w.max()
    return w / widest


@dataclass(frozen=True)
class Lick:
    """A tongue as it is designed, in a fire of height 1 that stands straight.

    depth: 0 is front. side: 1 leaves to the right, -1 to the left. root: where, x right and y up; of a fork,
    the share of its parent that it leaves at (beyond 1 it has broken off). reach: its length. out, flick:
    degrees it leaves by, and that its tip turns by. wide: its belly. born: when. parent: a lick's number, or -1.
    """

    depth: int
    side: int
    root: tuple[float, float]
    reach: float
    out: float
    flick: float
    wide: float
    born: float
    parent: int = -1


LICKS = (
    Lick(2, -1, (-0.02, 0.14), 0.82, 30, 50, 0.105, 0.44),
    Lick(2, 1, (0.02, 0.14), 0.70, 62, 50, 0.110, 0.38),
    Lick(2, -1, (-0.03, 0.12), 0.54, 82, 40, 0.090, 0.58),
    Lick(2, 1, (0.03, 0.10), 0.46, 84, 40, 0.090, 0.52),
    Lick(1, 1, (0.0, 0.0), 1.01, -10, 46, 0.225, -1.0),
    Lick(1, 1, (0.30, 0.0), 0.46, 46, 54, 0.085, 0.36, 4),
    Lick(1, -1, (-0.01, 0.06), 0.72, 56, 50, 0.145, 0.14),
    Lick(1, -1, (0.30, 0.0), 0.40, 52, 54, 0.070, 0.46, 6),
    Lick(1, 1, (0.01, 0.07), 0.58, 54, 46, 0.140, 0.24),
    Lick(1, 1, (0.30, 0.0), 0.34, 52, 54, 0.065, 0.52, 8),
    Lick(0, -1, (0.0, 0.0), 0.49, 56, 60, 0.110, 0.34),
    Lick(0, -1, (0.30, 0.0), 0.26, 52, 50, 0.050, 0.62, 10),
    Lick(0, 1, (0.0, 0.0), 0.44, 58, 64, 0.105, 0.42),
    Lick(0, 1, (0.30, 0.0), 0.22, 52, 50, 0.045, 0.66, 12),
    Lick(0, -1, (0.0, 0.0), 0.55, 22, 44, 0.140, -0.25),
    Lick(0, -1, (0.34, 0.0), 0.27, 52, 50, 0.052, 0.58, 14),
    Lick(0, 1, (0.0, 0.0), 0.38, 34, 50, 0.095, 0.30),
    Lick(0, 1, (0.34, 0.0), 0.20, 52, 50, 0.040, 0.62, 16),
    Lick(0, -1, (0.0, 0.0), 0.25, 30, 46, 0.065, 0.50),
    Lick(1, -1, (1.14, 0.0), 0.12, 20, 40, 0.036, 0.60, 0),
    Lick(1, 1, (1.12, 0.0), 0.10, 24, 40, 0.032, 0.55, 1),
    Lick(1, -1, (1.05, 0.0), 0.09, 24, 40, 0.028, 0.66, 4),
)
"""A fire by hand: a tall tongue, its neighbours leaving it lower and further out, small ones before them."""

TALL = 4
"""Which of the licks is the tall one."""

SLEEVE_LICKS = (0, 1, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16)
"""The licks of a fire that has others beside it, round a limb."""

LOOSE = -2
"""The parent of a lick that has broken off."""

OPENING = np.array([0.7, 1.0, 0.78, -0.05, -0.4, -0.3])
"""How a lick's heading goes at the knots, as a share of what it leaves by: out, and back in."""

FORKING = np.array([0.0, 0.5, 1.0, 0.35, -0.3, -0.3])
"""The same of a fork, that goes along with its parent first."""

FLICK = np.array([0.0, 0.0, 0.0, 0.1, 0.45, 1.0])
"""The same of its flick."""


def _fire(
    licks: tuple[int, ...], swelled: Callable[[float], float], look: Look, chance: Chance, number: int = 0
) -> list[Tongue]:
    """A fire of height 1 that stands straight on 0, 0, as far as its licks have swelled: forks ride on parents."""
    mirror = float(chance("mirror", number).choice([-1.0, 1.0]))
    young = 1 - swelled(0.0)
    made: dict[int, tuple[Tongue, float]] = {}
    for k in licks:
        lick, c = LICKS[k], chance("lick", k, number)
        reach, out, flick = c.uniform(0.86, 1.12), c.uniform(0.85, 1.15), c.uniform(0.6, 1.4)
        side, s = lick.side * mirror, swelled(lick.born)
        turn = _BASIS @ (
            side
            * np.radians(
                lick.out * out * look.sway * (OPENING if lick.parent < 0 else FORKING) + lick.flick * flick * FLICK
            )
        )
        root, low = np.array([lick.root[0] * mirror, -lick.root[1]]), 0.0
        if lick.parent >= 0:
            if lick.parent not in made:
                continue
            p, grown = made[lick.parent]
            s *= grown
            i = min(int(lick.root[0] * (STEPS - 1)), STEPS - 1)
            beyond = max(lick.root[0] - 1, 0.0) * (p.path[-1] - p.path[0])
            edge = normals(p.path)[i] * (0.27 * side * p.width[i])
            root, low = p.path[i] + beyond + edge, float(p.share[i]) * 0.9 * (lick.root[0] < 1)
            run = np.interp(np.linspace(i, STEPS - 1, STEPS), np.arange(STEPS), p.turn)
            turn = 1.15 * np.tanh((turn + run) / 1.15)  # However its parent leans, fire climbs.
        if k == TALL:
            reach = 1.0
        long, wide = lick.reach * reach * s, lick.wide * (0.4 + 0.6 * reach) * s
        if s < 0.02:
            continue
        width = _lens(_U, 0.8 if k == TALL else 1.1, 1.4)
        if k == TALL:
            # A young fire stands up straight, on a fuller belly: a candle's flame.
            wide *= 1 + 0.5 * young
        path = _spine(root, turn, long)
        share = low + (1 - low) * _U
        parent = LOOSE if lick.root[0] > 1 else lick.parent
        made[k] = Tongue(path, turn, wide * width, share, wide, lick.depth, parent, k), s
    # From the back: what forks off a tongue lies behind it.
    order = sorted(made, key=lambda k: (-LICKS[k].depth, LICKS[k].parent if LICKS[k].parent >= 0 else k, -k))
    return [made[k][0] for k in order]


def _swung(t: Tongue, swing: Callable[[Floats], Floats], zoom: Floats, foot: Floats) -> Tongue:
    """A tongue enlarged, set on its foot, and swung sideways with all the others by its height (mm, down)."""
    path = t.path * zoom + foot
    path[:, 0] += swing(path[:, 1])
    d = np.gradient(path, axis=0)
    scale = float(zoom[1])
    return replace(t, path=path, turn=np.arctan2(d[:, 0], -d[:, 1]), width=t.width * scale, belly=t.belly * scale)


def _standing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Tongue]:
    """The fire that stands alone, now, centred on the ground at its size."""
    c = chance("pose")
    side, swing, pace, lean = c.choice([-1.0, 1.0]), c.uniform(0.07, 0.095), c.uniform(0.78, 0.95), c.uniform(0.0, 0.08)
    sway = look.sway * side

    def swung(y: Floats) -> Floats:
        x: Floats = sway * (swing * np.sin(2 * np.pi * pace * y) * (1 - 0.3 * y) + lean * y**2)
        return x

    now = _fire(tuple(range(len(LICKS))), lambda born: feeling.birth(born, 0.3), look, chance)
    now = [_swung(t, swung, np.array([1.0, 1.0 - 0.2 * look.gutter]), np.zeros(2)) for t in now]
    points = np.concatenate([t.path for t in now] + [w for w, _ in _wisps(now, feeling, look, chance)])
    low, high = points.min(0), points.max(0)
    zoom = 0.97 * feeling.size / float((high - low).max())
    middle = (low + high) / 2
    return [
        replace(t, path=(t.path - middle) * zoom + ground.centre, width=t.width * zoom, belly=t.belly * zoom)
        for t in now
    ]


def _climbing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Tongue]:
    """The fire round a limb, now: rows of fires, each row behind the one below, in one swing that climbs and turns.

    A tongue's depth is 3 for each row, and its own within that.
    """
    share = feeling.size / feeling.full
    # A sleeve fills its limb sooner than a mark its skin: it has nowhere else to grow.
    risen = share * (1 + 0.8 * share * (1 - share))
    c = chance("sleeve")
    scale = ground.width / 300
    bottom, total = ground.height - 4 * scale, ground.height - 8 * scale
    beside = 2
    tall = min(270 * scale, total)
    rows = max(round((total - tall) / (112 * scale)), 0) + 1
    swirl = float(c.choice([-1.0, 1.0]))
    lean, wave, phase = c.uniform(0.18, 0.3), 2 * np.pi / (c.uniform(230, 280) * scale), c.uniform(0, 2 * np.pi)
    swing = c.uniform(0.5, 0.62) * look.sway / wave

    def swung(y: Floats) -> Floats:
        x: Floats = swirl * (lean * (bottom - y) + swing * np.sin(wave * (bottom - y) + phase))
        return x

    out: list[Tongue] = []
    for row in reversed(range(rows)):
        up = (total - tall) * row / max(rows - 1, 1)
        for k in range(beside):
            q = chance("fire", row, k)
            late = tall * (0.0 if (row, k) == (0, 0) else 0.12 * k + q.uniform(0.02, 0.12))
            high = 1.0 if k == 0 else q.uniform(0.86, 0.98)
            grown = float(np.clip((risen * total - up - late) / (tall - late), 0, 1))
            if grown <= 0:
                continue

            def swelled(born: float, grown: float = grown) -> float:
                return float(np.clip((grown - born) / min(0.3, 1 - born), 0, 1) ** 0.8)

            foot = np.array([ground.width * (0.5 + (k + 0.5 * (row % 2)) / beside), bottom - up])
            zoom = tall * grown * high * np.array([0.88, 1.02])
            fire = _fire(SLEEVE_LICKS, swelled, look, chance, 10 * row + k + 1)
            out += [
                replace(_swung(t, swung, zoom, foot), depth=3 * row + t.depth, key=1000 * row + 100 * k + t.key)
                for t in fire
            ]
    return out


def _jagged(tongues: list[Tongue], jag: float) -> list[Tongue]:
    """The same tongues with barbs: each swells as it climbs and breaks off short, again and again."""
    if jag <= 0:
        return tongues
    out = []
    for t in tongues:
        u = np.linspace(0, 1, len(t.path))
        barbs = max(round(_long(t) / max(t.belly, 1e-9) / 1.1), 3)
        rise = (u * barbs + 0.37 * t.key) % 1
        sway = np.sin(2 * np.pi * (u * barbs / 2 + 0.18 * t.key)) * np.clip(4 * u, 0, 1)
        side = normals(t.path) * (0.22 * jag * t.width * sway)[:, None]
        out.append(
            replace(t, path=t.path + side, width=t.width * (1 + jag * np.clip(4 * u, 0, 1) * 0.7 * (rise - 0.35)))
        )
    return out


def _wisps(tongues: list[Tongue], feeling: Feeling, look: Look, chance: Chance) -> list[tuple[Points, Floats]]:
    """Smoke off the tallest tongues of a fire going out: lines that rise, sway and curl, and their widths."""
    if look.gutter < 0.3:
        return []
    tall = [t for t in tongues if t.depth == 1 and t.parent in (-1, TALL)][:4]
    out = []
    for t in tall:
        c = chance("smoke", t.key)
        grown = feeling.birth(0.08 if t.key % 100 == TALL else 0.18 + 0.06 * (t.key % 5), 0.34) * look.gutter
        reach = min(_long(t), 6 * t.belly) * c.uniform(0.6, 0.9) * grown
        sway, curl, side = c.uniform(30, 50), c.uniform(120, 260), c.choice([-1.0, 1.0])
        u = np.linspace(0, 1, STEPS)
        turn = t.turn[-1] * (1 - u) ** 3 + side * np.radians(sway * np.sin(2 * np.pi * 1.25 * u) + curl * u**4)
        width = t.belly * 0.55 * u**0.4 * (1 - u) ** 0.9
        if grown > 0.02:
            out.append((_spine(t.path[-4], turn, reach), width * grown))
    return out


def _slope(p: Floats) -> Floats:
    """Change from point to point along a path."""
    d = np.empty_like(p)
    d[1:-1] = (p[2:] - p[:-2]) / 2
    d[0], d[-1] = p[1] - p[0], p[-1] - p[-2]
    return d


def _across(path: Points) -> Points:
    """Unit vectors to the right of a path."""
    d = _slope(path)
    d /= np.maximum(np.sqrt((d * d).sum(1)), 1e-12)[:, None]
    return np.column_stack([-d[:, 1], d[:, 0]])


def _leaf(path: Points, width: Floats, knots: int) -> Outline:
    """A band along a path as one clean pull: a curve up each side, meeting in points at both ends."""
    n = len(path)
    at = np.round(np.linspace(0, 1, knots) ** 1.15 * (n - 1)).astype(int)
    step = np.diff(at)[:, None] / 3
    half = _across(path) * (width / 2)[:, None]
    sides = []
    for edge in (path + half, path - half):
        p, q = edge[at], _slope(edge)[at]
        sides.append(np.stack([p[:-1] + q[:-1] * step, p[1:] - q[1:] * step, p[1:]], axis=1).reshape(-1, 2))
    up, down = sides
    start = path[0] + half[0]
    back = np.concatenate([[start - 2 * half[0]], down])[::-1]
    return Outline(np.concatenate([[start], up[:-1], (up[-1:] + back[:1]) / 2, back[1:-1], [start]]), True, True)


def _within(t: Tongue, a: float, b: float, wide: float, across: float) -> tuple[Points, Floats]:
    """A lick within a tongue, from share a to b of it: `wide` of its width, moved `across` of it to the light."""
    u = np.linspace(a, b, STEPS)
    v = np.linspace(0, 1, len(t.path))
    path = np.column_stack([np.interp(u, v, t.path[:, 0]), np.interp(u, v, t.path[:, 1])])
    w = np.interp(u, v, t.width)
    side = _across(path)
    lit = side * (side @ LIGHT * across * w)[:, None]
    return path + lit, w * wide * np.clip(_U / 0.3, 0, 1) ** 0.6 * np.clip((1 - _U) / 0.6, 0, 1) ** 0.7


def _outlined(t: Tongue, line: float, root: float = 0.16) -> tuple[Points, Floats]:
    """A tongue with its outline: `line` mm at its belly, less over `root` of it, and up to a needle beyond its tip."""
    u = np.linspace(0, 1, len(t.path))
    by = min(line, 0.16 * t.belly)
    end = t.path[-1] - t.path[-4]
    pull = np.clip(u / 0.3 - 7 / 3, 0, 1) ** 2 * 3.2 * by / max(float(np.hypot(*end)), 1e-9)
    wide = 2 * by * (1 - u) ** 0.35 * np.clip(u / root, 0, 1) ** 0.6
    side = _across(t.path)
    lee = side * (side @ -LIGHT * 0.28 * wide)[:, None]
    return t.path + pull[:, None] * end + lee, t.width + wide


def _strands(tongues: list[Tongue], inset: float, chance: Chance) -> list[Outline]:
    """Wax: each tongue's inset filled with strokes laid side by side along it, not all as long as it."""
    out = []
    for t in tongues:
        c = chance("wax", t.key, int(100 * inset))
        w = t.width - inset * t.belly * (0.5 + 0.8 * t.share)
        inside = np.flatnonzero(w > 0)
        if len(inside) < 8:
            continue
        for lane in (-0.4, -0.2, 0.0, 0.2, 0.4):
            a, b = c.uniform(0, 0.12) + abs(lane) * 0.2, c.uniform(0.8, 1.0) - abs(lane) * 0.3
            run = inside[int(a * len(inside)) : int(b * len(inside)) : 4]
            if len(run) > 2:
                side = normals(t.path)[run]
                press = (
                    0.22
                    * w[run]
                    * c.uniform(0.55, 1.0, len(run))
                    * np.sin(np.linspace(0.25, np.pi - 0.15, len(run))) ** 0.5
                )
                out.append(polyline(ribbon(t.path[run] + side * (lane * w[run])[:, None], press)))
    return out


def _around(tongues: list[Tongue], width: float) -> tuple[list[Tongue], bool]:
    """Tongues and their copies one turn of the limb away, where those show, and whether any crosses the seam."""
    out = []
    for t in tongues:
        for turns in (-4, -3, -2, -1, 0, 1, 2, 3, 4):
            x = t.path[:, 0] + turns * width
            if x.max() > -t.belly and x.min() < width + t.belly:
                out.append(replace(t, path=t.path + np.array([turns * width, 0.0])))
    low = min((float(t.path[:, 0].min()) - t.belly for t in out), default=0.0)
    high = max((float(t.path[:, 0].max()) + t.belly for t in out), default=0.0)
    return out, low < 0 or high > width


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fire: alone on a ground, or round a limb."""
    look = _look(feeling)
    if feeling.size <= 0:
        return []
    now = (_climbing if ground.wraps else _standing)(ground, feeling, look, chance)
    turns = (-ground.width, 0.0, ground.width) if ground.wraps else (0.0,)
    smoke = [polyline(ribbon(p + np.array([x, 0.0]), w)) for p, w in _wisps(now, feeling, look, chance) for x in turns]
    now = _jagged(now, look.jag)
    clip: Area | tuple[()] = ()
    if ground.wraps:
        now, crosses = _around(now, ground.width)
        clip = box(0, 0, ground.width, ground.height) if crosses else ()
    layers = [layer("smoke", "shade", [filled(smoke, look.fire(0.3), 0.5, clip=clip)])]
    return layers + (_inked if look.bare else _coloured)(now, ground, feeling, look, clip, chance)


def _rows(now: list[Tongue]) -> list[list[Tongue]]:
    """Fires that stand behind one another, from the back, each its tongues from the back."""
    rows = sorted({t.depth // 3 for t in now}, reverse=True)
    return [sorted((t for t in now if t.depth // 3 == row), key=lambda t: -t.depth) for row in rows]


def _silhouette(tongues: list[Tongue], line: float, valley: float, skip: int) -> Area:
    """Tongues with their outlines as one dark form, the valleys between them filled to a U."""
    rooted = [_outlined(t, line, 0.2) for t in tongues if t.parent != LOOSE]
    ribbons = [ribbon(p[::skip], w[::skip]) for p, w in rooted]
    return simplify(grow(grow(union(areas(ribbons)), valley), -valley), min(valley / 40, 0.012 + valley / 120))


RIM, FLESH, CORE = (0.60, 0.52, 0.44, 0.33, 0.13), (0.78, 0.72, 0.63, 0.54, 0.42), (0.94, 0.88, 0.80, 0.72, 0.64)
"""Heats, from foot to tip, of the three flames that lie within each other in a tongue."""

COOL = (0.0, 0.02, 0.24)
"""By how much tongues further back are cooler."""

CUTS = ((0.0, 1.0, 1.0, 0.0), (0.02, 0.86, 0.66, 0.10), (0.04, 0.64, 0.40, 0.16))
"""How the three are cut: from and to which share of the tongue, how wide, how far to the light."""

SHADE = (0.05, 0.72, 0.13, -0.43)
"""The same of the black that lies along the other side."""


class _Paints:
    """Gradients from foot to tip. Round a limb, a row of fires shares one for all its tongues of a kind."""

    def __init__(self, look: Look, shared: bool) -> None:
        self._look, self._shared = look, shared
        self._known: dict[tuple[int, bool, tuple[float, ...]], Paint] = {}

    def __call__(self, t: Tongue, heats: tuple[float, ...]) -> Paint:
        """Through heats from the foot of a tongue's fire to its tip."""
        kind = (t.depth, t.key % 100 == TALL, heats)
        if self._shared and kind in self._known:
            return self._known[kind]
        low = 0.0 if self._shared else float(t.share[0])
        at = np.clip((np.linspace(0, 1, len(heats)) - low) / (1 - low), 0, 1)
        foot, tip = (t.path[i] * ([0, 1] if self._shared else [1, 1]) for i in (0, -1))
        stops = [(round(float(o), 2), self._look.fire(h)) for o, h in zip(at, heats, strict=True)]
        self._known[kind] = made = linear(foot, tip, *stops)
        return made


def _heats(t: Tongue, layer_number: int, look: Look) -> tuple[float, ...]:
    """Heats of one of the three flames in a tongue."""
    root = 0.28 if t.depth >= 3 else 0.0  # It comes up dark from behind the fires below.
    behind = np.array([root, 0.4 * root * (layer_number > 0), 0, 0, 0])
    heat = np.array((RIM, FLESH, CORE)[layer_number]) - COOL[t.depth % 3] - behind
    heat = heat * (1 - 0.42 * look.gutter * (layer_number < 2)) - 0.3 * look.dead
    return tuple(round(float(h), 3) for h in np.clip(heat, 0, 1))


def _tongue(
    t: Tongue, feeling: Feeling, look: Look, paints: _Paints, knots: int, plain: bool, chance: Chance
) -> list[Shape | None]:
    """One tongue: its outline, a flame in a flame in a flame, and black along its shadow."""
    bold, mid = feeling.line("bold"), 1.25 * feeling.line("mid")
    depth = t.depth % 3
    shapes: list[Shape | None] = [filled(_leaf(*_outlined(t, bold if t.parent == LOOSE else mid), knots), look.ink)]
    lit = look.gutter < 0.3 or t.key % 5 not in (1, 3)
    for i, cut in enumerate(CUTS):
        if i == 2 and (depth == 2 or plain or not lit):
            continue
        heats = _heats(t, i, look)
        if look.wax:
            paper = [filled(_leaf(t.path, t.width, knots), look.fire(heats[2] + 0.1))] if i == 0 else []
            shapes += [*paper, filled(_strands([t], 0.25 * i, chance), look.fire(heats[1] + 0.06 * i))]
        else:
            bit = _within(t, *cut) if i else (t.path, t.width)
            shapes.append(filled(_leaf(*bit, knots), paints(t, heats)))
    if depth < 2 and not plain and not look.wax:
        a, b, wide, across = SHADE
        shapes.append(filled(_leaf(*_within(t, a, b, wide * feeling.birth(0.15, 0.4), across), knots), look.ink))
    return shapes


def _coloured(
    now: list[Tongue], ground: Ground, feeling: Feeling, look: Look, clip: Area | tuple[()], chance: Chance
) -> list[Layer]:
    """Black below; on it tongue before tongue, each a flame within a flame, from a dark rim to a bright core."""
    out: list[Layer] = []
    bold = feeling.line("bold") * (1 + 0.3 * feeling.birth(0.2, 0.6))
    knots = max(round((5 if ground.wraps else 10) * (1 + 1.5 * look.jag)), 5)
    edge = outlines(clip) if isinstance(clip, Area) else ()
    for number, row in enumerate(_rows(now), 1):
        dark = _silhouette(row, bold, 0.055 * max(t.belly for t in row) * (1 - 0.75 * look.jag), 1 + ground.wraps)
        paints = _Paints(look, ground.wraps)
        shapes: list[Shape | None] = []
        for t in row:
            shapes += _tongue(t, feeling, look, paints, knots, ground.wraps and t.parent >= 0, chance)
        if edge:
            shapes = [s and replace(s, clip=edge) for s in shapes]
        out.append(layer(f"outline {number}", "line", [filled(dark, look.ink, clip=clip)]))
        out.append(layer(f"fire {number}", "colour", shapes))
    return out


def _inked(
    now: list[Tongue], ground: Ground, feeling: Feeling, look: Look, clip: Area | tuple[()], chance: Chance
) -> list[Layer]:
    """Black and bare skin only: black rims and tips, a core left bare, fine lines along the heat."""
    out: list[Layer] = []
    cover = box(0, 0, 0, 0)
    fill = feeling.style.fill
    lines = fill in ("none", "dots")
    bold, mid = feeling.line("bold"), 1.25 * feeling.line("mid")
    skip = 1 + ground.wraps
    for number, row in enumerate(reversed(_rows(now)), 1):
        before = cover
        valley = 0.055 * max(t.belly for t in row) * (1 - 0.75 * look.jag)
        black: list[Area] = []
        bodies: list[Area] = []
        for t in reversed(row):
            ringed = area(ribbon(*(v[::skip] for v in _outlined(t, bold if t.parent == LOOSE else mid))))
            body = area(ribbon(t.path[::skip], t.width[::skip]))
            a, b, wide, across = CUTS[1]
            bare = body if lines else area(ribbon(*_within(t, a, b, wide * (0.5 if t.depth % 3 == 2 else 1.0), across)))
            parts = [minus(ringed, bare)]
            if t.depth % 3 < 2 and t.parent < 0:
                a, b, wide, across = SHADE
                fine = (a, b, 0.05, -0.3) if lines else (a + 0.05, b - 0.15, 0.07, -0.04)
                parts.append(intersect(area(ribbon(*_within(t, *fine))), body))
            black += [minus(p, cover) for p in parts]
            bodies.append(minus(body, cover))
            cover = union([cover, ringed if lines else grow(ringed, 0.4 * bold)])  # Skin between black and black.
        dark = _silhouette(row, bold, valley, skip)
        black.append(minus(dark, union([before, *(area(ribbon(t.path[::skip], t.width[::skip])) for t in row)])))
        shapes: list[Shape | None] = [filled(simplify(union(black), valley / 60), look.ink, clip=clip)]
        if fill == "dots":
            tree = np.concatenate([np.column_stack([t.path, t.share])[::8] for t in row])

            def tone(p: Points, tree: Floats = tree) -> Floats:
                near = np.hypot(p[:, :1] - tree[:, 0], p[:, 1:] - tree[:, 1]).argmin(1)
                return np.asarray(0.05 + 0.8 * tree[near, 2] ** 1.5)

            size = 1.4 * feeling.line("mid")
            spots = stipple(union(bodies), tone, size, chance("dots", number), 1.8)
            out.append(layer(f"dots {number}", "shade", [filled(dots(spots, size / 2), look.ink, clip=clip)]))
        out.append(layer(f"black {number}", "line", shapes))
    return out[::-1]
