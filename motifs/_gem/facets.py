"""The facets in ink: a pale wash, strokes whipped along each from its dark end, lines between, and a bold edge."""

from __future__ import annotations

import numpy as np

from markgen.draw import across, boundary, filled, grow, heading, linear, mix, polyline, ribbon
from markgen.motifs._gem.inks import INK, cover, gladness, shade
from markgen.motifs._gem.piece import Piece
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import LIGHTWARD
from markgen.values import Feeling, Outline, Points, Shape

GIRDLE = 0.032
"""Width of the girdle."""

HAIR = 0.22
"""How bold the edge is that looks into the light, of 1."""

ROWS = 0.024
"""Between two rows of a facet's shading: a stroke is two of them wide where it begins."""

DEEP = 0.5
"""Tone below which a facet is dark on any skin."""

ROOM = 0.5, 5.0
"""Scales of a stone, mm to a unit, between which what is behind its windows comes to be seen."""

UNCUT = {"band", "hollow", "rock", "tip"}
"""Kinds of pieces that lie one on the other as they grew, each in its flat ink."""

GLEAMING = 0.86
"""Tone above which a facet of a small stone is put in with white."""

BLACK = 0.12
"""Tone below which a facet is closed up with black."""

PALEST = 0.66
"""Least ink on a facet of a small stone, as a share: bare skin would be a hole in it."""

WHOLE = 0.52
"""How bold the lit edge of a small stone is, of 1: any finer it would be lost."""

GLASS = -0.14, 0.30
"""How much darker and lighter than its tone a facet of a small stone is at its ends."""


def _there(stone: Setting, piece: Piece) -> float:
    """How far a piece is to be seen, 0..1: what is behind it takes its place where there is room for that."""
    if piece.kind in UNCUT:
        return stone.birth(piece.born, 0.25)
    small, large = ROOM
    seen_through = min(max((stone.scale - small) / (large - small), 0.0), 1.0)
    there = stone.birth(piece.born, 0.25 if piece.born else 0.1)
    there *= seen_through if piece.deep else 1 - seen_through * piece.parted
    away = min(max(0.5 + 1.2 * float(piece.ring[:, 0].mean()), 0.0), 1.0)
    return round(there * (1 - _unmade(stone.feeling) * away), 2)


def _ink(stone: Setting, tone: float, hue: str) -> str:
    """A tone's colour: of a small stone a lighter and a hotter one, because skin dulls it, but none so pale that it
    would be chalk on dark skin."""
    tone += stone.few * (min(tone + 0.26 * (1 - tone), 0.74) - tone) if tone > DEEP else 0
    return mix(shade(stone.feeling, tone, hue), shade(stone.feeling, tone, "hot"), 0.7 * stone.few)


def facets_inked(stone: Setting, deep: bool = False) -> list[Shape | None]:
    """The pieces, from the windows to the farthest, each in the flat ink of its tone; or those of deep tones, which
    must not shine on dark skin.

    Those of a small stone, that has no room for strokes, go from dark to light as clean as glass.
    """
    out: list[Shape | None] = []
    pieces = [p for p in stone.view.pieces if (p.tone < DEEP and p.kind not in UNCUT) == deep]
    for rank in sorted({p.deep for p in pieces}):
        flats: dict[tuple[str, float], list[Outline]] = {}
        for piece in pieces:
            if piece.deep != rank or (there := _there(stone, piece)) <= 0:
                continue
            if stone.few > 0 and piece.kind not in UNCUT:
                out.append(_glassy(stone, piece, there))
            else:
                tone = round(8 * max(piece.tone, 0.12)) / 8
                paint = _ink(stone, tone, piece.hue), round(cover(tone) * there, 2)
                flats.setdefault(paint, []).append(polyline(stone.mm(piece.ring)))
        out += [filled(rings, color, covered) for (color, covered), rings in flats.items()]
    return out


def _glassy(stone: Setting, piece: Piece, there: float) -> Shape | None:
    """A piece whose ink thins from its dark end to its light one."""
    ring = stone.mm(piece.ring)
    start, end = _dark_to_light(ring, piece.way)
    ends = (piece.tone + stone.few * np.array(GLASS)).clip(0.04, 0.97).tolist() if piece.tone > BLACK else (0.0, 0.28)
    stops = [
        (at, _ink(stone, tone, piece.hue), max(cover(tone), PALEST * stone.few) * there)
        for at, tone in zip((0.06, 0.94), ends, strict=True)
    ]
    return filled([polyline(ring)], linear(start, end, *stops))


def _dark_to_light(ring: Points, way: float) -> tuple[Points, Points]:
    """From the dark end of a piece, mm, across all of it the way that it grows lighter, radians."""
    far = ring @ heading(way)
    start = ring[far.argmin()]
    return start, start + heading(way) * np.ptp(far)


