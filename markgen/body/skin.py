"""Skin: its colour from a Monk tone and its chromophores, and how light and film show it.

Layers of colour follow the two-chromophore view of skin (melanin and haemoglobin absorb; N. Tsumura et
al., "Image-based skin color and texture analysis/synthesis", SIGGRAPH 2003): optical density adds, so
albedo is the tone's own times exp(-density).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from markgen.body.detail import Detail
from markgen.body.film import exposed
from markgen.body.image import Image, blur, cut, in_strips, least, merged, resize, wide
from markgen.body.template import Template
from markgen.color import LUMINANCE, linear, rgb
from markgen.growth import smoothsteps

MONK = (
    "#f6ede4",
    "#f3e7db",
    "#f7ead0",
    "#eadaba",
    "#d7bd96",
    "#a07e56",
    "#825c43",
    "#604134",
    "#3a312a",
    "#292420",
)
"""E. Monk, "The Monk Skin Tone Scale" (2019), lightest to darkest."""

# Density per channel (red, green, blue) of one unit of each chromophore.
_MELANIN = np.array([0.55, 0.95, 1.35], np.float32)
_HAEMOGLOBIN = np.array([0.08, 1.00, 0.72], np.float32)
_MOLE = np.array([0.86, 1.25, 1.50], np.float32)
_VEIN = np.array([0.85, 0.30, 0.15], np.float32)
_AREOLA = np.array([0.70, 1.20, 1.20], np.float32)

_TONES = (0.02, 0.065, 0.13, 0.24, 0.54, 0.82)
"""Relative luminance of the tones that the lists below are for: Monk 10, 8, 7, 6, 5 and 1 to 3."""

_LIVING = (
    "#f9e7db",
    "#f7e3d7",
    "#fae6d0",
    "#eed7bc",
    "#dcbf9d",
    "#a27b5b",
    "#8a5a41",
    "#643f2e",
    "#403027",
    "#2e231c",
)
"""A swatch is paint; skin has blood under it. These lie from each swatch towards the hue and chroma of measured skin
(K. Xiao et al., "Characterising the variations in ethnic skin colours", 2017: hue 50 to 60 degrees in CIELAB), as far
as 4 to 5 of dE2000 allow."""

_EXPOSED = (0.32, 0.44, 0.27, 0.50, 0.84, 1.00)
"""Mid-light as a share of the strongest light on skin."""

_STOPS = (2.35, 2.20, 2.10, 2.35, 2.60, 3.00)
"""Stops from the shades of the body to its lights: the studio's flags and reflectors make it so."""

_HEADROOM = np.float32(0.16)
"""By how much light that skin scatters back is ever stronger than the lights of a body, of those: what is
brighter still is gloss, or it would look like wax."""

_FLESH = np.log(np.array([1.0, 0.54, 0.37], np.float32))
"""Colour of light that has been through flesh, of its red, as density; in shade, all pale skins come half the way."""

_SCATTERED = np.array([0.00, 0.31, 0.35], np.float32)
"""Density of the blood that light has been through where it comes out of the flesh in shade."""

_UMBER = np.array([0.00, -0.02, 0.09], np.float32)
"""Density that shade adds to the darkest skin besides, which else would turn to plum."""

_GOLD = np.array([-0.11, 0.13, 0.36], np.float32)
"""Density that strong light adds to the darkest skin, whose swatches are all but grey: its lights are as warm a brown
as its shade, or what lies between them would look like soot."""

_MILK = np.array([-0.02, 0.03, -0.27], np.float32)
"""Density that strong light adds to pale skin: it turns back near the surface, before the yellow of what is beneath."""

_ROSE = np.array([0.03, 0.04, -0.06], np.float32)
"""Density that strong light adds to brown skin between the two, which else would turn to orange and olive."""

_BOUNCE = np.array([0.060, 0.046, 0.036], np.float32)
"""Light thrown back up by the floor and the body itself, of mid-light."""

_KNEE = np.float32(0.025)
"""Density of blood about which skin passes from its own tone to flushed."""

