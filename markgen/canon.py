"""The canon: fourteen ready-made marks, and the stories that they tell, by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from markgen.errors import InputError, unknown


@cache
def canon() -> Mapping[str, Mapping[str, Any]]:
    """Every mark of the canon: name -> its profile, as decoded JSON."""
    loaded: dict[str, dict[str, Any]] = json.loads(files("markgen").joinpath("canon.json").read_text(encoding="utf-8"))
    return MappingProxyType({name: MappingProxyType(said) for name, said in loaded.items()})


def named(name: str) -> dict[str, Any]:
    """The profile of the mark called `name`. InputError, with the nearest name, when there is none."""
    if name not in canon():
        raise InputError(unknown("mark of the canon", name, canon()))
    return dict(canon()[name])


@cache
def stories() -> Mapping[str, Any]:
    """Every story of the canon, as decoded JSON."""
    found = sorted(files("markgen").joinpath("stories").iterdir(), key=lambda file: file.name)
    texts = {file.name.removesuffix(".json"): file.read_text(encoding="utf-8") for file in found}
    return MappingProxyType({name: json.loads(text) for name, text in texts.items()})


def story(name: str) -> Any:
    """The story called `name`, as decoded JSON. InputError, with the nearest name, when there is none."""
    if name not in stories():
        raise InputError(unknown("story of the canon", name, stories()))
    return stories()[name]
