"""The atlas is whole: every region has its view, every template its bytes, every millimetre its length."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from typing import Any, cast

import numpy as np
import pytest

from markgen import place, regions
from markgen.body import atlas
from markgen.errors import InputError
from markgen.profile import parse
from markgen.regions import index

ROWS: list[dict[str, Any]] = list(cast("Iterable[dict[str, Any]]", index()["templates"]))
PLACE = files("markgen").joinpath("body", "atlas")


def test_every_region_has_its_views() -> None:
    for region in regions.regions():
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


@pytest.mark.parametrize("region", regions.regions(), ids=lambda region: region.name)
def test_a_millimetre_is_a_millimetre(region: regions.Region) -> None:
    template = atlas.load("masculine", region.view)
    chart = template.charts[region.chart]
    lying = np.stack(place.whole(parse({"motif": "heart", "region": region.name}), region).ground(chart.uv), -1)
    across = np.diff(lying, axis=1)[:-1] / template.mm_per_px
    down = np.diff(lying, axis=0)[:, :-1] / template.mm_per_px
    facing = (template.normal[..., 2] > 0.97)[:-1, :-1] & (chart.valid & (template.alpha > 0.99))[:-1, :-1]
    off = np.abs(chart.uv - np.asarray(region.centre, np.float32))
    facing &= np.asarray((off < np.array([region.width, region.height]) / 2).all(-1), bool)[:-1, :-1]
    assert facing.sum() > 300
    for step in (across, down):
        length = np.median(np.linalg.norm(step, axis=-1)[facing])
        assert 0.88 < length < 1.15


BUILDS = ("masculine", "feminine", "child")


def gap(build: str, region: regions.Region, spot: tuple[float, float]) -> float:
    """mm from a place on a region's chart to the nearest skin that the region's view shows of a build."""
    chart = atlas.load(build, region.view).charts[region.chart]
    return float(np.linalg.norm(chart.uv - np.asarray(spot, np.float32), axis=-1)[chart.valid].min())


@pytest.mark.parametrize("build", BUILDS)
def test_the_centre_is_in_the_picture(build: str) -> None:
    seen = [region for region in regions.regions(build) if region.view in atlas.views(build)]
    assert seen
    for region in seen:
        assert gap(build, region, region.centre) < 2, region.name


LANDMARKS = (
    ("arm", "elbow"), ("arm", "acromion"), ("upper-arm", "acromion"), ("collarbone", "collarbone-dip"),
    ("chest", "jugular-notch"), ("back", "spine"), ("shoulder-blade", "shoulder-blade"), ("wrist", "wrist-crease"),
)  # fmt: skip
SEEN = [
    (build, region, landmark)
    for build in BUILDS
    for region, landmark in LANDMARKS
    if regions.region(region, build).view in atlas.views(build) and (build, landmark) != ("child", "acromion")
]
"""The landmarks that a body has in the view of their region; a child's acromion is out of its picture."""


@pytest.mark.parametrize(("build", "region", "landmark"), SEEN)
def test_landmarks_are_those_of_the_body_that_bears_the_mark(build: str, region: str, landmark: str) -> None:
    there = regions.region(region, build)
    assert gap(build, there, there.landmarks[landmark]) < 12


def test_a_line_over_the_body_is_carried_to_the_other() -> None:
    """The thread starts at the throat, passes the dip of the collarbone, and ends on the side of the chest."""
    for build in ("masculine", "feminine"):
        there = regions.region("neck-to-side", build)
        thread = np.array(there.guides["thread"])
        apple, dip = (np.array(there.landmarks[name]) for name in ("adams-apple", "collarbone-dip"))
        assert np.hypot(*(thread[0] - apple)) < 12
        assert np.hypot(*(thread - dip).T).min() < 32
        assert thread[-1][0] > thread[0][0] + 150
        assert thread[-1][1] < thread[0][1] - 180


@pytest.mark.parametrize("build", ["masculine", "feminine"])
def test_the_spines_of_both_blades_rise_outwards_alike(build: str) -> None:
    there = regions.region("back", build)
    middle, blade, tip = (np.array(there.landmarks[name]) for name in ("spine", "shoulder-blade", "acromion"))
    left, right = (np.array(there.guides[f"{side}-blade"]) - [middle[0], 0] for side in ("left", "right"))
    assert np.abs(left * [-1, 1] - right).max() < 2
    assert (np.diff(right, axis=0) > 0).all()
    root, end = left[0] + [middle[0], 0], left[-1] + [middle[0], 0]
    assert blade[0] < root[0] < middle[0]
    assert blade[1] + 25 < root[1] < end[1] < tip[1]
    assert tip[0] < end[0] < blade[0]


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


@pytest.mark.parametrize("build", ["masculine", "feminine", "child"])
def test_a_mark_that_does_not_run_round_an_arm_is_as_wide_as_it_was_drawn(build: str) -> None:
    """Where the forearm is thin, and where it is thick."""
    arm = regions.region("arm")
    template = atlas.load(build, "forearm-outer")
    chart = template.charts[arm.chart]
    facing = chart.valid & (template.normal[..., 2] > 0.985) & (template.alpha > 0.99)
    v = chart.uv[..., 1]
    low, high = np.percentile(v[facing], [5, 95])
    where = place.place(parse({"motif": "heart", "region": "arm", "build": build}), arm)
    steps = np.hypot(*(np.diff(each, axis=1)[:, :-1] for each in where.ground(chart.uv))) / template.mm_per_px
    measured = []
    for height in np.linspace(low, high, 6):
        here = facing & (np.abs(v - height) < 5)
        found = steps[here[:, :-2] & here[:, 2:]]
        if len(found) > 20:
            measured.append(np.median(found))
    assert len(measured) >= 3
    assert measured == pytest.approx(np.ones(len(measured)), abs=0.10)


@pytest.mark.parametrize("build", ["masculine", "feminine", "child"])
def test_a_sleeve_closes_on_every_body(build: str) -> None:
    arm = regions.region("arm")
    assert arm.girths[build].mm[0] < 0.8 * arm.girths[build].mm[-1]
    for view in atlas.views(build):
        for chart in atlas.load(build, view).charts.values():
            assert chart.period == (arm.period if chart.name == arm.chart else None)
