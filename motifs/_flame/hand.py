"""Fire as a tattooer lays it: black behind that goes out in pepper, colour whipped from edge to heart, and line."""

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
    filled,
    grow,
    length,
    moved,
    polyline,
    radial,
    resample,
    ribbon,
    runs,
    simplify,
    thinned,
    union,
)
from markgen.draw.areas import bare, contains, hidden, outlines
from markgen.motifs._flame.brush import Bundle, Comb, families
from markgen.motifs._flame.look import LIGHT, Look
from markgen.motifs._flame.night import Night
from markgen.motifs._flame.tongue import FLIES, STEPS, Floats, Tongue
from markgen.values import Feeling, Ground, Layer, Outline, Points, Radial, Shape, layer

BASE = 0.57
"""Heat of what a tongue is laid over with first."""

HEARTS = (
    (0.78, Comb(0.0, 0.88, -0.92, (0.95, 0.66, -0.3), 4, 0.16, 1)),
    (0.97, Comb(0.03, 0.78, -0.78, (0.82, 0.4, -0.4), 3, 0.16, 1)),
)
"""What glows in a tongue, by its heat: crisp where light comes from, flaring up into it on the other side."""

EDGES = (
    (0.38, Comb(0.26, 1.0, 1.0, (0.7, 0.2, -1.0), 4, 0.2, -1)),
    (0.2, Comb(0.34, 1.0, 1.0, (0.75, 0.56, -0.9), 4, 0.18, -1)),
    (0.38, Comb(0.42, 1.0, -1.0, (-0.9, -0.76, 0.0), 2, 0.14, -1)),
    (0.38, Comb(0.0, 0.24, 1.0, (-1.0, -0.1, 0.9), 3, 0.08, 1)),
    (0.0, Comb(0.38, 1.0, 1.0, (0.8, 0.8, -0.4), 3, 0.16, -1)),
)
"""What a tongue cools to at its edges, its tip and its root, by heat: crisp along the edge, whipped into its heart."""

MASS = 0.5
"""Heat below which a coat is black in blackwork: all that is cooler than its hearts."""

HAIRS = 2
"""Fine lines along each great tongue."""

FINE, FINEST = 0.018, 0.002
"""How exact its edges are, of its breadth, and of the mark's size if that is less."""

SLENDER = 0.7
"""Width of a tongue, of its fire's breadth, under which it is painted with less."""

ROOT = 0.3
"""How far from its root a fire that stands alone has come out of the skin, of its length."""

DEEP = 0.78
"""Share of its heat that the hindmost shows."""


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
class Blaze:
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


def blazes(fire: Sequence[Tongue]) -> list[Blaze]:
    """Tongues by their roots, from the back."""
    return [b for b in map(Blaze, families(fire)) if not b.body.is_empty]


def painted(
    fire: Sequence[Tongue], feeling: Feeling, look: Look, chance: Chance, ground: Ground | None = None
) -> list[Layer]:
    """Fire in black, colour and line. ground: that it burns on, for the dark about it; without one there is none."""
    period = ground.width if ground is not None and ground.wraps else 0.0
    alone = ground is not None and not ground.wraps
    plain = feeling.style.fill in ("none", "black")
    made = blazes(fire)
    colour: list[list[Shape | None]] = []
    lines: list[Outline] = []
    covers: list[Area] = []
    common = float(np.mean([b.broad for b in made])) if made else 0.0
    for warm, b in zip(np.linspace(1, DEEP, len(made)), reversed(made), strict=True):
        if not plain:
            colour.append(coats(b, float(warm), common, feeling, look, chance, covers, alone))
        lines += [*rim(b, feeling, look, covers, plain), *creases(b, feeling, look, covers)]
        if plain:
            lines += shadows(b, chance, covers, MASS if feeling.style.fill == "black" else 0.3)
        covers += [moved(b.body, (k * period, 0)) for k in (-1, 0, 1)] if period else [b.body]
    dark: list[Shape | None] = []
    if made and ground is not None and feeling.style.fill != "none":
        whole = [t for b in made for t in b.great]
        dark = Night.of(ground, feeling, whole, covers).painted(feeling, look, chance, plain)
    return [
        layer("dark", "shade", dark),
        layer("fire", "colour", [shape for each in reversed(colour) for shape in each]),
        layer("outline", "line" if plain else "shade", [filled(lines, look.ink)]),
    ]


