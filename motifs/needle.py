"""A sewing needle whose thread sews the skin, stitch by stitch."""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, pricks, stroked
from markgen.motifs._needle.inks import INK
from markgen.motifs._needle.manner import manner
from markgen.motifs._needle.pose import pose, sewn_in, young
from markgen.motifs._needle.skin import drawn_open, under
from markgen.motifs._needle.steel import needle
from markgen.motifs._needle.stitches import thickness
from markgen.motifs._needle.thread import Strand, cord, fibres, fray, knot, sew
from markgen.values import Feeling, Ground, Layer, layer

FILLS = {"none", "black", "dots", "wax", "wash", "facets", "flats"}
"""Styles drawn here: without colour, thread is one black line; in facets it runs straight, in washes it bleeds."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The needle in the skin, its thread through the eye, and the seam sewn so far."""
    how = manner(feeling)
    p = pose(ground, feeling, how, chance)
    plain = not feeling.style.colour
    tints = [INK] if plain else [feeling.tint(c) for c in how.threads]
    heavy = float(np.clip(feeling.style.mid / 0.45, 0.85, 1.6)) if plain else 1.0
    bold = how.thick * feeling.mood.hand.weight * heavy * (1 + 0.5 * young(feeling))
    thick = thickness(how.stitch if p.guided else sewn_in(how, chance.seed))
    width = max(min(thick * bold, 0.255) * p.stitch, 0.16)
    sewn = sew(p, how, len(tints), feeling.mood.hand.wobble, chance)
    lead, tail = p.lead, p.tail
    last = knot(p, width)
    ends = fray(tail, width, chance("tail")) + fray(last[0].path, width, chance("end"))
    if how.frayed and sewn.loops:
        ends += fray(sewn.loops[-1].path, width, chance("fray"))
    ends += [] if plain else fibres(sewn.loops, width, chance("fibres"))
    return [
        *under(p, feeling, how, sewn, width, chance),
        *cord(
            "seam", [*sewn.loops, Strand(lead[1::2], thick=0.8), Strand(tail[::2], thick=0.8)], feeling, tints, width
        ),
        layer("frayed", "colour", [stroked(ends, tints[0], 0.2 * width)]),
        # Thread comes up out of the dark.
        layer("depths", "shade", [] if how.wound else pricks(sewn.holes, 0.40 * width * drawn_open(sewn), INK)),
        *cord("seam over", [*sewn.overs, *last], feeling, tints, width),
        *needle(p, feeling),
        *cord("threaded", [Strand(lead[:9:2], thick=0.8)], feeling, tints, width),
    ]
