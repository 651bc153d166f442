"""The scrappiest star, as a small child draws it in ballpoint, what the child adds to it, and its companions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    LAMP,
    Chance,
    Noise,
    area,
    areas,
    disc,
    filled,
    hatch,
    heading,
    length,
    mix,
    normals,
    own_hand,
    resample,
    runs,
    simplify,
    smooth,
    turned,
    union,
    wax,
)
from markgen.motifs._star.glitter import COMING, Dust, beside, loosened, trail
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]


GLAD = "#c2410c"
"""The pen of a child that plays; one that loves writes in black."""

ANGLES = np.radians([126, -90, 54, 198, -18])
"""The corners in the order a child's hand takes them: from lower left up to the top, down, and across."""

COMPANIONS = ((0.56, -0.10, 0.37, 0.22), (0.86, 0.10, 0.24, -0.30))
"""Of each small star: how far along the trail it has flown, how far beside it, how large it is in the mark's reach, and
its lean."""


def child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The scrappiest star, its companions, and the glitter on both."""
    company = feeling.form == "glitter-stars"
    tone = feeling.mood.tone
    unease = float(np.clip(-tone.valence * 1.2 + tone.arousal * 0.4, 0, 1))
    waxy = feeling.style.fill == "wax"
    # A ballpoint is as fine on a large star as on a small one, or nearly; a stick of wax is not.
    tip = (
        0.122 * feeling.size**0.64 if waxy else (0.094 if company else 0.086) * feeling.size**0.56
    ) * feeling.mood.hand.weight
    thick = tip / (0.47 * feeling.size)
    side = 1 if chance("side").random() < 0.5 else -1
    star = _scrawl(chance("star"), 1.0, thick, unease)
    # A style that works in its own way would close up what is drawn twice.
    twice = feeling.style.name == "natural" and not waxy
    extras = CHARMS[chance.seed % len(CHARMS)](feeling, chance, star, thick if twice else 0.55 * thick)
    if twice and not company:
        extras += _again(feeling, chance("again"), star, thick, unease, sure=company)
    if twice and not company:
        extras += _shaded(feeling, chance("shaded"), star, 0.52 * thick)
        extras += _blot(feeling, chance("blot"), star, thick)
    # By morning all of the trail is there; a star that grows by itself gets one when the feeling is strong.
    run = feeling.birth(0.0, 0.5) if company else feeling.birth(0.40, 0.42)
    spine = star.hub() + trail(side, chance("spine"))
    flown = _flown(chance, spine, run, thick, unease, side)
    stars = [star, *(line for line, _, _ in flown)]
    # A style that fills in its own way would go round every grain.
    grown = feeling.birth(0.02 if company else 0.38, 0.25) if twice else 0.0
    # However the corners fell, and whoever has come, the mark is as long as its feeling.
    ends = [(line.path, line.width[:, None] / 2) for line in (*stars, *extras)]
    ends += [(spine[: max(int(run * len(spine)), 1)], np.zeros((1, 1)))] if grown else []
    low, high = np.min([(p - w).min(0) for p, w in ends], axis=0), np.max([(p + w).max(0) for p, w in ends], axis=0)
    unit = 0.985 * feeling.size / float((high - low).max())
    shift = ground.centre - (low + high) / 2 * unit
    if grown:
        dust = Dust(chance, grown, side)
        for k, (each, reach) in enumerate(((star, 1.0), *((line, reach) for line, _, reach in flown))):
            dust.star(each, k, reach)
        dust.trail(spine, run, [(at, reach) for _, at, reach in flown], star.outline())
        # The star's line comes loose where its foil does.
        stars[0], *extras = (_loosened(line, side, grown) for line in (star, *extras))
    stars, extras = ([line.moved(unit, shift) for line in some] for some in (stars, extras))
    lines = [*stars, *extras]
    coloured = layer("coloured in", "colour", [_coloured_in(feeling, chance, stars[0], shift)])
    if waxy:
        wax_ink = feeling.tint("#e8590c") if feeling.style.colour else INK
        return [coloured, layer("wax", "colour", [filled(_waxed(lines, chance), wax_ink, 0.94)])]
    # A style that lends its hand has no pen to run dry; nor has one that has come back with glitter.
    plain = company or feeling.mood.hand.kind != own_hand(feeling).kind
    deep = feeling.mood.palette[0 if tone.valence > 0.3 else 1]
    ink = (
        feeling.tint(GLAD)
        if feeling.mood.hand.kind == "crayon" and feeling.style.colour
        else mix(INK, deep, 0.1 if company else 0.3)
    )
    pen_marks = [each for k, line in enumerate(lines) for each in _inked(line, ink, chance("ink", k), plain)]
    pen = layer("pen", "line", pen_marks)
    if not grown:
        return [coloured, pen]
    body, *glitter = dust.layers(feeling, unit, shift, ink)
    return [coloured, body, pen, *glitter]


def _flown(
    chance: Chance, spine: Points, run: float, thick: float, unease: float, side: int
) -> list[tuple[Line, Points, float]]:
    """The companions that the trail has come to: their lines, middles and reaches."""
    made = []
    for k, (far, off, reach, lean) in enumerate(COMPANIONS):
        there, each = float(np.clip((run - far) / COMING, 0, 1)) ** 0.7, chance("companion", k)
        if there > 0.03:
            at = beside(spine, far, side * off + each.normal(0, 0.015))
            small = _scrawl(
                each, reach * each.uniform(0.92, 1.08), thick * (0.55 + 0.5 * reach), 0.5 * unease, lean * side
            )
            made.append((small.moved(there, at), at, reach * there))
    return made


def _loosened(line: Line, side: int, grown: float) -> Line:
    """The line, worn thin where foil blows off."""
    worn = (np.interp(loosened(run, side), [0.45, 0.75, 1.05], [1.0, 0.62, 0.34]) for run in line.runs)
    return Line(line.runs, tuple(w * (1 + grown * (thin - 1)) for w, thin in zip(line.widths, worn, strict=True)))


def _scrawl(rng: np.random.Generator, reach: float, tip: float, unease: float = 0.0, lean: float = 0.0) -> Line:
    """A star in one line, `reach` from its middle: five quick sides, that run past their corners.

    tip: of the pen, on the same measure. unease: 0..1, how the hand shakes. lean: by what angle it stands askew.
    """
    corners = heading(ANGLES + rng.normal(0, 0.07, 5)) * rng.uniform(0.88, 1.10, 5)[:, None]
    # The child means to come back to where it began, and misses.
    corners = turned(np.concatenate([corners, corners[:1] + rng.normal(0, 0.045, 2)]), rng.normal(0, 0.06) + lean)
    sides = _sides(rng, corners)
    whole = np.concatenate(sides)
    low, high = whole.min(0), whole.max(0)
    unit = 2 / float((high - low).max())
    return _through([(side - (low + high) / 2) * unit for side in sides], rng, tip, unease, reach)


def _sides(rng: np.random.Generator, corners: Points, past: float = 1.0) -> list[Points]:
    """The five sides between six corners, as a quick hand takes them: past each, and back, or on the spot.

    past: how far it runs past them, of the usual.
    """
    # How far each side begins before its corner, and runs past the next. Where it does not lift, it turns on the spot.
    starts, pasts = rng.uniform(0.03, 0.08, 5), rng.uniform(0.06, 0.14, 5)
    starts, pasts = starts * past, pasts * past
    lifts = rng.permutation([True, True, False, False])
    starts[1:][~lifts], starts[0] = 0, rng.uniform(0.06, 0.11) * past
    pasts[4] = rng.uniform(0.13, 0.22) * min(past / 0.6, 1)
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
    return sides


def _through(sides: list[Points], rng: np.random.Generator, tip: float, unease: float, reach: float) -> Line:
    """The sides as a hand pulls them: it trembles, bears down where it turns on the spot, so that ink pools there, is
    thin where it lands and lifts in full flight, and lets go of the last in a flick."""
    tremble, begun = Noise(rng), 0.0
    turns = [bool(np.allclose(a[-1], b[0])) for a, b in pairwise(sides)]
    made, widths = [], []
    for k, side in enumerate(sides):
        path = resample(side, max(int(60 * length(side)), 12))
        s = np.linspace(0, length(path), len(path))
        shake = (0.022 + 0.035 * unease) * np.clip(np.minimum(s, s[-1] - s) / 0.2, 0, 1)
        u = (begun + s) * 2.4
        path = path + shake[:, None] * np.column_stack([tremble.fbm(u, u * 0 + 2.5, 2), tremble.fbm(u, u * 0 + 8.5, 2)])
        share, left = s / s[-1], s[-1] - s
        width = tip * (1.20 - 0.50 * np.sin(np.pi * share**0.85) ** 1.4 + 0.26 * tremble.fbm(u * 0.9, u * 0 + 4.5, 2))
        width = width * np.interp(s, [0, 0.05, 0.14], [1.25, 1.15, 1] if k and turns[k - 1] else [0.4, 0.8, 1])
        ends = [1.25, 1.15, 1] if k < 4 and turns[k] else [0.35, 0.8, 1] if k < 4 else [0.15, 0.5, 1]
        width = width * np.interp(left, [0, 0.05, 0.14] if k < 4 else [0, 0.15, 0.5], ends)
        made.append(path * reach)
        widths.append(width)
        begun += s[-1]
    return Line(tuple(made), tuple(widths))


def _again(feeling: Feeling, rng: np.random.Generator, star: Line, tip: float, unease: float, sure: bool) -> list[Line]:
    """The star gone over again and again without lifting the pen, quicker and lighter, because once did not seem
    enough; once only by a hand that is surer."""
    made = []
    reach = float(np.ptp(star.path, axis=0).max()) / 2
    for born, light, off in ((0.04, 0.80, 0.014),) if sure else PASSES:
        there = feeling.birth(born, 0.2)
        missed = star.corners()[[0, 1, 2, 3, 4, 0]] / reach + rng.normal(0, off, (6, 2))
        if sure:
            # Where the first went past itself, this meets.
            missed[[0, 5]] *= 0.90
        line = _through(_sides(rng, missed, 0.2 if sure else 0.9), rng, light * tip * there, unease, reach)
        if there > 0.05:
            made.append(line)
    return made


PASSES = ((0.02, 0.80, 0.026), (0.07, 0.62, 0.036), (0.14, 0.54, 0.046), (0.24, 0.46, 0.054))
"""When the pen comes round again, how heavily, and by how much it misses each corner, in reaches."""

SCRIBBLED = ((0.04, 0.046, 1.0), (0.10, 0.070, 1.0), (0.20, 0.085, 0.6))
"""Of the arms that look away from the light, in order: when each is scribbled over, how close, and how much of it."""


def _shaded(feeling: Feeling, rng: np.random.Generator, star: Line, tip: float) -> list[Line]:
    """What looks away from the light scribbled over to and fro, without lifting the pen or minding the edge: the
    darkest arm twice, across."""
    rim = star.outline()
    tips = rim[np.hypot(*(rim - star.hub()).T).argsort()[5:]]
    order, slant, made = np.argsort((tips - star.hub()) @ LAMP), np.radians(-38) + rng.normal(0, 0.12), []
    for rank, (k, (born, gap, much)) in enumerate(zip(order[:3].tolist(), SCRIBBLED, strict=True)):
        i = int(np.hypot(*(rim - tips[k]).T).argmin())
        before, after = rim[i - 1], rim[(i + 1) % 10]
        # The last is shaded along its dark side alone.
        dark, lit = sorted((before, after), key=lambda p: float(p @ LAMP))
        arm = np.array([tips[k], dark, dark + (lit - dark) * much])
        for again in range(2 if rank == 0 else 1):
            made += _scribbled(
                arm, slant + 0.75 * again, gap * (1 + again), tip, feeling.birth(born + 0.1 * again, 0.25), rng
            )
    return made


def _scribbled(arm: Points, slant: float, gap: float, tip: float, there: float, rng: np.random.Generator) -> list[Line]:
    """An arm, to and fro; ends fall short of its edge or run past it, and the farther it gets, the wider it swings."""
    rows = hatch(area(arm), slant, gap, rng, 0.3)
    past, strays = rng.normal(0.022, 0.034, 80), rng.normal(0, 0.008, (80, 2))
    if there <= 0.05 or len(rows) < 3:
        return []
    ends = []
    for n, row in enumerate(rows[:80]):
        a, b = (row[0], row[-1]) if n % 2 else (row[-1], row[0])
        ends.append(b + (b - a) / max(float(np.hypot(*(b - a))), 1e-9) * past[n] + strays[n])
    path = smooth(np.array(ends), 12 * len(ends))
    path = path[: max(int(len(path) * (0.4 + 0.6 * there)), 8)]
    u = np.linspace(0, 1, len(path))
    return [Line((path,), (tip * there * np.interp(u, [0, 0.1, 0.8, 1], [0.8, 1.0, 0.9, 0.6]),))]


def _blot(feeling: Feeling, rng: np.random.Generator, star: Line, tip: float) -> list[Line]:
    """Where the pen stood and was turned on the spot, ink has pooled."""
    there, at, first = feeling.birth(0.06, 0.25), star.corners()[int(rng.integers(1, 5))], rng.uniform(0, 6)
    u = np.linspace(0, 1, 46)
    path = at * 0.97 + heading(first + 15 * u) * ((0.9 - 0.5 * u) * tip * there)[:, None] * [1.25, 0.85]
    return [Line((path,), (tip * there * np.interp(u, [0, 0.8, 1], [0.9, 0.9, 0.3]),))] if there > 0.05 else []


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


def _alone(feeling: Feeling, chance: Chance, star: Line, tip: float) -> list[Line]:
    """Nothing more."""
    return []


CHARMS: tuple[Callable[[Feeling, Chance, Line, float], list[Line]], ...] = (_alone, _alone, _run_up)
"""What the child did besides the star; the seed says which."""


def _inked(line: Line, ink: str, rng: np.random.Generator, plain: bool) -> list[Shape | None]:
    """The line in a ballpoint's ink, a shape a run, so that ink over ink is darker: it skips where the ball is quick,
    and drops what it gathered just after a turn."""
    fray, made = Noise(rng), []
    for k, (p, pressed) in enumerate(zip(line.runs, line.widths, strict=True)):
        s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
        tip = max(float(np.median(pressed)), 1e-3)
        side, row = normals(p), np.full(len(p), 7.1 * k)
        quick = np.sin(np.pi * s / s[-1]) if s[-1] > 8 * tip else np.zeros(len(p))
        dry = fray.fbm(s / (11 * tip), row + 40, 2) + 0.22 * quick
        # Nearly dry, the ball leaves a thin line; quite dry, none.
        w = pressed * (1 + 0.30 * fray.fbm(s / (6 * tip), row, 2)) * np.interp(dry, [0.26, 0.38], [1.0, 0.62])
        w = w if plain else w * (dry < 0.52)
        left, right = (w / 2 * (1 + 0.09 * fray.fbm(s / (0.9 * tip), row + at, 2)) for at in (3, 5))
        edges = p + side * left[:, None], p - side * right[:, None]
        # By pieces, as a line that crosses itself has no plain inside.
        pieces = [slice(i, min(i + 8, run.stop)) for run in runs(w > 0, 2) for i in range(run.start, run.stop - 1, 7)]
        wet = areas(np.concatenate([edges[0][i], edges[1][i][::-1]]) for i in pieces)
        wet += [disc(p[i], 0.5 * w[i]) for i in (0, -1)]
        if not plain and s[-1] > 8 * tip and rng.random() < 0.75:
            i = int(rng.integers(2, max(len(p) // 7, 4)))
            wet.append(disc(p[i] + side[i] * rng.normal(0, 0.2) * tip, tip * rng.uniform(0.55, 0.72)))
        made.append(filled(simplify(union(wet), (0.045 if plain else 0.03) * tip), ink, 0.9))
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


def _coloured_in(feeling: Feeling, chance: Chance, star: Line, middle: Points) -> Shape | None:
    """Yellow wax scribbled over the star, arm by arm, when the hand is a child's."""
    grown = feeling.birth(0.4, 0.35)
    if grown <= 0.02 or feeling.mood.hand.kind != "crayon" or not feeling.style.colour:
        return None
    rng = chance("coloured in")
    marks: list[Outline] = []
    stick = 0.14 * feeling.size**0.64
    for corner in star.corners() - middle:
        aside = np.array([-corner[1], corner[0]])
        n = 17
        r = np.linspace(-0.08, 0.86, n)
        half = np.interp(r, [-0.05, 0.30, 0.95], [0.16, 0.21, 0.02]) * rng.uniform(0.7, 1.2, n)
        zigzag = r[:, None] * corner + (half * np.where(np.arange(n) % 2, 1, -1))[:, None] * aside
        path = smooth(zigzag, 160)
        marks += wax(path, stick * grown**0.7, chance("paper"), 0.56, max(0.40 * stick, 0.012 * feeling.size))
    return filled([Outline(o.points + middle) for o in marks], feeling.tint("#ffb400"), 0.92)
