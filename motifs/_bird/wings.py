"""Wings, feather by feather; and the feathers and sparks that have left the bird."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import filled, mix, polyline, resample, ribbon, taper
from markgen.motifs._bird.feathers import Fan, bands, between, combs, on, plumes, slivers, thin, vaned
from markgen.motifs._bird.keys import VANES
from markgen.motifs._bird.plumage import EMBER, Shapes
from markgen.motifs._bird.rig import Rig
from markgen.values import Linear, Outline, Paint, Points

Floats = NDArray[np.float64]

OVER = 0.62, 0.86
"""Flight feathers from that share of a wing on lie over the body, and those after the second stay closed."""


def wing_shapes(bird: Rig, fans: list[Fan], arm: Points, hand: float, dim: float) -> Shapes:
    """A wing: each rank over the roots of the one before, then its leading edge. dim: added to every shade."""
    out: Shapes = flights(bird, fans[0], dim)
    for rank, fan in enumerate(fans[1:3], 1):
        out += coverts(bird, fan, rank, dim)
    a, b = bird.mm(arm[[0, -1]])
    # The head stands before the far wing, and against the dark.
    behind = 0.1 if hand > 0 else 0.1 + 0.5 * bird.birth(0.3, 0.3)
    for row, fan in enumerate(fans[3:]):
        if fan.grown[0] > 0:
            shade = (0.24, 0.16)[row] + dim
            paint = bird.paint.grade(
                (a, b), ((0, shade - behind), (0.5, shade), (1, shade + 0.24)), 0.1 * row, True, 0.6
            )
            rings = [polyline(r) for r in bird.mm(fan.rings())]
            out.append(bird.paint.inked(rings, paint, bird.paint.edge * 1.2))
            if bird.blacked:
                black = combs(inches(bird, fan), 0.24, 0.56, 2, (1.0, 0.4), np.ones((len(rings), 2)))
                out.append(filled([Outline(p) for p in black], bird.paint.ink, bird.birth(0.5, 0.2)))
    lead = bird.curve(bird.mm(ribbon(resample(arm, 14), taper(1.9 * bird.birth(0.4, 0.2), 0.15, 0.3, 0.2))))
    gold = bird.paint.grade((a, b), ((0, 0.4 + dim - behind), (0.5, 0.6 + dim), (1, 0.2 + dim)), 0.3, True, 0.5)
    edge = bird.paint.inked(lead, gold, bird.paint.edge * 1.6) if bird.birth(0.4, 0.2) else None
    return [*out, *alula(bird, arm, hand, dim), edge]


def inches(bird: Rig, fan: Fan) -> Fan:
    """The same feathers in mm."""
    return Fan(bird.mm(fan.mid), bird.mm(fan.inner), bird.mm(fan.outer), fan.grown)


def wedges(fan: Fan, first: float = 0.3, last: float = 0.72) -> list[Outline]:
    """A dark wedge in every small feather, from under the one that lies over it: between shares of its length."""
    at = [first, last, 0.6 * first + 0.4 * last]
    shaft, inner, outer = (between(v, at) for v in (fan.mid, fan.inner, fan.outer))
    foot = shaft[:, 0] + 0.85 * (inner[:, 0] - shaft[:, 0])
    notch = shaft[:, 2] + 0.24 * (inner[:, 2] - shaft[:, 2])
    return [
        Outline(p)
        for p in np.stack([foot, notch, shaft[:, 1], shaft[:, 0] + 0.5 * (outer[:, 0] - shaft[:, 0])], axis=1)
    ]


def coverts(bird: Rig, fan: Fan, rank: int, dim: float) -> Shapes:
    """A rank of coverts: black roots whipped out along the barbs, against a lit edge."""
    out: Shapes = []
    lies = inches(bird, fan)
    rings = bird.mm(fan.rings())
    dark = bird.birth((0.2, 0.24)[rank - 1], 0.3) if bird.blacked else 0.0
    rough = bird.chance("covert teeth", rank, len(rings)).uniform(0.75, 1.1, (len(rings), bird.teeth - 2))
    black = combs(lies, 0.26 + 0.12 * dark, 0.36 + 0.34 * dark, bird.teeth - 2, (1.0, 0.8 - 0.4 * bird.open), rough)
    under = bands(between(lies.inner, [0.3, 0.6, 0.97]), 2.0 * bird.paint.edge * np.array([1, 0.8, 0.5]))
    for i in np.flatnonzero(fan.grown > 0):
        k = i - i % 5
        where = 1 - k / len(fan.mid)
        # All but black at the shoulder, fire at the hand.
        shift = dim + 0.14 - 0.26 * dark * (1 - where)
        # Neighbours share a gradient.
        lie = lies.mid[k : k + 5, [0, -1]].mean(0)
        vane = bird.paint.grade(lie, ((o, c + shift) for o, c in VANES[rank - 1]), where - 0.1 * rank, True)
        out.append(bird.paint.inked(polyline(rings[i]), vane, bird.paint.edge * (1.4 - 0.5 * dark)))
        if dark:
            out.append(filled([Outline(black[i]), under[i]], bird.paint.ink, min(3 * dark, 1)))
    if not dark:
        fine = [stroke for i in np.flatnonzero(fan.grown > 0) for stroke in rachis(bird, fan, int(i))]
        out.append(filled(fine, bird.paint.seam, 0.8))
    else:
        lit = between(lies.outer + 0.2 * (lies.mid - lies.outer), [0.5, 0.76, 0.94])[::2]
        glow = bands(lit, 0.34 * bird.k * dark * fan.grown[::2, None] * np.array([0.2, 1, 0.1]))
        out.append(filled(glow, bird.paint.fire(0.9 + dim, 0.5, True), bird.close))
    return out


def flights(bird: Rig, fan: Fan, dim: float) -> Shapes:
    """Flight feathers: black from the root, whipped out along the barbs into crimson and that into fire; a heavy line
    under each, a lit edge above it."""
    grown = np.flatnonzero(fan.grown > 0)
    detail = bird.birth(0.42, 0.3)
    lies = inches(bird, fan)
    mid, inner, outer = lies.mid, lies.inner, lies.outer
    rings = bird.mm(fan.rings())
    n, m = mid.shape[:2]
    u = np.linspace(0, 1, m)
    hair = max(bird.paint.edge, bird.paint.hair * bird.birth(0.1, 0.2))
    size = fan.grown[:, None]
    dark = bird.birth(0.14, 0.4) if bird.blacked else 0.0
    r = bird.chance("teeth", round(10 * abs(dim)))
    deep = 0.22 + 0.2 * dark + r.normal(0, 0.025, n) + 0.05 * (np.arange(n) % 2)
    last, rough = deep + 0.05 + 0.2 * dark, r.uniform(0.7, 1.12, (n, bird.teeth))
    # The vane under the next feather is black, the one that lies over the last is lit.
    black = combs(lies, deep, last, bird.teeth, (1.0, 0.8 - 0.45 * bird.open), rough)
    bare = bird.open * np.interp(np.arange(n) / n, OVER, (1.0, 0.0))
    under = bands(inner[:, 4::2], 2.6 * hair * np.clip(1.25 - u[4::2], 0, 1) * size)
    shafts = bands(mid[:, 2:-2:2], 1.7 * hair * np.linspace(1, 0.2, len(range(2, m - 2, 2))) * size)
    quill = slivers(between(mid, [0.5, 0.68, 0.86]), 1.6 * hair * fan.grown)
    out: Shapes = []
    for i in grown:
        # Neighbours share a gradient.
        vane = _vane(bird, mid[i - i % 3 : i - i % 3 + 3, [0, -1]].mean(0), int(i - i % 3), n, dim)
        if bird.manner.ash and bird.chance("ember", int(i)).random() < 0.5:
            vane = replace(vane, stops=(*vane.stops[:-1], replace(vane.stops[-1], color=EMBER)))
        line = bird.paint.edge * (1.5 - 0.7 * dark) * (1 - float(bare[i]))
        out.append(bird.paint.inked(polyline(rings[i]), thin(vane, 1 - 0.9 * float(bare[i]), 0.6), line))
        if dark:
            out.append(filled([Outline(black[i]), under[i], quill[i]], bird.paint.ink, min(3 * dark, 1)))
    if bird.feeling.style.fill in ("wash", "facets") or not len(grown):
        return out
    # Where there is nothing but lines, a small wing has enough of them.
    fine = [] if dark else [*(shafts if bird.feeling.style.fill != "none" or detail else ())]
    if detail > 0 and not dark and bird.feeling.style.fill != "dots":
        fine += _barbed(mid, inner, outer, detail, 3 if bird.paint.paper else 5)
    whips = _tips(lies, 0.5 * bird.k * bird.open * fan.grown * np.interp(np.arange(n) / n, OVER, (1.0, 0.4)))
    return [
        *out,
        filled(whips, bird.paint.warm, 0.9 * detail) if bird.open else None,
        filled(_lit(bird, lies), bird.paint.fire(0.82 + dim, 0.5, True)) if bird.blacked else None,
        filled(fine, bird.paint.seam, 0.9),
    ]


def _vane(bird: Rig, ends: Points, k: int, n: int, dim: float) -> Linear:
    """What a few flight feathers from the k-th of n on are filled with, along `ends`: from the root in shade to the
    tip in fire."""
    # The first lie on a wing that is all red.
    young = 0.34 * (1 - bird.birth(0.2, 0.25))
    where = 1 - k / n
    shift = dim - 0.2 * (1 - where) ** 1.5 + young
    tip = 0.05 * (k // 3 % 3)
    stops = ((0.35, 0.8 * young + 0.12), (0.6, 0.4), (0.8, 0.68 + tip), (1.0, 0.94 - 0.5 * young))
    return bird.paint.grade(ends, ((o, c + shift * (o < 0.9)) for o, c in stops), where, True)


def _lit(bird: Rig, fan: Fan) -> list[Outline]:
    """Edges and shafts of flight feathers (mm) that the lamp catches: few of them."""
    rim = bird.birth(0.35, 0.2)
    edges = between(0.8 * fan.outer + 0.2 * fan.mid, np.linspace(0.3, 0.78, 4))[1::3]
    glow = bands(edges, 0.36 * bird.k * rim * fan.grown[1::3, None] * _swell(4))
    return glow + slivers(between(fan.mid, [0.28, 0.62])[::2], 0.3 * bird.k * rim * fan.grown[::2])


TIPS = ((0.6, 0.8, 1.04, 0.0), (0.55, 0.78, 0.95, 0.62), (0.7, 0.84, 0.97, -0.5), (0.78, 0.88, 0.98, 0.36))
"""Strokes in which a feather ends: shares of its shaft where they leave it, where they bend and where they end, and how
far out on its inner vane (below 0: its outer one) that is."""


def _tips(fan: Fan, width: Floats) -> list[Outline]:
    """Dark strokes (mm) flicked out of the shafts, over the tips that thin out into the skin. width: at their roots."""
    out: list[Outline] = []
    way = fan.mid[:, -1] - fan.mid[:, -2]
    for first, bend, last, side in TIPS:
        edge = fan.inner if side > 0 else fan.outer
        path = between(fan.mid, [first, bend, min(last, 1)])
        off = between(edge, [first, bend, min(last, 1)]) - path
        path = path + off * (abs(side) * np.array([0, 0.4, 1]))[:, None]
        path[:, 2] += way * max(last - 1, 0) * fan.mid.shape[1]
        out += slivers(path, width)
    return out


def _swell(m: int) -> Points:
    """Widths along a stroke that swells and thins again."""
    made: Points = np.sin(np.pi * np.linspace(0.05, 1, m) ** 0.8)
    return made


def _barbed(mid: Points, inner: Points, outer: Points, detail: float, n: int) -> list[Outline]:
    """Whips of shade on flight feathers (mm): from the edge of the feather above onto the one under it, and out of the
    shaft. They shorten towards the tip, which stays bare."""
    at = np.linspace(0.46, 0.78, n + 2)
    fall = detail * np.clip((0.9 - at) / 0.6, 0, 1)[:, None]
    foot, shaft = between(outer, at)[1:], between(mid, at)[:-1]
    tip = foot + (between(mid, at + 0.15)[:-1] - foot) * fall
    # Where two feathers part there is skin, and no shade on it.
    over = np.hypot(*(foot - shaft).T) < np.hypot(*(between(inner, at)[:-1] - shaft).T)
    whips = np.stack([foot, tip, between(outer, at - 0.02)[1:]], axis=2)[over.T]
    few = np.linspace(0.46, 0.88, n)
    foot = between(mid, few)
    tip = foot + (between(outer, few + 0.16) - foot) * 0.85 * detail
    out_of_shaft = np.stack([foot, tip, between(mid, few + 0.012)], axis=2).reshape(-1, 3, 2)
    return [Outline(p) for p in np.concatenate([whips, out_of_shaft])]


def shoulder(bird: Rig, arm: Points, hand: float, rows: tuple[tuple[float, int], ...], dim: float) -> Shapes:
    """Scapulars: short feathers that fan from the joint over body and wing. rows: each one's reach and number."""
    grown = bird.birth(0.34, 0.25)
    if grown <= 0:
        return []
    along = arm[14] - arm[0]
    turn = np.degrees(np.arctan2(along[1], along[0]))
    out: Shapes = []
    for row, (reach, n) in enumerate(rows):
        i = np.linspace(1, 0, n)
        root = np.repeat(arm[4 + 3 * row][None], n, axis=0)
        long = reach * (1 - 0.25 * i) * (0.4 + 0.6 * grown) * (0.55 + 0.45 * bird.pose)
        mid = plumes(
            root, turn + hand * (4 + (106 if hand > 0 else 92) * i), long, -hand * (30 * i - 24), np.zeros(n), 6
        )
        fan = vaned(mid, (1.3 + 0.17 * reach) * grown * np.ones(n), 0.5, np.full(n, grown), hand)
        lies = inches(bird, fan)
        dark = bird.birth(0.4, 0.25) * bird.blacked
        rough = bird.chance("scapular teeth", row).uniform(0.75, 1.1, (n, bird.teeth // 2))
        black = combs(lies, 0.2 + 0.08 * dark, 0.3 + 0.36 * dark, bird.teeth // 2, (0.95, 0.5), rough)
        under = bands(lies.inner[:, 1::2], 1.8 * bird.paint.edge * np.linspace(1, 0.4, 3))
        for k, ring in enumerate(bird.mm(fan.rings())):
            lie = lies.mid[k - k % 4 : k - k % 4 + 4, [0, -1]].mean(0)
            vane = bird.paint.grade(lie, ((0.3, -0.1 + dim), (0.75, 0.22 + dim), (1, 0.52 + dim)), 0.0, True)
            out.append(bird.paint.inked(polyline(ring), vane, bird.paint.edge * (1.4 - 0.5 * dark) * grown))
            if dark:
                out.append(filled([Outline(black[k]), under[k]], bird.paint.ink, min(3 * dark, 1)))
            else:
                out.append(filled(rachis(bird, fan, k), bird.paint.seam, 0.8 * grown))
    return out


def alula(bird: Rig, arm: Points, hand: float, dim: float) -> Shapes:
    """The bastard wing: three small stiff feathers at the wrist, along the leading edge of the hand."""
    grown = bird.birth(0.5, 0.25)
    if grown <= 0:
        return []
    along = arm[-1] - arm[42]
    turn = np.degrees(np.arctan2(along[1], along[0]))
    i = np.arange(3.0)
    reach = float(np.hypot(*(arm[-1] - arm[0]))) * (0.27 + 0.05 * i) * grown
    mid = plumes(arm[[42, 40, 38]], turn + hand * (2 + 8 * i), reach, -hand * 10 * (1 + i), 0 * i, 7)
    fan = vaned(mid, np.full(3, 2.6) * grown, 0.6, np.full(3, grown), hand)
    paint = bird.paint.grade(bird.mm(mid[1, [0, -1]]), ((0, 0.05 + dim), (0.6, 0.4 + dim), (1, 0.85 + dim)), 0.4, True)
    return [bird.paint.inked(polyline(ring), paint, bird.paint.edge * 1.6) for ring in bird.mm(fan.rings()[::-1])]


def feather(bird: Rig, fan: Fan, i: int, vane: Paint) -> Shapes:
    """A feather by itself: bright rim, dark vane, the inner half in shade, barbs."""
    rim, detail = bird.birth(0.35, 0.2), bird.birth(0.42, 0.3)
    mid = fan.mid[i]
    inner = bird.mm(mid + (fan.inner[i] - mid) * (1 - 0.26 * rim))
    outer = bird.mm(mid + (fan.outer[i] - mid) * (1 - 0.42 * rim))
    glow = bird.paint.fire(0.78, 0.5, True)
    if bird.manner.ash and bird.chance("ember", i).random() < 0.6:
        glow = mix(glow, EMBER, 0.75 * bird.manner.ash)
    half = np.concatenate([bird.mm(mid[::2]), inner[::-2]])
    return [
        bird.paint.inked(polyline(bird.mm(fan.rings()[i])), glow, bird.paint.edge * 1.6),
        filled(polyline(np.concatenate([inner, outer[::-1]])), vane),
        filled(polyline(half), bird.paint.ink, (0.16 if bird.manner.mono or bird.paint.paper else 0.34) * rim),
        filled(rachis(bird, fan, i) + barbs(bird, fan, i, detail, 8 if bird.manner.mono else 6), bird.paint.seam),
    ]


UNLINED = ("wash", "facets", "dots")
"""Ways of filling that have no room for lines on a feather."""


def rachis(bird: Rig, fan: Fan, i: int) -> list[Outline]:
    """The shaft of a feather, which thins towards its tip."""
    if bird.feeling.style.fill in UNLINED:
        return []
    shaft = bird.mm(fan.mid[i])[:-2:2]
    thick = bird.paint.edge if bird.paint.edge else bird.paint.hair * bird.birth(0.1, 0.2)
    return [polyline(ribbon(shaft, np.linspace(1.9 * thick, 0.4 * thick, len(shaft))))]


def barbs(bird: Rig, fan: Fan, i: int, detail: float, n: int) -> list[Outline]:
    """Barbs as slivers that thin towards the edge, n a side: the shade of a feather. detail: how far drawn, 0..1."""
    if bird.feeling.style.fill in UNLINED or detail <= 0:
        return []
    m = fan.mid.shape[1]
    mid, inner, outer = (bird.mm(v[i]) for v in (fan.mid, fan.inner, fan.outer))
    out: list[Outline] = []
    at = np.linspace(0.28 * m if n < 6 else 1.5, m - 2.6, n) / (m - 1)
    for edge in (inner, outer):
        foot = on(mid, at)
        tip = foot + (on(edge, np.minimum(at + 1.2 / (m - 1), 1)) - foot) * 0.82 * detail
        out += [Outline(p) for p in np.stack([foot, tip, on(mid, at + 0.16 / (m - 1))], axis=1)]
    return out


def fallen_shapes(bird: Rig) -> Shapes:
    """Feathers that it has lost."""
    out: Shapes = []
    ends = bird.mm(bird.fallen.mid[:, [0, -1]])
    for i in np.flatnonzero(bird.fallen.grown > 0):
        vane = bird.paint.grade(ends[i], ((0, 0.25), (0.5, 0.5), (1, 0.7)))
        out += feather(bird, bird.fallen, int(i), vane)
    return out


def spark_shapes(bird: Rig) -> Shapes:
    """Embers that rise from it."""
    fan = bird.sparks
    rings = [polyline(ring) for ring, g in zip(bird.mm(fan.rings()), fan.grown, strict=True) if g > 0]
    hot = EMBER if bird.manner.ash else bird.paint.fire(0.66, 0.9)
    return [bird.paint.inked(rings, hot, 0.8 * bird.paint.edge * float(fan.grown.mean()))]
