"""How a mood burns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from markgen.draw import INK, Ramp, mix
from markgen.values import Feeling

FIRE = ("#120302", "#400601", "#7c0c00", "#b81c00", "#ee5000", "#ff8c00", "#ffd000", "#fff400")
"""From the tips, where fire is coolest, to its core."""

GAS = ("#070d24", "#0f2560", "#1648ae", "#1f7adf", "#45aef2", "#8bdaf8", "#cdf3ff", "#f6feff")
"""A blue and steady fire, for calm."""

MAGIC = ("#160a36", "#44179a", "#7a35dc", "#3f6fee", "#1cb4cf", "#4fe0a2", "#c4fbb0", "#fafff0")
"""A fire of metal salts: violet tips, blue, and green at the core, for wonder."""

EMBER = ("#0e0a0a", "#2c100c", "#6a150a", "#ab2608", "#e2540a", "#fb8f10", "#ffb818", "#ffd850")
"""A fire that goes out: char, deep red, dull orange, and a little light left within."""

GUTTERS = 0.3
"""How far a fire must have gone out to be one that dies."""

LIGHT = np.array([-0.8, -0.6])
"""Where light comes from: things are darker and their outline heavier on the other side."""


@dataclass(frozen=True)
class Look:
    """How a mood burns.

    fire: its colours, from tip to core. ink: of its outlines. line: their weight, 1 as a rule. sway: how far tongues
    swing, 1 as a rule. slim: how broad they are, 1 as a rule. tall: how high a fire that stands alone is, 1 as a rule.
    lean: how far it leans, mm for each mm of its height. many: the share of its tongues that it has. jag: 0 gentle to
    1 violent: more licks, long and hooked. gutter: 0 burning to 1 going out. dead: of that, 1 when nothing glows any
    more. vigil: it burns on as one flame. bare: black and skin only. wax: in crayon. smokes: whether
    it has any smoke. smoke: its colour.
    """

    fire: Ramp
    ink: str
    line: float
    sway: float
    slim: float
    tall: float
    lean: float
    many: float
    jag: float
    gutter: float
    dead: float
    vigil: bool
    bare: bool
    wax: bool
    smokes: bool
    smoke: str


def hot(feeling: Feeling, natural: Sequence[str]) -> Ramp:
    """Colours of a fire as a mood sees them, the less the hotter they are: a heart turned red, or paled,
    is the colour of skin."""
    own = np.linspace(0.2, 0.95, len(natural)) * float(np.clip(2 * feeling.mood.chroma - 1, 0, 1))
    return Ramp(tuple(mix(feeling.tint(c), c, float(k)) for c, k in zip(natural, own, strict=True)))


def look_of(feeling: Feeling) -> Look:
    """What the mood makes of fire."""
    mood, tone = feeling.mood, feeling.mood.tone
    jag = float(np.clip(4 * max(tone.arousal - 0.4, 0) * max(-tone.valence, 0), 0, 1))
    shadow = mood.light.shadow if mood.light.kind == "shadowed" else 0.0
    gutter = max(shadow, 0.8 * (feeling.form == "guttering-flames")) * (1 - jag)
    cool = 150 < mood.hue < 330 and tone.valence > 0.1 and mood.chroma > 0
    if gutter > GUTTERS:
        own = [min(0.3 + 0.2 * i, 0.97) * (1 + 5 * min(mood.lift + 0.1, 0)) for i in range(len(EMBER))]
        fire = Ramp(tuple(mix(feeling.tint(c), c, k) for c, k in zip(EMBER, own, strict=True)))
    elif jag > 0.3:
        fire = hot(feeling, ("#0a0304", "#240507", "#5e0a0a", *FIRE[2:6], "#ffc400"))
    elif cool:
        fire = feeling.ramp(*(GAS if mood.light.kind == "plain" else MAGIC))
    else:
        fire = hot(feeling, FIRE)
    dead = gutter * float(np.clip(-10 * mood.lift - 1, 0, 1))
    soft = float(np.clip(4 * (mood.lift - 0.08), 0, 1))
    crayon = mood.hand.kind == "crayon"
    pen = mood.hand.kind == "pen"
    return Look(
        fire=fire,
        ink=mix(INK, fire(0.16), max(0.8 * soft, 0.9 * crayon)),
        line=1 - 0.4 * soft - 0.3 * pen,
        sway=float(np.clip(0.86 + 0.22 * tone.arousal, 0.55, 1.1)),
        slim=1 + 0.12 * soft - 0.28 * pen - 0.2 * jag,
        tall=float(np.clip(1 - 0.34 * soft + 0.4 * pen - 0.12 * tone.arousal, 0.66, 1.45)),
        lean=0.28 * pen * float(np.clip(1 - 1.2 * tone.valence, 0, 1)),
        many=1 - 0.3 * soft - 0.35 * pen - 0.3 * crayon,
        jag=jag,
        gutter=gutter,
        dead=dead,
        # Grief keeps watch where despair lets it go out.
        vigil=gutter > GUTTERS and dead == 0 and feeling.form != "guttering-flames",
        bare=(mood.chroma == 0 and feeling.style.colour) or feeling.style.fill in ("none", "black"),
        wax=crayon,
        # Facets would turn it to splinters.
        smokes=feeling.style.name != "geometric",
        smoke=feeling.tint("#3c3a3f"),
    )
