"""Colours go there and back, and mix without surprises."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from markgen.color import from_oklab, from_oklch, gamma, hexed, linear, mix, oklab, oklch, ramp, rgb

GRID = [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in itertools.product((0, 1, 51, 102, 153, 204, 254, 255), repeat=3)]
COLORS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_every_colour_of_the_grid_comes_back_from_oklab() -> None:
    assert [from_oklab(oklab(c)) for c in GRID] == GRID


def test_every_colour_of_the_grid_comes_back_from_oklch() -> None:
    assert [from_oklch(*oklch(c)) for c in GRID] == GRID


@given(COLORS)
def test_hex_comes_back(color: str) -> None:
    assert hexed(rgb(color)) == color


def test_light_comes_back() -> None:
    x = np.linspace(0, 1, 1001)
    assert np.abs(gamma(linear(x)) - x).max() < 1e-6


@pytest.mark.parametrize(
    ("color", "lab"),
    [  # B. Ottosson's published values for the sRGB primaries, to three decimals.
        ("#ffffff", (1.0, 0.0, 0.0)),
        ("#ff0000", (0.628, 0.225, 0.126)),
        ("#00ff00", (0.866, -0.234, 0.179)),
        ("#0000ff", (0.452, -0.032, -0.312)),
    ],
)
def test_oklab_is_as_published(color: str, lab: tuple[float, float, float]) -> None:
    assert oklab(color) == pytest.approx(lab, abs=0.001)


@given(COLORS, COLORS)
def test_a_mix_begins_and_ends_where_it_should(a: str, b: str) -> None:
    assert (mix(a, b, 0), mix(a, b, 1)) == (a, b)


@given(st.floats(0.2, 1), st.floats(0, 0.5), st.floats(-720, 720))
def test_a_colour_outside_the_screen_keeps_its_lightness(lightness: float, chroma: float, hue: float) -> None:
    assert oklch(from_oklch(lightness, chroma, hue))[0] == pytest.approx(lightness, abs=0.03)


@given(st.lists(COLORS, min_size=1, max_size=6), st.floats(allow_nan=False))
def test_a_ramp_answers_everywhere(colors: list[str], at: float) -> None:
    made = ramp(colors)
    assert (made(0), made(1)) == (colors[0], colors[-1])
    assert len(made(at)) == 7
