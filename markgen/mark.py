"""A mark: layers on their ground, with what they mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from markgen import svg
from markgen.values import Ground, Layer, Points


@dataclass(frozen=True, eq=False)
class Mark:
    """A drawn mark, ready to become SVG or to be laid on skin.

    layers: from deep to top. ground: what it was drawn on. size: longest side asked for, mm.
    title, reading: its name, and what it means. profile: the profile that made it, as JSON.
    """

    layers: tuple[Layer, ...]
    ground: Ground
    size: float
    title: str
    reading: str
    profile: str

    @property
    def empty(self) -> bool:
        """True when nothing is drawn: bare skin."""
        return not any(layer.shapes for layer in self.layers)

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in mm of everything drawn, strokes included; zeros when empty."""
        lows: list[Points] = []
        highs: list[Points] = []
        for layer in self.layers:
            for shape in layer.shapes:
                pad = shape.width / 2 if shape.stroke else 0.0
                area = shape.clip or shape.outlines
                points = np.concatenate([o.points for o in area])
                lows.append(points.min(0) - pad)
                highs.append(points.max(0) + pad)
        if not lows:
            return 0.0, 0.0, 0.0, 0.0
        low, high = np.min(lows, axis=0), np.max(highs, axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def box(self, margin: float = 1.0) -> tuple[float, float, float, float]:
        """Left, top, width, height in mm of the picture: the bounds and a margin, at whole tenths of a mm.

        A mark that wraps keeps the whole round of the limb, so that its SVG tiles.
        """
        left, top, right, bottom = self.bounds()
        if self.ground.wraps and right - left > 0.75 * self.ground.width:
            left, right = 0.0, self.ground.width
        else:
            left, right = left - margin, right + margin
        x, y = np.floor(left * 10) / 10, np.floor((top - margin) * 10) / 10
        w = max(np.ceil((right - x) * 10) / 10, 1.0)
        h = max(np.ceil((bottom + margin - y) * 10) / 10, 1.0)
        return float(x), float(y), float(w), float(h)

    def svg(self) -> str:
        """The mark as a layered SVG file, true size in mm, its reading and profile in title and desc."""
        return svg.document(self.layers, self.box(), self.title, f"{self.reading}\n\n{self.profile}")

    def _repr_svg_(self) -> str:
        """The mark, for notebooks."""
        return self.svg()
