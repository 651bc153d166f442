"""Which skin is taken: a place on the chest may be a place of the arm too, and a mark is on both."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from markgen import regions
from markgen.body import atlas
from markgen.body.image import blur

STEP = 4
"""Pixels of a template between two that are asked: about 1 to 2 mm of skin."""

BROAD_MM = 2.5
"""Pigment that a blur of so many mm wipes away is in a line, and on no areola."""

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
    return bool((_within(build, here, one) & _within(build, there, other)).any())


@lru_cache(maxsize=16)
def tender(build: str, chart: str) -> Places:
    """Places (n, 2) in mm on a chart where no mark goes of its own accord: the areolae."""
    found = [np.zeros((0, 2), np.float32)]
    for view in _views(build, chart):
        body = atlas.load(build, view)
        if chart in body.charts:
            # The same pigment lies in creases, which are too narrow to be kept clear.
            here = body.charts[chart].valid & (blur(body.areola, BROAD_MM / body.mm_per_px) > 0.3)
            found.append(body.charts[chart].uv[here][::STEP])
    return np.concatenate(found)


def spares(build: str, disc: Disc) -> bool:
    """Whether a disc leaves the tender places of its chart alone."""
    return not bool(_within(build, tender(build, disc[0]), disc).any())


def _views(build: str, *charts: str) -> list[str]:
    """The views of a body that any region on one of these charts is seen in."""
    seen = {view for region in regions.regions() if region.chart in charts for view in region.views}
    return [view for view in atlas.views(build) if view in seen]


def _within(build: str, places: Places, disc: Disc) -> NDArray[np.bool_]:
    """Which places of a disc's chart lie in it: the near way round, and in mm, where the chart runs round a limb."""
    chart, u, v, radius = disc
    across, up = (places - np.array([u, v], np.float32)).T
    limb = next((region for region in regions.regions() if region.chart == chart), None)
    if limb and limb.period:
        across = ((across + limb.period / 2) % limb.period - limb.period / 2) * limb.across(v, build)
    return np.asarray(np.hypot(across, up) < radius)
