"""The comparator finds what differs, and nothing else."""

from __future__ import annotations

from pathlib import Path

import compare
import pytest
from compare import DiffersError, canonical, golden_picture, golden_svg, same_picture, same_svg
from PIL import Image, ImageDraw

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10mm"><path d="M0,0L1.50,2Z" fill="#ff0000"/></svg>'


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compare, "GOLDENS", tmp_path / "goldens")
    monkeypatch.setattr(compare, "FAILURES", tmp_path / "failures")
    return tmp_path


@pytest.mark.parametrize(
    "same",
    [
        SVG,
        SVG.replace('d="M0,0L1.50,2Z" fill="#ff0000"', 'fill="#ff0000" d="M0,0L1.50,2Z"'),
        SVG.replace("><path", ">\n  <path"),
        '<?xml version="1.0"?>\n' + SVG,
    ],
)
def test_form_does_not_matter(same: str) -> None:
    same_svg(same, SVG)


@pytest.mark.parametrize(
    ("old", "new"),
    [("#ff0000", "#ff0001"), ("10mm", "11mm"), ("1.50", "1.51"), ("Z", ""), ("path", "g"), (' fill="#ff0000"', "")],
)
def test_meaning_does(old: str, new: str) -> None:
    with pytest.raises(DiffersError, match=r"(?m)^-.*\n(.*\n)*^\+"):
        same_svg(SVG.replace(old, new), SVG)


def test_a_long_difference_is_cut() -> None:
    many = SVG.replace("<path", '<g id="x"/>' * 500 + "<path")
    with pytest.raises(DiffersError, match=r"and \d+ more lines"):
        same_svg(many, SVG)


def test_white_space_in_numbers_is_one() -> None:
    assert canonical(SVG.replace('"10mm"', '"1.0, 2.50"'))[0] == 'svg width="1 2.5"'


def scene(dot: int = 0) -> Image.Image:
    image = Image.new("RGB", (64, 48), "#a07050")
    ImageDraw.Draw(image).rectangle((0, 0, dot, dot), "#000000")
    return image


def test_a_picture_is_like_itself_and_like_a_little_noise() -> None:
    same_picture(scene(), scene(), "a")
    same_picture(scene().point(lambda v: v + 1), scene(), "a")


@pytest.mark.parametrize(
    "made", [scene(12), scene().point(lambda v: v + 3), scene().resize((65, 48)), scene().convert("L")]
)
def test_another_picture_is_told_and_kept(folders: Path, made: Image.Image) -> None:
    with pytest.raises(DiffersError):
        same_picture(made, scene(), "a")
    with Image.open(folders / "failures" / "a.png") as left:
        assert left.width == 3 * max(made.width, 64) + 8
        assert left.getpixel((0, 47)) == (0xA0, 0x70, 0x50)


def test_the_three_are_expected_difference_actual(folders: Path) -> None:
    with pytest.raises(DiffersError):
        same_picture(scene(12), scene(), "a")
    with Image.open(folders / "failures" / "a.png") as left:
        corners = [left.getpixel((x, 2)) for x in (2, 64 + 4 + 2, 2 * (64 + 4) + 2)]
    assert corners == [(0xA0, 0x70, 0x50), (255, 255, 255), (0, 0, 0)]


def test_a_missing_golden_fails_and_does_not_write_itself(folders: Path) -> None:
    with pytest.raises(DiffersError, match="--write-goldens"):
        golden_svg(SVG, "a", write=False)
    with pytest.raises(DiffersError, match="--write-goldens"):
        golden_picture(scene(), "a", write=False)
    assert not (folders / "goldens").exists()


def test_a_golden_is_kept_when_asked_and_then_compared() -> None:
    golden_svg(SVG, "a", write=True)
    golden_svg(SVG, "a", write=False)
    golden_picture(scene(), "a", write=True)
    golden_picture(scene(), "a", write=False)
    with pytest.raises(DiffersError):
        golden_svg(SVG.replace("10mm", "9mm"), "a", write=False)
    with pytest.raises(DiffersError):
        golden_picture(scene(20), "a", write=False)


def test_a_golden_is_the_same_file_each_time(folders: Path) -> None:
    golden_svg(SVG, "a", write=True)
    first = (folders / "goldens" / "a.svg.gz").read_bytes()
    golden_svg(SVG, "a", write=True)
    assert (folders / "goldens" / "a.svg.gz").read_bytes() == first
