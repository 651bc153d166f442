"""The atlas is whole: every region has its view, every template its bytes, every millimetre its length."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from typing import Any, cast

import numpy as np
import pytest

from markgen import regions
from markgen.body import atlas
from markgen.errors import InputError
from markgen.regions import index

ROWS: list[dict[str, Any]] = list(cast("Iterable[dict[str, Any]]", index()["templates"]))
PLACE = files("markgen").joinpath("body", "atlas")


def test_every_region_has_its_views() -> None:
    for region in atlas.regions():
        assert region.view in region.views
        assert set(region.views) <= set(atlas.views("masculine")), region.name
        for view in region.views:
            assert region.chart in atlas.load("masculine", view).charts


def test_every_template_is_the_one_described() -> None:
    for row in ROWS:
        data = PLACE.joinpath(row["file"]).read_bytes()
        assert len(data) == row["bytes"]
        assert sha256(data).hexdigest() == row["sha256"]


def test_the_atlas_is_small() -> None:
    assert sum(row["bytes"] for row in ROWS) <= 40 * 2**20


@pytest.mark.parametrize("region", atlas.regions(), ids=lambda region: region.name)
def test_a_millimetre_is_a_millimetre(region: atlas.Region) -> None:
    template = atlas.load("masculine", region.view)
    chart = template.charts[region.chart]
    across = np.diff(chart.uv, axis=1)[:-1] / template.mm_per_px
    down = np.diff(chart.uv, axis=0)[:, :-1] / template.mm_per_px
    facing = (template.normal[..., 2] > 0.97)[:-1, :-1] & (chart.valid & (template.alpha > 0.99))[:-1, :-1]
    off = np.abs(chart.uv - np.asarray(region.centre, np.float32))
    facing &= np.asarray((off < np.array([region.width, region.height]) / 2).all(-1), bool)[:-1, :-1]
    assert facing.sum() > 300
    for step in (across, down):
        length = np.median(np.linalg.norm(step, axis=-1)[facing])
        assert (0.7 < length < 1.4) if region.wraps else (0.88 < length < 1.15)


def test_the_centre_is_in_the_picture() -> None:
    for region in atlas.regions():
        chart = atlas.load("masculine", region.view).charts[region.chart]
        gap = np.linalg.norm(chart.uv - np.asarray(region.centre, np.float32), axis=-1)
        assert gap[chart.valid].min() < 2, region.name


@pytest.mark.parametrize("view", ["arm-front", "arm-back", "arm-outer", "upper-arm", "shoulder-blade"])
def test_a_place_is_seen_once(view: str) -> None:
    """No mark that runs round an arm comes up again on the chest or the back."""
    template = atlas.load("masculine", view)
    sleeve = regions.region("arm")
    for chart in template.charts.values():
        cell = 8.0
        seen = chart.valid.copy()
        if chart.name == sleeve.chart:
            seen &= np.abs(chart.uv[..., 1] - sleeve.centre[1]) < sleeve.height / 2
        u, v = chart.uv[seen].T
        u = u if chart.period is None else u % chart.period
        u, v = np.floor(u / cell).astype(int), np.floor(v / cell).astype(int)
        home = (u - u.min()) * 100000 + v - v.min()
        _, which = np.unique(home, return_inverse=True)
        for pixel in np.nonzero(seen):
            low, high = np.full(which.max() + 1, 9999), np.zeros(which.max() + 1, int)
            np.minimum.at(low, which, pixel)
            np.maximum.at(high, which, pixel)
            assert ((high - low) * template.mm_per_px > 60).mean() < 0.008, chart.name


def test_an_unknown_view_is_an_input_error() -> None:
    with pytest.raises(InputError, match="wrist"):
        atlas.load("masculine", "wrists")
    with pytest.raises(InputError, match="masculine"):
        atlas.views("masculin")
