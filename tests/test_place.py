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
from markgen.regions import Girth

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


ARM = replace(
    regions.region("arm"),
    width=200.0,
    height=500.0,
    centre=(0.0, 250.0),
    period=200.0,
    landmarks=MappingProxyType({"wrist-crease": (50.0, 0.0)}),
    girths=MappingProxyType({"masculine": Girth(0.0, 500.0, (100.0, 300.0))}),
)
"""A limb that is thrice as thick at its upper end."""


def lengths(mark: float, v: float) -> float:
    """mm of ground to one of u at a height, for a mark so many mm wide."""
    where = place(said(region="arm"), ARM).worn(mark)
    x, _ = where.ground([[-1.0, v], [1.0, v]])
    return float(x[1] - x[0]) / 2


def test_a_mark_keeps_its_millimetres_until_it_runs_round() -> None:
    assert [lengths(20, v) for v in (0, 250, 500)] == pytest.approx([0.5, 1, 1.5])
    assert [lengths(200, v) for v in (0, 250, 500)] == pytest.approx([1, 1, 1])
    grown = [lengths(width, 0) for width in np.linspace(0, 200, 401)]
    assert np.diff(grown).min() >= 0
    assert np.diff(grown).max() < 0.005


@pytest.mark.parametrize(("mark", "far"), [(20.0, 100.0), (200.0, 200.0)])
def test_what_lies_left_of_a_mark_is_the_far_end_of_the_way_round(mark: float, far: float) -> None:
    where = place(said(region="arm"), ARM).worn(mark)
    left = 100.0 - mark / 2
    step = 1.0 if mark == 200 else 0.5
    x, _ = where.ground([[-mark / 2 / step - 1.0, 0.0]], left)
    assert x[0] == pytest.approx(left + far - step, abs=1e-3)


def test_millimetres_to_the_right_are_those_of_the_skin_there() -> None:
    assert spot(said(region="arm", at="wrist-crease + 10mm right"), ARM) == pytest.approx((70, 0))
    for at in ("wrist-crease + 15mm right + 500mm up", "wrist-crease + 500mm up + 15mm right"):
        assert spot(said(region="arm", at=at), ARM) == pytest.approx((60, 500))


@pytest.mark.parametrize("mark", [20.0, 110.0, 200.0])
def test_ground_and_chart_are_inverse_round_a_limb(mark: float) -> None:
    where = place(said(region="arm", at="wrist-crease + 10mm right + 90mm up"), ARM).worn(mark)
    points = grid((100, 300))
    assert np.stack(where.ground(where.chart_mm(points)), -1) == pytest.approx(points, abs=1e-3)
