"""Many profiles to many files, on all cores."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Literal

from markgen import reading, workers
from markgen.catalogue import catalogue
from markgen.composer import checked
from markgen.errors import MarkgenError
from markgen.export import files
from markgen.profile import Profile
from markgen.reader import Entry
from markgen.renderer import Format, How, encoded, view_of

Status = Literal["done", "invalid", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What came of one entry. file: the name in the output folder. error: for people, when there is one."""

    index: int
    status: Status
    file: str | None = None
    error: str | None = None
    title: str | None = None
    reading: str | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Job:
    """One valid entry and the file it becomes."""

    index: int
    said: Profile
    target: Path


def plan(entries: Sequence[Entry], folder: Path, form: Format, how: How) -> tuple[list[Job], list[Outcome]]:
    """Jobs for the entries that are valid, outcomes for those that are not. No two jobs share a file."""
    jobs: list[Job] = []
    bad: list[Outcome] = []
    taken: set[str] = set()
    known = catalogue(how.motifs)
    suffix = ".svg" if form == "svg" else ".png"
    for index, entry in enumerate(entries):
        try:
            if isinstance(entry.data, MarkgenError):
                raise entry.data
            said = checked(entry.data, entry.place, known, entry.elsewhere)
            if form == "png":
                view_of(said, how)
        except MarkgenError as error:
            bad.append(Outcome(index, "invalid", error=str(error)))
            continue
        stem = files.safe_name(said.name, f"mark-{index}") if said.name else default_name(said)
        name = stem
        number = 2
        while name in taken:
            name = f"{stem}-{number}"
            number += 1
        taken.add(name)
        jobs.append(Job(index, said, folder / (name + suffix)))
    return jobs, bad


def default_name(said: Profile) -> str:
    """A file name that tells the profile: flame-devotion-090-upper-arm, and the seed when it is not 1."""
    tone = said.tone if isinstance(said.tone, str) else "feeling"
    seed = f"-seed-{said.seed}" if said.seed != 1 else ""
    text = f"{said.motif}-{tone}-{round(said.intensity * 100):03d}-{said.region}{seed}"
    return files.safe_name(text)


def run(jobs: Sequence[Job], form: Format, how: How, processes: int | None = None) -> Iterator[Outcome]:
    """Outcomes as jobs end. processes: at once, each on one core; None is one a core. A single job runs in this
    process, on all of them."""
    count = min(processes or os.cpu_count() or 1, len(jobs))
    if count > 1 or processes == 1:
        how = replace(how, cores=1)
    if count <= 1:
        yield from (work(job, form, how) for job in jobs)
        return
    with workers.pool(count, how.rasteriser) as pool:
        yield from run_on(pool, jobs, form, how)


def run_on(pool: Executor, jobs: Sequence[Job], form: Format, how: How) -> Iterator[Outcome]:
    """The same on any executor of the caller's."""
    futures = {pool.submit(work, job, form, how): job for job in jobs}
    for future in as_completed(futures):
        try:
            yield future.result()
        except Exception as error:
            yield Outcome(futures[future].index, "failed", error=f"worker died: {type(error).__name__}: {error}")


def work(job: Job, form: Format, how: How) -> Outcome:
    """Render one entry to its file; a failure becomes an outcome, so that the others go on."""
    start = perf_counter()
    try:
        files.write(job.target, encoded(job.said, form, how))
    except MarkgenError as error:
        return Outcome(job.index, "failed", error=str(error))
    except Exception as error:
        return Outcome(job.index, "failed", error=f"{type(error).__name__}: {error}")
    return Outcome(
        job.index,
        "done",
        file=job.target.name,
        title=reading.title(job.said),
        reading=job.said.reading or reading.reading(job.said),
        seconds=round(perf_counter() - start, 3),
    )


def manifest(outcomes: Sequence[Outcome]) -> list[dict[str, object]]:
    """What came of each entry, in the order of the batch."""
    return [
        {k: v for k, v in asdict(outcome).items() if v is not None}
        for outcome in sorted(outcomes, key=lambda o: o.index)
    ]
