"""The room behind the body."""

import numpy as np
import pytest

from markgen.body import picture
from markgen.body.film import NEAR
from markgen.body.image import disc, least
from markgen.body.room import room
from markgen.color import LUMINANCE


def test_a_point_out_of_focus_is_a_disc() -> None:
    point = np.zeros((41, 41), np.float32)
    point[20, 20] = 1
    seen = disc(point, 9.0)
    away = np.hypot(*(np.indices(seen.shape) - 20))
    assert seen.sum() == pytest.approx(1, abs=1e-4)
    assert seen[away < 8].min() == pytest.approx(seen.max(), rel=1e-4)
    assert seen[away > 10].max() < 1e-9


@pytest.mark.parametrize("tone", range(1, 11))
@pytest.mark.parametrize(("view", "frame"), [("wrist", 210.0), ("back", 480.0), ("arm-outer", 730.0)])
def test_nothing_in_the_room_is_sharp_or_brighter_than_the_window(tone: int, view: str, frame: float) -> None:
    seen = room(256, tone, view, frame) @ LUMINANCE
    assert seen.min() > 0.005
    assert seen.max() < 0.6
    # An edge is as wide as the disc: some 2 % of the picture at least.
    assert np.abs(np.diff(seen, axis=1)).max() < 0.08


def test_a_nearer_lens_leaves_less_of_the_room() -> None:
    near, far = (room(256, 4, "wrist", frame) @ LUMINANCE for frame in (150.0, 700.0))
    assert np.abs(np.diff(near, axis=1)).max() < 0.5 * np.abs(np.diff(far, axis=1)).max()


def test_people_do_not_all_stand_at_one_place() -> None:
    assert len({room(16, tone, "back", 480.0).tobytes() for tone in range(1, 7)}) == 6


def test_paper_hides_the_room_and_leaves_the_body_as_it_is() -> None:
    sight = picture.Sight("masculine", "wrist", 256, False)
    inside, before = picture.bare(sight, 3), picture.bare(sight, 3, "paper")
    # A camera's sharpening looks a few pixels about.
    body = least(inside.alpha, 2 * NEAR) > 0.999
    assert np.array_equal(inside.picture[body], before.picture[body])
    behind = inside.alpha < 0.1
    assert np.abs(inside.picture[behind].astype(int) - before.picture[behind]).mean() > 5
