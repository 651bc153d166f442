"""A stone is as long as its feeling, whatever it is worn on."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.composer import compose
from markgen.draw import Chance
from markgen.mark import Mark
from markgen.motifs._gem.chain import chain
from markgen.motifs._gem.view import view

WORN = [seed for seed in range(1, 60) if chain(view(seed), Chance(seed))]
"""Seeds whose stone hangs on a chain."""


def worn(seed: int, **other: object) -> Mark:
    return compose({"motif": "gem", "region": "chest", "size_mm": 24, "intensity": 0.8, "seed": seed, **other})


def spread(mark: Mark, *names: str) -> np.ndarray:
    """Width and height of those layers, mm."""
    shapes = [shape for each in mark.layers if each.name in names for shape in each.shapes]
    points = np.concatenate([outline.points for shape in shapes for outline in shape.outlines])
    return np.ptp(points, axis=0)


def test_some_stones_are_worn_and_some_are_not() -> None:
    assert 5 < len(WORN) < 40


@pytest.mark.parametrize("seed", WORN[:4])
def test_its_chain_leads_out_of_the_mark(seed: int) -> None:
    mark = worn(seed)
    stone = spread(mark, "cut", "stone").max()
    assert 0.75 * mark.size < stone <= 1.01 * mark.size
    assert spread(mark, "chain").max() > 1.6 * mark.size


@pytest.mark.parametrize("seed", WORN[:4])
def test_its_chain_ends_where_its_ground_does(seed: int) -> None:
    mark = worn(seed, region="collarbone", size_mm=34)
    left, top, right, bottom = mark.bounds()
    assert -1 < left < right < mark.ground.width + 1
    # With little room above the stone it hangs flat.
    assert -0.25 * mark.size < top < bottom < mark.ground.height + 1


@pytest.mark.parametrize("seed", WORN[:4])
def test_its_halves_are_not_alike(seed: int) -> None:
    hung = chain(view(seed), Chance(seed))
    assert hung is not None
    left, right = (float(np.ptp(path[:, 0])) for path in hung.hung)
    assert max(left, right) > 1.15 * min(left, right)
