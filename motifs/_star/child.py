"""The scrappiest star, as a small child draws it in felt pen, what the child adds to it, and its companions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Chance,
    Noise,
    area,
    disc,
    filled,
    heading,
    length,
    minus,
    mix,
    normals,
    own_hand,
    resample,
    ribbon,
    simplify,
    smooth,
    turned,
    union,
    wax,
)
from markgen.motifs._star.glitter import glitter
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]


ANGLES = np.radians([126, -90, 54, 198, -18])
"""The corners in the order a child's hand takes them: from lower left up to the top, down, and across."""

COMPANIONS = (
    (-48, 1.36, 0.44, 0.36, -0.30),
    (18, 1.22, 0.15, 0.46, 0.0),
    (-78, 1.74, 0.22, 0.56, 0.35),
    (-18, 1.72, 0.10, 0.70, 0.0),
)
"""Which way each small star stands (degrees), how far out, how large, in the mark's reach, its birth, and its lean."""


def child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The scrappiest star, its companions, and the glitter on both."""
    company = feeling.form == "glitter-stars"
    tone = feeling.mood.tone
    unease = float(np.clip(-tone.valence * 1.2 + tone.arousal * 0.4, 0, 1))
    # A tube of glitter draws broader than a pen.
    tip = (0.150 if company else 0.122) * feeling.size**0.64 * feeling.mood.hand.weight
    thick = tip / (0.47 * feeling.size)
    side = 1 if chance("side").random() < 0.5 else -1
    star = _scrawl(chance("star"), 1.0, thick, unease)
    stars, extras = [star], CHARMS[chance.seed % len(CHARMS)](feeling, chance, star, thick)
    for k, (way, out, reach, born, lean) in enumerate(COMPANIONS):
        each = chance("companion", k)
        there = feeling.birth(max(born - 0.30 * company, 0.02), 0.2)
        at = heading(float(np.radians(way + each.normal(0, 5)))) * (side, 1) * out * each.uniform(0.97, 1.06)
        out_to, pen = reach * each.uniform(0.92, 1.08), thick * (0.45 + 0.75 * reach)
        small = _twinkle(each, out_to, pen) if lean == 0 else _scrawl(each, out_to, pen, 0.5 * unease, lean * side)
        if there > 0.03:
            stars.append(small.moved(there, at))
    # However the corners fell, and whoever has come, the mark is as long as its feeling.
    lines = [*stars, *extras]
    low = np.min([(line.path - line.width[:, None] / 2).min(0) for line in lines], axis=0)
    high = np.max([(line.path + line.width[:, None] / 2).max(0) for line in lines], axis=0)
    unit = 0.985 * feeling.size / float((high - low).max())
    shift = ground.centre - (low + high) / 2 * unit
    stars, extras = ([line.moved(unit, shift) for line in some] for some in (stars, extras))
    lines = [*stars, *extras]
    coloured = layer("coloured in", "colour", [_coloured_in(feeling, chance, stars[0], shift, tip)])
    if feeling.style.fill == "wax":
        wax_ink = feeling.tint("#e8590c") if feeling.style.colour else INK
        return [coloured, layer("wax", "colour", [filled(_waxed(lines, chance), wax_ink, 0.94)])]
    # A style that lends its hand has no felt pen to run dry.
    plain = feeling.mood.hand.kind != own_hand(feeling).kind
    deep = feeling.mood.palette[0 if tone.valence > 0.3 else 1]
    ink = INK if feeling.mood.hand.kind == "crayon" else mix(INK, deep, 0.3)
    pen_marks = [each for k, line in enumerate(lines) for each in _inked(line, ink, chance("ink", k), plain)]
    return [
        coloured,
        layer("felt pen", "line", pen_marks),
        *glitter(feeling, chance, stars, feeling.birth(0.02 if company else 0.45, 0.3)),
    ]


def _twinkle(rng: np.random.Generator, reach: float, tip: float) -> Line:
    """A smaller star as a child makes it in three crossing strokes, none of a length."""
    runs, widths = [], []
    for angle in np.radians([95, 32, -28]) + rng.normal(0, 0.12, 3):
        way, aside = heading(angle), heading(angle + np.pi / 2)
        u = np.linspace(-1, 1, 14)
        bow = rng.normal(0, 0.10) * (1 - u**2)
        path = way * (u * rng.uniform(0.75, 1.05))[:, None] + aside * (bow + rng.normal(0, 0.05))[:, None]
        runs.append(path * reach)
        widths.append(tip * np.interp(u, [-1, -0.6, 0.4, 1], [1.2, 0.95, 0.85, 0.6]))
    return Line(tuple(runs), tuple(widths))


def _scrawl(rng: np.random.Generator, reach: float, tip: float, unease: float = 0.0, lean: float = 0.0) -> Line:
    """A star in one line, `reach` from its middle: five quick sides, that run past their corners.

    tip: of the pen, on the same measure. unease: 0..1, how the hand shakes. lean: by what angle it stands askew.
    """
    corners = heading(ANGLES + rng.normal(0, 0.07, 5)) * rng.uniform(0.88, 1.10, 5)[:, None]
    # The child means to come back to where it began, and misses.
    corners = turned(np.concatenate([corners, corners[:1] + rng.normal(0, 0.045, 2)]), rng.normal(0, 0.06) + lean)
    # How far each side begins before its corner, and runs past the next. Where it does not lift, it turns on the spot.
    starts, pasts = rng.uniform(0.03, 0.08, 5), rng.uniform(0.06, 0.14, 5)
    lifts = rng.permutation([True, True, False, False])
    starts[1:][~lifts], starts[0], pasts[4] = 0, rng.uniform(0.10, 0.18), rng.uniform(0.20, 0.34)
    sides: list[Points] = []
    for k in range(5):
        a, b = corners[k], corners[k + 1]
        # A turn on the spot begins where the last side ended.
        a = sides[-1][-1] if k and not lifts[k - 1] else a
        way = (b - a) / np.hypot(*(b - a))
        u = np.linspace(0, 1, 70)
        bow = rng.normal(0, 0.030) * np.sin(np.pi * u) + rng.normal(0, 0.014) * np.sin(2 * np.pi * u)
        aside = np.array([-way[1], way[0]])
        first, last = a - way * starts[k], b + way * pasts[k]
        sides.append(first + (last - first) * u[:, None] + aside * bow[:, None])
    whole = np.concatenate(sides)
    low, high = whole.min(0), whole.max(0)
    unit = 2 / float((high - low).max())
    tremble, begun = Noise(rng), 0.0
    made, widths = [], []
    for k, side in enumerate(sides):
        path = resample((side - (low + high) / 2) * unit, max(int(60 * length(side) * unit), 12))
        s = np.linspace(0, length(path), len(path))
        shake = (0.022 + 0.035 * unease) * np.clip(np.minimum(s, s[-1] - s) / 0.2, 0, 1)
        u = (begun + s) * 2.4
        path = path + shake[:, None] * np.column_stack([tremble.fbm(u, u * 0 + 2.5, 2), tremble.fbm(u, u * 0 + 8.5, 2)])
        # It lands with a drop, thins as it gathers speed, and bears down again where it turns.
        share, left = s / s[-1], s[-1] - s
        width = tip * (1.16 - 0.42 * np.sin(np.pi * share**0.85) ** 1.4 + 0.24 * tremble.fbm(u * 0.7, u * 0 + 4.5, 1))
        width = width * (1 + (0.42, 0.12, 0.0, 0.20, 0.10)[k] * np.exp(-((s / 0.06) ** 2)))
        if k == 4:
            # It leaves the paper in a flick.
            width = width * np.interp(left, [0, 0.10, 0.5], [0.15, 0.5, 1])
        elif lifts[k]:
            width = width * np.interp(left, [0, 0.05, 0.20], [0.40, 0.70, 1])
        made.append(path * reach)
        widths.append(width)
        begun += s[-1]
    return Line(tuple(made), tuple(widths))


def _smile(feeling: Feeling, chance: Chance, star: Line, tip: float) -> list[Line]:
    """A face: one eye poked, the other dashed, and a smile that starts too early and goes up too far."""
    there, rng = feeling.birth(0.10, 0.2), chance("smile")
    if there <= 0.05:
        return []
    at = star.hub() + rng.normal(0, 0.012, 2)
    left, right = (
        np.array([-0.105, -0.10]) + rng.normal(0, 0.018, 2),
        np.array([0.100, -0.085]) + rng.normal(0, 0.018, 2),
    )
    down = rng.uniform(0.05, 0.075)
    eyes = left + np.array([[0, 0], [0.012, 0.02]]), right + np.array([[0, -0.5 * down], [0.012, 0.6 * down]])
    mouth = np.array([[-0.155, 0.045], [-0.11, 0.120], [-0.01, 0.160], [0.09, 0.130], [0.175, 0.010]])
    mouth = smooth(mouth + rng.normal(0, 0.008, (5, 2)), 40)
    runs = tuple(
        at + there * turned(run, rng.normal(0, 0.11)) for run in (resample(eyes[0], 4), resample(eyes[1], 8), mouth)
    )
    press = np.interp(np.linspace(0, 1, 40), [0, 0.08, 0.5, 0.85, 1], [0.95, 0.72, 0.60, 0.62, 0.25])
    widths = (np.full(4, 1.0), np.linspace(0.95, 0.55, 8), press)
    return [Line(runs, tuple(there * tip * w for w in widths))]


def _run_up(feeling: Feeling, chance: Chance, star: Line, tip: float) -> list[Line]:
    """The pen was tried first: a curly line that comes down beside the star, as the tail of one that fell."""
    there, rng = feeling.birth(0.10, 0.3), chance("run up")
    if there <= 0.05:
        return []
    n, turns = 150, 3
    u = np.linspace(0, 1, n)
    a = 2 * np.pi * turns * u + 0.6
    big = 0.15 * (0.75 + 0.4 * u)
    way = heading(np.radians(148 + rng.normal(0, 5)))
    spine = star.path[0] + way * (0.22 + 0.62 * u * there)[:, None]
    path = spine + there * (heading(a) * big[:, None] - heading(0.6) * big[0])
    path = path + 0.02 * rng.normal(0, 1, 2)
    width = tip * np.interp(u, [0, 0.04, 0.5, 0.9, 1], [1.0, 0.72, 0.6, 0.5, 0.15])
    return [Line((path,), (width * (0.4 + 0.6 * there),))]


def _again(feeling: Feeling, chance: Chance, star: Line, tip: float) -> list[Line]:
    """Two sides gone over once more, as they had come out too faint: beside themselves, and not to the end."""
    there, rng = feeling.birth(0.05, 0.2), chance("again")
    if there <= 0.05:
        return []
    runs, widths = [], []
    for k in rng.choice(5, 2, replace=False):
        start, stop = (rng.uniform(*each) for each in ((0.10, 0.25), (0.70, 0.92)))
        p = resample(star.runs[k], 60)[int(60 * start) : int(60 * stop)]
        u = np.linspace(-1, 1, len(p))
        aside = rng.choice([-1, 1]) * rng.uniform(0.035, 0.055) * (u * rng.choice([-1, 1]) + 0.3)
        runs.append(p + normals(p) * aside[:, None])
        widths.append(there * tip * np.interp(u, [-1, -0.85, 0.3, 1], [1.0, 0.7, 0.55, 0.2]))
    return [Line(tuple(runs), tuple(widths))]


CHARMS: tuple[Callable[[Feeling, Chance, Line, float], list[Line]], ...] = (_again, _smile, _run_up)
"""What the child did besides the star; the seed says which."""


def _inked(line: Line, ink: str, rng: np.random.Generator, plain: bool) -> list[Shape | None]:
    """The line in felt ink, a shape a run, so that ink over ink is darker: frayed a little by the skin, pooled where
    the pen landed, rested or turned, and in dry streaks where it was fast."""
    fray, made = Noise(rng), []
    for k, (p, w) in enumerate(zip(line.runs, line.widths, strict=True)):
        s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
        tip, side = float(np.median(w)), normals(p)
        left, right = (w / 2 * (1 + 0.10 * fray.fbm(s / (0.55 * tip), s * 0 + 7.1 * k + row, 2)) for row in (0, 3))
        edges = p + side * left[:, None], p - side * right[:, None]
        # By pieces, as a line that crosses itself has no plain inside.
        pieces = [slice(i, i + 10) for i in range(0, len(p) - 1, 9)]
        wet = [area(np.concatenate([edges[0][i], edges[1][i][::-1]])) for i in pieces]
        wet += [
            disc(p[0], 0.5 * w[0]),
            disc(p[-1], 0.5 * w[-1]),
            disc(p[0] + tip * rng.normal(0, 0.16, 2), 0.42 * w[0]),
        ]
        dry = []
        for _ in range(0 if plain or s[-1] < 8 * tip else 9):
            # Quickest a little before the middle of a side.
            i = int(len(p) * np.clip(rng.normal(0.45, 0.12), 0.10, 0.80))
            run = slice(i, i + max(int(len(p) * rng.uniform(0.05, 0.16)), 3))
            off, thin = rng.uniform(-0.42, 0.42), tip * rng.uniform(0.06, 0.15)
            streak = p[run] + side[run] * (off * w[run])[:, None]
            dry.append(area(ribbon(streak, thin * np.sin(np.linspace(0.1, np.pi - 0.1, len(streak))))))
        made.append(filled(simplify(minus(union(wet), union(dry)), 0.022 * tip), ink, 0.94))
    return made


def _waxed(lines: list[Line], chance: Chance) -> list[Outline]:
    """The lines in wax, which is as thick again as a pen."""
    made: list[Outline] = []
    for line in lines:
        stick = 1.5 * float(np.median(line.width))
        for path, width in zip(line.runs, line.widths, strict=True):
            made += wax(path, _along(1.5 * width), chance("paper"), 0.7, 0.2 * stick, 0.25)
    return made


def _along(width: Floats) -> Callable[[Floats], Floats]:
    """The width at each share of the way along a line, from its widths at its points."""
    u = np.linspace(0, 1, len(width))
    return lambda v: np.interp(v, u, width)


def _coloured_in(feeling: Feeling, chance: Chance, star: Line, middle: Points, tip: float) -> Shape | None:
    """Yellow wax scribbled over the star, arm by arm, when the hand is a child's."""
    grown = feeling.birth(0.4, 0.35)
    if grown <= 0.02 or feeling.mood.hand.kind != "crayon" or not feeling.style.colour:
        return None
    rng = chance("coloured in")
    marks: list[Outline] = []
    stick = 1.15 * tip
    for corner in star.corners() - middle:
        aside = np.array([-corner[1], corner[0]])
        n = 17
        r = np.linspace(-0.08, 0.86, n)
        half = np.interp(r, [-0.05, 0.30, 0.95], [0.16, 0.21, 0.02]) * rng.uniform(0.7, 1.2, n)
        zigzag = r[:, None] * corner + (half * np.where(np.arange(n) % 2, 1, -1))[:, None] * aside
        path = smooth(zigzag, 160)
        marks += wax(path, stick * grown**0.7, chance("paper"), 0.56, max(0.40 * stick, 0.012 * feeling.size))
    return filled([Outline(o.points + middle) for o in marks], feeling.tint("#ffb400"), 0.92)
