"""A cut stone that light goes through: its facets show the facets behind, dark or bright by turns.

The stone is a true solid, and what is seen in each of its windows is found as light would find it: bent at the facet,
and mirrored by the facets behind. Then the tones are dealt out over the pieces as a tattoo needs them: small blacks,
ink that thins out across each facet, and bare skin for the light.

Units are about half the stone's width, until `draw` brings them to mm.
"""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, area, boundary, union
from markgen.motifs._gem.cast import cast, reach
from markgen.motifs._gem.company import company
from markgen.motifs._gem.facets import blacks, edges, facets_inked, fire, glints, grain, rim
from markgen.motifs._gem.plain import plain
from markgen.motifs._gem.setting import COLOURED, beside, set_in
from markgen.motifs._gem.view import tempered_by, view
from markgen.motifs._gem.wax import waxed_lines, waxed_stone
from markgen.motifs._gem.wound import ember, wound
from markgen.values import Feeling, Ground, Layer, layer

FILLS = {"facets", "none", "black", "dots", "flats", "wax"}


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The stone of this seed, as the feeling lights it, and what has come round it."""
    if feeling.size <= 0:
        return []
    temper = tempered_by(feeling)
    seen = view(chance.seed, temper)
    # A crayon is too blunt for a loose stone, and what broke off is company enough.
    blunt = feeling.style.fill == "wax"
    loose = [] if blunt or (temper == "broken" and seen.cut.rows) else company(seen, temper, feeling, chance)
    rims = [np.concatenate(boundary(seen.whole)), *(each.rim for each in loose)]
    stone = set_in(ground, seen, np.concatenate([*rims, reach(rims[0], feeling)]), feeling, chance)
    stones = [stone, *(beside(stone, each) for each in loose)]
    if feeling.mood.hand.kind == "crayon":
        return [
            layer("stone", "colour", [shape for each in stones for shape in waxed_stone(each)]),
            layer("cut", "line", [shape for each in stones for shape in waxed_lines(each)]),
        ]
    if feeling.style.fill not in COLOURED:
        return [
            layer(
                "stone",
                "line" if feeling.style.fill == "none" else "shade",
                [s for each in stones for s in plain(each)],
            ),
            layer("cut", "line", [shape for each in stones for shape in (*rim(each, 0.5), *edges(each))]),
            layer("wound", "line", wound(stone)),
        ]
    glow, shadow = cast(stone, union([area(rim) for rim in rims[1:]]))
    return [
        layer("glow on the skin", "shade", glow),
        layer("shadow", "shade", shadow),
        layer("stone", "colour", [shape for each in stones for shape in facets_inked(each)]),
        layer("edge", "shade", [*grain(stone), *(shape for each in stones for shape in rim(each))]),
        layer("cut", "shade", [*blacks(stone), *(shape for each in stones for shape in edges(each))]),
        layer("wound", "shade", wound(stone)),
        layer("light", "white", [shape for each in stones for shape in glints(each)]),
        layer("fire", "glow", fire(stone)),
        *ember(stone),
    ]