def coats(
    b: Blaze,
    warm: float,
    common: float,
    feeling: Feeling,
    look: Look,
    chance: Chance,
    covers: Sequence[Area],
    alone: bool = False,
) -> list[Shape | None]:
    """Its colour: one coat under all, then tongue by tongue what glows in it, and what it cools to at its edges.

    warm: share of its heat that it shows; what lies behind glows less. common: how broad fires beside it are, mm.
    alone: it burns on bare skin, and comes out of it at its root.
    """

    def fire(heat: float) -> str | Radial:
        color = look.fire(heat)
        return risen(b, color) if alone and feeling.style.name == "natural" else color

    out = [filled([Outline(o.points.round(b.places)) for o in outlines(b.body)], fire(warm * BASE))]
    bundle, hand, exact = Bundle.of(b.tongues), lee(b.tongues), min(FINE * b.broad, FINEST * feeling.size)
    drawn = [
        (
            heat * (warm if k >= len(HEARTS) else warm**0.3),
            bundle.combed(comb, hand, chance("comb", b.tongues[0].key, k), exact),
        )
        for k, (heat, comb) in enumerate(HEARTS + EDGES)
    ]
    ribbons = areas(ribbon(t.path, 0.98 * t.width) for t in b.tongues)
    hairs = hair(b, feeling, look, chance)
    for i in sorted(range(len(b.tongues)), key=lambda i: b.tongues[i].order):
        t = b.tongues[i]
        if covers and hidden(t.path, covers).all():
            continue
        if len(b.tongues) > 1:
            out.append(filled(outlines(simplify(ribbons[i], exact)), fire(warm * BASE)))
        # What is thin has no room for more than a heart and an edge.
        thin = t.width.max() < SLENDER * max(b.broad, common) or t.kind == FLIES
        some = [(heat, rings[i]) for heat, rings in (drawn[:: len(HEARTS)][:2] if thin else drawn)]
        out += [filled(Outline(ring.round(b.places)), fire(heat)) for heat, ring in seen(some, covers)]
        out += [] if thin else [filled(hairs[i], look.ink)]
    return out


def risen(b: Blaze, color: str) -> Radial:
    """A colour that comes out of bare skin about a fire's root."""
    first = b.tongues[0]
    return radial(first.path[0], ROOT * first.reach, (0, color, 0.0), (0.45, color, 0.35), (1, color, 1.0))


def seen(some: Sequence[tuple[float, Points]], covers: Sequence[Area]) -> list[tuple[float, Points]]:
    """Those of which something is not covered."""
    if not covers:
        return list(some)
    under = hidden(np.concatenate([ring for _, ring in some]), covers)
    parts = np.split(under, np.cumsum([len(ring) for _, ring in some])[:-1])
    return [each for each, part in zip(some, parts, strict=True) if not part.all()]


def lee(tongues: Sequence[Tongue]) -> Floats:
    """On which side of each tongue its shade lies, 1 its right hand."""
    middle = np.array([t.right[STEPS // 2] for t in tongues])
    return np.asarray(np.where(middle @ -LIGHT > 0, 1.0, -1.0))


def hair(b: Blaze, feeling: Feeling, look: Look, chance: Chance) -> list[list[Outline]]:
    """For each of its tongues, fine lines that follow its flow from the shade into the light."""
    m = len(b.tongues)
    r = chance("hair", b.tongues[0].key).random((4, m, HAIRS))
    start = 0.12 + 0.5 * r[0]
    end = np.minimum(start + 0.16 + 0.22 * r[1], 0.94)
    lie = (0.85 - 1.15 * r[2]) * lee(b.tongues)[:, None]
    thick = feeling.line("bold") * look.line * (0.16 + 0.8 * r[3] ** 3)
    lines = Bundle.of(b.tongues).repeated(HAIRS).strokes(*(a.ravel() for a in (start, end, lie, thick)))
    return [lines[HAIRS * i : HAIRS * (i + 1)] for i in range(m)]


def shadows(b: Blaze, chance: Chance, covers: Sequence[Area], cool: float) -> list[Outline]:
    """Where there is no colour: its coats cooler than that in black, but for what stands before them."""
    bundle, hand = Bundle.of(b.tongues), lee(b.tongues)
    first = len(HEARTS)
    rings = [
        ring
        for k, (heat, comb) in enumerate(EDGES)
        if heat < cool
        for ring in bundle.combed(comb, hand, chance("comb", b.tongues[0].key, first + k), FINE * b.broad)
    ]
    return [o for a in bare(areas(rings), covers) for o in outlines(a)]


def rim(b: Blaze, feeling: Feeling, look: Look, covers: Sequence[Area], plain: bool) -> list[Outline]:
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
        # With nothing but line it is thin there, and not lost.
        wide = bold * np.clip((0.5 if plain else 0.1) + 1.1 * normal @ -LIGHT, 0.45 * plain, 1)
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


def creases(b: Blaze, feeling: Feeling, look: Look, covers: Sequence[Area]) -> list[Outline]:
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
