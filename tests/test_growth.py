"""A feeling grows: from nothing, always, without a jump."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from markgen import growth, regions
from markgen.style import named
from markgen.tone import mood, tones
from markgen.values import Feeling

UNIT = st.floats(0, 1)
LARGEST = st.floats(8, 1200)


@given(LARGEST)
def test_nothing_at_nothing_and_all_at_all(largest: float) -> None:
    assert growth.size(0, largest) == 0
    assert growth.size(1, largest) == pytest.approx(largest)


@pytest.mark.parametrize("region", regions.regions(), ids=lambda r: r.name)
def test_sizes_span_a_pearl_to_the_whole_region(region: regions.Region) -> None:
    assert 8 <= growth.size(growth.APPEARS, region.reach) < 9
    assert growth.size(1, region.reach) == pytest.approx(region.reach)


@given(UNIT, UNIT, LARGEST)
def test_more_feeling_is_never_smaller(a: float, b: float, largest: float) -> None:
    low, high = sorted((a, b))
    assert growth.size(low, largest) <= growth.size(high, largest)


def test_it_strictly_grows() -> None:
    sizes = [growth.size(t, 130) for t in np.linspace(0, 1, 501)]
    assert (np.diff(sizes) > 0).all()


@given(UNIT, st.floats(0, 0.99), st.floats(0.02, 1))
def test_a_birth_runs_from_0_to_1(intensity: float, born: float, span: float) -> None:
    share = growth.birth(intensity, born, span)
    assert 0 <= share <= 1
    assert share == 0 or intensity > born
    assert growth.birth(1.0, born, span) == 1


@given(st.floats(0, 0.99), st.floats(0.05, 1), st.floats(0, 0.95))
def test_a_birth_has_no_jump(intensity: float, span: float, born: float) -> None:
    step = growth.birth(intensity + 0.001, born, span) - growth.birth(intensity, born, span)
    assert 0 <= step <= 0.0016 / min(span, 1 - born)


@given(st.lists(st.floats(0, 0.99), min_size=1, max_size=9), UNIT)
def test_many_births_are_as_one_by_one(born: list[float], intensity: float) -> None:
    felt = Feeling(intensity, 10.0, 100.0, mood(tones()[0]), named(None), "x")
    assert felt.births(np.array(born)) == pytest.approx([felt.birth(b) for b in born])


@pytest.mark.parametrize("tone", tones(), ids=lambda t: t.name)
def test_a_line_thins_with_its_mark_and_is_never_lost(tone) -> None:  # type: ignore[no-untyped-def]
    for small, large in ((1.0, 8.0), (8.0, 30.0), (30.0, 130.0), (130.0, 600.0)):
        thin, thick = (Feeling(0.5, s, 130.0, mood(tone), named(None), "x") for s in (small, large))
        for tier in ("bold", "mid", "fine"):
            assert 0.1 <= thin.line(tier) <= thick.line(tier)
        assert thick.line("fine") < thick.line("mid") < thick.line("bold")
