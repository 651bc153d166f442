"""Processes that share the work: one a core, quiet, and gone when their work is no longer wanted."""

from __future__ import annotations

import signal
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, get_context
from multiprocessing.context import BaseContext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markgen.raster import Rasteriser


def ready() -> None:
    """Begin, in the background, what every worker starts from, while the caller still has its input to read."""
    if _context().get_start_method() == "forkserver":
        forkserver.ensure_running()


@contextmanager
def pool(count: int, rasteriser: Rasteriser) -> Iterator[Executor]:
    """So many processes. Whatever they would all have to say about the rasteriser is said here, once.

    When the caller is stopped, work that has not begun is dropped.
    """
    from markgen import raster

    raster.choose(rasteriser)
    executor = ProcessPoolExecutor(count, mp_context=_context(), initializer=_settle)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()


def _context() -> BaseContext:
    """Workers are forked from a process that has imported everything and done nothing yet; where the system's own
    libraries do not bear that, each starts afresh."""
    if sys.platform != "linux":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["markgen.renderer"])
    return context


def _settle() -> None:
    """Only the parent is interrupted, and only it speaks."""
    from markgen.errors import Notice

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore", Notice)
