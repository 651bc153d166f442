"""Rippling tongues of fire, climbing and turning; round a limb they close into a sleeve.

Every tongue is a curve of headings, not of points: it leaves its root on a swirl, swings out, leans
back in, and flicks away at the tip. A fork turns with its parent, only further out, and is let grow
only where it keeps clear of its neighbours. Tongues of one depth are united, and the valleys between
them closed to a U, which with the needle tips is what makes an outline read as fire.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    areas,
    box,
    filled,
    grow,
    linear,
    minus,
    polyline,
    ribbon,
    simplify,
    union,
)
from markgen.values import Feeling, Ground, Layer, Outline, Paint, Points, layer

Floats = NDArray[np.float64]

STEPS = 57
"""Points along a tongue."""

GAP = 0.05
"""Bare skin to leave between tips of one depth, as a share of a tongue's length."""

INK = "#14110f"

FIRE = ("#1c0605", "#6b0d0a", "#b5170b", "#e23a0d", "#f6701a", "#fda42b", "#ffd257", "#fff3c4")
"""From the tips, where fire is coolest, to its core."""

_U = np.linspace(0, 1, STEPS)
_KNOTS = np.array([0.0, 0.12, 0.35, 0.62, 0.85, 1.0])
_BASIS = np.vander(_U, 6) @ np.linalg.inv(np.vander(_KNOTS, 6))
"""Headings at the knots to headings along a tongue: the polynomial through them."""


@dataclass(frozen=True, eq=False)
class Tongue:
    """A tongue of fire, whole.

    path: its centre line. turn: its headings, radians clockwise from straight up. width: mm at each point.
    share: how far up its fire each point is. belly: the width its heat is measured by. depth: 0 is front.
    parent, at: the tongue it forks from, and at which of its points (-1: it stands on its own).
    born: when it appears: an intensity, or for a fork round a limb how far its parent has grown.
    """

    path: Points
    turn: Floats
    width: Floats
    share: Floats
    belly: float
    depth: int
    parent: int
    at: int
    born: float


def _spine(start: Points, turn: Floats, reach: float) -> Points:
    """A curve of `reach` mm from `start` through headings, radians clockwise from straight up."""
    step = np.column_stack([np.sin(turn), -np.cos(turn)]) * (reach / (len(turn) - 1))
    path: Points = start + np.concatenate([np.zeros((1, 2)), np.cumsum((step[1:] + step[:-1]) / 2, axis=0)])
    return path


def _lens(u: Floats, rise: float = 0.8, fall: float = 1.3) -> Floats:
    """Widths, at most 1, pointed at both ends: a belly low down, a needle at the tip."""
    w: Floats = u**rise * (1 - u) ** fall
    return w / w.max()


def _main(start: Points, turn: Floats, reach: float, width: float, depth: int, born: float) -> Tongue:
    """A tongue that stands on its own."""
    return Tongue(_spine(start, turn, reach), turn, width * _lens(_U), _U, width, depth, -1, 0, born)


def _fork(
    parent: Tongue, index: int, at: float, side: int, reach: float, width: float, open_: float, flick: float
) -> Tongue:
    """A smaller tongue leaving a parent at share `at` of its length, to its right (side 1) or left (-1).

    reach, width: mm. open_: how far it swings out, 1 as a rule. flick: of its tip, degrees.
    """
    n = len(parent.path)
    i = int(at * (n - 1))
    along = np.arange(n) * (float(np.hypot(*(parent.path[1] - parent.path[0]))))
    turn = np.interp(along[i] + _U * reach * 1.1, along, parent.turn)
    turn = turn + side * (_BASIS @ (np.radians([0, 20, 46, 12, 2, flick]) * [1, open_, open_, open_, 1, 1]))
    turn = 1.15 * np.tanh(turn / 1.15)
    root = (
        0.5 + 0.5 * np.clip(_U / 0.2, 0, 1)
        if parent.depth == 1 or parent.parent >= 0
        else np.sqrt(np.clip(_U / 0.4, 0, 1))
    )
    w = width * (1 - _U) ** 1.1 * root * (1 + 0.35 * np.sin(np.pi * _U))
    up = min(parent.share[i], 0.8) + (1 - min(parent.share[i], 0.8)) * _U
    return Tongue(_spine(parent.path[i], turn, reach), turn, w, up, width * 1.25, parent.depth, index, i, 0.0)


