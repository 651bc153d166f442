"""Wings, feather by feather; and the feathers and sparks that have left the bird."""

from __future__ import annotations

import numpy as np

from markgen.draw import filled, linear, mix, polyline, resample, ribbon, taper
from markgen.motifs._bird.feathers import Fan, on, plumes, vaned
from markgen.motifs._bird.keys import VANES
from markgen.motifs._bird.plumage import EMBER, Shapes
from markgen.motifs._bird.rig import Rig
from markgen.values import Outline, Paint, Points


def wing_shapes(bird: Rig, fans: list[Fan], arm: Points, hand: float, dim: float) -> Shapes:
    """A wing: each rank over the roots of the one before, then its leading edge. dim: added to every shade."""
    out: Shapes = []
    for rank, fan in enumerate(fans[:3]):
        fine: list[Outline] = []
        rings, ends = bird.mm(fan.rings()), bird.mm(fan.mid[:, [0, -1]])
        for i in range(len(fan.mid)):
            if fan.grown[i] <= 0:
                continue
            where = 1 - i / len(fan.mid)
            shadow = dim - 0.34 * (1 - where) ** 1.5
            vane = bird.paint.grade(ends[i], ((o, c + shadow) for o, c in VANES[rank]), where - 0.1 * rank, True)
            if rank == 0:
                out += feather(bird, fan, i, vane, where, dim)
            else:
                out.append(bird.paint.inked(polyline(rings[i]), vane, bird.paint.edge * 1.6))
                fine += barbs(bird, fan, i, 0.0, 0)
        out.append(filled(fine, bird.paint.seam, 0.8))
    a, b = bird.mm(arm[[0, -1]])
    for row, fan in enumerate(fans[3:]):
        if fan.grown[0] > 0:
            shade = (0.50, 0.30, 0.62)[row] + dim
            paint = bird.paint.grade((a, b), ((0, shade - 0.25), (0.6, shade)), 0.1 * row, True, 0.6)
            out.append(bird.paint.inked([polyline(r) for r in bird.mm(fan.rings())], paint, bird.paint.edge * 1.3))
    lead = bird.curve(bird.mm(ribbon(resample(arm, 14), taper(1.9 * bird.birth(0.4, 0.2), 0.15, 0.3, 0.2))))
    gold = bird.paint.grade((a, b), ((0, 0.3 + dim), (0.5, 0.66 + dim), (1, 0.4 + dim)), 0.3, True, 0.5)
    edge = bird.paint.inked(lead, gold, bird.paint.edge * 1.6) if bird.birth(0.4, 0.2) else None
    return [*out, *alula(bird, arm, hand, dim), edge]


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
        for k, (ends, ring) in enumerate(zip(bird.mm(fan.mid[:, [0, -1]]), bird.mm(fan.rings()), strict=True)):
            vane = bird.paint.grade(ends, ((0.2, -0.06 + dim), (0.7, 0.3 + dim), (1, 0.7 + dim)), 0.0, True)
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
    """What lifts off a wing as fire: tongues that pale and thin away into the skin."""
    out: Shapes = []
    for k in np.flatnonzero(wisps.grown > 0.02):
        ends = bird.mm(wisps.mid[k, [1, -1]])
        stops = ((0, 0.2, 1.0), (0.45, 0.48 + 0.16 * (k % 3), 0.95), (1, 0.7 + 0.12 * (k % 3), 0.35))
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
