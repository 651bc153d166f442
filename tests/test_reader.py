"""What people wrote is read with every fault told at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from markgen import reader
from markgen.errors import InputError


def written(folder: Path, text: str | bytes, name: str = "a.json") -> str:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"motif": }', "a.json: line 1, column 11: not JSON"),
        ('{\n "motif": "flame",\n}', "line 3, column 1"),
        ("", "a.json: empty, where JSON is wanted"),
        (" \n", "a.json: empty, where JSON is wanted"),
        ("[NaN]", "NaN is not a number in JSON"),
        ("[-Infinity]", "-Infinity is not a number in JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 5000, "a.json"),
        (b"\xff\xfe\x00", "not UTF-8 text (byte 0)"),
    ],
    ids=lambda x: str(x)[:20],
)
def test_a_fault_is_told_at_its_place(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        reader.read(written(tmp_path, text))
    assert told in str(caught.value)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert reader.read(written(tmp_path, b'\xef\xbb\xbf{"a": 1}')) == {"a": 1}


@pytest.mark.parametrize("name", ["no.json", "a\0b", ".", "x" * 5000])
def test_a_file_that_cannot_be_read_is_told(name: str) -> None:
    with pytest.raises(InputError, match="cannot read"):
        reader.read(name)


def test_a_file_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    with path.open("wb") as file:
        file.truncate(reader.LARGEST + 1)
    with pytest.raises(InputError, match="longer than 32 MB"):
        reader.read(str(path))


def data(entries: list[reader.Entry]) -> list[Any]:
    return [e.data for e in entries]


def test_a_batch_is_a_list(tmp_path: Path) -> None:
    found = reader.entries(written(tmp_path, '[{"a": 1}, 2]'))
    assert data(found) == [{"a": 1}, 2]
    assert [e.place[-3:] for e in found] == ["[0]", "[1]"]


def test_defaults_go_under_every_entry(tmp_path: Path) -> None:
    text = json.dumps({"defaults": {"a": 0, "b": 0}, "marks": [{"a": 1}, {}, 3]})
    assert data(reader.entries(written(tmp_path, text))) == [{"a": 1, "b": 0}, {"a": 0, "b": 0}, 3]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "-lines"])
def test_lines_are_entries_and_defaults_hold_from_their_line_on(tmp_path: Path, name: str) -> None:
    text = '{"a": 1}\n\n{"defaults": {"b": 2}}\n{"a": 3}\n'
    found = reader.entries(written(tmp_path, text, name))
    assert data(found) == [{"a": 1}, {"a": 3, "b": 2}]
    assert [e.place.rsplit(": ", 1)[1] for e in found] == ["line 1", "line 4"]


def test_a_bad_line_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    found = reader.entries(written(tmp_path, '{"a": 1}\n{"a": \n{"a": 3}\n', "a.jsonl"))
    assert [isinstance(e.data, InputError) for e in found] == [False, True, False]
    assert "a.jsonl: line 2, column 7: not JSON" in str(found[1].data)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("7", "a batch is a list"),
        ('{"motif": "flame"}', "a batch is a list"),
        ('{"marks": {}}', "a batch is a list"),
        ('{"marks": [], "default": {}}', "unknown key 'default'"),
        ('{"marks": [], "defaults": []}', "defaults: found \\[\\], allowed is an object"),
    ],
)
def test_what_is_no_batch_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        reader.entries(written(tmp_path, text))


def test_a_line_ends_only_where_json_lines_say(tmp_path: Path) -> None:
    found = reader.entries(written(tmp_path, '{"a": "x\u2028y"}\r\n{"a": "\x85"}\n', "a.jsonl"))
    assert data(found) == [{"a": "x\u2028y"}, {"a": "\x85"}]
