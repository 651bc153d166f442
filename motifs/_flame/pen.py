"""A fire as a pen sees it: its tongues in families, what covers what, and how wide lines are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    Chance,
    areas,
    banded,
    clean,
    contains,
    grow,
    minus,
    moved,
    ribbon,
    simplify,
    union,
)
from markgen.draw.areas import together
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.things import Thing
from markgen.motifs._flame.tongue import STEPS, Tongue
from markgen.values import Feeling, Points

Floats = NDArray[np.float64]


CROTCH = 0.035
"""How round a crotch is, of the width of the widest tongue."""

BED = 0.07
"""How far apart, of the size of a fire, roots still flow together: half a gap."""


def _finer() -> Floats:
    """(2 STEPS - 1, STEPS): points along a tongue to twice as many, on a Catmull-Rom curve through them."""
    made = np.zeros((2 * STEPS - 1, STEPS))
    made[::2] = np.eye(STEPS)
    for k in range(1, STEPS - 2):
        made[2 * k + 1, k - 1 : k + 3] = -1 / 16, 9 / 16, 9 / 16, -1 / 16
    made[1, :3] = made[-2, :-4:-1] = 6 / 16, 12 / 16, -2 / 16
    return made


FINER = _finer()

THIN = 0.05
"""mm below which a stroke is nothing."""


@dataclass(frozen=True, eq=False)
class Seen:
    """Tongues of one family and kind, and what lies on them. hidden: of other fires. over: what splits off them."""

    kind: int
    tongues: list[Tongue]
    hidden: Area | None
    over: Area | None


@dataclass(frozen=True, eq=False)
class Family:
    """A stem and all that splits off it, grown together: its crotches are round.

    area: what nothing in front hides. whole: all of it.
    """

    members: list[Tongue]
    area: Area
    whole: Area
    hidden: Area | None


@dataclass(frozen=True, eq=False)
class Pen:
    """Draws a fire. fire: its tongues. things: what it stands on. period: of x round a limb, mm, or 0."""

    fire: Sequence[Tongue]
    things: Sequence[Thing]
    feeling: Feeling
    look: Look
    chance: Chance
    period: float = 0.0

    @cached_property
    def bold(self) -> float:
        """Width of its heaviest lines, mm."""
        return self.look.line * self.feeling.line("bold")

    @cached_property
    def mid(self) -> float:
        """Width of the others, mm."""
        return self.look.line * self.feeling.line("mid")

    @cached_property
    def hair(self) -> float:
        """Width of its finest, mm."""
        return self.feeling.line("fine")

    @cached_property
    def fine(self) -> float:
        """How far an edge may be from where it should be, mm."""
        return 0.3 if self.period else max(0.001 * self.feeling.size, 0.01)

    def outline(self, t: Tongue) -> Points:
        """The outline of a tongue: of a fire that is seen from near with points enough that no corner shows."""
        if self.period:
            return banded(t.path, t.right, t.width)
        path: Points = FINER @ t.path
        return ribbon(path, np.maximum(FINER @ t.width, 0))

    @cached_property
    def bodies(self) -> dict[Tongue, Area]:
        """What each tongue that is more than a filament covers."""
        solid = [t for t in self.fire if t.kind != 3 and t.width.max() > 1e-3]
        return dict(zip(solid, areas(map(self.outline, solid)), strict=True))

    @cached_property
    def families(self) -> list[Family]:
        """Its families, from the back."""
        groups: dict[tuple[int, int], list[Tongue]] = defaultdict(list)
        for t in self.bodies:
            groups[t.family, t.key if t.kind == 4 else 0].append(t)
        ordered = sorted(groups.values(), key=lambda g: -g[0].order)
        cover: list[Area] = []
        boxes: list[Points] = []
        out: list[Family] = []

        def hide(a: Area) -> None:
            for k in (0, -1, 1) if self.period else (0,):
                copy = moved(a, (k * self.period, 0)) if k else a
                cover.append(copy)
                boxes.append(np.array(copy.bounds))

        for thing in self.things:
            hide(thing.area)
        for members in ordered:
            web = CROTCH * max(float(t.width.max()) for t in members)
            whole = self.bodies[members[0]]
            if members[0].kind < 4:
                whole = grow(grow(union(self.bodies[t] for t in members), web), -web)
            # A hole smaller than a tongue is wide would be a dot.
            whole = clean(simplify(whole, 0.5 * self.fine), 30 * web * web)
            if whole.is_empty:
                continue
            left, top, right, bottom = whole.bounds
            b = np.array(boxes).reshape(-1, 4)
            near = np.flatnonzero((b[:, 0] < right) & (b[:, 2] > left) & (b[:, 1] < bottom) & (b[:, 3] > top))
            over = [cover[i] for i in near if cover[i].intersects(whole)]
            hidden = union(over) if over else None
            area = whole if hidden is None else minus(whole, hidden)
            out.append(Family(members, area, whole, hidden))
            if members[0].kind < 3:
                hide(whole)
        return out[::-1]

    @cached_property
    def bed(self) -> Area | None:
        """The common root of stems that stand side by side."""
        stems = [t for t in self.fire if t.kind == 0]
        if (
            self.period
            or self.look.gutter > 0.3
            or len(stems) < 2
            or np.std([t.path[0, 1] for t in stems]) > 0.06 * self.feeling.size
        ):
            return None
        run = slice(0, int(0.3 * STEPS))
        roots = union(areas(banded(t.path[run], t.right[run], t.width[run]) for t in stems))
        web = BED * self.feeling.size
        whole = simplify(grow(grow(roots, web), -web), self.fine)
        things = [thing.area for thing in self.things]
        return minus(whole, union(things)) if things else whole

    @cached_property
    def seen(self) -> list[Seen]:
        """Its tongues, from the back, and what lies on them."""
        out: list[Seen] = []
        run = slice(int(0.24 * STEPS), int(0.94 * STEPS))
        middles = areas(banded(t.path[run], t.right[run], t.width[run]) for t in self.bodies)
        cores = dict(zip(self.bodies, middles, strict=True))
        for f in self.families:
            for kind in sorted({t.kind for t in f.members}):
                later = [cores[m] for m in f.members if m.kind > kind]
                tongues = [t for t in f.members if t.kind == kind]
                out.append(Seen(kind, tongues, f.hidden, union(later) if later else None))
        return out

    @cached_property
    def body(self) -> Area:
        """All of the fire that is not in the air."""
        return together(f.area for f in self.families if f.members[0].kind < 3)

    def open(self, s: Seen, points: Points) -> NDArray[np.bool_]:
        """Where points are not hidden."""
        flat = points.reshape(-1, 2)
        free = np.ones(len(flat), bool)
        for a in (s.hidden, s.over):
            if a is not None:
                free &= ~contains(a, flat)
        return free.reshape(points.shape[:-1])

    def heat(self, cool: float | Floats) -> Floats:
        """Heat of fire that is so cool, on the scale of its colours."""
        return np.asarray(0.97 - 0.74 * np.clip(cool, 0, 1.1) ** 0.85)
