"""Layers straight to pixels, with no SVG text between: the only door to cairocffi.

cairosvg reads an SVG's numbers one by one in Python, which takes longer than to draw them. Here the outlines of
a whole drawing become one array in the form of a `cairo_path_t`, and cairo takes each shape from it in one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cairocffi as cairo
import numpy as np
from numpy.typing import NDArray

from markgen.color import rgb
from markgen.values import Flat, Layer, Linear, Outline, Paint, Shape

Box = tuple[float, float, float, float]

_MOVE, _LINE, _CURVE, _CLOSE = range(4)
"""`cairo_path_data_type_t`."""

_CAPS = {"butt": cairo.LINE_CAP_BUTT, "round": cairo.LINE_CAP_ROUND, "square": cairo.LINE_CAP_SQUARE}
_JOINS = {"miter": cairo.LINE_JOIN_MITER, "round": cairo.LINE_JOIN_ROUND, "bevel": cairo.LINE_JOIN_BEVEL}
_MITRE = 4.0
"""SVG's own limit."""


def paint(layers: Sequence[Layer], box: Box, width: int, height: int) -> NDArray[np.uint8]:
    """The layers as (height, width, 4) bytes: red, green, blue premultiplied by alpha, alpha.

    box: left, top, width, height in mm of what is shown, stretched to width x height pixels.
    """
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, width, height)
    context = cairo.Context(surface)
    context.scale(width / box[2], height / box[3])
    context.translate(-box[0], -box[1])
    context.set_miter_limit(_MITRE)
    shapes = [shape for layer in layers for shape in layer.shapes]
    drawn, clips = _Paths([s.outlines for s in shapes]), _Paths([s.clip for s in shapes])
    for number, shape in enumerate(shapes):
        if shape.clip:
            context.save()
            clips.append(number, context)
            context.clip()
        drawn.append(number, context)
        if shape.fill:
            context.set_source(_source(shape.fill))
            context.fill_preserve()
        if shape.stroke and shape.width > 0:
            _stroke(context, shape, shape.stroke)
        context.new_path()
        if shape.clip:
            context.restore()
    surface.flush()
    words = np.frombuffer(surface.get_data(), np.uint8).reshape(height, surface.get_stride() // 4, 4)
    # Cairo's ARGB32 is a native-endian word: blue first in memory on every machine markgen runs on.
    return np.ascontiguousarray(words[:, :width, [2, 1, 0, 3]])


class _Paths:
    """Groups of outlines, all in one array of `cairo_path_data_t`."""

    def __init__(self, groups: Sequence[Sequence[Outline]]) -> None:
        kept = [[o for o in group if len(o.points) > 1] for group in groups]
        flat = [o for group in kept for o in group]
        self._data, ends = path_data(flat)
        count = np.cumsum([0, *map(len, kept)])
        self._ends = np.concatenate([[0], ends])[count]

    def append(self, number: int, context: Any) -> None:
        """Add a group to the context's path."""
        part = self._data[self._ends[number] : self._ends[number + 1]]
        if not len(part):
            return
        held = cairo.ffi.from_buffer("cairo_path_data_t[]", part)
        path = cairo.ffi.new("cairo_path_t *", {"status": 0, "data": held, "num_data": len(part)})
        cairo.cairo.cairo_append_path(context._pointer, path)


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
    kind = np.where(index == 0, _MOVE, np.where(bends, _CURVE, _LINE))[headed]
    header[row[headed] - 1, 0] = kind
    header[row[headed] - 1, 1] = np.where(kind == _CURVE, 4, 2)
    header[ends[closed] - 1, :2] = _CLOSE, 1
    return data, ends


def _stroke(context: Any, shape: Shape, paint_: Paint) -> None:
    context.set_source(_source(paint_))
    context.set_line_width(shape.width)
    context.set_line_cap(_CAPS[shape.cap])
    context.set_line_join(_JOINS[shape.join])
    context.stroke_preserve()


def _source(paint_: Paint) -> Any:
    if isinstance(paint_, Flat):
        return cairo.SolidPattern(*rgb(paint_.color).tolist(), paint_.opacity)
    if isinstance(paint_, Linear):
        made = cairo.LinearGradient(*paint_.start, *paint_.end)
    else:
        made = cairo.RadialGradient(*paint_.centre, 0, *paint_.centre, paint_.radius)
    for stop in paint_.stops:
        made.add_color_stop_rgba(stop.offset, *rgb(stop.color).tolist(), stop.opacity)
    made.set_extend(cairo.EXTEND_PAD)
    return made
