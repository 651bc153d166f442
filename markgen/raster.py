"""Drawings to pixels: SVG text by cairosvg or resvg (the only door to both), and layers without the text by cairo."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from markgen import svg
from markgen.errors import InputError, Notice, RasterError, unknown
from markgen.values import Layer

Rasteriser = Literal["auto", "cairosvg", "resvg"]

LARGEST = 16384
"""Longest side in pixels that is drawn; more is a mistake or an attack."""


class RasteriserWarning(Notice):
    """The rasteriser asked for by default is not there, and another does its work."""


def pixels(text: str, width: int, height: int, rasteriser: Rasteriser = "auto") -> NDArray[np.uint8]:
    """An SVG file's text as (height, width, 4) bytes: red, green, blue premultiplied by alpha, alpha.

    The picture is stretched to width x height pixels. RasterError when it cannot be drawn.
    """
    _check(width, height)
    chosen = choose(rasteriser)
    with _told(chosen):
        return _cairosvg(text, width, height) if chosen == "cairosvg" else _resvg(text, width, height)


def layers(
    drawn: Sequence[Layer],
    box: tuple[float, float, float, float],
    width: int,
    height: int,
    rasteriser: Rasteriser = "auto",
) -> NDArray[np.uint8]:
    """Layers as `pixels` of their SVG would show them; box: left, top, width, height in mm.

    By default cairo paints them straight away, in a quarter of the time that cairosvg takes over their text; a
    rasteriser that is asked for by name reads the text.
    """
    _check(width, height)
    if rasteriser == "auto" and choose(rasteriser) == "cairosvg":
        from markgen import painter

        with _told("cairo"):
            return painter.paint(drawn, box, width, height)
    return pixels(svg.document(drawn, box), width, height, rasteriser)


def ready(rasteriser: Rasteriser = "auto") -> None:
    """Import what will draw, in time that would else be spent waiting."""
    if rasteriser != "resvg" and choose(rasteriser) == "cairosvg":
        import markgen.painter  # noqa: F401


def _check(width: int, height: int) -> None:
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        raise RasterError(f"a picture of {width} x {height} pixels cannot be drawn; 1 to {LARGEST} a side can")


@contextmanager
def _told(who: str) -> Iterator[None]:
    """Whatever goes wrong inside, as a RasterError that names who drew."""
    try:
        yield
    except (RasterError, MemoryError):
        raise
    except Exception as error:
        raise RasterError(f"{who} could not draw the picture: {type(error).__name__}: {error}") from error


@cache
def choose(rasteriser: Rasteriser = "auto") -> Literal["cairosvg", "resvg"]:
    """Which will draw: cairosvg, or resvg where the system has no libcairo. Warns once when it falls back."""
    if rasteriser not in get_args(Rasteriser):
        raise InputError(unknown("rasteriser", str(rasteriser), get_args(Rasteriser)))
    if rasteriser == "resvg":
        return "resvg"
    reason = _cairo_missing()
    if reason is None:
        return "cairosvg"
    if rasteriser == "cairosvg":
        raise RasterError(f"cairosvg cannot be used here: {reason}; --rasteriser resvg needs nothing from the system")
    warnings.warn(f"the system has no libcairo; drawing with resvg instead ({reason})", RasteriserWarning, stacklevel=3)
    return "resvg"


@cache
def _cairo_missing() -> str | None:
    try:
        import cairocffi  # noqa: F401
    except (OSError, ImportError) as error:
        return str(error).splitlines()[0]
    return None


def _cairosvg(text: str, width: int, height: int) -> NDArray[np.uint8]:
    from cairosvg.parser import Tree
    from cairosvg.surface import PNGSurface

    drawn: Any = PNGSurface(Tree(bytestring=_stretched(text, width, height).encode()), None, 96)
    surface = drawn.cairo
    surface.flush()
    stride = surface.get_stride()
    data = np.frombuffer(bytes(surface.get_data()), np.uint8).reshape(surface.get_height(), stride // 4, 4)
    # Cairo's ARGB32 is a native-endian word: blue first in memory on every machine markgen runs on.
    return np.ascontiguousarray(data[:height, :width, [2, 1, 0, 3]])


def _resvg(text: str, width: int, height: int) -> NDArray[np.uint8]:
    import resvg_py
    from PIL import Image

    data = bytes(resvg_py.svg_to_bytes(svg_string=_stretched(text, width, height), dpi=96))
    image = Image.open(io.BytesIO(data)).convert("RGBA")
    if image.size != (width, height):
        raise RasterError(f"resvg drew {image.size[0]} x {image.size[1]} pixels, asked for {width} x {height}")
    straight = np.asarray(image, np.uint16)
    out = straight.copy()
    out[..., :3] = (straight[..., :3] * straight[..., 3:] + 127) // 255
    return out.astype(np.uint8)


def _stretched(text: str, width: int, height: int) -> str:
    """The SVG with its outer size in pixels, to be filled from edge to edge."""
    prolog, root, rest = text.split(">", 2)
    root = re.sub(r'\sheight="[^"]*"', f' height="{height}"', root, count=1)
    root = re.sub(r'\swidth="[^"]*"', f' width="{width}"', root, count=1)
    root = root.replace("<svg ", '<svg preserveAspectRatio="none" ', 1)
    return f"{prolog}>{root}>{rest}"
