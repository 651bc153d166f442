"""Options that commands share, and what their values become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from markgen.cli.debug import debug

if TYPE_CHECKING:
    from markgen.profile import Profile
    from markgen.regions import Region
    from markgen.renderer import Format, How

    ParamType = click.ParamType[str]
else:
    # Older versions of click do not say of what type.
    ParamType = click.ParamType

F = TypeVar("F", bound=Callable[..., Any])

FEELING = (
    *("canon", "motif", "tone", "intensity", "region", "at", "rotation", "side", "build", "skin", "style", "size_mm"),
    *("ink_age", "seed", "palette", "giver", "bearer", "bond", "name"),
)
"""The fields of a profile that are options."""


Words = Callable[[Mapping[str, Any]], Iterable[str]]
"""The words there are, given what else is on the command line."""


class OneOf(ParamType):
    """A word of a kind. Shells complete it; when `closed`, any other word is refused, and the nearest offered.

    Words that a profile checks are left open, so that it tells all its faults at once.
    """

    name = "text"

    def __init__(self, kind: str, words: Words, closed: bool = False) -> None:
        self.kind, self.words, self.closed = kind, words, closed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word as it is."""
        words = tuple(self.words({})) if self.closed else ()
        if self.closed and value not in words:
            from markgen.errors import unknown

            self.fail(unknown(self.kind, str(value), words), param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin so. click leaves a file unnamed while the option after it has no value yet."""
        given = {**ctx.params, "profile": ctx.params.get("profile") or next(iter(ctx.args), None)}
        return [CompletionItem(word) for word in self.words(given) if word.startswith(incomplete)]


class Number(ParamType):
    """A number, or the words as they are: the profile tells what it allows."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, if it is one."""
        for kind in (int, float):
            with suppress(ValueError, OverflowError):
                return kind(value)
        return value


NUMBER = Number()


def _listed(what: str) -> Words:
    """The names that `markgen list` has for a kind."""

    def words(given: Mapping[str, Any]) -> Iterable[str]:
        from markgen.listing import names

        return names(what, given.get("motifs") or ())

    return words


def _offered(field: str) -> Words:
    """The words that a field of the profile allows."""

    def words(_: Mapping[str, Any]) -> Iterable[str]:
        from markgen.profile import allowed

        return allowed(field)

    return words


def _stories(_: Mapping[str, Any]) -> Iterable[str]:
    from markgen.canon import stories

    return stories()


def _region(given: Mapping[str, Any]) -> Region | None:
    """The region that the command line names, or else the mark of the canon or the file that is named on it."""
    from markgen import canon, regions

    said = _said(given.get("profile"))
    known = canon.canon().get(given.get("canon") or said.get("canon") or "", {})
    name = given.get("region") or said.get("region") or known.get("region")
    return next((r for r in regions.regions() if r.name == name), None)


def _said(profile: str | None) -> Mapping[str, Any]:
    """What a profile's file says, while its command is still typed: nothing, as long as it cannot be read."""
    from markgen.errors import InputError
    from markgen.reader import read

    with suppress(InputError):
        told = read(profile) if profile and profile != "-" else {}
        return told if isinstance(told, dict) else {}
    return {}


def _views(given: Mapping[str, Any]) -> Iterable[str]:
    from markgen import regions

    here = _region(given)
    return (*(here.views if here else dict.fromkeys(v for views in regions.bodies().values() for v in views)), "all")


def _landmarks(given: Mapping[str, Any]) -> Iterable[str]:
    from markgen import profile, regions
    from markgen.place import CENTRE

    here = _region(given) or regions.region(profile.Profile.model_fields["region"].default)
    return CENTRE, *here.landmarks


PLACE = OneOf("place", _landmarks)
VIEW = OneOf("view", _views)
STORY = OneOf("story of the canon", _stories, closed=True)
MOTIF = OneOf("motif", _listed("motifs"))
TONE = OneOf("tone", _listed("tones"))
REGION = OneOf("region", _listed("regions"))
KNOWN_REGION = OneOf("region", _listed("regions"), closed=True)
STYLE = OneOf("style", _listed("styles"))
CANON = OneOf("mark of the canon", _listed("canon"))


def feeling(command: F) -> F:
    """The fields of a profile as options; each goes over what a file says."""
    for option in reversed(
        [
            click.option("--canon", type=CANON, help="A ready-made mark, such as phoenix; other options go over it."),
            click.option("--motif", type=MOTIF, help="What the mark shows, such as flame."),
            click.option(
                "--tone",
                type=TONE,
                help="A named tone, such as devotion, or three numbers: valence,arousal,dominance.",
            ),
            click.option("--intensity", type=NUMBER, help="0 (bare skin) to 1 (the whole region)."),
            click.option("--region", type=REGION, help="Where it sits, such as upper-arm."),
            click.option(
                "--at",
                type=PLACE,
                help='A place in the region, such as "wrist-crease + 20mm proximal".',
            ),
            click.option("--rotation", type=NUMBER, help="Degrees, anticlockwise on the skin."),
            click.option("--side", type=OneOf("side", _offered("side")), help="left or right, of the bearer."),
            click.option("--build", type=OneOf("build", _offered("build")), help="masculine, feminine or child."),
            click.option("--skin", type=NUMBER, help="Monk skin tone, 1 (lightest) to 10 (darkest)."),
            click.option("--style", type=STYLE, help="A tattoo style over the tone's own hand, such as blackwork."),
            click.option("--size-mm", type=NUMBER, help="Longest side on the skin, instead of what intensity gives."),
            click.option("--ink-age", type=NUMBER, help="Years since it appeared."),
            click.option("--seed", type=NUMBER, help="Another seed, another design."),
            click.option("--palette", help="Colours from deep to bright: #000050,#3030c0,#80c0ff."),
            click.option("--giver", help="Whose feeling it is."),
            click.option("--bearer", help="On whose skin."),
            click.option(
                "--bond",
                type=OneOf("bond", _offered("bond")),
                help="romantic, platonic, familial, rivalry or admiration.",
            ),
            click.option("--name", help="What to call the mark."),
        ]
    ):
        command = option(command)
    return command


LARGEST = {"png": 4096, "flat": 8192}
"""Pixels along the longer side; as the renderer says, which is too heavy to import for --help."""

_FORMATS = {"png": "png on the body", "flat": "flat PNG with transparency", "svg": "layered svg"}


motif_folders = click.option(
    "--motifs",
    type=click.Path(path_type=Path, file_okay=False),
    multiple=True,
    help="A folder of further motif files; may be repeated.",
)


def rendering(*forms: str, size: int = 1024, view: bool = True) -> Callable[[F], F]:
    """How to render: format (one of `forms`, if there are several), size in pixels, view, rasteriser, motif folders."""
    told = ", ".join(_FORMATS[form] for form in forms)
    limit = f"; on a body at most {LARGEST['png']}" if "flat" in forms else ""
    options = [
        click.option(
            "--size",
            type=click.IntRange(16, LARGEST["flat" if "flat" in forms else "png"]),
            default=size,
            show_default=True,
            help=f"Pixels along the longer side{limit}.",
        ),
        click.option(
            "--rasteriser",
            type=OneOf("rasteriser", lambda _: ("auto", "cairosvg", "resvg"), closed=True),
            metavar="[auto|cairosvg|resvg]",
            default="auto",
            help="What draws the SVG.",
        ),
        motif_folders,
        debug,
    ]
    options.insert(
        1,
        click.option(
            "--backdrop",
            type=OneOf("backdrop", lambda _: ("room", "paper"), closed=True),
            metavar="[room|paper]",
            default="room",
            help="What is behind the body.",
        ),
    )
    if view:
        options.insert(
            1,
            click.option("--view", type=VIEW, help="A view of the region, or all, side by side."),
        )
    if "svg" in forms:
        close = click.option("--close-up", is_flag=True, help="On a body: frame the mark, upright or lying as it is.")
        options.insert(2, close)
    if forms:
        kind, shown = OneOf("format", lambda _: forms, closed=True), f"[{'|'.join(forms)}]"
        options.insert(0, click.option("--format", "form", type=kind, metavar=shown, help=f"{told}."))

    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def said(options: dict[str, Any]) -> dict[str, Any]:
    """The fields of a profile that were given as options."""
    given = {key: options[key] for key in FEELING if options.get(key) is not None}
    if "palette" in given:
        given["palette"] = [color.strip() for color in given["palette"].split(",")]
    tone = given.get("tone")
    if isinstance(tone, str) and "," in tone:
        from markgen.errors import InputError

        parts = tone.split(",")
        try:
            given["tone"] = dict(zip(("valence", "arousal", "dominance"), map(float, parts), strict=True))
        except ValueError:
            raise InputError(f"--tone {tone[:60]!r}: say valence,arousal,dominance, each -1 to 1") from None
    return given


def profile_of(source: str | None, options: dict[str, Any]) -> Profile:
    """The profile of a command: a file's (or stdin's) with the options over it, checked."""
    from markgen import reader
    from markgen.catalogue import catalogue
    from markgen.composer import checked
    from markgen.errors import Complaint, ProfileError

    given = said(options)
    elsewhere = {field: f"--{field.replace('_', '-')}" for field in given}
    place = ""
    data: Any = {}
    if source is not None:
        data, place = reader.read(source), reader.source_name(source)
    if isinstance(data, dict):
        data = {**data, **given}
        if source is None and not {"motif", "canon"} & set(data):
            raise ProfileError([Complaint(place, "no motif: say --motif or --canon, or name a profile file")])
    known = catalogue(options.get("motifs") or ())
    return checked(data, place, known, elsewhere)


def how_of(options: dict[str, Any]) -> How:
    """How to render, from the options."""
    from markgen.renderer import How

    return How(
        options["size"],
        options.get("view"),
        options["rasteriser"],
        tuple(options.get("motifs") or ()),
        close=options.get("close_up", False),
        backdrop=options["backdrop"],
    )


def target_of(output: str | None, form: Format | None, stem: str, piped: bool) -> tuple[Path | None, Format]:
    """The file to write, or None for stdout, and its format. InputError when it cannot be written.

    output: a file, a folder (ending in / or existing), `-`, or None. piped: the profile came by stdin.
    """
    from markgen.errors import InputError
    from markgen.export import files
    from markgen.renderer import form_of

    if output == "-" or (output is None and piped):
        return None, form or "png"
    if output is not None and not output.endswith(("/", "\\")) and not Path(output).is_dir():
        path = Path(output)
        chosen: Format = form or form_of(path)
        if path.suffix.lower() == (".png" if chosen == "svg" else ".svg"):
            raise InputError(f"-o {path.name[:60]!r} and --format {chosen} do not go together")
    else:
        chosen = form or "png"
        path = Path(output or "output") / f"{stem}{'.svg' if chosen == 'svg' else '.png'}"
    files.writable(path)
    return path, chosen


def picture_suffix(output: Path, *allowed: str) -> str:
    """The suffix of a file to be written, lower-case; the first allowed one for stdout. InputError for any other."""
    from markgen.errors import InputError
    from markgen.export import files

    suffix = allowed[0] if str(output) == "-" else output.suffix.lower()
    if suffix not in allowed:
        raise InputError(f"cannot write {output.name!r}: its name should end in {' or '.join(allowed)}")
    if str(output) != "-":
        files.writable(output)
    return suffix


def deliver(output: Path, data: bytes) -> None:
    """Write a file and say its name, or send it to stdout when it is `-`."""
    from markgen.export import files

    if str(output) == "-":
        send(data)
    else:
        files.write(output, data)
        click.echo(str(output))


def send(data: bytes) -> None:
    """Send bytes to stdout. InputError when it is closed."""
    import sys

    from markgen.errors import InputError

    if sys.stdout is None:
        raise InputError("stdout is closed: say -o FILE")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def heed_warnings() -> None:
    """Show this program's own warnings as one plain line."""
    import warnings

    from markgen.cli import note
    from markgen.errors import Notice

    def show(message: Warning | str, category: type[Warning], *rest: Any, **more: Any) -> None:
        if issubclass(category, Notice):
            note(f"note: {message}")

    warnings.showwarning = show
