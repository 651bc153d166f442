"""Fire as a tattooer lays it: black behind, colour that cools from its heart outwards, strokes along it, and line."""

from __future__ import annotations

from collections import defaultdict
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
    box,
    clean,
    filled,
    flat,
    grow,
    intersect,
    length,
    linear,
    minus,
    moved,
    polyline,
    resample,
    ribbon,
    runs,
    simplify,
    union,
)
from markgen.draw.areas import bounds, contains, depths, hidden, outlines
from markgen.motifs._flame.brush import Bundle, families
from markgen.motifs._flame.look import LIGHT, Look
from markgen.motifs._flame.tongue import FLIES, STEPS, Floats, Tongue
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

STRANDS = 10
"""Strokes along each great tongue."""

COATS = ((0.0, 0.28, 0.06), (0.09, 0.46, 0.2), (0.19, 0.66, 0.38), (0.31, 0.86, 0.58), (0.46, 1.0, 0.82))
"""Coats of a fire: how far in from its edge each lies, of its breadth; its heat at the root, and at the tips."""

WHIPS = ((0.0, 1.2, 0.8), (0.52, 0.2, 0.66), (0.64, 0.14, 0.58), (0.76, 0.08, 0.5))
"""Blacks along a tongue's edge: how far out each lies and how wide it is, of the fire's breadth; how far up it goes."""


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
    def coats(self) -> list[Area]:
        """Its areas, each further in than the last, and drawn to the side where light comes from."""
        inner = [simplify(grow(self.body, -depth * self.broad), 0.016 * self.broad) for depth, *_ in COATS[1:]]
        drawn = [moved(a, tuple(0.4 * c[0] * self.broad * LIGHT)) for a, c in zip(inner, COATS[1:], strict=True)]
        return [self.body, *drawn]

    @cached_property
    def great(self) -> list[Tongue]:
        """Those of its tongues that are more than a hair."""
        return [t for t in self.tongues if t.width.max() > 0.2 * self.broad]


def blazes(fire: Sequence[Tongue]) -> list[Blaze]:
    """Tongues by their roots, from the back."""
    return [b for b in map(Blaze, families(fire)) if not b.body.is_empty]


def painted(fire: Sequence[Tongue], feeling: Feeling, look: Look, chance: Chance, period: float = 0.0) -> list[Layer]:
    """Fire in black, colour and line. period: of x round a limb, mm, or 0."""
    plain = feeling.style.fill in ("none", "black")
    made = blazes(fire)
    colour: list[Shape | None] = []
    lines: list[Outline] = []
    covers: list[Area] = []
    for b in made:
        colour += [*coats(b, look), *strands(b, look, chance)]
    for b in reversed(made):
        lines += [*rim(b, feeling, look, covers, plain), *creases(b, feeling, look, covers)]
        if plain:
            lines += [o for s in strands(b, look, chance, covers, plain) for o in s.outlines]
        covers += [moved(b.body, (k * period, 0)) for k in (-1, 0, 1)] if period else [b.body]
    black = [] if feeling.style.fill == "none" else behind(made, chance)
    clip: tuple[Outline, ...] = ()
    if plain and black:
        # There is no colour to cover it: it keeps to what fire leaves free.
        low, high = (f(np.concatenate([o.points for o in black]), axis=0) for f in (np.min, np.max))
        clip = outlines(minus(box(low[0], low[1], high[0], high[1]), union(covers)))
    night = between(made, period) if period and not plain else []
    return [
        layer("dark", "shade", [filled(night, look.ink), filled(black, look.ink, clip=clip)]),
        layer("fire", "colour", [] if plain else colour),
        layer("outline", "line" if plain else "shade", [filled(lines, look.ink)]),
    ]


