"""A cut stone that light goes through: its facets show the facets behind, dark or bright by turns.

The stone is a true solid. Light is followed from the eye in through each facet of its crown, from one facet behind to
another, and out into the room: what it meets there is how bright each piece is. Tones are dealt out over the pieces as
a tattoo needs them: some black, the most in colour, and a tenth of bare skin.

Units are about half the stone's width, until `draw` brings them to mm.
"""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, boundary
from markgen.motifs._gem.cast import cast, fire, reach
from markgen.motifs._gem.chain import chain, worn
from markgen.motifs._gem.company import company
from markgen.motifs._gem.facets import edges, facets_inked, glint, rim
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
    # A crayon is too blunt for what is so fine, and what broke off is company enough.
    wax = feeling.style.fill == "wax" or feeling.mood.hand.kind == "crayon"
    alone = wax or (temper == "broken" and bool(seen.cut.rows))
    hung = None if alone else chain(seen, chance)
    loose = [] if alone or hung else company(seen, temper, feeling, chance)
    rims = [np.concatenate(boundary(seen.whole)), *(each.rim for each in loose)]
    if not wax and feeling.style.fill in COLOURED:
        rims.append(reach(seen, feeling))
    stone = set_in(ground, seen, np.concatenate([*rims, hung.reach] if hung else rims), feeling, chance)
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
            layer("chain", "line", worn(stone, hung, ground)),
        ]
    # Washes run: dots under them would be mud, and lines stay on top.
    washed = feeling.style.name == "watercolour"
    return [
        *([] if washed else cast(stones)),
        layer("stone", "colour", [shape for each in stones for shape in facets_inked(each)]),
        layer("deeps", "shade", [shape for each in stones for shape in facets_inked(each, deep=True)]),
        layer("cut", "line" if washed else "shade", [shape for each in stones for shape in (*edges(each), *rim(each))]),
        layer("glint", "white", glint(stone)),
        layer("chain", "line", worn(stone, hung, ground)),
        layer("wound", "shade", wound(stone)),
        *fire(stone),
        *ember(stone),
    ]
