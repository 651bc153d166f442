"""A stone as it is seen: its windows, what of the facets behind is seen through them, and how light falls on each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Area, Camera, Chance, Noise, area, boundary, contains, hull, minus, ribbon, union
from markgen.motifs._gem.cuts import CUTS, Cut, Stone, cut_stone, grown, tempered
from markgen.motifs._gem.light import LAMP, mosaic
from markgen.motifs._gem.nature import geode, matrix, striae
from markgen.motifs._gem.piece import LIGHTWARD, Edge, Piece
from markgen.values import Feeling, Points

DEALT = (0.0, 0.02), (0.12, 0.08), (0.2, 0.2), (0.42, 0.34), (0.58, 0.52), (0.72, 0.68), (0.88, 0.84), (1.0, 1.0)
"""How tones are dealt out over the stone's area: an eighth of it black, a tenth of it all but bare skin."""

HUE = ("violet", "magenta", "hot", "rose")
"""Families of colour, from away from the light to where it gathers."""

LEAST = 0.0014
"""Share of the stone's area of the least piece that is drawn."""

BLACKEST = 0.035
"""Share of the stone's area above which a facet would be a black hole."""


@dataclass(frozen=True, eq=False)
class View:
    """The stone as it is seen."""

    whole: Area
    pieces: tuple[Piece, ...]
    edges: tuple[Edge, ...]
    cut: Cut


@dataclass(frozen=True, eq=False)
class _Seen:
    """A window or what is seen in it: of the face it is in, how deep, and how bright."""

    ring: Points
    kind: str
    deep: int
    bright: float

    @cached_property
    def size(self) -> float:
        """Its area (the shoelace formula)."""
        (x, y), (u, v) = self.ring.T, np.roll(self.ring, -1, 0).T
        return abs(float(x @ v - y @ u)) / 2


_TIERS = {"table": ("mid", 0.0), "girdle": ("girdle", 0.0), "kite": ("fine", 0.02), "main": ("fine", 0.02)}


def tempered_by(feeling: Feeling) -> str:
    """How a feeling would have its stone cut: soft, crisp or broken; or as it comes."""
    tone = feeling.mood.tone
    if tone.valence < -0.2 and tone.arousal > 0.4:
        return "broken"
    if feeling.mood.chroma == 0 and tone.valence > 0:
        return "crisp"
    return "soft" if tone.valence > 0.2 and tone.arousal < -0.2 else ""


@lru_cache(maxsize=64)
def view(seed: int, temper: str = "") -> View:
    """The stone of a seed, as a temper cuts it. Kept, because a mark that grows is drawn many times."""
    chance = Chance(seed)
    some = chance("stone")
    cut = tempered(CUTS[(seed - 1) % len(CUTS)], temper)
    if cut.outline == "geode":
        whole, pieces, lines = geode(chance)
        return View(whole, tuple(pieces), tuple(lines), cut)
    stones = cut_stone(cut, some, temper == "broken") if cut.rows else grown(cut.outline, some)
    # A drop hangs by its point: it hardly turns, and both its sides are seen alike.
    drop = cut.outline == "pear"
    turn = some.uniform(-3, 3), (0.3 if drop else 1.0) * some.uniform(-5, 5)
    camera = Camera(np.radians(cut.rise + turn[0]), np.radians(cut.roll + turn[1]))
    near = union([])
    found: list[_Seen] = []
    edges: list[Edge] = []
    for stone in stones:
        body, facing = stone.body, stone.body.normals @ camera.to_eye > 0.02
        hidden = near
        near = union([near, hull(camera.screen(body.ends.reshape(-1, 3)))])
        faces = [camera.screen(face) for face in body.faces]
        found += _found(stone, faces, facing, hidden, camera)
        light = body.normals @ LAMP
        if not cut.rows:
            edges += striae(stone, faces, facing, hidden, camera, cut.outline == "prism", chance("striae", len(edges)))
        for (a, b), run in zip(body.sides, camera.screen(body.ends), strict=True):
            if facing[a] and facing[b] and not stone.kinds[a] == stone.kinds[b] == "girdle":
                tier, born = min((_TIERS.get(stone.kinds[k], ("fine", 0.12)) for k in (a, b)), key=lambda t: t[1])
                rest = [run] if hidden.is_empty else _outside(run, hidden)
                edges += [Edge(each, tier, born, float(min(light[a], light[b]))) for each in rest]
    pieces = _toned(found, near, chance)
    if cut.outline != "cluster":
        return View(near, tuple(pieces), tuple(edges), cut)
    rock, stones_of_it, cracks = matrix(near, chance)
    shown = [e for e in edges if not contains(rock, e.run).any()]
    return View(union([near, rock]), (*pieces, *stones_of_it), (*shown, *cracks), cut)


