"""The tail: long plumes whose barbs are locks of flame, and the lances over their roots."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from markgen.draw import filled, length, mix, normals, polyline, ribbon, taper
from markgen.motifs._bird.feathers import on, slivers
from markgen.motifs._bird.keys import FREE, LOCKS, LOCKS_ALONG
from markgen.motifs._bird.plumage import EMBER, SHADE, Shapes
from markgen.motifs._bird.rig import Rig
from markgen.values import Linear, Outline, Points

FADE = (0.0, 0.1, 0.85)
"""How far a lock that is fire has faded at its root, in its middle, and at its tip."""
EYE = (
    (0.72, 0.99, 5.6, 0.5),
    (0.74, 0.96, 4.4, 0.95),
    (0.77, 0.92, 3.0, 0.3),
    (0.79, 0.885, 1.7, 0.0),
    (0.81, 0.85, 0.8, 0.9),
)
"""Rings of the eye of fire: from where to where on the feather, width, and shade."""


def sickle(bird: Rig, k: int, part: Points | None = None) -> Points:
    """Outline of a tail feather's vane: a stem that swells towards the end and runs out. part: of its path, shares.

    Before it has locks of flame the vane is broad, and all there is of the feather.
    """
    whole, grown = bird.tail[k]
    path = whole if part is None else on(whole, part)
    at = np.linspace(0, 1, 19) ** 0.9
    young = 1 - bird.birth(0.28, 0.3)
    stout = (1.4 + 3.9 * young * bird.great) * bird.stout[k]
    width = (0.2 + 0.8 * np.sin(np.pi * at**1.7) ** 1.2) * (1 - at**9) * stout * grown
    side = on(normals(path), at) * width[:, None]
    return np.concatenate([on(path, at) + side, (on(path, at) - side)[::-1]])


def streamer(bird: Rig, k: int) -> Shapes:
    """A tail feather: locks of flame that stream from its shaft, each over the root of the one behind, and the vane."""
    path, grown = bird.tail[k]
    if grown <= 0:
        return []
    a, b = bird.mm(path[[0, 60]])

    def fire(*shades: float) -> Linear:
        return bird.paint.grade((a, b), zip(np.linspace(0.1, 1, len(shades)), shades, strict=True), 0.1, False, 0.85)

    out: Shapes = []
    fine: list[Outline] = []
    # A hand that only draws lines has enough of them; facets are broad, and every other pair of locks will do.
    broad = bird.feeling.style.fill in ("facets", "flats")
    sparse = bird.feeling.style.fill in ("none", "dots")
    if bird.locks[k].grown[0] > 0:
        mid = bird.mm(bird.locks[k].mid)
        fan = bird.locks[k]
        rings = np.concatenate([fan.inner, fan.outer[:, -2::-1]], axis=1)
        feet = np.linspace(*LOCKS_ALONG, LOCKS)
        out_ = mid[:, 4] - on(bird.mm(path), feet)
        lit = -(out_ @ SHADE) / np.maximum(np.hypot(*out_.T), 1e-6)
        edges = bird.mm(np.stack([(fan.mid + fan.inner) / 2, (fan.mid + fan.outer) / 2], 1))
        barbs = edges[:, :, 2:6:3]
        behind = 0.08 * (len(bird.tail) - 1 - k) / len(bird.tail)
        for j, (run, ring) in enumerate(zip(mid, bird.mm(rings), strict=True)):
            if (broad and j // 2 % 2) or not bird.lush[k][j]:
                continue
            # Those that have not left it share a gradient with the next on their side.
            pair = [j & ~2, j | 2] if j & ~2 >= FREE and j | 2 < LOCKS else [j]
            i = pair[0]
            tip = 0.8 + 0.16 * lit[i] - behind + 0.12 * (i % 3 == 0)
            stops = ((0.05, 0.06), (0.5, 0.46 + 0.14 * lit[i] - behind + 0.2 * (i % 5 == 1)), (1, tip))
            paint = bird.paint.grade(mid[pair][:, [0, -1]].mean(0), stops, 0.2 + 0.7 * (1 - i / LOCKS))
            edge = bird.paint.edge * (1.0 if sparse else 1.4)
            if j < FREE and bird.burning:
                edge *= 1 - bird.burning
                faded = (1 - bird.burning * fade for fade in FADE)
                stops_ = (replace(stop, opacity=left) for stop, left in zip(paint.stops, faded, strict=True))
                paint = replace(paint, stops=tuple(stops_))
            out.append(bird.paint.inked(polyline(ring), paint, edge))
            if j % 3 == 0:
                core = polyline(ribbon(run[2::2], np.array([0.05, 0.7, 0.02]) * 0.05 * length(run)))
                out.append(filled(core, bird.paint.fire(0.95, 0.6), 0.9 * bird.birth(0.5, 0.25)))
            elif not sparse and j >= FREE:
                fine += slivers(barbs[j], [1.8 * bird.paint.hair] * 2)
    shaft = on(path, np.linspace(0.02, 0.93, 14))
    quill = polyline(bird.mm(ribbon(shaft, np.linspace(0.75, 0.05, 14) * grown)))
    bright = mix(bird.paint.fire(0.6), EMBER, bird.manner.ash) if bird.manner.ash else fire(0.3, 0.75, 1.0)
    vane = polyline(bird.mm(sickle(bird, k)))
    edge = bird.paint.edge * (0.8 + 0.8 * bird.birth(0.2, 0.3) - bird.burning)
    # Barbs part the broad of the vane.
    at = np.linspace(0.36, 0.68, 10)
    aside = on(normals(path), at) * (0.62 * bird.stout[k] * grown)
    feet, ends = on(path, at), on(path, at + 0.035)
    barbed = np.concatenate([np.stack([feet, ends + side, on(path, at + 0.006)], axis=1) for side in (aside, -aside)])
    return [
        *out,
        filled(fine, bird.paint.seam, 0.8 * bird.birth(0.4, 0.2)),
        bird.paint.inked(vane, fire(0.05, 0.4, 0.62, 0.9), edge),
        None
        if sparse or broad
        else filled([Outline(p) for p in bird.mm(barbed)], bird.paint.warm, bird.birth(0.5, 0.25)),
        filled(quill, bright) if bird.birth(0.2) > 0 else None,
        *_eye(bird, k),
    ]


def _eye(bird: Rig, k: int) -> Shapes:
    """The eye of fire near the end of a phoenix's tail feather: gold round red, drawn out into a flame."""
    path, grown = bird.tail[k]
    open_ = bird.birth(0.42, 0.3) * grown * float(bird.great) * float(np.clip(5 * bird.stout[k] - 4.75, 0, 1.25))
    if open_ < 0.05:
        return []
    out: Shapes = []
    for start, stop, wide, shade in EYE:
        u = np.linspace(0, 1, 10)
        drop = np.sin(np.pi * u**0.72) ** 0.9 * (1 - 0.25 * u)
        run = on(path, start + (stop - start) * u)
        # In black and skin alone, what is red is black.
        black = shade == 0 or (bird.manner.mono and shade < 0.4)
        paint = bird.paint.ink if black else bird.paint.fire(shade, 0.6)
        out.append(
            bird.paint.inked(polyline(bird.mm(ribbon(run, wide * drop * open_ + 0.02))), paint, bird.paint.edge * 1.2)
        )
    return out


