"""The studio: a paper sweep a few metres behind the body, lit from one side, and the lens before it."""

from __future__ import annotations

import numpy as np

from markgen.body.image import Image, resize
from markgen.color import linear, rgb

_VIGNETTE = 0.20
"""Share of the light that the lens loses in the corners."""

_GREY = ("#72767a", "#161819")
_STONE = ("#8d867c", "#4a4640")
_SAND = ("#aaa297", "#5c564e")
_SLATE = ("#65717c", "#13171b")
_FELT = ("#8a857f", "#3a3835")
"""Papers: where the lamp spills on them, and where it does not reach."""

_PAPERS = {
    **dict.fromkeys(("wrist", "forearm", "forearm-outer"), _STONE),
    **dict.fromkeys(("upper-arm", "inner-arm"), _SLATE),
    **dict.fromkeys(("chest", "collarbone", "neck"), _SAND),
    **dict.fromkeys(("back", "shoulder-blade"), _FELT),
}
"""The paper that hangs behind a view; grey behind all others."""

_DIM = 0.8
"""Light on the paper behind dark skin, which is exposed longer."""


def studio(size: int, tone: int, view: str) -> Image:
    """The backdrop of a view and a Monk tone, (size, size, 3) linear light: its lamp spills on the left, and falls off
    from it."""
    axis = np.linspace(0, 1, 64, dtype=np.float32)
    # Straight lines of light on a paper that curves: bright low on the lamp's side, dark high on the other.
    away = (0.15 + 0.85 * axis[None] + 0.28 * (1 - axis[:, None])) / 1.28
    near, far = (linear(rgb(color)) * (1 if tone <= 6 else _DIM) for color in _PAPERS.get(view, _GREY))
    lit = np.square(1 - np.square(np.clip(away, 0, 1)))[..., None]
    return resize(np.asarray(far + (near - far) * lit, np.float32), size, size)


def lens(size: int) -> Image:
    """The share of light that reaches the film, (size, size, 1): a little less in the corners."""
    axis = np.linspace(-1, 1, size, dtype=np.float32) ** 2
    away = (axis[:, None] + axis[None]) / 2
    return np.asarray(1 - np.float32(_VIGNETTE) * away[..., None] ** 2, np.float32)
