"""The heart as old flash has it: its planes in flat inks and black, and bold lines between its parts."""

from __future__ import annotations

from dataclasses import replace

from markgen.draw import BOTTLES, bottle, filled, flat, polyline, stroked
from markgen.motifs._heart.edges import rims
from markgen.motifs._heart.inks import INKS
from markgen.motifs._heart.planes import hatching, polygons
from markgen.motifs._heart.pose import Place
from markgen.motifs._heart.seen import Seen
from markgen.values import Layer, Outline, Shape, layer

BLACK, WHIPPED, BARE = 0.30, 0.46, 0.80
"""Planes darker than the first are black, to the second whipped with black, and from the third on skin."""

BOLD = 0.019, 2.8
"""Width of the outline, of the mark's size, and at most, mm."""


def flashed(seen: Seen, place: Place, frame: Layer, black: str) -> list[Layer]:
    """The layers of the mark, from deep to top."""
    feeling = place.nature.feeling
    bold, mid = min(BOLD[0] * feeling.size, BOLD[1]), min(feeling.line("mid"), 0.011 * feeling.size)
    strength, deep = feeling.birth(0.22, 0.2), feeling.birth(0.32, 0.25)
    flats: dict[str, list[Outline]] = {}
    blacks: list[Outline] = []
    for ink, light, _, ring in seen.facets:
        if light < BARE and (color := bottle(feeling.tint(INKS[ink][3]))) in BOTTLES:
            flats.setdefault(color, []).append(polyline(ring))
        if light < BLACK and deep > 0.02:
            # Black swells from the middle of its plane.
            blacks.append(polyline(ring.mean(0) + (ring - ring.mean(0)) * deep))
    laid: list[Shape | None] = [
        Shape(tuple(made), fill=(paint := flat(color, strength)), stroke=paint if strength == 1 else None, width=0.1)
        for color, made in sorted(flats.items())
    ]
    laid.append(Shape(tuple(blacks), fill=flat(black), stroke=flat(black), width=0.1) if blacks else None)
    dim = [facet for facet in seen.facets if BLACK <= facet.light < WHIPPED]
    apart = rims(seen.rims, 1.5 * mid, 0.8 * mid, place.nature.birth(0.3, 0.3), place.scale, seen.lost)
    return [
        frame,
        layer("flats", "colour", laid),
        layer("whip", "shade", hatching(replace(seen, facets=dim), place, black, 0.6 * mid)),
        layer("holes", "shade", [filled(polygons(seen.casts), black, deep), filled(polygons(seen.holes), black)]),
        layer(
            "lines",
            "line",
            [
                stroked(polygons(seen.grooves), black, mid * feeling.birth(0.16, 0.3)),
                stroked(polygons(seen.walls), black, mid * feeling.birth(0.55, 0.3)),
                stroked(polygons(ring for _, ring in seen.mouths), black, mid * strength),
                filled(apart, black),
            ],
        ),
        layer("outline", "line", [stroked(seen.whole, black, bold)]),
    ]
