"""Laying drawn layers on a template: their SVG is drawn in the pixels the picture needs, and warped along the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen import raster
from markgen.body.image import Image, beside, blur, most, sample, wide
from markgen.body.ink import Ink, fade, freshness, spread
from markgen.body.picture import Window
from markgen.body.template import Chart
from markgen.color import linear
from markgen.place import Placement
from markgen.raster import Rasteriser
from markgen.timing import Stopwatch
from markgen.values import Flat, Layer, Linear, Paint, Radial, Stop

PIGMENT = ("line", "shade", "colour", "white")

OVERSAMPLE = 1.3
"""Pixels of the drawn mark to one of the picture, where skin faces the camera."""

_LENS = 0.75
"""Blur of the lens, pixels of the picture (sigma): no ink is sharper than the skin it is in."""

_RIM = 2
"""Pixels beyond an edge to which that blur reaches."""

_SEAM = 8
"""Pixels by which a drawing that closes round a limb overlaps itself."""

_SURROUND = 2.0
"""mm drawn beyond what is seen, for the blur to draw on: three times the spread of the oldest ink."""

_ASLANT = 2
"""How many times a drawing is blurred, each time twice as wide, for skin that is seen ever more aslant."""

_SLIGHT = 0.2
"""Share of the first of them that is not seen."""

_JUMP = 24.0
"""Pixels of a drawing from one of the picture to the next that are no slant."""

_NOWHERE = -1e6
"""Columns of a drawing beyond this stand for pixels that show none of it."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Lying:
    """Where a box of the ground lies in a picture.

    window: the pixels that it touches. column, row: for each of them, the pixel of the drawing it shows,
    far outside where there is no skin. span: how many pixels of the drawing each of the picture's goes over, more than
    OVERSAMPLE where skin turns away. seen: share of each, (h, w), that is skin of the chart.
    box: the part of the ground that is seen, and so is drawn: left, top, width, height in mm.
    ppmm: pixels of the drawing to the mm. closed: it runs all round.
    """

    window: Window
    column: Image
    row: Image
    span: Image
    seen: Image
    box: Box
    ppmm: float
    closed: bool


def find(where: Placement, chart: Chart, box: Box, mm_per_px: float) -> Lying | None:
    """How a box (left, top, width, height in ground mm) lies; None when it is out of sight.

    chart: of the picture, already mirrored when the placement is. mm_per_px: of skin facing the camera.
    """
    where = where.worn(box[2])
    window = _window(where, chart, box, mm_per_px)
    if window is None:
        return None
    ppmm = OVERSAMPLE / mm_per_px
    x, y = where.ground(chart.uv[window], box[0])
    column = ((x - box[0]) * ppmm - 0.5).astype(np.float32)
    row = ((y - box[1]) * ppmm - 0.5).astype(np.float32)
    valid = chart.valid[window]
    # The lens gives the pixels beside a limb's edge a part of it: they show what the edge does.
    rim = (most(valid.astype(np.float32), _RIM) > 0) & ~valid
    last = beside(valid, rim)
    column[rim], row[rim] = column.ravel()[last], row.ravel()[last]
    closed = where.tiles and box[2] >= where.width - 0.5
    span = spans(column, row)
    column[~valid & ~rim] = 2 * _NOWHERE
    return _cropped(Lying(window, column, row, span, through_lens(valid), box, ppmm, closed))


def spans(column: Image, row: Image) -> Image:
    """How many pixels of a drawing each pixel of a picture goes over, (h, w), where it is seen most aslant.

    column, row: the pixel of the drawing that each shows. Where that jumps, one skin ends before another.
    """
    steps = [np.hypot(np.gradient(column, axis=k), np.gradient(row, axis=k)) for k in (0, 1)]
    span = np.maximum(*steps).astype(np.float32)
    return np.where(span < _JUMP, span, np.float32(OVERSAMPLE))


def through_lens(there: NDArray[np.bool_]) -> Image:
    """Share of each pixel, (h, w), that the lens shows of what is there."""
    return blur(there.astype(np.float32), _LENS)


def extent(lying: Lying) -> Window:
    """The pixels of the picture that show the box, and no more."""
    width, height = _pixels(lying)
    shown = (lying.column >= 0) & (lying.column < width) & (lying.row >= 0) & (lying.row < height)
    rows, columns = np.nonzero(shown)
    if not len(rows):
        return lying.window
    top, left = (each.start for each in lying.window)
    return (
        slice(top + int(rows.min()), top + int(rows.max()) + 1),
        slice(left + int(columns.min()), left + int(columns.max()) + 1),
    )


