"""The facets in ink: a pale wash, strokes whipped along each from its dark end, lines between, and a bold edge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import boundary, filled, grow, heading, linear, polyline, ribbon
from markgen.motifs._gem.inks import INK, cover, gladness, shade
from markgen.motifs._gem.piece import LIGHTWARD, Piece
from markgen.motifs._gem.setting import Setting
from markgen.values import Feeling, Outline, Points, Shape

Floats = NDArray[np.float64]

GIRDLE = 0.032
"""Width of the girdle."""

HAIR, BROKEN = 0.16, 0.975
"""How bold the edge is that looks towards the light, of 1; and how straight into it an edge looks that is lost."""

DEEP = 0.5
"""Tone below which a facet is dark on any skin."""

ROOM = 0.5, 5.0
"""Scales of a stone, mm to a unit, between which what is behind its windows comes to be seen."""

UNCUT = {"band", "hollow", "rock", "tip"}
"""Kinds of pieces that lie one on the other as they grew, each in its flat ink."""

BLACK = 0.12
"""Tone below which a facet is closed up with black."""

BARE = 0.92
"""Tone above which a facet is skin."""

FADED = 0.16
"""How much lighter a facet is at its light end than at its dark one: colour is whipped out of it."""

CHIP = 0.008
"""Share of the stone's area below which a facet is of one tone."""

RULED, OUTLINE = 0.15, 0.62
"""Widths, mm, of lines between facets and round the stone, of one of 8 mm to a unit; larger ones have them not as much
heavier."""

GLINTS, SPARKLE = 3, (0.0018, 0.02)
"""Facets that throw the lamp straight back, and their shares of the stone's area."""


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


def facets_inked(stone: Setting, deep: bool = False) -> list[Shape | None]:
    """The pieces, from the windows to the farthest, whipped out from their dark end to the light one; or those of deep
    tones, which must not shine on dark skin. What is as it grew is in the flat ink of its tone."""
    out: list[Shape | None] = []
    pieces = [p for p in stone.view.pieces if (p.tone < DEEP and p.kind not in UNCUT) == deep]
    for rank in sorted({p.deep for p in pieces}):
        flats: dict[tuple[str, float], list[Outline]] = {}
        for piece in pieces:
            if piece.deep != rank or (there := _there(stone, piece)) <= 0:
                continue
            if piece.kind in UNCUT or piece.tone < BLACK or piece.share < CHIP:
                tone = round(12 * max(piece.tone, 0.06)) / 12
                ink = INK if piece.tone < BLACK and piece.kind not in UNCUT else shade(stone.feeling, tone, piece.hue)
                flats.setdefault((ink, round(cover(tone) * there, 2)), []).append(polyline(stone.mm(piece.ring)))
            elif piece.tone < BARE:
                out.append(_whipped(stone, piece, there))
        out += [filled(rings, color, covered) for (color, covered), rings in flats.items()]
    return out


def _whipped(stone: Setting, piece: Piece, there: float) -> Shape | None:
    """A piece whose ink thins from its dark end to its light one."""
    ring = stone.mm(piece.ring)
    far = ring @ heading(piece.way)
    start, long = ring[far.argmin()], float(np.ptp(far))
    ink = shade(stone.feeling, piece.tone, piece.hue)
    thin = min(piece.tone + FADED, 0.98)
    stops = ((0.05, ink, cover(piece.tone) * there), (0.95, shade(stone.feeling, thin, piece.hue), cover(thin) * there))
    return filled([polyline(ring)], linear(start, start + heading(piece.way) * long, *stops))


def glint(stone: Setting) -> list[Shape | None]:
    """White ink where a stone throws the lamp back: in few small facets, far from each other, and along its table."""
    much = stone.birth(0.1, 0.3) * gladness(stone.feeling)
    tables = [p.ring for p in stone.view.pieces if p.kind == "table" and not p.deep]
    if not tables or much <= 0.02:
        return []
    least, most = SPARKLE
    bright = [p for p in stone.view.pieces if p.deep == 1 and p.tone > 0.8 and least < p.share < most]
    chosen: list[Piece] = []
    for piece in sorted(bright, key=lambda p: -p.share):
        if len(chosen) < GLINTS and all(np.hypot(*(piece.ring - p.ring.mean(0)).mean(0)) > 0.5 for p in chosen):
            chosen.append(piece)
    caught = [polyline(stone.mm(p.ring.mean(0) + (p.ring - p.ring.mean(0)) * much)) for p in chosen]
    return [filled([*caught, *gleams(stone, tables[0])], "#ffffff", 0.95 * much)]


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
        marks.append(polyline(ribbon(stone.mm(run), (0.05, 0.03)[rank] * stone.scale * np.sin(np.pi * u[:, 0]) ** 0.4)))
    return marks


def edges(stone: Setting) -> list[Shape | None]:
    """Edges of the facets, hairlines that are finer towards the light."""
    fine = _wide(stone, RULED) if natural(stone) else min(stone.feeling.line("fine"), 0.1 * stone.scale)
    soft = 0.75 if stone.feeling.mood.tone.arousal < -0.3 else 1.0
    # The girdle's two edges are one on a small stone: that of the whole.
    girdle = 0.9 * float(np.clip((stone.scale - 18) / 18, 0, 1))
    weights = {"mid": 1.3, "fine": 1.0, "girdle": girdle, "stria": 0.6, "inner": 0.5}
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
        dark = np.clip(0.7 - 0.7 * (edge.run @ LIGHTWARD), 0.0 if natural(stone) else 0.5, 1.3)
        if weight > 0:
            lines.append(polyline(ribbon(stone.mm(edge.run), weight * dark)))
    return [filled(lines, INK)]


def natural(stone: Setting) -> bool:
    """Whether it is inked as a stone is, and not as a style has it."""
    return stone.feeling.style.fill == "natural"


def _wide(stone: Setting, line: float) -> float:
    """Width of a line, mm."""
    by = stone.scale / 8
    return line * float(min(by**0.6, by))


def rim(stone: Setting, lit: float = HAIR) -> list[Shape | None]:
    """The stone's edge, bold where it looks away from the light; lit: its width towards it, of that."""
    bold = _wide(stone, OUTLINE) if natural(stone) else min(stone.feeling.line("bold"), 0.06 * stone.scale)
    out: list[Outline] = []
    for ring in boundary(stone.view.whole):
        side = np.roll(ring, -1, 0) - ring
        away = np.column_stack([side[:, 1], -side[:, 0]]) / np.maximum(np.hypot(*side.T), 1e-9)[:, None]
        corner = away + np.roll(away, 1, 0)
        corner /= np.maximum(np.hypot(*corner.T), 1e-9)[:, None]
        into = corner @ LIGHTWARD / np.hypot(*LIGHTWARD)
        width = bold * np.clip(0.5 - 0.7 * into, lit, 1) ** 1.2 * (into < BROKEN)
        inner = ring - corner * width[:, None] / stone.scale
        out += [polyline(stone.mm(ring)), polyline(stone.mm(inner[::-1]))]
    return [filled(out, INK)]


def _unmade(feeling: Feeling) -> float:
    """How far a stone is only lines on one side, for a feeling that reaches for what is not there."""
    tone = feeling.mood.tone
    return max(1 - abs(tone.valence - 0.24) / 0.2, 0.0) * min(max(0.2 - tone.arousal, 0.0), 0.4) / 0.4
