"""The tail: long plumes whose barbs are locks of flame, and the lances over their roots."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from markgen.draw import filled, length, mix, normals, polyline, ribbon
from markgen.motifs._bird.feathers import Fan, bands, between, combs, on, slivers, spindles, wedged
from markgen.motifs._bird.plumage import EMBER, SHADE, Shapes
from markgen.motifs._bird.plume import Plume
from markgen.motifs._bird.rig import Rig
from markgen.motifs._bird.wings import inches
from markgen.values import Linear, Outline, Points

Floats = NDArray[np.float64]

EYE = ((0.0, 1.0, 9.6, 0.0), (0.1, 0.9, 7.6, 0.8), (0.22, 0.8, 5.2, 0.3), (0.34, 0.74, 3.0, 0.0))
"""Rings of the eye of fire: from where to where on it, width, and shade."""


def sickle(bird: Rig, k: int) -> Points:
    """Outline of a tail feather's vane: a stem that swells towards the end and runs out.

    Before it has locks of flame the vane is broad, and all there is of the feather.
    """
    path, grown = bird.tail[k]
    at = np.linspace(0, 1, 19) ** 0.9
    young = 1 - bird.birth(0.28, 0.3)
    stout = (1.4 + 2.0 * young * bird.great) * bird.stout[k]
    width = (0.2 + 0.8 * np.sin(np.pi * at**1.7) ** 1.2) * (1 - at**9) * stout * grown
    side = on(normals(path), at) * width[:, None]
    return np.concatenate([on(path, at) + side, (on(path, at) - side)[::-1]])


def streamer(bird: Rig, k: int) -> Shapes:
    """A tail feather: loose barbs round a vane, black whipped out of the shaft along them, and its eye."""
    path, grown = bird.tail[k]
    if grown <= 0:
        return []
    a, b = bird.mm(path[[0, 76]])
    behind = 0.1 * (len(bird.tail) - 1 - k) / len(bird.tail)

    def fire(*shades: float) -> Linear:
        at = np.linspace(0.1, 1, len(shades))
        return bird.paint.grade((a, b), zip(at, shades, strict=True), 0.1, False, 0.85)

    out: Shapes = []
    each = bird.plumes[k]
    edge = bird.paint.edge
    if each.grown > 0:
        vane = fire(0.1 - behind, 0.3 - behind, 0.42 - behind, 0.5)
        if bird.feeling.style.fill == "facets":
            # A blade to a lock, each over the root of the one behind.
            blades = bird.mm(each.locks)[:, ::-2].transpose(1, 0, 2, 3).reshape(-1, 4, 2)
            outline = bands(blades, bird.k * 4.2 * each.grown * np.array([0.5, 1, 0.8, 0.01]))
        else:
            out += _loose(bird, each, fire)
            # Where no loose barbs are painted over it, the vane is all there is.
            outline = [polyline(bird.mm(each.ring(1.0, (0.5 if bird.great else 0.36) if bird.painted else 0.7)))]
        out.append(bird.paint.inked(outline, vane, 0.0 if bird.painted else edge))
        out += _barbed(bird, bird.mm(each.barbs[:, ::2]))
    shaft = on(path, np.linspace(0.02, 0.95, 18))
    quill = polyline(bird.mm(ribbon(shaft, np.linspace(0.8, 0.06, 18) * grown)))
    bright = mix(bird.paint.fire(0.6), EMBER, bird.manner.ash) if bird.manner.ash else fire(0.5, 0.9, 0.95, 0.7)
    young = 1 - bird.birth(0.28, 0.3)
    return [
        *out,
        bird.paint.inked(bird.curve(bird.mm(sickle(bird, k))[::2]), fire(0.05, 0.4, 0.62, 0.9), edge)
        if young
        else None,
        filled(_veins(bird, k), bird.paint.ink, min(2 * young, 1) * bird.birth(0.1, 0.2)) if bird.blacked else None,
        filled(quill, bright) if bird.birth(0.2) > 0 else None,
        *_eye(bird, k),
    ]


def _loose(bird: Rig, each: Plume, fire: Callable[..., Linear]) -> Shapes:
    """Barbs that have come loose, each thinning to nothing: the light ones over the dark."""
    barbs = bird.mm(each.barbs)
    wide = 1.3 * bird.k * each.grown
    many = np.concatenate([barbs[0], barbs[1]])
    strokes = spindles(many, wide)
    if not bird.painted:
        fine = spindles(many[::3], 1.6 * bird.paint.hair)
        return [filled(fine, bird.paint.seam)] if bird.feeling.style.fill != "dots" else []
    shades = ((0.05, 0.16, 0.42, 0.56), (0.12, 0.34, 0.5, 0.6), (0.2, 0.48, 0.62, 0.7))
    return [filled(strokes[j::3], fire(*tones)) for j, tones in enumerate(shades)]


def _veins(bird: Rig, k: int) -> list[Outline]:
    """Black whipped out of the shaft of a feather that has no locks yet, longest at its root."""
    ring, path = bird.mm(sickle(bird, k)), bird.mm(bird.tail[k][0])
    n = len(ring) // 2
    foot = on(path, np.linspace(0, 1, n) ** 0.9)
    reach = np.linspace(1.0, 0.25, n - 5)[:, None]
    strokes: list[Outline] = []
    for edge in (ring[:n], ring[: -n - 1 : -1]):
        tip = foot[3:-2] + (edge[3:-2] - foot[3:-2]) * reach
        strokes += wedged(foot[1:-4], 0.4 * (foot[2:-3] - foot[1:-4]), tip)
    return strokes


def _barbed(bird: Rig, barbs: Floats) -> Shapes:
    """Black whipped out of the shaft along the barbs (mm), deepest at the root and on the shaded side, and dying away
    towards the end."""
    n = barbs.shape[1]
    v = np.linspace(0, 1, n)
    black: list[Outline] = []
    for side in barbs:
        way = side[:, 1] - side[:, 0]
        # The side that is turned from the light.
        dark = np.clip(0.62 + 0.5 * (way @ SHADE) / np.maximum(np.hypot(*way.T), 1e-6), 0.25, 1)
        share = dark * np.interp(v, [0, 0.12, 0.6, 0.92], [1.0, 1.0, 0.8, 0.1])
        share = share * np.where(np.arange(n) % 2, 1.0, 0.66)
        some = share > 0.05
        run = between(side[some], 0.8 * np.multiply.outer(share[some], [0, 0.5, 1]))
        black += slivers(run, 1.5 * bird.k * (1 - 0.6 * v[some]))
    dark_hand = bird.blacked or bird.feeling.style.fill == "dots"
    return [filled(black, bird.paint.ink, bird.birth(0.3, 0.25)) if dark_hand else None]


def _eye(bird: Rig, k: int) -> Shapes:
    """The eye of fire near the end of a phoenix's tail feather: gold round red, drawn out into a flame."""
    path = bird.tail[k][0]
    open_ = bird.eyed(k)
    if open_ < 0.05:
        return []
    out: Shapes = []
    # It lies on the feather, but is rounder than that is bent.
    at = 1 + (np.linspace(-1, 1, 7) * 6.0 - 7.0) / length(path)
    bent = on(path, at)
    lie = bent + 0.6 * (bent[0] + (bent[-1] - bent[0]) * np.linspace(0, 1, 7)[:, None] - bent)
    for start, stop, wide, shade in EYE:
        u = np.linspace(0, 1, 7)
        drop = np.sin(np.pi * u**1.25) ** 0.75
        run = on(lie, start + (stop - start) * u)
        # In black and skin alone, what is red is black.
        black = shade == 0 or (bird.manner.mono and shade < 0.4)
        paint = bird.paint.ink if black else bird.paint.fire(shade, 0.6)
        ring = bird.curve(bird.mm(ribbon(run, wide * drop * open_ + 0.02)))
        out.append(bird.paint.inked(ring, paint, bird.paint.edge))
    return out


