"""markgen story."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click

from markgen.cli.options import STORY, deliver, heed_warnings, how_of, picture_suffix, rendering


@click.command("story")
@click.argument("source", metavar="STORY", required=False)
@click.option("--canon", type=STORY, help="A ready-made story, such as sun-to-phoenix, instead of a file.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default="output/story.webp", show_default=True
)
@click.option("--frames", type=click.IntRange(2, 600), help="Pictures.  [default: 36, or 6 on a strip]")
@click.option("--at", "moment", type=float, help="One picture, of this time in the story.")
@click.option("--seconds", type=click.FloatRange(0.1, 600), default=6.0, show_default=True, help="Of the animation.")
@rendering()
def command(
    source: str | None,
    canon: str | None,
    output: Path,
    frames: int | None,
    moment: float | None,
    seconds: float,
    **options: Any,
) -> None:
    """Tell a story: how a mark grows, fades and becomes another, as an animation (.webp) or a film strip (.png).

    STORY is a JSON file: {"body": {...}, "moments": [{"at": 0, "feeling": {...}}, ...]}, or - for stdin.

    \b
    markgen story --canon sun-to-phoenix -o story.webp
    """
    from markgen import canon as ready
    from markgen import reader, sheet, story
    from markgen.cli.progress import tracked
    from markgen.errors import InputError
    from markgen.export import webp

    heed_warnings()
    if moment is not None and not math.isfinite(moment):
        raise InputError(f"--at {moment}: say a time of the story")
    if moment is not None and frames:
        raise InputError("--at is one picture, and --frames are many: say one of them")
    suffix = picture_suffix(output, ".webp", ".png")
    how = how_of(options)
    if how.view == "all":
        raise InputError("a story is told in one view; name it, or leave --view out")
    if (source is None) == (canon is None):
        raise InputError(f"say a story's file, or --canon and one of {', '.join(ready.stories())}")
    data, place = (ready.story(canon), canon) if canon else (reader.read(str(source)), reader.source_name(str(source)))
    told = story.parse(data, place, how.motifs)
    if moment is not None:
        made = [story.picture(told, moment, how)]
    else:
        count = frames or (36 if suffix == ".webp" else 6)
        made = list(tracked(story.frames(told, count, how), count, "drawing"))
    if suffix == ".webp":
        deliver(output, webp.animate(made, round(1000 * seconds / len(made))))
    else:
        deliver(output, sheet.encode(made[0] if moment is not None else story.strip(made)))
