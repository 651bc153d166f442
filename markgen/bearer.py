"""A bearer: many marks on one body, strongest first, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from PIL import Image

from markgen import place, profile, regions, renderer
from markgen.body import overlap
from markgen.composer import compose, parse_all
from markgen.errors import Complaint, ProfileError
from markgen.export.png import Words
from markgen.mark import Mark
from markgen.profile import Count, Fields, Model, Offset, Profile
from markgen.regions import Region
from markgen.renderer import How, Worn
from markgen.timing import Stopwatch

CLEAR = 4.0
"""Bare skin between two marks, mm."""

SHRINK = 0.78
"""How much a mark gives way at a time when there is no room for it."""

SMALLEST = 6.0
"""Longest side, mm, below which a mark does not give way any further but stays away."""


class _Bearer(Model):
    """body: build, skin, scars and side, shared by all marks."""

    body: Fields
    marks: Annotated[list[dict[str, Any]], Count(1, 60, "profiles")]


@dataclass(frozen=True, eq=False)
class Laid:
    """A mark that found room: its profile, moved and perhaps smaller, its drawing, and its disc.

    centre: of the disc, chart mm on the mark's own side. radius: mm.
    """

    said: Profile
    mark: Mark
    centre: tuple[float, float]
    radius: float


def parse(data: object, where: str = "", motifs: Iterable[Path] = ()) -> list[Profile]:
    """A bearer's feelings from decoded JSON: {"body": {...}, "marks": [profile, ...]}.

    where: of the input, for messages. motifs: further folders of motif files.
    ProfileError carries everything wrong with it, each at its place.
    """
    if not isinstance(data, dict):
        raise ProfileError([Complaint(where, "a bearer is an object with 'marks', and perhaps 'body'")])
    told = profile.validated(_Bearer, data, where)
    places = [profile.located(f"marks[{i}]", where) for i in range(len(told.marks))]
    return parse_all(places, told.marks, (profile.located("body", where), told.body), motifs)


def arrange(feelings: list[Profile], how: How) -> tuple[list[Laid], list[Profile]]:
    """Marks with room for each, strongest first, and the feelings for which no room was left.

    The strongest takes its place. A weaker one that would touch it looks for room around it, on rings of
    growing radius and not on a nipple; where there is none it grows smaller, and at last stays away.
    """
    laid: list[Laid] = []
    out: list[Profile] = []
    for said in sorted(feelings, key=lambda f: -f.intensity):
        if said.intensity == 0:
            continue
        found = _room(said, laid, how)
        if found is None:
            out.append(said)
        else:
            laid.append(found)
    return laid, out


def picture(laid: list[Laid], looked_at: Profile, how: How) -> tuple[Image.Image, float]:
    """The body with all marks that are seen where `looked_at` is, and its pixels per inch of skin."""
    return renderer.all_on_body(looked_at, [Worn(each.said, each.mark) for each in laid], how, Stopwatch())


def words(laid: list[Laid]) -> Words:
    """What a picture of these marks says of itself: all their readings, and all their profiles as a JSON list."""
    return Words(
        ", ".join(each.mark.title for each in laid) or "bare skin",
        " ".join(each.mark.reading for each in laid) or "Bare skin.",
        f"[{', '.join(each.mark.profile for each in laid)}]",
    )


def _room(said: Profile, laid: list[Laid], how: How) -> Laid | None:
    region = regions.region(said.region, said.build)
    others = [o for o in laid if o.said.side == said.side]
    wish = place.place(said, region).centre
    size, flip = said.size_mm, -1.0 if said.side == "right" else 1.0
    while True:
        trial = said.model_copy(update={"size_mm": size})
        mark = compose(trial, how.motifs)
        (du, dv), radius = _disc(trial, mark, region)
        for centre in _rings(wish, region, said.side == "right"):
            disc = (centre[0] + du, centre[1] + dv)
            asked = centre == wish or overlap.spares(said.build, (region.chart, flip * disc[0], disc[1], radius))
            if asked and all(_apart(said, disc, radius, other) for other in others):
                if centre != wish:
                    trial = _moved(trial, centre, region)
                    mark = compose(trial, how.motifs)
                return Laid(trial, mark, disc, radius)
        size = mark.size * SHRINK
        if size < SMALLEST:
            return None


def _disc(said: Profile, mark: Mark, region: Region) -> tuple[tuple[float, float], float]:
    """The disc that a mark takes: chart mm from its place to the disc's centre, and its radius, mm."""
    left, top, right, bottom = mark.bounds()
    where = place.place(said, region).worn(right - left)
    u, v = where.chart_mm([(left + right) / 2, (top + bottom) / 2]).tolist()
    radius = max(float(np.hypot(right - left, bottom - top)) / 2 * 0.88, 1.0)
    return (u - where.centre[0], v - where.centre[1]), radius


def _rings(wish: tuple[float, float], region: Region, mirrored: bool) -> Iterator[tuple[float, float]]:
    """Places to try: the one wished for, then rings around it, nearest first, within the region."""
    yield wish
    u0, v0 = region.centre[0] * (-1 if mirrored else 1), region.centre[1]
    for ring in range(1, 14):
        reach = ring * max(region.width, region.height) / 24
        for k in range(6 * ring):
            turn = 2 * np.pi * (k / (6 * ring)) + 0.7 * ring
            u, v = wish[0] + reach * float(np.cos(turn)), wish[1] + reach * float(np.sin(turn))
            if abs(u - u0) < region.width / 2 and abs(v - v0) < region.height / 2:
                yield u, v


def _apart(said: Profile, centre: tuple[float, float], radius: float, other: Laid) -> bool:
    """Whether a disc keeps clear of a mark on the same side of the body."""
    here, there = regions.region(said.region, said.build), regions.region(other.said.region, other.said.build)
    if here.chart != there.chart:
        flip = -1.0 if said.side == "right" else 1.0
        one = (here.chart, flip * centre[0], centre[1], radius)
        return not overlap.meet(
            said.build, one, (there.chart, flip * other.centre[0], other.centre[1], other.radius + CLEAR)
        )
    du = centre[0] - other.centre[0]
    if here.period:
        # The near way round, where the chart runs round a limb.
        du = (du + here.period / 2) % here.period - here.period / 2
        du *= here.across(centre[1], said.build)
    return bool(np.hypot(du, centre[1] - other.centre[1]) >= radius + other.radius + CLEAR)


def _moved(said: Profile, centre: tuple[float, float], region: Region) -> Profile:
    """The profile, placed with its ground's centre there: chart mm on its own side."""
    u, v = place.spot(said.model_copy(update={"at": place.CENTRE}), region)
    right = (centre[0] - u) * region.across(centre[1], said.build)
    there = Offset(landmark=place.CENTRE, right=round(right, 2), up=round(centre[1] - v, 2))
    return said.model_copy(update={"at": there})
