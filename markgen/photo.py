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
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from scipy.interpolate import RBFInterpolator

from markgen import profile
from markgen.body import ink, lay
from markgen.body.image import blur
from markgen.body.skin import Lit
from markgen.color import LUMINANCE, gamma, linear
from markgen.errors import Complaint, InputError, ProfileError
from markgen.mark import Mark
from markgen.profile import Profile
from markgen.raster import Rasteriser
from markgen.timing import Stopwatch

LARGEST = 6000
"""Longest side of a photograph, pixels, that is worked on as it is; a larger one is made smaller first."""

Number = Annotated[float, Field(allow_inf_nan=False)]
Pixel = tuple[Number, Number]
Edges = tuple[tuple[Pixel, ...], tuple[Pixel, ...]]
Floats = NDArray[np.float32]


class Place(BaseModel):
    """Where the mark goes, in the photograph's pixels (right and down from its upper left corner).

    corners: of the mark's box, upper left, upper right, lower right, lower left. More `points` bend it: each
    ties a place of the picture to a place of the box, 0..1 right and down. Or `edges`: the two outlines of a
    limb, each from its upper to its lower end; the mark is wrapped round it between them.
    """

    model_config = ConfigDict(extra="forbid")
    corners: tuple[Pixel, Pixel, Pixel, Pixel] | None = None
    points: tuple[tuple[Pixel, Pixel], ...] = Field(default=(), max_length=200)
    edges: tuple[tuple[Pixel, ...], tuple[Pixel, ...]] | None = None


@dataclass(frozen=True, eq=False)
class Photograph:
    """A picture, linear light, (h, w, 3)."""

    light: Floats


def open_photo(path: str | Path) -> Photograph:
    """Read a picture file, upright. InputError when it cannot be."""
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError) as error:
        raise InputError(f"cannot read the photograph {str(path)!r}: {error}") from None
    upright.thumbnail((LARGEST, LARGEST))
    return Photograph(linear(np.asarray(upright) / 255).astype(np.float32))


def parse_place(data: object, where: str, width: int, height: int) -> Place:
    """A place from decoded JSON: a list of four corners, or an object. ProfileError when points cross or leave."""
    given = {"corners": data} if isinstance(data, list) else data
    try:
        place = Place.model_validate(given)
    except ValidationError as error:
        raise ProfileError(profile.complaints(error, where, Place)) from None
    ways = (place.corners is not None) + bool(len(place.points) >= 4) + (place.edges is not None)
    if not ways:
        raise ProfileError([Complaint(where, "say four corners, at least four points, or the two edges of a limb")])
    named = [(f"corners[{i}]", p) for i, p in enumerate(place.corners or ())]
    named += [(f"points[{i}]", p[0]) for i, p in enumerate(place.points)]
    named += [(f"edges[{e}][{i}]", p) for e, edge in enumerate(place.edges or ()) for i, p in enumerate(edge)]
    wrong = [
        Complaint(f"{where}: {name}", f"({x:g}, {y:g}) is outside the photograph of {width} x {height} pixels")
        for name, (x, y) in named
        if not (0 <= x <= width and 0 <= y <= height)
    ]
    if place.corners and not _convex(np.array(place.corners)):
        wrong.append(Complaint(f"{where}: corners", "cross: go round, from the upper left, clockwise"))
    if place.edges and min(map(len, place.edges)) < 2:
        wrong.append(Complaint(f"{where}: edges", "each edge of a limb needs at least two points"))
    if place.edges and not wrong and _edges_cross(place.edges):
        wrong.append(Complaint(f"{where}: edges", "cross: give the left edge first, both from top to bottom"))
    if wrong:
        raise ProfileError(wrong)
    return place


def on_photo(
    said: Profile, mark: Mark, photo: Photograph, place: Place, rasteriser: Rasteriser, watch: Stopwatch
) -> Image.Image:
    """The mark on the photograph, RGB, at the photograph's own size."""
    light = photo.light.copy()
    if not mark.empty:
        lying, mm_per_px = _lying(mark, place, light.shape[1], light.shape[0])
        if lying is not None:
            window = lying.window
            part = light[window]
            # The photograph's own colour, with its light and shade left in, is what the ink multiplies.
            luminance = float(np.median(part @ LUMINANCE.astype(np.float32)))
            lit = Lit(part, np.ones_like(part), np.zeros(part.shape[:2], np.float32), luminance)
            laid = lay.ink(lying, mark.layers, said.ink_age, ink.dark_skin(luminance) > 0, rasteriser, watch)
            with watch("skin"):
                fine = (part @ LUMINANCE.astype(np.float32)) - blur(
                    part @ LUMINANCE.astype(np.float32), 1.2 / mm_per_px
                )
                inked = ink.tattoo(lit, laid, np.clip(fine / 0.03, -1, 1))
                # Gloss lies on the ink: what is brighter than its surroundings stays as bright on black.
                gloss = np.maximum(fine, 0)[..., None] * 0.8 * laid.pigment[..., 3:]
                glow = 0 if laid.light is None else laid.light[..., :3] * (0.4 + lit.luminance)
                light[window] = inked + gloss + glow
    return Image.fromarray((gamma(light) * 255 + 0.5).astype(np.uint8))


