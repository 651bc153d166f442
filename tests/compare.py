"""Comparing what was made with what was kept: SVGs by what they say, pictures by how they look.

A golden is written only under `pytest --write-goldens`; one that is missing is a failure.
"""

from __future__ import annotations

import difflib
import gzip
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
from PIL import Image

GOLDENS = Path(__file__).parent / "goldens"
FAILURES = Path(__file__).parent / "failures"
LINES = 40
"""Of a difference that are shown."""


class DiffersError(AssertionError):
    """What was made is not what was kept."""


def canonical(text: str) -> list[str]:
    """An SVG as lines, one a tag and one a path segment: attributes sorted, numbers and white space put in one form."""
    out: list[str] = []

    def walk(element: ET.Element, depth: int) -> None:
        pad = "  " * depth
        name = element.tag.split("}")[-1]
        rest = {k.split("}")[-1]: v for k, v in element.attrib.items() if k != "d"}
        out.append(pad + " ".join([name, *(f'{k}="{_plain(v)}"' for k, v in sorted(rest.items()))]))
        for segment in element.get("d", "").replace("M", "\nM").split("\n"):
            if segment:
                out.append(f"{pad}  d {_plain(segment)}")
        if element.text and element.text.strip():
            out.extend(f"{pad}  | {line}" for line in element.text.strip().splitlines())
        for child in element:
            walk(child, depth + 1)

    walk(ET.fromstring(text), 0)
    return out


def _plain(value: str) -> str:
    words = value.replace(",", " ").split()
    return " ".join(f"{float(w):g}" if w.lstrip("-").replace(".", "", 1).isdigit() else w for w in words)


def same_svg(made: str, kept: str) -> None:
    """Fails with a unified diff when two SVGs do not say the same."""
    a, b = canonical(kept), canonical(made)
    if a != b:
        diff = [line[:200] for line in difflib.unified_diff(a, b, "kept", "made", lineterm="", n=1)]
        more = [f"... and {len(diff) - LINES} more lines"] if len(diff) > LINES else []
        raise DiffersError("\n".join([*diff[:LINES], *more]))


def same_picture(made: Image.Image, kept: Image.Image, name: str, mean: float = 1.5, far: float = 0.01) -> None:
    """Fails when two pictures differ, and leaves expected | difference | actual side by side in failures/.

    mean: of the absolute difference, of 255. far: share of pixels that may differ by more than 24. Pictures
    are never resized: another size is another picture.
    """
    if made.size != kept.size or made.mode != kept.mode:
        _keep(kept, made, name)
        raise DiffersError(f"{name}: {made.mode} {made.size}, kept is {kept.mode} {kept.size}")
    gap = np.abs(np.asarray(made, np.int16) - np.asarray(kept, np.int16))
    off, share = float(gap.mean()), float((gap.max(-1) > 24).mean())
    if off > mean or share > far:
        raise DiffersError(
            f"{name}: differs by {off:.2f} on average, {share:.2%} by more than 24; see {_keep(kept, made, name)}"
        )


def _keep(kept: Image.Image, made: Image.Image, name: str) -> Path:
    """Expected | difference | actual, as one picture."""
    FAILURES.mkdir(exist_ok=True)
    width, height = max(kept.width, made.width), max(kept.height, made.height)
    sheet = Image.new("RGB", (3 * width + 8, height), "#808080")
    flat = [Image.new("RGB", (width, height)) for _ in range(2)]
    for ground, picture in zip(flat, (kept, made), strict=True):
        ground.paste(picture, (0, 0), picture if picture.mode == "RGBA" else None)
    gap = np.abs(np.asarray(flat[0], np.int16) - np.asarray(flat[1], np.int16))
    between = Image.fromarray(np.clip(gap * 4, 0, 255).astype(np.uint8))
    for i, part in enumerate((flat[0], between, flat[1])):
        sheet.paste(part, (i * (width + 4), 0))
    path = FAILURES / f"{name}.png"
    sheet.save(path)
    return path


def golden_svg(made: str, name: str, write: bool) -> None:
    """Compares an SVG with its golden, or writes it."""
    path = GOLDENS / f"{name}.svg.gz"
    if write:
        GOLDENS.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(made.encode(), 9, mtime=0))
        return
    same_svg(made, gzip.decompress(_there(path).read_bytes()).decode())


def golden_picture(made: Image.Image, name: str, write: bool) -> None:
    """Compares a picture with its golden, or writes it."""
    path = GOLDENS / f"{name}.png"
    if write:
        GOLDENS.mkdir(exist_ok=True)
        made.save(path, optimize=True)
        return
    with Image.open(_there(path)) as kept:
        same_picture(made, kept, name)


def _there(path: Path) -> Path:
    if not path.exists():
        raise DiffersError(f"{path.name} is missing; look at what is made, then keep it: pytest --write-goldens")
    return path
