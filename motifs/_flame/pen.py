"""How a fire is drawn: colour that pales towards the heat, streaks along the flow, black in its gaps, and open tips."""

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
    boundary,
    clean,
    contains,
    filled,
    grow,
    intersect,
    length,
    linear,
    minus,
    moved,
    normals,
    polyline,
    pricks,
    radial,
    resample,
    ribbon,
    runs,
    simplify,
    union,
    wax,
    whip,
)
from markgen.draw.areas import polygons, together
from markgen.motifs._flame.look import LIGHT, Look
from markgen.motifs._flame.things import Thing, tapered
from markgen.motifs._flame.tongue import ALONG, STEPS, Tongue
from markgen.values import Feeling, Layer, Outline, Paint, Points, Shape, layer

Floats = NDArray[np.float64]

STREAKS = ((20, 10), (8, 7), (4, 6), (0, 0), (0, 0))
"""Of a tongue of each kind: how many streaks it has, and how many points each."""

STOPS = np.stack([np.interp((0.0, 0.12, 0.42, 0.7, 0.88, 1.0), ALONG, row) for row in np.eye(STEPS)])
"""Values along a tongue to those where the stops of its gradient lie."""

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


def stem_phase(points: Points) -> float:
    """Where a fire's lost edges begin: of its own, so that no two break alike."""
    return float(points[-1, 0] - points[0, 0])


