"""What a user may say: the feeling profile, its checks, and its JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, ValidationError, field_validator
from pydantic_core import CoreSchema, core_schema

from markgen import canon
from markgen import style as styles
from markgen import tone as tones
from markgen.errors import Complaint, InputError, ProfileError, unknown

SCHEMA = "$schema"
"""The key by which a JSON file names its schema, for editors: it says nothing of the feeling."""

CANON = "canon"
"""The key of a profile that builds on a ready-made mark."""

NOWHERE: Mapping[str, str] = MappingProxyType({})
"""No field was said anywhere but where the rest was."""


@dataclass(frozen=True)
class Between:
    """A number from `low` to `high`, whole where the field is an int: a number of JSON, not a word or true or false."""

    low: float
    high: float

    def __get_pydantic_core_schema__(self, kind: Any, _: GetCoreSchemaHandler) -> CoreSchema:
        if kind is int:
            inner: CoreSchema = core_schema.int_schema(ge=int(self.low), le=int(self.high))
        else:
            inner = core_schema.float_schema(ge=self.low, le=self.high, allow_inf_nan=False)
        allowed = f"a {'whole ' if kind is int else ''}number from {self.low} to {self.high}"

        def check(value: object, number: Callable[[object], object]) -> object:
            try:
                if not isinstance(value, bool | str | bytes):
                    return number(value)
            except (ValidationError, OverflowError):
                pass
            raise ValueError(f"found {shown(value)}, allowed is {allowed}")

        return core_schema.no_info_wrap_validator_function(check, inner)


@dataclass(frozen=True)
class Count:
    """A list of `low` to `high` things; `what` they are, in a word."""

    low: int
    high: int
    what: str

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        some = f"{self.low} to {self.high}" if self.low else f"at most {self.high}"
        allowed = str(self.low) if self.low == self.high else some

        def check(value: object) -> object:
            many = isinstance(value, list | tuple)
            if not many or not self.low <= len(value) <= self.high:  # type: ignore[arg-type]
                found = f"a list of {len(value)}" if many else shown(value)  # type: ignore[arg-type]
                raise ValueError(f"found {found}, allowed is a list of {allowed} {self.what}")
            return value

        # A tuple of so many already knows; one of any number, and a list, are told for the schema's sake.
        open_ended = get_origin(kind) is list or get_args(kind)[-1:] == (...,)
        inner = {**handler(kind), **({"min_length": self.low, "max_length": self.high} if open_ended else {})}
        return core_schema.no_info_before_validator_function(check, cast(CoreSchema, inner))


Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=64)]
Line = Annotated[str, Field(max_length=400)]
Hex = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Fields = Annotated[dict[str, Any], Field(default_factory=dict)]
Axis = Annotated[float, Between(-1, 1)]
Millimetres = Annotated[float, Between(-1000, 1000)]
Point = Annotated[tuple[Millimetres, Millimetres], Count(2, 2, "numbers")]


class Model(BaseModel):
    """What people say: no keys but its own, and values that stay as they are."""

    model_config = ConfigDict(extra="forbid", frozen=True)


M = TypeVar("M", bound=Model)


class Axes(Model):
    """A tone by its three numbers, each from -1 to 1."""

    valence: Axis = Field(description="unpleasant (-1) to pleasant (1)")
    arousal: Axis = Field(description="calm (-1) to excited (1)")
    dominance: Axis = Field(default=0.0, description="overwhelmed (-1) to in control (1)")


class Offset(Model):
    """A place on the skin: a landmark, and how far from it."""

    landmark: Word = Field(description="`centre`, or a landmark of the region; `markgen list regions` shows them")
    right: Millimetres = Field(default=0.0, description="mm to the right in the region's own view")
    up: Millimetres = Field(default=0.0, description="mm towards the shoulder or the head")


class Scar(Model):
    """A scar, part of the body. By name, or by its path on the region."""

    name: Literal["shoulder-to-elbow"] | None = Field(default=None, description="a scar the atlas knows")
    path: Annotated[tuple[Point, ...], Count(2, 64, "points")] | None = Field(
        default=None, description="points [right, up] in mm from the region's centre"
    )
    width: Annotated[float, Between(0.1, 30)] = Field(default=3.0, description="mm")
    age: Annotated[float, Between(0, 90)] = Field(default=5.0, description="years")


class Profile(Model):
    """One feeling, of one giver, on one bearer: all that a mark needs."""

    motif: Word = Field(description="what the mark shows: `markgen list motifs`")
    tone: Word | Axes = Field(default="devotion", description="a named tone, or its three numbers")
    intensity: Annotated[float, Between(0, 1)] = Field(
        default=0.7, description="0 is bare skin, 1 claims the whole region"
    )
    region: Word = Field(default="upper-arm", description="where it sits: `markgen list regions`")
    at: Offset | Line | None = Field(
        default=None,
        description='a landmark and an offset, such as "wrist-crease + 20mm proximal"; the region\'s centre if absent',
    )
    rotation: Annotated[float, Between(-360, 360)] = Field(
        default=0.0, description="degrees, anticlockwise on the skin"
    )
    side: Literal["left", "right"] = Field(default="left", description="of the bearer's body")
    build: Literal["masculine", "feminine", "child"] = Field(default="masculine", description="of the bearer")
    skin: Annotated[int, Between(1, 10)] = Field(default=4, description="Monk scale, 1 lightest to 10 darkest")
    style: Word | None = Field(default=None, description="a tattoo style over the tone's own hand")
    palette: Annotated[tuple[Hex, ...], Count(2, 9, "colours")] | None = Field(
        default=None, description="colours from deep to bright, instead of the tone's"
    )
    size_mm: Annotated[float, Between(2, 1200)] | None = Field(
        default=None, description="longest side on the skin, instead of the size that the intensity gives"
    )
    ink_age: Annotated[float, Between(0, 60)] = Field(
        default=0.5, description="years since it appeared: ink spreads and fades"
    )
    scars: Annotated[tuple[Scar, ...], Count(0, 8, "scars")] = Field(
        default=(), description="part of the body; ink lies over them, and a mark may follow them"
    )
    seed: Annotated[int, Between(0, 2**63 - 1)] = Field(default=1, description="another seed, another design")
    bond: Literal["romantic", "platonic", "familial", "rivalry", "admiration"] | None = Field(
        default=None, description="what lies between giver and bearer"
    )
    giver: Line | None = Field(default=None, description="whose feeling it is")
    bearer: Line | None = Field(default=None, description="on whose skin")
    name: Line | None = Field(default=None, description="what to call it; names the file in a batch")
    reading: Line | None = Field(default=None, description="what it means, instead of the program's own reading")

    @field_validator("tone", "at", mode="before")
    @classmethod
    def _word_or_object(cls, value: object) -> object:
        if not isinstance(value, str | Mapping | Model | None):
            raise ValueError(f"found {shown(value)}, allowed is a string or an object")
        return value

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


def parse(data: object, place: str = "", elsewhere: Mapping[str, str] = NOWHERE) -> Profile:
    """A profile from decoded JSON. ProfileError carries everything wrong with it, each at its place.

    {"canon": NAME} stands for the ready-made mark of that name; other keys go over what it says.
    place: of the input, such as a file's name. elsewhere: fields that were said at places of their own, such as
    {"tone": "--tone"}.
    """
    if isinstance(data, Profile):
        return data
    if not isinstance(data, Mapping):
        raise ProfileError([Complaint(place, f"a profile is a JSON object, not {_kind(data)}")])
    return validated(Profile, _grounded(data, place, elsewhere), place, elsewhere)


def validated(model: type[M], data: object, place: str, elsewhere: Mapping[str, str] = NOWHERE) -> M:
    """Decoded JSON as a model. ProfileError carries everything wrong with it, in the user's words."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ProfileError(_complaints(error, model, place, elsewhere)) from None
    except (RecursionError, OverflowError):
        raise ProfileError([Complaint(place, "nested too deeply, or a number too large")]) from None


