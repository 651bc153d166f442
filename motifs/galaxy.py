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
            return np.asarray(centre + (along - centre) * max(extra, 1.0))
        c = self.chance("path")
        u = np.linspace(0, 1, N)
        lean = c.uniform(-0.35, 0.35)
        swing = c.uniform(0.32, 0.62) * (1 if c.random() < 0.5 else -1)
        angle = np.pi / 2 + lean + swing * np.sin(2 * np.pi * (u * c.uniform(0.75, 1.05) + c.uniform(-0.1, 0.1)))
        line = np.cumsum(np.column_stack([np.cos(angle), np.sin(angle)]), axis=0)
        span = np.ptp(line, axis=0)
        line = line / max(span[1], span[0]) * reach * 0.86
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
        opened = 0.030 + 0.17 * self.grown**0.9
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
        spindle = np.sin(np.pi * u) ** 0.8 * (1 + 0.22 * np.sin(2 * np.pi * (1.3 * u + c.random())))
        harsh = 0.6 + 0.9 * self.feeling.mood.hand.corners
        steps = np.zeros(N)
        for at in np.sort(c.uniform(0.05, 0.95, 13)):
            reach, high = c.uniform(0.02, 0.06), c.normal(0, 0.17)
            v = (u - at) / reach
            steps += high * np.where(v < 0, np.exp(np.minimum(v, 0) * 1.1), np.exp(-np.maximum(v, 0) * 6))
        fray = 0.16 * noise.fbm(u * 9, np.full(N, 3.1 * side), 4) + 0.045 * noise.fbm(u * 60, np.full(N, 7.7), 2)
        torn = spindle * (1 + harsh * (steps + fray))
        ends = np.clip(np.minimum(u, 1 - u) / 0.05, 0, 1)
        return np.asarray(self.gape * np.maximum(torn, 0.14 * spindle) * ends + 0.02)

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
        layer("cast shadow", "shade", _cast(tear)),
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


def _hue(tear: Tear, along: Floats, across: Floats) -> Floats:
    """Where on the nebula's ramp a place is, 0..1: cool to the ends and lips, hot in the middle, in drifts."""
    noise = Noise(tear.chance("hue"))
    warm = 1 - np.abs(2 * along - 1) ** 0.8
    drift = noise.fbm(along * 5 + 2, across * 1.2 + 5, 3)
    return np.clip(0.12 + 0.75 * warm + 0.55 * drift - 0.12 * np.abs(across), 0, 1)


def _clouds(tear: Tear) -> list[Shape | None]:
    """Airbrushed clouds on the ridges of a noise, broad ones first; none reaches the lip, so the rim stays deep."""
    along, across, c = _places(tear, "clouds", 260)
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
    along, across, c = _places(tear, "streams", 150, 0.8)
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
        n = 170
        t = c.random(n) ** 0.75
        arm = c.integers(0, 2, n)
        theta = hand * (t * 6.4) + arm * np.pi + c.normal(0, 0.22, n)
        r = radius * np.exp(-2.1 * (1 - t)) * (1 + c.normal(0, 0.05, n))
        size = radius * 0.020 * (0.5 + c.random(n) ** 3 * 2.2) * swell
        spots = place(r, theta)
        for group, color in enumerate((ramp(0.85), ramp(0.15), tear.feeling.tint("#ffffff"))):
            pick = np.arange(n) % 3 == group
            out.append(filled(_specks(spots[pick], np.maximum(size[pick], 0.02)), color, 0.9 * swell))
        for a in (0, 1):
            s = np.linspace(0.06, 1, 50)
            line = place(radius * np.exp(-2.1 * (1 - s)), hand * s * 6.4 + a * np.pi)
            band = np.sin(s * np.pi * 0.97) * radius * 0.15 * s * swell
            out.append(filled(stroke(line, band), ramp(0.75 if a else 0.3), 0.42 * swell))
            out.append(filled(stroke(line, band * 0.35), mix(ramp(0.7), "#ffffff", 0.6), 0.5 * swell))
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
    along, across, c = _places(tear, "stars", 620, 0.93)
    n = len(along)
    born = np.concatenate([[0.0], 0.06 + 0.82 * c.random(n - 1)])
    along[0], across[0] = 0.5, 0.0
    swell = tear.feeling.births(born, 0.12)
    radius = tear.feeling.size * 0.00095 * np.minimum(c.random(n) ** -0.38, 4.2)
    radius[0] = tear.feeling.size * 0.006
    radius = np.minimum(np.maximum(radius, 0.05), 0.8) * swell
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
    # The shell: torn veils that sweep round the burst, thick where they bunch and gone where they are thin.
    noise = Noise(c)
    for color in ("#7fe8ff", "#ff9fd8", "#ffe3b0", "#b79bff"):
        veils = []
        for _ in range(5):
            start, sweep, far = c.uniform(0, 2 * np.pi), c.uniform(0.5, 1.5), c.uniform(0.62, 1.0)
            theta = start + np.linspace(0, sweep, 24)
            ragged = radius * (far + 0.09 * noise(3 * np.cos(theta) + 9, 3 * np.sin(theta) + 9))
            line = centre + np.column_stack([np.cos(theta), 0.9 * np.sin(theta)]) * ragged[:, None]
            veils.append(stroke(line, np.sin(np.linspace(0.03, 0.97, 24) * np.pi) * radius * c.uniform(0.02, 0.06)))
        out.append(filled(veils, tint(color), 0.42))
    angle = c.random(80) * 2 * np.pi
    away = np.column_stack([np.cos(angle), np.sin(angle)])
    spokes = radius * (0.3 + 0.75 * c.random(80) ** 2)
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
    """The rolled rim of torn skin outside a lip: inner edge, outer edge, and its breadth, mm."""
    noise = Noise(tear.chance("lip", side))
    u = np.linspace(0, 1, N)
    uneven = (
        0.45 + 1.1 * np.clip(noise.fbm(u * 7, np.full(N, 2.2), 3) + 0.25, 0, 1) + 0.18 * noise(u * 40, np.full(N, 5.5))
    )
    ends = np.clip(np.minimum(u, 1 - u) / 0.10, 0, 1) ** 0.7
    breadth = tear.gape * 0.20 * np.maximum(uneven, 0.12) * ends * (0.4 + 0.6 * tear.feeling.birth(0.1, 0.5))
    inner = tear.edge(side)
    return inner, inner + tear.normal * (side * breadth)[:, None], breadth


