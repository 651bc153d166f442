"""Whatever is thrown at it, markgen answers in a sentence and writes nowhere but in its output folder."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli
from hypothesis import given, settings
from hypothesis import strategies as st
from support import FORMS

MOTIF = min(FORMS, key=len)

NASTY = st.sampled_from(
    ["", ".", "..", "../../x", "/etc/passwd", "a/b", "C:\\x", "a\0b", "💗", "\ud800", "CON", "-", "--help", "%s{0}"]
)
WORDS = st.text(max_size=30) | NASTY
NUMBERS = st.floats() | st.integers() | st.sampled_from([10**400, -(10**400), 2**63, 1e308, 5e-324])
JUNK = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
KEYS = (
    *("tone", "region", "at", "rotation", "side", "build", "skin", "style", "palette"),
    *("size_mm", "ink_age", "scars", "seed", "bond", "giver", "bearer", "name", "reading"),
)
PROFILES = st.fixed_dictionaries(
    {"motif": st.just(MOTIF) | JUNK, "intensity": st.floats(0, 0.1) | JUNK}, optional=dict.fromkeys(KEYS, JUNK)
)


def calm(cli: Cli, argv: tuple[str, ...], stdin: bytes = b"") -> None:
    """The command ends with 0, 1 or 2, in words; nothing outside output/ has changed."""
    inside = Path(tempfile.mkdtemp(dir=Path.cwd()))
    argv = tuple(a.replace("OUT", str(inside / "output")) for a in argv)
    before = sorted(p for p in Path.cwd().rglob("*") if inside not in p.parents)
    told = cli(*argv, stdin=stdin)
    assert told.code in (0, 1, 2)
    assert "Traceback" not in told.err
    assert "fault in markgen" not in told.err, told.err
    assert told.code == 0 or told.err
    assert sorted(p for p in Path.cwd().rglob("*") if inside not in p.parents) == before
    assert {p.name for p in inside.iterdir()} <= {"output"}
    assert all(p.parent == inside / "output" for p in (inside / "output").rglob("*"))


def written(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=True).encode()


@settings(max_examples=120)
@given(PROFILES)
def test_fuzzed_profiles(cli: Cli, said: dict[str, Any]) -> None:
    calm(cli, ("render", "-", "--format", "svg", "-o", "OUT/"), written(said))


@settings(max_examples=12)
@given(
    st.fixed_dictionaries(
        {"motif": st.just(MOTIF), "intensity": st.just(0.1)}, optional={"name": WORDS, "giver": WORDS}
    )
)
def test_fuzzed_names_as_pictures(cli: Cli, said: dict[str, Any]) -> None:
    calm(cli, ("render", "-", "--size", "32", "-o", "OUT/"), written(said))


@settings(max_examples=40)
@given(st.lists(PROFILES | JUNK, max_size=3))
def test_fuzzed_batches(cli: Cli, marks: list[Any]) -> None:
    calm(cli, ("batch", "-", "--format", "svg", "--jobs", "1", "-o", "OUT"), written(marks))


@settings(max_examples=40)
@given(JUNK)
def test_fuzzed_explanations(cli: Cli, data: Any) -> None:
    calm(cli, ("explain", "-"), written(data))


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_fuzzed_bytes(cli: Cli, raw: bytes) -> None:
    calm(cli, ("render", "-", "--format", "svg", "-o", "OUT/"), raw)
    calm(cli, ("batch", "-", "-o", "OUT"), raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 1_000_000,
        b'{"tone":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"motif": "' + b"x" * 10_000_000 + b'"}',
        b'{"motif": "heart", "name": "' + b"x" * 10_000_000 + b'"}',
        b'{"motif": "heart", "seed": ' + b"9" * 1_000_000 + b"}",
        b"[" + b"1," * 1_000_000 + b"1]",
        b'{"motif": "heart", "motif": "heart", "intensity": 1e999}',
        b'{"motif": "heart", "intensity": -0.0}',
        b"\0" * 1000,
        b"\xef\xbb\xbf",
    ],
    ids=lambda raw: repr(raw[:16]) + f"... {len(raw)}",
)
@pytest.mark.parametrize("command", [("render", "-", "--format", "svg", "-o", "OUT/"), ("explain", "-")], ids=" ".join)
def test_files_without_end_or_reason(cli: Cli, command: tuple[str, ...], raw: bytes) -> None:
    calm(cli, command, raw)


@settings(max_examples=60)
@given(
    st.sampled_from(["motif", "tone", "region", "at", "side", "build", "style", "bond", "view", "rasteriser"]), WORDS
)
def test_fuzzed_options(cli: Cli, option: str, word: str) -> None:
    if "\0" not in word:
        calm(
            cli, ("render", "--motif", MOTIF, "--intensity", "0.05", f"--{option}={word}", "--size", "32", "-o", "OUT/")
        )
