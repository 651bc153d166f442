"""Pictures to bytes and back. The only room of the body that knows WebP and PNG."""

from __future__ import annotations

from io import BytesIO

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


def webp(picture: Bytes, quality: int) -> bytes:
    """An (n, n) or (n, n, 3) picture as lossy WebP."""
    return _save(Image.fromarray(picture), "WEBP", quality=quality, method=6)


def png(picture: Bytes) -> bytes:
    """An (n, n) picture as PNG."""
    return _save(Image.fromarray(picture), "PNG", optimize=True)


def bits(picture: Bools) -> bytes:
    """An (n, n) mask as PNG, one bit a pixel."""
    return _save(Image.fromarray(picture.astype(np.uint8) * 255).convert("1", dither=Image.Dither.NONE), "PNG")


def _save(picture: Image.Image, kind: str, **options: int | bool) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def grey(data: bytes) -> Bytes:
    """The first channel of a picture, (n, n)."""
    return _read(data, cv2.IMREAD_GRAYSCALE)


def colour(data: bytes) -> Bytes:
    """The three channels of a picture in the order they were written, (n, n, 3)."""
    return cv2.cvtColor(_read(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)


def _read(data: bytes, how: int) -> Bytes:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), how)
    if picture is None:
        raise ValueError("not a picture")
    return np.asarray(picture, np.uint8)


def grow(field: Floats, size: int) -> Floats:
    """A square field at another size, by cubic interpolation."""
    if field.shape[0] == size:
        return field
    return np.asarray(cv2.resize(field, (size, size), interpolation=cv2.INTER_CUBIC), np.float32)


def shrink(field: Floats, size: int) -> Floats:
    """A square field at a smaller size, by averaging areas."""
    if field.shape[0] == size:
        return field
    return np.asarray(cv2.resize(field, (size, size), interpolation=cv2.INTER_AREA), np.float32)


def look_up(picture: Bytes, table: Floats) -> Floats:
    """`table[picture]`, quickly."""
    return np.asarray(cv2.LUT(picture, table), np.float32)


def nearest(seen: Bools) -> npt.NDArray[np.intp]:
    """For each pixel the flat index of the nearest one that is seen, (n, n)."""
    gap = (~seen).astype(np.uint8)
    _, label = cv2.distanceTransformWithLabels(gap, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    source = np.zeros(int(label.max()) + 1, np.intp)
    source[label[seen]] = np.flatnonzero(seen)
    return np.asarray(source[label], np.intp)


def near(seen: Bools, pixels: int) -> Bools:
    """The mask grown by so many pixels all round."""
    kernel = np.ones((2 * pixels + 1, 2 * pixels + 1), np.uint8)
    return np.asarray(cv2.dilate(seen.astype(np.uint8), kernel) > 0, np.bool_)
