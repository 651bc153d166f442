"""A cut stone that light goes through: its facets show the facets behind, dark or bright by turns.

The stone is a true solid, and what is seen in each of its windows is found as light would find it: bent at the facet,
and mirrored by the facets behind. Then the tones are dealt out over the pieces as a tattoo needs them: small blacks,
ink that thins out across each facet, and bare skin for the light.

Units are about half the stone's width, until `draw` brings them to mm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Camera,
    Chance,
    Noise,
    Solid,
    area,
    bent,
    boundary,
    circle,
    crayon,
    filled,
    grow,
    hatch,
    heading,
    hull,
    intersect,
    linear,
    minus,
    mix,
    moved,
    polyline,
    pricks,
    radial,
    ramp,
    ribbon,
    shared,
    solid,
    stroked,
    traced,
    union,
)
from markgen.values import Feeling, Ground, Layer, Linear, Outline, Points, Shape, layer

Floats = NDArray[np.float64]
ToMm = Callable[[Points], Points]

FILLS = {"facets"}

INK = "#150a12"

STONE = ("#2a0320", "#5a0a46", "#a3187a", "#dd3aa8", "#f17bc6", "#fbbbe2", "#fff3fa")
"""Tourmaline, from the dark of a facet that shows the stone's far side to the flash of one that shows the sky."""

FIRE = ("#ff7a3c", "#8a4fe8", "#2fa8c9")
"""Colours that a few facets split the light into."""

INDEX = 1.62
"""Refractive index of tourmaline."""

LAMP = np.array([-0.58, 0.30, 0.76])
"""Where the light comes from, in the solid's axes."""

LIGHTWARD = np.array([-0.66, -0.75])
"""The same in the picture."""

DEALT = ((0.0, 0.0), (0.13, 0.03), (0.24, 0.2), (0.42, 0.42), (0.6, 0.6), (0.74, 0.82), (0.85, 0.97), (1.0, 1.0))
"""How tones are dealt out over the stone's area: an eighth of it black, a fifth of it all but bare skin."""

COVER = ((0.0, 1.0), (0.3, 0.96), (0.55, 0.84), (0.78, 0.52), (0.92, 0.16), (1.0, 0.0))
"""How much ink a tone takes: the lightest facets are bare skin."""


