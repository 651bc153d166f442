"""The gallery: a page of pictures, made again by one command whenever the drawing changes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from markgen import canon, profile, reading, sheet
from markgen.renderer import How, render

GROWTH = (0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
TONES = ("joy", "tenderness", "wonder", "devotion", "longing", "grief", "despair", "anger")
MOTIFS = ("heart", "flame", "galaxy", "needle", "sun", "phoenix", "star", "gem")


@dataclass(frozen=True)
class Plate:
    """A picture of the gallery: its file's name, the words under it, and how to make it."""

    name: str
    words: str
    kind: str
    said: tuple[tuple[str, object], ...] = ()


def plates() -> list[Plate]:
    """Everything in the gallery, in order: the canon, then how motifs grow, feel, and vary."""
    out = [
        Plate(f"canon-{name}", reading.reading(profile.parse(said)), "canon", (("canon", name),))
        for name, said in canon.canon().items()
    ]
    out += [
        Plate(f"growth-{m}", f"{m} at {', '.join(map(str, GROWTH))}, at true size", "growth", (("motif", m),))
        for m in MOTIFS
    ]
    out += [Plate(f"tones-{m}", f"{m} under {', '.join(TONES)}", "tones", (("motif", m),)) for m in MOTIFS]
    out += [Plate(f"seeds-{m}", f"{m}: twelve seeds", "seeds", (("motif", m),)) for m in MOTIFS]
    return out


def draw(plate: Plate, size: int, how: How) -> bytes:
    """A plate as WebP."""
    what = dict(plate.said)
    if plate.kind == "canon":
        image = render(canon.named(str(what["canon"])), size, rasteriser=how.rasteriser)
    else:
        image = _strip(str(what["motif"]), plate.kind, size, how)
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=84, method=6)
    return buffer.getvalue()


def page(made: list[Plate], folder: str) -> str:
    """The gallery as Markdown; pictures are in `folder` beside it."""
    return "\n".join(_lines(made, folder)) + "\n"


def _lines(made: list[Plate], folder: str) -> Iterator[str]:
    yield "# Gallery"
    yield ""
    yield "Made by `markgen gallery -o docs`. Every picture can be made again, the same, from its profile."
    headings = {
        "canon": "## The canon",
        "growth": "## One mark, growing",
        "tones": "## One mark, felt differently",
        "seeds": "## One motif, twelve seeds",
    }
    last = ""
    for plate in made:
        if plate.kind != last:
            yield from ("", headings[plate.kind])
            last = plate.kind
        if plate.kind == "canon":
            name = str(dict(plate.said)["canon"])
            yield from ("", f"### {name}", "", f"![{plate.words}]({folder}/{plate.name}.webp)", "", plate.words)
            yield from ("", f"`markgen render --canon {name}`")
        else:
            yield from ("", f"![{plate.words}]({folder}/{plate.name}.webp)", "", plate.words)


def _strip(motif: str, kind: str, size: int, how: How) -> Image.Image:
    base = {"motif": motif, "skin": 4, "region": "back" if motif == "phoenix" else "chest"}
    if kind == "growth":
        cells = [{**base, "tone": "devotion", "intensity": t} for t in GROWTH]
    elif kind == "tones":
        cells = [{**base, "tone": tone, "intensity": 0.85} for tone in TONES]
    else:
        cells = [{**base, "tone": "devotion", "intensity": 0.8, "seed": seed} for seed in range(1, 13)]
    row = sheet.Row("", tuple(sheet.Cell(profile.parse(cell)) for cell in cells))
    small = How(size // 2, None, how.rasteriser, how.motifs)
    drawn = dict(sheet.drawn([row], small, "png" if kind == "growth" else "flat", 1))
    columns = {"growth": 3, "tones": 4, "seeds": 4}[kind]
    out = Image.new("RGB", (columns * small.size, -(-len(cells) // columns) * small.size))
    for i in range(len(cells)):
        out.paste(drawn[0, i], (i % columns * small.size, i // columns * small.size))
    return out
