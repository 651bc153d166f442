"""An engraver's modelling: blades and rounds that swelling lines turn, and outlines that are lost in the light.

Lengths are a plate's, shares of its reach. Light falls from the upper left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw.areas import Area, area, areas, grow
from markgen.draw.flow import heading
from markgen.draw.paths import along, length, normals, resample, ribbon, runs
from markgen.draw.plate import Black, Plate, Stops, Tier
from markgen.draw.texture import stipple
from markgen.values import Points

Floats = NDArray[np.float64]
Relief = Callable[[Floats, Floats], Floats]
Stroke = tuple[Points, Floats]
"""A path, and widths at even steps along it."""

DOTS = (0.26, 0.55)
"""What a round needle leaves, mm, lightly and with weight."""

LAMP = heading(np.radians(-125))
"""Towards the light, on the page."""

MASS = 0.62
"""Share of a blade's width that is solid in blackwork."""

PITCH = 0.62
"""Between hatching lines, mm, at the least: nearer ones would heal together."""


def swelling(plate: Plate, paths: Iterable[Points], tier: Tier, swell: ArrayLike, ink: Black = "line") -> None:
    """Lines that swell and thin. swell: times the tier's width, at even steps along each."""
    put(plate, strokes(plate, paths, tier, swell), ink)


def strokes(plate: Plate, paths: Iterable[Points], tier: Tier, swell: ArrayLike) -> list[Stroke]:
    """Lines that swell and thin, to `put`."""
    width = plate.weight(tier) * np.asarray(swell, float)
    return [(path, width) for path in paths]


def put(plate: Plate, many: Iterable[Stroke], ink: Black = "line") -> None:
    """Strokes all at once, as a blade has dozens: many times as fast as one by one."""
    kept = [each for each in many if len(each[0]) > 1]
    fill = plate.feeling.style.fill
    if fill == "dots":
        fading = [_fades(plate, width) for _, width in kept]
        _beaded(plate, [each for each, fades in zip(kept, fading, strict=True) if fades], ink)
        kept = [each for each, fades in zip(kept, fading, strict=True) if not fades]
    if not kept:
        return
    if fill == "facets":
        kept = [(path, _even(plate, width)) for path, width in kept]
    paths, widths = [path for path, _ in kept], [width for _, width in kept]
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(np.concatenate(paths), axis=0).T))])
    whose, first, last = _owners(paths)
    share = (far - far[first]) / np.maximum(far[last] - far[first], 1e-12)
    # One table for all: that of each path begins 2 after the one before.
    which, start, end = _owners(widths)
    table = (np.arange(len(which)) - start) / np.maximum(end - start, 1) + 2 * which
    plate.put(areas(_ribbons(paths, np.interp(share + 2 * whose, table, np.concatenate(widths)))), ink)


def _fades(plate: Plate, width: Floats) -> bool:
    """Whether a stroke is shading, or an edge that light dissolves: thin, and thinner to an end of it."""
    widest = float(width.max())
    return widest < 2.4 * plate.weight("fine") and float(min(width[0], width[-1])) < 0.5 * widest


def _even(plate: Plate, width: Floats) -> Floats:
    """A stroke's widths as a ruling pen has them: the same all along, and never bold."""
    return np.full(2, np.clip(0.6 * float(width.max()), 0.7 * plate.weight("fine"), plate.weight("mid")))


def _beaded(plate: Plate, many: Iterable[Stroke], ink: Black) -> None:
    """Strokes as rows of dots, as large as the stroke is wide, that stand farther apart where it thins."""
    points, radii = [], []
    least, most = (0.5 * d / plate.unit for d in DOTS)
    for k, (path, width) in enumerate(many):
        p = resample(path, 24)
        w = np.interp(np.linspace(0, 1, len(p)), np.linspace(0, 1, len(width)), width)
        r = np.clip(0.5 * w, least, most)
        step = 2 * r * (1.2 + 1.6 * (1 - w / max(float(w.max()), 1e-9)))
        far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T) * 2 / (step[1:] + step[:-1]))])
        # Rows that began at one place each would stand in ranks.
        at = np.arange(0.2 + 0.8 * ((0.618 * k) % 1), far[-1], 1.0)
        points.append(np.column_stack([np.interp(at, far, p[:, 0]), np.interp(at, far, p[:, 1])]))
        radii.append(np.interp(at, far, r))
    if points:
        plate.dots(np.concatenate(points), np.concatenate(radii), ink)


