"""A stone as it is seen: its windows, what of the facets behind is seen through them, and how light falls on each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Camera,
    Chance,
    Noise,
    area,
    bent,
    boundary,
    contains,
    grow,
    hull,
    intersect,
    minus,
    ribbon,
    shared,
    union,
)
from markgen.motifs._gem.crown import crown
from markgen.motifs._gem.cuts import CUTS, Cut, Stone, cut_stone, grown, tempered
from markgen.motifs._gem.nature import geode, matrix, striae
from markgen.motifs._gem.piece import LIGHTWARD, Edge, Piece
from markgen.values import Feeling, Points

INDEX = 1.62
"""Refractive index of tourmaline."""

LAMP = np.array([-0.58, -0.30, 0.76])
"""Where the light comes from, in the solid's axes."""

DEALT = ((0.0, 0.02), (0.13, 0.06), (0.16, 0.2), (0.36, 0.36), (0.56, 0.54), (0.72, 0.72), (0.84, 0.92), (1.0, 1.0))
"""How tones are dealt out over the stone's area: an eighth of it black, a sixth of it all but bare skin."""

STEPS = (0.05, 0.34, 0.54, 0.75, 0.98)
"""The values of a step cut."""

WINDOWS = {"table", "dome", "main"}
"""Facets that the facets behind are seen through."""

HUE = ("violet", "magenta", "rose", "peach")
"""Families of colour, from away from the light to where it gathers."""

LEAST = 0.0012
"""Share of the stone's area of the least piece that is drawn."""

BLACKEST = 0.06
"""Share of the stone's area above which a facet would be a black hole."""

AROUND = 0.4
"""How far off neighbours are."""

CULET = 0.26
"""How far about the culet the facets behind are dark."""

SHEEN = ((0.62, 0.76), (0.80, 0.84))
"""Where the bands of light are that a table shows, as shares of its breadth towards the light."""


@dataclass(frozen=True, eq=False)
class View:
    """The stone as it is seen."""

    whole: Area
    pieces: tuple[Piece, ...]
    edges: tuple[Edge, ...]
    cut: Cut


@dataclass(frozen=True, eq=False)
class _Seen:
    """A window or what is seen in it: of the face it is in, how deep, how bright, and by turns 1 or -1."""

    ring: Points
    kind: str
    deep: int
    bright: float
    beat: float


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
    if cut.ruled and temper != "broken":
        outline, pieces, lines = crown(cut, chance)
        return View(area(outline), tuple(pieces), tuple(lines), cut)
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
        here = _found(stone, faces, facing, hidden, camera, not drop)
        found += here
        edges += _inner(here)
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


def _found(
    stone: Stone, faces: list[Points], facing: NDArray[np.bool_], hidden: Area, camera: Camera, shiny: bool
) -> list[_Seen]:
    """Every window of a stone, and what is seen through it. shiny: whether the sky is seen in its table.

    A window is as bright as it looks into the light. Of what is behind, the far side is bright, where light that has
    come in is thrown back; but from facet to facet what is bright and what is dark change places.
    """
    n, beat = stone.body.normals, stone.beat
    lit = n @ LAMP
    far = -n[:, :2] @ LAMP[:2] / np.maximum(np.hypot(n[:, 0], n[:, 1]) * np.hypot(*LAMP[:2]), 1e-9)
    out: list[_Seen] = []
    for f in np.flatnonzero(facing).tolist():
        if len(faces[f]) < 3:
            continue
        window = minus(area(faces[f]), hidden)
        kind = stone.kinds[f]
        out += [_Seen(ring, kind, 0, float(0.6 * lit[f] + 0.22 * beat[f]), float(beat[f])) for ring in boundary(window)]
        if window.is_empty:
            continue
        # The steps behind a step cut's table stay whole: its light is an edge's.
        shine = sheen(window, SHEEN) if shiny and kind == "table" and "step" not in stone.kinds else union([])
        for ring, k in _behind(stone, f, window, camera):
            bright = 0.5 + 0.35 * float(beat[k]) + 0.3 * float(far[k] * beat[k]) + 0.15 * float(far[k])
            parts = [(minus(area(ring), shine), 0.0), (intersect(area(ring), shine), 0.45)]
            out += [_Seen(part, kind, 1, bright + more, float(beat[k])) for a, more in parts for part in boundary(a)]
    return out


def sheen(table: Area, bands: tuple[tuple[float, float], ...]) -> Area:
    """The sky in a table: a broad band of light across its lit corner, and a narrow one beside it."""
    p = np.concatenate(boundary(table))
    u, way = p @ LIGHTWARD / np.hypot(*LIGHTWARD), LIGHTWARD / np.hypot(*LIGHTWARD)
    side = 9 * np.array([-way[1], way[0]])
    ends = [u.min() + np.ptp(u) * np.array(share) for share in bands]
    return union([area(np.stack([a * way - side, b * way - side, b * way + side, a * way + side])) for a, b in ends])


