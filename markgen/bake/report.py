"""How honest the charts are: the stretch from skin to chart, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from markgen.bake.charts import SkinChart
from markgen.bake.unwrap import quantiles

HEAD = """# How honest the charts are

A chart says where on the skin, in millimetres, each pixel is. No bent surface can be laid flat without stretch, so
the stretch is measured: the two singular values of the map from skin mm to chart mm in every triangle, 1 being
perfect. Given are the 5th, 50th and 95th percentile by area over what the chart's own view sees squarely enough to
carry a mark, and how many triangles are turned over, which must be none. The sleeve closes on itself after the same
length of u at the wrist as at the shoulder, where an arm is nearly twice as thick; how long the way round really is at
each v is kept beside it, and a mark that does not run round lies by that, in millimetres. So the sleeve is measured as
such a mark in the middle of its view lies on it. What does run round is as much wider or narrower as the arm is.

Printed again by `markgen bake --report`.
"""


def table(build: str, charts: Iterable[SkinChart]) -> str:
    """The table of a build, in Markdown."""
    lines = [
        f"## {build}",
        "",
        "| chart | larger 5 / 50 / 95 % | smaller 5 / 50 / 95 % | area 50 % | flips |",
        "| --- | --- | --- | --- | --- |",
    ]
    for chart in charts:
        values, det, area = chart.stretched()
        weight = area * (np.tile(chart.seen, 2) > 0.5)
        large, small, size = (quantiles(x, weight, (0.05, 0.5, 0.95)) for x in (values[:, 0], values[:, 1], det))
        flips = int((det <= 0).sum())
        rows = [" / ".join(f"{x:.3f}" for x in row) for row in (large, small)]
        lines.append(f"| {chart.name} | {rows[0]} | {rows[1]} | {size[1]:.3f} | {flips} |")
    return "\n".join(lines) + "\n"


def written(build: str, text: str, place: Path) -> None:
    """Put the table of a build into the document, in place of its old one."""
    old = place.read_text(encoding="utf-8") if place.exists() else HEAD
    parts = old.split("\n## ")
    kept = [part for part in parts[1:] if not part.startswith(build + "\n")]
    tables = sorted(["\n" + text.removeprefix("## "), *("\n" + part for part in kept)])
    body = "".join("\n## " + part.strip("\n") + "\n" for part in tables)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(HEAD + body, encoding="utf-8")