# --- the cuts -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A ring of facets. Each is a plane through two outlines: shares of the girdle's at two heights.

    number: of facets; 0 for one on each side of an outline with corners. first: turn of the first, in facets.
    """

    kind: str
    number: int
    first: float
    low: tuple[float, float]
    high: tuple[float, float]


def _brilliant(table: float, crown: float, depth: float, n: int = 8) -> tuple[Row, ...]:
    """Table, n stars, n kites, 2n halves, a girdle, and 2n lower halves and n mains beneath."""
    corner = 1 / np.cos(np.pi / 2 / n)
    kite = (corner, 0.03), (table / np.cos(np.pi / n), crown)
    steep = 1.3 * (crown - 0.03) / (kite[0][0] - kite[1][0])
    return (
        Row("table", 1, 0, (1, crown), (0, crown)),
        Row("star", n, 0.5, (table + 0.2, crown - 0.078), (table, crown)),
        Row("kite", n, 0, *kite),
        Row("half", 2 * n, 0.5, (1, 0.03), (0.7, 0.03 + 0.3 * steep)),
        Row("girdle", 2 * n, 0.5, (1, 0.03), (1, -0.03)),
        Row("lower", 2 * n, 0.5, (1, -0.03), (0.25, -0.03 - 0.8 * depth)),
        Row("main", n, 0, (corner, -0.03), (0, -depth)),
    )


def _steps(table: float, crown: float, depth: float) -> tuple[Row, ...]:
    """Facets in steps, parallel to the sides, up to a table and down to a keel."""
    ring = 0.5 + 0.5 * table
    return (
        Row("table", 1, 0, (1, crown), (0, crown)),
        Row("step", 0, 0, (ring, 0.62 * crown), (table, crown)),
        Row("kite", 0, 0, (1, 0.03), (ring, 0.62 * crown)),
        Row("girdle", 0, 0, (1, 0.03), (1, -0.03)),
        Row("lower", 0, 0, (1, -0.03), (0.72, -0.5 * depth)),
        Row("main", 0, 0, (0.72, -0.5 * depth), (0.02, -depth)),
    )


def _rose(n: int, high: float) -> tuple[Row, ...]:
    """A dome of triangles on a flat back."""
    return (
        Row("kite", n, 0, (0.62, 0.66 * high), (0, high)),
        Row("step", n, 0.5, (0.86, 0.42 * high), (0.5, 0.8 * high)),
        Row("half", 2 * n, 0.25, (1, 0.03), (0.8, 0.5 * high)),
        Row("girdle", 2 * n, 0.25, (1, 0.03), (1, -0.03)),
        Row("main", 1, 0, (0, -0.03), (1, -0.03)),
    )


_DROP = (
    *(Row("kite", 10, 0.5 * (k % 2), low, high) for k, (low, high) in enumerate((
        ((1.0, -0.1), (0.86, 0.5)), ((0.9, 0.3), (0.62, 0.85)), ((0.66, 0.75), (0.12, 1.75)),
        ((1.0, -0.05), (0.9, -0.5)), ((0.93, -0.35), (0.6, -0.8)), ((0.66, -0.72), (0.0, -1.02)),
    ))),
)  # fmt: skip


@dataclass(frozen=True)
class Cut:
    """A way to cut a stone: its outline, its facets, and how it lies: rise, roll and yaw of the view, degrees."""

    outline: str
    rows: tuple[Row, ...]
    rise: float
    roll: float = 0.0
    yaw: float = 0.0
    company: str = ""


CUTS = (
    Cut("pear", _brilliant(0.56, 0.34, 0.82), 76, 14),
    Cut("round", _brilliant(0.58, 0.36, 0.9), 24, 7, 6, "rays"),
    Cut("oblong", _steps(0.62, 0.3, 0.72), 66, -24, 0, "stones"),
    Cut("cushion", _brilliant(0.58, 0.34, 0.86), 74, -12, 8, "thread"),
    Cut("marquise", _brilliant(0.55, 0.3, 0.66), 78, 32, 0, "orbit"),
    Cut("crystals", (), 20),
    Cut("trillion", _brilliant(0.52, 0.32, 0.7, 6), 80, 0, 0, "rays"),
    Cut("round", _brilliant(0.55, 0.33, 0.86), 84, 0, 8, "orbit"),
    Cut("round", _rose(6, 0.62), 66, 6, 12, "stones"),
    Cut("round", _DROP, 8, 10, 4, "thread"),
    Cut("hexagon", _steps(0.54, 0.34, 0.8), 58, -8, 12, "rays"),
    Cut("kite", _steps(0.56, 0.28, 0.7), 80, 8, 0, "stones"),
)
"""What seeds 1, 2, 3 ... hold."""

_CORNERS = {
    "oblong": (
        (1.12, -0.5), (1.12, 0.5), (0.9, 0.72), (-0.9, 0.72), (-1.12, 0.5), (-1.12, -0.5), (-0.9, -0.72), (0.9, -0.72),
    ),
    "hexagon": ((1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0), (-0.5, -0.87), (0.5, -0.87)),
    "kite": ((0, 1.25), (0.78, -0.25), (0.5, -0.78), (-0.5, -0.78), (-0.78, -0.25)),
}  # fmt: skip


def _rim(outline: str) -> Points:
    """The girdle's outline, as corners or 360 points."""
    if outline in _CORNERS:
        return np.array(_CORNERS[outline])
    a = np.arange(360) * np.pi / 180
    x, y = np.cos(a), np.sin(a)
    if outline == "cushion":
        r = (np.abs(x) ** 2.6 + np.abs(y) ** 2.6) ** (-1 / 2.6)
        return np.column_stack([1.1 * r * x, 0.92 * r * y])
    if outline == "marquise":
        # Two arcs that meet in points: where a ray from the middle meets the farther circle.
        off = 0.72
        r = np.sqrt(np.maximum((off * np.abs(x)) ** 2 + 1.46**2 - off**2, 0)) - off * np.abs(x)
        return np.column_stack([r * x, r * y])
    if outline == "pear":
        back = np.clip(-y, 0, 1)
        return np.column_stack([x * (1 - 0.16 * back), y * (1 + 0.66 * back**2.2)])
    if outline == "trillion":
        r = 1 / (1 + 0.20 * np.cos(3 * (a + np.pi / 2)))
        return np.column_stack([r * x, r * y])
    return np.column_stack([x, y])


