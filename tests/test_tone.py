"""Every tone stands somewhere, and looks like it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from markgen.color import oklch
from markgen.errors import InputError
from markgen.tone import Tone, mood, named, tones

TONES = tones()
AXES = ("valence", "arousal", "dominance")
MUST = (
    *("joy", "admiration", "devotion", "tenderness", "desire", "wonder"),
    *("hope", "longing", "grief", "despair", "anger", "calm"),
)
COLORS = ("#e04030", "#30a050", "#3050c0", "#e0c040", "#808080")


def by_name(tone: Tone) -> str:
    return tone.name


@pytest.mark.parametrize("name", MUST)
def test_the_tones_that_were_asked_for_are_there(name: str) -> None:
    assert named(name).name == name


@pytest.mark.parametrize("tone", TONES, ids=by_name)
def test_a_tone_resolves(tone: Tone) -> None:
    made = mood(tone)
    assert tone.gloss
    assert tone.word
    assert len(made.palette) == 5
    assert 0 <= made.pull <= 1
    assert 0 <= made.chroma <= 1.5
    assert 0.7 <= made.hand.weight <= 1.3
    assert all(0 <= x <= 1 for x in (made.hand.wobble, made.hand.corners, made.light.glow, made.light.shadow))


def test_a_tone_is_on_its_axes() -> None:
    assert [t.name for t in TONES if not all(-1 <= getattr(t, axis) <= 1 for axis in AXES)] == []


@pytest.mark.parametrize("tone", TONES, ids=by_name)
def test_a_palette_runs_from_deep_to_bright(tone: Tone) -> None:
    lightness = [oklch(c)[0] for c in mood(tone).palette]
    assert lightness == sorted(lightness)


@pytest.mark.parametrize(
    ("dark", "bright"),
    [("grief", "joy"), ("despair", "hope"), ("anger", "calm"), ("fear", "trust"), ("melancholy", "playfulness")],
)
def test_valence_orders_tones(dark: str, bright: str) -> None:
    assert named(dark).valence < named(bright).valence


@pytest.mark.parametrize(("calm", "stirred"), [("calm", "desire"), ("tenderness", "anger"), ("awe", "fear")])
def test_arousal_orders_tones(calm: str, stirred: str) -> None:
    assert named(calm).arousal < named(stirred).arousal


def test_names_are_unique_and_no_two_tones_look_the_same() -> None:
    assert len({t.name for t in TONES}) == len(TONES)
    looks = {t.name: (mood(t).palette, tuple(mood(t).tint(c) for c in COLORS), mood(t).hand) for t in TONES}
    assert [(a, b) for a, b in combinations(looks, 2) if looks[a] == looks[b]] == []


@pytest.mark.parametrize("tone", TONES, ids=by_name)
def test_three_numbers_at_a_named_tone_resemble_it(tone: Tone) -> None:
    near = mood(Tone("", tone.valence, tone.arousal, tone.dominance))
    real = mood(tone)
    assert near.chroma == real.chroma
    assert near.hand == real.hand
    # The lean is blended from three neighbours; on the whole the colour may stray by less than a third of the wheel.
    shift = [
        np.hypot(*np.subtract(oklch(a)[:2], oklch(b)[:2])) for a, b in zip(near.palette, real.palette, strict=True)
    ]
    assert max(shift) < 0.12


@given(*[st.floats(-1, 1)] * 3)
def test_any_three_numbers_are_a_mood(valence: float, arousal: float, dominance: float) -> None:
    made = mood(Tone("", valence, arousal, dominance))
    assert all(len(made.tint(c)) == 7 for c in COLORS)


@pytest.mark.parametrize("tone", TONES, ids=by_name)
def test_black_stays_dark_and_white_light(tone: Tone) -> None:
    made = mood(tone)
    assert oklch(made.tint("#0a0a0a"))[0] < 0.25
    assert oklch(made.tint("#fcfcfc"))[0] > 0.9


def test_a_wrong_tone_meets_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'despair'"):
        named("dispair")
