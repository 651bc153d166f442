"""What is drawn round a limb comes home to it, and closes on itself."""

from __future__ import annotations

import numpy as np
from support import block

from markgen import raster, svg
from markgen.draw import around, box, circle, filled, linear, minus
from markgen.values import Ground, Layer, Linear, layer

LIMB = Ground(100.0, 50.0, wraps=True)


def pixels(layers: list[Layer], ground: Ground = LIMB) -> np.ndarray:
    return raster.pixels(svg.document(layers, (0, 0, ground.width, ground.height)), 200, 100)[..., 3] > 127


def test_what_leaves_on_one_side_comes_in_on_the_other() -> None:
    seen = pixels(around([layer("a", "line", [block(90, 10, 110, 20)])], LIMB))
    assert seen[30, 185]
    assert seen[30, 15]
    assert not seen[30, 100]


def test_a_shape_whole_turns_away_is_drawn_once_at_home() -> None:
    made = around([layer("a", "line", [block(-170, 10, -150, 20)])], LIMB)
    assert len(made[0].shapes) == 1
    assert pixels(made)[30, 80]


def test_nothing_shows_beyond_the_seam() -> None:
    (made,) = around([layer("a", "line", [block(90, 10, 110, 20)])], LIMB)
    wide = raster.pixels(svg.document([made], (-50, 0, 200, 50)), 400, 100)[..., 3] > 127
    assert not wide[:, :99].any()
    assert not wide[:, 301:].any()


def test_a_gradient_goes_with_its_shape() -> None:
    shape = filled(box(110, 0, 120, 9), linear((110, 0), (120, 0), (0, "#000000"), (1, "#ffffff")))
    (made,) = around([layer("a", "line", [shape])], LIMB)
    paint = made.shapes[0].fill
    assert isinstance(paint, Linear)
    assert (paint.start[0], paint.end[0]) == (10, 20)


def test_where_nothing_wraps_layers_stay_as_they_were() -> None:
    layers = [layer("a", "line", [block(90, 10, 110, 20)])]
    assert around(layers, Ground(100.0, 50.0)) == layers


def test_a_clip_goes_with_its_shape() -> None:
    shape = filled(box(110, 0, 130, 9), "#000000", clip=box(110, 0, 120, 9))
    seen = pixels(around([layer("a", "line", [shape])], LIMB))
    assert seen[10, 30]
    assert not seen[10, 50]


def test_a_shape_with_a_clip_of_its_own_does_not_show_beyond_the_seam_either() -> None:
    hole = minus(box(80, 5, 130, 45), box(95, 20, 115, 30))
    for clip in (hole, circle((100.0, 25.0), 18.0)):
        (made,) = around([layer("a", "line", [filled(box(70, 0, 140, 50), "#000000", clip=clip)])], LIMB)
        wide = raster.pixels(svg.document([made], (-50, 0, 200, 50)), 400, 100)[..., 3] > 127
        assert not wide[:, :99].any()
        assert not wide[:, 301:].any()
        assert wide[:, 101:110].any()
        assert wide[:, 290:299].any()
    # What the clip left open stays open on both sides of the seam.
    (made,) = around([layer("a", "line", [filled(box(70, 0, 140, 50), "#000000", clip=hole)])], LIMB)
    seen = pixels([made])
    assert seen[20, 195]
    assert not seen[50, 195]
    assert not seen[50, 10]
    assert seen[50, 40]
