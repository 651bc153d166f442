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

SHEETS = (
    (-1.0, -0.1, 0.30, 0.78, -26.0),
    (0.0, 1.0, 0.32, 1.00, 24.0),
    (-0.5, 0.6, 0.20, 0.58, 6.0),
    (-0.6, 0.3, 0.18, 0.92, -8.0),
)
"""Sheets: from where to where they lie across a column, of its half width; their share of its strokes; how far up it
they reach; and how far aside they part above, mm on an arm."""

EDDIES = ((125.0, 36.0, 3), (50.0, 12.0, 3))
"""What carries smoke about: mm across eddies, mm that it is carried at the top, and in how many steps."""

LIFT = np.array([1.0, 0.6])
"""Smoke is carried aside more than it is held back or hurried."""

STEPS = 140
"""Points along a stroke."""


BLUR = np.hanning(9)[1:-1] / np.hanning(9).sum()
"""Weights of neighbouring points by which a stroke is smoothed."""

HANDS = ((5.4, 0.085, 0.52), (2.6, 0.13, 0.34), (1.1, 0.26, 0.14))
"""Strokes are laid by a broad and faint, a middling, and a fine and dark needle: mm on an arm, opacity, and share of
the strokes. Where a sheet is spread only the broad ones meet, so that it is a wash; where it folds all of them do."""

STROKES = 80
"""How many strokes a column has, whole."""

VEIL = 66
"""Soft washes over the strokes."""


@dataclass(frozen=True, eq=False)
class Plume:
    """Strokes of smoke, each (n, 2) mm, from below, and how far up the column each point is, 0..1, (n,)."""

    strokes: list[Points]
    up: list[Floats]


def rising(path: Points, wide: Floats, many: int, q: np.random.Generator) -> Plume:
    """Smoke along a path of (STEPS, 2) mm, `wide` mm to either side there, in about so many strokes.

    Each sheet turns about its height as a ribbon does, and neighbouring strokes are carried by eddies that differ a
    little: so they cross, and where they crowd lies a fold (R. Bridson et al., "Curl-noise for procedural fluid flow",
    2007).
    """
    noise, u = Noise(q), np.linspace(0, 1, STEPS)
    right = normals(path)
    strokes, ups = [], []
    for k, (low, high, share, reach, part) in enumerate(SHEETS):
        n = max(round(share * many), 2)
        v = np.linspace(low, high, n)[:, None]
        phase, turns = q.uniform(0, 2 * np.pi), q.uniform(0.9, 1.4)
        turn = phase + 2 * np.pi * turns * u + 0.5 * v
        across = wide * (0.85 * v * np.cos(turn) + 0.35 * v**2 * np.sin(turn) + 0.22 * np.sin(3.4 * np.pi * u + phase))
        across = across + part * np.clip((u - 0.45) / 0.55, 0, None) ** 1.3
        p = path + right * across[..., None]
        p[..., 1] += 16 * np.sin(3 * v + 4 * u + phase) * u
        for size, far, steps in EDDIES:
            for _ in range(steps):
                x, y = p[..., 0] / size + 0.2 * v + 13 * k, 0.8 * p[..., 1] / size + 0.1 * v + 7 * k
                p = p + (far / steps * np.clip(1.3 * u - 0.06, 0, 1))[:, None] * noise.curl(x, y) * LIFT
        # It never turns at a corner.
        longer = np.pad(p, ((0, 0), (3, 3), (0, 0)), mode="edge")
        p = np.sum([w * longer[:, i : i + STEPS] for i, w in enumerate(BLUR)], axis=0)
        # It stays with its column.
        room = 16 + wide
        p[..., 0] = path[:, 0] + room * np.tanh((p[..., 0] - path[:, 0]) / room)
        first = (0.05 * q.random(n) * STEPS).astype(int)
        last = ((reach - 0.4 * reach * q.random(n) ** 2) * STEPS).astype(int)
        for line, a, b in zip(p, first.tolist(), last.tolist(), strict=True):
            strokes.append(line[a:b])
            ups.append(u[a:b])
    return Plume(strokes, ups)


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
    low, top = put(np.array([[0.0, -40.0], [0.0, -front]]))[:, 1].tolist()
    warm, grey, dark = mix(look.smoke, look.fire(0.35), 0.75), mix(look.smoke, INK, 0.6), mix(look.smoke, INK, 0.85)
    many = len(plume.strokes)
    order, hands = q.permutation(many), q.choice(len(HANDS), many, p=[each[2] for each in HANDS])
    grown = feeling.births(np.linspace(-0.15, 0.6, many))[order]
    # While there are few they are broader.
    fuller = float(many / grown.sum()) ** 0.5
    stops = ((0, warm, 0.0), (0.06, warm, 0.8), (0.22, dark, 1.1), (0.5, dark, 1.0))
    # The fine needle stops first: alone in a spread sheet its strokes would be wires.
    fades = [((0.75, grey, 0.65), (1, grey, 0.0))] * 2 + [((0.5, grey, 0.35), (0.68, grey, 0.0))]
    paints = [
        linear((0, low), (0, top), *((at, tint, share * a) for at, tint, share in (*stops, *end)))
        for (_, a, _), end in zip(HANDS, fades, strict=True)
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
        stroked(line, paints[hands[k]], HANDS[hands[k]][0] * unit * float(grown[k]) * fuller)
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
