"""Fourteen marks and three stories ship ready-made, each whole, each on its place, no two with one reading."""

from __future__ import annotations

import pytest

from markgen import canon, compose, composer, gallery, profile, regions, story
from markgen.catalogue import catalogue
from markgen.errors import InputError

SIZES = {
    "pen-star": 25,
    "glitter-stars": 40,
    "eclipse": 30,
    "needle-stitch": 450,
    "geometric-heart": 150,
    "galaxy-tear": 330,
    "tourmaline": 22,
    "phoenix": 420,
}
"""Longest side on the skin, mm, of those whose size is a figure."""

LARGEST = {"crayon-sun": 24, "tiny-heart": 12}
"""And of those that must stay under one."""


def test_there_are_fourteen() -> None:
    assert len(canon.canon()) == 14


@pytest.mark.parametrize("name", canon.canon())
def test_each_is_a_mark_on_a_place_there_is(name: str) -> None:
    said = composer.checked({"canon": name}, name, catalogue())
    mark = compose(said)
    assert not mark.empty
    assert regions.region(said.region).view in regions.bodies()[said.build]
    assert mark.size == pytest.approx(SIZES.get(name, mark.size), rel=0.01)
    assert mark.size < LARGEST.get(name, 1000)


def test_no_two_readings_are_alike() -> None:
    readings = [str(said["reading"]) for said in canon.canon().values()]
    openings = {text.split()[0:4].__str__() for text in readings}
    assert len(openings) == 14
    assert all(40 < len(text) < 400 for text in readings)


@pytest.mark.parametrize("name", canon.stories())
def test_each_story_can_be_told(name: str) -> None:
    told = story.parse(canon.story(name))
    start, end = told.span
    assert all(story.at(told, start + (end - start) * i / 50) for i in range(51))


@pytest.mark.parametrize("ask", [canon.named, canon.story])
def test_an_unknown_name_is_told(ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="did you mean"):
        ask("phoenx" if ask is canon.named else "needl")


def test_the_gallery_shows_every_mark_and_every_story_once() -> None:
    plates = gallery.plates()
    names = [plate.name for plate in plates]
    assert len(set(names)) == len(names)
    assert {f"canon-{name}" for name in canon.canon()} | {f"story-{name}" for name in canon.stories()} <= set(names)
    assert all(f"gallery/{name}.webp" in gallery.page(plates, "gallery") for name in names)
    for plate in plates:
        for cell in plate.cells:
            profile.parse(cell)