def rows_of_runs(free: NDArray[np.bool_], least: int = 3) -> list[tuple[int, int, int]]:
    """`runs` of every row of an array: its row, start and stop."""
    bounds = np.diff(np.pad(free.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    row, start = np.nonzero(bounds == 1)
    stop = np.nonzero(bounds == -1)[1]
    return [
        each for each in zip(row.tolist(), start.tolist(), stop.tolist(), strict=True) if each[2] - each[1] >= least
    ]


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

    def bases(self, tongues: Sequence[Tongue]) -> list[Paint]:
        """Colours of tongues: hot at the root, cooler to the tip, and there they go out into skin."""
        path, cool = np.stack([t.path for t in tongues]), np.stack([t.cool for t in tongues])
        away = path - path[:, :1]
        axis = away[:, -1, :, None]
        # A gradient is straight and a tongue is not: each heat lies where the tongue has it.
        where = (away @ axis)[..., 0] / np.maximum((axis**2).sum(1), 1e-9)
        at = np.clip(np.maximum.accumulate(where, axis=1), 0, 1) @ STOPS
        heats, fire = self.heat(cool @ STOPS), self.look.fire
        out: list[Paint] = []
        for t, offsets, heat in zip(tongues, at.tolist(), heats.tolist(), strict=True):
            ends = (0.0, 0.1) if t.kind else (0.0, 0.9) if self.period else (0.9, 1.0)
            shares = np.array([*ends, 1, 1, 1, 1 - 0.6 * (self.look.gutter > 0.3)]) * (1 - 0.55 * self.look.open)
            stops = [(a, fire(h), share) for a, h, share in zip(offsets, heat, shares.tolist(), strict=True)]
            out.append(linear(t.path[0], t.path[-1], *stops))
        return out

    def streaks(self) -> list[Shape | None]:
        """Strokes along the flow, of many heats: dark ones whipped down from the edges, bright ones from the root."""
        by_heat: dict[float, list[Outline]] = defaultdict(list)
        for kind, many in enumerate(
            (7, 2) if self.look.gutter > 0.3 else (12, 2) if self.period else (many for many, _ in STREAKS)
        ):
            seen = [s for s in self.seen if s.kind == kind]
            if many and seen:
                self.flow(seen, many, by_heat)
        if self.look.bare:
            # Black alone models it: the dark strokes.
            return [filled([o for h in sorted(by_heat) if h < 0.45 for o in by_heat[h]], self.look.ink)]
        share = 0.9 if not self.look.open else 0.75
        return [filled(by_heat[h], self.look.fire(h), share) for h in sorted(by_heat)]

    def flow(self, seen: Sequence[Seen], many: int, by_heat: dict[float, list[Outline]]) -> None:
        """The streaks of all tongues of one kind, at most so many on each."""
        kind, n = seen[0].kind, STREAKS[seen[0].kind][1]
        groups = [[t for t in s.tongues if t.width.max() >= 6 * THIN] for s in seen]
        tongues = [t for group in groups for t in group]
        if not tongues:
            return
        widest = np.array([t.width.max() for t in tongues])
        counts = np.full(len(tongues), many)
        if kind == 0:
            # A slim stem has fewer, for each is as fine.
            counts = np.clip(
                many * widest / (12 if self.period else 0.09 * self.feeling.size), min(7, many), many
            ).astype(int)
        rolls = [self.chance("streak", t.key).random((4, 24))[:, :m] for t, m in zip(tongues, counts, strict=True)]
        v, a, b, c = np.concatenate(rolls, axis=1)
        of = np.repeat(np.arange(len(tongues)), counts)
        hand = np.concatenate([np.arange(m) for m in counts]) % 5
        hot, bare = hand >= 3, hand == 2
        lee = np.array([np.sign(t.right[STEPS // 2] @ -LIGHT) for t in tongues])[of]
        edge = np.where(hand == 0, lee, np.where(hand == 1, -lee, np.sign(v - 0.5)))
        at = np.where(hot, (v - 0.5) * 0.9, edge * (0.42 + 0.5 * a))
        at = np.where(bare, (v - 0.5) * 1.3, at)
        start = np.where(hot, 0.04 + 0.26 * a, np.where(bare, 0.2 + 0.3 * a, 0.98 - 0.1 * b))
        end = np.where(hot, start + 0.22 + 0.36 * b, np.where(bare, start + 0.3, 0.2 + 0.45 * c * c + 0.1 * a))
        thick = np.where(hot, 0.17, np.where(bare, 0.1, 0.2)) * (0.55 + 0.8 * c) * (0.72 if kind == 0 else 1.0)
        off = np.where(hot, 0.2, np.where(bare, -0.1, np.where(edge == lee, -0.3, -0.18)))
        w = np.linspace(0, 1, n)
        u = np.clip(start[:, None] + (end - start)[:, None] * w, 0, 1) * (STEPS - 1)
        drift = at[:, None] * np.where(hot[:, None], 1.0, 1 - 0.35 * w)
        known = np.stack([np.column_stack([t.path, t.right, t.width, t.cool]) for t in tongues])
        i = np.minimum(u.astype(int), STEPS - 2)
        f = (u - i)[..., None]
        there = known[of[:, None], i] * (1 - f) + known[of[:, None], i + 1] * f
        side, wide, most = there[..., 2:4], there[..., 4], widest[of, None]
        line = there[..., :2] + side * (0.5 * drift * wide)[..., None]
        # Dark strokes are pressed in at the edge and whipped off; bright ones swell and go.
        form = np.where((hot | bare)[:, None], np.sin(np.pi * w) ** 0.8, (1 - w) ** 0.8 * np.minimum(1, 6 * w))
        span = most * thick[:, None] * form * np.clip(wide / most * 1.6, 0.25, 1)
        span = np.maximum(span - THIN * np.minimum(1, 4 * w * (1 - w)), 0)
        if self.feeling.style.fill == "none":
            span = np.minimum(span, 1.4 * self.hair)
        per = np.split(counts, np.cumsum([len(group) for group in groups])[:-1])
        lines = np.split(line, np.cumsum([each.sum() for each in per])[:-1])
        free = np.concatenate([self.open(s, p) for s, p in zip(seen, lines, strict=True)])
        heat = self.heat(there[..., 5].mean(1)) + off
        level = (np.round(np.clip(heat, 0.02, 1) * 14) / 14).tolist()
        shown = [(k, i, j) for k, i, j in rows_of_runs(free) if span[k, i:j].max() > THIN]
        for k, i, j in shown:
            if j - i < n:
                # Where it goes under, it thins out, so that no cut shows.
                ends = np.minimum(np.arange(j - i) + (i == 0), np.arange(j - i)[::-1] + (j == n))
                span[k, i:j] *= np.clip(ends / 2, 0, 1)
        half = side * (span / 2)[..., None]
        rims = np.concatenate([line + half, (line - half)[:, ::-1]], axis=1)
        for k, i, j in shown:
            whole = j - i == n
            by_heat[level[k]].append(
                polyline(rims[k] if whole else np.concatenate([rims[k, i:j], rims[k, 2 * n - j : 2 * n - i]]))
            )

    def edges(self) -> tuple[list[Outline], list[Outline]]:
        """Outlines: black and heavy in the valleys, thin and broken on the swells, none at the hot root. And the thin.

        Fire casts no shadow of its own: what is heavy is where tongues part, and the dark between them shows.
        """
        heavy: list[Outline] = []
        light: list[Outline] = []
        for f in self.families:
            stem = f.members[0]
            broad = float(stem.width.max())
            if stem.kind == 4:
                continue
            points = np.concatenate([t.path[::3] for t in f.members])
            cool = np.concatenate([t.cool[::3] for t in f.members])
            most = min(self.bold * (1.7 if self.period else 1), 0.2 * broad)
            for ring in boundary(f.whole):
                self.rim(ring, f.hidden, points, cool, broad, most, heavy, light)
        return heavy, light

    def rim(
        self,
        ring: Points,
        hidden: Area | None,
        points: Points,
        cool: Floats,
        broad: float,
        most: float,
        heavy: list[Outline],
        light: list[Outline],
    ) -> None:
        """The line round one ring of a family that is `broad` mm wide and so cool at points, at `most` mm wide."""
        around_it = length(np.concatenate([ring, ring[:1]]))
        step = max(0.008 * self.feeling.size, 0.06) if not self.period else 1.1
        n = int(around_it / step)
        if n < 12:
            return
        p = resample(np.concatenate([ring, ring[:1]]), n + 1)[:-1]
        i = np.arange(n)
        before, after = i - 1, (i + 1) % n
        d = p[after] - p[before]
        turn = np.arctan2(d[:, 1], d[:, 0])
        bend = turn[after] - turn[before]
        bend = (bend + np.pi) % (2 * np.pi) - np.pi
        out = np.column_stack([d[:, 1], -d[:, 0]]) / np.maximum(np.hypot(*d.T), 1e-9)[:, None]
        # How much it turns in within a reach: a valley gathers ink for a while on either side.
        reach = max(int(0.22 * broad / step), 2)
        weights = np.hanning(2 * reach + 3)[1:-1]
        padded = np.concatenate([bend[-reach:], bend, bend[:reach]])
        valley = -np.convolve(padded, weights, "valid") / 2
        near = cool[((points**2).sum(1) - 2 * p @ points.T).argmin(1)]
        shade = np.clip(0.5 + 0.6 * (out @ -LIGHT), 0, 1)
        lost = 0.5 + 0.5 * np.sin((p - points[0]) @ np.array([0.9, 0.7]) * 2.6 / broad + stem_phase(points))
        wide = 0.1 + 0.3 * shade + 0.75 * np.clip(valley, -0.25, 0.85) - 0.2 * lost * (1 - shade)
        wide = most * np.clip(wide, 0, 1) * np.clip((near - 0.16) / 0.2, 0, 1)
        free: NDArray[np.bool_] = np.asarray(wide > THIN)
        if hidden is not None:
            free &= ~contains(hidden, p)
        if free.all():
            free[0] = False
        start = int(np.flatnonzero(~free)[0]) if not free.all() else 0
        i = (i + start) % n
        p, out, wide, turn, free = p[i], out[i], wide[i], turn[i], free[i]
        swing = np.abs((np.diff(turn, prepend=turn[:1]) + np.pi) % (2 * np.pi) - np.pi)
        most_turn, most_far = (0.3, 7.0) if self.period else (0.16, 0.05 * self.feeling.size)
        marks = np.floor(np.cumsum(swing / most_turn + step / most_far))
        knot = np.diff(marks, prepend=-1) > 0
        for r in runs(free, 5):
            kept = knot[r].copy()
            kept[[0, -1]] = True
            m = r.stop - r.start
            soft = np.minimum(1, np.minimum(np.arange(m), np.arange(m)[::-1]) / 3 + 0.05)
            w = (wide[r] * soft)[kept]
            if len(w) < 4:
                continue
            line = p[r][kept]
            made = polyline(banded(line, out[r][kept], w))
            (heavy if w.max() > 0.4 * most else light).append(made)

    def creases(self) -> list[Outline]:
        """Where what splits off leaves its stem: a black that runs down from the crotch into the stem, to nothing."""
        made: list[Outline] = []
        for f in self.families:
            for kind in (1,) if self.period else (1, 2):
                split = [t for t in f.members if t.kind == kind and t.width.max() >= 6 * THIN]
                if not split:
                    continue
                inner = np.stack([t.path - t.right * (0.5 * t.side * t.width)[:, None] for t in split])

                def inside(a: Area, of: Points = inner) -> NDArray[np.bool_]:
                    return contains(a, of).reshape(of.shape[:2])

                within = inside(union(self.bodies[m] for m in f.members if m.kind < kind))
                free = within if f.hidden is None else within & ~inside(f.hidden)
                leaves = ~inside(f.whole)
                for j, t in enumerate(split):
                    low = np.flatnonzero(within[j, : STEPS // 2 + 4])
                    end = int(low[-1]) if len(low) else 0
                    if end < 5 or not leaves[j, end + 1 : end + 6].any():
                        continue
                    for k, (far, share) in enumerate(((12, 1.0), (8, 0.34), (5, 0.26))[: 1 if self.period else 3]):
                        run = slice(max(end - far, 1), end + (2 if k == 0 else 0))
                        m = run.stop - run.start
                        if m < 4 or not free[j, run][:-2].all():
                            continue
                        u = np.linspace(0, 1, m)
                        most = share * min(0.8 * self.bold, 0.22 * float(t.width.max()))
                        wide = most * u**1.3 * np.clip(5 * (1 - u), 0.1, 1)
                        line = inner[j, run] - t.right[run] * (t.side * k * 2.6 * self.hair)
                        made.append(polyline(banded(line, t.right[run], wide)))
        return made

    def filaments(self) -> dict[float, list[Outline]]:
        """Hair-thin strokes that lift off the fire, by heat."""
        out: dict[float, list[Outline]] = defaultdict(list)
        run = slice(0, STEPS, 2)
        hairs = [t for t in self.fire if t.kind == 3 and (t.width[run] - THIN * t.grown).max() > THIN]
        if not hairs:
            return out
        free = ~contains(self.body, np.stack([t.path[run] for t in hairs])).reshape(len(hairs), -1)
        for t, open_ in zip(hairs, free, strict=True):
            # Its tip, if that is in the air.
            last = (runs(open_, 8) or [slice(0, 0)])[-1]
            if last.stop == len(open_):
                wide = np.maximum(t.width[run][last] - THIN * t.grown, 0)
                w = wide * np.clip(np.arange(len(wide)) / 2, 0, 1)
                heat = round(float(self.heat(0.25 + 0.6 * float(t.cool[STEPS // 2]))) * 7) / 7
                out[heat].append(polyline(banded(t.path[run][last], t.right[run][last], w)))
        return out

    def shadows(self) -> tuple[Area | None, list[Outline]]:
        """Black on a tongue where another lies over it, tapering out; and lines whipped from there along the flow."""
        cast: list[Area] = []
        lines: list[Outline] = []
        run = slice(int(0.16 * STEPS), int(0.86 * STEPS))
        u = np.linspace(0, 1, run.stop - run.start)
        back: list[Area] = []
        boxes = np.empty((0, 4))
        for f in self.families:
            t = f.members[0]
            if t.kind > 0:
                continue
            left, top, right, bottom = f.whole.bounds
            near = (boxes[:, :2] < [right, bottom]).all(1) & (boxes[:, 2:] > [left, top]).all(1)
            # What is seen of those behind: they lie side by side, and none on this one.
            behind = [back[i] for i in np.flatnonzero(near)]
            parts = polygons(f.area)
            back += parts
            boxes = np.concatenate([boxes, *([part.bounds] for part in parts)])
            if not behind or t.width.max() < 8 * THIN:
                continue
            strips, marks = [], []
            for hand in (-1.0, 1.0):
                shade = 0.55 + 0.45 * hand * (t.right[run] @ -LIGHT)
                by = (0.2 if self.period else 0.085) * t.width.max() * np.sin(np.pi * u) ** 0.8 * shade
                edge = t.path[run] + t.right[run] * (hand * 0.5 * t.width[run])[:, None]
                strips.append(banded(edge, t.right[run], 2 * by))
                for k in range(4):
                    span = slice(run.start + k, run.stop - 2 * k, 2)
                    gap = 0.5 * t.width[span] + by[k : len(by) - 2 * k : 2] + (0.6 + 2.4 * k) * self.hair
                    marks.append((k, span, t.path[span] + t.right[span] * (hand * gap)[:, None]))
            cast += [intersect(a, b) for a in areas(strips) for b in behind if b.intersects(a)]
            seen = contains(together(behind), np.concatenate([path for _, _, path in marks]))
            pieces = np.split(seen, np.cumsum([len(path) for _, _, path in marks])[:-1])
            for (k, span, path), free in zip(marks, pieces, strict=True):
                v = np.linspace(0, 1, len(path))
                wide = (2.2 - 0.35 * k) * self.hair * np.sin(np.pi * np.clip(v, 0.02, 1)) ** 0.7
                for r in runs(free, 4):
                    ends = np.sin(np.pi * np.linspace(0.04, 0.96, r.stop - r.start))
                    lines.append(polyline(banded(path[r], t.right[span][r], wide[r] * ends * min(1.0, t.grown))))
        return (simplify(union(cast), self.fine) if cast else None), lines

    def hearts(self) -> list[Shape | None]:
        """The light within great tongues: it runs up their core, forks where they do, and thins to nothing."""
        out: list[Shape | None] = []
        for f in self.families:
            stem = f.members[0]
            for share, far, hot, end in ((0.5, 0.8, 0.74, 0.56), (0.24, 0.66, 0.93, 0.76)):
                strips = []
                for t in f.members:
                    if t.kind > 1 or share * t.width.max() < 1.8:
                        continue
                    run = slice(1, int((far - 0.14 * t.kind) * STEPS), 2)
                    v = np.linspace(0, 1, len(t.path[run]))
                    wave = 1 + 0.3 * np.sin(9 * v + t.key)
                    w = share * t.width[run] * wave * np.clip(6 * v, 0.1, 1) * (1 - v) ** 0.5
                    strips.append(banded(t.path[run] + t.right[run] * (0.08 * t.width[run])[:, None], t.right[run], w))
                if not strips:
                    continue
                core = simplify(union(areas(strips)), self.fine)
                core = core if f.hidden is None else minus(core, f.hidden)
                i = int(far * STEPS) - 1
                paint = linear(
                    stem.path[0],
                    stem.path[i],
                    (0, self.look.fire(hot)),
                    (0.6, self.look.fire((hot + end) / 2)),
                    (1, self.look.fire(end), 0.5),
                )
                out.append(filled(core, paint))
        return out

    def dark(self) -> list[Shape | None]:
        """Black behind the roots of a sleeve's tongues: it hugs them, and is whipped off up the limb into bare skin."""
        made: list[Outline] = []
        dots, radii = [np.empty((0, 2))], [np.empty(0)]
        for t in self.bodies:
            if t.kind > 0 or t.width.max() < 8:
                continue
            q = self.chance("dark", t.key)
            broad = float(t.width.max())
            for hand in (-1.0, 1.0):
                for k, (off, wide, end) in enumerate(
                    ((-0.02, 0.52, 0.62), (0.22, 0.08, 0.48), (0.31, 0.05, 0.38), (0.39, 0.03, 0.3))
                ):
                    run = slice(1, int(end * q.uniform(0.75, 1.15) * STEPS), 1 + (k > 0) + (k > 1))
                    v = np.linspace(0, 1, len(t.path[run]))
                    w = wide * broad * np.clip(5 * v, 0, 1) * (1 - v) ** 1.2 * t.grown
                    gap = 0.5 * t.width[run] + off * broad * (0.5 + 0.5 * v)
                    made.append(whip(t.path[run] + t.right[run] * (hand * gap)[:, None], w))
                u = q.random(14) ** 0.8
                i = (2 + 18 * u).astype(int)
                gap = 0.5 * t.width[i] + broad * (0.2 + 0.34 * q.random(14) ** 1.5)
                dots.append(t.path[i] + t.right[i] * (hand * gap)[:, None])
                radii.append(self.mid * (0.8 - 0.4 * u) * t.grown)
        return [filled(made, self.look.ink), *pricks(np.concatenate(dots), np.concatenate(radii), self.look.ink)]

    def dust(self) -> list[Shape | None]:
        """Dots that tips dissolve into, and sparks."""
        where, size, heat = [], [], []
        for t in self.fire:
            if t.kind > 1 or t.grown < 0.05:
                continue
            q = self.chance("dust", t.key)
            many = 7 if t.kind == 0 else 4
            far = np.cumsum(q.uniform(0.3, 1.0, many)) * 0.035 * t.reach
            ahead = t.turn[-4] + q.normal(0, 0.35, many)
            where.append(t.path[-1] + (np.array([np.sin(ahead), -np.cos(ahead)]) * far).T)
            size.append(self.mid * q.uniform(0.25, 0.62, many) * (1 - 0.4 / (many - 1) * np.arange(many)) * t.grown)
            heat.append(q.random(many))
        if not where:
            return []
        p, r, h = np.concatenate(where), np.concatenate(size), np.concatenate(heat)
        if not self.period:
            # None flies beyond what the fire may take.
            ends = np.concatenate([t.path for t in self.fire])
            near = ((p > ends.min(0)) & (p < ends.max(0))).all(1)
            p, r, h = p[near], r[near], h[near]
        # On the fire itself they would be dirt.
        clear = ~contains(self.body, p)
        p, r, h = p[clear], r[clear], h[clear]
        glows = self.feeling.birth(0.3, 0.4)
        out: list[Shape | None] = []
        for least, most, tint in ((0.0, 0.45, 0.18), (0.45, 0.8, 0.4), (0.8, 1.01, 0.62)):
            kept = (h >= least) & (h < most) & (r * glows > THIN / 2)
            out += pricks(p[kept], r[kept] * glows, self.look.fire(tint))
        return out

    def burning(self) -> list[Layer]:
        """Fire in colour, with line."""
        look, fire = self.look, self.look.fire
        bases: list[Shape | None] = []
        if self.bed is not None and not self.bed.is_empty:
            top, bottom = self.bed.bounds[1], self.bed.bounds[3]
            heat = linear((0, bottom), (0, top), (0, fire(0.9), 0.9), (0.5, fire(0.82)), (1, fire(0.6)))
            bases.append(filled(self.bed, heat))
        for f in self.families:
            # Low fire is of one heat: its licks need no colour of their own.
            least = 0 if look.gutter > 0.3 else 1 if self.period else 2
            licks = [t for t in f.members if 0 < t.kind <= least]
            shown = [self.bodies[t] if f.hidden is None else minus(self.bodies[t], f.hidden) for t in licks]
            shown = [f.area, *(simplify(a, self.fine) for a in shown)]
            bases += map(filled, shown, self.bases([f.members[0], *licks]))
        sleeve = bool(self.period) and look.gutter <= 0.3
        if sleeve:
            bases += self.hearts()
        heavy, light = self.edges()
        heavy += self.creases()
        cast, whips = self.shadows()
        if self.feeling.style.fill == "none":
            cast = None
        hairs = self.filaments()
        glow = 0.35 * self.feeling.mood.light.glow * self.feeling.birth(0.2, 0.6)
        run = slice(1, 22, 3)
        swell = 0.3 * np.sin(np.pi * np.linspace(0, 1, len(ALONG[run]))) ** 0.7
        hot = [(t, s.hidden) for s in self.seen if s.kind == 0 for t in s.tongues]
        glows = areas(banded(t.path[run], t.right[run], swell * t.width[run]) for t, _ in hot)
        cores = union(a if by is None else minus(a, by) for a, (_, by) in zip(glows, hot, strict=True))
        return [
            *self.stood(),
            layer("dark", "shade", self.dark() if sleeve else []),
            layer("fire", "colour", [] if look.bare else bases),
            layer("streaks", "shade" if look.bare else "colour", self.streaks()),
            layer("filaments", "colour", [filled(hairs[h], fire(h), 0.9) for h in sorted(hairs)]),
            layer("shadows", "shade", [filled(cast or (), look.ink, 0.92), filled(whips, look.ink)]),
            layer("outline", "line", [filled(light, fire(0.14)), filled(heavy, look.ink)]),
            layer("sparks", "colour", self.dust()),
            layer("heat", "glow", [filled(cores, fire(0.8), glow)]),
        ]

    def waxed(self) -> list[Layer]:
        """Wax rubbed along every tongue, and a harder line round them."""
        out: list[Layer] = []
        fire = [t for t in self.fire if t.kind < (1 if self.period else 2) and t.width.max() > 0.6]
        if not fire:
            return []
        base = max(float(t.width.max()) for t in fire)
        tip, grain = 1.7 * self.bold, max(0.35, 0.05 * base * (2 if self.period else 1))

        def rub(path: Points, width: float | Floats, pressure: float, grain: float) -> list[Outline]:
            w = np.broadcast_to(width, len(path))
            return wax(path, lambda u: np.interp(u, np.linspace(0, 1, len(w)), w), self.chance("wax"), pressure, grain)

        run = slice(2, 28, 3)
        rubbed: list[Shape | None] = []
        for wide, heat in ((0.85, 0.66), (0.36, 0.86)):
            broad = [t for t in fire if wide * t.width[run].max() > 0.8 * tip]
            strokes = [o for t in broad for o in rub(t.path[run], wide * t.width[run], 0.55, grain)]
            rubbed.append(filled(strokes, self.look.fire(heat)))
        body = simplify(union(areas(banded(t.path, t.right, t.width) for t in fire)), 2 * self.fine)
        rings = [np.concatenate([r, r[:1]]) for r in boundary(body) if len(r) > 8]
        rim = [o for r in rings for o in rub(r, tip, 0.66, 0.7 * grain)]
        stood = [
            o
            for thing in self.things
            for o in rub(np.concatenate([thing.rim, thing.rim[:1]]), 0.8 * tip, 0.66, 0.7 * grain)
        ]
        out.append(layer("things", "colour", [filled(stood, self.look.fire(0.12))]))
        out.append(layer("wax", "colour", rubbed))
        out.append(layer("rim", "line", [filled(rim, self.look.fire(0.4))]))
        return out

    def stood(self) -> list[Layer]:
        """What the fire stands on, front first in `things`."""
        fills: list[Shape | None] = []
        lines: list[Shape | None] = []
        cover: Area | None = None
        tint, ink = self.feeling.tint, self.look.ink
        for thing in self.things:
            a = thing.area if cover is None else minus(thing.area, cover)
            left, top, right, bottom = thing.area.bounds
            shade: Paint
            if thing.hot is None:
                shade = linear(
                    (left, top),
                    (right, bottom),
                    (0.05, tint(thing.lit), 0.45),
                    (0.5, tint(thing.lit), 0.9),
                    (0.95, tint(thing.lee), 1.0),
                )
            else:
                # It burns from there: what the char leaves open glows.
                far = float(np.hypot(*(thing.rim - thing.hot).T).max())
                shade = radial(
                    thing.hot,
                    far,
                    (0, self.look.fire(0.84)),
                    (0.22, self.look.fire(0.62)),
                    (0.45, tint(thing.lee)),
                    (0.62, tint(thing.lit)),
                    (1, tint(thing.lit), 0.8),
                )
            if not self.look.bare:
                fills.append(filled(a, shade))
            strokes = areas(o.points for o in tapered(thing.lines, self.bold, thing.grown))
            lines.append(filled(intersect(union(strokes), a), ink))
            ring = resample(np.concatenate([thing.rim, thing.rim[:1]]), 80)
            out = -normals(ring)
            # Its outline is lost where the fire lights it from above.
            heavy = self.bold * thing.grown * np.clip(0.1 + out @ np.array([0.45, 0.85]), 0, 0.8)
            free = heavy > THIN
            if cover is not None:
                free &= ~contains(cover, ring)
            for r in runs(free, 4):
                m = r.stop - r.start
                ends = np.minimum(1, np.minimum(np.arange(m), np.arange(m)[::-1]) / 3 + 0.1)
                lines.append(filled([polyline(banded(ring[r], out[r], heavy[r] * ends))], ink))
            cover = thing.area if cover is None else union([cover, thing.area])
        return [
            layer("things", "colour", fills),
            layer("things' lines", "line", lines),
        ]
