"""Where a heart ends: an outline lost in the light, dots that fall from its dark side, ruled lines that run out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    along,
    band,
    boundary,
    box,
    contains,
    cut,
    filled,
    frame_of,
    grow,
    length,
    minus,
    normals,
    pricks,
    shares,
    stepped,
)
from markgen.motifs._heart.pose import LIGHT, Place
from markgen.motifs._heart.seen import Seen
from markgen.values import Outline, Points, Shape

Floats = NDArray[np.float64]

SUN = LIGHT[:2] / np.hypot(*LIGHT[:2])
"""Towards the light, on the skin."""

FALL = 17.0
"""How far the dots fall from the dark side, in units of the skeleton."""


def rims(whole: Area, bold: float, fine: float, grown: float, scale: float) -> list[Outline]:
    """The outline: as heavy as `bold` mm where it turns from the light, down to `fine` where it faces it.

    grown: how far the weights have come apart, 0 to 1; until then all is `bold`. scale: mm to a unit.
    """
    out = []
    for ring in boundary(whole):
        p = stepped(ring, 3.0 * scale)
        p = np.concatenate([p, p[:1]])
        away = _away(p)
        press = np.interp(away, [-0.75, -0.1, 0.6], [fine / bold, 0.62, 1.25])
        # Corners keep their weight on both sides.
        press = np.convolve(np.concatenate([press[-3:-1], press, press[1:3]]), np.full(5, 0.2), "valid")
        out.append(band(p, bold * (1 - grown + grown * press)))
    return out


def _away(p: Points) -> Floats:
    """How far each edge of a closed rim turns from the light, -1 to 1, at its points."""
    n = normals(p)
    x, y = p[:-1].T
    turn = np.sign(float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()))
    return np.asarray(turn * (n @ SUN), float)


def fallen(seen: Seen, place: Place, black: str) -> list[Shape | None]:
    """Dots that fall from the dark side into bare skin: near it they crowd, farther out they are few and small."""
    there = place.nature.birth(0.5, 0.35)
    if there <= 0.02 or place.nature.temper.wax:
        return []
    near = seen.all
    spots: list[Points] = []
    sizes: list[Floats] = []
    for ring in boundary(near):
        p = stepped(ring, 1.0 * place.scale)
        p = np.concatenate([p, p[:1]])
        # Most where the heart itself is black, and none under its lit vessels; in drifts, not in a band.
        deep = np.clip(((p - place.middle) @ -SUN) / (36 * place.scale) + 0.1, 0, 1)
        drift = 0.72 + 0.28 * np.sin(np.arange(len(p)) * 0.23) * np.sin(np.arange(len(p)) * 0.071 + 1.0)
        away = np.clip((_away(p) - 0.2) / 0.6, 0, 1) ** 0.7 * deep * drift
        i = np.repeat(np.arange(len(p)), 5)
        # Evenly apart, never in rows: golden sections of the way out.
        u = ((np.arange(len(i)) * 0.61803399 + (i % 7) * 0.137) % 1.0) ** 1.9
        aside = ((np.arange(len(i)) * 0.75487767) % 1.0 - 0.5) * 1.7 * place.scale
        out = (0.9 + FALL * u * away[i]) * place.scale
        at = p[i] - SUN * out[:, None] + np.column_stack([SUN[1], -SUN[0]]) * aside[:, None]
        shown = (away[i] > 0.12) & (u < 0.25 + 0.75 * away[i])
        spots.append(at[shown])
        sizes.append(((1.05 - 0.75 * u) * (0.4 + 0.6 * away[i]))[shown])
    at, size = np.concatenate(spots), np.concatenate(sizes)
    half = 0.5 * place.nature.feeling.size
    free = ~contains(near, at) & (np.abs(at - place.centre).max(1) < half)
    return pricks(at[free], 0.30 * place.scale * there * size[free], black)


def ruled(seen: Seen, place: Place, mid: float, fine: float, black: str) -> list[Shape | None]:
    """Ruled figures behind the heart, never nearer to it than a clear strip of skin, overshot at their corners: they
    are lost in the light, and strong on the side away from it."""
    nature, frame = place.nature, place.nature.design.frame
    half = 0.5 * nature.feeling.size - mid
    if not frame or nature.birth(0.6, 0.4) <= 0 or place.pose.wobble:
        return []
    centre = place.centre
    clear = grow(seen.all, 2.6 * place.scale)
    outside = minus(box(*(centre - 1.01 * half), *(centre + 1.01 * half)), clear)
    lines: list[Outline] = []
    knots: list[Points] = []
    for path, tier, born in frame_of(frame):
        there, p = nature.birth(born, 0.25), centre + path * half / 100
        if there <= 0:
            continue
        sides = np.stack([p[:-1], p[1:]], 1)
        if tier == "mid" and frame not in ("circle", "rays"):
            way = sides[:, 1] - sides[:, 0]
            way = way / np.maximum(np.hypot(*way.T), 1e-9)[:, None] * 0.07 * half
            sides = np.stack([sides[:, 0] - way, sides[:, 1] + way], 1)
            knots += list(p)
        # Scraps between vessels are left out.
        for run in cut(sides, outside):
            if length(run) > 5 * place.scale:
                many = max(int(length(run) / (4 * place.scale)), 2) + 1
                q = along(run, np.linspace(0, 1, many))
                width = (mid * 0.9 if tier == "mid" else fine * 1.5) * there * _shade(q, centre, half)
                s = shares(q) * length(run)
                ends = np.clip(np.minimum(s, s[-1] - s) / (7 * place.scale), 0.25, 1)
                for part in _there(width):
                    lines.append(band(q[part], (width * ends)[part]))
    out: list[Shape | None] = [filled(lines, black)]
    if knots:
        at = np.unique(np.round(np.array(knots), 3), axis=0).astype(np.float64)
        at = at[contains(outside, at) & (_shade(at, centre, half) > 0.3)]
        out += pricks(at, 0.9 * mid * nature.birth(0.75, 0.25) * _shade(at, centre, half), black)
    return out


def _shade(p: Points, centre: Points, half: float) -> Floats:
    """How strong a ruled line is at places round the heart: 0 towards the light to 1 away from it."""
    return np.asarray(np.clip(0.62 - 0.75 * ((p - centre) @ SUN) / half, 0, 1), float)


def _there(width: Floats) -> list[slice]:
    """Where a line is wide enough to be drawn."""
    on = np.flatnonzero(width > 0.06)
    return [slice(int(on[0]), int(on[-1]) + 1)] if len(on) > 1 else []
