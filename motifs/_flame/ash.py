"""What a fire that goes out leaves: smoke, the charred shape that flames had, soot under them, sparks above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import Chance, filled, polyline, pricks, resample, ribbon, whip
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import STEPS, Floats, Tongue
from markgen.values import Feeling, Layer, Outline, Points, layer

DOTS = 30
"""Dots that shade a wisp of smoke."""

STRANDS = 8
"""Strokes that a wisp of smoke is made of."""

KNOTS = 15
"""Points along each of them."""


@dataclass(frozen=True, eq=False)
class Smoke:
    """A wisp of smoke. path: its middle, (n, 2) mm. spread: its greatest width, mm. key: names its chance."""

    path: Points
    spread: float
    key: int
    grown: float = 1.0


@dataclass(frozen=True, eq=False)
class Sparks:
    """Sparks. at: where, (n, 2) mm. heading: radians clockwise from up. size: their radii, mm. hot: 0..1."""

    at: Points
    heading: Floats
    size: Floats
    hot: Floats


def rising(root: Points, heading: Floats, reach: float, q: np.random.Generator) -> Points:
    """The path of smoke: it follows headings and sways ever wider."""
    u = np.linspace(0, 1, 60)
    side = float(q.choice([-1.0, 1.0]))
    sway = side * q.uniform(0.5, 0.75) * np.sin(2 * np.pi * (1.5 * u**0.85) + q.uniform(-0.4, 0.4))
    turn = np.interp(u, np.linspace(0, 1, len(heading)), heading) + sway * np.clip(3 * u, 0.2, 1)
    path: Points = root + np.cumsum(np.column_stack([np.sin(turn), -np.cos(turn)]) * (reach / 60), axis=0)
    return path


def smoking(smokes: Sequence[Smoke], feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """Smoke: strokes side by side, heavy on one edge and whipped off at both ends, and stipple where it thins."""
    lines: list[Outline] = []
    dots, radii = [np.empty((0, 2))], [np.empty(0)]
    hair, mid = feeling.line("fine"), feeling.line("mid")
    u = np.linspace(0, 1, KNOTS)
    for s in smokes:
        if s.grown < 0.03:
            continue
        q = chance("smoke", s.key)
        p = resample(s.path, KNOTS)
        band = ribbon(p, 1.0)
        side = band[:KNOTS] - band[KNOTS:][::-1]
        # A sheet that turns as it rises: its strands draw together and part.
        open_ = s.spread * (0.12 + 0.88 * u**0.8) * (0.35 + 0.65 * np.abs(np.cos(np.pi * (1.3 * u + q.uniform(0, 1)))))
        heavy = float(q.choice([-1.0, 1.0]))
        for k in range(STRANDS):
            lie = 2 * k / (STRANDS - 1) - 1
            weight = 0.5 + 0.5 * heavy * lie
            start = q.uniform(0, 0.5) * (1.1 - weight)
            end = 1 - q.uniform(0, 0.55) * (1.1 - weight)
            kept = (u >= start) & (u <= end)
            v = np.linspace(0, 1, int(kept.sum()))
            wide = (
                np.minimum(hair + (1.8 * mid - hair) * weight**1.5, 0.06 * s.spread)
                * np.sin(np.pi * v) ** 0.8
                * s.grown
            )
            line = p[kept] + side[kept] * (0.5 * lie * abs(lie) ** 0.3 * open_[kept])[:, None]
            if len(line) > 3:
                lines.append(polyline(ribbon(line, np.maximum(wide, 0.01))))
        w, v = q.random(DOTS), q.random(DOTS) ** 1.5
        i = (2 + (KNOTS - 3) * w).astype(int)
        dots.append(p[i] + side[i] * (heavy * (0.62 - 1.1 * v) * open_[i])[:, None])
        radii.append(min(hair, 0.022 * s.spread) * (1.3 - 0.6 * v) * s.grown * np.sin(np.pi * w) ** 0.4)
    return [
        layer("smoke's dots", "shade", pricks(np.concatenate(dots), np.concatenate(radii), look.smoke)),
        layer("smoke", "shade", [filled(lines, look.smoke, 0.72)]),
    ]


def ghosts(tongues: Sequence[Tongue], feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """The shape that flames had: charred edges, broken, that run out, with strokes whipped inwards from them."""
    edges: list[Outline] = []
    whips: list[Outline] = []
    bold, hair = feeling.line("bold"), feeling.line("fine")
    for t in tongues:
        q = chance("ghost", t.key)
        if t.width.max() < 0.3:
            continue
        for hand in (-1.0, 1.0):
            rim = t.path + t.right * (0.5 * hand * t.width)[:, None]
            cuts = np.sort(q.integers(4, STEPS - 3, 2))
            for a, b in ((1, int(cuts[0])), (int(cuts[0]) + 2, int(cuts[1]) + 3), (int(cuts[1]) + 6, STEPS)):
                if b - a < 5:
                    continue
                v = np.linspace(0, 1, b - a)
                fade = 1 - 0.65 * a / STEPS
                wide = 0.95 * bold * fade * np.minimum(1, 0.2 + 4 * v) * (1 - v) ** 0.6 * t.grown
                edges.append(whip(rim[a:b:2], np.minimum(wide, 0.3 * t.width.max())[::2]))
            for i in range(5, 23, 4):
                far = t.width[i] * q.uniform(0.15, 0.42)
                to = rim[i] - t.right[i] * (hand * far) + (t.path[min(i + 5, STEPS - 1)] - t.path[i]) * 0.9
                path = np.stack([rim[i], (rim[i] + to) / 2 - t.right[i] * (0.1 * hand * far), to])
                whips.append(whip(path, 2.2 * hair * (1 - i / 32) * t.grown * np.array([1, 0.7, 0])))
    return [layer("ghosts", "line", [filled(whips, look.fire(0.2), 0.8), filled(edges, look.fire(0.1), 0.92)])]


def flying(sparks: Sequence[Sparks], look: Look) -> list[Layer]:
    """Sparks: a streak where they rise, a point of light, and a little glow."""
    shown = [s for s in sparks if len(s.at)]
    if not shown:
        return []
    at, size, hot = (np.concatenate([getattr(s, name) for s in shown]) for name in ("at", "size", "hot"))
    heading = np.concatenate([s.heading for s in shown])
    up = np.column_stack([np.sin(heading), -np.cos(heading)])
    seen = size > 0.05
    at, size, hot, up = at[seen], size[seen], hot[seen], up[seen]
    tails = [
        whip(np.stack([p, p - 2.5 * r * d, p - (4 + 4 * h) * r * d]), r * np.array([1.7, 1.1, 0]))
        for p, r, h, d in zip(at, size, hot, up, strict=True)
        if h > 0.45
    ]
    alive = 1 - 0.75 * look.dead
    return [
        layer("sparks", "colour", [filled(tails, look.fire(0.5), 0.9 * alive), *pricks(at, size, look.fire(0.58))]),
        layer("sparks' light", "glow", pricks(at[hot > 0.3], 0.5 * size[hot > 0.3], look.fire(0.92))),
    ]