def _normals(rim: Points, row: Row) -> Points:
    """Which way the facets of a row look, seen from above."""
    step = np.roll(rim, -1, 0) - rim
    if len(rim) < 100:
        out = np.column_stack([step[:, 1], -step[:, 0]])
    else:
        at = np.round((np.arange(row.number or 8) + row.first) * len(rim) / (row.number or 8)).astype(int) % len(rim)
        along = rim[(at + 1) % len(rim)] - rim[at - 1]
        out = np.column_stack([along[:, 1], -along[:, 0]])
    return np.asarray(out / np.hypot(out[:, 0], out[:, 1])[:, None])


@dataclass(frozen=True, eq=False)
class Stone:
    """A solid, and what a cutter calls each of its faces."""

    body: Solid
    kinds: tuple[str, ...]


def _cut(cut: Cut, some: np.random.Generator) -> Stone:
    """The stone that a cut gives, each a little deeper or flatter."""
    rim, tall = _rim(cut.outline), float(some.uniform(0.92, 1.08))
    planes: list[Floats] = []
    kinds: list[str] = []
    for row in cut.rows:
        u = np.array([[0.0, 1.0]]) if row.number == 1 else _normals(rim, row)
        wide = (rim @ u.T).max(0)
        (r0, z0), (r1, z1) = row.low, row.high
        rise, way = tall * abs(z1 - z0), -1.0 if z1 < z0 else 1.0
        up = -way * (r1 - r0) * wide
        n = np.column_stack([rise * u, up])
        planes.append(np.column_stack([n, rise * r0 * wide + up * tall * z0]))
        kinds += [row.kind] * len(n)
    every = np.concatenate(planes)
    yaw = np.radians(cut.yaw + some.uniform(-4, 4))
    c, s = np.cos(yaw), np.sin(yaw)
    turn = np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])
    return Stone(solid(every[:, :3] @ turn, every[:, 3]), tuple(kinds))


def _crystals(some: np.random.Generator) -> list[Stone]:
    """Six-sided crystals that lean out of one root, the nearest first."""
    out = []
    for x, y, height, wide, slant in (
        (-0.34, 0.5, 0.72, 0.24, -0.5), (0.42, 0.42, 0.92, 0.26, 0.42), (0.02, 0.2, 1.9, 0.36, 0.03),
        (-0.42, -0.1, 1.45, 0.28, -0.34), (0.5, -0.2, 1.3, 0.27, 0.52), (0.1, -0.5, 1.6, 0.26, 0.2),
    ):  # fmt: skip
        tall, lean = height * some.uniform(0.85, 1.15), slant + some.uniform(-0.06, 0.06)
        a = np.arange(6) * np.pi / 3 + some.uniform(0, np.pi / 3)
        side = np.column_stack([np.cos(a), np.sin(a), np.zeros(6)])
        tip = side * 1.0 + [0, 0, 0.62]
        c, s = np.cos(lean), np.sin(lean)
        turn = np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]])
        n = np.concatenate([side, tip]) @ turn
        tops = 0.62 * tall * np.ones(6) + some.uniform(-0.07, 0.07, 6)
        reach = np.concatenate([np.full(6, wide), tops]) + n @ [x, y, 0]
        n, reach = np.concatenate([n, [[0, 0, -1.0]]]), np.append(reach, 0.0)
        out.append(Stone(solid(n, reach), ("main",) * 6 + ("kite",) * 6 + ("girdle",)))
    return out


# --- light in the stone -------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Piece:
    """What is seen in a window, or in a part of it: its outline; tone 0..1; intensity at birth; fire, or none.

    deep: how many facets its light has met. leaf: nothing is drawn over it.
    """

    ring: Points
    tone: float
    born: float
    slope: float
    fire: str
    kind: str
    deep: int


@dataclass(frozen=True, eq=False)
class Edge:
    """A run of an edge between two facets, its tier, and its birth."""

    run: Points
    tier: str
    born: float


@dataclass(frozen=True, eq=False)
class View:
    """The stone as it is seen."""

    whole: Area
    table: Points
    pieces: tuple[Piece, ...]
    edges: tuple[Edge, ...]
    company: str


_TIERS = {"table": ("mid", 0.0), "girdle": ("fine", 0.02), "kite": ("fine", 0.02), "main": ("fine", 0.02)}
_CLEAR = ("table", "kite", "main", "step", "lower")
"""Facets large enough to look through."""


