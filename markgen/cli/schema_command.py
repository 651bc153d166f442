"""markgen schema."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a profile, so that an editor can complete and check it."""
    import json

    from markgen import profile, regions
    from markgen.catalogue import catalogue

    made = profile.offer(profile.schema(), list(catalogue()), [r.name for r in regions.regions()])
    click.echo(json.dumps(made, indent=2))
