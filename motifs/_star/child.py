"""The scrappiest star, as a small child draws it with a felt pen, what the child adds to it, and its companions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import INK, Chance, filled, linear, mix, own_hand, polyline, smooth, wax
from markgen.motifs._star.felt import inked, waxed
from markgen.motifs._star.glitter import Glitter
from markgen.motifs._star.line import Line
from markgen.motifs._star.scrawl import again, scrawl
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

GLAD = "#c2410c"
"""The pen of a child that plays; one that loves writes in black."""

FELT = 0.17
"""Width of a felt pen's line, mm, on a star of 1 mm."""

FINE = 0.65
"""Width of a style's bold lines, mm, below which it has no felt pen."""

COMPANIONS = (0.44, 0.30, 0.0), (0.30, -0.24, 0.35)
"""Of each small star: how large it is, of the star's reach; its lean; and its birth on the way to morning."""

PLACES = ((1.14, -1.06), (1.32, 0.86)), ((1.14, -1.06), (1.58, -0.10)), ((1.14, -1.06), (-1.16, -0.98))
"""Where both of them are; the seed says which."""

FLAT = ["#8a6cd8", "#e070a8", "#f0b850"]
"""Violet, rose and gold, that washes are of in the place of glitter."""

FATTER = 1.7
"""How much broader the pen's line is that has come back with glitter."""


def child(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The scrappiest star, its companions, and the glitter on both."""
    company, waxy = feeling.form == "glitter-stars", feeling.style.fill == "wax"
    # By morning all of it is there; a star that grows by itself gets it when the feeling is strong.
    come = feeling.birth(0.0, 0.5) if company else feeling.birth(0.40, 0.42)
    star, others, twice = _drawn(feeling, chance, come)
    lines = [star, *others, *twice]
    # However the corners fell, and whoever has come, the mark is as long as its feeling.
    ends = [(line.path, line.width[:, None] / 2) for line in lines]
    low, high = np.min([(p - w).min(0) for p, w in ends], axis=0), np.max([(p + w).max(0) for p, w in ends], axis=0)
    unit = 0.985 * feeling.size / float((high - low).max())
    shift = ground.centre - (low + high) / 2 * unit

    def place(p: Points) -> Points:
        made: Points = p * unit + shift
        return made

    in_mm = [line.moved(unit, shift) for line in lines]
    coloured = layer(
        "coloured in", "colour", [_coloured_in(feeling, chance, in_mm[0]), *_washed(feeling, in_mm[: 1 + len(others)])]
    )
    if waxy:
        wax_ink = feeling.tint("#e8590c") if feeling.style.colour else INK
        return [coloured, layer("wax", "colour", [filled(waxed(in_mm, chance), wax_ink, 0.94)])]
    deep = feeling.mood.palette[0 if feeling.mood.tone.valence > 0.3 else 1]
    ink = feeling.tint(GLAD) if feeling.mood.hand.kind == "crayon" and feeling.style.colour else mix(INK, deep, 0.1)
    # A style that lends its hand has no pen to run dry; nor has a star that has come back with glitter.
    thirst = 0.0 if feeling.mood.hand.kind != own_hand(feeling).kind else 1 - come
    drawn = [each for k, line in enumerate(lines) for each in inked(line, place, ink, chance, k, thirst)]
    glitter = Glitter(chance, unit, feeling.size, come)
    for k, line in enumerate(lines):
        # Dots do not show on a black line: they are dust about a fine one.
        glitter.strew(line, k, *([3.2] if feeling.style.fill == "dots" else []))
    glitter.stray(lines)
    return [coloured, layer("pen", "line", drawn), *glitter.layers(feeling, place)]


def _drawn(feeling: Feeling, chance: Chance, come: float) -> tuple[Line, list[Line], list[Line]]:
    """The star, its companions, and the sides gone over twice, in the star's reach. come: how much of morning it is."""
    company, tone = feeling.form == "glitter-stars", feeling.mood.tone
    unease = float(np.clip(-tone.valence * 1.2 + tone.arousal * 0.4, 0, 1))
    # A pen is nearly as fine on a large star as on a small one; a stick of wax is not.
    pen = 0.55 * FELT if feeling.style.bold < FINE else FELT * (FATTER if company else 1 + (FATTER - 1) * come)
    tip = 0.122 * feeling.size**0.64 if feeling.style.fill == "wax" else pen * feeling.size**0.56
    thick = tip * feeling.mood.hand.weight / (0.47 * feeling.size)
    side = 1 if chance("side").random() < 0.5 else -1
    star = scrawl(chance("star"), 1.0, thick, unease)
    twice = again(star, feeling.birth(0.08, 0.25), chance("again"))
    return star, _companions(chance, come, thick, unease, side), twice


def _companions(chance: Chance, come: float, thick: float, unease: float, side: int) -> list[Line]:
    """The small stars that have come, in the same pen."""
    made = []
    for k, (reach, lean, born) in enumerate(COMPANIONS):
        there, each = float(np.clip((come - born) / 0.4, 0, 1)) ** 0.7, chance("companion", k)
        if there > 0.03:
            at = np.array(PLACES[chance.seed % len(PLACES)][k]) * [side, 1] + each.normal(0, 0.03, 2)
            tip = thick * (0.42 + 0.5 * reach)
            made.append(scrawl(each, reach * each.uniform(0.92, 1.08), tip, 0.5 * unease, lean * side).moved(there, at))
    return made


def _coloured_in(feeling: Feeling, chance: Chance, star: Line) -> Shape | None:
    """Yellow wax scribbled over the star, in mm, arm by arm, when the hand is a child's."""
    grown = feeling.birth(0.4, 0.35)
    if grown <= 0.02 or feeling.mood.hand.kind != "crayon" or not feeling.style.colour:
        return None
    rng, stick, n = chance("coloured in"), 0.14 * feeling.size**0.64, 17
    r, marks = np.linspace(-0.08, 0.86, n), []
    for corner in star.corners() - star.hub():
        half = np.interp(r, [-0.05, 0.30, 0.95], [0.16, 0.21, 0.02]) * rng.uniform(0.7, 1.2, n)
        aside = (half * np.where(np.arange(n) % 2, 1, -1))[:, None] * [-corner[1], corner[0]]
        # On paper that begins where the star's middle is, or its grain would swim as the star grows.
        path = smooth(r[:, None] * corner + aside, 160)
        marks += wax(path, stick * grown**0.7, chance("paper"), 0.56, max(0.40 * stick, 0.012 * feeling.size))
    return filled([Outline(o.points + star.hub()) for o in marks], feeling.tint("#ffb400"), 0.92)


def _washed(feeling: Feeling, stars: list[Line]) -> list[Shape | None]:
    """Colour inside the stars, for a style that fills them: what the glitter throws, from violet to gold."""
    if feeling.style.name not in ("watercolour", "traditional") or feeling.mood.hand.kind == "crayon":
        return []
    made = []
    for k, star in enumerate(stars):
        tips = star.outline()
        low, high = tips.min(0), tips.max(0)
        stops = [(share, feeling.tint(hue)) for share, hue in zip((0, 0.5, 1), FLAT[k:] + FLAT[:k], strict=True)]
        made.append(filled(polyline(tips), linear(low, high, *stops)))
    return made
