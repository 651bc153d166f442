"""The tail: long plumes whose barbs are locks of flame, and the lances over their roots."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    area,
    filled,
    flat,
    grow,
    intersect,
    mix,
    normals,
    outlines,
    polyline,
    ribbon,
    simplify,
    union,
)
from markgen.motifs._bird.feathers import Fan, bands, combs, on, sideways, slivers, thin, wedged
from markgen.motifs._bird.plumage import EMBER, SHADE, Shapes
from markgen.motifs._bird.plume import Plume
from markgen.motifs._bird.rig import Rig
from markgen.motifs._bird.train import SHARES
from markgen.motifs._bird.wings import inches
from markgen.values import Linear, Outline, Points, Shape

Floats = NDArray[np.float64]

EYE = ((1.0, 0.8, 0.3), (0.84, 0.2, -0.1), (0.66, 1.0, 0.6), (0.5, 0.0, 0.0))
"""Rings of the eye of fire: how large, and its shade in the light and turned away; the last is black."""
EYE_SIZE = 8.6
"""Half its length, units."""


EVEN = ("facets", "wash")
"""Ways of filling in which a plume has even edges: a blade has, and a stroke of the brush."""
HAIRS = ("none", "dots", "black")
"""Ways in which every barb is a stroke by itself."""


def sickle(bird: Rig, k: int) -> Points:
    """Outline of a tail feather's vane: a stem that swells towards the end and runs out.

    Before it has locks of flame the vane is broad, and all there is of the feather.
    """
    path, grown = bird.tail[k]
    at = np.linspace(0, 1, 19) ** 0.9
    stout = (1.4 + (2.0 + 3.0 * bird.great) * bird.sickled) * bird.places[k].stout
    width = (0.2 + 0.8 * np.sin(np.pi * at**1.7) ** 1.2) * (1 - at**9) * stout * grown
    side = on(normals(path), at) * width[:, None]
    return np.concatenate([on(path, at) + side, (on(path, at) - side)[::-1]])


def streamer(bird: Rig, k: int) -> Shapes:
    """A tail feather: its barbs, lit and in the shade, black whipped out of the shaft along them, and its eye."""
    path, grown = bird.tail[k]
    if grown <= 0:
        return []
    a, b = bird.mm(path[[4, 76]])
    # What lies behind is in the shade of the rest.
    behind = 0.16 * (len(bird.tail) - 1 - k) / len(bird.tail)

    def fire(*shades: float) -> Linear:
        at = np.linspace(0.1, 1, len(shades))
        return bird.paint.grade((a, b), zip(at, shades, strict=True), 0.1, False, 0.85)

    out: Shapes = []
    each = bird.plumes[k]
    edge = bird.paint.edge
    if each.grown > 0:
        out.append(_gap(bird, k))
        out += _vane(bird, each, fire, behind)
        out += _barbed(bird, bird.mm(each.barbs[:, ::3])) if bird.feeling.style.fill not in HAIRS else []
    shaft = on(path, np.linspace(0.02, 0.95, 11))
    quill = bird.curve(bird.mm(ribbon(shaft, np.linspace(0.9, 0.06, 11) * grown)))
    bright = mix(bird.paint.fire(0.6), EMBER, bird.manner.ash) if bird.manner.ash else fire(0.5, 0.9, 0.95, 0.7)
    if bird.sickled:
        out.append(bird.paint.inked(bird.curve(bird.mm(sickle(bird, k))[::2]), fire(0.05, 0.4, 0.62, 0.9), edge))
        veined = min(2 * bird.sickled, 1) * bird.birth(0.1, 0.2) * bird.blacked
        out.append(filled(_veins(bird, k), bird.paint.ink, veined) if veined else None)
    return [
        *out,
        filled(quill, bright) if bird.birth(0.2) > 0 else None,
        *_eye(bird, k),
    ]


GAP = 2.0
"""How far beyond a plume that crosses others the dark under it reaches, units."""


def _gap(bird: Rig, k: int) -> Shape | None:
    """The dark between a plume and those it crosses."""
    each, below = bird.plumes[k], [p for p in bird.plumes[:k] if p.grown > 0]
    if not bird.painted or not below or each.grown <= 0:
        return None
    under = union([area(bird.mm(p.ring(0.7, 0.9))) for p in below])
    crossed = intersect(grow(area(bird.mm(each.ring(0.8))), GAP * bird.k * each.grown), under)
    return filled(outlines(simplify(crossed, 0.3)), bird.paint.ink, bird.birth(0.3, 0.25))


def wisps(bird: Rig, k: int) -> Shapes:
    """What a plume runs out in, behind all of them."""
    each = bird.plumes[k]
    if each.grown <= 0 or bird.feeling.style.fill in EVEN:
        return []
    strands = bird.mm(each.wisps)
    stops = ((0.1, 0.3), (0.5, 0.5), (1.0, 0.84))
    paint = bird.paint.grade(bird.mm(bird.tail[k][0][[30, 79]]), stops, 0.4, False, 0.5)
    if not bird.painted:
        return [bird.paint.inked(slivers(strands, 1.1 * bird.k * each.grown), paint, bird.paint.edge)]
    return [filled(slivers(strands, 3.2 * bird.k * each.grown), thin(paint, 0.7))]


def _vane(bird: Rig, each: Plume, fire: Callable[..., Linear], behind: float) -> Shapes:
    """What clings to a shaft, and the barbs that leave it on both sides, one of them turned from the light."""
    tips = bird.mm(each.barbs)
    lit, dim = (0.16, 0.4, 0.6, 0.94), (-0.1, 0.12, 0.3, 0.5)
    if not bird.painted:
        whole = fire(*(c - behind for c in lit))
        fill = bird.feeling.style.fill
        # A wash runs out farther by itself.
        far = 1 if fill == "wash" else 2
        blade = np.concatenate([each.locks[0, :, far], each.end[None], each.locks[1, ::-1, far]])
        if fill in EVEN:
            return [bird.paint.inked(polyline(bird.mm(blade)), whole, bird.paint.edge)]
        if fill not in HAIRS:
            return [bird.paint.inked(polyline(bird.mm(each.ring())), whole, bird.paint.edge)]
        many, thick = (1, 0.6) if fill == "black" else (2, 0.34)
        hairs = _leaves(tips[:, ::many].reshape(-1, 3, 2), thick * bird.k * each.grown)
        return [
            bird.paint.inked(bird.curve(bird.mm(each.ring(1.0, 0.16)[::2])), whole, bird.paint.edge),
            filled(hairs, bird.paint.ink),
        ]
    shaft = each.locks[0, :, 0]
    across = bird.mm(each.locks[:, :, 2]).mean(1)
    away = int((across[1] - across[0]) @ SHADE > 0)
    # What clings is narrow and dark; the barbs that leave it are the light, and there is skin between them.
    core = polyline(bird.mm(each.ring(1.0, 0.42)))
    u = np.linspace(0, 1, len(shaft))
    fall = np.interp(u, [0, 0.3, 0.8, 1], [0.62, 0.55, 0.3, 0.0])[:, None]
    belly = polyline(bird.mm(np.concatenate([shaft + (each.locks[away, :, 2] - shaft) * fall, shaft[::-1]])))
    out: Shapes = [filled(core, thin(fire(*(c - behind for c in (-0.3, 0.1, 0.3, 0.5))), 0.3))]
    for hand in (away, 1 - away):
        shades = dim if hand == away else lit
        leaves = _leaves(tips[hand], 1.5 * bird.k * each.grown)
        for part, up in ((slice(0, None, 2), -0.1), (slice(1, None, 2), 0.12)):
            out.append(filled(leaves[part], thin(fire(*(c + up - behind for c in shades)), 0.7)))
    return [*out, filled(belly, bird.paint.ink, bird.birth(0.3, 0.25))]


def _leaves(barbs: Floats, wide: float) -> list[Outline]:
    """Barbs (n, 3, 2) as leaves that are pointed at both ends and `wide` in their middle."""
    half = sideways(barbs)[:, 1] * wide / 2
    return [Outline(p) for p in np.stack([barbs[:, 0], barbs[:, 1] + half, barbs[:, 2], barbs[:, 1] - half], axis=1)]


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
        half = np.gradient(side[:, 0], axis=0)[some] * 0.34 * (1 - 0.5 * v[some])[:, None]
        black += wedged(side[some, 0], half, side[some, 0] + way[some] * 0.86 * share[some, None])
    dark_hand = bird.blacked or bird.feeling.style.fill == "dots"
    return [filled(black, bird.paint.ink, bird.birth(0.3, 0.25)) if dark_hand else None]


def _eye(bird: Rig, k: int) -> Shapes:
    """The eye of fire near the end of a plume, seen from the side: rings of barbs, each thinner where it turns away."""
    path = bird.tail[k][0]
    open_ = bird.eyed(k)
    if open_ < 0.05:
        return []
    out: Shapes = []
    at = on(path, 0.81)
    way = on(path, 0.88) - on(path, 0.75)
    way /= max(float(np.hypot(*way)), 1e-9)
    side = np.array([-way[1], way[0]])
    # It leans to its lit side, and that is where its rings are broadest.
    side = side if bird.mm(side[None])[0] @ SHADE < bird.mm(-side[None])[0] @ SHADE else -side
    size = open_ * bird.places[k].stout * EYE_SIZE
    turn = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    # A drop, drawn out towards the end.
    drop = np.stack([np.cos(turn) * (1 + 0.34 * np.cos(turn)), 0.56 * np.sin(turn)], axis=1)
    for number, (far, lit, dim) in enumerate(EYE):
        centre = at - 0.16 * size * number * way / len(EYE) - 0.1 * size * number * side / len(EYE)
        ring = centre + far * size * drop @ np.stack([way, side])
        ends = bird.mm([centre + size * far * 0.56 * side, centre - size * far * 0.56 * side])
        # In black and skin alone, what is red is black.
        black = lit == 0 or (bird.manner.mono and lit < 0.4)
        paint = flat(bird.paint.ink) if black else bird.paint.grade(ends, ((0.1, lit), (0.9, dim)), 0.6)
        out.append(bird.paint.inked(bird.curve(bird.mm(ring)), paint, 0.0 if bird.painted else bird.paint.edge))
    return out


COVERTS = ((0.04, 0.32, 7, 0.3), (0.01, 0.23, 7, 0.3), (-0.04, 0.14, 7, 0.36), (-0.08, 0.07, 6, 0.4))
"""Ranks over the roots of the tail: from which share of the flow to which, how many, and when born."""


def coverts(bird: Rig) -> Shapes:
    """Coverts over the roots of the tail: lances that flow with the plumes, the short ones over the long."""
    out: Shapes = []
    u = np.linspace(0, 1, 8)
    for row, (first, last, n, born) in enumerate(COVERTS):
        grown = bird.birth(born, 0.25)
        if grown <= 0:
            continue
        r = bird.chance("train", row)
        dark = bird.birth(born + 0.06, 0.25) * bird.blacked
        side = np.linspace(-1, 1, n) * (0.96 - 0.1 * (row % 2))
        side = side[np.argsort(-np.abs(side))]
        # The middle ones are longest.
        reach = (last - first) * (1 - 0.3 * side**2) * r.uniform(0.85, 1.1, n) * (0.4 + 0.6 * grown)
        share = first + reach[:, None] * u
        lean = side[:, None] * (0.88 + 0.3 * u)
        mid = bird.lie.at(share.ravel(), lean.ravel()).reshape(n, 8, 2)
        broad = 2.3 * float(np.interp((first + last) / 2, SHARES, np.abs(bird.lie.spread))) / n + 1.4
        vane = np.sin(np.pi * (0.12 + 0.88 * u) ** 0.85) ** 0.8 * broad * grown + 0.02
        across = sideways(mid) * vane[:, None] / 2
        fan = inches(bird, Fan(mid, mid + across, mid - across, np.full(n, grown)))
        rough = r.uniform(0.7, 1.1, (n, bird.teeth - 2))
        black = combs(fan, 0.1 + 0.3 * dark, 0.2 + 0.6 * dark, bird.teeth - 2, (1.0, 0.7), rough)
        quills = bands(fan.mid[:, 2:7:2], 1.4 * bird.paint.edge * np.array([1, 0.7, 0.3]))
        for j, ring in enumerate(fan.rings()):
            stops = ((0.2, 0.0), (0.6, 0.28 + 0.05 * row), (1.0, 0.62 + 0.06 * row))
            paint = bird.paint.grade(fan.mid[j - j % 2 :: 2][:2, [0, -1]].mean(0), stops, 0.1)
            out.append(bird.paint.inked(polyline(ring), paint, bird.paint.edge * (1.6 - 0.6 * dark)))
            if dark:
                out.append(filled(Outline(black[j]), bird.paint.ink, min(3 * dark, 1)))
        if bird.feeling.style.fill != "none":
            out.append(filled(quills, bird.paint.fire(0.8) if dark else bird.paint.seam))
    return out