def _ribbons(paths: Sequence[Points], width: Floats) -> list[Points]:
    """`ribbon` of each of many paths. width: at all their points, end to end."""
    p, (_, first, last) = np.concatenate(paths), _owners(paths)
    k = np.arange(len(p))
    before, after = np.maximum(k - 1, first), np.minimum(k + 1, last)
    way = p[after] - p[before]
    half = width / 2 / np.maximum(np.hypot(*way.T), 1e-12)
    side = np.column_stack([-way[:, 1] * half, way[:, 0] * half])
    # Along one side of each path, and back along the other.
    edge = np.empty((2 * len(p), 2))
    edge[k + first], edge[first + 2 * last + 1 - k] = p + side, p - side
    ends = np.cumsum([2 * len(path) for path in paths]).tolist()
    return [edge[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def _owners(many: Sequence[Floats]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Of each row of many arrays laid end to end: which array it is of, and that one's first and last row."""
    sizes = np.array([len(each) for each in many])
    ends = np.cumsum(sizes)
    whose = np.repeat(np.arange(len(many)), sizes)
    return whose, (ends - sizes)[whose], ends[whose] - 1


def rim(plate: Plate, path: Points, tier: Tier = "bold", lost: float = 0.25) -> None:
    """An outline, clockwise round a thing, that is heavy where it turns from the light and lost where it faces it.

    lost: the share of the light's side that breaks.
    """
    p = resample(path, max(int(length(path) / 0.025), 24))
    if plate.feeling.style.fill == "facets":
        plate.line(p, "mid")
        return
    facing = -(normals(p) @ LAMP)
    press = np.clip(0.70 - 0.55 * facing, 0.15, 1.2)
    made = []
    for run in runs(facing < 1 - lost, 4):
        i = np.arange(run.stop - run.start)
        ends = np.clip(np.minimum(i, i[::-1]) / 7, 0.15, 1) if len(i) < len(p) else 1.0
        made.append(ribbon(p[run], plate.weight(tier) * press[run] * ends))
    plate.put(areas(made))


def blade(
    plate: Plate,
    line: Points,
    half: ArrayLike,
    chance: np.random.Generator,
    stops: Stops = (),
    shade: float = 1.0,
    tier: Tier = "bold",
    core: float = 0.34,
    at: Points | None = None,
) -> None:
    """A ray, leaf or tongue along its middle line: black at its dark side, hatched towards the light in strokes that
    thin to nothing, its lit edge broken. Nothing that is drawn later shows in it.

    half: of its width along the line. shade: 0..1, how far its modelling has come. core: of the width, in black.
    stops: of its wash, outwards from `at`.
    """
    side, wide = normals(line), np.asarray(half, float)[:, None]
    dark = -1.0 if float(side.mean(0) @ LAMP) > 0 else 1.0
    far, near = line + dark * side * wide, line - dark * side * wide
    body = area(np.concatenate([far, near[::-1]]))
    u = np.linspace(0, 1, len(line))
    if plate.feeling.style.fill == "facets":
        _ruled(plate, line, far, near, chance, shade)
        if stops:
            plate.wash(body, stops, 1.0, at)
        plate.cover(grow(body, 0.3 * plate.weight("mid")))
        return
    if plate.feeling.style.fill == "black":
        core = max(core, MASS)
    bite, *gap = chance.uniform([0.8, 0.30, 0.55], [1.2, 0.45, 0.72])
    made: list[Stroke] = []
    if shade > 0.02:
        depth = shade * core * bite * np.sin(np.pi * u**0.75) ** 0.6
        plate.black(np.concatenate([far, (far + (near - far) * depth[:, None])[::-1]]))
        many = max(int(0.92 * length(line) / max(PITCH / plate.unit, 1.9 * plate.weight("fine"))), 3)
        foot = np.clip(np.linspace(0.03, 0.86, many) + chance.normal(0, 0.18 / many, many), 0, 1)
        start, aim = along(far, foot), along(near, np.clip(foot + 0.10 + 0.10 * chance.random(many), 0, 1))
        reach = shade * (0.86 - 0.35 * foot) * chance.uniform(0.55, 1.0, many)
        whips = np.stack([start, start + (aim - start) * reach[:, None]], axis=1)
        made += strokes(plate, whips, "fine", [1.9, 0.1])
    made += strokes(plate, [far], tier, [0.45, 0.95, 1.05, 0.8, 0.25])
    first, last = (int(share * (len(line) - 1)) for share in gap)
    made += strokes(plate, [near[: first + 2]], "mid", [0.5, 1.0, 0.2])
    made += strokes(plate, [near[last:]], "mid", [0.2, 0.9, 0.5])
    put(plate, made)
    if stops:
        plate.wash(body, stops, 1.0, at)
    plate.cover(grow(body, 0.3 * plate.weight("mid")))


def _ruled(plate: Plate, line: Points, far: Points, near: Points, chance: np.random.Generator, shade: float) -> None:
    """A blade as two planes that meet in a ridge, ruled in one weight; the one turned from the light in dots."""
    ring = np.concatenate([far, near[::-1]])
    plate.line(np.concatenate([ring, ring[:1]]), "mid")
    plate.line(line, "fine")
    wide = max(float(np.hypot(*(far - line).T).max()), 1e-9)

    def tone(p: Points) -> Floats:
        away = np.hypot(p[:, None, 0] - line[None, ::4, 0], p[:, None, 1] - line[None, ::4, 1]).min(1)
        return np.asarray(shade * np.clip(0.10 + 0.75 * away / wide, 0, 0.8))

    grains(plate, area(np.concatenate([far, line[::-1]])), tone, chance, 0.011)


def relief(
    plate: Plate,
    radius: float,
    height: Relief,
    chance: np.random.Generator,
    shade: float = 1.0,
    lean: float = 0.0,
    at: ArrayLike = (0.0, 0.0),
    ink: Black = "line",
) -> None:
    """A round engraved as a portrait on a coin is: lines bent over the relief, that swell in its shade.

    height: of the relief, in radii, over x, y in radii. lean: of the lines, radians.
    """
    gap = max(PITCH / plate.unit / radius, 2 / 44)
    levels = np.arange(-1 + 0.6 * gap, 1, gap)[:, None]
    levels = levels + chance.normal(0, 0.06 * gap, levels.shape)
    u = np.linspace(-1, 1, 90)[None]
    v = levels + 0.22 * (np.sqrt(np.clip(1 - u**2 - levels**2, 0, 1)) - 0.4)
    c, s = np.cos(lean), np.sin(lean)
    x, y = c * u - s * v, s * u + c * v
    step = 0.02
    dx = (height(x + step, y) - height(x - step, y)) / (2 * step)
    dy = (height(x, y + step) - height(x, y - step)) / (2 * step)
    lit = (0.80 - 0.72 * (dx * LAMP[0] + dy * LAMP[1])) / np.sqrt(1 + dx**2 + dy**2)
    dark = shade * np.clip(1.0 - 1.08 * lit, 0, 1) ** 1.2
    made = []
    for k in range(len(levels)):
        for run in runs((dark[k] > 0.10) & (np.hypot(x[k], y[k]) < 0.985), 4):
            i = np.arange(run.stop - run.start)
            ends = np.clip(np.minimum(i, i[::-1]) / 4, 0.2, 1)
            width = 0.86 * gap * radius * dark[k, run] * ends
            made.append((np.column_stack([x[k, run], y[k, run]]) * radius + np.asarray(at), width))
    if plate.feeling.style.fill == "dots":
        _beaded(plate, made, ink)
    else:
        plate.put(areas(ribbon(path, width) for path, width in made), ink)


def grains(
    plate: Plate,
    what: Area,
    tone: Callable[[Points], Floats],
    chance: np.random.Generator,
    gap: float = 0.009,
    ink: Black = "line",
) -> None:
    """Dots over an area that crowd and swell with `tone`, 0 bare to 1 black, and thin to nothing where it fades.

    gap: about, between the dots of what is black; never so near that a needle could not set them.
    """
    gap = max(gap, 0.20 / plate.unit)
    p = stipple(what, tone, gap, chance, 1.0)
    dark = np.clip(tone(p), 0.03, 1)
    # In the light the dots are few, and would show how evenly they lie.
    p = p + chance.normal(0, 0.15, p.shape) * (gap / np.sqrt(dark))[:, None]
    # On the smallest marks one dot may not be a thing of its own.
    plate.dots(p, np.minimum(gap * (0.44 + 0.50 * dark), 0.026) * chance.uniform(0.9, 1.1, len(p)), ink)


def ball(x: Floats, y: Floats) -> Floats:
    """The height of a ball, to engrave: of radius 1, and a little flat, so that its edge still shows form."""
    return np.asarray(0.85 * np.sqrt(np.clip(1.02 - x**2 - y**2, 0, 1)), float)


def spine(outline: Points) -> tuple[Points, Floats]:
    """The middle line of a ribbon's outline, and half its widths."""
    one, other = outline[: len(outline) // 2], outline[len(outline) // 2 :][::-1]
    return (one + other) / 2, np.hypot(*(one - other).T) / 2
