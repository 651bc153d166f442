"""The scrappiest star, as a small child draws it with a felt pen, what the child adds to it, and its companions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Chance,
    Noise,
    areas,
    disc,
    filled,
    heading,
    length,
    mix,
    normals,
    own_hand,
    resample,
    ribbon,
    runs,
    simplify,
    smooth,
    turned,
    union,
    wax,
)
from markgen.motifs._star.glitter import COMING, Dust, beside, thinned, trail
from markgen.motifs._star.line import Line
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

GLAD = "#c2410c"
"""The pen of a child that plays; one that loves writes in black."""

FELT = 0.17
"""Width of a felt pen's line, mm, on a star of 1 mm."""

FINE = 0.6
"""Width of a style's bold lines, mm, below which it has no felt pen."""

TRIMMED = 0.3
"""How far the sides of a star that is filled run past its corners, of a bare one's."""

HAIRS = 7
"""Of its felt, side by side."""

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
    felt = feeling.style.name in ("natural", "blackwork", "dotwork")
    # A pen is nearly as fine on a large star as on a small one; a stick of wax is not.
    pen = 0.09 if company or feeling.style.bold < FINE else FELT
    tip = (0.122 * feeling.size**0.64 if waxy else pen * feeling.size**0.56) * feeling.mood.hand.weight
    thick = tip / (0.47 * feeling.size)
    side = 1 if chance("side").random() < 0.5 else -1
    star = _scrawl(chance("star"), 1.0, thick, unease, past=TRIMMED if company else 1.0)
    extras = CHARMS[chance.seed % len(CHARMS)](feeling, chance, star, 0.6 * thick)
    # By morning all of the trail is there; a star that grows by itself gets one when the feeling is strong.
    run = feeling.birth(0.0, 0.5) if company else feeling.birth(0.40, 0.42)
    spine = star.hub() + trail(side, chance("spine"))
    flown = _flown(chance, spine, run, thick, unease, side)
    stars = [star, *(line for line, _, _ in flown)]
    # A style that fills in its own way would go round every dot.
    grown = feeling.birth(0.02 if company else 0.38, 0.25) if felt else 0.0
    # However the corners fell, and whoever has come, the mark is as long as its feeling.
    ends = [(line.path, line.width[:, None] / 2) for line in (*stars, *extras)]
    ends += [(spine[: max(int(run * len(spine)), 1)], np.zeros((1, 1)))] if grown else []
    low, high = np.min([(p - w).min(0) for p, w in ends], axis=0), np.max([(p + w).max(0) for p, w in ends], axis=0)
    unit = 0.985 * feeling.size / float((high - low).max())
    shift = ground.centre - (low + high) / 2 * unit
    if grown:
        dust = Dust(chance, grown, side, unit)
        dust.filled_in(star)
        dust.trail(spine, run, [(at, reach) for _, at, reach in flown], star.outline())
        # No companion is made as another is: the first has only its line, the next only dots.
        for line, _, reach in flown[1:]:
            dust.dotted(line, reach / COMPANIONS[1][2])
        stars = [thinned(star, side, grown), *(line for line, _, _ in flown[:1])]
    stars, extras = ([line.moved(unit, shift) for line in some] for some in (stars, extras))
    lines = [*stars, *extras]
    coloured = layer("coloured in", "colour", [_coloured_in(feeling, chance, stars[0], shift)])
    if waxy:
        wax_ink = feeling.tint("#e8590c") if feeling.style.colour else INK
        return [coloured, layer("wax", "colour", [filled(_waxed(lines, chance), wax_ink, 0.94)])]
    # A style that lends its hand has no pen to run dry; nor has a star that has come back with glitter.
    plain = company or feeling.mood.hand.kind != own_hand(feeling).kind
    deep = feeling.mood.palette[0 if tone.valence > 0.3 else 1]
    ink = feeling.tint(GLAD) if feeling.mood.hand.kind == "crayon" and feeling.style.colour else mix(INK, deep, 0.1)
    pen_marks = [each for k, line in enumerate(lines) for each in _inked(line, ink, chance("ink", k), plain or k > 0)]
    drawn = layer("pen", "line", pen_marks)
    if not grown:
        return [coloured, drawn]
    foil, body, *glitter = dust.layers(feeling, unit, shift, ink)
    return [coloured, foil, body, drawn, *glitter]


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
                each, reach * each.uniform(0.92, 1.08), thick * (0.55 + 0.5 * reach), 0.5 * unease, lean * side, TRIMMED
            )
            made.append((small.moved(there, at), at, reach * there))
    return made


def _scrawl(
    rng: np.random.Generator, reach: float, tip: float, unease: float = 0.0, lean: float = 0.0, past: float = 1.0
) -> Line:
    """A star in one line, `reach` from its middle: five quick sides, that run past their corners.

    tip: of the pen, on the same measure. unease: 0..1, how the hand shakes. lean: by what angle it stands askew.
    past: how far sides run past their corners, of the usual.
    """
    corners = heading(ANGLES + rng.normal(0, 0.07, 5)) * rng.uniform(0.88, 1.10, 5)[:, None]
    # The child means to come back to where it began, and misses.
    corners = np.concatenate([corners, corners[:1] + past * rng.normal(0, 0.045, 2)])
    corners = turned(corners, rng.normal(0, 0.06) + lean)
    sides = _sides(rng, corners, past)
    whole = np.concatenate(sides)
    low, high = whole.min(0), whole.max(0)
    unit = 2 / float((high - low).max())
    return _through([(side - (low + high) / 2) * unit for side in sides], rng, tip, unease, reach)


