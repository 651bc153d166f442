"""Skin torn open, and behind it a universe: nebulae, spirals, stars of every size, a supernova."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    Noise,
    dots,
    filled,
    follow,
    length,
    mix,
    normals,
    polyline,
    radial,
    resample,
    ribbon,
    smooth,
    stroke,
)
from markgen.values import Feeling, Ground, Layer, Linear, Outline, Points, Radial, Shape, layer

FORMS = {"tear": "The same, asked for by its wound: skin torn open on a sky."}

Floats = NDArray[np.float64]
Field = Callable[[Floats, Floats], Floats]

BLACK = "#0a0710"
VOID = "#06051a"
FLESH = "#5a1c18"

# Hues of space from its cool outskirts to its hot heart; three families, so that none of them is mud.
NEBULA = ("#0fbfa0", "#19a6d8", "#2f62ff", "#5a3df0", "#9a3fe6", "#e048c8", "#ff6f9e")
STARLIGHT = ("#ffffff", "#cfe0ff", "#ffe9c6", "#ffd2e8")

N = 160
"""Samples along the tear."""


@dataclass(frozen=True)
class Tear:
    """The wound: a path, and how far it gapes to either side of it along its length, mm."""

    ground: Ground
    feeling: Feeling
    chance: Chance

    @cached_property
    def grown(self) -> float:
        """0 at nothing, 1 at full intensity, smooth."""
        return float(self.feeling.intensity)

    @cached_property
    def path(self) -> Points:
        """The middle of the tear, N points: along a scar where there is one, else an S down the ground."""
        reach = self.feeling.size
        scar = self.ground.guides.get("scar")
        if scar is not None and len(scar) > 1:
            line = resample(smooth(scar, 80), 400)
            share = min(reach * 0.97 / max(length(line), 1e-6), 1.0)
            middle = self.ground.centre
            nearest = int(np.argmin(np.hypot(*(line - middle).T))) / 399
            start = min(max(nearest - share / 2, 0.0), 1 - share)
            u = np.linspace(start, start + share, N)
            along = np.column_stack([np.interp(u, np.linspace(0, 1, 400), line[:, k]) for k in (0, 1)])
            extra = reach * 0.97 / max(length(along), 1e-6)
            centre = along[N // 2]
            made = centre + (along - centre) * max(extra, 1.0)
            # A tear that outgrows its scar runs on towards the longer free side, not over the shoulder.
            low, high = made[:, 1].min(), made[:, 1].max()
            keep = 0.06 * self.ground.height
            shift = max(keep - low, 0.0) + min(self.ground.height - keep - high, 0.0)
            return np.asarray(made + np.array([0.0, shift]))
        c = self.chance("path")
        u = np.linspace(0, 1, N)
        lean = c.uniform(-0.25, 0.25)
        swing = c.uniform(0.62, 0.85) * (1 if c.random() < 0.5 else -1)
        angle = (
            np.pi / 2 + lean + swing * np.sin(2 * np.pi * (u * c.uniform(0.92, 1.08) + 0.25 + c.uniform(-0.06, 0.06)))
        )
        line = np.cumsum(np.column_stack([np.cos(angle), np.sin(angle)]), axis=0)
        span = np.ptp(line, axis=0)
        line = line / max(span[1], span[0]) * reach * 0.90
        return np.asarray(line - (line.min(0) + line.max(0)) / 2 + self.ground.centre)

    @cached_property
    def normal(self) -> Points:
        """Across the path, smoothed so that wide lips do not fan."""
        n = normals(self.path)
        kernel = np.hanning(31)
        kernel /= kernel.sum()
        padded = np.pad(n, ((15, 15), (0, 0)), mode="edge")
        soft = np.column_stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)])
        return np.asarray(soft / np.hypot(*soft.T)[:, None])

    @cached_property
    def gape(self) -> float:
        """Half the width of the tear at its widest, mm: a slit that opens as it grows."""
        c = self.chance("gape")
        opened = 0.030 + 0.145 * self.grown**0.9
        wide = self.feeling.size * opened * c.uniform(0.9, 1.15)
        return float(min(wide, self.ground.width * 0.42))

    def edge(self, side: int, share: float | Floats = 1.0) -> Points:
        """One lip of the tear, N points: side +1 or -1; share 0 is the path, 1 the lip."""
        return self.path + self.normal * (side * share * self.width(side))[:, None]

    def width(self, side: int) -> Floats:
        """From the path to a lip, mm, N values; side +1 or -1."""
        return self._widths[side]

    @cached_property
    def _widths(self) -> dict[int, Floats]:
        return {side: self._torn(side) for side in (1, -1)}

    def _torn(self, side: int) -> Floats:
        """A spindle, torn in steps and frayed."""
        c = self.chance("edge", side)
        noise = Noise(c)
        u = np.linspace(0, 1, N)
        spindle = np.sin(np.pi * u) ** 1.35 * (1 + 0.16 * np.sin(2 * np.pi * (1.2 * u + c.random())))
        harsh = 0.45 + 0.9 * self.feeling.mood.hand.corners
        # Skin gives way in a few long slopes, each ending in a quick return, and frays a little in between.
        steps = np.zeros(N)
        for at in np.sort(c.uniform(0.12, 0.88, 6)):
            reach, high = c.uniform(0.05, 0.11), abs(c.normal(0, 0.13))
            v = (u - at) / reach
            steps += high * np.where(v < 0, np.exp(np.minimum(v, 0) * 1.2), np.exp(-np.maximum(v, 0) * 3.5))
        fray = 0.09 * noise.fbm(u * 7, np.full(N, 3.1 * side), 3) + 0.02 * noise.fbm(u * 46, np.full(N, 7.7), 2)
        torn = spindle * (1 + harsh * (steps + fray))
        return np.asarray(self.gape * np.maximum(torn, 0.0) + 0.01)

    def outline(self, upper: float | Floats = 1.0, lower: float | Floats = 1.0) -> Points:
        """The hole, as a closed polyline; shares of either lip's width."""
        return np.concatenate([self.edge(1, upper), self.edge(-1, lower)[::-1]])

    def at(self, along: Floats, across: Floats) -> Points:
        """Places in the tear: along 0..1 from end to end, across -1..1 from lip to lip."""
        i = np.clip(along, 0, 1) * (N - 1)
        k = np.arange(N)
        wide = np.where(across > 0, np.interp(i, k, self.width(1)), np.interp(i, k, self.width(-1)))
        parts = [np.interp(i, k, self.path[:, d]) + np.interp(i, k, self.normal[:, d]) * across * wide for d in (0, 1)]
        return np.column_stack(parts)

    def room(self, along: Floats, across: Floats) -> Floats:
        """Distance from such a place to the nearer lip, mm, about."""
        i, k = np.clip(along, 0, 1) * (N - 1), np.arange(N)
        wide = np.where(across > 0, np.interp(i, k, self.width(1)), np.interp(i, k, self.width(-1)))
        return np.asarray((1 - np.abs(across)) * wide)

    def inside(self, points: Points) -> NDArray[np.bool_]:
        """For each of (n, 2) points whether it lies well within the hole."""
        near = np.argmin(((points[:, None] - self.path[None]) ** 2).sum(-1), axis=1)
        over = ((points - self.path[near]) * self.normal[near]).sum(-1)
        wide = np.where(over > 0, self.width(1)[near], self.width(-1)[near])
        return np.asarray((np.abs(over) < 0.93 * wide) & (near > 2) & (near < N - 3))


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """See the module's first line."""
    tear = Tear(ground, feeling, chance)
    under = layer("void", "shade", [filled(polyline(tear.outline()), VOID)])
    out = [
        layer("stress", "line", _stress(tear)),
        under,
        layer("nebulae", "colour", [*_clouds(tear), *_streams(tear), *_spirals(tear)]),
        layer("dust", "shade", _dust(tear)),
        layer("stars", "white", [*_stars(tear), *_supernova(tear)]),
        layer("depth", "shade", _depth(tear)),
        layer("lips", "shade", _lips(tear)),
        layer("rim", "line", _rim(tear)),
        layer("glitter", "shimmer", _glitter(tear)),
    ]
    kept = [each for each in out if each.shapes]
    return [_round(each, ground) for each in kept] if ground.wraps else kept


