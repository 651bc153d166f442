"""What of the heart is seen from the front: each part less what is nearer, lit, with the shadows that vessels throw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Area,
    along,
    area,
    boundary,
    clean,
    grow,
    intersect,
    minus,
    moved,
    pieces_in,
    ribbon,
    runs_in,
    shares,
    stepped,
    thorns,
    union,
)
from markgen.motifs._heart.anatomy import CAVITIES, CHAMBERS, CORDS, CORONARIES, CRACKS, PARTING, STEMS
from markgen.motifs._heart.bars import bar
from markgen.motifs._heart.parts import LIP, Part
from markgen.motifs._heart.pose import LIGHT, Place
from markgen.values import Points

Floats = NDArray[np.float64]

DARK, HALF, PALE = 0.25, 0.66, 0.9
"""Facets darker than the first are black; to the second hatched; to the third dotted; the rest are bare skin."""


class Facet(NamedTuple):
    """A seen facet, or a part of one: its ink; 0 black to 1 bare skin; the angle of a level line on it; its outline."""

    ink: str
    light: float
    level: float
    ring: Points


class Fold(NamedTuple):
    """A seen line between facets: its ink, how light they are, the intensity it is born at, and its run."""

    ink: str
    light: float
    born: float
    run: Points


@dataclass(eq=False)
class Seen:
    """What of the heart is seen from the front, on the skin: lists to be inked, mm.

    whole: the heart without what stands out beyond it. rims: of parts. grooves: of coronary vessels, and of what stands
    out. mouths: openings of cut vessels, each with its ink, and holes: the dark in those. casts: shadows. walls: of
    ventricles cut open. beyond: what stands out. forks: where a branch grows out of its vessel. band: the bar of a
    frame.
    """

    whole: Area
    facets: list[Facet] = field(default_factory=list)
    lines: list[Fold] = field(default_factory=list)
    rims: list[Points] = field(default_factory=list)
    grooves: list[Points] = field(default_factory=list)
    mouths: list[tuple[str, Points]] = field(default_factory=list)
    holes: list[Points] = field(default_factory=list)
    casts: list[Points] = field(default_factory=list)
    thorns: list[Points] = field(default_factory=list)
    walls: list[Points] = field(default_factory=list)
    beyond: list[Area] = field(default_factory=list)
    forks: list[Area] = field(default_factory=list)
    band: Area = field(default_factory=lambda: area(np.zeros((3, 2))))

    @cached_property
    def lost(self) -> Area:
        """Where no outline is drawn, as a branch grows there out of its vessel, with one wall for both."""
        return union(self.forks)

    @cached_property
    def all(self) -> Area:
        """The heart, and what stands out beyond it."""
        return union([self.whole, *self.beyond])

    def stands_out(self, ring: Points, ink: str, light: float, near: Area) -> None:
        """Adds a flat facet beyond the heart, as far as nothing nearer hides it; what is black has no line round it."""
        rest = minus(area(ring), near)
        self.beyond.append(rest)
        if light:
            self.facets += [Facet(ink, light, 0.6, part) for part in boundary(rest)]
            self.grooves += boundary(rest)
        else:
            self.holes += boundary(rest)


def look(place: Place, chambers: list[Part], vessels: list[Part], flames: list[tuple[Points, float]]) -> Seen:
    """The heart from the front: each part less what is nearer, lit, with the shadows that vessels throw."""
    cracks, cavities, channels = union(_cracks(place)), union(_cavities(place)), union(_coronaries(place))
    fall = np.array([3.4, 3.8]) * place.scale
    near = thrown = stem = area(np.zeros((3, 2)))
    seen = Seen(near, band=bar(place))
    shapes = []
    for number, (name, part) in enumerate(zip([*CHAMBERS, *("" for _ in vessels)], [*chambers, *vessels], strict=True)):
        on = part.on(place)
        shape = _rounded(area(on.rim), place)
        shown = minus(shape, near)
        near = union([near, shape])
        shapes.append(shape)
        if name:
            shown = minus(shown, cracks)
            seen.rims += boundary(shown)
            shown = minus(minus(shown, channels), cavities)
        else:
            if on.branch:
                open_ = intersect(grow(shape, -1.6 * place.scale), grow(stem, 2.4 * place.scale))
                seen.forks.append(open_)
            else:
                stem = shape
                seen.casts += boundary(intersect(shown, thrown))
            thrown = union([thrown, area(on.rim + fall)])
            seen.rims += boundary(shown)
        seen.thorns += _thorned(on, place, number, 13 if name else 6, 1.0 if name else 0.6)
        if not shown.is_empty:
            _faceted(seen, on, shown, place, _falls(name, on, place))
            for ring, bright in part.tips:
                seen.stands_out(place(ring), part.ink, bright, near)
    seen.whole = minus(
        clean(union(shapes), 4.0 * place.scale**2), minus(cracks, union([area(place(v.rim)) for v in vessels]))
    )
    for k, thorn in enumerate(seen.thorns):
        seen.stands_out(thorn, "muscle", (0.9, 0.12)[k % 2], near)
    behind = union([near, *seen.beyond])
    for ring, bright in flames:
        seen.stands_out(place(ring), "artery", bright, behind)
    _hollowed(seen, place, cavities, channels, union([area(place(c.rim)) for c in chambers]))
    return seen


def _rounded(shape: Area, place: Place) -> Area:
    """A part as far as a soft heart rounds its corners."""
    by = 1.6 * place.nature.temper.soft * place.scale
    return grow(grow(shape, -by), by) if by else shape


def _thorned(on: Part, place: Place, number: int, count: int, share: float) -> list[Points]:
    """Thorns on the rim of a heart that has them, that many, as large as that share of the largest."""
    nature, size = place.nature, place.scale * place.nature.temper.spikes * share
    if not size:
        return []
    some = nature.chance("thorns", number)
    tall = some.uniform(7, 17, count) * nature.feeling.births(some.uniform(0.15, 0.6, count), 0.3) * size
    return thorns(on.rim, tall, 3.4 * size, some)


def _faceted(seen: Seen, on: Part, shown: Area, place: Place, falls: dict[int, Callable[[Points], Points]]) -> None:
    """Adds what is shown of a part's facets and of the lines between them to `seen`. falls: where facets have fallen
    to, by their number."""
    light, angle = _light(on, place)
    pieces, body = _cut_end(seen, on, shown)
    for i, ring in pieces:
        lies = falls[i](ring) if i in falls else ring
        if i in falls:
            seen.rims += [ring, lies]
        seen.facets.append(Facet(on.ink, float(light[i]), float(angle[i]), lies))
    _ruled(seen, on, body, light)


def _hollowed(seen: Seen, place: Place, cavities: Area, channels: Area, chambers: Area) -> None:
    """Adds the inside of a heart cut open, and the grooves of its coronary vessels with their shade, to `seen`."""
    seen.holes += boundary(minus(cavities, union(_cords(place))))
    seen.walls = boundary(cavities)
    lee = moved(channels, np.array([0.7, 0.8]) * place.scale)
    seen.casts += boundary(intersect(minus(lee, channels), chambers))
    seen.grooves += boundary(intersect(channels, chambers))


def _cut_end(seen: Seen, on: Part, shown: Area) -> tuple[list[tuple[int, Points]], Area]:
    """The seen pieces of a part's facets, and what of it is not the opening of a cut end; that goes into `seen`."""
    triangles = on.corners[on.triangles][..., :2]
    if on.lip is None or on.mouth is None or on.hole is None:
        return pieces_in(triangles, shown), shown
    lip = intersect(area(on.lip), shown)
    mouth = intersect(area(on.mouth), lip)
    seen.rims += [*boundary(lip), *boundary(mouth)]
    seen.mouths += [(on.ink, ring) for ring in boundary(mouth)]
    seen.holes += boundary(intersect(area(on.hole), mouth))
    wall, body = pieces_in(triangles[-LIP:], lip), minus(shown, lip)
    return [*pieces_in(triangles[:-LIP], body), *((i + len(triangles) - LIP, ring) for i, ring in wall)], body