_POLARISED = 0.70
"""Share of the gloss at mid-light that the camera's filter takes away."""

_SHEEN = (np.array([1.0, 0.99, 0.98]), np.array([1.0, 0.87, 0.74]))
"""Colour of the gloss on the palest skin, that of the lamps, and on the darkest, where light that went a little way
into the brown comes back with it."""

_BROAD = 6.5
"""How far the broad lobe of the gloss on the darkest skin reaches past the lamp's image, mm (sigma)."""

_SHINE = 0.5
"""How much stronger highlights are on the palest skin, where what shines is hardly lighter than what does not."""

_SAND = 0.65
"""Share of the finest unevenness of the lamp's light that is left out."""

_EDGE = 0.6
"""Share of the light that skin loses where it turns away from the camera: its thin edge is no lamp."""

_MUSCLE, _CLARITY = 14.0, 0.45
"""Breadth of the forms that are parted more plainly than the lamp parts them, mm, and by what power of their contrast:
muscles and bones, as a photographer of bodies dodges and burns them; less of it the nearer the camera."""

_FORM, _RAKE = 40.0, 0.55
"""Breadth of the forms that a second lamp models, mm, and by what power: small, low and on the key's side, it rakes
across the body, so that collarbones, blades and muscles stand out which a soft key alone would melt."""

_RAKED = np.array([-0.85, 0.25], np.float32)
"""Whence that lamp shines: right, up."""

_SOFT, _WIDE = 5.0, 0.6
"""Over how many mm (sigma) a wide lamp's shadows begin, and its share of the light in a close-up."""

_SHADES = 0.85
"""The least mid-light, of the light that three quarters of the skin have: where all of a view is lit alike, its middle
is exposed as the tone, and not two stops above it."""

_FRAMES = 300.0, 550.0
"""Breadth of the picture on the body, mm, up to which it is one, and from which on it is none."""

_PALM = np.array([0.42, 0.23, 0.15], np.float32)
"""Albedo of palms that every dark skin comes nearer to: they hold hardly any melanin."""

_PALER = 0.36
"""How much nearer, as a share of the density between."""

_HEEL = (-2.0, 26.0)
"""Where the palm begins below the crease of the wrist, mm along the arm, and over how many it grows paler."""

_CLOTH = np.log(np.array([[0.340, 0.325, 0.292], [0.118, 0.127, 0.142]], np.float32))
"""Albedo of garments, as density, in the light that pale skin is exposed for: undyed cotton, and slate."""

_LUM = LUMINANCE.astype(np.float32)


@dataclass(frozen=True, eq=False)
class Lit:
    """Skin to be tattooed, linear: albedo (h, w, 3), the light on it (h, w, 3), its gloss (h, w).

    luminance: of the tone. glow: (h, w, 3) of light that marks themselves give, or None. sheen: the gloss's colour.
    """

    albedo: Image
    light: Image
    gloss: Image
    luminance: float
    glow: Image | None = None
    sheen: tuple[float, ...] = (1.0, 1.0, 1.0)


def tone_color(tone: int) -> Image:
    """Linear RGB of Monk tone 1 to 10."""
    return linear(rgb(MONK[tone - 1])).astype(np.float32)


def darkness(luminance: float) -> float:
    """0 to 1: how far skin of that relative luminance is dark, so that what shows is gloss and depth."""
    return float(np.clip((0.45 - luminance) / 0.42, 0, 1))


def _deep(luminance: float) -> float:
    """0 to 1: how far skin is among the three darkest tones, whose lights are gold and whose gloss is strong."""
    return float(np.clip((0.11 - luminance) / 0.07, 0, 1))


