"""markgen render."""

from __future__ import annotations

from typing import Any

import click

from markgen.cli import note
from markgen.cli.options import feeling, heed_warnings, how_of, profile_of, rendering, target_of


@click.command("render")
@click.argument("profile", required=False)
@feeling
@click.option("-o", "--output", help="A file, a folder, or - for stdout.  [default: a name of its own in output/]")
@rendering
@click.option("--timing", is_flag=True, help="Say where the time went.")
@click.option("--json", "as_json", is_flag=True, help="Say what was made as JSON.")
def command(profile: str | None, output: str | None, timing: bool, as_json: bool, **options: Any) -> None:
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
    from markgen.export import files
    from markgen.timing import Stopwatch

    heed_warnings()
    watch = Stopwatch()
    said = profile_of(profile, options)
    stem = files.safe_name(said.name) if said.name else batch.default_name(said)
    target, form = target_of(output, options["form"], stem, profile == "-")
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
