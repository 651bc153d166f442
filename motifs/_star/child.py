"""The scrappiest star, as a small child draws it in felt pen, its companions, and the glitter on both."""

from __future__ import annotations

from collections.abc import Callable
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
    pricks,
    radial,
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

GLITTER = {"#ffffff": 0.46, "#fff0c4": 0.24, "#dbe8ff": 0.14, "#ffd3e4": 0.09, "#cfbcff": 0.07}
"""The hues of its grains, and their shares: silver, with a breath of colour."""

SHINE = ((0.30, 0.66), (0.62, 0.26), (1.0, 0.08))
"""How brightly grains shine, and what share of them does: most look elsewhere, a few straight at you."""

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
    tip = 0.140 * feeling.size**0.64 * feeling.mood.hand.weight
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
    if feeling.style.fill == "wax":
        wax_ink = feeling.tint("#e8590c") if feeling.style.colour else INK
        return [
            layer(
                "coloured in", "colour", [_coloured_in(ground, feeling, chance, lines[0].corners(ground.centre), tip)]
            ),
            layer("wax", "colour", [filled(_waxed(lines, chance), wax_ink, 0.94)]),
        ]
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
        loops[rng.integers(1, 4)] = rng.uniform(0.34, 0.46)
    runs = _one_line(corners, rng.normal(0, 0.12, (5, 2)), loops, rng.uniform(0.07, 0.26, 4), rng.uniform(0.20, 0.36))
    if not small:
        runs.append(_again(runs[0], rng))
    whole = np.concatenate(runs)
    low, high = whole.min(0), whole.max(0)
    unit = 2 / float((high - low).max())
    last = 4 - int((loops > 0).sum())
    tremble, begun = Noise(rng), 0.0
    made, widths = [], []
    for k, run in enumerate(runs):
        path = resample((run - (low + high) / 2) * unit, max(int(80 * length(run) * unit), 12))
        s = np.linspace(0, length(path), len(path))
        shake = (0.026 + 0.035 * unease) * np.clip(np.minimum(s, s[-1] - s) / 0.2, 0, 1)
        u = (begun + s) * 2.2
        path = path + shake[:, None] * np.column_stack([tremble.fbm(u, u * 0 + 2.5, 2), tremble.fbm(u, u * 0 + 8.5, 2)])
        # It lands with a drop, thins as it gathers speed, and stops past the corner.
        share, left = s / s[-1], s[-1] - s
        width = tip * (1.12 - 0.40 * np.sin(np.pi * share**0.8) ** 2 + 0.22 * tremble.fbm(u * 0.6, u * 0 + 4.5, 1))
        width = width * (1 + (0.42, 0.24, 0.24, 0.24, 0.24, 0.10)[k if k <= last else 5] * np.exp(-((s / 0.075) ** 2)))
        width = width * np.interp(left, [0, 0.05, 0.22], [0.55, 0.78, 1])
        if k == last:
            # It leaves the paper in a flick.
            width = width * np.interp(left, [0, 0.10, 0.55], [0.15, 0.45, 1])
        made.append(path * reach)
        widths.append(width)
        begun += s[-1]
    return Line(tuple(made), tuple(widths))


