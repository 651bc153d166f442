"""Errors are whole sentences that help."""

from __future__ import annotations

import pickle

import pytest

from markgen.errors import (
    Complaint,
    InputError,
    MarkgenError,
    MotifError,
    ProfileError,
    RasterError,
    TemplateError,
    unknown,
)

KNOWN = ("flame", "heart", "needle")


@pytest.mark.parametrize(
    ("word", "near"), [("flme", "flame"), ("FLAME", "flame"), ("hart", "heart"), ("needles", "needle")]
)
def test_a_wrong_word_meets_the_nearest(word: str, near: str) -> None:
    assert unknown("motif", word, KNOWN) == f"unknown motif {word!r}: did you mean {near!r}?"


def test_a_far_word_meets_them_all() -> None:
    assert unknown("motif", "zzz", KNOWN) == "unknown motif 'zzz': known are flame, heart, needle"


@pytest.mark.parametrize("word", ["", "x" * 100_000, "\x00", "💗", "../.."])
def test_any_word_is_answered_briefly(word: str) -> None:
    assert len(unknown("motif", word, KNOWN)) < 120


@pytest.mark.parametrize(
    ("kind", "code"), [(MarkgenError, 1), (MotifError, 1), (TemplateError, 1), (RasterError, 1), (InputError, 2)]
)
def test_each_error_knows_its_exit_code(kind: type[MarkgenError], code: int) -> None:
    assert kind("x").exit_code == code


def test_a_profile_error_carries_every_complaint() -> None:
    error = ProfileError([Complaint("a.json: tone", "is missing"), Complaint("", "no")])
    assert str(error) == "a.json: tone: is missing\nno"
    assert error.exit_code == 2
    assert len(error.complaints) == 2


@pytest.mark.parametrize(
    "error",
    [
        InputError("a"),
        MotifError("b"),
        ProfileError([Complaint("tone", "is missing")]),
    ],
)
def test_an_error_survives_the_way_back_from_a_worker(error: MarkgenError) -> None:
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