def _free(t: Tongue, others: list[Tongue], gap: float, period: float) -> bool:
    """Whether a tongue, once it has left its root, keeps `gap` mm clear of others of its depth."""
    low, high = t.path.min(0), t.path.max(0)
    points, widths = [], []
    for o in others:
        if o.depth == t.depth and o.path[:, 1].min() < high[1] and o.path[:, 1].max() > low[1]:
            near = slice(None, None, 3)
            points.append(o.path[near])
            widths.append(o.width[near])
    if not points:
        return True
    p, w = t.path[::4], t.width[::4]
    q, v = np.concatenate(points), np.concatenate(widths)
    d = p[:, None] - q[None]
    if period:
        d[..., 0] = (d[..., 0] + period / 2) % period - period / 2
    room = (np.hypot(d[..., 0], d[..., 1]) - (w[:, None] + v[None]) / 2).min(1)
    clear = np.flatnonzero(room > 0.3 * gap)
    return len(clear) > 0 and clear[0] < 0.62 * len(p) and bool((room[clear[0] :] > 0.3 * gap).all() and room[-1] > gap)


Fork = tuple[float, int, float, float, float, float]
"""Where on its parent, side, reach, share of width, flick in degrees, born."""


def _forked(fire: list[Tongue], index: int, forks: tuple[Fork, ...], gap: float, period: float) -> None:
    """Give a tongue those of its forks that find room, smaller or higher up when they must."""
    parent = fire[index]
    n = len(parent.path)
    whole = float(np.hypot(*(parent.path[1] - parent.path[0]))) * (n - 1)
    for at, side, reach, share, flick, born in forks:
        for scale, up in ((1.0, 0.0), (0.85, 0.0), (1.0, 0.08), (0.7, 0.0), (0.85, 0.08), (0.6, 0.12), (0.5, 0.0)):
            here = min(at + up, 0.8)
            width = float(parent.width[int(here * (n - 1))]) * share
            made = _fork(parent, index, here, side, whole * (1 - here) * reach * scale, width, 1.0, flick)
            if _free(made, fire, gap, period):
                fire.append(replace(made, born=born))
                break


# A fire that stands alone, 1 high or so. Each tongue: depth, where on the first tongue it is rooted, headings
# in degrees at the knots, length, width, born, and its forks.
Pose = tuple[int, float, tuple[float, ...], float, float, float, tuple[Fork, ...]]
POSE: tuple[Pose, ...] = (
    (1, 0.0, (-84, -48, -14, 26, 4, -48), 1.50, 0.24, -1.0,
     ((0.40, -1, 0.80, 0.66, 30, -1.0), (0.34, 1, 0.8, 0.6, 30, 0.3), (0.66, 1, 0.8, 0.6, 20, 0.5))),
    (1, 0.07, (-80, 0, 56, 6, -36, 24), 0.92, 0.15, 0.2, ((0.40, 1, 0.8, 0.7, 30, 0.45), (0.5, -1, 0.7, 0.6, 30, 0.6))),
    (1, 0.13, (-50, -74, -62, 22, 30, -54), 1.0, 0.15, 0.3, ((0.40, -1, 0.8, 0.7, 30, 0.5), (0.56, 1, 0.6, 0.6, 20, 0.7))),
    (0, 0.08, (-70, -30, 26, 34, -26, 26), 0.60, 0.125, 0.12, ((0.42, 1, 0.8, 0.7, 40, 0.4),)),
    (0, 0.11, (-64, -60, -34, 30, 10, -50), 0.70, 0.125, 0.05, ((0.40, -1, 0.8, 0.66, 50, 0.5),)),
    (2, 0.10, (-60, -10, 40, 20, -30, -10), 1.22, 0.12, 0.4, ((0.55, 1, 0.8, 0.7, 40, 0.65),)),
    (2, 0.14, (-60, -72, -40, 14, 24, -40), 1.30, 0.12, 0.5, ((0.55, -1, 0.7, 0.7, 40, 0.7),)),
    (2, 0.04, (-74, 0, 74, 16, -34, 40), 0.92, 0.10, 0.55, ((0.45, 1, 0.7, 0.7, 40, 0.7),)),
)  # fmt: skip