@lru_cache(maxsize=32)
def _view(seed: int) -> View:
    """The stone of a seed. Kept, because a mark that grows is drawn many times."""
    chance = Chance(seed)
    some = chance("stone")
    cut = CUTS[(seed - 1) % len(CUTS)]
    stones = [_cut(cut, some)] if cut.rows else _crystals(some)
    camera = Camera(np.radians(cut.rise + some.uniform(-3, 3)), np.radians(cut.roll + some.uniform(-5, 5)))
    near = union([])
    found: list[tuple[Points, float, str, int]] = []
    edges: list[Edge] = []
    table = np.empty((0, 2))
    for stone in stones:
        body, facing = stone.body, stone.body.normals @ camera.to_eye > 0.02
        hidden = near
        near = union([near, hull(camera.screen(body.ends.reshape(-1, 3)))])
        faces = [camera.screen(face) for face in body.faces]
        found += _found(stone, faces, facing, hidden, camera)
        if "table" in stone.kinds:
            table = faces[stone.kinds.index("table")]
        for (a, b), run in zip(body.sides, camera.screen(body.ends), strict=True):
            if facing[a] and facing[b]:
                tier, born = min((_TIERS.get(stone.kinds[k], ("fine", 0.12)) for k in (a, b)), key=lambda t: t[1])
                rest = [run] if hidden.is_empty else _outside(run, hidden)
                edges += [Edge(each, tier, born) for each in rest]
    return View(near, table, tuple(_toned(found, chance("tones"))), tuple(edges), cut.company)


def _outside(run: Points, hidden: Area) -> list[Points]:
    """What of a straight run is not hidden."""
    u = np.linspace(0, 1, 40)
    p = run[0] + (run[1] - run[0]) * u[:, None]
    free = minus(area(ribbon(p, 1e-4)), hidden)
    return [ring[np.argsort((ring - run[0]) @ (run[1] - run[0]))[[0, -1]]] for ring in boundary(free)]


