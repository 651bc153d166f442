"""A flame that is dying: thin tongues, warm at the root only, that go over into the grey shape that they had."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from markgen.draw import Chance, areas, banded, filled, runs, whip
from markgen.draw.areas import hidden
from markgen.motifs._flame.brush import Bundle, along, families
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import ALONG, FLICK, STEM, STEPS, Floats, Split, Tongue, spine, split
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

COATS = (
    (1.0, 0.92, 0.34, 0.7),
    (0.86, 0.76, 0.5, 0.85),
    (0.7, 0.6, 0.64, 0.95),
    (0.52, 0.46, 0.8, 1.0),
    (0.32, 0.32, 0.95, 1.0),
)
"""Coats: share of a tongue's width, how far along it they have faded, heat, opacity at the root."""


def low_flame(root: Points, high: float, lean: float, many: int, look: Look, q: np.random.Generator) -> list[Tongue]:
    """A few thin tongues from about `root`, the longest `high` mm, that bend as if there were no air."""
    out: list[Tongue] = []
    for k in range(many):
        x = (k - (many - 1) / 2) / max(many - 1, 1)
        reach = high * (1.0 - 0.62 * abs(x) ** 0.8) * q.uniform(0.85, 1.1)
        # They lean out and close again over the tallest.
        side = -float(np.sign(x)) if abs(x) > 0.1 else float(q.choice([-1.0, 1.0]))
        swing = np.radians(q.uniform(26, 44)) * side * np.sin(2 * np.pi * (0.9 * ALONG + 0.08)) * look.sway
        turn = lean + 0.6 * x * (1 - 1.6 * ALONG) + swing + np.radians(q.uniform(30, 70)) * side * FLICK
        start = root + np.array([0.2 * x * high, 0.05 * high * abs(x)])
        width = q.uniform(0.19, 0.25) * reach * look.slim * STEM
        key = 6000 + 10 * k
        t = Tongue(spine(start, turn, reach), turn, width, -abs(x) + 0.01 * k, key, ALONG, 0, 1.0, side, key)
        cut = Split(
            q.uniform(0.24, 0.36), -side, q.uniform(20, 34), q.uniform(40, 80), q.uniform(0.42, 0.58), 0.14, 0.1
        )
        out += [t, split(t, cut, key + 1, 1, 1.0, 0.4)]
    return out


def dying(fire: Sequence[Tongue], feeling: Feeling, look: Look, chance: Chance) -> list[Layer]:
    """Layers of tongues that are warm at their roots, clear above, and end as an outline in grey."""
    warm: list[Shape | None] = []
    heavy: list[Outline] = []
    fine: list[Outline] = []
    tall = max((t.reach for t in fire), default=0.0)
    bold, hair = min(feeling.line("bold"), 0.011 * tall), min(feeling.line("fine"), 0.004 * tall)
    alive = 1 - 0.7 * look.dead
    bodies = areas(banded(t.path, t.right, t.width) for t in fire)
    for members in families(fire):
        q = chance("dying", members[0].key)
        bundle = Bundle.of(members)
        for share, far, heat, opacity in COATS:
            tint = look.fire(heat)
            stops = [
                (0.0, tint, 0.5 * opacity * alive),
                (0.12, tint, opacity * alive),
                (far, look.fire(0.7 * heat), 0.0),
            ]
            warm.append(
                filled(bundle.coat(share, min(far + 0.1, 1), q.random(len(members)), 0.05), along(members[0], stops))
            )
        for t in members:
            for hand in (-1.0, 1.0):
                rim = t.path + t.right * (0.5 * hand * t.width)[:, None]
                start = int((0.12 + 0.2 * q.random()) * STEPS)
                break_ = int(q.uniform(0.45, 0.7) * STEPS)
                v: Floats = np.linspace(0, 1, STEPS)
                free = ~hidden(rim, [body for other, body in zip(fire, bodies, strict=True) if other is not t])
                free[:start] = free[break_ : break_ + 2] = False
                for run in runs(free, 4):
                    n = run.stop - run.start
                    wide = bold * (1.1 if hand > 0 else 0.75) * np.sin(np.pi * np.linspace(0.12, 1, n)) ** 0.7
                    heavy.append(whip(rim[run][::2], np.minimum(wide * (1.1 - 0.5 * v[run]), 0.2 * t.width.max())[::2]))
            each = 4
            r = q.random((4, each))
            own = Bundle.of([t]).repeated(each)
            lie = np.where(r[0] < 0.35, -1, 1) * (0.4 + 0.55 * r[1])
            start_ = 0.15 + 0.5 * r[2]
            fine += own.strokes(start_, start_ + 0.12 + 0.2 * r[3], lie, np.full(each, 2.7 * hair))
    return [
        layer("flame", "colour", warm),
        layer("what flames leave", "line", [filled(fine, look.fire(0.0), 0.97), filled(heavy, look.fire(0.0))]),
    ]
