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
    polyline,
    radial,
    ribbon,
    stroked,
    union,
)
from markgen.motifs._gem.inks import FLAME, INK, cover, gladness, shade
from markgen.motifs._gem.plan import BARE, DEEP
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import CLEAR, LIGHTWARD, Piece
from markgen.values import Feeling, Linear, Outline, Points, Shape


def fineness(feeling: Feeling) -> float:
    """How far a stone has room for all that light does in it, 0..1; the small ones are their plan alone."""
    return float(np.clip((feeling.size - 36) / 24, 0, 1))


def planned(stone: Setting) -> list[Shape | None]:
    """The facets of the plan, each of one tone that deepens a little outwards."""
    middle = np.concatenate(boundary(stone.view.whole)).mean(0)
    out: list[Shape | None] = []
    for piece in stone.view.plan:
        there = stone.birth(piece.born, 0.3)
        if there > 0.02:
            along = (piece.ring - middle) @ (way := piece.ring.mean(0) - middle) / (way @ way)
            ends = stone.mm(middle + way * np.array([[along.min()], [along.max()]]))
            inner, outer = (shade(stone.feeling, piece.tone + s) for s in (0.11, -0.13))
            out.append(filled(polyline(stone.mm(piece.ring)), linear(*ends, (0, inner, there), (1, outer, there))))
    return out


def lustre(stone: Setting) -> list[Shape | None]:
    """Light in the brightest facets of the plan, and one of them that throws the lamp straight back."""
    there = stone.birth(0.2, 0.3) * gladness(stone.feeling)
    inset = -0.9 * stone.feeling.line("bold") / stone.scale
    facets = [grow(area(p.ring), inset) for p in stone.view.plan if p.tone >= BARE]
    bright = [stone.mm(ring) for facet in facets for ring in boundary(facet)]
    if not bright:
        return []
    nearest = max(bright, key=lambda ring: float(ring.mean(0) @ LIGHTWARD))
    return [
        filled([polyline(ring) for ring in bright], "#ffd6f6", 0.22 * there),
        filled(polyline(nearest), "#ffffff", 0.7 * there),
    ]


def fire(stone: Setting) -> list[Shape | None]:
    """What burns in a clear stone: a light of its own colour, low in it, where the lamp's light gathers."""
    there = stone.birth(0.2, 0.4) * gladness(stone.feeling)
    if there < 0.02:
        return []
    rim = np.concatenate(boundary(stone.view.whole))
    at = stone.mm((rim.mean(0) - 0.25 * LIGHTWARD)[None])[0]
    color = stone.feeling.tint(FLAME)
    within = radial(at, 1.1 * stone.scale, (0.0, color, 0.4 * there), (1.0, color, 0.16 * there))
    # Not in the dark facets, nor on the lines, which it would make grey.
    line = 0.3 * stone.feeling.line("bold") / stone.scale
    dark = union([area(p.ring) for p in stone.view.plan if p.tone <= DEEP])
    lines = union([area(ribbon(e.run, 2 * line)) for e in (*stone.view.edges, *stone.view.planned)])
    lit = minus(minus(grow(stone.view.whole, -4 * line), grow(dark, line)), lines)
    return [filled([polyline(stone.mm(r)) for r in boundary(lit)], within)]


def facets_inked(stone: Setting) -> list[Shape | None]:
    """The facets, each with ink that thins out across it, as a needle whips it; a few with fire in them."""
    out: list[Shape | None] = []
    faint, share = _unmade(stone.feeling), fineness(stone.feeling)
    for piece in stone.view.pieces:
        # Darks lie over the plan, whose lights are to shine through all the rest.
        over = share * float(np.interp(piece.tone, (0.15, 0.45), (0.9, 0.25)))
        made = 1 - faint * float(np.clip(0.5 + 1.2 * piece.ring.mean(0)[0], 0, 1))
        there = over * stone.birth(piece.born, 0.3) * made
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
            runs = hatch(area(piece.ring), piece.slope + np.pi / 2, 0.024 + 0.03 * piece.tone)
            made += [polyline(stone.mm(run), False) for run in runs]
    width = min(stone.feeling.line("fine") * 0.7, 0.008 * stone.scale) * swelled
    return [stroked(made, mix(INK, shade(stone.feeling, 0.25), 0.4), width, 0.8)]


def edges(stone: Setting) -> list[Shape | None]:
    """Edges of the facets, fine ones drawn out to nothing towards the light, and the outline, of one weight."""
    bold, mid, fine = (min(stone.feeling.line(t), 0.12 * stone.scale) for t in ("bold", "mid", "fine"))
    soft = 0.75 if stone.feeling.mood.tone.arousal < -0.3 else 1.0
    fine_runs: list[Outline] = []
    for edge in (*stone.view.edges, *stone.view.planned):
        swelled = stone.birth(edge.born, 0.2) if edge.born else 1.0
        if swelled > 0:
            weight = {"mid": mid * 0.8, "fine": fine * 1.8}[edge.tier] * soft
            light = np.clip(0.55 - 0.5 * (edge.run @ LIGHTWARD), 0.3, 1.1)
            run = edge.run if light[0] > light[1] else edge.run[::-1]
            fine_runs.append(polyline(ribbon(stone.mm(run), weight * np.sort(light)[::-1] * swelled)))
    rim = minus(stone.view.whole, grow(stone.view.whole, -min(bold, 0.054 * stone.scale) / stone.scale, sharp=True))
    return [filled(fine_runs, INK), filled([polyline(stone.mm(r)) for r in boundary(rim)], INK)]


def _whipped(piece: Piece, ring: Points, there: float, feeling: Feeling) -> Linear:
    """Ink across a facet, from its dark side to its light one."""
    middle, way = ring.mean(0), heading(piece.slope)
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
