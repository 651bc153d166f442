"""Solids are what their planes leave, and light is bent at them as it should be."""

from __future__ import annotations

import numpy as np

from markgen.draw import bent, solid

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


def test_light_is_bent_by_snells_law_and_thrown_back_beyond_the_critical_angle() -> None:
    down = np.array([np.sin(0.5), 0, -np.cos(0.5)])
    within = bent(down, np.array([0, 0, 1.0]), 1 / 1.62)
    assert np.isclose(np.sin(0.5), 1.62 * within[0])
    assert np.isclose(np.linalg.norm(within), 1)
    flat = np.array([np.sin(1.0), 0, -np.cos(1.0)])
    assert np.isnan(bent(flat, np.array([0, 0, 1.0]), 1.62)).all()
