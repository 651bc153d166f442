"""Two rasterisers draw one picture, and where libcairo is missing the other steps in and says so once."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from support import FORMS, HIDDEN_CAIRO, block, python

import markgen
from markgen import raster, svg
from markgen.draw import box, circle, filled, linear, minus, polyline, radial, stroked
from markgen.errors import RasterError
from markgen.values import Layer, Outline

BOTH = ("cairosvg", "resvg")


def needs_cairo() -> None:
    try:
        raster.choose("cairosvg")
    except RasterError:
        pytest.skip("this machine has no libcairo: the other half of the matrix")


def everything() -> tuple[Layer, ...]:
    """One of everything that a mark may be made of."""
    fade = radial((30, 12), 10, (0, "#ffe080"), (0.5, "#c04020", 0.7), (1, "#401020", 0.0))
    sweep = linear((0, 0), (60, 0), (0, "#2040c0"), (1, "#f0f0f0"))
    shapes = [
        filled(box(0, 20, 60, 26), sweep),
        filled(circle((12, 10), 8), "#c03040"),
        filled(circle((18, 10), 8), "#3040c0", 0.5),
        filled(circle((30, 12), 10), fade),
        filled(minus(box(42, 2, 58, 18), box(46, 6, 54, 14)), "#208040"),
        stroked(polyline([(2, 30), (20, 38), (38, 30), (58, 38)], closed=False), "#101010", 1.5),
        stroked(circle((30, 34), 4), "#101010", 0.4, 0.6),
        filled(box(40, 28, 60, 40), "#a06010", clip=circle((50, 34), 5)),
    ]
    return (Layer("all", "colour", tuple(s for s in shapes if s)),)


def board() -> str:
    """The same as SVG."""
    return svg.document(everything(), (0, 0, 60, 40))


def together(text: str, width: int, height: int) -> float:
    """Mean difference of the two rasterisers, of 255."""
    a, b = (raster.pixels(text, width, height, which).astype(float) for which in BOTH)  # type: ignore[arg-type]
    assert a.shape == b.shape == (height, width, 4)
    return float(np.abs(a - b).mean())


def test_both_draw_the_same_board() -> None:
    needs_cairo()
    assert together(board(), 600, 400) < 1.0


@pytest.mark.parametrize("form", FORMS)
def test_both_draw_the_same_mark(form: str) -> None:
    needs_cairo()
    made = markgen.compose({"motif": form, "intensity": 0.6})
    *_, width, height = made.box()
    assert together(made.svg(), round(300 * width / max(width, height)), round(300 * height / max(width, height))) < 2.5


@pytest.mark.parametrize("form", ["everything", *FORMS])
def test_layers_are_painted_as_their_svg_is_drawn(form: str) -> None:
    needs_cairo()
    drawn, box = everything(), (0.0, 0.0, 60.0, 40.0)
    if form != "everything":
        made = markgen.compose({"motif": form, "intensity": 0.8})
        drawn, box = made.layers, made.box()
    size = [max(round(500 * v / max(box[2:])), 1) for v in box[2:]]
    straight, by_text = (raster.layers(drawn, box, *size, which).astype(int) for which in ("auto", "cairosvg"))  # type: ignore[arg-type]
    apart = np.abs(straight - by_text)
    # The text keeps hundredths of a millimetre, which moves an edge by a small part of a pixel.
    assert apart.mean() < 0.5
    assert (apart > 32).mean() < 1e-3


def test_a_path_is_laid_out_as_cairo_reads_it() -> None:
    needs_cairo()
    cairo, painter = import_module("cairocffi"), import_module("markgen.painter")
    p = np.array([(0, 0), (3, 1), (2, 5), (7, 4), (9, 9), (1, 8), (4, 6)], float)
    shapes = [(p[:3], True, False), (p, False, True), (p[:2], False, False), (p, True, True)]
    groups = [(), (Outline(p[:1]),), tuple(Outline(*each) for each in shapes)]
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 4, 4))
    painter._Paths(groups).append(2, context)
    told = [(kind, np.reshape(points, (-1, 2)).tolist()) for kind, points in context.copy_path()]
    move, line = (0, [[0, 0]]), (1, [[3, 1]])
    curve = [move, (2, p[1:4].tolist()), (2, p[4:7].tolist())]
    shut = [(3, []), move]  # after closing, cairo itself moves back to the start
    assert told == [move, line, (1, [[2, 5]]), *shut[:1], *curve, move, line, *curve, *shut]


@pytest.mark.parametrize("which", BOTH)
def test_pixels_are_premultiplied_rgba(which: str) -> None:
    if which == "cairosvg":
        needs_cairo()
    half = filled(box(0, 0, 10, 10), "#ff8000", 0.5)
    assert half
    drawn = raster.pixels(svg.document((Layer("a", "colour", (half,)),), (0, 0, 20, 10)), 40, 20, which)  # type: ignore[arg-type]
    assert drawn[10, 10] == pytest.approx([128, 64, 0, 128], abs=2)
    assert drawn[10, 30].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("which", BOTH)
@pytest.mark.parametrize("size", [(101, 50), (50, 50)])
def test_the_picture_fills_its_pixels_edge_to_edge(which: str, size: tuple[int, int]) -> None:
    if which == "cairosvg":
        needs_cairo()
    text = svg.document((Layer("a", "line", (block(0, 0, 20.1, 10.1),)),), (0, 0, 20, 10))
    assert raster.pixels(text, *size, which)[..., 3].min() > 250  # type: ignore[arg-type]


@pytest.mark.parametrize(("width", "height"), [(0, 5), (5, -1), (raster.LARGEST + 1, 5)])
def test_a_size_that_cannot_be_drawn_is_refused(width: int, height: int) -> None:
    with pytest.raises(RasterError, match="cannot be drawn"):
        raster.pixels(board(), width, height, "resvg")


def test_an_svg_that_cannot_be_drawn_is_told() -> None:
    with pytest.raises(RasterError, match="could not draw"):
        raster.pixels("<?xml?>\n<svg ", 5, 5, "resvg")


@pytest.fixture
def no_cairo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def forget() -> None:
        raster.choose.cache_clear()
        raster._cairo_missing.cache_clear()

    for name in [n for n in sys.modules if n.split(".")[0] in ("cairosvg", "cairocffi")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cairocffi", None)
    forget()
    yield
    monkeypatch.undo()
    forget()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        raster.choose()


@pytest.mark.usefixtures("no_cairo")
def test_without_libcairo_resvg_draws_and_says_so_once() -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        for _ in range(3):
            assert raster.pixels(board(), 60, 40).shape == (40, 60, 4)
            assert raster.layers(everything(), (0, 0, 60, 40), 60, 40).shape == (40, 60, 4)
    assert [w.category for w in told] == [raster.RasteriserWarning]
    assert "resvg instead" in str(told[0].message)


@pytest.mark.usefixtures("no_cairo")
def test_without_libcairo_cairosvg_cannot_be_asked_for() -> None:
    with pytest.raises(RasterError, match="--rasteriser resvg"):
        raster.pixels(board(), 60, 40, "cairosvg")


@pytest.fixture
def hidden(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "sitecustomize.py").write_text(HIDDEN_CAIRO)
    return {"PYTHONPATH": str(tmp_path / "hidden")}


def test_a_render_without_libcairo_works_and_notes_it(tmp_path: Path, hidden: dict[str, str]) -> None:
    args = ("-m", "markgen", "render", "--motif", FORMS[0], "--intensity", "0.2", "--size", "128", "-o", "a.png")
    done = python(*args, cwd=tmp_path, env=hidden)
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode().count("no libcairo") == 1
    assert (tmp_path / "a.png").stat().st_size > 1000


def test_a_batch_without_libcairo_notes_it_once(tmp_path: Path, hidden: dict[str, str]) -> None:
    entry = f'{{"motif": "{FORMS[0]}", "intensity": 0.1}}'
    (tmp_path / "a.json").write_text(f"[{entry}, {entry}]")
    done = python("-m", "markgen", "batch", "a.json", "--size", "64", "--jobs", "2", cwd=tmp_path, env=hidden)
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode().count("no libcairo") == 1
