"""The catalogue lists what is there, and one broken motif takes no other down."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import markgen
from markgen import catalogue
from markgen.errors import InputError, MotifError, Notice

DOT = '''"""A dot."""
import numpy as np
from markgen.draw import circle, filled
from markgen.values import layer
FORMS = {"big-dot": "A bigger dot."}
def draw(ground, feeling, chance):
    r = feeling.size / 2 * (1.0 if feeling.form == "big-dot" else 0.5)
    return [layer("dot", "line", [filled(circle(ground.centre, r), "#101010")])]
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dot.py").write_text(DOT)
    (tmp_path / "_private.py").write_text("1 / 0")
    (tmp_path / "_dot").mkdir()
    (tmp_path / "_dot" / "part.py").write_text('"""No motif."""')
    return tmp_path


@pytest.mark.parametrize("name", ["needle", "sun", "flame", "heart", "galaxy"])
def test_the_five_motifs_are_there(name: str) -> None:
    assert callable(catalogue.load(catalogue.motif(name)))


def test_every_line_is_a_sentence() -> None:
    assert [m.name for m in catalogue.catalogue().values() if not m.title.endswith(".")] == []


def test_a_folder_adds_motifs_and_forms(folder: Path) -> None:
    known = catalogue.catalogue([folder])
    assert {"dot", "big-dot"} <= set(known)
    assert {"-private", "-dot", "part"}.isdisjoint(known)
    said = {"intensity": 0.5, "region": "wrist"}
    dot, big = (markgen.compose({"motif": m, **said}, [folder]).bounds() for m in ("dot", "big-dot"))
    assert big[2] - big[0] == pytest.approx(2 * (dot[2] - dot[0]), abs=0.1)


@pytest.mark.parametrize(
    "text",
    [
        '"""A."""\ndef draw(g, f, c): ...\nFORMS = {"b": "B."}',
        '"""A.\n\ndef is a word too.\n"""\nFORMS = {"b": "B."}\ndef draw(g, f, c): ...',
        '"""A."""\nFORMS: dict[str, str] = {"b": "B."}\nclass Bud: ...\ndef draw(g, f, c): ...',
    ],
)
def test_lines_are_found_wherever_they_stand(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.py").write_text(text)
    known = catalogue.catalogue([tmp_path])
    assert (known["a"].title, known["b"].title) == ("A.", "B.")


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a folder of motifs"):
        catalogue.catalogue([tmp_path / "no"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("def draw(:", "bad.py, line 1"),
        ('"""A."""\n1 / 0', "motif 'bad' failed (bad.py:2): ZeroDivisionError"),
        ('"""A."""', "no function draw"),
        (
            '"""A."""\ndef draw(ground, feeling, chance):\n    return 1 / 0',
            "motif 'bad' failed (bad.py:3): ZeroDivisionError",
        ),
        ('"""A."""\ndef draw(ground, feeling, chance):\n    return 7', "must return a list of layers"),
        (
            DOT.replace("r = ", "r = np.nan * "),
            "motif 'bad' failed: layer 'dot' has a point that is not a finite number",
        ),
        (DOT.replace('"line"', '"lines"'), "layer 'dot' has an unknown ink 'lines': did you mean 'line'?"),
        (DOT.replace('"line"', '"gold"'), "known are colour, glow, line, shade, shimmer, white"),
        (
            DOT.replace("np\n", "np\nfrom markgen.values import Shape\n")
            .replace("[filled(", "[Shape((")
            .replace(', "#101010")', ',), "#101010")'),
            "not Flat, Linear or Radial",
        ),
    ],
)
def test_a_broken_motif_names_itself_and_no_other_falls(folder: Path, text: str, told: str) -> None:
    (folder / "bad.py").write_text(text)
    with pytest.raises(MotifError, match=r"bad|dot") as caught:
        markgen.compose({"motif": "bad", "intensity": 0.5}, [folder])
    assert told in str(caught.value)
    assert not markgen.compose({"motif": "dot", "intensity": 0.5}, [folder]).empty


def test_forms_that_are_no_plain_words_name_none(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text('"""Odd."""\nFORMS = dict(a=1)\n')
    assert catalogue.catalogue([tmp_path])["odd"].title == "Odd."


@pytest.mark.parametrize("returned", ["5", "[None]", "None"])
def test_a_motif_that_draws_no_layers_says_so(returned: str, tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(f'"""Odd."""\n\n\ndef draw(ground, feeling, chance):\n    return {returned}\n')
    with pytest.raises(MotifError, match=r"motif 'odd' failed: draw\(\) must return a list of layers"):
        markgen.compose({"motif": "odd"}, [tmp_path])


def test_a_file_that_is_written_again_is_read_again(folder: Path) -> None:
    wide = markgen.compose({"motif": "dot", "intensity": 0.5}, [folder]).bounds()
    (folder / "dot.py").write_text(DOT.replace("0.5", "0.25").replace("A dot.", "A speck."))
    narrow = markgen.compose({"motif": "dot", "intensity": 0.5}, [folder]).bounds()
    assert narrow[2] - narrow[0] == pytest.approx((wide[2] - wide[0]) / 2)
    assert catalogue.catalogue([folder])["dot"].title == "A speck."


def test_one_folder_needs_no_list(folder: Path) -> None:
    assert catalogue.catalogue(str(folder)) == catalogue.catalogue([folder])  # type: ignore[arg-type]


def test_a_plug_in_that_does_not_import_takes_no_other_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "brokenplug").mkdir()
    (tmp_path / "brokenplug" / "__init__.py").write_text("1 / 0")
    monkeypatch.syspath_prepend(tmp_path)
    point = EntryPoint("bad", "brokenplug.bad", "markgen.motifs")
    monkeypatch.setattr(catalogue, "entry_points", lambda group: [point])
    with pytest.warns(Notice, match="'bad' cannot be loaded from brokenplug.bad: ZeroDivisionError"):
        assert catalogue._plugged.__wrapped__() == ()
