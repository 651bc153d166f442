"""The cuts that a stone can have, and the solids they make. Units are about half the stone's width."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Solid, solid
from markgen.values import Points

Floats = NDArray[np.float64]

SMOOTH = 36
"""Facets of a girdle that follows a curve: too many for its corners to be seen."""


GIRDLED = 0.03
"""Half the girdle's height."""


@dataclass(frozen=True)
class Row:
    """A ring of facets. Each is a plane through two outlines: shares of the girdle's at two heights.

    number: of facets; 0 for one on each side of an outline with corners, whose steps are then all equally wide.
    first: turn of the first, in facets.
    """

    kind: str
    number: int
    first: float
    low: tuple[float, float]
    high: tuple[float, float]


def _brilliant(table: float, crown: float, depth: float, n: int = 8) -> tuple[Row, ...]:
    """Table, n stars, n kites, 2n halves, a girdle; beneath, 2n lower halves, and n mains that are narrow between them:
    through the table they are the blades of a star."""
    corner = 1 / np.cos(np.pi / 2 / n)
    kite = (corner, 0.03), (table / np.cos(np.pi / n), crown)
    steep = 1.3 * (crown - 0.03) / (kite[0][0] - kite[1][0])
    return (
        Row("table", 1, 0, (1, crown), (0, crown)),
        Row("star", n, 0.5, (table + 0.2, crown - 0.078), (table, crown)),
        Row("kite", n, 0, *kite),
        Row("half", 2 * n, 0.5, (1, 0.03), (0.7, 0.03 + 0.3 * steep)),
        Row("girdle", SMOOTH, 0.5, (1, 0.03), (1, -0.03)),
        Row("lower", 2 * n, 0.5, (1, -0.03), (0.36, -0.03 - 0.70 * depth)),
        Row("lower", n, 0.5, (0.52, -0.03 - 0.50 * depth), (0.0, -0.985 * depth)),
        Row("main", n, 0, (corner, -0.03), (0, -depth)),
    )


def _steps(table: float, crown: float, depth: float) -> tuple[Row, ...]:
    """Facets in steps, parallel to the sides, up to a table and down to a keel."""
    first, second = 0.66 + 0.34 * table, 0.30 + 0.70 * table
    return (
        Row("table", 1, 0, (1, crown), (0, crown)),
        Row("step", 0, 0, (second, 0.84 * crown), (table, crown)),
        Row("step", 0, 0, (first, 0.5 * crown), (second, 0.84 * crown)),
        Row("kite", 0, 0, (1, 0.03), (first, 0.5 * crown)),
        Row("girdle", 0, 0, (1, 0.03), (1, -0.03)),
        Row("lower", 0, 0, (1, -0.03), (0.78, -0.36 * depth)),
        Row("lower", 0, 0, (0.78, -0.36 * depth), (0.55, -0.64 * depth)),
        Row("lower", 0, 0, (0.55, -0.64 * depth), (0.3, -0.86 * depth)),
        Row("lower", 0, 0, (0.3, -0.86 * depth), (0.15, -0.95 * depth)),
        Row("main", 0, 0, (0.15, -0.95 * depth), (0.02, -depth)),
    )


def _rose(n: int, high: float) -> tuple[Row, ...]:
    """A dome of triangles on a flat back."""
    return (
        Row("dome", n, 0, (0.62, 0.66 * high), (0, high)),
        Row("dome", n, 0.5, (0.86, 0.42 * high), (0.5, 0.8 * high)),
        Row("dome", 2 * n, 0.5, (1, 0.03), (0.8, 0.5 * high)),
        Row("girdle", SMOOTH, 0.5, (1, 0.03), (1, -0.03)),
        Row("main", 1, 0, (0, -0.03), (1, -0.03)),
    )


_DROP = tuple(
    Row("kite", 10, 0.5 * (k % 2), low, high) for k, (low, high) in enumerate((
        ((1.0, -0.1), (0.86, 0.5)), ((0.9, 0.3), (0.62, 0.85)), ((0.66, 0.75), (0.12, 1.75)),
        ((1.0, -0.05), (0.9, -0.5)), ((0.93, -0.35), (0.6, -0.8)), ((0.66, -0.72), (0.0, -1.02)),
    ))
)  # fmt: skip


@dataclass(frozen=True)
class Cut:
    """A way to cut a stone: its outline, its facets, and how it lies: rise and roll of the view, degrees.

    Without rows it is as it grew: the outline is then the name of a form of nature.
    """

    outline: str
    rows: tuple[Row, ...]
    rise: float
    roll: float = 0.0

    @property
    def ruled(self) -> bool:
        """Whether it is a brilliant seen from above, whose facets meet in points all round."""
        return self.rise > 50 and any(row.kind == "star" for row in self.rows)