def _places(tear: Tear, name: str, n: int, spread: float = 0.86) -> tuple[Floats, Floats, np.random.Generator]:
    """n places of the tear, denser to its middle, and the stream they came from."""
    c = tear.chance(name)
    along = np.clip(0.5 + 0.46 * (c.random(n) * 2 - 1) * (0.55 + 0.45 * c.random(n)), 0.03, 0.97)
    across = (c.random(n) * 2 - 1) * spread
    return along, across, c


def _massed(tear: Tear, along: Floats, across: Floats) -> Floats:
    """Places drawn towards one current that winds through the tear, so that black reaches in from the rim."""
    c = tear.chance("current")
    wind = 0.32 * np.sin(2 * np.pi * (along * c.uniform(0.9, 1.2) + c.random()))
    return np.clip(wind + 0.55 * across, -0.8, 0.8)


def _hue(tear: Tear, along: Floats, across: Floats) -> Floats:
    """Where on the nebula's ramp a place is, 0..1: cool to the ends and lips, hot in the middle, in drifts."""
    noise = Noise(tear.chance("hue"))
    warm = 1 - np.abs(2 * along - 1) ** 0.8
    drift = noise.fbm(along * 5 + 2, across * 1.2 + 5, 3)
    return np.clip(0.12 + 0.75 * warm + 0.55 * drift - 0.12 * np.abs(across), 0, 1)


