"""What a mark means, in a sentence or two: its alt text, and the words in its files."""

from __future__ import annotations

import re

from markgen.profile import Axes, Profile

_STRENGTH = (
    (0.0, "no feeling at all"),
    (0.08, "a first flicker"),
    (0.22, "a passing fondness"),
    (0.40, "a small, stubborn feeling"),
    (0.58, "a feeling that has taken root"),
    (0.76, "a strong and settled feeling"),
    (0.92, "a great feeling"),
    (1.01, "a feeling with nothing left outside it"),
)

_IMAGE = {
    "heart": "an anatomical heart",
    "flame": "rippling flames",
    "sun": "a sun",
    "eclipse": "an eclipsed sun, a ring of light round black",
    "galaxy": "skin torn open on a galaxy",
    "needle": "a sewing needle, its thread drawn through the skin",
    "star": "a hand-drawn star",
    "gem": "a faceted gem",
    "pearl": "a scatter of tiny marks, each another's",
    "bird": "a bird about to lift off",
    "phoenix": "a phoenix with its wings spread",
    "guttering-flames": "flames that have all but gone out",
    "glitter-stars": "hand-drawn stars that glisten",
    "tiny-heart": "a plain small heart",
    "tear": "skin torn open on a sky",
}

_BOND = {
    "romantic": "between lovers",
    "platonic": "between friends",
    "familial": "within a family",
    "rivalry": "between rivals",
    "admiration": "from an admirer",
}


def title(said: Profile) -> str:
    """A short name, such as `flame of devotion on the upper arm`."""
    if said.name:
        return said.name
    return f"{said.motif} of {_tone(said)} on the {said.region.replace('-', ' ')}"


def reading(said: Profile) -> str:
    """A sentence or two: what is seen, where, and what it says of whose feeling."""
    where = f"{said.side} {said.region.replace('-', ' ')}"
    if said.intensity == 0:
        return f"Bare skin on the {where}: no one's feeling shows here, and nothing is missing."
    strength = next(words for limit, words in _STRENGTH if said.intensity <= limit)
    image = _IMAGE.get(said.motif) or _with_article(said.motif.replace("-", " "))
    # "Anna's dark, quiet feeling": the article goes where somebody's name comes before it.
    whose = f"{said.giver}'s {re.sub('^an? ', '', _tone(said))}" if said.giver else _tone(said)
    for_whom = f" for {said.bearer}" if said.bearer else ""
    bond = f", {_BOND[said.bond]}" if said.bond else ""
    seen = image[0].upper() + image[1:]
    return f"{seen} on the {where}. It is {whose}{for_whom}: {strength}{bond}."


def _with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _tone(said: Profile) -> str:
    if isinstance(said.tone, Axes):
        warm = "a bright" if said.tone.valence > 0.2 else "a dark" if said.tone.valence < -0.2 else "an unnamed"
        quick = "restless" if said.tone.arousal > 0.2 else "quiet" if said.tone.arousal < -0.2 else "steady"
        return f"{warm}, {quick} feeling"
    return said.tone
