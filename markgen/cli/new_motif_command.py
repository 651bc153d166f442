"""markgen new-motif."""

from __future__ import annotations

from pathlib import Path

import click

from markgen.cli.debug import debug


@click.command("new-motif")
@click.argument("name")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="motifs", show_default=True)
@debug
def command(name: str, output: Path) -> None:
    """Write a starting file for a motif of your own, ready to draw.

    \b
    markgen new-motif moon -o my-motifs
    markgen render --motif moon --motifs my-motifs
    """
    import re
    import shlex
    from importlib.resources import files as resources

    from markgen.errors import InputError
    from markgen.export import files

    if not re.fullmatch(r"[a-z][a-z0-9-]{0,40}", name):
        raise InputError(f"{name[:40]!r} cannot name a motif: use lower-case letters, digits and hyphens")
    target = output / f"{name.replace('-', '_')}.py"
    if target.exists():
        raise InputError(f"{target} is there already; it was left as it is")
    starting = resources("markgen").joinpath("motif_template.py.txt").read_text(encoding="utf-8")
    files.write(target, starting.replace("{name}", name).encode())
    click.echo(str(target))
    click.echo(f"draw it: markgen render --motif {name} --motifs {shlex.quote(str(output))}", err=True)