def _bonfire(chance: Chance) -> list[Tongue]:
    """A whole fire standing alone, about 1 high."""
    fire: list[Tongue] = []
    for k, (depth, root, degrees, reach, width, born, forks) in enumerate(POSE):
        c = chance("tongue", k)
        turn = _BASIS @ np.radians(np.array(degrees) + c.normal(0, 5, 6))
        start = fire[0].path[int(root * STEPS)] if fire else np.zeros(2)
        made = _main(start, turn, reach, width, depth, born)
        for scale in (0.9, 0.8, 0.7):
            if _free(made, fire, GAP, 0.0):
                break
            made = _main(start, turn, reach * scale, width, depth, born)
        fire.append(made)
        jitter = [(at + c.uniform(-0.04, 0.04), s, r * c.uniform(0.85, 1.15), w, f + c.normal(0, 10), b)
                  for at, s, r, w, f, b in forks]  # fmt: skip
        _forked(fire, len(fire) - 1, tuple(jitter), GAP, 0.0)
    return fire


def _sleeve(ground: Ground, chance: Chance) -> list[Tongue]:
    """A whole fire round a limb, in mm: streams that climb and turn from the wrist, and the tongues they throw off."""
    c = chance("sleeve")
    swirl = float(c.choice([-1.0, 1.0]))
    scale = ground.width / 300
    streams = int(c.choice([2, 3])) if ground.width > 200 else 2
    lean, sway, phase = c.uniform(14, 22), c.uniform(26, 34), c.uniform(0, 2 * np.pi)
    wave = 2 * np.pi / (c.uniform(210, 260) * scale)
    n = 4 * STEPS
    fire: list[Tongue] = []
    long = ground.height * 1.5
    for k in range(streams):
        start = np.array([ground.width * (0.5 + k / streams), ground.height - 3.0 - 10 * scale * k])
        s = np.linspace(0, long, n)
        turn = swirl * np.radians(lean + sway * np.sin(wave * s + phase) - 70 * np.exp(-s / (22 * scale)))
        path = _spine(start, turn, long)
        top = int(np.argmax(path[:, 1] < 4 + 40 * k * scale)) or n
        path, turn = path[:top], turn[:top]
        u = np.linspace(0, 1, top)
        width = (40 if streams == 2 else 34) * scale
        fire.append(Tongue(path, turn, width * (1 - u) ** 0.75, u * 0.5, width, 1, -1, 0, 0.1 * k))
    for depth, step, far, wide, open_ in ((1, 62, 165, 0.20, 1.0), (0, 74, 130, 0.22, 0.6), (2, 110, 200, 0.17, 1.1)):
        for k in range(streams):
            for j in range(int(ground.height * 1.3 / (step * scale))):
                q = chance("branch", depth, k, j)
                parent = replace(fire[k], depth=depth)
                whole = len(parent.path) * long / n
                at = (24 + step * (j + q.uniform(-0.2, 0.2))) * scale / whole
                if not 0 < at < 0.92:
                    continue
                side = 1 if (j + k) % 2 else -1
                reach = far * scale * q.uniform(0.8, 1.15)
                width = wide * reach * q.uniform(0.9, 1.1)
                flick = q.uniform(15, 60)
                for less in (1.0, 0.85, 0.7, 0.55, 0.4):
                    made = _fork(parent, k, at, side, reach * less, width * less, open_ * q.uniform(0.85, 1.15), flick)
                    inside = made.path[:, 1].min() > 2 and made.path[:, 1].max() < ground.height - 2
                    if inside and _free(made, fire, 9 * scale, ground.width):
                        fire.append(replace(made, born=at, share=_U, belly=made.belly))
                        forks = tuple(
                            (
                                q.uniform(0.28, 0.38) + 0.16 * i,
                                side * (-1) ** i,
                                q.uniform(0.65, 0.95),
                                q.uniform(0.6, 0.8),
                                q.uniform(10, 50),
                                0.3 + 0.15 * i,
                            )
                            for i in range(2 if depth == 1 else 1)
                        )
                        _forked(fire, len(fire) - 1, forks, 8 * scale, ground.width)
                        break
    return fire


