"""Crest, head, beak and eye."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from markgen.draw import circle, filled, polyline, ribbon, smooth, taper
from markgen.motifs._bird.feathers import Fan, bands, combs, plumes, vaned
from markgen.motifs._bird.keys import BASE, BROW, CERE, EYE, LID, LOWER, NOSTRIL, RUFF, SKULL, SOCKET, UPPER, Pairs
from markgen.motifs._bird.plumage import Shapes
from markgen.motifs._bird.rig import Rig
from markgen.motifs._bird.wings import inches
from markgen.values import Outline, Points


def _blob(bird: Rig, points: ArrayLike, n: int) -> Outline:
    return bird.curve(bird.mm(bird.head_at(smooth(points, n, True))))


def crest_shapes(bird: Rig) -> Shapes:
    """The plumes of the crest."""
    edge = bird.paint.rim
    fan = inches(bird, bird.crest)
    stops = ((0.0, 0.2), (0.5, 0.5), (0.8, 0.8), (1.0, 0.98))
    dark = bird.birth(0.3, 0.3) * bird.blacked
    n = len(fan.mid)
    black = combs(fan, 0.1 + 0.15 * dark, 0.2 + 0.5 * dark, 5, (1.0, 0.55), np.ones((n, 5)))
    under = bands(fan.outer[:, 3:-1:2], bird.paint.rim * np.linspace(1, 0.5, len(range(3, fan.mid.shape[1] - 1, 2))))
    out: Shapes = []
    for i in np.flatnonzero(fan.grown > 0):
        paint = bird.paint.grade(fan.mid[i, [0, -1]], stops, 0.2, False, 0.6)
        ring = polyline(bird.mm(bird.crest.rings()[i]))
        out.append(bird.paint.inked(ring, paint, edge * (1 - 0.7 * dark) * bool(bird.paint.edge)))
        if dark:
            out.append(filled([Outline(black[i]), under[i]], bird.paint.ink, min(3 * dark, 1)))
    return out


def head(bird: Rig) -> Shapes:
    """Skull, the lancets that stream back over it, and beak."""
    out: Shapes = []
    edge = bird.paint.rim
    top, low, base, hook = bird.mm(bird.head_at([(-0.3, -1), (0.4, 1.0), (-0.9, -0.5), (-2.0, 0.6)]))
    # A faint bird's head is pale, to stand out from the wing behind it.
    pale = 0.16 * (1 - bird.birth(0.3, 0.3))
    face = bird.paint.grade((top, low), ((o, c + pale) for o, c in ((0, 0.74), (0.5, 0.54), (1, 0.36))))
    out.append(filled(_blob(bird, SKULL, 16), face))
    ruffled, lined = bird.birth(0.17, 0.2), 0.3 + 0.5 * bird.birth(0.3, 0.4)
    for row, (far, first, last, many, long) in reversed(list(enumerate(RUFF))) if ruffled > 0 else ():
        i = np.asarray((np.arange(many) + 0.5 * (row % 2)) / (many - 0.5), np.float64)
        # It is a head and no ball: higher behind than before.
        turn = first + (last - first) * i
        way = np.stack([np.cos(np.radians(turn)), 0.78 * np.sin(np.radians(turn))], 1)
        root = np.array(BASE) + far * way * (1 + 0.12 * np.cos(np.radians(turn)))[:, None]
        swept = turn * 0.72 + 10 * row / len(RUFF)
        mid = plumes(root, swept, long * (1 + 0.12 * np.cos(9.0 * i + row)), 26 + 0 * i, 8 + 0 * i, 5)
        fan = vaned(mid, (0.23 + 0.062 * row) * ruffled * np.ones(many), 1.0, np.ones(many))
        mid, inner, outer = (bird.mm(bird.head_at(v)) for v in (fan.mid, fan.inner, fan.outer))
        lies = Fan(mid, inner, outer, fan.grown)
        dark = bird.birth(0.3, 0.3) * bird.blacked
        # Crown and brow are lit; the cheek turns from the light, and the throat lies in the shade.
        stops = ((0.0, 0.86), (0.3, 0.98 - 0.03 * row), (0.55, 0.62), (0.8, 0.36), (1, 0.14))
        across = bird.mm(bird.head_at([(-0.5, -1.05), (0.35 + 0.1 * row, 0.9 + 0.1 * row)]))
        paint = bird.paint.grade(across, stops, 0.1)
        seam = bird.paint.warm if dark else bird.paint.seam
        out.append(bird.paint.inked([polyline(ring) for ring in lies.rings()], paint, lined * bird.paint.edge, seam))
        if dark:
            shade = np.interp(i, [0, 0.2, 0.5, 1], [0.35, 0.42, 0.8, 1.0])
            black = combs(
                lies, 0.14 + 0.12 * shade * dark, 0.24 + 0.5 * shade * dark, 2, (0.9, 0.5), np.ones((many, 2))
            )
            out.append(filled([Outline(p) for p in black], bird.paint.ink, min(3 * dark, 1)))
    horn = bird.paint.grade((base, hook), ((0, 0.9), (0.3, 0.72), (0.6, 0.4), (0.85, 0.1), (1, 0.0)))
    clear = bird.birth(0.1, 0.2)
    shaped = bird.birth(0.3, 0.25)
    upper, cere = beak(bird, UPPER), beak(bird, CERE)
    # Light runs along the ridge of the beak; its cutting edge lies in the shade.
    ridge = beak(bird, ((-1.34, -0.5), (-1.6, -0.42), (-1.84, -0.2), (-1.94, 0.12)))
    under = beak(
        bird, ((-0.6, 0.26), (-1.04, 0.1), (-1.44, 0.12), (-1.72, 0.16), (-1.9, 0.5), (-1.66, 0.25), (-1.4, 0.25))
    )
    return [
        *out,
        bird.paint.inked(_blob(bird, beak(bird, LOWER), 16), bird.paint.fire(0.5), edge),
        bird.paint.inked(_blob(bird, upper, 24), horn, edge),
        filled(_blob(bird, under, 14), bird.paint.ink, 0.6 * shaped) if bird.painted else None,
        filled(_blob(bird, cere, 14), bird.paint.fire(0.94), shaped),
        filled(
            polyline(
                ribbon(bird.mm(bird.head_at(smooth(ridge, 9))), taper(0.13 * bird.k * bird.radius, 0.3, 0.4, 0.05))
            ),
            bird.paint.fire(1.12),
            shaped * bird.close,
        ),
        filled(_blob(bird, NOSTRIL, 8), bird.paint.ink, clear),
    ]


def beak(bird: Rig, points: Pairs) -> Points:
    """Points of the beak: shorter on a faint bird and on a soft one."""
    share = (0.62 + 0.38 * bird.birth(0.1, 0.3)) * (1 - 0.35 * bird.manner.soft)
    base = np.array([-0.8, 0.0])
    made: Points = base + (np.array(points) - base) * share
    return made


def eye(bird: Rig) -> Shapes:
    """Under a brow; a soft bird has a large dark one instead."""
    soft, clear = bird.manner.soft, bird.birth(0.1, 0.2)
    at, glint = bird.mm(bird.head_at([EYE, (EYE[0] - 0.05, EYE[1] - 0.06)]))
    k = bird.k * bird.radius
    stern = clear * (1 - soft)
    pupil = k * (0.105 + 0.12 * soft)
    return [
        filled(_blob(bird, SOCKET, 14), bird.paint.ink, stern),
        filled(circle(at, 0.18 * k), bird.paint.fire(0.96), stern),
        filled(circle(at, 0.145 * k), bird.paint.fire(0.66), stern * bird.close),
        filled(circle(at, pupil), bird.paint.ink),
        filled(circle(glint, 0.042 * k * (1 + soft)), "#ffffff", clear),
        filled(_blob(bird, BROW, 16), bird.paint.ink, stern),
        filled(_blob(bird, LID, 10), bird.paint.fire(0.98), stern),
    ]
