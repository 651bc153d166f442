"""Which tiny marks there are, which way they look, and in which order they were given."""

from __future__ import annotations

import numpy as np

from markgen.motifs._pearl.grown import GROWN
from markgen.motifs._pearl.parts import Kind, ring, shaded
from markgen.motifs._pearl.things import THINGS

PEARL = "pearl"
"""The mark in the middle: a ball, dark where it turns from the light, but not where skin lights it from below."""

_BALL = Kind(
    6.6,
    (
        ring(0.0, 0.0, 1.0, 0.97, 2.5),
        shaded(
            *((-0.52, 0.72), (0.10, 0.90), (0.66, 0.60), (0.88, 0.02), (0.72, -0.50), (0.58, -0.10), (0.30, 0.34)),
            *((-0.10, 0.56),),
            much=1.3,
        ),
    ),
)

KINDS = {name: kind.fitted() for name, kind in ({PEARL: _BALL} | GROWN | THINGS).items()}
"""Every tiny mark by name."""

FREE = {"arrow": -0.57, "key": 0.65, "needle": -0.9, "pin": -0.6}
"""Which way those look that may lie any way up, radians."""

SIDED = {"fish": 3.34, "snail": 3.14, "plane": -0.5}
"""And those that have a back and a belly."""

APART = 9
"""How many others come between two with a breath of colour, at least."""


def named(r: np.random.Generator) -> list[str]:
    """The marks as they were given: a pearl first, and rarely one with a breath of colour."""
    rest = [name for name in r.permutation(list(KINDS)) if name != PEARL]
    out = [PEARL]
    while rest:
        lately = any(KINDS[name].coloured for name in out[-APART:])
        out.append(rest.pop(next((k for k, name in enumerate(rest) if not (lately and KINDS[name].coloured)), 0)))
    return [str(name) for name in out]