CUTS = (
    Cut("pear", _brilliant(0.56, 0.34, 0.82), 81, 1.5),
    Cut("round", _brilliant(0.58, 0.36, 0.9), 24, 7),
    Cut("oblong", _steps(0.58, 0.3, 0.62), 80, 87),
    Cut("cushion", _brilliant(0.58, 0.34, 0.86), 74, -12),
    Cut("marquise", _brilliant(0.55, 0.3, 0.66), 78, 32),
    Cut("cluster", (), 20),
    Cut("trillion", _brilliant(0.52, 0.32, 0.7, 6), 74, 11),
    Cut("prism", (), 24, 38),
    Cut("geode", (), 90),
    Cut("round", _DROP, 8, 10),
    Cut("hexagon", _steps(0.54, 0.34, 0.8), 58, -8),
    Cut("kite", _steps(0.56, 0.28, 0.7), 80, 8),
    Cut("round", _brilliant(0.55, 0.33, 0.86), 84),
    Cut("round", _rose(6, 0.62), 66, 6),
)
"""What seeds 1, 2, 3 ... hold."""

_CORNERS = {
    "oblong": (
        (1.16, -0.5), (1.16, 0.5), (0.9, 0.76), (-0.9, 0.76), (-1.16, 0.5), (-1.16, -0.5), (-0.9, -0.76), (0.9, -0.76),
    ),
    "hexagon": ((1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0), (-0.5, -0.87), (0.5, -0.87)),
    "kite": ((0, 1.25), (0.78, -0.25), (0.5, -0.78), (-0.5, -0.78), (-0.78, -0.25)),
}  # fmt: skip


def outline(name: str) -> Points:
    """The girdle's outline, as corners or 360 points."""
    if name in _CORNERS:
        return np.array(_CORNERS[name])
    a = np.arange(360) * np.pi / 180
    x, y = np.cos(a), np.sin(a)
    if name == "cushion":
        r = (np.abs(x) ** 2.6 + np.abs(y) ** 2.6) ** (-1 / 2.6)
        return np.column_stack([1.1 * r * x, 0.92 * r * y])
    if name == "marquise":
        # Two arcs that meet in points: where a ray from the middle meets the farther circle.
        off = 0.72
        r = np.sqrt(np.maximum((off * np.abs(x)) ** 2 + 1.46**2 - off**2, 0)) - off * np.abs(x)
        return np.column_stack([r * x, r * y])
    if name == "pear":
        # Half a circle, and over it a bow that closes in a point.
        up = np.clip(1 - np.abs(a / np.pi - 1.5) * 2, 0, 1)
        x = np.where(up > 0, np.sign(x) * np.cos(up * np.pi / 2), x)
        return np.column_stack([x, np.where(up > 0, -1.85 * up, y)])
    if name == "trillion":
        r = 1 / (1 + 0.10 * np.cos(3 * (a + np.pi / 2)))
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
    """A solid, what a cutter calls each of its faces, and the way that a crystal grew.

    beat: 1 or -1 of each face, by turns round its row and from row to row: what one shows dark, the next shows bright.
    """

    body: Solid
    kinds: tuple[str, ...]
    beat: Floats
    axis: Floats


def tempered(cut: Cut, temper: str) -> Cut:
    """The cut as a temper would have it: soft, with a low crown; crisp, seen straight from above."""
    if temper == "soft" and cut.rows[:1] and cut.rows[0].kind == "table":
        return replace(cut, rows=tuple(replace(row, low=_sunk(row.low), high=_sunk(row.high)) for row in cut.rows))
    if temper == "crisp" and cut.rows and cut.rise > 50:
        upright = 90.0 * round(cut.roll / 90)
        return replace(cut, rise=87.0, roll=upright + 0.3 * (cut.roll - upright))
    return cut


def _sunk(at: tuple[float, float]) -> tuple[float, float]:
    """A share of the girdle's outline and its height, where the crown is lower."""
    return at[0], at[1] if at[1] <= GIRDLED else GIRDLED + 0.7 * (at[1] - GIRDLED)


def cut_stone(cut: Cut, some: np.random.Generator, broken: bool = False) -> list[Stone]:
    """The stone that a cut gives, each a little deeper or flatter; or what it broke into, the largest first."""
    rim, tall = outline(cut.outline), float(some.uniform(0.92, 1.08))
    planes: list[Floats] = []
    kinds: list[str] = []
    beat: list[float] = []
    for rank, row in enumerate(cut.rows):
        u = np.array([[0.0, 1.0]]) if row.number == 1 else _normals(rim, row)
        wide = (rim @ u.T).max(0)
        (r0, z0), (r1, z1) = row.low, row.high
        rise, way = tall * abs(z1 - z0), -1.0 if z1 < z0 else 1.0
        low, high = (wide - (1 - r) * (wide if row.number else wide.min()) for r in (r0, r1))
        up = -way * (high - low)
        n = np.column_stack([rise * u, up])
        planes.append(np.column_stack([n, rise * low + up * tall * z0]))
        kinds += [row.kind] * len(n)
        beat += [float((-1) ** (k * (row.number > 0) + rank)) for k in range(len(n))]
    every = np.concatenate(planes)
    if not broken:
        return [_whole(every, kinds, beat)]
    # A corner is struck off, and that corner in two.
    way = some.uniform(0.35, 0.75)
    off = _cleft(way, 0.3, float((rim @ [np.cos(way), np.sin(way)]).max()) * some.uniform(0.42, 0.56))
    across = _cleft(way - np.pi / 2, -0.25, some.uniform(-0.12, 0.12))
    main = _whole(np.concatenate([every, [off]]), [*kinds, "main"], [*beat, 1.0])
    chips = [
        _moved(np.concatenate([every, [-off, side]]), way + aside, far, turn)
        for side, aside, far, turn in ((across, 0.5, 0.12, 0.14), (-across, -0.35, 0.26, -0.3))
    ]
    return [main, *(_whole(chip, [*kinds, "main", "main"], [*beat, 1.0, -1.0]) for chip in chips)]


