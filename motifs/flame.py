"""Rippling tongues of fire, climbing and turning; round a limb they close into a sleeve.

Every tongue is a curve of headings, not of points: it leaves its root on a swirl, swings out, leans
back in, and flicks away at the tip. A fork turns with its parent, only further out, and is let grow
only where it keeps clear of its neighbours. Tongues of one depth are united, and the valleys between
them closed to a U, which with the needle tips is what makes an outline read as fire.
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
    areas,
    box,
    clean,
    dots,
    filled,
    grow,
    intersect,
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

GAP = 0.05
"""Bare skin to leave between tips of one depth, as a share of a large tongue's length."""

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
    parent, at: the tongue it forks from, and at which of its points (-1: it is a stream of its own).
    born: when it appears: an intensity, or round a limb how far its parent has grown. key: its number.
    """

    path: Points
    turn: Floats
    width: Floats
    share: Floats
    belly: float
    depth: int
    parent: int
    at: int
    born: float
    key: int = 0


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
    """Length of a tongue's centre line, whose points are evenly spaced."""
    return float(np.hypot(*(t.path[1] - t.path[0]))) * (len(t.path) - 1)


def _lens(u: Floats, rise: float = 0.8, fall: float = 1.3) -> Floats:
    """Widths, at most 1, pointed at both ends: a belly low down, a needle at the tip."""
    w: Floats = u**rise * (1 - u) ** fall
    widest: float = w.max()
    return w / widest


def _fork(
    parent: Tongue, index: int, at: float, side: int, reach: float, width: float, swing: float, flick: float
) -> Tongue:
    """A smaller tongue leaving a parent at share `at` of its length, to its right (side 1) or left (-1).

    reach, width: mm. swing: how far it swings out, 1 as a rule. flick: of its tip, degrees.
    """
    n = len(parent.path)
    i = int(at * (n - 1))
    along = np.linspace(0, _long(parent), n)
    turn = np.interp(along[i] + _U * reach * 1.1, along, parent.turn)
    turn = turn + side * (_BASIS @ (np.radians([0, 20, 46, 12, -6, flick]) * [1, swing, swing, swing, 1, 1]))
    turn = 1.15 * np.tanh(turn / 1.15)  # However its parent leans, fire climbs.
    neck = min(0.5, 0.7 * float(parent.width[i]) / max(width, 1e-9))  # No thicker than what it leaves.
    on_top = parent.depth != 1 and parent.parent < 0
    root = np.clip(_U / 0.5, 0, 1) ** 0.9 if on_top else neck + (1 - neck) * np.clip(_U / (0.45 - 0.5 * neck), 0, 1)
    w = width * (1 - _U) ** 1.1 * root * (1 + 0.35 * np.sin(np.pi * _U))
    low = min(float(parent.share[i]), 0.8)
    return Tongue(
        _spine(parent.path[i], turn, reach), turn, w, low + (1 - low) * _U, width * 1.25, parent.depth, index, i, 0.0
    )


