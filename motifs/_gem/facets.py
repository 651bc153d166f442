"""The facets in ink: a pale wash, the slivers that light shows in it, hairlines between, and an edge lost in light."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    area,
    boundary,
    filled,
    grow,
    heading,
    linear,
    mix,
    polyline,
    pricks,
    ribbon,
    stipple,
)
from markgen.motifs._gem.inks import INK, cover, gladness, shade
from markgen.motifs._gem.piece import Piece
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import LIGHTWARD
from markgen.values import Feeling, Outline, Points, Shape

Floats = NDArray[np.float64]

LEAST = 0.6, 1.6
"""Square mm of a sliver that a needle can still set apart from the next: in a large stone, and in a small one."""

DEALT = ((0.0, 0.12), (0.1, 0.22), (0.3, 0.34), (0.5, 0.52), (0.6, 0.68), (0.7, 0.9), (0.85, 1.0), (1.0, 1.0))
"""Tones of a small stone, for those of a large one: magentas for its blacks, which would heal to one blot."""

OPAQUE = 0.92
"""Cover of a small stone's pale inks: between its facets skin would be no lighter than they are."""

GIRDLE = 0.032
"""Width of the girdle."""

HAIR = 0.13
"""Width of the edge that looks into the light, of its boldest."""

GRADED = 0.011
"""Share of the stone's area from which ink is seen to thin out across a piece."""


def facets_inked(stone: Setting) -> list[Shape | None]:
    """The pieces from the windows to the deepest, large ones each with ink that thins out across it, the rest flat."""
    out: list[Shape | None] = []
    flats: dict[tuple[str, float], list[Outline]] = {}
    faint, whole = _unmade(stone.feeling), stone.view.whole.area * stone.scale**2
    graded = GRADED if stone.large else 6 * GRADED
    few = stone.few
    least = LEAST[0] + (LEAST[1] - LEAST[0]) * few if stone.large else 1.6 * LEAST[0]
    rank = 0
    for piece in sorted(stone.view.pieces, key=lambda p: p.deep):
        if piece.deep != rank:
            out += _flush(flats)
            rank = piece.deep
        room = piece.share * whole / least
        there = stone.birth(piece.born, 0.25 if piece.born else 0.1)
        there *= 1 - faint * float(np.clip(0.5 + 1.2 * piece.ring.mean(0)[0], 0, 1))
        if piece.deep:
            there *= float(np.clip(room - 0.6, 0, 1))
        there = round(there, 1)
        if there == 0:
            continue
        ring, tone = stone.mm(piece.ring), piece.tone
        if piece.parted:
            # What is parted further grows pale, so that the slivers in it can be the darker.
            pale = float(np.clip(room / 6 - 0.6, 0, 1))
            tone += pale * (0.52 - 0.52 * tone)
        tone += few * (float(np.interp(tone, *np.array(DEALT).T)) - tone)
        if piece.share > graded:
            out.append(_whipped(replace(piece, tone=tone), ring, there, stone))
        elif few or tone < 0.97:
            color, covered = _ink(stone, round(tone * 10) / 10, piece.hue)
            flats.setdefault((color, covered * there), []).append(polyline(ring))
    return out + _flush(flats)


def _flush(flats: dict[tuple[str, float], list[Outline]]) -> list[Shape | None]:
    """What has been gathered, a shape to a paint; and nothing is left gathered."""
    made = [filled(rings, color, there) for (color, there), rings in flats.items()]
    flats.clear()
    return made


def _ink(stone: Setting, tone: float, hue: str) -> tuple[str, float]:
    """A tone's colour, and its cover. A small stone is of one family of colour, and opaque: it would turn to brown."""
    color, covered = shade(stone.feeling, tone, hue), cover(tone)
    if stone.few:
        color = mix(color, shade(stone.feeling, tone, "hot"), stone.few)
        covered += stone.few * max(OPAQUE - covered, 0)
    return color, covered


def _whipped(piece: Piece, ring: Points, there: float, stone: Setting) -> Shape | None:
    """Ink across a facet, from its dark side to its light one."""
    middle, way = ring.mean(0), heading(piece.way)
    along = (ring - middle) @ way
    start, end = middle + way * along.min(), middle + way * along.max()
    swing = (0.10, 0.34) if piece.tone < 0.2 else (0.26, 0.3)
    calm = 1 - 0.6 * stone.few
    inks = [
        (at, *_ink(stone, tone, piece.hue))
        for at, tone in ((0.0, piece.tone - swing[0] * calm), (0.5, piece.tone), (1.0, piece.tone + swing[1] * calm))
    ]
    stops = [(at, color, round(covered * there, 2)) for at, color, covered in inks]
    return filled(polyline(ring), linear(start, end, *stops))


def grain(stone: Setting) -> list[Shape | None]:
    """Pepper where ink runs out: the dots that a needle leaves as it is flicked off a facet."""
    swelled = stone.birth(0.2, 0.4) * float(np.clip((stone.feeling.size - 24) / 30, 0, 1))
    if swelled <= 0:
        return []
    dot = float(np.clip(stone.scale / 280, 0.1, 0.15))
    some = stone.chance("pepper")
    spots: list[Points] = []
    for piece in sorted(stone.view.pieces, key=lambda p: -p.share)[:7]:
        if not 0.4 < piece.tone < 0.85 or piece.kind in ("band", "hollow", "rock"):
            continue
        ring = stone.mm(piece.ring)
        way = heading(piece.way)
        low, high = float((ring @ way).min()), float((ring @ way).max())

        def tone(p: Points, way: Points = way, low: float = low, high: float = high) -> Floats:
            return np.asarray(0.4 * (1 - (p @ way - low) / (high - low)) ** 3 * swelled)

        spots.append(stipple(area(ring), tone, dot, some, 2.3))
    if not spots:
        return []
    p = np.concatenate(spots)
    return pricks(p, np.full(len(p), dot / 2), mix(INK, shade(stone.feeling, 0.2), 0.5))


