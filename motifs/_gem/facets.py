"""The facets in ink: whipped tone, hatching, the lines between them, and flashes of bare light."""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    area,
    boundary,
    filled,
    grow,
    hatch,
    heading,
    linear,
    minus,
    mix,
    moved,
    polyline,
    ribbon,
    stroked,
)
from markgen.motifs._gem.inks import INK, cover, gladness, shade
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import CLEAR, LIGHTWARD, Piece
from markgen.values import Feeling, Linear, Outline, Points, Shape


def facets_inked(stone: Setting) -> list[Shape | None]:
    """The facets, each with ink that thins out across it, as a needle whips it; a few with fire in them."""
    out: list[Shape | None] = []
    faint = _unmade(stone.feeling)
    for piece in stone.view.pieces:
        there = stone.birth(piece.born, 0.3) * (1 - faint * float(np.clip(0.5 + 1.2 * piece.ring.mean(0)[0], 0, 1)))
        if there > 0.02:
            ring = stone.mm(piece.ring)
            out.append(filled(polyline(ring), _whipped(piece, ring, there, stone.feeling)))
    return out


def hatching(stone: Setting) -> list[Shape | None]:
    """Engraver's lines in the darker facets."""
    # On a stone of a fingernail's size they would run together.
    swelled = stone.birth(0.35, 0.4) * float(np.clip((stone.feeling.size - 24) / 24, 0, 1))
    if swelled <= 0:
        return []
    made: list[Outline] = []
    for piece in stone.view.pieces:
        leaf = piece.deep == (2 if piece.kind == "table" else int(piece.kind in CLEAR))
        if leaf and 0.24 < piece.tone < 0.56:
            runs = hatch(area(piece.ring), piece.slope - 0.7, 0.024 + 0.03 * piece.tone)
            made += [polyline(stone.mm(run), False) for run in runs]
    width = min(stone.feeling.line("fine") * 0.7, 0.008 * stone.scale) * swelled
    return [stroked(made, mix(INK, shade(stone.feeling, 0.25), 0.4), width, 0.8)]


def edges(stone: Setting) -> list[Shape | None]:
    """Edges of the facets, fine ones drawn out to nothing towards the light, and the outline, heavy away from it."""
    bold, mid, fine = (min(stone.feeling.line(t), 0.12 * stone.scale) for t in ("bold", "mid", "fine"))
    soft = 0.75 if stone.feeling.mood.tone.arousal < -0.3 else 1.0
    fine_runs: list[Outline] = []
    for edge in stone.view.edges:
        there = stone.birth(edge.born, 0.2) if edge.born else 1.0
        if there > 0:
            weight = {"mid": mid * 0.8, "fine": fine * 1.6}[edge.tier] * soft
            light = np.clip(0.55 - 0.5 * (edge.run @ LIGHTWARD), 0.3, 1.1)
            run = edge.run if light[0] > light[1] else edge.run[::-1]
            fine_runs.append(polyline(ribbon(stone.mm(run), weight * np.sort(light)[::-1] * there)))
    bold = min(bold, 0.036 * stone.scale)
    inner = moved(grow(stone.view.whole, -0.62 * bold / stone.scale, sharp=True), LIGHTWARD * 0.5 * bold / stone.scale)
    rim = minus(stone.view.whole, inner)
    return [filled(fine_runs, INK), filled([polyline(stone.mm(r)) for r in boundary(rim)], INK)]


def flashes(stone: Setting) -> list[Shape | None]:
    """The few windows that throw the lamp straight back."""
    thrown = [polyline(stone.mm(p.ring)) for p in stone.view.pieces if p.tone > 0.93 and p.deep]
    return [filled(thrown, "#ffffff", 0.5 * stone.birth(0.25, 0.4) * gladness(stone.feeling))]


def _whipped(piece: Piece, ring: Points, there: float, feeling: Feeling) -> Linear:
    """Ink across a facet, from its dark side to its light one."""
    middle, way = ring.mean(0), heading(piece.slope + 0.85)
    along = (ring - middle) @ way
    start, end = middle + way * along.min(), middle + way * along.max()
    swing = 0.06 if piece.tone < 0.12 else 0.2
    stops = []
    for at, tone in ((0.0, piece.tone + swing), (0.55, piece.tone), (1.0, piece.tone - swing)):
        color = shade(feeling, tone)
        if piece.fire and at == 0 and feeling.mood.chroma > 0:
            color = mix(color, feeling.tint(piece.fire), 0.6)
        stops.append((at, color, round(max(cover(tone), 0.5 if piece.fire and at == 0 else 0) * there, 2)))
    return linear(start, end, *stops)


def _unmade(feeling: Feeling) -> float:
    """How far a stone is only lines on one side, for a feeling that reaches for what is not there."""
    tone = feeling.mood.tone
    return float(np.clip(1 - abs(tone.valence - 0.24) / 0.2, 0, 1) * np.clip(0.2 - tone.arousal, 0, 0.4) / 0.4)
