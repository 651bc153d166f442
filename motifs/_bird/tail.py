"""The tail: feathers of nested flames, the licks that peel off them, and the lances over their roots."""

from __future__ import annotations

import numpy as np

from markgen.draw import curve, filled, heading, length, mix, normals, polyline, ribbon
from markgen.motifs._bird.feathers import headings, on, plumes, vaned
from markgen.motifs._bird.plumage import EMBER, Shapes
from markgen.motifs._bird.rig import Rig
from markgen.values import Linear, Outline, Points

EYE = ((0.68, 0.97, 5.4, 0.34), (0.71, 0.94, 4.2, 0.88), (0.74, 0.91, 2.9, 0.3), (0.775, 0.87, 1.4, 0.62))
"""Rings of the eye of fire: from where to where on the feather, width, and shade."""


def sickle(bird: Rig, path: Points, grown: float, share: float = 1.0) -> Points:
    """Outline of a tail feather whose edges break into swept barbs, like a flame's. share: of its full width."""
    teeth = 8
    licking = bird.birth(0.22, 0.35) * (1 - 0.7 * bird.manner.soft)
    # One barb: it widens along the feather, overshoots, and snaps back to the vane.
    u = np.linspace(0, 1, 7)[:-1]
    ahead = u + (np.array([0.0, 0.3, 0.62, 0.95, 1.28, 1.1]) - u) * licking
    wild = (0.35 + 0.65 * share) * (1 + 0.7 * bird.manner.spike) * licking
    swell = 1 + np.array([0.0, 0.04, 0.14, 0.32, 0.58, 0.12]) * wild
    edges = []
    for hand in (1.0, -1.0):
        start = np.linspace(0.20, 0.86, teeth + 1)[:-1] + (0.035 if hand > 0 else 0.0)
        barbs = (start[:, None] + 0.66 / teeth * ahead).ravel()
        at = np.clip(np.concatenate([[0, 0.08, 0.15], barbs, [0.88, 0.90, 0.92, 0.935, 0.945, 0.955]]), 0, 1)
        out = np.concatenate([np.ones(3), np.tile(swell, teeth), np.ones(6)])
        width = (0.12 + 0.88 * np.sin(np.pi * at**1.3) ** 0.8) * (1 - at**9) * out * 2.45 * share * grown
        edges.append(on(path, at) + on(normals(path), at) * (hand * width)[:, None])
    return np.concatenate([edges[0], edges[1][::-1]])


def streamer(bird: Rig, path: Points, grown: float) -> Shapes:
    """A tail feather of nested flames, and longer licks that peel off from under its outer half."""
    if grown <= 0:
        return []
    a, b = bird.mm(path[[0, 60]])

    def fire(*shades: float) -> Linear:
        return bird.paint.grade((a, b), zip(np.linspace(0.1, 1, len(shades)), shades, strict=True), 0.1, False, 0.85)

    licks, cores = _licks(bird, path)
    shaft = on(path, np.linspace(0.02, 0.93, 14))
    quill = polyline(bird.mm(ribbon(shaft, np.linspace(0.75, 0.05, 14) * grown)))
    rim = bird.birth(0.28, 0.2)
    lit = mix(bird.paint.fire(0.6), EMBER, bird.manner.ash) if bird.manner.ash else fire(0.2, 0.6, 0.95)
    return [
        bird.paint.inked(licks, fire(0.2, 0.45, 0.62), bird.paint.edge * 1.6),
        filled(cores, fire(0.5, 0.8, 1.0), bird.birth(0.6, 0.2)),
        bird.paint.inked(
            polyline(bird.mm(sickle(bird, path, grown))), fire(0.1, 0.5, 0.8, 0.95), bird.paint.edge * 1.8
        ),
        filled(polyline(bird.mm(sickle(bird, path, grown, 1 - 0.34 * rim))), fire(0.0, 0.12, 0.34, 0.6)),
        filled(_hairs(bird, path, grown), bird.paint.seam, 0.85),
        filled(quill, lit) if bird.birth(0.2) > 0 else None,
        *_eye(bird, path, grown),
    ]


