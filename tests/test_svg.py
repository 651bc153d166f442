"""An SVG says the same thing in every program, and says it the same way each time."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import FORMS, block, mark

import markgen
from markgen import svg
from markgen.draw import circle, filled, linear, radial, stroked
from markgen.values import Layer, Outline, Shape

SVG = "{http://www.w3.org/2000/svg}"
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}"
XLINK = "{http://www.w3.org/1999/xlink}"

PORTABLE = {
    "svg": {"baseProfile", "version", "width", "height", "viewBox"},
    "title": set(),
    "desc": set(),
    "defs": set(),
    "g": {"id", "class", f"{INKSCAPE}groupmode", f"{INKSCAPE}label"},
    "path": {
        *("d", "fill", "fill-opacity", "clip-path"),
        *("stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-opacity"),
    },
    "clipPath": {"id"},
    "linearGradient": {"id", "gradientUnits", "x1", "y1", "x2", "y2"},
    "radialGradient": {"id", "gradientUnits", "cx", "cy", "r"},
    "stop": {"offset", "stop-color", "stop-opacity"},
}
"""Elements and attributes that every renderer draws alike."""

PAINT = re.compile(r"#[0-9a-f]{6}|none|url\(#paint-\d+\)")
NUMBERS = re.compile(r"[MLCZ0-9 ,.\-]*")


def square(at: float = 0.0) -> Outline:
    return Outline(np.array([(at, at), (at + 5, at), (at + 5, at + 5), (at, at + 5)], float))


RICH = (
    Layer(
        "deep & dark",
        "shade",
        tuple(
            s
            for s in (
                filled(circle((5, 5), 4), linear((0, 0), (9, 9), (0, "#ffffff"), (1, "#102030", 0.5))),
                filled(circle((6, 6), 4), radial((5, 5), 4, (0, "#ffffff"), (1, "#102030"))),
                filled(circle((7, 7), 4), "#405060", 0.5, clip=square()),
                stroked(circle((8, 8), 4), "#405060", 0.25, 0.5, clip=square()),
                stroked(circle((8, 8), 4), radial((5, 5), 4, (0, "#ffffff"), (1, "#102030")), 0.25),
            )
            if s
        ),
    ),
    Layer("lines", "line", (block(1, 1, 3, 3),)),
)


def portable(text: str) -> None:
    """Fails when a file uses what some renderer does not know."""
    for element in ET.fromstring(text).iter():
        name = element.tag.removeprefix(SVG)
        assert set(element.attrib) <= PORTABLE[name], name
        for key, value in element.attrib.items():
            if key in ("fill", "stroke", "stop-color"):
                assert PAINT.fullmatch(value), value
            if key == "d":
                assert NUMBERS.fullmatch(value)
                assert value.startswith("M")


def test_only_the_portable_subset_is_written() -> None:
    portable(svg.document(RICH, (0, 0, 10, 10), "a", "b"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tone", ["devotion", "despair"])
def test_motifs_write_only_the_portable_subset(form: str, tone: str) -> None:
    portable(markgen.compose({"motif": form, "tone": tone, "intensity": 0.6}).svg())


def test_equal_layers_give_equal_text() -> None:
    assert svg.document(RICH, (0, 0, 10, 10), "a") == svg.document(RICH, (0, 0, 10, 10), "a")


def test_the_size_is_true() -> None:
    root = ET.fromstring(svg.document(RICH, (-1.5, 2, 30.25, 40)))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("30.25mm", "40mm", "-1.5 2 30.25 40")


def test_layers_are_layers_in_drawing_programs() -> None:
    groups = list(ET.fromstring(svg.document(RICH, (0, 0, 10, 10))).iter(f"{SVG}g"))
    assert [g.get(f"{INKSCAPE}groupmode") for g in groups] == ["layer", "layer"]
    assert [g.get(f"{INKSCAPE}label") for g in groups] == ["deep & dark", "lines"]
    assert [(g.get("id"), g.get("class")) for g in groups] == [("layer-1-shade", "shade"), ("layer-2-line", "line")]


def test_title_and_description_are_carried() -> None:
    root = ET.fromstring(svg.document((), (0, 0, 1, 1), 'a <"name"> & more', "why\n\n{}"))
    assert root.findtext(f"{SVG}title") == 'a <"name"> & more'
    assert root.findtext(f"{SVG}desc") == "why\n\n{}"


@given(st.text())
def test_any_words_are_well_formed(words: str) -> None:
    ET.fromstring(svg.document((), (0, 0, 1, 1), words, words).encode("utf-8"))


def test_a_mark_carries_its_reading_and_profile() -> None:
    made = markgen.compose({"motif": FORMS[0], "intensity": 0.1, "giver": "Anna"})
    text = ET.fromstring(made.svg()).findtext(f"{SVG}desc") or ""
    assert made.reading in text
    assert '"giver": "Anna"' in text


def test_a_gradient_and_a_clip_are_written_once() -> None:
    paint = linear((0, 0), (1, 1), (0, "#000000"), (1, "#ffffff"))
    shapes = [filled(square(i), paint, clip=square()) for i in range(5)]
    text = svg.document((Layer("a", "colour", tuple(s for s in shapes if s)),), (0, 0, 1, 1))
    assert text.count("<linearGradient") == 1
    assert text.count("<clipPath") == 1
    assert text.count("url(#paint-1)") == 5
    assert text.count("url(#clip-1)") == 5


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.375, "0.38"), (-0.375, "-0.37"), (2.0, "2"), (-0.001, "0"), (0.125, "0.13"), (1 / 3, "0.33")],
)
def test_numbers_are_rounded_half_up(value: float, written: str) -> None:
    shape = Shape((Outline(np.array([(value, 0), (9, 9)], float), closed=False),))
    data = re.search(r' d="M([^,]+),', svg.document((Layer("a", "line", (shape,)),), (0, 0, 1, 1)))
    assert data
    assert data[1] == written


@given(st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)), min_size=2, max_size=8))
def test_coordinates_are_kept_to_a_hundredth(points: list[tuple[float, float]]) -> None:
    shape = Shape((Outline(np.array(points, float)),))
    text = svg.document((Layer("a", "line", (shape,)),), (0, 0, 1, 1))
    data = re.search(r' d="([^"]+)"', text)
    assert data
    back = np.array([[float(v) for v in pair.split(",")] for pair in re.findall(r"[-\d.]+,[-\d.]+", data[1])])
    assert np.abs(back - points).max() < 0.0051


def test_bare_skin_is_a_picture_too() -> None:
    portable(mark(()).svg())
