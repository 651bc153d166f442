"""A brilliant as it is seen from above, and as a tattooer rules it: its table, the facets round it that meet in
points, and through the table the blades of the star that the facets beneath it make."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, area, heading, resample, turned
from markgen.motifs._gem.cuts import Cut, outline
from markgen.motifs._gem.piece import LIGHTWARD, Edge, Piece
from markgen.values import Points

Floats = NDArray[np.float64]

TABLE, STAR, BLADE = 0.55, 0.765, 0.27
"""Where the table's corners are, the tips of the facets at its sides, and the roots of the blades: shares of the way
from the middle to the rim."""

TURN = 0.03
"""How far the table is seen aside from the middle, of the stone turned as far as they are."""

HALVES = "half", 0.12
"""The facets along the rim, and when the edges between them are born."""

DEALT = ((0.08, 0.05), (0.24, 0.30), (0.44, 0.46), (0.62, 0.68), (1.0, 1.0))
"""Steps of tone over the stone's area: up to that share of it, that tone. A twelfth of it is black, and two fifths are
bare skin."""


def crown(cut: Cut, chance: Chance) -> tuple[Points, list[Piece], list[Edge]]:
    """Outline, pieces and edges of a brilliant of some outline, in units of about half its width."""
    some = chance("crown")
    n = next(row.number for row in cut.rows if row.kind == "star")
    rim = outline(cut.outline)
    middle = rim.mean(0) * [0, 1]
    # A corner of a triangle has a kite as well.
    first = 0.5 if cut.outline == "trillion" else 0.0
    off = TURN * heading(some.uniform(0, 2 * np.pi)) * [0.6, 1.0]
    roll = np.radians(cut.roll + some.uniform(-2, 2))

    def at(k: float, share: float, high: float) -> Points:
        """A point of the stone, so many facets round: how far out, and how high, 1 at the table and -1 at its foot."""
        place = rim[round((k + first) * len(rim) / n) % len(rim)]
        made: Points = middle + share * (place - middle) + high * off
        return made

    def arc(k: float) -> Points:
        """The rim along half a facet, from k on."""
        a, b = (round((j + first) * len(rim) / n) for j in (k, k + 0.5))
        made: Points = rim[np.arange(a, b + 1) % len(rim)]
        return resample(made, 6)

    culet = middle - 0.8 * off
    tables = np.array([at(k, TABLE, 1.0) for k in range(n)])
    rings: list[tuple[str, int, Points, float]] = [("table", 0, tables, 0.0)]
    runs: list[tuple[Points, str, float]] = []
    for k in range(n):
        beat = 1.0 if k % 2 else -1.0
        here, after = tables[k], tables[(k + 1) % n]
        tip, before = at(k + 0.5, STAR, 0.55), at(k - 0.5, STAR, 0.55)
        foot, root, last = at(k, 1.0, 0.0), at(k + 0.5, BLADE, 0.2), at(k - 0.5, BLADE, 0.2)
        rings += [
            ("star", 0, np.array([here, after, tip]), 0.5 * beat),
            ("kite", 0, np.array([here, tip, foot, before]), -0.6 * beat),
            (HALVES[0], 0, np.concatenate([arc(k), [tip]]), beat),
            (HALVES[0], 0, np.concatenate([arc(k + 0.5), [tip]]), -beat),
            ("table", 1, np.array([culet, last, here, root]), 1.5 * beat),
            ("table", 1, np.array([root, here, after]), -0.8 * beat),
        ]
        runs += [(np.array(ends), "fine", 0.02) for ends in ((here, tip), (after, tip), (tip, foot))]
        runs += [(np.array([tip, at(k + 1, 1.0, 0.0)]), "fine", 0.02), (np.array([here, after]), "mid", 0.0)]
        runs += [(np.array([tip, at(k + 0.5, 1.0, 0.0)]), "fine", HALVES[1])]
        runs += [(np.array(ends), "inner", 0.1) for ends in ((culet, root), (root, here), (root, after))]
    pieces = _toned([(kind, deep, turned(p, roll), beat) for kind, deep, p, beat in rings], some)
    edges = [Edge(turned(run, roll), tier, born, 0.5) for run, tier, born in runs]
    return turned(rim, roll), pieces, edges


def _toned(rings: list[tuple[str, int, Points, float]], some: np.random.Generator) -> list[Piece]:
    """Pieces of the rings, lit from one side, and by turns as their facets look; tones are dealt out in steps."""
    middle = rings[0][2].mean(0)
    share = np.array([area(p).area for _, _, p, _ in rings])
    share /= share[[k for k, ring in enumerate(rings) if ring[1] == 0]].sum()
    out = np.array([p.mean(0) - middle for _, _, p, _ in rings])
    out /= np.maximum(np.hypot(*out.T), 1e-9)[:, None]
    lit = out @ LIGHTWARD
    deep, beat = np.array([ring[1] for ring in rings]), np.array([ring[3] for ring in rings])
    # Facets that look into the lamp throw it back; what has come in leaves on the other side.
    bright = np.where(deep, -0.35, 0.75) * lit + 0.5 * beat + some.normal(0, 0.04, len(rings))
    tones = np.full(len(rings), 0.76)
    for rank in (0, 1):
        order = np.flatnonzero((deep == rank) & (np.arange(len(rings)) > 0))
        order = order[np.argsort(bright[order], kind="stable")]
        far = (np.cumsum(share[order]) - share[order] / 2) / share[order].sum()
        tones[order] = np.array([tone for _, tone in DEALT])[np.searchsorted([most for most, _ in DEALT], far)]
    # Black in a kite is a square block: only what is narrow is closed up.
    kite = np.array([ring[0] == "kite" for ring in rings])
    tones = np.where(kite, np.maximum(tones, DEALT[1][1]), tones)
    # A facet on the shaded side is darkest at the rim, and one on the lit side at the table.
    ways = np.where(deep | (lit > 0), 1, -1)[:, None] * out
    return [
        Piece(
            p,
            float(tone),
            float(np.arctan2(*way[::-1])),
            "hot" if tone < 0.6 else "rose",
            float(part),
            0.1 * rank,
            kind,
            rank,
            parted=k == 0,
        )
        for k, ((kind, rank, p, _), tone, way, part) in enumerate(zip(rings, tones, ways, share, strict=True))
    ]
