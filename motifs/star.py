"""A scrappy five-pointed star in a small child's felt pen; with grown hands, a star cut in facets.

The child's is one line through five corners, overshot or looped round, with one point up. Strong feelings give it
two small companions, and glitter: grains of light in the ink.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    Noise,
    area,
    circle,
    contains,
    curve,
    filled,
    flat,
    grow,
    heading,
    linear,
    mix,
    normals,
    polyline,
    pricks,
    radial,
    ribbon,
    smooth,
    stroked,
    tangents,
    wax,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

FORMS = {"glitter-stars": "The child's star with small companions, its ink dusted with glitter."}

INK = "#14110f"

ANGLES = np.radians([126, -90, 54, 198, -18])
"""The corners in the order a child's hand takes them: from lower left up to the top, down, and across."""

GLITTER = ("#ffffff", "#ffe2a8", "#d6e6ff", "#ffd0e4")

COMPANIONS = ((-50, 1.04, 0.30, 0.38), (158, 1.10, 0.21, 0.52))
"""Which notch each small star stands in (degrees), how far out, how large, in the mark's reach, and its birth."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The star as this feeling sees it."""
    if feeling.mood.hand.kind in ("crayon", "pen") or feeling.form == "glitter-stars" or feeling.style.fill == "wax":
        return _child(ground, feeling, chance)
    return _cut(ground, feeling, chance)


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


# The star that is cut


@dataclass(frozen=True, eq=False)
class Facets:
    """A star's ten facets, (10, 3, 2) in its reach: middle, tip, and the notch on one side; even ones are lit."""

    corners: Floats
    tips: Points
    notches: Points


def _facets(feeling: Feeling, chance: Chance) -> Facets:
    """Five arms with a ridge down each. Hurt pulls the facets apart and bends the arms down."""
    rng = chance("facets")
    tone, hand = feeling.mood.tone, feeling.mood.hand
    crisp = hand.kind == "crisp"
    waist = 0.382 if crisp else float(np.clip(0.40 - 0.16 * (hand.corners - 0.2), 0.26, 0.44))
    angles = -np.pi / 2 + 2 * np.pi / 5 * np.arange(5)
    tilt = 0.0 if crisp else rng.uniform(-0.10, 0.10)
    uneven = 0.0 if crisp else 0.05 + 0.16 * max(-tone.valence, 0)
    long = 1 + uneven * rng.uniform(-1, 0.4, 5)
    long[0] += 0.0 if crisp else 0.12
    tips = heading(np.asarray(angles + tilt, np.float64)) * long[:, None]
    notches = heading(np.asarray(angles + np.pi / 5 + tilt, np.float64)) * waist
    droop = 0.28 * float(np.clip(-tone.valence, 0, 1)) * (hand.corners < 0.8)
    tips[:, 1] += droop * tips[:, 0] ** 2 * 1.1
    middle = np.array([rng.normal(0, 0.02), rng.normal(0, 0.02)]) * (not crisp)
    corners = np.empty((10, 3, 2))
    for k in range(5):
        corners[2 * k] = middle, tips[k], notches[k - 1]
        corners[2 * k + 1] = middle, tips[k], notches[k]
    broken = float(np.clip(-tone.valence - 0.2, 0, 1)) * feeling.birth(0.25, 0.5)
    for facet in corners:
        out = facet.mean(0)
        spin = rng.normal(0, 0.10) * broken
        c, s = np.cos(spin), np.sin(spin)
        facet[:] = (facet - out) @ np.array([[c, s], [-s, c]]) + out * (1 + broken * rng.uniform(0.05, 0.35))
    span = np.ptp(corners.reshape(-1, 2), axis=0).max()
    scale = 2 / float(span)
    return Facets(corners * scale, tips * scale, notches * scale)