def _clouds(tear: Tear) -> list[Shape | None]:
    """Airbrushed clouds on the ridges of a noise, broad ones first; none reaches the lip, so the rim stays deep."""
    along, across, c = _places(tear, "clouds", 260)
    across = _massed(tear, along, across)
    noise = Noise(tear.chance("ridges"))
    ridge = noise.ridged(along * 6, across * 1.7, 3)
    keep = np.argsort(-(ridge + 0.35 * c.random(260)))[:130]
    along, across = along[keep], across[keep]
    n = len(keep)
    big = np.linspace(1, 0, n) ** 1.6
    born = 0.04 + 0.75 * c.random(n) * (1 - 0.6 * big)
    swell = tear.feeling.births(born, 0.25)
    radius = np.minimum(tear.gape * (0.13 + 0.72 * big) * c.uniform(0.7, 1.2, n), 0.96 * tear.room(along, across))
    radius *= swell
    ramp = tear.feeling.ramp(*NEBULA)
    hue = np.round((_hue(tear, along, across) + c.normal(0, 0.06, n)) * 24) / 24
    strength = np.clip((0.34 + 0.32 * c.random(n)) * (0.75 + 0.5 * ridge[keep]) * (1 - 0.35 * big), 0, 0.9)
    where = tear.at(along, across)
    least = 0.012 * tear.feeling.size
    out: list[Shape | None] = []
    for i in np.argsort(-big):
        if radius[i] <= least:
            continue
        color = ramp(hue[i])
        fade = float(swell[i] * strength[i]) * min(1.0, (radius[i] - least) / least)
        paint = radial(
            where[i],
            radius[i],
            (0.0, color, round(fade, 2)),
            (0.55, color, round(0.42 * fade, 2)),
            (1.0, color, 0.0),
        )
        out.append(filled(dots(where[i : i + 1], radius[i]), paint))
    return out