def _found(
    stone: Stone, faces: list[Points], facing: NDArray[np.bool_], hidden: Area, camera: Camera
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
        if stone.kinds[f] in _CLEAR and not window.is_empty:
            seen += [(int(f), ring, deep) for ring, deep in _behind(stone, int(f), window, camera)]
    if not seen:
        return []
    owner = np.array([f for f, _, _ in seen])
    n = body.normals[owner]
    middles = np.array([ring.mean(0) for _, ring, _ in seen])
    at = camera.lift(middles, n, body.reach[owner])
    out, gone = traced(body, at, bent(np.broadcast_to(-eye, n.shape), n, 1 / INDEX), INDEX)
    lamp = out @ LAMP
    sky = (0.30 * out[:, 2] + np.exp(-((1 - lamp) ** 2) / 0.18) + 0.15 * lamp) * np.exp(-0.12 * gone)
    # The surface's own shine, and the stone as a whole: light on one side, dark on the other.
    bright = np.nan_to_num(sky, nan=-0.4) + 0.25 * n @ LAMP + 0.22 * middles @ LIGHTWARD
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
    bright = np.array([b for (_, b, _, _), _ in kept]) + some.normal(0, 0.09, len(kept))
    size = np.array([s for _, s in kept])
    order = np.argsort(bright, kind="stable")
    rank = np.empty(len(kept))
    rank[order] = (np.cumsum(size[order]) - size[order] / 2) / size.sum()
    tones = np.interp(rank, *np.array(DEALT).T)
    # A large facet is never a black hole.
    tones = np.where(size > 0.018 * size.sum(), np.maximum(tones, 0.24), tones)
    deepest: dict[str, int] = {}
    for (_, _, kind, deep), _ in kept:
        deepest[kind] = max(deep, deepest.get(kind, 0))
    out = []
    for ((ring, _, kind, deep), _), tone in zip(kept, tones.tolist(), strict=True):
        fire, slope = some.random(), float(some.uniform(-0.9, 0.9))
        glint = FIRE[int(fire * 9)] if fire < 1 / 3 and 0.35 < tone < 0.9 else ""
        # What a window shows is cut into its own mid-tone.
        own = tone if deep == deepest[kind] else float(np.clip(tone, 0.62, 0.84))
        out.append(Piece(ring, own, 0.05 + 0.13 * deep, slope, glint, kind, deep))
    return out


# --- ink ----------------------------------------------------------------------------------------------------


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """See the module's first line."""
    if feeling.size <= 0:
        return []
    view = _view(chance.seed)
    extra = _company(view, feeling, chance)
    every = np.concatenate([*boundary(view.whole), *(p for p, _ in extra.lines), extra.dots, *extra.stones])
    low, high = every.min(0), every.max(0)
    scale = feeling.size / float((high - low).max())
    sway, loose = Noise(chance("hand")), 0.055 * max(feeling.mood.hand.wobble - 0.2, 0)

    def mm(points: Points) -> Points:
        """From the picture's units to the skin, as far as this hand can rule a line."""
        p = np.asarray(points, float)
        if loose:
            x, y = 2.6 * p[:, 0], 2.6 * p[:, 1]
            p = p + loose * np.column_stack([sway.fbm(x, y, 2), sway.fbm(x + 40, y, 2)])
        return np.asarray((p - (low + high) / 2) * scale + ground.centre)

    waxed = feeling.mood.hand.kind == "crayon"
    stone = _waxed_stone(view, mm, scale, feeling) if waxed else _stone(view, mm, feeling)
    return [
        layer("stone", "colour", stone),
        layer("flash", "white", _flashes(view, mm, feeling)),
        layer("cut", "line", [*_hatching(view, mm, scale, feeling), *_lines(view, mm, scale, feeling, chance)]),
        layer("company", "line", _drawn(extra, mm, scale, feeling)),
        layer("wound", "line", _wound(view, mm, feeling, chance)),
        *_ember(view, mm, scale, feeling),
        *_sparkles(view, mm, feeling),
    ]


def _shade(feeling: Feeling, tone: float) -> str:
    """A facet's colour: the stone's own, unless the feeling leans away from pink and warm. The deepest is black."""
    mood = feeling.mood
    tone = float(np.clip(tone * (0.42 + 0.58 * _gladness(feeling)), 0, 1))
    own = feeling.ramp(*STONE)(tone)
    if mood.pull >= 0.3 and abs((mood.hue - 355 + 180) % 360 - 180) >= 30:
        own = mix(own, ramp(mood.palette)(tone), 0.6)
    return mix(own, INK, float(np.clip((0.3 - tone) / 0.24, 0, 1)))


def _gladness(feeling: Feeling) -> float:
    """How much light a feeling lets into the stone, 0..1."""
    return 1 - feeling.mood.light.shadow * float(np.clip(0.6 - 3 * feeling.mood.lift, 0, 1))


def _cover(tone: float) -> float:
    return float(np.interp(tone, *np.array(COVER).T))


def _stone(view: View, mm: ToMm, feeling: Feeling) -> list[Shape | None]:
    """The facets, each with ink that thins out across it, as a needle whips it; a few with fire in them."""
    out: list[Shape | None] = []
    faint = _unmade(feeling)
    for piece in view.pieces:
        there = feeling.birth(piece.born, 0.3) * (1 - faint * float(np.clip(0.5 + 1.2 * piece.ring.mean(0)[0], 0, 1)))
        if there > 0.02:
            out.append(filled(polyline(mm(piece.ring)), _whipped(piece, mm(piece.ring), there, feeling)))
    return out


def _whipped(piece: Piece, ring: Points, there: float, feeling: Feeling) -> Linear:
    """Ink across a facet, from its dark side to its light one."""
    middle, way = ring.mean(0), heading(piece.slope + 0.85)
    along = (ring - middle) @ way
    start, end = middle + way * along.min(), middle + way * along.max()
    swing = 0.06 if piece.tone < 0.12 else 0.2
    stops = []
    for at, tone in ((0.0, piece.tone + swing), (0.55, piece.tone), (1.0, piece.tone - swing)):
        color = _shade(feeling, tone)
        if piece.fire and at == 0 and feeling.mood.chroma > 0:
            color = mix(color, feeling.tint(piece.fire), 0.6)
        stops.append((at, color, round(max(_cover(tone), 0.5 if piece.fire and at == 0 else 0) * there, 2)))
    return linear(start, end, *stops)


def _waxed_stone(view: View, mm: ToMm, scale: float, feeling: Feeling) -> list[Shape | None]:
    """The facets as a child colours them in: each scribbled one way, harder where it is darker."""
    groups: dict[int, list[Outline]] = {}
    for piece in view.pieces:
        if piece.deep == 0:
            runs = hatch(area(mm(piece.ring)), piece.slope, 0.06 * scale)
            groups.setdefault(round(3 * piece.tone), []).extend(polyline(r, False) for r in runs)
    width, there = 0.047 * scale, feeling.birth(0.05, 0.25)
    return [
        stroked(made, _shade(feeling, 0.4 + 0.14 * k), width, (0.95 - 0.08 * k) * there)
        for k, made in sorted(groups.items())
    ]


def _unmade(feeling: Feeling) -> float:
    """How far a stone is only lines on one side, for a feeling that reaches for what is not there."""
    tone = feeling.mood.tone
    return float(np.clip(1 - abs(tone.valence - 0.24) / 0.2, 0, 1) * np.clip(0.2 - tone.arousal, 0, 0.4) / 0.4)


def _hatching(view: View, mm: ToMm, scale: float, feeling: Feeling) -> list[Shape | None]:
    """Engraver's lines in the darker facets."""
    # On a stone of a fingernail's size they would run together.
    swelled = feeling.birth(0.35, 0.4) * float(np.clip((feeling.size - 24) / 24, 0, 1))
    if swelled <= 0 or feeling.mood.hand.kind == "crayon":
        return []
    made: list[Outline] = []
    for piece in view.pieces:
        leaf = piece.deep == (2 if piece.kind == "table" else int(piece.kind in _CLEAR))
        if leaf and 0.24 < piece.tone < 0.56:
            runs = hatch(area(piece.ring), piece.slope - 0.7, 0.024 + 0.03 * piece.tone)
            made += [polyline(mm(run), False) for run in runs]
    width = min(feeling.line("fine") * 0.7, 0.008 * scale) * swelled
    return [stroked(made, mix(INK, _shade(feeling, 0.25), 0.4), width, 0.8)]


def _lines(view: View, mm: ToMm, scale: float, feeling: Feeling, chance: Chance) -> list[Shape | None]:
    """Edges of the facets, fine ones drawn out to nothing towards the light, and the outline, heavy away from it."""
    bold, mid, fine = (min(feeling.line(t), 0.12 * scale) for t in ("bold", "mid", "fine"))
    soft = 0.75 if feeling.mood.tone.arousal < -0.3 else 1.0
    if feeling.mood.hand.kind == "crayon":
        return _waxed_lines(view, mm, scale, feeling, chance)
    fine_runs: list[Outline] = []
    for edge in view.edges:
        there = feeling.birth(edge.born, 0.2) if edge.born else 1.0
        if there > 0:
            weight = {"mid": mid * 0.8, "fine": fine * 1.6}[edge.tier] * soft
            light = np.clip(0.55 - 0.5 * (edge.run @ LIGHTWARD), 0.3, 1.1)
            run = edge.run if light[0] > light[1] else edge.run[::-1]
            fine_runs.append(polyline(ribbon(mm(run), weight * np.sort(light)[::-1] * there)))
    bold = min(bold, 0.036 * scale)
    inner = moved(grow(view.whole, -0.62 * bold / scale, sharp=True), LIGHTWARD * 0.5 * bold / scale)
    rim = minus(view.whole, inner)
    return [filled(fine_runs, INK), filled([polyline(mm(r)) for r in boundary(rim)], INK)]


def _waxed_lines(view: View, mm: ToMm, scale: float, feeling: Feeling, chance: Chance) -> list[Shape | None]:
    """Outline and facets in wax. The grain is in step with the size, so that the mark stays its own as it grows."""
    some, wax, grain = chance("wax"), _shade(feeling, 0.34), 0.07 * scale / 0.55
    rings = [mm(np.concatenate([r, r[:2]])) for r in boundary(view.whole)]
    rim = [polyline(o.points * grain) for r in rings for o in crayon(r / grain, 0.6, some, 0.8)]
    there = feeling.birth(0.05, 0.2)
    edges = [polyline(mm(e.run), False) for e in view.edges]
    core = [polyline(r, False) for r in rings]
    return [stroked(edges, wax, 0.022 * scale * there, 0.85), stroked(core, wax, 0.045 * scale, 0.75), filled(rim, wax)]


def _wound(view: View, mm: ToMm, feeling: Feeling, chance: Chance) -> list[Shape | None]:
    """The cleft of a stone that is hurt, and the splinters that it has lost."""
    hurt = float(np.clip(-2 * feeling.mood.tone.valence - 0.2, 0, 1)) * feeling.birth(0.2, 0.5)
    if hurt <= 0:
        return []
    some = chance("cleft")
    rim = np.concatenate(boundary(view.whole))
    start = rim[int(np.argmax(rim @ heading(-1.1 + some.uniform(-0.3, 0.3))))]
    u = np.linspace(0, 1, 8)
    jag = np.where(np.arange(8) % 2, 1, -1) * some.uniform(0.03, 0.09, 8) * (u > 0)
    cleft = start + (rim.mean(0) - start) * (0.4 + 0.9 * hurt) * u[:, None] + np.array([0.9, 0.5]) * jag[:, None]
    cleft[0] += cleft[0] - cleft[1]
    made = [ribbon(cleft, np.linspace(0.09, 0.004, 8) * hurt)]
    for k in range(2, 6):
        aside = cleft[k] + heading(some.uniform(0, 6)) * np.array([[0], [0.12], [0.26]]) * hurt
        made.append(ribbon(aside, np.array([0.022, 0.014, 0.002]) * hurt))
    inside = intersect(union([area(m) for m in made]), view.whole)
    return [filled([polyline(mm(r)) for r in boundary(inside)], INK)]


def _ember(view: View, mm: ToMm, scale: float, feeling: Feeling) -> list[Layer]:
    """In a stone gone dark, one facet that still burns, deep inside."""
    lit = float(np.clip((-feeling.mood.lift - 0.1) / 0.1, 0, 1)) * feeling.birth(0.3, 0.3)
    if lit <= 0.02:
        return []
    middle = np.concatenate(boundary(view.whole)).mean(0)
    deep = [p for p in view.pieces if p.deep and area(p.ring).area > 0.01]
    ring = min(deep, key=lambda p: float(np.hypot(*(p.ring.mean(0) - middle)))).ring
    heart = ring.mean(0)
    rim = mm(heart + (ring - heart) * lit)
    at = mm(heart[None])[0]
    burning = linear(rim[0], rim[len(rim) // 2], (0, "#ffb45e"), (0.5, "#f0602a"), (1, "#a3280f"))
    around = radial(at, 0.5 * scale * lit, (0.0, "#ff7a30", 0.45), (0.4, "#ff6a20", 0.16), (1.0, "#ff5a10", 0.0))
    return [
        layer("ember", "colour", [filled(polyline(rim), burning)]),
        layer("ember glow", "glow", [filled(circle(at, 0.5 * scale * lit), around)]),
    ]


@dataclass(frozen=True, eq=False)
class Company:
    """What is around the stone: lines with their widths at the root (all taper), dots, and little stones."""

    lines: tuple[tuple[Points, float], ...]
    dots: Points
    sizes: Floats
    stones: tuple[Points, ...]


def _company(view: View, feeling: Feeling, chance: Chance) -> Company:
    """Fine things that come to a stone as the feeling grows: rays, a thread, an orbit of dots, or little stones."""
    some, tone = chance("company"), feeling.mood.tone
    rim = np.concatenate(boundary(view.whole))
    middle = (rim.min(0) + rim.max(0)) / 2
    glad = tone.valence > 0.75 or tone.name == "devotion"
    kind = "shards" if tone.valence < -0.3 and tone.arousal > 0.4 else "rays" if glad else view.company
    lines: list[tuple[Points, float]] = []
    dots: list[Points] = []
    stones: list[Points] = []

    def edge(angle: float) -> Points:
        """Where the outline stands farthest out at an angle from the middle."""
        way = heading(angle)
        return np.asarray(middle + way * float(((rim - middle) @ way).max()))

    if kind in ("rays", "shards"):
        number = int(some.integers(13, 20))
        for k, a in enumerate(np.linspace(-np.pi, np.pi, number, endpoint=False) + 0.1):
            grown = feeling.birth(0.3 + 0.025 * (k * 7 % number), 0.25)
            out, long = heading(float(a)), (0.27, 0.12, 0.19)[k % 3]
            foot = edge(float(a)) + out * (0.08 if kind == "rays" else -0.03)
            if grown > 0.02:
                wide = 0.07 if kind == "shards" else 0.014
                lines.append((np.stack([foot, foot + out * long * grown]), wide * grown))
                if k % 3 and kind == "rays":
                    dots.append(foot + out * (long * grown + 0.07))
    elif kind == "thread":
        for side in (-1, 1):
            top = edge(-np.pi / 2 + side * 0.35)
            for k in range(14):
                u = k / 13
                dots.append(top + np.array([side * (0.12 + 0.95 * u), -0.10 - 0.55 * u**1.6]) * feeling.birth(0.3, 0.3))
    elif kind == "orbit":
        for k, a in enumerate(np.linspace(-2.9, 2.9, 41)):
            grown = feeling.birth(0.3, 0.4)
            dots.append(edge(float(a)) + heading(float(a)) * (0.13 if k % 5 else 0.19) * grown)
    elif kind == "stones":
        for k, a in enumerate((1.25, 1.9, 0.72, -0.6, -2.4)):
            grown = feeling.birth(0.35 + 0.08 * k, 0.25)
            r, at = (0.15, 0.11, 0.1, 0.12, 0.08)[k] * grown, edge(a) + heading(a) * 0.3
            if grown > 0.02:
                stones.append(at + r * np.array([[0, -1.3], [0.8, 0], [0, 1.3], [-0.8, 0]]))
    p = np.array(dots).reshape(-1, 2)
    swell = feeling.births(0.32 + 0.4 * (np.arange(len(p), dtype=np.float64) * 0.618 % 1), 0.2)
    sizes = swell * np.where(np.arange(len(p)) % 5, 0.011, 0.022)
    return Company(tuple(lines), p[swell > 0.02], sizes[swell > 0.02], tuple(stones))


def _drawn(extra: Company, mm: ToMm, scale: float, feeling: Feeling) -> list[Shape | None]:
    """The stone's company, in ink."""
    fine = feeling.line("fine")
    rays = [ribbon(mm(p), [min(max(w * scale, fine), 0.1 * scale), 0.004 * scale]) for p, w in extra.lines]
    halves = [polyline(mm(s[:3])) for s in extra.stones]
    rims = [polyline(mm(s)) for s in extra.stones]
    cross = [polyline(mm(s[[k, k + 2]]), False) for s in extra.stones for k in (0, 1)]
    return [
        filled([polyline(ray) for ray in rays], INK),
        *(pricks(mm(extra.dots), extra.sizes * scale, INK) if len(extra.dots) else ()),
        filled(halves, _shade(feeling, 0.34), 0.8),
        stroked(cross, INK, fine * 0.8),
        stroked(rims, INK, min(fine * 1.6, 0.03 * scale)),
    ]


def _flashes(view: View, mm: ToMm, feeling: Feeling) -> list[Shape | None]:
    """The few windows that throw the lamp straight back."""
    thrown = [polyline(mm(p.ring)) for p in view.pieces if p.tone > 0.93 and p.deep]
    return [filled(thrown, "#ffffff", 0.5 * feeling.birth(0.25, 0.4) * _gladness(feeling))]


def _sparkles(view: View, mm: ToMm, feeling: Feeling) -> list[Layer]:
    """Points of light, four-rayed and drawn out thin, where corners catch it."""
    grown = feeling.birth(0.25, 0.4) * (0.6 + 0.4 * feeling.mood.light.glow) * _gladness(feeling)
    if grown <= 0.02:
        return []
    corners = np.concatenate([e.run for e in view.edges])
    stars = []
    for n, way in zip(count(), ((-0.7, -0.7), (0.9, -0.3), (-0.3, 0.6), (0.2, -0.1))):
        at = corners[int(np.argmax(corners @ np.array(way) - (0.9 if n > 1 else 0) * np.hypot(*corners.T)))]
        a = np.arange(8) * np.pi / 4 - np.pi / 2
        r = np.where(np.arange(8) % 2, 0.09, np.where(np.arange(8) % 4, 0.6, 1.0)) * (0.2, 0.13, 0.09, 0.08)[n]
        stars.append(polyline(mm(at * 0.97 + heading(a) * r[:, None] * grown)))
    return [
        layer("sparkle", "white", [filled(stars, "#ffffff")]),
        layer("glint", "shimmer", [filled(stars, "#ffffff", 0.9)]),
    ]
