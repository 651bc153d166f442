"""markgen explain."""

from __future__ import annotations

from typing import Any

import click

from markgen.cli.debug import debug
from markgen.cli.options import feeling, motif_folders, profile_of


@click.command("explain")
@click.argument("profile", required=False)
@feeling
@motif_folders
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@debug
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
