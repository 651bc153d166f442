"""Smoke in black and grey: thin sheets that fold as they rise, each whipped in fine strokes along its flow, so that it
is dark at its folds and soft beside them; it breaks into wisps, and those go out into bare skin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from markgen.draw import INK, Noise, circle, filled, linear, mix, normals, polyline, radial, stroked, thinned
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.tongue import Floats
from markgen.values import Feeling, Layer, Points, Shape, layer

SHEETS = ((-1.0, 0.35, 0.52, 1.0, 0.55), (-0.2, 1.0, 0.48, 0.74, 0.36))
"""Its two ribbons: from where to where they lie across a column, of its half width; their share of its strokes; how
far up it they reach; and where about they turn over. Each does so once, and they part for good: two that met again, or
one that turned over twice, would close a loop."""

PART = 30.0
"""How far the ribbons part, mm on an arm."""

EDDIES = ((135.0, 22.0, 3), (54.0, 9.0, 3))
"""What carries smoke about: mm across eddies, mm that it is carried at the top, and in how many steps."""

LIFT = np.array([1.0, 0.6])
"""Smoke is carried aside more than it is held back or hurried."""

STEPS = 140
"""Points along a stroke."""


BLUR = np.hanning(9)[1:-1] / np.hanning(9).sum()
"""Weights of neighbouring points by which a stroke is smoothed."""

HANDS = ((8.0, 0.085, 0.54), (3.4, 0.125, 0.33), (1.1, 0.24, 0.13))
"""Strokes are laid by a broad and faint, a middling, and a fine and dark needle: mm on an arm, opacity, and share of
the strokes. Where a sheet is spread only the broad ones meet, so that it is a wash; where it folds all of them do."""

VEIL = 42
"""Soft washes over the strokes."""


@dataclass(frozen=True, eq=False)
class Plume:
    """Strokes of smoke, each (n, 2) mm, from below, how far up the column each point is, 0..1, (n,), and
    of which ribbon it is."""

    strokes: list[Points]
    up: list[Floats]
    sheet: list[int]


def rising(path: Points, wide: Floats, many: int, q: np.random.Generator) -> Plume:
    """Smoke along a path of (STEPS, 2) mm, `wide` mm to either side there, in about so many strokes.

    Each sheet turns about its height as a ribbon does, and neighbouring strokes are carried by eddies that differ a
    little: so they cross, and where they crowd lies a fold (R. Bridson et al., "Curl-noise for procedural fluid flow",
    2007).
    """
    noise, u = Noise(q), np.linspace(0, 1, STEPS)
    right = normals(path)
    strokes, ups, sheets = [], [], []
    for k, (low, high, share, reach, over) in enumerate(SHEETS):
        n = max(round(share * many), 2)
        v = (np.linspace(low, high, n) + q.normal(0, 0.1, n))[:, None]
        middle, fold = (low + high) / 2, over + q.uniform(-0.06, 0.06)
        # Its strokes turn over one after the other, so that the fold is soft.
        turn = 0.5 * np.pi * u / fold + 0.7 * (v - middle)
        across = wide * (
            middle * (1 - 0.4 * u) + 0.95 * (v - middle) * np.cos(turn) + 0.5 * (v - middle) ** 2 * np.sin(turn)
        )
        across = across + (2 * k - 1) * PART * q.uniform(0.9, 1.1) * np.clip(u / 0.6, 0, 1.3)
        p = path + right * across[..., None]
        p[..., 1] += 12 * np.sin(2 * (v - middle) + 4 * u) * u
        for size, far, steps in EDDIES:
            for _ in range(steps):
                x, y = p[..., 0] / size + 0.24 * (v - middle), 0.8 * p[..., 1] / size + 0.1 * (v - middle)
                p = p + (far / steps * np.clip(1.3 * u - 0.06, 0, 1))[:, None] * noise.curl(x, y) * LIFT
        # It never turns at a corner.
        longer = np.pad(p, ((0, 0), (3, 3), (0, 0)), mode="edge")
        p = np.sum([w * longer[:, i : i + STEPS] for i, w in enumerate(BLUR)], axis=0)
        # It stays with its column.
        room = 46 + wide
        p[..., 0] = path[:, 0] + room * np.tanh((p[..., 0] - path[:, 0]) / room)
        first = (0.12 * q.random(n) * STEPS).astype(int)
        last = ((reach - 0.5 * reach * q.random(n) ** 1.5) * STEPS).astype(int)
        for line, a, b in zip(p, first.tolist(), last.tolist(), strict=True):
            strokes.append(line[a:b])
            ups.append(u[a:b])
            sheets.append(k)
    return Plume(strokes, ups, sheets)


def whipped(
    plume: Plume,
    front: float,
    unit: float,
    feeling: Feeling,
    look: Look,
    put: Callable[[Points], Points],
    q: np.random.Generator,
) -> list[Layer]:
    """Layers of smoke that has risen `front` mm: the light of the fire on it below, grey above, gone at its front; in
    black, its finest strokes alone.

    unit: mm of the ground to one of the plume. put: from its mm to those.
    """
    reach = [
        min(front, -min(float(p[:, 1].min()) for p, of in zip(plume.strokes, plume.sheet, strict=True) if of == k))
        for k in range(len(SHEETS))
    ]
    low, *tops = put(np.array([[0.0, max(p[0, 1] for p in plume.strokes)], *([0.0, -r] for r in reach)]))[:, 1].tolist()
    warm, grey, dark = mix(look.smoke, look.fire(0.35), 0.75), mix(look.smoke, INK, 0.6), mix(look.smoke, INK, 0.85)
    many = len(plume.strokes)
    order, hands = q.permutation(many), q.choice(len(HANDS), many, p=[each[2] for each in HANDS])
    grown = feeling.births(np.linspace(-0.15, 0.6, many))[order]
    # While there are few they are broader.
    fuller = float(many / grown.sum()) ** 0.5
    stops = ((0, warm, 0.0), (0.12, warm, 0.7), (0.26, dark, 1.1), (0.5, dark, 1.0))
    # The fine needle stops first: alone in a spread sheet its strokes would be wires.
    fades = [((0.75, grey, 0.65), (1, grey, 0.0))] * 2 + [((0.5, grey, 0.35), (0.68, grey, 0.0))]
    paints = [
        [
            linear((0, low), (0, top), *((at, tint, share * a) for at, tint, share in (*stops, *end)))
            for (_, a, _), end in zip(HANDS, fades, strict=True)
        ]
        for top in tops
    ]
    # In black it would hide the flame that it comes from.
    foot = -110.0 if look.bare else 0.0
    # They do not all end at one height.
    ends = -front * (1 - 0.3 * q.random(many) ** 2)
    shown = [
        (line[(line[:, 1] > ends[k]) & (line[:, 1] < foot)], k)
        for k, line in enumerate(plume.strokes)
        if grown[k] > 0.05
    ]
    shown = [(line, k) for line, k in shown if len(line) > 3 and not (look.bare and hands[k] < 2)]
    lines = [polyline(put(line), False) for line in thinned([line for line, _ in shown], 0.5)]
    if look.bare:
        return [layer("smoke", "line", [stroked(lines, look.ink, 0.7 * feeling.line("fine"))])]
    strokes = [
        stroked(line, paints[plume.sheet[k]][hands[k]], HANDS[hands[k]][0] * unit * float(grown[k]) * fuller)
        for line, (_, k) in zip(lines, shown, strict=True)
    ]
    return [layer("haze", "shade", _veil(plume, front, unit, (warm, grey), put, q)), layer("smoke", "shade", strokes)]


def _veil(
    plume: Plume,
    front: float,
    unit: float,
    tints: tuple[str, str],
    put: Callable[[Points], Points],
    q: np.random.Generator,
) -> list[Shape | None]:
    """Soft washes where strokes are."""
    veil: list[Shape | None] = []
    for k, at, size, shift in zip(
        q.integers(0, len(plume.strokes), VEIL).tolist(),
        (np.arange(VEIL) + q.random(VEIL)) / VEIL,
        q.uniform(0.5, 1, VEIL),
        q.uniform(-4, 4, (VEIL, 2)),
        strict=True,
    ):
        line = plume.strokes[k]
        i = int(at * len(line))
        u = plume.up[k][i]
        r = 14 + 28 * u * size
        # None reaches beyond the front.
        share = 0.22 * float(np.clip(6 * u, 0, 1) * np.clip((front + line[i, 1] - r) / 50, 0, 1))
        if share > 0.01:
            p, r = put(line[i] + shift), unit * r
            tint = mix(*tints, float(np.clip(4 * u, 0, 1)))
            veil.append(filled(circle(p, r), radial(p, r, (0, tint, share), (0.5, tint, 0.45 * share), (1, tint, 0.0))))
    return veil
