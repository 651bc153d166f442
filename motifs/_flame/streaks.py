"""How heat runs up a tongue: strokes along its flow, dark from the edges and bright from the root."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    filled,
    polyline,
)
from markgen.motifs._flame.look import LIGHT
from markgen.motifs._flame.pen import THIN, Pen, Seen
from markgen.motifs._flame.tongue import STEPS
from markgen.values import Outline, Shape

STREAKS = ((20, 10), (8, 7), (4, 6), (0, 0), (0, 0))
"""Of a tongue of each kind: how many streaks it has, and how many points each."""


def rows_of_runs(free: NDArray[np.bool_], least: int = 3) -> list[tuple[int, int, int]]:
    """`runs` of every row of an array: its row, start and stop."""
    bounds = np.diff(np.pad(free.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    row, start = np.nonzero(bounds == 1)
    stop = np.nonzero(bounds == -1)[1]
    return [
        each for each in zip(row.tolist(), start.tolist(), stop.tolist(), strict=True) if each[2] - each[1] >= least
    ]


def streaks(pen: Pen) -> list[Shape | None]:
    """Strokes along the flow, of many heats: dark ones whipped down from the edges, bright ones from the root."""
    by_heat: dict[float, list[Outline]] = defaultdict(list)
    each = (12, 2) if pen.period else tuple(many for many, _ in STREAKS)
    if pen.look.gutter > 0.3:
        each = (4, 1) if pen.period else (7, 2)
    for kind, many in enumerate(each):
        seen = [s for s in pen.seen if s.kind == kind]
        if many and seen:
            flow(pen, seen, many, by_heat)
    if pen.look.bare:
        # Black alone models it: the dark strokes.
        return [filled([o for h in sorted(by_heat) if h < 0.45 for o in by_heat[h]], pen.look.ink)]
    share = 0.9 if not pen.look.open else 0.75
    return [filled(by_heat[h], pen.look.fire(h), share) for h in sorted(by_heat)]


def flow(pen: Pen, seen: Sequence[Seen], many: int, by_heat: dict[float, list[Outline]]) -> None:
    """The streaks of all tongues of one kind, at most so many on each."""
    kind, n = seen[0].kind, STREAKS[seen[0].kind][1]
    groups = [[t for t in s.tongues if t.width.max() >= 6 * THIN] for s in seen]
    tongues = [t for group in groups for t in group]
    if not tongues:
        return
    widest = np.array([t.width.max() for t in tongues])
    counts = np.full(len(tongues), many)
    if kind == 0:
        # A slim stem has fewer, for each is as fine.
        broad = 12 if pen.period else 0.09 * pen.feeling.size
        counts = np.clip(many * widest / broad, min(7, many), many).astype(int)
    rolls = [pen.chance("streak", t.key).random((4, 24))[:, :m] for t, m in zip(tongues, counts, strict=True)]
    v, a, b, c = np.concatenate(rolls, axis=1)
    of = np.repeat(np.arange(len(tongues)), counts)
    hand = np.concatenate([np.arange(m) for m in counts]) % 5
    hot, bare = hand >= 3, hand == 2
    lee = np.array([np.sign(t.right[STEPS // 2] @ -LIGHT) for t in tongues])[of]
    edge = np.where(hand == 0, lee, np.where(hand == 1, -lee, np.sign(v - 0.5)))
    at = np.where(hot, (v - 0.5) * 0.9, edge * (0.42 + 0.5 * a))
    at = np.where(bare, (v - 0.5) * 1.3, at)
    start = np.where(hot, 0.04 + 0.26 * a, np.where(bare, 0.2 + 0.3 * a, 0.98 - 0.1 * b))
    end = np.where(hot, start + 0.22 + 0.36 * b, np.where(bare, start + 0.3, 0.2 + 0.45 * c * c + 0.1 * a))
    thick = np.where(hot, 0.17, np.where(bare, 0.1, 0.2)) * (0.55 + 0.8 * c) * (0.72 if kind == 0 else 1.0)
    off = np.where(hot, 0.2, np.where(bare, -0.1, np.where(edge == lee, -0.3, -0.18)))
    w = np.linspace(0, 1, n)
    u = np.clip(start[:, None] + (end - start)[:, None] * w, 0, 1) * (STEPS - 1)
    drift = at[:, None] * np.where(hot[:, None], 1.0, 1 - 0.35 * w)
    known = np.stack([np.column_stack([t.path, t.right, t.width, t.cool]) for t in tongues])
    i = np.minimum(u.astype(int), STEPS - 2)
    f = (u - i)[..., None]
    there = known[of[:, None], i] * (1 - f) + known[of[:, None], i + 1] * f
    side, wide, most = there[..., 2:4], there[..., 4], widest[of, None]
    line = there[..., :2] + side * (0.5 * drift * wide)[..., None]
    # Dark strokes are pressed in at the edge and whipped off; bright ones swell and go.
    form = np.where((hot | bare)[:, None], np.sin(np.pi * w) ** 0.8, (1 - w) ** 0.8 * np.minimum(1, 6 * w))
    span = most * thick[:, None] * form * np.clip(wide / most * 1.6, 0.25, 1)
    span = np.maximum(span - THIN * np.minimum(1, 4 * w * (1 - w)), 0)
    if pen.feeling.style.fill == "none":
        span = np.minimum(span, 1.4 * pen.hair)
    per = np.split(counts, np.cumsum([len(group) for group in groups])[:-1])
    lines = np.split(line, np.cumsum([each.sum() for each in per])[:-1])
    free = np.concatenate([pen.open(s, p) for s, p in zip(seen, lines, strict=True)])
    heat = pen.heat(there[..., 5].mean(1)) + off
    level = (np.round(np.clip(heat, 0.02, 1) * 14) / 14).tolist()
    shown = [(k, i, j) for k, i, j in rows_of_runs(free) if span[k, i:j].max() > THIN]
    for k, i, j in shown:
        if j - i < n:
            # Where it goes under, it thins out, so that no cut shows.
            ends = np.minimum(np.arange(j - i) + (i == 0), np.arange(j - i)[::-1] + (j == n))
            span[k, i:j] *= np.clip(ends / 2, 0, 1)
    half = side * (span / 2)[..., None]
    rims = np.concatenate([line + half, (line - half)[:, ::-1]], axis=1)
    for k, i, j in shown:
        whole = j - i == n
        by_heat[level[k]].append(
            polyline(rims[k] if whole else np.concatenate([rims[k, i:j], rims[k, 2 * n - j : 2 * n - i]]))
        )
