"""Images as float arrays: the only door to OpenCV. Rows run down, columns right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Maps = TypeVar("Maps", bound=DataclassInstance)

Image = NDArray[np.float32]
"""(h, w) or (h, w, channels)."""

_STRIP = 32
"""Rows of a strip: few enough that what is worked out for them stays in a core's own cache."""


def blur(image: Image, sigma: float) -> Image:
    """Gaussian blur; sigma in pixels. Below 0.2 px nothing is done."""
    if sigma < 0.2:
        return image
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), np.float32)


def sample(image: Image, x: Image, y: Image) -> Image:
    """The image read at pixel coordinates x, y (bilinear; pixel centres are whole numbers); 0 outside."""
    read = cv2.remap(
        image,
        x.astype(np.float32, copy=False),
        y.astype(np.float32, copy=False),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    return np.asarray(read, np.float32)


def resize(image: Image, width: int, height: int) -> Image:
    """The image at another size: by area when smaller, cubic when larger."""
    if image.shape[:2] == (height, width):
        return image
    smaller = width * height < image.shape[0] * image.shape[1]
    way = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (width, height), interpolation=way), np.float32)


def nearest(image: Image, width: int, height: int) -> Image:
    """The image at another size, each pixel as it is at the nearest of the old ones."""
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_NEAREST_EXACT), np.float32)


def beside(there: NDArray[np.bool_], asked: NDArray[np.bool_]) -> NDArray[np.intp]:
    """For each pixel that is `asked`, in their order, the flat index of the nearest one that is `there`."""
    _, label = cv2.distanceTransformWithLabels(
        (~there).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3, labelType=cv2.DIST_LABEL_PIXEL
    )
    known = np.flatnonzero(there)
    place = np.zeros(len(known) + 1, np.intp)
    place[label.ravel()[known]] = known
    return np.asarray(place[label[asked]], np.intp)


def tiled(tile: Image, place: Image) -> Image:
    """A square tile that repeats, (n, n, channels), read at pixel coordinates `place`, (h, w, 2), right and down."""
    side = np.float32(len(tile))
    within = place - side * np.floor(place / side)
    # One more row and column, so that the last pixel is blended with the first.
    joined = cv2.copyMakeBorder(tile, 0, 1, 0, 1, cv2.BORDER_WRAP)
    read = cv2.remap(joined, within[..., 0], within[..., 1], cv2.INTER_LINEAR)
    return np.asarray(read, np.float32)


def spectrum(field: Image) -> NDArray[np.complex64]:
    """The half of a real field's spectrum that says all, (n, n) to (n, n / 2 + 1), n even; as `numpy.fft.rfft2`, in a
    quarter of its time."""
    half = len(field) // 2
    packed = np.asarray(cv2.dft(field), np.float32)
    out = np.empty((2 * half, half + 1), np.complex64)
    out[:, 1:-1] = packed[:, 1:-1].view(np.complex64)
    # The first column and the last are those of real fields themselves, and packed as such.
    for k in (0, -1):
        column = np.ascontiguousarray(packed[:, k])
        out[0, k], out[half, k] = column[0], column[-1]
        out[1:half, k] = column[1:-1].view(np.complex64)
        out[half + 1 :, k] = out[half - 1 : 0 : -1, k].conj()
    return out


def planes(image: Image) -> list[Image]:
    """The channels of an image (h, w, channels), each (h, w): what is done to one is quicker than across them."""
    return [np.asarray(each, np.float32) for each in cv2.split(image)]


def merged(planes: Sequence[Image]) -> Image:
    """Planes (h, w) as one image (h, w, channels)."""
    return np.asarray(cv2.merge(planes), np.float32)


def wide(image: Image, sigma: float) -> Image:
    """A blur of many pixels, done on fewer: as `blur` to the eye, and many times as fast."""
    shrunk = int(sigma / 2)
    height, width = image.shape[:2]
    if shrunk < 2 or min(height, width) < 4 * shrunk:
        return blur(image, sigma)
    small = resize(image, -(-width // shrunk), -(-height // shrunk))
    soft = blur(small, float(np.sqrt(sigma**2 - shrunk**2 / 6)) / shrunk)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def disc(image: Image, radius: float) -> Image:
    """What a lens makes of what is out of focus: each point a disc of that radius, pixels."""
    reach = int(np.ceil(radius))
    axis = np.arange(-reach, reach + 1)
    share = np.clip(radius + 0.5 - np.hypot(axis[None], axis[:, None]), 0, 1)
    share /= share.sum()
    return np.asarray(cv2.filter2D(image, -1, share, borderType=cv2.BORDER_REPLICATE), np.float32)


def least(image: Image, pixels: int) -> Image:
    """The least of the image (h, w) within so many pixels of each, along rows and columns."""
    return np.asarray(cv2.erode(image, np.ones((2 * pixels + 1, 2 * pixels + 1), np.uint8)), np.float32)


@contextmanager
def threads(count: int | None) -> Iterator[None]:
    """Keep OpenCV to so many threads in this process, meanwhile; None leaves it as it is."""
    before = cv2.getNumThreads()
    if count is not None:
        cv2.setNumThreads(count)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


def most(image: Image, pixels: int) -> Image:
    """The most of the image (h, w) within so many pixels of each, along rows and columns."""
    return np.asarray(cv2.dilate(image, np.ones((2 * pixels + 1, 2 * pixels + 1), np.uint8)), np.float32)


def cut(maps: Maps, window: slice | tuple[slice, slice]) -> Maps:
    """The same maps, a dataclass that holds some (h, w, ...), in a window of rows, or of rows and columns."""
    held = {each.name: getattr(maps, each.name) for each in fields(maps)}
    return replace(maps, **{name: value[window] for name, value in held.items() if isinstance(value, np.ndarray)})


def at_once(*jobs: Callable[[], object]) -> list[Any]:
    """What jobs that do not wait for each other give, done on as many cores as OpenCV may use."""
    cores = cv2.getNumThreads()
    if cores < 2:
        return [job() for job in jobs]
    with ThreadPoolExecutor(cores) as pool:
        return list(pool.map(lambda job: job(), jobs))


def in_strips(work: Callable[[slice], None], height: int) -> None:
    """Work that does each pixel by itself, on strips of all the rows: in half the time of the whole at once."""
    at_once(*(partial(work, slice(top, min(top + _STRIP, height))) for top in range(0, height, _STRIP)))