def palm(body: Template) -> Image:
    """Share of each pixel's skin, (h, w), that is palm; `body` has its charts.

    No chart goes on into the hand, so the forearm's own is carried on straight.
    """
    if body.view not in ("wrist", "forearm") or "forearm" not in body.charts:
        return np.zeros(body.alpha.shape, np.float32)
    chart = body.charts["forearm"]
    rows, columns = np.nonzero(chart.valid & (chart.uv[..., 1] < 40))
    up = chart.uv[rows, columns, 1]
    down, right, level = np.linalg.lstsq(np.stack([rows, columns, np.ones_like(rows)], 1), up, rcond=None)[0]
    down, right = (np.arange(len(body.alpha)) * slope for slope in (down, right))
    share = smoothsteps((_HEEL[0] - (down[:, None] + right[None] + level)) / _HEEL[1])
    turned = np.clip((body.normal[..., 2] - 0.25) / 0.65, 0, 1)
    return np.asarray(share * turned, np.float32)


def _bare(body: Template) -> NDArray[np.bool_]:
    """Where a pixel is all of it skin, and none of it cloth, (h, w)."""
    return np.asarray((body.alpha > 0.95) & (body.cloth < 0.05), np.bool_)


def _at(body: Template, light: Image) -> NDArray[np.bool_]:
    """Bare skin at mid-light, (h, w), away from the highlights on it. light: (h, w), of mid-light."""
    at = _bare(body) & (np.abs(light - 1) < 0.05)
    return np.asarray(at & (body.specular <= np.median(body.specular[at])), np.bool_)


def raked(body: Template, mirrored: bool = False) -> Template:
    """The body in the light of a second lamp as well, which shines from the other side on a mirrored one.

    Skin gets the more of it the more it leans towards that lamp than the skin around it does; none where it turns away
    from the camera, for there a template's normals are mixed with what lies behind.
    """
    share = np.ascontiguousarray(body.alpha, np.float32)
    across = -_RAKED[0] if mirrored else _RAKED[0]
    lean = (across * body.normal[..., 0] + _RAKED[1] * body.normal[..., 1]) * share
    around, whole = (wide(each, _FORM / body.mm_per_px) for each in (lean, share))
    own = np.clip(blur(lean, body.size / 1024) - around / (whole + np.float32(1e-3)), -0.5, 0.5)
    turned = np.clip((body.normal[..., 2] - 0.3) / 0.4, 0, 1) * (1 - body.cloth)
    more = np.exp(np.float32(_RAKE * _afar(body)) * own * turned).astype(np.float32)
    return replace(body, diffuse=body.diffuse * more[..., None], specular=body.specular * more)


def _strength(body: Template) -> Image:
    """The diffuse light of each pixel, (h, w), held back where skin turns away: a thin edge is no lamp."""
    # Normals are coarser than light, and mixed where one part of the body ends before another.
    facing = least(np.ascontiguousarray(body.normal[..., 2]), max(round(3 * body.size / 1024), 1))
    away = np.square(np.clip(1 - blur(facing, body.size / 1024), 0, 1)) * (1 - body.cloth)
    # What a lamp that grazes the skin and its sampling make of pores is sand.
    light = _evened(body.diffuse @ _LUM, body.mm_per_px, _SAND, 0.22)
    # From near, where a small lamp's shadow begins would be an edge on the skin; a wide one's has none.
    near = _WIDE * float(np.interp(body.mm_per_px * body.size, _FRAMES, (1, 0)))
    if near > 0:
        share = np.ascontiguousarray(body.alpha, np.float32)
        around, whole = (wide(each, _SOFT / body.mm_per_px) for each in (light * share, share))
        light += (around / (whole + np.float32(1e-3)) - light) * np.float32(near)
    clarity = np.float32(_CLARITY * _afar(body))
    light *= np.power(np.clip(light / wide(light, _MUSCLE / body.mm_per_px), 0.4, 1.6), clarity)
    return light * (1 - np.float32(_EDGE) * away)


def _afar(body: Template) -> float:
    """0 to 1: how far the camera is off, from where a hand fills the picture to where a chest does."""
    return float(np.clip((body.mm_per_px * body.size - 100) / 250, 0, 1))


def _evened(light: Image, mm_per_px: float, share: float, most: float) -> Image:
    """Light without a share of its finest unevenness: of that only, which is no more than `most` of the light there.

    What a lens and a retoucher leave of pores and creases; at the edge of a shadow nothing is changed.
    """
    soft = wide(light, 1.6 / mm_per_px)
    fine = np.clip(light - soft, -most * soft, most * soft)
    return np.asarray(light - np.float32(share) * fine, np.float32)


