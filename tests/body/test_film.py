"""Film keeps order and can be undone; detail is fine, even and repeats; ink lies in the skin, and hair over it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from markgen.body import atlas, picture
from markgen.body.detail import detail
from markgen.body.film import GRAIN, exposed, film, grain, printed
from markgen.body.ink import HEALING, Ink, fade, freshness, tattoo
from markgen.body.skin import Lit
from markgen.color import LUMINANCE
from markgen.regions import region

SIDE = 64


def even(value: object, *shape: int) -> np.ndarray:
    return np.broadcast_to(np.asarray(value, np.float32), (SIDE, SIDE, *shape)).copy()


def lit(albedo: tuple[float, float, float] = (0.6, 0.4, 0.3)) -> Lit:
    return Lit(even(albedo, 3), even(1, 3), even(0), float(np.dot(albedo, LUMINANCE)))


def inked(*color: float, alpha: float = 1.0, fresh: float = 0.0) -> Ink:
    """Ink of one linear colour, in the middle half of the columns."""
    pigment = np.zeros((SIDE, SIDE, 4), np.float32)
    pigment[:, 16:48] = np.array([*color, 1], np.float32) * np.float32(alpha)
    return Ink(pigment, None, None, fresh)


# Film.


HUES = np.array([(1, 1, 1), (1, 0.7, 0.5), (0.4, 1, 0.3), (0.2, 0.5, 1)], np.float32)


def test_film_can_be_undone() -> None:
    light = np.linspace(0.001, 1.8, 200, dtype=np.float32)[:, None, None] * HUES
    assert exposed(film(light)) == pytest.approx(light, rel=2e-3)


def test_more_light_is_never_darker_and_never_more_than_white() -> None:
    seen = film(np.linspace(0, 20, 4000, dtype=np.float32)[:, None, None] * HUES)
    assert (np.diff(seen, axis=0) >= -1e-5).all()
    assert (seen[0] == 0).all()
    assert seen.max() <= 1 + 1e-6


def test_film_keeps_the_hue_of_what_is_lit() -> None:
    """From shade to light, skin's middle channel stays as far between the others as it is."""
    seen = film(np.linspace(0.05, 4, 50, dtype=np.float32)[:, None] * HUES[1])
    most, middle, least = np.moveaxis(seen, -1, 0)
    assert (middle - least) / (most - least) == pytest.approx(np.full(50, 0.4), abs=1e-3)


def test_what_is_printed_is_film_in_srgb() -> None:
    light = even((0.18, 0.05, 0.6), 3)
    seen = printed(light, even(0, 3))[0, 0] / 255
    linear = np.where(seen <= 0.04045, seen / 12.92, ((seen + 0.055) / 1.055) ** 2.4)
    assert linear == pytest.approx(film(light[0, 0]), abs=0.006)


def test_grain_is_even_and_shows_most_in_the_greys() -> None:
    noise = grain(256)
    assert (noise @ LUMINANCE).std() == pytest.approx(GRAIN, rel=0.01)
    assert 0 < (noise[..., 0] - noise[..., 1]).std() < GRAIN
    assert abs(noise.mean()) < GRAIN / 10
    spread = [printed(np.full((256, 256, 3), light, np.float32), noise).std() for light in (0.0, 0.2, 5.0)]
    assert spread[1] > 1.3 * max(spread[0], spread[2])


# Detail.


@lru_cache(maxsize=2)
def seen_from(mm_per_px: float) -> dict[str, np.ndarray]:
    rows, columns = np.indices((400, 400), np.float32) * np.float32(mm_per_px)
    return vars(detail(np.stack([columns, rows], -1), mm_per_px))


@pytest.mark.parametrize("name", ["hollow", "slope", "uptake", "melanin", "blood", "lean"])
def test_detail_is_even_and_softer_from_afar(name: str) -> None:
    near, far = seen_from(0.12)[name], seen_from(0.9)[name]
    assert abs(far.mean()) < 0.15
    assert 0.3 < near.std() < 1.6
    assert far.std() < 1.05 * near.std()


def test_pores_are_of_the_skin_and_not_of_the_picture() -> None:
    rows, columns = np.indices((200, 200), np.float32) * np.float32(0.12)
    place = np.stack([columns, rows], -1)
    one, two = detail(place, 0.12), detail(place + np.float32(12), 0.12)
    # At the edge of a picture there are no neighbours to read what is soft from.
    assert one.hollow[104:-4, 104:-4] == pytest.approx(two.hollow[4:-104, 4:-104], abs=0.02)


