"""Layers to SVG: the only door to svgwrite.

Only what every renderer draws alike is used: paths, linear and radial gradients, clip paths; six-digit
colours with `fill-opacity`; no filters, masks, blend modes or even-odd rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from markgen.values import Flat, Layer, Linear, Outline, Paint, Radial, Shape

if TYPE_CHECKING:
    import svgwrite

DECIMALS = 2
"""Coordinates are rounded to 1/100 mm, a tenth of the finest line."""


def document(
    layers: Iterable[Layer],
    box: tuple[float, float, float, float],
    title: str = "",
    description: str = "",
) -> str:
    """A whole SVG file as text.

    box: left, top, width, height in mm of what is shown; the picture's true size. Equal input gives
    equal text, in any process.
    """
    # Loaded only when text is wanted: its tables of SVG take as long to open as a small mark to draw.
    import svgwrite
    from svgwrite.extensions import Inkscape

    left, top, width, height = (round(v, DECIMALS) for v in box)
    drawing = svgwrite.Drawing(
        size=(f"{_number(width)}mm", f"{_number(height)}mm"),
        viewBox=f"{_number(left)} {_number(top)} {_number(width)} {_number(height)}",
        debug=False,
    )
    ink = Inkscape(drawing)
    if title or description:
        drawing.set_desc(title=printable(title), desc=printable(description))
    defs = _Defs(drawing)
    for number, each in enumerate(layers, 1):
        group = ink.layer(label=each.name, locked=False)
        group["id"] = f"layer-{number}-{each.ink}"
        group["class"] = each.ink
        for shape in each.shapes:
            group.add(_path(drawing, defs, shape))
        drawing.add(group)
    text: str = drawing.tostring()
    return '<?xml version="1.0" encoding="utf-8"?>\n' + text + "\n"


class _Defs:
    """Gradients and clips of one document, each written once, numbered in order of first use."""

    def __init__(self, drawing: svgwrite.Drawing) -> None:
        self._drawing = drawing
        self._paints: dict[Linear | Radial, str] = {}
        self._clips: dict[str, str] = {}

    def paint(self, paint: Paint) -> str:
        if isinstance(paint, Flat):
            return paint.color
        if paint not in self._paints:
            name = f"paint-{len(self._paints) + 1}"
            self._paints[paint] = f"url(#{name})"
            self._drawing.defs.add(self._gradient(paint, name))
        return self._paints[paint]

    def clip(self, outlines: Iterable[Outline]) -> str:
        path = "".join(map(_d, outlines))
        if path not in self._clips:
            name = f"clip-{len(self._clips) + 1}"
            clip = self._drawing.clipPath(id=name)
            clip.add(self._drawing.path(d=path))
            self._drawing.defs.add(clip)
            self._clips[path] = f"url(#{name})"
        return self._clips[path]

    def _gradient(self, paint: Linear | Radial, name: str) -> object:
        if isinstance(paint, Linear):
            gradient = self._drawing.linearGradient(
                start=_pair(paint.start), end=_pair(paint.end), id=name, gradientUnits="userSpaceOnUse"
            )
        else:
            gradient = self._drawing.radialGradient(
                center=_pair(paint.centre), r=_number(paint.radius), id=name, gradientUnits="userSpaceOnUse"
            )
        for stop in paint.stops:
            gradient.add_stop_color(
                _number(stop.offset, 4), stop.color, None if stop.opacity >= 1 else _number(stop.opacity, 3)
            )
        return gradient


def _path(drawing: svgwrite.Drawing, defs: _Defs, shape: Shape) -> object:
    attributes: dict[str, str] = {}
    attributes["fill"] = defs.paint(shape.fill) if shape.fill else "none"
    if isinstance(shape.fill, Flat) and shape.fill.opacity < 1:
        attributes["fill_opacity"] = _number(shape.fill.opacity, 3)
    if shape.stroke and shape.width > 0:
        attributes["stroke"] = defs.paint(shape.stroke)
        attributes["stroke_width"] = _number(shape.width, 3)
        attributes["stroke_linecap"] = shape.cap
        attributes["stroke_linejoin"] = shape.join
        if isinstance(shape.stroke, Flat) and shape.stroke.opacity < 1:
            attributes["stroke_opacity"] = _number(shape.stroke.opacity, 3)
    if shape.clip:
        attributes["clip_path"] = defs.clip(shape.clip)
    return drawing.path(d="".join(map(_d, shape.outlines)), **attributes)


def _d(outline: Outline) -> str:
    """Path data of one outline."""
    n = len(outline.points)
    if n < 2:
        return ""
    # Rounded half up, so that a value on the edge goes the same way on every machine. %g keeps six digits,
    # which is every digit of a length below ten metres, and is formatted in one go because it is many.
    rounded = np.floor(np.asarray(outline.points, float) * 10**DECIMALS + 0.5) / 10**DECIMALS + 0.0
    form = "M%g,%g" + ("C" if outline.curved else "L") + " ".join(["%g,%g"] * (n - 1)) + ("Z" if outline.closed else "")
    return form % tuple(rounded.ravel().tolist())


def _number(value: float, decimals: int = DECIMALS) -> str:
    rounded = float(np.floor(value * 10**decimals + 0.5) / 10**decimals) + 0.0
    return repr(rounded)[:-2] if rounded == int(rounded) else repr(rounded)


def _pair(point: tuple[float, float]) -> tuple[str, str]:
    return _number(point[0]), _number(point[1])


def printable(text: str) -> str:
    """Text without the characters that XML forbids: control characters, lone surrogates, U+FFFE and U+FFFF."""
    return "".join(
        c for c in text if c in "\n\t" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff")
    )
