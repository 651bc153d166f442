"""What shines in the dark stays where it was put, and what is torn gapes, casts and closes as it should."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from markgen.color import Ramp
from markgen.composer import resolve
from markgen.draw import Chance, box, contains, cosmos, glint, halo, spiral, whip
from markgen.draw.areas import enclosed
from markgen.draw.lips import washes
from markgen.draw.rips import Crack, Cut, rip, ripped
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


LEFT = [(50.0, 10.0), (42.0, 40.0), (41.0, 70.0), (50.0, 110.0)]
RIGHT = [(50.0, 10.0), (60.0, 35.0), (62.0, 75.0), (50.0, 110.0)]


def torn(intensity: float = 0.9, **cut: object) -> Wound:
    said = parse({"motif": "galaxy", "intensity": intensity})
    feeling, chance = resolve(said, region("upper-arm")), Chance(3)
    one = rip(Cut(LEFT, RIGHT, **cut), 100.0, feeling, chance, 0)  # type: ignore[arg-type]
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


def test_a_rip_keeps_to_its_knots_and_is_closed_at_its_ends() -> None:
    (one,) = torn().rips
    for side, knots in ((-1, LEFT), (1, RIGHT)):
        for knot in np.array(knots)[[0, -1]]:
            assert np.hypot(*(one.edges[side] - knot).T).min() < 1e-6
        for knot in np.array(knots):
            assert np.hypot(*(one.edges[side] - knot).T).min() < 2.5
    assert one.gape[0] == pytest.approx(0, abs=1e-6)
    assert 0.3 < one.peak < 0.8


def test_what_rolls_back_folds_in_a_calmer_line_than_it_is_torn_along() -> None:
    def roughness(line: np.ndarray) -> float:
        return float(np.median(np.abs(np.diff(line, n=2, axis=0)).sum(1)))

    assert not torn(rolled=0.0).lips
    lips = torn().lips
    assert lips
    for lip in lips:
        middle = slice(len(lip.fold) // 4, -len(lip.fold) // 4)
        assert roughness(lip.edge[middle]) > 1.2 * roughness(lip.fold[middle])


def test_what_is_seen_lies_in_the_hole_and_not_under_skin() -> None:
    wound = torn(strands=(0.5, 0.3))
    assert len(wound.strands) == 2
    assert 0 < wound.opening.area < wound.hole.area
    assert wound.opening.intersection(wound.skin).area < 0.02 * wound.opening.area


def test_the_wall_is_about_as_thick_all_round() -> None:
    wound = torn(rolled=0.0)
    wall = wound.ledge
    left, top, right, bottom = wound.hole.bounds
    middle = (left + right) / 2
    shares = [
        wall.intersection(box(*side)).area for side in ((left, top, middle, bottom), (middle, top, right, bottom))
    ]
    assert 0 < wall.area < 0.5 * wound.hole.area
    assert shares[0] < shares[1] < 1.5 * shares[0]


def test_a_washed_wound_has_neither_wall_nor_rim_nor_lips() -> None:
    firm = torn(rolled=0.0)
    soft = replace(firm, washed=True)
    assert firm.ledge.area > 5
    assert soft.ledge.is_empty
    assert firm.rims
    assert not soft.rims
    assert soft.opening.area > firm.opening.area
    assert firm.rim()[0].outlines
    assert soft.rim() == [None]
    assert torn().lips
    assert not replace(torn(), washed=True).lips


def test_lips_roll_back_over_the_skin_beside_the_hole() -> None:
    wound = torn()
    assert {lip.side for lip in wound.lips} == {-1, 1}
    for lip in wound.lips:
        assert lip.area.intersection(wound.hole).area < 0.35 * lip.area.area
        high = lip.mesh[1]
        assert high.min() >= 0
        assert high.max() <= 2 * lip.round.max()


def test_a_lip_runs_out_where_the_rip_does() -> None:
    lips = torn().lips
    assert lips
    for lip in lips:
        far = np.minimum(lip.fold[:, 1] - 10, 110 - lip.fold[:, 1])
        assert lip.round[far < 5].max(initial=0.0) < 0.4 * lip.round.max()


def test_some_lips_are_torn_across_and_the_next_lies_over_them() -> None:
    wound = torn()
    rolls = wound.rips[0].rolls
    assert 0 < sum(roll.torn != 0 for roll in rolls) < len(rolls)
    for roll in rolls:
        assert not (roll.torn and (roll.split < 0.1 or roll.split > 0.9))
    hidden = [float((~bare).mean()) for bare in wound.bare]
    assert 0 < max(hidden) < 0.3
    assert hidden[-1] == 0


def test_all_that_a_crossed_line_encloses_is_there() -> None:
    bow = np.array([(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)])
    assert enclosed(bow).area == pytest.approx(2)
    assert enclosed(bow[[0, 2, 1, 3]]).area == pytest.approx(4)


def test_a_lip_is_bare_at_its_crown_and_dark_where_it_turns_to_the_hole_and_the_skin() -> None:
    for lip in torn().lips:
        dark = lip.mesh[2]
        assert dark.max() > 0.5
        assert dark.min() < 0.1
        assert dark[len(dark) // 2].mean() < 0.5 * min(dark[0].mean(), dark[-2].mean())
    # Over its roll, that of the left edge turns from a light on the left, and that of the right edge towards it.
    left, right = (np.mean([lip.mesh[2][2].mean() for lip in torn().lips if lip.side == side]) for side in (-1, 1))
    assert left > right + 0.2


def test_shades_of_lips_lie_on_them() -> None:
    wound = torn()
    whole = wound.bent.buffer(0.4)
    dark, light = washes(wound.lips, wound.bare, (0.4, -0.06))
    for made in (dark, light):
        assert made
        assert contains(whole, np.concatenate([o.points for o in made])).mean() > 0.99


def test_a_shadow_falls_away_from_the_light_and_into_the_hole() -> None:
    wound = torn()
    grid, shade = wound.lamp
    dark = {-1: [], 1: []}
    for lip in wound.lips:
        most = [int(lip.round.argmax())]
        dark[lip.side].append(float(grid.at(lip.edge[most] + lip.out[most], shade.skin)[0]))
    assert np.mean(dark[1]) > np.mean(dark[-1]) + 0.3
    # The side of the hole towards the light is in the shadow of its rim, the other is not.
    for v, dark in ((-0.8, True), (0.8, False)):
        assert (grid.at(wound.rips[0].place(0.35, v), shade.sunk)[0] > 0.3) == dark


def test_a_stronger_feeling_tears_more_of_the_skin() -> None:
    weak, strong = torn(0.3), torn(0.9)
    assert sum(lip.area.area for lip in strong.lips) > sum(lip.area.area for lip in weak.lips)


def test_cracks_run_out_of_the_hole_as_long_as_they_are_told() -> None:
    wound = torn(cracks=(Crack(1, 3, 1.2, 0.1), Crack(-1, 2, 3.1, 0.1)))
    own, splits = wound.rips[0].cracks[:2], wound.rips[0].cracks[2:]
    assert len(splits) == sum(roll.torn != 0 for roll in wound.rips[0].rolls)
    for line, knot in zip(own, ((50.0, 110.0), (41.0, 70.0)), strict=True):
        assert np.hypot(*(line[0] - knot)) < 5
        assert contains(wound.hole.buffer(0.3), line).tolist()[0]
        assert not contains(wound.hole.buffer(0.3), line).tolist()[-1]
        assert np.hypot(*np.diff(line, axis=0).T).sum() == pytest.approx(10, rel=0.2)


def test_stitches_cross_the_hole_from_skin_to_skin() -> None:
    wound = torn(sewn=(0.4, 0.6))
    threads = wound.rips[0].stitches
    assert len(threads) == 2
    for thread, shown in threads:
        assert shown == 1
        assert contains(wound.hole, thread).tolist()[0] is False
        assert contains(wound.hole, thread).any()
        assert contains(wound.hole, thread).tolist()[-1] is False


def test_a_cut_along_a_path_is_widest_past_its_middle_and_runs_of_uneven_length() -> None:
    path = np.column_stack([50 + 5 * np.sin(np.linspace(0, 3, 60)), np.linspace(0, 200, 60)])
    down, wide = np.linspace(20, 180, 40), np.zeros(40)
    for seed in range(12):
        made = ripped(path, 20.0, Chance(seed))
        runs = np.hypot(*np.diff(made.edge(1), axis=0).T)
        assert runs.max() > 1.5 * runs.min()
        assert np.abs(made.edge(1)[[0, -1]] - path[[0, -1]]).max() < 1.5
        left, right = (np.interp(down, made.edge(s)[:, 1], made.edge(s)[:, 0]) for s in (-1, 1))
        assert (right < left).all() or (right > left).all()
        wide += np.abs(right - left)
    assert 100 < down[int(wide.argmax())] < 160


def test_outlines_lie_on_the_skin_and_not_in_the_hole() -> None:
    wound = torn(rolled=0.0)
    rim = wound.rim()[0]
    assert rim is not None
    edge = np.concatenate([o.points for o in rim.outlines])
    assert contains(wound.hole.buffer(-0.5), edge).mean() < 0.02


def test_a_fibre_is_as_thin_as_a_hair_between_its_roots() -> None:
    strip, *fibres = torn(strands=(0.5, 0.3, 0.33)).strands
    assert len(fibres) == 2
    for line, wide in fibres:
        assert wide[len(wide) // 2] < 0.004 * 100
        assert wide[len(wide) // 2] < 0.6 * strip[1].min()
        assert wide[0] > 2 * wide[len(wide) // 2]
        assert len(line) == len(wide)


def test_a_whip_ends_in_one_point() -> None:
    made = whip([(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)], np.array([1.0, 0.5, 0.0])).points
    assert len(made) == 5
    assert made[2].tolist() == [2.0, 0.0]
