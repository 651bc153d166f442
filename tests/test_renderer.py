"""What is looked at is there to be looked at, and marks show where they are and nowhere else."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType

import numpy as np
import pytest
from PIL import Image

import markgen
from markgen import regions, renderer, turntable
from markgen.errors import InputError
from markgen.profile import parse
from markgen.renderer import How, Worn
from markgen.timing import Stopwatch

STAR = {"motif": "star", "intensity": 0.9, "region": "chest"}


def look(body: dict[str, object], *worn: dict[str, object]) -> np.ndarray:
    marks = [Worn(parse(each), markgen.compose(each)) for each in worn]
    return np.asarray(renderer.all_on_body(parse(body), marks, How(96), Stopwatch())[0], int)


def test_a_mark_on_the_other_side_is_not_seen() -> None:
    right = {**STAR, "side": "right"}
    assert (look(STAR, right) == look(STAR)).all()
    assert (look(right, right) != look(right)).any()


def test_the_other_side_is_the_body_mirrored() -> None:
    bare = look(STAR) - look({**STAR, "side": "right"})[:, ::-1]
    assert np.abs(bare).mean() < 4


def test_every_view_side_by_side() -> None:
    wide = markgen.render(STAR, size=48, view="all")
    assert wide.size == (48 * len(regions.region("chest").views), 48)


def test_every_view_of_a_limb_is_not_each_of_its_turn() -> None:
    wide = markgen.render({**STAR, "region": "arm", "intensity": 0.1}, size=32, view="all")
    still = [view for view in regions.region("arm").views if not view.startswith(regions.TURN)]
    assert wide.size == (32 * len(still), 32)


def test_close_ups_of_every_view_are_none_of_them_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = iter(((32, 24), (24, 32)))
    monkeypatch.setattr(renderer, "_close_up", lambda *_: (Image.new("RGB", next(shapes), "white"), 72.0))
    wide = np.asarray(markgen.render(STAR, size=32, view="all", close=True))
    assert (wide.shape, (wide > 0).sum()) == ((32, 56, 3), 2 * 32 * 24 * 3)


@pytest.mark.parametrize("view", ["arm-front", "turn-12"])
def test_the_smallest_picture_can_be_shown(view: str) -> None:
    said = {"motif": "flame", "region": "arm", "scars": [{"name": "shoulder-to-elbow"}]}
    assert markgen.render(said, size=renderer.SMALLEST, view=view).size == (renderer.SMALLEST, renderer.SMALLEST)


def test_a_mark_turns_with_its_limb() -> None:
    worn, bare = (
        np.asarray(next(turntable.frames(parse({"canon": "flame-sleeve", "intensity": t}), How(48))), int)
        for t in (1.0, 0.0)
    )
    assert (np.abs(worn - bare).max(-1) > 20).mean() > 0.05


@pytest.mark.parametrize(
    ("view", "told"),
    [("chset", "unknown view of the chest 'chset': did you mean 'chest'?"), ("turn-99", "unknown view")],
)
def test_an_unknown_view_is_told(view: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        markgen.render(STAR, size=48, view=view)
    assert told in str(caught.value)


def test_a_build_without_the_view_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regions, "bodies", lambda: MappingProxyType({"masculine": ("chest",), "child": ("wrist",)}))
    for how in (How(48), How(48, "chest"), How(48, "all")):
        with pytest.raises(InputError, match="the child body has no view of the chest; builds that have: masculine"):
            renderer.view_of(parse({**STAR, "build": "child"}), how)


@pytest.mark.parametrize("size", [0, -5, renderer.SMALLEST - 1, renderer.LARGEST + 1])
def test_a_size_that_cannot_be_shown_is_told(size: int) -> None:
    with pytest.raises(InputError, match="pixels large"):
        markgen.render(STAR, size=size)


def test_functions_keep_their_names_beside_their_modules() -> None:
    for name in ("composer", "mark", "profile", "renderer"):
        import_module(f"markgen.{name}")
    assert isinstance(markgen.flat(STAR, size=40), Image.Image)
    for name in markgen.__all__:
        assert callable(getattr(markgen, name)) or name == "__version__"


def coloured(close: bool) -> tuple[np.ndarray, np.ndarray]:
    """(row, column) of the pixels of a small flame, those that another palette changes; the picture's middle."""
    flame = {"motif": "flame", "intensity": 0.5, "region": "chest", "size_mm": 20}
    inks = (("#500000", "#ff8080"), ("#000050", "#8080ff"))
    red, blue = (np.asarray(markgen.render({**flame, "palette": p}, size=128, close=close), int) for p in inks)
    return np.argwhere(np.abs(red - blue).max(-1) > 8), np.array(red.shape[:2]) / 2


def test_a_close_up_shows_a_small_mark_larger_and_in_the_middle() -> None:
    (far, _), (near, middle) = coloured(close=False), coloured(close=True)
    assert np.ptp(near, axis=0).max() > 1.8 * np.ptp(far, axis=0).max()
    assert np.abs(np.median(near, axis=0) - middle).max() < 8


def test_a_close_up_of_a_large_mark_is_the_whole_picture() -> None:
    large = {"motif": "phoenix", "intensity": 1.0, "region": "back"}
    assert markgen.render(large, size=96, close=True).tobytes() == markgen.render(large, size=96).tobytes()


@pytest.mark.parametrize(("canon", "shape"), [("flame-sleeve", (72, 96)), ("pen-star", (96, 96))])
def test_a_close_up_stands_or_lies_as_its_mark_does(canon: str, shape: tuple[int, int]) -> None:
    assert markgen.render({"canon": canon}, size=96, close=True).size == shape


def test_a_close_up_of_bare_skin_is_the_whole_picture() -> None:
    bare = {"motif": "star", "intensity": 0, "region": "chest"}
    assert markgen.render(bare, size=96, close=True).tobytes() == markgen.render(bare, size=96).tobytes()


def test_a_close_up_keeps_the_scale_of_skin() -> None:
    said = parse({"motif": "star", "intensity": 0.5, "region": "chest", "size_mm": 20})
    mark = markgen.compose(said)
    (_, far), (_, near) = (renderer.on_body(said, mark, How(96, close=close), Stopwatch()) for close in (False, True))
    assert 1.5 < near / far <= renderer.CLOSEST * 1.01


@pytest.mark.parametrize(("option", "near"), [("rasteriser", "resvg"), ("backdrop", "paper")])
def test_an_unknown_word_from_python_is_told(option: str, near: str) -> None:
    with pytest.raises(InputError, match=f"unknown {option} '{near}x': did you mean '{near}'"):
        markgen.render(STAR, size=32, **{option: f"{near}x"})
