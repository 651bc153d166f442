"""A file is there whole or not at all, and its name stays in its folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markgen.errors import InputError
from markgen.export import files


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.png"
    for data in (b"first", b"", b"x" * 100_000):
        files.write(path, data)
        assert path.read_bytes() == data
    assert [p.name for p in path.parent.iterdir()] == ["a.png"]


@pytest.mark.parametrize("step", ["write", "replace"])
def test_a_failing_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "a.png"
    files.write(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((files.os, "fsync") if step == "write" else (Path, "replace")), fail)
    with pytest.raises(InputError, match="No space left"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.png"]


@pytest.mark.parametrize(
    "name",
    [
        "x" * 300 + ".png",
        "file/a.png",
        "a\0b.png",
        "",
        "folder",
    ],
)
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="cannot write"):
        files.write(tmp_path / name, b"x")
    assert {p.name for p in tmp_path.iterdir()} == {"file", "folder"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna & Bo", "anna-bo"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\x", "c-x"),
        ("Zoë", "zoe"),
        ("a\0b", "a-b"),
        ("💗", "mark"),
        ("", "mark"),
        ("..", "mark"),
        ("CON", "mark"),
        ("lpt1", "mark"),
        ("-" * 50, "mark"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_name_becomes_a_plain_one(text: str, name: str) -> None:
    assert files.safe_name(text) == name


@given(st.text() | st.text(alphabet="./\\\0-~ aCON", max_size=12))
def test_a_name_never_leaves_its_folder(text: str) -> None:
    name = files.safe_name(text)
    assert 0 < len(name) <= 80
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert (Path("/out") / name).resolve().parent == Path("/out")
    assert files.safe_name(name) == name


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe with a name")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "p.svg"
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    files.write(path, b"x")
    assert os.read(reading, 9) == b"x"
    os.close(reading)
    assert path.is_fifo()
