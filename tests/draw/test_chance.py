"""Chance comes in named streams that know nothing of each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from markgen.draw import Chance

NAMES = st.lists(st.text(max_size=8) | st.integers(), min_size=1, max_size=3)


@given(st.integers(0, 2**63), NAMES)
def test_a_stream_is_its_seed_and_name(seed: int, name: list[str | int]) -> None:
    assert (Chance(seed)(*name).random(4) == Chance(seed)(*name).random(4)).all()


def test_a_stream_does_not_care_what_was_drawn_before() -> None:
    one, other = Chance(1), Chance(1)
    one("feather", 3).random(1000)
    assert (one("feather", 17).random(9) == other("feather", 17).random(9)).all()


@pytest.mark.parametrize(
    ("a", "b"), [(("a", 1), ("a", 2)), (("a",), ("b",)), (("a", 1), ("a", "1")), (("ab",), ("a", "b"))]
)
def test_other_names_are_other_streams(a: tuple[str | int, ...], b: tuple[str | int, ...]) -> None:
    assert (Chance(1)(*a).random(4) != Chance(1)(*b).random(4)).any()


def test_other_seeds_are_other_streams() -> None:
    first = [float(Chance(seed)("a").random()) for seed in range(500)]
    assert len(set(first)) == 500
    assert np.mean(first) == pytest.approx(0.5, abs=0.05)


def test_a_stream_is_the_same_on_every_machine() -> None:
    assert Chance(1)("feather", 17).integers(0, 1000, 4).tolist() == [897, 271, 635, 667]
