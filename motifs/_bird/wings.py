"""Wings, feather by feather; and the feathers and sparks that have left the bird."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from markgen.draw import filled, linear, mix, polyline, resample, ribbon, taper
from markgen.motifs._bird.feathers import Fan, bands, between, on, plumes, vaned
from markgen.motifs._bird.keys import VANES
from markgen.motifs._bird.plumage import EMBER, Shapes
from markgen.motifs._bird.rig import Rig
from markgen.motifs._bird.shade import hollow
from markgen.values import Outline, Paint, Points


def wing_shapes(bird: Rig, fans: list[Fan], arm: Points, hand: float, dim: float) -> Shapes:
    """A wing: each rank over the roots of the one before, then its leading edge. dim: added to every shade."""
    out: Shapes = flights(bird, fans[0], dim)
    for rank, fan in enumerate(fans[1:3], 1):
        rings, ends = bird.mm(fan.rings()), bird.mm(fan.mid[:, [0, -1]])
        for i in np.flatnonzero(fan.grown > 0):
            where = 1 - (i - i % 2) / len(fan.mid)
            # Gold at the shoulder, crimson at the hand.
            shift = dim - 0.16 * where
            # Neighbours share a gradient.
            lie = ends[i - i % 2 : i - i % 2 + 2].mean(0)
            vane = bird.paint.grade(lie, ((o, c + shift) for o, c in VANES[rank]), where - 0.1 * rank, True)
            out.append(bird.paint.inked(polyline(rings[i]), vane, bird.paint.edge * 1.4))
        fine = [stroke for i in np.flatnonzero(fan.grown > 0) for stroke in barbs(bird, fan, int(i), 0.0, 0)]
        # The half of each that is turned from the light.
        half = np.concatenate([fan.mid[:, 1:-1:2], fan.inner[:, -2:0:-2]], axis=1)[fan.grown > 0]
        turned_ = [polyline(p) for p in bird.mm(half)] if bird.feeling.style.name == "natural" else []
        out += [filled(turned_, bird.paint.ink, 0.3 * bird.birth(0.4, 0.25)), filled(fine, bird.paint.seam, 0.8)]
    if bird.feeling.style.name == "natural":
        out.append(hollow(bird, fans))
    a, b = bird.mm(arm[[0, -1]])
    for row, fan in enumerate(fans[3:]):
        if fan.grown[0] > 0:
            shade = (0.46, 0.62, 0.88)[row] + dim
            paint = bird.paint.grade(
                (a, b), ((0, shade - 0.1), (0.25, shade), (0.9, shade - 0.2)), 0.1 * row, True, 0.6
            )
            out.append(bird.paint.inked([polyline(r) for r in bird.mm(fan.rings())], paint, bird.paint.edge * 1.2))
    lead = bird.curve(bird.mm(ribbon(resample(arm, 14), taper(1.9 * bird.birth(0.4, 0.2), 0.15, 0.3, 0.2))))
    gold = bird.paint.grade((a, b), ((0, 0.4 + dim), (0.5, 0.76 + dim), (1, 0.5 + dim)), 0.3, True, 0.5)
    edge = bird.paint.inked(lead, gold, bird.paint.edge * 1.6) if bird.birth(0.4, 0.2) else None
    return [*out, *alula(bird, arm, hand, dim), edge]


def flights(bird: Rig, fan: Fan, dim: float) -> Shapes:
    """Flight feathers, from dark roots through crimson to tips that are fire and end in bare skin; over all of them at
    once the shade that each casts on the one under it, whipped out along its barbs, their shafts and lit edges."""
    grown = np.flatnonzero(fan.grown > 0)
    rim, detail = bird.birth(0.35, 0.2), bird.birth(0.42, 0.3)
    # The first lie on a wing that is all red.
    young = 0.34 * (1 - bird.birth(0.2, 0.25))
    fade = bird.burnt(len(fan.mid))
    mid, inner, outer = (bird.mm(v) for v in (fan.mid, fan.inner, fan.outer))
    rings = bird.mm(fan.rings())
    out: Shapes = []
    for i in grown:
        # Those of the forearm lie side by side, and share a gradient two by two.
        k = i - (i % 2) * (i > 9)
        where = 1 - k / len(fan.mid)
        shift = dim - 0.2 * (1 - where) ** 1.5 + young
        tip = 0.05 * (k % 3)
        stops = ((0.42, 0.8 * young - 0.1), (0.66, 0.34), (0.86, 0.68 + tip), (1.0, 0.86 + tip - 0.4 * young))
        vane = bird.paint.grade(mid[k, [0, -1]], ((o, c + shift * (o < 0.9)) for o, c in stops), where, True)
        if bird.manner.ash and bird.chance("ember", int(i)).random() < 0.5:
            vane = replace(vane, stops=(*vane.stops[:-1], replace(vane.stops[-1], color=EMBER)))
        if bird.fade:
            burnt = float(fade[k])
            clear = (0, 0, 0.15 * burnt, 0.85 * burnt)
            vane = replace(
                vane, stops=tuple(replace(s, opacity=1 - gone) for s, gone in zip(vane.stops, clear, strict=True))
            )
        out.append(bird.paint.inked(polyline(rings[i]), vane, bird.paint.edge * 1.5 * (1 - bird.fade)))
    if bird.feeling.style.fill in ("wash", "facets") or not len(grown):
        return out
    m = fan.mid.shape[1]
    u = np.linspace(0, 1, m)
    hair = max(bird.paint.edge, bird.paint.hair * bird.birth(0.1, 0.2))
    size = fan.grown[:, None]
    glow = bands((0.72 * outer + 0.28 * mid)[:, 3:-1:2], 0.3 * bird.k * rim * size * _swell(len(range(3, m - 1, 2))))
    seams = bands(outer[:, 1::2], 2.4 * hair * bird.fade * np.clip(1.15 - u[1::2], 0, 1) * size)
    shafts = bands(mid[:, 2:-2:2], 1.7 * hair * np.linspace(1, 0.2, len(range(2, m - 2, 2))) * size)
    # Where there is nothing but lines, a small wing has enough of them.
    fine = [*(shafts if bird.feeling.style.fill != "none" or detail else ()), *(seams if bird.fade else ())]
    if detail > 0 and bird.feeling.style.fill != "dots":
        fine += _barbed(mid, inner, outer, detail, 3 if bird.paint.paper else 5)
    return [
        *out,
        filled(glow, bird.paint.fire(0.86 + dim, 0.5, True), 0.9) if bird.feeling.style.fill == "natural" else None,
        filled(fine, bird.paint.seam, 0.9),
    ]


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
    barbs_ = np.stack([foot, tip, between(mid, few + 0.012)], axis=2).reshape(-1, 3, 2)
    return [Outline(p) for p in np.concatenate([whips, barbs_])]


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
        fine: list[Outline] = []
        lies = bird.mm(fan.mid[:, [0, -1]])
        for k, ring in enumerate(bird.mm(fan.rings())):
            lie = lies[k - k % 2 : k - k % 2 + 2].mean(0)
            vane = bird.paint.grade(lie, ((0.2, -0.06 + dim), (0.7, 0.3 + dim), (1, 0.7 + dim)), 0.0, True)
            out.append(bird.paint.inked(polyline(ring), vane, bird.paint.edge * 1.4 * grown))
            fine += barbs(bird, fan, k, 0.0, 0)
        out.append(filled(fine, bird.paint.seam, 0.8 * grown))
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


def flames(bird: Rig, wisps: Fan) -> Shapes:
    """What lifts off a wing as fire: tongues that begin in a feather, and pale and thin away into the skin."""
    out: Shapes = []
    for k in np.flatnonzero(wisps.grown > 0.02):
        ends = bird.mm(wisps.mid[k, [0, -1]])
        hot = 0.08 * (k % 3)
        stops = ((0, 0.5, 0.0), (0.35, 0.64 + hot, 0.95), (1, 1.0, 0.4))
        fire = linear(*ends, *((o, bird.paint.fire(c, 0.8, True), a) for o, c, a in stops))
        out.append(bird.paint.inked(polyline(bird.mm(wisps.rings()[k])), fire, 0.0))
    return out


def feather(bird: Rig, fan: Fan, i: int, vane: Paint, where: float, dim: float) -> Shapes:
    """A flight feather: bright rim, dark vane, the inner half in shade, barbs."""
    rim, detail = bird.birth(0.35, 0.2), bird.birth(0.42, 0.3)
    mid = fan.mid[i]
    inner = bird.mm(mid + (fan.inner[i] - mid) * (1 - 0.26 * rim))
    outer = bird.mm(mid + (fan.outer[i] - mid) * (1 - 0.42 * rim))
    glow = bird.paint.fire(0.78 + dim, where, True)
    if bird.manner.ash and bird.chance("ember", i).random() < 0.6:
        glow = mix(glow, EMBER, 0.75 * bird.manner.ash)
    half = np.concatenate([bird.mm(mid[::2]), inner[::-2]])
    return [
        bird.paint.inked(polyline(bird.mm(fan.rings()[i])), glow, bird.paint.edge * 1.6),
        filled(polyline(np.concatenate([inner, outer[::-1]])), vane),
        filled(polyline(half), bird.paint.ink, (0.16 if bird.manner.mono or bird.paint.paper else 0.34) * rim),
        filled(barbs(bird, fan, i, detail, 8 if bird.manner.mono else 6), bird.paint.seam),
    ]


def barbs(bird: Rig, fan: Fan, i: int, detail: float, n: int) -> list[Outline]:
    """The rachis, and barbs as slivers that thin towards the edge: the shade of a feather."""
    if bird.feeling.style.fill in ("wash", "facets", "dots"):
        return []
    m = fan.mid.shape[1]
    mid, inner, outer = (bird.mm(v[i]) for v in (fan.mid, fan.inner, fan.outer))
    shaft = mid[: m - 2 : 2]
    thick = bird.paint.edge if bird.paint.edge else bird.paint.hair * bird.birth(0.1, 0.2)
    out = [polyline(ribbon(shaft, np.linspace(1.9 * thick, 0.4 * thick, len(shaft))))]
    if detail <= 0:
        return out
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
        out += feather(bird, bird.fallen, int(i), vane, 0.5, 0.0)
    return out


def spark_shapes(bird: Rig) -> Shapes:
    """Flames off its tail."""
    fan = bird.sparks
    rings = [polyline(ring) for ring, g in zip(bird.mm(fan.rings()), fan.grown, strict=True) if g > 0]
    hot = EMBER if bird.manner.ash else bird.paint.fire(0.66, 0.9)
    return [bird.paint.inked(rings, hot, 0.8 * bird.paint.edge * float(fan.grown.mean()) * (1 - bird.burning))]
