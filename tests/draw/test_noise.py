"""Noise is smooth, bounded and repeats where asked; flows follow their field."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.draw import Chance, Noise, follow, frame, heading, vortices, warp

GRID = np.meshgrid(np.linspace(-9, 9, 120), np.linspace(-9, 9, 120))


def noise() -> Noise:
    return Noise(Chance(1)("noise"))


@pytest.mark.parametrize("kind", ["__call__", "fbm"])
def test_noise_is_about_minus_one_to_one(kind: str) -> None:
    values = getattr(noise(), kind)(*GRID)
    assert np.abs(values).max() < 1.3
    assert np.abs(values).max() > 0.4
    assert abs(values.mean()) < 0.1


def test_noise_is_smooth() -> None:
    x = np.linspace(0, 10, 10001)
    assert np.abs(np.diff(noise()(x, 0.3 * x))).max() < 0.01


def test_a_curl_has_no_sources() -> None:
    made, step = noise(), 1e-3
    x, y = (g + 0.013 for g in GRID)
    gone = (made.curl(x + step, y, 1e-4) - made.curl(x - step, y, 1e-4))[..., 0]
    gone = gone + (made.curl(x, y + step, 1e-4) - made.curl(x, y - step, 1e-4))[..., 1]
    assert np.median(np.abs(gone / (2 * step))) < 0.05


def test_paths_follow_their_field_for_their_reach() -> None:
    paths = follow([(0, 0), (5, 5)], lambda x, y: np.full(len(x), np.pi / 2), [10, 20])
    assert paths[:, -1] == pytest.approx(np.array([(0, 10), (5, 25)]))


def test_a_frame_goes_straight_on_past_its_ends() -> None:
    path = [(0, 0), (10, 0)]
    assert frame(path, [-5, 5, 15], [0, 2, 0]) == pytest.approx(np.array([(-5, 0), (5, 2), (15, 0)]))


def test_headings_turn_clockwise_as_y_runs_down() -> None:
    assert heading(np.pi / 2) == pytest.approx([0, 1])


def test_a_vortex_turns_its_middle_and_leaves_the_far_alone() -> None:
    velocity = vortices([(0, 0)], [5.0], [1.0])
    moved = warp([(1, 0), (100, 0)], velocity, time=np.pi / 2, steps=64)
    assert moved[0] == pytest.approx([0, 1], abs=0.1)
    assert moved[1] == pytest.approx([100, 0])
