"""An album gives each feeling a design that suits it, and every seed one of them."""

from __future__ import annotations

import numpy as np
import pytest

from markgen import regions
from markgen.composer import resolve
from markgen.draw import Album, Page, paces
from markgen.profile import parse
from markgen.values import Feeling


def feeling(tone: str) -> Feeling:
    said = parse({"motif": "sun", "tone": tone, "intensity": 0.8})
    return resolve(said, regions.region(said.region))


def glad(page: Page) -> None: ...
def other(page: Page) -> None: ...
def ruled(page: Page) -> None: ...
def far(page: Page) -> None: ...
def sad(page: Page) -> None: ...
def angry(page: Page) -> None: ...


ALBUM = Album[Page](glad=(glad, other), ruled=(ruled,), far=(far,), sad=(sad,), angry=(angry,))


@pytest.mark.parametrize(
    ("tone", "fitting"),
    [("devotion", glad), ("grief", sad), ("anger", angry), ("longing", far), ("admiration", ruled)],
)
def test_a_feeling_finds_what_suits_it(tone: str, fitting: object) -> None:
    assert ALBUM.design(feeling(tone), 2) is fitting


def test_each_seed_takes_the_next_design() -> None:
    assert [ALBUM.design(feeling("devotion"), seed) for seed in (0, 1, 2)] == [glad, other, glad]


def test_paces_go_once_round_in_unequal_steps() -> None:
    angles = paces(np.random.default_rng(3), 9, 0.7)
    steps = np.diff(angles, prepend=0.0)
    assert angles[-1] == pytest.approx(2 * np.pi)
    assert (steps > 0).all()
    assert steps.max() / steps.min() <= 1.3 / 0.7
    assert len(set(steps.round(9))) == 9
