"""A mark knows its size."""

from __future__ import annotations

import pytest
from support import block, mark

from markgen.draw import polyline, stroked
from markgen.values import Layer


def test_bounds_hold_everything_and_the_width_of_its_lines() -> None:
    line = stroked(polyline([(10, 10), (20, 10)], closed=False), "#000000", 2.0)
    assert line
    assert mark([Layer("a", "line", (line, block(12, 5, 13, 6)))]).bounds() == (9, 5, 21, 11)


def test_a_clip_bounds_what_it_clips() -> None:
    clipped = stroked(
        polyline([(0, 0), (90, 90)]), "#000000", 1.0, clip=polyline([(10, 10), (20, 10), (20, 20), (10, 20)])
    )
    assert clipped
    assert mark([Layer("a", "line", (clipped,))]).bounds() == pytest.approx((10, 10, 20, 20), abs=0.5)


def test_a_box_is_the_bounds_and_a_margin() -> None:
    assert mark([Layer("a", "line", (block(10, 20, 30, 50),))]).box(2) == (8, 18, 24, 34)


def test_a_mark_round_a_limb_keeps_the_whole_round() -> None:
    left, _, width, _ = mark([Layer("a", "line", (block(3, 20, 95, 50),))], wraps=True).box()
    assert (left, width) == (0, 100)


def test_bare_skin_is_empty() -> None:
    assert mark(()).empty
    assert mark([Layer("a", "line", ())]).empty
    assert mark(()).bounds() == (0, 0, 0, 0)
