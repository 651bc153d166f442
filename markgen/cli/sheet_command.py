"""markgen sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from markgen.cli.options import KNOWN_REGION, MOTIF, TONE, deliver, heed_warnings, how_of, picture_suffix, rendering


@click.command("sheet")
@click.option("--motif", "motif_names", type=MOTIF, multiple=True, help="A motif; may be repeated.  [default: all]")
@click.option("--tone", "tone_names", type=TONE, multiple=True, help="A tone; may be repeated.  [default: devotion]")
@click.option("--intensity", type=float, multiple=True, help="May be repeated.  [default: 0.1 0.3 0.5 0.7 0.9 1]")
@click.option("--skin", type=click.IntRange(1, 10), multiple=True, help="May be repeated.  [default: 2 5 8]")
@click.option("--seed", type=int, multiple=True, help="May be repeated.  [default: 1]")
@click.option("--region", type=KNOWN_REGION, default="upper-arm", show_default=True)
@click.option("--bare", is_flag=True, help="Bare skin: every view of every build by skins.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default="output/sheet.png", show_default=True
)
@rendering("png", "flat", size=320)
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes at once.  [default: one a core]")
def command(output: Path, bare: bool, jobs: int | None, **options: Any) -> None:
    """Draw a contact sheet: a row for each motif, tone, seed and skin, a column for each intensity.

    --size is of one picture.
    """
    from markgen import sheet
    from markgen.catalogue import catalogue
    from markgen.cli.progress import tracked
    from markgen.errors import InputError

    heed_warnings()
    picture_suffix(output, ".png")
    how = how_of(options)
    if how.view == "all":
        raise InputError("a cell of a sheet is of one view; name it, or leave --view out")
    if bare:
        rows = sheet.bare_rows(options["skin"] or (2, 5, 8, 10))
    else:
        rows = sheet.rows(
            motifs=options["motif_names"] or tuple(catalogue(how.motifs)),
            tones=options["tone_names"] or ("devotion",),
            intensities=options["intensity"] or (0.1, 0.3, 0.5, 0.7, 0.9, 1.0),
            skins=options["skin"] or (2, 5, 8),
            seeds=options["seed"] or (1,),
            region=options["region"],
        )
    cells = sum(len(row.cells) for row in rows)
    picture = sheet.paste(
        rows, dict(tracked(sheet.drawn(rows, how, options["form"] or "png", jobs), cells, "drawing")), how.size
    )
    deliver(output, sheet.encode(picture))
