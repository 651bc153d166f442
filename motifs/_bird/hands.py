"""The bird in hands that do not paint: in line alone, in dots, in washes, in ruled facets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    INK,
    Noise,
    boundary,
    clean,
    filled,
    grow,
    length,
    linear,
    mix,
    polyline,
    pricks,
    resample,
    ribbon,
    simplify,
    stipple,
    stroked,
    taper,
    union,
)
from markgen.draw.areas import bounds, simplified, together
from markgen.motifs._bird.plumage import SHADE, Shapes
from markgen.motifs._bird.rig import Rig
from markgen.motifs._bird.seen import Piece, bares, edges, flattened, opaque, pieces, shade, tone
from markgen.values import Flat, Layer, Linear, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

CLEAR = 0.86
"""Lightness of a feather from which on skin is left bare."""


def _is_ink(bird: Rig, piece: Piece) -> bool:
    fill = piece.shape.fill
    return isinstance(fill, Flat) and fill.color == bird.paint.ink and fill.opacity > 0.5


def _coarse(bird: Rig, lines: Sequence[Outline]) -> list[Outline]:
    """Lines as fine as `Rig.mm` is, without the points that then fall together."""
    if bird.feeling.size <= 150:
        return list(lines)
    out = []
    for line in lines:
        p = line.points.round(1)
        p = p[np.append(True, np.abs(np.diff(p, axis=0)).sum(1) > 0.15)]
        out += [Outline(p, line.closed)] if len(p) > 1 else []
    return out


def _fine(bird: Rig) -> float:
    """How finely a line is looked at, mm: where it goes under another it may end so much too soon or too late."""
    return 0.005 * bird.feeling.size


def lined(bird: Rig, layers: Sequence[Layer]) -> list[Layer]:
    """Fine line: nothing is covered, since on dark skin a cover is a pale shape; what lies behind is cut away."""
    stack = pieces(layers, bird.paint.ink)
    black = bares(stack, [piece for piece in stack if _is_ink(bird, piece)])
    ink = [filled(together(simplified(black, 0.02)), bird.paint.ink)]
    edged = [piece for piece in stack if piece.shape.width]
    lines: dict[float, list[Outline]] = {}
    for piece, seen in zip(edged, edges(stack, edged, _fine(bird)), strict=True):
        lines.setdefault(round(piece.shape.width, 2), []).extend(seen)
    drawn = [stroked(_coarse(bird, many), bird.paint.ink, width) for width, many in sorted(lines.items())]
    return [layer("ink", "line", ink), layer("feathers", "line", drawn)]


def blacked(bird: Rig, layers: Sequence[Layer]) -> list[Layer]:
    """Blackwork: the blacks of every feather as far as they are seen, whipped out into bare skin; its light on them is
    cut out, and where no black is, there is its edge."""
    size = bird.feeling.size
    stack = pieces(layers[1:], bird.paint.ink)
    black = simplified(bares(stack, [piece for piece in stack if _is_ink(bird, piece)]), 0.0004 * size)
    solid = clean(together(black), (0.0012 * size) ** 2)
    edged = [piece for piece in stack if piece.shape.width]
    lines = _coarse(bird, [line for seen in edges(stack, edged, _fine(bird)) for line in seen])
    return [
        layer("blacks", "line", [filled(solid, INK)]),
        layer("lines", "line", [stroked(lines, INK, min(1.2 * bird.paint.edge, 0.003 * size))]),
    ]


def dotted(bird: Rig, layers: Sequence[Layer]) -> list[Layer]:
    """Dotwork: every feather a gradient of dots, dark at its root and where the next one shades it."""
    # The silhouette is a line heavy on one side: dots along it would be beads on a string.
    stack = pieces(layers)[1:]
    size = bird.feeling.size
    # On a small mark a full dot would be a blot.
    dot = min(max(size / 500, 0.25), 0.85, size / 250)

    def dark(p: Points) -> Floats:
        return np.asarray(np.clip(2.7 * (tone(stack, p, CLEAR) - 0.11), 0, 1))

    points = stipple(union(p.body for p in stack), dark, dot, bird.chance("dots"), 1.0)
    edged = [p for p in stack if p.shape.width and not _is_ink(bird, p)]
    fine = [o for seen in edges(stack, edged, _fine(bird)) for o in seen]
    ink = [filled(a, INK) for a in simplified(bares(stack, [p for p in stack if _is_ink(bird, p)]), 0.02)]
    return [
        layer("dots", "shade", pricks(points, dot / 2 * (0.75 + 0.35 * dark(points)), INK)),
        layer("edges", "line", [stroked(_coarse(bird, fine), INK, min(0.6 * bird.paint.edge, 0.0022 * size))]),
        layer("ink", "line", ink),
    ]


def washed(bird: Rig, layers: Sequence[Layer]) -> list[Layer]:
    """Watercolour: each wing and the tail one wet wash that bleeds, its feathers strokes of the brush laid into it,
    clear at their tips; and a few loose lines."""
    drift = Noise(bird.chance("bleed"))
    size = bird.feeling.size
    stack = pieces(layers)

    def wet(ring: Points, by: float) -> Outline:
        """The ring as water leaves it: it runs out here and stops short there."""
        p = resample(np.concatenate([ring, ring[:1]]), max(int(length(ring) / (0.018 * size)), 7))[:-1]
        run = np.stack([drift.fbm(p[:, 0] / size * 9 + k, p[:, 1] / size * 9, 4) for k in (0.0, 31.0)], 1)
        return bird.curve((p + by * size * run).round(1 if size > 150 else 2))

    pools: Shapes = []
    for each in layers[1:-1]:
        mine = set(map(id, each.shapes))
        own = [p for p in stack if id(p.shape) in mine and isinstance(p.shape.fill, Linear)]
        if len(own) < 4:
            continue
        whole = union(p.body for p in own)
        low, high = bounds(whole)[:2], bounds(whole)[2:]
        fills = [p.shape.fill for p in own if isinstance(p.shape.fill, Linear)]
        deep, pale = (shade(fills[len(fills) // 2], at) for at in (0.35, 0.9))
        for by, grown, opacity in ((0.055, 0.008, 0.2), (0.03, 0.0, 0.26)):
            rings = [wet(r, by) for r in boundary(simplify(grow(whole, grown * size), 0.004 * size)) if len(r) > 8]
            paint = linear(low, high, (0, pale, opacity), (0.5, deep, opacity), (1, pale, 0.5 * opacity))
            pools.append(filled(rings, paint))
    # A faint bird is one stroke of the brush, which its feathers take over from.
    faint = 0.55 * (1 - bird.birth(0.12, 0.3))
    strokes: Shapes = [
        filled([wet(r, 0.01) for r in p.rings], p.shape.fill.color, faint)
        for p in stack[:1]
        if isinstance(p.shape.fill, Flat)
    ]
    for brush in (s for each in layers[1:] for s in each.shapes):
        fill, strips = brush.fill, [flattened(o) for o in brush.outlines]
        if isinstance(fill, Linear):
            # The brush is loaded at the root, and runs dry.
            some = (fill.stops[0], fill.stops[-2], fill.stops[-1]) if len(fill.stops) > 2 else fill.stops
            stops = [(s.offset, s.color, 0.62 - 0.42 * min(max(s.offset, 0), 1)) for s in some]
            row = strips[:: 2 if len(strips) > 4 else 1]
            if brush.width or len(strips) > 1:
                strokes.append(filled([wet(r, 0.012) for r in row], linear(fill.start, fill.end, *stops)))
        elif brush.width and isinstance(fill, Flat) and fill.color != bird.paint.ink:
            strokes.append(filled([wet(r, 0.012) for r in strips], fill.color, 0.34))
    kept = [p for p in stack[1:] if p.shape.width and len(p.rings[0]) > 14]
    loose = [o for seen in edges(stack, kept[::3], _fine(bird)) for o in seen if len(o.points) > 5]
    fine = [
        ribbon(o.points, taper(min(1.5 * bird.paint.edge, 0.0035 * size), 0.2, 0.5, 0.02))
        for o in loose
        if not o.closed
    ]
    black = bares(stack, [p for p in stack[1:] if _is_ink(bird, p) and len(p.rings) == 1])
    ink = [filled(a, bird.paint.ink) for a in simplified(black, 0.02)]
    return [
        layer("pools", "colour", pools),
        layer("strokes", "colour", strokes),
        layer("loose lines", "line", [filled([polyline(r) for r in fine], bird.paint.ink, 0.85), *ink]),
    ]


def ruled(bird: Rig, layers: Sequence[Layer]) -> list[Layer]:
    """Geometric: every feather a tapering blade of flat facets, its ridge between a lit and a dark side."""
    return [layer(each.name, each.ink, [cut for s in each.shapes for cut in _facets(bird, s)]) for each in layers]


def _facets(bird: Rig, shape: Shape) -> Shapes:
    """A shape's feathers as blades, by way of their two edges; what is no feather stays, its curves straightened."""
    if not isinstance(shape.fill, Linear):
        return [shape] if opaque(shape.fill) and len(shape.outlines) < 3 else []
    sides: dict[str, list[Outline]] = {}
    start, run = np.array(shape.fill.start), np.subtract(shape.fill.end, shape.fill.start)
    for outline in shape.outlines:
        ring = flattened(outline)
        # An odd number of points ends in a tip that both edges share.
        half = (len(ring) + 1) // 2
        a, b = ring[:half], np.concatenate([ring[half:], ring[half - 1 : half][: len(ring) % 2]])[::-1]
        b = np.roll(b, -1, axis=0) if len(ring) % 2 else b
        n = 9 if half > 16 else 3 if len(shape.outlines) < 4 else 2
        at = np.linspace(0, half - 1, n + 1) if n > 3 else np.array([0, 0.4, 0.75, 1])[[*range(n), 3]] * (half - 1)
        i = np.round(at).astype(int)
        mid = (a[i] + b[i]) / 2
        for k in range(n):
            for side in (a[i], b[i]):
                facet = np.stack([mid[k], side[k], side[k + 1], mid[k + 1]])
                out = facet[1:3].mean(0) - facet[[0, 3]].mean(0)
                lit = float(-(out @ SHADE) / max(float(np.hypot(*out)), 1e-6))
                where = float((facet.mean(0) - start) @ run / max(float(run @ run), 1e-9))
                flat_ = shade(shape.fill, round(where * 5) / 5)
                tint = mix(
                    flat_, "#fff0c8" if lit > 0 else bird.paint.ink, round(abs(lit) * 2) / 2 * (0.16 + 0.2 * (lit < 0))
                )
                sides.setdefault(tint, []).append(Outline(facet.round(1 if bird.feeling.size > 150 else 2)))
    return [bird.paint.inked(many, tint, 0.5 * bird.paint.edge) for tint, many in sides.items()]