def _grown(fire: list[Tongue], swelled: Callable[[Tongue], float]) -> list[Tongue]:
    """The fire as far as each tongue has swelled (0..1), forks riding on their parents; what is not there is left out."""
    scale: list[float] = []
    roots: list[Points] = []
    now: list[Tongue] = []
    for t in fire:
        s = swelled(t) * (scale[t.parent] if t.parent >= 0 else 1.0)
        root = t.path[0]
        if t.parent >= 0:
            p = fire[t.parent]
            root = roots[t.parent] + (p.path[t.at] - p.path[0]) * scale[t.parent]
        scale.append(s)
        roots.append(root)
        if s > 0.02:
            now.append(replace(t, path=root + (t.path - t.path[0]) * s, width=t.width * s, belly=t.belly * s))
    return now


def _standing(ground: Ground, feeling: Feeling, chance: Chance) -> list[Tongue]:
    """The fire that stands alone, now, centred on the ground at its size."""
    now = _grown(_bonfire(chance), lambda t: feeling.birth(t.born, 0.3))
    points = np.concatenate([t.path for t in now])
    low, high = points.min(0), points.max(0)
    k = 0.97 * feeling.size / float((high - low).max())
    middle = (low + high) / 2
    return [replace(t, path=(t.path - middle) * k + ground.centre, width=t.width * k, belly=t.belly * k) for t in now]


def _climbing(ground: Ground, feeling: Feeling, chance: Chance) -> list[Tongue]:
    """The fire round a limb, now: its streams have climbed so far from the wrist, and throw off what they have passed."""
    share = feeling.size / feeling.full
    risen = share * (1 + 0.8 * share * (1 - share))
    fire = _sleeve(ground, chance)
    now: list[Tongue] = []
    climbed: list[float] = []
    for t in fire:
        if t.parent >= 0:
            break
        climbed.append(float(np.clip((risen - t.born) / (1 - t.born), 0, 1)))
        now.append(_risen(t, climbed[-1]))
    out = [t for t, c in zip(now, climbed, strict=True) if c > 0]
    scale = list(climbed)
    roots = [t.path[0] for t in fire[: len(now)]]
    for t in fire[len(now) :]:
        p = fire[t.parent]
        if p.parent < 0:
            whole = ground.height * 1.1
            s = (climbed[t.parent] - t.born) * whole / (t.belly * 4.5)
            s = s / (1 + s**4) ** 0.25 if s > 0 else 0.0
            root = t.path[0]
        else:
            s = scale[t.parent] * float(np.clip((scale[t.parent] - t.born) / (0.95 - t.born), 0, 1)) ** 0.7
            root = roots[t.parent] + (t.path[0] - p.path[0]) * scale[t.parent]
        scale.append(s)
        roots.append(root)
        if s > 0.02:
            out.append(replace(t, path=root + (t.path - t.path[0]) * s, width=t.width * s, belly=t.belly * s))
    return out


def _risen(stream: Tongue, share: float) -> Tongue:
    """The first part of a stream, drawn to a tip of its own."""
    n = max(int(len(stream.path) * share), 1)
    whole = float(np.hypot(*(stream.path[1] - stream.path[0]))) * (len(stream.path) - 1)
    u = np.linspace(0, 1, max(n, STEPS))
    turn = np.interp(u * share, np.linspace(0, 1, len(stream.turn)), stream.turn)
    young = float(np.clip(1 - share * whole / 150, 0, 1))
    lick = np.interp(u, _U, _BASIS @ np.radians([-60, -34, -10, 24, 4, -44])) * np.sign(stream.turn.mean())
    turn = turn * (1 - young) + lick * young
    belly = stream.belly * min(1.0, share * whole * 0.26 / stream.belly)
    tail = np.clip(u * whole * share / (2.2 * stream.belly), 0, 1) ** 0.8
    width = belly * (_lens(u) * young + tail * (1 - u) ** 0.75 * (1 - young))
    return replace(
        stream,
        path=_spine(stream.path[0], turn, whole * share),
        turn=turn,
        width=width,
        share=u * (0.5 + 0.5 * young),
        belly=belly,
    )


