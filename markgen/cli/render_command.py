"""markgen render."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from markgen.cli import note
from markgen.cli.options import feeling, heed_warnings, how_of, profile_of, rendering, send, target_of

if TYPE_CHECKING:
    from markgen.profile import Profile
    from markgen.renderer import How
    from markgen.timing import Stopwatch


@click.command("render")
@click.argument("profile", required=False)
@feeling
@click.option("-o", "--output", help="A file, a folder, or - for stdout.  [default: a name of its own in output/]")
@rendering("png", "flat", "svg")
@click.option("--photo", help="A photograph to put the mark on, instead of a body.")
@click.option("--place", help="Where on the photograph: a JSON file of corners, points or edges.")
@click.option("--timing", is_flag=True, help="Say where the time went.")
@click.option("--json", "as_json", is_flag=True, help="Say what was made as JSON.")
def command(
    profile: str | None,
    output: str | None,
    photo: str | None,
    place: str | None,
    timing: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Render one feeling: a tattoo on skin (png), the mark alone (flat), or layered artwork (svg).

    PROFILE is a JSON file, or - for stdin; options go over what it says.

    \b
    markgen render --motif sun --tone joy --intensity 0.4 --region wrist
    markgen render profile.json -o output/anna.png
    markgen render - --format svg < profile.json > mark.svg
    """
    import json

    from markgen import batch, renderer
    from markgen.errors import InputError
    from markgen.export import files
    from markgen.timing import Stopwatch

    heed_warnings()
    watch = Stopwatch()
    said = profile_of(profile, options)
    stem = files.safe_name(said.name) if said.name else batch.default_name(said)
    target, form = target_of(output, options["form"], stem, profile == "-" and not as_json)
    how = how_of(options)
    if as_json and target is None:
        raise InputError("--json and -o - cannot both have stdout: say -o FILE")
    given = click.get_current_context().get_parameter_source
    if form != "png" and how.close:
        raise InputError(f"--close-up is of a body; {form} is the mark alone")
    if (photo or place or form != "png") and given("backdrop") is not ParameterSource.DEFAULT:
        raise InputError("--backdrop is what is behind a body, and there is none here")
    if photo or place:
        if form != "png":
            raise InputError(f"a mark on a photograph is a png, not {form}")
        if how.view or how.close:
            raise InputError("--view and --close-up are of a body; a photograph is seen as it was taken")
        sized = given("size") is not ParameterSource.DEFAULT
        data = _photographed(said, photo, place, how, how.size if sized else None, watch)
    else:
        data = renderer.encoded(said, form, how, watch)
    if target is None:
        send(data)
    else:
        files.write(target, data)
        view = renderer.view_of(said, how) if form == "png" and not photo else None
        made = {"file": str(target), "bytes": len(data), "format": form, "view": view, **_facts(said)}
        click.echo(json.dumps(made, ensure_ascii=False) if as_json else str(target))
    if timing:
        total = sum(watch.seconds.values())
        for step in ("compose", "svg", "raster", "skin", "encode"):
            if step in watch.seconds:
                note(f"{step:8} {watch.seconds[step] * 1000:7.1f} ms")
        note(f"{'total':8} {total * 1000:7.1f} ms")


def _facts(said: Profile) -> dict[str, Any]:
    """What is worth knowing of a mark that was made."""
    import json

    from markgen import reading, regions
    from markgen.composer import resolve

    return {
        "size_mm": round(resolve(said, regions.region(said.region, said.build)).size, 1),
        "title": reading.title(said),
        "reading": said.reading or reading.reading(said),
        "profile": json.loads(said.json_text()),
    }


def _photographed(
    said: Profile, photo: str | None, place: str | None, how: How, size: int | None, watch: Stopwatch
) -> bytes:
    """The mark on a photograph, as PNG; size: of its longer side, or None for the photograph's own."""
    from markgen import photo as photos
    from markgen import reader
    from markgen.composer import compose
    from markgen.errors import InputError
    from markgen.export import png

    if not photo or not place:
        raise InputError("--photo and --place go together: a picture, and a JSON file of where the mark goes on it")
    picture = photos.open_photo(photo, size)
    where = photos.parse_place(reader.read(place), reader.source_name(place), picture.width, picture.height)
    with watch("compose"):
        mark = compose(said, how.motifs)
    image, dpi = photos.on_photo(said, mark, picture, where, how.rasteriser, watch)
    with watch("encode"):
        return png.encode(image, mark, said.seed, dpi)
