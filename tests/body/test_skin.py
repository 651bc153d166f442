"""Skin has its tone, ink keeps to the skin and is seen on it, and a millimetre is a millimetre."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
import pytest
from support import FORMS, block, ciede2000, delta_e, lab, mark

from markgen import color, profile, regions, renderer
from markgen.body import atlas, lay, picture
from markgen.body.ink import Ink
from markgen.body.skin import MONK, _at, _mid_light, _strength, palm, raked, tone_color
from markgen.body.template import Template
from markgen.composer import compose
from markgen.mark import Mark
from markgen.place import place
from markgen.renderer import How
from markgen.timing import Stopwatch
from markgen.values import Layer

SIZE = 512
# B. Ottosson, "A perceptual color space for image processing" (2020).
LMS = np.array(
    [[0.41222147, 0.53633254, 0.05144599], [0.21190350, 0.68069955, 0.10739696], [0.08830246, 0.28171884, 0.62997870]]
)
OKLAB = np.array(
    [
        [0.21045426, 0.79361779, -0.00407205],
        [1.97799850, -2.42859221, 0.45059371],
        [0.02590404, 0.78277177, -0.80867577],
    ]
)

LARGE = 1024
"""As pictures are made when nothing else is said: in a smaller one, no line fills its pixel."""

TONES = range(1, 11)
PLACES = sorted(
    (build, r.name) for build, views in regions.bodies().items() for r in regions.regions() if r.view in views
)
"""Every body and region, in the region's own view."""

# Table 1 of Sharma, Wu and Dalal (2005): pairs chosen to find every slip that implementations make.
SHARMA = (
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, 2.8361, -74.0200), (50, 0, -82.7485), 3.4412),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0009), 7.1792),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0011), 7.2195),
    ((50, -0.0010, 2.4900), (50, 0.0009, -2.4900), 4.8045),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (61, -5, 29), 22.8977),
    ((50, 2.5, 0), (56, -27, -3), 31.9030),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
)


@pytest.mark.parametrize(("one", "two", "published"), SHARMA)
def test_the_colour_difference_is_as_published(one, two, published: float) -> None:  # type: ignore[no-untyped-def]
    assert ciede2000(one, two) == pytest.approx(published, abs=1e-4)
    assert ciede2000(two, one) == pytest.approx(published, abs=1e-4)


def test_lab_is_of_srgb() -> None:
    assert lab((1, 1, 1)) == pytest.approx((100, 0, 0), abs=0.02)
    assert lab((1, 0, 0)) == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert delta_e("#808080", "#808080") == 0


def said(**more: object) -> profile.Profile:
    return profile.parse({"motif": FORMS[0], "intensity": 0, **more})


def shown(body: profile.Profile, made: Mark, size: int = SIZE) -> np.ndarray:
    """The picture, (size, size, 3), 0..1."""
    return np.asarray(renderer.on_body(body, made, How(size), Stopwatch())[0]) / 255


@lru_cache(maxsize=12)
def bare(build: str, region: str, tone: int, side: str = "left", size: int = SIZE) -> np.ndarray:
    body = said(build=build, region=region, skin=tone, side=side)
    return shown(body, compose(body), size)


def thinned(image: np.ndarray) -> np.ndarray:
    """A square image with SIZE pixels a side, each the nearest of its own."""
    at = ((np.arange(SIZE) + 0.5) * len(image) / SIZE).astype(int)
    return np.asarray(image[np.ix_(at, at)])


def swatch(body: Template, tone: int) -> np.ndarray:
    """Where a tone's swatch is to be seen, (h, w): bare skin at mid-light, and no palm."""
    body = raked(body)
    strength = _strength(body)
    light = strength / np.float32(_mid_light(body, strength, float(tone_color(tone) @ color.LUMINANCE)))
    return _at(body, light) & (palm(body) < 0.1)


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize(("build", "region"), PLACES)
def test_bare_skin_at_mid_light_is_its_monk_swatch(build: str, region: str, tone: int) -> None:
    at = thinned(swatch(atlas.load(build, regions.region(region).view), tone))
    assert at.sum() > 150
    seen = np.median(bare(build, region, tone)[at], axis=0)
    assert ciede2000(lab(seen), lab(color.rgb(MONK[tone - 1]))) < 5


