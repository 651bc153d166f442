"""Images as float arrays: the only door to OpenCV. Rows run down, columns right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.float32]
"""(h, w) or (h, w, channels)."""


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


def spread(image: Image, there: NDArray[np.bool_]) -> Image:
    """The image, (h, w, channels), with each pixel that is not `there` as it is at the nearest one that is."""
    _, label = cv2.distanceTransformWithLabels(
        (~there).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3, labelType=cv2.DIST_LABEL_PIXEL
    )
    held = np.zeros((int(label.max()) + 1, image.shape[2]), np.float32)
    held[label[there]] = image[there]
    return np.asarray(held[label], np.float32)


def tiled(tile: Image, place: Image) -> Image:
    """A square tile that repeats, (n, n, channels), read at pixel coordinates `place`, (h, w, 2), right and down."""
    side = np.float32(len(tile))
    within = place - side * np.floor(place / side)
    # One more row and column, so that the last pixel is blended with the first.
    joined = cv2.copyMakeBorder(tile, 0, 1, 0, 1, cv2.BORDER_WRAP)
    read = cv2.remap(joined, within[..., 0], within[..., 1], cv2.INTER_LINEAR)
    return np.asarray(read, np.float32)


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
