"""Fire in nothing but line: swelling outlines, lost where light falls, creases, and whip shading in its tips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from markgen.draw import (
    Area,
    Chance,
    areas,
    banded,
    boundary,
    clean,
    contains,
    filled,
    grow,
    length,
    moved,
    outlines,
    polyline,
    resample,
    ribbon,
    runs,
    simplify,
    thinned,
    union,
)
from markgen.draw.areas import bare, hidden
from markgen.motifs._flame.brush import Bundle, Comb, families
from markgen.motifs._flame.look import LIGHT, Look
from markgen.motifs._flame.tongue import FLIES, STEPS, Floats, Tongue
from markgen.values import Feeling, Ground, Layer, Outline, Points, layer

SHADES = (
    Comb(0.34, 1.0, 1.0, (0.75, 0.56, -0.9), 4, 0.18, -1),
    Comb(0.38, 1.0, 1.0, (0.8, 0.8, -0.4), 3, 0.16, -1),
)
"""What is dark in a tongue: crisp along its edge in the shade, whipped into its heart."""

FINE = 0.018
"""How exact its edges are, of its breadth."""


def _finer() -> Floats:
    """(2 STEPS - 1, STEPS): points along a tongue to twice as many, on a Catmull-Rom curve through them."""
    made = np.zeros((2 * STEPS - 1, STEPS))
    made[::2] = np.eye(STEPS)
    for k in range(1, STEPS - 2):
        made[2 * k + 1, k - 1 : k + 3] = -1 / 16, 9 / 16, 9 / 16, -1 / 16
    made[1, :3] = made[-2, :-4:-1] = 6 / 16, 12 / 16, -2 / 16
    return made


FINER = _finer()
"""Points along a tongue to nearly twice as many."""


@dataclass(frozen=True, eq=False)
class Tuft:
    """Tongues of one root, as one body."""

    tongues: list[Tongue]

    @cached_property
    def body(self) -> Area:
        """All that it covers, its crotches round."""
        rings = [ribbon(FINER @ t.path, np.maximum(FINER @ t.width, 0)) for t in self.tongues]
        wide = max(float(t.width.max()) for t in self.tongues)
        whole = simplify(union(areas(rings)), 0.004 * wide)
        web = 0.045 * wide
        return clean(simplify(grow(grow(whole, web), -web), 0.011 * wide), 0.12 * wide * wide)

    @cached_property
    def broad(self) -> float:
        """How broad it is, as a rule, mm."""
        return 2.4 * float(self.body.area) / float(self.body.length)

    @property
    def places(self) -> int:
        """Decimals of a mm that its edges need."""
        return 1 if self.broad > 6 else 2

    @cached_property
    def great(self) -> list[Tongue]:
        """Those of its tongues that are more than a hair."""
        return [t for t in self.tongues if t.width.max() > 0.2 * self.broad]


def tufts(fire: Sequence[Tongue]) -> list[Tuft]:
    """Tongues by their roots, from the back."""
    return [b for b in map(Tuft, families(fire)) if not b.body.is_empty]


def lined(fire: Sequence[Tongue], feeling: Feeling, look: Look, chance: Chance, ground: Ground) -> list[Layer]:
    """Fire in line."""
    period = ground.width if ground.wraps else 0.0
    lines: list[Outline] = []
    covers: list[Area] = []
    for b in reversed(tufts(fire)):
        lines += [*rim(b, feeling, look, covers), *creases(b, feeling, look, covers), *shadows(b, chance, covers)]
        covers += [moved(b.body, (k * period, 0)) for k in (-1, 0, 1)] if period else [b.body]
    return [layer("outline", "line", [filled(lines, look.ink)])]


def lee(tongues: Sequence[Tongue]) -> Floats:
    """On which side of each tongue its shade lies, 1 its right hand."""
    middle = np.array([t.right[STEPS // 2] for t in tongues])
    return np.asarray(np.where(middle @ -LIGHT > 0, 1.0, -1.0))


def shadows(b: Tuft, chance: Chance, covers: Sequence[Area]) -> list[Outline]:
    """Its shades in black, but for what stands before them."""
    bundle, hand = Bundle.of(b.tongues), lee(b.tongues)
    rings = [
        ring
        for k, comb in enumerate(SHADES)
        for ring in bundle.combed(comb, hand, chance("comb", b.tongues[0].key, k), FINE * b.broad)
    ]
    return [o for a in bare(areas(rings), covers) for o in outlines(a)]


def rim(b: Tuft, feeling: Feeling, look: Look, covers: Sequence[Area]) -> list[Outline]:
    """Its outline on the side away from the light; it is lost on the other, and at the root."""
    out: list[Points] = []
    if b.tongues[0].kind == FLIES:
        return []
    bold = min(1.3 * feeling.line("bold") * look.line, 0.09 * b.broad)
    for ring in boundary(b.body):
        n = int(length(ring) / (0.06 * b.broad + 0.02 * bold))
        if n < 12:
            continue
        p = resample(np.concatenate([ring, ring[:1]]), n + 1)[:-1]
        d = np.roll(p, -1, 0) - np.roll(p, 1, 0)
        normal = np.column_stack([d[:, 1], -d[:, 0]]) / np.maximum(np.hypot(*d.T), 1e-9)[:, None]
        wide = bold * np.clip(0.5 + 1.1 * normal @ -LIGHT, 0.45, 1)
        wide *= np.clip(np.hypot(*(p - b.tongues[0].path[0]).T) / (3 * b.broad) - 0.3, 0, 1)
        wide = np.convolve(np.concatenate([wide[-3:], wide, wide[:3]]), np.ones(7) / 7, "valid")
        free = wide > 0.1 * bold
        if covers:
            free[free] = ~hidden(p[free], covers)
        for r in runs(free, 6):
            m = r.stop - r.start
            ends = np.minimum(np.arange(m), np.arange(m)[::-1]) / max(0.3 * m, 4)
            out.append(banded(p[r], normal[r], wide[r] * np.clip(ends, 0.02, 1)))
    return [Outline(ring.round(b.places)) for ring in thinned(out, 0.005 * b.broad)]


def creases(b: Tuft, feeling: Feeling, look: Look, covers: Sequence[Area]) -> list[Outline]:
    """From where a tongue parts a line runs down into the body, along the flow, to nothing."""
    some = [t for t in b.great if t.side]
    if not some:
        return []
    bold = min(1.2 * feeling.line("bold") * look.line, 0.07 * b.broad)
    inner = np.stack([t.path - t.right * (0.46 * t.side * t.width)[:, None] for t in some])
    within = contains(grow(b.body, -0.09 * b.broad), inner.reshape(-1, 2)).reshape(inner.shape[:2])
    seen = ~hidden(inner, covers).reshape(inner.shape[:2])
    out: list[Outline] = []
    for t, line, inside, free in zip(some, inner, within, seen, strict=True):
        low = np.flatnonzero(inside[: STEPS * 2 // 3])
        end = int(low[-1]) if len(low) else 0
        run = slice(max(end - 10, 2), end + 2, 2)
        if end < 6 or not inside[run][:-1].all() or not free[run].all():
            continue
        u = np.linspace(0, 1, len(line[run]))
        wide = min(bold, 0.25 * float(t.width.max())) * u**1.2 * np.clip(6 * (1 - u), 0.1, 1)
        out.append(polyline(banded(line[run], t.right[run], wide).round(b.places)))
    return out
