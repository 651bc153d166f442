"""Meshes are cut and bent without a gap."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.draw import across, along, area, box, carried, depth, dome, pieces_in, runs_in, shares, split, stepped

SQUARE = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]])


def test_what_moves_with_its_rim_moves_as_the_rim_does() -> None:
    inside = np.array([[1.0, 1.0], [2.0, 3.0], [4.0, 2.0]])
    assert np.allclose(carried(inside, SQUARE, np.full((4, 2), 1.5)), 1.5)
    grown = carried(inside, SQUARE, SQUARE * 0.5)
    assert np.allclose(grown, inside * 0.5)


def test_depth_is_measured_to_the_nearest_side_and_a_dome_rises_from_it() -> None:
    assert depth(np.array([[2.0, 1.0]]), SQUARE) == pytest.approx([1])
    assert dome(np.array([0.0, 2.0, 9.0]), 2.0) == pytest.approx([0, 2, 2])


@pytest.mark.parametrize("broken", [(0, 0, 0), (1, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 1)])
def test_a_split_triangle_covers_what_it_covered(broken: tuple[int, ...]) -> None:
    corners = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 4.0]])
    sides = [(0, 1), (1, 2), (2, 0)]
    cut = np.array(broken, bool)
    number = 3 + np.cumsum(cut) - 1
    middles = [(corners[a] + corners[b]) / 2 for (a, b), yes in zip(sides, cut, strict=True) if yes]
    p = np.array([*corners, *middles])
    pieces, lines, born = split(np.array([[0, 1, 2]]), np.array([[0, 1, 2]]), cut, number, np.array([0.3, 0.4, 0.5]))
    assert len(pieces) == 1 + sum(broken)
    assert sum(area(p[t]).area for t in pieces) == pytest.approx(8)
    assert len(lines) == len(born)


def test_pieces_of_triangles_stay_in_their_area() -> None:
    triangles = np.array([[[0, 0], [1, 0], [0, 1]], [[3, 0], [5, 0], [3, 2]], [[8, 8], [9, 8], [8, 9]]], float)
    found = dict(pieces_in(triangles, box(-1, -1, 4, 4)))
    assert sorted(found) == [0, 1]
    assert area(found[1]).area == pytest.approx(1.5)


def test_runs_of_lines_stay_in_their_area() -> None:
    lines = np.array([[[0, 1], [8, 1]], [[0, 9], [8, 9]]], float)
    runs, there = runs_in(lines, box(0, 0, 4, 4))
    assert there.tolist() == [True, False]
    assert runs[0, 1, 0] <= 4


@pytest.mark.parametrize("angle", [0.0, 0.7, 2.0, 4.0])
def test_runs_across_a_ring_end_on_it_and_begin_at_its_left_hand(angle: float) -> None:
    owner, runs = across([SQUARE, SQUARE[:3]], [angle, angle], [1.0, 1.0], [1.2, 1.2])
    assert depth(runs[owner == 0].reshape(-1, 2), SQUARE) == pytest.approx(0, abs=1e-9)
    assert depth(runs[owner == 1].reshape(-1, 2), SQUARE[:3]) == pytest.approx(0, abs=1e-9)
    runs = runs[owner == 0]
    way, right = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    assert ((runs[:, 1] - runs[:, 0]) @ way > 0).all()
    gaps = (runs[1:] - runs[:-1]).mean(1) @ right
    assert gaps[1:] / gaps[:-1] == pytest.approx(1.2)
    assert (runs[0].mean(0) - SQUARE.mean(0)) @ right < 0


def test_a_path_is_read_by_its_length() -> None:
    path = np.array([[0.0, 0.0], [3.0, 0.0], [3.0, 1.0]])
    assert shares(path) == pytest.approx([0, 0.75, 1])
    assert along(path, np.array([0.5]))[0] == pytest.approx([2, 0])
    assert len(stepped(SQUARE, 1.0)) == 16