def _flow(tear: Tear) -> Field:
    """One turbulent current down the tear: everything that streams, streams with it, and it eddies as it goes."""
    noise = Noise(tear.chance("flow"))
    cell = tear.feeling.size * 0.24
    origin = tear.path[0]
    way = tear.path[-1] - tear.path[0]
    ahead = float(np.arctan2(way[1], way[0]))

    def field(x: Floats, y: Floats) -> Floats:
        return np.asarray(ahead + 3.0 * noise.fbm((x - origin[0]) / cell, (y - origin[1]) / cell, 2))

    return field


def _streams(tear: Tear) -> list[Shape | None]:
    """Filaments that follow one turbulent flow: painted strokes, light over dark, in the colour of where they start."""
    along, across, c = _places(tear, "streams", 110, 0.8)
    across = _massed(tear, along, across)
    field = _flow(tear)
    starts = tear.at(along, across)
    swell = tear.feeling.births(0.12 + 0.7 * c.random(len(along)), 0.2)
    lines = follow(starts, field, tear.feeling.size * c.uniform(0.06, 0.18, len(along)), 11)
    hue = np.clip(np.round((_hue(tear, along, across) + c.normal(0, 0.10, len(along))) * 8) / 8, 0, 1)
    width = tear.feeling.size * 0.0075 * (0.4 + c.random(len(along)) ** 2) * swell
    ramp = tear.feeling.ramp(*NEBULA)
    groups: dict[tuple[float, int], list[Outline]] = {}
    for i, line in enumerate(lines):
        if width[i] < 0.02:
            continue
        ok = tear.inside(line)
        stop = int(np.argmin(ok)) if not ok.all() else len(line)
        if stop > 5:
            taper = np.sin(np.linspace(0.02, 1, stop) * np.pi * 0.98) * width[i]
            groups.setdefault((float(hue[i]), i % 2), []).append(stroke(line[:stop], taper))
    light = tear.feeling.ramp(*(("#ffffff",) * 2))
    out: list[Shape | None] = []
    for (h, bright), strokes in sorted(groups.items()):
        color = ramp(h) if not bright else mix(ramp(h), light(0), 0.45)
        out.append(filled(strokes, color, 0.34 if bright else 0.5))
    return out


def _spirals(tear: Tear) -> list[Shape | None]:
    """Two spiral galaxies, tilted discs with logarithmic arms of stars round a warm heart."""
    out: list[Shape | None] = []
    ramp = tear.feeling.ramp(*NEBULA)
    for k, (lo, hi, born, share) in enumerate(((0.30, 0.40, 0.22, 0.78), (0.70, 0.80, 0.5, 0.48))):
        c = tear.chance("spiral", k)
        along, across = c.uniform(lo, hi), c.uniform(-0.28, 0.28)
        swell = tear.feeling.birth(born, 0.3)
        centre = tear.at(np.array([along]), np.array([across]))[0]
        radius = float(tear.room(np.array([along]), np.array([across]))[0]) * share * (0.35 + 0.65 * swell)
        if swell <= 0 or radius < 0.3:
            continue
        tilt, turn, hand = c.uniform(0.42, 0.72), c.uniform(0, np.pi), 1 if c.random() < 0.5 else -1
        spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])

        def place(
            r: Floats, theta: Floats, m: NDArray[np.float64] = spin, t: float = tilt, o: Points = centre
        ) -> Points:
            return np.asarray(np.column_stack([r * np.cos(theta), r * np.sin(theta) * t]) @ m.T + o)

        core = tear.feeling.tint("#ffe2b0")
        halo = ramp(0.62)
        out.append(
            filled(
                dots(centre[None], radius),
                radial(centre, radius, (0, halo, 0.6 * swell), (0.4, ramp(0.4), 0.3 * swell), (1, ramp(0.3), 0)),
            )
        )
        # Two great arms, each a sheaf of strokes: broad and coloured beneath, fine and white on top.
        great: list[Outline] = []
        fine: list[Outline] = []
        for arm in range(2):
            for strand in range(7):
                off, reach = c.normal(0, 0.17), c.uniform(0.75, 1.0)
                t = np.linspace(c.uniform(0, 0.12), reach, 44)
                line = place(radius * np.exp(-2.0 * (1 - t)), hand * 5.6 * t + arm * np.pi + off)
                wide = np.sin(np.linspace(0.04, 0.98, 44) * np.pi) * radius * t * swell
                (great if strand < 3 else fine).append(stroke(line, wide * (0.13 if strand < 3 else 0.026)))
        out.append(filled(great[:3], ramp(0.28), 0.6 * swell))
        out.append(filled(great[3:], ramp(0.8), 0.6 * swell))
        out.append(filled(fine, mix(ramp(0.6), "#ffffff", 0.72), 0.8 * swell))
        out.append(
            filled(
                dots(centre[None], radius * 0.34),
                radial(centre, radius * 0.34, (0, "#ffffff", swell), (0.3, core, 0.9 * swell), (1, core, 0)),
            )
        )
    return out


