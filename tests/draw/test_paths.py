"""Paths keep their length, their width and their way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from markgen.draw import (
    circle,
    curve,
    dots,
    ellipse,
    length,
    normals,
    resample,
    ribbon,
    smooth,
    stroke,
    tangents,
    taper,
)

BEND = np.column_stack([np.linspace(0, 40, 30), 6 * np.sin(np.linspace(0, 4, 30))])
PATHS = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=2, max_size=12, unique=True).map(
    lambda p: np.array(p, float)
)


@given(PATHS, st.integers(2, 200))
def test_samples_are_even_and_begin_and_end_where_the_path_does(path: np.ndarray, n: int) -> None:
    made = resample(path, n)
    assert len(made) == n
    assert made[[0, -1]] == pytest.approx(path[[0, -1]])
    assert length(made) <= length(path) + 1e-9


def test_samples_of_a_line_are_evenly_spaced() -> None:
    steps = np.hypot(*np.diff(resample(BEND, 90), axis=0).T)
    assert steps.std() / steps.mean() < 0.01


@given(PATHS)
def test_a_smooth_curve_begins_and_ends_with_its_points(path: np.ndarray) -> None:
    made = smooth(path, 50)
    assert made.shape == (50, 2)
    assert made[[0, -1]] == pytest.approx(path[[0, -1]])


def test_a_closed_smooth_curve_is_even_all_the_way_round() -> None:
    made = smooth([(0, 0), (10, 0), (10, 10), (0, 10)], 80, closed=True)
    steps = np.hypot(*(made - np.roll(made, 1, axis=0)).T)
    assert steps.max() / steps.min() < 1.1


@pytest.mark.parametrize("width", [0.3, 2.0])
def test_a_ribbon_is_as_wide_as_asked(width: float) -> None:
    band = ribbon(BEND, width)
    left, right = band[: len(BEND)], band[len(BEND) :][::-1]
    assert np.hypot(*(left - right).T) == pytest.approx(np.full(len(BEND), width))
    assert (left + right) / 2 == pytest.approx(BEND)


def test_a_ribbon_takes_a_width_for_every_point() -> None:
    widths = np.linspace(0, 3, len(BEND))
    band = ribbon(BEND, widths)
    assert np.hypot(*(band[: len(BEND)] - band[len(BEND) :][::-1]).T) == pytest.approx(widths)


def test_a_taper_presses_in_and_lifts() -> None:
    u = np.linspace(0, 1, 101)
    widths = taper(2.0, least=0.1)(u)
    assert widths[[0, -1]] == pytest.approx([0.2, 0.2], abs=1e-6)
    assert widths.max() == pytest.approx(2.0, abs=0.01)
    assert (np.diff(np.sign(np.diff(widths))) != 0).sum() <= 2


def test_normals_are_at_right_angles_and_to_the_right_hand() -> None:
    assert (normals(BEND) * tangents(BEND)).sum(1) == pytest.approx(np.zeros(len(BEND)))
    assert normals([(0, 0), (1, 0)])[0] == pytest.approx([0, 1])


@pytest.mark.parametrize("closed", [True, False])
def test_a_curve_is_a_chain_of_beziers_through_its_points(closed: bool) -> None:
    made = curve(BEND, closed)
    assert made.curved
    assert (len(made.points) - 1) % 3 == 0
    knots = made.points[::3]
    assert knots[: len(BEND)] == pytest.approx(BEND)
    assert not closed or knots[-1] == pytest.approx(BEND[0])


def test_a_stroke_is_a_closed_curve() -> None:
    made = stroke(BEND, taper(1.0))
    assert made.closed
    assert made.curved
    assert np.isfinite(made.points).all()


def test_a_circle_is_round_to_a_thousandth() -> None:
    points = circle((3, 4), 10).points
    a, b, c, d = (points[i : i + 10 : 3][:4][:, None] for i in range(4))
    u = np.linspace(0, 1, 50)[None, :, None]
    on = (1 - u) ** 3 * a + 3 * u * (1 - u) ** 2 * b + 3 * u**2 * (1 - u) * c + u**3 * d
    assert np.abs(np.hypot(*(on - [3, 4]).reshape(-1, 2).T) - 10).max() < 0.01


def test_an_ellipse_turns() -> None:
    upright = ellipse((0, 0), 2, 5).points
    turned = ellipse((0, 0), 5, 2, np.pi / 2).points
    assert np.abs(upright).max(0) == pytest.approx(np.abs(turned).max(0))


def test_dots_are_circles() -> None:
    assert [d.points[0] for d in dots([(0, 0), (5, 5)], [1, 2])] == [pytest.approx([1, 0]), pytest.approx([7, 5])]
