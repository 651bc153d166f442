"""An anatomical heart cut in facets, grown from one plain heart line.

A faint feeling is the outline of a heart. As it grows the outline leans into four chambers, the great
vessels rise from it, and planes of ink fill in: the far side goes black, the near side stays bare skin, and
hatching and dots lead from one to the other. Nothing is curved once it has grown: every edge is a straight line.
"""

from __future__ import annotations

import numpy as np

from markgen.draw import (
    Chance,
    area,
    boundary,
    circle,
    clean,
    disc,
    filled,
    minus,
    mix,
    moved,
    outlines,
    polyline,
    radial,
    ribbon,
    simplify,
    stroked,
    union,
)
from markgen.motifs._heart.anatomy import CHAMBERS, EMBER, VESSELS
from markgen.motifs._heart.child import child
from markgen.motifs._heart.edges import rims, ruled
from markgen.motifs._heart.flash import flashed
from markgen.motifs._heart.inks import line_ink, tone
from markgen.motifs._heart.nature import nature
from markgen.motifs._heart.parts import chamber, flames, vessel
from markgen.motifs._heart.planes import blacks, facet_lines, hatching, mouths, polygons, washes
from markgen.motifs._heart.pose import LEE, Place, Pose, placed
from markgen.motifs._heart.seen import Facet, Seen, look
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

FILLS = {"none", "black", "dots", "facets", "flats", "wax"}
FORMS = {"tiny-heart": "A plain heart line, which grows into an anatomical heart."}


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A heart in the middle of the ground."""
    if feeling.size <= 0:
        return []
    pose = Pose(nature(feeling, chance))
    if pose.nature.temper.wax:
        return child(pose, ground)
    chambers = [chamber(name, pose) for name in CHAMBERS]
    vessels = [v for name in VESSELS if (v := vessel(name, pose)) is not None]
    fire = flames(pose)
    tips = [ring for v in vessels for ring, _ in v.tips]
    ends = [path for path, _ in pose.line()] if pose.hand > 0 else []
    place = placed([pose.rim, *ends, *(v.rim for v in vessels), *tips, *(ring for ring, _ in fire)], ground, pose)
    return _ink(look(place, chambers, vessels, fire), place)


def _ink(seen: Seen, place: Place) -> list[Layer]:
    """The layers of the mark, from deep to top."""
    feeling, temper = place.nature.feeling, place.nature.temper
    black = line_ink(place.nature)
    # A mark just appearing is smaller than its line would be wide.
    young = min(1.0, feeling.size / 8)
    bold, mid, fine = (young * feeling.line(tier) for tier in ("bold", "mid", "fine"))
    # In the dark, rims are paler than what they part.
    rim = mix(black, tone(feeling, "atrium", 0.45), temper.gloom)
    fine = min(fine, max(0.4 * place.scale, 0.1))
    contour = 1 - 0.35 * temper.soft
    if temper.unmade:
        seen.facets = _made(seen.facets, place)
    frame = layer("frame", "line", ruled(seen, place, mid, fine, black))
    if feeling.style.fill == "flats" and place.pose.hand <= 0.02:
        return flashed(seen, place, frame, black)
    return [
        frame,
        layer("silhouette", "shade", [filled(_silhouette(seen, place), black)]),
        layer("facets", "colour", washes(seen, place.nature)),
        layer(
            "shadows",
            "shade",
            [
                filled(blacks(seen, place), black),
                filled(polygons(seen.casts), black, 0.85 * feeling.birth(0.42, 0.2) * contour),
                *mouths(seen, feeling, black),
            ],
        ),
        layer("hatching", "line", hatching(seen, place, black, fine)),
        layer(
            "lines",
            "line",
            [
                *facet_lines(seen, place.nature, fine if place.nature.design.cells != "glass" else 1.1 * mid),
                stroked(polygons(seen.grooves), black, fine * 1.7 * feeling.birth(0.16, 0.3)),
                stroked(polygons(seen.walls), black, mid * feeling.birth(0.55, 0.3)),
                filled(_parted(seen, place, mid * contour * feeling.birth(0.2, 0.25), fine), rim),
            ],
        ),
        *_ember(place),
        layer(
            "outline", "line", _outline(seen, place, bold * (1 - 0.3 * temper.soft - 0.35 * temper.sorrow), mid, black)
        ),
    ]


def _outline(seen: Seen, place: Place, width: float, mid: float, black: str) -> list[Shape | None]:
    """One line: a small heart's swells as a pen's does and runs past its tip; a large one's
    is heavy in its shade and thin in the light."""
    hand = place.pose.hand
    if hand <= 0.02:
        shown, apart = boundary(seen.whole), place.nature.birth(0.2, 0.28)
        lines = rims(shown, width, 0.5 * mid, apart, place.scale, seen.lost)
        return [filled(lines, black)]
    made = []
    for path, press in place.pose.line():
        p, w = place(path), width * press
        # By pieces, as a line that turns sharply has no plain inside.
        made += [area(ribbon(p[k : k + 9], w[k : k + 9])) for k in range(0, len(p) - 1, 6)]
        made += [disc(p[k], w[k] / 2) for k in (0, -1)]
    # Its rim is drawn once the line has come near it.
    rim = stroked(seen.whole, black, width * max(1 - 4 * hand, 0))
    return [rim, filled(simplify(union(made), 0.006), black)]


def _parted(seen: Seen, place: Place, width: float, fine: float) -> list[Outline]:
    """The lines that part what is near from what is behind it."""
    if width <= 0:
        return []
    return rims(seen.rims, width, min(0.7 * fine, width), place.nature.birth(0.3, 0.3), place.scale, seen.lost)


def _made(facets: list[Facet], place: Place) -> list[Facet]:
    """What of a longing heart has come to be: past a slanting line it is only drawn, not filled."""
    return [f for f in facets if (f.ring.mean(0) - place.middle) @ np.array([0.9, 0.35]) < 4 * place.scale]


def _silhouette(seen: Seen, place: Place) -> list[Outline]:
    """The dark behind the heart, heavier away from the light, filling the small gaps."""
    swelled = place.nature.birth(0.3, 0.4)
    if swelled <= 0:
        return []
    behind = union([seen.whole, moved(seen.whole, LEE * place.scale * swelled)])
    return list(outlines(minus(clean(behind, 24 * place.scale**2), seen.whole)))


def _ember(place: Place) -> list[Layer]:
    """In a heart gone dark, one facet that still burns."""
    lit = place.nature.temper.gloom * place.nature.birth(0.3, 0.3)
    if lit <= 0.02:
        return []
    rim = place.laid(EMBER)
    heart = place.laid(EMBER.mean(0)[None] - [1, 1])[0]
    rim = heart + (rim - heart) * lit
    fan = [polyline(np.stack([rim[i], rim[(i + 1) % len(rim)], heart])) for i in range(len(rim))]
    tones = ("#ff8a3c", "#e8521f", "#a3280f", "#c93a14", "#ffb45e")
    return [
        layer("ember", "colour", [filled(f, tone) for f, tone in zip(fan, tones, strict=True)]),
        layer("ember glow", "glow", [_halo(heart, 20 * place.scale * lit)]),
    ]


def _halo(centre: Points, radius: float) -> Shape | None:
    around = radial(
        (centre[0], centre[1]), radius, (0.0, "#ff7a30", 0.4), (0.4, "#ff6a20", 0.16), (1.0, "#ff5a10", 0.0)
    )
    return filled(circle(centre, radius), around)
