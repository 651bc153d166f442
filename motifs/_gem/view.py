"""A stone as it is seen: what light, bent at each facet and mirrored behind it, shows in every window."""

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
    areas,
    bent,
    boundary,
    contains,
    grow,
    hull,
    minus,
    ribbon,
    shared,
    traced,
    union,
)
from markgen.motifs._gem.cuts import CUTS, Cut, Stone, cut_stone, grown, tempered
from markgen.motifs._gem.nature import geode, matrix, striae
from markgen.motifs._gem.piece import Edge, Piece
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]

INDEX = 1.62
"""Refractive index of tourmaline."""

LAMP = np.array([-0.58, 0.30, 0.76])
"""Where the light comes from, in the solid's axes."""

LIGHTWARD = np.array([-0.66, -0.75])
"""The same in the picture."""

DEALT = ((0.0, 0.0), (0.15, 0.02), (0.25, 0.2), (0.42, 0.42), (0.56, 0.6), (0.68, 0.82), (0.8, 0.98), (1.0, 1.0))
"""How tones are dealt out over the stone's area: a sixth of it black, a quarter of it all but bare skin."""

DEEPEST = {"table": 3, "star": 3, "kite": 4, "half": 4, "dome": 2}
"""Facets, at most, that what is seen has been mirrored in or seen through: 2 in windows that are not named."""

HUE = ("violet", "magenta", "rose", "peach")
"""Families of colour, from away from the light to where it gathers."""

AROUND = 0.4
"""How far off neighbours are."""

LONE = 0.006
"""Share of the stone's area below which a dark is a lone chip."""

SPLIT = 0.004
"""Share of the stone's area above which what a facet mirrors is shown in it."""


@dataclass(frozen=True, eq=False)
class View:
    """The stone as it is seen."""

    whole: Area
    pieces: tuple[Piece, ...]
    edges: tuple[Edge, ...]
    cut: Cut


@dataclass(frozen=True, eq=False)
class _Seen:
    """A window or what is seen in it, of the face it is in, how deep, and how bright."""

    ring: Points
    kind: str
    deep: int
    bright: float


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
    camera = Camera(np.radians(cut.rise + some.uniform(-3, 3)), np.radians(cut.roll + some.uniform(-5, 5)))
    near = union([])
    found: list[_Seen] = []
    edges: list[Edge] = []
    for stone in stones:
        body, facing = stone.body, stone.body.normals @ camera.to_eye > 0.02
        hidden = near
        near = union([near, hull(camera.screen(body.ends.reshape(-1, 3)))])
        faces = [camera.screen(face) for face in body.faces]
        lamp = LAMP if not cut.rows else LAMP * [0, 1, 1]
        found += _found(stone, faces, facing, hidden, camera, lamp)
        light = body.normals @ LAMP
        if not cut.rows:
            edges += striae(stone, faces, facing, hidden, camera, cut.outline == "prism", chance("striae", len(edges)))
        for (a, b), run in zip(body.sides, camera.screen(body.ends), strict=True):
            if facing[a] and facing[b] and not stone.kinds[a] == stone.kinds[b] == "girdle":
                tier, born = min((_TIERS.get(stone.kinds[k], ("fine", 0.12)) for k in (a, b)), key=lambda t: t[1])
                rest = [run] if hidden.is_empty else _outside(run, hidden)
                edges += [Edge(each, tier, born, float(min(light[a], light[b]))) for each in rest]
    pieces = _toned(found, near, chance, camera.roll if cut.rows else None)
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
    stone: Stone, faces: list[Points], facing: NDArray[np.bool_], hidden: Area, camera: Camera, lamp: Floats
) -> list[_Seen]:
    """Every window of a stone, and what is seen through it."""
    body, eye = stone.body, camera.to_eye
    whole = hull(np.concatenate(faces)).area
    seen: list[tuple[int, Points, int]] = []
    for f in np.flatnonzero(facing).tolist():
        if len(faces[f]) < 3:
            continue
        window = minus(area(faces[f]), hidden)
        seen += [(f, ring, 0) for ring in boundary(window)]
        if stone.kinds[f] != "girdle" and not window.is_empty:
            seen += [(f, ring, deep) for ring, deep in _behind(stone, f, window, camera, SPLIT * whole)]
    if not seen:
        return []
    owner = np.array([f for f, _, _ in seen])
    n = body.normals[owner]
    middles = np.array([ring.mean(0) for _, ring, _ in seen])
    at = camera.lift(middles, n, body.reach[owner])
    out, gone = traced(body, at, bent(np.broadcast_to(-eye, n.shape), n, 1 / INDEX), INDEX)
    towards = out @ lamp
    sky = (0.30 * out[:, 2] + np.exp(-((1 - towards) ** 2) / 0.18) + 0.15 * towards) * np.exp(-0.12 * gone)
    # The surface's own shine, and the stone as a whole: light at its top, dark at its foot.
    bright = np.nan_to_num(sky, nan=-0.4) + 0.3 * n @ lamp
    return [_Seen(ring, stone.kinds[f], deep, float(b)) for (f, ring, deep), b in zip(seen, bright, strict=True)]


