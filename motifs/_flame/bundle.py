"""A current of fire: tongues that run side by side in one body, and part from it one by one to licks of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import normals
from markgen.motifs._flame.tongue import ALONG, FLICK, FLIES, LEAF, OUT, STEPS, Floats, Tongue, spine
from markgen.values import Points

BODY = 14
"""Points of a tongue that lie in the body of its current, before it parts from it."""

FREE = STEPS - BODY + 1
"""Points of it from there on, the one where it parts included."""

ALL = 41
"""Points along the body of a current."""

AHEAD = np.linspace(0, 1, FREE)
"""How far along its lick each of those is."""


@dataclass(frozen=True)
class Manner:
    """How a current splits.

    parts, peels: how many tongues it has, and how many thin ones that leave its flanks low down. licks: mm that the
    longest runs on. hand: which way most tips flick, 1 to the right. spread, hook, wave: radians, at most, by which
    tongues leave, flick and swing. long: of its body, in the lengths over which it swells.
    """

    parts: int
    peels: int
    licks: float
    hand: float
    spread: float = 0.26
    hook: float = 1.7
    wave: float = 0.72
    long: float = 1.0
    belly: float = 1.35


@dataclass(frozen=True, eq=False)
class Parts:
    """A current's tongues up to where they part, (m, BODY, 2), and how they go on from there: turned by (m, FREE)
    radians, for so many mm.

    way: their headings there. leave: shares of the body where they do. width: mm, (m, STEPS). out: to which side.
    """

    key: int
    order: float
    grown: float
    body: Points
    way: Floats
    leave: Floats
    turned: Floats
    reach: Floats
    width: Floats
    out: Floats

    @property
    def start(self) -> Points:
        """Where they part."""
        return np.asarray(self.body[:, -1])

    def tongues(self, licks: Points, kept: Floats) -> list[Tongue]:
        """All of them, when they go on along licks (m, FREE, 2), of which a share is kept."""
        path = np.concatenate([self.body, licks[:, 1:]], axis=1)
        d = np.gradient(path, axis=1)
        turn = np.unwrap(np.arctan2(d[..., 0], -d[..., 1]), axis=1)
        width = self.width * np.minimum(1, 0.35 + 0.65 * kept)[:, None]
        low = 0.3 * self.leave[:, None]
        cool = np.concatenate([low * np.linspace(0, 1, BODY), low + (1 - low) * AHEAD[1:]], axis=1)
        return [
            Tongue(p, a, w, self.order, 100 * self.key + j, c, int(j > 0), self.grown, float(side), self.key)
            for j, (p, a, w, c, side) in enumerate(zip(path, turn, width, cool, self.out, strict=True))
        ]


def torn(t: Tongue, far: float, bend: float, large: float = 1.0) -> Tongue:
    """What has torn off a tongue's tip, and flies on. far, bend: 0..1. large: how long it is, 1 as a rule."""
    ahead = float(t.turn[-4])
    reach = t.reach * (0.07 + 0.06 * far) * large
    # A large one begins where that has all but gone out.
    root = t.path[-1] + (0.03 + 0.03 * bend - 0.09 * (large > 1)) * t.reach * np.array([np.sin(ahead), -np.cos(ahead)])
    turn = ahead + (1 if bend < 0.5 else -1) * (0.45 * np.sin(2 * np.pi * (ALONG + 0.1)) + 0.4 * FLICK)
    width = 0.14 * reach * large**-0.7 * LEAF
    return Tongue(spine(root, turn, reach), turn, width, t.order, t.key + 50, ALONG, FLIES, t.grown, 0.0, t.family)


