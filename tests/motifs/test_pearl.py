"""Tiny marks lie apart, each another, and each as small as a tiny mark is."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from markgen.canon import named
from markgen.composer import compose, resolve
from markgen.draw import Chance
from markgen.motifs._pearl.kinds import KINDS
from markgen.motifs._pearl.scatter import Lying, scatter
from markgen.profile import parse
from markgen.regions import region

SEEDS = range(1, 9)


def scattered(*, upright: bool = False, **other: object) -> tuple[Lying, ...]:
    said = parse({**named("pearl-marks"), **other})
    return scatter(resolve(said, region(said.region, said.build)), Chance(said.seed), upright)


@pytest.mark.parametrize("seed", SEEDS)
def test_skin_is_left_between_any_two(seed: int) -> None:
    for a, b in combinations(scattered(seed=seed), 2):
        assert np.hypot(*(a.place - b.place)) > a.radius + b.radius


@pytest.mark.parametrize("seed", SEEDS)
def test_each_is_another(seed: int) -> None:
    names = [mark.name for mark in scattered(seed=seed)]
    assert len(set(names)) == len(names)
    assert 8 < len(names) < 16


@pytest.mark.parametrize("seed", SEEDS)
def test_few_have_a_touch_of_colour(seed: int) -> None:
    assert sum(KINDS[mark.name].coloured for mark in scattered(seed=seed)[1:]) <= 2


def test_those_of_the_canon_are_five_to_nine_millimetres_long() -> None:
    # The last one to come may be on its way.
    sizes = np.array([2 * mark.radius for mark in scattered()][:-1])
    assert sizes.min() > 5
    assert sizes.max() < 9


def test_they_come_one_by_one() -> None:
    counts = [len(scattered(size_mm=size)) for size in range(8, 140, 1)]
    assert counts[0] <= 2
    assert counts[-1] > 13
    assert all(0 <= more - few <= 2 for few, more in pairwise(counts))


def test_a_larger_scatter_has_the_same_marks_and_more() -> None:
    few, many = (scattered(size_mm=size) for size in (40, 88))
    assert [m.name for m in few] == [m.name for m in many][: len(few)]
    assert len(many) > len(few)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("upright", [False, True])
def test_they_follow_a_line_along_their_ground(seed: int, upright: bool) -> None:
    long, broad = np.ptp([mark.place for mark in scattered(seed=seed, upright=upright)], axis=0)[
        :: -1 if upright else 1
    ]
    assert long > 1.6 * broad


def test_a_style_without_colour_has_none() -> None:
    said = {"motif": "pearl", "size_mm": 90, "intensity": 0.6, "seed": 80}
    inks = [
        {layer.ink for layer in compose({**said, "style": style}).layers if layer.shapes} for style in ("dotwork", None)
    ]
    assert inks == [{"line"}, {"line", "colour"}]
