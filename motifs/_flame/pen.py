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
    boundary,
    contains,
    filled,
    grow,
    intersect,
    linear,
    minus,
    moved,
    polyline,
    pricks,
    ribbon,
    simplify,
    union,
    wax,
)
from markgen.motifs._flame.look import Look
from markgen.motifs._flame.things import Thing, tapered
from markgen.motifs._flame.tongue import ALONG, STEPS, Tongue
from markgen.values import Feeling, Layer, Outline, Paint, Points, Shape, layer

Floats = NDArray[np.float64]

LIGHT = np.array([-0.8, -0.6])
"""Where light comes from: tongues are darker and their outline heavier on the other side."""

STREAKS = ((20, 7), (8, 6), (4, 5), (0, 0), (0, 0))
"""Of a tongue of each kind: how many streaks it has, and how many points each."""

THIN = 0.05
"""mm below which a stroke is nothing."""


def banded(path: Points, side: Points, width: Floats) -> Points:
    """The outline of a band along a path whose normals are known."""
    half = side * (width / 2)[:, None]
    return np.concatenate([path + half, (path - half)[::-1]])


def runs(free: NDArray[np.bool_], least: int = 3) -> list[slice]:
    """Where an array is true without a break, `least` times or more."""
    bounds = np.flatnonzero(np.diff(np.concatenate([[0], free.astype(np.int8), [0]])))
    return [slice(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if b - a >= least]


@dataclass(frozen=True, eq=False)
class Seen:
    """A tongue, and what of it nothing in front hides. hidden: by what."""

    tongue: Tongue
    area: Area
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
        return 0.2 if self.period else max(0.001 * self.feeling.size, 0.01)

    @cached_property
    def seen(self) -> list[Seen]:
        """Its tongues, from the back, without what others hide."""
        out: list[Seen] = []
        cover: list[Area] = []
        boxes: list[Points] = []

        def hide(a: Area) -> None:
            for k in (0, -1, 1) if self.period else (0,):
                copy = moved(a, (k * self.period, 0)) if k else a
                cover.append(copy)
                boxes.append(np.array(copy.bounds))

        for thing in self.things:
            hide(thing.area)
        bodied = sorted((t for t in self.fire if t.kind != 3), key=lambda t: -t.order)
        whole = areas(banded(t.path, t.right, t.width) for t in bodied)
        run = slice(2, int(0.84 * STEPS), 2)
        hot_share = 0.92 * np.clip((0.82 - ALONG[run]) / 0.3, 0, 1) ** 0.5
        core = areas(banded(t.path[run], t.right[run], hot_share * t.width[run]) for t in bodied)
        for t, body, hot in zip(bodied, whole, core, strict=True):
            if body.is_empty:
                continue
            left, top, right, bottom = body.bounds
            b = np.array(boxes).reshape(-1, 4)
            near = np.flatnonzero((b[:, 0] < right) & (b[:, 2] > left) & (b[:, 1] < bottom) & (b[:, 3] > top))
            hidden = union(cover[i] for i in near) if len(near) else None
            area = body if hidden is None else minus(body, hidden)
            out.append(Seen(t, simplify(area, self.fine), hidden))
            if t.kind < 3:
                hide(hot)
        return out[::-1]

    @cached_property
    def body(self) -> Area:
        """All of the fire that is not in the air."""
        return union(s.area for s in self.seen if s.tongue.kind < 3)

    def open(self, s: Seen, points: Points) -> NDArray[np.bool_]:
        """Where points are not hidden."""
        flat = points.reshape(-1, 2)
        if s.hidden is None:
            return np.ones(points.shape[:-1], bool)
        return (~contains(s.hidden, flat)).reshape(points.shape[:-1])

    def heat(self, cool: float) -> float:
        """Heat of fire that is so cool, on the scale of its colours."""
        return float(0.97 - 0.74 * np.clip(cool, 0, 1.1) ** 0.85)

    def base(self, s: Seen) -> Paint:
        """Colour of a tongue: hot at its root, cooler to its tip, and there it goes out into skin."""
        t, fire = s.tongue, self.look.fire
        root, top = t.path[0], t.path[-1]
        body = 1 - 0.55 * self.look.open
        stops = []
        for u, share in (
            (0.0, 0.0 if t.kind else 0.7),
            (0.2, 0.85 if t.kind else 1.0),
            (0.34, 1.0),
            (0.8, 0.95),
            (1.0, 0.35 - 0.2 * (self.look.gutter > 0.3)),
        ):
            cool = float(np.interp(u, ALONG, t.cool))
            stops.append((u, fire(self.heat(cool)), share * body))
        return linear(root, top, *stops)

    def streaks(self) -> list[Shape | None]:
        """Strokes along the flow, of many heats: dark ones whipped down from the edges, bright ones from the root."""
        by_heat: dict[float, list[Outline]] = defaultdict(list)
        for s in self.seen:
            t = s.tongue
            many, n = STREAKS[t.kind]
            if self.period:
                many = (16, 4, 2, 0, 0)[t.kind]
            if not many or t.width.max() < 6 * THIN:
                continue
            q = self.chance("streak", t.key)
            if t.kind == 0:
                # A slim stem has fewer, for each is as fine.
                many = int(
                    np.clip(many * t.width.max() / (0.09 * self.feeling.size if not self.period else 12), 7, many)
                )
            v, a, b, c = q.random((4, 24))[:, :many]
            kind = np.arange(many) % 5
            hot = kind >= 3
            bare = kind == 2
            lee = np.sign(t.right[STEPS // 2] @ -LIGHT)
            edge = np.where(kind == 0, lee, np.where(kind == 1, -lee, np.sign(v - 0.5)))
            at = np.where(hot, (v - 0.5) * 0.9, edge * (0.42 + 0.5 * a))
            at = np.where(bare, (v - 0.5) * 1.3, at)
            start = np.where(hot, 0.04 + 0.26 * a, np.where(bare, 0.2 + 0.3 * a, 0.98 - 0.1 * b))
            end = np.where(hot, start + 0.22 + 0.36 * b, np.where(bare, start + 0.3, 0.2 + 0.45 * c * c + 0.1 * a))
            thick = np.where(hot, 0.17, np.where(bare, 0.1, 0.2)) * (0.55 + 0.8 * c) * (0.72 if t.kind == 0 else 1.0)
            off = np.where(hot, 0.2, np.where(bare, -0.1, np.where(edge == lee, -0.3, -0.18)))
            w = np.linspace(0, 1, n)
            u = np.clip(start[:, None] + (end - start)[:, None] * w, 0, 1)
            drift = at[:, None] * np.where(hot[:, None], 1.0, 1 - 0.35 * w)
            x, y, rx, ry, wide, cool = (np.interp(u, ALONG, each) for each in (*t.path.T, *t.right.T, t.width, t.cool))
            side = np.stack([rx, ry], -1)
            line = np.stack([x, y], -1) + side * (0.5 * drift * wide)[..., None]
            # Dark strokes are pressed in at the edge and whipped off; bright ones swell and go.
            form = np.where(
                hot[:, None] | bare[:, None], np.sin(np.pi * w) ** 0.8, (1 - w) ** 0.8 * np.minimum(1, 6 * w)
            )
            span = t.width.max() * thick[:, None] * form * np.clip(wide / t.width.max() * 1.6, 0.25, 1)
            span = np.maximum(span - THIN * np.minimum(1, 4 * w * (1 - w)), 0)
            if self.feeling.style.fill == "none":
                span = np.minimum(span, 1.4 * self.hair)
            free = self.open(s, line)
            heat = np.array([self.heat(float(x)) for x in cool.mean(1)]) + off
            for k in range(many):
                for r in runs(free[k]):
                    if span[k, r].max() > THIN:
                        m = r.stop - r.start
                        if m < n:
                            # Where it goes under, it thins out, so that no cut shows.
                            ends = np.minimum(np.arange(m) + (r.start == 0), np.arange(m)[::-1] + (r.stop == n))
                            span[k, r] *= np.clip(ends / 2, 0, 1)
                        level = round(float(np.clip(heat[k], 0.02, 1)) * 14) / 14
                        by_heat[level].append(polyline(banded(line[k, r], side[k, r], span[k, r])))
        if self.look.bare:
            # Black alone models it: the dark strokes.
            return [filled([o for h in sorted(by_heat) if h < 0.45 for o in by_heat[h]], self.look.ink)]
        share = 0.9 if not self.look.open else 0.75
        return [filled(by_heat[h], self.look.fire(h), share) for h in sorted(by_heat)]

    def edges(self) -> tuple[list[Outline], list[Outline]]:
        """Outlines: heavy where no light falls, thin and broken where it does, and none at the tips. And the thin."""
        heavy: list[Outline] = []
        light: list[Outline] = []
        for s in self.seen:
            t = s.tongue
            q = self.chance("edge", t.key)
            most = (self.bold, 0.8 * self.mid, 0.62 * self.mid, 0, 0.5 * self.mid)[t.kind]
            most = min(most, 0.16 * float(t.width.max()))
            start = 0.16 if t.kind else 0.04
            step = slice(None, None, 1 if t.kind == 0 else 2)
            path, right, width, u = t.path[step], t.right[step], t.width[step], ALONG[step]
            for hand in (-1.0, 1.0):
                shade = np.clip(0.5 + 0.75 * hand * (right @ -LIGHT), 0, 1)
                end = q.uniform(0.86, 1.0) if shade[len(shade) // 2] > 0.5 else q.uniform(0.62, 0.9)
                form = np.clip((u - start) / 0.22, 0, 1) ** 0.8 * np.clip((end - u) / 0.4, 0, 1) ** 0.7
                wide = most * form * (0.26 + 0.95 * shade**1.5)
                line = path + right * (hand * 0.5 * width)[:, None]
                free = self.open(s, line) & (wide > THIN)
                # Where light falls the edge is lost for a while.
                lost = q.uniform(0.25, 0.6)
                free &= (shade > 0.4) | (np.abs(u - lost) > 0.07)
                if self.feeling.style.fill == "none":
                    wide = np.maximum(wide, self.mid * np.clip((1 - u) / 0.2, 0, 1) * np.clip((u - start) / 0.1, 0, 1))
                for r in runs(free):
                    m = r.stop - r.start
                    soft = np.minimum(1, np.minimum(np.arange(m), np.arange(m)[::-1]) / 2 + 0.15)
                    made = polyline(banded(line[r], right[r], wide[r] * soft))
                    (heavy if shade[r].mean() > 0.45 else light).append(made)
        return heavy, light

    def filaments(self) -> dict[float, list[Outline]]:
        """Hair-thin strokes that lift off the fire, by heat."""
        out: dict[float, list[Outline]] = defaultdict(list)
        run = slice(0, STEPS, 2)
        for t in self.fire:
            if t.kind == 3:
                wide = np.maximum(t.width[run] - THIN * t.grown, 0)
                if wide.max() > THIN:
                    heat = round(self.heat(0.25 + 0.6 * float(t.cool[STEPS // 2])) * 7) / 7
                    out[heat].append(polyline(banded(t.path[run], t.right[run], wide)))
        return out

    def shadows(self) -> tuple[list[Shape | None], list[Outline]]:
        """Black where tongues part and where they lie on others, out by their tips; and whipped lines beside them."""
        cast: list[Shape | None] = []
        lines: list[Outline] = []
        ink = self.look.ink
        for s in self.seen:
            t = s.tongue
            if t.kind > 1 or t.width.max() < 8 * THIN:
                continue
            lee = np.where(t.right @ -LIGHT >= 0, 1.0, -1.0)
            run = slice(1, int(0.8 * STEPS), 2)
            u = ALONG[run]
            by = (
                (0.36 if t.kind else 0.24 if self.period else 0.2)
                * t.width[run]
                * (1 - u / 0.8) ** 0.6
                * np.minimum(1, 4 * u)
            )
            line = t.path[run] + t.right[run] * (lee[run] * (0.5 * t.width[run] + 0.4 * by))[:, None]
            on = areas([banded(line, t.right[run], by)])[0]
            # A stem stands before the dark; what splits off it darkens only fire.
            on = on if t.kind == 0 else intersect(on, self.body)
            # At the very root it begins thin.
            strips = [(minus(on, areas([banded(t.path, t.right, t.width)])[0]), run)]
            if t.side:
                # The valley between it and what it splits off.
                run = slice(2, int(0.46 * STEPS), 2)
                u = ALONG[run] / ALONG[run.stop]
                by = 0.5 * t.width[run] * (1 - u) ** 0.8 * np.minimum(1, 5 * u)
                line = t.path[run] - t.right[run] * (t.side * 0.5 * (t.width[run] + by))[:, None]
                strips.append((areas([banded(line, t.right[run], by)])[0], run))
            for strip, run in strips:
                seen = strip if s.hidden is None else minus(strip, s.hidden)
                fades = linear(t.path[1], t.path[run.stop], (0, ink, 0.95), (0.45, ink, 0.7), (1, ink, 0))
                cast.append(filled(simplify(seen, self.fine), fades))
            if self.period and t.kind:
                continue
            for k in range(5 if t.kind == 0 else 3):
                # Beside a stem they go on over bare skin, and out.
                span = slice(4 + k, int((0.72 - 0.1 * k) * STEPS), 3)
                gap = 0.5 * t.width[span] + (1 + 2.6 * k) * self.hair
                path = t.path[span] + t.right[span] * (lee[span] * gap)[:, None]
                free = self.open(s, path)
                if t.kind:
                    free &= contains(self.body, path)
                wide = (2.4 - 0.3 * k) * self.hair * np.sin(np.pi * np.linspace(0.08, 1, len(path))) ** 0.7
                lines += [
                    polyline(banded(path[r], t.right[span][r], wide[r] * min(1.0, t.grown))) for r in runs(free, 3)
                ]
        return cast, lines

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
            where.append(t.path[-1] + np.column_stack([np.sin(ahead), -np.cos(ahead)]) * far[:, None])
            size.append(self.mid * q.uniform(0.25, 0.62, many) * np.linspace(1, 0.6, many) * t.grown)
            heat.append(q.random(many))
        if not where:
            return []
        p, r, h = np.concatenate(where), np.concatenate(size), np.concatenate(heat)
        if not self.period:
            # None flies beyond what the fire may take.
            ends = np.concatenate([t.path for t in self.fire])
            near = ((p > ends.min(0)) & (p < ends.max(0))).all(1)
            p, r, h = p[near], r[near], h[near]
        glows = self.feeling.birth(0.3, 0.4)
        out: list[Shape | None] = []
        for least, most, tint in ((0.0, 0.45, 0.18), (0.45, 0.8, 0.4), (0.8, 1.01, 0.62)):
            kept = (h >= least) & (h < most) & (r * glows > THIN / 2)
            out += pricks(p[kept], r[kept] * glows, self.look.fire(tint))
        return out

    def burning(self) -> list[Layer]:
        """Fire in colour, with line."""
        look, fire = self.look, self.look.fire
        bases = [filled(s.area, self.base(s)) for s in self.seen]
        heavy, light = self.edges()
        cast, whips = self.shadows()
        if self.feeling.style.fill == "none":
            cast = []
        hairs = self.filaments()
        glow = 0.35 * self.feeling.mood.light.glow * self.feeling.birth(0.2, 0.6)
        hot = [s for s in self.seen if s.tongue.kind == 0]
        run = slice(1, 22, 3)
        swell = 0.3 * np.sin(np.pi * np.linspace(0, 1, len(ALONG[run]))) ** 0.7
        cores = [polyline(banded(t.path[run], t.right[run], swell * t.width[run])) for t in (s.tongue for s in hot)]
        return [
            *self.stood(),
            layer("fire", "colour", [] if look.bare else bases),
            layer("streaks", "shade" if look.bare else "colour", self.streaks()),
            layer("filaments", "colour", [filled(hairs[h], fire(h), 0.9) for h in sorted(hairs)]),
            layer("shadows", "shade", [*cast, filled(whips, look.ink)]),
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

    def lit(self, cell: Points) -> Outline:
        """The light on a lump of a crust: a stroke along its upper left."""
        middle = cell.mean(0)
        away = cell - middle
        i = int((away @ LIGHT).argmax())
        path = middle + 0.7 * away[[i - 1, i, (i + 1) % len(cell)]]
        size = float(np.hypot(*away.T).mean())
        return polyline(ribbon(path, size * np.array([0.02, 0.17, 0.02])))

    def stood(self) -> list[Layer]:
        """What the fire stands on, front first in `things`."""
        fills: list[Shape | None] = []
        lines: list[Shape | None] = []
        crusts: list[Shape | None] = []
        lights: list[Shape | None] = []
        glows: list[Shape | None] = []
        cover: Area | None = None
        tint, ink = self.feeling.tint, self.look.ink
        for thing in self.things:
            a = thing.area if cover is None else minus(thing.area, cover)
            if thing.cells:
                left, top, right, bottom = thing.area.bounds
                embers = linear(
                    (0, bottom),
                    (0, top),
                    (0, self.look.fire(0.72), 0.9),
                    (0.55, self.look.fire(0.86)),
                    (1, self.look.fire(0.6), 0.8),
                )
                fills.append(filled(a, embers))
                lights.append(filled(list(map(self.lit, thing.cells)), self.look.fire(0.34), 0.8))
                crusts.append(filled([polyline(c) for c in thing.cells], self.look.fire(0.02), 0.96))
                dark = union(areas(thing.cells))
                glows.append(filled(minus(a, dark), self.look.fire(0.75), 0.3 * (1 - self.look.dead)))
                continue
            left, top, right, bottom = thing.area.bounds
            shade = linear(
                (left, top),
                (right, bottom),
                (0.05, tint(thing.lit), 0.55),
                (0.5, tint(thing.lit), 0.9),
                (0.95, tint(thing.lee), 1.0),
            )
            rim = minus(grow(a, 0.5 * self.mid), grow(a, -0.45 * self.mid))
            if not self.look.bare:
                fills.append(filled(a, shade))
            strokes = areas(o.points for o in tapered(thing.lines, self.bold, thing.grown))
            lines.append(filled(intersect(union(strokes), a), ink))
            lines.append(filled(rim if cover is None else minus(rim, grow(cover, -0.4 * self.mid)), ink))
            if thing.glow:
                hot = intersect(union(areas(o.points for o in tapered(thing.glow, 1.5 * self.bold, thing.grown))), a)
                core = intersect(union(areas(o.points for o in tapered(thing.glow, 0.7 * self.bold, thing.grown))), a)
                fills += [filled(hot, self.look.fire(0.6)), filled(core, self.look.fire(0.88))]
            cover = thing.area if cover is None else union([cover, thing.area])
        return [
            layer("things", "colour", fills),
            layer("crust", "shade", crusts),
            layer("crust's light", "colour", lights),
            layer("things' lines", "line", lines),
            layer("embers", "glow", glows),
        ]