def _outside(run: Points, hidden: Area) -> list[Points]:
    """What of a straight run is not hidden."""
    u = np.linspace(0, 1, 40)
    p = run[0] + (run[1] - run[0]) * u[:, None]
    free = minus(area(ribbon(p, 1e-4)), hidden)
    return [ring[np.argsort((ring - run[0]) @ (run[1] - run[0]))[[0, -1]]] for ring in boundary(free)]


def _found(stone: Stone, faces: list[Points], facing: NDArray[np.bool_], hidden: Area, camera: Camera) -> list[_Seen]:
    """Every window of a stone, as bright as all that it shows, and what is seen through it."""
    windows = {f: minus(area(faces[f]), hidden) for f in np.flatnonzero(facing).tolist() if len(faces[f]) > 2}
    clear = [(f, window) for f, window in windows.items() if stone.kinds[f] != "girdle"]
    deep = [(f, _Seen(ring, stone.kinds[f], 1, bright)) for ring, f, bright in mosaic(stone, clear, camera)]
    out = []
    for f, window in windows.items():
        within = [(seen.size, seen.bright) for k, seen in deep if k == f] or [(1.0, 0.3)]
        share, bright = np.array(within).T
        mean = float(share @ bright / share.sum())
        out += [_Seen(ring, stone.kinds[f], 0, mean) for ring in boundary(window)]
        out += [seen for k, seen in deep if k == f]
    return out


def _toned(found: list[_Seen], whole: Area, chance: Chance) -> list[Piece]:
    """The pieces that are large enough to draw, with tones dealt out by rank over their area."""
    drift = Noise(chance("hues"))
    share = np.array([seen.size for seen in found]) / whole.area
    kept = np.flatnonzero(share > LEAST)
    found, share = [found[k] for k in kept], share[kept]
    deep, bright = np.array([s.deep for s in found]), np.array([s.bright for s in found])
    parted = np.append(deep[1:], 0) > deep
    middles = np.array([s.ring.mean(0) for s in found])
    rim = np.concatenate(boundary(whole))
    across = (middles - (rim.min(0) + rim.max(0)) / 2) @ LIGHTWARD / float(np.abs(rim - rim.mean(0)).max())
    tones = np.empty(len(found))
    for layer in (parted, ~parted):
        order = np.flatnonzero(layer)[np.argsort(bright[layer], kind="stable")]
        rank = (np.cumsum(share[order]) - share[order] / 2) / max(share[order].sum(), 1e-9)
        tones[order] = np.interp(rank, *np.array(DEALT).T)
    tones = np.where(share > BLACKEST, np.maximum(tones, 0.3), tones)
    hues = np.digitize(drift(0.9 * middles[:, 0] + 3, 0.9 * middles[:, 1]) - 0.3 * across, (-0.62, -0.1, 0.5))
    return [
        Piece(seen.ring, tone, _way(seen), HUE[hue], part, 0.1 * seen.deep, seen.kind, seen.deep, more)
        for seen, tone, hue, part, more in zip(
            found, tones.tolist(), hues.tolist(), share.tolist(), parted.tolist(), strict=True
        )
    ]


def _way(seen: _Seen) -> float:
    """The way that a facet grows lighter: along its longest side, away from the lamp where light has come in."""
    side = np.roll(seen.ring, -1, 0) - seen.ring
    way = side[int(np.hypot(*side.T).argmax())]
    return float(np.arctan2(*(np.sign(way @ LIGHTWARD or 1.0) * (-1 if seen.deep else 1) * way)[::-1]))
