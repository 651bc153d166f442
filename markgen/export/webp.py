"""Animated WebP."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image


def animate(frames: Sequence[Image.Image], milliseconds: int, quality: int = 82) -> bytes:
    """Frames of one size as an endless animation, each shown for so long, at least 1 ms. quality: 0 to 100."""
    buffer = io.BytesIO()
    frames[0].save(
        buffer,
        "WEBP",
        save_all=True,
        append_images=list(frames[1:]),
        duration=max(milliseconds, 1),
        loop=0,
        quality=quality,
        method=4,
    )
    return buffer.getvalue()
