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
    mix,
    normals,
    polyline,
    pricks,
    ribbon,
    smooth,
    tangents,
    wax,
)
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]


ANGLES = np.radians([126, -90, 54, 198, -18])
"""The corners in the order a child's hand takes them: from lower left up to the top, down, and across."""

GLITTER = ("#ffffff", "#ffe2a8", "#d6e6ff", "#ffd0e4")

COMPANIONS = ((-50, 1.04, 0.30, 0.38), (158, 1.10, 0.21, 0.52))
"""Which notch each small star stands in (degrees), how far out, how large, in the mark's reach, and its birth."""


@dataclass(frozen=True, eq=False)
class Line:
    """A felt pen's line: its path in mm, and its width along it."""

    path: Points
    width: Floats

    def corners(self) -> Points:
        """Where it comes nearest to each of five tips."""
        return np.array([self.path[int(np.argmax(self.path @ out))] for out in heading(ANGLES)])


def child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
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
