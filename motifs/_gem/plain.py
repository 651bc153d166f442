"""A stone without its colours: in lines, in black, in dots, or in few flat inks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import area, filled, heading, polyline, pricks, stipple, stroked
from markgen.motifs._gem.inks import INK, shade
from markgen.motifs._gem.piece import Piece
from markgen.motifs._gem.setting import Setting
from markgen.values import Outline, Points, Shape

Floats = NDArray[np.float64]

INKS = ((0.24, 0.0), (0.6, 0.45), (0.82, 0.72))
"""Flat inks: for tones up to the first number, an ink of the tone of the second; lighter pieces are bare."""

BLACKS = ((0.36, 0.0),)
"""The same where there is only black: the deep pieces are of it too, or there would be hardly any."""


def plain(stone: Setting) -> list[Shape | None]:
    """The pieces of a stone as its style fills them."""
    pieces = _shown(stone)
    fill = stone.feeling.style.fill
    if fill == "none":
        return _lined(stone, pieces)
    if fill == "dots":
        return _dotted(stone, pieces)
    made: list[Shape | None] = []
    for deep in sorted({p.deep for p in pieces}):
        least = -1.0
        for most, ink in INKS if fill == "flats" else BLACKS:
            rings = [polyline(stone.mm(p.ring)) for p in pieces if p.deep == deep and least < p.tone <= most]
            made.append(filled(rings, shade(stone.feeling, ink) if ink else INK))
            least = most
    return made


def _shown(stone: Setting) -> list[Piece]:
    """The pieces that have room, without those that are seen only as what is in them."""
    whole = stone.view.whole.area * stone.scale**2
    return [
        p
        for p in stone.view.pieces
        if p.share * whole > 1.4 and not (p.parted and p.share * whole > 14) and stone.birth(p.born, 0.1) > 0.5
    ]


def _lined(stone: Setting, pieces: list[Piece]) -> list[Shape | None]:
    """The darker pieces by their outlines, single lines as fine as the style's own."""
    rings: list[Outline] = [polyline(stone.mm(p.ring)) for p in pieces if p.tone < 0.5 and p.deep]
    return [stroked(rings, INK, 0.5 * stone.feeling.line("fine"))]


def _dotted(stone: Setting, pieces: list[Piece]) -> list[Shape | None]:
    """Every piece in dots, that thin out across it towards its light."""
    some, dot = stone.chance("dots"), float(np.clip(stone.scale / 75, 0.32, 0.6))
    spots: list[Points] = []
    for piece in pieces:
        way, ring = heading(piece.way), stone.mm(piece.ring)
        low, high = float((ring @ way).min()), float((ring @ way).max())

        def tone(p: Points, piece: Piece = piece, way: Points = way, low: float = low, high: float = high) -> Floats:
            u = (p @ way - low) / max(high - low, 1e-6)
            return np.asarray(np.clip(1.05 - piece.tone - 0.6 * (u - 0.4), 0, 1) ** 1.25)

        if piece.tone < 0.85:
            spots.append(stipple(area(ring), tone, dot, some, 1.2))
    p = np.concatenate(spots) if spots else np.empty((0, 2))
    return pricks(p, np.full(len(p), dot / 2), INK)
