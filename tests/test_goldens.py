"""Marks and pictures are what they were when somebody last looked at them and kept them."""

from __future__ import annotations

import pytest
from compare import GOLDENS, golden_picture, golden_svg
from support import FORMS

import markgen

TONES = ("devotion", "joy", "grief", "tenderness", "anger")
MARKS = {form: {"motif": form, "tone": TONES[i % len(TONES)], "intensity": 0.2} for i, form in enumerate(FORMS)}

PICTURES = {
    "skin-2-wrist": {"motif": "heart", "intensity": 0.6, "region": "wrist", "skin": 2},
    "skin-5-chest": {"motif": "needle", "intensity": 0.8, "region": "chest", "skin": 5, "side": "right"},
    "skin-9-upper-arm": {"motif": "phoenix", "intensity": 0.9, "region": "upper-arm", "skin": 9},
    "skin-6-bare": {"motif": "heart", "intensity": 0, "region": "upper-arm", "skin": 6},
    "aged-ink": {"motif": "heart", "intensity": 0.9, "region": "upper-arm", "skin": 3, "ink_age": 20},
}


@pytest.fixture
def write(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--write-goldens"))


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_is_as_it_was(name: str, write: bool) -> None:
    golden_svg(markgen.compose(MARKS[name]).svg(), name, write)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_as_it_was(name: str, write: bool) -> None:
    golden_picture(markgen.render(PICTURES[name], size=256), name, write)


def test_no_golden_is_left_over() -> None:
    kept = {path.name.split(".")[0] for path in GOLDENS.iterdir()}
    assert kept <= {*MARKS, *PICTURES}
