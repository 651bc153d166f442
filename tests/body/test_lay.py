"""A mark lies where its chart says: round a limb, over the seam, once, on either side, in a picture of any size."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from markgen import place, regions
from markgen.body import ink, lay, picture
from markgen.body.template import Chart
from markgen.color import linear
from markgen.draw import circle, stroked
from markgen.profile import Scar, parse
from markgen.timing import Stopwatch
from markgen.values import layer

ARM = replace(
    regions.region("upper-arm"),
    width=200.0,
    height=500.0,
    centre=(0.0, 0.0),
    wraps=True,
    period=200.0,
    landmarks=MappingProxyType({"centre": (0.0, 0.0), "acromion": (20.0, 200.0), "elbow-crease": (-10.0, -150.0)}),
)


def unrolled(size: int = 256, tall: float = 600.0) -> Chart:
    """A limb all round, as if cut open: u from -100 to 100 over the picture's width."""
    axis = (np.arange(size) + 0.5) / size - 0.5
    u, v = np.meshgrid(axis * 200, -axis * tall)
    return Chart("arm", np.stack([u, v], -1).astype(np.float32), np.ones((size, size), bool), 200.0)


def shown(where: place.Placement, chart: Chart, box: lay.Box) -> np.ndarray:
    """The pixels that show a place inside the box."""
    lying = lay.find(where, chart, box, 200 / len(chart.uv))
    assert lying
    inside = (lying.column > 0) & (lying.column < lying.box[2] * lying.ppmm)
    inside &= (lying.row > 0) & (lying.row < lying.box[3] * lying.ppmm)
    out = np.zeros(chart.valid.shape, bool)
    out[lying.window] = inside
    return out


