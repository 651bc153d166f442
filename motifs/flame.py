"""Rippling tongues of fire, climbing and turning; round a limb they close into a sleeve."""

from __future__ import annotations

from markgen.draw import Chance, around
from markgen.motifs._flame.ash import drawn, flakes, guttering, smouldering
from markgen.motifs._flame.designs import standing
from markgen.motifs._flame.look import look_of
from markgen.motifs._flame.pen import Pen
from markgen.motifs._flame.sleeve import climbing
from markgen.values import Feeling, Ground, Layer

FILLS = {"none", "black", "wax"}

FORMS = {"guttering-flames": "A fire going out: low, broken, dim as embers, and more smoke than flame."}


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fire: alone on a ground, or round a limb."""
    look = look_of(feeling)
    if feeling.size <= 0:
        return []
    dying = look.gutter > 0.3 and not look.wax
    smokes: list[Layer] = []
    if dying:
        left = guttering(ground, feeling, look, chance) if ground.wraps else smouldering(ground, feeling, look, chance)
        fire, things = left.fire, left.things
        smokes = drawn(left.smokes, feeling, look, chance)
        smokes += flakes(left.ash, 1.5 * feeling.line("bold"), look, chance("flakes"), left.ash_grown)
    elif ground.wraps:
        fire, things = climbing(ground, feeling, look, chance), []
    else:
        fire, things = standing(ground, feeling, look, chance)
    pen = Pen(fire, things, feeling, look, chance, ground.width if ground.wraps else 0.0)
    layers = pen.waxed() if look.wax else pen.burning()
    return around([each for each in (*smokes, *layers) if each.shapes], ground)
