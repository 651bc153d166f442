"""Laying a mark on a template: its SVG is drawn in the pixels the picture needs, and warped along the chart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from markgen import raster, svg
from markgen.body.image import Image, blur, sample
from markgen.body.ink import Ink, fade, spread
from markgen.body.picture import Window
from markgen.body.place import Placement
from markgen.body.template import Chart
from markgen.color import linear
from markgen.mark import Mark
from markgen.raster import Rasteriser
from markgen.timing import Stopwatch
from markgen.values import Flat, Layer, Linear, Paint, Radial, Stop

PIGMENT = ("line", "shade", "colour", "white")

OVERSAMPLE = 1.3
"""Pixels of the drawn mark to one of the picture, where skin faces the camera."""

_TO_LINEAR = linear(np.arange(256) / 255).astype(np.float32)

Box = tuple[float, float, float, float]


def lay(
    mark: Mark,
    where: Placement,
    chart: Chart,
    mm_per_px: float,
    age: float,
    lines: bool,
    rasteriser: Rasteriser,
    watch: Stopwatch,
) -> tuple[Ink, Window] | None:
    """The mark's ink in picture pixels, and the window of them it touches; None when it is out of sight.

    chart: of the picture, already mirrored when the placement is. mm_per_px: of skin facing the camera.
    age: of the ink, years. lines: whether the share of line ink is wanted, as on dark skin. watch: told
    how long drawing took.
    """
    box = mark.box(margin=2.0)
    ppmm = OVERSAMPLE / mm_per_px
    window = _window(where, chart, box)
    if window is None:
        return None
    x, y = _on_mark(where, chart.uv[window], box)
    column = ((x - box[0]) * ppmm - 0.5).astype(np.float32)
    row = ((y - box[1]) * ppmm - 0.5).astype(np.float32)
    column[~chart.valid[window]] = -1e6

    def read(layers: tuple[Layer, ...], sigma: float) -> Image:
        drawn = _drawn(layers, box, ppmm, rasteriser, watch)
        if where.wraps and box[2] >= where.width - 0.5:
            pad = 8
            drawn = np.concatenate([drawn[:, -pad:], drawn, drawn[:, :pad]], axis=1)
            column_here = column + pad
        else:
            column_here = column
        with watch("skin"):
            return sample(blur(drawn, sigma * ppmm), column_here, row)

    pigment = tuple(each for each in mark.layers if each.ink in PIGMENT)
    light = tuple(each for each in mark.layers if each.ink not in PIGMENT)
    sigma = spread(age)
    ink = Ink(
        fade(read(pigment, sigma), age),
        read(light, 0.12) if light else None,
        read(_stencil(pigment), sigma)[..., 0] if lines else None,
    )
    return ink, window


def _on_mark(where: Placement, uv: Image, box: Box) -> tuple[Image, Image]:
    x, y = where.ground(uv)
    return ((x - box[0]) % np.float32(where.width) + np.float32(box[0]) if where.wraps else x), y


def _window(where: Placement, chart: Chart, box: Box) -> Window | None:
    """The pixels whose skin lies in the box, found on every eighth and widened by as many."""
    step = 8
    x, y = _on_mark(where, chart.uv[::step, ::step], box)
    slack = 12.0
    near = (x > box[0] - slack) & (x < box[0] + box[2] + slack) & (y > box[1] - slack) & (y < box[1] + box[3] + slack)
    rows, columns = np.nonzero(near)
    if not len(rows):
        return None
    ends = [(max((v.min() - 1) * step, 0), (v.max() + 2) * step) for v in (rows, columns)]
    return slice(*map(int, ends[0])), slice(*map(int, ends[1]))


def _drawn(layers: tuple[Layer, ...], box: Box, ppmm: float, rasteriser: Rasteriser, watch: Stopwatch) -> Image:
    """Layers as linear premultiplied RGBA, `ppmm` pixels to the mm."""
    width, height = max(round(box[2] * ppmm), 1), max(round(box[3] * ppmm), 1)
    with watch("svg"):
        text = svg.document(layers, box)
    with watch("raster"):
        return to_linear(raster.pixels(text, width, height, rasteriser))


def to_linear(bytes_: np.typing.NDArray[np.uint8]) -> Image:
    """Premultiplied sRGB bytes to premultiplied linear floats."""
    alpha = bytes_[..., 3:].astype(np.float32) / 255
    straight = np.minimum(bytes_[..., :3] / np.maximum(alpha, 1 / 255), 255).astype(np.uint8)
    return np.concatenate([_TO_LINEAR[straight] * alpha, alpha], axis=-1).astype(np.float32)


def _stencil(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """The same layers with line ink white and all other black: what shows white is line that nothing covers."""
    out = []
    for each in layers:
        color = "#ffffff" if each.ink == "line" else "#000000"
        shapes = tuple(
            replace(s, fill=_recolored(s.fill, color), stroke=_recolored(s.stroke, color)) for s in each.shapes
        )
        out.append(Layer(each.name, each.ink, shapes))
    return tuple(out)


def _recolored(paint: Paint | None, color: str) -> Paint | None:
    if paint is None:
        return None
    if isinstance(paint, Flat):
        return Flat(color, paint.opacity)
    stops = tuple(Stop(s.offset, color, s.opacity) for s in paint.stops)
    return replace(paint, stops=stops) if isinstance(paint, Linear) else Radial(paint.centre, paint.radius, stops)
