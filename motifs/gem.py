"""A cut stone seen from above: facets that are dark or bright by turns, and a fire inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, Noise, filled, mix, polyline, radial, ramp, smooth, stroke, stroked
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

INK = "#1a0a14"

# Tourmaline, from the dark of a facet that shows the pavilion's far side to the flash of one that shows the sky.
STONE = ("#3d0626", "#7a0f46", "#b8246b", "#e0508f", "#f48fb6", "#fcd0de")


@dataclass(frozen=True)
class Cut:
    """The plan of a stone: how many sides, how deep its corners, how long, and turned how far.

    point: 0 for a rounded girdle, 1 for a drop that comes to a point.
    """

    sides: int
    length: float
    breadth: float
    point: float
    turn: float

    def ring(self, share: float, shift: float, n: int | None = None) -> Points:
        """Corners of a ring of the plan at `share` of the girdle's radius, shifted by a part of a side."""
        count = n or self.sides
        a = (np.arange(count) + shift) / count * 2 * np.pi
        drop = 1 + self.point * 0.42 * np.clip(-np.sin(a), 0, 1) ** 3
        x, y = (
            self.breadth * np.cos(a) * (1 - 0.16 * self.point * np.clip(-np.sin(a), 0, 1)),
            self.length * np.sin(a) * drop,
        )
        c, s = np.cos(self.turn), np.sin(self.turn)
        return np.asarray(np.column_stack([x * c - y * s, x * s + y * c]) * share)


def cut(chance: Chance) -> Cut:
    """The stone that this seed holds."""
    c = chance("cut")
    kind = int(c.integers(0, 4))
    sides = (8, 10, 8, 12)[kind]
    breadth = (0.92, 0.78, 0.84, 0.86)[kind] * c.uniform(0.96, 1.04)
    return Cut(sides, 1.0 if kind != 2 else 0.86, breadth, 1.0 if kind == 2 else 0.0, float(c.uniform(-0.25, 0.25)))


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """See the module's first line."""
    plan = cut(chance)
    span = np.ptp(plan.ring(1, 0.0, 2 * plan.sides), axis=0).max()
    scale = feeling.size / span * 0.96
    girdle = plan.ring(1, 0.0, 2 * plan.sides)
    middle = (girdle.min(0) + girdle.max(0)) / 2

    def mm(points: Points) -> Points:
        return np.asarray((points - middle) * scale + ground.centre)

    facets = _facets(plan, feeling, chance)
    grown = feeling.birth(0.05, 0.3)
    body = _shade(feeling, 0.52)
    fills: dict[str, list[Outline]] = {}
    edges: list[Outline] = []
    for corners, tone, born in facets:
        swell = feeling.birth(born, 0.25)
        if swell > 0:
            color = _shade(feeling, tone)
            # A facet deepens out of the stone's mid-tone as it is cut.
            fills.setdefault(mix(_shade(feeling, 0.52), color, round(swell * 16) / 16), []).append(
                polyline(mm(corners))
            )
            edges.append(polyline(mm(corners)))
    rim = mm(girdle)
    wobble = _hand(rim, feeling, chance)
    lines = [stroked(polyline(wobble), INK, feeling.line("bold") * 0.62)]
    lines.append(stroked(edges, INK, feeling.line("fine") * 0.9, 0.75 * grown))
    fire = radial(
        mm(np.zeros((1, 2)))[0] + np.array([0.10, 0.22]) * scale,
        0.62 * scale,
        (0, _shade(feeling, 1.0), 0.75 * feeling.birth(0.35, 0.4)),
        (0.5, _shade(feeling, 0.8), 0.25 * feeling.birth(0.35, 0.4)),
        (1, _shade(feeling, 0.7), 0.0),
    )
    return [
        each
        for each in (
            layer("shadow", "shade", _shadow(rim, scale, feeling)),
            layer("stone", "colour", [filled(polyline(rim), body), *(filled(o, c) for c, o in sorted(fills.items()))]),
            layer("fire", "colour", [filled(polyline(mm(plan.ring(0.56, 0.0))), fire)]),
            layer("cut", "line", lines),
            layer("flash", "white", _flashes(plan, mm, feeling)),
            layer("glint", "shimmer", _glints(plan, mm, scale, feeling)),
        )
        if each.shapes
    ]


def _shade(feeling: Feeling, tone: float) -> str:
    """A facet's colour: the stone's own, unless the tone of the feeling leans away from pink and warm."""
    mood = feeling.mood
    own = feeling.ramp(*STONE)
    if mood.pull < 0.3 or abs((mood.hue - 355 + 180) % 360 - 180) < 30:
        return own(tone)
    return mix(own(tone), ramp(mood.palette)(tone), 0.6)


