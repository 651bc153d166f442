"""Layers straight to pixels, with no SVG text between.

cairosvg reads an SVG's numbers one by one in Python, which takes longer than to draw them. Here the outlines of
a whole drawing become one array in the form of a `cairo_path_t`, and cairo takes each shape from it in one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from markgen import cairo
from markgen.color import rgb
from markgen.errors import RasterError
from markgen.values import Flat, Layer, Linear, Outline, Paint, Shape

Box = tuple[float, float, float, float]

_MITRE = 4.0
"""SVG's own limit."""


def paint(layers: Sequence[Layer], box: Box, width: int, height: int) -> NDArray[np.uint8]:
    """The layers as (height, width, 4) bytes: red, green, blue premultiplied by alpha, alpha.

    box: left, top, width, height in mm of what is shown, stretched to width x height pixels. RasterError when cairo
    cannot paint them.
    """
    lib = cairo.library()
    surface = lib.cairo_image_surface_create(cairo.ARGB32, width, height)
    context = lib.cairo_create(surface)
    try:
        lib.cairo_scale(context, width / box[2], height / box[3])
        lib.cairo_translate(context, -box[0], -box[1])
        lib.cairo_set_miter_limit(context, _MITRE)
        _draw(lib, context, [shape for layer in layers for shape in layer.shapes])
        # Once something has gone wrong, a context does nothing more and remembers what it was.
        if status := lib.cairo_status(context):
            raise RasterError(f"cairo could not draw the picture: {lib.cairo_status_to_string(status).decode()}")
        lib.cairo_surface_flush(surface)
        words = np.ctypeslib.as_array(lib.cairo_image_surface_get_data(surface), (height, width, 4))
        # Cairo's ARGB32 is a native-endian word: blue first in memory on every machine markgen runs on.
        return np.stack([words[..., k] for k in (2, 1, 0, 3)], -1)
    finally:
        lib.cairo_destroy(context)
        lib.cairo_surface_destroy(surface)


def _draw(lib: Any, context: int, shapes: Sequence[Shape]) -> None:
    drawn, clips = _Paths([s.outlines for s in shapes]), _Paths([s.clip for s in shapes])
    for number, shape in enumerate(shapes):
        if shape.clip:
            lib.cairo_save(context)
            clips.append(number, lib, context)
            lib.cairo_clip(context)
        drawn.append(number, lib, context)
        if shape.fill:
            _set_source(lib, context, shape.fill)
            lib.cairo_fill_preserve(context)
        if shape.stroke and shape.width > 0:
            _set_source(lib, context, shape.stroke)
            lib.cairo_set_line_width(context, shape.width)
            lib.cairo_set_line_cap(context, cairo.CAPS[shape.cap])
            lib.cairo_set_line_join(context, cairo.JOINS[shape.join])
            lib.cairo_stroke_preserve(context)
        lib.cairo_new_path(context)
        if shape.clip:
            lib.cairo_restore(context)


class _Paths:
    """Groups of outlines, all in one array of `cairo_path_data_t`."""

    def __init__(self, groups: Sequence[Sequence[Outline]]) -> None:
        kept = [[o for o in group if len(o.points) > 1] for group in groups]
        flat = [o for group in kept for o in group]
        self._data, ends = path_data(flat)
        count = np.cumsum([0, *map(len, kept)])
        self._ends = np.concatenate([[0], ends])[count]

    def append(self, number: int, lib: Any, context: int) -> None:
        """Add a group to the context's path."""
        part = self._data[self._ends[number] : self._ends[number + 1]]
        if len(part):
            lib.cairo_append_path(context, cairo.Path(0, part.ctypes.data, len(part)))


def path_data(outlines: Sequence[Outline]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Outlines as rows of `cairo_path_data_t`, (n, 2), and the row after each outline's last.

    A row is a point, or a header of two 32-bit integers (what comes, and in how many rows) padded to a point's size.
    """
    if not outlines:
        return np.empty((0, 2)), np.empty(0, np.int64)
    points = np.concatenate([o.points for o in outlines])
    count = np.array([len(o.points) for o in outlines])
    curved, closed = (np.array(flags) for flags in zip(*((o.curved, o.closed) for o in outlines), strict=True))
    first = np.cumsum(count) - count
    index = np.arange(len(points)) - np.repeat(first, count)
    bends = np.repeat(curved, count)
    headed = ~bends | (index == 0) | (index % 3 == 1)
    # Each point's row comes after all earlier points, their headers, and the closings of earlier outlines.
    closings = np.cumsum(closed) - closed
    row = np.arange(len(points)) + np.cumsum(headed) + np.repeat(closings, count)
    ends = row[first + count - 1] + 1 + closed
    data = np.zeros((int(ends[-1]), 2))
    data[row] = points
    header = data.view(np.int32)
    kind = np.where(index == 0, cairo.MOVE, np.where(bends, cairo.CURVE, cairo.LINE))[headed]
    header[row[headed] - 1, 0] = kind
    header[row[headed] - 1, 1] = np.where(kind == cairo.CURVE, 4, 2)
    header[ends[closed] - 1, :2] = cairo.CLOSE, 1
    return data, ends


def _set_source(lib: Any, context: int, paint_: Paint) -> None:
    if isinstance(paint_, Flat):
        lib.cairo_set_source_rgba(context, *rgb(paint_.color).tolist(), paint_.opacity)
        return
    if isinstance(paint_, Linear):
        made = lib.cairo_pattern_create_linear(*paint_.start, *paint_.end)
    else:
        made = lib.cairo_pattern_create_radial(*paint_.centre, 0, *paint_.centre, paint_.radius)
    for stop in paint_.stops:
        lib.cairo_pattern_add_color_stop_rgba(made, stop.offset, *rgb(stop.color).tolist(), stop.opacity)
    # Beyond its ends a gradient goes on as it ends: cairo's own way, as it is SVG's.
    lib.cairo_set_source(context, made)
    lib.cairo_pattern_destroy(made)