class _Fire:
    """A fire while it is being laid: tongues, and the room that is left between those of one depth."""

    def __init__(self, gap: float, ground: Ground | None) -> None:
        self.tongues: list[Tongue] = []
        self._gap, self._ground = gap, ground
        self._crowd: dict[int, list[Floats]] = {}

    def add(self, t: Tongue) -> int:
        """Lay a tongue; its number."""
        self.tongues.append(replace(t, key=len(self.tongues)))
        self._crowd.setdefault(t.depth, []).append(np.column_stack([t.path, t.width])[::4])
        return len(self.tongues) - 1

    def free(self, t: Tongue) -> bool:
        """Whether a tongue, once it has left its root, keeps clear of others of its depth and on the ground."""
        if self._ground and (t.path[:, 1].min() < 2 or t.path[:, 1].max() > self._ground.height - 2):
            return False
        crowd = np.concatenate(self._crowd.get(t.depth) or [np.empty((0, 3))])
        (left, top), (right, bottom) = t.path.min(0) - t.belly, t.path.max(0) + t.belly
        aside = crowd[:, 0] - (left + right) / 2
        if self._ground:
            aside = (aside + self._ground.width / 2) % self._ground.width - self._ground.width / 2
        near = (np.abs(aside) < (right - left) / 2) & (crowd[:, 1] > top) & (crowd[:, 1] < bottom)
        if not near.any():
            return True
        p, w = t.path[::5], t.width[::5]
        x, y, v = (left + right) / 2 + aside[near], crowd[near, 1], crowd[near, 2]
        room = (np.hypot(p[:, :1] - x, p[:, 1:] - y) - (w[:, None] + v) / 2).min(1)
        clear = room > 0.3 * self._gap
        first = int(clear.argmax())
        return bool(clear[first] and first < 0.62 * len(p) and clear[first:].all() and room[-1] > self._gap)

    def throw(
        self, stream: int, depth: int, at: float, side: int, reach: float, width: float, swing: float, born: float,
        chance: np.random.Generator,
    ) -> None:  # fmt: skip
        """Throw a tongue off a stream, with forks of its own, as long as finds room; none when there is none.

        width: as a share of its length.
        """
        parent = replace(self.tongues[stream], depth=depth)
        at += chance.uniform(-0.02, 0.02)
        reach *= chance.uniform(0.85, 1.1)
        swing *= chance.uniform(0.85, 1.15)
        flick, dice = chance.uniform(15, 60), chance.random((2, 5))
        for less in (1.0, 0.85, 0.7, 0.55, 0.4):
            made = _fork(parent, stream, at, side, reach * less, width * reach * less, swing, flick)
            if self.free(made):
                index = self.add(replace(made, born=born, share=_U))
                for i in range((1, 2, 1)[depth]):
                    later = (0.3 if self._ground else max(born, 0.12) + 0.2) + 0.12 * i
                    self._split(index, side * (-1) ** i, 0.16 * i, later, dice[i])
                return

    def _split(self, index: int, side: int, up: float, born: float, dice: Floats) -> None:
        """Fork a tongue, smaller or higher up when it must be."""
        parent = self.tongues[index]
        for scale, more in ((1.0, 0.0), (0.85, 0.0), (1.0, 0.08), (0.7, 0.0), (0.6, 0.12), (0.5, 0.0)):
            at = 0.28 + 0.1 * dice[0] + up + more
            reach = _long(parent) * (1 - at) * (0.65 + 0.3 * dice[1]) * scale
            width = float(parent.width[int(at * (STEPS - 1))]) * (0.6 + 0.2 * dice[2])
            made = _fork(parent, index, at, side, reach, width, 1.0, 10 + 40 * dice[3])
            if self.free(made):
                self.add(replace(made, born=born))
                return


STREAM = (-98, -56, -12, 26, 2, -46)
"""Headings, degrees at the knots, of the one stream that a standing fire is thrown off by."""

THROWN: tuple[tuple[int, float, int, float, float, float, float], ...] = (
    (1, 0.38, -1, 0.70, 0.19, 1.0, -1.0),
    (1, 0.17, 1, 0.84, 0.18, 1.35, 0.16),
    (1, 0.24, -1, 0.86, 0.17, 1.2, 0.28),
    (1, 0.40, 1, 0.66, 0.19, 1.0, 0.36),
    (1, 0.58, 1, 0.46, 0.20, 0.9, 0.48),
    (1, 0.60, -1, 0.42, 0.20, 0.9, 0.6),
    (1, 0.10, 1, 0.50, 0.17, 1.6, 0.55),
    (1, 0.14, -1, 0.50, 0.17, 1.6, 0.62),
    (0, 0.10, 1, 0.58, 0.21, 0.8, -0.25),
    (0, 0.16, -1, 0.62, 0.20, 0.7, 0.2),
    (0, 0.30, 1, 0.50, 0.20, 0.7, 0.42),
    (0, 0.38, -1, 0.46, 0.20, 0.7, 0.52),
    (0, 0.07, 1, 0.32, 0.22, 1.2, 0.6),
    (2, 0.12, 1, 1.05, 0.14, 1.25, 0.40),
    (2, 0.15, -1, 1.10, 0.14, 1.25, 0.46),
    (2, 0.30, 1, 0.90, 0.14, 1.1, 0.52),
    (2, 0.32, -1, 0.86, 0.14, 1.1, 0.58),
    (2, 0.50, 1, 0.66, 0.15, 1.1, 0.64),
)
"""Tongues thrown off it, 1 being about its height: depth, where on it, side, length, width as a share of
length, how far it swings out, born."""


