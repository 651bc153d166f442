"""Contact sheets: many small pictures on one, to judge a motif or the body by."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from markgen import profile, regions, renderer, workers
from markgen.body.skin import MONK
from markgen.composer import compose
from markgen.profile import Profile
from markgen.renderer import Format, How
from markgen.timing import Stopwatch

GAP = 6
LABEL = 22


@dataclass(frozen=True)
class Cell:
    """One picture: what, and in which view (None is the region's own)."""

    said: Profile
    view: str | None = None
    label: str = ""


@dataclass(frozen=True)
class Row:
    """A line of the sheet."""

    label: str
    cells: tuple[Cell, ...]


def rows(
    motifs: Sequence[str],
    tones: Sequence[str],
    intensities: Sequence[float],
    skins: Sequence[int],
    seeds: Sequence[int],
    region: str,
) -> list[Row]:
    """A row for each motif, tone, seed and skin; a cell for each intensity. ProfileError on a wrong word."""
    out = []
    for motif in motifs:
        for tone in tones:
            for seed in seeds:
                for skin in skins:
                    base = {"motif": motif, "tone": tone, "skin": skin, "seed": seed, "region": region}
                    cells = tuple(
                        Cell(profile.parse({**base, "intensity": t}), label=f"{t:g}") for t in sorted(intensities)
                    )
                    out.append(Row(f"{motif}  {tone}  skin {skin}  seed {seed}", cells))
    return out


def bare_rows(skins: Sequence[int]) -> list[Row]:
    """Bare skin: a row for each build and view, a cell for each skin."""
    out = []
    for build, views in regions.bodies().items():
        for view in views:
            region = next((r for r in regions.regions() if view in r.views), None)
            if region is not None:
                base = {"motif": "heart", "intensity": 0, "build": build, "region": region.name}
                cells = tuple(Cell(profile.parse({**base, "skin": s}), view, f"Monk {s}") for s in skins)
                out.append(Row(f"{build}  {view}", cells))
    return out


def drawn(
    lines: Sequence[Row], how: How, form: Format, processes: int | None = None
) -> Iterator[tuple[tuple[int, int], Image.Image]]:
    """((row, column), picture) as they are done. processes: at once; None is one a core."""
    todo = {(r, c): cell for r, line in enumerate(lines) for c, cell in enumerate(line.cells)}
    count = min(processes or os.cpu_count() or 1, len(todo))
    if count <= 1:
        yield from ((key, _draw(cell, how, form)) for key, cell in todo.items())
        return
    how = replace(how, cores=1)
    with workers.pool(count, how.rasteriser) as pool:
        futures = {pool.submit(_draw, cell, how, form): key for key, cell in todo.items()}
        for future in as_completed(futures):
            yield futures[future], future.result()


def paste(lines: Sequence[Row], pictures: dict[tuple[int, int], Image.Image], size: int) -> Image.Image:
    """The pictures on one ground, with their labels."""
    columns = max((len(line.cells) for line in lines), default=1)
    width, height = columns * (size + GAP) + GAP, len(lines) * (size + GAP + LABEL) + GAP
    sheet = Image.new("RGB", (width, height), "#1d1f21")
    pen = ImageDraw.Draw(sheet)
    for r, line in enumerate(lines):
        top = GAP + r * (size + GAP + LABEL)
        pen.text((GAP, top + 4), line.label, fill="#d8d8d4")
        for c, cell in enumerate(line.cells):
            left = GAP + c * (size + GAP)
            # The row's own label stands over the first.
            after = 0 if c else pen.textlength(line.label) + 2 * GAP
            pen.text((left + after, top + 4), cell.label, fill="#9a9a96")
            sheet.paste(pictures[r, c], (left, top + LABEL))
    return sheet


def encode(picture: Image.Image) -> bytes:
    """The sheet as PNG."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=False, compress_level=6)
    return buffer.getvalue()


def _draw(cell: Cell, how: How, form: Format) -> Image.Image:
    mark = compose(cell.said, how.motifs)
    if form == "png":
        return renderer.on_body(cell.said, mark, replace(how, view=cell.view or how.view), Stopwatch())[0]
    square = Image.new("RGB", (how.size, how.size), MONK[cell.said.skin - 1])
    if not mark.empty:
        image = renderer.on_nothing(mark, how, Stopwatch())[0]
        square.paste(image, ((how.size - image.width) // 2, (how.size - image.height) // 2), image)
    return square
