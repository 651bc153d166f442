"""Areas add, subtract and grow as their names say."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.draw import (
    Chance,
    area,
    areas,
    boundary,
    box,
    clean,
    contains,
    disc,
    grow,
    hull,
    inside,
    intersect,
    minus,
    moved,
    outlines,
    shared,
    simplify,
    trace,
    union,
)
from markgen.draw.areas import bare, carved, depths, hidden, holding, simplified, thinned

SQUARE = box(0, 0, 10, 10)


def turning(ring: np.ndarray) -> float:
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))


def test_areas_are_measured_in_square_millimetres() -> None:
    assert SQUARE.area == 100
    assert disc((0, 0), 5).area == pytest.approx(78.5, rel=0.01)
    assert area([(0, 0), (10, 0), (0, 10)]).area == 50


def test_a_crossed_outline_encloses_what_it_goes_round() -> None:
    assert area([(0, 0), (10, 10), (10, 0), (0, 10)]).area == pytest.approx(50, abs=26)
    assert area([(0, 0), (10, 10), (10, 0), (0, 10)]).is_valid


@pytest.mark.parametrize(
    ("made", "size"),
    [
        (union([SQUARE, box(5, 0, 15, 10)]), 150),
        (intersect(SQUARE, box(5, 0, 15, 10)), 50),
        (minus(SQUARE, box(5, 0, 15, 10)), 50),
        (grow(SQUARE, 1, sharp=True), 144),
        (grow(SQUARE, -1), 64),
        (clean(union([SQUARE, box(20, 20, 21, 21)]), 2), 100),
        (clean(minus(SQUARE, box(4, 4, 5, 5)), 2), 100),
        (simplify(SQUARE, 0.1), 100),
    ],
)
def test_areas_add_up(made, size: float) -> None:  # type: ignore[no-untyped-def]
    assert made.area == pytest.approx(size)


def test_a_hole_runs_the_other_way_round() -> None:
    outer, hole = boundary(minus(SQUARE, box(4, 4, 6, 6)))
    assert turning(outer) * turning(hole) < 0
    assert len(outlines(minus(SQUARE, box(4, 4, 6, 6)))) == 2


def test_points_are_inside_or_not() -> None:
    assert contains(SQUARE, [(5, 5), (11, 5), (-1, -1)]).tolist() == [True, False, False]


def test_how_deep_points_lie_is_told_from_the_nearest_edge() -> None:
    assert depths(SQUARE, [(5, 5), (8, 5), (11, 5)]).tolist() == [5, 2, -1]
    assert depths(minus(SQUARE, box(4, 4, 6, 6)), [(3, 5), (5, 5)]).tolist() == [1, -1]


def test_scattered_points_are_inside_and_everywhere() -> None:
    ring = minus(disc((0, 0), 10), disc((0, 0), 6))
    points = inside(ring, 2000, Chance(1)("x"))
    assert len(points) == 2000
    assert contains(ring, points).all()
    assert np.abs(points.mean(0)).max() < 0.6


def test_nothing_can_be_scattered_over_nothing() -> None:
    assert len(inside(minus(SQUARE, SQUARE), 5, Chance(1)("x"))) == 0


def test_what_is_shared_says_whose_it_is() -> None:
    far, half = np.array([[5, 5], [6, 5], [6, 6]]), np.array([[0.5, 0], [2, 0], [2, 1], [0.5, 1]])
    found = shared([far, half], box(0, 0, 1, 1))
    assert [i for i, _ in found] == [1]
    assert area(found[0][1]).area == pytest.approx(0.5)


def test_a_hull_has_no_hollows() -> None:
    assert hull([[0, 0], [2, 0], [0.6, 0.6], [0, 2]]).area == pytest.approx(2)


def test_an_area_moves_whole() -> None:
    ring = minus(box(0, 0, 4, 4), box(1, 1, 3, 3))
    gone = moved(ring, [10, 0])
    assert gone.area == ring.area
    assert not contains(gone, [[12, 2]])[0]


def test_many_areas_are_each_what_one_would_be() -> None:
    rings = [np.array([(0, 0), (4, 0), (4, 4 + k), (0, 4)], float) for k in range(3)]
    crossed = np.array([(0, 0), (4, 4), (4, 0), (0, 4)], float)
    many = areas([*rings, crossed])
    assert [a.wkt for a in many] == [area(p).wkt for p in (*rings, crossed)]
    assert all(a.is_valid for a in many)
    assert areas([]) == []


def test_rings_run_one_way_and_holes_the_other() -> None:
    holed = union([minus(box(0, 0, 9, 9), box(2, 2, 4, 4)), box(20, 0, 22, 2)])
    signs = [np.sign((r[:, 0] * np.roll(r[:, 1], -1) - r[:, 1] * np.roll(r[:, 0], -1)).sum()) for r in boundary(holed)]
    assert sorted(signs) == [-1, 1, 1]
    assert all((r[0] != r[-1]).any() for r in boundary(holed))


def test_a_traced_line_has_its_length_and_width_and_round_ends() -> None:
    made = trace([(0, 0), (10, 0)], 2.0)
    assert made.area == pytest.approx(20 + np.pi, rel=0.02)
    assert made.bounds == pytest.approx((-1, -1, 11, 1))


def test_only_what_meets_a_cover_is_cut_and_what_it_hides_is_gone() -> None:
    away, half, under = box(20, 0, 30, 10), box(5, 0, 15, 10), box(1, 1, 2, 2)
    left = bare([away, half, under], [SQUARE, box(12, -1, 13, 11)])
    assert [each.area for each in left] == pytest.approx([100, 40])
    assert left[0] is away
    assert bare([], [SQUARE]) == []
    assert bare([under], []) == [under]


def test_points_are_hidden_by_any_cover() -> None:
    assert hidden([[1, 1], [11, 1], [21, 1]], [SQUARE, box(20, 0, 30, 10)]).tolist() == [True, False, True]
    assert not hidden([[1, 1]], []).any()


@pytest.mark.parametrize("times", [1, 60])
def test_each_area_is_cut_by_its_own_covers_alone(times: int) -> None:
    left = carved([SQUARE, SQUARE], [box(5, 0, 15, 10)] * times, [(0, k) for k in range(times)])
    assert [each.area for each in left] == pytest.approx([50, 100])


def test_points_are_held_by_what_they_lie_in() -> None:
    spots, areas = holding([[1, 1], [21, 1], [8, 8]], [SQUARE, box(5, 5, 30, 10)])
    assert sorted(zip(spots.tolist(), areas.tolist(), strict=True)) == [(0, 0), (2, 0), (2, 1)]


def test_many_are_simplified_as_one_by_one() -> None:
    many = [disc((0, 0), 5), trace([(0, 0), (3, 1), (9, 0)], 2)]
    assert simplified(many, 0.1) == [simplify(each, 0.1) for each in many]


def test_thinned_paths_stay_where_they_were_with_fewer_points() -> None:
    u = np.linspace(0, 1, 200)
    waves = [np.column_stack([100 * u, 8 * np.sin(turns * u)]) for turns in (3.0, 11.0)]
    for wave, kept in zip(waves, thinned(waves, 0.1), strict=True):
        assert len(kept) < 0.3 * len(wave)
        assert np.array_equal(kept[[0, -1]], wave[[0, -1]])
        assert np.abs(np.interp(wave[:, 0], *kept.T) - wave[:, 1]).max() < 0.15
    assert thinned([]) == []