def _sampled(body: Template, field: Image) -> Image:
    """The field on some of the bare skin, (n,)."""
    few = (slice(None, None, max(body.size // 256, 1)),) * 2
    return np.asarray(field[few][_bare(body)[few]], np.float32)


def _mid_light(body: Template, strength: Image, luminance: float) -> float:
    """The diffuse light, relative to a grey card, at which the swatch of a tone of that luminance is shown.

    A photographer keeps pale skin below white, so there it is the brightest of the body that is not gloss, and the
    rest is modelled beneath it; other skin is exposed for its middle, or it would sink into black.
    """
    shades, lights = np.percentile(_sampled(body, strength), (25, 98.5))
    return float(max(lights * np.interp(luminance, _TONES, _EXPOSED), _SHADES * shades))


def _metered(body: Template, luminance: float) -> tuple[Image, float]:
    """The diffuse light of each pixel, (h, w), of mid-light for a tone of that luminance; and the exposure for it."""
    strength = _strength(body)
    exposure = 1 / _mid_light(body, strength, luminance)
    lights = np.float32(1 / np.interp(luminance, _TONES, _EXPOSED))
    share = strength * np.float32(exposure) / lights
    over = np.maximum(share - 1, 0) / _HEADROOM
    return lights * (np.minimum(share, 1) + _HEADROOM * (1 - np.exp(-over))), exposure


def skin(body: Template, tone: int, fine: Detail, palms: Image | None = None, mirrored: bool = False) -> Lit:
    """Bare skin of a tone (1 to 10) on a template, so exposed that the tone's own colour shows at mid-light.

    palms: share of each pixel that is palm, (h, w). mirrored: whether `body` is.
    """
    luminance = float(tone_color(tone) @ LUMINANCE)
    dark = darkness(luminance)
    deep = _deep(luminance)
    body = raked(body, mirrored)
    strength, exposure = _metered(body, luminance)
    bare = 1 - body.cloth
    facing = np.clip(body.normal[..., 2], 0, 1) * bare
    # Pores show where light grazes them, here more and there less, and hardly where it is full.
    relief = fine.slope * facing * np.clip(0.8 + 0.35 * fine.patch, 0.3, 1.5)
    grazed = np.float32(0.038) * np.clip(1.3 - 0.8 * strength, 0.25, 1)
    soft = fine.lean * facing
    light = _light(body, strength, luminance, 1 + grazed * (relief + np.float32(0.5 + 0.4 * dark) * soft))
    # No two places of dark skin turn colour in just the same light.
    lum = (light @ _LUM) * (1 + np.float32(0.10 * deep) * fine.patch)
    at = _at(body, strength)
    gloss, rest = _gloss(body, exposure, luminance, relief, soft, at)
    # In shade, what light is left has been through more skin, and turns to the colour of flesh; soon, and then no
    # more. In strong light, dark skin shows the gold that it has beneath the brown.
    living = exposed(linear(rgb(_LIVING[tone - 1])).astype(np.float32))
    flesh = np.maximum(0.5 * (np.log(living / living[0]) - _FLESH), 0) + _SCATTERED + deep * _UMBER
    gold = deep * _GOLD + (1 - dark) * _MILK + (1 - abs(2 * dark - 1)) * _ROSE
    # Blood gathers in wide patches, where the body says. A mole has no edge: its pigment lies at all depths.
    flush = wide(body.haemoglobin, 8.0 / body.mm_per_px)
    stained = replace(body, mole=blur(body.mole, max(0.9 * body.size / 1024, 0.35 / body.mm_per_px)))
    density = [np.empty_like(lum) for _ in range(3)]

    def stain(rows: slice) -> None:
        own = _density(cut(stained, rows), cut(fine, rows), flush[rows], facing[rows], dark)
        shade, bright = _tinted(lum[rows], facing[rows], deep)
        for out, each, f, g in zip(density, own, flesh, gold, strict=True):
            out[rows] = each + np.float32(f) * shade + np.float32(g) * bright

    in_strips(stain, body.size)
    # Under what gloss stays, the skin is so much darker and deeper that both together make the tone.
    near = _bare(body) & (np.abs(strength - 1) < 0.07)
    usual = np.array([np.median(d[near]) for d in density])
    shown = living * np.exp(usual) / np.median(light[at], axis=0)
    own = np.maximum(shown - rest, 0.5 * shown).astype(np.float32)
    albedo = np.empty((*lum.shape, 3), np.float32)

    def colour(rows: slice) -> None:
        for k in range(3):
            albedo[rows, :, k] = own[k] * np.exp(-density[k][rows])

    in_strips(colour, body.size)
    if palms is not None and dark > 0:
        pale = np.maximum(np.log(_PALM / own), 0) * np.float32(_PALER)
        there = palms > 0
        share = palms[there] * np.clip(1 + 0.08 * fine.patch[there], 0.6, 1.3)
        albedo[there] *= np.exp(share[:, None] * pale)
    if body.cloth.any():
        albedo += (_weave(body, fine, luminance) - albedo) * body.cloth[..., None]
    albedo, gloss = (each.astype(np.float32, copy=False) for each in (albedo, gloss))
    return Lit(albedo, light, gloss, luminance, sheen=tuple(_SHEEN[0] + (_SHEEN[1] - _SHEEN[0]) * dark))


def _weave(body: Template, fine: Detail, luminance: float) -> Image:
    """Albedo of the garment, (h, w, 3), beside skin of that relative luminance.

    It is no part of what a tone is exposed for: it looks as light beside every skin.
    """
    same = (1 - 0.35 * darkness(luminance)) * np.interp(luminance, _TONES, _EXPOSED) / _EXPOSED[-1]
    dye = (0.5 + 0.5 * body.melanin + 0.05 * np.clip(fine.uptake, -2, 2))[..., None]
    return np.asarray(np.float32(same) * np.exp(_CLOTH[0] + (_CLOTH[1] - _CLOTH[0]) * dye))


def _light(body: Template, strength: Image, luminance: float, relief: Image) -> Image:
    """Light that the skin sends back, of mid-light; with the colour of flesh, of which dark skin returns less."""
    some = np.percentile(_sampled(body, strength), (10, 95))
    wanted = np.interp(luminance, _TONES, _STOPS)
    power = np.clip(wanted / np.log2(some[1] / max(some[0], 1e-3)), 0.75, 1.45)
    key = np.power(np.maximum(strength, np.float32(0.005)), np.float32(power))
    flesh = np.float32(0.40 - 0.10 * darkness(luminance))
    under = np.square(np.clip(0.5 - 0.5 * body.normal[..., 1], 0, 1))
    # The hue of the light changes over centimetres: finer than that, it is what a sampled and packed picture makes up.
    side = body.size // 4
    soft = blur(resize(body.diffuse, side, side), 2.5 / (4 * body.mm_per_px))
    hue = resize(1 + (soft / np.maximum(soft @ _LUM, np.float32(1e-3))[..., None] - 1) * flesh, body.size, body.size)
    return merged([(hue[..., k] * key + under * _BOUNCE[k]) * relief for k in range(3)])


def _gloss(
    body: Template, exposure: float, luminance: float, slope: Image, soft: Image, at: NDArray[np.bool_]
) -> tuple[Image, float]:
    """Light mirrored by the surface, and how much of it lies over mid-light.

    A polarising filter takes most of the veil that gloss lays over mid-light, and leaves the highlights; pores break
    them up. On dark skin, which is exposed longer, they are held back and kept narrow.
    """
    dark, deep = darkness(luminance), _deep(luminance)
    even = 0.80 - 0.18 * dark + 0.23 * deep
    raw = _evened(body.specular, body.mm_per_px, even, 1.0) * np.float32(exposure ** (1 - 0.6 * dark))
    edge = np.clip(body.normal[..., 2] / 0.75, 0, 1)
    raw = raw * np.power(edge * (2 - edge), np.float32(1 + 0.9 * dark))
    if dark > 0:
        # Two lobes: what oil mirrors is narrow, and what the rough skin does is broad and follows the form.
        high = np.percentile(raw[body.alpha > 0.95], 99)
        raw = raw * np.power(np.clip(raw / np.float32(0.55 * high + 1e-6), 1e-3, 1), np.float32(0.6 * dark))
        raw += (wide(raw, _BROAD / body.mm_per_px) - raw) * np.float32(0.65 * deep)
    veil = float(np.median(raw[at]))
    # Softly: of the veil so much stays that it never hides the tone.
    rest = min((1 - _POLARISED) * veil, 0.4 * luminance)
    knee = min(0.3 * veil, 2 * rest)
    over = raw - np.float32(veil - rest + knee * knee / (4 * rest))
    gloss = 0.5 * (over + np.sqrt(over * over + np.float32(knee * knee)))
    # Of a lip of a pore no more shines than of the lines beside it, or skin that glistens would be gooseflesh.
    gloss *= np.exp(np.clip((0.15 - 0.02 * deep) * slope + (0.20 - 0.08 * deep) * soft, -0.8, 0.30) - 0.03)
    # What lies over mid-light lies over black ink as well, and would turn it grey: only highlights grow.
    gloss += np.float32(_SHINE * max(1 - 2 * dark, 0)) * np.maximum(gloss - np.float32(rest), 0)
    # The skin of the areola is wrinkled, and shines less.
    gloss *= np.float32(1 - 0.18 * dark - 0.24 * deep) * (1 - body.cloth) * (1 - np.float32(0.6) * body.areola)
    return gloss, rest


def _tinted(lum: Image, facing: Image, deep: float) -> tuple[Image, Image]:
    """How far light of that luminance has the colour of shade, and how far that of strong light, (h, w)."""
    low = np.clip(lum, 0, 1)
    shade, bright = low * low * low, 1 - np.exp(np.minimum(1 - lum, 0) * np.float32(3.5 - 1.5 * deep))
    shade = 1 - shade * (1 - np.float32(deep) * (1 - shade))
    # A limb's edge is dark because it turns away, not because its light has come through flesh.
    return shade * np.clip(2.5 * facing, 0.85, 1), bright


def _density(body: Template, fine: Detail, flush: Image, facing: Image, dark: float) -> list[Image]:
    """Optical density of all that is in the skin beyond its tone, a plane (h, w) a channel. flush: wide patches of
    blood."""
    brown = 1 - abs(2 * dark - 1)
    # Where there is much blood, flecks of it are many as well.
    crowd = np.clip(0.5 + flush, 0.1, 2.0)
    # At a limb's edge patches would crowd into a border.
    broad = np.minimum(1.6 * facing, 1)
    melanin = ((0.058 + 0.035 * brown) * body.melanin + 0.040 * body.pore) * broad
    melanin += ((0.055 + 0.01 * brown) * fine.melanin + (0.055 - 0.015 * dark) * fine.hollow) * facing
    # Skin with little blood has the tone itself: patches only redden it, or what is between them would be sallow.
    blood = (0.058 * flush + 0.046 * body.haemoglobin) * broad + 0.020 * fine.blood * crowd * facing
    blood /= _KNEE
    blood = (1 - 0.55 * dark) * _KNEE * (np.maximum(blood, 0) + np.log(1 + np.exp(-np.abs(blood))))
    # The thin skin of the inner forearm shows its veins, here nearer to the surface, there deeper.
    thin = 0.50 if "forearm" in body.charts else 0.14
    vein = thin * (1 - 0.7 * dark) * body.vein * np.clip(0.85 + 0.25 * fine.patch, 0.5, 1.3)
    areola = (0.66 + 0.14 * dark) * body.areola
    parts = ((melanin, _MELANIN), (blood, _HAEMOGLOBIN), (vein, _VEIN), (areola, _AREOLA), (body.mole, _MOLE))
    return [reduce(np.add, [amount * own[k] for amount, own in parts]) for k in range(3)]
