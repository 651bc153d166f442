"""Which skin is taken: a place on the chest may be a place of the arm too, and a mark is on both."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen import regions
from markgen.body import atlas

STEP = 4
"""Pixels of a template between two that are asked: about 1 to 2 mm of skin."""

Places = NDArray[np.float32]


Disc = tuple[str, float, float, float]
"""A round place on the left body: its chart, u, v and radius, mm."""


@lru_cache(maxsize=32)
def shared(build: str, one: str, other: str) -> tuple[Places, Places]:
    """Places of skin (n, 2) in mm on one chart, and the same places on the other, from every view that sees both."""
    pairs = [np.zeros((0, 4), np.float32)]
    for view in _views(build, one, other):
        charts = atlas.load(build, view).charts
        if one in charts and other in charts:
            a, b = charts[one], charts[other]
            both = (a.valid & b.valid)[::STEP, ::STEP]
            pairs.append(np.concatenate([a.uv[::STEP, ::STEP][both], b.uv[::STEP, ::STEP][both]], axis=1))
    found = np.concatenate(pairs)
    return found[:, :2], found[:, 2:]


def meet(build: str, one: Disc, other: Disc) -> bool:
    """Whether two discs take any skin in common."""
    here, there = shared(build, one[0], other[0])
    in_one, in_other = (
        np.hypot(*(_near(places - np.array(disc[1:3], np.float32), disc[0]).T)) < disc[3]
        for places, disc in ((here, one), (there, other))
    )
    return bool((in_one & in_other).any())


@lru_cache(maxsize=16)
def tender(build: str, chart: str) -> Places:
    """Places (n, 2) in mm on a chart where no mark goes of its own accord: the areolae."""
    found = [np.zeros((0, 2), np.float32)]
    for view in _views(build, chart):
        body = atlas.load(build, view)
        if chart in body.charts:
            here = body.charts[chart].valid & (body.areola > 0.3)
            found.append(body.charts[chart].uv[here][::STEP])
    return np.concatenate(found)


def spares(build: str, disc: Disc) -> bool:
    """Whether a disc leaves the tender places of its chart alone."""
    return not bool(
        (np.hypot(*_near(tender(build, disc[0]) - np.array(disc[1:3], np.float32), disc[0]).T) < disc[3]).any()
    )


def _views(build: str, *charts: str) -> list[str]:
    """The views of a body that any region on one of these charts is seen in."""
    seen = {view for region in regions.regions() if region.chart in charts for view in region.views}
    return [view for view in atlas.views(build) if view in seen]


def _near(offset: Places, chart: str) -> Places:
    """Offsets on a chart, the near way round where it runs round a limb."""
    period = next((region.period for region in regions.regions() if region.chart == chart), None)
    if period:
        offset[:, 0] = (offset[:, 0] + period / 2) % period - period / 2
    return offset