def train(bird: Rig) -> Shapes:
    """Coverts over the roots of the tail: lances that flow with the plumes, the short ones over the long."""
    grown = bird.birth(0.3, 0.25)
    if grown <= 0:
        return []
    out: Shapes = []
    paths = np.array([path for path, _ in bird.tail])
    order = np.argsort([p[40, 0] for p in paths])
    sweep = np.linspace(0, len(paths) - 1, 9)
    for row, share in enumerate((0.44, 0.3, 0.18)):
        u = np.linspace(0, 1, 8)
        at = sweep if row % 2 == 0 else (sweep[:-1] + sweep[1:]) / 2
        quills: list[Outline] = []
        for j in np.argsort(-np.abs(at - at.mean())):
            low, part = int(at[j]), at[j] % 1
            a, b = (paths[order[min(low + d, len(paths) - 1)]] for d in (0, 1))
            way = a[:60] + (b[:60] - a[:60]) * part
            long = share * (0.5 + 0.5 * grown) * (1 - 0.25 * abs(at[j] - at.mean()) / at.mean())
            mid = on(way, long * (u - 0.12 * (row > 0)).clip(0) * 79 / 59)
            mid = mid + (bird.spine[-6] - mid[0]) * 0.5 * (1 - u[:, None])
            vane = np.sin(np.pi * (0.12 + 0.88 * u) ** 0.85) ** 0.9 * (4.6 - 0.5 * row) * grown + 0.02
            ends = bird.mm(mid[[0, -1]])
            paint = bird.paint.grade(ends, ((0.2, 0.03), (0.6, 0.3 + 0.06 * row), (1.0, 0.72 + 0.1 * row)), 0.1)
            out.append(bird.paint.inked(polyline(bird.mm(ribbon(mid, vane))), paint, bird.paint.edge * 1.6))
            quills.append(polyline(bird.mm(ribbon(mid[1:7:2], taper(0.35, 0.0, 0.9, 0.05)))))
        out.append(filled(quills, bird.paint.seam) if bird.feeling.style.fill != "none" else None)
    return out
