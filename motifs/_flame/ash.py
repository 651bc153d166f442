"""What is left of a fire that goes out: beds of embers, low tongues, ribbons of smoke, flakes of ash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import Chance, filled, polyline, pricks, resample, ribbon
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.sleeve import NATURAL, Current, risen
from markgen.motifs._flame.things import Thing, crust
from markgen.motifs._flame.tongue import ALONG, FLICK, LEAF, STEM, STEPS, Floats, Tongue, spine
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

DOTS = 170
"""Dots that shade a ribbon of smoke."""

STRANDS = 8
"""Fine lines that a ribbon of smoke is made of."""

BEDS = (
    *((0.12, 0.105, 100, 78, 430, 52), (0.46, 0.095, 108, 96, 500, 58), (0.8, 0.115, 98, 70, 410, 48)),
    *((0.58, 0.37, 84, 62, 320, 44), (0.97, 0.5, 60, 46, 240, 34)),
)
"""Beds of embers round a limb: shares of its width and, from its foot, of its height where they lie; mm that they are
wide; mm that their tongues are high, and their smoke long and wide."""


@dataclass(frozen=True, eq=False)
class Smoke:
    """A ribbon of smoke. path: its middle, (n, 2) mm. spread: its greatest width, mm. key: names its chance."""

    path: Points
    spread: float
    key: int
    grown: float = 1.0


def rising(root: Points, heading: Floats, reach: float, q: np.random.Generator) -> Points:
    """The path of smoke: it follows headings, sways ever wider, and rolls up at its end."""
    u = np.linspace(0, 1, 90)
    side = float(q.choice([-1.0, 1.0]))
    sway = (
        side * q.uniform(0.5, 0.8) * np.sin(2 * np.pi * (1.4 * u**0.85) + q.uniform(-0.4, 0.4)) * np.clip(3 * u, 0, 1)
    )
    roll = -side * q.uniform(5.0, 7.0) * np.clip((u - 0.6) / 0.4, 0, 1) ** 1.6
    # As it rolls up it slows down.
    pace = 1 - 0.45 * np.clip((u - 0.6) / 0.4, 0, 1)
    turn = np.interp(u, np.linspace(0, 1, len(heading)), heading) + sway + roll
    step = np.column_stack([np.sin(turn), -np.cos(turn)]) * (reach * pace / pace.sum())[:, None]
    path: Points = root + np.cumsum(step, axis=0)
    return path


def drawn(smokes: Sequence[Smoke], feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """Smoke: a veil, the fine lines of a sheet that twists as it rises, and stipple on its shadow side."""
    veil: list[Shape | None] = []
    lines: dict[int, list[Outline]] = {0: [], 1: []}
    dots, radii = [np.empty((0, 2))], [np.empty(0)]
    hair, mid = feeling.line("fine"), feeling.line("mid")
    u = np.linspace(0, 1, 64)
    for s in smokes:
        if s.grown < 0.03:
            continue
        q = chance("smoke", s.key)
        p = resample(s.path, 64)
        band = ribbon(p, 1.0)
        side = band[:64] - band[64:][::-1]
        phase, twist = q.uniform(0, 6), q.uniform(0.9, 1.3)
        width = s.spread * s.grown * (0.1 + u**0.7) * (1 - 0.72 * np.clip((u - 0.62) / 0.38, 0, 1))
        many = np.linspace(0, 0.42, STRANDS)
        offs = 0.5 * width * np.sin(2 * np.pi * twist * u[None] ** 0.9 + phase + np.pi * many[:, None])
        low, high = offs.min(0), offs.max(0)
        for share, opacity in ((1.15, 0.16), (0.85, 0.2), (0.52, 0.22), (0.2, 0.22)):
            middle, half = (low + high) / 2, (high - low) / 2 * share * np.clip((1 - u) / 0.12, 0, 1) ** 0.5
            sheet = np.concatenate([p + side * (middle + half)[:, None], (p + side * (middle - half)[:, None])[::-1]])
            veil.append(filled([polyline(sheet)], look.fire(0.24), opacity))
        for k in range(STRANDS):
            start, end = q.uniform(0, 0.3), q.uniform(0.7, 1.0)
            kept = (u >= start) & (u <= end)
            v = np.linspace(0, 1, int(kept.sum()))
            edge = k in (0, STRANDS - 1)
            wide = (0.75 * mid if edge else 1.7 * hair) * np.sin(np.pi * v) ** 0.6 * s.grown
            line = p[kept] + side[kept] * offs[k, kept, None]
            lines[int(edge)].append(polyline(ribbon(line, np.maximum(wide, 0.01))))
        w, v = q.random(DOTS), q.random(DOTS) ** 1.6
        i = (4 + 58 * w).astype(int)
        dots.append(p[i] + side[i] * (high[i] - v * (high - low)[i] + 0.4 * hair)[:, None])
        radii.append(hair * (1.0 - 0.55 * v) * s.grown * np.sin(np.pi * w) ** 0.4)
    grey = look.fire(0.16)
    return [
        layer("smoke", "shade", veil),
        layer("smoke's dots", "shade", pricks(np.concatenate(dots), np.concatenate(radii), grey)),
        layer("smoke's lines", "line", [filled(lines[0], look.fire(0.22), 0.85), filled(lines[1], grey, 0.95)]),
    ]


def flakes(at: Points, size: float, look: Look, q: np.random.Generator, grown: Floats) -> list[Layer]:
    """Flakes of ash, curled, that drift over `at`, (n, 2) mm."""
    made, lit = [], []
    for k, p in enumerate(at):
        a = q.uniform(0, 6.3)
        r = size * q.uniform(0.5, 1.2) * grown[k]
        if r < 0.12:
            continue
        bend = np.linspace(-1, 1, 5)
        path = p + np.column_stack(
            [r * bend * np.cos(a) - 0.4 * r * bend**2 * np.sin(a), r * bend * np.sin(a) + 0.4 * r * bend**2 * np.cos(a)]
        )
        made.append(polyline(ribbon(path, 0.7 * r * np.array([0.15, 0.8, 1.0, 0.6, 0.1]))))
        if k % 3 == 0:
            lit.append(polyline(ribbon(path[1:4], 0.35 * r * np.array([0.2, 1.0, 0.2]))))
    return [
        layer("ash", "shade", [filled(made, look.fire(0.18), 0.85)]),
        layer("sparks", "colour", [filled(lit, look.fire(0.8))]),
    ]


@dataclass(frozen=True, eq=False)
class Embers:
    """What is left of a fire: low tongues, embers, smoke, and where ash drifts."""

    fire: list[Tongue]
    things: list[Thing]
    smokes: list[Smoke]
    ash: Points
    ash_grown: Floats


def bed(
    at: Points,
    wide: float,
    lean: Floats,
    high: float,
    far: float,
    spread: float,
    key: int,
    chance: Chance,
    look: Look,
    grown: float,
) -> Embers:
    """A bed of embers `wide` mm across, tongues `high` mm high, and smoke along headings `lean`, `far` mm long."""
    q = chance("bed", key)
    fire, coals = [], []
    across = np.array([np.cos(lean[0]), np.sin(lean[0])])
    up = np.array([np.sin(lean[0]), -np.cos(lean[0])])
    coals.append(crust(at, across, up, wide, 0.28 * wide, q, grown))
    alive = 1.15 - 0.8 * look.dead
    for k in range(9):
        x = (k - 4) / 9.5 + q.normal(0, 0.04)
        reach = high * q.uniform(0.35, 0.95) ** 1.4 * (1.2 - 1.3 * abs(x)) * alive * grown
        turn = (
            lean[0]
            + np.radians(q.uniform(-24, 24) + q.uniform(34, 70) * q.choice([-1, 1]) * np.sin(1.7 * np.pi * ALONG))
            + np.radians(q.choice([-80, 80])) * FLICK
        )
        width = q.uniform(0.13, 0.2) * reach * look.slim * (STEM if k % 2 else LEAF)
        root = at + across * x * wide + up * (0.1 - 0.14 * (k % 2)) * wide
        fire.append(
            Tongue(
                spine(root, turn, max(reach, 0.01)),
                turn,
                width,
                float(k % 3) + at[1],
                5000 + 100 * key + k,
                0.08 + 0.6 * ALONG**1.1,
                0,
                grown,
                0.0,
                k,
            )
        )
        if k % 3 == 1:
            # A piece that has broken off above it.
            gone = turn[-6]
            top = fire[-1].path[-1] + 0.18 * reach * np.array([np.sin(gone), -np.cos(gone)])
            torn = gone + np.radians(q.uniform(-40, 40) * ALONG)
            fire.append(
                Tongue(
                    spine(top, torn, 0.3 * max(reach, 0.01)),
                    torn,
                    0.07 * reach * LEAF,
                    at[1],
                    5050 + 100 * key + k,
                    0.3 + 0.4 * ALONG,
                    4,
                    grown,
                )
            )
    smokes = []
    for k in range(2):
        root = at + across * (k - 0.4) * 0.34 * wide + up * high * (0.5 + 0.25 * k)
        long = far * q.uniform(0.9, 1.1) * (1.0 if k == 0 else 0.6) * max(grown, 0.05)
        smokes.append(Smoke(rising(root, lean, long, q), spread * (1.0 if k == 0 else 0.6), 10 * key + k, grown))
    drift = np.column_stack([q.normal(0, 0.6, 9), q.uniform(0.5, 3.2, 9)])
    where = at + drift[:, :1] * across * wide + drift[:, 1:] * up * high
    return Embers(fire, coals, smokes, where, np.full(9, grown))


def together(beds: Sequence[Embers]) -> Embers:
    """Many beds as one."""
    return Embers(
        [t for b in beds for t in b.fire],
        [t for b in beds for t in b.things],
        [t for b in beds for t in b.smokes],
        np.concatenate([b.ash for b in beds]),
        np.concatenate([b.ash_grown for b in beds]),
    )


def guttering(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> Embers:
    """What is left of the fire round a limb: it lies where that burned."""
    current = Current.of(ground, look, chance)
    scale = ground.width / NATURAL
    front = risen(ground, feeling)
    front += (ground.height - front) * 0.85 * feeling.birth(0.2, 0.5) if front < ground.height else 0.0
    beds = []
    for k, (x, up, wide, high, far, spread) in enumerate(BEDS):
        c = chance("where", k)
        at = np.array([(x + c.uniform(-0.02, 0.02)) * ground.width, ground.height * (1 - up - c.uniform(0, 0.02))])
        # At its faintest it is one ember at the foot.
        grown = float(np.clip((front - 0.4 * (ground.height - at[1])) / (60 * scale), 0, 1))
        if grown < 0.03:
            continue
        line, _ = current.follow(at[None], np.array([far * scale]), np.zeros((1, STEPS)))
        lean = 0.7 * current.heading(line[0])
        lean[:4] *= np.linspace(0.2, 1, 4)
        beds.append(
            bed(at, wide * scale * grown**0.5, lean, high * scale, far * scale, spread * scale, k, chance, look, grown)
        )
    if not beds:
        return Embers([], [], [], np.empty((0, 2)), np.empty(0))
    return together(beds)


def smouldering(ground: Ground, feeling: Feeling, look: Look, chance: Chance) -> Embers:
    """What is left of a fire that stood alone, centred on the ground at its size."""
    c = chance("smouldering")
    wide = c.uniform(0.5, 0.62)
    lean = np.radians(c.uniform(-14, 14)) * np.ones(4)
    one = bed(np.zeros(2), wide, lean, 0.36, c.uniform(1.0, 1.25), 0.26, 0, chance, look, 1.0)
    shown = feeling.birth(0.08, 0.3)
    smokes = [replace(s, path=s.path[: 18 + int(72 * (0.3 + 0.7 * shown))], grown=max(shown, 0.2)) for s in one.smokes]
    ash_grown = feeling.births(np.linspace(0.35, 0.7, len(one.ash)), 0.25)
    rims = [t.path + t.right * (k * t.width)[:, None] for t in one.fire for k in (-0.5, 0.5)]
    sheets = [s.path + k * s.spread * s.grown for s in smokes for k in (-0.3, 0.3)]
    points = np.concatenate([*sheets, *rims, *(c for t in one.things for c in t.cells)])
    low, high = points.min(0), points.max(0)
    ash = np.clip(one.ash, low + 0.03, high - 0.03)
    zoom = 0.97 * feeling.size / float((high - low).max())
    middle = (low + high) / 2

    def put(p: Points) -> Points:
        return np.asarray((p - middle) * zoom + ground.centre)

    fire = [replace(t, path=put(t.path), width=t.width * zoom) for t in one.fire]
    things = [t.moved(zoom, middle, ground.centre) for t in one.things]
    smokes = [replace(s, path=put(s.path), spread=s.spread * zoom) for s in smokes]
    return Embers(fire, things, smokes, put(ash), ash_grown)
