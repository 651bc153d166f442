"""The bird in hands that do not cover: what lies behind is cut away, not painted over."""

from __future__ import annotations

import numpy as np
import pytest

from markgen import raster, svg
from markgen.composer import compose
from markgen.values import Flat, Linear


@pytest.mark.parametrize("style", ["fine-line", "dotwork", "blackwork"])
def test_nothing_but_ink_is_laid(style: str) -> None:
    mark = compose({"motif": "phoenix", "intensity": 0.7, "region": "back", "style": style})
    paints = [p for each in mark.layers for s in each.shapes for p in (s.fill, s.stroke) if p is not None]
    assert paints
    assert all(isinstance(p, Flat) and p.color != "#ffffff" for p in paints)


def test_fine_line_leaves_the_skin_bare_between_its_lines() -> None:
    def covered(style: str) -> float:
        mark = compose({"motif": "phoenix", "intensity": 0.7, "region": "back", "style": style})
        return float(np.mean(raster.pixels(svg.document(mark.layers, (0, 0, 400, 400)), 400, 400)[..., 3]))

    assert covered("fine-line") < 0.6 * covered("natural")


def test_a_grown_phoenix_has_true_black_beside_its_fire() -> None:
    mark = compose({"canon": "phoenix"})
    pixels = raster.pixels(svg.document(mark.layers, (0, 0, 400, 430)), 400, 430)
    brightest = pixels[pixels[..., 3] > 230][:, :3].max(1)
    assert np.mean(brightest < 40) > 0.18
    assert np.mean(brightest > 150) > 0.3


def test_the_tips_of_a_grown_wing_thin_out_into_the_skin() -> None:
    """No closed line and no dark shape lies round them: at the very tip most of the skin shows."""
    mark = compose({"canon": "phoenix"})
    wing = next(each for each in mark.layers if each.name == "near wing")
    open_ = [s for s in wing.shapes if isinstance(s.fill, Linear) and s.fill.stops[-1].opacity < 0.2]
    assert len(open_) >= 10
    assert not any(s.width for s in open_)