def _eye(bird: Rig, path: Points, grown: float) -> Shapes:
    """The eye of fire near the end of a phoenix's tail feather: gold round red, drawn out into a flame."""
    open_ = bird.birth(0.5, 0.3) * grown * float(bird.great)
    if open_ < 0.05:
        return []
    out: Shapes = []
    for start, stop, wide, shade in EYE:
        u = np.linspace(0, 1, 10)
        drop = np.sin(np.pi * u**0.72) ** 0.9 * (1 - 0.25 * u)
        run = on(path, start + (stop - start) * u)
        paint = bird.paint.fire(shade, 0.6)
        out.append(
            bird.paint.inked(curve(bird.mm(ribbon(run, wide * drop * open_ + 0.02))), paint, bird.paint.edge * 1.2)
        )
    return out


def _licks(bird: Rig, path: Points) -> tuple[list[Outline], list[Outline]]:
    """The longer flames that peel off a tail feather, and their bright cores."""
    licking = bird.birth(0.45, 0.3) * (1 - bird.manner.soft)
    licks: list[Outline] = []
    cores: list[Outline] = []
    turn, long = headings(path), length(path)
    s = np.linspace(0, 1, 7)
    for j, v in enumerate((0.34, 0.47, 0.58, 0.68, 0.78) if licking > 0 else ()):
        hand = -1 if j % 2 else 1
        reach = long * (0.24 + 0.05 * np.sin(2.4 * j)) * (1.2 - 0.6 * v) * licking
        own = np.interp(v + s * reach / long, np.linspace(0, 1, len(turn)), turn)
        a = own[:-1] + hand * (0.30 + 0.9 * s[:-1] - 2.2 * s[:-1] ** 3)
        run = np.concatenate([[[0.0, 0.0]], np.cumsum(heading(a), 0) * reach / 6]) + on(path, v)
        wide = 0.24 * reach * np.sin(np.pi * (0.2 + 0.8 * s) ** 0.9) ** 1.2 + 0.01
        licks.append(curve(bird.mm(ribbon(run, wide))))
        cores.append(polyline(bird.mm(ribbon(run[1:], wide[1:] * 0.4))))
    return licks, cores


def _hairs(bird: Rig, path: Points, grown: float) -> list[Outline]:
    """Barbs swept along a tail feather."""
    detail = bird.birth(0.5, 0.3)
    if detail <= 0:
        return []
    at = np.linspace(0.14, 0.84, 13 if bird.manner.mono else 11)
    foot, more = on(path, at), on(path, at + 0.075 * detail)
    wide = 1.9 * grown * (0.12 + 0.88 * np.sin(np.pi * at**1.3) ** 0.8)[:, None]
    side = on(normals(path), at) * wide
    heel = on(path, at + 0.009)
    both = np.concatenate([np.stack([foot, more + s, heel], axis=1) for s in (side, -side)])
    return [Outline(p) for p in bird.mm(both)]


def train(bird: Rig) -> Shapes:
    """Lance feathers over the roots of the tail."""
    grown = bird.birth(0.3, 0.25)
    if grown <= 0:
        return []
    i = np.linspace(-1, 1, 9)
    i = i[np.argsort(-np.abs(i))]
    down = np.degrees(np.arctan2(*(bird.spine[-1] - bird.spine[-12])[::-1]))
    root = bird.spine[-10] + np.stack([3.0 * i, -1.0 * np.abs(i)], 1)
    reach = (13 + 3 * bird.pose) * (1 - 0.35 * np.abs(i)) * grown
    mid = plumes(root, down - 30 * i, reach, -34 * i, 40 * i, 10)
    fan = vaned(mid, np.full(9, 3.4) * grown, 0.85, np.full(9, grown))
    ends = bird.mm(fan.mid[:, [0, -1]])
    out: Shapes = []
    for j, ring in enumerate(bird.mm(fan.rings())):
        paint = bird.paint.grade(ends[j], ((0.2, 0.05), (0.7, 0.4), (1.0, 0.8)), 0.1)
        out.append(bird.paint.inked(polyline(ring), paint, bird.paint.edge * 1.6))
    return out