# Ink in skin.


def test_black_in_skin_is_a_soft_blue_grey_and_never_nought() -> None:
    black = tattoo(lit((0.5, 0.5, 0.5)), inked(0, 0, 0), even(0), 0.4)[32, 32]
    assert 0.001 < black @ LUMINANCE < 0.05
    assert black[2] > black[1] > black[0]


def test_ink_deepens_with_its_cover_and_leaves_bare_skin_as_it_was() -> None:
    skin = lit()
    lums = [
        tattoo(skin, inked(0.02, 0.02, 0.02, alpha=alpha), even(0), 0.4)[32, 32] @ LUMINANCE
        for alpha in (0.2, 0.4, 0.7, 1.0)
    ]
    assert sorted(lums, reverse=True) == lums
    assert (tattoo(skin, inked(0, 0, 0), even(0), 0.4)[:, :16] == skin.albedo[:, :16]).all()


@pytest.mark.parametrize(
    "albedo", [(0.8, 0.6, 0.5), (0.2, 0.12, 0.08), (0.03, 0.02, 0.018)], ids=["pale", "brown", "dark"]
)
@pytest.mark.parametrize("color", [(0.6, 0.05, 0.05), (0.9, 0.9, 0.8)], ids=["red", "white"])
def test_pores_are_seen_through_ink(albedo: tuple[float, float, float], color: tuple[float, float, float]) -> None:
    skin = lit(albedo)
    pored = skin.albedo.copy()
    pored[20:44:4, 20:44:4] *= 0.8
    one = tattoo(skin, inked(*color), even(0), 0.4)
    two = tattoo(replace(skin, albedo=pored), inked(*color), even(0), 0.4)
    assert (two[20:44:4, 20:44:4] < 0.97 * one[20:44:4, 20:44:4]).all()


def test_ink_is_taken_unevenly() -> None:
    rough = np.random.Generator(np.random.PCG64(1)).standard_normal((SIDE, SIDE)).astype(np.float32)
    patch = tattoo(lit(), inked(0.02, 0.02, 0.02, alpha=0.9), rough, 0.4)[8:56, 20:44] @ LUMINANCE
    assert 0.01 < patch.std() / patch.mean() < 0.5


def test_skin_is_red_around_fresh_ink_only() -> None:
    skin = lit()
    healed, sore = (tattoo(skin, inked(0, 0, 0, fresh=freshness(age)), even(0), 0.4) for age in (HEALING, 0.0))
    beside = (slice(16, 48), slice(11, 15))
    assert healed[beside] == pytest.approx(skin.albedo[beside])
    assert (
        sore[beside][..., 0] / sore[beside][..., 1] > 1.05 * skin.albedo[beside][..., 0] / skin.albedo[beside][..., 1]
    ).all()


def test_colours_fade_in_the_order_that_they_do() -> None:
    colors = {
        "yellow": (0.9, 0.7, 0.02),
        "red": (0.6, 0.02, 0.02),
        "blue": (0.02, 0.05, 0.5),
        "black": (0.01, 0.01, 0.01),
    }
    kept = [float(fade(np.array([[[*color, 1]]], np.float32), 20)[0, 0, 3]) for color in colors.values()]
    assert sorted(kept) == kept


# The picture.


@lru_cache(maxsize=1)
def bare() -> picture.Bare:
    return picture.bare(picture.Sight("masculine", "upper-arm", 256, False), 3)


WINDOW = (slice(110, 174), slice(110, 174))
ALL = (slice(None), slice(None))


def worn(skin: picture.Bare, ink: Ink) -> np.ndarray:
    return picture.develop(skin, picture.tattooed(skin, skin.lit, ink, WINDOW), [WINDOW])


def test_gloss_lies_on_ink_as_on_skin() -> None:
    dull = bare()
    wet = replace(dull, lit=replace(dull.lit, gloss=dull.lit.gloss + np.float32(0.3)))
    black = inked(0.01, 0.01, 0.01)
    assert (worn(wet, black)[WINDOW][:, 20:44].mean() - worn(dull, black)[WINDOW][:, 20:44].mean()) > 60


def test_no_ink_is_no_change() -> None:
    skin = bare()
    assert (worn(skin, Ink(np.zeros((SIDE, SIDE, 4), np.float32), None, None)) == skin.picture).all()


