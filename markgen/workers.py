"""Processes that share the work: one a core, quiet, and gone when their work is no longer wanted."""

from __future__ import annotations

import signal
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from markgen import raster
from markgen.body import image
from markgen.raster import Rasteriser, RasteriserWarning


@contextmanager
def pool(count: int, rasteriser: Rasteriser) -> Iterator[Executor]:
    """So many processes. Whatever they would all have to say about the rasteriser is said here, once.

    When the caller is stopped, work that has not begun is dropped.
    """
    raster.choose(rasteriser)
    executor = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_settle)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()


def _settle() -> None:
    """With a process a core, threads within one only get in each other's way; and only the parent is interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore", RasteriserWarning)
    image.one_thread()