def train(bird: Rig) -> Shapes:
    """Coverts over the roots of the tail: lances that flow with the plumes, the short ones over the long."""
    grown = bird.birth(0.3, 0.25)
    if grown <= 0:
        return []
    out: Shapes = []
    paths = np.array([path for path, _ in bird.tail])
    order = np.argsort([p[40, 0] for p in paths])
    sweep = np.linspace(0, len(paths) - 1, 7)
    u = np.linspace(0, 1, 8)
    dark = bird.birth(0.36, 0.25) * bird.blacked
    for row, share in enumerate((0.46, 0.31, 0.19)):
        at = sweep if row % 2 == 0 else (sweep[:-1] + sweep[1:]) / 2
        mids = []
        for j in np.argsort(-np.abs(at - at.mean())):
            low, part = int(at[j]), at[j] % 1
            a, b = (paths[order[min(low + d, len(paths) - 1)]] for d in (0, 1))
            way = a[:60] + (b[:60] - a[:60]) * part
            near = min(1.0, 70 / length(way))
            long = (
                near
                * share
                * (0.5 + 0.5 * grown)
                * (1 - 0.25 * abs(at[j] - at.mean()) / at.mean())
                * (1 - 0.12 * (j % 2))
            )
            mid = on(way, long * (u - 0.12 * (row > 0)).clip(0) * 79 / 59)
            mids.append(mid + (bird.spine[-6] - mid[0]) * 0.5 * (1 - u[:, None]))
        mid = np.array(mids)
        vane = np.sin(np.pi * (0.12 + 0.88 * u) ** 0.85) ** 0.9 * (4.6 - 0.5 * row) * grown + 0.02
        side = np.array([normals(each) for each in mid]) * vane[:, None] / 2
        fan = inches(bird, Fan(mid, mid + side, mid - side, np.full(len(mid), grown)))
        rough = bird.chance("train", row).uniform(0.7, 1.1, (len(mid), bird.teeth - 2))
        black = combs(fan, 0.1 + 0.25 * dark, 0.2 + 0.65 * dark, bird.teeth - 2, (1.0, 0.8), rough)
        quills = bands(fan.mid[:, 1:7:2], 1.4 * bird.paint.edge * np.array([1, 0.7, 0.3]))
        for j, ring in enumerate(fan.rings()):
            stops = ((0.2, 0.0), (0.6, 0.3 + 0.04 * row), (1.0, 0.6 + 0.06 * row))
            paint = bird.paint.grade(fan.mid[j - j % 2 :: 2][:2, [0, -1]].mean(0), stops, 0.1)
            out.append(bird.paint.inked(polyline(ring), paint, bird.paint.edge * (1.6 - 0.6 * dark)))
            if dark:
                out.append(filled(Outline(black[j]), bird.paint.ink, min(3 * dark, 1)))
        out.append(
            filled(quills, bird.paint.fire(0.8) if dark else bird.paint.seam)
            if bird.feeling.style.fill != "none"
            else None
        )
    return out