def glints(stone: Setting) -> list[Shape | None]:
    """White in the brightest slivers, the few that throw the lamp straight back; of a small stone, larger ones."""
    there = stone.birth(0.2, 0.3) * gladness(stone.feeling)
    bright = [p for p in stone.view.pieces if p.deep and p.tone > 0.95 and p.share < 0.004 + 0.016 * stone.few]
    nearest = sorted(bright, key=lambda p: -float(p.ring.mean(0) @ LIGHTWARD) - 40 * p.share)[:7]
    rings = [p.ring.mean(0) + (p.ring - p.ring.mean(0)) * 0.8 * there for p in nearest]
    return [filled([polyline(stone.mm(ring)) for ring in rings], "#ffffff", 0.85)] if there > 0.03 else []


def fire(stone: Setting) -> list[Shape | None]:
    """Light itself, of three windows in a small stone: white ink is too pale a thing to be seen to flash there."""
    there = stone.few * stone.birth(0.3, 0.3) * gladness(stone.feeling)
    if there < 0.03:
        return []
    lit = [p for p in stone.view.pieces if p.deep and not p.parted and p.tone > 0.9 and 0.004 < p.share < 0.03]
    rings = [p.ring.mean(0) + (p.ring - p.ring.mean(0)) * 0.75 for p in sorted(lit, key=lambda p: -p.share)[:3]]
    return [filled([polyline(stone.mm(ring)) for ring in rings], "#ffd8ea", round(0.6 * there, 2))]


def blacks(stone: Setting) -> list[Shape | None]:
    """The blackest slivers of the shaded side once more, in line ink: on dark skin they flash where a line would."""
    there = round(stone.birth(0.1, 0.3), 1)
    dark = [p for p in stone.view.pieces if p.deep and not p.parted and p.tone < 0.06 and p.share < 0.012]
    shaded = sorted(dark, key=lambda p: float(p.ring.mean(0) @ LIGHTWARD))[: 14 - round(11 * stone.few)]
    return [filled([polyline(stone.mm(p.ring)) for p in shaded], INK, there)]


def edges(stone: Setting) -> list[Shape | None]:
    """Edges of the facets, hairlines lost towards the light."""
    fine = min(stone.feeling.line("fine"), 0.1 * stone.scale)
    soft = 0.75 if stone.feeling.mood.tone.arousal < -0.3 else 1.0
    # The girdle's two edges are one on a small stone: that of the whole.
    girdle = 0.9 * float(np.clip((stone.scale - 18) / 18, 0, 1))
    weights = {"mid": 1.5, "fine": 1.0, "girdle": girdle, "stria": 0.7}
    lines: list[Outline] = []
    if stone.view.cut.rows and girdle > 0:
        # The far edge of the girdle, a hairline beside that of the whole.
        for ring in boundary(grow(stone.view.whole, -GIRDLE)):
            run = np.concatenate([ring, ring[:1]])
            dark = np.clip(0.62 - 0.4 * (run @ LIGHTWARD), 0.25, 1)
            lines.append(polyline(ribbon(stone.mm(run), 0.7 * fine * girdle * dark)))
    for edge in stone.view.edges:
        swelled = stone.birth(edge.born, 0.2) if edge.born else 1.0
        weight = fine * soft * swelled * weights[edge.tier]
        dark = np.clip(0.62 - 0.55 * (edge.run @ LIGHTWARD) - 0.25 * edge.tone, 0.0, 1.25)
        if weight > 0 and dark.max() > 0.12:
            run = edge.run if dark[0] > dark[1] else edge.run[::-1]
            lines.append(polyline(ribbon(stone.mm(run), weight * np.maximum(np.sort(dark)[::-1], 0.05))))
    return [filled(lines, mix(INK, shade(stone.feeling, 0.3, "hot"), stone.few))]


def rim(stone: Setting, lit: float = 0.0) -> list[Shape | None]:
    """The stone's edge, side by side: bold where it looks away from the light; lit: its width towards it, of that."""
    bold = min(stone.feeling.line("bold"), 0.06 * stone.scale)
    # Towards the light a hairline is left, of a small stone hardly that.
    least = max(lit, HAIR * (1 - 0.6 * stone.few))
    out: list[Outline] = []
    for ring in boundary(stone.view.whole):
        after = np.roll(ring, -1, 0)
        side = after - ring
        away = np.column_stack([side[:, 1], -side[:, 0]]) / np.maximum(np.hypot(*side.T), 1e-9)[:, None]
        corner = away + np.roll(away, 1, 0)
        corner /= np.maximum(np.hypot(*corner.T), 1e-9)[:, None]
        width = bold * np.maximum(np.clip(0.42 - 0.75 * corner @ LIGHTWARD, 0, 1) ** 1.4, least)
        inner = ring - corner * width[:, None] / stone.scale
        for k in range(len(ring)):
            j = (k + 1) % len(ring)
            if width[k] + width[j] > 0:
                out.append(polyline(stone.mm(np.stack([ring[k], ring[j], inner[j], inner[k]]))))
    return [filled(out, mix(INK, shade(stone.feeling, 0.2, "hot"), 0.5 * stone.few))]


def _unmade(feeling: Feeling) -> float:
    """How far a stone is only lines on one side, for a feeling that reaches for what is not there."""
    tone = feeling.mood.tone
    return float(np.clip(1 - abs(tone.valence - 0.24) / 0.2, 0, 1) * np.clip(0.2 - tone.arousal, 0, 0.4) / 0.4)
