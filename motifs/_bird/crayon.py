"""The same bird in wax, as a child draws it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from markgen.draw import circle, crayon, filled, frame, length, mix, normals, smooth, turned
from markgen.motifs._bird.feathers import Fan, on
from markgen.motifs._bird.keys import EYE, SKULL, TOES
from markgen.motifs._bird.plumage import Shapes
from markgen.motifs._bird.rig import Rig
from markgen.values import Layer, Outline, Points, Shape, layer

STROKES = {
    **{"flight": (6.0, 1.0), "greater": (3.4, 0.9), "median": (2.4, 0.9), "arm": (7.0, 0.8)},
    **{"tail": (10.0, 0.55), "gold": (8.0, 0.35), "body": (7.0, 0.7), "side": (7.0, 0.3), "toe": (2.6, 0.35)},
    **{"crest": (3.2, 0.35), "head": (2.0, 0.5), "rim": (5.0, 0.3), "beak": (1.6, 0.4)},
}
"""Length and width in mm of the true crayon stroke whose grain each kind of stroke borrows."""


class Wax:
    """The crayon box of one bird."""

    def __init__(self, bird: Rig) -> None:
        self.bird = bird
        self._grains: dict[tuple[str, int], list[Points]] = {}

    def _grain(self, kind: str, turn: int) -> list[Points]:
        """Outlines of a crayon's strands: share along the stroke, and across it in widths."""
        if (kind, turn) not in self._grains:
            long, thick = STROKES[kind]
            strands = crayon([(0.0, 0.0), (long, 0.0)], thick, self.bird.chance("wax", kind, turn), 0.92)
            self._grains[kind, turn] = [o.points / [long, thick] for o in strands]
        return self._grains[kind, turn]

    def stroke(self, path: ArrayLike, wide: float, colour: str, name: tuple[str | int, ...]) -> Shape | None:
        """A crayon's stroke along a path, `wide` units wide; its grain belongs to the stroke and grows with it."""
        if wide <= 0:
            return None
        # A child's strokes are alike: each kind has three grains, taken in turn.
        grain = self._grain(str(name[0]), int(name[-1]) % 3 if isinstance(name[-1], int) else 0)
        p = np.asarray(path, float)
        shaky = self.bird.chance("shake", *name).normal(0, 0.35 * self.bird.feeling.mood.hand.wobble, (4, 2))
        p = smooth(p + on(shaky, np.linspace(0, 1, len(p))), 40)
        at = np.concatenate(grain)
        points = self.bird.mm(on(p, at[:, 0]) + on(normals(p), at[:, 0]) * (at[:, 1] * wide)[:, None])
        cuts = np.cumsum([len(g) for g in grain])[:-1]
        return filled([Outline(o) for o in np.split(points, cuts)], colour)


def scrawl(bird: Rig) -> list[Layer]:
    """The rig drawn by a child: one crayon stroke for a feather, the body filled by strokes to and fro."""
    wax = Wax(bird)
    red, orange, yellow, dark = (bird.feeling.tint(c) for c in ("#d8231f", "#f7791b", "#ffc21f", "#8f1220"))
    lined = bird.birth(0.12, 0.25)
    bone = mix(red, dark, lined)
    out: Shapes = _waxed_wing(wax, "far", bird.far, bird.far_arm, (red, orange, yellow, bone))
    for k, (path, grown) in enumerate(bird.tail):
        out.append(wax.stroke(path[::4], 3.4 * grown, red, ("tail", len(bird.tail) - k)))
        out.append(wax.stroke(path[14:76:4], 1.7 * grown, yellow, ("gold", len(bird.tail) - k)))
    along = np.linspace(0.04, 1.0, 24)
    half = 0.5 * np.interp(along, np.linspace(0, 1, 80), bird.girth)
    down = along * length(bird.spine)
    stout = 3.6 * (0.5 + 0.5 * bird.birth(0.08, 0.2))
    for i, x in enumerate(np.linspace(-0.82, 0.82, 6)):
        out.append(wax.stroke(frame(bird.spine, down, x * half), stout, orange if i > 3 else red, ("body", i)))
    out += [wax.stroke(frame(bird.spine, down, x * half), 1.1 * lined, dark, ("side", int(x))) for x in (-1, 1)]
    standing = bird.birth(0.2, 0.2)
    for which in (1, 0):
        hip, heel, ankle, turn = bird.leg(which)
        for j, toe in enumerate(TOES):
            path = np.concatenate([np.stack([hip, heel]), turned(0.8 * np.array(toe), np.radians(turn)) + ankle])
            out.append(wax.stroke(smooth(path, 20), 1.3 * standing, orange, ("toe", which, j)))
    out += _waxed_wing(wax, "near", bird.near, bird.near_arm, (red, orange, yellow, bone))
    for i, mid in enumerate(bird.crest.mid):
        out.append(wax.stroke(mid, 1.8 * float(bird.crest.grown[i]), (yellow, red)[i % 2], ("crest", i)))
    for i, y in enumerate(np.linspace(-0.75, 0.75, 5)):
        wide = float(np.sqrt(1 - y * y)) * 1.05
        out.append(wax.stroke(bird.head_at([(-wide, y), (0, y - 0.06), (wide, y)]), 2.3, red, ("head", i)))
    rim = bird.head_at(smooth(SKULL, 30, True))
    out.append(wax.stroke(np.concatenate([rim, rim[:3]]), 1.1 * lined, dark, ("rim",)))
    for i, y in enumerate((0.15, -0.15)):
        beak = smooth([(-0.9, y), (-1.6, y + 0.02), (-2.1, 0.5)], 12)
        out.append(wax.stroke(bird.head_at(beak), 1.7, (orange, yellow)[i], ("beak", i)))
    eye, glint = bird.mm(bird.head_at([EYE, (EYE[0] - 0.1, EYE[1] - 0.1)]))
    out.append(filled(circle(eye, 1.0 * bird.k), bird.paint.ink))
    out.append(filled(circle(glint, 0.3 * bird.k), "#ffffff", bird.birth(0.2)))
    return [layer("wax", "colour", out)]


def _waxed_wing(wax: Wax, name: str, fans: list[Fan], arm: Points, colours: tuple[str, str, str, str]) -> Shapes:
    """Every other feather of each rank in that rank's colour, then the arm."""
    out: Shapes = []
    broad = 0.9 + 0.9 * wax.bird.birth(0.1, 0.3)
    for rank, fan in enumerate(fans[:3]):
        for i in range(0, len(fan.mid), (2, 2, 3)[rank]):
            wide = float(np.hypot(*(fan.inner[i] - fan.outer[i]).T).max()) * (broad - 0.15 * rank)
            out.append(wax.stroke(fan.mid[i], wide, colours[rank], (("flight", "greater", "median")[rank], name, i)))
    bone = np.concatenate([arm[::6], fans[0].mid[0][3::3]])
    return [*out, wax.stroke(bone, 4.6 - 2.8 * wax.bird.birth(0.12, 0.25), colours[3], ("arm", name))]
