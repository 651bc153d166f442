"""A scrappy five-pointed star in a small child's felt pen; in grown hands, one of many engraved stars.

The child's is one line through five corners, overshot, with one point up. Strong feelings give it two small
companions, and glitter: grains of light in the ink. Grown hands have a dozen designs, of which the seed takes one
that suits the feeling.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    Noise,
    Plate,
    arc,
    area,
    box,
    circle,
    contains,
    filled,
    flat,
    grow,
    hatch,
    heading,
    intersect,
    minus,
    mix,
    normals,
    petal,
    polyline,
    pricks,
    resample,
    ribbon,
    smooth,
    spoke,
    star,
    tangents,
    tongue,
    trace,
    turned,
    wax,
    wedge,
)
from markgen.draw.plate import Tier
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

FORMS = {"glitter-stars": "The child's star with small companions, its ink dusted with glitter."}

FILLS = {"wax"}

INK = "#14110f"

ANGLES = np.radians([126, -90, 54, 198, -18])
"""The corners in the order a child's hand takes them: from lower left up to the top, down, and across."""

GLITTER = ("#ffffff", "#ffe2a8", "#d6e6ff", "#ffd0e4")

COMPANIONS = ((-50, 1.04, 0.30, 0.38), (158, 1.10, 0.21, 0.52))
"""Which notch each small star stands in (degrees), how far out, how large, in the mark's reach, and its birth."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The star as this feeling sees it."""
    hand, tone = feeling.mood.hand.kind, feeling.mood.tone
    # A pen is a child's where the feeling is glad and awake; a grown hand's where it looks back or is afraid.
    childish = hand == "crayon" or (hand == "pen" and tone.valence > 0.3 and tone.arousal > 0.2)
    if childish or feeling.form == "glitter-stars" or feeling.style.fill == "wax":
        return _child(ground, feeling, chance)
    return _star(ground, feeling, chance)


# The child's star


@dataclass(frozen=True, eq=False)
class Line:
    """A felt pen's line: its path in mm, and its width along it."""

    path: Points
    width: Floats

    def corners(self) -> Points:
        """Where it comes nearest to each of five tips."""
        return np.array([self.path[int(np.argmax(self.path @ out))] for out in heading(ANGLES)])


def _child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The scrappiest star, its companions, and the glitter on both."""
    company = feeling.form == "glitter-stars"
    glitter = feeling.birth(0.02 if company else 0.45, 0.3)
    tone = feeling.mood.tone
    unease = float(np.clip(-tone.valence * 1.2 + tone.arousal * 0.4, 0, 1))
    tip = 0.115 * feeling.size**0.745 * feeling.mood.hand.weight
    thick = tip / (0.47 * feeling.size)
    side = 1 if chance("side").random() < 0.5 else -1
    lines = [_scrawl(chance("star"), 1.0, thick, unease)]
    for k, (notch, out, reach, born) in enumerate(COMPANIONS):
        each = chance("companion", k)
        there = feeling.birth(max(born - 0.28 * company, 0.02), 0.2)
        at = heading(float(np.radians(notch))) * (side, 1) * out + each.normal(0, 0.03, 2)
        small = _scrawl(each, reach * each.uniform(0.9, 1.1), 0.55 * thick, 0.5 * unease)
        if there > 0.03:
            lines.append(Line(small.path * there + at, small.width * there))
    # However the corners fell, and whoever has come, the mark is as long as its feeling.
    low = np.min([(line.path - line.width[:, None] / 2).min(0) for line in lines], axis=0)
    high = np.max([(line.path + line.width[:, None] / 2).max(0) for line in lines], axis=0)
    unit = 0.985 * feeling.size / float((high - low).max())
    lines = [Line((line.path - (low + high) / 2) * unit, line.width * unit) for line in lines]
    deep = feeling.mood.palette[0 if tone.valence > 0.3 else 1]
    ink = INK if feeling.mood.hand.kind == "crayon" else mix(INK, deep, 0.3)
    return [
        layer("coloured in", "colour", [_coloured_in(ground, feeling, chance, lines[0].corners(), tip)]),
        layer("felt pen", "line", [_inked(ground, line, ink) for line in lines]),
        *_glitter(ground, chance, lines, glitter),
    ]


def _scrawl(rng: np.random.Generator, reach: float, tip: float, unease: float = 0.0) -> Line:
    """A star in one line, `reach` from its middle: slow and wet at the corners, quick and thin between them.

    tip: of the pen, on the same measure. unease: 0..1, how the hand shakes.
    """
    corners = heading(ANGLES + rng.normal(0, 0.13, 5) + rng.normal(0, 0.05)) * rng.uniform(0.76, 1.12, 5)[:, None]
    # The child means to come back to where it began, and misses.
    corners = np.concatenate([corners, corners[:1] + heading(rng.uniform(0, 2 * np.pi)) * rng.uniform(0.06, 0.13)])
    path = _one_line(corners, rng.normal(0, 0.075, (5, 2)), rng.uniform(0.0, 0.40, 5) ** 2)
    low, high = path.min(0), path.max(0)
    path = (path - (low + high) / 2) * (2 / float((high - low).max()))
    u = np.linspace(0, 1, len(path))
    tremble = Noise(rng)
    shake = 0.030 + 0.03 * unease
    path = path + shake * np.column_stack([tremble.fbm(u * 17, u * 0 + 2.5, 2), tremble.fbm(u * 17, u * 0 + 8.5, 2)])
    d = np.gradient(path, axis=0)
    bent = np.abs(np.gradient(np.unwrap(np.arctan2(d[:, 1], d[:, 0]))))
    slow = np.convolve(np.clip((bent - 0.10) / 0.3, 0, 1), np.hanning(35) / np.hanning(35).sum(), "same")
    width = tip * (0.78 + 0.30 * np.clip(slow / 0.2, 0, 1) + 0.30 * tremble.fbm(u * 11, u * 0 + 4.5, 2))
    # The pen lands wet, and leaves in a flick.
    width *= np.interp(u, [0, 0.012, 0.04, 0.94, 1], [1.5, 1.4, 1, 1, 0.35])
    return Line(path * reach, width)


def _one_line(corners: Points, bows: Floats, pasts: Floats) -> Points:
    """Through the corners in one go: each side bowed its own way, and each corner overshot, so that the line turns
    outside it and crosses itself on the way back."""
    knots = [corners[0]]
    for k in range(5):
        a, b = corners[k], corners[k + 1]
        along = (b - a) / np.hypot(*(b - a))
        aside = np.array([-along[1], along[0]])
        knots += [a + (b - a) * share + aside * bow for share, bow in zip((0.30, 0.70), bows[k], strict=True)]
        if k == 4:
            # Past where it began, and away.
            knots += [b, b + along * (0.10 + pasts[k])]
            continue
        on = (corners[k + 2] - b) / np.hypot(*(corners[k + 2] - b))
        past = pasts[k]
        blunt = 0.05 * (along + on)
        knots += [b + along * past - blunt, b + 0.8 * (along - on) * past, b - on * past + blunt]
    return smooth(np.array(knots), 520)


def _inked(ground: Ground, line: Line, ink: str) -> Shape | None:
    """The line in ink, with the drop where the pen landed, and its round tip where it turned."""
    path = line.path + ground.centre
    t = tangents(path)
    turned = np.flatnonzero((t[:-3] * t[3:]).sum(1) < 0.7) + 1
    ends = [circle(path[k], 0.5 * line.width[k]) for k in (0, -1, *turned)]
    return filled([polyline(ribbon(path, line.width)[::-1]), *ends], ink)


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
        n, m = len(line.path), 620 if k == 0 else 170
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


# The star of grown hands


GOLD = ((0.0, "#fff0b8"), (0.45, "#ffcb3a"), (1.0, "#e8890f"))
"""From a star's middle to its tips."""

