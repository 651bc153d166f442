"""What a user may say: the feeling profile, its checks, and its JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from markgen import canon
from markgen import style as styles
from markgen import tone as tones
from markgen.errors import Complaint, InputError, ProfileError, unknown

CANON = "canon"
"""The key of a profile that builds on a ready-made mark."""

Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=64)]
Line = Annotated[str, Field(max_length=400)]
Hex = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Axis = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
Millimetres = Annotated[float, Field(ge=-1000, le=1000, allow_inf_nan=False)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Axes(_Model):
    """A tone by its three numbers, each from -1 to 1."""

    valence: Axis = Field(description="unpleasant (-1) to pleasant (1)")
    arousal: Axis = Field(description="calm (-1) to excited (1)")
    dominance: Axis = Field(default=0.0, description="overwhelmed (-1) to in control (1)")


class Offset(_Model):
    """A place on the skin: a landmark, and how far from it."""

    landmark: Word = Field(description="`centre`, or a landmark of the region; `markgen list regions` shows them")
    right: Millimetres = Field(default=0.0, description="mm to the right in the region's own view")
    up: Millimetres = Field(default=0.0, description="mm towards the shoulder or the head")


class Scar(_Model):
    """A scar, part of the body. By name, or by its path on the region."""

    name: Literal["shoulder-to-elbow"] | None = Field(default=None, description="a scar the atlas knows")
    path: tuple[tuple[Millimetres, Millimetres], ...] | None = Field(
        default=None, min_length=2, max_length=64, description="points [right, up] in mm from the region's centre"
    )
    width: Annotated[float, Field(gt=0, le=30, allow_inf_nan=False)] = Field(default=3.0, description="mm")
    age: Annotated[float, Field(ge=0, le=90, allow_inf_nan=False)] = Field(default=5.0, description="years")


class Profile(_Model):
    """One feeling, of one giver, on one bearer: all that a mark needs."""

    motif: Word = Field(description="what the mark shows: `markgen list motifs`")
    tone: Word | Axes = Field(default="devotion", description="a named tone, or its three numbers")
    intensity: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = Field(
        default=0.7, description="0 is bare skin, 1 claims the whole region"
    )
    region: Word = Field(default="upper-arm", description="where it sits: `markgen list regions`")
    at: Offset | Line | None = Field(
        default=None,
        description='a landmark and an offset, such as "wrist-crease + 20mm proximal"; the region\'s centre if absent',
    )
    rotation: Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)] = Field(
        default=0.0, description="degrees, anticlockwise on the skin"
    )
    side: Literal["left", "right"] = Field(default="left", description="of the bearer's body")
    build: Literal["masculine", "feminine", "child"] = Field(default="masculine", description="of the bearer")
    skin: Annotated[int, Field(ge=1, le=10)] = Field(default=4, description="Monk scale, 1 lightest to 10 darkest")
    style: Word | None = Field(default=None, description="a tattoo style over the tone's own hand")
    palette: tuple[Hex, ...] | None = Field(
        default=None, min_length=2, max_length=9, description="colours from deep to bright, instead of the tone's"
    )
    size_mm: Annotated[float, Field(ge=2, le=1200, allow_inf_nan=False)] | None = Field(
        default=None, description="longest side on the skin, instead of the size that the intensity gives"
    )
    ink_age: Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)] = Field(
        default=0.5, description="years since it appeared: ink spreads and fades"
    )
    scars: tuple[Scar, ...] = Field(default=(), max_length=8)
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)] = Field(default=1, description="another seed, another design")
    bond: Literal["romantic", "platonic", "familial", "rivalry", "admiration"] | None = Field(default=None)
    giver: Line | None = Field(default=None, description="whose feeling it is")
    bearer: Line | None = Field(default=None, description="on whose skin")
    name: Line | None = Field(default=None, description="what to call it; names the file in a batch")
    reading: Line | None = Field(default=None, description="what it means, instead of the program's own reading")

    @field_validator("tone")
    @classmethod
    def _tone_is_known(cls, value: str | Axes) -> str | Axes:
        if isinstance(value, str):
            _heard(lambda: tones.named(value))
        return value

    @field_validator("style")
    @classmethod
    def _style_is_known(cls, value: str | None) -> str | None:
        _heard(lambda: styles.named(value))
        return value

    def resolved_tone(self) -> tones.Tone:
        """The tone on its three axes."""
        if isinstance(self.tone, str):
            return tones.named(self.tone)
        return tones.Tone("", self.tone.valence, self.tone.arousal, self.tone.dominance)

    def json_text(self) -> str:
        """The profile as short JSON: only what differs from the defaults, keys in the model's order."""
        return json.dumps(self.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)


def parse(data: object, place: str = "") -> Profile:
    """A profile from decoded JSON. ProfileError carries everything wrong with it, each at its place.

    {"canon": NAME} stands for the ready-made mark of that name; other keys go over what it says.
    """
    if isinstance(data, Profile):
        return data
    if not isinstance(data, Mapping):
        raise ProfileError([Complaint(place, f"a profile is a JSON object, not {_kind(data)}")])
    try:
        return Profile.model_validate(_grounded(data, place))
    except ValidationError as error:
        raise ProfileError(complaints(error, place)) from None
    except (RecursionError, OverflowError):
        raise ProfileError([Complaint(place, "nested too deeply, or a number too large")]) from None


