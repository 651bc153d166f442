"""Fire: alone it is tall, dark above and pale below; its sleeve closes round the limb; what gutters is as it was."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from PIL import Image

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
        assert 0.15 < sleeve(seed)[rows(top, top + 60)].mean() < 0.94, top


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


@lru_cache(maxsize=12)
def alone(seed: int, intensity: float = 0.9) -> np.ndarray:
    """A fire on an upper arm, cut to its bounds, (TALL, TALL * aspect, 4), premultiplied, 0..1."""
    made = compose({"motif": "flame", "tone": "devotion", "intensity": intensity, "region": "upper-arm", "seed": seed})
    left, top, right, bottom = made.bounds()
    wide = round(TALL * (right - left) / (bottom - top))
    return raster.pixels(svg.document(made.layers, (left, top, right - left, bottom - top)), wide, TALL) / 255


@pytest.mark.parametrize("seed", range(1, 11))
def test_a_fire_alone_is_taller_than_wide_and_lets_skin_between_its_tongues(seed: int) -> None:
    ink = alone(seed)[..., 3] > 0.5
    tall, wide = ink.shape
    assert 1.35 < tall / wide < 2.3
    # On some row of its upper two thirds, skin lies between tongues.
    spans = [np.flatnonzero(row) for row in ink[: 2 * tall // 3] if row.any()]
    gaps = [1 - len(span) / (span[-1] - span[0] + 1) for span in spans]
    assert max(gaps) > 0.12
    # It stands on less than it spreads to.
    assert ink[-tall // 12 :].any(0).sum() < 0.75 * ink.any(0).sum()


@pytest.mark.parametrize("seed", range(1, 11))
def test_a_fire_alone_is_dark_at_its_tips_and_pale_at_its_root(seed: int) -> None:
    seen = alone(seed)
    value = seen[..., :3] @ [0.3, 0.59, 0.11]
    third = TALL // 3
    up, middle, down = (value[rows].sum() / seen[rows][..., 3].sum() for rows in np.split(np.arange(3 * third), 3))
    assert up < middle < down
    assert down > up + 0.15


def test_the_first_ten_seeds_are_ten_designs() -> None:
    shapes = [np.array(Image.fromarray(alone(s)[..., 3]).resize((60, 100))) > 0.5 for s in range(1, 11)]
    for i, a in enumerate(shapes):
        for b in shapes[i + 1 :]:
            assert min((a ^ b).mean(), (a ^ b[:, ::-1]).mean()) > 0.1