@pytest.mark.parametrize("tone", [1, 5, 10])
@pytest.mark.parametrize(("build", "region"), PLACES[:3])
def test_light_models_the_skin_and_burns_nothing_out(build: str, region: str, tone: int) -> None:
    seen = bare(build, region, tone)
    assert seen.std() > 0.02
    assert (seen > 0.995).all(-1).mean() < 0.01


@pytest.mark.parametrize("tone", [8, 9, 10])
@pytest.mark.parametrize("region", ["back", "chest", "upper-arm"])
def test_dark_skin_is_as_warm_in_shade_as_in_light(region: str, tone: int) -> None:
    """Shade that is greyer than what lies about it looks like soot."""
    body = atlas.load("masculine", regions.region(region).view)
    seen = bare("masculine", region, tone)[thinned((body.alpha > 0.99) & (body.cloth < 0.01))]
    level = np.asarray(color.linear(seen) @ color.LUMINANCE)
    middle = color.linear(color.rgb(MONK[tone - 1]))
    mid = float(middle @ color.LUMINANCE)
    for low, high in ((0.45, 0.75), (1.3, 2.0)):
        part = color.linear(np.median(seen[(level > low * mid) & (level < high * mid)], axis=0))
        assert part[0] / part[1] > 1.05 * middle[0] / middle[1]
        assert part[0] > part[1] > part[2]


def test_palms_of_dark_hands_are_paler_than_their_wrists() -> None:
    body = atlas.load("masculine", "wrist")
    share = palm(body)
    inner, wrist = thinned(share > 0.9), thinned((share == 0) & (body.alpha > 0.99))
    pale, dark = (luminance(bare("masculine", "wrist", tone)) for tone in (3, 9))
    assert inner.sum() > 1000
    assert np.median(dark[inner]) / np.median(dark[wrist]) > 1.3 * np.median(pale[inner]) / np.median(pale[wrist])
    assert not palm(atlas.load("masculine", "back")).any()


# Ink on it.


def sight(body: profile.Profile, size: int = SIZE) -> picture.Sight:
    return picture.Sight(body.build, regions.region(body.region).view, size, body.side == "right")


