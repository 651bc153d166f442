"""How the skeleton is held, and where it lies on the skin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from markgen.draw import Noise, along, carried, shares
from markgen.motifs._heart.anatomy import APEX, RIM, VESSELS
from markgen.motifs._heart.line import Floats, passes
from markgen.motifs._heart.nature import Nature
from markgen.values import Ground, Points

LIGHT = np.array([-0.50, -0.58, 0.64]) / np.linalg.norm([-0.50, -0.58, 0.64])
"""Where the light stands."""
LEE = np.array([1.3, 1.6])
"""How far the dark behind the heart stands out, away from the light."""
WIDE = 44.0
"""Half the width of a plain heart."""


class Pose:
    """The skeleton as this seed and this intensity hold it: give it points, and it says where they are now.

    Between a plain heart and the chambers the rim moves in straight lines, and carries its inside along.
    """

    def __init__(self, nature: Nature) -> None:
        self.nature = nature
        feeling, chance, temper, design = nature.feeling, nature.chance, nature.temper, nature.design
        some = chance("pose")
        long, wide, self.lean, self.groove = np.clip(some.normal(0, 1, 4), -1.6, 1.6) * [0.05, 0.035, 3.5, 4.5]
        self.long, self.wide, self.mirror = long + design.long, wide + design.wide, design.mirror
        self.spread, self.rise = np.clip(some.normal(0, [7.0, 0.06]), [-4, -0.1], [14, 0.1])
        self.turn = np.radians(np.clip(some.normal(0, 3), -5, 5) + design.turn + 9 * temper.sorrow)
        self.sorrow, self.wobble, self.noise = temper.sorrow, temper.wobble, Noise(chance("wobble"))
        self.young = 1.0 if temper.wax else 1 - feeling.birth(0.14, 0.42)
        self.hand = 0.0 if temper.wax else 1 - feeling.birth(0.14, 0.14)
        """How far it is still one line from a free hand, 0 to 1."""
        self.risen = 0.25 + 0.75 * feeling.birth(0.16, 0.46)
        plain: list[Points] = []
        grown: list[Points] = []
        rim = self._shaped(RIM)
        halves = rim[: APEX + 1], np.concatenate([rim[:1], rim[: APEX - 1 : -1]])
        for half, simple in zip(halves, _plain_heart(rim), strict=True):
            # Evenly spaced samples for the plain curve, and the grown rim's own corners, which must stay sharp.
            at = np.sort(np.concatenate([np.linspace(0, 1, 40), shares(half)[1:-1]]))
            plain.append(along(simple, at))
            grown.append(along(half, at))
        self._rim = np.concatenate([grown[0][:-1], grown[1][:0:-1]])
        self._shift = (np.concatenate([plain[0][:-1], plain[1][:0:-1]]) - self._rim) * self.young
        self.rim = self._set(self._rim + self._shift)

    def __call__(self, p: Points) -> Points:
        """Points in or on the chambers."""
        q = self._shaped(p)
        return self._set(q + carried(q, self._rim, self._shift) if self.young > 0 else q)

    def vessel(self, p: Points) -> Points:
        """Points of a vessel's path, carried along by its root."""
        x, y = p[:, 0], -20 + (p[:, 1] + 20) * (1 + self.rise)
        over = np.clip((-58 - y) / 40, 0, 2)
        x = x + self.spread * over * np.tanh((x - 6) / 12) + 9 * self.sorrow * over**2
        y = y + 9 * self.sorrow * over**2
        # Young vessels are small, about where they leave the heart; those that branch off others, with them.
        root = p[:1] if p[0, 1] > -30 else VESSELS["aortic arch"].path[:1]
        small = root + (np.column_stack([x, y]) - root) * self.risen
        return self._set(small + carried(self._shaped(root), self._rim, self._shift))

    def line(self) -> list[tuple[Points, Floats]]:
        """The two passes of the line that a small heart is, and the pressure along each: the farther it has grown, the
        nearer to its rim and the more even."""
        tip = int(np.argmax(np.hypot(*(self._rim - self._rim[0]).T)))
        plain = self._rim + self._shift
        left, right = plain[: tip + 1], np.concatenate([plain[:1], plain[: tip - 1 : -1]])
        made = []
        for each, half in zip(passes(self.nature.chance("line")), (left, right), strict=True):
            free = each.path * WIDE + self._rim.mean(0) - [0, 2]
            path = along(half, each.down) * (1 - self.hand) + free * self.hand
            made.append((self._set(path), 1 + self.hand * (each.press - 1)))
        return made

    def _shaped(self, p: Points) -> Points:
        """The seed's own proportions: length, width, lean of the apex, and which ventricle is the wider."""
        x, y = p[:, 0], p[:, 1]
        down = np.clip(y / 50, 0, 1.3)
        middle = np.exp(-(((x - 22) / 13) ** 2)) * np.clip(1 - np.abs(y - 12) / 45, 0, 1)
        wider = x * (1 + self.wide) + self.lean * down**2 + self.groove * middle
        return np.column_stack([wider, y * (1 + self.long * down)])

    def _set(self, p: Points) -> Points:
        """Tilted, and shaken as the hand that draws it."""
        c, s = np.cos(self.turn), np.sin(self.turn)
        if self.mirror:
            p = p * [-1, 1] + [6, 0]
        q = np.column_stack([c * p[:, 0] - s * p[:, 1], s * p[:, 0] + c * p[:, 1]])
        if self.wobble:
            shake = [self.noise(q[:, 0] / 15 + k, q[:, 1] / 15) for k in (0.0, 50.0)]
            q = q + 2.2 * self.wobble * np.column_stack(shake)
        return q