def _cut(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A star in facets: half of every arm black, the other half lit and engraved; then rings, or a wash and dust."""
    mood = feeling.mood
    crisp = mood.hand.kind == "crisp" or feeling.style.fill == "facets"
    plain = mood.chroma == 0 or not feeling.style.colour or feeling.style.fill in ("none", "black")
    soft = float(np.clip(-mood.tone.arousal, 0, 1)) * (mood.tone.valence > 0)
    ink = INK if plain else mix(mix(INK, mood.palette[0], 0.45), mood.palette[1], soft)
    rest = feeling.birth(0.42, 0.4)
    unit = feeling.size / 2
    falls = 0.0 if crisp or mood.hand.corners > 0.8 else float(np.clip(-mood.tone.valence * 2, 0, 1))
    reach = unit * (1 - (0.16 if crisp else 0.22 + 0.12 * falls) * rest)
    middle = ground.centre + np.array([0, -0.32 * falls * rest * unit])
    made = _facets(feeling, chance)
    facets = made.corners * reach + middle
    mid, fine = feeling.line("mid"), feeling.line("fine")
    shade, engraved, coloured = feeling.birth(0.08, 0.3), feeling.birth(0.35, 0.35), feeling.birth(0.12, 0.3)
    dark, rims, cuts, joints = [], [], [], []
    lit: list[Shape | None] = []
    pale, gold, amber, deep = (feeling.tint(c) for c in ("#ffe9a0", "#ffcb3a", "#f08a12", "#b8460c"))
    lamp = heading(-np.pi / 2 - 0.7)
    for k, (c, tip, notch) in enumerate(facets):
        if k % 2:
            # The dark half grows from the ridge's foot out over the facet.
            dark.append(polyline(np.array([c, c + (tip - c) * shade, c + (notch - c) * shade])))
        else:
            faces = float((tip - c) @ lamp / np.hypot(*(tip - c)))
            end = mix(amber, deep, 0.5 - 0.5 * faces)
            start = mix(gold, pale, 0.5 + 0.5 * faces)
            paint = linear(c, tip, (0, start, 0.9 * coloured), (0.4, gold, 0.95 * coloured), (1, end, coloured))
            lit.append(filled(polyline(np.array([c, tip, notch])), paint))
            cuts += _engraved(c, tip, notch, fine * engraved)
        rims.append(polyline(ribbon(np.array([notch, tip]), np.array([mid, mid * 0.7]))))
        rims.append(polyline(ribbon(np.array([c, tip]), np.array([mid, mid * 0.6]) * shade)))
        joints += [circle(tip, 0.35 * mid), circle(notch, 0.5 * mid)]
    sky = (
        _rings(ground, feeling, chance, made, ink, reach) if crisp else _sky(ground, feeling, chance, ink, falls, plain)
    )
    return [
        *sky,
        layer("lit", "colour", lit if coloured > 0 and not plain else []),
        layer("dark", "shade", [filled(dark, ink)] if feeling.style.fill != "none" else []),
        layer("drawn", "line", [filled(rims, ink), filled(joints, ink), filled(cuts, ink) if engraved > 0 else None]),
    ]


def _engraved(middle: Points, tip: Points, notch: Points, width: float) -> list[Outline]:
    """Cuts that start on the edge between middle and notch and run towards the tip, thinning."""
    out = []
    for k, share in enumerate(np.linspace(0.12, 0.9, 8)):
        start = middle + (notch - middle) * share
        long = (0.62, 0.40)[k % 2] * (1 - 0.35 * share)
        out.append(polyline(ribbon(np.array([start, start + (tip - start) * long]), np.array([2.2, 0.3]) * width)))
    return out


def _rings(ground: Ground, feeling: Feeling, chance: Chance, made: Facets, ink: str, reach: float) -> list[Layer]:
    """Behind a ruled star: five lesser points between its arms, seed-set dots, and ruled rings with ticks."""
    unit = feeling.size / 2
    fine, mid = feeling.line("fine"), feeling.line("mid")
    points, rings, ticks = feeling.birth(0.45, 0.25), feeling.birth(0.55, 0.25), feeling.birth(0.66, 0.25)
    dark, drawn, marks = [], [], []
    for notch in made.notches * reach:
        out = notch / np.hypot(*notch)
        aside = np.array([-out[1], out[0]]) * 0.085 * unit * points
        tip = notch + out * (unit * 0.72 - np.hypot(*notch)) * points
        waist = notch + (tip - notch) * 0.22
        dark.append(polyline(np.array([notch, waist + aside, tip]) + ground.centre))
        drawn.append(polyline(ribbon(np.array([notch, waist - aside, tip]) + ground.centre, mid * 0.7 * points)))
    count = int(chance("rings").choice([60, 72, 90]))
    for k in range(count):
        out = heading(2 * np.pi * k / count - np.pi / 2)
        ends = np.array([0.935, 0.935 + (0.065 if k % 5 == 0 else 0.034) * ticks]) * unit
        marks.append(polyline(ribbon(ground.centre + np.outer(ends, out), fine * 1.6 * ticks)))
    # H. Vogel's sunflower (1979): evenly spread dots that never line up; here thickest round the star.
    gap = 0.0135
    seeds = np.arange(int((0.32 / gap) ** 2), int((0.86 / gap) ** 2))
    r, a = gap * np.sqrt(seeds), seeds * np.pi * (3 - np.sqrt(5))
    near = np.clip((0.86 - r) / 0.54, 0, 1)
    dots = heading(a) * r[:, None] * unit
    star = np.stack([made.tips, made.notches], 1).reshape(-1, 2)
    outside = ~contains(grow(area(star * reach), 1.2 * mid), dots)
    radius = gap * unit * (0.05 + 0.42 * near**1.4) * feeling.births(0.5 + 0.35 * (1 - near))
    use = outside & (radius > 0.02)
    return [
        layer("dots", "shade", pricks(dots[use] + ground.centre, radius[use], ink)),
        layer("lesser points", "shade", [filled(dark, ink)] if points > 0 else []),
        layer(
            "rings",
            "line",
            [
                stroked(circle(ground.centre, 0.935 * unit), ink, mid * rings),
                stroked(circle(ground.centre, 0.905 * unit), ink, fine * 1.4 * rings),
                filled(drawn, ink) if points > 0 else None,
                filled(marks, ink) if ticks > 0 else None,
            ],
        ),
    ]


def _sky(ground: Ground, feeling: Feeling, chance: Chance, ink: str, falls: float, plain: bool) -> list[Layer]:
    """Round a painted star: a wash with wet edges, bare stars left in it, and dust. An unhappy one falls in streaks."""
    rng = chance("sky")
    mood, unit = feeling.mood, feeling.size / 2
    wet = feeling.birth(0.40, 0.45)
    if wet <= 0:
        return []
    ripple = Noise(chance("wash"))
    a = np.linspace(0, 2 * np.pi, 160, endpoint=False)
    washes: list[Shape | None] = []
    tilt = rng.uniform(0, np.pi)
    for k, (reach, tone) in enumerate(((0.96, 3), (0.84, 2), (0.72, 1), (0.58, 2))):
        rough = ripple.fbm(np.cos(a) * 1.4 + 7 * k, np.sin(a) * 1.4, 4)
        r = reach * (0.86 + 0.15 * np.cos(2 * (a - tilt)) + 0.30 * rough) * (0.55 + 0.45 * wet)
        r = np.minimum(r, 0.99)
        pool = heading(a) * (r * unit)[:, None]
        pool[:, 1] = pool[:, 1] * (1 + 0.1 * falls) - 0.1 * falls * unit
        paint = mood.palette[tone]
        at = ground.centre + heading(rng.uniform(0, 2 * np.pi)) * 0.3 * unit
        soft = radial((float(at[0]), float(at[1])), reach * unit * 1.2, (0, paint, 0.55 * wet), (1, paint, 0.16 * wet))
        edge = curve(pool + ground.centre)
        washes += [filled(edge, soft), stroked(edge, paint, feeling.line("fine") * 1.2, 0.45 * wet)]
    m = 300
    share = rng.random(m)
    points = heading(rng.uniform(0, 2 * np.pi, m)) * np.sqrt(0.06 + 0.90 * share)[:, None] * 0.98
    swelled = feeling.births(0.45 + 0.4 * rng.random(m))
    radius = unit * (0.003 + 0.012 * rng.random(m) ** 5) * swelled
    inside = share < 0.55
    use = radius > 0.02
    stars = pricks(points[use & inside] * unit + ground.centre, radius[use & inside], "#ffffff")
    drops = pricks(
        points[use & ~inside] * unit + ground.centre, radius[use & ~inside], ink if plain else mood.palette[1]
    )
    return [
        layer("wash", "colour", [] if plain else washes),
        layer("drops", "colour", [] if plain else drops),
        layer("stars", "white", [] if plain else stars),
        *_streaks(ground, feeling, chance, ink, falls),
    ]


def _streaks(ground: Ground, feeling: Feeling, chance: Chance, ink: str, falls: float) -> list[Layer]:
    """What an unhappy star loses: straight down in tears, or out in all directions when it bursts."""
    mood, unit = feeling.mood, feeling.size / 2
    hurt = float(np.clip(-mood.tone.valence * 2, 0, 1))
    if hurt <= 0:
        return []
    rng = chance("streaks")
    m = 90
    swelled = feeling.births(0.3 + 0.5 * rng.permutation(np.linspace(0, 1, m)), 0.2) * hurt
    width = feeling.line("fine") * rng.uniform(0.8, 2.4, m) * swelled
    if falls > 0:
        x = rng.normal(0, 0.34, m).clip(-0.8, 0.8)
        top = rng.uniform(-0.25, 0.30, m)
        start = np.column_stack([x, top])
        end = start + np.column_stack([np.zeros(m), (0.98 - top) * rng.random(m) * np.exp(-((x / 0.5) ** 2))])
    else:
        out = heading(rng.uniform(0, 2 * np.pi, m))
        low = rng.uniform(0.5, 0.75, m)
        start, end = out * low[:, None], out * (low + (0.99 - low) * rng.random(m))[:, None]
    end = start + (end - start) * (0.4 + 0.6 * swelled)[:, None]
    lines = [
        polyline(ribbon(np.array([a, a + (b - a) * 0.2, b]) * unit + ground.centre, np.array([0.2, 1, 0.1]) * w))
        for a, b, w in zip(start, end, width, strict=True)
        if w > 0.01
    ]
    return [layer("streaks", "shade", [filled(lines, ink)])]
