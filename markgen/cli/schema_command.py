"""markgen schema."""

from __future__ import annotations

from pathlib import Path

import click

from markgen.cli.debug import debug
from markgen.cli.options import motif_folders


@click.command("schema")
@motif_folders
@debug
def command(motifs: tuple[Path, ...]) -> None:
    """Print the JSON Schema of a profile, so that an editor can complete and check it."""
    import json

    from markgen import profile, regions
    from markgen.catalogue import catalogue

    made = profile.offer(profile.schema(), list(catalogue(motifs)), [r.name for r in regions.regions()])
    click.echo(json.dumps(made, indent=2))