@pytest.mark.parametrize("at", ["centre", "centre + 95mm right", "centre - 140mm right"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_mark_may_lie_over_the_seam(at: str, side: str) -> None:
    where = place.place(parse({"motif": "heart", "at": at, "side": side}), ARM)
    seen = shown(where, unrolled(), (90.0, 235.0, 20.0, 30.0))
    assert seen.sum() == pytest.approx(20 * 30 * 256**2 / (200 * 600), rel=0.15)
    columns = np.nonzero(seen.any(0))[0]
    turn = np.exp(2j * np.pi * columns / 256).mean()
    assert np.angle(turn * np.exp(-2j * np.pi * (where.centre[0] / 200 + 0.5))) == pytest.approx(0, abs=0.1)


def test_a_turned_mark_is_there_once() -> None:
    where = place.place(parse({"motif": "heart", "rotation": 90}), ARM)
    rows = np.nonzero(shown(where, unrolled(), (90.0, 235.0, 20.0, 30.0)).any(1))[0]
    assert rows.max() - rows.min() < 12


def test_a_drawing_that_closes_round_a_limb_is_marked_so() -> None:
    upright, turned = (place.place(parse({"motif": "heart", "rotation": turn}), ARM) for turn in (0, 5))
    box = (0.0, 200.0, 200.0, 40.0)
    lyings = [lay.find(where, unrolled(), box, 0.8) for where in (upright, turned)]
    assert [lying.closed for lying in lyings if lying] == [True, False]


def test_a_small_mark_is_found_in_a_small_picture() -> None:
    for at in range(-90, 90, 7):
        where = place.place(parse({"motif": "heart", "at": f"centre + {at + 100}mm up - 100mm up"}), ARM)
        assert lay.find(where, unrolled(32, tall=200.0), (97.0, 247.0, 6.0, 6.0), 200 / 32)


def test_only_what_is_seen_is_drawn_and_it_looks_the_same() -> None:
    where = place.place(parse({"motif": "heart"}), ARM)
    chart, box = unrolled(), (40.0, 150.0, 120.0, 200.0)
    valid = np.zeros_like(chart.valid)
    valid[95:140, 80:150] = True
    near = Chart(chart.name, chart.uv, valid, chart.period)
    whole, part = (lay.find(where, each, box, 0.8) for each in (chart, near))
    assert whole
    assert part
    assert part.box[2] * part.box[3] < 0.6 * whole.box[2] * whole.box[3]
    rings = [stroked(circle((100, 250), radius), "#102030", 4.0, 0.7) for radius in range(8, 60, 8)]
    layers = (layer("rings", "line", rings),)
    drawn = []
    for lying in (whole, part):
        full = np.zeros((256, 256, 4), np.float32)
        full[lying.window] = lay.read(lying, layers, 0.2, "auto", Stopwatch())
        drawn.append(full)
    assert drawn[1][valid].max() > 0.5
    # An edge may fall on another fraction of a pixel, as resvg draws it; nothing may be elsewhere.
    off = np.abs(drawn[0] - drawn[1])[valid]
    assert off.mean() < 0.004
    assert off.max() < 0.2


@pytest.mark.parametrize("alpha", [1, 90, 255])
def test_light_is_linear_and_premultiplied(alpha: int) -> None:
    value = np.arange(alpha + 1, dtype=np.uint8)
    drawn = np.stack([value, value, value, np.full_like(value, alpha)], axis=-1)[None]
    light = lay.to_linear(drawn)[0]
    assert light[:, 3] == pytest.approx(alpha / 255)
    assert light[:, 0] == pytest.approx(linear(value / alpha) * alpha / 255, abs=1e-6)


def test_a_chart_keeps_its_breaks_at_any_size() -> None:
    uv = unrolled(64).uv.copy()
    uv[:, 40:, 0] -= 150
    for size in (24, 50, 100):
        u = picture._unmixed(uv, size, 16 * 200 / 64)[size // 2, :, 0]
        steps = np.diff(u)
        assert (steps < 0).sum() == 1
        assert steps[steps > 0].max() <= 200 / 64 + 200 / size


def test_the_named_scar_is_mirrored_with_the_body_and_a_path_is_not() -> None:
    named, drawn = Scar(name="shoulder-to-elbow"), Scar(path=((-5, 0), (10, 20)))
    left, right = (place.scar_path(named, ARM, mirrored) for mirrored in (False, True))
    assert left[:, 0] - 100 == pytest.approx(100 - right[:, 0], abs=1e-3)
    assert place.scar_path(drawn, ARM, True).tolist() == place.scar_path(drawn, ARM).tolist()


def test_ink_fades_without_a_jump() -> None:
    colors = [(1, 1, 1), (0.8, 0.6, 0), (0.7, 0, 0), (0.3, 0, 0.5), (0, 0.1, 0.4), (0, 0, 0)]
    pigment = np.array([[(*color, 1.0) for color in colors]], np.float32)
    kept = np.array([ink.fade(pigment, age)[0, :, 3] for age in (0, 0.99, 1.01, 2, 10, 30, 60)])
    assert np.abs(np.diff(kept[:3], axis=0)).max() < 0.005
    assert (np.diff(kept, axis=0) <= 0).all()
    assert (np.diff(kept[4]) > 0).all()


def test_what_lies_beside_a_break_of_the_chart_shows_nothing() -> None:
    across = np.arange(8, dtype=np.float32)
    uv = np.stack(np.meshgrid(across, across), axis=-1)
    there = np.ones((8, 8), bool)
    assert not picture._torn(uv, there, None, 3.0).any()
    broken = uv.copy()
    broken[:, 4:, 0] += 40
    expected = np.zeros((8, 8), bool)
    expected[:, 3:5] = True
    assert (picture._torn(broken, there, None, 3.0) == expected).all()
    assert not picture._torn(broken, there, 40.0, 3.0).any()
    there[:, 4:] = False
    assert not picture._torn(broken, there, None, 3.0).any()


def test_a_chart_goes_on_to_the_outline_of_the_body_but_not_over_other_skin() -> None:
    uv = np.repeat(np.arange(24, dtype=np.float32)[None, :, None], 24, axis=0) * np.ones(2, np.float32)
    alpha = np.ones((24, 24), np.float32)
    alpha[:, 14:] = 0
    valid = np.zeros((24, 24), bool)
    valid[:, 4:12] = True
    depth = np.zeros((24, 24), np.float32)
    depth[20:, 12:14] = 100
    carried, there = picture._hemmed_in(uv, valid, alpha, depth)
    assert there[:20, 12:14].all()
    assert not there[20:, 12:].any(), "the trunk's edge, behind the limb's"
    assert not there[:, :4].any()
    assert (carried[:20, 12:14] == 11).all()