def _lying(mark: Mark, place: Place, width: int, height: int) -> tuple[lay.Lying | None, float]:
    """How the mark's box lies on the photograph, and mm to a pixel there."""
    box = mark.box(margin=0.0)
    if place.edges:
        seen, scale = _round_limb(place.edges, box, width, height)
    else:
        seen, scale = _bent(place, box, width, height)
    if seen is None:
        return None, 1.0
    window, x, y = seen
    ppmm = max(lay.OVERSAMPLE / scale, 0.5)
    ppmm = min(ppmm, 6000 / max(box[2], box[3]))
    column = ((x - box[0]) * ppmm - 0.5).astype(np.float32)
    row = ((y - box[1]) * ppmm - 0.5).astype(np.float32)
    return lay.Lying(window, column, row, box, ppmm, closed=False), scale


Seen = tuple[tuple[slice, slice], Floats, Floats]


def _bent(place: Place, box: lay.Box, width: int, height: int) -> tuple[Seen | None, float]:
    unit = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    ties = list(zip(place.corners or (), unit, strict=False)) + list(place.points)
    pixels = np.array([p for p, _ in ties])
    shares = np.array([s for _, s in ties])
    window = _window(pixels, width, height)
    rows, columns = np.mgrid[window]
    if len(ties) == 4 and place.corners:
        h = _homography(pixels, shares)
        w = h[2, 0] * columns + h[2, 1] * rows + h[2, 2]
        sx = (h[0, 0] * columns + h[0, 1] * rows + h[0, 2]) / w
        sy = (h[1, 0] * columns + h[1, 1] * rows + h[1, 2]) / w
    else:
        step = max((window[0].stop - window[0].start) // 64, 1)
        bend = RBFInterpolator(pixels, shares, kernel="thin_plate_spline")
        coarse = bend(np.stack([columns[::step, ::step].ravel(), rows[::step, ::step].ravel()], axis=-1))
        from markgen.body.image import sample

        grid = coarse.reshape(*columns[::step, ::step].shape, 2).astype(np.float32)
        at_x = ((columns - columns[0, 0]) / step).astype(np.float32)
        at_y = ((rows - rows[0, 0]) / step).astype(np.float32)
        edge_y, edge_x = grid.shape[0] - 1, grid.shape[1] - 1
        read = sample(grid, np.minimum(at_x, edge_x), np.minimum(at_y, edge_y))
        sx, sy = read[..., 0], read[..., 1]
    area = _area(pixels[:4] if place.corners else _hull(pixels))
    scale = float(np.sqrt(box[2] * box[3] / max(area, 1.0)))
    x, y = box[0] + sx * box[2], box[1] + sy * box[3]
    return (window, np.asarray(x, np.float32), np.asarray(y, np.float32)), scale


def _round_limb(
    edges: tuple[tuple[Pixel, ...], tuple[Pixel, ...]], box: lay.Box, width: int, height: int
) -> tuple[Seen | None, float]:
    """Wrap round a limb seen between two edges: across it, the mark is foreshortened as round a cylinder."""
    from markgen.draw import resample

    left, right = (resample(np.array(edge), 80) for edge in edges)
    window = _window(np.concatenate([left, right]), width, height)
    rows, columns = np.mgrid[window]
    middle = (left + right) / 2
    across = np.hypot(*(right - left).T)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(middle, axis=0).T))])
    from scipy.spatial import cKDTree

    tree = cKDTree(resample(middle, 400))
    _, near = tree.query(np.stack([columns.ravel(), rows.ravel()], axis=-1))
    share = (near / 399).reshape(columns.shape)
    t = np.linspace(0, 1, 80)
    cx, cy = np.interp(share, t, middle[:, 0]), np.interp(share, t, middle[:, 1])
    half = np.interp(share, t, across) / 2
    side = (right - left) / np.maximum(across, 1e-6)[:, None]
    sx, sy = np.interp(share, t, side[:, 0]), np.interp(share, t, side[:, 1])
    over = ((columns - cx) * sx + (rows - cy) * sy) / np.maximum(half, 1e-6)
    turn = np.arcsin(np.clip(over, -1, 1)) / (np.pi / 2)
    scale = box[3] / float(along[-1])
    reach = float(np.median(across)) * (np.pi / 2) * scale
    x = box[0] + box[2] / 2 + turn * reach / 2
    y = box[1] + share * box[3]
    x = np.where(np.abs(over) > 0.985, -1e6, x)
    return (window, np.asarray(x, np.float32), np.asarray(y, np.float32)), scale


def _window(points: NDArray[np.float64], width: int, height: int) -> tuple[slice, slice]:
    low = np.floor(points.min(0)).astype(int) - 12
    high = np.ceil(points.max(0)).astype(int) + 12
    return slice(max(int(low[1]), 0), min(int(high[1]), height)), slice(max(int(low[0]), 0), min(int(high[0]), width))


def _homography(source: NDArray[np.float64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    """The 3 x 3 matrix that takes four points to four others (direct linear transform)."""
    rows = []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    solved = np.linalg.solve(np.array(rows), np.asarray(target).ravel())
    return np.append(solved, 1.0).reshape(3, 3)


def _convex(corners: NDArray[np.float64]) -> bool:
    turns = []
    for i in range(4):
        a, b, c = corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]
        turns.append((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]))
    return all(t > 1e-6 for t in turns)


def _edges_cross(edges: Edges) -> bool:
    from markgen.draw import resample

    left, right = (resample(np.array(edge), 60) for edge in edges)
    middle_way = np.gradient((left + right) / 2, axis=0)
    span = right - left
    side = middle_way[:, 0] * span[:, 1] - middle_way[:, 1] * span[:, 0]
    return bool((side >= 0).any())


def _area(polygon: NDArray[np.float64]) -> float:
    x, y = polygon.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def _hull(points: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.spatial import ConvexHull

    hull: NDArray[np.float64] = points[ConvexHull(points).vertices]
    return hull