def whipped(stone: Setting, black: bool) -> list[Shape | None]:
    """Strokes along each piece from its dark end, where they close up, and which thin to nothing; or those of black
    pieces, that reach from end to end."""
    flat = {"girdle", *UNCUT}
    pieces = [p for p in stone.view.pieces if (p.tone < BLACK) == black and p.kind not in flat and p.tone < 0.97]
    there = np.array([_there(stone, p) for p in pieces])
    if not pieces:
        return []
    tone, way = np.array([p.tone for p in pieces]), np.array([p.way for p in pieces])
    owner, runs = across([p.ring for p in pieces], way, np.full(len(way), ROWS), np.full(len(way), 1.0001))
    aim = np.column_stack([np.cos(way), np.sin(way)])[owner]
    back = ((runs[:, 1] - runs[:, 0]) * aim).sum(1) < 0
    runs[back] = runs[back, ::-1]
    reach = stone.chance("whip", int(black)).uniform(0.42, 1.0, len(owner)) * there[owner]
    reach *= stone.birth(0.05, 0.3) * (1 if black else np.clip(1.1 - 0.8 * tone[owner], 0.2, 1))
    reach = np.clip(reach + 0.5 * black * there[owner], 0, 1)
    inks = [INK if black else _ink(stone, round(6 * (0.72 * p.tone - 0.04)) / 6, p.hue) for p in pieces]
    made: dict[str, list[Outline]] = {}
    for k in range(1, len(owner) - 1):
        if owner[k - 1] == owner[k] == owner[k + 1] and reach[k] > 0.02:
            tip = runs[k, 0] + (runs[k, 1] - runs[k, 0]) * reach[k]
            made.setdefault(inks[owner[k]], []).append(
                polyline(stone.mm(np.stack([runs[k - 1, 0], tip, runs[k + 1, 0]])))
            )
    return [filled(strokes, ink, 0.92) for ink, strokes in made.items()]


def glint(stone: Setting) -> list[Shape | None]:
    """White ink where a stone throws the lamp back: along edges of its table; of a small brilliant, in its lightest
    facets as well, which are else bare, and would be dark on dark skin."""
    much = stone.birth(0.1, 0.3) * gladness(stone.feeling)
    tables = [p for p in stone.view.pieces if p.kind == "table" and not p.deep]
    stepped = any(p.kind == "step" for p in stone.view.pieces)
    lit = gleams(stone, tables[0].ring) if tables else []
    made: list[Shape | None] = [
        filled(lit[: 2 if stepped else 1], "#ffffff", 0.92 * much * (1 if stepped else stone.few))
    ]
    if stepped:
        return made
    # Pure white would be chalk among pinks.
    blush = mix("#ffffff", shade(stone.feeling, 0.9), 0.35)
    for piece in stone.view.pieces:
        there = _there(stone, piece) * stone.few * much
        if piece.tone > GLEAMING and piece.kind not in UNCUT and there > 0:
            ring = stone.mm(piece.ring)
            paint = linear(*_dark_to_light(ring, piece.way), (0.1, blush, 0.1 * there), (1, blush, 0.8 * there))
            made.append(filled([polyline(ring)], paint))
    return made


def gleams(stone: Setting, ring: Points) -> list[Outline]:
    """Crisp along one edge of a table, a spark along the next."""
    side = np.roll(ring, -1, 0) - ring
    long = np.hypot(*side.T)
    away = np.column_stack([side[:, 1], -side[:, 0]]) / long[:, None]
    away *= np.sign(((ring + side / 2 - ring.mean(0)) * away).sum(1))[:, None]
    lit = (away @ LIGHTWARD) * np.sqrt(long)
    marks: list[Outline] = []
    for rank, k in enumerate(np.argsort(-lit)[:2].tolist()):
        u = np.linspace(0.06, (0.80, 0.94)[rank], 9)[:, None]
        run = ring[k] + side[k] * u - away[k] * 0.055
        marks.append(
            polyline(ribbon(stone.mm(run), (0.085, 0.045)[rank] * stone.scale * np.sin(np.pi * u[:, 0]) ** 0.4))
        )
    return marks


def edges(stone: Setting) -> list[Shape | None]:
    """Edges of the facets, hairlines that are finer towards the light."""
    fine = min(stone.feeling.line("fine"), 0.1 * stone.scale)
    soft = 0.75 if stone.feeling.mood.tone.arousal < -0.3 else 1.0
    # The girdle's two edges are one on a small stone: that of the whole.
    girdle = 0.9 * float(np.clip((stone.scale - 18) / 18, 0, 1))
    weights = {"mid": 1.7, "fine": 1.25, "girdle": girdle, "stria": 0.7, "inner": 0.8}
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
        dark = np.clip(0.8 - 0.4 * (edge.run @ LIGHTWARD), 0.5, 1.2)
        if weight > 0:
            lines.append(polyline(ribbon(stone.mm(edge.run), weight * dark)))
    return [filled(lines, mix(INK, shade(stone.feeling, 0.3), 0.4))]


def rim(stone: Setting, lit: float = HAIR) -> list[Shape | None]:
    """The stone's edge, bold where it looks away from the light; lit: its width towards it, of that."""
    bold = min(stone.feeling.line("bold"), 0.06 * stone.scale) * (1 - 0.45 * stone.few)
    lit += stone.few * max(WHOLE - lit, 0)
    out: list[Outline] = []
    for ring in boundary(stone.view.whole):
        side = np.roll(ring, -1, 0) - ring
        away = np.column_stack([side[:, 1], -side[:, 0]]) / np.maximum(np.hypot(*side.T), 1e-9)[:, None]
        corner = away + np.roll(away, 1, 0)
        corner /= np.maximum(np.hypot(*corner.T), 1e-9)[:, None]
        width = bold * np.clip(0.5 - 0.7 * corner @ LIGHTWARD, lit, 1 - 0.15 * stone.few) ** 1.2
        inner = ring - corner * width[:, None] / stone.scale
        out += [polyline(stone.mm(ring)), polyline(stone.mm(inner[::-1]))]
    return [filled(out, mix(INK, shade(stone.feeling, 0.3, "hot"), 0.35 * stone.few))]


def _unmade(feeling: Feeling) -> float:
    """How far a stone is only lines on one side, for a feeling that reaches for what is not there."""
    tone = feeling.mood.tone
    return max(1 - abs(tone.valence - 0.24) / 0.2, 0.0) * min(max(0.2 - tone.arousal, 0.0), 0.4) / 0.4
