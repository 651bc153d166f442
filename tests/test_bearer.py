"""Many marks on one body keep clear of each other, and each stays on its own side."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from markgen import bearer, place, regions
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
    for each in arranged(4, side=side)[0]:
        left, top, right, bottom = each.mark.bounds()
        where = place.place(each.said, region)
        drawn = where.chart_mm([(left + right) / 2, (top + bottom) / 2])
        assert drawn == pytest.approx(each.centre, abs=0.5)
        assert abs(where.centre[0] - flip * region.centre[0]) <= region.width / 2


def test_round_a_limb_the_near_way_counts() -> None:
    other = bearer.Laid(arranged(1)[0][0].said, arranged(1)[0][0].mark, (-95.0, 0.0), 5.0)
    assert bearer._apart((95.0, 0.0), 5.0, other, None)
    assert not bearer._apart((95.0, 0.0), 5.0, other, 200.0)
    assert not bearer._apart((295.0, 0.0), 5.0, other, 200.0)


def test_what_finds_no_room_stays_away(monkeypatch: pytest.MonkeyPatch) -> None:
    little = replace(regions.region("chest"), width=26.0, height=26.0, landmarks=MappingProxyType({"centre": (0, 0)}))
    monkeypatch.setattr(regions, "region", lambda _: little)
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