def _again(run: Points, rng: np.random.Generator) -> Points:
    """A side gone over once more, as it had come out too faint: from somewhere on it, beside it, and not to its end."""
    start, stop = (rng.uniform(*each) for each in ((0.10, 0.25), (0.70, 0.92)))
    p = resample(run, 60)[int(60 * start) : int(60 * stop)]
    u = np.linspace(-1, 1, len(p))
    aside = rng.choice([-1, 1]) * rng.uniform(0.03, 0.055) * (u * rng.choice([-1, 1]) + 0.4)
    made: Points = p + normals(p) * aside[:, None]
    return made


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
    quick = float(np.median([length(p) for p in line.runs]))
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
            # Quickest a little before the middle of a side; where it loops it slows down.
            at = rng.normal(0.36, 0.10) if s[-1] < 1.5 * quick else rng.choice([0.18, 0.72]) + rng.normal(0, 0.05)
            i = int(len(p) * np.clip(at, 0.10, 0.80))
            run = slice(i, i + max(int(len(p) * rng.uniform(0.04, 0.13)), 3))
            off, thin = rng.uniform(-0.42, 0.42), tip * rng.uniform(0.05, 0.13)
            streak = p[run] + side[run] * (off * w[run])[:, None]
            dry.append(area(ribbon(streak, thin * np.sin(np.linspace(0.1, np.pi - 0.1, len(streak))))))
        made.append(filled(simplify(minus(union(wet), union(dry)), 0.012 * tip), ink, 0.94))
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
    """Light dusted over wet ink: grains from dust to flake, in drifts, some beside the line; a few of them flash."""
    if grown <= 0:
        return []
    points, radii, flashes = [], [], []
    for k, line in enumerate(lines):
        rng = chance("glitter", k)
        path, width, side = line.path, line.width, normals(line.path)
        n, m = len(path), (1100, 260, 110)[k]
        tip = float(np.median(width))
        drift = Noise(rng).fbm(np.arange(n) * 0.045, np.zeros(n), 2)
        thick = np.cumsum(np.clip(0.35 + 1.9 * drift, 0.04, None) * width)
        i = np.searchsorted(thick, rng.random(m) * thick[-1]).clip(0, n - 1)
        lit = side[i] @ LAMP
        across = np.clip(rng.normal(0.16 * np.sign(lit) * np.abs(lit) ** 0.5, 0.26, m), -0.48, 0.48) * width[i]
        spilt = rng.choice([-1, 1], m) * (0.5 * width[i] + rng.exponential(0.9 * tip, m))
        across = np.where(rng.random(m) < 0.26, spilt, across)
        points.append(path[i] + side[i] * across[:, None])
        radii.append(tip * (0.022 + 0.15 * rng.random(m) ** 6) * grown)
        for j, size in enumerate(np.array([1.0, 0.72, 0.55, 0.42, 0.34, 0.28, 0.24])[: (7, 3, 1)[k]]):
            spot = int(n * (0.08 + 0.84 * rng.random()))
            flashes += _flash(path[spot] + side[spot] * rng.normal(0, 0.2) * tip, size * tip * grown, rng, j < 3)
    at, radius = np.concatenate(points), np.concatenate(radii)
    # Dust stays within what the mark takes.
    low = np.min([(line.path - line.width[:, None] / 2).min(0) for line in lines], axis=0)
    high = np.max([(line.path + line.width[:, None] / 2).max(0) for line in lines], axis=0)
    at = np.clip(at, low + radius[:, None], high - radius[:, None])
    rng = chance("hues")
    hue = rng.choice(len(GLITTER), len(at), p=list(GLITTER.values()))
    shine = rng.choice(len(SHINE), len(at), p=[share for _, share in SHINE])
    grains = [
        each
        for h, color in enumerate(GLITTER)
        for s, (opacity, _) in enumerate(SHINE)
        for each in pricks(at[(hue == h) & (shine == s)], radius[(hue == h) & (shine == s)], flat(color, opacity))
    ]
    return [layer("glitter", "shimmer", [*grains, *flashes])]


def _flash(at: Points, size: float, rng: np.random.Generator, rays: bool) -> list[Shape | None]:
    """A flake that looks straight at the lamp: a soft light, and rays across it, none as long as the next."""
    white, warm = "#ffffff", "#fff4d8"
    soft = radial(at, 1.1 * size, (0, white, 0.95), (0.22, white, 0.6), (0.5, warm, 0.16), (1, warm, 0))
    made = [filled(disc(at, 1.1 * size), soft)]
    if rays:
        turn, u = rng.uniform(0.1, 0.5), np.linspace(0, 1, 4)
        arms = [
            ribbon(at + heading(turn + a) * (u * size * rng.uniform(0.9, 2.2))[:, None], 0.16 * size * (1 - u) ** 1.5)
            for a in np.pi / 2 * np.arange(4)
        ]
        made.append(filled(union(area(arm) for arm in arms), white, 0.9))
    return made
