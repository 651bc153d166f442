"""What shines in the dark stays where it was put, and what is torn gapes, casts and closes as it should."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from markgen.color import Ramp
from markgen.composer import resolve
from markgen.draw import Chance, box, contains, cosmos, glint, halo, spiral, whip
from markgen.draw.areas import enclosed
from markgen.draw.lips import LIGHT
from markgen.draw.rips import Crack, Cut, Flap, rip, ripped
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
FLAPS = Flap(-1, 1, 0.2, born=0.1), Flap(1, 1, 0.18, -0.4, born=0.2), Flap(1, 0, 0.12, born=0.3)


def torn(intensity: float = 0.9, flaps: tuple[Flap, ...] = FLAPS, **cut: object) -> Wound:
    said = parse({"motif": "galaxy", "intensity": intensity})
    feeling, chance = resolve(said, region("upper-arm")), Chance(3)
    one = rip(Cut(LEFT, RIGHT, flaps, **cut), 100.0, feeling, chance, 0)  # type: ignore[arg-type]
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


def test_a_torn_run_is_ragged_and_a_fold_is_not() -> None:
    def roughness(wound: Wound) -> float:
        edge = wound.rips[0].edges[-1]
        run = edge[(edge[:, 1] > 42) & (edge[:, 1] < 68)]
        return float(np.abs(np.diff(run, n=2, axis=0)).sum())

    assert roughness(torn(flaps=())) > 2 * roughness(torn(flaps=FLAPS[:1]))


def test_what_is_seen_lies_in_the_hole_and_not_under_skin() -> None:
    wound = torn(strands=(0.5, 0.3))
    assert len(wound.lips) == 2
    assert len(wound.strands) == 2
    assert 0 < wound.opening.area < wound.hole.area
    assert wound.opening.intersection(wound.skin).area < 0.02 * wound.opening.area


def test_the_wall_is_about_as_thick_all_round() -> None:
    wound = torn(flaps=())
    wall = wound.wall_of(1.0)
    left, top, right, bottom = wound.hole.bounds
    middle = (left + right) / 2
    shares = [
        wall.intersection(box(*side)).area for side in ((left, top, middle, bottom), (middle, top, right, bottom))
    ]
    assert 0 < wall.area < 0.5 * wound.hole.area
    assert shares[0] < shares[1] < 1.5 * shares[0]


def test_a_washed_wound_has_neither_wall_nor_rim_nor_fibres() -> None:
    firm = torn(flaps=())
    soft = replace(firm, washed=True)
    assert firm.wall_of(1.0).area > 5
    assert soft.wall_of(1.0).is_empty
    assert firm.rims
    assert not soft.rims
    assert soft.opening.area > firm.opening.area
    assert firm.rim()[0].outlines
    assert soft.rim() == [None]
    assert soft.fibres() == []


def test_lips_roll_back_over_the_skin_beside_the_hole() -> None:
    for lip in torn().lips:
        assert lip.area.intersection(torn().hole).area < 0.2 * lip.area.area
        high = lip.mesh[1]
        assert high.min() >= 0
        assert high.max() < 0.6 * lip.reach.max()


def test_a_peel_is_a_broad_band_that_rolls_back_over_itself_and_the_rest_is_a_bead() -> None:
    bare, peeled = (torn(flaps=flaps).lips[0] for flaps in ((), (Flap(-1, 1, 0.2, 0.8, born=0.1),)))
    top = int(peeled.reach.argmax())
    assert peeled.reach[top] > 5 * bare.reach.max()
    assert (peeled.reach > 0.5 * peeled.reach[top]).sum() > 0.6 * (peeled.peel > 0).sum()
    seen = (peeled.rim[top] - peeled.fold[top]) @ peeled.out[top]
    assert seen < 0.8 * peeled.reach[top]
    assert (peeled.edge[top] - peeled.fold[top]) @ peeled.out[top] < seen
    assert np.allclose(bare.reach[peeled.peel == 0], peeled.reach[peeled.peel == 0])


def test_all_that_a_crossed_line_encloses_is_there() -> None:
    bow = np.array([(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)])
    assert enclosed(bow).area == pytest.approx(2)
    assert enclosed(bow[[0, 2, 1, 3]]).area == pytest.approx(4)


def test_a_peel_leans_the_way_that_it_was_torn() -> None:
    left, right = (torn(flaps=(Flap(-1, 1, 0.2, lean, born=0.1),)).lips[0] for lean in (-0.6, 0.6))
    for lip, way in ((left, -1), (right, 1)):
        top = int(lip.reach.argmax())
        assert way * (lip.edge[top] - lip.fold[top]) @ lip.way[top] > 0.3 * lip.reach[top]


def test_a_lip_is_dark_where_it_turns_from_the_light_and_light_somewhere() -> None:
    for lip in torn().lips:
        dark = lip.mesh[2]
        assert dark.max() > 0.5
        assert dark.min() < 0.1
    # Over its roll, that of the left edge turns from a light on the left, and that of the right edge towards it.
    left, right = (float(lip.mesh[2][1][lip.peel > 0.9].mean()) for lip in torn().lips)
    assert left > right + 0.2


def test_a_shadow_falls_away_from_the_light_and_into_the_hole() -> None:
    wound = torn()
    grid, shade = wound.lamp
    lip = wound.lips[0]
    behind, before = (lip.rim[[int(lip.reach.argmax())]] + way * LIGHT * 3 for way in (-1, 1))
    assert grid.at(behind, shade.skin)[0] > grid.at(before, shade.skin)[0] + 0.3
    # The side of the hole towards the light is in the shadow of its rim, the other is not.
    for v, dark in ((-0.8, True), (0.8, False)):
        assert (grid.at(wound.rips[0].place(0.35, v), shade.sunk)[0] > 0.3) == dark


def test_a_tip_that_curls_in_lies_on_its_peel() -> None:
    lip = torn(flaps=(Flap(-1, 1, 0.2, 0.0, born=0.1),)).lips[0]
    top = int(lip.reach.argmax())
    assert (lip.rim[top] - lip.fold[top]) @ lip.out[top] > (lip.edge[top] - lip.fold[top]) @ lip.out[top]
    assert (lip.rim[top] - lip.fold[top]) @ lip.out[top] < lip.reach[top]


def test_a_stronger_feeling_tears_more_of_the_skin() -> None:
    weak, strong = torn(0.3), torn(0.9)
    assert sum(lip.area.area for lip in strong.lips) > sum(lip.area.area for lip in weak.lips)


def test_cracks_run_out_of_the_hole_as_long_as_they_are_told() -> None:
    wound = torn(cracks=(Crack(1, 3, 1.2, 0.1), Crack(-1, 2, 3.1, 0.1)))
    for line, knot in zip(wound.rips[0].cracks, ((50.0, 110.0), (41.0, 70.0)), strict=True):
        assert np.hypot(*(line[0] - knot)) < 5
        assert contains(wound.hole.buffer(0.3), line).tolist()[0]
        assert not contains(wound.hole.buffer(0.3), line).tolist()[-1]
        assert np.hypot(*np.diff(line, axis=0).T).sum() == pytest.approx(10, rel=0.2)


def test_a_narrow_peel_takes_its_part_of_the_run() -> None:
    lip = torn(flaps=(Flap(-1, 1, 0.1, born=0.1, broad=0.4, at=0.3),)).lips[0]
    along = lip.fold[lip.peel > 0, 1]
    assert 42 < along.mean() < 60
    assert np.ptp(along) < 0.5 * 30


def test_stitches_cross_the_hole_from_skin_to_skin() -> None:
    wound = torn(flaps=(), sewn=(0.4, 0.6))
    threads = wound.rips[0].stitches
    assert len(threads) == 2
    for thread, shown in threads:
        assert shown == 1
        assert contains(wound.hole, thread).tolist()[0] is False
        assert contains(wound.hole, thread).any()
        assert contains(wound.hole, thread).tolist()[-1] is False


def test_a_cut_along_a_path_peels_on_both_sides_and_runs_of_uneven_length() -> None:
    path = np.column_stack([50 + 5 * np.sin(np.linspace(0, 3, 60)), np.linspace(0, 200, 60)])
    made = ripped(path, 20.0, 1.5, 4, 30.0, 100.0, Chance(5), 0)
    assert all(f.reach <= 0.3 for f in made.flaps)
    assert {f.side for f in made.flaps} == {-1, 1}
    runs = np.hypot(*np.diff(made.edge(1), axis=0).T)
    assert runs.max() > 1.5 * runs.min()
    assert np.abs(made.edge(1)[[0, -1]] - path[[0, -1]]).max() < 1.5


def test_outlines_lie_on_the_skin_and_not_in_the_hole() -> None:
    wound = torn(flaps=())
    rim = wound.rim()[0]
    assert rim is not None
    edge = np.concatenate([o.points for o in rim.outlines])
    assert contains(wound.hole.buffer(-0.5), edge).mean() < 0.02


def test_a_fibre_is_as_thin_as_a_hair_between_its_roots() -> None:
    strip, *fibres = torn(strands=(0.5, 0.3, 0.33)).strands
    for line, wide in fibres:
        assert wide[len(wide) // 2] < 0.004 * 100
        assert wide[len(wide) // 2] < 0.6 * strip[1].min()
        assert wide[0] > 2 * wide[len(wide) // 2]
        assert len(line) == len(wide)


def test_a_whip_ends_in_one_point() -> None:
    made = whip([(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)], np.array([1.0, 0.5, 0.0])).points
    assert len(made) == 5
    assert made[2].tolist() == [2.0, 0.0]
