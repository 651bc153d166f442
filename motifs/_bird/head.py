"""Crest, head, beak and eye."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from markgen.draw import circle, ellipse, filled, polyline, smooth
from markgen.motifs._bird.feathers import Fan, bands, combs, plumes, vaned
from markgen.motifs._bird.keys import BROW, EYE, LID, LOWER, NOSTRIL, RUFF, SKULL, SOCKET, TUFTS, UPPER, Pairs
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
    """Ruff, skull and beak."""
    out: Shapes = []
    edge = bird.paint.rim
    top, low, base, hook = bird.mm(bird.head_at([(-0.3, -1), (0.4, 1.0), (-1.0, -0.5), (-2.2, 0.8)]))
    # A faint bird's head is pale, to stand out from the wing behind it.
    pale = 0.3 * (1 - bird.birth(0.3, 0.3))
    face = bird.paint.grade((top, low), ((o, c + pale) for o, c in ((0, 0.74), (0.5, 0.54), (1, 0.36))))
    out.append(filled(_blob(bird, SKULL, 16), face))
    tufts = np.array(TUFTS)
    way = np.stack([np.cos(np.radians(tufts[:, 2])), np.sin(np.radians(tufts[:, 2]))], 1)
    aside = np.stack([-way[:, 1], way[:, 0]], 1) * tufts[:, 4:]
    wedge = np.stack([tufts[:, :2] - aside, tufts[:, :2] + aside, tufts[:, :2] + way * tufts[:, 3:4]], 1)
    out.append(filled([Outline(p) for p in bird.mm(bird.head_at(wedge))], bird.paint.seam, bird.birth(0.3, 0.2)))
    ruffled = bird.birth(0.14, 0.2)
    if ruffled > 0:
        ruff = np.array(RUFF)
        n = len(ruff)
        mid = plumes(ruff[:, :2], ruff[:, 2], ruff[:, 3], np.full(n, -12.0), np.full(n, 20.0), 10)
        fan = vaned(mid, np.full(n, 0.63) * ruffled, 0.8, np.ones(n))
        ends = bird.mm(bird.head_at(mid[:, [0, -1]]))
        dark = bird.birth(0.3, 0.3) * bird.blacked
        mid, inner, outer = (bird.mm(bird.head_at(v)) for v in (fan.mid, fan.inner, fan.outer))
        lies = Fan(mid, inner, outer, fan.grown)
        black = combs(lies, 0.3 + 0.16 * dark, 0.4 + 0.45 * dark, 4, (0.9, 0.66), np.ones((n, 4)))
        for i, ring in enumerate(bird.mm(bird.head_at(fan.rings()))):
            lie = ends[i - i % 4 : i - i % 4 + 4].mean(0)
            paint = bird.paint.grade(lie, ((0.1, 0.40), (0.6, 0.6), (1.0, 0.85)), 0.1)
            out.append(bird.paint.inked(polyline(ring), paint, bird.paint.edge * 1.6))
            if dark:
                out.append(filled(Outline(black[i]), bird.paint.ink, min(3 * dark, 1)))
    upper = beak(bird, UPPER)
    out.append(bird.paint.inked(_blob(bird, beak(bird, LOWER), 16), bird.paint.fire(0.5), edge))
    out.append(
        bird.paint.inked(
            _blob(bird, upper, 20),
            bird.paint.grade((base, hook), ((0, 0.62), (0.16, 0.70), (0.24, 0.98), (0.6, 0.86), (1, 0.12))),
            edge,
        )
    )
    return [*out, filled(_blob(bird, NOSTRIL, 8), bird.paint.ink, bird.birth(0.1, 0.2))]


def beak(bird: Rig, points: Pairs) -> Points:
    """Points of the beak: shorter on a faint bird and on a soft one."""
    share = (0.55 + 0.45 * bird.birth(0.1, 0.3)) * (1 - 0.35 * bird.manner.soft)
    base = np.array([-0.8, 0.0])
    made: Points = base + (np.array(points) - base) * share
    return made


def eye(bird: Rig) -> Shapes:
    """Under a brow; a soft bird has a large dark one instead."""
    soft, clear = bird.manner.soft, bird.birth(0.1, 0.2)
    at, glint = bird.mm(bird.head_at([EYE, (EYE[0] - 0.06, EYE[1] - 0.07)]))
    k = bird.k * bird.radius / 4.6
    stern = clear * (1 - soft)
    pupil = k * (0.42 + 0.62 * soft)
    lid = filled(_blob(bird, LID, 10), bird.paint.fire(0.8), stern)
    return [
        filled(_blob(bird, SOCKET, 12), bird.paint.ink, stern),
        filled(ellipse(at, 0.80 * k, 0.68 * k), bird.paint.fire(0.95), stern),
        filled(ellipse(at, pupil, pupil), bird.paint.ink),
        filled(circle(glint, 0.17 * k * (1 + soft)), "#ffffff", clear),
        filled(_blob(bird, BROW, 14), bird.paint.ink, stern),
        lid,
    ]
