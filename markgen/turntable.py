"""A limb turning: the same mark from every side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PIL import Image

from markgen import regions, renderer
from markgen.composer import compose
from markgen.errors import InputError
from markgen.profile import Profile
from markgen.renderer import How, Worn
from markgen.timing import Stopwatch


def stops(build: str) -> tuple[str, ...]:
    """The views round the arm of a build, in order. InputError when it has none."""
    found = tuple(sorted(v for v in regions.bodies().get(build, ()) if v.startswith(regions.TURN)))
    if not found:
        able = [b for b, views in regions.bodies().items() if any(v.startswith(regions.TURN) for v in views)]
        raise InputError(f"the {build} body cannot be turned; can be: {', '.join(able) or 'none in this atlas'}")
    return found


def frames(said: Profile, how: How) -> Iterator[Image.Image]:
    """A picture for each stop, in order."""
    worn = [Worn(said, compose(said, how.motifs))] if said.intensity > 0 else []
    for view in stops(said.build):
        yield renderer.all_on_body(said, worn, replace(how, view=view), Stopwatch())[0]