def _body(tongues: list[Tongue], valley: float, more: float = 0.0) -> Area:
    """Tongues as one silhouette, its valleys closed to a U of radius `valley`; `more` mm wider but at the tips."""
    lean = np.array([0.35, 0.25])
    shapes = []
    for t in tongues:
        by = min(more, 0.3 * float(t.width.max()))
        u = np.linspace(0, 1, len(t.path))
        wide = 2 * by * (1 - 0.8 * u) * np.clip(u / 0.1, 0.1, 1)
        wide[-1] = 0
        shapes.append(ribbon(_longer(t.path, 3 * by) + lean * by, t.width + wide))
    return simplify(grow(grow(union(areas(shapes)), valley), -valley), 0.02)


def _longer(path: Points, by: float) -> Points:
    """The path with its tip drawn out by so many mm."""
    end = path[-1] - path[-2]
    return np.concatenate([path[:-1], path[-1:] + end / max(float(np.hypot(*end)), 1e-9) * by])


def _band(tongues: list[Tongue], inset: float, skip: int) -> list[Outline]:
    """The same tongues drawn in by a share of their belly, more towards their tips."""
    out = []
    for t in tongues:
        w = t.width - inset * t.belly * (0.5 + 0.8 * t.share)
        inside = np.flatnonzero(w > 0)
        if len(inside) > 5:
            keep = np.unique(np.concatenate([inside[::skip], inside[-1:]]))
            v = w[keep]
            v[-1] = 0
            out.append(polyline(ribbon(t.path[keep], v)))
    return out


def _around(tongues: list[Tongue], width: float) -> tuple[list[Tongue], bool]:
    """Tongues and their copies one turn of the limb away, where those show, and whether any crosses the seam."""
    out = []
    for t in tongues:
        for shift in (-width, 0.0, width):
            x = t.path[:, 0] + shift
            if x.max() > -t.belly and x.min() < width + t.belly:
                out.append(replace(t, path=t.path + [shift, 0]))
    low = min((float(t.path[:, 0].min()) - t.belly for t in out), default=0.0)
    high = max((float(t.path[:, 0].max()) + t.belly for t in out), default=0.0)
    return out, low < 0 or high > width


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fire: alone on a ground, or round a limb."""
    tongues = (_climbing if ground.wraps else _standing)(ground, feeling, chance)
    fire = feeling.ramp(*FIRE)
    bold = feeling.line("bold") * (1 + 0.3 * feeling.birth(0.2, 0.6))
    out: list[Layer] = []
    for depth in range(max(t.depth for t in tongues), -1, -1):
        group = [t for t in tongues if t.depth == depth]
        if not group:
            continue
        clip: Area | tuple[()] = ()
        if ground.wraps:
            group, crosses = _around(group, ground.width)
            clip = box(0, 0, ground.width, ground.height) if crosses else ()
        ys = np.concatenate([t.path[:, 1] for t in group])
        top, bottom = float(ys.min()), float(ys.max())
        valley = 0.1 * max(t.belly for t in group) if not ground.wraps else 0.012 * ground.width
        body = _body(group, valley)

        def paint(h: float, top: float = top, bottom: float = bottom) -> Paint:
            return linear((0, bottom), (0, top), (0, fire(h + 0.06)), (0.5, fire(h)), (1, fire(h - 0.2)))

        base, rise = ((0.40, 0.52), (0.32, 0.52), (0.12, 0.45))[min(depth, 2)]
        shapes = [filled(body, paint(base), clip=clip)]
        for i, inset in enumerate(np.linspace(0.08, 0.8, 8 if not ground.wraps else 6)):
            shapes.append(
                filled(
                    _band(group, inset, 4 if ground.wraps else 2),
                    paint(base + rise * (i + 1) / (8 if not ground.wraps else 6)),
                    clip=clip,
                )
            )
        out.append(layer(f"fire {depth}", "colour", shapes))
        dark = union([_body(group, 0.7 * valley, bold), grow(body, 0.25 * bold)])
        out.append(layer(f"outline {depth}", "line", [filled(minus(dark, grow(body, -0.05)), INK, clip=clip)]))
    return out
