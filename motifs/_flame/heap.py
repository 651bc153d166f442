"""A fire that stood alone and goes out: a heap of char that glows in its seams, one low flame, and its smoke."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, Noise, filled, radial
from markgen.draw import circle as disc
from markgen.motifs._flame.ash import Sparks, flying
from markgen.motifs._flame.lastflame import dying, low_flame
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.plates import Char, charred, checked
from markgen.motifs._flame.smoke import billowing, column
from markgen.motifs._flame.tongue import Floats
from markgen.values import Feeling, Ground, Layer, Points, layer

FLAME = 195.0
"""How high the flame is, mm on an arm."""

PLUME = np.array([20.0, 52.0, 84.0, 96.0, 84.0, 66.0, 50.0, 30.0])
"""How broad it is as it rises from a fire alone, mm on an arm."""


@dataclass(frozen=True, eq=False)
class Fire:
    """A fire that goes out. rims: of its plates. inside: how far inside the char points are, mm on an arm. root: of its
    flame. path, broad: of its smoke. unit: mm to one on an arm. box: left, top, right,
    bottom of it all. lean: of its flame, radians. alive: 0..1, how far it has grown."""

    rims: list[Points]
    inside: Callable[[Points], Floats]
    root: Points
    path: Points
    broad: Floats
    unit: float
    box: tuple[float, float, float, float]
    lean: float
    alive: float

    def layers(self, many: int, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
        """Its layers. many: billows."""
        unit, noise = self.unit, Noise(chance("heat"))
        middles = np.array([rim.mean(0) for rim in self.rims])
        deep = self.inside(middles)
        aside, up = (middles - self.root).T / unit
        heat = 1.1 * np.exp(-((aside / 66) ** 2) - ((up - 26) / 42) ** 2)
        heat = np.clip(0.12 + heat + 0.7 * noise.fbm(middles[:, 0] / (30 * unit), middles[:, 1] / (30 * unit), 2), 0, 1)
        heat *= np.clip(deep / 16, 0.1, 1)
        grown = np.clip((deep + 14) / 14, 0, 1) * min(1.0, 3 * self.alive)
        char = Char(self.rims, heat, grown, np.clip(1 - deep / 22, 0, 1), unit)

        def soot(p: Points) -> Floats:
            """How black the skin is about the char."""
            rough = 14 * noise.fbm(p[..., 0] / (9 * unit), p[..., 1] / (14 * unit), 3)
            return np.asarray(np.clip((self.inside(p) + rough + 16) / 34, 0, 1) ** 1.4)

        puffs = column(self.path, self.broad * unit, many, chance("puffs"))
        shown = np.clip((self.alive * 1.25 - puffs.faint) / 0.25, 0, 1)
        puffs = replace(puffs, size=puffs.size * shown)
        tall = FLAME * unit * (0.35 + 0.65 * self.alive)
        flame = low_flame(self.root, tall, self.lean, 5, look, chance("flame"))
        sparks = self.rising(chance("sparks"))
        return [
            *haze(self.root - [0, 0.4 * tall], 0.42 * tall, feeling, look),
            *billowing(puffs, self.box, unit, look.smoke, soot, feeling, chance),
            *dying(flame, feeling, look, chance),
            *charred(char, look, chance),
            *flying([sparks], look),
        ]

    def rising(self, q: np.random.Generator) -> Sparks:
        """Sparks about the flame and along the smoke: many near the fire, few far up, and of every size."""
        n = 46
        r = q.random((4, n))
        u = r[0] ** 1.9
        i = (u * (len(self.path) - 1)).astype(int)
        wide = np.interp(u, np.linspace(0, 1, len(self.broad)), self.broad)
        aside = q.normal(0, 0.3, n) * (wide + 24)
        at = self.path[i] + self.unit * np.column_stack([aside, 60 * (0.9 - 1.2 * r[1]) * (1 - u)])
        size = self.unit * (0.45 + 1.5 * r[2] ** 3) * (1.1 - 0.5 * u) * np.clip((self.alive * 1.2 - u) / 0.2, 0, 1)
        return Sparks(at, q.normal(0, 0.5, n), size, r[3])


def haze(at: Points, reach: float, feeling: Feeling, look: Look) -> list[Layer]:
    """A red light on the skin about the fire, in styles that know a soft edge."""
    if look.bare or feeling.style.name not in ("natural", "watercolour"):
        return []
    light = 0.28 * (1 - look.dead)
    stops = [(0, look.fire(0.56), light), (0.5, look.fire(0.46), 0.45 * light), (1, look.fire(0.42), 0.0)]
    return [layer("haze", "colour", [filled(disc(at, reach), radial(at, reach, *stops))])]


def smouldering(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """What is left of a fire that stood alone: a heap of char, and a plume that sways as it rises."""
    c = chance("smouldering")
    side, wide, heap = float(c.choice([-1.0, 1.0])), c.uniform(62, 84), c.uniform(44, 62)
    noise = Noise(chance("edge"))
    root = np.array([c.uniform(-14, 14), -0.62 * heap])
    t = np.linspace(0, 1, 60)
    tall = c.uniform(215, 285)
    sway = side * (c.uniform(22, 44) * np.sin(2 * np.pi * (c.uniform(0.75, 1.05) * t)) * t**0.5 + c.uniform(10, 50) * t)
    path = np.column_stack([root[0] + sway, root[1] - 0.5 * FLAME - tall * t])
    rims = checked(-wide - 10, -heap - 24, 2 * wide + 20, heap + 34, 1.0, chance("plates"))
    alive = 0.3 + 0.7 * feeling.birth(0.05, 0.6)
    rest = column(path, PLUME, 60, chance("puffs"))
    reach = np.clip((alive * 1.25 - rest.faint) / 0.25, 0, 1) * rest.size
    heat = np.concatenate(rims)
    heat = heat[(np.abs(heat[:, 0]) < wide) & (heat[:, 1] < 0.12 * heap)]
    edges = np.concatenate([rest.at[reach > 0] + k * reach[reach > 0, None] * 1.05 for k in (-1, 1)] + [heat])
    flame = root + np.array([[-40.0, -0.9 * FLAME * (0.35 + 0.65 * alive)], [40.0, 0.0]])
    low, top = np.minimum(edges.min(0), flame.min(0)), np.maximum(edges.max(0), flame.max(0))
    unit = 0.935 * feeling.size / float((top - low).max())
    middle = (low + top) / 2

    def put(p: Points) -> Points:
        return np.asarray((p - middle) * unit + ground.centre)

    def inside(p: Points) -> Floats:
        q = (p - ground.centre) / unit + middle
        ragged = 10 * noise.fbm(q[..., 0] / 34, q[..., 1] / 34, 3)
        arch = heap * np.sqrt(np.clip(1 - (q[..., 0] / wide) ** 2, 0, 1)) - 14 * (np.abs(q[..., 0]) > wide)
        return np.asarray(np.minimum(arch + q[..., 1] + ragged, 0.1 * heap - 1.3 * q[..., 1] + 1.6 * ragged))

    (left, above), (right, below) = put(low - 14.0), put(top + 16.0)
    box = (float(left), float(above), float(right), float(below))
    burning = Fire([put(p) for p in rims], inside, put(root), put(path), PLUME, unit, box, 0.1 * side, alive)
    return burning.layers(60, feeling, look, chance)
