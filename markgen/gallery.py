"""The gallery: a page of pictures, made again by one command whenever the drawing changes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image

from markgen import canon, profile, reading, sheet, story, turntable
from markgen.export import webp
from markgen.renderer import Format, How
from markgen.style import STYLES

GROWTH = (0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
TONES = ("joy", "tenderness", "wonder", "devotion", "longing", "grief", "despair", "anger")
MOTIFS = ("heart", "flame", "galaxy", "needle", "sun", "phoenix", "star", "gem")
FRONT: Mapping[str, Mapping[str, Any]] = {
    "flame": {"motif": "flame", "tone": "devotion", "intensity": 0.9, "region": "upper-arm", "skin": 5},
    "heart": {"canon": "geometric-heart", "skin": 3},
    "phoenix": {"canon": "phoenix", "skin": 5},
    "galaxy": {"canon": "galaxy-tear", "skin": 4, "build": "feminine"},
    "needle": {"canon": "needle-stitch", "skin": 2},
    "night": {"canon": "eclipse", "skin": 9, "build": "feminine"},
}
"""The pictures that stand first, and what they are of."""

BEARERS: Mapping[str, tuple[str, int]] = {
    "pen-star": ("feminine", 6),
    "glitter-stars": ("feminine", 3),
    "crayon-sun": ("masculine", 2),
    "eclipse": ("feminine", 5),
    "needle-stitch": ("masculine", 5),
    "pearl-marks": ("feminine", 6),
    "flame-sleeve": ("masculine", 2),
    "guttering-flames": ("masculine", 4),
    "tiny-heart": ("feminine", 4),
    "geometric-heart": ("masculine", 5),
    "galaxy-tear": ("feminine", 3),
    "pastel-galaxy-sleeve": ("feminine", 2),
    "tourmaline": ("feminine", 4),
    "phoenix": ("masculine", 4),
}
"""On whom each mark of the canon is shown: build and skin."""

HEADINGS = {
    "front": "## At a glance",
    "canon": "## The canon",
    "story": "## Stories",
    "growth": "## One mark, growing",
    "tones": "## One mark, felt differently",
    "seeds": "## One motif, twelve seeds",
    "styles": "## One mark, in every style",
    "skins": "## One mark, on ten skins",
}
FRAMES = 40


@dataclass(frozen=True)
class Plate:
    """A picture of the gallery.

    name: of its file. words: under it. kind: the heading it stands under. cells: what is drawn, row by row; a
    story's or a turning arm's plate has none, and moves. columns: in a row. share: of the asked size that one cell has.
    form: on the body or flat. told: the command that makes it, if one does. close: framed on the mark.
    """

    name: str
    words: str
    kind: str
    cells: tuple[Mapping[str, Any], ...] = ()
    columns: int = 1
    share: float = 1.0
    form: Format = "png"
    told: str = ""
    close: bool = False


def plates() -> list[Plate]:
    """Everything in the gallery, in order."""
    out = [
        Plate(f"front-{name}", _reading(said), "front", (said,), 1, 1.25, close=True) for name, said in FRONT.items()
    ]
    for name, said in canon.canon().items():
        build, skin = BEARERS[name]
        told = f"markgen render --canon {name} --build {build} --skin {skin} --close-up"
        worn = ({**said, "build": build, "skin": skin},)
        out.append(Plate(f"canon-{name}", _reading(said), "canon", worn, 1, 1.5, told=told, close=True))
    for name in canon.stories():
        told = f"markgen story --canon {name}"
        out.append(Plate(f"story-{name}", name.replace("-", " "), "story", share=0.5, told=told))
    told = "markgen turntable --canon flame-sleeve"
    out.append(Plate("story-turning", "an arm turns once, its sleeve of flames closing round it", "story", told=told))
    for motif in MOTIFS:
        on = {"motif": motif, "region": "back" if motif == "phoenix" else "chest", "tone": "devotion"}
        grown = tuple({**on, "intensity": t} for t in GROWTH)
        words = f"{motif} at {', '.join(map(str, GROWTH))}, at true size"
        out.append(Plate(f"growth-{motif}", words, "growth", grown, 3, 0.5))
        felt = tuple({**on, "tone": tone, "intensity": 0.85} for tone in TONES)
        out.append(Plate(f"tones-{motif}", f"{motif} under {', '.join(TONES)}", "tones", felt, 4, 0.5, "flat"))
        seeded = tuple({**on, "intensity": 0.8, "seed": seed} for seed in range(1, 13))
        out.append(Plate(f"seeds-{motif}", f"{motif}: twelve seeds", "seeds", seeded, 4, 0.5, "flat"))
        styled = tuple({**on, "intensity": 0.85, "style": each.name} for each in STYLES)
        words = f"{motif} in {', '.join(each.name for each in STYLES)}"
        out.append(Plate(f"styles-{motif}", words, "styles", styled, 4, 0.5, "flat"))
    for motif in ("flame", "heart"):
        tanned = tuple({"motif": motif, "intensity": 0.9, "seed": 1, "skin": skin} for skin in range(1, 11))
        out.append(Plate(f"skins-{motif}", f"{motif} on Monk 1 to 10", "skins", tanned, 5, 0.5))
    kinds = list(HEADINGS)
    return sorted(out, key=lambda plate: kinds.index(plate.kind))


def draw(plate: Plate, size: int, how: How) -> bytes:
    """A plate as WebP; size: pixels of a whole picture."""
    small = How(max(round(size * plate.share), 16), None, how.rasteriser, how.motifs, close=plate.close)
    if plate.name == "story-turning":
        half = How(size // 2, None, how.rasteriser)
        return webp.animate(list(turntable.frames(profile.parse({"canon": "flame-sleeve"}), half)), 200)
    if plate.kind == "story":
        told = story.parse(canon.stories()[plate.name.removeprefix("story-")])
        return webp.animate(list(story.frames(told, FRAMES, small)), 200)
    row = sheet.Row("", tuple(sheet.Cell(profile.parse(cell)) for cell in plate.cells))
    drawn = dict(sheet.drawn([row], small, plate.form, 1))
    rows, (width, height) = -(-len(plate.cells) // plate.columns), drawn[0, 0].size
    out = Image.new("RGB", (plate.columns * width, rows * height))
    for i in range(len(plate.cells)):
        out.paste(drawn[0, i], (i % plate.columns * width, i // plate.columns * height))
    buffer = io.BytesIO()
    out.save(buffer, "WEBP", quality=84, method=6)
    return buffer.getvalue()


def page(made: Sequence[Plate], folder: str) -> str:
    """The gallery as Markdown; pictures are in `folder` beside it."""
    return "\n".join(_lines(made, folder)) + "\n"


def _lines(made: Sequence[Plate], folder: str) -> Iterator[str]:
    yield "# Gallery"
    yield ""
    yield "Made by `markgen gallery -o docs`. Every picture can be made again, the same, from its profile."
    last = ""
    for plate in made:
        if plate.kind != last:
            yield from ("", HEADINGS[plate.kind])
            last = plate.kind
        if plate.kind == "canon":
            yield from ("", f"### {plate.name.removeprefix('canon-')}")
        yield from ("", f"![{plate.words}]({folder}/{plate.name}.webp)", "", plate.words)
        if plate.told:
            yield from ("", f"`{plate.told}`")


def _reading(said: Mapping[str, Any]) -> str:
    parsed = profile.parse(said)
    return parsed.reading or reading.reading(parsed)