def _facets(plan: Cut, feeling: Feeling, chance: Chance) -> list[tuple[Points, float, float]]:
    """(corners, tone 0..1, intensity it is cut at) of every facet, crown first, then what the table shows."""
    n = plan.sides
    c = chance("facets")
    girdle, between = plan.ring(1.0, 0.5), plan.ring(1.0, 0.0)
    crown, table = plan.ring(0.80, 0.0), plan.ring(0.56, 0.5)
    light = np.array([-0.55, -0.83])
    out: list[tuple[Points, float, float]] = []

    def lit(p: Points, flip: float, jitter: float = 0.10) -> float:
        way = p.mean(0) / max(float(np.hypot(*p.mean(0))), 1e-6)
        return float(np.clip(0.48 + flip * 0.42 * float(way @ light) + c.normal(0, jitter), 0.02, 1))

    for i in range(n):
        j = (i + 1) % n
        flip = 1.0 if i % 2 else -0.75
        # From the girdle inwards: two girdle facets, a kite, and a star to the table.
        upper = np.array([girdle[i], between[j], crown[j]])
        lower = np.array([girdle[i], crown[i], between[i]])
        kite = np.array([girdle[i], crown[i], table[i], crown[j]])
        star = np.array([crown[i], table[i - 1], table[i]])
        out += [
            (upper, lit(upper, -flip), 0.45),
            (lower, lit(lower, flip), 0.45),
            (kite, lit(kite, 1.0), 0.22),
            (star, lit(star, -1.0), 0.32),
        ]
    out.append((table, 0.55, 0.12))
    # Through the table: the pavilion's mains, dark and bright by turns like a wheel, and lit from below.
    heart = plan.ring(0.16, 0.0)
    inner = plan.ring(0.36, 0.0)
    for i in range(n):
        j = (i + 1) % n
        main = np.array([table[i], inner[i], heart[i], heart[j], inner[j]])
        out.append((main, float(np.clip(0.92 * (i % 2) + 0.06 + c.normal(0, 0.05), 0.02, 1)), 0.55))
        side = np.array([table[i - 1], inner[i], table[i]])
        out.append((side, float(np.clip(0.30 + 0.5 * ((i // 2) % 2) + c.normal(0, 0.08), 0.02, 1)), 0.65))
    out.append((heart, 0.95, 0.7))
    return out


def _hand(rim: Points, feeling: Feeling, chance: Chance) -> Points:
    """The girdle as this hand draws it: ruled, or wavering."""
    wobble = feeling.mood.hand.wobble
    if wobble < 0.25:
        return rim
    noise = Noise(chance("hand"))
    dense = np.concatenate(
        [np.linspace(a, b, 8, endpoint=False) for a, b in zip(rim, np.roll(rim, -1, 0), strict=True)]
    )
    k = np.arange(len(dense)) * 0.35
    sway = np.column_stack([noise(k, k * 0), noise(k + 50, k * 0)])
    return np.asarray(smooth(dense + sway * wobble * 0.02 * feeling.size, len(dense), closed=True))


def _shadow(rim: Points, scale: float, feeling: Feeling) -> list[Shape | None]:
    """The stone stands a little off the skin."""
    grown = feeling.birth(0.15, 0.4)
    steps = ((0.10, 0.10), (0.065, 0.14), (0.03, 0.18))
    return [filled(polyline(rim + np.array([0.55, 0.9]) * scale * k * grown), INK, a * grown) for k, a in steps]


def _flashes(plan: Cut, mm: object, feeling: Feeling) -> list[Shape | None]:
    """Two facets that send the light straight back."""
    assert callable(mm)
    grown = feeling.birth(0.3, 0.3)
    girdle, crown, table = plan.ring(1.0, 0.5), plan.ring(0.80, 0.0), plan.ring(0.56, 0.5)
    n = plan.sides
    i = int(np.argmin(crown @ np.array([0.55, 0.83])))
    first = np.array([crown[i], table[i - 1], table[i]])
    second = np.array([girdle[i], crown[i], table[i], crown[(i + 1) % n]])
    out = []
    for facet, strength in ((first, 0.9), (second, 0.55)):
        middle = facet.mean(0)
        out.append(filled(polyline(mm(middle + (facet - middle) * (0.35 + 0.5 * grown))), "#ffffff", strength * grown))
    return out


def _glints(plan: Cut, mm: object, scale: float, feeling: Feeling) -> list[Shape | None]:
    """Light itself, where a corner catches it."""
    assert callable(mm)
    grown = feeling.birth(0.4, 0.4) * (0.4 + 0.6 * feeling.mood.light.glow)
    corners = mm(plan.ring(0.80, 0.0))
    i = int(np.argmin(corners @ np.array([0.55, 0.83])))
    rays: list[Outline] = []
    for at, reach in ((corners[i], 0.42), (corners[(i + plan.sides // 2 + 1) % plan.sides], 0.22)):
        for turn in (0.2, 0.2 + np.pi / 2):
            way = np.array([np.cos(turn), np.sin(turn)]) * reach * scale * grown
            rays.append(stroke(np.linspace(at - way, at + way, 9), np.sin(np.linspace(0, np.pi, 9)) * 0.022 * scale))
    return [filled(rays, "#ffffff", 0.85 * grown)]
