"""A stone as it is seen: what light, bent at each facet and mirrored behind it, shows in every window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Area, Camera, Chance, area, bent, boundary, hull, minus, ribbon, shared, traced, union
from markgen.motifs._gem.cuts import CUTS, Stone, crystals, cut_stone
from markgen.motifs._gem.piece import Edge, Piece
from markgen.motifs._gem.plan import plan
from markgen.values import Points

Floats = NDArray[np.float64]

INDEX = 1.62
"""Refractive index of tourmaline."""

LAMP = np.array([-0.58, 0.30, 0.76])
"""Where the light comes from, in the solid's axes."""

LIGHTWARD = np.array([-0.66, -0.75])
"""The same in the picture."""

DEALT = ((0.0, 0.0), (0.13, 0.03), (0.24, 0.2), (0.42, 0.42), (0.6, 0.6), (0.74, 0.82), (0.85, 0.97), (1.0, 1.0))
"""How tones are dealt out over the stone's area: an eighth of it black, a fifth of it all but bare skin."""

FIRE = ("#ff7a3c", "#8a4fe8", "#2fa8c9")
"""Colours that a few facets split the light into."""


@dataclass(frozen=True, eq=False)
class View:
    """The stone as it is seen: what light shows in it, and the plan of it, for where that would be too fine."""

    whole: Area
    table: Points
    pieces: tuple[Piece, ...]
    edges: tuple[Edge, ...]
    plan: tuple[Piece, ...]
    planned: tuple[Edge, ...]
    company: str


_TIERS = {"table": ("mid", 0.0), "girdle": ("fine", 0.02), "kite": ("fine", 0.02), "main": ("fine", 0.02)}
CLEAR = ("table", "kite", "main", "step", "lower")
"""Facets large enough to look through."""


@lru_cache(maxsize=32)
def view(seed: int) -> View:
    """The stone of a seed. Kept, because a mark that grows is drawn many times."""
    chance = Chance(seed)
    some = chance("stone")
    cut = CUTS[(seed - 1) % len(CUTS)]
    stones = [cut_stone(cut, some)] if cut.rows else crystals(some)
    camera = Camera(np.radians(cut.rise + some.uniform(-3, 3)), np.radians(cut.roll + some.uniform(-5, 5)))
    near = union([])
    found: list[tuple[Points, float, str, int]] = []
    edges: list[Edge] = []
    plain: list[Piece] = []
    planned: list[Edge] = []
    table = np.empty((0, 2))
    for stone in stones:
        body, facing = stone.body, stone.body.normals @ camera.to_eye > 0.02
        hidden = near
        near = union([near, hull(camera.screen(body.ends.reshape(-1, 3)))])
        faces = [camera.screen(face) for face in body.faces]
        found += _found(stone, faces, facing, hidden, camera, LAMP if not cut.rows else LAMP * [0, 1, 1])
        pieces, lines = plan(stone, faces, facing, camera)
        plain[:0] = pieces
        planned += lines
        if "table" in stone.kinds:
            table = faces[stone.kinds.index("table")]
        for (a, b), run in zip(body.sides, camera.screen(body.ends), strict=True):
            if facing[a] and facing[b]:
                tier, born = min((_TIERS.get(stone.kinds[k], ("fine", 0.12)) for k in (a, b)), key=lambda t: t[1])
                rest = [run] if hidden.is_empty else _outside(run, hidden)
                edges += [Edge(each, tier, born) for each in rest]
    return View(
        near, table, tuple(_toned(found, chance("tones"))), tuple(edges), tuple(plain), tuple(planned), cut.company
    )


def _outside(run: Points, hidden: Area) -> list[Points]:
    """What of a straight run is not hidden."""
    u = np.linspace(0, 1, 40)
    p = run[0] + (run[1] - run[0]) * u[:, None]
    free = minus(area(ribbon(p, 1e-4)), hidden)
    return [ring[np.argsort((ring - run[0]) @ (run[1] - run[0]))[[0, -1]]] for ring in boundary(free)]


