"""Burning wood: sawn logs that lie crossed, bark below and coal above, and the embers that have fallen from them. Coal
is cracked as an alligator's hide is and glows in its cracks; a sawn end faces us with its rings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import (
    Area,
    Noise,
    area,
    areas,
    filled,
    grow,
    intersect,
    linear,
    minus,
    mix,
    outlines,
    ribbon,
    union,
    whip,
)
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import Floats
from markgen.values import Layer, Linear, Outline, Points, Shape, layer

BEDS = (
    (
        ((6, 2), (4, 88), 30, 0.7),
        ((-36, -34), (58, 62), 34, 1.0),
        ((38, -40), (-56, 66), 37, 1.0),
    ),
    (
        ((-34, -36), (60, 56), 38, 1.0),
        ((30, -44), (-44, 76), 40, 1.0),
    ),
    (
        ((4, -2), (-10, 84), 32, 0.8),
        ((40, -26), (-66, 48), 35, 0.9),
        ((-30, -42), (54, 68), 38, 1.0),
    ),
)
"""Ways in which wood lies, the last in front: where its hot and its cold end are, mm from the heart of the fire on an
arm; how broad it is, mm; and how hot."""

CRACKS = ((1.0, 0.24, 0.85), (0.7, 0.5, 0.95), (0.34, 0.86, 1.0))
"""Of the fire in cracks: its share of their width, its heat on the scale of its colours, and its opacity."""

SQUEEZE = 0.62
"""How round a sawn end is seen: its height to its breadth."""

WOOD, BARK = "#d9a866", "#4a3122"
"""A sawn end, and bark in the light."""

COAL = 0.56
"""The share of a log, from its hot end, that is coal."""

GAP = 0.5
"""mm that are left bare round what lies in front."""


@dataclass(frozen=True, eq=False)
class Log:
    """A piece of wood. hot, cold: its ends, mm. wide: mm. heat: of its hot end, 0..1."""

    hot: Points
    cold: Points
    wide: float
    heat: float

    @property
    def long(self) -> float:
        """mm from end to end."""
        return float(np.hypot(*(self.cold - self.hot)))

    @property
    def way(self) -> Points:
        """Unit vector from its hot end to its cold one."""
        return np.asarray((self.cold - self.hot) / self.long)

    @property
    def lee(self) -> float:
        """The side that is turned away from the fire: 1 or -1 across it."""
        return 1.0 if self.way[0] > -0.05 else -1.0

    def at(self, s: Floats, v: Floats) -> Points:
        """Points of its upper side at shares s of its length and v of its half breadth, -1 to 1, as it curves away
        from us: a line of one s is the far half of a hoop."""
        side = np.array([-self.way[1], self.way[0]])
        half = self.wide / 2 * (0.74 + 0.26 * np.clip(s / 0.6, 0, 1)) * (1 + 0.025 * np.sin(9 * s + self.wide))
        hoop = SQUEEZE * half * np.sqrt(np.clip(1 - v**2, 0, 1))
        bend = 0.05 * self.wide * np.sin(3.1 * s + self.long)
        along = s * self.long - hoop
        return np.asarray(self.hot + along[..., None] * self.way + (v * half + bend)[..., None] * side)

    def disc(self, r: Floats | float, angle: Floats) -> Points:
        """Points of its sawn end, r of its radius from its middle."""
        middle, rim = self.at(np.array([1.0, 1.0]), np.array([-1.0, 1.0]))
        half = (rim - middle) / 2
        across, down = r * np.cos(angle), r * np.sin(angle)
        return np.asarray(
            (middle + rim) / 2 + across[..., None] * half + (SQUEEZE * self.wide / 2 * down)[..., None] * self.way
        )


def laid(spread: float, q: np.random.Generator) -> list[Log]:
    """The wood of a fire, in a bed so many times as wide as one alone; round a limb no log lies across it."""
    squeeze = np.array([spread, 1.0])
    return [
        Log(
            (hot + q.normal(0, 3, 2)) * squeeze,
            (cold + q.normal(0, 4, 2)) * squeeze,
            wide * q.uniform(0.93, 1.07),
            heat,
        )
        for hot, cold, wide, heat in BEDS[int(q.integers(len(BEDS) - (spread < 1)))]
    ]


@dataclass
class Drawn:
    """Marks of wood, gathered by how they are laid."""

    base: list[Shape | None]
    ink: list[Area]
    pale: list[Area]
    cracks: list[list[Area]]
    lit: list[Area]


def burnt(
    logs: Sequence[Log],
    embers: Sequence[Log],
    look: Look,
    put: Callable[[Outline], Outline],
    paint: Callable[[Linear], Linear],
    q: np.random.Generator,
) -> list[Layer]:
    """Layers of wood, the last log in front, and of embers behind them."""
    noise = Noise(q)
    made = Drawn([], [], [], [[] for _ in CRACKS], [])
    cover: Area | None = None
    for k, log in reversed(list(enumerate(logs))):
        cover = _log(log, made, look, put, paint, cover, noise, 17.3 * k, q)
    for ember in embers:
        cover = _ember(ember, made, cover, q)
    alive = 1 - 0.6 * look.dead

    def drawn(many: Sequence[Area]) -> list[Outline]:
        return [put(o) for a in many for o in outlines(a)]

    ink = filled(drawn(made.ink), look.ink if look.bare else look.fire(0.0), 0.95)
    if look.bare:
        return [layer("char", "line", [ink])]
    glow = [
        filled(drawn(a), look.fire(hot), share * alive) for a, (_, hot, share) in zip(made.cracks, CRACKS, strict=True)
    ]
    return [
        layer("wood", "colour", made.base[::-1]),
        layer("grain", "shade", [filled(drawn(made.pale), mix(WOOD, look.smoke, 0.45), 0.4), ink]),
        layer("glow", "colour", [filled(drawn(made.lit), look.fire(0.6), 0.85 * alive), *glow]),
    ]


def _left(a: Area, cover: Area | None) -> Area:
    return a if cover is None else minus(a, cover)


def _log(
    log: Log,
    made: Drawn,
    look: Look,
    put: Callable[[Outline], Outline],
    paint: Callable[[Linear], Linear],
    cover: Area | None,
    noise: Noise,
    own: float,
    q: np.random.Generator,
) -> Area:
    """Draws one where nothing covers it; and all that is covered then."""
    s, round_ = np.linspace(0.06, 1, 24), np.linspace(0, 2 * np.pi, 49)[:-1]
    # Its hot end is burnt to stumps of fibre.
    v = np.linspace(-1, 1, 19)
    tip = 0.05 * noise(v * 3.1 + own, 0 * v) + 0.03 * (np.arange(19) % 2) + 0.03
    ring = np.concatenate([log.at(s, -np.ones(24))[::-1], log.at(tip, v), log.at(s, np.ones(24))])
    face = area(log.disc(1.0, round_) + 0.01 * log.wide * noise(2 * round_ + own, 0 * round_)[:, None])
    body = _left(union([area(ring), face]), cover)
    bark = minus(body, face)
    cut = _left(face, cover)
    ink, brown = look.fire(0.0), mix(BARK, look.smoke, 0.35 + 0.4 * look.dead)
    side = np.array([-log.way[1], log.way[0]]) * log.lee * log.wide / 2
    middle = (log.hot + log.cold) / 2
    if not look.bare:
        ends = linear(
            log.hot, log.cold, (0, ink, 0.97), (COAL - 0.08, ink, 0.96), (COAL + 0.14, brown, 0.94), (1, brown, 0.9)
        )
        turned = linear(
            middle - side, middle + side, (0.1, ink, 0.0), (0.45, ink, 0.15), (0.75, ink, 0.8), (1, ink, 0.95)
        )
        pale = mix(WOOD, look.smoke, 0.12 + 0.4 * look.dead)
        grey = mix(pale, BARK, 0.55)
        shone = linear(log.cold - side, log.cold + side, (0, pale, 0.97), (0.45, pale, 0.97), (1, grey, 0.97))
        for a, p in ((cut, shone), (bark, turned), (bark, ends)):
            made.base.append(filled([put(o) for o in outlines(a)], paint(p)))
    made.ink.append(intersect(union(_bark(log, q)), bark))
    made.ink.append(intersect(union(_rings(log, noise, own)), cut))
    if not look.bare:
        made.pale.append(intersect(union(_gleams(log, q)), bark))
    lines = _checks(log, noise, own, q)
    for k, (share, *_) in enumerate(CRACKS):
        net = union(areas(ribbon(p, share * w) for p, w in lines))
        made.cracks[k].append(intersect(net, bark))
    if look.bare:
        coal = areas([np.concatenate([ring[12:-12]])])
        made.ink.append(minus(intersect(union(coal), bark), made.cracks[0][-1]))
    # The fire lights the edge that is turned to it.
    u = np.linspace(0.1, 0.92, 14)
    rim = log.at(u, np.full(14, -0.93 * log.lee))
    made.lit.append(intersect(area(ribbon(rim, 0.09 * log.wide * log.heat * (1 - u) ** 0.8)), bark))
    whole = grow(union([area(ring), face]), GAP)
    return whole if cover is None else union([cover, whole])


def _bark(log: Log, q: np.random.Generator) -> list[Area]:
    """Lines along the grain, crowded and heavy on its lee, few in the light; and its outline."""
    n = 28
    r = q.random((5, n))
    lie = log.lee * (1 - 1.95 * r[0] ** 1.5)
    dark = 0.5 + 0.5 * lie * log.lee
    start = COAL - 0.22 + 0.5 * r[1]
    end = np.minimum(start + 0.16 + 0.3 * r[2], 0.99)
    u = np.linspace(0, 1, 7)
    wave = 0.05 * np.sin(7 * u + 6 * r[3][:, None])
    p = log.at(start[:, None] + (end - start)[:, None] * u, np.clip(lie[:, None] + wave, -0.98, 0.98))
    form = np.array([0.05, 0.7, 1, 0.85, 0.7, 0.4, 0.0])
    wide = log.wide * (0.014 + 0.035 * dark * r[4])
    drawn = [whip(line, w * form).points for line, w in zip(p, wide.tolist(), strict=True)]
    s = np.linspace(0.05, 1.0, 18)
    for v, heavy in ((log.lee, 0.07), (-log.lee, 0.028)):
        # It breaks in the light.
        broken = np.clip(0.6 + np.sin(11 * s + 5 * r[0, 0]), 0.15, 1) if v != log.lee else np.ones(18)
        drawn.append(ribbon(log.at(s, np.full(18, 0.985 * v)), heavy * log.wide * broken))
    return areas(drawn)


def _rings(log: Log, noise: Noise, own: float) -> list[Area]:
    """Of a sawn end: its bark, heavier on the lee, the rings of its years about a heart off its middle, and a crack."""
    angle = np.linspace(0, 2 * np.pi, 29)
    out = [ribbon(log.disc(0.94, angle), log.wide * (0.065 + 0.045 * np.cos(angle) * log.lee))]
    heart = 0.12
    for k, r in enumerate((0.14, 0.32, 0.5, 0.66, 0.79)):
        wobble = r * (1 + 0.09 * noise(1.3 * np.cos(angle) + own, 1.3 * np.sin(angle) + 0.3 * k))
        p = log.disc(wobble, angle) - (1 - r) * heart * log.wide / 2 * log.way
        # A ring is lost where the light lies on it.
        seen = np.clip(0.62 + 0.6 * np.cos(angle - 2.4 * k), 0.12, 1)
        out.append(ribbon(p, 0.028 * log.wide * seen))
    for turn, far in ((0.7 + own, 0.86), (2.9 + own, 0.6), (4.7 + own, 0.45)):
        inwards = np.linspace(far, 0.05, 6)
        bent = turn + 0.12 * np.sin(7 * inwards)
        out.append(whip(log.disc(inwards, bent), 0.05 * log.wide * np.linspace(1, 0, 6)).points)
    return areas(out)


def _gleams(log: Log, q: np.random.Generator) -> list[Area]:
    """Light on bark, in strokes along its grain; and ash on the edges of coal."""
    n = 16
    r = q.random((4, n))
    lie = -log.lee * (0.1 + 0.72 * r[0])
    start = COAL - 0.1 + 0.4 * r[1]
    u = np.linspace(0, 1, 6)
    p = log.at(start[:, None] + (0.1 + 0.2 * r[2])[:, None] * u, lie[:, None] + 0.03 * np.sin(6 * u))
    form = np.array([0.1, 0.8, 1, 0.8, 0.5, 0.0])
    return areas(
        whip(line, w * form).points for line, w in zip(p, (log.wide * (0.02 + 0.035 * r[3])).tolist(), strict=True)
    )


def _checks(log: Log, noise: Noise, own: float, q: np.random.Generator) -> list[tuple[Points, Floats]]:
    """Cracks of coal and how wide they are: along the grain, and hoops across from one of those to the next."""
    heat = 0.085 * log.wide * log.heat

    def open_(s: Floats) -> Floats:
        return np.asarray(heat * np.clip(1.15 - s / (COAL + 0.06), 0, 1) ** 0.8 + 0.004)

    u = np.linspace(0, 1, 22)
    s = 0.02 + (COAL + 0.04) * u
    edges = [-1.0, *(np.array([-0.52, 0.02, 0.54]) + q.uniform(-0.1, 0.1, 3)).tolist(), 1.0]

    def grain(k: int, s: Floats) -> Floats:
        if k in (0, len(edges) - 1):
            return np.full(s.shape, edges[k])
        return np.asarray(edges[k] + 0.13 * noise(s * 6 + own, 0 * s + 5.0 * k) + 0.05 * noise(s * 19, 0 * s + 3.0 * k))

    out = [(log.at(s, grain(k, s)), open_(s) * (0.55 + 0.45 * noise(s * 9 + k, 0 * s + own))) for k in (1, 2, 3)]
    for k in range(len(edges) - 1):
        for i in range(4):
            place = (i + 0.55 + 0.5 * (k % 2) + q.uniform(-0.3, 0.3)) * 0.13
            t = np.linspace(0, 1, 6)
            here = place + 0.04 * noise(3 * t + 7 * k + own, 0 * t + 2.3 * i)
            low, high = grain(k, here), grain(k + 1, here)
            wide = open_(here) * q.uniform(0.35, 1.15) * (0.35 + 0.65 * np.abs(2 * t - 1) ** 1.3)
            out.append((log.at(here, low + (high - low) * t), wide))
    return out


def _ember(ember: Log, made: Drawn, cover: Area | None, q: np.random.Generator) -> Area:
    """A lump of coal: black above, alive below and in a crack."""
    angle = np.linspace(0, 2 * np.pi, 9)[:-1]
    r = ember.wide * q.uniform(0.42, 0.62, 8)
    side = np.array([-ember.way[1], ember.way[0]])
    ring = (
        (ember.hot + ember.cold) / 2
        + (1.2 * r * np.cos(angle))[:, None] * ember.way
        + (0.8 * r * np.sin(angle))[:, None] * side
    )
    lump = _left(area(ring), cover)
    crack = np.array([ring[1] * (1 - t) + ring[5] * t for t in np.linspace(0, 1, 5)])
    crack[1:4] += q.normal(0, 0.07 * ember.wide, (3, 2))
    below = minus(lump, area(ring - [0, 0.2 * ember.wide]))
    net = union([area(ribbon(crack, 0.13 * ember.wide * np.array([1, 0.7, 0.5, 0.8, 1]))), below])
    for k, (share, *_) in enumerate(CRACKS):
        a = intersect(net if share == 1 else grow(net, -0.035 * (1 - share) * ember.wide), lump)
        made.cracks[k].append(a)
    made.ink.append(minus(lump, net))
    whole = grow(area(ring), 0.5)
    return whole if cover is None else union([cover, whole])


def fallen(many: int, wide: float, deep: float, q: np.random.Generator) -> list[Log]:
    """Embers that have fallen below the fire, over `wide` mm to either side and `deep` mm down: the large nearer."""
    out = []
    for k in range(many):
        far = (k + 0.5) / many
        size = (13 - 6 * far) * q.uniform(0.85, 1.15)
        aside = (-1.0) ** k * (0.25 + 0.7 * far) + q.uniform(-0.12, 0.12)
        at = np.array([wide * aside, deep * (1 - 0.3 * abs(aside)) * q.uniform(0.9, 1.02)])
        turn = q.uniform(-0.5, 0.5)
        half = 0.6 * size * np.array([np.cos(turn), np.sin(turn)])
        out.append(Log(at - half, at + half, size, q.uniform(0.5, 1.0) * (1 - 0.4 * far)))
    return out
