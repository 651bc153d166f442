"""Solids are what their planes leave, and light goes through them as it should."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.draw import Camera, bent, solid, traced

CUBE = np.concatenate([np.eye(3), -np.eye(3)])


def test_six_planes_make_a_cube() -> None:
    made = solid(2 * CUBE, np.full(6, 2.0))
    assert len(made.ends) == 12
    assert all(len(face) == 4 for face in made.faces)
    assert np.allclose(np.abs(made.ends), 1)


def test_a_plane_that_touches_nothing_has_no_face() -> None:
    made = solid(np.concatenate([CUBE, [[1.0, 1.0, 0.0]]]), [1, 1, 1, 1, 1, 1, 5.0])
    assert len(made.faces[6]) == 0
    assert len(made.ends) == 12


def test_corners_go_round_their_face() -> None:
    a = np.arange(8) * np.pi / 4
    side = np.column_stack([np.cos(a), np.sin(a), np.full(8, 0.7)])
    made = solid(np.concatenate([side, [[0, 0, -1.0], [0, 0, 1.0]]]), [*np.ones(8), 0, 0.5])
    for face, n in zip(made.faces, made.normals, strict=True):
        edge = np.roll(face, -1, 0) - face
        turn = np.cross(edge, np.roll(edge, -1, 0)) @ n
        assert (turn > 0).all() or (turn < 0).all()


@pytest.mark.parametrize("rise", [0.2, 0.9, 1.5])
def test_what_is_lifted_lands_where_it_was_seen(rise: float) -> None:
    camera, p = Camera(rise, 0.3), np.array([[0.2, -0.1, 1.0], [0.5, 0.4, 1.0]])
    n = np.array([[0.0, 0.0, 1.0]] * 2)
    assert np.allclose(camera.lift(camera.screen(p), n, np.ones(2)), p)


def test_light_is_bent_by_snells_law_and_thrown_back_beyond_the_critical_angle() -> None:
    down = np.array([np.sin(0.5), 0, -np.cos(0.5)])
    within = bent(down, np.array([0, 0, 1.0]), 1 / 1.62)
    assert np.isclose(np.sin(0.5), 1.62 * within[0])
    assert np.isclose(np.linalg.norm(within), 1)
    flat = np.array([np.sin(1.0), 0, -np.cos(1.0)])
    assert np.isnan(bent(flat, np.array([0, 0, 1.0]), 1.62)).all()


def test_a_ray_leaves_a_cube_straight_or_never() -> None:
    cube = solid(CUBE, np.ones(6))
    straight, slant = np.array([0, 0, 1.0]), np.array([1, 1, 1.0]) / np.sqrt(3)
    out, gone = traced(cube, np.zeros((2, 3)), np.stack([straight, slant]), 1.62)
    assert np.allclose(out[0], straight)
    assert gone[0] == 1
    assert np.isnan(out[1]).all()
