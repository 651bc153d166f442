"""markgen turntable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from markgen.cli.options import deliver, feeling, heed_warnings, how_of, picture_suffix, profile_of, rendering


@click.command("turntable")
@click.argument("profile", required=False)
@feeling
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default="output/turntable.webp",
    show_default=True,
)
@click.option("--seconds", type=click.FloatRange(0.1, 120), default=6.0, show_default=True, help="For one turn.")
@rendering(view=False)
def command(profile: str | None, output: Path, seconds: float, **options: Any) -> None:
    """Turn the arm round once, as an animated WebP. The mark is one of --region arm.

    \b
    markgen turntable --canon flame-sleeve --size 512
    """
    from markgen import turntable
    from markgen.cli.progress import tracked
    from markgen.export import webp

    heed_warnings()
    picture_suffix(output, ".webp")
    said = profile_of(profile, options)
    count = len(turntable.stops(said))
    made = list(tracked(turntable.frames(said, how_of(options)), count, "drawing"))
    deliver(output, webp.animate(made, round(1000 * seconds / count)))
