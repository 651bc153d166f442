"""markgen render."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from markgen.cli import note
from markgen.cli.options import feeling, heed_warnings, how_of, profile_of, rendering, target_of

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
    import sys

    from markgen import batch, renderer
    from markgen.errors import InputError
    from markgen.export import files
    from markgen.timing import Stopwatch

    heed_warnings()
    watch = Stopwatch()
    said = profile_of(profile, options)
    stem = files.safe_name(said.name) if said.name else batch.default_name(said)
    target, form = target_of(output, options["form"], stem, profile == "-")
    if photo or place:
        if form != "png":
            raise InputError(f"a mark on a photograph is a png, not {form}")
        data = _photographed(said, photo, place, how_of(options), watch)
    else:
        data = renderer.encoded(said, form, how_of(options), watch)
    if target is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        files.write(target, data)
        click.echo(json.dumps({"file": str(target), "bytes": len(data)}) if as_json else str(target))
    if timing:
        total = sum(watch.seconds.values())
        for step in ("compose", "svg", "raster", "skin", "encode"):
            if step in watch.seconds:
                note(f"{step:8} {watch.seconds[step] * 1000:7.1f} ms")
        note(f"{'total':8} {total * 1000:7.1f} ms")


def _photographed(said: Profile, photo: str | None, place: str | None, how: How, watch: Stopwatch) -> bytes:
    """The mark on a photograph, as PNG."""
    from markgen import photo as photos
    from markgen import reader
    from markgen.composer import compose
    from markgen.errors import InputError
    from markgen.export import png

    if not photo or not place:
        raise InputError("--photo and --place go together: a picture, and a JSON file of where the mark goes on it")
    picture = photos.open_photo(photo)
    where = photos.parse_place(reader.read(place), reader.source_name(place), picture.width, picture.height)
    with watch("compose"):
        mark = compose(said, how.motifs)
    image = photos.on_photo(said, mark, picture, where, how.rasteriser, watch)
    with watch("encode"):
        return png.encode(image, mark, said.seed, 72.0)
