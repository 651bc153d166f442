"""What is drawn on a plate first lies in front, and the whole is as long as its feeling."""

from __future__ import annotations

import numpy as np
import pytest

from markgen import regions
from markgen.composer import lay_out, resolve
from markgen.draw import Chance, Plate, arc, area, areas, intersect, petal, seeds, spoke, star, tongue, union, wedge
from markgen.mark import Mark
from markgen.profile import parse


def plate(**said: object) -> tuple[Plate, Mark]:
    """A plate for a feeling, and an empty mark on the same ground."""
    profile = parse({"motif": "sun", "tone": "admiration", "intensity": 0.8, **said})
    place = regions.region(profile.region)
    ground, feeling = lay_out(profile, place), resolve(profile, place)
    made = Plate(ground, feeling, Chance(3)("hand"), "#14110f")
    return made, Mark((), ground, feeling.size, "", "", "{}")


def finished(made: Plate, mark: Mark) -> Mark:
    return Mark(tuple(made.layers()), mark.ground, mark.size, "", "", "{}")


@pytest.mark.parametrize("tone", ["admiration", "wonder", "longing"])
def test_whatever_is_drawn_is_as_long_as_its_feeling_and_centred(tone: str) -> None:
    made, mark = plate(tone=tone)
    made.black(arc(0.3) + np.array([0.7, 0.2]))
    made.line(spoke(2.0, 0.2, 0.5))
    left, top, right, bottom = finished(made, mark).bounds()
    assert max(right - left, bottom - top) == pytest.approx(mark.size, rel=0.02)
    assert [(left + right) / 2, (top + bottom) / 2] == pytest.approx(mark.ground.centre, abs=0.02 * mark.size)


def test_what_is_covered_hides_what_comes_later_and_only_that() -> None:
    made, mark = plate()
    made.black(arc(0.2))
    made.cover(arc(0.5))
    made.black(arc(1.0))
    made.dots(np.array([[0.3, 0.0], [0.0, -0.35], [1.2, 0.0]]), 0.05)
    done = finished(made, mark)
    drawn = [shape for layer in done.layers if layer.name == "drawn" for shape in layer.shapes]
    ring = union(areas([o.points for o in drawn[0].outlines[:1]]))
    assert not ring.is_empty
    dots = [shape for layer in done.layers if layer.name == "dots" for shape in layer.shapes]
    assert sum(len(shape.outlines) for shape in dots) == 1


def test_what_has_not_swelled_in_is_not_there() -> None:
    made, mark = plate()
    made.line(spoke(0, 0, 1), "bold", 0.0)
    made.figure(arc(0.4), "mid", 0.01)
    made.wash(arc(0.3), ((0.0, "#ff0000"), (1.0, "#00ff00")), 0.0)
    assert finished(made, mark).empty


def test_a_style_without_fills_draws_blacks_as_outlines() -> None:
    for style, filled in (("natural", True), ("fine-line", False)):
        made, mark = plate(style=style)
        made.black(arc(1.0))
        layers = {each.name: each for each in finished(made, mark).layers}
        assert bool(layers["blacks"].shapes) == filled
        outer, hole = (area(o.points).area for o in layers["drawn"].shapes[0].outlines)
        assert 0 < abs(outer - hole) < 0.1 * max(outer, hole)


@pytest.mark.parametrize("gap", [0.03, 0.1])
def test_seeds_are_as_many_as_there_is_room_and_a_wider_disc_has_more_of_the_same(gap: float) -> None:
    small, large = seeds(1.0, gap, Chance(1)("s"), 0.0), seeds(1.5, gap, Chance(1)("s"), 0.0)
    assert len(small) == pytest.approx(np.pi / gap**2, rel=0.01)
    assert np.array_equal(large[: len(small)], small)
    assert np.hypot(*large.T).max() <= 1.5


@pytest.mark.parametrize("figure", [wedge(0.4, 0.2, 1.0, 0.1), petal(0.4, 0.2, 1.0, 0.1), tongue(0.4, 0.2, 1.0, 0.1)])
def test_rays_stand_between_foot_and_tip_at_their_angle(figure: np.ndarray) -> None:
    far = np.hypot(*figure.T)
    assert far.max() == pytest.approx(1.0, abs=0.02)
    assert far.min() == pytest.approx(0.2, abs=0.03)
    tip = figure[np.argmax(far)]
    assert np.arctan2(tip[1], tip[0]) == pytest.approx(0.4, abs=0.02)


@pytest.mark.parametrize("points", [4, 5, 7])
def test_a_star_has_its_points_and_one_is_up(points: int) -> None:
    made = star(points, 1.0, 0.4)
    far = np.hypot(*made.T)
    assert (far > 0.99).sum() == points == (far < 0.41).sum()
    assert made[0] == pytest.approx([0, -1])
    assert intersect(area(made), area(arc(0.4, n=200))).area == pytest.approx(np.pi * 0.16, rel=0.15)