def test_hair_lies_over_ink() -> None:
    skin = bare()
    hair = np.zeros_like(skin.alpha)
    hair[140, :] = 1
    white, hairy = inked(0.9, 0.9, 0.9), replace(skin, hair=hair)
    changed = worn(hairy, white)[WINDOW][30, 20:44].astype(float) - worn(skin, white)[WINDOW][30, 20:44]
    assert (changed < -20).all()


def test_hair_stands_out_past_the_edge_of_the_body() -> None:
    body = atlas.load("masculine", "forearm-outer")
    beyond = (body.alpha < 0.02) & (body.hair > 0.4)
    sight = picture.Sight("masculine", "forearm-outer", body.size, False)
    skin = picture.bare(sight, 8)
    shaved = picture.develop(replace(skin, hair=None), skin.lit, [(slice(0, body.size), slice(0, body.size))])
    assert beyond.sum() > 20
    assert (skin.picture[beyond].mean(-1) < shaved[beyond].mean(-1) - 10).mean() > 0.8


def test_no_ink_on_cloth() -> None:
    skin = bare()
    clothed = replace(skin, skin=np.zeros_like(skin.alpha))
    assert (worn(clothed, inked(0, 0, 0)) == skin.picture).all()


def test_what_is_out_of_focus_is_soft_and_what_is_in_focus_is_as_sharp() -> None:
    noise = np.random.Generator(np.random.PCG64(2)).random((128, 128), np.float32)
    skin = Lit(np.repeat(noise[..., None], 3, -1), np.ones((128, 128, 3), np.float32), noise, 0.5)
    depth = np.repeat(np.linspace(-400, 400, 128, dtype=np.float32)[None], 128, 0)
    soft, alpha = picture.focused(skin, np.ones((128, 128), np.float32), np.maximum(np.abs(depth) - 12, 0) / 40)
    assert (soft.gloss[:, 63:65] == noise[:, 63:65]).all()
    assert max(soft.gloss[:, :16].std(), soft.gloss[:, -16:].std()) < 0.4 * noise.std()
    assert alpha == pytest.approx(np.ones((128, 128)))


def test_what_is_in_focus_sheds_no_light_on_what_lies_behind_it() -> None:
    left = np.arange(128) < 64
    row = np.where(left, 1.0, 0.02).astype(np.float32)
    map_ = np.repeat(row[None], 128, 0)
    skin = Lit(np.repeat(map_[..., None], 3, -1), np.ones((128, 128, 3), np.float32), map_, 0.5)
    depth = np.repeat(np.where(left, 0, 400).astype(np.float32)[None], 128, 0)
    soft, _ = picture.focused(skin, np.ones((128, 128), np.float32), depth / 40)
    assert soft.gloss[:, 64:].max() < 0.05
    assert (soft.gloss[:, :64] == 1).all()


def test_ink_is_no_sharper_than_the_skin_that_it_is_in() -> None:
    skin, striped = bare(), inked(0, 0, 0)
    striped.pigment[:, ::4] = 0
    near, far = (
        worn(replace(skin, blurred=np.full_like(skin.alpha, sigma)), striped)[WINDOW].astype(float)
        for sigma in (0.0, 4.0)
    )
    assert np.abs(np.diff(far, axis=1)).mean() < 0.5 * np.abs(np.diff(near, axis=1)).mean()


def test_what_lies_behind_gets_less_of_the_lamp() -> None:
    skin = Lit(np.ones((4, 4, 3), np.float32), np.ones((4, 4, 3), np.float32), np.ones((4, 4), np.float32), 0.5)
    beyond = np.array([[-200, 0, 100, 400]] * 4, np.float32)
    light = picture.fallen_off(skin, beyond).light[0, :, 0]
    assert light[0] == light[1] == 1 > light[2] > light[3] > 0.2


@pytest.mark.parametrize(("view", "place"), [("neck", "throat"), ("arm-outer", "arm"), ("back", "back")])
def test_what_can_bear_a_mark_is_in_focus(view: str, place: str) -> None:
    skin = picture.bare(picture.Sight("masculine", view, 256, False), 3)
    blurred = skin.blurred[picture.chart(picture.Sight("masculine", view, 256, False), region(place).chart).valid]
    assert (blurred < 0.5).mean() > 0.7