def _ruled(seen: Seen, on: Part, shown: Area, light: Floats) -> None:
    """Adds the seen runs of a part's lines to `seen`."""
    corner = np.zeros(len(on.corners))
    np.add.at(corner, on.triangles.ravel(), np.repeat(light, 3) / 3)
    corner /= np.maximum(np.bincount(on.triangles.ravel(), minlength=len(corner)) / 3, 1e-9)
    runs, at_all = runs_in(on.corners[on.lines][..., :2], shown)
    light = corner[on.lines]
    for i in np.flatnonzero(at_all).tolist():
        # From its darker end, so that what is lost of it in the light is the other.
        run = runs[i] if light[i, 0] <= light[i, 1] else runs[i][::-1]
        seen.lines.append(Fold(on.ink, float(light[i].mean()), float(on.births[i]), run))


def _coronaries(place: Place) -> list[Area]:
    """The coronary vessels, as channels of bare skin."""
    nature, temper, out = place.nature, place.nature.temper, []
    for each in CORONARIES:
        swelled = nature.birth(each.born, 0.25) * place.scale
        swelled = swelled * (1 - 0.3 * temper.soft) * (1 - 0.45 * temper.sorrow) * (1 - 0.5 * temper.gloom)
        if swelled > 0.01:
            path = place.laid(each.path)
            out.append(area(ribbon(path, each.root * np.linspace(1, 0.08, len(path)) ** 0.7 * swelled)))
    return out


def _cavities(place: Place) -> list[Area]:
    """The inside of a heart cut open; it opens from the middle of each ventricle."""
    out = []
    for rim, born in CAVITIES if place.nature.design.opened == "section" else ():
        swelled = place.nature.birth(born, 0.3)
        if swelled > 0.02:
            out.append(area(place.laid(rim.mean(0) + (rim - rim.mean(0)) * swelled)))
    return out


