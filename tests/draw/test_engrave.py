"""An engraver's strokes stay in their place, and give more ink where it is darker."""

from __future__ import annotations

import numpy as np
import pytest

from markgen import raster, regions, svg
from markgen.composer import lay_out, resolve
from markgen.draw import Chance, Plate, arc, area, ball, blade, contains, grow, relief, rim, spoke, swelling
from markgen.draw.engrave import LAMP, grains
from markgen.profile import parse
from markgen.values import Layer

PROFILE = parse({"motif": "sun", "tone": "admiration", "intensity": 0.8})
PLACE = regions.region(PROFILE.region)
GROUND = lay_out(PROFILE, PLACE)
LINE, U = spoke(0.7, 0.2, 1.0, 24), np.linspace(0, 1, 24)
HALF = 0.12 * (1 - U)


def plate() -> Plate:
    """A plate in a steady hand, that bends nothing."""
    return Plate(GROUND, resolve(PROFILE, PLACE), Chance(3)("hand"), "#14110f")


def framed() -> Plate:
    """A plate with a dot in two corners: whatever else is drawn, it is fitted to its ground by the same scale."""
    made = plate()
    for corner in (-1.19, 1.19):
        made.black(arc(0.01) + corner)
    return made


def ray(shade: float = 1.0, core: float = 0.34, seed: int = 1) -> list[Layer]:
    made = framed()
    blade(made, LINE, HALF, Chance(seed)("ray"), shade=shade, core=core)
    return made.layers()


def ink(made: Plate) -> np.ndarray:
    """How dark it is on the plate from -1.2 to 1.2, 0 to 1, row by row."""
    size, layers = made.feeling.size, made.layers()
    left, top = np.min([o.points.min(0) for layer in layers for shape in layer.shapes for o in shape.outlines], axis=0)
    return raster.pixels(svg.document(layers, (float(left), float(top), size, size)), 480, 480)[..., 3] / 255


def spots(layers: list[Layer]) -> np.ndarray:
    """Where the dots are, mm."""
    dots = [shape for layer in layers if layer.name == "dots" for shape in layer.shapes]
    return np.array([outline.points[0] for shape in dots for outline in shape.outlines])


def coordinates(layers: list[Layer]) -> np.ndarray:
    return np.concatenate([o.points for layer in layers for shape in layer.shapes for o in shape.outlines])


@pytest.mark.parametrize("wide", [0.05, 0.12])
@pytest.mark.parametrize("angle", [0.0, 0.7, 2.5, -1.2])
def test_a_blade_stays_in_its_outline_but_for_half_a_line(angle: float, wide: float) -> None:
    line, half, made = spoke(angle, 0.2, 1.0, 24), wide * (1 - U), framed()
    blade(made, line, half, Chance(1)("ray"))
    side = np.array([-np.sin(angle), np.cos(angle)]) * half[:, None]
    body = grow(area(np.concatenate([line + side, (line - side)[::-1]])), 0.6 * made.weight("bold"))
    p = (coordinates(made.layers()) - GROUND.centre) / made.feeling.size * 2.4
    drawn = p[np.abs(p).max(1) < 1.1]
    assert len(drawn) > 40
    assert contains(body, drawn).all()


@pytest.mark.parametrize(
    ("less", "more"), [((0.0, 0.34), (0.5, 0.34)), ((0.5, 0.34), (1.0, 0.34)), ((1, 0.34), (1, 0.6))]
)
def test_the_further_a_blade_is_shaded_the_more_ink_it_has(
    less: tuple[float, float], more: tuple[float, float]
) -> None:
    inks = []
    for shade, core in (less, more):
        made = framed()
        blade(made, LINE, HALF, Chance(1)("ray"), shade=shade, core=core)
        inks.append(ink(made).sum())
    assert 1.02 * inks[0] < inks[1]


def test_the_same_chance_gives_the_same_blade_and_another_another() -> None:
    assert np.array_equal(coordinates(ray()), coordinates(ray()))
    assert not np.array_equal(coordinates(ray()), coordinates(ray(seed=2)))


def test_nothing_drawn_later_shows_in_a_blade() -> None:
    made = plate()
    blade(made, LINE, HALF, Chance(1)("ray"), shade=0.0)
    before = len(coordinates(made.layers()))
    made.black(arc(0.02) + LINE[8])
    made.dots(LINE[6:10], 0.01)
    assert len(coordinates(made.layers())) == before


@pytest.mark.parametrize("many", [1, 3])
def test_strokes_swell_as_told_and_need_not_be_of_one_length(many: int) -> None:
    made, bare = framed(), framed()
    paths = [np.column_stack([np.linspace(-1, 0.2 * k, 3 + k), np.full(3 + k, 0.5 * k)]) for k in range(many)]
    swelling(made, paths, "bold", [1.0, 0.5])
    expected = 0.75 * made.weight("bold") * sum(1 + 0.2 * k for k in range(many))
    assert (ink(made) - ink(bare)).sum() * (2.4 / 480) ** 2 == pytest.approx(expected, rel=0.05)


def test_a_point_has_no_stroke() -> None:
    made = plate()
    swelling(made, [np.zeros((1, 2)), np.zeros((3, 2)), np.empty((0, 2))], "bold", [1.0, 1.0])
    assert made.layers() == []


def test_a_rim_is_heavy_away_from_the_light_and_lost_where_it_faces_it() -> None:
    made = framed()
    rim(made, arc(1.0), "bold", 0.25)
    seen = ink(made)[20:460, 20:460]
    assert seen[:220, :220].sum() < 0.5 * seen[220:, 220:].sum()
    towards = np.round(220 + 200 * LAMP).astype(int)
    assert seen[towards[1] - 8 : towards[1] + 8, towards[0] - 8 : towards[0] + 8].max() == 0


def test_a_round_is_darker_away_from_the_light_and_the_more_the_further_it_has_come() -> None:
    seen = []
    for shade in (0.5, 1.0):
        made = framed()
        relief(made, 0.95, ball, Chance(1)("ball"), shade)
        seen.append(ink(made)[20:460, 20:460])
    assert seen[0].sum() < 0.7 * seen[1].sum()
    assert seen[1][:220, :220].sum() < 0.3 * seen[1][220:, 220:].sum()


@pytest.mark.parametrize(("less", "more"), [(0.1, 0.4), (0.4, 0.9)])
def test_grains_are_more_where_it_is_darker_and_stay_near_their_area(less: float, more: float) -> None:
    found = []
    for tone in (less, more):
        made = plate()
        made.cover(arc(0.3))
        grains(made, area(arc(0.9)), lambda p, tone=tone: np.full(len(p), tone), Chance(1)("grains"), 0.02)  # type: ignore[misc]
        found.append(spots(made.layers()))
    assert len(found[0]) < len(found[1])
    p = found[1]
    far = np.hypot(*(p - (p.min(0) + p.max(0)) / 2).T)
    # A disc, and nothing in what is covered.
    assert far.max() < 1.1 * np.ptp(p, axis=0).max() / 2
    assert far.min() > 0.2 * far.max()