def _standing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Tongue]:
    """The fire that stands alone, now, centred on the ground at its size."""
    c = chance("pose")
    mirror, lean, spread = c.choice([-1.0, 1.0]), c.normal(0, 6), c.uniform(0.85, 1.2) * look.sway
    turn = _BASIS @ np.radians((np.array(STREAM) * spread + lean * np.linspace(0, 1, 6)) * mirror)
    fire = _Fire(GAP, None)
    fire.add(Tongue(_spine(np.zeros(2), turn, 1.45), turn, 0.22 * _lens(_U, 1.05, 1.35), _U, 0.22, 1, -1, 0, -1.0))
    for k, (depth, at, side, reach, width, swing, born) in enumerate(THROWN):
        short = 1 - 0.25 * look.gutter
        fire.throw(0, depth, at, int(side * mirror), reach * short, width, swing * look.sway, born, chance("tongue", k))
    tongues = fire.tongues
    # A young fire stands up straight, on a fuller belly: a candle's flame.
    young = 1 - feeling.birth(0.0, 0.5)
    turn = turn * (1 - _BASIS @ (np.array([0.6, 0.35, -0.3, -0.2, -2, -0.1]) * young))
    widths = 0.22 * (_lens(_U, 1.05, 1.35) * (1 - young) + 1.3 * _lens(_U, 0.78, 1.4) * young)
    path = _spine(np.zeros(2), turn, 1.45)
    tongues[0] = replace(tongues[0], path=path, turn=turn, width=widths, belly=0.22 * (1 + 0.3 * young))
    now = _grown(tongues, lambda t: feeling.birth(t.born, 0.3))
    points = np.concatenate([t.path for t in now] + [w for w, _ in _wisps(now, feeling, look, chance)])
    low, high = points.min(0), points.max(0)
    zoom = 0.97 * feeling.size / float((high - low).max())
    middle = (low + high) / 2
    return [
        replace(t, path=(t.path - middle) * zoom + ground.centre, width=t.width * zoom, belly=t.belly * zoom)
        for t in now
    ]


def _sleeve(ground: Ground, look: Look, chance: Chance) -> list[Tongue]:
    """A whole fire round a limb: streams that climb and turn from the wrist, and the tongues they throw off."""
    c = chance("sleeve")
    swirl = float(c.choice([-1.0, 1.0]))
    streams, scale = 3, ground.width / 300
    lean, sway, phase = c.uniform(14, 22), c.uniform(31, 40) * look.sway, c.uniform(0, 2 * np.pi)
    wave = 2 * np.pi / (c.uniform(210, 260) * scale)
    long, n = ground.height * 1.5, 4 * STEPS
    fire = _Fire(9 * scale, ground)
    for k in range(streams):
        start = np.array([ground.width * (0.5 + k / streams), ground.height - 3.0 - 10 * scale * k])
        s = np.linspace(0, long, n)
        turn = swirl * np.radians(lean + sway * np.sin(wave * s + phase) - 70 * np.exp(-s / (22 * scale)))
        path = _spine(start, turn, long)
        top = int(np.argmax(path[:, 1] < 4 + 40 * k * scale)) or n
        u = np.linspace(0, 1, top)
        width = 34 * scale
        tail = np.clip(s[:top] / (4 * width), 0, 1) ** 0.85
        fire.add(Tongue(path[:top], turn[:top], width * (1 - u) ** 0.75 * tail, u * 0.5, width, 1, -1, 0, 0.1 * k))
    for depth, step, far, wide, swing in ((1, 62, 165, 0.20, 1.0), (0, 74, 130, 0.22, 0.6), (2, 96, 200, 0.17, 1.1)):
        for k in range(streams):
            for j in range(int(ground.height * 1.3 / (step * scale))):
                q = chance("branch", depth, k, j)
                at = (30 + step * (j + q.uniform(-0.2, 0.2))) * scale / _long(fire.tongues[k])
                if 0.02 < at < 0.92:
                    fire.throw(k, depth, at, 1 if (j + k) % 2 else -1, far * scale, wide, swing * look.sway, at, q)
    return fire.tongues


