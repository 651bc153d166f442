"""A template's file keeps what it was given, within stated error."""

from __future__ import annotations

from dataclasses import fields, replace
from io import BytesIO
from zipfile import ZipFile

import numpy as np
import pytest

from markgen.body import template as template_file
from markgen.body.template import Chart, Template, decode, encode, recharted, refine, widest
from markgen.errors import TemplateError

N = 128


def _template() -> Template:
    y, x = np.mgrid[0:N, 0:N].astype(np.float32)
    body = np.hypot(x - 60, y - 70) < 45
    wave = np.sin(x / 9) * np.cos(y / 7)
    uv = np.stack([x * 0.3 + np.sin(y / 30), -y * 0.3 + 2 * np.cos(x / 40)], -1).astype(np.float32)
    plane = np.where(body, 0.5 + 0.3 * wave, 0.5).astype(np.float32)
    normal = np.stack([0.3 * wave, 0.2 * wave, np.ones_like(wave)], -1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return Template(
        build="masculine",
        view="wrist",
        size=N,
        mm_per_px=0.3,
        charts={"wrist": Chart("wrist", uv, body, None), "sleeve": Chart("sleeve", uv * 2, body, 250.0)},
        diffuse=np.stack([plane, plane * 0.9, plane * 0.8], -1),
        specular=plane * 0.4,
        alpha=body.astype(np.float32),
        normal=normal.astype(np.float32),
        melanin=wave.astype(np.float32),
        haemoglobin=-wave.astype(np.float32),
        pore=wave.astype(np.float32) * 0.5,
        vein=plane,
        mole=plane * 0,
        areola=plane * 0.5,
        hair=plane * 0.2,
        cloth=(x > 90).astype(np.float32),
        depth=(x - y).astype(np.float32),
    )


def test_charts_survive_to_a_sixth_of_a_pixel() -> None:
    template = _template()
    again = decode(encode(template))
    for name, chart in template.charts.items():
        back = again.charts[name]
        assert back.period == chart.period
        assert (back.valid == chart.valid).all()
        assert np.abs(back.uv - chart.uv)[chart.valid].max() < 0.3 / 6


def test_charts_are_put_into_a_file_without_coding_its_pictures_again() -> None:
    template = _template()
    data = encode(template)
    moved = replace(template.charts["sleeve"], uv=template.charts["sleeve"].uv + 5, period=260.0)
    changed = recharted(data, {"sleeve": moved})
    again = decode(changed)
    assert list(again.charts) == ["sleeve"]
    assert again.charts["sleeve"].period == 260
    assert np.abs(again.charts["sleeve"].uv - moved.uv)[moved.valid].max() < 0.3 / 6
    before, after = (ZipFile(BytesIO(each)) for each in (data, changed))
    kept = {name for name in before.namelist() if not name.startswith(("chart.", "valid.", "header"))}
    assert kept <= set(after.namelist())
    assert all(before.read(name) == after.read(name) for name in kept)
    assert recharted(data, template.charts) == data


def test_only_the_charts_that_are_asked_for_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _template()
    small = replace(whole.charts["wrist"], valid=whole.charts["wrist"].valid & (np.arange(N) < 60))
    charts = decode(encode(replace(whole, charts={**whole.charts, "wrist": small}))).charts
    unpacked = []
    unpack = template_file._unpack
    monkeypatch.setattr(template_file, "_unpack", lambda data, frame: unpacked.append(data) or unpack(data, frame))
    assert widest(charts) == "sleeve"
    assert not unpacked
    assert charts["sleeve"] is charts["sleeve"]
    assert len(unpacked) == 1


def test_light_and_skin_survive() -> None:
    template = _template()
    again = decode(encode(template))
    body = template.alpha > 0
    assert (np.abs(again.alpha - template.alpha) < 0.5 / 255 + 1e-6).all()
    for name, error in {
        "diffuse": 0.03,
        "specular": 0.02,
        "normal": 0.04,
        "melanin": 0.05,
        "vein": 0.05,
        "depth": 1.0,
    }.items():
        before, after = getattr(template, name), getattr(again, name)
        assert after.shape == before.shape
        assert after.dtype == np.float32
        assert np.sqrt(((after - before)[body] ** 2).mean()) < error, name


def test_what_covers_the_skin_survives_and_costs_nothing_where_there_is_none() -> None:
    template = _template()
    again = decode(encode(template))
    for name in ("hair", "cloth"):
        assert np.abs(getattr(again, name) - getattr(template, name)).max() <= 0.5 / 255 + 1e-6
    bare = replace(template, hair=template.hair * 0, cloth=template.cloth * 0, depth=template.depth * 0)
    assert len(encode(bare)) < len(encode(template)) - 1000
    assert not any(getattr(decode(encode(bare)), name).any() for name in ("hair", "cloth", "depth"))


def test_two_skins_are_never_mixed_at_a_silhouette() -> None:
    coarse = np.zeros((32, 32, 2), np.float32)
    coarse[:, 16:] = 300
    fine = refine(coarse, 64, jump=5)
    assert set(np.unique(fine)) == {0, 300}


def test_a_linear_chart_is_refined_exactly() -> None:
    y, x = np.mgrid[0:64, 0:64].astype(np.float32)
    uv = np.stack([x, 2 * y], -1)
    assert np.abs(refine(uv[::2, ::2], 64, jump=9) - uv).max() < 1e-4


@pytest.mark.parametrize("cut", [0, 10, 400])
def test_a_torn_file_says_so(cut: int) -> None:
    with pytest.raises(TemplateError):
        decode(encode(_template())[:cut])


def test_a_later_format_is_refused() -> None:
    data = encode(_template()).replace(b'"format": 2', b'"format": 9')
    with pytest.raises(TemplateError):
        decode(data)


def test_same_template_same_bytes() -> None:
    assert encode(_template()) == encode(_template())
    assert {f.name for f in fields(Template)} >= {"charts", "diffuse", "specular", "alpha", "normal"}