def coats(b: Blaze, look: Look) -> list[Shape | None]:
    """Its colour, from its edge in to its heart, hot at the root."""
    root = b.tongues[0].path[0]
    tips = np.array([t.path[-1] for t in b.tongues])
    far = tips[np.hypot(*(tips - root).T).argmax()]
    out = []
    # What flies is too small for a heart.
    many = 2 if b.tongues[0].kind == FLIES else len(COATS)
    for area, (_, hot, cool) in zip(b.coats[:many], COATS[:many], strict=True):
        low, mid, top = (look.fire(h) for h in (hot, 0.7 * hot + 0.3 * cool, cool))
        drawn = [Outline(o.points.round(b.places)) for o in outlines(area)]
        out.append(filled(drawn, linear(root, far, (0, low, 0), (0.14, low), (0.55, mid), (0.95, top))))
    return out


def strands(b: Blaze, look: Look, chance: Chance, covers: Sequence[Area] = (), plain: bool = False) -> list[Shape]:
    """Strokes along the flow, hotter or cooler than what they lie on; only the dark ones where there is no colour."""
    if not b.great or b.tongues[0].kind == FLIES:
        return []
    n = STRANDS * len(b.great)
    r = chance("strands", b.tongues[0].key).random((6, n))
    start = 0.1 + 0.55 * r[1]
    span = np.minimum(start + 0.2 + 0.3 * r[2], 0.98) - start
    v = np.linspace(0, 1, 6)
    p, side, w = Bundle.of(b.great).repeated(STRANDS).at(start[:, None] + span[:, None] * v)
    lie = (1.8 * r[0] - 0.9)[:, None] * (1 - 0.25 * v * (r[3][:, None] - 0.3))
    line = p + side * (0.5 * lie * w)[..., None]
    depth = depths(b.body, line[:, 3]) / b.broad
    heat = np.interp(depth, [c[0] for c in COATS], [0.5 * (c[1] + c[2]) for c in COATS])
    heat += 0.25 * (0.5 - start - span / 2) + 0.5 * (r[4] - 0.5)
    heat = np.round(np.clip(heat, 0.06, 1) * 9) / 9
    form = np.array([0.0, 0.7, 1.0, 0.85, 0.5, 0.0])
    half = np.minimum((0.025 + 0.07 * r[5] ** 2)[:, None] * b.broad * form, 0.3 * w)
    drawn = whips(line, side, half, b.places)
    by: dict[float, list[Outline]] = defaultdict(list)
    seen = depth > 0
    if plain:
        seen &= heat < 0.4
        seen[seen] = ~hidden(line[seen], covers).reshape(-1, 6).any(1)
    for k in np.flatnonzero(seen):
        by[float(heat[k])].append(drawn[k])
    return [Shape(tuple(by[h]), flat(look.fire(h), 0.7)) for h in sorted(by)]


def whips(line: Points, side: Points, half: Floats, places: int) -> list[Outline]:
    """Strokes (m, n, 2), pointed at both ends, so wide to either side."""
    one, two = line + side * half[..., None], line - side * half[..., None]
    return [Outline(ring) for ring in np.concatenate([one, two[:, -2:0:-1]], axis=1).round(places)]


def rim(b: Blaze, feeling: Feeling, look: Look, covers: Sequence[Area], plain: bool) -> list[Outline]:
    """Its outline on the side away from the light; it is lost on the other, and at the root."""
    out: list[Outline] = []
    if b.tongues[0].kind == FLIES:
        return out
    bold = min(1.3 * feeling.line("bold") * look.line, 0.09 * b.broad)
    for ring in boundary(b.body):
        n = int(length(ring) / (0.06 * b.broad + 0.02 * bold))
        if n < 12:
            continue
        p = resample(np.concatenate([ring, ring[:1]]), n + 1)[:-1]
        d = np.roll(p, -1, 0) - np.roll(p, 1, 0)
        normal = np.column_stack([d[:, 1], -d[:, 0]]) / np.maximum(np.hypot(*d.T), 1e-9)[:, None]
        # With nothing but line it is thin there, and not lost.
        wide = bold * np.clip((0.36 if plain else 0.1) + 1.1 * normal @ -LIGHT, 0.3 * plain, 1)
        wide *= np.clip(np.hypot(*(p - b.tongues[0].path[0]).T) / (3 * b.broad) - 0.3, 0, 1)
        wide = np.convolve(np.concatenate([wide[-3:], wide, wide[:3]]), np.ones(7) / 7, "valid")
        free = wide > 0.1 * bold
        if covers:
            free[free] = ~hidden(p[free], covers)
        for r in runs(free, 6):
            m = r.stop - r.start
            ends = np.minimum(np.arange(m), np.arange(m)[::-1]) / max(0.3 * m, 4)
            thin = slice(r.start, r.stop, 3)
            out.append(
                polyline(banded(p[thin], normal[thin], wide[thin] * np.clip(ends, 0.02, 1)[::3]).round(b.places))
            )
    return out


