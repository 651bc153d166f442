"""The studio: a painted canvas a few metres behind the body, out of focus, and the lens before it."""

from __future__ import annotations

import numpy as np

from markgen.body.image import Image, resize
from markgen.color import linear, rgb

_VIGNETTE = 0.20
"""Share of the light that the lens loses in the corners."""


def studio(size: int, tone: int) -> Image:
    """The backdrop of a Monk tone, (size, size, 3) linear light: a warm grey pool behind the body, darker outwards."""
    axis = np.linspace(-1, 1, 64, dtype=np.float32)
    away = np.clip(np.hypot(axis[:, None] * 0.75 + 0.22, axis[None] * 0.80 + 0.10), 0, 1.4) / 1.4
    near, far = ("#7d766e", "#211e1c") if tone <= 5 else ("#857d75", "#2a2623")
    fall = np.power(away, 1.15)[..., None]
    sweep = linear(rgb(near)) * (1 - fall) + linear(rgb(far)) * fall
    # Strokes of a broad brush, far out of focus.
    random = np.random.Generator(np.random.PCG64(19))
    strokes = sum(
        share * resize(random.standard_normal((cells, cells)).astype(np.float32), 64, 64)
        for cells, share in ((4, 0.05), (8, 0.05), (16, 0.03))
    )
    return resize(np.asarray(sweep * (1 + np.asarray(strokes)[..., None]), np.float32), size, size)


def lens(size: int) -> Image:
    """The share of light that reaches the film, (size, size, 1): a little less in the corners."""
    axis = np.linspace(-1, 1, size, dtype=np.float32) ** 2
    away = (axis[:, None] + axis[None]) / 2
    return np.asarray(1 - np.float32(_VIGNETTE) * away[..., None] ** 2, np.float32)