def _whole(planes: Floats, kinds: list[str], beat: list[float]) -> Stone:
    return Stone(solid(planes[:, :3], planes[:, 3]), tuple(kinds), np.array(beat), np.array([0.0, 0.0, 1.0]))


def _cleft(way: float, up: float, reach: float) -> Floats:
    """A plane to break along: the way it looks, seen from above, how far upwards, and its distance."""
    return np.array([np.cos(way), np.sin(way), up, reach])


def _moved(planes: Floats, way: float, far: float, turn: float) -> Floats:
    """What planes enclose, moved on the table and turned on the spot."""
    n = planes[:, :3]
    middle = solid(n, planes[:, 3]).ends.reshape(-1, 3).mean(0)
    c, s = np.cos(turn), np.sin(turn)
    spun = n @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1.0]])
    to = middle + far * np.array([np.cos(way), np.sin(way), 0])
    return np.column_stack([spun, planes[:, 3] - n @ middle + spun @ to])


def grown(form: str, some: np.random.Generator) -> list[Stone]:
    """Crystals as they grew out of one root, the nearest first: a cluster of quartz, or prisms of tourmaline."""
    if form == "prism":
        return [
            _crystal((0.42, 0.1, 0), 0.95 * some.uniform(0.8, 1.2), 0.2, 0.10, _TRIGONAL, 0.35, some),
            _crystal((-0.28, 0.05, 0), 1.5 * some.uniform(0.8, 1.2), 0.24, -0.07, _TRIGONAL, 0.5, some),
            _crystal((0.0, -0.35, 0), 2.6, 0.52, 0.0, _TRIGONAL, 0.42, some),
        ]
    return [
        _crystal((x, y, 0), height * some.uniform(0.85, 1.15), wide, slant + some.uniform(-0.06, 0.06), _SIX, 1.6, some)
        for x, y, height, wide, slant in (
            (-0.34, 0.5, 0.72, 0.24, -0.5), (0.42, 0.42, 0.92, 0.26, 0.42), (0.02, 0.2, 1.9, 0.36, 0.03),
            (-0.42, -0.1, 1.45, 0.28, -0.34), (0.5, -0.2, 1.3, 0.27, 0.52), (0.1, -0.5, 1.6, 0.26, 0.2),
        )
    ]  # fmt: skip


_SIX = tuple((60.0 * k, 1.0) for k in range(6))
"""Sides of a six-sided prism: the way each looks, degrees, and how far out it stands."""

_TRIGONAL = tuple((120.0 * k + d, r) for k in range(3) for d, r in ((-34, 1.1), (-12, 0.98), (12, 0.98), (34, 1.1)))
"""Sides of tourmaline, whose section is a triangle with rounded sides."""


def _crystal(
    root: tuple[float, float, float],
    tall: float,
    wide: float,
    lean: float,
    sides: tuple[tuple[float, float], ...],
    steep: float,
    some: np.random.Generator,
) -> Stone:
    """A prism with a pointed end that leans by some radians. steep: of the faces of the end, of a height to a width."""
    turn = some.uniform(0, 2 * np.pi)
    a = np.radians([d for d, _ in sides]) + turn
    side = np.column_stack([np.cos(a), np.sin(a), np.zeros(len(a))])
    # Six faces end a six-sided prism; three a three-sided one.
    b = a if len(a) == 6 else np.arange(3) * 2 * np.pi / 3 + turn
    tip = np.column_stack([np.cos(b), np.sin(b), np.full(len(b), 1 / steep)])
    c, s = np.cos(lean), np.sin(lean)
    n = np.concatenate([side, tip]) @ np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]])
    ends = tall / steep * np.ones(len(b)) + some.uniform(-0.07, 0.07, len(b))
    reach = np.concatenate([wide * np.array([r for _, r in sides]), ends]) + n @ np.array(root)
    n, reach = np.concatenate([n, [[0, 0, -1.0]]]), np.append(reach, 0.0)
    kinds = ("main",) * len(a) + ("kite",) * len(b) + ("girdle",)
    return Stone(solid(n, reach), kinds, np.where(np.arange(len(n)) % 2, -1.0, 1.0), np.array([s, 0, c]))
