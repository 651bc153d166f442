"""How long markgen takes, beside what else there is, measured in one run.

    python benchmarks/speed.py [--repeats 5] [--json speed.json]

Every figure is the least of several turns, and turns of the things compared alternate, so that a busy machine
slows both alike. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from markgen import catalogue, compose, regions
from markgen.body import atlas
from markgen.renderer import How, encoded

FIVE = ("needle", "sun", "flame", "heart", "galaxy")
SIZE = 1024
Task = Callable[[], object]


def least(repeats: int, **tasks: Task) -> dict[str, float]:
    """The least seconds of each task, turn by turn, after one turn to warm up."""
    best: dict[str, float] = {}
    for turn in range(repeats + 1):
        for name, task in tasks.items():
            start = perf_counter()
            task()
            spent = perf_counter() - start
            if turn:
                best[name] = min(best.get(name, spent), spent)
    return best


def command(*args: str) -> Task:
    """A process that is started, run and waited for."""
    return lambda: subprocess.run(args, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def against_rsvg(repeats: int, folder: Path) -> list[dict[str, float | str]]:
    """One on-body render, compose to PNG bytes, beside rsvg-convert drawing the same mark's SVG as large."""
    rows: list[dict[str, float | str]] = []
    known = catalogue.catalogue()
    rsvg = shutil.which("rsvg-convert")
    if rsvg is None:
        print("rsvg-convert is not installed (Debian: librsvg2-bin): no ratios", file=sys.stderr)
    for motif in (m for m in FIVE if m in known):
        said = {"motif": motif, "intensity": 0.9, "region": "upper-arm"}
        path = folder / f"{motif}.svg"
        path.write_text(compose(said).svg(), encoding="utf-8")
        tasks: dict[str, Task] = {"markgen": lambda said=said: encoded(said, "png", How(SIZE))}  # type: ignore[misc]
        if rsvg:
            png = str(folder / "a.png")
            tasks["rsvg"] = command(rsvg, "-w", str(SIZE), "-h", str(SIZE), "-a", str(path), "-o", png)
        best = least(repeats, **tasks)
        ratio = best["markgen"] / best["rsvg"] if rsvg else float("nan")
        rows.append({"motif": motif, "svg_kb": path.stat().st_size / 1024, **best, "ratio": ratio})
    return rows


def starting(repeats: int, folder: Path) -> dict[str, float]:
    """From a shell: --help, and one render from nothing to a file."""
    me = (sys.executable, "-m", "markgen")
    motif = "heart" if "heart" in catalogue.catalogue() else next(iter(catalogue.catalogue()))
    render = (*me, "render", "--motif", motif, "--intensity", "0.9", "-o", str(folder / "cold.png"))
    return least(
        repeats,
        **{"python -c pass": command(sys.executable, "-c", "pass"), "markgen --help": command(*me, "--help")},
        **{"markgen render, cold": command(*render)},
    )


def templates(repeats: int) -> dict[str, float]:
    """Opening one view of the atlas, chart included."""
    out = {}
    for build, views in regions.bodies().items():
        for view in views:

            def load(build: str = build, view: str = view) -> None:
                atlas.load.cache_clear()
                for chart in atlas.load(build, view).charts.values():
                    assert chart.uv.size

            out.update(least(repeats, **{f"{build} {view}": load}))
    return out


def batches(folder: Path, count: int = 160) -> dict[str, float]:
    """A batch by one process and by two; what two do in the time of one."""
    marks = [
        {"motif": m, "intensity": 0.9, "seed": s} for s in range(count) for m in FIVE if m in catalogue.catalogue()
    ]
    path = folder / "marks.json"
    path.write_text(json.dumps(marks[:count]), encoding="utf-8")
    run = (sys.executable, "-m", "markgen", "batch", str(path), "-o", str(folder / "batch"), "--jobs")
    best = least(1, one=command(*run, "1"), two=command(*run, "2"))
    return {"1 process": best["one"], "2 processes": best["two"], "times the work": best["one"] / best["two"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = parser.parse_args()
    os.chdir(Path(__file__).parent.parent)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}\n")
        rows = against_rsvg(asked.repeats, folder)
        print(f"{'on skin, ' + str(SIZE) + ' px, warm':24}{'SVG KB':>9}{'markgen s':>11}{'rsvg s':>9}{'ratio':>8}")
        for row in rows:
            figures = f"{row['svg_kb']:9.0f}{row['markgen']:11.3f}{row.get('rsvg', 0):9.3f}{row['ratio']:8.2f}"
            print(f"{row['motif']:24}{figures}")
        found: dict[str, object] = {"on skin": rows}
        for title, seconds in (
            ("from a shell", starting(asked.repeats, folder)),
            ("opening a template", templates(asked.repeats)),
            ("a batch of 160", batches(folder)),
        ):
            print(f"\n{title}")
            for key, value in seconds.items():
                print(f"{key:24}{value:9.3f}{' s' if 'times' not in key else ''}")
            found[title] = seconds
        if asked.json:
            asked.json.write_text(json.dumps(found, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
