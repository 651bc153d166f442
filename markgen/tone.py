"""The tone of a feeling: where it stands on valence, arousal and dominance, and what that does to a picture.

Named tones take their place from A. Warriner, V. Kuperman, M. Brysbaert, "Norms of valence, arousal, and
dominance for 13,915 English lemmas", Behavior Research Methods 45 (2013): the mean rating (1 to 9) of the
tone's own word. Valence and dominance are rescaled as (x - 5) / 4. Arousal ratings crowd the lower half
of their scale (mean 4.21), so they are rescaled as (x - 4.21) / 2.4. What leaves an axis is held at its end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np

from markgen import color
from markgen.errors import InputError, unknown
from markgen.style import Style

HandKind = Literal["crayon", "pen", "crisp", "painterly"]
LightKind = Literal["radiant", "plain", "shadowed", "glistening"]

SOURCE = "Warriner, Kuperman & Brysbaert 2013"


@dataclass(frozen=True)
class Tone:
    """A place on the three axes of feeling, each from -1 to 1.

    valence: unpleasant to pleasant. arousal: calm to excited. dominance: overwhelmed to in control.
    """

    name: str
    valence: float
    arousal: float
    dominance: float
    gloss: str = ""
    word: str = ""


@dataclass(frozen=True)
class Hand:
    """How a line is drawn.

    kind: the tool. wobble: 0 (ruled) to 1 (a small child's). weight: multiplies every line's width.
    corners: 0 (all curves) to 1 (all points). B. Sievers et al., "A multi-sensory code for emotional
    arousal" (2019): people drew anger with 23 corners on average and sadness with 6.6.
    """

    kind: HandKind
    wobble: float
    weight: float
    corners: float


@dataclass(frozen=True)
class Light:
    """What falls on the mark: its kind, and how much it glows and is shadowed, each 0 to 1."""

    kind: LightKind
    glow: float
    shadow: float


@dataclass(frozen=True)
class Mood:
    """A tone, resolved: what it does to colour, line and light.

    chroma: multiplies the chroma of a motif's natural colours. lift: moves their OKLab lightness.
    hue, pull: the hue in degrees they lean towards, and how far (0 to 1).
    palette: five colours of the tone's own, from deep to bright, for what has no natural colour.
    """

    tone: Tone
    chroma: float
    lift: float
    hue: float
    pull: float
    palette: tuple[str, ...]
    hand: Hand
    light: Light

    def tint(self, hex_color: str) -> str:
        """A natural colour as this mood sees it."""
        return _tint(self.chroma, self.lift, self.hue, self.pull, hex_color)


def _norm(word: str, valence: float, arousal: float, dominance: float, name: str, gloss: str) -> Tone:
    v, a, d = (
        round(min(max(x, -1.0), 1.0), 3) for x in ((valence - 5) / 4, (arousal - 4.21) / 2.4, (dominance - 5) / 4)
    )
    return Tone(name, v, a, d, gloss, word)


_TONES = (
    _norm("joy", 8.21, 5.55, 7.00, "joy", "delight with nothing held back"),
    _norm("playful", 7.63, 5.89, 6.81, "playfulness", "a child's fun, scrawled in crayon"),
    _norm("affection", 7.89, 5.64, 6.60, "affection", "warm and close, written in ink"),
    _norm("admiration", 7.58, 5.52, 6.11, "admiration", "regard from a step away, exact and clear"),
    _norm("devotion", 6.00, 4.73, 6.30, "devotion", "a love that has decided"),
    _norm("tenderness", 6.89, 3.10, 5.08, "tenderness", "a soft hand on a sore place"),
    _norm("passion", 7.53, 6.08, 6.23, "passion", "a feeling at full burn"),
    _norm("desire", 7.05, 6.20, 6.07, "desire", "heat that leans towards someone"),
    _norm("wonder", 6.68, 4.38, 6.44, "wonder", "eyes wide before something vast"),
    _norm("awe", 6.85, 3.83, 5.85, "awe", "quiet before something greater"),
    _norm("hope", 7.48, 5.29, 6.78, "hope", "light at the edge of things"),
    _norm("gratitude", 6.67, 5.09, 6.71, "gratitude", "a gift remembered"),
    _norm("trust", 7.24, 4.30, 6.95, "trust", "weight leaned without looking"),
    _norm("calm", 6.89, 1.67, 7.44, "calm", "still water"),
    _norm("pride", 6.50, 5.54, 5.83, "pride", "head up, for someone's sake"),
    _norm("nostalgia", 6.65, 4.38, 5.36, "nostalgia", "the warmth of what is gone"),
    _norm("yearn", 5.95, 3.73, 5.18, "longing", "a reach across a distance"),
    _norm("rivalry", 4.57, 5.05, 5.64, "rivalry", "the one who makes you better"),
    _norm("melancholy", 3.74, 4.13, 3.96, "melancholy", "rain at a window"),
    _norm("grief", 2.33, 4.95, 3.26, "grief", "love with nowhere to go"),
    _norm("despair", 3.61, 4.64, 4.05, "despair", "the light put out"),
    _norm("jealousy", 2.58, 5.45, 3.89, "jealousy", "a green and watchful ache"),
    _norm("fear", 2.93, 6.14, 3.32, "fear", "a held breath"),
    _norm("anger", 2.50, 5.93, 5.14, "anger", "a heat that wants out"),
)

# Hue in OKLCH degrees and how strongly colours lean to it. From the review of 132 papers by D. Jonauskaite and
# C. Mohr (2025): red is power at either sign, yellow and orange joy, blue and green calm, pink love, grey low.
_LEAN: dict[str, tuple[float, float]] = {
    "joy": (88, 0.16),
    "playfulness": (70, 0.10),
    "affection": (5, 0.25),
    "admiration": (260, 0.0),
    "devotion": (35, 0.08),
    "tenderness": (355, 0.42),
    "passion": (25, 0.18),
    "desire": (12, 0.45),
    "wonder": (305, 0.10),
    "awe": (280, 0.30),
    "hope": (165, 0.30),
    "gratitude": (75, 0.30),
    "trust": (230, 0.32),
    "calm": (210, 0.55),
    "pride": (310, 0.32),
    "nostalgia": (65, 0.45),
    "longing": (275, 0.55),
    "rivalry": (240, 0.35),
    "melancholy": (255, 0.60),
    "grief": (262, 0.62),
    "despair": (280, 0.50),
    "jealousy": (140, 0.55),
    "fear": (120, 0.40),
    "anger": (27, 0.50),
}

_HAND: dict[str, HandKind] = {
    "joy": "crayon",
    "playfulness": "crayon",
    "affection": "pen",
    "gratitude": "pen",
    "longing": "pen",
    "nostalgia": "pen",
    "melancholy": "pen",
    "admiration": "crisp",
    "rivalry": "crisp",
    "pride": "crisp",
    "trust": "crisp",
    "fear": "pen",
}

_LIGHT: dict[str, LightKind] = {
    "affection": "glistening",
    "tenderness": "glistening",
    "admiration": "plain",
    "rivalry": "plain",
    "trust": "plain",
    "calm": "plain",
    "nostalgia": "plain",
}

_CHROMA: dict[str, float] = {
    "admiration": 0.0,
    "rivalry": 0.25,
    "tenderness": 0.62,
    "grief": 0.34,
    "despair": 0.16,
    "melancholy": 0.42,
    "nostalgia": 0.6,
    "longing": 0.7,
    "anger": 1.25,
    "passion": 1.15,
}

_LIFT: dict[str, float] = {"tenderness": 0.13, "anger": -0.05, "despair": -0.20, "grief": -0.10}


def tones() -> tuple[Tone, ...]:
    """Every named tone, from the most pleasant side of the circle to the least."""
    return _TONES


def named(name: str) -> Tone:
    """The tone called `name`. InputError, with the nearest name, when there is none."""
    for tone in _TONES:
        if tone.name == name:
            return tone
    raise InputError(unknown("tone", name, (t.name for t in _TONES)))


@lru_cache(maxsize=256)
def mood(tone: Tone) -> Mood:
    """What a tone does to a picture. Unnamed tones take after the named ones near them on the axes."""
    lean, pull = _blend_lean(tone)
    bright, vivid = _brightness_saturation(tone)
    near = _nearest(tone)
    chroma = _CHROMA.get(near.name, float(np.clip(1.0 + 0.3 * vivid, 0.3, 1.25)))
    lift = _LIFT.get(near.name, 0.06 * bright)
    shadow = float(np.clip((-tone.valence - 0.05) / 0.5, 0, 1)) * (1.0 if tone.dominance < 0.0 else 0.25)
    glow = float(np.clip(0.35 + 0.55 * tone.valence + 0.25 * tone.arousal, 0, 1))
    kind: HandKind = _HAND.get(near.name, "painterly")
    light: LightKind = _LIGHT.get(near.name, "shadowed" if shadow > 0.3 else "radiant" if glow > 0.4 else "plain")
    childish = near.name in ("joy", "playfulness")
    corners = float(np.clip(0.35 + 0.45 * tone.arousal - 0.35 * tone.valence, 0, 1))
    hand = Hand(
        kind,
        wobble=0.8 if childish else 0.0 if kind == "crisp" else 0.2 + 0.2 * max(-tone.dominance, 0.0),
        weight=float(np.clip(1.0 + 0.22 * tone.dominance + 0.12 * tone.arousal - 0.1 * max(tone.valence, 0), 0.7, 1.3)),
        corners=1.0 if kind == "crisp" else corners,
    )
    palette = tuple(
        color.from_oklch(float(np.clip(l + 0.6 * lift, 0.08, 0.97)), c * min(chroma, 1.2), lean + d)
        for l, c, d in ((0.25, 0.07, -14), (0.42, 0.14, -6), (0.58, 0.18, 0), (0.74, 0.14, 14), (0.90, 0.07, 28))
    )
    return Mood(tone, chroma, lift, lean, pull, palette, hand, Light(light, glow, shadow))


def styled(felt: Mood, style: Style) -> Mood:
    """The mood as a style executes it: the style's own hand, and no colour where it knows only black."""
    hand = felt.hand
    if style.hand is not None and style.hand != hand.kind:
        wobble = {"crayon": 0.8, "crisp": 0.0}.get(style.hand, min(hand.wobble, 0.3))
        hand = replace(hand, kind=style.hand, wobble=wobble, corners=1.0 if style.hand == "crisp" else hand.corners)
    if style.colour:
        return replace(felt, hand=hand)
    grey = tuple(color.from_oklch(color.oklch(c)[0], 0.0, 0.0) for c in felt.palette)
    return replace(felt, hand=hand, chroma=0.0, pull=0.0, palette=grey)


@lru_cache(maxsize=16384)
def _tint(chroma: float, lift: float, hue: float, pull: float, hex_color: str) -> str:
    l, c, h = color.oklch(hex_color)
    a = np.radians(h)
    b = np.radians(hue)
    x = (1 - pull) * np.cos(a) + pull * np.cos(b)
    y = (1 - pull) * np.sin(a) + pull * np.sin(b)
    turned = float(np.degrees(np.arctan2(y, x)) % 360)
    # Lift bends towards the ends of the scale rather than clipping, so black stays black and white white.
    lifted = l + lift * 4 * l * (1 - l)
    return color.from_oklch(float(np.clip(lifted, 0, 1)), c * chroma, turned)


def _distance(a: Tone, b: Tone) -> float:
    return float(np.hypot(np.hypot(a.valence - b.valence, a.arousal - b.arousal), a.dominance - b.dominance))


def _nearest(tone: Tone) -> Tone:
    return min(_TONES, key=lambda t: (t.name != tone.name, _distance(t, tone)))


def _blend_lean(tone: Tone) -> tuple[float, float]:
    """Hue and pull: the named tone's own, or the mean of the three nearest, weighted by nearness."""
    if tone.name in _LEAN:
        return _LEAN[tone.name]
    near = sorted(_TONES, key=lambda t: _distance(t, tone))[:3]
    weights = np.array([1 / (_distance(t, tone) + 0.05) for t in near])
    weights /= weights.sum()
    hues = np.radians([_LEAN[t.name][0] for t in near])
    hue = float(np.degrees(np.arctan2(weights @ np.sin(hues), weights @ np.cos(hues))) % 360)
    return hue, float(weights @ [_LEAN[t.name][1] for t in near])


def _brightness_saturation(tone: Tone) -> tuple[float, float]:
    """Brightness and saturation, about -1..1, whose look best matches the tone.

    Least squares over pleasure = .69 B + .22 S, arousal = -.31 B + .60 S, dominance = -.76 B + .32 S:
    P. Valdez and A. Mehrabian, "Effects of color on emotions", J. Exp. Psychol. Gen. 123 (1994). Dominance
    weighs a third of the others: its sign for brightness fights pleasure's.
    """
    weights = np.array([1.0, 1.0, 0.33])
    system = np.array([[0.69, 0.22], [-0.31, 0.60], [-0.76, 0.32]]) * weights[:, None]
    target = np.array([tone.valence, tone.arousal, tone.dominance]) * weights
    solved = np.clip(np.linalg.lstsq(system, target, rcond=None)[0], -1, 1)
    return float(solved[0]), float(solved[1])
