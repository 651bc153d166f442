"""The atlas: which bodies and views there are, and their templates, opened when asked for and checked first."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from markgen.body.template import Template, decode
from markgen.errors import InputError, TemplateError, unknown
from markgen.regions import index


def _rows() -> list[dict[str, object]]:
    rows = index()["templates"]
    assert isinstance(rows, list)
    return rows


def builds() -> tuple[str, ...]:
    """The bodies there are, the one with most views first."""
    names = [str(row["build"]) for row in _rows()]
    return tuple(sorted(dict.fromkeys(names), key=lambda name: -names.count(name)))


def views(build: str) -> tuple[str, ...]:
    """The views of a body, in the order of the atlas. InputError, with the nearest name, when there is no such body."""
    found = tuple(str(row["view"]) for row in _rows() if row["build"] == build)
    if not found:
        raise InputError(unknown("body", build, builds()))
    return found


@lru_cache(maxsize=4)
def load(build: str, view: str) -> Template:
    """The template of a body in a view. Its bytes are compared with the atlas before they are read."""
    if view not in views(build):
        raise InputError(unknown(f"view of the {build} body", view, views(build)))
    row = next(row for row in _rows() if row["build"] == build and row["view"] == view)
    place = files("markgen").joinpath("body", "atlas", str(row["file"]))
    try:
        data = place.read_bytes()
    except OSError as fault:
        raise TemplateError(f"the template {row['file']} is missing from the atlas") from fault
    if sha256(data).hexdigest() != row["sha256"]:
        raise TemplateError(f"the template {row['file']} is not the one that the atlas describes")
    return decode(data)
