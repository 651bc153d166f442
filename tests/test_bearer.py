"""Many marks on one body keep clear of each other, and each stays on its own side."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from markgen import bearer, place, regions
from markgen.body import overlap
from markgen.errors import ProfileError
from markgen.profile import Profile
from markgen.renderer import How

SHY = {"motif": "star", "region": "chest", "intensity": 0.3, "size_mm": 20}


def arranged(count: int, **more: Any) -> tuple[list[bearer.Laid], list[Profile]]:
    marks = [{**SHY, "intensity": 0.3 - i / 100, "seed": i, **more} for i in range(count)]
    return bearer.arrange(bearer.parse({"marks": marks}), How())


@pytest.mark.parametrize("more", [{}, {"side": "right"}, {"side": "right", "at": "centre + 30mm up"}], ids=str)
def test_marks_keep_clear_of_each_other(more: dict[str, Any]) -> None:
    laid, _ = arranged(4, **more)
    assert len(laid) == 4
    for a, b in combinations(laid, 2):
        assert np.hypot(*np.subtract(a.centre, b.centre)) >= a.radius + b.radius + bearer.CLEAR - 0.1


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_mark_that_moves_is_where_room_was_found(side: str) -> None:
    region = regions.region("chest")
    flip = -1 if side == "right" else 1
    laid, _ = arranged(4, side=side)
    assert len(laid) == 4
    for each in laid:
        left, top, right, bottom = each.mark.bounds()
        where = place.place(each.said, region)
        drawn = where.chart_mm([(left + right) / 2, (top + bottom) / 2])
        assert drawn == pytest.approx(each.centre, abs=0.5)
        assert abs(where.centre[0] - flip * region.centre[0]) <= region.width / 2


def test_round_a_limb_the_near_way_counts() -> None:
    on_arm, on_chest = ({**SHY, "region": region} for region in ("arm", "chest"))
    period = regions.region("arm").period
    assert period is not None
    for said, apart in ((on_arm, False), (on_chest, True)):
        mine = bearer.parse({"marks": [said]})[0]
        other = replace(bearer.arrange([mine], How())[0][0], centre=(5 - period / 2, 0.0), radius=5.0)
        assert bearer._apart(mine, (period / 2 - 5, 0.0), 5.0, other) == apart


@pytest.mark.parametrize("side", ["left", "right"])
def test_marks_on_different_charts_of_the_same_skin_keep_clear(side: str) -> None:
    first = {"motif": "flame", "region": "upper-arm", "intensity": 0.9, "size_mm": 70, "side": side}
    second = {"motif": "star", "region": "outer-arm", "intensity": 0.5, "size_mm": 30, "side": side}
    at = overlapping(side)
    laid, _ = bearer.arrange(bearer.parse({"marks": [first, {**second, "at": at}]}), How())
    assert [each.said.motif for each in laid] == ["flame", "star"]
    flip = -1 if side == "right" else 1
    discs = [(regions.region(x.said.region).chart, flip * x.centre[0], x.centre[1], x.radius) for x in laid]
    assert not overlap.meet("masculine", discs[0], discs[1])
    assert overlap.meet("masculine", discs[0], ("arm", *place_of(laid[0], flip), 5.0))


def place_of(laid: bearer.Laid, flip: int) -> tuple[float, float]:
    """Where a mark of the upper arm lies on the chart of the whole outer arm, left side, mm."""
    here, there = overlap.shared("masculine", "upper-arm", "arm")
    near = np.hypot(here[:, 0] - flip * laid.centre[0], here[:, 1] - laid.centre[1]).argmin()
    return float(there[near, 0]), float(there[near, 1])


def overlapping(side: str) -> dict[str, Any]:
    """A wish, on the outer arm, for the very middle of the upper arm."""
    here, there = overlap.shared("masculine", "upper-arm", "arm")
    middle = np.array(regions.region("upper-arm").centre)
    spot = there[np.hypot(*(here - middle).T).argmin()] - regions.region("outer-arm").centre
    flip = -1 if side == "right" else 1
    return {"landmark": "centre", "right": round(flip * float(spot[0]), 1), "up": round(float(spot[1]), 1)}


@pytest.mark.parametrize("side", ["left", "right"])
def test_no_mark_moves_onto_a_nipple(side: str) -> None:
    laid, _ = arranged(9, side=side)
    flip = -1 if side == "right" else 1
    assert len(laid) > 5
    assert len(overlap.tender("masculine", "chest")) > 5
    for each in laid[1:]:
        assert overlap.spares("masculine", ("chest", flip * each.centre[0], each.centre[1], each.radius))


def test_marks_may_lie_on_the_creases_of_wrist_and_elbow() -> None:
    assert not any(len(overlap.tender("masculine", chart)) for chart in ("forearm", "wrist", "arm", "sleeve"))


def test_what_finds_no_room_stays_away(monkeypatch: pytest.MonkeyPatch) -> None:
    little = replace(regions.region("chest"), width=26.0, height=26.0, landmarks=MappingProxyType({"centre": (0, 0)}))
    monkeypatch.setattr(regions, "region", lambda *_: little)
    laid, left = bearer.arrange(bearer.parse({"marks": [SHY, {**SHY, "intensity": 0.2}]}), How())
    assert (len(laid), len(left)) == (1, 1)


def test_every_fault_is_told_at_its_place() -> None:
    with pytest.raises(ProfileError) as caught:
        bearer.parse({"marks": [{"motif": "stra"}, SHY, {**SHY, "region": "chst"}]}, "a.json")
    assert str(caught.value).splitlines() == [
        "a.json: marks[0]: motif: unknown motif 'stra': did you mean 'star'?",
        "a.json: marks[2]: region: unknown region 'chst': did you mean 'chest'?",
    ]
    with pytest.raises(ProfileError, match="mark: unknown key 'mark': did you mean 'marks'"):
        bearer.parse({"mark": []}, "a.json")