def _sides(rng: np.random.Generator, corners: Points, past: float) -> list[Points]:
    """The five sides between six corners, as a quick hand takes them: past each, and back, or it turns on the spot."""
    starts, pasts = rng.uniform(0.07, 0.15, 5), rng.uniform(0.16, 0.30, 5)
    lifts = rng.permutation([True, True, False, False])
    # Where it turns on the spot it goes less far past, and the next side begins where the last ended.
    starts[1:][~lifts], pasts[:4][~lifts] = 0, 0.3 * pasts[:4][~lifts]
    starts[0], pasts[4] = rng.uniform(0.05, 0.10), rng.uniform(0.16, 0.26)
    starts, pasts = past * starts, past * pasts
    sides: list[Points] = []
    for k in range(5):
        a, b = corners[k], corners[k + 1]
        a = sides[-1][-1] if k and not lifts[k - 1] else a
        way = (b - a) / np.hypot(*(b - a))
        u = np.linspace(0, 1, 70)
        bow = rng.normal(0, 0.030) * np.sin(np.pi * u) + rng.normal(0, 0.014) * np.sin(2 * np.pi * u)
        aside = np.array([-way[1], way[0]])
        first, last = a - way * starts[k], b + way * pasts[k]
        sides.append(first + (last - first) * u[:, None] + aside * bow[:, None])
    return sides


def _through(sides: list[Points], rng: np.random.Generator, tip: float, unease: float, reach: float) -> Line:
    """The sides as a hand pulls them: it trembles, bears down where it lands and turns, is thin where it is quick, and
    lets go in a flick where it lifts."""
    tremble, begun = Noise(rng), 0.0
    lifts = [not np.allclose(a[-1], b[0]) for a, b in pairwise(sides)]
    made, widths = [], []
    for k, side in enumerate(sides):
        path = resample(side, max(int(60 * length(side)), 12))
        s = np.linspace(0, length(path), len(path))
        shake = (0.040 + 0.035 * unease) * np.clip(np.minimum(s, s[-1] - s) / 0.2, 0, 1)
        u = (begun + s) * 2.4
        path = path + shake[:, None] * np.column_stack([tremble.fbm(u, u * 0 + 2.5, 2), tremble.fbm(u, u * 0 + 8.5, 2)])
        share = s / s[-1]
        # The farther it gets, the quicker it is.
        quick = (0.20 + 0.06 * k) * np.sin(np.pi * share**0.85) ** 1.4
        width = tip * (1.10 - quick + 0.14 * tremble.fbm(u * 0.9, u * 0 + 4.5, 2))
        if k == 4 or lifts[k]:
            width = width * np.interp(s[-1] - s, [0, 0.15, 0.4], [0.25, 0.75, 1])
        made.append(path * reach)
        widths.append(width)
        begun += s[-1]
    return Line(tuple(made), tuple(widths))


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
    """The line in a felt pen's ink, a shape a run, so that ink over ink is darker: ink pools where the pen stands, and
    where it is quick its felt is too dry to fill the stroke, and leaves streaks of skin.

    plain: it never runs dry.
    """
    fray, made = Noise(rng), []
    for k, (p, pressed) in enumerate(zip(line.runs, line.widths, strict=True)):
        s = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
        tip = max(float(np.median(pressed)), 1e-3)
        side, row = normals(p), np.full(len(p), 7.1 * k)
        share = s / s[-1]
        w = pressed * (1 + 0.10 * fray.fbm(s / (5 * tip), row, 2))
        hairs = 1 if plain or s[-1] < 8 * tip else HAIRS
        across = (np.arange(hairs) + 0.5) / hairs - 0.5
        wet = []
        for j, off in enumerate(across):
            hair = w / hairs * (1 if hairs == 1 else 1.55)
            if hairs > 1:
                # Each hair of the felt runs dry by itself, most of them well along the stroke, and late in the star.
                dry = 0.55 * fray.fbm(s / (12 * tip), row + 40 + 3.1 * j, 2)
                dry += 0.30 * np.sin(np.pi * share**1.6) + 0.05 * k
                hair = hair * np.interp(dry, [0.30, 0.46], [1.0, 0.0])
            middle = p + side * (off * w)[:, None]
            wets = runs(hair > 0.02 * tip, 2)
            # A line that crosses itself has no plain inside: it is made by pieces. The hairs of a side never do.
            step = len(p) if hairs > 1 else 6
            pieces = [
                slice(i, min(i + step + 2, run.stop)) for run in wets for i in range(run.start, run.stop - 1, step)
            ]
            wet += areas(ribbon(middle[i], hair[i]) for i in pieces)
        wet += [disc(p[i], (0.5 if plain else 0.56) * w[i]) for i in (0, -1)]
        made.append(filled(simplify(union(wet), 0.02 * tip), ink, 0.96))
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
