"""The few functions of libcairo that paint layers, by ctypes: the only door to the system's libcairo.

cairocffi, which cairosvg draws with, parses all of cairo's headers and asks the linker three times before its first
line: a quarter of a second of every cold render. Names, types and numbers here are those of cairo's C headers.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char_p, c_double, c_int, c_ubyte, c_void_p
from ctypes.util import find_library
from functools import cache
from typing import Any

ARGB32 = 0
"""`CAIRO_FORMAT_ARGB32`: a word a pixel, premultiplied by alpha; rows follow each other without a gap."""

CAPS = {"butt": 0, "round": 1, "square": 2}
"""`cairo_line_cap_t`."""

JOINS = {"miter": 0, "round": 1, "bevel": 2}
"""`cairo_line_join_t`."""

MOVE, LINE, CURVE, CLOSE = range(4)
"""`cairo_path_data_type_t`."""

_FILES = ("libcairo.so.2", "libcairo.2.dylib", "libcairo-2.dll")
_NAMES = ("cairo", "cairo-2", "libcairo-2")
"""What the library is called by loaders; looked for by name, which is slow, where no file is found."""


class Path(ctypes.Structure):
    """`cairo_path_t`: `num_data` rows of `cairo_path_data_t`, each of two doubles."""

    _fields_ = (("status", c_int), ("data", c_void_p), ("num_data", c_int))


_ONE, _TWO, _FOUR = (c_double,), (c_double,) * 2, (c_double,) * 4
_TAKES: dict[str, tuple[Any, ...]] = {
    "image_surface_create": (c_int, c_int, c_int),
    "image_surface_get_data": (c_void_p,),
    "surface_flush": (c_void_p,),
    "surface_destroy": (c_void_p,),
    "create": (c_void_p,),
    "destroy": (c_void_p,),
    "status": (c_void_p,),
    "status_to_string": (c_int,),
    "save": (c_void_p,),
    "restore": (c_void_p,),
    "scale": (c_void_p, *_TWO),
    "translate": (c_void_p, *_TWO),
    "new_path": (c_void_p,),
    "append_path": (c_void_p, POINTER(Path)),
    "clip": (c_void_p,),
    "fill_preserve": (c_void_p,),
    "stroke_preserve": (c_void_p,),
    "set_source": (c_void_p, c_void_p),
    "set_source_rgba": (c_void_p, *_FOUR),
    "set_line_width": (c_void_p, *_ONE),
    "set_line_cap": (c_void_p, c_int),
    "set_line_join": (c_void_p, c_int),
    "set_miter_limit": (c_void_p, *_ONE),
    "pattern_create_linear": _FOUR,
    "pattern_create_radial": (*_FOUR, *_TWO),
    "pattern_add_color_stop_rgba": (c_void_p, *_ONE, *_FOUR),
    "pattern_destroy": (c_void_p,),
}
_GIVES = {
    **dict.fromkeys(("image_surface_create", "create"), c_void_p),
    **dict.fromkeys(("pattern_create_linear", "pattern_create_radial"), c_void_p),
    "image_surface_get_data": POINTER(c_ubyte),
    "status": c_int,
    "status_to_string": c_char_p,
}


@cache
def library() -> Any:
    """The system's libcairo, its functions typed. OSError, with what was looked for, where there is none."""
    found = _opened()
    for name, takes in _TAKES.items():
        function = getattr(found, f"cairo_{name}")
        function.argtypes, function.restype = takes, _GIVES.get(name)
    return found


def _opened() -> ctypes.CDLL:
    for file in _FILES:
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    for name in _NAMES:
        path = find_library(name)
        if path:
            return ctypes.CDLL(path)
    raise OSError(f"none of {', '.join(_FILES)} was found")