def _inner(seen: list[_Seen]) -> list[Edge]:
    """Edges of the facets behind, where they are seen: each once, and none along the window's own edge."""
    out: list[Edge] = []
    taken: set[tuple[int, int]] = set()
    window = union([])
    for each in seen:
        if each.deep == 0:
            window = grow(area(each.ring), -4e-3)
        if each.deep != 1:
            continue
        ends = np.stack([each.ring, np.roll(each.ring, -1, 0)], 1)
        for run, within in zip(ends, contains(window, ends.mean(1)), strict=True):
            x, y = np.rint(200 * run.mean(0)).astype(int).tolist()
            if within and (x, y) not in taken:
                taken.add((x, y))
                out.append(Edge(run, "inner", 0.1, 0.5))
    return out


def _behind(stone: Stone, f: int, window: Area, camera: Camera) -> list[tuple[Points, int]]:
    """What a window shows of the facets behind it, each with its number: where light bent at the window finds them."""
    n, reach, corners, kinds = stone.body.normals, stone.body.reach, stone.body.faces, stone.kinds
    if kinds[f] not in WINDOWS:
        return []
    way = bent(-camera.to_eye, n[f], 1 / INDEX)
    # The girdle is too narrow to be seen behind a window.
    ahead = [
        k for k in np.flatnonzero(n @ way > 0.05).tolist() if k != f and kinds[k] != "girdle" and len(corners[k]) > 2
    ]
    if not ahead:
        return []
    p = np.concatenate([corners[k] for k in ahead])
    p = p - ((p @ n[f] - reach[f]) / (way @ n[f]))[:, None] * way
    ends = np.cumsum([len(corners[k]) for k in ahead])[:-1]
    return [(part, ahead[i]) for i, part in shared(np.split(camera.screen(p), ends), window)]


def _toned(found: list[_Seen], whole: Area, chance: Chance) -> list[Piece]:
    """The pieces that are large enough to draw, with tones dealt out by rank over their area."""
    some, drift = chance("tones"), Noise(chance("hues"))
    share = np.array([area(s.ring).area for s in found]) / whole.area
    kept = np.flatnonzero(share > LEAST)
    found, share = [found[k] for k in kept], share[kept]
    deep = np.array([s.deep for s in found])
    parted = np.append(deep[1:], 0) > deep
    middles = np.array([s.ring.mean(0) for s in found])
    rim = np.concatenate(boundary(whole))
    centre = (rim.min(0) + rim.max(0)) / 2
    across = (middles - centre) @ LIGHTWARD / float(np.abs(rim - centre).max())
    # What is seen behind is bright on the far side, and its windows are where the lamp is.
    bright = np.array([s.bright for s in found]) + np.where(deep, -0.12, 0.3) * across
    stepped = any(s.kind == "step" for s in found)
    bright += (0.0 if stepped else 0.06) * some.standard_normal(len(found))
    # Every part of the stone has its own darks and lights: what counts is how bright a piece is among its neighbours.
    near = share * ~parted * np.exp(-((middles[:, None] - middles) ** 2).sum(2) / AROUND**2)
    bright = bright - 0.6 * (near @ bright) / near.sum(1)
    if not stepped:
        # Light that came in at the upper left gathers at the lower right, and none comes back from the culet.
        bright += deep * (0.42 * -across - 0.45 * np.exp(-(middles**2).sum(1) / CULET**2))
    tones = np.empty(len(found))
    for layer in (parted, ~parted):
        order = np.flatnonzero(layer)[np.argsort(bright[layer], kind="stable")]
        rank = (np.cumsum(share[order]) - share[order] / 2) / max(share[order].sum(), 1e-9)
        tones[order] = np.interp(rank, *np.array(DEALT).T)
    if stepped:
        # Long facets side by side are read by their steps: each is of one of five clear values.
        tones = np.array(STEPS)[np.abs(tones[:, None] - STEPS).argmin(1)]
    tones = np.where(share > BLACKEST, np.maximum(tones, 0.3), tones)
    hues = np.digitize(drift(0.9 * middles[:, 0] + 3, 0.9 * middles[:, 1]) - 0.3 * across, (-0.62, -0.1, 0.5))
    return [
        Piece(seen.ring, tone, _way(seen), HUE[hue], part, 0.1 * seen.deep, seen.kind, seen.deep, more)
        for seen, tone, hue, part, more in zip(
            found, tones.tolist(), hues.tolist(), share.tolist(), parted.tolist(), strict=True
        )
    ]


def _way(seen: _Seen) -> float:
    """The way that a facet grows lighter: along its longest side, to and fro by turns."""
    side = np.roll(seen.ring, -1, 0) - seen.ring
    way = side[int(np.hypot(*side.T).argmax())]
    towards = seen.beat * (-1 if seen.deep else 1) * (1 if way @ LIGHTWARD > 0 else -1)
    return float(np.arctan2(*(towards * way)[::-1]))
