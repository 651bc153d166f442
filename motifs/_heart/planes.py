"""How the planes of a heart are inked: washes, blacks, hatching, and the lines between them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from markgen.draw import INK, across, filled, flat, from_oklch, mix, polyline, pricks, stroked
from markgen.motifs._heart.inks import SPECTRUM, tone
from markgen.motifs._heart.nature import Nature
from markgen.motifs._heart.pose import LIGHT, Place
from markgen.motifs._heart.seen import DARK, HALF, PALE, Seen
from markgen.values import Feeling, Outline, Points, Shape

LEVELS = 14
"""Steps of tone, so that facets alike in tone share one paint."""


COARSE = 0.56
"""Lines born up to this intensity are the coarse mesh."""


def polygons(rings: Iterable[Points]) -> list[Outline]:
    """Closed outlines."""
    return [polyline(ring) for ring in rings]


def _shrunk(ring: Points, by: float) -> Points:
    """A plane drawn in towards its middle, by mm at its nearest corner."""
    middle = ring.sum(0) / len(ring)
    off = ring - middle
    near = float((off * off).sum(1).min()) ** 0.5
    return np.asarray(middle + (ring - middle) * max(1 - by / max(near, 1e-6), 0.9))


def washes(seen: Seen, nature: Nature) -> list[Shape | None]:
    """The planes' own ink, dark ones first; those alike in ink and tone are one shape.

    Lighter tones are thinner ink, so that whatever skin is there shines through; without colour they are mere veils,
    and hatching does the rest.
    """
    feeling, temper = nature.feeling, nature.temper
    plain = feeling.mood.chroma == 0
    if (plain and nature.design.cells == "engraved") or feeling.style.fill in ("none", "dots"):
        return []
    groups: dict[tuple[str, int], list[Outline]] = {}
    for number, (ink, light, _, ring) in enumerate(seen.facets):
        if light < PALE + 0.08 * temper.wonder and not (
            plain and light < DARK and feeling.birth(0.34 + 0.5 * light, 0.3) == 1
        ):
            hue = f"{ink} {int(number * 7.3) % 6}" if temper.wonder else ink
            groups.setdefault((hue, round(light * LEVELS)), []).append(polyline(ring))
    out: list[Shape | None] = []
    for (hue, level), made in sorted(groups.items()):
        v = level / LEVELS
        ink, _, turn = hue.rpartition(" ") if temper.wonder else (hue, "", "0")
        strength = feeling.birth(0.3 + 0.22 * v, 0.22) * min(1.0, 0.45 + 1.6 * (PALE - v))
        color = tone(feeling, ink, v)
        if temper.wonder:
            other = from_oklch(0.36 + 0.48 * v, 0.19, SPECTRUM[int(turn)])
            color = mix(color, other, 0.9 * temper.wonder)
        # Where black will be, a veil until it has come.
        coming = 1 - feeling.birth(0.34 + 0.5 * v, 0.3) if v < DARK else 0.42
        strength *= coming if plain else 1 - 0.15 * temper.wonder
        if strength > 0.01:
            paint = flat(color, strength)
            out.append(Shape(tuple(made), fill=paint, stroke=paint if strength > 0.9 else None, width=0.06))
    return out


def blacks(seen: Seen, place: Place) -> list[Outline]:
    """The darkest planes, in solid black, parted by hairs of bare skin; each swells from its middle."""
    feeling, out = place.nature.feeling, []
    if feeling.style.fill in ("none", "dots"):
        return []
    deep = DARK if feeling.mood.chroma == 0 else 0.12
    for _, light, _, ring in seen.facets:
        if light < deep:
            grown = feeling.birth(0.34 + 0.5 * light, 0.3)
            if grown > 0.02:
                inner = _shrunk(ring, 0.16 * place.scale)
                out.append(polyline(inner.mean(0) + (inner - inner.mean(0)) * grown))
    return out


def hatching(seen: Seen, place: Place, black: str, fine: float) -> list[Shape | None]:
    """Engraver's lines along the level lines of the half-dark planes, and dots that lead them over into bare skin."""
    feeling, engraved = place.nature.feeling, place.nature.design.cells == "engraved"
    closest, until = (0.72, 0.84) if engraved else (0.85, HALF)
    pricked = feeling.style.fill == "dots"
    darkest = 0.0 if feeling.style.fill in ("none", "dots") else DARK if feeling.mood.chroma == 0 else 0.14
    if pricked:
        closest, until = 0.78, 0.0
    planes = [(light, level, ring) for _, light, level, ring in seen.facets if darkest <= light < PALE]
    light, level = np.array([[v, a] for v, a, _ in planes]).reshape(-1, 2).T
    # Where dots are all the shade there is, they come sooner.
    grown = feeling.births((0.18 if pricked else 0.42) + 0.42 * light, 0.2)
    # Lines begin on the side away from the light, and stand farther and farther apart.
    angle = level + np.pi * (np.sin(level) * LIGHT[0] > np.cos(level) * LIGHT[1])
    gap = (closest + 1.5 * np.maximum(light - DARK, 0)) * place.scale
    owner, runs = across([ring for _, _, ring in planes], angle, gap, 1.05 + 0.12 * light)
    long = np.hypot(*(runs[:, 1] - runs[:, 0]).T)
    # They stop a little short of the plane's edges.
    short = (runs[:, 1] - runs[:, 0]) * np.minimum(0.3 * place.scale / np.maximum(long, 1e-9), 0.3)[:, None]
    runs = runs + np.stack([short, -short], 1)
    ruled = light[owner] < until
    weight = np.round(4 * grown[owner])
    out = [
        stroked([polyline(run, False) for run in runs[ruled & (weight == k)]], black, fine * 0.95 * k / 4, 0.9)
        for k in (1, 2, 3, 4)
    ]
    # Dots, on the darker half of a plane only.
    nth = np.arange(len(owner)) - np.searchsorted(owner, owner)
    half = np.bincount(owner, minlength=len(planes))[owner] * (0.6 + 0.4 * pricked)
    dotted = ~ruled & (weight > 0) & (nth < np.maximum(half, 1))
    many = (long[dotted] / (1.35 * gap[owner[dotted]])).astype(int) + 1
    run = np.repeat(np.arange(len(many)), many)
    u = (
        np.arange(len(run)) - np.repeat(np.cumsum(many) - many, many) + np.where(nth[dotted][run] % 2, 0.25, 0.75)
    ) / many[run]
    a, b = runs[dotted][run, 0], runs[dotted][run, 1]
    # Not in rows: each is put off its place a little, and those nearer the light are smaller.
    k, off = np.arange(len(run)), 0.42 * gap[owner[dotted]][run, None]
    spots = a + (b - a) * u[:, None] + off * np.column_stack([np.sin(12.9898 * k), np.sin(78.233 * k)])
    small = 1.2 - 0.55 * nth[dotted][run] / np.maximum(half[dotted][run], 1)
    if len(spots):
        out += pricks(
            spots, (0.36 if pricked else 0.2) * place.scale * feeling.birth(0.2 if pricked else 0.6, 0.3) * small, black
        )
    return out


