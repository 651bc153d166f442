"""markgen gallery."""

from __future__ import annotations

from pathlib import Path

import click

from markgen.cli.debug import debug


@click.command("gallery")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="output", show_default=True)
@click.option("--size", type=click.IntRange(64, 2048), default=560, show_default=True, help="Pixels of one picture.")
@click.option("--only", help="Only plates whose name holds this, such as canon or heart; the page is left alone.")
@debug
def command(output: Path, size: int, only: str | None) -> None:
    """Make the gallery again: gallery.md, and its pictures in a folder beside it."""
    from markgen import gallery
    from markgen.cli.progress import tracked
    from markgen.errors import InputError
    from markgen.export import files
    from markgen.renderer import How

    all_plates = gallery.plates()
    wanted = [plate for plate in all_plates if only is None or only in plate.name]
    if not wanted:
        raise InputError(f"no plate's name holds {only!r}; there are {', '.join(plate.name for plate in all_plates)}")
    files.writable(output / "gallery" / "page.webp")
    for plate in tracked(wanted, len(wanted), "drawing"):
        files.write(output / "gallery" / f"{plate.name}.webp", gallery.draw(plate, size, How()))
    if only is None:
        files.write(output / "gallery.md", gallery.page(all_plates, "gallery").encode())
    click.echo(str(output / ("gallery.md" if only is None else "gallery")))
