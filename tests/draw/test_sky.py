"""What shines in the dark stays where it was put, and what is torn gapes, casts and closes as it should."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.color import Ramp
from markgen.composer import resolve
from markgen.draw import Chance, area, contains, cosmos, glint, halo, spiral, whip
from markgen.draw.rips import Cut, rip
from markgen.draw.torn import Wound
from markgen.profile import parse
from markgen.regions import region
from markgen.values import Radial, Shape

AT = np.array([10.0, 20.0])
HUES = cosmos.Hues(Ramp(("#06585e", "#b4ffe8")), Ramp(("#0c2c8c", "#b0e8ff")), Ramp(("#46129a", "#ffb4f0")), "#ffdca6")
SKY = [cosmos.supernova, cosmos.grand, cosmos.barred, cosmos.pair, cosmos.ring, cosmos.comet, cosmos.planet]
SKY += [cosmos.hole, cosmos.giant, cosmos.dying, cosmos.cluster]


def points(shapes: list[Shape | None]) -> np.ndarray:
    return np.concatenate([o.points for s in shapes if s is not None for o in s.outlines])


def torn(intensity: float = 0.9, **cut: object) -> Wound:
    said = parse({"motif": "galaxy", "intensity": intensity})
    feeling, chance = resolve(said, region("upper-arm")), Chance(3)
    line = np.array([(50.0, 10.0), (55.0, 60.0), (50.0, 110.0)])
    one = rip(Cut(line, 0.1, **cut), 11.0, 100.0, feeling, chance, 0)  # type: ignore[arg-type]
    return Wound([one], 100.0, feeling, chance)


def test_a_glint_has_four_rays_of_its_reach() -> None:
    far = np.hypot(*(glint(AT, 5.0, 0.3).points - AT).T)
    assert far.max() == pytest.approx(5.0)
    assert (far > 3.5).sum() == 4


def test_a_halo_fades_to_nothing_at_its_radius() -> None:
    made = halo(AT, 3.0, "#ffffff", 0.8)
    assert made is not None
    assert isinstance(made.fill, Radial)
    assert made.fill.radius == 3.0
    assert made.fill.stops[0].opacity == 0.8
    assert made.fill.stops[-1].opacity == 0
    assert halo(AT, 3.0, "#ffffff", 0.0) is None


def test_a_spiral_is_as_flat_as_its_tilt() -> None:
    made = points(spiral(AT, 8.0, 0.0, 0.4, ["#112233"] * 4, Chance(1)("s"), stars=0)) - AT
    assert np.abs(made[:, 0]).max() < 11
    assert np.abs(made[:, 1]).max() < 0.6 * np.abs(made[:, 0]).max()


@pytest.mark.parametrize("happen", SKY, ids=lambda f: f.__name__)
def test_what_happens_in_a_sky_is_repeated_exactly_and_stays_near(happen: object) -> None:
    a, b = (points(happen(AT, 6.0, HUES, Chance(5)("sky"), 1.0)) for _ in range(2))  # type: ignore[operator]
    assert np.array_equal(a, b)
    assert np.hypot(*(a - AT).T).max() < 4 * 6.0


def test_a_figure_draws_no_line_to_a_star_that_is_not_out() -> None:
    nodes = np.array([(0.0, 0.0), (10.0, 0.0), (20.0, 0.0)])
    made = points(cosmos.figure(nodes, np.array([1.0, 1.0, 0.0]), 0.1, 0, HUES))
    assert made[:, 0].max() < 12


def test_a_rip_is_widest_at_its_peak_and_closed_at_its_ends() -> None:
    (one,) = torn().rips
    assert one.gape.max() == pytest.approx(1, abs=0.01)
    assert one.u[int(np.argmax(one.gape))] == pytest.approx(one.cut.peak, abs=0.02)
    assert np.hypot(*(one.edges[1][[0, -1]] - one.edges[-1][[0, -1]]).T).max() < 1e-6


def test_what_is_seen_lies_in_the_hole_and_not_under_skin() -> None:
    wound = torn(lips=3, strands=1)
    assert wound.lips
    assert wound.strands
    assert 0 < wound.opening.area < wound.hole.area
    assert wound.opening.intersection(wound.skin).area < 0.02 * wound.opening.area


def test_lips_roll_back_over_the_skin_beside_the_hole() -> None:
    wound = torn(lips=3)
    for lip in wound.lips:
        whole = area(lip.strip(0, 1).points)
        assert whole.intersection(wound.hole).area < 0.25 * whole.area


def test_a_stronger_feeling_opens_more_of_the_skin() -> None:
    weak, strong = torn(0.3, lips=2), torn(0.9, lips=2)
    assert sum(lip.broad.max() for lip in strong.lips) > sum(lip.broad.max() for lip in weak.lips)


def test_outlines_lie_on_the_skin_and_not_in_the_hole() -> None:
    wound = torn()
    rim = wound.lines()[0]
    assert rim is not None
    drawn = area(rim.outlines[0].points)
    assert drawn.area > 0
    edge = np.concatenate([o.points for o in rim.outlines])
    assert contains(wound.hole.buffer(-0.3), edge).mean() < 0.01


def test_a_lip_rolls_back_onto_itself_beside_its_hinge() -> None:
    wound = torn(lips=3)
    assert len(wound.lips) == 3
    for lip in wound.lips:
        rim = np.hypot(*(lip.at(1.0) - lip.fold).T)
        assert np.all(rim <= lip.broad + 1e-9)
        assert rim.max() > 0.3 * lip.broad.max()
        # It is long along its hinge rather than broad, and runs out to nothing.
        assert lip.broad.max() < 0.6 * np.hypot(*(lip.fold[-1] - lip.fold[0]))
        assert lip.broad[-1] < 1e-6


@pytest.mark.parametrize("hang", [0.3, -0.6])
def test_an_only_lip_hangs_where_it_is_told(hang: float) -> None:
    wound = torn(lips=1, hang=hang)
    (one,), (lip,) = wound.rips, wound.lips
    side = 1 if hang > 0 else -1
    away = (lip.edge - lip.fold)[:10].sum(0)
    assert float(away @ one.normal[50]) * side > 0
    near = int(np.argmin(np.hypot(*(one.edges[side] - lip.fold[len(lip.fold) // 2]).T)))
    assert one.u[near] == pytest.approx(abs(hang), abs=0.12)


def test_a_fibre_is_as_thin_as_a_hair_between_its_roots() -> None:
    wound = torn(strands=4)
    for line, wide in wound.strands:
        assert wide[len(wide) // 2] < 0.004 * wound.unit
        assert wide[0] > 2 * wide[len(wide) // 2]
        assert len(line) == len(wide)


def test_a_whip_ends_in_one_point() -> None:
    made = whip([(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)], np.array([1.0, 0.5, 0.0])).points
    assert len(made) == 5
    assert made[2].tolist() == [2.0, 0.0]
