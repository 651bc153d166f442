"""A fire that goes out: beds of coals, low and torn tongues on them, and what that leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen.draw import Chance
from markgen.motifs._flame.ash import Smoke, Sparks, rising
from markgen.motifs._flame.coals import Coal, coal
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import ALONG, FLICK, LEAF, STEM, Floats, Split, Tongue, spine, split
from markgen.values import Points


@dataclass(frozen=True, eq=False)
class Bed:
    """What is left of a fire at one place. at: where, mm. wide: mm across."""

    at: Points
    wide: float
    fire: list[Tongue]
    gone: list[Tongue]
    coals: list[Coal]
    smokes: list[Smoke]
    sparks: Sparks
    soot: list[Points]
    grown: float


def heaped(many: int, q: np.random.Generator) -> list[tuple[float, float, float]]:
    """Middles and sizes of coals that lie close in a heap 1 wide: large ones in its middle, small ones strayed."""
    kept: list[tuple[float, float, float]] = []
    zoom = (13 / max(many, 1)) ** 0.45
    for k in range(many):
        size = zoom * (0.105 - 0.07 * (k / many) ** 0.8) * q.uniform(0.85, 1.15)
        tries = q.uniform([-0.52, 0.0], [0.52, 0.3], (70, 2))
        tries = tries[np.argsort(np.hypot(tries[:, 0] * (0.75 - 0.5 * k / many), 1.5 * (tries[:, 1] - 0.1)))]
        for x, y in tries.tolist():
            if all(np.hypot(x - p, 1.2 * (y - r)) > 0.98 * (size + s) for p, r, s in kept):
                kept.append((x, y, size))
                break
    return kept


def bed(
    at: Points,
    wide: float,
    high: float,
    many: tuple[int, int, int],
    lean: Floats,
    far: float,
    key: int,
    chance: Chance,
    look: Look,
    grown: float,
) -> Bed:
    """A bed `wide` mm across, tongues `high` mm high, and smoke along headings `lean`, `far` mm long.

    many: how many coals, tongues, and tongues gone.
    """
    q = chance("bed", key)
    across = np.array([np.cos(lean[0]), np.sin(lean[0])])
    up = np.array([np.sin(lean[0]), -np.cos(lean[0])])
    lie = np.array([np.cos(0.4 * lean[0]), np.sin(0.4 * lean[0])])
    over = np.array([lie[1], -lie[0]])
    coals = [
        coal(at + lie * x * wide + over * (y - 0.08) * wide, size * wide, q, float(q.random() * (1 - 0.8 * look.dead)))
        for x, y, size in heaped(many[0], q)
    ]
    coals.sort(key=lambda c: float(c.at[1]))
    alive = 1.1 - 0.6 * look.dead
    fire: list[Tongue] = []
    gone: list[Tongue] = []
    for k in range(many[1] + many[2]):
        lost = k >= many[1]
        j, n = (k - many[1], many[2]) if lost else (k, many[1])
        x = (j - (n - 1) / 2) / max(n, 2) * 0.8 + q.normal(0, 0.04)
        reach = high * q.uniform(0.4, 1.0) * (1.15 - 0.9 * abs(x)) * (1.25 if lost else alive)
        side = float(q.choice([-1.0, 1.0]))
        swing = np.radians(q.uniform(30, 52)) * side * np.sin(np.pi * (1.9 * ALONG + 0.15)) * look.sway
        turn = lean[0] + 0.5 * x + swing + np.radians(q.uniform(40, 80)) * side * FLICK
        width = q.uniform(0.13, 0.19) * reach * look.slim * STEM
        root = at + across * x * wide + up * (0.04 - 0.05 * q.random()) * wide
        name = 5000 + 100 * key + 8 * k
        cool = 0.8 * ALONG**1.1
        t = Tongue(spine(root, turn, reach), turn, width, float(at[1] - k % 3), name, cool, 0, grown, 0.0, name)
        cuts = [
            Split(q.uniform(0.2, 0.34), side, q.uniform(24, 40), q.uniform(40, 80), q.uniform(0.4, 0.65), 0.14, 0.1),
            Split(q.uniform(0.4, 0.55), -side, q.uniform(22, 36), q.uniform(40, 70), q.uniform(0.3, 0.5), 0.13, 0.1),
        ]
        licks = [split(t, cut, name + 1 + i, 1, grown, 0.4) for i, cut in enumerate(cuts)]
        (gone if lost else fire).extend([t] if lost else [t, *licks])
        if not lost and k % 2 == 0:
            # A piece that has torn off above it.
            away = turn[-6]
            top = t.path[-1] + 0.1 * reach * np.array([np.sin(away), -np.cos(away)])
            torn = away + np.radians(q.uniform(-40, 40) * ALONG)
            piece = spine(top, torn, 0.28 * reach)
            fire.append(Tongue(piece, torn, 0.06 * reach * LEAF, at[1], name + 4, 0.4 + 0.4 * ALONG, 4, grown))
    smokes = []
    for k in range(2 if many[0] > 3 else 1):
        root = at + across * (k - 0.4) * 0.3 * wide + up * high * (0.55 + 0.3 * k)
        long = far * q.uniform(0.9, 1.1) * (1.0, 0.6)[k]
        smokes.append(Smoke(rising(root, lean, long, q), 0.13 * far * (1.0, 0.7)[k], 10 * key + k, grown))
    n = 16
    r = q.random((5, n))
    heading = lean[0] + 0.9 * (r[0] - 0.5)
    where = at + across * ((r[1] - 0.5) * 0.7 * wide)[:, None] + up * (high * (0.4 + 1.5 * r[2] ** 1.3))[:, None]
    where = where + across * (0.12 * wide * np.sin(5 * r[2] + 6 * r[3]))[:, None]
    sparks = Sparks(where, heading, 0.0145 * high * (0.35 + 1.1 * r[4] ** 2) * (1.2 - 0.6 * r[2]), r[3])
    soot = []
    for _ in range(int(2.2 * many[0])):
        x = q.uniform(-0.5, 0.5)
        start = at + lie * x * wide - over * (0.06 - 0.06 * abs(x)) * wide
        way = -over * q.uniform(0.05, 0.14) * wide + lie * q.normal(0, 0.02) * wide
        soot.append(start + np.array([[0.0], [0.5], [1.0]]) * way)
    return Bed(at, wide, fire, gone, coals, smokes, sparks, soot, grown)
