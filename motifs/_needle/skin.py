"""The skin under a seam."""

from __future__ import annotations

import numpy as np

from markgen.draw import Chance, band, curve, filled, length, pricks, stroked, taper
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.pose import Pose
from markgen.motifs._needle.thread import Sewn
from markgen.values import Feeling, Layer, layer


def under(p: Pose, feeling: Feeling, how: Manner, sewn: Sewn, width: float, chance: Chance) -> list[Layer]:
    """The skin under the seam: drawn into folds where a stitch is tight, shaded there, and a wound if there is one."""
    grown = feeling.birth(0.15, 0.3)
    creases, shade, size = [], [], []
    across = np.stack(p.each([np.array([(k, 0.0), (k, 1.0)]) for k in sewn.numbers]))
    darks = np.where((across[:, 1] - across[:, 0]) @ LIGHT < 0, 1.0, -1.0)
    for k, share, dark in zip(sewn.numbers, sewn.shares.tolist(), darks.tolist(), strict=True):
        r = chance("skin", k)
        tight = float(np.clip((0.94 - p.bellies[k]) / 0.16, 0, 1))
        reach = grown * tight * (0.16 + 0.5 * how.pulled)
        rooted = (0.20 if sewn.overs else 0.06) / p.bellies[k] + (0.6 * width + 0.06 * p.stitch) / p.stitch
        for side in (-1, 1):
            for angle in (-0.2, 0.2):
                u = np.linspace(0, reach * r.uniform(0.7, 1.3), 7)
                bow = np.column_stack([angle * (1 - 0.9 * u) + 0.3 * side * u * u, side * (rooted + u)])
                creases.append(bow * share + [k, 0])
        n = int(36 * how.pulled * tight)
        off = np.minimum(r.exponential(0.18, n), 0.4) + 0.24
        shade.append(np.column_stack([k + r.normal(0, 0.24, n), dark * off]))
        size.append(np.full(n, share))
    dot = min(0.8 * feeling.line("fine"), 0.25 * width) * feeling.birth(0.12, 0.3)
    thick = taper(min(0.62 * feeling.line("mid"), 0.30 * width) * grown, 0.35, 0.4)
    whips = pricks(p.along(np.concatenate(shade)), np.concatenate(size) * dot, INK) if dot > 0.03 else []
    folds = [band(c, thick) for c in p.each(creases) if length(c) > 0.8 * width]
    return [
        *(_wound(p, feeling, chance) if how.wound else ()),
        layer("whip shading", "shade", whips),
        layer("puckers", "line", [filled(folds, INK, 0.8)]),
    ]


def _wound(p: Pose, feeling: Feeling, chance: Chance) -> list[Layer]:
    """A gash under the stitches: torn at fixed places of the whole seam, and closing towards where they have got to."""
    s = np.arange(0, len(p.ticks) - 0.5, 0.5)
    ends = np.minimum(s, np.maximum(p.stitches - s, 0))
    gape = 0.42 * np.clip(ends / 1.5, 0, 1) ** 0.6 * chance("wound").uniform(0.35, 1.1, len(s))
    s, gape = np.minimum(s, p.stitches)[ends >= 0], gape[ends >= 0]
    rims = [p.along(np.column_stack([s, sign * gape])) for sign in (1, -1)]
    gash = curve(np.concatenate([rims[0], rims[1][::-1]]))
    return [
        layer("wound", "colour", [filled(gash, "#7d1220")]),
        layer("wound line", "line", [stroked(gash, INK, feeling.line("mid"))]),
    ]