def _found(
    stone: Stone, faces: list[Points], facing: NDArray[np.bool_], hidden: Area, camera: Camera, lamp: Floats
) -> list[tuple[Points, float, str, int]]:
    """Every window of a stone, and what is seen through it: outline, brightness, kind, and how deep."""
    body, eye = stone.body, camera.to_eye
    seen: list[tuple[int, Points, int]] = []
    for f in np.flatnonzero(facing):
        if len(faces[f]) < 3:
            continue
        window = minus(area(faces[f]), hidden)
        for ring in boundary(window):
            seen.append((int(f), ring, 0))
        if stone.kinds[f] in CLEAR and not window.is_empty:
            seen += [(int(f), ring, deep) for ring, deep in _behind(stone, int(f), window, camera)]
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
    down = np.array([-np.sin(camera.roll), np.cos(camera.roll)])
    bright = np.nan_to_num(sky, nan=-0.4) + 0.25 * n @ lamp - 0.3 * middles @ down
    return [(ring, float(b), stone.kinds[f], deep) for (f, ring, deep), b in zip(seen, bright, strict=True)]


def _behind(stone: Stone, f: int, window: Area, camera: Camera) -> list[tuple[Points, int]]:
    """What a window shows of the facets behind it, and a table also of those that are mirrored in them."""
    body, n, front = stone.body, stone.body.normals, (stone.body.normals[f], stone.body.reach[f])
    way = bent(-camera.to_eye, front[0], 1 / INDEX)
    corners = body.faces

    def cast(p: Floats, along: Floats, onto: tuple[Floats, float]) -> Floats:
        return np.asarray(p - ((p @ onto[0] - onto[1]) / (along @ onto[0]))[:, None] * along)

    def screen(k: int, along: Floats) -> Points:
        return camera.screen(cast(corners[k], along, front))

    back = [k for k in np.flatnonzero(n @ way > 0.02).tolist() if k != f and len(corners[k]) > 2]
    out: list[tuple[Points, int]] = []
    for i, part in shared([screen(k, way) for k in back], window):
        out.append((part, 1))
        if stone.kinds[f] != "table" or stone.kinds[back[i]] == "girdle":
            continue
        k = back[i]
        on = (n[k], float(body.reach[k]))
        again = way - 2 * (way @ n[k]) * n[k]
        ahead = np.flatnonzero(n @ again > 0.1).tolist()
        far = [q for q in ahead if len(corners[q]) > 2 and stone.kinds[q] != "girdle"]
        images = [camera.screen(cast(cast(corners[q], again, on), way, front)) for q in far]
        out += [(less, 2) for _, less in shared(images, area(part))]
    return out


def _toned(found: list[tuple[Points, float, str, int]], some: np.random.Generator) -> list[Piece]:
    """The pieces that are large enough to draw, with tones dealt out by rank over their area."""
    sizes = np.array([area(ring).area for ring, _, _, _ in found])
    whole = sum(s for s, (_, _, _, deep) in zip(sizes, found, strict=True) if deep == 0)
    kept = [(each, s) for each, s in zip(found, sizes, strict=True) if s > (0, 0.003, 0.003)[each[3]] * whole]
    size = np.array([s for _, s in kept])
    # Pieces that are as bright as each other, as those on either side of an axis are, have one rank.
    _, alike = np.unique(np.round([b for (_, b, _, _), _ in kept], 3), return_inverse=True)
    shares = np.bincount(alike, size)
    tones = np.interp(((np.cumsum(shares) - shares / 2) / size.sum())[alike], *np.array(DEALT).T)
    middle = np.concatenate([ring for (ring, *_), _ in kept]).mean(0)
    # A large facet is never a black hole.
    tones = np.where(size > 0.018 * size.sum(), np.maximum(tones, 0.24), tones)
    deepest: dict[str, int] = {}
    for (_, _, kind, deep), _ in kept:
        deepest[kind] = max(deep, deepest.get(kind, 0))
    out = []
    for ((ring, _, kind, deep), _), tone in zip(kept, tones.tolist(), strict=True):
        fire, (x, y) = some.random(), ring.mean(0) - middle
        glint = FIRE[int(fire * 9)] if fire < 1 / 3 and 0.35 < tone < 0.9 else ""
        # What a window shows is cut into its own mid-tone.
        own = tone if deep == deepest[kind] else float(np.clip(tone, 0.62, 0.84))
        out.append(Piece(ring, own, 0.05 + 0.13 * deep, float(np.arctan2(y, x)), glint, kind, deep))
    return out
