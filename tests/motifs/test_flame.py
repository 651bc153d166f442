"""Fire: its sleeve closes round the limb and keeps to it; what gutters is the same fire."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from markgen import raster, svg
from markgen.composer import compose

SEEDS = (1, 2, 5)
TALL, WIDE = 320, 148
"""Pixels of a sleeve, its shoulder included."""


@lru_cache(maxsize=8)
def sleeve(seed: int, tone: str = "passion", intensity: float = 1.0) -> np.ndarray:
    """How much ink there is round an arm, (TALL, WIDE), 0..1, from 100 mm above its region to the wrist."""
    made = compose({"motif": "flame", "tone": tone, "intensity": intensity, "region": "arm", "seed": seed})
    frame = (0.0, -100.0, made.ground.width, made.ground.height + 100.0)
    return raster.pixels(svg.document(made.layers, frame), WIDE, TALL)[..., 3] / 255


def rows(top: float, bottom: float) -> slice:
    """Pixels of a sleeve from `top` to `bottom`, mm down its region."""
    return slice(*(round((mm + 100) / 640 * TALL) for mm in (top, bottom)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sleeve_closes_round_the_limb(seed: int) -> None:
    ink = sleeve(seed)
    beside = np.abs(ink[:, 1:] - ink[:, :-1]).mean()
    seam = np.abs(ink[:, 0] - ink[:, -1]).mean()
    assert ink[:, 0].any()
    assert seam < 3 * beside


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sleeve_lets_the_skin_breathe_from_wrist_to_shoulder(seed: int) -> None:
    for top in range(40, 500, 60):
        assert 0.15 < sleeve(seed)[rows(top, top + 60)].mean() < 0.9, top


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sleeve_climbs_the_shoulder_and_nothing_else_of_the_body(seed: int) -> None:
    above = sleeve(seed)[rows(-100, -5)]
    outside = slice(round(0.27 * WIDE), round(0.73 * WIDE))
    assert above[:, outside].mean() > 0.05
    assert above.sum() - above[:, outside].sum() < 0.02 * above.sum()


def test_a_fire_that_gutters_stands_where_it_burned() -> None:
    burning, dying = sleeve(5) > 0.5, sleeve(5, "grief", 0.75)
    assert dying[burning].mean() > 3 * dying[~burning].mean()
    assert 0.05 < dying.mean() < 0.7 * burning.mean()
    assert dying[rows(60, 300)].any()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fire_is_not_heavy(seed: int) -> None:
    said = {"motif": "flame", "tone": "passion", "seed": seed}
    assert len(compose({**said, "intensity": 0.9, "region": "upper-arm"}).svg()) < 150_000
    assert len(compose({**said, "intensity": 1.0, "region": "arm"}).svg()) < 450_000
