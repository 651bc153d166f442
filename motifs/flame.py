"""Rippling tongues of fire, climbing and turning; round a limb they close into a sleeve."""

from __future__ import annotations

from markgen.draw import Chance, around
from markgen.motifs._flame.blaze import Blaze
from markgen.motifs._flame.crayon import waxed
from markgen.motifs._flame.designs import standing
from markgen.motifs._flame.dying import dying
from markgen.motifs._flame.hand import lined
from markgen.motifs._flame.look import GUTTERS, look_of
from markgen.motifs._flame.sleeve import climbing
from markgen.motifs._flame.stand import stood
from markgen.motifs._flame.things import Thing
from markgen.motifs._flame.tongue import Tongue
from markgen.values import Feeling, Ground, Layer

FILLS = {"none", "black", "wax"}

FORMS = {"guttering-flames": "A fire going out: char that glows in its cracks, one last small flame, and its smoke."}


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """Fire: alone on a ground, or round a limb."""
    look = look_of(feeling)
    if feeling.size <= 0:
        return []
    fire: list[Tongue]
    things: list[Thing] = []
    # Of facets, what is burnt out would be a mound of them: there the flame itself has turned to char.
    chars = not (look.vigil or (look.dead and not look.smokes))
    if look.gutter > GUTTERS and not look.wax and (ground.wraps or chars):
        return around([each for each in dying(ground, feeling, look, chance) if each.shapes], ground)
    if ground.wraps:
        fire = climbing(ground, feeling, look, chance)
    else:
        fire, things = standing(ground, feeling, look, chance)
    if look.wax:
        layers = waxed(fire, things, feeling, look, chance, ground.wraps)
    elif fire and feeling.style.fill != "none":
        blaze = (
            Blaze.round(fire, ground, feeling, look, chance)
            if ground.wraps
            else Blaze.alone(fire, chance, bool(things), look.smokes)
        )
        grey = look.bare or not feeling.style.colour
        hand = blaze.blacked if feeling.style.fill == "black" else blaze.greyed if grey else blaze.painted
        layers = [*stood(things, feeling, look), *hand(look, chance)]
    else:
        layers = [*stood(things, feeling, look), *lined(fire, feeling, look, chance, ground)]
    return around([each for each in layers if each.shapes], ground)