def parted(
    key: int,
    order: float,
    middle: Points,
    half: Floats,
    manner: Manner,
    q: np.random.Generator,
    grown: float = 1.0,
    born: Floats | None = None,
) -> Parts:
    """How a current of half widths (ALL,) along (ALL, 2) splits. born: how far each of its parts has swelled in, 0..1;
    until then the others have its place."""
    n, m = manner.parts, manner.parts + manner.peels
    share = np.exp(q.uniform(-0.75, 0.75, n))
    lead = int(q.integers(n // 3, n - n // 3))
    share[lead] = max(1.25 * share.max(), 1.6)
    size = np.append(share / share.max(), np.zeros(m - n))
    swelled = np.ones(n) if born is None else np.where(np.arange(n) == lead, 1, born[:n])
    share *= swelled
    rims = np.concatenate([[0], np.cumsum(share / share.sum())]) * 2 - 1
    flank = np.where(np.arange(manner.peels) % 2, 0.8, -0.8)
    lie = np.concatenate([(rims[1:] + rims[:-1]) / 2, flank])
    wide = np.concatenate([np.diff(rims) / 2, q.uniform(0.13, 0.2, manner.peels) * swelled.mean()])
    peel = np.arange(m) >= n
    out, aside = np.sign(lie - lie[lead]), np.abs(lie - lie[lead])
    leave = np.clip(1 - 0.7 * aside**1.3 + q.uniform(-0.06, 0.06, m), 0.2, 1)
    leave[n:] = (np.arange(manner.peels) + 1) / (manner.peels + 1) * np.linspace(1, 0.85, manner.peels)
    leave[lead] = 1
    reach = manner.licks * np.where(
        peel,
        q.uniform(0.3, 0.5, m),
        0.42 + 0.5 * size * q.uniform(0.8, 1.1, m),
    )
    reach[lead] = manner.licks
    reach[:n] *= 0.3 + 0.7 * swelled
    # They begin one after another, each in a point of its own.
    rise = np.where(peel, np.maximum(leave - 0.3 / manner.long, 0), 0.4 * leave * q.random(m))
    rise[lead] = 0
    spread = np.where(peel, q.uniform(0.8, 1.3, m), q.uniform(0.34, 1, m)) * manner.spread * out
    hook = q.uniform(0.4, 1, m) * manner.hook * np.where(q.random(m) < 0.8, manner.hand, -manner.hand)
    hook[peel] *= 0.5
    # They wave as one, for one wind moves them.
    phase = 1.1 * AHEAD + q.random() + q.uniform(0, 0.16, m)[:, None]
    turned = manner.wave * q.uniform(0.6, 1, m)[:, None] * np.sin(2 * np.pi * phase) * np.minimum(3 * AHEAD, 1)
    turned += spread[:, None] * np.interp(AHEAD, ALONG, OUT) + hook[:, None] * np.interp(AHEAD, ALONG, FLICK)
    body, way, broad = _within(middle, half, lie, rise, leave)
    return Parts(key, order, grown, body, way, leave, turned, reach, _widths(wide, broad, peel, manner.belly), out)


def _within(middle: Points, half: Floats, lie: Floats, rise: Floats, leave: Floats) -> tuple[Points, Floats, Floats]:
    """Paths of tongues in the body of their current, (m, BODY, 2), which way they head when they part from it, radians,
    and half its width along them, mm. lie: across it, -1..1. rise, leave: shares of it between which they run."""
    at = np.clip(rise[:, None] + (leave - rise)[:, None] * np.linspace(0, 1, BODY), 0, 1)
    i = np.minimum((at * (ALL - 1)).astype(int), ALL - 2)
    f = at * (ALL - 1) - i

    def there(a: Floats) -> Floats:
        w = f[..., None] if a.ndim == 2 else f
        return np.asarray(a[i] * (1 - w) + a[i + 1] * w)

    d = np.gradient(middle, axis=0)
    heading, broad = np.unwrap(np.arctan2(d[:, 0], -d[:, 1])), there(half)
    body = there(middle) + there(normals(middle)) * (lie[:, None] * broad)[..., None]
    return body, there(heading)[:, -1], broad


def _widths(wide: Floats, broad: Floats, peel: NDArray[np.bool_], belly: float) -> Floats:
    """Widths of tongues, mm, (m, STEPS), that take shares `wide` of half widths `broad`; those that peel off a flank
    swell more slowly."""
    # Among others it has a belly of its own; alone it only thins.
    slim = 1 - wide[:, None]
    lens = (1 - AHEAD) ** 1.3 * (1 + belly * slim * np.sin(np.pi * np.minimum(1.25 * AHEAD, 1)))
    tapered = np.where(peel[:, None], 1.0, 1.8) * np.linspace(0, 1, BODY)
    tapered = np.minimum(tapered, 1) ** 0.8
    made = np.concatenate([broad * tapered, broad[:, -1:] * lens[:, 1:]], axis=1)
    return np.asarray((2 + 0.5 * slim) * wide[:, None] * made)