def _dust(tear: Tear) -> list[Shape | None]:
    """Dark lanes across the clouds, so that the light has something behind and something in front."""
    along, across, c = _places(tear, "dust", 26, 0.7)
    noise = Noise(tear.chance("lanes"))
    field = _flow(tear)
    across = _massed(tear, along, across)
    swell = tear.feeling.births(0.2 + 0.6 * c.random(26), 0.25)
    lines = follow(tear.at(along, across), field, tear.feeling.size * c.uniform(0.10, 0.22, 26), 12)
    width = tear.feeling.size * 0.022 * (0.4 + c.random(26)) * swell
    strokes = []
    for i, line in enumerate(lines):
        ok = tear.inside(line)
        stop = int(np.argmin(ok)) if not ok.all() else len(line)
        if stop > 6 and width[i] > 0.03:
            ragged = np.sin(np.linspace(0.02, 1, stop) * np.pi * 0.98) * (
                1 + 0.5 * noise(np.arange(stop) * 0.9, np.full(stop, i * 1.7))
            )
            strokes.append(stroke(line[:stop], np.maximum(ragged, 0.05) * width[i]))
    return [filled([x], VOID, 0.34) for x in strokes]


def _star(centre: Points, reach: float, waist: float, turn: float) -> Outline:
    """A four-pointed glint with hollow sides."""
    angle = turn + np.arange(8) * np.pi / 4
    radius = np.where(np.arange(8) % 2 == 0, reach, waist)
    return polyline(centre + np.column_stack([np.cos(angle), np.sin(angle)]) * radius[:, None])


def _stars(tear: Tear) -> list[Shape | None]:
    """Stars by a power law: very many faint, few bright; three bright enough to glint."""
    along, across, c = _places(tear, "stars", 210, 0.9)
    n = len(along)
    born = np.concatenate([[0.0], 0.06 + 0.82 * c.random(n - 1)])
    along[0], across[0] = 0.5, 0.0
    swell = tear.feeling.births(born, 0.12)
    radius = tear.feeling.size * 0.0016 * np.minimum(c.random(n) ** -0.34, 3.4)
    radius[0] = tear.feeling.size * 0.006
    radius = np.minimum(np.maximum(radius, 0.10), 0.9) * swell
    where = tear.at(along, across)
    out: list[Shape | None] = []
    for k, color in enumerate(STARLIGHT):
        pick = (np.arange(n) % 4 == k) & (radius > 0.015)
        out.append(filled(_specks(where[pick], radius[pick]), tear.feeling.tint(color)))
    bright = _bright(tear)
    for centre, reach, turn in bright:
        halo = tear.feeling.tint("#9fc4ff")
        out.append(filled(dots(centre[None], reach * 0.7), radial(centre, reach * 0.7, (0, halo, 0.7), (1, halo, 0))))
        out.append(filled([_star(centre, reach, reach * 0.07, turn)], "#ffffff"))
        out.append(filled(dots(centre[None], reach * 0.13), "#ffffff"))
    return out


