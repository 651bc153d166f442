"""A progress bar with time left, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def tracked(steps: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The steps, with a bar on stderr while they run if that is a terminal; silent in a pipe."""
    if not sys.stderr.isatty() or total < 2:
        yield from steps
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        for step in steps:
            bar.advance(task)
            yield step