def located(where: str, place: str, elsewhere: Mapping[str, str] = NOWHERE) -> str:
    """A path within the input, such as `scars[0].width`, with the place where its field was said."""
    field = re.split(r"[.\[]", where, maxsplit=1)[0]
    if field in elsewhere:
        return elsewhere[field] + where[len(field) :]
    return f"{place}: {where}" if place and where else place or where


def _grounded(data: Mapping[str, object], place: str, elsewhere: Mapping[str, str]) -> dict[str, object]:
    """What was said, over the mark of the canon that it builds on, if any."""
    said = {key: value for key, value in data.items() if key != SCHEMA}
    if CANON not in said:
        return said
    name = said.pop(CANON)
    where = located(CANON, place, elsewhere)
    if not isinstance(name, str):
        raise ProfileError([Complaint(where, f"found {shown(name)}, allowed is a string")])
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
    made[SCHEMA] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = "markgen profile"
    made["properties"][CANON] = {"enum": list(canon.canon()), "description": "a ready-made mark to build on"}
    made["properties"][SCHEMA] = {"type": "string", "description": "this schema, for editors"}
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


def _complaints(
    error: ValidationError, model: type[Model], place: str, elsewhere: Mapping[str, str]
) -> Iterator[Complaint]:
    """Pydantic's findings in the user's words; of a union's findings only those of the branch that was meant."""
    seen: set[str] = set()
    for item in error.errors(include_url=False):
        # How many things a list holds is told by `Count`; pydantic counts only those that are right.
        if item["type"] in ("too_short", "too_long") or _other_branch(item):
            continue
        where = _where(item["loc"])
        if where not in seen:
            yield Complaint(located(where, place, elsewhere), _sentence(item, where, model))
            seen.add(where)


