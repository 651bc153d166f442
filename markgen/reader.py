"""Reading JSON that people wrote: files, stdin, JSON Lines; every fault is told with its place."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markgen.errors import InputError, unknown
from markgen.profile import SCHEMA, shown

LARGEST = 32 * 1024 * 1024
"""Bytes of a file that are read; a longer one is not a list of feelings."""


@dataclass(frozen=True)
class Entry:
    """One profile of a list, not yet checked.

    place: such as `marks.json: [3]` or `marks.jsonl: line 4`. elsewhere: fields that came from the defaults, each
    with its place there.
    """

    place: str
    data: Any
    elsewhere: Mapping[str, str] = field(default_factory=dict)


def source_name(source: str) -> str:
    """What to call a source in messages."""
    return "stdin" if source == "-" else source


def read(source: str) -> Any:
    """The JSON value in a file, or on stdin for `-`. InputError tells file, line and column."""
    return decode(text(source), source_name(source))


def text(source: str) -> str:
    """The text of a file, or of stdin for `-`."""
    name = source_name(source)
    try:
        if source == "-":
            raw = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin is not None else b""
        else:
            with Path(source).open("rb") as file:
                raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {name[:200]!r}: {getattr(error, 'strerror', None) or error}") from None
    if len(raw) > LARGEST:
        raise InputError(f"{name}: longer than {LARGEST // 2**20} MB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 text (byte {error.start})") from None


def decode(written: str, name: str, row: int | None = None) -> Any:
    """JSON text to a value; NaN and infinities are refused, as JSON does. row: the line of the source that it is, where
    it is no more than one."""
    place = name if row is None else f"{name}: line {row}"
    if not written.strip():
        raise InputError(f"{place}: empty, where JSON is wanted")
    try:
        return json.loads(written, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        at = f"line {row or error.lineno}, column {error.colno}"
        raise InputError(f"{name}: {at}: not JSON: {error.msg}") from None
    except RecursionError:
        raise InputError(f"{place}: nested too deeply") from None
    except ValueError as error:
        raise InputError(f"{place}: {error}") from None


def entries(source: str) -> list[Entry]:
    """The profiles of a batch: a JSON list; an object {"defaults": {...}, "marks": [...]}; or JSON Lines, where a
    line {"defaults": {...}} holds for the lines after it."""
    written, name = text(source), source_name(source)
    if source.endswith((".jsonl", ".ndjson")) or _looks_like_lines(written):
        return _lines(written, name)
    whole = decode(written, name)
    shared: Any = {}
    if isinstance(whole, dict) and "marks" in whole:
        extra = sorted(set(whole) - {"marks", "defaults", SCHEMA})
        if extra:
            raise InputError(f"{name}: {extra[0][:40]}: {unknown('key', extra[0], ('defaults', 'marks'))}")
        shared, whole = whole.get("defaults", {}), whole["marks"]
    if not isinstance(whole, list):
        raise InputError(f"{name}: a batch is a list of profiles, or an object with 'marks' and 'defaults'")
    if not isinstance(shared, dict):
        raise InputError(f"{name}: defaults: found {shown(shared)}, allowed is an object")
    return [_over(f"{name}: defaults", shared, f"{name}: [{i}]", each) for i, each in enumerate(whole)]


def _looks_like_lines(written: str) -> bool:
    rows = [row for row in written.split("\n", 3)[:3] if row.strip()]
    return len(rows) > 1 and all(row.lstrip().startswith("{") and row.rstrip().endswith("}") for row in rows[:2])


def _lines(written: str, name: str) -> list[Entry]:
    shared: dict[str, Any] = {}
    root = ""
    out: list[Entry] = []
    for number, row in enumerate(written.split("\n"), 1):
        if not row.strip():
            continue
        place = f"{name}: line {number}"
        try:
            value = decode(row, name, number)
        except InputError as error:
            out.append(Entry(place, error))
            continue
        if isinstance(value, dict) and set(value) == {"defaults"} and isinstance(value["defaults"], dict):
            shared, root = value["defaults"], f"{place}: defaults"
        else:
            out.append(_over(root, shared, place, value))
    return out


def _over(root: str, shared: dict[str, Any], place: str, each: Any) -> Entry:
    if not isinstance(each, dict):
        return Entry(place, each)
    return Entry(place, {**shared, **each}, {key: f"{root}.{key}" for key in shared if key not in each})


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is not a number in JSON")
