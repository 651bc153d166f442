"""The scrappiest star, as a small child draws it in felt pen, its companions, and the glitter on both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Chance,
    Noise,
    circle,
    filled,
    flat,
    heading,
    length,
    mix,
    normals,
    polyline,
    pricks,
    resample,
    ribbon,
    smooth,
    wax,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]


ANGLES = np.radians([126, -90, 54, 198, -18])
"""The corners in the order a child's hand takes them: from lower left up to the top, down, and across."""

GLITTER = ("#ffffff", "#ffe2a8", "#d6e6ff", "#ffd0e4")

COMPANIONS = ((-50, 1.00, 0.37, 0.38), (20, 1.02, 0.25, 0.52))
"""Which notch each small star stands in (degrees), how far out, how large, in the mark's reach, and its birth."""


@dataclass(frozen=True, eq=False)
class Line:
    """A felt pen's line: the runs between its sharp turns, in mm, and the width along each."""

    runs: tuple[Points, ...]
    widths: tuple[Floats, ...]

    @property
    def path(self) -> Points:
        """All of it, in the order it was drawn."""
        return np.concatenate(self.runs)

    @property
    def width(self) -> Floats:
        """At each point of the path."""
        return np.concatenate(self.widths)

    def moved(self, by: float, at: Points) -> Line:
        """The line so many times as large, and then shifted."""
        return Line(tuple(p * by + at for p in self.runs), tuple(w * by for w in self.widths))

    def corners(self) -> Points:
        """Where it comes nearest to each of five tips."""
        return np.array([self.path[int(np.argmax(self.path @ out))] for out in heading(ANGLES)])


