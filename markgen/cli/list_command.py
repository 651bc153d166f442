"""markgen list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from markgen.cli.debug import debug
from markgen.cli.options import OneOf, motif_folders
from markgen.listing import KINDS, rows


@click.command("list")
@click.argument("what", type=OneOf("list", lambda _: KINDS, closed=True), metavar=f"[{'|'.join(KINDS)}]")
@motif_folders
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@debug
def command(what: str, motifs: tuple[Path, ...], as_json: bool) -> None:
    """List motifs, tones, regions, bodies, styles or the canon."""
    import json

    found = rows(what, motifs)
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    width = max(len(str(row["name"])) for row in found) if found else 0
    for row in found:
        click.echo(f"{row['name']:{width}}  {_told(what, row)}".rstrip())


def _told(what: str, row: dict[str, Any]) -> str:
    if what == "tones":
        axes = "  ".join(f"{k[0].upper()} {row[k]:+.2f}" for k in ("valence", "arousal", "dominance"))
        return f"{axes}  {row['gloss']}"
    if what == "regions":
        marks = ", ".join(row["landmarks"])
        return (
            f"{row['width_mm']:.0f} x {row['height_mm']:.0f} mm  views: {', '.join(row['views'])}; landmarks: {marks}"
        )
    if what == "bodies":
        return f"views: {', '.join(row['views'])}"
    return str(row["title"])
