"""A scrappy five-pointed star in a small child's felt pen; in grown hands, one of many engraved stars.

The child's is one line through five corners, and a side gone over again. Strong feelings make its pen fatter, give it
small companions in the same pen, and put flakes of foil into the ink. Grown hands have a dozen designs, of which the
seed takes one that suits the feeling.
"""

from __future__ import annotations

from markgen.draw import Album, Chance, Page, own_hand
from markgen.motifs._star.broken import drowned, fading, falling, shards, thorned
from markgen.motifs._star.child import child
from markgen.motifs._star.ruled import burst, crescent, nautical, north, origami, polestar, woven
from markgen.motifs._star.skies import constellation, hanging, shooting, tumbling, wreath
from markgen.values import Feeling, Ground, Layer

FILLS = {"none", "black", "dots", "facets", "wax"}
FORMS = {"glitter-stars": "The child's star with glitter in its ink, and two small companions."}

ALBUM = Album[Page](
    glad=(
        *(shooting, polestar, wreath, origami, constellation, crescent),
        *(tumbling, north, hanging, burst, woven, nautical),
    ),
    ruled=(
        *(origami, north, woven, polestar, burst, nautical),
        *(constellation, crescent, wreath, shooting, hanging, tumbling),
    ),
    far=(constellation, shooting, hanging, crescent, burst),
    sad=(falling, fading, drowned),
    angry=(shards, thorned, burst),
)


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The star as this feeling sees it."""
    hand, tone = own_hand(feeling).kind, feeling.mood.tone
    # A pen is a child's where the feeling is glad and awake; a grown hand's where it looks back or is afraid.
    childish = hand == "crayon" or (hand == "pen" and tone.valence > 0.3 and tone.arousal > 0.2)
    # And whoever is lent wax draws as a child does.
    if childish or feeling.style.fill == "wax" or feeling.form == "glitter-stars":
        return child(ground, feeling, chance)
    page = Page.on(ground, feeling, chance)
    ALBUM.design(feeling, chance.seed)(page)
    return page.plate.layers()