def _behind(stone: Stone, f: int, window: Area, camera: Camera, least: float) -> list[tuple[Points, int]]:
    """What a window shows of the facets behind it and, where these are larger than `least`, of what is mirrored there.

    Each is followed by what is seen in it. What is met after so many mirrors is thrown back along the light's way, from
    mirror to mirror, to where it is seen in the window.
    """
    n, reach, corners, kinds = stone.body.normals, stone.body.reach, stone.body.faces, stone.kinds
    # The girdle is too narrow to be seen behind a window.
    shown = {k for k, kind in enumerate(kinds) if kind != "girdle" and len(corners[k]) > 2}
    out: list[tuple[Points, int]] = []

    def look(met: list[int], ways: list[Floats], where: Area) -> None:
        ahead = [k for k in np.flatnonzero(n @ ways[-1] > 0.05).tolist() if k in shown and k != met[-1]]
        if not ahead:
            return
        p = np.concatenate([corners[k] for k in ahead])
        for m, way in zip(met[::-1], ways[::-1], strict=True):
            p = p - ((p @ n[m] - reach[m]) / (way @ n[m]))[:, None] * way
        ends = np.cumsum([len(corners[k]) for k in ahead])[:-1]
        for i, part in shared(np.split(camera.screen(p), ends), where):
            k, seen_in = ahead[i], area(part)
            out.append((part, len(met)))
            if seen_in.area > least and len(met) < DEEPEST.get(kinds[f], 2):
                look([*met, k], [*ways, ways[-1] - 2 * (ways[-1] @ n[k]) * n[k]], seen_in)

    look([f], [bent(-camera.to_eye, n[f], 1 / INDEX)], window)
    return out


def _toned(found: list[_Seen], whole: Area, chance: Chance, roll: float | None) -> list[Piece]:
    """The pieces that are large enough to draw, with tones dealt out by rank over their area.

    roll: radians that the axis leans by which what is seen in the stone mirrors about; None of what nobody cut.
    """
    some, drift, odds = chance("tones"), Noise(chance("hues")), Noise(chance("odds"))
    share = np.array([a.area for a in areas([s.ring for s in found])]) / whole.area
    kept = np.flatnonzero(share > np.where([s.deep for s in found], 0.0012, 0))
    found, share = [found[k] for k in kept], share[kept]
    deep = np.array([s.deep for s in found])
    leaf = np.append(deep[1:], 0) <= deep
    middles = np.array([s.ring.mean(0) for s in found])
    centre = np.concatenate(boundary(whole)).mean(0)
    # Chance goes by the place in the stone, half of it the same on both sides of its axis: all of it would be a face.
    c, s = np.cos(roll or 0.0), np.sin(roll or 0.0)
    u, v = middles[:, 0] * c + middles[:, 1] * s, middles[:, 1] * c - middles[:, 0] * s
    side, u = u, u if roll is None else np.abs(u)
    odd, spread = (
        np.clip(0.5 + 0.55 * (odds(19 * u + k, 19 * v) + odds(19 * side + k + 100, 19 * v)), 0, 1) for k in (0, 50)
    )
    reach = float(np.abs(np.concatenate(boundary(whole)) - centre).max())
    across = (middles - centre) @ LIGHTWARD / reach
    within = np.array([s.kind == "table" for s in found])
    bright = np.array([s.bright for s in found])
    # Every part of the stone has its own darks and lights: what counts is how bright a piece is among its neighbours.
    near = share * np.exp(-((middles[:, None] - middles) ** 2).sum(2) / AROUND**2)
    bright = bright - 0.8 * (near @ bright) / near.sum(1)
    # The crown is lit where the lamp is; through the table its light is seen to gather on the far side.
    field = np.where(within, -0.34, 0.36) * across
    bright = bright + field + (0.9 * (odd - 0.5) + 0.05 * some.standard_normal(len(found))) * (deep > 1)
    order = np.argsort(bright, kind="stable")
    rank = np.empty(len(found))
    rank[order] = (np.cumsum(share[order]) - share[order] / 2) / share.sum()
    tones = np.interp(rank, *np.array(DEALT).T)
    # A large facet is never a black hole.
    tones = np.where(share > 0.02, np.maximum(tones, 0.26), tones)
    # A lone black chip is no reflection of anything: it is black only with its like.
    alone = np.zeros(len(found), bool)
    dark = union([area(found[k].ring) for k in np.flatnonzero(leaf & (tones < 0.25))])
    for blot in boundary(grow(dark, 0.012)):
        if area(blot).area < LONE * whole.area:
            alone |= contains(area(blot), middles)
    tones = np.where(alone, np.maximum(tones, 0.5), tones)
    colour = drift(1.3 * u + 3, 1.3 * v)
    out = []
    for seen, part, tone, hue, x, y, turn, swing, last in zip(
        found,
        *(each.tolist() for each in (share, tones, colour - 0.35 * across + 0.35 * (odd - 0.5))),
        *(middles - centre).T.tolist(),
        *(each.tolist() for each in (odd, spread, leaf)),
        strict=True,
    ):
        way = np.arctan2(y, x) + (0 if seen.kind == "table" else np.pi) + (np.pi if turn < 0.4 else 0)
        way += 1.6 * (swing - 0.5) * (1 if x * c + y * s > 0 else -1)
        out.append(
            Piece(
                seen.ring,
                tone,
                float(way),
                HUE[int(np.digitize(hue, (-0.42, -0.02, 0.36)))],
                part,
                (0.0, 0.0, 0.1, 0.2, 0.25)[seen.deep] + 0.2 * turn * (seen.deep > 1),
                seen.kind,
                seen.deep,
                not last,
            )
        )
    return out