def _plain_heart(rim: Points) -> list[Points]:
    """The left and right half of a plain heart, from cleft to tip, about where the chambers are."""
    s = np.linspace(0, np.pi, 200)
    # Flanks straighter than the textbook curve's, so that the tip is crisp.
    x = 16 * np.abs(np.sin(s)) ** np.where(s < np.pi / 2, 3.0, 2.3)
    y = -(13 * np.cos(s) - 5 * np.cos(2 * s) - 2 * np.cos(3 * s) - np.cos(4 * s))
    return [np.column_stack([way * x, y]) * (WIDE / 16) + rim.mean(0) - [0, 2] for way in (-1, 1)]


@dataclass(frozen=True, eq=False)
class Place:
    """From the skeleton to the skin."""

    pose: Pose
    scale: float
    shift: Points
    centre: Points

    @property
    def nature(self) -> Nature:
        """What the heart is drawn from."""
        return self.pose.nature

    @cached_property
    def middle(self) -> Points:
        """The middle of the chambers, mm."""
        made: Points = self(self.pose.rim).mean(0)
        return made

    def __call__(self, p: Points) -> Points:
        """Points that are posed, in mm on the ground."""
        return p * self.scale + self.shift

    def laid(self, p: Points) -> Points:
        """Points of the skeleton, in mm on the ground."""
        return self(self.pose(p))


def placed(rims: list[Points], ground: Ground, pose: Pose, line: float = 0.0) -> Place:
    """The heart in the middle of the ground, its longest side as long as the feeling says. line: mm, of its outline."""
    feeling = pose.nature.feeling
    every = np.concatenate(rims)
    low, high = every.min(0), every.max(0)
    thorns = 17 * pose.nature.temper.spikes * feeling.birth(0.15, 0.6)
    line = line or min(1.3 * feeling.line("bold"), 0.3 * feeling.size)
    weight = LEE * feeling.birth(0.3, 0.4)
    scale = (feeling.size - line) / (float((high + weight - low).max()) + thorns)
    return Place(pose, scale, ground.centre - (low + high + weight) / 2 * scale, ground.centre)