def _climbing(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Tongue]:
    """The fire round a limb, now: its streams have climbed so far, and throw off tongues where they have passed."""
    share = feeling.size / feeling.full
    # A sleeve fills its limb sooner than a mark its skin: it has nowhere else to grow.
    risen = share * (1 + 0.8 * share * (1 - share))
    fire = _sleeve(ground, look, chance)
    climbed = {t.key: float(np.clip((risen - t.born) / (1 - t.born), 0, 1)) for t in fire if t.parent < 0}
    scale: dict[int, float] = {}

    def swelled(t: Tongue) -> float:
        if t.parent < 0:
            grown = float(climbed[t.key] > 0)
        elif t.parent in climbed:
            x = (climbed[t.parent] - t.born) * ground.height * 1.1 / (t.belly * 4.5)
            grown = x / (1 + x**4) ** 0.25 if x > 0 else 0.0
        else:
            grown = float(np.clip((scale[t.parent] - t.born) / (0.95 - t.born), 0, 1)) ** 0.7
        scale[t.key] = grown
        return grown

    now = _grown(fire, swelled)
    return [_risen(t, climbed[t.key]) if t.parent < 0 else t for t in now]


def _risen(stream: Tongue, share: float) -> Tongue:
    """The first part of a stream, drawn to a tip of its own; at first it is a candle's flame."""
    long = _long(stream) * share
    u = np.linspace(0, 1, max(int(len(stream.path) * share) // 4 * 4 + 1, STEPS))
    turn = np.interp(u * share, np.linspace(0, 1, len(stream.turn)), stream.turn)
    young = float(np.clip(1 - long / 150, 0, 1))
    lick = np.interp(u, _U, _BASIS @ np.radians([-60, -34, -10, 24, 4, -44])) * np.sign(stream.turn.mean())
    turn = turn * (1 - young) + lick * young
    belly = stream.belly * min(1.0, long * 0.26 / stream.belly)
    tail = np.clip(u * long / (4 * stream.belly), 0, 1) ** 0.85
    width = belly * (_lens(u) * young + tail * (1 - u) ** 0.75 * (1 - young))
    path = _spine(stream.path[0], turn, long)
    return replace(stream, path=path, turn=turn, width=width, share=u * (0.5 + 0.5 * young), belly=belly)


def _grown(fire: list[Tongue], swelled: Callable[[Tongue], float]) -> list[Tongue]:
    """The fire as far as each tongue has swelled (0..1), forks riding on their parents."""
    scale: list[float] = []
    roots: list[Points] = []
    now: list[Tongue] = []
    for t in fire:
        s, root = swelled(t), t.path[0]
        if t.parent >= 0:
            p = fire[t.parent]
            s *= scale[t.parent]
            root = roots[t.parent] + (p.path[t.at] - p.path[0]) * scale[t.parent]
        scale.append(s)
        roots.append(root)
        if s > 0.02:
            now.append(replace(t, path=root + (t.path - t.path[0]) * s, width=t.width * s, belly=t.belly * s))
    return now


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
    tall = [t for t in tongues if t.depth == 1 and t.parent <= 0][:4]
    out = []
    for t in tall:
        c = chance("smoke", t.key)
        grown = feeling.birth(0.08 + 0.1 * (t.key % 5), 0.3) * look.gutter
        reach = min(_long(t), 6 * t.belly) * c.uniform(0.6, 0.9) * grown
        sway, curl, side = c.uniform(30, 50), c.uniform(120, 260), c.choice([-1.0, 1.0])
        u = np.linspace(0, 1, STEPS)
        turn = t.turn[-1] * (1 - u) ** 3 + side * np.radians(sway * np.sin(2 * np.pi * 1.25 * u) + curl * u**4)
        width = t.belly * 0.55 * u**0.4 * (1 - u) ** 0.9
        if grown > 0.02:
            out.append((_spine(t.path[-4], turn, reach), width * grown))
    return out


def _body(tongues: list[Tongue], valley: float, more: float, skip: int) -> Area:
    """Tongues as one silhouette, its valleys closed to a U of radius `valley`; `more` mm wider but at the tips."""
    shapes = []
    for t in tongues:
        by = min(more, 0.17 * float(t.width.max()))
        u = np.linspace(0, 1, len(t.path))
        wide = 2 * by * (1 - 0.8 * u) * np.clip(u / 0.1, 0.1, 1)
        wide[-1] = 0
        end = t.path[-1] - t.path[-3]
        pull = np.clip(u / 0.2 - 4, 0, 1) ** 2
        path = t.path - 0.45 * by * LIGHT + pull[:, None] * (end / max(float(np.hypot(*end)), 1e-9) * 3 * by)
        shapes.append(ribbon(path[::skip], (t.width + wide)[::skip]))
    closed = grow(grow(union(areas(shapes)), valley), -valley)
    return simplify(clean(closed, 14 * valley**2), min(valley / 40, 0.03 + valley / 200))


def _bands(tongues: list[Tongue], insets: NDArray[np.float64], skip: int) -> list[list[Outline]]:
    """For each inset, the same tongues drawn in by that share of their belly, more towards their tips."""
    out: list[list[Outline]] = [[] for _ in insets]
    for t in tongues:
        side = normals(t.path)
        lit = side * (side @ LIGHT * 0.3)[:, None]
        for band, inset in zip(out, insets, strict=True):
            w = t.width - inset * t.belly * (0.5 + 0.8 * t.share)
            inside = np.flatnonzero(w > 0)
            if len(inside) > 5:
                keep = np.unique(np.concatenate([inside[::skip], inside[-1:]]))
                v = w[keep]
                v[-1] = 0
                half = side[keep] * (v / 2)[:, None]
                middle = t.path[keep] + lit[keep] * (t.width[keep] - v)[:, None]
                band.append(polyline(np.concatenate([middle + half, (middle - half)[::-1]])))
    return out


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


def _whips(tongues: list[Tongue], width: float) -> list[Outline]:
    """Two lines drawn up each tongue, pressed in and lifted: one down its shadow, one along its heat."""
    out = []
    for t in tongues:
        side = normals(t.path)
        dark = np.sign(side @ -LIGHT + 1e-9)
        for across, a, b, press in ((0.27, 0.12, 0.80, 1.0), (0.14, 0.30, 0.62, 0.7)):
            i, j = int(a * len(t.path)), int(b * len(t.path))
            keep = np.arange(i, j, 3)
            away = float(np.sign(dark[i:j].sum())) * across
            v = min(width, 0.08 * t.belly) * press * np.sin(np.linspace(0.02, np.pi, len(keep))) ** 0.8
            out.append(polyline(ribbon(t.path[keep] + side[keep] * (away * t.width[keep])[:, None], v)))
    return out


def _sparks(tongues: list[Tongue], feeling: Feeling, look: Look, chance: Chance, wraps: bool) -> list[Outline]:
    """Embers, and licks that have broken off, just past the tips of the tongues."""
    top = min(float(t.path[:, 1].min()) for t in tongues)
    out = []
    for t in tongues:
        c = chance("spark", t.key)
        lick = c.random() < 0.16
        born, far, turn = c.uniform(0.25, 0.7), c.uniform(0.06, 0.16), c.normal(0, 0.35)
        reach = min(_long(t), 6 * t.belly)
        long = reach * (c.uniform(0.14, 0.22) if lick else c.uniform(0.03, 0.06))
        grown = 1.0 if wraps else feeling.birth(born)
        if t.depth == 0 or grown < 0.02 or c.random() < 0.3:
            continue
        start = t.path[-1] + _spine(np.zeros(2), np.full(9, t.turn[-1] * 0.5), reach * far)[-1]
        if start[1] - long < top:
            continue
        u = np.linspace(0, 1, 13)
        path = _spine(start, t.turn[-1] * 0.5 + turn + np.sin(2 * np.pi * u) * (0.7 if lick else 0.3), long * grown)
        out.append(polyline(ribbon(path, long * grown * (0.22 if lick else 0.4) * _lens(u, 0.7, 1.1))))
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


HEAT = ((0.12, 0.45), (0.32, 0.52), (0.40, 0.52))
"""Where on the ramp a tongue's rim is, and how far its core is from there, from back to front."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fire: alone on a ground, or round a limb."""
    look = _look(feeling)
    if feeling.size <= 0:
        return []
    now = (_climbing if ground.wraps else _standing)(ground, feeling, look, chance)
    turns = (-ground.width, 0.0, ground.width) if ground.wraps else (0.0,)
    smoke = [polyline(ribbon(p + np.array([x, 0.0]), w)) for p, w in _wisps(now, feeling, look, chance) for x in turns]
    now = _jagged(now, look.jag)
    if ground.wraps:
        now, crosses = _around(now, ground.width)
        clip: Area | tuple[()] = box(0, 0, ground.width, ground.height) if crosses else ()
    else:
        clip = ()
    sparks = _sparks(now, feeling, look, chance, ground.wraps)
    spark = (
        look.ink if look.bare else (mix(look.fire(0.9), "#dfeaf2", look.dead) if look.gutter > 0.3 else look.fire(0.45))
    )
    layers = [
        layer("smoke", "shade", [filled(smoke, look.fire(0.3), 0.5, clip=clip)]),
        layer("sparks", "line" if look.bare else "colour", [filled(sparks, spark, clip=clip)]),
    ]
    layers += (_inked if look.bare else _coloured)(now, ground, feeling, look, clip, chance)
    return layers


def _silhouettes(
    now: list[Tongue], ground: Ground, feeling: Feeling, look: Look
) -> list[tuple[int, list[Tongue], Area, Area, float]]:
    """For each depth, from the back: its tongues, their silhouette, that with its outline, its valleys' radius."""
    bold = feeling.line("bold") * (1 + 0.3 * feeling.birth(0.2, 0.6))
    skip = 2 if ground.wraps else 1
    out = []
    for depth in (2, 1, 0):
        group = [t for t in now if t.depth == depth]
        if group:
            belly = max(t.belly for t in group)
            valley = min(0.1 * belly, 0.012 * ground.width) if ground.wraps else 0.1 * belly
            valley *= 1 - 0.75 * look.jag
            body = _body(group, valley, 0.0, skip)
            dark = union([_body(group, 0.7 * valley, bold, skip), grow(body, min(0.25 * bold, 0.04 * belly))])
            out.append((depth, group, body, dark, valley))
    return out


def _coloured(
    now: list[Tongue], ground: Ground, feeling: Feeling, look: Look, clip: Area | tuple[()], chance: Chance
) -> list[Layer]:
    """Bands of heat within bands, from a dark rim to a bright core, and outlines that swell on the shadow side."""
    out: list[Layer] = []
    bands, skip = (5, 6) if ground.wraps else (10, 2)
    for depth, group, body, dark, valley in _silhouettes(now, ground, feeling, look):
        ys = np.concatenate([t.path[:, 1] for t in group])
        top, bottom = float(ys.min()), float(ys.max())

        def paint(h: float, top: float = top, bottom: float = bottom) -> Paint:
            return linear((0, bottom), (0, top), (0, look.fire(h + 0.06)), (0.5, look.fire(h)), (1, look.fire(h - 0.2)))

        base, rise = HEAT[2 - depth]
        base *= 1 - 0.5 * look.gutter
        lit = [t for t in group if look.gutter < 0.3 or t.key % 3 != 1]
        edges = outlines(clip) if isinstance(clip, Area) else ()
        shapes: list[Shape | None] = []
        white: list[Shape | None] = []
        if look.wax:
            shapes.append(filled(body, look.fire(base + 0.3), 0.7, clip=clip))
            for i, inset in enumerate((0.0, 0.25, 0.5)):
                shapes.append(filled(_strands(group, inset, chance), look.fire(base + 0.2 + rise * i / 2), clip=clip))
        else:
            shapes.append(Shape(outlines(body), fill=paint(base), stroke=paint(base), width=0.15, clip=edges))
            for i, band in enumerate(_bands(lit, np.linspace(0.06, 0.8, bands), skip)):
                heat = base + (rise + 0.3 * look.gutter - 0.5 * look.dead) * (i + 1) / bands
                hot = white if i == bands - 1 and depth < 2 and look.gutter < 0.3 else shapes
                hot.append(filled(band, paint(heat), clip=clip))
        out += [layer(f"fire {3 - depth}", "colour", shapes), layer(f"core {3 - depth}", "white", white)]
        whips = _whips(group if depth < 2 else [], 1.3 * feeling.line("mid") * feeling.birth(0.2, 0.5))
        ring = simplify(minus(dark, body), min(valley / 30, 0.03 + valley / 150))
        deep = look.fire(max(base - 0.26, 0.0))
        out.append(
            layer(
                f"lines {3 - depth}", "line", [filled(whips, deep, 0.8, clip=clip), filled(ring, look.ink, clip=clip)]
            )
        )
    return out


def _inked(
    now: list[Tongue], ground: Ground, feeling: Feeling, look: Look, clip: Area | tuple[()], chance: Chance
) -> list[Layer]:
    """Black and bare skin only: black rims and tips, a core left bare, fine lines along the heat."""
    out: list[Layer] = []
    cover: Area | None = None
    fill = feeling.style.fill
    for depth, group, body, dark, valley in reversed(_silhouettes(now, ground, feeling, look)):
        parts = [minus(dark, body)]
        if fill in ("natural", "black", "wash", "facets"):
            core = union(areas([o.points for o in _bands(group, np.array([0.34 - 0.12 * (depth == 0)]), 2)[0]]))
            parts.append(minus(body, core) if depth < 2 or fill != "black" else body)
        black = union(parts)
        fine = union(areas([o.points for o in _whips(group, 1.2 * feeling.line("mid"))]))
        fine = intersect(fine, body)
        shapes = [black, fine]
        if fill == "dots":
            tree = np.concatenate([np.column_stack([t.path, t.share])[::8] for t in group])

            def tone(p: Points, tree: Floats = tree) -> Floats:
                near = np.hypot(p[:, :1] - tree[:, 0], p[:, 1:] - tree[:, 1]).argmin(1)
                return np.asarray(0.05 + 0.8 * tree[near, 2] ** 1.5)

            size = 1.4 * feeling.line("mid")
            spots = stipple(body if cover is None else minus(body, cover), tone, size, chance("dots", depth), 1.8)
            out.append(layer(f"dots {3 - depth}", "shade", [filled(dots(spots, size / 2), look.ink, clip=clip)]))
        if cover is not None:
            shapes = [minus(a, cover) for a in shapes]
        apart = grow(dark, 0.4 * feeling.line("bold"))  # Skin between black and black.
        cover = apart if cover is None else union([cover, apart])
        out.append(
            layer(f"black {3 - depth}", "line", [filled(simplify(a, valley / 90), look.ink, clip=clip) for a in shapes])
        )
    return out[::-1]
