"""What shines in the dark stays where it was put, and what is torn gapes, casts and closes as it should."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from markgen.color import Ramp
from markgen.composer import resolve
from markgen.draw import Chance, box, contains, cosmos, glint, halo, spiral, whip
from markgen.draw.areas import areas, enclosed, union
from markgen.draw.rips import SPLINTERS, Crack, Cut, rip, ripped
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


def torn(intensity: float = 0.9, seed: int = 3, **cut: object) -> Wound:
    said = parse({"motif": "galaxy", "intensity": intensity})
    feeling, chance = resolve(said, region("upper-arm")), Chance(seed)
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


def test_an_edge_breaks_in_runs_of_very_different_length_and_few_large_jags() -> None:
    edges = [(one, side) for seed in range(6) for one in torn(seed=seed).rips for side in (-1, 1)]

    def spread(many: list[np.ndarray]) -> float:
        return float(np.mean([each.max() / np.median(each) for each in many]))

    assert spread([np.diff(one.jags[side][0]) for one, side in edges]) > 4
    assert spread([np.abs(one.jags[side][1]) for one, side in edges]) > 3
    assert spread([np.hypot(*np.diff(one.edges[side], axis=0).T) for one, side in edges]) > 4


def test_the_cut_face_is_seen_all_round_and_broader_where_it_looks_to_the_light() -> None:
    wound = torn()
    face = union(areas([quad for quad, _ in wound.facets], whole=True))
    left, top, right, bottom = wound.hole.bounds
    middle = (left + right) / 2
    near, far = (
        face.intersection(box(*side)).area for side in ((left, top, middle, bottom), (middle, top, right, bottom))
    )
    assert 0 < face.area < 0.25 * wound.hole.area
    assert far > 1.1 * near > 0.05 * face.area
    assert {facing > 0 for _, facing in wound.facets} == {False, True}
    for edge in wound.edges:
        assert edge.thick.max() < 0.05 * wound.unit
        assert edge.thick[[0, -1]].max() < 1e-6
    assert wound.opening.area == pytest.approx(wound.hole.area - wound.hole.intersection(face).area, rel=1e-6)


def test_the_shade_beside_a_lifted_edge_lies_on_skin_away_from_the_light() -> None:
    wound = torn()
    for shape in wound.cast():
        assert shape is not None
        assert contains(wound.hole.buffer(-0.05), np.concatenate([o.points for o in shape.clip])).mean() < 0.01
    whole = union(areas([q for e in wound.edges for q in e.swept(-wound.lift(e))], whole=True))
    on_skin = whole.difference(wound.hole)
    assert on_skin.centroid.x > wound.hole.centroid.x + 3


def test_a_washed_wound_has_no_edge() -> None:
    firm = torn(torn=0.0)
    soft = replace(firm, washed=True)
    assert firm.edges
    assert firm.facets
    assert not soft.edges
    assert soft.opening.area > firm.opening.area
    assert firm.rim()[0].outlines
    assert soft.rim() == [None]
    assert torn().splinters
    assert not replace(torn(), washed=True).splinters


def test_splinters_stand_off_the_edge_over_the_skin() -> None:
    made = [one for seed in range(6) for one in torn(seed=seed).splinters]
    assert 6 <= len(made) <= 6 * SPLINTERS
    for seed in range(6):
        wound = torn(seed=seed)
        for one in wound.splinters:
            assert not contains(wound.hole, one.tip)[0]
            assert 0 < one.high < float(np.hypot(*(one.tip - one.root.mean(0))))
            for end in one.root:
                assert min(np.hypot(*(edge - end).T).min() for edge in wound.rips[0].edges.values()) < 4


def test_all_that_a_crossed_line_encloses_is_there() -> None:
    bow = np.array([(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)])
    assert enclosed(bow).area == pytest.approx(2)
    assert enclosed(bow[[0, 2, 1, 3]]).area == pytest.approx(4)


def test_a_stronger_feeling_tears_more_of_the_skin() -> None:
    weak, strong = torn(0.25), torn(0.9)
    assert sum(one.high for one in strong.splinters) > sum(one.high for one in weak.splinters)
    assert strong.thick > weak.thick


def test_cracks_run_out_of_the_hole_as_long_as_they_are_told() -> None:
    wound = torn(cracks=(Crack(1, 3, 1.2, 0.1), Crack(-1, 2, 3.1, 0.1)))
    own, splits = wound.rips[0].cracks[:2], wound.rips[0].cracks[2:]
    assert len(splits) == 4
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
    wound = torn(torn=0.0)
    rim = wound.rim()[0]
    assert rim is not None
    edge = np.concatenate([o.points for o in rim.outlines])
    assert contains(wound.hole.buffer(-0.5), edge).mean() < 0.02


def test_a_whip_ends_in_one_point() -> None:
    made = whip([(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)], np.array([1.0, 0.5, 0.0])).points
    assert len(made) == 5
    assert made[2].tolist() == [2.0, 0.0]
