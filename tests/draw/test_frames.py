"""Frames fill their square, and what grows out of a line grows outwards."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.draw import FRAMES, Chance, area, contains, forked, frame_of, thorns

SQUARE = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_fills_its_square_and_stays_in_it(name: str) -> None:
    every = np.concatenate([path for path, _, _ in frame_of(name)])
    assert np.abs(every).max() <= 100
    assert np.ptp(every, axis=0).max() > 180
    assert all(0 < born < 1 for _, _, born in frame_of(name))


def test_an_unknown_frame_is_an_error() -> None:
    with pytest.raises(ValueError, match="oval"):
        frame_of("oval")


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1]])
def test_thorns_point_out_of_a_rim_whichever_way_it_runs(ring: np.ndarray) -> None:
    made = thorns(ring, np.array([3.0, 0.0, 3.0, 3.0]), 0.5, Chance(1)("thorns"))
    assert len(made) == 6
    assert not contains(area(ring), [half[1] for half in made]).any()


def test_roots_go_on_where_their_stem_ends() -> None:
    made = forked(np.array([5.0, 5.0]), np.array([0.0, 1.0]), 1.0, Chance(1)("roots"))
    every = np.concatenate(made)
    assert len(made) == 9
    assert every[:, 1].min() > 3
    assert 11 < every[:, 1].max() < 15
