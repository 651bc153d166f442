"""A child's star is a star at once, and what the feeling adds to it is there."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.composer import compose
from markgen.draw import Chance, areas, contains, grow, union
from markgen.mark import Mark
from markgen.motifs._star.line import Line
from markgen.motifs._star.scrawl import scrawl

SEEDS = range(1, 25)
STRAIGHT = 0.06
"""How far a side may bow, of its length, before its arm is a fin."""


def scrawled(seed: int) -> Line:
    return scrawl(Chance(seed)("star"), 1.0, 0.08, 0.2)


def layers(mark: Mark) -> set[str]:
    return {each.name for each in mark.layers if each.shapes}


@pytest.mark.parametrize("seed", SEEDS)
def test_five_tips_stand_all_round(seed: int) -> None:
    tips = scrawled(seed).corners()
    away = tips - tips.mean(0)
    turns = np.sort(np.degrees(np.arctan2(away[:, 1], away[:, 0])))
    steps = np.diff(np.append(turns, turns[0] + 360))
    assert steps.min() > 45
    assert steps.max() < 105
    reach = np.hypot(*away.T)
    assert reach.min() > 0.6 * reach.max()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_side_bulges(seed: int) -> None:
    sides = scrawled(seed).runs
    assert len(sides) == 5
    for side in sides:
        chord = side[-1] - side[0]
        off = np.abs((side - side[0]) @ [-chord[1], chord[0]]) / (chord @ chord)
        assert off.max() < STRAIGHT


@pytest.mark.parametrize("seed", SEEDS)
def test_its_hub_is_inside_the_five_sides(seed: int) -> None:
    star = scrawled(seed)
    near = [np.hypot(*(run - star.hub()).T).min() for run in star.runs]
    assert min(near) > 0.10


def test_glitter_comes_in_three_hues_and_only_with_strength() -> None:
    said = {"motif": "star", "tone": "affection", "seed": 7}
    strong = compose({**said, "intensity": 0.9})
    assert "foil" not in layers(compose({**said, "intensity": 0.3}))
    foil = next(each for each in strong.layers if each.name == "foil")
    hues = {shape.fill.color for shape in foil.shapes if hasattr(shape.fill, "color")}
    assert len(hues) >= 3


@pytest.mark.parametrize("seed", range(1, 6))
def test_glitter_is_in_the_ink_and_little_of_it_beside(seed: int) -> None:
    mark = compose({"motif": "glitter-stars", "intensity": 0.8, "size_mm": 60, "region": "forearm", "seed": seed})
    foil, pen = (
        [outline.points for each in mark.layers if each.name == name for s in each.shapes for outline in s.outlines]
        for name in ("foil", "pen")
    )
    at = np.array([flake.mean(0) for flake in foil])
    inked = union(areas(pen))
    assert len(at) > 300
    assert 0.85 < contains(grow(inked, 0.3), at).mean() < 1


def test_a_star_has_its_companions_by_morning_and_not_before() -> None:
    said = {"motif": "star", "tone": "affection", "seed": 7}
    pen = [
        next(each for each in compose({**said, "intensity": share}).layers if each.name == "pen")
        for share in (0.3, 0.95)
    ]
    assert len(pen[1].shapes) >= len(pen[0].shapes) + 20
