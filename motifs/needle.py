"""A sewing needle whose thread sews the skin, stitch by stitch."""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, filled, stroked
from markgen.motifs._needle.crayon import scrawled
from markgen.motifs._needle.inks import INK, dye
from markgen.motifs._needle.manner import manner
from markgen.motifs._needle.pose import pose, stitched, young
from markgen.motifs._needle.skin import under
from markgen.motifs._needle.steel import needle, shadow
from markgen.motifs._needle.stitches import chain, thickness
from markgen.motifs._needle.thread import Strand, cord, fibres, knot, parted, sew, unravelled
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
    heavy = float(np.clip(0.85 * feeling.style.mid / 0.45, 0.6, 1.0)) if plain else 1.0
    bold = how.thick * feeling.mood.hand.weight * heavy * (1 + 0.2 * young(feeling))
    thick, most = thickness(stitched(p, how, chance.seed)), 0.16 + 0.02 * young(feeling)
    if p.guided and how.stitch is chain:
        # Its stitches are small there, its thread is the same.
        thick, most = 1.2 * thick, 1.2 * most
    width = max(min(thick * bold, most) * p.stitch, 0.2)
    sewn = sew(p, how, len(tints), feeling.mood.hand.wobble, chance)
    last = knot(p, how, width)
    # Over the rim of the eye, then free; the loops that it lies in pass over themselves.
    over, lead = p.threaded(2.0 * width), p.lead
    pieces = [lead[: int(0.47 * len(lead))], lead[int(0.54 * len(lead)) :]] if how.snapped else [lead]
    free, nib = (0.85, 0.6) if p.guided else (0.95, 0.35)
    slack = [
        Strand(part, thick=free, nib=nib, focus=0.35, ends=(1.0, 1.0))
        for piece in [*pieces, p.tail]
        for bit in parted(piece, 0.60 * width)
        for part in p.beside_steel(bit)
    ]
    ends = [p.tail, last[0].path, *([pieces[0], pieces[1][::-1]] if how.snapped else ())]
    frays = [unravelled(path, width, chance("end", i)) for i, path in enumerate(ends)]
    frays += [unravelled(path, 0.8 * width, chance("torn", i)) for i, path in enumerate(sewn.torn)]
    hairs = [hair for some in frays for hair in some]
    stray = [] if plain else fibres([*slack, *sewn.loops[:4]], width, chance("fibres"))
    rim = 0.12 * width
    if feeling.style.fill == "wax":
        strands = [*sewn.loops, *sewn.overs, *slack, *last, Strand(over)]
        return scrawled(p, strands, tints, width, feeling, chance)
    return [
        *([layer("cast", "shade", shadow(p, 0.09 * feeling.birth(0.2, 0.3) * (1 - young(feeling))))] if soft else ()),
        *under(p, feeling, how, sewn, width, chance),
        *cord("seam", sewn.loops, feeling, tints, width),
        layer(
            "frayed",
            dye(tints),
            [filled(hairs, tints[0]), stroked(stray, tints[0], max(0.10 * width, 0.05))],
        ),
        *cord("seam over", sewn.overs, feeling, tints, width, rim),
        *cord("slack", [*slack, *last], feeling, tints, width),
        *needle(p, feeling),
        *cord("threaded", [Strand(over, thick=free, nib=nib, focus=0.6)], feeling, tints, width, rim),
    ]