def _other_branch(item: Any) -> bool:
    """Whether this is about the branch of a union (`tone`, `at`) that was not meant: the words or the object."""
    branch, found = (item["loc"] or ("",))[-1], item.get("input")
    if item["type"] not in ("string_type", "model_type", "model_attributes_type"):
        return False
    if branch in ("Axes", "Offset"):
        return isinstance(found, str)
    return len(item["loc"]) > 1 and item["type"] == "string_type" and isinstance(found, Mapping)


def _where(loc: tuple[int | str, ...]) -> str:
    branches = {"Axes", "Offset", "constrained-str"}
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part not in branches and not part.startswith(("function-", "constrained", "tuple[")):
            path += ("." if path else "") + (part if len(part) <= 60 else part[:57] + "...")
    return path


def _level(model: type[Model], loc: tuple[int | str, ...]) -> type[Model]:
    """The model that a path leads into."""
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            model = next(_models(model.model_fields[part].annotation), model)
    return model


def _models(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _sentence(item: Any, where: str, model: type[Model]) -> str:
    kind, found, context = item["type"], item.get("input"), item.get("ctx", {})
    if kind == "extra_forbidden":
        level = _level(model, item["loc"][:-1])
        keys = (*level.model_fields, *([CANON] if level is Profile else ()))
        return unknown("key", str(item["loc"][-1]), keys)
    if kind == "missing":
        return "is missing"
    if kind == "value_error":
        return str(item["msg"]).removeprefix("Value error, ")
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", str(context.get("expected")))
        if isinstance(found, str):
            return unknown(where.rsplit(".", 1)[-1], found, words)
        return f"found {shown(found)}, allowed is {', '.join(words[:-1])} or {words[-1]}"
    pretty = {
        "string_pattern_mismatch": "a lower-case word of letters, digits and hyphens"
        if "^[a-z]" in str(context.get("pattern"))
        else "a colour like #rrggbb",
        "string_too_long": f"at most {context.get('max_length')} characters",
        "string_type": "a string",
        "string_unicode": "text without half characters",
        "list_type": "a list",
        "tuple_type": "a list",
    }.get(kind, "an object")
    return f"found {shown(found)}, allowed is {pretty}"


def shown(value: object) -> str:
    """A value of the user's as JSON, briefly."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=lambda _: "...")
    except (ValueError, RecursionError, TypeError):
        return _kind(value)
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= 60 else text[:57] + "..."


def _kind(value: object) -> str:
    names = {
        list: "a list",
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
        dict: "an object",
    }
    return "null" if value is None else names.get(type(value), "a " + type(value).__name__)
