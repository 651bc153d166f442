"""Skin torn open, and behind it a universe: nebulae, spirals, stars of every size, a supernova."""

from __future__ import annotations

from markgen.draw import Chance, around, mix
from markgen.draw.torn import DERMIS
from markgen.motifs._galaxy.clouds import blacks, blocks, glow, lines, overhang
from markgen.motifs._galaxy.event import event
from markgen.motifs._galaxy.figures import figures
from markgen.motifs._galaxy.looks import look_of
from markgen.motifs._galaxy.openings import wound_of
from markgen.motifs._galaxy.sky import Sky
from markgen.motifs._galaxy.stars import shimmer, stars
from markgen.motifs._galaxy.work import clouds, ends, pepper, strokes, void
from markgen.values import Feeling, Ground, Ink, Layer, Shape, layer

ENGRAVED, SHADED = {"natural", "traditional"}, {"natural", "watercolour", "dotwork"}
"""Styles that can show hatching, and those that shade bare skin at all; the others leave it to its outlines."""

FORMS = {"tear": "A wound that is a window: skin torn open on a sky of stars."}


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The wound, and the sky in it: deep to top."""
    look = look_of(feeling)
    wound = wound_of(ground, feeling, chance, look.wide)
    sky = Sky(wound, look, ground)
    dermis = _raw(feeling, DERMIS, look.ember)
    thread, gleam = wound.sewing()
    shaded, engraved = (feeling.style.name in kinds and not wound.washed for kinds in (SHADED, ENGRAVED))
    crayon = feeling.style.name == "crayon"
    sheets = blocks if crayon else clouds
    bright = stars(sky)
    # Wax and dots are too broad for grain; and where no tone is laid, the depth is black with a spiral left out of it.
    broad, dotted = (feeling.style.name in {kind, "dotwork"} for kind in ("crayon", "blackwork"))
    plain = feeling.style.name == "blackwork"
    parts: list[tuple[str, Ink, list[Shape | None]]] = [
        ("shadow on the skin", "shade", wound.cast() if shaded or engraved else []),
        ("void", "shade", [] if crayon or plain else void(sky)),
        ("stipple", "shade", [] if broad else ends(sky)),
        ("clouds", "colour", [] if plain else [*sheets(sky), *([] if broad else [*strokes(sky), *pepper(sky)])]),
        ("stars", "white", bright),
        ("event", "colour", [] if plain else event(sky)),
        ("shadow of the rim", "shade", [] if crayon or plain else overhang(sky)),
        ("hatching", "shade", wound.hatching() if engraved else []),
        ("cut face", "shade", wound.faces(dermis) if shaded else []),
        ("black between", "line", blacks(sky) if dotted else []),
        ("arms", "line", lines(sky) if feeling.style.name == "fine-line" and not wound.washed else []),
        ("light on the skin", "white", [] if crayon else wound.light()),
        ("rim", "shade" if feeling.style.name == "natural" else "line", wound.rim(0.0 if shaded else 0.5)),
        ("cracks", "shade" if feeling.style.name == "natural" else "line", wound.lines()),
        ("figures", "line", figures(sky)),
        ("thread", "shade", thread),
        ("light on the thread", "white", gleam),
        ("glow", "glow", [] if dotted else glow(sky)),
        ("shimmer", "shimmer", shimmer(sky, bright)),
    ]
    layers = [made for made in (layer(*part) for part in parts) if made.shapes]
    return around(layers, ground)


def _raw(feeling: Feeling, natural: str, ember: float) -> str:
    """A colour of raw skin: it answers the mood less than the sky does, and glows where anger burns it."""
    seen = feeling.tint(natural)
    return seen if feeling.mood.chroma == 0 else mix(mix(seen, natural, 0.6), "#ff5a10", 0.55 * ember)