def _specks(centres: Points, radii: Floats) -> list[Outline]:
    """Points of light as octagons: at a fifth of a millimetre nobody sees a corner, at half the cost."""
    angle = np.arange(8) * np.pi / 4
    ring = np.column_stack([np.cos(angle), np.sin(angle)])
    return [Outline(c + ring * r) for c, r in zip(centres, radii, strict=True)]


def _bright(tear: Tear) -> list[tuple[Points, float, float]]:
    """The brightest stars: centre, reach of the glint mm, and its turn."""
    c = tear.chance("bright")
    out = []
    for born, along, across in (
        (0.06, 0.5, 0.05),
        (0.30, 0.17, 0.2),
        (0.42, 0.88, -0.2),
        (0.55, 0.47, -0.62),
        (0.7, 0.60, 0.66),
    ):
        swell = tear.feeling.birth(born, 0.2)
        a, b = along + c.uniform(-0.03, 0.03), across + c.uniform(-0.15, 0.15)
        reach = tear.feeling.size * c.uniform(0.014, 0.026) * swell
        reach = min(reach, 0.9 * float(tear.room(np.array([a]), np.array([b]))[0]))
        if reach > 0.05:
            out.append((tear.at(np.array([a]), np.array([b]))[0], reach, c.uniform(-0.12, 0.12)))
    return out


def _supernova(tear: Tear) -> list[Shape | None]:
    """A star that has burst: a ragged shell, its rays, and a heart too bright to look at."""
    c = tear.chance("supernova")
    swell = tear.feeling.birth(0.45, 0.3)
    along, across = c.uniform(0.54, 0.62), c.uniform(-0.25, 0.25)
    centre = tear.at(np.array([along]), np.array([across]))[0]
    radius = 0.55 * float(tear.room(np.array([along]), np.array([across]))[0]) * swell
    if radius < 0.2:
        return []
    tint = tear.feeling.tint
    out: list[Shape | None] = []
    for share, natural, strength in ((1.45, "#8a4bff", 0.75), (1.0, "#ff4fb0", 0.75), (0.55, "#ffc97a", 0.9)):
        color = tint(natural)
        reach = radius * share
        out.append(
            filled(
                dots(centre[None], reach),
                radial(centre, reach, (0, color, strength), (0.5, color, 0.4 * strength), (1, color, 0)),
            )
        )
    angle = c.random(44) * 2 * np.pi
    away = np.column_stack([np.cos(angle), np.sin(angle)])
    spokes = radius * (0.3 + 0.75 * c.random(44) ** 2)
    side = np.column_stack([-away[:, 1], away[:, 0]]) * radius * 0.013
    rays = [
        polyline(np.array([centre + s, centre + a * r, centre - s])) for a, r, s in zip(away, spokes, side, strict=True)
    ]
    out.append(filled(rays, tint("#fff2d8"), 0.8))
    out.append(filled([_star(centre, radius * 1.25, radius * 0.05, 0.15)], "#ffffff"))
    white = radial(centre, radius * 0.34, (0, "#ffffff"), (0.4, "#ffffff", 0.9), (1, tint("#ffe7c2"), 0))
    out.append(filled(dots(centre[None], radius * 0.34), white))
    return out


