"""markgen bearer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from markgen.cli import note
from markgen.cli.options import heed_warnings, how_of, rendering


@click.command("bearer")
@click.argument("source", metavar="BEARER")
@click.option("--region", help="What to look at.  [default: where the strongest mark is]")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default="output/bearer.png")
@rendering
def command(source: str, region: str | None, output: Path, **options: Any) -> None:
    """Render many marks on one body: strongest first, the others where room is left around it.

    BEARER is a JSON file: {"body": {"skin": 5}, "marks": [profile, ...]}, or - for stdin.
    """
    from markgen import bearer, reader, reading, sheet
    from markgen.errors import InputError
    from markgen.export import files

    heed_warnings()
    how = how_of(options)
    feelings = bearer.parse(reader.read(source), reader.source_name(source))
    if not feelings:
        raise InputError(f"{reader.source_name(source)}: no marks")
    laid, left = bearer.arrange(feelings, how)
    looked_at = max(feelings, key=lambda f: f.intensity)
    if region:
        looked_at = looked_at.model_copy(update={"region": region, "at": None})
    files.write(output, sheet.encode(bearer.picture(laid, looked_at, how)))
    for said in left:
        note(f"no room left for {reading.title(said)}")
    click.echo(str(output))
