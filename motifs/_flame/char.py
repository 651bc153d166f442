"""Charred wood: split logs that have burnt through and lie crossed, and the embers that have fallen from them. Black
where it is coal, cracked across its grain and glowing in the cracks, and bare where light lies on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from markgen.draw import Grid, Noise, blurred, filled, nearest
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import Floats
from markgen.values import Layer, Outline, Points, Shape, layer

BEDS = (
    (
        ((-20, -2), (-88, 22), 13, 0.5),
        ((24, 0), (86, 28), 14, 0.5),
        ((6, -30), (6, 84), 19, 0.8),
        ((-22, -30), (62, 66), 22, 1.0),
        ((26, -24), (-54, 70), 24, 1.0),
    ),
    (
        ((14, -8), (84, 14), 14, 0.6),
        ((-10, -16), (-84, 36), 17, 0.7),
        ((28, -26), (-34, 84), 21, 0.9),
        ((-26, -20), (70, 60), 24, 1.0),
    ),
    (
        ((-10, -10), (-84, 2), 12, 0.6),
        ((16, -36), (-28, 80), 21, 0.9),
        ((-14, -30), (44, 76), 18, 0.9),
        ((-30, 6), (88, 38), 25, 1.0),
    ),
)
"""Ways in which wood has fallen, the last in front: where its hot and its cold end lie, mm from the heart of the fire
on an arm; how broad it is, mm; and how hot."""

GLOW = ((0.10, 0.24, 0.4), (0.22, 0.34, 0.7), (0.36, 0.46, 0.9), (0.58, 0.66, 1.0), (0.82, 0.88, 1.0))
"""Of the fire in cracks: how hot it is there at least, its heat on the scale of its colours, and its opacity."""

GREYS = (0.12, 0.24, 0.38, 0.54, 0.7)
"""How dark wood is at least where each coat of grey lies."""

LIT = np.array([-0.5, -0.87])
"""Where light comes from: the fire, a little to the left."""

CELL = 1.0
"""mm between the nodes on which char is worked out."""


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

    def beside(self, x: Floats, y: Floats) -> Floats:
        """mm that points lie beside its middle line."""
        return np.asarray((y - self.hot[1]) * self.way[0] - (x - self.hot[0]) * self.way[1])


def laid(spread: float, q: np.random.Generator) -> list[Log]:
    """The wood of a fire, in a bed so many times as wide as one alone; round a limb no log lies across it."""
    squeeze = np.array([spread, 1.0])
    return [
        Log((hot + q.normal(0, 4, 2)) * squeeze, (cold + q.normal(0, 5, 2)) * squeeze, wide * q.uniform(0.9, 1.1), heat)
        for hot, cold, wide, heat in BEDS[int(q.integers(len(BEDS) - (spread < 1)))]
    ]


def burnt(
    logs: list[Log], look: Look, put: Callable[[Outline], Outline], q: np.random.Generator
) -> tuple[list[Layer], Layer]:
    """Wood, the last in front: the layers under a flame, of its greys and glow; and its black, which lies over it."""
    ends = np.concatenate([[log.hot, log.cold] for log in logs])
    pad = max(log.wide for log in logs)
    (left, top), (right, bottom) = (ends.min(0) - pad).tolist(), (ends.max(0) + pad).tolist()
    grid = Grid(left, top, CELL, int((right - left) / CELL) + 2, int((bottom - top) / CELL) + 2)
    black, grey, glow = np.full(grid.x.shape, -1.0), np.zeros(grid.x.shape), np.zeros(grid.x.shape)
    noise = Noise(q)
    for k, log in enumerate(logs):
        low, high = np.minimum(log.hot, log.cold) - 0.7 * log.wide, np.maximum(log.hot, log.cold) + 0.7 * log.wide
        (j, i), (to_j, to_i) = (((at - [left, top]) / CELL).clip(0).astype(int).tolist() for at in (low, high))
        here = slice(i, to_i + 1), slice(j, to_j + 1)
        # Most of that window is not near it.
        near = np.abs(log.beside(grid.x[here], grid.y[here])) < 0.75 * log.wide
        inside, *drawn = _log(log, grid.x[here][near], grid.y[here][near], noise, 31.7 * k)
        # What lies in front parts from what is behind by a bare line.
        for field, own in zip((black, grey, glow), drawn, strict=True):
            field[here][near] = np.where(inside > -1.3, own, field[here][near])

    def above(field: Floats, level: float) -> list[Outline]:
        return [put(o) for o in grid.above(field, level, 0.5)]

    ink, alive = look.fire(0.0), 1 - 0.75 * look.dead
    # A needle leaves no splinters.
    black, grey, glow = blurred(black.clip(-1.2, 1.2), 0.65), blurred(grey, 0.8), blurred(glow, 0.8)
    greys: list[Shape | None] = [] if look.bare else [filled(above(grey, at), ink, 0.17) for at in GREYS]
    fires = [] if look.bare else [filled(above(glow, at), look.fire(hot), share * alive) for at, hot, share in GLOW]
    light = [] if look.bare else [filled(above(glow, 0.45), look.fire(0.7), 0.36 * alive)]
    under = [layer("char's shade", "shade", greys), layer("glow", "colour", fires), layer("embers", "glow", light)]
    return under, layer("char", "shade", [filled(above(black, 0.0), ink, 0.96)])


def _log(log: Log, x: Floats, y: Floats, noise: Noise, own: float) -> tuple[Floats, Floats, Floats, Floats]:
    """How far inside it nodes are, mm; how black they are, above 0; how grey; and how they glow. own: where its part of
    the noise lies."""
    way, t = log.way, log.beside(x, y)
    side = np.array([-way[1], way[0]])
    s = (x - log.hot[0]) * way[0] + (y - log.hot[1]) * way[1]
    half = log.wide / 2
    t = (
        t
        + 0.16 * log.wide * noise(s / (2.6 * log.wide) + own, 0 * s)
        + 0.04 * log.wide * noise.fbm(s / 6 + own, t / 9, 2)
    )
    # It is burnt thin towards its hot end, and is broken along its fibres there.
    lean = half * (0.66 + 0.34 * np.clip(s / (0.6 * log.long), 0, 1))
    fibre = noise.fbm(t / 3.0 + own, s / 40 + 7, 2)
    whole = log.long > 2 * log.wide
    inside = np.minimum(lean - np.abs(t), s - 0.3 * log.wide * (1 + 1.8 * fibre))
    inside = np.minimum(inside, log.long - s + (0.0 if whole else 0.3 * log.wide * fibre))
    across = np.clip(t / lean, -1, 1)
    # Light lies along its upper side, in strokes along the grain.
    near = np.hypot(x, y + 34)
    facing = across * float(side @ LIT) + 0.25 * np.sqrt(1 - across**2)
    grain = noise.fbm(s / (1.6 * log.wide) + own, t / (0.085 * log.wide), 2)
    ridge = _checks(log, s, t, across, noise, own) if whole else np.full(s.shape, log.wide)
    far = np.clip(s / log.long, 0, 1)
    hot = np.clip(1.2 - 1.15 * far, 0, 1) * log.heat * np.clip(0.8 + 0.9 * noise.fbm(x / 19, y / 19, 2), 0, 1)
    crack = np.clip(1.7 * hot - 0.45, 0, 1.15) * np.clip(log.wide / 18, 0.45, 1.1)
    # Where it has not burnt it is wood still: black lies only on the side that is turned away.
    wood = np.clip((far - 0.42) / 0.5, 0, 1) if whole else 0.0
    bare = facing - 0.34 + 0.62 * grain + 0.35 * wood - 0.4 * hot
    # An edge is thick where it is turned away, and is lost here and there in the light.
    edge = half * (np.abs(across) - 0.87 + 0.2 * np.clip(-facing, 0, 1)) - 0.8 * np.clip(
        (facing > 0) * noise(s / (0.9 * log.wide) + own, 0 * s + 40), 0, 1
    )
    # Its grain, in lines that break in the light.
    strands = np.abs((t / (0.15 * log.wide) + 0.9 * noise(s / (1.8 * log.wide) + own, t / log.wide)) % 1 - 0.5)
    lines = np.clip(0.42 - 0.5 * facing + 0.7 * grain, 0, 0.7) - 0.15 * log.wide * strands
    ink = np.minimum.reduce([inside - 0.2, 1.2 * (ridge - crack), np.maximum.reduce([-6 * bare, edge, lines])])
    shade = np.clip(1.0 - facing - 0.15 * wood, 0, 1) * (inside > 0)
    burning = np.clip((crack + 0.9 - ridge) / 0.9, 0, 1) * hot * (crack > 0)
    lit = 0.3 * np.clip(facing, 0, 1) * np.exp(-((near / 50) ** 2)) * log.heat
    if not whole:
        burning = hot * np.clip(1.2 - inside / (0.12 * log.wide), 0, 1) * (facing < 0.1)
    glow = np.where(inside > 0, np.clip(np.maximum(1.25 * burning, lit), 0, 1), 0)
    if whole:
        # Its sawn end: a pale face with its rings.
        e, squeeze = s - log.long, 0.36
        r = np.hypot(across, e / (squeeze * half))
        face = (1 - r) * half * 0.6
        rings = 0.10 - np.abs((3.4 * r + 0.25 * noise.fbm(x / 7, y / 7, 2)) % 1 - 0.5)
        rind = 0.13 - np.abs(r - 0.9)
        inside = np.maximum(inside, face)
        ink = np.where(r < 1, half * np.maximum(rind, rings - 0.12 * np.clip(0.2 - grain, 0, 1)), ink)
        shade = np.where(r < 1, 0.14 + 0.3 * np.clip(e / (squeeze * half), 0, 1), shade)
        glow = np.where(r < 1, 0, glow)
    return inside, ink, shade, glow


def _checks(log: Log, s: Floats, t: Floats, across: Floats, noise: Noise, own: float) -> Floats:
    """mm, about, to the nearest crack: char parts into plates, longer along the grain and broken across it.

    Half of what a node is nearer to one plate's middle than to the next (S. Worley, "A cellular texture basis
    function", 1996). s, t: along and across it, mm. across: the same as a share of its width there, -1 to 1.
    """
    step = np.array([0.95, 0.62]) * log.wide
    a, b = np.meshgrid(np.arange(int(log.long / step[0]) + 3), np.arange(4))
    shake = 0.36 * np.stack([noise(a * 1.7 + own, b * 2.3 + 0.7), noise(a * 1.9 + own, b * 2.1 + 8.4)])
    middles = np.stack([a + 0.5 * (b % 2) - 1 + shake[0], b - 1.5 + shake[1]], -1).reshape(-1, 2)
    rough = 0.13 * noise.fbm(s / (0.3 * log.wide) + 30, t / (0.3 * log.wide), 2)
    nodes = np.stack([s / step[0] + rough, np.arcsin(across) * log.wide / 2 / step[1] + rough], -1).reshape(-1, 2)
    gaps = nearest(nodes, middles, 2)[0]
    return np.asarray(((gaps[:, 1] - gaps[:, 0]) / 2 * step.mean()).reshape(s.shape))


def fallen(many: int, wide: float, deep: float, q: np.random.Generator) -> list[Log]:
    """Embers that have fallen from the fire: the large near it, the small farther off."""
    out = []
    for k in range(many):
        far = (k + 0.5) / many
        angle, size = q.uniform(0, np.pi), (11 - 7.5 * far**0.7) * q.uniform(0.75, 1.25)
        at = np.array([wide * np.cos(angle), deep * np.sin(angle)]) * (0.25 + 0.8 * far) * q.uniform(0.8, 1.15)
        turn = q.uniform(-0.7, 0.7) + np.pi * q.integers(2)
        half = 0.6 * size * np.array([np.cos(turn), np.sin(turn)])
        out.append(Log(at - half, at + half, size, q.uniform(0.35, 1.0) * (1 - 0.6 * far)))
    return out
