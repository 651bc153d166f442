"""The finished picture: skin, ink and light through film, before a backdrop."""

from __future__ import annotations

import numpy as np

from markgen.body.image import Image, blur, resize
from markgen.body.ink import Ink, tattoo
from markgen.body.skin import film, skin, studio
from markgen.body.template import Chart, Template
from markgen.color import LUMINANCE

GRAIN = 0.0035
"""Standard deviation of film grain, of full scale."""


def mirrored(body: Template) -> Template:
    """The other side of the body: the picture flipped left to right, u running right again."""

    def flip(image: Image) -> Image:
        return np.ascontiguousarray(image[:, ::-1])

    def chart(one: Chart) -> Chart:
        return Chart(one.name, flip(one.uv) * np.array([-1, 1], np.float32), flip(one.valid), one.period)

    return _mapped(body, flip, chart, body.size, body.mm_per_px, flip(body.normal) * np.array([-1, 1, 1], np.float32))


def scaled(body: Template, size: int) -> Template:
    """The template at another size in pixels."""
    if size == body.size:
        return body

    def to(image: Image) -> Image:
        return resize(image, size, size)

    def chart(one: Chart) -> Chart:
        return Chart(one.name, to(one.uv), to(one.valid.astype(np.float32)) > 0.5, one.period)

    return _mapped(body, to, chart, size, body.mm_per_px * body.size / size, to(body.normal))


def develop(body: Template, tone: int, ink: Ink | None) -> Image:
    """The picture as sRGB values 0..1, (size, size, 3). ink: None for bare skin."""
    bare = skin(body, tone)
    albedo = bare.albedo if ink is None else tattoo(bare, ink, 0.8 * body.melanin + 0.6 * body.pore)
    lit = albedo * bare.light + bare.gloss[..., None]
    if ink is not None and ink.light is not None:
        lit = lit + _shining(ink.light, bare.light, bare.gloss)
    alpha = body.alpha[..., None]
    picture = film(lit) * alpha + studio(body.size, tone) * (1 - alpha)
    grain = np.random.Generator(np.random.PCG64(7)).standard_normal((body.size, body.size), np.float32)
    return np.clip(_srgb(picture) + np.float32(GRAIN) * grain[..., None], 0, 1)


def _shining(light: Image, falls: Image, gloss: Image) -> Image:
    """Light on the mark: a soft bloom of it all, and its grains where the skin's own light strikes them."""
    strike = 0.35 + 0.5 * (falls @ LUMINANCE.astype(np.float32)) + 4.0 * gloss
    return light[..., :3] * np.minimum(strike, 1.6)[..., None] + 0.35 * blur(light[..., :3], 5.0)


def _srgb(x: Image) -> Image:
    """The sRGB transfer curve by table, a hundred times faster than the power."""
    steps: Image = _TABLE[np.clip(x * (len(_TABLE) - 1) + 0.5, 0, len(_TABLE) - 1).astype(np.int32)]
    return steps


def _table() -> Image:
    x = np.linspace(0, 1, 16384, dtype=np.float64)
    return np.where(x <= 0.0031308, x * 12.92, 1.055 * x ** (1 / 2.4) - 0.055).astype(np.float32)


_TABLE = _table()


def _mapped(body: Template, fn, chart, size: int, mm_per_px: float, normal: Image) -> Template:  # type: ignore[no-untyped-def]
    return Template(
        build=body.build,
        view=body.view,
        size=size,
        mm_per_px=mm_per_px,
        charts={k: chart(c) for k, c in body.charts.items()},
        diffuse=fn(body.diffuse),
        specular=fn(body.specular),
        alpha=fn(body.alpha),
        normal=normal,
        melanin=fn(body.melanin),
        haemoglobin=fn(body.haemoglobin),
        pore=fn(body.pore),
        vein=fn(body.vein),
        mole=fn(body.mole),
        areola=fn(body.areola),
    )