def _depth(tear: Tear) -> list[Shape | None]:
    """The skin's shadow on the sky just inside the lips: deeper under the lip that the light comes over."""
    out: list[Shape | None] = []
    for k in (0.06, 0.15, 0.27):
        upper = np.full(N, 1 - k * (1.5 if tear.normal[N // 2, 0] < 0 else 0.6))
        lower = np.full(N, 1 - k * (0.6 if tear.normal[N // 2, 0] < 0 else 1.5))
        hole = tear.outline(upper, lower)[::-1]
        out.append(filled([polyline(tear.outline()), polyline(hole)], "#02010a", 0.36))
    return out


def _lip(tear: Tear, side: int) -> tuple[Points, Points, Floats]:
    """The skin that has rolled back from a lip: inner edge, outer edge, and its breadth, mm.

    A thin roll all along, and a few broad folds of unlike size where the skin peeled.
    """
    c = tear.chance("lip", side)
    u = np.linspace(0, 1, N)
    breadth = np.full(N, 0.10) + 0.02 * Noise(c)(u * 14, np.full(N, 5.5))
    folds = 4 if c.random() < 0.5 else 3
    for k in range(folds):
        at = 0.16 + 0.68 * (k + c.uniform(0.25, 0.75)) / folds
        high, rise, fall = c.uniform(0.16, 0.44), c.uniform(0.03, 0.06), c.uniform(0.05, 0.11)
        if c.random() < 0.5:
            rise, fall = fall, rise
        v = u - at
        bump = np.where(v < 0, np.exp(-((v / rise) ** 2)), np.exp(-((v / fall) ** 2)))
        breadth = np.maximum(breadth, high * bump * tear.feeling.birth(0.10 + 0.12 * k, 0.35))
    ends = np.clip(np.minimum(u, 1 - u) / 0.12, 0, 1)
    breadth = tear.gape * breadth * ends
    inner = tear.edge(side)
    # A fold leans along the tear as it rolls, so its outer edge is never the inner one's echo.
    along = np.gradient(inner, axis=0)
    along = along / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    lean = 0.55 * np.sin(u * 9 + 3 * c.random())
    return inner, inner + tear.normal * (side * breadth)[:, None] + along * (lean * breadth)[:, None], breadth


def _lips(tear: Tear) -> list[Shape | None]:
    """The rolled skin's raw side, flushed all over and deep red where it is torn; it darkens any skin a little."""
    out: list[Shape | None] = []
    for side in (1, -1):
        inner, outer, breadth = _lip(tear, side)
        share = np.clip(0.12 * tear.gape / np.maximum(breadth, 1e-6), 0.16, 0.6)[:, None]
        roll = np.concatenate([inner, smooth(outer[::3], N)[::-1]])
        out.append(filled(polyline(roll), tear.feeling.tint("#b4564a"), 0.30))
        raw = inner + (outer - inner) * share * 0.9
        out.append(filled(polyline(np.concatenate([inner, raw[::-1]])), tear.feeling.tint("#8c2f2a"), 0.62))
    return out


def _rim(tear: Tear) -> list[Shape | None]:
    """The black line of the lips, heavy where they are in shade; whip shading over the roll; folds at the ends."""
    bold, mid, fine = (tear.feeling.line(tier) for tier in ("bold", "mid", "fine"))
    lines: list[Outline] = []
    whips: list[Outline] = []
    at = np.linspace(0, N - 1, 2 * N)
    k = np.arange(N)
    grown = tear.feeling.birth(0.2, 0.45)
    for side in (1, -1):
        inner, outer, breadth = _lip(tear, side)
        lee = np.clip(0.55 - 0.55 * (tear.normal * side) @ np.array([0.6, 0.8]), 0.15, 1)
        ends = np.clip(np.minimum(k, N - 1 - k) / 26, 0.08, 1)
        lines.append(stroke(resample(inner, 2 * N), np.interp(at, k, bold * (0.5 + 0.8 * lee) * ends)))
        lines.append(stroke(smooth(outer[::3], 2 * N), np.interp(at, k, mid * (0.8 + 1.2 * lee) * ends)))
        c = tear.chance("whip", side)
        deep = np.clip(c.beta(1.6, 2.4, N), 0.12, 0.8)
        for i in range(10, N - 10):
            if breadth[i] * grown < 2.2 * fine:
                continue
            run = np.linspace(0, deep[i] * grown, 5)[:, None]
            bow = (outer[i] - inner[i]) * run + np.gradient(inner, axis=0)[i] * (run * (1 - run)) * 0.9
            whips.append(Outline(ribbon(inner[i] + bow, np.linspace(3.0, 0.1, 5) * fine)))
            if c.random() < 0.45:
                back = np.linspace(1.0, 1 - 0.35 * deep[i] * grown, 4)[:, None]
                bow = inner[i] + (outer[i] - inner[i]) * back
                whips.append(Outline(ribbon(bow, np.linspace(2.2, 0.1, 4) * fine)))
    return [filled(whips, BLACK, 0.9), filled(lines, BLACK)]


def _stress(tear: Tear) -> list[Shape | None]:
    """The tear runs on past its ends as long cracks, and the skin is drawn into folds towards them."""
    lines = []
    bold, mid = tear.feeling.line("bold"), tear.feeling.line("mid")
    for end in (0, 1):
        c = tear.chance("crack", end)
        tip = tear.path[-1 if end else 0]
        way = (tear.path[-1] - tear.path[-9]) if end else (tear.path[0] - tear.path[8])
        ahead = float(np.arctan2(way[1], way[0]))
        for k in range(5):
            swell = tear.feeling.birth(0.0 if k == 0 else 0.05 + 0.14 * k, 0.3) if k else 1.0
            fan = 0.0 if k == 0 else (1 if k % 2 else -1) * (0.35 + 0.22 * k)
            start = tip - np.array([np.cos(ahead), np.sin(ahead)]) * tear.feeling.size * (0.03 * k + 0.02)
            turns = ahead + fan + np.cumsum(c.normal(0, 0.16, 12))
            reach = tear.feeling.size * (0.10 if k == 0 else 0.055 * c.uniform(0.7, 1.3)) * swell
            step = np.column_stack([np.cos(turns), np.sin(turns)]) * reach / 12
            run = start + np.concatenate([[[0.0, 0.0]], np.cumsum(step, axis=0)])
            if reach > 0.1:
                wide = bold * 1.2 if k == 0 else mid
                lines.append(stroke(run, np.linspace(1, 0.06, 13) * wide))
    return [filled(lines, BLACK)]


def _glitter(tear: Tear) -> list[Shape | None]:
    """Light on the brightest stars."""
    bright = _bright(tear)
    if not bright:
        return []
    centres = np.array([b[0] for b in bright])
    reach = np.array([b[1] for b in bright])
    return [
        filled(dots(centres, reach * 0.3), "#ffffff", 0.8),
        filled([_star(c, r, 0.08 * r, t) for c, r, t in bright], "#ffffff", 0.5),
    ]


def _round(one: Layer, ground: Ground) -> Layer:
    """The layer on a ground that closes on itself: what leaves at one side comes in at the other."""
    out: list[Shape] = []
    for shape in one.shapes:
        out.append(shape)
        points = np.concatenate([o.points for o in shape.outlines])
        for step, needed in (
            (ground.width, points[:, 0].min() < 0),
            (-ground.width, points[:, 0].max() > ground.width),
        ):
            if needed:
                out.append(_shifted(shape, step))
    return Layer(one.name, one.ink, tuple(out))


def _shifted(shape: Shape, by: float) -> Shape:
    move = np.array([by, 0.0])
    fill = shape.fill
    if isinstance(fill, Radial):
        fill = replace(fill, centre=(fill.centre[0] + by, fill.centre[1]))
    elif isinstance(fill, Linear):
        fill = replace(fill, start=(fill.start[0] + by, fill.start[1]), end=(fill.end[0] + by, fill.end[1]))
    return replace(
        shape, fill=fill, outlines=tuple(Outline(o.points + move, o.closed, o.curved) for o in shape.outlines)
    )
