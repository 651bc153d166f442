"""Tiny marks lie apart, each another, and each as small as a tiny mark is."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from markgen.canon import named
from markgen.composer import resolve
from markgen.draw import Chance
from markgen.motifs._pearl.scatter import Scatter, scatter
from markgen.profile import parse
from markgen.regions import region

SEEDS = range(1, 9)


def scattered(**other: object) -> Scatter:
    said = parse({**named("pearl-marks"), **other})
    return scatter(resolve(said, region(said.region, said.build)), Chance(said.seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_skin_is_left_between_any_two(seed: int) -> None:
    for a, b in combinations(scattered(seed=seed).marks, 2):
        assert np.hypot(*(a.place - b.place)) > a.radius + b.radius


@pytest.mark.parametrize("seed", SEEDS)
def test_each_is_another(seed: int) -> None:
    names = [mark.name for mark in scattered(seed=seed).marks]
    assert len(set(names)) == len(names) > 15


def test_those_of_the_canon_are_six_to_nine_millimetres_long() -> None:
    # The outermost are still coming.
    sizes = np.array([2 * mark.radius for mark in scattered().marks[:-6]])
    assert sizes.min() > 5.5
    assert sizes.max() < 9


def test_a_larger_scatter_has_the_same_marks_and_more() -> None:
    few, many = (scattered(size_mm=size) for size in (40, 95))
    assert [m.name for m in few.marks] == [m.name for m in many.marks][: len(few.marks)]
    assert len(many.marks) > len(few.marks)


@pytest.mark.parametrize("seed", SEEDS)
def test_it_thins_out_from_its_pearl(seed: int) -> None:
    marks = scattered(seed=seed).marks
    at, radii = np.array([mark.place for mark in marks]), np.array([mark.radius for mark in marks])
    # The skin between each and its third nearest, mm.
    skin = np.sort(np.hypot(*(at[:, None] - at).transpose(2, 0, 1)) - radii[:, None] - radii, axis=1)[:, 3]
    order, third = np.argsort(np.hypot(*(at - at[0]).T)), len(marks) // 3
    assert skin[order[-third:]].mean() > 1.3 * skin[order[:third]].mean()


@pytest.mark.parametrize("seed", SEEDS)
def test_it_draws_out_to_one_side(seed: int) -> None:
    scatter = scattered(seed=seed)
    off = np.array([mark.place for mark in scatter.marks[1:]]) - scatter.marks[0].place
    assert np.hypot(*off.mean(0)) > 20
