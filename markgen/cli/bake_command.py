"""markgen bake."""

from __future__ import annotations

from pathlib import Path

import click

from markgen.cli.debug import debug


@click.command("bake")
@click.option("--build", default="masculine", show_default=True, help="masculine, feminine or child.")
@click.option("--view", "views", multiple=True, help="A view; may be repeated.  [default: all of the build]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="markgen/body/atlas",
    show_default=True,
    help="The atlas's folder; its index is written beside it.",
)
@click.option("--report", is_flag=True, help="Only measure how true the charts are to scale, and print the table.")
@click.option("--charts-only", "only", is_flag=True, help="Make the charts again, and put them into the templates.")
@click.option("--draft", is_flag=True, help="Few samples and pixels, to look at.")
@debug
def command(build: str, views: tuple[str, ...], output: Path, report: bool, only: bool, draft: bool) -> None:
    """Bake body templates again, with Blender as a Python module: pip install "markgen[bake]".

    Takes about two minutes a view on two cores. Nothing that is rendered needs it.
    """
    from importlib.util import find_spec

    from markgen.errors import InputError

    if find_spec("bpy") is None:
        raise InputError('baking needs Blender as a module: pip install "markgen[bake]" (Python 3.11)')
    from markgen import bake

    bake.run(build, views, output, report=report, draft=draft, only=only)
