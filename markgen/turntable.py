"""A limb turning: the same mark from every side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PIL import Image

from markgen import regions, renderer
from markgen.composer import compose
from markgen.errors import InputError
from markgen.profile import Profile
from markgen.renderer import How, Worn
from markgen.timing import Stopwatch


def stops(said: Profile) -> tuple[str, ...]:
    """The views round the limb that a profile's mark is on, in order. InputError when its body or region has none."""
    found = _turning(regions.bodies()[said.build])
    if not found:
        able = [build for build, views in regions.bodies().items() if _turning(views)]
        raise InputError(f"the {said.build} body cannot be turned; can be: {', '.join(able) or 'none in this atlas'}")
    if not set(found) & set(regions.region(said.region).views):
        able = [region.name for region in regions.regions() if set(found) & set(region.views)]
        raise InputError(f"the {said.region} cannot be turned; can be: {', '.join(able)}")
    return found


def _turning(views: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(view for view in views if view.startswith(regions.TURN)))


def frames(said: Profile, how: How) -> Iterator[Image.Image]:
    """A picture for each stop, in order."""
    worn = [Worn(said, compose(said, how.motifs))] if said.intensity > 0 else []
    for view in stops(said):
        yield renderer.all_on_body(said, worn, replace(how, view=view), Stopwatch())[0]