def child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The scrappiest star, its companions, and the glitter on both."""
    company = feeling.form == "glitter-stars"
    glitter = feeling.birth(0.02 if company else 0.45, 0.3)
    tone = feeling.mood.tone
    unease = float(np.clip(-tone.valence * 1.2 + tone.arousal * 0.4, 0, 1))
    tip = 0.097 * feeling.size**0.64 * feeling.mood.hand.weight
    thick = tip / (0.47 * feeling.size)
    side = 1 if chance("side").random() < 0.5 else -1
    lines = [_scrawl(chance("star"), 1.0, thick, unease)]
    for k, (notch, out, reach, born) in enumerate(COMPANIONS):
        each = chance("companion", k)
        there = feeling.birth(max(born - 0.28 * company, 0.02), 0.2)
        at = heading(float(np.radians(notch))) * (side, 1) * out + each.normal(0, 0.03, 2)
        small = _scrawl(each, reach * each.uniform(0.9, 1.1), 0.72 * thick, 0.5 * unease, small=True)
        if there > 0.03:
            lines.append(small.moved(there, at))
    # However the corners fell, and whoever has come, the mark is as long as its feeling.
    low = np.min([(line.path - line.width[:, None] / 2).min(0) for line in lines], axis=0)
    high = np.max([(line.path + line.width[:, None] / 2).max(0) for line in lines], axis=0)
    unit = 0.985 * feeling.size / float((high - low).max())
    lines = [line.moved(unit, -(low + high) / 2 * unit) for line in lines]
    deep = feeling.mood.palette[0 if tone.valence > 0.3 else 1]
    ink = INK if feeling.mood.hand.kind == "crayon" else mix(INK, deep, 0.3)
    return [
        layer("coloured in", "colour", [_coloured_in(ground, feeling, chance, lines[0].corners(), tip)]),
        layer(
            "felt pen",
            "line",
            [_inked(ground, line, ink, _gaps(chance, k, line, glitter)) for k, line in enumerate(lines)],
        ),
        *_glitter(ground, chance, lines, glitter),
    ]


def _scrawl(rng: np.random.Generator, reach: float, tip: float, unease: float = 0.0, small: bool = False) -> Line:
    """A star in one line, `reach` from its middle: five quick sides, that run past their corners and turn.

    tip: of the pen, on the same measure. unease: 0..1, how the hand shakes.
    small: it leans more, and no corner is a loop.
    """
    corners = heading(ANGLES + rng.normal(0, 0.12, 5) + rng.normal(0, 0.22 if small else 0.05))
    corners = corners * rng.uniform(0.80, 1.10, 5)[:, None]
    # The child means to come back to where it began, and misses.
    corners = np.concatenate([corners, corners[:1] + heading(rng.uniform(0, 2 * np.pi)) * rng.uniform(0.05, 0.11)])
    loops = np.zeros(4)
    if not small:
        # One corner, but not the top: that would be a ring to hang it by.
        loops[rng.integers(1, 4)] = rng.uniform(0.42, 0.58)
    runs = _one_line(corners, rng.normal(0, 0.085, (5, 2)), loops, rng.uniform(0.05, 0.20, 4), rng.uniform(0.16, 0.30))
    whole = np.concatenate(runs)
    low, high = whole.min(0), whole.max(0)
    unit = 2 / float((high - low).max())
    tremble, begun = Noise(rng), 0.0
    made, widths = [], []
    for k, run in enumerate(runs):
        path = resample((run - (low + high) / 2) * unit, max(int(80 * length(run) * unit), 12))
        s = np.linspace(0, length(path), len(path))
        shake = (0.010 + 0.035 * unease) * np.clip(np.minimum(s, s[-1] - s) / 0.2, 0, 1)
        u = (begun + s) * 2.2
        path = path + shake[:, None] * np.column_stack([tremble.fbm(u, u * 0 + 2.5, 2), tremble.fbm(u, u * 0 + 8.5, 2)])
        # It lands with a drop, thins as it gathers speed, and skips off the paper past the corner.
        share, left = s / s[-1], s[-1] - s
        width = tip * (1.06 - 0.30 * share + 0.16 * tremble.fbm(u * 0.6, u * 0 + 4.5, 1))
        width = width * (1 + (0.10 if k == 0 else -0.24) * np.exp(-((s / 0.09) ** 2)))
        width = width * np.interp(left, [0, 0.08, 0.30], [0.2, 0.55, 1])
        if k == len(runs) - 1:
            # It leaves the paper in a flick.
            width = width * np.interp(left, [0, 0.10, 0.55], [0.3, 0.55, 1])
        made.append(path * reach)
        widths.append(width)
        begun += s[-1]
    return Line(tuple(made), tuple(widths))


def _one_line(corners: Points, bows: Floats, loops: Floats, pasts: Floats, flick: float) -> list[Points]:
    """Through the corners in one go, as the runs between sharp turns. Each side bows its own way.

    loops: for each corner that is passed, how far the handle of a loop reaches past it; 0 for a sharp turn.
    pasts: how far the pen runs past a sharp turn before it comes back.
    flick: how far the last side runs past where the first began.
    """
    runs, run = [], [np.empty((0, 2))]
    for k in range(5):
        a, b = corners[k], corners[k + 1]
        reach, way = np.hypot(*(b - a)), np.arctan2(*(b - a)[::-1])
        # Where it loops, it swings wide first, so that the loop stays open.
        leave = bows[k, 0] - (0.24 if k and loops[k - 1] else 0)
        arrive = bows[k, 1] + (0.24 if k < 4 and loops[k] else 0)
        start, end = heading(way + leave), heading(way + arrive)
        run.append(_cubic(a, a + start * reach / 3, b - end * reach / 3, b))
        if k == 4:
            run.append(_cubic(b, b + end * flick / 3, b + end * flick * 2 / 3, b + heading(way + 2 * arrive) * flick))
        elif loops[k]:
            on = np.arctan2(*(corners[k + 2] - b)[::-1]) + bows[k + 1, 0] - 0.24
            run.append(_cubic(b, b + end * loops[k], b - heading(on) * loops[k], b))
        else:
            run.append(b + end * np.linspace(0, pasts[k], 12)[:, None])
        if k == 4 or not loops[k]:
            runs.append(np.concatenate(run))
            run = [np.empty((0, 2))]
    return runs


def _cubic(a: Points, b: Points, c: Points, d: Points) -> Points:
    """A cubic Bezier curve, less its last point."""
    u = np.linspace(0, 1, 60, endpoint=False)[:, None]
    made: Points = (1 - u) ** 3 * a + 3 * u * (1 - u) ** 2 * b + 3 * u**2 * (1 - u) * c + u**3 * d
    return made


def _inked(ground: Ground, line: Line, ink: str, gaps: list[Outline]) -> Shape | None:
    """The line in ink, with its round tip where it landed and turned, and holes where there are grains."""
    bands = [polyline(ribbon(p + ground.centre, w)[::-1]) for p, w in zip(line.runs, line.widths, strict=True)]
    rests = [circle(p[0] + ground.centre, 0.5 * w[0]) for p, w in zip(line.runs, line.widths, strict=True)]
    holes = [Outline(o.points[::-1] + ground.centre, o.closed, o.curved) for o in gaps]
    return filled([*bands, *rests, *holes], ink)


def _gaps(chance: Chance, k: int, line: Line, grown: float) -> list[Outline]:
    """Skin left bare in the line where grains of glitter lie: a large one, and two smaller ones after it."""
    rng, path, width = chance("gaps", k), line.path, line.width
    n = 7 if k == 0 else 2
    at = (np.arange(n) + rng.uniform(0.2, 0.7, n)) / n
    made: list[Outline] = []
    for share, way in zip(at, rng.choice([-1, 1], n), strict=True):
        begin = int(share * (len(path) - 1))
        tip = 0.5 * width[begin]
        steps = np.cumsum(np.hypot(*np.diff(path[begin:], axis=0).T))
        for radius, gone, side in ((0.56, 0.0, 0.0), (0.36, 1.6, 0.25), (0.22, 2.7, -0.3)):
            i = begin + int(np.searchsorted(steps, gone * tip))
            if i < len(path) and width[i] > 1.2 * tip:
                aside = normals(path)[i] * way * side * tip
                made.append(circle(path[i] + aside, radius * tip * grown))
    return made if grown > 0.02 else []


def _coloured_in(ground: Ground, feeling: Feeling, chance: Chance, corners: Points, tip: float) -> Shape | None:
    """Yellow wax scribbled over the star, arm by arm, when the hand is a child's."""
    grown = feeling.birth(0.4, 0.35)
    if grown <= 0.02 or feeling.mood.hand.kind != "crayon" or not feeling.style.colour:
        return None
    rng = chance("coloured in")
    marks: list[Outline] = []
    stick = 1.15 * tip
    for corner in corners:
        aside = np.array([-corner[1], corner[0]])
        n = 17
        r = np.linspace(-0.08, 0.86, n)
        half = np.interp(r, [-0.05, 0.30, 0.95], [0.16, 0.21, 0.02]) * rng.uniform(0.7, 1.2, n)
        zigzag = r[:, None] * corner + (half * np.where(np.arange(n) % 2, 1, -1))[:, None] * aside
        path = smooth(zigzag, 300)
        marks += wax(path, stick * grown**0.7, chance("paper"), 0.56, max(0.18 * stick, 0.14))
    return filled([Outline(o.points + ground.centre) for o in marks], feeling.tint("#ffb400"), 0.92)