def laid(made: Mark, body: profile.Profile, lines: bool = False, size: int = SIZE) -> tuple[lay.Lying, Ink]:
    """How a mark lies, and its ink in the window it touches."""
    where = place(body, regions.region(body.region))
    chart = picture.chart(sight(body, size), where.chart)
    lying = lay.find(where, chart, made.box(margin=2.0), picture.scale(sight(body, size)))
    assert lying is not None
    return lying, lay.ink(lying, made.layers, body.ink_age, lines, "auto", Stopwatch())


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("build", "region"), PLACES)
def test_ink_never_leaves_the_skin(build: str, region: str, side: str) -> None:
    where = regions.region(region)
    flood = mark([Layer("all", "shade", (block(-400, -400, 900, 900),))], where.width, where.height)
    body = said(build=build, region=region, side=side, intensity=1)
    lying, ink = laid(flood, body)
    valid = picture.chart(sight(body), where.chart).valid[lying.window]
    # The lens gives the two pixels beside a limb's edge a part of what that edge shows, and none beyond.
    beside = cv2.dilate(valid.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert ink.pigment[~valid].max(initial=0) < 0.75
    assert ink.pigment[~beside].max(initial=0) == 0
    assert ink.pigment[valid].max() > 0.9
    changed = np.abs(shown(body, flood) - bare(build, region, body.skin, side)).max(-1) > 0.02
    # Through the lens, an edge that is out of focus is seen beyond itself.
    alpha = picture.bare(sight(body), body.skin).alpha
    outside = cv2.dilate((alpha > 1 / 512).astype(np.uint8), np.ones((5, 5), np.uint8)) == 0
    assert outside.any()
    assert not changed[outside].any()
    assert changed.mean() > 0.02


@pytest.mark.parametrize("across", [True, False], ids=["across", "along"])
@pytest.mark.parametrize("region", [r.name for r in regions.regions()])
def test_a_bar_is_as_long_on_the_skin_as_it_was_drawn(region: str, across: bool) -> None:
    where = regions.region(region)
    room = 0.8 * (where.width if across else where.height)
    bar = 100.0 if room >= 100 else 10.0 * int(room / 10)
    x, y = where.width / 2, where.height / 2
    shape = block(x - bar / 2, y - 2, x + bar / 2, y + 2) if across else block(x - 2, y - bar / 2, x + 2, y + bar / 2)
    body = said(region=region)
    lying, ink = laid(mark([Layer("bar", "line", (shape,))], where.width, where.height), body)
    inked = ink.pigment[..., 3] > 0.5
    along = picture.chart(sight(body), where.chart).uv[lying.window][inked][:, 0 if across else 1]
    seen = np.percentile(along, 99.8) - np.percentile(along, 0.2)
    if across:
        seen *= where.across(where.centre[1], body.build)
    if seen < 0.94 * bar:
        # Part of so long a bar may lie round the limb; then what is seen must reach the edge of what is valid.
        assert room > 0.5 * (where.period or np.inf)
        return
    assert seen == pytest.approx(bar, rel=0.06)


@lru_cache(maxsize=2)
def drawn(form: str) -> Mark:
    return compose({"motif": form, "intensity": 0.9})


@lru_cache(maxsize=2)
def stencil(form: str) -> tuple[lay.Lying, np.ndarray | None]:
    """Where the mark's line ink shows, 0..1, in its window: not where light of the mark's own lies on it."""
    lying, ink = laid(drawn(form), said(motif=form, intensity=0.9), lines=True, size=LARGE)
    if ink.line is None or ink.light is None:
        return lying, ink.line
    return lying, ink.line * (ink.light[..., :3].max(-1) < 0.02)


def luminance(srgb: np.ndarray) -> np.ndarray:
    return np.asarray(color.linear(srgb) @ color.LUMINANCE)


@lru_cache(maxsize=2)
def before_and_after(form: str, tone: int) -> tuple[np.ndarray, np.ndarray]:
    """The bare skin of a mark's window, and the same with the mark, as they are shown."""
    body = said(motif=form, intensity=0.9, skin=tone)
    window = stencil(form)[0].window
    return bare(body.build, body.region, tone, size=LARGE)[window], shown(body, drawn(form), LARGE)[window]


def contrast(form: str, tone: int) -> float | None:
    """Median contrast (WCAG) of the pixels that line ink fills with the bare skin under them; None where the mark
    has no lines."""
    line = stencil(form)[1]
    if line is None or (line > 0.3).sum() < 100:
        return None
    skin, inked = (luminance(each) for each in before_and_after(form, tone))
    ratio = (np.maximum(inked, skin) + 0.05) / (np.minimum(inked, skin) + 0.05)
    # Most lines are thinner than a pixel of this picture: those count that fill theirs best.
    full = min(0.8, float(np.sort(line, axis=None)[-100]))
    return float(np.median(ratio[line >= full]))


def difference(form: str, tone: int) -> float:
    """How far the strongest tenth of a mark is from the skin under it, in OKLab: lightness and hue."""
    skin, inked = (np.cbrt(color.linear(each) @ LMS.T) @ OKLAB.T for each in before_and_after(form, tone))
    far = np.linalg.norm(inked - skin, axis=-1)
    return float(np.percentile(far[far > 0.03], 90))


@pytest.mark.slow
@pytest.mark.parametrize(("form", "tone"), [(f, t) for f in FORMS for t in TONES])
def test_lines_are_seen_on_every_skin(form: str, tone: int) -> None:
    of_lines = contrast(form, tone)
    if of_lines is not None:
        assert of_lines >= 3
    # What has no lines is told from skin by its colour as well.
    assert difference(form, tone) >= 0.12