def creases(b: Blaze, feeling: Feeling, look: Look, covers: Sequence[Area]) -> list[Outline]:
    """From where a tongue parts a line runs down into the body, along the flow, to nothing."""
    some = [t for t in b.great if t.side]
    if not some:
        return []
    bold = min(1.2 * feeling.line("bold") * look.line, 0.07 * b.broad)
    inner = np.stack([t.path - t.right * (0.46 * t.side * t.width)[:, None] for t in some])
    within = contains(b.coats[1], inner.reshape(-1, 2)).reshape(inner.shape[:2])
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


GAP = 7.0
"""mm between currents round a limb that are filled with black."""

FRAY = 12.0
"""mm by which that black ends before the gap opens on bare skin."""

HOLE = 400.0
"""Square mm of bare skin among currents that are filled too."""


SCRAP = 60.0
"""Square mm of black that are too little to be a night."""


def between(made: Sequence[Blaze], period: float) -> list[Outline]:
    """The night that currents round a limb burn in: what lies between them, where that is narrow."""
    fire = union([moved(b.body, (k * period, 0)) for b in made for k in (-1, 0, 1)])
    night = grow(clean(grow(fire, GAP), HOLE), -GAP - FRAY)
    if night.is_empty:
        return []
    _, top, _, foot = bounds(night)
    night = clean(simplify(intersect(minus(night, grow(fire, -0.6)), box(0, top, period, foot)), 0.2), SCRAP)
    return [Outline(o.points.round(1)) for o in outlines(night)]


def behind(made: Sequence[Blaze], chance: Chance) -> list[Outline]:
    """The dark that fire stands before: dense in its valleys and along its lee, whipped off with the flow."""
    some = [(t, b.broad) for b in made for t in b.great if t.kind != FLIES]
    if not some:
        return []
    bundle = Bundle.of([t for t, _ in some])
    broad = np.array([b for _, b in some])
    first = np.array([10 if t.kind else 9 for t, _ in some]) / (STEPS - 1)
    r = np.array([chance("dark", t.key).uniform(0.85, 1.1, 8) for t, _ in some])
    u, places = np.linspace(0, 1, 6), max(b.places for b in made)
    out: list[Outline] = []
    for h, hand in enumerate((-1.0, 1.0)):
        lee = 0.6 + 0.4 * np.array([np.sign(hand * t.right[STEPS // 2] @ -LIGHT) for t, _ in some])
        reach = (lee * broad)[:, None]
        for k, (off, wide, end) in enumerate(WHIPS):
            last = end * r[:, 4 * h + k]
            p, side, w = bundle.at(first[:, None] + (last - first)[:, None] * u)
            gap = 0.5 * w + off * reach * (0.6 + 0.4 * u)
            half = 0.5 * wide * reach * np.clip(4 * u, 0, 1) * (1 - u) ** 1.1
            # On the side of the light it is a thin band, without its fringe.
            kept = lee > 0.5 if k > 1 else lee > 0
            line = p + side * (hand * gap)[..., None]
            # Within a tight bend there is no room for it.
            kept &= (np.diff(line, axis=1) * np.diff(p, axis=1)).sum(-1).min(1) > 0
            out += whips(line[kept], side[kept], half[kept], places)
    return out