def _cords(place: Place) -> list[Area]:
    """The cords of the valves, the muscles that hold them and the ridges of the walls, as bare skin in the dark."""
    there = place.nature.birth(0.72, 0.2)
    swelled = there * place.scale
    if swelled <= 0.01:
        return []
    cords = [area(ribbon(place.laid(cord), np.array([0.9, 0.6, 3.6]) * swelled)) for cord in CORDS]
    ridges = []
    for rim, _ in CAVITIES:
        foot = stepped(rim, 2.2)
        middle, side = foot.mean(0), np.roll(foot, -1, 0) - foot
        tip = foot + (middle - foot) * (0.08 + 0.07 * (np.arange(len(foot)) * 3 % 5))[:, None]
        ridges += [np.stack([q, q + 0.13 * e, t]) for q, e, t in zip(foot, side, tip, strict=True)]
    cords += [area(place.laid(q.mean(0) + (q - q.mean(0)) * there)) for q in ridges]
    return cords + [area(ribbon(place.laid(stem), np.array([3.6, 5.2, 6.4]) * swelled)) for stem in STEMS]


def _falls(name: str, on: Part, place: Place) -> dict[int, Callable[[Points], Points]]:
    """For the facets that a grieving heart has lost: where they have fallen to."""
    nature, temper, scale = place.nature, place.nature.temper, place.scale
    loose = temper.sorrow * (1 - temper.gloom)
    if name != "right ventricle" or loose <= 0:
        return {}
    some, out = nature.chance("fall"), dict[int, Callable[[Points], Points]]()
    at = on.corners[on.triangles][..., :2].mean(1)
    low = (at - place.middle) @ np.array([-0.45, 0.9]) / scale
    order = np.argsort(-low + some.normal(0, 3, len(low)), kind="stable")[:14]
    for k, i in enumerate(order.tolist()):
        gone = nature.birth(0.35 + 0.03 * k, 0.35)
        down = loose * gone * scale
        shift = np.array([-some.uniform(4, 22), some.uniform(2, 13)]) * down
        turn = some.uniform(-0.9, 0.9) * loose * gone
        c, s = np.cos(turn), np.sin(turn)
        spin = np.array([[c, s], [-s, c]])

        def fallen(ring: Points, shift: Points = shift, spin: Floats = spin) -> Points:
            centre = ring.mean(0)
            return np.asarray(centre + shift + (ring - centre) @ spin * 0.92)

        out[i] = fallen
    return out


def _cracks(place: Place) -> list[Area]:
    """Where sorrow has cracked the heart, and where a parted heart is parted; they run in from their mouths."""
    nature, out = place.nature, []
    grief = nature.temper.sorrow * (1 - nature.temper.gloom)
    parted = float(nature.design.opened == "split")
    for crack, tip, share in ((PARTING, PARTING.root, parted), *((each, 0.1, grief) for each in CRACKS)):
        run = nature.birth(crack.born, 0.4)
        if run * share > 0.01:
            at = shares(crack.path)
            path = place.laid(along(crack.path, np.append(at[at < run - 1e-3], run)))
            out.append(area(ribbon(path, np.linspace(crack.root, tip, len(path)) * run * share * place.scale)))
    return out


def _light(part: Part, place: Place) -> tuple[Floats, Floats]:
    """How light each facet is, 0 (black) to 1 (bare skin), and the angle of a level line on it."""
    p = part.corners[part.triangles]
    n = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    n *= np.where(n[:, 2:] < 0, -1, 1)
    n /= np.maximum(np.linalg.norm(n, axis=1), 1e-9)[:, None]
    # A second light from below the right comes back from what is behind, and turns the dark side round.
    back = 0.80 * np.clip((n @ np.array([0.80, 0.48, 0.36]) - 0.62) / 0.38, 0, 1) ** 1.4
    mood, temper = place.nature.feeling.mood, place.nature.temper
    v = np.clip((n @ LIGHT - 0.06) / 0.83, 0, 1) ** (1.3 - 0.25 * mood.tone.valence)
    # The heart as a whole is light on one side and dark on the other, so that it reads from across a room.
    v = 0.95 * v - 0.26 * np.clip(
        (p[:, :, :2].mean(1) - place.middle) @ np.array([0.62, 0.5]) / (48 * place.scale), -1, 1
    )
    v = np.clip(np.maximum(v, 0) + back, 0, 1)
    if part.mouth is not None:
        lip = p[-LIP:, :, :2].mean(1) - part.mouth.mean(0)
        v[-LIP:] = 0.74 + 0.3 * (lip @ LIGHT[:2]) / np.hypot(lip[:, 0], lip[:, 1])
    v = v * (1 - 0.22 * mood.light.shadow) * (1 - 0.62 * temper.gloom)
    v = np.clip(v + 0.34 * temper.soft * (1 - v), 0, 1)
    return np.asarray(v, float), np.asarray(np.arctan2(n[:, 1], n[:, 0]) + np.pi / 2, float)
