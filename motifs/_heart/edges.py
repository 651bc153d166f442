"""Where a heart ends: an outline lost in the light, ruled lines that run out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    along,
    band,
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
    runs,
    shares,
    stepped,
    stroked,
    whip,
)
from markgen.motifs._heart.bars import edges
from markgen.motifs._heart.pose import LIGHT, Place
from markgen.motifs._heart.seen import Seen
from markgen.values import Outline, Points, Shape

Floats = NDArray[np.float64]

SUN = LIGHT[:2] / np.hypot(*LIGHT[:2])
"""Towards the light, on the skin."""


def rims(rings: Iterable[Points], bold: float, fine: float, grown: float, scale: float, lost: Area) -> list[Outline]:
    """Outlines: as heavy as `bold` mm where they turn from the light, down to `fine`, and lost, where they face it.

    grown: how far the weights have come apart, 0 to 1; until then all is `bold`. scale: mm to a unit.
    lost: where none is drawn.
    """
    out = []
    for ring in rings:
        p = stepped(ring, 3.0 * scale)
        p = np.concatenate([p, p[:1]])
        away = _away(p)
        press = np.interp(away, [-0.95, -0.75, -0.1, 0.6], [0.5 * fine / bold, 1.2 * fine / bold, 0.7, 1.45])
        # Corners keep their weight on both sides.
        press = np.convolve(np.concatenate([press[-3:-1], press, press[1:3]]), np.full(5, 0.2), "valid")
        # In the light it breaks, now and then.
        broken = (away < -0.62) & (np.sin(0.9 * np.arange(len(p))) > 0.35)
        width = bold * (1 - grown + grown * np.where(broken, 0.0, press)) * ~contains(lost, p)
        out += [whip(p[part], width[part]) if grown > 0.5 else band(p[part], width[part]) for part in _there(width)]
    return out


def _away(p: Points) -> Floats:
    """How far each edge of a closed rim turns from the light, -1 to 1, at its points."""
    n = normals(p)
    x, y = p[:-1].T
    turn = np.sign(float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()))
    return np.asarray(turn * (n @ SUN), float)


def ruled(seen: Seen, place: Place, mid: float, fine: float, black: str) -> list[Shape | None]:
    """Ruled figures behind the heart, whole but for a narrow strip of skin round it; heavier away from the light."""
    nature, frame = place.nature, place.nature.design.frame
    half = 0.5 * nature.feeling.size - mid
    if frame == "bar":
        return [stroked(edges(seen.band, seen.whole, 0.9 * place.scale), black, 0.8 * mid)]
    if not frame or nature.birth(0.6, 0.4) <= 0 or place.pose.wobble:
        return []
    centre = place.centre
    clear = grow(seen.all, 1.5 * place.scale)
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
    """How strong a ruled line is at places round the heart: half towards the light, whole away from it."""
    return np.asarray(np.clip(0.75 - 0.3 * ((p - centre) @ SUN) / half, 0, 1), float)


def _there(width: Floats) -> list[slice]:
    """Where a line is wide enough to be drawn."""
    return runs(width > 0.05, 2)
