"""Fire: alone it has twelve designs; its sleeve closes round the limb; what gutters is char, low flames and smoke."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
import pytest
from PIL import Image

from markgen import raster, renderer, svg
from markgen.composer import compose
from markgen.draw import Chance
from markgen.draw.sheets import eddied
from markgen.motifs._flame.char import Bed, Char, charred
from markgen.motifs._flame.smoke import rising

SEEDS = (1, 2, 5)
DESIGNS = range(1, 13)
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
def test_a_sleeve_is_packed_below_and_lets_the_skin_breathe_towards_its_ends(seed: int) -> None:
    for top in range(40, 500, 60):
        assert 0.2 < sleeve(seed)[rows(top, top + 60)].mean() < (0.92 if top < 160 else 0.999), top
    assert sleeve(seed)[rows(500, 536)].mean() < 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sleeve_climbs_the_shoulder_and_its_blade_and_nothing_else_of_the_body(seed: int) -> None:
    above = sleeve(seed)[rows(-100, -5)]
    outside = slice(round(0.27 * WIDE), round(0.8 * WIDE))
    assert above[:, outside].mean() > 0.05
    assert above.sum() - above[:, outside].sum() < 0.02 * above.sum()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fire_that_gutters_is_char_below_and_smoke_on_bare_skin(seed: int) -> None:
    dying, burning = sleeve(seed, "grief", 0.75), sleeve(seed)
    assert 0.04 < dying.mean() < 0.5 * burning.mean()
    assert 0.05 < (dying[rows(400, 500)] > 0.9).mean() < 0.3
    for top in range(60, 400, 90):
        left = dying[rows(top, top + 90)]
        assert left.max() > 0.3, top
        assert (left < 0.3).mean() > 0.5, top
    smoke = [dying[rows(top, top + 80)].mean() for top in (0, 120, 240)]
    assert smoke[0] < 0.7 * min(smoke[1:])


@pytest.mark.parametrize("seed", SEEDS)
def test_char_is_a_heap_on_the_outside_of_the_limb_and_all_the_rest_is_bare(seed: int) -> None:
    burnt = sleeve(seed, "grief", 0.75)[rows(380, 536)] > 0.85
    across = burnt.any(0)
    assert across.any()
    assert not np.roll(across, WIDE // 8)[: WIDE // 4].any()
    assert 0.15 < across.mean() < 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fire_is_not_heavy(seed: int) -> None:
    said = {"motif": "flame", "tone": "passion", "seed": seed}
    assert len(compose({**said, "intensity": 0.9, "region": "upper-arm"}).svg()) < 130_000
    assert len(compose({**said, "intensity": 1.0, "region": "arm"}).svg()) < 320_000
    assert len(compose({**said, "tone": "grief", "intensity": 0.75, "region": "arm"}).svg()) < 280_000


@pytest.mark.parametrize("skin", [2, 5])
def test_the_hearts_of_a_sleeve_are_yellower_than_the_skin_beside_them(skin: int) -> None:
    said = {"motif": "flame", "tone": "passion", "region": "arm", "seed": 7, "skin": skin}
    inked, bare = (
        np.asarray(renderer.render({**said, "intensity": i}, size=256).convert("RGB"), float) for i in (1.0, 0.0)
    )
    mark = np.abs(inked - bare).sum(-1) > 60
    yellow, skins = ((np.minimum(p[:, 0], p[:, 1]) - p[:, 2]) / p.max(1) for p in (inked[mark], bare[mark]))
    assert np.percentile(yellow - skins, 80) > 0.09
    assert np.percentile(yellow, 85) > 1.6 * np.median(skins)


@lru_cache(maxsize=12)
def alone(seed: int, tone: str = "devotion", style: str = "natural", motif: str = "flame") -> np.ndarray:
    """A fire on an upper arm, cut to its bounds, (TALL, TALL * aspect, 4), premultiplied, 0..1."""
    said = {"motif": motif, "tone": tone, "intensity": 0.9, "region": "upper-arm", "seed": seed, "style": style}
    made = compose(said)
    left, top, right, bottom = made.bounds()
    wide = round(TALL * (right - left) / (bottom - top))
    return raster.pixels(svg.document(made.layers, (left, top, right - left, bottom - top)), wide, TALL) / 255


@pytest.mark.parametrize("seed", DESIGNS)
def test_a_fire_alone_lets_skin_between_its_tongues(seed: int) -> None:
    ink = alone(seed)[..., 3] > 0.5
    assert 0.15 < ink.mean() < 0.56


@pytest.mark.parametrize("seed", DESIGNS)
def test_a_fire_alone_has_a_pale_heart_red_rims_that_are_lost_in_skin_and_grey_smoke(seed: int) -> None:
    ink = alone(seed)[..., 3]
    there = ink > 0.1
    color, ink = alone(seed)[there][:, :3] / ink[there, None], ink[there]
    red, green, blue = color.T
    warm = red > blue + 0.25
    assert (warm & (green > 0.6) & (ink > 0.9)).mean() > 0.1
    assert (warm & (green < 0.4)).mean() > 0.2
    assert (warm & (ink < 0.8)).mean() > 0.1
    assert (np.ptp(color, axis=1) < 0.12).mean() > 0.05


def test_the_first_twelve_seeds_are_twelve_designs() -> None:
    shapes = [np.array(Image.fromarray(alone(s)[..., 3]).resize((60, 100))) > 0.5 for s in DESIGNS]
    for i, a in enumerate(shapes):
        for b in shapes[i + 1 :]:
            assert min((a ^ b).mean(), (a ^ b[:, ::-1]).mean()) > 0.12


def test_tenderness_is_low_and_longing_tall_and_thin() -> None:
    tender, longing = (alone(1, tone).shape[1] for tone in ("tenderness", "longing"))
    assert tender > longing


@pytest.mark.parametrize("seed", SEEDS)
def test_grief_is_one_thin_upright_flame_and_despair_a_low_bed_under_smoke(seed: int) -> None:
    grief, despair = (alone(seed, tone)[..., 3] > 0.5 for tone in ("grief", "despair"))
    assert grief.shape[1] < 0.4 * TALL < despair.shape[1]
    assert despair[round(0.7 * TALL) :].sum() > despair[: round(0.7 * TALL)].sum()
    assert grief[round(0.8 * TALL) :].sum() < 0.4 * grief[: round(0.8 * TALL)].sum()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fire_of_facets_has_no_grey_smoke(seed: int) -> None:
    seen = alone(seed, style="geometric")
    ink = seen[..., 3]
    color = seen[ink > 0.9][:, :3]
    grey = (np.ptp(color, axis=1) < 0.06) & (color.max(1) > 0.15) & (color.max(1) < 0.6)
    assert grey.mean() < 0.02


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dying_fire_is_black_and_grey_char_with_red_and_orange_light_in_it(seed: int) -> None:
    seen = alone(seed, "grief", motif="guttering-flames")
    red, green, blue, ink = np.moveaxis(seen, -1, 0)
    assert ((red > 0.85) & (green > 0.45) & (blue < 0.4)).sum() > 60
    red, green, blue, ink = np.moveaxis(seen[round(0.7 * TALL) :], -1, 0)
    assert ((ink > 0.9) & (red < 0.15)).mean() > 0.1
    assert ((ink > 0.15) & (ink < 0.8) & (red < 0.2)).mean() > 0.1
    assert ((ink > 0.9) & (red > 0.5) & (blue < 0.25)).mean() > 0.02


@pytest.mark.parametrize("seed", SEEDS)
def test_despair_has_hardly_any_light_left_in_it(seed: int) -> None:
    def light(tone: str) -> float:
        red, _, blue, _ = np.moveaxis(alone(seed, tone, motif="guttering-flames"), -1, 0)
        return float(np.clip(red - blue - 0.2, 0, 1).sum())

    assert light("despair") < 0.25 * light("grief")


def char(reach: float = 200.0, girth: float | None = None) -> Char:
    """A char between two level rims, 100 mm apart."""
    bed = Bed(
        lambda t: np.full(np.shape(t), -50.0),
        lambda t: np.full(np.shape(t), 50.0),
        lambda y: np.full(np.shape(y), 130.0),
        np.ones_like,
        girth,
    )
    return charred(bed, 0.0, reach, 1.2, Chance(3)("char"))


def test_char_cracks_into_plates_of_very_unequal_size_that_become_flakes_at_its_rim() -> None:
    made = char()
    middle, rim = (made.within[(made.grid.y > a) & (made.grid.y < b)] for a, b in ((-30, 30), (-90, -60)))
    whole = (made.within > 0).astype(np.uint8)[np.abs(made.grid.y[:, 0]) < 40]
    areas = cv2.connectedComponentsWithStats(whole, connectivity=4)[2][1:, cv2.CC_STAT_AREA]
    assert len(areas) > 25
    assert np.percentile(areas, 90) > 5 * np.percentile(areas, 25)
    assert 0.02 < (rim > 0).mean() < 0.5 * (middle > 0).mean()


def test_char_glows_in_its_cracks_and_most_about_its_hearth() -> None:
    made = char()
    x, y = made.grid.x, made.grid.y
    near, away = np.hypot(x, y) < 30, (np.abs(x) > 80) & (np.abs(y) < 30)
    assert made.heat[near].max() > 0.7
    assert made.heat[near].mean() > 4 * made.heat[away].mean()
    assert made.heat[near & (made.within < 0)].mean() > 4 * made.heat[near & (made.within > 2)].mean()


def test_what_has_not_burnt_yet_is_bare_skin() -> None:
    made = char(reach=30.0)
    far = np.hypot(made.grid.x, made.grid.y)
    assert made.black[far < 20].mean() > 0.4
    assert made.black[far > 120].max() < 0.05


def test_char_goes_on_over_the_seam_of_a_limb() -> None:
    made = char(girth=260.0)
    for field in (made.black, made.heat):
        beside = np.abs(np.diff(field, axis=1)).mean(0)
        assert np.abs(field[:, 0] - field[:, -1]).mean() < max(2 * beside.mean(), beside.max())


def test_smoke_is_narrow_and_dense_below_and_broad_and_thin_above() -> None:
    plume = rising(np.zeros(2), 400.0, Chance(1)("smoke"))
    grid, field = plume.density(2.0)
    spread = (field > 0.1).sum(1)
    low, high = ((-grid.y[:, 0] > a) & (-grid.y[:, 0] < b) for a, b in ((20, 60), (150, 300)))
    assert spread[high].mean() > 2.5 * spread[low].mean()
    dense, thin = (field[part][field[part] > 0.1].mean() for part in (low, high))
    assert dense > 1.5 * thin


def test_eddies_carry_back_what_they_carried() -> None:
    eddies = np.array([[0.0, -10.0, 20.0, 1.4], [8.0, -30.0, 12.0, -0.8]])
    x, y = np.meshgrid(np.linspace(-30, 30, 9), np.linspace(-50, 10, 9))
    there = eddied(eddies, x, y)
    assert np.hypot(there[0] - x, there[1] - y).max() > 5
    back = eddied(eddies, *there, back=True)
    assert np.allclose(back, (x, y))


def test_a_dying_fire_in_black_has_no_colour() -> None:
    seen = alone(1, "grief", "blackwork", "guttering-flames")
    ink = seen[..., 3] > 0.5
    assert np.ptp(seen[ink][:, :3], axis=1).max() < 0.1
    assert 0.1 < ink[round(0.7 * TALL) :].mean() < 0.6


@pytest.mark.parametrize(("said", "greys"), [({"style": "blackwork"}, False), ({"tone": "admiration"}, True)])
def test_without_colour_the_light_of_a_fire_is_bare_skin(said: dict[str, str], greys: bool) -> None:
    seen = alone(1, **said)
    ink = seen[..., 3]
    assert np.abs(seen[..., 0] - seen[..., 2]).max() < 0.05
    assert (ink > 0.85).mean() > 0.04
    assert (((ink > 0.25) & (ink < 0.75)).mean() > 0.14) == greys
    # A sheet's fold is light, with dark to both sides of it.
    middle = ink[TALL // 2 : TALL * 3 // 4]
    edges = (np.diff((middle > 0.5).astype(int), axis=1) != 0).sum(1)
    assert np.median(edges) >= 6
