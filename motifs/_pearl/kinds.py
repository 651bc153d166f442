"""Which tiny marks there are, which way they look, and in which order they were given."""

from __future__ import annotations

import numpy as np

from markgen.motifs._pearl.dark import DARK
from markgen.motifs._pearl.fine import FINE

KINDS = {name: kind.fitted() for name, kind in (FINE | DARK).items()}
"""Every tiny mark by name."""

PEARL = "pearl"
"""The mark in the middle, which is none of these."""

FREE = {"ant": -1.0, "comet": 0.3, "bee": -2.0}
"""Which way those look that may lie any way up, radians."""

SIDED = {"swallow": -0.5, "sardine": 3.34, "snail": 3.14, "plane": -0.5}
"""And those that have a back and a belly."""

APART = 4
"""How many others come between two with a touch of colour, at least."""


def named(r: np.random.Generator) -> list[str]:
    """The marks as they were given: a pearl first, one by each hand in turn, and a touch of colour now and then."""
    rest = [list(KINDS)[k] for k in r.permutation(len(KINDS))]
    out = [PEARL]
    while rest:
        hands = {KINDS[name].hand for name in out[1:][-4:]}
        lately = any(KINDS[name].coloured for name in out[1:][-APART:])
        # The least that could be said against each; the first of the best is taken.
        against = [2 * (KINDS[n].hand in hands) + (KINDS[n].coloured and lately) for n in rest]
        out.append(rest.pop(int(np.argmin(against))))
    return out
