"""A bearer: many marks on one body, strongest first, none over another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from PIL import Image
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from markgen import place, profile, regions, renderer
from markgen.composer import compose
from markgen.errors import Complaint, ProfileError
from markgen.mark import Mark
from markgen.profile import Offset, Profile
from markgen.regions import Region
from markgen.renderer import How, Worn
from markgen.timing import Stopwatch

CLEAR = 4.0
"""Bare skin between two marks, mm."""

SHRINK = 0.78
"""How much a mark gives way at a time when there is no room for it."""

SMALLEST = 6.0
"""Longest side, mm, below which a mark does not give way any further but stays away."""


class _Bearer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    body: dict[str, Any] = Field(default_factory=dict, description="build, skin, scars and side, shared by all marks")
    marks: Annotated[list[dict[str, Any]], Field(max_length=60)]


@dataclass(frozen=True, eq=False)
class Laid:
    """A mark that found room: its profile, moved and perhaps smaller, its drawing, and its disc on the chart."""

    said: Profile
    mark: Mark
    centre: tuple[float, float]
    radius: float


def parse(data: object, where: str = "") -> list[Profile]:
    """A bearer's feelings from decoded JSON: {"body": {...}, "marks": [profile, ...]}.

    ProfileError carries everything wrong with it, each at its place.
    """
    if not isinstance(data, dict):
        raise ProfileError([Complaint(where, "a bearer is an object with 'marks', and perhaps 'body'")])
    try:
        told = _Bearer.model_validate(data)
    except ValidationError as error:
        raise ProfileError(profile.complaints(error, where, _Bearer)) from None
    return [profile.parse({**told.body, **each}, f"{where}: marks[{i}]") for i, each in enumerate(told.marks)]


def arrange(feelings: list[Profile], how: How) -> tuple[list[Laid], list[Profile]]:
    """Marks with room for each, strongest first, and the feelings for which no room was left.

    The strongest takes its place. A weaker one that would touch it looks for room around it, on rings of
    growing radius; where there is none it grows smaller, and at last stays away.
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


def picture(laid: list[Laid], looked_at: Profile, how: How) -> Image.Image:
    """The body with all marks that are seen where `looked_at` is."""
    return renderer.all_on_body(looked_at, [Worn(each.said, each.mark) for each in laid], how, Stopwatch())[0]


def _room(said: Profile, laid: list[Laid], how: How) -> Laid | None:
    region = regions.region(said.region)
    others = [o for o in laid if regions.region(o.said.region).chart == region.chart and o.said.side == said.side]
    wish = place.place(said, region).centre
    size = None
    while True:
        trial = said if size is None else said.model_copy(update={"size_mm": size})
        mark = compose(trial, how.motifs)
        radius = _radius(mark)
        for centre in _rings(wish, region):
            if _free(centre, radius, others, region):
                return _at(trial, mark, centre, radius, region, how, moved=centre != wish)
        size = 2 * radius * SHRINK
        if size < SMALLEST:
            return None


def _radius(mark: Mark) -> float:
    left, top, right, bottom = mark.bounds()
    return max(float(np.hypot(right - left, bottom - top)) / 2 * 0.88, 1.0)


def _rings(wish: tuple[float, float], region: Region) -> list[tuple[float, float]]:
    """Places to try: the one wished for, then rings around it, nearest first, within the region."""
    out = [wish]
    u0, v0 = region.centre
    for ring in range(1, 14):
        reach = ring * max(region.width, region.height) / 24
        for k in range(6 * ring):
            turn = 2 * np.pi * (k / (6 * ring)) + 0.7 * ring
            u, v = wish[0] + reach * float(np.cos(turn)), wish[1] + reach * float(np.sin(turn))
            if abs(u - u0) < region.width / 2 and abs(v - v0) < region.height / 2:
                out.append((u, v))
    return out


def _free(centre: tuple[float, float], radius: float, others: list[Laid], region: Region) -> bool:
    for other in others:
        du = abs(centre[0] - other.centre[0])
        if region.period:
            du = min(du, region.period - du)
        if np.hypot(du, centre[1] - other.centre[1]) < radius + other.radius + CLEAR:
            return False
    return True


def _at(
    said: Profile, mark: Mark, centre: tuple[float, float], radius: float, region: Region, how: How, moved: bool
) -> Laid:
    if not moved:
        return Laid(said, mark, centre, radius)
    name, (u, v) = next(iter(region.landmarks.items()))
    flip = -1.0 if said.side == "right" else 1.0
    there = Offset(landmark=name, right=round(centre[0] - u * flip, 2), up=round(centre[1] - v, 2))
    said = said.model_copy(update={"at": there})
    return Laid(said, compose(said, how.motifs), centre, radius)