def mouths(seen: Seen, feeling: Feeling, black: str) -> list[Shape | None]:
    """The dark inside of cut vessels."""
    by_ink: dict[str, list[Outline]] = {}
    for ink, ring in seen.mouths:
        by_ink.setdefault(ink, []).append(polyline(ring))
    walls = [filled(made, tone(feeling, ink, 0.26)) for ink, made in sorted(by_ink.items())]
    return [*walls, filled(polygons(seen.holes), black)]


def facet_lines(seen: Seen, nature: Nature, fine: float) -> list[Shape | None]:
    """Edges of the planes, in two weights: the coarse mesh heavy, what breaks its planes hair-thin. Dark on light
    planes, and lost there towards the light, where most of the finer ones are left out; paler than their planes on
    dark ones."""
    feeling = nature.feeling
    if feeling.style.fill == "dots" and nature.design.cells != "glass":
        return []
    groups: dict[tuple[str, int], list[Outline]] = {}
    light, births = np.array([(fold.light, fold.born) for fold in seen.lines]).reshape(-1, 2).T
    lit = np.clip((light - 0.55) / 0.4, 0, 1) * (nature.design.cells != "glass")
    fine_ones = births > COARSE
    press = np.where(fine_ones, 3 - 4.5 * lit, 7 - 3 * lit)
    if nature.design.cells == "glass":
        press = np.full(len(births), 5.0)
    widths = np.rint(feeling.births(births) * np.maximum(press, 0)).astype(int).tolist()
    ends = np.array([(fold.run[0], fold.run[-1]) for fold in seen.lines]).reshape(-1, 2, 2)
    ends[:, 1] -= (ends[:, 1] - ends[:, 0]) * (0.22 * lit**2)[:, None]
    for fold, width, run in zip(seen.lines, widths, ends, strict=True):
        if width:
            groups.setdefault((fold.ink if fold.light < DARK else "", width), []).append(Outline(run, False))
    out = []
    for (ink, width), made in sorted(groups.items()):
        color = tone(feeling, ink, 0.42) if ink else feeling.tint(INK)
        out.append(stroked(made, color, fine * width / 4, (0.8 if not ink else 0.7) * (1 - 0.5 * nature.temper.soft)))
    return out
