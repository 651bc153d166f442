"""Animated WebP."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image


def animate(frames: Sequence[Image.Image], milliseconds: int, quality: int = 82) -> bytes:
    """Frames as an endless animation, each shown for so long."""
    buffer = io.BytesIO()
    frames[0].save(
        buffer,
        "WEBP",
        save_all=True,
        append_images=list(frames[1:]),
        duration=milliseconds,
        loop=0,
        quality=quality,
        method=4,
    )
    return buffer.getvalue()
