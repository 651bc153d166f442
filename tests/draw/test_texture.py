"""Textures stay where they are put and are as dense as asked."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.spatial import cKDTree

from markgen.draw import Chance, area, box, contains, crayon, disc, facets, grow, hatch, poisson, stipple

BLOB = area([(0, 0), (30, -5), (40, 20), (15, 14), (5, 30)])


def rng() -> np.random.Generator:
    return Chance(1)("texture")


@pytest.mark.parametrize("angle", [0.0, 0.7, np.pi / 2])
@pytest.mark.parametrize("gap", [0.5, 2.0])
def test_hatching_stays_inside_at_its_angle_and_gap(angle: float, gap: float) -> None:
    lines = hatch(BLOB, angle, gap)
    assert len(lines) > 5
    assert contains(grow(BLOB, 1e-6), np.concatenate(lines)).all()
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    assert all(abs(across @ (line[1] - line[0])) < 1e-6 for line in lines)
    rows = np.unique(np.round([across @ line[0] for line in lines], 6))
    assert np.diff(rows) / gap == pytest.approx(np.round(np.diff(rows) / gap), abs=1e-3)


def test_hatching_nothing_is_nothing() -> None:
    assert hatch(grow(BLOB, -100), 0, 1) == []


@pytest.mark.parametrize("gap", [0.8, 2.0, 5.0])
def test_scattered_points_keep_their_distance_and_leave_no_hole(gap: float) -> None:
    points = poisson(BLOB, gap, rng())
    nearest = cKDTree(points).query(points, 2)[0][:, 1]
    assert nearest.min() >= gap
    assert contains(BLOB, points).all()
    assert np.median(nearest) < 1.6 * gap


def test_stipple_is_denser_where_it_is_darker() -> None:
    counts = [
        len(stipple(BLOB, lambda p, tone=tone: np.full(len(p), tone), 0.4, rng())) for tone in (0.05, 0.2, 0.5, 1)
    ]
    assert counts == sorted(counts)
    assert counts[-1] > 5 * counts[0]


def test_stipple_follows_a_gradient() -> None:
    points = stipple(box(0, 0, 40, 20), lambda p: p[:, 0] / 40, 0.4, rng())
    quarters = np.histogram(points[:, 0], 4, (0, 40))[0]
    assert (np.diff(quarters) > 0).all()


def test_bare_is_bare() -> None:
    assert len(stipple(BLOB, lambda p: np.zeros(len(p)), 0.4, rng())) == 0


@pytest.mark.parametrize("width", [0.8, 2.0, 6.0])
def test_crayon_stays_within_its_width(width: float) -> None:
    path = np.column_stack([np.linspace(0, 60, 40), 5 * np.sin(np.linspace(0, 5, 40))])
    wax = crayon(path, width, rng())
    points = np.concatenate([o.points for o in wax])
    away = cKDTree(
        np.column_stack([np.interp(np.linspace(0, 1, 4000), np.linspace(0, 1, 40), c) for c in path.T])
    ).query(points)[0]
    assert away.max() < width / 2 + 0.2


def test_a_pressed_crayon_leaves_more_wax() -> None:
    path = np.array([(0, 0), (60, 0)], float)
    wax = [sum(area(o.points).area for o in crayon(path, 3, rng(), pressure=p)) for p in (0.3, 0.5, 0.7, 0.9)]
    assert all(more > less for less, more in pairwise(wax))


def test_facets_tile_their_hull_and_keep_to_the_area() -> None:
    points = poisson(disc((0, 0), 20), 2, rng())
    triangles = facets(points)
    corners = points[triangles]
    sizes = [area(each).area for each in corners]
    assert sum(sizes) == pytest.approx(disc((0, 0), 20).area, rel=0.1)
    half = box(0, -20, 20, 20)
    assert contains(half, points[facets(points, half)].mean(1)).all()
