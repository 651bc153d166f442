"""Your own photograph: a mark laid on a picture of skin, shaded by the picture's own light.

Control points tie places of the picture to places of the mark. Between them a thin-plate spline
(F. Bookstein 1989) bends the mark; four points at the corners are the simplest case.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from markgen import profile, warp
from markgen.body import ink, lay
from markgen.body.image import blur
from markgen.body.skin import Lit
from markgen.color import LUMINANCE, gamma, linear
from markgen.errors import Complaint, InputError, ProfileError
from markgen.mark import Mark
from markgen.profile import Between, Count, Model, Profile
from markgen.raster import Rasteriser
from markgen.timing import Stopwatch

LARGEST = 6000
"""Longest side of a photograph, pixels, that is worked on as it is; a larger one is made smaller first."""

LARGEST_DRAWING = 6000
"""Longest side of the drawn mark, pixels, before it is bent onto a photograph."""

_LUM = LUMINANCE.astype(np.float32)
_UNIT = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))

Number = Annotated[float, Between(-1_000_000, 1_000_000)]
Pixel = Annotated[tuple[Number, Number], Count(2, 2, "numbers")]
Edge = Annotated[tuple[Pixel, ...], Count(2, 200, "points")]
Floats = NDArray[np.float32]


class Place(Model):
    """Where the mark goes, in the photograph's pixels (right and down from its upper left corner).

    corners: of the mark's box, upper left, upper right, lower right, lower left. More `points` bend it: each
    ties a place of the picture to a place of the box, 0..1 right and down. Or `edges`: the two outlines of a
    limb, each from its upper to its lower end; the mark is wrapped round it between them.
    """

    corners: Annotated[tuple[Pixel, Pixel, Pixel, Pixel], Count(4, 4, "corners")] | None = None
    points: Annotated[
        tuple[Annotated[tuple[Pixel, Pixel], Count(2, 2, "places")], ...], Count(0, 200, "pairs of places")
    ] = ()
    edges: Annotated[tuple[Edge, Edge], Count(2, 2, "edges")] | None = None

    def ties(self) -> list[tuple[Pixel, Pixel]]:
        """Places of the picture, and of the box: the corners, then the points."""
        return [*zip(self.corners or (), _UNIT, strict=False), *self.points]


@dataclass(frozen=True, eq=False)
class Photograph:
    """A picture to put a mark on.

    light: (h, w, 3), linear. width, height: of the file, pixels. scale: pixels of `light` to one of the file's.
    dpi: that the file says of `light`, 72 if it says nothing.
    """

    light: Floats
    width: int
    height: int
    scale: float
    dpi: float


def open_photo(path: str | Path, size: int | None = None) -> Photograph:
    """Read a picture file, upright. InputError when it cannot be.

    size: to make its longer side, pixels; its own when None, but no more than `LARGEST`.
    """
    try:
        with Image.open(path) as image:
            told = float(image.info.get("dpi", (72, 72))[0])
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no picture that can be opened"
        raise InputError(f"cannot read the photograph {str(path)[:200]!r}: {why}") from None
    width, height = upright.size
    scale = (size or min(max(width, height), LARGEST)) / max(width, height)
    upright = upright.resize((max(round(width * scale), 1), max(round(height * scale), 1)), Image.Resampling.BICUBIC)
    light = linear(np.arange(256) / 255).astype(np.float32)[np.asarray(upright)]
    return Photograph(light, width, height, scale, scale * told if 1 <= told <= 10_000 else 72.0)


def parse_place(data: object, where: str, width: int, height: int) -> Place:
    """A place from decoded JSON: a list of four corners, or an object. ProfileError when points cross or leave."""
    place = profile.validated(Place, {"corners": data} if isinstance(data, list) else data, where)
    ties = place.ties()
    if place.edges is None and len(ties) < 4:
        raise ProfileError([Complaint(where, "say four corners, at least four points, or the two edges of a limb")])
    if place.edges and ties:
        raise ProfileError([Complaint(where, "say corners and points, or the edges of a limb, not both")])
    named = [(f"corners[{i}]", p) for i, p in enumerate(place.corners or ())]
    named += [(f"points[{i}]", p[0]) for i, p in enumerate(place.points)]
    named += [(f"edges[{e}][{i}]", p) for e, edge in enumerate(place.edges or ()) for i, p in enumerate(edge)]
    wrong = [
        Complaint(f"{where}: {name}", f"({x:g}, {y:g}) is outside the photograph of {width} x {height} pixels")
        for name, (x, y) in named
        if not (0 <= x <= width and 0 <= y <= height)
    ]
    if place.corners and not warp.convex(place.corners):
        wrong.append(Complaint(f"{where}: corners", "cross: go round, from the upper left, clockwise"))
    elif ties and not (warp.spread([p for p, _ in ties], 1.0) and warp.spread([s for _, s in ties], 1e-3)):
        wrong.append(Complaint(f"{where}: points", "two are the same place, or all are in one line"))
    if place.edges and not wrong and warp.edges_cross(place.edges):
        wrong.append(Complaint(f"{where}: edges", "cross: give the left edge first, both from top to bottom"))
    if wrong:
        raise ProfileError(wrong)
    return place


def on_photo(
    said: Profile, mark: Mark, photo: Photograph, place: Place, rasteriser: Rasteriser, watch: Stopwatch
) -> tuple[Image.Image, float]:
    """The mark on the photograph, RGB, and its pixels per inch: of the skin under the mark, or the file's own."""
    light, dpi = photo.light.copy(), photo.dpi
    if not mark.empty:
        lying, mm_per_px = _lying(mark, place, photo)
        window, dpi = lying.window, 25.4 / mm_per_px
        part = light[window]
        # The photograph's own colour, with its light and shade left in, is what the ink multiplies.
        luminance = float(np.median(part @ _LUM))
        lit = Lit(part, np.ones_like(part), np.zeros(part.shape[:2], np.float32), luminance)
        laid = lay.ink(lying, mark.layers, said.ink_age, ink.dark_skin(luminance) > 0, rasteriser, watch)
        with watch("skin"):
            fine = (part @ _LUM) - blur(part @ _LUM, 1.2 / mm_per_px)
            inked = ink.tattoo(lit, laid, np.clip(fine / 0.03, -1, 1), mm_per_px)
            # Gloss lies on the ink: what is brighter than its surroundings stays as bright on black.
            gloss = np.maximum(fine, 0)[..., None] * 0.8 * laid.pigment[..., 3:]
            glow = 0 if laid.light is None else laid.light[..., :3] * (0.4 + lit.luminance)
            light[window] = inked + gloss + glow
    return Image.fromarray((gamma(light) * 255 + 0.5).astype(np.uint8)), dpi


def _lying(mark: Mark, place: Place, photo: Photograph) -> tuple[lay.Lying, float]:
    """How the mark's box lies on the photograph, and mm to a pixel there."""
    box = mark.box(margin=0.0)
    height, width = photo.light.shape[:2]
    if place.edges:
        left, right = ([(x * photo.scale, y * photo.scale) for x, y in edge] for edge in place.edges)
        (window, x, y), scale = warp.round_limb((left, right), box, width, height)
    else:
        pixels, shares = (np.array(column, float) for column in zip(*place.ties(), strict=True))
        (window, x, y), scale = warp.bent(pixels * photo.scale, shares, box, width, height)
    ppmm = min(max(lay.OVERSAMPLE / scale, 0.5), LARGEST_DRAWING / max(box[2], box[3]))
    column = ((x - box[0]) * ppmm - 0.5).astype(np.float32)
    row = ((y - box[1]) * ppmm - 0.5).astype(np.float32)
    seen = lay.through_lens((column >= 0) & (row >= 0))
    return lay.Lying(window, column, row, lay.spans(column, row), seen, box, ppmm, closed=False), scale
