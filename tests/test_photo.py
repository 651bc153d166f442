"""A mark lies on a photograph where it was asked to, the right way round, and wrong places are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import Cli
from PIL import Image

from markgen import photo, warp
from markgen.errors import InputError, ProfileError

BOX = (10.0, 20.0, 40.0, 60.0)
SQUARE = [[50, 40], [150, 40], [150, 190], [50, 190]]
UNIT = [[0, 0], [1, 0], [1, 1], [0, 1]]


def parsed(data: object) -> photo.Place:
    return photo.parse_place(data, "place.json", 200, 200)


def under(pixel: tuple[int, int], seen: warp.Seen) -> tuple[float, float]:
    (rows, columns), x, y = seen
    at = pixel[1] - rows.start, pixel[0] - columns.start
    return float(x[at]), float(y[at])


@pytest.mark.parametrize("more", [[], [[[100, 115], [0.5, 0.5]]]], ids=["corners", "bent"])
def test_the_box_lies_between_its_corners(more: list[Any]) -> None:
    ties = [*zip(SQUARE, UNIT, strict=True), *more]
    pixels, shares = (np.array(column, float) for column in zip(*ties, strict=True))
    seen, scale = warp.bent(pixels, shares, BOX, 200, 200)
    assert under((50, 40), seen) == pytest.approx((10, 20), abs=0.1)
    assert under((150, 190), seen) == pytest.approx((50, 80), abs=0.1)
    assert under((100, 115), seen) == pytest.approx((30, 50), abs=0.1)
    assert scale == pytest.approx(0.4)


def test_a_large_bend_reaches_its_last_pixel() -> None:
    pixels = np.array([[0, 0], [2000, 0], [2000, 2000], [0, 2000], [1000, 1000]], float)
    shares = np.array([*UNIT, [0.5, 0.5]], float)
    (_, x, y), _ = warp.bent(pixels, shares, BOX, 2000, 2000)
    assert (x[-1, -1], y[-1, -1]) == pytest.approx((50, 80), abs=0.1)
    assert (np.diff(x[-1]) > 0).all()


def test_round_a_limb_the_middle_is_the_middle() -> None:
    seen, scale = warp.round_limb(([(60, 20), (60, 180)], [(140, 20), (140, 180)]), BOX, 200, 200)
    assert under((100, 100), seen) == pytest.approx((30, 50), abs=0.5)
    assert under((120, 100), seen)[0] > under((100, 100), seen)[0]
    assert scale == pytest.approx(60 / 160)


WRONG = (
    (7, "an object"),
    ({}, "say four corners"),
    ({"corner": SQUARE}, "did you mean 'corners'?"),
    ({"corners": SQUARE[:3]}, "corners"),
    ([[50, 40], [150, 190], [150, 40], [50, 190]], "cross: go round"),
    ([[50, 40], [50, 190], [150, 190], [150, 40]], "cross: go round"),
    ([[50, 40], [350, 40], [150, 190], [50, 190]], "(350, 40) is outside the photograph of 200 x 200"),
    ({"corners": SQUARE, "points": [[[50, 40], [0.2, 0.2]]]}, "two are the same place"),
    ({"points": [[[10 * i, 10], [i / 4, 0]] for i in range(5)]}, "all are in one line"),
    ({"corners": SQUARE, "edges": [[[1, 1], [1, 9]], [[9, 1], [9, 9]]]}, "not both"),
    ({"edges": [[[1, 1]], [[9, 1], [9, 9]]]}, "a list of 2 to 200 points"),
    ({"edges": [[[90, 1], [90, 90]], [[9, 1], [9, 90]]]}, "give the left edge first"),
)


@pytest.mark.parametrize(("data", "told"), WRONG, ids=str)
def test_a_wrong_place_is_told(data: object, told: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parsed(data)
    assert told in str(caught.value)
    assert str(caught.value).startswith("place.json: ")


@pytest.fixture
def arm(tmp_path: Path) -> Path:
    Image.new("RGB", (200, 200), "#c89070").save(tmp_path / "arm.png")
    return tmp_path / "arm.png"


def test_corners_are_in_the_pixels_of_the_file(arm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "LARGEST", 100)
    taken = photo.open_photo(arm)
    assert (taken.width, taken.height, taken.scale, taken.light.shape) == (200, 200, 0.5, (100, 100, 3))


def test_of_a_photograph_that_is_but_a_line_a_line_is_left(tmp_path: Path) -> None:
    Image.new("RGB", (600, 1)).save(tmp_path / "line.png")
    assert photo.open_photo(tmp_path / "line.png", 16).light.shape == (1, 16, 3)


def test_a_file_that_is_no_picture_is_told(tmp_path: Path) -> None:
    for name in ("no.jpg", "a\0b"):
        with pytest.raises(InputError, match="cannot read the photograph"):
            photo.open_photo(tmp_path / name)


@pytest.mark.usefixtures("arm")
def test_a_mark_is_only_where_it_was_put(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(SQUARE))
    said = ("--motif", "heart", "--intensity", "0.9", "--photo", "arm.png", "--place", "p.json")
    assert cli("render", *said, "-o", "a.png").code == 0
    with Image.open(tmp_path / "a.png") as made, Image.open(tmp_path / "arm.png") as bare:
        changed = np.abs(np.asarray(made, int) - np.asarray(bare, int)).max(-1) > 12
    rows, columns = np.nonzero(changed)
    assert changed.sum() > 500
    assert (columns.min() >= 45, columns.max() <= 155, rows.min() >= 35, rows.max() <= 195) == (True,) * 4
    assert "is a png, not svg" in cli("render", *said, "-o", "a.svg").err
    assert "go together" in cli("render", *said[:6]).err


@pytest.mark.usefixtures("arm")
def test_a_photograph_is_as_large_as_asked_and_tells_its_true_scale(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(SQUARE))
    said = ("--motif", "heart", "--intensity", "0.9", "--size-mm", "50", "--photo", "arm.png", "--place", "p.json")
    dpi = {}
    for size in (None, 100, 400):
        assert cli("render", *said, *(("--size", str(size)) if size else ()), "-o", "a.png").code == 0
        with Image.open(tmp_path / "a.png") as made:
            assert max(made.size) == (size or 200)
            dpi[size] = made.info["dpi"][0]
    # Some 150 pixels to 50 mm.
    assert 50 < dpi[None] < 90
    assert dpi[400] == pytest.approx(2 * dpi[None], rel=0.02)
    assert dpi[100] == pytest.approx(dpi[None] / 2, rel=0.02)
