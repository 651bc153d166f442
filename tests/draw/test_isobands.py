"""Isobands: they lie where the field has their level, nest, wind holes the other way, and close round a limb."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.draw import Grid, isobands

GRID = Grid(-30.0, -20.0, 1.0, 61, 41)
FAR = np.hypot(GRID.x, GRID.y)


def signed(ring: np.ndarray) -> float:
    x, y = ring.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


@pytest.mark.parametrize("tolerance", [0.05, 0.4])
def test_a_cone_gives_circles_within_circles(tolerance: float) -> None:
    bands = isobands(GRID, -FAR, (-16.0, -9.0, -4.5), tolerance)
    assert [len(rings) for rings in bands] == [1, 1, 1]
    for (ring,), radius in zip(bands, (16.0, 9.0, 4.5), strict=True):
        assert np.abs(np.hypot(*ring.points.T) - radius).max() < 0.1
        assert signed(ring.points) == pytest.approx(signed(bands[0][0].points) * (radius / 16) ** 2, rel=0.05)
    few, many = (isobands(GRID, -FAR, (-16.0,), t)[0][0].points for t in (0.4, 0.05))
    assert len(few) < len(many) < len(isobands(GRID, -FAR, (-16.0,), 0.0)[0][0].points)


def test_a_hole_runs_the_other_way_round() -> None:
    outer, hole = sorted(isobands(GRID, -np.abs(FAR - 11.0), (-4.0,))[0], key=lambda ring: -abs(signed(ring.points)))
    assert signed(outer.points) * signed(hole.points) < 0
    assert abs(signed(outer.points) + signed(hole.points)) == pytest.approx(np.pi * (15**2 - 7**2), rel=0.01)


def test_a_field_that_is_high_at_its_edge_ends_there() -> None:
    (ring,) = isobands(GRID, np.ones_like(FAR), (0.5,))[0]
    assert np.allclose([*ring.points.min(0), *ring.points.max(0)], [-30, -20, 30, 20])


def test_a_saddle_is_joined_where_its_middle_is_above() -> None:
    tiny = Grid(0.0, 0.0, 1.0, 2, 2)
    saddle = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert [len(rings) for rings in isobands(tiny, saddle, (0.4, 0.6), 0.0)] == [1, 2]


def test_what_is_small_may_be_left_out() -> None:
    two = np.maximum(6 - np.hypot(GRID.x - 12, GRID.y), 2 - np.hypot(GRID.x + 12, GRID.y))
    assert [len(isobands(GRID, two, (0.0,), least=least)[0]) for least in (0.0, 20.0, 200.0)] == [2, 1, 0]
    assert isobands(GRID, two, (9.0,)) == [[]]


def test_round_a_limb_paths_meet_at_the_seam() -> None:
    limb = Grid(0.0, 0.0, 1.0, 60, 40)
    field = 10 - np.hypot((limb.x + 30) % 60 - 30, limb.y - 20)
    rings = [ring.points for ring in isobands(limb, field, (0.0,), 0.05, wraps=True)[0]]
    assert sum(abs(signed(ring)) for ring in rings) == pytest.approx(np.pi * 100, rel=0.01)
    left, right = (np.sort(np.concatenate([ring[np.isclose(ring[:, 0], x), 1] for ring in rings])) for x in (0.0, 60.0))
    assert np.allclose(left, right)
    assert np.allclose(left, [10.0, 30.0], atol=0.1)
