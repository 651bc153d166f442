"""markgen story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from markgen.cli.options import heed_warnings, how_of, rendering


@click.command("story")
@click.argument("source", metavar="STORY")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default="output/story.webp")
@click.option("--frames", type=click.IntRange(2, 600), help="Pictures.  [default: 36, or 6 on a strip]")
@click.option("--at", "moment", type=float, help="One picture, of this time in the story.")
@click.option("--seconds", type=click.FloatRange(0.1, 600), default=6.0, show_default=True, help="Of the animation.")
@rendering
def command(
    source: str, output: Path, frames: int | None, moment: float | None, seconds: float, **options: Any
) -> None:
    """Tell a story: how a mark grows, fades and becomes another, as an animation (.webp) or a film strip (.png).

    STORY is a JSON file: {"body": {...}, "moments": [{"at": 0, "feeling": {...}}, ...]}, or - for stdin.
    """
    from markgen import reader, sheet, story
    from markgen.cli.progress import tracked
    from markgen.errors import InputError
    from markgen.export import files, webp

    heed_warnings()
    suffix = output.suffix.lower()
    if suffix not in (".webp", ".png"):
        raise InputError(f"cannot tell the format of {output.name!r}: .webp is an animation, .png a film strip")
    told = story.parse(reader.read(source), reader.source_name(source))
    how = how_of(options)
    if moment is not None:
        files.write(output, sheet.encode(story.picture(told, moment, how)))
    else:
        count = frames or (36 if suffix == ".webp" else 6)
        made = list(tracked(story.frames(told, count, how), count, "drawing"))
        data = (
            webp.animate(made, round(1000 * seconds / count)) if suffix == ".webp" else sheet.encode(story.strip(made))
        )
        files.write(output, data)
    click.echo(str(output))