def _glitter(ground: Ground, chance: Chance, lines: list[Line], grown: float) -> list[Layer]:
    """Light on wet ink: grains that lie in drifts in the line, a few flakes that catch it, and dust beside the line."""
    if grown <= 0:
        return []
    spots: dict[str, list[tuple[Points, Floats]]] = {c: [] for c in GLITTER}
    for k, line in enumerate(lines):
        rng = chance("glitter", k)
        n, m = len(line.path), 260 if k == 0 else 60
        drift = Noise(rng).fbm(np.arange(n) * 0.03, np.zeros(n), 2)
        thick = np.cumsum(np.clip(0.5 + 1.5 * drift, 0.05, None) * line.width)
        i = np.searchsorted(thick, rng.random(m) * thick[-1]).clip(0, n - 1)
        tip = float(np.median(line.width))
        dust = rng.random(m) < 0.22
        radius = tip * (0.022 + 0.13 * rng.random(m) ** 6) * np.where(dust, 0.8, 1.0) * grown
        within = rng.uniform(-1, 1, m) * (0.48 * line.width[i] - radius)
        beside = rng.choice([-1, 1], m) * (0.6 * line.width[i] + np.abs(rng.normal(0, 0.75 * tip, m)))
        at = line.path[i] + normals(line.path)[i] * np.where(dust, beside, within)[:, None]
        # Dust stays within what the mark takes.
        low, high = line.path.min(0) - tip / 2, line.path.max(0) + tip / 2
        at = np.clip(at, low + radius[:, None], high - radius[:, None]) + ground.centre
        kind = rng.choice(len(GLITTER), m, p=[0.50, 0.24, 0.16, 0.10])
        for c, color in enumerate(GLITTER):
            spots[color].append((at[kind == c], radius[kind == c]))
    grains = [
        each
        for color, many in spots.items()
        for each in pricks(
            np.concatenate([at for at, _ in many]), np.concatenate([r for _, r in many]), flat(color, 0.95)
        )
    ]
    return [layer("glitter", "shimmer", grains)]