def _cast(tear: Tear) -> list[Shape | None]:
    """The rim's soft shadow on the skin to its lower right."""
    out: list[Shape | None] = []
    rim = np.concatenate([_lip(tear, 1)[1], _lip(tear, -1)[1][::-1]])
    drop = np.array([0.55, 0.8]) * tear.gape * 0.085
    for k, strength in ((1.8, 0.14), (0.9, 0.18)):
        out.append(filled(polyline(rim + drop * k), FLESH, strength))
    return out


def _lips(tear: Tear) -> list[Shape | None]:
    """The rim itself: raw at the edge, bare skin on its crown, shaded where it turns down again."""
    out: list[Shape | None] = []
    for side in (1, -1):
        inner, outer, _ = _lip(tear, side)
        for share, strength in ((1.0, 0.18), (0.5, 0.36), (0.2, 0.55)):
            edge = inner + (outer - inner) * share
            out.append(filled(polyline(np.concatenate([inner, edge[::-1]])), FLESH, strength))
    return out


def _rim(tear: Tear) -> list[Shape | None]:
    """The black line of the lips, heavy where they are in shade, and hatching over the roll."""
    bold, fine = tear.feeling.line("bold"), tear.feeling.line("fine")
    lines: list[Outline] = []
    hatch: list[Outline] = []
    for side in (1, -1):
        inner, outer, breadth = _lip(tear, side)
        shade = np.clip(0.55 - 0.55 * (tear.normal * side) @ np.array([0.6, 0.8]), 0.12, 1)
        lines.append(
            stroke(
                resample(inner, 200),
                np.interp(
                    np.linspace(0, N - 1, 200),
                    np.arange(N),
                    bold
                    * (0.45 + 0.75 * shade)
                    * np.clip(np.minimum(np.arange(N), N - 1 - np.arange(N)) / 20, 0.12, 1),
                ),
            )
        )
        taper = np.clip(breadth / (0.5 * bold), 0.0, 1)
        lines.append(stroke(outer, 0.5 * bold * (1.1 - shade) * taper + 0.03))
        c = tear.chance("hatch", side)
        grown = tear.feeling.birth(0.25, 0.4)
        for i in range(8, N - 8, 2):
            deep = c.uniform(0.35, 0.9)
            if grown > 0 and breadth[i] > 1.6 * fine:
                ends = np.linspace(inner[i], inner[i] + (outer[i] - inner[i]) * deep * grown, 4)
                hatch.append(stroke(ends, np.linspace(1.2, 0.15, 4) * fine))
    return [filled(lines, BLACK), filled(hatch, BLACK, 0.85)]


def _stress(tear: Tear) -> list[Shape | None]:
    """Cracks that run on from both ends of the tear."""
    lines = []
    for end in (0, 1):
        c = tear.chance("crack", end)
        tip = tear.path[-1 if end else 0]
        way = (tear.path[-1] - tear.path[-6]) if end else (tear.path[0] - tear.path[5])
        ahead = np.arctan2(way[1], way[0])
        for k in range(3):
            swell = tear.feeling.birth(0.05 + 0.22 * k, 0.25)
            turns = ahead + (c.normal(0, 0.45) if k else 0.0) + np.cumsum(c.normal(0, 0.38, 9))
            reach = tear.feeling.size * (0.05 if k else 0.07) * swell
            run = (
                tip
                + np.concatenate([[[0, 0]], np.cumsum(np.column_stack([np.cos(turns), np.sin(turns)]), axis=0)])
                * reach
                / 9
            )
            if reach > 0.1:
                lines.append(polyline(ribbon(run, np.linspace(tear.feeling.line("mid") * 1.1, 0.04, 10))))
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
