"""The scrappiest star, as a small child draws it in felt pen, its companions, and the glitter on both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Chance,
    Noise,
    area,
    disc,
    filled,
    flat,
    heading,
    length,
    minus,
    mix,
    normals,
    own_hand,
    polyline,
    pricks,
    resample,
    ribbon,
    simplify,
    smooth,
    union,
    wax,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]


ANGLES = np.radians([126, -90, 54, 198, -18])
"""The corners in the order a child's hand takes them: from lower left up to the top, down, and across."""

GLITTER = {"#ffffff": 0.38, "#ffe08a": 0.22, "#9fd0ff": 0.14, "#ff9fd2": 0.12, "#b8ffe0": 0.07, "#c9a6ff": 0.07}
"""The hues of its grains, and their shares."""

LAMP = heading(np.radians(-125))
"""Where the light stands that the grains catch: up, and to the left."""

COMPANIONS = ((-50, 1.02, 0.31, 0.38), (22, 1.10, 0.17, 0.52))
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

    def corners(self, middle: Points) -> Points:
        """Where it comes nearest to each of five tips, from a middle."""
        return np.array([self.path[int(np.argmax(self.path @ out))] for out in heading(ANGLES)]) - middle


def child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The scrappiest star, its companions, and the glitter on both."""
    company = feeling.form == "glitter-stars"
    glitter = feeling.birth(0.02 if company else 0.45, 0.3)
    tone = feeling.mood.tone
    unease = float(np.clip(-tone.valence * 1.2 + tone.arousal * 0.4, 0, 1))
    tip = 0.108 * feeling.size**0.64 * feeling.mood.hand.weight
    thick = tip / (0.47 * feeling.size)
    side = 1 if chance("side").random() < 0.5 else -1
    lines = [_scrawl(chance("star"), 1.0, thick, unease)]
    for k, (notch, out, reach, born) in enumerate(COMPANIONS):
        each = chance("companion", k)
        there = feeling.birth(max(born - 0.28 * company, 0.02), 0.2)
        at = heading(float(np.radians(notch))) * (side, 1) * out + each.normal(0, 0.03, 2)
        out_to, pen = reach * each.uniform(0.9, 1.1), (0.72, 0.62)[k] * thick
        small = _scrawl(each, out_to, pen, 0.5 * unease, small=True) if k == 0 else _twinkle(each, out_to, pen)
        if there > 0.03:
            lines.append(small.moved(there, at))
    # However the corners fell, and whoever has come, the mark is as long as its feeling.
    low = np.min([(line.path - line.width[:, None] / 2).min(0) for line in lines], axis=0)
    high = np.max([(line.path + line.width[:, None] / 2).max(0) for line in lines], axis=0)
    unit = 0.985 * feeling.size / float((high - low).max())
    lines = [line.moved(unit, ground.centre - (low + high) / 2 * unit) for line in lines]
    # A style that lends its hand has no felt pen to run dry.
    plain = feeling.mood.hand.kind != own_hand(feeling).kind
    deep = feeling.mood.palette[0 if tone.valence > 0.3 else 1]
    ink = INK if feeling.mood.hand.kind == "crayon" else mix(INK, deep, 0.3)
    pen = [each for k, line in enumerate(lines) for each in _inked(line, ink, chance("ink", k), plain)]
    return [
        layer("coloured in", "colour", [_coloured_in(ground, feeling, chance, lines[0].corners(ground.centre), tip)]),
        layer("felt pen", "line", pen),
        *_glitter(chance, lines, glitter),
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
        loops[rng.integers(1, 4)] = rng.uniform(0.26, 0.36)
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
        # It lands with a drop, thins as it gathers speed, and stops past the corner.
        share, left = s / s[-1], s[-1] - s
        width = tip * (1.08 - 0.34 * np.sin(np.pi * share**0.8) ** 2 + 0.16 * tremble.fbm(u * 0.6, u * 0 + 4.5, 1))
        width = width * (1 + (0.42 if k == 0 else 0.26) * np.exp(-((s / 0.075) ** 2)))
        width = width * np.interp(left, [0, 0.05, 0.22], [0.55, 0.78, 1])
        if k == len(runs) - 1:
            # It leaves the paper in a flick.
            width = width * np.interp(left, [0, 0.10, 0.55], [0.15, 0.45, 1])
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
            disc(p[0] + tip * rng.normal(0, 0.12, 2), 0.46 * w[0]),
        ]
        dry = []
        for _ in range(0 if plain else 9):
            # Quickest a little before its middle.
            i = int(len(p) * np.clip(rng.normal(0.36, 0.10), 0.12, 0.7))
            run = slice(i, i + max(int(len(p) * rng.uniform(0.04, 0.13)), 3))
            off, thin = rng.uniform(-0.42, 0.42), tip * rng.uniform(0.05, 0.13)
            streak = p[run] + side[run] * (off * w[run])[:, None]
            dry.append(area(ribbon(streak, thin * np.sin(np.linspace(0.1, np.pi - 0.1, len(streak))))))
        made.append(filled(simplify(minus(union(wet), union(dry)), 0.012 * tip), ink, 0.94))
    return made


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


def _glitter(chance: Chance, lines: list[Line], grown: float) -> list[Layer]:
    """Light on wet ink: grains from dust to flake, in drifts, most on the side that faces the lamp; and sheen."""
    if grown <= 0:
        return []
    points, radii, sheen = [], [], []
    for k, line in enumerate(lines):
        rng = chance("glitter", k)
        path, width, side = line.path, line.width, normals(line.path)
        n, m = len(path), (760, 150, 60)[k]
        tip = float(np.median(width))
        drift = Noise(rng).fbm(np.arange(n) * 0.045, np.zeros(n), 2)
        thick = np.cumsum(np.clip(0.35 + 1.9 * drift, 0.04, None) * width)
        i = np.searchsorted(thick, rng.random(m) * thick[-1]).clip(0, n - 1)
        lit = side[i] @ LAMP
        across = np.clip(rng.normal(0.22 * np.sign(lit) * np.abs(lit) ** 0.5, 0.24), -0.46, 0.46) * width[i]
        dust = rng.random(m) < 0.14
        across = np.where(
            dust, rng.choice([-1, 1], m) * (0.55 * width[i] + np.abs(rng.normal(0, 0.55 * tip, m))), across
        )
        points.append(path[i] + side[i] * across[:, None])
        radii.append(tip * (0.030 + 0.24 * rng.random(m) ** 7) * np.where(dust, 0.7, 1.0) * grown)
        # Where ink still stands wet, its lit edge shines.
        for p, w in zip(line.runs, line.widths, strict=True):
            aside = normals(p) * np.sign((normals(p) @ LAMP).sum()) * (0.24 * w)[:, None]
            for start in (rng.uniform(0.05, 0.25), rng.uniform(0.55, 0.75)):
                run = slice(int(start * len(p)), int((start + rng.uniform(0.12, 0.22)) * len(p)))
                if run.stop - run.start > 3:
                    swell = np.sin(np.linspace(0, np.pi, run.stop - run.start))
                    sheen.append(polyline(ribbon((p + aside)[run], 0.16 * tip * grown * swell)))
    at, radius = np.concatenate(points), np.concatenate(radii)
    # Dust stays within what the mark takes.
    low = np.min([(line.path - line.width[:, None] / 2).min(0) for line in lines], axis=0)
    high = np.max([(line.path + line.width[:, None] / 2).max(0) for line in lines], axis=0)
    at = np.clip(at, low + radius[:, None], high - radius[:, None])
    kind = chance("hues").choice(len(GLITTER), len(at), p=list(GLITTER.values()))
    grains = [
        each for c, hue in enumerate(GLITTER) for each in pricks(at[kind == c], radius[kind == c], flat(hue, 0.95))
    ]
    return [layer("glitter", "shimmer", [filled(sheen, "#ffffff", 0.45), *grains])]
