"""markgen explain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from markgen.cli.options import feeling, profile_of


@click.command("explain")
@click.argument("profile", required=False)
@feeling
@click.option(
    "--motifs", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Further motif folders."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--debug", is_flag=True, help="Show the traceback when something fails.")
def command(profile: str | None, as_json: bool, **options: Any) -> None:
    """Say what a profile will become: its size on the skin, its tone, hand, light and colours, its reading."""
    import json

    from markgen import explain

    facts = explain.explain(profile_of(profile, options))
    if as_json:
        click.echo(json.dumps(facts, indent=2, ensure_ascii=False))
        return
    width = max(map(len, facts))
    for key, value in facts.items():
        shown = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        click.echo(f"{key:{width}}  {', '.join(map(str, shown)) if isinstance(shown, list) else shown}")
