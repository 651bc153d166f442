"""A sewing needle whose thread sews the skin, stitch by stitch."""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, filled, stroked
from markgen.motifs._needle.inks import INK
from markgen.motifs._needle.manner import manner
from markgen.motifs._needle.pose import pose, stitched, young
from markgen.motifs._needle.skin import under
from markgen.motifs._needle.steel import needle, shadow
from markgen.motifs._needle.stitches import thickness
from markgen.motifs._needle.thread import DIP, Strand, cord, fibres, knot, sew, unravelled
from markgen.values import Feeling, Ground, Layer, layer

FILLS = {"none", "black", "dots", "wax", "wash", "facets", "flats"}
"""Styles drawn here: without colour, thread is black; in washes it bleeds."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The needle in the skin, its thread through the eye, and the seam sewn so far."""
    how = manner(feeling)
    p = pose(ground, feeling, how, chance)
    plain = not feeling.style.colour
    soft = feeling.style.fill == "natural"
    tints = [INK] if plain else [feeling.tint(c) for c in how.threads]
    heavy = float(np.clip(feeling.style.mid / 0.45, 0.85, 1.15)) if plain else 1.0
    bold = how.thick * feeling.mood.hand.weight * heavy * (1 + 0.5 * young(feeling))
    width = max(min(thickness(stitched(p, how, chance.seed)) * bold, 0.255 + 0.10 * young(feeling)) * p.stitch, 0.16)
    sewn = sew(p, how, len(tints), feeling.mood.hand.wobble, chance)
    last = knot(p, width)
    # Over the rim of the eye, then free; the loop that it lies in passes over itself.
    lead, cut = p.lead, int(0.55 * len(p.lead))
    over = p.beside_steel(lead[6 : cut + 3])
    frays = [unravelled(p.tail, width, chance("tail")), unravelled(last[0].path, width, chance("end"))]
    frays += [unravelled(path, 0.8 * width, chance("torn", i)) for i, path in enumerate(sewn.torn)]
    hairs = [hair for some in frays for hair in some]
    stray = [] if plain else fibres(sewn.loops, width, chance("fibres"))
    last.append(Strand(lead[cut:], thick=0.95, ends=(1.0, DIP), nib=0.3))
    slack = [Strand(path, thick=0.95, nib=0.3) for path in (*over, *p.beside_steel(p.tail))]
    return [
        *([layer("cast", "shade", shadow(p, 0.09 * feeling.birth(0.2, 0.3) * (1 - young(feeling))))] if soft else ()),
        *under(p, feeling, how, sewn, width, chance),
        *cord("seam", [*sewn.loops, *slack], feeling, tints, width),
        layer(
            "frayed",
            "line" if plain else "colour",
            [filled(hairs, tints[0]), stroked(stray, tints[0], max(0.13 * width, 0.06))],
        ),
        *cord("seam over", [*sewn.overs, *last], feeling, tints, width),
        *needle(p, feeling),
        *cord("threaded", [Strand(lead[:12], thick=0.95, nib=0.3)], feeling, tints, width),
    ]
