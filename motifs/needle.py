"""A sewing needle whose thread sews the skin, stitch by stitch."""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, curve, oklch, pricks, stroked
from markgen.motifs._needle.inks import INK
from markgen.motifs._needle.manner import manner
from markgen.motifs._needle.pose import pose
from markgen.motifs._needle.skin import under
from markgen.motifs._needle.steel import needle
from markgen.motifs._needle.thread import cord, fray, plies, sew
from markgen.values import Feeling, Ground, Layer, layer

FILLS = {"none", "black", "dots", "wax"}
"""Styles that are drawn here: where they have no colour, the thread is one black line."""


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The needle in the skin, its thread through the eye, and the seam sewn so far."""
    how = manner(feeling)
    p = pose(ground, feeling, how, chance)
    plain = not feeling.style.colour
    tints = [INK] if plain else [feeling.tint(c) for c in how.threads]
    heavy = float(np.clip(feeling.style.mid / 0.45, 0.85, 1.6)) if plain else 1.0
    width = max(0.122 * p.stitch * how.thick * feeling.mood.hand.weight * heavy, 0.16)
    rim = 0.0 if plain else max(min(0.37 * width, 0.62 * feeling.line("mid")), 0.10)
    sewn = sew(p, how, len(tints), feeling.mood.hand.wobble, chance)
    lead = p.lead
    marks = [*[o.points[::3] for _, o in sewn.loops if len(o.points) > 9], lead]
    ply = [] if plain else plies(marks, width, 2.4 * width)
    ends = fray(p.tail, width, chance("tail"))
    if how.frayed and sewn.loops:
        ends += fray(np.asarray(sewn.loops[-1][1].points[::3]), width, chance("fray"))
    dark = max(oklch(t)[0] for t in tints) < 0.35
    return [
        *under(p, feeling, how, sewn, width, chance),
        *cord("seam", [*sewn.loops, *((0, curve(o, False)) for o in (lead[1::2], p.tail[::2]))], tints, width, rim),
        layer("frayed", "line", [stroked(ends, INK, 0.35 * width)]),
        *cord("seam over", sewn.overs, tints, width, rim),
        layer("holes", "shade", [] if how.wound else pricks(sewn.holes, sewn.shares * 0.5 * width, INK)),
        layer("plies", "white" if dark else "line", [stroked(ply, "#ffffff" if dark else INK, 0.26 * width, 0.75)]),
        *needle(p, feeling, chance),
        *cord("threaded", [(0, curve(lead[:7:2], False))], tints, width, rim),
    ]
