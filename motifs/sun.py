"""A child's crayon sun, one of many engraved suns, or the sun put out by the moon.

The child's is a ring that misses its own start and a few quick strokes outwards. Grown hands have a dozen designs,
of which the seed takes one that suits the feeling. In despair the moon covers the disc, and its rays give way to the
corona: few long streamers and fine brushes, in strokes and dots.
"""

from __future__ import annotations

from dataclasses import replace

from markgen.draw import Album, Chance, own_hand
from markgen.motifs._sun.broken import dissolving, flares, spikes
from markgen.motifs._sun.child import child
from markgen.motifs._sun.eclipse import eclipse
from markgen.motifs._sun.horizons import behind, deco, far, setting, sinking
from markgen.motifs._sun.ornate import glory, mandala, snail, tarot, two, whirl
from markgen.motifs._sun.page import Page
from markgen.motifs._sun.ruled import needles, orbits, stepped, triangle
from markgen.values import Feeling, Ground, Layer

FILLS = {"none", "black", "dots", "facets", "wax"}
FORMS = {"eclipse": "The sun put out: a black disc, a hair of light with one bead, and the corona."}

DARKEST = -0.15
"""The lift of moods below which the sun is put out: despair's, but not grief's."""

GREEN, KEPT = (100, 220), 0.3
"""Hues, in degrees, of feelings that an engraved sun follows only that far: a green one would be a plant."""

ALBUM = Album[Page](
    glad=(glory, tarot, setting, mandala, whirl, needles, two, deco, stepped, orbits, snail, triangle),
    ruled=(needles, orbits, stepped, deco, triangle, two, mandala, glory, tarot, snail, setting, whirl),
    far=(setting, far, deco, two),
    sad=(sinking, dissolving, behind),
    angry=(flares, spikes, whirl),
    awake=0.1,
)


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The sun as this feeling sees it."""
    dark = feeling.form == "eclipse" or feeling.mood.lift <= DARKEST
    if feeling.style.fill == "wax" or (own_hand(feeling).kind == "crayon" and not dark):
        return child(ground, feeling, chance, dark)
    if dark:
        return eclipse(ground, feeling, chance)
    if GREEN[0] < feeling.mood.hue < GREEN[1]:
        feeling = replace(feeling, mood=replace(feeling.mood, pull=KEPT * feeling.mood.pull))
    page = Page.on(ground, feeling, chance)
    ALBUM.design(feeling, chance.seed)(page)
    return page.plate.layers()
