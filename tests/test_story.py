"""A story passes through its moments exactly, and never through a body that is not there."""

from __future__ import annotations

from typing import Any

import pytest

from markgen import story
from markgen.errors import ProfileError

STAR = {"motif": "star", "tone": "joy", "intensity": 0.5}


def told(*feelings: dict[str, Any]) -> story.Story:
    return story.parse({"moments": [{"at": i, "feeling": {**STAR, **f}} for i, f in enumerate(feelings)]})


@pytest.mark.parametrize(
    "change",
    [
        {"intensity": 0.9},
        {"tone": "grief"},
        {"side": "right"},
        {"skin": 9},
        {"style": "blackwork"},
        {"region": "chest"},
        {"motif": "gem"},
        {"size_mm": 30},
        {"ink_age": 20},
        {"intensity": 0},
    ],
    ids=str,
)
def test_at_a_moment_the_mark_is_what_was_said(change: dict[str, Any]) -> None:
    made = told({}, change, {})
    for i, moment in enumerate(made.moments):
        assert story.at(made, i) == [(moment.said, 1.0)]


@pytest.mark.parametrize("change", [{"side": "right"}, {"skin": 9}, {"region": "chest"}], ids=str)
def test_another_body_is_never_seen_with_the_old_mark(change: dict[str, Any]) -> None:
    made = told({}, change)
    for i in range(101):
        marks = story.at(made, i / 100)
        assert len(marks) == 1
        assert marks[0][0].model_copy(update={"intensity": 0.5}) == made.moments[i >= 50].said


def test_on_one_body_marks_pass_through_each_other() -> None:
    made = told({}, {"motif": "gem"})
    assert [len(story.at(made, t)) for t in (0.1, 0.5, 0.9)] == [1, 2, 1]
    assert all(0 <= presence <= 1 for t in range(101) for _, presence in story.at(made, t / 100))


def test_what_flows_is_half_way_half_way() -> None:
    made = told({"ink_age": 0, "size_mm": 10}, {"ink_age": 10, "size_mm": 40, "intensity": 0.7})
    ((said, _),) = story.at(made, 0.5)
    assert (said.ink_age, said.size_mm, said.intensity) == pytest.approx((5, 20, 0.6))


def test_two_feelings_thin_and_come_up_together() -> None:
    made = told({}, {"tone": "grief", "intensity": 0.9})
    (old, leaving), (new, coming) = story.at(made, 0.5)
    assert (old.tone, new.tone) == ("joy", "grief")
    assert leaving + coming == pytest.approx(1)
    assert old.intensity == new.intensity == pytest.approx(0.7)


def test_every_fault_is_told_at_its_place() -> None:
    moments = [{"at": 0, "feeling": {"motif": "stra"}}, {"at": 1, "feeling": {**STAR, "skin": 11}}]
    with pytest.raises(ProfileError) as caught:
        story.parse({"moments": moments}, "a.json")
    one, two = str(caught.value).splitlines()
    assert one.startswith("a.json: moments[0].feeling: motif: unknown motif 'stra'")
    assert two.startswith("a.json: moments[1].feeling: skin: found 11")


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ([0, 4, 1], "a.json: moments[2].at: found 1, allowed is 4 or later, the time of moments[1]"),
        ([2, 2], "a.json: moments: all are at 2; a story takes time"),
        ([0], "a.json: moments: found a list of 1, allowed is a list of 2 to 200 moments"),
        ([0, -1], "a.json: moments[1].at: found -1, allowed is a number from 0"),
    ],
    ids=str,
)
def test_moments_out_of_order_are_named(times: list[float], told: str) -> None:
    with pytest.raises(ProfileError) as caught:
        story.parse({"moments": [{"at": t, "feeling": STAR} for t in times]}, "a.json")
    assert told in str(caught.value)


def test_a_wrong_key_meets_the_keys_of_its_own_level() -> None:
    with pytest.raises(ProfileError, match=r"moments\[0\].felling: unknown key 'felling': did you mean 'feeling'"):
        story.parse({"moments": [{"at": 0, "felling": {}, "feeling": STAR}, {"at": 1, "feeling": STAR}]})