NIGHT = ((0.0, "#6a7fd0"), (1.0, "#22306e"))
"""The sky round a star."""


@dataclass(frozen=True, eq=False)
class Page:
    """What every design is given: the plate, the seed's own chance, and which hand it leans to."""

    plate: Plate
    chance: Chance
    side: int

    def born(self, born: float, span: float = 0.2) -> float:
        """How far a detail has swelled in."""
        return self.plate.born(born, span)


def _star(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """One of the designs that suit the feeling, by seed."""
    mood = feeling.mood
    soft = float(np.clip(-mood.tone.arousal, 0, 1)) * (mood.tone.valence > 0)
    ink = mix(mix(INK, mood.palette[0], 0.4), mood.palette[1], soft)
    plate = Plate(ground, feeling, chance("hand"), ink if mood.chroma > 0 and feeling.style.colour else INK)
    designs = _designs(feeling)
    designs[chance.seed % len(designs)](Page(plate, chance, 1 if chance("side").random() < 0.5 else -1))
    return plate.layers()


def _designs(feeling: Feeling) -> tuple[Design, ...]:
    """What this feeling makes of a star."""
    tone, hand = feeling.mood.tone, feeling.mood.hand
    if tone.valence < -0.1:
        return ANGRY if tone.dominance > -0.1 or hand.corners > 0.8 else SAD
    if hand.kind == "pen":
        return FAR
    return RULED if hand.kind == "crisp" else GLAD


def _arms(n: int, reach: float, waist: float, turn: float, at: Points) -> list[tuple[Points, Points, Points]]:
    """Of each arm of a star its tip, and the notches before and after it."""
    s = star(n, reach, waist, turn) + at
    return [(s[2 * k], s[2 * k - 1], s[2 * k + 1]) for k in range(n)]


def _cut(
    p: Page, n: int, reach: float, waist: float, turn: float = -np.pi / 2, at: Points | None = None, tier: Tier = "mid"
) -> None:
    """A star with a ridge down each arm, one side of it black and the other gold; the black grows from the middle."""
    at = np.zeros(2) if at is None else at
    plate, shade = p.plate, p.born(0.06, 0.3)
    for tip, before, after in _arms(n, reach, waist, turn, at):
        dark, lit = (after, before)[:: p.side]
        if shade > 0.02:
            plate.black(np.array([at, at + (tip - at) * shade, at + (dark - at) * shade]))
        plate.line(np.array([at, tip]), "fine", shade)
        for k, share in enumerate((0.3, 0.55, 0.8)):
            start = at + (lit - at) * share
            end = start + (tip - start) * (0.62, 0.42, 0.30)[k]
            plate.line(np.linspace(start, end, 6), "fine", 1.2 * p.born(0.45 + 0.08 * k), 0.9)
    outline = star(n, reach, waist, turn) + at
    plate.wash(outline, GOLD, p.born(0.1), at, reach)
    plate.figure(outline, tier)


def _spark(p: Page, at: Points, reach: float, points: int = 4) -> None:
    """A small black star with hollow sides."""
    if reach > 0.012:
        p.plate.black(star(points, reach, 0.24 * reach) + at)


def _nautical(p: Page) -> None:
    """The sailors' star, cut in halves, over a compass ring."""
    _cut(p, 5, 0.74, 0.30, tier="bold")
    plate = p.plate
    for tip, *_ in _arms(5, 1.0, 0.4, np.pi / 2, np.zeros(2)):
        ray = wedge(float(np.arctan2(tip[1], tip[0])), 0.3, 0.3 + 0.42 * p.born(0.2), 0.05)
        plate.figure(ray, "mid", p.born(0.2))
    # The ring spreads from behind the star, so that the star has room to give way.
    ring, ticks = p.born(0.25, 0.3), 0.12 * p.born(0.4, 0.3)
    out = 0.62 + 0.24 * ring
    plate.line(arc(out), "mid", ring)
    plate.line(arc(out - 0.04), "fine", ring)
    count = int(p.chance("ticks").choice([40, 60, 80]))
    for k in range(count):
        a = -np.pi / 2 + 2 * np.pi * k / count
        plate.line(spoke(a, out, out + ticks * (1.0 if k % 5 == 0 else 0.4)), "fine", p.born(0.35))


def _north(p: Page) -> None:
    """The north star: four long needles and four short, through thin circles."""
    plate, rng = p.plate, p.chance("north")
    low = rng.uniform(0.60, 0.72)
    for k in (0, 2, 1, 3):
        a = -np.pi / 2 + k * np.pi / 2
        reach = (1.0, low, 1.0 if rng.random() < 0.5 else 0.9, low)[k]
        out, aside = heading(a), heading(a + np.pi / 2)
        corner = 0.105 * (out - aside * np.array([1, 1])), 0.105 * (out + aside)
        shade = p.born(0.04, 0.25)
        tip = out * reach
        plate.black(np.array([np.zeros(2), tip * max(shade, 0.02), corner[p.side > 0] * max(shade, 0.02)]))
        plate.wash(np.array([np.zeros(2), corner[0], tip, corner[1]]), GOLD, p.born(0.15))
        plate.figure(np.array([np.zeros(2), corner[0], tip, corner[1]]))
    for k in range(4):
        a = -np.pi / 4 + k * np.pi / 2
        ray = wedge(a, 0.08, 0.10 + 0.30 * p.born(0.1, 0.3), 0.055)
        plate.black(np.array([ray[0], ray[1], heading(a) * 0.08]))
        plate.figure(ray, "mid", p.born(0.08))
    for k in range(8):
        a = -np.pi / 2 + (k + 0.5) * np.pi / 4
        plate.line(spoke(a, 0.22, 0.56 if k % 2 else 0.50, 6), "fine", 1.4 * p.born(0.35), 0.8)
    plate.line(arc(0.33), "fine", 1.3 * p.born(0.25))
    plate.line(arc(0.60), "fine", 1.3 * p.born(0.4))
    at = np.arange(24) * np.pi / 12 + np.pi / 24
    plate.dots(heading(at) * 0.66, np.where(np.arange(24) % 3 == 1, 0.017, 0.009) * p.born(0.5))


def _shooting(p: Page) -> None:
    """A star with its trail: lines that bend together behind it, sparks shed between them."""
    plate, rng = p.plate, p.chance("shooting")
    head = np.array([0.52 * p.side, -0.52])
    _cut(p, 5, 0.40, 0.165, -np.pi / 2 + 0.22 * p.side, head, "bold")
    plate.cover(grow(area(star(5, 0.40, 0.165, -np.pi / 2 + 0.22 * p.side) + head), 0.03))
    tail = np.array([-0.98 * p.side, 0.86])
    along = (tail - head) / np.hypot(*(tail - head))
    aside = np.array([-along[1], along[0]])
    n = 9
    for k in range(n):
        q = (k - (n - 1) / 2) / ((n - 1) / 2)
        long = (1.0, 0.66, 0.84)[k % 3] * (1 - 0.30 * abs(q))
        u = np.linspace(0, long, 40)[:, None]
        bend = 0.20 * p.side * np.sin(np.pi * u * 0.9)
        path = head + along * 1.98 * u + aside * (0.27 * q * (1 - 0.72 * u) + bend)
        there = 1.0 if k % 4 == 0 else p.born(0.05 + 0.05 * (k % 4))
        plate.line(
            path[: max(4, int(40 * (0.6 + 0.4 * p.born(0.02, 0.4))))],
            "bold" if k % 2 == 0 else "mid",
            1.2 * there,
            0.92,
        )
    if p.born(0.3) > 0:
        u = rng.random(240)
        q = rng.normal(0, 0.30, 240) * (1 - 0.45 * u)
        at = head + along * (0.3 + 1.6 * u)[:, None] + aside * (q + 0.20 * p.side * np.sin(np.pi * u))[:, None]
        plate.dots(at, 0.016 * rng.random(240) ** 2 * (1 - 0.6 * u) * plate.feeling.births(0.3 + 0.5 * u))
    for k in range(6):
        u = 0.25 + 0.13 * k
        off = rng.choice([-1, 1]) * rng.uniform(0.20, 0.34)
        _spark(
            p,
            head + along * 1.98 * u + aside * (off + 0.20 * p.side * np.sin(np.pi * u)),
            0.075 * (1 - 0.1 * k) * p.born(0.25 + 0.07 * k),
        )


def _origami(p: Page) -> None:
    """A star folded from paper: every facet its own flat tone, ruled, dotted or black."""
    plate, rng = p.plate, p.chance("origami")
    n = int(rng.choice([5, 7, 8]))
    turn = -np.pi / 2
    lamp = heading(-np.pi / 2 - 0.8 * p.side)
    inner = 0.52
    centre = star(n, 0.0, 0.26, turn)[1::2]
    for k, (tip, before, after) in enumerate(_arms(n, 1.0, inner, turn, np.zeros(2))):
        core = centre[k]
        last = centre[k - 1]
        for facet in (
            (tip, before, last),
            (tip, last, core),
            (tip, core, after),
            (before, last, np.zeros(2)),
            (last, core, np.zeros(2)),
        ):
            shape = np.array(facet)
            middle = shape.mean(0)
            normal = np.cross(np.append(shape[1] - shape[0], 0), np.append(shape[2] - shape[0], 0))[2]
            light = float(middle @ lamp / max(np.hypot(*middle), 1e-6)) * 0.55 + 0.45 * np.sign(normal) * (
                0.5 if facet[2] is core else -0.5
            )
            grown = p.born(0.05 + 0.1 * rng.random(), 0.3)
            if light < -0.28:
                if grown > 0.02:
                    plate.black(middle + (shape - middle) * grown)
            elif light < 0.10:
                for row in hatch(
                    area(shape), float(np.arctan2(*(tip - core)[::-1])), max(0.034, 0.55 / (plate.feeling.size / 2))
                ):
                    plate.line(row, "fine", 1.3 * grown)
            elif light < 0.35:
                tone = 0.55 * p.born(0.3)
                if tone > 0:
                    plate.shade(shape, lambda q, tone=tone: np.full(len(q), tone), p.chance("facet", k), 0.026)
            plate.wash(shape, GOLD, p.born(0.1) * (0.75 + 0.25 * light))
            plate.line(np.array([*facet, facet[0]]), "mid", 0.8 * grown)
    plate.figure(star(n, 1.0, inner, turn), "bold")


def _constellation(p: Page) -> None:
    """A figure of stars joined by ruled lines, with the faint ones round it."""
    plate, rng = p.plate, p.chance("constellation")
    n = int(rng.integers(6, 9))
    x = np.linspace(-0.82, 0.82, n) + rng.uniform(-0.08, 0.08, n)
    y = 0.42 * np.sin(np.linspace(0, rng.uniform(3.2, 5.5), n) + rng.uniform(0, 6)) + rng.uniform(-0.16, 0.16, n)
    at = turned(np.column_stack([x, y]), -0.6 * p.side)
    size = rng.permutation(np.linspace(0.09, 0.19, n))
    main = int(rng.integers(1, n - 1))
    size[main] = 0.34
    branch = at[main] + turned(np.array([[0.42, 0.0]]), rng.choice([-1, 1]) * 1.5 - 0.6 * p.side)[0]
    spots, sizes = np.concatenate([at, branch[None]]), np.append(size, 0.12)
    order = np.argsort(-sizes)
    born = np.empty(n + 1)
    born[order] = np.concatenate([[-0.3], np.linspace(-0.1, 0.25, n)])
    for k in order:
        there = p.born(float(born[k]))
        if k == main:
            _cut(p, 8 if rng.random() < 0.5 else 5, sizes[k], 0.36 * sizes[k], at=spots[k], tier="mid")
            plate.cover(arc(sizes[k] * 0.6) + spots[k])
        elif sizes[k] > 0.13:
            _spark(p, spots[k], sizes[k] * there, 4)
        else:
            plate.dots(spots[k], 0.32 * sizes[k] * there)
            plate.line(arc(0.62 * sizes[k]) + spots[k], "fine", there * 1.3)
        plate.cover(arc(0.85 * sizes[k] if sizes[k] <= 0.13 else 0.3 * sizes[k]) + spots[k])
    pairs = [*pairwise(range(n)), (main, n)]
    for a, b in pairs:
        both = min(p.born(float(born[a])), p.born(float(born[b])))
        plate.line(np.array([spots[a], spots[a] + (spots[b] - spots[a]) * max(both, 0.05)]), "fine", 1.6 * both)
    dust = turned(np.column_stack([rng.uniform(-1.0, 1.0, 70), rng.normal(0, 0.30, 70)]), -0.6 * p.side)
    dust = dust[((dust > spots.min(0)) & (dust < spots.max(0))).all(1)]
    plate.dots(
        dust, (0.006 + 0.014 * rng.random(len(dust)) ** 2) * plate.feeling.births(rng.uniform(0.25, 0.8, len(dust)))
    )


def _bands(p: Page) -> None:
    """A star as a window on the night: bands of dots from black to bare, hills below, small stars left out."""
    plate, rng = p.plate, p.chance("bands")
    outline = star(5, 1.0, 0.44)
    window = area(outline)
    there = p.born(0.08, 0.3)
    for at, reach in (
        (heading(-1.9) * 0.28, 0.10),
        (heading(-0.9) * 0.42, 0.07),
        (heading(2.9) * 0.5, 0.08),
        (np.array([0.08, -0.62]), 0.06),
    ):
        if p.born(0.35) > 0.05:
            plate.cover(star(4, reach * p.born(0.35), 0.24 * reach * p.born(0.35)) + at)
    moon = minus(area(arc(0.15) + np.array([0.12 * p.side, -0.12])), area(arc(0.13) + np.array([0.19 * p.side, -0.16])))
    plate.wash(moon, GOLD, there)
    plate.figure(moon, "fine", p.born(0.15) * 1.2)
    x = np.linspace(-1, 1, 60)
    near, far = (
        np.column_stack([x, y + 0.10 * np.sin(x * wave + rng.uniform(0, 6))]) for y, wave in ((0.54, 4.2), (0.32, 3.2))
    )
    below = np.array([[1.0, 1.2], [-1.0, 1.2]])
    hill = intersect(window, area(np.concatenate([near, below])))
    plate.black(hill)
    plate.cover(grow(hill, 0.012))
    for j in range(1, 8):
        for part in _within(far + np.array([0.0, 0.045 * j]), window):
            plate.line(part, "fine", 1.3 * there)
    plate.figure(intersect(window, area(np.concatenate([far, below]))), "mid", max(there, 0.3))
    plate.shade(window, lambda q: there * np.clip(0.95 - 1.05 * (q[:, 1] + 0.55), 0.0, 1.0), p.chance("night"), 0.020)
    plate.wash(window, NIGHT, 0.75 * there)
    plate.figure(window, "bold")
    for k, a in enumerate(-np.pi / 2 + np.pi / 5 * (1 + 2 * np.arange(5))):
        plate.dots(
            heading(a) * np.array([[0.58], [0.68], [0.76]]), np.array([0.026, 0.018, 0.011]) * p.born(0.4 + 0.04 * k)
        )


def _within(path: Points, a: Area) -> list[Points]:
    """The runs of a path that lie in an area."""
    use = contains(a, path)
    runs = np.split(np.arange(len(path)), np.flatnonzero(use[1:] != use[:-1]) + 1)
    return [path[run] for run in runs if use[run[0]] and len(run) > 2]


def _wreath(p: Page) -> None:
    """A ring of stars, large to small, with twigs and dots between."""
    plate, rng = p.plate, p.chance("wreath")
    n = int(rng.integers(7, 10))
    start, turns = rng.uniform(0, 2 * np.pi), rng.uniform(0, 6, n)
    born = np.concatenate([[-0.4], np.linspace(-0.2, 0.3, n - 1)])
    for k in range(n):
        a = start + p.side * 2 * np.pi * k / n
        reach = 0.25 * (1 - 0.62 * k / (n - 1))
        there = p.born(float(born[k]))
        at = heading(a) * 0.74
        if there < 0.05:
            continue
        points = (5, 4, 6)[k % 3] if k else 5
        if k % 2 == 0:
            _cut(p, points, reach * there, (0.42, 0.26, 0.50)[k % 3 if k else 0] * reach * there, turns[k], at)
        else:
            plate.black(star(points, reach * there, 0.40 * reach * there, turns[k]) + at)
        plate.cover(arc(1.05 * reach * there) + at)
    plate.line(arc(0.74), "mid", p.born(0.0, 0.2))
    m = 8 * n
    for k in range(m):
        a = start + p.side * 2 * np.pi * (k + 0.5) / m
        out = 1 if k % 2 else -1
        leaf = petal(0.0, 0.0, 0.12, 0.022, 0.5)
        if p.born(0.2 + 0.3 * k / m) > 0.05:
            plate.black(
                turned(leaf * p.born(0.2 + 0.3 * k / m), a + p.side * (np.pi / 2 - out * 0.7), heading(a) * 0.74)
            )
    plate.dots(heading(start + np.arange(3 * n) * 2 * np.pi / (3 * n)) * 0.52, 0.013 * p.born(0.55))
    plate.dots(heading(start + np.arange(3 * n) * 2 * np.pi / (3 * n) + 0.1) * 0.95, 0.013 * p.born(0.6))


def _tumbling(p: Page) -> None:
    """Paper stars falling one after another, each turned a little further, threads of air behind them."""
    plate, rng = p.plate, p.chance("tumbling")
    n = 5
    t = np.linspace(0, 1, n)
    x = 0.36 * p.side * np.sin(t * rng.uniform(3.6, 5.0) + rng.uniform(-0.4, 0.4))
    y = -0.74 + 1.46 * t**0.85
    size = np.array([0.12, 0.17, 0.23, 0.31, 0.40])
    spins = rng.uniform(-0.6, 0.6, n)
    at = np.array([x[-1], y[-1] - 0.1])
    for k in range(n)[::-1]:
        there = p.born((0.5, 0.35, 0.2, 0.08, -0.3)[k])
        if there < 0.05:
            continue
        # Each leaves the one below it, as far as it has swelled in.
        at, r = at + (np.array([x[k], y[k] - 0.1]) - at) * max(there, float(k == n - 1)), size[k] * there
        spin = spins[k]
        flat = (0.62, 0.9, 0.7, 1.0, 0.86)[k]
        s = turned(star(5, r, 0.47 * r) * [flat, 1.0], spin, at)
        for j in range(5):
            tip, notch = s[2 * j], s[(2 * j + 1) % 10]
            plate.black(np.array([at, tip, notch])) if k % 2 == 0 else None
            if k % 2:
                for row in hatch(
                    area(np.array([at, tip, notch])), spin + 0.9, max(0.026, 0.5 / (plate.feeling.size / 2))
                ):
                    plate.line(row, "fine", 1.2)
            plate.line(np.array([at, tip]), "fine")
        plate.wash(s, GOLD, p.born(0.1), at, r)
        plate.figure(s, "mid", min(2 * there, 1.0))
        plate.cover(grow(area(s), 0.03))
    path = smooth(np.column_stack([x, y - 0.1]), 120)
    for k, aside in enumerate((-0.10, 0.0, 0.10)):
        line = path + normals(path) * aside
        for run in np.split(np.arange(120), np.sort(rng.choice(np.arange(10, 110), 5, replace=False))):
            if len(run) > 8:
                plate.line(line[run[2:-2]], "fine", 1.3 * p.born(0.15 + 0.1 * k))
    plate.dots(
        np.clip(path[rng.integers(0, 120, 30)] + rng.normal(0, 0.26, (30, 2)), -0.9, 0.9),
        0.012 * plate.feeling.births(rng.uniform(0.3, 0.8, 30)),
    )


def _contours(p: Page) -> None:
    """A star engraved in rings of its own shape, swelling on the dark side."""
    plate, rng = p.plate, p.chance("contours")
    n = int(rng.choice([5, 7, 8]))
    waist = {5: 0.42, 7: 0.56, 8: 0.60}[n]
    dark = heading(0.8 if p.side > 0 else np.pi - 0.8)
    rings = int(rng.integers(8, 11))
    for k in range(rings):
        share = 1 - 0.82 * (k + 1) / rings
        s = star(n, share, waist * share * (1 + 0.5 * (1 - share)), -np.pi / 2 + 0.0)
        closed = resample(np.concatenate([s, s[:1]]), 200)
        press = np.clip(0.5 + 0.75 * (closed @ dark) / share, 0.08, 1.0)
        there = p.born(0.04 + 0.05 * k, 0.25)
        if there > 0.05:
            width = (0.82 * 0.80 / rings) * waist * press * there + plate.weight("fine") * 0.5
            for run in range(0, 199, 33):
                plate.black(ribbon(closed[run : run + 35], width[run : run + 35]))
    plate.black(arc(0.045))
    plate.wash(star(n, 1.0, waist), GOLD, p.born(0.1))
    plate.figure(star(n, 1.0, waist), "bold")
    for k, a in enumerate(-np.pi / 2 + np.pi / n * (1 + 2 * np.arange(n))):
        plate.line(spoke(a, waist + 0.10, waist + 0.30 * p.born(0.3), 6), "mid", p.born(0.3), 0.7)
        plate.dots(heading(a) * (waist + 0.38), 0.020 * p.born(0.45 + 0.03 * k))


def _woven(p: Page) -> None:
    """An eightfold star of interlaced bands, as in a tiled wall."""
    plate, rng = p.plate, p.chance("woven")
    n = int(rng.choice([8, 10]))
    plate.black(star(n, 0.20, 0.13))
    plate.line(arc(0.26), "fine", 1.3 * p.born(0.15))
    corners = 0.98 * heading(-np.pi / 2 + 2 * np.pi * np.arange(n) / n)
    bands = [(corners[k], corners[(k + 3) % n]) for k in range(n)]
    wide = 0.085
    for a, b in bands:
        # Each band goes over the first that it meets and under the next.
        for share in (0.125, 0.625):
            near, far = (a + (b - a) * (share + by) for by in (-0.11, 0.11))
            d = np.array([a[1] - b[1], b[0] - a[0]]) / np.hypot(*(b - a)) * wide / 2
            piece = np.array([near - d, far - d, far + d, near + d])
            plate.wash(piece, GOLD, p.born(0.1))
            plate.line([piece[:2], piece[2:]])
            plate.line(np.array([near, far]), "fine", 0.8 * p.born(0.4))
            plate.cover(piece)
    for a, b in bands:
        band = trace(np.array([a, b]), wide)
        plate.wash(band, GOLD, p.born(0.1))
        plate.line(np.array([a, b]), "fine", 0.8 * p.born(0.4))
        plate.figure(band)
    tone = p.born(0.3)
    plate.shade(arc(0.62), lambda q: tone * np.clip(1.5 * np.hypot(*q.T) - 0.25, 0, 0.9), p.chance("ground"), 0.022)
    at = -np.pi / 2 + np.pi / n * (1 + 2 * np.arange(n))
    plate.dots(heading(at) * 0.86, 0.026 * p.born(0.35))
    plate.dots(heading(at) * 0.95, 0.014 * p.born(0.5))


def _hanging(p: Page) -> None:
    """Stars on threads, as over a cradle: one large, others higher and lower beside it."""
    plate, rng = p.plate, p.chance("hanging")
    x = np.array([0.0, -0.34, 0.36, -0.66, 0.68]) * p.side
    y = np.array([0.60, 0.10, 0.28, -0.30, -0.10]) + rng.uniform(-0.10, 0.10, 5)
    size = np.array([0.36, 0.20, 0.16, 0.13, 0.18])
    born = (-0.3, 0.0, 0.12, 0.25, 0.35)
    for k in range(5):
        there = p.born(born[k])
        if there < 0.05:
            continue
        at, r = np.array([x[k], y[k]]), size[k] * there
        points = (5, 4, 5, 6, 8)[k]
        if k in (0, 2):
            _cut(p, points, r, 0.42 * r, at=at, tier="bold" if k == 0 else "mid")
        elif k == 4:
            plate.shade(
                star(points, r, 0.5 * r) + at,
                lambda q, at=at, r=r: np.clip(0.2 + (q - at)[:, 1] / r, 0, 1),
                p.chance("dots", k),
                0.018,
            )
            plate.figure(star(points, r, 0.5 * r) + at)
        else:
            plate.black(star(points, r, 0.34 * r) + at)
            plate.cover(star(points, r, 0.34 * r) + at)
        top = at - [0, r]
        plate.line(arc(0.022) + top - [0, 0.022], "fine", 1.2)
        plate.cover(arc(0.022) + top - [0, 0.022])
        end = np.array([x[k], top[1] - 0.04 - (top[1] + 0.94) * (0.4 + 0.6 * there)])
        plate.line(np.array([top - [0, 0.044], end]), "fine", 1.5)
        for j, share in enumerate((0.3, 0.55, 0.62)):
            plate.dots(top + (end - top) * share, (0.020, 0.026, 0.014)[j] * p.born(0.4 + 0.05 * k))
    bar = np.linspace(-0.74, 0.74, 60)
    plate.line(np.column_stack([bar, -0.96 + 0.05 * bar**2]), "bold", p.born(0.1))
    plate.dots(np.array([[-0.76, -0.93], [0.76, -0.93]]), 0.030 * p.born(0.15))


def _burst(p: Page) -> None:
    """A small bright star, and the light that leaves it: ruled rays, long towards four sides."""
    plate, rng = p.plate, p.chance("burst")
    n = int(rng.choice([6, 8]))
    _cut(p, n, 0.40, 0.17, tier="mid")
    plate.cover(grow(area(star(n, 0.40, 0.17)), 0.045))
    count = int(rng.choice([72, 88, 104]))
    for k in range(count):
        a = -np.pi / 2 + 2 * np.pi * k / count
        lobe = abs(np.cos(n / 2 * (a + np.pi / 2))) ** 3
        low = 0.30 + 0.14 * rng.random()
        tip = 0.52 + 0.44 * (1 - lobe) * (0.75 + 0.25 * (k % 2)) * (0.5 + 0.5 * p.born(0.1, 0.4))
        there = 1.0 if k % 8 == 0 else p.born(0.02 + 0.4 * rng.random())
        plate.line(spoke(a, low, tip, 8), "mid", there * (0.8 if k % 2 else 1.3), 0.9)
    at = -np.pi / 2 + 2 * np.pi * np.arange(n) / n
    for a in at:
        plate.dots(
            heading(a) * np.array([[0.62], [0.72], [0.80], [0.86]]),
            np.array([0.034, 0.024, 0.016, 0.010]) * p.born(0.3),
        )


# Unhappy stars


def _falling(p: Page) -> None:
    """A star coming apart: its facets slide off downwards, and it weeps straight lines."""
    plate, rng = p.plate, p.chance("falling")
    at = np.array([0.0, -0.36])
    lost = p.born(0.15, 0.5)
    for k, (tip, before, after) in enumerate(_arms(5, 0.60, 0.25, -np.pi / 2, np.zeros(2))):
        for j, side in enumerate((before, after)):
            shape = np.array([np.zeros(2), tip, side])
            drop = lost * (0.03 + 0.42 * rng.random() ** 2) * max(0.25, shape.mean(0)[1] * 2.2 + 0.5)
            piece = turned(
                shape - shape.mean(0), lost * rng.normal(0, 0.22), shape.mean(0) * (1 + 0.16 * lost) + at + [0, drop]
            )
            if j == (p.side > 0):
                plate.black(piece)
            else:
                plate.shade(piece, lambda q: np.full(len(q), 0.25 * p.born(0.1)), p.chance("facet", k), 0.024)
                plate.wash(piece, GOLD, p.born(0.1), at, 0.6)
            plate.figure(piece, "mid")
    for k in range(17):
        x = rng.normal(0, 0.24)
        top = at[1] + rng.uniform(0.35, 0.6)
        long = rng.uniform(0.2, 0.8) * np.exp(-((x / 0.4) ** 2)) * (0.4 + 0.6 * lost)
        plate.line(np.linspace([x, top], [x, min(top + long, 0.98)], 8), "mid", 0.9 * p.born(0.04 * k - 0.05), 0.9)
        plate.dots(np.array([x, min(top + long, 0.98) + 0.05]), 0.016 * p.born(0.3 + 0.02 * k))


def _fading(p: Page) -> None:
    """Half a star in line; the other half only dots, going."""
    plate, rng = p.plate, p.chance("fading")
    way = heading(-np.pi / 2 + p.side * rng.uniform(1.3, 2.2))
    outline = star(5, 0.78, 0.33)
    closed = resample(np.concatenate([outline, outline[:1]]), 200)
    for run in _within(
        closed,
        area(
            np.array(
                [
                    way * -0.0 + turned(np.array([[x, y]]), float(np.arctan2(way[1], way[0])))[0]
                    for x, y in ((-2, -2), (0.10, -2), (0.10, 2), (-2, 2))
                ]
            )
        ),
    ):
        plate.line(run, "bold")
    grown = 0.4 + 0.6 * p.born(0.08, 0.4)
    for tip, before, after in _arms(5, 0.78, 0.33, -np.pi / 2, np.zeros(2)):
        side = after if p.side > 0 else before
        if (tip @ way) < 0.15:
            plate.black(np.array([np.zeros(2), tip * grown, side * grown]))
    plate.wash(outline, GOLD, 0.7 * p.born(0.1))
    window = grow(area(outline), 0.0)

    def going(q: Points) -> Floats:
        along = q @ way
        inside = contains(window, q)
        far = np.exp(-((q @ np.array([-way[1], way[0]]) / 0.42) ** 2))
        made: Floats = grown * np.where(
            inside, np.clip(0.15 + 0.9 * along, 0, 0.9), np.clip(0.8 - 0.75 * along, 0, 0.55) * (along > 0.12) * far
        )
        return made

    plate.shade(arc(1.2), going, p.chance("dust"), 0.030)


def _drowned(p: Page) -> None:
    """A star let go into water: rings round it, its light breaking up below."""
    plate, rng = p.plate, p.chance("drowned")
    lean = 0.35 * p.side
    s = turned(star(5, 0.46, 0.20), lean, (0.0, -0.42))
    above = minus(area(s), box(-2, -0.20, 2, 3))
    for j in range(5):
        half = intersect(area(np.array([[0.0, -0.42], s[2 * j], s[(2 * j + 1) % 10]])), above)
        plate.black(half)
    plate.wash(above, GOLD, 0.8 * p.born(0.1), np.array([0.0, -0.4]), 0.5)
    plate.figure(above, "mid")
    for k in range(6):
        wide = 0.30 + (0.10 + 0.04 * p.born(0.1, 0.6)) * k
        there = 1.0 if k == 0 else max(p.born(0.06 * k - 0.04), 0.35)
        a, b = rng.uniform(0.0, 0.5), rng.uniform(np.pi * 1.0, np.pi * 1.3)
        ring = arc(wide, a - 0.3, a + b) * [1.0, 0.24] + [0, -0.18]
        plate.line(ring, "mid", 1.1 * there * (1 - 0.1 * k))
    for k in range(12):
        y, wide = 0.10 + 0.072 * k, 0.30 * (1 - k / 14) * rng.uniform(0.4, 1.1)
        x = 0.10 * np.sin(1.7 * k)
        plate.line(
            np.linspace([x - wide, y], [x + wide, y], 9),
            "bold" if k % 3 == 0 else "mid",
            p.born(0.05 + 0.04 * k) * (1 - k / 16),
        )


def _shards(p: Page) -> None:
    """A star flung apart in splinters, black to the core."""
    plate, rng = p.plate, p.chance("shards")
    n = int(rng.integers(9, 13))
    angles = np.cumsum(rng.uniform(0.6, 1.4, n))
    angles = 2 * np.pi * angles / angles[-1]
    plate.black(star(7, 0.20, 0.08, rng.uniform(0, 6)))
    plate.cover(arc(0.22))
    for k, a in enumerate(angles):
        tip = (1.0, 0.70, 0.85)[k % 3] * rng.uniform(0.9, 1.0)
        half = rng.uniform(0.05, 0.10)
        middle = heading(a) * rng.uniform(0.34, 0.48)
        aside = heading(a + np.pi / 2) * half
        grown = 0.55 + 0.45 * p.born(0.02, 0.3)
        blade = np.array(
            [heading(a) * 0.14, middle - aside, heading(a) * tip * grown, middle + aside * rng.uniform(0.5, 1.2)]
        )
        plate.black(blade[[0, 1, 2]])
        plate.wash(blade, ((0.0, "#ffcb3a"), (0.6, "#e8540f"), (1.0, "#b01010")), p.born(0.1))
        plate.figure(blade, "mid")
    for _ in range(26):
        a, far = rng.uniform(0, 2 * np.pi), rng.uniform(0.45, 0.95)
        bit = turned(
            np.array([[-0.04, -0.014], [0.05, 0.0], [-0.02, 0.02]]) * rng.uniform(0.6, 1.5),
            a + rng.normal(0, 0.3),
            heading(a) * far,
        )
        if p.born(0.2 + 0.5 * rng.random()) > 0.3:
            plate.black(bit)


def _thorned(p: Page) -> None:
    """A star of hooked blades, all turned one way."""
    plate, rng = p.plate, p.chance("thorned")
    n = int(rng.integers(7, 10))
    twist = p.side * rng.uniform(0.5, 0.9)
    plate.figure(arc(0.12), "bold")
    for rank, (reach, half, born) in enumerate(((1.0, 0.12, -0.3), (0.62, 0.08, 0.08))):
        for k in range(n):
            a = -np.pi / 2 + 2 * np.pi * (k + 0.5 * rank) / n - twist
            grown = 0.6 + 0.4 * p.born(0.02, 0.3)
            there = p.born(born)
            if there < 0.05:
                continue
            blade = tongue(a, 0.14, 0.14 + (reach - 0.14) * grown * there, half, twist=twist)
            plate.black(
                tongue(a + 0.10 * p.side, 0.14, 0.14 + (reach * 0.94 - 0.14) * grown * there, 0.55 * half, twist=twist)
            )
            plate.wash(blade, ((0.0, "#ffcb3a"), (0.6, "#e8540f"), (1.0, "#b01010")), p.born(0.1))
            plate.figure(blade, "bold" if rank == 0 else "mid")
    for k in range(n):
        a = -np.pi / 2 + 2 * np.pi * (k + 0.5) / n
        plate.line(arc(0.80, a - 0.22, a + 0.12), "mid", p.born(0.35), 0.9)
        plate.dots(heading(a + 0.2) * 0.80, 0.020 * p.born(0.45))


Design = Callable[[Page], None]
GLAD: tuple[Design, ...] = (
    *(_shooting, _contours, _wreath, _origami, _constellation, _bands),
    *(_tumbling, _north, _hanging, _burst, _woven, _nautical),
)
RULED: tuple[Design, ...] = (
    *(_origami, _north, _woven, _contours, _burst, _nautical),
    *(_constellation, _bands, _wreath, _shooting, _hanging, _tumbling),
)
FAR: tuple[Design, ...] = (_constellation, _shooting, _hanging, _bands, _burst)
SAD: tuple[Design, ...] = (_falling, _fading, _drowned)
ANGRY: tuple[Design, ...] = (_shards, _thorned, _contours)
