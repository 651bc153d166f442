"""Charms hang from their thread, by rings that go through each other, and upright."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.composer import resolve
from markgen.draw import Chance, turned
from markgen.motifs._pearl.kinds import KINDS, named
from markgen.motifs._pearl.strand import Strand, eye, strand
from markgen.profile import parse
from markgen.regions import region

SEEDS = range(1, 9)


def strung(seed: int) -> Strand:
    said = parse({"motif": "pearl", "tone": "admiration", "intensity": 0.9, "region": "chest", "seed": seed})
    chance = Chance(seed)
    return strand(named(chance("kinds")), resolve(said, region(said.region, said.build)), chance)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_ring_goes_through_the_one_above_and_the_first_holds_the_thread(seed: int) -> None:
    made = strung(seed)
    for mark in made.marks:
        # The thread is only as fine as its steps.
        assert np.hypot(*(made.thread - mark.rings[0]).T).min() < mark.loops[0] + 0.7
        apart = np.hypot(*np.diff(mark.rings, axis=0).T)
        assert (apart < mark.loops[1:] + mark.loops[:-1]).all()
        assert (np.diff(mark.rings[:, 1]) > 0).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mark_hangs_by_its_eye_and_below_it(seed: int) -> None:
    for mark in strung(seed).marks:
        hole = mark.place + mark.radius * turned(eye(mark.name), mark.turn)
        assert np.hypot(*(hole - mark.rings[-1])) < 1.01 * mark.loops[-1]
        assert mark.place[1] > hole[1]


def test_every_kind_has_its_eye_on_top() -> None:
    for name in KINDS:
        assert eye(name)[1] < 0
