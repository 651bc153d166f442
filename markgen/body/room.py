"""The room behind the body, as a lens sees what is a few metres out of focus: a tattooer's, by day."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from markgen.body.image import Image, disc, resize
from markgen.color import linear, rgb

_SIDE = 256
"""Pixels of the picture of the room, before the lens has blurred it: more than is left of it after."""

_CAMERA = 100 / 36
"""mm from the camera to the body, to one of the picture's height there: a portrait lens on a full frame."""

_BEHIND = 2300.0
"""mm from the body to the wall."""

_APERTURE = 71.0
"""Width of the lens's opening, mm: 85 mm at f/1.2."""

_FALL = (0.30, 0.22)
"""Share of the light on the wall that is lost from the window's side to the other, and from below to above."""

_DIM = 0.8
"""Light on the room behind dark skin, which is exposed longer."""


class Thing(NamedTuple):
    """What stands before the wall: its left and lower end and its size, mm from the room's corner and floor; its
    colour; whether it is round."""

    left: float
    low: float
    width: float
    height: float
    color: str
    round: bool = False


_WALL = "#8c857a"

_THINGS = (
    # A window with a sill, and daylight in it.
    Thing(150, 880, 1000, 1300, "#7d766b"),
    Thing(210, 940, 420, 1180, "#c3c9cb"),
    Thing(670, 940, 420, 1180, "#b7bec2"),
    Thing(90, 820, 1120, 60, "#a39b8e"),
    # A plant on the sill.
    Thing(860, 880, 150, 150, "#5a4335"),
    Thing(790, 1010, 170, 260, "#36402f", round=True),
    Thing(890, 1060, 190, 300, "#414c36", round=True),
    # Flash sheets on the wall, one over the other.
    Thing(1400, 1400, 300, 410, "#a09688"),
    Thing(1450, 1490, 190, 250, "#7b7064"),
    Thing(1690, 1330, 240, 330, "#9b9385"),
    Thing(1740, 1400, 150, 170, "#6f6a66"),
    Thing(1980, 1460, 330, 300, "#a39a8c"),
    Thing(2030, 1510, 120, 210, "#80695b"),
    Thing(2180, 1530, 90, 170, "#79736b"),
    Thing(1500, 1040, 220, 290, "#9a9183"),
    Thing(1550, 1100, 110, 160, "#77695e"),
    Thing(2000, 1090, 260, 320, "#988f82"),
    # A bench, and what stands on it.
    Thing(1300, 0, 1450, 820, "#554538"),
    Thing(1280, 820, 1490, 40, "#9a8f7f"),
    Thing(1380, 860, 70, 190, "#6f4338"),
    Thing(1470, 860, 60, 150, "#5b6a70"),
    Thing(1560, 860, 80, 230, "#3d4348"),
    Thing(2080, 860, 220, 130, "#7f776b"),
    Thing(2400, 860, 60, 260, "#2f2c2a"),
    Thing(2330, 1080, 200, 150, "#d9b98a", round=True),
    # A doorway into a darker room, its frame, and what hangs there.
    Thing(2900, 0, 980, 2080, "#a1988b"),
    Thing(2970, 0, 840, 2010, "#35322f"),
    Thing(3120, 700, 260, 900, "#474d52"),
    Thing(3560, 900, 190, 800, "#4e3c36"),
    # A curtain.
    Thing(4150, 0, 1100, 2300, "#5d6468"),
    Thing(4290, 0, 90, 2300, "#4b5256"),
    Thing(4520, 0, 110, 2300, "#4e5559"),
    Thing(4790, 0, 80, 2300, "#495054"),
)

_PLACES = ((620.0, 1300.0), (1500.0, 1330.0), (2220.0, 1270.0), (2780.0, 1380.0), (3560.0, 1300.0), (4240.0, 1340.0))
"""Places on the wall, right and up, mm, before which people stand."""


def room(size: int, tone: int, view: str, frame: float) -> Image:
    """What is seen behind a view and a Monk tone, (size, size, 3) linear light; frame: the picture's height at the
    body, mm."""
    away = frame * _CAMERA
    width = frame * (away + _BEHIND) / away
    # Not everybody stands at the same place, nor stays there for the next picture.
    right, up = _PLACES[(tone + len(view)) % len(_PLACES)]
    step = (np.arange(_SIDE) + 0.5) / _SIDE - 0.5
    x, y = (right + step * width).astype(np.float32), (up - step * width).astype(np.float32)
    picture = np.empty((_SIDE, _SIDE, 3), np.float32)
    picture[:] = linear(rgb(_WALL))
    for thing in _THINGS:
        across, down = (x - thing.left) / thing.width, (y - thing.low) / thing.height
        if thing.round:
            there = np.square(2 * across - 1)[None] + np.square(2 * down - 1)[:, None] <= 1
        else:
            there = ((across >= 0) & (across < 1))[None] & ((down >= 0) & (down < 1))[:, None]
        picture[there] = linear(rgb(thing.color))
    # The disc of confusion of what is so far behind the plane of focus, in pixels.
    radius = 0.5 * _APERTURE * _BEHIND / (away + _BEHIND) * _SIDE / frame
    light = (1 - _FALL[0] * (step + 0.5))[None] * (1 - _FALL[1] * (0.5 - step))[:, None]
    picture = disc(picture, radius) * light[..., None].astype(np.float32) * np.float32(1 if tone <= 6 else _DIM)
    return np.maximum(resize(picture, size, size), 0)
