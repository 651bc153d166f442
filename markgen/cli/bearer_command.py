"""markgen bearer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from markgen.cli import note
from markgen.cli.options import KNOWN_REGION, deliver, heed_warnings, how_of, picture_suffix, rendering


@click.command("bearer")
@click.argument("source", metavar="BEARER")
@click.option("--region", type=KNOWN_REGION, help="What to look at.  [default: where the strongest mark is]")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default="output/bearer.png", show_default=True
)
@rendering()
def command(source: str, region: str | None, output: Path, **options: Any) -> None:
    """Render many marks on one body: strongest first, the others where room is left around it.

    BEARER is a JSON file: {"body": {"skin": 5}, "marks": [profile, ...]}, or - for stdin.
    """
    from markgen import bearer, reader, reading, renderer
    from markgen.export import png

    heed_warnings()
    how = how_of(options)
    picture_suffix(output, ".png")
    feelings = bearer.parse(reader.read(source), reader.source_name(source), how.motifs)
    laid, left = bearer.arrange(feelings, how)
    looked_at = max(feelings, key=lambda f: f.intensity)
    if region:
        looked_at = looked_at.model_copy(update={"region": region, "at": None})
    image, dpi = bearer.picture(laid, looked_at, how)
    deliver(output, png.encode(image, bearer.words(laid), looked_at.seed, dpi))
    for each in laid:
        if each.said.side != looked_at.side:
            note(f"on the other side, and not seen: {reading.title(each.said)}")
        elif not renderer.seen_from(each.said, looked_at, how):
            note(f"on the {each.said.region}, and not seen from here: {reading.title(each.said)}")
    for said in left:
        note(f"no room left for {reading.title(said)}")
