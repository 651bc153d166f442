"""An engraver's plate: lines, blacks, dots and washes drawn round 0, 0 from front to back, then fitted to the mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from markgen.color import from_oklch, mix, oklch
from markgen.draw.areas import (
    Area,
    area,
    bare,
    boundary,
    bounds,
    contains,
    grow,
    hidden,
    minus,
    simplified,
    together,
    trace,
    union,
)
from markgen.draw.noise import Noise
from markgen.draw.paint import filled, pricks, radial
from markgen.draw.paths import ribbon
from markgen.draw.texture import seeds, stipple
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

Tier = Literal["bold", "mid", "fine"]
Black = Literal["line", "shade"]
"""What black is drawn in: on dark skin `line` turns pale, to be seen; `shade` stays dark, as a ground must."""

Drawn = Points | Sequence[Points]
Stops = Sequence[tuple[float, str]]

LEAST = 0.02
"""What has swelled in less than that is left out."""

IRIS = {"wonder": 1.0, "awe": 0.5}
"""Tones whose colours wander."""

DIM = 0.5
"""How far a feeling wholly in shadow dims what is washed."""

POINT = 0.5
"""Diameter of the dots that stand for solid black in dotwork, mm."""

CLOSE = 0.34
"""Gap of shading dots, mm, below which they would heal together."""


GRAIN = 1e-4
"""Grid that edges snap to, of the reach: without it, edges that all but touch can lose the holes between them."""


FLAT = 5e-4
"""How far an edge may move to save points, of the reach."""


class Plate:
    """A page for one mark. Lengths are shares of its reach, half its longest side; widths of line are mm on the skin.

    What is drawn first lies in front: later lines and blacks show only where nothing was covered. `layers` fits
    what was drawn to the size that the feeling asks for, however it fell.
    """

    def __init__(self, ground: Ground, feeling: Feeling, chance: np.random.Generator, ink: str) -> None:
        self.feeling, self.ink = feeling, ink
        self._ground = ground
        self.unit = feeling.size / 2
        """About how many mm the reach is."""
        self._tremble = Noise(chance)
        self._pick = chance
        self._covered: list[Area] = []
        self._lines: list[Area] = []
        self._blacks: list[Area] = []
        self._washes: list[tuple[Area, tuple[Stops, float, float, float, float]]] = []
        self._dots: dict[Black, list[tuple[Points, NDArray[np.float64]]]] = {"line": [], "shade": []}

    def born(self, born: float, span: float = 0.2) -> float:
        """How far a detail born at that intensity has swelled in."""
        return self.feeling.birth(born, span)

    def weight(self, tier: Tier) -> float:
        """The width of a line, as a share of the reach."""
        return self.feeling.line(tier) / self.unit

    def line(self, what: Drawn, tier: Tier = "mid", swell: float = 1.0, taper: float = 0.0) -> None:
        """Lines along paths. swell: times the tier's width. taper: how far they thin to their ends: 1, to nothing."""
        if swell < LEAST:
            return
        width = self.weight(tier) * swell
        if taper:
            made = [area(ribbon(p, width * np.linspace(1, 1 - taper, len(p)))) for p in _each(what)]
        else:
            made = [trace(p, width) for p in _each(what)]
        self.put(made)

    def black(self, what: Drawn | Area) -> None:
        """Solid black, with a rim of line ink: on dark skin the rim turns pale, and draws what stays dark.

        In a style that fills nothing there is only the rim.
        """
        made = _area(what)
        if made.is_empty:
            return
        for left in self._bare(simplified([made], FLAT)):
            if self.feeling.style.fill != "none":
                self._blacks.append(left)
            self._lines.append(minus(left, grow(left, -0.8 * self.weight("mid"))))

    def cover(self, what: Drawn | Area) -> None:
        """Leave skin bare: nothing that is drawn later shows there."""
        made = _area(what)
        if not made.is_empty:
            self._covered.append(made)

    def figure(self, what: Drawn | Area, tier: Tier = "mid", swell: float = 1.0) -> None:
        """An outlined figure in front of all that is drawn later."""
        if swell < LEAST:
            return
        made = _area(what)
        half = self.weight(tier) * swell / 2
        self.put([minus(grow(made, half, sharp=True), grow(made, -half, sharp=True))])
        self.cover(grow(made, half, sharp=True))

    @property
    def coloured(self) -> bool:
        """Whether washes show: neither the feeling nor the style is without colour."""
        style = self.feeling.style
        return self.feeling.mood.chroma > 0 and style.colour and style.fill not in ("none", "black")

    def dots(self, points: Points, radii: float | NDArray[np.float64], ink: Black = "line") -> None:
        """Round dots."""
        p = np.asarray(points, float).reshape(-1, 2)
        r = np.broadcast_to(np.asarray(radii, float), len(p))
        use = (r * self.unit > 0.04) & ~hidden(p, self._covered)
        self._dots[self._black(ink)].append((p[use], r[use]))

    def shade(
        self,
        what: Drawn | Area,
        tone: Callable[[Points], NDArray[np.float64]],
        chance: np.random.Generator,
        gap: float = 0.022,
    ) -> None:
        """Dotwork over an area by `tone`, 0 bare to 1 black. gap: between dots; never so near that they heal shut."""
        gap = max(gap, CLOSE / self.unit)
        p = seeds(1.3, gap, chance, 0.2)
        p = p[contains(_area(what), p)]
        dark = np.clip(tone(p), 0, 1)
        p, dark = p[dark > 0.02], dark[dark > 0.02]
        self.dots(p, gap * (0.10 + 0.44 * dark**0.7) * np.clip(dark / 0.1, 0, 1))

    def wash(
        self,
        what: Drawn | Area,
        stops: Stops,
        opacity: float = 1.0,
        at: Points | None = None,
        reach: float = 1.0,
        raw: bool = False,
    ) -> None:
        """Colour over what is not covered yet: natural colours outwards from a place, as the feeling sees them.

        stops: (share of the way, colour), from `at`, by default 0, 0, as far as `reach`. opacity: 0 to 1. raw: whatever
        the feeling, these very colours.
        """
        if not self.coloured or opacity < LEAST:
            return
        made = _area(what)
        x, y = (0.0, 0.0) if at is None else map(float, at)
        if not raw:
            stops = tuple((offset, self._felt(color, offset)) for offset, color in stops)
        self._washes += [(left, (stops, x, y, reach, opacity)) for left in self._bare([made])]

    def layers(self) -> list[Layer]:
        """Everything drawn, as long as the feeling and in the middle of its ground."""
        drawn, blacks = together(self._lines), together(self._blacks)
        if self.feeling.style.fill == "dots":
            blacks = self._pricked(blacks)
        dots = {ink: _joined(each) for ink, each in self._dots.items()}
        inked = (drawn, blacks, *(each[0] for each in self._washes))
        boxes = [np.reshape(bounds(each), (2, 2)) for each in inked if not each.is_empty]
        boxes += [np.array([(p - r[:, None]).min(0), (p + r[:, None]).max(0)]) for p, r in dots.values() if len(p)]
        if not boxes:
            return []
        low, high = np.min([b[0] for b in boxes], axis=0), np.max([b[1] for b in boxes], axis=0)
        scale = self.feeling.size / float((high - low).max())
        middle = (low + high) / 2

        def mm(p: Points) -> Points:
            made: Points = (self._shaken(p) - middle) * scale + self._ground.centre
            return made

        def placed(a: Area) -> list[Outline]:
            rings = [ring for ring in boundary(a) if len(ring) > 2]
            if not rings:
                return []
            p, many = np.concatenate(rings), np.array([len(ring) for ring in rings])
            if self.feeling.mood.hand.wobble > 0:
                # A hand that trembles bends even a ruled edge.
                p, many = _stepped(p, many, 0.10)
            p, ends = mm(p), np.cumsum(many)
            return [Outline(p[a:b]) for a, b in zip((ends - many).tolist(), ends.tolist(), strict=True)]

        washes: list[Shape | None] = []
        for (stops, x, y, reach, opacity), group in groupby(self._washes, lambda wash: wash[1]):
            thin = [(offset, color, 0.95 * opacity) for offset, color in stops]
            paint = radial(mm(np.array([[x, y]]))[0], reach * scale, *thin)
            washes.append(filled(placed(together(a for a, _ in group)), paint))
        return [
            layer("wash", "colour", washes),
            layer("blacks", "shade", [filled(placed(blacks), self.ink)]),
            *(layer("dots", ink, pricks(mm(p), r * scale, self.ink)) for ink, (p, r) in dots.items()),
            layer("drawn", "line", [filled(placed(drawn), self.ink)]),
        ]

    def put(self, made: Iterable[Area], ink: Black = "line") -> None:
        """Areas of ink, where nothing is covered. They may overlap: they are filled as one."""
        drawn = self._lines if self._black(ink) == "line" else self._blacks
        drawn += self._bare(simplified(made, FLAT))

    def _felt(self, color: str, offset: float) -> str:
        """A natural colour as the feeling sees it: dim in its shadow, and to wonder a hue that wanders outwards."""
        mood = self.feeling.mood
        iris = IRIS.get(mood.tone.name, 0.0)
        if iris:
            l, c, h = oklch(color)
            color = from_oklch(l - 0.12 * iris * offset, c, (h - 160 * iris * offset) % 360)
        return mix(mood.tint(color), mood.palette[1], DIM * mood.light.shadow * (mood.chroma > 0))

    def _pricked(self, blacks: Area) -> Area:
        """Black areas as dots that all but touch, which leaves none."""
        dot = POINT / self.unit
        p = stipple(blacks, lambda p: np.full(len(p), 0.86), dot, self._pick, 1.05)
        self._dots["line"].append((p, np.full(len(p), 0.5 * dot)))
        return union([])

    def _black(self, ink: Black) -> Black:
        """A style that fills in its own way would fill a ground of dots or lines as one: to it they are lines."""
        return ink if self.feeling.style.name == "natural" else "line"

    def _bare(self, made: Iterable[Area]) -> list[Area]:
        """What of areas nothing covers."""
        return bare(made, self._covered, GRAIN)

    def _shaken(self, p: Points) -> Points:
        sway = 0.028 * self.feeling.mood.hand.wobble
        if sway == 0:
            return p
        x, y = 2.6 * p[:, 0], 2.6 * p[:, 1]
        made: Points = p + sway * np.column_stack([self._tremble.fbm(x, y, 2), self._tremble.fbm(x + 40, y, 2)])
        return made


def _stepped(p: Points, many: NDArray[np.int64], step: float) -> tuple[Points, NDArray[np.int64]]:
    """Closed rims, end to end and so many points each, with points added on their edges, about `step` apart."""
    first = np.cumsum(many) - many
    after = np.roll(p, -1, 0)
    after[first + many - 1] = p[first]
    edge = after - p
    pieces = np.maximum(np.rint(np.hypot(*edge.T) / step), 1).astype(np.int64)
    share = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    made: Points = np.repeat(p, pieces, 0) + np.repeat(edge / pieces[:, None], pieces, 0) * share[:, None]
    return made, np.add.reduceat(pieces, first)


def _joined(dots: Iterable[tuple[Points, NDArray[np.float64]]]) -> tuple[Points, NDArray[np.float64]]:
    """All dots in one: their places and radii."""
    p, r = zip(*dots, (np.empty((0, 2)), np.empty(0)), strict=True)
    return np.concatenate(p), np.concatenate(r)


def _each(what: Drawn) -> Sequence[Points]:
    return [what] if isinstance(what, np.ndarray) and what.ndim == 2 else list(what)


def _area(what: Drawn | Area) -> Area:
    return what if isinstance(what, Area) else union(area(p) for p in _each(what))
