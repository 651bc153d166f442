"""A place said in words is a place in millimetres, and the other side mirrors the body, never the mark."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from markgen import regions
from markgen.errors import ProfileError
from markgen.place import place, spot
from markgen.profile import parse

WRIST = replace(
    regions.region("wrist"),
    width=56.0,
    height=60.0,
    centre=(3.0, -1.0),
    wraps=False,
    period=None,
    landmarks=MappingProxyType({"wrist-crease": (2.0, -20.0), "a1": (0.0, 0.0)}),
)


def said(**more: Any) -> Any:
    return parse({"motif": "heart", "region": "wrist", **more})


@pytest.mark.parametrize(
    ("at", "uv"),
    [
        (None, (3, -1)),
        ("wrist-crease", (2, -20)),
        ("wrist-crease + 20mm proximal", (2, 0)),
        ("wrist-crease+20mm up", (2, 0)),
        ("wrist-crease - 20mm distal", (2, 0)),
        ("wrist-crease + 1.5cm right + 5 mm down", (17, -25)),
        ("  wrist-crease  +  2mm   left", (0, -20)),
        ({"landmark": "wrist-crease", "right": 4, "up": -3}, (6, -23)),
        ("wrist-crease + 20mm proximal ", (2, 0)),
        ("Wrist-Crease + .5CM Up", (2, -15)),
    ],
)
def test_words_become_millimetres(at: Any, uv: tuple[float, float]) -> None:
    assert spot(said(at=at), WRIST) == pytest.approx(uv)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("wrist-creese", "did you mean 'wrist-crease'?"),
        ({"landmark": "wrist-creese"}, "did you mean 'wrist-crease'?"),
        ("wrist-crease + 20mm proximl", "did you mean 'proximal'?"),
        ("wrist-crease 20mm proximal", "write it like"),
        ("wrist-crease + 20 proximal", "write it like"),
        ("wrist-crease + mm up", "write it like"),
        ("+ 20mm up", "it starts with a landmark"),
        ("", "it starts with a landmark"),
        ("💗", "it starts with a landmark"),
        (f"wrist-crease + {'9' * 350}mm up", "off the body"),
    ],
)
def test_what_cannot_be_read_is_told(at: Any, told: str) -> None:
    with pytest.raises(ProfileError) as caught:
        spot(said(at=at), WRIST)
    assert str(caught.value).startswith("at: ")
    assert told in str(caught.value)


def grid(centre: tuple[float, float]) -> np.ndarray:
    u, v = np.meshgrid(np.linspace(-5, 5, 11) + centre[0], np.linspace(5, -5, 11) + centre[1])
    return np.stack([u, v], -1).astype(np.float32)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("at", [None, "wrist-crease + 5mm right"])
def test_the_mark_reads_the_same_way_on_either_side(side: str, at: str | None) -> None:
    where = place(said(side=side, at=at), WRIST)
    x, y = where.ground(grid(where.centre))
    assert where.mirrored == (side == "right")
    # Rightwards on the skin is rightwards on the mark, and up is up: never mirrored.
    assert (np.diff(x, axis=1) > 0).all()
    assert (np.diff(y, axis=0) > 0).all()
    assert (x[5, 5], y[5, 5]) == pytest.approx((28, 30))


def test_the_other_side_is_the_mirror_place() -> None:
    left, right = (place(said(side=s, at="wrist-crease"), WRIST) for s in ("left", "right"))
    assert right.centre == (-left.centre[0], left.centre[1])


def test_a_quarter_turn_is_anticlockwise() -> None:
    where = place(said(rotation=90), WRIST)
    x, y = where.ground(grid(where.centre))
    # What was rightwards on the mark now points up the skin.
    assert (np.diff(x, axis=0) < 0).all()
    assert (np.diff(y, axis=1) > 0).all()


def test_millimetres_are_kept_under_any_turn() -> None:
    x, y = place(said(rotation=33), WRIST).ground(grid((0, 0)))
    assert np.hypot(np.diff(x, axis=1), np.diff(y, axis=1)) == pytest.approx(np.ones((11, 10)), abs=1e-5)


@pytest.mark.parametrize("turn", [0, 33, -120])
def test_the_ground_and_the_chart_are_each_others_inverse(turn: float) -> None:
    where = place(said(rotation=turn), WRIST)
    points = grid((20, 20))
    back = np.stack(where.ground(where.chart_mm(points)), -1)
    assert back == pytest.approx(points, abs=1e-3)