def _grounded(data: Mapping[str, object], place: str) -> dict[str, object]:
    """What was said, over the mark of the canon that it builds on, if any."""
    said = dict(data)
    if CANON not in said:
        return said
    name = said.pop(CANON)
    where = f"{place}: {CANON}" if place else CANON
    if not isinstance(name, str):
        raise ProfileError([Complaint(where, f"found {_shown(name)}, allowed is a string")])
    try:
        base = canon.named(name)
    except InputError as error:
        raise ProfileError([Complaint(where, str(error))]) from None
    if said.get("motif", base["motif"]) != base["motif"] or said.get("region", base["region"]) != base["region"]:
        # Another motif, or on another place, it is no longer the mark that its words and its size are of.
        base = {key: value for key, value in base.items() if key not in ("name", "reading", "size_mm", "at")}
    return {**base, **said}


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a profile, with the words that are known here filled in."""
    made = Profile.model_json_schema()
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = "markgen profile"
    made["properties"][CANON] = {"enum": list(canon.canon()), "description": "a ready-made mark to build on"}
    made["anyOf"] = [{"required": ["motif"]}, {"required": [CANON]}]
    del made["required"]
    _offer(made, "tone", [t.name for t in tones.tones()])
    _offer(made, "style", [s.name for s in styles.STYLES])
    return made


def allowed(field: str) -> tuple[str, ...]:
    """The words that a field with a closed list of them takes, such as `side`."""
    annotation = Profile.model_fields[field].annotation
    inner = [word for branch in get_args(annotation) for word in get_args(branch) or (branch,)]
    return tuple(word for word in inner if isinstance(word, str))


def _offer(made: dict[str, Any], field: str, words: list[str]) -> None:
    """Replace the free word of a field by the list of words it knows."""
    spec = made["properties"][field]
    for option in spec.get("anyOf", [spec]):
        if option.get("type") == "string":
            option.pop("pattern", None)
            option.pop("maxLength", None)
            option["enum"] = words


def offer(made: dict[str, Any], motifs: list[str], regions: list[str]) -> dict[str, Any]:
    """The schema with motif and region names filled in."""
    _offer(made, "motif", motifs)
    _offer(made, "region", regions)
    return made


def _heard(check: Callable[[], object]) -> None:
    try:
        check()
    except InputError as error:
        raise ValueError(str(error)) from None


def complaints(error: ValidationError, place: str, model: type[BaseModel] = Profile) -> list[Complaint]:
    """Pydantic's findings in the user's words; of a union's findings only those of the branch that was meant.

    place: of the input, such as a file's name; may be empty. model: what was read, whose keys are offered.
    """
    out: list[Complaint] = []
    seen: set[str] = set()
    for item in error.errors(include_url=False):
        if item["type"] in ("string_type", "model_type", "model_attributes_type") and _other_branch(item):
            continue
        where = _where(item["loc"])
        full = f"{place}: {where}" if place and where else place or where
        text = _sentence(item, where, model)
        if full not in seen:
            out.append(Complaint(full, text))
            seen.add(full)
    return out


def _other_branch(item: Any) -> bool:
    """Whether this is about the branch of a union (`tone`, `at`) that was not meant: the words or the object."""
    branch, found = (item["loc"] or ("",))[-1], item.get("input")
    if branch in ("Axes", "Offset"):
        return isinstance(found, str)
    return len(item["loc"]) > 1 and item["type"] == "string_type" and isinstance(found, Mapping)


def _where(loc: tuple[int | str, ...]) -> str:
    branches = {"Axes", "Offset", "Scar", "constrained-str", "str", "float", "int"}
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part not in branches and not part.startswith(("function-", "constrained", "tuple[")):
            path += ("." if path else "") + (part if len(part) <= 60 else part[:57] + "...")
    return path


def _sentence(item: Any, where: str, model: type[BaseModel]) -> str:
    kind, found, context = item["type"], item.get("input"), item.get("ctx", {})
    if kind == "extra_forbidden":
        parent = where.rsplit(".", 1)[0] if "." in where else ""
        models: dict[str, type[BaseModel]] = {"": model, "tone": Axes, "at": Offset}
        known = models.get(parent, Scar if parent.startswith("scars") else model)
        keys = (*known.model_fields, CANON) if known is Profile else tuple(known.model_fields)
        return unknown("key", where.rsplit(".", 1)[-1], keys)
    if kind == "missing":
        return "is missing"
    if kind == "value_error":
        return str(item["msg"]).removeprefix("Value error, ")
    if kind == "literal_error" and isinstance(found, str):
        return unknown(where.rsplit(".", 1)[-1], found, re.findall(r"'([^']*)'", str(context.get("expected"))))
    if kind == "literal_error":
        return f"{_shown(found)} is not one of {context.get('expected')}"
    text = str(item["msg"]).removeprefix("Input should be ").removeprefix("String should ")
    pretty = {
        "string_pattern_mismatch": "a lower-case word of letters, digits and hyphens"
        if "^[a-z]" in str(context.get("pattern"))
        else "a colour like #rrggbb",
        "string_too_long": f"at most {context.get('max_length')} characters",
        "finite_number": "a finite number",
        "string_type": "a string",
        "string_unicode": "text without half characters",
        "model_type": "an object",
        "dict_type": "an object",
    }.get(kind, text)
    return f"found {_shown(found)}, allowed is {pretty}"


def _shown(value: object) -> str:
    try:
        text = json.dumps(value, ensure_ascii=True, default=lambda _: "...")
    except (ValueError, RecursionError, TypeError):
        return _kind(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _kind(value: object) -> str:
    names = {list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), "a " + type(value).__name__)