def ink(
    lying: Lying, layers: Sequence[Layer], age: float, lines: bool, rasteriser: Rasteriser, watch: Stopwatch
) -> Ink:
    """A mark's ink in the pixels of its window. age: years. lines: the share of line ink is wanted, as on dark skin."""
    pigment = tuple(each for each in layers if each.ink in PIGMENT)
    light = tuple(each for each in layers if each.ink not in PIGMENT)
    sigma = spread(age)
    made = Ink(
        fade(read(lying, pigment, sigma, rasteriser, watch), age),
        read(lying, light, 0.12, rasteriser, watch) if light else None,
        read(lying, _stencil(pigment), sigma, rasteriser, watch)[..., 0] if lines else None,
        freshness(age),
    )
    return made if lying.seen.all() else made.under(lying.seen)


def read(lying: Lying, layers: Sequence[Layer], sigma: float, rasteriser: Rasteriser, watch: Stopwatch) -> Image:
    """Layers in the pixels of the window: linear premultiplied RGBA, blurred by sigma mm on the skin."""
    ppmm = lying.ppmm
    width, height = _pixels(lying)
    with watch("raster"):
        drawn = to_linear(raster.layers(layers, lying.box, width, height, rasteriser))
    with watch("skin"):
        soft, edge = max(sigma * ppmm, _LENS * OVERSAMPLE), 0
        if lying.closed:
            drawn, edge = np.concatenate([drawn[:, -_SEAM:], drawn, drawn[:, :_SEAM]], axis=1), _SEAM
        shown = sample(blur(drawn, soft), lying.column + edge, lying.row)
        # What lies aslant is drawn closer than the picture's pixels are: each shows the mean of what it goes over.
        level = np.log2(np.maximum(_LENS * lying.span / np.float32(soft), 1))
        for k in range(_ASLANT):
            share = np.clip(level - k, 0, 1)
            if share.max(initial=0) < _SLIGHT:
                break
            softer = sample(wide(drawn, soft * 2 ** (k + 1)), lying.column + edge, lying.row)
            shown += (softer - shown) * share[..., None]
        return shown


def to_linear(bytes_: NDArray[np.uint8]) -> Image:
    """Premultiplied sRGB bytes to premultiplied linear floats."""
    alpha = bytes_[..., 3:]
    index = alpha.astype(np.uint16) << 8 | bytes_
    out = _LINEAR.take(index)
    out[..., 3:] = alpha * np.float32(1 / 255)
    return out


def _table() -> Image:
    """Linear light times alpha of each premultiplied byte, at 256 * alpha + value."""
    alpha, value = np.arange(256)[:, None] / 255, np.arange(256) / 255
    light = linear(np.minimum(value / np.maximum(alpha, 1 / 255), 1)) * alpha
    return light.astype(np.float32).ravel()


_LINEAR = _table()


def _pixels(lying: Lying) -> tuple[int, int]:
    """Width and height of the whole drawing."""
    return max(round(lying.box[2] * lying.ppmm), 1), max(round(lying.box[3] * lying.ppmm), 1)


def _cropped(lying: Lying) -> Lying | None:
    """The same with no more of the box than the picture shows; None when it shows nothing of it."""
    (width, height), ppmm = _pixels(lying), lying.ppmm
    pad = int(np.ceil(_SURROUND * ppmm))
    inside = (lying.column > -pad) & (lying.column < width + pad) & (lying.row > -pad) & (lying.row < height + pad)
    columns, rows = lying.column[inside], lying.row[inside]
    if not len(rows):
        return None
    left, right = max(int(columns.min()) - pad, 0), min(int(columns.max()) + pad + 2, width)
    top, bottom = max(int(rows.min()) - pad, 0), min(int(rows.max()) + pad + 2, height)
    # A drawing whose seam is in sight has to close.
    closed = lying.closed and (left == 0 or right == width)
    if closed:
        left, right = 0, width
    box = (
        lying.box[0] + left / ppmm,
        lying.box[1] + top / ppmm,
        lying.box[2] if closed else (right - left) / ppmm,
        (bottom - top) / ppmm,
    )
    return replace(lying, column=lying.column - left, row=lying.row - top, box=box, closed=closed)


def _window(where: Placement, chart: Chart, box: Box, mm_per_px: float) -> Window | None:
    """The pixels whose skin lies in the box, found on every eighth and widened by as many."""
    step = 8
    x, y = where.ground(chart.uv[::step, ::step], box[0])
    # A small mark in a small picture lies between two of the pixels that are asked.
    slack = max(12.0, 2 * step * mm_per_px)
    near = (x > box[0] - slack) & (x < box[0] + box[2] + slack) & (y > box[1] - slack) & (y < box[1] + box[3] + slack)
    rows, columns = np.nonzero(near & chart.valid[::step, ::step])
    if not len(rows):
        return None
    ends = [(max((v.min() - 1) * step, 0), (v.max() + 2) * step) for v in (rows, columns)]
    return slice(*map(int, ends[0])), slice(*map(int, ends[1]))


def _stencil(layers: Sequence[Layer]) -> tuple[Layer, ...]:
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
