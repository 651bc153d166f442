"""Rippling tongues of fire, climbing and turning; round a limb they close into a sleeve.

A fire that stands alone is a leader, drawn by hand: an S from a pointed root to a hook. A few tongues fork from it or
stand beside it on roots of their own, with skin between, and flick away at their tips. Its colours are flat bands along
the same lines: pale at the root of all, cooler up the fire, black at every tip.

Round a limb a fire is one of many. Tongues leave their stem on both sides, run along with it and flick away, so that
all share one flow. Tongues of one depth are united, and the valleys between them closed to a U; the same tongues,
thinner and shorter, united again, are the flame within that flame, and so on to the core. The stems are helices: bands
of fire with bare skin between them.
"""

from __future__ import annotations

from dataclasses import replace

from markgen.draw import Chance, around, box
from markgen.motifs._flame.leader import standing
from markgen.motifs._flame.look import look_of
from markgen.motifs._flame.pen import Pen
from markgen.motifs._flame.sleeve import climbing
from markgen.motifs._flame.tongue import jagged
from markgen.values import Feeling, Ground, Layer

FORMS = {"guttering-flames": "A fire going out: low, broken, dim as embers, and more smoke than flame."}


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fire: alone on a ground, or round a limb."""
    look = look_of(feeling)
    if feeling.size <= 0:
        return []
    if ground.wraps:
        look = replace(look, many=0.7 * look.many)
    fires = climbing(ground, feeling, look, chance) if ground.wraps else [standing(ground, feeling, look, chance)]
    out: list[list[Layer]] = []
    cover = box(0, 0, 0, 0)
    for number, fire in enumerate(fires):
        pen = Pen(jagged(fire, look.jag), feeling, look, ground.wraps, chance, cover)
        if look.wax:
            made, cover = pen.waxed()
        elif look.gutter > 0.3:
            made, cover = pen.dying(number)
        elif look.bare or look.open:
            made, cover = pen.open()
        elif ground.wraps:
            made, cover = pen.burning()
        else:
            made, cover = pen.blazing()
        out.append([replace(each, name=f"{each.name} {number + 1}") for each in made if each.shapes])
    # What is in front was drawn first, so that the rest keeps clear of it.
    return around([each for made in reversed(out) for each in made], ground)
