"""markgen batch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from markgen.cli import fault, note
from markgen.cli.options import heed_warnings, how_of, rendering

if TYPE_CHECKING:
    from markgen.renderer import Format


@click.command("batch")
@click.argument("source", metavar="MARKS")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="output", show_default=True)
@rendering("png", "flat", "svg")
@click.option("--jobs", type=click.IntRange(1, 256), help="Cores to use, a process each.  [default: all]")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as well.")
def command(source: str, output: Path, jobs: int | None, as_json: bool, **options: Any) -> int:
    """Render a list of feelings, on all cores, and write manifest.json beside them.

    MARKS is a JSON list of profiles, an object {"defaults": {...}, "marks": [...]}, or JSON Lines; - is stdin.
    A bad entry is reported by its index and field; the others are rendered.
    """
    import json

    from markgen import workers

    workers.ready()
    from markgen import batch, reader
    from markgen.cli.progress import tracked
    from markgen.export import files

    heed_warnings()
    how = how_of(options)
    form: Format = options["form"] or "png"
    files.writable(output / "manifest.json")
    todo, outcomes = batch.plan(reader.entries(source), output, form, how)
    for line in dict.fromkeys(line for bad in outcomes for line in (bad.error or "").splitlines()):
        fault(line)
    for outcome in tracked(batch.run(todo, form, how, jobs), len(todo), "rendering"):
        outcomes.append(outcome)
        if outcome.status == "failed":
            fault(f"[{outcome.index}]: {outcome.error}")
    listed = batch.manifest(outcomes)
    text = json.dumps(listed, indent=2, ensure_ascii=False) + "\n"
    files.write(output / "manifest.json", text.encode())
    count = {status: sum(o.status == status for o in outcomes) for status in ("done", "invalid", "failed")}
    if as_json:
        click.echo(text, nl=False)
    else:
        click.echo(f"{count['done']} rendered to {output}{'/' if str(output)[-1:] not in '/' else ''}")
    if count["invalid"] or count["failed"]:
        note(f"{count['invalid']} not valid, {count['failed']} failed; see {output / 'manifest.json'}")
    return 1 if count["failed"] else 2 if count["invalid"] else 0
