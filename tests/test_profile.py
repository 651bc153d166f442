"""A profile takes what it names, refuses the rest, and says why."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markgen import profile, regions, tone
from markgen.catalogue import catalogue
from markgen.errors import ProfileError
from markgen.profile import parse

GOOD: tuple[dict[str, Any], ...] = (
    {"motif": "flame"},
    {"motif": "sun", "tone": {"valence": -0.5, "arousal": 0.2}},
    {"motif": "heart", "at": {"landmark": "centre", "up": 20}},
    {"motif": "heart", "at": "centre + 20mm proximal", "side": "right", "rotation": -30},
    {"motif": "needle", "palette": ["#112233", "#FFEEDD"], "size_mm": 24, "ink_age": 10},
    {"motif": "galaxy", "scars": [{"path": [[0, 0], [10, 40]], "width": 4, "age": 2}], "bond": "platonic"},
    {"motif": "flame", "giver": "Anna", "bearer": "Bo", "name": "a/b/../c", "reading": "…", "seed": 2**63 - 1},
)


def complaint(data: object) -> str:
    with pytest.raises(ProfileError) as caught:
        parse(data, "a.json")
    return str(caught.value)


@pytest.mark.parametrize("data", GOOD, ids=str)
def test_good_profiles_are_taken_and_come_back_from_their_text(data: dict[str, Any]) -> None:
    said = parse(data)
    assert parse(json.loads(said.json_text())) == said


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"motif": "flame", "tne": "joy"}, "a.json: tne: unknown key 'tne': did you mean 'tone'?"),
        ({"motif": "flame", "intensty": 1}, "did you mean 'intensity'?"),
        ({"motif": "flame", "tone": {"valence": 0, "arosal": 0}}, "did you mean 'arousal'?"),
        (
            {"motif": "flame", "scars": [{"widht": 2}]},
            "a.json: scars[0].widht: unknown key 'widht': did you mean 'width'?",
        ),
        ({"motif": "flame", "tone": "jy"}, "a.json: tone: unknown tone 'jy': did you mean 'joy'?"),
        ({"motif": "flame", "style": "blakwork"}, "did you mean 'blackwork'?"),
        ({}, "a.json: motif: is missing"),
        ({"motif": "flame", "intensity": 1.5}, "a.json: intensity: found 1.5, allowed is a number from 0 to 1"),
        ({"motif": "flame", "skin": 11}, "a.json: skin: found 11"),
        ({"motif": "flame", "side": "middle"}, "unknown side 'middle': known are left, right"),
        ({"motif": "Flame!"}, "a lower-case word"),
        ({"motif": "flame", "palette": ["red", "blue"]}, "a colour like #rrggbb"),
        ({"motif": "flame", "palette": ["#ff0000"]}, "a.json: palette"),
        ({"motif": "flame", "intensity": True}, "a.json: intensity: found true, allowed is a number from 0 to 1"),
        ({"motif": "flame", "intensity": "0.5"}, 'intensity: found "0.5", allowed is a number from 0 to 1'),
        ({"motif": "flame", "skin": "3"}, 'skin: found "3", allowed is a whole number from 1 to 10'),
        ({"motif": "flame", "skin": 3.5}, "skin: found 3.5, allowed is a whole number from 1 to 10"),
        ({"motif": "flame", "tone": True}, "tone: found true, allowed is a string or an object"),
        ({"motif": "flame", "at": 7}, "at: found 7, allowed is a string or an object"),
        ({"motif": "flame", "side": 3}, "side: found 3, allowed is left or right"),
        ({"motif": "flame", "palette": ["#112233"]}, "palette: found a list of 1, allowed is a list of 2 to 9 colours"),
        ({"motif": "flame", "palette": "#112233"}, 'found "#112233", allowed is a list of 2 to 9 colours'),
        ({"motif": "flame", "scars": {}}, "scars: found {}, allowed is a list of at most 8 scars"),
        (
            {"motif": "flame", "scars": [{"path": [[1], [2, 3]]}]},
            "path[0]: found a list of 1, allowed is a list of 2",
        ),
        ({"motif": "flame", "scars": [7]}, "scars[0]: found 7, allowed is an object"),
        ({"motif": "flame", "at": {"landmark": "centre", "upp": 3}}, "at.upp: unknown key 'upp': did you mean 'up'?"),
        ([], "a profile is a JSON object, not a list"),
        (None, "a profile is a JSON object, not null"),
        (7, "a profile is a JSON object, not a number"),
    ],
    ids=str,
)
def test_wrong_ones_are_told_where_and_what(data: object, told: str) -> None:
    assert told in complaint(data)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, "1e999", [], {}, None, "much"], ids=str)
@pytest.mark.parametrize("field", ["intensity", "rotation", "ink_age", "seed", "skin"])
def test_a_number_is_a_finite_number(field: str, value: object) -> None:
    assert field in complaint({"motif": "flame", field: value})


@pytest.mark.parametrize("value", [math.nan, math.inf], ids=str)
@pytest.mark.parametrize(
    "data",
    [{"tone": {"valence": 0, "arousal": 0}}, {"at": {"landmark": "centre", "up": 0}}, {"scars": [{"width": 0}]}],
    ids=str,
)
def test_so_are_the_numbers_within(data: dict[str, Any], value: float) -> None:
    inner = json.loads(json.dumps({"motif": "flame", **data}).replace(": 0", f": {json.dumps(value)}"))
    assert "allowed is a number from" in complaint(inner)


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert parse({"motif": "flame", "skin": 3.0}).skin == 3


def test_a_fault_is_told_where_its_field_was_said() -> None:
    with pytest.raises(ProfileError) as caught:
        parse({"motif": "flame", "tone": {"valence": 2, "arousal": 0}, "skin": 0}, "a.json", {"tone": "--tone"})
    assert [each.place for each in caught.value.complaints] == ["--tone.valence", "a.json: skin"]


def test_every_fault_is_told_at_once() -> None:
    assert len(complaint({"tne": 1, "intensity": 2, "skin": 0}).splitlines()) == 4


def test_a_wrong_axis_is_one_complaint() -> None:
    assert len(complaint({"motif": "flame", "tone": {"valence": 7, "arousal": 0}}).splitlines()) == 1


def test_depth_is_refused_in_a_sentence() -> None:
    deep: Any = {}
    for _ in range(5000):
        deep = {"tone": deep}
    assert len(complaint({"motif": "flame", "tone": deep})) < 1000


def attempt(data: object) -> str | None:
    """None when it is a profile, else the complaint."""
    try:
        parse(data)
    except ProfileError as error:
        return str(error)
    return None


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_anything_is_a_profile_or_a_complaint(data: object) -> None:
    for given_data in (data, {"motif": "flame", "tone": data}, {"motif": data}, {"motif": "flame", "at": data}):
        told = attempt(given_data)
        assert told is None or (told and all(len(line) < 800 for line in told.splitlines()))


# A small reading of JSON Schema, enough for the one that markgen prints.


def fits(value: Any, spec: dict[str, Any], whole: dict[str, Any]) -> bool:
    if "$ref" in spec:
        return fits(value, whole["$defs"][spec["$ref"].rsplit("/", 1)[1]], whole)
    if "anyOf" in spec and not any(fits(value, one, whole) for one in spec["anyOf"]):
        return False
    if "enum" in spec:
        return value in spec["enum"]
    kinds = {"string": str, "number": (int, float), "integer": int, "array": list, "object": dict, "null": type(None)}
    if "type" in spec and not isinstance(value, kinds[spec["type"]]):
        return False
    if isinstance(value, int | float) and not spec.get("minimum", -math.inf) <= value <= spec.get("maximum", math.inf):
        return False
    if isinstance(value, list):
        return all(fits(each, spec.get("items", {}), whole) for each in value)
    if isinstance(value, dict):
        known = spec.get("properties", {})
        extra = spec.get("additionalProperties", True) is not False
        return set(spec.get("required", ())) <= set(value) and all(
            fits(each, known[key], whole) if key in known else extra for key, each in value.items()
        )
    return True


SCHEMA = profile.offer(profile.schema(), list(catalogue()), [r.name for r in regions.regions()])


@pytest.mark.parametrize("data", [d for d in GOOD if d["motif"] in catalogue()], ids=str)
def test_the_schema_takes_what_the_profile_takes(data: dict[str, Any]) -> None:
    assert fits(data, SCHEMA, SCHEMA)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"motif": "zzz"},
        {"motif": "heart", "tne": 1},
        {"motif": "heart", "intensity": 2},
        {"motif": "heart", "tone": "x"},
        {"canon": "no such mark"},
    ],
    ids=str,
)
def test_the_schema_refuses_what_the_profile_refuses(data: dict[str, Any]) -> None:
    assert not fits(data, SCHEMA, SCHEMA)


def test_the_schema_offers_every_word() -> None:
    properties = SCHEMA["properties"]
    assert properties["motif"]["enum"] == list(catalogue())
    assert properties["region"]["enum"] == [r.name for r in regions.regions()]
    assert [t.name for t in tone.tones()] in [each.get("enum") for each in properties["tone"]["anyOf"]]
    assert all("description" in spec or "$ref" in spec for spec in properties.values())


def test_a_file_may_name_its_schema() -> None:
    said = {"$schema": "./profile.schema.json", "motif": "heart"}
    assert parse(said) == parse({"motif": "heart"})
    assert fits(said, SCHEMA, SCHEMA)


def test_a_profile_may_build_on_a_mark_of_the_canon() -> None:
    phoenix = parse({"canon": "phoenix", "skin": 8})
    assert (phoenix.motif, phoenix.size_mm, phoenix.skin) == ("phoenix", 420, 8)
    assert fits({"canon": "phoenix", "skin": 8}, SCHEMA, SCHEMA)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"canon": "phenix"}, "canon: unknown mark of the canon 'phenix': did you mean 'phoenix'?"),
        ({"canon": 3}, "canon: found 3, allowed is a string"),
        ({"canno": "phoenix"}, "canno: unknown key 'canno': did you mean 'canon'?"),
    ],
)
def test_a_mark_that_is_not_in_the_canon_is_told(said: dict[str, object], told: str) -> None:
    assert told in complaint(said)


@pytest.mark.parametrize("other", [{"motif": "sun"}, {"region": "wrist"}])
def test_another_motif_or_place_is_not_the_canon_s_mark_any_more(other: dict[str, object]) -> None:
    said = parse({"canon": "phoenix", **other})
    assert (said.name, said.reading, said.size_mm, said.at) == (None, None, None, None)
    assert parse({"canon": "phoenix", "skin": 2}).name == "phoenix"
