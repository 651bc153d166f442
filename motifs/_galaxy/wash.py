"""A sky without a rim, as it is washed over a whole limb: soft rounds of colour, darks between them, and streaks of
light and dust that all run with one flow. Nothing in it has an edge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Noise, blurred, curve, filled, follow, glint, heading, mix, polyline, pricks, radial
from markgen.draw.paths import whips
from markgen.motifs._galaxy.sky import Sky
from markgen.values import Shape

Floats = NDArray[np.float64]
Shapes = list[Shape | None]

BODY, DEEP, LIGHTS, STREAKS, SPLASHES = 145, 48, 90, 112, 30
"""Rounds of colour, drifts of dark, rounds of pastel light; streaks with the flow; splashes at both ends."""

PASTELS = "#f7b9cf", "#bfeedd", "#fbe6b0", "#bfdcfb", "#dcc8fa"
"""Rose, mint, butter, sky and lilac."""


def body(sky: Sky) -> Shapes:
    """Colour, as wet as it was laid: broad rounds of the hue that is there."""
    spots, c = sky.scatter(BODY, "body"), sky.wound.chance("body sizes")
    where, n = spots.where, BODY
    cover, room = sky.grid.at(where, sky.cover), sky.deep(where)
    hues = np.stack([sky.grid.at(where, f) for f in sky.nebula.hues])
    far = np.minimum((0.05 + 0.10 * c.random(n)) * sky.size, 1.2 * room + 0.01 * sky.size)
    # Its brightest lights are skin that is left bare.
    share = np.clip(1.2 * cover - 0.1, 0, 1) * c.uniform(0.55, 0.9, n) * spots.swell
    share *= 1 - 0.6 * np.clip(2.2 * sky.grid.at(where, sky.nebula.thick) - 1.1, 0, 1)
    share *= sky.feeling.births(np.linspace(-0.1, 0.4, n), 0.3)
    bright = 0.48 + sky.look.airy + 0.28 * c.random(n)
    colors = [sky.ramp(int(k))(b) for k, b in zip(hues.argmax(0), bright.tolist(), strict=True)]
    return _rounds(where, far, share, colors)


def deep(sky: Sky) -> Shapes:
    """The night between the clouds, in rounds that are drawn out along the flow."""
    spots, c, n, m = sky.scatter(DEEP, "darks"), sky.wound.chance("dark sizes"), DEEP, 5
    soft = blurred(sky.cover, 6.0)
    dark = sky.cover * np.clip(1.5 - 1.9 * blurred(sky.nebula.thick, 1.5) + 0.6 * blurred(sky.nebula.dust, 1.5), 0, 1)
    long = (0.08 + 0.12 * c.random((n, 1))) * sky.size
    ways = np.asarray(follow(spots.where, sky.flow, long[:, 0], m))
    far = np.maximum(0.3 * long, 0.045 * sky.size * c.random((n, 1))) * c.uniform(0.75, 1.25, (n, m))
    where, far = ways.reshape(-1, 2), far.ravel()
    share = np.clip(1.7 * sky.grid.at(where, dark) - 0.3, 0, 0.9) * np.clip(4 * sky.grid.at(where, soft) - 1.9, 0, 1)
    share *= np.clip(sky.deep(where) / far - 0.3, 0, 1) * sky.feeling.births(np.linspace(-0.1, 0.5, m * n), 0.3)
    return _rounds(
        where, far, share, [mix(mix(sky.night, "#05040f", 0.45), sky.ramp(k % 3)(0.12), 0.2) for k in range(m * n)]
    )


def lights(sky: Sky) -> Shapes:
    """Pastel light on the crests of the clouds, and streaks of it, of colour and of dust."""
    spots, c = sky.scatter(LIGHTS, "lights"), sky.wound.chance("light sizes")
    where, n = spots.where, LIGHTS
    thick, cover = sky.grid.at(where, sky.nebula.thick), sky.grid.at(where, sky.cover)
    far = np.minimum((0.02 + 0.045 * c.random(n) ** 1.5) * sky.size, sky.deep(where) + 0.01)
    share = np.clip(2.4 * thick - 0.6, 0, 1) * np.clip(1.6 * cover - 0.4, 0, 1) * c.uniform(0.45, 0.9, n)
    share *= spots.swell * sky.feeling.births(0.1 + 0.6 * c.random(n), 0.3)
    return [*_rounds(where, far, share, _pastel(sky, n, c)), *_wisps(sky), *_streaks(sky)]


def _pastel(sky: Sky, n: int, c: np.random.Generator) -> list[str]:
    """Pale colours, as the feeling sees them."""
    seen = [PASTELS[0], "#ffffff"] if sky.grey else PASTELS
    shades = [mix(sky.feeling.tint(color), color, 0.0 if sky.grey else 0.75) for color in seen]
    return [shades[k] for k in c.integers(0, len(shades), n).tolist()]


def _wisps(sky: Sky) -> Shapes:
    """Threads that the flow draws out of the clouds, and dust that lies across them, with the only edges in it."""
    made: Shapes = []
    for k in range(3):
        bare = np.minimum(sky.nebula.threads, 1.4 * sky.nebula.families[k]) * np.clip(2 * sky.cover - 0.6, 0, 1)
        for level, bright, strength in ((0.26, 0.66, 0.22), (0.52, 0.88, 0.30)):
            made.append(filled(sky.grid.above(blurred(bare, 0.6), level, 0.9), sky.ramp(k)(bright), strength))
    dust = blurred(sky.nebula.dust * np.clip(2 * sky.cover - 0.8, 0, 1), 0.8)
    made += [filled(sky.grid.above(dust, level, 0.9), sky.night, 0.17) for level in (0.3, 0.5, 0.7)]
    return made


def _streaks(sky: Sky) -> Shapes:
    """Brush marks with the flow: bright and broken on the clouds, dark in the lanes."""
    spots, c = sky.scatter(STREAKS, "streaks"), sky.wound.chance("streak sizes")
    start, n = spots.where, STREAKS
    thick, cover = sky.grid.at(start, sky.nebula.thick), sky.grid.at(start, sky.cover)
    long = (0.05 + 0.17 * c.random(n) ** 1.6) * sky.size
    lines = np.asarray(follow(start, sky.flow, long, 7))
    there = sky.grid.at(lines.reshape(-1, 2), sky.cover).reshape(n, 7)
    wide = np.minimum(0.013 * sky.size * c.uniform(0.12, 1.0, n) ** 1.7, 0.09 * long)
    wide *= sky.feeling.births(0.05 + 0.55 * c.random(n), 0.3) * np.clip(1.5 * cover - 0.3, 0, 1)
    widths = wide[:, None] * np.array([0.0, 0.6, 1.0, 0.9, 0.7, 0.4, 0.0]) * np.clip(1.6 * there - 0.2, 0, 1)
    pale, lot = _pastel(sky, n, c), c.random(n)
    hues = np.stack([sky.grid.at(start, f) for f in sky.nebula.hues]).argmax(0)
    kinds: dict[tuple[str, float], list[int]] = {}
    for k in np.flatnonzero(wide > 0.04).tolist():
        if thick[k] < 0.34:
            kind = (mix(sky.night, sky.ramp(1)(0.2), 0.3), 0.34) if lot[k] < 0.7 else (sky.ramp(int(hues[k]))(0.5), 0.4)
        else:
            kind = (pale[k], 0.42) if lot[k] < 0.5 else (sky.ramp(int(hues[k]))(0.72 if lot[k] < 0.8 else 0.3), 0.36)
        kinds.setdefault(kind, []).append(k)
    return [filled(whips(lines[some], widths[some]), *kind) for kind, some in kinds.items()]


def splashes(sky: Sky) -> Shapes:
    """Where the brush was shaken out beyond both ends: drops, finer ones round each, and little stars among them."""
    path, c, n = sky.wound.rips[0].path, sky.wound.chance("splashes"), SPLASHES
    last = np.arange(n) % 3 > 0
    span = float(np.hypot(*(path[-1] - path[0])))
    at = np.where(last, 0.86 + 0.15 * c.random(n), 0.14 - 0.13 * c.random(n))
    room = 0.55 * float(sky.wound.rips[0].gape.max())
    ahead = (path[-1] - path[0]) / span
    side = np.array([-ahead[1], ahead[0]])
    where = path[0] + ahead * (span * at)[:, None] + side * (room * c.normal(0, 0.5, n))[:, None]
    born = sky.feeling.births(0.3 + 0.5 * c.random(n), 0.3)
    size = sky.size * (0.0010 + 0.0032 * c.random(n) ** 3) * born
    out: Shapes = []
    turns, noise = np.linspace(0, 2 * np.pi, 10)[:-1], Noise(c)
    for k in range(3):
        some = np.flatnonzero((np.arange(n) % 3 == k) & (size > 0.1))
        rag = [1 + 0.5 * noise.fbm(np.cos(turns) + 7 * j, np.sin(turns) + 3 * k, 2) for j in some.tolist()]
        blots = [curve(where[j] + heading(turns) * (size[j] * r)[:, None]) for j, r in zip(some, rag, strict=True)]
        out.append(filled(blots, sky.ramp(k)(0.42), 0.75))
        near = where[some].repeat(5, 0) + c.normal(0, 1, (5 * len(some), 2)) * 0.018 * sky.size
        out += pricks(near, 0.0010 * sky.size * c.uniform(0.5, 1.5, len(near)) ** 2, sky.ramp(k)(0.34))
        stars = [
            glint(p, 0.011 * sky.size * s, 0.0007 * sky.size) for p, s in zip(near[::9], born, strict=False) if s > 0.1
        ]
        out.append(filled(stars, sky.ramp(k)(0.25), 0.9))
    return out


def _rounds(where: Floats, far: Floats, share: Floats, colors: Sequence[str]) -> Shapes:
    """Rounds of colour that fade to nothing."""
    made: Shapes = []
    for p, r, a, color in zip(where, far.tolist(), share.tolist(), colors, strict=True):
        if a > 0.03 and r > 0.3:
            stops = ((0, color, round(a, 2)), (1, color, 0))
            # What is seen of a square is a round: its corners are where nothing is left.
            made.append(filled(polyline(p + r * _SQUARE), radial(p, r, *stops)))
    return made


_SQUARE = np.array([(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)])
